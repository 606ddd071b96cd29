"""Where paragraphs end when no blank line says so: by the room that was left on the last row."""

from __future__ import annotations

import math
from collections.abc import Sequence

from yjs_dash.extract.layout.rows import Row

_LEAST_LINE = 40
_CAUTION = 1.15  # letters differ in width: near the margin a row counts as full
_WIDEST_LINE = 150
_TERMINAL = (".", "!", "?", ":")
_CLOSING = "’'\"”)*_⁰¹²³⁴⁵⁶⁷⁸⁹"


def ends_sentence(text: str) -> bool:
    return text.rstrip().rstrip(_CLOSING).endswith(_TERMINAL)


class Geometry:
    """The right margin of each page of a PDF, or of a text with wrapped lines, and what follows from it."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._margins: dict[int | None, float] = {}
        for row in rows:
            if row.right is not None:
                self._margins[row.page] = max(self._margins.get(row.page, 0.0), row.right)
        self._columns = math.inf if self._margins else _columns(rows)

    def parted(self, row: Row, following: Row) -> bool:
        """Whether a paragraph ends after `row`: the next word had room on it, and what follows may begin one."""
        opens = following.bare[:1].isupper()
        if not opens and not row.text.rstrip().endswith((".", "!", "?")):
            return False
        first_word = following.bare.split(" ", 1)[0]
        if row.left is None or row.right is None:
            return len(row.bare) + 1 + len(first_word) <= self._columns
        if row.page != following.page:
            return False
        width = (row.right - row.left) / max(1, len(row.text))
        return row.right + (1 + len(first_word)) * width * _CAUTION < self._margins.get(row.page, 0.0)


def _columns(rows: Sequence[Row]) -> float:
    """Width to which a text is wrapped, in characters; infinite where each paragraph is one line."""
    lengths = sorted(len(row.bare) for row in rows if len(row.bare) > _LEAST_LINE)
    if not lengths:
        return math.inf
    most = lengths[int(0.95 * (len(lengths) - 1))]
    return most if most <= _WIDEST_LINE else math.inf
