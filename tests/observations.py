"""Data sets for the tests of local figures: the published one, with other observations or with neighbours."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any

import pandas as pd

from tests.frames import with_frames
from yjs_dash.compare import Catalogue
from yjs_dash.compare.context import FIRST_TIME_ENTRANTS
from yjs_dash.schema import OBSERVATIONS, ObservationRow, rows_of
from yjs_dash.store import read_data_set

LAIT = "dfe-lait-2026-04"
WITH_THE_OFFICIAL_FILES: frozenset[str] = frozenset(
    {"looked_after_convicted", "neet_16_17", "population_10_14", "population_15_17", "youth_justice_spend"}
)
"""Indicators that only the official files bring."""


AUTHORITIES: frozenset[str] = frozenset(
    {
        "Bournemouth, Christchurch and Poole", "Brighton and Hove", "Dorset", "East Sussex", "Islington", "Suffolk",
        "Sutton", "West Sussex",
    }
)  # fmt: skip
"""Authorities with official series in the small data set; the published one has all of England."""
SERIES: frozenset[str] = frozenset(
    {
        "cautioned_or_sentenced_rate", "first_time_entrant_rate", "reoffending_rate_10_14", "reoffending_rate_15_17",
    }
)  # fmt: skip


@functools.cache
def nationwide() -> Catalogue:
    """The catalogue of the bundled data, read once."""
    return Catalogue(read_data_set())


@functools.cache
def published() -> Catalogue:
    """The bundled data with four official series of eight authorities and the regions only, without neighbours.

    Few enough to say by hand what follows when a figure is added.
    """
    data = nationwide().data
    official = {LAIT, "ons-population-mid-2020", "ons-population-mid-2023"}
    kept = tuple(
        row
        for row in data.rows.observations
        if row.source_id not in official
        or (
            row.source_id == LAIT
            and row.indicator_id in SERIES
            and (
                row.area in AUTHORITIES or (row.area_type == "region" and not row.area.startswith("London ("))
            )
        )
    )
    indicators = tuple(row for row in data.rows.indicators if row.indicator_id not in WITH_THE_OFFICIAL_FILES)
    rows = dataclasses.replace(data.rows, observations=kept, indicators=indicators, neighbours=(), areas=())
    return Catalogue(dataclasses.replace(data, rows=rows, official_findings=()))


def with_tables(catalogue: Catalogue, **tables: pd.DataFrame) -> Catalogue:
    """The catalogue with other tables."""
    return Catalogue(with_frames(catalogue.data, **tables))


def with_observations(catalogue: Catalogue, *rows: dict[str, Any]) -> Catalogue:
    """The catalogue with these observations besides its own; cells not named are those of an official rate."""
    blank = dict.fromkeys(OBSERVATIONS.column_names) | {
        "area_type": "local_authority", "indicator_id": FIRST_TIME_ENTRANTS, "breakdown": "", "status": "",
        "value": float("nan"), "source_id": LAIT, "confidence": "high",
    }  # fmt: skip
    added = pd.DataFrame([blank | row for row in rows])
    added = added.astype({"value": "float64", "base": "float64", "page": "Int64"})
    new = rows_of(OBSERVATIONS, added.drop_duplicates(list(ObservationRow.key), keep="last"))
    assert not new.faults, new.faults
    taken = {OBSERVATIONS.key_of(row) for row in new.rows}
    own = [row for row in catalogue.data.rows.observations if OBSERVATIONS.key_of(row) not in taken]
    joined = dataclasses.replace(catalogue.data.rows, observations=(*own, *new.rows))
    return Catalogue(dataclasses.replace(catalogue.data, rows=joined))


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
