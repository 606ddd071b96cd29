"""`python -m yjs_dash export` as a user runs it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from yjs_dash.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
STARTS = {"pptx": b"PK", "xlsx": b"PK", "docx": b"PK", "html": b"<!doctype html>"}


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YJS_DASH_HOME", str(tmp_path / "home"))


def export(services: str, file_format: str, out: Path, *more: str) -> int:
    return main(["export", "--services", services, "--format", file_format, "--out", str(out), *more])


@pytest.mark.parametrize("file_format", list(STARTS))
def test_a_pack_is_written_and_its_size_is_told(
    file_format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"pack.{file_format}"
    out.write_bytes(b"an older file")
    assert export("Sutton, suffolk", file_format, out, "--ours", "Suffolk") == 0
    assert out.read_bytes().startswith(STARTS[file_format])
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"written: pack.{file_format}: ")
    assert told.err.endswith(" MB, Suffolk and Sutton\n")
    assert [path.name for path in tmp_path.glob("*pack*")] == [out.name]
    assert stat.S_IMODE(out.stat().st_mode) & 0o400


def test_a_name_with_commas_of_its_own_is_one_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "Bournemouth, Christchurch and Poole"
    assert export(f"{name},Sutton", "docx", tmp_path / "pack.docx") == 0
    assert "Dorset Combined and Sutton" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("services", "more", "told"),
    [
        ("Atlantis,Sutton", (), "There is no service called “Atlantis”. Use its name"),
        (" , ", (), "No service is named. Name one to six"),
        ("Leeds,Sutton,Suffolk,Cardiff,Islington,Barnet,Bexley", (), "7 services are too many for one pack"),
        ("Sutton", ("--ours", "Nowhere"), "There is no service called “Nowhere”"),
        ("Sutton", ("--template", "x.pptx"), "A template is for slides only"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line_and_nothing_is_written(
    services: str, more: tuple[str, ...], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "pack.docx"
    assert export(services, "docx", out, *more) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(told)
    assert printed.err.count("\n") == 1
    assert not out.exists()


def test_a_place_that_cannot_be_written_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export("blackpool", "docx", tmp_path / "none" / "pack.docx") == 2
    assert capsys.readouterr().err.startswith("“pack.docx” cannot be written (")
    assert export("blackpool", "docx", tmp_path) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_template_that_is_not_there_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "pack.pptx"
    assert export("blackpool", "pptx", out, "--template", str(tmp_path / "none.pptx")) == 2
    assert capsys.readouterr().err.startswith("“none.pptx” does not exist, or may not be opened.")
    assert not out.exists()


def test_the_libraries_of_files_are_not_loaded_with_the_pages() -> None:
    words = "import sys, yjs_dash.ui.shell, yjs_dash.ui.evidence_blocks, yjs_dash.ui.context_blocks\n"
    words += "print(sorted({'pptx', 'docx', 'xlsxwriter', 'segno'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", words],
        cwd=ROOT,
        env={**os.environ},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
