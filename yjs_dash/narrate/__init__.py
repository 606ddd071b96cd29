"""Frames and records → plain sentences: headlines, alternative text, what may be concluded, questions to ask."""

from yjs_dash.narrate.cards import card_text, next_band_sentences, one_case_sentences, ruler_alt
from yjs_dash.narrate.grid import grid_alt, grid_headline
from yjs_dash.narrate.headline import headline
from yjs_dash.narrate.questions import can_be_told_apart, question_alt, question_headline
from yjs_dash.narrate.standard import (
    absent_services,
    band_probability_sentence,
    changed_by_discretion,
    deciding_sentence,
    discretion_sentence,
    missing_sentence,
    one_case_worth_sentence,
    prompts_missing_sentence,
    question_to_ask,
)

__all__ = [
    "absent_services",
    "band_probability_sentence",
    "can_be_told_apart",
    "card_text",
    "changed_by_discretion",
    "deciding_sentence",
    "discretion_sentence",
    "grid_alt",
    "grid_headline",
    "headline",
    "missing_sentence",
    "next_band_sentences",
    "one_case_sentences",
    "one_case_worth_sentence",
    "prompts_missing_sentence",
    "question_alt",
    "question_headline",
    "question_to_ask",
    "ruler_alt",
]
