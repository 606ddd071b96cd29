"""Rows joined to sentences and list items, across line and page breaks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from yjs_dash.extract.layout.characters import is_broken, is_parted_word, rejoin_words
from yjs_dash.extract.layout.geometry import Geometry, ends_sentence
from yjs_dash.extract.layout.numbers import has_number, in_figures
from yjs_dash.extract.layout.rows import Row
from yjs_dash.extract.structure.sections import CONTENTS, RATINGS, Sections

BULLET = re.compile(r"^\s*(?:[-–—•●▪◦‣·*∙■□➢✓\uf0b7\uf0a7\uf0d8]|o(?=\s))(?:\s+|(?=[A-Z]))")
_SENTENCE_END = re.compile(  # begins with a set of characters, which are looked for quickly
    r"[.!?:](?:(?<!:)(?<!e\.g\.)(?<!i\.e\.)[’'\"”)]*\s+(?=[\"“‘'(]?[A-Z0-9])|(?<=:)\s+(?=[A-Z“]))"
)
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its numbers in figures.

    `section`: key of the part it stands in; `starts` and `rows`: where each row's share of it begins.
    """

    text: str
    section: str
    starts: tuple[int, ...]
    rows: tuple[int, ...]

    def row_at(self, position: int) -> int:
        """Index of the row that holds a character of the sentence."""
        return self.rows[max(0, bisect_right(self.starts, position) - 1)]


def sentences_of(sections: Sections, geometry: Geometry, *, without: Collection[int]) -> list[Sentence]:
    """All sentences of the report's prose, lists included; `without`: rows to pass over (footnotes, tables)."""
    found: list[Sentence] = []
    broken = is_broken(" ".join(row.bare for row in sections.rows))
    for section, at in _paragraphs(sections, geometry, without):
        found.extend(_split(sections.rows, section, at, broken=broken))
    return found


def _paragraphs(
    sections: Sections, geometry: Geometry, without: Collection[int]
) -> Iterator[tuple[str, list[int]]]:
    headings = {h.at for h in sections.headings}
    current: list[int] = []
    key = ""
    gap = False
    for i, row in enumerate(sections.rows):
        if i in without:
            gap = True
            continue
        if row.blank:
            gap = True
            continue
        section = sections.key_at(i)
        begins = (
            not current
            or section != key
            or i in headings
            or bool(BULLET.match(row.text))
            or (gap and not _goes_on(sections.rows[current[-1]], row))
            or geometry.parted(sections.rows[current[-1]], row)
        )
        if begins:
            if current:
                yield key, current
            current, key = [], section
        gap = False
        if i in headings or section in {CONTENTS, RATINGS} or i < sections.contents_end:
            continue
        current.append(i)
    if current:
        yield key, current


def _goes_on(last: Row, row: Row) -> bool:
    """Whether `row` continues the sentence of `last` after a gap: footnotes, a page's end."""
    return not ends_sentence(last.bare) and (row.bare[:1].islower() or row.left is not None)


def _split(rows: Sequence[Row], section: str, at: Sequence[int], *, broken: bool) -> Iterator[Sentence]:
    printed = [rows[i].bare for i in at]
    printed[0] = BULLET.sub("", printed[0])
    whole = " ".join(printed)
    # All that is read in prose is a number, or that there was no case of resettlement: other prose stays whole.
    if not broken and "esettlement" not in whole and not has_number(whole):
        yield Sentence(text=whole, section=section, starts=(0,), rows=tuple(at))
        return
    text = ""
    starts: list[int] = []
    for row in printed:
        if is_parted_word(text, row):
            text = text.removesuffix("-")
        elif text and not text.endswith("-"):
            text += " "
        starts.append(len(text))
        text += in_figures(row)
    begin = 0
    for end in [*(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]:
        for cut in range(begin, end, _LONGEST):
            stop = min(end, cut + _LONGEST)
            part = text[cut:stop]
            yield _sentence(rejoin_words(part) if broken else part, section, starts, at, cut)
        begin = end


def _sentence(text: str, section: str, starts: Sequence[int], at: Sequence[int], offset: int) -> Sentence:
    first = max(0, bisect_right(starts, offset) - 1)
    last = max(first + 1, bisect_right(starts, offset + len(text)))
    return Sentence(
        text=text.replace("\t", " ").rstrip(),
        section=section,
        starts=tuple([max(0, start - offset) for start in starts[first:last]]),
        rows=tuple(at[first:last]),
    )
