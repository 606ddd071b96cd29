"""What the child process does: bytes on standard input, rows of text on standard output, and an exit status.

It bounds itself before it touches the file, and sees nothing of the project but the modules of this package.

Output, UTF-8: `pages N`, then for each page a form feed and its rows, each `left right` in whole points, a unit
separator (U+001F), and the text. Digits set small and raised come out as superscripts, so that a footnote mark
never joins the figure beside it. Rows come from the top of the page to its foot, whatever the order in which they were
drawn; a row of a table is one of them, with tabs between its cells.
"""

from __future__ import annotations

import ctypes
import gc
import os
import sys

from . import (
    CPU_SECONDS,
    ENCRYPTED,
    LEAST_CHARACTERS,
    MAX_CHARACTERS,
    MAX_PAGES,
    MEMORY_BYTES,
    NO_LIBRARY,
    NO_MEMORY,
    NO_TEXT,
    NOT_A_PDF,
    TOO_MANY_PAGES,
    TOO_MUCH_TEXT,
    TRUNCATED,
)
from .bullets import Bullets
from .library import load
from .page_rows import PageRows

_PASSWORD_ERROR = 4
_TAIL = 1 << 16


def bound_this_process() -> None:
    """Memory, processor time, files: as far as the system lets a process bound itself."""
    try:
        import resource
    except ImportError:  # not on Windows; the parent's clock remains
        return
    wanted = {
        resource.RLIMIT_AS: MEMORY_BYTES,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }
    for limit, value in wanted.items():
        try:
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):  # macOS refuses some of them
            continue


def emit(library: ctypes.CDLL, document: int, pages: int) -> int:
    out = sys.stdout.buffer
    out.write(b"pages %d\n" % pages)
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
            return TOO_MUCH_TEXT
        out.write(b"\f" + text.encode("utf-8", "replace"))
    out.flush()
    return 0 if letters >= LEAST_CHARACTERS else NO_TEXT


def _one_line(text: str) -> str:
    return text.replace("\f", " ").replace("\n", " ").replace("\r", " ").replace("\x1f", " ")


def run(data: bytes, library_path: str) -> int:
    try:
        library = load(library_path)
    except (OSError, AttributeError):
        return NO_LIBRARY
    document = library.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        if library.FPDF_GetLastError() == _PASSWORD_ERROR:
            return ENCRYPTED
        return NOT_A_PDF if b"%%EOF" in data[-_TAIL:] else TRUNCATED
    if b"%%EOF" not in data[-_TAIL:]:  # the library mends such a file and gives what is left of it
        return TRUNCATED
    pages: int = library.FPDF_GetPageCount(document)
    if pages > MAX_PAGES:
        sys.stdout.buffer.write(b"pages %d\n" % pages)
        return TOO_MANY_PAGES
    return emit(library, document, pages) if pages else NOT_A_PDF


def main(library_path: str) -> None:
    gc.disable()  # nothing here holds itself in a circle, and the process is short
    bound_this_process()
    try:
        status = run(sys.stdin.buffer.read(), library_path)
    except MemoryError:
        status = NO_MEMORY
    # No clean-up: the process ends here, and a damaged document may make the library fail on closing.
    sys.stdout.flush()
    os._exit(status)
