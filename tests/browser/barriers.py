"""What axe-core finds on a page as it stands."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

from tests.browser.visitor import Visitor

MUST = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
SHOULD = "best-practice"
GRAVE = ("serious", "critical")


def violations(visitor: Visitor) -> list[dict[str, Any]]:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="needs axe, see requirements-dev.txt"
    )
    options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": [*MUST, SHOULD]}}
    return axe.Axe().run(visitor.page, options=options).response["violations"]


def told(violation: dict[str, Any]) -> str:
    """Rule, weight, and where."""
    places = [" ".join(map(str, node["target"])) for node in violation["nodes"]]
    return (
        f"{violation['id']} ({violation['impact']}): {violation['help']}; {len(places)} times: {places[:5]}"
    )


def grave_barriers(visitor: Visitor) -> list[str]:
    """Serious and critical violations of WCAG 2.2 AA; what is less than that is a warning of the test."""
    found = violations(visitor)
    grave = [v for v in found if v["impact"] in GRAVE and SHOULD not in v["tags"]]
    for violation in found:
        if violation not in grave:
            warnings.warn(f"{visitor.at}: {told(violation)}", stacklevel=2)
    return [told(violation) for violation in grave]
