"""Exhibits of the local context: official series, printed figures beside comparators, spend and staff."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from yjs_dash.charts.context_charts import latest_bars, neighbour_ranges, resource_bars
from yjs_dash.charts.trend_charts import trend_lines
from yjs_dash.compare import context as local
from yjs_dash.compare.context import Indicator
from yjs_dash.compare.neighbours import NeighbourFigure
from yjs_dash.compare.resources import Resource, ResourceRow, resources
from yjs_dash.compare.trends import Trend, latest_beside_neighbours, rows_of_one_period, trend
from yjs_dash.compare.verdicts import verdicts
from yjs_dash.export.exhibit import Cell, Exhibit, Grid, joined_sources
from yjs_dash.export.figure_tables import figure_table
from yjs_dash.export.native_chart import bar_chart, line_chart
from yjs_dash.export.view import View
from yjs_dash.narrate import context_sentences as say
from yjs_dash.narrate import pack as say_pack
from yjs_dash.narrate import resources as say_resources
from yjs_dash.narrate import trend_sentences as say_trends


def latest(view: View, indicator_id: str) -> Exhibit:
    """The printed figure of each service with its comparators, and what can be concluded from it."""
    measure = local.indicator(view.catalogue, indicator_id)
    rows = local.latest(view.catalogue, view.selection, indicator_id=indicator_id)
    tested = verdicts(view.catalogue, view.selection, indicator_id=indicator_id)
    title, subtitle = say.latest_headline(rows, tested, measure=measure), say.subtitle(rows, measure=measure)
    return Exhibit(
        name=measure.name,
        title=title,
        subtitle=subtitle,
        alt=say.latest_alternative(rows, tested, measure=measure),
        source=joined_sources([row.source for row in rows]),
        draw=lambda: latest_bars(
            rows,
            theme=view.theme,
            title=title,
            subtitle=subtitle,
            unit=measure.unit,
            verdicts=tested,
            slots=view.slots,
        ),
        table=lambda: figure_table(rows, unit=measure.unit, tested=tested),
        chart=lambda: bar_chart(rows, slots=view.slots, unit=measure.unit),
        notes=tuple(say.latest_conclusion(rows, tested, measure=measure)),
    )


def trends(view: View, indicator_id: str) -> tuple[Exhibit, ...]:
    """The official series of each service's local authorities with their comparators.

    Where the neighbours of many services would crowd the lines, their ranges stand in an exhibit of their own. One
    period alone is no line.
    """
    measure = local.indicator(view.catalogue, indicator_id)
    found = trend(view.catalogue, view.selection, indicator_id=indicator_id)
    beside = [] if found.banded else latest_beside_neighbours(found)
    series = () if found.single and beside else (_series(view, found, measure),)
    return (*series, _ranges(view, found, beside, measure)) if beside else series


def _series(view: View, found: Trend, measure: Indicator) -> Exhibit:
    title = say_trends.trend_headline(found, measure=measure)
    subtitle = say_trends.trend_subtitle(found, measure=measure)
    rows = rows_of_one_period(found) if found.single else found.rows

    def draw() -> go.Figure:
        if found.single:
            return latest_bars(
                rows,
                theme=view.theme,
                title=title,
                subtitle=subtitle,
                unit=measure.unit,
                slots=view.slots,
            )
        return trend_lines(
            rows,
            theme=view.theme,
            title=title,
            subtitle=subtitle,
            unit=measure.unit,
            neighbours=found.neighbours if found.banded else (),
            slots=view.slots,
        )

    return Exhibit(
        name=f"{measure.name}, official series",
        title=title,
        subtitle=subtitle,
        alt=say_trends.trend_alternative(found, measure=measure),
        source=joined_sources(
            [*(row.source for row in found.rows), *_cited(found.neighbours if found.banded else ())]
        ),
        draw=draw,
        table=lambda: _table(found, measure),
        chart=lambda: (bar_chart if found.single else line_chart)(rows, slots=view.slots, unit=measure.unit),
        notes=tuple(say_trends.trend_conclusion(found, measure=measure)),
        measure=say_trends.trend_subtitle(replace(found, banded=False), measure=measure),
    )


def _ranges(view: View, found: Trend, beside: Sequence[NeighbourFigure], measure: Indicator) -> Exhibit:
    title = say_trends.neighbours_headline(beside, measure=measure)
    subtitle = say_trends.neighbours_subtitle(beside, measure=measure)
    return Exhibit(
        name=f"{measure.name}, statistical neighbours",
        title=title,
        subtitle=subtitle,
        alt=say_trends.neighbours_alternative(beside, measure=measure),
        source=joined_sources(_cited(beside)),
        draw=lambda: neighbour_ranges(
            beside, theme=view.theme, title=title, subtitle=subtitle, unit=measure.unit, slots=view.slots
        ),
        table=lambda: _table(found, measure),
        chart=lambda: None,
        notes=tuple(say_trends.trend_conclusion(found, measure=measure)) if found.single else (),
        small_table=_beside_neighbours(beside, caption=title),
        measure=say.measured(measure),
    )


def _beside_neighbours(beside: Sequence[NeighbourFigure], *, caption: str) -> Grid:
    rows = (
        (
            row.authority,
            f"{row.value_label} ({say.stamp(row.period)})",
            row.median_label,
            f"{row.low_label} ({row.low_area})",
            f"{row.high_label} ({row.high_area})",
        )
        for row in beside
    )
    return Grid(
        caption=caption,
        heads=say_pack.NEIGHBOUR_HEADS,
        rows=tuple(tuple(Cell(text) for text in row) for row in rows),
        shares=(0.24, 0.18, 0.16, 0.21, 0.21),
    )


def _table(found: Trend, measure: Indicator) -> pd.DataFrame:
    rows = say_trends.trend_table(found)
    noted = [replace(row, note=say_trends.note_of_series(row, measure=measure)) for row in rows]
    return figure_table(noted, unit=measure.unit)


def amounts(view: View, wanted: tuple[Resource, ...], subject: str, unit: str) -> Exhibit:
    """Printed amounts, and what is worked out of them for each child in the caseload."""
    rows = resources(view.catalogue, view.selection, wanted=wanted)
    title = say_resources.resources_headline(rows, subject=subject)
    subtitle = say_resources.resources_subtitle(rows)
    return Exhibit(
        name=subject,
        title=title,
        subtitle=subtitle,
        alt=say_resources.resources_alternative(rows, subject=subject),
        source=joined_sources([row.source for row in rows]),
        draw=lambda: resource_bars(
            rows,
            ratio_label=say_resources.ratio_label,
            theme=view.theme,
            title=title,
            subtitle=subtitle,
            unit=unit,
            slots=view.slots,
        ),
        table=lambda: _resource_table(rows),
        chart=lambda: None,
        notes=tuple(say_resources.resources_conclusion(rows)),
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


def _cited(rows: Iterable[NeighbourFigure]) -> list[str]:
    """Sources of the figures of neighbours, and of who they are."""
    return [source for row in rows for source in (row.source, row.origin)]
