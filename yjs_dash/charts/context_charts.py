"""Figures of one value a service: the printed figure with its comparator, spend and staff, neighbours' range.

Takes rows of `compare.context`, `compare.verdicts`, `compare.resources` and `compare.trends`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import plotly.graph_objects as go

from yjs_dash.charts.row_chart import (
    Row,
    RowChartBuilder,
    axis_of_values,
    colour_of,
    missing,
    period_text,
    slots_of,
)
from yjs_dash.charts.theme import MARKERS, Theme

_VERBS = {
    "similar": "Similar to",
    "higher": "Higher than",
    "lower": "Lower than",
    "unclear": "Cannot be told apart from",
}


def latest_bars(
    rows: Sequence[Row],
    *,
    theme: Theme,
    title: str,
    subtitle: str,
    unit: str,
    verdicts: Sequence[Row] = (),
    slots: Mapping[str, int] | None = None,
) -> go.Figure:
    """A bar a service from zero, its comparator as a grey mark across it; a row without a figure says so in words.

    Takes rows of `compare.context.latest`, values in `unit`, and of `verdicts`, whose intervals are drawn thin.
    """
    slots = slots or slots_of(rows)
    tested = {str(row["service_id"]): row for row in verdicts}
    drawing, highest = RowChartBuilder(theme), 0.0
    for row, others in _with_comparators(rows):
        named = f"{row['service']}, {row['breakdown']}" if row["breakdown"] else str(row["service"])
        drawing.line(f"{named}: {row['label']}", bold=True)
        test = tested.get(str(row["service_id"]), {}) if not row["breakdown"] else {}
        if not missing(row["value"]):
            highest = max(highest, _bar(drawing, row, others, colour=_colour(theme, slots, row), named=named))
        if not missing(test.get("low_95")):
            low, high = float(test["low_95"]), float(test["high_95"])
            highest = max(highest, high)
            drawing.whisker(low=low, high=high, y=drawing.space(14))
            words = f"95% interval {low:,.0f} to {high:,.0f} [e]"
            drawing.line(words, glyph="├─┤", colour=theme.text)
        for other in others:
            drawing.line(f"{other['area']}: {other['label']}", glyph="┃", colour=theme.comparator)
        if test.get("verdict"):
            drawing.line(f"{_VERBS[str(test['verdict'])]} {test['reference_area']} [e]")
        if row["period"]:
            drawing.line(period_text(str(row["period"])), muted=True)
        drawing.space(16)
    axis = axis_of_values(highest, unit=unit) if highest > 0 else None
    return drawing.finish(title=title, subtitle=subtitle, axis=axis)


class AuthorityAmongNeighbours(Protocol):
    """What a chart needs of an authority beside its statistical neighbours; None without a figure."""

    @property
    def service_id(self) -> str: ...

    @property
    def authority(self) -> str: ...

    @property
    def period(self) -> str: ...

    @property
    def published_neighbours(self) -> int: ...

    @property
    def value(self) -> float | None: ...

    @property
    def value_label(self) -> str: ...

    @property
    def median(self) -> float | None: ...

    @property
    def median_label(self) -> str: ...

    @property
    def low(self) -> float | None: ...

    @property
    def low_label(self) -> str: ...

    @property
    def high(self) -> float | None: ...

    @property
    def high_label(self) -> str: ...


def neighbour_ranges(
    rows: Sequence[AuthorityAmongNeighbours],
    *,
    theme: Theme,
    title: str,
    subtitle: str,
    unit: str,
    slots: Mapping[str, int] | None = None,
) -> go.Figure:
    """An authority a row: the range of its statistical neighbours, their median as an upright mark, its own dot.

    Takes rows of `compare.trends.latest_beside_neighbours`, values in `unit`. One without a range is left out.
    """
    slots = slots or slots_of([{"service_id": row.service_id} for row in rows])
    drawing, highest = RowChartBuilder(theme), 0.0
    with_period = len({row.period for row in rows}) > 1
    for row in rows:
        if row.median is None or row.low is None or row.high is None:
            continue
        drawing.line(f"{row.authority}: {row.value_label}", bold=True)
        y = drawing.space(34)
        highest = max(highest, row.high, row.value or 0.0)
        drawing.connector(low=row.low, high=row.high, y=y, width=8)
        drawing.mark(x=row.median, y=y, name=f"Median of the neighbours of {row.authority}")
        if row.value is not None:
            drawing.dot(
                x=row.value,
                y=y,
                name=row.authority,
                colour=colour_of(theme, slots, row.service_id),
                outline=theme.background,
                symbol=MARKERS[slots.get(row.service_id, 0) % len(MARKERS)],
            )
        beside = f"{row.published_neighbours} neighbours: {row.median_label}"
        drawing.line(f"{beside} ({row.low_label} to {row.high_label})", glyph="┃", colour=theme.comparator)
        if with_period:
            drawing.line(period_text(row.period), muted=True)
        drawing.space(14)
    axis = axis_of_values(highest, unit=unit) if highest > 0 else None
    return drawing.finish(title=title, subtitle=subtitle, axis=axis)


def resource_bars(
    rows: Sequence[Row],
    *,
    theme: Theme,
    title: str,
    subtitle: str,
    unit: str,
    slots: Mapping[str, int] | None = None,
) -> go.Figure:
    """Each printed amount in words, and a bar from zero for what is worked out of it; `unit` is that of the ratio.

    Takes rows of `compare.resources.resources`.
    """
    slots = slots or slots_of(rows)
    drawing, highest, service = RowChartBuilder(theme), 0.0, ""
    for row in rows:
        if row["service_id"] != service:
            drawing.space(10 if service else 0)
            service = str(row["service_id"])
            printed = "" if row["what"] else f": {row['label']}"
            drawing.line(f"{row['service']}{printed}", bold=True)
        if not row["what"]:
            continue
        drawing.line(f"{row['what']}: {row['label']}")
        if not missing(row["ratio"]):
            ratio = float(row["ratio"])
            highest = max(highest, ratio)
            words = str(row["ratio_label"])
            y = drawing.space(26)
            drawing.bar(y=y, value=ratio, name=words, colour=_colour(theme, slots, row), width=18)
            drawing.line(words)
        drawing.line(period_text(str(row["period"])), muted=True)
        drawing.space(8)
    drawing.space(6)
    axis = axis_of_values(highest, unit=unit) if highest > 0 else None
    return drawing.finish(title=title, subtitle=subtitle, axis=axis)


def _bar(drawing: RowChartBuilder, row: Row, others: Sequence[Row], *, colour: str, named: str) -> float:
    y = drawing.space(30)
    value = float(row["value"])
    drawing.bar(y=y, value=value, name=f"{named}: {row['label']}", colour=colour, width=20)
    for other in others:
        drawing.mark(x=float(other["value"]), y=y, name=f"{other['area']}: {other['label']}")
    return max([value, *(float(other["value"]) for other in others)])


def _colour(theme: Theme, slots: Mapping[str, int], row: Row) -> str:
    return colour_of(theme, slots, str(row["service_id"]))


def _with_comparators(rows: Sequence[Row]) -> list[tuple[Row, list[Row]]]:
    found: list[tuple[Row, list[Row]]] = []
    for row in rows:
        if not row["comparator"]:
            found.append((row, []))
        elif found and not missing(row["value"]):
            found[-1][1].append(row)
    return found
