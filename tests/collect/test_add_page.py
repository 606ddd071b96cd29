"""“Add a report” with an address: fetched on a press and at no other time, previewed, accepted like a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.app.reading import opened, plain
from tests.collect.conftest import Clock, Site
from tests.collect.pages import place_of, put_old_report
from yjs_dash.collect import Hosts, Pace, fetcher
from yjs_dash.store.imports import ImportStore, open_store
from yjs_dash.ui import collect_blocks


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("YJS_DASH_DATA", "YJS_DASH_DATABASE_URL", "YJS_DASH_READ_ONLY", "YJS_DASH_COLLECT_HOSTS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("YJS_DASH_HOME", str(tmp_path / "home"))
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def here(site: Site, hosts: Hosts, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The app may ask the made-up site."""
    monkeypatch.setattr(collect_blocks, "hosts_of", lambda: hosts)
    monkeypatch.setattr(fetcher, "PACE", Pace(clock=clock.monotonic, sleep=clock.sleep))
    return site


@pytest.fixture
def store() -> Iterator[ImportStore]:
    kept = open_store()
    yield kept
    kept.close()


def press(at: AppTest, label: str) -> AppTest:
    return next(button for button in at.button if button.label == label).click().run()


def get(at: AppTest, address: str) -> AppTest:
    at.text_input(key=collect_blocks.ADDRESS_KEY).set_value(address)
    return press(at, "Get the report")


def problems(at: AppTest) -> list[str]:
    return [plain(element.value) for element in (*at.error, *at.warning)]


def everything(at: AppTest) -> str:
    return "\n".join(str(element.value) for element in at.markdown)


def test_a_report_at_an_address_is_previewed_and_accepted_like_a_file(here: Site, store: ImportStore) -> None:
    address = put_old_report(here, 1)
    at = opened("add")
    assert here.asked == []
    get(at, address)
    assert place_of(1) in everything(at)
    assert store.history() == []
    press(at, "Accept")
    assert [(record.file_name, record.service) for record in store.history()] == [
        ("report-1.pdf", place_of(1))
    ]
    assert any("You accepted report-1.pdf." in plain(element.value) for element in at.success)
    asked = len(here.asked)
    at.run()
    assert len(here.asked) == asked
    assert not any(button.label == "Accept" for button in at.button)


def test_a_report_that_is_discarded_leaves_nothing_and_can_be_had_again(
    here: Site, store: ImportStore
) -> None:
    at = get(opened("add"), put_old_report(here, 1))
    press(at, "Discard")
    assert store.history() == []
    assert any(
        "You discarded report-1.pdf. Nothing was changed." in plain(element.value) for element in at.success
    )
    press(at, "Get the report")
    assert any(button.label == "Accept" for button in at.button)


def test_an_address_that_leads_to_no_report_gets_one_sentence(here: Site) -> None:
    at = get(opened("add"), here.page("/letter/", "<h1>Dear board</h1>"))
    (problem,) = problems(at)
    assert "leads to no report: its page is “Dear board”" in problem
    assert not any(button.label == "Accept" for button in at.button)


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize(
    "address", ["https://example.org/r.pdf", "http://localhost:8501/", "http://169.254.169.254/"]
)
def test_the_app_asks_no_other_site(address: str) -> None:
    (problem,) = problems(get(opened("add"), address))
    assert "where we do not look for reports" in problem


@pytest.mark.usefixtures("no_network")
def test_an_empty_field_asks_nothing() -> None:
    at = get(opened("add"), "  ")
    assert problems(at) == []
