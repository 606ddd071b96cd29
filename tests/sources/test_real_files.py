"""The publisher's files as their users download them; skipped where they are not beside the checkout."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tests.frames import faults_in
from tests.published_tables import FACTS
from yjs_dash.__main__ import main
from yjs_dash.intake import import_files
from yjs_dash.sources import StatisticsImport, read_statistics, recognise
from yjs_dash.store import BUNDLED, read_data_set
from yjs_dash.store.imports import open_store

POPULATION = FACTS / "population_10_17.csv"
SHORT_NAMES = {
    "FirstYJS": ("first_time_entrant_rate", "year ending December {last}"),
    "ReoffYO": ("reoffending_rate_10_14", "cohort of the year ending March {last}"),
    "ReoffYO15-17": ("reoffending_rate_15_17", "cohort of the year ending March {last}"),
    "YJS_Caution-Sentence10-17_YO": ("cautioned_or_sentenced_rate", "year ending March {last}"),
    "YouthJusticeFinance": ("youth_justice_spend", "year ending March {last} (outturn)"),
    "16-17 NEET": ("neet_16_17", "December {before} to February {last}, average"),
    "LAC_Convictions": ("looked_after_convicted", "year ending March {last}"),
}


@pytest.fixture(scope="module")
def files(lait_folder: Path) -> dict[str, Path]:
    found = {recognise(path): path for path in sorted(lait_folder.iterdir())}
    return {str(kind): path for kind, path in found.items()}


@pytest.fixture(scope="module")
def found(files: dict[str, Path]) -> StatisticsImport:
    data = read_data_set()
    return read_statistics(
        list(files.values()), known={name: data[name] for name in ("services", "indicators", "sources")}
    )


@pytest.fixture(scope="module")
def as_downloaded(files: dict[str, Path]) -> pd.DataFrame:
    return pd.read_parquet(files["lait_data"]).query("`Short Desc` in @SHORT_NAMES")


def test_every_file_is_recognised(files: dict[str, Path]) -> None:
    assert set(files) == {"lait_data", "lait_dictionary", "lait_codes", "neighbours"}


def test_fifty_drawn_values_are_those_of_the_file(
    found: StatisticsImport, as_downloaded: pd.DataFrame
) -> None:
    rows = found.observations.set_index(["area", "indicator_id", "period"])
    refused = set(found.findings["subject"][found.findings["code"] == "impossible_whole"])
    drawn = as_downloaded.sample(50, random_state=random.Random(20260408).randrange(2**32))
    compared = 0
    for row in drawn.to_dict("records"):
        indicator_id, form = SHORT_NAMES[row["Short Desc"]]
        first = int(row["Years"][:4])
        last = first + 1 if "-" in row["Years"] else first
        period = form.format(last=last, before=last - 1)
        if any(
            subject.startswith(f"{row['LA and Regions']}, ") and subject.endswith(period)
            for subject in refused
        ):
            continue
        ours = rows.loc[(row["LA and Regions"], indicator_id, period)]
        if row["Values"] == "-":
            assert (ours["value"], ours["status"]) == ("", "x")
        else:
            assert float(ours["value"]) == pytest.approx(float(row["Values"]), abs=1e-9)
        compared += 1
    assert compared >= 48


def test_every_row_of_the_file_is_a_row_of_ours_or_a_finding(
    found: StatisticsImport, as_downloaded: pd.DataFrame
) -> None:
    refused = (found.findings["code"] == "impossible_whole").sum()
    assert len(as_downloaded) == len(found.observations) + refused
    printed = as_downloaded["Values"]
    assert (printed == "-").sum() == (found.observations["value"] == "").sum()
    assert (printed == "0").sum() == (found.observations["value"] == "0").sum() > 0


@pytest.mark.skipif(not POPULATION.is_file(), reason="the populations do not lie beside the repository")
def test_the_files_make_the_bundled_folder_again_byte_for_byte(
    files: dict[str, Path], tmp_path: Path
) -> None:
    assert main(["bundle", str(POPULATION), *map(str, files.values()), "--out", str(tmp_path)]) == 0
    bundled = {path.name: path.read_bytes() for path in (BUNDLED / "official").iterdir()}
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert sorted(made) == sorted(bundled)
    assert [name for name in made if made[name] != bundled[name]] == []


def test_what_is_read_is_valid_and_complete(found: StatisticsImport) -> None:
    for name in ("observations", "indicators", "sources"):
        assert not faults_in(name, getattr(found, name))
    assert set(found.indicators["indicator_id"]) == {indicator_id for indicator_id, _ in SHORT_NAMES.values()}
    assert "indicator_missing" not in set(found.findings["code"])
    areas = found.observations.drop_duplicates("area")["area_type"].value_counts()
    assert areas.to_dict() == {"local_authority": 158, "region": 11, "nation": 1}


def test_the_bundled_direction_of_good_is_that_of_the_dictionary(found: StatisticsImport) -> None:
    bundled = read_data_set()["indicators"].set_index("indicator_id")["polarity"]
    ours = found.indicators.set_index("indicator_id")["polarity"]
    for indicator_id in ours.index.intersection(bundled.index):
        assert ours[indicator_id] == bundled[indicator_id]


def test_the_nine_sums_of_rates_for_england_are_refused(found: StatisticsImport) -> None:
    rows = found.findings[found.findings["code"] == "impossible_whole"]
    assert rows["subject"].to_list() == [
        f"England, First-time entrants, rate, year ending December {year}" for year in range(2016, 2025)
    ]
    assert rows["value"].to_list() == ["3071", "2746", "2261", "1976", "1521", "1333", "1371", "1320", "1258"]
    assert rows["message"].str.contains("It is the sum of its parts").all()
    entrants = found.observations["indicator_id"] == "first_time_entrant_rate"
    assert "England" not in set(found.observations["area"][entrants])
    assert "London" in set(found.observations["area"][entrants])


def test_an_aggregate_that_suppressed_parts_can_explain_is_kept(found: StatisticsImport) -> None:
    rows = found.findings[found.findings["code"] == "doubtful_whole"]
    assert rows["subject"].to_list() == [
        "London (Inner), Reoffending rate, aged 10–14, cohort of the year ending March 2024"
    ]


def test_figures_of_authorities_that_were_replaced_are_marked(found: StatisticsImport) -> None:
    rows = found.findings[found.findings["code"] == "replaced_authority"]
    assert set(rows["subject"]) == {
        "Bournemouth (Pre LG)", "Cumbria", "Dorset (Pre LG)", "Northamptonshire", "Poole (Pre LG)",
    }  # fmt: skip
    assert (found.observations["status"] == "u").sum() == 46


def test_each_authority_has_ten_neighbours(found: StatisticsImport, as_downloaded: pd.DataFrame) -> None:
    counts = found.neighbours.groupby("area").size()
    assert (len(counts), set(counts)) == (158, {10})
    assert set(found.neighbours["neighbour"]) <= set(as_downloaded["LA and Regions"])
    near = found.neighbours[found.neighbours["area"] == "Sutton"].sort_values("rank", key=pd.to_numeric)
    assert near["neighbour"].to_list() == [
        "Merton", "Hertfordshire", "Milton Keynes", "Cambridgeshire", "Oxfordshire", "Kingston upon Thames",
        "Bedford Borough", "West Sussex", "Bournemouth, Christchurch and Poole", "Buckinghamshire",
    ]  # fmt: skip
    assert near["closeness"].to_list() == ["very close"] * 2 + ["close"] * 8


def test_reading_the_files_costs_a_few_times_what_the_library_needs_for_the_table(
    files: dict[str, Path],
) -> None:
    def seconds(work: Callable[[], object]) -> float:
        started = time.process_time()
        work()
        return time.process_time() - started

    floor = min(seconds(lambda: pd.read_parquet(files["lait_data"])) for _ in range(3))
    paths = list(files.values())
    assert (
        min(seconds(lambda: read_statistics(paths, today=dt.date(2026, 6, 1))) for _ in range(3)) < 15 * floor
    )


def test_the_neighbours_workbook_is_imported_by_itself(lait_folder: Path, tmp_path: Path) -> None:
    store = open_store(environment={"YJS_DASH_HOME": str(tmp_path / "home")})
    ((_, _, outcome),) = import_files([lait_folder / "sn_may_2025.xlsx"], data=read_data_set(), store=store)
    assert outcome.status == "imported", outcome.message
    assert "1,580 statistical neighbours" in outcome.message
