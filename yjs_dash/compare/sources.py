"""Where a figure was printed: short citations for captions and whole tables with their sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from yjs_dash.compare.catalogue import Catalogue


@dataclass(frozen=True)
class Citation:
    """A document and the page a figure was printed on."""

    title: str
    publisher: str
    page: int | None
    url: str | None

    def __str__(self) -> str:
        document = self.title if self.publisher in self.title else f"{self.title}, {self.publisher}"
        return f"{document}, page {self.page}" if self.page is not None else document


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
    )
