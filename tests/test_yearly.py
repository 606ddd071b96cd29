"""Yearly figures beside their region and nation: which edition and year stand, and what parts a series."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from made_up.youth_justice_tables import CHILDREN_HEAD, Cell, write_table, year_label
from tests.frames import data_set_of
from yjs_dash import checks
from yjs_dash.compare import Catalogue, Selection
from yjs_dash.compare.yearly import group_comparisons, series_breaks, year_series, year_shares
from yjs_dash.narrate.yearly_sentences import shares_headline
from yjs_dash.sources import read_statistics
from yjs_dash.sources.youth_justice_tables import AGE, CHILDREN

Counts = tuple[str, str, int, int, int]
"""Service, region, year by its end, children aged 10–14 and aged 15–17."""


def rows_of(*counts: Counts) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for service, region, year, younger, older in counts:
        head: list[Cell] = ["England", region, "", service, year_label(year)]
        for age, number in (("10-14", younger), ("15-17", older)):
            rows.append([*head, age, "Male", "White", number])
    return rows


def catalogue(folder: Path, *editions: Sequence[Counts], authorities: str = "Northtown") -> Catalogue:
    """A catalogue of the services Northtown and Westcombe with these editions of the table, in this order."""
    read = []
    for number, counts in enumerate(editions):
        path = write_table(folder / f"{number}.ods", CHILDREN_HEAD, rows_of(*counts))
        read.append(read_statistics([path]))
    services = [
        {
            "service_id": name.lower(), "name": name, "country": "England", "region": "North East",
            "local_authorities": authorities if name == "Northtown" else name,
        }
        for name in ("Northtown", "Westcombe")
    ]  # fmt: skip
    frames = {
        name: pd.concat([getattr(one, name) for one in read]).drop_duplicates()
        for name in ("observations", "indicators", "sources")
    }
    return Catalogue(data_set_of(services=pd.DataFrame(services), **frames))


def chosen(known: Catalogue) -> Selection:
    return known.select(["northtown", "westcombe"])


def test_a_later_edition_stands_for_the_years_that_it_has(tmp_path: Path) -> None:
    old = [("Northtown", "North East", 2023, 20, 30), ("Northtown", "North East", 2024, 20, 31)]
    new = [("Northtown", "North East", 2024, 20, 32), ("Northtown", "North East", 2025, 20, 33)]
    for editions in ((old, new), (new, old)):
        known = catalogue(tmp_path, *editions)
        series = year_series(known, chosen(known), indicator_id=CHILDREN)
        own = [(row.period_end[:4], row.value) for row in series if row.service == "Northtown"]
        assert own == [("2023", 50), ("2024", 52), ("2025", 53)]


def test_the_latest_year_of_each_service_stands_beside_the_nation_of_that_year(tmp_path: Path) -> None:
    known = catalogue(
        tmp_path,
        [
            ("Northtown", "North East", 2024, 20, 30),
            ("Westcombe", "North East", 2024, 10, 40),
            ("Westcombe", "North East", 2025, 15, 45),
        ],
    )
    rows = year_shares(known, chosen(known), indicator_id=AGE)
    shown = {
        (row.service, row.area, row.period_end[:4], row.label) for row in rows if row.part == "Aged 10–14"
    }
    assert shown == {
        ("Northtown", "Northtown", "2024", "20 of 50 (40%)"),
        ("Northtown", "North East", "2024", "30 of 100 (30%)"),
        ("Northtown", "England and Wales", "2024", "30 of 100 (30%)"),
        ("Westcombe", "Westcombe", "2025", "15 of 60 (25%)"),
        ("Westcombe", "North East", "2025", "15 of 60 (25%)"),
        ("Westcombe", "England and Wales", "2025", "15 of 60 (25%)"),
    }


@pytest.mark.parametrize(
    ("younger", "older", "verdict"),
    [(20, 20, "larger"), (8, 32, ""), (15, 14, None)],
    ids=["far more", "as elsewhere", "29 children"],
)
def test_a_service_is_compared_with_elsewhere_where_it_has_enough_children(
    tmp_path: Path, younger: int, older: int, verdict: str | None
) -> None:
    known = catalogue(
        tmp_path, [("Northtown", "North East", 2025, younger, older), ("Afar", "London", 2025, 200, 800)]
    )
    rows = year_shares(known, known.select(["northtown"]), indicator_id=AGE)
    tested = group_comparisons(rows)
    assert [row.verdict for row in tested] == ([] if verdict is None else [verdict])
    assert [(row.other_count, row.other_whole) for row in tested] == [(200, 1000)] * len(tested)
    measure = known.indicators[AGE]
    headline = shares_headline(rows, tested, measure=measure)  # type: ignore[arg-type]
    assert ("larger share" in headline) == (verdict == "larger")


def test_years_before_a_service_got_its_area_are_a_line_of_their_own(tmp_path: Path) -> None:
    counts = [("Northtown", "North East", year, 20, 30) for year in (2022, 2023, 2024, 2025)]
    known = catalogue(tmp_path, counts, authorities="Cumberland")
    series = year_series(known, chosen(known), indicator_id=CHILDREN)
    areas = {row.period_end[:4]: row.area for row in series if row.service == "Northtown"}
    before = "Northtown before 2024"
    assert areas == {"2022": before, "2023": before, "2024": "Northtown", "2025": "Northtown"}
    breaks = [(b.kind, b.year) for b in series_breaks(known, chosen(known), indicator_id=CHILDREN)]
    assert breaks == [("area", 2024)]


def test_a_service_that_covers_all_that_replaced_an_authority_has_its_area_still(tmp_path: Path) -> None:
    counts = [("Northtown", "North East", year, 20, 30) for year in (2023, 2024)]
    known = catalogue(tmp_path, counts, authorities="Cumberland; Westmorland and Furness")
    assert series_breaks(known, chosen(known), indicator_id=CHILDREN) == []


def test_suppressed_parts_are_no_finding_of_the_checks(tmp_path: Path) -> None:
    known = catalogue(
        tmp_path, [("Northtown", "North East", 2025, 3, 30), ("Northtown", "London", 2025, 1, 30)]
    )
    rows = year_shares(known, chosen(known), indicator_id=AGE)
    assert "c" in {row.status for row in rows}
    assert list(checks.reconcile(known.data)["code"]) == []


def test_a_service_without_figures_keeps_one_row_that_says_so(tmp_path: Path) -> None:
    known = catalogue(tmp_path, [("Northtown", "North East", 2025, 20, 30)])
    rows = year_shares(known, chosen(known), indicator_id=AGE)
    assert [(row.service, row.label) for row in rows if not row.part] == [("Westcombe", "not published [x]")]
