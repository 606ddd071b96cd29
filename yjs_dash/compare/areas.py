"""One figure for a service that covers several authorities.

Counts add up over authorities and rates do not: where only rates are published, a service has a range of its parts.
Every row carries where its figure comes from: `basis`, and the names and figures behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from yjs_dash import stats
from yjs_dash.compare.catalogue import Catalogue, ServiceInspection
from yjs_dash.compare.context import POPULATION, Indicator, indicator
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.rate_figures import rank
from yjs_dash.schema import ObservationRow
from yjs_dash.sources.aggregate_checks import ADDITIVE_UNITS
from yjs_dash.sources.areas import FORMER_AUTHORITIES

SERVICE_COLUMNS: list[str] = [
    "service_id", "service", "indicator_id", "breakdown", "period", "period_end", "basis", "value", "low", "low_area",
    "high", "high_area", "status", "parts", "published_parts", "areas", "missing", "former", "published", "source_id",
]  # fmt: skip
BASES: dict[str, str] = {
    "published": "published for the service as a whole",
    "authority": "published for its only authority",
    "former": "published for the one authority that its authorities replaced",
    "alike": "published alike for each of its authorities",
    "sum": "the sum of its authorities; status c where the sum is too small to be shown",
    "counts": "worked out from the counts and populations of its authorities",
    "range": "the range of its authorities",
    "part": "published for one of its authorities only",
    "unsummed": "published for some of its authorities only, so that there is no sum",
    "missing": "not published",
}
COUNTS_BEHIND: dict[str, str] = {
    "first_time_entrant_rate": "first_time_entrants",
    "cautioned_or_sentenced_rate": "children_cautioned_or_sentenced",
}
"""Rates whose numerator is an indicator of its own; the denominator is the population aged 10 to 17."""
Row = dict[str, Any]


@dataclass(frozen=True)
class Figure:
    """One published figure of one area."""

    area: str
    value: float | None
    status: str
    source_id: str


@dataclass(frozen=True)
class Figures:
    """The figures of an indicator by kind of area, area and period; of two publications, the later one."""

    measure: Indicator
    found: Mapping[tuple[str, str, str], Figure]
    periods: Mapping[str, str]

    def of(self, area_type: str, area: str, period: str) -> Figure:
        """The figure of an area, without a value where nothing was published."""
        return self.found.get((area_type, area, period), Figure(area, None, "x", ""))

    def periods_of(self, area_type: str, areas: Iterable[str]) -> set[str]:
        wanted = set(areas)
        return {p for kind, area, p in self.found if kind == area_type and area in wanted}


@remembered(most=256)
def figures_by_area(catalogue: Catalogue, *, indicator_id: str, breakdown: str = "") -> Figures:
    """Every figure of an indicator, to be looked up by area and period."""
    return _figures(catalogue, indicator_id, breakdown)


def service_figures(
    catalogue: Catalogue, entry: ServiceInspection, *, indicator_id: str, breakdown: str = ""
) -> pd.DataFrame:
    """What can be said of a service in each period, oldest first. Columns: SERVICE_COLUMNS.

    `basis` is one of BASES. `value` is in the indicator's unit and missing where the basis is a range or nothing;
    low and high bound the parts and name them. `areas`, `missing` and `former` are tuples of names: all parts, those
    without a figure, and former authorities with one; `published` holds pairs of a part and its value. A service of
    which nothing is published has one row without period.
    """
    figures = figures_by_area(catalogue, indicator_id=indicator_id, breakdown=breakdown)
    behind = (
        _behind(catalogue, indicator_id) if breakdown == "" and len(entry.local_authorities) > 1 else None
    )
    periods = figures.periods_of("local_authority", (*entry.local_authorities, *_former(entry)))
    periods |= figures.periods_of("service", [entry.name])
    known = {"service_id": entry.service_id, "service": entry.name, "indicator_id": indicator_id}
    records = [
        _service_figure(entry, figures, period, behind)
        | known
        | {"breakdown": breakdown, "period": period, "period_end": figures.periods.get(period, "")}
        for period in sorted(periods, key=lambda p: (figures.periods[p], p)) or [""]
    ]
    frame = pd.DataFrame.from_records(records, columns=SERVICE_COLUMNS)
    return frame.astype(dict.fromkeys(("value", "low", "high"), "float64"))


def _figures(catalogue: Catalogue, indicator_id: str, breakdown: str) -> Figures:
    best: dict[tuple[str, str, str], ObservationRow] = {}
    periods: dict[str, str] = {}
    for rows in catalogue.observations.get(indicator_id, {}).values():
        for row in rows:
            if row.breakdown != breakdown:
                continue
            key = (row.area_type, row.area, row.period)
            if key not in best or rank(catalogue, row) > rank(catalogue, best[key]):
                best[key] = row
            periods[row.period] = row.period_end or periods.get(row.period, "")
    found = {key: Figure(row.area, row.value, row.status, row.source_id) for key, row in best.items()}
    return Figures(indicator(catalogue, indicator_id), found, periods)


def _former(entry: ServiceInspection) -> list[str]:
    """Former authorities that the service's authorities replaced, in whole or in part."""
    own = set(entry.local_authorities)
    return [name for name, former in FORMER_AUTHORITIES.items() if own.issuperset(former.successors)]


def _behind(catalogue: Catalogue, indicator_id: str) -> tuple[Figures, Figures] | None:
    count_id = COUNTS_BEHIND.get(indicator_id)
    if count_id is None:
        return None
    counts = figures_by_area(catalogue, indicator_id=count_id)
    return (counts, figures_by_area(catalogue, indicator_id=POPULATION)) if counts.found else None


def _service_figure(
    entry: ServiceInspection, figures: Figures, period: str, behind: tuple[Figures, Figures] | None
) -> Row:
    names = entry.local_authorities
    parts = [figures.of("local_authority", name, period) for name in names]
    known = [part for part in parts if part.value is not None]
    missing = [part.area for part in parts if part.value is None]
    former = [figures.of("local_authority", name, period) for name in _former(entry)]
    former = [figure for figure in former if figure.value is not None]
    base: Row = bounds_of(known) | {
        "parts": len(parts),
        "published_parts": len(known),
        "areas": tuple(names),
        "missing": tuple(missing),
        "former": tuple(figure.area for figure in former),
        "published": tuple((part.area, part.value) for part in known),
        "source_id": "; ".join(dict.fromkeys(part.source_id for part in parts if part.source_id)),
    }
    whole = figures.of("service", entry.name, period)
    if whole.value is not None:
        return base | _single(whole, "published")
    if len(parts) == 1:
        return base | _single(parts[0], "authority" if known else "missing")
    # One former authority alone had the very area of the service; of several, the borders need not be the same.
    if not known and len(former) == len(_former(entry)) == 1:
        return base | _single(former[0], "former")
    if not known:
        return base | _single(parts[0], "missing")
    unit = figures.measure.unit
    if unit in ADDITIVE_UNITS:
        return base | _sum(known, missing, unit)
    return base | (_from_counts(names, period, figures, behind) or _range(known, missing))


def _single(figure: Figure, basis: str) -> Row:
    row = {"basis": basis, "value": figure.value, "status": figure.status}
    return row | ({"source_id": figure.source_id} if figure.source_id else {})


def _sum(known: Sequence[Figure], missing: Sequence[str], unit: str) -> Row:
    if missing:
        return {"basis": "unsummed", "value": None, "status": "x"}
    total = round(sum(part.value for part in known if part.value is not None), 9)
    if unit in ("children", "people") and total.is_integer() and stats.is_small_count(int(total)):
        return {"basis": "sum", "value": None, "low": None, "high": None, "published": (), "status": "c"}
    return {"basis": "sum", "value": total, "status": _status(known)}


def _from_counts(
    names: Sequence[str], period: str, figures: Figures, behind: tuple[Figures, Figures] | None
) -> Row | None:
    """A rate of the summed counts, where every part has a count of the period and a population of its year."""
    per = figures.measure.per
    if behind is None or per is None:
        return None
    counts, people = behind
    year = figures.periods[period][:4]
    same_year = [p for p, end in people.periods.items() if year and end.startswith(year)]
    children, populations, sources = 0.0, 0.0, []
    for name in names:
        count = counts.of("local_authority", name, period)
        living = [people.of("local_authority", name, p) for p in same_year]
        population = next((figure for figure in living if figure.value), None)
        if count.value is None or population is None or population.value is None:
            return None
        children, populations = children + count.value, populations + population.value
        sources += [count.source_id, population.source_id]
    return {
        "basis": "counts",
        "value": float(stats.round_half_up(per * children / populations, decimals=1)),
        "status": "e",
        "source_id": "; ".join(dict.fromkeys(sources)),
    }


def _range(known: Sequence[Figure], missing: Sequence[str]) -> Row:
    bounds = bounds_of(known)
    if len(known) == 1:
        return {"basis": "part", "value": None, "status": _status(known)}
    if bounds["low"] == bounds["high"] and not missing:
        return {"basis": "alike", "value": bounds["low"], "status": _status(known)}
    return {"basis": "range", "value": None, "status": _status(known)}


def _status(known: Sequence[Figure]) -> str:
    """The most doubtful status of the parts: unreliable before estimated."""
    statuses = {part.status for part in known}
    return next((status for status in ("u", "e") if status in statuses), "")


def bounds_of(known: Sequence[Figure]) -> Row:
    """Lowest and highest value and whose they are: low, low_area, high, high_area; None without a figure."""
    if not known:
        return dict.fromkeys(("low", "low_area", "high", "high_area"))
    ordered = sorted(known, key=lambda figure: (figure.value or 0.0, figure.area))
    low, high = ordered[0], ordered[-1]
    return {"low": low.value, "low_area": low.area, "high": high.value, "high_area": high.area}
