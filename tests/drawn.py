"""What a reader sees in a figure: its words, its bars, its dots."""

from __future__ import annotations

from typing import Any, NamedTuple

import plotly.graph_objects as go


class Mark(NamedTuple):
    """A bar or a dot: how far it reaches, what it says under the mouse, its colour."""

    value: float
    name: str
    colour: str


def words_of(figure: go.Figure) -> list[str]:
    """Texts of notes and of traces, checked to be a valid figure first."""
    checked = go.Figure(figure.to_dict())
    written = [
        text
        for trace in checked.data
        if trace.type == "scatter" and "text" in (trace.mode or "")
        for text in trace.text
    ]
    return [*(note.text for note in checked.layout.annotations), *written]


def bars_of(figure: go.Figure) -> list[Mark]:
    return _marks(trace for trace in figure.data if trace.type == "bar")


def dots_of(figure: go.Figure) -> list[Mark]:
    return _marks(trace for trace in figure.data if trace.type == "scatter" and trace.mode == "markers")


def _marks(traces: Any) -> list[Mark]:
    return [
        Mark(*mark)
        for trace in traces
        for mark in zip(trace.x, trace.hovertext, trace.marker.color, strict=True)
    ]
