"""Figures of services that cover several authorities, and of statistical neighbours, on a made-up data set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache

import pandas as pd
import pytest

from tests.frames import data_set_of
from yjs_dash.compare.areas import BASES, ServiceFigure, service_figures
from yjs_dash.compare.catalogue import Catalogue, ServiceInspection
from yjs_dash.compare.neighbours import ABSENT, NeighbourFigure, neighbour_figures
from yjs_dash.framework import Framework, load_frameworks
from yjs_dash.narrate.areas import neighbours_sentence, parts_sentence
from yjs_dash.schema import TABLES, NeighbourRow
from yjs_dash.sources.areas import FORMER_AUTHORITIES, existed
from yjs_dash.store import BUNDLED

INDICATORS = {
    "first_time_entrant_rate": "per 100,000 aged 10–17",
    "first_time_entrants": "children",
    "population_10_17": "children",
    "youth_justice_spend": "£",
    "reoffending_rate": "%",
}
Printed = tuple[str, str, str, str]


def catalogue(*rows: Printed, source: Mapping[str, str] | None = None) -> Catalogue:
    """A data set of observations (area, indicator, year, value) of local authorities; “service:” marks a service."""
    blank = dict.fromkeys(TABLES["observations"].column_names, "")
    observations = [
        blank
        | {
            "area": area.removeprefix("service:").rstrip("*"),
            "area_type": "service" if area.startswith("service:") else "local_authority",
            "indicator_id": indicator_id,
            "period": f"year ending December {year}",
            "period_end": f"{year}-12-31",
            "value": value if value not in ("c", "x") else "",
            "status": value if value in ("c", "x") else "",
            "source_id": "new" if area.endswith("*") else "old",
            "confidence": "high",
        }
        for area, indicator_id, year, value in rows
    ]
    indicators = [
        dict.fromkeys(TABLES["indicators"].column_names, "")
        | {
            "indicator_id": i,
            "name": i,
            "unit": u,
            "polarity": "neutral",
            "topic": "made-up",
            "definition": "Made up.",
        }
        for i, u in INDICATORS.items()
    ]
    described = {"title": "Made up", "publisher": "Nobody", "licence": "None"}
    sources = [
        described | {"source_id": "old", "published": "2025-01"},
        described | {"source_id": "new", "published": "2026-01"},
    ]
    made = {"observations": observations, "indicators": indicators, "sources": sources}
    return Catalogue(data_set_of(**{name: pd.DataFrame(cells) for name, cells in made.items()}))


def entry(*authorities: str, country: str = "England") -> ServiceInspection:
    region = "Wales" if country == "Wales" else "London"
    return ServiceInspection("here", "Here", country, region, authorities, (), {}, framework(), {}, {})


@cache
def framework() -> Framework:
    return load_frameworks(BUNDLED / "frameworks")["hmip-yjs-2021"]


def figure(made: Catalogue, *authorities: str, indicator_id: str = "reoffending_rate") -> ServiceFigure:
    rows = service_figures(made, entry(*authorities), indicator_id=indicator_id)
    assert {row.basis for row in rows} <= set(BASES)
    return rows[-1]


def said(row: ServiceFigure, indicator_id: str = "reoffending_rate") -> str:
    return parts_sentence(row, unit=INDICATORS[indicator_id])


def said_of_neighbours(row: NeighbourFigure) -> str:
    assert row.absent in ABSENT
    return neighbours_sentence(row)


def rates(**values: str) -> Catalogue:
    return catalogue(*((area, "reoffending_rate", "2024", value) for area, value in values.items()))


def test_a_service_of_one_authority_has_its_figure() -> None:
    row = figure(rates(Sutton="34.15"), "Sutton")
    assert (row.basis, row.value, said(row)) == ("authority", 34.15, "Published for Sutton.")


def test_a_rate_of_several_authorities_is_a_range_with_names_and_never_an_average() -> None:
    row = figure(rates(A="20", B="30", C="25.55"), "A", "B", "C")
    assert row.basis == "range"
    assert row.value is None
    assert (row.low, row.low_area, row.high, row.high_area) == (20, "A", 30, "B")
    assert said(row) == "Rates of authorities cannot be added up. They run from 20% in A to 30% in B."


def test_a_part_without_a_figure_is_named() -> None:
    row = figure(rates(A="20", B="30", C="c"), "A", "B", "C")
    assert (row.basis, row.parts, row.published_parts, row.missing) == ("range", 3, 2, ("C",))
    assert said(row).endswith("They run from 20% in A to 30% in B. We have no figure for C.")


def test_one_part_alone_does_not_stand_for_the_service() -> None:
    row = figure(rates(A="20", B="x"), "A", "B")
    assert (row.basis, row.low, row.high) == ("part", 20, 20)
    assert row.value is None
    assert said(row) == (
        "We have a figure for A only, 20%, and none for B. It does not stand for the whole service."
    )


def test_a_figure_published_alike_for_every_part_is_said_to_be_so() -> None:
    row = figure(rates(A="24.8", B="24.8"), "A", "B")
    assert (row.basis, row.value) == ("alike", 24.8)
    assert said(row) == "The same figure is published for A and B."


def test_money_and_children_add_up() -> None:
    made = catalogue(
        ("A", "youth_justice_spend", "2024", "100"), ("B", "youth_justice_spend", "2024", "50.5")
    )
    row = figure(made, "A", "B", indicator_id="youth_justice_spend")
    assert (row.basis, row.value) == ("sum", 150.5)
    assert said(row, "youth_justice_spend") == "This is the total of A and B."


def test_there_is_no_sum_with_a_part_missing() -> None:
    made = catalogue(("A", "youth_justice_spend", "2024", "100"), ("B", "youth_justice_spend", "2024", "x"))
    row = figure(made, "A", "B", indicator_id="youth_justice_spend")
    assert (row.basis, row.status) == ("unsummed", "x")
    assert row.value is None
    assert said(row, "youth_justice_spend") == (
        "We cannot give a total, because we have no figure for B. The others are £100 in A."
    )


def test_a_small_sum_of_children_is_suppressed() -> None:
    made = catalogue(("A", "first_time_entrants", "2024", "2"), ("B", "first_time_entrants", "2024", "3"))
    row = figure(made, "A", "B", indicator_id="first_time_entrants")
    assert (row.basis, row.status) == ("sum", "c")
    assert row.value is None


def test_a_rate_is_worked_out_where_every_part_has_its_count_and_population() -> None:
    parts = [("A", "20", "10000", "200"), ("B", "40", "10000", "400")]
    rows = [
        row
        for area, count, people, rate in parts
        for row in (
            (area, "first_time_entrants", "2024", count),
            (area, "population_10_17", "2024", people),
            (area, "first_time_entrant_rate", "2024", rate),
        )
    ]
    row = figure(catalogue(*rows), "A", "B", indicator_id="first_time_entrant_rate")
    assert (row.basis, row.value, row.status) == ("counts", 300, "e")
    assert (row.low, row.high) == (200, 400)
    without = [r for r in rows if r[:2] != ("B", "population_10_17")]
    assert figure(catalogue(*without), "A", "B", indicator_id="first_time_entrant_rate").basis == "range"


def test_a_figure_published_for_the_whole_service_comes_before_its_parts() -> None:
    made = catalogue(
        ("A", "reoffending_rate", "2024", "20"),
        ("B", "reoffending_rate", "2024", "30"),
        ("service:Here", "reoffending_rate", "2024", "26"),
    )
    row = figure(made, "A", "B")
    assert (row.basis, row.value, row.low, row.high) == ("published", 26, 20, 30)


def test_a_former_authority_with_the_same_area_stands_for_the_service() -> None:
    made = rates(Northamptonshire="40.14")
    row = figure(made, "North Northamptonshire", "West Northamptonshire")
    assert (row.basis, row.value) == ("former", 40.14)
    assert said(row) == (
        "Published for Northamptonshire, which North Northamptonshire and West Northamptonshire replaced."
    )


def test_several_former_authorities_are_named_and_do_not_stand_for_the_service() -> None:
    made = catalogue(
        ("Dorset (Pre LG)", "reoffending_rate", "2024", "28"),
        ("Poole (Pre LG)", "reoffending_rate", "2024", "38"),
    )
    row = figure(made, "Dorset", "Bournemouth, Christchurch and Poole")
    assert row.basis == "missing"
    assert "There are figures for the former authorities Poole (Pre LG) and Dorset (Pre LG)." in said(row)


def test_a_service_without_any_figure_keeps_a_row_that_says_so() -> None:
    row = figure(rates(Elsewhere="1"), "Cardiff")
    assert (row.basis, row.period, row.status) == ("missing", "", "x")
    assert said(row) == "We have no figure for Cardiff."


def test_periods_come_oldest_first_and_the_later_publication_counts() -> None:
    made = catalogue(
        ("A", "reoffending_rate", "2024", "2"),
        ("A", "reoffending_rate", "2023", "1"),
        ("A*", "reoffending_rate", "2024", "3"),
        ("A*", "reoffending_rate", "2023", "x"),
    )
    rows = service_figures(made, entry("A"), indicator_id="reoffending_rate")
    assert [row.period_end for row in rows] == ["2023-12-31", "2024-12-31"]
    assert [row.value for row in rows] == [1, 3]
    assert [row.source_id for row in rows] == ["old", "new"]


def near(**neighbours: str) -> list[NeighbourRow]:
    return [
        NeighbourRow(area=area, neighbour=name, rank=rank, source_id="old")
        for area, names in neighbours.items()
        for rank, name in enumerate(names, start=1)
    ]


def test_neighbours_have_a_median_and_a_range_with_names() -> None:
    made = rates(A="20", B="10", C="30.1", D="12.2", E="40")
    row = neighbour_figures(made, entry("A"), neighbours=near(A="BCDE"), indicator_id="reoffending_rate")[0]
    assert (row.value, row.median, row.low, row.high) == (20, 21.15, 10, 40)
    assert (row.low_area, row.high_area, row.published_neighbours) == ("B", "E", 4)
    assert said_of_neighbours(row) == (
        "The median of the 4 statistical neighbours of Here is 21.2%; they run from 10% in B to 40% in E."
    )


def test_neighbours_without_a_figure_are_counted_and_named() -> None:
    made = rates(A="20", B="10", C="30", D="x")
    row = neighbour_figures(made, entry("A"), neighbours=near(A="BCD"), indicator_id="reoffending_rate")[0]
    assert (row.neighbours, row.published_neighbours, row.missing) == (3, 2, ("D",))
    assert said_of_neighbours(row).startswith(
        "2 of the 3 statistical neighbours of Here have a figure. Their median is 20%;"
    )


def test_where_no_neighbour_has_a_figure_the_row_says_so() -> None:
    made = rates(A="20", B="x")
    row = neighbour_figures(made, entry("A"), neighbours=near(A="B"), indicator_id="reoffending_rate")[0]
    assert row.median is None
    assert said_of_neighbours(row) == "We have no figure for any statistical neighbour of Here."


def test_each_authority_of_a_service_has_its_own_neighbours() -> None:
    made = rates(A="20", B="10", C="30")
    rows = neighbour_figures(
        made, entry("A", "B"), neighbours=near(A="C", B="AC"), indicator_id="reoffending_rate"
    )
    assert [row.authority for row in rows] == ["A", "B"]
    assert [row.median for row in rows] == [30, 25]
    # Of several authorities each goes by its own name; one alone is called as the service is.
    assert "statistical neighbour of A with" in said_of_neighbours(rows[0])


@pytest.mark.parametrize(
    ("country", "sentence"),
    [
        ("Wales", "Here: statistical neighbours are published for authorities in England only."),
        ("England", "We have no statistical neighbours for Here."),
    ],
)
def test_an_authority_without_neighbours_keeps_a_row_that_says_why(country: str, sentence: str) -> None:
    made = rates(A="20")
    here = entry("Cardiff", country=country)
    (row,) = neighbour_figures(made, here, neighbours=near(A="B"), indicator_id="reoffending_rate")
    assert (said_of_neighbours(row), row.period, row.neighbours) == (sentence, "", 0)
    assert row.median is None


@pytest.mark.parametrize(
    ("area", "day", "there"),
    [
        ("Cumbria", "2023-03-31", True),
        ("Cumbria", "2023-04-01", False),
        ("Cumberland", "2023-03-31", False),
        ("Cumberland", "2023-04-01", True),
        ("Northamptonshire", "2024-12-31", False),
        ("Dorset", "2024-12-31", True),
        ("Poole (Pre LG)", "2019-04-01", False),
        ("Sutton", "1990-01-01", True),
    ],
)
def test_an_authority_exists_from_its_first_day_to_its_last(area: str, day: str, there: bool) -> None:
    assert existed(area, day=dt.date.fromisoformat(day)) == there


def test_every_former_authority_names_the_order_that_ended_it_on_the_first_of_april() -> None:
    for former in FORMER_AUTHORITIES.values():
        assert (former.replaced.month, former.replaced.day) == (4, 1)
        assert f"Order {former.replaced.year - 1}, SI {former.replaced.year - 1}/" in former.order


def test_neighbours_that_are_alike_or_alone_are_told_without_a_range() -> None:
    made = rates(A="20", B="0", C="0")
    row = neighbour_figures(made, entry("A"), neighbours=near(A="BC"), indicator_id="reoffending_rate")[0]
    assert said_of_neighbours(row).endswith("have a figure, and it is 0% for each of them.")
    made = rates(A="20", B="0", C="x")
    row = neighbour_figures(made, entry("A"), neighbours=near(A="BC"), indicator_id="reoffending_rate")[0]
    assert said_of_neighbours(row) == "B is the only statistical neighbour of Here with a figure: 0%."


def test_a_small_sum_is_told_without_its_parts() -> None:
    made = catalogue(("A", "first_time_entrants", "2024", "2"), ("B", "first_time_entrants", "2024", "3"))
    row = figure(made, "A", "B", indicator_id="first_time_entrants")
    assert said(row, "first_time_entrants") == "The total of A and B is too small to show [c]."
    assert row.published == ()
