"""Labels beside marked points that stand clear of each other at every width of the screen.

Widths are shares of the plot and heights are pixels, so a place that is free at a phone's width and at several wider
ones is free wherever the figure is seen.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from yjs_dash.charts.theme import TEXT_SIZE, Properties, Theme, escape_html, halo

LABEL_CHARACTERS = 16
LINE_HEIGHT = 20
MARK = 9
"""Half the width of a marked point, pixels."""
_CHARACTER = 8.7
_WIDTHS = (258, 380, 560, 860, 1300, 1800)
_ANCHORS = {"left": 0.0, "center": 0.5, "right": 1.0}

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class PointLabel:
    """What to write beside a point at `x` (share of the width, 0 to 1) and `y` (pixels from the bottom)."""

    text: str
    x: float
    y: float

    @cached_property
    def lines(self) -> list[str]:
        return lines_of(self.text)

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


def lines_of(text: str) -> list[str]:
    """A label in lines that take less than half of a phone's width."""
    return textwrap.wrap(text, LABEL_CHARACTERS, break_long_words=False) or [""]


def placed(flags: Sequence[PointLabel], *, height: float) -> list[Place]:
    """A place for each label, as near its point as there is room, without overlaps, below `height` pixels.

    Where points themselves lie on each other, a leader may cross a point, but no label another.
    """
    signs = {width: [_mark(flag, width) for flag in flags] for width in _WIDTHS}
    labels: dict[int, list[Box]] = {width: [] for width in _WIDTHS}
    found: dict[int, Place] = {}
    for number in sorted(range(len(flags)), key=lambda n: (flags[n].x, flags[n].y)):
        flag = flags[number]
        places = list(_beside(flag, height))
        # A label's own point, which comes at its number, does not stand in its way.
        taken = {w: [*labels[w], *signs[w][:number], *signs[w][number + 1 :]] for w in _WIDTHS}
        free = (p for p in places if _is_free(_boxes, flag, p, taken, height))
        apart = (p for p in places if _is_free(_label, flag, p, labels, height))
        place = next(free, None) or next(apart, places[0])
        for width in _WIDTHS:
            label, *leader = _boxes(flag, place, width)
            labels[width].append(label)
            signs[width] += leader
        found[number] = place
    return [found[number] for number in range(len(flags))]


def annotation(flag: PointLabel, place: Place, *, theme: Theme, x: float, y: float) -> Properties:
    """A plotly annotation for a label; x and y are the point in the units of the axes."""
    words = "<br>".join(f"<b>{escape_html(line)}</b>" for line in flag.lines)
    shared: Properties = {
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
        "bgcolor": f"{theme.background}B3",
        "borderpad": 0,
    }


def _beside(flag: PointLabel, height: float) -> Iterator[Place]:
    yield Place(MARK + 4, 0, "left")
    yield Place(-MARK - 4, 0, "right")
    for step in range(1, int(height / 8)):
        for above in (8 * step, -8 * step):
            if abs(above) >= MARK + 6 + flag.height / 2:
                yield from (Place(0, above, anchor) for anchor in ("center", "left", "right"))


def _is_free(
    boxes_of: Callable[[PointLabel, Place, float], list[Box]],
    flag: PointLabel,
    place: Place,
    taken: Mapping[int, Sequence[Box]],
    height: float,
) -> bool:
    """Whether a label, with what `boxes_of` counts as its own, meets nothing taken at any width."""
    for width, boxes in taken.items():
        own = boxes_of(flag, place, width)
        left, right, bottom, top = own[0]
        if left < -8 or right > width + 8 or bottom < 0 or top > height:
            return False
        if any(_meet(one, box) for one in own for box in boxes):
            return False
    return True


def _boxes(flag: PointLabel, place: Place, width: float) -> list[Box]:
    """The label, and its leader where it has one: left, right, bottom, top in pixels."""
    label = _label(flag, place, width)
    if not place.has_leader:
        return label
    x = flag.x * width
    near, far = sorted((flag.y, label[0][2] if place.above > 0 else label[0][3]))
    return [*label, (x - 3, x + 3, near, far)]


def _label(flag: PointLabel, place: Place, width: float) -> list[Box]:
    y = flag.y + place.above
    left = flag.x * width + place.right - _ANCHORS[place.anchor] * flag.width
    return [(left, left + flag.width, y - flag.height / 2, y + flag.height / 2)]


def _mark(flag: PointLabel, width: float) -> Box:
    x = flag.x * width
    return (x - MARK, x + MARK, flag.y - MARK, flag.y + MARK)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
