"""Figures behind the rates of local authorities: of which period, of what population, beside which nation."""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yjs_dash.compare.catalogue import Catalogue
from yjs_dash.compare.context import POPULATION, decimals_of
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.rate_limits import POOLED_FROM, Reference
from yjs_dash.compare.sources import published_of
from yjs_dash.schema import ObservationRow, ids_in

POPULATION_WITHIN = dt.timedelta(days=3 * 366)
HALF_A_YEAR = dt.timedelta(days=182)
NATIONS: tuple[str, ...] = ("England", "England and Wales")
UNRELIABLE = "u"
MOST_DECIMALS = 4


def latest_figures(catalogue: Catalogue, indicator_id: str) -> tuple[str, int, Mapping[str, ObservationRow]]:
    """The last day of the latest period that is well covered; authorities with later figures; its rows."""
    ends: dict[str, dict[str, ObservationRow]] = {}
    for (kind, area), rows in catalogue.observations.get(indicator_id, {}).items():
        for row in rows if kind == "local_authority" else ():
            if is_dated(row) and row.period_end:
                own = ends.setdefault(row.period_end, {})
                # Of two publications of a figure, the later one that has it.
                if area not in own or rank(catalogue, row) > rank(catalogue, own[area]):
                    own[area] = row
    known = {end: sum(row.value is not None for row in rows.values()) for end, rows in ends.items()}
    most = max(known.values(), default=0)
    if not most:
        return "", 0, {}
    # A period that has only begun to be published would leave most of the nation out.
    end = max(day for day, number in known.items() if 2 * number >= most)
    later = {
        area for day, rows in ends.items() if day > end for area, row in rows.items() if row.value is not None
    }
    return end, len(later), ends[end]


def is_dated(row: ObservationRow) -> bool:
    """Whether a row is a figure of everyone in a known period."""
    return row.breakdown == "" and bool(row.period_end)


def rank(catalogue: Catalogue, row: ObservationRow) -> tuple[bool, str]:
    """What decides between two publications of a figure: the later one that has it."""
    return row.value is not None, published_of(catalogue, row.source_id)


def nearest_populations(catalogue: Catalogue, end: str) -> dict[str, ObservationRow]:
    """The population of each authority that is nearest to the middle of the year that ends on a day.

    Three years away at most. Populations of different years are no series, so that none is worked out between two.
    """
    alone = {
        row.name: row.local_authorities
        for row in catalogue.data.rows.services
        if len(ids_in(row.local_authorities)) == 1
    }
    day = dt.date.fromisoformat(end) - HALF_A_YEAR
    best: dict[str, tuple[tuple[dt.timedelta, bool, str], ObservationRow]] = {}
    for (kind, area), rows in catalogue.observations.get(POPULATION, {}).items():
        # What is published for a service that covers one authority is that authority's.
        authority = {"local_authority": area, "service": alone.get(area, "")}.get(kind, "")
        for row in rows if authority else ():
            if not row.period_end or row.breakdown or row.status == UNRELIABLE or (row.value or 0) < 1:
                continue
            away = abs(day - dt.date.fromisoformat(row.period_end))
            order = (away, kind != "local_authority", row.source_id)
            if away <= POPULATION_WITHIN and (authority not in best or order < best[authority][0]):
                best[authority] = (order, row)
    return {authority: row for authority, (_, row) in best.items()}


def is_of_another_year(population: ObservationRow, *, end: str) -> bool:
    """Whether a population is of another year than the middle of the twelve months that end on a day."""
    middle = dt.date.fromisoformat(end) - HALF_A_YEAR
    return (population.period_end or "")[:4] != str(middle.year)


@dataclass(frozen=True, slots=True, kw_only=True)
class PopulationGap:
    """How far two populations of the same authorities lie apart, each difference relative to the earlier one.

    `median` and `worst` are shares without sign; `worst_area` names the authority. `authorities` is their number.
    """

    earlier: str
    later: str
    authorities: int
    median: float
    worst: float
    worst_area: str


@remembered(most=1)
def population_gap(catalogue: Catalogue) -> PopulationGap | None:
    """The two latest populations of local authorities beside each other; None where there are not two.

    They are no series: the later one may start from another census.
    """
    ends: dict[str, dict[str, ObservationRow]] = {}
    for (kind, area), rows in catalogue.observations.get(POPULATION, {}).items():
        for row in rows if kind == "local_authority" else ():
            if row.period_end and not row.breakdown and (row.value or 0) >= 1:
                ends.setdefault(row.period_end, {})[area] = row
    wide = sorted(ends, key=lambda end: (len(ends[end]) >= POOLED_FROM, end))[-2:]
    if len(wide) < 2 or len(ends[wide[0]]) < POOLED_FROM:
        return None
    first, second = (ends[end] for end in sorted(wide))
    apart = {
        area: abs((second[area].value or 0.0) / (row.value or 1.0) - 1)
        for area, row in first.items()
        if area in second
    }
    if len(apart) < POOLED_FROM:
        return None
    worst = max(sorted(apart), key=lambda area: apart[area])
    return PopulationGap(
        earlier=next(iter(first.values())).period,
        later=next(iter(second.values())).period,
        authorities=len(apart),
        median=statistics.median(apart.values()),
        worst=apart[worst],
        worst_area=worst,
    )


def places_of_authorities(catalogue: Catalogue) -> dict[str, tuple[str, str]]:
    """Authority → region and country, as far as an imported file or the services of the data set tell."""
    rows = catalogue.data.rows
    return {row.area: (row.region, row.country) for row in rows.areas} | {
        name: (row.region, row.country) for row in rows.services for name in ids_in(row.local_authorities)
    }


def printed_decimals(rows: Iterable[ObservationRow]) -> dict[str, int]:
    """Decimals that each source prints: 42 among figures such as 42.5 is 42.0."""
    found: dict[str, int] = {}
    for row in rows:
        if row.value is not None:
            decimals = min(decimals_of(row.value), MOST_DECIMALS)
            found[row.source_id] = max(found.get(row.source_id, 0), decimals)
    return found


def published_rate(catalogue: Catalogue, indicator_id: str, *, end: str, welsh: bool) -> Reference | None:
    """The national rate published for the period; of both nations first where `welsh` authorities take part."""
    areas = catalogue.observations.get(indicator_id, {})
    for nation in NATIONS[::-1] if welsh else NATIONS:
        rows = [r for r in areas.get(("nation", nation), ()) if is_dated(r) and r.period_end == end]
        known = [row for row in rows if (row.value or 0) > 0]
        if known:
            best = max(known, key=lambda row: rank(catalogue, row))
            return Reference(area=nation, value=best.value or 0.0)
    return None
