"""Figures of one value a service: the printed figure with its comparator, spend and staff, neighbours' range.

Takes rows of `compare.context`, `compare.verdicts`, `compare.resources` and `compare.trends`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

import plotly.graph_objects as go

from yjs_dash.charts.row_chart import (
    AmongNeighbours,
    AreaFigure,
    OfService,
    RowChartBuilder,
    axis_of_values,
    colour_of,
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


class BarFigure(AreaFigure, Protocol):
    """A figure of a service, or of a part of it that `breakdown` names, or a comparator that follows it."""

    @property
    def breakdown(self) -> str: ...


class TestedFigure(OfService, Protocol):
    """The 95 per cent interval of a service's figure, and how it lies to the figure of an area; empty without."""

    @property
    def low_95(self) -> float | None: ...

    @property
    def high_95(self) -> float | None: ...

    @property
    def verdict(self) -> str: ...

    @property
    def reference_area(self) -> str: ...


class AuthorityAmongNeighbours(AmongNeighbours, Protocol):
    """The same with the authority's own figure, the number of neighbours with one, and the ends as text."""

    @property
    def published_neighbours(self) -> int: ...

    @property
    def value(self) -> float | None: ...

    @property
    def value_label(self) -> str: ...

    @property
    def low_label(self) -> str: ...

    @property
    def high_label(self) -> str: ...


class Amount(OfService, Protocol):
    """A printed amount, named by `what`; empty where a service has none. `ratio` is what is worked out of it."""

    @property
    def service(self) -> str: ...

    @property
    def what(self) -> str: ...

    @property
    def period(self) -> str: ...

    @property
    def label(self) -> str: ...

    @property
    def ratio(self) -> float | None: ...


AmountRow = TypeVar("AmountRow", bound=Amount)


def latest_bars(
    rows: Sequence[BarFigure],
    *,
    theme: Theme,
    title: str,
    subtitle: str,
    unit: str,
    verdicts: Sequence[TestedFigure] = (),
    slots: Mapping[str, int] | None = None,
) -> go.Figure:
    """A bar a service from zero, its comparator as a grey mark across it; a row without a figure says so in words.

    Takes rows of `compare.context.latest`, values in `unit`, and of `verdicts`, whose intervals are drawn thin.
    """
    slots = slots or slots_of(rows)
    tested = {row.service_id: row for row in verdicts}
    drawing, highest = RowChartBuilder(theme), 0.0
    for row, others in _with_comparators(rows):
        named = f"{row.service}, {row.breakdown}" if row.breakdown else row.service
        drawing.line(f"{named}: {row.label}", bold=True)
        test = tested.get(row.service_id) if not row.breakdown else None
        if row.value is not None:
            colour = colour_of(theme, slots, row.service_id)
            most = _bar(drawing, row.value, others, colour=colour, name=f"{named}: {row.label}")
            highest = max(highest, most)
        if test is not None and test.low_95 is not None and test.high_95 is not None:
            low, high = test.low_95, test.high_95
            highest = max(highest, high)
            drawing.whisker(low=low, high=high, y=drawing.space(14))
            words = f"95% interval {low:,.0f} to {high:,.0f} [e]"
            drawing.line(words, glyph="├─┤", colour=theme.text)
        for other in others:
            drawing.line(f"{other.area}: {other.label}", glyph="┃", colour=theme.comparator)
        if test is not None and test.verdict:
            drawing.line(f"{_VERBS[test.verdict]} {test.reference_area} [e]")
        if row.period:
            drawing.line(period_text(row.period), muted=True)
        drawing.space(16)
    axis = axis_of_values(highest, unit=unit) if highest > 0 else None
    return drawing.finish(title=title, subtitle=subtitle, axis=axis)


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
    slots = slots or slots_of(rows)
    drawing, highest = RowChartBuilder(theme), 0.0
    with_period = len({row.period for row in rows}) > 1
    for row in rows:
        if row.median is None or row.low is None or row.high is None:
            continue
        drawing.line(f"{row.area_name}: {row.value_label}", bold=True)
        y = drawing.space(34)
        highest = max(highest, row.high, row.value or 0.0)
        drawing.connector(low=row.low, high=row.high, y=y, width=8)
        drawing.mark(x=row.median, y=y, name=f"Median of the neighbours of {row.area_name}")
        if row.value is not None:
            drawing.dot(
                x=row.value,
                y=y,
                name=row.area_name,
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
    rows: Sequence[AmountRow],
    *,
    ratio_label: Callable[[AmountRow], str],
    theme: Theme,
    title: str,
    subtitle: str,
    unit: str,
    slots: Mapping[str, int] | None = None,
) -> go.Figure:
    """Each printed amount in words, and a bar from zero for what is worked out of it; `unit` is that of the ratio.

    Takes rows of `compare.resources.resources`. `ratio_label` says what is worked out of one.
    """
    slots = slots or slots_of(rows)
    drawing, highest, service = RowChartBuilder(theme), 0.0, ""
    for row in rows:
        if row.service_id != service:
            drawing.space(10 if service else 0)
            service = row.service_id
            printed = "" if row.what else f": {row.label}"
            drawing.line(f"{row.service}{printed}", bold=True)
        if not row.what:
            continue
        drawing.line(f"{row.what}: {row.label}")
        if row.ratio is not None:
            highest = max(highest, row.ratio)
            words, y = ratio_label(row), drawing.space(26)
            colour = colour_of(theme, slots, row.service_id)
            drawing.bar(y=y, value=row.ratio, name=words, colour=colour, width=18)
            drawing.line(words)
        drawing.line(period_text(row.period), muted=True)
        drawing.space(8)
    drawing.space(6)
    axis = axis_of_values(highest, unit=unit) if highest > 0 else None
    return drawing.finish(title=title, subtitle=subtitle, axis=axis)


def _bar(
    drawing: RowChartBuilder, value: float, others: Sequence[BarFigure], *, colour: str, name: str
) -> float:
    """A bar with the marks of its comparators; the highest value of them."""
    y = drawing.space(30)
    drawing.bar(y=y, value=value, name=name, colour=colour, width=20)
    marks = [(other.value, f"{other.area}: {other.label}") for other in others if other.value is not None]
    for beside, words in marks:
        drawing.mark(x=beside, y=y, name=words)
    return max([value, *(beside for beside, _ in marks)])


def _with_comparators(rows: Sequence[BarFigure]) -> list[tuple[BarFigure, list[BarFigure]]]:
    """Figures of services, each with the comparators after it that have one."""
    found: list[tuple[BarFigure, list[BarFigure]]] = []
    for row in rows:
        if not row.comparator:
            found.append((row, []))
        elif found and row.value is not None:
            found[-1][1].append(row)
    return found
