"""Extraction of made-up reports: every value right, or said to be missing.

The reports are drawn with fixed seeds by `made_up.reports`, in all layouts and with all kinds of noise.
docs/extraction.md shows the score of the same reports as a table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from made_up import extraction_score
from made_up.printing import print_pdf
from made_up.reports import CHOICES, LAYOUTS, QUIET, MadeUpReport, draw_report, only
from made_up.reports.context import UNNAMED
from made_up.reports.run import drawn, outcomes_of
from made_up.reports.score import READ, SILENT, WRONG, Outcome, score
from made_up.reports.truth import FRAMEWORKS
from yjs_dash.extract import extract_file

TEXTS = [pytest.param(range(8), id="some"), pytest.param(range(8, 24), id="more", marks=pytest.mark.long)]
PDFS = [pytest.param((102, 103), id="some"), pytest.param((100, 101, 104), id="more", marks=pytest.mark.long)]
"""Numbers of the reports of each layout, together those that docs/extraction.md counts."""
LEAST_SHARE_READ = 0.99
TWO_LAYOUTS = ("long_2021", "reissued_short")
"""Every part that a report can have, in the order of columns of the one kind of report and of the other."""
THREE_MORE = ("short_joint_2021", "long_2018", "reissued_long")
SINGLE_NOISE = [(kind, choice) for kind, choices in CHOICES.items() for choice in choices[1:]]


def outcomes(
    reports: Iterable[MadeUpReport], *, directory: Path, as_pdf: bool = False
) -> list[tuple[str, Outcome]]:
    """Each outcome with the name of its report."""
    return [
        (report.name, outcome)
        for report in reports
        for outcome in outcomes_of(report, directory=directory, as_pdf=as_pdf)
    ]


def assert_right_or_reported(found: list[tuple[str, Outcome]]) -> None:
    faults = [f"{name}: {outcome}" for name, outcome in found if outcome.verdict in {WRONG, SILENT}]
    assert not faults, f"{len(faults)} values are wrong or silently missing:\n" + "\n".join(faults[:40])


def share_read(found: list[tuple[str, Outcome]]) -> float:
    verdicts = Counter(outcome.verdict for _, outcome in found)
    return verdicts[READ] / verdicts.total()


@pytest.mark.parametrize("seeds", TEXTS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_value_of_drawn_texts_is_right_or_reported_missing(layout, seeds, tmp_path):
    found = outcomes(drawn(seeds=seeds, layouts=[layout]), directory=tmp_path)
    assert_right_or_reported(found)
    assert share_read(found) >= LEAST_SHARE_READ


@pytest.mark.parametrize("seeds", PDFS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_value_of_drawn_pdfs_is_right_or_reported_missing(layout, seeds, tmp_path):
    reports = drawn(seeds=seeds, layouts=[layout])
    found = outcomes(reports, directory=tmp_path, as_pdf=True)
    assert_right_or_reported(found)
    assert share_read(found) >= LEAST_SHARE_READ


@pytest.mark.parametrize(
    "layouts",
    [pytest.param(TWO_LAYOUTS, id="two"), pytest.param(THREE_MORE, id="three-more", marks=pytest.mark.long)],
)
@pytest.mark.parametrize(("kind", "choice"), SINGLE_NOISE, ids=lambda value: str(value).strip() or "blank")
def test_one_kind_of_noise_alone_costs_no_value(kind, choice, layouts, tmp_path):
    reports = drawn(seeds=[7], layouts=layouts, noise=only(**{kind: choice}))
    found = outcomes(reports, directory=tmp_path)
    assert_right_or_reported(found)
    assert share_read(found) >= LEAST_SHARE_READ


@pytest.mark.parametrize("layout", ["long_2021", "long_2018", "reissued_long"])
def test_a_figure_of_the_facts_page_that_nothing_stands_for_is_named_as_missing(layout, tmp_path):
    for report in drawn(seeds=range(20, 24), layouts=[layout], noise=only(unnamed_figures=True)):
        extracted = extract_file(report.write_text(tmp_path / f"{report.name}.txt"), FRAMEWORKS)
        said = [m.message for m in extracted.missing if m.what == "context.unnamed_figure"]
        rows = [row for rows in UNNAMED.values() for row in rows]
        assert len(said) == len(rows)
        for figure, label in rows:
            assert any(figure in message and label in message for message in said), said


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_report_without_noise_is_read_whole(layout, tmp_path):
    found = outcomes(drawn(seeds=[1, 2, 3], layouts=[layout], noise=QUIET), directory=tmp_path)
    lost = [f"{name}: {outcome}" for name, outcome in found if outcome.verdict != READ]
    assert not lost, "\n".join(lost)


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if not name.startswith("later")])
def test_a_report_that_keeps_the_rules_reconciles_without_error(layout, tmp_path):
    for report in drawn(seeds=range(30, 36), layouts=[layout], noise=QUIET):
        extracted = extract_file(report.write_text(tmp_path / f"{report.name}.txt"), FRAMEWORKS)
        assert [c for c in extracted.to_json_dict()["checks"] if c["level"] == "error"] == []


@pytest.mark.parametrize("layout", ["later_2025", "later_unknown"])
def test_under_a_later_framework_nothing_is_computed_and_that_is_said(layout, tmp_path):
    for report in drawn(seeds=range(40, 46), layouts=[layout], noise=QUIET):
        extracted = extract_file(
            report.write_text(tmp_path / f"{report.name}.txt"), FRAMEWORKS
        ).to_json_dict()
        assert extracted["score"] is None
        assert extracted["key_questions"] == extracted["case_questions"] == []
        said = [row["message"] for row in (*extracted["checks"], *extracted["missing"])]
        assert any("computed" in message for message in said), said


def test_values_stand_on_the_page_that_the_contents_list_names_for_their_part(tmp_path):
    for layout in ("long_2021", "short_joint_2021", "long_2018"):
        report = draw_report(50, layout=layout, noise=QUIET)
        extracted = extract_file(report.write_text(tmp_path / "report.txt"), FRAMEWORKS).to_json_dict()
        assert {row["page"] for row in extracted["ratings"]} == {report.pages["ratings"]}
        for row in extracted["key_questions"]:
            assert row["page"] == report.pages[row["standard"]]
        for row in extracted["recommendations"]:
            assert row["page"] == report.pages["recommendations"]


@pytest.mark.browser
@pytest.mark.parametrize("layout", ["long_2021", "short_joint_2021", "reissued_long"])
def test_a_pdf_printed_by_a_browser_is_read_as_well(layout, tmp_path):
    report = draw_report(60, layout=layout)
    extracted = extract_file(print_pdf(report.html, tmp_path / "printed.pdf"), FRAMEWORKS).to_json_dict()
    assert_right_or_reported([(report.name, outcome) for outcome in score(report.truth, extracted)])


def test_the_table_of_the_small_sample_in_the_docs_is_current():
    page = extraction_score.PAGE.read_text(encoding="utf-8")
    assert extraction_score.filled(page, {"small sample": extraction_score.small_table()}) == page
