"""Rows of statistics laid over rows that are there: which one stands where two have the same key."""

from __future__ import annotations

from collections.abc import Sequence

from yjs_dash.schema import ALL_TABLES, Row, Rows

FIRST_STANDS: tuple[str, ...] = ("services", "indicators", "sources")
"""Tables in which the row that is there already stays as it is where a new one has the same key."""


def without_same_key(rows: Sequence[Row], name: str, layers: Sequence[Rows]) -> tuple[Row, ...]:
    """Rows of a table that no layer has another row of the same key for."""
    key_of = ALL_TABLES[name].key_of
    taken = {key_of(row) for layer in layers for row in layer.of_table(name)}
    return tuple(row for row in rows if key_of(row) not in taken) if taken else tuple(rows)


def laid_over(kept: Sequence[Row], name: str, layers: Sequence[Rows]) -> tuple[Row, ...]:
    """The rows of a table that stay, then the new ones; of two new ones with the same key the later one stands."""
    key_of = ALL_TABLES[name].key_of
    new: dict[object, Row] = {}
    for layer in layers:
        for row in layer.of_table(name):
            new.pop(key_of(row), None)
            new[key_of(row)] = row
    if name in FIRST_STANDS:
        for row in kept:
            new.pop(key_of(row), None)
    return (*kept, *new.values())


def neighbours_and_areas(before: Rows, layers: Sequence[Rows]) -> dict[str, tuple[Row, ...]]:
    """The tables of neighbours and areas with the layers laid over them.

    One publication's neighbours belong together: the latest stands for all. An area's latest row stands.
    """
    neighbours = [layer.neighbours for layer in (before, *layers) if layer.neighbours]
    areas = {row.area: row for layer in (before, *layers) for row in layer.areas}
    return {"neighbours": neighbours[-1] if neighbours else (), "areas": tuple(areas.values())}
