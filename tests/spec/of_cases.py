"""What a printed percentage says of the cases behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.spec.cases import Table, Topic, case
from tests.spec.newtown import Inspected, data_set, summary
from yjs_dash import stats
from yjs_dash.checks import reconcile
from yjs_dash.narrate.numbers import percent_of

ASSESSMENT = "2.1"
HEAD = ("printed", "cases inspected")


def _newtown(percent: str, cases: str, name: str = "Newtown") -> Inspected:
    """A service with one percentage, on desistance in assessment."""
    percents = {(ASSESSMENT, "desistance"): int(percent.removesuffix("%"))}
    return Inspected(name=name, percents=percents, court=int(cases) if cases.isdigit() else None)


def counts(table: Table) -> Sequence[str]:
    """Each percentage as the app shows it."""
    shown = []
    for percent, cases in table.rows:
        printed, inspected = int(percent.removesuffix("%")), int(cases)
        shown.append(percent_of(printed, stats.count_behind(percent=printed, n=inspected), inspected))
    return shown


def printed(table: Table) -> Sequence[str]:
    return [f"{k} of {n}: {stats.rounded_percent(k=int(k), n=int(n))}%" for k, n in table.rows]


def unfitting(table: Table) -> Sequence[str]:
    found = reconcile(data_set(*(_newtown(*row) for row in table.rows)))
    return list(found[found["code"] == "percent_fits_no_count"]["message"])


def figures(table: Table) -> Sequence[str]:
    """Each percentage with its interval, as the text beside the chart gives it."""
    alt = [summary(ASSESSMENT, _newtown(*row)).alt for row in table.rows]
    return [re.findall(r"Newtown (\d+%[^.;]*)", words)[-1].rpartition(", lowest")[0] for words in alt]


def worth(table: Table) -> str:
    services = (_newtown("50%", cases, name) for name, cases in table.rows)
    return summary(ASSESSMENT, *services).one_case_worth


def other_band(table: Table) -> Sequence[str]:
    return [line for row in table.rows for line in summary(ASSESSMENT, _newtown(*row)).bands]


TOPIC = Topic(
    "From a percentage to the cases behind it",
    "Reports print percentages; we show the number of cases where exactly one number gives the printed percentage.",
    (
        case(
            "A percentage is shown with its count where only one fits",
            head=HEAD,
            rows=[("63%", "8"), ("57%", "35"), ("82%", "12"), ("50%", "200")],
            question="How is each percentage shown?",
            answer=[
                "63% (5 of 8)",
                "57% (20 of 35)",
                "82%",
                "50%",
            ],
            ask=counts,
        ),
        case(
            "Halves are rounded up, as reports round them",
            head=("sufficient", "of cases"),
            rows=[("5", "8"), ("1", "8"), ("12", "23")],
            question="Which percentage is printed?",
            answer=[
                "5 of 8: 63%",
                "1 of 8: 13%",
                "12 of 23: 52%",
            ],
            ask=printed,
        ),
        case(
            "A percentage that no number of cases gives is reported, and shown alone",
            head=HEAD,
            rows=[("82%", "12")],
            question="What do the checks find?",
            answer=(
                "2.1 Assessment, desistance: 82% does not match any whole number out of 12 cases, so we "
                "show it without a count and without an interval."
            ),
            ask=unfitting,
        ),
        case(
            "The fewer the cases, the wider the interval",
            head=HEAD,
            rows=[("50%", "8"), ("50%", "40"), ("50%", "not known")],
            question="Which interval is drawn?",
            answer=[
                "50% (4 of 8), 95% interval 22 to 78",
                "50% (20 of 40), 95% interval 35 to 65",
                "50%, cases not known",
            ],
            ask=figures,
        ),
        case(
            "We say how much one case counts",
            head=("service", "cases inspected"),
            rows=[("Newtown", "8"), ("Oldtown", "40"), ("Easton", "not known")],
            question="How much is one case worth?",
            answer=(
                "One case is worth 12.5 points at Newtown (8 cases) and 2.5 points at Oldtown (40 cases)."
            ),
            ask=worth,
        ),
        case(
            "We say how easily other cases would have given another band",
            head=HEAD,
            rows=[("50%", "8"), ("50%", "40"), ("57%", "100")],
            question="How sure is the band, Requires improvement?",
            answer=[
                (
                    "Newtown, assessing how to support desistance, 50% (4 of 8): on these cases alone, "
                    "there is about a 69% chance that the same work on other cases would fall in a "
                    "different band from Requires improvement."
                ),
                (
                    "Newtown, assessing how to support desistance, 50% (20 of 40): on these cases alone, "
                    "there is about a 53% chance that the same work on other cases would fall in a "
                    "different band from Requires improvement."
                ),
                (
                    "Newtown, assessing how to support desistance, 57% (57 of 100): on these cases alone, "
                    "there is about a 13% chance that the same work on other cases would fall in a "
                    "different band from Requires improvement."
                ),
            ],
            ask=other_band,
        ),
    ),
)
