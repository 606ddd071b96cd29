"""Services to add, beside the chooser: those like ours, or like the first one chosen."""

from __future__ import annotations

import streamlit as st

from yjs_dash.compare import Catalogue
from yjs_dash.compare.catalogue import MAX_SERVICES
from yjs_dash.compare.peers import MOST_SUGGESTED, Peers, peers_of
from yjs_dash.narrate import choice
from yjs_dash.ui import text
from yjs_dash.ui.session import OURS_KEY, SERVICES_KEY

OPEN_KEY = "suggestions_open"


def suggest_services(known: Catalogue) -> None:
    """A list that opens on request; pressing a name adds the service."""
    place = st.popover(choice.CHOICE_SUGGEST(), key=OPEN_KEY, on_change="rerun", width="stretch")
    if not place.open:
        return
    with place:
        held: list[str] = st.session_state.get(SERVICES_KEY, [])
        by_name = {one.name: one for one in known.services.values()}
        first = by_name.get(st.session_state.get(OURS_KEY) or "") or next(
            (by_name[n] for n in held if n in by_name), None
        )
        if first is None:
            text.sentence(choice.CHOICE_SUGGEST_NONE())
            return
        if len(held) >= MAX_SERVICES:
            text.sentence(choice.CHOICE_SUGGEST_FULL(most=MAX_SERVICES))
            return
        for heading, names in _groups(known, peers_of(known, first), held):
            key = f"suggest {heading}"
            st.pills(heading, names, key=key, on_change=_add, args=(key,))


def _groups(known: Catalogue, peers: Peers, held: list[str]) -> list[tuple[str, list[str]]]:
    """Headings with the names under them; a name stands once, and none that is chosen already."""
    groups = [
        (choice.CHOICE_LIKE(service=peers.service.name), peers.neighbours),
        (choice.CHOICE_SAME_REGION(region=peers.service.region), peers.region),
        (_same_rating(known, peers), peers.rating),
        (choice.CHOICE_NEXT_BY_NAME(), peers.next_by_name),
    ]
    seen = set(held)
    shown = []
    for heading, services in groups:
        names = [one.name for one in services if one.name not in seen][:MOST_SUGGESTED]
        seen.update(names)
        if names:
            shown.append((heading, names))
    return shown


def _same_rating(known: Catalogue, peers: Peers) -> str:
    inspection = peers.service.inspection
    framework = known.data.frameworks.get(inspection.framework_id or "") if inspection else None
    if inspection is None or framework is None:
        return ""
    return choice.CHOICE_SAME_RATING(rating=inspection.overall_rating, framework=framework.short_name)


def _add(key: str) -> None:
    name = st.session_state.get(key)
    held: list[str] = st.session_state.get(SERVICES_KEY, [])
    st.session_state[key] = None
    if name and name not in held and len(held) < MAX_SERVICES:
        st.session_state[SERVICES_KEY] = [*held, name]
