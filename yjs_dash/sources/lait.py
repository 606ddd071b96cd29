"""Department for Education: data of the Local Authority Interactive Tool (LAIT) with their dictionary.

The data are one long table, text in every cell: short name of a measure, year, area, value, region of the area.
The dictionary says what each short name means. Nothing is known here by the file's name or a measure's number.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from yjs_dash.errors import StatisticsColumnError, StatisticsFileTooLargeError
from yjs_dash.schema import STATUSES_WITHOUT_VALUE, TABLES
from yjs_dash.sources import _files
from yjs_dash.sources._findings import Finding
from yjs_dash.sources._lait_dictionary import (
    TITLE,
    indicator_row,
    polarity_of,
    read_dictionary,
    source_row,
    updated,
)
from yjs_dash.sources._lait_measures import MEASURES, Measure, Period, period_of
from yjs_dash.sources.areas import FORMER_AUTHORITIES, NATION, authority_name, region_name

DATA_COLUMNS: tuple[str, ...] = ("Short Desc", "Years", "LA and Regions", "Values", "Region")
CODE_COLUMNS: tuple[str, ...] = ("LA Number", "LA Name", "Region")
NOT_AVAILABLE = "Suppressed or not available"

_MISSING = {
    "-": "x",
    ":": "x",
    ".": "x",
    "..": "x",
    "na": "x",
    "n/a": "x",
    "": "x",
    "x": "x",
    "c": "c",
    "z": "z",
}
_NUMBER = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:[eE][-+]?\d{1,2})?")
_NEIGHBOURS = re.compile(r"statistical neighbours?|\bSNs?\b|^SN\d", re.IGNORECASE)
_LARGEST = 1e15


@dataclass(frozen=True)
class LaitImport:
    """Rows of our tables, text cells, and the region of each authority as the file has it."""

    observations: pd.DataFrame
    indicators: pd.DataFrame
    sources: pd.DataFrame
    regions: Mapping[str, str]
    findings: tuple[Finding, ...]


def read_lait(data: Path, dictionary: Path, *, today: dt.date) -> LaitImport:
    """Observations of youth justice from LAIT data (parquet or CSV) and its dictionary (CSV).

    Columns of the tables: `schema.TABLES`; values in the unit of their indicator. A figure that was published for
    an authority after it had been replaced is unreliable (status u) and says so. Aggregates of statistical
    neighbours are left out.

    Raises:
        UnreadableStatisticsError: a file is damaged, too large, or lacks a column.
    """
    entries = read_dictionary(dictionary)
    findings: list[Finding] = []
    taken: dict[str, tuple[Measure, dict[str, str]]] = {}
    for measure in MEASURES:
        found = [entry for entry in entries if measure.is_in(entry)]
        if found:
            entry = max(found, key=lambda e: updated(e) or dt.date.min)
            taken[entry["Measure_short"]] = (measure, entry)
        if len(found) > 1:
            names = ", ".join(f"“{entry['Measure']}”" for entry in found)
            message = f"The dictionary has {len(found)} measures of this name: {names}. We use the newest."
            findings.append(Finding("warning", "several_measures", measure.name, message, table="indicators"))
    source = source_row(entries, today=today)
    cells = _cells(data, list(taken))
    present = set(cells["Short Desc"])
    for measure in MEASURES:
        if not any(measure is taken[short][0] for short in present):
            message = "This file has no figures for this indicator."
            findings.append(
                Finding("warning", "indicator_missing", measure.name, message, table="indicators")
            )
    kinds = {(a, r): _kind(a, r) for a, r in set(zip(cells["LA and Regions"], cells["Region"], strict=True))}
    findings += _areas_left_out(kinds)
    rows, marks = _rows(cells, taken, kinds, str(source["source_id"]))
    findings += marks
    observations = pd.DataFrame(rows, columns=TABLES["observations"].column_names, dtype="str")
    repeated = observations.duplicated(list(TABLES["observations"].key))
    if repeated.any():
        message = (
            f"{'1 row repeats' if repeated.sum() == 1 else f'{int(repeated.sum())} rows repeat'} an area, indicator "
            "and period. We use the first of each."
        )
        findings.append(Finding("warning", "repeated", TITLE, message))
        observations = observations[~repeated].reset_index(drop=True)
    for measure, entry in taken.values():
        if polarity_of(entry) is None:
            polarity = entry["Polarity"][:40]
            message = (
                f"We do not know the dictionary’s polarity “{polarity}”, so we do not say what is better."
            )
            findings.append(Finding("warning", "unknown_polarity", measure.name, message, table="indicators"))
    indicators = [indicator_row(*taken[short]) for short in taken if short in present]
    return LaitImport(
        observations=observations,
        indicators=pd.DataFrame(indicators, columns=TABLES["indicators"].column_names, dtype="str"),
        sources=pd.DataFrame([source], columns=TABLES["sources"].column_names, dtype="str"),
        regions={
            authority_name(area): region
            for (area, region), kind in kinds.items()
            if kind == "local_authority"
        },
        findings=tuple(findings),
    )


def read_codes(path: Path) -> dict[str, str]:
    """Authority → region, from the tool's list of authority codes (workbook). Regions and the nation are left out."""
    with _files.workbook(path) as book:
        for sheet in _files.sheet_heads(book) if book is not None else ():
            for number, row in enumerate(sheet.rows):
                if set(CODE_COLUMNS) <= set(row):
                    name, region = row.index("LA Name"), row.index("Region")
                    rows = [
                        [_files.text_of(cell.value) for cell in cells]
                        for cells in _files.sheet_rows(path, book, sheet.name)[number + 1 :]
                    ]
                    return {
                        authority_name(cells[name]): cells[region]
                        for cells in rows
                        if len(cells) > max(name, region) and cells[name] and region_name(cells[region])
                    }
    raise StatisticsColumnError(file=path.name, problem=f"has no columns {', '.join(CODE_COLUMNS)}")


def _cells(path: Path, shorts: Sequence[str]) -> pd.DataFrame:
    """The rows of some measures, text in every cell."""
    import pyarrow as pa
    import pyarrow.compute as pc

    delimiter = "," if _files.magic(path) == b"PAR1" else _delimiter(path)
    wanted = pa.array(shorts, pa.string())
    parts = []
    rows = size = 0
    for batch in _files.table_batches(path, columns=DATA_COLUMNS, delimiter=delimiter):
        kept = batch.filter(pc.is_in(batch.column("Short Desc"), value_set=wanted))
        rows, size = rows + kept.num_rows, size + kept.nbytes
        if rows > _files.MAX_ROWS or size > _files.MAX_UNPACKED_BYTES:
            raise StatisticsFileTooLargeError(file=path.name, problem="has more figures than we can read")
        if kept.num_rows:
            parts.append(pa.Table.from_batches([kept]) if isinstance(kept, pa.RecordBatch) else kept)
    if not parts:
        return pd.DataFrame(columns=list(DATA_COLUMNS), dtype="str")
    columns = pa.concat_tables(parts).to_pydict()
    return pd.DataFrame({n: [(v or "").strip() for v in columns[n]] for n in DATA_COLUMNS}, dtype="str")


def _delimiter(path: Path) -> str:
    heads = _files.csv_head(path)
    return next((d for d, names in heads.items() if set(DATA_COLUMNS) <= set(names)), ",")


@cache
def _value(text: str) -> tuple[str, str]:
    """Value and status of a cell; status “?” where it is neither a number nor a known mark."""
    if _NUMBER.fullmatch(text):
        number = float(text.replace(",", ""))
        return (_files.number_text(number), "") if abs(number) < _LARGEST else ("", "?")
    return "", _MISSING.get(text.casefold(), "?")


def _kind(area: str, region: str) -> str:
    """Area type; empty for an area that is not taken."""
    if area == NATION:
        return "nation"
    if region_name(area):
        return "region"
    return "local_authority" if area and region_name(region) and not _NEIGHBOURS.search(area) else ""


def _areas_left_out(kinds: Mapping[tuple[str, str], str]) -> list[Finding]:
    strange = sorted(area for (area, _), kind in kinds.items() if not kind and not _NEIGHBOURS.search(area))
    message = "We left out this area, because it is not the nation, a region, or an authority in a region that we know."
    return [Finding("warning", "unknown_area", area or "an area without a name", message) for area in strange]


def _rows(
    cells: pd.DataFrame,
    taken: Mapping[str, tuple[Measure, Mapping[str, str]]],
    kinds: Mapping[tuple[str, str], str],
    source_id: str,
) -> tuple[list[dict[str, str]], list[Finding]]:
    periods: dict[tuple[str, str], Period] = {}
    rows: list[dict[str, str]] = []
    findings: list[Finding] = []
    after: dict[str, int] = {}
    for short, years, area, text, region in cells[list(DATA_COLUMNS)].itertuples(index=False):
        kind = kinds[area, region]
        if not kind:
            continue
        measure, entry = taken[short]
        period = periods.get((short, years))
        if period is None:
            period = periods[short, years] = period_of(
                years, year_type=entry["Year_Type"], cohort=measure.cohort, description=entry["Description"]
            )
        value, status = _value(text)
        note = ""
        if status == "?":
            message = f"“{text[:40]}” is neither a number nor a known mark, so we treat the figure as not available."
            subject = f"{area}, {measure.name}, {period.text}"
            findings.append(
                Finding("warning", "unknown_mark", subject, message, value=text[:40], source_id=source_id)
            )
            status = "x"
        if status in STATUSES_WITHOUT_VALUE:
            note = NOT_AVAILABLE if status == "x" else ""
        former = FORMER_AUTHORITIES.get(area)
        if former is not None and value and period.end is not None and period.end >= former.replaced:
            status, note = (
                "u",
                f"The authority was replaced on {_day(former.replaced)}, before the period ended",
            )
            after[area] = after.get(area, 0) + 1
        rows.append(
            {
                "area": authority_name(area) if kind == "local_authority" else region_name(area) or area,
                "area_type": kind,
                "indicator_id": measure.indicator_id,
                "period": period.text,
                "period_end": period.end.isoformat() if period.end else "",
                "value": value,
                "status": status,
                "source_id": source_id,
                "section": f"{entry['Topic']} measures",
                "confidence": "high",
                "note": note,
            }
        )
    blank = dict.fromkeys(TABLES["observations"].column_names, "")
    return [blank | row for row in rows], [*findings, *_after_replacement(after, source_id)]


def _after_replacement(after: Mapping[str, int], source_id: str) -> Iterable[Finding]:
    for area, count in sorted(after.items()):
        former = FORMER_AUTHORITIES[area]
        message = (
            f"The authority was replaced by {' and '.join(former.successors)} on {_day(former.replaced)}. We mark as "
            f"unreliable its figures for periods that ended on that day or later: {count}."
        )
        yield Finding("warning", "replaced_authority", area, message, source_id=source_id)


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
