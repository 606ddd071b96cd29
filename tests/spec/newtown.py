"""Small data sets of places that do not exist, written as tables and read as the project reads its own."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.truth.datasets import bundled_rows, read
from yjs_dash import scoring
from yjs_dash.compare import Card, Catalogue, Selection, card
from yjs_dash.framework import Framework, load_frameworks
from yjs_dash.narrate.standard_summary import StandardSummary, standard_summary
from yjs_dash.store import BUNDLED, DataSet

FRAMEWORKS = load_frameworks(BUNDLED / "frameworks")
RULES = FRAMEWORKS["hmip-yjs-2021"]
SOURCE = {
    "source_id": "made-up",
    "title": "Made up",
    "publisher": "Nobody",
    "published": "2024-06",
    "licence": "Open",
}
QUESTIONS = {
    "desistance": "desistance",
    "the child's safety": "child_safety",
    "other people's safety": "others_safety",
}
"""A key question as the tables of cases name it → its dimension."""

Row = dict[str, str]
Percents = Mapping[tuple[str, str], int]
"""(standard, dimension) → printed percentage."""


@dataclass(frozen=True)
class Inspected:
    """A service and its inspection. What is not given follows: score and overall rating from the ratings."""

    name: str = "Newtown"
    framework: Framework = RULES
    usual: str = "Requires improvement"
    ratings: Mapping[str, str] = field(default_factory=dict)
    percents: Percents = field(default_factory=dict)
    raised: Mapping[str, str] = field(default_factory=dict)
    prompts: Sequence[Row] = ()
    prompt_cases: Sequence[Row] = ()
    court: int | None = 8
    out_of_court: int | None = 12
    score: int | None = None
    overall: str = ""
    published: str = "2024-05"
    authorities: Sequence[str] = ()
    country: str = "England"

    @property
    def service_id(self) -> str:
        return self.name.lower().replace(" ", "-")

    @property
    def every_rating(self) -> dict[str, str]:
        """Those given, and the usual one for every other standard that counts."""
        return dict.fromkeys(self.framework.scored_standards, self.usual) | dict(self.ratings)

    def tables(self) -> dict[str, list[Row]]:
        """Rows of the tables that tell of this service."""
        ratings = self.every_rating
        total = scoring.total_score(self.framework, ratings)
        score = self.score if self.score is not None else total
        overall = self.overall
        if not overall and score is not None:
            overall = scoring.overall_rating(self.framework, score, ratings=ratings)
        key = {"inspection_id": f"{self.service_id}-{self.published}", "source_id": SOURCE["source_id"]}
        cases = {"court_cases": self.court, "out_of_court_cases": self.out_of_court}
        return {
            "services": [
                {"service_id": self.service_id, "name": self.name, "country": self.country, "region": "London",
                 "local_authorities": "; ".join(self.authorities or [self.name])}
            ],
            "inspections": [
                key | {"service_id": self.service_id, "framework_id": self.framework.id,
                       "kind": self.framework.kinds[0], "published": self.published, "score": _cell(score),
                       "score_max": "" if score is None else "36", "overall_rating": overall,
                       "confidence": "high"} | {name: _cell(number) for name, number in cases.items()}
            ],
            "ratings": [
                key | {"standard_id": standard, "rating": rating, "basis": "stated",
                       "discretion": str(standard in self.raised).lower(),
                       "discretion_from": self.raised.get(standard, "")}
                for standard, rating in sorted(ratings.items())
            ],
            "key_questions": [
                key | {"standard_id": standard, "dimension": dimension, "percent": str(percent)}
                for (standard, dimension), percent in self.percents.items()
            ],
            "case_questions": [key | dict(row) for row in self.prompts],
            "prompt_cases": [key | dict(row) for row in self.prompt_cases],
        }  # fmt: skip


def data_set(*inspected: Inspected, **tables: Sequence[Row]) -> DataSet:
    """The data set of some services, and of other tables, validated in full."""
    rows: dict[str, list[Row]] = {"sources": [SOURCE]}
    if "observations" in tables:
        rows["indicators"] = bundled_rows("indicators")
    for one in inspected:
        for name, own in one.tables().items():
            rows.setdefault(name, []).extend(own)
    for name, own in tables.items():
        rows.setdefault(name, []).extend(own)
    with tempfile.TemporaryDirectory() as directory:
        return read(Path(directory) / "data", rows)


def chosen(*inspected: Inspected, **tables: Sequence[Row]) -> tuple[Catalogue, Selection]:
    """Some services, all of them chosen."""
    catalogue = Catalogue(data_set(*inspected, **tables))
    return catalogue, catalogue.select([one.service_id for one in inspected])


def card_of(inspected: Inspected) -> Card:
    """The card of a service."""
    catalogue, selection = chosen(inspected)
    return card(catalogue, selection.entries[0])


def summary(standard_id: str, *inspected: Inspected) -> StandardSummary:
    """What is said of a standard of some services."""
    catalogue, selection = chosen(*inspected)
    return standard_summary(catalogue, selection, inspected[0].framework.standard(standard_id))


def observed(
    area: str,
    indicator_id: str,
    value: str,
    *,
    area_type: str = "local_authority",
    period: str = "year ending December 2023",
    period_end: str = "2023-12-31",
    **cells: str,
) -> Row:
    """One figure of an area; a value of “not published” is none."""
    missing = value == "not published"
    return {
        "area": area,
        "area_type": area_type,
        "indicator_id": indicator_id,
        "period": period,
        "period_end": period_end,
        "value": "" if missing else value.replace(",", "").removeprefix("£").removesuffix("%"),
        "status": "x" if missing else "",
        "source_id": SOURCE["source_id"],
        "confidence": "high",
        **cells,
    }


def with_percents(inspected: Inspected, standard_id: str, printed: Mapping[str, str]) -> Inspected:
    """The service with the percentages of a standard; questions are named as the tables of cases name them."""
    percents = {
        (standard_id, QUESTIONS[name]): int(percent.removesuffix("%"))
        for name, percent in printed.items()
        if percent != "not printed"
    }
    return replace(inspected, percents={**inspected.percents, **percents})


def _cell(number: int | None) -> str:
    return "" if number is None else str(number)
