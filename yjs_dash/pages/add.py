"""Add a report: a file in, its figures out, checked; accepted or discarded."""

from yjs_dash.ui import intake_blocks as blocks
from yjs_dash.ui import text

text.headline("Add a report or statistics")
text.sentence(
    "Drop a file: its figures are read, reconciled and shown beside what is here already. Nothing is kept before "
    "you accept it, and what you accept joins every page for everyone who uses this app."
)
blocks.upload_block()
blocks.preview_blocks()
blocks.history_block()
blocks.template_block()
