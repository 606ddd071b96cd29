"""Cards and grid of ratings: records of the comparison → data of the components."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from yjs_dash.charts.theme import RATING_FILL
from yjs_dash.compare import Card, Cell, GridRow, ServiceInspection, domain_scores
from yjs_dash.compare.overview import ServiceSummary
from yjs_dash.environment import importing_allowed
from yjs_dash.export.view import View
from yjs_dash.framework import Framework
from yjs_dash.narrate import card_text, next_band_sentences
from yjs_dash.narrate.cards import NO_SCORE, card_lines, newer_lines
from yjs_dash.narrate.grid import POINTS, absence_words, apart_words, cell_label, cell_marks
from yjs_dash.narrate.overview import (
    ADD_REPORT,
    NO_RESULT,
    OUR_SERVICE,
    SOURCE,
    local_lines,
    missing_lines,
    overview_text,
    result_lines,
)
from yjs_dash.ui.components import mount_cards, mount_grid, rating_colours
from yjs_dash.ui.session import REPORT_OF_KEY
from yjs_dash.ui.standard_picker import standard_labels

EVIDENCE_PAGE = "domains"
ADD_PAGE = "add"
SHORT_RATING = {"Requires improvement": "Requires impr."}


def service_cards(
    view: View, found: Sequence[Card], known: Sequence[ServiceSummary], *, announced: str
) -> None:
    """A card for each overview; those of services with complete ratings say what these make of the result.

    `announced` is what a screen reader is told when the choice changes.
    """
    rated = {card.service_id: card for card in found}
    data = []
    for overview in known:
        colour, card = view.colour(overview.service_id), rated.get(overview.service_id)
        data.append(_card(card, overview, colour) if card else _overview_card(overview, colour))
    mount_cards({"cards": data, "announced": announced}, key="cards")


def rating_grid(
    view: View,
    rows: list[GridRow],
    *,
    key: str,
    caption: str,
    announced: str = "",
    current: str | None = None,
) -> None:
    """The grid of standards by services; each rating is a link that opens its evidence."""
    labels = standard_labels(view.selection)
    groups: dict[str, list[GridRow]] = {}
    for row in rows:
        groups.setdefault(row.domain, []).append(row)
    data = {
        "page": EVIDENCE_PAGE,
        "links_label": "Domains",
        "links": _domain_links(view, labels, current) if current else [],
        "announced": announced,
        "caption": caption,
        "corner": "Standard",
        "show_apart": any(row.rating_gap is not None for row in rows),
        "services": [
            {
                "id": entry.service_id,
                "name": entry.name,
                "colour": view.colour(entry.service_id),
                "badge": _badge(
                    ours=entry.service_id == view.selection.pinned_service,
                    framework=entry.framework.short_name,
                ),
            }
            for entry in view.selection.entries
        ],
        "groups": [
            {
                "title": domain,
                "scores": _domain_scores(view, members[0].domain_id),
                "rows": [_row(view, row, labels, current=current) for row in members],
            }
            for domain, members in groups.items()
        ],
    }
    mount_grid(data, key=key)


def _domain_links(view: View, labels: dict[str, str], current: str) -> list[dict[str, Any]]:
    """A link to the first standard of each domain; the domain of the open standard is marked."""
    links: dict[str, dict[str, Any]] = {}
    for entry in view.selection.entries:
        for domain in entry.framework.domains:
            ids = [standard.id for standard in domain.standards]
            link = {"label": domain.title, "address": labels[ids[0]], "current": current in ids}
            links.setdefault(domain.id, link)
    return [links[domain_id] for domain_id in sorted(links)]


def _domain_scores(view: View, domain_id: str) -> list[str]:
    """“5 of 12 points” for each service; nothing where the domain does not count towards the total."""
    scores = [domain_scores(entry).get(domain_id) for entry in view.selection.entries]
    return ["" if score is None else POINTS(points=score.points, out_of=score.out_of) for score in scores]


def _row(view: View, row: GridRow, labels: dict[str, str], *, current: str | None) -> dict[str, Any]:
    entries = {entry.service_id: entry for entry in view.selection.entries}
    far = row.rating_gap is not None and row.rating_gap >= 2
    return {
        "address": labels[row.standard_id],
        "title": row.title,
        "strong": far if current is None else row.standard_id == current,
        "current": row.standard_id == current,
        "apart": apart_words(row.rating_gap),
        "cells": [_cell(cell, row.title, entries[cell.service_id]) for cell in row.cells],
    }


def _cell(cell: Cell, title: str, entry: ServiceInspection) -> dict[str, Any]:
    if cell.rating is None:
        return {"rating": None, "reason": absence_words(cell, entry.framework.short_name)}
    return {
        "rating": cell.rating,
        "mark": cell_marks(cell),
        "label": cell_label(cell, standard=title, service=entry.name),
        "reason": "",
        **rating_colours(cell.rating),
    }


def _badge(*, ours: bool, framework: str) -> str:
    return f"our service · {framework}" if ours else framework


def _card(card: Card, overview: ServiceSummary, colour: str) -> dict[str, Any]:
    scored = card.score is not None
    first, *rest = next_band_sentences(card)
    newer = newer_lines(card)
    return {
        "name": card.name,
        "badge": OUR_SERVICE() if card.is_pinned else "",
        "colour": colour,
        "newer": [_line("next", label, words) for label, words in newer],
        "overall_rating": card.overall_rating,
        **rating_colours(card.overall_rating),
        "score": card.score,
        "score_max": card.score_max,
        "score_text": POINTS(points=card.score, out_of=card.score_max) if scored else "",
        "no_score": NO_SCORE(),
        "ruler_label": card_text(card),
        "bands": _bands(card.rules),
        "lines": [
            _line("next", "", first),
            *(_line("small", "", words) for words in rest),
            *(_line("small", label, words) for label, words in card_lines(card)),
            *(_line("small", label, words) for label, words in local_lines(overview)),
            _line("small", SOURCE(), str(card.citation)),
        ],
        "link": None,
    }


def _overview_card(overview: ServiceSummary, colour: str) -> dict[str, Any]:
    result = overview.result
    rules = result.framework if result else None
    scored = (
        result is not None and result.score is not None and rules is not None and rules.score_max is not None
    )
    return {
        "name": overview.name,
        "badge": OUR_SERVICE() if overview.is_pinned else "",
        "colour": colour,
        "newer": [],
        "overall_rating": result.overall_rating if result else "",
        **(rating_colours(result.overall_rating) if result else {}),
        "score": result.score if scored and result else None,
        "score_max": rules.score_max if scored and rules else None,
        "score_text": POINTS(points=result.score, out_of=rules.score_max)
        if scored and result and rules
        else "",
        "no_score": NO_SCORE() if result else NO_RESULT(),
        "ruler_label": overview_text(overview),
        "bands": _bands(rules) if scored and rules else [],
        "lines": [
            *(_line("small", label, words) for label, words in result_lines(overview)),
            *(_line("small", label, words) for label, words in local_lines(overview)),
            *(_line("small", label, words) for label, words in missing_lines(overview)),
            *([_line("small", SOURCE(), result.citation)] if result else []),
        ],
        "link": _link_to_add(overview) if importing_allowed() else None,
    }


def _link_to_add(overview: ServiceSummary) -> dict[str, str]:
    return {"label": ADD_REPORT(), "page": ADD_PAGE, "parameter": REPORT_OF_KEY, "value": overview.service_id}


def _bands(rules: Framework) -> list[dict[str, Any]]:
    return [
        {
            "low": band.low,
            "high": band.high,
            "fill": RATING_FILL[band.rating],
            "short": SHORT_RATING.get(band.rating, band.rating),
        }
        for band in rules.overall_bands
    ]


def _line(kind: str, label: str, words: str) -> dict[str, str]:
    return {"kind": kind, "label": label, "text": words}
