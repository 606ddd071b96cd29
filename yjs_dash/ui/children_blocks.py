"""Blocks of the children page: each a chart with its conclusion, table, source and download."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from yjs_dash.charts.children_charts import composition_bars, relative_rate_dots, whole_bars
from yjs_dash.compare import children as shares
from yjs_dash.compare import part_of_total
from yjs_dash.compare.context import Indicator, indicator
from yjs_dash.compare.disproportionality import relative_rates
from yjs_dash.compare.memo import remembered
from yjs_dash.narrate import children_sentences as say
from yjs_dash.narrate import disproportionality as say_rates
from yjs_dash.narrate import part_of_total_sentences as say_wholes
from yjs_dash.ui import text
from yjs_dash.ui.context_blocks import figure_table, sources
from yjs_dash.ui.figures import (
    CACHE_SIZE,
    Cells,
    ChartCard,
    build_chart_card,
    render_chart_card,
    render_chart_card_with_notes,
)
from yjs_dash.ui.session import View

RATE_TABLE: dict[str, str] = {
    "service": "Service", "group": "Group", "baseline": "Compared with", "caseload_share": "Group, % of caseload",
    "population_share": "Group, % of children aged 10–17", "baseline_caseload_share": "Compared with, % of caseload",
    "baseline_population_share": "Compared with, % of children aged 10–17", "unknown_share": "Unknown, % of caseload",
    "index": "Relative rate index", "low": "From rounding, low", "high": "From rounding, high",
    "unknown_to_baseline": "Index, all Unknown compared with", "unknown_to_group": "Index, all Unknown in group",
    "period": "Period", "population_period": "Period of the population", "source": "Source", "words": "Note",
}  # fmt: skip
WHOLE_TABLE: dict[str, str] = {
    "service": "Service", "group": "Age group", "part": "Part", "value": "Children", "whole_label": "Whole",
    "label": "In words", "corrected": "Corrected", "period": "Period", "source": "Source", "note": "Note",
}  # fmt: skip
OPTIONAL: tuple[str, ...] = ("Age group", "Corrected", "Note")


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
    measure = indicator(view.catalogue, indicator_id)
    rows = shares.composition(view.catalogue, view.selection, indicator_id=indicator_id)
    return build_chart_card(
        composition_bars(
            rows,
            theme=view.theme,
            title=say.composition_headline(rows, measure=measure),
            subtitle=say.composition_subtitle(rows, measure=measure),
            slots=view.slots,
        ),
        alt=say.composition_alternative(rows, name=measure.name),
        table=lambda: figure_table(rows, unit=measure.unit),
        source=sources(row["source"] for row in rows),
        name=measure.name,
        notes=say.composition_conclusion(rows, measure=measure),
    )


@remembered(most=CACHE_SIZE)
def _relative_rates(view: View) -> ChartCard:
    """The sentences of the services come first, what holds for all of them last."""
    found = relative_rates(view.catalogue, view.selection)
    rows = [row | {"words": say_rates.chart_note(row)} for row in found]
    return build_chart_card(
        relative_rate_dots(
            rows,
            theme=view.theme,
            title=say_rates.relative_rate_headline(rows),
            subtitle=say_rates.relative_rate_subtitle(rows),
            slots=view.slots,
        ),
        alt=say_rates.relative_rate_alternative(rows),
        table=lambda: pd.DataFrame({head: [row[key] for row in rows] for key, head in RATE_TABLE.items()}),
        source=sources(row["source"] for row in rows),
        name="Relative rate index",
        notes=[
            *(say_rates.relative_rate_sentence(row) for row in rows),
            say_rates.relative_rate_conclusion(rows),
        ],
    )


@remembered(most=CACHE_SIZE)
def _parts(view: View, indicator_id: str) -> ChartCard:
    measure = indicator(view.catalogue, indicator_id)
    rows = part_of_total.parts_of_total(view.catalogue, view.selection, indicator_id=indicator_id)
    return _whole(view, rows, measure, say_wholes.whole_conclusion(rows))


@remembered(most=CACHE_SIZE)
def _education(view: View) -> ChartCard:
    measure = indicator(view.catalogue, part_of_total.EDUCATION)
    rows = part_of_total.education(view.catalogue, view.selection)
    corrections = part_of_total.corrections(view.catalogue, view.selection.entries)
    return _whole(view, rows, measure, say_wholes.education_conclusion(rows, corrections))


def _whole(view: View, rows: list[dict[str, Any]], measure: Indicator, notes: Sequence[str]) -> ChartCard:
    return build_chart_card(
        whole_bars(
            rows,
            theme=view.theme,
            title=say_wholes.whole_headline(rows, name=measure.name),
            subtitle=say_wholes.whole_subtitle(rows, measure=measure),
            noun="children",
            slots=view.slots,
        ),
        alt=say_wholes.whole_alternative(rows, name=measure.name),
        table=lambda: _whole_table(rows),
        source=sources(row["source"] for row in rows),
        name=measure.name,
        notes=notes,
    )


@remembered(most=CACHE_SIZE)
def _needs(view: View) -> ChartCard:
    rows = shares.needs(view.catalogue, view.selection)
    return build_chart_card(
        composition_bars(
            rows,
            theme=view.theme,
            title=say.needs_headline(rows),
            subtitle=say.needs_subtitle(rows),
            slots=view.slots,
        ),
        alt=say.composition_alternative(rows, name="Needs of the caseload"),
        table=lambda: figure_table(rows, unit="%"),
        source=sources(row["source"] for row in rows),
        name="Needs of the caseload",
        notes=say.needs_conclusion(rows),
    )


def _whole_table(rows: list[dict[str, object]]) -> pd.DataFrame:
    cells = {head: [row[key] for row in rows] for key, head in WHOLE_TABLE.items()}
    return pd.DataFrame(
        {name: column for name, column in cells.items() if name not in OPTIONAL or any(column)}
    )
