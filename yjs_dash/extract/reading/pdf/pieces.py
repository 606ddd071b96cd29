"""The runs of text of a page, each with its place: what stands apart on one line of print is two pieces."""

from __future__ import annotations

import ctypes
import itertools

_ON_THE_BASELINE = frozenset("ABCDEFGHIKLMNOPRSTUVWXYZbdhkl0123456789%")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
MARKS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_DIGITS = frozenset("0123456789")
_OPENS_A_CELL = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%£<~(")
_LONGEST_RUN = 6
_REACH = 24
# A gap wider than this, in heights of the font, parts two cells; beside a figure the smaller one does.
GAP, GAP_AT_FIGURE = 0.85, 0.45
TOUCHING = 0.1
_BELOW = 0.22
_SMALL = 0.86
_NEAR = 8.0

LINE_END_HYPHEN = "\ufffe"
"""What the library gives for a hyphen at the end of a line; it joins the next line to it."""

Corners = tuple[float, float, float, float]
"""Left, right, bottom and top of a character, in points."""
_NOWHERE: Corners = (0.0, 0.0, 0.0, 0.0)


class Piece:
    """A run of text and its place in points; `low` and `high` are those of its font, and the line is between them."""

    __slots__ = ("high", "left", "low", "right", "text")

    def __init__(self, *, text: str, left: float, right: float, low: float, high: float) -> None:
        self.text = text
        self.left = left
        self.right = right
        self.low = low
        self.high = high

    @property
    def height(self) -> float:
        return self.high - self.low

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


def is_short_number(bare: str) -> bool:
    return len(bare) <= 3 and bare.isdecimal()


def raised(text: str) -> str:
    """Digits as superscripts, as which footnote marks are handed on."""
    return text.translate(_SUPERSCRIPT)


class PageText:
    """The text of one page after the other, and where its characters stand."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._library = library
        self._index_of = library.FPDFText_GetCharIndexFromTextIndex
        self._box_of = library.FPDFText_GetCharBox
        self._loose_box_of = library.FPDFText_GetLooseCharBox
        self._corners = (ctypes.c_double * 4)()
        size = ctypes.sizeof(ctypes.c_double)
        self._pointers = [ctypes.addressof(self._corners) + i * size for i in range(4)]
        self._loose = (ctypes.c_float * 4)()
        self._loose_pointer = ctypes.addressof(self._loose)
        self._origin_of = library.FPDFText_GetCharOrigin
        self._matrix_of = library.FPDFText_GetMatrix
        self._size_of = library.FPDFText_GetFontSize
        self._matrix = (ctypes.c_float * 6)()
        self._matrix_pointer = ctypes.addressof(self._matrix)
        self._page: int | None = None
        self._one_to_one = False

    def pieces(self, page: int) -> list[Piece]:
        """All pieces of a page in the order in which they were drawn."""
        self._page = self._library.FPDFText_LoadPage(page)
        if not self._page:
            return []
        try:
            text = self._text()
            pieces = self._pieces(text)
            return self._runs(text) if _overlap(pieces) else pieces
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

    def _font_box(self, position: int) -> Corners:
        """As `_box`, but from the foot to the head of the font: the same for all letters of a size on a line."""
        index = position if self._one_to_one else self._index_of(self._page, position)
        if index < 0 or not self._loose_box_of(self._page, index, self._loose_pointer):
            return _NOWHERE
        left, _, right, _ = self._loose[:]
        if not self._origin_of(self._page, index, *self._pointers[:2]):
            return _NOWHERE
        line = self._corners[1]
        if not self._matrix_of(self._page, index, self._matrix_pointer):
            return _NOWHERE
        size = self._size_of(self._page, index) * (abs(self._matrix[2]) + abs(self._matrix[3]))
        return (left, right, line - _BELOW * size, line + (1 - _BELOW) * size)

    def _pieces(self, text: str) -> list[Piece]:
        found: list[Piece] = []
        start = 0
        for line in text.split("\r\n"):
            if line and not line.isspace():
                printed = line if _DIGITS.isdisjoint(line) else self._with_marks(line, start)
                for begin, end in self._cells(line, start):
                    found.append(self._piece(printed, begin, end, start))
            start += len(line) + 2
        return found

    def _runs(self, text: str) -> list[Piece]:
        """Pieces of a page that was drawn in another order than that of reading: every character is looked at."""
        found: list[Piece] = []
        start = 0
        for line in text.split("\r\n"):
            printed = line if _DIGITS.isdisjoint(line) else self._with_marks(line, start)
            begin = 0
            last: Corners | None = None
            for n, character in enumerate(line):
                if character == " ":
                    continue
                box = self._font_box(start + n)
                if last is not None and not _follows(last, box):
                    found.append(self._piece(printed, begin, len(line[:n].rstrip()), start))
                    begin = n
                elif last is None:
                    begin = n
                last = box
            if last is not None:
                found.append(self._piece(printed, begin, len(line.rstrip()), start))
            start += len(line) + 2
        return found

    def _piece(self, line: str, begin: int, end: int, start: int) -> Piece:
        left, _, low, high = self._font_box(start + begin)
        reference = _first_of_its_font(line, begin, end)
        if reference > begin:
            _, _, low, high = self._font_box(start + reference)
        # The library gives no place for a hyphen that it has found at the end of a line.
        hyphen = line[end - 1] == LINE_END_HYPHEN and end - begin > 1
        _, right = self._edges(start + end - (2 if hyphen else 1))
        return Piece(text=line[begin:end], left=left, right=right, low=low, high=high)

    def _cells(self, line: str, start: int) -> list[tuple[int, int]]:
        """Begin and end of what stands apart on a line."""
        begin = len(line) - len(line.lstrip())
        stop = len(line.rstrip())
        cells: list[tuple[int, int]] = []
        for hyphen in [
            n for n, character in enumerate(line[begin:stop], begin) if character == LINE_END_HYPHEN
        ]:
            cells += self._words(line, start, begin, hyphen + 1)
            begin = hyphen + 1
        return [*cells, *self._words(line, start, begin, stop)]

    def _words(self, line: str, start: int, begin: int, stop: int) -> list[tuple[int, int]]:
        """As `_cells`, of a part of a line that stands on one line of the page."""
        cells: list[tuple[int, int]] = []
        space = line.find(" ", begin, stop)
        least = 0.0
        while space >= 0:
            after = space + 1
            while after < stop and line[after] == " ":
                after += 1
            if after >= stop:
                break
            if not _may_part(line, space, after):
                space = line.find(" ", after, stop)
                continue
            if not least:
                _, _, low, high = self._font_box(start + _first_of_its_font(line, begin, stop))
                least = GAP_AT_FIGURE * (high - low)
            if self._gap(start + space - 1, start + after) > least:
                cells.append((begin, space))
                begin = after
            space = line.find(" ", after, stop)
        if begin < stop:
            cells.append((begin, stop))
        return cells

    def _gap(self, before: int, after: int) -> float:
        """Room between two characters, in points."""
        return self._edges(after)[0] - self._edges(before)[1]

    def _edges(self, position: int) -> tuple[float, float]:
        """Left and right of a character."""
        index = position if self._one_to_one else self._index_of(self._page, position)
        if index < 0 or not self._loose_box_of(self._page, index, self._loose_pointer):
            return (0.0, 0.0)
        left, _, right, _ = self._loose[:]
        return (left, right)

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
                out = out[:first] + raised(out[first:end]) + out[end:]
            elif (figure := self._marks_before(text, start, begin, end)) > begin:
                out = out[:begin] + raised(out[begin:figure]) + out[figure:]
        return out

    def _first_mark(self, text: str, start: int, begin: int, end: int) -> int:
        """Position of the first small raised digit of the run from `begin` to `end`; `end` where there is none."""
        own = self._smaller_than(begin, start, begin + 1, end) if end - begin > 1 else end
        reference = _reference(text, begin, end)
        if own < end or reference is None:
            return own
        return self._smaller_than(reference, start, begin, end)

    def _smaller_than(self, reference: int, start: int, begin: int, end: int) -> int:
        """Position of the first of the digits at the end of a run that are smaller and higher than a character."""
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

    def _marks_before(self, text: str, start: int, begin: int, end: int) -> int:
        """Where the figure begins at the start of a footnote whose mark stands right before it; `begin` without one."""
        if text[:begin].strip() or end - begin < 2:
            return begin
        _, _, low, high = self._box(start + end - 1)
        position = begin
        while position < end - 1:
            _, _, digit_low, digit_high = self._box(start + position)
            if not (digit_high - digit_low < 0.88 * (high - low) and digit_low > low + 0.1 * (high - low)):
                break
            position += 1
        return position


def _follows(last: Corners, box: Corners) -> bool:
    """Whether a character stands right behind another, on its line, or is of one ligature with it."""
    if box == last:
        return True
    height = max(1.0, last[3] - last[2])
    return abs(box[2] - last[2]) < 0.6 * height and -0.2 * height < box[0] - last[1] < TOUCHING * height


def _overlap(pieces: list[Piece]) -> bool:
    """Whether pieces lie over each other, as they do where one runs forth and back on its line."""
    if any(piece.right < piece.left for piece in pieces):
        return True
    ordered = sorted(pieces, key=lambda piece: (round(piece.low), piece.left))
    return any(
        round(one.low) == round(other.low) and other.left < one.right - 2
        for one, other in itertools.pairwise(ordered)
    )


_OPENING_WORDS = ("improvement", "per ", "cent", "minority", "ethnic", "and ", "years")


def _may_part(line: str, space: int, after: int) -> bool:
    """Whether a cell may end before a space or begin after it: few of the words of prose are measured."""
    opening = line[after]
    if opening in _OPENS_A_CELL or line[space - 1] in "%?" or line[space - 1] in _DIGITS:
        return True
    return line[after + 1 : after + 2] == ")" or line.startswith(_OPENING_WORDS, after)


def _first_of_its_font(line: str, begin: int, end: int) -> int:
    """Position of a character in the font of a run: the number that a footnote begins with may have another."""
    if line[begin] not in MARKS and line[begin] not in _DIGITS:
        return begin
    words = (n for n in range(begin, end) if line[n].isalpha())
    figures = (n for n in range(begin, end) if line[n] not in MARKS)
    return next(words, next(figures, begin))


def _reference(text: str, begin: int, end: int) -> int | None:
    """A character beside the digits whose foot is on the line: before them, or after, or the first digit."""
    for position in range(begin - 1, max(-1, begin - 1 - _REACH), -1):
        if text[position] in _ON_THE_BASELINE:
            return position
    for position in range(end, len(text)):
        if text[position] in _ON_THE_BASELINE:
            return position
    return begin if end - begin > 1 else None


def attach_marks(pieces: list[Piece]) -> list[Piece]:
    """The pieces with footnote marks, which are small raised numbers of their own, joined to what they mark."""
    numbers = [p for p in pieces if _may_be_mark(p.text)]
    joined: set[int] = set()
    for number in numbers:
        near = [
            p
            for p in pieces
            if p is not number and number.height < _SMALL * p.height and _is_raised(number, p)
        ]
        before = [p for p in near if -1.5 <= number.left - p.right <= _NEAR]
        after = [p for p in near if -1.5 <= p.left - number.right <= _NEAR]
        if before:
            marked = min(before, key=lambda p: number.left - p.right)
            marked.text = f"{marked.text}{raised(number.text)}"
            marked.right = number.right
        elif after:
            marked = min(after, key=lambda p: p.left - number.right)
            marked.text = f"{raised(number.text)} {marked.text}"
            marked.left = number.left
        if before or after:
            joined.add(id(number))
    return [piece for piece in pieces if id(piece) not in joined] if joined else pieces


def _may_be_mark(text: str) -> bool:
    """Whether a piece is a number and nothing else, of which only the first digits may be known to be raised."""
    return MARKS.issuperset(text) or is_short_number(text.lstrip("".join(MARKS)))


def _is_raised(number: Piece, piece: Piece) -> bool:
    return piece.low + 0.5 < number.low < piece.high and number.high < piece.high + number.height
