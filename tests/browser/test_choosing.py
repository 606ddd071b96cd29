"""Choosing services with the mouse and with the keyboard; visitors do not disturb each other."""

from __future__ import annotations

import re

from tests.browser.visitor import TWO, Visit, Visitor

CHOOSER = re.compile("services", re.IGNORECASE)


def add(visitor: Visitor, typed: str) -> Visitor:
    """Types the beginning of a name into the chooser and takes what it offers."""
    chooser = visitor.page.get_by_role("combobox", name=CHOOSER)
    chooser.click()
    chooser.press_sequentially(typed)
    visitor.page.get_by_role("option", name=re.compile(typed, re.IGNORECASE)).first.wait_for()
    visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.press("Escape")
    return visitor


def test_typing_the_beginning_of_a_name_adds_the_service(visit: Visit) -> None:
    visitor = add(visit(services=TWO), "card")
    visitor.rating("Cardiff", "1.1").wait_for()
    assert visitor.settled().chosen == [*TWO, "Cardiff"]
    assert visitor.asks["services"] == [*TWO, "Cardiff"]
    card = visitor.page.get_by_role("region", name="Cardiff")
    assert "Inadequate" in card.inner_text()


def test_taking_every_service_away_gets_one_sentence(visit: Visit) -> None:
    visitor = visit(services=TWO)
    visitor.page.get_by_role("button", name="Clear all").click()
    visitor.page.get_by_text("at least one service").wait_for()
    (sentence,) = visitor.settled().notices
    assert "at least one service" in sentence
    add(visitor, "sutt").rating("Sutton", "2.3").wait_for()


def test_our_service_is_chosen_from_the_list_and_stands_in_the_address(visit: Visit) -> None:
    visitor = visit(services=TWO)
    chooser = visitor.page.get_by_role("combobox", name=re.compile("our service", re.IGNORECASE))
    chooser.click()
    visitor.page.get_by_role("option", name="Sutton").click()
    visitor.page.wait_for_url(re.compile("ours=Sutton"))
    visitor.page.get_by_role("columnheader").nth(1).filter(has_text="Sutton").wait_for()
    headings = visitor.settled().page.get_by_role("columnheader").all_inner_texts()
    assert [next(name for name in TWO if name in text) for text in headings[1:3]] == ["Sutton", "Suffolk"]


def test_two_visitors_at_once_keep_their_own_choice(visit: Visit) -> None:
    one, other = visit(services=["Sutton"]), visit(services=["Suffolk"], apart=True)
    add(one, "card").rating("Cardiff", "1.1").wait_for()
    add(other, "east sussex").rating("East Sussex", "1.1").wait_for()
    assert one.settled().chosen == ["Sutton", "Cardiff"]
    assert other.settled().chosen == ["Suffolk", "East Sussex"]
    one.page.reload()
    one.rating("Cardiff", "1.1").wait_for()
    assert one.settled().chosen == ["Sutton", "Cardiff"]
    assert other.rating("Cardiff", "1.1").count() == 0


def test_the_keyboard_alone_leads_from_the_page_to_the_evidence(visit: Visit) -> None:
    visitor = visit(services=TWO)
    visitor.tab_to(re.compile(r"Suffolk.*\b1\.1\b"))
    assert visitor.focused[0] == "a"
    for _ in range(6):
        visitor.page.keyboard.press("ArrowDown")
    visitor.page.keyboard.press("ArrowRight")
    assert re.search(r"Sutton.*\b2\.3\b", visitor.focused[1])
    visitor.page.keyboard.press("ArrowLeft")
    assert re.search(r"Suffolk.*\b2\.3\b", visitor.focused[1])
    visitor.page.keyboard.press("ArrowRight")
    visitor.page.keyboard.press("Enter")
    visitor.shows(re.compile(r"^2\.3\b"))
    assert visitor.asks["standard"][0].startswith("2.3")


def test_the_grid_is_one_stop_of_the_keyboard(visit: Visit) -> None:
    visitor = visit(services=TWO)
    visitor.tab_to(re.compile(r"\b1\.1\b"))
    visitor.page.keyboard.press("Tab")
    assert not re.search(r"\b\d\.\d\b", visitor.focused[1])


def test_arrows_at_the_edge_of_the_grid_stay_in_it(visit: Visit) -> None:
    visitor = visit(services=TWO)
    visitor.tab_to(re.compile(r"Suffolk.*\b1\.1\b"))
    for key in ("ArrowUp", "ArrowLeft"):
        visitor.page.keyboard.press(key)
        assert re.search(r"Suffolk.*\b1\.1\b", visitor.focused[1])


def test_a_name_of_another_kind_finds_the_service(visit: Visit) -> None:
    visitor = add(visit(services=["Sutton"]), "RBKC")
    visitor.page.wait_for_url(re.compile("Kensington"))
    assert visitor.settled().chosen == ["Sutton", "Kensington and Chelsea"]
    visitor.page.get_by_role("region", name="Kensington and Chelsea").wait_for()


def test_a_suggestion_adds_the_service(visit: Visit) -> None:
    visitor = visit(services=["Leeds"])
    visitor.page.get_by_role("button", name="Suggestions").click()
    visitor.page.get_by_text("In the same region").wait_for()
    visitor.page.get_by_text("Calderdale", exact=True).last.click()
    visitor.page.wait_for_url(re.compile("Calderdale"))
    assert visitor.settled().chosen == ["Leeds", "Calderdale"]


def test_our_service_is_remembered_for_the_next_visit_and_a_link_goes_before_it(visit: Visit) -> None:
    # In a browser of its own, which nobody else finds changed.
    visitor = visit(services=["Leeds", "Sutton"], apart=True)
    visitor.page.get_by_role("combobox", name=re.compile("our service", re.IGNORECASE)).click()
    visitor.page.get_by_role("option", name="Leeds").click()
    visitor.page.wait_for_url(re.compile("ours=Leeds"))
    visitor.page.wait_for_function("() => localStorage.getItem('yjs-dash-our-service') === 'leeds'")
    again = visitor.page.context.new_page()
    again.goto(visitor.server)
    again.wait_for_url(re.compile("ours=Leeds"))
    again.goto(f"{visitor.server}/?services=Sutton")
    again.get_by_role("heading", level=1).filter(has_text="Sutton").wait_for()
    assert "Leeds" not in again.url
    again.close()
