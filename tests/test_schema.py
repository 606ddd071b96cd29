"""Tables refuse what does not fit and name table, line, column and what was expected, all at once."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from yjs_dash import checks
from yjs_dash.errors import DataSetError
from yjs_dash.schema import ALL_TABLES, cells_of, earliest_day, frame_of, place_words, rows_of
from yjs_dash.store import BUNDLED, read_data_set


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BUNDLED, tmp_path / "data"))


def _change(directory: Path, table: str, old: str, new: str) -> None:
    path = directory / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _refusal(directory: Path) -> DataSetError:
    with pytest.raises(DataSetError) as caught:
        read_data_set(directory)
    return caught.value


def test_the_bundled_data_set_is_valid_and_complete() -> None:
    data = read_data_set()
    assert {name for name, rows in data.rows.by_table().items() if rows} == set(ALL_TABLES)
    assert len(data["ratings"]) == 113
    assert str(data["ratings"]["discretion"].dtype) == "boolean"
    assert str(data["key_questions"]["percent"].dtype) == "Int64"


@pytest.mark.parametrize(
    ("table", "change", "column", "expected"),
    [
        ("ratings", ("sutton-2022-08,1.2,Outstanding", "sutton-2022-08,1.2,Splendid"), "rating", "one of"),
        ("ratings", ("sutton-2022-08,1.2,", "sutton-2022-08,1.1,"), "inspection_id + standard_id", "stands once"),
        ("ratings", ("sutton-2022-08,1.2,", "sutton-2022-08,9.9,"), "standard_id", "a standard of hmip-yjs-2021"),
        ("ratings", ("sutton-2022-08,1.2,", "nowhere-2022,1.2,"), "inspection_id", "stands in inspections"),
        ("key_questions", ("desistance,75,", "desistance,101,"), "percent", "from 0 to 100"),
        ("key_questions", ("desistance,75,", "desistance,-1,"), "percent", "from 0 to 100"),
        ("key_questions", ("desistance,75,", "desistance,7.5,"), "percent", "a whole number"),
        ("inspections", ("sutton-2022-08,sutton,", "sutton-2022-08,nowhere,"), "service_id", "stands in services"),
        ("inspections", ("hmip-yjs-2021,single,2022-08,", "hmip-yjs-2021,single,2122-08,"), "published", "future"),
        ("inspections", ("hmip-yjs-2021,single,2022-08,", "hmip-yjs-2021,single,2022-13,"), "published", "YYYY-MM"),
        ("inspections", ("hmip-yjs-2021,single,2022-08,", "hmip-yjs-1921,single,2022-08,"), "framework_id", "one of"),
        ("inspections", ("hmip-yjs-2021,single,2022-08,", "hmip-yjs-2021,full,2022-08,"), "kind", "a kind of"),
        ("services", ("sutton,Sutton,England,", "sutton,Sutton,Atlantis,"), "country", "one of"),
    ],
)  # fmt: skip
def test_a_wrong_value_names_table_line_column_and_what_was_expected(
    directory: Path, table: str, change: tuple[str, str], column: str, expected: str
) -> None:
    old, new = change
    text = (directory / f"{table}.csv").read_text(encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    _change(directory, table, old, new)
    faults = _refusal(directory).faults
    found = [f for f in faults if f.table == table and f.column == column and f.row == line]
    assert found, [str(fault) for fault in faults]
    assert expected in found[0].expected


def test_all_failures_of_all_tables_are_reported_at_once(directory: Path) -> None:
    _change(directory, "ratings", "sutton-2022-08,1.2,Outstanding", "sutton-2022-08,1.2,Splendid")
    _change(directory, "key_questions", "desistance,75,", "desistance,175,")
    _change(directory, "services", "sutton,Sutton,England,", "sutton,Sutton,Atlantis,")
    error = _refusal(directory)
    assert {f.table for f in error.faults} == {"ratings", "key_questions", "services"}
    assert len(error.faults) == 3
    assert "3 faults" in str(error)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _not_text(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\xff\xfe")


def _ragged(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "one,cell,too,many,x,x,x,x,x,x,x\n", encoding="utf-8")


def _quote(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + '"never closed', encoding="utf-8")


def _head(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("standard_id", "standard", 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (Path.unlink, "which is missing"),
        (_empty, "the file is empty"),
        (_not_text, "text in UTF-8"),
        (_ragged, "cells in a line"),
        (_quote, "comma-separated values"),
        (_head, "this column, which is missing"),
    ],
)
def test_a_broken_file_is_named(directory: Path, break_it: Callable[[Path], None], message: str) -> None:
    break_it(directory / "ratings.csv")
    error = _refusal(directory)
    assert all(fault.table == "ratings" for fault in error.faults)
    assert any(message in fault.expected for fault in error.faults)


def test_a_value_needs_none_where_its_status_says_that_there_is_none(directory: Path) -> None:
    path = directory / "observations.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame.loc[frame["value"] != "", "status"] = "x"
    frame.to_csv(path, index=False, lineterminator="\n")
    assert any("no such status beside a value" in fault.expected for fault in _refusal(directory).faults)


def test_a_correction_is_applied_and_refused_once_its_source_is_fixed(directory: Path) -> None:
    shares = read_data_set(directory)["observations"]
    assert not (shares["indicator_id"] == "education_share").any()
    counts = shares[(shares["indicator_id"] == "education_status") & (shares["area"] == "Sutton")]
    assert {27.0, 21.0, 44.0} <= set(counts["value"])
    path = directory / "corrections.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace(",education_share,", ",education_other,"), encoding="utf-8"
    )
    assert any("remove the correction" in fault.expected for fault in _refusal(directory).faults)


def test_a_directory_that_does_not_exist_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DataSetError, match="a directory that holds the tables"):
        read_data_set(tmp_path / "nothing")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022", dt.date(2022, 1, 1)),
        ("2022-08", dt.date(2022, 8, 1)),
        ("2022-08-09", dt.date(2022, 8, 9)),
        ("2018/19", dt.date(2018, 4, 1)),
    ],
)
def test_a_partial_date_stands_for_its_first_day(text: str, day: dt.date) -> None:
    assert earliest_day(text) == day


def _codes(directory: Path) -> dict[str, list[str]]:
    found = checks.reconcile(read_data_set(directory))
    return {str(code): list(group["message"]) for code, group in found.groupby("code")}


def test_the_bundled_data_reconciles_with_one_discretion_and_no_error() -> None:
    found = checks.reconcile(read_data_set())
    warned = found[found["level"] != "note"]
    assert set(warned["code"]) == {"replaced_authority", "impossible_whole"}
    assert set(warned["level"]) == {"warning"}
    discretion = found[found["code"] == "discretion"]
    assert list(discretion["subject"]) == ["Sutton, 2022-08"]
    assert "2.3" in discretion["message"].iloc[0]


def test_a_sum_that_differs_from_the_score_is_an_error(directory: Path) -> None:
    _change(directory, "ratings", "sutton-2022-08,1.2,Outstanding", "sutton-2022-08,1.2,Good")
    assert "The ratings add up to 17, but the published score is 18." in _codes(directory)["score_sum"]


def test_an_overall_rating_outside_the_band_of_its_score_is_an_error(directory: Path) -> None:
    _change(directory, "inspections", "18,36,Requires improvement,8,12,2", "18,36,Good,8,12,2")
    assert any(
        "a score of 18 with these ratings gives Requires improvement" in m
        for m in _codes(directory)["score_band"]
    )


def test_a_rating_its_percentages_do_not_give_is_an_error_without_discretion(directory: Path) -> None:
    _change(
        directory, "key_questions", "sutton-2022-08,2.2,child_safety,50", "sutton-2022-08,2.2,child_safety,38"
    )
    assert any(
        m.startswith("2.2") and "no professional discretion" in m
        for m in _codes(directory)["rating_not_derived"]
    )


def test_a_rating_that_discretion_may_have_changed_is_a_warning(directory: Path) -> None:
    _change(
        directory, "key_questions", "sutton-2022-08,2.2,child_safety,50", "sutton-2022-08,2.2,child_safety,38"
    )
    path = directory / "ratings.csv"
    rows = path.read_text(encoding="utf-8")
    (row,) = [line for line in rows.splitlines() if line.startswith("sutton-2022-08,2.2,")]
    path.write_text(rows.replace(row, row.replace(",false,", ",,")), encoding="utf-8")
    found = _codes(directory)
    assert "rating_not_derived" not in found
    (message,) = found["discretion_not_known"]
    assert message.startswith("2.2")
    assert message.endswith("we do not know whether the inspectors used professional discretion.")


def test_that_it_is_not_known_whether_discretion_was_used_stays_unknown_in_a_frame_and_back() -> None:
    ratings = ALL_TABLES["ratings"]
    rows = tuple(
        dataclasses.replace(row, discretion=discretion)
        for row, discretion in zip(read_data_set().rows.ratings, (True, None, False), strict=False)
    )
    frame = frame_of(ratings, rows)
    assert [cells["discretion"] for cells in cells_of(frame)] == [True, None, False]
    back = rows_of(ratings, frame)
    assert not back.faults
    assert [getattr(row, "discretion", "") for row in back.rows] == [True, None, False]


def test_a_percentage_that_fits_no_count_is_a_warning(directory: Path) -> None:
    _change(
        directory, "key_questions", "sutton-2022-08,2.2,child_safety,50", "sutton-2022-08,2.2,child_safety,51"
    )
    assert any(
        "51% does not match any whole number out of 8 cases" in m
        for m in _codes(directory)["percent_fits_no_count"]
    )


def test_parts_that_do_not_make_their_whole_are_an_error(directory: Path) -> None:
    path = directory / "observations.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    custody = (frame["indicator_id"] == "caseload_disposal") & (frame["value"] == "35")
    assert custody.sum() == 1
    frame.loc[custody, "value"] = "36"
    frame.to_csv(path, index=False, lineterminator="\n")
    assert any(
        "the parts add up to 136, more than the published total of 135" in m
        for m in _codes(directory)["parts_whole"]
    )


@pytest.mark.parametrize(
    ("table", "change", "column", "expected"),
    [
        (
            "ratings",
            ("2.3,Good,stated,true,Requires improvement", "2.3,Good,stated,false,Requires improvement"),
            "discretion_from",
            "nothing where discretion did not change the rating",
        ),
        (
            "ratings",
            ("2.3,Good,stated,true,Requires improvement", "2.3,Good,stated,true,Good"),
            "discretion_from",
            "another rating than the published one",
        ),
        (
            "ratings",
            ("2.3,Good,stated,true,Requires improvement", "2.3,Good,stated,true,Fair"),
            "discretion_from",
            "one of",
        ),
        ("prompt_cases", ("others_safety,2,2,8", "others_safety,2,9,8"), "sufficient", "at most the 8 cases"),
        (
            "prompt_cases",
            ("others_safety,2,2,8", "others_safety,2,2,13"),
            "cases",
            "at most the 12 cases inspected",
        ),
        (
            "prompt_cases",
            ("others_safety,2,2,8", "others_safety,2,3,8"),
            "sufficient",
            "annexe's 17 per cent of 12",
        ),
        (
            "prompt_cases",
            ("others_safety,2,2,8", "others_safety,9,2,8"),
            "position",
            "stands in case_questions",
        ),
        (
            "prompt_cases",
            ("3.3,others_safety,2,2,8", "3.9,others_safety,2,2,8"),
            "standard_id",
            "a standard of",
        ),
        ("sources", (",section_start", ",sheet"), "page_numbers", "one of"),
        ("inspections", (",12,2,80,5,", ",12,2,120,5,"), "court_sample_confidence", "from 1 to 99"),
    ],
)
def test_a_row_that_contradicts_itself_or_another_names_line_and_column(
    directory: Path, table: str, change: tuple[str, str], column: str, expected: str
) -> None:
    text = (directory / f"{table}.csv").read_text(encoding="utf-8")
    line = text[: text.index(change[0])].count("\n") + 1
    _change(directory, table, *change)
    found = [f for f in _refusal(directory).faults if (f.table, f.column, f.row) == (table, column, line)]
    assert any(expected in fault.expected for fault in found)


@pytest.mark.parametrize(
    ("page", "numbers", "words"),
    [
        (12, "page", "page 12"),
        (12, "section_start", "in the section that starts on page 12"),
        (12, "", "page 12 or after"),
        (None, "page", ""),
    ],
)
def test_a_place_claims_no_more_than_is_known(page: int | None, numbers: str, words: str) -> None:
    assert place_words(page=page, page_numbers=numbers) == words
