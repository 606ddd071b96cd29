"""Both databases for the same cases: a SQLite file, and a PostgreSQL that is running or that is started here."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError

from yjs_dash.store import DataSet, read_data_set
from yjs_dash.store.imports import ImportRecord, ImportStore, NewImport, open_store

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
    return Path(on_path).resolve().parent if on_path else found[-1].parent if found else None


# The server lives as long as somebody holds the other end of its standard input: also a killed test run ends it.
WATCHED = """
"$1/postgres" -D "$2/data" -c listen_addresses= -c unix_socket_directories="$2" -c fsync=off >"$2/log" 2>&1 </dev/null &
read -r _
kill -QUIT $!
wait $!
rm -rf "$2"
"""


def _as_server(*command: str | Path) -> list[str]:
    """A command of the server, which refuses to be root."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    return [*prefix, *map(str, command)]


def _wait_until_ready(url: URL, folder: Path) -> None:
    engine = create_engine(url)
    deadline = time.monotonic() + 60
    while True:
        try:
            with engine.connect():
                break
        except OperationalError:
            log = folder / "log"
            assert time.monotonic() < deadline, (
                log.read_text() if log.exists() else "PostgreSQL did not start"
            )
            time.sleep(0.05)
    engine.dispose()


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
    choices = ("-U", "yjs", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    made = subprocess.run(
        _as_server(binaries / "initdb", "-D", folder / "data", *choices),
        cwd="/", capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    url = URL.create("postgresql+psycopg", username="yjs", database="postgres", query={"host": str(folder)})
    command = _as_server("sh", "-c", WATCHED, "sh", binaries, folder)
    with subprocess.Popen(command, cwd="/", stdin=subprocess.PIPE, start_new_session=True) as server:
        _wait_until_ready(url, folder)
        yield url
        assert server.stdin is not None
        server.stdin.close()
        server.wait(timeout=60)
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


@pytest.fixture(scope="session")
def bundled() -> DataSet:
    return read_data_set()


@pytest.fixture
def report() -> Callable[..., dict[str, Any]]:
    """What extraction gives of a made-up report: every standard Good, by the framework of 2021."""

    def make(service: str = "Newtown", published: str | None = "2024-05", **changed: Any) -> dict[str, Any]:
        place = {"page": 4, "line": 10}
        standards = "1.1 1.2 1.3 1.4 2.1 2.2 2.3 2.4 3.1 3.2 3.3 3.4 4.1".split()
        asked = [s for s in standards if s[0] == "2" or s in {"3.1", "3.2", "3.3"}]
        dimensions = ("desistance", "child_safety", "others_safety")
        values: dict[str, Any] = {
            "service": service,
            "framework": "hmip-yjs-2021",
            "published": published,
            "fieldwork_started": None,
            "score": 24,
            "score_max": 36,
            "overall_rating": "Good",
            "cases": {"court": 10, "out_of_court": 20, "resettlement": None},
            "ratings": [{"standard": s, "rating": "Good", "discretion": False, **place} for s in standards],
            "key_questions": [
                {"standard": s, "dimension": d, "percent": 70, **place} for s in asked for d in dimensions
            ],
            "case_questions": [
                {"standard": "2.1", "dimension": "desistance", "position": 1, "letter": "a", "percent": 80, **place}
            ],
            "context": [
                {"indicator": "first_time_entrant_rate", "area": area, "breakdown": "", "period": "2023",
                 "value": value, **place}
                for area, value in (("service", 133), ("England and Wales", 148.5))
            ],
            "recommendations": [
                {"number": 1, "addressed_to": "The management board", "text": "Review the board’s data.", **place},
                {"number": 2, "addressed_to": "The head of service", "text": "Train the team.", **place},
            ],
            "findings": [
                {"standard": "1.1", "kind": "strength", "text": "The board knows its data well.", **place},
                {"standard": "1.1", "kind": "strength", "text": "Partners meet often.", **place},
                {"standard": "1.2", "kind": "area_for_improvement", "text": "Posts stay empty.", **place},
            ],
            "checks": [],
            "kind": "single",
            "missing": [],
            "extractor_version": "1.0",
        }  # fmt: skip
        return {**values, **changed}

    return make


@pytest.fixture
def accept(new_import: Callable[..., NewImport]) -> Callable[..., ImportRecord]:
    """Keeps a payload in a store, as accepting it does."""

    def add(store: ImportStore, payload: dict[str, Any], *, number: int, **changed: Any) -> ImportRecord:
        return store.add(
            new_import(number, payload=payload, service=payload.get("service"), **changed)
        ).record

    return add
