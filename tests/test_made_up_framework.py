"""A framework of other cuts, points, standards and limit is told rightly on every page: no rule stands elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st

from tests.app.reading import faults, opened, words
from yjs_dash import narrate
from yjs_dash.compare import Catalogue, Selection, cards, differences, key_questions, rating_grid
from yjs_dash.compare import national as national_picture
from yjs_dash.errors import DataSetError
from yjs_dash.narrate import national_sentences
from yjs_dash.narrate.cards import card_lines
from yjs_dash.narrate.headline import headline
from yjs_dash.narrate.method import method
from yjs_dash.narrate.standard_summary import standard_summary
from yjs_dash.store import BUNDLED, read_data_set
from yjs_dash.ui.shell import PAGES

FRAMEWORK = """
id = "made-up"
name = "Made-up framework"
short_name = "made-up framework"
valid_from = 2021-08-01
validity_note = "Made up for a test."
kinds = ["single"]
scored = true
unknowns = []
dimensions = [{ id = "desistance", label = "Desistance" }, { id = "child_safety", label = "Safety of the child" }]
limit = { standard = "B1", rating = "Requires improvement", bars = "Good" }

ratings = [
  { name = "Inadequate", points = 0 },
  { name = "Requires improvement", points = 2 },
  { name = "Good", points = 3 },
  { name = "Outstanding", points = 7 },
]
percent_bands = [
  { rating = "Inadequate", from = 0, to = 29 },
  { rating = "Requires improvement", from = 30, to = 39 },
  { rating = "Good", from = 40, to = 89 },
  { rating = "Outstanding", from = 90, to = 100 },
]
overall_bands = [
  { rating = "Inadequate", from = 0, to = 3 },
  { rating = "Requires improvement", from = 4, to = 7 },
  { rating = "Good", from = 8, to = 15 },
  { rating = "Outstanding", from = 16, to = 21 },
]
rules = [
  { id = "cuts", statement = "Made-up cuts at 30, 40 and 90 per cent.", basis = "published", source = "This test" },
]

[[domains]]
id = "A"
name = "Court work"
short_name = "Court"
in_total = true
sample = "court"

[[domains.standards]]
id = "A1"
name = "Planning"
judged_on = "key_questions"
key_questions = [
  { dimension = "desistance", label = "Plans to support desistance" },
  { dimension = "child_safety", label = "Plans to keep the child safe" },
]

[[domains.standards]]
id = "A2"
name = "Reviewing"
judged_on = "qualitative"

[[domains]]
id = "B"
name = "Work with victims"
short_name = "Victims"
in_total = true

[[domains.standards]]
id = "B1"
name = "Victims heard"
judged_on = "qualitative"
"""
INSPECTION = "sutton-2022-08"


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    """The bundled tables with Sutton's inspection under the made-up framework and nothing else rated."""
    (tmp_path / "frameworks").mkdir()
    for path in BUNDLED.glob("*.csv"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    for path in (BUNDLED / "frameworks").glob("*.toml"):
        (tmp_path / "frameworks" / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "frameworks" / "made-up.toml").write_text(FRAMEWORK, encoding="utf-8")
    for table in ("case_questions", "prompt_cases", "finding_counts", "recommendations"):
        _rewrite(tmp_path, table, [])
    return tmp_path


def _rewrite(folder: Path, table: str, rows: list[dict[str, str]]) -> None:
    """Keep the head of a table and write these rows under it; a column without a value stays empty."""
    head = (BUNDLED / f"{table}.csv").read_text(encoding="utf-8").splitlines()[0]
    lines = [",".join(row.get(name, "") for name in head.split(",")) for row in rows]
    (folder / f"{table}.csv").write_text("\n".join([head, *lines, ""]), encoding="utf-8")


def catalogue_of(
    folder: Path, *, ratings: dict[str, str], percents: tuple[int, int], score: int, overall: str
) -> Catalogue:
    source = "sutton-report-2022-08"
    _rewrite(
        folder,
        "inspections",
        [
            {
                "inspection_id": INSPECTION, "service_id": "sutton", "framework_id": "made-up", "kind": "single",
                "published": "2022-08", "score": str(score), "score_max": "21", "overall_rating": overall,
                "court_cases": "10", "source_id": source, "confidence": "high",
            }
        ],
    )  # fmt: skip
    _rewrite(
        folder,
        "ratings",
        [
            {
                "inspection_id": INSPECTION, "standard_id": standard, "rating": rating, "basis": "stated",
                "discretion": "false", "source_id": source,
            }
            for standard, rating in ratings.items()
        ],
    )  # fmt: skip
    _rewrite(
        folder,
        "key_questions",
        [
            {
                "inspection_id": INSPECTION, "standard_id": "A1", "dimension": dimension, "percent": str(percent),
                "source_id": source,
            }
            for dimension, percent in zip(("child_safety", "desistance"), percents, strict=True)
        ],
    )  # fmt: skip
    observations = (BUNDLED / "observations.csv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in observations[1:] if not any(f",{i}," in line for i in _inspections())]
    (folder / "observations.csv").write_text("\n".join([observations[0], *kept, ""]), encoding="utf-8")
    _rewrite(folder, "corrections", [])
    return Catalogue(read_data_set(folder))


def _inspections() -> list[str]:
    lines = (BUNDLED / "inspections.csv").read_text(encoding="utf-8").splitlines()[1:]
    return [line.split(",")[0] for line in lines]


def _chosen(catalogue: Catalogue) -> Selection:
    return catalogue.select(["sutton"])


def test_points_bands_and_distance_are_those_of_the_framework(data_folder: Path) -> None:
    # 3 + 0 + 3 points; Good begins at 8. A1 is Good at 40 per cent, and Outstanding, 4 points more, at 90.
    catalogue = catalogue_of(
        data_folder,
        ratings={"A1": "Good", "A2": "Inadequate", "B1": "Good"},
        percents=(40, 90),
        score=6,
        overall="Requires improvement",
    )
    (card,) = cards(catalogue, _chosen(catalogue))
    assert headline([card]) == "Sutton requires improvement, two points short of Good"
    assert narrate.next_band_sentences(card) == [
        "2 points short of Good.",
        "By case work alone, with the two standards judged on evidence unchanged, at least five more judgements of "
        "“sufficient” would have been needed. A judgement is one case on one question; one child's case can count for "
        "several.",
        "Higher ratings for the two standards judged on evidence could have closed the gap without any change in case "
        "work.",
    ]
    assert narrate.one_case_sentences(card) == [
        "If one fewer court case had been sufficient for the child's safety (A1), the score would have been 5 and the "
        "overall rating still Requires improvement."
    ]
    assert ("Points:", "Court 3 of 14 · Victims 3 of 7") in card_lines(card)
    assert ("Victims heard:", "Good") not in card_lines(card)
    assert ("Work with victims:", "Good") in card_lines(card)


def test_the_limiting_standard_and_what_it_bars_are_those_of_the_framework(data_folder: Path) -> None:
    catalogue = catalogue_of(
        data_folder,
        ratings={"A1": "Good", "A2": "Inadequate", "B1": "Requires improvement"},
        percents=(40, 90),
        score=5,
        overall="Requires improvement",
    )
    (card,) = cards(catalogue, _chosen(catalogue))
    assert narrate.next_band_sentences(card) == [
        "3 points short of Good, but a Requires improvement rating for work with victims rules that out."
    ]
    assert headline([card]) == (
        "Sutton requires improvement; Requires improvement for work with victims rules out Good"
    )
    reached = catalogue_of(
        data_folder,
        ratings={"A1": "Outstanding", "A2": "Outstanding", "B1": "Requires improvement"},
        percents=(90, 90),
        score=16,
        overall="Requires improvement",
    )
    (card,) = cards(reached, _chosen(reached))
    assert narrate.next_band_sentences(card) == [
        "A score of 16 is in the range for Outstanding, but a Requires improvement rating for work with victims rules "
        "that out."
    ]


def test_the_page_of_a_standard_and_the_method_take_cuts_and_words_from_the_framework(
    data_folder: Path,
) -> None:
    catalogue = catalogue_of(
        data_folder,
        ratings={"A1": "Good", "A2": "Inadequate", "B1": "Good"},
        percents=(40, 90),
        score=6,
        overall="Requires improvement",
    )
    selection = _chosen(catalogue)
    framework = catalogue.data.frameworks["made-up"]
    asked = key_questions(catalogue, selection, standard_id="A1")
    assert {row.dimension: row.rating for row in asked} == {
        "child_safety": "Good", "desistance": "Outstanding",
    }  # fmt: skip
    said = standard_summary(catalogue, selection, framework.standard("A1"))
    assert said.headline == "The child's safety decided Sutton's rating"
    assert said.deciding == [
        "Sutton: planning to keep the child safe at 40% (4 of 10) decided the rating, Good."
    ]
    # Beta(4.5, 6.5) outside 40 to 90 per cent, from scipy: 0.491.
    assert "there is about a 49% chance" in said.bands[0]
    assert differences(catalogue, selection) == ()
    assert narrate.grid_headline(rating_grid(selection), selection) == (
        "The ratings of Sutton in August 2022 ran from Inadequate to Good, lowest in reviewing"
    )
    found = national_picture.framework_summary(catalogue, national_picture.Filter(), framework_id="made-up")
    assert list(found.distribution["score"])[-1] == 21
    assert national_sentences.scores_subtitle(framework, found.scores).endswith(
        "0 to 21 points; higher is better"
    )
    assert any("30, 40 and 90" in " ".join(words) for _, words in method(catalogue.data.frameworks))


def test_a_score_beyond_the_framework_is_refused(data_folder: Path) -> None:
    with pytest.raises(DataSetError, match="a whole number from 0 to 21"):
        catalogue_of(
            data_folder,
            ratings={"A1": "Good", "A2": "Inadequate", "B1": "Good"},
            percents=(40, 90),
            score=22,
            overall="Good",
        )


@pytest.mark.parametrize("page", PAGES)
def test_no_page_tells_a_rule_of_another_framework(
    data_folder: Path, page: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    catalogue_of(
        data_folder,
        ratings={"A1": "Good", "A2": "Inadequate", "B1": "Good"},
        percents=(40, 90),
        score=6,
        overall="Requires improvement",
    )
    for path in (BUNDLED / "frameworks").glob("*.toml"):
        (data_folder / "frameworks" / path.name).unlink()
    for name in ("YJS_DASH_DATABASE_URL", "YJS_DASH_READ_ONLY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("YJS_DASH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("YJS_DASH_DATA", str(data_folder))
    st.cache_resource.clear()
    try:
        # Points stand among the scores.
        at = opened(page, **({"picture": "Scores"} if page == "national" else {}))
    finally:
        st.cache_resource.clear()
    assert not faults(at)
    everything = words(at)
    assert everything
    for foreign in ("of 36", "esettlement", "2021 framework", "65 to 79", "of 12 points"):
        assert foreign not in everything, foreign
    if page == "compare":
        assert "6 of 21 points" in everything
        assert "3 of 14 points" in everything
    if page == "domains":
        assert "40% (4 of 10)" in everything
    if page == "national":
        assert "points of 21" in everything
