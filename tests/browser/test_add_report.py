"""A report's file in: its preview, the decision, and what every visitor sees of it afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from made_up.hostile_formats import FORMATS
from made_up.reports.noise import Noise
from made_up.reports.report import MadeUpReport, draw_report
from tests.browser.barriers import grave_barriers
from tests.browser.visitor import NO_SUCH_PAGE, PHONES, Serve, Visit, Visitor
from yjs_dash.narrate.intake import ADD_DOUBTFUL_ACCEPT
from yjs_dash.narrate.pages import FAULT_PAGE

ACCEPT, DISCARD = re.compile("^Accept$"), re.compile("^Discard$")
HOSTILE_NAME = "=HYPERLINK(1) <img src=x> ![](x.png) **bold**.txt"
NOT_A_REPORT = b"%PDF-1.7\nnothing that a PDF needs follows here"


@pytest.fixture(scope="module")
def own(serve: Serve) -> Iterator[str]:
    """A server with a store of its own, empty at first."""
    with serve() as address:
        yield address


@pytest.fixture(scope="module")
def read_only(serve: Serve) -> Iterator[str]:
    """A server that takes no files."""
    with serve(YJS_DASH_READ_ONLY="1") as address:
        yield address


@pytest.fixture(scope="module")
def report() -> MadeUpReport:
    return draw_report(7, layout="long_2021", noise=Noise())


def put(visitor: Visitor, *paths: Path) -> Visitor:
    """Drops files and waits until the page says what it read of the last one."""
    visitor.page.locator("input[type=file]").set_input_files(list(paths))
    page = visitor.page
    page.get_by_role("button", name=DISCARD).or_(page.get_by_role("alert")).first.wait_for()
    return visitor.settled()


def press(visitor: Visitor, name: re.Pattern[str] | str) -> Visitor:
    visitor.page.get_by_role("button", name=name).first.click()
    return visitor


def said(visitor: Visitor, words: str | re.Pattern[str]) -> None:
    visitor.page.get_by_text(words).first.wait_for()
    visitor.settled()


def choose_import(visitor: Visitor, number: int) -> Visitor:
    visitor.page.get_by_role("combobox", name="Withdraw a file, or bring it back").click()
    visitor.page.get_by_role("option", name=re.compile(f"^{number}: ")).click()
    return visitor.settled()


def test_a_report_is_read_previewed_accepted_withdrawn_and_brought_back(
    visit: Visit, own: str, report: MadeUpReport, tmp_path: Path
) -> None:
    service = report.truth["service"]
    visitor = visit("/add", on=own)
    put(visitor, report.pdf(tmp_path / "report.pdf"))
    preview = visitor.page.get_by_role("main").inner_text()
    ratings, questions = len(report.truth["ratings"]), len(report.truth["key_questions"])
    assert f"{service}: we do not have an inspection of this service yet" in preview
    assert f"We found {ratings} ratings, {questions} key question percentages" in preview
    assert "No file has been added yet." in preview

    other = visit("/", on=own, services=[service])
    assert any(f"We do not have “{service}”." in notice for notice in other.notices)

    press(visitor, ACCEPT)
    said(visitor, "You accepted report.pdf. Everyone who uses this app can now see its figures.")
    other.open("/", services=[service])
    assert other.chosen == [service]
    for rating in report.truth["ratings"]:
        assert rating["rating"] in other.rating(service, rating["standard"]).inner_text()

    press(choose_import(visitor, 1), "Withdraw")
    said(visitor, "You withdrew report.pdf. Its figures are no longer used.")
    assert other.open("/", services=[service]).chosen != [service]

    press(choose_import(visitor, 1), "Bring back")
    said(visitor, "You brought back report.pdf. Everyone who uses this app can see its figures again.")
    assert other.open("/", services=[service]).chosen == [service]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_preview_has_no_serious_barrier_and_fits_on_a_phone(
    dark: bool, visit: Visit, own: str, report: MadeUpReport, tmp_path: Path
) -> None:
    visitor = visit("/add", on=own, dark=dark)
    put(visitor, report.write_text(tmp_path / "report.txt"))
    for summary in visitor.page.get_by_test_id("stExpander").locator("summary").all():
        if summary.get_attribute("aria-expanded") == "false":
            summary.click()
    visitor.settled()
    assert grave_barriers(visitor) == []
    assert visitor.resized(PHONES[0]).too_wide() == {}


def test_a_report_that_is_discarded_leaves_nothing(visit: Visit, own: str, tmp_path: Path) -> None:
    drawn = draw_report(Random(3), layout="short_joint_2021", noise=Noise())
    visitor = visit("/add", on=own)
    put(visitor, drawn.write_text(tmp_path / "joint.txt"))
    press(visitor, DISCARD)
    said(visitor, "You discarded joint.txt. Nothing was changed.")
    assert "joint.txt (" not in visitor.page.get_by_role("main").inner_text()
    assert visit("/", on=own, services=[drawn.truth["service"]]).chosen != [drawn.truth["service"]]


def test_a_file_that_is_no_report_gets_one_sentence_and_takes_no_other_with_it(
    visit: Visit, own: str, report: MadeUpReport, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(NOT_A_REPORT)
    visitor = visit("/add", on=own)
    put(visitor, broken, report.write_text(tmp_path / "good.txt"))
    visitor.page.get_by_role("button", name=DISCARD).first.wait_for()
    assert len([notice for notice in visitor.notices if "“broken.pdf” " in notice]) == 1
    assert visitor.page.get_by_role("button", name=DISCARD).count() == 1


def test_every_file_that_was_made_to_be_expensive_gets_its_sentence(
    visit: Visit, own: str, report: MadeUpReport, tmp_path: Path
) -> None:
    paths = []
    for form in FORMATS:
        # Those whose file is too large to be uploaded are read on the command line.
        for bomb in form.bombs:
            content = bomb()
            if len(content) < 10 << 20:
                paths.append(tmp_path / f"{bomb.__name__}.{form.ending}")
                paths[-1].write_bytes(content)
    visitor = visit("/add", on=own)
    for path in paths:
        put(visitor, path)
        visitor.page.get_by_role("alert").filter(has_text="“").first.wait_for()
        told = [notice for notice in visitor.settled().notices if "“" in notice]
        assert len(told) == 1, path.name
        assert FAULT_PAGE() not in told
        visitor.open("/add")
    put(visitor, report.write_text(tmp_path / "good.txt"))
    assert visitor.page.get_by_role("button", name=DISCARD).count() == 1


def test_what_may_be_no_whole_report_is_accepted_only_after_a_second_step(
    visit: Visit, own: str, tmp_path: Path
) -> None:
    drawn = draw_report(Random(5), layout="long_2021", noise=Noise())
    score = drawn.truth["score"]
    changed = drawn.text.replace(f"{score}/36", f"{(score + 1) % 36}/36")
    assert changed != drawn.text
    path = tmp_path / "doubtful.txt"
    path.write_text(changed, encoding="utf-8")
    visitor = visit("/add", on=own)
    put(visitor, path)
    said(visitor, re.compile("^Check this file before you accept it, for "))
    accept = visitor.page.get_by_role("button", name=ACCEPT)
    assert accept.is_disabled()
    assert any("contradict each other" in notice for notice in visitor.notices)
    visitor.page.get_by_text(ADD_DOUBTFUL_ACCEPT()).click()
    visitor.settled()
    accept.click()
    said(visitor, "You accepted doubtful.txt. Everyone who uses this app can now see its figures.")


def test_two_files_of_one_name_are_two_reports(visit: Visit, own: str, tmp_path: Path) -> None:
    names = [tmp_path / folder / "report.txt" for folder in ("one", "two")]
    for seed, path in enumerate(names):
        path.parent.mkdir()
        draw_report(Random(40 + seed), layout="long_2021", noise=Noise()).write_text(path)
    visitor = visit("/add", on=own)
    put(visitor, *names)
    visitor.page.get_by_role("button", name=DISCARD).nth(1).wait_for()
    read = visitor.settled().page.get_by_text(re.compile("^Everything we read from this file: "))
    assert read.count() == 2
    read.first.click()
    visitor.page.get_by_role("table", name=re.compile("^What we read from report.txt")).wait_for()
    assert visitor.settled().notices == []


def test_the_name_of_a_file_is_shown_as_it_is(
    visit: Visit, own: str, report: MadeUpReport, tmp_path: Path
) -> None:
    visitor = visit("/add", on=own)
    put(visitor, report.write_text(tmp_path / HOSTILE_NAME))
    main = visitor.page.get_by_role("main")
    assert "**bold**" in main.get_by_role("heading", name=re.compile("HYPERLINK")).inner_text()
    assert main.locator("img[src$='x'], img[src$='x.png']").count() == 0
    press(visitor, DISCARD)
    said(visitor, re.compile("^You discarded .*" + re.escape("**bold**.txt.")))


def test_where_nothing_may_be_added_there_is_no_page_for_it(visit: Visit, read_only: str) -> None:
    visitor = visit("/", on=read_only)
    visitor.expected_errors.add(NO_SUCH_PAGE)
    assert visitor.page.get_by_role("link", name="Add a report").count() == 0
    visitor.open("/add")
    assert visitor.page.locator("input[type=file]").count() == 0
    assert len(visitor.notices) == 1


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_an_address_of_another_site_gets_one_sentence_and_is_not_asked(
    dark: bool, visit: Visit, own: str
) -> None:
    visitor = visit("/add", on=own, dark=dark)
    field = visitor.page.get_by_label("Web address of a report on the inspectorate’s website")
    field.fill("https://example.org/report.pdf")
    press(visitor, "Get the report")
    said(visitor, re.compile("is on example.org, where we do not look for reports"))
    # What a visitor typed is never a link.
    assert visitor.page.get_by_role("main").get_by_role("link").count() == 0
    assert len(visitor.notices) == 1
    assert visitor.foreign == []
    assert grave_barriers(visitor) == []
    assert visitor.resized(PHONES[0]).too_wide() == {}
