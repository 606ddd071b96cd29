"""The inspectorate's scoring rules, on tables of cases, on drawn ratings and on the two full reports."""

from __future__ import annotations

from itertools import groupby, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yjs_dash import scoring
from yjs_dash.compare import Catalogue, ServiceInspection, question_counts
from yjs_dash.errors import ScoringError
from yjs_dash.framework import RATINGS, load_frameworks
from yjs_dash.store import BUNDLED, read_data_set

FRAMEWORKS = load_frameworks(BUNDLED / "frameworks")
FRAMEWORK = FRAMEWORKS["hmip-yjs-2021"]
CORE = FRAMEWORK.scored_standards
DIMENSIONS = ("desistance", "child_safety", "others_safety")
core_ratings = st.fixed_dictionaries({standard: st.sampled_from(RATINGS) for standard in CORE})
percents = st.fixed_dictionaries({d: st.integers(min_value=0, max_value=100) for d in DIMENSIONS})


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(read_data_set())


@pytest.mark.parametrize(
    ("percent", "rating"),
    [
        (0, "Inadequate"), (49, "Inadequate"), (50, "Requires improvement"), (64, "Requires improvement"),
        (65, "Good"), (79, "Good"), (80, "Outstanding"), (100, "Outstanding"),
    ],
)  # fmt: skip
def test_bands_of_percentages(percent: int, rating: str) -> None:
    assert scoring.rating_of_percent(FRAMEWORK, percent) == rating


@pytest.mark.parametrize(
    ("score", "rating"),
    [
        (0, "Inadequate"), (6, "Inadequate"), (7, "Requires improvement"), (18, "Requires improvement"),
        (19, "Good"), (30, "Good"), (31, "Outstanding"), (36, "Outstanding"),
    ],
)  # fmt: skip
def test_bands_of_totals(score: int, rating: str) -> None:
    assert scoring.overall_rating(FRAMEWORK, score) == rating


@pytest.mark.parametrize("score", [-1, 37])
def test_a_total_outside_the_scale_is_refused(score: int) -> None:
    with pytest.raises(ScoringError, match="lies in no band"):
        scoring.overall_rating(FRAMEWORK, score)


@given(percents=percents, standard=st.sampled_from(["2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3"]))
def test_the_lowest_key_question_decides(percents: dict[str, int], standard: str) -> None:
    derived = scoring.derive_rating(FRAMEWORK, standard, percents)
    assert derived == scoring.rating_of_percent(FRAMEWORK, min(percents.values()))
    assert all(percents[d] == min(percents.values()) for d in scoring.deciding_questions(percents))


@given(percents=percents)
def test_a_better_key_question_never_lowers_a_standard(percents: dict[str, int]) -> None:
    before = RATINGS.index(str(scoring.derive_rating(FRAMEWORK, "2.1", percents)))
    for dimension in DIMENSIONS:
        better = {**percents, dimension: min(100, percents[dimension] + 7)}
        assert RATINGS.index(str(scoring.derive_rating(FRAMEWORK, "2.1", better))) >= before


def test_no_rating_is_derived_without_all_key_questions_or_from_evidence_or_from_unknown_bands() -> None:
    whole = dict.fromkeys(DIMENSIONS, 90)
    assert scoring.derive_rating(FRAMEWORK, "2.1", {"desistance": 90}) is None
    assert scoring.derive_rating(FRAMEWORK, "3.4", whole) is None
    assert scoring.derive_rating(FRAMEWORKS["hmip-yjs-2018"], "2.1", whole) is None


@given(ratings=core_ratings)
def test_the_total_is_the_sum_of_points_and_of_the_domains(ratings: dict[str, str]) -> None:
    total = scoring.total_score(FRAMEWORK, ratings)
    assert total == sum(RATINGS.index(r) for r in ratings.values())
    domains = scoring.domain_scores(FRAMEWORK, ratings)
    assert set(domains) == {"1", "2", "3"}
    assert sum(points for points in domains.values() if points is not None) == total


@given(ratings=core_ratings, missing=st.sampled_from(CORE))
def test_there_is_no_total_without_every_standard(ratings: dict[str, str], missing: str) -> None:
    assert scoring.total_score(FRAMEWORK, {s: r for s, r in ratings.items() if s != missing}) is None


@given(ratings=core_ratings, resettlement=st.sampled_from(RATINGS))
def test_resettlement_adds_nothing_but_inadequate_bars_outstanding(
    ratings: dict[str, str], resettlement: str
) -> None:
    everything = {**ratings, "4.1": resettlement}
    total = scoring.total_score(FRAMEWORK, everything)
    assert total == scoring.total_score(FRAMEWORK, ratings)
    assert total is not None
    overall = scoring.overall_rating(FRAMEWORK, total, ratings=everything)
    without = scoring.overall_rating(FRAMEWORK, total)
    if without == "Outstanding" and resettlement == "Inadequate":
        assert overall == "Good"
    else:
        assert overall == without


def test_nothing_is_computed_where_the_total_is_not_known() -> None:
    unknown = FRAMEWORKS["hmip-yjs-2025"]
    assert scoring.total_score(unknown, {}) is None
    assert scoring.next_band(unknown, 10) is None
    assert scoring.domain_scores(unknown, {}) == {}
    with pytest.raises(ScoringError, match="no known total"):
        scoring.overall_rating(unknown, 10)


@given(score=st.integers(min_value=0, max_value=36))
def test_the_points_to_the_next_band_reach_it_and_one_less_does_not(score: int) -> None:
    target = scoring.next_band(FRAMEWORK, score)
    if target is None:
        assert scoring.overall_rating(FRAMEWORK, score) == "Outstanding"
    else:
        assert scoring.overall_rating(FRAMEWORK, score + target.points) == target.rating
        assert scoring.overall_rating(FRAMEWORK, score + target.points - 1) != target.rating


def _by_cases(ratings: dict[str, str], counts: dict[tuple[str, str], tuple[int, int]]) -> int | None:
    cases = scoring.cases_to_next_band(FRAMEWORK, ratings, counts)
    assert cases is not None
    return cases.by_cases


def _of(catalogue: Catalogue, service_id: str) -> ServiceInspection:
    return catalogue.entries[service_id]


def test_the_two_full_reports_reconcile_to_9_and_18(catalogue: Catalogue) -> None:
    for service_id, total in (("suffolk", 9), ("sutton", 18)):
        entry = _of(catalogue, service_id)
        assert scoring.total_score(FRAMEWORK, entry.ratings) == total == entry.inspection.score
        assert scoring.overall_rating(FRAMEWORK, total) == "Requires improvement"


def test_sutton_2_3_is_the_only_standard_raised_by_discretion(catalogue: Catalogue) -> None:
    raised = []
    for service_id in ("suffolk", "sutton"):
        entry = _of(catalogue, service_id)
        for standard, rows in groupby(
            catalogue.parts.key_questions[entry.inspection_id], key=lambda row: row.standard_id
        ):
            derived = scoring.derive_rating(FRAMEWORK, standard, {row.dimension: row.percent for row in rows})
            if derived != entry.ratings[standard]:
                raised.append((service_id, standard, derived, entry.ratings[standard]))
    assert raised == [("sutton", "2.3", "Requires improvement", "Good")]


def test_one_case_on_others_safety_makes_sutton_good(catalogue: Catalogue) -> None:
    entry = _of(catalogue, "sutton")
    counts = question_counts(catalogue, entry)
    changes = scoring.one_case_changes(FRAMEWORK, entry.ratings, counts)
    lifting = {
        (c.standard_id, c.dimension)
        for c in changes
        if c.better and c.score == 19 and c.overall_rating == "Good"
    }
    assert {("3.1", "others_safety"), ("3.2", "others_safety"), ("3.3", "others_safety")} <= lifting
    cases = scoring.cases_to_next_band(FRAMEWORK, entry.ratings, counts)
    assert cases is not None
    assert (cases.by_cases, cases.held, cases.uncounted) == (1, ("2.3",), ())
    assert not any(change.standard_id == "2.3" for change in changes)


def test_suffolk_is_ten_points_short_of_good_55_judgements_by_case_work_alone_and_two_with_evidence(
    catalogue: Catalogue,
) -> None:
    entry = _of(catalogue, "suffolk")
    assert scoring.next_band(FRAMEWORK, 9) == scoring.NextBand(rating="Good", points=10)
    assert scoring.cases_to_next_band(FRAMEWORK, entry.ratings, question_counts(catalogue, entry)) == (
        scoring.CasesToNextBand(
            by_cases=55, mixed=2, evidence=("1.1", "1.2", "1.3", "1.4", "3.4"), held=(), uncounted=()
        )
    )


def test_a_missing_count_is_named_and_its_standard_moves_nothing(catalogue: Catalogue) -> None:
    entry = _of(catalogue, "suffolk")
    counts = question_counts(catalogue, entry)
    some = {key: count for key, count in counts.items() if key != ("3.2", "desistance")}
    cases = scoring.cases_to_next_band(FRAMEWORK, entry.ratings, some)
    assert cases is not None
    assert cases.uncounted == ("3.2",)


def test_a_score_a_rating_and_the_ratings_agree_only_by_the_rules(catalogue: Catalogue) -> None:
    ratings = _of(catalogue, "sutton").ratings
    assert scoring.agrees(FRAMEWORK, ratings, score=18, overall="Requires improvement")
    assert not scoring.agrees(FRAMEWORK, ratings, score=18, overall="Good")
    assert not scoring.agrees(FRAMEWORK, ratings, score=17, overall="Requires improvement")
    assert not scoring.agrees(FRAMEWORK, {}, score=37, overall="Outstanding")
    assert scoring.agrees(FRAMEWORK, {"4.1": "Inadequate"}, score=33, overall="Good")
    assert not scoring.agrees(FRAMEWORK, {"4.1": "Inadequate"}, score=33, overall="Outstanding")
    assert not scoring.agrees(FRAMEWORKS["hmip-yjs-2025"], {}, score=20, overall="Good")


def test_the_fewest_cases_are_those_of_a_complete_search() -> None:
    ratings = dict.fromkeys(CORE, "Requires improvement") | {
        "1.1": "Inadequate",
        "1.2": "Good",
        "1.3": "Good",
    }
    counts = {("2.1", d): (5, 8) for d in DIMENSIONS} | {("3.1", d): (7, 12) for d in DIMENSIONS}
    missing = scoring.next_band(FRAMEWORK, 13)
    assert missing is not None
    assert scoring.total_score(FRAMEWORK, ratings) == 13
    # 2.1 gains a point for 3 cases and two for 6; 3.1 a point for 3 and two for 9: six points are out of reach.
    assert _by_cases(ratings, counts) is None
    ratings |= {"1.1": "Outstanding", "1.4": "Good"}
    assert scoring.total_score(FRAMEWORK, ratings) == 17
    costs = {0: [0, 3, 6], 1: [0, 3, 9]}
    best = min(a + b for (i, a), (j, b) in product(enumerate(costs[0]), enumerate(costs[1])) if i + j >= 2)
    assert _by_cases(ratings, counts) == best == 6


def test_an_inadequate_resettlement_puts_outstanding_out_of_reach_by_cases() -> None:
    ratings = dict.fromkeys(CORE, "Outstanding") | {
        "2.1": "Inadequate",
        "3.4": "Inadequate",
        "4.1": "Inadequate",
    }
    counts = {("2.1", d): (3, 8) for d in DIMENSIONS}
    assert scoring.total_score(FRAMEWORK, ratings) == 30
    assert scoring.cases_to_next_band(FRAMEWORK, ratings, counts) is None
    assert _by_cases({**ratings, "4.1": "Good"}, counts) == 3
