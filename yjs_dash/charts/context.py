"""Figures of the local circumstances: trends of official series, and one value a service with its comparator.

Takes frames of `compare.context`. Text stands above the bars and beside the lines, so that a figure reads at any
width: no axis of long names, no legend.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from yjs_dash.charts.theme import MARKERS, Theme, plain, series_colours, styled

TITLE_CHARACTERS = 27
LINE_CHARACTERS = 42
LABEL_CHARACTERS = 12
"""Characters a line that fit a screen 360 pixels wide: of a title, of running text, of a label beside a line."""
LINE_HEIGHT = 20
_SIDE = 16
_VERBS = {"similar": "Similar to", "higher": "Higher than", "lower": "Lower than"}
GLYPHS: tuple[str, ...] = ("●", "◆", "■", "▲", "✚", "✖")
DASHES: tuple[str, ...] = ("solid", "dot", "dashdot", "longdash")
_LABEL_MARGIN = 142
_AXIS_MARGIN = 46
_PLOT_HEIGHT = 340


@dataclass(frozen=True)
class _Series:
    service_id: str
    area: str
    name: str
    part_of: str
    comparator: bool
    years: list[float]
    values: list[float | None]
    labels: list[str]
    texts: list[str]
    dash: str

    @property
    def last(self) -> int | None:
        known = [i for i, value in enumerate(self.values) if value is not None]
        return known[-1] if known else None


def trend_lines(
    frame: pd.DataFrame,
    *,
    theme: Theme,
    title: str,
    subtitle: str,
    unit: str,
    slots: Mapping[str, int] | None = None,
) -> go.Figure:
    """Lines over time from zero, each labelled at its end; comparators grey and dashed; gaps where values miss.

    Takes a frame of `compare.context.trend`, values in `unit`. `slots`: service_id → colour and marker (0 to 5).
    """
    series = _series(frame)
    drawn = [s for s in series if s.last is not None]
    slots = slots or slots_of(frame)
    figure = go.Figure()
    for one in drawn:
        colour, slot = _colour(theme, slots, one.service_id)
        figure.add_trace(
            go.Scatter(
                x=one.years,
                y=one.values,
                mode="lines+markers",
                connectgaps=False,
                name=plain(one.name),
                text=[plain(text) for text in one.texts],
                hovertemplate="%{fullData.name}: %{text}<extra></extra>",
                line={
                    "color": colour,
                    "width": 2 if one.comparator else 3,
                    "dash": "dash" if one.comparator else one.dash,
                },
                marker={
                    "color": colour,
                    "size": 5 if one.comparator else 9,
                    "symbol": "circle" if one.comparator else MARKERS[slot % len(MARKERS)],
                },
            )
        )
    top = max((v for s in drawn for v in s.values if v is not None), default=1.0) * 1.08 or 1.0
    years = sorted({year for s in series for year in s.years}) or [0.0]
    labels = [_end_label(one, theme=theme, slots=slots, last_year=years[-1]) for one in drawn]
    heights = [LINE_HEIGHT * (label.count("<br>") + 1) + 4 for label in labels]
    height = max(_PLOT_HEIGHT if drawn else 4, sum(heights))
    wanted = [height * (1 - _ended(one) / top) for one in drawn]
    for label, middle in zip(labels, apart(wanted, heights, height), strict=True):
        figure.add_annotation(
            x=1, xref="paper", xanchor="left", xshift=10, y=1, yref="paper", yanchor="middle", yshift=-middle,
            text=label, showarrow=False, align="left", font={"size": 15, "color": theme.text},
        )  # fmt: skip
    notes = _notes(series)
    framed(
        figure,
        theme=theme,
        title=title,
        subtitle=subtitle,
        plot_height=height,
        bottom=(52 if drawn else 12) + LINE_HEIGHT * len(notes),
        left=_AXIS_MARGIN if drawn else _SIDE,
        right=_LABEL_MARGIN if drawn else _SIDE,
    )
    if notes:
        figure.add_annotation(
            x=0, xref="paper", xanchor="left", xshift=_SIDE - _AXIS_MARGIN if drawn else 0,
            y=0, yref="paper", yanchor="top", yshift=-40 if drawn else 0,
            text="<br>".join(plain(line) for line in notes), showarrow=False, align="left",
            font={"size": 15, "color": theme.muted},
        )  # fmt: skip
    ticks = _ticks(years)
    figure.update_xaxes(
        range=[years[0] - 0.5, years[-1] + 0.3], tickvals=ticks, ticktext=[f"{tick:g}" for tick in ticks],
        showgrid=False, automargin=False, fixedrange=True, visible=bool(drawn), ticks="outside", ticklen=7,
    )  # fmt: skip
    figure.update_yaxes(
        range=[0, top], nticks=6, ticksuffix="%" if unit == "%" else "", automargin=False, fixedrange=True,
        visible=bool(drawn),
    )  # fmt: skip
    return figure


def latest_bars(
    frame: pd.DataFrame,
    *,
    theme: Theme,
    title: str,
    subtitle: str,
    unit: str,
    verdicts: pd.DataFrame | None = None,
    slots: Mapping[str, int] | None = None,
) -> go.Figure:
    """A bar a service from zero, its comparator as a grey mark across it; a row without a figure says so in words.

    Takes a frame of `compare.context.latest`, values in `unit`, and of `verdicts`, whose intervals are drawn thin.
    """
    slots = slots or slots_of(frame)
    tested = {} if verdicts is None else {str(row["service_id"]): row for row in verdicts.to_dict("records")}
    figure, rows = go.Figure(), Rows(theme)
    highest = 0.0
    for row, others in _with_comparators(frame):
        colour, _ = _colour(theme, slots, str(row["service_id"]))
        named = f"{row['service']}, {row['breakdown']}" if row["breakdown"] else str(row["service"])
        rows.line(figure, f"{named}: {row['label']}", bold=True)
        test = tested.get(str(row["service_id"]), {}) if not row["breakdown"] else {}
        if not missing(row["value"]):
            y = rows.space(30)
            highest = max(highest, float(row["value"]))
            bar(
                figure,
                y=y,
                value=float(row["value"]),
                name=f"{named}: {row['label']}",
                colour=colour,
                width=20,
            )
            for other in others:
                mark(
                    figure,
                    theme=theme,
                    x=float(other["value"]),
                    y=y,
                    name=f"{other['area']}: {other['label']}",
                )
                highest = max(highest, float(other["value"]))
            if not missing(test.get("low_95")):
                low, high = float(test["low_95"]), float(test["high_95"])
                highest = max(highest, high)
                whisker(figure, theme=theme, low=low, high=high, y=rows.space(14))
                rows.line(
                    figure, f"95% interval {low:,.0f} to {high:,.0f} [e]", glyph="├─┤", colour=theme.text
                )
        for other in others:
            rows.line(figure, f"{other['area']}: {other['label']}", glyph="┃", colour=theme.comparator)
        if test.get("verdict"):
            rows.line(figure, f"{_VERBS[str(test['verdict'])]} {test['reference_area']} [e]")
        if row["period"]:
            rows.line(figure, period_text(str(row["period"])), muted=True)
        rows.space(16)
    rows.finish(figure, title=title, subtitle=subtitle, axis=highest > 0)
    figure.update_xaxes(range=[0, highest * 1.05 or 1], ticksuffix="%" if unit == "%" else "", nticks=5)
    return figure


class Rows:
    """Rows of text and marks from the top down. The vertical axis counts pixels, so that nothing overlaps."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.used = 4.0

    def space(self, pixels: float) -> float:
        """Uses up pixels; their middle."""
        self.used += pixels
        return self.used - pixels / 2

    def line(
        self,
        figure: go.Figure,
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
        figure.add_annotation(
            x=0, xref="paper", xanchor="left", y=self.space(height), yref="y", yanchor="middle", text=shown,
            showarrow=False, align="left",
            font={"size": size, "color": self.theme.muted if muted else self.theme.text},
        )  # fmt: skip

    def finish(self, figure: go.Figure, *, title: str, subtitle: str, axis: bool) -> go.Figure:
        """The figure at the height that its rows use up, with the axis of values at the bottom where it has any."""
        height = math.ceil(self.used)
        framed(
            figure,
            theme=self.theme,
            title=title,
            subtitle=subtitle,
            plot_height=height,
            bottom=40 if axis else 12,
        )
        figure.update_yaxes(range=[height, 0], visible=False, fixedrange=True)
        figure.update_xaxes(
            automargin=False, fixedrange=True, visible=axis, showgrid=False, showline=True, ticks="outside"
        )
        return figure


def bar(
    figure: go.Figure,
    *,
    y: float,
    value: float,
    name: str,
    colour: str,
    width: float,
    outline: str | None = None,
) -> None:
    """A horizontal bar from zero, centred on y; with `outline`, hollow: `colour` is then its ground."""
    figure.add_trace(
        go.Bar(
            x=[value],
            y=[y],
            orientation="h",
            width=width,
            base=0,
            name=plain(name),
            marker={"color": colour, "line": {"color": outline or colour, "width": 2 if outline else 0}},
            hovertemplate="%{fullData.name}<extra></extra>",
        )
    )
    figure.update_layout(barmode="overlay")


def mark(figure: go.Figure, *, theme: Theme, x: float, y: float, name: str) -> None:
    """A comparator's upright mark across a bar, with a rim that parts it from the bar."""
    for width, colour in ((8, theme.background), (4, theme.comparator)):
        figure.add_trace(
            go.Scatter(
                x=[x, x],
                y=[y - 15, y + 15],
                mode="lines",
                line={"color": colour, "width": width},
                name=plain(name),
                hovertemplate="%{fullData.name}<extra></extra>",
            )
        )


def whisker(figure: go.Figure, *, theme: Theme, low: float, high: float, y: float) -> None:
    """A thin interval with end strokes."""
    figure.add_trace(
        go.Scatter(
            x=[low, low, None, low, high, None, high, high],
            y=[y - 4, y + 4, None, y, y, None, y - 4, y + 4],
            mode="lines",
            line={"color": theme.text, "width": 1.5},
            name="95% interval",
            hoverinfo="skip",
        )
    )


def framed(
    figure: go.Figure,
    *,
    theme: Theme,
    title: str,
    subtitle: str,
    plot_height: float,
    bottom: float,
    left: float = _SIDE,
    right: float = _SIDE + 8,
) -> go.Figure:
    """The figure in the project's template with wrapped titles; the plot is exactly `plot_height` pixels high."""
    heads, subs = wrapped(title, TITLE_CHARACTERS), wrapped(subtitle, LINE_CHARACTERS)
    top = 8 + 29 * len(heads) + LINE_HEIGHT * len(subs) + (12 if heads or subs else 0)
    styled(figure, theme=theme, title=title, subtitle=subtitle, height=math.ceil(top + plot_height + bottom))
    figure.update_layout(
        title={
            "text": "<br>".join(plain(line) for line in heads),
            "subtitle": {"text": "<br>".join(plain(line) for line in subs)},
            "automargin": False,
            "y": 1,
            "yanchor": "top",
            "pad": {"t": 24, "l": _SIDE},
        },
        margin={"l": left, "r": right, "t": top, "b": bottom, "pad": 0, "autoexpand": False},
    )
    return figure


def slots_of(frame: pd.DataFrame) -> dict[str, int]:
    """service_id → slot in the order of the frame."""
    return {str(name): slot for slot, name in enumerate(n for n in frame["service_id"].unique() if n)}


def wrapped(words: str, characters: int) -> list[str]:
    """Words in lines of at most so many characters."""
    return textwrap.wrap(words, characters, break_long_words=True)


def period_text(period: str) -> str:
    """A period as a reader takes it."""
    return "Period not stated" if period in ("", "not stated") else period[0].upper() + period[1:]


def missing(value: Any) -> bool:
    """Whether a cell holds no value."""
    return value is None or bool(pd.isna(value))


def apart(wanted: Sequence[float], heights: Sequence[float], room: float) -> list[float]:
    """Middles of labels as near as possible to where they belong, without overlaps, within `room` pixels."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = [0.0] * len(wanted)
    floor = 0.0
    for i in order:
        placed[i] = max(wanted[i], floor + heights[i] / 2)
        floor = placed[i] + heights[i] / 2
    ceiling = room
    for i in reversed(order):
        placed[i] = min(placed[i], ceiling - heights[i] / 2)
        ceiling = placed[i] - heights[i] / 2
    return placed


def _with_comparators(frame: pd.DataFrame) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    found: list[tuple[dict[str, Any], list[dict[str, Any]]]] = []
    for row in frame.to_dict("records"):
        named = {str(key): value for key, value in row.items()}
        if not named["comparator"]:
            found.append((named, []))
        elif found and not missing(named["value"]):
            found[-1][1].append(named)
    return found


def _series(frame: pd.DataFrame) -> list[_Series]:
    dated = pd.to_datetime(frame["period_end"], format="%Y-%m-%d", errors="coerce")
    ends = {(day.month, day.day) for day in dated.dropna()}
    # Periods that end in different months are placed by month; those that share one stand at their year.
    years = dated.dt.year + (0 if len(ends) < 2 else (dated.dt.month - 12) / 12)
    frame = frame.assign(year=years)
    grid = sorted(frame["year"].dropna().unique())
    keys = ["service_id", "area", "area_type", "comparator"]
    parts: dict[str, int] = {}
    found = []
    for (service_id, area, _, comparator), group in frame.groupby(keys, sort=False):
        own = frame[(frame["service_id"] == service_id) & ~frame["comparator"].astype(bool)]
        several = not comparator and own["area"].nunique() > 1
        by_year = {row["year"]: row for row in group.to_dict("records") if not missing(row["year"])}
        rows = [by_year.get(year) for year in grid]
        place = parts.get(str(service_id), 0)
        parts[str(service_id)] = place + int(group["value"].notna().any())
        service = str(group["service"].iloc[0])
        found.append(
            _Series(
                service_id="" if comparator else str(service_id),
                area=str(area),
                name=str(area) if comparator or several else service,
                part_of=service if several else "",
                comparator=bool(comparator),
                years=[float(year) for year in grid],
                values=[
                    None if row is None or missing(row["value"]) else float(row["value"]) for row in rows
                ],
                labels=["" if row is None else str(row["label"]) for row in rows],
                texts=["" if row is None else f"{row['label']}, {row['period']}" for row in rows],
                dash=DASHES[place % len(DASHES)],
            )
        )
    return found


def _ended(one: _Series) -> float:
    value = one.values[one.last] if one.last is not None else None
    return value if value is not None else 0.0


def _end_label(one: _Series, *, theme: Theme, slots: Mapping[str, int], last_year: float) -> str:
    colour, slot = _colour(theme, slots, one.service_id)
    glyph = "– –" if one.comparator else GLYPHS[slot % len(GLYPHS)]
    last = one.last or 0
    when = "" if one.years[last] == last_year else f"<br>in {math.ceil(one.years[last])}"
    name = [plain(line) for line in wrapped(one.name, LABEL_CHARACTERS - (2 if one.comparator else 0))]
    return "<br>".join(
        [
            f'<span style="color:{colour}">{glyph}</span> {name[0]}',
            *name[1:],
            f"<b>{plain(one.labels[last])}</b>{when}",
        ]
    )


def _notes(series: Sequence[_Series]) -> list[str]:
    notes: list[str] = []
    shown = dict.fromkeys(s.part_of for s in series if s.part_of and s.last is not None)
    if shown:
        notes += wrapped(f"{'; '.join(shown)}: each authority on its own, never averaged.", LINE_CHARACTERS)
    absent = [f"{s.name} (part of {s.part_of})" if s.part_of else s.name for s in series if s.last is None]
    if absent:
        notes += wrapped(f"Not published [x]: {'; '.join(absent)}", LINE_CHARACTERS)
    if any(s.last is not None and None in s.values for s in series):
        notes += wrapped("Where a line breaks, figures are suppressed or not published.", LINE_CHARACTERS)
    return notes


def _ticks(years: Sequence[float]) -> list[int]:
    """At most four whole years up to the last; the first is among them where even steps reach it."""
    first, last = math.ceil(years[0]), math.ceil(years[-1])
    least = max(1, math.ceil((last - first) / 3))
    step = next((s for s in range(least, 2 * least + 1) if (last - first) % s == 0), least)
    return list(range(last, first - 1, -step))[::-1]


def _colour(theme: Theme, slots: Mapping[str, int], service_id: str) -> tuple[str, int]:
    if service_id not in slots:
        return theme.comparator, 0
    return series_colours(theme, [slots[service_id]])[0], slots[service_id]
