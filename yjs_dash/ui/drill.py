"""What is drilled into: the standard and the key question, both in the address."""

from __future__ import annotations

import streamlit as st

from yjs_dash.compare import Selection
from yjs_dash.framework import Domain, Standard
from yjs_dash.ui.session import current_view

DOMAIN_KEY = "domain"
STANDARD_KEY = "standard"
QUESTION_KEY = "question"


def choose_standard() -> None:
    """Domain, then standard. Drawn in the shell, so that the address survives navigation and Back."""
    selection = current_view().selection
    if not selection.entries:
        return
    domains = _domains(selection)
    labels = {domain.title: [label for label, _ in standards] for domain, standards in domains}
    _adopt_address(labels)
    domain = st.segmented_control(
        "Domain", list(labels), default=next(iter(labels)), key=DOMAIN_KEY, bind="query-params", required=True
    )
    options = labels.get(domain or "", next(iter(labels.values())))
    st.segmented_control(
        "Standard", options, default=options[0], key=STANDARD_KEY, bind="query-params", required=True
    )


def chosen_standard() -> str:
    """Id of the standard that is open."""
    return str(st.session_state.get(STANDARD_KEY) or "").partition(" ")[0]


def open_standard(selection: Selection, standard_id: str) -> None:
    """Make the domain page open at a standard; its choosers are not drawn yet in this run."""
    for domain, standards in _domains(selection):
        for label, standard in standards:
            if standard.id == standard_id:
                st.session_state[DOMAIN_KEY] = domain.title
                st.session_state[STANDARD_KEY] = label


def _domains(selection: Selection) -> list[tuple[Domain, list[tuple[str, Standard]]]]:
    """Domains of the chosen services' frameworks with their standards; two names of one number share a label."""
    domains: dict[str, Domain] = {}
    names: dict[str, dict[str, Standard]] = {}
    for entry in selection.entries:
        for domain in entry.framework.domains:
            domains.setdefault(domain.id, domain)
            for standard in domain.standards:
                names.setdefault(standard.id, {}).setdefault(standard.name, standard)
    found: dict[str, list[tuple[str, Standard]]] = {domain_id: [] for domain_id in domains}
    for standard_id, by_name in sorted(names.items()):
        first = next(iter(by_name.values()))
        found[first.domain_id].append((f"{standard_id} {' / '.join(by_name)}", first))
    return [(domains[d], found[d]) for d in sorted(domains)]


def _adopt_address(labels: dict[str, list[str]]) -> None:
    """Take a standard that the address names by number only, or without its domain."""
    asked = st.query_params.get(STANDARD_KEY) or st.session_state.get(STANDARD_KEY)
    if not isinstance(asked, str) or not asked:
        return
    number = asked.partition(" ")[0]
    for domain, options in labels.items():
        for label in options:
            if label.partition(" ")[0] == number:
                if st.query_params.get(STANDARD_KEY) and st.session_state.get(DOMAIN_KEY) is None:
                    st.session_state[DOMAIN_KEY] = domain
                    st.session_state[STANDARD_KEY] = label
                return
