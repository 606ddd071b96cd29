"""Rates of all local authorities in one period, and which of them differ from the nation by more than chance.

Which picture is drawn, its line and its limits depend on the whole data set and never on a filter: a filter only
hides authorities, so that no verdict changes with it. Ten authorities with a population or more make a funnel,
fewer make intervals; where most populations are missing, or a rate has no known base, only the rates are shown.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from yjs_dash import stats
from yjs_dash.compare.catalogue import Catalogue, Selection, ServiceInspection
from yjs_dash.compare.context import Indicator, indicator
from yjs_dash.compare.memo import Memo, remembered
from yjs_dash.compare.national import Filter
from yjs_dash.compare.rate_figures import (
    UNRELIABLE,
    is_dated,
    latest_figures,
    nearest_populations,
    places_of_authorities,
    printed_decimals,
    published_rate,
)
from yjs_dash.compare.rate_limits import (
    LIMIT_COLUMNS,
    Reference,
    Row,
    control_limits,
    curve,
    implied_counts,
    is_narrow,
    overdispersion_of,
    pooled,
)
from yjs_dash.compare.sources import citation
from yjs_dash.schema import ObservationRow
from yjs_dash.sources.areas import existed

AREA_COLUMNS: list[str] = [
    "area", "region", "country", "period", "value", "status", "counted", "population", "population_period",
    "count_low", "count_high", "count_exact", "low", "high", *LIMIT_COLUMNS, "at_95", "at_998", "narrow",
    "source", "population_source",
]  # fmt: skip
FILTERED_COLUMNS: list[str] = ["service_id", "service", "name", *AREA_COLUMNS]
FIRST: tuple[str, ...] = (
    "first_time_entrant_rate",
    "cautioned_or_sentenced_rate",
    "reoffending_rate_10_14",
    "reoffending_rate_15_17",
)
FUNNEL_FROM = 10
"""Comparable authorities from which on a funnel is drawn instead of intervals."""

ChartType = Literal["funnel", "intervals", "strip"]


@dataclass(frozen=True, eq=False)
class Rates:
    """All authorities in the latest period that is well covered; equal only to itself.

    `areas`: rows of AREA_COLUMNS, alphabetical; value, interval (low and high, 95 per cent) and limits in the unit of
    `measure`, None where there is none. `counted` marks figures that are known and not unreliable [u]: only these
    enter the median, the limits and over-dispersion. at_95 and at_998 are where a rate lies among the limits, empty
    without a verdict; `narrow` tells that the interval is narrow enough to say similar. `curve`: rows of population
    and LIMIT_COLUMNS, the limits to draw. `later` authorities have a figure of a later period.
    """

    measure: Indicator
    period: str
    later: int
    areas: tuple[Row, ...]
    chart_type: ChartType
    reference: Reference | None
    overdispersion: stats.Overdispersion | None
    curve: tuple[Row, ...]
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

    `rows`: FILTERED_COLUMNS; service_id, service and name (for labels) are empty for authorities that are not chosen.
    `absent`: chosen authorities without a figure (service, authority, status). `outside`: chosen authorities that
    the filter leaves out. `unplaced` authorities are left out because their region is not known.
    """

    rates: Rates
    rows: tuple[Row, ...]
    absent: tuple[tuple[ServiceInspection, str, str], ...]
    outside: tuple[str, ...]
    unplaced: int

    @cached_property
    def chosen(self) -> list[Row]:
        """Rows of the chosen authorities that have a figure."""
        return [row for row in self.rows if row["service_id"] and row["value"] is not None]

    @cached_property
    def counted(self) -> list[float]:
        """Figures that are not unreliable."""
        return [row["value"] for row in self.rows if row["counted"]]

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
    conditions = [(c, set(v)) for c, v in (("country", filters.countries), ("region", filters.regions)) if v]
    inside = {row["area"]: row for row in found.areas if all(row[c] in values for c, values in conditions)}
    everywhere = {row["area"]: row for row in found.areas}
    chosen: dict[str, Row] = {}
    absent: list[tuple[ServiceInspection, str, str]] = []
    outside: list[str] = []
    for entry in selection.entries:
        for authority in entry.local_authorities:
            row = everywhere.get(authority)
            if row is None or row["value"] is None:
                absent.append((entry, authority, row["status"] if row else "x"))
            if row is not None and authority not in inside:
                outside.append(authority)
            elif row is not None:
                name = authority if len(entry.local_authorities) > 1 else entry.name
                mark = {"service_id": entry.service_id, "service": entry.name, "name": name}
                chosen.setdefault(authority, mark | row)
    unmarked = dict.fromkeys(("service_id", "service", "name"), "")
    rest = [unmarked | row for area, row in inside.items() if area not in chosen]
    return FilteredRates(
        rates=found,
        rows=(*chosen.values(), *rest),
        absent=tuple(absent),
        outside=tuple(outside),
        unplaced=sum(any(not row[column] for column, _ in conditions) for row in found.areas),
    )


def _rates(catalogue: Catalogue, measure: Indicator) -> Rates:
    end, later, rows = latest_figures(catalogue, measure.indicator_id)
    records = _records(catalogue, measure, end, rows)
    comparable = [record for record in records if record["population"] is not None]
    per, reference, over = measure.per or 1, None, None
    curve_rows: list[Row] = []
    chart_type = _chart_type(comparable=len(comparable), counted=sum(record["counted"] for record in records))
    if chart_type != "strip":
        welsh = any(record["country"] == "Wales" for record in comparable)
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
        for record in comparable:
            record.update(control_limits(record, reference=reference.value, per=per, phi=phi))
            record["narrow"] = is_narrow(low=record["low"], high=record["high"], beside=reference.value)
        if chart_type == "funnel":
            people = [record["population"] for record in comparable]
            curve_rows = curve(people, reference=reference.value, per=per, phi=phi)
    periods = [row.period for row in rows.values() if row.value is not None]
    return Rates(
        measure=measure,
        period=max(dict.fromkeys(periods), key=periods.count, default=""),
        later=later,
        areas=tuple(records),
        chart_type=chart_type,
        reference=reference,
        overdispersion=over,
        curve=tuple(curve_rows),
    )


def _records(
    catalogue: Catalogue, measure: Indicator, end: str, rows: Mapping[str, ObservationRow]
) -> list[Row]:
    """A record of AREA_COLUMNS for each authority, alphabetical; counts and interval where there is a population."""
    people = nearest_populations(catalogue, end) if measure.per is not None and end else {}
    places = places_of_authorities(catalogue)
    decimals = printed_decimals(rows.values())
    records: list[Row] = []
    for area, row in sorted(rows.items(), key=lambda item: item[0].casefold()):
        known = row.value is not None
        if not known and not existed(area, day=dt.date.fromisoformat(end)):
            # Files keep a line for authorities that had ended, or did not stand yet: they lack no figure.
            continue
        region, country = places.get(area, ("", ""))
        record: Row = dict.fromkeys(AREA_COLUMNS) | {
            "area": area,
            "region": region,
            "country": country,
            "period": row.period,
            "value": row.value,
            "status": row.status or ("" if known else "x"),
            "counted": known and row.status != UNRELIABLE,
            "at_95": "",
            "at_998": "",
            "source": str(citation(catalogue, row)),
        }
        living = people.get(area)
        if record["counted"] and record["value"] >= 0 and living is not None and measure.per is not None:
            population = round(living.value or 0)
            record |= implied_counts(
                rate=record["value"],
                population=population,
                per=measure.per,
                decimals=decimals[row.source_id],
            )
            record["population_period"] = living.period
            record["population_source"] = str(citation(catalogue, living))
        records.append(record)
    return records


def _chart_type(*, comparable: int, counted: int) -> ChartType:
    if comparable >= FUNNEL_FROM:
        return "funnel"
    # A few authorities with a population among many without say less than all the rates side by side.
    return "intervals" if comparable and 2 * comparable >= counted else "strip"
