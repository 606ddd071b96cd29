"""The ruler from 0 to the highest score: overall bands shaded and named, one row a service."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import plotly.graph_objects as go

from yjs_dash.charts.bands import BAND_NAMES_HEIGHT, BandPlace, band_names, band_shapes, limit_lines
from yjs_dash.charts.theme import (
    MARKERS,
    TEXT_SIZE,
    Theme,
    halo,
    head_height,
    plain,
    series_colours,
    styled,
    wrapped,
)
from yjs_dash.framework import Framework

LABEL_WIDTH = 18
NO_BREAK = "\u00a0"
LINE, PADDING = 21, 19
AXIS = 64
BAND_PLACES: dict[str, BandPlace] = {
    "Inadequate": BandPlace(line=0, anchor="left"),
    "Requires improvement": BandPlace(line=1, anchor="center"),
    "Good": BandPlace(line=0, anchor="center"),
    "Outstanding": BandPlace(line=1, anchor="right"),
}


class Scored(Protocol):
    """What the ruler needs of a service's card; `framework` is a short name."""

    @property
    def service_id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def score(self) -> int | None: ...
    @property
    def framework(self) -> str: ...


def score_ruler_figure(
    cards: Sequence[Scored],
    *,
    theme: Theme,
    slots: Mapping[str, int],
    title: str,
    subtitle: str,
    framework: Framework,
) -> go.Figure:
    """Scores in points on the bands of `framework`, one row a service in the order given, labelled directly.

    `slots`: service id → colour and marker. A service of another framework carries that framework's short name in
    its label; a service without a total keeps a row that says so.
    """
    figure = go.Figure()
    highest = framework.score_max or 0
    notes = []
    y = float(BAND_NAMES_HEIGHT)
    for card in cards:
        label = _label(card, framework)
        height = LINE * (label.count("<br>") + 1) + PADDING
        if card.score is None:
            notes.append(_note(label, y + height / 2, theme=theme))
        else:
            slot = slots.get(card.service_id, 0)
            figure.add_scatter(
                name=plain(card.name),
                x=[card.score],
                y=[y + height / 2],
                mode="markers+text",
                marker={
                    "symbol": MARKERS[slot % len(MARKERS)],
                    "size": 16,
                    "color": series_colours(theme, [slot])[0],
                    "line": {"width": 1.5, "color": theme.text},
                },
                text=[_clear_of_marker(label)],
                textposition="middle right" if 2 * card.score < highest else "middle left",
                textfont={"size": TEXT_SIZE, "color": theme.text, "shadow": halo(theme)},
                cliponaxis=False,
                hovertemplate=f"{plain(card.name)}: {card.score} of {highest}<extra></extra>",
            )
        y += height
    limits = _limits(framework)
    height = head_height(title, subtitle) + int(y) + AXIS
    figure = styled(figure, theme=theme, title=title, subtitle=subtitle, height=height)
    figure.update_layout(
        margin_b=AXIS,
        margin_l=16,
        shapes=[
            *band_shapes(limits, theme=theme),
            *limit_lines([low for _, low, _ in limits[1:]], theme=theme, top=BAND_NAMES_HEIGHT, bottom=y),
        ],
        annotations=[*band_names(limits, theme=theme, places=BAND_PLACES), *notes],
    )
    figure.update_xaxes(
        range=[-0.5, highest + 0.5],
        tickvals=[*(band.low for band in framework.overall_bands), highest],
        showgrid=False,
        fixedrange=True,
        title={"text": f"Points of {highest}; each band from its first score", "standoff": 10},
    )
    figure.update_yaxes(range=[y, 0], visible=False, fixedrange=True)
    return figure


def _limits(framework: Framework) -> list[tuple[str, float, float]]:
    # Scores are whole, so a band's shading meets the next one half-way between two scores.
    return [(band.rating, band.low - 0.5, band.high + 0.5) for band in framework.overall_bands]


def _label(card: Scored, framework: Framework) -> str:
    other = card.framework != framework.short_name
    if card.score is None:
        return wrapped(f"{card.name}: no total known, {card.framework}", width=36)
    words = f"<b>{wrapped(f'{card.name}{NO_BREAK}{card.score}', width=LABEL_WIDTH)}</b>"
    return f"{words}<br>{wrapped(card.framework, width=LABEL_WIDTH)}" if other else words


def _clear_of_marker(label: str) -> str:
    return "<br>".join(f"{NO_BREAK}{line}{NO_BREAK}" for line in label.split("<br>"))


def _note(label: str, y: float, *, theme: Theme) -> dict[str, Any]:
    return {
        "text": label, "showarrow": False, "font": {"size": TEXT_SIZE, "color": theme.text},
        "xref": "x", "x": 0, "xanchor": "left", "align": "left", "yref": "y", "y": y, "yanchor": "middle",
    }  # fmt: skip
