"""Which lines of text beside a column of figures are one row of the table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from yjs_dash.extract.reading.pdf.figures import Figure
from yjs_dash.extract.reading.pdf.pieces import MARKS
from yjs_dash.extract.reading.pdf.tables import TextLine, is_lettered

_WIDEST_LEADING = 1.65
_ROW_GAP = 1.22
_OTHER_SIZE = 0.88
_OTHER_EDGE = 0.3
_ROOM = 1.2


def grouped(labels: Sequence[TextLine], columns: Sequence[Sequence[Figure]]) -> list[list[TextLine]]:
    """Lines of text by row: parted by more room than within a row, by the letter of a list, or by a line's end."""
    ordered = sorted(labels, key=lambda line: -line.low)
    groups = [[ordered[0]]]
    steps = [a.low - b.low for a, b in pairwise(ordered)]
    tallest = max(line.high - line.low for line in ordered)
    leading = min([step for step in steps if step > 0] + [_WIDEST_LEADING * tallest])
    margin = max(line.right for line in ordered)
    beside = [[_beside(line, column) for column in columns] for line in ordered]
    for n, step in enumerate(steps):
        last, line = ordered[n], ordered[n + 1]
        both = any(
            one and other and one.isdisjoint(other)
            for one, other in zip(beside[n], beside[n + 1], strict=True)
        )
        if both or step > _ROW_GAP * leading or _opens(last, line, margin=margin):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _opens(last: TextLine, line: TextLine, *, margin: float) -> bool:
    """Whether a line begins a row: by its words, its print, or the room that was left on the line before it."""
    begins = line.text[:1].isupper()
    sizes = sorted((line.size, last.size))
    if (
        is_lettered(line.text)
        or _is_numbered(line.text)
        or sizes[0] < _OTHER_SIZE * sizes[1]
        or line.text[:1] in MARKS
    ):
        return True
    if not begins:
        return False
    if abs(line.left - last.left) > _OTHER_EDGE * line.size and not is_lettered(last.text):
        return True  # a heading above the table, which does not stand in its cells
    if last.text.rstrip().endswith(("?", ":")):
        return True
    first_word = line.text.split(" ", 1)[0]
    width = (line.right - line.left) / max(1, len(line.text))
    return last.right + (len(first_word) + 1) * width * _ROOM < margin


def _is_numbered(text: str) -> bool:
    """Whether a line begins with the number of a part or a standard: 2. or 2.1."""
    return text[:1].isdigit() and text[1:2] == "." and text[2:3] != ""


def _beside(line: TextLine, figures: Sequence[Figure]) -> frozenset[int]:
    """Which figures of a column have a line of their own on this line of text."""
    near = 0.25 * (line.high - line.low)
    return frozenset(
        n for n, f in enumerate(figures) if any(abs(p.middle - line.middle) < near for p in f.pieces)
    )
