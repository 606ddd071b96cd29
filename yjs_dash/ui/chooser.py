"""The head of every page: which services, which one is ours; all of it in the address."""

from __future__ import annotations

import streamlit as st

from yjs_dash.compare import Catalogue
from yjs_dash.compare.catalogue import MAX_SERVICES
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.service_names import names_by_word, other_names
from yjs_dash.narrate import choice
from yjs_dash.ui.address import sync_query_param, sync_query_params
from yjs_dash.ui.our_service import choose_remembered_service, keep_our_service, remember_our_service
from yjs_dash.ui.session import OURS_KEY, SERVICES_KEY
from yjs_dash.ui.suggestions import suggest_services
from yjs_dash.ui.take_away import take_away
from yjs_dash.ui.text import warning

NONE_PINNED = "None"


def choose_services(known: Catalogue) -> None:
    """Draw the choosers. Must run before the page, so that the address survives navigation and Back."""
    named = names_by_word(known)
    choose_remembered_service(known)
    refused = sync_query_params(
        SERVICES_KEY, limit=MAX_SERVICES, translate=lambda text: named.get(text.casefold().strip())
    )
    left, middle, right = st.columns([10, 4, 3], vertical_alignment="bottom")
    with left:
        chosen = st.multiselect(
            f"Services to compare (up to {MAX_SERVICES})",
            _options(known),
            # An address without services means these, also when Back leads to it: so they are the widget's own.
            default=[known.services[s].name for s in known.default_ids],
            key=SERVICES_KEY,
            on_change=_use_own_names,
            args=(known,),
            max_selections=MAX_SERVICES,
            placeholder=choice.CHOICE_PLACEHOLDER(),
            filter_mode="contains",
            select_all=False,
            wrap=True,
            bind="query-params",
            help=choice.CHOICE_SERVICES_HELP(services=len(_today(known))),
        )
    options = [NONE_PINNED, *chosen]
    pinned = sync_query_param(
        OURS_KEY, options=options, translate=lambda text: named.get(text.casefold().strip())
    )
    # An empty name is an empty choice, and pages say what that means for them.
    unknown = [name for name in refused.unknown if name.strip()]
    if pinned and pinned.casefold().strip() not in named and pinned not in unknown:
        unknown.append(pinned)
    with middle:
        st.selectbox(
            "Our service",
            options,
            key=OURS_KEY,
            on_change=remember_our_service,
            bind="query-params",
            help=choice.CHOICE_OURS_HELP(),
        )
    with right, st.container(gap=None):
        suggest_services(known)
        take_away()
        keep_our_service(known)
    if unknown:
        warning(choice.unknown_services(unknown))
    if refused.surplus:
        warning(choice.too_many_services(most=MAX_SERVICES))


def _use_own_names(known: Catalogue) -> None:
    """A service that was found by another name stands in the choice by its own."""
    others = other_names(known)
    held = st.session_state[SERVICES_KEY]
    st.session_state[SERVICES_KEY] = list(dict.fromkeys(others.get(name, name) for name in held))


@remembered(most=4)
def _options(known: Catalogue) -> list[str]:
    """Services by name, those of today first, then everything else that they are called."""
    former = [one.name for one in known.services.values() if one.replaced_by]
    return [*_today(known), *former, *other_names(known)]


@remembered(most=4)
def _today(known: Catalogue) -> list[str]:
    return [one.name for one in known.services.values() if not one.replaced_by]
