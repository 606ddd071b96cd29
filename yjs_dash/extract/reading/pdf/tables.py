"""Lines of print and rows of tables from the places of their pieces; rows between ruled lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yjs_dash.extract.reading.pdf import values
from yjs_dash.extract.reading.pdf.pieces import LINE_END_HYPHEN, Piece, is_short_number, raised
from yjs_dash.extract.reading.pdf.rules import Rules

_SAME_LINE = 0.33
_MOST_LINES = 14
_SMALL_PRINT = 0.8


@dataclass(frozen=True, slots=True)
class TextLine:
    """Pieces on one line of the page from left to right."""

    pieces: list[Piece]

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return max(piece.right for piece in self.pieces)

    @property
    def low(self) -> float:
        return self.pieces[0].low

    @property
    def high(self) -> float:
        return self.pieces[0].high

    @property
    def size(self) -> float:
        """The size of its longest run: the number of a footnote may be larger than its text."""
        return max(self.pieces, key=lambda piece: piece.right - piece.left).height

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)


def lines_of(pieces: Sequence[Piece]) -> list[TextLine]:
    """Pieces as lines from the top of the page to its foot."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: -p.low):
        if lines:
            first = lines[-1][0]
            if abs(first.low - piece.low) < _SAME_LINE * min(first.height, piece.height):
                lines[-1].append(piece)
                continue
        lines.append([piece])
    return [TextLine(sorted(line, key=lambda p: p.left)) for line in lines]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: the pieces of each cell, cells from left to right."""

    cells: list[list[Piece]]

    @property
    def pieces(self) -> list[Piece]:
        return [piece for cell in self.cells for piece in cell]


def cell_text(cell: Sequence[Piece]) -> str:
    """The text of a cell on one line; a mark that a narrow cell has pushed under its figure is raised."""
    lines = sorted(lines_of(cell), key=lambda line: not _is_letter(line))
    tallest = max(piece.height for piece in cell)
    texts: list[str] = []
    for line in lines:
        small = texts and is_short_number(line.text) and line.pieces[0].height < _SMALL_PRINT * tallest
        texts.append(raised(line.text) if small else line.text)
    if all(values.is_value(text) for text in texts):
        return values.joined(texts)
    whole = texts[0]
    for text in texts[1:]:
        whole += text if whole.endswith(LINE_END_HYPHEN) else f" {text}"
    return whole


def _is_letter(line: TextLine) -> bool:
    """Whether a line is the letter of a list alone, which may be drawn lower than the text that it stands before."""
    return len(line.pieces) == 1 and len(line.text) <= 3 and is_lettered(line.text)


def ruled_rows(pieces: Sequence[Piece], rules: Rules) -> tuple[list[TableRow], list[Piece], list[Piece]]:
    """Rows between ruled lines, pieces of words alone in their row, and those outside of rows.

    A figure alone in its row is a row: its label may stand on the page before.
    """
    if len(rules.across) < 2:
        return [], [], list(pieces)
    bands: dict[tuple[int, int], list[Piece]] = {}
    loose: list[Piece] = []
    for piece in pieces:
        band = rules.band((piece.left + piece.right) / 2, piece.middle)
        if band is None:
            loose.append(piece)
        else:
            bands.setdefault((round(band[0]), round(band[1])), []).append(piece)
    rows: list[TableRow] = []
    alone: list[Piece] = []
    for own in bands.values():
        cells = _cells_between(own, rules)
        is_row = len(cells) > 1 and all(len(lines_of(cell)) <= _MOST_LINES for cell in cells)
        if is_row or (len(cells) == 1 and all(values.is_value(piece.text) for piece in own)):
            rows.append(TableRow(cells))
        elif len(cells) == 1:
            alone += own
        else:
            loose += own
    return rows, alone, loose


def _cells_between(pieces: Sequence[Piece], rules: Rules) -> list[list[Piece]]:
    """The pieces of a row by cell; empty where no upright lines part them and more than one line has a figure."""
    columns: dict[int, list[Piece]] = {}
    for piece in pieces:
        edges = rules.column((piece.left + piece.right) / 2, piece.middle)
        if edges is None:
            return []
        columns.setdefault(round(edges[0]), []).append(piece)
    return [columns[left] for left in sorted(columns)]


def is_lettered(text: str) -> bool:
    """Whether a line begins with the letter of a list: a) or (a)."""
    plain = text.lstrip(" (")
    return plain[1:2] == ")" and plain[:1].isalpha()
