"""Text of a page as rows with their places: marks raised, and what stands side by side on one line joined."""

from __future__ import annotations

import ctypes

_ON_THE_BASELINE = frozenset("ABCDEFGHIKLMNOPRSTUVWXYZbdhkl0123456789")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARKS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_DIGITS = frozenset("0123456789")
_LONGEST_RUN = 6
_REACH = 24

Corners = tuple[float, float, float, float]
"""Left, right, bottom and top of a character, in points."""
_NOWHERE: Corners = (0.0, 0.0, 0.0, 0.0)


class PdfRow:
    """A run of text of the page with its place: `low` and `high` are those of its first and last character."""

    __slots__ = ("first_high", "first_low", "last_high", "last_low", "left", "right", "text")

    def __init__(self, text: str, first: Corners, last: Corners) -> None:
        self.text = text
        self.left, _, self.first_low, self.first_high = first
        _, self.right, self.last_low, self.last_high = last

    def continues(self, other: PdfRow) -> bool:
        """Whether this row stands on the same line of the page as `other`, to its right."""
        if self.left < other.right - 2:
            return False
        overlap = min(self.first_high, other.last_high) - max(self.first_low, other.last_low)
        least = min(self.first_high - self.first_low, other.last_high - other.last_low)
        return least > 0 and overlap >= 0.35 * least

    def is_mark_after(self, other: PdfRow) -> bool:
        """Whether this row, a short number, is a footnote mark at the end of `other`: raised, close by."""
        near = -1 <= self.left - other.right <= 8
        return near and 1 < self.first_low - other.last_low < 2 * (self.first_high - self.first_low)

    def is_mark_before(self, other: PdfRow) -> bool:
        """Whether this row is the mark of the footnote whose text is `other`."""
        smaller = self.last_high - self.last_low < 0.93 * (other.first_high - other.first_low)
        raised = self.last_low > other.first_low + 1
        return smaller and raised and is_short_number(self.text.strip())

    def is_small_number_below(self, other: PdfRow) -> bool:
        """Whether this row, a short number, is a footnote mark that a narrow cell has pushed under its figure."""
        tallest = max(other.first_high - other.first_low, other.last_high - other.last_low)
        return self.last_high - self.last_low < 0.72 * tallest

    def join(self, other: PdfRow) -> None:
        gap = (
            ""
            if self.text.endswith(" ") or other.text.startswith(" ") or _MARKS.issuperset(other.text)
            else " "
        )
        self.text = f"{self.text}{gap}{other.text}"
        self.right, self.last_low, self.last_high = other.right, other.last_low, other.last_high


def is_short_number(bare: str) -> bool:
    return len(bare) <= 3 and bare.isdecimal()


class PageText:
    """The text of one page after the other, and where its characters stand."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._library = library
        self._index_of = library.FPDFText_GetCharIndexFromTextIndex
        self._box_of = library.FPDFText_GetCharBox
        self._corners = (ctypes.c_double * 4)()
        size = ctypes.sizeof(ctypes.c_double)
        self._pointers = [ctypes.addressof(self._corners) + i * size for i in range(4)]
        self._page: int | None = None
        self._one_to_one = False

    def rows(self, page: int) -> list[PdfRow]:
        self._page = self._library.FPDFText_LoadPage(page)
        if not self._page:
            return []
        try:
            return self._rows(self._text())
        finally:
            self._library.FPDFText_ClosePage(self._page)

    def _text(self) -> str:
        count = self._library.FPDFText_CountChars(self._page)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = max(0, self._library.FPDFText_GetText(self._page, 0, count, buffer) - 1)
        self._one_to_one = written == count  # each character of the page has its place in the text
        units = memoryview(buffer).cast("B")[: 2 * written]
        # Two bytes a character, as the library counts positions; pairs outside the plane are not used in reports.
        return str(units, "utf-16-le", "replace")

    def _box(self, position: int) -> Corners:
        index = position if self._one_to_one else self._index_of(self._page, position)
        if index < 0 or not self._box_of(self._page, index, *self._pointers):
            return _NOWHERE
        left, right, bottom, top = self._corners[:]
        return (left, right, bottom, top)

    def _rows(self, text: str) -> list[PdfRow]:
        rows: list[PdfRow] = []
        start = 0
        for piece in text.split("\r\n"):
            bare = piece.strip()
            if bare:
                begin = start + len(piece) - len(piece.lstrip())
                printed = piece if _DIGITS.isdisjoint(piece) else self._with_marks(piece, start)
                self._add(rows, PdfRow(printed, self._box(begin), self._box(begin + len(bare) - 1)), bare)
            start += len(piece) + 2
        return rows

    def _add(self, rows: list[PdfRow], row: PdfRow, bare: str) -> None:
        if not rows:
            rows.append(row)
            return
        last = rows[-1]
        number = is_short_number(row.text.strip())
        if number and row.is_mark_after(last):
            row.text = bare.translate(_SUPERSCRIPT)
            last.join(row)
        elif row.continues(last):
            if last.is_mark_before(row):
                last.text = last.text.translate(_SUPERSCRIPT)
            last.join(row)
        else:
            if number and row.is_small_number_below(last):
                row.text = bare.translate(_SUPERSCRIPT)
            rows.append(row)

    def _with_marks(self, text: str, start: int) -> str:
        """`text`, a row that begins at `start` of the page's text, with small raised digits as superscripts."""
        out = text
        end = 0
        for begin in [position for position, character in enumerate(text) if character in _DIGITS]:
            if begin < end:
                continue
            end = begin + 1
            while text[end : end + 1] in _DIGITS and end - begin < _LONGEST_RUN:
                end += 1
            first = self._first_mark(text, start, begin, end)
            if first < end:
                out = out[:first] + out[first:end].translate(_SUPERSCRIPT) + out[end:]
        return out

    def _first_mark(self, text: str, start: int, begin: int, end: int) -> int:
        """Position of the first small raised digit of the run from `begin` to `end`; `end` where there is none."""
        reference = _reference(text, begin, end)
        if reference is None:
            return end
        _, _, low, high = self._box(start + reference)
        height = high - low
        first = end
        largest = 0.0
        while first > begin:
            _, _, digit_low, digit_high = self._box(start + first - 1)
            size = digit_high - digit_low
            if not (size < 0.88 * height and digit_low > low + 0.2 * height) or (
                largest and size > 1.15 * largest
            ):
                break
            largest = max(largest, size)
            first -= 1
        return first


def _reference(text: str, begin: int, end: int) -> int | None:
    """A character beside the digits whose foot is on the line: before them, or after, or the first digit."""
    for position in range(begin - 1, max(-1, begin - 1 - _REACH), -1):
        if text[position] in _ON_THE_BASELINE:
            return position
    for position in range(end, len(text)):
        if text[position] in _ON_THE_BASELINE:
            return position
    return begin if end - begin > 1 else None
