"""The folder of official statistics: laid over what is kept by hand, refused as a whole where it is damaged."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.frames import with_frames
from yjs_dash import checks
from yjs_dash.compare import Catalogue
from yjs_dash.compare.areas import figures_by_area
from yjs_dash.errors import DataSetError
from yjs_dash.schema import ALL_TABLES, MANY_ROWS, OBSERVATIONS
from yjs_dash.store import BUNDLED, DataSet, read_data_set
from yjs_dash.store.imports import NewImport, open_store
from yjs_dash.store.layers import layered_data_set
from yjs_dash.store.official import FOLDER, TABLE_NAMES
from yjs_dash.store.statistics import statistics_payload

RATE = "first_time_entrant_rate"
PERIOD = "year ending December 2024"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return shutil.copytree(BUNDLED, tmp_path / "data")


def cells_of(name: str) -> list[dict[str, str]]:
    with (BUNDLED / FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", ["observations", "neighbours"])
def test_a_table_read_by_columns_has_the_rows_that_it_has_read_by_rows(name: str) -> None:
    cells, table = cells_of(name), ALL_TABLES[name]
    assert len(cells) >= MANY_ROWS
    by_column = table.parse(cells).rows
    by_row = tuple(
        row
        for start in range(0, len(cells), MANY_ROWS - 1)
        for row in table.parse(cells[start : start + MANY_ROWS - 1]).rows
    )
    assert by_column == by_row


@pytest.mark.parametrize(
    ("cells", "column"),
    [({"value": "much"}, "value"), ({"area": ""}, "area"), ({"period_end": "2024-02-30"}, "period_end")],
)
def test_one_wrong_cell_among_many_rows_is_named_with_its_line(cells: dict[str, str], column: str) -> None:
    rows = cells_of("observations")
    rows[7000] |= cells
    found = OBSERVATIONS.parse(rows)
    assert found.rows == ()
    assert [(fault.row, fault.column) for fault in found.faults] == [(7002, column)]


def test_a_key_that_stands_twice_among_many_rows_is_named() -> None:
    rows = cells_of("observations")
    faults = OBSERVATIONS.parse([*rows, rows[0]]).faults
    assert [fault.row for fault in faults] == [len(rows) + 2]


def test_a_data_set_without_the_folder_has_what_is_kept_by_hand(directory: Path, bundled: DataSet) -> None:
    shutil.rmtree(directory / FOLDER)
    alone = read_data_set(directory)
    assert alone.rows.neighbours == alone.rows.areas == alone.official_findings == ()
    assert alone.rows.services == bundled.rows.services
    assert set(alone.rows.observations) < set(bundled.rows.observations)
    assert not {row.source_id for row in alone.rows.observations} & {
        row["source_id"] for row in cells_of("sources")
    }


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("observations", lambda text: text[: len(text) // 2], "official/observations"),
        ("observations", lambda text: text.replace(",0,,dfe", ",nothing,,dfe", 1), "official/observations"),
        (
            "observations",
            lambda text: text.replace("dfe-lait-2026-04", "dfe-lait-1926-04", 1),
            "stands in sources",
        ),
        ("observations", lambda text: text.replace("2017-03-31", "2117-03-31", 1), "not in the future"),
        ("neighbours", lambda text: text.replace(",1,", ",11,", 1), "official/neighbours"),
        ("sources", lambda _: "", "official/sources"),
        ("areas", None, "official/areas"),
    ],
)
def test_a_damaged_folder_is_refused_and_the_fault_is_named(
    directory: Path, name: str, change: Callable[[str], str] | None, told: str
) -> None:
    path = directory / FOLDER / f"{name}.csv"
    if change is None:
        path.unlink()
    else:
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(DataSetError) as caught:
        read_data_set(directory)
    assert any(told in str(fault) for fault in caught.value.faults)


def test_damaged_findings_cost_no_figure(directory: Path, bundled: DataSet) -> None:
    (directory / FOLDER / "findings.csv").write_bytes(b"\xff\xfelevel,code\n1,2,3,4")
    read = read_data_set(directory)
    assert read.rows == bundled.rows
    assert read.official_findings == ()


def test_an_official_figure_takes_the_place_of_one_with_the_same_key_kept_by_hand(directory: Path) -> None:
    path = directory / "observations.csv"
    row = next(row for row in cells_of("observations") if row["indicator_id"] == RATE and row["value"])
    with path.open(encoding="utf-8", newline="") as file:
        names = next(csv.reader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, names, lineterminator="\n").writerow(
            dict.fromkeys(names, "") | row | {"value": "9999"}
        )
    found = [
        one.value
        for one in read_data_set(directory).rows.observations
        if (one.area, one.indicator_id, one.period) == (row["area"], RATE, row["period"])
    ]
    assert found == [float(row["value"])]


@pytest.mark.parametrize(
    ("edition", "published"), [("dfe-lait-2026-04", "2026-04"), ("dfe-lait-2026-10", "2026-10")]
)
def test_a_figure_that_somebody_imports_later_stands(
    bundled: DataSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edition: str, published: str
) -> None:
    monkeypatch.setenv("YJS_DASH_HOME", str(tmp_path))
    rows = bundled["observations"]
    hit = (rows["area"] == "Sutton") & (rows["indicator_id"] == RATE) & (rows["period"] == PERIOD)
    changed = rows[hit & (rows["area_type"] == "local_authority")].assign(value=12.5, source_id=edition)
    sources = bundled["sources"]
    own = sources[sources["source_id"] == "dfe-lait-2026-04"].assign(source_id=edition, published=published)
    store = open_store()
    payload = statistics_payload({"observations": changed, "sources": own})
    store.add(NewImport("0" * 64, "newer.parquet", "statistics", "1", payload))
    laid = layered_data_set(bundled, store)
    store.close()
    figure = figures_by_area(Catalogue(laid), indicator_id=RATE).of("local_authority", "Sutton", PERIOD)
    assert (figure.value, figure.source_id) == (12.5, edition)


def test_every_table_of_the_folder_is_there_with_source_licence_and_edition(bundled: DataSet) -> None:
    sources = {row.source_id: row for row in bundled.rows.sources}
    for name in TABLE_NAMES:
        for row in cells_of(name):
            if name not in ("indicators", "sources"):
                assert sources[row["source_id"]].licence == "Open Government Licence v3.0"
    named = {row["source_id"]: row["title"] for row in cells_of("sources")}
    assert all("20" in title for title in named.values())
    assert len(bundled.rows.neighbours) == 1580


def test_the_check_says_what_does_not_fit_of_services_and_authorities(bundled: DataSet) -> None:
    services = bundled["services"].copy()
    services.loc[services["service_id"] == "sutton", "local_authorities"] = "Not known"
    services.loc[services["service_id"] == "suffolk", "local_authorities"] = "Suffolk; Norfolk"
    found = checks.reconcile(with_frames(bundled, services=services))
    told = {(row.code, row.subject): row.message for row in found.itertuples()}
    assert ("service_without_authority", "Sutton") in told
    assert ("authority_without_service", "Sutton") in told
    assert "Norfolk and Suffolk" in told["authority_of_several_services", "Norfolk"]
    assert "1 April 2023" in told["area_ended", "Cumbria"]
    assert ("service_ended", "Western Bay") in told


def test_the_check_finds_an_aggregate_that_its_regions_contradict(bundled: DataSet) -> None:
    rows = bundled["observations"].copy()
    hit = (rows["area"] == "South West") & (rows["indicator_id"] == RATE) & (rows["period"] == PERIOD)
    rows.loc[hit, "value"] = 9000.0
    found = checks.reconcile(with_frames(bundled, observations=rows))
    impossible = found[found["code"] == "impossible_whole"]
    assert impossible["subject"].str.startswith("South West, ").sum() == 1
    assert not checks.reconcile(bundled)["subject"].str.startswith("South West, ").any()


def test_the_bundled_authorities_belong_to_one_service_each(bundled: DataSet) -> None:
    codes = set(checks.reconcile(bundled)["code"])
    assert (
        not {"authority_without_service", "authority_of_several_services", "service_without_authority"}
        & codes
    )
