"""Counts as parts of a whole, education with its corrections, spend and staff for each child."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from tests.drawn import bars_of, words_of
from tests.observations import changed, published, without_observations
from yjs_dash.charts.children_charts import whole_bars
from yjs_dash.charts.context_charts import resource_bars
from yjs_dash.charts.theme import DARK, LIGHT
from yjs_dash.compare import Catalogue, Selection, part_of_total
from yjs_dash.compare.context import indicator
from yjs_dash.compare.part_of_total import PartRow
from yjs_dash.compare.resources import POUNDS_A_CHILD, SPEND, STAFF, ResourceRow, resources
from yjs_dash.narrate import part_of_total_sentences as narrate
from yjs_dash.narrate import resources as say_resources
from yjs_dash.narrate.context_sentences import fits

COURT, OUT_OF_COURT = "caseload_court_disposal", "caseload_out_of_court_disposal"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return published()


@pytest.fixture(scope="module")
def pair(catalogue: Catalogue) -> Selection:
    return catalogue.select(["suffolk", "sutton"])


def parts(catalogue: Catalogue, indicator_id: str, *ids: str) -> list[PartRow]:
    return part_of_total.parts_of_total(catalogue, catalogue.select(ids), indicator_id=indicator_id)


def text_of(figure: go.Figure) -> str:
    return " ".join(words_of(figure)).replace("<br>", " ")


@pytest.mark.parametrize(
    ("indicator_id", "whole", "counts"),
    [
        ("caseload_disposal", 135, [100, 35]),
        (COURT, 35, [31, 3, 1]),
        (OUT_OF_COURT, 100, [87, 8, 5]),
    ],
)
def test_the_disposals_of_sutton_are_parts_of_their_wholes(
    catalogue: Catalogue, indicator_id: str, whole: int, counts: list[int]
) -> None:
    rows = parts(catalogue, indicator_id, "sutton")
    assert [row.value for row in rows] == counts
    assert {row.whole for row in rows} == {whole}
    assert [row.share for row in rows] == [pytest.approx(100 * count / whole) for count in counts]
    assert part_of_total.whole_sums(rows) == []


def test_bars_start_at_zero_and_say_count_per_cent_and_whole(catalogue: Catalogue, pair: Selection) -> None:
    rows = part_of_total.parts_of_total(catalogue, pair, indicator_id=COURT)
    figure = whole_bars(rows, theme=LIGHT, title="T", subtitle="S", noun="children")
    words = text_of(figure)
    assert "Sutton: 35 children" in words
    assert "Community sentences: 31 of 35 (89%)" in words
    assert "Not published [x]: Suffolk" in words
    assert figure.layout.xaxis.range[0] == 0
    assert [round(bar.value) for bar in bars_of(figure)] == [89, 9, 3]


@pytest.mark.parametrize(
    ("cells", "note"),
    [
        (
            {"value": 30.0},
            "Sutton: these add up to 34 of the 35 children. We have no figure for the others.",
        ),
        ({"value": 33.0}, "Sutton: these add up to 37, more than the published total of 35."),
        (
            {"value": float("nan"), "status": "c"},
            "Sutton: we have no figure for at least one group, and we do not work it out from the others.",
        ),
    ],
    ids=["less", "more", "suppressed"],
)
def test_parts_that_do_not_make_their_whole_are_said(
    catalogue: Catalogue, cells: dict[str, object], note: str
) -> None:
    used = changed(catalogue, "Sutton", COURT, "Community sentences", **cells)
    rows = parts(used, COURT, "sutton")
    assert narrate.whole_conclusion(rows) == [note]


def test_a_suppressed_part_keeps_its_shorthand_and_has_no_bar(catalogue: Catalogue) -> None:
    used = changed(catalogue, "Sutton", COURT, "Licence", value=float("nan"), status="c")
    figure = whole_bars(parts(used, COURT, "sutton"), theme=LIGHT, title="T", subtitle="S", noun="children")
    assert "Licence: suppressed [c]" in text_of(figure)
    assert len(bars_of(figure)) == 2


def test_without_its_whole_a_count_has_no_per_cent_and_no_bar(catalogue: Catalogue) -> None:
    used = changed(catalogue, "Sutton", "caseload_total", "", value=float("nan"), status="x")
    rows = parts(used, "caseload_disposal", "sutton")
    assert [(row.label, row.share) for row in rows] == [("100", None), ("35", None)]
    assert "has no bar" in narrate.whole_conclusion(rows)[-1]


@pytest.mark.parametrize(
    ("count", "share", "size"),
    [(44.0, 61.97, 71), (21.0, 35.59, 59), (1.0, 33.0, 3), (50.0, 50.0, None), (0.0, 10.0, None), (5.0, 0.0, None)],
)  # fmt: skip
def test_the_size_of_a_group_is_told_only_where_one_number_fits(
    count: float, share: float, size: int | None
) -> None:
    assert part_of_total.size_behind(count=count, share=share) == size


def test_the_education_of_sutton_is_counts_with_the_corrections_explained(
    catalogue: Catalogue, pair: Selection
) -> None:
    rows = part_of_total.education(catalogue, pair)
    own = [row for row in rows if row.service == "Sutton"]
    assert [(row.value, row.whole, row.corrected) for row in own] == [
        (44, 71, False),
        (27, 71, True),
        (21, 59, True),
    ]
    corrections = part_of_total.corrections(catalogue, pair.entries)
    words = " ".join(narrate.education_conclusion(rows, corrections))
    assert words.count("Corrected, Sutton") == 2
    assert "61.97 per cent" in words
    assert "these add up to 21 of the 59 children" in words
    figure = whole_bars(rows, theme=DARK, title="T", subtitle="S", noun="children")
    assert "27 of 71 [e] (38%), corrected" in text_of(figure)
    assert "Not published [x]: Suffolk" in text_of(figure)


def test_corrections_of_other_services_are_not_told(catalogue: Catalogue) -> None:
    assert part_of_total.corrections(catalogue, catalogue.select(["suffolk"]).entries) == []


def test_spend_and_staff_of_sutton_for_each_child(catalogue: Catalogue) -> None:
    selection = catalogue.select(["sutton"])
    spend = resources(catalogue, selection, wanted=SPEND)
    assert [(row.period, row.value, row.ratio) for row in spend] == [
        ("2020/21", 514_000, 3807.41),
        ("2021/22", 564_000, 4177.78),
    ]
    assert say_resources.ratio_label(spend[0]) == "about £3,800 for each child in the caseload [e]"
    title = say_resources.resources_headline(spend, subject="Spend")
    assert title == "Sutton spent roughly £3,800 for each child in its caseload (2020/21)"
    staff = resources(catalogue, selection, wanted=STAFF)
    assert [(row.value, row.ratio) for row in staff] == [(12.6, 10.714), (3.5, None), (9, None)]
    assert "2020/21" in say_resources.resources_conclusion(spend)[0]
    assert "only a rough guide" in say_resources.resources_conclusion(spend)[0]


@pytest.mark.parametrize("value", [float("nan"), 0.0])
def test_without_a_caseload_an_amount_stands_alone(catalogue: Catalogue, value: float) -> None:
    used = changed(catalogue, "Sutton", "caseload_total", "", value=value, status="" if value == 0 else "x")
    rows = resources(used, used.select(["sutton"]), wanted=SPEND)
    assert [(row.label, row.ratio, say_resources.ratio_label(row)) for row in rows] == [
        ("£514,000", None, ""),
        ("£564,000", None, ""),
    ]


def test_no_staff_gives_no_quotient(catalogue: Catalogue) -> None:
    used = changed(catalogue, "Sutton", "staff_fte", "", value=0.0)
    assert resources(used, used.select(["sutton"]), wanted=STAFF)[0].ratio is None


@pytest.mark.parametrize("ids", [["suffolk"], ["suffolk", "sutton"], ["cardiff"], None])
@pytest.mark.parametrize("empty", [False, True])
def test_every_selection_has_figures_that_plotly_takes_and_words_even_without_data(
    catalogue: Catalogue, ids: list[str] | None, empty: bool
) -> None:
    used = without_observations(catalogue) if empty else catalogue
    selection = used.select(ids if ids is not None else list(used.entries))
    found = {
        name: part_of_total.parts_of_total(used, selection, indicator_id=name)
        for name in part_of_total.DISPOSALS
    }
    for name, rows in [*found.items(), (part_of_total.EDUCATION, part_of_total.education(used, selection))]:
        measure = indicator(used, name)
        assert {row.service_id for row in rows} == set(selection.ids)
        title = narrate.whole_headline(rows, name=measure.name)
        assert fits(title)
        subtitle = narrate.whole_subtitle(rows, measure=measure)
        words_of(whole_bars(rows, theme=LIGHT, title=title, subtitle=subtitle, noun="children"))
        alternative = narrate.whole_alternative(rows, name=measure.name)
        assert all(entry.name in alternative for entry in selection.entries)
        assert all(words.endswith(".") for words in narrate.education_conclusion(rows, ()))
    for wanted in (SPEND, STAFF):
        rows = resources(used, selection, wanted=wanted)
        assert {row.service_id for row in rows} == set(selection.ids)
        title = say_resources.resources_headline(rows, subject="Spend")
        assert fits(title)
        subtitle = say_resources.resources_subtitle(rows)
        words_of(
            resource_bars(
                rows,
                ratio_label=say_resources.ratio_label,
                theme=LIGHT,
                title=title,
                subtitle=subtitle,
                unit="£",
            )
        )
        alternative = say_resources.resources_alternative(rows, subject="Spend")
        assert all(entry.name in alternative for entry in selection.entries)
        assert all(words.endswith(".") for words in say_resources.resources_conclusion(rows))


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({}, "31 of 35 children"),
        ({"value": 3.0}, "we have figures for Sutton"),
        ({"value": float("nan"), "status": "c"}, "we have figures for Sutton"),
    ],
    ids=["largest", "tie", "the largest is not known"],
)
def test_a_part_is_headlined_as_the_largest_only_where_it_is(
    catalogue: Catalogue, cells: dict[str, object], said: str
) -> None:
    used = changed(catalogue, "Sutton", COURT, "Community sentences", **cells) if cells else catalogue
    title = narrate.whole_headline(parts(used, COURT, "sutton"), name="Court disposals")
    assert said in title


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [(3807.0, "£3,800"), (4150.0, "£4,200"), (95.0, "£95"), (0.0, "£0"), (999.0, "£1,000"), (10.7, "£11")],
)
def test_a_quotient_claims_no_more_than_two_figures(ratio: float, shown: str) -> None:
    row = ResourceRow(
        service_id="a", service="A", indicator_id="spend_previous_year", label="", status="", ratio=ratio,
        ratio_kind=POUNDS_A_CHILD,
    )  # fmt: skip
    label = say_resources.ratio_label(row)
    assert label == f"about {shown} for each child in the caseload [e]"
