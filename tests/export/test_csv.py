"""CSV that a spreadsheet opens as text and numbers, never as formulas."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from yjs_dash.export import csv_bytes, safe_file_name


@pytest.mark.parametrize(
    "start",
    ["=1+1", "+1", "-2+3", "@SUM(A1)", "\tx", "\rx", "\nx", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20A"],
)
def test_text_that_a_spreadsheet_would_compute_is_neutralised(start: str) -> None:
    text = csv_bytes(pd.DataFrame({"name": [start], start: ["plain"]})).decode("utf-8-sig")
    cells = pd.read_csv(io.StringIO(text, newline=""), dtype=str)
    assert cells.iloc[0, 0].startswith("'")
    assert all(not column.startswith(start[0]) for column in cells.columns)


def test_numbers_stay_numbers_and_accents_survive() -> None:
    frame = pd.DataFrame({"value": [-3.5, 2.0], "name": ["Ynys Môn", "£5"]})
    again = pd.read_csv(io.BytesIO(csv_bytes(frame)), encoding="utf-8-sig")
    assert list(again["value"]) == [-3.5, 2.0]
    assert list(again["name"]) == ["Ynys Môn", "£5"]


def test_a_file_name_holds_letters_digits_and_hyphens_only() -> None:
    assert safe_file_name("Key questions of 2.3", "../etc/passwd") == "key-questions-of-2-3-etc-passwd"
    assert safe_file_name("…") == "table"
    assert len(safe_file_name("x" * 500)) == 80
