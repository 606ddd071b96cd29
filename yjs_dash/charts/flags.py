"""Labels beside marked points that stand clear of each other at every width of the screen.

Widths are shares of the plot and heights are pixels, so a place that is free at a phone's width and at several wider
ones is free wherever the figure is seen.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from yjs_dash.charts.theme import TEXT_SIZE, Theme, halo, plain

LABEL_CHARACTERS = 17
LINE_HEIGHT = 20
MARK = 9
"""Half the width of a marked point, pixels."""
_CHARACTER = 8.7
_WIDTHS = (258, 380, 560, 860, 1300, 1800)
_ANCHORS = {"left": 0.0, "center": 0.5, "right": 1.0}

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Flag:
    """What to write beside a point at `x` (share of the width, 0 to 1) and `y` (pixels from the bottom)."""

    text: str
    x: float
    y: float

    @cached_property
    def lines(self) -> list[str]:
        return textwrap.wrap(self.text, LABEL_CHARACTERS, break_long_words=False) or [""]

    @cached_property
    def height(self) -> float:
        return LINE_HEIGHT * len(self.lines) + 2

    @cached_property
    def width(self) -> float:
        return _CHARACTER * max(len(line) for line in self.lines)


@dataclass(frozen=True)
class Place:
    """Where the middle of a label's edge stands: pixels right of and above its point, and which edge it is."""

    right: float
    above: float
    anchor: str

    @property
    def has_leader(self) -> bool:
        return self.right == 0


def placed(flags: Sequence[Flag], *, height: float, upwards_from: float | None = None) -> list[Place]:
    """A place for each label, near its point, without overlaps, below `height`.

    With `upwards_from`, labels stand above that height only, each with a leader down to its point.
    """
    taken = {width: [_mark(flag, width) for flag in flags] for width in _WIDTHS}
    found: dict[int, Place] = {}
    for number in sorted(range(len(flags)), key=lambda n: (flags[n].x, flags[n].y)):
        flag = flags[number]
        wanted = _beside(flag, height) if upwards_from is None else _over(flag, upwards_from, height)
        places = list(wanted)
        place = next((p for p in places if _is_free(flag, p, number, taken, height)), places[-1])
        for width, boxes in taken.items():
            boxes.extend(_boxes(flag, place, width))
        found[number] = place
    return [found[number] for number in range(len(flags))]


def annotation(flag: Flag, place: Place, *, theme: Theme, x: Any, y: Any) -> dict[str, Any]:
    """A plotly annotation for a label; x and y are the point in the units of the axes."""
    words = "<br>".join(f"<b>{plain(line)}</b>" for line in flag.lines)
    shared = {
        "x": x,
        "y": y,
        "text": words,
        "xanchor": place.anchor,
        "yanchor": "middle",
        "align": place.anchor,
        "font": {"size": TEXT_SIZE, "color": theme.text, "shadow": halo(theme)},
    }
    if not place.has_leader:
        return shared | {"showarrow": False, "xshift": place.right, "yshift": place.above}
    return shared | {
        "showarrow": True,
        "arrowhead": 0,
        "arrowwidth": 1.5,
        "arrowcolor": theme.text,
        "standoff": MARK,
        "ax": 0,
        "ay": -place.above,
        "bgcolor": theme.background,
        "borderpad": 0,
    }


def _beside(flag: Flag, height: float) -> Iterator[Place]:
    yield Place(MARK + 4, 0, "left")
    yield Place(-MARK - 4, 0, "right")
    for step in range(1, int(height / 8)):
        for above in (8 * step, -8 * step):
            if abs(above) >= MARK + 6 + flag.height / 2:
                yield from (Place(0, above, anchor) for anchor in ("center", "left", "right"))


def _over(flag: Flag, lowest: float, height: float) -> Iterator[Place]:
    for bottom in range(int(lowest), int(height), 6):
        above = bottom + flag.height / 2 - flag.y
        yield from (Place(0, above, anchor) for anchor in ("center", "left", "right"))


def _is_free(flag: Flag, place: Place, number: int, taken: dict[int, list[Box]], height: float) -> bool:
    for width, boxes in taken.items():
        own = _boxes(flag, place, width)
        left, right, bottom, top = own[0]
        if left < -8 or right > width + 8 or bottom < 0 or top > height:
            return False
        # A label's own point, which comes at its number, does not stand in its way.
        for one in own:
            if any(n != number and _meet(one, box) for n, box in enumerate(boxes)):
                return False
    return True


def _boxes(flag: Flag, place: Place, width: float) -> list[Box]:
    """The label, and its leader where it has one: left, right, bottom, top in pixels."""
    x, y = flag.x * width, flag.y + place.above
    left = x + place.right - _ANCHORS[place.anchor] * flag.width
    label = (left, left + flag.width, y - flag.height / 2, y + flag.height / 2)
    if not place.has_leader:
        return [label]
    near, far = sorted((flag.y, y - flag.height / 2 if place.above > 0 else y + flag.height / 2))
    return [label, (x - 3, x + 3, near, far)]


def _mark(flag: Flag, width: float) -> Box:
    x = flag.x * width
    return (x - MARK, x + MARK, flag.y - MARK, flag.y + MARK)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def top_of(flags: Iterable[Flag], places: Iterable[Place]) -> float:
    """The highest pixel that labels take up."""
    ends = (flag.y + place.above + flag.height / 2 for flag, place in zip(flags, places, strict=True))
    return max(ends, default=0.0)
