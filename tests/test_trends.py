"""Official series: comparators, statistical neighbours, services of several authorities; figures and words."""

from __future__ import annotations

from itertools import pairwise

import plotly.graph_objects as go
import pytest

from tests.drawn import bars_of, words_of
from tests.observations import (
    LAIT,
    published,
    series,
    with_neighbours,
    with_observations,
    with_tables,
    without_observations,
)
from yjs_dash.charts.context_charts import latest_bars, neighbour_ranges
from yjs_dash.charts.line_labels import apart
from yjs_dash.charts.theme import DARK, LIGHT
from yjs_dash.charts.trend_charts import trend_lines
from yjs_dash.compare import Catalogue, Selection
from yjs_dash.compare.context import (
    CAUTIONED_OR_SENTENCED,
    FIRST_TIME_ENTRANTS,
    REOFFENDING_10_14,
    REOFFENDING_15_17,
    indicator,
)
from yjs_dash.compare.trends import (
    Trend,
    has_neighbours,
    latest_beside_neighbours,
    rows_of_one_period,
    trend,
    without_neighbours,
)
from yjs_dash.narrate import trend_sentences as narrate
from yjs_dash.narrate.areas import neighbours_sentence
from yjs_dash.narrate.context_sentences import fits
from yjs_dash.narrate.trend_sentences import trend_table

SERIES = [FIRST_TIME_ENTRANTS, REOFFENDING_10_14, REOFFENDING_15_17, CAUTIONED_OR_SENTENCED]
NEAR = ["Islington", "Brighton and Hove", "East Sussex"]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return published()


@pytest.fixture(scope="module")
def pair(catalogue: Catalogue) -> Selection:
    return catalogue.select(["suffolk", "sutton"])


@pytest.fixture(scope="module")
def near(catalogue: Catalogue) -> Catalogue:
    return with_neighbours(catalogue, Sutton=NEAR, Suffolk=[*NEAR, "West Sussex"])


def of(catalogue: Catalogue, *ids: str, indicator_id: str = FIRST_TIME_ENTRANTS) -> Trend:
    return trend(catalogue, catalogue.select(ids), indicator_id=indicator_id)


def areas(found: Trend) -> list[str]:
    return list(dict.fromkeys(str(row.area) for row in found.rows if row.comparator))


def drawn(found: Trend, unit: str = "") -> go.Figure:
    neighbours = found.neighbours if found.banded else ()
    figure = trend_lines(found.rows, theme=LIGHT, title="T", subtitle="S", unit=unit, neighbours=neighbours)
    return go.Figure(figure.to_dict())


def test_official_series_carry_every_period_and_the_regions(catalogue: Catalogue) -> None:
    found = of(catalogue, "suffolk", "sutton")
    values = [row.value for row in found.rows if row.area == "Sutton"]
    assert values == [238, 263, 114, 134, 152, 115, 92, 94, 89]
    assert areas(found) == ["East of England", "London"]
    assert {row.period_end[5:] for row in found.rows} == {"12-31"}


@pytest.mark.parametrize(
    ("ids", "regions"),
    [
        (["sutton"], 1),
        (["sutton", "suffolk"], 2),
        (["sutton", "islington"], 1),
        (["sutton", "suffolk", "islington"], 0),
    ],
)
def test_regions_are_drawn_for_one_or_two_services_only(
    catalogue: Catalogue, ids: list[str], regions: int
) -> None:
    assert len(areas(of(catalogue, *ids))) == regions


def test_a_nation_of_the_same_publication_is_drawn_however_many_services_are_chosen(
    catalogue: Catalogue,
) -> None:
    national = series("England", 150.0, 140.0, area_type="nation")
    other = series("Elsewhere", 1.0, area_type="nation", source_id="sutton-report-2022-08")
    used = with_observations(catalogue, *national, *other)
    assert areas(of(used, *list(used.entries)[:6])) == ["England"]


def test_of_two_publications_of_a_series_the_later_one_counts_once(catalogue: Catalogue) -> None:
    used = with_observations(catalogue, *series("Sutton", 1.0, first=2024, source_id="sutton-report-2022-08"))
    found = of(used, "sutton")
    assert [row.value for row in found.rows if row.area == "Sutton"][-1] == 89


def test_a_welsh_service_has_no_english_series_no_region_and_no_neighbours(near: Catalogue) -> None:
    found = of(near, "cardiff")
    assert [row.status for row in found.rows] == ["x"]
    assert not found.neighbours
    measure = indicator(near, FIRST_TIME_ENTRANTS)
    assert (
        narrate.trend_headline(found, measure=measure)
        == "We have no official figures on the rate of first-time entrants in Cardiff"
    )
    assert narrate.trend_conclusion(found, measure=measure)[0] == narrate.NO_SERIES()
    lacking = without_neighbours(near, near.select(["cardiff"]))
    notes = narrate.series_notes(lacking, known_neighbours=has_neighbours(near))
    assert notes[-1] == "Cardiff: statistical neighbours are published for authorities in England only."


def test_a_data_set_without_neighbours_says_so_in_one_sentence(catalogue: Catalogue, pair: Selection) -> None:
    assert not has_neighbours(catalogue)
    notes = narrate.series_notes(without_neighbours(catalogue, pair), known_neighbours=False)
    assert notes == [narrate.NO_VERDICT(), narrate.NO_NEIGHBOURS_AT_ALL()]


def test_neighbours_stand_beside_the_lines_as_median_and_range(near: Catalogue) -> None:
    found = of(near, "sutton")
    assert found.banded
    last = latest_beside_neighbours(found)[0]
    others = [of(near, name).own[-1].value for name in ("islington", "brighton-and-hove", "east-sussex")]
    assert (last.low, last.median, last.high) == tuple(sorted(others))
    figure = drawn(found)
    assert [trace.fill for trace in figure.data].count("toself") == 1
    assert [trace.line.dash for trace in figure.data].count("dot") == 1
    alternative = narrate.trend_alternative(found, measure=indicator(near, FIRST_TIME_ENTRANTS))
    assert "statistical neighbours of Sutton" in alternative


def test_neighbours_of_more_than_two_services_are_ranges_of_their_own(near: Catalogue) -> None:
    found = of(near, "sutton", "suffolk", "islington")
    assert not found.banded
    beside = latest_beside_neighbours(found)
    assert [row.authority for row in beside] == ["Sutton", "Suffolk"]
    figure = go.Figure(neighbour_ranges(beside, theme=DARK, title="T", subtitle="S", unit="").to_dict())
    assert figure.layout.xaxis.range[0] == 0
    assert "<b>Sutton: 89</b>" in words_of(figure)
    measure = indicator(near, FIRST_TIME_ENTRANTS)
    assert fits(narrate.neighbours_headline(beside, measure=measure))
    assert "Sutton 89" in narrate.neighbours_alternative(beside, measure=measure)
    assert "their median" in narrate.neighbours_subtitle(beside, measure=measure)


def test_neighbours_are_a_whole_number_beside_an_authority_that_has_none(catalogue: Catalogue) -> None:
    used = with_neighbours(catalogue, **{"Bournemouth, Christchurch and Poole": NEAR})
    beside = latest_beside_neighbours(of(used, "dorset-combined"))
    words = words_of(neighbour_ranges(beside, theme=LIGHT, title="T", subtitle="S", unit=""))
    assert any("> 3 neighbours: " in text for text in words)


def test_a_neighbour_without_a_figure_is_counted_as_missing(near: Catalogue) -> None:
    used = with_neighbours(near, Sutton=["Islington", "Nowhere"])
    (row,) = latest_beside_neighbours(of(used, "sutton"))
    assert (row.published_neighbours, row.neighbours, row.missing) == (1, 2, ("Nowhere",))
    assert neighbours_sentence(row) == (
        "Islington is the only statistical neighbour of Sutton with a figure: 145."
    )


def test_a_suppressed_own_figure_falls_back_to_the_last_that_is_known(catalogue: Catalogue) -> None:
    rows = series("Sutton", None, first=2025, status="c") + series("Islington", 90.0, first=2025)
    used = with_neighbours(with_observations(catalogue, *rows), Sutton=["Islington"])
    assert latest_beside_neighbours(of(used, "sutton"))[0].period == "year ending December 2024"
    assert of(used, "sutton").own[-1].label == "suppressed [c]"


def test_the_table_of_a_trend_names_neighbours_with_period_and_source(near: Catalogue) -> None:
    rows = trend_table(of(near, "sutton"))
    median = [row for row in rows if row.area == "Median of the statistical neighbours of Sutton"]
    assert len(median) == 9
    assert all(row.period and row.source and row.area_type == "neighbours" for row in median)
    assert any(row.area.startswith("Lowest of the statistical neighbours of Sutton: ") for row in rows)


def test_a_service_of_several_authorities_has_a_line_a_part_and_no_average(catalogue: Catalogue) -> None:
    found = of(catalogue, "dorset-combined")
    assert {row.area for row in found.own} == {"Dorset", "Bournemouth, Christchurch and Poole"}
    sentences = " ".join(narrate.trend_conclusion(found, measure=indicator(catalogue, FIRST_TIME_ENTRANTS)))
    assert "each authority with figures is shown separately, because rates cannot be added up" in sentences
    assert (
        "We have a figure for Bournemouth, Christchurch and Poole only, 135, and none for Dorset" in sentences
    )


def test_totals_of_several_authorities_add_up_and_are_not_compared(catalogue: Catalogue) -> None:
    parts = [
        *series("Dorset", 10.0, 20.0, indicator_id="budget_current_year"),
        *series("Bournemouth, Christchurch and Poole", 30.0, 40.0, indicator_id="budget_current_year"),
        *series("England", 1000.0, 2000.0, indicator_id="budget_current_year", area_type="nation"),
    ]
    found = of(with_observations(catalogue, *parts), "dorset-combined", indicator_id="budget_current_year")
    assert [row.value for row in found.rows] == [40, 60]
    assert found.totals
    said = narrate.trend_conclusion(found, measure=indicator(catalogue, "budget_current_year"))
    assert said[0] == narrate.NOT_COMPARED()
    assert "£60: This is the total of" in said[1]


def test_many_lines_share_a_label_a_service_so_that_labels_have_room(catalogue: Catalogue) -> None:
    parts = series("Dorset", 100.0, 110.0) + series("Bournemouth, Christchurch and Poole", None, 130.0)
    used = with_observations(catalogue, *parts)
    ids = ["dorset-combined", "suffolk", "sutton", "islington", "east-sussex", "west-sussex"]
    figure = drawn(of(used, *ids))
    shared = [note.text for note in figure.layout.annotations if "Dorset" in note.text]
    assert len([trace for trace in figure.data if trace.mode == "lines+markers"]) == 7
    assert len(shared) == 1
    assert " to " in shared[0]


def test_one_period_alone_is_bars_with_the_region_beside_them(catalogue: Catalogue) -> None:
    region = series("London", 20.0, indicator_id=CAUTIONED_OR_SENTENCED, area_type="region")
    region = [row | {"period_end": "2025-03-31", "period": "year ending March 2025"} for row in region]
    found = of(
        with_observations(catalogue, *region), "suffolk", "sutton", indicator_id=CAUTIONED_OR_SENTENCED
    )
    assert found.single
    rows = rows_of_one_period(found)
    assert [(row.service_id, row.area) for row in rows] == [
        ("suffolk", "Suffolk"),
        ("sutton", "Sutton"),
        ("sutton", "London"),
    ]
    figure = go.Figure(latest_bars(rows, theme=LIGHT, title="T", subtitle="S", unit="").to_dict())
    assert [bar.value for bar in bars_of(figure)] == [21.4, 12.7]


def test_lines_break_where_a_figure_is_missing_and_start_from_zero(
    catalogue: Catalogue, pair: Selection
) -> None:
    found = trend(catalogue, pair, indicator_id=REOFFENDING_10_14)
    figure = drawn(found, unit="%")
    lines = {trace.name: trace for trace in figure.data}
    missing = [False, False, False, True, False, True, True, True, True]
    assert [value is None for value in lines["Sutton"].y] == missing
    assert lines["Sutton"].connectgaps is False
    assert figure.layout.yaxis.range[0] == 0
    assert lines["London"].line.dash == "dash"
    assert lines["London"].line.color == LIGHT.comparator
    assert any("in 2020" in label.text for label in figure.layout.annotations)
    assert any(
        "Where a line breaks" in words
        for words in narrate.trend_conclusion(found, measure=indicator(catalogue, REOFFENDING_10_14))
    )


def test_labels_at_line_ends_never_overlap() -> None:
    heights = [44.0, 24.0, 44.0, 64.0]
    placed = apart([100, 101, 102, 330], heights, 340)
    edges = sorted((middle - h / 2, middle + h / 2) for middle, h in zip(placed, heights, strict=True))
    assert all(upper[1] <= lower[0] for upper, lower in pairwise(edges))
    assert edges[0][0] >= 0
    assert edges[-1][1] <= 340


@pytest.mark.parametrize("ids", [["suffolk"], ["suffolk", "sutton"], ["cardiff"], None])
@pytest.mark.parametrize("kind", ["published", "empty", "neighbours"])
@pytest.mark.parametrize("indicator_id", [*SERIES, "unknown_indicator"])
def test_every_selection_has_a_figure_that_plotly_takes_and_words_even_without_data(
    catalogue: Catalogue, near: Catalogue, ids: list[str] | None, kind: str, indicator_id: str
) -> None:
    used = {"published": catalogue, "empty": without_observations(near), "neighbours": near}[kind]
    selection = used.select(ids if ids is not None else list(used.entries))
    measure = indicator(used, indicator_id)
    found = trend(used, selection, indicator_id=indicator_id)
    assert {row.service_id for row in found.own} == set(selection.ids)
    assert fits(narrate.trend_headline(found, measure=measure))
    drawn(found, unit=measure.unit)
    alternative = narrate.trend_alternative(found, measure=measure)
    assert [row.service for row in found.own if row.service not in alternative] == []
    assert narrate.trend_subtitle(found, measure=measure).startswith(measure.name)
    assert all(words.endswith(".") for words in narrate.trend_conclusion(found, measure=measure))


def test_the_subtitle_states_the_direction_of_good_and_the_period(
    catalogue: Catalogue, pair: Selection
) -> None:
    measure = indicator(catalogue, FIRST_TIME_ENTRANTS)
    words = narrate.trend_subtitle(trend(catalogue, pair, indicator_id=FIRST_TIME_ENTRANTS), measure=measure)
    assert "lower is better" in words
    assert words.endswith("Year ending December 2016 to 2024")


def test_the_source_of_a_series_is_its_publication(catalogue: Catalogue, pair: Selection) -> None:
    title = catalogue.sources[LAIT].title
    found = trend(catalogue, pair, indicator_id=FIRST_TIME_ENTRANTS)
    assert found.rows
    assert all(title in row.source for row in found.rows)


def told(catalogue: Catalogue, *ids: str, indicator_id: str = FIRST_TIME_ENTRANTS) -> str:
    measure = indicator(catalogue, indicator_id)
    return narrate.trend_headline(of(catalogue, *ids, indicator_id=indicator_id), measure=measure)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([50.0, 40.0, 30.0], "fell from 2030 to 2032"),
        ([30.0, 40.0, 40.0], "rose from 2030 to 2032"),
        ([30.0, 30.0, 30.0], "was the same in every year from 2030 to 2032"),
        ([52.0, 16.7, 34.2], "was 34.2 in 2032, after 52 in 2030 and a low of 16.7 in 2031"),
        ([10.0, 60.0, 20.0], "was 20 in 2032, after 10 in 2030 and a high of 60 in 2031"),
        (
            [10.0, 60.0, 60.0, 20.0],
            "was higher in 2033 than in 2030 in Reading, with ups and downs in between",
        ),
        ([10.0, 60.0, 60.0, 10.0], "was the same in 2033 as in 2030 in Reading, but not in between"),
        (
            [50.0, None, 30.0],
            "was lower in 2032 than in 2030 in Reading, with no figure for some years in between",
        ),
        ([50.0], "was 50 in Reading (2030)"),
        ([50.0, None], "was 50 in Reading (2030)"),
        ([50.04, 50.02], "was the same in every year from 2030 to 2031"),
    ],
    ids=str,
)
def test_a_headline_of_a_trend_hides_no_year_between(
    catalogue: Catalogue, values: list[float | None], said: str
) -> None:
    table = catalogue.data["services"].copy()
    table.loc[table["service_id"] == "cardiff", ["name", "local_authorities"]] = "Reading"
    used = with_observations(with_tables(catalogue, services=table), *series("Reading", *values, first=2030))
    assert said in told(used, "cardiff")


def test_series_of_different_years_carry_each_span(catalogue: Catalogue) -> None:
    assert told(catalogue, "suffolk", "sutton", indicator_id=REOFFENDING_10_14) == (
        "The reoffending rate at ages 10–14 went up and down in Suffolk (2015/16 to 2023/24) and Sutton (2015/16 to "
        "2019/20)"
    )


def test_one_period_is_told_in_words_with_its_date(catalogue: Catalogue) -> None:
    assert told(catalogue, "suffolk", "sutton", indicator_id=CAUTIONED_OR_SENTENCED) == (
        "As published, the rate of children cautioned or sentenced was higher in Suffolk than in Sutton (2024/25)"
    )
    assert "we have no official figure for Cardiff" in told(
        catalogue, "sutton", "cardiff", indicator_id=CAUTIONED_OR_SENTENCED
    )


def test_a_missing_total_is_not_explained_by_rates(catalogue: Catalogue) -> None:
    parts = series("Dorset", 10.0, 20.0, indicator_id="budget_current_year")
    used = with_observations(catalogue, *parts)
    found = of(used, "dorset-combined", indicator_id="budget_current_year")
    said = " ".join(narrate.trend_conclusion(found, measure=indicator(used, "budget_current_year")))
    assert "a total needs a figure from all of them" in said
    assert "rates" not in said
    assert (
        "We cannot give a total, because we have no figure for Bournemouth, Christchurch and Poole." in said
    )


def test_a_year_without_a_row_is_a_gap_as_one_without_a_figure_is(catalogue: Catalogue) -> None:
    rows = [row for row in series("Cardiff", 50.0, 40.0, 30.0) if row["period_end"][:4] != "2021"]
    used = with_observations(catalogue, *rows)
    assert "with no figure for some years in between" in told(used, "cardiff")
