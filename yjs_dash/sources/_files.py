"""Opening other publishers' files: what they are by their first bytes and columns, and bounds on their size."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yjs_dash.errors import (
    DamagedStatisticsFileError,
    EmptyStatisticsFileError,
    StatisticsEncodingError,
    StatisticsFileNotFoundError,
    StatisticsFileTooLargeError,
    UnreadableStatisticsError,
)

MAX_BYTES = 200 * 1000**2
MAX_UNPACKED_BYTES = 50 * 1000**2
MAX_ENTRIES = 2_000
MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_TABLE_ROWS = 20_000_000
MAX_TABLE_BYTES = 2 * 1000**3
HEAD_BYTES = 64 * 1024
HEAD_ROWS = 20
_DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True)
class Sheet:
    """The first rows of one worksheet."""

    name: str
    hidden: bool
    rows: tuple[tuple[str, ...], ...]


def magic(path: Path) -> bytes:
    """The first four bytes of a file; fewer where it has fewer.

    Raises:
        StatisticsFileNotFoundError: no such file, or it may not be read.
    """
    if path.is_dir():
        raise StatisticsFileNotFoundError(file=path.name, problem="is a folder")
    try:
        with path.open("rb") as file:
            return file.read(4)
    except FileNotFoundError:
        raise StatisticsFileNotFoundError(file=path.name) from None
    except OSError:
        raise StatisticsFileNotFoundError(file=path.name, problem="cannot be opened") from None


def check_size(path: Path) -> None:
    """Refuses a file that is empty or larger than MAX_BYTES."""
    size = path.stat().st_size
    if size == 0:
        raise EmptyStatisticsFileError(file=path.name)
    if size > MAX_BYTES:
        problem = f"is larger than {MAX_BYTES // 1000**2} MB, which is the most that we read"
        raise StatisticsFileTooLargeError(file=path.name, problem=problem)


def csv_head(path: Path) -> dict[str, list[str]]:
    """The first filled line of a text file, cut at each delimiter that could part its cells."""
    with path.open("rb") as file:
        start = file.read(HEAD_BYTES)
    if b"\0" in start:
        return {}
    # Column names are plain letters in every encoding; whether the rest is UTF-8 is asked when it is read.
    line = start.decode("utf-8-sig", errors="replace").lstrip("\r\n")
    heads = {}
    for delimiter in _DELIMITERS:
        try:
            cells = next(csv.reader(io.StringIO(line, newline=""), delimiter=delimiter), [])
        except csv.Error:
            continue
        heads[delimiter] = [cell.strip() for cell in cells]
    return heads


def csv_rows(path: Path, *, delimiter: str = ",") -> list[list[str]]:
    """Every line of a CSV file as text, blank lines as empty lists, so that an index tells the line.

    Raises:
        StatisticsEncodingError, StatisticsFileTooLargeError, DamagedStatisticsFileError
    """
    check_size(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise StatisticsEncodingError(file=path.name) from None
    rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            rows.append(row)
            if len(rows) > MAX_ROWS:
                raise _too_many_rows(path)
    except csv.Error:
        raise DamagedStatisticsFileError(file=path.name, kind="comma-separated values") from None
    return rows


def parquet_columns(path: Path) -> list[str]:
    """Names of the columns of a parquet file."""
    with _parquet(path) as file:
        return [str(name) for name in file.schema_arrow.names]


def table_batches(path: Path, *, columns: Sequence[str], delimiter: str) -> Iterator[Any]:
    """Batches (pyarrow) of some columns, from parquet or CSV, every cell text; memory stays that of a batch.

    Raises:
        StatisticsFileTooLargeError, DamagedStatisticsFileError
    """
    check_size(path)
    if magic(path) == b"PAR1":
        yield from _parquet_batches(path, columns)
        return
    import pyarrow as pa
    import pyarrow.csv as pa_csv

    read = 0
    try:
        reader = pa_csv.open_csv(
            path,
            parse_options=pa_csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
            convert_options=pa_csv.ConvertOptions(
                include_columns=list(columns), column_types=dict.fromkeys(columns, pa.string())
            ),
        )
        for batch in reader:
            read += batch.num_rows
            if read > MAX_TABLE_ROWS:
                raise _too_many_rows(path)
            yield batch
    except (pa.ArrowException, KeyError, OSError):
        raise DamagedStatisticsFileError(file=path.name, kind="comma-separated values") from None


def _parquet_batches(path: Path, columns: Sequence[str]) -> Iterator[Any]:
    import pyarrow as pa

    with _parquet(path) as file:
        meta = file.metadata
        groups = [meta.row_group(i) for i in range(meta.num_row_groups)]
        unpacked = sum(
            group.column(j).total_uncompressed_size for group in groups for j in range(group.num_columns)
        )
        if meta.num_rows > MAX_TABLE_ROWS or unpacked > MAX_TABLE_BYTES:
            raise _too_many_rows(path)
        for batch in file.iter_batches(columns=list(columns)):
            yield pa.table({name: batch.column(name).cast(pa.string()) for name in columns})


@contextmanager
def _parquet(path: Path) -> Iterator[Any]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            yield file
    except (pa.ArrowException, KeyError, OSError):
        raise DamagedStatisticsFileError(file=path.name, kind="a parquet file") from None


@contextmanager
def workbook(path: Path) -> Iterator[Any]:
    """An Excel workbook (openpyxl, read only), or None where the archive is something else.

    Raises:
        StatisticsFileTooLargeError: it unpacks to more than MAX_UNPACKED_BYTES. Asked before anything is unpacked.
        DamagedStatisticsFileError: it cannot be read.
    """
    check_size(path)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise DamagedStatisticsFileError(file=path.name, kind="a workbook") from None
    if "xl/workbook.xml" not in {entry.filename for entry in entries}:
        yield None
        return
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED_BYTES or len(entries) > MAX_ENTRIES:
        problem = f"holds more than {MAX_ENTRIES:,} files, which is the most that we read"
        if unpacked > MAX_UNPACKED_BYTES:
            problem = (
                f"unpacks to more than {MAX_UNPACKED_BYTES // 1000**2} MB, which is the most that we read"
            )
        raise StatisticsFileTooLargeError(file=path.name, problem=problem)
    import openpyxl

    # As an open file: openpyxl judges a path by how its name ends.
    with path.open("rb") as file:
        book = None
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            yield book
        except UnreadableStatisticsError:
            raise
        except Exception:  # openpyxl raises whatever the broken part happens to cause
            raise DamagedStatisticsFileError(file=path.name, kind="a workbook") from None
        finally:
            if book is not None:
                book.close()


def sheet_heads(book: Any) -> list[Sheet]:
    """The first rows of each worksheet, visible sheets first."""
    sheets = [
        Sheet(
            name=sheet.title,
            hidden=sheet.sheet_state != "visible",
            rows=tuple(tuple(text_of(cell.value) for cell in row) for row in _limited(sheet, rows=HEAD_ROWS)),
        )
        for sheet in book.worksheets
    ]
    return sorted(sheets, key=lambda sheet: sheet.hidden)


def sheet_rows(path: Path, book: Any, name: str) -> list[tuple[Any, ...]]:
    """Every row of a worksheet as cells (openpyxl), blank rows included, so that an index tells the row."""
    rows = []
    for row in _limited(book[name], rows=MAX_ROWS + 1):
        width = max((number for number, cell in enumerate(row, start=1) if cell.value is not None), default=0)
        rows.append(row[:width])
        if len(rows) > MAX_ROWS:
            raise _too_many_rows(path)
    return rows


def text_of(value: Any) -> str:
    """A cell's value as our tables write it: 5.0 is “5”, a date is YYYY-MM-DD, nothing is empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return number_text(value)
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    return str(value).strip()


def number_text(value: float) -> str:
    """A number with as many decimals as it has, nine at most: 38.979999999999997 is “38.98”."""
    text = f"{value:.9f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _limited(sheet: Any, *, rows: int) -> Iterator[tuple[Any, ...]]:
    # A sheet may claim a million columns; what it says of its own size is not believed.
    sheet.reset_dimensions()
    yield from sheet.iter_rows(max_row=rows, max_col=MAX_COLUMNS)


def _too_many_rows(path: Path) -> StatisticsFileTooLargeError:
    return StatisticsFileTooLargeError(file=path.name, problem="has more rows than we can read")
