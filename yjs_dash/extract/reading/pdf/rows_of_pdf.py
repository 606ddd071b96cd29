"""A PDF to rows of text with their places. To be called in a bounded process only: the library may crash or hang.

Gives UTF-8: `STATUS PAGES`, then for each page a form feed and its rows, each `left right` in whole points, a unit
separator (U+001F), and the text. Digits set small and raised come out as superscripts, so that a footnote mark
never joins the figure beside it. Rows come from the top of the page to its foot, whatever the order in which they were
drawn; a row of a table is one of them, with tabs between its cells.
"""

from __future__ import annotations

import ctypes
import importlib.util
from pathlib import Path

from yjs_dash.extract.reading.pdf import (
    ENCRYPTED,
    LEAST_CHARACTERS,
    MAX_CHARACTERS,
    MAX_PAGES,
    NO_LIBRARY,
    NO_TEXT,
    NOT_A_PDF,
    TOO_MANY_PAGES,
    TOO_MUCH_TEXT,
    TRUNCATED,
)
from yjs_dash.extract.reading.pdf.bullets import Bullets
from yjs_dash.extract.reading.pdf.library import load
from yjs_dash.extract.reading.pdf.page_rows import PageRows

LIBRARY_NAMES = ("libpdfium.so", "libpdfium.dylib", "pdfium.dll")
_PASSWORD_ERROR = 4
_TAIL = 1 << 16


def rows_of_pdf(data: bytes) -> bytes:
    """Status, number of pages and rows of a PDF. Nothing is closed: a damaged document may make that fail."""
    try:
        library = load(_library_path())
    except (OSError, AttributeError):
        return _answer(NO_LIBRARY)
    document = library.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        if library.FPDF_GetLastError() == _PASSWORD_ERROR:
            return _answer(ENCRYPTED)
        return _answer(NOT_A_PDF if b"%%EOF" in data[-_TAIL:] else TRUNCATED)
    if b"%%EOF" not in data[-_TAIL:]:  # the library mends such a file and gives what is left of it
        return _answer(TRUNCATED)
    pages: int = library.FPDF_GetPageCount(document)
    if pages > MAX_PAGES:
        return _answer(TOO_MANY_PAGES, pages=pages)
    return _pages(library, document, pages) if pages else _answer(NOT_A_PDF)


def _library_path() -> str:
    """Path of the PDF library, as its bindings carry it; empty where they are not installed."""
    spec = importlib.util.find_spec("pypdfium2_raw")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    return next((str(folder / name) for name in LIBRARY_NAMES if spec and (folder / name).is_file()), "")


def _answer(status: int, *, pages: int = 0) -> bytes:
    return b"%d %d\n" % (status, pages)


def _pages(library: ctypes.CDLL, document: int, pages: int) -> bytes:
    out: list[bytes] = []
    page_rows, bullets = PageRows(library), Bullets(library)
    total = letters = 0
    for number in range(pages):
        lines: list[str] = []
        page = library.FPDF_LoadPage(document, number)
        if page:
            rows = page_rows.rows(page)
            bullets.put_back(page, rows)
            library.FPDF_ClosePage(page)
            lines = [f"{row.left:.0f} {row.right:.0f}\x1f{_one_line(row.text)}\n" for row in rows]
            letters += sum(len(row.text) for row in rows)
        text = "".join(lines)
        total += len(text)
        if total > MAX_CHARACTERS:
            return _answer(TOO_MUCH_TEXT, pages=pages)
        out.append(b"\f" + text.encode("utf-8", "replace"))
    return _answer(0 if letters >= LEAST_CHARACTERS else NO_TEXT, pages=pages) + b"".join(out)


def _one_line(text: str) -> str:
    return text.replace("\f", " ").replace("\n", " ").replace("\r", " ").replace("\x1f", " ")
