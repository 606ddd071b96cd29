"""Where paragraphs end in a PDF: rows have no blank lines between them, but they have edges."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yjs_dash.extract.rows import Row

_TERMINAL = re.compile(r"[.!?:;][’'\"”)*_⁰¹²³⁴⁵⁶⁷⁸⁹]*$")


def ends_sentence(text: str) -> bool:
    return bool(_TERMINAL.search(text.rstrip()))


class Geometry:
    """The right margin of each page, and what follows from it. Knows nothing of a text file."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._margins: dict[int | None, float] = {}
        for row in rows:
            if row.right is not None:
                self._margins[row.page] = max(self._margins.get(row.page, 0.0), row.right)

    def parted(self, row: Row, following: Row) -> bool:
        """Whether a paragraph ends after `row`: the next word had room on it, and what follows may begin one."""
        if row.left is None or row.right is None or row.page != following.page:
            return False
        if (
            not ends_sentence(row.text)
            and not following.bare[:1].isupper()
            and not following.bare[:1].isdigit()
        ):
            return False
        width = (row.right - row.left) / max(1, len(row.text))
        first_word = following.bare.split(" ", 1)[0]
        return row.right + (1 + len(first_word)) * width < self._margins.get(row.page, 0.0)
