"""An independent checker of the sentences: what they claim is parsed back out of the words and worked out again.

The checking code knows the tables as rows of CSV and the frameworks as TOML, and uses none of the project's own
functions. Drawn data sets take the place of the bundled one; each comes from a number, so that it can be drawn again.
"""
