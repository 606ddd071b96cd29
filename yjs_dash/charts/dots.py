"""Dots of authorities: many of one kind, the chosen ones in the colour and form of their service, and their key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from yjs_dash.charts.theme import MARKERS, Properties, Theme, escape_html

DOT, CHOSEN_DOT = 8, 15
DASHES: dict[str, str] = {
    "line": "solid",
    "outer": "solid",
    "inner": "dash",
    "middle": "dot",
    "interval": "solid",
}


class AuthorityRate(Protocol):
    """What figures need of an authority. service_id and name are empty where it is not of a chosen service.

    value, and interval (95 per cent) are in the unit of the axis, None where there is none; `label` is the value as
    text; `counted` is false where it is unreliable.
    """

    @property
    def service_id(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def area(self) -> str: ...

    @property
    def value(self) -> float | None: ...

    @property
    def label(self) -> str: ...

    @property
    def counted(self) -> bool: ...

    @property
    def population(self) -> int | None: ...

    @property
    def interval(self) -> tuple[float, float] | None: ...


Point = tuple[AuthorityRate, float, float]
"""An authority with its place on the axes."""


@dataclass(frozen=True)
class ChartOptions:
    """What every figure is given beside its frame. `slots`: service_id → colour and marker."""

    theme: Theme
    slots: Mapping[str, int]
    title: str
    subtitle: str
    unit: str

    @property
    def suffix(self) -> str:
        return "%" if self.unit == "%" else ""


def dots(points: Sequence[Point], *, options: ChartOptions) -> list[Properties]:
    """Traces of the others, filled and hollow, and over them one of each chosen authority."""
    theme, found = options.theme, []
    for counted, symbol in ((True, "circle"), (False, "circle-open")):
        own = [p for p in points if not p[0].service_id and p[0].counted == counted]
        if own:
            found.append(
                _trace(
                    own,
                    theme=theme,
                    name="Other authorities",
                    colour=theme.comparator,
                    symbol=symbol,
                    size=DOT,
                )
            )
    for point in points:
        row = point[0]
        if row.service_id:
            slot = options.slots.get(row.service_id, 0)
            symbol = MARKERS[slot % len(MARKERS)] + ("" if row.counted else "-open")
            colour = theme.series[slot % len(theme.series)]
            found.append(
                _trace([point], theme=theme, name=row.name, colour=colour, symbol=symbol, size=CHOSEN_DOT)
            )
    return found


def dodge_lanes(values: Sequence[tuple[float, bool]], *, pixel: float) -> list[int]:
    """Lowest lane of each dot, taken by rising value, in which it does not touch the dot before.

    Takes each value with whether its dot is a chosen one, which is larger.
    """
    ends: list[float] = []
    found = []
    for value, is_chosen in values:
        half = (CHOSEN_DOT if is_chosen else DOT + 1) / 2 * pixel
        lane = next((n for n, end in enumerate(ends) if end <= value - half), len(ends))
        if lane == len(ends):
            ends.append(0.0)
        ends[lane] = value + half
        found.append(lane)
    return found


def legend_items(rows: Sequence[AuthorityRate]) -> list[tuple[str, str]]:
    """Signs of the key and what they stand for: dots of the others, hollow dots."""
    drawn = [row for row in rows if row.value is not None]
    key = [("dot", "Other authorities")] if any(not row.service_id for row in drawn) else []
    return key + ([] if all(row.counted for row in drawn) else [("hollow", "Unreliable [u]")])


def legend_symbol(kind: str, *, theme: Theme, left: float, up: float) -> Properties:
    """A sign of the key, in pixels from the upper left corner of the plot."""
    place: Properties = {
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": 0,
        "yanchor": 1,
    }
    if kind in ("dot", "hollow"):
        fill = theme.comparator if kind == "dot" else theme.background
        rim = {"color": theme.comparator, "width": 1.5}
        ends = {"x0": left + 9, "x1": left + 17, "y0": up - 4, "y1": up + 4}
        return place | ends | {"type": "circle", "fillcolor": fill, "line": rim}
    colour, width = (theme.text, 2) if kind in ("line", "interval") else (theme.muted, 1.5)
    line = {"color": colour, "width": width, "dash": DASHES[kind]}
    return place | {"type": "line", "x0": left, "x1": left + 26, "y0": up, "y1": up, "line": line}


def _trace(
    points: Sequence[Point], *, theme: Theme, name: str, colour: str, symbol: str, size: int
) -> Properties:
    rim = colour if symbol.endswith("-open") else theme.text if size == CHOSEN_DOT else theme.background
    return {
        "type": "scatter",
        "x": [x for _, x, _ in points],
        "y": [y for _, _, y in points],
        "mode": "markers",
        "name": escape_html(name),
        "text": [escape_html(f"{row.area}: {row.label}") for row, _, _ in points],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
        "marker": {"color": colour, "size": size, "symbol": symbol, "line": {"color": rim, "width": 1}},
    }
