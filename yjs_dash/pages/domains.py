"""Domains: domain → standard → key questions → annexe prompts."""

import streamlit as st

from yjs_dash.compare import cards, rating_grid
from yjs_dash.compare.overview import overviews
from yjs_dash.narrate import grid
from yjs_dash.narrate.headline import older_inspections
from yjs_dash.narrate.overview import NO_STANDARDS_YET, left_out
from yjs_dash.narrate.pages import CHOOSE_FOR
from yjs_dash.ui import evidence_blocks, ratings, text
from yjs_dash.ui.session import current_view
from yjs_dash.ui.standard_picker import chosen_standard, domain_of

view = current_view()
if not view.selection.services:
    text.notice(CHOOSE_FOR(what="its evidence"))
    st.stop()
if not view.selection.entries:
    text.headline(NO_STANDARDS_YET())
    ratings.service_cards(view, [], overviews(view.catalogue, view.selection), announced=NO_STANDARDS_YET())
    st.stop()

standard_id = chosen_standard()
domain = domain_of(view.selection, standard_id)
framework = next(e.framework for e in view.selection.entries if standard_id in e.framework.standards)
standard = framework.standard(standard_id)

text.headline(standard.title)
text.sentences(older_inspections(cards(view.catalogue, view.selection)))
text.sentence(left_out([service.name for service in view.selection.unrated]))
rows = [row for row in rating_grid(view.selection) if row.domain_id == domain.id]
ratings.rating_grid(
    view,
    rows,
    key="domain-grid",
    caption=grid.DOMAIN_CAPTION(domain=domain.title),
    announced=grid.IS_OPEN(standard=standard.title),
    current=standard_id,
)

evidence_blocks.key_question_block(view, standard, framework)
if standard.key_questions:
    evidence_blocks.prompt_block(view, standard)
evidence_blocks.findings_block(view, standard)
evidence_blocks.recommendation_block(view)
