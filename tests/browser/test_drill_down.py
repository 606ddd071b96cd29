"""From a rating to its evidence, and back; the address reopens what it shows."""

from __future__ import annotations

import re

import pytest

from tests.browser.visitor import TWO, Visit, Visitor

EVIDENCE = re.compile(r"^2\.3\b")


@pytest.fixture
def drilled(visit: Visit) -> Visitor:
    """A visitor who has pressed Sutton's rating of standard 2.3."""
    visitor = visit(services=TWO)
    visitor.rating("Sutton", "2.3").click()
    return visitor.shows(EVIDENCE)


def test_a_press_on_a_rating_opens_its_evidence(drilled: Visitor) -> None:
    assert drilled.at == "/domains"
    assert drilled.chosen == list(TWO)
    chart = drilled.page.get_by_role("figure", name=re.compile(r"2\.3"))
    assert "63% (5 of 8)" in chart.inner_text()


def test_the_address_holds_the_services_and_the_standard(visit: Visit) -> None:
    visitor = visit(services=["Sutton", "East Sussex"])
    visitor.rating("Sutton", "2.3").click()
    visitor.shows(EVIDENCE)
    assert visitor.asks["services"] == ["Sutton", "East Sussex"]
    assert visitor.asks["standard"][0].startswith("2.3")


def test_back_returns_to_the_comparison_with_the_same_services(drilled: Visitor) -> None:
    drilled.page.go_back()
    drilled.rating("Sutton", "1.1").wait_for()
    assert drilled.settled().at == "/"
    assert drilled.chosen == list(TWO)
    drilled.page.go_forward()
    assert drilled.shows(EVIDENCE).at == "/domains"


def test_another_visitor_who_opens_the_address_sees_the_same(drilled: Visitor, visit: Visit) -> None:
    other = visit(drilled.page.url.removeprefix(drilled.server), apart=True)
    assert (other.title, other.chosen) == (drilled.title, drilled.chosen)
    assert other.page.get_by_role("figure").count() == drilled.page.get_by_role("figure").count()


def test_a_reload_keeps_services_and_standard(drilled: Visitor) -> None:
    drilled.page.reload()
    assert drilled.shows(EVIDENCE).chosen == list(TWO)


def test_the_choice_of_the_first_visit_is_kept_from_page_to_page_and_back(visit: Visit) -> None:
    first = visit()
    first.rating("Suffolk", "3.1").click()
    first.shows(re.compile(r"^3\.1\b"))
    assert first.chosen == list(TWO)
    other = visit(first.page.url.removeprefix(first.server), apart=True)
    assert (other.title, other.chosen) == (first.title, list(TWO))
    first.page.go_back()
    first.rating("Suffolk", "3.1").wait_for()
    assert first.settled().chosen == list(TWO)


def test_back_to_an_address_without_services_shows_the_default_again(visit: Visit) -> None:
    visitor = visit("/context")
    visitor.page.get_by_role("link", name="Compare").click()
    visitor.rating("Sutton", "1.1").wait_for()
    visitor.page.get_by_role("button", name="Remove Suffolk").click()
    visitor.page.wait_for_url(re.compile("services=Sutton"))
    visitor.settled().page.go_back()
    visitor.page.wait_for_url(re.compile("/context"))
    visitor.page.get_by_role("button", name="Remove Suffolk").wait_for()
    assert visitor.settled().chosen == list(TWO)


def test_a_link_to_another_domain_opens_it(drilled: Visitor) -> None:
    links = drilled.page.get_by_role("navigation", name=re.compile("domain", re.IGNORECASE))
    links.get_by_role("link", name=re.compile(r"^3\b")).click()
    drilled.shows(re.compile(r"^3\.1\b"))
    assert drilled.asks["standard"][0].startswith("3.1")
    assert drilled.chosen == list(TWO)


def test_the_chooser_of_standards_opens_another_one(drilled: Visitor) -> None:
    chooser = drilled.page.get_by_role("combobox", name=re.compile("standard", re.IGNORECASE))
    chooser.click()
    chooser.fill("1.2")
    drilled.page.get_by_role("option", name=re.compile(r"^1\.2\b")).wait_for()
    chooser.press("Enter")
    drilled.shows(re.compile(r"^1\.2\b"))
    assert drilled.asks["standard"][0].startswith("1.2")


def test_the_pages_keep_the_choice_of_services(visit: Visit) -> None:
    visitor = visit(services=["Cardiff", "Sutton"])
    for path in ("/domains", "/context", "/data", "/"):
        visitor.page.get_by_role("banner").locator(f"a[href$='{path}']").click()
        visitor.page.wait_for_url(re.compile(rf"{path}(\?|$)"))
        assert visitor.settled().chosen == ["Cardiff", "Sutton"]


def test_a_rating_is_a_link_that_another_tab_can_open(visit: Visit) -> None:
    visitor = visit(services=TWO)
    link = visitor.rating("Sutton", "2.3").evaluate("a => a.href")
    other = visit(link.removeprefix(visitor.server))
    assert other.title.startswith("2.3")
    assert other.chosen == list(TWO)
