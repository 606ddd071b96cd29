"""Services like one of ours: by the statistical neighbours of its authorities, its region, its rating, or its name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from yjs_dash.compare.catalogue import Catalogue, Service
from yjs_dash.compare.memo import remembered

MOST_SUGGESTED = 6


@dataclass(frozen=True)
class Peers:
    """Services to set beside one service, none of them itself or a former one.

    `neighbours`: the nearest first, by the ranks of the statistical neighbours of its authorities. `region` and
    `rating` (the same overall rating under the same framework): in alphabetical order. `next_by_name`: those that
    follow it in the alphabet.
    """

    service: Service
    neighbours: tuple[Service, ...]
    region: tuple[Service, ...]
    rating: tuple[Service, ...]
    next_by_name: tuple[Service, ...]

    @cached_property
    def nearest(self) -> tuple[Service, ...]:
        """Those most like it: its statistical neighbours; where there are none, as in Wales, those of its region."""
        return self.neighbours or self.region


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
    )


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
