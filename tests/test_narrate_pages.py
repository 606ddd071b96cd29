"""Sentences of the frame, the choice, the search and the page that adds files, under each of their conditions."""

from __future__ import annotations

import datetime as dt

import pytest

from yjs_dash.intake import MATCH_KINDS
from yjs_dash.narrate import choice, intake, pages
from yjs_dash.schema import place_words
from yjs_dash.store.differences import CHANGES


@pytest.mark.parametrize(
    ("names", "listed"),
    [
        (["a"], "“a”"),
        (["a", "b"], "“a” or “b”"),
        (["a", "b", "c"], "“a”, “b” or “c”"),
        (["a", "b", "c", "d"], "“a”, “b”, “c” or one more"),
        (list("abcde"), "“a”, “b”, “c” or 2 more"),
        (["x" * 90], f"“{'x' * 40}”"),
    ],
)
def test_unknown_services_are_named_as_far_as_a_sentence_carries(names: list[str], listed: str) -> None:
    assert choice.unknown_services(names) == f"We do not have {listed}. Choose a service from the list."


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (0, "We found nothing for “plan” in the reports that have been added."),
        (1, "We found one passage for “plan”."),
        (3, "We found three passages for “plan”."),
        (100, "We found 100 passages for “plan”."),
        (101, "We found more than 100 passages for “plan”. These are the first 100."),
    ],
)
def test_a_search_says_how_many_passages_it_found(found: int, told: str) -> None:
    assert pages.search_result(words="plan", found=found, most=100) == told


@pytest.mark.parametrize(
    ("page_numbers", "where"),
    [
        ("page", "(page 12)"),
        ("section_start", "(in the section that starts on page 12)"),
        ("", "(page 12 or after)"),
    ],
)
def test_a_passage_claims_a_page_only_where_the_page_is_known(page_numbers: str, where: str) -> None:
    place = place_words(page=12, page_numbers=page_numbers)
    told = pages.passage(text="Words.", place=place, kind="Strength", standard="2.1")
    assert told == f"Strength, 2.1: Words. {where}"
    nowhere = place_words(page=None, page_numbers=page_numbers)
    assert pages.passage(text="Words.", place=nowhere) == "Words."


def test_the_inspectors_words_are_missed_in_the_words_of_the_reason() -> None:
    assert "You can add" in pages.no_own_words(service="Suffolk", may_add=True, readable=True)
    assert "ask whoever manages" in pages.no_own_words(service="Suffolk", may_add=False, readable=True)
    assert "do not have" not in pages.no_own_words(service="Suffolk", may_add=True, readable=False)


def test_rows_are_counted_as_one_or_many() -> None:
    counted = {"table": "Ratings", "found": 1, "total": 1300}
    assert pages.rows_caption(**counted, of_chosen=False) == "Ratings: 1 of 1,300 rows"
    of_chosen = pages.rows_caption(**counted, of_chosen=True)
    assert of_chosen == "Ratings: 1 of 1,300 rows. These are about the services you chose."
    assert pages.rows_alt(table="Ratings", found=1) == "Ratings, 1 row"


@pytest.mark.parametrize("standing", MATCH_KINDS)
def test_every_standing_of_a_file_has_its_words(standing: str) -> None:
    counts = {"ratings": 12}
    title = intake.standing_title(standing, service="Newtown", dated=True)
    assert title == "Statistics" if standing == "statistics" else title.startswith("Newtown: ")
    assert intake.if_accepted(standing, counts=counts).startswith("If you accept this file, ")


def test_a_report_without_a_date_is_not_called_earlier() -> None:
    told = [
        intake.standing_title("earlier_inspection", service="Newtown", dated=dated) for dated in (True, False)
    ]
    assert told == [
        "Newtown: we already have a newer inspection",
        "Newtown: we could not read when this report was published",
    ]


def test_a_file_without_figures_promises_none() -> None:
    assert intake.found({"sources": 1}, is_report=False) == "We found no figures in this file."
    assert intake.if_accepted("statistics", counts={"sources": 1}) == ""
    assert "see its figures" not in intake.accepted("own.csv", counts={"sources": 1})


def test_figures_found_are_counted_in_words_of_their_kind() -> None:
    counts = {"ratings": 1, "key_questions": 21, "observations": 2, "sources": 1}
    assert intake.found(counts, is_report=True) == (
        "We found 1 rating, 21 key question percentages and 2 other figures."
    )
    assert intake.found({"observations": 1}, is_report=False) == "We found 1 figure."


def test_a_file_that_was_added_before_is_told_of_as_it_stands() -> None:
    day = dt.date(2025, 5, 3)
    assert "3 May 2025" in intake.known_file(added=day, accepted=True, acceptable=True)
    assert "If you accept it" in intake.known_file(added=day, accepted=False, acceptable=True)
    assert "accept" not in intake.known_file(added=day, accepted=False, acceptable=False)


def test_every_kind_of_change_has_its_words() -> None:
    assert list(intake.CHANGES) == list(CHANGES)
    told = intake.differences_title({"changed": 2, "absent": 1}, beside="same")
    assert told == "Compared with the figures we hold: 2 changed, 1 not in this file"
    assert "inspection before" in intake.differences_title({"same": 1}, beside="earlier")
    assert "would add" in intake.differences_title({"new": 1}, beside="nothing")


def test_reasons_are_counted() -> None:
    assert "this reason" in intake.refused(1)
    assert "2 reasons" in intake.refused(2)
    assert intake.more_reasons(1) == "There is one more reason."
