"""The rules of the app as cases: a table in, a question, the answer that the code gives.

`python -m tests.spec` makes docs/specification.md of them; test_specification.py asks the code every question.
"""
