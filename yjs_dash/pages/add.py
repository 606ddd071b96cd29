"""Add a report: a file or an address in, its figures out, checked; accepted or discarded."""

from yjs_dash.compare.overview import report_address
from yjs_dash.narrate.intake import ADD_HEADLINE, ADD_INTRODUCTION, report_of
from yjs_dash.ui import intake_blocks as blocks
from yjs_dash.ui import text
from yjs_dash.ui.collect_blocks import address_block
from yjs_dash.ui.session import catalogue, service_to_add

text.headline(ADD_HEADLINE())
text.sentence(ADD_INTRODUCTION())
service = service_to_add()
address = report_address(catalogue(), service) if service else ""
if service:
    text.notice(report_of(service.name, is_published_at=bool(address)))
blocks.upload_block()
address_block(address=address)
blocks.preview_blocks()
blocks.history_block()
blocks.template_block()
