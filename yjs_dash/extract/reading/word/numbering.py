"""The numbers and letters that a word processor prints before the paragraphs of its lists."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

_VALUE, _LEVEL, _LIST = qn("w:val"), qn("w:ilvl"), qn("w:numId")
_PLACE = re.compile(r"%(\d)")
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list is counted: its first number, its kind of numbers, and the text around them."""

    start: int
    form: str
    text: str


class Numbering:
    """Counts the paragraphs of all lists in the order of the document."""

    def __init__(self, document: WordDocument) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._kinds: dict[str, str] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[str] = set()
        self._restarts: dict[str, dict[int, int]] = {}
        self._of_style: dict[str, Element] = {}
        self._read(document)

    def mark(self, paragraph: Element) -> str:
        """What stands before a paragraph of a list; empty for any other paragraph."""
        found = self._list_of(paragraph)
        if found is None:
            return ""
        number, level = found
        kind = self._kinds.get(number, "")
        shape = self._levels.get(kind, {}).get(level)
        if shape is None or shape.form == "none":
            return ""
        if shape.form == "bullet":
            return "•"
        counts = self._count(number, kind, level)
        return _PLACE.sub(lambda m: self._printed(kind, int(m[1]) - 1, counts), shape.text)

    def _count(self, number: str, kind: str, level: int) -> list[int | None]:
        counts = self._counts.setdefault(kind, [None] * _LEVELS)
        if number not in self._started:
            self._started.add(number)
            for at, start in self._restarts.get(number, {}).items():
                counts[at] = start - 1
        levels = self._levels[kind]
        for above in range(level):
            if counts[above] is None and above in levels:
                counts[above] = levels[above].start
        now = counts[level]
        counts[level] = levels[level].start if now is None else now + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return counts

    def _printed(self, kind: str, level: int, counts: list[int | None]) -> str:
        shape = self._levels.get(kind, {}).get(level)
        count = counts[level] if level < _LEVELS else None
        return "" if shape is None or count is None else _spelled(count, shape.form)

    def _list_of(self, paragraph: Element) -> tuple[str, int] | None:
        """Number and level of the list that a paragraph, or else its style, belongs to."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return None
        own = properties.find(qn("w:numPr"))
        style = properties.find(qn("w:pStyle"))
        inherited = self._of_style.get(style.get(_VALUE) or "") if style is not None else None
        number = _child(own, _LIST) or _child(inherited, _LIST)
        level = _child(own, _LEVEL) or _child(inherited, _LEVEL) or "0"
        if number is None or number == "0" or not level.isdecimal() or int(level) >= _LEVELS:
            return None
        return number, int(level)

    def _read(self, document: WordDocument) -> None:
        for style in document.styles.element.iter(qn("w:style")):
            found = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if found is not None:
                self._of_style[style.get(qn("w:styleId")) or ""] = found
        part = next((r for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
        if part is None:
            return
        root = document.part.numbering_part.element
        for shape in root.iter(qn("w:abstractNum")):
            levels = {int(lvl.get(_LEVEL) or 0): _level(lvl) for lvl in shape.iter(qn("w:lvl"))}
            self._levels[shape.get(qn("w:abstractNumId")) or ""] = levels
        for number in root.iter(qn("w:num")):
            name = number.get(_LIST) or ""
            self._kinds[name] = _child(number, qn("w:abstractNumId")) or ""
            for override in number.iter(qn("w:lvlOverride")):
                start = _child(override, qn("w:startOverride"))
                if start is not None and start.isdecimal():
                    self._restarts.setdefault(name, {})[int(override.get(_LEVEL) or 0)] = int(start)


def _level(element: Element) -> Level:
    start = _child(element, qn("w:start")) or "1"
    return Level(
        start=int(start) if start.isdecimal() else 1,
        form=_child(element, qn("w:numFmt")) or "decimal",
        text=_child(element, qn("w:lvlText")) or "",
    )


def _child(element: Element | None, tag: str) -> str | None:
    """The value of a child element."""
    found = element.find(tag) if element is not None else None
    return None if found is None else found.get(_VALUE)


def _spelled(count: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"} and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in {"lowerRoman", "upperRoman"} and 0 < count < 400:
        rest, roman = count, ""
        for value, sign in _ROMAN:
            roman += sign * (rest // value)
            rest %= value
        return roman if form == "lowerRoman" else roman.upper()
    return str(count)
