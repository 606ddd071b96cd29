"""Reading a file into lines: the only part of extraction that touches files. PDF, Word or plain text, one result.

Everything that can be wrong with a file is an `UnreadableFileError` with one sentence. A PDF is opened in a bounded
process: in this one, if it is such a process, and otherwise in a child.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from yjs_dash import sandbox
from yjs_dash.errors import (
    DamagedPdfError,
    DamagedWebPageError,
    DamagedWordFileError,
    EmptyReportFileError,
    EncryptedPdfError,
    NoTextLayerError,
    PdfReaderFailedError,
    ReportFileNotFoundError,
    ReportFileTooLargeError,
    TooManyPagesError,
    UnsupportedReportFileError,
)
from yjs_dash.extract.reading import pdf, word
from yjs_dash.extract.reading.pdf.rows_of_pdf import rows_of_pdf
from yjs_dash.extract.reading.word.text_of_word import text_of_word

MAX_PDF_BYTES = 64 << 20
MAX_TEXT_BYTES = 8 << 20
MAX_TEXT_CHARACTERS = 1_500_000
MAX_LINES = 60_000
MAX_LINE_CHARACTERS = 10_000

# No figure of a report has as many digits. As a number it would be infinite, or refused by Python.
_ABSURD_NUMBER = re.compile(r"(?:[\d⁰¹²³⁴⁵⁶⁷⁸⁹][,.]?){40,}")

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


MAX_WEB_PAGES = 60
"""Pages of one report: the longest of the inspectorate's has a dozen."""
WEB_PAGE_SUFFIXES = frozenset({".htm", ".html", ".mht", ".mhtml", ".xhtml"})
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Line:
    """One line as read. `number` counts from 1, in the page of a PDF, in the whole of a text file.

    `left` and `right` are the points on the page between which it stands; None in a text file. `heading` and `anchor`
    are those of the part of a web page that it stands in.
    """

    page: int | None
    number: int
    text: str
    left: float | None = None
    right: float | None = None
    heading: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file's lines. `kind`: pdf, docx, text or web. `cut`: lines that were shortened, longer than a report's."""

    lines: tuple[Line, ...]
    page_count: int | None
    kind: str
    sha256: str
    file_name: str
    cut: int = 0


def read_document(path: Path) -> Document:
    """Lines of a PDF, a Word document, a text or a saved web page; of a folder, those of the report's pages in it.

    Raises:
        UnreadableFileError: one of its kinds, for whatever is wrong with the file.
    """
    if path.is_dir():
        return _from_pages([_bytes_of(page) for page in pages_in(path)], name=path.name)
    data = _bytes_of(path)
    name = path.name
    if not data.strip(b"\x00\t\n\r\f "):
        raise EmptyReportFileError(file=name)
    digest = hashlib.sha256(data).hexdigest()
    if b"%PDF-" in data[:1024]:
        return _from_pdf(data, name=name, digest=digest)
    if data.startswith(_ZIP):
        return _from_word(data, name=name, digest=digest)
    if looks_like_web_page(data[:_HEAD]):
        return _from_pages([data], name=name)
    return document_from_text(_decoded(data, name=name), name=name, digest=digest)


def looks_like_web_page(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a web page, saved alone or with all that belongs to it."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<main")):
        return True
    return (b"mime-version:" in start and b"multipart/related" in start) or (
        start.startswith(b"<?xml") and b"<html" in start
    )


def document_from_text(text: str, *, name: str = "text", digest: str = "") -> Document:
    """Lines of a text; form feeds, where there are any, count its pages."""
    if len(text) > MAX_TEXT_CHARACTERS or text.count("\n") > MAX_LINES:
        raise ReportFileTooLargeError(file=name, problem="holds far more text than any report")
    sheets = _without_absurd_numbers(text.replace("\r\n", "\n").replace("\r", "\n")).split("\f")
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


def pages_in(folder: Path) -> list[Path]:
    """The saved web pages of a folder, in the order of their names, an index first; at most MAX_WEB_PAGES.

    Raises:
        ReportFileNotFoundError: there are none, or more.
    """
    found = [path for path in folder.iterdir() if path.suffix.lower() in WEB_PAGE_SUFFIXES]
    if not found:
        raise ReportFileNotFoundError(file=folder.name, problem="is a directory without saved web pages")
    if len(found) > MAX_WEB_PAGES:
        raise ReportFileTooLargeError(file=folder.name, problem=f"holds more than {MAX_WEB_PAGES} web pages")

    def order(path: Path) -> tuple[bool, list[tuple[bool, int, str]]]:
        parts = re.split(r"(\d+)", path.stem.casefold())
        numbers = [
            (part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts if len(part) < 10
        ]
        return path.stem.casefold() not in {"index", "default", "home"}, numbers

    return sorted(found, key=order)


def _from_pages(pages: list[bytes], *, name: str) -> Document:
    if sum(map(len, pages)) > MAX_PDF_BYTES:
        raise ReportFileTooLargeError(file=name, problem=f"is larger than {MAX_PDF_BYTES >> 20} MiB")
    # The parser of web pages is loaded where there is one.
    from yjs_dash.extract.reading.web_pages import web_lines

    try:
        found = web_lines(pages)
    except ValueError:
        raise DamagedWebPageError(file=name) from None
    if len(found) > MAX_LINES or sum(len(line.text) for line in found) > MAX_TEXT_CHARACTERS:
        raise ReportFileTooLargeError(file=name, problem="holds far more text than any report")
    if not any(line.text for line in found):
        raise DamagedWebPageError(file=name)
    return Document(
        lines=tuple(
            Line(
                page=None,
                number=number,
                text=_without_absurd_numbers(line.text[:MAX_LINE_CHARACTERS]),
                heading=line.heading,
                anchor=line.anchor,
            )
            for number, line in enumerate(found, start=1)
        ),
        page_count=None,
        kind="web",
        sha256=combined_digest(hashlib.sha256(page).hexdigest() for page in pages),
        file_name=name,
        cut=sum(len(line.text) > MAX_LINE_CHARACTERS for line in found),
    )


def combined_digest(digests: Iterable[str]) -> str:
    """The SHA-256 that stands for several files, of their own, whatever their order; that of one alone."""
    parts = sorted(digests)
    return parts[0] if len(parts) == 1 else hashlib.sha256("".join(parts).encode()).hexdigest()


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
        # A page may be saved with its pictures, and a Word document holds them.
        large = b"%PDF-" in head or head.startswith(_ZIP) or looks_like_web_page(head)
        limit = MAX_PDF_BYTES if large else MAX_TEXT_BYTES
        rest = file.read(limit + 1)
    if len(head) + len(rest) > limit:
        _refuse_signature(head, name=path.name)
        raise ReportFileTooLargeError(file=path.name, problem=f"is larger than {limit >> 20} MiB")
    return head + rest


def _from_pdf(data: bytes, *, name: str, digest: str) -> Document:
    task = partial(rows_of_pdf, data)
    output = task() if sandbox.is_bounded() else sandbox.read_bounded(task, file=name)
    head, _, body = output.decode("utf-8", "replace").partition("\n")
    status, pages = (int(number) for number in head.split())
    if status == pdf.TOO_MUCH_TEXT:
        raise ReportFileTooLargeError(file=name, problem="holds far more text than any report")
    if status == pdf.TOO_MANY_PAGES:
        raise TooManyPagesError(file=name, pages=pages, limit=pdf.MAX_PAGES)
    if status == pdf.ENCRYPTED:
        raise EncryptedPdfError(file=name)
    if status == pdf.NO_TEXT:
        raise NoTextLayerError(file=name)
    if status in {pdf.NOT_A_PDF, pdf.TRUNCATED}:
        raise DamagedPdfError(file=name, truncated=status == pdf.TRUNCATED)
    if status != 0:
        raise PdfReaderFailedError(file=name)
    return Document(
        lines=tuple(_pdf_lines(_without_absurd_numbers(body.removeprefix("\f")))),
        page_count=pages,
        kind="pdf",
        sha256=digest,
        file_name=name,
    )


def _from_word(data: bytes, *, name: str, digest: str) -> Document:
    task = partial(text_of_word, data)
    output = task() if sandbox.is_bounded() else sandbox.read_bounded(task, file=name)
    head, _, text = output.decode("utf-8", "replace").partition("\n")
    status = int(head)
    if status == word.TOO_MUCH:
        raise ReportFileTooLargeError(file=name, problem="holds far more text than any report")
    if status == word.NO_WORD_FILE:
        raise UnsupportedReportFileError(file=name, found=_SIGNATURES[_ZIP])
    if status != 0:
        raise DamagedWordFileError(file=name)
    return replace(document_from_text(text, name=name, digest=digest), kind="docx")


def _without_absurd_numbers(text: str) -> str:
    return _ABSURD_NUMBER.sub("…", text)


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
