"""Services like ours in a browser: the switch in the address, the press by keyboard, strips on one screen."""

from __future__ import annotations

import re

import pytest

from tests.browser.visitor import Visit
from yjs_dash.ui.shell import PAGES

NEAREST = re.compile("^Compare Sutton with ")


def test_a_press_by_keyboard_compares_the_nearest_and_leads_to_their_ratings(visit: Visit) -> None:
    visitor = visit("/peers", services=["Sutton"], ours="Sutton", like="same region")
    assert visitor.asks["like"] == ["Same region"]
    label = visitor.page.get_by_role("button", name=NEAREST).inner_text()
    visitor.tab_to(NEAREST)
    visitor.page.keyboard.press("Enter")
    visitor.page.get_by_role("link", name=re.compile("side by side")).wait_for()
    first, *others = visitor.settled().chosen
    assert (first, len(others)) == ("Sutton", 3)
    assert all(name in label for name in others)
    visitor.page.get_by_role("link", name=re.compile("side by side")).click()
    visitor.page.get_by_role("region", name="Sutton").wait_for()
    assert visitor.settled().at == "/"
    assert visitor.chosen == ["Sutton", *others]


def test_another_group_stands_in_the_address(visit: Visit) -> None:
    visitor = visit("/peers", services=["Sutton"])
    visitor.page.get_by_role("radiogroup").get_by_text("Same region").click()
    visitor.page.get_by_text("in the same region (London)").wait_for()
    visitor.page.reload()
    visitor.page.get_by_text("in the same region (London)").wait_for()
    assert visitor.settled().page.get_by_role("radio", name="Same region").is_checked()


@pytest.mark.parametrize("screen", [(1366, 768), (1920, 1080)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("service", "group"),
    [("Leeds", "Statistical neighbours"), ("Camden", "Same region"), ("West Mercia", "")],
)
def test_every_strip_stands_on_one_screen(
    service: str, group: str, screen: tuple[int, int], visit: Visit
) -> None:
    width, height = screen
    visitor = visit("/peers", width=width, height=height, services=[service], like=group)
    strips = visitor.page.get_by_test_id("stPlotlyChart")
    ends = strips.evaluate_all("all => all.map(strip => strip.getBoundingClientRect().bottom)")
    assert len(ends) > 2
    assert max(ends) <= height
    tops = [
        visitor.page.get_by_role("link", name=title, exact=True).evaluate(
            "a => a.getBoundingClientRect().top"
        )
        for _, title in PAGES.values()
    ]
    assert max(tops) - min(tops) < 1
