"""A service that covers several local authorities, and statistical neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from tests.observations import LAIT, with_neighbours
from tests.spec.cases import Table, Topic, case
from tests.spec.newtown import SOURCE, Inspected, chosen, observed
from tests.truth.context_said import everything, series

RATE, SPEND, CHILDREN = "first_time_entrant_rate", "youth_justice_spend", "first_time_entrants"
INDICATORS = {
    "first-time entrants per 100,000": RATE, "spend": SPEND, "first-time entrants": CHILDREN,
}  # fmt: skip
OF_SPEND = {
    "indicator_id": SPEND, "name": "Youth justice spend", "unit": "£", "polarity": "neutral", "topic": "spend",
    "definition": "Made up",
}  # fmt: skip


def parts(table: Table) -> Sequence[str]:
    """What is said of the figure of Newtown, which covers every area of the table."""
    indicator = INDICATORS[table.head[1]]
    rows = [observed(area, indicator, value) for area, value in table.rows]
    service = Inspected(authorities=[area for area, _ in table.rows])
    catalogue, selection = chosen(service, observations=rows, indicators=[OF_SPEND])
    found = everything(catalogue, selection, parts=True)
    return [one.text for one in found if one.place == "areas.sentence" and one.about == indicator]


def neighbours(table: Table) -> Sequence[str]:
    """What is said of Newtown beside its neighbours: every other area of the table."""
    rows = [observed(area, RATE, value) for area, value in table.rows]
    catalogue, _ = chosen(Inspected(), observations=rows, sources=[SOURCE | {"source_id": LAIT}])
    others = [area for area, _ in table.rows if area != "Newtown"]
    near = with_neighbours(catalogue, Newtown=others)
    found = series(near, near.select(["newtown"]), RATE)
    said = {one.place: one.text for one in found}
    return [f"{said['near.headline']}.", said["near.alternative"].partition("Newtown 150. ")[2]]


RATES = ("local authority of Newtown", "first-time entrants per 100,000")
TOPIC = Topic(
    "Services of several authorities",
    "Numbers of children and sums of money add up over the authorities of a service. Rates do not.",
    (
        case(
            "Rates are a range, never an average, and who has no rate is named",
            head=RATES,
            rows=[("Northby", "120"), ("Southby", "180"), ("Westby", "not published")],
            question="What is the rate of the service?",
            answer=(
                "Rates of authorities cannot be added up. They run from 120 in Northby to 180 in Southby. "
                "We have no figure for Westby."
            ),
            ask=parts,
        ),
        case(
            "There is no total with a part missing",
            head=("local authority of Newtown", "spend"),
            rows=[("Northby", "£400,000"), ("Southby", "£250,000"), ("Westby", "not published")],
            question="What does the service spend?",
            answer=(
                "We cannot give a total, because we have no figure for Westby. The others are £400,000 in "
                "Northby and £250,000 in Southby."
            ),
            ask=parts,
        ),
        case(
            "A total of fewer than six children is not shown",
            head=("local authority of Newtown", "first-time entrants"),
            rows=[("Northby", "2"), ("Southby", "3")],
            question="How many first-time entrants has the service?",
            answer="The total of Northby and Southby is too small to show [c].",
            ask=parts,
        ),
        case(
            "Statistical neighbours have a median and a range",
            head=("area", "first-time entrants per 100,000"),
            rows=[
                ("Newtown", "150"),
                ("Easton", "90"),
                ("Norton", "110"),
                ("Sutby", "160"),
                ("Weston", "130"),
            ],
            question="How does Newtown stand beside its four statistical neighbours?",
            answer=[
                (
                    "The rate of first-time entrants, beside the median of statistical neighbours: higher "
                    "in Newtown (2023)."
                ),
                (
                    "The median of the 4 statistical neighbours of Newtown is 120; they run from 90 in "
                    "Easton to 160 in Sutby."
                ),
            ],
            ask=neighbours,
        ),
    ),
)
