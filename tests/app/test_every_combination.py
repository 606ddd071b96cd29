"""Every page with one, two and six services: a covering design by default, every combination in the long run.

On each page each service stands alone and each two services stand together, in some choice; each two services stand
side by side without a third where ratings are compared, and elsewhere on at least one page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, combinations

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.published import services, standards, table
from tests.app.reading import cards, charts, element_data, faults, grid, labels, plain, words
from yjs_dash.compare import TABLE_TITLES
from yjs_dash.ui.peer_blocks import letter_of
from yjs_dash.ui.shell import PAGES

NAMES = tuple(services())
SIZES = (1, 2, 6)
COMBINATIONS = tuple(chain.from_iterable(combinations(NAMES, size) for size in SIZES))
EVERY = tuple((page, chosen) for page in PAGES for chosen in COMBINATIONS)
COMPARED_IN_TWOS = ("compare", "domains")
"""Pages that set each two services against each other: differences, frameworks, samples."""

WELSH = frozenset(row["name"] for row in table("services") if row["country"] == "Wales")


def _together() -> Iterator[tuple[str, ...]]:
    """Threes of neighbours, two threes at a time: any two services are in one of these sixes."""
    threes = [tuple(NAMES[(first + n) % len(NAMES)] for n in range(3)) for first in range(0, len(NAMES), 3)]
    for two in combinations(threes, 2):
        yield tuple(sorted(set(chain.from_iterable(two)), key=NAMES.index))


def _twos(steps: Iterable[int]) -> Iterator[tuple[str, ...]]:
    """Each service with the one that many steps further on in the ring of all."""
    for step in steps:
        for number, name in enumerate(NAMES):
            yield tuple(sorted((name, NAMES[(number + step) % len(NAMES)]), key=NAMES.index))


def _design() -> Iterator[tuple[str, tuple[str, ...]]]:
    steps = range(1, len(NAMES) // 2 + 1)
    for number, page in enumerate(PAGES):
        own = steps if page in COMPARED_IN_TWOS else [steps[number % len(steps)]]
        for chosen in dict.fromkeys(chain(((name,) for name in NAMES), _twos(own), _together())):
            yield page, chosen


DESIGN = tuple(_design())
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
    assert all(chart["data"] or chart["layout"].get("annotations") for chart in drawn)
    # A service of several authorities stands there with each of them, by their names.
    areas = {name: (name, *services()[name].authorities) for name in chosen}
    assert [
        (name, chart["alt"])
        for chart in drawn
        for name in chosen
        if not any(area in chart["alt"] for area in areas[name])
        # Statistical neighbours are published for English authorities only.
        and not (name in WELSH and chart["alt"].startswith("Ranges on an axis from zero."))
    ] == []


def each_service_is_in_every_chart(at: AppTest, chosen: tuple[str, ...]) -> None:
    drawn = charts(at)
    # Where no report has the figures, a sentence stands in place of the charts.
    assert drawn or "no inspection report" in words(at).lower()
    assert [(name, chart["alt"]) for chart in drawn for name in chosen if name not in chart["alt"]] == []


def the_first_service_stands_among_others(at: AppTest, chosen: tuple[str, ...]) -> None:
    (table,) = element_data(at, "data_table")
    ours, *others = table["rows"]
    assert ours[:2] == ["Ours", chosen[0]]
    assert others
    assert [row[0] for row in others] == [letter_of(number) for number in range(len(others))]
    assert chosen[0] not in [row[1] for row in others]
    assert [chart["alt"] for chart in charts(at) if chosen[0] not in chart["alt"]] == []


def a_service_with_a_score_is_named_with_it(at: AppTest, chosen: tuple[str, ...]) -> None:
    said = " ".join(chart["alt"] for chart in charts(at))
    for name in chosen:
        if services()[name].score is not None:
            assert re.search(rf"\b{re.escape(name)} scored {services()[name].score}\b", said)


def the_tables_are_all_there(at: AppTest, chosen: tuple[str, ...]) -> None:
    assert at.selectbox(key="table").value == TABLE_TITLES["ratings"]
    of_chosen = {services()[name].inspection["inspection_id"] for name in chosen}
    rows = [row for row in table("ratings") if row["inspection_id"] in of_chosen]
    assert len(at.dataframe[0].value) == len(rows) > 0
    assert set(at.dataframe[0].value["Service"]) == set(chosen)


EXPECTED: dict[str, Callable[[AppTest, tuple[str, ...]], None]] = {
    "compare": the_comparison_shows_every_card_and_rating,
    "peers": the_first_service_stands_among_others,
    "domains": the_standard_shows_its_ratings_and_figures,
    "context": the_circumstances_are_charts_with_alternative_text,
    "children": each_service_is_in_every_chart,
    "national": a_service_with_a_score_is_named_with_it,
    "data": the_tables_are_all_there,
}


def test_there_are_129_combinations_of_the_nine_services() -> None:
    assert len(NAMES) >= 9
    assert len(COMBINATIONS) >= 129


@pytest.mark.parametrize("page", PAGES)
def test_the_design_has_each_service_alone_and_each_two_together_on_a_page(page: str) -> None:
    chosen = [names for at, names in DESIGN if at == page]
    assert {names for names in chosen if len(names) == 1} == {(name,) for name in NAMES}
    sixes = [names for names in chosen if len(names) == max(SIZES)]
    assert set(chain.from_iterable(combinations(names, 2) for names in sixes)) == set(combinations(NAMES, 2))
    assert {name for names in chosen if len(names) == 2 for name in names} == set(NAMES)


def test_the_design_has_each_two_services_side_by_side_without_a_third() -> None:
    twos = set(combinations(NAMES, 2))
    for page in COMPARED_IN_TWOS:
        assert {names for at, names in DESIGN if at == page and len(names) == 2} == twos
    assert {names for at, names in DESIGN if at not in COMPARED_IN_TWOS and len(names) == 2} == twos


@pytest.mark.parametrize(
    ("page", "chosen"),
    [
        pytest.param(
            *view, id=f"{view[0]}-{'+'.join(view[1])}", marks=() if view in DESIGN else pytest.mark.long
        )
        for view in EVERY
    ],
)
def test_a_page_shows_every_combination_of_services(
    page: str, chosen: tuple[str, ...], show: Callable[..., AppTest]
) -> None:
    at = show(page, services=list(chosen), standard=STANDARD_LABEL, picture="Scores")
    assert faults(at) == []
    assert at.multiselect(key="services").value == list(chosen)
    if page in EXPECTED:
        EXPECTED[page](at, chosen)
