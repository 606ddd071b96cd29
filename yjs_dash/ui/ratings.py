"""Cards and grid of ratings: records of the comparison → data of the components."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from yjs_dash.charts.theme import RATING_FILL
from yjs_dash.compare import Card, Cell, GridRow
from yjs_dash.compare.cards import OtherInspection
from yjs_dash.framework import RATINGS, Framework
from yjs_dash.narrate import card_text, next_band_sentence, one_case_sentences
from yjs_dash.narrate.numbers import date_words
from yjs_dash.ui.components import mount_cards, mount_grid, rating_colours
from yjs_dash.ui.drill import standard_labels
from yjs_dash.ui.session import View

EVIDENCE_PAGE = "domains"
SHORT_RATING = {"Requires improvement": "Requires impr."}


def service_cards(view: View, found: list[Card], *, announced: str) -> None:
    """A card a service. `announced` is what a screen reader is told when the choice changes."""
    frameworks = {e.service_id: e.framework for e in view.selection.entries}
    data = [_card(card, view.colour(card.service_id), frameworks[card.service_id]) for card in found]
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
        "show_apart": any(row.apart is not None for row in rows),
        "services": [
            {
                "id": entry.service_id,
                "name": entry.name,
                "colour": view.colour(entry.service_id),
                "badge": _badge(
                    ours=entry.service_id == view.selection.ours, framework=entry.framework.short_name
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
    """“5 of 12” for each service; nothing where the domain does not count towards the total."""
    texts = []
    for entry in view.selection.entries:
        domain = next((d for d in entry.framework.domains if d.id == domain_id), None)
        if domain is None or not domain.in_total or not entry.framework.scored:
            texts.append("")
            continue
        ids = [standard.id for standard in domain.standards]
        points = sum(entry.framework.points[entry.ratings[s]] for s in ids if s in entry.ratings)
        texts.append(f"{points} of {len(ids) * max(entry.framework.points.values())} points")
    return texts


def _row(view: View, row: GridRow, labels: dict[str, str], *, current: str | None) -> dict[str, Any]:
    names = {entry.service_id: entry.name for entry in view.selection.entries}
    far = row.apart is not None and row.apart >= 2
    return {
        "address": labels[row.standard_id],
        "title": row.title,
        "strong": far if current is None else row.standard_id == current,
        "current": row.standard_id == current,
        "apart": _apart(row.apart),
        "cells": [_cell(cell, row.title, names[cell.service_id]) for cell in row.cells],
    }


def _apart(levels: int | None) -> str:
    if levels is None or levels == 0:
        return "" if levels is None else "same"
    return {1: "one level apart", 2: "two levels apart", 3: "three levels apart"}[levels]


def _cell(cell: Cell, title: str, service: str) -> dict[str, Any]:
    if cell.rating is None:
        return {"rating": None, "reason": cell.reason}
    marks = ["raised by discretion"] if cell.discretion else []
    marks += ["[e]"] if cell.basis == "derived" else []
    said = ", ".join(marks).replace("[e]", "worked out")
    label = f"{service}, {title}: {cell.rating}{f' ({said})' if said else ''}. Open the evidence."
    return {
        "rating": cell.rating,
        "mark": ", ".join(marks),
        "label": label,
        "reason": "",
        **rating_colours(cell.rating),
    }


def _badge(*, ours: bool, framework: str) -> str:
    return f"our service · {framework}" if ours else framework


def _card(card: Card, colour: str, framework: Framework) -> dict[str, Any]:
    scored = card.score is not None
    return {
        "name": card.name,
        "badge": "our service" if card.ours else "",
        "colour": colour,
        "overall_rating": card.overall_rating,
        **rating_colours(card.overall_rating),
        "score": card.score,
        "score_max": card.score_max,
        "score_text": f"{card.score} of {card.score_max} points" if scored else "",
        "no_score": "No published score; only the overall rating is shown.",
        "ruler_label": card_text(card),
        "bands": [
            {
                "low": band.low,
                "high": band.high,
                "fill": RATING_FILL[band.rating],
                "short": SHORT_RATING.get(band.rating, band.rating) if band.rating in RATINGS else "",
            }
            for band in framework.overall_bands
        ],
        "lines": _lines(card),
    }


def _other(other: OtherInspection) -> dict[str, str]:
    when = date_words(other.published) if other.published else "date not known"
    told = f"{when}, {other.overall_rating}, {other.framework}"
    if other.newer:
        return {
            "kind": "next",
            "label": "Inspected again:",
            "text": f"{told}; its standards are not in this data set",
        }
    return {"kind": "small", "label": "Inspected before:", "text": told}


def _lines(card: Card) -> list[dict[str, str]]:
    lines = (
        [{"kind": "next", "label": "", "text": next_band_sentence(card)}] if card.score is not None else []
    )
    if card.domains:
        text = " · ".join(f"{d.name} {d.points} of {d.out_of}" for d in card.domains)
        lines.append({"kind": "small", "label": "Points:", "text": text})
    if card.resettlement_rated:
        text = f"{card.resettlement} (rated apart)" if card.resettlement else "not rated"
        lines.append({"kind": "small", "label": "Resettlement:", "text": text})
    decisive = tuple(change for change in card.one_case if change.overall_rating != card.overall_rating)
    told = one_case_sentences(replace(card, one_case=decisive))
    lines += [{"kind": "small", "label": "", "text": f"{text}."} for text in told]
    samples = [
        f"{count} {noun}"
        for count, noun in (
            (card.court_cases, "court"),
            (card.out_of_court_cases, "out-of-court"),
            (card.resettlement_cases, "resettlement"),
        )
        if count is not None
    ]
    known = f"{', '.join(samples)}" if samples else "not in this data set"
    lines.append({"kind": "small", "label": "Cases inspected:", "text": known})
    dates = [
        f"fieldwork {card.fieldwork}" if card.fieldwork else "",
        f"published {date_words(card.published)}" if card.published else "",
    ]
    about = ", ".join([card.kind, *[d for d in dates if d], card.framework])
    lines.append({"kind": "small", "label": "", "text": about[0].upper() + about[1:]})
    if card.derived_ratings:
        text = (
            f"{card.derived_ratings} of its ratings are worked out from published counts and score, not read."
        )
        lines.append({"kind": "small", "label": "", "text": text})
    lines += [_other(other) for other in card.others]
    lines.append({"kind": "small", "label": "Source:", "text": str(card.citation)})
    return lines
