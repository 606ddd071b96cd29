"""Blocks of the domain page: key questions, annexe prompts, qualitative evidence, recommendations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from yjs_dash import compare, narrate
from yjs_dash.compare import Catalogue, Selection, ServiceInspection
from yjs_dash.compare.evidence_rows import (
    FindingsListed,
    PromptFigure,
    RecommendationGiven,
)
from yjs_dash.compare.memo import remembered
from yjs_dash.export import csv_bytes, rating_exhibits
from yjs_dash.export.rating_exhibits import PROMPT_TABLE
from yjs_dash.export.view import View
from yjs_dash.framework import Framework, Standard
from yjs_dash.narrate import evidence as say
from yjs_dash.narrate.prompts import HEADING, TABLE, no_prompts_sentence, prompt_cell, prompts_caption
from yjs_dash.narrate.standard_summary import standard_summary
from yjs_dash.store.texts import ImportedText
from yjs_dash.ui import text
from yjs_dash.ui.components import mount_data, table_data
from yjs_dash.ui.figures import (
    CACHE_SIZE,
    ChartCard,
    Table,
    chart_card,
    download,
    render_chart_card,
    render_source_and_table,
)
from yjs_dash.ui.report_texts import findings_side_by_side, recommendation_texts

FINDING_TABLE: dict[str, str] = {
    "service": "Service", "listed_under": "Listed under", "strengths": "Strengths",
    "areas_for_improvement": "Areas for improvement", "source": "Source",
}  # fmt: skip
RECOMMENDATION_TABLE: dict[str, str] = {
    "number": "Number", "theme": "Theme", "addressed_to": "Addressed to", "place": "Where in the report",
}  # fmt: skip


def key_question_block(view: View, standard: Standard, framework: Framework) -> None:
    """Interval plot of a standard's key questions, and the sentences that say what it can bear."""
    selection = view.selection
    printed = compare.key_questions(view.catalogue, selection, standard_id=standard.id)
    summary = standard_summary(view.catalogue, selection, standard)
    if not printed:
        text.section(summary.headline)
        text.sentence(summary.missing)
    else:
        text.section(say.KEY_QUESTIONS())
        render_chart_card(_question_chart(view, standard, framework.id))
    text.text_block(summary.deciding, summary.discretion)
    if summary.apart:
        text.text_block(summary.apart, heading=say.TOLD_APART())
        render_source_and_table(
            Table(
                lambda: rating_exhibits.differences_table(view, standard),
                say.DIFFERENCES_TABLE(standard=standard.title),
            ),
            source="",
            label=say.DIFFERENCES(),
        )
    if printed:
        text.sentence(summary.one_case_worth)
        with st.expander(say.HOW_SURE()):
            text.sentences(summary.bands)
    if summary.one_case:
        text.text_block(summary.one_case, heading=say.ONE_CASE())
    text.text_block(summary.follow_up_questions, heading=say.TO_ASK())


@remembered(most=CACHE_SIZE)
def _question_chart(view: View, standard: Standard, framework_id: str) -> ChartCard:
    return chart_card(rating_exhibits.key_questions(view, standard, framework_id))


def prompt_block(view: View, standard: Standard) -> None:
    """Annexe prompts of every key question, a column a service."""
    text.section(HEADING())
    found = _prompts(view.catalogue, view.selection, standard)
    if found is None:
        rows = compare.key_questions(view.catalogue, view.selection, standard_id=standard.id)
        read = {row.service_id for row in rows}
        text.notice(no_prompts_sentence([entry.service_id in read for entry in view.selection.entries]))
        return
    text.caption(found.caption)
    colours = [None, None, *(view.colour(entry.service_id) for entry in view.selection.entries)]
    mount_data({**found.data, "bars": colours}, key=f"prompts-{standard.id}")
    text.caption(f"Source: {found.source}")
    if found.note:
        text.sentence(found.note)
    download(found.file, name=TABLE(standard=standard.title))


def findings_block(view: View, standard: Standard) -> None:
    """How many strengths and areas for improvement the reports list."""
    text.section(say.FINDINGS())
    counts = _finding_counts(view.catalogue, view.selection, standard)
    if counts is not None:
        mount_data(counts, key=f"findings-{standard.id}")
    listed = {str(row[0]) for row in counts["rows"]} if counts is not None else set()
    absent = [
        (entry.name, entry.inspection_id in view.catalogue.parts.finding_counts)
        for entry in view.selection.entries
        if entry.name not in listed
    ]
    text.sentences(say.findings_missing(absent))
    findings_side_by_side(view, standard)


def recommendation_block(view: View) -> None:
    """What the inspectors recommended, a table a service: in their words where the report was imported."""
    text.section(say.RECOMMENDED())
    for entry in view.selection.entries:
        printed = recommendation_texts(entry)
        data = _as_printed(entry, printed) if printed else _themes(view.catalogue, entry)
        if data is None:
            text.sentence(say.NO_RECOMMENDATIONS(service=entry.name))
        else:
            mount_data(data, key=f"recommendations-{entry.service_id}")


@dataclass(frozen=True)
class _Prompts:
    """Annexe prompts as a table to mount and as a file, how to read them, their sources, and who has none."""

    data: dict[str, Any]
    file: bytes
    caption: str
    source: str
    note: str


# What the next three give is the same for every visitor who chooses the same: it is made once, and not to be changed.


@remembered(most=256)
def _prompts(catalogue: Catalogue, selection: Selection, standard: Standard) -> _Prompts | None:
    """The prompts of a standard; None where no report printed any."""
    tables = {
        question.label: compare.case_questions(
            catalogue, selection, standard_id=standard.id, dimension=question.dimension
        )
        for question in standard.key_questions
    }
    questions = compare.key_questions(catalogue, selection, standard_id=standard.id)
    read = {row.service_id for row in questions}
    names = {entry.name: entry.service_id in read for entry in selection.entries}
    printed = compare.printed_prompts(catalogue, selection, standard_id=standard.id)
    rows = [
        _prompt_rows(
            question.label,
            tables[question.label],
            [row for row in printed if row.dimension == question.dimension],
            names,
        )
        for question in standard.key_questions
        if not tables[question.label].empty
    ]
    if not rows:
        return None
    shown = pd.concat(rows, ignore_index=True)
    return _Prompts(
        data=table_data(shown, caption=TABLE(standard=standard.title)),
        file=csv_bytes(
            compare.frame_of(PromptFigure, printed)[list(PROMPT_TABLE)].rename(columns=PROMPT_TABLE)
        ),
        caption=prompts_caption(printed),
        source="; ".join(dict.fromkeys(row.source for row in printed)),
        note=narrate.prompts_missing_sentence(printed, questions, selection),
    )


@remembered(most=256)
def _finding_counts(catalogue: Catalogue, selection: Selection, standard: Standard) -> dict[str, Any] | None:
    found = compare.finding_counts(catalogue, selection, standard_id=standard.id)
    shown = compare.frame_of(FindingsListed, found).rename(columns=FINDING_TABLE)
    return None if not found else table_data(shown, caption=say.FINDINGS_TABLE())


@remembered(most=512)
def _themes(catalogue: Catalogue, entry: ServiceInspection) -> dict[str, Any] | None:
    rows = compare.recommendations(catalogue, entry)
    shown = compare.frame_of(RecommendationGiven, rows).rename(columns=RECOMMENDATION_TABLE)
    shown = shown[list(RECOMMENDATION_TABLE.values())]
    caption = say.recommendations_caption(entry.name, len(rows), printed=False)
    return None if not rows else table_data(shown, caption=caption)


def _as_printed(entry: ServiceInspection, printed: list[ImportedText]) -> dict[str, Any]:
    frame = pd.DataFrame(
        {
            "Number": [str(one.number) for one in printed],
            "Recommendation": [one.text for one in printed],
            "Addressed to": [one.addressed_to for one in printed],
            "Where in the report": [one.place for one in printed],
        }
    )
    return table_data(frame, caption=say.recommendations_caption(entry.name, len(printed), printed=True))


def _prompt_rows(
    label: str, table: pd.DataFrame, printed: Sequence[PromptFigure], names: dict[str, bool]
) -> pd.DataFrame:
    """Rows of the table to mount: `table` as `case_questions`, `printed` as `printed_prompts`, of one key question.

    `names`: service → whether its report was read.
    """
    records = {(row.service, row.position): row for row in printed}
    values = {
        name: [prompt_cell(records.get((name, int(n))), read=read) for n in table["position"]]
        for name, read in names.items()
    }
    return pd.DataFrame({"Key question": label, "Prompt": table["prompt"], **values})
