"""The children in the caseload: shares, disproportionality, figures and words."""

from __future__ import annotations

import pandas as pd
import pytest

from yjs_dash.charts import children as charts
from yjs_dash.charts.theme import DARK, LIGHT
from yjs_dash.compare import Catalogue, Selection
from yjs_dash.compare import children as compare
from yjs_dash.compare.context import indicator
from yjs_dash.narrate import children as narrate
from yjs_dash.narrate.context import fits
from yjs_dash.store import DataSet, read_data_set

CASELOADS = [compare.CASELOAD_AGE, compare.CASELOAD_ETHNICITY, compare.CASELOAD_GENDER]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(read_data_set())


@pytest.fixture(scope="module")
def pair(catalogue: Catalogue) -> Selection:
    return catalogue.select(["suffolk", "sutton"])


def changed(catalogue: Catalogue, where: pd.Series, **columns: object) -> Catalogue:
    """The catalogue with other cells in the observations that `where` marks."""
    table = catalogue.data["observations"].copy()
    for column, value in columns.items():
        table.loc[where, column] = value
    return Catalogue(
        DataSet(frameworks=catalogue.data.frameworks, tables={**catalogue.data.tables, "observations": table})
    )


def cell(catalogue: Catalogue, area: str, indicator_id: str, breakdown: str) -> pd.Series:
    table = catalogue.data["observations"]
    return (
        (table["area"] == area) & (table["indicator_id"] == indicator_id) & (table["breakdown"] == breakdown)
    )


def test_ethnicity_stands_beside_the_local_population_with_unknown_as_its_own_part(
    catalogue: Catalogue, pair: Selection
) -> None:
    frame = compare.composition(catalogue, pair, indicator_id=compare.CASELOAD_ETHNICITY)
    assert list(frame.columns) == compare.COMPOSITION_COLUMNS
    sutton = frame[frame["area"] == "Sutton"].set_index(["breakdown", "population"])["value"]
    assert sutton["White", False] == 63
    assert sutton["White", True] == 59.4
    assert sutton["Unknown", False] == 7
    assert frame["breakdown"].unique().tolist() == ["White", "Black and minority ethnic", "Unknown"]


def test_age_stands_beside_the_national_caseload_and_the_region(
    catalogue: Catalogue, pair: Selection
) -> None:
    frame = compare.composition(catalogue, pair, indicator_id=compare.CASELOAD_AGE)
    young = frame[frame["breakdown"] == "10–14"].set_index(["service", "area"])["value"]
    assert young["Suffolk", "Suffolk"] == 31
    assert young["Suffolk", "England and Wales"] == 18
    assert young["Sutton", "London"] == 16


def test_a_complement_is_never_derived(catalogue: Catalogue, pair: Selection) -> None:
    frame = compare.composition(catalogue, pair, indicator_id=compare.CASELOAD_AGE)
    older = frame[(frame["service"] == "Suffolk") & (frame["breakdown"] == "15–17") & ~frame["comparator"]]
    assert older["status"].tolist() == ["x"]
    assert older["value"].isna().all()


def test_unknown_stays_in_view_where_a_notice_printed_only_one_share(catalogue: Catalogue) -> None:
    selection = catalogue.select(["brighton-and-hove"])
    frame = compare.composition(catalogue, selection, indicator_id=compare.CASELOAD_ETHNICITY)
    shares = frame.set_index("breakdown")
    assert shares.loc["White", "value"] == 65
    assert shares.loc["Unknown", "label"] == "not published [x]"


def test_a_suppressed_share_keeps_its_shorthand(catalogue: Catalogue) -> None:
    hit = cell(catalogue, "Sutton", compare.CASELOAD_ETHNICITY, "Unknown")
    used = changed(catalogue, hit, value=float("nan"), status="c")
    frame = compare.composition(used, used.select(["sutton"]), indicator_id=compare.CASELOAD_ETHNICITY)
    own = frame[(frame["breakdown"] == "Unknown") & ~frame["comparator"]]
    assert own["label"].tolist() == ["suppressed [c]"]
    assert pd.isna(compare.relative_rates(used, used.select(["sutton"]))["index"].iloc[0])


@pytest.mark.parametrize(("unknown", "total"), [(7.0, "99"), (9.0, "101")])
def test_shares_of_99_or_101_stand_as_printed_with_a_note(
    catalogue: Catalogue, unknown: float, total: str
) -> None:
    used = changed(catalogue, cell(catalogue, "Sutton", compare.CASELOAD_ETHNICITY, "Unknown"), value=unknown)
    frame = compare.composition(used, used.select(["sutton"]), indicator_id=compare.CASELOAD_ETHNICITY)
    assert f"Sutton: the printed shares add to {total} per cent, from rounding." in compare.sum_notes(frame)
    assert frame[(frame["breakdown"] == "White") & ~frame["comparator"]]["value"].tolist() == [63]


def test_shares_of_100_need_no_note(catalogue: Catalogue) -> None:
    used = changed(catalogue, cell(catalogue, "Sutton", compare.CASELOAD_ETHNICITY, "Unknown"), value=8.0)
    frame = compare.composition(used, used.select(["sutton"]), indicator_id=compare.CASELOAD_ETHNICITY)
    assert compare.sum_notes(frame) == []


def test_the_index_of_sutton_and_its_bounds(catalogue: Catalogue, pair: Selection) -> None:
    row = compare.relative_rates(catalogue, pair).iloc[1]
    found = [
        round(row[name], 2) for name in ("index", "low", "high", "unknown_to_baseline", "unknown_to_group")
    ]
    assert found == [0.67, 0.66, 0.69, 0.61, 0.84]


def test_suffolk_has_no_index_because_no_share_of_its_population_is_published(
    catalogue: Catalogue, pair: Selection
) -> None:
    row = compare.relative_rates(catalogue, pair).iloc[0]
    assert row["status"] == "x"
    assert pd.isna(row["index"])
    assert "population" in row["note"]


def test_a_population_share_of_zero_gives_a_reason_and_no_index(catalogue: Catalogue) -> None:
    hit = cell(catalogue, "Sutton", "population_10_17_ethnicity", "Black and minority ethnic")
    used = changed(catalogue, hit, value=0.0)
    row = compare.relative_rates(used, used.select(["sutton"])).iloc[0]
    assert row["status"] == "x"
    assert row["note"].startswith("There is no index.")


def test_bars_are_grouped_from_zero_with_one_bar_for_a_shared_comparator(
    catalogue: Catalogue, pair: Selection
) -> None:
    frame = compare.composition(catalogue, pair, indicator_id=compare.CASELOAD_AGE)
    figure = charts.composition_bars(frame, theme=LIGHT, title="T", subtitle="S")
    assert figure.layout.xaxis.range[0] == 0
    names = [trace.name for trace in figure.data]
    assert sum(name.startswith("England and Wales: 18%") for name in names) == 1
    texts = [annotation.text for annotation in figure.layout.annotations]
    assert "Suffolk: not published [x]" in texts
    assert "<b>Aged 10–14</b>" in texts


def test_the_bar_of_unknown_is_always_drawn(catalogue: Catalogue, pair: Selection) -> None:
    frame = compare.composition(catalogue, pair, indicator_id=compare.CASELOAD_ETHNICITY)
    figure = charts.composition_bars(frame, theme=DARK, title="T", subtitle="S")
    assert [tuple(trace.x) for trace in figure.data][-3:] == [(11.0,), (7.0,), (0.0,)]
    population = next(trace for trace in figure.data if "10–17 in Sutton: 59.4%" in trace.name)
    assert population.marker.color == DARK.background


def test_paired_dots_carry_the_index_in_words(catalogue: Catalogue, pair: Selection) -> None:
    figure = charts.relative_rate_dots(
        compare.relative_rates(catalogue, pair), theme=LIGHT, title="T", subtitle="S"
    )
    words = " ".join(annotation.text.replace("<br>", " ") for annotation in figure.layout.annotations)
    assert "Relative rate index 0.67 (0.66–0.69" in words
    assert "0.61 if all Unknown were White, 0.84 if all were Black and minority ethnic" in words
    assert "there is no index" in words
    dots = [tuple(trace.x) for trace in figure.data if trace.mode == "markers"]
    assert (29.0,) in dots
    assert (40.6,) in dots


@pytest.mark.parametrize("ids", [["suffolk"], ["suffolk", "sutton"], ["cardiff"], None])
@pytest.mark.parametrize("empty", [False, True])
def test_every_selection_has_figures_and_words_even_without_data(
    catalogue: Catalogue, ids: list[str] | None, empty: bool
) -> None:
    tables = dict(catalogue.data.tables)
    if empty:
        tables["observations"] = tables["observations"].iloc[:0]
    used = Catalogue(DataSet(frameworks=catalogue.data.frameworks, tables=tables))
    selection = used.select(ids if ids is not None else list(used.entries))
    for indicator_id in CASELOADS:
        measure = indicator(used, indicator_id)
        frame = compare.composition(used, selection, indicator_id=indicator_id)
        assert set(frame["service_id"]) == set(selection.ids)
        title = narrate.composition_headline(frame, measure=measure)
        assert fits(title)
        charts.composition_bars(
            frame, theme=LIGHT, title=title, subtitle=narrate.composition_subtitle(frame, measure=measure)
        )
        assert narrate.composition_alternative(frame, measure=measure)
        assert narrate.composition_conclusion(frame, measure=measure)
    rates = compare.relative_rates(used, selection)
    assert set(rates["service_id"]) == set(selection.ids)
    assert fits(narrate.relative_rate_headline(rates))
    charts.relative_rate_dots(rates, theme=DARK, title="T", subtitle=narrate.relative_rate_subtitle(rates))
    assert narrate.relative_rate_alternative(rates)
    assert narrate.relative_rate_conclusion(rates)


def test_printed_shares_get_no_verdict(catalogue: Catalogue, pair: Selection) -> None:
    for indicator_id in CASELOADS:
        measure = indicator(catalogue, indicator_id)
        frame = compare.composition(catalogue, pair, indicator_id=indicator_id)
        words = narrate.composition_headline(frame, measure=measure) + narrate.composition_alternative(
            frame, measure=measure
        )
        assert not {"similar", "higher", "lower"} & set(words.lower().split())
