"""From ratings of standards to the score and the overall rating."""

from __future__ import annotations

from collections.abc import Sequence

from tests.spec.cases import Table, Topic, case
from tests.spec.newtown import FRAMEWORKS, RULES, Inspected, card_of, data_set
from yjs_dash import scoring
from yjs_dash.checks import reconcile
from yjs_dash.compare import Card
from yjs_dash.narrate import card_text, next_band_sentences
from yjs_dash.narrate.cards import card_lines

STANDARDS = {standard.title: standard.id for standard in RULES.standards.values()}
RATINGS = ("standard", "rating")
OTHERS = "every other standard"


def _ratings(table: Table) -> dict[str, str]:
    """Ratings by number of standard; one row may stand for all others that count."""
    given = dict(table.pairs())
    usual = given.pop(OTHERS, "")
    named = {STANDARDS[title]: rating for title, rating in given.items()}
    return (dict.fromkeys(RULES.scored_standards, usual) if usual else {}) | named


def _result(card: Card) -> str:
    """Overall rating and score as the card is read out."""
    return card_text(card).split(". ")[1] + "."


def _lines(card: Card, label: str) -> Sequence[str]:
    return [f"{name} {words}" for name, words in card_lines(card) if name == label]


def result(table: Table) -> Sequence[str]:
    card = card_of(Inspected(ratings=_ratings(table)))
    return [_result(card), *_lines(card, "Points:")]


def resettlement(table: Table) -> Sequence[str]:
    card = card_of(Inspected(ratings=_ratings(table)))
    return [_result(card), *_lines(card, "Resettlement:")]


def limited(table: Table) -> Sequence[str]:
    card = card_of(Inspected(ratings=_ratings(table)))
    return [_result(card), *next_band_sentences(card)]


def overall(table: Table) -> Sequence[str]:
    scores = (int(score) for (score,) in table.rows)
    return [f"{score} points: {scoring.overall_rating(RULES, score)}" for score in scores]


def later_framework(table: Table) -> Sequence[str]:
    printed = table.pairs()
    made = Inspected(
        framework=FRAMEWORKS["hmip-yjs-2025"], ratings={}, usual="Good", published="2025-10",
        score=int(printed["published score"]), overall=printed["published overall rating"],
    )  # fmt: skip
    return list(reconcile(data_set(made))["message"])


TOPIC = Topic(
    "From standards to the score and the overall rating",
    "Twelve standards count: Inadequate 0 points, Requires improvement 1, Good 2, Outstanding 3. The total is 0 to 36.",
    (
        case(
            "The points of twelve standards add up to the score",
            head=RATINGS,
            rows=[
                ("1.1 Governance and leadership", "Good"), ("1.2 Staff", "Outstanding"),
                ("1.3 Partnerships and services", "Good"), ("1.4 Information and facilities", "Good"),
                ("2.1 Assessment", "Requires improvement"), ("2.2 Planning", "Requires improvement"),
                ("2.3 Implementation and delivery", "Good"), ("2.4 Reviewing", "Requires improvement"),
                ("3.1 Assessment", "Inadequate"), ("3.2 Planning", "Requires improvement"),
                ("3.3 Implementation and delivery", "Requires improvement"),
                ("3.4 Out-of-court disposal policy and provision", "Good"),
            ],
            question="What are the score and the overall rating, and where were the points gained?",
            answer=[
                "Requires improvement, 18 of 36 points.",
                "Points: Organisation 9 of 12 · Court 5 of 12 · Out of court 4 of 12",
            ],
            ask=result,
        ),
        case(
            "The overall rating changes at 7, 19 and 31 points",
            head=("score",),
            rows=[("0",), ("6",), ("7",), ("18",), ("19",), ("30",), ("31",), ("36",)],
            question="Which overall rating does each score give?",
            answer=[
                "0 points: Inadequate",
                "6 points: Inadequate",
                "7 points: Requires improvement",
                "18 points: Requires improvement",
                "19 points: Good",
                "30 points: Good",
                "31 points: Outstanding",
                "36 points: Outstanding",
            ],
            ask=overall,
        ),
        case(
            "Resettlement is rated, and adds no points",
            head=RATINGS,
            rows=[(OTHERS, "Good"), ("4.1 Resettlement policy and provision", "Outstanding")],
            question="What are the score and the overall rating?",
            answer=[
                "Good, 24 of 36 points.",
                "Resettlement: Outstanding (rated separately; not part of the score)",
            ],
            ask=resettlement,
        ),
        case(
            "Inadequate for resettlement rules out Outstanding",
            head=RATINGS,
            rows=[(OTHERS, "Outstanding"), ("4.1 Resettlement policy and provision", "Inadequate")],
            question="What is the overall rating, and why?",
            answer=[
                "Good, 36 of 36 points.",
                (
                    "A score of 36 is in the range for Outstanding, but an Inadequate rating for "
                    "resettlement rules that out."
                ),
            ],
            ask=limited,
        ),
        case(
            "Under a framework whose total is not known nothing is worked out",
            head=("inspection by the 2025 framework", ""),
            rows=[("published overall rating", "Good"), ("published score", "12")],
            question="Does the score fit the rating?",
            answer=(
                "The published score is 12. We do not know how scores work under the 2025 framework, so we"
                " work nothing out from it."
            ),
            ask=later_framework,
        ),
    ),
)  # fmt: skip
