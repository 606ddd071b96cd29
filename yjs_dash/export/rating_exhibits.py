"""Exhibits of what the inspectors judged: key questions of a standard, and the tables under them."""

from __future__ import annotations

import pandas as pd

from yjs_dash import compare
from yjs_dash.charts.key_questions import key_question_figure
from yjs_dash.compare.evidence_rows import PairDifference, QuestionFigure
from yjs_dash.export.exhibit import Exhibit, joined_sources, rounded
from yjs_dash.export.native_chart import question_chart
from yjs_dash.export.view import View
from yjs_dash.framework import Framework, Standard
from yjs_dash.narrate import evidence as say
from yjs_dash.narrate.pack import QUESTION_AXIS
from yjs_dash.narrate.standard_summary import standard_summary

PROMPT_TABLE: dict[str, str] = {
    "service": "Service", "question": "Key question", "letter": "Letter in the report", "prompt": "Prompt",
    "percent": "Per cent sufficient", "sufficient": "Cases sufficient, of all inspected", "cases": "Cases inspected",
    "applied_sufficient": "Cases sufficient, where it applied", "applied_cases": "Cases where it applied",
    "source": "Source",
}  # fmt: skip
QUESTION_TABLE: dict[str, str] = {
    "service": "Service", "question": "Key question", "percent": "Per cent sufficient", "rating": "Band",
    "sufficient": "Cases sufficient", "cases": "Cases inspected", "one_case": "One case, points",
    "low_95": "95% interval from", "high_95": "95% interval to", "low_80": "80% interval from",
    "high_80": "80% interval to", "lowest": "Lowest question", "source": "Source",
}  # fmt: skip


def key_questions(view: View, standard: Standard, framework_id: str) -> Exhibit:
    """Percentages of the key questions of a standard with their intervals."""
    framework = view.catalogue.data.frameworks[framework_id]
    rows = compare.key_questions(view.catalogue, view.selection, standard_id=standard.id)
    frame = compare.frame_of(QuestionFigure, rows)
    summary = standard_summary(view.catalogue, view.selection, standard)
    return Exhibit(
        name=f"Key questions of {standard.title}",
        title=summary.headline,
        subtitle=summary.subtitle,
        alt=summary.alt,
        source=joined_sources(list(frame["source"])),
        draw=lambda: key_question_figure(
            frame,
            theme=view.theme,
            slots=view.slots,
            title=summary.headline,
            subtitle=summary.subtitle,
            framework=framework,
            notes=summary.notes,
            badges=_badges(view, framework),
            absent=summary.absent,
        ),
        table=lambda: rounded(frame[list(QUESTION_TABLE)].rename(columns=QUESTION_TABLE)),
        chart=lambda: question_chart(rows, slots=view.slots, axis=QUESTION_AXIS()),
        digits=1,
    )


def differences_table(view: View, standard: Standard) -> pd.DataFrame:
    """How far each pair of services is apart on each key question of a standard."""
    gaps = compare.differences(view.catalogue, view.selection)
    own = compare.frame_of(PairDifference, (gap for gap in gaps if gap.standard_id == standard.id))
    return rounded(own[list(say.DIFFERENCE_TABLE)].rename(columns=say.DIFFERENCE_TABLE))


def _badges(view: View, framework: Framework) -> dict[str, str]:
    return {
        entry.service_id: entry.framework.short_name
        for entry in view.selection.entries
        if entry.framework.id != framework.id
    }
