"""The layer rules are contracts in pyproject.toml; here they are run, and kept complete."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAY_KNOW_STREAMLIT = {"ui", "pages"}
MAY_KNOW_PLOTLY = MAY_KNOW_STREAMLIT | {"charts", "export", "__main__"}
MAY_KNOW_NETWORK = MAY_KNOW_STREAMLIT | {"collect", "__main__"}


@pytest.fixture(scope="module")
def sources_of_contract() -> dict[str, set[str]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {
        contract["id"]: {name.removeprefix("yjs_dash.") for name in contract.get("source_modules", ())}
        for contract in settings["tool"]["importlinter"]["contracts"]
    }


def rooms() -> set[str]:
    found = (ROOT / "yjs_dash").iterdir()
    return {path.stem for path in found if path.suffix == ".py" or any(path.glob("*.py"))} - {"__init__"}


def test_no_import_breaks_a_layer_rule() -> None:
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    run = subprocess.run(
        [sys.executable, "-c", lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_room_but_the_screen_is_kept_from_streamlit(sources_of_contract: dict[str, set[str]]) -> None:
    assert sources_of_contract["streamlit"] == rooms() - MAY_KNOW_STREAMLIT


def test_every_room_below_charts_is_kept_from_plotly(sources_of_contract: dict[str, set[str]]) -> None:
    assert sources_of_contract["plotly"] == rooms() - MAY_KNOW_PLOTLY


def test_every_room_that_does_not_collect_is_kept_from_the_network(
    sources_of_contract: dict[str, set[str]],
) -> None:
    assert sources_of_contract["network"] == rooms() - MAY_KNOW_NETWORK


@pytest.mark.parametrize(
    ("folder", "foreign"),
    [
        ("tests", "benchmarks"),
        ("benchmarks", "tests"),
        ("made_up", "tests|benchmarks"),
        ("yjs_dash", "made_up|tests"),
    ],
)
def test_what_is_shared_is_imported_from_its_own_place(folder: str, foreign: str) -> None:
    imports = re.compile(rf"^\s*(?:from|import) (?:{foreign})\b", re.MULTILINE)
    paths = sorted((ROOT / folder).rglob("*.py"))
    assert len(paths) > 5
    assert [str(path) for path in paths if imports.search(path.read_text(encoding="utf-8"))] == []
