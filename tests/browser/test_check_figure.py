"""A figure of a report checked against its page, corrected before the report is accepted, and found again on Data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from made_up.reports.noise import Noise
from made_up.reports.report import MadeUpReport, draw_report
from tests.browser.barriers import grave_barriers
from tests.browser.visitor import PHONES, Serve, Visit, Visitor
from yjs_dash.narrate import figure_checks as words

HOSTILE = "<img src=x onerror=alert(1)> ![](x.png) **bold** https://example.org"


@pytest.fixture(scope="module")
def own(serve: Serve) -> Iterator[str]:
    """A server with a store of its own, empty at first."""
    with serve() as address:
        yield address


@pytest.fixture(scope="module")
def report() -> MadeUpReport:
    return draw_report(7, layout="long_2021", noise=Noise())


def put(visitor: Visitor, path: Path) -> Visitor:
    visitor.page.locator("input[type=file]").set_input_files([path])
    visitor.page.get_by_role("button", name="Discard").first.wait_for()
    return visitor.settled()


def choose(visitor: Visitor, typed: str, option: re.Pattern[str]) -> Visitor:
    """Searches for a figure with the keyboard."""
    box = visitor.page.get_by_role("combobox", name=words.CHECK_CHOOSE())
    box.click()
    box.fill(typed)
    visitor.page.get_by_role("option", name=option).first.wait_for()
    visitor.page.keyboard.press("Enter")
    return visitor.settled()


def fill(visitor: Visitor, **fields: str) -> Visitor:
    labels = {"value": words.CORRECT_VALUE(), "name": words.CORRECT_NAME(), "reason": words.CORRECT_REASON()}
    for field, typed in fields.items():
        visitor.page.get_by_label(labels[field], exact=True).fill(typed)
    visitor.page.get_by_role("button", name=words.CORRECT()).click()
    return visitor.settled()


def test_a_figure_is_checked_by_its_page_corrected_accepted_and_told_of_on_data(
    visit: Visit, own: str, report: MadeUpReport, tmp_path: Path
) -> None:
    asked = next(one for one in report.truth["key_questions"] if one["standard"] == "2.2")
    printed, corrected = asked["percent"], 41 if asked["percent"] != 41 else 42
    visitor = put(visit("/add", on=own), report.pdf(tmp_path / "report.pdf"))
    choose(visitor, "Key question 2.2, desistance", re.compile(r"^Key question, 2\.2, desistance: "))
    main = visitor.page.get_by_role("main")
    main.get_by_text(words.CHECK_VALUE(value=f"{printed}%")).wait_for()
    picture = main.get_by_role("img", name=re.compile(r"^Picture of page \d+ of report\.pdf"))
    picture.wait_for()
    assert picture.evaluate("p => p.complete && p.naturalWidth") == 1200

    fill(visitor, value="140%", name="Sam Example", reason="The page says so.")
    refused = visitor.page.get_by_role("alert").filter(has_text="“140%” cannot be the value.")
    assert refused.inner_text().strip() == "“140%” cannot be the value. Enter a whole number from 0 to 100."
    fill(visitor, value=f"{corrected}%", name="Sam Example", reason=HOSTILE)
    told = main.get_by_text(re.compile(f"read as {printed}%, corrected to {corrected}% by Sam Example on "))
    told.wait_for()
    assert "**bold**" in told.inner_text()
    assert main.locator("img[src$='x'], img[src$='x.png'], a[href*='example.org']").count() == 0
    assert grave_barriers(visitor) == []
    assert visitor.resized(PHONES[0]).too_wide() == {}
    visitor.resized(1280, height=900)

    visitor.page.get_by_role("button", name=re.compile("^Undo the change to: Key question")).click()
    told.wait_for(state="detached")
    visitor.settled()
    choose(visitor, "Key question 2.2, desistance", re.compile(r"^Key question, 2\.2, desistance: "))
    fill(visitor, value=f"{corrected}", name="Sam Example", reason="The page prints another number.")
    told.wait_for()
    confirm = visitor.page.get_by_text("I have compared these figures with the report")
    if confirm.count():
        confirm.click()
        visitor.settled()
    visitor.page.get_by_role("button", name="Accept", exact=True).click()
    visitor.page.get_by_text(re.compile("^You accepted report.pdf")).wait_for()

    other = visit("/data", on=own, table="Corrections")
    findings = other.page.get_by_role("table", name="Findings of our checks")
    reason = re.compile(r"The page prints another number\. \(Sam Example, .* UTC\)")
    findings.get_by_text(reason).first.wait_for()


def test_in_a_text_the_lines_around_a_figure_are_shown(
    visit: Visit, own: str, report: MadeUpReport, tmp_path: Path
) -> None:
    visitor = put(visit("/add", on=own, width=PHONES[0]), report.write_text(tmp_path / "other.txt"))
    choose(visitor, "Rating 2.1", re.compile(r"^Rating, 2\.1: "))
    marked = visitor.page.get_by_role("listitem").filter(has_text="(we read it here)")
    assert "2.1" in marked.inner_text()
    assert visitor.page.get_by_role("img", name=re.compile("^Picture of page")).count() == 0
    assert grave_barriers(visitor) == []
    assert visitor.too_wide() == {}
