"""Strengths and areas for improvement, listed per standard or per domain."""

from __future__ import annotations

from collections.abc import Sequence

from yjs_dash.extract.layout.geometry import Geometry, ends_sentence
from yjs_dash.extract.layout.rows import Row
from yjs_dash.extract.model import Finding, Missing, Place
from yjs_dash.extract.structure.paragraphs import BULLET
from yjs_dash.extract.structure.sections import Sections

STRENGTH, IMPROVEMENT = "strength", "area_for_improvement"
_HEADS = {
    "strengths": STRENGTH,
    "keystrengths": STRENGTH,
    "areasforimprovement": IMPROVEMENT,
    "areaforimprovement": IMPROVEMENT,
    "keyareasforimprovement": IMPROVEMENT,
    "areasofimprovement": IMPROVEMENT,
}
_LONGEST_TEXT = 2_000
_LONGEST_HEAD = 60
_BULLETS = "-–—•●▪◦‣·∙■□➢✓\uf0b7\uf0a7\uf0d8"


def read_findings(
    sections: Sections, geometry: Geometry, *, without: frozenset[int]
) -> tuple[list[Finding], list[Missing]]:
    """`without`: rows of footnotes."""
    found: list[Finding] = []
    rows = sections.rows
    at = [i for i in range(len(rows)) if i not in without]
    for n, i in enumerate(at):
        if len(rows[i].text) > _LONGEST_HEAD:
            continue
        kind = _HEADS.get(rows[i].letters)
        key = sections.key_at(i)
        if kind is None or not key[:1].isdigit():
            continue
        for items in _items(sections, geometry, at, n + 1):
            found.append(
                Finding(
                    standard=key,
                    kind=kind,
                    text=" ".join(" ".join(text for text, _ in items).split())[:_LONGEST_TEXT],
                    place=Place(page=sections.page_at(items[0][1]), line=rows[items[0][1]].number),
                )
            )
    if not found:
        return [], [
            Missing(what="findings", message="We found no list of strengths or areas for improvement.")
        ]
    return found, []


def _items(
    sections: Sections, geometry: Geometry, at: Sequence[int], start: int
) -> list[list[tuple[str, int]]]:
    """Items of the list that begins at position `start` of `at`: rows of each, with their indices."""
    rows = sections.rows
    headings = sections.heading_rows
    items: list[list[tuple[str, int]]] = []
    first: Row | None = None
    last: Row | None = None
    gap = empty = False
    for position in range(start, len(at)):
        i = at[position]
        row = rows[i]
        if row.blank:
            gap = True
            continue
        if i in headings or (len(row.text) <= _LONGEST_HEAD and row.letters in _HEADS):
            break
        bullet = BULLET.match(row.text) or row.text.strip() in _BULLETS
        if bullet:
            text = BULLET.sub("", row.bare).strip(f" {_BULLETS}")
            items.append([(text, i)])
            empty = not text
        elif first is None:
            items.append([(row.bare, i)])
        elif empty:  # the bullet stood on a row of its own
            items[-1] = [(row.bare, i)]
            empty = False
        elif last is None or (_outside(first, row) and not _unfinished(last, row)):
            break
        elif _continues(last, row, geometry, gap=gap, hangs_back=_hangs_back(first, row)):
            items[-1].append((row.bare, i))
        elif BULLET.match(first.text) or first.left is None:
            break
        else:  # no bullets at all in this list
            items.append([(row.bare, i)])
        first, last, gap = first or row, row, False
    return [item for item in items if any(text for text, _ in item)]


def _outside(first: Row, row: Row) -> bool:
    """Whether a row of a PDF stands further left than the list."""
    return first.left is not None and row.left is not None and row.left < first.left - 4


def _unfinished(last: Row, row: Row) -> bool:
    """Whether `row` goes on in the middle of a sentence, wherever it stands."""
    return row.bare[:1].islower() and not ends_sentence(last.text)


def _hangs_back(first: Row, row: Row) -> bool:
    """Whether a row of a PDF stands where the list's bullets do: an item's further lines stand behind its bullet."""
    if first.left is None or row.left is None or not BULLET.match(first.text):
        return False
    return row.left < first.left + 3


def _continues(last: Row, row: Row, geometry: Geometry, *, gap: bool, hangs_back: bool) -> bool:
    """Whether `row` goes on with the item that `last` belongs to."""
    if row.bare[:1].islower() or not ends_sentence(last.text):
        return row.bare[:1].islower() or not gap
    return last.left is not None and not hangs_back and not geometry.parted(last, row)
