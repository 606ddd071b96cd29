"""The head of a table that has no ruled lines: the names above its columns of figures."""

from __future__ import annotations

from collections.abc import Sequence

from yjs_dash.extract.reading.pdf import values
from yjs_dash.extract.reading.pdf.pieces import Piece
from yjs_dash.extract.reading.pdf.tables import TableRow, lines_of

_MOST_HEAD_LINES = 5
_LEADING = 1.75
_NEAR = 2.0


def head_of(rows: Sequence[TableRow], pieces: Sequence[Piece]) -> TableRow | None:
    """The head of a table of several columns, whose names may take several lines: each above its own figures."""
    number = max(len(row.cells) for row in rows)
    whole = [row for row in rows if len(row.cells) == number]
    if number < 3:
        return None
    starts = [min(p.left for row in whole for p in row.cells[n]) for n in range(number)]
    top = max(piece.high for row in rows for piece in row.pieces)
    height = max(piece.height for row in rows for piece in row.pieces)
    cells: list[list[Piece]] = [[] for _ in range(number)]
    floor = top
    for line in lines_of([p for p in pieces if p.middle > top])[::-1][:_MOST_HEAD_LINES]:
        places = [_cell_at(piece, starts) for piece in line.pieces]
        if line.low - floor > _LEADING * height or any(place is None for place in places):
            break
        if any(values.is_value(piece.text) for piece in line.pieces) or (places == [0] and cells[0]):
            break  # a row of the table above, or the heading of this one
        for piece, place in zip(line.pieces, places, strict=True):
            cells[place or 0].append(piece)
        floor = line.low
    return TableRow(cells) if all(cells) else None


def _cell_at(piece: Piece, starts: Sequence[float]) -> int | None:
    """The column that a piece of a head stands above; None where it reaches into the next, or is a sentence."""
    place = max((n for n, start in enumerate(starts) if start <= piece.left + 2 * _NEAR), default=0)
    ends = [*starts[1:], float("inf")]
    return place if piece.right <= ends[place] + _NEAR else None
