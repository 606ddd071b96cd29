"""Office for National Statistics: children by age in the middle of a year, a row an authority and year (CSV).

The columns are COLUMNS; further ones, such as a code and all ages, do not matter, and `note` may say how a row was
made. Estimates of different years are no series: a census changes what the later ones start from.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from yjs_dash.errors import StatisticsColumnError
from yjs_dash.schema import TABLES
from yjs_dash.sources import _files
from yjs_dash.sources._findings import Finding
from yjs_dash.sources._lait_dictionary import LICENCE
from yjs_dash.sources.areas import authority_name

PUBLISHER = "Office for National Statistics"
TITLE = "Mid-year population estimates of local authorities"
COLUMNS: tuple[str, ...] = ("area", "mid_year", "aged_10_14", "aged_15_17", "aged_10_17")
INDICATORS: Mapping[str, tuple[str, str, str]] = {
    "aged_10_17": (
        "population_10_17",
        "Population aged 10–17",
        "Children aged 10 to 17 who live in the area.",
    ),
    "aged_10_14": (
        "population_10_14",
        "Population aged 10–14",
        "Children aged 10 to 14 who live in the area.",
    ),
    "aged_15_17": (
        "population_15_17",
        "Population aged 15–17",
        "Children aged 15 to 17 who live in the area.",
    ),
}
"""Column → indicator, its name and what it counts."""

_COUNT = re.compile(r"\d{1,9}")
_SUMMED = "sum of the districts"


@dataclass(frozen=True)
class PopulationImport:
    """Rows of our tables, text cells, and what was left out."""

    observations: pd.DataFrame
    indicators: pd.DataFrame
    sources: pd.DataFrame
    findings: tuple[Finding, ...]


def read_population(path: Path, *, today: dt.date) -> PopulationImport:
    """Children aged 10–17, 10–14 and 15–17 of each authority and year, and a source for each year.

    A row whose counts are none, or whose two age groups do not add up to the whole, is left out, and so is a year
    whose middle has not come; a finding says which.

    Raises:
        UnreadableStatisticsError: the file is damaged, too large, or lacks a column.
    """
    heads = _files.csv_head(path)
    delimiter = next((d for d, names in heads.items() if set(COLUMNS) <= set(names)), ",")
    rows = [[cell.strip() for cell in row] for row in _files.csv_rows(path, delimiter=delimiter)]
    head = rows[0] if rows else []
    if not set(COLUMNS) <= set(head):
        raise StatisticsColumnError(file=path.name, problem=f"has no columns {', '.join(COLUMNS)}")
    found: list[dict[str, str]] = []
    findings: list[Finding] = []
    years: set[int] = set()
    for row in rows[1:]:
        cells = dict(zip(head, row, strict=False))
        if not any(row):
            continue
        area, year = authority_name(cells["area"]), cells.get("mid_year", "")
        problem = _problem(cells, today)
        if problem:
            findings.append(Finding("warning", "wrong_population", f"{area}, mid-{year[:10]}", problem))
            continue
        years.add(int(year))
        found += _observations(cells, area=area, year=year)
    blank = dict.fromkeys(TABLES["observations"].column_names, "")
    indicators = [_indicator_row(*words) for words in INDICATORS.values()]
    return PopulationImport(
        observations=pd.DataFrame(
            [blank | one for one in found], columns=TABLES["observations"].column_names, dtype="str"
        ),
        indicators=pd.DataFrame(indicators, columns=TABLES["indicators"].column_names, dtype="str"),
        sources=pd.DataFrame(
            [_source_row(year) for year in sorted(years)], columns=TABLES["sources"].column_names, dtype="str"
        ),
        findings=tuple(findings),
    )


def source_id_of(year: str | int) -> str:
    """Id of the estimates of one year."""
    return f"ons-population-mid-{year}"


def _problem(cells: Mapping[str, str], today: dt.date) -> str:
    """Why a row is left out; empty where it is not."""
    if not cells["area"] or re.fullmatch(r"(?:19|20)\d\d", cells.get("mid_year", "")) is None:
        return "The row does not name an authority and a year, so we left it out."
    if dt.date(int(cells["mid_year"]), 6, 30) > today:
        return "The middle of this year has not come yet, so we left the row out."
    counts = [cells.get(column, "") for column in ("aged_10_14", "aged_15_17", "aged_10_17")]
    if any(_COUNT.fullmatch(count) is None for count in counts):
        return "One of the counts of children is no whole number, so we left the row out."
    younger, older, both = map(int, counts)
    if younger + older != both:
        return f"{younger} and {older} children do not add up to {both}, so we left the row out."
    return ""


def _observations(cells: Mapping[str, str], *, area: str, year: str) -> list[dict[str, str]]:
    note = cells.get("note", "")
    if note.startswith(_SUMMED):
        note = "Summed from its districts"
    return [
        {
            "area": area,
            "area_type": "local_authority",
            "indicator_id": indicator_id,
            "period": f"mid-{year}",
            "period_end": f"{year}-06-30",
            "value": str(int(cells[column])),
            "source_id": source_id_of(year),
            "confidence": "medium",
            "note": note,
        }
        for column, (indicator_id, _, _) in INDICATORS.items()
    ]


def _indicator_row(indicator_id: str, name: str, definition: str) -> dict[str, str]:
    return {
        "indicator_id": indicator_id,
        "name": name,
        "unit": "children",
        "polarity": "neutral",
        "topic": "population",
        "whole": "",
        "comparator_id": "",
        "definition": definition,
    }


def _source_row(year: int) -> dict[str, str]:
    return {
        "source_id": source_id_of(year),
        "title": f"{TITLE}, mid-{year}",
        "publisher": PUBLISHER,
        "published": "",
        "licence": LICENCE,
        "url": "",
        "page_numbers": "",
    }
