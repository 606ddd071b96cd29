"""Where a figure was printed: short citations for captions and whole tables with their sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from yjs_dash.compare.catalogue import Catalogue
from yjs_dash.schema import SEPARATOR, place_words


@dataclass(frozen=True)
class Citation:
    """A document and where in it a figure stands. `page_numbers`: what `page` means, as in `schema.PAGE_NUMBERS`."""

    title: str
    publisher: str
    page: int | None
    url: str | None
    page_numbers: str = ""
    section: str | None = None

    @property
    def place(self) -> str:
        """“page 12”, “in the section that starts on page 12”, “under the heading “Ratings””; empty without either."""
        return place_words(page=self.page, page_numbers=self.page_numbers, section=self.section)

    def __str__(self) -> str:
        document = self.title if self.publisher in self.title else f"{self.title}, {self.publisher}"
        return f"{document}, {self.place}" if self.place else document


class Printed(Protocol):
    """A row that says where it was printed: ids of its sources, the most direct first, and the place in that one."""

    @property
    def source_id(self) -> str: ...

    @property
    def page(self) -> int | None: ...

    @property
    def section(self) -> str | None: ...


def citation(catalogue: Catalogue, row: Printed) -> Citation:
    """Citation of a row: its first source and its place there."""
    return citation_of(catalogue, row.source_id, page=row.page, section=row.section)


def citation_of(
    catalogue: Catalogue, source_ids: str, *, page: int | None = None, section: str | None = None
) -> Citation:
    """Citation of the first of several sources, and of a page in it or of the heading over a figure."""
    source = catalogue.sources[first_source(source_ids)]
    return Citation(
        title=source.title,
        publisher=source.publisher,
        page=page,
        url=source.url,
        page_numbers=source.page_numbers or "",
        section=section,
    )


def cite(catalogue: Catalogue, source_ids: str) -> str:
    """Citation of the first of several sources in words; empty without one."""
    return str(citation_of(catalogue, source_ids)) if source_ids else ""


def published_of(catalogue: Catalogue, source_ids: str) -> str:
    """When the first of several sources was published, as far as known; empty where it is not."""
    source = catalogue.sources.get(first_source(source_ids))
    return (source.published if source else None) or ""


def first_source(source_ids: str) -> str:
    """The most direct of the sources of a row."""
    return source_ids.split(SEPARATOR.strip(), maxsplit=1)[0].strip()
