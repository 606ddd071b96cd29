"""The preview of a report: a figure is checked, corrected, added and undone before the report is accepted."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from reportlab.pdfgen.canvas import Canvas
from streamlit.testing.v1 import AppTest

from made_up.reports import draw_report
from made_up.reports.noise import Noise
from made_up.reports.setting import SETTINGS
from tests.app.reading import charts, opened, plain
from yjs_dash import intake
from yjs_dash.intake import page_views
from yjs_dash.narrate import figure_checks as words
from yjs_dash.store import read_data_set
from yjs_dash.store.imports import ImportStore, open_store
from yjs_dash.store.layers import layered_data_set
from yjs_dash.ui.read_files import READ_KEY, ReadFile

HOSTILE = "<script>alert(1)</script> ![](https://example.org/x.png) **bold** $x$ :red[x]"


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("YJS_DASH_HOME", str(tmp_path / "home"))
    st.cache_resource.clear()
    st.cache_data.clear()
    yield
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture
def store() -> Iterator[ImportStore]:
    kept = open_store()
    yield kept
    kept.close()


def with_report(path: Path, store: ImportStore) -> AppTest:
    """The page as a visitor sees it once a report was read."""
    seen = intake.preview([path], data=read_data_set(), store=store)
    read = ReadFile(path.name, preview=seen, is_upload=False, data=path.read_bytes())
    return opened("add", **{READ_KEY: {"report": read}})


def choose(at: AppTest, label: str, option: str) -> AppTest:
    (box,) = [box for box in at.selectbox if box.label == label]
    (name,) = [name for name in box.options if name.startswith(option)]
    return box.select_index(box.options.index(name)).run()


def fill(at: AppTest, button: str, **fields: Any) -> AppTest:
    labels = {
        "value": words.CORRECT_VALUE(),
        "name": words.CORRECT_NAME(),
        "reason": words.MISSING_REASON() if button == words.MISSING_ADD() else words.CORRECT_REASON(),
    }
    for field, typed in fields.items():
        next(one for one in at.text_input if one.label == labels[field]).set_value(typed)
    return press(at, re.escape(button))


def press(at: AppTest, label: str) -> AppTest:
    return next(one for one in at.button if re.match(label, plain(one.label))).click().run()


def said(at: AppTest) -> str:
    assert not at.exception
    return "\n".join(plain(str(element.value)) for element in at.markdown)


def without_planning(tmp_path: Path) -> Path:
    """A report that has lost what it says of desistance in planning."""
    text = draw_report(7, layout="long_2021", noise=Noise()).text
    lost = re.sub(r"(?m)^.*Is planning.*desistance.*$", "", text)
    assert lost != text
    path = tmp_path / "report.txt"
    path.write_text(lost, encoding="utf-8")
    return path


def test_a_correction_is_told_of_undone_and_kept_with_the_report(tmp_path: Path, store: ImportStore) -> None:
    path = draw_report(7, layout="long_2021", noise=Noise()).write_text(tmp_path / "report.txt")
    at = choose(with_report(path, store), words.CHECK_CHOOSE(), "Rating, 2.1: ")
    assert "(we read it here)" in said(at)
    printed = re.search(r"We read: (.+)", said(at))
    assert printed is not None
    new = "Inadequate" if printed[1] != "Inadequate" else "Good"

    fill(at, words.CORRECT(), value="Superb", name="Sam Example", reason="It says so.")
    (problem,) = [plain(one.value) for one in at.error if "Superb" in one.value]
    assert problem.startswith("“Superb” cannot be the value. Enter one of these: ")
    fill(at, words.CORRECT(), value=new, name=HOSTILE, reason=HOSTILE)
    told = f"Rating, 2.1: read as {printed[1]}, corrected to {new} by {HOSTILE} on "
    assert told in said(at)
    # Every mark that could be markup is escaped.
    (raw,) = [str(one.value) for one in at.markdown if "corrected to" in str(one.value)]
    assert r"\<script\>" in raw
    assert r"\*\*bold\*\*" in raw
    assert r"\$x\$" in raw
    assert f"Corrected to: {new}" in said(at)

    press(at, "Undo the change to: Rating, 2.1")
    assert "corrected to" not in said(at)
    fill(at, words.CORRECT(), value=new, name="Sam Example", reason="It says so.")
    assert "ratings add up to" in said(at) or any("contradict" in plain(one.value) for one in at.error)
    for box in at.checkbox:
        if box.label.startswith("I have compared"):
            box.check().run()
    press(at, "Accept$")
    merged = layered_data_set(read_data_set(), store)
    rows = [row for row in merged.rows.corrections if row.source_id.startswith("imported-")]
    assert [(row.table, row.printed_value, row.corrected_value) for row in rows] == [
        ("ratings", printed[1], new)
    ]
    assert rows[0].reason.startswith("It says so. (Sam Example, ")


def test_a_figure_that_is_missing_is_added_by_its_name(tmp_path: Path, store: ImportStore) -> None:
    at = with_report(without_planning(tmp_path), store)
    choose(at, words.MISSING_CHOOSE(), "Key question, 2.2, desistance")
    fill(at, words.MISSING_ADD(), value="38%", name="", reason="Page 16 prints it.")
    assert [plain(one.value) for one in at.error if "Enter" in one.value] == ["Enter your name."]
    fill(at, words.MISSING_ADD(), value="38%", name="Sam Example", reason="Page 16 prints it.")
    assert "Key question, 2.2, desistance: not read, added as 38% by Sam Example on " in said(at)
    (box,) = [box for box in at.selectbox if box.label == words.MISSING_CHOOSE()]
    assert "Key question, 2.2, desistance" not in box.options
    choose(at, words.CHECK_CHOOSE(), "Key question, 2.2, desistance: 38%")
    assert words.CHECK_ADDED(value="38%") in said(at)


def test_the_picture_of_a_page_has_words_beside_it_and_a_page_that_is_not_there_is_told_of(
    tmp_path: Path, store: ImportStore
) -> None:
    path = draw_report(7, layout="long_2021", noise=Noise()).pdf(tmp_path / "report.pdf")
    at = choose(with_report(path, store), words.CHECK_CHOOSE(), "Key question, 2.2, desistance: ")
    page = next(one for one in at.number_input if one.label == words.CHECK_PAGE())
    picture = at.get("image")[0].proto.imgs[0]
    assert picture.alt.startswith(f"Picture of page {page.value} of report.pdf. The line that we read")
    page.set_value(400).run()
    assert [plain(one.value) for one in at.info if "400" in one.value] == ["This file has no page 400."]


def test_a_picture_on_which_the_line_was_not_found_speaks_of_no_mark(
    tmp_path: Path, store: ImportStore
) -> None:
    path = draw_report(7, layout="long_2021", noise=Noise()).pdf(tmp_path / "report.pdf")
    at = with_report(path, store)
    (file_id, read) = next(iter(at.session_state[READ_KEY].items()))
    at.session_state[READ_KEY][file_id] = ReadFile(
        read.name, preview=read.preview, is_upload=False, data=_other_pages(count=80)
    )
    choose(at, words.CHECK_CHOOSE(), "Key question, 2.2, desistance: ")
    page = next(one for one in at.number_input if one.label == words.CHECK_PAGE())
    assert at.get("image")[0].proto.imgs[0].alt == f"Picture of page {page.value} of report.pdf"


def test_a_word_document_shows_the_lines_around_a_figure(tmp_path: Path, store: ImportStore) -> None:
    path = draw_report(7, layout="long_2021", noise=Noise()).docx(
        tmp_path / "report.docx", setting=SETTINGS[0]
    )
    at = choose(with_report(path, store), words.CHECK_CHOOSE(), "Key question, 2.2, desistance: ")
    assert words.CHECK_AROUND(file="report.docx") in said(at)
    (percent,) = re.findall(r"We read: (\d+)%", said(at))
    (marked,) = [line for line in said(at).splitlines() if "(we read it here)" in line]
    assert f"{percent}%" in marked
    assert len(at.get("image")) == 0


def _other_pages(*, count: int) -> bytes:
    """A file in which no line of a report stands."""
    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(count):
        canvas.drawString(60, 700, f"Sheet {number} says nothing.")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_picture_is_drawn_once_and_a_file_that_cannot_be_drawn_costs_a_sentence(
    tmp_path: Path, store: ImportStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = draw_report(7, layout="long_2021", noise=Noise()).pdf(tmp_path / "report.pdf")
    at = with_report(path, store)
    (file_id, read) = next(iter(at.session_state[READ_KEY].items()))
    at.session_state[READ_KEY][file_id] = ReadFile(
        read.name, preview=read.preview, is_upload=False, data=b"%PDF-1.7 and nothing else"
    )
    choose(at, words.CHECK_CHOOSE(), "Rating, 2.3: ")
    assert len([one for one in at.error if "report" in one.value and "read" in one.value]) == 1
    assert page_views.is_pdf(b"%PDF-1.7")
    assert not at.exception


def test_a_report_without_the_name_of_its_service_asks_for_it(tmp_path: Path, store: ImportStore) -> None:
    drawn = draw_report(7, layout="long_2021", noise=Noise())
    seen = intake.preview([drawn.write_text(tmp_path / "report.txt")], data=read_data_set(), store=store)
    payload = {**seen.new.payload, "service": None, "missing": [{"what": "service", "message": "No name."}]}
    unnamed = intake.preview_report(
        payload,
        sha256=seen.new.sha256,
        name="report.txt",
        data=read_data_set(),
        store=store,
        may_be_unnamed=True,
    )
    at = opened("add", **{READ_KEY: {"report": ReadFile("report.txt", preview=unnamed, is_upload=False)}})
    assert "We could not read which service this report is about" in said(at)
    choose(at, words.MISSING_CHOOSE(), "Inspection, Service")
    fill(at, words.MISSING_ADD(), value="Newtown", name="Sam Example", reason="The cover says so.")
    assert "Newtown: we do not have an inspection of this service yet" in said(at)
    press(at, "Accept$")
    assert [record.service for record in store.history()] == ["Newtown"]


def without_vacancies(tmp_path: Path, store: ImportStore) -> AppTest:
    """The page with a report whose facts page has a vacancy rate without its figure."""
    drawn = draw_report(7, layout="long_2021", noise=Noise())
    seen = intake.preview([drawn.pdf(tmp_path / "report.pdf")], data=read_data_set(), store=store)
    assert seen.report is not None
    context = [one for one in seen.new.payload["context"] if one["indicator"] != "vacancy_rate"]
    missing = [{"what": "context.vacancy_rate", "message": "We could not tell which figure belongs to it."}]
    payload = {**seen.new.payload, "context": context, "missing": missing}
    lost = intake.preview_report(
        payload, sha256=seen.new.sha256, name="report.pdf", data=read_data_set(), store=store
    )
    return opened("add", **{READ_KEY: {"report": ReadFile("report.pdf", preview=lost, is_upload=False)}})


def fill_context(at: AppTest, *, unit: str, page: int | None = None, **typed: str) -> AppTest:
    labels = {
        "value": words.CONTEXT_VALUE(unit=unit),
        "period": words.CONTEXT_PERIOD(),
        "name": words.CORRECT_NAME(),
        "reason": words.MISSING_REASON(),
    }
    for field, value in typed.items():
        next(one for one in at.text_input if one.label == labels[field]).set_value(value)
    if page is not None:
        next(one for one in at.number_input if one.label == words.MISSING_PAGE()).set_value(page)
    return press(at, re.escape(words.MISSING_ADD()))


def test_a_figure_on_local_context_is_added_by_its_name_and_shown_with_its_source(
    tmp_path: Path, store: ImportStore
) -> None:
    at = without_vacancies(tmp_path, store)
    (box,) = [box for box in at.selectbox if box.label == words.CONTEXT_CHOOSE()]
    assert box.options[0] == words.CONTEXT_NAMED(indicator="Vacancy rate")
    choose(at, words.CONTEXT_CHOOSE(), "Vacancy rate (")
    typed = {"period": "2021/22", "name": "Sam Example", "reason": "Page 12 prints it."}
    fill_context(at, unit="%", page=12, value="140", **typed)
    refused = "“140” cannot be the value. Enter a number from 0 to 100."
    assert [plain(one.value) for one in at.error if "140" in one.value] == [refused]
    fill_context(at, unit="%", page=12, value="9.5%", **typed)
    told = "Context, Vacancy rate, service, 2021/22: not read, added as 9.5% by Sam Example on "
    assert told in said(at)
    known = words.CONTEXT_KNOWN(value="9.5%", period="2021/22", chooser=words.CHECK_CHOOSE())
    (box,) = [box for box in at.selectbox if box.label == words.CONTEXT_CHOOSE()]
    box.select_index(box.options.index("Vacancy rate")).run()
    assert known in [plain(one.value) for one in at.info]

    choose(at, words.CHECK_CHOOSE(), "Context, Vacancy rate, service, 2021/22: 9.5")
    assert words.CHECK_PLACE(place="page 12") in said(at)
    fill_context(at, unit="%", value="9", name="Sam Example", reason="Rounded.")
    assert "not read, added as 9% by Sam Example on " in said(at)
    assert words.CHECK_PLACE(place="page 12") in said(at)

    (service,) = {read.preview.new.service for read in at.session_state[READ_KEY].values()}
    for box in at.checkbox:
        if box.label.startswith("I have compared"):
            box.check().run()
    press(at, "Accept$")
    rows = [row for row in layered_data_set(read_data_set(), store).rows.corrections if row.page == 12]
    assert [(row.table, row.printed_value, row.corrected_value) for row in rows] == [
        ("observations", None, "9")
    ]
    st.cache_resource.clear()
    st.cache_data.clear()
    drawn = charts(opened("context", services=[service], topic="Spend and staff"))
    assert any("Vacancy" in chart["alt"] and "9%" in chart["alt"] for chart in drawn)


def test_a_part_of_an_indicator_is_chosen_and_one_that_was_read_is_not_asked_for(
    tmp_path: Path, store: ImportStore
) -> None:
    path = draw_report(7, layout="long_2021", noise=Noise()).write_text(tmp_path / "report.txt")
    at = choose(with_report(path, store), words.CONTEXT_CHOOSE(), "Caseload by gender")
    assert words.CONTEXT_PERIOD() not in [one.label for one in at.text_input]
    choose(at, words.CONTEXT_PART(), "Male")
    (notice,) = [plain(one.value) for one in at.info if "already have this figure" in one.value]
    assert notice.endswith("(2020/21). To correct it, choose it under “Check a figure”.")
    assert words.CONTEXT_PERIOD() not in [one.label for one in at.text_input]
    choose(at, words.CONTEXT_PART(), "Unknown")
    (period,) = [one for one in at.text_input if one.label == words.CONTEXT_PERIOD()]
    assert period.value == "2020/21"
    typed = {"value": "1", "name": "Sam Example", "reason": "The table has it."}
    fill_context(at, unit="%", **typed)
    asked = "Enter the heading that it comes under."
    assert asked in [plain(one.value) for one in at.error]
