"""Footnotes by number, with the rows that each takes up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from yjs_dash.extract.layout.characters import MARKS, marks_in, rejoin_words, without_marks
from yjs_dash.extract.layout.geometry import Geometry
from yjs_dash.extract.layout.rows import Row

_MARKED = re.compile(rf"^\s*([{MARKS}]+)(?![{MARKS}])\s*(\S.*)$")
_PLAIN = re.compile(r"^\s*(\d{1,2})\s+((?:[A-Z“‘\"'*<(]|\d{1,2}\.\d+\s?(?:%|per)).{8,})$")
LONGEST = 8
# A row no longer than this after a full stop is taken for a heading or a row of a table, not for more of a footnote.
_HEADING = 60


@dataclass(frozen=True, slots=True)
class Footnote:
    """`at`: index of its first row."""

    number: int
    text: str
    at: int


def footnotes_of(rows: Sequence[Row], geometry: Geometry, *, labels: re.Pattern[str]) -> dict[int, Footnote]:
    """Footnotes by number; where a number stands twice the later row counts, the earlier being a mark in a sentence.

    `labels`: the labels of facts in normalised text; a row that holds one belongs to a table.
    """
    marked = [
        (i, m) for i, row in enumerate(rows) if not row.text.isascii() and (m := _MARKED.match(row.text))
    ]
    found: dict[int, Footnote] = {}
    for i, match in marked:
        numbers = marks_in(match[1])
        text = _whole(rows, geometry, i, without_marks(match[2]), labels)
        if numbers:
            found[numbers[0]] = Footnote(number=numbers[0], text=rejoin_words(text), at=i)
    if len(found) >= 2:
        return found
    for i, number, text in _plain_footnotes(rows, labels):
        found[number] = Footnote(
            number=number, text=rejoin_words(_whole(rows, geometry, i, text, labels)), at=i
        )
    return found


def _plain_footnotes(rows: Sequence[Row], labels: re.Pattern[str]) -> Iterable[tuple[int, int, str]]:
    """Footnotes whose mark lost its small print: numbers at the start of rows that count up from 1."""
    expected = 1
    for i, row in enumerate(rows):
        match = _PLAIN.match(row.text)
        if match and int(match[1]) == expected and not labels.search(row.normalised):
            yield i, expected, match[2]
            expected += 1


def _whole(rows: Sequence[Row], geometry: Geometry, start: int, text: str, labels: re.Pattern[str]) -> str:
    """A footnote's text with the rows it runs on to: to a blank row, the page's end, or the next footnote."""
    parts = [text]
    for last, row in zip(rows[start : start + LONGEST], rows[start + 1 : start + LONGEST], strict=False):
        if geometry.parted(last, row):
            break
        if row.blank or row.page != rows[start].page or _MARKED.match(row.text) or _PLAIN.match(row.text):
            break
        ended = parts[-1].rstrip().endswith((".", ">", "*"))
        if ended and (rows[start].left is None or len(row.bare) <= _HEADING or labels.search(row.normalised)):
            break
        parts.append(row.bare)
    return " ".join(parts)


def rows_of_footnotes(rows: Sequence[Row], footnotes: Mapping[int, Footnote]) -> frozenset[int]:
    """Indices of the rows that footnotes take up."""
    taken: set[int] = set()
    for note in footnotes.values():
        length = 0
        for i in range(note.at, min(len(rows), note.at + LONGEST)):
            if i > note.at and (rows[i].blank or length >= len(note.text)):
                break
            taken.add(i)
            length += len(rows[i].bare) + 1
    return frozenset(taken)
