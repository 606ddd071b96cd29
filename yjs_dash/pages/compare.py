"""Compare: a card a service, and the grid of standards by services."""

import streamlit as st

from yjs_dash.compare import cards, rating_grid
from yjs_dash.narrate import grid, grid_headline, headline
from yjs_dash.narrate.headline import older_inspections
from yjs_dash.narrate.pages import CHOOSE_FOR
from yjs_dash.ui import ratings, text
from yjs_dash.ui.figures import Table, render_source_and_table
from yjs_dash.ui.session import current_view

view = current_view()
if not view.selection.entries:
    text.notice(CHOOSE_FOR(what="its ratings"))
    st.stop()

found = cards(view.catalogue, view.selection)
finding = headline(found)
text.headline(finding)
text.sentences(older_inspections(found))
ratings.service_cards(view, found, announced=finding)

rows = rating_grid(view.selection)
text.section(grid_headline(rows, view.selection))
text.caption(grid.HOW_TO_READ())
ratings.rating_grid(view, rows, key="grid", caption=grid.CAPTION())
render_source_and_table(
    Table(lambda: grid.rating_table(view.catalogue, view.selection, rows), "Ratings by standard and service"),
    source="; ".join(dict.fromkeys(str(card.citation) for card in found)),
)
