"""Rates of all local authorities: which picture is drawn, what it may say, and that its figures are the file's."""

from __future__ import annotations

import dataclasses
import random
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.frames import with_frames
from yjs_dash import stats
from yjs_dash.charts.dots import ChartOptions, dodge_lanes
from yjs_dash.charts.funnel import Line, funnel_figure, interval_figure, strip_figure
from yjs_dash.charts.point_labels import PointLabel, _boxes, _meet, placed
from yjs_dash.charts.theme import DARK, LIGHT, MARKERS
from yjs_dash.compare import Catalogue
from yjs_dash.compare import national_rates as of
from yjs_dash.compare.national import Filter
from yjs_dash.compare.rate_figures import is_of_another_year, nearest_populations, population_gap
from yjs_dash.compare.rate_limits import ImpliedCounts, control_limits
from yjs_dash.narrate import national_rates as say
from yjs_dash.narrate import rate_words as words
from yjs_dash.narrate.context_sentences import fits
from yjs_dash.narrate.method import method
from yjs_dash.schema import TABLES
from yjs_dash.store import read_data_set
from yjs_dash.store.imports import NewImport, open_store
from yjs_dash.store.layers import layered_data_set
from yjs_dash.store.statistics import statistics_payload

ENTRANTS = "first_time_entrant_rate"
CAUTIONED = "cautioned_or_sentenced_rate"
OLDER = "reoffending_rate_15_17"
YEAR, YEAR_END = "year ending December 2024", "2024-12-31"
COLUMNS = [
    "Area", "Region", "Period", "Figure, per 100,000 aged 10–17", "Count [e]", "95% interval", "Compared with",
    "Limits", "Verdict", "Source",
]  # fmt: skip
WORDS = ("within the range", "above the", "below the", "similar", "higher than", "lower than", "told apart")

Row = dict[str, str]
Make = Callable[[Iterable[Row]], Catalogue]


def rate(
    area: str,
    value: float | None,
    *,
    indicator: str = ENTRANTS,
    area_type: str = "local_authority",
    period: str = YEAR,
    end: str = YEAR_END,
    status: str = "",
) -> Row:
    return {
        **dict.fromkeys(TABLES["observations"].column_names, ""),
        "area": area,
        "area_type": area_type,
        "indicator_id": indicator,
        "period": period,
        "period_end": end,
        "value": "" if value is None else f"{value:g}",
        "status": status or ("x" if value is None else ""),
        "source_id": "dfe-lait-2026-04",
        "confidence": "high",
    }


def people(area: str, number: int, *, end: str = "2024-06-30", area_type: str = "local_authority") -> Row:
    row = rate(
        area, None, indicator="population_10_17", area_type=area_type, period=f"mid-{end[:4]}", end=end
    )
    return {**row, "value": str(number), "status": ""}


def somewhere(number: int, *, seed: int = 1, spread: float = 1.0) -> list[Row]:
    """Rates and populations of made-up authorities around 140 per 100,000."""
    draw = random.Random(seed)
    rows = []
    for n in range(number):
        living = draw.randint(5_000, 90_000)
        expected = living * 140 / 100_000
        children = max(0, round(draw.gauss(expected, spread * expected**0.5)))
        rows += [rate(f"Place {n:03}", round(100_000 * children / living)), people(f"Place {n:03}", living)]
    return rows


@pytest.fixture(scope="module")
def bundled() -> Catalogue:
    return Catalogue(read_data_set())


@pytest.fixture(scope="module")
def make(bundled: Catalogue) -> Make:
    def build(rows: Iterable[Row]) -> Catalogue:
        cells = pd.DataFrame(list(rows), columns=TABLES["observations"].column_names, dtype="str")
        return Catalogue(with_frames(bundled.data, observations=cells))

    return build


def shown(
    catalogue: Catalogue,
    services: Iterable[str] = ("suffolk", "sutton"),
    *,
    indicator: str = ENTRANTS,
    wanted: Filter | None = None,
) -> of.FilteredRates:
    rates = of.rates(catalogue, indicator_id=indicator)
    return of.filtered_rates(rates, catalogue.select(services), wanted or Filter())


def figure(picture: of.FilteredRates, *, theme: Any = LIGHT) -> go.Figure:
    """The figure as the page draws it, checked property by property as plotly does when asked to."""
    rates, rows = picture.rates, picture.rows
    ids = dict.fromkeys(row.service_id for row in rows if row.service_id)
    options = ChartOptions(
        theme=theme,
        slots={name: slot for slot, name in enumerate(ids)},
        title=say.headline(picture),
        subtitle=say.subtitle(picture),
        unit=rates.measure.unit,
    )
    line = Line(words.line_name(rates), rates.reference.value) if rates.reference else None
    if rates.chart_type == "intervals":
        drawn = interval_figure(rows, line=line, options=options)
    elif rates.chart_type == "funnel":
        assert line is not None
        drawn = funnel_figure(rows, rates.curve, line=line, options=options)
    else:
        drawn = strip_figure(rows, middle=Line("Median", picture.median), options=options)
    return go.Figure(drawn.to_plotly_json())


def all_words(picture: of.FilteredRates) -> str:
    return " ".join(
        [
            say.headline(picture),
            say.subtitle(picture),
            say.alternative(picture),
            say.extent_sentence(picture),
            *say.verdict_sentences(picture),
            *say.missing_sentences(picture),
            *say.method_sentences(picture),
            *say.remarks(picture),
        ]
    )


def row_of(picture: of.FilteredRates, area: str) -> Mapping[str, str]:
    frame = say.table(picture)
    found: dict[str, str] = frame[frame["Area"] == area].to_dict("records")[0]
    return found


# Which picture


@pytest.mark.parametrize(
    ("areas", "form"), [(1, "intervals"), (9, "intervals"), (10, "funnel"), (160, "funnel")]
)
def test_ten_comparable_authorities_make_a_funnel_and_fewer_make_intervals(
    make: Make, areas: int, form: str
) -> None:
    picture = shown(make(somewhere(areas)))
    assert picture.rates.chart_type == form
    assert len(picture.counted) == areas
    assert figure(picture).layout.meta[0]


def test_without_populations_there_is_a_strip_without_limits_and_verdicts_that_says_how_to_add_them(
    make: Make,
) -> None:
    rows = [row for row in somewhere(20) if row["indicator_id"] == ENTRANTS]
    picture = shown(make([*rows, rate("Sutton", 89), rate("Suffolk", 123)]))
    assert picture.rates.chart_type == "strip"
    assert list(say.table(picture).columns) == [*COLUMNS[:4], "Source"]
    told = all_words(picture)
    assert "of the 22 authorities with a figure we have the population aged 10 to 17 for none." in told
    assert "“Figures of your own” on the page “Add a report”" in told
    assert not {"population_10_17", "local_authority", "indicator_id"} & set(told.split())
    assert not any(word in told for word in WORDS)


def test_the_bundled_data_have_limits_for_the_rates_of_all_english_authorities(bundled: Catalogue) -> None:
    assert [measure.indicator_id for measure in of.available(bundled)] == list(of.FIRST)
    for indicator_id in ("first_time_entrant_rate", "cautioned_or_sentenced_rate"):
        picture = shown(bundled, indicator=indicator_id)
        assert picture.rates.chart_type == "funnel"
        assert len(picture.counted) > 140
        assert all(row.limits for row in picture.rows if row.counted)
        assert {row.population_period for row in picture.rows if row.counts} == {"mid-2023"}
        assert all(words.judged(picture).values())
        assert "Figures of your own" not in " ".join(say.method_sentences(picture))
        assert (
            f"For all {len(picture.counted)} authorities the population is not of the year of the rate but the nearest "
            "that we have (mid-2023), so it is an estimate [e]."
        ) in say.remarks(picture)
    for indicator_id in ("reoffending_rate_10_14", "reoffending_rate_15_17"):
        assert shown(bundled, indicator=indicator_id).rates.chart_type == "strip"


@pytest.mark.parametrize(
    ("end", "nearest"),
    [("2020-12-31", 2020), ("2021-12-31", 2020), ("2022-12-31", 2023), ("2025-03-31", 2023)],
)
def test_a_rate_has_the_population_nearest_to_its_year_and_never_one_between_two(
    bundled: Catalogue, end: str, nearest: int
) -> None:
    found = nearest_populations(bundled, end)["Westminster"]
    assert (found.period, found.value) == (f"mid-{nearest}", {2020: 21470, 2023: 13365}[nearest])
    assert is_of_another_year(found, end=end) == (end[:4] != str(nearest))


def test_how_far_two_populations_lie_apart_is_computed_from_them(make: Make) -> None:
    rows = [people(f"Place {n:02}", 1000 * n, end="2020-06-30") for n in range(1, 12)]
    rows += [people(f"Place {n:02}", 1000 * n + 10 * n * n, end="2023-06-30") for n in range(1, 12)]
    gap = population_gap(make(rows))
    assert gap is not None
    assert (gap.earlier, gap.later, gap.authorities, gap.worst_area) == (
        "mid-2020",
        "mid-2023",
        11,
        "Place 11",
    )
    assert gap.median == pytest.approx(0.06)
    assert gap.worst == pytest.approx(0.11)
    assert population_gap(make(rows[:11])) is None


def test_the_two_bundled_populations_differ_as_the_method_says(bundled: Catalogue) -> None:
    gap = population_gap(bundled)
    assert gap is not None
    table = bundled.data["observations"].query(
        "indicator_id == 'population_10_17' and area_type == 'local_authority'"
    )
    wide = table.pivot(index="area", columns="period", values="value").dropna()
    apart = (wide["mid-2023"] / wide["mid-2020"] - 1).abs()
    assert gap.authorities == len(apart) == 175
    assert gap.median == pytest.approx(apart.median())
    assert (gap.worst_area, gap.worst) == (apart.idxmax(), pytest.approx(apart.max()))
    told = " ".join(s for _, found in method(bundled.data.frameworks, populations=gap) for s in found)
    assert f"by {100 * apart.median():.1f}% in the middle one of 175 authorities" in told
    assert f"by {100 * apart.max():.1f}% in {apart.idxmax()}, where it differs most" in told


def test_a_few_populations_among_many_rates_give_the_chosen_an_interval_and_nobody_a_verdict(
    make: Make,
) -> None:
    rows = [row for row in somewhere(40) if row["indicator_id"] == ENTRANTS]
    picture = shown(make([*rows, rate("Sutton", 89), people("Sutton", 21_000), rate("Suffolk", 123)]))
    assert picture.rates.chart_type == "strip"
    assert (
        "of the 42 authorities with a figure we have the population aged 10 to 17 for only 1."
        in all_words(picture)
    )
    assert row_of(picture, "Sutton")["95% interval"]
    assert {"Compared with", "Limits", "Verdict"}.isdisjoint(say.table(picture).columns)
    intervals = [
        shape for shape in figure(picture).layout.shapes if shape.yref != "paper" and shape.y0 == shape.y1
    ]
    assert len(intervals) == 1


def test_an_authority_without_a_population_is_not_in_a_funnel_and_that_is_said(make: Make) -> None:
    picture = shown(make([*somewhere(12), rate("Sutton", 89)]))
    assert picture.rates.chart_type == "funnel"
    assert "Sutton: 89, not compared because we do not have its population." in all_words(picture)
    assert (
        "We do not have the population of 1 of the 13 authorities with a figure, so 1 is not drawn."
        in all_words(picture)
    )


@pytest.mark.parametrize("indicator", [OLDER, "reoffending_rate_10_14"])
def test_reoffending_has_neither_limits_nor_verdict_whatever_populations_are_there(
    make: Make, indicator: str
) -> None:
    rows = [rate(f"Place {n}", 20 + n, indicator=indicator) for n in range(30)]
    rows += [people(f"Place {n}", 20_000) for n in range(30)]
    picture = shown(make([*rows, rate("Sutton", 34.15, indicator=indicator)]), indicator=indicator)
    assert picture.rates.chart_type == "strip"
    told = all_words(picture)
    assert "number of children behind each percentage is not published" in told
    assert "Add a report" not in told
    assert not any(word in told for word in WORDS)


def test_rates_of_no_children_at_all_have_no_limits(make: Make) -> None:
    rows = [row for n in range(12) for row in (rate(f"Place {n}", 0), people(f"Place {n}", 9_000))]
    picture = shown(make(rows))
    assert picture.rates.chart_type == "strip"
    assert "There are no control limits: every rate here is zero." in all_words(picture)
    assert figure(picture).data


def test_an_indicator_of_no_authority_is_not_offered(make: Make) -> None:
    catalogue = make([rate("London", 100, area_type="region"), rate("Sutton", None)])
    assert of.available(catalogue) == []
    assert of.rates(catalogue, indicator_id=ENTRANTS).chart_type == "strip"


def test_the_indicators_of_the_bundled_data_are_offered_in_order(bundled: Catalogue) -> None:
    assert [measure.indicator_id for measure in of.available(bundled)] == list(of.FIRST)


# The line, the limits, over-dispersion


def test_a_national_rate_of_the_same_period_is_the_line(make: Make) -> None:
    nation = rate("England", 150, area_type="nation")
    other = rate("England", 999, area_type="nation", period="year ending December 2023", end="2023-12-31")
    picture = shown(make([*somewhere(12), nation, other]))
    assert picture.rates.reference == of.Reference("England", 150.0)
    assert "The line is the rate published for England, 150." in all_words(picture)


def test_both_nations_together_come_first_where_welsh_authorities_take_part(make: Make) -> None:
    nations = [rate("England", 150, area_type="nation"), rate("England and Wales", 148, area_type="nation")]
    welsh = [rate("Cardiff", 160), people("Cardiff", 33_000)]
    assert shown(make([*somewhere(12), *nations])).rates.reference == of.Reference("England", 150.0)
    picture = shown(make([*somewhere(12), *nations, *welsh]), ["cardiff"])
    assert picture.rates.reference == of.Reference("England and Wales", 148.0)
    assert words.judged(picture)["Cardiff"]


def test_without_a_national_rate_the_line_is_that_of_the_authorities_together(make: Make) -> None:
    rows = [row for n in range(10) for row in (rate(f"Place {n}", 100), people(f"Place {n}", 20_000))]
    picture = shown(make(rows))
    assert picture.rates.reference is not None
    assert picture.rates.reference.value == pytest.approx(100.0)
    assert "We have no national rate for this period." in all_words(picture)
    assert "The line is the rate of the 10 authorities together, 100 [e]." in all_words(picture)


def test_fewer_than_ten_authorities_do_not_stand_for_a_nation(make: Make) -> None:
    picture = shown(make([*somewhere(8), rate("Sutton", 89), people("Sutton", 21_278)]))
    assert picture.rates.reference is None
    assert "We do not compare these rates" in all_words(picture)
    assert not any(words.judged(picture).values())


def test_intervals_are_compared_with_a_national_rate(make: Make) -> None:
    rows = [rate("Sutton", 89), people("Sutton", 21_278), rate("Suffolk", 123), people("Suffolk", 67_000)]
    picture = shown(make([*rows, rate("England", 150, area_type="nation")]))
    assert words.judged(picture) == {
        "Suffolk": "cannot be told apart from England",
        "Sutton": "lower than England",
    }
    assert stats.rate_verdict(events=19, population=21_278, reference=150).at_95 == "lower"


def test_over_dispersion_widens_the_limits_and_is_said(make: Make) -> None:
    calm, wild = shown(make(somewhere(60, spread=0.9))), shown(make(somewhere(60, spread=3)))
    assert calm.rates.overdispersion is not None
    assert wild.rates.overdispersion is not None
    assert not calm.rates.overdispersion.applies
    assert "no larger than chance would produce, so the limits are not widened" in all_words(calm)
    assert wild.rates.overdispersion.applies
    assert "larger than chance would produce, so the limits are about" in all_words(wild)
    row = next(row for row in wild.rates.areas if row.counts)
    assert row.counts is not None
    assert row.limits is not None
    assert wild.rates.reference is not None
    expected = stats.funnel_rate(
        population=row.counts.population, target=wild.rates.reference.value, phi=wild.rates.overdispersion.phi
    )
    assert (row.limits.low_95, row.limits.high_998) == (expected.at_95.low, expected.at_998.high)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (150, "within the range that chance would produce"),
        (190, "above the 95% limit"),
        (300, "above the 99.8% limit"),
        (115, "below the 95% limit"),
        (40, "below the 99.8% limit"),
    ],
)
def test_a_chosen_authority_is_told_where_it_lies_among_the_limits(make: Make, value: int, said: str) -> None:
    rows = [*somewhere(60, spread=0.5), rate("England", 150, area_type="nation")]
    picture = shown(make([*rows, rate("Sutton", value), people("Sutton", 50_000)]), ["sutton"])
    assert picture.rates.overdispersion is not None
    assert not picture.rates.overdispersion.applies
    assert words.judged(picture) == {"Sutton": said}
    assert say.headline(picture) == f"The rate of first-time entrants (2024): Sutton {said}"
    frame = say.table(picture)
    assert set(frame["Verdict"]) == {said, ""}
    assert (frame["Verdict"] != "").sum() == 1


def test_counts_that_lead_to_different_verdicts_lead_to_none() -> None:
    limits = stats.funnel_rate(population=200_000, target=100)
    edge = int(limits.at_95.high * 2)
    counts = ImpliedCounts(population=200_000, first=edge, last=edge + 1, exact=True, low=0.0, high=0.0)
    assert control_limits(counts, reference=100, per=100_000, phi=1).at_95 == ""
    one = dataclasses.replace(counts, last=edge)
    assert control_limits(one, reference=100, per=100_000, phi=1).at_95 == "similar"


# Counts


def test_no_events_have_an_interval_from_zero(make: Make) -> None:
    picture = shown(make([*somewhere(12), rate("Sutton", 0), people("Sutton", 20_000)]))
    row = row_of(picture, "Sutton")
    assert row["Count [e]"] == "0 [e]"
    assert row["95% interval"] == "0 to 18.4"
    assert pytest.approx(18.4, abs=0.05) == 100_000 * 3.689 / 20_000


def test_a_derived_count_of_one_to_five_children_is_not_shown(make: Make) -> None:
    small = {f"Place s{n}": n for n in range(1, 7)}
    rows = [row for area, n in small.items() for row in (rate(area, n * 10), people(area, 10_000))]
    picture = shown(make([*somewhere(12), *rows]))
    counts = [row_of(picture, area)["Count [e]"] for area in small]
    assert counts == ["[c]"] * 5 + ["6 [e]"]
    assert "Numbers from 1 to 5 are not shown [c]." in all_words(picture)


def test_a_rate_that_several_counts_fit_shows_all_of_them(make: Make) -> None:
    picture = shown(make([*somewhere(12), rate("Suffolk", 131), people("Suffolk", 160_000)]))
    assert row_of(picture, "Suffolk")["Count [e]"] == "209 to 210 [e]"


def test_a_rate_that_no_count_fits_is_said_to_rest_on_another_population(make: Make) -> None:
    picture = shown(make([rate("Sutton", 133), people("Sutton", 21_278)]))
    assert row_of(picture, "Sutton")["Count [e]"] == "28 [e]"
    assert "For 1 of 1 authorities the published rate does not match a whole number of children" in all_words(
        picture
    )


def test_a_whole_number_among_figures_with_a_decimal_has_one_too(make: Make) -> None:
    rows = [rate("Sutton", 42, indicator=CAUTIONED), rate("Suffolk", 21.4, indicator=CAUTIONED)]
    picture = shown(make([*rows, people("Sutton", 20_000)]), indicator=CAUTIONED)
    assert row_of(picture, "Sutton")["Count [e]"] == "84 [e]"


def test_the_population_of_a_service_stands_for_its_only_authority_and_no_further_than_two_years(
    make: Make,
) -> None:
    service = people("Sutton", 21_278, area_type="service")
    assert shown(make([rate("Sutton", 133), service])).rates.areas[0].population == 21_278
    late = people("Sutton", 21_278, end="2020-06-30", area_type="service")
    assert shown(make([rate("Sutton", 133), late])).rates.areas[0].population is None
    nearer = people("Sutton", 22_000, end="2023-06-30")
    assert shown(make([rate("Sutton", 133), service, nearer])).rates.areas[0].population == 21_278


# Figures that are missing, unreliable, of another period


def test_suppressed_and_unpublished_figures_are_counted_in_a_sentence(make: Make) -> None:
    rows = [rate(f"Place x{n}", None) for n in range(12)] + [rate("Place c", None, status="c")]
    picture = shown(make([*somewhere(11), *rows]))
    assert "For 12 authorities no figure is published [x]." in all_words(picture)
    assert "The figure for one authority is suppressed [c]." in all_words(picture)
    assert row_of(picture, "Place c")[f"Figure, {picture.rates.measure.unit}"] == "suppressed [c]"


def test_an_unreliable_figure_is_hollow_and_in_no_statistic(make: Make) -> None:
    rows = [rate("Place a", 100), rate("Place b", 200), rate("Old Place", 900, status="u")]
    picture = shown(make([*rows, people("Old Place", 30_000)]))
    assert (picture.median, picture.counted) == (150.0, [100.0, 200.0])
    assert "drawn hollow and left out of every calculation: Old Place." in all_words(picture)
    assert [trace.marker.symbol for trace in figure(picture).data] == ["circle", "circle-open"]
    in_funnel = shown(make([*somewhere(12), *rows, people("Old Place", 30_000)]))
    assert "not drawn and left out of every calculation: Old Place." in all_words(in_funnel)


def test_a_period_that_has_only_begun_to_be_published_waits(make: Make) -> None:
    new = rate("Sutton", 80, period="year ending December 2025", end="2025-12-31")
    picture = shown(make([*somewhere(12), rate("Sutton", 89), new]))
    assert picture.rates.period == YEAR
    assert "1 authority has newer figures. We will show them once most authorities do." in all_words(picture)
    assert row_of(picture, "Sutton")["Period"] == YEAR


def test_a_welsh_service_without_a_figure_is_said_to_have_none(bundled: Catalogue) -> None:
    picture = shown(bundled, ["cardiff", "sutton"])
    assert say.missing_sentences(picture) == ["We have no figure for Cardiff for this period."]
    assert [row.name for row in picture.chosen] == ["Sutton"]


def test_each_authority_of_a_service_is_marked_by_its_own_name(make: Make) -> None:
    poole = "Bournemouth, Christchurch and Poole"
    both = [rate("Dorset", 96), rate(poole, 135), people("Dorset", 33_000), people(poole, 34_000)]
    picture = shown(make([*somewhere(12), *both]), ["dorset-combined"])
    assert [row.name for row in picture.chosen] == ["Dorset", poole]
    assert {row.service_id for row in picture.chosen} == {"dorset-combined"}
    partly = shown(make([*somewhere(12), *both[1:]]), ["dorset-combined"])
    assert say.missing_sentences(partly) == [
        "We have no figure for Dorset (part of Dorset Combined) for this period."
    ]


def test_one_service_and_none_have_a_headline(make: Make) -> None:
    catalogue = make([rate("Sutton", 89), rate("Suffolk", 123), rate("Place", 200)])
    assert say.headline(shown(catalogue, ["sutton"])) == (
        "The rate of first-time entrants (2024), beside the median of the 3 authorities shown: lower in Sutton"
    )
    assert say.headline(shown(catalogue, [])) == (
        "The rate of first-time entrants ran from 89 to 200 in 3 authorities (2024)"
    )


# Filters


def test_a_filter_hides_authorities_and_changes_no_verdict(make: Make) -> None:
    rows = [*somewhere(40, spread=2), rate("Sutton", 60), people("Sutton", 50_000), rate("Suffolk", 123)]
    catalogue = make([*rows, people("Suffolk", 67_000)])
    everywhere, london = shown(catalogue), shown(catalogue, wanted=Filter(regions=("London",)))
    assert [row.area for row in london.rows] == ["Sutton"]
    assert london.rates is everywhere.rates
    assert (
        words.judged(london)["Sutton"]
        == words.judged(everywhere)["Sutton"]
        != "within the range that chance would produce"
    )
    told = all_words(london)
    assert "The filter leaves out Suffolk." in told
    assert "The filter also leaves out 40 authorities whose region we do not know." in told
    assert figure(london).data


def test_a_filter_that_leaves_nothing_is_said(bundled: Catalogue) -> None:
    picture = shown(bundled, wanted=Filter(countries=("Wales",)))
    assert picture.counted == []
    assert say.headline(picture) == "We have no figure here for the rate of first-time entrants"
    assert say.extent_sentence(picture) == ""


# Table, words, figures


def test_the_table_has_the_chosen_first_and_the_others_in_alphabetical_order(make: Make) -> None:
    rows = [rate(area, value) for area, value in (("Zell", 5), ("aston", 300), ("Sutton", 89), ("Bury", 70))]
    frame = say.table(shown(make([*rows, rate("Suffolk", 123)])))
    assert list(frame["Area"]) == ["Suffolk", "Sutton", "aston", "Bury", "Zell"]
    assert list(say.table(shown(make([*somewhere(12), *rows, people("Sutton", 21_278)]))).columns) == COLUMNS
    assert list(frame["Region"])[:3] == ["East of England", "London", "not known"]
    assert frame["Source"].str.len().min() > 0


@pytest.mark.parametrize(
    "services", [[], ["sutton"], ["suffolk", "sutton"], ["dorset-combined", "sutton", "suffolk"]]
)
@pytest.mark.parametrize("indicator", of.FIRST)
@pytest.mark.parametrize("with_people", [True, False])
def test_headlines_have_ten_words_or_fewer(
    make: Make, services: list[str], indicator: str, with_people: bool
) -> None:
    areas = ["Dorset", "Bournemouth, Christchurch and Poole", "Sutton", "Suffolk"]
    rows = [rate(f"Place {n}", 20 + n, indicator=indicator) for n in range(20)]
    rows += [rate(area, 21.5 + 20 * n, indicator=indicator) for n, area in enumerate(areas)]
    if with_people:
        rows += [people(row["area"], 20_000) for row in rows]
    picture = shown(make(rows), services, indicator=indicator)
    assert fits(say.headline(picture))
    assert "lower is better" in say.subtitle(picture)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("areas", [9, 160, 330])
@pytest.mark.parametrize("with_people", [True, False])
def test_every_authority_is_drawn_once_and_every_colour_is_set(
    make: Make, theme: Any, areas: int, with_people: bool
) -> None:
    rows = [*somewhere(areas - 1), rate("Sutton", 89), people("Sutton", 21_278)]
    rows = [row for row in rows if with_people or row["indicator_id"] == ENTRANTS]
    drawn = figure(shown(make(rows)), theme=theme)
    dots = [trace for trace in drawn.data if trace.mode == "markers"]
    names = [text for trace in dots for text in trace.text]
    assert len(set(names)) == areas
    assert all(trace.marker.color and trace.marker.line.color for trace in dots)
    assert all(trace.line.color for trace in drawn.data if trace.mode == "lines")
    assert all(note.font.color for note in drawn.layout.annotations)
    assert all(shape.line.color for shape in drawn.layout.shapes)
    assert drawn.layout.paper_bgcolor or drawn.layout.template.layout.paper_bgcolor
    assert any("Sutton" in note.text for note in drawn.layout.annotations)
    assert any(trace.marker.symbol == MARKERS[0] and trace.name == "Sutton" for trace in dots)


def test_dots_that_would_touch_stand_in_different_lanes() -> None:
    values = [(value, False) for value in (1.0, 1.0, 1.05, 2.0)]
    assert dodge_lanes(values, pixel=0.1) == [0, 1, 2, 0]


def test_text_from_data_is_shown_as_it_is(make: Make) -> None:
    hostile = "<b>Ho</b><img src=x>"
    for rows in ([rate(hostile, 90)], [rate(hostile, 90), people(hostile, 20_000)]):
        drawn = figure(shown(make(rows)))
        texts = [text for trace in drawn.data for text in trace.text or ()]
        texts += [note.text for note in drawn.layout.annotations]
        assert any("&lt;b&gt;Ho&lt;/b&gt;&lt;img src=x&gt;" in text for text in texts)
        assert not any("<img" in text for text in texts)


@given(
    st.lists(
        st.tuples(st.floats(0.02, 0.95), st.floats(0.02, 0.95), st.sampled_from(["Sutton 89", "Bath 101.5"])),
        min_size=1,
        max_size=6,
    )
)
def test_labels_stand_clear_of_each_other_at_every_width(points: list[tuple[float, float, str]]) -> None:
    flags = [PointLabel(text, x, y * 400) for x, y, text in points]
    places = placed(flags, height=400)
    for width in (258, 300, 500, 860, 1800):
        labels = [_boxes(flag, place, width)[0] for flag, place in zip(flags, places, strict=True)]
        for n, one in enumerate(labels):
            assert one[0] > -20
            assert one[1] < width + 20
            assert not any(_meet(one, other) for other in labels[:n])


def test_ten_times_the_authorities_cost_less_than_five_times_the_time(make: Make) -> None:
    def seconds(authorities: int) -> float:
        rows = [
            *somewhere(authorities - 2),
            rate("Sutton", 89),
            people("Sutton", 21_278),
            rate("Suffolk", 123),
        ]
        catalogue = make([*rows, people("Suffolk", 67_000)])
        selection = catalogue.select(["sutton", "suffolk"])

        def run() -> float:
            started = time.process_time()
            picture = of.filtered_rates(of.rates(catalogue, indicator_id=ENTRANTS), selection, Filter())
            all_words(picture)
            say.table(picture)
            return time.process_time() - started

        run()
        return min(run() for _ in range(10))

    assert seconds(330) < 5 * seconds(33)


# The publisher's own files


def test_fifty_drawn_values_of_the_table_are_those_of_the_file(
    shared: Path, bundled: Catalogue, tmp_path: Path
) -> None:
    from yjs_dash.sources import read_statistics, recognise

    folder = shared / "official" / "lait"
    if not folder.is_dir():
        pytest.skip("needs the publisher’s files in the folder “shared/official/lait” beside the checkout")
    files = {recognise(path): path for path in folder.iterdir()}
    wanted = [files["lait_data"], files["lait_dictionary"]]
    read = read_statistics(
        wanted, known={name: bundled.data[name] for name in ("services", "indicators", "sources")}
    )
    tables = {name: getattr(read, name) for name in ("observations", "indicators", "sources")}
    store = open_store(environment={"YJS_DASH_HOME": str(tmp_path)})
    store.add(NewImport("0" * 64, "lait.parquet", "statistics", "1", statistics_payload(tables)))
    catalogue = Catalogue(layered_data_set(bundled.data, store))
    store.close()
    raw = pd.read_parquet(files["lait_data"])
    printed = {
        ENTRANTS: ("FirstYJS", "2024"),
        CAUTIONED: ("YJS_Caution-Sentence10-17_YO", "2025"),
        "reoffending_rate_10_14": ("ReoffYO", "2024"),
        OLDER: ("ReoffYO15-17", "2024"),
    }
    pairs = []
    for indicator, (short, year) in printed.items():
        own = raw[(raw["Short Desc"] == short) & raw["Years"].str.startswith((year, f"{int(year) - 1}-"))]
        values = dict(zip(own["LA and Regions"], own["Values"], strict=True))
        picture = shown(catalogue, indicator=indicator)
        frame = say.table(picture)
        assert year in frame["Period"].iloc[0]
        assert len(frame) > 150
        column = f"Figure, {picture.rates.measure.unit}"
        pairs += [(ours, values[area]) for area, ours in zip(frame["Area"], frame[column], strict=True)]
    for ours, theirs in random.Random(20260408).sample(pairs, 50):
        if theirs == "-":
            assert ours == "not published [x]"
        else:
            assert float(ours.removesuffix(" [u]")) == pytest.approx(float(theirs), abs=1e-9)


# What is said of whom


def test_authorities_that_had_ended_or_did_not_stand_yet_are_not_counted_as_unpublished(make: Make) -> None:
    names = ["Cumbria", "Northamptonshire", "Poole (Pre LG)", "Rutland", "Cumberland"]
    picture = shown(make([*somewhere(12), *(rate(name, None) for name in names)]))
    assert "For 2 authorities no figure is published [x]." in all_words(picture)
    before = [rate(name, None, period="year ending December 2022", end="2022-12-31") for name in names]
    figures = [
        rate(f"Place {n}", 100, period="year ending December 2022", end="2022-12-31") for n in range(3)
    ]
    assert "For 2 authorities no figure is published [x]." in all_words(shown(make([*figures, *before])))
    kept = shown(make([*somewhere(12), rate("Cumbria", 99)]))
    assert 99.0 in kept.counted


def test_similar_is_said_only_where_the_interval_is_narrow(make: Make) -> None:
    rows = [rate("Sutton", 150), people("Sutton", 2_000_000), rate("Suffolk", 150), people("Suffolk", 67_000)]
    picture = shown(make([*rows, rate("England", 150, area_type="nation")]))
    assert words.judged(picture) == {
        "Suffolk": "cannot be told apart from England",
        "Sutton": "similar to England",
    }


def test_the_widening_of_limits_is_about_a_number(make: Make) -> None:
    (said,) = [s for s in say.method_sentences(shown(make(somewhere(60, spread=3)))) if "wide" in s]
    assert "about" in said
    assert "(over-dispersion factor" in said


def test_every_rate_here_is_zero_only_where_every_rate_is_zero(make: Make) -> None:
    rows = [row for n in range(12) for row in (rate(f"Place {n}", 0), people(f"Place {n}", 9_000))]
    some = shown(make([*rows, rate("Elsewhere", 120)]))
    assert some.rates.chart_type == "strip"
    assert "every rate here is zero" not in all_words(some)
    assert "zero or too low to match a single child" in all_words(some)


def test_no_developer_word_reaches_a_reader(make: Make, bundled: Catalogue) -> None:
    pictures = [shown(make(somewhere(n))) for n in (1, 9, 12)] + [
        shown(bundled, indicator=measure.indicator_id) for measure in of.available(bundled)
    ]
    for picture in pictures:
        assert "_" not in all_words(picture)
        assert "data set" not in all_words(picture)


def test_an_authority_with_two_newer_figures_is_counted_once(make: Make) -> None:
    newer = [
        rate("Sutton", 80, period=f"year ending December {year}", end=f"{year}-12-31")
        for year in (2025, 2026)
    ]
    picture = shown(make([*somewhere(12), rate("Sutton", 89), *newer]))
    assert "1 authority has newer figures." in all_words(picture)


def test_within_widened_limits_is_not_called_chance(make: Make) -> None:
    picture = shown(
        make([*somewhere(60, spread=3), rate("Sutton", 140), people("Sutton", 50_000)]), ["sutton"]
    )
    assert picture.rates.overdispersion is not None
    assert picture.rates.overdispersion.applies
    assert words.judged(picture) == {"Sutton": "within the limits, which allow for more than chance"}
