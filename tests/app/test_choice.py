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


def _rows(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_service_can_be_chosen_by_name_whatever_is_known_of_it() -> None:
    names = [row["name"] for row in _rows("services")]
    options = opened().multiselect(key="services").options
    assert sorted(options[: len(names)]) == sorted(names)
    assert set(services()) < set(names)


@pytest.mark.parametrize(
    ("word", "name"),
    [("Kingston upon Hull", "Hull"), ("RBKC", "Kensington and Chelsea"), ("Bedford Borough", "Bedfordshire")],
)
def test_a_service_is_found_by_its_other_names_and_its_councils(word: str, name: str) -> None:
    at = opened("compare", services=["Sutton"])
    chooser = at.multiselect(key="services")
    (found,) = [option for option in chooser.options if option.startswith(word) and option != name]
    chooser.set_value(["Sutton", found]).run()
    assert faults(at) == []
    assert at.session_state["services"] == ["Sutton", name]
    assert [card["name"] for card in cards(at)] == ["Sutton", name]


@pytest.mark.parametrize(
    "asked",
    ["sutton,leeds", "Sutton, Bournemouth, Christchurch and Poole", ["sutton, leeds", "Kingston upon Hull"]],
)
def test_an_address_takes_services_with_commas_between_them(asked: str | list[str]) -> None:
    wanted = {"sutton,leeds": ["Sutton", "Leeds"]}.get(str(asked))
    wanted = wanted or (
        ["Sutton", "Dorset Combined"] if isinstance(asked, str) else ["Sutton", "Leeds", "Hull"]
    )
    at = at_address(services=asked)
    assert notices(at) == []
    assert at.session_state["services"] == wanted


def _inspected() -> set[str]:
    return {row["service_id"] for row in _rows("inspections")}


def _result_only() -> str:
    rows = (row for row in _rows("services") if row["service_id"] in _inspected())
    return next(row["name"] for row in rows if row["name"] not in services())


def test_a_service_that_was_never_inspected_gets_its_card_on_every_page() -> None:
    name = next(row["name"] for row in _rows("services") if row["service_id"] not in _inspected())
    for page in PAGES:
        assert faults(opened(page, services=[name])) == []
    at = opened("compare", services=[name])
    (card,) = cards(at)
    assert (card["overall_rating"], card["score"]) == ("", None)
    assert at.title[0].value.startswith("We have no inspection result for")


def test_a_former_service_says_who_does_its_work_now() -> None:
    (card,) = cards(opened("compare", services=["Western Bay"]))
    (line,) = [line["text"] for line in card["lines"] if "no longer exists" in line["text"]]
    assert line.endswith("now done by Swansea, Neath Port Talbot and Bridgend.")


def test_a_service_with_an_overall_result_only_gets_its_card_on_every_page() -> None:
    name = _result_only()
    for page in PAGES:
        assert faults(opened(page, services=[name])) == []
    at = opened("compare", services=["Sutton", name])
    known = {row["service_id"]: row["name"] for row in _rows("services")}
    (rating,) = {row["overall_rating"] for row in _rows("inspections") if known[row["service_id"]] == name}
    _, card = cards(at)
    assert (card["name"], card["overall_rating"]) == (name, rating)
    assert card["link"]["page"] == "add"
    assert grid(at)[0] == ["Sutton"]


def test_the_link_to_add_a_report_brings_its_address_along() -> None:
    at = AppTest.from_file(APP, default_timeout=LONGEST_RUN)
    at.query_params["of"] = "bexley"
    at = at.switch_page(PAGES["add"][0]).run()
    assert faults(at) == []
    (address,) = [field.value for field in at.text_input if "address" in field.label.lower()]
    assert address == "https://www.justiceinspectorates.gov.uk/hmiprobation/inspections/bexley2024/"
    assert any("a report on Bexley" in notice for notice in notices(at))


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
    name = _result_only()
    at = at_address(services=["Sutton", name.casefold()])
    assert notices(at) == []
    assert [card["name"] for card in cards(at)] == ["Sutton", name]


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
