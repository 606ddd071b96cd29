"""The domain page for every standard, for one service rated under the 2018 framework and one under that of 2021."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.published import services, standards
from tests.app.reading import charts, faults, grid, labels, opened, plain, words

MIXED = ["Brighton and Hove", "Sutton"]
NAMES = {framework: standards(framework) for framework in ("hmip-yjs-2018", "hmip-yjs-2021")}
EVERY_STANDARD = sorted({number for names in NAMES.values() for number in names})


def drilled(at: AppTest, standard: str) -> AppTest:
    chooser = at.selectbox(key="standard")
    (label,) = (option for option in chooser.options if option.split()[0] == standard)
    return chooser.select(label).run()


def test_the_two_services_were_rated_under_different_frameworks() -> None:
    assert [services()[name].inspection["framework_id"] for name in MIXED] == list(NAMES)


@pytest.mark.parametrize("standard", EVERY_STANDARD)
def test_every_standard_of_either_framework_has_its_page(standard: str, show: Callable[..., AppTest]) -> None:
    at = drilled(show("domains", services=MIXED), standard)
    assert faults(at) == []
    assert plain(at.title[0].value).startswith(standard)
    columns, rows = grid(at)
    assert columns == MIXED
    domain = standard.partition(".")[0] + "."
    expected = [services()[name].titles for name in MIXED]
    assert set(rows) == {title for titles in expected for title in titles if title.startswith(domain)}
    for title, cells in rows.items():
        assert [cell["rating"] for cell in cells] == [titles.get(title) for titles in expected]
        assert all(cell["rating"] or cell["reason"] for cell in cells)


@pytest.mark.parametrize("standard", EVERY_STANDARD)
def test_the_chooser_names_a_standard_as_each_framework_does(
    standard: str, show: Callable[..., AppTest]
) -> None:
    at = show("domains", services=MIXED)
    (label,) = (option for option in at.selectbox(key="standard").options if option.split()[0] == standard)
    assert [names[standard] for names in NAMES.values() if names.get(standard, "") not in label] == []


@pytest.mark.parametrize("standard", EVERY_STANDARD)
def test_printed_percentages_are_drawn_and_missing_ones_are_said_to_be_missing(
    standard: str, show: Callable[..., AppTest]
) -> None:
    at = drilled(show("domains", services=MIXED), standard)
    printed = services()["Sutton"].figures(standard)
    drawn = charts(at)
    assert len(drawn) == bool(printed)
    if printed:
        assert labels(drawn[0], "Sutton") >= printed
        rows = [text.replace("<br>", " ") for text in drawn[0]["layout"]["yaxis"]["ticktext"]]
        assert rows[-1] == "Brighton and Hove"
    else:
        assert re.search(rf"\b{re.escape(standard)} .*\bno percentages\b", words(at))


def test_sutton_2_3_shows_63_per_cent_as_5_of_8_and_says_that_discretion_raised_it() -> None:
    at = opened("domains", services=["Sutton"], standard="2.3")
    (chart,) = charts(at)
    assert labels(chart, "Sutton") == {"63% (5 of 8)", "75% (6 of 8)", "88% (7 of 8)"}
    assert "63% (5 of 8)" in chart["alt"]
    (said,) = (line for line in words(at).splitlines() if "discretion to" in line)
    assert re.search(r"^Sutton: .*\bdiscretion to raise .* from Requires improvement to Good\b", said)
    assert "page 34" in said


def test_suffolk_and_sutton_side_by_side_show_their_counts() -> None:
    at = opened("domains", services=["Suffolk", "Sutton"], standard="3.1")
    (chart,) = charts(at)
    assert labels(chart, "Suffolk") == {"57% (20 of 35)", "29% (10 of 35)", "43% (15 of 35)"}
    assert labels(chart, "Sutton") == {"67% (8 of 12)", "58% (7 of 12)"}


def test_a_standard_judged_on_evidence_has_no_chart_and_says_so() -> None:
    at = opened("domains", services=["Suffolk", "Sutton"], standard="1.1")
    assert charts(at) == []
    (said,) = (line for line in words(at).splitlines() if "no percentages" in line)
    assert re.search(r"^1\.1 Governance and leadership is judged on evidence\b", said)


def test_a_change_of_services_keeps_the_standard_that_is_open(show: Callable[..., AppTest]) -> None:
    at = drilled(show("domains", services=MIXED), "3.4")
    at.multiselect(key="services").set_value(["Suffolk", "Sutton"]).run()
    assert faults(at) == []
    assert plain(at.title[0].value).startswith("3.4")
