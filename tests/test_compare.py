"""Frames and records that pages show, on the bundled data."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.frames import with_frames
from yjs_dash import compare
from yjs_dash.compare import Catalogue, Selection
from yjs_dash.compare.catalogue import MAX_SERVICES
from yjs_dash.compare.readable import readable_table
from yjs_dash.schema import TABLES
from yjs_dash.store import DataSet, read_data_set


def prompts_frame(catalogue: Catalogue, selection: Selection, *, standard_id: str) -> pd.DataFrame:
    rows = compare.printed_prompts(catalogue, selection, standard_id=standard_id)
    return compare.frame_of(compare.PromptFigure, rows)


@pytest.fixture(scope="module")
def data() -> DataSet:
    return read_data_set()


@pytest.fixture(scope="module")
def catalogue(data: DataSet) -> Catalogue:
    return Catalogue(data)


def test_the_nine_services_with_complete_ratings_can_be_chosen_by_name(catalogue: Catalogue) -> None:
    names = [entry.name for entry in catalogue.entries.values()]
    assert names == sorted(names, key=str.casefold)
    assert len(names) == 9
    assert catalogue.default_ids == ["suffolk", "sutton"]


def test_the_pinned_service_comes_first_and_the_choice_is_bounded(catalogue: Catalogue) -> None:
    chosen = catalogue.select(["suffolk", "sutton", "suffolk", "nowhere"], pinned_service="sutton")
    assert chosen.ids == ("sutton", "suffolk")
    assert chosen.pinned_service == "sutton"
    assert len(catalogue.select(catalogue.entries).entries) == MAX_SERVICES
    assert catalogue.select(["suffolk"], pinned_service="sutton").pinned_service is None
    assert catalogue.select([]).entries == ()


def test_a_rating_that_discretion_may_have_changed_is_not_said_to_follow_its_questions(data: DataSet) -> None:
    ratings = data["ratings"]
    own = (ratings["inspection_id"] == "sutton-2022-08") & (ratings["standard_id"] == "2.2")
    unknown = ratings.assign(discretion=ratings["discretion"].mask(own))
    for frame, said, decided in ((ratings, "no", True), (unknown, "not known", False)):
        catalogue = Catalogue(with_frames(data, ratings=frame))
        shown = readable_table(catalogue, "ratings")
        assert shown["Changed by discretion"][own].tolist() == [said]
        asked = compare.key_questions(catalogue, catalogue.select(["sutton"]), standard_id="2.2")
        assert any(row.decided for row in asked) == decided
        (cell,) = [
            row.cells[0]
            for row in compare.rating_grid(catalogue.select(["sutton"]))
            if row.standard_id == "2.2"
        ]
        assert cell.discretion is (None if said == "not known" else False)


def test_re_inspections_stay_in_the_history_oldest_first(catalogue: Catalogue) -> None:
    dates = [row.published for row in catalogue.history["cardiff"]]
    assert dates == ["2020-07-01", "2022-08"]
    assert catalogue.entries["cardiff"].inspection.published == "2020-07-01"


def test_a_newer_complete_inspection_stands_for_the_service(data: DataSet) -> None:
    inspections = data["inspections"]
    old = inspections[inspections["inspection_id"] == "sutton-2022-08"]
    newer = old.assign(inspection_id="sutton-2025-01", published="2025-01", overall_rating="Good", score=20)
    rated = data["ratings"][data["ratings"]["inspection_id"] == "sutton-2022-08"]
    later = with_frames(
        data,
        inspections=pd.concat([inspections, newer], ignore_index=True),
        ratings=pd.concat([data["ratings"], rated.assign(inspection_id="sutton-2025-01")], ignore_index=True),
    )
    entry = Catalogue(later).entries["sutton"]
    assert entry.inspection_id == "sutton-2025-01"


def test_cards_hold_what_the_reports_print(catalogue: Catalogue) -> None:
    suffolk, sutton = compare.cards(catalogue, catalogue.select(["suffolk", "sutton"]))
    assert (suffolk.score, sutton.score) == (9, 18)
    assert [(d.points, d.out_of) for d in suffolk.domains] == [(5, 12), (1, 12), (3, 12)]
    assert [(d.points, d.out_of) for d in sutton.domains] == [(7, 12), (7, 12), (4, 12)]
    assert (suffolk.limiting, sutton.limiting) == ("Good", "Requires improvement")
    assert sutton.next_band is not None
    assert sutton.cases_to_next is not None
    assert (sutton.next_band.points, sutton.cases_to_next.by_cases) == (1, 1)
    assert (suffolk.kind, sutton.kind) == ("joint inspection", "single inspection")
    assert (sutton.court_cases, sutton.out_of_court_cases, sutton.resettlement_cases) == (8, 12, 2)
    assert sutton.citation.page == 4


def test_a_card_tells_of_newer_and_earlier_inspections(catalogue: Catalogue) -> None:
    (newer,) = compare.card(catalogue, catalogue.entries["cardiff"]).others
    assert (newer.published, newer.overall_rating, newer.newer) == ("2022-08", "Requires improvement", True)
    card = compare.card(catalogue, catalogue.entries["cardiff"])
    assert (card.newest, card.is_newest) == (newer, False)
    assert compare.card(catalogue, catalogue.entries["sutton"]).is_newest
    assert compare.card(catalogue, catalogue.entries["sutton"]).others == ()


def test_every_service_with_complete_ratings_has_a_card_and_its_score_is_the_sum(
    catalogue: Catalogue,
) -> None:
    cards = {name: compare.card(catalogue, entry) for name, entry in catalogue.entries.items()}
    complete = catalogue.data["ratings"].groupby("inspection_id").size() >= 12
    inspections = catalogue.data["inspections"].set_index("inspection_id")
    assert set(cards) == set(inspections["service_id"][complete[complete].index])
    assert {name: card.score for name, card in cards.items()} == {
        name: sum(domain.points for domain in card.domains) for name, card in cards.items()
    }


def test_the_grid_has_a_row_a_standard_and_says_how_far_ratings_are_apart(catalogue: Catalogue) -> None:
    rows = compare.rating_grid(catalogue.select(["suffolk", "sutton"]))
    assert len(rows) == 13
    apart = {row.standard_id: row.rating_gap for row in rows}
    assert [s for s, levels in apart.items() if levels == 2] == ["1.2", "2.3", "2.4"]
    raised = [cell for row in rows for cell in row.cells if cell.discretion]
    assert [(cell.service_id, cell.rating) for cell in raised] == [("sutton", "Good")]


def test_a_standard_that_two_frameworks_name_differently_is_not_compared(catalogue: Catalogue) -> None:
    rows = compare.rating_grid(catalogue.select(["cardiff", "sutton"]))
    by_title = {row.title: row for row in rows}
    joint = by_title["3.4 Joint working"]
    assert [cell.rating for cell in joint.cells] == ["Inadequate", None]
    assert joint.cells[1].absence == "no_standard"
    assert all(row.rating_gap is None for row in rows)


def test_what_was_not_rated_says_so(catalogue: Catalogue) -> None:
    row = compare.rating_grid(catalogue.select(["islington"]))[-1]
    assert (row.standard_id, row.cells[0].rating, row.cells[0].absence) == ("4.1", None, "not_rated")


def test_key_questions_carry_count_interval_and_page(catalogue: Catalogue) -> None:
    rows = compare.key_questions(catalogue, catalogue.select(["sutton"]), standard_id="2.3")
    frame = compare.frame_of(compare.QuestionFigure, rows)
    row = frame.set_index("dimension").loc["desistance"]
    assert (row["percent"], row["sufficient"], row["cases"], row["one_case"]) == (63, 5, 8, 12.5)
    assert (round(row["low_95"], 1), round(row["high_95"], 1)) == (30.6, 86.3)
    assert (round(row["low_80"], 1), round(row["high_80"], 1)) == (40.3, 80.5)
    assert round(100 * row["other_band_probability"], 1) == 66.8
    assert (row["lowest"], row["complete"], row["decided"], row["fitting"]) == (True, True, False, 1)
    assert row["source"].endswith("page 34")


def test_all_42_key_questions_resolve_to_a_count(catalogue: Catalogue) -> None:
    found = [compare.question_counts(catalogue, catalogue.entries[s]) for s in ("suffolk", "sutton")]
    assert [len(counts) for counts in found] == [21, 21]


def test_no_two_questions_of_the_two_reports_may_be_called_different(catalogue: Catalogue) -> None:
    found = compare.differences(catalogue, catalogue.select(["suffolk", "sutton"]))
    gaps = compare.frame_of(compare.PairDifference, found)
    assert len(gaps) == 21
    # Adjusted over the three questions of one standard: 2.1, other people's safety, has .032 before.
    assert round(float(gaps["p_adjusted"].min()), 2) == 0.10
    assert not gaps["distinct"].any()
    others = gaps[(gaps["standard_id"] == "2.1") & (gaps["dimension"] == "others_safety")].iloc[0]
    assert [round(float(others[c]), 1) for c in ("points", "low", "high")] == [-43.5, -63.2, -6.5]


def test_services_without_percentages_give_no_rows(catalogue: Catalogue) -> None:
    selection = catalogue.select(["cardiff", "islington"])
    assert compare.key_questions(catalogue, selection, standard_id="2.1") == ()
    assert compare.differences(catalogue, selection) == ()
    prompts = compare.case_questions(catalogue, selection, standard_id="2.1", dimension="desistance")
    assert list(prompts.columns) == ["position", "prompt", "Cardiff", "Islington"]
    assert prompts.empty


def test_annexe_prompts_stand_beside_services_that_printed_none(catalogue: Catalogue) -> None:
    chosen = catalogue.select(["suffolk", "sutton"])
    table = compare.case_questions(catalogue, chosen, standard_id="2.4", dimension="desistance")
    assert list(table["Sutton"]) == [75, 88, 38, 100, 88, 75, 75]
    assert table["Suffolk"].isna().all()


def test_prompts_to_take_away_name_service_question_and_page(catalogue: Catalogue) -> None:
    chosen = catalogue.select(["suffolk", "sutton"])
    printed = prompts_frame(catalogue, chosen, standard_id="2.4")
    assert set(printed["service"]) == {"Sutton"}
    assert set(printed["source"]) == {
        "An inspection of youth offending services in Sutton, HM Inspectorate of Probation, in the section that starts "
        "on page 50"
    }
    last = printed[printed["dimension"] == "desistance"].iloc[-1]
    # The report has the letter twice.
    assert (last["position"], last["letter"], last["percent"]) == (7, "f", 75)
    assert last["prompt"] not in ("", "Prompt f")


def test_findings_are_counted_by_standard_or_by_domain_as_the_report_lists_them(catalogue: Catalogue) -> None:
    found = compare.finding_counts(catalogue, catalogue.select(["suffolk", "sutton"]), standard_id="1.1")
    assert [(row.service, row.strengths, row.areas_for_improvement) for row in found] == [
        ("Suffolk", 7, 5),
        ("Sutton", 12, 8),
    ]
    assert found[1].listed_under == "1 Organisational delivery, the whole domain"


def test_recommendations_are_nine_and_seven(catalogue: Catalogue) -> None:
    assert len(compare.recommendations(catalogue, catalogue.entries["suffolk"])) == 9
    assert len(compare.recommendations(catalogue, catalogue.entries["sutton"])) == 7


def test_a_table_is_browsed_with_its_source_in_words_and_searched_by_every_word(catalogue: Catalogue) -> None:
    table = compare.browsing_table(catalogue, "ratings")
    assert table["source"].str.len().min() > 0
    found = compare.searched(catalogue, "ratings", "SUTTON outstanding")
    assert list(found["standard_id"]) == ["1.2"]
    assert len(compare.searched(catalogue, "ratings", "")) == len(table)
    assert compare.searched(catalogue, "ratings", "no such (word").empty


def test_every_table_can_be_browsed_and_its_columns_are_described(catalogue: Catalogue) -> None:
    assert set(compare.TABLE_TITLES) == set(TABLES)
    for name in compare.TABLE_TITLES:
        assert len(compare.browsing_table(catalogue, name)) == len(catalogue.data[name])
        assert compare.described_columns(name)["meaning"].str.len().min() > 0


def test_an_annexe_percentage_has_a_count_where_one_of_the_whole_sample_fits(catalogue: Catalogue) -> None:
    chosen = catalogue.select(["suffolk", "sutton"])
    standards = ("2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3")
    printed = pd.concat(prompts_frame(catalogue, chosen, standard_id=s).assign(standard=s) for s in standards)
    assert len(printed) == 95
    unfit = printed[printed["sufficient"].isna()]
    assert unfit[["standard", "letter", "percent", "cases"]].to_numpy().tolist() == [
        ["3.1", "e", 82, 12], ["3.3", "d", 82, 12], ["3.3", "e", 91, 12],
    ]  # fmt: skip
    assert set(printed["cases"]) == {8, 12}


def test_a_prompt_has_the_cases_it_applied_to_where_the_report_prints_them(catalogue: Catalogue) -> None:
    printed = prompts_frame(catalogue, catalogue.select(["sutton"]), standard_id="3.3")
    victims = printed[(printed["dimension"] == "others_safety") & (printed["letter"] == "b")]
    columns = ["percent", "sufficient", "cases", "applied_sufficient", "applied_cases"]
    assert victims[columns].to_numpy().tolist() == [[17, 2, 12, 2, 8]]
    assert printed["applied_cases"].notna().sum() == 3


def test_a_prompt_has_no_count_where_the_sample_is_not_known(data: DataSet) -> None:
    inspections = data["inspections"].assign(court_cases=pd.array([None] * 150, dtype="Int64"))
    known = Catalogue(with_frames(data, inspections=inspections))
    printed = prompts_frame(known, known.select(["sutton"]), standard_id="2.4")
    assert printed["percent"].notna().all()
    assert printed[["sufficient", "cases"]].isna().all(axis=None)
    assert printed["applied_cases"].notna().sum() == 9


def test_cases_that_contradict_the_sample_are_not_shown_beside_it(data: DataSet) -> None:
    rows = data["prompt_cases"]
    wrong = rows.assign(sufficient=rows["sufficient"].where(rows["cases"] != 5, 1))
    known = Catalogue(with_frames(data, prompt_cases=wrong))
    printed = prompts_frame(known, known.select(["sutton"]), standard_id="2.4")
    assert not (printed["applied_cases"] == 5).any()
    assert printed["applied_cases"].notna().sum() == 6


def test_a_table_to_browse_says_where_each_figure_stands(catalogue: Catalogue) -> None:
    ratings = compare.browsing_table(catalogue, "ratings")
    sutton = ratings[ratings["inspection_id"] == "sutton-2022-08"]["source"]
    assert set(sutton) == {
        "An inspection of youth offending services in Sutton, in the section that starts on page 4"
    }
    assert not ratings["source"].str.contains("page [0-9]+$", regex=True).where(
        ratings["page"].isna(), False
    ).any()  # fmt: skip
