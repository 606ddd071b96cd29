"""On a phone nothing makes the page scroll sideways; a wide table scrolls by itself."""

from __future__ import annotations

import re

import pytest

from tests.browser.visitor import PATHS, SIX, TWO, Visit

WIDTHS = (390, 320)
# Six services need the most room; two are what most visitors see.
VIEWS: dict[str, tuple[str, tuple[str, ...], dict[str, str]]] = {
    **{page: (path, SIX, {}) for page, path in PATHS.items()},
    "compare, two services": ("/", TWO, {}),
    "domains, 2.3": ("/domains", SIX, {"standard": "2.3"}),
}


@pytest.mark.parametrize(("path", "services", "parameters"), VIEWS.values(), ids=VIEWS)
def test_no_page_scrolls_sideways_on_a_phone(
    path: str, services: tuple[str, ...], parameters: dict[str, str], visit: Visit
) -> None:
    visitor = visit(path, width=WIDTHS[0], height=844, services=services, **parameters)
    found = {}
    for width in WIDTHS:
        visitor.page.set_viewport_size({"width": width, "height": 844})
        visitor.page.wait_for_timeout(300)
        found[width] = visitor.settled().sideways
    assert found == {width: {} for width in WIDTHS}


def test_a_rating_opens_its_evidence_on_a_phone(visit: Visit) -> None:
    visitor = visit(width=390, height=844, services=TWO)
    visitor.rating("Sutton", "2.3").click()
    visitor.shows(re.compile(r"^2\.3\b"))


def test_the_table_of_a_chart_does_not_widen_the_page_on_a_phone(visit: Visit) -> None:
    visitor = visit("/domains", width=320, height=844, services=TWO, standard="2.3")
    visitor.page.get_by_text(re.compile("as a table", re.IGNORECASE)).first.click()
    visitor.page.get_by_role("table", name=re.compile("Key questions")).wait_for()
    assert visitor.settled().sideways == {}
