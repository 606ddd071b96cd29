"""Rows whose lines stand as close to each other as the lines within them: told apart by where their figures stand."""

from __future__ import annotations

from collections.abc import Sequence

from yjs_dash.extract.reading.pdf.tables import TextLine

_OFF = 0.3
_MOST_LINES = 60


def tiled(lines: Sequence[TextLine], middles: Sequence[float]) -> list[list[TextLine]]:
    """The lines as rows, so that each figure stands at the middle of its row: the whole as one where that fails.

    `middles`: of all figures of the column; those above and below the lines are none of theirs.
    """
    whole = [list(lines)]
    if len(lines) < 2 or len(lines) > _MOST_LINES:
        return whole
    own = [m for m in middles if lines[-1].low < m < lines[0].high]
    if len(own) < 2:
        return whole
    rows: list[list[TextLine]] = []
    start = 0
    for middle in own:
        end = _end_of(lines, start, middle)
        if end is None:
            return whole
        rows.append(list(lines[start:end]))
        start = end
    return rows if start == len(lines) else whole


def _end_of(lines: Sequence[TextLine], start: int, middle: float) -> int | None:
    """Where the row that begins at `start` ends, if its middle is this one."""
    for end in range(start + 1, len(lines) + 1):
        centre = (lines[start].high + lines[end - 1].low) / 2
        if abs(centre - middle) < _OFF * (lines[start].high - lines[start].low):
            return end
    return None
