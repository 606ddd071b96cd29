"""Every page in light and in dark, on a desk and on a phone: axe-core, headings, names of charts, nothing too wide."""

from __future__ import annotations

import re

import pytest

from tests.browser.barriers import grave_barriers, violations
from tests.browser.visitor import PATHS, PHONES, SIX, Visit
from yjs_dash.ui.topics import TOPICS

ONE = ("Sutton",)
DESK = 1280
# Six services need the most room.
VIEWS: dict[str, tuple[str, tuple[str, ...], dict[str, str]]] = {
    **{page: (path, SIX, {}) for page, path in PATHS.items()},
    "compare, one service": ("/", ONE, {"ours": "Sutton"}),
    "domains, 2.3": ("/domains", SIX, {"standard": "2.3"}),
    "domains, 2.3, one service": ("/domains", ONE, {"standard": "2.3"}),
    "domains, 1.1": ("/domains", SIX, {"standard": "1.1"}),
    "context, one service": ("/context", ONE, {}),
    "peers, same region": ("/peers", ONE, {"like": "Same region"}),
    **{
        f"national, {topic}": ("/national", SIX, {"picture": topic, "framework": "2021 framework"})
        for topic in TOPICS["national"][1:]
    },
    "national, map of a rate": ("/national", ONE, {"colour": "First-time entrants, rate"}),
    "unknown service": ("/", ("Atlantis",), {}),
}
WITH_CHARTS = (
    "domains, 2.3",
    "domains, 2.3, one service",
    "context",
    "context, one service",
    "children",
    "peers",
    "peers, same region",
    "national, Ratings over the years",
    "national, Scores",
    "national, What is common",
    "national, Local rates",
)


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_in_light_has_one_heading_a_name_for_every_chart_and_no_serious_barrier(
    view: str, visit: Visit
) -> None:
    path, services, parameters = VIEWS[view]
    visitor = visit(path, width=DESK, services=services, **parameters)
    assert visitor.page.get_by_role("heading", level=1).count() == 1
    drawn = visitor.page.get_by_test_id("stPlotlyChart").count()
    assert visitor.page.get_by_role("figure", name=re.compile(r"\w.{20,}")).count() == drawn
    assert drawn or view not in WITH_CHARTS
    assert grave_barriers(visitor) == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_in_dark_fits_on_a_phone_and_has_no_serious_barrier_on_a_desk(view: str, visit: Visit) -> None:
    path, services, parameters = VIEWS[view]
    visitor = visit(path, width=PHONES[0], height=844, dark=True, services=services, **parameters)
    assert {width: visitor.resized(width).too_wide() for width in PHONES} == {width: {} for width in PHONES}
    assert grave_barriers(visitor.resized(DESK)) == []


def test_the_check_sees_what_is_inside_the_grid(visit: Visit) -> None:
    visitor = visit(services=ONE)
    visitor.page.get_by_role("table").evaluate(
        "table => table.parentNode.append(document.createElement('input'))"
    )
    assert "label" in {violation["id"] for violation in violations(visitor)}


def test_dark_is_dark_and_light_is_light(visit: Visit) -> None:
    background = "getComputedStyle(document.querySelector('[data-testid=\"stApp\"]')).backgroundColor"
    assert visit().page.evaluate(background) == "rgb(255, 255, 255)"
    assert visit(dark=True).page.evaluate(background) == "rgb(14, 17, 23)"
