"""Blocks of the yearly figures of every service: each a chart with its conclusion, table, source and download."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from yjs_dash.charts.children_charts import composition_bars
from yjs_dash.charts.trend_charts import trend_lines
from yjs_dash.compare import yearly
from yjs_dash.compare.context import indicator
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.yearly import YearShareRow
from yjs_dash.environment import importing_allowed
from yjs_dash.export.exhibit import joined_sources
from yjs_dash.export.figure_tables import figure_table
from yjs_dash.export.view import View
from yjs_dash.narrate import yearly_sentences as say
from yjs_dash.schema import STATUSES
from yjs_dash.ui import text
from yjs_dash.ui.figures import CACHE_SIZE, Cells, ChartCard, build_chart_card, render_chart_card_with_notes


def yearly_blocks(view: View, indicator_ids: Sequence[str], *, place: Cells, series: bool = False) -> None:
    """The groups of each indicator in cells of a grid, before them the numbers of every year.

    Where no chosen service has figures, one sentence says so.
    """
    services = view.selection.services
    lacking = yearly.without_yearly(view.catalogue, view.selection, indicator_id=indicator_ids[0])
    if len(lacking) == len(services):
        text.notice(
            say.not_here(
                services,
                any_added=yearly.has_yearly(view.catalogue, indicator_ids[0]),
                may_add=importing_allowed(),
            )
        )
        return
    if series:
        with place.cell():
            render_chart_card_with_notes(_series(view))
    for indicator_id in indicator_ids:
        with place.cell():
            render_chart_card_with_notes(_shares(view, indicator_id))


def inspected_heading(view: View) -> None:
    """The heading over what the inspection reports say, and how old that is."""
    text.text_block(say.inspected(view.selection.services), heading="When inspected")


@remembered(most=CACHE_SIZE)
def _shares(view: View, indicator_id: str) -> ChartCard:
    measure = indicator(view.catalogue, indicator_id)
    rows = yearly.year_shares(view.catalogue, view.selection, indicator_id=indicator_id)
    tested = yearly.group_comparisons(rows) if indicator_id in yearly.OF_CHILDREN else []
    return build_chart_card(
        composition_bars(
            [row for row in rows if not row.minor],
            theme=view.theme,
            title=say.shares_headline(rows, tested, measure=measure),
            subtitle=say.shares_subtitle(rows, measure=measure),
            slots=view.slots,
        ),
        alt=say.shares_alternative(rows, measure=measure),
        table=lambda: _table(rows),
        source=joined_sources([row.source for row in rows]),
        name=measure.name,
        notes=say.shares_conclusion(rows, tested, measure=measure),
    )


@remembered(most=CACHE_SIZE)
def _series(view: View) -> ChartCard:
    measure = indicator(view.catalogue, yearly.OF_YEAR)
    rows = yearly.year_series(view.catalogue, view.selection, indicator_id=yearly.OF_YEAR)
    breaks = yearly.series_breaks(view.catalogue, view.selection, indicator_id=yearly.OF_YEAR)
    return build_chart_card(
        trend_lines(
            rows,
            theme=view.theme,
            title=say.series_headline(rows),
            subtitle=say.SERIES_SUBTITLE(),
            unit=measure.unit,
            slots=view.slots,
        ),
        alt=say.series_alternative(rows),
        table=lambda: figure_table(rows, unit=measure.unit),
        source=joined_sources([row.source for row in rows]),
        name=measure.name,
        notes=say.series_conclusion(rows, breaks),
    )


def _table(rows: Sequence[YearShareRow]) -> pd.DataFrame:
    shown = [row for row in rows if row.part]
    return pd.DataFrame(
        {
            "Area": [row.area for row in shown],
            "Group": [row.part for row in shown],
            "Period": [row.period for row in shown],
            "Number": [row.count for row in shown],
            "Of": [row.whole for row in shown],
            "Per cent": [None if row.value is None else round(row.value, 1) for row in shown],
            "Shorthand": [f"[{r.status}] {STATUSES[r.status]}" if r.status else "" for r in shown],
            "Source": [row.source for row in shown],
            "Note": [row.note for row in shown],
        }
    ).drop_duplicates()
