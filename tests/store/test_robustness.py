"""What happens to a store: programs killed in the middle, two at once, no permission, no server."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from yjs_dash.environment import home_directory
from yjs_dash.errors import StoreError, StoreReadOnlyError, StoreUnavailableError
from yjs_dash.store.home import database_url
from yjs_dash.store.imports import ImportStore, NewImport, open_store

Open = Callable[[], ImportStore]
New = Callable[..., NewImport]

FORK = multiprocessing.get_context("fork") if "fork" in multiprocessing.get_all_start_methods() else None
needs_fork = pytest.mark.skipif(FORK is None, reason="this system cannot fork a program")


def write(environment: dict[str, str], numbers: range, told: Connection, go: Barrier | None = None) -> None:
    """Imports made-up files; every third one is withdrawn again. Tells each number, and whether it was new."""
    store = open_store(environment=environment)
    if go is not None:
        go.wait()
    for number in numbers:
        payload = {"number": number, "text": "x" * 200_000}
        added = store.add(NewImport(f"{number:064x}", f"{number}.pdf", "report", "1.0", payload, "Place"))
        if number % 3 == 0:
            store.withdraw(added.record.import_id)
        told.send((number, added.is_new))


def start(
    environment: dict[str, str], numbers: range, go: Barrier | None = None
) -> tuple[ForkProcess, Connection]:
    assert FORK is not None
    receiving, sending = FORK.Pipe(duplex=False)
    writer = FORK.Process(target=write, args=(environment, numbers, sending, go), daemon=True)
    writer.start()
    sending.close()
    return writer, receiving


def everything_told(receiving: Connection) -> dict[int, bool]:
    told = {}
    with contextlib.suppress(EOFError):
        while True:
            number, is_new = receiving.recv()
            told[number] = is_new
    return told


@needs_fork
def test_a_kill_at_any_moment_leaves_the_store_as_before_or_after(
    open_it: Open, environment: dict[str, str]
) -> None:
    drawn = random.Random(20230118)
    told: set[int] = set()
    turns = 20
    for turn in range(turns):
        writer, receiving = start(environment, range(turn * 1000, turn * 1000 + 1000))
        for _ in range(drawn.randrange(4)):
            told.add(receiving.recv()[0])
        time.sleep(0.03 * drawn.random())
        writer.kill()
        told |= set(everything_told(receiving))
        writer.join()
        store = open_it()
        kept = {int(r.sha256, 16): r for r in store.history()}
        assert told <= set(kept), "an import that was told of is there"
        assert len(set(kept) - told) <= turn + 1, "at most the one that was under way besides"
        for number, record in kept.items():
            events = [e.event for e in store.events(record.import_id)]
            assert events in (["accepted"], ["accepted", "withdrawn"])
            if number in told:
                assert record.is_accepted == (number % 3 != 0)
        for record, payload in store.accepted().imports:
            assert json.loads(payload) == {"number": int(record.sha256, 16), "text": "x" * 200_000}
    assert len(told) > turns / 2
    url = database_url(environment=environment)
    if url.get_backend_name() == "sqlite":
        with contextlib.closing(sqlite3.connect(url.database or "")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@needs_fork
def test_two_programs_that_import_the_same_files_at_once_make_one_import_of_each(
    open_it: Open, environment: dict[str, str]
) -> None:
    assert FORK is not None
    go = FORK.Barrier(2)
    writers = [start(environment, range(1, 21), go) for _ in range(2)]
    told = [everything_told(receiving) for _, receiving in writers]
    for writer, _ in writers:
        writer.join()
        assert writer.exitcode == 0
    assert all(set(numbers) == set(range(1, 21)) for numbers in told)
    assert all(sum(numbers[n] for numbers in told) == 1 for n in range(1, 21)), "each was new to one of them"
    history = open_it().history()
    assert len(history) == len({r.sha256 for r in history}) == 20


@needs_fork
def test_a_reader_sees_each_revision_with_just_the_imports_that_belong_to_it(
    open_it: Open, environment: dict[str, str]
) -> None:
    store = open_it()
    revisions = set()
    writer, receiving = start(environment, range(1, 31))
    while writer.is_alive():
        seen = store.accepted()
        revisions.add(seen.revision)
        withdrawn = (seen.revision - len(seen.imports)) / 2
        added = len(seen.imports) + withdrawn
        there = {n for n in range(1, int(added) + 1) if n % 3 or n > 3 * withdrawn}
        assert {int(record.sha256, 16) for record, _ in seen.imports} == there
    assert len(everything_told(receiving)) == 30
    assert store.revision() == store.accepted().revision == 30 + 10
    assert len(revisions) > 2


@contextmanager
def without_privileges() -> Iterator[None]:
    """Permissions do not hold for root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="yjs-store-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions of files are others on this system")
def test_a_read_only_file_is_still_read_and_writing_to_it_is_one_clear_sentence(
    open_folder: Path, new_import: New
) -> None:
    home = open_folder / "home"
    environment = {"YJS_DASH_HOME": str(home)}
    open_store(environment=environment).add(new_import())
    (home / "yjs_dash.sqlite3").chmod(0o444)
    home.chmod(0o555)
    with without_privileges():
        store = open_store(environment=environment)
        assert len(store.history()) == 1
        with pytest.raises(StoreReadOnlyError, match=r"nothing was changed\. Check YJS_DASH_HOME"):
            store.add(new_import(2))
    home.chmod(0o755)
    assert [r.service for r in open_store(environment=environment).history()] == ["Place 1"]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions of files are others on this system")
def test_a_home_that_may_not_be_made_is_an_empty_store_until_something_is_written(
    open_folder: Path, new_import: New
) -> None:
    open_folder.chmod(0o555)
    with without_privileges():
        store = open_store(environment={"YJS_DASH_HOME": str(open_folder / "home")})
        assert (store.revision(), store.history()) == (0, [])
        with pytest.raises(StoreUnavailableError, match="cannot be created"):
            store.add(new_import())


def test_a_read_only_postgres_is_still_read_and_writing_to_it_is_one_clear_sentence(
    postgres_schema: object, request: pytest.FixtureRequest, new_import: New
) -> None:
    url = request.getfixturevalue("postgres_schema")
    address = url.render_as_string(hide_password=False)
    open_store(environment={"YJS_DASH_DATABASE_URL": address}).add(new_import())
    search_path = url.query["options"]
    closed = url.update_query_dict({"options": f"{search_path} -cdefault_transaction_read_only=on"})
    store = open_store(environment={"YJS_DASH_DATABASE_URL": closed.render_as_string(hide_password=False)})
    assert len(store.history()) == 1
    with pytest.raises(StoreReadOnlyError, match="YJS_DASH_DATABASE_URL"):
        store.add(new_import(2))


def test_a_server_that_is_not_there_is_asked_again_only_after_a_while() -> None:
    url = "postgresql://someone:secret@127.0.0.1:9/nowhere"
    store = open_store(environment={"YJS_DASH_DATABASE_URL": url})
    with pytest.raises(
        StoreUnavailableError, match=r"cannot be reached\. Check YJS_DASH_DATABASE_URL\.$"
    ) as caught:
        store.revision()
    assert "secret" not in str(caught.value)
    with pytest.raises(StoreUnavailableError) as again:
        store.revision()
    assert again.value is caught.value


def test_a_table_that_another_program_dropped_is_one_clear_sentence(
    open_it: Open, environment: dict[str, str], new_import: New
) -> None:
    store = open_it()
    store.add(new_import())
    engine = create_engine(database_url(environment=environment))
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE import_events"))
    engine.dispose()
    with pytest.raises(StoreError, match=r"^The database of added files "):
        store.history()


def test_a_file_that_is_no_database_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "yjs_dash.sqlite3").write_bytes(b"Dear board,\n" * 1000)
    with pytest.raises(StoreUnavailableError, match="is a file of another kind"):
        open_store(environment={"YJS_DASH_HOME": str(tmp_path)}).history()


def test_a_sqlite_file_that_disappears_is_an_empty_store(tmp_path: Path, new_import: New) -> None:
    store = open_store(environment={"YJS_DASH_HOME": str(tmp_path)})
    store.add(new_import())
    (tmp_path / "yjs_dash.sqlite3").unlink()
    assert store.history() == []
    assert store.add(new_import()).is_new


@pytest.mark.parametrize(
    "url", ["not an address", "sqlite://", "sqlite:///:memory:", "cobol://user:secret@host/database"]
)
def test_an_address_of_no_database_is_refused_on_first_use_without_repeating_it(
    url: str, new_import: New
) -> None:
    store = open_store(environment={"YJS_DASH_DATABASE_URL": url})
    for act in (store.history, store.revision, lambda: store.add(new_import()), lambda: store.withdraw(1)):
        with pytest.raises(StoreUnavailableError, match="YJS_DASH_DATABASE_URL") as caught:
            act()
        assert "secret" not in str(caught.value)
    store.close()


@pytest.mark.parametrize(
    ("platform", "environment", "ending"),
    [
        ("linux", {}, ".local/share/yjs-dash"),
        ("linux", {"XDG_DATA_HOME": "relative"}, ".local/share/yjs-dash"),
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data/yjs-dash"),
        ("darwin", {}, "Library/Application Support/YJS Dash"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/YJS Dash"),
        ("darwin", {"YJS_DASH_HOME": "/named"}, "/named"),
    ],
)
def test_imports_stand_where_the_platform_keeps_data(
    platform: str, environment: dict[str, str], ending: str
) -> None:
    found = home_directory(environment=environment, platform=platform)
    assert found.is_absolute()
    assert found.as_posix().endswith(ending)
