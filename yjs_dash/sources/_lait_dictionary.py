"""The data dictionary of the Local Authority Interactive Tool: what a short name means, and how new the edition is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from yjs_dash.errors import DamagedStatisticsFileError, StatisticsColumnError
from yjs_dash.sources import _files
from yjs_dash.sources._lait_measures import Measure

DICTIONARY_COLUMNS: tuple[str, ...] = (
    "Measure_short", "Topic", "Measure", "Chart_title", "Polarity", "y_axis_name", "Description", "Last Update",
    "Year_Type",
)  # fmt: skip
PUBLISHER = "Department for Education"
LICENCE = "Open Government Licence v3.0"
TITLE = "Local Authority Interactive Tool"

_POLARITIES = {
    "low": "lower_is_better",
    "high": "higher_is_better",
    "-": "neutral",
    "na": "neutral",
    "": "neutral",
}
_EXCEL_DAYS = dt.date(1899, 12, 30)


def read_dictionary(path: Path) -> list[dict[str, str]]:
    """The entries of a data dictionary (CSV), at least DICTIONARY_COLUMNS, as text.

    Raises:
        UnreadableStatisticsError: it is damaged, too large, or lacks a column.
    """
    rows = _files.csv_rows(path)
    head = [name.strip() for name in rows[0]] if rows else []
    missing = [name for name in DICTIONARY_COLUMNS if name not in head]
    if missing:
        raise StatisticsColumnError(file=path.name, problem=f"has no column “{missing[0]}”")
    if any(row and len(row) != len(head) for row in rows[1:]):
        raise DamagedStatisticsFileError(file=path.name, kind="a data dictionary")
    return [dict(zip(head, (cell.strip() for cell in row), strict=True)) for row in rows[1:] if row]


def polarity_of(entry: Mapping[str, str]) -> str | None:
    """The dictionary's direction of good in our words, neutral where it states none; None for an unknown word."""
    return _POLARITIES.get(entry["Polarity"].casefold())


def indicator_row(measure: Measure, entry: Mapping[str, str]) -> dict[str, str]:
    """A measure as a row of the indicators table, its polarity from the dictionary."""
    return {
        "indicator_id": measure.indicator_id,
        "name": measure.name,
        "unit": measure.unit,
        "polarity": polarity_of(entry) or "neutral",
        "topic": measure.topic,
        "whole": "",
        "comparator_id": "",
        "definition": measure.definition,
    }


def source_row(entries: Iterable[Mapping[str, str]], *, today: dt.date) -> dict[str, str]:
    """The data as a row of the sources table. The edition is the month of the newest update in the dictionary.

    The files carry no other date.
    """
    known = [day for day in map(updated, entries) if day is not None and day <= today]
    month = max(known).isoformat()[:7] if known else ""
    return {
        "source_id": f"dfe-lait-{month}" if month else "dfe-lait",
        "title": f"{TITLE}, edition of {month}" if month else TITLE,
        "publisher": PUBLISHER,
        "published": month,
        "licence": LICENCE,
        "url": "",
        "page_numbers": "",
    }


def updated(entry: Mapping[str, str]) -> dt.date | None:
    """Day of an entry's last update, which the dictionary gives as a spreadsheet's number of days."""
    text = entry["Last Update"]
    if re.fullmatch(r"[3-6]\d{4}(?:\.0+)?", text):
        return _EXCEL_DAYS + dt.timedelta(days=int(float(text)))
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
