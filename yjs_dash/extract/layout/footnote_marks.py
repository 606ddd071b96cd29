"""Where footnote marks stand: superscript, or, where small print was lost, as plain digits glued to what they mark.

Plain digits are told from figures by their order: each mark stands after the one before it and before its own footnote.
A figure that may or may not carry a mark at its end is doubtful, and whoever reads it has to leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from yjs_dash.extract.layout.characters import marks_in
from yjs_dash.extract.layout.footnotes import Footnote
from yjs_dash.extract.layout.rows import Row

_REACH = 110
_SHARE_NOTE = re.compile(r"^\W*(\d{1,2}(?:\.\d+)?)\s?(?:%|per\s?cent)")
_SHORT = 90
_GLUED = re.compile(r"[A-Za-z)’'”\"?%](\d+)(?!\d|\.\d|,\d|\s?%)")
_BEHIND_SPACE = re.compile(r"[A-Za-z)%]\s(\d+)(?=\s|$)")
_SICKNESS = "sickness"
_FIGURE = re.compile(r"(?<![\d.,])£?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?![\d%]|\s?%|\s?per\b|\.\d|,\d)")


_LABEL_NUMBERS = re.compile(r"aged\s+\d+\+?|10\s?[–-]\s?17|per\s+100,?000|12[\s-]month", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FootnoteMarks:
    """`rows`: row → footnotes marked on it. `loose`: of these, the marks printed as plain digits.

    `glued`: row → the mark at the end of its figure. `doubtful`: rows whose figure may end in a mark. `unplaced`:
    footnotes whose mark was not found.
    """

    footnotes: Mapping[int, Footnote]
    rows: Mapping[int, tuple[int, ...]]
    loose: Mapping[int, tuple[int, ...]]
    glued: Mapping[int, int]
    doubtful: frozenset[int]

    def on(self, index: int) -> list[Footnote]:
        """Footnotes whose marks stand on a row."""
        return [self.footnotes[n] for n in self.rows.get(index, ())]

    @property
    def unplaced(self) -> tuple[Footnote, ...]:
        placed = {n for numbers in self.rows.values() for n in numbers}
        return tuple(note for n, note in self.footnotes.items() if n not in placed)


def marks_of(
    rows: Sequence[Row],
    footnotes: Mapping[int, Footnote],
    *,
    footnote_rows: frozenset[int],
    labels: re.Pattern[str],
) -> FootnoteMarks:
    """`footnote_rows`: rows where numbers are not marks. `labels`: the labels of facts, in normalised text."""
    at = _superscripts(rows, footnotes, footnote_rows)
    placed = {n: i for i, numbers in at.items() for n in numbers}
    loose: dict[int, tuple[int, ...]] = {}
    glued: dict[int, int] = {}
    doubtful: set[int] = set()
    last = 0
    for number in sorted(footnotes):
        note = footnotes[number]
        if number in placed:
            last = max(last, placed[number])
            continue
        span = [i for i in range(max(last, note.at - _REACH), note.at) if i not in footnote_rows]
        place = next((i for i in span if str(number) in _GLUED.findall(rows[i].text)), None)
        if place is None:
            place = _spaced(rows, span, number, labels)
        by_itself = _by_itself(rows, span, note) if place is None else None
        if place is not None:
            loose[place] = (*loose.get(place, ()), number)
        elif by_itself is not None:
            loose[by_itself] = (*loose.get(by_itself, ()), number)
            place = by_itself - 1
        else:
            candidates = _ending_in(rows, span, number, labels) if _SICKNESS in note.text.lower() else []
            if len(candidates) == 1:
                place = candidates[0]
                glued[place] = number
            else:
                doubtful.update(candidates)
        if place is not None:
            at[place] = (*at.get(place, ()), number)
            last = place
    return FootnoteMarks(
        footnotes=footnotes, rows=at, loose=loose, glued=glued, doubtful=frozenset(doubtful - set(glued))
    )


def _superscripts(
    rows: Sequence[Row], footnotes: Mapping[int, Footnote], footnote_rows: frozenset[int]
) -> dict[int, tuple[int, ...]]:
    at: dict[int, tuple[int, ...]] = {}
    for i, row in enumerate(rows):
        if i in footnote_rows:
            continue
        numbers = tuple(n for n in marks_in(row.text) if n in footnotes and i < footnotes[n].at <= i + _REACH)
        if numbers:
            at[i] = numbers
    return at


def _spaced(rows: Sequence[Row], span: Iterable[int], number: int, labels: re.Pattern[str]) -> int | None:
    """A mark behind a space, on a row of a table or a short heading that has another figure or none at all."""
    for i in span:
        text = rows[i].text
        if len(text) > _SHORT:
            continue
        found = next((m for m in _BEHIND_SPACE.finditer(text) if m[1] == str(number)), None)
        if found is None:
            continue
        rest = f"{text[: found.start()]} {text[found.end() :]}"
        if (
            labels.search(rows[i].normalised) is None
            and "%" not in rest
            and not text.rstrip().endswith(str(number))
        ):
            continue
        if labels.search(rows[i].normalised) and not re.search(r"\d", labels.sub("", rest)):
            continue
        return i
    return None


def _by_itself(rows: Sequence[Row], span: Iterable[int], note: Footnote) -> int | None:
    """The row that is nothing but a mark, which a narrow cell has broken off the percentage on the row above it.

    It stands on the page of its footnote; None where there is no such row, or more than one.
    """
    found = [
        i
        for i in span
        if i
        and rows[i].text.strip() == str(note.number)
        and rows[i].page == rows[i - 1].page == rows[note.at].page
        and rows[i - 1].in_table
        and rows[i - 1].bare.rstrip().endswith("%")
    ]
    return found[0] if len(found) == 1 else None


def gives_share(note: Footnote) -> bool:
    """Whether a footnote gives the share that a figure is: which one, only the figures can tell."""
    return bool(_SHARE_NOTE.match(note.text))


def share_of(note: Footnote) -> float:
    found = _SHARE_NOTE.match(note.text)
    return float(found[1]) if found else 0.0


def _ending_in(rows: Sequence[Row], span: Iterable[int], number: int, labels: re.Pattern[str]) -> list[int]:
    """Rows on sickness whose figure ends in the digits of a mark: other notes mark labels, or give shares."""
    found: list[int] = []
    for i in span:
        if _SICKNESS not in rows[i].normalised or labels.search(rows[i].normalised) is None:
            continue
        for figure in _FIGURE.finditer(_LABEL_NUMBERS.sub(" ", rows[i].text)):
            if ends_in_mark(f"{figure[1]}{figure[2] or ''}".replace(",", ""), number):
                found.append(i)
                break
    return found


def ends_in_mark(digits: str, number: int) -> bool:
    """Whether a figure may be a shorter one with a mark glued to it."""
    mark = str(number)
    return digits.endswith(mark) and len(digits) > len(mark) and not digits.endswith(f".{mark}")
