"""What period a figure beside a label is of: by its footnote, the heading above it, or a year behind the label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yjs_dash.extract.context.context_page import ContextPage
from yjs_dash.extract.context.field_types import PeriodRule
from yjs_dash.extract.context.period_names import NOT_STATED, years_in
from yjs_dash.extract.layout.characters import letters
from yjs_dash.extract.layout.footnotes import Footnote

_YEAR_BEHIND = re.compile(r"[a-z]*\(((?:mid)?(20\d\d))\)")


def period_at(context_page: ContextPage, rule: PeriodRule, notes: Sequence[Footnote], index: int) -> str:
    """`notes`: footnotes of the figure; `index`: row of its label."""
    if rule.financial_year:
        return _financial_year(context_page, rule.financial_year, index)
    if rule.fixed:
        return rule.fixed
    if period := context_page.period(notes):
        return period
    heading = letters(rule.heading)
    if not heading:
        return NOT_STATED
    said = context_page.period_under(index, heading)
    return said or (rule.under_heading if context_page.head_above(index, heading) else NOT_STATED)


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
