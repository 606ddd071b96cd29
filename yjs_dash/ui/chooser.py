"""The head of every page: which services, which one is ours; all of it in the address."""

from __future__ import annotations

import streamlit as st

from yjs_dash.compare import Catalogue
from yjs_dash.compare.catalogue import MAX_SERVICES
from yjs_dash.compare.memo import remembered
from yjs_dash.narrate import choice
from yjs_dash.ui.address import sync_query_param, sync_query_params
from yjs_dash.ui.session import OURS_KEY, SERVICES_KEY
from yjs_dash.ui.text import warning

NONE_PINNED = "None"


def choose_services(known: Catalogue) -> None:
    """Draw the choosers. Must run before the page, so that the address survives navigation and Back."""
    names = [entry.name for entry in known.entries.values()]
    spoken = _spoken_names(known)
    refused = sync_query_params(
        SERVICES_KEY, limit=MAX_SERVICES, translate=lambda text: spoken.get(text.casefold().strip())
    )
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        chosen = st.multiselect(
            f"Services to compare (up to {MAX_SERVICES})",
            names,
            # An address without services means these, also when Back leads to it: so they are the widget's own.
            default=[known.entries[s].name for s in known.default_ids],
            key=SERVICES_KEY,
            max_selections=MAX_SERVICES,
            placeholder="Type a name",
            wrap=True,
            bind="query-params",
            help=choice.CHOICE_SERVICES_HELP(),
        )
    options = [NONE_PINNED, *chosen]
    pinned = sync_query_param(
        OURS_KEY, options=options, translate=lambda text: spoken.get(text.casefold().strip())
    )
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
            help=choice.CHOICE_OURS_HELP(),
        )
    if unknown:
        _say_unknown(known, unknown)
    if refused.surplus:
        warning(choice.too_many_services(most=MAX_SERVICES))


def _say_unknown(known: Catalogue, asked: list[str]) -> None:
    """A service that is here without all its ratings is not one that is unknown."""
    named = _all_names(known)
    incomplete = list(dict.fromkeys(name for text in asked if (name := named.get(text.casefold().strip()))))
    strange = [text for text in asked if text.casefold().strip() not in named]
    if strange:
        warning(choice.unknown_services(strange))
    if incomplete:
        warning(choice.incomplete_services(incomplete))


@remembered(most=4)
def _spoken_names(known: Catalogue) -> dict[str, str]:
    """Everything that names a service with complete ratings in an address, case folded → its name."""
    complete = {entry.name for entry in known.entries.values()}
    return {spoken: name for spoken, name in _all_names(known).items() if name in complete}


@remembered(most=4)
def _all_names(known: Catalogue) -> dict[str, str]:
    """Everything that names a service of the data set, case folded → its name; those with complete ratings first."""
    services = known.data["services"][["service_id", "name", "aliases"]]
    rows = sorted(services.itertuples(index=False, name=None), key=lambda row: row[0] not in known.entries)
    spoken: dict[str, str] = {}
    for service_id, name, aliases in rows:
        others = [part.strip() for part in aliases.split(";")] if isinstance(aliases, str) else []
        for word in (name, service_id, *others):
            spoken.setdefault(word.casefold(), name)
    return spoken
