"""Department for Education: statistical neighbours, the ten authorities most like each authority of England.

The workbook has one row an authority: number, name, region, then ten numbers of neighbours, each followed by how
close it is. Rows above the head and between blocks, hidden sheets and further columns do not matter.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from yjs_dash.errors import StatisticsColumnError
from yjs_dash.schema import NEIGHBOURS, TABLES
from yjs_dash.sources import _files
from yjs_dash.sources._findings import Finding
from yjs_dash.sources._lait_dictionary import LICENCE, PUBLISHER
from yjs_dash.sources.areas import authority_name

HOW_MANY = 10
CLOSENESS: tuple[str, ...] = ("extremely close", "very close", "close", "somewhat close", "not close")
_RANKED = re.compile(r"SN\s?(\d{1,2})", re.IGNORECASE)
_NAMES, _NUMBERS = ("la name", "local authority"), ("la num", "la number")


@dataclass(frozen=True)
class Neighbour:
    """One neighbour of an authority. `rank` 1 is the nearest; `closeness` is one of CLOSENESS, or empty."""

    area: str
    neighbour: str
    rank: int
    closeness: str
    source_id: str


@dataclass(frozen=True)
class NeighboursImport:
    """The neighbours of every authority in the file, the document as a row of sources, and what was left out."""

    neighbours: tuple[Neighbour, ...]
    sources: pd.DataFrame
    findings: tuple[Finding, ...]

    @property
    def table(self) -> pd.DataFrame:
        """Neighbours as text cells. Columns: those of `schema.NEIGHBOURS`."""
        rows = [(n.area, n.neighbour, str(n.rank), n.closeness, n.source_id) for n in self.neighbours]
        return pd.DataFrame(rows, columns=NEIGHBOURS.column_names, dtype="str")


@dataclass(frozen=True)
class _Head:
    """Where the columns of the table stand: `ranked` has the column of each neighbour by rank."""

    sheet: _files.Sheet
    row: int
    number: int
    name: int
    ranked: Mapping[int, int]
    cells: tuple[str, ...]

    def closeness(self, column: int) -> int | None:
        after = column + 1
        return after if after < len(self.cells) and self.cells[after].upper().startswith("SNP") else None


def read_neighbours(path: Path, *, today: dt.date) -> NeighboursImport:
    """Neighbours from the tool's workbook (xlsx).

    Raises:
        UnreadableStatisticsError: the file is damaged, too large, or has no such table.
    """
    with _files.workbook(path) as book:
        head = head_of(_files.sheet_heads(book)) if book is not None else None
        if head is None:
            raise StatisticsColumnError(file=path.name, problem=f"has no columns SN1 to SN{HOW_MANY}")
        rows = [
            [_files.text_of(cell.value) for cell in row]
            for row in _files.sheet_rows(path, book, head.sheet.name)[head.row + 1 :]
        ]
        source = _source(book, today)
    rows = [row for row in rows if len(row) > max(head.name, head.number) and row[head.number].isdecimal()]
    names = {row[head.number]: authority_name(row[head.name]) for row in rows if row[head.name]}
    findings = []
    if head.sheet.hidden:
        message = (
            f"The neighbours are in the hidden sheet “{head.sheet.name}”. No sheet that you can see has them."
        )
        findings.append(Finding("warning", "hidden_sheet", source["title"], message, table="neighbours"))
    found: list[Neighbour] = []
    for area in dict.fromkeys(names.values()):
        row = next(row for row in rows if authority_name(row[head.name]) == area)
        own = _neighbours(row, head, names, source["source_id"])
        found += own
        if len(own) < HOW_MANY:
            message = f"{len(own)} of the {HOW_MANY} statistical neighbours could be read."
            findings.append(Finding("warning", "neighbours_missing", area, message, table="neighbours"))
    sources = pd.DataFrame([source], columns=TABLES["sources"].column_names, dtype="str")
    return NeighboursImport(tuple(found), sources, tuple(findings))


def head_of(sheets: Sequence[_files.Sheet]) -> _Head | None:
    """The first head that names all ten neighbours, visible sheets first; None where there is none."""
    for sheet in sheets:
        for number, row in enumerate(sheet.rows):
            ranked = {
                int(match[1]): column
                for column, cell in enumerate(row)
                if (match := _RANKED.fullmatch(cell.strip()))
            }
            lowered = [cell.casefold() for cell in row]
            name = next((lowered.index(n) for n in _NAMES if n in lowered), None)
            code = next((lowered.index(n) for n in _NUMBERS if n in lowered), None)
            if name is not None and code is not None and set(range(1, HOW_MANY + 1)) <= set(ranked):
                return _Head(sheet, number, code, name, ranked, row)
    return None


def _neighbours(row: Sequence[str], head: _Head, names: Mapping[str, str], source_id: str) -> list[Neighbour]:
    area = authority_name(row[head.name])
    found = []
    for rank in range(1, HOW_MANY + 1):
        column = head.ranked[rank]
        cell = row[column] if column < len(row) else ""
        neighbour = names.get(cell) or (
            authority_name(cell) if authority_name(cell) in names.values() else None
        )
        beside = head.closeness(column)
        words = row[beside].casefold() if beside is not None and beside < len(row) else ""
        if neighbour is not None and neighbour != area:
            closeness = words if words in CLOSENESS else ""
            found.append(Neighbour(area, neighbour, rank, closeness, source_id))
    return found


def _source(book: Any, today: dt.date) -> dict[str, str]:
    """The edition is the month in which the workbook was last changed, as it says itself."""
    changed = book.properties.modified
    month = f"{changed:%Y-%m}" if isinstance(changed, dt.datetime) and changed.date() <= today else ""
    return {
        "source_id": f"dfe-statistical-neighbours-{month}" if month else "dfe-statistical-neighbours",
        "title": "Statistical neighbours, Local Authority Interactive Tool"
        + (f", edition of {month}" if month else ""),
        "publisher": PUBLISHER,
        "published": month,
        "licence": LICENCE,
        "url": "",
        "page_numbers": "",
    }
