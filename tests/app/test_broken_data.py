"""A data directory with a broken table: one sentence that names table, line and column; never a traceback."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.app.published import DATA
from tests.app.reading import cards, faults, opened, plain
from yjs_dash.environment import DATA_VARIABLE
from yjs_dash.ui.shell import PAGES

Edit = Callable[[Path], None]

pytestmark = pytest.mark.usefixtures("fresh_caches")


def cell(table: str, line: int, column: str, value: str) -> Edit:
    """Writes a value into a cell; the head is line 1."""

    def edit(folder: Path) -> None:
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        rows[line - 1][rows[0].index(column)] = value
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)

    return edit


def text(table: str, change: Callable[[list[str]], list[str]]) -> Edit:
    """Changes the lines of a table."""

    def edit(folder: Path) -> None:
        path = folder / f"{table}.csv"
        path.write_text(
            "\n".join(change(path.read_text(encoding="utf-8").splitlines())) + "\n", encoding="utf-8"
        )

    return edit


def missing(name: str) -> Edit:
    return lambda folder: (folder / name).unlink()


def raw(table: str, content: bytes) -> Edit:
    return lambda folder: (folder / f"{table}.csv").write_bytes(content)


TOMORROW = (date.today() + timedelta(days=1)).isoformat()
BROKEN: dict[str, tuple[Edit, tuple[str, ...]]] = {
    "an unknown rating": (
        cell("ratings", 5, "rating", "Splendid"),
        ("ratings", "line 5", "column rating", "“Splendid”", "Outstanding"),
    ),
    "a percentage of 101": (
        cell("key_questions", 7, "percent", "101"),
        ("key_questions", "line 7", "column percent", "“101”", "0 to 100"),
    ),
    "a percentage that is no number": (
        cell("case_questions", 3, "percent", "most"),
        ("case_questions", "line 3", "column percent", "“most”"),
    ),
    "a row twice": (
        text("ratings", lambda lines: [*lines[:4], lines[3], *lines[4:]]),
        ("ratings", "line 5", "standard_id"),
    ),
    "an id that dangles": (
        cell("inspections", 9, "service_id", "atlantis"),
        ("inspections", "line 9", "column service_id", "“atlantis”", "services"),
    ),
    "a source that dangles": (
        cell("observations", 11, "source_id", "a-rumour"),
        ("observations", "line 11", "column source_id", "“a-rumour”", "sources"),
    ),
    "a date in the future": (
        cell("inspections", 4, "published_online", TOMORROW),
        ("inspections", "line 4", "column published_online", TOMORROW, "future"),
    ),
    "a day that does not exist": (
        cell("inspections", 4, "published_online", "2023-02-30"),
        ("inspections", "line 4", "column published_online", "“2023-02-30”"),
    ),
    "a standard that the framework does not rate": (
        cell("ratings", 5, "standard_id", "9.9"),
        ("ratings", "line 5", "column standard_id", "“9.9”"),
    ),
    "a table that is missing": (missing("ratings.csv"), ("ratings", "ratings.csv", "missing")),
    "a table that is empty": (raw("ratings", b""), ("ratings", "empty")),
    "a ragged row": (
        text("key_questions", lambda lines: [*lines[:5], lines[5] + ",", *lines[6:]]),
        ("key_questions", "line 6", "cells"),
    ),
    "a column too few": (
        text("corrections", lambda lines: [",".join(lines[0].split(",")[1:])]),
        ("corrections", "correction_id"),
    ),
    "text that is not UTF-8": (
        raw("services", "service_id,name\ncafé,Café\n".encode("latin-1")),
        ("services", "UTF-8"),
    ),
    "no framework": (
        lambda folder: [path.unlink() for path in (folder / "frameworks").glob("*.toml")] and None,
        ("framework",),
    ),
    "a framework with a key too many": (
        lambda folder: (
            (folder / "frameworks" / "hmip-yjs-2021.toml")
            .open("a", encoding="utf-8")
            .write("\n[surprise]\nkey = 1\n")
            and None
        ),
        ("hmip-yjs-2021", "surprise"),
    ),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data that the app is told to show."""
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    monkeypatch.setenv(DATA_VARIABLE, str(copy))
    return copy


def the_one_sentence(page: str) -> str:
    at = opened(page)
    assert [element.message for element in at.exception] == []
    (sentence,) = faults(at)
    assert not at.title
    assert not at.multiselect
    assert "Traceback" not in sentence
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize(("edit", "named"), BROKEN.values(), ids=BROKEN)
def test_a_broken_table_is_one_sentence_that_names_the_place(
    folder: Path, edit: Edit, named: tuple[str, ...]
) -> None:
    edit(folder)
    sentence = the_one_sentence("compare")
    assert [part for part in named if part not in sentence] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_the_same_of_a_broken_table(page: str, folder: Path) -> None:
    cell("ratings", 5, "rating", "Splendid")(folder)
    assert "“Splendid”" in the_one_sentence(page)


def test_several_faults_are_counted_and_the_first_are_named(folder: Path) -> None:
    for line in range(2, 12):
        cell("ratings", line, "rating", "Splendid")(folder)
    sentence = the_one_sentence("compare")
    assert "10 faults" in sentence
    assert "line 2" in sentence
    assert "line 11" not in sentence


def test_the_sentence_does_not_show_where_the_data_lies(folder: Path) -> None:
    missing("ratings.csv")(folder)
    assert str(folder.parent) not in the_one_sentence("compare")


def test_a_directory_that_does_not_exist_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "nowhere"))
    assert "nowhere" in the_one_sentence("compare")


def test_data_without_a_complete_list_of_ratings_shows_what_is_known_of_each_service(folder: Path) -> None:
    text("ratings", lambda lines: lines[:3])(folder)
    for table in ("corrections",):
        text(table, lambda lines: lines[:1])(folder)
    at = opened("compare", services=["Suffolk", "Sutton"])
    assert faults(at) == []
    assert [card["overall_rating"] for card in cards(at)] == ["Requires improvement"] * 2
    assert all("do not have the ratings" in card["lines"][-2]["text"] for card in cards(at))


def test_data_without_a_service_is_one_sentence(folder: Path) -> None:
    for table in {path.stem for path in DATA.glob("*.csv")} - {"indicators", "sources"}:
        text(table, lambda lines: lines[:1])(folder)
    assert "no service" in the_one_sentence("compare")


def test_words_of_the_data_are_shown_as_they_are_and_never_as_markup(folder: Path) -> None:
    cell("ratings", 5, "rating", "![x](https://example.org/x.png) **Good**")(folder)
    at = opened("compare")
    (error,) = at.error
    assert "![x](" not in error.value
    assert "![x](https://example.org/x.png) **Good**" in plain(error.value)


def test_once_the_table_is_put_right_the_app_shows_it(folder: Path) -> None:
    kept = (folder / "ratings.csv").read_bytes()
    missing("ratings.csv")(folder)
    the_one_sentence("compare")
    raw("ratings", kept)(folder)
    assert faults(opened("compare")) == []
