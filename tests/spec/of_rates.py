"""Rates of areas: the children behind them, and whether they differ from the nation by more than chance."""

from __future__ import annotations

from collections.abc import Sequence

from tests.spec.cases import Table, Topic, case
from tests.spec.newtown import Inspected, chosen, observed
from tests.truth.context_said import Said, national, series
from yjs_dash.compare import Catalogue, Selection
from yjs_dash.compare.national import Filter

RATE = "first_time_entrant_rate"
PEOPLE = "population_10_17"
HEAD = ("area", "first-time entrants per 100,000", "children aged 10 to 17")


def _areas(table: Table) -> tuple[Catalogue, Selection]:
    """Newtown and other authorities with their rates and populations, of which only Newtown is chosen."""
    rows = []
    for area, rate, people in table.rows:
        kind = "nation" if area == "England" else "local_authority"
        rows.append(observed(area, RATE, rate, area_type=kind))
        if people:
            rows.append(
                observed(area, PEOPLE, people, area_type=kind, period="mid-2023", period_end="2023-06-30")
            )
    return chosen(Inspected(), observations=rows)


def _said(table: Table, place: str, about: str = RATE) -> list[Said]:
    found = national(*_areas(table), Filter())
    return [one for one in found if one.place == place and one.about == about]


def verdict(table: Table) -> Sequence[str]:
    return [one.text for one in _said(table, "national.judged")]


def counts(table: Table) -> Sequence[str]:
    return [f"{one.subject}: {one.text}" for one in _said(table, "national.cell.Count [e]")]


def without_populations(table: Table) -> Sequence[str]:
    kept = ("national.headline", "national.method")
    return [one.text for place in kept for one in _said(table, place)]


def course(table: Table) -> Sequence[str]:
    """What is said of the years of one authority."""
    rows = [
        observed("Newtown", RATE, value, period=f"year ending December {year}", period_end=f"{year}-12-31")
        for year, value in table.rows
    ]
    catalogue, selection = chosen(Inspected(), observations=rows)
    return [one.text for one in series(catalogue, selection, RATE) if one.place in COURSE]


COURSE = ("trend.headline", "trend.conclusion")
TOPIC = Topic(
    "Rates, and the children behind them",
    "We work the number of children out from the rate and the population, and mark it [e]. Higher or lower is said "
    "only where the 95% interval leaves the national rate out.",
    (
        case(
            "A small area with a high rate may be no different from the nation",
            head=HEAD,
            rows=[("Newtown", "200", "12,000"), ("England", "140", "")],
            question="Is the rate of Newtown higher than that of England?",
            answer=(
                "Newtown: 200, cannot be told apart from England (95% interval 128 to 298, from a number "
                "of children we worked out [e])."
            ),
            ask=verdict,
        ),
        case(
            "A large area with the same rate is higher",
            head=HEAD,
            rows=[("Newtown", "200", "60,000"), ("England", "140", "")],
            question="Is the rate of Newtown higher than that of England?",
            answer=(
                "Newtown: 200, higher than England (95% interval 166 to 239, from a number of children we "
                "worked out [e])."
            ),
            ask=verdict,
        ),
        case(
            "Similar is said only of a narrow interval",
            head=HEAD,
            rows=[("Newtown", "142", "600,000"), ("England", "140", "")],
            question="Is the rate of Newtown higher than that of England?",
            answer=(
                "Newtown: 142, similar to England (95% interval 132 to 152, from a number of children we "
                "worked out [e])."
            ),
            ask=verdict,
        ),
        case(
            "Fewer than six children are not shown",
            head=HEAD,
            rows=[("Newtown", "140", "20,000"), ("Oldtown", "30", "10,000"), ("Easton", "0", "10,000")],
            question="How many children are behind each rate?",
            answer=[
                "Newtown: 28 [e]",
                "Easton: 0 [e]",
                "Oldtown: [c]",
            ],
            ask=counts,
        ),
        case(
            "Without populations there is no verdict",
            head=HEAD,
            rows=[("Newtown", "200", ""), ("Oldtown", "90", ""), ("Easton", "120", "")],
            question="What is said of the rate of Newtown?",
            answer=[
                (
                    "The rate of first-time entrants (2023), beside the median of the 3 authorities shown:"
                    " higher in Newtown"
                ),
                (
                    "There are no control limits, because of the 3 authorities with a figure we have the "
                    "population aged 10 to 17 for none. To add populations, use “Figures of your own” on "
                    "the page “Add a report”."
                ),
            ],
            ask=without_populations,
        ),
        case(
            "A series of years is told by its first and its last",
            head=("year ending December", "first-time entrants per 100,000, Newtown"),
            rows=[("2020", "180"), ("2021", "not published"), ("2022", "150"), ("2023", "120")],
            question="What is said of the years?",
            answer=[
                (
                    "The rate of first-time entrants was lower in 2023 than in 2020 in Newtown, with no "
                    "figure for some years in between"
                ),
                "Where a line breaks, starts late or ends early, the figure is not published [x].",
            ],
            ask=course,
        ),
    ),
)
