"""The bundled tables against the documents they were read from, row by row.

The reports and the collected facts are not part of the repository: where they do not lie beside it, the
comparisons are skipped and only the counts and sums remain.
"""

from __future__ import annotations

import csv
import itertools
import re
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
FACTS = ROOT.parent / "shared" / "facts"
REPORTS = ROOT.parent / "shared" / "reports"
CODE_LIST = ROOT.parent / "shared" / "official" / "lait" / "la_code_list.xlsx"

needs_facts = pytest.mark.skipif(
    not FACTS.is_dir(), reason="the collected facts do not lie beside the repository"
)
needs_reports = pytest.mark.skipif(
    not REPORTS.is_dir(), reason="the reports do not lie beside the repository"
)
needs_codes = pytest.mark.skipif(
    not CODE_LIST.is_file(), reason="the authority codes do not lie beside the repository"
)

DIMENSIONS = ("desistance", "child_safety", "others_safety")
REPORT_OF = {"suffolk-2023-01": "suffolk-2023-01.txt", "sutton-2022-08": "sutton-2022-08.txt"}
REPORT_SOURCE = {"suffolk-2023-01": "suffolk-report-2023-01", "sutton-2022-08": "sutton-report-2022-08"}
KINDS = {"IYJS": "full", "IYJWCV": "children_and_victims", "single": "single", "joint": "joint"}
SERIES = {
    "first_time_entrant_rate": "first_time_entrant_rate",
    "proven_reoffending_10_14": "reoffending_rate_10_14",
    "proven_reoffending_15_17": "reoffending_rate_15_17",
    "children_cautioned_or_sentenced_rate": "cautioned_or_sentenced_rate",
}
CASELOAD = {
    "caseload_aged_15_17": ("caseload_age", "15–17"),
    "caseload_male": ("caseload_gender", "Male"),
    "caseload_white": ("caseload_ethnicity", "White"),
    "first_time_entrant_rate": ("first_time_entrant_rate", ""),
}
NATIONAL = {
    "proven_reoffending_binary": ("reoffending_rate", ""),
    "children_in_custody_average": ("children_in_custody", ""),
    "stop_and_search_children": ("stop_and_search", ""),
    "court_cases_violent_share_in_inspected_services": ("violent_share_court", ""),
    "ooc_cases_violent_share_in_inspected_services": ("violent_share_out_of_court", ""),
    "yos_caseload_change": ("caseload_fall", ""),
    "caseload_aged_10_14": ("caseload_age", "10–14"),
    "caseload_aged_15_17": ("caseload_age", "15–17"),
    "caseload_male": ("caseload_gender", "Male"),
    "caseload_female": ("caseload_gender", "Female"),
    "caseload_BME_2020_21": ("caseload_ethnicity", "Black and minority ethnic"),
}
BANDS = {"Inadequate": (0, 6), "Requires improvement": (7, 18), "Good": (19, 30), "Outstanding": (31, 36)}
POINTS = {"Inadequate": 0, "Requires improvement": 1, "Good": 2, "Outstanding": 3}


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / f"{name}.csv", dtype=str, keep_default_na=False)


def facts(name: str) -> list[dict[str, str]]:
    """Rows of a facts file; a comma without quotes in the last cell does not make another column."""
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    last = len(head) - 1
    return [dict(zip(head, [*row[:last], ",".join(row[last:])], strict=True)) for row in rows]


def report_lines(inspection_id: str) -> list[str]:
    return (REPORTS / REPORT_OF[inspection_id]).read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def observations() -> pd.DataFrame:
    return table("observations")


def figure(
    observations: pd.DataFrame,
    area: str,
    indicator: str,
    breakdown: str = "",
    *,
    source: str,
    period: str = "",
) -> float:
    hit = observations[
        (observations["area"] == area)
        & (observations["indicator_id"] == indicator)
        & (observations["breakdown"] == breakdown)
        & (observations["source_id"] == source)
        & (observations["period"] == period if period else True)
    ]
    assert len(hit) == 1, (area, indicator, breakdown, len(hit))
    return float(hit["value"].iloc[0])


def service_id_of(name: str) -> str:
    services = table("services")
    return services.loc[services["name"] == name, "service_id"].item()


def inspection_of(name: str, published: str) -> pd.Series:
    """The one inspection of a service that the facts date as `published`, online or in print."""
    inspections = table("inspections")
    own = inspections[inspections["service_id"] == service_id_of(name)]
    hit = own[(own["published"] == published) | (own["published_online"] == published)]
    assert len(hit) == 1, (name, published)
    return hit.iloc[0]


# Counts and sums that need no document


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
    assert set(observations["indicator_id"]) == set(indicators["indicator_id"])
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


def test_an_observation_without_a_value_says_why(observations: pd.DataFrame) -> None:
    empty = observations["value"] == ""
    assert set(observations.loc[empty, "status"]) == {"x"}
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


# The facts collected from published pages


@needs_facts
def test_every_inspection_has_the_rating_score_and_kind_that_were_collected() -> None:
    rows = facts("inspections.csv")
    found = set()
    for fact in rows:
        own = inspection_of(fact["service"], fact["published"])
        found.add(own["inspection_id"])
        assert own["overall_rating"] == fact["overall_rating"], fact["service"]
        assert (own["score"], own["score_max"]) == (fact["score"], fact["score_max"]), fact["service"]
        assert own["framework_id"] == fact["framework"], fact["service"]
        assert own["kind"] == KINDS[fact["inspection_type"].split()[0]], fact["service"]
        assert own["confidence"] == fact["confidence"], fact["service"]
        assert len(own["source_id"].split("; ")) == len(fact["sources"].split(" ; ")), fact["service"]
    assert found == set(table("inspections")["inspection_id"])


@needs_facts
def test_every_rating_is_the_collected_one() -> None:
    ratings = table("ratings").set_index(["inspection_id", "standard_id"])
    rows = facts("standard_ratings.csv")
    assert len(rows) == len(ratings) == 113
    for fact in rows:
        inspection_id = inspection_of(fact["service"], fact["published"])["inspection_id"]
        own = ratings.loc[(inspection_id, fact["standard"])]
        assert (own["rating"], own["basis"]) == (fact["rating"], fact["basis"]), (
            inspection_id,
            fact["standard"],
        )


@needs_facts
def test_every_value_of_the_official_series_is_the_collected_one(observations: pd.DataFrame) -> None:
    own = observations[observations["source_id"] == "yjb-lait-2026-04"]
    by_key = own.set_index(["area", "area_type", "indicator_id", "period_end"])
    rows = facts("official_series.csv")
    assert len(rows) == len(own) == 476
    for fact in rows:
        indicator = SERIES[fact["indicator"]]
        year = fact["year"]
        end = {"first_time_entrant_rate": f"{year}-12-31", "cautioned_or_sentenced_rate": "2025-03-31"}.get(
            indicator, f"{year}-03-31"
        )
        area_type = "local_authority" if fact["area_type"] == "LA" else "region"
        row = by_key.loc[(fact["area"], area_type, indicator, end)]
        if fact["value"] == "":
            assert (row["value"], row["status"]) == ("", "x")
        else:
            assert float(row["value"]) == float(fact["value"]), (fact["area"], indicator, year)
            assert row["status"] == ""


@needs_facts
def test_every_caseload_fact_is_linked_to_its_inspection(observations: pd.DataFrame) -> None:
    rows = facts("caseload_at_inspection.csv")
    for fact in rows:
        indicator, breakdown = CASELOAD[fact["indicator"]]
        inspection_id = inspection_of(fact["service"], fact["published"])["inspection_id"]
        hit = observations[
            (observations["inspection_id"] == inspection_id)
            & (observations["indicator_id"] == indicator)
            & (observations["breakdown"] == breakdown)
        ]
        assert len(hit) == 1, (inspection_id, indicator)
        assert float(hit["value"].item()) == float(fact["value"])
        assert hit[["area", "area_type"]].values.tolist() == [[fact["service"], "service"]]
    services = {fact["service"] for fact in rows}
    own = observations[observations["area"].isin(services) & (observations["area_type"] == "service")]
    assert len(own) == len(rows)


@needs_facts
def test_every_national_figure_is_there_once(observations: pd.DataFrame) -> None:
    wide = observations[observations["area"].isin(["England and Wales", "London"])]
    for fact in facts("national.csv"):
        indicator, breakdown = NATIONAL.get(fact["indicator"], (fact["indicator"], ""))
        hit = wide[
            (wide["area"] == fact["area"])
            & (wide["indicator_id"] == indicator)
            & (wide["breakdown"] == breakdown)
            & (wide["source_id"] != "suffolk-report-2023-01")
        ]
        # a fall is stored without its sign, so that a percentage stays between 0 and 100
        wanted = abs(float(fact["value"]))
        assert (hit["value"].astype(float) == wanted).sum() == 1, fact


@needs_facts
def test_addresses_are_those_that_were_collected() -> None:
    collected = set()
    for name, column in {
        "inspections.csv": "sources",
        "standard_ratings.csv": "sources",
        "caseload_at_inspection.csv": "sources",
        "national.csv": "source_url",
    }.items():
        for fact in facts(name):
            collected |= {s.strip() for s in fact[column].split(" ; ") if s.strip().startswith("http")}

    def bare(address: str) -> str:
        return re.sub(r"^https?://(www\.)?", "", address).rstrip("/")

    own = {bare(url) for url in table("sources")["url"] if url}
    assert {bare(url) for url in collected} <= own


@needs_codes
def test_english_authorities_have_the_names_of_the_official_code_list() -> None:
    codes = set(pd.read_excel(CODE_LIST, dtype=str)["LA Name"])
    english = table("services").query("country == 'England'")
    assert set(english["local_authorities"].str.split("; ").explode()) <= codes


# The two full reports


@needs_reports
@pytest.mark.parametrize("inspection_id", list(REPORT_OF))
def test_every_page_of_a_full_report_is_one_on_which_its_contents_list_starts_a_section(
    inspection_id: str,
) -> None:
    sources = table("sources").set_index("source_id")["page_numbers"]
    assert sources[REPORT_SOURCE[inspection_id]] == "section_start"
    assert set(sources.drop(list(REPORT_SOURCE.values()))) == {""}
    lines = report_lines(inspection_id)
    start = lines.index("Contents")
    listed = {found[1] for line in lines[start : start + 30] if (found := re.search(r"\S[\t.](\d+)$", line))}
    assert len(listed) > 15
    pages = set()
    for name in (
        "inspections", "ratings", "key_questions", "case_questions", "prompt_cases", "recommendations",
        "finding_counts", "observations", "corrections",
    ):  # fmt: skip
        rows = table(name)
        first = rows["source_id"].str.split(";").str[0]
        pages |= set(rows.loc[(first == REPORT_SOURCE[inspection_id]) & (rows["page"] != ""), "page"])
    assert pages
    assert pages <= listed


@needs_reports
def test_the_cases_that_a_prompt_applied_to_are_those_that_the_text_prints() -> None:
    words = "no one two three four five six seven eight nine 10 11 12".split()
    text = " ".join(report_lines("sutton-2022-08"))
    parts = re.split(r"(?<=\s)([23]\.[1-4])\. (?=Assessment|Planning|Implementation|Reviewing|Out)", text)
    section: dict[str, str] = {}
    for number, body in zip(parts[1::2], parts[2::2], strict=True):
        section[number] = max(section.get(number, ""), body, key=len)
    rows = table("prompt_cases").to_dict("records")
    for row in rows:
        count, cases = words[int(row["sufficient"])], words[int(row["cases"])]
        said = [
            rf"{count} of the (relevant )?{cases}\b",
            rf"all {count} of the cases",
        ] + ([rf"half of the {cases} cases"] if 2 * int(row["sufficient"]) == int(row["cases"]) else [])
        assert re.search("|".join(said), section[row["standard_id"]], re.IGNORECASE), row
    assert len(rows) == len({tuple(row[k] for k in ("standard_id", "dimension", "position")) for row in rows})


@needs_reports
def test_the_size_of_suttons_court_sample_was_set_for_what_the_methodology_prints() -> None:
    row = table("inspections").set_index("inspection_id").loc["sutton-2022-08"]
    said = next(line for line in report_lines("sutton-2022-08") if "confidence level" in line)
    assert f"level of {row['court_sample_confidence']} per cent" in said
    assert row["court_sample_margin"] == "5"
    assert "margin of error of five" in said


@needs_reports
@pytest.mark.parametrize("inspection_id", list(REPORT_OF))
def test_the_key_questions_are_the_printed_ones(inspection_id: str) -> None:
    printed: dict[str, list[str]] = {}
    standard = ""
    for line in report_lines(inspection_id):
        if line.startswith("Data from inspected cases"):
            break
        if heading := re.match(r"([1-4]\.\d)\. [A-Z][a-z-]+.*[a-z]$", line):
            standard = heading[1]
        elif row := re.match(r"Does .*\?\t(\d+)%", line):
            printed.setdefault(standard, []).append(row[1])
    own = table("key_questions")
    own = own[own["inspection_id"] == inspection_id]
    held = {
        str(name): [group.set_index("dimension").at[d, "percent"] for d in DIMENSIONS]
        for name, group in own.groupby("standard_id")
    }
    assert held == printed


@needs_reports
def test_the_annexe_percentages_are_the_printed_ones_in_their_order() -> None:
    lines = [line.strip() for line in report_lines("sutton-2022-08")]
    start = next(i for i, line in enumerate(lines) if line.startswith("Data from inspected cases"))
    words = {"desistance": "desistance", "the child": "child_safety", "other people": "others_safety"}
    printed: list[tuple[str, str, str, str]] = []
    standard = dimension = ""
    for line in lines[start:]:
        if heading := re.match(r"([23])\. ?(\d)\. .*disposals\)$", line):
            standard = f"{heading[1]}.{heading[2]}"
        elif line.startswith("Does ") and line.endswith("?"):
            dimension = next(name for word, name in words.items() if word in line)
        elif row := re.match(r"([a-z])\) .*\t(\d+)%$", line):
            printed.append((standard, dimension, row[1], row[2]))
    own = table("case_questions")
    own = own.assign(
        place=own["dimension"].map({d: i for i, d in enumerate(DIMENSIONS)}),
        number=own["position"].astype(int),
    ).sort_values(["standard_id", "place", "number"])
    held = own[["standard_id", "dimension", "letter", "percent"]].itertuples(index=False, name=None)
    assert list(held) == printed


@needs_reports
@pytest.mark.parametrize("inspection_id", list(REPORT_OF))
def test_the_ratings_page_says_what_the_table_says(inspection_id: str) -> None:
    lines = [line.strip() for line in report_lines(inspection_id) if line.strip()]
    lines = lines[lines.index("Ratings") :]
    printed: dict[str, str] = {}
    for line, following in itertools.pairwise(lines):
        heading = re.match(r"([1-4]\.\d) [A-Z]", line)
        if heading and following in POINTS:
            printed.setdefault(heading[1], following)
    own = table("ratings")
    own = own[own["inspection_id"] == inspection_id]
    assert own.set_index("standard_id")["rating"].to_dict() == printed
    assert set(own["page"]) == {"4"}


@needs_reports
@pytest.mark.parametrize("inspection_id", list(REPORT_OF))
def test_the_recommendations_are_numbered_as_printed(inspection_id: str) -> None:
    lines = report_lines(inspection_id)
    start = max(i for i, line in enumerate(lines) if line == "Recommendations")
    end = next(i for i in range(start, len(lines)) if lines[i] == "Background")
    numbers, addressees, current = [], [], ""
    for line in lines[start:end]:
        if line.startswith(("The ", "Suffolk police")) and line.endswith(":"):
            current = line
        elif row := re.match(r"(\d+)\. ", line):
            numbers.append(row[1])
            addressees.append(current)
    own = table("recommendations")
    own = own[own["inspection_id"] == inspection_id].sort_values("number")
    assert own["number"].tolist() == numbers
    for body, heading in zip(own["addressed_to"], addressees, strict=True):
        assert body in heading


@needs_reports
@pytest.mark.parametrize("inspection_id", list(REPORT_OF))
def test_the_findings_add_to_the_bullets_of_the_lists_in_the_body(inspection_id: str) -> None:
    printed = {"strength": 0, "area_for_improvement": 0}
    kind = ""
    for line in report_lines(inspection_id):
        if line.startswith("Annexe 1: Methodology") and "\t" not in line:
            break
        if line.rstrip(":") in ("Strengths", "Areas for improvement"):
            kind = "strength" if line.startswith("S") else "area_for_improvement"
        elif line.startswith("- ") and kind:
            printed[kind] += 1
        elif line.startswith("Further information"):
            kind = ""
    own = table("finding_counts")
    own = own[own["inspection_id"] == inspection_id]
    assert own["count"].astype(int).groupby(own["kind"]).sum().to_dict() == printed


@needs_reports
def test_the_rows_of_suttons_facts_page_are_the_printed_ones(observations: pd.DataFrame) -> None:
    text = "\n".join(report_lines("sutton-2022-08"))
    source = "sutton-report-2022-08"
    for area, indicator, pattern in [
        ("Sutton", "first_time_entrant_rate", r"(\d+)\tFirst-time entrant rate per 100,000 in Sutton"),
        (
            "England and Wales",
            "first_time_entrant_rate",
            r"(\d+)\tFirst-time entrant rate per 100,000 in England",
        ),
        ("Sutton", "reoffending_rate", r"([\d.]+)%\tReoffending rate in Sutton"),
        ("England and Wales", "reoffending_rate", r"([\d.]+)%\tReoffending rate in England"),
        ("Sutton", "population_total", r"([\d,]+)\tTotal population"),
        ("Sutton", "population_10_17", r"([\d,]+)\tTotal youth population"),
        ("Sutton", "caseload_total", r"(\d+)\tTotal current caseload, of which"),
        ("Sutton", "spend_previous_year", r"previous financial year\t£([\d,]+)"),
        ("Sutton", "budget_current_year", r"financial year.*\t£(56[\d,]+)"),
        ("Sutton", "staff_fte", r"\(full-time equivalent \(FTE\)\)\t([\d.]+)"),
        ("Sutton", "sickness_days", r"sickness \(all staff\)\t([\d.]+)"),
        ("Sutton", "mental_health", r"mental health issues\t(\d+)%"),
        ("Sutton", "substance_misuse", r"substance misuse issues\t(\d+)%"),
        ("Sutton", "learning_needs", r"education, health and care plan\t(\d+)%"),
    ]:
        printed = re.search(pattern, text)
        assert printed, pattern
        assert figure(observations, area, indicator, source=source) == float(printed[1].replace(",", ""))
    for label, indicator, parts in [
        (r"Sutton YJS\t(\d+)%\t(\d+)%", "caseload_age", ("10–14", "15–17")),
        (
            r"Sutton YJS\t(\d+)%\t(\d+)%\t(\d+)%",
            "caseload_ethnicity",
            ("White", "Black and minority ethnic", "Unknown"),
        ),
        (r"Male\tFemale\nSutton YJS\t(\d+)%\t(\d+)%", "caseload_gender", ("Male", "Female")),
    ]:
        printed = re.search(label, text)
        assert printed, label
        for part, value in zip(parts, printed.groups(), strict=True):
            assert figure(observations, "Sutton", indicator, part, source=source) == float(value)


@needs_reports
def test_the_figures_in_suffolks_sentences_are_the_printed_ones(observations: pd.DataFrame) -> None:
    text = " ".join(report_lines("suffolk-2023-01"))
    source = "suffolk-report-2023-01"
    for indicator, breakdown, pattern in [
        ("caseload_ethnicity", "White", r"(\d+) per cent identify as white"),
        ("caseload_ethnicity", "Black and minority ethnic", r"make up (\d+) per cent, and"),
        ("caseload_ethnicity", "Unknown", r"(\d+) per cent of offences"),
        ("caseload_gender", "Female", r"girls make up (\d+) per cent"),
        ("caseload_age", "10–14", r"(\d+) per cent of children were aged 10 to 14"),
        ("staff_survey_vision", "", r"Over (\d+) out of 63"),
        ("case_manager_interviews", "", r"conducted (\d+) interviews"),
        ("meetings", "", r"conducted (\d+) meetings"),
        ("children_survey_consented", "", r"the (\d+) children who consented"),
        ("case_manager_interviews", "Out-of-court disposals", r"the case managers in (\d+) cases"),
        ("cases_inspected_out_of_court", "Diversion code cases", r"(\d+) diversion code cases"),
        ("cases_inspected_court", "Community sentences", r"(\d+) community sentences"),
    ]:
        printed = re.search(pattern, text)
        assert printed, pattern
        assert figure(observations, "Suffolk", indicator, breakdown, source=source) == float(printed[1])
    assert figure(observations, "England and Wales", "caseload_age", "10–14", source=source) == 18
    earlier = figure(
        observations, "Suffolk", "vacancy_rate", source=source, period="earlier, date not stated"
    )
    assert (
        earlier,
        figure(observations, "Suffolk", "vacancy_rate", source=source, period="at inspection"),
    ) == (20, 9)
