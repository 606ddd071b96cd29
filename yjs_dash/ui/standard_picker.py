"""What is drilled into: the standard, in the address."""

from __future__ import annotations

import streamlit as st

from yjs_dash.compare import Selection
from yjs_dash.framework import Domain
from yjs_dash.narrate.choice import no_standard
from yjs_dash.ui.address import sync_query_param
from yjs_dash.ui.session import current_view
from yjs_dash.ui.text import warning

STANDARD_KEY = "standard"


def choose_standard() -> None:
    """The standard to open. Drawn in the shell, so that the address survives navigation and Back."""
    labels = standard_labels(current_view().selection)
    if not labels:
        return
    options = list(labels.values())
    unknown = sync_query_param(
        STANDARD_KEY, options=options, translate=lambda text: labels.get(text.partition(" ")[0])
    )
    st.selectbox("Standard", options, key=STANDARD_KEY, bind="query-params")
    if unknown:
        warning(no_standard(unknown, services=len(current_view().selection.entries)))


def chosen_standard() -> str:
    """Id of the standard that is open."""
    return str(st.session_state.get(STANDARD_KEY) or "").partition(" ")[0]


def standard_labels(selection: Selection) -> dict[str, str]:
    """Standard id → label in the chooser and the address; two names of one number share a label."""
    names: dict[str, dict[str, None]] = {}
    for entry in selection.entries:
        for standard in entry.framework.standards.values():
            names.setdefault(standard.id, {})[standard.name] = None
    return {number: f"{number} {' / '.join(found)}" for number, found in sorted(names.items())}


def domain_of(selection: Selection, standard_id: str) -> Domain:
    """The domain of a standard, as the first service's framework that rates it names it."""
    entry = next(e for e in selection.entries if standard_id in e.framework.standards)
    return entry.framework.domain(entry.framework.standard(standard_id).domain_id)
