"""The inspected samples as contextual figures: how many cases of which kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yjs_dash.extract.context.area_names import SERVICE
from yjs_dash.extract.context.field_table import FieldTable
from yjs_dash.extract.context.period_names import FIELDWORK
from yjs_dash.extract.layout.numbers import NUMBER, whole_number
from yjs_dash.extract.model import ContextFigure, Place
from yjs_dash.extract.structure.case_samples import COURT, OUT_OF_COURT, SampleSize, preferred
from yjs_dash.extract.structure.paragraphs import Sentence
from yjs_dash.extract.structure.sections import Sections

_CONSIST = re.compile(r"^\W*(?:these|they)\s+(?:consisted\s+of|comprised|included|were)\s+", re.IGNORECASE)
_PART = re.compile(
    rf"(?<![\w.,-])({NUMBER})\s+((?:youth\s+)?(?:conditional\s+)?(?:[a-z]+\s+){{0,2}}?"
    r"(?:cautions?|resolutions?|cases?|disposals?|interventions?|outcomes?))\b",
    re.IGNORECASE,
)
_ALL_WERE = re.compile(r",?\s+which\s+were\s+all\s+([a-z][a-z\s]{4,40}?)\s*\.?$", re.IGNORECASE)


def read_sample_figures(
    fields: FieldTable, sections: Sections, sentences: Sequence[Sentence], sizes: Sequence[SampleSize]
) -> Iterator[ContextFigure]:
    """Sizes of the samples, and of their parts, for those that a field asks for."""
    for field in fields.samples:
        indicator, sample = field.specification.indicator, field.rule.sample
        if not field.rule.parts:
            yield from _whole(sections, sizes, sample, indicator, field.specification.breakdown)
        elif sample == COURT:
            yield from _court_parts(sections, sizes, indicator)
        elif sample == OUT_OF_COURT:
            yield from _out_of_court_parts(sections, sentences, sizes, indicator)


def _figure(
    sections: Sections, sentence: Sentence, indicator: str, breakdown: str, value: int
) -> ContextFigure:
    index = sentence.rows[0]
    place = Place(page=sections.page_at(index), line=sections.rows[index].number)
    return ContextFigure(
        indicator=indicator, area=SERVICE, breakdown=breakdown, period=FIELDWORK, value=value, place=place
    )


def _whole(
    sections: Sections, sizes: Sequence[SampleSize], sample: str, indicator: str, breakdown: str
) -> Iterator[ContextFigure]:
    if len({s.cases for s in sizes if s.sample == sample}) > 1:
        return
    size = preferred(sizes, sample) or next((s for s in sizes if s.sample == sample), None)
    if size is not None and size.cases:
        yield _figure(sections, size.sentence, indicator, breakdown, size.cases)


def _court_parts(sections: Sections, sizes: Sequence[SampleSize], indicator: str) -> Iterator[ContextFigure]:
    stated = [s for s in sizes if s.parts and sections.is_chapter_of(s.sentence.section, COURT)] or [
        s for s in sizes if s.parts
    ]
    for name, count in stated[0].parts if stated else ():
        yield _figure(sections, stated[0].sentence, indicator, name.capitalize(), count)


def _out_of_court_parts(
    sections: Sections, sentences: Sequence[Sentence], sizes: Sequence[SampleSize], indicator: str
) -> Iterator[ContextFigure]:
    """Kinds of out-of-court disposals: in the sentence after the size, or at the end of it."""
    chapter = [
        s
        for s in sizes
        if s.sample == OUT_OF_COURT and sections.is_chapter_of(s.sentence.section, OUT_OF_COURT)
    ]
    for size in chapter[:1]:
        if "all" in size.sentence.text and (all_were := _ALL_WERE.search(size.sentence.text)):
            name = " ".join(all_were[1].split()).capitalize()
            yield _figure(sections, size.sentence, indicator, name, size.cases)
            return
        at = next((n for n, s in enumerate(sentences) if s is size.sentence), None)
        following = sentences[at + 1] if at is not None and at + 1 < len(sentences) else None
        if following is None or not _CONSIST.search(following.text):
            return
        text = following.text
        parts = [(whole_number(m[1]), " ".join(m[2].split()).capitalize()) for m in _PART.finditer(text)]
        for count, name in parts:
            if count is not None:
                yield _figure(sections, following, indicator, name, count)
