"""Every figure of an extracted report, with the place it was read: one by one, and as one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from yjs_dash.extract.model import Place, Report
from yjs_dash.schema import place_words
from yjs_dash.store.service_matcher import cell

FIGURE_COLUMNS: list[str] = ["kind", "what", "value", "page", "line", "read_from"]
_HEAD: dict[str, str] = {
    "service": "Service",
    "framework": "Framework",
    "kind": "Kind of inspection",
    "published": "Published",
    "fieldwork_started": "Fieldwork started",
    "score": "Score",
    "score_max": "Highest possible score",
    "overall_rating": "Overall rating",
}
_AMENDABLE = frozenset({"service", "published", "fieldwork_started", "score", "overall_rating"})
_DIMENSIONS: dict[str, str] = {
    "desistance": "desistance",
    "child_safety": "safety of the child",
    "others_safety": "safety of other people",
}


FigureKey = tuple[str, ...]
"""Which value of a report: its list or field there, then what tells it from the others, as (“ratings”, “2.1”)."""


@dataclass(frozen=True)
class FigureRead:
    """One figure of a report in words. `key`: None for one that nobody can put right here, as a text."""

    kind: str
    what: str
    value: str
    place: Place | None
    key: FigureKey | None = None


def figures_read(report: Report, *, indicators: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Figures of a report in printed order. Columns: FIGURE_COLUMNS, all text; the place where it is known.

    `page` says in words what is known: “page 12”, or “in the section that starts on page 12”; `read_from` is the line
    as it was read, before anything was made of it. `indicators`: as in name_of.
    """
    rows = [
        {
            "kind": one.kind,
            "what": one.what,
            "value": one.value,
            "page": place_in_words(report, one.place),
            "line": str(one.place.line) if one.place and one.place.line else "",
            "read_from": one.place.text if one.place else "",
        }
        for one in figures_of(report, indicators=indicators)
    ]
    return pd.DataFrame.from_records(rows, columns=FIGURE_COLUMNS)


def place_in_words(report: Report, place: Place | None) -> str:
    """“page 12”, or “in the section that starts on page 12”; nothing where it is not known."""
    if place is None:
        return ""
    numbers = "heading" if place.heading and place.page is None else report.page_numbers or ""
    return place_words(page=place.page, page_numbers=numbers, section=place.heading or None)


def figures_of(report: Report, *, indicators: Mapping[str, str] | None = None) -> Iterator[FigureRead]:
    """Every figure of a report in printed order. `indicators`: as in name_of."""
    scored = None
    if report.score_page is not None or report.score_heading:
        scored = Place(page=report.score_page, line=0, heading=report.score_heading or "")
    added = {one.figure: one.place for one in report.amendments if one.printed is None}
    for name, words in _HEAD.items():
        if (value := getattr(report, name)) is not None:
            key: FigureKey | None = (name,) if name in _AMENDABLE else None
            place = scored if name in {"score", "overall_rating"} else None
            yield FigureRead("Inspection", words, str(value), added.get((name,), place), key)
    for sample, cases in report.cases.items():
        if cases is not None:
            what = name_of(("cases", sample))[1]
            yield FigureRead("Inspection", what, str(cases), added.get(("cases", sample)), ("cases", sample))
    if set_for := report.court_sample:
        value = f"{set_for.confidence}% confidence, margin of error of {set_for.margin}"
        what = "What the sample of court disposals was set for"
        yield FigureRead("Inspection", what, value, set_for.place)
    for rated in report.ratings:
        before = f" from {rated.discretion_from}" if rated.discretion_from else ""
        changed = f"{rated.rating}, changed{before} by professional discretion"
        value = changed if rated.discretion else rated.rating
        if rated.discretion is None:
            value = f"{rated.rating}, may have been changed by professional discretion"
        yield _figure(("ratings", rated.standard), value, rated.place)
    for asked in report.key_questions:
        yield _figure(("key_questions", asked.standard, asked.dimension), f"{asked.percent}%", asked.place)
    for prompt in report.case_questions:
        key = ("case_questions", prompt.standard, prompt.dimension, str(prompt.position))
        what = f"{prompt.standard}, {_DIMENSIONS.get(prompt.dimension, prompt.dimension)}, {prompt.letter})"
        yield FigureRead("Annexe prompt", what, f"{prompt.percent}%", prompt.place, key)
    for figure in report.context:
        kind, what = name_of(("context", *figure.key), indicators=indicators)
        yield FigureRead(kind, what, cell(figure.value), figure.place, ("context", *figure.key))
    for given in report.recommendations:
        what = f"{given.number}, to {given.addressed_to or 'nobody named'}"
        yield FigureRead("Recommendation", what, given.text, given.place)
    for finding in report.findings:
        kind = "Strength" if finding.kind == "strength" else "Area for improvement"
        yield FigureRead(kind, finding.standard, finding.text, finding.place)


def name_of(key: FigureKey, *, indicators: Mapping[str, str] | None = None) -> tuple[str, str]:
    """Kind and name of a figure in words. `indicators`: indicator → its name; one without a name stands as it is."""
    kind, *parts = key
    if kind == "cases":
        return "Inspection", f"Cases inspected, {parts[0].replace('_', '-')}"
    if kind == "ratings":
        return "Rating", parts[0]
    if kind in {"key_questions", "case_questions"}:
        what = ", ".join([parts[0], _DIMENSIONS.get(parts[1], parts[1])])
        if kind == "key_questions":
            return "Key question", what
        return "Annexe prompt", f"{what}, {letter_of(int(parts[2]))})"
    if kind == "context":
        indicator, area, breakdown, period = parts
        named = (indicators or {}).get(indicator, indicator)
        return "Context", ", ".join(part for part in (named, breakdown, area, period) if part)
    return "Inspection", _HEAD[kind]


def letter_of(position: int) -> str:
    """How the annexe letters the prompt of a position, which counts from 1; nothing beyond the alphabet."""
    return chr(ord("a") + position - 1) if 1 <= position <= 26 else ""


def _figure(key: FigureKey, value: str, place: Place) -> FigureRead:
    kind, what = name_of(key)
    return FigureRead(kind, what, value, place, key)
