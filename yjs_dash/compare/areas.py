"""One figure for a service that covers several authorities.

Counts add up over authorities and rates do not: where only rates are published, a service has a range of its parts.
Every row carries where its figure comes from: `basis`, and the names and figures behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from yjs_dash import stats
from yjs_dash.compare.catalogue import Catalogue, Service
from yjs_dash.compare.context import POPULATION, Indicator, indicator
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.rate_figures import rank
from yjs_dash.compare.rows import DerivedRow
from yjs_dash.schema import ObservationRow
from yjs_dash.sources.aggregate_checks import ADDITIVE_UNITS
from yjs_dash.sources.areas import FORMER_AUTHORITIES

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFigure(DerivedRow):
    """What can be said of a service in one period; `period` is empty where nothing is published of it.

    `basis` is one of BASES. `value` is in the indicator's unit, and None where the basis is a range or nothing; low
    and high bound the parts and name them. `parts` and `published_parts` are numbers of authorities. `areas`,
    `missing` and `former` name all parts, those without a figure, and former authorities with one; `published` holds
    each part with a figure and its value.
    """

    service_id: str
    service: str
    indicator_id: str
    breakdown: str
    period: str
    period_end: str
    basis: str = "missing"
    value: float | None = None
    low: float | None
    low_area: str
    high: float | None
    high_area: str
    status: str = "x"
    parts: int
    published_parts: int
    areas: tuple[str, ...]
    missing: tuple[str, ...]
    former: tuple[str, ...]
    published: tuple[tuple[str, float], ...]
    source_id: str


@dataclass(frozen=True)
class Figure:
    """One published figure of one area."""

    area: str
    value: float | None
    status: str
    source_id: str


NOBODY = Figure("", None, "x", "")


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
    catalogue: Catalogue, entry: Service, *, indicator_id: str, breakdown: str = ""
) -> list[ServiceFigure]:
    """What can be said of a service in each period, oldest first; one row without period where nothing is published."""
    figures = figures_by_area(catalogue, indicator_id=indicator_id, breakdown=breakdown)
    behind = (
        _behind(catalogue, indicator_id) if breakdown == "" and len(entry.local_authorities) > 1 else None
    )
    periods = figures.periods_of("local_authority", (*entry.local_authorities, *_former(entry)))
    periods |= figures.periods_of("service", [entry.name])
    return [
        _service_figure(entry, figures, behind, period=period, breakdown=breakdown)
        for period in sorted(periods, key=lambda p: (figures.periods[p], p)) or [""]
    ]


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


def _former(entry: Service) -> list[str]:
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
    entry: Service,
    figures: Figures,
    behind: tuple[Figures, Figures] | None,
    *,
    period: str,
    breakdown: str,
) -> ServiceFigure:
    names = entry.local_authorities
    parts = [figures.of("local_authority", name, period) for name in names]
    known = [part for part in parts if part.value is not None]
    former = [figures.of("local_authority", name, period) for name in _former(entry)]
    former = [figure for figure in former if figure.value is not None]
    low, high = ends_of(known)
    base = ServiceFigure(
        service_id=entry.service_id,
        service=entry.name,
        indicator_id=figures.measure.indicator_id,
        breakdown=breakdown,
        period=period,
        period_end=figures.periods.get(period, ""),
        low=low.value,
        low_area=low.area,
        high=high.value,
        high_area=high.area,
        parts=len(parts),
        published_parts=len(known),
        areas=tuple(names),
        missing=tuple(part.area for part in parts if part.value is None),
        former=tuple(figure.area for figure in former),
        published=tuple((part.area, part.value) for part in known if part.value is not None),
        source_id="; ".join(dict.fromkeys(part.source_id for part in parts if part.source_id)),
    )
    whole = figures.of("service", entry.name, period)
    if whole.value is not None:
        return _single(base, whole, "published")
    if len(parts) == 1:
        return _single(base, parts[0], "authority" if known else "missing")
    # One former authority alone had the very area of the service; of several, the borders need not be the same.
    if not known and len(former) == len(_former(entry)) == 1:
        return _single(base, former[0], "former")
    if not known:
        return _single(base, parts[0], "missing")
    unit = figures.measure.unit
    if unit in ADDITIVE_UNITS:
        return _sum(base, known, unit)
    return _from_counts(base, figures, behind) or _range(base, known)


def _single(base: ServiceFigure, figure: Figure, basis: str) -> ServiceFigure:
    return replace(
        base,
        basis=basis,
        value=figure.value,
        status=figure.status,
        source_id=figure.source_id or base.source_id,
    )


def _sum(base: ServiceFigure, known: Sequence[Figure], unit: str) -> ServiceFigure:
    if base.missing:
        return replace(base, basis="unsummed", status="x")
    total = round(sum(part.value for part in known if part.value is not None), 9)
    if unit in ("children", "people") and total.is_integer() and stats.is_small_count(int(total)):
        return replace(base, basis="sum", low=None, high=None, published=(), status="c")
    return replace(base, basis="sum", value=total, status=_status(known))


def _from_counts(
    base: ServiceFigure, figures: Figures, behind: tuple[Figures, Figures] | None
) -> ServiceFigure | None:
    """A rate of the summed counts, where every part has a count of the period and a population of its year."""
    per = figures.measure.per
    if behind is None or per is None:
        return None
    counts, people = behind
    year = base.period_end[:4]
    same_year = [p for p, end in people.periods.items() if year and end.startswith(year)]
    children, populations = 0.0, 0.0
    sources: list[str] = []
    for name in base.areas:
        count = counts.of("local_authority", name, base.period)
        living = [people.of("local_authority", name, p) for p in same_year]
        population = next((figure for figure in living if figure.value), None)
        if count.value is None or population is None or population.value is None:
            return None
        children, populations = children + count.value, populations + population.value
        sources += [count.source_id, population.source_id]
    return replace(
        base,
        basis="counts",
        value=float(stats.round_half_up(per * children / populations, decimals=1)),
        status="e",
        source_id="; ".join(dict.fromkeys(sources)),
    )


def _range(base: ServiceFigure, known: Sequence[Figure]) -> ServiceFigure:
    if len(known) == 1:
        return replace(base, basis="part", status=_status(known))
    if base.low == base.high and not base.missing:
        return replace(base, basis="alike", value=base.low, status=_status(known))
    return replace(base, basis="range", status=_status(known))


def _status(known: Sequence[Figure]) -> str:
    """The most doubtful status of the parts: unreliable before estimated."""
    statuses = {part.status for part in known}
    return next((status for status in ("u", "e") if status in statuses), "")


def ends_of(known: Sequence[Figure]) -> tuple[Figure, Figure]:
    """The lowest and the highest of known figures; without one, NOBODY's."""
    ordered = sorted(known, key=lambda figure: (figure.value or 0.0, figure.area)) or [NOBODY]
    return ordered[0], ordered[-1]
