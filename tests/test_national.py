"""The national picture: each framework by itself, and where the chosen services stand."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import pytest

from yjs_dash.charts.national_charts import Marked, ratings_by_year_figure, score_figure
from yjs_dash.charts.theme import LIGHT, RATING_FILL
from yjs_dash.compare import Catalogue, national
from yjs_dash.narrate import national_sentences as say
from yjs_dash.store import read_data_set


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(read_data_set())


@pytest.fixture(scope="module")
def frame(catalogue: Catalogue) -> pd.DataFrame:
    return national.inspections(catalogue)


def test_every_inspection_is_there_with_its_place_and_source(
    catalogue: Catalogue, frame: pd.DataFrame
) -> None:
    assert len(frame) == len(catalogue.data["inspections"]) == 150
    assert list(frame.columns) == national.INSPECTION_COLUMNS
    assert frame["source"].str.len().min() > 0


@pytest.mark.parametrize(
    ("published", "year"),
    [
        ("2022-08-09", "2022"),
        ("2022-08", "2022"),
        ("2022", "2022"),
        ("2018/19", "2018/19"),
        ("", "not known"),
    ],
)
def test_a_year_is_what_was_published(published: str, year: str) -> None:
    assert national.year_of(published) == year


def test_ratings_by_year_count_each_inspection_of_one_framework_once(frame: pd.DataFrame) -> None:
    by_framework = dict(list(frame.groupby("framework_id")))
    assert set(by_framework) == {"", "hmip-yjs-2018", "hmip-yjs-2021", "hmip-yjs-2025"}
    for framework_id, own in by_framework.items():
        counts = national.ratings_by_year(frame, framework_id=str(framework_id))
        assert counts["inspections"].sum() == len(own)
        for row in counts.to_dict("records"):
            hit = (own["year"] == row["year"]) & (own["overall_rating"] == row["rating"])
            assert row["inspections"] == hit.sum()


def test_sutton_and_suffolk_stand_among_the_scores_of_their_framework(
    catalogue: Catalogue, frame: pd.DataFrame
) -> None:
    found = {
        s.service: s
        for s in national.standings(frame, catalogue.select(["suffolk", "sutton"]), everything=frame)
    }
    scores = frame[(frame["framework_id"] == "hmip-yjs-2021") & frame["score"].notna()]
    assert scores["service_id"].is_unique
    for name, own in (("Suffolk", 9), ("Sutton", 18)):
        others = scores[scores["service"] != name]["score"]
        assert (found[name].as_high_or_higher, found[name].others) == (
            int((others <= own).sum()),
            len(others),
        )
    sentence = say.standing_sentence(found["Sutton"], narrowed=False)
    assert sentence.startswith("Sutton scored 18, as high as or higher than 26 of the 76 other services")


def test_frameworks_are_never_mixed(catalogue: Catalogue, frame: pd.DataFrame) -> None:
    cardiff, sutton = national.standings(frame, catalogue.select(["cardiff", "sutton"]), everything=frame)
    assert cardiff.others == len(national.latest_scores(frame, framework_id="hmip-yjs-2018")) - 1
    assert sutton.others == len(national.latest_scores(frame, framework_id="hmip-yjs-2021")) - 1


def test_a_service_stands_with_its_latest_score_under_the_framework(
    catalogue: Catalogue, frame: pd.DataFrame
) -> None:
    own = frame[frame["service_id"] == "sutton"]
    again = pd.concat([frame, own.assign(published="2024-01", score=30)], ignore_index=True)
    (standing,) = national.standings(frame, catalogue.select(["sutton"]), everything=again)
    assert standing.score == 30


def test_a_filter_narrows_and_nothing_left_is_said(catalogue: Catalogue, frame: pd.DataFrame) -> None:
    wales = national.apply_filter(frame, national.Filter(countries=("Wales",)))
    assert set(wales["country"]) == {"Wales"}
    both = national.apply_filter(frame, national.Filter(countries=("Wales",), years=("2022",)))
    assert len(both) == int(((frame["country"] == "Wales") & (frame["year"] == "2022")).sum())
    assert national.apply_filter(frame, national.Filter()) is frame
    nothing = national.apply_filter(frame, national.Filter(countries=("Wales",), regions=("London",)))
    (standing,) = national.standings(nothing, catalogue.select(["sutton"]), everything=frame)
    assert "no other service" in say.standing_sentence(standing, narrowed=True)


def test_a_service_without_a_score_has_no_standing(catalogue: Catalogue, frame: pd.DataFrame) -> None:
    bare = frame.assign(score=frame["score"].where(frame["service_id"] != "sutton"))
    (standing,) = national.standings(bare, catalogue.select(["sutton"]), everything=bare)
    assert standing.score is None
    assert say.standing_sentence(standing, narrowed=False) == "Sutton: we have no published score."


def test_bars_carry_the_colours_of_ratings_and_their_numbers(
    catalogue: Catalogue, frame: pd.DataFrame
) -> None:
    framework = catalogue.data.frameworks["hmip-yjs-2021"]
    counts = national.ratings_by_year(frame, framework_id=framework.id)
    figure = ratings_by_year_figure(
        counts, theme=LIGHT, title=say.ratings_headline(counts, framework), subtitle=""
    )
    go.Figure(figure.to_plotly_json())
    assert [bar.marker.color for bar in figure.data] == list(RATING_FILL.values())
    assert sum(sum(bar.x) for bar in figure.data) == 88
    assert say.ratings_headline(counts, framework) == "Good was the most common rating: 49 of 88 inspections"


def test_the_distribution_flags_the_chosen_services(catalogue: Catalogue, frame: pd.DataFrame) -> None:
    framework = catalogue.data.frameworks["hmip-yjs-2021"]
    counts = national.score_counts(national.latest_scores(frame, framework_id=framework.id), framework)
    assert len(counts) == 37
    marked = [Marked("suffolk", "Suffolk", 9), Marked("sutton", "Sutton", 18)]
    figure = score_figure(
        counts, marked=marked, theme=LIGHT, slots={"suffolk": 0, "sutton": 1}, title="t", subtitle="s"
    )
    go.Figure(figure.to_plotly_json())
    words = [note.text for note in figure.layout.annotations]
    assert "<b>Suffolk 9</b>" in words
    assert "<b>Sutton 18</b>" in words
    assert sum(sum(bar.y) for bar in figure.data) == 77
