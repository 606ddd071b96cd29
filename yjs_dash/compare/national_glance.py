"""All services in a table: results under one framework, the chosen services first, then in the reader's order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from yjs_dash.compare.catalogue import Catalogue, Selection, Service
from yjs_dash.compare.national_map import ServiceResult, results
from yjs_dash.compare.peers import peers_of
from yjs_dash.framework import Framework, Standard

Order = Literal["name", "region", "neighbours"]
Part = Literal["chosen", "all", "others", "region", "neighbours"]
"""What a group of rows is: the chosen services, all others, one region, or the neighbours of our service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlanceGroup:
    """Rows that stand together. `name`: the region, or the service whose neighbours these are; empty otherwise."""

    part: Part
    name: str = ""
    rows: tuple[ServiceResult, ...]


@dataclass(frozen=True, eq=False)
class Glance:
    """All services under one framework. `standards`: those with a rating of any service, in printed order.

    `centre`: the service whose neighbours come first; None where the order is another one, or none is known.
    """

    framework: Framework
    standards: tuple[Standard, ...]
    groups: tuple[GlanceGroup, ...]
    centre: Service | None

    @property
    def rows(self) -> tuple[ServiceResult, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def inspected(self) -> tuple[ServiceResult, ...]:
        """Services with an inspection under the framework."""
        return tuple(row for row in self.rows if row.inspection_id)

    @property
    def with_standards(self) -> int:
        """Services whose ratings of standards are held, at least some."""
        return sum(bool(row.ratings) for row in self.rows)


def glance(catalogue: Catalogue, selection: Selection, *, framework_id: str, order: Order) -> Glance:
    """The table in an order. Without known neighbours of our service, that order is the one by name."""
    framework = catalogue.data.frameworks[framework_id]
    rows = results(catalogue, framework_id=framework_id)
    by_id = {row.service_id: row for row in rows}
    chosen = [by_id[service_id] for service_id in selection.ids if service_id in by_id]
    rest = [row for row in rows if row.service_id not in selection.ids]
    centre = our_service(selection) if order == "neighbours" else None
    near = [one.service_id for one in peers_of(catalogue, centre).neighbours] if centre is not None else []
    if order == "region":
        regions = sorted({row.region for row in rest})
        groups = [
            _group("region", (row for row in rest if row.region == name), name=name) for name in regions
        ]
    elif centre is not None and near:
        beside = [by_id[one] for one in near if one in by_id and one not in selection.ids]
        others = [row for row in rest if row.service_id not in near]
        groups = [_group("neighbours", beside, name=centre.name), _group("others", others)]
    else:
        groups = [_group("others" if chosen else "all", rest)]
    rated = {standard_id for row in rows for standard_id in row.ratings}
    return Glance(
        framework=framework,
        standards=tuple(one for one in framework.standards.values() if one.id in rated),
        groups=tuple(group for group in (_group("chosen", chosen), *groups) if group.rows),
        centre=centre if near else None,
    )


def our_service(selection: Selection) -> Service | None:
    """Our own service, or where none is pinned the first that is chosen."""
    return next(iter(selection.services), None)


def _group(part: Part, rows: Iterable[ServiceResult], *, name: str = "") -> GlanceGroup:
    return GlanceGroup(part=part, name=name, rows=tuple(rows))
