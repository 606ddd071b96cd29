"""Sentence kinds on context that claim nothing of the data, or stand where the strings are not collected, and why."""

from __future__ import annotations

TOPICS = (
    "areas", "children", "context", "disposals", "disproportionality", "neighbours", "rates", "series", "spend", "trend",
)  # fmt: skip
CLAIM_NOTHING: dict[str, str] = {}
