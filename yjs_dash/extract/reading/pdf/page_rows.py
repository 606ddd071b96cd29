"""Text of a page as rows from its top to its foot: lines of print, and rows of tables with a tab between cells."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

from yjs_dash.extract.reading.pdf import values
from yjs_dash.extract.reading.pdf.columns import unruled_rows
from yjs_dash.extract.reading.pdf.pieces import (
    GAP_AT_FIGURE,
    LINE_END_HYPHEN,
    MARKS,
    TOUCHING,
    PageText,
    Piece,
    attach_marks,
)
from yjs_dash.extract.reading.pdf.rules import RuleReader
from yjs_dash.extract.reading.pdf.tables import TableRow, TextLine, cell_text, lines_of, ruled_rows


class PdfRow:
    """A row of the page with its place in points."""

    __slots__ = ("high", "left", "low", "right", "text")

    def __init__(self, *, text: str, left: float, right: float, low: float, high: float) -> None:
        self.text = text
        self.left = left
        self.right = right
        self.low = low
        self.high = high


class PageRows:
    """The rows of one page after the other."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._text = PageText(library)
        self._rules = RuleReader(library)

    def rows(self, page: int) -> list[PdfRow]:
        pieces = attach_marks(_merged(self._text.pieces(page)))
        tables: list[TableRow] = []
        if _has_figures(pieces):
            tables, alone, pieces = ruled_rows(pieces, self._rules.rules(page))
            beside_figures, pieces = unruled_rows(pieces)
            tables += beside_figures
            pieces += alone
        rows = [_of_table(row) for row in tables] + [_of_line(line) for line in lines_of(pieces)]
        return _with_whole_words(sorted(rows, key=lambda row: -row.high))


def _has_figures(pieces: Sequence[Piece]) -> bool:
    """Whether a page may have a table: more than the number of the page stands by itself."""
    figures = [piece.text for piece in pieces if values.is_value(piece.text)]
    return len(figures) > 1 or any(not text.isdecimal() for text in figures)


def _with_whole_words(rows: list[PdfRow]) -> list[PdfRow]:
    """A line whose last word goes on in the next line is one row with that."""
    found: list[PdfRow] = []
    for row in rows:
        last = found[-1] if found else None
        if last is not None and last.text.endswith(LINE_END_HYPHEN) and "\t" not in row.text:
            last.text += row.text
            last.right = row.right
        else:
            found.append(row)
    return found


def _merged(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces that follow each other on a line without the room that parts cells, as one."""
    found: list[Piece] = []
    for line in lines_of(pieces):
        last: Piece | None = None
        for piece in line.pieces:
            gap = (piece.left - last.right) / max(1.0, piece.height) if last else 0.0
            if last is None or gap > GAP_AT_FIGURE or not _same_print(last, piece):
                found.append(piece)
                last = piece
                continue
            last.text = _joined(last.text, piece.text, gap)
            last.right = max(last.right, piece.right)
    return found


def _same_print(one: Piece, other: Piece) -> bool:
    """Whether two pieces are of about one size and on one line: a footnote mark and its word are not."""
    return abs(one.low - other.low) < 0.15 * one.height and 0.85 < one.height / max(0.1, other.height) < 1.18


def _joined(text: str, more: str, gap: float) -> str:
    if text.endswith(LINE_END_HYPHEN) and gap < GAP_AT_FIGURE:
        return f"{text[:-1]}-{more}"  # the end of what was drawn at once, but not of the line
    space = "" if gap < TOUCHING or text.endswith(" ") or more.startswith(" ") else " "
    return f"{text}{space}{more}"


def _of_line(line: TextLine) -> PdfRow:
    text = line.pieces[0].text
    for last, piece in zip(line.pieces, line.pieces[1:], strict=False):
        gap = (piece.left - last.right) / max(1.0, piece.height)
        text = text + piece.text if MARKS.issuperset(piece.text) else _joined(text, piece.text, gap)
    return PdfRow(text=text, left=line.left, right=line.right, low=line.low, high=line.high)


def _of_table(row: TableRow) -> PdfRow:
    """Cells from left to right; the place is that of the cell with the most words."""
    texts = [cell_text(cell) for cell in row.cells]
    _, main = max(zip(map(len, texts), row.cells, strict=True), key=lambda both: both[0])
    return PdfRow(
        text="\t".join(texts),
        left=min(piece.left for piece in row.pieces),
        right=max(piece.right for piece in row.pieces),
        low=min(piece.low for piece in main),
        high=max(piece.high for piece in main),
    )
