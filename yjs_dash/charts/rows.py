"""Figures made of rows: words above a bar or a mark, so that a figure reads at any width without axis of long names.

Traces and notes are gathered as plain dictionaries and become a figure at once.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

import plotly.graph_objects as go

from yjs_dash.charts.theme import Properties, Theme, figure_of, framed, plain, series_colours

LINE_CHARACTERS = 42
"""Characters of running text in a line that fit a screen 360 pixels wide."""
LINE_HEIGHT = 20
POUNDS: Mapping[str, Properties] = {"£": {"tickprefix": "£", "tickformat": "~s"}}
"""Of an axis of values in pounds."""
Row = Mapping[str, Any]


class Rows:
    """Rows of text and marks from the top down. The vertical axis counts pixels, so that nothing overlaps."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.used = 4.0
        self.traces: list[Properties] = []
        self.notes: list[Properties] = []

    def space(self, pixels: float) -> float:
        """Uses up pixels; their middle."""
        self.used += pixels
        return self.used - pixels / 2

    def line(
        self,
        words: str,
        *,
        bold: bool = False,
        muted: bool = False,
        glyph: str = "",
        colour: str = "",
        size: int = 15,
    ) -> None:
        """A line of text, wrapped to the narrowest screen, after a coloured sign where one is given."""
        lines = [plain(part) for part in wrapped(words, LINE_CHARACTERS - (3 if glyph else 6 if bold else 0))]
        shown = "<br>".join(f"<b>{part}</b>" if bold else part for part in lines)
        if glyph:
            shown = f'<span style="color:{colour}">{glyph}</span> {shown}'
        height = (LINE_HEIGHT + max(size - 15, 0)) * len(lines)
        self.notes.append(
            {
                "x": 0, "xref": "paper", "xanchor": "left", "y": self.space(height), "yref": "y", "yanchor": "middle",
                "text": shown, "showarrow": False, "align": "left",
                "font": {"size": size, "color": self.theme.muted if muted else self.theme.text},
            }
        )  # fmt: skip

    def bar(
        self, *, y: float, value: float, name: str, colour: str, width: float, outline: str | None = None
    ) -> None:
        """A horizontal bar from zero, centred on y; with `outline`, hollow: `colour` is then its ground."""
        self.traces.append(
            {
                "type": "bar", "x": [value], "y": [y], "orientation": "h", "width": width, "base": 0,
                "name": plain(name), "hovertemplate": "%{fullData.name}<extra></extra>",
                "marker": {"color": colour, "line": {"color": outline or colour, "width": 2 if outline else 0}},
            }
        )  # fmt: skip

    def mark(self, *, x: float, y: float, name: str) -> None:
        """A comparator's upright mark across a bar, with a rim that parts it from the bar."""
        for width, colour in ((8, self.theme.background), (4, self.theme.comparator)):
            self.traces.append(
                _line([x, x], [y - 15, y + 15], colour=colour, width=width)
                | {"name": plain(name), "hovertemplate": "%{fullData.name}<extra></extra>"}
            )

    def whisker(self, *, low: float, high: float, y: float, name: str) -> None:
        """A thin interval with end strokes."""
        self.traces.append(
            _line(
                [low, low, None, low, high, None, high, high],
                [y - 4, y + 4, None, y, y, None, y - 4, y + 4],
                colour=self.theme.text,
                width=1.5,
            )
            | {"name": plain(name), "hoverinfo": "skip"}
        )

    def joint(self, *, low: float, high: float, y: float, width: float = 3) -> None:
        """A plain line between two values."""
        self.traces.append(
            _line([low, high], [y, y], colour=self.theme.comparator, width=width) | {"hoverinfo": "skip"}
        )

    def dot(
        self, *, x: float, y: float, name: str, colour: str, outline: str, symbol: str = "circle"
    ) -> None:
        """A marker; where `colour` is the ground, a hollow one."""
        self.traces.append(
            {
                "type": "scatter", "x": [x], "y": [y], "mode": "markers", "name": plain(name), "cliponaxis": False,
                "marker": {"symbol": symbol, "size": 15, "color": colour, "line": {"color": outline, "width": 2}},
                "hovertemplate": "%{fullData.name}<extra></extra>",
            }
        )  # fmt: skip

    def finish(self, *, title: str, subtitle: str, axis: Properties | None) -> go.Figure:
        """The figure at the height that its rows use up, with an axis of values at the bottom where one is given."""
        height = math.ceil(self.used)
        layout = framed(
            self.theme,
            title=title,
            subtitle=subtitle,
            plot_height=height,
            bottom=40 if axis else 12,
        )
        layout |= {
            "annotations": self.notes,
            "barmode": "overlay",
            "yaxis": {"range": [height, 0], "visible": False},
            "xaxis": {
                "visible": axis is not None, "showgrid": False,
                "showline": True, "ticks": "outside", **(axis or {}),
            },
        }  # fmt: skip
        return figure_of(self.traces, layout, theme=self.theme)


def axis_of_values(highest: float, *, unit: str) -> Properties:
    """An axis from zero to a little beyond the highest value."""
    end = highest * 1.05 or 1
    return {
        "range": [0, end],
        "nticks": 5,
        "ticksuffix": "%" if unit == "%" else "",
        **POUNDS.get(unit, {}),
    }


def slots_of(rows: Iterable[Row]) -> dict[str, int]:
    """service_id → slot in the order of the rows."""
    names = dict.fromkeys(str(row["service_id"]) for row in rows if row["service_id"])
    return {name: slot for slot, name in enumerate(names)}


def colour_of(theme: Theme, slots: Mapping[str, int], service_id: str) -> str:
    """Colour of a service; grey for what is none of the chosen."""
    return series_colours(theme, [slots[service_id]])[0] if service_id in slots else theme.comparator


def wrapped(words: str, characters: int) -> list[str]:
    """Words in lines of at most so many characters."""
    return textwrap.wrap(words, characters, break_on_hyphens=False)


def period_text(period: str) -> str:
    """A period as a reader takes it."""
    return "Period not stated" if period in ("", "not stated") else period[0].upper() + period[1:]


def missing(value: Any) -> bool:
    """Whether a cell holds no value."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def _line(x: list[Any], y: list[Any], *, colour: str, width: float) -> Properties:
    line = {"color": colour, "width": width}
    return {"type": "scatter", "x": x, "y": y, "mode": "lines", "line": line, "cliponaxis": False}
