"""What the annexe prompts of a standard say: a cell of their table, and how the percentages are to be read.

Takes rows of `compare.printed_prompts`.
"""

from __future__ import annotations

from collections.abc import Sequence

from yjs_dash.compare.evidence_rows import PromptFigure
from yjs_dash.narrate.numbers import joined, percent_of
from yjs_dash.narrate.template import template
from yjs_dash.stats import possible_counts

NOT_PUBLISHED = template("prompts.not_published", "not published in this report")
SHARE = template("prompts.share", "{share}", share="17% (2 of 12)")
SHARE_AND_APPLIED = template(
    "prompts.share_and_applied",
    "{share}; {sufficient} of the {cases} cases where it applied",
    share="17% (2 of 12)",
    sufficient=2,
    cases=8,
)
SHARE_AND_ONE_APPLIED = template(
    "prompts.share_and_one_applied",
    "{share}; {sufficient} of the 1 case where it applied",
    share="13% (1 of 8)",
    sufficient=1,
)
AS_PRINTED = template(
    "prompts.as_printed",
    "The share of cases judged sufficient for each prompt, as the annexe prints it. Where we could check, the annexe "
    "counts a case that the prompt did not apply to as not sufficient, so a low share can also mean that the prompt "
    "seldom applied. That is why we draw no interval.",
)
NO_PROMPTS = template("prompts.no_prompts", "we have no prompts")
NOTHING_PUBLISHED = template(
    "prompts.nothing_published", "The prompts under the key questions are not published in {reports}.",
    reports="this report",
)  # fmt: skip
NOTHING_HERE = template("prompts.nothing_here", "We have no prompts for these services.")
SEVERAL_COUNTS = template(
    "prompts.several_counts",
    "Where more than one whole number of the inspected cases gives the printed percentage, we show the percentage "
    "alone.",
)
HEADING = template("prompts.heading", "What inspectors asked of each case")
TABLE = template("prompts.table", "Annexe prompts of {standard}", standard="2.2 Planning")
ONLY_PERCENTAGE = template(
    "prompts.only_percentage",
    "Where no whole number of the inspected cases gives the printed percentage, we show the percentage alone.",
)
APPLIED = template(
    "prompts.applied",
    "Where the text of the report says how many cases a prompt applied to, we show that as well.",
)
NO_SAMPLE = template(
    "prompts.no_sample",
    "We do not have the number of cases inspected for {services}, so there is no count.",
    services="Newtown",
)


def prompt_cell(row: PromptFigure | None, *, read: bool) -> str:
    """One prompt of one service, a row of `printed_prompts`: share, its count and the cases where it applied.

    `read`: the service's report was read, so that what is not there was not published.
    """
    if row is None:
        return NOT_PUBLISHED() if read else NO_PROMPTS()
    share = percent_of(row.percent, row.sufficient, row.cases)
    sufficient, cases = row.applied_sufficient, row.applied_cases
    if cases is None:
        return SHARE(share=share)
    if cases == 1:
        return SHARE_AND_ONE_APPLIED(share=share, sufficient=sufficient)
    return SHARE_AND_APPLIED(share=share, sufficient=sufficient, cases=cases)


def prompts_caption(rows: Sequence[PromptFigure]) -> str:
    """How the percentages of `printed_prompts` are to be read; only what holds for the rows that are shown."""
    parts = [AS_PRINTED()]
    fitting = [
        len(possible_counts(percent=row.percent, n=row.cases))
        for row in rows
        if row.cases is not None and row.sufficient is None
    ]
    if 0 in fitting:
        parts.append(ONLY_PERCENTAGE())
    if any(fitting):
        parts.append(SEVERAL_COUNTS())
    if any(row.applied_cases is not None for row in rows):
        parts.append(APPLIED())
    unknown = dict.fromkeys(row.service for row in rows if row.cases is None)
    if unknown:
        parts.append(NO_SAMPLE(services=joined(unknown)))
    return " ".join(parts)


def no_prompts_sentence(read: Sequence[bool]) -> str:
    """That no prompt of a standard is there; `read`: for each service whether its report was read."""
    if not all(read):
        return NOTHING_HERE()
    return NOTHING_PUBLISHED(reports="this report" if len(read) == 1 else "these reports")
