"""Context: first-time entrants, reoffending, spend and staff, and who the children are, beside comparators."""

import streamlit as st

from yjs_dash.compare.children import CASELOAD_AGE, CASELOAD_ETHNICITY, CASELOAD_GENDER
from yjs_dash.compare.context import (
    CAUTIONED_OR_SENTENCED,
    FIRST_TIME_ENTRANTS,
    REOFFENDING,
    REOFFENDING_10_14,
    REOFFENDING_15_17,
)
from yjs_dash.compare.resources import SPEND, STAFF
from yjs_dash.narrate.pages import CHOOSE_FOR, MORE_ON_CHILDREN
from yjs_dash.ui import children_blocks, text
from yjs_dash.ui import context_blocks as blocks
from yjs_dash.ui.session import current_view
from yjs_dash.ui.topics import chosen_topics

WIDE, NARROW = 480, 340

view = current_view()
if not view.selection.services:
    text.notice(CHOOSE_FOR(what="its local context"))
    st.stop()

text.headline("Local context")
topics = chosen_topics("context")

if "First-time entrants" in topics:
    text.section("First-time entrants")
    grid = st.grid(2, min_column_width=WIDE, gap="medium")
    blocks.trend_block(view, FIRST_TIME_ENTRANTS, place=grid)
    blocks.latest_block(view, FIRST_TIME_ENTRANTS, place=grid)
    blocks.trend_block(view, CAUTIONED_OR_SENTENCED, place=grid)
    blocks.series_notes(view)

if "Reoffending" in topics:
    text.section("Reoffending")
    grid = st.grid(2, min_column_width=WIDE, gap="medium")
    blocks.trend_block(view, REOFFENDING_10_14, place=grid)
    blocks.trend_block(view, REOFFENDING_15_17, place=grid)
    blocks.latest_block(view, REOFFENDING, place=grid)
    blocks.series_notes(view)

if "Spend and staff" in topics:
    text.section("Spend and staff")
    grid = st.grid(3, min_column_width=NARROW, gap="medium")
    blocks.resource_block(view, SPEND, subject="Spend for each child", unit="£", place=grid)
    blocks.resource_block(view, STAFF, subject="Staff", unit="children", place=grid)
    blocks.latest_block(view, "vacancy_rate", place=grid)
    if blocks.is_known(view, "youth_justice_spend"):
        blocks.trend_block(view, "youth_justice_spend", place=grid)

if "Who the children are" in topics:
    text.section("Who the children are")
    grid = st.grid(3, min_column_width=NARROW, gap="medium")
    for indicator_id in (CASELOAD_AGE, CASELOAD_ETHNICITY, CASELOAD_GENDER):
        with grid.cell():
            children_blocks.composition_block(view, indicator_id)
    children_blocks.shares_note()
    text.sentence(MORE_ON_CHILDREN())
