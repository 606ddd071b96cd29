"""Reading a data set: tables and frameworks of a directory, validated as a whole, corrections applied.

A data set is loaded once and shared by every visitor, so nothing that it holds may be changed in place.
"""

from __future__ import annotations

import datetime as dt
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
)
from yjs_dash.store.cells import read_cells
from yjs_dash.store.official import FOLDER, official_faults, read_findings, read_official, with_official

BUNDLED = Path(__file__).resolve().parents[2] / "data"


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

    `official_findings` says what was found when the official statistics were read. With imports laid over the bundled
    tables, `revision` is that of the store, and `remarks` says which imports were set aside and why.
    """

    frameworks: Mapping[str, Framework]
    rows: Rows
    revision: int = 0
    remarks: tuple[Remark, ...] = ()
    official_findings: tuple[Remark, ...] = ()
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
    """The data set of a directory, its folder of official statistics laid over what is kept by hand.

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
    official, wrong = read_official(directory / FOLDER)
    faults += wrong
    if not faults:
        faults += official_faults(
            Rows.of(parsed), official, frameworks=frameworks, today=today or dt.date.today()
        )
    if not faults:
        changed, faults = corrected(cells, Rows.of(parsed).corrections)
        parsed |= changed
    if faults:
        raise DataSetError(directory=directory, faults=faults)
    findings = tuple(
        Remark(*(finding[name] for name in ("level", "code", "table", "subject", "message")))
        for finding in read_findings(directory / FOLDER)
    )
    return DataSet(
        frameworks=frameworks, rows=with_official(Rows.of(parsed), official), official_findings=findings
    )


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
