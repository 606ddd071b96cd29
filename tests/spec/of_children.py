"""Who the children are: shares of the caseload beside shares of those who live there."""

from __future__ import annotations

from collections.abc import Sequence

from tests.spec.cases import Table, Topic, case
from tests.spec.newtown import Inspected, chosen, observed
from tests.truth.context_said import everything

GROUP, BASELINE, UNKNOWN = "Black and minority ethnic", "White", "Unknown"
HEAD = ("ethnicity", "of the caseload", "of children aged 10 to 17")


def _said(table: Table, *places: str) -> Sequence[str]:
    rows = []
    for group, caseload, residents in table.rows:
        shares = {"caseload_ethnicity": caseload, "population_10_17_ethnicity": residents}
        rows += [
            observed("Newtown", indicator, share, area_type="service", breakdown=group)
            for indicator, share in shares.items()
            if share
        ]
    found = everything(*chosen(Inspected(), observations=rows))
    return [one.text for place in places for one in found if one.place == place]


def index(table: Table) -> Sequence[str]:
    return _said(table, "index.sentence")


def conclusion(table: Table) -> Sequence[str]:
    return _said(table, "index.headline", "index.conclusion")


TOPIC = Topic(
    "Shares of the caseload and of the population",
    "The relative rate index says how often a group is in the caseload for its share of the children who live there. "
    "An index of 1 is the rate of White children.",
    (
        case(
            "From percentages there is an index with bounds",
            head=HEAD,
            rows=[(BASELINE, "60%", "75.0%"), (GROUP, "35%", "25.0%"), (UNKNOWN, "5%", "")],
            question="What is the index?",
            answer=(
                "Newtown, Black and minority ethnic: 35% of the caseload and 25% of children aged 10–17. "
                "That is a relative rate index of 1.75 compared with White children; because the "
                "percentages were rounded, it could be 1.67 to 1.84. If all the children of unknown "
                "ethnicity were White, it would be 1.62; if all were Black and minority ethnic, 2.00."
            ),
            ask=index,
        ),
        case(
            "Where unknown ethnicity could turn the index round we leave it open",
            head=HEAD,
            rows=[(BASELINE, "60%", "75.0%"), (GROUP, "20%", "25.0%"), (UNKNOWN, "20%", "")],
            question="What may be concluded?",
            answer=[
                (
                    "In Newtown (year ending December 2023), unknown ethnicity and rounding leave open "
                    "whether Black and minority ethnic children are in the caseload more or less than "
                    "White children"
                ),
                (
                    "An index below 1 means that, for its share of the local population, the group is in "
                    "the caseload less often than White children; above 1, more often. It is worked out "
                    "from published percentages, so we cannot say whether it differs from 1 by more than "
                    "chance. It does not show differences within the group, nor what happens to children "
                    "before they reach the service."
                ),
            ],
            ask=conclusion,
        ),
    ),
)
