"""Blocks of the children page: each a chart with its conclusion, table, source and download."""

from __future__ import annotations

from yjs_dash.compare.memo import remembered
from yjs_dash.export import children_exhibits
from yjs_dash.export.view import View
from yjs_dash.narrate import children_sentences as say
from yjs_dash.ui import text
from yjs_dash.ui.figures import (
    CACHE_SIZE,
    Cells,
    ChartCard,
    chart_card,
    render_chart_card,
    render_chart_card_with_notes,
)


def composition_block(view: View, indicator_id: str) -> None:
    """Shares of the caseload beside what they are compared with."""
    render_chart_card_with_notes(_composition(view, indicator_id))


def shares_note() -> None:
    """What holds for every printed share of a topic."""
    text.sentence(say.NO_VERDICT())


def relative_rate_block(view: View, *, place: Cells) -> None:
    """Disproportionality, in two cells of a grid: paired dots with the index, and what they say in sentences."""
    card = _relative_rates(view)
    *of_services, conclusion = card.notes
    with place.cell():
        render_chart_card(card)
    with place.cell():
        text.text_block(of_services, conclusion)


def whole_block(view: View, indicator_id: str) -> None:
    """Counts of children as parts of a published whole."""
    render_chart_card_with_notes(_parts(view, indicator_id))


def needs_block(view: View) -> None:
    """Shares of the caseload with mental health issues, substance misuse issues, learning needs."""
    render_chart_card_with_notes(_needs(view))


def education_block(view: View) -> None:
    """Education status by age group, and why some figures are read otherwise than the report labels them."""
    render_chart_card_with_notes(_education(view))


@remembered(most=CACHE_SIZE)
def _composition(view: View, indicator_id: str) -> ChartCard:
    return chart_card(children_exhibits.composition(view, indicator_id))


@remembered(most=CACHE_SIZE)
def _relative_rates(view: View) -> ChartCard:
    return chart_card(children_exhibits.relative_rates(view))


@remembered(most=CACHE_SIZE)
def _parts(view: View, indicator_id: str) -> ChartCard:
    return chart_card(children_exhibits.parts(view, indicator_id))


@remembered(most=CACHE_SIZE)
def _education(view: View) -> ChartCard:
    return chart_card(children_exhibits.education(view))


@remembered(most=CACHE_SIZE)
def _needs(view: View) -> ChartCard:
    return chart_card(children_exhibits.needs(view))
