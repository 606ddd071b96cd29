"""Two services and more side by side: what may be said, and what may not."""

from __future__ import annotations

from collections.abc import Sequence

from tests.spec.cases import Table, Topic, case
from tests.spec.newtown import FRAMEWORKS, Inspected, chosen, summary, with_percents
from yjs_dash.compare import cards, rating_grid
from yjs_dash.narrate import grid_headline, headline

ASSESSMENT = "2.1"
QUESTIONS = ("desistance", "the child's safety", "other people's safety")
OTHERS = "every other standard"
PERCENTS = ("Assessment (2.1)", "cases", *QUESTIONS)


def _assessed(table: Table) -> list[Inspected]:
    return [
        with_percents(
            Inspected(name=name, court=int(cases)), ASSESSMENT, dict(zip(QUESTIONS, printed, strict=True))
        )
        for name, cases, *printed in table.rows
    ]


def apart(table: Table) -> Sequence[str]:
    told = summary(ASSESSMENT, *_assessed(table))
    return [f"{told.headline}.", told.apart]


def _rated(table: Table) -> list[Inspected]:
    """A service a column: the overall rating follows from the rows of ratings."""
    made = []
    for column, name in enumerate(table.head[1:], start=1):
        cells = {row[0]: row[column] for row in table.rows}
        framework = FRAMEWORKS[f"hmip-yjs-{cells.pop('framework', '2021')}"]
        usual = cells.pop(OTHERS)
        ratings = {title.partition(" ")[0]: rating for title, rating in cells.items()}
        published = "2024-05" if framework.id.endswith("2021") else "2019-05"
        made.append(
            Inspected(name=name, framework=framework, usual=usual, ratings=ratings, published=published)
        )
    return made


def of_compare(table: Table) -> str:
    catalogue, selection = chosen(*_rated(table))
    return headline(cards(catalogue, selection))


def of_the_grid(table: Table) -> str:
    _, selection = chosen(*_rated(table))
    return grid_headline(rating_grid(selection), selection)


TOPIC = Topic(
    "Services side by side",
    "A service is said to be higher only where chance alone would seldom give such a difference: Fisher's exact test, "
    "after Holm's adjustment over the questions of the standard.",
    (
        case(
            "With few cases even a wide gap may be chance",
            head=PERCENTS,
            rows=[("Newtown", "8", "75%", "63%", "50%"), ("Oldtown", "12", "50%", "50%", "42%")],
            question="Can the services be told apart?",
            answer=[
                "Newtown was higher on three questions, but perhaps by chance.",
                (
                    "Newtown was higher on desistance, but on too few cases to tell the services apart. On"
                    " the child's safety and other people's safety the services cannot be told apart: one "
                    "case at Newtown is worth 12.5 points, and the gap is no larger."
                ),
            ],
            ask=apart,
        ),
        case(
            "With many cases the same gap may be more than chance",
            head=PERCENTS,
            rows=[("Newtown", "80", "75%", "63%", "50%"), ("Oldtown", "120", "50%", "50%", "42%")],
            question="Can the services be told apart?",
            answer=[
                "Newtown was higher on desistance.",
                (
                    "Newtown was higher than Oldtown on desistance, by more than chance would explain. "
                    "Newtown was higher on the child's safety and other people's safety, but on too few "
                    "cases to tell the services apart."
                ),
            ],
            ask=apart,
        ),
        case(
            "Equal ratings: the headline names who is close to the next one",
            head=("standard", "Newtown", "Oldtown"),
            rows=[
                ("1.1 Governance and leadership", "Outstanding", "Good"), ("1.2 Staff", "Outstanding", "Inadequate"),
                ("1.3 Partnerships and services", "Outstanding", "Good"),
                (OTHERS, "Requires improvement", "Requires improvement"),
            ],
            question="What does the headline of Compare say?",
            answer="Both require improvement; Newtown is one point short of Good",
            ask=of_compare,
        ),
        case(
            "Ratings of two frameworks are never ranked",
            head=("", "Newtown", "Oldtown", "Easton"),
            rows=[("framework", "2021", "2018", "2021"), (OTHERS, "Good", "Outstanding", "Requires improvement")],
            question="What does the headline of Compare say?",
            answer="Rated under different frameworks: compare scores only within each",
            ask=of_compare,
        ),
        case(
            "The grid says where services differ most",
            head=("standard", "Newtown", "Oldtown"),
            rows=[
                ("1.2 Staff", "Outstanding", "Requires improvement"), ("2.4 Reviewing", "Inadequate", "Good"),
                ("3.1 Assessment", "Good", "Requires improvement"), (OTHERS, "Good", "Good"),
            ],
            question="What does the heading of the grid say?",
            answer="They differed most in staff and court reviewing: two levels apart",
            ask=of_the_grid,
        ),
    ),
)  # fmt: skip
