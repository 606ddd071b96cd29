"""axe-core on every page, in light and in dark, and names of the charts."""

from __future__ import annotations

import re

import pytest

from tests.browser.barriers import grave_barriers, violations
from tests.browser.visitor import PATHS, SIX, TWO, Visit

ONE = ("Sutton",)
VIEWS: dict[str, tuple[str, tuple[str, ...], dict[str, str]]] = {
    **{page: (path, SIX, {}) for page, path in PATHS.items()},
    "compare, one service": ("/", ONE, {"ours": "Sutton"}),
    "domains, 2.3": ("/domains", SIX, {"standard": "2.3"}),
    "domains, 2.3, one service": ("/domains", ONE, {"standard": "2.3"}),
    "domains, 1.1": ("/domains", SIX, {"standard": "1.1"}),
    "context, one service": ("/context", ONE, {}),
    "unknown service": ("/", ("Atlantis",), {}),
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("path", "services", "parameters"), VIEWS.values(), ids=VIEWS)
def test_no_page_has_a_serious_barrier(
    path: str, services: tuple[str, ...], parameters: dict[str, str], dark: bool, visit: Visit
) -> None:
    visitor = visit(path, dark=dark, services=services, **parameters)
    assert grave_barriers(visitor) == []


def test_the_check_sees_what_is_inside_the_grid(visit: Visit) -> None:
    visitor = visit(services=ONE)
    visitor.page.get_by_role("table").evaluate(
        "table => table.parentNode.append(document.createElement('input'))"
    )
    assert "label" in {violation["id"] for violation in violations(visitor)}


@pytest.mark.parametrize("page", PATHS)
def test_a_page_has_one_heading_of_the_first_level_and_a_name_for_every_chart(
    page: str, visit: Visit
) -> None:
    visitor = visit(PATHS[page], services=TWO, **({"standard": "2.3"} if page == "domains" else {}))
    assert visitor.page.get_by_role("heading", level=1).count() == 1
    drawn = visitor.page.get_by_test_id("stPlotlyChart").count()
    assert visitor.page.get_by_role("figure", name=re.compile(r"\w.{20,}")).count() == drawn
    assert drawn or page not in ("domains", "context", "children", "national")


def test_dark_is_dark_and_light_is_light(visit: Visit) -> None:
    background = "getComputedStyle(document.querySelector('[data-testid=\"stApp\"]')).backgroundColor"
    assert visit().page.evaluate(background) == "rgb(255, 255, 255)"
    assert visit(dark=True).page.evaluate(background) == "rgb(14, 17, 23)"
