"""The two published reports: periods, comparators and pages of their figures, their checks, and text against PDF."""

from __future__ import annotations

import csv
import html
from collections import Counter
from pathlib import Path

import pytest

from made_up.printing import print_pdf
from yjs_dash.extract import Report, extract_file
from yjs_dash.framework import load_frameworks

DATA = Path(__file__).resolve().parents[2] / "data"
FRAMEWORKS = load_frameworks(DATA / "frameworks")
INSPECTIONS = ("suffolk-2023-01", "sutton-2022-08")


def rows_of(table: str, inspection_id: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["inspection_id"] == inspection_id]


def as_page(text: str) -> str:
    """The text as a web page: lines with tabs are rows of a table, lines with a dash are items of a list."""
    body: list[str] = []
    for line in text.split("\n"):
        escaped = html.escape(line.strip())
        if "\t" in line:
            cells = "".join(f"<td>{html.escape(cell)}</td>" for cell in line.split("\t"))
            body.append(f"<table><tr>{cells}</tr></table>")
        elif line.startswith("- "):
            body.append(f"<ul><li>{escaped[2:]}</li></ul>")
        elif escaped:
            body.append(f"<p>{escaped}</p>")
    style = "body{font:11pt sans-serif}table{width:100%}td{border:1px solid #999}ul{margin:0}"
    return f'<meta charset="utf-8"><style>{style}</style>{"".join(body)}'


@pytest.fixture(scope="session")
def printed(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both reports as PDF, printed by a browser."""
    folder = tmp_path_factory.mktemp("printed")
    return {
        name: print_pdf(
            as_page((shared / "reports" / f"{name}.txt").read_text(encoding="utf-8")), folder / f"{name}.pdf"
        )
        for name in INSPECTIONS
    }


@pytest.fixture(scope="session")
def from_text(shared: Path) -> dict[str, Report]:
    return {name: extract_file(shared / "reports" / f"{name}.txt", FRAMEWORKS) for name in INSPECTIONS}


@pytest.fixture(scope="session")
def from_pdf(printed: dict[str, Path]) -> dict[str, Report]:
    return {name: extract_file(path, FRAMEWORKS) for name, path in printed.items()}


@pytest.mark.parametrize("name", INSPECTIONS)
def test_every_contextual_figure_with_comparator_period_and_page(
    from_text: dict[str, Report], name: str
) -> None:
    report = from_text[name]
    found = {figure.key: figure for figure in report.context}
    for row in rows_of("observations", name):
        area = "service" if row["area"] == report.service else row["area"]
        figure = found[(row["indicator_id"], area, row["breakdown"], row["period"])]
        assert figure.value == float(row["value"])
        assert str(figure.base or "") == row["base"]
        assert figure.place.page == int(row["page"])


@pytest.mark.parametrize("name", INSPECTIONS)
def test_every_strength_and_area_for_improvement_is_counted(from_text: dict[str, Report], name: str) -> None:
    expected = {
        (r["standard_id"], r["kind"], int(r["page"])): int(r["count"])
        for r in rows_of("finding_counts", name)
    }
    assert Counter((f.standard, f.kind, f.place.page) for f in from_text[name].findings) == expected


def test_a_list_item_that_a_page_break_parts_stays_one(from_text: dict[str, Report]) -> None:
    texts = [f.text for f in from_text["suffolk-2023-01"].findings if f.standard == "1.1"]
    assert sum("case management" in text and "data management" in text for text in texts) == 1


def test_nothing_of_the_two_reports_is_an_error(from_text: dict[str, Report]) -> None:
    assert not any(report.has_errors for report in from_text.values())


def test_the_rating_raised_by_discretion_is_a_note_and_the_only_one(from_text: dict[str, Report]) -> None:
    notes = {
        (c.code, c.level, c.standard) for r in from_text.values() for c in r.checks if "discretion" in c.code
    }
    assert notes == {("discretion", "note", "2.3")}


def test_figures_labelled_percentages_that_are_counts_are_a_warning(from_text: dict[str, Report]) -> None:
    warned = [c.message for c in from_text["sutton-2022-08"].checks if c.code == "education_counts"]
    assert len(warned) == 2
    assert all("is a count" in message for message in warned)


def test_only_what_a_joint_report_does_not_print_is_missing(from_text: dict[str, Report]) -> None:
    assert [m.what for m in from_text["suffolk-2023-01"].missing] == ["case_questions", "context"]
    assert from_text["sutton-2022-08"].missing == ()


@pytest.mark.browser
@pytest.mark.parametrize("name", INSPECTIONS)
def test_text_and_pdf_give_the_same_values(
    from_text: dict[str, Report], from_pdf: dict[str, Report], name: str
) -> None:
    assert values_of(from_pdf[name]) == values_of(from_text[name])


PLACES = frozenset({"page", "line", "page_numbers", "score_page", "read_from"})


def values_of(report: Report) -> dict[str, object]:
    """All of a report's values, without where they stand."""

    def bare(item: object) -> object:
        if isinstance(item, dict):
            return {key: bare(value) for key, value in item.items() if key not in PLACES}
        return [bare(value) for value in item] if isinstance(item, list) else item

    values = bare(report.to_json_dict())
    assert isinstance(values, dict)
    return values


@pytest.mark.browser
def test_the_pages_of_a_pdf_are_pages_and_those_of_a_text_are_where_sections_start(
    from_text: dict[str, Report], from_pdf: dict[str, Report]
) -> None:
    assert {report.page_numbers for report in from_text.values()} == {"section_start"}
    assert {report.page_numbers for report in from_pdf.values()} == {"page"}
    annexe = [q.place.page for q in from_pdf["sutton-2022-08"].case_questions]
    assert {q.place.page for q in from_text["sutton-2022-08"].case_questions} == {50}
    assert len(set(annexe)) > 1


@pytest.mark.browser
def test_each_value_of_a_pdf_says_page_and_line(from_pdf: dict[str, Report]) -> None:
    report = from_pdf["sutton-2022-08"]
    places = [
        value.place
        for values in (
            report.ratings,
            report.key_questions,
            report.case_questions,
            report.context,
            report.findings,
        )
        for value in values
    ]
    assert len(places) > 13 + 21 + 95
    assert [place for place in places if place.page is None or place.line < 1] == []
