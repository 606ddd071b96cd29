"""Both databases for the same cases: a SQLite file, and a PostgreSQL that is running or that is started here."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url

from yjs_dash.store.imports import ImportStore, NewImport, open_store

POSTGRES_VARIABLE = "YJS_DASH_TEST_POSTGRES_URL"
REQUIRED_VARIABLE = "YJS_DASH_REQUIRE_POSTGRES"

Environment = dict[str, str]
Open = Callable[[], ImportStore]


def _without_postgres(reason: str) -> None:
    if os.environ.get(REQUIRED_VARIABLE):
        pytest.fail(f"{REQUIRED_VARIABLE} is set, and {reason}")
    pytest.skip(reason)


def _binaries() -> Path | None:
    on_path = shutil.which("initdb")
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3].split(".")[0])
    )
    return Path(on_path).parent if on_path else found[-1].parent if found else None


def _as_server(*command: str | Path) -> None:
    """Runs a command of the server, which refuses to be root."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*prefix, *map(str, command)], cwd="/", capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def postgres() -> Iterator[URL]:
    """A PostgreSQL with a database in which these tests may create schemas."""
    named = os.environ.get(POSTGRES_VARIABLE)
    if named:
        yield make_url(named).set(drivername="postgresql+psycopg")
        return
    binaries = _binaries()
    if binaries is None:
        _without_postgres(f"neither {POSTGRES_VARIABLE} nor PostgreSQL’s own programs are there")
        return
    # Not below pytest’s folder: the path of a socket may be no longer than 107 characters.
    folder = Path(tempfile.mkdtemp(prefix="yjs-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    try:
        _as_server(
            binaries / "initdb",
            "-D",
            data,
            "-U",
            "yjs",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        )
        settings = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        log = folder / "log"
        _as_server(binaries / "pg_ctl", "-D", data, "-w", "-s", "-l", log, "-o", settings, "start")
        try:
            yield URL.create(
                "postgresql+psycopg", username="yjs", database="postgres", query={"host": str(folder)}
            )
        finally:
            _as_server(binaries / "pg_ctl", "-D", data, "-s", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_schema(postgres: URL) -> Iterator[URL]:
    """The PostgreSQL with a schema for one test alone."""
    name = f"yjs_test_{uuid.uuid4().hex[:12]}"
    engine = create_engine(postgres)
    try:
        with engine.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {name}"))
        yield postgres.update_query_dict({"options": f"-csearch_path={name}"})
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    finally:
        engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def environment(request: pytest.FixtureRequest, tmp_path: Path) -> Environment:
    """What the app’s environment says of the store: once a home directory, once a PostgreSQL."""
    home = {"YJS_DASH_HOME": str(tmp_path / "home")}
    if request.param == "sqlite":
        return home
    url: URL = request.getfixturevalue("postgres_schema")
    return {**home, "YJS_DASH_DATABASE_URL": url.render_as_string(hide_password=False)}


@pytest.fixture
def open_it(environment: Environment) -> Iterator[Open]:
    """Opens the same store again and again, as several programs do."""
    opened: list[ImportStore] = []

    def open_again() -> ImportStore:
        opened.append(open_store(environment=environment))
        return opened[-1]

    yield open_again
    for store in opened:
        store.close()


@pytest.fixture
def store(open_it: Open) -> ImportStore:
    return open_it()


@pytest.fixture
def new_import() -> Callable[..., NewImport]:
    def make(number: int = 1, **changed: Any) -> NewImport:
        values: dict[str, Any] = {
            "sha256": f"{number:064x}",
            "file_name": f"report-{number}.pdf",
            "kind": "report",
            "extractor_version": "1.0",
            "payload": {"service": f"Place {number}", "ratings": [{"standard": "1.1", "rating": "Good"}]},
            "service": f"Place {number}",
            "inspection_id": f"place-{number}-2024-05",
        }
        return NewImport(**{**values, **changed})

    return make
