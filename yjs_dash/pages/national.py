"""National picture: all inspections of the data set, framework by framework."""

from yjs_dash.compare.national import inspections, narrowed
from yjs_dash.ui import national_blocks as blocks
from yjs_dash.ui import rate_blocks, text
from yjs_dash.ui.session import current_view

view = current_view()
wanted = blocks.chosen_filter()
frame = narrowed(inspections(view.catalogue), wanted)
text.headline(f"{len(frame)} inspections, each framework by itself")
for framework in reversed(list(view.catalogue.data.frameworks.values())):
    blocks.framework_block(view, framework, wanted)

unknown = frame[frame["framework_id"] == ""]
if len(unknown):
    text.caption(f"Not shown, because its framework is not known: {', '.join(unknown['service'])}.")

rate_blocks.rates_block(view, wanted)
