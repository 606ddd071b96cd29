"""The command line as a user runs it: exit status, standard output, standard error."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LEVELS = ("error", "warning", "note")


def run(
    *arguments: str | Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "yjs_dash", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture
def copied_data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def test_the_bundled_data_set_reconciles_without_an_error() -> None:
    done = run("check")
    assert (done.returncode, done.stderr) == (0, "")
    levels = [line.partition(": ")[0] for line in done.stdout.splitlines()]
    assert set(levels) <= set(LEVELS)
    assert levels == sorted(levels, key=LEVELS.index)
    assert "Sutton" in next(line for line in done.stdout.splitlines() if line.startswith("note: discretion"))


def test_check_names_table_line_and_column_of_every_wrong_cell_and_exits_1(copied_data: Path) -> None:
    ratings = copied_data / "ratings.csv"
    lines = ratings.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace(",Outstanding,", ",Splendid,")
    lines[3] = lines[3].replace(",stated,", ",guessed,")
    ratings.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = run("check", copied_data)
    assert done.returncode == 1
    assert "error: invalid: ratings, line 2, column rating: “Splendid” found" in done.stdout
    assert "error: invalid: ratings, line 4, column basis: “guessed” found" in done.stdout


def test_check_exits_1_where_a_published_score_is_not_the_sum_of_its_ratings(copied_data: Path) -> None:
    inspections = copied_data / "inspections.csv"
    rows = inspections.read_text(encoding="utf-8").splitlines()
    changed = [
        row.replace(",18,36,", ",17,36,") if row.startswith("sutton-2022-08,") else row for row in rows
    ]
    assert changed != rows
    inspections.write_text("\n".join(changed) + "\n", encoding="utf-8")
    done = run("check", copied_data)
    assert done.returncode == 1
    assert done.stdout.startswith("error: score_sum: Sutton, 2022-08: ")


def test_check_of_a_directory_that_is_not_there_says_so_in_one_line(tmp_path: Path) -> None:
    done = run("check", tmp_path / "nowhere")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert "nowhere" in done.stdout
    assert done.stderr == ""


def test_a_command_that_does_not_exist_is_refused_with_the_usage() -> None:
    done = run("guess")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "usage:" in done.stderr
