"""Blocks of the yearly figures of every service: each a chart with its conclusion, table, source and download."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from yjs_dash.charts.children_charts import composition_bars
from yjs_dash.charts.trend_charts import part_panels, trend_lines
from yjs_dash.compare import yearly
from yjs_dash.compare.context import any_figure, indicator
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


def yearly_blocks(
    view: View, indicator_ids: Sequence[str], *, place: Cells, total: Cells | None = None
) -> None:
    """The groups of each indicator in cells of a grid, beside most of them the numbers of every year.

    `total`: a grid before that one, for the number of all children in every year.

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
    if total is not None:
        with total.cell():
            render_chart_card_with_notes(_series(view))
    for indicator_id in indicator_ids:
        with place.cell():
            render_chart_card_with_notes(_shares(view, indicator_id))
        if indicator_id in yearly.IN_SERIES:
            with place.cell():
                render_chart_card_with_notes(_part_series(view, indicator_id))


def inspected_heading(view: View, charts: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The heading over what the inspection reports say, how old that is, and which figures no report gives.

    `charts`: the indicators of each chart that may follow. Returns those of which a chosen service has a figure.
    """
    words, known = _missing(view, charts)
    dates = say.inspected(view.selection.services) if known else ""
    text.text_block(dates, words, heading="When inspected")
    return known


def reported(view: View, charts: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The same without a heading, where nothing but the reports has figures."""
    words, known = _missing(view, charts)
    text.text_block(words)
    return known


def _missing(view: View, charts: Sequence[tuple[str, ...]]) -> tuple[str, list[tuple[str, ...]]]:
    """The sentence on charts that no chosen service has a figure of, and the other charts."""
    known = [ids for ids in charts if any_figure(view.catalogue, view.selection, indicator_ids=ids)]
    missing = [indicator(view.catalogue, one) for ids in charts if ids not in known for one in ids]
    return say.no_report(view.selection.services, missing, every=not known), known


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
            periods=yearly.published_years(view.catalogue, indicator_id=yearly.OF_YEAR),
        ),
        alt=say.series_alternative(rows),
        table=lambda: figure_table(rows, unit=measure.unit),
        source=joined_sources([row.source for row in rows]),
        name=measure.name,
        notes=say.series_conclusion(rows, breaks),
    )


@remembered(most=CACHE_SIZE)
def _part_series(view: View, indicator_id: str) -> ChartCard:
    measure = indicator(view.catalogue, indicator_id)
    rows = yearly.part_series(view.catalogue, view.selection, indicator_id=indicator_id)
    breaks = yearly.series_breaks(view.catalogue, view.selection, indicator_id=indicator_id)
    return build_chart_card(
        part_panels(
            [row for row in rows if not row.minor],
            theme=view.theme,
            title=say.parts_headline(rows, measure=measure),
            subtitle=say.parts_subtitle(rows, measure=measure),
            periods=yearly.published_years(view.catalogue, indicator_id=indicator_id),
        ),
        alt=say.parts_alternative(rows, measure=measure),
        table=lambda: _series_table(rows),
        source=joined_sources([row.source for row in rows]),
        name=f"{measure.name}, every year",
        notes=say.parts_conclusion(
            rows,
            # The number of all children, which stands above these groups, says it already.
            [] if indicator_id in yearly.OF_CHILDREN else breaks,
            latest=yearly.latest_year(view.catalogue, indicator_id=indicator_id),
        ),
    )


def _series_table(rows: Sequence[YearShareRow]) -> pd.DataFrame:
    shown = [row for row in rows if row.part]
    return pd.DataFrame(
        {
            "Area": [row.area for row in shown],
            "Group": [row.part for row in shown],
            "Period": [row.period for row in shown],
            "Number": [row.count for row in shown],
            "Shorthand": [f"[{r.status}] {STATUSES[r.status]}" if r.status else "" for r in shown],
            "Source": [row.source for row in shown],
            "Note": [row.note for row in shown],
        }
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
