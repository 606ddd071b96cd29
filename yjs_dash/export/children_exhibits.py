"""Exhibits of the children in the caseload: shares beside comparators, disproportionality, parts of a whole."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from yjs_dash.charts.children_charts import composition_bars, relative_rate_dots, whole_bars
from yjs_dash.compare import children as shares
from yjs_dash.compare import part_of_total
from yjs_dash.compare.children import ShareRow
from yjs_dash.compare.context import Indicator, indicator
from yjs_dash.compare.disproportionality import RelativeRate
from yjs_dash.compare.disproportionality import relative_rates as group_rates
from yjs_dash.compare.part_of_total import PartRow
from yjs_dash.export.exhibit import Exhibit, joined_sources
from yjs_dash.export.figure_tables import figure_table
from yjs_dash.export.native_chart import count_share_chart, share_chart
from yjs_dash.export.view import View
from yjs_dash.narrate import children_sentences as say
from yjs_dash.narrate import disproportionality as say_rates
from yjs_dash.narrate import part_of_total_sentences as say_wholes
from yjs_dash.narrate.pack import RESIDENTS

OPTIONAL: tuple[str, ...] = ("Age group", "Corrected", "Note")


def composition(view: View, indicator_id: str) -> Exhibit:
    """Shares of the caseload beside what they are compared with."""
    measure = indicator(view.catalogue, indicator_id)
    rows = shares.composition(view.catalogue, view.selection, indicator_id=indicator_id)
    return _shares(
        view,
        rows,
        name=measure.name,
        title=say.composition_headline(rows, measure=measure),
        subtitle=say.composition_subtitle(rows, measure=measure),
        unit=measure.unit,
        notes=say.composition_conclusion(rows, measure=measure),
    )


def needs(view: View) -> Exhibit:
    """Shares of the caseload with mental health issues, substance misuse issues, learning needs."""
    rows = shares.needs(view.catalogue, view.selection)
    return _shares(
        view,
        rows,
        name="Needs of the caseload",
        title=say.needs_headline(rows),
        subtitle=say.needs_subtitle(rows),
        unit="%",
        notes=say.needs_conclusion(rows),
    )


def relative_rates(view: View) -> Exhibit:
    """Disproportionality: the sentences of the services come first in the notes, what holds for all of them last."""
    rows = group_rates(view.catalogue, view.selection)
    title, subtitle = say_rates.relative_rate_headline(rows), say_rates.relative_rate_subtitle(rows)
    return Exhibit(
        name="Relative rate index",
        title=title,
        subtitle=subtitle,
        alt=say_rates.relative_rate_alternative(rows),
        source=joined_sources([row.source for row in rows]),
        draw=lambda: relative_rate_dots(
            rows,
            note=say_rates.chart_note,
            theme=view.theme,
            title=title,
            subtitle=subtitle,
            slots=view.slots,
        ),
        table=lambda: _rate_table(rows),
        chart=lambda: None,
        notes=(
            *(say_rates.relative_rate_sentence(row) for row in rows),
            say_rates.relative_rate_conclusion(rows),
        ),
    )


def parts(view: View, indicator_id: str) -> Exhibit:
    """Counts of children as parts of a published whole."""
    measure = indicator(view.catalogue, indicator_id)
    rows = part_of_total.parts_of_total(view.catalogue, view.selection, indicator_id=indicator_id)
    return _whole(view, rows, measure, say_wholes.whole_conclusion(rows))


def education(view: View) -> Exhibit:
    """Education status by age group, and why some figures are read otherwise than the report labels them."""
    measure = indicator(view.catalogue, part_of_total.EDUCATION)
    rows = part_of_total.education(view.catalogue, view.selection)
    corrections = part_of_total.corrections(view.catalogue, view.selection.services)
    return _whole(view, rows, measure, say_wholes.education_conclusion(rows, corrections))


def _shares(
    view: View,
    rows: Sequence[ShareRow],
    *,
    name: str,
    title: str,
    subtitle: str,
    unit: str,
    notes: Sequence[str],
) -> Exhibit:
    return Exhibit(
        name=name,
        title=title,
        subtitle=subtitle,
        alt=say.composition_alternative(rows, name=name),
        source=joined_sources([row.source for row in rows]),
        draw=lambda: composition_bars(
            rows, theme=view.theme, title=title, subtitle=subtitle, slots=view.slots
        ),
        table=lambda: figure_table(rows, unit=unit),
        chart=lambda: share_chart(rows, slots=view.slots, residents=RESIDENTS.words),
        notes=tuple(notes),
    )


def _whole(view: View, rows: Sequence[PartRow], measure: Indicator, notes: Sequence[str]) -> Exhibit:
    title = say_wholes.whole_headline(rows, name=measure.name)
    subtitle = say_wholes.whole_subtitle(rows, measure=measure)
    return Exhibit(
        name=measure.name,
        title=title,
        subtitle=subtitle,
        alt=say_wholes.whole_alternative(rows, name=measure.name),
        source=joined_sources([row.source for row in rows]),
        draw=lambda: whole_bars(
            rows, theme=view.theme, title=title, subtitle=subtitle, noun="children", slots=view.slots
        ),
        table=lambda: _whole_table(rows),
        chart=lambda: count_share_chart(rows, slots=view.slots),
        notes=tuple(notes),
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
