"""Tiny files in the publishers' layouts."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

TODAY = dt.date(2026, 6, 1)
DATA_HEAD = ["Short Desc", "Data item", "Years", "LA and Regions", "Values", "LA Number", "Region"]
ENTRANTS = {
    "Measure_code": "1", "Topic": "Youth Offending", "Measure": "First Time entrants to the Youth Justice System",
    "Chart_title": "First time entrants (rate)", "Measure_short": "fte", "Polarity": "Low",
    "y_axis_name": "Rate per 100,000 of 10-17 population", "Description": "Own words", "Last Update": "46054",
    "Year_Type": "Calendar Year",
}  # fmt: skip
SPEND = ENTRANTS | {
    "Topic": "Finance", "Measure": "Youth Justice  (finance) - Gross", "Chart_title": "Youth Justice - Expenditure",
    "Measure_short": "yjspend", "Polarity": "NA", "y_axis_name": "Spend", "Year_Type": "Financial Year",
    "Last Update": "46113",
}  # fmt: skip


def write_csv(
    path: Path, head: Sequence[str], rows: Sequence[Sequence[str]], *, encoding: str = "utf-8"
) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows(rows)
    return path


def write_workbook(
    path: Path, sheets: Mapping[str, Sequence[Sequence[object]]], *, hidden: Sequence[str] = ()
) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row in rows:
            sheet.append(list(row))
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as archive, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as dated:
        for name in archive.namelist():
            # openpyxl writes the present time; a test needs a workbook of a known day.
            content = archive.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(?<=>)20\d\d-\d\d-\d\dT", b"2025-05-23T", content)
            dated.writestr(name, content)
    return path


Row = tuple[str, str, str, str, str]
"""Short name, year, area, value, region."""


def write_lait(
    folder: Path,
    rows: Sequence[Row],
    entries: Sequence[Mapping[str, str]] = (ENTRANTS, SPEND),
    *,
    form: str = "parquet",
) -> list[Path]:
    """Data as parquet or CSV and their dictionary, under names that say nothing."""
    cells = [[short, "", year, area, value, "301", region] for short, year, area, value, region in rows]
    data = folder / f"figures.{form}"
    if form == "parquet":
        columns = {name: [row[i] for row in cells] for i, name in enumerate(DATA_HEAD)}
        pq.write_table(pa.table(columns | {"LA Number": [301.0] * len(cells)}), data)
    else:
        write_csv(data, DATA_HEAD, cells)
    head = list(ENTRANTS)
    return [data, write_csv(folder / "words.csv", head, [[e[name] for name in head] for e in entries])]
