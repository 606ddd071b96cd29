"""The four rating bands behind a figure: shaded, limited by lines, and named inside the plot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yjs_dash.charts.theme import Properties, Theme, escape_html
from yjs_dash.framework import RATINGS

BAND_NAMES_HEIGHT = 52
_LINE, _SIZE = 22, 14

Limits = Sequence[tuple[str, float, float]]
"""(rating, from, to) on the horizontal axis, lowest first."""


@dataclass(frozen=True)
class BandPlace:
    """Where a band's name stands: on which of two lines, and at which side of the band it is held."""

    line: int
    anchor: str


def band_shapes(limits: Limits, *, theme: Theme) -> list[Properties]:
    """A shaded rectangle a band, over the whole height of the plot."""
    return [
        {
            "type": "rect", "layer": "below", "xref": "x", "x0": low, "x1": high, "yref": "paper", "y0": 0, "y1": 1,
            "fillcolor": theme.band[RATINGS.index(rating)], "line": {"width": 0},
        }
        for rating, low, high in limits
    ]  # fmt: skip


def limit_lines(positions: Sequence[float], *, theme: Theme, top: float, bottom: float) -> list[Properties]:
    """A line at each limit between two bands, from `top` to `bottom` on the vertical axis."""
    return [
        {
            "type": "line", "layer": "below", "xref": "x", "x0": x, "x1": x, "yref": "y", "y0": top, "y1": bottom,
            "line": {"width": 1.5, "color": theme.muted, "dash": "dot"},
        }
        for x in positions
    ]  # fmt: skip


def band_names(limits: Limits, *, theme: Theme, places: Mapping[str, BandPlace]) -> list[Properties]:
    """The names of the bands on two lines at the top, so that narrow bands keep theirs on a narrow screen."""
    annotations: list[Properties] = []
    for rating, low, high in limits:
        place = places[rating]
        x = {"left": low, "center": (low + high) / 2, "right": high}[place.anchor]
        annotations.append(
            {
                "text": escape_html(rating), "showarrow": False, "font": {"size": _SIZE, "color": theme.text},
                "xref": "x", "x": x, "xanchor": place.anchor, "borderpad": 1,
                "yref": "y", "y": 4 + _LINE * place.line, "yanchor": "top",
            }
        )  # fmt: skip
    return annotations
