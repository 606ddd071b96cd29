"""The ruled lines of a page, and the cells of tables that they make."""

from __future__ import annotations

import ctypes
from bisect import bisect_left

_PATH = 2
_THIN = 3.0
_SHORTEST = 6.0
_MOST_OBJECTS = 20_000
_MOST_RULES = 2_000
_SLACK = 3.0
_BOX_SEGMENTS = 6

Rule = tuple[float, float, float]
"""Where a line stands, and from where to where it goes: y, left, right; or x, bottom, top."""
Band = tuple[float, float]
"""Bottom and top of a row."""


class Rules:
    """Lines across and upright lines of a page, and what lies between them."""

    def __init__(self, across: list[Rule], upright: list[Rule]) -> None:
        self.across = sorted(across)
        self.upright = sorted(upright)
        self._heights = [rule[0] for rule in self.across]
        self._places = [rule[0] for rule in self.upright]

    def band(self, x: float, y: float) -> Band | None:
        """Bottom and top of the row of a table that holds a point; None outside of one."""
        at = bisect_left(self._heights, y)
        top = next((r[0] for r in self.across[at:] if _covers(r, x)), None)
        bottom = next((r[0] for r in reversed(self.across[:at]) if _covers(r, x)), None)
        return None if top is None or bottom is None else (bottom, top)

    def column(self, x: float, y: float) -> Band | None:
        """Left and right edge of the cell that holds a point, where upright lines stand on both sides."""
        at = bisect_left(self._places, x)
        right = next((r[0] for r in self.upright[at:] if _covers(r, y)), None)
        left = next((r[0] for r in reversed(self.upright[:at]) if _covers(r, y)), None)
        return None if left is None or right is None else (left, right)


def _covers(rule: Rule, position: float) -> bool:
    return rule[1] - _SLACK <= position <= rule[2] + _SLACK


class RuleReader:
    """Looks up the ruled lines of pages: thin shapes, and the edges of drawn boxes."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._library = library
        self._corners = (ctypes.c_float * 4)()
        size = ctypes.sizeof(ctypes.c_float)
        self._pointers = [ctypes.addressof(self._corners) + i * size for i in range(4)]
        self._modes = (ctypes.c_int * 2)()
        self._mode_pointers = [
            ctypes.addressof(self._modes) + i * ctypes.sizeof(ctypes.c_int) for i in range(2)
        ]

    def rules(self, page: int) -> Rules:
        object_at, type_of = self._library.FPDFPage_GetObject, self._library.FPDFPageObj_GetType
        bounds_of = self._library.FPDFPageObj_GetBounds
        across: list[Rule] = []
        upright: list[Rule] = []
        for index in range(min(self._library.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
            shape = object_at(page, index)
            if type_of(shape) != _PATH or not bounds_of(shape, *self._pointers):
                continue
            left, bottom, right, top = self._corners
            wide, high = right - left, top - bottom
            if high < _THIN and wide > _SHORTEST:
                across.append(((bottom + top) / 2, left, right))
            elif wide < _THIN and high > _SHORTEST:
                upright.append(((left + right) / 2, bottom, top))
            elif wide > _SHORTEST and high > _SHORTEST and self._is_box(shape):
                across += [(bottom, left, right), (top, left, right)]
                upright += [(left, bottom, top), (right, bottom, top)]
            if len(across) + len(upright) > _MOST_RULES:
                return Rules([], [])  # a drawing, not a table
        return Rules(across, upright)

    def _is_box(self, shape: int) -> bool:
        """Whether a shape is drawn with a pen, and has no more than four sides."""
        mode = self._library.FPDFPath_GetDrawMode(shape, *self._mode_pointers)
        return bool(mode and self._modes[1]) and self._library.FPDFPath_CountSegments(shape) <= _BOX_SEGMENTS
