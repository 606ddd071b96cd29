"""Topics of the national picture: each with one heading, its own choosers, and the chosen services."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.reading import charts, element_data, faults, opened, plain, words
from yjs_dash.ui.topics import TOPICS

Show = Callable[..., AppTest]


def _shown(show: Show, topic: str, *services: str, **state: object) -> AppTest:
    at = show("national", services=list(services), picture=topic, **state)
    assert faults(at) == []
    assert len(at.title) == 1
    return at


@pytest.mark.parametrize("topic", TOPICS["national"])
@pytest.mark.parametrize("services", [(), ("Leeds",), ("Suffolk", "Cardiff")])
def test_a_topic_stands_whoever_is_chosen(topic: str, services: tuple[str, ...], show: Show) -> None:
    at = _shown(show, topic, *services)
    assert at.radio(key="picture").value == topic


@pytest.mark.parametrize("framework", ["2018 framework", "2021 framework", "2025 framework"])
@pytest.mark.parametrize("topic", ["Map", "At a glance", "What is common"])
def test_a_topic_stands_under_every_framework(topic: str, framework: str, show: Show) -> None:
    at = _shown(show, topic, "Suffolk", framework=framework)
    assert framework in plain(at.title[0].value) or "Inadequate" in plain(at.title[0].value)


def test_the_map_has_every_service_and_marks_the_chosen_ones(show: Show) -> None:
    at = _shown(show, "Map", "Suffolk", "Leeds", framework="2021 framework", colour="Overall rating")
    (data,) = element_data(at, "tile_map")
    assert len(data["tiles"]) == 155
    assert {tile["name"] for tile in data["tiles"] if tile["chosen"]} == {"Suffolk", "Leeds"}
    assert data["chosen"] == ["Suffolk", "Leeds"]
    letters = {tile["sign"] for tile in data["tiles"]}
    assert letters == {"O", "G", "R", "I", ""}


def test_the_map_is_coloured_by_each_thing_that_is_known(show: Show) -> None:
    at = _shown(show, "Map", "Suffolk", framework="2021 framework")
    for name in at.selectbox(key="colour").options:
        (data,) = element_data(_shown(show, "Map", "Suffolk", colour=name), "tile_map")
        assert data["key_title"].startswith(name)
        assert any(tile["held"] == "known" for tile in data["tiles"])


def test_a_standard_is_asked_for_by_its_number() -> None:
    at = opened("national", picture="Map", framework="2018 framework", colour="3.4")
    assert at.selectbox(key="colour").value == "3.4 Joint working"
    at.radio(key="framework").set_value("2021 framework").run()
    assert at.selectbox(key="colour").value == "3.4 Out-of-court disposal policy and provision"


@pytest.mark.parametrize("order", ["Name", "Region", "Our statistical neighbours first"])
def test_the_glance_begins_with_the_chosen_services(order: str, show: Show) -> None:
    at = _shown(show, "At a glance", "Sutton", "Suffolk", framework="2021 framework", order=order)
    (data,) = element_data(at, "glance_table")
    assert [row["name"] for row in data["groups"][0]["rows"]] == ["Sutton", "Suffolk"]
    assert sum(len(group["rows"]) for group in data["groups"]) >= 155
    assert len(data["columns"]) == len(data["kinds"]) == 4 + 13
    assert "{shown}" in data["words"]["shown"]


def test_without_a_choice_the_neighbours_are_asked_for(show: Show) -> None:
    at = _shown(show, "At a glance", order="Our statistical neighbours first")
    assert "Choose a service to see its statistical neighbours first." in words(at)


def test_common_ratings_say_on_how_little_they_stand(show: Show) -> None:
    at = _shown(show, "What is common", "Sutton", framework="2021 framework")
    assert "the 7 inspections under the 2021 framework" in words(at)
    assert "do not show what is common in the country" in words(at)
    assert len(charts(at)) == 1


def test_the_years_say_first_what_the_chosen_services_were_rated(show: Show) -> None:
    at = _shown(show, "Ratings over the years", "Sutton")
    assert "Sutton: Requires improvement in August 2022 (2021 framework)." in words(at)
    assert len(charts(at)) == 3
