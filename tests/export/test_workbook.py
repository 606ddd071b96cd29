"""The workbook: every number is one, and the one of the data set; nothing is a formula."""

from __future__ import annotations

import dataclasses
import io
from functools import cache
from typing import Any

import openpyxl
import pytest

from tests.export.published import percentages, ratings, series
from tests.truth.datasets import bundled_rows
from yjs_dash.export.board_packs import file_of
from yjs_dash.export.pack import BoardPack
from yjs_dash.narrate import pack as say

FORMULA = "=cmd|' /C calc'!A0"


@cache
def opened(pack: BoardPack) -> Any:
    """The workbook of a pack, opened once: no test changes it."""
    return openpyxl.load_workbook(io.BytesIO(file_of(pack, "xlsx")))


def rows_of(book: Any, key: str) -> list[dict[str, Any]]:
    name = say.SHEETS[key]
    if name not in book.sheetnames:
        return []
    head, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_ratings_are_those_of_the_data_set(pack: BoardPack) -> None:
    rows = rows_of(opened(pack), "ratings")
    found = {
        (row["Service"], row["Standard"].partition(" ")[0]): row["Rating"]
        for row in rows
        # Two frameworks may have different standards under one number.
        if not row["Rating"].startswith("Not a standard")
    }
    known = ratings(pack)
    assert {key: found.get(key) for key in known} == known


def test_the_percentages_of_key_questions_are_those_of_the_data_set(pack: BoardPack) -> None:
    found: dict[tuple[str, str], list[int]] = {}
    for row in rows_of(opened(pack), "key_questions"):
        standard = row["Figure"].removeprefix("Key questions of ").partition(" ")[0]
        assert isinstance(row["Per cent sufficient"], int)
        found.setdefault((row["Service"], standard), []).append(row["Per cent sufficient"])
    assert {key: sorted(values) for key, values in found.items()} == percentages(pack)


def test_the_prompts_are_those_of_the_data_set(packs: dict[str, BoardPack]) -> None:
    found = [
        (
            row["Service"],
            row["Standard"].partition(" ")[0],
            row["Letter in the report"],
            row["Per cent sufficient"],
        )
        for row in rows_of(opened(packs["two"]), "prompts")
    ]
    names = {"suffolk-2023-01": "Suffolk", "sutton-2022-08": "Sutton"}
    known = [
        (names[row["inspection_id"]], row["standard_id"], row["letter"], int(row["percent"]))
        for row in bundled_rows("case_questions")
        if row["inspection_id"] in names
    ]
    assert sorted(found) == sorted(known)


@pytest.mark.parametrize("indicator_id", ["first_time_entrant_rate", "reoffending_rate_15_17"])
def test_the_official_series_are_those_of_the_data_set(
    indicator_id: str, packs: dict[str, BoardPack]
) -> None:
    name = next(row["name"] for row in bundled_rows("indicators") if row["indicator_id"] == indicator_id)
    found = {
        (row["Area"], row["Period"]): row["Value"]
        for row in rows_of(opened(packs["two"]), "series")
        if row["Figure"].startswith(f"{name}, ")
        and row["Area is"] == "authority of the service"
        and row["Value"] is not None
    }
    known = series(packs["two"], indicator_id)
    assert known
    assert found == known


def test_scores_are_numbers(packs: dict[str, BoardPack]) -> None:
    rows = {row["Service"]: row for row in rows_of(opened(packs["two"]), "overview")}
    assert (rows["Suffolk"]["Score"], rows["Sutton"]["Score"]) == (9, 18)
    assert rows["Sutton"]["Out of"] == 36


def test_every_sheet_keeps_its_heads_in_sight_and_can_be_filtered(pack: BoardPack) -> None:
    book = opened(pack)
    assert book.sheetnames[0] == say.SHEETS["cover"]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert len({cell.value for cell in sheet[1]}) == sheet.max_column


def test_no_cell_is_a_formula_and_each_figure_has_its_source(pack: BoardPack) -> None:
    book = opened(pack)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert [cell.coordinate for cell in row if cell.data_type == "f"] == []
    for key in ("ratings", "key_questions", "prompts", "series", "children"):
        for row in rows_of(book, key):
            value = row.get("Value", row.get("Per cent sufficient", row.get("Rating")))
            if value is not None and value not in ("Not rated",) and not str(value).startswith("Not a "):
                assert row["Source"], row
    printed = [row for row in rows_of(book, "key_questions") if row["Service"] == "Sutton"]
    assert all(row[say.PLACE_HEAD].startswith("in the section that starts on page ") for row in printed)


def test_a_name_that_begins_like_a_formula_stays_text(packs: dict[str, BoardPack]) -> None:
    named = dataclasses.replace(packs["two"], subject=FORMULA, title=FORMULA, address="/?services=%3D1")
    cover = opened(named).worksheets[0]
    assert [cover["A1"].value, cover["A2"].value] == [FORMULA, FORMULA]
    assert {cover["A1"].data_type, cover["A2"].data_type} == {"s"}


def test_the_cover_tells_how_many_rows_each_sheet_has(pack: BoardPack) -> None:
    book = opened(pack)
    words = [row[0] for row in book.worksheets[0].iter_rows(values_only=True) if row[0]]
    for sheet in book.worksheets[1:]:
        rows = sheet.max_row - 1
        assert f"{rows:,} row{'' if rows == 1 else 's'} in “{sheet.title}”" in words


def test_the_cover_says_for_whom_when_and_under_which_licence(packs: dict[str, BoardPack]) -> None:
    words = [row[0] for row in opened(packs["two"]).worksheets[0].iter_rows(values_only=True) if row[0]]
    assert "Suffolk and Sutton" in words
    assert any("9 March 2025" in text for text in words)
    assert any("/?services=Suffolk&services=Sutton" in text for text in words)
    assert any("Open Government Licence v3.0" in text for text in words)
