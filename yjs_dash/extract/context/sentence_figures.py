"""Contextual figures that stand in sentences, by the rules of their fields; shares of groups of the caseload too.

A figure that a table of the same report already gave is not read again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from yjs_dash.extract.context.area_names import REGION, REGIONS, SERVICE
from yjs_dash.extract.context.context_page import ContextPage
from yjs_dash.extract.context.field_table import FieldTable
from yjs_dash.extract.context.group_shares import GroupPatterns, group_shares
from yjs_dash.extract.context.period_names import NOT_STATED, period_of
from yjs_dash.extract.context.sentence_values import values_in
from yjs_dash.extract.context.unnamed_figures import shortened
from yjs_dash.extract.layout.numbers import in_figures
from yjs_dash.extract.model import ContextFigure, Missing, Place
from yjs_dash.extract.structure.paragraphs import Sentence
from yjs_dash.extract.structure.sections import SUMMARY, Sections

_DIGIT = re.compile(r"\d")
_AVERAGE = re.compile(rf"\b({REGIONS})\s+average")
_YEAR = re.compile(r"\b20\d\d")
_HALF_YEAR = re.compile(r"\b(first|last|second)\s+(?:6|six)\s+months\s+of\s+(20\d\d)\b", re.IGNORECASE)


class FromSentences(NamedTuple):
    """`figures`, and `unclear`: figures that a sentence holds and nobody could tell which number they are."""

    figures: list[ContextFigure]
    unclear: dict[tuple[str, str], Missing]

    def missing(self, known: Iterable[ContextFigure]) -> list[Missing]:
        """What is unclear and not among the figures that are known."""
        names = {(figure.indicator, figure.breakdown) for figure in known}
        return [missing for name, missing in self.unclear.items() if name not in names]


def read_sentences(
    context_page: ContextPage, sentences: Iterable[Sentence], *, table_rows: Collection[int]
) -> FromSentences:
    """Figures of the report's prose. `table_rows`: rows whose figures stand beside labels and are read there."""
    reader = _Reader(context_page.fields, context_page.sections, table_rows)
    regions: dict[str, str] = {}
    figures: list[ContextFigure] = []
    for sentence in sentences:
        text = sentence.text
        if sentence.section == SUMMARY or not _DIGIT.search(text):
            continue
        if "average" in text and (region := _AVERAGE.search(text)):
            regions[sentence.section] = region[1]
        region_here = regions.get(sentence.section, REGION)
        figures += [
            replace(figure, area=region_here) if figure.area == REGION else figure
            for figure in reader.figures_of(sentence, _period(text) or NOT_STATED)
        ]
    return FromSentences(figures, reader.unclear)


def read_notes(context_page: ContextPage, *, default: Mapping[str, str]) -> FromSentences:
    """Figures of footnotes. `default`: indicator → period of the figure that such a note belongs to."""
    reader = _Reader(context_page.fields, context_page.sections, frozenset())
    figures: list[ContextFigure] = []
    for note in context_page.footnote_marks.footnotes.values():
        sentence = Sentence(text=in_figures(note.text), section="", starts=(0,), rows=(note.at,))
        for figure in reader.figures_of(sentence, context_page.period([note]) or NOT_STATED):
            known = default.get(figure.indicator)
            figures.append(replace(figure, period=known) if figure.period == NOT_STATED and known else figure)
    return FromSentences(figures, reader.unclear)


def with_bases(fields: FieldTable, figures: Sequence[ContextFigure]) -> list[ContextFigure]:
    """The figures, with what a number is out of where that is another of the figures."""
    values = {(f.indicator, f.breakdown): f.value for f in figures if f.area == SERVICE}
    return [
        replace(figure, base=int(values[whole]))
        if figure.base is None
        and (whole := fields.bases.get((figure.indicator, figure.breakdown))) in values
        and values[whole] >= figure.value
        else figure
        for figure in figures
    ]


class _Reader:
    """Reads one sentence after the other; `unclear` as in FromSentences, `table_rows` as in read_sentences."""

    def __init__(self, fields: FieldTable, sections: Sections, table_rows: Collection[int]) -> None:
        self.fields = fields
        self.sections = sections
        self.table_rows = table_rows
        self.groups = GroupPatterns(fields)
        self.unclear: dict[tuple[str, str], Missing] = {}

    def figures_of(self, sentence: Sentence, period: str) -> Iterator[ContextFigure]:
        """`period`: the one that the sentence names, for fields without a period of their own."""
        text = sentence.text
        taken: dict[str, set[int]] = {}
        for field in self.fields.may_be_in(text.lower()):
            chapter_of = field.rule.chapter_of
            if chapter_of and not self.sections.is_chapter_of(sentence.section, chapter_of):
                continue
            specification = field.specification
            positions = taken.setdefault(specification.indicator, set())
            values = values_in(field, text, taken=positions)
            if len(values) > 1:
                name = (specification.indicator, specification.breakdown)
                self.unclear.setdefault(name, self._unclear(specification.indicator, sentence))
            if len(values) != 1 or sentence.row_at(values[0].start) in self.table_rows:
                continue
            (value,) = values
            positions.add(value.start)
            yield ContextFigure(
                indicator=specification.indicator,
                area=SERVICE,
                breakdown=specification.breakdown,
                period=field.rule.period or period,
                value=value.value,
                place=self._place(sentence, value.start),
                base=value.base,
            )
        for share in group_shares(self.groups, text):
            yield ContextFigure(
                indicator=share.indicator,
                area=share.area,
                breakdown=share.breakdown,
                period=period,
                value=share.value,
                place=self._place(sentence, share.position),
            )

    def _place(self, sentence: Sentence, position: int) -> Place:
        index = sentence.row_at(min(position, len(sentence.text) - 1))
        return Place(page=self.sections.page_at(index), line=self.sections.rows[index].number)

    def _unclear(self, indicator: str, sentence: Sentence) -> Missing:
        line = self._place(sentence, 0).line
        message = (
            f"We could not tell which number of “{shortened(sentence.text)}” is the "
            f"{indicator.replace('_', ' ')} (line {line})."
        )
        return Missing(what=f"context.{indicator}", message=message)


def _period(text: str) -> str | None:
    if not _YEAR.search(text):
        return None
    if half := _HALF_YEAR.search(text):
        months = "January to June" if half[1].lower() == "first" else "July to December"
        return f"{months} {half[2]}"
    named = period_of(text)
    return named if named and named[:1].isdigit() else None
