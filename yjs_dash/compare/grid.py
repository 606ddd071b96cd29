"""The grid of standards by services."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yjs_dash.compare.catalogue import Selection, ServiceInspection
from yjs_dash.framework import RATINGS, Domain, Standard

Absence = Literal["", "no_standard", "not_rated"]


@dataclass(frozen=True)
class Cell:
    """One service's rating of one standard; `absence` says why `rating` is None.

    `discretion`: the report says that discretion changed the rating, None where it may have; `discretion_from`: the
    rating before, empty where the report does not say it. `basis` is that of the ratings table.
    """

    service_id: str
    rating: str | None
    absence: Absence
    basis: str
    discretion: bool | None
    discretion_from: str


@dataclass(frozen=True)
class GridRow:
    """One standard across the services. `rating_gap`: levels between the best and the worst rating.

    Frameworks are not compared with each other: `rating_gap` counts within one framework and is None across two.
    """

    domain_id: str
    domain: str
    standard_id: str
    name: str
    cells: tuple[Cell, ...]
    rating_gap: int | None

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
                rating_gap=_rating_gap(selection, cells),
            )
        )
    return rows


def _standards(selection: Selection) -> list[tuple[Domain, Standard]]:
    found: dict[tuple[str, str], tuple[Domain, Standard]] = {}
    for entry in selection.entries:
        for domain in entry.framework.domains:
            for standard in domain.standards:
                found.setdefault((standard.id, standard.name), (domain, standard))
    return sorted(found.values(), key=lambda pair: (pair[0].id, pair[1].id))


def _cell(entry: ServiceInspection, standard: Standard) -> Cell:
    own = entry.framework.standards.get(standard.id)
    row = entry.rows.get(standard.id)
    if own is None or own.name != standard.name or row is None:
        absence: Absence = "not_rated" if own is not None and own.name == standard.name else "no_standard"
        return Cell(entry.service_id, None, absence, "", discretion=False, discretion_from="")
    return Cell(
        entry.service_id,
        row.rating,
        "",
        row.basis,
        discretion=row.discretion,
        discretion_from=row.discretion_from or "",
    )


def _rating_gap(selection: Selection, cells: tuple[Cell, ...]) -> int | None:
    rated = [
        (entry.framework.id, RATINGS.index(cell.rating))
        for entry, cell in zip(selection.entries, cells, strict=True)
        if cell.rating
    ]
    if len(rated) < 2 or len({framework for framework, _ in rated}) > 1:
        return None
    levels = [level for _, level in rated]
    return max(levels) - min(levels)
