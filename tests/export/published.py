"""Figures of the data set by another way than the project's: rows of its files."""

from __future__ import annotations

import csv

from tests.truth.datasets import BUNDLED, bundled_rows
from yjs_dash.export.pack import BoardPack


def inspections(pack: BoardPack) -> dict[str, str]:
    """Name of a service with ratings → id of the inspection that stands for it."""
    return {entry.name: entry.inspection_id for entry in pack.view.selection.entries}


def ratings(pack: BoardPack) -> dict[tuple[str, str], str]:
    """Service and number of the standard → rating."""
    names = {inspection: name for name, inspection in inspections(pack).items()}
    return {
        (names[row["inspection_id"]], row["standard_id"]): row["rating"]
        for row in bundled_rows("ratings")
        if row["inspection_id"] in names
    }


def percentages(pack: BoardPack) -> dict[tuple[str, str], list[int]]:
    """Service and number of the standard → percentages of its key questions, by size."""
    names = {inspection: name for name, inspection in inspections(pack).items()}
    found: dict[tuple[str, str], list[int]] = {}
    for row in bundled_rows("key_questions"):
        if row["inspection_id"] in names:
            found.setdefault((names[row["inspection_id"]], row["standard_id"]), []).append(
                int(row["percent"])
            )
    return {key: sorted(values) for key, values in found.items()}


def series(pack: BoardPack, indicator_id: str) -> dict[tuple[str, str], float]:
    """Area and period → official figure of the authorities of the chosen services."""
    areas = {authority for service in pack.view.selection.services for authority in service.local_authorities}
    with (BUNDLED / "official" / "observations.csv").open(encoding="utf-8", newline="") as file:
        official = list(csv.DictReader(file))
    return {
        (row["area"], row["period"]): float(row["value"])
        for row in (*bundled_rows("observations"), *official)
        if row["indicator_id"] == indicator_id
        and row["area_type"] == "local_authority"
        and row["area"] in areas
        and row["value"]
        and row["period_end"]
    }
