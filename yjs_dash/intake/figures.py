"""Every figure of an extracted report as one table, with the place it was read."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from yjs_dash.extract.model import Place, Report
from yjs_dash.schema import place_words

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
_DIMENSIONS: dict[str, str] = {
    "desistance": "desistance",
    "child_safety": "safety of the child",
    "others_safety": "safety of other people",
}


def figures_read(report: Report) -> pd.DataFrame:
    """Figures of a report in printed order. Columns: FIGURE_COLUMNS, all text; the place where it is known.

    `page` says in words what is known: “page 12”, or “in the section that starts on page 12”; `read_from` is the line
    as it was read, before anything was made of it.
    """
    rows = [
        {
            "kind": kind,
            "what": what,
            "value": "" if value is None else str(value),
            "page": _place_words(report, place),
            "line": str(place.line) if place else "",
            "read_from": place.text if place else "",
        }
        for kind, what, value, place in _rows(report)
    ]
    return pd.DataFrame.from_records(rows, columns=FIGURE_COLUMNS)


def _place_words(report: Report, place: Place | None) -> str:
    if place is None:
        return ""
    return place_words(page=place.page, page_numbers=report.page_numbers or "", section=place.heading or None)


def _rows(report: Report) -> Iterator[tuple[str, str, object, Place | None]]:
    """Kind, what, value, and the place where it has one."""
    for name, words in _HEAD.items():
        if (value := getattr(report, name)) is not None:
            yield "Inspection", words, value, None
    for sample, cases in report.cases.items():
        if cases is not None:
            yield "Inspection", f"Cases inspected, {sample.replace('_', '-')}", cases, None
    if set_for := report.court_sample:
        value = f"{set_for.confidence}% confidence, margin of error of {set_for.margin}"
        yield "Inspection", "What the sample of court disposals was set for", value, set_for.place
    for rated in report.ratings:
        before = f" from {rated.discretion_from}" if rated.discretion_from else ""
        changed = f"{rated.rating}, changed{before} by professional discretion"
        yield "Rating", rated.standard, changed if rated.discretion else rated.rating, rated.place
    for asked in report.key_questions:
        what = f"{asked.standard}, {_DIMENSIONS.get(asked.dimension, asked.dimension)}"
        yield "Key question", what, f"{asked.percent}%", asked.place
    for prompt in report.case_questions:
        what = f"{prompt.standard}, {_DIMENSIONS.get(prompt.dimension, prompt.dimension)}, {prompt.letter})"
        yield "Annexe prompt", what, f"{prompt.percent}%", prompt.place
    for figure in report.context:
        parts = (figure.indicator, figure.breakdown, figure.area, figure.period)
        yield "Context", ", ".join(part for part in parts if part), f"{figure.value:g}", figure.place
    for given in report.recommendations:
        what = f"{given.number}, to {given.addressed_to or 'nobody named'}"
        yield "Recommendation", what, given.text, given.place
    for finding in report.findings:
        kind = "Strength" if finding.kind == "strength" else "Area for improvement"
        yield kind, finding.standard, finding.text, finding.place
