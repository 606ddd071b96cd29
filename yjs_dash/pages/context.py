"""Context: first-time entrants, reoffending, and who the children are, beside comparators."""

import streamlit as st

from yjs_dash.ui import context_blocks as blocks
from yjs_dash.ui import text
from yjs_dash.ui.session import current_view

view = current_view()
if not view.selection.entries:
    text.notice("Choose at least one service above to see its circumstances.")
    st.stop()

text.headline("Local circumstances, beside what they can be compared with")
text.part("First-time entrants")
blocks.latest_block(view, "first_time_entrant_rate")
blocks.trend_block(view, "first_time_entrant_rate")

text.part("Reoffending")
blocks.latest_block(view, "reoffending_rate")
for indicator_id in ("reoffending_rate_10_14", "reoffending_rate_15_17"):
    blocks.trend_block(view, indicator_id)

text.part("Who the children are")
for indicator_id in ("caseload_age", "caseload_ethnicity"):
    blocks.composition_block(view, indicator_id)
blocks.relative_rate_block(view)
blocks.composition_block(view, "caseload_gender")
