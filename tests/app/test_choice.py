"""The choice of services: the default, one that is pinned, an empty one, one that the address got wrong."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.published import DATA, services
from tests.app.reading import APP, LONGEST_RUN, cards, charts, faults, grid, notices, opened
from yjs_dash.ui.shell import PAGES

NEED_A_CHOICE = ("compare", "domains", "context")


def at_address(**parameters: str | list[str]) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=LONGEST_RUN)
    for key, value in parameters.items():
        at.query_params[key] = value
    return at.run()


def test_the_app_opens_with_suffolk_and_sutton() -> None:
    at = opened()
    assert faults(at) == []
    assert [(card["name"], card["score"], card["overall_rating"]) for card in cards(at)] == [
        ("Suffolk", 9, "Requires improvement"),
        ("Sutton", 18, "Requires improvement"),
    ]


def test_every_service_with_complete_ratings_can_be_chosen_by_name() -> None:
    assert opened().multiselect(key="services").options == list(services())


def test_our_service_comes_first_and_is_marked() -> None:
    at = opened("compare", services=["Suffolk", "Sutton", "Cardiff"], ours="Cardiff")
    assert faults(at) == []
    assert [(card["name"], bool(card["badge"])) for card in cards(at)] == [
        ("Cardiff", True),
        ("Suffolk", False),
        ("Sutton", False),
    ]
    assert grid(at)[0] == ["Cardiff", "Suffolk", "Sutton"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_takes_a_pinned_service(page: str) -> None:
    at = opened(page, services=["Suffolk", "Sutton"], ours="Sutton")
    assert faults(at) == []
    assert at.selectbox(key="ours").value == "Sutton"


def test_a_service_that_is_no_longer_chosen_is_no_longer_ours() -> None:
    at = opened("compare", services=["Suffolk", "Sutton"], ours="Sutton")
    at.multiselect(key="services").set_value(["Suffolk"]).run()
    assert faults(at) == []
    assert at.selectbox(key="ours").value != "Sutton"
    assert not cards(at)[0]["badge"]


def test_a_service_keeps_its_colour_when_others_come_and_go() -> None:
    at = opened("compare", services=["Suffolk", "Sutton"])
    before = {card["name"]: card["colour"] for card in cards(at)}
    at.multiselect(key="services").set_value(["Cardiff", "Sutton"]).run()
    after = {card["name"]: card["colour"] for card in cards(at)}
    assert after["Sutton"] == before["Sutton"]
    assert after["Cardiff"] != after["Sutton"]


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_choice_gets_one_sentence_and_no_fault(page: str) -> None:
    at = opened(page, services=[])
    assert faults(at) == []
    if at.title:
        assert page not in NEED_A_CHOICE
    else:
        (sentence,) = notices(at)
        assert "at least one service" in sentence
        assert not charts(at)


def test_taking_the_last_service_away_gets_the_same_sentence(show: Callable[..., AppTest]) -> None:
    at = show("compare", services=["Sutton"])
    at.multiselect(key="services").set_value([]).run()
    assert faults(at) == []
    assert len(notices(at)) == 1


def test_an_address_takes_short_names_and_other_names_of_a_service() -> None:
    assert at_address(services=["sutton", "east-sussex"]).session_state["services"] == [
        "Sutton",
        "East Sussex",
    ]


@pytest.mark.parametrize("asked", ["Atlantis", "x" * 500, "<b>bold</b> ![x](https://example.org/x.png)"])
def test_an_unknown_service_in_the_address_gets_one_sentence_and_the_default(asked: str) -> None:
    at = at_address(services=asked)
    assert faults(at) == []
    (sentence,) = notices(at)
    assert sentence == f"We do not have “{asked[:40]}”. Choose a service from the list."
    assert [card["name"] for card in cards(at)] == ["Suffolk", "Sutton"]


def test_a_service_without_all_its_ratings_is_not_called_unknown() -> None:
    with (DATA / "services.csv").open(encoding="utf-8", newline="") as file:
        name = next(row["name"] for row in csv.DictReader(file) if row["name"] not in services())
    at = at_address(services=["Sutton", name.casefold()])
    assert notices(at) == [f"We do not have every rating for {name}. Choose a service from the list."]
    assert [card["name"] for card in cards(at)] == ["Sutton"]


def test_an_unknown_service_beside_known_ones_leaves_those() -> None:
    at = at_address(services=["Sutton", "Atlantis"])
    assert faults(at) == []
    (sentence,) = notices(at)
    assert "Atlantis" in sentence
    assert [card["name"] for card in cards(at)] == ["Sutton"]


def test_an_empty_choice_in_the_address_gets_one_sentence() -> None:
    at = at_address(services="")
    assert faults(at) == []
    (sentence,) = notices(at)
    assert "“”" not in sentence


def test_more_than_six_services_in_the_address_are_cut_to_six_with_one_sentence() -> None:
    at = at_address(services=list(services())[:8])
    assert faults(at) == []
    (sentence,) = notices(at)
    assert sentence.startswith("You can compare up to 6 services.")
    assert [card["name"] for card in cards(at)] == list(services())[:6]


def test_an_unknown_service_cannot_be_ours_and_gets_one_sentence() -> None:
    at = at_address(services=["Suffolk", "Sutton"], ours="Atlantis")
    assert faults(at) == []
    (sentence,) = notices(at)
    assert "Atlantis" in sentence
    assert [(card["name"], card["badge"]) for card in cards(at)] == [("Suffolk", ""), ("Sutton", "")]
