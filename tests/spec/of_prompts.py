"""The prompts of an annexe, and the cases that they applied to."""

from __future__ import annotations

from collections.abc import Sequence

from tests.spec.cases import Table, Topic, case
from tests.spec.newtown import Inspected, chosen, with_percents
from yjs_dash.compare import printed_prompts
from yjs_dash.narrate.prompts import prompt_cell

PLANNING = "2.2"
NONE = "not said"


def _newtown(table: Table) -> Inspected:
    """Newtown with a prompt a row under planning for the child's safety; its court sample has 12 cases."""
    prompts, applied = [], []
    for position, (letter, percent, text) in enumerate(table.rows, start=1):
        key = {"standard_id": PLANNING, "dimension": "child_safety", "position": str(position)}
        prompts.append({**key, "letter": letter, "percent": percent.removesuffix("%")})
        if text != NONE:
            sufficient, _, cases = text.partition(" of ")
            applied.append({**key, "sufficient": sufficient, "cases": cases})
    made = Inspected(court=12, prompts=prompts, prompt_cases=applied)
    return with_percents(made, PLANNING, {"the child's safety": "50%"})


def cells(table: Table) -> Sequence[str]:
    catalogue, selection = chosen(_newtown(table))
    rows = printed_prompts(catalogue, selection, standard_id=PLANNING)
    return [f"{row.letter}) {prompt_cell(row, read=True)}" for row in rows]


HEAD = ("prompt", "printed in the annexe, of 12 cases", "applied to, by the text of the report")
TOPIC = Topic(
    "From a prompt to the cases it applied to",
    "The annexe of a report prints a percentage for each prompt under a key question. A prompt need not apply to "
    "every case.",
    (
        case(
            "A share of all cases and a count of those where the prompt applied stand side by side",
            head=HEAD,
            rows=[("a", "17%", "2 of 8"), ("b", "8%", "1 of 1"), ("c", "75%", NONE)],
            question="How is each prompt shown?",
            answer=[
                "a) 17% (2 of 12); 2 of the 8 cases where it applied",
                "b) 8% (1 of 12); 1 of the 1 case where it applied",
                "c) 75% (9 of 12)",
            ],
            ask=cells,
        ),
    ),
)
