"""Facts, ratings, questions and recommendations of the data set come out of the two published reports again."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from yjs_dash.extract import extract_file
from yjs_dash.framework import load_frameworks
from yjs_dash.store import BUNDLED, DataSet, read_data_set

REPORTS = {"sutton-2022-08": "sutton-2022-08.txt", "suffolk-2023-01": "suffolk-2023-01.txt"}
FRAMEWORKS = load_frameworks(BUNDLED / "frameworks")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def data() -> DataSet:
    return read_data_set()


@pytest.fixture(scope="module", params=list(REPORTS))
def read(request: pytest.FixtureRequest, shared: Path) -> tuple[str, dict[str, Any]]:
    report = extract_file(shared / "reports" / REPORTS[request.param], FRAMEWORKS)
    return request.param, report.to_json_dict()


def _rows(data: DataSet, table: str, inspection_id: str) -> list[dict[str, Any]]:
    frame = data[table]
    found = frame[frame["inspection_id"] == inspection_id].to_dict("records")
    return [{str(key): None if pd.isna(value) else value for key, value in row.items()} for row in found]


def test_the_facts_of_the_inspection_are_read(read: tuple[str, dict[str, Any]], data: DataSet) -> None:
    inspection_id, found = read
    (row,) = _rows(data, "inspections", inspection_id)
    assert found["framework"] == row["framework_id"]
    assert found["kind"] == row["kind"]
    assert found["published"] == row["published"]
    assert found["fieldwork_started"] == row["fieldwork_started"]
    assert (found["score"], found["score_max"]) == (row["score"], row["score_max"])
    assert found["overall_rating"] == row["overall_rating"]
    assert (found["page_numbers"], found["score_page"]) == ("section_start", row["page"])
    sample = found["court_sample"] or {}
    assert (sample.get("confidence"), sample.get("margin")) == (
        row["court_sample_confidence"], row["court_sample_margin"],
    )  # fmt: skip
    assert found["cases"] == {
        sample: row[f"{sample}_cases"] for sample in ("court", "out_of_court", "resettlement")
    }


def test_every_rating_is_read_with_discretion_and_page(
    read: tuple[str, dict[str, Any]], data: DataSet
) -> None:
    inspection_id, found = read
    expected = {
        row["standard_id"]: (row["rating"], row["discretion"], row["discretion_from"], row["page"])
        for row in _rows(data, "ratings", inspection_id)
    }
    assert len(expected) == 13
    assert {
        r["standard"]: (r["rating"], r["discretion"], r["discretion_from"], r["page"])
        for r in found["ratings"]
    } == expected


def test_every_key_question_is_read_with_its_page(read: tuple[str, dict[str, Any]], data: DataSet) -> None:
    inspection_id, found = read
    expected = {
        (row["standard_id"], row["dimension"]): (row["percent"], row["page"])
        for row in _rows(data, "key_questions", inspection_id)
    }
    assert len(expected) == 21
    read_here = {(q["standard"], q["dimension"]): (q["percent"], q["page"]) for q in found["key_questions"]}
    assert read_here == expected


def test_every_annexe_percentage_is_read_with_letter_and_position(
    read: tuple[str, dict[str, Any]], data: DataSet
) -> None:
    inspection_id, found = read
    expected = {
        (row["standard_id"], row["dimension"], row["position"]): (row["letter"], row["percent"])
        for row in _rows(data, "case_questions", inspection_id)
    }
    assert len(expected) == (95 if inspection_id.startswith("sutton") else 0)
    read_here = {
        (q["standard"], q["dimension"], q["position"]): (q["letter"], q["percent"])
        for q in found["case_questions"]
    }
    assert read_here == expected


def test_every_recommendation_is_read_with_its_addressee(
    read: tuple[str, dict[str, Any]], data: DataSet
) -> None:
    inspection_id, found = read
    expected = {row["number"]: row["addressed_to"] for row in _rows(data, "recommendations", inspection_id)}
    assert {r["number"]: r["addressed_to"] for r in found["recommendations"]} == expected
    assert all(len(r["text"]) > 20 for r in found["recommendations"])


def test_the_command_prints_one_json_object_and_nothing_else(shared: Path) -> None:
    for name in REPORTS.values():
        done = subprocess.run(
            [sys.executable, "-m", "yjs_dash", "extract", str(shared / "reports" / name)],
            capture_output=True, text=True, cwd=ROOT, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0
        assert done.stderr == ""
        assert isinstance(json.loads(done.stdout), dict)
