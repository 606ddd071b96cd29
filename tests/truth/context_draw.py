"""Data sets of local context drawn by chance, written as CSV tables and read back as the app reads them.

Services of one authority or of several, authorities that replaced others, Wales, figures that are suppressed, not
published, unreliable or estimated, gaps, ties, zeros, periods that differ, two publications of one figure, populations
that are there or not, shares that add to anything, parts that exceed their whole.
"""
# ruff: noqa: E501, PLR0917  Rows of a table are clearer in one line, and drawing needs many parameters.

from __future__ import annotations

import csv
import dataclasses
import functools
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pandas as pd

from tests.frames import with_frames
from yjs_dash.framework import load_frameworks
from yjs_dash.schema import TABLES, Rows
from yjs_dash.store import BUNDLED, DataSet, corrected, read_data_set

Row = dict[str, str]
Tables = dict[str, list[Row]]

OLD, NEW, COUNCIL = "official-2024-04", "official-2025-11", "council-2025-01"
PLACES = (
    "Ashmere", "Birchford", "Calder and Vale", "Dunmoor", "Elmstead, Thorpe and Wick", "Fenbridge", "Gorsley",
    "Hartwell Bay", "Inchfield", "Kingston upon Wye", "Lowmarsh", "Marlham", "Northolme", "Oakhampton", "Penrith Vale",
    "Quarrydale", "Rushmoor End", "Saltby", "Thornley", "Upwell", "Vexford", "Westbeck", "Yarrowdale", "Zeal Monachorum",
)  # fmt: skip
WELSH = ("Llanbedr", "Pontglas")
REGIONS = ("London", "South East", "North West", "East of England")
REPLACED = {
    "Cumbria": ("2023-04-01", ("Cumberland", "Westmorland and Furness"), "North West"),
    "Northamptonshire": ("2021-04-01", ("North Northamptonshire", "West Northamptonshire"), "East Midlands"),
    "Poole (Pre LG)": ("2019-04-01", ("Bournemouth, Christchurch and Poole",), "South West"),
    "Bournemouth (Pre LG)": ("2019-04-01", ("Bournemouth, Christchurch and Poole",), "South West"),
    "Dorset (Pre LG)": ("2019-04-01", ("Dorset", "Bournemouth, Christchurch and Poole"), "South West"),
}
STANDARDS = [f"{domain}.{number}" for domain in (1, 2, 3) for number in (1, 2, 3, 4)]
# Indicator → unit's base, typical value, decimals, words of a period, its last day.
SERIES: dict[str, tuple[int, float, int, str, str]] = {
    "first_time_entrant_rate": (100_000, 160, 0, "year ending December {}", "{}-12-31"),
    "cautioned_or_sentenced_rate": (10_000, 26, 1, "year ending March {}", "{}-03-31"),
    "reoffending_rate_10_14": (0, 33, 1, "cohort of the year ending March {}", "{}-03-31"),
    "reoffending_rate_15_17": (0, 34, 1, "cohort of the year ending March {}", "{}-03-31"),
    "youth_justice_spend": (0, 900_000, 0, "year ending March {}", "{}-03-31"),
    "neet_16_17": (0, 6, 1, "year ending March {}", "{}-03-31"),
    "looked_after_convicted": (0, 3, 1, "year ending March {}", "{}-03-31"),
}
COUNTS = {
    "first_time_entrant_rate": "first_time_entrants",
    "cautioned_or_sentenced_rate": "children_cautioned_or_sentenced",
}
IMPORTED = (
    ("youth_justice_spend", "Net spend on youth justice", "£", "neutral", "spend"),
    (
        "neet_16_17",
        "Not in education, employment or training, aged 16–17",
        "%",
        "lower_is_better",
        "education",
    ),
    (
        "looked_after_convicted",
        "Looked-after children convicted or cautioned",
        "%",
        "lower_is_better",
        "needs",
    ),
)


@dataclass
class Drawn:
    """A drawn data set: its tables as text, as the app holds it, and the services to choose.

    `neighbours`: authority → its statistical neighbours, empty where the data set has none. `later`: services that
    are added to the choice to see that nothing said of the others changes.
    """

    seed: int
    tables: Tables
    data: DataSet
    chosen: list[str]
    later: list[str]
    neighbours: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class _Service:
    service_id: str
    name: str
    country: str
    region: str
    authorities: tuple[str, ...]

    @property
    def report(self) -> str:
        return f"report-{self.service_id}"

    @property
    def inspection(self) -> str:
        return f"{self.service_id}-2023-05"

    @property
    def earlier(self) -> str:
        return f"{self.service_id}-2019-02"


def draw(seed: int, directory: Path, *, checked: bool = True) -> Drawn:
    """The data set of a seed, written to `directory` and read from there with every check of the app.

    Without `checked` its tables are typed and corrected as the app does, and nothing else: that takes a fifth of the
    time.
    """
    chance = Random(seed)
    services = _services(chance)
    others = [place for place in PLACES if all(place not in one.authorities for one in services)]
    others = others[: chance.choice((0, 1, 4, 9, 12, 18))]
    # In some sets there are many authorities of few children, with rates of zero or next to it.
    nobody = chance.random() < 0.08
    if nobody:
        others = [place for place in PLACES if all(place not in one.authorities for one in services)][:14]
    # An authority that ended may belong to no chosen service.
    ended = [name for name in REPLACED if chance.random() < 0.3]
    rows: list[Row] = []
    for indicator_id in SERIES:
        rows += _series(chance, indicator_id, services, others, ended, nobody=nobody)
    rows += _populations(chance, services, others, nobody=nobody)
    for one in services:
        rows += _report(chance, one)
    rows = _unique(rows)
    neighbours = _neighbours(chance, services, others)
    tables = _tables(services, rows, chance)
    data = _read(tables, directory) if checked else _typed(tables)
    extra: dict[str, pd.DataFrame] = {}
    if neighbours:
        pairs = [
            (area, near, rank) for area, found in neighbours.items() for rank, near in enumerate(found, 1)
        ]
        frame = pd.DataFrame(pairs, columns=["area", "neighbour", "rank"])
        extra["neighbours"] = frame.assign(closeness="", source_id=NEW)
    if chance.random() < 0.5:
        places = [(place, chance.choice(REGIONS), "England", NEW) for place in others]
        extra["areas"] = pd.DataFrame(places, columns=["area", "region", "country", "source_id"], dtype="str")
        tables["areas"] = [dict(zip(extra["areas"].columns, place, strict=True)) for place in places]
    data = with_frames(data, **extra)
    names = [one.service_id for one in services]
    number = chance.randint(1, min(6, len(names)))
    return Drawn(seed, tables, data, names[:number], names[number:6], neighbours)


def _services(chance: Random) -> list[_Service]:
    pool, found = chance.sample(PLACES, k=len(PLACES)), []
    for number in range(chance.randint(2, 7)):
        name, kind = pool.pop(), chance.random()
        region = chance.choice(REGIONS)
        authorities: tuple[str, ...] = (name,)
        country = "England"
        if kind < 0.2:
            authorities = (name, *(pool.pop() for _ in range(chance.randint(1, 2))))
            name = f"{name} Combined" if chance.random() < 0.7 else name
        elif kind < 0.4:
            former = chance.choice(list(REPLACED))
            authorities, region = REPLACED[former][1], REPLACED[former][2]
            name = former if former == "Cumbria" else f"{authorities[0]} Joint"
        elif kind < 0.5:
            name, country, region = WELSH[number % 2], "Wales", "Wales"
            authorities = (name,)
        elif kind < 0.55:
            name = f"{name} Youth Service"
        if all(name != one.name and not set(authorities) & set(one.authorities) for one in found):
            slug = "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())
            found.append(_Service(slug, name, country, region, authorities))
    return found


def _cell(
    area: str, indicator_id: str, period: str, end: str, value: float | None, *,
    area_type: str = "local_authority", status: str = "", source: str = NEW, breakdown: str = "", inspection: str = "",
) -> Row:  # fmt: skip
    return {
        "area": area, "area_type": area_type, "indicator_id": indicator_id, "breakdown": breakdown, "period": period,
        "period_end": end, "value": "" if value is None else f"{value:.9g}" if value < 1e9 else f"{value:.0f}",
        "base": "", "status": status or ("x" if value is None else ""), "inspection_id": inspection,
        "source_id": source, "page": "", "section": "", "confidence": "high", "note": "",
    }  # fmt: skip


def _unique(rows: Iterable[Row]) -> list[Row]:
    keys = ("area", "area_type", "indicator_id", "breakdown", "period", "source_id")
    return list({tuple(row[key] for key in keys): row for row in rows}.values())


# The official series

_LEFT_OUT = {
    "first_time_entrant_rate": 0.1,
    "cautioned_or_sentenced_rate": 0.3,
    "reoffending_rate_15_17": 0.5,
}
"""How often an indicator has no series; the others more often still, so that a set is read quickly."""


def _series(
    chance: Random,
    indicator_id: str,
    services: list[_Service],
    others: list[str],
    ended: list[str],
    *,
    nobody: bool,
) -> list[Row]:
    _, typical, decimals, words, end = SERIES[indicator_id]
    rare = indicator_id in ("youth_justice_spend", "neet_16_17", "looked_after_convicted")
    if chance.random() < _LEFT_OUT.get(indicator_id, 0.75):
        return []
    last, length = chance.choice((2023, 2024)), chance.choice((1, 1, 2, 3, 5, 8))
    years = list(range(last - length + 1, last + 1))
    source = chance.choice((OLD, NEW))
    rows: list[Row] = []
    areas = [(name, one.country) for one in services for name in one.authorities]
    if not rare or chance.random() < 0.5:
        areas += [(name, "England") for name in others]
    gaps = chance.choice((0.0, 0.1, 0.4))
    wild = chance.choice((0.05, 0.2, 0.6))
    # In some sets all areas are alike.
    alike = chance.random() < 0.12
    if nobody:
        typical, alike = chance.choice((0, 0, 0.6)), True
    figure = functools.partial(_figure, chance, decimals)
    for name, country in areas:
        if country == "Wales" and chance.random() < 0.6:
            continue
        if chance.random() < 0.06:
            continue
        began = next((day for day, successors, _ in REPLACED.values() if name in successors), "")
        level = typical * (1 if alike else chance.uniform(1 - wild, 1 + wild))
        if name == services[0].authorities[0] and chance.random() < 0.15:
            level *= chance.choice((0.3, 3))
        steps = 0 if alike else chance.choice((0.0, 0.04, 0.3))
        stop = last - (chance.choice((1, 2)) if chance.random() < 0.12 else 0)
        for year in years:
            if year > stop:
                continue
            level *= 1 + chance.uniform(-steps, steps)
            if began > end.format(year):
                if chance.random() < 0.7:
                    rows.append(
                        _cell(name, indicator_id, words.format(year), end.format(year), None, source=source)
                    )
                continue
            rows += figure(name, indicator_id, words.format(year), end.format(year), level, gaps, source)
        if chance.random() < 0.1:
            rows += figure(
                name, indicator_id, words.format(years[-1]), end.format(years[-1]), level * 1.2, gaps,
                NEW if source == OLD else OLD,
            )  # fmt: skip
    if chance.random() < 0.15 and not rare:
        rows += [
            figure_row for name, _ in areas[:1]
            for figure_row in figure(name, indicator_id, words.format(last + 1), end.format(last + 1), typical, 0.0, source)
        ]  # fmt: skip
    for former, (day, successors, _) in REPLACED.items():
        wanted = former in ended or any(set(successors) & set(one.authorities) for one in services)
        for year in years if wanted and chance.random() < 0.8 else ():
            over = day <= end.format(year)
            value = (
                None
                if over or chance.random() < gaps
                else round(typical * chance.uniform(0.5, 1.5), decimals)
            )
            if not over or chance.random() < 0.7:
                rows.append(
                    _cell(former, indicator_id, words.format(year), end.format(year), value, source=source)
                )
    if not nobody:
        rows += _higher(chance, indicator_id, services, years, source, typical, decimals)
    for one in services:
        if len(one.authorities) > 1 and chance.random() < 0.15:
            year = chance.choice(years)
            rows.append(_cell(
                one.name, indicator_id, words.format(year), end.format(year), round(typical * chance.uniform(0.9, 1.1), decimals),
                area_type="service", source=source,
            ))  # fmt: skip
    if indicator_id in COUNTS and chance.random() < 0.5:
        for row in [row for row in rows if row["area_type"] == "local_authority" and row["value"]]:
            count = chance.choice((0, 1, 3, chance.randint(6, 200)))
            rows.append(row | {"indicator_id": COUNTS[indicator_id], "value": str(count), "status": ""})
    return rows


def _higher(
    chance: Random,
    indicator_id: str,
    services: list[_Service],
    years: list[int],
    source: str,
    typical: float,
    decimals: int,
) -> list[Row]:
    """Regions and nations beside the authorities."""
    words, end = SERIES[indicator_id][3:]
    areas = [(region, "region") for region in {one.region for one in services} if chance.random() < 0.5]
    areas += [(nation, "nation") for nation in ("England", "England and Wales") if chance.random() < 0.35]
    return [
        _cell(
            area, indicator_id, words.format(year), end.format(year),
            None if chance.random() < 0.1 else round(typical * chance.uniform(0.8, 1.2), decimals),
            area_type=kind, source=source if chance.random() < 0.9 else COUNCIL,
        )
        for area, kind in areas for year in years
    ]  # fmt: skip


def _figure(
    chance: Random,
    decimals: int,
    area: str,
    indicator_id: str,
    period: str,
    end: str,
    level: float,
    gaps: float,
    source: str,
) -> list[Row]:
    drawn = chance.random()
    if drawn < gaps:
        if chance.random() < 0.2:
            return []
        return [_cell(area, indicator_id, period, end, None, status=chance.choice("xcxcz"), source=source)]
    value = 0.0 if chance.random() < 0.03 else round(level, decimals)
    status = "u" if chance.random() < 0.05 else "e" if chance.random() < 0.05 else ""
    return [_cell(area, indicator_id, period, end, value, status=status, source=source)]


def _populations(chance: Random, services: list[_Service], others: list[str], *, nobody: bool) -> list[Row]:
    share = chance.choice((0.0, 0.15, 0.9, 1.0, 1.0))
    sizes: tuple[Callable[[], int], ...] = (
        lambda: chance.randint(5_000, 90_000), lambda: chance.randint(300, 2_000), lambda: chance.randint(80_000, 400_000)
    )  # fmt: skip
    rows = []
    kind = chance.choice((0, 0, 1, 2, 3))
    if nobody:
        share, kind = 1.0, 1
    for area in [name for one in services for name in one.authorities] + others:
        size = sizes[kind if kind < 3 else chance.randint(0, 2)]()
        for year in (2020, 2022, 2024):
            if chance.random() < share:
                day = f"{year}-06-30"
                rows.append(
                    _cell(area, "population_10_17", f"mid-{year}", day, size + year - 2020, source=COUNCIL)
                )
    return rows


# What a report prints


def _report(chance: Random, one: _Service) -> list[Row]:
    rows: list[Row] = []
    add = functools.partial(_printed, chance, one, rows)
    end = chance.choice(("2021-12-31", "2020-12-31"))
    period = f"year ending December {end[:4]}"
    dated = chance.random() < 0.85
    size = chance.choice((900, 8_000, 21_278, 67_000, 140_000, 900_000))
    rate = round(160 * chance.choice((0.0, 0.05, 0.4, 0.8, 1.0, 1.2, 2.0)) * chance.uniform(0.9, 1.1))
    # Of many children a rate close to the nation's is similar, or fits counts on both sides of the line.
    rate = chance.randint(134, 162) if size == 900_000 else rate
    add(
        "first_time_entrant_rate",
        period if dated else "not stated",
        end if dated else "",
        rate,
        beside=(147.0, 154.0),
        every=0.8,
    )
    add("population_10_17", f"mid-{end[:4]}", f"{end[:4]}-06-30", size, every=0.7)
    add(
        "reoffending_rate",
        "cohort of 2020",
        "2020-12-31",
        round(chance.uniform(10, 60), 1),
        beside=(34.2, 33.0),
        every=0.7,
    )
    add("vacancy_rate", "at the announcement of the inspection", "", chance.randint(0, 30), every=0.6)
    _shares_of_caseload(chance, one, rows)
    _resources(chance, one, rows)
    _wholes(chance, one, rows)
    _education(chance, one, rows)
    return rows


def _printed(
    chance: Random, one: _Service, rows: list[Row], indicator_id: str, period: str, end: str, value: float | None, *,
    breakdown: str = "", beside: tuple[float, ...] = (), every: float = 1.0, status: str = "",
) -> None:  # fmt: skip
    if chance.random() > every:
        return
    drawn = chance.random()
    if not status:
        status = (
            "c"
            if drawn < 0.04
            else "x"
            if drawn < 0.07
            else "e"
            if drawn < 0.1
            else "u"
            if drawn < 0.13
            else ""
        )
    value = None if status in ("c", "x") else value
    inspection = one.earlier if chance.random() < 0.05 else one.inspection
    cell = functools.partial(_cell, breakdown=breakdown, inspection=inspection, source=one.report)
    own = cell(one.name, indicator_id, period, end, value, area_type="service", status=status)
    noted = (
        indicator_id in ("caseload_ethnicity", "caseload_gender")
        and value is not None
        and chance.random() < 0.15
    )
    rows.append(own | {"note": "The report says that this share hides differences."} if noted else own)
    if chance.random() < 0.06 and end and value is not None:
        again = _cell(
            one.name, indicator_id, "year ending December 2022", "2022-12-31", value + 1,
            area_type="service", breakdown=breakdown, source=COUNCIL,
        )  # fmt: skip
        rows.append(again)
    places = (("England and Wales", "nation"), (one.region, "region"))
    for (area, kind), other in zip(places, beside, strict=False):
        if chance.random() < 0.75:
            rows.append(cell(area, indicator_id, period, end, other, area_type=kind))


def _made_of(chance: Random, number: int, total: int) -> list[int]:
    cuts = sorted(chance.randint(0, total) for _ in range(number - 1))
    return [high - low for low, high in zip([0, *cuts], [*cuts, total], strict=True)]


def _shares_of_caseload(chance: Random, one: _Service, rows: list[Row]) -> None:
    period = chance.choice(("year ending March 2022", "at the announcement of the inspection"))
    detailed = chance.random() < 0.4
    groups = ["Asian", "Black", "Mixed"] if detailed else ["Black and minority ethnic"]
    parts = {
        "caseload_age": ["10–14", "15–17"],
        "caseload_gender": ["Female", "Male"],
        "caseload_ethnicity": ["White", *groups, *(["Unknown"] if chance.random() < 0.85 else [])],
        "offence_types": ["Violence against the person", "Robbery", "Drug offences", "Theft"],
    }
    for indicator_id, names in parts.items():
        if chance.random() < 0.12:
            continue
        total = chance.choice((100, 100, 100, 99, 101, 104))
        shares: list[float] = list(_made_of(chance, len(names), total))
        if chance.random() < 0.15:
            shares = [min(share + 0.5, 100.0) for share in shares]
        left_out = chance.choice(names) if chance.random() < 0.2 else ""
        day = "2022-03-31" if period.startswith("year") else ""
        national = chance.random() < 0.6
        for name, share in zip(names, shares, strict=True):
            beside = (float(chance.randint(5, 80)),) if national and indicator_id != "offence_types" else ()
            if name != left_out:
                _printed(chance, one, rows, indicator_id, period, day, share, breakdown=name, beside=beside)
    for indicator_id in ("mental_health", "substance_misuse", "learning_needs"):
        when = chance.choice((period, "as quoted at inspection"))
        _printed(chance, one, rows, indicator_id, when, "", chance.randint(0, 90), every=0.7)
    if chance.random() < 0.7:
        names = ["White", *groups, "Unknown"]
        total = chance.choice((1000, 1000, 1000, 998, 1003, 600))
        shares = [share / 10 for share in _made_of(chance, len(names), total)]
        local = chance.random() < 0.4 and len(one.authorities) == 1
        area, kind = (one.authorities[0], "local_authority") if local else (one.name, "service")
        for name, share in zip(names, shares, strict=True):
            value = None if chance.random() < 0.05 else share
            cell = _cell(
                area, "population_10_17_ethnicity", "Census 2021", "2021-03-21", value, area_type=kind,
                breakdown=name, source=COUNCIL,
            )  # fmt: skip
            rows.append(cell)


def _resources(chance: Random, one: _Service, rows: list[Row]) -> None:
    add = functools.partial(_printed, chance, one, rows)
    now = "at the announcement of the inspection"
    caseload = chance.choice((0, 1, 37, 135, 412))
    add("caseload_total", chance.choice((now, "2021/22")), "", caseload, every=0.85)
    add("spend_previous_year", "2020/21", "2021-03-31", chance.randint(90_000, 4_000_000), every=0.7)
    add("budget_current_year", "2021/22", "", chance.randint(90_000, 4_000_000), every=0.7)
    add("staff_fte", now, "", chance.choice((0, 0.5, 12.6, 48)), every=0.7)
    add("case_managers_fte", now, "", round(chance.uniform(1, 30), 1), every=0.5)
    add("caseload_per_case_manager", now, "", round(chance.uniform(2, 20), 1), every=0.5)


def _wholes(chance: Random, one: _Service, rows: list[Row]) -> None:
    whole = next(
        (row for row in rows if row["indicator_id"] == "caseload_total" and row["area_type"] == "service"),
        None,
    )
    period = whole["period"] if whole and chance.random() < 0.85 else "at the announcement of the inspection"
    total = int(float(whole["value"])) if whole and whole["value"] else 60
    total += chance.choice((0, 0, 0, 2, -3))
    parts = _made_of(chance, 2, max(total, 0))
    names = {"caseload_court_disposal": ["Community sentences", "Custody", "Licence"],
             "caseload_out_of_court_disposal": ["Youth cautions", "Community resolutions"]}  # fmt: skip
    if chance.random() < 0.8:
        for name, part in zip(("Court disposals", "Out-of-court disposals"), parts, strict=True):
            if chance.random() < 0.92:
                _printed(chance, one, rows, "caseload_disposal", period, "", part, breakdown=name)
        for (indicator_id, kinds), part in zip(names.items(), parts, strict=True):
            if chance.random() < 0.75:
                number = max(part + chance.choice((0, 0, 2, -1)), 0)
                for kind, count in zip(kinds, _made_of(chance, len(kinds), number), strict=True):
                    _printed(chance, one, rows, indicator_id, period, "", count, breakdown=kind)


def _education(chance: Random, one: _Service, rows: list[Row]) -> None:
    period = "at the announcement of the inspection"
    for group, kinds in {
        "Aged 16 and under": ("full-time school", "part-time education"),
        "Aged 17 and over": ("college", "not in education, training or employment"),
    }.items():
        if chance.random() < 0.35:
            continue
        size = chance.choice((4, 9, 59, 71, 71))
        counts = _made_of(chance, 2, max(size + chance.choice((0, 0, 0, -2, 3)), 0))
        for kind, count in zip(kinds, counts, strict=True):
            name = f"{group}: {kind}"
            if chance.random() < 0.9:
                _printed(chance, one, rows, "education_status", period, "", count, breakdown=name)
            if chance.random() < 0.6 and count <= size:
                share = round(100 * count / size + 1e-9, chance.choice((0, 2)))
                _printed(chance, one, rows, "education_status_share", period, "", share, breakdown=name)


def _neighbours(chance: Random, services: list[_Service], others: list[str]) -> dict[str, list[str]]:
    if chance.random() < 0.3:
        return {}
    pool = [name for one in services if one.country == "England" for name in one.authorities] + others
    found = {}
    for one in services:
        for name in one.authorities if one.country == "England" else ():
            near = [other for other in pool if other != name]
            if near and chance.random() < 0.85:
                found[name] = chance.sample(near, k=min(len(near), chance.randint(1, 10)))
    return found


# The tables


@functools.cache
def _bundled(name: str) -> tuple[list[str], list[Row]]:
    with (BUNDLED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or ()), list(reader)


def _tables(services: list[_Service], rows: list[Row], chance: Random) -> Tables:
    indicators = [dict(row) for row in _bundled("indicators")[1]]
    known = {row["indicator_id"] for row in indicators}
    for indicator_id, name, unit, polarity, topic in IMPORTED:
        if indicator_id not in known:
            indicators.append({
                "indicator_id": indicator_id, "name": name, "unit": unit, "polarity": polarity, "topic": topic,
                "whole": "", "comparator_id": "", "definition": name,
            })  # fmt: skip
    sources = [_source(OLD, "2024-04"), _source(NEW, "2025-11"), _source(COUNCIL, "2025-01")]
    tables: Tables = {
        "indicators": indicators, "observations": rows, "sources": sources, "services": [], "inspections": [],
        "ratings": [], "key_questions": [], "case_questions": [], "recommendations": [], "finding_counts": [],
        "corrections": [],
    }  # fmt: skip
    for one in services:
        sources.append(_source(one.report, "2023-05"))
        tables["services"].append({
            "service_id": one.service_id, "name": one.name, "country": one.country, "region": one.region,
            "local_authorities": "; ".join(one.authorities), "aliases": "",
        })  # fmt: skip
        for inspection, published in ((one.inspection, "2023-05"), (one.earlier, "2019-02")):
            tables["inspections"].append({
                "inspection_id": inspection, "service_id": one.service_id, "framework_id": "hmip-yjs-2021",
                "kind": "single", "published": published, "published_online": "", "fieldwork": "",
                "fieldwork_started": "", "score": "24", "score_max": "36", "overall_rating": "Good", "court_cases": "",
                "out_of_court_cases": "", "resettlement_cases": "", "source_id": one.report, "page": "",
                "confidence": "high", "note": "",
            })  # fmt: skip
        tables["ratings"] += [
            {"inspection_id": one.inspection, "standard_id": standard, "rating": "Good", "basis": "stated",
             "discretion": "false", "source_id": one.report, "page": ""}
            for standard in STANDARDS
        ]  # fmt: skip
        if chance.random() < 0.25:
            _correct(tables, one)
    return tables


def _correct(tables: Tables, one: _Service) -> None:
    """One count of education that the report labels a percentage, with the correction that declares it."""
    own = [
        r
        for r in tables["observations"]
        if r["indicator_id"] == "education_status" and r["area"] == one.name and r["value"]
    ]
    if not own:
        return
    row = own[-1]
    row["indicator_id"] = "education_share"
    key = {
        name: row[name] for name in ("area", "area_type", "indicator_id", "breakdown", "period", "source_id")
    }
    tables["corrections"].append({
        "correction_id": f"{one.service_id}-education", "table": "observations",
        "row_key": "; ".join(f"{name}={value}" for name, value in key.items()), "column": "indicator_id",
        "printed_value": "education_share", "corrected_value": "education_status",
        "reason": "Labelled a percentage, but a count of children.", "source_id": one.report, "page": "",
    })  # fmt: skip


def _source(source_id: str, published: str) -> Row:
    return {
        "source_id": source_id, "title": f"Publication {source_id}", "publisher": "A publisher", "published": published,
        "licence": "Open Government Licence v3.0", "url": "",
    }  # fmt: skip


def _read(tables: Tables, directory: Path) -> DataSet:
    """The tables written as CSV and read by the app, which refuses what does not fit its schema."""
    if not (directory / "frameworks").is_dir():
        shutil.copytree(BUNDLED / "frameworks", directory / "frameworks")
    for name, rows in tables.items():
        head = _bundled(name)[0]
        # A table may have columns that this drawing does not know: they stay empty.
        blank = dict.fromkeys(head, "")
        with (directory / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, head)
            writer.writeheader()
            writer.writerows({**blank, **row} for row in rows)
    for path in BUNDLED.glob("*.csv"):
        if path.stem not in tables:
            # Tables that say nothing of context, with their heads only.
            (directory / path.name).write_text(",".join(_bundled(path.stem)[0]) + "\n", encoding="utf-8")
    return read_data_set(directory)


@functools.cache
def _frameworks() -> dict[str, object]:
    return dict(load_frameworks(BUNDLED / "frameworks"))


def _typed(tables: Tables) -> DataSet:
    parsed = {name: TABLES[name].parse(rows) for name, rows in tables.items()}
    rows = Rows.of({name: found.rows for name, found in parsed.items()})
    blank = {
        name: [dict.fromkeys(_bundled(name)[0], "") | row for row in rows] for name, rows in tables.items()
    }
    changed, faults = corrected(blank, rows.corrections)
    faults += [fault for found in parsed.values() for fault in found.faults]
    assert not faults, faults
    return DataSet(frameworks=_frameworks(), rows=dataclasses.replace(rows, **changed))
