"""Data sets for the sentences on the map, the table at a glance and what is common: drawn ratings, and more services.

Facts are worked out by brute force from the rows as they were written.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.observations import with_neighbours
from tests.truth.datasets import bundled_rows, read
from tests.truth.ratings_drawn import NAMES, RATINGS, Drawn, draw
from tests.truth.ratings_facts import Row, World
from yjs_dash.compare import Catalogue

RATE = "first_time_entrant_rate"
PERIOD = "year ending December 2024"
FRAMEWORK = "hmip-yjs-2021"
TWO = "Rushmere and Salt"
WOLDS = tuple(f"Wold {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWX")
ALL_NAMES = (*NAMES, TWO, *WOLDS)
SOURCE = {
    "source_id": "the-report",
    "title": "The report",
    "publisher": "The inspectorate",
    "licence": "Open",
}
HEXAGONS = [(q, r) for r in range(8) for q in range(8)]


class NationalWorld:
    """A drawn set with services that were never inspected, figures, tiles and sometimes neighbours.

    A set of an odd number has many more services; in some of these every inspection follows one pattern.
    """

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(f"national {seed}")
        drawn = draw(seed)
        tables: dict[str, list[Row]] = {name: list(rows) for name, rows in drawn.tables.items()}
        more = [TWO, *(WOLDS if seed % 2 else WOLDS[:2])]
        tables["services"] += [_service(name) for name in more]
        if seed % 4 == 1:
            self._inspect(tables, drawn.frameworks[FRAMEWORK], more[1:])
        self.values = self._values([str(row["local_authorities"]) for row in tables["services"]])
        tables["observations"] = [_figure(area, *value) for area, value in self.values.items()]
        tables["indicators"] = [row for row in bundled_rows("indicators") if row["indicator_id"] == RATE]
        tables["sources"] = [SOURCE]
        places = self.dice.sample(HEXAGONS, len(tables["services"]))
        tables["tiles"] = [
            {"service_id": row["service_id"], "q": q, "r": r, "source_id": "the-report"}
            for row, (q, r) in zip(tables["services"], places, strict=True)
        ]
        self.world = World(Drawn(seed, tables, drawn.frameworks, drawn.texts))
        with tempfile.TemporaryDirectory() as directory:
            data = read(Path(directory) / "data", tables, frameworks=drawn.texts)
        self.catalogue, self.neighbours = Catalogue(data), {}
        if seed % 3:
            self.neighbours = {name: self.dice.sample(ALL_NAMES, 5) for name in (*NAMES[:6], "Salt")}
            self.catalogue = with_neighbours(self.catalogue, **self.neighbours)
        self.services = {str(row["name"]): row for row in tables["services"]}

    def _inspect(self, tables: dict[str, list[Row]], framework: dict[str, Any], names: Iterable[str]) -> None:
        """Inspections of many services: court and leadership are mostly rated high, planning out of court never."""
        for name in names:
            inspection = f"{_id(name)}-1"
            ratings = {
                standard["id"]: "Inadequate"
                if standard["id"] == "3.2" and self.dice.random() < 0.9
                else self.dice.choice(RATINGS[2:] if domain["id"] in "12" else RATINGS[1:3])
                for domain in framework["domains"]
                for standard in domain["standards"]
            }
            tables["inspections"].append(
                {
                    "inspection_id": inspection, "service_id": _id(name), "framework_id": FRAMEWORK, "kind": "single",
                    "published": "2023-05", "score": self.dice.choice([20, 25, ""]), "score_max": "36",
                    "overall_rating": self.dice.choice(RATINGS), "source_id": "the-report", "confidence": "high",
                }
            )  # fmt: skip
            tables["ratings"] += [
                {
                    "inspection_id": inspection, "standard_id": standard, "rating": rating, "basis": "stated",
                    "discretion": "false", "source_id": "the-report",
                }
                for standard, rating in ratings.items()
            ]  # fmt: skip

    def _values(self, authorities: list[str]) -> dict[str, tuple[float | None, str]]:
        """Authority → figure and its shorthand; now and then hardly anything."""
        if self.dice.random() < 0.2:
            return self.dice.choice([{}, {"Rushmere": (100, "")}])
        found: dict[str, tuple[float | None, str]] = {}
        for area in (one.strip() for several in authorities for one in several.split(";")):
            chance = self.dice.random()
            if chance < 0.8:
                found[area] = (self.dice.choice([self.dice.randint(10, 400), 120]), "")
            elif chance < 0.9:
                found[area] = (self.dice.randint(10, 400), "u") if chance < 0.85 else (None, "c")
        return found

    def latest(self, name: str, framework_id: str) -> list[Row]:
        """The inspections of a service under a framework that no other of these is certainly later than."""
        rows = [row for row in self.inspections(name) if row["framework_id"] == framework_id]
        return [row for row in rows if not any(self.world.is_later(o, row) for o in rows if o is not row)]

    def inspections(self, name: str) -> list[Row]:
        return self.world.inspections(str(self.services[name]["service_id"]))

    def ratings(self, row: Row) -> dict[str, str]:
        """Standard → rating, of an inspection."""
        rows = self.world.rows("ratings", str(row["inspection_id"]))
        return {str(one["standard_id"]): str(one["rating"]) for one in rows}

    def authorities(self, name: str) -> list[str]:
        return [one.strip() for one in str(self.services[name]["local_authorities"]).split(";")]

    def rate(self, name: str) -> float | None:
        """The figure of a service: that of its one authority, where it is not unreliable."""
        areas = self.authorities(name)
        value, status = self.values.get(areas[0], (None, ""))
        return value if len(areas) == 1 and status != "u" else None

    def held(self, framework_id: str) -> list[Row]:
        """Inspections under a framework with ratings of standards."""
        rows = [row for row in self.world.all_inspections if row["framework_id"] == framework_id]
        return [row for row in rows if self.ratings(row)]

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(self.services)


def _id(name: str) -> str:
    return name.lower().replace(" ", "-")


def _service(name: str) -> Row:
    return {
        "service_id": _id(name), "name": name, "country": "England", "region": "South West",
        "local_authorities": "Rushmere; Salt" if name == TWO else name,
    }  # fmt: skip


def _figure(area: str, value: float | None, status: str) -> Row:
    return {
        "area": area, "area_type": "local_authority", "indicator_id": RATE, "period": PERIOD,
        "period_end": "2024-12-31", "value": value, "status": status, "source_id": "the-report", "confidence": "high",
    }  # fmt: skip
