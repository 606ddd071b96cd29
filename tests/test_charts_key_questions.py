"""Interval plot of key questions: assertions on traces, shapes and annotations."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from yjs_dash import stats
from yjs_dash.charts.key_questions import key_question_figure
from yjs_dash.charts.theme import (
    DARK,
    LIGHT,
    MARKERS,
    Theme,
    escape_html,
    framed,
    unvalidated_figure,
    wrapped,
)
from yjs_dash.compare import Catalogue, QuestionFigure, frame_of, key_questions
from yjs_dash.framework import RATINGS, Framework
from yjs_dash.narrate.questions import question_notes
from yjs_dash.store import read_data_set

SLOTS = {"suffolk": 0, "sutton": 1}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(read_data_set())


@pytest.fixture(scope="module")
def framework(catalogue: Catalogue) -> Framework:
    return catalogue.data.frameworks["hmip-yjs-2021"]


def planning(catalogue: Catalogue) -> pd.DataFrame:
    return questions(catalogue, "suffolk", "sutton", standard_id="2.2")


def questions(catalogue: Catalogue, *services: str, standard_id: str) -> pd.DataFrame:
    rows = key_questions(catalogue, catalogue.select(services), standard_id=standard_id)
    return frame_of(QuestionFigure, rows)


def rows_in(frame: pd.DataFrame) -> list[QuestionFigure]:
    cells = frame.astype("object").where(frame.notna(), None).to_dict("records")
    return [QuestionFigure(**row) for row in cells]


def draw(frame: pd.DataFrame, framework: Framework, **options: Any) -> go.Figure:
    changed = options.pop("changed", ())
    given = {"theme": LIGHT, "slots": SLOTS, "title": "A finding", "subtitle": "A measure", **options}
    given["notes"] = question_notes(rows_in(frame), changed)
    figure = key_question_figure(frame, framework=framework, **given)
    # Plotly checks every property, which the app leaves out.
    return go.Figure(figure.to_plotly_json())


def labelled(figure: go.Figure) -> list[Any]:
    return [trace for trace in figure.data if trace.mode == "markers+text"]


def notes(figure: go.Figure) -> list[str]:
    return list(next(trace for trace in figure.data if trace.name == "notes").text)


def annotations(figure: go.Figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


def made_up(services: int, *, cases: int | None = 8) -> pd.DataFrame:
    """Key questions of made-up services, each with 5 of 8 cases where `cases` is 8."""
    rows = []
    for dimension in ("desistance", "child_safety", "others_safety"):
        for number in range(services):
            fits = cases == 8
            wide = stats.wilson(k=5, n=8) if fits else None
            narrow = stats.wilson(k=5, n=8, confidence=0.8) if fits else None
            rows.append(
                {
                    "service_id": f"s{number}",
                    "service": f"Bath and North East Service {number}",
                    "standard_id": "2.2",
                    "dimension": dimension,
                    "question": f"Plans for {dimension}",
                    "percent": 63 if fits else 82,
                    "rating": "Requires improvement" if fits else "Outstanding",
                    "sufficient": 5 if fits else None,
                    "cases": cases,
                    "one_case": 12.5 if fits else None,
                    "low_95": 100 * wide.low if wide else None,
                    "high_95": 100 * wide.high if wide else None,
                    "low_80": 100 * narrow.low if narrow else None,
                    "high_80": 100 * narrow.high if narrow else None,
                    "lowest": dimension == "desistance",
                    "complete": True,
                    "decided": dimension == "desistance",
                    "fitting": 1 if fits else None if cases is None else 0,
                    "other_band_probability": None,
                    "source": "",
                    "place": "",
                }
            )
    return pd.DataFrame(rows)


def test_a_marker_stands_at_the_printed_percentage_and_is_labelled_with_its_count(
    catalogue: Catalogue, framework: Framework
) -> None:
    suffolk, sutton = labelled(draw(planning(catalogue), framework))
    assert list(sutton.x) == [63, 50, 75]
    assert list(sutton.text) == ["<b>63% (5 of 8)</b>", "<b>50% (4 of 8)</b>", "<b>75% (6 of 8)</b>"]
    assert list(suffolk.x) == [57, 39, 35]
    assert suffolk.text[1] == "<b>39% (9 of 23)</b>"


def test_the_thin_line_is_the_95_and_the_thick_line_the_80_per_cent_interval(
    catalogue: Catalogue, framework: Framework
) -> None:
    traces = [trace for trace in draw(planning(catalogue), framework).data if trace.name == "Sutton"]
    thin, thick = (trace.error_x for trace in traces)
    assert thin.thickness < thick.thickness
    assert 63 - thin.arrayminus[0] == pytest.approx(30.6, abs=0.05)
    assert 63 + thin.array[0] == pytest.approx(86.3, abs=0.05)
    assert 63 - thick.arrayminus[0] == pytest.approx(40.3, abs=0.05)
    assert 63 + thick.array[0] == pytest.approx(80.5, abs=0.05)


def test_the_deciding_question_says_so_at_its_row(catalogue: Catalogue, framework: Framework) -> None:
    figure = draw(planning(catalogue), framework)
    trace = next(trace for trace in figure.data if trace.name == "notes")
    assert list(zip(trace.x, trace.text, strict=True)) == [
        (50, "decided the rating"),
        (35, "decided the rating"),
    ]


def test_where_discretion_was_used_no_question_is_said_to_have_decided(
    catalogue: Catalogue, framework: Framework
) -> None:
    frame = questions(catalogue, "sutton", standard_id="2.3")
    assert notes(draw(frame, framework, changed={"sutton"})) == ["lowest; discretion<br>changed the rating"]


def test_the_bands_are_named_and_their_limits_drawn_and_ticked(
    catalogue: Catalogue, framework: Framework
) -> None:
    figure = draw(planning(catalogue), framework)
    assert set(RATINGS) <= set(annotations(figure))
    assert [shape.x0 for shape in figure.layout.shapes if shape.type == "line"] == [50, 65, 80]
    assert list(figure.layout.xaxis.tickvals) == [0, 50, 65, 80, 100]


def test_unverified_bands_are_neither_drawn_nor_said_to_have_decided(catalogue: Catalogue) -> None:
    frame = made_up(1).assign(rating=None, decided=False)
    figure = draw(frame, catalogue.data.frameworks["hmip-yjs-2018"])
    assert not set(RATINGS) & set(annotations(figure))
    assert notes(figure) == ["lowest question"]


def test_a_percentage_that_fits_no_count_keeps_its_marker_without_an_interval(framework: Framework) -> None:
    figure = draw(made_up(1, cases=12), framework)
    (trace,) = labelled(figure)
    assert list(trace.text) == ["<b>82%</b>"] * 3
    assert list(trace.error_x.array) == [None] * 3
    assert set(trace.marker.symbol) == {"circle-open"}
    assert notes(figure) == ["decided the rating<br>no count fits", "no count fits", "no count fits"]


def test_an_unknown_sample_is_told_from_a_count_that_does_not_fit(framework: Framework) -> None:
    assert notes(draw(made_up(1, cases=None), framework))[1] == "cases not known"


def test_two_counts_that_fit_are_told_from_none(framework: Framework) -> None:
    frame = made_up(1, cases=200).assign(fitting=2)
    assert notes(draw(frame, framework))[1] == "more than one count fits"


def test_six_services_have_a_row_each_and_rows_keep_their_distance(framework: Framework) -> None:
    figure = draw(made_up(6), framework, slots={f"s{n}": n for n in range(6)})
    rows = sorted(y for trace in labelled(figure) for y in trace.y)
    assert len(rows) == 18
    assert min(after - before for before, after in pairwise(rows)) >= 54
    assert figure.layout.height > draw(made_up(2), framework).layout.height
    assert figure.layout.yaxis.range[0] > rows[-1]


def test_a_service_keeps_the_colour_and_the_marker_of_its_slot(framework: Framework) -> None:
    traces = labelled(draw(made_up(6), framework, slots={f"s{n}": n for n in range(6)}))
    assert [trace.marker.color for trace in traces] == list(LIGHT.series)
    assert [trace.marker.symbol[0] for trace in traces] == list(MARKERS)


def test_long_names_are_broken_into_lines_and_leave_room_for_the_plot_on_a_phone(
    framework: Framework,
) -> None:
    figure = draw(made_up(1), framework)
    assert figure.layout.yaxis.ticktext[0] == "Bath and<br>North East<br>Service 0"
    assert figure.layout.margin.l < 140


def test_questions_follow_the_framework_and_stand_above_their_rows(
    catalogue: Catalogue, framework: Framework
) -> None:
    figure = draw(planning(catalogue).sort_values("dimension"), framework)
    headings = [a for a in figure.layout.annotations if a.text.startswith("<b>Plans")]
    assert [a.text for a in headings] == [
        "<b>Plans to support desistance</b>",
        "<b>Plans to keep the child safe</b>",
        "<b>Plans to keep other people safe</b>",
    ]
    assert all(a.xanchor == "left" and a.xshift < 0 for a in headings)


def test_a_service_without_percentages_keeps_a_row_that_says_why(
    catalogue: Catalogue, framework: Framework
) -> None:
    figure = draw(planning(catalogue), framework, absent={"Islington": "no percentages in this data set"})
    assert figure.layout.yaxis.ticktext[-1] == "Islington"
    assert any("no percentages" in text for text in annotations(figure))


def test_nothing_to_draw_still_gives_a_figure(catalogue: Catalogue, framework: Framework) -> None:
    figure = draw(planning(catalogue).iloc[:0], framework)
    assert figure.layout.height > 0


def test_a_service_of_another_framework_carries_its_badge(framework: Framework) -> None:
    figure = draw(made_up(1), framework, badges={"s0": "2018 framework"})
    assert figure.layout.yaxis.ticktext[0].endswith("2018<br>framework")


def test_markup_in_a_name_is_shown_literally(framework: Framework) -> None:
    frame = made_up(1).assign(service="<a>&</a>", question="<b>bold</b>")
    figure = draw(frame, framework, title="<i>title</i>")
    assert figure.layout.yaxis.ticktext[0] == "&lt;a&gt;&amp;&lt;/a&gt;"
    assert "<b>&lt;b&gt;bold&lt;/b&gt;</b>" in annotations(figure)
    assert figure.layout.meta[0] == "<i>title</i>"
    assert all("<a>" not in text for trace in labelled(figure) for text in trace.hovertext)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_is_set_for_both_themes(
    catalogue: Catalogue, framework: Framework, theme: Theme
) -> None:
    figure = draw(planning(catalogue), framework, theme=theme)
    assert figure.layout.paper_bgcolor == theme.background
    dots = [trace for trace in figure.data if trace.mode == "markers+text"]
    assert (
        {trace.marker.color for trace in dots}
        == {trace.error_x.color for trace in dots}
        == set(theme.series[:2])
    )
    assert {trace.textfont.color for trace in figure.data if trace.text is not None} == {theme.text}
    assert {a.font.color for a in figure.layout.annotations} == {theme.text}


def test_hover_texts_are_short_and_name_the_interval(catalogue: Catalogue, framework: Framework) -> None:
    texts = [text for trace in labelled(draw(planning(catalogue), framework)) for text in trace.hovertext]
    assert "Sutton 63% (5 of 8)<br>95% interval 31 to 86" in texts
    assert max(map(len, texts)) < 60


def test_title_and_subtitle_go_along_as_they_are_and_take_no_room() -> None:
    title = "Both require improvement; Sutton is one point short of Good"
    figure, bare = (
        unvalidated_figure([], framed(LIGHT, title=words, subtitle="Scores", plot_height=300, bottom=20))
        for words in (title, "")
    )
    assert tuple(figure.layout.meta) == (title, "Scores")
    assert figure.layout.title.text is None
    assert figure.layout.height == bare.layout.height == 332


def test_lines_of_wrapped_text_are_of_even_length() -> None:
    title = "Both require improvement; Sutton is one point short of Good"
    assert wrapped(title, width=29) == "Both require<br>improvement; Sutton is<br>one point short of Good"


def test_wrapped_text_is_escaped_line_by_line() -> None:
    assert wrapped("a < b & c", width=5) == "a &lt; b<br>&amp; c"
    assert escape_html("<br>") == "&lt;br&gt;"
