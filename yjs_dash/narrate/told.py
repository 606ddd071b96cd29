"""Everything the page of a standard says of its key questions, worked out once for all who ask the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from yjs_dash import compare
from yjs_dash.compare import Catalogue, Selection
from yjs_dash.framework import Standard
from yjs_dash.narrate.cards import one_case_sentences
from yjs_dash.narrate.questions import can_be_told_apart, question_alt, question_headline
from yjs_dash.narrate.standard import (
    absent_services,
    band_probability_sentence,
    deciding_sentence,
    discretion_sentence,
    missing_sentence,
    one_case_worth_sentence,
    question_to_ask,
    raised_by_discretion,
)


@dataclass(frozen=True)
class Told:
    """Sentences on one standard, in the reader's order of services; empty where there is nothing to say.

    `raised`: ids of services whose rating the inspectors changed. `absent`: name → why it has no percentages.
    """

    headline: str
    alt: str
    missing: str
    raised: frozenset[str]
    absent: dict[str, str]
    deciding: list[str]
    discretion: list[str]
    apart: str
    one_case_worth: str
    bands: list[str]
    one_case: list[str]
    to_ask: list[str]


@lru_cache(maxsize=256)
def told(catalogue: Catalogue, selection: Selection, standard: Standard) -> Told:
    """What the key questions of a standard say of the chosen services. It is not to be changed."""
    frame = compare.key_questions(catalogue, selection, standard_id=standard.id)
    gaps = compare.differences(catalogue, selection)
    raised = raised_by_discretion(selection, standard.id)
    own = [entry for entry in selection.entries if standard.id in entry.framework.standards]
    asking = [entry for entry in own if selection.ours in (None, entry.service_id)] or own
    several = frame["service_id"].nunique() > 1
    return Told(
        headline=question_headline(frame, gaps, standard, discretion=raised),
        alt=question_alt(frame, gaps, standard, discretion=raised),
        missing=missing_sentence(frame, selection, standard.id) if frame.empty else "",
        raised=raised,
        absent=absent_services(frame, selection, standard.id),
        deciding=[f"{entry.name}: {deciding_sentence(frame, entry, standard.id)}" for entry in own]
        if standard.key_questions
        else [],
        discretion=[words for entry in own if (words := discretion_sentence(frame, entry, standard.id))],
        apart=can_be_told_apart(gaps, standard.id, frame=frame) if several else "",
        one_case_worth=one_case_worth_sentence(frame),
        bands=[
            band_probability_sentence(frame, str(row["service_id"]), str(row["dimension"]))
            for row in compare.as_records(frame)
            if row["deciding"]
        ],
        one_case=_one_case(catalogue, selection, standard),
        to_ask=[question_to_ask(frame, entry, standard.id) for entry in asking],
    )


def _one_case(catalogue: Catalogue, selection: Selection, standard: Standard) -> list[str]:
    """What one case judged the other way would have made of the standard, the total and the overall rating."""
    sentences = []
    for entry in selection.entries:
        card = compare.card(catalogue, entry)
        here = tuple(change for change in card.one_case if change.standard_id == standard.id)
        sentences += [f"{entry.name}: {words}." for words in one_case_sentences(replace(card, one_case=here))]
    return sentences
