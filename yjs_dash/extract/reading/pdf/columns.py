"""Rows of tables that have no ruled lines: columns of figures, and the lines of text beside them.

A figure belongs to the row that holds its middle, wherever in its cell it stands and whenever it was drawn. Where two
figures fall into one row of a column, or no row holds one, it is left to itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from . import values
from .pieces import GAP, GAP_AT_FIGURE, MARKS, Piece
from .tables import TableRow, TextLine, is_lettered, lines_of
from .tiling import tiled

_ROW_GAP = 1.22
_REACH = 3.2
_LEADING = 1.75
_WIDEST_LEADING = 1.65
_NEAR = 2.0
_OTHER_SIZE = 0.88
_MOST_HEAD_LINES = 5


class Figures(NamedTuple):
    """Values on one line of the page: one, or those of several columns."""

    pieces: list[Piece]

    @property
    def left(self) -> float:
        return min(piece.left for piece in self.pieces)

    @property
    def right(self) -> float:
        return max(piece.right for piece in self.pieces)

    @property
    def low(self) -> float:
        return min(piece.low for piece in self.pieces)

    @property
    def high(self) -> float:
        return max(piece.high for piece in self.pieces)

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


def unruled_rows(pieces: Sequence[Piece]) -> tuple[list[TableRow], list[Piece]]:
    """Rows beside columns of figures, and the pieces that stand in none."""
    figures: list[Figures] = []
    labels: list[TextLine] = []
    for line in lines_of(pieces):
        for part in _parts(line):
            if all(values.is_value(piece.text) for piece in part):
                figures.append(Figures(part))
            else:
                labels.append(TextLine(part))
    rows: list[TableRow] = []
    for column, beside in _regions(figures, labels):
        own = _rows_of(column, beside)
        head = _head_of(column, own, pieces) if own else None
        rows += own if head is None else [head, *own]
    taken = {id(piece) for row in rows for piece in row.pieces}
    return rows, [piece for piece in pieces if id(piece) not in taken]


def _head_of(column: Sequence[Figures], rows: Sequence[TableRow], pieces: Sequence[Piece]) -> TableRow | None:
    """The head of a table of several columns, whose names may take several lines: each above its own figures."""
    widest = max(rows, key=lambda row: len(row.cells))
    number = len(widest.cells)
    if number < 3 or any(len(row.cells) != number for row in rows):
        return None
    edges = [
        (
            min(p.left for row in rows for p in row.cells[n]),
            max(p.right for row in rows for p in row.cells[n]),
        )
        for n in range(number)
    ]
    starts = [left for left, _ in edges]
    top = max(piece.high for row in rows for piece in row.pieces)
    height = max(f.high - f.low for f in column)
    cells: list[list[Piece]] = [[] for _ in range(number)]
    floor = top
    for line in lines_of([p for p in pieces if p.middle > top])[::-1][:_MOST_HEAD_LINES]:
        places = [_cell_at(piece, starts) for piece in line.pieces]
        if line.low - floor > _LEADING * height or any(place is None for place in places):
            break
        if len(places) == 1 and places == [0] and cells[0]:
            break  # a heading above the table
        for piece, place in zip(line.pieces, places, strict=True):
            cells[place or 0].append(piece)
        floor = line.low
    return TableRow(cells) if all(cells) else None


def _cell_at(piece: Piece, starts: Sequence[float]) -> int | None:
    """The column that a piece of a head stands above; None where it reaches into the next, or is a sentence."""
    place = max((n for n, start in enumerate(starts) if start <= piece.left + _NEAR * 2), default=0)
    ends = [*starts[1:], float("inf")]
    return place if piece.right <= ends[place] + _NEAR else None


def _parts(line: TextLine) -> list[list[Piece]]:
    """The pieces of a line in stretches: words, figures, words; what stands close together is one."""
    parts: list[list[Piece]] = []
    kind = False
    for piece in line.pieces:
        value = values.is_value(piece.text)
        last = parts[-1][-1] if parts else None
        gap = (piece.left - last.right) / max(1.0, piece.height) if last else 0.0
        close = gap < (GAP_AT_FIGURE if value or kind else GAP)
        if last is not None and (value == kind or close):
            parts[-1].append(piece)
            kind = kind and value
        else:
            parts.append([piece])
            kind = value
    return parts


Region = tuple[list[Figures], list[TextLine]]


def _regions(figures: Sequence[Figures], labels: Sequence[TextLine]) -> list[Region]:
    """Figures under each other with the lines of text beside them, cut where text crosses their column."""
    columns = _stacks(figures, labels)
    own: list[list[TextLine]] = [[] for _ in columns]
    near = [_labels_beside(column, labels) for column in columns]
    for label in labels:
        within = [n for n, beside in enumerate(near) if any(label is other for other in beside)]
        if within:
            own[min(within, key=lambda n: _distance(label, columns[n]))].append(label)
    return [(column, beside) for column, beside in zip(columns, own, strict=True) if beside]


def _distance(label: TextLine, column: Sequence[Figures]) -> float:
    return min(abs(label.middle - figure.middle) for figure in column)


def _stacks(figures: Sequence[Figures], labels: Sequence[TextLine]) -> list[list[Figures]]:
    """Figures that stand under each other, without text across their column between them."""
    stacks: list[list[Figures]] = []
    left_over = sorted(figures, key=lambda f: -f.middle)
    while left_over:
        column = [left_over.pop(0)]
        left, right = column[0].left, column[0].right
        for other in list(left_over):
            if other.left > right + 2 or other.right < left - 2:
                continue
            wider = min(left, other.left), max(right, other.right)
            floor, ceiling = other.middle - _NEAR, column[0].middle + _NEAR
            if any(_crosses(label, *wider) and floor < label.middle < ceiling for label in labels):
                break
            column.append(other)
            left_over.remove(other)
            left, right = wider
        stacks.append(column)
    return stacks


def _crosses(label: TextLine, left: float, right: float) -> bool:
    return label.left < right - 1 and label.right > left + 1


def _labels_beside(column: Sequence[Figures], labels: Sequence[TextLine]) -> list[TextLine]:
    """Lines of text on one side of a column, from above its first figure to below its last."""
    left, right = min(f.left for f in column), max(f.right for f in column)
    height = max(f.high - f.low for f in column)
    top, bottom = column[0].middle, column[-1].middle
    ceiling = min(
        (x.middle for x in labels if _crosses(x, left, right) and x.middle > top), default=float("inf")
    )
    floor = max((x.middle for x in labels if _crosses(x, left, right) and x.middle < bottom), default=-1.0)
    near = [
        label
        for label in labels
        if not _crosses(label, left, right)
        and max(floor, bottom - _REACH * height) < label.middle < min(ceiling, top + _REACH * height)
    ]
    before = [label for label in near if label.right <= left + 1]
    return before if len(before) >= len(near) - len(before) else [x for x in near if x not in before]


def _rows_of(column: Sequence[Figures], labels: Sequence[TextLine]) -> list[TableRow]:
    """Each figure with the row that holds its middle; none where that is not certain."""
    parted = _parted_figures(column)
    groups = _grouped(labels, parted)
    held = _held(groups, parted)
    if len(held) < len(parted):
        groups = [part for group in groups for part in tiled(group, _middles(parted))]
        held = _held(groups, parted)
    rows: list[TableRow] = []
    for n, figure in held.items():
        words = [piece for line in groups[n] for piece in line.pieces]
        cells = [words, *_columns(figure)]
        rows.append(TableRow(sorted(cells, key=lambda cell: min(piece.left for piece in cell))))
    return rows


def _middles(figures: Sequence[Sequence[Figures]]) -> list[float]:
    return [(max(f.high for f in lines) + min(f.low for f in lines)) / 2 for lines in figures]


def _held(
    groups: Sequence[Sequence[TextLine]], figures: Sequence[Sequence[Figures]]
) -> dict[int, Sequence[Figures]]:
    """Row → the one figure that it holds."""
    edges = [group[0].high for group in groups], [group[-1].low for group in groups]
    within: dict[int, list[Sequence[Figures]]] = {}
    near: dict[int, list[Sequence[Figures]]] = {}
    for figure, middle in zip(figures, _middles(figures), strict=True):
        row = _row_holding(middle, edges)
        if row is not None:
            inside = edges[1][row] <= middle <= edges[0][row]
            (within if inside else near).setdefault(row, []).append(figure)
    # A figure between two rows is that of a row which has none of its own: a page may begin with another row's.
    held = {**near, **within}
    return {row: own[0] for row, own in sorted(held.items()) if len(own) == 1}


def _columns(figure: Sequence[Figures]) -> list[list[Piece]]:
    """The values of a row by column; the parts of one that a narrow cell has broken belong together."""
    if len(figure) > 1:
        return [[piece for line in figure for piece in line.pieces]]
    return [[piece] for piece in figure[0].pieces]


def _row_holding(middle: float, edges: tuple[list[float], list[float]]) -> int | None:
    """The row between whose edges a figure stands; rows reach half of the way to each other."""
    tops, bottoms = edges
    for n, (top, bottom) in enumerate(zip(tops, bottoms, strict=True)):
        above = (bottoms[n - 1] + top) / 2 if n else top + (top - bottom)
        below = (tops[n + 1] + bottom) / 2 if n + 1 < len(tops) else bottom - (top - bottom)
        if below < middle < above:
            return n
    return None


def _parted_figures(column: Sequence[Figures]) -> list[list[Figures]]:
    """The lines of each figure: a narrow cell breaks one before its sign, or even between its digits."""
    found: list[list[Figures]] = []
    percentages = any(values.is_whole(f.pieces[-1].text) for f in column)
    for figure in column:
        text = figure.pieces[0].text
        last = found[-1][-1] if found else None
        if last is not None and len(figure.pieces) == 1:
            before = values.joined([f.pieces[0].text for f in found[-1]])
            near = last.middle - figure.middle < _LEADING * max(f.high - f.low for f in (last, figure))
            whole = values.joined([before, text])
            goes_on = values.is_sign(text) or (percentages and _is_share(whole))
            if near and values.is_open(before) and goes_on:
                found[-1].append(figure)
                continue
            if near and values.bare(before) == "requires" and values.bare(text) == "improvement":
                found[-1].append(figure)
                continue
        found.append([figure])
    return found


def _is_share(text: str) -> bool:
    plain = values.bare(text).replace(" ", "")
    digits = plain.removesuffix("%").removesuffix("percent")
    return digits != plain and digits.isdecimal() and int(digits) <= 100


def _grouped(labels: Sequence[TextLine], figures: Sequence[Sequence[Figures]]) -> list[list[TextLine]]:
    """Lines of text by row: parted by more room than within a row, by a letter of a list, or by a question's end."""
    ordered = sorted(labels, key=lambda line: -line.low)
    groups = [[ordered[0]]]
    steps = [a.low - b.low for a, b in pairwise(ordered)]
    tallest = max(line.high - line.low for line in ordered)
    leading = min([step for step in steps if step > 0] + [_WIDEST_LEADING * tallest])
    beside = [_beside(line, figures) for line in ordered]
    for n, step in enumerate(steps):
        line = ordered[n + 1]
        opens = step > _ROW_GAP * leading or is_lettered(line.text)
        opens = opens or (ordered[n].text.rstrip().endswith(("?", ":")) and line.text[:1].isupper())
        sizes = sorted((line.high - line.low, ordered[n].high - ordered[n].low))
        opens = opens or sizes[0] < _OTHER_SIZE * sizes[1] or line.text[:1] in MARKS
        both = beside[n] is not None and beside[n + 1] is not None and beside[n] != beside[n + 1]
        if opens or both:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _beside(line: TextLine, figures: Sequence[Sequence[Figures]]) -> int | None:
    """Which figure has a line of its own on this line."""
    near = 0.25 * (line.high - line.low)
    return next(
        (n for n, lines in enumerate(figures) if any(abs(f.middle - line.middle) < near for f in lines)), None
    )
