"""The child process that opens a PDF: bytes on standard input, rows of text on standard output.

Run as a script, apart from the package (`python -I -S worker.py SITE_DIRECTORY…`), so that it starts fast and
sees nothing of the project. It bounds itself before it touches the file. Exit status: see the constants.

Output, UTF-8: `pages N`, then for each page a form feed and its rows, each `left right` in whole points, a unit
separator (U+001F), and the text. Digits set small and raised come out as superscripts, so that a footnote mark
never joins the figure beside it. Rows that stand side by side on one line of the page are joined.
"""

from __future__ import annotations

import ctypes
import re
import sys
from typing import Any

NOT_A_PDF, ENCRYPTED, TRUNCATED, TOO_MANY_PAGES, NO_TEXT, TOO_MUCH_TEXT, NO_MEMORY, NO_LIBRARY = range(10, 18)
MAX_PAGES = 500
MAX_CHARACTERS = 1_500_000
MEMORY_BYTES = 1 << 30
CPU_SECONDS = 55
LEAST_CHARACTERS = 200

_PASSWORD_ERROR = 4
_DIGITS = re.compile(r"\d{1,6}")
_ON_THE_BASELINE = re.compile(r"[A-IK-PR-Zbdhkl\d]")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TAIL = 1 << 16
_LIST_HEAD = re.compile(r"\s*(?:strengths|areas? (?:for|of) improvement)\s*:?\s*$", re.IGNORECASE)
_BULLET = re.compile(r"\s*[-–•●▪◦‣·∙■□➢✓\uf0b7\uf0a7\uf0d8]\s")
_PATH = 2
_TOP_ROWS = 6
_MOST_OBJECTS = 20_000


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


class Box:
    """Corners of one character: left, right, bottom, top in points."""

    def __init__(self, pdfium: Any) -> None:
        self.pdfium = pdfium
        self.numbers = (ctypes.c_double * 4)()
        size = ctypes.sizeof(ctypes.c_double)
        self.corners = [
            ctypes.cast(ctypes.byref(self.numbers, i * size), ctypes.POINTER(ctypes.c_double))
            for i in range(4)
        ]

    def of(self, text_page: Any, position: int) -> tuple[float, float, float, float]:
        index = self.pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, position)
        if index < 0 or not self.pdfium.FPDFText_GetCharBox(text_page, index, *self.corners):
            return (0.0, 0.0, 0.0, 0.0)
        left, right, bottom, top = self.numbers
        return (left, right, bottom, top)


class Row:
    """A run of text of the page with its place: `low` and `high` are those of its first and last character."""

    def __init__(self, text: str, first: tuple[float, ...], last: tuple[float, ...]) -> None:
        self.text = text
        self.left, _, self.first_low, self.first_high = first
        _, self.right, self.last_low, self.last_high = last

    def continues(self, other: Row) -> bool:
        """Whether this row stands on the same line of the page as `other`, to its right."""
        overlap = min(self.first_high, other.last_high) - max(self.first_low, other.last_low)
        least = min(self.first_high - self.first_low, other.last_high - other.last_low)
        return least > 0 and overlap >= 0.35 * least and self.left >= other.right - 2

    def is_mark_after(self, other: Row) -> bool:
        """Whether this row is a footnote mark at the end of `other`: a number, raised, close by."""
        bare = self.text.strip()
        near = -1 <= self.left - other.right <= 8 and len(bare) <= 3 and bare.isdecimal()
        return near and 1 < self.first_low - other.last_low < 2 * (self.first_high - self.first_low)

    def is_mark_before(self, other: Row) -> bool:
        """Whether this row is the mark of the footnote whose text is `other`."""
        bare = self.text.strip()
        smaller = self.last_high - self.last_low < 0.93 * (other.first_high - other.first_low)
        raised = self.last_low > other.first_low + 1
        return len(bare) <= 3 and bare.isdecimal() and smaller and raised

    def is_small_number_below(self, other: Row) -> bool:
        """Whether this row is a footnote mark that a narrow cell has pushed under its figure."""
        bare = self.text.strip()
        tallest = max(other.first_high - other.first_low, other.last_high - other.last_low)
        return len(bare) <= 3 and bare.isdecimal() and self.last_high - self.last_low < 0.72 * tallest

    def join(self, other: Row) -> None:
        gap = "" if self.text.endswith(" ") or other.text.startswith(" ") or _is_mark(other.text) else " "
        self.text = f"{self.text}{gap}{other.text}"
        self.right, self.last_low, self.last_high = other.right, other.last_low, other.last_high


def _is_mark(text: str) -> bool:
    return all(c in "⁰¹²³⁴⁵⁶⁷⁸⁹" for c in text)


def raise_marks(text: str, text_page: Any, box: Box, start: int) -> str:
    """`text`, a row that begins at `start` of the page's text, with small raised digits as superscripts."""
    out = text
    for run in _DIGITS.finditer(text):
        reference = _reference(text, run.start(), run.end())
        if reference is None:
            continue
        _, _, low, high = box.of(text_page, start + reference)
        height = high - low
        first = run.end()
        largest = 0.0
        while first > run.start():
            _, _, digit_low, digit_high = box.of(text_page, start + first - 1)
            size = digit_high - digit_low
            if not (size < 0.88 * height and digit_low > low + 0.2 * height) or (
                largest and size > 1.15 * largest
            ):
                break
            largest = max(largest, size)
            first -= 1
        if first < run.end():
            out = out[:first] + out[first : run.end()].translate(_SUPERSCRIPT) + out[run.end() :]
    return out


def _reference(text: str, start: int, end: int) -> int | None:
    """A character beside the digits whose foot is on the line: before them, or after, or the first digit."""
    for position in range(start - 1, max(-1, start - 25), -1):
        if _ON_THE_BASELINE.match(text[position]):
            return position
    following = _ON_THE_BASELINE.search(text, end)
    if following:
        return following.start()
    return start if end - start > 1 else None


def page_rows(pdfium: Any, page: Any, box: Box) -> list[Row]:
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return []
    try:
        count = pdfium.FPDFText_CountChars(text_page)
        if count <= 0:
            return []
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
        units = bytes(buffer)[: 2 * max(0, written - 1)]
        # Two bytes a character, as the library counts positions; pairs outside the plane are not used in reports.
        text = units.decode("utf-16-le", "replace")
        rows: list[Row] = []
        start = 0
        for piece in text.split("\r\n"):
            bare = piece.strip()
            if bare:
                begin = start + len(piece) - len(piece.lstrip())
                first, last = box.of(text_page, begin), box.of(text_page, begin + len(bare) - 1)
                row = Row(
                    raise_marks(piece, text_page, box, start) if _DIGITS.search(piece) else piece, first, last
                )
                if rows and row.is_mark_after(rows[-1]):
                    row.text = bare.translate(_SUPERSCRIPT)
                    rows[-1].join(row)
                elif rows and row.continues(rows[-1]):
                    if rows[-1].is_mark_before(row):
                        rows[-1].text = rows[-1].text.translate(_SUPERSCRIPT)
                    rows[-1].join(row)
                else:
                    if rows and row.is_small_number_below(rows[-1]):
                        row.text = bare.translate(_SUPERSCRIPT)
                    rows.append(row)
            start += len(piece) + 2
        return rows
    finally:
        pdfium.FPDFText_ClosePage(text_page)


class Bullets:
    """Puts back the bullets of lists that a browser drew as shapes rather than as characters.

    Shapes are looked up only where a list of strengths or areas for improvement stands without bullets.
    """

    def __init__(self, pdfium: Any) -> None:
        # The bindings convert pointers on each call; plain addresses take a fifth of the time.
        def address(function: Any) -> int:
            return ctypes.cast(function, ctypes.c_void_p).value or 0

        self.pdfium = pdfium
        self.object_at = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
            address(pdfium.FPDFPage_GetObject)
        )
        self.type_of = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(address(pdfium.FPDFPageObj_GetType))
        self.list_left: float | None = None

    def put_back(self, page: Any, rows: list[Row]) -> None:
        listed = any(_LIST_HEAD.match(row.text) for row in rows)
        carried = self.list_left is not None and any(
            abs(row.left - self.list_left) < 4 for row in rows[:_TOP_ROWS]
        )
        self.list_left = None
        if not (listed or carried) or any(_BULLET.match(row.text) for row in rows):
            return
        for left, right, bottom, top in self.shapes(page):
            for row in rows:
                middle = (bottom + top) / 2
                if (
                    row.first_low - 2 < middle < row.first_high + 2
                    and right <= row.left + 1
                    and row.left - left < 40
                ):
                    self.list_left = row.left
                    row.text, row.left = f"• {row.text}", left
                    break

    def shapes(self, page: Any) -> list[tuple[float, float, float, float]]:
        """Small, about square shapes of a page: left, right, bottom, top."""
        pointer = ctypes.cast(page, ctypes.c_void_p).value
        corners = [ctypes.c_float() for _ in range(4)]
        found = []
        for index in range(min(self.pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
            if self.type_of(self.object_at(pointer, index)) != _PATH:
                continue
            shape = self.pdfium.FPDFPage_GetObject(page, index)
            if self.pdfium.FPDFPageObj_GetBounds(shape, *corners):
                left, bottom, right, top = (corner.value for corner in corners)
                if 1 < right - left < 9 and 1 < top - bottom < 9 and abs((right - left) - (top - bottom)) < 2:
                    found.append((left, right, bottom, top))
        return found


def emit(pdfium: Any, document: Any, pages: int) -> int:
    out = sys.stdout.buffer
    out.write(b"pages %d\n" % pages)
    box, bullets = Box(pdfium), Bullets(pdfium)
    total = letters = 0
    for number in range(pages):
        rows: list[Row] = []
        page = pdfium.FPDF_LoadPage(document, number)
        if page:
            rows = page_rows(pdfium, page, box)
            bullets.put_back(page, rows)
            pdfium.FPDF_ClosePage(page)
        lines = [f"{row.left:.0f} {row.right:.0f}\x1f{_one_line(row.text)}\n" for row in rows]
        text = "".join(lines)
        total += len(text)
        letters += sum(len(row.text) for row in rows)
        if total > MAX_CHARACTERS:
            return TOO_MUCH_TEXT
        out.write(b"\f" + text.encode("utf-8", "replace"))
    out.flush()
    return 0 if letters >= LEAST_CHARACTERS else NO_TEXT


def _one_line(text: str) -> str:
    return text.replace("\f", " ").replace("\n", " ").replace("\r", " ").replace("\x1f", " ")


def run(data: bytes) -> int:
    try:
        import pypdfium2_raw as pdfium  # the bindings alone: half the start-up of the whole package
    except (ImportError, OSError):
        return NO_LIBRARY
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        if pdfium.FPDF_GetLastError() == _PASSWORD_ERROR:
            return ENCRYPTED
        return NOT_A_PDF if b"%%EOF" in data[-_TAIL:] else TRUNCATED
    if b"%%EOF" not in data[-_TAIL:]:  # the library mends such a file and gives what is left of it
        return TRUNCATED
    pages: int = pdfium.FPDF_GetPageCount(document)
    if pages > MAX_PAGES:
        sys.stdout.buffer.write(b"pages %d\n" % pages)
        sys.stdout.buffer.flush()
        return TOO_MANY_PAGES
    return emit(pdfium, document, pages) if pages else NOT_A_PDF


def main() -> int:
    sys.path.extend(sys.argv[1:])
    bound_this_process()
    try:
        return run(sys.stdin.buffer.read())
    except MemoryError:
        return NO_MEMORY


if __name__ == "__main__":
    # No clean-up: the process ends here, and a damaged document may make the library fail on closing.
    import os

    status = main()
    sys.stdout.flush()
    os._exit(status)
