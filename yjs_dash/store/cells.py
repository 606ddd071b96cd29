"""Text cells of one table, as its file has them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from yjs_dash.errors import ValidationIssue
from yjs_dash.schema import ALL_TABLES, Cells

MAX_TABLE_BYTES = 64 * 1024 * 1024


def read_cells(path: Path, table_name: str) -> tuple[list[Cells], list[ValidationIssue]]:
    """Rows of one CSV table as text cells by column, and the faults that keep it from being read."""
    head, body, faults = read_lines(path, table_name)
    return [dict(zip(head, row, strict=True)) for row in body], faults


def read_lines(path: Path, table_name: str) -> tuple[list[str], list[list[str]], list[ValidationIssue]]:
    """The columns of one CSV table, its rows as text cells, and the faults that keep it from being read."""

    def refuse(
        expected: str, *, row: int | None = None, value: str = ""
    ) -> tuple[list[str], list[list[str]], list[ValidationIssue]]:
        return [], [], [ValidationIssue(table_name, row, "file", value, expected)]

    if not path.is_file():
        return refuse(f"a file {path.name}, which is missing")
    if path.stat().st_size > MAX_TABLE_BYTES:
        return refuse(f"a file of at most {MAX_TABLE_BYTES // 1024**2} MiB")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return refuse("text in UTF-8")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        return refuse(f"comma-separated values ({error})")
    if not rows:
        return refuse("a line of column names; the file is empty")
    head, body = rows[0], rows[1:]
    if len(set(head)) != len(head):
        return refuse("each column once", row=1)
    for number, row in enumerate(body, start=2):
        if len(row) != len(head):
            return refuse(f"{len(head)} cells in a line", row=number, value=f"{len(row)} cells")
    if wrong := ALL_TABLES[table_name].head_faults(head):
        return [], [], wrong
    return head, body, []
