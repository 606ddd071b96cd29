"""The reports' own sentences: by inspection, and searched."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from yjs_dash.store.imports import ImportRecord, ImportStore
from yjs_dash.store.texts import imported_texts, search_texts

Report = Callable[..., dict[str, Any]]
Accept = Callable[..., ImportRecord]


def test_an_imported_inspection_gives_its_findings_and_recommendations_with_pages(
    store: ImportStore, report: Report, accept: Accept
) -> None:
    assert imported_texts(store, "newtown-2024-05") == []
    accept(store, report(), number=1, inspection_id="newtown-2024-05")
    texts = imported_texts(store, "newtown-2024-05")
    assert [(t.kind, t.standard, t.number, t.page) for t in texts] == [
        ("strength", "1.1", None, 4),
        ("strength", "1.1", None, 4),
        ("area_for_improvement", "1.2", None, 4),
        ("recommendation", "", 1, 4),
        ("recommendation", "", 2, 4),
    ]
    assert texts[3].addressed_to == "The management board"
    assert imported_texts(store, "sutton-2022-08") == []


def test_search_finds_every_word_in_all_accepted_reports_whatever_its_case(
    store: ImportStore, report: Report, accept: Accept
) -> None:
    record = accept(store, report("Newtown"), number=1, inspection_id="newtown-2024-05")
    accept(store, report("Älvtown"), number=2, inspection_id="alvtown-2024-05")
    found = search_texts(store, "DATA board's")
    assert [(t.service, t.kind) for t in found] == [
        ("Newtown", "recommendation"),
        ("Älvtown", "recommendation"),
    ]
    assert len(search_texts(store, "data")) == 4
    assert len(search_texts(store, "data", limit=3)) == 3
    assert {t.service for t in search_texts(store, "head of service")} == {"Newtown", "Älvtown"}
    assert search_texts(store, "data nowhere") == search_texts(store, "  ") == search_texts(store, "%") == []
    store.withdraw(record.import_id)
    assert {t.service for t in search_texts(store, "data")} == {"Älvtown"}


def test_only_the_reading_that_stands_for_an_inspection_is_searched(
    store: ImportStore, report: Report, accept: Accept
) -> None:
    accept(store, report(), number=1, inspection_id="newtown-2024-05")
    accept(store, report(findings=[]), number=2, inspection_id="newtown-2024-05")
    assert [t.kind for t in imported_texts(store, "newtown-2024-05")] == ["recommendation"] * 2


def test_a_payload_of_another_form_gives_no_texts_and_no_error(
    store: ImportStore, report: Report, accept: Accept
) -> None:
    accept(store, report("Oldtown", findings="none"), number=1, inspection_id="oldtown-2024-05")
    accept(store, report(), number=2, inspection_id="newtown-2024-05")
    assert {t.service for t in search_texts(store, "data")} == {"Newtown"}
