"""The figures of a column, each with all its lines: a narrow cell breaks one before its sign or between its digits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from yjs_dash.extract.reading.pdf import values
from yjs_dash.extract.reading.pdf.pieces import Piece

_MOST_PARTS = 4
_LEADING = 1.75


@dataclass(frozen=True, slots=True)
class Figure:
    """A value of a column: its piece, or its pieces where a narrow cell has broken it."""

    pieces: tuple[Piece, ...]

    @property
    def left(self) -> float:
        return min(piece.left for piece in self.pieces)

    @property
    def right(self) -> float:
        return max(piece.right for piece in self.pieces)

    @property
    def middle(self) -> float:
        return (max(piece.high for piece in self.pieces) + min(piece.low for piece in self.pieces)) / 2


def whole_figures(column: Sequence[Piece]) -> list[Figure]:
    """The lines of each figure: a narrow cell breaks one before its sign, or even between its digits."""
    found: list[Figure] = []
    percentages = any(values.is_whole(piece.text) or values.is_sign(piece.text) for piece in column)
    at = 0
    while at < len(column):
        most = next(
            (
                n
                for n in range(_MOST_PARTS, 1, -1)
                if _is_one(column[at : at + n], n, percentages=percentages)
            ),
            1,
        )
        found.append(Figure(tuple(column[at : at + most])))
        at += most
    return found


def _is_one(parts: Sequence[Piece], number: int, *, percentages: bool) -> bool:
    """Whether pieces that stand under each other are one value that a narrow cell has broken."""
    near = all(a.middle - b.middle < _LEADING * max(a.height, b.height) for a, b in pairwise(parts))
    if len(parts) < number or not near:
        return False
    texts = [part.text for part in parts]
    if values.goes_on_as_rating(values.joined(texts[:-1]), texts[-1]):
        return True
    if not all(values.is_open(text) for text in texts[:-1]):
        return False
    return (number == 2 and values.is_sign(texts[1])) or (percentages and _is_share(values.joined(texts)))


def _is_share(text: str) -> bool:
    plain = values.bare(text).replace(" ", "")
    digits = plain.removesuffix("%").removesuffix("percent")
    return digits != plain and digits.isdecimal() and int(digits) <= 100
