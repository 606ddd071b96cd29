"""What a reader checks a figure by: the page's picture in a PDF, the lines around it in any other file.

Both are made in a bounded child. The bytes of the file are those that were read.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from yjs_dash.extract.model import Place, Report
from yjs_dash.extract.reading.pdf import MAX_PAGES
from yjs_dash.extract.reading.pdf.picture import MARKED, picture_and_mark
from yjs_dash.extract.reading.surroundings import lines_around
from yjs_dash.sandbox import read_bounded, read_object

WALL_SECONDS = 10.0
MAX_SHEETS = MAX_PAGES
_PNG = b"\x89PNG\r\n\x1a\n"


def is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def sheet_of(report: Report, place: Place | None) -> int:
    """The sheet of a PDF that a place is on, counted from 1; its first one where no place was kept."""
    if place is None or place.page is None:
        return 1
    return max(1, min(MAX_SHEETS, place.page + report.sheets_ahead))


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A sheet as PNG. `is_marked`: the line was found on it, and is marked."""

    png: bytes
    is_marked: bool


def page_picture(data: bytes, *, sheet: int, line: str, whole: bool, file: str) -> PagePicture | None:
    """A sheet of a PDF, with the line marked where it is found; None where the file has no such sheet.

    `whole`: all of it, and not only what is near the line.

    Raises:
        UnreadableFileError: it could not be drawn.
    """
    task = partial(picture_and_mark, data, sheet, line, whole=whole)
    found = read_bounded(task, file=file, wall_seconds=WALL_SECONDS)
    mark, png = found[:1], found[1:]
    return PagePicture(png, mark == MARKED) if png.startswith(_PNG) else None


def lines_near(data: bytes, *, number: int, file: str) -> list[tuple[int, str]]:
    """Numbers and texts of the lines around a line, itself among them; none where there is no such line.

    Raises:
        UnreadableFileError: the file could not be read again.
    """
    with tempfile.TemporaryDirectory(prefix="yjs-dash-") as folder:
        path = Path(folder) / f"file{Path(file).suffix[:10]}"
        path.write_bytes(data)
        found = read_object(partial(lines_around, path, number), file=file, wall_seconds=WALL_SECONDS)
    return [(int(line), str(words)) for line, words in found.get("lines", [])]
