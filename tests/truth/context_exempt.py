"""Sentence kinds on context that claim nothing of the data, or stand where the strings are not collected, and why."""

from __future__ import annotations

TOPICS = (
    "areas", "children", "context", "disposals", "disproportionality", "neighbours", "rates", "spend", "trend",
)  # fmt: skip
SELDOM: dict[str, str] = {
    "areas.former": "all successors lack the figure that the one former authority has",
    "context.counts_disagree": "of the whole numbers that match a rate, some lie beyond the nation's and some do not",
    "rates.undecided": "the same among control limits",
    "rates.no_children": "many authorities, each with a rate above zero that is less than a child",
}
"""Kinds that a run of a few hundred sets need not bring out; a long one must."""
CLAIM_NOTHING: dict[str, str] = {
    "rates.headline_none": "the page draws no chart, and so says no headline, where no authority has a figure",
    "rates.no_base": "the page offers no rate without a known base but reoffending",
}
