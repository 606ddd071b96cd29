"""A file of a word processor to lines of text: a row of a table is a line with tabs between its cells.

List numbers and letters stand where the program would print them. A footnote's mark is a superscript, and its text
follows the paragraph, list or table in which it is marked.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from yjs_dash.extract.reading.word import MAX_CHARACTERS, MAX_PARTS, MAX_UNPACKED_BYTES
from yjs_dash.extract.reading.word.numbering import Numbering
from yjs_dash.extract.reading.word.runs import Runs, raised

_BODY = "word/document.xml"
_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:smartTag")))
_LONGEST_CELL = 14


class NoWordFileError(ValueError):
    """Another kind of file, or none that can be opened."""


class TooMuchTextError(ValueError):
    """More than any report holds."""


def lines_of_docx(data: bytes) -> str:
    """The text of a file, a line a paragraph.

    Raises:
        NoWordFileError: no file of a word processor.
        TooMuchTextError: it would unpack to more than any report holds.
        Exception: whatever the library raises for a damaged file.
    """
    _refuse_bombs(data)
    reader = _Reader(Document(io.BytesIO(data)))
    return "\n".join(reader.lines())


def _refuse_bombs(data: bytes) -> None:
    """Looks at the sizes that the archive states, before anything is unpacked; no more than those is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise NoWordFileError from error
    if _BODY not in {part.filename for part in parts}:
        raise NoWordFileError
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise TooMuchTextError


class _Reader:
    def __init__(self, document: WordDocument) -> None:
        self._body = document.element.body
        self._numbering = Numbering(document)
        self._runs = Runs(document)
        self._length = 0

    def lines(self) -> Iterator[str]:
        for line in self._blocks(self._body):
            self._length += len(line)
            if self._length > MAX_CHARACTERS:
                raise TooMuchTextError
            yield line

    def _blocks(self, parent: Element) -> Iterator[str]:
        for element in parent:
            if element.tag == _PARAGRAPH:
                mark = self._numbering.mark(element)
                if not mark:
                    yield from self._notes()
                yield from self._paragraph(element, mark)
                if not mark:
                    yield from self._notes()
                    yield ""
            elif element.tag == _TABLE:
                yield from self._notes()
                yield from self._table(element)
                yield from self._notes()
                yield ""
            elif element.tag in _WRAPPERS:
                yield from self._blocks(element)
        yield from self._notes()

    def _paragraph(self, element: Element, mark: str) -> Iterator[str]:
        text = self._runs.text(element)
        yield f"{mark} {text}" if mark else text
        for box in self._runs.boxes(element):
            yield from self._blocks(box)

    def _notes(self) -> Iterator[str]:
        for number, text in self._runs.take_notes():
            yield f"{raised(number)} {text}"

    def _table(self, table: Element) -> Iterator[str]:
        for row in _inner(table, _ROW):
            cells = list(_inner(row, _CELL))
            texts = [self._cell(cell) for cell in cells]
            filled = sum(map(bool, texts))
            if filled < 2 or max(map(len, texts)) > _LONGEST_CELL:
                for text in texts:  # a frame around text rather than a row of cells
                    yield from text
            else:
                yield "\t".join(" ".join(text) for text in texts).strip("\t")

    def _cell(self, cell: Element) -> list[str]:
        """The lines of a cell; the lower part of a cell that spans rows has none."""
        found: list[str] = []
        for element in cell:
            if element.tag == _PARAGRAPH:
                found += [text for text in self._paragraph(element, self._numbering.mark(element)) if text]
            elif element.tag == _TABLE:
                found += self._table(element)
            elif element.tag in _WRAPPERS:
                found += self._cell(element)
        return found


def _inner(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, those in wrappers included."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _inner(element, tag)
