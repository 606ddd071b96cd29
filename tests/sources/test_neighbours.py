from __future__ import annotations

from pathlib import Path

import pytest

from made_up.statistics_files import TODAY, write_workbook
from tests.frames import faults_in
from yjs_dash.errors import StatisticsColumnError, UnreadableStatisticsError
from yjs_dash.sources import recognise
from yjs_dash.sources.neighbours import read_neighbours

HEAD: list[object] = ["LA num", "LA Name", "LA number", "GOReg"]
HEAD += [cell for rank in range(1, 11) for cell in (f"SN{rank}", "SNP")]
NUMBERS = list(range(301, 313))


def row(number: int, neighbours: list[object], closeness: str = "Very close") -> list[object]:
    return [
        number,
        f"Area {number}",
        number,
        "London (Outer)",
        *(c for n in neighbours for c in (n, closeness)),
    ]


def rows() -> list[list[object]]:
    return [row(n, [m for m in NUMBERS if m != n][:10]) for n in NUMBERS]


def test_each_authority_has_its_ten_neighbours_by_rank(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "any.xlsx", {"Groups": [["A", "B"], [1, 2], HEAD, *rows()]})
    assert recognise(path) == "neighbours"
    found = read_neighbours(path, today=TODAY)
    own = [n for n in found.neighbours if n.area == "Area 301"]
    assert [(n.rank, n.neighbour) for n in own] == [(i, f"Area {301 + i}") for i in range(1, 11)]
    assert {n.closeness for n in own} == {"very close"}
    assert len(found.neighbours) == 120
    assert not found.findings


def test_the_document_is_a_row_of_sources_dated_by_the_workbook(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "any.xlsx", {"Groups": [HEAD, *rows()]})
    found = read_neighbours(path, today=TODAY)
    assert not faults_in("sources", found.sources)
    assert found.sources["published"].to_list() == ["2025-05"]
    assert set(found.table["source_id"]) == {"dfe-statistical-neighbours-2025-05"}


def test_blank_rows_headings_and_old_blocks_between_do_not_matter(tmp_path: Path) -> None:
    body = rows()
    sheet: list[list[object]] = [HEAD, *body[:6], [], [None, "Old SNs:"], [], *body[6:]]
    found = read_neighbours(write_workbook(tmp_path / "any.xlsx", {"Groups": sheet}), today=TODAY)
    assert len(found.neighbours) == 120


def test_a_visible_sheet_comes_before_a_hidden_one(tmp_path: Path) -> None:
    old = [HEAD, *(row(n, [m for m in reversed(NUMBERS) if m != n][:10]) for n in NUMBERS)]
    path = write_workbook(tmp_path / "any.xlsx", {"Old": old, "New": [HEAD, *rows()]}, hidden=["Old"])
    found = read_neighbours(path, today=TODAY)
    assert found.neighbours[0].neighbour == "Area 302"
    assert not found.findings


def test_neighbours_in_a_hidden_sheet_are_read_and_said(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "any.xlsx", {"Hello": [["text"]], "Old": [HEAD, *rows()]}, hidden=["Old"]
    )
    found = read_neighbours(path, today=TODAY)
    assert len(found.neighbours) == 120
    assert [finding.code for finding in found.findings] == ["hidden_sheet"]


@pytest.mark.parametrize("wrong", [999, None, "nobody", 301])
def test_a_neighbour_that_cannot_be_known_is_left_out_and_said(tmp_path: Path, wrong: object) -> None:
    body = rows()
    body[0] = row(301, [*range(302, 311), wrong])
    found = read_neighbours(write_workbook(tmp_path / "any.xlsx", {"Groups": [HEAD, *body]}), today=TODAY)
    assert [n.rank for n in found.neighbours if n.area == "Area 301"] == list(range(1, 10))
    (finding,) = found.findings
    assert (finding.subject, finding.code) == ("Area 301", "neighbours_missing")
    assert finding.message.startswith("9 of the 10")


def test_names_may_stand_in_place_of_numbers(tmp_path: Path) -> None:
    body = rows()
    body[0] = row(301, [f"Area {n}" for n in range(302, 312)], closeness="Unheard of")
    found = read_neighbours(write_workbook(tmp_path / "any.xlsx", {"Groups": [HEAD, *body]}), today=TODAY)
    own = [n for n in found.neighbours if n.area == "Area 301"]
    assert (len(own), {n.closeness for n in own}) == (10, {""})


def test_a_workbook_without_the_ten_columns_is_refused(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "any.xlsx", {"Groups": [HEAD[:-2], *rows()]})
    assert recognise(path) is None
    with pytest.raises(StatisticsColumnError, match="no columns SN1 to SN10"):
        read_neighbours(path, today=TODAY)


def test_a_broken_sheet_inside_a_workbook_is_one_sentence(tmp_path: Path) -> None:
    import zipfile

    good = write_workbook(tmp_path / "good.xlsx", {"Groups": [HEAD, *rows()]})
    bad = tmp_path / "bad.xlsx"
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(bad, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content[: len(content) // 2] if "sheet1" in name else content)
    with pytest.raises(UnreadableStatisticsError, match=r"“bad\.xlsx” is damaged"):
        read_neighbours(bad, today=TODAY)
