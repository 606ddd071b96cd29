"""Packs that the tests of this folder open: of two services, of six, and of one that hardly anything is known of."""

from __future__ import annotations

import datetime as dt

import pytest

from yjs_dash.compare import Catalogue
from yjs_dash.export.board_packs import pack_for
from yjs_dash.export.pack import BoardPack
from yjs_dash.store import data_directory, read_data_set

DAY = dt.date(2025, 3, 9)
SELECTIONS: dict[str, tuple[str, ...]] = {
    "two": ("suffolk", "sutton"),
    "six": ("cardiff", "leeds", "islington", "sutton", "dorset-combined", "suffolk"),
    "bare": ("blackpool",),
}


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue(read_data_set(data_directory()))


@pytest.fixture(scope="session")
def packs(catalogue: Catalogue) -> dict[str, BoardPack]:
    """Packs by the names of SELECTIONS."""
    return {
        name: pack_for(catalogue, [one for one in ids if one in catalogue.services], day=DAY)
        for name, ids in SELECTIONS.items()
    }


@pytest.fixture(params=list(SELECTIONS))
def pack(request: pytest.FixtureRequest, packs: dict[str, BoardPack]) -> BoardPack:
    return packs[request.param]
