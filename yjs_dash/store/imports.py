"""The store of imports: what was read from files, kept append-only in a database.

An import is one row that never changes: the file's hash, what was read from it, when, by which version of the
extractor. Accepting, withdrawing and restoring are events of it, added and never removed; the last one decides.
Of several accepted imports of one inspection, the one whose last event is the latest stands for it.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue
from sqlalchemy import Connection, Select, func, insert, select
from sqlalchemy.engine import RowMapping

from yjs_dash.environment import URL_VARIABLE
from yjs_dash.errors import ImportPayloadError, StoreError, UnknownImportError, shown_file_name
from yjs_dash.store.database import Database, NoDatabase, import_events, imports
from yjs_dash.store.home import database_url

RETRY_SECONDS = 15.0
"""How long a database that could not be reached is left alone before it is asked for its revision again."""

AMENDED_MARK = "+"
"""Stands in the version of the extractor between the version and what tells one set of amendments from another."""

Payload = dict[str, JsonValue]


@dataclass(frozen=True)
class NewImport:
    """What is to be kept of a file. `kind`: report or statistics; the latter has no service and no inspection."""

    sha256: str
    file_name: str
    kind: str
    extractor_version: str
    payload: Mapping[str, JsonValue]
    service: str | None = None
    inspection_id: str | None = None


@dataclass(frozen=True)
class ImportRecord:
    """One import as it stands. `status`: accepted or withdrawn; times are UTC; `last_event` orders the changes."""

    import_id: int
    sha256: str
    file_name: str
    kind: str
    imported_at: dt.datetime
    extractor_version: str
    service: str | None
    inspection_id: str | None
    status: str
    changed_at: dt.datetime
    last_event: int

    @property
    def is_accepted(self) -> bool:
        return self.status == "accepted"

    @property
    def is_amended(self) -> bool:
        """Whether somebody put figures right that were read; reading the file again would lose that."""
        return AMENDED_MARK in self.extractor_version


@dataclass(frozen=True)
class ImportEvent:
    """One change of an import: accepted, withdrawn or restored, at a time in UTC."""

    event: str
    at: dt.datetime


@dataclass(frozen=True)
class Added:
    """The import of a file, and whether it was added now or had been there before."""

    record: ImportRecord
    is_new: bool


@dataclass(frozen=True)
class Accepted:
    """All accepted imports with their payloads as JSON, the latest change last, at one revision."""

    revision: int
    imports: tuple[tuple[ImportRecord, str], ...]


class ImportStore:
    """Imports in a database. Every method raises StoreError where the database fails."""

    def __init__(self, database: Database | NoDatabase) -> None:
        self._database = database
        self._failure: tuple[float, StoreError] | None = None

    def add(self, new: NewImport) -> Added:
        """Keeps and accepts an import, in one transaction.

        A file that was read before by the same extractor is not added again, whatever its status is. Read by
        another version of the extractor, it takes the place of the earlier reading, which is withdrawn.
        """
        payload = json.dumps(new.payload, ensure_ascii=True, allow_nan=False, sort_keys=True)
        now = _now()
        with self._database.writing() as connection:
            of_file = _records(connection, sha256=new.sha256)
            for record in of_file:
                if record.extractor_version == new.extractor_version:
                    return Added(record=record, is_new=False)
            key = connection.execute(
                insert(imports).values(
                    sha256=new.sha256,
                    file_name=shown_file_name(new.file_name),
                    kind=new.kind,
                    imported_at=now,
                    extractor_version=new.extractor_version,
                    service=new.service,
                    inspection_id=new.inspection_id,
                    payload=payload,
                )
            ).inserted_primary_key
            import_id = int(key[0]) if key is not None else 0
            _withdraw_others(connection, of_file, now)
            _append(connection, import_id, "accepted", now)
            return Added(record=_record(connection, import_id), is_new=True)

    def withdraw(self, import_id: int) -> ImportRecord:
        """Takes an import out of the data set; it can be restored. Twice is the same as once."""
        now = _now()
        with self._database.writing() as connection:
            if _record(connection, import_id).is_accepted:
                _append(connection, import_id, "withdrawn", now)
            return _record(connection, import_id)

    def restore(self, import_id: int) -> ImportRecord:
        """Brings a withdrawn import back; another reading of the same file is withdrawn for it."""
        now = _now()
        with self._database.writing() as connection:
            record = _record(connection, import_id)
            if not record.is_accepted:
                _withdraw_others(connection, _records(connection, sha256=record.sha256), now)
                _append(connection, import_id, "restored", now)
            return _record(connection, import_id)

    def find(self, sha256: str) -> ImportRecord | None:
        """The latest import of a file with this hash, withdrawn ones included."""
        with self._database.reading() as connection:
            found = [] if connection is None else _records(connection, sha256=sha256)
        return max(found, key=lambda r: (r.is_accepted, r.import_id), default=None)

    def history(self) -> list[ImportRecord]:
        """Every import ever accepted, the newest first, without payloads."""
        with self._database.reading() as connection:
            return [] if connection is None else _records(connection)[::-1]

    def events(self, import_id: int) -> list[ImportEvent]:
        """What happened to an import, in order."""
        query = (
            select(import_events).where(import_events.c.import_id == import_id).order_by(import_events.c.id)
        )
        with self._database.reading() as connection:
            rows = [] if connection is None else connection.execute(query).mappings().all()
        return [ImportEvent(event=row["event"], at=_utc(row["at"])) for row in rows]

    def payload(self, import_id: int) -> Payload:
        """What was read from the file. Raises ImportPayloadError, UnknownImportError."""
        query = select(imports.c.payload).where(imports.c.id == import_id)
        with self._database.reading() as connection:
            found = None if connection is None else connection.execute(query).scalar_one_or_none()
        if found is None:
            raise UnknownImportError(import_id=import_id)
        return read_payload(found)

    def accepted(self) -> Accepted:
        """All accepted imports with their payloads, and the revision they belong to."""
        with self._database.reading() as connection:
            if connection is None:
                return Accepted(revision=0, imports=())
            records = sorted((r for r in _records(connection) if r.is_accepted), key=lambda r: r.last_event)
            ids = [r.import_id for r in records]
            query = select(imports.c.id, imports.c.payload).where(imports.c.id.in_(ids))
            payloads = {row.id: row.payload for row in connection.execute(query)}
            revision = connection.execute(_LAST_EVENT).scalar_one() or 0
        return Accepted(revision=revision, imports=tuple((r, payloads[r.import_id]) for r in records))

    def revision(self) -> int:
        """A number that grows with every change; 0 as long as nothing was imported. One small query.

        After a failure the same error is raised for RETRY_SECONDS without asking again, so that a database that
        is down does not make every visitor wait for it.
        """
        if self._failure is not None and time.monotonic() < self._failure[0]:
            raise self._failure[1]
        try:
            with self._database.reading() as connection:
                found = 0 if connection is None else connection.execute(_LAST_EVENT).scalar_one() or 0
        except StoreError as error:
            self._failure = (time.monotonic() + RETRY_SECONDS, error)
            raise
        self._failure = None
        return found

    def close(self) -> None:
        """Gives back all connections; the store can be used again after it."""
        self._database.close()


def open_store(*, environment: Mapping[str, str] = os.environ) -> ImportStore:
    """The store that the environment names. Never fails: whatever is wrong with it is told by the first use."""
    try:
        url = database_url(environment=environment)
    except StoreError as error:
        return ImportStore(NoDatabase(error))
    return ImportStore(Database(url, in_home=not environment.get(URL_VARIABLE)))


def read_payload(text: str) -> Payload:
    """A payload from its JSON. Raises ImportPayloadError."""
    try:
        payload = json.loads(text)
    except (ValueError, RecursionError):
        raise ImportPayloadError(problem="they are not JSON") from None
    if not isinstance(payload, dict):
        raise ImportPayloadError(problem="they are not one object")
    return payload


_LAST_EVENT = select(func.max(import_events.c.id))


def _current() -> Select[Any]:
    """Imports, oldest first, each with its last event."""
    last = (
        select(import_events.c.import_id, func.max(import_events.c.id).label("last_event"))
        .group_by(import_events.c.import_id)
        .subquery()
    )
    columns = [c for c in imports.c if c.name != "payload"]
    return (
        select(*columns, import_events.c.event, import_events.c.at, last.c.last_event)
        .join(last, last.c.import_id == imports.c.id)
        .join(import_events, import_events.c.id == last.c.last_event)
        .order_by(imports.c.id)
    )


def _records(connection: Connection, *, sha256: str | None = None) -> list[ImportRecord]:
    query = _current() if sha256 is None else _current().where(imports.c.sha256 == sha256)
    return [_from_row(row) for row in connection.execute(query).mappings()]


def _record(connection: Connection, import_id: int) -> ImportRecord:
    row = connection.execute(_current().where(imports.c.id == import_id)).mappings().one_or_none()
    if row is None:
        raise UnknownImportError(import_id=import_id)
    return _from_row(row)


def _from_row(row: RowMapping) -> ImportRecord:
    return ImportRecord(
        import_id=row["id"],
        sha256=row["sha256"],
        file_name=row["file_name"],
        kind=row["kind"],
        imported_at=_utc(row["imported_at"]),
        extractor_version=row["extractor_version"],
        service=row["service"],
        inspection_id=row["inspection_id"],
        status="withdrawn" if row["event"] == "withdrawn" else "accepted",
        changed_at=_utc(row["at"]),
        last_event=row["last_event"],
    )


def _withdraw_others(connection: Connection, records: list[ImportRecord], now: dt.datetime) -> None:
    for record in records:
        if record.is_accepted:
            _append(connection, record.import_id, "withdrawn", now)


def _append(connection: Connection, import_id: int, event: str, now: dt.datetime) -> None:
    connection.execute(insert(import_events).values(import_id=import_id, event=event, at=now))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def _utc(at: dt.datetime) -> dt.datetime:
    """SQLite gives times back without their zone."""
    return at.replace(tzinfo=dt.UTC) if at.tzinfo is None else at.astimezone(dt.UTC)
