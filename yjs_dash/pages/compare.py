"""Compare: a card a service, and the grid of standards by services."""

import streamlit as st

from yjs_dash.compare import cards, rating_grid
from yjs_dash.compare.overview import overviews
from yjs_dash.narrate import grid, grid_headline, headline
from yjs_dash.narrate.headline import older_inspections
from yjs_dash.narrate.overview import left_out, overview_headline
from yjs_dash.narrate.pages import CHOOSE_FOR
from yjs_dash.ui import ratings, text
from yjs_dash.ui.figures import Table, render_source_and_table
from yjs_dash.ui.session import current_view

view = current_view()
if not view.selection.services:
    text.notice(CHOOSE_FOR(what="its ratings"))
    st.stop()

found, known = cards(view.catalogue, view.selection), overviews(view.catalogue, view.selection)
finding = overview_headline(known) if view.selection.unrated else headline(found)
text.headline(finding)
text.sentences(older_inspections(found))
ratings.service_cards(view, found, known, announced=finding)

if found:
    rows = rating_grid(view.selection)
    text.section(grid_headline(rows, view.selection))
    text.caption(grid.HOW_TO_READ())
    text.sentence(left_out([service.name for service in view.selection.unrated]))
    ratings.rating_grid(view, rows, key="grid", caption=grid.CAPTION())
    render_source_and_table(
        Table(lambda: grid.rating_table(view.catalogue, view.selection, rows), grid.TABLE_NAME()),
        source="; ".join(dict.fromkeys(str(card.citation) for card in found)),
    )
