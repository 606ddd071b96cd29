"""Blocks of the context page: each a chart with its conclusion, table, source and download."""

from __future__ import annotations

from yjs_dash.compare import context as local
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.resources import Resource, resources
from yjs_dash.compare.trends import has_neighbours, without_neighbours
from yjs_dash.export import context_exhibits
from yjs_dash.export.view import View
from yjs_dash.narrate import context_sentences as say
from yjs_dash.narrate import resources as say_resources
from yjs_dash.narrate import trend_sentences as say_trends
from yjs_dash.ui import text
from yjs_dash.ui.figures import CACHE_SIZE, Cells, ChartCard, chart_card, render_chart_card_with_notes


def latest_block(view: View, indicator_id: str, *, place: Cells) -> None:
    """The printed figure of each service with its comparators, and what can be concluded from it.

    In a cell of a grid; where no service has a figure, a sentence below the grid.
    """
    rows = local.latest(view.catalogue, view.selection, indicator_id=indicator_id)
    if all(row.value is None for row in rows):
        text.sentence(say.latest_headline(rows, [], measure=local.indicator(view.catalogue, indicator_id)))
        return
    with place.cell():
        render_chart_card_with_notes(_latest(view, indicator_id))


@remembered(most=CACHE_SIZE)
def _latest(view: View, indicator_id: str) -> ChartCard:
    return chart_card(context_exhibits.latest(view, indicator_id))


def trend_block(view: View, indicator_id: str, *, place: Cells) -> None:
    """The official series of each service's local authorities with their comparators, in cells of a grid."""
    for card in _trend(view, indicator_id):
        with place.cell():
            render_chart_card_with_notes(card)


@remembered(most=CACHE_SIZE)
def _trend(view: View, indicator_id: str) -> tuple[ChartCard, ...]:
    return tuple(chart_card(exhibit) for exhibit in context_exhibits.trends(view, indicator_id))


def series_notes(view: View) -> None:
    """What holds for every official series of a topic."""
    lacking = without_neighbours(view.catalogue, view.selection)
    text.sentences(say_trends.series_notes(lacking, known_neighbours=has_neighbours(view.catalogue)))


def is_known(view: View, indicator_id: str) -> bool:
    """Whether the data set has any figure of an indicator: some come with imports only."""
    return indicator_id in view.catalogue.observations


def resource_block(
    view: View, wanted: tuple[Resource, ...], *, subject: str, unit: str, place: Cells
) -> None:
    """Printed amounts, and what is worked out of them for each child in the caseload.

    In a cell of a grid; where no service has an amount, a sentence below the grid.
    """
    rows = resources(view.catalogue, view.selection, wanted=wanted)
    if all(row.value is None for row in rows):
        text.sentence(say_resources.resources_headline(rows, subject=subject))
        return
    with place.cell():
        render_chart_card_with_notes(_resources(view, wanted, subject, unit))


@remembered(most=CACHE_SIZE)
def _resources(view: View, wanted: tuple[Resource, ...], subject: str, unit: str) -> ChartCard:
    return chart_card(context_exhibits.amounts(view, wanted, subject, unit))
