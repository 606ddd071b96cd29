"""Where a figure was printed: short citations for captions and whole tables with their sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from yjs_dash.compare.catalogue import Catalogue
from yjs_dash.schema import place_words


@dataclass(frozen=True)
class Citation:
    """A document and where in it a figure stands. `page_numbers`: what `page` means, as in `schema.PAGE_NUMBERS`."""

    title: str
    publisher: str
    page: int | None
    url: str | None
    page_numbers: str = ""

    @property
    def place(self) -> str:
        """“page 12”, “in the section that starts on page 12”; empty for a document without pages."""
        return place_words(page=self.page, page_numbers=self.page_numbers)

    def __str__(self) -> str:
        document = self.title if self.publisher in self.title else f"{self.title}, {self.publisher}"
        return f"{document}, {self.place}" if self.place else document


def citation(catalogue: Catalogue, row: Mapping[str, object]) -> Citation:
    """Citation of a row that carries source_id (the first of several counts) and page."""
    first = str(row["source_id"]).split(";")[0].strip()
    source = catalogue.sources[first]
    page = row.get("page")
    return Citation(
        title=str(source["title"]),
        publisher=str(source["publisher"]),
        page=None if page is None or pd.isna(page) else int(str(page)),
        url=source["url"] if isinstance(source["url"], str) else None,
        page_numbers=_text(source.get("page_numbers")),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
