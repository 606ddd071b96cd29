"""Choosers of the data page, all in the address."""

from __future__ import annotations

from typing import Any

import streamlit as st

from yjs_dash.compare import Catalogue, browsing_table, table_titles
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.readable import readable_rows
from yjs_dash.export import csv_bytes
from yjs_dash.narrate.pages import DATA_FINDINGS_TABLE
from yjs_dash.ui.components import table_data
from yjs_dash.ui.report_texts import SEARCH_KEY as REPORT_SEARCH_KEY
from yjs_dash.ui.session import AppData

TABLE_KEY = "table"
SEARCH_KEY = "search"
ROWS_KEY = "rows"
OF_CHOSEN, OF_ALL = "Chosen services", "Everything"


def draw_data_choosers(known: Catalogue) -> None:
    """Which table, and words to look for. Drawn in the shell, so that the address survives navigation and Back."""
    left, first, middle, right = st.columns([4, 3, 4, 4], vertical_alignment="bottom")
    with left:
        st.selectbox("Table", list(table_titles(known).values()), key=TABLE_KEY, bind="query-params")
    with first:
        st.radio("Rows", [OF_CHOSEN, OF_ALL], key=ROWS_KEY, horizontal=True, bind="query-params")
    with middle:
        st.text_input(
            "Search in this table",
            key=SEARCH_KEY,
            bind="query-params",
            placeholder="Words to find in a row",
        )
    with right:
        st.text_input(
            "Search in the reports",
            key=REPORT_SEARCH_KEY,
            bind="query-params",
            placeholder="Words the inspectors used",
        )


def choose_table(known: Catalogue) -> tuple[str, str]:
    """Name and title of the chosen table."""
    titles = table_titles(known)
    chosen = str(st.session_state.get(TABLE_KEY))
    return next(
        ((name, title) for name, title in titles.items() if title == chosen), next(iter(titles.items()))
    )


def shows_chosen_only() -> bool:
    """Whether only the rows of the chosen services are asked for."""
    return st.session_state.get(ROWS_KEY) != OF_ALL


@remembered(most=8)
def rows_file(known: Catalogue, table: str, words: str, service_ids: tuple[str, ...] | None) -> bytes:
    """The rows that `readable_rows` gives, as CSV with the columns of the data set."""
    shown = readable_rows(known, table, words=words, service_ids=service_ids)
    return csv_bytes(browsing_table(known, table).loc[shown.index])


@remembered(most=4)
def findings_file(known: AppData) -> bytes:
    """What the checks found, as CSV."""
    return csv_bytes(known.findings)


@remembered(most=4)
def findings_table(known: AppData) -> dict[str, Any]:
    """What the checks found, as a table to mount."""
    shown = known.findings[["level", "subject", "message"]]
    titled = shown.set_axis(["Level", "About", "Finding"], axis="columns")
    return table_data(titled, caption=DATA_FINDINGS_TABLE())


def search_words() -> str:
    return str(st.session_state.get(SEARCH_KEY) or "")
