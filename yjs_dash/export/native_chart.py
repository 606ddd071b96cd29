"""Figures as office programs draw them: rows of `compare` → categories and series, with the app's colours.

The programs have bars, columns and lines; what a figure shows beyond that stands in its table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

import pandas as pd

from yjs_dash.charts.row_chart import AreaFigure, OfService
from yjs_dash.charts.theme import LIGHT, RATING_FILL, series_colours
from yjs_dash.compare.evidence_rows import QuestionFigure
from yjs_dash.framework import RATINGS
from yjs_dash.narrate.context_sentences import stamp

Kind = Literal["bars", "stacked_columns", "lines"]
Values = tuple[float | None, ...]
_PERCENT_AXIS = 100.0
GREYS: tuple[str, ...] = (LIGHT.comparator, "#A9B0B7", "#3D3D3D", LIGHT.grid)


@dataclass(frozen=True)
class NativeSeries:
    """Values of one name, one for each category, None where there is none.

    `labels` are the values as text, `legend` is the name with the last of them. `below` and `above` are lengths of
    error bars. `colours`: one for each point, in place of `colour`. `quiet` series are comparators: dashed lines;
    `hollow` bars have only an outline.
    """

    name: str
    values: Values
    labels: tuple[str, ...]
    colour: str
    legend: str = ""
    quiet: bool = False
    hollow: bool = False
    colours: tuple[str, ...] = ()
    below: Values = ()
    above: Values = ()


@dataclass(frozen=True)
class NativeChart:
    """What is drawn: `number_format` as spreadsheets write it, `maximum` of the axis, None where the program finds it.

    `axis`: what the axis of values measures; `axis_format` is that of its numbers.
    """

    kind: Kind
    categories: tuple[str, ...]
    series: tuple[NativeSeries, ...]
    number_format: str
    maximum: float | None = None
    axis: str = ""
    axis_format: str = "General"


class PartShare(AreaFigure, Protocol):
    """A share of a part, of a caseload or of the children who live in the area."""

    @property
    def part(self) -> str: ...

    @property
    def population(self) -> bool: ...


class CountShare(OfService, Protocol):
    """A count as a part of a whole of a group, `share` in per cent."""

    @property
    def service(self) -> str: ...

    @property
    def group(self) -> str: ...

    @property
    def part(self) -> str: ...

    @property
    def label(self) -> str: ...

    @property
    def share(self) -> float | None: ...


Row = TypeVar("Row")
Key = TypeVar("Key")
Slots = Mapping[str, int]


def format_of(unit: str, values: Iterable[float | None]) -> str:
    """A spreadsheet's number format for values in a unit: a decimal where one of them has any."""
    whole = all(value is None or float(value).is_integer() for value in values)
    number = "#,##0" if whole else "#,##0.0"
    return {"%": f'{number}"%"', "£": f'"£"{number}'}.get(unit, number)


def question_chart(rows: Sequence[QuestionFigure], *, slots: Slots, axis: str) -> NativeChart | None:
    """Percentages of key questions by service, with their 95 per cent intervals."""
    questions = tuple(dict.fromkeys(row.question for row in rows))
    series = []
    for service, own in _groups(rows, lambda row: row.service).items():
        by_question = {row.question: row for row in own}
        found = [by_question.get(question) for question in questions]
        series.append(
            NativeSeries(
                name=service,
                values=tuple(None if row is None else float(row.percent) for row in found),
                labels=tuple("" if row is None else _question_label(row) for row in found),
                colour=_colour(slots, own[0].service_id),
                below=tuple(
                    None if row is None or row.low_95 is None else row.percent - row.low_95 for row in found
                ),
                above=tuple(
                    None if row is None or row.high_95 is None else row.high_95 - row.percent for row in found
                ),
            )
        )
    return _chart("bars", questions, series, unit="%", maximum=_PERCENT_AXIS, axis=axis)


def line_chart(rows: Sequence[AreaFigure], *, slots: Slots, unit: str) -> NativeChart | None:
    """Series over time: a line an area, comparators dashed."""
    ends = sorted({row.period_end for row in rows if row.period_end and row.value is not None})
    periods = {row.period_end: stamp(row.period) for row in rows if row.period_end}
    areas: dict[str, set[str]] = {}
    for row in rows:
        if not row.comparator:
            areas.setdefault(row.service, set()).add(row.area)
    series = []
    for (service, area, comparator), own in _groups(
        rows, lambda row: (row.service, row.area, row.comparator)
    ).items():
        by_end = {row.period_end: row for row in own}
        found = [by_end.get(end) for end in ends]
        if not any(row is not None and row.value is not None for row in found):
            continue
        several = not comparator and len(areas[service]) > 1
        name = area if comparator or several else service
        last = [row for row in found if row is not None and row.value is not None][-1]
        series.append(
            NativeSeries(
                name=name,
                legend=f"{name}: {last.label} ({stamp(last.period)})",
                values=tuple(None if row is None else row.value for row in found),
                labels=tuple("" if row is None else row.label for row in found),
                colour=LIGHT.comparator if comparator else _colour(slots, own[0].service_id),
                quiet=comparator,
            )
        )
    return _chart("lines", tuple(periods[end] for end in ends), series, unit=unit)


def bar_chart(rows: Sequence[AreaFigure], *, slots: Slots, unit: str) -> NativeChart | None:
    """A bar a figure, comparators under each service, in one series."""
    found = [row for row in rows if row.value is not None]
    once = {(row.area, row.period, row.value) if row.comparator else id(row): row for row in reversed(found)}
    kept = list(reversed(once.values()))
    names = tuple(_dated(row) for row in kept)
    one = NativeSeries(
        name=unit,
        values=tuple(row.value for row in kept),
        labels=tuple(row.label for row in kept),
        colour=LIGHT.comparator,
        colours=tuple(LIGHT.comparator if row.comparator else _colour(slots, row.service_id) for row in kept),
    )
    return _chart("bars", names, [one] if kept else [], unit=unit, maximum=100.0 if unit == "%" else None)


def share_chart(rows: Sequence[PartShare], *, slots: Slots, residents: str) -> NativeChart | None:
    """Shares of parts; a series a service, one of those who live there, one a comparator.

    `residents`: a name with a gap for the service.
    """
    known = [row for row in rows if row.value is not None]
    parts = tuple(dict.fromkeys(row.part for row in known))

    def named(row: PartShare) -> str:
        if row.population:
            return residents.format(service=row.service)
        return row.area if row.comparator else row.service

    series: list[NativeSeries] = []
    for name, own in _groups(known, named).items():
        by_part = {row.part: row for row in reversed(own)}
        found = [by_part.get(part) for part in parts]
        grey = own[0].comparator and not own[0].population
        series.append(
            NativeSeries(
                name=name,
                values=tuple(None if row is None else row.value for row in found),
                labels=tuple("" if row is None else row.label for row in found),
                colour=_grey(series) if grey else _colour(slots, own[0].service_id),
                quiet=own[0].comparator,
                hollow=own[0].population,
            )
        )
    return _chart("bars", parts, series, unit="%", maximum=_PERCENT_AXIS)


def count_share_chart(rows: Sequence[CountShare], *, slots: Slots) -> NativeChart | None:
    """Counts as bars as long as their share of their whole, labelled with the count."""
    known = [row for row in rows if row.share is not None]
    parts = tuple(dict.fromkeys(_of_group(row) for row in known))
    series = []
    for service, own in _groups(known, lambda row: row.service).items():
        by_part = {_of_group(row): row for row in own}
        found = [by_part.get(part) for part in parts]
        series.append(
            NativeSeries(
                name=service,
                values=tuple(None if row is None else row.share for row in found),
                labels=tuple("" if row is None else row.label for row in found),
                colour=_colour(slots, own[0].service_id),
            )
        )
    return _chart("bars", parts, series, unit="%", maximum=_PERCENT_AXIS)


def rating_counts_chart(counts: pd.DataFrame, *, by: str, number: str) -> NativeChart | None:
    """Numbers by rating as stacked columns. `counts`: columns `by`, rating and `number`."""
    categories = tuple(str(value) for value in dict.fromkeys(counts[by]))
    series = []
    for rating in RATINGS:
        own = counts[counts["rating"] == rating]
        by_category = {str(row[by]): int(row[number]) for row in own.to_dict("records") if row[number]}
        if by_category:
            values = tuple(by_category.get(category) for category in categories)
            labels = tuple("" if value is None else str(value) for value in values)
            series.append(NativeSeries(rating, values, labels, RATING_FILL[rating]))
    return _chart("stacked_columns", categories, series, unit="")


def _chart(
    kind: Kind,
    categories: tuple[str, ...],
    series: Sequence[NativeSeries],
    *,
    unit: str,
    maximum: float | None = None,
    axis: str = "",
) -> NativeChart | None:
    if not categories or not series:
        return None
    return NativeChart(
        kind=kind,
        categories=categories,
        series=tuple(series),
        number_format=format_of(unit, (value for one in series for value in one.values)),
        maximum=maximum,
        axis=axis,
        axis_format={"%": 'General"%"', "£": '"£"#,##0'}.get(unit, "General"),
    )


def _groups(rows: Sequence[Row], key: Callable[[Row], Key]) -> dict[Key, list[Row]]:
    found: dict[Key, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def _colour(slots: Slots, service_id: str) -> str:
    return series_colours(LIGHT, [slots.get(service_id, 0)])[0]


def _grey(before: Sequence[NativeSeries]) -> str:
    """A grey for the next comparator, after those that stand there."""
    return GREYS[sum(one.quiet and not one.hollow for one in before) % len(GREYS)]


def _question_label(row: QuestionFigure) -> str:
    return (
        f"{row.percent}%" if row.sufficient is None else f"{row.percent}% ({row.sufficient} of {row.cases})"
    )


def _of_group(row: CountShare) -> str:
    return f"{row.part} ({row.group[:1].lower()}{row.group[1:]})" if row.group else row.part


def _dated(row: AreaFigure) -> str:
    return f"{row.area if row.comparator else row.service} ({stamp(row.period)})"
