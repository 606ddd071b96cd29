"""Bullets of lists that a browser drew as shapes rather than as characters."""

from __future__ import annotations

import ctypes

from yjs_dash.extract.reading.pdf.page_rows import PdfRow

_LIST_HEADS = frozenset(
    (
        "strengths",
        "area for improvement",
        "areas for improvement",
        "area of improvement",
        "areas of improvement",
    )
)
_BULLETS = frozenset("-–•●▪◦‣·∙■□➢✓\uf0b7\uf0a7\uf0d8")
_LONGEST_HEAD = 40
_PATH = 2
_TOP_ROWS = 6
_MOST_OBJECTS = 20_000


class Bullets:
    """Puts bullets back. Shapes are looked up only where a list of findings stands without any."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._library = library
        self._list_left: float | None = None

    def put_back(self, page: int, rows: list[PdfRow]) -> None:
        listed = any(len(row.text) < _LONGEST_HEAD and _is_list_head(row.text) for row in rows)
        before = self._list_left
        carried = before is not None and any(abs(row.left - before) < 4 for row in rows[:_TOP_ROWS])
        self._list_left = None
        if not (listed or carried) or any(_has_bullet(row.text) for row in rows):
            return
        for left, right, bottom, top in self._shapes(page):
            middle = (bottom + top) / 2
            for row in rows:
                if row.low - 2 < middle < row.high + 2 and right <= row.left + 1 and row.left - left < 40:
                    self._list_left = row.left
                    row.text, row.left = f"• {row.text}", left
                    break

    def _shapes(self, page: int) -> list[tuple[float, float, float, float]]:
        """Small, about square shapes of a page: left, right, bottom, top."""
        object_at, type_of = self._library.FPDFPage_GetObject, self._library.FPDFPageObj_GetType
        corners = (ctypes.c_float * 4)()
        pointers = [ctypes.addressof(corners) + i * ctypes.sizeof(ctypes.c_float) for i in range(4)]
        found = []
        for index in range(min(self._library.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
            shape = object_at(page, index)
            if type_of(shape) == _PATH and self._library.FPDFPageObj_GetBounds(shape, *pointers):
                left, bottom, right, top = corners
                if 1 < right - left < 9 and 1 < top - bottom < 9 and abs((right - left) - (top - bottom)) < 2:
                    found.append((left, right, bottom, top))
        return found


def _is_list_head(text: str) -> bool:
    return text.strip().removesuffix(":").rstrip().lower() in _LIST_HEADS


def _has_bullet(text: str) -> bool:
    bare = text.lstrip()
    return bare[:1] in _BULLETS and bare[1:2].isspace()
