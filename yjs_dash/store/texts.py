"""The reports' own sentences: findings and recommendations of the accepted imports, with their pages.

They stay in the store. The project itself holds figures, ratings and names only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from yjs_dash.errors import ImportPayloadError
from yjs_dash.extract.model import Report, report_of
from yjs_dash.schema import place_words
from yjs_dash.store.reports import page_numbers_of
from yjs_dash.store.service_matcher import clean_line

if TYPE_CHECKING:
    from yjs_dash.store.imports import ImportRecord, ImportStore

RECOMMENDATION = "recommendation"
TEXT_KINDS: tuple[str, ...] = ("strength", "area_for_improvement", RECOMMENDATION)


@dataclass(frozen=True)
class ImportedText:
    """One sentence or paragraph of a report, as printed, for display as plain text only.

    `kind` is one of TEXT_KINDS. `standard` is a standard or a domain, empty for a recommendation; `number` and
    `addressed_to` are those of a recommendation. `page` is None where the file told none; `page_numbers`: what it
    means, as in `schema.PAGE_NUMBERS`.
    """

    service: str
    inspection_id: str
    standard: str
    kind: str
    text: str
    page: int | None
    number: int | None = None
    addressed_to: str = ""
    page_numbers: str = ""
    section: str = ""

    @property
    def place(self) -> str:
        """“page 12”, “in the section that starts on page 12”, “under the heading “Staffing””; empty without either."""
        return place_words(page=self.page, page_numbers=self.page_numbers, section=self.section)


def imported_texts(store: ImportStore, inspection_id: str) -> list[ImportedText]:
    """Texts of the accepted report of an inspection, in printed order; none where it was not imported.

    Raises:
        StoreError: the database fails.
    """
    return [text for text in _texts(store) if text.inspection_id == inspection_id]


def search_texts(store: ImportStore, words: str, *, limit: int = 200) -> list[ImportedText]:
    """Texts of all accepted reports that hold every one of the words, whatever their case; at most `limit`.

    Raises:
        StoreError: the database fails.
    """
    wanted = _plain(words[:1000]).split()
    if not wanted:
        return []
    found: list[ImportedText] = []
    for text in _texts(store):
        plain = _plain(f"{text.text} {text.addressed_to}")
        if all(word in plain for word in wanted):
            found.append(text)
            if len(found) == limit:
                break
    return found


_kept: WeakKeyDictionary[ImportStore, tuple[int, tuple[ImportedText, ...]]] = WeakKeyDictionary()


def _texts(store: ImportStore) -> tuple[ImportedText, ...]:
    """All texts at the store's present revision, by service; read again only after a change."""
    # Whoever has a store has loaded its database library; whoever has none does not wait for it.
    from yjs_dash.store.imports import read_payload

    revision = store.revision()
    kept = _kept.get(store)
    if kept is not None and kept[0] == revision:
        return kept[1]
    accepted = store.accepted()
    # The last import of an inspection stands for it, as it does in the data set.
    latest = {
        record.inspection_id: (record, payload)
        for record, payload in accepted.imports
        if record.inspection_id
    }
    found: list[ImportedText] = []
    for record, payload in sorted(latest.values(), key=lambda pair: pair[0].service or ""):
        try:
            found += _of_report(record, report_of(read_payload(payload)))
        except ImportPayloadError:
            continue  # the data set tells of it
    _kept[store] = (accepted.revision, tuple(found))
    return tuple(found)


def _of_report(record: ImportRecord, report: Report) -> Iterator[ImportedText]:
    service, inspection_id = record.service or "", record.inspection_id or ""
    pages = page_numbers_of(report, file_name=record.file_name)
    for finding in report.findings:
        kind, text = clean_line(finding.kind), clean_line(finding.text)
        if text and kind in TEXT_KINDS:
            yield ImportedText(
                service,
                inspection_id,
                standard=clean_line(finding.standard),
                kind=kind,
                text=text,
                page=finding.place.page,
                page_numbers=pages,
                section=clean_line(finding.place.heading),
            )
    for one in report.recommendations:
        if text := clean_line(one.text):
            yield ImportedText(
                service,
                inspection_id,
                standard="",
                kind=RECOMMENDATION,
                text=text,
                page=one.place.page,
                number=one.number,
                addressed_to=clean_line(one.addressed_to),
                page_numbers=pages,
                section=clean_line(one.place.heading),
            )


_PRINTED = str.maketrans({"’": "'", "‘": "'", "\u2010": "-", "\u2011": "-", "–": "-"})


def _plain(text: str) -> str:
    """Case, accents, and the signs that print varies, do not count."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.translate(_PRINTED)
