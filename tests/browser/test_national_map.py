"""The map of tiles and the table at a glance: with mouse, keyboard and finger, and in the address."""

from __future__ import annotations

import re

import pytest

from tests.browser.visitor import SIX, TWO, Visit, Visitor

FULL = "You compare six services already"


def _tile(visitor: Visitor, name: str):  # type: ignore[no-untyped-def]
    return visitor.page.get_by_role("link", name=re.compile(rf"^{name}: "))


def _chosen_on_the_map(visitor: Visitor, *names: str) -> list[str]:
    """The services in the chooser, once the map marks these and no others: the address changes before the page does."""
    marked = visitor.page.locator(".tile[aria-current]")
    for name in names:
        visitor.page.locator(f'.tile[aria-current][aria-label^="{name}: "]').wait_for()
    marked.nth(len(names)).wait_for(state="detached")
    return visitor.settled().chosen


def _tip(visitor: Visitor) -> str:
    return str(visitor.page.locator(".tip").inner_text())


def test_a_press_adds_a_service_and_back_takes_it_out_again(visit: Visit) -> None:
    visitor = visit("/national", services=TWO)
    _tile(visitor, "Leeds").click()
    visitor.page.wait_for_url(re.compile("services=Leeds"))
    assert _chosen_on_the_map(visitor, *TWO, "Leeds") == [*TWO, "Leeds"]
    assert _tile(visitor, "Leeds").get_attribute("aria-current") == "true"
    visitor.page.go_back()
    visitor.page.wait_for_url(lambda url: "Leeds" not in url)
    assert _chosen_on_the_map(visitor, *TWO) == list(TWO)
    assert _tile(visitor, "Leeds").get_attribute("aria-current") is None


def test_a_chosen_service_is_taken_out_and_the_last_one_leaves_none(visit: Visit) -> None:
    visitor = visit("/national", services=["Suffolk", "York"])
    _tile(visitor, "York").click()
    visitor.page.wait_for_url(lambda url: "York" not in url)
    assert _chosen_on_the_map(visitor, "Suffolk") == ["Suffolk"]
    _tile(visitor, "Suffolk").click()
    visitor.page.wait_for_url(lambda url: "Suffolk" not in url)
    assert _chosen_on_the_map(visitor) == []


def test_six_services_are_enough_and_it_says_so(visit: Visit) -> None:
    visitor = visit("/national", services=SIX)
    _tile(visitor, "Leeds").click()
    assert FULL in _tip(visitor)
    assert FULL in visitor.page.locator(".live", has_text=FULL).inner_text()
    assert visitor.settled().chosen == list(SIX)


def test_the_pointer_gets_name_and_value_and_escape_takes_them_away(visit: Visit) -> None:
    visitor = visit("/national", services=TWO, framework="2021 framework")
    _tile(visitor, "York").hover()
    assert _tip(visitor).startswith("York\nOutstanding, 14 December 2022")
    _tile(visitor, "York").focus()
    visitor.page.keyboard.press("Escape")
    assert visitor.page.locator(".tip").is_hidden()


def test_the_keyboard_reaches_every_tile_and_stays_where_it_is(visit: Visit) -> None:
    visitor = visit("/national", services=TWO, framework="2021 framework")
    first = visitor.page.locator(".tile[tabindex='0']")
    first.wait_for()
    assert first.count() == 1
    first.focus()
    seen = {visitor.focused[1]}
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "y", "k", "k"):
        visitor.page.keyboard.press(key)
        seen.add(visitor.focused[1])
    assert len(seen) >= 5
    visitor.page.keyboard.press("y")
    assert visitor.focused[1].startswith("York: Outstanding")
    visitor.page.keyboard.press("Enter")
    _chosen_on_the_map(visitor, *TWO, "York")
    assert visitor.focused[1].startswith("York: Outstanding")
    assert "take it out" in visitor.focused[1]


def test_a_first_tap_tells_and_a_second_one_adds(visit: Visit) -> None:
    visitor = visit("/national", width=390, height=844, services=TWO)
    tile = _tile(visitor, "York")
    for _ in range(2):
        assert "York" not in visitor.chosen
        tile.dispatch_event("pointerdown", {"pointerType": "touch"})
        tile.dispatch_event("click")
        assert _tip(visitor).startswith("York")
    visitor.page.wait_for_url(re.compile("services=York"))
    assert _chosen_on_the_map(visitor, *TWO, "York") == [*TWO, "York"]


def test_framework_and_colour_are_in_the_address_and_stay_when_a_tile_is_pressed(visit: Visit) -> None:
    visitor = visit("/national", services=TWO, framework="2018", colour="3.4")
    assert visitor.asks["colour"] == ["3.4 Joint working"]
    _tile(visitor, "York").click()
    _chosen_on_the_map(visitor, *TWO, "York")
    assert (visitor.asks["framework"], visitor.asks["colour"]) == (["2018 framework"], ["3.4 Joint working"])
    assert visitor.page.get_by_role("radio", name="2018 framework").is_checked()


@pytest.mark.parametrize(
    ("link", "topic"),
    [({"year": "2022"}, "Ratings over the years"), ({"region": "London"}, "Ratings over the years"),
     ({"rate": "reoffending_rate_10_14"}, "Local rates"), ({}, "Map")],
)  # fmt: skip
def test_older_links_lead_to_what_they_showed(link: dict[str, str], topic: str, visit: Visit) -> None:
    visitor = visit("/national", services=TWO, **link)
    assert visitor.page.get_by_role("radio", name=topic, exact=True).is_checked()
    for key in link:
        assert visitor.asks[key]


def test_the_table_at_a_glance_is_filtered_in_place(visit: Visit) -> None:
    visitor = visit("/national", services=TWO, picture="At a glance")
    rows = visitor.page.get_by_role("row").filter(has=visitor.page.get_by_role("link"))
    # The rows are painted a batch after the other.
    rows.nth(154).wait_for()
    before = rows.count()
    assert before >= 155
    visitor.page.get_by_role("searchbox").fill("london  sut")
    assert (
        visitor.page.get_by_role("status").filter(has_text=re.compile(rf"1 of {before} services")).count()
        == 1
    )
    assert rows.count() == 1
    visitor.page.get_by_role("searchbox").fill("york")
    visitor.page.get_by_role("link", name="York", exact=True).click()
    visitor.page.locator("tr.chosen", has_text="York").wait_for()
    assert visitor.settled().chosen == [*TWO, "York"]
    assert visitor.page.get_by_role("searchbox").input_value() == "york"
