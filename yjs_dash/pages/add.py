"""Add a report: a file or an address in, its figures out, checked; accepted or discarded."""

from yjs_dash.narrate.intake import ADD_HEADLINE, ADD_INTRODUCTION
from yjs_dash.ui import intake_blocks as blocks
from yjs_dash.ui import text
from yjs_dash.ui.collect_blocks import address_block

text.headline(ADD_HEADLINE())
text.sentence(ADD_INTRODUCTION())
blocks.upload_block()
address_block()
blocks.preview_blocks()
blocks.history_block()
blocks.template_block()
