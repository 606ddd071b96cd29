"""Services on the hex map of authorities: one tile each, where its authority stands or near the middle of several."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest

from tests.published_tables import FACTS
from yjs_dash.schema import ServiceRow, ids_in
from yjs_dash.sources.tiles import OTHER_NAMES, SOURCE, centre, read_positions, service_tiles, write_tiles
from yjs_dash.store import BUNDLED, read_data_set

POSITIONS = FACTS / "tile_positions.csv"


def _service(name: str, *areas: str, replaced_by: str | None = None) -> ServiceRow:
    return ServiceRow(
        service_id=name.lower(),
        name=name,
        country="England",
        region="South West",
        local_authorities="; ".join(areas),
        replaced_by=replaced_by,
    )


def _places(*services: ServiceRow, **positions: tuple[int, int]) -> dict[str, tuple[int, int]]:
    return {row.service_id: (row.q, row.r) for row in service_tiles(services, positions)}


def test_a_service_of_one_authority_stands_where_that_does() -> None:
    assert _places(_service("Ash", "Ash"), _service("Elm", "Elm"), Ash=(0, 0), Elm=(3, 1)) == {
        "ash": (0, 0),
        "elm": (3, 1),
    }


def test_a_service_of_several_takes_the_free_place_nearest_to_their_middle() -> None:
    ends = {"Ash": (0, 0), "Elm": (2, 0), "Oak": (1, 0)}
    assert _places(_service("Grove", "Ash", "Elm"), **ends) == {"grove": (1, 0)}
    # The middle is taken by a service of its own, though it stands after: the nearest free place is one of theirs.
    taken = _places(_service("Grove", "Ash", "Elm"), _service("Oak", "Oak"), **ends)
    assert taken == {"grove": (0, 0), "oak": (1, 0)}


def test_parts_of_an_authority_of_the_map_stand_beside_each_other() -> None:
    found = _places(
        _service("Cumberland", "Cumberland"),
        _service("Westmorland", "Westmorland and Furness"),
        _service("Cumbria", "Cumbria", replaced_by="cumberland; westmorland"),
        Cumbria=(4, 4),
    )
    assert found["cumberland"] == (4, 4)
    assert math.dist(centre(found["westmorland"]), centre((4, 4))) == pytest.approx(1)
    assert "cumbria" not in found


def test_a_service_that_is_not_on_the_map_is_named() -> None:
    with pytest.raises(KeyError, match="elm"):
        _places(_service("Elm", "Elm"), Ash=(0, 0))


def test_neighbouring_hexagons_are_one_width_apart() -> None:
    beside = [(1, 0), (-1, 0), (0, 1), (-1, 1), (0, -1), (-1, -1)]
    assert all(math.dist(centre((0, 0)), centre(place)) == pytest.approx(1) for place in beside)


def test_every_service_of_today_has_exactly_one_tile_of_its_own() -> None:
    data = read_data_set()
    tiles = data.rows.tiles
    assert {row.service_id for row in tiles} == {
        r.service_id for r in data.rows.services if not r.replaced_by
    }
    assert len({(row.q, row.r) for row in tiles}) == len(tiles) == 155
    assert {row.source_id for row in tiles} == {SOURCE}


@pytest.mark.skipif(not POSITIONS.is_file(), reason="needs the positions beside the checkout")
def test_the_bundled_tiles_are_those_of_the_published_map(tmp_path: Path) -> None:
    (tmp_path / "services.csv").write_bytes((BUNDLED / "services.csv").read_bytes())
    write_tiles(POSITIONS, tmp_path)
    assert (tmp_path / "tiles.csv").read_bytes() == (BUNDLED / "tiles.csv").read_bytes()
    positions = read_positions(POSITIONS)
    with (BUNDLED / "services.csv").open(encoding="utf-8", newline="") as file:
        areas = {row["service_id"]: ids_in(row["local_authorities"]) for row in csv.DictReader(file)}
    tiles = {row.service_id: (row.q, row.r) for row in read_data_set().rows.tiles}
    for service_id, place in tiles.items():
        own = [
            positions[name] for one in areas[service_id] if (name := OTHER_NAMES.get(one, one)) in positions
        ]
        # Nobody stands farther than two hexagons from an authority of its own.
        assert not own or min(math.dist(centre(place), centre(one)) for one in own) <= 2
