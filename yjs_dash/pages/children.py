"""Children: who they are, for what and with which outcome, each year; then what the inspection reports say of them."""

import streamlit as st

from yjs_dash.compare.children import CASELOAD_AGE, CASELOAD_ETHNICITY, CASELOAD_GENDER, OFFENCE_TYPES
from yjs_dash.compare.part_of_total import DISPOSALS
from yjs_dash.compare.yearly import OF_CHILDREN, OF_OFFENCES, OF_OUTCOMES
from yjs_dash.narrate.pages import CHOOSE_FOR
from yjs_dash.ui import children_blocks as blocks
from yjs_dash.ui import text
from yjs_dash.ui.context_blocks import is_known, trend_block
from yjs_dash.ui.session import current_view
from yjs_dash.ui.topics import chosen_topics
from yjs_dash.ui.yearly_blocks import inspected_heading, yearly_blocks

WIDE, NARROW = 480, 340

view = current_view()
if not view.selection.services:
    text.notice(CHOOSE_FOR(what="the children in its caseload"))
    st.stop()

text.headline("The children in the caseload")
topics = chosen_topics("children")

if "Age, gender, ethnicity" in topics:
    text.section("Age, gender, ethnicity")
    yearly_blocks(view, OF_CHILDREN, place=st.grid(2, min_column_width=WIDE, gap="medium"), series=True)
    inspected_heading(view)
    grid = st.grid(3, min_column_width=NARROW, gap="medium")
    for indicator_id in (CASELOAD_AGE, CASELOAD_GENDER, CASELOAD_ETHNICITY):
        with grid.cell():
            blocks.composition_block(view, indicator_id)
    blocks.shares_note()

if "Disproportionality" in topics:
    text.section("Disproportionality")
    blocks.relative_rate_block(view, place=st.grid(2, min_column_width=WIDE, gap="medium"))

if "Disposals" in topics:
    text.section("Cautions and sentences")
    yearly_blocks(view, OF_OUTCOMES, place=st.grid(2, min_column_width=WIDE, gap="medium"))
    inspected_heading(view)
    grid = st.grid(3, min_column_width=NARROW, gap="medium")
    for indicator_id in DISPOSALS:
        with grid.cell():
            blocks.whole_block(view, indicator_id)

if "Needs and education" in topics:
    text.section("Needs and education")
    grid = st.grid(2, min_column_width=WIDE, gap="medium")
    with grid.cell():
        blocks.needs_block(view)
    with grid.cell():
        blocks.education_block(view)
    for indicator_id in ("neet_16_17", "looked_after_convicted"):
        if is_known(view, indicator_id):
            trend_block(view, indicator_id, place=grid)
    blocks.shares_note()

if "Offences" in topics:
    text.section("Offences")
    yearly_blocks(view, OF_OFFENCES, place=st.grid(2, min_column_width=WIDE, gap="medium"))
    inspected_heading(view)
    with st.grid(2, min_column_width=WIDE).cell():
        blocks.composition_block(view, OFFENCE_TYPES)
    blocks.shares_note()
