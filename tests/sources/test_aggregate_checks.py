from __future__ import annotations

import pandas as pd
import pytest

from yjs_dash.schema import TABLES
from yjs_dash.sources._findings import Finding
from yjs_dash.sources.aggregate_checks import reject_inconsistent_aggregates
from yjs_dash.sources.areas import parents_of, region_name

PARENTS = parents_of(
    {
        "Sutton": "Outer London",
        "Bexley": "London (Outer)",
        "Camden": "Inner London",
        "Barnsley": "Yorkshire & The Humber",
        "Leeds": "Yorkshire and the Humber",
        "York": "Yorkshire and the Humber",
    }
)
INDICATORS = pd.DataFrame(
    [("rate", "Rate", "%"), ("spend", "Spend", "£")], columns=["indicator_id", "name", "unit"], dtype="str"
)


def checked(
    values: dict[str, str], *, indicator_id: str = "rate", sources: dict[str, str] | None = None
) -> tuple[set[str], list[Finding]]:
    blank = dict.fromkeys(TABLES["observations"].column_names, "")
    rows = [
        blank
        | {
            "area": area,
            "indicator_id": indicator_id,
            "period": "2024",
            "value": value,
            "status": "" if value else "x",
            "source_id": (sources or {}).get(area, "one"),
        }
        for area, value in values.items()
    ]
    kept, findings = reject_inconsistent_aggregates(
        pd.DataFrame(rows, dtype="str"), parents=PARENTS, indicators=INDICATORS
    )
    return set(values) - set(kept["area"]), findings


YORKSHIRE = {"Barnsley": "10", "Leeds": "20", "York": "30"}


@pytest.mark.parametrize(
    ("region", "refused"),
    [
        ("10", False),
        ("30", False),
        ("22", False),
        ("9", True),
        ("31", True),
        ("60", True),
        ("30.4", False),
        ("30.6", True),
    ],
)
def test_a_rate_of_a_region_lies_within_its_authorities(region: str, refused: bool) -> None:
    gone, findings = checked(YORKSHIRE | {"Yorkshire and the Humber": region})
    assert gone == ({"Yorkshire and the Humber"} if refused else set())
    assert [f.code for f in findings] == (["impossible_whole"] if refused else [])


def test_a_refused_value_stays_in_its_finding_with_its_publisher() -> None:
    _, (finding,) = checked(YORKSHIRE | {"Yorkshire and the Humber": "60"})
    assert (finding.value, finding.source_id, finding.level) == ("60", "one", "warning")
    assert finding.subject == "Yorkshire and the Humber, Rate, 2024"
    assert "10 to 30" in finding.message
    assert "It is the sum of its parts" in finding.message


def test_whoever_published_it_a_nation_is_compared_with_the_parts_that_are_known() -> None:
    values = YORKSHIRE | {"Sutton": "12", "Bexley": "14", "Camden": "16", "England": "90"}
    gone, (finding,) = checked(values, sources={"England": "another"})
    assert gone == {"England"}
    assert finding.source_id == "another"


def test_the_parts_of_the_same_publication_come_first() -> None:
    rows = YORKSHIRE | {"Yorkshire and the Humber": "40"}
    gone, _ = checked(rows, sources=dict.fromkeys(YORKSHIRE, "another"))
    assert gone == {"Yorkshire and the Humber"}


def test_a_refused_region_does_not_vouch_for_the_nation() -> None:
    regions = {
        "North East": "10",
        "North West": "12",
        "South East": "11",
        "South West": "13",
        "East Midlands": "10",
    }
    gone, _ = checked(regions | YORKSHIRE | {"Yorkshire and the Humber": "900", "England": "800"})
    assert gone == {"Yorkshire and the Humber", "England"}


def test_with_fewer_than_half_of_the_parts_a_whole_is_doubted_and_kept() -> None:
    gone, (finding,) = checked({"Barnsley": "10", "Leeds": "", "York": "", "Yorkshire and the Humber": "25"})
    assert not gone
    assert (finding.code, finding.level) == ("doubtful_whole", "note")
    assert "1 of its 3 authorities" in finding.message


def test_london_is_compared_with_its_halves_and_its_boroughs() -> None:
    boroughs = {"Sutton": "10", "Bexley": "12", "Camden": "30"}
    assert checked(boroughs | {"London": "20"})[0] == set()
    assert checked(boroughs | {"London": "31"})[0] == {"London"}
    halves = {"London (Inner)": "30", "London (Outer)": "11"}
    assert checked(halves | {"London": "35"})[0] == {"London"}


def test_a_count_is_at_least_its_largest_part_and_may_exceed_the_range() -> None:
    assert checked(YORKSHIRE | {"Yorkshire and the Humber": "60"}, indicator_id="spend")[0] == set()
    gone, (finding,) = checked(YORKSHIRE | {"Yorkshire and the Humber": "29"}, indicator_id="spend")
    assert gone == {"Yorkshire and the Humber"}
    assert "less than the largest" in finding.message


def test_a_count_below_the_sum_of_its_parts_is_noted_and_kept() -> None:
    gone, (finding,) = checked(YORKSHIRE | {"Yorkshire and the Humber": "50"}, indicator_id="spend")
    assert not gone
    assert (finding.code, finding.level) == ("doubtful_whole", "note")


def test_without_any_part_nothing_is_said() -> None:
    assert checked({"England": "3071", "Yorkshire and the Humber": ""}) == (set(), [])


def test_of_an_unknown_indicator_nothing_is_said() -> None:
    assert checked(YORKSHIRE | {"Yorkshire and the Humber": "60"}, indicator_id="unheard-of") == (set(), [])


def test_regions_are_known_in_the_spellings_of_publishers() -> None:
    assert (
        region_name("Yorkshire and The Humber")
        == region_name("yorkshire & the humber")
        == "Yorkshire and the Humber"
    )
    assert region_name("Inner London") == "London (Inner)"
    assert region_name("Wales") is None
