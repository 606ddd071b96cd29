"""What period a figure beside a label is of: by its footnote, the heading above it, or a year behind the label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yjs_dash.extract.context.context_page import ContextPage
from yjs_dash.extract.context.period_names import ANNOUNCEMENT, AT_INSPECTION, NOT_STATED, years_in
from yjs_dash.extract.layout.footnotes import Footnote

STAFFING = "keystaffing"
_PERIOD_HEADS = {
    "population": ("population_total", "population_10_17"),
    "additionalcaseloaddata": (
        "caseload_total", "caseload_disposal", "caseload_court_disposal", "caseload_out_of_court_disposal",
        "education_status", "education_share",
    ),
    STAFFING: (
        "staff_fte", "case_managers_fte", "vacancy_rate", "case_manager_vacancy_rate", "caseload_per_case_manager",
        "sickness_days", "staff_attrition",
    ),
}  # fmt: skip
_HEAD_OF = {indicator: head for head, indicators in _PERIOD_HEADS.items() for indicator in indicators}
_MONEY = {"spend_previous_year": "previous", "budget_current_year": "current"}
_NEEDS = frozenset({"mental_health", "substance_misuse", "learning_needs"})
_YEAR_BEHIND = re.compile(r"[a-z]*\(((?:mid)?(20\d\d))\)")


def period_at(context_page: ContextPage, indicator: str, notes: Sequence[Footnote], index: int) -> str:
    """`notes`: footnotes of the figure; `index`: row of its label."""
    if indicator in _MONEY:
        return _financial_year(context_page, _MONEY[indicator], index)
    if indicator in _NEEDS:
        return AT_INSPECTION
    if period := context_page.period(notes):
        return period
    head = _HEAD_OF.get(indicator)
    if head is None:
        return NOT_STATED
    said = context_page.period_under(index, head)
    return said or (ANNOUNCEMENT if head == STAFFING and context_page.head_above(index, head) else NOT_STATED)


def _financial_year(context_page: ContextPage, word: str, index: int) -> str:
    """The year that a footnote gives to the previous or the current financial year."""
    for i in range(max(0, index - 2), min(len(context_page.sections.rows), index + 3)):
        for note in context_page.footnote_marks.on(i):
            for clause in re.split(r"\band\b|,|;", note.text):
                if word in clause.lower() and (years := years_in(clause)):
                    return years[-1]
    return f"{word} financial year"


def dated(period: str, behind: str) -> str:
    """The year in brackets behind a label says what its figure is of; a footnote that names it too says it better.

    `behind`: normalised text.
    """
    year = _YEAR_BEHIND.match(behind)
    return year[1].replace("mid", "mid-") if year and year[2] not in period else period
