"""Official statistics that come with the app: tables in a folder of the data set, made from the publishers' files.

The folder holds what importing the files would add, so that it can be made again, and no row of it is kept by hand.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from yjs_dash.errors import ValidationIssue
from yjs_dash.framework import Framework
from yjs_dash.schema import ALL_TABLES, MANY_ROWS, Row, Rows, reference_faults
from yjs_dash.store.cells import read_lines
from yjs_dash.store.same_key import laid_over, neighbours_and_areas, without_same_key

FOLDER = "official"
TABLE_NAMES: tuple[str, ...] = ("observations", "indicators", "sources", "neighbours", "areas")
FINDINGS = "findings"
FINDING_COLUMNS: tuple[str, ...] = ("level", "code", "table", "subject", "message", "value", "source_id")
_REFERRED_TO: tuple[str, ...] = ("services", "inspections", "indicators", "sources")


def write_official(
    tables: Mapping[str, pd.DataFrame], *, findings: pd.DataFrame, directory: Path
) -> list[Path]:
    """Writes the tables (text cells) and what was found while they were read; columns without a cell are left out.

    Returns the files, which hold the same bytes whenever the tables are the same.
    """
    directory.mkdir(parents=True, exist_ok=True)
    written = []
    for name in TABLE_NAMES:
        frame = tables[name]
        wanted = {column.name for column in ALL_TABLES[name].columns if column.required}
        filled = [column for column in frame.columns if column in wanted or (frame[column] != "").any()]
        written.append(_write(frame[filled], directory / f"{name}.csv"))
    written.append(_write(findings[list(FINDING_COLUMNS)], directory / f"{FINDINGS}.csv"))
    return written


def _write(frame: pd.DataFrame, path: Path) -> Path:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows(frame.astype("str").to_numpy().tolist())
    path.write_bytes(text.getvalue().encode("utf-8"))
    return path


def read_official(directory: Path) -> tuple[Rows, list[ValidationIssue]]:
    """The rows of the folder, none where it is not there; and every fault, named after the folder."""
    parsed: dict[str, tuple[Row, ...]] = {}
    faults: list[ValidationIssue] = []
    for name in TABLE_NAMES if directory.is_dir() else ():
        head, body, unread = read_lines(directory / f"{name}.csv", name)
        table = ALL_TABLES[name]
        rows: tuple[Row, ...] | None = None
        if len(body) >= MANY_ROWS:
            rows = table.rows_of_columns(dict(zip(head, zip(*body, strict=True), strict=True)))
        if rows is None:
            found = table.parse([dict(zip(head, row, strict=True)) for row in body])
            rows, unread = found.rows, unread or list(found.faults)
        parsed[name] = rows
        faults += unread
    return Rows() if faults else Rows.of(parsed), [_of_folder(fault) for fault in faults]


def read_findings(directory: Path) -> list[dict[str, str]]:
    """What was found when the folder was made, column → text; nothing where that cannot be read."""
    try:
        with (directory / f"{FINDINGS}.csv").open(encoding="utf-8", newline="") as file:
            return [
                row
                for row in csv.DictReader(file)
                if set(row) == set(FINDING_COLUMNS) and None not in row.values()
            ]
    except (OSError, UnicodeDecodeError, csv.Error):
        return []


def with_official(rows: Rows, official: Rows) -> Rows:
    """Rows kept by hand with official ones laid over them, as an import would be: see `store.layers`."""
    if official == Rows():
        return rows
    before = rows.by_table()
    merged = {
        name: laid_over(_kept(before[name], name, official), name, [official])
        if name in TABLE_NAMES
        else before[name]
        for name in before
    }
    return Rows.of(merged | neighbours_and_areas(rows, [official]))


def official_faults(
    rows: Rows, official: Rows, *, frameworks: Mapping[str, Framework], today: dt.date
) -> list[ValidationIssue]:
    """What the hand-kept rows and the official ones say of each other and of themselves that cannot be."""
    referred = {name: laid_over(rows.of_table(name), name, [official]) for name in _REFERRED_TO}
    known = replace(rows, **referred)  # type: ignore[arg-type]
    faults = reference_faults(rows, among=known, frameworks=frameworks, today=today)
    own = reference_faults(official, among=known, frameworks=frameworks, today=today)
    return faults + [_of_folder(fault) for fault in own]


def _kept(rows: tuple[Row, ...], name: str, official: Rows) -> tuple[Row, ...]:
    return without_same_key(rows, name, [official]) if name == "observations" else rows


def _of_folder(fault: ValidationIssue) -> ValidationIssue:
    return replace(fault, table=f"{FOLDER}/{fault.table}")
