"""The inspectors' own sentences, from the reports that were imported here; always shown as plain text."""

from __future__ import annotations

import streamlit as st

from yjs_dash.compare import Entry
from yjs_dash.environment import importing_allowed, may_hold_imports
from yjs_dash.errors import StoreError
from yjs_dash.framework import Standard
from yjs_dash.store.texts import RECOMMENDATION, ImportedText, imported_texts, search_texts
from yjs_dash.ui import text
from yjs_dash.ui.session import View, import_store

KIND_TITLES: dict[str, str] = {
    "strength": "Strengths",
    "area_for_improvement": "Areas for improvement",
    RECOMMENDATION: "Recommendations",
}
SEARCH_KEY = "find"
MOST_SHOWN = 100


def findings_side_by_side(view: View, standard: Standard) -> None:
    """Strengths and areas for improvement of a standard, or of its domain where the report lists them so."""
    scopes = {standard.id: standard.title, standard.domain_id: f"the whole domain {standard.domain_id}"}
    if not any(_texts(entry) for entry in view.selection.entries):
        text.sentences([_how_to_get(entry) for entry in view.selection.entries])
        return
    columns = st.columns(len(view.selection.entries))
    for column, entry in zip(columns, view.selection.entries, strict=True):
        with column:
            texts = [
                found for found in _texts(entry) if found.standard in scopes and found.kind != RECOMMENDATION
            ]
            if not _texts(entry):
                text.sentence(_how_to_get(entry))
                continue
            text.subheadline(entry.name)
            if not texts:
                text.sentence("The report lists no strengths or areas for improvement here.")
            for kind in ("strength", "area_for_improvement"):
                of_kind = [found for found in texts if found.kind == kind]
                if of_kind:
                    scope = scopes[of_kind[0].standard]
                    _list(
                        KIND_TITLES[kind] if scope == standard.title else f"{KIND_TITLES[kind]}, {scope}",
                        of_kind,
                    )


def recommendation_texts(entry: Entry) -> list[ImportedText]:
    """The recommendations of an imported report, in printed order; none without it."""
    return [found for found in _texts(entry) if found.kind == RECOMMENDATION]


def search_block() -> None:
    """A search over all imported reports."""
    text.part("Search the imported reports")
    words = str(st.session_state.get(SEARCH_KEY) or "")
    if not words.strip():
        text.sentence(
            "Type words in “Search in the reports” above: they are looked for in strengths, areas for improvement "
            "and recommendations."
        )
        return
    try:
        found = search_texts(import_store(), words, limit=MOST_SHOWN + 1) if may_hold_imports() else []
    except StoreError as error:
        text.problem(str(error))
        return
    if not found:
        text.sentence(f"No imported report holds “{words[:80]}”.")
        return
    more = len(found) > MOST_SHOWN
    number = f"More than {MOST_SHOWN}" if more else str(len(found))
    text.sentence(f"{number} {'place holds' if len(found) == 1 else 'places hold'} “{words[:80]}”.")
    for service in dict.fromkeys(one.service for one in found):
        _list(service, [one for one in found[:MOST_SHOWN] if one.service == service], with_kind=True)


def _texts(entry: Entry) -> list[ImportedText]:
    try:
        return imported_texts(import_store(), entry.inspection_id) if may_hold_imports() else []
    except StoreError:
        return []


def _list(title: str, texts: list[ImportedText], *, with_kind: bool = False) -> None:
    text.label(title)
    text.items([f"{_kind(one) if with_kind else ''}{one.text}{_page(one)}" for one in texts])


def _kind(one: ImportedText) -> str:
    place = f" {one.standard}" if one.standard else ""
    return f"{KIND_TITLES[one.kind]}{place}: "


def _page(one: ImportedText) -> str:
    return f" ({one.place})" if one.place else ""


def _how_to_get(entry: Entry) -> str:
    how = "import it on “Add a report”" if importing_allowed() else "ask who runs this app to import it"
    return f"{entry.name}: the report's own words are not here; {how}."
