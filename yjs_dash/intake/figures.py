"""Every figure of an extracted report as one table, with the place it was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from yjs_dash.schema import place_words

FIGURE_COLUMNS: list[str] = ["kind", "what", "value", "page", "line"]
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


def figures_read(payload: Mapping[str, Any]) -> pd.DataFrame:
    """Figures of a report in printed order. Columns: FIGURE_COLUMNS, all text; page and line where they are known.

    `page` says in words what is known: “page 12”, or “in the section that starts on page 12”.
    """
    rows = [
        {name: "" if value is None else str(value) for name, value in zip(FIGURE_COLUMNS, row, strict=True)}
        for row in _with_places(payload)
    ]
    return pd.DataFrame.from_records(rows, columns=FIGURE_COLUMNS)


def _with_places(payload: Mapping[str, Any]) -> Iterator[tuple[object, ...]]:
    numbers = str(payload.get("page_numbers") or "")
    for kind, what, value, item in _rows(payload):
        page, heading = item.get("page"), item.get("heading")
        place = place_words(
            page=page if isinstance(page, int) else None,
            page_numbers=numbers,
            section=heading if isinstance(heading, str) else None,
        )
        yield kind, what, value, place, item.get("line")


def _rows(payload: Mapping[str, Any]) -> Iterator[tuple[str, str, object, Mapping[str, object]]]:
    """Kind, what, value, and the item of the payload, which holds its place."""
    for key, name in _HEAD.items():
        if payload.get(key) is not None:
            yield "Inspection", name, payload[key], {}
    for sample, cases in (payload.get("cases") or {}).items():
        if cases is not None:
            yield "Inspection", f"Cases inspected, {str(sample).replace('_', '-')}", cases, {}
    if sample := payload.get("court_sample"):
        value = f"{sample['confidence']}% confidence, margin of error of {sample['margin']}"
        what = "What the sample of court disposals was set for"
        yield "Inspection", what, value, sample
    for row in _items(payload, "ratings"):
        before = f" from {row['discretion_from']}" if row.get("discretion_from") else ""
        changed = f"{row['rating']}, changed{before} by professional discretion"
        value = changed if row.get("discretion") else row["rating"]
        yield "Rating", row["standard"], value, row
    for row in _items(payload, "key_questions"):
        what = f"{row['standard']}, {_DIMENSIONS.get(row['dimension'], row['dimension'])}"
        yield "Key question", what, f"{row['percent']}%", row
    for row in _items(payload, "case_questions"):
        what = f"{row['standard']}, {_DIMENSIONS.get(row['dimension'], row['dimension'])}, {row['letter']})"
        yield "Annexe prompt", what, f"{row['percent']}%", row
    for row in _items(payload, "context"):
        parts = [str(row[name]) for name in ("indicator", "breakdown", "area", "period") if row.get(name)]
        yield "Context", ", ".join(parts), row["value"], row
    for row in _items(payload, "recommendations"):
        what = f"{row['number']}, to {row.get('addressed_to') or 'nobody named'}"
        yield "Recommendation", what, row.get("text"), row
    for row in _items(payload, "findings"):
        kind = "Strength" if row["kind"] == "strength" else "Area for improvement"
        yield kind, row["standard"], row.get("text"), row


def _items(payload: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    return list(payload.get(key) or [])
