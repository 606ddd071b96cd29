"""Blocks of the children page: each a chart with its conclusion, table, source and download."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from yjs_dash.charts.children_charts import composition_bars, relative_rate_dots, whole_bars
from yjs_dash.compare import children as shares
from yjs_dash.compare import part_of_total
from yjs_dash.compare.context import Indicator, indicator
from yjs_dash.compare.disproportionality import RelativeRate, relative_rates
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.part_of_total import PartRow
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
        source=sources(row.source for row in rows),
        name=measure.name,
        notes=say.composition_conclusion(rows, measure=measure),
    )


@remembered(most=CACHE_SIZE)
def _relative_rates(view: View) -> ChartCard:
    """The sentences of the services come first, what holds for all of them last."""
    rows = relative_rates(view.catalogue, view.selection)
    return build_chart_card(
        relative_rate_dots(
            rows,
            note=say_rates.chart_note,
            theme=view.theme,
            title=say_rates.relative_rate_headline(rows),
            subtitle=say_rates.relative_rate_subtitle(rows),
            slots=view.slots,
        ),
        alt=say_rates.relative_rate_alternative(rows),
        table=lambda: _rate_table(rows),
        source=sources(row.source for row in rows),
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
    corrections = part_of_total.corrections(view.catalogue, view.selection.services)
    return _whole(view, rows, measure, say_wholes.education_conclusion(rows, corrections))


def _whole(view: View, rows: Sequence[PartRow], measure: Indicator, notes: Sequence[str]) -> ChartCard:
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
        source=sources(row.source for row in rows),
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
        source=sources(row.source for row in rows),
        name="Needs of the caseload",
        notes=say.needs_conclusion(rows),
    )


def _rate_table(rows: Sequence[RelativeRate]) -> pd.DataFrame:
    indexes = [row.index for row in rows]
    return pd.DataFrame(
        {
            "Service": [row.service for row in rows],
            "Group": [row.group for row in rows],
            "Compared with": [row.baseline for row in rows],
            "Group, % of caseload": [row.caseload_share for row in rows],
            "Group, % of children aged 10–17": [row.population_share for row in rows],
            "Compared with, % of caseload": [row.baseline_caseload_share for row in rows],
            "Compared with, % of children aged 10–17": [row.baseline_population_share for row in rows],
            "Unknown, % of caseload": [row.unknown_share for row in rows],
            "Relative rate index": [index.value if index else None for index in indexes],
            "From rounding, low": [index.low if index else None for index in indexes],
            "From rounding, high": [index.high if index else None for index in indexes],
            "Index, all Unknown compared with": [i.unknown_to_baseline if i else None for i in indexes],
            "Index, all Unknown in group": [i.unknown_to_group if i else None for i in indexes],
            "Period": [row.period for row in rows],
            "Period of the population": [row.population_period for row in rows],
            "Source": [row.source for row in rows],
            "Note": [say_rates.chart_note(row) for row in rows],
        }
    )


def _whole_table(rows: Sequence[PartRow]) -> pd.DataFrame:
    cells: dict[str, list[object]] = {
        "Service": [row.service for row in rows],
        "Age group": [row.group for row in rows],
        "Part": [row.part for row in rows],
        "Children": [row.value for row in rows],
        "Whole": [row.whole_label for row in rows],
        "In words": [row.label for row in rows],
        "Corrected": [row.corrected for row in rows],
        "Period": [row.period for row in rows],
        "Source": [row.source for row in rows],
        "Note": [row.note for row in rows],
    }
    return pd.DataFrame(
        {name: column for name, column in cells.items() if name not in OPTIONAL or any(column)}
    )
