"""The bundled tables by themselves: counts and sums that need no document."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.published_tables import (
    BANDS,
    DATA,
    POINTS,
    REPORT_OF,
    REPORT_SOURCE,
    table,
)


@pytest.fixture(scope="module")
def observations() -> pd.DataFrame:
    return table("observations")


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("inspections", 150),
        ("ratings", 113),
        ("key_questions", 42),
        ("case_questions", 95),
        ("prompt_cases", 26),
        ("recommendations", 16),
        ("finding_counts", 20),
        ("corrections", 2),
    ],
)
def test_a_table_holds_as_many_rows_as_were_published(name: str, rows: int) -> None:
    assert len(table(name)) == rows


def test_each_full_report_has_all_its_key_questions_and_recommendations() -> None:
    assert table("key_questions").groupby("inspection_id").size().to_dict() == dict.fromkeys(REPORT_OF, 21)
    recommendations = table("recommendations")
    for inspection_id, count in {"suffolk-2023-01": 9, "sutton-2022-08": 7}.items():
        numbers = recommendations.loc[recommendations["inspection_id"] == inspection_id, "number"]
        assert sorted(map(int, numbers)) == list(range(1, count + 1))
    assert recommendations["theme"].str.split().str.len().max() <= 12


def test_the_case_questions_count_up_from_one_and_keep_the_letter_that_was_printed_twice() -> None:
    questions = table("case_questions")
    for _, group in questions.groupby(["inspection_id", "standard_id", "dimension"]):
        assert group["position"].astype(int).sort_values().tolist() == list(range(1, len(group) + 1))
    reviewing = questions[(questions["standard_id"] == "2.4") & (questions["dimension"] == "desistance")]
    assert "".join(reviewing.sort_values("position")["letter"]) == "abcddef"


@pytest.mark.parametrize("name", ["key_questions", "case_questions"])
def test_percentages_lie_between_0_and_100(name: str) -> None:
    assert table(name)["percent"].astype(int).between(0, 100).all()


def test_observed_percentages_lie_between_0_and_100(observations: pd.DataFrame) -> None:
    units = table("indicators").set_index("indicator_id")["unit"]
    shares = observations[(observations["indicator_id"].map(units) == "%") & (observations["value"] != "")]
    assert shares["value"].astype(float).between(0, 100).all()


def test_every_score_lies_in_the_band_of_its_overall_rating() -> None:
    for row in table("inspections").query("score != ''").itertuples():
        low, high = BANDS[row.overall_rating]
        assert low <= int(row.score) <= high, row.inspection_id


def test_twelve_ratings_add_to_the_published_score() -> None:
    scores = table("inspections").set_index("inspection_id")["score"]
    ratings = table("ratings").query("standard_id != '4.1'")
    totals = ratings["rating"].map(POINTS).groupby(ratings["inspection_id"]).agg(["size", "sum"])
    assert len(totals) == 9
    assert (totals["size"] == 12).all()
    assert totals["sum"].astype(str).to_dict() == scores[totals.index].to_dict()


def test_the_rating_that_discretion_changed_says_what_it_was_before() -> None:
    ratings = table("ratings")
    changed = ratings[ratings["discretion_from"] != ""]
    assert changed[["inspection_id", "standard_id", "discretion_from", "rating"]].to_numpy().tolist() == [
        ["sutton-2022-08", "2.3", "Requires improvement", "Good"]
    ]


def test_only_one_rating_was_raised_by_discretion() -> None:
    raised = table("ratings").query("discretion == 'true'")
    assert raised[["inspection_id", "standard_id"]].values.tolist() == [["sutton-2022-08", "2.3"]]


def test_no_id_dangles() -> None:
    sources = set(table("sources")["source_id"])
    inspections = table("inspections")
    known = set(inspections["inspection_id"]) | {""}
    assert set(inspections["service_id"]) <= set(table("services")["service_id"])
    for path in DATA.glob("*.csv"):
        rows = table(path.stem)
        if "source_id" in rows and path.stem != "sources":
            assert set(rows["source_id"].str.split("; ").explode()) <= sources, path.stem
        if "inspection_id" in rows:
            assert set(rows["inspection_id"]) <= known, path.stem
    observations, indicators = table("observations"), table("indicators")
    official = table("official/observations")
    assert set(observations["indicator_id"]) <= set(indicators["indicator_id"])
    assert set(indicators["indicator_id"]) <= set(observations["indicator_id"]) | set(
        official["indicator_id"]
    )
    assert set(official["indicator_id"]) == set(table("official/indicators")["indicator_id"])
    assert set(indicators["comparator_id"]) <= set(indicators["indicator_id"]) | {""}


def test_every_source_is_used() -> None:
    used: set[str] = set()
    for path in DATA.glob("*.csv"):
        rows = table(path.stem)
        if "source_id" in rows and path.stem != "sources":
            used |= set(rows["source_id"].str.split("; ").explode())
    assert set(table("sources")["source_id"]) == used


def test_observation_keys_stand_once(observations: pd.DataFrame) -> None:
    key = ["area", "area_type", "indicator_id", "breakdown", "period", "source_id"]
    assert not observations.duplicated(key).any()


@pytest.mark.parametrize("name", ["observations", "official/observations"])
def test_an_observation_without_a_value_says_why(name: str) -> None:
    observations = table(name)
    empty = observations["value"] == ""
    assert set(observations.loc[empty, "status"]) <= {"x"}
    assert not observations.loc[~empty, "status"].isin(["c", "x", "z"]).any()


@pytest.mark.parametrize("inspection_id", list(REPORT_OF))
def test_every_figure_of_a_full_report_has_its_page_and_section(
    observations: pd.DataFrame, inspection_id: str
) -> None:
    rows = observations[observations["source_id"] == REPORT_SOURCE[inspection_id]]
    assert len(rows) > 25
    assert (rows["inspection_id"] == inspection_id).all()
    assert (rows["page"] != "").all()
    assert (rows["section"] != "").all()


@pytest.mark.parametrize(
    ("indicator", "whole"),
    [
        ("caseload_disposal", 135),
        ("caseload_court_disposal", 35),
        ("caseload_out_of_court_disposal", 100),
        ("caseload_age", 100),
        ("caseload_gender", 100),
        ("caseload_ethnicity", 99),
        ("population_10_17_ethnicity", 100),
        ("offence_types", 100),
        ("sample_share", 100),
    ],
)
def test_the_parts_that_sutton_printed_add_up_as_printed(
    observations: pd.DataFrame, indicator: str, whole: float
) -> None:
    parts = observations[
        (observations["area"] == "Sutton")
        & (observations["indicator_id"] == indicator)
        & (observations["source_id"] == "sutton-report-2022-08")
    ]
    assert parts["value"].astype(float).sum() == pytest.approx(whole)


@pytest.mark.parametrize(
    ("indicator", "whole"),
    [
        ("caseload_ethnicity", 100),
        ("cases_inspected_court", 23),
        ("cases_inspected_out_of_court", 35),
        ("children_survey_service", 7),
        ("children_survey_right_services", 7),
        ("children_survey_materials", 7),
    ],
)
def test_the_parts_that_suffolk_printed_add_up_as_printed(
    observations: pd.DataFrame, indicator: str, whole: float
) -> None:
    parts = observations[
        (observations["area"] == "Suffolk")
        & (observations["indicator_id"] == indicator)
        & (observations["source_id"] == "suffolk-report-2023-01")
    ]
    assert parts["value"].astype(float).sum() == whole


def test_the_two_corrected_counts_give_the_percentages_of_the_footnotes(observations: pd.DataFrame) -> None:
    corrections = table("corrections")
    counts = []
    for row_key in corrections["row_key"]:
        hit = pd.Series(True, index=observations.index)
        for pair in row_key.split("; "):
            column, _, value = pair.partition("=")
            hit &= observations[column] == value
        assert hit.sum() == 1
        counts.append(int(observations.loc[hit, "value"].item()))
    assert (corrections["printed_value"] == "education_share").all()
    assert (corrections["corrected_value"] == "education_status").all()
    alternative, not_in_education = counts
    assert round(100 * 44 / (44 + alternative), 2) == 61.97
    assert round(100 * not_in_education / 59, 2) == 35.59
