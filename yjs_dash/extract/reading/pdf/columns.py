"""Rows of tables that have no ruled lines: columns of figures, and the lines of text beside them.

A figure belongs to the row that holds its middle, wherever in its cell it stands and whenever it was drawn. Where two
figures of a column fall into one row, or no row holds one, it is left to itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yjs_dash.extract.reading.pdf import values
from yjs_dash.extract.reading.pdf.figures import Figure, whole_figures
from yjs_dash.extract.reading.pdf.pieces import GAP, GAP_AT_FIGURE, Piece
from yjs_dash.extract.reading.pdf.row_groups import grouped
from yjs_dash.extract.reading.pdf.table_heads import head_of
from yjs_dash.extract.reading.pdf.tables import TableRow, TextLine, lines_of
from yjs_dash.extract.reading.pdf.tiling import tiled

_REACH = 3.2
_NEAR = 2.0
_STRETCHED = 1.5


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns of figures, from left to right, and the lines of text on one side of them."""

    columns: list[list[Figure]]
    labels: list[TextLine]


def unruled_rows(pieces: Sequence[Piece]) -> tuple[list[TableRow], list[Piece]]:
    """Rows beside columns of figures, and the pieces that stand in none."""
    figures: list[Piece] = []
    labels: list[TextLine] = []
    for line in lines_of(pieces):
        for part in _parts(line):
            if values.is_value(part[0].text):
                figures += part
            else:
                labels.append(TextLine(part))
    rows: list[TableRow] = []
    stacks = _stacks(figures, labels)
    for grid in _grids(stacks, labels):
        own = _rows_of(grid)
        head = head_of(own, pieces) if own else None
        rows += own if head is None else [head, *own]
    taken = {id(piece) for row in rows for piece in row.pieces}
    # The parts of a broken figure belong together, whether or not its label stands on this page.
    broken = [f.pieces for stack in stacks for f in whole_figures(stack) if len(f.pieces) > 1]
    rows += [TableRow([list(parts)]) for parts in broken if taken.isdisjoint(map(id, parts))]
    taken.update(id(piece) for parts in broken for piece in parts)
    return rows, [piece for piece in pieces if id(piece) not in taken]


def _parts(line: TextLine) -> list[list[Piece]]:
    """The pieces of a line in stretches of words and of figures; a figure close to words is one of them."""
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
    return _without_figures_of_prose(parts)


def _without_figures_of_prose(parts: list[list[Piece]]) -> list[list[Piece]]:
    """A figure between words is one of them where a line was stretched to the margin: room alone parts no cells."""
    found: list[list[Piece]] = []
    inside = False
    for n, part in enumerate(parts):
        goes_on = inside
        inside = (
            0 < n < len(parts) - 1
            and values.is_value(part[0].text)
            and _is_near(parts[n - 1], part)
            and _is_near(part, parts[n + 1])
        )
        if inside or goes_on:
            found[-1] += part
        else:
            found.append(part)
    return found


def _is_near(one: Sequence[Piece], other: Sequence[Piece]) -> bool:
    ratings = values.is_rating(one[0].text) or values.is_rating(other[0].text)
    return not ratings and other[0].left - one[-1].right < _STRETCHED * other[0].height


def _grids(stacks: Sequence[list[Piece]], labels: Sequence[TextLine]) -> list[Grid]:
    """Columns that share their lines of text, each line with the figures that stand nearest to it."""
    grids: list[tuple[list[list[Piece]], list[TextLine]]] = []
    for stack in sorted(stacks, key=lambda s: s[0].left):
        beside = _labels_beside(stack, labels)
        if not beside:
            continue
        for columns, own in grids:
            if _side_by_side(columns, stack) and any(label is other for label in beside for other in own):
                columns.append(stack)
                own += [label for label in beside if not any(label is other for other in own)]
                break
        else:
            grids.append(([stack], beside))
    kept: list[list[TextLine]] = [[] for _ in grids]
    for label in labels:
        within = [n for n, (columns, own) in enumerate(grids) if _is_beside(label, columns, own)]
        if within:
            nearest = min(within, key=lambda n: _distance(label, grids[n][0]))
            kept[nearest].append(label)
    return [
        Grid([whole_figures(stack) for stack in columns], own)
        for (columns, _), own in zip(grids, kept, strict=True)
        if own
    ]


def _is_beside(label: TextLine, columns: Sequence[Sequence[Piece]], own: Sequence[TextLine]) -> bool:
    """Whether a line is one of a grid's, and stands outside of all its columns: a name in its head does not."""
    left = min(piece.left for column in columns for piece in column)
    right = max(piece.right for column in columns for piece in column)
    return any(label is other for other in own) and not _crosses(label, left, right)


def _distance(label: TextLine, columns: Sequence[Sequence[Piece]]) -> float:
    return min(abs(label.middle - piece.middle) for column in columns for piece in column)


def _side_by_side(columns: Sequence[Sequence[Piece]], stack: Sequence[Piece]) -> bool:
    """Whether a column stands beside others, at the same height."""
    top, bottom = stack[0].high, stack[-1].low
    return all(
        min(top, column[0].high) > max(bottom, column[-1].low)
        and max(piece.right for piece in column) <= min(piece.left for piece in stack) + 1
        for column in columns
    )


def _stacks(figures: Sequence[Piece], labels: Sequence[TextLine]) -> list[list[Piece]]:
    """Figures that stand under each other, without text across their column between them."""
    stacks: list[list[Piece]] = []
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
            if _is_table_between(column[-1], other, figures):
                break
            column.append(other)
            left_over.remove(other)
            left, right = wider
        stacks.append(column)
    return stacks


def _is_table_between(above: Piece, below: Piece, figures: Sequence[Piece]) -> bool:
    """Whether two figures of another column stand between two of one: those belong to another table."""
    between = [f for f in figures if below.high < f.middle < above.low]
    return any(
        one.left < other.right and other.left < one.right and abs(one.middle - other.middle) > one.height
        for n, one in enumerate(between)
        for other in between[:n]
    )


def _crosses(label: TextLine, left: float, right: float) -> bool:
    return label.left < right - 1 and label.right > left + 1


def _labels_beside(column: Sequence[Piece], labels: Sequence[TextLine]) -> list[TextLine]:
    """Lines of text on one side of a column, from above its first figure to below its last."""
    left, right = min(f.left for f in column), max(f.right for f in column)
    height = max(f.height for f in column)
    top, bottom = column[0].middle, column[-1].middle
    crossing = [label.middle for label in labels if _crosses(label, left, right)]
    ceiling = min((middle for middle in crossing if middle > top), default=float("inf"))
    floor = max((middle for middle in crossing if middle < bottom), default=-1.0)
    near = [
        label
        for label in labels
        if not _crosses(label, left, right)
        and max(floor, bottom - _REACH * height) < label.middle < min(ceiling, top + _REACH * height)
    ]
    before = [label for label in near if label.right <= left + 1]
    return before if len(before) >= len(near) - len(before) else [x for x in near if x not in before]


def _rows_of(grid: Grid) -> list[TableRow]:
    """The lines of each row with the figures whose middle it holds; none where that is not certain."""
    groups = grouped(grid.labels, grid.columns)
    longest = max(grid.columns, key=len)
    if len(_held(groups, longest)) < len(longest):
        middles = [figure.middle for figure in longest]
        groups = [part for group in groups for part in tiled(group, middles)]
    cells: dict[int, list[list[Piece]]] = {}
    for column in grid.columns:
        for row, figure in _held(groups, column).items():
            cells.setdefault(row, []).append(list(figure.pieces))
    return [
        TableRow(
            sorted(
                [[piece for line in groups[row] for piece in line.pieces], *own],
                key=lambda cell: min(piece.left for piece in cell),
            )
        )
        for row, own in sorted(cells.items())
    ]


def _held(groups: Sequence[Sequence[TextLine]], figures: Sequence[Figure]) -> dict[int, Figure]:
    """Row → the one figure of a column that it holds."""
    edges = [group[0].high for group in groups], [group[-1].low for group in groups]
    within: dict[int, list[Figure]] = {}
    near: dict[int, list[Figure]] = {}
    for figure in figures:
        row = _row_holding(figure.middle, edges)
        if row is not None:
            inside = edges[1][row] <= figure.middle <= edges[0][row]
            (within if inside else near).setdefault(row, []).append(figure)
    # A figure between two rows is that of a row which has none of its own: a page may begin with another row's.
    held = {**near, **within}
    return {row: own[0] for row, own in held.items() if len(own) == 1}


def _row_holding(middle: float, edges: tuple[list[float], list[float]]) -> int | None:
    """The row between whose edges a figure stands; rows reach half of the way to each other."""
    tops, bottoms = edges
    for n, (top, bottom) in enumerate(zip(tops, bottoms, strict=True)):
        above = (bottoms[n - 1] + top) / 2 if n else top + (top - bottom)
        below = (tops[n + 1] + bottom) / 2 if n + 1 < len(tops) else bottom - (top - bottom)
        if below < middle < above:
            return n
    return None
