"""National picture: every service on a map and in a table, all inspections framework by framework, local rates."""

import streamlit as st

from yjs_dash.compare.national import apply_filter, inspections
from yjs_dash.narrate import national_sentences as say
from yjs_dash.ui import common_blocks, glance_blocks, map_blocks, rate_blocks, text
from yjs_dash.ui import national_blocks as blocks
from yjs_dash.ui.session import current_view
from yjs_dash.ui.topics import chosen_topics

WIDE = 480

view = current_view()
filters = blocks.chosen_filter()
topics = chosen_topics("national")
frameworks = list(reversed(list(view.catalogue.data.frameworks.values())))

if "Map" in topics:
    map_blocks.map_block(view)

if "At a glance" in topics:
    glance_blocks.glance_block(view)

if "Ratings over the years" in topics or "Scores" in topics:
    everything = inspections(view.catalogue)
    frame = apply_filter(everything, filters)
    text.headline(say.page_headline(len(frame), of=len(everything)))
    if "Ratings over the years" in topics:
        blocks.history_block(view)
    grid = st.grid(len(frameworks), min_column_width=WIDE, gap="medium")
    for framework in frameworks:
        with grid.cell():
            if "Scores" in topics:
                blocks.scores_block(view, framework, filters)
            else:
                blocks.ratings_block(view, framework, filters)
    unknown = frame[frame["framework_id"] == ""]
    if len(unknown):
        text.caption(say.framework_unknown_sentence(list(unknown["service"])))

if "What is common" in topics:
    common_blocks.common_block(view)

if "Local rates" in topics:
    rate_blocks.rates_block(view, filters)
