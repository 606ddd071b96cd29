"""Sentence kinds on context that claim nothing of the data, or stand where the strings are not collected, and why."""

from __future__ import annotations

TOPICS = (
    "areas", "children", "context", "disposals", "disproportionality", "neighbours", "rates", "series", "spend", "trend",
)  # fmt: skip
CLAIM_NOTHING: dict[str, str] = {
    "rates.headline_none": "the page draws no chart, and so says no headline, where no authority has a figure",
    "rates.no_base": "the page offers no rate without a known base but reoffending",
}
