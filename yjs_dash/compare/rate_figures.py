"""Figures behind the rates of local authorities: of which period, of what population, beside which nation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from yjs_dash.compare.catalogue import Catalogue
from yjs_dash.compare.context import POPULATION, decimals_of
from yjs_dash.compare.rate_limits import Reference
from yjs_dash.compare.sources import published_of
from yjs_dash.schema import ObservationRow, ids_in

POPULATION_WITHIN = dt.timedelta(days=731)
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
    """The population of each authority that is nearest in time to a period, two years away at most."""
    alone = {
        row.name: row.local_authorities
        for row in catalogue.data.rows.services
        if len(ids_in(row.local_authorities)) == 1
    }
    day = dt.date.fromisoformat(end)
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
