"""A strip: one service among services like it, each a dot on an axis of rates, by its letter.

Our service is named over the strip, with a line through it; so is the nation. A range of rates is a bar with its dot
in the middle; an unreliable figure is hollow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import plotly.graph_objects as go

from yjs_dash.charts.dots import CHOSEN_DOT, DASHES, DOT, ChartOptions, dodge_lanes
from yjs_dash.charts.funnel import Line
from yjs_dash.charts.theme import (
    MARKERS,
    SIDE,
    TEXT_SIZE,
    Properties,
    Theme,
    escape_html,
    figure_of,
    framed,
    halo,
    ink_on,
)

LETTER_DOT = 21
LETTER_SIZE = 13
LANE = 22
NARROWEST = 250
"""Pixels for which dots are kept apart; on a phone they may touch."""
_NAME_ROW, _BOTTOM = 24, 34


class PeerFigure(Protocol):
    """The rate of a service from low to high, alike for one figure, None without; `label` is it as text."""

    @property
    def service_id(self) -> str: ...

    @property
    def service(self) -> str: ...

    @property
    def low(self) -> float | None: ...

    @property
    def high(self) -> float | None: ...

    @property
    def label(self) -> str: ...

    @property
    def place(self) -> str: ...


@dataclass(frozen=True)
class Lettered:
    """A service of the group with the letter that stands for it."""

    letter: str
    rate: PeerFigure


def peer_strip(
    ours: PeerFigure, peers: Sequence[Lettered], *, nation: Line | None, options: ChartOptions
) -> go.Figure:
    """Our service over the strip, the others on it in the colour of a chosen one or in grey.

    Values are in the unit of the axis, which begins at zero.
    """
    theme = options.theme
    drawn = [(one, *ends) for one in peers if (ends := _ends(one.rate)) is not None]
    own = _ends(ours) or (0.0, 0.0)
    drawn.sort(key=lambda one: ((one[1] + one[2]) / 2, one[0].letter))
    most = max([own[1], nation.value if nation else 0.0, *(high for _, _, high in drawn)]) * 1.06 or 1.0
    least = -0.02 * most
    # The lanes of dots without letters, at the scale of these.
    pixel = (most - least) / NARROWEST * (LETTER_DOT + 1) / (DOT + 1)
    lanes = dodge_lanes([((low + high) / 2, False) for _, low, high in drawn], pixel=pixel)
    heights = [LETTER_DOT / 2 + 4 + LANE * lane for lane in lanes]
    top = max(heights, default=0.0) + LETTER_DOT / 2 + 4
    shapes, labels = _ranges(drawn, heights, theme=theme), []
    if nation is not None:
        shapes.append(
            _upright(nation.value, up_to=top + _NAME_ROW, colour=theme.muted, dash=DASHES["middle"])
        )
        labels.append(_name(nation.name, nation.value, top + _NAME_ROW / 2, half=most / 2, theme=theme))
        top += _NAME_ROW
    slot = options.slots.get(ours.service_id, 0)
    colour, symbol = theme.series[slot % len(theme.series)], MARKERS[slot % len(MARKERS)]
    middle, y = sum(own) / 2, top + _NAME_ROW / 2
    if own[0] == own[1]:
        shapes.append(_upright(middle, up_to=y, colour=colour, dash="solid"))
    else:
        shapes.append(_band(own, up_to=y, colour=colour))
    labels.append(_name(f"{ours.service} {ours.label}", middle, y, half=most / 2, theme=theme, is_ours=True))
    rim = {"color": theme.text, "width": 1}
    marked: Properties = {
        "type": "scatter",
        "x": [middle],
        "y": [y],
        "mode": "markers",
        "name": escape_html(ours.service),
        "text": [escape_html(f"{ours.service}: {ours.label}")],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
        "marker": {"color": colour, "size": CHOSEN_DOT, "symbol": symbol, "line": rim},
    }
    height = round(top + _NAME_ROW)
    layout = framed(
        theme, title=options.title, subtitle=options.subtitle, plot_height=height, bottom=_BOTTOM, left=SIDE
    )
    layout |= {
        "shapes": shapes,
        "annotations": labels,
        "xaxis": {
            "range": [least, most],
            "nticks": 5,
            "ticksuffix": options.suffix,
            "showgrid": False,
            "showline": True,
            "ticks": "outside",
        },
        "yaxis": {"range": [0, height], "visible": False},
    }
    return figure_of([_dots(drawn, heights, options=options), marked], layout, theme=theme)


def _ends(rate: PeerFigure) -> tuple[float, float] | None:
    return None if rate.low is None or rate.high is None else (rate.low, rate.high)


def _dots(
    drawn: Sequence[tuple[Lettered, float, float]], heights: Sequence[float], *, options: ChartOptions
) -> Properties:
    """All dots with their letters, as one trace."""
    theme = options.theme
    fills = [
        theme.series[options.slots[one.rate.service_id] % len(theme.series)]
        if one.rate.service_id in options.slots
        else theme.comparator
        for one, _, _ in drawn
    ]
    hollow = [one.rate.place == "unreliable" for one, _, _ in drawn]
    grounds = [theme.background if empty else fill for fill, empty in zip(fills, hollow, strict=True)]
    rims = [fill if empty else theme.background for fill, empty in zip(fills, hollow, strict=True)]
    return {
        "type": "scatter",
        "x": [(low + high) / 2 for _, low, high in drawn],
        "y": list(heights),
        "mode": "markers+text",
        "name": "Services like it",
        "text": [one.letter for one, _, _ in drawn],
        "textposition": "middle center",
        "textfont": {"size": LETTER_SIZE, "color": [ink_on(ground) for ground in grounds]},
        "hovertext": [escape_html(f"{one.rate.service}: {one.rate.label}") for one, _, _ in drawn],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "marker": {"color": grounds, "size": LETTER_DOT, "line": {"color": rims, "width": 1.5}},
    }


def _ranges(
    drawn: Sequence[tuple[Lettered, float, float]], heights: Sequence[float], *, theme: Theme
) -> list[Properties]:
    return [
        {
            "type": "line", "x0": low, "x1": high, "y0": y, "y1": y, "layer": "below",
            "line": {"color": theme.comparator, "width": 4},
        }
        for (_, low, high), y in zip(drawn, heights, strict=True)
        if low != high
    ]  # fmt: skip


def _upright(x: float, *, up_to: float, colour: str, dash: str) -> Properties:
    line = {"color": colour, "width": 2, "dash": dash}
    return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": up_to, "layer": "below", "line": line}


def _band(ends: tuple[float, float], *, up_to: float, colour: str) -> Properties:
    ground = {"fillcolor": colour, "opacity": 0.2, "line": {"width": 0}}
    return {"type": "rect", "x0": ends[0], "x1": ends[1], "y0": 0, "y1": up_to, "layer": "below", **ground}


def _name(words: str, x: float, y: float, *, half: float, theme: Theme, is_ours: bool = False) -> Properties:
    """Words beside a line, on the side with more room."""
    shown = escape_html(words)
    side = {"xanchor": "left", "xshift": 12} if x < half else {"xanchor": "right", "xshift": -12}
    font = {"size": TEXT_SIZE, "color": theme.text if is_ours else theme.muted, "shadow": halo(theme)}
    return {
        "text": f"<b>{shown}</b>" if is_ours else shown, "x": x, "y": y, "yanchor": "middle", "showarrow": False,
        "font": font, **side,
    }  # fmt: skip
