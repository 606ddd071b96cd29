"""The official series of the chosen services over time, and what they are compared with.

A line stands for a local authority: rates of several authorities are never averaged. Beside the lines stand the
nation, the regions, or the statistical neighbours, fewer the more services are chosen, so that a figure stays
readable.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from yjs_dash.compare.areas import ServiceFigure
from yjs_dash.compare.catalogue import Catalogue, Selection, Service
from yjs_dash.compare.context import FigureRow, indicator, shown_value, to_figure
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.neighbours import NeighbourFigure, neighbour_figures
from yjs_dash.compare.series import last_of_parts, own_series, with_known_period
from yjs_dash.sources.aggregate_checks import ADDITIVE_UNITS

MOST_WITH_REGIONS = 2
"""With more services than this, no regions are drawn: each would have one of its own."""
MOST_WITH_BANDS = 2
"""With more lines than this, neighbours are drawn apart from them."""
PATHS: dict[str, str] = {
    "once": "one period only",
    "rose": "no later figure is below an earlier one, and the last is above the first",
    "fell": "no later figure is above an earlier one, and the last is below the first",
    "level": "every figure is the same",
    "higher": "the last is above the first, with falls between",
    "lower": "the last is below the first, with rises between",
    "returned": "the last is the first again, with others between",
}
"""The way of a series from its first figure to its last, as charts print them."""


@dataclass(frozen=True)
class Trend:
    """The series of an indicator. `rows`: services first, then comparators.

    `neighbours`: a row a period and authority; `banded` tells that they stand beside the lines. `single`: there is one
    period only. `totals`: the figures are totals, which are not compared. `parts`: of each service of several
    authorities its last period. `regions`: service_id → region.
    """

    rows: tuple[FigureRow, ...]
    neighbours: tuple[NeighbourFigure, ...]
    banded: bool
    single: bool
    totals: bool
    parts: tuple[ServiceFigure, ...]
    regions: Mapping[str, str]

    @property
    def own(self) -> list[FigureRow]:
        """Figures of the services."""
        return [row for row in self.rows if not row.comparator]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutNeighbours:
    """An authority of a chosen service that has no statistical neighbours in the data set."""

    service: str
    country: str
    authority: str


@dataclass(frozen=True)
class Course:
    """The way of one series: rows of its first, last, lowest and highest figure, and `path`, one of PATHS.

    `part`: the area is a part of the service. `gaps`: periods without a figure between the first and the last. lowest
    and highest are None where several periods share the figure.
    """

    service: str
    area: str
    part: bool
    first: FigureRow
    last: FigureRow
    lowest: FigureRow | None
    highest: FigureRow | None
    path: str
    gaps: int


def courses(rows: Sequence[FigureRow]) -> list[Course]:
    """The course of every series with a figure, in the order of the rows."""
    groups: dict[tuple[str, str], list[FigureRow]] = {}
    areas: dict[str, set[str]] = {}
    for row in rows:
        areas.setdefault(row.service, set()).add(row.area)
        groups.setdefault((row.service, row.area), []).append(row)
    found = []
    for (service, area), group in groups.items():
        ordered = sorted(group, key=lambda row: row.period_end)
        known = [row for row in ordered if row.value is not None]
        if known:
            between = ordered[ordered.index(known[0]) : ordered.index(known[-1])]
            shown = [shown_value(row.value) for row in known if row.value is not None]
            found.append(
                Course(
                    service=service,
                    area=area,
                    part=len(areas[service]) > 1,
                    first=known[0],
                    last=known[-1],
                    lowest=_only(known, shown, min(shown)),
                    highest=_only(known, shown, max(shown)),
                    path=_path(shown),
                    gaps=max(sum(row.value is None for row in between), _years(known) - len(known)),
                )
            )
    return found


def _years(rows: Sequence[FigureRow]) -> int:
    """Years from the first figure to the last: a year without a row is a gap too."""
    first, last = (row.period_end[:4] for row in (rows[0], rows[-1]))
    return int(last) - int(first) + 1 if first and last else 0


def _only(rows: Sequence[FigureRow], shown: Sequence[float], value: float) -> FigureRow | None:
    """The one row whose figure is shown as `value`: no two that look alike are told apart."""
    found = [row for row, own in zip(rows, shown, strict=True) if own == value]
    return found[0] if len(found) == 1 else None


def _path(values: Sequence[float]) -> str:
    steps = [later - earlier for earlier, later in pairwise(values)]
    if not steps:
        return "once"
    ups, downs = any(step > 0 for step in steps), any(step < 0 for step in steps)
    if not ups or not downs:
        return "rose" if ups else "fell" if downs else "level"
    return "higher" if values[-1] > values[0] else "lower" if values[-1] < values[0] else "returned"


def trend(catalogue: Catalogue, selection: Selection, *, indicator_id: str) -> Trend:
    """The official series of each service's local authorities and of their comparators, oldest first.

    A service that covers several authorities has a series a part, unless a figure of the whole service can be told
    in each period. An authority without a series keeps one row with status x and no period. Comparators have no
    service_id; they are of the publication of the local series.
    """
    measure = indicator(catalogue, indicator_id)
    # Totals of areas of different size are no comparison.
    compared = measure.unit not in ADDITIVE_UNITS
    rows: list[FigureRow] = []
    sources: set[str] = set()
    lines = 0
    for entry in selection.services:
        for own in own_series(catalogue, entry, indicator_id):
            rows += own
            lines += any(row.value is not None for row in own)
        for authority in entry.local_authorities:
            published = with_known_period(
                catalogue, indicator_id, area_type="local_authority", area=authority
            )
            sources |= {row.source_id for row in published}
    single = len({row.period_end for row in rows if row.value is not None}) == 1
    near = [
        row
        for entry in (selection.services if compared else ())
        for row in _neighbours(catalogue, entry, indicator_id)
    ]
    known = [row for row in near if row.period]
    regions = {entry.region for entry in selection.services} if sources else set()
    if len(selection.services) > MOST_WITH_REGIONS:
        regions = set()
    for kind, area in sorted(catalogue.observations.get(indicator_id, {}) if compared else ()):
        if kind == "nation" or (kind == "region" and area in regions):
            rows += [
                to_figure(catalogue, None, row, measure=measure, comparator=True)
                # A nation is drawn only from the publication that the local series come from: never a patchwork.
                for row in with_known_period(
                    catalogue,
                    indicator_id,
                    area_type=kind,
                    area=area,
                    sources=sources if kind == "nation" else None,
                )
            ]
    parts = [last_of_parts(catalogue, entry, indicator_id) for entry in selection.services]
    return Trend(
        rows=tuple(rows),
        neighbours=tuple(known),
        banded=0 < lines <= MOST_WITH_BANDS and bool(known) and not single,
        single=single,
        totals=not compared,
        parts=tuple(row for row in parts if row),
        regions={entry.service_id: entry.region for entry in selection.services},
    )


def has_neighbours(catalogue: Catalogue) -> bool:
    """Whether the data set knows statistical neighbours at all."""
    return bool(_areas_with_neighbours(catalogue))


def without_neighbours(catalogue: Catalogue, selection: Selection) -> list[WithoutNeighbours]:
    """Authorities of the chosen services without statistical neighbours."""
    known = _areas_with_neighbours(catalogue)
    return [
        WithoutNeighbours(service=entry.name, country=entry.country, authority=authority)
        for entry in selection.services
        for authority in entry.local_authorities
        if authority not in known
    ]


def rows_of_one_period(found: Trend) -> list[FigureRow]:
    """Of a trend of one period: each authority with the region and the nation, as rows of `context.latest`."""
    others = [row for row in found.rows if row.comparator and row.value is not None]
    areas: dict[str, set[str]] = {}
    for row in found.own:
        areas.setdefault(row.service_id, set()).add(row.area)
    rows: list[FigureRow] = []
    for row in found.own:
        part = row.area if len(areas[row.service_id]) > 1 else ""
        rows.append(replace(row, breakdown=part))
        rows += [
            replace(other, service_id=row.service_id, breakdown=part)
            for other in others
            if other.area_type == "nation" or other.area == found.regions.get(row.service_id)
        ]
    return rows


def latest_beside_neighbours(found: Trend) -> list[NeighbourFigure]:
    """Of each authority the last period in which it and a neighbour have a figure, or else a neighbour has one."""
    last: dict[tuple[str, str], NeighbourFigure] = {}
    for row in found.neighbours:
        key = (row.service_id, row.authority)
        kept = last.get(key)
        if row.median is None or (kept and row.value is None and kept.value is not None):
            continue
        last[key] = row
    return list(last.values())


@remembered(most=8)
def _areas_with_neighbours(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(row.area for row in catalogue.data.rows.neighbours)


@remembered(most=512)
def _neighbours_of(catalogue: Catalogue, service_id: str, indicator_id: str) -> tuple[NeighbourFigure, ...]:
    """Rows of neighbour_figures: they need every authority's figures, so they are kept."""
    entry, neighbours = catalogue.services[service_id], catalogue.data.rows.neighbours
    return tuple(neighbour_figures(catalogue, entry, neighbours=neighbours, indicator_id=indicator_id))


def _neighbours(catalogue: Catalogue, entry: Service, indicator_id: str) -> Sequence[NeighbourFigure]:
    return (
        _neighbours_of(catalogue, entry.service_id, indicator_id)
        if entry.service_id in catalogue.services
        else ()
    )
