"""The children in the caseload: shares, needs, disproportionality; figures and words."""

from __future__ import annotations

import re

import pytest

from tests.drawn import bars_of, dots_of, words_of
from tests.observations import changed, published, with_observations, without_observations
from yjs_dash.charts import children_charts as charts
from yjs_dash.charts.theme import DARK, LIGHT
from yjs_dash.compare import Catalogue, Selection
from yjs_dash.compare import children as compare
from yjs_dash.compare.context import indicator
from yjs_dash.compare.disproportionality import RelativeRate, relative_rates
from yjs_dash.narrate import children_sentences as narrate
from yjs_dash.narrate import disproportionality as say_rates
from yjs_dash.narrate.context_sentences import fits

SHARES = [compare.CASELOAD_AGE, compare.CASELOAD_ETHNICITY, compare.CASELOAD_GENDER, compare.OFFENCE_TYPES]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return published()


@pytest.fixture(scope="module")
def pair(catalogue: Catalogue) -> Selection:
    return catalogue.select(["suffolk", "sutton"])


def shares(catalogue: Catalogue, indicator_id: str, *ids: str) -> list[compare.ShareRow]:
    return compare.composition(catalogue, catalogue.select(ids), indicator_id=indicator_id)


def rates(catalogue: Catalogue, *ids: str) -> list[RelativeRate]:
    return relative_rates(catalogue, catalogue.select(ids))


def test_ethnicity_stands_beside_the_local_population_with_unknown_as_its_own_part(
    catalogue: Catalogue,
) -> None:
    rows = shares(catalogue, compare.CASELOAD_ETHNICITY, "suffolk", "sutton")
    sutton = {(row.breakdown, row.population): row.value for row in rows if row.area == "Sutton"}
    assert sutton["White", False] == 63
    assert sutton["White", True] == 59.4
    assert sutton["Unknown", False] == 7
    parts = list(dict.fromkeys(row.breakdown for row in rows))
    assert parts == ["White", "Black and minority ethnic", "Unknown"]


def test_age_stands_beside_the_national_caseload_and_the_region(catalogue: Catalogue) -> None:
    rows = shares(catalogue, compare.CASELOAD_AGE, "suffolk", "sutton")
    young = {(row.service, row.area): row.value for row in rows if row.breakdown == "10–14"}
    assert young["Suffolk", "Suffolk"] == 31
    assert young["Suffolk", "England and Wales"] == 18
    assert young["Sutton", "London"] == 16


def test_a_complement_is_never_derived(catalogue: Catalogue) -> None:
    rows = shares(catalogue, compare.CASELOAD_AGE, "suffolk", "sutton")
    own = [r for r in rows if r.service == "Suffolk" and r.breakdown == "15–17" and not r.comparator]
    assert [(row.status, row.value) for row in own] == [("x", None)]


def test_unknown_stays_in_view_where_a_notice_printed_only_one_share(catalogue: Catalogue) -> None:
    rows = {
        row.breakdown: row
        for row in shares(catalogue, compare.CASELOAD_ETHNICITY, "brighton-and-hove")
        if not row.comparator
    }
    assert rows["White"].value == 65
    assert rows["Unknown"].label == "not published [x]"


def test_a_suppressed_share_keeps_its_shorthand_and_gives_no_index(catalogue: Catalogue) -> None:
    used = changed(catalogue, "Sutton", compare.CASELOAD_ETHNICITY, "Unknown", value=float("nan"), status="c")
    rows = shares(used, compare.CASELOAD_ETHNICITY, "sutton")
    own = [row for row in rows if row.breakdown == "Unknown" and not row.comparator]
    assert [row.label for row in own] == ["suppressed [c]"]
    assert rates(used, "sutton")[0].index is None
    assert "Sutton: suppressed [c]" in words_of(
        charts.composition_bars(rows, theme=LIGHT, title="T", subtitle="S")
    )


@pytest.mark.parametrize(
    ("unknown", "notes"),
    [
        (7.0, ["Sutton: the published percentages add up to 99%, because they were rounded."]),
        (9.0, ["Sutton: the published percentages add up to 101%, because they were rounded."]),
        (8.0, []),
        (
            20.0,
            [
                "Sutton: the published percentages add up to 112%, more than rounding can explain. "
                "We show them as published."
            ],
        ),
    ],
    ids=["99", "101", "100", "112"],
)
def test_shares_are_never_rescaled_and_a_sum_beside_100_is_said(
    catalogue: Catalogue, unknown: float, notes: list[str]
) -> None:
    used = changed(catalogue, "Sutton", compare.CASELOAD_ETHNICITY, "Unknown", value=unknown)
    rows = shares(used, compare.CASELOAD_ETHNICITY, "sutton")
    said = narrate.composition_conclusion(rows, measure=indicator(used, compare.CASELOAD_ETHNICITY))
    assert [note for note in said if note.startswith("Sutton: the published")] == notes
    assert [r.value for r in rows if r.breakdown == "White" and not r.comparator] == [63]


def test_offences_stand_by_size_and_are_said_not_to_cover_the_caseload(
    catalogue: Catalogue, pair: Selection
) -> None:
    rows = compare.composition(catalogue, pair, indicator_id=compare.OFFENCE_TYPES)
    parts = list(dict.fromkeys(row.part for row in rows))
    assert parts[0] == "Violence against the person"
    assert len(parts) == 5
    measure = indicator(catalogue, compare.OFFENCE_TYPES)
    assert any(
        "including any resettlement cases. They are not of the caseload" in words
        for words in narrate.composition_conclusion(rows, measure=measure)
    )


def test_needs_are_no_parts_of_a_whole(catalogue: Catalogue, pair: Selection) -> None:
    rows = compare.needs(catalogue, pair)
    sutton = {row.part: row.value for row in rows if row.service == "Sutton"}
    assert sutton == {"Mental health issues": 37, "Substance misuse issues": 65, "Learning needs": 36}
    assert "need not add up" in narrate.needs_conclusion(rows)[0]
    assert narrate.needs_headline(rows) == (
        "Substance misuse issues: 65% of the caseload in Sutton (at inspection); we have no figure from the "
        "inspection for Suffolk"
    )
    figure = charts.composition_bars(rows, theme=LIGHT, title="T", subtitle="S")
    assert [bar.value for bar in bars_of(figure)] == [37, 65, 36]
    assert "Not published [x]: Suffolk" in words_of(figure)


def test_the_index_of_sutton_and_its_bounds(catalogue: Catalogue) -> None:
    index = rates(catalogue, "suffolk", "sutton")[1].index
    assert index is not None
    names = ("value", "low", "high", "unknown_to_baseline", "unknown_to_group")
    assert [round(getattr(index, name), 2) for name in names] == [0.67, 0.66, 0.69, 0.61, 0.84]


def test_suffolk_has_no_index_because_no_share_of_its_population_is_published(catalogue: Catalogue) -> None:
    row = rates(catalogue, "suffolk", "sutton")[0]
    assert row.index is None
    assert row.reason == "population"
    assert "local population" in say_rates.relative_rate_sentence(row)


def test_a_population_share_of_zero_gives_a_reason_and_no_index(catalogue: Catalogue) -> None:
    group = "Black and minority ethnic"
    row = rates(changed(catalogue, "Sutton", "population_10_17_ethnicity", group, value=0.0), "sutton")[0]
    assert row.index is None
    assert row.reason == "zero"


def test_the_population_of_the_only_authority_stands_for_the_service(catalogue: Catalogue) -> None:
    found = {"indicator_id": "population_10_17_ethnicity", "period": "2021", "period_end": "2021-06-30"}
    used = with_observations(catalogue, found | {"area": "Suffolk", "breakdown": "White", "value": 80.0})
    rows = shares(used, compare.CASELOAD_ETHNICITY, "suffolk")
    assert [row.value for row in rows if row.population] == [80]


def test_bars_are_grouped_from_zero_with_one_bar_for_a_shared_comparator(
    catalogue: Catalogue, pair: Selection
) -> None:
    rows = compare.composition(catalogue, pair, indicator_id=compare.CASELOAD_AGE)
    figure = charts.composition_bars(rows, theme=LIGHT, title="T", subtitle="S")
    assert figure.layout.xaxis.range[0] == 0
    assert sum(name.startswith("England and Wales: 18%") for _, name, _ in bars_of(figure)) == 1
    assert "Suffolk: not published [x]" in words_of(figure)
    assert "<b>Aged 10–14</b>" in words_of(figure)


def test_the_bar_of_unknown_is_always_drawn(catalogue: Catalogue, pair: Selection) -> None:
    rows = compare.composition(catalogue, pair, indicator_id=compare.CASELOAD_ETHNICITY)
    figure = charts.composition_bars(rows, theme=DARK, title="T", subtitle="S")
    assert [bar.value for bar in bars_of(figure)][-3:] == [11, 7, 0]
    population = next(bar for bar in bars_of(figure) if "10–17 in Sutton: 59.4%" in bar.name)
    assert population.colour == DARK.background


def test_services_without_any_share_are_named_once(catalogue: Catalogue) -> None:
    rows = shares(catalogue, compare.OFFENCE_TYPES, "sutton", "suffolk", "cardiff", "islington")
    words = words_of(charts.composition_bars(rows, theme=LIGHT, title="T", subtitle="S"))
    assert [text for text in words if "Cardiff" in text] == [
        "Not published [x]: Suffolk, Cardiff,<br>Islington"
    ]


def test_paired_dots_carry_the_index_in_words(catalogue: Catalogue) -> None:
    rows = rates(catalogue, "suffolk", "sutton")
    figure = charts.relative_rate_dots(rows, note=say_rates.chart_note, theme=LIGHT, title="T", subtitle="S")
    words = " ".join(words_of(figure)).replace("<br>", " ")
    assert "Relative rate index 0.67 (0.66–0.69" in words.replace("</b> <b>", " ")
    assert "0.61 if all Unknown were White, 0.84 if all were Black and minority ethnic" in words
    assert "No index: no percentages of the local population" in words
    assert "Caution: The report says" in words
    assert {29, 40.6} <= {dot.value for dot in dots_of(figure)}


@pytest.mark.parametrize("ids", [["suffolk"], ["suffolk", "sutton"], ["cardiff"], None])
@pytest.mark.parametrize("empty", [False, True])
def test_every_selection_has_figures_that_plotly_takes_and_words_even_without_data(
    catalogue: Catalogue, ids: list[str] | None, empty: bool
) -> None:
    used = without_observations(catalogue) if empty else catalogue
    selection = used.select(ids if ids is not None else list(used.entries))
    for indicator_id in SHARES:
        measure = indicator(used, indicator_id)
        rows = compare.composition(used, selection, indicator_id=indicator_id)
        assert {row.service_id for row in rows} == set(selection.ids)
        title = narrate.composition_headline(rows, measure=measure)
        assert fits(title)
        subtitle = narrate.composition_subtitle(rows, measure=measure)
        words_of(charts.composition_bars(rows, theme=LIGHT, title=title, subtitle=subtitle))
        alternative = narrate.composition_alternative(rows, name=measure.name)
        assert all(entry.name in alternative for entry in selection.entries)
        assert all(words.endswith(".") for words in narrate.composition_conclusion(rows, measure=measure))
    needed = compare.needs(used, selection)
    assert fits(narrate.needs_headline(needed))
    words_of(charts.composition_bars(needed, theme=DARK, title="T", subtitle=narrate.needs_subtitle(needed)))
    found = relative_rates(used, selection)
    assert {row.service_id for row in found} == set(selection.ids)
    assert fits(say_rates.relative_rate_headline(found))
    subtitle = say_rates.relative_rate_subtitle(found)
    note = say_rates.chart_note
    words_of(charts.relative_rate_dots(found, note=note, theme=DARK, title="T", subtitle=subtitle))
    assert say_rates.relative_rate_alternative(found)
    assert say_rates.relative_rate_conclusion(found)


def test_printed_shares_get_no_verdict(catalogue: Catalogue, pair: Selection) -> None:
    for indicator_id in SHARES:
        measure = indicator(catalogue, indicator_id)
        rows = compare.composition(catalogue, pair, indicator_id=indicator_id)
        words = narrate.composition_headline(rows, measure=measure)
        words += narrate.composition_alternative(rows, name=measure.name)
        assert re.search(r"\d%", words)
        assert not {"similar", "higher", "lower"} & set(re.findall(r"\w+", words.lower()))


@pytest.mark.parametrize(
    ("shares", "kind"),
    [
        ((59.4, 40.6), None),
        ((49.0, 50.0), "less"),
        ((50.0, 51.0), "rounding"),
        ((33.0, 33.0, 33.0), "rounding"),
        ((33.3, 33.3, 33.3), "rounding"),
        ((33.0, 33.0, 30.0), "less"),
        ((40.5, 40.5, 18.5), "less"),
        ((25.0,) * 4, None),
        ((60.0, 60.0), "more"),
        ((20.0,), "part"),
    ],
    ids=str,
)
def test_rounding_is_named_only_where_it_can_explain_a_sum(
    shares: tuple[float, ...], kind: str | None
) -> None:
    rows = [
        compare.ShareRow(
            service_id="a", service="A", area="A", area_type="service", indicator_id=compare.CASELOAD_AGE,
            breakdown=str(n), period="p", value=share, label="", source="s",
        )
        for n, share in enumerate(shares)
    ]  # fmt: skip
    assert [one.kind for one in compare.share_sums(rows)] == ([kind] if kind else [])


def test_what_the_report_says_of_girls_stands_beside_their_share(catalogue: Catalogue) -> None:
    rows = shares(catalogue, compare.CASELOAD_GENDER, "sutton")
    measure = indicator(catalogue, compare.CASELOAD_GENDER)
    said = " ".join(narrate.composition_conclusion(rows, measure=measure))
    assert (
        "just over a quarter of the children open to the service at the point of inspection were girls"
        in said
    )
    assert "section on diversity" in said
    assert "12% in Sutton" in narrate.composition_headline(rows, measure=measure)
    assert "(2020/21)" in narrate.composition_headline(rows, measure=measure)


def test_the_caution_of_the_report_stands_wherever_the_index_does(catalogue: Catalogue) -> None:
    rows = rates(catalogue, "suffolk", "sutton")
    title = say_rates.relative_rate_headline(rows)
    assert "0.67" not in title
    assert title.endswith("read the caution below")
    for words in (
        say_rates.relative_rate_sentence(rows[1]),
        say_rates.relative_rate_alternative(rows),
        say_rates.chart_note(rows[1]),
    ):
        assert "hides over-representation in some groups" in words


@pytest.mark.parametrize(
    ("unknown", "said"), [(7.0, "made up less of"), (30.0, "leave open"), (11.0, "We have a relative")]
)
def test_a_headline_on_disproportionality_allows_for_unknown_ethnicity(
    catalogue: Catalogue, unknown: float, said: str
) -> None:
    used = changed(catalogue, "Sutton", compare.CASELOAD_ETHNICITY, "Unknown", value=unknown)
    assert said in say_rates.relative_rate_headline(rates(used, "sutton"))


def test_the_headline_of_ethnicity_is_about_the_chart_and_not_about_unknown_alone(
    catalogue: Catalogue, pair: Selection
) -> None:
    rows = compare.composition(catalogue, pair, indicator_id=compare.CASELOAD_ETHNICITY)
    assert narrate.composition_headline(rows, measure=indicator(catalogue, compare.CASELOAD_ETHNICITY)) == (
        "The largest published group was White in Suffolk (55%, date not given) and Sutton (63%, 2020/21)"
    )


@pytest.mark.parametrize(
    "cells", [{"value": float("nan"), "status": "c"}, {"value": 63.0}], ids=["suppressed", "tie"]
)
def test_no_group_is_called_the_largest_where_another_may_be(
    catalogue: Catalogue, cells: dict[str, object]
) -> None:
    used = changed(catalogue, "Sutton", compare.CASELOAD_ETHNICITY, "Black and minority ethnic", **cells)
    used = changed(
        used, "Sutton", compare.CASELOAD_ETHNICITY, "White", value=40.0 if "status" in cells else 63.0
    )
    rows = shares(used, compare.CASELOAD_ETHNICITY, "sutton")
    said = narrate.composition_headline(rows, measure=indicator(used, compare.CASELOAD_ETHNICITY))
    assert "Sutton" in said
    assert "largest" not in said
