"""Sentences about numbers, cards and the grid, for the two full reports and for made-up edge cases."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from yjs_dash import narrate
from yjs_dash.compare import (
    Card,
    Catalogue,
    Cell,
    cards,
    rating_grid,
)
from yjs_dash.framework import RATINGS
from yjs_dash.narrate import grid, numbers
from yjs_dash.narrate.headline import older_inspections
from yjs_dash.scoring import CasesToNextBand, NextBand
from yjs_dash.store import read_data_set

PAIR = ("suffolk", "sutton")
HIGHEST = "This is the highest rating."


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(read_data_set())


@pytest.fixture(scope="module")
def sutton(catalogue: Catalogue) -> Card:
    return cards(catalogue, catalogue.select(["sutton"]))[0]


def headline_of(catalogue: Catalogue, *ids: str, ours: str | None = None) -> str:
    return narrate.headline(cards(catalogue, catalogue.select(ids, pinned_service=ours)))


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
        (("cardiff",), "Cardiff requires improvement (August 2022); in July 2020 it was Inadequate"),
        (("brighton-and-hove",), "Brighton and Hove is Outstanding, with 36 of 36 points"),
        (("carmarthenshire", "islington"), "Both are Outstanding, with 34 of 36 points each"),
        (("dorset-combined", "east-sussex"), "Both are Good, with 24 and 25 of 36 points"),
        (("suffolk", "islington"), "Suffolk requires improvement and Islington is Outstanding"),
        ((), "Choose a service to compare"),
    ],
)
def test_the_headline_says_the_one_thing(catalogue: Catalogue, ids: tuple[str, ...], said: str) -> None:
    assert headline_of(catalogue, *ids) == said


def test_our_service_stands_first_in_the_headline(catalogue: Catalogue) -> None:
    said = headline_of(catalogue, "suffolk", "sutton", "islington", ours="islington")
    assert said == "Islington is Outstanding; of the others, two require improvement"


def test_services_of_two_frameworks_are_never_ranked(catalogue: Catalogue) -> None:
    three = headline_of(catalogue, "sutton", "suffolk", "brighton-and-hove")
    assert three == "Rated under different frameworks: compare scores only within each"
    short = [
        dataclasses.replace(card, name=name)
        for card, name in zip(
            cards(catalogue, catalogue.select(["sutton", "brighton-and-hove"])), "AB", strict=True
        )
    ]
    assert (
        narrate.headline(short) == "A requires improvement and B is Outstanding, under different frameworks"
    )


def test_the_newest_ratings_are_compared_also_where_older_standards_are_shown(catalogue: Catalogue) -> None:
    said = headline_of(catalogue, "sutton", "cardiff")
    assert said == "Both require improvement; Sutton is one point short of Good"


@pytest.mark.parametrize("number", range(1, 7))
@pytest.mark.parametrize("ratings", [RATINGS, RATINGS[:1], RATINGS[1:2], RATINGS[2:]])
def test_a_headline_has_at_most_twelve_words_whatever_the_names(
    sutton: Card, number: int, ratings: tuple[str, ...]
) -> None:
    made = [
        dataclasses.replace(
            sutton,
            name=f"Tower Hamlets and City of London {n}",
            is_pinned=n == 0,
            overall_rating=ratings[n % len(ratings)],
            score=18 - n,
            next_band=NextBand(rating="Good", points=1 + n // 2),
        )
        for n in range(number)
    ]
    assert 0 < len(narrate.headline(made).split()) <= 12


FIVE = "the five standards judged on evidence"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {},
            [
                "1 point short of Good.",
                "One more case judged sufficient on one question would have been enough.",
            ],
        ),
        ({"cases_to_next": None}, ["1 point short of Good."]),
        ({"has_counts": False}, ["1 point short of Good."]),
        (
            {"cases_to_next": CasesToNextBand(None, 0, ("1.1",), (), ())},
            [
                "1 point short of Good.",
                "Case work alone could not have closed the gap, with the one standard judged on evidence unchanged.",
                "Higher ratings for the standard judged on evidence could have closed the gap without any change in "
                "case work.",
            ],
        ),
        (
            {"cases_to_next": CasesToNextBand(7, 3, ("1.1", "1.2"), ("2.3",), ())},
            [
                "1 point short of Good.",
                "By case work alone, with the two standards judged on evidence and 2.3, which was not decided by "
                "percentages alone, unchanged, at least seven more judgements of “sufficient” would have been needed. "
                "A judgement is one case on one question; one child's case can count for several.",
                "If the two standards judged on evidence had all been rated Outstanding, three more judgements would "
                "have been enough.",
            ],
        ),
        (
            {"cases_to_next": CasesToNextBand(7, 3, ("1.1",), (), ("2.2", "3.1"))},
            [
                "1 point short of Good.",
                "We cannot say how many cases that is, because we do not have all the counts for 2.2 and 3.1.",
            ],
        ),
        ({"next_band": None, "overall_rating": "Outstanding", "score_rating": "Outstanding"}, [HIGHEST]),
        (
            {"next_band": None, "overall_rating": "Good", "score_rating": "Outstanding", "score": 32},
            [
                "A score of 32 is in the range for Outstanding, but an Inadequate rating for resettlement rules that "
                "out."
            ],
        ),
        (
            {"next_band": NextBand("Outstanding", 2), "barred": True},
            ["2 points short of Outstanding, but an Inadequate rating for resettlement rules that out."],
        ),
        (
            {"score": None, "next_band": None},
            ["We do not know a total score for this inspection (2021 framework)."],
        ),
        (
            {"agrees": False, "overall_rating": "Good", "next_band": None},
            [
                "The published score of 18 does not lead to the published rating of Good, so we do not work out how "
                "far the next rating is."
            ],
        ),
        (
            {"agrees": False, "total": 17, "next_band": None},
            [
                "The published ratings of its standards add up to 17, but the published score is 18, so we do not "
                "work out how far the next rating is."
            ],
        ),
    ],
)
def test_the_distance_to_the_next_rating_says_what_it_holds_fixed(
    sutton: Card, changes: dict[str, Any], said: list[str]
) -> None:
    assert narrate.next_band_sentences(dataclasses.replace(sutton, **changes)) == said


def test_suffolk_is_55_judgements_away_by_case_work_alone_and_two_with_the_evidence(
    catalogue: Catalogue,
) -> None:
    (suffolk,) = cards(catalogue, catalogue.select(["suffolk"]))
    distance, by_cases, mixed = narrate.next_band_sentences(suffolk)
    assert distance == "10 points short of Good."
    assert by_cases.startswith(f"By case work alone, with {FIVE} unchanged, at least 55 more judgements")
    assert mixed == f"If {FIVE} had all been rated Outstanding, two more judgements would have been enough."


def test_one_case_judged_the_other_way_is_said_in_groups_the_gain_first(sutton: Card) -> None:
    assert narrate.one_case_sentences(sutton) == [
        "If one more out-of-court case had been sufficient for other people's safety in any one of 3.1, 3.2 or 3.3, "
        "the score would have been 19 and the overall rating Good.",
        "If one more court case had been sufficient for desistance in 2.1 or for the child's safety in 2.4, the score "
        "would have been 19 and the overall rating Good.",
        "If one fewer court case had been sufficient for desistance in 2.1 or for the child's safety in 2.2 or 2.4, "
        "the score would have been 17 and the overall rating still Requires improvement.",
    ]


def test_without_counts_nothing_is_said_about_single_cases(catalogue: Catalogue) -> None:
    (cardiff,) = cards(catalogue, catalogue.select(["cardiff"]))
    assert narrate.one_case_sentences(cardiff) == []


def test_the_text_of_a_card_holds_its_figures(catalogue: Catalogue) -> None:
    suffolk, sutton = (narrate.card_text(c) for c in cards(catalogue, catalogue.select(PAIR)))
    assert sutton.startswith("Sutton. Requires improvement, 18 of 36 points. 1 point short of Good.")
    assert "Organisation 7 of 12 · Court 7 of 12 · Out of court 4 of 12" in sutton
    assert "Resettlement: Good (rated separately; not part of the score)." in suffolk
    assert "Cases inspected: 23 court, 35 out-of-court and 3 resettlement." in suffolk
    assert "published January 2023" in suffolk


def test_a_newer_inspection_stands_first_and_the_older_one_is_dated(catalogue: Catalogue) -> None:
    (cardiff,) = cards(catalogue, catalogue.select(["cardiff"]))
    assert narrate.card_text(cardiff).startswith(
        "Cardiff. Inspected again, August 2022: Requires improvement (2021 framework). The ratings below are from the "
        "earlier inspection of 1 July 2020. The inspection shown here, 1 July 2020: Inadequate, 0 of 36 points. It was "
        "then 7 points short of Requires improvement."
    )
    assert older_inspections([cardiff]) == [
        "Cardiff was inspected again in August 2022. What follows is from the earlier inspection of July 2020, the "
        "latest that we can show in full."
    ]


def test_an_inspection_that_may_not_be_the_newest_is_told_in_the_past(sutton: Card) -> None:
    maybe = dataclasses.replace(sutton, is_newest=False)
    assert narrate.headline([maybe]) == "Sutton was rated Requires improvement in August 2022"
    assert narrate.headline([maybe, maybe]) == "Both were rated Requires improvement at the inspections shown"
    assert older_inspections([maybe]) == [
        "We know of another inspection of Sutton that may be newer than the one shown here."
    ]


def test_the_headline_of_one_service_says_what_stands_in_its_way(sutton: Card) -> None:
    barred = dataclasses.replace(
        sutton, overall_rating="Good", barred=True, next_band=NextBand("Outstanding", 2), score=29
    )
    assert narrate.headline([barred]) == "Sutton is Good; Inadequate for resettlement rules out Outstanding"
    contradicted = dataclasses.replace(sutton, overall_rating="Good", agrees=False, next_band=None)
    assert narrate.headline([contradicted]) == "Sutton is Good; its score and rating do not agree"


def test_the_ruler_is_told_with_its_finding_and_every_score(catalogue: Catalogue) -> None:
    said = narrate.ruler_alt(cards(catalogue, catalogue.select(["sutton", "cardiff"])))
    assert "Sutton 18 of 36 (Requires improvement, 2021 framework)" in said
    assert "Cardiff 0 of 36 (Inadequate, 2018 framework)" in said


# Grid


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (PAIR, "They differed most in staff, court delivery and court reviewing: two levels apart"),
        (
            ("sutton",),
            "The ratings of Sutton in August 2022 ran from Requires improvement to Outstanding, highest in staff",
        ),
        (("cardiff",), "Every standard rated for Cardiff in July 2020 was Inadequate"),
        (("sutton", "cardiff"), "Rated under different frameworks: read each column by itself"),
        (
            ("suffolk", "sutton", "west-sussex"),
            "They differed most in out-of-court assessment: up to three levels apart",
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
    assert "Sutton Good (raised from Requires improvement by professional discretion)" in said


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("Requires improvement", "raised from Requires improvement by professional discretion"),
        ("Outstanding", "lowered from Outstanding by professional discretion"),
        ("", "changed by professional discretion"),
    ],
)
def test_discretion_says_from_where_it_changed_a_rating(before: str, said: str) -> None:
    cell = Cell("sutton", "Good", "", "stated", discretion=True, discretion_from=before)
    assert grid.cell_marks(cell) == said
    assert grid.cell_label(cell, standard="2.3 Delivery", service="Sutton") == (
        f"Sutton, 2.3 Delivery: Good ({said}). See the evidence."
    )


def test_a_rating_that_discretion_may_have_changed_is_marked_as_one() -> None:
    cell = Cell("sutton", "Good", "", "stated", discretion=None, discretion_from="")
    assert grid.cell_marks(cell) == "may have been changed by professional discretion"


def test_the_same_ratings_are_said_to_be_the_same_only_where_both_were_rated(catalogue: Catalogue) -> None:
    selection = catalogue.select(PAIR)
    rows = [row for row in rating_grid(selection) if row.rating_gap == 0]
    assert narrate.grid_headline(rows, selection) == "They were rated the same in every standard"
    first = rows[0]
    gone = dataclasses.replace(
        first,
        cells=(first.cells[0], dataclasses.replace(first.cells[1], rating=None, absence="not_rated")),
        rating_gap=None,
    )
    assert narrate.grid_headline([gone, *rows[1:]], selection) == (
        "They were rated the same in every standard that was rated for both"
    )
