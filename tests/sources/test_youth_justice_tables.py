"""The local level tables of Youth Justice Statistics, from made-up files in their form."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from made_up.statistics_files import write_workbook
from made_up.youth_justice_tables import (
    CHILDREN_HEAD,
    OFFENCE_HEAD,
    OUTCOME_HEAD,
    Cell,
    Place,
    children_rows,
    ods_content,
    offence_rows,
    outcome_rows,
    write_ods,
    write_ods_content,
    write_table,
)
from yjs_dash.errors import UnreadableStatisticsError
from yjs_dash.sources import _files, read_statistics, recognise
from yjs_dash.sources.youth_justice_tables import OUR_SUM

PLACES = (Place("Northtown", "North East"), Place("Westcombe", "London"), Place("Cwm", "Wales"))
FORMS = {
    "children_table": (CHILDREN_HEAD, children_rows),
    "outcome_table": (OUTCOME_HEAD, outcome_rows),
    "offence_table": (OFFENCE_HEAD, offence_rows),
}
HERE: tuple[Cell, ...] = ("England", "North East", "Force", "Northtown", "2024-25")


def table(folder: Path, rows: Sequence[Sequence[Cell]], *, head: Sequence[str] = CHILDREN_HEAD) -> Path:
    return write_table(folder / "Table.ods", head, rows)


def figures(path: Path, **names: str) -> pd.DataFrame:
    return read_statistics([path], service_name=lambda name: names.get(name, name)).observations


def value_of(found: pd.DataFrame, indicator: str, area: str, part: str = "", year: str = "2025") -> str:
    """Number and base, as “12 of 30”; status where there is no number; nothing without a row."""
    rows = found[
        (found["indicator_id"] == indicator)
        & (found["area"] == area)
        & (found["breakdown"] == part)
        & (found["period_end"] == f"{year}-03-31")
    ]
    if rows.empty:
        return ""
    (row,) = rows.to_dict("records")
    base = f" of {row['base']}" if row["base"] else ""
    return f"{row['value']}{base}" if row["value"] else f"[{row['status']}]{base}"


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableStatisticsError) as caught:
        read_statistics([path])
    message = str(caught.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize("kind", list(FORMS))
def test_each_table_is_known_by_its_columns_whatever_it_is_called(tmp_path: Path, kind: str) -> None:
    head, rows = FORMS[kind]
    path = table(tmp_path, rows(PLACES, [2025]), head=head).rename(tmp_path / "download.bin")
    assert recognise(path) == kind


def test_parts_are_added_up_for_services_regions_and_england_and_wales(tmp_path: Path) -> None:
    rows = [
        (*HERE, "10-14", "Female", "White", 6),
        (*HERE, "10-14", "Male", "Black", 1),
        (*HERE, "15-17", "Male", "White", 33),
        ("England", "London", "Force", "Westcombe", "2024-25", "15-17", "Male", "White", 100),
        ("Wales", "Wales", "Force", "Cwm", "2023-24", "15-17", "Male", "White", 50),
    ]
    found = figures(table(tmp_path, rows))
    assert value_of(found, "year_children", "Northtown") == "40"
    assert value_of(found, "year_children_age", "Northtown", "10–14") == "7 of 40"
    assert value_of(found, "year_children_age", "Northtown", "15–17") == "33 of 40"
    assert value_of(found, "year_children_age", "England and Wales", "15–17") == "133 of 140"
    assert value_of(found, "year_children_age", "Wales", "15–17", year="2024") == "50 of 50"
    assert value_of(found, "year_children", "England and Wales", year="2024") == "50"
    sums = found[found["area_type"] != "service"]
    assert set(sums.loc[sums["status"] == "", "note"]) == {OUR_SUM}
    assert set(sums["area"]) == {"North East", "London", "Wales", "England and Wales"}


def test_a_published_number_of_five_stays_and_one_that_we_work_out_does_not(tmp_path: Path) -> None:
    rows = [
        (*HERE, "10-14", "Female", "Asian", 2),
        (*HERE, "10-14", "Male", "Black", 3),
        (*HERE, "15-17", "Male", "White", 33),
    ]
    found = figures(table(tmp_path, rows))
    assert value_of(found, "year_children_ethnicity", "Northtown", "Asian") == "2 of 38"
    assert value_of(found, "year_children_age", "Northtown", "10–14") == "[c] of 38"


def test_a_suppressed_number_cannot_be_told_from_the_others(tmp_path: Path) -> None:
    rows = [
        (*HERE, "10-14", "Female", "White", 2),
        (*HERE, "10-14", "Male", "White", 2),
        (*HERE, "15", "Male", "White", 8),
        (*HERE, "16-17", "Male", "White", 30),
    ]
    found = figures(table(tmp_path, rows))
    shown = [value_of(found, "year_children_age", "Northtown", part) for part in ("10–14", "15", "16–17")]
    assert shown == ["[c] of 42", "[c] of 42", "30 of 42"]


def test_a_total_of_one_to_five_hides_the_parts(tmp_path: Path) -> None:
    rows = [(*HERE, "10-14", "Female", "White", 2), (*HERE, "15-17", "Male", "White", 3)]
    found = figures(table(tmp_path, rows))
    assert value_of(found, "year_children", "Northtown") == "[c]"
    assert value_of(found, "year_children_sex", "Northtown", "Male") == "[c]"
    service = found[found["area"] == "Northtown"]
    assert set(service["value"]) | set(service["base"]) == {""}


def test_tiers_are_sums_and_types_are_as_published_because_sentences_are_no_children(tmp_path: Path) -> None:
    rows = [
        (*HERE, "Detention and Training Order", "Custody", 2),
        (*HERE, "Section 226b", "Custody", 1),
        (*HERE, "Youth Caution", "Pre Court", 20),
        (*HERE, "Referral Order", "First Tier", 40),
    ]
    found = figures(table(tmp_path, rows, head=OUTCOME_HEAD))
    assert value_of(found, "year_outcomes_type", "Northtown", "Section 226b") == "1 of 63"
    assert value_of(found, "year_outcomes_tier", "Northtown", "Custody") == "3 of 63"
    assert value_of(found, "year_outcomes_tier", "England and Wales", "Pre-court") == "20 of 63"


def test_marks_of_notes_blanks_and_thousands_are_no_obstacle(tmp_path: Path) -> None:
    head = ("England_Wales", "Wales or English region", "PCC", "YJS [note 1]", "Financial Year ",
            "YJB Offence Group", "Number Offences [note 2]")  # fmt: skip
    rows = [
        ("England", "North East [note 3]", "", "Northtown [note 1]", "2024-25", "Robbery", "1,234 [note 4]"),
        ("England", "Yorkshire & the Humber", "", "Easton", "2024-25", "Robbery", 1234567),
        ("", "", "", "", "", "", ""),
        ("[note 1] Made up", "", "", "", "", "", ""),
    ]
    found = figures(table(tmp_path, rows, head=head))
    assert value_of(found, "year_offences", "Northtown", "Robbery") == "1234 of 1234"
    assert value_of(found, "year_offences", "Yorkshire and the Humber", "Robbery") == "1234567 of 1234567"


def test_the_nation_is_that_of_the_region_and_a_stray_one_is_told(tmp_path: Path) -> None:
    rows = [("London", "London", "", "Westcombe", "2024-25", "Robbery", 30), (*HERE, "Robbery", 50)]
    read = read_statistics([table(tmp_path, rows, head=OFFENCE_HEAD)])
    assert value_of(read.observations, "year_offences", "England and Wales", "Robbery") == "80 of 80"
    (told,) = read.findings[read.findings["code"] == "stray_nation"]["message"]
    assert (
        told
        == "1 row has “London” in the column England_Wales where the region is London. We go by the region."
    )


def test_two_spellings_of_one_service_are_one_and_a_name_that_is_not_known_is_told(tmp_path: Path) -> None:
    def row(name: str, year: str, number: int) -> tuple[Cell, ...]:
        return ("Wales", "Wales", "", name, year, "Robbery", number)

    rows = [
        row("Gwynedd & Ynys Mon", "2023-24", 30),
        row("Gwynedd Mon", "2024-25", 20),
        row("Cwm", "2024-25", 7),
    ]
    names = {"Gwynedd & Ynys Mon": "Gwynedd and Ynys Mon"}
    read = read_statistics([table(tmp_path, rows, head=OFFENCE_HEAD)], service_name=names.get)
    found = read.observations
    assert value_of(found, "year_offences", "Gwynedd and Ynys Mon", "Robbery") == "20 of 20"
    assert value_of(found, "year_offences", "Gwynedd and Ynys Mon", "Robbery", year="2024") == "30 of 30"
    assert value_of(found, "year_offences", "Cwm", "Robbery") == "7 of 7"
    assert value_of(found, "year_offences", "Wales", "Robbery") == "27 of 27"
    told = dict(zip(read.findings["code"], read.findings["message"], strict=True))
    assert told["several_names"] == (
        "The table names Gwynedd and Ynys Mon in several ways: “Gwynedd & Ynys Mon” and “Gwynedd Mon”."
    )
    assert told["unknown_service"].startswith("We do not have this service: Cwm. ")


def test_figures_stay_with_the_service_that_was_named_at_the_time(tmp_path: Path) -> None:
    places = (Place("Old", "North East", last=2023), Place("New", "North East", first=2024))
    found = figures(table(tmp_path, children_rows(places, range(2022, 2026))))
    totals = found[(found["indicator_id"] == "year_children") & (found["area_type"] == "service")]
    years = {area: sorted(rows["period_end"].str[:4]) for area, rows in totals.groupby("area")}
    assert years == {"Old": ["2022", "2023"], "New": ["2024", "2025"]}


def test_the_three_tables_are_read_together_as_singly(tmp_path: Path) -> None:
    paths = []
    for kind, (head, rows) in FORMS.items():
        paths.append(write_table(tmp_path / f"{kind}.ods", head, rows(PLACES, [2024, 2025])))
    together = read_statistics(paths)
    alone = [read_statistics([path]) for path in paths]
    assert len(together.observations) == sum(len(one.observations) for one in alone) > 100
    assert len(together.indicators) == 7
    assert list(together.sources["source_id"]) == ["youth-justice-statistics-2024-25"]


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        ("Age_Group", "Adult", "“Adult” in the column Age_Group (row 2)"),
        ("Sex", "All", "“All” in the column Sex (row 2)"),
        ("Ethnicity_Group", "Total", "“Total” in the column Ethnicity_Group (row 2)"),
        ("Financial_Year", "2024-26", "“2024-26” in the column Financial_Year (row 2)"),
        ("Region", "Midlands", "“Midlands” in the column Region (row 2)"),
        ("Number_Children", "few", "“few” in the column Number_Children (row 2)"),
        ("Number_Children", "", "“” in the column Number_Children (row 2)"),
    ],
)
def test_a_cell_that_says_what_we_do_not_know_is_named(
    tmp_path: Path, column: str, text: str, expected: str
) -> None:
    row = dict(zip(CHILDREN_HEAD, (*HERE, "10-14", "Male", "White", "9"), strict=True))
    rows: list[list[Cell]] = [list((row | {column: text}).values()), list(row.values())]
    message = refusal(table(tmp_path, rows))
    assert f"has {expected}, which we do not know" in message


def test_totals_among_the_offences_are_refused_before_they_count_twice(tmp_path: Path) -> None:
    assert "“Total offences”" in refusal(table(tmp_path, [(*HERE, "Total offences", 9)], head=OFFENCE_HEAD))


@pytest.mark.parametrize("missing", CHILDREN_HEAD[1:2] + CHILDREN_HEAD[4:])
def test_a_column_that_is_missing_is_named(tmp_path: Path, missing: str) -> None:
    at = CHILDREN_HEAD.index(missing)
    row = (*HERE, "10-14", "Male", "White", 9)
    path = table(tmp_path, [row[:at] + row[at + 1 :]], head=CHILDREN_HEAD[:at] + CHILDREN_HEAD[at + 1 :])
    assert recognise(path) == "children_table"
    assert f"has no column {missing}" in refusal(path)


def test_a_table_without_rows_is_one_sentence(tmp_path: Path) -> None:
    assert "has no figures under its column names" in refusal(table(tmp_path, []))


def test_other_workbooks_are_none_of_ours(tmp_path: Path) -> None:
    assert recognise(write_ods(tmp_path / "a.ods", {"One": [["a", "b"], ["1", "2"]]})) is None


def test_an_archive_of_tables_is_told_to_be_unpacked(tmp_path: Path) -> None:
    inside = table(tmp_path, children_rows(PLACES, [2025]))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(inside, "folder/Children_Table.ods")
    assert "Unpack it" in refusal(tmp_path / "all.zip")


@pytest.mark.parametrize("padded", [True, False])
def test_cells_that_are_written_once_for_several_are_read(tmp_path: Path, padded: bool) -> None:
    rows = [["a", "a", "", "b"], ["a", 1, 1, 2.5]]
    found = _files.open_document(write_ods(tmp_path / "a.ods", {"One": rows}, padded=padded))
    assert found == {"One": [["a", "a", "", "b"], ["a", "1", "1", "2.5"]]}


FILLED = '<table:table-cell office:value-type="string"{}><text:p>x</text:p></table:table-cell>'
TIMES = ' table:number-{}-repeated="{}"'


@pytest.mark.parametrize(
    "body",
    [
        f"<table:table-row>{FILLED.format(TIMES.format('columns', 10**9))}</table:table-row>",
        f"<table:table-row{TIMES.format('rows', 10**9)}>{FILLED.format('')}</table:table-row>",
        f"<table:table-row><table:table-cell{TIMES.format('columns', 10**9)}/>{FILLED.format('')}</table:table-row>",
    ],
    ids=["columns", "rows", "far away"],
)
def test_a_cell_that_says_that_it_stands_a_billion_times_is_refused_before_it_is_made(
    tmp_path: Path, body: str
) -> None:
    path = write_ods_content(tmp_path / "bomb.ods", ods_content(body))
    with pytest.raises(UnreadableStatisticsError, match="has more cells than we can read"):
        _files.open_document(path)


def test_a_workbook_of_excel_with_these_columns_is_still_none(tmp_path: Path) -> None:
    assert recognise(write_workbook(tmp_path / "a.xlsx", {"Data": [list(CHILDREN_HEAD)]})) is None
