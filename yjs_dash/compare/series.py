"""The official series of a service: of the whole where that can be told, otherwise of each local authority."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from yjs_dash.compare.areas import ServiceFigure, service_figures
from yjs_dash.compare.catalogue import Catalogue, Service
from yjs_dash.compare.context import (
    FigureRow,
    figure_text,
    indicator,
    missing_figure,
    observations_for,
    to_figure,
)
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.rate_figures import is_dated, rank
from yjs_dash.compare.rows import extended
from yjs_dash.compare.sources import cite
from yjs_dash.schema import ObservationRow


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeFigure(FigureRow):
    """The figure of a service of several authorities as a whole; `parts` is what it rests on."""

    parts: ServiceFigure | None = None


def own_series(catalogue: Catalogue, entry: Service, indicator_id: str) -> list[Sequence[FigureRow]]:
    """A series for the service where it can be told of the whole, otherwise one a local authority."""
    whole = _whole_series(catalogue, entry, indicator_id)
    if whole:
        return [whole]
    measure = indicator(catalogue, indicator_id)
    found: list[Sequence[FigureRow]] = []
    for authority in entry.local_authorities:
        own = [
            to_figure(catalogue, entry, row, measure=measure)
            for row in with_known_period(catalogue, indicator_id, area_type="local_authority", area=authority)
        ]
        kind = "local_authority"
        found.append(
            own or [missing_figure(entry, indicator_id=indicator_id, area=authority, area_type=kind)]
        )
    return found


def _whole_series(catalogue: Catalogue, entry: Service, indicator_id: str) -> list[WholeFigure]:
    """Of a service of several authorities: its figures, where there is one in every period with any."""
    parts = [
        row
        for row in _parts_of_several(catalogue, entry, indicator_id)
        if row.published_parts and row.period_end
    ]
    if not parts or any(row.value is None for row in parts):
        return []
    unit = indicator(catalogue, indicator_id).unit
    blank = extended(WholeFigure, missing_figure(entry, indicator_id=indicator_id))
    return [
        replace(
            blank,
            period=row.period,
            period_end=row.period_end,
            value=row.value,
            label=figure_text(row.value, unit=unit, status=row.status),
            status=row.status,
            source=cite(catalogue, row.source_id),
            parts=row,
        )
        for row in parts
    ]


@remembered(most=512)
def _parts_of(catalogue: Catalogue, service_id: str, indicator_id: str) -> tuple[ServiceFigure, ...]:
    """Rows of service_figures: they need every authority's figures, so they are kept."""
    return tuple(service_figures(catalogue, catalogue.services[service_id], indicator_id=indicator_id))


def parts_of(catalogue: Catalogue, service: Service, indicator_id: str) -> tuple[ServiceFigure, ...]:
    """Rows of service_figures."""
    if catalogue.services.get(service.service_id) is not service:
        return tuple(service_figures(catalogue, service, indicator_id=indicator_id))
    return _parts_of(catalogue, service.service_id, indicator_id)


def _parts_of_several(catalogue: Catalogue, entry: Service, indicator_id: str) -> tuple[ServiceFigure, ...]:
    return parts_of(catalogue, entry, indicator_id) if len(entry.local_authorities) > 1 else ()


def last_of_parts(catalogue: Catalogue, entry: Service, indicator_id: str) -> ServiceFigure | None:
    """The row of service_figures of the last period in which a part of a service of several has a figure."""
    known = [row for row in _parts_of_several(catalogue, entry, indicator_id) if row.published_parts]
    return known[-1] if known else None


def with_known_period(
    catalogue: Catalogue,
    indicator_id: str,
    *,
    area_type: str,
    area: str,
    sources: Container[str] | None = None,
) -> list[ObservationRow]:
    """Figures with a known period, oldest first; of two publications of a figure, the later one that has it.

    With `sources`, only figures of these publications.
    """
    rows = [
        row
        for row in observations_for(catalogue, indicator_id, area_type=area_type, area=area)
        if is_dated(row) and (sources is None or row.source_id in sources)
    ]
    rows.sort(key=lambda row: (row.period_end or "", rank(catalogue, row)))
    return list({row.period_end: row for row in rows}.values())
