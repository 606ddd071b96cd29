"""Every page with every combination of one, two and six services."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, combinations

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.published import services, standards
from tests.app.reading import cards, charts, faults, grid, labels, plain, words
from yjs_dash.ui.shell import PAGES

NAMES = tuple(services())
SIZES = (1, 2, 6)
COMBINATIONS = tuple(chain.from_iterable(combinations(NAMES, size) for size in SIZES))
STANDARD = "2.3"
"""The standard with the most to it: percentages, prompts, a rating raised by discretion."""
STANDARD_LABEL = f"{STANDARD} {standards('hmip-yjs-2021')[STANDARD]}"


def the_comparison_shows_every_card_and_rating(at: AppTest, chosen: tuple[str, ...]) -> None:
    shown = cards(at)
    expected = [services()[name] for name in chosen]
    assert [card["name"] for card in shown] == list(chosen)
    assert [card["overall_rating"] for card in shown] == [s.inspection["overall_rating"] for s in expected]
    assert [card["score"] for card in shown] == [s.score for s in expected]
    columns, rows = grid(at)
    assert columns == list(chosen)
    assert set(rows) == {title for service in expected for title in service.titles}
    for title, cells in rows.items():
        assert [cell["rating"] for cell in cells] == [s.titles.get(title) for s in expected]
        assert ["discretion" in cell.get("mark", "") for cell in cells] == [
            title in s.titles and title.split()[0] in s.raised for s in expected
        ]
        assert all(cell["rating"] or cell["reason"] for cell in cells)


def the_standard_shows_its_ratings_and_figures(at: AppTest, chosen: tuple[str, ...]) -> None:
    expected = [services()[name] for name in chosen]
    assert STANDARD in plain(at.title[0].value)
    columns, rows = grid(at)
    assert columns == list(chosen)
    assert [cell["rating"] for cell in rows[STANDARD_LABEL]] == [s.ratings[STANDARD] for s in expected]
    counted = [s for s in expected if s.percents.get(STANDARD)]
    drawn = charts(at)
    assert len(drawn) == bool(counted)
    for service in counted:
        assert service.figures(STANDARD) <= labels(drawn[0], service.name)
        assert all(f"{service.name} {figure}" in drawn[0]["alt"] for figure in service.figures(STANDARD))


def the_circumstances_are_charts_with_alternative_text(at: AppTest, chosen: tuple[str, ...]) -> None:
    drawn = charts(at)
    assert drawn
    assert all(len(chart["alt"]) > len("Chart of") for chart in drawn)
    assert all(chart["data"] or chart["layout"].get("annotations") for chart in drawn)
    said = words(at)
    assert [name for name in chosen if name not in said] == []


def the_tables_are_all_there(at: AppTest, chosen: tuple[str, ...]) -> None:
    assert len(at.dataframe[0].value) > 0
    assert "Sutton" in words(at)


EXPECTED: dict[str, Callable[[AppTest, tuple[str, ...]], None]] = {
    "compare": the_comparison_shows_every_card_and_rating,
    "domains": the_standard_shows_its_ratings_and_figures,
    "context": the_circumstances_are_charts_with_alternative_text,
    "data": the_tables_are_all_there,
}


def test_there_are_129_combinations_of_the_nine_services() -> None:
    assert len(NAMES) >= 9
    assert len(COMBINATIONS) >= 129


@pytest.mark.parametrize("chosen", COMBINATIONS, ids="+".join)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_every_combination_of_services(
    page: str, chosen: tuple[str, ...], show: Callable[..., AppTest]
) -> None:
    at = show(page, services=list(chosen), standard=STANDARD_LABEL)
    assert faults(at) == []
    assert at.multiselect(key="services").value == list(chosen)
    if page in EXPECTED:
        EXPECTED[page](at, chosen)
