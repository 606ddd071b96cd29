"""Figures of rates of many authorities: a funnel, intervals of a few, or a strip of dots; never a ranked list.

An authority whose figure is unreliable is drawn hollow. Values are in the unit of the axis.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import plotly.graph_objects as go

from yjs_dash.charts.dots import (
    CHOSEN_DOT,
    DASHES,
    AuthorityRate,
    ChartOptions,
    dodge_lanes,
    dots,
    legend_items,
    legend_symbol,
)
from yjs_dash.charts.point_labels import LINE_HEIGHT, PointLabel, annotation, lines_of, placed
from yjs_dash.charts.theme import SIDE, TEXT_SIZE, Properties, Theme, escape_html, figure_of, framed, halo

FUNNEL_HEIGHT = 400
LANE = 9
ROW_CHARACTERS = 36
NARROWEST = 300
"""Pixels that a phone of 360 leaves for the plot of a strip."""
_LEFT, _RIGHT = 52, 24
_BOTTOM, _AXIS_TITLE = 38, 24
_KEY_ROW, _KEY_COLUMN = 24, 168


@dataclass(frozen=True)
class Line:
    """A line across the figure and what it is called."""

    name: str
    value: float


class LimitsAt(Protocol):
    """The limits of 95 and of 99.8 per cent for a population."""

    @property
    def population(self) -> int: ...

    @property
    def low_998(self) -> float: ...

    @property
    def low_95(self) -> float: ...

    @property
    def high_95(self) -> float: ...

    @property
    def high_998(self) -> float: ...


def funnel_figure(
    rows: Sequence[AuthorityRate], curve: Sequence[LimitsAt], *, line: Line, options: ChartOptions
) -> go.Figure:
    """Rate against population, with the limits around the line; chosen authorities are named beside their dots."""
    theme = options.theme
    drawn = [
        (row, row.population, row.value)
        for row in rows
        if row.value is not None and row.population is not None
    ]
    most = max((point.population for point in curve), default=1) * 1.05
    top = max([line.value * 2, *(value for _, _, value in drawn)]) * 1.12
    limits: list[Properties] = [
        {
            "type": "scatter",
            "x": [point.population for point in curve],
            "y": [round(value, 2) for value in values],
            "mode": "lines",
            "name": "99.8% limit" if kind == "outer" else "95% limit",
            "line": {"color": theme.muted, "width": 1.5, "dash": DASHES[kind]},
            "hoverinfo": "skip",
        }
        for kind, values in (
            ("outer", [point.high_998 for point in curve]),
            ("outer", [point.low_998 for point in curve]),
            ("inner", [point.high_95 for point in curve]),
            ("inner", [point.low_95 for point in curve]),
        )
    ]
    across = {"type": "line", "x0": 0, "x1": most, "y0": line.value, "y1": line.value, "layer": "below"}
    chosen = [point for point in drawn if point[0].service_id]
    flags = [PointLabel(f"{row.name} {row.label}", x / most, FUNNEL_HEIGHT * y / top) for row, x, y in chosen]
    labels = [
        annotation(flag, place, theme=theme, x=x, y=y)
        for flag, place, (_, x, y) in zip(flags, placed(flags, height=FUNNEL_HEIGHT), chosen, strict=True)
    ]
    return _framed(
        [*limits, *dots(drawn, options=options)],
        shapes=[across | {"line": {"color": theme.text, "width": 2}}],
        labels=labels,
        key=[
            [("line", line.name)],
            [("inner", "95% limits"), ("outer", "99.8% limits")],
            legend_items([row for row, _, _ in drawn]),
        ],
        options=options,
        height=FUNNEL_HEIGHT,
        left=_LEFT,
        xaxis={
            "range": [0, most],
            "title": {"text": "Children aged 10–17 in the area"},
            "nticks": 5,
            "tickformat": ",d",
        },
        yaxis={"range": [0, top], "nticks": 6, "ticksuffix": options.suffix},
    )


def strip_figure(rows: Sequence[AuthorityRate], *, middle: Line, options: ChartOptions) -> go.Figure:
    """A dot an authority over an axis of rates, stacked where they crowd.

    Over the dots, each chosen authority stands once more in a row of its own with its name beside it, in the order of
    `rows`, and with its interval where it has one; below them the median.
    """
    theme = options.theme
    drawn = sorted(
        ((row, row.value) for row in rows if row.value is not None), key=lambda one: (one[1], one[0].area)
    )
    ends = [row.interval[1] for row, _ in drawn if row.service_id and row.interval is not None]
    most = max([*ends, *(value for _, value in drawn)], default=0) * 1.05 or 1.0
    least = -0.03 * most
    lanes = dodge_lanes(
        [(value, bool(row.service_id)) for row, value in drawn], pixel=(most - least) / NARROWEST
    )
    heights = [CHOSEN_DOT + LANE * lane for lane in lanes]
    points = [(row, value, float(y)) for (row, value), y in zip(drawn, heights, strict=True)]
    used = max(heights, default=0) + 2.0 * LANE
    half = (least + most) / 2
    labels: list[Properties] = []
    shapes: list[Properties] = []
    for words, x, row in _named(rows, middle):
        lines = lines_of(words)
        room = LINE_HEIGHT * len(lines) + 8
        y = used + room / 2
        used += room
        shown = "<br>".join(f"<b>{escape_html(line)}</b>" for line in lines)
        side = {"xanchor": "left", "xshift": 12} if x < half else {"xanchor": "right", "xshift": -12}
        labels.append(_label(shown, theme=theme) | side | {"x": x, "y": y, "yanchor": "middle"})
        if row is None:
            upright = {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": used, "layer": "below"}
            shapes.append(upright | {"line": {"color": theme.muted, "width": 2, "dash": DASHES["middle"]}})
        else:
            points.append((row, x, y))
            shapes += _through(row, y, options=options)
    interval = [("interval", "95% interval")] if ends else []
    return _framed(
        dots(points, options=options),
        shapes=shapes,
        labels=labels,
        key=[interval, legend_items([row for row, _ in drawn])],
        options=options,
        height=round(used),
        left=SIDE,
        xaxis={
            "range": [least, most],
            "nticks": 7,
            "ticksuffix": options.suffix,
            "showline": True,
            "ticks": "outside",
        },
        yaxis={"range": [0, round(used)], "visible": False},
    )


def interval_figure(rows: Sequence[AuthorityRate], *, line: Line | None, options: ChartOptions) -> go.Figure:
    """A row an authority in the order given: its name over its dot with a 95 per cent interval."""
    theme, used, highest = options.theme, 6.0, line.value if line else 0.0
    points: list[tuple[AuthorityRate, float, float]] = []
    labels: list[Properties] = []
    shapes: list[Properties] = []
    for row in rows:
        words = textwrap.wrap(f"{row.name or row.area}: {row.label}", ROW_CHARACTERS)
        used += LINE_HEIGHT * len(words)
        shown = "<br>".join(escape_html(part) for part in words)
        at = {"x": 0, "xref": "paper", "y": used, "xanchor": "left", "yanchor": "bottom"}
        labels.append(_label(f"<b>{shown}</b>" if row.service_id else shown, theme=theme) | at)
        if row.value is not None:
            points.append((row, row.value, used + 13))
            highest = max(highest, row.value, row.interval[1] if row.interval else 0.0)
            used += 26
        used += 10
    if line is not None:
        across = {"type": "line", "x0": line.value, "x1": line.value, "y0": 0, "y1": used, "layer": "below"}
        shapes.append(across | {"line": {"color": theme.text, "width": 2}})
    for row, _, y in points:
        shapes += _through(row, y, options=options)
    most = highest * 1.05 or 1.0
    return _framed(
        dots(points, options=options),
        shapes=shapes,
        labels=labels,
        key=[[("line", line.name)] if line else [], [("interval", "95% interval")], legend_items(rows)],
        options=options,
        height=round(used),
        left=SIDE,
        xaxis={"range": [-0.03 * most, most], "nticks": 5, "ticksuffix": options.suffix, "showline": True},
        yaxis={"range": [used, 0], "visible": False},
    )


def _named(rows: Sequence[AuthorityRate], middle: Line) -> list[tuple[str, float, AuthorityRate | None]]:
    """What is named over a strip, from the bottom: the median, then the chosen authorities in reverse order."""
    named = [
        (f"{row.name} {row.label}", row.value, row)
        for row in reversed(rows)
        if row.service_id and row.value is not None
    ]
    return [(middle.name, middle.value, None), *named]


def _label(shown: str, *, theme: Theme) -> Properties:
    font = {"size": TEXT_SIZE, "color": theme.text, "shadow": halo(theme)}
    return {"text": shown, "showarrow": False, "align": "left", "font": font}


def _through(row: AuthorityRate, y: float, *, options: ChartOptions) -> list[Properties]:
    """An interval as a line through its dot; nothing without one."""
    if row.interval is None:
        return []
    low, high = row.interval
    return [
        {
            "type": "line", "x0": low, "x1": high, "y0": y, "y1": y, "layer": "below",
            "line": {"color": options.theme.text, "width": 2},
        }
    ]  # fmt: skip


def _framed(
    traces: Sequence[Properties],
    *,
    shapes: Sequence[Properties],
    labels: Sequence[Properties],
    key: Sequence[Sequence[tuple[str, str]]],
    options: ChartOptions,
    height: int,
    left: int,
    xaxis: Properties,
    yaxis: Properties,
) -> go.Figure:
    """A figure in the template with a key of drawn signs above the plot, which is `height` pixels high."""
    entries = [row for row in key if row]
    shapes, labels = [*shapes], [*labels]
    for number, row in enumerate(entries):
        up = 14 + _KEY_ROW * (len(entries) - number) - _KEY_ROW / 2
        for column, (kind, words) in enumerate(row):
            right = column * _KEY_COLUMN - left + SIDE
            shapes.append(legend_symbol(kind, theme=options.theme, left=right, up=up))
            at = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "xshift": right + 32, "yshift": up}
            labels.append(
                _label(escape_html(words), theme=options.theme)
                | at
                | {"xanchor": "left", "yanchor": "middle"}
            )
    bottom = _BOTTOM + (_AXIS_TITLE if "title" in xaxis else 0)
    layout = framed(
        options.theme,
        title=options.title,
        subtitle=options.subtitle,
        plot_height=height,
        bottom=bottom,
        left=left,
        right=_RIGHT,
        above=_KEY_ROW * len(entries) + 14,
    )
    layout |= {
        "shapes": shapes,
        "annotations": labels,
        "xaxis": {"showgrid": False} | xaxis,
        "yaxis": yaxis,
    }
    return figure_of(traces, layout, theme=options.theme)
