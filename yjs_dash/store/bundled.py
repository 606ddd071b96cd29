"""Reading a data set: tables and frameworks of a directory, validated as a whole, corrections applied.

A data set is loaded once and shared by every visitor, so nothing that it holds may be changed in place.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from yjs_dash.environment import DATA_VARIABLE
from yjs_dash.errors import DataSetError, FrameworkError, ValidationIssue
from yjs_dash.framework import Framework, load_frameworks
from yjs_dash.schema import (
    ALL_TABLES,
    OPTIONAL_TABLES,
    TABLES,
    Cells,
    CorrectionRow,
    Row,
    Rows,
    frame_of,
    reference_faults,
)

BUNDLED = Path(__file__).resolve().parents[2] / "data"
MAX_TABLE_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class Remark:
    """What a reader has to know of how the data set came about. `level`: error, warning or note."""

    level: str
    code: str
    table: str
    subject: str
    message: str


@dataclass(frozen=True)
class DataSet:
    """All rows by table (see `schema.rows`) and the frameworks they are rated under.

    With imports laid over the bundled tables, `revision` is that of the store, `remarks` says which imports were
    set aside and why, and there may be rows of `neighbours` and `areas`.
    """

    frameworks: Mapping[str, Framework]
    rows: Rows
    revision: int = 0
    remarks: tuple[Remark, ...] = ()
    _frames: dict[str, pd.DataFrame] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __getitem__(self, table: str) -> pd.DataFrame:
        """A table as a frame, for what is computed on columns. It is read-only."""
        if table not in self._frames:
            self._frames[table] = frame_of(ALL_TABLES[table], self.rows.of_table(table))
        return self._frames[table]


def data_directory() -> Path:
    """The bundled data, or the directory that YJS_DASH_DATA names."""
    return Path(os.environ.get(DATA_VARIABLE) or BUNDLED)


def read_data_set(directory: Path = BUNDLED, *, today: dt.date | None = None) -> DataSet:
    """The data set of a directory.

    Raises:
        DataSetError: with every fault of every table, each naming table, line, column and what was expected.
    """
    if not directory.is_dir():
        fault = ValidationIssue("directory", None, "", directory.name, "a directory that holds the tables")
        raise DataSetError(directory=directory, faults=[fault])
    try:
        frameworks = load_frameworks(directory / "frameworks")
    except FrameworkError as error:
        raise DataSetError(
            directory=directory, faults=[ValidationIssue("frameworks", None, "", str(error), "a valid file")]
        ) from None
    cells: dict[str, list[Cells]] = {}
    parsed: dict[str, tuple[Row, ...]] = {}
    faults: list[ValidationIssue] = []
    there = {n: t for n, t in OPTIONAL_TABLES.items() if (directory / f"{n}.csv").is_file()}
    for name, table in {**TABLES, **there}.items():
        cells[name], unread = read_cells(directory / f"{name}.csv", name)
        found = table.parse(cells[name])
        parsed[name] = found.rows
        faults += unread or found.faults
    if not frameworks:
        faults.append(ValidationIssue("frameworks", None, "", "", "at least one framework file"))
    if not faults:
        faults += reference_faults(Rows.of(parsed), frameworks=frameworks, today=today or dt.date.today())
    if not faults:
        changed, faults = corrected(cells, Rows.of(parsed).corrections)
        parsed |= changed
    if faults:
        raise DataSetError(directory=directory, faults=faults)
    return DataSet(frameworks=frameworks, rows=Rows.of(parsed))


def read_cells(path: Path, table_name: str) -> tuple[list[Cells], list[ValidationIssue]]:
    """Rows of one CSV table as text cells by column, and the faults that keep it from being read."""

    def refuse(
        expected: str, *, row: int | None = None, value: str = ""
    ) -> tuple[list[Cells], list[ValidationIssue]]:
        return [], [ValidationIssue(table_name, row, "file", value, expected)]

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
        return [], wrong
    return [dict(zip(head, row, strict=True)) for row in body], []


def corrected(
    cells: Mapping[str, Sequence[Cells]], corrections: Sequence[CorrectionRow]
) -> tuple[dict[str, tuple[Row, ...]], list[ValidationIssue]]:
    """Rows of the tables that corrections change, with every declared one applied, and those that no longer fit."""
    changed: dict[str, list[Cells]] = {}
    faults: list[ValidationIssue] = []
    for line, correction in enumerate(corrections, start=2):

        def refuse(column: str, value: str, expected: str, *, line: int = line) -> None:
            faults.append(ValidationIssue("corrections", line, column, value, expected))

        table = TABLES.get(correction.table)
        if table is None or correction.column not in table.column_names:
            refuse("table", correction.table, "a table with that column")
            continue
        rows = changed.setdefault(correction.table, list(cells[correction.table]))
        wanted = dict(pair.strip().partition("=")[::2] for pair in correction.row_key.split(";"))
        hits = [n for n, row in enumerate(rows) if wanted.items() <= row.items()]
        if len(hits) != 1:
            refuse("row_key", correction.row_key, "a key of exactly one row")
            continue
        printed = str(rows[hits[0]][correction.column])
        if printed != (correction.printed_value or ""):
            expected = (
                f"“{correction.printed_value or ''}” in the table; it has changed, so remove the correction"
            )
            refuse("printed_value", printed, expected)
            continue
        rows[hits[0]] = {**rows[hits[0]], correction.column: correction.corrected_value}
    parsed = {name: TABLES[name].parse(rows) for name, rows in changed.items()}
    faults += [fault for found in parsed.values() for fault in found.faults]
    return {name: found.rows for name, found in parsed.items()}, faults
