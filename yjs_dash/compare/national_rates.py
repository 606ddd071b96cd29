"""Rates of all local authorities in one period, and which of them differ from the nation by more than chance.

Which picture is drawn, its line and its limits depend on the whole data set and never on a filter: a filter only
hides authorities, so that no verdict changes with it. Ten authorities with a population or more make a funnel,
fewer make intervals; where most populations are missing, or a rate has no known base, only the rates are shown.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from yjs_dash import stats
from yjs_dash.compare.catalogue import Catalogue, Selection, Service
from yjs_dash.compare.context import Indicator, figure_text, indicator
from yjs_dash.compare.memo import Memo, remembered
from yjs_dash.compare.national import Filter
from yjs_dash.compare.rate_figures import (
    UNRELIABLE,
    is_dated,
    is_of_another_year,
    latest_figures,
    nearest_populations,
    places_of_authorities,
    printed_decimals,
    published_rate,
)
from yjs_dash.compare.rate_limits import (
    ControlLimits,
    CurvePoint,
    ImpliedCounts,
    Reference,
    control_limits,
    curve,
    implied_counts,
    is_narrow,
    overdispersion_of,
    pooled,
)
from yjs_dash.compare.rows import DerivedRow, extended
from yjs_dash.compare.sources import citation
from yjs_dash.schema import ObservationRow
from yjs_dash.sources.areas import existed

FIRST: tuple[str, ...] = (
    "first_time_entrant_rate",
    "cautioned_or_sentenced_rate",
    "reoffending_rate_10_14",
    "reoffending_rate_15_17",
)
FUNNEL_FROM = 10
"""Comparable authorities from which on a funnel is drawn instead of intervals."""

ChartType = Literal["funnel", "intervals", "strip"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRate(DerivedRow):
    """The rate of one authority. `value` is in the unit of the measure, None where no figure is published.

    `label`: the figure as charts print it. `counted` marks a figure that is known and not unreliable [u]. `counts` are
    there where a population is known, `limits` where there is also a rate to compare with; `narrow` tells that the
    interval is narrow enough to say similar. `population_estimated`: the population is of another year than the rate.
    region and country are empty where they are not known.
    """

    area: str
    region: str
    country: str
    period: str
    value: float | None
    label: str
    status: str
    counted: bool
    source: str
    counts: ImpliedCounts | None = None
    population_period: str = ""
    population_source: str = ""
    population_estimated: bool = False
    limits: ControlLimits | None = None
    narrow: bool = False

    @property
    def population(self) -> int | None:
        """People aged 10 to 17."""
        return self.counts.population if self.counts else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 per cent interval, in the unit of the measure."""
        return (self.counts.low, self.counts.high) if self.counts else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilteredRate(AreaRate):
    """The rate of an authority that a filter leaves; service_id, service and name (for labels) only of a chosen one."""

    service_id: str = ""
    service: str = ""
    name: str = ""


@dataclass(frozen=True, eq=False)
class Rates:
    """All authorities in the latest period that is well covered; equal only to itself.

    `areas` are alphabetical; only those that are counted enter the median, the limits and over-dispersion. `curve`:
    the limits to draw. `later` authorities have a figure of a later period.
    """

    measure: Indicator
    period: str
    later: int
    areas: tuple[AreaRate, ...]
    chart_type: ChartType
    reference: Reference | None
    overdispersion: stats.Overdispersion | None
    curve: tuple[CurvePoint, ...]
    memo: Memo = field(default_factory=Memo, repr=False)

    @property
    def memo_key(self) -> None:
        """They have their memo to themselves."""

    @property
    def no_limits(self) -> str:
        """Why no population could bring limits, one of verdicts.REASONS; empty where it could."""
        if self.measure.per is not None:
            return ""
        return "no_cohort" if self.measure.topic == "reoffending" else "no_base"


@dataclass(frozen=True, eq=False)
class FilteredRates:
    """What a visitor sees of the rates: the authorities that a filter leaves, the chosen ones first.

    `absent`: chosen authorities without a figure (service, authority, status). `outside`: chosen authorities that
    the filter leaves out. `unplaced` authorities are left out because their region is not known.
    """

    rates: Rates
    rows: tuple[FilteredRate, ...]
    absent: tuple[tuple[Service, str, str], ...]
    outside: tuple[str, ...]
    unplaced: int

    @cached_property
    def chosen(self) -> list[FilteredRate]:
        """Rows of the chosen authorities that have a figure."""
        return [row for row in self.rows if row.service_id and row.value is not None]

    @cached_property
    def counted(self) -> list[float]:
        """Figures that are not unreliable."""
        return [row.value for row in self.rows if row.counted and row.value is not None]

    @property
    def median(self) -> float:
        """Median of `counted`, which is not empty."""
        return statistics.median(self.counted)


@remembered(most=1)
def available(catalogue: Catalogue) -> list[Indicator]:
    """The rates and reoffending shares that the data set has for local authorities."""
    found = [
        indicator(catalogue, indicator_id)
        for indicator_id, areas in catalogue.observations.items()
        if any(
            kind == "local_authority" and any(is_dated(row) and row.value is not None for row in rows)
            for (kind, _), rows in areas.items()
        )
    ]
    wanted = [measure for measure in found if measure.per is not None or measure.topic == "reoffending"]
    order = {indicator_id: number for number, indicator_id in enumerate(FIRST)}
    wanted.sort(key=lambda measure: (order.get(measure.indicator_id, len(order)), measure.name))
    return wanted


@remembered(most=64)
def rates(catalogue: Catalogue, *, indicator_id: str) -> Rates:
    """Rates of all local authorities. Kept, because exact limits take their time."""
    return _rates(catalogue, indicator(catalogue, indicator_id))


def filtered_rates(found: Rates, selection: Selection, filters: Filter) -> FilteredRates:
    """The authorities that a filter of countries and regions leaves; those of the chosen services come first."""
    inside = {row.area: row for row in found.areas if _passes(row, filters)}
    everywhere = {row.area: row for row in found.areas}
    chosen: dict[str, FilteredRate] = {}
    absent: list[tuple[Service, str, str]] = []
    outside: list[str] = []
    for entry in selection.services:
        for authority in entry.local_authorities:
            row = everywhere.get(authority)
            if row is None or row.value is None:
                absent.append((entry, authority, row.status if row else "x"))
            if row is not None and authority not in inside:
                outside.append(authority)
            elif row is not None:
                name = authority if len(entry.local_authorities) > 1 else entry.name
                marked = replace(
                    extended(FilteredRate, row), service_id=entry.service_id, service=entry.name, name=name
                )
                chosen.setdefault(authority, marked)
    rest = [extended(FilteredRate, row) for area, row in inside.items() if area not in chosen]
    return FilteredRates(
        rates=found,
        rows=(*chosen.values(), *rest),
        absent=tuple(absent),
        outside=tuple(outside),
        unplaced=sum(_is_unplaced(row, filters) for row in found.areas),
    )


def _passes(row: AreaRate, filters: Filter) -> bool:
    """Whether a filter of countries and regions leaves an authority."""
    return (not filters.countries or row.country in filters.countries) and (
        not filters.regions or row.region in filters.regions
    )


def _is_unplaced(row: AreaRate, filters: Filter) -> bool:
    """Whether a filter asks where an authority lies, and that is not known."""
    return bool((filters.countries and not row.country) or (filters.regions and not row.region))


def _rates(catalogue: Catalogue, measure: Indicator) -> Rates:
    end, later, rows = latest_figures(catalogue, measure.indicator_id)
    areas = _areas(catalogue, measure, end, rows)
    comparable = [area.counts for area in areas if area.counts is not None]
    per, reference, over = measure.per or 1, None, None
    limits: list[CurvePoint] = []
    chart_type = _chart_type(comparable=len(comparable), counted=sum(area.counted for area in areas))
    if chart_type != "strip":
        welsh = any(area.country == "Wales" for area in areas if area.counts is not None)
        reference = published_rate(catalogue, measure.indicator_id, end=end, welsh=welsh)
        reference = reference or pooled(comparable, per=per)
    if chart_type == "funnel" and reference is None:
        chart_type = "strip"
    if reference is not None:
        over = (
            overdispersion_of(comparable, reference=reference.value, per=per)
            if chart_type == "funnel"
            else None
        )
        phi = over.factor if over else 1.0
        areas = [_limited(area, reference=reference.value, per=per, phi=phi) for area in areas]
        if chart_type == "funnel":
            people = [counts.population for counts in comparable]
            limits = curve(people, reference=reference.value, per=per, phi=phi)
    periods = [row.period for row in rows.values() if row.value is not None]
    return Rates(
        measure=measure,
        period=max(dict.fromkeys(periods), key=periods.count, default=""),
        later=later,
        areas=tuple(areas),
        chart_type=chart_type,
        reference=reference,
        overdispersion=over,
        curve=tuple(limits),
    )


def _limited(area: AreaRate, *, reference: float, per: int, phi: float) -> AreaRate:
    """An authority with its limits, where there are counts that can lie among them."""
    counts = area.counts
    if counts is None:
        return area
    return replace(
        area,
        limits=control_limits(counts, reference=reference, per=per, phi=phi),
        narrow=is_narrow(low=counts.low, high=counts.high, beside=reference),
    )


def _areas(
    catalogue: Catalogue, measure: Indicator, end: str, rows: Mapping[str, ObservationRow]
) -> list[AreaRate]:
    """The rate of each authority, alphabetical; with counts where there is a population."""
    people = nearest_populations(catalogue, end) if measure.per is not None and end else {}
    places = places_of_authorities(catalogue)
    decimals = printed_decimals(rows.values())
    found: list[AreaRate] = []
    for area, row in sorted(rows.items(), key=lambda item: item[0].casefold()):
        value = row.value
        if value is None and not existed(area, day=dt.date.fromisoformat(end)):
            # Files keep a line for authorities that had ended, or did not stand yet: they lack no figure.
            continue
        region, country = places.get(area, ("", ""))
        status = row.status or ("x" if value is None else "")
        counted = value is not None and row.status != UNRELIABLE
        own = AreaRate(
            area=area,
            region=region,
            country=country,
            period=row.period,
            value=value,
            label=figure_text(value, unit=measure.unit, status=status),
            status=status,
            counted=counted,
            source=str(citation(catalogue, row)),
        )
        living = people.get(area)
        if counted and value is not None and value >= 0 and living is not None and measure.per is not None:
            own = replace(
                own,
                counts=implied_counts(
                    rate=value,
                    population=round(living.value or 0),
                    per=measure.per,
                    decimals=decimals[row.source_id],
                ),
                population_period=living.period,
                population_source=str(citation(catalogue, living)),
                population_estimated=is_of_another_year(living, end=end),
            )
        found.append(own)
    return found


def _chart_type(*, comparable: int, counted: int) -> ChartType:
    if comparable >= FUNNEL_FROM:
        return "funnel"
    # A few authorities with a population among many without say less than all the rates side by side.
    return "intervals" if comparable and 2 * comparable >= counted else "strip"
