"""Everything the page of a standard says of its key questions, worked out once for all who ask the same."""

from __future__ import annotations

from dataclasses import dataclass, replace

from yjs_dash import compare
from yjs_dash.compare import Catalogue, Selection
from yjs_dash.compare.memo import remembered
from yjs_dash.framework import Standard
from yjs_dash.narrate.cards import one_case_sentences
from yjs_dash.narrate.questions import (
    SUBTITLE,
    can_be_told_apart,
    question_alt,
    question_headline,
    question_notes,
)
from yjs_dash.narrate.standard import (
    absent_services,
    band_probability_sentence,
    changed_by_discretion,
    deciding_sentence,
    discretion_sentence,
    missing_sentence,
    one_case_worth_sentence,
    question_to_ask,
)
from yjs_dash.narrate.template import template

OF_SERVICE = template(
    "standard.of_service",
    "{service}: {sentence}",
    service="Sutton",
    sentence="If one court case more had been sufficient for desistance (2.1), the score would have been 19 and the "
    "overall rating Good.",
)


@dataclass(frozen=True)
class StandardSummary:
    """Sentences on one standard, in the reader's order of services; empty where there is nothing to say.

    `changed`: ids of services whose rating the inspectors changed. `notes`: service id and dimension → what stands at
    the row of the chart. `absent`: name → why it has no percentages.
    """

    headline: str
    alt: str
    missing: str
    changed: frozenset[str]
    notes: dict[tuple[str, str], tuple[str, ...]]
    subtitle: str
    absent: dict[str, str]
    deciding: list[str]
    discretion: list[str]
    apart: str
    one_case_worth: str
    bands: list[str]
    one_case: list[str]
    follow_up_questions: list[str]


@remembered(most=256)
def standard_summary(catalogue: Catalogue, selection: Selection, standard: Standard) -> StandardSummary:
    """What the key questions of a standard say of the chosen services. It is not to be changed."""
    rows = compare.key_questions(catalogue, selection, standard_id=standard.id)
    gaps = compare.differences(catalogue, selection)
    changed = changed_by_discretion(selection, standard.id)
    own = [entry for entry in selection.entries if entry.rates(standard)]
    asking = [entry for entry in own if selection.pinned_service in (None, entry.service_id)] or own
    several = len({row.service_id for row in rows}) > 1
    return StandardSummary(
        headline=question_headline(rows, gaps, standard, discretion=changed),
        alt=question_alt(rows, gaps, standard, discretion=changed),
        missing=missing_sentence(rows, selection, standard) if not rows else "",
        changed=changed,
        notes=question_notes(rows, changed),
        subtitle=SUBTITLE(standard=standard.title),
        absent=absent_services(rows, selection, standard),
        deciding=[deciding_sentence(rows, entry, standard) for entry in own]
        if standard.key_questions
        else [],
        discretion=[words for entry in own if (words := discretion_sentence(rows, entry, standard.id))],
        apart=can_be_told_apart(gaps, standard.id, rows=rows) if several else "",
        one_case_worth=one_case_worth_sentence(rows),
        bands=[
            band_probability_sentence(rows, entry, standard.id, row.dimension)
            for entry in own
            for row in rows
            if row.lowest and row.service_id == entry.service_id
        ],
        one_case=_one_case(catalogue, selection, standard),
        follow_up_questions=[question_to_ask(rows, entry, standard) for entry in asking],
    )


def _one_case(catalogue: Catalogue, selection: Selection, standard: Standard) -> list[str]:
    """What one case judged the other way would have made of the standard, the total and the overall rating."""
    sentences = []
    for entry in (entry for entry in selection.entries if entry.rates(standard)):
        card = compare.card(catalogue, entry)
        here = tuple(change for change in card.one_case if change.standard_id == standard.id)
        sentences += [
            OF_SERVICE(service=entry.name, sentence=words)
            for words in one_case_sentences(replace(card, one_case=here))
        ]
    return sentences
