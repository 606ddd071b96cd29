"""What is known of any service at a glance: its latest result, its place among its kind, local figures, its peers."""

from __future__ import annotations

from dataclasses import dataclass

from yjs_dash.compare.areas import NOBODY, Figure, Figures, ServiceFigure, figures_by_area
from yjs_dash.compare.catalogue import Catalogue, Selection, Service
from yjs_dash.compare.context import Indicator, figure_text, indicator
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.peers import peers_of
from yjs_dash.compare.series import parts_of
from yjs_dash.compare.sources import citation, cite
from yjs_dash.framework import Framework
from yjs_dash.schema import ids_in

LOCAL: tuple[str, ...] = ("first_time_entrant_rate", "cautioned_or_sentenced_rate", "reoffending_rate_15_17")
"""Official rates that stand for the local picture."""
NATIONS: tuple[str, ...] = ("England and Wales", "England", "Wales")
MOST_PEERS = 3
INSPECTORATE = "HM Inspectorate of Probation"
"""Publisher of the reports, as the sources name it."""


@dataclass(frozen=True)
class KnownResult:
    """The latest known inspection of a service. `score` out of `score_max`; None where not known.

    `is_newest`: no other known inspection of the service may be newer. Of `services` whose latest known inspection is
    under the same framework, `same` have this overall rating, the service included; 0 where the framework is not known.
    """

    overall_rating: str
    score: int | None
    framework: Framework | None
    published: str
    is_newest: bool
    same: int
    services: int
    citation: str


@dataclass(frozen=True)
class LocalFigure:
    """The latest official figure of a service; `label` is the printed value.

    `beside`: a nation, or else the service's region, with a figure of the same period, `beside_label`; or empty.

    Of a service whose authorities have figures of their own, low and high are the ends of their range, and `label` is
    empty; where only one has a figure, `label` is that figure and `only` names the authority. `missing` names the
    authorities without one.
    """

    indicator: Indicator
    period: str
    label: str
    only: str
    low_label: str
    high_label: str
    missing: tuple[str, ...]
    beside: str
    beside_label: str
    source: str


@dataclass(frozen=True)
class ServiceSummary:
    """What a card says of a service. `result` is None where no inspection is known.

    `replaced_by`: names of the services that do the work of a former one. `peers`: names of the services most like it,
    `by_neighbours`: by its statistical neighbours, otherwise by its region.
    """

    service_id: str
    name: str
    is_pinned: bool
    region: str
    local_authorities: tuple[str, ...]
    replaced_by: tuple[str, ...]
    result: KnownResult | None
    local: tuple[LocalFigure, ...]
    peers: tuple[str, ...]
    by_neighbours: bool


def overviews(catalogue: Catalogue, selection: Selection) -> list[ServiceSummary]:
    """An overview of each service of the selection, in its order."""
    return [
        overview(catalogue, service, is_pinned=service.service_id == selection.pinned_service)
        for service in selection.services
    ]


@remembered(most=1024)
def overview(catalogue: Catalogue, service: Service, *, is_pinned: bool = False) -> ServiceSummary:
    """What is known of one service."""
    peers = peers_of(catalogue, service)
    names = {one.service_id: one.name for one in catalogue.services.values()}
    local = (local_figure(catalogue, service, indicator_id=indicator_id) for indicator_id in LOCAL)
    return ServiceSummary(
        service_id=service.service_id,
        name=service.name,
        is_pinned=is_pinned,
        region=service.region,
        local_authorities=service.local_authorities,
        replaced_by=tuple(names[one] for one in service.replaced_by if one in names),
        result=_result(catalogue, service),
        local=tuple(figure for figure in local if figure is not None),
        peers=tuple(one.name for one in peers.nearest[:MOST_PEERS]),
        by_neighbours=bool(peers.neighbours),
    )


def local_figure(catalogue: Catalogue, service: Service, *, indicator_id: str) -> LocalFigure | None:
    """The figure of the latest dated period in which the service or a part of it has one; None where none has."""
    known = [
        row for row in parts_of(catalogue, service, indicator_id) if row.published_parts and row.period_end
    ]
    if not known:
        return None
    last = known[-1]
    measure = indicator(catalogue, indicator_id)
    figures = figures_by_area(catalogue, indicator_id=indicator_id)
    beside = wider_figure(figures, service, last.period)
    only = last.low_area if last.basis == "part" else ""
    is_range = last.value is None and not only
    sources = dict.fromkeys(one for one in (last.source_id, beside.source_id) if one)
    return LocalFigure(
        indicator=measure,
        period=last.period,
        label=_label(last.low if only else last.value, last, measure),
        only=only,
        low_label=_label(last.low, last, measure) if is_range else "",
        high_label=_label(last.high, last, measure) if is_range else "",
        missing=last.missing,
        beside=beside.area,
        beside_label=figure_text(beside.value, unit=measure.unit, status=beside.status)
        if beside.area
        else "",
        source="; ".join(cite(catalogue, one) for one in sources),
    )


def _label(value: float | None, row: ServiceFigure, measure: Indicator) -> str:
    return "" if value is None else figure_text(value, unit=measure.unit, status=row.status)


def wider_figure(figures: Figures, service: Service, period: str) -> Figure:
    """The figure of a nation, or else of the region, to set beside a service's of the period; NOBODY without one."""
    wider = [*(("nation", nation) for nation in _nations(service)), ("region", service.region)]
    others = (figures.of(kind, area, period) for kind, area in wider)
    return next((figure for figure in others if figure.value is not None), NOBODY)


def _nations(service: Service) -> tuple[str, ...]:
    """England says nothing of a Welsh service, nor Wales of an English one."""
    other = "England" if service.country == "Wales" else "Wales"
    return tuple(nation for nation in NATIONS if nation != other)


def _result(catalogue: Catalogue, service: Service) -> KnownResult | None:
    inspection = service.inspection
    if inspection is None:
        return None
    known = catalogue.history[service.service_id]
    # A complete older inspection stands for its service; the latest result is asked for here.
    latest = catalogue.latest_of(service.service_id)
    framework = catalogue.data.frameworks.get(latest.framework_id or "")
    of_kind = _latest_ratings(catalogue).get(latest.framework_id or "", ()) if framework else ()
    return KnownResult(
        overall_rating=latest.overall_rating,
        score=latest.score,
        framework=framework,
        published=latest.published or "",
        is_newest=all(
            catalogue.inspected_later(latest, other) is True for other in known if other is not latest
        ),
        same=sum(rating == latest.overall_rating for rating in of_kind),
        services=len(of_kind),
        citation=str(citation(catalogue, latest)),
    )


def report_address(catalogue: Catalogue, service: Service) -> str:
    """Address of the page on which the report of the service's latest known inspection is published; or empty."""
    if service.service_id not in catalogue.history:
        return ""
    inspection = catalogue.latest_of(service.service_id)
    documents = (catalogue.sources[one] for one in ids_in(inspection.source_id) if one in catalogue.sources)
    return next((row.url for row in documents if row.url and row.publisher == INSPECTORATE), "")


@remembered(most=4)
def _latest_ratings(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Framework → overall ratings of the services whose latest known inspection is under it."""
    found: dict[str, list[str]] = {}
    for service_id in catalogue.history:
        latest = catalogue.latest_of(service_id)
        found.setdefault(latest.framework_id or "", []).append(latest.overall_rating)
    return {framework_id: tuple(ratings) for framework_id, ratings in found.items()}
