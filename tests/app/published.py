"""What the pages have to show, read from the tables with nothing of the app's own code."""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
COMPLETE = 12
"""Standards that count towards the total, in the 2018 and in the 2021 framework."""
SAMPLES = {"2": "court_cases", "3": "out_of_court_cases"}


@dataclass(frozen=True)
class Service:
    """A service with complete ratings: its inspection, its ratings, and the percentages of its key questions."""

    service_id: str
    name: str
    inspection: dict[str, str]
    ratings: dict[str, str]
    raised: frozenset[str]
    percents: dict[str, list[int]]
    authorities: tuple[str, ...]

    @property
    def score(self) -> int | None:
        return int(self.inspection["score"]) if self.inspection["score"] else None

    @property
    def titles(self) -> dict[str, str | None]:
        """“3.4 Joint working” → rating, as the service's own framework names it; None where it was not rated."""
        names = standards(self.inspection["framework_id"])
        return {f"{number} {name}": self.ratings.get(number) for number, name in names.items()}

    def figures(self, standard_id: str) -> set[str]:
        """“63% (5 of 8)” for each key question of a standard; “63%” where no number of cases gives 63 per cent."""
        cases = self.inspection[SAMPLES[standard_id[0]]] if standard_id[0] in SAMPLES else ""
        return {
            _figure(percent, int(cases) if cases else 0) for percent in self.percents.get(standard_id, [])
        }


def table(name: str) -> list[dict[str, str]]:
    """The rows kept by hand, then the official ones that they do not have."""
    found = []
    for path in (DATA / f"{name}.csv", DATA / "official" / f"{name}.csv"):
        if path.is_file():
            with path.open(encoding="utf-8", newline="") as file:
                found += list(csv.DictReader(file))
    by_name = {"indicators": "indicator_id", "sources": "source_id"}.get(name)
    return found if by_name is None else list({row[by_name]: row for row in reversed(found)}.values())[::-1]


@cache
def services() -> dict[str, Service]:
    """The services that can be chosen, by name, each with its latest complete inspection."""
    ratings: dict[str, dict[str, str]] = defaultdict(dict)
    raised: dict[str, set[str]] = defaultdict(set)
    for row in table("ratings"):
        ratings[row["inspection_id"]][row["standard_id"]] = row["rating"]
        if row["discretion"] == "true":
            raised[row["inspection_id"]].add(row["standard_id"])
    percents: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row in table("key_questions"):
        percents[row["inspection_id"]][row["standard_id"]].append(int(row["percent"]))
    rows = {row["service_id"]: row for row in table("services")}
    found = {}
    for inspection in sorted(table("inspections"), key=lambda row: row["published"]):
        key, service = inspection["inspection_id"], rows[inspection["service_id"]]
        name = service["name"]
        if len(ratings[key]) >= COMPLETE:
            found[name] = Service(
                inspection["service_id"],
                name,
                inspection,
                ratings[key],
                frozenset(raised[key]),
                percents[key],
                tuple(service["local_authorities"].split("; ")),
            )
    return dict(sorted(found.items()))


@cache
def standards(framework_id: str) -> dict[str, str]:
    """Standard → official name, of a framework."""
    rules = tomllib.loads((DATA / "frameworks" / f"{framework_id}.toml").read_text(encoding="utf-8"))
    return {s["id"]: s["name"] for domain in rules["domains"] for s in domain["standards"]}


def _figure(percent: int, cases: int) -> str:
    # Percentages are printed rounded half up: 62.5 is 63.
    fits = [n for n in range(cases + 1) if cases and (200 * n + cases) // (2 * cases) == percent]
    return f"{percent}% ({fits[0]} of {cases})" if len(fits) == 1 else f"{percent}%"
