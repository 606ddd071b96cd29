"""What can be compared: every service by name, the inspection that stands for it, and a chosen few of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from yjs_dash.compare.memo import Memo
from yjs_dash.framework import Framework, Standard
from yjs_dash.schema import (
    CaseQuestionRow,
    FindingCountRow,
    IndicatorRow,
    InspectionRow,
    KeyQuestionRow,
    ObservationRow,
    PromptCasesRow,
    RatingRow,
    RecommendationRow,
    ServiceRow,
    SourceRow,
    by_inspection,
    earliest_day,
    ids_in,
    latest_day,
)
from yjs_dash.store import DataSet

MAX_SERVICES = 6
DEFAULT_SERVICES: tuple[str, ...] = ("suffolk", "sutton")

ObservationsByArea = dict[tuple[str, str], list[ObservationRow]]


@dataclass(frozen=True, eq=False)
class Service:
    """One service; `inspection` is the latest that is known of it, None where none is.

    Equal only to itself: a catalogue has one for each service. `replaced_by`: ids of the services that do its work now,
    where it is a former one.
    """

    service_id: str
    name: str
    country: str
    region: str
    local_authorities: tuple[str, ...]
    replaced_by: tuple[str, ...]
    inspection: InspectionRow | None

    @property
    def inspection_id(self) -> str:
        """Id of the inspection that stands for the service; empty where there is none."""
        return self.inspection.inspection_id if self.inspection else ""


@dataclass(frozen=True, eq=False)
class ServiceInspection(Service):
    """A service with a complete list of ratings: those of the latest such inspection.

    `ratings`: standard → rating. `rows`: standard → row of the ratings table.
    """

    inspection: InspectionRow
    framework: Framework
    ratings: Mapping[str, str]
    rows: Mapping[str, RatingRow]

    @property
    def inspection_id(self) -> str:
        return self.inspection.inspection_id

    @property
    def published(self) -> str:
        """When the inspection was published, as far as known; empty where it is not."""
        return self.inspection.published or ""

    def rates(self, standard: Standard | None) -> bool:
        """Whether the framework of the inspection has this very standard: the same number under the same name."""
        own = self.framework.standards.get(standard.id) if standard is not None else None
        return own is not None and standard is not None and own.name == standard.name

    def sample(self, standard_id: str) -> int | None:
        """Cases behind a standard's percentages; None where no sample is in the data set, or an empty one."""
        kind = self.framework.sample_of(standard_id) if standard_id in self.framework.standards else None
        return (self.inspection.cases_of(kind) if kind else None) or None


@dataclass(frozen=True)
class Selection:
    """The chosen services, ours first where one is pinned, otherwise in the reader's order."""

    services: tuple[Service, ...]
    pinned_service: str | None

    @cached_property
    def entries(self) -> tuple[ServiceInspection, ...]:
        """Those of the services with a complete list of ratings."""
        return tuple(service for service in self.services if isinstance(service, ServiceInspection))

    @cached_property
    def unrated(self) -> tuple[Service, ...]:
        """Those of the services without one."""
        return tuple(service for service in self.services if not isinstance(service, ServiceInspection))

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the services, in their order."""
        return tuple(service.service_id for service in self.services)

    def standard(self, standard_id: str) -> Standard | None:
        """The standard of this number as the first framework that has it names it; None where none has."""
        found = (entry.framework.standards.get(standard_id) for entry in self.entries)
        return next((standard for standard in found if standard is not None), None)


@dataclass(frozen=True)
class InspectionParts:
    """Rows of the tables that are read by inspection: inspection id → rows in the order of the table."""

    ratings: Mapping[str, Sequence[RatingRow]]
    key_questions: Mapping[str, Sequence[KeyQuestionRow]]
    case_questions: Mapping[str, Sequence[CaseQuestionRow]]
    prompt_cases: Mapping[str, Sequence[PromptCasesRow]]
    finding_counts: Mapping[str, Sequence[FindingCountRow]]
    recommendations: Mapping[str, Sequence[RecommendationRow]]


@dataclass(frozen=True, eq=False)
class Catalogue:
    """A data set with the look-ups that every page needs, built once per process; equal only to itself.

    What is worked out of it is kept in `memo`, and goes when the catalogue does.
    """

    data: DataSet
    memo: Memo = field(default_factory=Memo, repr=False)

    @property
    def memo_key(self) -> None:
        """A catalogue has its memo to itself."""

    def prepare(self) -> None:
        """Build every look-up now, so that no reader waits for one."""
        _ = self.services, self.entries, self.history, self.sources, self.indicators, self.observations
        _ = self.parts

    @cached_property
    def services(self) -> dict[str, Service]:
        """Every service by id, in alphabetical order of their names."""
        rows = sorted(self.data.rows.services, key=lambda service: service.name.casefold())
        return {row.service_id: self._service(row) for row in rows}

    @cached_property
    def entries(self) -> dict[str, ServiceInspection]:
        """Services with complete ratings by id, in alphabetical order of their names."""
        return {key: one for key, one in self.services.items() if isinstance(one, ServiceInspection)}

    def _service(self, row: ServiceRow) -> Service:
        known = self.history.get(row.service_id, [])
        complete = [inspection for inspection in known if self._is_complete(inspection)]
        service = Service(
            service_id=row.service_id,
            name=row.name,
            country=row.country,
            region=row.region,
            local_authorities=tuple(ids_in(row.local_authorities)),
            replaced_by=tuple(ids_in(row.replaced_by)),
            inspection=self.latest_of(row.service_id) if known else None,
        )
        return self._with_ratings(service, self._latest(complete)) if complete else service

    def _is_complete(self, inspection: InspectionRow) -> bool:
        framework = self.data.frameworks.get(inspection.framework_id or "")
        rated = {row.standard_id for row in self.parts.ratings.get(inspection.inspection_id, ())}
        needed = framework.scored_standards if framework else ()
        return bool(needed) and all(standard in rated for standard in needed)

    def _with_ratings(self, service: Service, inspection: InspectionRow) -> ServiceInspection:
        rows = {row.standard_id: row for row in self.parts.ratings[inspection.inspection_id]}
        return ServiceInspection(
            service_id=service.service_id,
            name=service.name,
            country=service.country,
            region=service.region,
            local_authorities=service.local_authorities,
            replaced_by=service.replaced_by,
            inspection=inspection,
            framework=self.data.frameworks[inspection.framework_id or ""],
            ratings={standard: row.rating for standard, row in rows.items()},
            rows=rows,
        )

    @cached_property
    def history(self) -> dict[str, list[InspectionRow]]:
        """Every inspection of a service, oldest first, by service id."""
        found: dict[str, list[InspectionRow]] = {}
        for row in sorted(self.data.rows.inspections, key=_publication):
            found.setdefault(row.service_id, []).append(row)
        return found

    def inspected_later(self, one: InspectionRow, other: InspectionRow) -> bool | None:
        """Whether the inspection `one` is later than `other`; None where their dates and frameworks do not tell.

        Publication decides; where only a year is known or nothing, the framework does.
        """
        days, others = _days(one), _days(other)
        if days and others and (days[0] > others[1] or days[1] < others[0]):
            return days[0] > others[1]
        first, second = (self.data.frameworks.get(row.framework_id or "") for row in (one, other))
        if first is None or second is None or first.valid_from == second.valid_from:
            return None
        return first.valid_from > second.valid_from

    def latest_of(self, service_id: str) -> InspectionRow:
        """The latest known inspection of a service, which has one, whether or not all its ratings are known."""
        return self._latest(self.history[service_id])

    def latest_under(self, service_id: str, *, framework_id: str) -> InspectionRow | None:
        """The latest known inspection of a service under one framework; None where none is known."""
        rows = [row for row in self.history.get(service_id, ()) if row.framework_id == framework_id]
        return self._latest(rows) if rows else None

    def _latest(self, rows: Sequence[InspectionRow]) -> InspectionRow:
        """Of inspections in order of publication the last that no other is certainly later than."""
        newest = [row for row in rows if not any(self.inspected_later(other, row) for other in rows)]
        return (newest or rows)[-1]

    @cached_property
    def sources(self) -> dict[str, SourceRow]:
        """Documents by id."""
        return {row.source_id: row for row in self.data.rows.sources}

    @cached_property
    def indicators(self) -> dict[str, IndicatorRow]:
        """Indicators by id."""
        return {row.indicator_id: row for row in self.data.rows.indicators}

    @cached_property
    def parts(self) -> InspectionParts:
        """What is known of each inspection. Not to be changed."""
        rows = self.data.rows
        return InspectionParts(
            ratings=by_inspection(rows.ratings),
            key_questions=by_inspection(rows.key_questions),
            case_questions=by_inspection(rows.case_questions),
            prompt_cases=by_inspection(rows.prompt_cases),
            finding_counts=by_inspection(rows.finding_counts),
            recommendations=by_inspection(rows.recommendations),
        )

    @cached_property
    def observations(self) -> dict[str, ObservationsByArea]:
        """Contextual figures: indicator → (kind of area, area) → rows in the order of the table."""
        found: dict[str, ObservationsByArea] = {}
        for row in self.data.rows.observations:
            found.setdefault(row.indicator_id, {}).setdefault((row.area_type, row.area), []).append(row)
        return found

    def select(self, service_ids: Iterable[str], *, pinned_service: str | None = None) -> Selection:
        """A selection of at most MAX_SERVICES known services; unknown ids are left out."""
        known = [s for s in dict.fromkeys(service_ids) if s in self.services][:MAX_SERVICES]
        pinned_service = pinned_service if pinned_service in known else None
        if pinned_service is not None:
            known = [pinned_service, *(s for s in known if s != pinned_service)]
        return Selection(services=tuple(self.services[s] for s in known), pinned_service=pinned_service)

    @cached_property
    def default_ids(self) -> list[str]:
        """Suffolk and Sutton where the data set has them, otherwise the first two, best with complete ratings."""
        known = [s for s in DEFAULT_SERVICES if s in self.entries]
        return known or list(self.entries)[:2] or list(self.services)[:2]


def _publication(row: InspectionRow) -> tuple[bool, str]:
    return bool(row.published), earliest_day(row.published).isoformat() if row.published else ""


def _days(row: InspectionRow) -> tuple[dt.date, dt.date] | None:
    """First and last day on which an inspection may have been published; None where nothing is known."""
    return (earliest_day(row.published), latest_day(row.published)) if row.published else None
