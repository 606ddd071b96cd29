"""Dates, names, scores and samples in the words of one report or another."""

from __future__ import annotations

import pytest

from tests.extract.test_extract_layouts import FRAMEWORKS, RATINGS, one_by_one, ratings_page, read
from yjs_dash.extract import Report, document_from_text, extract_document

PAGE = ratings_page(one_by_one())
UNDATED = PAGE.replace("Fieldwork started November 2022\n\n", "")


def titled(title: str) -> Report:
    text = f"{title}\n\nHM Inspectorate of Probation, May 2023\n\n{PAGE}"
    return extract_document(document_from_text(text, name="made-up.txt"), FRAMEWORKS)


@pytest.mark.parametrize(
    ("sentence", "began"),
    [
        ("Fieldwork for this inspection took place between 6 and 10 December 2021.", "2021-12-06"),
        ("Fieldwork took place on 29 November – 3 December 2021.", "2021-11-29"),
        ("Fieldwork took place from 20 December to 14 January 2022.", "2021-12-20"),
        ("Fieldwork: 6-10 February 2023", "2023-02-06"),
        ("Fieldwork: week commencing 14th October 2019", "2019-10-14"),
        ("We inspected Northmere YJS from 3 June 2019 to 14 June 2019.", "2019-06-03"),
        ("The fieldwork was carried out in June 2019.", "2019-06"),
        ("Cases were chosen before the fieldwork, from 1 January to 31 March 2018.", None),
        ("The fieldwork took place in May 2019. More fieldwork took place in July 2019.", None),
    ],
)
def test_the_start_of_the_fieldwork_is_read_where_a_report_says_it_once(
    sentence: str, began: str | None
) -> None:
    report = read(f"Annexe 1: Methodology\n\n{sentence}\n", page=UNDATED)
    assert report.fieldwork_started == began
    assert ("fieldwork_started" in [m.what for m in report.missing]) is (began is None)


@pytest.mark.parametrize(
    ("title", "service"),
    [
        (
            "An inspection of youth offending services in\nCourt Hill and St Áine’s",
            "Court Hill and St Áine’s",
        ),
        ("An inspection of youth offending services in Goodham Youth Support Service", "Goodham"),
        (
            "An inspection of youth justice services in Cove Youth Justice and Early Intervention Service",
            "Cove",
        ),
        (
            "An inspection of youth offending services: Reading and Planning Valley",
            "Reading and Planning Valley",
        ),
        ("A joint inspection of youth offending work in Northcliffe", "Northcliffe"),
        (
            "An inspection of youth justice services in Hull & Riding\nA partnership of two councils",
            "Hull & Riding",
        ),
    ],
)
def test_the_name_is_that_of_the_place(title: str, service: str) -> None:
    assert titled(title).service == service


@pytest.mark.parametrize(
    ("printed", "score"),
    [
        ("Score 23 out of 36", (23, 36)),
        ("Score: 23 (out of 36)", (23, 36)),
        ("Total score (out of 36): 23", (23, 36)),
        ("Score 8/12\nScore 23/36", (23, 36)),
        ("Previous inspection: score 25/36\nScore 23/36", (None, None)),
    ],
)
def test_the_score_is_that_of_the_whole_and_of_this_inspection(
    printed: str, score: tuple[int | None, int | None]
) -> None:
    report = read("", page=ratings_page(one_by_one(), score=printed))
    assert (report.score, report.score_max) == score


def test_a_rating_beside_that_of_the_last_inspection_is_not_guessed() -> None:
    page = PAGE.replace("1.2 Staff\n\nOutstanding", "1.2 Staff Outstanding (last time: Good)")
    report = read("", page=page)
    assert report.ratings_by_standard() == {n: r for n, r in RATINGS.items() if n != "1.2"}
    assert "ratings.1.2" in [m.what for m in report.missing]


@pytest.mark.parametrize(
    ("sentence", "cases"),
    [
        ("We looked at nine community sentences, one custodial sentence and two post-custody licences.", 12),
        ("We inspected 17 community sentences, 3 custodial sentences and 24 out-of-court disposals.", 20),
        ("We looked at 10 referral orders, five curfews and two custodial sentences.", None),
        ("We looked at 17 community sentences, two referral orders and 3 custodial sentences.", None),
        ("We looked at 30 of the 45 court disposals that the service managed.", None),
    ],
)
def test_a_sample_is_what_inspectors_chose_and_all_of_it(sentence: str, cases: int | None) -> None:
    assert read(f"2. Court disposals\n\n{sentence}\n").cases.get("court") == cases


def test_cases_that_the_service_has_are_not_those_inspected() -> None:
    sentence = "The service had five resettlement cases and we inspected three of these."
    assert "resettlement" not in read(f"4. Resettlement\n\n{sentence}\n").cases
