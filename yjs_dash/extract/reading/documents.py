"""Reading a file into lines: the only part of extraction that touches files. PDF, Word or plain text, one result.

Everything that can be wrong with a file is an `UnreadableReportError` with one sentence.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import stat
from pathlib import Path
from typing import NamedTuple

from yjs_dash.errors import (
    DamagedPdfError,
    DamagedWordFileError,
    EmptyReportFileError,
    EncryptedPdfError,
    NoTextLayerError,
    PdfReaderFailedError,
    ReadingMemoryError,
    ReadingTimeError,
    ReportFileNotFoundError,
    ReportFileTooLargeError,
    TooManyPagesError,
    UnsupportedReportFileError,
)
from yjs_dash.extract.reading import pdf, sandbox, word

MAX_PDF_BYTES = 64 << 20
MAX_TEXT_BYTES = 8 << 20
MAX_TEXT_CHARACTERS = 1_500_000
MAX_LINES = 60_000
MAX_LINE_CHARACTERS = 10_000

_ZIP = b"PK\x03\x04"
_SIGNATURES = {
    _ZIP: "an Excel or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"{\\rtf": "a rich text file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x1f\x8b": "a compressed file",
    b"%!PS": "a PostScript file",
}


class Line(NamedTuple):
    """One line as read. `number` counts from 1, in the page of a PDF, in the whole of a text file.

    `left` and `right` are the points on the page between which it stands; None in a text file.
    """

    page: int | None
    number: int
    text: str
    left: float | None = None
    right: float | None = None


class Document(NamedTuple):
    """A file's lines. `kind`: pdf, docx or text. `cut`: lines longer than any of a report, which were shortened."""

    lines: tuple[Line, ...]
    page_count: int | None
    kind: str
    sha256: str
    file_name: str
    cut: int = 0


def read_document(path: Path) -> Document:
    """Lines of a PDF, a word processor's file or a text.

    Raises:
        UnreadableReportError: one of its kinds, for whatever is wrong with the file.
    """
    data = _bytes_of(path)
    name = path.name
    if not data.strip(b"\x00\t\n\r\f "):
        raise EmptyReportFileError(file=name)
    digest = hashlib.sha256(data).hexdigest()
    if b"%PDF-" in data[:1024]:
        return _from_pdf(data, name=name, digest=digest)
    if data.startswith(_ZIP):
        return _from_word(data, name=name, digest=digest)
    return document_from_text(_decoded(data, name=name), name=name, digest=digest)


def document_from_text(text: str, *, name: str = "text", digest: str = "") -> Document:
    """Lines of a text; form feeds, where there are any, count its pages."""
    if len(text) > MAX_TEXT_CHARACTERS or text.count("\n") > MAX_LINES:
        raise ReportFileTooLargeError(file=name, problem="holds far more text than any report")
    sheets = text.replace("\r\n", "\n").replace("\r", "\n").split("\f")
    paged = len(sheets) > 1
    lines: list[Line] = []
    cut = number = 0
    for page, sheet in enumerate(sheets, start=1):
        for raw in sheet.split("\n"):
            number += 1
            cut += len(raw) > MAX_LINE_CHARACTERS
            lines.append(Line(page=page if paged else None, number=number, text=raw[:MAX_LINE_CHARACTERS]))
    return Document(
        lines=tuple(lines),
        page_count=len(sheets) if paged else None,
        kind="text",
        sha256=digest or hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        file_name=name,
        cut=cut,
    )


def _bytes_of(path: Path) -> bytes:
    try:
        # Not blocking: a named pipe without a writer would be waited for for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (FileNotFoundError, NotADirectoryError):
        raise ReportFileNotFoundError(file=path.name) from None
    except IsADirectoryError:
        raise ReportFileNotFoundError(file=path.name, problem="is a directory, not a file") from None
    except (OSError, ValueError):  # ValueError: a name with a NUL character
        raise ReportFileNotFoundError(file=path.name, problem="cannot be opened") from None
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        kind = "a directory" if stat.S_ISDIR(mode) else "a device or a pipe"
        raise ReportFileNotFoundError(file=path.name, problem=f"is {kind}, not a file")
    with os.fdopen(descriptor, "rb") as file:
        head = file.read(1024)
        limit = MAX_PDF_BYTES if b"%PDF-" in head or head.startswith(_ZIP) else MAX_TEXT_BYTES
        rest = file.read(limit + 1)
    if len(head) + len(rest) > limit:
        _refuse_signature(head, name=path.name)
        raise ReportFileTooLargeError(file=path.name, problem=f"is larger than {limit >> 20} MiB")
    return head + rest


def _from_pdf(data: bytes, *, name: str, digest: str) -> Document:
    output = sandbox.read_pdf(data)
    head, _, body = output.text.partition("\f")
    pages = int(head.split()[-1]) if head.startswith("pages ") else 0
    if output.timed_out:
        raise ReadingTimeError(file=name, seconds=sandbox.WALL_SECONDS)
    if output.overflowed or output.status == pdf.TOO_MUCH_TEXT:
        raise ReportFileTooLargeError(file=name, problem="holds far more text than any report")
    if output.status == pdf.TOO_MANY_PAGES:
        raise TooManyPagesError(file=name, pages=pages, limit=pdf.MAX_PAGES)
    if output.status == pdf.ENCRYPTED:
        raise EncryptedPdfError(file=name)
    if output.status == pdf.NO_TEXT:
        raise NoTextLayerError(file=name)
    if output.status in {pdf.NOT_A_PDF, pdf.TRUNCATED}:
        raise DamagedPdfError(file=name, truncated=output.status == pdf.TRUNCATED)
    if output.status == pdf.NO_MEMORY or (
        output.status is None and output.peak_bytes > pdf.MEMORY_BYTES // 2
    ):
        raise ReadingMemoryError(file=name, mebibytes=pdf.MEMORY_BYTES >> 20)
    if output.status != 0:
        raise PdfReaderFailedError(file=name)
    return Document(
        lines=tuple(_pdf_lines(body)), page_count=pages, kind="pdf", sha256=digest, file_name=name
    )


def _from_word(data: bytes, *, name: str, digest: str) -> Document:
    output = sandbox.read_word(data)
    if output.timed_out:
        raise ReadingTimeError(file=name, seconds=sandbox.WALL_SECONDS)
    if output.overflowed or output.status == word.TOO_MUCH:
        raise ReportFileTooLargeError(file=name, problem="holds far more text than any report")
    if output.status == word.NO_WORD_FILE:
        raise UnsupportedReportFileError(file=name, found=_SIGNATURES[_ZIP])
    if output.status == word.NO_MEMORY or (
        output.status is None and output.peak_bytes > word.MEMORY_BYTES // 2
    ):
        raise ReadingMemoryError(file=name, mebibytes=word.MEMORY_BYTES >> 20)
    if output.status != 0:
        raise DamagedWordFileError(file=name)
    return document_from_text(output.text, name=name, digest=digest)._replace(kind="docx")


def _pdf_lines(body: str) -> list[Line]:
    lines: list[Line] = []
    for page, sheet in enumerate(body.split("\f"), start=1):
        for number, row in enumerate(sheet.split("\n")[:-1], start=1):
            place, _, text = row.partition("\x1f")
            left, _, right = place.partition(" ")
            lines.append(
                Line(
                    page=page,
                    number=number,
                    text=text[:MAX_LINE_CHARACTERS],
                    left=float(left),
                    right=float(right),
                )
            )
    return lines


def _decoded(data: bytes, *, name: str) -> str:
    _refuse_signature(data[:1024], name=name)
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _printable(data.decode(encoding, "replace"), name=name)
    if without_mark := _utf16_without_mark(data):
        return _printable(data.decode(without_mark, "replace"), name=name)
    try:
        return _printable(data.decode("utf-8"), name=name)
    except UnicodeDecodeError:
        if name.lower().endswith(".pdf"):
            raise UnsupportedReportFileError(file=name) from None
    # Any bytes are text in these two encodings: few control characters tell it from something else.
    try:
        return _printable(data.decode("cp1252"), name=name, most_odd=0.01)
    except UnicodeDecodeError:
        return _printable(data.decode("latin-1"), name=name, most_odd=0.01)


def _refuse_signature(head: bytes, *, name: str) -> None:
    for signature, found in _SIGNATURES.items():
        if head.startswith(signature):
            raise UnsupportedReportFileError(file=name, found=found)
    if head.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        raise UnsupportedReportFileError(file=name, found="a web page")


def _utf16_without_mark(data: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in every second byte."""
    sample = data[:4096]
    pairs = len(sample) // 2
    if pairs < 4:
        return None
    if sample[1::2].count(0) > 0.6 * pairs:
        return "utf-16-le"
    return "utf-16-be" if sample[0::2].count(0) > 0.6 * pairs else None


def _printable(text: str, *, name: str, most_odd: float = 0.1) -> str:
    sample = text[:20_000]
    odd = sum(1 for c in sample if (c < " " and c not in "\t\n\r\f") or c == "\ufffd" or "\x7f" <= c < "\xa0")
    if odd > most_odd * len(sample):
        raise UnsupportedReportFileError(file=name)
    return text
