"""The pieces a report is made of, before it becomes text, a page of markup or a PDF.

A footnote mark stands in a piece's text as `\ue000` number `\ue001`; the renderers print it as their noise says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK = re.compile("\ue000(\\d+)\ue001")


def mark(number: int) -> str:
    return f"\ue000{number}\ue001"


@dataclass(frozen=True)
class Block:
    """Any piece. `notes`: the footnotes whose marks stand in it."""

    notes: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Title(Block):
    """A heading. `level`: 0 cover, 1 section, 2 standard, 3 below. `key`: what values under it are looked up by."""

    text: str = ""
    level: int = 1
    rating: str | None = None
    key: str = ""
    listed: bool = False


@dataclass(frozen=True)
class Paragraph(Block):
    text: str = ""
    small: bool = False


@dataclass(frozen=True)
class Bullets(Block):
    items: tuple[str, ...] = ()
    first_number: int | None = None


@dataclass(frozen=True)
class Table(Block):
    """Rows of cells. `head`: the row above them, if any. `kind` tells renderers how wide the columns are."""

    rows: tuple[tuple[str, ...], ...] = ()
    head: tuple[str, ...] = ()
    kind: str = "figures"


@dataclass(frozen=True)
class RatedLine(Block):
    """A name with its rating, as on the ratings page. Either may be empty."""

    name: str = ""
    rating: str = ""
    statement: bool = False


@dataclass(frozen=True)
class Contents(Block):
    """Where the contents list stands; the renderer fills it, as only it knows the pages."""


@dataclass(frozen=True)
class PageBreak(Block):
    pass
