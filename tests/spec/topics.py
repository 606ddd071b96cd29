"""The topics of the specification, in the order of the page."""

from __future__ import annotations

from pathlib import Path

from tests.spec import (
    of_authorities,
    of_cases,
    of_children,
    of_comparing,
    of_distance,
    of_findings,
    of_prompts,
    of_rates,
    of_scores,
    of_standards,
)

FILE = Path(__file__).resolve().parents[2] / "docs" / "specification.md"
TOPICS = (
    of_standards.TOPIC,
    of_scores.TOPIC,
    of_distance.TOPIC,
    of_cases.TOPIC,
    of_prompts.TOPIC,
    of_comparing.TOPIC,
    of_rates.TOPIC,
    of_authorities.TOPIC,
    of_children.TOPIC,
    of_findings.TOPIC,
)
