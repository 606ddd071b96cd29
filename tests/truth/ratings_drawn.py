"""Data sets of ratings, drawn: some follow the rules, some contradict them, much is missing.

draw(7) gives the same tables each time. A mood is how careful the one who wrote down an inspection was.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, field
from typing import Any

from tests.truth.datasets import BUNDLED, COLUMNS
from tests.truth.ratings_made_up import as_toml, draw_framework

RATINGS = ("Inadequate", "Requires improvement", "Good", "Outstanding")
NAMES = (
    "Ashdown", "Bramley and Thorpe", "Carrow", "Dunmere", "Eastholt", "Fenwick St Mary", "Greater Halden",
    "Isle of Marrow", "Kirkdale", "Lowmoor, Hay and Stoke", "Kirkdale and the Upper Vale of Thorpe",
    "The Twelve Parishes of the Upper and the Lower Vale of Marrow and Thorpe",
)  # fmt: skip
SAMPLES = ("court", "out_of_court", "resettlement")
LAST_YEAR = 2025
Row = dict[str, Any]


@dataclass(frozen=True)
class Drawn:
    """Tables as rows of text, and the frameworks by id as TOML holds them; `texts` are the files of made-up ones."""

    number: int
    tables: dict[str, list[Row]]
    frameworks: dict[str, dict[str, Any]]
    texts: dict[str, str]


@dataclass
class _Writer:
    dice: random.Random
    frameworks: dict[str, dict[str, Any]]
    number: int
    tables: dict[str, list[Row]] = field(default_factory=dict)
    alike: str | None = None

    def add(self, table: str, **row: object) -> None:
        self.tables.setdefault(table, []).append(
            {key: "" if value is None else str(value) for key, value in row.items()}
        )


def bundled_frameworks() -> dict[str, dict[str, Any]]:
    """The bundled frameworks by id, as TOML holds them."""
    found = [
        tomllib.loads(p.read_text(encoding="utf-8")) for p in sorted((BUNDLED / "frameworks").glob("*.toml"))
    ]
    return {str(one["id"]): one for one in found}


def draw(number: int) -> Drawn:
    """The data set of a number. Its ids begin with the number, so that several can share their tables."""
    dice = random.Random(number)
    text = as_toml(draw_framework(dice, framework_id=f"made-up-{number}"))
    frameworks = {**bundled_frameworks(), "made-up": tomllib.loads(text)}
    writer = _Writer(dice, frameworks, number)
    common = dice.choice(["hmip-yjs-2021", "hmip-yjs-2021", "made-up", "made-up", "hmip-yjs-2018"])
    names = dice.sample(NAMES, dice.randint(2, 7))
    closeness = dice.random()
    writer.alike = dice.choice(RATINGS) if dice.random() < 0.08 else None
    for name in sorted(names):
        framework = (
            common if dice.random() < 0.8 else dice.choice(["hmip-yjs-2018", "hmip-yjs-2021", "made-up"])
        )
        _service(writer, name, framework, likely=dice.random() if dice.random() < closeness else 0.62)
    by_id = {str(one["id"]): one for one in frameworks.values()}
    return Drawn(number, writer.tables, by_id, {f"made-up-{number}": text})


def _service(writer: _Writer, name: str, framework: str, *, likely: float) -> None:
    dice = writer.dice
    service = f"d{writer.number}-{name.lower().replace(',', '').replace(' ', '-')}"
    writer.add(
        "services", service_id=service, name=name, country="England",
        region=dice.choice(["London", "East of England"]), local_authorities=name,
    )  # fmt: skip
    year = dice.randint(2019, LAST_YEAR - 1)
    _inspection(writer, service, framework, _date(dice, year), likely=likely, complete=dice.random() < 0.95)
    for _ in range(dice.choice([0, 0, 0, 0, 1, 1, 2, 3])):
        other = min(LAST_YEAR, max(2015, year + dice.choice([-3, -1, 0, 1, 2])))
        under = dice.choice([framework, framework, "hmip-yjs-2025", "hmip-yjs-2018", None])
        complete = under is not None and dice.random() < 0.25
        _inspection(writer, service, under, _date(dice, other), likely=dice.random(), complete=complete)


def _date(dice: random.Random, year: int) -> str:
    month = dice.randint(1, 10)
    return dice.choice(
        [
            f"{year}-{month:02}-{dice.randint(1, 28):02}",
            f"{year}-{month:02}-{dice.randint(1, 28):02}",
            f"{year}-{month:02}",
            f"{year}-{month:02}",
            str(year),
            f"{min(year, LAST_YEAR - 1)}/{(min(year, LAST_YEAR - 1) + 1) % 100:02}",
            *([""] if dice.random() < 0.5 else []),
        ]
    )


def _inspection(
    writer: _Writer, service: str, framework_id: str | None, published: str, *, likely: float, complete: bool
) -> None:
    dice = writer.dice
    framework = writer.frameworks[framework_id] if framework_id else None
    number = sum(row["service_id"] == service for row in writer.tables.get("inspections", []))
    inspection = f"{service}-{number}"
    orderly = dice.random() < 0.6
    no_cases = dice.random() < 0.04
    cases = {sample: _cases(dice, orderly=orderly, none=no_cases) for sample in SAMPLES}
    ratings: dict[str, str] = {}
    if framework is not None and (complete or dice.random() < 0.3):
        ratings = _ratings(
            writer, inspection, framework, cases, likely=likely, orderly=orderly, complete=complete
        )
    for table in ("finding_counts", "recommendations") if ratings and framework else ():
        _listed(writer, inspection, framework, table)
    score, overall = _result(dice, framework, ratings, orderly=orderly)
    writer.add(
        "inspections", inspection_id=inspection, service_id=service,
        framework_id=framework["id"] if framework else None,
        kind=dice.choice(framework["kinds"]) if framework else "single", published=published,
        fieldwork="February 2019" if dice.random() < 0.2 else "",
        fieldwork_started=_date(dice, dice.randint(2016, LAST_YEAR)) if dice.random() < 0.15 else "", score=score,
        score_max=_total_of_best(framework) if score is not None else None, overall_rating=overall,
        court_cases=cases["court"], out_of_court_cases=cases["out_of_court"],
        resettlement_cases=cases["resettlement"], source_id="the-report", page=dice.choice([None, 4]),
        confidence="high",
    )  # fmt: skip


def _cases(dice: random.Random, *, orderly: bool, none: bool) -> int | None:
    if none:
        return None
    if not orderly and dice.random() < 0.25:
        return dice.choice([None, None, 0])
    return dice.choice(
        [dice.randint(1, 12), dice.randint(5, 30), dice.randint(13, 60), dice.randint(90, 300)]
    )


def _ratings(
    writer: _Writer,
    inspection: str,
    framework: dict[str, Any],
    cases: dict[str, int | None],
    *,
    likely: float,
    orderly: bool,
    complete: bool,
) -> dict[str, str]:
    dice = writer.dice
    found: dict[str, str] = {}
    printed = writer.alike is None and (orderly or dice.random() < 0.6)
    if not framework["scored"]:
        complete = dice.random() < 0.5
    lean = dice.choice([0, 0, 1, 2, 3])
    for domain in framework["domains"]:
        sample = cases.get(domain.get("sample", ""))
        for standard in domain["standards"]:
            percents = (
                _percents(writer, inspection, standard, sample, likely=likely, orderly=orderly)
                if printed
                else {}
            )
            if domain["in_total"] or not framework["scored"]:
                missing = not complete and dice.random() < 0.3
            else:
                missing = dice.random() < 0.3
            if missing:
                continue
            derived = _derived(framework, standard, percents)
            rating = derived or RATINGS[min(3, max(0, round(dice.gauss(lean or 1.5, 0.9))))]
            limit = framework.get("limit")
            if writer.alike:
                rating = writer.alike
            elif limit and standard["id"] == limit["standard"] and dice.random() < 0.3:
                rating = limit["rating"]
            discretion = dice.random() < (0.08 if derived else 0.04)
            if (discretion or not orderly) and dice.random() < (0.8 if discretion else 0.12):
                rating = dice.choice(RATINGS)
            found[standard["id"]] = rating
            told = str(discretion).lower()
            unlike = derived not in (None, rating)
            if not discretion and random.Random(f"{inspection} {standard['id']}").random() < (
                0.3 if unlike else 0.03
            ):
                told = ""
            before = {}
            if discretion and "discretion_from" in COLUMNS["ratings"] and dice.random() < 0.6:
                others = [one for one in RATINGS if one != rating]
                before["discretion_from"] = derived if derived in others else dice.choice(others)
            writer.add(
                "ratings", inspection_id=inspection, standard_id=standard["id"], rating=rating,
                basis="derived" if dice.random() < 0.1 else "stated", discretion=told,
                source_id="the-report", page=dice.choice([None, 12]), **before,
            )  # fmt: skip
    return found


def _percents(
    writer: _Writer,
    inspection: str,
    standard: dict[str, Any],
    sample: int | None,
    *,
    likely: float,
    orderly: bool,
) -> dict[str, int]:
    dice = writer.dice
    found: dict[str, int] = {}
    same = dice.random() < 0.06
    for question in standard.get("key_questions", ()):
        dimension = question["dimension"]
        if not orderly and dice.random() < 0.12:
            continue
        if sample and (orderly or dice.random() < 0.85):
            count = sum(dice.random() < likely for _ in range(sample))
            percent = (200 * count + sample) // (2 * sample)
        else:
            percent = dice.randint(0, 100)
        if same and found:
            percent = next(iter(found.values()))
        found[dimension] = percent
        writer.add(
            "key_questions", inspection_id=inspection, standard_id=standard["id"], dimension=dimension,
            percent=percent, source_id="the-report", page=dice.choice([None, 12]),
        )  # fmt: skip
        if dice.random() < 0.15:
            for position in range(1, dice.randint(2, 4)):
                of_prompt = {"standard_id": standard["id"], "dimension": dimension, "position": position}
                _prompt(writer, {"inspection_id": inspection, **of_prompt}, sample)
    return found


def _prompt(writer: _Writer, key: Row, sample: int | None) -> None:
    """A prompt of the annexe: of a count of the sample or of nothing, sometimes with the cases it applied to."""
    dice = writer.dice
    counted = bool(sample) and dice.random() < 0.8
    count = dice.randint(0, sample or 0)
    percent = (200 * count + sample) // (2 * sample) if counted and sample else dice.randint(0, 100)
    writer.add(
        "case_questions", **key, letter="abcdef"[key["position"] - 1], percent=percent, source_id="the-report"
    )
    if counted and sample and dice.random() < 0.3:
        applied = dice.choice([max(1, count), dice.randint(max(1, count), sample)])
        writer.add("prompt_cases", **key, sufficient=count, cases=applied, source_id="the-report")


def _listed(writer: _Writer, inspection: str, framework: dict[str, Any], table: str) -> None:
    """Findings under some standards or for a whole domain, and recommendations."""
    dice = writer.dice
    if dice.random() < 0.6:
        return
    for number in range(1, dice.randint(2, 8)):
        if table == "recommendations":
            writer.add(
                table, inspection_id=inspection, number=number, addressed_to="The board", theme="Staff",
                source_id="the-report",
            )  # fmt: skip
            continue
        domain = dice.choice(framework["domains"])
        scope = dice.choice([domain["id"], *(standard["id"] for standard in domain["standards"])])
        row = {"inspection_id": inspection, "standard_id": scope, "kind": "strength"}
        if not any(row.items() <= one.items() for one in writer.tables.get(table, [])):
            writer.add(table, **row, count=dice.randint(0, 5), source_id="the-report")


def _derived(framework: dict[str, Any], standard: dict[str, Any], percents: dict[str, int]) -> str | None:
    asked = [question["dimension"] for question in standard.get("key_questions", ())]
    bands = framework.get("percent_bands")
    if not asked or not bands or any(one not in percents for one in asked):
        return None
    lowest = min(percents.values())
    return next(str(band["rating"]) for band in bands if band["from"] <= lowest <= band["to"])


def _total_of_best(framework: dict[str, Any] | None) -> int | None:
    if framework is None or not framework["scored"]:
        return None
    return int(framework["overall_bands"][-1]["to"])


def _result(
    dice: random.Random, framework: dict[str, Any] | None, ratings: dict[str, str], *, orderly: bool
) -> tuple[int | None, str]:
    """Published score and overall rating: what follows from the ratings, or something else."""
    if framework is None or not framework["scored"]:
        return dice.choice([None, None, None, dice.randint(0, 36)]), dice.choice(RATINGS)
    most = int(framework["overall_bands"][-1]["to"])
    scored = [s["id"] for d in framework["domains"] if d["in_total"] for s in d["standards"]]
    if all(one in ratings for one in scored):
        points = {one["name"]: one["points"] for one in framework["ratings"]}
        total = sum(points[ratings[one]] for one in scored)
    else:
        total = dice.randint(0, most)
    published: int | None = total
    if dice.random() < (0.1 if orderly else 0.3):
        published = dice.choice([None, None, max(0, total - 1), min(most, total + 1), dice.randint(0, most)])
    by = total if published is None else published
    overall = next(str(b["rating"]) for b in framework["overall_bands"] if b["from"] <= by <= b["to"])
    limit = framework.get("limit")
    if limit and ratings.get(limit["standard"]) == limit["rating"]:
        overall = RATINGS[min(RATINGS.index(overall), RATINGS.index(limit["bars"]) - 1)]
    if dice.random() < (0.03 if orderly else 0.2):
        overall = dice.choice(RATINGS)
    return published, overall
