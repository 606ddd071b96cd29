"""The lock files hold what the requirements ask for, and everything in them is hashed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(\[[^\]]*\])?==(?P<version>[^\s;\\]+)", re.MULTILINE)


def pins(path: Path) -> dict[str, str]:
    return {m["name"].lower().replace("_", "-"): m["version"] for m in _PIN.finditer(path.read_text("utf-8"))}


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_the_lock_file_pins_what_is_asked_for(name: str) -> None:
    asked, locked = pins(ROOT / f"{name}.txt"), pins(ROOT / f"{name}.lock")
    assert asked
    assert {package: locked.get(package) for package in asked} == asked


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_locked_package_has_a_hash(name: str) -> None:
    text = (ROOT / f"{name}.lock").read_text("utf-8")
    entries = re.split(r"(?m)^(?=[A-Za-z0-9])", text)[1:]
    assert len(entries) == len(pins(ROOT / f"{name}.lock"))
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_development_lock_holds_the_versions_of_the_other() -> None:
    run, development = pins(ROOT / "requirements.lock"), pins(ROOT / "requirements-dev.lock")
    assert {name: development.get(name) for name in run} == run
