"""The command line as a user runs it: exit status, standard output, standard error."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from made_up.hostile_formats import FORMATS
from made_up.reports import QUIET, draw_report
from yjs_dash.__main__ import main

ROOT = Path(__file__).resolve().parent.parent
LEVELS = ("error", "warning", "note")


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


def run_program(*arguments: str | Path, environment: Mapping[str, str] | None = None) -> Done:
    """A command as a program of its own, which loads its libraries anew."""
    done = subprocess.run(
        [sys.executable, "-m", "yjs_dash", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


Run = Callable[..., Done]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in this program: the same from its arguments on, and spares the seconds of loading."""

    def done(*arguments: str | Path, environment: Mapping[str, str] | None = None) -> Done:
        for name, value in (environment or {}).items():
            monkeypatch.setenv(name, value)
        capfd.readouterr()
        status = main([*map(str, arguments)])
        return Done(status, *capfd.readouterr())

    return done


@pytest.fixture
def copied_data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def test_the_bundled_data_set_reconciles_without_an_error() -> None:
    done = run_program("check")
    assert (done.returncode, done.stderr) == (0, "")
    levels = [line.partition(": ")[0] for line in done.stdout.splitlines()]
    assert set(levels) <= set(LEVELS)
    assert levels == sorted(levels, key=LEVELS.index)
    assert "Sutton" in next(line for line in done.stdout.splitlines() if line.startswith("note: discretion"))


def test_check_names_table_line_and_column_of_every_wrong_cell_and_exits_1(
    copied_data: Path, run: Run
) -> None:
    ratings = copied_data / "ratings.csv"
    lines = ratings.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace(",Outstanding,", ",Splendid,")
    lines[3] = lines[3].replace(",stated,", ",guessed,")
    ratings.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = run("check", copied_data)
    assert done.returncode == 1
    assert "error: invalid: ratings, line 2, column rating: “Splendid” found" in done.stdout
    assert "error: invalid: ratings, line 4, column basis: “guessed” found" in done.stdout


def test_check_exits_1_where_a_published_score_is_not_the_sum_of_its_ratings(
    copied_data: Path, run: Run
) -> None:
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


def test_check_of_a_directory_that_is_not_there_says_so_in_one_line(tmp_path: Path, run: Run) -> None:
    done = run("check", tmp_path / "nowhere")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert "nowhere" in done.stdout
    assert done.stderr == ""


def test_a_command_that_does_not_exist_is_refused_with_the_usage() -> None:
    done = run_program("guess")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "usage:" in done.stderr


@pytest.fixture
def reports(tmp_path: Path) -> list[Path]:
    """Two made-up reports as text files."""
    made = [draw_report(7, layout=layout, noise=QUIET) for layout in ("long_2021", "short_joint_2021")]
    paths = [tmp_path / "long.txt", tmp_path / "short.txt"]
    for path, report in zip(paths, made, strict=True):
        path.write_text(report.text, encoding="utf-8")
    return paths


def test_extract_prints_one_json_object_with_the_documented_keys_and_nothing_else(
    reports: list[Path],
) -> None:
    done = run_program("extract", reports[0])
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    documented = (
        "service framework published fieldwork_started score score_max overall_rating cases ratings "
        "key_questions case_questions context recommendations findings checks"
    ).split()
    assert list(found)[: len(documented)] == documented
    truth = draw_report(7, layout="long_2021", noise=QUIET).truth
    assert {key: found[key] for key in documented[:8]} == {key: truth[key] for key in documented[:8]}


def test_extract_exits_1_where_the_figures_of_a_report_contradict_each_other(
    reports: list[Path], run: Run
) -> None:
    text = reports[0].read_text(encoding="utf-8")
    score = draw_report(7, layout="long_2021", noise=QUIET).truth["score"]
    changed = text.replace(f"{score}/36", f"{score - 1}/36")
    assert changed != text
    reports[0].write_text(changed, encoding="utf-8")
    done = run("extract", reports[0])
    assert (done.returncode, done.stderr) == (1, "")
    assert "error" in {check["level"] for check in json.loads(done.stdout)["checks"]}


@pytest.mark.parametrize("content", [None, b"", b"Dear board,\n", b"%PDF-1.7\n", b"\x00\xff" * 100])
def test_extract_of_a_file_that_is_no_report_is_one_line_on_standard_error_and_exit_2(
    tmp_path: Path, content: bytes | None, run: Run
) -> None:
    file = tmp_path / "a\u202e\x1b[31m\nname.pdf"
    if content is not None:
        file.write_bytes(content)
    done = run("extract", file)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().isprintable()


def test_extract_does_not_load_the_libraries_for_tables(reports: list[Path]) -> None:
    code = (
        "import sys; from yjs_dash.__main__ import main; "
        "status = main(sys.argv[1:]); "
        "print(sorted({'pandas', 'sqlalchemy', 'streamlit', 'scipy', 'plotly'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "extract", str(reports[0])],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=120, check=True,
    )  # fmt: skip
    assert done.stderr == "[]\n"


def test_import_keeps_going_past_a_bad_file_with_progress_and_a_summary(
    reports: list[Path], tmp_path: Path, run: Run
) -> None:
    environment = {"YJS_DASH_HOME": str(tmp_path / "home"), "YJS_DASH_DATABASE_URL": ""}
    (tmp_path / "letter.txt").write_text("Dear board,\n", encoding="utf-8")
    first, second = reports
    done = run_program("import", first, tmp_path / "letter.txt", second, environment=environment)
    assert (done.returncode, done.stdout) == (1, "")
    lines = done.stderr.splitlines()
    assert [line.split(": ")[:2] for line in lines[:3]] == [
        ["[1/3] imported", first.name],
        ["[2/3] failed", "letter.txt"],
        ["[3/3] imported", second.name],
    ]
    assert lines[3:] == ["2 imported, 1 failed"]
    again = run("import", first, second, environment=environment)
    assert (again.returncode, again.stderr.splitlines()[-1]) == (0, "2 known")


def test_import_holds_back_what_may_be_no_whole_report_and_says_why(
    reports: list[Path], tmp_path: Path, run: Run
) -> None:
    environment = {"YJS_DASH_HOME": str(tmp_path / "home"), "YJS_DASH_DATABASE_URL": ""}
    score = draw_report(7, layout="long_2021", noise=QUIET).truth["score"]
    text = reports[0].read_text(encoding="utf-8")
    reports[0].write_text(text.replace(f"{score}/36", f"{score - 1}/36"), encoding="utf-8")
    done = run("import", *reports, environment=environment)
    assert (done.returncode, done.stdout) == (1, "")
    held, imported, *rest = done.stderr.splitlines()
    assert held.startswith("[1/2] held for review: long.txt: The figures contradict each other")
    assert f"but the published score is {score - 1}." in held
    assert imported.startswith("[2/2] imported: short.txt: ")
    assert rest == [
        "1 held for review, 1 imported",
        "Add --accept-doubtful to add what was held for review.",
    ]
    again = run("import", "--accept-doubtful", *reports, environment=environment)
    assert (again.returncode, again.stderr.splitlines()[-1]) == (0, "1 imported, 1 known")


BOMBS = [(f"{bomb.__name__}.{f.ending}", bomb) for f in FORMATS for bomb in f.bombs]


def test_import_has_a_sentence_for_every_file_that_was_made_to_be_expensive(
    reports: list[Path], tmp_path: Path
) -> None:
    environment = {"YJS_DASH_HOME": str(tmp_path / "home"), "YJS_DASH_DATABASE_URL": ""}
    paths = []
    for name, bomb in BOMBS:
        paths.append(tmp_path / name)
        paths[-1].write_bytes(bomb())
    # Data of the Local Authority Interactive Tool are read with their dictionary: here each by itself.
    together = [path for path in paths if path.suffix != ".parquet"]
    for files in (together, *([path] for path in paths if path.suffix == ".parquet")):
        done = run_program("import", *files, environment=environment)
        *lines, summary = done.stderr.splitlines()
        assert (done.returncode, done.stdout, summary) == (1, "", f"{len(files)} failed")
        assert [line.split(": ")[:2] for line in lines] == [
            [f"[{n}/{len(files)}] failed", path.name] for n, path in enumerate(files, start=1)
        ]
        assert [line for line in lines if "fault" in line or "Traceback" in line] == []
    alive = run_program("import", *reports, environment=environment)
    assert alive.stderr.splitlines()[-1] == "2 imported"


@pytest.mark.parametrize("name", [name for name, _ in BOMBS if name.endswith(("txt", "pdf"))])
def test_extract_has_a_sentence_for_a_file_that_was_made_to_be_expensive(
    name: str, tmp_path: Path, run: Run
) -> None:
    (tmp_path / name).write_bytes(dict(BOMBS)[name]())
    done = run("extract", tmp_path / name)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"“{name}” ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("number", ["9" * 400, "1" * 5000, "infinity", "nan", "1e999", "٣" * 400, "²" * 5000])
def test_a_number_that_is_none_costs_nothing_but_itself(number: str, reports: list[Path], run: Run) -> None:
    text = reports[0].read_text(encoding="utf-8")
    reports[0].write_text(text.replace("%", f"% {number} ", 40) + f"\n{number}%\n", encoding="utf-8")
    done = run("extract", reports[0])
    assert (done.returncode in {0, 1}, done.stderr) == (True, "")
    assert len(json.loads(done.stdout)["ratings"]) == 13


def test_import_says_in_one_line_that_the_store_cannot_be_reached(reports: list[Path], run: Run) -> None:
    url = "postgresql://someone:secret@127.0.0.1:9/nowhere"
    done = run("import", reports[0], environment={"YJS_DASH_DATABASE_URL": url})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "The database of added files cannot be reached. Check YJS_DASH_DATABASE_URL.\n"


def test_import_is_refused_in_a_read_only_installation(reports: list[Path], tmp_path: Path, run: Run) -> None:
    environment = {"YJS_DASH_HOME": str(tmp_path / "home"), "YJS_DASH_READ_ONLY": "1"}
    done = run("import", reports[0], environment=environment)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "You cannot add or withdraw files here, because YJS_DASH_READ_ONLY is set.\n"
    assert not (tmp_path / "home").exists()


def test_output_that_nobody_reads_to_its_end_is_no_error_message() -> None:
    done = subprocess.run(
        f"{sys.executable} -m yjs_dash check | true",
        shell=True, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.stderr == ""
