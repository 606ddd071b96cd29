"""Colours, type and layout of every figure, named once.

Ratings: a palette that stays apart under every form of colour blindness; the label is always printed beside it.
Series: the Government Analysis Function's categorical palette; the order starts with its pair for two series, so
that the colours of two services do not change when a third joins.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import plotly.graph_objects as go

FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'

Properties = dict[str, object]
"""Part of a figure as plotly takes it: property → value."""

SIDE = 16
TEXT_SIZE = 15
TOP = 12
"""Pixels above the plot of a figure."""

RATING_FILL: dict[str, str] = {
    "Inadequate": "#A8330A",
    "Requires improvement": "#FCC88F",
    "Good": "#5FA3E0",
    "Outstanding": "#0C2D52",
}
RATING_TEXT: dict[str, str] = {
    "Inadequate": "#FFFFFF",
    "Requires improvement": "#0B0C0C",
    "Good": "#0B0C0C",
    "Outstanding": "#FFFFFF",
}
CLASS_FILL: tuple[str, ...] = ("#E3F1EF", "#9AD0C9", "#3F9A90", "#0F4D47")
"""Classes of a rate from low to high, in a hue of its own: neither end of a rate is a rating."""
CLASS_TEXT: tuple[str, ...] = ("#0B0C0C", "#0B0C0C", "#0B0C0C", "#FFFFFF")


@dataclass(frozen=True)
class Theme:
    """Colours of one appearance. `series` has a colour a service slot; `comparator` is for nation and region."""

    name: str
    background: str
    text: str
    muted: str
    grid: str
    band: tuple[str, ...]
    series: tuple[str, ...]
    comparator: str


LIGHT = Theme(
    name="light",
    background="#FFFFFF",
    text="#0B0C0C",
    muted="#484D52",
    grid="#D9DCDF",
    band=("#F3E4DE", "#FEF4E9", "#E9F2FB", "#DCE3EA"),
    series=("#12436D", "#F46A25", "#28A197", "#801650", "#3D3D3D", "#A285D1"),
    comparator="#6B7278",
)
DARK = Theme(
    name="dark",
    background="#0E1117",
    text="#F5F6F7",
    muted="#C3C8CE",
    grid="#3A4048",
    band=("#2E1A14", "#2F2819", "#1A2A3A", "#141D2A"),
    series=("#7FB2E5", "#F78C55", "#4CC4B9", "#D9709F", "#C9CDD2", "#BBA3E6"),
    comparator="#A9B0B7",
)
THEMES: dict[str, Theme] = {theme.name: theme for theme in (LIGHT, DARK)}

MARKERS: tuple[str, ...] = ("circle", "diamond", "square", "triangle-up", "cross", "x")
"""A service keeps its marker as well as its colour, so that neither stands alone."""


def series_colours(theme: Theme, slots: Sequence[int]) -> list[str]:
    """Colours for services by their slots (0 to 5)."""
    return [theme.series[slot % len(theme.series)] for slot in slots]


def figure_of(traces: Sequence[Properties], layout: Properties, *, theme: Theme) -> go.Figure:
    """A figure of plain dictionaries; what the layout leaves open comes from the theme."""
    return unvalidated_figure(traces, _filled(layout, _base(theme)))


def unvalidated_figure(traces: Sequence[Properties], layout: Properties) -> go.Figure:
    """A figure of exactly these dictionaries.

    Plotly's check of each property is left to the tests, which have it check every figure: it takes 39 to 47 ms for
    the key questions (1 to 2 without it, 15 runs in turn), where adding a service takes 235 ms to the painted figure.
    There is no template, because plotly.js draws a figure anew whenever it is given one again, even the same.
    """
    figure = go.Figure(list(traces), layout, _validate=False)
    # Streamlit's default one came with it.
    figure.layout.template = None
    return figure


def framed(
    theme: Theme,
    *,
    title: str,
    subtitle: str,
    plot_height: float,
    bottom: float,
    left: float = SIDE,
    right: float = SIDE + 8,
    above: float = 0,
) -> Properties:
    """A plot exactly `plot_height` pixels high; `above`: pixels between the top of the figure and the plot.

    Title (the finding) and subtitle (measure, place and period) go along as meta data, as they are: whoever shows the
    figure sets them, because plotly cannot break a line.
    """
    top = TOP + above
    return {
        "meta": [title, subtitle],
        "height": math.ceil(top + plot_height + bottom),
        "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0, "autoexpand": False},
    }


@lru_cache(maxsize=4)
def _base(theme: Theme) -> Properties:
    """What the layouts of all figures in a theme share. Treat as read-only.

    Every colour is set, because the server's default template would otherwise leave placeholders.
    """
    axis = {
        "gridcolor": theme.grid,
        "linecolor": theme.muted,
        "tickcolor": theme.muted,
        "tickfont": {"color": theme.text, "size": TEXT_SIZE},
        "title": {"font": {"color": theme.text, "size": TEXT_SIZE}},
        "zeroline": False,
        "fixedrange": True,
        # Margins are given: to measure them, plotly.js draws the axes once more.
        "automargin": False,
    }
    return {
        "font": {"family": FONT, "size": TEXT_SIZE, "color": theme.text},
        "paper_bgcolor": theme.background,
        "plot_bgcolor": theme.background,
        "colorway": list(theme.series),
        "xaxis": axis,
        "yaxis": axis,
        "hoverlabel": {
            "bgcolor": theme.background,
            "bordercolor": theme.text,
            "font": {"family": FONT, "size": TEXT_SIZE, "color": theme.text},
        },
        "showlegend": False,
        "dragmode": False,
        # Streamlit gives plotly.js every figure twice; with a revision it sees that the second has nothing new.
        "datarevision": "1",
    }


def _filled(given: Mapping[str, object], default: Mapping[str, object]) -> Properties:
    """What is given, and the default wherever nothing is."""
    return {name: _one_filled(given.get(name), default.get(name)) for name in {**default, **given}}


def _one_filled(given: object, default: object) -> object:
    if isinstance(given, Mapping) and isinstance(default, Mapping):
        return _filled(given, default)
    return default if given is None else given


def ink_on(ground: str) -> str:
    """The colour of words on a ground, black or white, whichever is further from it.

    References:
        WCAG 2.2, relative luminance and contrast ratio.
    """
    parts = [int(ground[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#0B0C0C" if (luminance + 0.05) ** 2 > 1.05 * 0.0532 else "#FFFFFF"


def escape_html(text: str) -> str:
    """Text from data as plotly shows it literally: its own markup is escaped."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def wrapped(text: str, *, width: int) -> str:
    """Text from data in lines of about `width` characters, escaped; plotly itself never breaks a line."""
    return "<br>".join(_lines(text, width))


def halo(theme: Theme) -> str:
    """Shadow that keeps words readable where a line runs behind them."""
    return ", ".join([f"0 0 3px {theme.background}"] * 4)


@lru_cache(maxsize=1024)
def _lines(text: str, width: int) -> tuple[str, ...]:
    """Escaped lines of at most `width` characters, of even length, so that no single word is left over."""
    broken = _broken(text, width)
    while width > 1 and len(_broken(text, width - 1)) == len(broken):
        width -= 1
    return tuple(escape_html(line) for line in _broken(text, width))


def _broken(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
