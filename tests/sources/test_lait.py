from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from made_up.statistics_files import ENTRANTS, SPEND, TODAY, Row, write_csv, write_lait
from tests.frames import faults_in
from yjs_dash.errors import MissingDictionaryError, StatisticsColumnError, UnreadableStatisticsError
from yjs_dash.schema import TABLES
from yjs_dash.sources import StatisticsImport, read_statistics
from yjs_dash.sources._lait_measures import MEASURES, period_of
from yjs_dash.store import read_data_set

ROWS: list[Row] = [
    ("fte", "2023", "Sutton", "94", "Outer London"),
    ("fte", "2024", "Sutton", "-", "Outer London"),
    ("fte", "2024", "Barnsley", "0", "Yorkshire and The Humber"),
    ("fte", "2024", "Yorkshire and The Humber", "38.979999999999997", "NA"),
    ("fte", "2024", "Leeds", "80", "Yorkshire and The Humber"),
    ("fte", "2024", "England", "60", "NA"),
    ("yjspend", "2024-25 (OT)", "Sutton", "878,319", "Outer London"),
    ("other", "2024", "Sutton", "5", "Outer London"),
]


def imported(
    folder: Path, rows: list[Row], *entries: dict[str, str], form: str = "parquet"
) -> StatisticsImport:
    return read_statistics(write_lait(folder, rows, entries or (ENTRANTS, SPEND), form=form), today=TODAY)


def cell(found: StatisticsImport, area: str, period: str) -> tuple[str, str]:
    rows = found.observations
    row = rows[(rows["area"] == area) & (rows["period"] == period)].iloc[0]
    return row["value"], row["status"]


def messages(found: StatisticsImport, code: str) -> list[str]:
    rows = found.findings[found.findings["code"] == code]
    return [
        f"{subject}: {message}" for subject, message in zip(rows["subject"], rows["message"], strict=True)
    ]


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_parquet_and_csv_give_the_same_rows(tmp_path: Path, form: str) -> None:
    found = imported(tmp_path, ROWS, form=form).observations
    assert [
        tuple(row) for row in found[["area", "area_type", "period", "value"]].itertuples(index=False)
    ] == [
        ("Sutton", "local_authority", "year ending December 2023", "94"),
        ("Sutton", "local_authority", "year ending December 2024", ""),
        ("Barnsley", "local_authority", "year ending December 2024", "0"),
        ("Yorkshire and the Humber", "region", "year ending December 2024", "38.98"),
        ("Leeds", "local_authority", "year ending December 2024", "80"),
        ("England", "nation", "year ending December 2024", "60"),
        ("Sutton", "local_authority", "year ending March 2025 (outturn)", "878319"),
    ]


def test_every_table_that_is_read_is_valid(tmp_path: Path) -> None:
    found = imported(tmp_path, ROWS)
    assert [len(table) for table in (found.observations, found.indicators, found.sources)] == [7, 2, 1]
    assert not faults_in("observations", found.observations)
    assert not faults_in("indicators", found.indicators)
    assert not faults_in("sources", found.sources)


@pytest.mark.parametrize(
    ("printed", "value", "status"),
    [
        ("-", "", "x"), ("", "", "x"), (":", "", "x"), ("NA", "", "x"), ("c", "", "c"), ("C", "", "c"), ("z", "", "z"),
        ("0", "0", ""), ("-0.0", "0", ""), ("0.10000000000000001", "0.1", ""), ("1,234.5", "1234.5", ""),
        ("1E2", "100", ""), ("2.7130223958542974", "2.713022396", ""),
    ],
)  # fmt: skip
def test_a_mark_is_never_a_zero(tmp_path: Path, printed: str, value: str, status: str) -> None:
    found = imported(tmp_path, [("fte", "2024", "Sutton", printed, "Outer London")])
    assert cell(found, "Sutton", "year ending December 2024") == (value, status)


@pytest.mark.parametrize("printed", ["about 5", "1e99", "nan", "inf", "12%", "=1+1"])
def test_what_is_neither_number_nor_mark_is_not_available_and_named(tmp_path: Path, printed: str) -> None:
    found = imported(tmp_path, [("fte", "2024", "Sutton", printed, "Outer London")])
    assert cell(found, "Sutton", "year ending December 2024") == ("", "x")
    assert f"“{printed}” is neither a number nor a known mark" in messages(found, "unknown_mark")[0]


@pytest.mark.parametrize(
    ("label", "how", "text", "end"),
    [
        ("2024", ("Calendar Year", False, ""), "year ending December 2024", "2024-12-31"),
        ("2024", ("Financial Year", False, ""), "year ending March 2024", "2024-03-31"),
        ("2024", ("Financial Year", True, ""), "cohort of the year ending March 2024", "2024-03-31"),
        ("2024-25", ("Financial Year", False, ""), "year ending March 2025", "2025-03-31"),
        ("2024/2025", ("Calendar Year", False, ""), "year ending March 2025", "2025-03-31"),
        ("1999-00", ("Financial Year", False, ""), "year ending March 2000", "2000-03-31"),
        ("2024-25 (OT)", ("Financial Year", False, ""), "year ending March 2025 (outturn)", "2025-03-31"),
        ("2024-25 (B)", ("Financial Year", False, ""), "year ending March 2025 (B)", "2025-03-31"),
        ("2024", ("Financial Year", False, "average of December/January/February data"),
         "December 2023 to February 2024, average", "2024-02-29"),
        ("2014-16", ("Calendar Year", False, ""), "2014-16", None),
        ("2024", ("Academic Year", False, ""), "2024", None),
        ("latest", ("Calendar Year", False, ""), "latest", None),
    ],
)  # fmt: skip
def test_a_label_of_a_year_is_read_by_the_dictionary_or_stays(
    label: str, how: tuple[str, bool, str], text: str, end: str | None
) -> None:
    period = period_of(label, year_type=how[0], cohort=how[1], description=how[2])
    assert period.text == text
    assert period.end == (dt.date.fromisoformat(end) if end else None)


def test_direction_of_good_comes_from_the_dictionary(tmp_path: Path) -> None:
    found = imported(tmp_path, ROWS, ENTRANTS | {"Polarity": "High"}, SPEND)
    assert found.indicators.set_index("indicator_id")["polarity"].to_dict() == {
        "first_time_entrant_rate": "higher_is_better",
        "youth_justice_spend": "neutral",
    }


def test_an_unknown_direction_is_named_and_nothing_is_called_good(tmp_path: Path) -> None:
    found = imported(tmp_path, ROWS, ENTRANTS | {"Polarity": "Sideways"}, SPEND)
    assert found.indicators["polarity"].iloc[0] == "neutral"
    assert "“Sideways”" in messages(found, "unknown_polarity")[0]


def test_indicators_without_figures_are_named(tmp_path: Path) -> None:
    found = imported(tmp_path, ROWS, ENTRANTS)
    named = {message.split(":")[0] for message in messages(found, "indicator_missing")}
    assert named == {m.name for m in MEASURES} - {"First-time entrants, rate"}
    assert found.indicators["indicator_id"].to_list() == ["first_time_entrant_rate"]


def test_a_measure_in_another_unit_is_not_taken_for_ours(tmp_path: Path) -> None:
    found = imported(tmp_path, ROWS, ENTRANTS | {"y_axis_name": "Number of children"}, SPEND)
    assert set(found.observations["indicator_id"]) == {"youth_justice_spend"}


def test_of_two_measures_of_a_name_the_newer_is_taken(tmp_path: Path) -> None:
    old = ENTRANTS | {"Measure_short": "fte_old", "Last Update": "45000"}
    rows = [*ROWS, ("fte_old", "2024", "Sutton", "7", "Outer London")]
    found = imported(tmp_path, rows, old, ENTRANTS, SPEND)
    assert "7" not in set(found.observations["value"])
    assert len(messages(found, "several_measures")) == 1


def test_aggregates_of_statistical_neighbours_are_not_taken(tmp_path: Path) -> None:
    rows = [
        *ROWS,
        ("fte", "2024", "Statistical Neighbours", "110", "NA"),
        ("fte", "2024", "Sutton SN", "110", "NA"),
    ]
    found = imported(tmp_path, rows)
    assert set(found.observations["area"]) == {
        "Sutton",
        "Barnsley",
        "Leeds",
        "Yorkshire and the Humber",
        "England",
    }
    assert not messages(found, "unknown_area")


def test_an_area_of_no_known_region_is_left_out_and_named(tmp_path: Path) -> None:
    found = imported(tmp_path, [*ROWS, ("fte", "2024", "Atlantis", "110", "The Sea")])
    assert "Atlantis" not in set(found.observations["area"])
    assert messages(found, "unknown_area")[0].startswith("Atlantis: ")


def test_a_figure_for_an_authority_that_was_replaced_is_unreliable(tmp_path: Path) -> None:
    rows: list[Row] = [
        ("fte", year, "Cumbria", value, "North West")
        for year, value in (("2022", "174"), ("2023", "42"), ("2024", "-"))
    ]
    found = imported(tmp_path, rows)
    statuses = [cell(found, "Cumbria", f"year ending December {year}") for year in (2022, 2023, 2024)]
    assert statuses == [("174", ""), ("42", "u"), ("", "x")]
    assert (
        "Cumberland and Westmorland and Furness on 1 April 2023" in messages(found, "replaced_authority")[0]
    )


def test_a_row_that_is_repeated_is_taken_once_and_said(tmp_path: Path) -> None:
    found = imported(tmp_path, [*ROWS, ROWS[0]])
    assert len(found.observations) == len(ROWS) - 1
    assert messages(found, "repeated")


def test_the_edition_is_the_month_of_the_newest_update(tmp_path: Path) -> None:
    source = imported(tmp_path, ROWS).sources.iloc[0]
    assert (source["source_id"], source["published"]) == ("dfe-lait-2026-04", "2026-04")
    assert source["publisher"] == "Department for Education"
    assert "Local Authority Interactive Tool" in source["title"]


def test_an_update_in_the_future_or_in_words_dates_nothing(tmp_path: Path) -> None:
    entries = [ENTRANTS | {"Last Update": "60000"}, SPEND | {"Last Update": "New data"}]
    source = imported(tmp_path, ROWS, *entries).sources.iloc[0]
    assert (source["source_id"], source["published"]) == ("dfe-lait", "")


def test_data_without_their_dictionary_are_refused(tmp_path: Path) -> None:
    data, _ = write_lait(tmp_path, ROWS)
    with pytest.raises(MissingDictionaryError, match=r"“figures\.parquet”.*dictionary"):
        read_statistics([data], today=TODAY)


def test_a_dictionary_without_a_column_names_it(tmp_path: Path) -> None:
    data, dictionary = write_lait(tmp_path, ROWS)
    write_csv(dictionary, [name for name in ENTRANTS if name != "Year_Type"], [])
    with pytest.raises(StatisticsColumnError, match="no column “Year_Type”"):
        read_statistics([data, dictionary], today=TODAY)


def test_a_ragged_dictionary_is_refused(tmp_path: Path) -> None:
    data, dictionary = write_lait(tmp_path, ROWS)
    with dictionary.open("a", encoding="utf-8") as file:
        file.write("one,cell,less\n")
    with pytest.raises(UnreadableStatisticsError, match="damaged"):
        read_statistics([data, dictionary], today=TODAY)


def test_a_ragged_csv_of_data_is_refused(tmp_path: Path) -> None:
    data, dictionary = write_lait(tmp_path, ROWS, form="csv")
    with data.open("a", encoding="utf-8") as file:
        file.write("one,cell,less\n")
    with pytest.raises(UnreadableStatisticsError, match=r"“figures\.csv” is damaged"):
        read_statistics([data, dictionary], today=TODAY)


def test_indicators_that_are_bundled_are_described_alike() -> None:
    bundled = read_data_set()["indicators"].set_index("indicator_id")
    described = [m for m in MEASURES if m.indicator_id in bundled.index]
    assert len(described) >= 4
    for measure in described:
        row = bundled.loc[measure.indicator_id]
        assert (row["name"], row["unit"], row["topic"]) == (measure.name, measure.unit, measure.topic)
        assert row["definition"] == measure.definition


def test_a_file_without_any_of_our_measures_gives_no_rows_and_says_so(tmp_path: Path) -> None:
    found = imported(tmp_path, [("other", "2024", "Sutton", "5", "Outer London")])
    assert found.observations.columns.to_list() == TABLES["observations"].column_names
    assert found.observations.empty
    assert len(messages(found, "indicator_missing")) == len(MEASURES)
