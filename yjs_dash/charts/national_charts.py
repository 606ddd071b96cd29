"""Figures of the national picture: overall ratings by year, and the distribution of scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from yjs_dash.charts.theme import (
    RATING_FILL,
    RATING_TEXT,
    SIDE,
    TEXT_SIZE,
    Properties,
    Theme,
    escape_html,
    figure_of,
    framed,
)

ROW, STANDARD_ROW = 40, 41
GAP = " "
"""The empty row between calendar years and what is none."""
MARK = 26
AXIS, STANDARD_AXIS = 64, 36
KEY_ROW, KEY_COLUMN = 24, 208
KEY_COLUMNS: tuple[tuple[str, ...], ...] = (("Inadequate", "Requires improvement"), ("Good", "Outstanding"))
KEY_HEIGHT = 2 * KEY_ROW + 12
YEARS_MARGIN, SCORES_MARGIN = 96, 56


@dataclass(frozen=True)
class Marked:
    """A service to mark on the distribution, at its score."""

    service_id: str
    name: str
    score: int


def ratings_by_year_figure(
    counts: pd.DataFrame, *, apart: Sequence[str] = (), theme: Theme, title: str, subtitle: str
) -> go.Figure:
    """Stacked horizontal bars, a bar a year, each part with its number.

    `counts`: year, rating, inspections. Parts stand in the order of the scale and are named above the bars. `apart`:
    years that are no calendar years, below the others.
    """
    years = list(dict.fromkeys(counts["year"]))
    rows = [year for year in years if year not in apart]
    rows += [*([GAP] if rows and len(rows) < len(years) else []), *(year for year in years if year in apart)]
    layout = framed(
        theme,
        title=title,
        subtitle=subtitle,
        plot_height=ROW * max(1, len(rows)),
        bottom=AXIS,
        left=YEARS_MARGIN,
        above=KEY_HEIGHT,
    )
    shapes, annotations = _key(theme, left_margin=YEARS_MARGIN)
    layout |= {
        "barmode": "stack",
        "bargap": 0.2,
        "shapes": shapes,
        "annotations": annotations,
        "xaxis": _count_axis(counts, by="year"),
        "yaxis": {
            "type": "category", "categoryorder": "array", "categoryarray": rows, "range": [len(rows) - 0.5, -0.5],
            "tickvals": [row for row in rows if row != GAP], "showgrid": False,
        },
    }  # fmt: skip
    return figure_of(_stacked(counts, by="year", theme=theme), layout, theme=theme)


def ratings_by_standard_figure(counts: pd.DataFrame, *, theme: Theme, title: str, subtitle: str) -> go.Figure:
    """Stacked horizontal bars, a bar a standard under its name, each part with its number.

    `counts`: standard, rating, inspections. Parts stand in the order of the scale and are named above the bars.
    """
    standards = list(dict.fromkeys(counts["standard"]))
    layout = framed(
        theme,
        title=title,
        subtitle=subtitle,
        plot_height=STANDARD_ROW * max(1, len(standards)),
        bottom=STANDARD_AXIS,
        above=KEY_HEIGHT,
    )
    shapes, annotations = _key(theme, left_margin=SIDE)
    annotations += [
        {
            "x": 0, "y": number, "yshift": 18, "text": escape_html(standard), "showarrow": False, "xanchor": "left",
            "yanchor": "middle", "font": {"size": TEXT_SIZE, "color": theme.text},
        }
        for number, standard in enumerate(standards)
    ]  # fmt: skip
    layout |= {
        "barmode": "stack",
        "bargap": 0.58,
        "shapes": shapes,
        "annotations": annotations,
        "xaxis": _count_axis(counts, by="standard") | {"title": None},
        "yaxis": {
            "type": "category", "categoryorder": "array", "categoryarray": standards,
            "range": [len(standards) - 0.6, -0.85], "showgrid": False, "showticklabels": False,
        },
    }  # fmt: skip
    return figure_of(_stacked(counts, by="standard", theme=theme), layout, theme=theme)


def _count_axis(counts: pd.DataFrame, *, by: str) -> Properties:
    most = int(counts.groupby(by)["inspections"].sum().max()) if len(counts) else 1
    return {"title": {"text": "Inspections"}, "rangemode": "tozero", "tickformat": "d", "dtick": _step(most)}


def _stacked(counts: pd.DataFrame, *, by: str, theme: Theme) -> list[Properties]:
    """Bars of inspections by rating, each part with its number. `counts`: the column `by`, rating, inspections."""
    traces = []
    for rating, group in counts.groupby("rating", sort=False):
        numbers = group["inspections"].tolist()
        traces.append(
            _bars(str(rating), theme=theme)
            | {
                "x": numbers,
                "y": list(group[by]),
                "orientation": "h",
                "text": [str(n) if n else "" for n in numbers],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "constraintext": "none",
                "textfont": {"color": RATING_TEXT[str(rating)], "size": TEXT_SIZE},
                "hovertemplate": "%{y}: %{x} " + str(rating) + "<extra></extra>",
            }
        )
    return traces


def score_figure(
    counts: pd.DataFrame,
    *,
    marked: Sequence[Marked],
    theme: Theme,
    slots: Mapping[str, int],
    title: str,
    subtitle: str,
) -> go.Figure:
    """A bar a score, as high as its number of services, in the colour of its band; chosen services are flagged.

    `counts`: score, services, rating. `slots`: service id → colour.
    """
    highest = int(counts["services"].max()) if len(counts) else 0
    top = int(counts["score"].max()) if len(counts) else 0
    traces = [
        _bars(str(rating), theme=theme)
        | {
            "x": group["score"].tolist(),
            "y": group["services"].tolist(),
            "hovertemplate": "%{x} points: %{y} services<extra>" + str(rating) + "</extra>",
        }
        for rating, group in counts.groupby("rating", sort=False)
    ]
    layout = framed(
        theme,
        title=title,
        subtitle=subtitle,
        plot_height=260 + MARK * len(marked),
        bottom=AXIS,
        left=SCORES_MARGIN,
        above=KEY_HEIGHT,
    )
    shapes, annotations = _key(theme, left_margin=SCORES_MARGIN)
    # Each name has a height of its own, so that no two stand on each other on a narrow screen.
    for level, flag in enumerate(marked):
        y = highest + 0.6 + highest * MARK * level / 240
        colour = theme.series[slots[flag.service_id] % len(theme.series)]
        shapes.append(
            {
                "type": "line", "x0": flag.score, "x1": flag.score, "y0": 0, "y1": y, "layer": "above",
                "line": {"color": colour, "width": 3},
            }
        )  # fmt: skip
        annotations.append(
            {
                "x": flag.score, "y": y, "text": f"<b>{escape_html(flag.name)} {flag.score}</b>", "showarrow": False,
                "xanchor": "left" if 2 * flag.score <= top else "right", "yanchor": "bottom",
                "font": {"size": TEXT_SIZE, "color": theme.text},
            }
        )  # fmt: skip
    layout |= {
        "shapes": shapes,
        "annotations": annotations,
        "bargap": 0.08,
        "xaxis": {
            "title": {"text": f"Score, points of {top}"}, "range": [-0.7, top + 0.7],
            "tickvals": list(range(0, top + 1, _step(top))),
        },
        "yaxis": {
            "title": {"text": "Services"}, "range": [0, highest + 1 + highest * MARK * len(marked) / 240],
            "tickformat": "d", "dtick": _step(highest),
        },
    }  # fmt: skip
    return figure_of(traces, layout, theme=theme)


def _bars(rating: str, *, theme: Theme) -> Properties:
    marker = {"color": RATING_FILL[rating], "line": {"color": theme.text, "width": 1}}
    return {"type": "bar", "name": rating, "marker": marker}


def _key(theme: Theme, *, left_margin: int) -> tuple[list[Properties], list[Properties]]:
    """Shapes and annotations of the ratings above the plot, column by column, so that they fit a narrow screen."""
    shapes: list[Properties] = []
    annotations: list[Properties] = []
    places = [(c, r, rating) for c, ratings in enumerate(KEY_COLUMNS) for r, rating in enumerate(ratings)]
    for column, row, rating in places:
        left, up = column * KEY_COLUMN - left_margin + 8, KEY_HEIGHT - 18 - row * KEY_ROW
        shapes.append(
            {
                "type": "rect", "xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel",
                "xanchor": 0, "yanchor": 1, "x0": left, "x1": left + 16, "y0": up - 8, "y1": up + 8,
                "fillcolor": RATING_FILL[rating], "line": {"color": theme.text, "width": 1.5},
            }
        )  # fmt: skip
        annotations.append(
            {
                "xref": "paper", "yref": "paper", "x": 0, "y": 1, "xshift": left + 24, "yshift": up, "text": rating,
                "showarrow": False, "xanchor": "left", "yanchor": "middle",
                "font": {"size": TEXT_SIZE, "color": theme.text},
            }
        )  # fmt: skip
    return shapes, annotations


def _step(most: int) -> int:
    """Whole-number distance of ticks for about six of them."""
    return max(1, -(-most // 6))
