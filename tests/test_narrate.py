"""Sentences about numbers, cards and the grid, for the two full reports and for made-up edge cases."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from yjs_dash import narrate
from yjs_dash.compare import (
    Card,
    Catalogue,
    cards,
    rating_grid,
)
from yjs_dash.framework import RATINGS
from yjs_dash.narrate import numbers
from yjs_dash.scoring import NextBand
from yjs_dash.store import read_data_set

PAIR = ("suffolk", "sutton")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(read_data_set())


@pytest.fixture(scope="module")
def sutton(catalogue: Catalogue) -> Card:
    return cards(catalogue, catalogue.select(["sutton"]))[0]


def headline_of(catalogue: Catalogue, *ids: str, ours: str | None = None) -> str:
    return narrate.headline(cards(catalogue, catalogue.select(ids, ours=ours)))


def grid_of(catalogue: Catalogue, *ids: str) -> str:
    selection = catalogue.select(ids)
    return narrate.grid_headline(rating_grid(selection), selection)


# Numbers


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((63, 5, 8), "63% (5 of 8)"),
        ((82, None, 12), "82%"),
        ((82, float("nan"), 12.0), "82%"),
        ((63, 5.0, 8.0), "63% (5 of 8)"),
    ],
)
def test_a_percentage_is_written_with_its_count_where_one_fits(
    given: tuple[Any, Any, Any], said: str
) -> None:
    assert numbers.percent_of(*given) == said


def test_one_point_is_singular_and_numbers_to_ten_are_words() -> None:
    assert [numbers.points(n) for n in (1, 10)] == ["1 point", "10 points"]
    assert [numbers.points_in_words(n) for n in (1, 10, 11)] == ["one point", "ten points", "11 points"]


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([], ""),
        (["Suffolk"], "Suffolk"),
        (["Suffolk", "Sutton"], "Suffolk and Sutton"),
        (["Suffolk", "Sutton", "Dorset Combined"], "Suffolk, Sutton and Dorset Combined"),
    ],
)
def test_lists_are_joined_as_one_speaks(items: list[str], said: str) -> None:
    assert numbers.joined(items) == said


@pytest.mark.parametrize(
    ("value", "said"), [(12.5, "12.5"), (100 / 23, "4.3"), (50.0, "50"), (6.25, "6.3"), (100 / 12, "8.3")]
)
def test_points_a_case_is_worth_have_at_most_one_decimal(value: float, said: str) -> None:
    assert numbers.one_decimal(value) == said


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ("2022-08", "August 2022"),
        ("2023-07-19", "19 July 2023"),
        ("2021/22", "2021/22"),
        ("2020", "2020"),
        ("", ""),
    ],
)
def test_dates_are_written_in_words(published: str, said: str) -> None:
    assert numbers.date_words(published) == said


# Cards


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (PAIR, "Both require improvement; Sutton is one point short of Good"),
        (("sutton",), "Sutton requires improvement, one point short of Good"),
        (("cardiff",), "Cardiff is Inadequate, seven points short of Requires improvement"),
        (("brighton-and-hove",), "Brighton and Hove is Outstanding, with 36 of 36 points"),
        (("carmarthenshire", "islington"), "Both are Outstanding, with 34 of 36 points each"),
        (("dorset-combined", "east-sussex"), "Both are Good, with 24 and 25 of 36 points"),
        (("suffolk", "islington"), "Suffolk requires improvement, Islington is Outstanding"),
        ((), "Choose a service to compare"),
    ],
)
def test_the_headline_says_the_one_thing(catalogue: Catalogue, ids: tuple[str, ...], said: str) -> None:
    assert headline_of(catalogue, *ids) == said


def test_our_service_stands_first_in_the_headline(catalogue: Catalogue) -> None:
    said = headline_of(catalogue, "suffolk", "sutton", "islington", ours="islington")
    assert said == "Islington is Outstanding; of the others, two require improvement"


def test_services_of_two_frameworks_are_never_ranked(catalogue: Catalogue) -> None:
    two = headline_of(catalogue, "sutton", "cardiff")
    assert two == "Sutton requires improvement and Cardiff is Inadequate, under different frameworks"
    three = headline_of(catalogue, "sutton", "cardiff", "islington")
    assert three == "Rated under different frameworks: scores compare only within each"


@pytest.mark.parametrize("number", range(1, 7))
@pytest.mark.parametrize("ratings", [RATINGS, RATINGS[:1], RATINGS[1:2], RATINGS[2:]])
def test_a_headline_has_at_most_twelve_words_whatever_the_names(
    sutton: Card, number: int, ratings: tuple[str, ...]
) -> None:
    made = [
        dataclasses.replace(
            sutton,
            name=f"Tower Hamlets and City of London {n}",
            ours=n == 0,
            overall_rating=ratings[n % len(ratings)],
            score=18 - n,
            next_band=NextBand(rating="Good", points=1 + n // 2),
        )
        for n in range(number)
    ]
    assert 0 < len(narrate.headline(made).split()) <= 12


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "1 point to Good; one case on one key question would do it"),
        ({"cases_to_next": None}, "1 point to Good"),
        ({"cases_to_next": 2}, "1 point to Good; two cases on key questions would do it"),
        (
            {"cases_to_next": 55, "next_band": NextBand("Good", 10)},
            "10 points to Good; at least 55 single cases on key questions away",
        ),
        ({"next_band": None, "overall_rating": "Outstanding"}, "Highest band"),
        (
            {"next_band": None, "overall_rating": "Good", "resettlement": "Inadequate"},
            "The score reaches Outstanding; the rating stays Good, because resettlement is Inadequate",
        ),
        (
            {"next_band": NextBand("Outstanding", 2), "resettlement": "Inadequate"},
            "2 points to Outstanding, which Inadequate for resettlement bars",
        ),
        ({"score": None, "next_band": None}, "No total is known for this inspection (2021 framework)"),
    ],
)
def test_the_distance_to_the_next_band_is_said_in_points_and_few_cases(
    sutton: Card, changes: dict[str, Any], said: str
) -> None:
    assert narrate.next_band_sentence(dataclasses.replace(sutton, **changes)) == said


def test_one_case_judged_the_other_way_is_said_in_groups_the_gain_first(sutton: Card) -> None:
    assert narrate.one_case_sentences(sutton) == [
        "One more sufficient out-of-court case on the safety of other people, in any one of 3.1, 3.2 and 3.3, "
        "makes 19: overall Good",
        "One more sufficient court case, on desistance in 2.1 or on the safety of the child in 2.4, makes 19: "
        "overall Good",
        "One fewer sufficient court case, on desistance in 2.1 or on the safety of the child in 2.2 or 2.4, "
        "makes 17: overall stays Requires improvement",
    ]


def test_without_counts_nothing_is_said_about_single_cases(catalogue: Catalogue) -> None:
    (cardiff,) = cards(catalogue, catalogue.select(["cardiff"]))
    assert narrate.one_case_sentences(cardiff) == []


def test_the_text_of_a_card_holds_its_figures(catalogue: Catalogue) -> None:
    suffolk, sutton = (narrate.card_text(c) for c in cards(catalogue, catalogue.select(PAIR)))
    assert sutton.startswith("Sutton: Requires improvement, 18 of 36 points. 1 point to Good")
    assert "Organisation 7 of 12, Court 7 of 12, Out of court 4 of 12" in sutton
    assert "Resettlement, rated apart: Good." in suffolk
    assert "Cases inspected: 23 court, 35 out-of-court and 3 resettlement." in suffolk
    assert "published January 2023" in suffolk


def test_the_ruler_is_told_with_its_finding_and_every_score(catalogue: Catalogue) -> None:
    said = narrate.ruler_alt(cards(catalogue, catalogue.select(["sutton", "cardiff"])))
    assert "Sutton 18 of 36 (Requires improvement, 2021 framework)" in said
    assert "Cardiff 0 of 36 (Inadequate, 2018 framework)" in said


# Grid


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (PAIR, "They differ most in staff, court delivery and court reviewing: two levels apart"),
        (("sutton",), "Sutton runs from Requires improvement to Outstanding, highest in staff"),
        (("cardiff",), "Every rated standard of Cardiff is Inadequate"),
        (("sutton", "cardiff"), "Rated under different frameworks: read each column by itself"),
        (
            ("suffolk", "sutton", "west-sussex"),
            "They differ most in out-of-court assessment: up to three levels apart",
        ),
        ((), "Choose a service to see its standards"),
    ],
)
def test_the_grid_says_where_the_services_differ_most(
    catalogue: Catalogue, ids: tuple[str, ...], said: str
) -> None:
    assert grid_of(catalogue, *ids) == said


def test_the_grid_is_told_with_counts_and_the_widest_gaps(catalogue: Catalogue) -> None:
    selection = catalogue.select(PAIR)
    said = narrate.grid_alt(rating_grid(selection), selection)
    assert "Grid of 13 standards by two services." in said
    assert "Suffolk: 2 Good, 7 Requires improvement, 4 Inadequate." in said
    assert "1.2 Staff: Suffolk Requires improvement, Sutton Outstanding." in said
    assert "Sutton Good (professional discretion)" in said
