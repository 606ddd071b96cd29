"""Figures of the national picture: overall ratings by year, and the distribution of scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from yjs_dash.charts.theme import RATING_FILL, RATING_TEXT, TEXT_SIZE, Theme, head_height, plain, styled

ROW = 40
MARK = 26
AXIS = 64
KEY_ROW, KEY_COLUMN = 24, 200
KEY_ORDER: tuple[str, ...] = ("Requires improvement", "Inadequate", "Good", "Outstanding")
KEY_HEIGHT = 2 * KEY_ROW + 12


@dataclass(frozen=True)
class Marked:
    """A service to mark on the distribution, at its score."""

    service_id: str
    name: str
    score: int


def ratings_by_year_figure(counts: pd.DataFrame, *, theme: Theme, title: str, subtitle: str) -> go.Figure:
    """Stacked horizontal bars, a bar a year, each part with its number.

    `counts`: year, rating, inspections. Parts stand in the order of the scale and are named above the bars.
    """
    years = list(dict.fromkeys(counts["year"]))
    figure = go.Figure()
    for rating, group in counts.groupby("rating", sort=False):
        numbers = list(group["inspections"])
        figure.add_bar(
            name=str(rating),
            x=numbers,
            y=list(group["year"]),
            orientation="h",
            text=[str(n) if n else "" for n in numbers],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            textfont={"color": RATING_TEXT[str(rating)], "size": TEXT_SIZE},
            marker={"color": RATING_FILL[str(rating)], "line": {"color": theme.text, "width": 1}},
            hovertemplate="%{y}: %{x} " + str(rating) + "<extra></extra>",
        )
    styled(
        figure,
        theme=theme,
        title=title,
        subtitle=subtitle,
        height=head_height(title, subtitle) + ROW * max(1, len(years)) + AXIS,
    )
    _add_key(figure, theme=theme, left_margin=84)
    figure.update_layout(barmode="stack", bargap=0.2)
    most = int(counts.groupby("year")["inspections"].sum().max()) if len(counts) else 1
    figure.update_xaxes(title_text="Inspections", rangemode="tozero", tickformat="d", dtick=_step(most))
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    return figure


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
    figure = go.Figure()
    highest = int(counts["services"].max()) if len(counts) else 0
    for rating, group in counts.groupby("rating", sort=False):
        figure.add_bar(
            name=str(rating),
            x=list(group["score"]),
            y=list(group["services"]),
            marker={"color": RATING_FILL[str(rating)], "line": {"color": theme.text, "width": 1}},
            hovertemplate="%{x} points: %{y} services<extra>" + str(rating) + "</extra>",
        )
    flags = len(marked)
    styled(
        figure,
        theme=theme,
        title=title,
        subtitle=subtitle,
        height=head_height(title, subtitle) + 260 + MARK * flags + AXIS,
    )
    top = highest + 1 + highest * MARK * flags / 240
    # Each name has a height of its own, so that no two stand on each other on a narrow screen.
    for level, flag in enumerate(marked):
        colour = theme.series[slots[flag.service_id] % len(theme.series)]
        y = highest + 0.6 + highest * MARK * level / 240
        figure.add_shape(
            type="line",
            x0=flag.score,
            x1=flag.score,
            y0=0,
            y1=y,
            line={"color": colour, "width": 3},
            layer="above",
        )
        figure.add_annotation(
            x=flag.score,
            y=y,
            text=f"<b>{plain(flag.name)} {flag.score}</b>",
            showarrow=False,
            xanchor="left" if flag.score <= 18 else "right",
            yanchor="bottom",
            font={"size": TEXT_SIZE, "color": theme.text},
        )
    _add_key(figure, theme=theme, left_margin=56)
    figure.update_layout(bargap=0.08)
    figure.update_xaxes(
        title_text="Score, points of 36", range=[-0.7, 36.7], tickvals=[0, 6, 12, 18, 24, 30, 36]
    )
    figure.update_yaxes(title_text="Services", range=[0, top], tickformat="d", dtick=_step(highest))
    return figure


def _add_key(figure: go.Figure, *, theme: Theme, left_margin: int) -> None:
    """The ratings with their colours above the plot, in two rows that fit a narrow screen."""
    shift = left_margin - 8
    figure.update_yaxes(automargin=False)
    figure.update_layout(
        margin={"l": left_margin, "t": (figure.layout.margin.t or 0) + KEY_HEIGHT},
        height=(figure.layout.height or 0) + KEY_HEIGHT,
    )
    for number, rating in enumerate(KEY_ORDER):
        left, up = (number // 2) * KEY_COLUMN - shift, KEY_HEIGHT - 18 - (1 - number % 2) * KEY_ROW
        place = {"xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel"}
        figure.add_shape(
            type="rect", **place, xanchor=0, yanchor=1, x0=left, x1=left + 16, y0=up - 8, y1=up + 8,
            fillcolor=RATING_FILL[rating], line={"color": theme.text, "width": 1.5},
        )  # fmt: skip
        figure.add_annotation(
            xref="paper", yref="paper", x=0, y=1, xshift=left + 24, yshift=up, text=rating, showarrow=False,
            xanchor="left", yanchor="middle", font={"size": TEXT_SIZE, "color": theme.text},
        )  # fmt: skip


def _step(most: int) -> int:
    """Whole-number distance of ticks for about six of them."""
    return max(1, -(-most // 6))
