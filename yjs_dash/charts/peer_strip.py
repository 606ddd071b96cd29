"""A strip: one service among services like it, each a dot on an axis of rates, by its letter.

Our service is named over the strip, with a line through it; so is the beside. A range of rates is a bar with its dot
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
    wrapped,
)

LETTER_DOT = 21
LETTER_SIZE = 13
FEW = 14
"""Services up to which each has its letter; of more, only the chosen ones."""
LINE_CHARACTERS = 28
CHARACTER = 8.6
"""Pixels of a character in bold."""
NARROWEST = 250
"""Pixels for which dots are kept apart; on a phone they may touch."""
_ROW, _BOTTOM = 22, 34


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
    ours: PeerFigure, peers: Sequence[Lettered], *, beside: Line | None, options: ChartOptions
) -> go.Figure:
    """Our service over the strip, the others on it in the colour of a chosen one or in grey.

    Values are in the unit of the axis, which begins at zero.
    """
    theme = options.theme
    drawn = [(one, *ends) for one in peers if (ends := _ends(one.rate)) is not None]
    drawn.sort(key=lambda one: ((one[1] + one[2]) / 2, one[0].letter))
    own = _ends(ours) or (0.0, 0.0)
    most = max([own[1], beside.value if beside else 0.0, *(high for _, _, high in drawn)]) * 1.06 or 1.0
    least = -0.02 * most
    has_letters = len(drawn) <= FEW
    lane = LETTER_DOT + 1 if has_letters else DOT + 1
    # The lanes of plain dots, at the scale of these.
    pixel = (most - least) / NARROWEST * lane / (DOT + 1)
    sizes = [has_letters or one.rate.service_id not in options.slots for one, _, _ in drawn]
    lanes = dodge_lanes(
        [((low + high) / 2, not is_usual) for (_, low, high), is_usual in zip(drawn, sizes, strict=True)],
        pixel=pixel,
    )
    heights = [LETTER_DOT / 2 + 2 + lane * number for number in lanes]
    used = max(heights, default=0.0) + LETTER_DOT / 2 + 4
    shapes, labels = _ranges(drawn, heights, theme=theme), []
    if beside is not None:
        words = _Name(beside.name, beside.value / most, is_ours=False, is_right=beside.value >= own[1])
        labels.append(words.drawn(y=used, x=beside.value, theme=theme))
        used += words.height
        shapes.append(_upright(beside.value, up_to=used, colour=theme.muted, dash=DASHES["middle"]))
    slot = options.slots.get(ours.service_id, 0)
    colour, symbol = theme.series[slot % len(theme.series)], MARKERS[slot % len(MARKERS)]
    middle, y = sum(own) / 2, used + _ROW / 2
    words = _Name(f"{ours.service} {ours.label}", own[1] / most, is_ours=True, is_right=own[1] < most / 2)
    labels.append(words.drawn(y=used, x=own[1], theme=theme))
    # Large dots come last, so that none is drawn over a letter.
    placed = sorted(
        zip(drawn, heights, strict=True), key=lambda one: one[0][0].rate.service_id in options.slots
    )
    traces = [
        _dots([one for one, _ in placed], [y for _, y in placed], has_letters=has_letters, options=options)
    ]
    if own[0] == own[1]:
        shapes.append(_upright(middle, up_to=y, colour=colour, dash="solid"))
        traces.append(_ours(ours, middle, y, colour=colour, symbol=symbol, theme=theme))
    else:
        shapes += _band(own, up_to=y, colour=colour)
    height = round(used + words.height)
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
    return figure_of(traces, layout, theme=theme)


@dataclass(frozen=True)
class _Name:
    """Words that name a line at a share of the width: beside it where they fit, otherwise in rows over it.

    `is_right`: the side that they stand on if they fit there.
    """

    words: str
    share: float
    is_ours: bool
    is_right: bool

    @property
    def is_beside(self) -> bool:
        return self._fits(is_right=True) or self._fits(is_right=False)

    def _fits(self, *, is_right: bool) -> bool:
        room = 1 - self.share if is_right else self.share
        return len(self.words) * CHARACTER + 14 <= room * NARROWEST

    @property
    def lines(self) -> str:
        return escape_html(self.words) if self.is_beside else wrapped(self.words, width=LINE_CHARACTERS)

    @property
    def height(self) -> int:
        """Pixels of the rows, the mark of the line included."""
        return _ROW if self.is_beside else _ROW + _ROW * (self.lines.count("<br>") + 1)

    def drawn(self, *, y: float, x: float, theme: Theme) -> Properties:
        """The annotation, from y upwards."""
        font = {
            "size": TEXT_SIZE,
            "color": theme.text if self.is_ours else theme.muted,
            "shadow": halo(theme),
        }
        shown = f"<b>{self.lines}</b>" if self.is_ours else self.lines
        said = {
            "text": shown,
            "showarrow": False,
            "align": "left" if self.share < 0.5 else "right",
            "font": font,
        }
        if self.is_beside:
            is_right = self.is_right if self._fits(is_right=self.is_right) else not self.is_right
            side = {"xanchor": "left", "xshift": 12} if is_right else {"xanchor": "right", "xshift": -12}
            return said | side | {"x": x, "y": y + _ROW / 2, "yanchor": "middle"}
        side = {"x": 0, "xanchor": "left"} if self.share < 0.5 else {"x": 1, "xanchor": "right"}
        return said | side | {"xref": "paper", "y": y + _ROW, "yanchor": "bottom"}


def _ours(ours: PeerFigure, x: float, y: float, *, colour: str, symbol: str, theme: Theme) -> Properties:
    return {
        "type": "scatter",
        "x": [x],
        "y": [y],
        "mode": "markers",
        "name": escape_html(ours.service),
        "text": [escape_html(f"{ours.service}: {ours.label}")],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "color": colour, "size": CHOSEN_DOT, "symbol": symbol, "line": {"color": theme.text, "width": 1},
        },
    }  # fmt: skip


def _ends(rate: PeerFigure) -> tuple[float, float] | None:
    return None if rate.low is None or rate.high is None else (rate.low, rate.high)


def _dots(
    drawn: Sequence[tuple[Lettered, float, float]],
    heights: Sequence[float],
    *,
    has_letters: bool,
    options: ChartOptions,
) -> Properties:
    """All dots, as one trace; of many, only the chosen ones have their letters."""
    theme = options.theme
    large = [has_letters or one.rate.service_id in options.slots for one, _, _ in drawn]
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
        "text": [one.letter if is_large else "" for (one, _, _), is_large in zip(drawn, large, strict=True)],
        "textposition": "middle center",
        "textfont": {"size": LETTER_SIZE, "color": [ink_on(ground) for ground in grounds]},
        "hovertext": [escape_html(f"{one.rate.service}: {one.rate.label}") for one, _, _ in drawn],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "color": grounds,
            # With sizes of their own plotly draws dots half transparent.
            "opacity": 1,
            "size": [LETTER_DOT if is_large else DOT for is_large in large],
            "line": {"color": rims, "width": 1.5},
        },
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


def _band(ends: tuple[float, float], *, up_to: float, colour: str) -> list[Properties]:
    """The range of a service: a ground behind the dots under a line from end to end."""
    low, high = ends
    return [
        {
            "type": "rect", "x0": low, "x1": high, "y0": 0, "y1": up_to, "layer": "below", "fillcolor": colour,
            "opacity": 0.2, "line": {"width": 0},
        },
        {
            "type": "line", "x0": low, "x1": high, "y0": up_to, "y1": up_to, "layer": "below",
            "line": {"color": colour, "width": 4},
        },
    ]  # fmt: skip
