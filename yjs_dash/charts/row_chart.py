"""Figures made of rows: words above a bar or a mark, so that a figure reads at any width without axis of long names.

Traces and notes are gathered as plain dictionaries and become a figure at once.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Mapping
from typing import Protocol

import plotly.graph_objects as go

from yjs_dash.charts.theme import Properties, Theme, escape_html, figure_of, framed, series_colours

LINE_CHARACTERS = 42
"""Characters of running text in a line that fit a screen 360 pixels wide."""
LINE_HEIGHT = 20
Places = list[float | None]
"""Places on an axis; None parts what is drawn from what follows."""
POUNDS: Mapping[str, Properties] = {"£": {"tickprefix": "£", "tickformat": "~s"}}
"""Of an axis of values in pounds."""
_HOVER = "%{hovertext}<extra></extra>"


class OfService(Protocol):
    """A row of a service; `service_id` is empty where it is of none of the chosen."""

    @property
    def service_id(self) -> str: ...


class AreaFigure(OfService, Protocol):
    """A figure of an area, of a service or beside it: `value` is None where there is none, `label` is it as text.

    `period_end` is the last day of the period, empty where it is not known. A `comparator` is of no service itself.
    """

    @property
    def service(self) -> str: ...

    @property
    def area(self) -> str: ...

    @property
    def period(self) -> str: ...

    @property
    def period_end(self) -> str: ...

    @property
    def value(self) -> float | None: ...

    @property
    def label(self) -> str: ...

    @property
    def comparator(self) -> bool: ...


class AmongNeighbours(OfService, Protocol):
    """An authority in one period among its statistical neighbours: their median and range, None without a figure."""

    @property
    def area_name(self) -> str: ...

    @property
    def authority(self) -> str: ...

    @property
    def period(self) -> str: ...

    @property
    def median(self) -> float | None: ...

    @property
    def median_label(self) -> str: ...

    @property
    def low(self) -> float | None: ...

    @property
    def high(self) -> float | None: ...


class RowChartBuilder:
    """Rows of text and marks from the top down. The vertical axis counts pixels, so that nothing overlaps."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.used = 4.0
        # What is drawn alike is one trace in the end: a browser takes long over many.
        self._words: list[tuple[float, str, int, str]] = []
        self._bars: list[tuple[float, float, float, str, str, str, int]] = []
        self._lines: dict[tuple[str, float], tuple[Places, Places, list[str]]] = {}
        self._dots: list[tuple[float, float, str, str, str, str]] = []

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
        lines = [
            escape_html(part) for part in wrapped(words, LINE_CHARACTERS - (3 if glyph else 6 if bold else 0))
        ]
        shown = "<br>".join(f"<b>{part}</b>" if bold else part for part in lines)
        if glyph:
            shown = f'<span style="color:{colour}">{glyph}</span> {shown}'
        height = (LINE_HEIGHT + max(size - 15, 0)) * len(lines)
        colour_of_words = self.theme.muted if muted else self.theme.text
        self._words.append((self.space(height), shown, size, colour_of_words))

    def bar(
        self, *, y: float, value: float, name: str, colour: str, width: float, outline: str | None = None
    ) -> None:
        """A horizontal bar from zero, centred on y; with `outline`, hollow: `colour` is then its ground."""
        self._bars.append(
            (value, y, width, escape_html(name), colour, outline or colour, 2 if outline else 0)
        )

    def mark(self, *, x: float, y: float, name: str) -> None:
        """A comparator's upright mark across a bar, with a rim that parts it from the bar."""
        self._line([x, x], [y - 15, y + 15], colour=self.theme.background, width=8)
        self._line([x, x], [y - 15, y + 15], colour=self.theme.comparator, width=4, name=name)

    def whisker(self, *, low: float, high: float, y: float) -> None:
        """A thin interval with end strokes."""
        x: Places = [low, low, None, low, high, None, high, high]
        self._line(x, [y - 4, y + 4, None, y, y, None, y - 4, y + 4], colour=self.theme.text, width=1.5)

    def connector(self, *, low: float, high: float, y: float, width: float = 3) -> None:
        """A plain line between two values."""
        self._line([low, high], [y, y], colour=self.theme.comparator, width=width)

    def dot(
        self, *, x: float, y: float, name: str, colour: str, outline: str, symbol: str = "circle"
    ) -> None:
        """A marker; where `colour` is the ground, a hollow one."""
        self._dots.append((x, y, escape_html(name), symbol, colour, outline))

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
            "barmode": "overlay",
            "yaxis": {"range": [height, 0], "visible": False},
            "xaxis": {
                "visible": axis is not None, "showgrid": False,
                "showline": True, "ticks": "outside", **(axis or {"range": [0, 1]}),
            },
        }  # fmt: skip
        return figure_of(self._traces(), layout, theme=self.theme)

    def _line(self, x: Places, y: Places, *, colour: str, width: float, name: str = "") -> None:
        held_x, held_y, names = self._lines.setdefault((colour, width), ([], [], []))
        gap: Places = [None] if held_x else []
        held_x += gap + x
        held_y += gap + y
        names += [escape_html(name)] * len(gap + x)

    def _traces(self) -> list[Properties]:
        traces: list[Properties] = []
        if self._bars:
            values, places, widths, names, colours, rims, rim_widths = map(
                list, zip(*self._bars, strict=True)
            )
            traces.append(
                {
                    "type": "bar", "x": values, "y": places, "width": widths, "orientation": "h", "base": 0,
                    "hovertext": names, "hovertemplate": _HOVER, "textposition": "none",
                    "marker": {"color": colours, "line": {"color": rims, "width": rim_widths}},
                }
            )  # fmt: skip
        for (colour, width), (x, y, names) in self._lines.items():
            line = {"color": colour, "width": width}
            shown = {"hovertext": names, "hovertemplate": _HOVER} if any(names) else {"hoverinfo": "skip"}
            traces.append(
                {
                    "type": "scatter",
                    "x": x,
                    "y": y,
                    "mode": "lines",
                    "line": line,
                    "cliponaxis": False,
                    **shown,
                }
            )
        if self._dots:
            x, y, names, symbols, colours, rims = map(list, zip(*self._dots, strict=True))
            marker = {"symbol": symbols, "size": 15, "color": colours, "line": {"color": rims, "width": 2}}
            traces.append(
                {
                    "type": "scatter", "x": x, "y": y, "mode": "markers", "cliponaxis": False, "marker": marker,
                    "hovertext": names, "hovertemplate": _HOVER,
                }
            )  # fmt: skip
        if self._words:
            # As a trace and not as notes, which take several times as long to draw.
            y, texts, sizes, colours = map(list, zip(*self._words, strict=True))
            traces.append(
                {
                    "type": "scatter", "x": [0] * len(y), "y": y, "mode": "text", "text": texts, "cliponaxis": False,
                    "textposition": "middle right", "textfont": {"size": sizes, "color": colours}, "hoverinfo": "skip",
                }
            )  # fmt: skip
        return traces


def axis_of_values(highest: float, *, unit: str) -> Properties:
    """An axis from zero to a little beyond the highest value."""
    end = highest * 1.05 or 1
    return {
        "range": [0, end],
        "nticks": 5,
        "ticksuffix": "%" if unit == "%" else "",
        **POUNDS.get(unit, {}),
    }


def slots_of(rows: Iterable[OfService]) -> dict[str, int]:
    """service_id → slot in the order of the rows."""
    names = dict.fromkeys(row.service_id for row in rows if row.service_id)
    return {name: slot for slot, name in enumerate(names)}


def colour_of(theme: Theme, slots: Mapping[str, int], service_id: str) -> str:
    """Colour of a service; grey for what is none of the chosen."""
    return series_colours(theme, [slots[service_id]])[0] if service_id in slots else theme.comparator


def wrapped(words: str, characters: int) -> list[str]:
    """Words in lines of at most so many characters."""
    return textwrap.wrap(words, characters, break_on_hyphens=False)


def period_text(period: str) -> str:
    """A period as a reader takes it."""
    return "Date not given" if period in ("", "not stated") else period[0].upper() + period[1:]
