"""Contextual figures of a report that were not read: offered by name, added, shown with their source, withdrawn."""

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
from yjs_dash.compare import Catalogue, part_of_total
from yjs_dash.compare.children import composition
from yjs_dash.compare.context import latest
from yjs_dash.compare.sources import citation
from yjs_dash.errors import AmendmentError
from yjs_dash.extract import document_from_text, extract_document
from yjs_dash.extract.model import Amendment, Missing, Report, report_of
from yjs_dash.intake.amendments import amended, amendment, without_amendment
from yjs_dash.intake.context_figures import (
    ContextChoice,
    added_context,
    context_choices,
    known_context,
    likely_period,
)
from yjs_dash.store import DataSet, read_data_set
from yjs_dash.store.imports import ImportStore, open_store
from yjs_dash.store.layers import layered_data_set

NOON = dt.datetime(2025, 5, 3, 12, 0, tzinfo=dt.UTC)
ALLOWED: dict[str, str] = {}


@pytest.fixture(scope="module")
def data() -> DataSet:
    return read_data_set()


@pytest.fixture(scope="module")
def report(data: DataSet) -> Report:
    text = draw_report(7, layout="long_2021", noise=Noise()).text
    return extract_document(document_from_text(text, name="report.txt"), data.frameworks)


@pytest.fixture
def store(tmp_path: Path) -> ImportStore:
    return open_store(environment={"YJS_DASH_HOME": str(tmp_path / "home")})


def lacking(
    report: Report, indicator: str, breakdown: str = "", *, page_numbers: str | None = "page"
) -> Report:
    """A report of which a figure of the service was not read, and which says so."""
    kept = tuple(
        one
        for one in report.context
        if (one.indicator, one.breakdown, one.area) != (indicator, breakdown, "service")
    )
    assert len(kept) == len(report.context) - 1
    missing = (
        *report.missing,
        Missing(f"context.{indicator}", "We could not tell which figure belongs to it."),
    )
    return replace(report, context=kept, missing=missing, page_numbers=page_numbers)


def choice_of(report: Report, data: DataSet, indicator: str) -> ContextChoice:
    return next(one for one in context_choices(report, data.rows) if one.indicator == indicator)


def added(report: Report, data: DataSet, indicator: str = "vacancy_rate", **typed: object) -> Amendment:
    said = {
        "breakdown": "", "value": "9.5%", "period": "2021/22", "name": "Sam Example", "reason": "Page 12 prints it.",
        "page": 12, **typed,
    }  # fmt: skip
    return added_context(report, choice_of(report, data, indicator), at=NOON, **said)  # type: ignore[arg-type]


def test_what_the_report_lacks_is_offered_first_then_the_others_by_name(
    report: Report, data: DataSet
) -> None:
    names = {row.indicator_id: row.name for row in data.rows.indicators}
    one = lacking(lacking(report, "vacancy_rate"), "caseload_age", "15–17")
    offered = context_choices(one, data.rows)
    assert [choice.indicator for choice in offered[:2]] == ["caseload_age", "vacancy_rate"]
    assert [choice.is_partly_read for choice in offered[:2]] == [True, False]
    assert [choice.is_missing for choice in offered].count(True) == 2
    others = [choice.name for choice in offered[2:]]
    assert others == sorted(others, key=str.casefold)
    assert all(choice.name == names[choice.indicator] for choice in offered)
    # Figures of the country alone are not printed of a service.
    assert "caseload_fall" not in {choice.indicator for choice in offered}
    assert {"10–14", "15–17"} <= set(offered[0].breakdowns)
    assert offered[1].breakdowns == ("",)


def test_a_line_on_what_is_missing_for_another_area_makes_nothing_missing_of_the_service(
    report: Report, data: DataSet
) -> None:
    told = replace(
        report, missing=(Missing("context.reoffending_rate", "Two values for England and Wales."),)
    )
    assert not any(one.is_missing for one in context_choices(told, data.rows))


@pytest.mark.parametrize(
    ("figure", "value", "kept"),
    [
        (("vacancy_rate", ""), "9.5 per cent", "9.5"),
        (("vacancy_rate", ""), "100%", "100"),
        (("spend_previous_year", ""), "£1,234,567", "1234567"),
        (("staff_fte", ""), "21.4", "21.4"),
        (("caseload_total", ""), "1,204", "1204"),
        (("caseload_gender", "Female"), "0", "0"),
        (("first_time_entrant_rate", ""), "215", "215"),
    ],
)
def test_a_figure_is_kept_as_its_table_has_it(
    figure: tuple[str, str], value: str, kept: str, report: Report, data: DataSet
) -> None:
    indicator, breakdown = figure
    one = lacking(report, indicator, breakdown)
    new = added(one, data, indicator, breakdown=breakdown, value=value)
    assert (new.printed, new.value, new.place.page) == (None, kept, 12)
    changed = amended(one, [new], framework=data.frameworks["hmip-yjs-2021"])
    known = known_context(changed, indicator=indicator, breakdown=breakdown)
    assert known is not None
    assert (known.value, known.period, known.area) == (float(kept), "2021/22", "service")
    assert report_of(json.loads(json.dumps(changed.to_json_dict()))).amendments == (new,)


@pytest.mark.parametrize(
    ("indicator", "typed", "sentence"),
    [
        ("vacancy_rate", {"value": " "}, "Enter the value as the report prints it."),
        ("vacancy_rate", {"period": "\u202e "}, "Enter the period as the report prints it."),
        ("vacancy_rate", {"page": None}, "Enter the page of the report that prints it."),
        ("vacancy_rate", {"name": ""}, "Enter your name."),
        ("vacancy_rate", {"reason": ""}, "Enter a reason."),
        ("vacancy_rate", {"value": "101%"}, "“101%” cannot be the value. Enter a number from 0 to 100."),
        ("vacancy_rate", {"value": "-1"}, "“-1” cannot be the value. Enter a number from 0 to 100."),
        ("vacancy_rate", {"value": "nine"}, "“nine” cannot be the value. Enter a number from 0 to 100."),
        ("caseload_total", {"value": "20.5"}, "“20.5” cannot be the value. Enter a whole number, 0 or more."),
        ("staff_fte", {"value": "-2"}, "“-2” cannot be the value. Enter a number, 0 or more."),
        ("spend_previous_year", {"value": "£1.2 million"},
         "“£1.2 million” cannot be the value. Enter a number, 0 or more."),
        ("vacancy_rate", {"period": "–"},
         "“–” cannot be the period. Enter it as the report prints it, or “not stated”."),
        ("vacancy_rate", {"page": 501}, "“501” cannot be the page. Enter a whole number from 1 to 500."),
    ],
)  # fmt: skip
def test_what_cannot_be_gets_one_sentence(
    indicator: str, typed: dict[str, object], sentence: str, report: Report, data: DataSet
) -> None:
    with pytest.raises(AmendmentError) as refused:
        added(lacking(report, indicator), data, indicator, **typed)
    assert str(refused.value) == sentence


def test_a_file_without_pages_asks_for_the_heading(report: Report, data: DataSet) -> None:
    for page_numbers in ("heading", "section_start", None):
        one = lacking(report, "vacancy_rate", page_numbers=page_numbers)
        with pytest.raises(AmendmentError, match="Enter the heading that it comes under"):
            added(one, data)
        place = added(one, data, heading="1.2.  Staff").place
        assert (place.page, place.heading) == (None, "1.2. Staff")


def test_a_figure_that_was_read_or_added_is_not_added_again_for_any_period(
    report: Report, data: DataSet
) -> None:
    with pytest.raises(AmendmentError, match="so correct it instead of adding it"):
        added(report, data, period="2030/31")
    one = lacking(report, "vacancy_rate")
    changed = amended(one, [added(one, data)], framework=None)
    with pytest.raises(AmendmentError, match="so correct it instead of adding it"):
        added(changed, data, value="10")


def test_another_part_of_an_indicator_has_the_period_of_those_that_were_read(
    report: Report, data: DataSet
) -> None:
    one = lacking(report, "caseload_age", "15–17")
    assert likely_period(one, indicator="caseload_age") == "2020/21"
    assert likely_period(lacking(report, "vacancy_rate"), indicator="vacancy_rate") == ""


def test_the_line_on_what_is_missing_goes_only_where_nothing_else_can_be_meant(
    report: Report, data: DataSet
) -> None:
    one = lacking(report, "vacancy_rate")
    assert amended(one, [added(one, data)], framework=None).missing == report.missing
    assert amended(one, without_amendment([added(one, data)], added(one, data).figure), framework=None) == one
    twice = replace(one, missing=(*one.missing, one.missing[-1]))
    assert amended(twice, [added(twice, data)], framework=None).missing == twice.missing
    part = lacking(report, "caseload_age", "15–17")
    new = added(part, data, "caseload_age", breakdown="15–17", value="91")
    assert amended(part, [new], framework=None).missing == part.missing


def test_a_correction_of_a_contextual_figure_keeps_to_its_unit(report: Report) -> None:
    figure = next(one for one in report.context if one.indicator == "vacancy_rate")
    with pytest.raises(AmendmentError, match="a number from 0 to 100"):
        amendment(report, ("context", *figure.key), value="140", name="Sam", reason="So.", at=NOON, unit="%")


def test_an_added_figure_is_shown_with_its_source_until_the_report_is_withdrawn(
    report: Report, data: DataSet, store: ImportStore
) -> None:
    one = lacking(report, "vacancy_rate")
    payload = json.loads(json.dumps(one.to_json_dict()))
    seen = intake.preview_report(payload, sha256="1" * 64, name="report.pdf", data=data, store=store)
    changed = intake.preview_amended(seen, [added(one, data, period="a; b")], data=data, store=store)
    assert changed.faults == ()
    accepted = intake.accept(changed, store=store, accept_doubtful=True, environment=ALLOWED)
    merged = layered_data_set(data, store)

    (row,) = [row for row in merged.rows.corrections if row not in data.rows.corrections]
    assert (row.table, row.column, row.printed_value, row.corrected_value) == (
        "observations", "value", None, "9.5",
    )  # fmt: skip
    assert row.reason == "Page 12 prints it. (Sam Example, 3 May 2025, 12:00 UTC)"
    assert row.page == 12
    key = dict(pair.split("=", 1) for pair in row.row_key.split("; "))
    assert (key["indicator_id"], key["period"]) == ("vacancy_rate", "a, b")
    told = findings_of(merged)
    message = "Somebody added this figure. Page 12 prints it. (Sam Example, 3 May 2025, 12:00 UTC)"
    assert (told["message"] == message).sum() == 1

    catalogue = Catalogue(merged)
    (service,) = [name for name, of in catalogue.services.items() if of.name == report.service]
    (shown,) = latest(catalogue, catalogue.select([service]), indicator_id="vacancy_rate")
    assert (shown.value, shown.period) == (9.5, "a, b")
    (figure,) = [
        o for o in merged.rows.observations if (o.area, o.indicator_id) == (report.service, "vacancy_rate")
    ]
    assert str(citation(catalogue, figure)).endswith("page 12")

    intake.withdraw(accepted.record.import_id, store=store, environment=ALLOWED)
    after = layered_data_set(data, store)
    assert after.rows.corrections == data.rows.corrections
    assert after.rows.observations == data.rows.observations


def accepted_with(one: Report, new: Amendment, *, data: DataSet, store: ImportStore) -> tuple[Catalogue, str]:
    """The catalogue once a report was accepted with a figure, and the id of its service."""
    payload = json.loads(json.dumps(one.to_json_dict()))
    seen = intake.preview_report(payload, sha256="1" * 64, name="report.docx", data=data, store=store)
    changed = intake.preview_amended(seen, [new], data=data, store=store)
    assert changed.faults == ()
    intake.accept(changed, store=store, accept_doubtful=True, environment=ALLOWED)
    catalogue = Catalogue(layered_data_set(data, store))
    (service,) = [name for name, of in catalogue.services.items() if of.name == one.service]
    return catalogue, service


@pytest.mark.parametrize("page_numbers", ["heading", "section_start", None])
def test_an_added_share_stands_beside_the_other_part_with_the_heading_it_comes_under(
    page_numbers: str | None, report: Report, data: DataSet, store: ImportStore
) -> None:
    one = lacking(report, "caseload_gender", "Female", page_numbers=page_numbers)
    typed = {"breakdown": "Female", "value": "14", "page": None, "heading": "Caseload"}
    period = likely_period(one, indicator="caseload_gender")
    new = added(one, data, "caseload_gender", period=period, **typed)
    catalogue, service = accepted_with(one, new, data=data, store=store)
    rows = composition(catalogue, catalogue.select([service]), indicator_id="caseload_gender")
    own = {row.breakdown: row.value for row in rows if not row.comparator}
    assert own == {"Male": 86, "Female": 14}
    (row,) = [row for row in catalogue.data.rows.corrections if row not in data.rows.corrections]
    assert (row.page, row.section) == (None, "Caseload")
    (figure,) = [
        one for one in catalogue.data.rows.observations
        if (one.area, one.indicator_id, one.breakdown) == (report.service, "caseload_gender", "Female")
    ]  # fmt: skip
    assert figure.source_id.startswith("imported-")
    assert figure.section == "Caseload"


def test_an_added_count_of_education_is_no_figure_that_the_report_labels_wrongly(
    report: Report, data: DataSet, store: ImportStore
) -> None:
    part = "Aged 16 and under: full-time school"
    one = lacking(report, "education_status", part)
    new = added(one, data, "education_status", breakdown=part, value="23")
    catalogue, service = accepted_with(one, new, data=data, store=store)
    selection = catalogue.select([service])
    shown = [row for row in part_of_total.education(catalogue, selection) if row.value == 23]
    assert [row.corrected for row in shown] == [False]
    assert part_of_total.corrections(catalogue, selection.services) == []
