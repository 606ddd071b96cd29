"""What can be compared: services by name, their latest inspections, and a chosen few of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from yjs_dash.compare.memo import Memo
from yjs_dash.compare.records import as_records
from yjs_dash.framework import Framework, Standard
from yjs_dash.schema import earliest_day, latest_day
from yjs_dash.store import DataSet

MAX_SERVICES = 6
DEFAULT_SERVICES: tuple[str, ...] = ("suffolk", "sutton")
BY_INSPECTION: tuple[str, ...] = (
    "key_questions", "case_questions", "prompt_cases", "finding_counts", "recommendations",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class ServiceInspection:
    """One service with the inspection that stands for it: the latest with a complete list of ratings.

    Equal only to itself: a catalogue has one for each service. `ratings`: standard → rating. `rows`: standard → row
    of the ratings table.
    """

    service_id: str
    name: str
    country: str
    region: str
    local_authorities: tuple[str, ...]
    inspection: Mapping[str, Any]
    framework: Framework
    ratings: Mapping[str, str]
    rows: Mapping[str, Mapping[str, Any]]

    @property
    def inspection_id(self) -> str:
        return str(self.inspection["inspection_id"])

    @property
    def published(self) -> str:
        """When the inspection was published, as far as known; empty where it is not."""
        published = self.inspection["published"]
        return published if isinstance(published, str) else ""

    def rates(self, standard: Standard | None) -> bool:
        """Whether the framework of the inspection has this very standard: the same number under the same name."""
        own = self.framework.standards.get(standard.id) if standard is not None else None
        return own is not None and standard is not None and own.name == standard.name

    def sample(self, standard_id: str) -> int | None:
        """Cases behind a standard's percentages; None where no sample is in the data set, or an empty one."""
        kind = self.framework.sample_of(standard_id) if standard_id in self.framework.standards else None
        cases = self.inspection.get(f"{kind}_cases") if kind else None
        return None if cases is None or pd.isna(cases) or not cases else int(cases)


@dataclass(frozen=True)
class Selection:
    """The chosen services, ours first where one is pinned, otherwise in the reader's order."""

    entries: tuple[ServiceInspection, ...]
    pinned_service: str | None

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(entry.service_id for entry in self.entries)

    def standard(self, standard_id: str) -> Standard | None:
        """The standard of this number as the first framework that has it names it; None where none has."""
        found = (entry.framework.standards.get(standard_id) for entry in self.entries)
        return next((standard for standard in found if standard is not None), None)


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
        _ = self.entries, self.history, self.sources, self.indicators, self.observations
        _ = self.records, self._row_index

    @cached_property
    def entries(self) -> dict[str, ServiceInspection]:
        """Services with complete ratings by id, in alphabetical order of their names."""
        ratings: dict[Any, dict[str, Mapping[str, Any]]] = {}
        for row in as_records(self.data["ratings"]):
            ratings.setdefault(row["inspection_id"], {})[str(row["standard_id"])] = row
        complete: dict[str, list[Mapping[str, Any]]] = {}
        for row in sorted(as_records(self.data["inspections"]), key=_publication):
            framework = self.data.frameworks.get(str(row["framework_id"]))
            rated = ratings.get(row["inspection_id"], {})
            if framework is not None and _is_complete(framework, rated):
                complete.setdefault(str(row["service_id"]), []).append(row)
        latest = {service_id: self._latest(rows) for service_id, rows in complete.items()}
        services = self.data["services"].sort_values("name", key=lambda names: names.str.casefold())
        return {
            str(service["service_id"]): self._entry(service, latest[str(service["service_id"])], ratings)
            for service in as_records(services)
            if service["service_id"] in latest
        }

    def _entry(
        self,
        service: Mapping[str, Any],
        inspection: Mapping[str, Any],
        ratings: Mapping[Any, Mapping[str, Mapping[str, Any]]],
    ) -> ServiceInspection:
        rows = ratings[inspection["inspection_id"]]
        return ServiceInspection(
            service_id=str(service["service_id"]),
            name=str(service["name"]),
            country=str(service["country"]),
            region=str(service["region"]),
            local_authorities=tuple(part.strip() for part in str(service["local_authorities"]).split(";")),
            inspection=inspection,
            framework=self.data.frameworks[str(inspection["framework_id"])],
            ratings={standard: str(row["rating"]) for standard, row in rows.items()},
            rows=rows,
        )

    @cached_property
    def history(self) -> dict[str, list[dict[str, Any]]]:
        """Every inspection of a service, oldest first, by service id."""
        found: dict[str, list[dict[str, Any]]] = {}
        for row in sorted(as_records(self.data["inspections"]), key=_publication):
            found.setdefault(str(row["service_id"]), []).append(row)
        return found

    def inspected_later(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool | None:
        """Whether the inspection `one` is later than `other`; None where their dates and frameworks do not tell.

        Rows of the inspections table. Publication decides; where only a year is known or nothing, the framework does.
        """
        days, others = _days(one), _days(other)
        if days and others and (days[0] > others[1] or days[1] < others[0]):
            return days[0] > others[1]
        first, second = (self.data.frameworks.get(str(row["framework_id"])) for row in (one, other))
        if first is None or second is None or first.valid_from == second.valid_from:
            return None
        return first.valid_from > second.valid_from

    def _latest(self, rows: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
        """Of inspections in order of publication the last that no other is certainly later than."""
        newest = [row for row in rows if not any(self.inspected_later(other, row) for other in rows)]
        return (newest or rows)[-1]

    @cached_property
    def sources(self) -> dict[str, dict[str, Any]]:
        """Rows of the sources table by id."""
        return {str(row["source_id"]): row for row in as_records(self.data["sources"])}

    @cached_property
    def indicators(self) -> dict[str, dict[str, Any]]:
        """Rows of the indicators table by id."""
        return {str(row["indicator_id"]): row for row in as_records(self.data["indicators"])}

    @cached_property
    def records(self) -> dict[tuple[str, str], list[dict[str, Any]]]:
        """(table, inspection id) → rows, for the tables that are read by inspection. Not to be changed."""
        found: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for table in BY_INSPECTION:
            for row in as_records(self.data[table]):
                found.setdefault((table, str(row["inspection_id"])), []).append(row)
        return found

    @cached_property
    def observations(self) -> dict[str, dict[tuple[str, str], list[dict[str, Any]]]]:
        """Rows of the observations table: indicator → (kind of area, area) → rows in the order of the table."""
        found: dict[str, dict[tuple[str, str], list[dict[str, Any]]]] = {}
        for row in as_records(self.data["observations"]):
            areas = found.setdefault(str(row["indicator_id"]), {})
            areas.setdefault((str(row["area_type"]), str(row["area"])), []).append(row)
        return found

    def records_of(self, table: str, inspection_id: str) -> list[dict[str, Any]]:
        """Rows of a table that belong to an inspection, as records: quicker than a frame where they are few."""
        return self.records.get((table, inspection_id), [])

    def table_for(self, table: str, inspection_id: str) -> pd.DataFrame:
        """The same as a frame; empty with the same columns where there are none."""
        return self.data[table].take(self._row_index.get((table, inspection_id), []))

    @cached_property
    def _row_index(self) -> dict[tuple[str, str], Any]:
        """(table, inspection id) → places of its rows in the table."""
        return {
            (table, str(key)): places
            for table in BY_INSPECTION
            for key, places in self.data[table].groupby("inspection_id", sort=False).indices.items()
        }

    def select(self, service_ids: Iterable[str], *, pinned_service: str | None = None) -> Selection:
        """A selection of at most MAX_SERVICES known services; unknown ids are left out."""
        known = [s for s in dict.fromkeys(service_ids) if s in self.entries][:MAX_SERVICES]
        pinned_service = pinned_service if pinned_service in known else None
        if pinned_service is not None:
            known = [pinned_service, *(s for s in known if s != pinned_service)]
        return Selection(entries=tuple(self.entries[s] for s in known), pinned_service=pinned_service)

    @cached_property
    def default_ids(self) -> list[str]:
        """Suffolk and Sutton where the data set has them, otherwise the first two."""
        known = [s for s in DEFAULT_SERVICES if s in self.entries]
        return known or list(self.entries)[:2]


def _is_complete(framework: Framework, rated: Mapping[str, Any]) -> bool:
    needed = framework.scored_standards
    return bool(needed) and all(standard in rated for standard in needed)


def _publication(row: Mapping[str, Any]) -> tuple[bool, str]:
    published = row["published"]
    known = isinstance(published, str)
    return known, earliest_day(published).isoformat() if known else ""


def _days(row: Mapping[str, Any]) -> tuple[dt.date, dt.date] | None:
    """First and last day on which an inspection may have been published; None where nothing is known."""
    published = row["published"]
    return (earliest_day(published), latest_day(published)) if isinstance(published, str) else None
