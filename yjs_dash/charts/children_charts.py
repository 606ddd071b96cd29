"""Figures of the children in the caseload: shares beside comparators, paired dots, counts as parts of a whole.

Takes rows of `compare.children`, `compare.disproportionality` and `compare.part_of_total`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

import plotly.graph_objects as go

from yjs_dash.charts.row_chart import (
    AreaFigure,
    OfService,
    RowChartBuilder,
    colour_of,
    period_text,
    slots_of,
)
from yjs_dash.charts.theme import Properties, Theme
from yjs_dash.stats import RelativeRateIndex

_BAR = 14
_WHOLE: Properties = {
    "range": [0, 100.5], "tickvals": [0, 25, 50, 75, 100], "ticktext": ["0%", "25%", "50%", "75%", "100%"],
}  # fmt: skip


class ShareFigure(AreaFigure, Protocol):
    """A share in per cent of a part of a caseload, or of the children who live in the area (`population`)."""

    @property
    def part(self) -> str: ...

    @property
    def population(self) -> bool: ...

    @property
    def status(self) -> str: ...


class GroupShares(OfService, Protocol):
    """Shares in per cent of a group and of its baseline, None where they are not known; each share also as text."""

    @property
    def service(self) -> str: ...

    @property
    def group(self) -> str: ...

    @property
    def baseline(self) -> str: ...

    @property
    def caseload_share(self) -> float | None: ...

    @property
    def caseload_label(self) -> str: ...

    @property
    def population_share(self) -> float | None: ...

    @property
    def population_label(self) -> str: ...

    @property
    def baseline_caseload_share(self) -> float | None: ...

    @property
    def baseline_caseload_label(self) -> str: ...

    @property
    def baseline_population_share(self) -> float | None: ...

    @property
    def baseline_population_label(self) -> str: ...

    @property
    def unknown_share(self) -> float | None: ...

    @property
    def index(self) -> RelativeRateIndex | None: ...


GroupRow = TypeVar("GroupRow", bound=GroupShares)


class PartFigure(OfService, Protocol):
    """A count as part of a whole, `share` in per cent; `part` is empty where a service has no counts."""

    @property
    def service(self) -> str: ...

    @property
    def group(self) -> str: ...

    @property
    def part(self) -> str: ...

    @property
    def label(self) -> str: ...

    @property
    def whole_label(self) -> str: ...

    @property
    def share(self) -> float | None: ...

    @property
    def corrected(self) -> bool: ...


def composition_bars(
    rows: Sequence[ShareFigure],
    *,
    theme: Theme,
    title: str,
    subtitle: str,
    slots: Mapping[str, int] | None = None,
) -> go.Figure:
    """Bars from 0 to 100 per cent, grouped by part; services filled, their local population hollow, others grey.

    Takes rows of `compare.children.composition` or `needs`. A comparator that several services share stands once a
    part. A service without any share is named once, below the parts.
    """
    slots = slots or slots_of(rows)
    drawing = RowChartBuilder(theme)
    known = {row.service_id for row in rows if not row.comparator and row.status != "x"}
    absent = dict.fromkeys(row.service for row in rows if row.service_id not in known)
    with_period = len({row.period for row in rows if row.value is not None}) > 1
    for part in dict.fromkeys(row.part for row in rows if known):
        group = [row for row in rows if row.part == part]
        if part:
            drawing.line(part, bold=True, size=17)
        own = [row for row in group if not row.comparator or row.population]
        own = [row for row in own if row.service_id in known or row.value is not None]
        # A stated period first: two reports may print one national share, and only one of them its period.
        shared = sorted(
            (row for row in group if row.comparator and not row.population),
            key=lambda row: row.period_end or "~",
        )
        once = {(row.area, row.value): row for row in reversed(shared)}
        for row in [*own, *reversed(once.values())]:
            _share(drawing, row, slots=slots, with_period=with_period)
        drawing.space(12)
    if absent:
        drawing.line(f"Not published [x]: {', '.join(absent)}")
        drawing.space(12)
    shown = any(row.value is not None for row in rows)
    return drawing.finish(title=title, subtitle=subtitle, axis=_WHOLE if shown else None)


def relative_rate_dots(
    rows: Sequence[GroupRow],
    *,
    note: Callable[[GroupRow], str],
    theme: Theme,
    title: str,
    subtitle: str,
    slots: Mapping[str, int] | None = None,
) -> go.Figure:
    """Each group's share of the caseload and of the local population as two joined dots, with the index in words.

    Takes rows of `compare.disproportionality.relative_rates`; `note` says what is printed beside the index of one or
    in its place. The axis is in per cent, the index has no unit.
    """
    slots = slots or slots_of(rows)
    drawing, highest = RowChartBuilder(theme), 0.0
    for row in rows:
        colour = colour_of(theme, slots, row.service_id)
        drawing.line(row.service, bold=True, size=17)
        for name, share, population, labels in (
            (
                row.group,
                row.caseload_share,
                row.population_share,
                (row.caseload_label, row.population_label),
            ),
            (
                row.baseline,
                row.baseline_caseload_share,
                row.baseline_population_share,
                (row.baseline_caseload_label, row.baseline_population_label),
            ),
        ):
            if share is None and population is None and len(set(labels)) == 1:
                drawing.line(f"{name}: {labels[0]}")
                continue
            drawing.line(name)
            drawing.line(f"Caseload: {labels[0]}", glyph="●", colour=colour)
            drawing.line(f"Children aged 10–17: {labels[1]}", glyph="○", colour=theme.text)
            highest = max([highest, *(end for end in (share, population) if end is not None)])
            _dots(drawing, share, population, colour=colour, name=f"{row.service}, {name}")
        for words in _index_words(row, note(row)):
            drawing.line(words, bold=words.startswith("Relative"))
        drawing.space(16)
    end = min(100, 25 * (int(highest // 25) + 1))
    ticks = list(range(0, end + 1, 25))
    axis = {"range": [0, end], "tickvals": ticks, "ticktext": [f"{tick}%" for tick in ticks]}
    return drawing.finish(title=title, subtitle=subtitle, axis=axis if highest > 0 else None)


def whole_bars(
    rows: Sequence[PartFigure],
    *,
    theme: Theme,
    title: str,
    subtitle: str,
    noun: str,
    slots: Mapping[str, int] | None = None,
) -> go.Figure:
    """Counts as bars from zero, as long as their per cent of the whole; the whole's number stands above its parts.

    Takes rows of `compare.part_of_total`. `noun` names what is counted, in the plural. A count without a published
    whole has no bar. Services without any count are named in one line, below the others.
    """
    slots = slots or slots_of(rows)
    drawing, heading = RowChartBuilder(theme), ("", "")
    absent: dict[str, list[str]] = {}
    for row in rows:
        if not row.part:
            absent.setdefault(row.label, []).append(row.service)
            continue
        if (row.service_id, row.group) != heading:
            drawing.space(10 if heading[0] else 0)
            heading = (row.service_id, row.group)
            drawing.line(_heading(row, noun=noun), bold=True, size=17)
        words = f"{row.part}: {row.label}"
        drawing.line(f"{words}, corrected" if row.corrected else words)
        if row.share is None:
            drawing.space(4)
            continue
        colour = colour_of(theme, slots, row.service_id)
        drawing.bar(y=drawing.space(_BAR + 8) - 2, value=row.share, name=words, colour=colour, width=_BAR)
    drawing.space(12)
    for label, names in absent.items():
        drawing.line(f"{label[:1].upper()}{label[1:]}: {', '.join(names)}")
        drawing.space(12)
    shown = any(row.share is not None for row in rows)
    return drawing.finish(title=title, subtitle=subtitle, axis=_WHOLE if shown else None)


def _heading(row: PartFigure, *, noun: str) -> str:
    named = f"{row.service}, {row.group[:1].lower()}{row.group[1:]}" if row.group else row.service
    return f"{named}: {row.whole_label} {noun}" if row.whole_label else named


def _share(
    drawing: RowChartBuilder, row: ShareFigure, *, slots: Mapping[str, int], with_period: bool
) -> None:
    theme = drawing.theme
    name = row.area
    if row.population:
        name = f"Children aged 10–17 in {row.service}"
    elif not row.comparator:
        name = row.service
    words = f"{name}: {row.label}"
    if with_period and row.value is not None:
        period = period_text(row.period)
        words += f" ({period[0].lower()}{period[1:]})"
    drawing.line(words)
    if row.value is None:
        drawing.space(4)
        return
    y, value = drawing.space(_BAR + 8) - 2, row.value
    colour = colour_of(theme, slots, row.service_id)
    if row.population:
        drawing.bar(y=y, value=value, name=words, colour=theme.background, width=_BAR - 2, outline=colour)
    else:
        fill = theme.comparator if row.comparator else colour
        drawing.bar(y=y, value=value, name=words, colour=fill, width=_BAR)


def _dots(
    drawing: RowChartBuilder, share: float | None, population: float | None, *, colour: str, name: str
) -> None:
    theme, y = drawing.theme, drawing.space(24)
    if share is not None and population is not None:
        drawing.connector(low=share, high=population, y=y)
    for value, what, inside, outline in (
        (population, "children aged 10–17", theme.background, theme.text),
        (share, "the caseload", colour, colour),
    ):
        if value is not None:
            drawing.dot(
                x=value, y=y, name=f"{name}: {_percent(value)} of {what}", colour=inside, outline=outline
            )


def _index_words(row: GroupShares, note: str) -> list[str]:
    index = row.index
    if index is None:
        return [note]
    words = [f"Relative rate index {index.value:.2f} ({index.low:.2f}–{index.high:.2f} from rounding)"]
    if row.unknown_share:
        words.append(
            f"{index.unknown_to_baseline:.2f} if all Unknown were {row.baseline}, "
            f"{index.unknown_to_group:.2f} if all were {row.group}"
        )
    return [*words, note] if note else words


def _percent(value: float) -> str:
    return f"{value:g}%"
