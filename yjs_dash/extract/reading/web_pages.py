"""A saved web page as lines: headings, paragraphs, list items and rows of tables, each under its heading.

Nothing that a page refers to is loaded, and what it would run or draw is left out. The parser is lxml, without network
and without entities of its own. Called in the bounded child process: what it raises belongs to the file.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage

from lxml import html
from lxml.etree import ParserError

MAX_DEPTH = 200
MAX_ATTRIBUTES = 1_000
_LONG_TAG = re.compile(rb"<[a-zA-Z][^<>]{2000,}")
_LEFT_OUT = frozenset(
    "script style noscript template iframe object embed svg canvas math form button select nav footer aside audio "
    "video head dialog".split()
)
_BLOCKS = frozenset(
    "address article blockquote body center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header "
    "hr html li main ol p pre section summary table tbody td tfoot th thead tr ul caption".split()
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BACK_TO_TOP = re.compile(r"\s*[\[(]?\s*back to top\s*[\])]?\s*$", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[\s\u00a0\u200b]+")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BETWEEN_CELLS = "   "
_LEAST_TEXT = 200


@dataclass(frozen=True)
class WebLine:
    """One line of a page. `heading`: the one it stands under, or is; `anchor`: what an address names it by."""

    text: str
    heading: str = ""
    anchor: str = ""
    is_heading: bool = False


def web_lines(pages: Sequence[bytes]) -> list[WebLine]:
    """Lines of a report's pages, in their order, a blank line between blocks.

    Each page: HTML, or a page saved with all that belongs to it (MIME, .mht).

    Raises:
        ValueError: a page holds no text, or is nested beyond MAX_DEPTH.
    """
    lines: list[WebLine] = []
    for page in pages:
        for one in _html_parts(page):
            lines += _Reader().read(one)
    return lines


def _html_parts(page: bytes) -> Iterator[bytes | str]:
    start = page.lstrip()[:4096].lower()
    if b"mime-version:" not in start:
        yield page
        return
    try:
        message = email.message_from_bytes(page, policy=email.policy.default)
        parts = list(message.walk())
    except RecursionError as error:
        raise ValueError("parts of parts beyond reason") from error
    found = 0
    for part in parts:
        if part.get_content_type() == "text/html" and isinstance(part, EmailMessage):
            content = part.get_content()
            if isinstance(content, str) and not found:
                yield content
            found += 1


class _Reader:
    """Walks a page once, in order, and gathers what stands in one block into one line."""

    def __init__(self) -> None:
        self._lines: list[WebLine] = []
        self._parts: list[str] = []
        self._heading = self._anchor = ""

    def read(self, page: bytes | str) -> list[WebLine]:
        if _most_attributes(page) > MAX_ATTRIBUTES:
            raise ValueError(
                "a tag of more attributes than any has"
            )  # the parser compares each with all others
        parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
        try:
            root = html.document_fromstring(_decoded(page), parser=parser)
        except (ParserError, ValueError) as error:
            raise ValueError("no text") from error
        title = root.findtext(".//title") or ""
        main = next((node for node in root.iter("main") if isinstance(node, html.HtmlElement)), None)
        body = main if main is not None and len(main.text_content()) > _LEAST_TEXT else root.find("body")
        self._walk(body if body is not None else root, depth=0)
        self._flush()
        if title and not any(line.is_heading for line in self._lines):
            self._lines.insert(0, WebLine(_plain(title), is_heading=True))
        return self._lines

    def _walk(self, node: html.HtmlElement, *, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise ValueError("nested too deeply")
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in _LEFT_OUT or not tag or _is_hidden(node):
            return
        if tag == "br":
            self._parts.append(" ")
            return
        if tag in _HEADINGS:
            self._flush()
            self._open_heading(node)
            return
        if tag == "table" and _is_of_data(node):
            self._flush()
            self._table(node)
            return
        block = tag in _BLOCKS
        if block:
            self._flush()
        if tag == "li":
            self._parts.append(_mark(node))
        if tag == "sup":
            self._parts.append(_superscript(node))
            return
        if node.text:
            self._parts.append(node.text)
        for child in node:
            self._walk(child, depth=depth + 1)
            if child.tail:
                self._parts.append(child.tail)
        if block:
            self._flush()

    def _open_heading(self, node: html.HtmlElement) -> None:
        text = _BACK_TO_TOP.sub("", _plain(node.text_content()))
        if not text:
            return
        names = (one.get("id") or one.get("name") for one in (node, *node.iter("a")))
        self._heading, self._anchor = text, next((name for name in names if name), "")
        self._blank()
        self._add(text, is_heading=True)
        self._blank()

    def _table(self, node: html.HtmlElement) -> None:
        self._blank()
        for row in node.iter("tr"):
            if next(row.iterancestors("table"), None) is not node:
                continue
            cells = [_plain(_cell_text(cell)) for cell in row if cell.tag in ("td", "th")]
            text = _BETWEEN_CELLS.join(cell for cell in cells if cell)
            if text:
                self._add(text)
        self._blank()

    def _flush(self) -> None:
        text = _BACK_TO_TOP.sub("", _plain("".join(self._parts)))
        self._parts.clear()
        if text:
            self._add(text)
            self._blank()

    def _add(self, text: str, *, is_heading: bool = False) -> None:
        self._lines.append(WebLine(text, self._heading, self._anchor, is_heading=is_heading))

    def _blank(self) -> None:
        if self._lines and self._lines[-1].text:
            self._lines.append(WebLine("", self._heading, self._anchor))


def _most_attributes(page: bytes | str) -> int:
    """Attributes of the longest tags, counted by their signs of equality."""
    data = page.encode("utf-8", "replace") if isinstance(page, str) else page
    return max((tag[0].count(b"=") for tag in _LONG_TAG.finditer(data)), default=0)


def _decoded(page: bytes | str) -> bytes | str:
    """A page as text where it is UTF-8, which many are without saying so; else as it is, for the parser to tell."""
    if isinstance(page, bytes):
        try:
            page = page.decode("utf-8-sig")
        except UnicodeDecodeError:
            return page
    return _XML_DECLARATION.sub("", page)


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _is_hidden(node: html.HtmlElement) -> bool:
    return node.get("hidden") is not None or bool(_HIDDEN.search(node.get("style") or ""))


def _is_of_data(table: html.HtmlElement) -> bool:
    """A table that lays out the page holds headings or other tables; its cells are read one after the other."""
    return not any(True for _ in table.iterdescendants("table", *_HEADINGS))


def _cell_text(cell: html.HtmlElement) -> str:
    pieces: list[str] = []
    for node in cell.iter():
        if node.tag in _LEFT_OUT or not isinstance(node.tag, str):
            continue
        if node is not cell and node.tag in _BLOCKS | {"br"}:
            pieces.append(" ")
        if node.tag == "sup" and node is not cell:
            pieces.append(_superscript(node))
        elif node.text:
            pieces.append(node.text)
        if node is not cell and node.tail:
            pieces.append(node.tail)
    return "".join(pieces)


def _superscript(node: html.HtmlElement) -> str:
    """A footnote's mark in square brackets, as the inspectorate's pages print it: a bare digit would join a figure."""
    text = _plain(node.text_content())
    return f"[{text}]" if text.isdigit() else text


def _mark(item: html.HtmlElement) -> str:
    """The mark before a list item, which a browser draws and a page does not hold."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "• "
    start = parent.get("start") or "1"
    first = int(start) if start.isdigit() and len(start) < 6 else 1
    items = [child for child in parent if child.tag == "li"]
    number = first + items.index(item)
    kind = parent.get("type") or ""
    return f"{chr(ord('a') + (number - 1) % 26)}) " if kind == "a" else f"{number}. "
