"""Figures that do not fit together: what the checks say, and that what was printed stays."""

from __future__ import annotations

from collections.abc import Sequence

from tests.spec.cases import Table, Topic, case
from tests.spec.newtown import Inspected, data_set, observed
from yjs_dash.checks import reconcile
from yjs_dash.store import DataSet

HEAD = ("printed", "")
SCORE, OVERALL, OTHERS = "published score", "published overall rating", "every standard"
INDICATORS = {
    "caseload by gender": "caseload_gender",
    "court disposals": "caseload_court_disposal",
    "caseload": "caseload_disposal",
}


def _messages(data: DataSet) -> Sequence[str]:
    found = reconcile(data)
    return list(found["message"]) or ["Nothing."]


def of_result(table: Table) -> Sequence[str]:
    printed = dict(table.pairs())
    score, overall, usual = int(printed[SCORE]), printed[OVERALL], printed[OTHERS]
    return _messages(data_set(Inspected(usual=usual, score=score, overall=overall)))


def of_parts(table: Table) -> Sequence[str]:
    rows = [
        observed("Newtown", INDICATORS[name], value, area_type="service", breakdown=part)
        for name, part, value in table.rows
    ]
    return _messages(data_set(Inspected(), observations=rows))


def of_correction(table: Table) -> Sequence[str]:
    printed = table.pairs()
    indicator = "caseload_total"
    key = {"area": "Newtown", "area_type": "service", "indicator_id": indicator, "breakdown": ""}
    row = observed("Newtown", indicator, printed["caseload"], area_type="service")
    of_row = {**key, "period": row["period"], "source_id": row["source_id"]}
    corrections = [
        {
            "correction_id": "1", "table": "observations", "column": "value", "printed_value": printed["caseload"],
            "row_key": "; ".join(f"{name}={value}" for name, value in of_row.items()),
            "corrected_value": printed["corrected value"], "reason": printed["reason"], "source_id": row["source_id"],
        }
    ]  # fmt: skip
    data = data_set(Inspected(), observations=[row], corrections=corrections)
    (used,) = data["observations"]["value"]
    return [f"{used:g} children.", *_messages(data)]


PARTS = ("figure", "part", "printed")
TOPIC = Topic(
    "Figures that do not fit together",
    "Every published figure is kept as printed. What does not fit is said on the page Data and sources.",
    (
        case(
            "A score that is not the sum of the ratings",
            head=HEAD,
            rows=[(OTHERS, "Requires improvement"), (SCORE, "13"), (OVERALL, "Requires improvement")],
            question="What do the checks find?",
            answer="The ratings add up to 12, but the published score is 13.",
            ask=of_result,
        ),
        case(
            "A rating that the score does not give",
            head=HEAD,
            rows=[(OTHERS, "Requires improvement"), (SCORE, "12"), (OVERALL, "Good")],
            question="What do the checks find?",
            answer=(
                "By the inspectorate’s rules, a score of 12 with these ratings gives Requires improvement,"
                " but the published overall rating is Good."
            ),
            ask=of_result,
        ),
        case(
            "Parts that are more than their total",
            head=PARTS,
            rows=[
                ("caseload", "Court disposals", "58"), ("caseload", "Out-of-court disposals", "40"),
                ("court disposals", "Community sentences", "50"), ("court disposals", "Custody", "10"),
            ],
            question="What do the checks find?",
            answer="Court disposals by kind: the parts add up to 60, more than the published total of 58.",
            ask=of_parts,
        ),
        case(
            "Percentages that add to 99 are explained by rounding",
            head=PARTS,
            rows=[("caseload by gender", "Male", "80%"), ("caseload by gender", "Female", "19%")],
            question="What do the checks find?",
            answer=(
                "Caseload by gender: the published percentages add up to 99, which rounding can explain. "
                "We show them as published."
            ),
            ask=of_parts,
        ),
        case(
            "A figure that was printed wrongly is corrected in the open",
            head=HEAD,
            rows=[("caseload", "1350"), ("corrected value", "135"), ("reason", "A nought too many.")],
            question="Which figure is used, and what is said?",
            answer=[
                "135 children.",
                "We have corrected this figure. A nought too many.",
            ],
            ask=of_correction,
        ),
    ),
)  # fmt: skip
