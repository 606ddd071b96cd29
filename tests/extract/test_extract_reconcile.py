"""Each rule of the reconciliation, on a report that keeps all of them but one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from yjs_dash.extract import CaseQuestion, ContextFigure, KeyQuestion, Place, Rating, Report, reconcile
from yjs_dash.extract.checking.reconciling import sufficient
from yjs_dash.extract.model import Stated
from yjs_dash.framework import load_frameworks

FRAMEWORK = load_frameworks(Path(__file__).resolve().parents[2] / "data" / "frameworks")["hmip-yjs-2021"]
HERE = Place(page=1, line=1)
DIMENSIONS = ("desistance", "child_safety", "others_safety")


def ratings(**changed: str) -> tuple[Rating, ...]:
    """Twelve standards Good, so a score of 24, and resettlement Good."""
    values = dict.fromkeys(FRAMEWORK.standards, "Good") | {
        k.replace("s", "").replace("_", "."): v for k, v in changed.items()
    }
    return tuple(
        Rating(standard, rating, discretion=False, place=HERE) for standard, rating in values.items()
    )


def questions(percents: tuple[int, int, int] = (75, 75, 75)) -> tuple[KeyQuestion, ...]:
    standards = [s.id for s in FRAMEWORK.standards.values() if s.key_questions]
    return tuple(
        KeyQuestion(standard, dimension, percent, HERE)
        for standard in standards
        for dimension, percent in zip(DIMENSIONS, percents, strict=True)
    )


SOUND = Report(
    service="Northmere",
    framework=FRAMEWORK.id,
    published="2023-05",
    fieldwork_started="2022-11",
    score=24,
    score_max=36,
    overall_rating="Good",
    cases={"court": 8, "out_of_court": 12, "resettlement": 2},
    ratings=ratings(),
    key_questions=questions(),
    kind="single",
)


def codes(report: Report) -> list[tuple[str, str]]:
    return [(check.code, check.level) for check in reconcile(report, FRAMEWORK)]


def figures(indicator: str, *shares: tuple[str, float], area: str = "service") -> tuple[ContextFigure, ...]:
    return tuple(
        ContextFigure(indicator, area, breakdown, "2020/21", value, HERE) for breakdown, value in shares
    )


def test_a_sound_report_has_no_checks() -> None:
    assert codes(SOUND) == []


def test_a_rating_that_its_questions_do_not_give_is_an_error() -> None:
    assert codes(replace(SOUND, ratings=ratings(s2_1="Outstanding"), score=25)) == [
        ("rating_against_questions", "error")
    ]


def test_a_rating_changed_by_discretion_is_a_note() -> None:
    changed = tuple(
        replace(r, discretion=True) if r.standard == "2.1" else r for r in ratings(s2_1="Outstanding")
    )
    assert codes(replace(SOUND, ratings=changed, score=25)) == [("discretion", "note")]


def test_a_rating_that_discretion_may_have_changed_is_a_warning_and_no_error() -> None:
    changed = tuple(
        replace(r, discretion=None) if r.standard == "2.1" else r for r in ratings(s2_1="Outstanding")
    )
    assert codes(replace(SOUND, ratings=changed, score=25)) == [("discretion_not_placed", "warning")]


def test_discretion_that_changed_nothing_is_a_warning() -> None:
    changed = tuple(replace(r, discretion=r.standard == "2.1") for r in ratings())
    assert codes(replace(SOUND, ratings=changed)) == [("discretion_without_effect", "warning")]


def test_ratings_that_do_not_add_up_to_the_score_are_an_error() -> None:
    assert codes(replace(SOUND, score=25)) == [("sum_against_score", "error")]


def test_a_score_in_another_band_is_an_error() -> None:
    assert codes(replace(SOUND, overall_rating="Requires improvement")) == [("score_against_band", "error")]


def test_another_greatest_score_is_an_error() -> None:
    assert codes(replace(SOUND, score_max=33)) == [("score_max", "error")]


def limited() -> Report:
    best = tuple(replace(r, rating="Inadequate" if r.standard == "4.1" else "Outstanding") for r in ratings())
    return replace(
        SOUND, ratings=best, key_questions=questions((100, 88, 92)), score=36, overall_rating="Good"
    )


def test_the_limiting_judgement_is_a_note_where_it_was_kept_and_an_error_where_it_was_not() -> None:
    kept = replace(limited(), key_questions=())
    assert codes(kept) == [("limiting_judgement", "note")]
    assert codes(replace(kept, overall_rating="Outstanding")) == [("limiting_judgement", "error")]


def test_a_prompts_percentage_that_no_number_of_cases_gives_is_a_warning() -> None:
    def prompts(*percents: int) -> tuple[CaseQuestion, ...]:
        return tuple(
            CaseQuestion("2.1", "desistance", position, letter, percent, HERE)
            for position, (letter, percent) in enumerate(zip("abc", percents, strict=False), start=1)
        )

    eight = replace(SOUND, cases={**SOUND.cases, "court": 8}, key_questions=())
    assert "prompt_against_sample" not in [
        code for code, _ in codes(replace(eight, case_questions=prompts(38, 40, 100)))
    ]
    assert ("prompt_against_sample", "warning") in codes(replace(eight, case_questions=prompts(38, 44, 100)))


def test_a_percentage_that_no_number_of_cases_gives_is_a_warning_and_many_are_an_error() -> None:
    one = tuple(
        replace(q, percent=77) if (q.standard, q.dimension) == ("2.1", "desistance") else q
        for q in questions()
    )
    assert codes(replace(SOUND, key_questions=one)) == [("percent_against_sample", "warning")]
    assert codes(replace(SOUND, cases={"court": 7, "out_of_court": 12}))[0] == (
        "percent_against_sample",
        "error",
    )


def test_ratings_and_samples_said_differently_elsewhere_are_errors() -> None:
    stated = (
        Stated("1.1", "Inadequate", HERE),
        Stated("overall", "Outstanding", HERE),
        Stated("cases.court", "8", HERE),
        Stated("cases.court", "9", HERE),
        Stated("1.2", "Good", HERE),
    )
    assert codes(replace(SOUND, stated=stated)) == [
        ("rating_said_twice", "error"),
        ("overall_said_twice", "error"),
        ("samples_disagree", "error"),
    ]


@pytest.mark.parametrize(("unknown", "expected"), [(8, []), (7, ["note"]), (9, ["note"]), (3, ["error"])])
def test_shares_add_to_a_hundred_or_nearly(unknown: int, expected: list[str]) -> None:
    shares = figures(
        "caseload_ethnicity", ("White", 63), ("Black and minority ethnic", 29), ("Unknown", unknown)
    )
    assert [level for _, level in codes(replace(SOUND, context=shares))] == expected


def test_one_share_from_a_sentence_is_no_broken_whole() -> None:
    context = (*figures("caseload_gender", ("Female", 20)), *figures("caseload_age", ("10–14", 31)))
    assert codes(replace(SOUND, context=context)) == []


def test_counts_that_do_not_make_their_whole_are_an_error() -> None:
    whole = figures("caseload_total", ("", 135))
    parts = figures("caseload_disposal", ("Court disposals", 35), ("Out-of-court disposals", 90))
    assert codes(replace(SOUND, context=(*whole, *parts))) == [("parts_against_whole", "error")]


def test_a_count_labelled_a_percentage_is_a_warning() -> None:
    young = "Aged 16 and under"
    context = (
        *figures("education_status", (f"{young}: full-time school", 44)),
        *figures("education_status_share", (f"{young}: full-time school", 61.97)),
        *figures("education_share", (f"{young}: elsewhere", 27)),
    )
    assert codes(replace(SOUND, context=context)) == [("education_counts", "warning")]


def test_dates_outside_the_frameworks_life_and_in_the_wrong_order() -> None:
    assert codes(replace(SOUND, fieldwork_started="2019-11")) == [("framework_dates", "warning")]
    assert codes(replace(SOUND, published="2022-10")) == [("dates", "error")]


def test_under_an_unknown_framework_nothing_is_computed() -> None:
    found = reconcile(replace(SOUND, framework=None, score=3), None)
    assert [(check.code, check.level) for check in found] == [("unknown_framework", "warning")]


def test_the_count_behind_a_percentage_is_given_where_it_is_the_only_one() -> None:
    assert sufficient(SOUND, FRAMEWORK, "2.1", "desistance") == (6, 8)
    assert sufficient(replace(SOUND, cases={}), FRAMEWORK, "2.1", "desistance") is None
