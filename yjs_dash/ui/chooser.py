"""The head of every page: which services, which one is ours; all of it in the address."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from yjs_dash.compare import Catalogue, Entry
from yjs_dash.compare.catalogue import MAX_SERVICES
from yjs_dash.ui.address import seed_many, seed_one
from yjs_dash.ui.session import OURS_KEY, SERVICES_KEY
from yjs_dash.ui.text import warning

NONE_PINNED = "None"


def choose_services(known: Catalogue) -> None:
    """Draw the choosers. Must run before the page, so that the address survives navigation and Back."""
    names = [entry.name for entry in known.entries.values()]
    spoken = _spoken_names(known)
    refused = seed_many(
        SERVICES_KEY, limit=MAX_SERVICES, translate=lambda text: spoken.get(text.casefold().strip())
    )
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        chosen = st.multiselect(
            f"Services to compare (1 to {MAX_SERVICES})",
            names,
            # An address without services means these, also when Back leads to it: so they are the widget's own.
            default=[known.entries[s].name for s in known.default_ids],
            key=SERVICES_KEY,
            max_selections=MAX_SERVICES,
            placeholder="Type a name",
            wrap=True,
            bind="query-params",
            help="Every service with a complete list of ratings in the data set.",
        )
    options = [NONE_PINNED, *chosen]
    pinned = seed_one(OURS_KEY, options=options, translate=lambda text: spoken.get(text.casefold().strip()))
    # An empty name is an empty choice, and pages say what that means for them.
    unknown = [name for name in refused.unknown if name.strip()]
    if pinned and pinned.casefold().strip() not in spoken and pinned not in unknown:
        unknown.append(pinned)
    with right:
        st.selectbox(
            "Our service",
            options,
            key=OURS_KEY,
            bind="query-params",
            help="The pinned service comes first on every page.",
        )
    if unknown:
        _say_unknown(unknown)
    if refused.surplus:
        many = "one service" if refused.surplus == 1 else f"{refused.surplus} services"
        warning(f"The address asks for {many} too many; the first {MAX_SERVICES} are shown.")


def _say_unknown(names: list[str]) -> None:
    listed = ", ".join(f"“{name[:40]}”" for name in names[:3])
    verb = "is" if len(names) == 1 else "are"
    warning(
        f"The address asks for {listed}, which {verb} not among the services with complete ratings; "
        "choose from the list."
    )


@lru_cache(maxsize=4)
def _spoken_names(known: Catalogue) -> dict[str, str]:
    """Everything that names a service in an address, case folded → its name."""
    aliases = dict(zip(known.data["services"]["service_id"], known.data["services"]["aliases"], strict=True))
    spoken: dict[str, str] = {}
    for entry in known.entries.values():
        for name in _names(entry, aliases.get(entry.service_id)):
            spoken.setdefault(name.casefold(), entry.name)
    return spoken


def _names(entry: Entry, aliases: object) -> list[str]:
    others = [part.strip() for part in aliases.split(";")] if isinstance(aliases, str) else []
    return [entry.name, entry.service_id, *others]
