"""Statistics of other publishers → rows of our tables. One file a publisher; every figure keeps its source.

`recognise` tells what a file is by its columns, `read_statistics` reads several files as one import.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pandas as pd

from yjs_dash.errors import (
    MissingDictionaryError,
    NoFiguresError,
    PackedTablesError,
    RepeatedStatisticsFileError,
    UnknownStatisticsFileError,
    shown_file_name,
)
from yjs_dash.schema import AREAS, NEIGHBOURS, SEPARATOR, TABLES
from yjs_dash.sources import (
    _files,
    lait,
    neighbours,
    observations_file,
    population,
    youth_justice_tables,
)
from yjs_dash.sources._files import magic as file_start
from yjs_dash.sources._findings import Finding, findings_frame
from yjs_dash.sources.aggregate_checks import reject_inconsistent_aggregates
from yjs_dash.sources.areas import areas_frame, parents_of
from yjs_dash.sources.youth_justice_tables import NameOfService

Kind = Literal[
    "lait_data",
    "lait_dictionary",
    "lait_codes",
    "neighbours",
    "population",
    "observations",
    "children_table",
    "outcome_table",
    "offence_table",
]
KINDS: dict[Kind, str] = {
    "lait_data": "data of the Local Authority Interactive Tool",
    "lait_dictionary": "the data dictionary of the Local Authority Interactive Tool",
    "lait_codes": "the list of authorities of the Local Authority Interactive Tool",
    "neighbours": "statistical neighbours",
    "population": "children by age in the middle of a year",
    "observations": "observations",
    "children_table": "the table of children of Youth Justice Statistics",
    "outcome_table": "the table of cautions and sentences of Youth Justice Statistics",
    "offence_table": "the table of offences of Youth Justice Statistics",
}

__all__ = ["KINDS", "Kind", "StatisticsImport", "file_start", "read_statistics", "recognise"]


@dataclass(frozen=True)
class StatisticsImport:
    """What an import would add, as text cells with the columns of `schema.TABLES`, and what it found.

    `neighbours` and `areas` have the columns of `schema.IMPORTED_TABLES`. `findings`: columns level, code, table,
    subject, message, value, source_id; a refused value stands only there.
    """

    observations: pd.DataFrame
    indicators: pd.DataFrame
    sources: pd.DataFrame
    neighbours: pd.DataFrame
    areas: pd.DataFrame
    findings: pd.DataFrame


def recognise(path: Path) -> Kind | None:
    """What kind of statistics a file holds, by its columns; None where it is none of ours (a report, say).

    Raises:
        UnreadableStatisticsError: it is not there, or it is a parquet file or workbook that is damaged or too large,
            or an archive of workbooks.
    """
    start = _files.magic(path)
    if start == b"PAR1":
        _files.check_size(path)
        return _by_columns(_files.parquet_columns(path), parquet=True)
    if path.suffix.casefold() == ".docx":
        return None
    if start[:2] == b"PK":
        if _files.is_open_document(path):
            return youth_justice_tables.kind_of_sheets(_files.open_document(path))
        if _files.holds_open_documents(path):
            raise PackedTablesError(file=path.name)
        with _files.workbook(path) as book:
            sheets = _files.sheet_heads(book) if book is not None else []
        if neighbours.head_of(sheets) is not None:
            return "neighbours"
        if observations_file.head_of(sheets) is not None:
            return "observations"
        rows = (set(row) for sheet in sheets for row in sheet.rows)
        return "lait_codes" if any(row >= set(lait.CODE_COLUMNS) for row in rows) else None
    heads = _files.csv_head(path).values() if start else ()
    return next((kind for head in heads if (kind := _by_columns(head)) is not None), None)


def read_statistics(
    paths: Sequence[Path],
    *,
    known: Mapping[str, pd.DataFrame] | None = None,
    today: dt.date | None = None,
    service_name: NameOfService | None = None,
) -> StatisticsImport:
    """Several files as one import: LAIT data with its dictionary, neighbours, population, our own format, tables.

    `known` holds the tables of the data set that the import is to join (indicators, sources and services are used):
    rows of unknown indicators are then refused, and aggregates are compared with the authorities of the services.
    `service_name`: our name of a service that a publisher names.

    Raises:
        UnreadableStatisticsError: a file is missing, empty, damaged, too large or of no known kind; data come
            without their dictionary; or nothing but explanations is given.
    """
    today = today or dt.date.today()
    tables = known or {}
    by_kind = _by_kind(paths)
    parents = _regions_of_services(tables.get("services"))
    parts: dict[str, list[pd.DataFrame]] = {name: [] for name in ("observations", "indicators", "sources")}
    findings: list[Finding] = []
    areas = pd.DataFrame(columns=AREAS.column_names, dtype="str")
    for path in by_kind.get("lait_codes", ()):
        parents |= lait.read_codes(path)
    for path in by_kind.get("lait_data", ()):
        found = lait.read_lait(path, by_kind["lait_dictionary"][0], today=today)
        parents |= found.regions
        areas = areas_frame(found.regions, source_id=str(found.sources["source_id"].iloc[0]))
        for name, rows in parts.items():
            rows.append(getattr(found, name))
        findings += found.findings
    table = pd.DataFrame(columns=NEIGHBOURS.column_names, dtype="str")
    for path in by_kind.get("neighbours", ()):
        near = neighbours.read_neighbours(path, today=today)
        table = near.table
        parts["sources"].append(near.sources)
        findings += near.findings
    for path in by_kind.get("population", ()):
        people = population.read_population(path, today=today)
        for name, rows in parts.items():
            rows.append(getattr(people, name))
        findings += people.findings
    indicators = _joined("indicators", [*parts["indicators"], *_frames(tables, "indicators")])
    ids = None if known is None else set(indicators["indicator_id"])
    for path in by_kind.get("observations", ()):
        rows, faults = observations_file.read(path, today=today, indicators=ids)
        parts["observations"].append(rows)
        subject = shown_file_name(path.name)
        findings += [Finding("error", "wrong_row", subject, f"{fault}.") for fault in faults]
        parts["sources"].append(
            _unnamed_sources(rows, subject, [*parts["sources"], *_frames(tables, "sources")])
        )
    observations, impossible = reject_inconsistent_aggregates(
        _joined("observations", parts["observations"]), parents=parents_of(parents), indicators=indicators
    )
    # Their aggregates are our own sums, which need no such check.
    summed: list[pd.DataFrame] = []
    for kind in youth_justice_tables.LAYOUTS:
        for path in by_kind.get(kind, ()):
            table_found = youth_justice_tables.read_table(path, service_name=service_name)
            summed.append(table_found.observations)
            parts["indicators"].append(table_found.indicators)
            parts["sources"].append(table_found.sources)
            findings += table_found.findings
    if summed:
        observations = _joined("observations", [observations, *summed])
    return StatisticsImport(
        observations=observations,
        indicators=_joined("indicators", parts["indicators"]),
        sources=_joined("sources", parts["sources"]),
        neighbours=table,
        areas=areas,
        findings=findings_frame([*findings, *impossible]),
    )


def _by_columns(names: Sequence[str], *, parquet: bool = False) -> Kind | None:
    found = set(names)
    if found >= set(lait.DATA_COLUMNS):
        return "lait_data"
    if parquet:
        return None
    if found >= {"Measure_short", "Measure", "Polarity"}:
        return "lait_dictionary"
    if found >= set(population.COLUMNS):
        return "population"
    return "observations" if found >= observations_file.REQUIRED else None


def _by_kind(paths: Sequence[Path]) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in paths:
        _files.magic(path)
        _files.check_size(path)
        kind = recognise(path)
        if kind is None:
            raise UnknownStatisticsFileError(file=path.name)
        if kind in found and kind != "observations":
            raise RepeatedStatisticsFileError(file=path.name, other=found[kind][0].name, kind=KINDS[kind])
        found.setdefault(kind, []).append(path)
    if "lait_data" in found and "lait_dictionary" not in found:
        raise MissingDictionaryError(file=found["lait_data"][0].name)
    if found and set(found) <= {"lait_dictionary", "lait_codes"}:
        raise NoFiguresError(file=next(iter(found.values()))[0].name)
    return found


def _regions_of_services(services: pd.DataFrame | None) -> dict[str, str]:
    """Authority → region, from a table of services."""
    found: dict[str, str] = {}
    if services is not None:
        for region, names in zip(services["region"], services["local_authorities"], strict=True):
            found |= {name.strip(): str(region) for name in str(names).split(SEPARATOR.strip())}
    return found


def _frames(tables: Mapping[str, pd.DataFrame], name: str) -> list[pd.DataFrame]:
    return [tables[name]] if name in tables else []


def _joined(name: str, frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Rows of one table from several files, the first of each key, with the table's columns."""
    table = TABLES[name]
    columns = table.column_names
    rows = pd.concat([pd.DataFrame(columns=columns, dtype="str"), *(frame[columns] for frame in frames)])
    return rows.drop_duplicates(list(table.key)).reset_index(drop=True)


def _unnamed_sources(rows: pd.DataFrame, file: str, known: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """A row of sources for each id that no table explains: what is known of it is the file that it came in."""
    named = {source_id for frame in known for source_id in frame["source_id"]}
    used = rows["source_id"].str.split(SEPARATOR.strip()).explode().str.strip()
    new = sorted(set(used.dropna()) - named - {""})
    made = [
        {
            "source_id": source_id,
            "title": f"“{source_id}”, as named in the file “{file}”",
            "publisher": "Not stated",
            "published": "",
            "licence": "Not stated",
            "url": "",
            "page_numbers": "",
        }
        for source_id in new
    ]
    return pd.DataFrame(made, columns=TABLES["sources"].column_names, dtype="str")
