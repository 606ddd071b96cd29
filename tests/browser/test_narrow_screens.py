"""On a phone a rating opens, and what opens is not too wide; test_accessibility.py has every page on a phone."""

from __future__ import annotations

import re

from tests.browser.visitor import PHONES, TWO, Visit


def test_a_rating_opens_its_evidence_on_a_phone(visit: Visit) -> None:
    visitor = visit(width=PHONES[0], height=844, services=TWO)
    assert visitor.too_wide() == {}
    visitor.rating("Sutton", "2.3").click()
    visitor.shows(re.compile(r"^2\.3\b"))
    assert visitor.too_wide() == {}


def test_the_table_of_a_chart_does_not_widen_the_page_on_a_phone(visit: Visit) -> None:
    visitor = visit("/domains", width=PHONES[-1], height=844, services=TWO, standard="2.3")
    visitor.page.get_by_text(re.compile("as a table", re.IGNORECASE)).first.click()
    visitor.page.get_by_role("table", name=re.compile("Key questions")).wait_for()
    assert visitor.settled().too_wide() == {}


def test_what_is_too_wide_for_a_phone_is_found(visit: Visit) -> None:
    visitor = visit("/data", width=PHONES[0], height=844, services=TWO)
    visitor.page.get_by_role("heading", level=1).evaluate("h => { h.style.width = '600px'; }")
    assert visitor.too_wide() != {}
