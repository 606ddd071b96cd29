"""Services like ours: the group that the address asks for, and the press that compares the nearest."""

from __future__ import annotations

import pytest

from tests.app.reading import charts, element_data, faults, notices, opened, plain
from yjs_dash.narrate.peers import GROUP_REGION, GROUP_WALES


def test_one_press_chooses_ours_and_the_three_most_alike() -> None:
    at = opened("peers", services=["Sutton", "Cardiff"], ours="Sutton", like=GROUP_REGION())
    (button,) = [one for one in at.button if one.key == "compare_with"]
    assert button.label.startswith("Compare Sutton with ")
    button.click().run()
    assert faults(at) == []
    first, *others = at.session_state["services"]
    assert (first, len(others)) == ("Sutton", 3)
    assert all(name in button.label for name in others)
    assert at.session_state["ours"] == "Sutton"
    assert [link for link in at.get("page_link") if "side by side" in link.proto.label]


def test_ours_stands_among_others_wherever_it_is_in_the_choice() -> None:
    at = opened("peers", services=["Cardiff", "Sutton"], ours="Sutton", like=GROUP_REGION())
    (table,) = element_data(at, "data_table")
    assert table["rows"][0][:2] == ["Ours", "Sutton"]
    names = [row[1] for row in table["rows"][1:]]
    assert names == sorted(names, key=str.casefold)
    assert "Barnet" in names
    assert "Cardiff" not in names


def test_the_same_region_of_a_service_in_wales_is_wales() -> None:
    at = opened("peers", services=["Cardiff"])
    assert faults(at) == []
    assert at.radio(key="like").options == [GROUP_WALES()]
    assert any("England only" in plain(text.value) for text in at.markdown)


@pytest.mark.parametrize("asked", ["nonsense", GROUP_WALES()])
def test_a_group_that_a_service_does_not_have_gives_way_to_one_that_it_has(asked: str) -> None:
    at = opened("peers", services=["Sutton"], like=asked)
    assert faults(at) == []
    assert at.radio(key="like").value in at.radio(key="like").options
    assert element_data(at, "data_table")


def test_without_a_service_there_is_one_sentence() -> None:
    at = opened("peers", services=[])
    assert faults(at) == []
    assert len(notices(at)) == 1
    assert not charts(at)
