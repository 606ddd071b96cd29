"""Addresses that ask for what there is not: one clear sentence, and a page that works."""

from __future__ import annotations

import re

import pytest

from tests.browser.visitor import NO_SUCH_PAGE, TWO, Visit


def test_an_unknown_service_gets_one_sentence_and_the_default(visit: Visit) -> None:
    visitor = visit(services=["Atlantis"])
    (sentence,) = visitor.notices
    assert "Atlantis" in sentence
    assert visitor.chosen == list(TWO)


def test_an_unknown_service_beside_a_known_one_leaves_that(visit: Visit) -> None:
    visitor = visit(services=["Sutton", "Atlantis"])
    (sentence,) = visitor.notices
    assert "Atlantis" in sentence
    assert visitor.chosen == ["Sutton"]


def test_an_unknown_standard_gets_one_sentence_and_a_standard_that_there_is(visit: Visit) -> None:
    visitor = visit("/domains", services=["Sutton"], standard="9.9")
    (sentence,) = visitor.notices
    assert "9.9" in sentence
    assert re.match(r"\d\.\d", visitor.title)


def test_an_empty_choice_gets_one_sentence(visit: Visit) -> None:
    visitor = visit("/?services=")
    (sentence,) = visitor.notices
    assert "at least one service" in sentence
    assert visitor.chosen == []


@pytest.mark.parametrize("path", ["/nowhere", "/nowhere/else", "/domains/nowhere/"])
def test_a_page_that_does_not_exist_gets_one_sentence(path: str, visit: Visit) -> None:
    visitor = visit()
    visitor.expected_errors.add(NO_SUCH_PAGE)
    visitor.open(path)
    (sentence,) = visitor.notices
    assert re.search(r"page", sentence)
    assert re.search(r"no page|not .*exist", sentence)
    visitor.page.keyboard.press("Escape")
    visitor.rating("Sutton", "2.3").wait_for()


def test_a_stroke_at_the_end_of_an_address_does_no_harm(visit: Visit) -> None:
    visitor = visit("/domains/", services=["Sutton"], standard="2.3")
    assert visitor.title.startswith("2.3")
    assert visitor.chosen == ["Sutton"]


def test_short_names_in_a_link_written_by_hand_are_understood(visit: Visit) -> None:
    visitor = visit("/domains", services=["sutton", "brighton-and-hove"], standard="2.3")
    assert visitor.notices == []
    assert visitor.chosen == ["Sutton", "Brighton and Hove"]
    assert visitor.title.startswith("2.3")


def test_markup_in_an_address_is_shown_as_it_is(visit: Visit) -> None:
    visitor = visit(services=["<img src=x onerror=alert(1)>", "![x](https://example.org/x.png)"])
    (sentence,) = visitor.notices
    assert "<img src=x onerror=alert(1)>" in sentence
    # An invisible character keeps an address from becoming a link; it is shown letter by letter all the same.
    assert "![x](https://example.org/x.png)" in sentence.replace("\u2060", "")
    assert visitor.page.locator("img[src='x'], img[src*='example.org']").count() == 0
