"""Services like one of ours: by statistical neighbours, region, size and rate, rating, or name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from yjs_dash.compare.catalogue import Catalogue, Service
from yjs_dash.compare.context import FIRST_TIME_ENTRANTS, POPULATION
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.rate_figures import UNRELIABLE
from yjs_dash.compare.series import parts_of

MOST_SUGGESTED = 6
FAMILY_SIZE = 10
FEWEST_IN_FAMILY = 3
MOST_ALIKE = 3
GROUPS: dict[str, str] = {
    "neighbours": "services that cover the statistical neighbours of its authorities",
    "family": "services nearest to it in population aged 10 to 17 and rate of first-time entrants",
    "region": "services of its region, or of Wales",
}
"""Kinds of groups that a service can stand in."""
ALIKE_BY: dict[str, str] = {
    "rank": "the ranks of the statistical neighbours of its authorities",
    "size_and_rate": "population aged 10 to 17 and rate of first-time entrants",
    "size": "population aged 10 to 17",
    "name": "nothing that is known: they come first in the alphabet",
}
"""By what the services most like it were found."""


@dataclass(frozen=True)
class Peers:
    """Services to set beside one service, none of them itself or a former one.

    `neighbours`: the nearest first, by the ranks of the statistical neighbours of its authorities. `region` and
    `rating` (the same overall rating under the same framework): in alphabetical order. `next_by_name`: those that
    follow it in the alphabet. `others`: every other service of today.
    """

    service: Service
    neighbours: tuple[Service, ...]
    region: tuple[Service, ...]
    rating: tuple[Service, ...]
    next_by_name: tuple[Service, ...]
    others: tuple[Service, ...] = ()

    @cached_property
    def nearest(self) -> tuple[Service, ...]:
        """Those most like it: its statistical neighbours; where there are none, as in Wales, those of its region."""
        return self.neighbours or self.region


@dataclass(frozen=True, eq=False)
class PeerGroup:
    """Services that one service stands among. `kind` is one of GROUPS; equal only to itself.

    `services`: the nearest first, in a region in alphabetical order; never empty. `most_alike`: the few of them that
    are most like it by `alike_by`, one of ALIKE_BY. `periods`: indicator → period of the figures that this rests on.
    """

    kind: str
    service: Service
    services: tuple[Service, ...]
    most_alike: tuple[Service, ...]
    alike_by: str
    periods: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LatestFigures:
    """Figures of services, by service id, in the latest period that is well covered; `period` is empty without any."""

    period: str
    values: Mapping[str, float]


@remembered(most=512)
def peers_of(catalogue: Catalogue, service: Service) -> Peers:
    """The services like a service."""
    today = [one for one in catalogue.services.values() if not one.replaced_by and one is not service]
    after = [one for one in today if one.name.casefold() > service.name.casefold()]
    return Peers(
        service=service,
        neighbours=tuple(_neighbours(catalogue, service)),
        region=tuple(one for one in today if one.region == service.region),
        rating=tuple(one for one in today if _has_result_of(one, service)),
        next_by_name=(*after, *(one for one in today if one not in after))[:MOST_SUGGESTED],
        others=tuple(today),
    )


@remembered(most=512)
def peer_groups(catalogue: Catalogue, service: Service) -> tuple[PeerGroup, ...]:
    """The groups that a service can be seen among, in the order of GROUPS; those that would be empty are left out."""
    peers = peers_of(catalogue, service)
    found: list[PeerGroup] = []
    if peers.neighbours:
        near = peers.neighbours
        found.append(PeerGroup("neighbours", service, near, near[:MOST_ALIKE], "rank"))
    family, by, periods = by_likeness(catalogue, service, peers.others)
    if by == "size_and_rate" and len(family) >= FEWEST_IN_FAMILY:
        near = family[:FAMILY_SIZE]
        found.append(PeerGroup("family", service, near, near[:MOST_ALIKE], by, periods))
    if peers.region:
        near, by, periods = by_likeness(catalogue, service, peers.region)
        found.append(PeerGroup("region", service, peers.region, near[:MOST_ALIKE], by, periods))
    return tuple(found)


def by_likeness(
    catalogue: Catalogue, service: Service, others: Sequence[Service]
) -> tuple[tuple[Service, ...], str, Mapping[str, str]]:
    """Others in the order of their likeness to a service, by what (one of ALIKE_BY), and the periods of the figures.

    How unlike two services are is the ratio, larger to smaller, of their populations aged 10 to 17 or of their rates
    of first-time entrants, whichever of the two is further from one. Where fewer than FEWEST_IN_FAMILY others have
    both figures, populations decide alone, and without these the alphabet. Others without the figures are left out.
    """
    known = {one: latest_by_service(catalogue, one) for one in (POPULATION, FIRST_TIME_ENTRANTS)}
    for by, measures in (("size_and_rate", (POPULATION, FIRST_TIME_ENTRANTS)), ("size", (POPULATION,))):
        figures = [known[one].values for one in measures]
        unlike: dict[str, float] = {
            other.service_id: max(_ratio(one[other.service_id], one[service.service_id]) for one in figures)
            for other in others
            if all(one.get(other.service_id) and one.get(service.service_id) for one in figures)
        }
        if len(unlike) >= FEWEST_IN_FAMILY:
            nearest = sorted(unlike, key=lambda key: (unlike[key], key))
            return (
                tuple(catalogue.services[key] for key in nearest),
                by,
                {one: known[one].period for one in measures},
            )
    return tuple(others), "name", {}


@remembered(most=8)
def latest_by_service(catalogue: Catalogue, indicator_id: str) -> LatestFigures:
    """The figure of each service of today that has one of the whole, in the latest period that is well covered."""
    periods: dict[tuple[str, str], dict[str, float]] = {}
    for service in catalogue.services.values():
        for row in parts_of(catalogue, service, indicator_id) if not service.replaced_by else ():
            if row.period_end and row.value is not None and row.status != UNRELIABLE:
                periods.setdefault((row.period_end, row.period), {})[service.service_id] = row.value
    most = max(map(len, periods.values()), default=0)
    last = max((key for key, values in periods.items() if 2 * len(values) >= most), default=("", ""))
    return LatestFigures(last[1], periods.get(last, {}))


def _ratio(one: float, other: float) -> float:
    return max(one, other) / min(one, other)


@remembered(most=4)
def services_by_authority(catalogue: Catalogue) -> dict[str, Service]:
    """Local authority → the service that covers it today."""
    return {
        authority: service
        for service in catalogue.services.values()
        if not service.replaced_by
        for authority in service.local_authorities
    }


def _neighbours(catalogue: Catalogue, service: Service) -> Iterable[Service]:
    """The best rank that any of the service's authorities gives to any of the other's."""
    by_authority = services_by_authority(catalogue)
    own = set(service.local_authorities)
    ranks: dict[str, int] = {}
    for row in catalogue.data.rows.neighbours:
        other = by_authority.get(row.neighbour) if row.area in own else None
        if other is not None and other is not service:
            ranks[other.service_id] = min(row.rank, ranks.get(other.service_id, row.rank))
    return (catalogue.services[key] for key in sorted(ranks, key=lambda key: (ranks[key], key)))


def _has_result_of(one: Service, service: Service) -> bool:
    first, second = one.inspection, service.inspection
    return (
        first is not None
        and second is not None
        and bool(first.framework_id)
        and first.framework_id == second.framework_id
        and first.overall_rating == second.overall_rating
    )
