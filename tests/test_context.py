"""Printed figures beside their comparators: rows, verdicts, figures and words."""

from __future__ import annotations

import dataclasses

import plotly.graph_objects as go
import pytest

from tests.drawn import bars_of, words_of
from tests.observations import published, with_observations, with_tables, without_observations
from yjs_dash.charts import context_charts as charts
from yjs_dash.charts.row_chart import wrapped
from yjs_dash.charts.theme import DARK, LIGHT
from yjs_dash.compare import Catalogue, Selection
from yjs_dash.compare import context as compare
from yjs_dash.compare import verdicts as tests
from yjs_dash.compare.children import ShareRow
from yjs_dash.compare.rows import extended
from yjs_dash.narrate import context_sentences as narrate

REPORT = {
    "area_type": "service",
    "inspection_id": "east-sussex-2024-09-17",
    "period": "2023",
    "area": "East Sussex",
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return published()


@pytest.fixture(scope="module")
def pair(catalogue: Catalogue) -> Selection:
    return catalogue.select(["suffolk", "sutton"])


def east_sussex(
    catalogue: Catalogue, *, rate: float, nation: float | None, people: float = 10_000
) -> Catalogue:
    """The catalogue with a printed rate of East Sussex, its population and a national rate beside it."""
    rows = [
        REPORT | {"value": rate},
        REPORT | {"value": 10_000.0, "indicator_id": compare.POPULATION},
        REPORT | {"value": nation, "area": "England and Wales", "area_type": "nation"},
    ]
    return with_observations(catalogue, *(row for row in rows if row["value"] is not None))


def verdict(
    catalogue: Catalogue, service_id: str, indicator_id: str = compare.FIRST_TIME_ENTRANTS
) -> tests.VerdictRow:
    return tests.verdicts(catalogue, catalogue.select([service_id]), indicator_id=indicator_id)[0]


def test_the_printed_rate_stands_beside_the_national_rate_of_its_report(
    catalogue: Catalogue, pair: Selection
) -> None:
    rows = compare.latest(catalogue, pair, indicator_id=compare.FIRST_TIME_ENTRANTS)
    sutton = [row for row in rows if row.service == "Sutton"]
    assert [row.value for row in sutton] == [133, 154]
    assert [row.comparator for row in sutton] == [False, True]
    assert {row.period for row in sutton} == {"October 2020 to September 2021"}
    assert all("page 15" in row.source for row in sutton)


def test_a_service_without_a_figure_stays_as_not_published(catalogue: Catalogue, pair: Selection) -> None:
    rows = compare.latest(catalogue, pair, indicator_id=compare.REOFFENDING)
    suffolk = next(row for row in rows if row.service == "Suffolk")
    assert (suffolk.status, suffolk.label) == ("x", "not published [x]")


def test_a_figure_cannot_be_changed_and_is_kept_by_a_row_of_a_kind_that_extends_it(
    catalogue: Catalogue, pair: Selection
) -> None:
    row = compare.latest(catalogue, pair, indicator_id="vacancy_rate")[0]
    with pytest.raises(dataclasses.FrozenInstanceError):
        row.value = 1.0  # type: ignore[misc]
    share = extended(ShareRow, row)
    assert {field.name: getattr(share, field.name) for field in dataclasses.fields(row)} == (
        dataclasses.asdict(row)
    )
    assert (share.part, share.population) == ("", False)


def test_the_report_of_the_standing_inspection_wins_and_the_others_stay(catalogue: Catalogue) -> None:
    press = {
        "area": "Sutton", "area_type": "service", "period": "later", "period_end": "2025-12-31", "value": 99.0,
        "inspection_id": "sutton-2022-08", "source_id": "hmip-press-2022-09-sutton-yjs",
    }  # fmt: skip
    used = with_observations(catalogue, press)
    every = compare.figures(used, used.select(["sutton"]), indicator_id=compare.FIRST_TIME_ENTRANTS)
    assert [row.value for row in every if row.chosen] == [133, 154]
    assert [row.value for row in every if not row.chosen] == [99]


def test_the_rate_of_sutton_cannot_be_told_apart_with_an_estimated_count_that_fits_no_whole_number(
    catalogue: Catalogue,
) -> None:
    row = verdict(catalogue, "sutton")
    assert (row.verdict, row.count, row.count_status, row.exact) == ("unclear", 28, "e", False)
    assert row.low_95 == pytest.approx(18.602 / 21278 * 100_000, abs=0.01)
    assert row.high_95 == pytest.approx(40.469 / 21278 * 100_000, abs=0.01)
    assert row.reason == "inexact"


@pytest.mark.parametrize(
    ("rate", "nation", "expected", "status"),
    [
        (200.0, 154.0, "unclear", "e"),
        (900.0, 154.0, "higher", "e"),
        (60.0, 400.0, "lower", "e"),
        (30.0, 154.0, "lower", "c"),
        (0.0, 154.0, "lower", "e"),
        (0.0, 20.0, "unclear", "e"),
    ],
    ids=[
        "told apart by nothing",
        "higher",
        "lower",
        "a small count is not shown",
        "no events",
        "no events of few expected",
    ],
)
def test_a_rate_is_higher_lower_or_not_told_apart_by_its_interval(
    catalogue: Catalogue, rate: float, nation: float, expected: str, status: str
) -> None:
    row = verdict(east_sussex(catalogue, rate=rate, nation=nation), "east-sussex")
    assert (row.verdict, row.count_status) == (expected, status)
    assert (row.count is None) == (status == "c")


def test_no_events_have_an_interval_from_zero(catalogue: Catalogue) -> None:
    row = verdict(east_sussex(catalogue, rate=0.0, nation=154.0), "east-sussex")
    assert row.count == 0
    assert row.low_95 == 0
    assert row.high_95 == pytest.approx(36.89, abs=0.01)


def test_without_a_national_rate_there_is_an_interval_and_no_verdict(catalogue: Catalogue) -> None:
    row = verdict(east_sussex(catalogue, rate=200.0, nation=None), "east-sussex")
    assert (row.verdict, row.reason) == ("", "no_reference")
    assert row.low_95 is not None


def test_without_a_population_there_is_neither_interval_nor_verdict(catalogue: Catalogue) -> None:
    row = verdict(with_observations(catalogue, REPORT | {"value": 150.0}), "east-sussex")
    assert (row.verdict, row.low_95, row.reason) == ("", None, "no_population")


def test_reoffending_gets_no_verdict_because_its_cohort_is_not_printed(catalogue: Catalogue) -> None:
    row = verdict(catalogue, "sutton", compare.REOFFENDING)
    assert (row.verdict, row.low_95, row.reason) == ("", None, "no_cohort")


@pytest.mark.parametrize("status", ["c", "x", "z"])
def test_a_figure_without_a_value_keeps_its_shorthand(catalogue: Catalogue, status: str) -> None:
    used = with_observations(catalogue, REPORT | {"status": status})
    row = next(
        r
        for r in compare.latest(used, used.select(["east-sussex"]), indicator_id=compare.FIRST_TIME_ENTRANTS)
        if not r.comparator
    )
    assert row.value is None
    assert row.label.endswith(f"[{status}]")
    figure = charts.latest_bars([row], theme=LIGHT, title="T", subtitle="S", unit="")
    assert not bars_of(figure)
    assert any(f"[{status}]" in text for text in words_of(figure))


@pytest.mark.parametrize(
    ("value", "unit", "status", "shown"),
    [
        (43.1, "%", "", "43.1%"), (133.0, "per 100,000", "", "133"), (48.15, "%", "", "48.2%"),
        (None, "%", "c", "suppressed [c]"), (None, "%", "z", "not applicable [z]"),
        (None, "%", "x", "not published [x]"), (32.2, "%", "e", "32.2% [e]"), (21278.0, "children", "", "21,278"),
        (0.0, "%", "", "0%"), (1250.0, "£", "", "£1,250"), (5.0, "%", "u", "5% [u]"),
    ],
)  # fmt: skip
def test_a_figure_is_printed_with_its_shorthand(
    value: float | None, unit: str, status: str, shown: str
) -> None:
    assert compare.figure_text(value, unit=unit, status=status) == shown


def test_an_indicator_that_the_data_set_does_not_define_is_neutral(catalogue: Catalogue) -> None:
    found = compare.indicator(with_tables(catalogue), "nothing_of_the_kind")
    assert (found.name, found.unit, found.polarity, found.per) == ("nothing_of_the_kind", "", "neutral", None)


def test_bars_start_from_zero_and_a_missing_figure_is_text(catalogue: Catalogue, pair: Selection) -> None:
    rows = compare.latest(catalogue, pair, indicator_id=compare.FIRST_TIME_ENTRANTS)
    tested = tests.verdicts(catalogue, pair, indicator_id=compare.FIRST_TIME_ENTRANTS)
    figure = charts.latest_bars(rows, theme=DARK, title="T", subtitle="S", unit="", verdicts=tested)
    assert [bar.value for bar in bars_of(figure)] == [133]
    assert figure.layout.xaxis.range[0] == 0
    texts = " ".join(words_of(figure))
    assert "Suffolk: not published [x]" in texts
    assert "England and Wales: 154" in texts
    assert "95% interval 87 to 190 [e]" in texts
    assert "Cannot be told apart from England and Wales [e]" in texts.replace("<br>", " ")


def test_markup_in_names_is_shown_as_it_is_written(catalogue: Catalogue) -> None:
    selection = catalogue.select(["sutton"])
    renamed = dataclasses.replace(
        selection, services=(dataclasses.replace(selection.entries[0], name="<b>&"),)
    )
    rows = compare.latest(catalogue, renamed, indicator_id=compare.REOFFENDING)
    figure = charts.latest_bars(rows, theme=LIGHT, title="<i>", subtitle="", unit="%")
    assert any("&lt;b&gt;&amp;" in text for text in words_of(figure))
    assert figure.layout.meta[0] == "<i>"


@pytest.mark.parametrize("words", ["one", "a hyphen-ated full-time word", "x" * 60, ""])
def test_lines_are_broken_at_spaces_alone_unless_a_word_is_too_long(words: str) -> None:
    assert all(len(line) <= 12 for line in wrapped(words, 12))
    assert "".join(wrapped(words, 12)).replace(" ", "") == words.replace(" ", "")
    assert not any(line.endswith("-") for line in wrapped(words, 12))


@pytest.mark.parametrize("ids", [["suffolk"], ["suffolk", "sutton"], ["cardiff"], None])
@pytest.mark.parametrize("empty", [False, True])
@pytest.mark.parametrize(
    "indicator_id", [compare.FIRST_TIME_ENTRANTS, compare.REOFFENDING, "vacancy_rate", "unknown_indicator"]
)
def test_every_selection_has_figures_that_plotly_takes_and_words_even_without_data(
    catalogue: Catalogue, ids: list[str] | None, empty: bool, indicator_id: str
) -> None:
    used = without_observations(catalogue) if empty else catalogue
    selection = used.select(ids if ids is not None else list(used.entries))
    measure = compare.indicator(used, indicator_id)
    rows = compare.latest(used, selection, indicator_id=indicator_id)
    tested = tests.verdicts(used, selection, indicator_id=indicator_id)
    assert {row.service_id for row in rows} == set(selection.ids)
    title = narrate.latest_headline(rows, tested, measure=measure)
    assert narrate.fits(title)
    subtitle = narrate.subtitle(rows, measure=measure)
    assert "better" in subtitle
    figure = charts.latest_bars(
        rows, theme=LIGHT, title=title, subtitle=subtitle, unit=measure.unit, verdicts=tested
    )
    go.Figure(figure.to_dict())
    alternative = narrate.latest_alternative(rows, tested, measure=measure)
    assert all(entry.name in alternative for entry in selection.entries)
    assert narrate.latest_conclusion(rows, tested, measure=measure)


def test_headlines_name_subject_date_and_who_has_no_figure(catalogue: Catalogue, pair: Selection) -> None:
    def headline(indicator_id: str) -> str:
        return narrate.latest_headline(
            compare.latest(catalogue, pair, indicator_id=indicator_id),
            tests.verdicts(catalogue, pair, indicator_id=indicator_id),
            measure=compare.indicator(catalogue, indicator_id),
        )

    assert headline(compare.FIRST_TIME_ENTRANTS) == (
        "The rate of first-time entrants could not be told apart from the national rate in Sutton (year to September "
        "2021); we have no figure from the inspection for Suffolk"
    )
    assert headline(compare.REOFFENDING) == (
        "The reoffending rate was 43.1% in Sutton and 34.2% in England and Wales (2019/20); we have no figure from the "
        "inspection for Suffolk"
    )
    assert headline("vacancy_rate") == (
        "The vacancy rate was 9% in Suffolk (at inspection) and 0% in Sutton (at the announcement of the inspection)"
    )


@pytest.mark.parametrize("ids", [["suffolk", "sutton"], ["sutton", "suffolk"]])
def test_services_without_a_figure_are_named_in_the_order_of_the_choice(
    catalogue: Catalogue, ids: list[str]
) -> None:
    selection = catalogue.select(ids)
    title = narrate.latest_headline(
        compare.latest(catalogue, selection, indicator_id="unknown_indicator"),
        tests.verdicts(catalogue, selection, indicator_id="unknown_indicator"),
        measure=compare.indicator(catalogue, "unknown_indicator"),
    )
    assert title.endswith(" and ".join(entry.name for entry in selection.entries))


def test_periods_that_differ_are_said(catalogue: Catalogue, pair: Selection) -> None:
    rows = compare.latest(catalogue, pair, indicator_id="vacancy_rate")
    tested = tests.verdicts(catalogue, pair, indicator_id="vacancy_rate")
    measure = compare.indicator(catalogue, "vacancy_rate")
    assert narrate.subtitle(rows, measure=measure).endswith("See each figure for its date")
    assert any(
        "do not compare the services" in sentence
        for sentence in narrate.latest_conclusion(rows, tested, measure=measure)
    )


@pytest.mark.parametrize(
    ("people", "rate", "expected"),
    [(1_000_000, 154.0, "similar"), (1_000_000, 160.0, "similar"), (20_000, 154.0, "unclear")],
)
def test_a_rate_is_similar_only_where_its_interval_is_narrow(
    catalogue: Catalogue, people: float, rate: float, expected: str
) -> None:
    rows = [
        REPORT | {"value": rate},
        REPORT | {"value": people, "indicator_id": compare.POPULATION},
        REPORT | {"value": 154.0, "area": "England and Wales", "area_type": "nation"},
    ]
    row = verdict(with_observations(catalogue, *rows), "east-sussex")
    assert row.verdict == expected
    assert row.low_95 is not None
    assert row.high_95 is not None
    assert ((row.high_95 - row.low_95) / 2 < 15.4) == (expected == "similar")


def test_figures_of_two_inspections_are_of_two_times_though_both_are_called_at_inspection() -> None:
    one = compare.FigureRow(
        service_id="a", service="A", area="A", area_type="service", indicator_id="vacancy_rate",
        period="at inspection", value=1.0, label="1%",
    )  # fmt: skip
    other = dataclasses.replace(one, service_id="b")
    assert not narrate.same_time([one, other])
    assert narrate.same_time([one, dataclasses.replace(other, value=None)])


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        ("year ending March 2025", "2024/25"),
        ("year ending December 2024", "2024"),
        ("cohort of the year ending March 2024", "2023/24"),
        ("October 2020 to September 2021", "year to September 2021"),
        ("April 2019 to March 2020", "2019/20"),
        ("year ending March 2017 (outturn)", "2016/17"),
        ("December 2017 to February 2018, average", "winter 2017/18"),
        ("not stated", "date not given"),
        ("", "date not given"),
        ("earlier, date not stated", "date not given"),
        ("at inspection", "at inspection"),
        ("March 2020 to May 2023", "March 2020 to May 2023"),
    ],
)
def test_a_headline_dates_its_figures(period: str, shown: str) -> None:
    assert narrate.stamp(period) == shown


@pytest.mark.parametrize(
    ("status", "words"), [("x", "we have no figure"), ("c", "is suppressed"), ("z", "does not apply")]
)
def test_a_suppressed_figure_is_not_called_unpublished(catalogue: Catalogue, status: str, words: str) -> None:
    used = with_observations(catalogue, REPORT | {"status": status})
    selection = used.select(["sutton", "east-sussex"])
    rows = compare.latest(used, selection, indicator_id=compare.FIRST_TIME_ENTRANTS)
    tested = tests.verdicts(used, selection, indicator_id=compare.FIRST_TIME_ENTRANTS)
    title = narrate.latest_headline(
        rows, tested, measure=compare.indicator(used, compare.FIRST_TIME_ENTRANTS)
    )
    assert words in title
