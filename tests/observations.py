"""Data sets for the tests of local figures: the published one, with other observations or with neighbours."""

from __future__ import annotations

import functools
from typing import Any

import pandas as pd

from tests.frames import with_frames
from yjs_dash.compare import Catalogue
from yjs_dash.compare.context import FIRST_TIME_ENTRANTS
from yjs_dash.schema import ObservationRow
from yjs_dash.store import read_data_set

LAIT = "yjb-lait-2026-04"


@functools.cache
def published() -> Catalogue:
    """The catalogue of the bundled data, read once."""
    return Catalogue(read_data_set())


def with_tables(catalogue: Catalogue, **tables: pd.DataFrame) -> Catalogue:
    """The catalogue with other tables."""
    return Catalogue(with_frames(catalogue.data, **tables))


def with_observations(catalogue: Catalogue, *rows: dict[str, Any]) -> Catalogue:
    """The catalogue with these observations besides its own; cells not named are those of an official rate."""
    own = catalogue.data["observations"]
    blank = dict.fromkeys(own.columns) | {
        "area_type": "local_authority", "indicator_id": FIRST_TIME_ENTRANTS, "breakdown": "", "status": "",
        "value": float("nan"), "source_id": LAIT, "confidence": "high",
    }  # fmt: skip
    added = pd.DataFrame([blank | row for row in rows])
    added = added.astype({"value": "float64", "base": "float64", "page": "Int64"})
    joined = pd.concat([own, added], ignore_index=True).drop_duplicates(list(ObservationRow.key), keep="last")
    return with_tables(catalogue, observations=joined)


def without_observations(catalogue: Catalogue) -> Catalogue:
    """The catalogue without any observation."""
    return with_tables(catalogue, observations=catalogue.data["observations"].iloc[:0])


def changed(catalogue: Catalogue, area: str, indicator_id: str, breakdown: str, **cells: Any) -> Catalogue:
    """The catalogue with other cells in the observations of one area, indicator and breakdown."""
    table = catalogue.data["observations"].copy()
    hit = (
        (table["area"] == area) & (table["indicator_id"] == indicator_id) & (table["breakdown"] == breakdown)
    )
    for column, value in cells.items():
        table.loc[hit, column] = value
    return with_tables(catalogue, observations=table)


def with_neighbours(catalogue: Catalogue, **neighbours: list[str]) -> Catalogue:
    """The catalogue with statistical neighbours of authorities, named by keywords with their names."""
    pairs = [(area, near, rank) for area, names in neighbours.items() for rank, near in enumerate(names, 1)]
    table = pd.DataFrame(pairs, columns=["area", "neighbour", "rank"])
    return with_tables(catalogue, neighbours=table.assign(closeness="", source_id=LAIT))


def series(area: str, *values: float | None, first: int = 2020, **cells: Any) -> list[dict[str, Any]]:
    """Official figures of an area, one a year ending in December; None is one that is not published."""
    return [
        {
            "area": area,
            "period": f"year ending December {year}",
            "period_end": f"{year}-12-31",
            "value": float("nan") if value is None else value,
            "status": "x" if value is None else "",
        }
        | cells
        for year, value in enumerate(values, start=first)
    ]
