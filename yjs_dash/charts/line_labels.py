"""Labels at the ends of lines, moved apart where they would overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yjs_dash.charts.row_chart import LINE_HEIGHT
from yjs_dash.charts.theme import Properties, Theme

_LEADER = 30


@dataclass(frozen=True)
class Label:
    """Words at the end of a line, at its last value. `leader`: colour of the stroke that leads to the line.

    Without a leader the line ended earlier, and the words only stand at the height of its last value.
    """

    lines: tuple[str, ...]
    value: float
    leader: str

    @property
    def height(self) -> int:
        return LINE_HEIGHT * len(self.lines) + 4


def label_layout(
    labels: Sequence[Label], *, height: float, top: float, theme: Theme, axis: str = "y", above: float = 0
) -> Properties:
    """Annotations and shapes: labels beside a plot of `height` pixels from zero to `top`, led to where they belong.

    In a figure of several plots, `axis` is the vertical one of this plot, which begins `above` pixels below the first.
    """
    wanted = [height * (1 - label.value / top) for label in labels]
    middles = apart(wanted, [label.height for label in labels], height)
    return {
        "annotations": [
            {
                "x": 1, "xref": "paper", "xanchor": "left", "xshift": _LEADER, "y": 1, "yref": "paper",
                "yanchor": "middle", "yshift": -(above + middle), "text": "<br>".join(label.lines), "showarrow": False,
                "align": "left", "font": {"size": 15, "color": theme.text},
            }
            for label, middle in zip(labels, middles, strict=True)
        ],
        "shapes": [
            {
                "type": "line", "xref": "paper", "xsizemode": "pixel", "xanchor": 1, "x0": 7, "x1": _LEADER - 3,
                "yref": axis, "y0": label.value, "y1": top * (1 - middle / height),
                "line": {"color": label.leader, "width": 1},
            }
            for label, middle in zip(labels, middles, strict=True)
            if label.leader
        ],
    }  # fmt: skip


def apart(wanted: Sequence[float], heights: Sequence[float], room: float) -> list[float]:
    """Middles of labels as near as possible to where they belong, without overlaps, within `room` pixels."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = [0.0] * len(wanted)
    floor = 0.0
    for i in order:
        placed[i] = max(wanted[i], floor + heights[i] / 2)
        floor = placed[i] + heights[i] / 2
    ceiling = room
    for i in reversed(order):
        placed[i] = min(placed[i], ceiling - heights[i] / 2)
        ceiling = placed[i] - heights[i] / 2
    return placed
