"""Several rows as one normalised text, so that a broken word, line or table row does not matter."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from yjs_dash.extract.layout.characters import normalise
from yjs_dash.extract.layout.rows import Row

_LETTER_MARK = re.compile(r"(^|[\s%|(])\(?([A-Za-z])\s?\)(?=\s|$|[A-Z]|\d{1,3}\s?%)")


class JoinedRows:
    """Squashed text of rows. `text` parts digits of neighbouring rows with `~`; letters of prompts are `§a`."""

    def __init__(self, rows: Sequence[Row], *, letter_marks: bool = False) -> None:
        self.rows = rows
        self._starts: list[int] = []
        parts: list[str] = []
        length = 0
        last = ""
        for row in rows:
            marked = letter_marks and ")" in row.text
            text = normalise(_LETTER_MARK.sub(r"\1 §\2 ", row.text)) if marked else row.normalised
            if last.isdigit() and text[:1] and (text[0].isdigit() or text[0] == "%"):
                text = f"~{text}"
            self._starts.append(length)
            parts.append(text)
            length += len(text)
            last = text[-1] if text else last
        self.text = "".join(parts)

    def row_at(self, position: int) -> int:
        """Index of the row that holds a character of `text`."""
        return max(0, bisect_right(self._starts, position) - 1)

    def is_row_start(self, position: int) -> bool:
        row = self.row_at(position)
        return position == self._starts[row] or self.text[self._starts[row] : position] == "~"

    def is_row_end(self, position: int) -> bool:
        """Whether a row ends before `position`."""
        if position >= len(self.text):
            return True
        return self.row_at(position) != self.row_at(position - 1)
