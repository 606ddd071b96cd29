"""The head of every page: which services, which one is ours; all of it in the address."""

from __future__ import annotations

import streamlit as st

from yjs_dash.compare.catalogue import MAX_SERVICES, Catalogue, Entry
from yjs_dash.ui.session import OURS_KEY, SERVICES_KEY

NONE_PINNED = "None"
REFUSED_KEY = "address_refusal"


def choose_services(known: Catalogue) -> None:
    """Draw the choosers. Must run before the page, so that the address survives navigation and Back."""
    names = [entry.name for entry in known.entries.values()]
    _adopt_address(known, names)
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        chosen = st.multiselect(
            f"Services to compare (1 to {MAX_SERVICES})",
            names,
            default=[known.entries[s].name for s in known.default_ids],
            key=SERVICES_KEY,
            max_selections=MAX_SERVICES,
            placeholder="Type a name",
            bind="query-params",
            help="Every service with a complete list of ratings in the data set.",
        )
    with right:
        st.selectbox(
            "Our service",
            [NONE_PINNED, *chosen],
            key=OURS_KEY,
            bind="query-params",
            help="The pinned service comes first on every page.",
        )
    refusal = st.session_state.pop(REFUSED_KEY, None)
    if refusal:
        st.warning(refusal)


def _adopt_address(known: Catalogue, names: list[str]) -> None:
    """Take names of the address in any case, ids and aliases; say which ones the data set does not have."""
    asked = st.query_params.get_all(SERVICES_KEY)
    if not asked or all(name in names for name in asked):
        return
    spoken = _spoken_names(known)
    found = [spoken[name.casefold().strip()] for name in asked if name.casefold().strip() in spoken]
    unknown = [name for name in asked if name.casefold().strip() not in spoken]
    if unknown:
        listed = ", ".join(f"“{_shown(name)}”" for name in unknown[:3])
        verb = "is" if len(unknown) == 1 else "are"
        st.session_state[REFUSED_KEY] = (
            f"The address asks for {listed}, which {verb} not among the services with complete ratings; "
            "choose from the list."
        )
    if found:
        st.session_state[SERVICES_KEY] = list(dict.fromkeys(found))[:MAX_SERVICES]


def _spoken_names(known: Catalogue) -> dict[str, str]:
    aliases = dict(zip(known.data["services"]["service_id"], known.data["services"]["aliases"], strict=True))
    spoken: dict[str, str] = {}
    for entry in known.entries.values():
        for name in _names(entry, aliases.get(entry.service_id)):
            spoken.setdefault(name.casefold(), entry.name)
    return spoken


def _names(entry: Entry, aliases: object) -> list[str]:
    others = [part.strip() for part in aliases.split(";")] if isinstance(aliases, str) else []
    return [entry.name, entry.service_id, *others]


def _shown(text: str) -> str:
    """Text of an address as plain words: what markdown would read as markup is taken out."""
    return "".join(c for c in text[:40] if c.isalnum() or c in " -'.,&")
