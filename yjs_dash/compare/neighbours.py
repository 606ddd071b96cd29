"""Statistical neighbours of a service's authorities: their median and range, for authorities in England."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from yjs_dash.compare.areas import Figures, ends_of, figures_by_area
from yjs_dash.compare.catalogue import Catalogue, Service
from yjs_dash.compare.context import decimals_of, figure_text
from yjs_dash.compare.rows import DerivedRow
from yjs_dash.compare.sources import cite
from yjs_dash.schema import NeighbourRow

ABSENT: dict[str, str] = {
    "": "there is a median",
    "wales": "statistical neighbours are published for authorities in England only",
    "unknown": "the data set has no neighbours of the authority",
    "figures": "none of the neighbours has a figure of the period",
}
"""Why a row has no median."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourFigure(DerivedRow):
    """An authority in one period beside its statistical neighbours; without neighbours, one row without period.

    `of_several`: it is one of several of the service. value and status are the authority's own; median, low and high
    are those of its neighbours, whose numbers are `neighbours` and `published_neighbours`. Numbers are in `unit`, None
    where there is none; `absent` is one of ABSENT.
    `missing` names the neighbours without a figure. `source` cites the figures, `origin` who the neighbours are.
    """

    service_id: str
    service: str
    authority: str
    of_several: bool = False
    indicator_id: str
    breakdown: str
    unit: str
    period: str = ""
    period_end: str = ""
    value: float | None = None
    status: str = ""
    median: float | None = None
    low: float | None = None
    low_area: str = ""
    high: float | None = None
    high_area: str = ""
    neighbours: int
    published_neighbours: int = 0
    missing: tuple[str, ...] = ()
    absent: str
    source: str = ""
    origin: str

    @property
    def area_name(self) -> str:
        """The authority as its service is called, where it is the service's only one."""
        return self.authority if self.of_several else self.service

    @property
    def value_label(self) -> str:
        """The authority's own figure as charts print it; so are the labels of the others."""
        return figure_text(self.value, unit=self.unit, status=self.status)

    @property
    def median_label(self) -> str:
        return figure_text(self.median, unit=self.unit)

    @property
    def low_label(self) -> str:
        return figure_text(self.low, unit=self.unit)

    @property
    def high_label(self) -> str:
        return figure_text(self.high, unit=self.unit)


def neighbour_figures(
    catalogue: Catalogue,
    entry: Service,
    *,
    neighbours: Sequence[NeighbourRow],
    indicator_id: str,
    breakdown: str = "",
) -> list[NeighbourFigure]:
    """Median and range of the statistical neighbours of each authority of a service, a row a period, oldest first.

    An authority without neighbours, as in Wales, has one row without period and numbers.
    """
    figures = figures_by_area(catalogue, indicator_id=indicator_id, breakdown=breakdown)
    origin = cite(catalogue, neighbours[0].source_id) if neighbours else ""
    rows: list[NeighbourFigure] = []
    for authority in entry.local_authorities:
        names = [row.neighbour for row in neighbours if row.area == authority]
        blank = NeighbourFigure(
            service_id=entry.service_id,
            service=entry.name,
            authority=authority,
            of_several=len(entry.local_authorities) > 1,
            indicator_id=indicator_id,
            breakdown=breakdown,
            unit=figures.measure.unit,
            neighbours=0,
            absent="wales" if entry.country == "Wales" else "unknown",
            origin=origin,
        )
        if not names or entry.country == "Wales":
            rows.append(blank)
            continue
        periods = figures.periods_of("local_authority", (authority, *names))
        for period in sorted(periods, key=lambda p: (figures.periods[p], p)):
            rows.append(_neighbour_figure(catalogue, blank, names, figures, period))
    return rows


def _neighbour_figure(
    catalogue: Catalogue, blank: NeighbourFigure, names: Sequence[str], figures: Figures, period: str
) -> NeighbourFigure:
    own = figures.of("local_authority", blank.authority, period)
    found = [figures.of("local_authority", name, period) for name in names]
    known = [figure for figure in found if figure.value is not None]
    low, high = ends_of(known)
    return replace(
        blank,
        period=period,
        period_end=figures.periods[period],
        value=own.value,
        status=own.status,
        median=_median([figure.value for figure in known if figure.value is not None], blank.unit),
        low=low.value,
        low_area=low.area,
        high=high.value,
        high_area=high.area,
        neighbours=len(names),
        published_neighbours=len(known),
        missing=tuple(figure.area for figure in found if figure.value is None),
        absent="" if known else "figures",
        source=cite(catalogue, next((f.source_id for f in (own, *found) if f.source_id), "")),
    )


def _median(values: Sequence[float], unit: str) -> float | None:
    if not values:
        return None
    # The middle of two values needs one decimal more than they have, except of a pound.
    return round(median(values), max(decimals_of(value) for value in values) + (unit != "£"))
