"""What is worked out of a data set goes with it: imports do not pile up in memory."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest

from yjs_dash import compare, intake
from yjs_dash.charts.theme import LIGHT
from yjs_dash.compare import Catalogue
from yjs_dash.compare.memo import Memo, remembered
from yjs_dash.compare.peers import peer_groups
from yjs_dash.export.view import View
from yjs_dash.narrate.standard_summary import standard_summary
from yjs_dash.ui import (
    children_blocks,
    context_blocks,
    evidence_blocks,
    national_blocks,
    peer_blocks,
    rate_blocks,
    session,
)

HEAD = "area,area_type,indicator_id,breakdown,period,period_end,value,base,status,inspection_id,source_id,page,section,"


def _import(folder: Path, number: int) -> None:
    """A file of one figure that no file before had."""
    path = folder / f"figures-{number}.csv"
    figure = f"year {number},2024-12-31,{100 + number},,,,own-{number},,,high,"
    row = f"Sutton,local_authority,first_time_entrant_rate,,{figure}"
    path.write_text(f"{HEAD}confidence,note\n{row}\n", encoding="utf-8")
    seen = intake.preview((path,), data=session.bundled(), store=session.import_store())
    intake.accept(seen, store=session.import_store())


def _visit() -> Catalogue:
    """What visitors make of a data set: cards, words, charts and tables of several pages."""
    catalogue = session.catalogue()
    selection = catalogue.select(["suffolk", "sutton"])
    view = View(catalogue, selection, (("suffolk", 0), ("sutton", 1)), LIGHT)
    compare.cards(catalogue, selection)
    framework = selection.entries[0].framework
    standard = framework.standard("2.1")
    standard_summary(catalogue, selection, standard)
    _ = evidence_blocks._question_chart(view, standard, framework.id).table.data
    _ = context_blocks._latest(view, "first_time_entrant_rate").table.data
    _ = children_blocks._composition(view, "caseload_age").table.data
    wanted = compare.national.Filter()
    found = compare.national.framework_summary(catalogue, wanted, framework_id=framework.id)
    _ = national_blocks._scores(view, found, framework.id, narrowed=False).table.data
    (group, *_) = peer_groups(catalogue, selection.services[0])
    _ = peer_blocks.peer_page(view, group).table.data
    rate_blocks._rates(view, "first_time_entrant_rate", wanted)
    return catalogue


EVERY = 10
"""Objects are counted after so many imports each time."""


@pytest.mark.parametrize("imports", [20, pytest.param(30, marks=pytest.mark.long)])
@pytest.mark.usefixtures("fresh_caches")
def test_after_many_imports_memory_holds_one_data_set(imports: int, tmp_path: Path) -> None:
    catalogues: list[weakref.ref[Catalogue]] = []
    objects: list[int] = []
    # A data set that waits for the collector would wait for ever: the app takes what it loads out of collections.
    gc.disable()
    try:
        for number in range(imports):
            _import(tmp_path, number)
            catalogues.append(weakref.ref(_visit()))
            alive = sum(one() is not None for one in catalogues)
            assert alive == 1, f"{alive} data sets are alive after {number + 1} imports"
            if number % EVERY == EVERY - 1:
                gc.collect()
                objects.append(len(gc.get_objects()))
    finally:
        gc.enable()
    # Each import brings a figure with its source and a record of itself; a data set has a hundred thousand objects.
    brought = (objects[-1] - objects[0]) / (EVERY * (len(objects) - 1))
    assert brought < 250, f"{brought:.0f} objects stay of each import: {objects}"


class _Owner:
    def __init__(self) -> None:
        self.memo, self.memo_key = Memo(), None


def test_a_memo_works_out_once_and_throws_the_least_used_away() -> None:
    asked: list[int] = []

    @remembered(most=2)
    def double(_: _Owner, number: int, *, plus: int = 0) -> int:
        asked.append(number)
        return 2 * number + plus

    owner, other = _Owner(), _Owner()
    assert [double(owner, 1), double(owner, 1), double(owner, 1, plus=1)] == [2, 2, 3]
    assert asked == [1, 1]
    double(owner, 3)
    double(owner, 1)
    assert asked == [1, 1, 3, 1]
    double(other, 3)
    assert asked == [1, 1, 3, 1, 3]
