"""The field specifications as the readers use them: patterns, made once, and rows by where they are printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from yjs_dash.extract.context.field_specifications import FIELD_SPECIFICATIONS
from yjs_dash.extract.context.field_types import (
    PERCENT,
    Column,
    FactRow,
    FieldSpecification,
    SampleRule,
    SentenceRule,
    ShareList,
    ShareTable,
    keywords_of,
    label_pattern,
    phrase_pattern,
)
from yjs_dash.extract.layout.characters import letters

# Words that say more of the same label, where other words behind it would make it another.
_SAME_LABEL = r"(?=[(\d£%~]|fulltime|fte|total|$)"
NOT_KNOWN = ("unknown", "not known", "not recorded", "not stated")
"""What a sentence says of a share whose group is not known."""

_NOT_IN_HEADS = re.compile(r"[^a-z0-9/]")


class LabelledField(NamedTuple):
    """A figure beside a label. `whole_row`: what the letters of the label's row must be; None for anything."""

    specification: FieldSpecification
    fact: FactRow
    whole_row: re.Pattern[str] | None

    @property
    def indicator(self) -> str:
        return self.specification.indicator

    @property
    def breakdown(self) -> str:
        return self.specification.breakdown


class ShareTableField(NamedTuple):
    """A table of shares. `heads`: how its head begins, normalised; `breakdowns`: letters of a column's head → part."""

    indicator: str
    table: ShareTable
    heads: tuple[str, ...]
    breakdowns: dict[str, str]


class ShareListField(NamedTuple):
    """A list of shares. `heads`: letters of its head, `head`: of the first; `names`: letters of a name → the name."""

    indicator: str
    listing: ShareList
    head: str
    heads: frozenset[str]
    names: dict[str, str]


class GroupPhrase(NamedTuple):
    """Words for a group of the caseload as a pattern, and what a share of it is."""

    pattern: str
    indicator: str
    breakdown: str


class SentenceField:
    """A figure in sentences, with patterns made where they are first needed: most reports have few such sentences."""

    def __init__(self, specification: FieldSpecification, rule: SentenceRule) -> None:
        self.specification = specification
        self.rule = rule

    @cached_property
    def words(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(phrase_pattern(words), re.IGNORECASE) for words in self.rule.words)

    @cached_property
    def without(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(phrase_pattern(words), re.IGNORECASE) for words in self.rule.without)

    @cached_property
    def keywords(self) -> tuple[tuple[str, ...], ...]:
        """One of each entry stands in every such sentence, in lower case."""
        return tuple(map(keywords_of, self.rule.words))


class SampleField(NamedTuple):
    """A size of a sample, or of its parts."""

    specification: FieldSpecification
    rule: SampleRule


class FieldTable:
    """All field specifications. What only few reports need is made where it is first asked for."""

    def __init__(self, specifications: Sequence[FieldSpecification]) -> None:
        self.specifications = tuple(specifications)
        facts = [(s, s.fact) for s in self.specifications if s.fact is not None]
        self.labelled = tuple(LabelledField(s, fact, _whole_row(fact)) for s, fact in facts)
        self.labels = re.compile(
            "|".join(f"(?P<l{n}>{_fact_pattern(fact)})" for n, (_, fact) in enumerate(facts)) or "(?!)"
        )
        """The labels of facts in normalised text."""

    def labelled_by(self, match: re.Match[str]) -> LabelledField:
        """The field whose label a match of `labels` is."""
        return self.labelled[int((match.lastgroup or "l0")[1:])]

    @cached_property
    def share_tables(self) -> tuple[ShareTableField, ...]:
        return tuple(
            ShareTableField(
                indicator=s.indicator,
                table=s.table,
                heads=tuple(_NOT_IN_HEADS.sub("", head.lower()) for head in s.table.heads),
                breakdowns=_breakdowns(s.table.columns),
            )
            for s in self.specifications
            if s.table is not None
        )

    @cached_property
    def table_opening(self) -> re.Pattern[str]:
        """The first word of the head of a table of shares; its group's number is the table's, from 1."""
        firsts = [
            dict.fromkeys(re.split(r"\W", head)[0] for head in f.table.heads) for f in self.share_tables
        ]
        tables = "|".join(f"({'|'.join(words)})" for words in firsts)
        return re.compile(rf"^\W*(?:{tables or '(?!)'})\b", re.IGNORECASE)

    @cached_property
    def table_heads(self) -> tuple[str, ...]:
        """How the letters of a row begin that is the head of a table of shares."""
        return tuple(letters(head) for field in self.share_tables for head in field.table.heads)

    @cached_property
    def block_headings(self) -> tuple[str, ...]:
        """How the letters of a row begin that is the heading of a list, or of facts beside labels."""
        headings = [
            letters(field.fact.period.heading) for field in self.labelled if field.fact.period.heading
        ]
        return tuple(dict.fromkeys([*headings, *(field.head for field in self.share_lists)]))

    @cached_property
    def share_lists(self) -> tuple[ShareListField, ...]:
        return tuple(
            ShareListField(
                indicator=s.indicator,
                listing=s.listing,
                head=letters(s.listing.heads[0]),
                heads=frozenset(map(letters, s.listing.heads)),
                names={letters(name): name for name in s.listing.names},
            )
            for s in self.specifications
            if s.listing is not None
        )

    @cached_property
    def group_phrases(self) -> tuple[GroupPhrase, ...]:
        return tuple(
            GroupPhrase(phrase_pattern(phrase), field.indicator, column.breakdown)
            for field in self.share_tables
            for column in field.table.columns
            for phrase in column.phrases
        )

    @cached_property
    def group_keywords(self) -> tuple[str, ...]:
        """One of these stands in every sentence that gives a group's share, in lower case."""
        phrases = [p for f in self.share_tables for c in f.table.columns for p in c.phrases]
        words = [word for phrase in phrases for word in keywords_of(phrase)]
        return tuple(dict.fromkeys([*words, *NOT_KNOWN]))

    @cached_property
    def _by_keyword(self) -> dict[str, list[tuple[int, SentenceField]]]:
        """Keyword of a label → fields of sentences, with their order."""
        by_keyword: dict[str, list[tuple[int, SentenceField]]] = {}
        for order, s in enumerate(self.specifications):
            if s.sentence is not None:
                field = SentenceField(s, s.sentence)
                for keyword in keywords_of(s.sentence.words[0]):
                    by_keyword.setdefault(keyword, []).append((order, field))
        return by_keyword

    def may_be_in(self, sentence: str) -> list[SentenceField]:
        """Fields whose keywords a sentence in lower case holds, in order."""
        fields_by_order = {
            order: field
            for keyword, fields in self._by_keyword.items()
            if keyword in sentence
            for order, field in fields
        }
        return [
            fields_by_order[order]
            for order in sorted(fields_by_order)
            if all(any(keyword in sentence for keyword in words) for words in fields_by_order[order].keywords)
        ]

    @cached_property
    def bases(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Indicator and breakdown of a figure → those of the figure that it is a part of."""
        return {
            (s.indicator, s.breakdown): s.sentence.base
            for s in self.specifications
            if s.sentence is not None and s.sentence.base is not None
        }

    @cached_property
    def samples(self) -> tuple[SampleField, ...]:
        return tuple(SampleField(s, s.sample) for s in self.specifications if s.sample is not None)

    @cached_property
    def footnote_shares(self) -> dict[tuple[str, str], str]:
        """Indicator and breakdown of a figure whose share of its group a footnote may give → the share's indicator."""
        return {
            (s.indicator, s.breakdown): s.fact.share_in_footnote
            for s in self.specifications
            if s.fact is not None and s.fact.share_in_footnote
        }


def may_be_percentage(specification: FieldSpecification) -> bool | None:
    """Whether a figure of the facts page is a percentage; None where reports print it as a number too."""
    if specification.fact is not None and specification.fact.share_in_footnote:
        return None
    return specification.unit == PERCENT


def _fact_pattern(fact: FactRow) -> str:
    labels = "|".join(label_pattern(label) for label in fact.labels)
    return f"(?:{labels}){_SAME_LABEL}" if fact.label_ends else labels


def _whole_row(fact: FactRow) -> re.Pattern[str] | None:
    if fact.row_goes_on is None:
        return None
    labels = "|".join(re.sub(r"\\[(),.]|\d", "", label_pattern(label)) for label in fact.labels)
    goes_on = "|".join(map(letters, fact.row_goes_on))
    return re.compile(f"(?:{labels})(?:(?:{goes_on}).*)?" if goes_on else f"(?:{labels})")


def _breakdowns(columns: Sequence[Column]) -> dict[str, str]:
    return {_NOT_IN_HEADS.sub("", head.lower()): c.breakdown for c in columns for head in c.heads}


FIELDS = FieldTable(FIELD_SPECIFICATIONS)
"""The fields that reports are read by."""
