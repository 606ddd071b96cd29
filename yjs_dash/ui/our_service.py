"""“Our service” from one visit to the next, kept in the visitor's own browser and nowhere else."""

from __future__ import annotations

import streamlit as st

from yjs_dash.compare import Catalogue
from yjs_dash.compare.peers import peers_of
from yjs_dash.ui.components import mount_memory
from yjs_dash.ui.session import OURS_KEY, SERVICES_KEY

MEMORY_KEY = "our_service_memory"
CHANGED_KEY = "our_service_changed"
ASKING_KEY = "our_service_asked"


def choose_remembered_service(known: Catalogue) -> None:
    """Begin with the service of the last visit, beside the one most like it.

    Only where the address names no services and the visitor has chosen nothing meanwhile. Must run before the
    choosers are drawn.
    """
    session = st.session_state
    if ASKING_KEY not in session:
        session[ASKING_KEY] = SERVICES_KEY not in st.query_params and OURS_KEY not in st.query_params
    answer = session.get(MEMORY_KEY)
    found = getattr(answer, "service", None)
    if CHANGED_KEY in session:
        session[ASKING_KEY] = False
    if not session[ASKING_KEY] or found is None:
        return
    session[ASKING_KEY] = False
    service = known.services.get(found)
    untouched = [known.services[one].name for one in known.default_ids]
    if service is None or session.get(SERVICES_KEY, untouched) != untouched:
        return
    beside = [service, *peers_of(known, service).nearest[:1]]
    session[SERVICES_KEY] = [one.name for one in beside]
    session[OURS_KEY] = service.name


def keep_our_service(known: Catalogue) -> None:
    """The element that tells the browser what to keep, and asks it what it has kept."""
    changed = st.session_state.get(CHANGED_KEY)
    ids = {one.name: one.service_id for one in known.services.values()}
    kept = None if changed is None else ids.get(changed, "")
    mount_memory({"keep": kept, "ask": st.session_state[ASKING_KEY]}, key=MEMORY_KEY)


def remember_our_service() -> None:
    """Note what the visitor chose as ours; choosing none forgets it."""
    st.session_state[CHANGED_KEY] = st.session_state[OURS_KEY]
