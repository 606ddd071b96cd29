"""What the pages show are the sentences that were checked, unaltered: drawn data sets in the app itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.app.reading import cards, element_data, faults, opened, plain
from tests.truth.datasets import read, written
from tests.truth.ratings_checkers import CHECKERS, Reading, Said
from tests.truth.ratings_drawn import Drawn, draw
from tests.truth.ratings_facts import World
from tests.truth.ratings_reading import Choice, choose
from tests.truth.ratings_words import compiled, sentences
from tests.truth.test_ratings import SOURCE
from yjs_dash.compare import Catalogue

SETTINGS = ("YJS_DASH_DATABASE_URL", "YJS_DASH_READ_ONLY")
ON_DOMAINS = (
    "headline.older", "standard.deciding", "standard.discretion", "standard.worth", "standard.bands",
    "standard.missing", "standard.ask", "standard.one", "standard.prompts", "questions.apart",
    "questions.subtitle", "evidence",
)  # fmt: skip
OF_ONE = ("standard.one", "evidence")
OF_REPORTS = re.compile(
    r"We do not have the inspectors’ own words on .*|You can (?:add the report|ask whoever manages) .*"
)
"""Of the texts of reports that a visitor added, not of the data set."""


@pytest.fixture(params=[3, 8, 12])
def shown(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[World, Choice]]:
    """A drawn data set that the app reads, and a choice of its services."""
    drawn: Drawn = draw(request.param)
    tables = {"sources": [SOURCE], **drawn.tables}
    with pytest.MonkeyPatch.context() as patch:
        for name in SETTINGS:
            patch.delenv(name, raising=False)
        patch.setenv("YJS_DASH_HOME", str(tmp_path / "home"))
        patch.setenv("YJS_DASH_DATA", str(written(tmp_path / "data", tables, frameworks=drawn.texts)))
        st.cache_resource.clear()
        catalogue = Catalogue(read(tmp_path / "again", tables, frameworks=drawn.texts))
        world = World(drawn)
        yield world, choose(catalogue, world, list(catalogue.entries)[:3], None)
    st.cache_resource.clear()


OF_THE_AREA = ("Source:", "Services like it:")


def _opened(page: str, choice: Choice) -> AppTest:
    at = opened(page, services=[shown.name for shown in choice.about])
    assert faults(at) == []
    return at


def _written(at: AppTest) -> list[str]:
    """Lines of the page’s passages, without headings and marks of lists."""
    lines = chain.from_iterable(element.value.split("\n") for element in at.markdown)
    return [plain(line.removeprefix("- ")) for line in lines if line and not line.startswith("#")]


def _strange(reading: Reading, said: Said, line: str) -> list[str]:
    """What no checker understands of a line, read as a whole or sentence by sentence."""
    if _told(reading, said.part("", line), ON_DOMAINS):
        return []
    return [
        one
        for one in sentences(line)
        if not _told(reading, said.part("", one), ON_DOMAINS) and not OF_REPORTS.fullmatch(one)
    ]


def _told(reading: Reading, said: Said, places: tuple[str, ...]) -> bool:
    """Whether a string is understood at one of the places, and is so."""
    for place in places:
        if any(compiled(one.pattern).fullmatch(said.words) for one in CHECKERS[place]):
            of = [one for one in said.about if said.words.startswith(f"{one.name}: ")]
            reading.read(said.part(place, said.words, *(of if place in OF_ONE else ())))
            return True
    return False


def test_the_page_compare_shows_the_sentences_that_were_checked(shown: tuple[World, Choice]) -> None:
    world, choice = shown
    at, reading = _opened("compare", choice), Reading()
    said = Said("headline", plain(at.title[0].value), world, choice.about)
    reading.read(said)
    reading.read(said.part("grid", plain(at.header[0].value)))
    for card, of in zip(cards(at), choice.about, strict=True):
        lines = [*card["newer"], *card["lines"]]
        # What a card says of a service's area has a test of its own.
        words = [
            f"{line['label']} {line['text']}".strip() for line in lines if line["label"] not in OF_THE_AREA
        ]
        for one in chain.from_iterable(map(sentences, [*words, card["ruler_label"]])):
            reading.read(said.part("card", one.removesuffix("."), of))
        assert card["overall_rating"] == of.overall
        assert bool(card["newer"]) is not of.is_certainly_newest
    _says_what_is_newer(at, choice)
    (data,) = element_data(at, "rating_grid")
    for cell, service in _cells(data):
        if cell["rating"]:
            assert cell["label"].startswith(f"{service}, ")
            assert f": {cell['rating']}" in cell["label"]
    assert not reading.wrong, "\n".join(reading.wrong)


def _says_what_is_newer(at: AppTest, choice: Choice) -> None:
    """A page names each service that was, or may have been, inspected after the inspection it shows."""
    for one in choice.about:
        named = [
            line
            for line in _written(at)
            if line.startswith(f"{one.name} was inspected again")
            or f" of {one.name} that may be newer" in line
        ]
        assert bool(named) is not one.is_certainly_newest, one.name


def _cells(data: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    services = [service["name"] for service in data["services"]]
    for row in chain.from_iterable(group["rows"] for group in data["groups"]):
        yield from zip(row["cells"], services, strict=True)


def test_the_page_domains_shows_the_sentences_that_were_checked(shown: tuple[World, Choice]) -> None:
    world, choice = shown
    at, reading, read_on = _opened("domains", choice), Reading(), 0
    _says_what_is_newer(at, choice)
    for option in at.selectbox(key="standard").options[1:8:3]:
        at.selectbox(key="standard").set_value(option).run()
        assert faults(at) == []
        number = option.split()[0] if option[0].isdigit() else "voice"
        said = Said("", "", world, choice.about, number)
        written_there = _written(at)
        strange = [one for line in written_there for one in _strange(reading, said, line)]
        assert not strange, f"no checker understands {strange}"
        read_on += len(written_there)
    assert not reading.wrong, "\n".join(reading.wrong)
    assert read_on > 5
