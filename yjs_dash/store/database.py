"""The database under the store: connections, transactions, tables, and errors as one clear sentence.

SQLite and PostgreSQL keep the same tables and behave alike. Reading creates nothing: as long as nothing was
imported there is no file and no table. Writing happens one transaction at a time, whoever writes, so that the
numbers of events grow in the order in which they become visible.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    DateTime,
    Engine,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    event,
    func,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from yjs_dash.environment import HOME_VARIABLE, URL_VARIABLE
from yjs_dash.errors import StoreError, StoreReadOnlyError, StoreTooNewError, StoreUnavailableError
from yjs_dash.store.home import make_home

VERSION = 1
EVENTS: tuple[str, ...] = ("accepted", "withdrawn", "restored")
KINDS: tuple[str, ...] = ("report", "statistics")
BUSY_SECONDS = 30
CONNECT_SECONDS = 5

_LOCK = 0x796A73  # the letters yjs; any number will do that all writers agree on
_SQLITE_PROBLEMS = {
    5: "is busy: another program has been writing to it for too long",
    6: "is busy: another program has been writing to it for too long",
    11: "is damaged",
    13: "has no space left",
    26: "is a file of another kind",
}
_SQLITE_NOT_WRITABLE = frozenset({3, 8, 14, 23})
_POSTGRES_PROBLEMS = {
    "28P01": "refuses the user or the password",
    "28000": "refuses the user or the password",
    "3D000": "names a database that does not exist",
    "53100": "has no space left",
    "53300": "has no connection left",
    "55P03": "is busy: another program has been writing to it for too long",
}
_POSTGRES_NOT_WRITABLE = frozenset({"25006", "42501"})

metadata = MetaData()
store_version = Table(
    "store_version", metadata, Column("version", Integer, primary_key=True, autoincrement=False)
)
imports = Table(
    "imports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("imported_at", DateTime(timezone=True), nullable=False),
    Column("extractor_version", String(32), nullable=False),
    Column("service", Text),
    Column("inspection_id", Text),
    Column("payload", Text, nullable=False),
    UniqueConstraint("sha256", "extractor_version", name="one_import_a_file"),
    CheckConstraint(f"kind IN {KINDS}", name="known_kind"),
)
import_events = Table(
    "import_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("import_id", Integer, ForeignKey("imports.id"), nullable=False),
    Column("event", String(16), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    CheckConstraint(f"event IN {EVENTS}", name="known_event"),
    Index("events_of_an_import", "import_id", "id"),
)


class Database:
    """Transactions on the database of a URL. Every failure is a StoreError.

    `in_home`: whether it stands in the home directory, which is then created with the first import.
    """

    def __init__(self, url: URL, *, in_home: bool = False) -> None:
        self.url = url
        self.in_home = in_home
        self._is_known = False

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @property
    def _path(self) -> Path:
        return Path(self.url.database or "").absolute()

    @contextmanager
    def reading(self) -> Iterator[Connection | None]:
        """One consistent view of the tables; None as long as nothing was ever written."""
        with self._named_errors(writing=False):
            if self.is_sqlite and not self._path.is_file():
                yield None
                return
            with self._reader.connect() as connection, connection.begin():
                yield connection if self._is_known or self._is_created(connection) else None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, alone; the tables are created if need be. Leaving by an exception undoes it all."""
        with self._named_errors(writing=True):
            if self.in_home:
                make_home(self._path.parent)
            with self._writer.connect() as connection, connection.begin():
                if not self.is_sqlite:
                    connection.execute(text(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'"))
                    connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
                if not self._is_created(connection):
                    metadata.create_all(connection)
                    connection.execute(insert(store_version).values(version=VERSION))
                yield connection

    def close(self) -> None:
        """Gives back all connections."""
        for name in ("_reader", "_writer"):
            engine = self.__dict__.pop(name, None)
            if engine is not None:
                engine.dispose()

    @cached_property
    def _reader(self) -> Engine:
        # Not “ro”: after a kill, the next one to open the file has to undo what was begun.
        return self._sqlite(mode="rw", begin="BEGIN") if self.is_sqlite else self._postgres("REPEATABLE READ")

    @cached_property
    def _writer(self) -> Engine:
        if self.is_sqlite:
            return self._sqlite(mode="rwc", begin="BEGIN IMMEDIATE")
        return self._postgres("READ COMMITTED")

    def _sqlite(self, *, mode: str, begin: str) -> Engine:
        address = f"{self._path.as_uri()}?mode={mode}"

        def connect() -> sqlite3.Connection:
            connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
            connection.execute("PRAGMA foreign_keys = ON")
            return connection

        # A connection a transaction: it costs little, and a file that was replaced is not held open.
        engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
        return engine

    def _postgres(self, isolation: str) -> Engine:
        return create_engine(
            self.url,
            isolation_level=isolation,
            pool_pre_ping=True,
            pool_size=2,
            max_overflow=8,
            connect_args={"connect_timeout": CONNECT_SECONDS, "application_name": "yjs_dash"},
        )

    def _is_created(self, connection: Connection) -> bool:
        if not inspect(connection).has_table(store_version.name):
            return False
        version = connection.execute(select(func.max(store_version.c.version))).scalar_one() or 0
        if version > VERSION:
            raise StoreTooNewError(version=version, known=VERSION)
        self._is_known = True
        return True

    @contextmanager
    def _named_errors(self, *, writing: bool) -> Iterator[None]:
        setting = HOME_VARIABLE if self.in_home else URL_VARIABLE
        try:
            yield
        except StoreError:
            raise
        except SQLAlchemyError as error:
            raise _named(error, setting=setting, writing=writing) from None
        except OSError:
            problem = "cannot be created" if writing else "cannot be opened"
            raise StoreUnavailableError(problem=problem, setting=setting) from None
        except ImportError:
            problem = "is of a kind without a driver here"
            raise StoreUnavailableError(problem=problem, setting=setting) from None


class NoDatabase:
    """Stands for a database whose address cannot be one: whoever uses it is told so then, not before."""

    def __init__(self, error: StoreError) -> None:
        self._error = error

    @contextmanager
    def reading(self) -> Iterator[Connection | None]:
        raise self._error
        yield None  # a generator, as the other one is

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        raise self._error
        yield

    def close(self) -> None:
        """There is nothing to give back."""


def _named(error: SQLAlchemyError, *, setting: str, writing: bool) -> StoreError:
    """The error in one sentence of ours, because the library's own repeats addresses and statements."""
    cause = getattr(error, "orig", None)
    code = getattr(cause, "sqlite_errorcode", None)
    state = getattr(cause, "sqlstate", None)
    code = None if code is None else code & 0xFF  # the upper bits tell details
    if writing and (code in _SQLITE_NOT_WRITABLE or state in _POSTGRES_NOT_WRITABLE):
        return StoreReadOnlyError(setting=setting)
    problem = _SQLITE_PROBLEMS.get(code or 0) or _POSTGRES_PROBLEMS.get(state or "") or "cannot be reached"
    return StoreUnavailableError(problem=problem, setting=setting)
