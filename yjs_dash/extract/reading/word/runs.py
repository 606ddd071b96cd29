"""The words of a paragraph, as they are printed: without deleted text, with marks of footnotes as superscripts."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TEXT, _TAB, _RUN = qn("w:t"), qn("w:tab"), qn("w:r")
_SPACES = frozenset(map(qn, ("w:tab", "w:br", "w:cr", "w:ptab")))
_HYPHENS = {qn("w:noBreakHyphen"): "\u2011", qn("w:softHyphen"): "\u00ad"}
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
# What is struck out, moved away or no text; and boxes, which are read apart.
_PASSED = frozenset(
    (
        *map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText", "w:drawing", "w:pict", "w:object")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
    )
)
_BOX = qn("w:txbxContent")
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ID = qn("w:id")
_RAISED = (qn("w:rPr"), qn("w:vertAlign"), qn("w:val"))


def raised(number: int) -> str:
    """The number as a footnote mark."""
    return str(number).translate(_SUPERSCRIPT)


class Runs:
    """The text of paragraphs in order, and the notes that they mark, counted as they are printed."""

    def __init__(self, document: WordDocument) -> None:
        self._notes = {**_note_texts(document, "footnote"), **_note_texts(document, "endnote")}
        self._number = 0
        self._pending: list[tuple[int, str]] = []

    def text(self, paragraph: Element) -> str:
        return "".join(self._pieces(paragraph)).strip()

    def take_notes(self) -> list[tuple[int, str]]:
        """Number and text of the notes marked since this was last asked."""
        taken, self._pending = self._pending, []
        return taken

    def boxes(self, paragraph: Element) -> Iterator[Element]:
        """Text boxes that hang on a paragraph; one that is given twice, for older programs too, once."""
        for box in paragraph.iter(_BOX):
            if not any(above.tag in {_CHOICE, _BOX} for above in box.iterancestors()):
                yield box

    def _pieces(self, parent: Element, *, high: bool = False) -> Iterator[str]:
        for element in parent:
            if element.tag == _TEXT:
                text = element.text or ""
                yield text.translate(_SUPERSCRIPT) if high and text.strip().isdecimal() else text
            elif element.tag in _SPACES:
                yield "\t" if element.tag == _TAB else " "
            elif element.tag in _HYPHENS:
                yield _HYPHENS[element.tag]
            elif element.tag in _NOTES:
                yield self._note(_NOTES[element.tag], element.get(_ID))
            elif element.tag not in _PASSED and isinstance(element.tag, str):
                yield from self._pieces(element, high=high or _is_raised(element))

    def _note(self, kind: str, identifier: str | None) -> str:
        self._number += 1
        self._pending.append((self._number, self._notes.get((kind, identifier or ""), "")))
        return raised(self._number)


def _is_raised(run: Element) -> bool:
    if run.tag != _RUN:
        return False
    properties, place, value = _RAISED
    found = run.find(f"{properties}/{place}")
    return found is not None and found.get(value) == "superscript"


def _note_texts(document: WordDocument, kind: str) -> dict[tuple[str, str], str]:
    """Kind and identifier of each note → its text."""
    part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith(f"/{kind}s")), None)
    if part is None:
        return {}
    return {
        (kind, note.get(_ID) or ""): " ".join("".join(t.text or "" for t in note.iter(_TEXT)).split())
        for note in parse_xml(part.blob).iter(qn(f"w:{kind}"))
    }
