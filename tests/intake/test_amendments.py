"""Figures put right, or added, before a report is accepted: what can be typed, and what becomes of it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from made_up.reports import draw_report
from made_up.reports.noise import Noise
from yjs_dash import intake
from yjs_dash.checks import reconcile as findings_of
from yjs_dash.errors import AmendmentError, ImportPayloadError, ImportRefusedError, YjsDashError
from yjs_dash.extract import document_from_text, extract_document
from yjs_dash.extract.model import Amendment, Missing, Place, Report, report_of
from yjs_dash.framework import Framework
from yjs_dash.intake import batch
from yjs_dash.intake.amendments import (
    amended,
    amendment,
    missing_figures,
    printed_value,
    with_amendment,
    without_amendment,
)
from yjs_dash.intake.figures import FigureKey, figures_of, figures_read
from yjs_dash.narrate.intake import ADD_UNNAMED, standing_title
from yjs_dash.store import DataSet, read_data_set
from yjs_dash.store.imports import ImportStore, open_store
from yjs_dash.store.layers import layered_data_set

NOON = dt.datetime(2025, 5, 3, 12, 0, tzinfo=dt.UTC)
ALLOWED: dict[str, str] = {}
QUESTION: FigureKey = ("key_questions", "2.2", "desistance")


@pytest.fixture(scope="module")
def data() -> DataSet:
    return read_data_set()


@pytest.fixture(scope="module")
def report(data: DataSet) -> Report:
    text = draw_report(7, layout="long_2021", noise=Noise()).text
    return extract_document(document_from_text(text, name="report.txt"), data.frameworks)


@pytest.fixture
def framework(data: DataSet) -> Framework:
    return data.frameworks["hmip-yjs-2021"]


@pytest.fixture
def store(tmp_path: Path) -> ImportStore:
    return open_store(environment={"YJS_DASH_HOME": str(tmp_path / "home")})


def typed(
    report: Report, figure: FigureKey, value: str, *, page: int | None = None, **other: str
) -> Amendment:
    said = {"name": "Sam Example", "reason": "The page prints another number.", **other}
    return amendment(report, figure, value=value, at=NOON, page=page, **said)


def looked_at(report: Report, data: DataSet, store: ImportStore) -> intake.Preview:
    payload = json.loads(json.dumps(report.to_json_dict()))
    return intake.preview_report(payload, sha256="1" * 64, name="report.txt", data=data, store=store)


@pytest.mark.parametrize(
    ("figure", "value", "kept"),
    [
        (("ratings", "2.1"), "requires Improvement", "Requires improvement"),
        (QUESTION, "38 %", "38"),
        (QUESTION, "38 per cent", "38"),
        (("case_questions", "2.1", "desistance", "1"), "7%", "7"),
        (("overall_rating",), "Inadequate", "Inadequate"),
        (("score",), "3", "3"),
        (("cases", "court"), "999", "999"),
        (("service",), "Newtown\u202e  upon\tSea", "Newtown upon Sea"),
        (("published",), "June 2022", "2022-06"),
        (("published",), "14 June 2022", "2022-06-14"),
        (("published",), "2022-06", "2022-06"),
        (("fieldwork_started",), "March 2022", "2022-03"),
    ],
)
def test_each_kind_of_value_is_kept_as_its_table_has_it(
    figure: FigureKey, value: str, kept: str, report: Report, framework: Framework
) -> None:
    one = typed(report, figure, value)
    changed = amended(report, [one], framework=framework)
    assert (one.value, one.printed) == (kept, printed_value(report, figure))
    assert printed_value(changed, figure) == kept
    assert changed.amendments == (one,)
    assert report.amendments == ()


def test_a_context_figure_can_be_put_right(report: Report, framework: Framework) -> None:
    figure = ("context", *report.context[0].key)
    changed = amended(report, [typed(report, figure, "1,234.5")], framework=framework)
    assert changed.context[0].value == 1234.5
    assert changed.context[0].place == report.context[0].place


@pytest.mark.parametrize(
    ("figure", "value", "told"),
    [
        (("ratings", "2.1"), "Fine", "Outstanding"),
        (QUESTION, "101", "a whole number from 0 to 100"),
        (QUESTION, "-1", "a whole number from 0 to 100"),
        (QUESTION, "38.5%", "a whole number from 0 to 100"),
        (("cases", "court"), "many", "a whole number"),
        (("score",), "24/36", "a whole number"),
        (("published",), "last summer", "a date as"),
        (("published",), "2022-13", "a date as"),
        (("overall_rating",), "Good enough", "Outstanding"),
    ],
)
def test_a_value_that_cannot_be_gets_one_sentence(
    figure: FigureKey, value: str, told: str, report: Report
) -> None:
    with pytest.raises(AmendmentError) as refused:
        typed(report, figure, value)
    sentence = str(refused.value)
    assert sentence.startswith(f"“{value}” cannot be the value. Enter ")
    assert told in sentence
    assert sentence.count(". ") == 1
    assert isinstance(refused.value, YjsDashError)


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [("name", "Enter your name."), ("reason", "Enter a reason.")],
)
def test_who_changes_a_figure_says_who_and_why(missing: str, sentence: str, report: Report) -> None:
    with pytest.raises(AmendmentError, match=sentence):
        typed(report, QUESTION, "1", **{missing: " \u202e "})


def test_the_value_that_was_read_is_no_correction(report: Report) -> None:
    value = printed_value(report, QUESTION)
    with pytest.raises(AmendmentError, match="is what we read"):
        typed(report, QUESTION, f"{value}%")


def test_the_checks_are_made_anew_and_an_undone_correction_leaves_nothing(
    report: Report, framework: Framework
) -> None:
    assert report.score is not None
    one = typed(report, ("score",), str(report.score - 1 or 5))
    changed = amended(report, [one], framework=framework)
    assert "sum_against_score" in {check.code for check in changed.checks} - {c.code for c in report.checks}
    assert amended(report, without_amendment([one], ("score",)), framework=framework) == report


def test_several_amendments_stand_together_and_a_second_of_one_figure_replaces_the_first(
    report: Report, framework: Framework
) -> None:
    kept = with_amendment([], typed(report, QUESTION, "1"))
    kept = with_amendment(kept, typed(report, ("cases", "court"), "77"))
    kept = with_amendment(kept, typed(report, QUESTION, "2"))
    changed = amended(report, kept, framework=framework)
    assert [one.value for one in changed.amendments] == ["77", "2"]
    assert printed_value(changed, QUESTION) == "2"
    assert changed.amendments[1].printed == printed_value(report, QUESTION)
    left = amended(report, without_amendment(kept, QUESTION), framework=framework)
    assert printed_value(left, QUESTION) == printed_value(report, QUESTION)
    assert left.cases["court"] == 77


def without(report: Report, *lacking: str) -> Report:
    """A report of which nothing was read of some values, each named by what is missing."""
    for what in lacking:
        kind, _, rest = what.partition(".")
        missing = (*report.missing, Missing(what, f"We did not find {what}."))
        if kind == "ratings":
            kept = tuple(one for one in report.ratings if one.standard != rest)
            report = replace(report, ratings=kept, missing=missing)
        elif kind == "key_questions":
            asked = tuple(o for o in report.key_questions if f"{o.standard}.{o.dimension}" != rest)
            report = replace(report, key_questions=asked, missing=missing)
        elif kind == "case_questions":
            prompts = tuple(
                o for o in report.case_questions if f"{o.standard}.{o.dimension}.{o.position}" != rest
            )
            report = replace(report, case_questions=prompts, missing=missing)
        elif kind == "cases":
            left = {name: n for name, n in report.cases.items() if name != rest}
            report = replace(report, cases=left, missing=missing)
        else:
            report = replace(report, missing=missing, **{kind: None})
    return report


@pytest.mark.parametrize(
    ("what", "figure", "value"),
    [
        ("ratings.2.3", ("ratings", "2.3"), "Good"),
        ("key_questions.2.2.desistance", QUESTION, "40"),
        ("case_questions.2.1.desistance.1", ("case_questions", "2.1", "desistance", "1"), "55"),
        ("cases.court", ("cases", "court"), "20"),
        ("overall_rating", ("overall_rating",), "Good"),
        ("score", ("score",), "20"),
        ("service", ("service",), "Newtown"),
        ("published", ("published",), "2022-06"),
    ],
)
def test_a_value_that_is_missing_is_offered_by_name_and_can_be_added(
    what: str, figure: FigureKey, value: str, report: Report, framework: Framework
) -> None:
    lacking = without(report, what)
    assert missing_figures(lacking, framework) == [figure]
    one = typed(lacking, figure, value, page=9)
    assert one.printed is None
    changed = amended(lacking, [one], framework=framework)
    assert printed_value(changed, figure) == value
    assert missing_figures(changed, framework) == []
    assert what not in {one.what for one in changed.missing}
    assert [one.key for one in figures_of(changed)] == [one.key for one in figures_of(report)]
    shown = figures_read(changed)
    assert "9" in next(
        row.page
        for row, one in zip(shown.itertuples(), figures_of(changed), strict=True)
        if one.key == figure
    )


def test_a_report_whose_service_was_not_read_is_accepted_once_somebody_has_named_it(
    report: Report, data: DataSet, store: ImportStore
) -> None:
    lacking = without(report, "service")
    payload = lacking.to_json_dict()
    with pytest.raises(ImportPayloadError, match="does not say which service it is about"):
        intake.preview_report(payload, sha256="1" * 64, name="report.txt", data=data, store=store)
    seen = intake.preview_report(
        payload, sha256="1" * 64, name="report.txt", data=data, store=store, may_be_unnamed=True
    )
    assert (seen.new.service, seen.is_acceptable, seen.counts["ratings"]) == (
        None,
        False,
        len(report.ratings),
    )
    assert standing_title(seen.standing, service=seen.new.service, dated=True) == ADD_UNNAMED()
    with pytest.raises(ImportRefusedError):
        intake.accept(seen, store=store, environment=ALLOWED)
    named = intake.preview_amended(seen, [typed(lacking, ("service",), "Newtown")], data=data, store=store)
    assert (named.standing, named.new.service, named.is_acceptable) == ("new_service", "Newtown", True)
    (row,) = named.layer.rows.corrections
    assert (row.table, row.column, row.printed_value, row.corrected_value) == (
        "services",
        "name",
        None,
        "Newtown",
    )
    assert not intake.preview_amended(named, [], data=data, store=store).is_acceptable


def test_a_payload_keeps_the_amendments_and_one_of_before_has_none(
    report: Report, framework: Framework
) -> None:
    lacking = without(report, "ratings.2.3")
    kept = [typed(lacking, QUESTION, "1"), typed(lacking, ("ratings", "2.3"), "Good", page=9)]
    changed = amended(lacking, kept, framework=framework)
    payload = json.loads(json.dumps(changed.to_json_dict()))
    assert report_of(payload).amendments == tuple(kept)
    assert report_of(payload) == replace(changed, sha256="", file_name="")
    before = report.to_json_dict()
    assert "amendments" not in before
    assert report_of(before).amendments == ()


def test_an_accepted_correction_is_a_row_of_the_corrections_until_it_is_withdrawn(
    report: Report, data: DataSet, store: ImportStore
) -> None:
    seen = looked_at(report, data, store)
    printed = printed_value(report, QUESTION)
    one = typed(report, QUESTION, "1%", name="=HYPERLINK(1)", reason="<b>**It**\nprints 1</b>")
    changed = intake.preview_amended(seen, [one], data=data, store=store)
    assert changed.report is not None
    assert changed.as_read == seen.report
    undone = intake.preview_amended(changed, [], data=data, store=store)
    assert (undone.report, undone.new, undone.as_read) == (seen.report, seen.new, None)
    added = intake.accept(changed, store=store, accept_doubtful=True, environment=ALLOWED)
    merged = layered_data_set(data, store)
    (row,) = [row for row in merged.rows.corrections if row not in data.rows.corrections]
    inspection = changed.new.inspection_id
    assert (row.table, row.column, row.printed_value, row.corrected_value) == (
        "key_questions", "percent", printed, "1",
    )  # fmt: skip
    assert row.row_key == f"inspection_id={inspection}; standard_id=2.2; dimension=desistance"
    assert row.reason == "<b>**It** prints 1</b> (=HYPERLINK(1), 3 May 2025, 12:00 UTC)"
    assert row.source_id == f"imported-{inspection}"
    percents = {
        (o.standard_id, o.dimension): o.percent
        for o in merged.rows.key_questions
        if o.inspection_id == inspection
    }
    assert percents["2.2", "desistance"] == 1
    found = findings_of(merged)
    assert found["message"].str.contains("prints 1").sum() == 1
    intake.withdraw(added.record.import_id, store=store, environment=ALLOWED)
    assert layered_data_set(data, store).rows.corrections == data.rows.corrections


def test_every_kind_of_amendment_names_a_row_that_is_there(
    report: Report, data: DataSet, store: ImportStore
) -> None:
    lacking = without(report, "ratings.2.3")
    figure = next(one for one in lacking.context if one.area == "service" and not one.breakdown)
    kept = [
        typed(
            lacking,
            ("ratings", "2.1"),
            "Good" if printed_value(lacking, ("ratings", "2.1")) != "Good" else "Inadequate",
        ),
        typed(lacking, ("ratings", "2.3"), "Good", page=9),
        typed(lacking, ("case_questions", "2.1", "desistance", "1"), "3"),
        typed(lacking, ("cases", "court"), "77"),
        typed(lacking, ("published",), "2022-07-15"),
        typed(lacking, ("context", *figure.key), "12345"),
    ]
    changed = intake.preview_amended(looked_at(lacking, data, store), kept, data=data, store=store)
    rows = changed.layer.rows.corrections
    assert changed.faults == ()
    assert [(row.table, row.column) for row in rows] == [
        ("ratings", "rating"), ("ratings", "rating"), ("case_questions", "percent"),
        ("inspections", "court_cases"), ("inspections", "published"), ("observations", "value"),
    ]  # fmt: skip
    assert [row.printed_value for row in rows][1] is None
    assert rows[1].page == 9
    for row in rows:
        wanted = dict(pair.split("=", 1) for pair in row.row_key.split("; "))
        (cells,) = [cells for cells in changed.layer.cells[row.table] if wanted.items() <= cells.items()]
        assert cells[row.column] == row.corrected_value


def test_a_correction_of_an_earlier_reading_is_not_put_on_a_new_one(
    report: Report, data: DataSet, store: ImportStore
) -> None:
    seen = looked_at(report, data, store)
    changed = intake.preview_amended(seen, [typed(report, QUESTION, "1")], data=data, store=store)
    intake.accept(changed, store=store, accept_doubtful=True, environment=ALLOWED)
    merged = layered_data_set(data, store)
    again = looked_at(report, merged, store)
    assert again.report is not None
    assert printed_value(again.report, QUESTION) == printed_value(report, QUESTION)
    assert not again.is_known
    assert set(again.differences[again.differences["change"] == "changed"]["after"]) == {
        printed_value(report, QUESTION)
    }


def test_a_file_that_was_accepted_can_be_corrected_later_and_is_not_read_over_by_the_command(
    data: DataSet, store: ImportStore, tmp_path: Path
) -> None:
    path = draw_report(7, layout="long_2021", noise=Noise()).write_text(tmp_path / "report.txt")
    seen = intake.preview([path], data=data, store=store)
    first = intake.accept(seen, store=store, accept_doubtful=True, environment=ALLOWED)
    assert seen.report is not None
    changed = intake.preview_amended(seen, [typed(seen.report, QUESTION, "1")], data=data, store=store)
    assert changed.is_acceptable
    second = intake.accept(changed, store=store, accept_doubtful=True, environment=ALLOWED)
    assert second.is_new
    assert {record.import_id: record.is_accepted for record in store.history()} == {
        first.record.import_id: False,
        second.record.import_id: True,
    }
    ((_, _, outcome),) = batch.import_files([path], data=data, store=store, environment=ALLOWED)
    assert outcome.status == "known"
    assert second.record.is_amended
    assert not first.record.is_amended


def test_a_place_that_nobody_kept_is_no_fault(report: Report) -> None:
    payload = {**report.to_json_dict(), "amendments": [
        {"figure": ["score"], "printed": "3", "value": "4", "name": "A", "at": "soon", "reason": "B"}
    ]}  # fmt: skip
    assert report_of(payload).amendments[0].place == Place(page=None, line=0)
