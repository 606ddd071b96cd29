"""The data sets of the benchmarks: made up, and as valid as the bundled one."""

from pathlib import Path

import pytest

from made_up.data_set import service_name, write_data_set
from yjs_dash import checks
from yjs_dash.compare import Catalogue
from yjs_dash.store import DataSet, read_data_set


@pytest.fixture(scope="module")
def nine(tmp_path_factory: pytest.TempPathFactory) -> DataSet:
    return read_data_set(write_data_set(tmp_path_factory.mktemp("made-up"), services=9))


def test_a_made_up_data_set_of_nine_services_loads_with_complete_ratings(nine: DataSet) -> None:
    assert [entry.name for entry in Catalogue(nine).entries.values()] == [
        service_name(n) for n in range(1, 10)
    ]


def test_a_made_up_data_set_holds_every_table_and_no_error(nine: DataSet) -> None:
    assert {name for name, rows in nine.rows.by_table().items() if not rows} == {
        "corrections",
        "neighbours",
        "areas",
    }
    assert "error" not in set(checks.reconcile(nine)["level"])


def test_a_service_has_the_same_figures_in_a_data_set_of_another_size(tmp_path: Path, nine: DataSet) -> None:
    two = read_data_set(write_data_set(tmp_path, services=2))
    known = set(two["inspections"]["inspection_id"])
    table = nine["key_questions"]
    same = table[table["inspection_id"].isin(known)].reset_index(drop=True)
    assert same.equals(two["key_questions"])
