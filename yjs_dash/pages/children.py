"""Children: who they are, for what and with which outcome, each year; then what the inspection reports say of them."""

import streamlit as st

from yjs_dash.compare.children import CASELOAD_AGE, CASELOAD_ETHNICITY, CASELOAD_GENDER, NEEDS, OFFENCE_TYPES
from yjs_dash.compare.part_of_total import DISPOSALS, EDUCATION
from yjs_dash.compare.yearly import OF_CHILDREN, OF_OFFENCES, OF_OUTCOMES
from yjs_dash.narrate.pages import CHOOSE_FOR
from yjs_dash.ui import children_blocks as blocks
from yjs_dash.ui import text
from yjs_dash.ui.context_blocks import is_known, trend_block
from yjs_dash.ui.session import current_view
from yjs_dash.ui.topics import chosen_topics
from yjs_dash.ui.yearly_blocks import inspected_heading, reported, yearly_blocks

WIDE, NARROW = 480, 340

view = current_view()
if not view.selection.services:
    text.notice(CHOOSE_FOR(what="the children in its caseload"))
    st.stop()

text.headline("The children in the caseload")
topics = chosen_topics("children")

if "Age, gender, ethnicity" in topics:
    text.section("Age, gender, ethnicity")
    total = st.grid(1)
    yearly_blocks(view, OF_CHILDREN, total=total, place=st.grid(2, min_column_width=WIDE, gap="medium"))
    charts = inspected_heading(view, [(CASELOAD_AGE,), (CASELOAD_GENDER,), (CASELOAD_ETHNICITY,)])
    grid = st.grid(3, min_column_width=NARROW, gap="medium")
    for (indicator_id,) in charts:
        with grid.cell():
            blocks.composition_block(view, indicator_id)
    if charts:
        blocks.shares_note()

if "Disproportionality" in topics:
    text.section("Disproportionality")
    blocks.relative_rate_block(view, place=st.grid(2, min_column_width=WIDE, gap="medium"))

if "Disposals" in topics:
    text.section("Cautions and sentences")
    yearly_blocks(view, OF_OUTCOMES, place=st.grid(2, min_column_width=WIDE, gap="medium"))
    charts = inspected_heading(view, [(one,) for one in DISPOSALS])
    grid = st.grid(3, min_column_width=NARROW, gap="medium")
    for (indicator_id,) in charts:
        with grid.cell():
            blocks.whole_block(view, indicator_id)

if "Needs and education" in topics:
    text.section("Needs and education")
    charts = reported(view, [NEEDS, (EDUCATION,)])
    grid = st.grid(2, min_column_width=WIDE, gap="medium")
    if NEEDS in charts:
        with grid.cell():
            blocks.needs_block(view)
    if (EDUCATION,) in charts:
        with grid.cell():
            blocks.education_block(view)
    for indicator_id in ("neet_16_17", "looked_after_convicted"):
        if is_known(view, indicator_id):
            trend_block(view, indicator_id, place=grid)
    if NEEDS in charts:
        blocks.shares_note()

if "Offences" in topics:
    text.section("Offences")
    yearly_blocks(view, OF_OFFENCES, place=st.grid(2, min_column_width=WIDE, gap="medium"))
    if inspected_heading(view, [(OFFENCE_TYPES,)]):
        with st.grid(2, min_column_width=WIDE).cell():
            blocks.composition_block(view, OFFENCE_TYPES)
        blocks.shares_note()
