from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from made_up.statistics_files import TODAY, Row, write_csv, write_lait, write_workbook
from yjs_dash.errors import UnreadableStatisticsError
from yjs_dash.sources import _files, read_statistics, recognise
from yjs_dash.sources.observations_file import template

ROWS: list[Row] = [("fte", "2024", "Sutton", "89", "Outer London")]


def pdf(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n" + bytes(2000))


def report(path: Path) -> None:
    path.write_text("An inspection of youth offending services in\nSutton\n", encoding="utf-8")


def document(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")


def table(path: Path) -> None:
    pq.write_table(pa.table({"a": [1]}), path)


def spreadsheet(path: Path) -> None:
    write_workbook(path, {"One": [["some", "other", "table"]]})


FOREIGN: list[Callable[[Path], object]] = [pdf, report, document, table, spreadsheet]


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_data_and_dictionary_are_known_by_their_columns_whatever_they_are_called(
    tmp_path: Path, form: str
) -> None:
    data, dictionary = write_lait(tmp_path, ROWS, form=form)
    assert recognise(data.rename(tmp_path / "report.pdf")) == "lait_data"
    assert recognise(dictionary.rename(tmp_path / "dictionary.xlsx")) == "lait_dictionary"


def test_the_list_of_codes_is_known_by_its_columns(tmp_path: Path) -> None:
    head = ["LA Number", "LA Name", "Region", "Type"]
    path = write_workbook(tmp_path / "x", {"Sheet1": [head, [301, "Sutton", "Outer London", "OLB"]]})
    assert recognise(path) == "lait_codes"


@pytest.mark.parametrize("make", FOREIGN)
def test_other_files_are_none_of_ours_and_an_import_of_one_says_so(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    path = tmp_path / "thing"
    make(path)
    assert recognise(path) is None
    with pytest.raises(UnreadableStatisticsError, match="“thing” has none of the columns"):
        read_statistics([path], today=TODAY)


def one_sentence(path: Path) -> str:
    with pytest.raises(UnreadableStatisticsError) as caught:
        read_statistics([path], today=TODAY)
    message = str(caught.value)
    assert path.name in message
    assert "\n" not in message
    return message


def test_an_empty_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.csv").touch()
    assert recognise(tmp_path / "a.csv") is None
    assert "is empty" in one_sentence(tmp_path / "a.csv")


def test_a_missing_file_and_a_folder_are_one_sentence(tmp_path: Path) -> None:
    assert "does not exist" in one_sentence(tmp_path / "nothing.csv")
    assert "is a folder" in one_sentence(tmp_path)


def test_a_huge_file_is_one_sentence_and_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    path.write_bytes(template())
    with path.open("r+b") as file:
        file.truncate(_files.MAX_BYTES + 1)
    assert "is larger than 200 MB" in one_sentence(path)


@pytest.mark.parametrize("kept", [5, 60, 400])
def test_a_truncated_parquet_file_is_one_sentence(tmp_path: Path, kept: int) -> None:
    data, _ = write_lait(tmp_path, ROWS)
    data.write_bytes(data.read_bytes()[:kept])
    assert "is damaged and cannot be read as a parquet file" in one_sentence(data)


def test_parquet_with_rotten_pages_is_one_sentence(tmp_path: Path) -> None:
    paths = write_lait(tmp_path, ROWS * 500)
    content = bytearray(paths[0].read_bytes())
    content[40:400] = b"\xff" * 360
    paths[0].write_bytes(content)
    with pytest.raises(UnreadableStatisticsError, match="is damaged"):
        read_statistics(paths, today=TODAY)


def test_a_truncated_workbook_is_one_sentence(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"One": [["a"]]})
    path.write_bytes(path.read_bytes()[:-200])
    assert "is damaged and cannot be read as a workbook" in one_sentence(path)


def test_a_workbook_that_unpacks_to_gigabytes_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/sharedStrings.xml", b" " * (_files.MAX_UNPACKED_BYTES + 1))
    assert path.stat().st_size < 100_000
    assert "unpacks to more than 50 MB" in one_sentence(path)


def test_more_rows_than_any_publication_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_files, "MAX_ROWS", 10)
    monkeypatch.setattr(_files, "MAX_TABLE_ROWS", 10)
    for form in ("parquet", "csv"):
        with pytest.raises(UnreadableStatisticsError, match="more rows than we can read"):
            read_statistics(write_lait(tmp_path, ROWS * 11, form=form), today=TODAY)
    head = ["area", "area_type", "indicator_id", "period", "value"]
    long = write_csv(tmp_path / "long.csv", head, [["a"]] * 11)
    assert "more rows than we can read" in one_sentence(long)
    book = write_workbook(tmp_path / "long.xlsx", {"One": [head, *[["a"]] * 11]})
    assert "more rows than we can read" in one_sentence(book)


def test_explanations_alone_are_refused(tmp_path: Path) -> None:
    _, dictionary = write_lait(tmp_path, ROWS)
    assert "has no figures of its own" in one_sentence(dictionary)


def test_two_files_of_one_kind_are_refused_by_name(tmp_path: Path) -> None:
    data, dictionary = write_lait(tmp_path, ROWS)
    other = write_lait(tmp_path, ROWS, form="csv")[0]
    with pytest.raises(UnreadableStatisticsError, match=r"“figures\.csv” holds data.*“figures\.parquet”"):
        read_statistics([data, other, dictionary], today=TODAY)


def test_nothing_is_imported_from_nothing() -> None:
    found = vars(read_statistics([], today=TODAY))
    assert {name: len(table) for name, table in found.items()} == dict.fromkeys(found, 0)
    assert {"observations", "indicators", "sources"} <= set(found)
