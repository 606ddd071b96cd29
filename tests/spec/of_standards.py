"""From key questions to the rating of a standard."""

from __future__ import annotations

from collections.abc import Sequence

from tests.spec.cases import Table, Topic, case
from tests.spec.newtown import FRAMEWORKS, RULES, Inspected, summary, with_percents
from yjs_dash import scoring

PLANNING, EVIDENCE = "2.2", "1.1"
PERCENTS = ("Planning (2.2), of 8 cases", "judged sufficient")
RATING = "published rating"
DISCRETION = "before discretion"


def _newtown(table: Table) -> Inspected:
    """Newtown with the percentages and the rating of planning that a table holds."""
    printed = dict(table.pairs())
    rating = printed.pop(RATING, "Requires improvement")
    before = printed.pop(DISCRETION, "")
    made = Inspected(ratings={PLANNING: rating}, raised={PLANNING: before} if before else {})
    return with_percents(made, PLANNING, printed)


def deciding(table: Table) -> Sequence[str]:
    return summary(PLANNING, _newtown(table)).deciding


def discretion(table: Table) -> Sequence[str]:
    return summary(PLANNING, _newtown(table)).discretion


def derived(table: Table) -> Sequence[str]:
    """The rating that each percentage gives, line by line."""
    percents = (int(percent.removesuffix("%")) for (percent,) in table.rows)
    return [f"{percent}%: {scoring.rating_of_percent(RULES, percent)}" for percent in percents]


def on_evidence(table: Table) -> str:
    """Whether percentages move a standard that is judged on evidence."""
    percents = {"desistance": 90, "child_safety": 90, "others_safety": 90}
    assert scoring.derive_rating(RULES, EVIDENCE, percents) is None
    made = Inspected(ratings={EVIDENCE: table.pairs()["1.1 Governance and leadership"]})
    return summary(EVIDENCE, made).headline


def without_bands(table: Table) -> Sequence[str]:
    printed = dict(table.pairs())
    framework = FRAMEWORKS["hmip-yjs-2018"]
    made = Inspected(framework=framework, ratings={PLANNING: printed.pop(RATING)}, published="2019-05")
    return summary(PLANNING, with_percents(made, PLANNING, printed)).deciding


TOPIC = Topic(
    "From key questions to the rating of a standard",
    "Inspectors ask three key questions of each case. The report prints the share of cases in which the work was "
    "sufficient.",
    (
        case(
            "The lowest key question decides the rating",
            head=PERCENTS,
            rows=[("desistance", "75%"), ("the child's safety", "50%"), ("other people's safety", "63%")],
            question="What decided the rating of planning?",
            answer="Newtown: planning to keep the child safe at 50% (4 of 8) decided the rating, Requires improvement.",
            ask=deciding,
        ),
        case(
            "A rating changes at 50, 65 and 80 per cent",
            head=("lowest key question",),
            rows=[("0%",), ("49%",), ("50%",), ("64%",), ("65%",), ("79%",), ("80%",), ("100%",)],
            question="Which rating does each percentage give?",
            answer=[
                "0%: Inadequate",
                "49%: Inadequate",
                "50%: Requires improvement",
                "64%: Requires improvement",
                "65%: Good",
                "79%: Good",
                "80%: Outstanding",
                "100%: Outstanding",
            ],
            ask=derived,
        ),
        case(
            "With a question missing we do not say what decided",
            head=PERCENTS,
            rows=[("desistance", "63%"), ("the child's safety", "not printed"), ("other people's safety", "75%")],
            question="What decided the rating of planning?",
            answer=(
                "Newtown: of the percentages we have, the lowest is 63% (5 of 8) for planning to support "
                "desistance. We do not have all of them, so we cannot say what decided the rating, "
                "Requires improvement."
            ),
            ask=deciding,
        ),
        case(
            "Inspectors may change a rating by professional discretion",
            head=PERCENTS,
            rows=[
                ("desistance", "63%"), ("the child's safety", "88%"), ("other people's safety", "75%"),
                (RATING, "Good"), (DISCRETION, "Requires improvement"),
            ],
            question="Why is planning not rated as its percentages say?",
            answer=(
                "Newtown: the inspectors used professional discretion to raise the rating from Requires "
                "improvement to Good; the percentages alone give Requires improvement."
            ),
            ask=discretion,
        ),
        case(
            "Where the report gives no reason we say that we know of none",
            head=PERCENTS,
            rows=[
                ("desistance", "63%"), ("the child's safety", "88%"), ("other people's safety", "75%"),
                (RATING, "Good"),
            ],
            question="Why is planning not rated as its percentages say?",
            answer=(
                "Newtown: the percentages alone give Requires improvement, but the published rating is "
                "Good; we know of no reason."
            ),
            ask=discretion,
        ),
        case(
            "Some standards are judged on evidence alone",
            head=("standard", RATING),
            rows=[("1.1 Governance and leadership", "Good")],
            question="Which percentage decided the rating?",
            answer="Judged on evidence, not on percentages",
            ask=on_evidence,
        ),
        case(
            "Where the bands of a framework are not known nothing is derived",
            head=("Planning (2.2), of 8 cases, 2018 framework", "judged sufficient"),
            rows=[
                ("desistance", "75%"), ("the child's safety", "63%"), ("other people's safety", "88%"),
                (RATING, "Requires improvement"),
            ],
            question="What decided the rating of planning?",
            answer=(
                "Newtown: the lowest percentage is 63% (5 of 8) for planning to keep the child safe. We do"
                " not know the percentage bands of this framework; the published rating is Requires "
                "improvement."
            ),
            ask=without_bands,
        ),
    ),
)  # fmt: skip
