"""Values that somebody put right in a report before it was accepted, as rows of the table of corrections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from yjs_dash.extract.model import Amendment
from yjs_dash.schema import ALL_TABLES
from yjs_dash.store.service_matcher import TextRow, cell, clean_line

AMENDED_COLUMNS: dict[str, tuple[str, str]] = {
    "service": ("services", "name"),
    "published": ("inspections", "published"),
    "fieldwork_started": ("inspections", "fieldwork_started"),
    "score": ("inspections", "score"),
    "overall_rating": ("inspections", "overall_rating"),
    "ratings": ("ratings", "rating"),
    "key_questions": ("key_questions", "percent"),
    "case_questions": ("case_questions", "percent"),
    "context": ("observations", "value"),
}
"""First part of what an amendment names → table and column that its value goes to; `column_of` knows the rest."""
_KEYS: dict[str, tuple[str, ...]] = {
    "ratings": ("standard_id",),
    "key_questions": ("standard_id", "dimension"),
    "case_questions": ("standard_id", "dimension", "position"),
}
"""Kind of value → the columns that the other parts of its name are in."""


def column_of(figure: Sequence[str]) -> tuple[str, str] | None:
    """Table and column of a value; None where none has it."""
    kind, *parts = figure
    if kind == "cases":
        column = f"{parts[0]}_cases" if parts else ""
        return ("inspections", column) if column in ALL_TABLES["inspections"].column_names else None
    return AMENDED_COLUMNS.get(kind)


def correction_rows(
    amendments: Sequence[Amendment], *, tables: Mapping[str, Sequence[TextRow]], source_id: str
) -> list[TextRow]:
    """A row of `corrections` for each amendment whose value is in the tables, which have it as it was amended."""
    rows: list[TextRow] = []
    for number, one in enumerate(amendments, start=1):
        where = column_of(one.figure)
        if where is None:
            continue
        table, column = where
        row = next((row for row in tables[table] if _is_of(row, one.figure)), None)
        if row is None:
            continue
        rows.append(
            {
                "correction_id": f"{source_id}-{number}",
                "table": table,
                "row_key": "; ".join(f"{name}={row.get(name, '')}" for name in ALL_TABLES[table].key),
                "column": column,
                "printed_value": clean_line(one.printed),
                "corrected_value": clean_line(one.value),
                "reason": f"{clean_line(one.reason)} ({clean_line(one.name)}, {_when(one.at)})",
                "source_id": source_id,
                "page": cell(one.place.page),
                "section": clean_line(one.place.heading),
            }
        )
    return rows


def _is_of(row: TextRow, figure: Sequence[str]) -> bool:
    kind, *parts = (clean_line(part) for part in figure)
    if kind == "context":
        indicator, area, breakdown, period = parts
        named = (row["indicator_id"], row["breakdown"], row["period"])
        is_service = row["area_type"] == "service"
        same_area = row["area"] == area or (is_service and area in {"", "service"})
        return same_area and named == (indicator, breakdown, period or "not stated")
    return all(row[column] == part for column, part in zip(_KEYS.get(kind, ()), parts, strict=False))


def _when(at: str) -> str:
    """A time as a reader knows it; as it was kept where it is none."""
    try:
        time = dt.datetime.fromisoformat(at)
    except ValueError:
        return clean_line(at)
    return f"{time.day} {time:%B %Y, %H:%M} UTC"
