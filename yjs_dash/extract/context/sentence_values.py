"""The number of a sentence that a sentence rule means: of the right kind, and with only words between."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from yjs_dash.extract.context.field_table import SentenceField
from yjs_dash.extract.context.field_types import PERCENT, POUNDS, SentenceRule, Span, phrase_pattern
from yjs_dash.extract.context.figure_values import exact, without_label_numbers
from yjs_dash.extract.layout.numbers import NUMBER, number, whole_number

_NUMBER = rf"(?<![\w.,£/–-])(?P<value>{NUMBER})(?![\w/]|[.,]\d)"
_SIGN = r"\s?(?:%|per\s?cent\b)"
_BASE = rf"\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?(?P<base>{NUMBER})"
_FEW_WORDS = r"\s+(?:[a-z’'-]+\s+){0,2}?"
# What parts a number from words that it does not belong to.
_PARTS = re.compile(r"[,:]|\b(?:and|but|while|whereas|although|though)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[^;]+")
_OF_OTHERS = re.compile(r"\b(?:national|regional|England|Wales)(?:['’]s)?\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_BEFORE_LABEL = 60
_REACH = 160


class SentenceValue(NamedTuple):
    """A number in a sentence, where it begins and ends; `base`: what it is out of, where that stands beside it."""

    value: float
    start: int
    end: int
    base: int | None = None


def values_in(field: SentenceField, text: str, *, taken: Collection[int]) -> list[SentenceValue]:
    """The number of a sentence that is the figure; several where each of them may be it.

    `taken`: positions of numbers that are other figures.
    """
    for clause in _CLAUSE.finditer(text):
        spans = [[m.span() for m in word.finditer(text, *clause.span())] for word in field.words]
        if not all(spans) or any(word.search(text, *clause.span()) for word in field.without):
            continue
        label = spans[0][0]
        if _OF_OTHERS.search(text[max(0, label[0] - _BEFORE_LABEL) : label[0]]):
            continue
        linked = [
            value
            for value in _values(field, text, clause.start(), clause.end())
            if value.start not in taken and _belongs(field.rule, text, value, spans)
        ]
        if len(linked) > 1 and not field.rule.label_follows:
            linked = [value for value in linked if _behind_label(value, label, spans)] or linked
        if linked:
            return linked
    return []


def _values(field: SentenceField, text: str, start: int, end: int) -> Iterator[SentenceValue]:
    rule = field.rule
    # Ages, years and lengths of time are no values; a blank keeps the places of the others.
    plain = text if rule.span or rule.counted else without_label_numbers(text, keep_places=True)
    for match in _pattern_of(rule, field.specification.unit).finditer(plain, start, end):
        group = "longest" if rule.span is Span.LONGEST else "value"
        value = number(match[group])
        if value is not None and not rule.span:
            value = exact(value, match["value"].replace(",", ""), text)
        if value is not None:
            base = whole_number(match["base"]) if rule.with_base else None
            yield SentenceValue(value, match.start(group), match.end(), base)


@lru_cache(maxsize=512)
def _pattern_of(rule: SentenceRule, unit: str) -> re.Pattern[str]:
    """How the numbers of the rule's kind are printed."""
    led_by = rf"\b{rule.led_by}\s+" if rule.led_by else ""
    if rule.span:
        kind = rf"{_NUMBER}\s+(?:to|and|–|-)\s+(?P<longest>{NUMBER})\s+{unit}"
    elif rule.counted:
        base = _BASE if rule.with_base else ""
        kind = f"{_NUMBER}{base}{_FEW_WORDS}{phrase_pattern(rule.counted)}"
    elif unit == PERCENT:
        kind = f"{_NUMBER}(?:{_SIGN}){'?' if rule.unsigned else ''}"
    elif unit == POUNDS:
        kind = rf"£\s?(?P<value>{NUMBER})"
    else:
        kind = f"{_NUMBER}(?!{_SIGN})"
    return re.compile(led_by + kind, re.IGNORECASE)


def _belongs(
    rule: SentenceRule, text: str, value: SentenceValue, spans: Sequence[Sequence[tuple[int, int]]]
) -> bool:
    """Whether only words stand between a number and one of the rule's words, or the label behind it."""
    if rule.label_follows:
        return any(start >= value.end and _only_words(text, value.end, start) for start, _ in spans[0])
    return any(
        _only_words(text, min(value.end, end), max(value.start, start))
        for word in spans
        for start, end in word
    )


def _behind_label(
    value: SentenceValue, label: tuple[int, int], spans: Sequence[Sequence[tuple[int, int]]]
) -> bool:
    """Whether a number stands behind the label, and none of the rule's other words between them."""
    return value.start >= label[1] and not any(
        label[1] <= start and end <= value.start for word in spans[1:] for start, end in word
    )


def _only_words(text: str, start: int, end: int) -> bool:
    """Whether nothing between two places parts them; none lies between where they overlap."""
    return end <= start or (end - start <= _REACH and not _PARTS.search(text, start, end))
