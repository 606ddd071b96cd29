"""A made-up data set of any size in the bundled format: `python made_up/data_set.py 160 DIR`.

Services, sources and figures are invented and say so in their names. A service has the same figures in a data set
of 9, 160 or 1,600, so that what changes from one to the other is the size alone.
"""

from __future__ import annotations

import argparse
import csv
import random
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from yjs_dash import scoring
from yjs_dash.framework import RATINGS, Framework, load_frameworks
from yjs_dash.schema import ALL_TABLES, OPTIONAL_TABLES, TABLES
from yjs_dash.stats import rounded_percent
from yjs_dash.store import BUNDLED

SEED = 2021
SIZES: tuple[int, ...] = (9, 160, 1600)
FRAMEWORK = "hmip-yjs-2021"
SOURCE = "made-up-figures"
SERIES = "made-up-series"
REGIONS: tuple[str, ...] = (
    "North East", "North West", "Yorkshire and the Humber", "East Midlands", "West Midlands", "East of England",
    "London", "South East", "South West", "Wales",
)  # fmt: skip
YEARS = range(2016, 2025)
SERIES_RATES: dict[str, tuple[str, float, float]] = {
    "first_time_entrant_rate": ("year ending December {}", 60, 350),
    "reoffending_rate_10_14": ("cohort of the year ending March {}", 20, 55),
    "reoffending_rate_15_17": ("cohort of the year ending March {}", 20, 50),
}
THEMES: tuple[str, ...] = (
    "Assessments of safety", "Planning with the child", "Oversight by managers", "Work with partners",
    "Use of data by the board", "Resettlement",
)  # fmt: skip

Row = dict[str, Any]


@dataclass(frozen=True)
class Made:
    """One row of one table."""

    table: str
    cells: Row


def write_data_set(directory: Path, *, services: int, seed: int = SEED) -> Path:
    """Write a data set of so many services into a directory, which is made where it is missing; returns it."""
    frameworks = load_frameworks(BUNDLED / "frameworks")
    directory.mkdir(parents=True, exist_ok=True)
    shutil.copytree(BUNDLED / "frameworks", directory / "frameworks", dirs_exist_ok=True)
    shutil.copy(BUNDLED / "indicators.csv", directory / "indicators.csv")
    rows: dict[str, list[Row]] = {name: [] for name in (*TABLES, *OPTIONAL_TABLES) if name != "indicators"}
    for made in _everything(frameworks[FRAMEWORK], services=services, seed=seed):
        rows[made.table].append(made.cells)
    for name, found in rows.items():
        _write(directory / f"{name}.csv", ALL_TABLES[name].column_names, found)
    return directory


def service_name(number: int) -> str:
    """Name of a made-up service, counted from 1."""
    return f"Made-up {number:04}"


def _everything(framework: Framework, *, services: int, seed: int) -> Iterator[Made]:
    for source_id, title in ((SOURCE, "Made-up inspections"), (SERIES, "Made-up series")):
        yield Made("sources", _source(source_id, title))
    for region in REGIONS:
        yield from _series(random.Random(f"{seed}-{region}"), area=region, area_type="region")
    yield from _nation()
    for number in range(1, services + 1):
        # A generator a service: what one draws does not depend on how many there are.
        yield from _service(random.Random(f"{seed}-{number}"), framework, number)


def _service(draw: random.Random, framework: Framework, number: int) -> Iterator[Made]:
    name = service_name(number)
    service_id = f"made-up-{number:04}"
    region = REGIONS[number % len(REGIONS)]
    authorities = [name] if number % 10 else [f"{name} East", f"{name} West"]
    published = f"{draw.choice((2022, 2023, 2024))}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    inspection_id, source_id = f"{service_id}-{published}", f"{service_id}-report"
    yield Made("sources", _source(source_id, f"{name}: made-up inspection report"))
    yield Made(
        "services",
        {
            "service_id": service_id,
            "name": name,
            "country": "Wales" if region == "Wales" else "England",
            "region": region,
            "local_authorities": "; ".join(authorities),
            "aliases": f"Invented {number:04}" if number % 3 == 0 else "",
        },
    )
    # Rows of twenty, so that a service has the same place among 9 and among 1,600.
    place = {"q": number % 20, "r": number // 20}
    yield Made("tiles", {"service_id": service_id, **place, "source_id": SOURCE})
    cases = {"court": draw.randint(8, 30), "out_of_court": draw.randint(8, 36), "resettlement": 3}
    printed = {"inspection_id": inspection_id, "source_id": source_id}
    ratings: dict[str, str] = {}
    level = draw.gauss(0.68, 0.12)
    for standard in framework.standards.values():
        percents: dict[str, int] = {}
        for question in standard.key_questions:
            n = cases[str(framework.sample_of(standard.id))]
            share = min(max(draw.gauss(level, 0.12), 0.05), 1)
            percents[question.dimension] = rounded_percent(k=round(share * n), n=n)
            yield Made(
                "key_questions",
                {
                    **printed,
                    "standard_id": standard.id,
                    "dimension": question.dimension,
                    "percent": percents[question.dimension],
                    "page": 20,
                },
            )
            if number % 3 == 1:
                asked = {"standard_id": standard.id, "dimension": question.dimension}
                yield from _prompts(draw, printed | asked, prompts=len(question.prompts), cases=n)
        derived = scoring.derive_rating(framework, standard.id, percents)
        ratings[standard.id] = derived or draw.choices(RATINGS, weights=(1, 3, 4, 2))[0]
        yield Made(
            "ratings",
            {
                **printed,
                "standard_id": standard.id,
                "rating": ratings[standard.id],
                "basis": "stated",
                "discretion": "false",
                "page": 5,
            },
        )
        for kind in ("area_for_improvement", "strength"):
            counted = {"standard_id": standard.id, "kind": kind, "count": draw.randint(0, 9), "page": 10}
            yield Made("finding_counts", {**printed, **counted})
    score = scoring.total_score(framework, ratings)
    assert score is not None
    yield Made(
        "inspections",
        {
            **printed,
            "service_id": service_id,
            "framework_id": framework.id,
            "kind": "single",
            "published": published,
            "fieldwork": "made up",
            "score": score,
            "score_max": framework.score_max,
            "overall_rating": scoring.overall_rating(framework, score, ratings=ratings),
            **{f"{sample}_cases": count for sample, count in cases.items()},
            "page": 4,
            "confidence": "high",
            "note": "Made up",
        },
    )
    for position in range(1, draw.randint(4, 7)):
        told = {"number": position, "addressed_to": name, "theme": draw.choice(THEMES), "page": 6}
        yield Made("recommendations", {**printed, **told})
    # As in real reports, some printed shares add up to 99: the checks find them.
    lost = int(number % 20 == 9)
    yield from _facts(draw, name=name, inspection_id=inspection_id, source_id=source_id, lost=lost)
    for authority in authorities:
        yield from _series(draw, area=authority, area_type="local_authority")


def _prompts(draw: random.Random, asked: Row, *, prompts: int, cases: int) -> Iterator[Made]:
    """The annexe of one key question; of its last prompt the text tells how many cases it applied to."""
    for position in range(1, prompts + 1):
        sufficient = draw.randint(cases // 3, cases)
        percent = rounded_percent(k=sufficient, n=cases)
        prompt = {**asked, "position": position}
        yield Made("case_questions", {**prompt, "letter": chr(96 + position), "percent": percent, "page": 50})
        if position == prompts:
            applied = {"sufficient": sufficient, "cases": draw.randint(max(sufficient, 1), cases)}
            yield Made("prompt_cases", {**prompt, **applied, "page": 20})


def _facts(
    draw: random.Random, *, name: str, inspection_id: str, source_id: str, lost: int
) -> Iterator[Made]:
    """What a report prints about the area and the caseload; shares of the parts add up to 100, less what is lost."""
    young, girls, minority, unknown = (
        draw.randint(10, 35), draw.randint(8, 25), draw.randint(3, 60), draw.randint(0, 9),
    )  # fmt: skip
    living = draw.randint(2, 55)
    court = draw.randint(20, 90)
    outside = draw.randint(20, 90)
    figures: list[tuple[str, str, float]] = [
        ("first_time_entrant_rate", "", draw.randint(70, 320)),
        ("reoffending_rate", "", round(draw.uniform(15, 50), 1)),
        ("population_10_17", "", draw.randint(8_000, 90_000)),
        ("population_total", "", draw.randint(90_000, 900_000)),
        ("caseload_age", "10–14", young),
        ("caseload_age", "15–17", 100 - young),
        ("caseload_gender", "Female", girls),
        ("caseload_gender", "Male", 100 - girls - lost),
        ("caseload_ethnicity", "Black and minority ethnic", minority),
        ("caseload_ethnicity", "Unknown", unknown),
        ("caseload_ethnicity", "White", 100 - minority - unknown),
        ("population_10_17_ethnicity", "Black and minority ethnic", living),
        ("population_10_17_ethnicity", "White", 100 - living),
        ("caseload_total", "", court + outside),
        ("caseload_disposal", "Court disposals", court),
        ("caseload_disposal", "Out-of-court disposals", outside),
        ("staff_fte", "", draw.randint(10, 90)),
        ("vacancy_rate", "", draw.randint(0, 25)),
        ("mental_health", "", draw.randint(20, 60)),
        ("substance_misuse", "", draw.randint(20, 60)),
        ("learning_needs", "", draw.randint(20, 60)),
    ]
    for indicator_id, breakdown, value in figures:
        yield Made(
            "observations",
            {
                **_figure(
                    name,
                    "service",
                    indicator_id,
                    period="2020/21",
                    day="2021-03-31",
                    value=value,
                    source_id=source_id,
                ),
                "breakdown": breakdown,
                "inspection_id": inspection_id,
                "page": 15,
            },
        )


def _nation() -> Iterator[Made]:
    shares = {
        "caseload_age": {"10–14": 18, "15–17": 82},
        "caseload_gender": {"Female": 13, "Male": 87},
        "caseload_ethnicity": {"Black and minority ethnic": 29, "White": 71},
        "first_time_entrant_rate": {"": 154},
        "reoffending_rate": {"": 34.5},
    }
    for indicator_id, parts in shares.items():
        for breakdown, value in parts.items():
            figure = _figure(
                "England and Wales",
                "nation",
                indicator_id,
                period="2020/21",
                day="2021-03-31",
                value=value,
                source_id=SOURCE,
            )
            yield Made("observations", {**figure, "breakdown": breakdown})


def _series(draw: random.Random, *, area: str, area_type: str) -> Iterator[Made]:
    for indicator_id, (period, low, high) in SERIES_RATES.items():
        value = draw.uniform((low + high) / 2, high)
        for year in YEARS:
            value = min(max(value * draw.uniform(0.85, 1.08), low), high)
            day = f"{year}-12-31" if "December" in period else f"{year}-03-31"
            yield Made(
                "observations",
                _figure(
                    area,
                    area_type,
                    indicator_id,
                    period=period.format(year),
                    day=day,
                    value=round(value, 1),
                    source_id=SERIES,
                ),
            )


def _figure(
    area: str,
    area_type: str,
    indicator_id: str,
    *,
    period: str,
    day: str,
    value: float,
    source_id: str,
) -> Row:
    return {
        "area": area,
        "area_type": area_type,
        "indicator_id": indicator_id,
        "period": period,
        "period_end": day,
        "value": value,
        "source_id": source_id,
        "section": "Made-up figures",
        "confidence": "high",
    }


def _source(source_id: str, title: str) -> Row:
    return {
        "source_id": source_id,
        "title": title,
        "publisher": "Made-up publisher",
        "licence": "None: the figures are made up",
    }


def _write(path: Path, columns: list[str], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("services", type=int, help="number of services, such as 9, 160 or 1600")
    parser.add_argument("directory", type=Path, help="where to write the tables")
    parser.add_argument("--seed", type=int, default=SEED)
    chosen = parser.parse_args()
    write_data_set(chosen.directory, services=chosen.services, seed=chosen.seed)


if __name__ == "__main__":
    main()
