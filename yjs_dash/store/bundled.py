"""Reading a data set: tables and frameworks of a directory, validated as a whole, corrections applied.

A data set is loaded once and shared by every visitor, so nothing that it holds may be changed in place.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from yjs_dash.environment import DATA_VARIABLE
from yjs_dash.errors import DataSetError, FrameworkError, ValidationIssue
from yjs_dash.framework import Framework, load_frameworks
from yjs_dash.schema import TABLES, coerce_types, column_faults, reference_faults

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
    """Typed tables by name (columns: see `schema.TABLES`) and the frameworks they are rated under.

    With imports laid over the bundled tables, `revision` is that of the store, `remarks` says which imports were
    set aside and why, and a table `neighbours` (statistical neighbours) may stand beside the others.
    """

    frameworks: Mapping[str, Framework]
    tables: Mapping[str, pd.DataFrame]
    revision: int = 0
    remarks: tuple[Remark, ...] = ()

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self.tables[table]


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
    faults: list[ValidationIssue] = []
    cells: dict[str, pd.DataFrame] = {}
    for name in TABLES:
        table, found = read_cells(directory / f"{name}.csv", name)
        faults += found or column_faults(name, table)
        cells[name] = table
    if not frameworks:
        faults.append(ValidationIssue("frameworks", None, "", "", "at least one framework file"))
    if not faults:
        faults += reference_faults(cells, frameworks, today=today or dt.date.today())
    if not faults:
        cells, faults = corrected(cells)
    if faults:
        raise DataSetError(directory=directory, faults=faults)
    return DataSet(
        frameworks=frameworks, tables={name: coerce_types(name, table) for name, table in cells.items()}
    )


def read_cells(path: Path, table_name: str) -> tuple[pd.DataFrame, list[ValidationIssue]]:
    """Cells of one CSV table as text, one column a head, and the faults that keep it from being read."""

    def refuse(
        expected: str, *, row: int | None = None, value: str = ""
    ) -> tuple[pd.DataFrame, list[ValidationIssue]]:
        return pd.DataFrame(), [ValidationIssue(table_name, row, "file", value, expected)]

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
    return pd.DataFrame(body, columns=head, dtype="str"), []


def corrected(cells: Mapping[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], list[ValidationIssue]]:
    """Tables (text cells) with every declared correction applied, and corrections that no longer fit."""
    tables = dict(cells)
    faults: list[ValidationIssue] = []
    for index, correction in cells["corrections"].iterrows():
        line = int(str(index)) + 2
        table = tables.get(correction["table"])
        if table is None or correction["column"] not in table.columns:
            faults.append(
                ValidationIssue("corrections", line, "table", correction["table"], "a table with that column")
            )
            continue
        hit = _rows_of(table, correction["row_key"])
        if hit is None or hit.sum() != 1:
            faults.append(
                ValidationIssue(
                    "corrections", line, "row_key", correction["row_key"], "a key of exactly one row"
                )
            )
            continue
        printed = table.loc[hit, correction["column"]].iloc[0]
        if printed != correction["printed_value"]:
            expected = (
                f"“{correction['printed_value']}” in the table; it has changed, so remove the correction"
            )
            faults.append(ValidationIssue("corrections", line, "printed_value", str(printed), expected))
            continue
        changed = table[correction["column"]].where(~hit, correction["corrected_value"])
        tables[correction["table"]] = table.assign(**{correction["column"]: changed})
    return tables, faults


def _rows_of(table: pd.DataFrame, row_key: str) -> pd.Series | None:
    hit = pd.Series(True, index=table.index)
    for pair in row_key.split(";"):
        column, _, value = pair.strip().partition("=")
        if column not in table.columns:
            return None
        hit &= table[column] == value
    return hit
