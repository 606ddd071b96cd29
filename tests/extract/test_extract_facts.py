"""Facts pages that differ from those of the layouts: what is read of them, and what is named as missing."""

from __future__ import annotations

import pytest

from tests.extract.test_extract_layouts import read
from yjs_dash.extract import Report


def facts(rows: str) -> Report:
    return read(f"Contextual facts\n\n{rows}\n\n1. Organisational delivery\n\nSome prose.\n")


def values(report: Report) -> dict[tuple[str, str, str], float]:
    return {(f.indicator, f.area, f.breakdown): f.value for f in report.context}


def missing(report: Report) -> list[str]:
    return [m.what for m in report.missing if m.what.startswith("context.")]


ETHNICITY = "caseload_ethnicity"
MINORITY = "Black and minority ethnic"


@pytest.mark.parametrize(
    "head",
    ["Black and minority ethnic", "Global majority", "Black, Asian and minority ethnic", "Minority ethnic"],
)
def test_the_combined_group_has_one_name_whatever_the_table_calls_it(head: str) -> None:
    report = facts(f"Race/ethnicity[6]\tWhite\t{head}\tUnknown\nNorthmere YOS\t78%\t19%\t3%")
    assert values(report) == {
        (ETHNICITY, "service", "White"): 78,
        (ETHNICITY, "service", MINORITY): 19,
        (ETHNICITY, "service", "Unknown"): 3,
    }


def test_a_note_with_its_mark_in_square_brackets_gives_the_period() -> None:
    report = facts(
        "36.1%\tReoffending rate in Northmere[2]\n38.4%\tReoffending rate in England and Wales\n\n"
        "[1] Youth Justice Board. (2020). Statistics.\n"
        "[2] Ministry of Justice. (2020). Proven reoffending statistics, January to December 2017."
    )
    assert {f.period for f in report.context} == {"January 2017 to December 2017"}
    assert missing(report) == []


def test_a_table_whose_columns_are_not_known_is_missing_by_its_own_name() -> None:
    report = facts(
        "Age\t10–14\t15–17\nNorthmere YOS\t29%\t71%\n\nGender\tMale\tFemale\tEveryone\nNorthmere YOS\t80%\t20%\t100%"
    )
    assert values(report) == {
        ("caseload_age", "service", "10–14"): 29,
        ("caseload_age", "service", "15–17"): 71,
    }
    assert missing(report) == ["context.caseload_gender", "context.unnamed_figure"]


def test_a_line_without_figures_does_not_lend_its_label_to_the_next() -> None:
    report = facts("Gender\tMale\tFemale\nNational average\tn/a\tn/a\nNorthmere YOT\t90%\t<10%")
    assert values(report) == {("caseload_gender", "service", "Male"): 90}


@pytest.mark.parametrize(
    "row",
    [
        "10,512\tTotal black and minority ethnic youth population in Northmere (2011)",
        "31.2%\tReoffending rate in Thames Vale",
        "250\tFirst-time entrant rate per 100,000 in the family of similar YOTs",
        "12\tTotal current caseload: referral orders",
        "Of the 63,130 children, 10,512 live in the city.",
        "Northmere YOS\t78\t19",
    ],
)
def test_a_row_that_nothing_stands_for_is_named_though_its_neighbours_are_read(row: str) -> None:
    report = facts(
        f"225\tFirst-time entrant rate per 100,000 in Northmere\n{row}\n671,573\tTotal population Northmere"
    )
    assert values(report) == {
        ("first_time_entrant_rate", "service", ""): 225,
        ("population_total", "service", ""): 671_573,
    }
    assert missing(report) == ["context.unnamed_figure"]


def test_a_stray_figure_does_not_move_the_others_to_the_next_label() -> None:
    report = facts(
        "The service covers three boroughs with 207,707 people.\n"
        "First-time entrant rate per 100,000 in the YJS 133\n"
        "First-time entrant rate per 100,000 in England and Wales 150\n"
        "Reoffending rate in Northmere 33%\nChildren in need: 12\nVacancy rate: 5–10%\nTotal current caseload 135"
    )
    assert values(report) == {
        ("first_time_entrant_rate", "service", ""): 133,
        ("first_time_entrant_rate", "England and Wales", ""): 150,
        ("reoffending_rate", "service", ""): 33,
        ("caseload_total", "service", ""): 135,
    }
    assert "context.vacancy_rate" in missing(report)


@pytest.mark.parametrize(
    ("printed", "value"),
    [("£1.2m", 1_200_000), ("£450k", 450_000), ("£1,234,567", 1_234_567), ("about £300,000", None)],
)
def test_sums_in_thousands_and_millions_are_read_in_pounds(printed: str, value: int | None) -> None:
    found = values(facts(f"Total spend in previous financial year\t{printed}"))
    assert found.get(("spend_previous_year", "service", "")) == value


def test_a_year_behind_a_label_is_its_period_and_not_a_figure() -> None:
    report = facts(
        "671,573\tTotal population Northmere (2017)\n63,130\tTotal youth population (10 to 17) (mid-2018)"
    )
    assert {(f.indicator, f.value, f.period) for f in report.context} == {
        ("population_total", 671_573, "2017"),
        ("population_10_17", 63_130, "mid-2018"),
    }


def test_of_two_values_for_one_figure_neither_is_taken() -> None:
    report = facts(
        "225\tFirst-time entrant rate per 100,000 in Northmere\n227\tFirst-time entrant rate per 100,000 in Northmere"
    )
    assert values(report) == {}
    assert missing(report) == ["context.first_time_entrant_rate"]
