"""Where footnote marks stand: superscript, or, where small print was lost, as plain digits glued to what they mark.

Plain digits are told from figures by their order: each mark stands after the one before it and before its own footnote.
A figure that may or may not carry a mark at its end is doubtful, and whoever reads it has to leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from yjs_dash.extract.context_labels import LABEL
from yjs_dash.extract.footnotes import Footnote
from yjs_dash.extract.rows import Row
from yjs_dash.extract.text import marks_in

_REACH = 110
_SHARE_NOTE = re.compile(r"^\W*\d{1,2}(?:\.\d+)?\s?(?:%|per\s?cent)")
_SHORT = 90
_FIGURE = re.compile(r"(?<![\d.,])£?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?![\d%]|\s?%|\s?per\b|\.\d|,\d)")


@dataclass(frozen=True)
class Marks:
    """`rows`: row → footnotes marked on it. `glued`: row → the mark at the end of its figure.

    `doubtful`: rows whose figure may end in a mark. `plain`: marks are plain digits in this document.
    """

    footnotes: Mapping[int, Footnote]
    plain: bool
    rows: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    glued: Mapping[int, int] = field(default_factory=dict)
    doubtful: frozenset[int] = frozenset()

    def on(self, index: int) -> list[Footnote]:
        """Footnotes whose marks stand on a row."""
        return [self.footnotes[n] for n in self.rows.get(index, ())]

    def row_of(self, number: int) -> int | None:
        """First row that carries a mark."""
        return next((i for i, numbers in self.rows.items() if number in numbers), None)


def marks_of(rows: Sequence[Row], footnotes: Mapping[int, Footnote], *, noted: frozenset[int]) -> Marks:
    """`noted`: rows that footnotes take up, where numbers are not marks."""
    plain = not any(marks_in(row.text) for row in rows)
    return _plain(rows, footnotes, noted) if plain else _superscript(rows, footnotes, noted)


def _superscript(rows: Sequence[Row], footnotes: Mapping[int, Footnote], noted: frozenset[int]) -> Marks:
    at: dict[int, tuple[int, ...]] = {}
    for i, row in enumerate(rows):
        if i in noted:
            continue
        numbers = tuple(
            n for n in marks_in(row.text) if n in footnotes and i < footnotes[n].index <= i + _REACH
        )
        if numbers:
            at[i] = numbers
    return Marks(footnotes=footnotes, plain=False, rows=at)


def _plain(rows: Sequence[Row], footnotes: Mapping[int, Footnote], noted: frozenset[int]) -> Marks:
    at: dict[int, tuple[int, ...]] = {}
    glued: dict[int, int] = {}
    doubtful: set[int] = set()
    last = 0
    for number in sorted(footnotes):
        note = footnotes[number]
        span = [i for i in range(max(last, note.index - _REACH), note.index) if i not in noted]
        place = _first(rows, span, re.compile(rf"[A-Za-z)’'”\"?%]{number}(?!\d|\.\d|,\d|\s?%)"))
        if place is None:
            place = _spaced(rows, span, number)
        if place is None:
            candidates = _ending_in(rows, span, number, share=bool(_SHARE_NOTE.match(note.text)))
            if len(candidates) == 1:
                place = candidates[0]
                glued[place] = number
            else:
                doubtful.update(candidates)
        if place is not None:
            at[place] = (*at.get(place, ()), number)
            last = place
    return Marks(
        footnotes=footnotes, plain=True, rows=at, glued=glued, doubtful=frozenset(doubtful - set(glued))
    )


def _first(rows: Sequence[Row], span: Iterable[int], pattern: re.Pattern[str]) -> int | None:
    return next((i for i in span if pattern.search(rows[i].text)), None)


def _spaced(rows: Sequence[Row], span: Iterable[int], number: int) -> int | None:
    """A mark behind a space, on a row of a table or a short heading that has another figure or none at all."""
    pattern = re.compile(rf"[A-Za-z)%]\s{number}(?=\s|$)")
    for i in span:
        text = rows[i].text
        if len(text) > _SHORT or not pattern.search(text):
            continue
        rest = pattern.sub(" ", text, count=1)
        if (
            LABEL.search(rows[i].squashed) is None
            and "%" not in rest
            and not text.rstrip().endswith(str(number))
        ):
            continue
        if LABEL.search(rows[i].squashed) and not re.search(r"\d", LABEL.sub("", rest)):
            continue
        return i
    return None


def _ending_in(rows: Sequence[Row], span: Iterable[int], number: int, *, share: bool) -> list[int]:
    """Rows of facts whose figure ends in the digits of a mark. `share`: the footnote gives a share of an age group."""
    found: list[int] = []
    for i in span:
        label = LABEL.search(rows[i].squashed)
        if label is None or (share and "aged1" not in rows[i].squashed):
            continue
        for figure in _FIGURE.finditer(rows[i].text):
            digits = f"{figure[1]}{figure[2] or ''}".replace(",", "")
            if (
                digits.endswith(str(number))
                and len(digits) > len(str(number))
                and not digits.endswith(f".{number}")
            ):
                found.append(i)
                break
    return found
