"""Headings and notes of the page of one standard: what stands where, and what is not in the data."""

from __future__ import annotations

from collections.abc import Sequence

from yjs_dash.narrate.numbers import times
from yjs_dash.narrate.template import template

KEY_QUESTIONS = template("evidence.key_questions", "Key questions")
TOLD_APART = template("evidence.told_apart", "Can we tell the services apart?")
DIFFERENCES = template("evidence.differences", "See the differences, their intervals and tests")
DIFFERENCES_TABLE = template(
    "evidence.differences_table", "Differences on {standard}", standard="2.2 Planning"
)
HOW_SURE = template("evidence.how_sure", "How sure is the rating?")
ONE_CASE = template("evidence.one_case", "What one case would have changed")
TO_ASK = template("evidence.to_ask", "A question to ask next")
FINDINGS = template("evidence.findings", "Strengths and areas for improvement")
FINDINGS_TABLE = template("evidence.findings_table", "How many the report lists")
NONE_LISTED = template(
    "evidence.none_listed", "{service}: the report lists none under this standard.", service="Sutton"
)
NOT_HERE = template(
    "evidence.findings_not_here", "{service}: we do not have the findings of this report.", service="Newtown"
)
RECOMMENDED = template("evidence.recommended", "What the inspectors recommended")
NO_RECOMMENDATIONS = template(
    "evidence.no_recommendations",
    "{service}: we do not have the recommendations of this report.",
    service="Newtown",
)
RECOMMENDATIONS = template(
    "evidence.recommendations", "{service}: {recommendations}, by theme", service="Sutton",
    recommendations="seven recommendations",
)  # fmt: skip
RECOMMENDATIONS_PRINTED = template(
    "evidence.recommendations_printed", "{service}: {recommendations}, in the words of the report that was added",
    service="Sutton", recommendations="seven recommendations",
)  # fmt: skip
DIFFERENCE_TABLE: dict[str, str] = {
    "question": "Key question", "first": "Service", "first_sufficient": "Cases sufficient", "first_cases": "Of cases",
    "second": "Compared with", "second_sufficient": "Its cases sufficient", "second_cases": "Of its cases",
    "points": "Difference, points", "low": "95% interval from", "high": "95% interval to", "p": "Fisher’s p",
    "p_adjusted": "p after Holm’s adjustment", "distinct": "Told apart",
}  # fmt: skip
"""Column of compare.differences → its head."""


def findings_missing(services: Sequence[tuple[str, bool]]) -> list[str]:
    """A sentence for each (service, whether its report's findings are in the data) without findings to show."""
    return [(NONE_LISTED if known else NOT_HERE)(service=name) for name, known in services]


def recommendations_caption(service: str, number: int, *, printed: bool) -> str:
    caption = RECOMMENDATIONS_PRINTED if printed else RECOMMENDATIONS
    return caption(service=service, recommendations=times(number, "recommendation"))
