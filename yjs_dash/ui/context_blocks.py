"""Blocks of the context page: each a chart with its conclusion, table, source and download."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from yjs_dash.charts.context_charts import latest_bars, neighbour_ranges, resource_bars
from yjs_dash.charts.trend_charts import trend_lines
from yjs_dash.compare import context as local
from yjs_dash.compare.children import ShareRow
from yjs_dash.compare.context import FigureRow, Indicator
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.neighbours import NeighbourFigure
from yjs_dash.compare.resources import Resource, ResourceRow, resources
from yjs_dash.compare.trends import (
    Trend,
    has_neighbours,
    latest_beside_neighbours,
    rows_of_one_period,
    trend,
    without_neighbours,
)
from yjs_dash.compare.verdicts import VerdictRow, verdicts
from yjs_dash.narrate import context_sentences as say
from yjs_dash.narrate import resources as say_resources
from yjs_dash.narrate import trend_sentences as say_trends
from yjs_dash.schema import STATUSES
from yjs_dash.ui import text
from yjs_dash.ui.figures import CACHE_SIZE, Cells, ChartCard, build_chart_card, render_chart_card_with_notes
from yjs_dash.ui.session import View

ROLES: dict[str, str] = {
    "service": "the service", "local_authority": "authority of the service", "region": "region", "nation": "nation",
    "neighbours": "statistical neighbours",
}  # fmt: skip
LIVING = "children who live there"
ALWAYS: frozenset[str] = frozenset({"Service", "Area", "Area is", "Period", "Value", "Unit", "Source"})
"""Columns that stand in every table of figures; the others only where a cell has something in it."""


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
    measure = local.indicator(view.catalogue, indicator_id)
    rows = local.latest(view.catalogue, view.selection, indicator_id=indicator_id)
    tested = verdicts(view.catalogue, view.selection, indicator_id=indicator_id)
    return build_chart_card(
        latest_bars(
            rows,
            theme=view.theme,
            title=say.latest_headline(rows, tested, measure=measure),
            subtitle=say.subtitle(rows, measure=measure),
            unit=measure.unit,
            verdicts=tested,
            slots=view.slots,
        ),
        alt=say.latest_alternative(rows, tested, measure=measure),
        table=lambda: figure_table(rows, unit=measure.unit, tested=tested),
        source=sources(row.source for row in rows),
        name=measure.name,
        notes=say.latest_conclusion(rows, tested, measure=measure),
    )


def trend_block(view: View, indicator_id: str, *, place: Cells) -> None:
    """The official series of each service's local authorities with their comparators, in cells of a grid."""
    for card in _trend(view, indicator_id):
        with place.cell():
            render_chart_card_with_notes(card)


@remembered(most=CACHE_SIZE)
def _trend(view: View, indicator_id: str) -> tuple[ChartCard, ...]:
    """The lines, and where the neighbours of many services would crowd them, their ranges as a chart of their own.

    One period alone is no line.
    """
    measure = local.indicator(view.catalogue, indicator_id)
    found = trend(view.catalogue, view.selection, indicator_id=indicator_id)
    beside = [] if found.banded else latest_beside_neighbours(found)
    series = () if found.single and beside else (_series(view, found, measure),)
    return (*series, _ranges(view, found, beside, measure)) if beside else series


def series_notes(view: View) -> None:
    """What holds for every official series of a topic."""
    lacking = without_neighbours(view.catalogue, view.selection)
    text.sentences(say_trends.series_notes(lacking, known_neighbours=has_neighbours(view.catalogue)))


def _series(view: View, found: Trend, measure: Indicator) -> ChartCard:
    title = say_trends.trend_headline(found, measure=measure)
    subtitle = say_trends.trend_subtitle(found, measure=measure)
    if found.single:
        rows = rows_of_one_period(found)
        figure = latest_bars(
            rows, theme=view.theme, title=title, subtitle=subtitle, unit=measure.unit, slots=view.slots
        )
    else:
        figure = trend_lines(
            found.rows,
            theme=view.theme,
            title=title,
            subtitle=subtitle,
            unit=measure.unit,
            neighbours=found.neighbours if found.banded else (),
            slots=view.slots,
        )
    return build_chart_card(
        figure,
        alt=say_trends.trend_alternative(found, measure=measure),
        table=lambda: _table(found, measure),
        source=sources(
            [
                *(row.source for row in found.rows),
                *_cited(found.neighbours if found.banded else ()),
            ]
        ),
        name=f"{measure.name}, official series",
        notes=say_trends.trend_conclusion(found, measure=measure),
    )


def _ranges(view: View, found: Trend, beside: Sequence[NeighbourFigure], measure: Indicator) -> ChartCard:
    return build_chart_card(
        neighbour_ranges(
            beside,
            theme=view.theme,
            title=say_trends.neighbours_headline(beside, measure=measure),
            subtitle=say_trends.neighbours_subtitle(beside, measure=measure),
            unit=measure.unit,
            slots=view.slots,
        ),
        alt=say_trends.neighbours_alternative(beside, measure=measure),
        table=lambda: _table(found, measure),
        source=sources(_cited(beside)),
        name=f"{measure.name}, statistical neighbours",
        notes=say_trends.trend_conclusion(found, measure=measure) if found.single else (),
    )


def _table(found: Trend, measure: Indicator) -> pd.DataFrame:
    rows = say_trends.trend_table(found)
    noted = [replace(row, note=say_trends.note_of_series(row, measure=measure)) for row in rows]
    return figure_table(noted, unit=measure.unit)


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
    rows = resources(view.catalogue, view.selection, wanted=wanted)
    return build_chart_card(
        resource_bars(
            rows,
            ratio_label=say_resources.ratio_label,
            theme=view.theme,
            title=say_resources.resources_headline(rows, subject=subject),
            subtitle=say_resources.resources_subtitle(rows),
            unit=unit,
            slots=view.slots,
        ),
        alt=say_resources.resources_alternative(rows, subject=subject),
        table=lambda: _resource_table(rows),
        source=sources(row.source for row in rows),
        name=subject,
        notes=say_resources.resources_conclusion(rows),
    )


def _resource_table(rows: Sequence[ResourceRow]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Service": [row.service for row in rows],
            "Amount": [row.what for row in rows],
            "Period": [row.period for row in rows],
            "Figure": [row.label for row in rows],
            "Children in the caseload": [row.caseload for row in rows],
            "Caseload of": [row.caseload_period for row in rows],
            "Worked out [e]": [say_resources.ratio_label(row) for row in rows],
            "Source": [row.source for row in rows],
            "Note": [row.note for row in rows],
        }
    )


def figure_table(rows: Sequence[FigureRow], *, unit: str, tested: Sequence[VerdictRow] = ()) -> pd.DataFrame:
    """Figures with area, period, source and shorthand in words; values as numbers in `unit`. No empty columns.

    With verdicts, also the interval and the verdict of each service's own figure.
    """
    found = {row.service_id: row for row in tested if row.low_95 is not None}
    tests = [None if r.comparator or r.breakdown else found.get(r.service_id) for r in rows]
    cells: dict[str, list[object]] = {
        "Service": [row.service for row in rows],
        "Area": [row.area for row in rows],
        "Area is": [LIVING if _is_of_residents(row) else ROLES[row.area_type] for row in rows],
        "Group": [_group(row) for row in rows],
        "Period": [row.period for row in rows],
        "Value": [row.value for row in rows],
        "Unit": [unit] * len(rows),
        "Shorthand": [f"[{r.status}] {STATUSES[r.status]}" if r.status else "" for r in rows],
        "95% interval from [e]": [_rounded(test.low_95) if test else None for test in tests],
        "95% interval to [e]": [_rounded(test.high_95) if test else None for test in tests],
        "By the 95% test": [say.verdict_words(test) if test and test.verdict else "" for test in tests],
        "Source": [row.source for row in rows],
        "Note": [say.note_of(row) for row in rows],
    }
    return pd.DataFrame({name: column for name, column in cells.items() if name in ALWAYS or any(column)})


def _group(row: FigureRow) -> str:
    return (row.part if isinstance(row, ShareRow) else "") or row.breakdown


def _is_of_residents(row: FigureRow) -> bool:
    return isinstance(row, ShareRow) and row.population


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def sources(cited: Iterable[str]) -> str:
    """Every source once, in a line; empty ones are none."""
    return "; ".join(dict.fromkeys(source for source in cited if source))


def _cited(rows: Iterable[NeighbourFigure]) -> list[str]:
    """Sources of the figures of neighbours, and of who they are."""
    return [source for row in rows for source in (row.source, row.origin)]
