"""Topics of the longer pages: one at a time, so that a shared screen shows few things at once."""

from __future__ import annotations

import streamlit as st

from yjs_dash.ui.address import sync_query_param

TOPICS: dict[str, tuple[str, ...]] = {
    "context": ("First-time entrants", "Reoffending", "Spend and staff", "Who the children are"),
    "children": (
        "Age, gender, ethnicity",
        "Disproportionality",
        "Disposals",
        "Needs and education",
        "Offences",
    ),
    "national": (
        "Map",
        "At a glance",
        "Ratings over the years",
        "Scores",
        "What is common",
        "Local rates",
    ),
}
KEYS: dict[str, str] = {"context": "topic", "children": "part", "national": "picture"}
"""Page → its parameter in the address."""


def choose_topic(page: str, *, meant: str | None = None) -> None:
    """The topic of a page. Drawn in the shell, so that the address survives navigation and Back.

    `meant`: the topic that an address without one means, instead of the first; it is then written into the address.
    """
    options = TOPICS[page]
    if meant is not None and KEYS[page] not in st.session_state and KEYS[page] not in st.query_params:
        st.query_params[KEYS[page]] = meant
        st.rerun()
    spoken = {option.casefold(): option for option in options}
    sync_query_param(KEYS[page], options=options, translate=lambda text: spoken.get(text.casefold().strip()))
    st.radio("Topic", options, key=KEYS[page], horizontal=True, bind="query-params")


def chosen_topics(page: str) -> tuple[str, ...]:
    """The topic that is open; all of them where no chooser was drawn."""
    chosen = st.session_state.get(KEYS[page])
    return (str(chosen),) if chosen in TOPICS[page] else TOPICS[page]
