"""The bundled tables against the two full reports, figure by figure.

The reports are not part of the project: where they do not lie beside it, the comparisons are skipped.
"""

from __future__ import annotations

import itertools
import re

import pandas as pd
import pytest

from tests.published_tables import (
    DIMENSIONS,
    POINTS,
    REPORT_OF,
    REPORT_SOURCE,
    figure,
    needs_reports,
    report_lines,
    table,
)


@pytest.fixture(scope="module")
def observations() -> pd.DataFrame:
    return table("observations")


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
