"""Which service and which inspection a report is of, among those that a data set knows."""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator

from yjs_dash.schema import ALL_TABLES, InspectionRow, Row, ServiceRow, ids_in
from yjs_dash.store.bundled import DataSet

NOT_KNOWN = "Not known"
SAME_WITHIN_MONTHS = 2
"""A report is dated by its own month or by the day of its web page, up to two months later; no service is inspected
twice within so short a time."""

TextRow = dict[str, str]
_SPACED = {"Cc": " ", "Cs": " ", "Zl": " ", "Zp": " ", "Cf": ""}

_KIND_OF_BODY = re.compile(
    r"\byouth (?:justice|offending|support)(?: and [a-z]+)? (?:services?|teams?|partnerships?)\b"
    r"|\by(?:js|os|ot)s?\b"
    r"|\b(?:london|royal|metropolitan) borough of\b"
    r"|\b(?:(?:city|county|borough|district|metropolitan) )*council\b"
)


def cell(value: object) -> str:
    """A typed value as the cell of a CSV table."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        # Not “g”, which cuts long numbers, and never an exponent, which is no cell of ours.
        return f"{value:.9f}".rstrip("0").rstrip(".")
    return str(value)


def clean_line(value: object) -> str:
    """A value of the payload as one line of text: nothing for nothing, no control and no direction characters."""
    if not isinstance(value, str):
        return cell(value) if isinstance(value, int | float) else ""
    if value.isprintable() and "  " not in value:
        return value.strip()
    return " ".join("".join(_SPACED.get(unicodedata.category(c), c) for c in value).split())


def text_cells(row: Row) -> TextRow:
    """A row as the cells of a CSV table."""
    return {name: cell(getattr(row, name)) for name in ALL_TABLES[row.table_name].column_names}


def plain_name(name: str) -> str:
    """A service's name without what differs between documents: case, accents, signs, the words for its kind."""
    text = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = " ".join(re.sub(r"[^\w]+|_", " ", text.replace("’", "").replace("'", "")).split())
    bare = " ".join(_KIND_OF_BODY.sub(" ", text).split())
    return bare.removeprefix("the ") or text


def slug(name: str) -> str:
    """The id of a service that has none yet."""
    plain = re.sub(r"[^a-z0-9]+", "-", plain_name(name)).strip("-")[:60].rstrip("-")
    return plain or f"service-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"


class ServiceMatcher:
    """The services and inspections of a data set; it learns those of each import that joins it."""

    def __init__(
        self, *, services: Iterable[ServiceRow] = (), inspections: Iterable[InspectionRow] = ()
    ) -> None:
        self._services: dict[str, ServiceRow] = {}
        self._by_name: dict[str, str] = {}
        self._inspections: dict[str, dict[str, InspectionRow]] = {}
        self.regions: set[str] = set()
        self.local_authorities: set[str] = set()
        rows = list(services)
        # A name goes before another one's former name or alias, and all of them before an authority’s name.
        for names_of in (_own_names, _former_names, _aliases, _only_authority):
            for row in rows:
                for name in names_of(row):
                    self._by_name.setdefault(plain_name(name), row.service_id)
        for row in rows:
            self._learn(row)
        for inspection in inspections:
            self.add_inspection(inspection)

    @classmethod
    def of(cls, data: DataSet) -> ServiceMatcher:
        """The matcher of a data set."""
        return cls(services=data.rows.services, inspections=data.rows.inspections)

    def service(self, name: str) -> ServiceRow | None:
        """The service of that name, former name, alias, id or only local authority; None where there is none."""
        found = self._by_name.get(plain_name(name))
        return None if found is None else self._services[found]

    def service_or_new(self, name: str) -> tuple[ServiceRow, bool]:
        """The service of that name, and whether it is new: then its place is not known, and it is learnt."""
        known = self.service(name)
        if known is not None:
            return known, False
        row = ServiceRow(
            service_id=self._free_id(slug(name)),
            name=name,
            country=NOT_KNOWN,
            region=NOT_KNOWN,
            local_authorities=NOT_KNOWN,
        )
        self._by_name[plain_name(name)] = row.service_id
        self._learn(row)
        return row, True

    def inspection(self, service_id: str, *, published: str, fieldwork_started: str) -> InspectionRow | None:
        """The inspection of a service whose fieldwork or whose report has this date; None where there is none.

        Fieldwork that started in the same month makes the same inspection. Otherwise the dates of publication
        decide: at most SAME_WITHIN_MONTHS apart, or in the same year where only a year is known.
        """
        rows = self._inspections.get(service_id, {})
        started = _months(fieldwork_started)
        for row in rows.values():
            if started is not None and len(started) == 1 and started == _months(row.fieldwork_started):
                return row
        if (wanted := _months(published)) is None:
            return None
        near = [(_distance(wanted, row), key) for key, row in rows.items()]
        best = min(((far, key) for far, key in near if far is not None), default=None)
        return rows[best[1]] if best is not None and best[0] <= SAME_WITHIN_MONTHS else None

    def inspection_by_id(self, service_id: str, inspection_id: str) -> InspectionRow | None:
        return self._inspections.get(service_id, {}).get(inspection_id)

    def inspections(self, service_id: str) -> list[InspectionRow]:
        """All inspections of a service, the latest last; undated ones first."""
        rows = self._inspections.get(service_id, {}).values()
        return sorted(rows, key=lambda row: (_months(row.published) or range(1))[0])

    def add_inspection(self, row: InspectionRow) -> None:
        self._inspections.setdefault(row.service_id, {})[row.inspection_id] = row

    def _learn(self, row: ServiceRow) -> None:
        self._services[row.service_id] = row
        self.regions |= {row.region} - {NOT_KNOWN}
        self.local_authorities |= set(_authorities(row)) - {NOT_KNOWN}

    def _free_id(self, wanted: str) -> str:
        number = 2
        free = wanted
        while free in self._services:
            free, number = f"{wanted}-{number}", number + 1
        return free


def _own_names(row: ServiceRow) -> Iterator[str]:
    yield row.name
    yield row.service_id


def _former_names(row: ServiceRow) -> Iterator[str]:
    yield from ids_in(row.former_names)


def _aliases(row: ServiceRow) -> Iterator[str]:
    yield from ids_in(row.aliases)


def _authorities(row: ServiceRow) -> list[str]:
    return ids_in(row.local_authorities)


def _only_authority(row: ServiceRow) -> Iterator[str]:
    """An authority’s name stands for a service only where the service covers nothing else."""
    names = _authorities(row)
    if len(names) == 1 and names[0] != NOT_KNOWN:
        yield names[0]


def _months(partial: str | None) -> range | None:
    """Months, counted from the year 0, that a date of schema.PARTIAL_DATE can mean; None where there is none."""
    found = re.fullmatch(r"(\d{4})(?:/\d{2}|-(\d{2})(?:-\d{2})?)?", partial or "")
    if found is None or partial is None:
        return None
    first = int(found[1]) * 12
    if found[2]:
        return range(first + int(found[2]) - 1, first + int(found[2]))
    return range(first + 3, first + 15) if "/" in partial else range(first, first + 12)


def _distance(wanted: range, row: InspectionRow) -> int | None:
    """Months between a report's date and that of an inspection; 0 where one lies in the other."""
    found = [months for day in (row.published, row.published_online) if (months := _months(day)) is not None]
    gaps = [max(months[0] - wanted[-1], wanted[0] - months[-1], 0) for months in found]
    # A year alone says enough to be the same, and not enough to be near.
    sure = [
        gap for gap, months in zip(gaps, found, strict=True) if gap == 0 or len(months) == len(wanted) == 1
    ]
    return min(sure, default=None)
