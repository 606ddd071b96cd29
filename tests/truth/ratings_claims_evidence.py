"""What a report lists beside its ratings: findings and recommendations, and that they are not here."""

from __future__ import annotations

import re

from tests.truth.ratings_checkers import Reading, Said, understands
from tests.truth.ratings_claims_questions import standard_of
from tests.truth.ratings_words import number

PLACE = "evidence"


def _scopes(said: Said) -> set[str]:
    """The open standard and its domain."""
    standard = said.one.standards.get(standard_of(said))
    return {standard_of(said), standard["domain"]["id"]} if standard else set()


@understands("evidence.none_listed", PLACE, r"{service:NAME}: the report lists none under this standard\.")
def _none_listed(reading: Reading, said: Said, found: re.Match[str]) -> None:
    rows = said.world.rows("finding_counts", said.one.row["inspection_id"])
    reading.same(found["service"], said.one.name, "service")
    reading.so(bool(rows), "we do not have its findings")
    reading.so(not any(row["standard_id"] in _scopes(said) for row in rows), "it lists some")


@understands(
    "evidence.findings_not_here", PLACE, r"{service:NAME}: we do not have the findings of this report\."
)
def _not_here(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(found["service"], said.one.name, "service")
    reading.same(said.world.rows("finding_counts", said.one.row["inspection_id"]), [], "findings")


@understands(
    "evidence.no_recommendations",
    PLACE,
    r"{service:NAME}: we do not have the recommendations of this report\.",
)
def _no_recommendations(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(said.world.rows("recommendations", said.one.row["inspection_id"]), [], "recommendations")


@understands("evidence.recommendations", PLACE, r"{service:NAME}: {number:NUMBER} recommendations?, by theme")
def _recommendations(reading: Reading, said: Said, found: re.Match[str]) -> None:
    rows = said.world.rows("recommendations", said.one.row["inspection_id"])
    reading.same((found["service"], number(found["number"])), (said.one.name, len(rows)), "recommendations")
