"""The inspectors' own sentences, from the reports that were imported here; always shown as plain text."""

from __future__ import annotations

import streamlit as st

from yjs_dash.compare import ServiceInspection
from yjs_dash.environment import importing_allowed, may_hold_imports
from yjs_dash.errors import StoreError
from yjs_dash.export.view import View
from yjs_dash.framework import Standard
from yjs_dash.narrate import pages
from yjs_dash.store.texts import RECOMMENDATION, ImportedText, imported_texts, search_texts
from yjs_dash.ui import text
from yjs_dash.ui.session import import_store

KIND_TITLES: dict[str, str] = {
    "strength": "Strengths",
    "area_for_improvement": "Areas for improvement",
    RECOMMENDATION: "Recommendations",
}
KIND_NAMES: dict[str, str] = {
    "strength": "Strength",
    "area_for_improvement": "Area for improvement",
    RECOMMENDATION: "Recommendation",
}
SEARCH_KEY = "find"
MOST_SHOWN = 100


def findings_side_by_side(view: View, standard: Standard) -> None:
    """Strengths and areas for improvement of a standard, or of its domain where the report lists them so."""
    scopes = {standard.id: "", standard.domain_id: standard.domain_id}
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
                text.sentence(pages.REPORT_NONE_HERE())
            for kind in ("strength", "area_for_improvement"):
                of_kind = [found for found in texts if found.kind == kind]
                if of_kind:
                    title = pages.findings_title(kind=KIND_TITLES[kind], domain=scopes[of_kind[0].standard])
                    _list(title, of_kind)


def recommendation_texts(entry: ServiceInspection) -> list[ImportedText]:
    """The recommendations of an imported report, in printed order; none without it."""
    return [found for found in _texts(entry) if found.kind == RECOMMENDATION]


def search_block() -> None:
    """A search over all imported reports."""
    text.section(pages.REPORT_SEARCH())
    words = str(st.session_state.get(SEARCH_KEY) or "")
    if not words.strip():
        text.sentence(pages.REPORT_SEARCH_HOW())
        return
    try:
        found = search_texts(import_store(), words, limit=MOST_SHOWN + 1) if may_hold_imports() else []
    except StoreError as error:
        text.problem(str(error))
        return
    text.sentence(pages.search_result(words=words, found=len(found), most=MOST_SHOWN))
    for service in dict.fromkeys(one.service for one in found[:MOST_SHOWN]):
        _list(service, [one for one in found[:MOST_SHOWN] if one.service == service], with_kind=True)


def _texts(entry: ServiceInspection) -> list[ImportedText]:
    try:
        return imported_texts(import_store(), entry.inspection_id) if may_hold_imports() else []
    except StoreError:
        return []


def _list(title: str, texts: list[ImportedText], *, with_kind: bool = False) -> None:
    text.label(title)
    text.items([_passage(one, with_kind=with_kind) for one in texts])


def _passage(one: ImportedText, *, with_kind: bool) -> str:
    kind = KIND_NAMES[one.kind] if with_kind else ""
    return pages.passage(
        text=one.text,
        place=one.place,
        kind=kind,
        standard=one.standard if with_kind else "",
    )


def _how_to_get(entry: ServiceInspection) -> str:
    return pages.no_own_words(service=entry.name, may_add=importing_allowed(), readable=_is_readable())


def _is_readable() -> bool:
    try:
        return not may_hold_imports() or import_store().revision() >= 0
    except StoreError:
        return False
