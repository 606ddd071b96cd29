"""National picture: all inspections of the data set, framework by framework."""

from yjs_dash.compare.national import apply_filter, inspections
from yjs_dash.narrate import national_sentences as say
from yjs_dash.ui import national_blocks as blocks
from yjs_dash.ui import rate_blocks, text
from yjs_dash.ui.session import current_view

view = current_view()
filters = blocks.chosen_filter()
everything = inspections(view.catalogue)
frame = apply_filter(everything, filters)
text.headline(say.page_headline(len(frame), of=len(everything)))
for framework in reversed(list(view.catalogue.data.frameworks.values())):
    blocks.framework_block(view, framework, filters)

unknown = frame[frame["framework_id"] == ""]
if len(unknown):
    text.caption(say.framework_unknown_sentence(list(unknown["service"])))

rate_blocks.rates_block(view, filters)
