from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook

from made_up.statistics_files import TODAY, write_csv, write_workbook
from tests.frames import faults_in
from yjs_dash.errors import UnreadableStatisticsError, ValidationIssue
from yjs_dash.schema import TABLES
from yjs_dash.sources import read_statistics, recognise
from yjs_dash.sources.observations_file import COLUMNS, read, template

GOOD = {
    "area": "Sutton",
    "area_type": "local_authority",
    "indicator_id": "first_time_entrant_rate",
    "period": "year ending December 2024",
    "period_end": "2024-12-31",
    "value": "89",
    "source_id": "council-report",
    "confidence": "high",
}


def line(**changes: str) -> list[str]:
    row = GOOD | changes
    return [row.get(name, "") for name in COLUMNS]


def written(folder: Path, *lines: list[str]) -> Path:
    return write_csv(folder / "mine.csv", COLUMNS, lines)


def only_fault(folder: Path, **changes: str) -> ValidationIssue:
    rows, faults = read(written(folder, line(), line(**{"period": "another period"} | changes)), today=TODAY)
    assert len(rows) == 1
    assert {fault.row for fault in faults} == {3}
    return faults[0]


def test_the_template_has_every_column_and_one_row_that_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "template.csv"
    path.write_bytes(template())
    lines = list(csv.reader(io.StringIO(template().decode("utf-8-sig"))))
    assert lines[0] == TABLES["observations"].column_names
    assert len(lines) == 2
    assert recognise(path) == "observations"
    rows, faults = read(path, today=TODAY)
    assert (len(rows), faults) == (0, [])


def test_the_example_would_be_valid_but_for_its_mark() -> None:
    head, example = csv.reader(io.StringIO(template().decode("utf-8-sig")))
    assert not faults_in("observations", pd.DataFrame([example], columns=head, dtype="str"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_rows_below_the_example_are_read(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "mine.csv"
    lines = [
        *csv.reader(io.StringIO(template().decode("utf-8-sig"))),
        [],
        line(),
        line(period="2023", period_end=""),
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(lines)
    assert recognise(path) == "observations"
    rows, faults = read(path, today=TODAY)
    assert not faults
    assert rows["value"].to_list() == ["89", "89"]
    assert not faults_in("observations", rows)


@pytest.mark.parametrize(
    ("changes", "column", "value", "expected"),
    [
        ({"value": "eighty"}, "value", "eighty", "a number"),
        ({"value": "1,234"}, "value", "1,234", "a number"),
        ({"value": "-"}, "value", "-", "a number"),
        ({"value": ""}, "value", "", "a number, or a status of c, x or z"),
        ({"status": "x"}, "status", "x", "no such status beside a value"),
        ({"status": "hidden", "value": ""}, "status", "hidden", "one of"),
        ({"area": ""}, "area", "", "text"),
        ({"area_type": "county"}, "area_type", "county", "one of"),
        ({"period_end": "31/12/2024"}, "period_end", "31/12/2024", "a date as YYYY-MM-DD"),
        ({"period_end": "2024-02-31"}, "period_end", "2024-02-31", "a date"),
        ({"period_end": "2031-12-31"}, "period_end", "2031-12-31", "not in the future"),
        ({"confidence": "certain"}, "confidence", "certain", "high"),
        ({"base": "-3"}, "base", "-3", "0 or more"),
        ({"area": "Sut\x07ton"}, "area", "Sut�ton", "text"),
    ],
)  # fmt: skip
def test_a_wrong_row_names_row_column_value_and_what_was_expected(
    tmp_path: Path, changes: dict[str, str], column: str, value: str, expected: str
) -> None:
    fault = only_fault(tmp_path, **changes)
    assert (fault.column, fault.value) == (column, value)
    assert expected in fault.expected
    assert str(fault).startswith("observations, line 3, column ")


def test_every_wrong_row_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [line(period=str(n), value="wrong" if n % 3 == 0 else "1") for n in range(30)]
    rows, faults = read(written(tmp_path, *lines), today=TODAY)
    assert [fault.row for fault in faults] == [n + 2 for n in range(30) if n % 3 == 0]
    assert len(rows) == 20


def test_a_repeated_row_is_wrong(tmp_path: Path) -> None:
    rows, faults = read(written(tmp_path, line(), line(value="90")), today=TODAY)
    assert rows["value"].to_list() == ["89"]
    assert "a key that stands once" in faults[0].expected


def test_a_row_with_too_many_cells_is_wrong(tmp_path: Path) -> None:
    _, faults = read(written(tmp_path, [*line(), "more"]), today=TODAY)
    assert (faults[0].row, faults[0].column, faults[0].value) == (2, "row", "16 cells")


def test_an_indicator_that_the_data_set_does_not_know_is_wrong(tmp_path: Path) -> None:
    rows, faults = read(written(tmp_path, line()), today=TODAY, indicators={"reoffending_rate"})
    assert rows.empty
    assert (faults[0].row, faults[0].column, faults[0].value) == (
        2,
        "indicator_id",
        "first_time_entrant_rate",
    )


def test_optional_columns_may_be_absent_and_required_ones_not(tmp_path: Path) -> None:
    names = [c.name for c in TABLES["observations"].columns if c.required] + ["value"]
    rows, faults = read(write_csv(tmp_path / "a.csv", names, [[GOOD[n] for n in names]]), today=TODAY)
    assert (len(rows), faults) == (1, [])
    names.remove("confidence")
    rows, faults = read(write_csv(tmp_path / "b.csv", names, [[GOOD[n] for n in names]]), today=TODAY)
    assert rows.empty
    assert [(f.row, f.column) for f in faults] == [(None, "confidence")]


def test_an_unknown_column_is_named(tmp_path: Path) -> None:
    _, faults = read(write_csv(tmp_path / "a.csv", [*COLUMNS, "remark"], [[*line(), ""]]), today=TODAY)
    assert [(f.column, f.expected) for f in faults] == [("remark", "no column of this name")]


def test_a_column_twice_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableStatisticsError, match="a column twice"):
        read(write_csv(tmp_path / "a.csv", [*COLUMNS, "value"], [[*line(), ""]]), today=TODAY)


def test_a_workbook_gives_the_same_rows_as_text(tmp_path: Path) -> None:
    cells: dict[str, object] = {**GOOD, "period_end": dt.date(2024, 12, 31), "value": 89.0}
    row = [cells.get(name) for name in COLUMNS]
    path = write_workbook(tmp_path / "mine.xlsx", {"Notes": [["hello"]], "Rows": [list(COLUMNS), [], row]})
    assert recognise(path) == "observations"
    rows, faults = read(path, today=TODAY)
    assert not faults
    assert rows.iloc[0].to_list() == line()


def test_a_cell_that_excel_shows_as_a_percentage_is_wrong(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(COLUMNS))
    sheet.append(line())
    cell = sheet.cell(row=2, column=COLUMNS.index("value") + 1, value=0.45)
    cell.number_format = "0.0%"
    book.save(tmp_path / "mine.xlsx")
    rows, faults = read(tmp_path / "mine.xlsx", today=TODAY)
    assert rows.empty
    assert [(f.row, f.column, f.value) for f in faults] == [(2, "value", "0.45")]
    assert "formatted as a percentage" in faults[0].expected


def test_text_in_another_encoding_is_one_sentence(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "mine.csv", COLUMNS, [line(breakdown="15–17")], encoding="cp1252")
    assert recognise(path) == "observations"
    with pytest.raises(
        UnreadableStatisticsError, match=r"“mine\.csv” is not text in UTF-8\. Save it as “CSV UTF-8”"
    ):
        read(path, today=TODAY)


def test_an_import_keeps_the_right_rows_and_reports_the_wrong_ones(tmp_path: Path) -> None:
    path = written(tmp_path, line(), line(period="2023", value="wrong"))
    found = read_statistics([path], today=TODAY)
    assert found.observations["value"].to_list() == ["89"]
    assert found.findings[["level", "code", "subject"]].to_numpy().tolist() == [
        ["error", "wrong_row", "mine.csv"]
    ]
    assert "line 3, column value: “wrong” found" in found.findings["message"].iloc[0]


def test_a_source_that_nobody_explains_gets_a_row_that_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, line(source_id="council-report; known"))
    known = {
        "sources": pd.DataFrame({name: ["known"] for name in TABLES["sources"].column_names}),
        "indicators": pd.DataFrame({name: [""] for name in TABLES["indicators"].column_names}).assign(
            indicator_id="first_time_entrant_rate"
        ),
    }
    found = read_statistics([path], known=known, today=TODAY)
    assert not faults_in("sources", found.sources)
    assert found.sources[["source_id", "publisher"]].to_numpy().tolist() == [["council-report", "Not stated"]]
    assert "mine.csv" in found.sources["title"].iloc[0]


def test_an_impossible_whole_in_our_own_format_is_refused_by_the_regions_of_the_services(
    tmp_path: Path,
) -> None:
    services = pd.DataFrame(
        {"region": ["London", "London"], "local_authorities": ["Sutton", "Bexley; Camden"]}
    )
    indicators = pd.DataFrame({name: ["%"] for name in TABLES["indicators"].column_names}).assign(
        indicator_id="first_time_entrant_rate"
    )
    areas = {"Sutton": "10", "Bexley": "20", "Camden": "30", "London": "60"}
    lines = [
        line(area=a, value=v, area_type="region" if a == "London" else "local_authority")
        for a, v in areas.items()
    ]
    known = {"services": services, "indicators": indicators}
    found = read_statistics([written(tmp_path, *lines)], known=known, today=TODAY)
    assert found.observations["area"].to_list() == ["Sutton", "Bexley", "Camden"]
    assert found.findings[["code", "value", "source_id"]].to_numpy().tolist() == [
        ["impossible_whole", "60", "council-report"]
    ]
