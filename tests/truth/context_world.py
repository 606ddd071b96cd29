"""What the raw tables say, worked out by brute force and without the project's own functions.

Rows are plain dictionaries of text, as they stand in the CSV tables, with `value` as a float or None. Distributions
are scipy's.
"""

from __future__ import annotations

import datetime as dt
import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, lru_cache
from typing import Any

from scipy.optimize import brentq
from scipy.stats import chi2, norm

from tests.truth.context_draw import Drawn

Z_95, Z_998 = float(norm.ppf(0.975)), float(norm.ppf(0.999))
FORMER = {
    "Bournemouth (Pre LG)": ("2019-04-01", ("Bournemouth, Christchurch and Poole",)),
    "Poole (Pre LG)": ("2019-04-01", ("Bournemouth, Christchurch and Poole",)),
    "Dorset (Pre LG)": ("2019-04-01", ("Dorset", "Bournemouth, Christchurch and Poole")),
    "Northamptonshire": ("2021-04-01", ("North Northamptonshire", "West Northamptonshire")),
    "Cumbria": ("2023-04-01", ("Cumberland", "Westmorland and Furness")),
}
ADD_UP = {"children", "people", "£", "full-time equivalent", "cases"}
BEHIND = {
    "first_time_entrant_rate": "first_time_entrants",
    "cautioned_or_sentenced_rate": "children_cautioned_or_sentenced",
}
Row = dict[str, Any]


@dataclass(frozen=True)
class Point:
    """A figure of a period; `value` None with its status where there is none."""

    end: str
    period: str
    value: float | None
    status: str


@dataclass(frozen=True)
class Service:
    service_id: str
    name: str
    country: str
    region: str
    authorities: tuple[str, ...]
    inspection: str
    report: str

    def former(self) -> list[str]:
        """Former authorities whose whole area the service covers."""
        return [name for name, (_, new) in FORMER.items() if set(new) <= set(self.authorities)]


def existed(area: str, end: str) -> bool:
    """Whether an authority existed on a day."""
    if area in FORMER:
        return end < FORMER[area][0]
    began = [day for day, new in FORMER.values() if area in new]
    return not began or end >= max(began)


def half_up(value: float, decimals: int) -> float:
    unit = Decimal(1).scaleb(-decimals)
    return float(Decimal(repr(float(value))).quantize(unit, rounding=ROUND_HALF_UP))


def decimals_of(value: float) -> int:
    words = f"{Decimal(repr(float(value))).normalize():f}"
    return len(words.partition(".")[2])


# Intervals of events, limits and verdicts


@lru_cache(maxsize=100_000)
def low_of(events: float, z: float) -> float:
    """Lower end of the interval of a number of events: exact Poisson below 10, Byar from 10 on."""
    if events <= 0:
        return 0.0
    if events < 10:
        return float(chi2.ppf(norm.sf(z), 2 * events) / 2)
    return float(events * max(1 - 1 / (9 * events) - z / (3 * math.sqrt(events)), 0) ** 3)


@lru_cache(maxsize=100_000)
def high_of(events: float, z: float) -> float:
    if events < 10:
        return float(chi2.isf(norm.sf(z), 2 * events + 2) / 2)
    more = events + 1
    return float(more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3)


def fitting_counts(*, rate: float, decimals: int, population: int, per: int) -> tuple[list[int], bool]:
    """Every whole number of children that gives the printed rate, or else the nearest, and whether one gives it."""
    middle = rate * population / per
    reach = int(population / per * 10.0**-decimals) + 2
    near = range(max(int(middle) - reach, 0), int(middle) + reach + 1)
    fits = [k for k in near if half_up_of(k * per, population, decimals) == Decimal(repr(float(rate)))]
    if fits:
        return fits, True
    wanted = Decimal(repr(float(rate))) * population / per
    best = min(abs(k - wanted) for k in near)
    return [k for k in near if abs(k - wanted) == best], False


def half_up_of(over: int, under: int, decimals: int) -> Decimal:
    """over / under rounded half up, exactly."""
    scale = 10**decimals
    return Decimal((2 * over * scale + under) // (2 * under)) / scale


@dataclass(frozen=True)
class RateTest:
    """Verdicts that the counts allow: higher, lower, similar or apart (cannot be told apart), each for a count."""

    counts: tuple[int, ...]
    exact: bool
    low: float
    high: float
    verdicts: frozenset[str]


def rate_test(
    *, rate: float, decimals: int, population: int, per: int, reference: float | None, z: float = Z_95
) -> RateTest:
    counts, exact = fitting_counts(rate=rate, decimals=decimals, population=population, per=per)
    factor = per / population
    first, last = low_of(min(counts), z) * factor, high_of(max(counts), z) * factor
    found = set()
    for k in counts if reference is not None else ():
        low, high = low_of(k, z) * factor, high_of(k, z) * factor
        assert reference is not None
        narrow = (last - first) / 2 < reference / 10
        found.add(
            "higher" if low > reference else "lower" if high < reference else "similar" if narrow else "apart"
        )
    return RateTest(tuple(counts), exact, first, last, frozenset(found))


def limits(*, population: int, target: float, per: int, z: float) -> tuple[float, float]:
    """The rates at which the interval of an area of this population just holds the target."""
    expected = target * population / per
    top = expected + 1
    while low_of(top, z) < expected:
        top *= 2
    high = brentq(lambda k: low_of(k, z) - expected, expected, top, xtol=1e-9)
    low = (
        0.0
        if high_of(0, z) >= expected
        else brentq(lambda k: high_of(k, z) - expected, 0, expected, xtol=1e-9)
    )
    return low * per / population, high * per / population


@dataclass(frozen=True)
class Area:
    """An authority in the national picture. `tests` holds its counts; None without a population."""

    name: str
    value: float | None
    status: str
    period: str
    population: int | None
    counts: tuple[int, ...]
    exact: bool
    population_end: str = ""

    @property
    def counted(self) -> bool:
        return self.value is not None and self.status != "u"


@dataclass(frozen=True)
class National:
    """All authorities in the latest well covered period."""

    end: str
    later: int
    areas: dict[str, Area]
    form: str
    reference: float | None
    reference_area: str
    pooled: int
    phi: float
    scored: int

    @property
    def widening(self) -> float:
        return math.sqrt(self.phi) if self.phi > 1 and self.scored >= 10 else 1.0


class World:
    """The tables of a drawn data set, with what they say."""

    def __init__(self, drawn: Drawn) -> None:
        tables = drawn.tables
        self.sources = {row["source_id"]: row["published"] for row in tables["sources"]}
        self.titles = {row["source_id"]: row["title"] for row in tables["sources"]}
        self.indicators = {row["indicator_id"]: row for row in tables["indicators"]}
        self.corrections = tables["corrections"]
        self.rows: list[Row] = [self._row(row) for row in tables["observations"]]
        self.neighbours = drawn.neighbours
        self.services = {row["service_id"]: self._service(row, tables) for row in tables["services"]}
        self.by_name = {one.name: one for one in self.services.values()}
        self.places = {row["area"]: (row["region"], row["country"]) for row in tables.get("areas", ())}
        for one in self.services.values():
            self.places |= dict.fromkeys(one.authorities, (one.region, one.country))
        self._index: dict[tuple[str, str, str], list[Row]] = {}
        for row in self.rows:
            self._index.setdefault((row["indicator_id"], row["area_type"], row["area"]), []).append(row)

    def _row(self, row: dict[str, str]) -> Row:
        value = float(row["value"]) if row["value"] else None
        made: Row = row | {"value": value, "status": row["status"] or ("x" if value is None else "")}
        for one in self.corrections:
            key = dict(pair.split("=", 1) for pair in one["row_key"].split("; "))
            if all(row[name] == wanted for name, wanted in key.items()):
                made |= {one["column"]: one["corrected_value"], "corrected": True}
        return made

    @staticmethod
    def _service(row: dict[str, str], tables: dict[str, list[dict[str, str]]]) -> Service:
        own = [one for one in tables["inspections"] if one["service_id"] == row["service_id"]]
        rated = {one["inspection_id"] for one in tables["ratings"]}
        last = max((one for one in own if one["inspection_id"] in rated), key=lambda one: one["published"])
        names = tuple(name.strip() for name in row["local_authorities"].split(";"))
        return Service(
            row["service_id"], row["name"], row["country"], row["region"], names, last["inspection_id"],
            last["source_id"],
        )  # fmt: skip

    def unit(self, indicator_id: str) -> str:
        return str(self.indicators[indicator_id]["unit"])

    def per(self, indicator_id: str) -> int | None:
        words = self.unit(indicator_id)
        return int(words.split()[1].replace(",", "")) if words.startswith("per ") else None

    def of(self, indicator_id: str, area_type: str, area: str) -> list[Row]:
        return self._index.get((indicator_id, area_type, area), [])

    # Figures printed for a service

    def rank(self, one: Service, row: Row) -> tuple[Any, ...]:
        standing = row["inspection_id"] == one.inspection
        place = 0 if standing and one.report in row["source_id"] else 1 if standing else 2
        return place, row["value"] is None, -int(row["period_end"].replace("-", "") or 0), row["source_id"]

    def printed(self, one: Service, indicator_id: str, breakdown: str = "") -> Row | None:
        """The printed figure that stands for a service; a row without a value where it is printed as none."""
        rows = [row for row in self.of(indicator_id, "service", one.name) if row["breakdown"] == breakdown]
        return min(rows, key=lambda row: self.rank(one, row), default=None)

    def beside(self, one: Service, row: Row) -> list[Row]:
        """The nation and the own region for a printed figure: of its inspection, or else of its period."""
        found = []
        for kind in ("nation", "region"):
            same = [
                other for other in self.rows
                if other["indicator_id"] == row["indicator_id"] and other["area_type"] == kind
                and other["breakdown"] == row["breakdown"] and (kind == "nation" or other["area"] == one.region)
            ]  # fmt: skip
            own = [o for o in same if o["inspection_id"] and o["inspection_id"] == row["inspection_id"]]
            alike = [o for o in same if o["period_end"] and o["period_end"] == row["period_end"]]
            found += (own or alike)[:1]
        return found

    def one_source(self, one: Service, rows: Iterable[Row]) -> list[Row]:
        """The rows of the one source and period that stands for a service."""
        sets: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            sets.setdefault((row["source_id"], row["period"]), []).append(row)
        if not sets:
            return []
        return min(
            sets.values(),
            key=lambda group: (self.rank(one, group[0])[0], -len(group), self.rank(one, group[0])),
        )

    def shares(self, one: Service, indicator_id: str) -> dict[str, Row]:
        """Breakdown → row, of the one source that stands for the service."""
        return {
            row["breakdown"]: row for row in self.one_source(one, self.of(indicator_id, "service", one.name))
        }

    def residents(self, one: Service, indicator_id: str) -> dict[str, Row]:
        living = self.indicators[indicator_id]["comparator_id"]
        if not living:
            return {}
        own = self.of(living, "service", one.name)
        if not own and len(one.authorities) == 1:
            own = self.of(living, "local_authority", one.authorities[0])
        return {row["breakdown"]: row for row in self.one_source(one, own)}

    # Series

    def figure(
        self, indicator_id: str, area_type: str, area: str, end: str, sources: set[str] | None = None
    ) -> Row | None:
        """The figure of an area in a period: of two publications the later one that has it."""
        rows = [
            row for row in self.of(indicator_id, area_type, area)
            if row["period_end"] == end and row["breakdown"] == "" and (sources is None or row["source_id"] in sources)
        ]  # fmt: skip
        return max(
            rows, key=lambda row: (row["value"] is not None, self.sources[row["source_id"]]), default=None
        )

    def ends(self, indicator_id: str, area_type: str, areas: Iterable[str]) -> list[str]:
        return sorted(
            {
                row["period_end"] for area in areas for row in self.of(indicator_id, area_type, area)
                if row["period_end"] and row["breakdown"] == ""
            }
        )  # fmt: skip

    def series(
        self,
        indicator_id: str,
        area: str,
        area_type: str = "local_authority",
        sources: set[str] | None = None,
    ) -> list[Point]:
        """Every dated figure of an area, oldest first, also those without a value; of these sources only."""
        found = []
        for end in self.ends(indicator_id, area_type, [area]):
            row = self.figure(indicator_id, area_type, area, end, sources)
            if row is not None:
                found.append(Point(end, row["period"], row["value"], row["status"]))
        return found

    def whole_point(self, one: Service, indicator_id: str, end: str) -> tuple[Point, str]:
        """What can be said of a service of several authorities in a period, and on what basis."""
        whole = self.figure(indicator_id, "service", one.name, end)
        parts = [self.figure(indicator_id, "local_authority", name, end) for name in one.authorities]
        known = [row for row in parts if row is not None and row["value"] is not None]
        every = [row for row in [whole, *parts] if row is not None]
        period = every[0]["period"] if every else ""
        if whole is not None and whole["value"] is not None:
            return Point(end, whole["period"], whole["value"], whole["status"]), "published"
        if not known:
            former = [self.figure(indicator_id, "local_authority", name, end) for name in one.former()]
            found = [row for row in former if row is not None and row["value"] is not None]
            if len(found) == len(former) == 1:
                return Point(end, found[0]["period"], found[0]["value"], found[0]["status"]), "former"
            return Point(end, period, None, "x"), "missing"
        if self.unit(indicator_id) in ADD_UP:
            if len(known) < len(parts):
                return Point(end, period, None, "x"), "no sum"
            total = sum(row["value"] for row in known)
            if self.unit(indicator_id) in ("children", "people") and 1 <= total <= 5:
                return Point(end, period, None, "c"), "small sum"
            return Point(end, period, total, doubt(known)), "sum"
        worked = self.worked_out(one, indicator_id, end)
        if worked is not None:
            return Point(end, period, worked, "e"), "counts"
        values = {row["value"] for row in known}
        if len(values) == 1 and len(known) == len(parts):
            return Point(end, period, values.pop(), doubt(known)), "alike"
        return Point(end, period, None, ""), "range" if len(known) > 1 else "part"

    def worked_out(self, one: Service, indicator_id: str, end: str) -> float | None:
        """The rate of the summed counts over the summed populations of the same year."""
        per, behind = self.per(indicator_id), BEHIND.get(indicator_id)
        if per is None or behind is None:
            return None
        children, people = 0.0, 0.0
        for name in one.authorities:
            count = self.figure(behind, "local_authority", name, end)
            living = [
                row for row in self.of("population_10_17", "local_authority", name)
                if row["period_end"][:4] == end[:4] and row["value"]
            ]  # fmt: skip
            if count is None or count["value"] is None or not living:
                return None
            children, people = children + count["value"], people + living[0]["value"]
        return float(half_up_of(int(per * children), int(people), 1))

    # Neighbours

    def near(self, authority: str, indicator_id: str, end: str) -> list[tuple[str, float | None]]:
        found = []
        for name in self.neighbours.get(authority, ()):
            row = self.figure(indicator_id, "local_authority", name, end)
            found.append((name, None if row is None else row["value"]))
        return found

    # All authorities

    def national(self, indicator_id: str) -> National | None:
        if indicator_id not in self._nationals:
            self._nationals[indicator_id] = self._national(indicator_id)
        return self._nationals[indicator_id]

    @cached_property
    def _nationals(self) -> dict[str, National | None]:
        return {}

    def _national(self, indicator_id: str) -> National | None:
        areas = sorted(
            {
                r["area"]
                for r in self.rows
                if r["area_type"] == "local_authority" and r["indicator_id"] == indicator_id
            }
        )
        figures = {
            end: {
                area: row
                for area in areas
                if (row := self.figure(indicator_id, "local_authority", area, end))
            }
            for end in self.ends(indicator_id, "local_authority", areas)
        }
        known = {end: sum(row["value"] is not None for row in rows.values()) for end, rows in figures.items()}
        if not known or not max(known.values()):
            return None
        end = max(day for day, number in known.items() if 2 * number >= max(known.values()))
        per = self.per(indicator_id)
        decimals: dict[str, int] = {}
        for row in figures[end].values():
            if row["value"] is not None:
                decimals[row["source_id"]] = max(
                    decimals.get(row["source_id"], 0), min(decimals_of(row["value"]), 4)
                )
        found: dict[str, Area] = {}
        for name, row in figures[end].items():
            if row["value"] is None and not existed(name, end):
                continue
            population, population_end = (
                self.population_near(name, end)
                if per and row["value"] is not None and row["status"] != "u"
                else (None, "")
            )
            counts, exact = ([], True)
            if population:
                counts, exact = fitting_counts(
                    rate=row["value"],
                    decimals=decimals[row["source_id"]],
                    population=population,
                    per=per or 1,
                )
            found[name] = Area(
                name,
                row["value"],
                row["status"],
                row["period"],
                population,
                tuple(counts),
                exact,
                population_end,
            )
        newer = {
            area
            for day, rows in figures.items()
            if day > end
            for area, row in rows.items()
            if row["value"] is not None
        }
        return self._with_limits(indicator_id, end, len(newer), found)

    def _with_limits(self, indicator_id: str, end: str, later: int, areas: dict[str, Area]) -> National:
        per = self.per(indicator_id)
        peopled = [area for area in areas.values() if area.population]
        counted = sum(area.counted for area in areas.values())
        form = (
            "funnel"
            if len(peopled) >= 10
            else "intervals"
            if peopled and 2 * len(peopled) >= counted
            else "strip"
        )
        reference, whose, pooled, phi = None, "", 0, 1.0
        if form != "strip" and per:
            welsh = any(self.places.get(area.name, ("", ""))[1] == "Wales" for area in peopled)
            nations = ("England and Wales", "England") if welsh else ("England", "England and Wales")
            for nation in nations:
                row = self.figure(indicator_id, "nation", nation, end)
                if row is not None and row["value"] and reference is None:
                    reference, whose = row["value"], nation
            children = sum(min(area.counts) + max(area.counts) for area in peopled) / 2
            if reference is None and len(peopled) >= 10 and children:
                pooled = len(peopled)
                reference = per * children / sum(area.population or 0 for area in peopled)
        if form == "funnel" and reference is None:
            form = "strip"
        if form == "funnel" and reference and per:
            scores = []
            for area in peopled:
                expected = reference * (area.population or 0) / per
                scores.append(((min(area.counts) + max(area.counts)) // 2 - expected) / math.sqrt(expected))
            phi = winsorised_mean_square(scores)
        return National(end, later, areas, form, reference, whose, pooled, phi, len(peopled))

    def population_near(self, authority: str, end: str) -> tuple[int | None, str]:
        """The population nearest to the middle of the year that ends then, three years away at most, and its last day.

        The authority's own goes before its service's.
        """
        day = dt.date.fromisoformat(end) - dt.timedelta(days=182)
        found = []
        alone = [one.name for one in self.services.values() if one.authorities == (authority,)]
        for kind, names in (("local_authority", [authority]), ("service", alone)):
            for name in names:
                for row in self.of("population_10_17", kind, name):
                    if (
                        row["breakdown"]
                        or not row["period_end"]
                        or row["status"] == "u"
                        or not (row["value"] or 0) >= 1
                    ):
                        continue
                    away = abs((day - dt.date.fromisoformat(row["period_end"])).days)
                    if away <= 1098:
                        order = away, kind != "local_authority", row["source_id"]
                        found.append((*order, round(row["value"]), row["period_end"]))
        return min(found)[3:] if found else (None, "")

    def limit_verdict(self, national: National, area: Area, per: int) -> set[str]:
        """Where each count that fits lies among the limits, or against the nation where intervals are drawn."""
        assert national.reference is not None
        assert area.population is not None
        expected = national.reference * area.population / per
        found = set()
        for k in {min(area.counts), max(area.counts)}:
            at = {}
            for name, z in (("95", Z_95), ("99.8", Z_998)):
                wide = z * national.widening
                at[name] = 1 if low_of(k, wide) > expected else -1 if high_of(k, wide) < expected else 0
            side = {1: "above", -1: "below", 0: "inside"}[at["95"]]
            level = "99.8" if at["99.8"] else "95" if at["95"] else ""
            found.add(f"{side} {level}".strip())
        return found


def doubt(rows: Sequence[Row]) -> str:
    """The most doubtful status of figures: unreliable before estimated."""
    statuses = {row["status"] for row in rows}
    return next((status for status in ("u", "e") if status in statuses), "")


def winsorised_mean_square(scores: Sequence[float]) -> float:
    ordered = sorted(scores)
    cut = len(scores) // 10
    low, high = ordered[cut], ordered[len(scores) - 1 - cut]
    return statistics.fmean(min(max(score, low), high) ** 2 for score in scores)


def sizes_that_fit(count: float, share: float) -> list[int]:
    """Every size of a group of which `count` is `share` per cent as printed."""
    if share <= 0 or count <= 0:
        return []
    decimals = decimals_of(share)
    top = int(100 * count / max(share - 10.0**-decimals, 0.1)) + 2
    return [
        n
        for n in range(int(count), min(top, 20_000))
        if half_up_of(100 * int(count), n, decimals) == Decimal(repr(share))
    ]
