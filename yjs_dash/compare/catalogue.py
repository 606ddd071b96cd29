"""What can be compared: services by name, their latest inspections, and a chosen few of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from yjs_dash.framework import Framework
from yjs_dash.schema import earliest_day
from yjs_dash.store import DataSet

MAX_SERVICES = 6
DEFAULT_SERVICES: tuple[str, ...] = ("suffolk", "sutton")


@dataclass(frozen=True)
class Entry:
    """One service with the inspection that stands for it: the latest with a complete list of ratings.

    `ratings`: standard → rating. `rows`: standard → row of the ratings table.
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

    def sample(self, standard_id: str) -> int | None:
        """Cases behind a standard's percentages; None where the report's sample is not in the data set."""
        kind = self.framework.sample_of(standard_id) if standard_id in self.framework.standards else None
        cases = self.inspection.get(f"{kind}_cases") if kind else None
        return None if cases is None or pd.isna(cases) else int(cases)


@dataclass(frozen=True)
class Selection:
    """The chosen services, ours first where one is pinned, otherwise in the reader's order."""

    entries: tuple[Entry, ...]
    ours: str | None

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(entry.service_id for entry in self.entries)


@dataclass(frozen=True, eq=False)
class Catalogue:
    """A data set with the look-ups that every page needs, built once per process; equal only to itself."""

    data: DataSet

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Services with complete ratings by id, in alphabetical order of their names."""
        ratings = {
            key: {str(row["standard_id"]): row for row in group.to_dict("records")}
            for key, group in self.data["ratings"].groupby("inspection_id", sort=False)
        }
        latest: dict[str, Mapping[str, Any]] = {}
        for row in sorted(self.data["inspections"].to_dict("records"), key=_publication):
            framework = self.data.frameworks.get(str(row["framework_id"]))
            rated = ratings.get(row["inspection_id"], {})
            if framework is not None and _is_complete(framework, rated):
                latest[str(row["service_id"])] = row
        services = self.data["services"].sort_values("name", key=lambda names: names.str.casefold())
        return {
            str(service["service_id"]): self._entry(service, latest[str(service["service_id"])], ratings)
            for service in services.to_dict("records")
            if service["service_id"] in latest
        }

    def _entry(
        self,
        service: Mapping[str, Any],
        inspection: Mapping[str, Any],
        ratings: Mapping[Any, Mapping[str, Mapping[str, Any]]],
    ) -> Entry:
        rows = ratings[inspection["inspection_id"]]
        return Entry(
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
        for row in sorted(self.data["inspections"].to_dict("records"), key=_publication):
            found.setdefault(str(row["service_id"]), []).append({str(k): v for k, v in row.items()})
        return found

    @cached_property
    def sources(self) -> dict[str, dict[str, Any]]:
        """Rows of the sources table by id."""
        return {
            str(row["source_id"]): {str(k): v for k, v in row.items()}
            for row in self.data["sources"].to_dict("records")
        }

    @cached_property
    def indicators(self) -> dict[str, dict[str, Any]]:
        """Rows of the indicators table by id."""
        return {
            str(row["indicator_id"]): {str(k): v for k, v in row.items()}
            for row in self.data["indicators"].to_dict("records")
        }

    @cached_property
    def groups(self) -> dict[tuple[str, str], pd.DataFrame]:
        """(table, inspection id) → rows, for the tables that are read by inspection."""
        tables = ("key_questions", "case_questions", "finding_counts", "recommendations", "observations")
        return {
            (table, str(key)): group
            for table in tables
            for key, group in self.data[table].groupby("inspection_id", sort=False)
        }

    @cached_property
    def observations(self) -> dict[str, dict[tuple[str, str], list[dict[str, Any]]]]:
        """Rows of the observations table: indicator → (kind of area, area) → rows in the order of the table."""
        found: dict[str, dict[tuple[str, str], list[dict[str, Any]]]] = {}
        table = self.data["observations"]
        columns = [str(name) for name in table.columns]
        for values in table.itertuples(index=False, name=None):
            row = dict(zip(columns, values, strict=True))
            areas = found.setdefault(str(row["indicator_id"]), {})
            areas.setdefault((str(row["area_type"]), str(row["area"])), []).append(row)
        return found

    def rows_of(self, table: str, inspection_id: str) -> pd.DataFrame:
        """Rows of a table that belong to an inspection; empty with the same columns where there are none."""
        found = self.groups.get((table, inspection_id))
        return self.data[table].iloc[:0] if found is None else found

    def select(self, service_ids: Iterable[str], *, ours: str | None = None) -> Selection:
        """A selection of at most MAX_SERVICES known services; unknown ids are left out."""
        known = [s for s in dict.fromkeys(service_ids) if s in self.entries][:MAX_SERVICES]
        ours = ours if ours in known else None
        if ours is not None:
            known = [ours, *(s for s in known if s != ours)]
        return Selection(entries=tuple(self.entries[s] for s in known), ours=ours)

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
