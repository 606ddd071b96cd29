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
}
KEYS: dict[str, str] = {"context": "topic", "children": "part"}
"""Page → its parameter in the address."""


def choose_topic(page: str) -> None:
    """The topic of a page. Drawn in the shell, so that the address survives navigation and Back."""
    options = TOPICS[page]
    spoken = {option.casefold(): option for option in options}
    sync_query_param(KEYS[page], options=options, translate=lambda text: spoken.get(text.casefold().strip()))
    st.radio("Topic", options, key=KEYS[page], horizontal=True, bind="query-params")


def chosen_topics(page: str) -> tuple[str, ...]:
    """The topic that is open; all of them where no chooser was drawn."""
    chosen = st.session_state.get(KEYS[page])
    return (str(chosen),) if chosen in TOPICS[page] else TOPICS[page]
