"""The map of tiles, the table at a glance and what is common, on the bundled figures and on made-up ones."""

from __future__ import annotations

import dataclasses

import pandas as pd
import plotly.graph_objects as go
import pytest
from scipy import stats as scipy_stats

from yjs_dash import stats
from yjs_dash.charts.national_charts import ratings_by_standard_figure, ratings_by_year_figure
from yjs_dash.charts.theme import CLASS_FILL, CLASS_TEXT, LIGHT
from yjs_dash.compare import Catalogue, national, national_common, national_glance, national_map
from yjs_dash.narrate import national_map as say
from yjs_dash.store import read_data_set

FRAMEWORK = "hmip-yjs-2021"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(read_data_set())


def _map(catalogue: Catalogue, colouring: str, framework_id: str = FRAMEWORK) -> national_map.TileMap:
    measures = national_map.measures(catalogue, framework_id=framework_id)
    measure = next(one for one in measures if colouring in (one.colouring, one.standard_id))
    found = national_map.tile_map(catalogue, framework_id=framework_id, measure=measure)
    assert found is not None
    return found


def test_the_map_has_the_published_ratings_of_one_framework(catalogue: Catalogue) -> None:
    tiles = {tile.service_id: tile for tile in _map(catalogue, "overall").tiles}
    assert len(tiles) == 155
    assert (tiles["sutton"].value, tiles["sutton"].published) == ("Requires improvement", "2022-08")
    assert (tiles["york"].value, tiles["york"].group) == ("Outstanding", 3)
    # Brighton and Hove was inspected under another framework only.
    assert tiles["brighton-and-hove"].held == "not_inspected"
    older = {tile.service_id: tile for tile in _map(catalogue, "overall", "hmip-yjs-2018").tiles}
    assert older["brighton-and-hove"].held == "known"


def test_a_standard_that_is_not_held_differs_from_no_inspection(catalogue: Catalogue) -> None:
    tiles = {tile.service_id: tile for tile in _map(catalogue, "2.3").tiles}
    assert (tiles["sutton"].held, tiles["sutton"].value) == ("known", "Good")
    assert (tiles["york"].held, tiles["brighton-and-hove"].held) == ("lacking", "not_inspected")
    assert say.tile_sign(tiles["york"], _map(catalogue, "2.3")) == "?"


def test_a_score_is_in_the_band_of_its_points(catalogue: Catalogue) -> None:
    found = _map(catalogue, "score")
    tile = next(tile for tile in found.tiles if tile.service_id == "sutton")
    assert (tile.value, found.classes[tile.group or 0].rating) == ("18", "Requires improvement")
    assert say.tile_sign(tile, found) == "18"


def test_a_data_set_without_tiles_has_no_map(catalogue: Catalogue) -> None:
    rows = dataclasses.replace(catalogue.data.rows, tiles=())
    bare = Catalogue(dataclasses.replace(catalogue.data, rows=rows))
    measure = national_map.measures(bare, framework_id=FRAMEWORK)[0]
    assert national_map.tile_map(bare, framework_id=FRAMEWORK, measure=measure) is None
    assert national_map.results(bare, framework_id=FRAMEWORK)


@pytest.mark.parametrize(
    ("values", "classes"),
    [
        ([1.0, 2.0, 3.0], [(1, 3)]),
        ([float(n) for n in range(1, 21)], [(1, 5), (6, 10), (11, 15), (16, 20)]),
        # Equal values stay together, and a class that they fill leaves no gap in the numbers.
        ([5.0] * 15 + [6.0, 7.0, 8.0, 9.0, 10.0], [(5, 5), (6, 10)]),
        ([7.0] * 30, [(7, 7)]),
    ],
)
def test_rates_are_parted_into_classes_of_about_as_many(
    values: list[float], classes: list[tuple[int, int]]
) -> None:
    by_service = {f"s{number}": value for number, value in enumerate(values)}
    found, groups = national_map.rate_classes(by_service, unit="")
    assert [(int(one.low), int(one.high)) for one in found] == classes
    assert sum(one.services for one in found) == len(values)
    assert all(
        classes[groups[key]][0] <= value <= classes[groups[key]][1] for key, value in by_service.items()
    )


@pytest.mark.parametrize(("fill", "ink"), list(zip(CLASS_FILL, CLASS_TEXT, strict=True)))
def test_numbers_of_classes_are_readable(fill: str, ink: str) -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(fill), luminance(ink)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_glance_begins_with_the_chosen_services_in_their_order(catalogue: Catalogue) -> None:
    selection = catalogue.select(["york", "suffolk"])
    for order in ("name", "region", "neighbours"):
        found = national_glance.glance(catalogue, selection, framework_id=FRAMEWORK, order=order)
        assert [row.service_id for row in found.groups[0].rows] == ["york", "suffolk"]
        assert len({row.service_id for row in found.rows}) == len(found.rows) >= 155
    regions = national_glance.glance(catalogue, selection, framework_id=FRAMEWORK, order="region").groups[1:]
    assert [group.name for group in regions] == sorted(group.name for group in regions)
    assert all(row.region == group.name for group in regions for row in group.rows)


def test_a_former_service_stands_in_the_glance_only_with_its_inspection(catalogue: Catalogue) -> None:
    for framework_id in catalogue.data.frameworks:
        rows = national_map.results(catalogue, framework_id=framework_id)
        former = [row for row in rows if catalogue.services[row.service_id].replaced_by]
        assert all(row.inspection_id for row in former)


def test_common_ratings_are_those_of_the_seven_inspections(catalogue: Catalogue) -> None:
    found = national_common.common(catalogue, framework_id=FRAMEWORK)
    assert len(found.inspections) == 7
    counts = {row.standard.id: row.counts for row in found.standards}
    assert counts["2.2"] == {"Inadequate": 2, "Requires improvement": 1, "Good": 2, "Outstanding": 2}
    assert [row.standard.id for row in found.extremes[0].rows] == ["2.2"]
    assert not any(one.beyond_chance for one in (*found.extremes, *found.pairs))
    court, leadership = found.pairs
    assert (court.higher, court.lower, court.same) == (4, 2, 1)
    assert (leadership.higher, leadership.lower, leadership.same) == (5, 1, 1)


@pytest.mark.parametrize(("higher", "lower"), [(0, 0), (7, 0), (0, 6), (5, 1), (4, 4), (12, 3)])
def test_the_sign_test_is_that_of_scipy(higher: int, lower: int) -> None:
    expected = scipy_stats.binomtest(higher, higher + lower).pvalue if higher + lower else 1.0
    assert stats.sign_p(higher=higher, lower=lower) == pytest.approx(expected)


def test_years_that_are_no_calendar_years_stand_apart(catalogue: Catalogue) -> None:
    counts = national.ratings_by_year(national.inspections(catalogue), framework_id="hmip-yjs-2018")
    years = list(dict.fromkeys(counts["year"]))
    apart = [year for year in years if national.year_order(year)[0]]
    assert apart == ["2018/19", "2019/20", "not known"] == years[-3:]
    figure = ratings_by_year_figure(counts, apart=apart, theme=LIGHT, title="t", subtitle="s")
    go.Figure(figure.to_plotly_json())
    rows = list(figure.layout.yaxis.categoryarray)
    assert rows == [*years[:-3], " ", *apart]
    assert " " not in figure.layout.yaxis.tickvals


def test_the_bars_of_standards_carry_their_names_and_numbers(catalogue: Catalogue) -> None:
    counts = pd.DataFrame(
        {"standard": ["1.2 <b>Staff</b>"] * 2, "rating": ["Inadequate", "Good"], "inspections": [0, 3]}
    )
    figure = ratings_by_standard_figure(counts, theme=LIGHT, title="t", subtitle="s")
    go.Figure(figure.to_plotly_json())
    assert [list(bar.text) for bar in figure.data] == [[""], ["3"]]
    assert "1.2 &lt;b&gt;Staff&lt;/b&gt;" in [note.text for note in figure.layout.annotations]
