"""Every figure of the two full reports that the data set holds comes out of extraction again, text or PDF."""

from __future__ import annotations

import html
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.chromium import system_chromium
from yjs_dash.extract import extract_file
from yjs_dash.framework import load_frameworks
from yjs_dash.store import BUNDLED, DataSet, read_data_set

REPORTS = {"sutton-2022-08": "sutton-2022-08.txt", "suffolk-2023-01": "suffolk-2023-01.txt"}
FRAMEWORKS = load_frameworks(BUNDLED / "frameworks")
ROOT = Path(__file__).resolve().parents[2]
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --no-pdf-header-footer"
).split()


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
    return [{str(key): value for key, value in row.items()} for row in found]


def test_the_facts_of_the_inspection_are_read(read: tuple[str, dict[str, Any]], data: DataSet) -> None:
    inspection_id, found = read
    (row,) = _rows(data, "inspections", inspection_id)
    assert found["framework"] == row["framework_id"]
    assert found["kind"] == row["kind"]
    assert found["published"] == row["published"]
    assert found["fieldwork_started"] == row["fieldwork_started"]
    assert (found["score"], found["score_max"]) == (row["score"], row["score_max"])
    assert found["overall_rating"] == row["overall_rating"]
    assert found["cases"] == {
        sample: row[f"{sample}_cases"] for sample in ("court", "out_of_court", "resettlement")
    }


def test_every_rating_is_read_with_discretion_and_page(
    read: tuple[str, dict[str, Any]], data: DataSet
) -> None:
    inspection_id, found = read
    expected = {
        row["standard_id"]: (row["rating"], row["discretion"], row["page"])
        for row in _rows(data, "ratings", inspection_id)
    }
    assert len(expected) == 13
    assert {r["standard"]: (r["rating"], r["discretion"], r["page"]) for r in found["ratings"]} == expected


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


def test_strengths_and_areas_for_improvement_are_all_read(
    read: tuple[str, dict[str, Any]], data: DataSet
) -> None:
    inspection_id, found = read
    expected = {
        (row["standard_id"], row["kind"]): row["count"]
        for row in _rows(data, "finding_counts", inspection_id)
    }
    counted: dict[tuple[str, str], int] = {}
    for finding in found["findings"]:
        key = (finding["standard"], finding["kind"])
        counted[key] = counted.get(key, 0) + 1
        assert finding["page"] is not None
    assert counted == expected


def test_every_contextual_figure_is_read(read: tuple[str, dict[str, Any]], data: DataSet) -> None:
    inspection_id, found = read
    # Corrected figures are read as they were printed, under the wrong label.
    printed = {"education_status": ("education_status", "education_share")}
    values: dict[tuple[str, str], list[float]] = {}
    for figure in found["context"]:
        values.setdefault((figure["indicator"], figure["breakdown"]), []).append(float(figure["value"]))
    missing = [
        (row["indicator_id"], row["breakdown"], row["value"])
        for row in _rows(data, "observations", inspection_id)
        if row["section"] == row["section"] and "report" in row["source_id"]
        if not any(
            row["value"] in values.get((indicator, row["breakdown"]), [])
            for indicator in printed.get(row["indicator_id"], (row["indicator_id"],))
        )
    ]
    assert missing == []


def _as_html(text: str) -> str:
    """The text as a page: lines with tabs become rows of a table, so that a browser prints them as the layout has."""
    blocks, table = [], []
    for line in [*text.splitlines(), ""]:
        if "\t" in line:
            table.append("".join(f"<td>{html.escape(cell)}</td>" for cell in line.split("\t")))
            continue
        if table:
            blocks.append("<table>" + "".join(f"<tr>{row}</tr>" for row in table) + "</table>")
            table = []
        blocks.append(f"<p>{html.escape(line)}</p>" if line.strip() else "")
    style = "body{font:11pt sans-serif} table{width:100%} td{vertical-align:top;padding-right:1em}"
    return f"<!doctype html><meta charset=utf-8><style>{style}</style>{''.join(blocks)}"


@pytest.mark.browser
def test_a_pdf_of_the_report_gives_the_same_figures(
    read: tuple[str, dict[str, Any]], shared: Path, tmp_path: Path
) -> None:
    browser = system_chromium()
    if browser is None:
        pytest.skip("needs a Chromium or Chrome that is installed")
    inspection_id, found = read
    text = (shared / "reports" / REPORTS[inspection_id]).read_text(encoding="utf-8")
    page, pdf = tmp_path / "report.html", tmp_path / "report.pdf"
    page.write_text(_as_html(text), encoding="utf-8")
    command = [
        browser,
        *FLAGS,
        f"--user-data-dir={tmp_path / 'profile'}",
        f"--print-to-pdf={pdf}",
        page.as_uri(),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    printed = extract_file(pdf, FRAMEWORKS).to_json_dict()
    for key in ("service", "kind", "framework", "published", "score", "overall_rating", "cases"):
        assert printed[key] == found[key], key
    names = {
        "ratings": ("standard", "rating", "discretion"),
        "key_questions": ("standard", "dimension", "percent"),
        "case_questions": ("standard", "dimension", "position", "letter", "percent"),
        "context": ("indicator", "area", "breakdown", "value"),
        "recommendations": ("number", "addressed_to"),
    }
    for key, columns in names.items():
        rows = sorted(str([row[c] for c in columns]) for row in found[key])
        assert sorted(str([row[c] for c in columns]) for row in printed[key]) == rows, key
    assert all(rating["page"] is not None and rating["page"] >= 1 for rating in printed["ratings"])


def test_the_command_prints_one_json_object_and_nothing_else(shared: Path) -> None:
    for name in REPORTS.values():
        done = subprocess.run(
            [sys.executable, "-m", "yjs_dash", "extract", str(shared / "reports" / name)],
            capture_output=True, text=True, cwd=ROOT, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0
        assert done.stderr == ""
        assert isinstance(json.loads(done.stdout), dict)
