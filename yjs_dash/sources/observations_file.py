"""Files in our own format of observations: a template to fill in, and a reader that names every wrong row."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from yjs_dash.errors import EmptyStatisticsFileError, StatisticsColumnError, ValidationIssue
from yjs_dash.schema import STATUSES_WITHOUT_VALUE, TABLES, cells_of
from yjs_dash.sources import _files
from yjs_dash.sources.areas import authority_name

TABLE = "observations"
COLUMNS: tuple[str, ...] = tuple(TABLES[TABLE].column_names)
REQUIRED: frozenset[str] = frozenset({"area", "area_type", "indicator_id", "period", "value"})
"""Columns by which such a file is recognised."""
COMMENT = "#"
_EXAMPLE = {
    "area": "# Example: we leave out rows that start with #",
    "area_type": "local_authority",
    "indicator_id": "first_time_entrant_rate",
    "period": "year ending December 2024",
    "period_end": "2024-12-31",
    "value": "120",
    "source_id": "short-name-of-the-document",
    "confidence": "high",
}


def template() -> bytes:
    """A CSV file (UTF-8 with byte order mark, for Excel) with the columns and one example row that is not read."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    writer.writerow(_EXAMPLE)
    return text.getvalue().encode("utf-8-sig")


def read(
    path: Path,
    *,
    today: dt.date,
    indicators: Collection[str] | None = None,
) -> tuple[pd.DataFrame, list[ValidationIssue]]:
    """The rows that are right, as text cells with the columns of the observations table, and what is wrong.

    Reads CSV (UTF-8) and Excel workbooks; rows are counted from 1 as in the file. Blank rows and rows that start
    with # are left out; optional columns may be absent. `indicators` are the ids that may be used, None for any.
    A row with one fault or more is not among the rows.

    Raises:
        UnreadableStatisticsError: the file is damaged, empty or too large, or has no line of column names.
    """
    head, body, faults = _cells(path)
    if not head:
        raise EmptyStatisticsFileError(file=path.name)
    if len(set(head)) != len(head):
        raise StatisticsColumnError(file=path.name, problem="has a column twice")
    cells = pd.DataFrame.from_dict(body, orient="index", columns=head, dtype="str")
    optional = [c.name for c in TABLES[TABLE].columns if not c.required and c.name not in head]
    cells = cells.assign(**dict.fromkeys(optional, ""))
    faults += TABLES[TABLE].head_faults(list(cells.columns)) or _numbered(cells)
    if set(COLUMNS) - set(cells.columns) or set(cells.columns) - set(COLUMNS):
        return pd.DataFrame(columns=list(COLUMNS), dtype="str"), faults
    cells = cells[list(COLUMNS)]
    own = cells["area_type"] == "local_authority"
    cells = cells.assign(area=cells["area"].where(~own, cells["area"].map(authority_name)))
    faults += _between_columns(cells, today)
    if indicators is not None:
        unknown = cells.index[~cells["indicator_id"].isin(list(indicators)) & (cells["indicator_id"] != "")]
        expected = "an indicator that we know"
        faults += [_fault(cells, int(i), "indicator_id", expected) for i in unknown]
    faults.sort(key=lambda fault: (fault.row or 0, fault.column))
    wrong = {fault.row - 2 for fault in faults if fault.row is not None}
    return cells[~cells.index.isin(wrong)].reset_index(drop=True), faults


def _numbered(cells: pd.DataFrame) -> list[ValidationIssue]:
    """Faults of single cells and of the key, with the number of the row in the file."""
    found = TABLES[TABLE].parse(cells_of(cells)).faults
    return [replace(fault, row=int(cells.index[(fault.row or 2) - 2]) + 2) for fault in found]


def head_of(sheets: Collection[_files.Sheet]) -> _files.Sheet | None:
    """The first sheet whose first filled row names the columns, visible sheets first."""
    for sheet in sheets:
        first = next((row for row in sheet.rows if any(row)), ())
        if set(first) >= REQUIRED:
            return sheet
    return None


def _cells(path: Path) -> tuple[list[str], dict[int, list[str]], list[ValidationIssue]]:
    """Column names; cells by row number less two, so that a fault counts rows as the file does; faults of cells."""
    faults: list[ValidationIssue] = []
    if _files.magic(path)[:2] == b"PK":
        with _files.workbook(path) as book:
            sheet = head_of(_files.sheet_heads(book)) if book is not None else None
            if sheet is None:
                raise StatisticsColumnError(
                    file=path.name, problem=f"has no columns {', '.join(sorted(REQUIRED))}"
                )
            raw = _files.sheet_rows(path, book, sheet.name)
            rows = [[_files.text_of(cell.value) for cell in row] for row in raw]
            start = next(number for number, row in enumerate(rows) if any(row))
            faults = _percent_cells(raw, [*rows[start]])
    else:
        heads = _files.csv_head(path)
        delimiter = next((d for d, names in heads.items() if set(names) >= REQUIRED), ",")
        rows = [[cell.strip() for cell in row] for row in _files.csv_rows(path, delimiter=delimiter)]
        start = next((number for number, row in enumerate(rows) if any(row)), 0)
    head = rows[start] if rows else []
    body: dict[int, list[str]] = {}
    for number, row in enumerate(rows[start + 1 :], start=start + 2):
        if not any(row) or row[0].startswith(COMMENT):
            continue
        if len(row) > len(head):
            faults.append(
                ValidationIssue(TABLE, number, "row", f"{len(row)} cells", f"at most {len(head)} cells")
            )
        body[number - 2] = [*row, *[""] * (len(head) - len(row))][: len(head)]
    return head, body, faults


def _percent_cells(rows: list[tuple[Any, ...]], head: list[str]) -> list[ValidationIssue]:
    """Cells that Excel shows as 45% hold 0.45: a number that is a hundred times too small."""
    expected = "a plain number in the unit of the indicator; the cell is formatted as a percentage"
    return [
        ValidationIssue(TABLE, number, head[column], _files.text_of(cell.value), expected)
        for number, row in enumerate(rows, start=1)
        for column, cell in enumerate(row[: len(head)])
        if isinstance(cell.value, int | float) and "%" in (cell.number_format or "")
    ]


def _between_columns(cells: pd.DataFrame, today: dt.date) -> list[ValidationIssue]:
    """What the columns of one row say of each other, and periods that have not ended."""
    empty, needs = cells["value"] == "", cells["status"].isin(STATUSES_WITHOUT_VALUE)
    expected = "a number, or a status of c, x or z"
    faults = [_fault(cells, int(i), "value", expected) for i in cells.index[empty & ~needs]]
    faults += [
        _fault(cells, int(i), "status", "no such status beside a value") for i in cells.index[~empty & needs]
    ]
    shaped = cells["period_end"].str.fullmatch(r"\d{4}-\d{2}-\d{2}")
    later = cells.index[shaped & (cells["period_end"] > today.isoformat())]
    return faults + [_fault(cells, int(i), "period_end", "a date that is not in the future") for i in later]


def _fault(cells: pd.DataFrame, index: int, column: str, expected: str) -> ValidationIssue:
    return ValidationIssue(TABLE, index + 2, column, str(cells.at[index, column])[:80], expected)
