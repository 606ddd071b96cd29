"""The grid of standards by services."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from yjs_dash.compare.catalogue import Catalogue, Entry, Selection
from yjs_dash.compare.sources import citation
from yjs_dash.framework import Domain, Standard


@dataclass(frozen=True)
class Cell:
    """One service's rating of one standard; `rating` None says why in `reason`."""

    service_id: str
    rating: str | None
    reason: str
    basis: str
    discretion: bool


@dataclass(frozen=True)
class GridRow:
    """One standard across the services. `apart`: levels between the best and the worst rating.

    Frameworks are not compared with each other: `apart` counts within one framework and is None across two.
    """

    domain_id: str
    domain: str
    standard_id: str
    name: str
    cells: tuple[Cell, ...]
    apart: int | None

    @property
    def title(self) -> str:
        return f"{self.standard_id} {self.name}" if self.standard_id[0].isdigit() else self.name


def rating_grid(selection: Selection) -> list[GridRow]:
    """Rows in printed order. A standard that two frameworks name differently takes a row for each name."""
    rows: list[GridRow] = []
    for domain, standard in _standards(selection):
        cells = tuple(_cell(entry, standard) for entry in selection.entries)
        rows.append(
            GridRow(
                domain_id=domain.id,
                domain=domain.title,
                standard_id=standard.id,
                name=standard.name,
                cells=cells,
                apart=_apart(selection, cells),
            )
        )
    return rows


def rating_table(catalogue: Catalogue, selection: Selection) -> pd.DataFrame:
    """The grid as a table, a row a rating: domain, standard, service, rating, basis, discretion, framework, source."""
    records = []
    for row in rating_grid(selection):
        for entry, cell in zip(selection.entries, row.cells, strict=True):
            stated = entry.rows.get(row.standard_id) if cell.rating else None
            records.append(
                {
                    "domain": row.domain,
                    "standard": row.title,
                    "service": entry.name,
                    "rating": cell.rating or cell.reason,
                    "basis": cell.basis,
                    "professional discretion": "yes" if cell.discretion else "",
                    "framework": entry.framework.short_name,
                    "source": str(citation(catalogue, stated)) if stated is not None else "",
                }
            )
    return pd.DataFrame.from_records(records)


def _standards(selection: Selection) -> list[tuple[Domain, Standard]]:
    found: dict[tuple[str, str], tuple[Domain, Standard]] = {}
    for entry in selection.entries:
        for domain in entry.framework.domains:
            for standard in domain.standards:
                found.setdefault((standard.id, standard.name), (domain, standard))
    return sorted(found.values(), key=lambda pair: (pair[0].id, pair[1].id))


def _cell(entry: Entry, standard: Standard) -> Cell:
    own = entry.framework.standards.get(standard.id)
    if own is None or own.name != standard.name:
        reason = f"Not a standard of the {entry.framework.short_name}"
        return Cell(entry.service_id, None, reason, "", discretion=False)
    row = entry.rows.get(standard.id)
    if row is None:
        return Cell(entry.service_id, None, "Not rated", "", discretion=False)
    return Cell(
        entry.service_id, str(row["rating"]), "", str(row["basis"]), discretion=bool(row["discretion"])
    )


def _apart(selection: Selection, cells: tuple[Cell, ...]) -> int | None:
    rated = [
        (entry.framework.id, entry.framework.points[cell.rating])
        for entry, cell in zip(selection.entries, cells, strict=True)
        if cell.rating
    ]
    if len(rated) < 2 or len({framework for framework, _ in rated}) > 1:
        return None
    points = [point for _, point in rated]
    return max(points) - min(points)
