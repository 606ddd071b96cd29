"""The store of imports on both databases: added once, withdrawn, restored, and nothing is ever lost."""

from __future__ import annotations

import datetime as dt
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from yjs_dash.errors import ImportPayloadError, StoreTooNewError, UnknownImportError
from yjs_dash.store.home import database_url
from yjs_dash.store.imports import ImportStore, NewImport, read_payload

Open = Callable[[], ImportStore]
New = Callable[..., NewImport]


def test_a_store_that_was_never_written_is_empty_and_creates_nothing(
    store: ImportStore, environment: dict[str, str]
) -> None:
    assert (store.revision(), store.history(), store.accepted().imports) == (0, [], ())
    assert store.find("0" * 64) is None
    assert not Path(environment["YJS_DASH_HOME"]).exists()


def test_an_import_is_kept_with_its_hash_time_version_and_payload(
    store: ImportStore, open_it: Open, new_import: New
) -> None:
    before = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=2)
    added = store.add(new_import())
    assert added.is_new
    other = open_it()
    (record,) = other.history()
    assert record == added.record
    assert (record.sha256, record.file_name, record.extractor_version) == (f"{1:064x}", "report-1.pdf", "1.0")
    assert (record.kind, record.service, record.inspection_id) == ("report", "Place 1", "place-1-2024-05")
    assert before <= record.imported_at <= dt.datetime.now(dt.UTC)
    assert record.imported_at.utcoffset() == dt.timedelta(0)
    assert other.payload(record.import_id) == new_import().payload
    assert [e.event for e in other.events(record.import_id)] == ["accepted"]


def test_the_same_file_is_kept_once(store: ImportStore, new_import: New) -> None:
    first = store.add(new_import())
    revision = store.revision()
    again = store.add(new_import(file_name="copy of it.pdf"))
    assert (again.is_new, again.record) == (False, first.record)
    assert store.revision() == revision


def test_a_withdrawn_import_leaves_the_accepted_ones_and_comes_back_on_request(
    store: ImportStore, new_import: New
) -> None:
    record = store.add(new_import()).record
    assert store.withdraw(record.import_id).status == "withdrawn"
    assert store.accepted().imports == ()
    again = store.add(new_import())
    assert (again.is_new, again.record.status) == (False, "withdrawn")
    assert store.restore(record.import_id).status == "accepted"
    assert [r.import_id for r, _ in store.accepted().imports] == [record.import_id]
    assert [e.event for e in store.events(record.import_id)] == ["accepted", "withdrawn", "restored"]


def test_every_change_raises_the_revision_and_repeating_it_does_not(
    store: ImportStore, new_import: New
) -> None:
    revisions = [store.revision()]
    record = store.add(new_import()).record
    for change in (store.withdraw, store.restore):
        change(record.import_id)
        revisions.append(store.revision())
        change(record.import_id)
        assert store.revision() == revisions[-1]
    assert revisions == sorted(set(revisions))
    assert store.accepted().revision == revisions[-1]


def test_a_file_read_by_another_version_of_the_extractor_takes_the_place_of_the_earlier_reading(
    store: ImportStore, new_import: New
) -> None:
    old = store.add(new_import()).record
    new = store.add(new_import(extractor_version="1.1", payload={"service": "Place 1"}))
    assert new.is_new
    assert {r.import_id: r.status for r in store.history()} == {
        old.import_id: "withdrawn",
        new.record.import_id: "accepted",
    }
    assert store.find(old.sha256) == new.record
    store.restore(old.import_id)
    assert [r.import_id for r, _ in store.accepted().imports] == [old.import_id]


def test_the_import_that_was_accepted_or_restored_last_comes_last(
    store: ImportStore, new_import: New
) -> None:
    first, second = (store.add(new_import(n)).record.import_id for n in (1, 2))
    assert [r.import_id for r, _ in store.accepted().imports] == [first, second]
    store.withdraw(first)
    store.restore(first)
    assert [r.import_id for r, _ in store.accepted().imports] == [second, first]


def test_hostile_names_and_texts_come_back_as_text(store: ImportStore, new_import: New) -> None:
    payload = {
        "service": "'; DROP TABLE imports; --",
        "text": "NUL \x00, half a pair \ud83d, <b>&amp;</b>, =1+1",
    }
    record = store.add(new_import(file_name="../../etc/\udcffpasswd\x00\n", payload=payload)).record
    assert record.file_name == "passwd"
    assert store.payload(record.import_id) == payload


def test_an_import_that_does_not_exist_is_named(store: ImportStore, new_import: New) -> None:
    for act in (store.withdraw, store.restore, store.payload):
        with pytest.raises(UnknownImportError, match="number 7"):
            act(7)
    store.add(new_import())
    with pytest.raises(UnknownImportError, match="number 7"):
        store.payload(7)


def test_a_failed_write_leaves_nothing(store: ImportStore, new_import: New) -> None:
    with pytest.raises(ValueError, match="JSON"):
        store.add(new_import(payload={"value": float("nan")}))
    with pytest.raises(Exception, match="database of added files"):
        store.add(new_import(kind="of no known kind"))
    assert (store.history(), store.revision()) == ([], 0)


def test_a_database_of_a_newer_version_is_refused_in_one_sentence(
    open_it: Open, environment: dict[str, str], new_import: New
) -> None:
    open_it().add(new_import())
    engine = create_engine(database_url(environment=environment))
    with engine.begin() as connection:
        connection.execute(text("UPDATE store_version SET version = 99"))
    engine.dispose()
    for act in (ImportStore.history, ImportStore.revision, lambda store: store.withdraw(1)):
        with pytest.raises(StoreTooNewError, match=r"version 99.*Update the app\.$"):
            act(open_it())


def test_the_home_directory_is_for_its_owner_alone(tmp_path: Path, new_import: New) -> None:
    from yjs_dash.store.imports import open_store

    home = tmp_path / "above" / "home"
    open_store(environment={"YJS_DASH_HOME": str(home)}).add(new_import())
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert [p.name for p in home.iterdir()] == ["yjs_dash.sqlite3"]


@pytest.mark.parametrize("text", ["", "{", "[]", '"text"', "null", "[" * 100_000])
def test_a_payload_that_is_not_one_object_is_refused(text: str) -> None:
    with pytest.raises(ImportPayloadError, match="Withdraw"):
        read_payload(text)
