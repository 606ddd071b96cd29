"""Local circumstances: frames, figures and words, on the published data and on tables made by hand."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import pandas as pd
import pytest

from yjs_dash.charts import context as charts
from yjs_dash.charts.theme import DARK, LIGHT
from yjs_dash.compare import Catalogue, Selection
from yjs_dash.compare import context as compare
from yjs_dash.narrate import context as narrate
from yjs_dash.store import DataSet, read_data_set

SERIES = [compare.FIRST_TIME_ENTRANTS, compare.REOFFENDING_10_14, compare.REOFFENDING_15_17]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(read_data_set())


@pytest.fixture(scope="module")
def pair(catalogue: Catalogue) -> Selection:
    return catalogue.select(["suffolk", "sutton"])


def with_observations(catalogue: Catalogue, rows: list[dict[str, object]] | None) -> Catalogue:
    """The catalogue with other observations: none at all, or the published ones and these."""
    published = catalogue.data["observations"]
    if rows is None:
        table = published.iloc[:0]
    else:
        blank = dict.fromkeys(published.columns) | {
            "area_type": "local_authority", "indicator_id": compare.FIRST_TIME_ENTRANTS, "breakdown": "",
            "value": float("nan"), "status": "", "source_id": "yjb-lait-2026-04", "confidence": "high",
        }  # fmt: skip
        added = pd.DataFrame([blank | row for row in rows]).astype({"value": "float64"})
        table = pd.concat([published, added.astype({"base": "float64", "page": "Int64"})], ignore_index=True)
    tables = {**catalogue.data.tables, "observations": table}
    return Catalogue(DataSet(frameworks=catalogue.data.frameworks, tables=tables))


def test_the_printed_rate_stands_beside_the_national_rate_of_its_report(
    catalogue: Catalogue, pair: Selection
) -> None:
    frame = compare.latest(catalogue, pair, indicator_id=compare.FIRST_TIME_ENTRANTS)
    assert list(frame.columns) == compare.FIGURE_COLUMNS
    sutton = frame[frame["service"] == "Sutton"]
    assert sutton["value"].tolist() == [133, 154]
    assert sutton["comparator"].tolist() == [False, True]
    assert sutton["period"].unique().tolist() == ["October 2020 to September 2021"]
    assert sutton["source"].str.contains("page 15").all()


def test_a_service_without_a_figure_stays_as_not_published(catalogue: Catalogue, pair: Selection) -> None:
    frame = compare.latest(catalogue, pair, indicator_id=compare.REOFFENDING)
    suffolk = frame[frame["service"] == "Suffolk"].iloc[0]
    assert suffolk["status"] == "x"
    assert suffolk["label"] == "not published [x]"


def test_the_report_of_the_standing_inspection_wins_and_the_others_stay(catalogue: Catalogue) -> None:
    press = {
        "area": "Sutton", "area_type": "service", "period": "later", "period_end": "2025-12-31",
        "value": 99.0,
        "inspection_id": "sutton-2022-08", "source_id": "hmip-press-2022-09-sutton-yjs",
    }  # fmt: skip
    changed = with_observations(catalogue, [press])
    selection = changed.select(["sutton"])
    shown = compare.latest(changed, selection, indicator_id=compare.FIRST_TIME_ENTRANTS)
    assert shown["value"].tolist() == [133, 154]
    every = compare.figures(changed, selection, indicator_id=compare.FIRST_TIME_ENTRANTS)
    assert every.loc[~every["chosen"], "value"].tolist() == [99]


def test_the_rate_of_sutton_is_similar_with_an_estimated_count_that_fits_no_whole_number(
    catalogue: Catalogue, pair: Selection
) -> None:
    row = compare.verdicts(catalogue, pair, indicator_id=compare.FIRST_TIME_ENTRANTS).iloc[1]
    assert (row["verdict"], row["count"], row["count_status"], bool(row["exact"])) == (
        "similar",
        28,
        "e",
        False,
    )
    assert row["low_95"] == pytest.approx(18.602 / 21278 * 100_000, abs=0.01)
    assert row["high_95"] == pytest.approx(40.469 / 21278 * 100_000, abs=0.01)
    assert "no whole number" in row["reason"]


def test_reoffending_gets_no_verdict_because_its_cohort_is_not_printed(
    catalogue: Catalogue, pair: Selection
) -> None:
    rows = compare.verdicts(catalogue, pair, indicator_id=compare.REOFFENDING)
    assert set(rows["verdict"]) == {""}
    assert rows["low_95"].isna().all()
    assert rows["reason"].iloc[1] == compare.NO_COHORT


def test_a_count_too_small_to_show_is_suppressed_in_a_verdict(catalogue: Catalogue) -> None:
    report = {
        "area_type": "service",
        "inspection_id": "east-sussex-2024-09-17",
        "period": "2023",
        "area": "East Sussex",
    }
    changed = with_observations(
        catalogue,
        [
            report | {"value": 30.0},
            report | {"value": 10000.0, "indicator_id": compare.POPULATION},
            report | {"value": 154.0, "area": "England and Wales", "area_type": "nation"},
        ],
    )
    row = compare.verdicts(
        changed, changed.select(["east-sussex"]), indicator_id=compare.FIRST_TIME_ENTRANTS
    ).iloc[0]
    assert (row["count_status"], row["verdict"]) == ("c", "lower")
    assert pd.isna(row["count"])


def test_official_series_carry_every_period_and_the_regions(catalogue: Catalogue, pair: Selection) -> None:
    frame = compare.trend(catalogue, pair, indicator_id=compare.FIRST_TIME_ENTRANTS)
    assert frame[frame["area"] == "Sutton"]["value"].tolist() == [238, 263, 114, 134, 152, 115, 92, 94, 89]
    assert frame.loc[frame["comparator"], "area"].unique().tolist() == ["East of England", "London"]
    assert set(frame["period_end"].str[-5:]) == {"12-31"}


def test_a_service_of_several_authorities_shows_its_parts_and_their_range(catalogue: Catalogue) -> None:
    frame = compare.trend(
        catalogue, catalogue.select(["dorset-combined"]), indicator_id=compare.FIRST_TIME_ENTRANTS
    )
    assert set(frame.loc[~frame["comparator"], "area"]) == {"Dorset", "Bournemouth, Christchurch and Poole"}
    ranges = compare.parts_range(frame)
    assert (ranges["low"].iloc[-1], ranges["high"].iloc[-1]) == (135, 135)
    assert (ranges["parts"].iloc[-1], ranges["published_parts"].iloc[-1]) == (2, 1)
    assert pd.isna(ranges["low"].iloc[0])
    words = narrate.trend_conclusion(
        frame, ranges, measure=compare.indicator(catalogue, compare.FIRST_TIME_ENTRANTS)
    )
    assert "1 of 2 published" in words


def test_of_two_publications_of_a_series_the_later_one_counts_once(catalogue: Catalogue) -> None:
    again = {
        "area": "Sutton", "period": "year ending December 2024", "period_end": "2024-12-31", "value": 1.0,
        "source_id": "sutton-report-2022-08",
    }  # fmt: skip
    changed = with_observations(catalogue, [again])
    frame = compare.trend(changed, changed.select(["sutton"]), indicator_id=compare.FIRST_TIME_ENTRANTS)
    assert frame.loc[frame["area"] == "Sutton", "value"].tolist()[-1] == 89


def test_a_welsh_service_has_no_english_series_and_no_region_line(catalogue: Catalogue) -> None:
    frame = compare.trend(catalogue, catalogue.select(["cardiff"]), indicator_id=compare.FIRST_TIME_ENTRANTS)
    assert frame["status"].tolist() == ["x"]
    measure = compare.indicator(catalogue, compare.FIRST_TIME_ENTRANTS)
    assert (
        narrate.trend_headline(frame, measure=measure)
        == "First-time entrants: no official series is published"
    )


@pytest.mark.parametrize(
    ("value", "unit", "status", "shown"),
    [
        (43.1, "%", "", "43.1%"), (133.0, "per 100,000", "", "133"), (48.15, "%", "", "48.2%"),
        (None, "%", "c", "suppressed [c]"),
        (None, "%", "x", "not published [x]"), (32.2, "%", "e", "32.2% [e]"), (21278.0, "children", "", "21,278"),
        (0.0, "%", "", "0%"), (1250.0, "£", "", "£1,250"),
    ],
)  # fmt: skip
def test_a_figure_is_printed_with_its_shorthand(
    value: float | None, unit: str, status: str, shown: str
) -> None:
    assert compare.figure_text(value, unit=unit, status=status) == shown


def test_lines_break_where_a_figure_is_missing_and_start_from_zero(
    catalogue: Catalogue, pair: Selection
) -> None:
    frame = compare.trend(catalogue, pair, indicator_id=compare.REOFFENDING_10_14)
    figure = charts.trend_lines(frame, theme=LIGHT, title="Title", subtitle="Sub", unit="%")
    lines = {trace.name: trace for trace in figure.data}
    assert [value is None for value in lines["Sutton"].y] == [
        False,
        False,
        False,
        True,
        False,
        True,
        True,
        True,
        True,
    ]
    assert lines["Sutton"].connectgaps is False
    assert figure.layout.yaxis.range[0] == 0
    assert lines["London"].line.dash == "dash"
    assert lines["London"].line.color == LIGHT.comparator
    assert any("in 2020" in label.text for label in figure.layout.annotations)


def test_bars_start_from_zero_and_a_missing_figure_is_text(catalogue: Catalogue, pair: Selection) -> None:
    frame = compare.latest(catalogue, pair, indicator_id=compare.FIRST_TIME_ENTRANTS)
    tests = compare.verdicts(catalogue, pair, indicator_id=compare.FIRST_TIME_ENTRANTS)
    figure = charts.latest_bars(frame, theme=DARK, title="T", subtitle="S", unit="", verdicts=tests)
    assert [tuple(trace.x) for trace in figure.data if trace.type == "bar"] == [(133.0,)]
    assert figure.layout.xaxis.range[0] == 0
    texts = " ".join(annotation.text for annotation in figure.layout.annotations)
    assert "Suffolk: not published [x]" in texts
    assert "England and Wales: 154" in texts
    assert "95% interval 87 to 190 [e]" in texts


def test_labels_at_line_ends_never_overlap() -> None:
    heights = [44.0, 24.0, 44.0, 64.0]
    placed = charts.apart([100, 101, 102, 330], heights, 340)
    edges = sorted((middle - h / 2, middle + h / 2) for middle, h in zip(placed, heights, strict=True))
    assert all(upper[1] <= lower[0] for upper, lower in pairwise(edges))
    assert edges[0][0] >= 0
    assert edges[-1][1] <= 340


def test_markup_in_names_is_shown_as_it_is_written(catalogue: Catalogue) -> None:
    selection = catalogue.select(["sutton"])
    renamed = dataclasses.replace(selection.entries[0], name="<b>&", local_authorities=("<b>&",))
    changed = dataclasses.replace(selection, entries=(renamed,))
    for figure in (
        charts.latest_bars(
            compare.latest(catalogue, changed, indicator_id=compare.REOFFENDING),
            theme=LIGHT,
            title="<i>",
            subtitle="",
            unit="%",
        ),
        charts.trend_lines(
            compare.trend(catalogue, changed, indicator_id=compare.REOFFENDING_10_14),
            theme=LIGHT,
            title="<i>",
            subtitle="",
            unit="%",
        ),
    ):
        assert "&lt;b&gt;&amp;" in figure.to_json().replace("\\u003c", "<").replace("\\u003e", ">")
        assert figure.layout.title.text == "&lt;i&gt;"


@pytest.mark.parametrize("ids", [["suffolk"], ["suffolk", "sutton"], ["cardiff"], None])
@pytest.mark.parametrize("empty", [False, True])
def test_every_selection_has_figures_and_words_even_without_data(
    catalogue: Catalogue, ids: list[str] | None, empty: bool
) -> None:
    used = with_observations(catalogue, None) if empty else catalogue
    selection = used.select(ids if ids is not None else list(used.entries))
    for indicator_id in [compare.FIRST_TIME_ENTRANTS, compare.REOFFENDING, "unknown_indicator"]:
        measure = compare.indicator(used, indicator_id)
        frame = compare.latest(used, selection, indicator_id=indicator_id)
        tests = compare.verdicts(used, selection, indicator_id=indicator_id)
        assert set(frame["service_id"]) == set(selection.ids)
        title = narrate.latest_headline(frame, tests, measure=measure)
        assert narrate.fits(title)
        charts.latest_bars(
            frame,
            theme=LIGHT,
            title=title,
            subtitle=narrate.subtitle(frame, measure=measure),
            unit=measure.unit,
            verdicts=tests,
        )
        assert narrate.latest_alternative(frame, tests, measure=measure)
        assert narrate.latest_conclusion(tests, measure=measure)
    for indicator_id in SERIES:
        measure = compare.indicator(used, indicator_id)
        frame = compare.trend(used, selection, indicator_id=indicator_id)
        title = narrate.trend_headline(frame, measure=measure)
        assert narrate.fits(title)
        charts.trend_lines(
            frame,
            theme=DARK,
            title=title,
            subtitle=narrate.subtitle(frame, measure=measure),
            unit=measure.unit,
        )
        assert narrate.trend_alternative(frame, measure=measure)
        assert narrate.trend_conclusion(frame, compare.parts_range(frame), measure=measure)


def test_headlines_say_similar_only_by_the_test(catalogue: Catalogue, pair: Selection) -> None:
    def headline(indicator_id: str) -> str:
        return narrate.latest_headline(
            compare.latest(catalogue, pair, indicator_id=indicator_id),
            compare.verdicts(catalogue, pair, indicator_id=indicator_id),
            measure=compare.indicator(catalogue, indicator_id),
        )

    assert headline(compare.FIRST_TIME_ENTRANTS) == "First-time entrants: Sutton similar to England and Wales"
    assert (
        headline(compare.REOFFENDING)
        == "Reoffending: Sutton 43.1%; England and Wales 34.2%; Suffolk not published"
    )


def test_the_subtitle_states_the_direction_of_good_and_the_period(
    catalogue: Catalogue, pair: Selection
) -> None:
    measure = compare.indicator(catalogue, compare.FIRST_TIME_ENTRANTS)
    words = narrate.subtitle(
        compare.trend(catalogue, pair, indicator_id=measure.indicator_id), measure=measure
    )
    assert "lower is better" in words
    assert words.endswith("Year ending December 2016 to 2024")
