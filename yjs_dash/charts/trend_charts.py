"""Lines over time: official series of services, their comparators, and the range of statistical neighbours.

Takes rows of `compare.trends`. Every line is labelled at its end, so that no legend is needed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import plotly.graph_objects as go

from yjs_dash.charts.line_labels import Label, label_layout
from yjs_dash.charts.row_chart import (
    POUNDS,
    AmongNeighbours,
    AreaFigure,
    RowChartBuilder,
    colour_of,
    slots_of,
    wrapped,
)
from yjs_dash.charts.theme import MARKERS, Properties, Theme, escape_html, figure_of, framed

GLYPHS: tuple[str, ...] = ("●", "◆", "■", "▲", "✚", "✖")
DASHES: tuple[str, ...] = ("solid", "dot", "dashdot", "longdash")
LABEL_CHARACTERS = 12
"""Characters a line of a label that fit beside the lines on a screen 360 pixels wide."""
MOST_LABELS = 6
"""With more lines of services than this, the authorities of a service share a label."""
_LABEL_MARGIN = 158
_AXIS_MARGIN = 46
_PLOT_HEIGHT = 340
_BAND_OPACITY = 0.13


class SeriesFigure(AreaFigure, Protocol):
    """A figure of one period of a series: of an area of a kind (`area_type`)."""

    @property
    def area_type(self) -> str: ...


class NeighboursAt(AmongNeighbours, Protocol):
    """The same with the last day of the period."""

    @property
    def period_end(self) -> str: ...


@dataclass(frozen=True)
class _Line:
    service_id: str
    name: str
    part_of: str
    comparator: bool
    years: tuple[float, ...]
    values: tuple[float | None, ...]
    labels: tuple[str, ...]
    texts: tuple[str, ...]
    colour: str
    glyph: str
    style: str
    symbol: str = ""

    @property
    def last(self) -> int:
        return max(i for i, value in enumerate(self.values) if value is not None)

    @property
    def end(self) -> float:
        return self.values[self.last] or 0.0


def trend_lines(
    rows: Sequence[SeriesFigure],
    *,
    theme: Theme,
    title: str,
    subtitle: str,
    unit: str,
    neighbours: Sequence[NeighboursAt] = (),
    slots: Mapping[str, int] | None = None,
) -> go.Figure:
    """Lines from zero, each labelled at its end; comparators grey and dashed; gaps where values miss.

    Takes the rows of a `compare.trends.Trend`, values in `unit`, and its neighbours where they are to be drawn: the
    median dotted in the service's colour, the range as a band. `slots`: service_id → colour and marker (0 to 5).
    """
    slots = slots or slots_of(rows)
    place = _places([*(row.period_end for row in rows), *(row.period_end for row in neighbours)])
    lines = _lines(rows, place, theme=theme, slots=slots)
    medians = _medians(neighbours, place, theme=theme, slots=slots)
    drawn = [*lines, *medians]
    if not drawn:
        return _nothing(rows, theme=theme, title=title, subtitle=subtitle)
    years = sorted({year for line in drawn for year in line.years})
    traces = [_band(rows_of, place, theme=theme, slots=slots) for rows_of in _by_authority(neighbours)]
    traces += [_trace(line) for line in [*medians, *lines]]
    highest = [v for line in drawn for v in line.values if v is not None]
    highest += [row.high for row in neighbours if row.high is not None]
    top = max(highest, default=1.0) * 1.08 or 1.0
    labels = _labels(lines, last_year=years[-1]) + [_label(line, last_year=years[-1]) for line in medians]
    height = max(_PLOT_HEIGHT, sum(label.height for label in labels))
    ticks = _ticks(years)
    layout = framed(
        theme,
        title=title,
        subtitle=subtitle,
        plot_height=height,
        bottom=44,
        left=_AXIS_MARGIN,
        right=_LABEL_MARGIN,
    )
    layout |= label_layout(labels, height=height, top=top, theme=theme)
    layout |= {
        "xaxis": {
            "range": [years[0] - 0.3, years[-1]], "tickvals": ticks, "ticktext": [f"{tick:g}" for tick in ticks],
            "showgrid": False, "ticks": "outside", "ticklen": 7,
        },
        "yaxis": {
            "range": [0, top], "nticks": 6, "ticksuffix": "%" if unit == "%" else "", **POUNDS.get(unit, {}),
        },
    }  # fmt: skip
    return figure_of(traces, layout, theme=theme)


def _nothing(rows: Sequence[SeriesFigure], *, theme: Theme, title: str, subtitle: str) -> go.Figure:
    """A line an area that says that nothing is published."""
    drawing = RowChartBuilder(theme)
    for area in dict.fromkeys(row.area for row in rows if not row.comparator):
        last = [row for row in rows if row.area == area][-1]
        drawing.line(f"{area}: {last.label}", bold=True)
        drawing.space(8)
    return drawing.finish(title=title, subtitle=subtitle, axis=None)


def _places(ends: Iterable[str]) -> dict[str, float]:
    """Last day of a period → place on the axis of years. Days of one month in all periods stand at their year."""
    days = {day for day in ends if day}
    one_month = len({day[5:7] for day in days}) < 2
    return {day: int(day[:4]) + (0 if one_month else (int(day[5:7]) - 12) / 12) for day in days}


def _lines(
    rows: Sequence[SeriesFigure], place: Mapping[str, float], *, theme: Theme, slots: Mapping[str, int]
) -> list[_Line]:
    grid = sorted({place[row.period_end] for row in rows if row.period_end})
    groups: dict[tuple[str, str, str, bool], list[SeriesFigure]] = {}
    areas: dict[str, set[str]] = {}
    for row in rows:
        groups.setdefault((row.service_id, row.area, row.area_type, row.comparator), []).append(row)
        if not row.comparator:
            areas.setdefault(row.service_id, set()).add(row.area)
    parts: dict[str, int] = {}
    found = []
    for (service_id, area, _, comparator), group in groups.items():
        by_year = {place[row.period_end]: row for row in group if row.period_end}
        at = [by_year.get(year) for year in grid]
        values = tuple(None if row is None else row.value for row in at)
        if not any(value is not None for value in values):
            continue
        nth = parts.get(service_id, 0)
        parts[service_id] = nth + 1
        slot = slots.get(service_id, 0)
        several = not comparator and len(areas[service_id]) > 1
        found.append(
            _Line(
                service_id="" if comparator else service_id,
                name=area if comparator or several else group[0].service,
                part_of=group[0].service if several else "",
                comparator=comparator,
                years=tuple(grid),
                values=values,
                labels=tuple("" if row is None else row.label for row in at),
                texts=tuple("" if row is None else f"{row.label}, {row.period}" for row in at),
                colour=theme.comparator if comparator else colour_of(theme, slots, service_id),
                glyph="– –" if comparator else GLYPHS[slot % len(GLYPHS)],
                style="dash" if comparator else DASHES[nth % len(DASHES)],
                symbol="" if comparator else MARKERS[slot % len(MARKERS)],
            )
        )
    return found


def _by_authority(neighbours: Sequence[NeighboursAt]) -> list[list[NeighboursAt]]:
    groups: dict[tuple[str, str], list[NeighboursAt]] = {}
    for row in neighbours:
        if row.median is not None:
            groups.setdefault((row.service_id, row.authority), []).append(row)
    return list(groups.values())


def _medians(
    neighbours: Sequence[NeighboursAt], place: Mapping[str, float], *, theme: Theme, slots: Mapping[str, int]
) -> list[_Line]:
    groups = _by_authority(neighbours)
    found = []
    for group in groups:
        name = f"{group[0].area_name}’s neighbours" if len(groups) > 1 else "Neighbours"
        found.append(
            _Line(
                service_id=group[0].service_id,
                name=name,
                part_of="",
                comparator=True,
                years=tuple(place[row.period_end] for row in group),
                values=tuple(row.median for row in group),
                labels=tuple(row.median_label for row in group),
                texts=tuple(f"{row.median_label}, {row.period}" for row in group),
                colour=colour_of(theme, slots, group[0].service_id),
                glyph="···",
                style="dot",
            )
        )
    return found


def _band(
    group: Sequence[NeighboursAt], place: Mapping[str, float], *, theme: Theme, slots: Mapping[str, int]
) -> Properties:
    """The range of the neighbours as a filled outline."""
    there = [place[row.period_end] for row in group]
    colour = colour_of(theme, slots, group[0].service_id)
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return {
        "type": "scatter", "mode": "lines", "fill": "toself", "hoverinfo": "skip", "line": {"width": 0},
        "fillcolor": f"rgba({red},{green},{blue},{_BAND_OPACITY})",
        "name": escape_html(f"Range of the neighbours of {group[0].area_name}"),
        "x": [*there, *reversed(there)],
        "y": [*(row.high for row in group), *(row.low for row in reversed(group))],
    }  # fmt: skip


def _trace(line: _Line) -> Properties:
    return {
        "type": "scatter", "x": list(line.years), "y": list(line.values), "connectgaps": False,
        "mode": "lines" if line.glyph == "···" else "lines+markers", "name": escape_html(line.name),
        "text": [escape_html(text) for text in line.texts], "hovertemplate": "%{fullData.name}: %{text}<extra></extra>",
        "cliponaxis": False,
        "line": {"color": line.colour, "width": 2 if line.comparator else 3, "dash": line.style},
        "marker": {
            "color": line.colour, "size": 5 if line.comparator else 9, "symbol": line.symbol or "circle",
        },
    }  # fmt: skip


def _labels(lines: Sequence[_Line], *, last_year: float) -> list[Label]:
    """A label a line; with many lines, one for all authorities of a service."""
    own = [line for line in lines if not line.comparator]
    found, done = [], set()
    for line in lines:
        if not line.part_of or len(own) <= MOST_LABELS:
            found.append(_label(line, last_year=last_year))
        elif line.service_id not in done:
            done.add(line.service_id)
            found.append(_shared(line, [o for o in own if o.service_id == line.service_id]))
    return found


def _label(line: _Line, *, last_year: float) -> Label:
    ended = line.years[line.last]
    name = [
        escape_html(part) for part in wrapped(line.name, LABEL_CHARACTERS - (2 if line.comparator else 0))
    ]
    when = [f"in {math.ceil(ended)}"] if ended != last_year else []
    head = f'<span style="color:{line.colour}">{line.glyph}</span> {name[0]}'
    words = (head, *name[1:], f"<b>{escape_html(line.labels[line.last])}</b>", *when)
    return Label(lines=words, value=line.end, leader="" if when else line.colour)


def _shared(line: _Line, parts: Sequence[_Line]) -> Label:
    ends = sorted(parts, key=lambda part: part.end)
    name = [escape_html(part) for part in wrapped(line.part_of, LABEL_CHARACTERS)]
    head = f'<span style="color:{line.colour}">{line.glyph}</span> {name[0]}'
    low, high = ends[0].labels[ends[0].last], ends[-1].labels[ends[-1].last]
    figure = escape_html(low if len(ends) == 1 else f"{low} to {high}")
    middle = (ends[0].end + ends[-1].end) / 2
    return Label(lines=(head, *name[1:], f"<b>{figure}</b>"), value=middle, leader="")


def _ticks(years: Sequence[float]) -> list[int]:
    """At most four whole years up to the last; the first is among them where even steps reach it."""
    first, last = math.ceil(years[0]), math.ceil(years[-1])
    least = max(1, math.ceil((last - first) / 3))
    step = next((s for s in range(least, 2 * least + 1) if (last - first) % s == 0), least)
    return list(range(last, first - 1, -step))[::-1]
