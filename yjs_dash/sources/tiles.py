"""Open Innovations' hex map of local authorities → one tile a youth justice service.

`python -m yjs_dash.sources.tiles POSITIONS [DIR]` writes `tiles.csv` of a data set anew; `POSITIONS` is a CSV table
with the columns country, area, q and r, one hexagon an upper-tier authority as of 2021. Odd rows stand half a column
further east, and r grows northwards.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from yjs_dash.schema import TILES, ServiceRow, TileRow, ids_in
from yjs_dash.sources.areas import FORMER_AUTHORITIES

SOURCE = "open-innovations-hexmaps"
"""The row of `sources.csv` that names the hex maps."""
OTHER_NAMES: dict[str, str] = {
    "Bedford Borough": "Bedford",
    "Durham": "County Durham",
    "Herefordshire": "Herefordshire, County of",
    "Kingston Upon Hull, City of": "Kingston upon Hull, City of",
}
"""Authorities that our tables spell in another way than the hex map."""
AROUND = 3
"""How many columns and rows beyond the map a tile may stand."""

Position = tuple[int, int]
"""Column q and row r of a hexagon."""


def centre(position: Position) -> tuple[float, float]:
    """The middle of a hexagon in widths of one: eastwards, northwards."""
    q, r = position
    return q + (r % 2) / 2, r * math.sqrt(3) / 2


def service_tiles(services: Sequence[ServiceRow], positions: Mapping[str, Position]) -> list[TileRow]:
    """A tile for every service whose authorities the map has, in the order of the services; no place twice.

    A service that is the only one of one authority stands where that authority does. Then each of the others takes the
    free place nearest to the middle of its authorities. A former service has no tile. `positions`: authority → its
    hexagon.

    Raises:
        KeyError: no authority of a current service is on the map.
    """
    current = {row.service_id: _areas(row) for row in services if not row.replaced_by}
    places = {
        service_id: [place for area in own if (place := _place(area, positions)) is not None]
        for service_id, own in current.items()
    }
    if lost := [service_id for service_id, found in places.items() if not found]:
        raise KeyError(f"no authority on the map: {', '.join(lost)}")
    alone = Counter(found[0] for found in places.values() if len(set(found)) == 1)
    taken: dict[Position, str] = {}
    for service_id, found in places.items():
        if len(set(found)) == 1 and alone[found[0]] == 1:
            taken[found[0]] = service_id
    for service_id, found in places.items():
        if service_id not in taken.values():
            taken[_nearest_free(found, taken, positions.values())] = service_id
    stands = {service_id: place for place, service_id in taken.items()}
    return [
        TileRow(service_id=row.service_id, q=place[0], r=place[1], source_id=SOURCE)
        for row in services
        if (place := stands.get(row.service_id)) is not None
    ]


def _areas(row: ServiceRow) -> frozenset[str]:
    return frozenset(OTHER_NAMES.get(area, area) for area in ids_in(row.local_authorities))


def _place(area: str, positions: Mapping[str, Position]) -> Position | None:
    """The hexagon of an authority, or of the one that it is a part of since the map was drawn."""
    before = (former for former, one in FORMER_AUTHORITIES.items() if area in one.successors)
    return next((positions[name] for name in (area, *before) if name in positions), None)


def _nearest_free(
    own: Sequence[Position], taken: Mapping[Position, str], places: Iterable[Position]
) -> Position:
    """The free place nearest to the middle of some; of several as near, one of their own, then the most western."""
    known = list(places)
    middle = [sum(axis) / len(own) for axis in zip(*map(centre, own), strict=True)]
    columns, rows = ([place[axis] for place in known] for axis in (0, 1))
    candidates = (
        (q, r)
        for q in range(min(columns) - AROUND, max(columns) + AROUND + 1)
        for r in range(min(rows) - AROUND, max(rows) + AROUND + 1)
        if (q, r) not in taken
    )
    return min(
        candidates, key=lambda place: (round(math.dist(centre(place), middle), 6), place not in own, place)
    )


def read_positions(path: Path) -> dict[str, Position]:
    """Authority → hexagon, from a table with the columns area, q and r."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["area"]: (int(row["q"]), int(row["r"])) for row in csv.DictReader(file)}


def write_tiles(positions: Path, directory: Path) -> list[TileRow]:
    """Write `tiles.csv` of a data set from its services; returns its rows."""
    from yjs_dash.schema import ALL_TABLES

    with (directory / "services.csv").open(encoding="utf-8", newline="") as file:
        services = ALL_TABLES["services"].parse(list(csv.DictReader(file))).rows
    rows = service_tiles([row for row in services if isinstance(row, ServiceRow)], read_positions(positions))
    with (directory / "tiles.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(TILES.column_names)
        writer.writerows([row.service_id, row.q, row.r, row.source_id] for row in rows)
    return rows


if __name__ == "__main__":
    where = Path(sys.argv[2]) if len(sys.argv) > 2 else Path("data")
    print(f"{len(write_tiles(Path(sys.argv[1]), where))} tiles")  # noqa: T201
