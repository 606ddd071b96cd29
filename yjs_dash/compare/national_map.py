"""Every service at one look: its latest inspection under one framework, and what colours it on the map of tiles.

Frameworks are never mixed: a colouring by ratings or scores is of one framework. An official rate belongs to none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from yjs_dash.compare.catalogue import Catalogue
from yjs_dash.compare.context import Indicator, figure_text
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.national_rates import AreaRate, available, rates
from yjs_dash.compare.rows import DerivedRow
from yjs_dash.compare.sources import Citation, citation, citation_of
from yjs_dash.framework import RATINGS, Band, Framework

RATE_CLASSES = 4
"""Into how many classes of about as many services each the figures of a rate are parted."""
FEWEST_IN_A_CLASS = 5
"""With fewer services for each class, there are fewer classes."""

Colouring = Literal["overall", "score", "standard", "rate"]
Held = Literal["known", "lacking", "not_inspected"]
"""known: there is a value; lacking: an inspection, or an authority, without this value; not_inspected: no inspection
under the framework in the data set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceResult(DerivedRow):
    """A service with its latest inspection under one framework; without one, inspection_id is empty.

    `ratings`: standard → rating, as far as they are held.
    """

    service_id: str
    name: str
    country: str
    region: str
    inspection_id: str = ""
    published: str = ""
    kind: str = ""
    overall_rating: str = ""
    score: int | None = None
    ratings: Mapping[str, str] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What colours the map. `standard_id` or `indicator` is there where the colouring is by one; `title` names it."""

    colouring: Colouring
    title: str
    standard_id: str = ""
    indicator: Indicator | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile(DerivedRow):
    """A service on the map. `position`: column and row; `group`: number of its class, from 0, None without a value.

    `value`: what the map says of it: a rating, a number of points, a rate as charts print it. `published`: of the
    inspection, or the period of the rate. `parts`: figures of the authorities of a service that has none as a whole.
    """

    service_id: str
    name: str
    position: tuple[int, int]
    held: Held
    group: int | None = None
    value: str = ""
    published: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TileClass:
    """One colour of the map: a rating, a band of scores or a class of rates, and how many services have it.

    `low` and `high` are the ends of what is in it: points of the band, or the lowest and highest rate as printed.
    """

    rating: str = ""
    low: str = ""
    high: str = ""
    services: int


@dataclass(frozen=True, eq=False)
class TileMap:
    """The map in one colouring. Tiles are in alphabetical order of their services; classes from low to high.

    `framework` is None where the colouring is by a rate, `period` empty where it is not.
    """

    measure: Measure
    framework: Framework | None
    tiles: tuple[Tile, ...]
    classes: tuple[TileClass, ...]
    period: str = ""

    def number(self, held: Held) -> int:
        """How many services have a value, lack it, or were not inspected."""
        return sum(tile.held == held for tile in self.tiles)


@remembered(most=8)
def results(catalogue: Catalogue, *, framework_id: str) -> tuple[ServiceResult, ...]:
    """Services of today, and former ones with an inspection under the framework, in alphabetical order."""
    found = []
    for row in catalogue.services.values():
        latest = catalogue.latest_under(row.service_id, framework_id=framework_id)
        if latest is None and row.replaced_by:
            continue
        blank = ServiceResult(
            service_id=row.service_id, name=row.name, country=row.country, region=row.region
        )
        if latest is None:
            found.append(blank)
            continue
        rated = catalogue.parts.ratings.get(latest.inspection_id, ())
        found.append(
            replace(
                blank,
                inspection_id=latest.inspection_id,
                published=latest.published or "",
                kind=latest.kind,
                overall_rating=latest.overall_rating,
                score=latest.score,
                ratings={one.standard_id: one.rating for one in rated},
                source=str(citation(catalogue, latest)),
            )
        )
    return tuple(found)


@remembered(most=4)
def frameworks_used(catalogue: Catalogue) -> tuple[Framework, ...]:
    """Frameworks with an inspection in the data set, the newest first; all of them where there is no inspection."""
    used = {row.framework_id for row in catalogue.data.rows.inspections}
    known = list(catalogue.data.frameworks.values())
    found = [one for one in known if one.id in used] or known
    return tuple(sorted(found, key=lambda one: one.valid_from, reverse=True))


def usual_framework(catalogue: Catalogue) -> Framework:
    """The framework of the most inspections; of several the newest."""
    rows = catalogue.data.rows.inspections
    return max(
        frameworks_used(catalogue),
        key=lambda one: (sum(r.framework_id == one.id for r in rows), one.valid_from),
    )


@remembered(most=8)
def measures(catalogue: Catalogue, *, framework_id: str) -> tuple[Measure, ...]:
    """What the map can be coloured by: overall ratings, scores, standards with a rating, official rates."""
    framework = catalogue.data.frameworks[framework_id]
    known = results(catalogue, framework_id=framework_id)
    found = [Measure(colouring="overall", title="Overall rating")]
    if framework.scored and any(row.score is not None for row in known):
        found.append(Measure(colouring="score", title="Score"))
    rated = {standard_id for row in known for standard_id in row.ratings}
    found += [
        Measure(colouring="standard", title=standard.title, standard_id=standard.id)
        for standard in framework.standards.values()
        if standard.id in rated
    ]
    found += [Measure(colouring="rate", title=one.name, indicator=one) for one in available(catalogue)]
    return tuple(found)


@remembered(most=32)
def tile_map(catalogue: Catalogue, *, framework_id: str, measure: Measure) -> TileMap | None:
    """The map in one colouring; None where the data set has no tiles."""
    positions = {row.service_id: (row.q, row.r) for row in catalogue.data.rows.tiles}
    if not positions:
        return None
    if measure.indicator is not None:
        return _rate_map(catalogue, positions, measure, measure.indicator)
    framework = catalogue.data.frameworks[framework_id]
    rows = [row for row in results(catalogue, framework_id=framework_id) if row.service_id in positions]
    bands = framework.overall_bands if measure.colouring == "score" else ()
    tiles = tuple(_tile(row, measure, bands, positions[row.service_id]) for row in rows)
    return TileMap(measure, framework, tiles, _classes(tiles, bands))


def tile_sources(catalogue: Catalogue) -> list[Citation]:
    """Where the places of the tiles were published."""
    return [
        citation_of(catalogue, one) for one in dict.fromkeys(r.source_id for r in catalogue.data.rows.tiles)
    ]


def _tile(row: ServiceResult, measure: Measure, bands: Sequence[Band], position: tuple[int, int]) -> Tile:
    values = {"overall": row.overall_rating, "standard": row.ratings.get(measure.standard_id, "")}
    value = values.get(measure.colouring) or ""
    group = RATINGS.index(value) if value else None
    if measure.colouring == "score" and row.score is not None:
        value = str(row.score)
        group = next(number for number, band in enumerate(bands) if band.holds(row.score))
    held: Held = "known" if value else "lacking" if row.inspection_id else "not_inspected"
    return Tile(
        service_id=row.service_id,
        name=row.name,
        position=position,
        held=held,
        group=group,
        value=value,
        published=row.published,
        source=row.source,
    )


def _classes(tiles: Iterable[Tile], bands: Sequence[Band]) -> tuple[TileClass, ...]:
    groups = [tile.group for tile in tiles]
    if bands:
        return tuple(
            TileClass(
                rating=band.rating, low=str(band.low), high=str(band.high), services=groups.count(number)
            )
            for number, band in enumerate(bands)
        )
    return tuple(TileClass(rating=rating, services=groups.count(n)) for n, rating in enumerate(RATINGS))


def _rate_map(
    catalogue: Catalogue, positions: Mapping[str, tuple[int, int]], measure: Measure, indicator: Indicator
) -> TileMap:
    found = rates(catalogue, indicator_id=indicator.indicator_id)
    areas = {row.area: row for row in found.areas}
    services = [row for row in catalogue.services.values() if row.service_id in positions]
    own = {row.service_id: [areas.get(name) for name in row.local_authorities] for row in services}
    values = {
        service_id: area.value
        for service_id, (area, *others) in own.items()
        if area is not None and not others and area.counted and area.value is not None
    }
    classes, group_of = rate_classes(values, unit=indicator.unit)
    return TileMap(
        measure=measure,
        framework=None,
        tiles=tuple(
            Tile(
                service_id=row.service_id,
                name=row.name,
                position=positions[row.service_id],
                held="known" if row.service_id in values else "lacking",
                group=group_of.get(row.service_id),
                value=_label(own[row.service_id][0]) if row.service_id in values else "",
                published=found.period,
                parts=_parts(own[row.service_id]),
                source=next((area.source for area in own[row.service_id] if area is not None), ""),
            )
            for row in services
        ),
        classes=classes,
        period=found.period,
    )


def _label(area: AreaRate | None) -> str:
    return area.label if area is not None else ""


def _parts(areas: Sequence[AreaRate | None]) -> tuple[tuple[str, str], ...]:
    """Authority and figure, of a service of several."""
    if len(areas) == 1:
        return ()
    return tuple((area.area, area.label) for area in areas if area is not None and area.value is not None)


def rate_classes(values: Mapping[str, float], *, unit: str) -> tuple[tuple[TileClass, ...], dict[str, int]]:
    """Classes of about as many services each, from low to high, and service → number of its class from 0.

    Equal values are in one class, so that a class may be larger than others, and there may be fewer of
    them.
    """
    ordered = sorted(values.values())
    most = min(RATE_CLASSES, max(1, len(ordered) // FEWEST_IN_A_CLASS))
    quarter = {value: ordered.index(value) * most // len(ordered) for value in set(ordered)}
    numbers = {old: new for new, old in enumerate(sorted(set(quarter.values())))}
    group_of = {service_id: numbers[quarter[value]] for service_id, value in values.items()}
    classes = []
    for number in numbers.values():
        inside = [value for service_id, value in values.items() if group_of[service_id] == number]
        ends = (figure_text(end, unit=unit) for end in (min(inside), max(inside)))
        classes.append(TileClass(low=next(ends), high=next(ends), services=len(inside)))
    return tuple(classes), group_of
