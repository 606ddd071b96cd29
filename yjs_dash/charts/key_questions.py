"""Interval plot of one standard's key questions: what was printed, how far few cases reach, where the bands lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from yjs_dash.charts.bands import BAND_NAMES_HEIGHT, BandPlace, band_names, band_shapes, limit_lines
from yjs_dash.charts.theme import (
    MARKERS,
    TEXT_SIZE,
    Properties,
    Theme,
    escape_html,
    figure_of,
    framed,
    halo,
    series_colours,
    wrapped,
)
from yjs_dash.framework import Framework

HEADING, ROW, MIDDLE, LINE = 40, 54, 32, 19
AXIS = 104
NAME_WIDTH = 13
NOTE_WIDTH = 24
WIDE, NARROW = 95, 80
"""Confidence of the two intervals, in per cent."""
CHARACTER = 8.2
# Labels of rows this near to an edge are set inwards, so that a narrow screen does not cut them.
NEAR_LEFT, NEAR_RIGHT = 35, 70
BAND_PLACES: dict[str, BandPlace] = {
    "Inadequate": BandPlace(line=0, anchor="center"),
    "Requires improvement": BandPlace(line=1, anchor="right"),
    "Good": BandPlace(line=1, anchor="left"),
    "Outstanding": BandPlace(line=0, anchor="right"),
}


@dataclass(frozen=True)
class _Answer:
    """What the chart takes of a row of its frame; bounds in per cent, 0 where there is no interval."""

    service_id: str
    service: str
    dimension: str
    question: str
    percent: int
    sufficient: int | None
    cases: int | None
    low_95: float
    high_95: float
    low_80: float
    high_80: float


@dataclass(frozen=True)
class _Row:
    """One service's answer to one question, at `y` pixels below the top of the plot."""

    answer: _Answer
    y: float
    notes: tuple[str, ...]

    @property
    def percent(self) -> int:
        return self.answer.percent

    @property
    def counted(self) -> bool:
        return self.answer.sufficient is not None

    @property
    def label(self) -> str:
        if not self.counted:
            return f"{self.percent}%"
        return f"{self.percent}% ({self.answer.sufficient} of {self.answer.cases})"

    @property
    def hover(self) -> str:
        words = f"{escape_html(self.answer.service)} {self.label}"
        if not self.counted:
            return words
        return f"{words}<br>95% interval {self.answer.low_95:.0f} to {self.answer.high_95:.0f}"

    def reach(self, confidence: int) -> tuple[float | None, float | None]:
        """Points below and above the printed percentage; None, None where there is no interval."""
        if not self.counted:
            return None, None
        answer = self.answer
        wide, narrow = (answer.low_95, answer.high_95), (answer.low_80, answer.high_80)
        low, high = wide if confidence == WIDE else narrow
        return max(self.percent - low, 0.0), max(high - self.percent, 0.0)


def key_question_figure(
    frame: pd.DataFrame,
    *,
    theme: Theme,
    slots: Mapping[str, int],
    title: str,
    subtitle: str,
    framework: Framework,
    notes: Mapping[tuple[str, str], Sequence[str]] | None = None,
    badges: Mapping[str, str] | None = None,
    absent: Mapping[str, str] | None = None,
) -> go.Figure:
    """A marker at each printed percentage, its 95 per cent interval thin and its 80 per cent interval thick.

    `frame` has the columns KEY_QUESTION_COLUMNS of one standard: percent, low_* and high_* in per cent, sufficient and
    cases counts. `slots`: service id → colour slot. `framework` gives the order of the questions and the bands, which
    are drawn only where they are known. `notes`: service id and dimension → what stands under the row, line by line.
    `badges`: service id → short name of another framework. `absent`: name of a service without percentages → why; it
    keeps a row.
    """
    absent, badges, notes = absent or {}, badges or {}, notes or {}
    groups = _groups(frame, framework)
    top = BAND_NAMES_HEIGHT if framework.percent_bands else 0
    headings: list[tuple[str, float]] = []
    rows: list[_Row] = []
    names: dict[float, str] = {}
    y = float(top)
    for label, records in groups:
        headings.append((label, y))
        y += HEADING
        for record in records:
            row = _Row(answer=record, y=y + MIDDLE, notes=_lines(record, notes))
            rows.append(row)
            names[row.y] = _name(record, badges)
            y += _height(names[row.y], notes=len(row.notes))
    reasons = []
    for name, reason in absent.items():
        names[y + MIDDLE] = wrapped(name, width=NAME_WIDTH)
        reasons.append((y + MIDDLE, reason))
        y += _height(names[y + MIDDLE], notes=0)
    total = max(y, ROW)

    traces: list[Properties] = []
    for service_id in dict.fromkeys(row.answer.service_id for row in rows):
        own = [row for row in rows if row.answer.service_id == service_id]
        traces += _markers(own, theme=theme, slot=slots.get(service_id, 0))
    traces.append(_words([row for row in rows if row.notes], theme=theme))

    left = 20 + CHARACTER * max(
        (len(line) for name in names.values() for line in name.split("<br>")), default=0
    )
    limits = [(band.rating, band.low, min(band.high + 1, 100)) for band in framework.percent_bands]
    layout = framed(theme, title=title, subtitle=subtitle, plot_height=int(total), bottom=AXIS, left=left)
    layout |= {
        "shapes": [
            *band_shapes(limits, theme=theme),
            *limit_lines([low for _, low, _ in limits[1:]], theme=theme, top=top, bottom=total),
            *(_strip(y, theme=theme) for _, y in headings),
        ],
        "annotations": [
            *band_names(limits, theme=theme, places=BAND_PLACES),
            *(_heading(label, y, theme=theme, left=left) for label, y in headings),
            *(_reason(text, y, theme=theme) for y, text in reasons),
        ],
        "xaxis": {
            "range": [0, 100], "tickvals": sorted({0, 100, *(low for _, low, _ in limits)}), "showgrid": False,
            "title": {"text": _key(rows), "standoff": 12},
        },
        "yaxis": {
            "range": [total, 0], "tickvals": list(names), "ticktext": list(names.values()), "ticks": "",
            "showgrid": False, "showline": False, "ticklabelstandoff": 8,
        },
    }  # fmt: skip
    return figure_of(traces, layout, theme=theme)


def _answers(frame: pd.DataFrame) -> list[_Answer]:
    answers = []
    for row in frame.itertuples(index=False):
        counted = pd.notna(row.sufficient)
        answers.append(
            _Answer(
                service_id=str(row.service_id),
                service=str(row.service),
                dimension=str(row.dimension),
                question=str(row.question),
                percent=int(row.percent),
                sufficient=int(row.sufficient) if counted else None,
                cases=int(row.cases) if counted else None,
                low_95=float(row.low_95) if counted else 0.0,
                high_95=float(row.high_95) if counted else 0.0,
                low_80=float(row.low_80) if counted else 0.0,
                high_80=float(row.high_80) if counted else 0.0,
            )
        )
    return answers


def _groups(frame: pd.DataFrame, framework: Framework) -> list[tuple[str, list[_Answer]]]:
    """Rows a question, in the framework's order of questions; a question it does not know comes last."""
    order = list(framework.dimensions)
    found: dict[str, list[_Answer]] = {}
    for answer in _answers(frame):
        found.setdefault(answer.dimension, []).append(answer)
    known = sorted(found, key=lambda dimension: order.index(dimension) if dimension in order else len(order))
    return [(found[dimension][0].question, found[dimension]) for dimension in known]


def _lines(answer: _Answer, notes: Mapping[tuple[str, str], Sequence[str]]) -> tuple[str, ...]:
    """The notes of a row, wrapped to lines."""
    own = notes.get((answer.service_id, answer.dimension), ())
    return tuple(line for note in own for line in wrapped(note, width=NOTE_WIDTH).split("<br>"))


def _height(name: str, *, notes: int) -> float:
    """Room for one row: its label above the marker, notes below it, and its name, whose middle is the marker's."""
    name_lines = name.count("<br>") + 1
    return max(ROW, MIDDLE + 18 + LINE * notes, MIDDLE + LINE * name_lines / 2 + 4)


def _name(answer: _Answer, badges: Mapping[str, str]) -> str:
    name = wrapped(answer.service, width=NAME_WIDTH)
    badge = badges.get(answer.service_id)
    return f"{name}<br>{wrapped(badge, width=NAME_WIDTH)}" if badge else name


def _markers(rows: list[_Row], *, theme: Theme, slot: int) -> list[Properties]:
    """A service's two traces: the thin interval, and over it the thick one with the marker and its label."""
    colour = series_colours(theme, [slot])[0]
    symbol = MARKERS[slot % len(MARKERS)]
    common = {
        "type": "scatter",
        "name": escape_html(rows[0].answer.service),
        "x": [row.percent for row in rows],
        "y": [row.y for row in rows],
        "cliponaxis": False,
        "marker": {
            "symbol": [symbol if row.counted else f"{symbol}-open" for row in rows],
            "size": 16,
            "color": colour,
            "line": {"width": 1.5, "color": [theme.text if row.counted else colour for row in rows]},
        },
    }
    thin = {"mode": "markers", "error_x": _error(rows, WIDE, colour=colour, thickness=2), "hoverinfo": "skip"}
    thick = {
        "mode": "markers+text",
        "error_x": _error(rows, NARROW, colour=colour, thickness=7),
        "text": [f"<b>{row.label}</b>" for row in rows],
        "textposition": [f"top {_side(row.percent)}" for row in rows],
        "textfont": {"size": TEXT_SIZE, "color": theme.text, "shadow": halo(theme)},
        "hovertext": [row.hover for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    return [common | thin, common | thick]


def _error(rows: list[_Row], confidence: int, *, colour: str, thickness: int) -> dict[str, Any]:
    reaches = [row.reach(confidence) for row in rows]
    return {
        "type": "data",
        "symmetric": False,
        "arrayminus": [below for below, _ in reaches],
        "array": [above for _, above in reaches],
        "color": colour,
        "thickness": thickness,
        "width": 0,
    }


def _words(rows: list[_Row], *, theme: Theme) -> Properties:
    """The trace of the notes under the rows."""
    return {
        "type": "scatter",
        "name": "notes",
        "x": [row.percent for row in rows],
        "y": [row.y + 10 for row in rows],
        "mode": "text",
        "text": ["<br>".join(row.notes) for row in rows],
        "textposition": [f"bottom {_side(row.percent)}" for row in rows],
        "textfont": {"size": TEXT_SIZE, "color": theme.text, "shadow": halo(theme)},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _side(percent: int) -> str:
    if percent >= NEAR_RIGHT:
        return "left"
    return "right" if percent <= NEAR_LEFT else "center"


def _strip(y: float, *, theme: Theme) -> dict[str, Any]:
    """A plain strip behind a question's heading, so that the bands do not run through its words."""
    return {
        "type": "rect", "layer": "below", "xref": "x", "x0": 0, "x1": 100, "yref": "y", "y0": y, "y1": y + HEADING,
        "fillcolor": theme.background, "line": {"width": 0},
    }  # fmt: skip


def _heading(label: str, y: float, *, theme: Theme, left: float) -> dict[str, Any]:
    return {
        "text": f"<b>{escape_html(label)}</b>", "showarrow": False, "font": {"size": TEXT_SIZE, "color": theme.text},
        "xref": "paper", "x": 0, "xanchor": "left", "xshift": 8 - left, "align": "left",
        "yref": "y", "y": y + HEADING - 6, "yanchor": "bottom",
    }  # fmt: skip


def _reason(text: str, y: float, *, theme: Theme) -> dict[str, Any]:
    return {
        "text": wrapped(text, width=30), "showarrow": False, "font": {"size": TEXT_SIZE, "color": theme.text},
        "xref": "x", "x": 0, "xanchor": "left", "align": "left", "yref": "y", "y": y, "yanchor": "middle",
    }  # fmt: skip


def _key(rows: list[_Row]) -> str:
    lines = ["Cases judged sufficient (%)"]
    if any(row.counted for row in rows):
        lines += ["thin line: 95% interval", "thick line: 80% interval"]
    return "<br>".join(lines)
