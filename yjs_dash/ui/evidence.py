"""Blocks of the domain page: key questions, annexe prompts, qualitative evidence, recommendations."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from yjs_dash import compare, narrate
from yjs_dash.charts.key_questions import key_question_figure
from yjs_dash.compare import Entry
from yjs_dash.framework import Framework, Standard
from yjs_dash.ui import text
from yjs_dash.ui.components import mount_table
from yjs_dash.ui.figures import below, chart, download
from yjs_dash.ui.report_texts import findings_side_by_side, recommendation_texts
from yjs_dash.ui.session import View

FINDING_TABLE: dict[str, str] = {
    "service": "Service", "listed_under": "Listed under", "strengths": "Strengths",
    "areas_for_improvement": "Areas for improvement", "source": "Source",
}  # fmt: skip
QUESTION_TABLE: dict[str, str] = {
    "service": "Service", "question": "Key question", "percent": "Per cent sufficient", "rating": "Band",
    "sufficient": "Cases sufficient", "cases": "Cases inspected", "one_case": "One case, points",
    "low_95": "95% interval from", "high_95": "95% interval to", "low_80": "80% interval from",
    "high_80": "80% interval to", "deciding": "Lowest question", "source": "Source",
}  # fmt: skip


def key_question_block(view: View, standard: Standard, framework: Framework) -> None:
    """Interval plot of a standard's key questions, and the sentences that say what it can bear."""
    selection = view.selection
    frame = compare.key_questions(view.catalogue, selection, standard_id=standard.id)
    gaps = compare.differences(view.catalogue, selection)
    raised = narrate.raised_by_discretion(selection, standard.id)
    headline = narrate.question_headline(frame, gaps, standard, discretion=raised)
    if frame.empty:
        text.part(headline)
        text.sentence(narrate.missing_sentence(frame, selection, standard.id))
    else:
        text.part("Key questions")
        chart(
            key_question_figure(
                frame,
                theme=view.theme,
                slots=view.slots,
                title=headline,
                subtitle=f"{standard.title}: per cent of inspected cases judged sufficient, as printed",
                framework=framework,
                discretion=raised,
                badges=_badges(view, framework),
                absent=narrate.absent_services(frame, selection, standard.id),
            ),
            alt=narrate.question_alt(frame, gaps, standard, discretion=raised),
            table=lambda: _rounded(frame[list(QUESTION_TABLE)].rename(columns=QUESTION_TABLE)),
            source="; ".join(dict.fromkeys(frame["source"])),
            name=f"Key questions of {standard.title}",
        )
    own = [entry for entry in selection.entries if standard.id in entry.framework.standards]
    deciding = [f"{entry.name}: {narrate.deciding_sentence(frame, entry, standard.id)}" for entry in own]
    text.passage(
        deciding if standard.key_questions else [],
        [narrate.discretion_sentence(frame, entry, standard.id) for entry in own],
    )
    if len(frame["service_id"].unique()) > 1:
        text.passage(
            narrate.can_be_told_apart(gaps, standard.id, frame=frame),
            heading="Can the services be told apart?",
        )
        below(
            lambda: _rounded(
                gaps[gaps["standard_id"] == standard.id].drop(columns=["standard_id", "dimension"])
            ),
            source="",
            name=f"Differences on {standard.title}",
            label="The differences with their intervals and tests",
        )
    if not frame.empty:
        text.sentence(narrate.one_case_worth_sentence(frame))
        with st.expander("How sure is the band?"):
            text.sentences(
                [
                    narrate.band_probability_sentence(frame, str(row["service_id"]), str(row["dimension"]))
                    for row in compare.as_records(frame)
                    if row["deciding"]
                ]
            )
    told = _one_case(view, standard)
    if told:
        text.passage(told, heading="What one case would have changed")
    asking = [entry for entry in own if view.selection.ours in (None, entry.service_id)] or own
    text.passage(
        [narrate.question_to_ask(frame, entry, standard.id) for entry in asking],
        heading="A question to ask next",
    )


def prompt_block(view: View, standard: Standard) -> None:
    """Annexe prompts of every key question, a column a service."""
    text.part("What inspectors asked of each case")
    frame = compare.key_questions(view.catalogue, view.selection, standard_id=standard.id)
    tables = {
        question.label: compare.case_questions(
            view.catalogue, view.selection, standard_id=standard.id, dimension=question.dimension
        )
        for question in standard.key_questions
    }
    names = [entry.name for entry in view.selection.entries]
    if all(table.empty for table in tables.values()):
        text.notice(f"Prompts under the key questions: not published in {_this_report(names)}.")
        return
    text.caption(
        "Per cent of cases judged sufficient, as printed in the annexe. The number of cases differs from prompt to "
        "prompt and is not printed, so there is no count and no interval."
    )
    colours = [None, None, *(view.colour(entry.service_id) for entry in view.selection.entries)]
    rows = [_prompt_rows(label, table, names) for label, table in tables.items() if not table.empty]
    shown = pd.concat(rows, ignore_index=True)
    mount_table(
        shown, caption=f"Annexe prompts of {standard.title}", key=f"prompts-{standard.id}", bars=colours
    )
    sources = [
        str(compare.citation(view.catalogue, rows.iloc[0].to_dict()))
        for entry in view.selection.entries
        if not (rows := view.catalogue.rows_of("case_questions", entry.inspection_id)).empty
    ]
    text.caption(f"Source: {'; '.join(dict.fromkeys(sources))}")
    note = narrate.prompts_missing_sentence(next(t for t in tables.values() if not t.empty), frame)
    if note:
        text.sentence(note)
    download(shown, name=f"Annexe prompts of {standard.title}")


def findings_block(view: View, standard: Standard) -> None:
    """How many strengths and areas for improvement the reports list."""
    text.part("Strengths and areas for improvement")
    found = compare.finding_counts(view.catalogue, view.selection, standard_id=standard.id)
    if not found.empty:
        mount_table(
            found.rename(columns=FINDING_TABLE)[list(FINDING_TABLE.values())],
            caption="Number of findings listed in the report",
            key=f"findings-{standard.id}",
        )
    text.sentences(
        [
            f"{entry.name}: {_not_listed(view, entry)}."
            for entry in view.selection.entries
            if entry.name not in set(found["service"])
        ]
    )
    findings_side_by_side(view, standard)


def recommendation_block(view: View) -> None:
    """What the inspectors recommended, a table a service: in their words where the report was imported."""
    text.part("What the inspectors recommended")
    for entry in view.selection.entries:
        printed = recommendation_texts(entry)
        if printed:
            mount_table(
                pd.DataFrame(
                    {
                        "Number": [str(one.number) for one in printed],
                        "Recommendation": [one.text for one in printed],
                        "Addressed to": [one.addressed_to for one in printed],
                        "Page": [one.page for one in printed],
                    }
                ),
                caption=f"{entry.name}: {len(printed)} recommendations, as the imported report prints them",
                key=f"recommendations-{entry.service_id}",
            )
            continue
        rows = compare.recommendations(view.catalogue, entry)
        if rows.empty:
            text.sentence(f"{entry.name}: recommendations are not in this data set.")
            continue
        shown = rows.rename(
            columns={"number": "Number", "theme": "Theme", "addressed_to": "Addressed to", "page": "Page"}
        )
        mount_table(
            shown[["Number", "Theme", "Addressed to", "Page"]],
            caption=f"{entry.name}: {len(rows)} recommendations",
            key=f"recommendations-{entry.service_id}",
        )


def _one_case(view: View, standard: Standard) -> list[str]:
    """What one case judged the other way would have made of the standard, the total and the overall rating."""
    told = []
    for entry in view.selection.entries:
        card = compare.card(view.catalogue, entry)
        here = tuple(change for change in card.one_case if change.standard_id == standard.id)
        told += [
            f"{entry.name}: {words}." for words in narrate.one_case_sentences(replace(card, one_case=here))
        ]
    return told


def _not_listed(view: View, entry: Entry) -> str:
    counted = not view.catalogue.rows_of("finding_counts", entry.inspection_id).empty
    return "the report lists none under this standard" if counted else "findings are not in this data set"


def _badges(view: View, framework: Framework) -> dict[str, str]:
    return {
        entry.service_id: entry.framework.short_name
        for entry in view.selection.entries
        if entry.framework.id != framework.id
    }


def _prompt_rows(label: str, table: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    values = {
        name: ["not published in this report" if pd.isna(v) else f"{int(v)}%" for v in table[name]]
        for name in names
    }
    return pd.DataFrame({"Key question": label, "Prompt": table["prompt"], **values})


def _rounded(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(
        **{name: frame[name].astype("Float64").round(3) for name in frame.select_dtypes("float")}
    )


def _this_report(names: list[str]) -> str:
    return "this report" if len(names) == 1 else "these reports"
