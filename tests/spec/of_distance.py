"""How far the next overall rating is, in points and in cases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from tests.spec.cases import Table, Topic, case
from tests.spec.newtown import QUESTIONS, Inspected, card_of
from yjs_dash.compare import Card
from yjs_dash.narrate import next_band_sentences, one_case_sentences

BY_QUESTIONS = ("2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3")
SCORE = "published score"
OTHERS = "every other standard"
PERCENTS = "every other key question"
HEAD = ("what the report prints", "")


def _card(table: Table) -> Card:
    """A service with what a table holds: “2.1 desistance” is a key question, “1.1 and 1.2” are standards."""
    printed = dict(table.pairs())
    usual, score = printed.pop(OTHERS), printed.pop(SCORE, "")
    percents: dict[tuple[str, str], int] = {}
    if every := printed.pop(PERCENTS, ""):
        percents = dict.fromkeys(product(BY_QUESTIONS, QUESTIONS.values()), _percent(every))
    ratings = {}
    for name, value in printed.items():
        standard, _, question = name.partition(" ")
        if question not in QUESTIONS:
            ratings |= dict.fromkeys(re.findall(r"\d\.\d", name), value)
        elif value == "not printed":
            del percents[standard, QUESTIONS[question]]
        else:
            percents[standard, QUESTIONS[question]] = _percent(value)
    made = Inspected(usual=usual, ratings=ratings, percents=percents, score=int(score) if score else None)
    return card_of(made)


def _percent(printed: str) -> int:
    return int(printed.removesuffix("%"))


def distance(table: Table) -> Sequence[str]:
    return next_band_sentences(_card(table))


def one_case(table: Table) -> Sequence[str]:
    return one_case_sentences(_card(table))


TOPIC = Topic(
    "How far the next rating is",
    "The distance to the next overall rating, in points and in judgements: one case on one key question. In these "
    "cases the court sample (standards 2.1 to 2.4) has 8 cases and the out-of-court sample (3.1 to 3.3) 12.",
    (
        case(
            "One more sufficient case may have been enough",
            head=HEAD,
            rows=[
                ("1.1, 1.2 and 1.3", "Outstanding"), (OTHERS, "Requires improvement"), ("2.1 desistance", "63%"),
                ("2.1 the child's safety", "75%"), ("2.1 other people's safety", "75%"), (PERCENTS, "50%"),
            ],
            question="How far is the next rating?",
            answer=[
                "1 point short of Good.",
                "One more case judged sufficient on one question would have been enough.",
            ],
            ask=distance,
        ),
        case(
            "We say which case it was, and which case the rating hung on",
            head=HEAD,
            rows=[
                ("1.1, 1.2 and 1.3", "Outstanding"), (OTHERS, "Requires improvement"), ("2.1 desistance", "63%"),
                ("2.1 the child's safety", "75%"), ("2.1 other people's safety", "75%"),
                ("3.2 desistance", "50%"), (PERCENTS, "58%"),
            ],
            question="What would one case, judged the other way, have changed?",
            answer=[
                (
                    "If one more court case had been sufficient for desistance (2.1), the score would have"
                    " been 19 and the overall rating Good."
                ),
                (
                    "If one fewer out-of-court case had been sufficient for desistance (3.2), the score "
                    "would have been 17 and the overall rating still Requires improvement."
                ),
            ],
            ask=one_case,
        ),
        case(
            "The fewest judgements are counted over all standards",
            head=HEAD,
            rows=[("1.1 and 1.2", "Good"), (OTHERS, "Requires improvement"), (PERCENTS, "50%")],
            question="How far is the next rating?",
            answer=[
                "5 points short of Good.",
                (
                    "By case work alone, with the five standards judged on evidence unchanged, at least 24"
                    " more judgements of “sufficient” would have been needed. A judgement is one case on "
                    "one question; one child's case can count for several."
                ),
                (
                    "Higher ratings for the five standards judged on evidence could have closed the gap "
                    "without any change in case work."
                ),
            ],
            ask=distance,
        ),
        case(
            "Without every count we give points only",
            head=HEAD,
            rows=[
                ("1.1 and 1.2", "Good"), (OTHERS, "Requires improvement"), ("2.2 desistance", "not printed"),
                (PERCENTS, "50%"),
            ],
            question="How far is the next rating?",
            answer=[
                "5 points short of Good.",
                "We cannot say how many cases that is, because we do not have all the counts for 2.2.",
            ],
            ask=distance,
        ),
        case(
            "A rating that is ruled out is not called close",
            head=HEAD,
            rows=[("1.1, 1.2, 1.3, 1.4 and 3.4", "Outstanding"), ("4.1", "Inadequate"), (OTHERS, "Good")],
            question="How far is the next rating?",
            answer=(
                "2 points short of Outstanding, but an Inadequate rating for resettlement rules that out."
            ),
            ask=distance,
        ),
        case(
            "Where score and ratings contradict each other we work no distance out",
            head=HEAD,
            rows=[("published score", "13"), (OTHERS, "Requires improvement")],
            question="How far is the next rating?",
            answer=(
                "The published ratings of its standards add up to 12, but the published score is 13, so we"
                " do not work out how far the next rating is."
            ),
            ask=distance,
        ),
    ),
)  # fmt: skip
