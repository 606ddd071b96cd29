"""Opening other publishers' files: what they are by their first bytes and columns, and bounds on their size.

What a file claims of its own size is asked before anything is unpacked; what it does not say is counted while it is
read. Whatever a library raises on a file is one sentence on that file.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from yjs_dash.errors import (
    DamagedStatisticsFileError,
    EmptyStatisticsFileError,
    StatisticsEncodingError,
    StatisticsFileNotFoundError,
    StatisticsFileTooLargeError,
    UnreadableFileError,
)

MAX_BYTES = 200 * 1000**2
MAX_UNPACKED_BYTES = 50 * 1000**2
MAX_ENTRIES = 2_000
MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_CELLS = 2_000_000
MAX_TAGS = 4_000_000
MAX_DEPTH = 1_000
MAX_SQUEEZE = 400
"""How many bytes of a workbook one byte of its archive may hold, in an entry of more than a megabyte."""
MAX_TABLE_ROWS = 5_000_000
MAX_TABLE_BYTES = 300 * 1000**2
MAX_CELL_BYTES = 4_000
MAX_OPEN_DOCUMENT_BYTES = 250 * 1000**2
"""What an .ods workbook may unpack to: its cells are written with many words, and read without keeping those."""
MAX_OPEN_DOCUMENT_TAGS = 12_000_000
BATCH_ROWS = 8_192
HEAD_BYTES = 64 * 1024
HEAD_ROWS = 20
_DELIMITERS = (",", ";", "\t")
_CHUNK = 1 << 16
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
_OPEN_DOCUMENT_TAG = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table)\b([^>]*)>")
_REPEATED = re.compile(rb"number-(?:columns|rows)-repeated\s*=\s*[\"'](\d{1,30})[\"']")


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
        raise _too_many_bytes(path, "is larger", MAX_BYTES)


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
    if path.stat().st_size > MAX_UNPACKED_BYTES:
        raise _too_many_bytes(path, "is larger", MAX_UNPACKED_BYTES)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise StatisticsEncodingError(file=path.name) from None
    if text.count(delimiter) > MAX_CELLS:
        raise StatisticsFileTooLargeError(file=path.name, problem="has more cells than we can read")
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
    with _refusing(path, "comma-separated values"):
        reader = pa_csv.open_csv(
            path,
            read_options=pa_csv.ReadOptions(use_threads=False),
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


def _parquet_batches(path: Path, columns: Sequence[str]) -> Iterator[Any]:
    import pyarrow as pa

    with _parquet(path, dictionaries=columns) as file:
        meta = file.metadata
        groups = [meta.row_group(i) for i in range(meta.num_row_groups)]
        unpacked = sum(
            group.column(j).total_uncompressed_size for group in groups for j in range(group.num_columns)
        )
        if meta.num_rows > MAX_TABLE_ROWS or unpacked > MAX_TABLE_BYTES:
            raise _too_many_rows(path)
        for batch in file.iter_batches(batch_size=BATCH_ROWS, columns=list(columns), use_threads=False):
            yield pa.table({name: _short_cells(path, batch.column(name)) for name in columns})


def _short_cells(path: Path, column: Any) -> Any:
    """A column as text. A long text is told by its one entry in the dictionary, before it stands in every row."""
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = column.dictionary if pa.types.is_dictionary(column.type) else column
    if pa.types.is_string(texts.type) or pa.types.is_binary(texts.type):
        longest = pc.max(pc.binary_length(texts)).as_py() or 0
        if longest > MAX_CELL_BYTES:
            raise _long_cell(path)
    return column.cast(pa.string())


@contextmanager
def _parquet(path: Path, *, dictionaries: Sequence[str] = ()) -> Iterator[Any]:
    """A parquet file; the columns named stay as dictionary and indices, which is no more than the file holds."""
    import pyarrow.parquet as pq

    with (
        _refusing(path, "a parquet file"),
        pq.ParquetFile(path, read_dictionary=list(dictionaries), pre_buffer=False) as file,
    ):
        yield file


@contextmanager
def _refusing(path: Path, kind: str) -> Iterator[None]:
    """Whatever a library raises on a file means that the file is damaged, save for the want of memory."""
    try:
        yield
    except (UnreadableFileError, MemoryError):
        raise
    except Exception:
        raise DamagedStatisticsFileError(file=path.name, kind=kind) from None
    except BaseException as error:
        # A library written in Rust may panic, which is no Exception to Python.
        if type(error).__name__ != "PanicException":
            raise
        raise DamagedStatisticsFileError(file=path.name, kind=kind) from None


@contextmanager
def workbook(path: Path) -> Iterator[Any]:
    """An Excel workbook (openpyxl, read only), or None where the archive is something else.

    Raises:
        StatisticsFileTooLargeError: it unpacks to more than MAX_UNPACKED_BYTES, which is asked before anything is
            unpacked, or to more cells than can be read, which is counted before anything is parsed.
        DamagedStatisticsFileError: it cannot be read.
    """
    check_size(path)
    with _refusing(path, "a workbook"):
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            is_workbook = "xl/workbook.xml" in {entry.filename for entry in entries}
            if is_workbook:
                _check_entries(path, entries, most=MAX_UNPACKED_BYTES)
                for entry in entries:
                    _check_tags(path, archive, entry)
        if not is_workbook:
            yield None
            return
        import openpyxl

        # As an open file: openpyxl judges a path by how its name ends.
        with path.open("rb") as file:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            try:
                yield book
            finally:
                book.close()


def is_open_document(path: Path) -> bool:
    """Whether a file is an .ods workbook. Raises DamagedStatisticsFileError: an archive that cannot be read."""
    with _refusing(path, "a workbook"), zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if not {"mimetype", "content.xml"} <= names:
            return False
        with archive.open("mimetype") as file:
            return file.read(len(_OPEN_DOCUMENT)) == _OPEN_DOCUMENT


def holds_open_documents(path: Path) -> bool:
    """Whether a file is an archive of .ods workbooks, as some publishers pack them."""
    with _refusing(path, "an archive"), zipfile.ZipFile(path) as archive:
        return any(name.casefold().endswith(".ods") for name in archive.namelist())


Sheets = Mapping[str, Sequence[Sequence[str]]]
"""Rows of every sheet of a workbook as text, by the name of the sheet."""


def open_document(path: Path) -> Sheets:
    """Every row of every sheet of an .ods workbook, blank rows included, so that an index tells the row.

    The last one that was read is kept: telling what a file is and reading it are one reading.

    Raises:
        StatisticsFileTooLargeError: it unpacks to more than MAX_OPEN_DOCUMENT_BYTES, or to more cells than can be
            read: a cell may say that it stands a million times. Both are asked before a cell is made.
        DamagedStatisticsFileError: it cannot be read.
    """
    check_size(path)
    known = path.stat()
    return _open_document(path, known.st_size, known.st_mtime_ns)


@lru_cache(maxsize=1)
def _open_document(path: Path, size: int, modified: int) -> Sheets:
    """`size` and `modified` tell a file from another of its name."""
    del size, modified
    with _refusing(path, "a workbook"):
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_entries(path, entries, most=MAX_OPEN_DOCUMENT_BYTES)
            for entry in entries:
                if entry.filename.endswith(".xml"):
                    _check_repeats(path, archive, entry)
        from python_calamine import CalamineWorkbook

        # As an open file: the library judges a path by how its name ends.
        with path.open("rb") as file:
            book = CalamineWorkbook.from_filelike(file)
            return {
                name: [
                    [_text_of_plain(value) for value in row]
                    for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                ]
                for name in book.sheet_names
            }


def _text_of_plain(value: Any) -> str:
    return value.strip() if isinstance(value, str) else text_of(value)


def _check_repeats(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Refuses sheets that are more than can be read once each cell stands as often as it says.

    A sheet is as many cells as its last filled row times its last filled column; empty cells behind those are none.
    """
    tags = unpacked = cells = rows = filled_rows = width = column = repeat = 0
    filled_column = 0
    rest = b""

    def end_row() -> None:
        nonlocal rows, filled_rows, width
        rows += repeat
        if filled_column:
            filled_rows, width = rows, max(width, filled_column)

    with archive.open(entry) as content:
        while chunk := content.read(_CHUNK):
            unpacked += len(chunk)
            tags += chunk.count(b"<")
            whole, _, rest = (rest + chunk).rpartition(b"<")
            rest = b"<" + rest
            for name, attributes in _OPEN_DOCUMENT_TAG.findall(whole):
                found = _REPEATED.search(attributes)
                times = int(found[1]) if found else 1
                if name == b"table":
                    end_row()
                    cells += filled_rows * width
                    rows = filled_rows = width = column = repeat = filled_column = 0
                elif name == b"table-row":
                    end_row()
                    column, repeat, filled_column = 0, times, 0
                else:
                    column += times
                    if not attributes.rstrip().endswith(b"/") or b"value" in attributes:
                        filled_column = column
            held = cells + max(filled_rows, (rows + repeat) if filled_column else 0) * max(
                width, filled_column
            )
            if tags > MAX_OPEN_DOCUMENT_TAGS or held > MAX_CELLS or len(rest) > _CHUNK * 16:
                raise StatisticsFileTooLargeError(file=path.name, problem="has more cells than we can read")
            if unpacked > MAX_OPEN_DOCUMENT_BYTES:
                raise _too_many_bytes(path, "unpacks to more", MAX_OPEN_DOCUMENT_BYTES)


def _check_entries(path: Path, entries: Sequence[zipfile.ZipInfo], *, most: int) -> None:
    """What the directory of an archive says of the sizes of its files."""
    if len(entries) > MAX_ENTRIES:
        problem = f"holds more than {MAX_ENTRIES:,} files, which is the most that we read"
        raise StatisticsFileTooLargeError(file=path.name, problem=problem)
    if sum(entry.file_size for entry in entries) > most:
        raise _too_many_bytes(path, "unpacks to more", most)
    for entry in entries:
        if entry.file_size > max(1 << 20, MAX_SQUEEZE * entry.compress_size):
            raise StatisticsFileTooLargeError(
                file=path.name, problem=f"unpacks to more than {MAX_SQUEEZE} times its size"
            )


def _check_tags(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """More elements than can be parsed in time, or elements in each other deeper than in any workbook."""
    if not entry.filename.endswith((".xml", ".rels")):
        return
    tags = depth = 0
    with archive.open(entry) as content:
        while chunk := content.read(_CHUNK):
            opened = chunk.count(b"<")
            tags += opened
            depth += (
                opened - 2 * chunk.count(b"</") - chunk.count(b"/>") - chunk.count(b"<?") - chunk.count(b"<!")
            )
            if tags > MAX_TAGS or depth > MAX_DEPTH:
                raise StatisticsFileTooLargeError(file=path.name, problem="has more cells than we can read")


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


def _too_many_bytes(path: Path, what: str, most: int) -> StatisticsFileTooLargeError:
    return StatisticsFileTooLargeError(
        file=path.name, problem=f"{what} than {most // 1000**2} MB, which is the most that we read"
    )


def _long_cell(path: Path) -> StatisticsFileTooLargeError:
    return StatisticsFileTooLargeError(
        file=path.name, problem="has a longer text in one cell than we can read"
    )


def _too_many_rows(path: Path) -> StatisticsFileTooLargeError:
    return StatisticsFileTooLargeError(file=path.name, problem="has more rows than we can read")
