"""Data and sources: every table of the data set, searched, and what the checks found."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.published import table
from tests.app.reading import element_data, faults, words
from yjs_dash.compare import TABLE_TITLES
from yjs_dash.ui.data_page import OF_ALL, OF_CHOSEN


@pytest.mark.parametrize("name", TABLE_TITLES)
def test_every_table_is_shown_whole_and_in_words(name: str, show: Callable[..., AppTest]) -> None:
    at = show("data", table=TABLE_TITLES[name], search="", rows=OF_ALL)
    assert faults(at) == []
    shown = at.dataframe[0].value
    assert len(shown) == len(table(name))
    assert not [title for title in shown.columns if "_" in title or title != title[:1].upper() + title[1:]]
    assert not shown.select_dtypes("bool").columns.tolist()
    assert not shown.select_dtypes("str").isna().any(axis=None)


def test_a_table_begins_with_the_chosen_services_in_the_order_of_the_choice(
    show: Callable[..., AppTest],
) -> None:
    at = show(
        "data",
        services=["Sutton", "Leeds", "Cardiff"],
        table=TABLE_TITLES["ratings"],
        search="",
        rows=OF_CHOSEN,
    )
    shown = at.dataframe[0].value
    assert list(dict.fromkeys(shown["Service"])) == ["Sutton", "Cardiff"]
    assert shown["Standard"].iloc[0] == "1.1 Governance and leadership"
    assert set(shown["Changed by discretion"]) == {"no", "yes"}
    at = show("data", services=["Sutton"], table=TABLE_TITLES["inspections"], search="", rows=OF_CHOSEN)
    assert set(at.dataframe[0].value["Service"]) == {"Sutton"}
    everything = show("data", services=["Sutton"], table=TABLE_TITLES["sources"], search="", rows=OF_CHOSEN)
    assert len(everything.dataframe[0].value) == len(table("sources"))


def test_a_search_leaves_the_rows_that_hold_every_word(show: Callable[..., AppTest]) -> None:
    at = show("data", table=TABLE_TITLES["ratings"], search="SUTTON 2.3", rows=OF_ALL)
    (row,) = at.dataframe[0].value.to_dict("records")
    assert (row["Service"], row["Inspection"], row["Rating"]) == ("Sutton", "2022-08", "Good")
    assert row["Standard"].startswith("2.3 ")


@pytest.mark.parametrize("nothing", ["no row says this", ".*", "<b>", "\\"])
def test_a_search_that_finds_nothing_shows_an_empty_table(nothing: str, show: Callable[..., AppTest]) -> None:
    at = show("data", table=TABLE_TITLES["ratings"], search=nothing)
    assert faults(at) == []
    assert at.dataframe[0].value.empty


def test_the_one_rating_raised_by_discretion_is_among_the_findings(show: Callable[..., AppTest]) -> None:
    at = show("data", table=TABLE_TITLES["ratings"], search="")
    (findings,) = (data for data in element_data(at, "data_table") if "finding" in data["caption"].lower())
    raised = [row for row in findings["rows"] if any("discretion" in cell for cell in row)]
    assert len(raised) == 1
    assert "Sutton" in " ".join(raised[0])
    assert "2.3" in " ".join(raised[0])


def test_the_method_is_told_in_words(show: Callable[..., AppTest]) -> None:
    said = words(show("data", table=TABLE_TITLES["ratings"], search=""))
    bands = r"under 50\D*Inadequate\W+50 to 64 Requires improvement\W+65 to 79 Good\W+80 or more Outstanding"
    assert re.search(bands, said)
    assert re.search(
        r"0 to 6 Inadequate\W+7 to 18 Requires improvement\W+19 to 30 Good\W+31 to 36 Outstanding", said
    )
