"""What is so: ratings, scores, distances and differences worked out by brute force from rows and TOML.

None of the project's functions is used here; a percentage fits a count where the count, printed, is that percentage.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from itertools import product
from math import comb
from typing import Any

from scipy import stats as scipy_stats

from tests.truth.ratings_drawn import RATINGS, Drawn

Row = Mapping[str, Any]
SAMPLE_COLUMNS = {
    "court": "court_cases",
    "out_of_court": "out_of_court_cases",
    "resettlement": "resettlement_cases",
}


@cache
def printed(count: int, cases: int) -> int:
    """The whole percentage that a report prints for `count` of `cases`: halves up."""
    percent = Fraction(100 * count, cases)
    below = percent.numerator // percent.denominator
    return below + (percent - below >= Fraction(1, 2))


@cache
def fitting(percent: int, cases: int) -> tuple[int, ...]:
    """Every count of `cases` that is printed as `percent`."""
    return tuple(count for count in range(cases + 1) if printed(count, cases) == percent)


@cache
def fisher(k1: int, n1: int, k2: int, n2: int) -> Fraction:
    """Two-sided p, exactly: every table with these margins that is no likelier than the one seen, counted."""
    together = k1 + k2
    ways = {
        first: comb(n1, first) * comb(n2, together - first)
        for first in range(max(0, together - n2), min(n1, together) + 1)
    }
    return Fraction(sum(way for way in ways.values() if way <= ways[k1]), sum(ways.values()))


def holm(values: list[Fraction]) -> list[Fraction]:
    """Adjusted p values by the definition: the largest, over all that are no larger, of p times those left."""
    count = len(values)
    order = sorted(range(count), key=lambda place: values[place])
    adjusted = [Fraction(0)] * count
    for rank, place in enumerate(order):
        steps = [(count - earlier) * values[order[earlier]] for earlier in range(rank + 1)]
        adjusted[place] = min(Fraction(1), max(steps))
    return adjusted


def first_day(published: str) -> dt.date | None:
    """First day that a published date can mean; None where none is known."""
    return _days(published)[0]


def last_day(published: str) -> dt.date | None:
    """Last day that it can mean."""
    return _days(published)[1]


def _days(published: str) -> tuple[dt.date | None, dt.date | None]:
    if not published:
        return None, None
    if "/" in published:
        year = int(published[:4])
        return dt.date(year, 4, 1), dt.date(year + 1, 3, 31)
    parts = [int(part) for part in published.split("-")]
    if len(parts) == 1:
        return dt.date(parts[0], 1, 1), dt.date(parts[0], 12, 31)
    if len(parts) == 2:
        after = dt.date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
        return dt.date(parts[0], parts[1], 1), after - dt.timedelta(days=1)
    day = dt.date(*parts)
    return day, day


@dataclass(frozen=True, eq=False)
class World:
    """One drawn data set."""

    drawn: Drawn

    @cached_property
    def names(self) -> dict[str, str]:
        """Service id → name."""
        return {row["service_id"]: row["name"] for row in self.drawn.tables["services"]}

    def inspections(self, service_id: str) -> list[Row]:
        return [row for row in self.drawn.tables["inspections"] if row["service_id"] == service_id]

    @cached_property
    def all_inspections(self) -> list[Row]:
        return list(self.drawn.tables["inspections"])

    @cached_property
    def _by_inspection(self) -> dict[tuple[str, str], list[Row]]:
        found: dict[tuple[str, str], list[Row]] = {}
        for table in (
            "ratings",
            "key_questions",
            "case_questions",
            "prompt_cases",
            "finding_counts",
            "recommendations",
        ):
            for row in self.drawn.tables.get(table, ()):
                found.setdefault((table, row["inspection_id"]), []).append(row)
        return found

    def rows(self, table: str, inspection_id: str) -> list[Row]:
        return self._by_inspection.get((table, inspection_id), [])

    def framework(self, row: Row) -> dict[str, Any] | None:
        return self.drawn.frameworks.get(str(row["framework_id"]))

    def is_complete(self, row: Row) -> bool:
        """Whether every scored standard of an inspection has a rating."""
        framework = self.framework(row)
        if framework is None or not framework["scored"]:
            return False
        rated = {one["standard_id"] for one in self.rows("ratings", row["inspection_id"])}
        return all(s["id"] in rated for d in framework["domains"] if d["in_total"] for s in d["standards"])

    def has_all_ratings(self, row: Row) -> bool:
        """Whether the tables have every rating of an inspection: of the scored standards, or of all its kind rates."""
        framework = self.framework(row)
        if framework is None or framework["scored"]:
            return self.is_complete(row)
        rated = {one["standard_id"] for one in self.rows("ratings", row["inspection_id"])}
        kind = {"full": "full", "children_and_victims": "shorter"}[row["kind"]]
        asked = {s["id"] for d in framework["domains"] if d["id"] == kind for s in d["standards"]}
        return asked <= rated

    def is_later(self, one: Row, other: Row) -> bool | None:
        """Whether one inspection is certainly later: by the days it can have been published on, else by framework.

        None where neither tells. Frameworks follow each other, so a later one has later inspections.
        """
        if one["published"] and other["published"]:
            if first_day(one["published"]) > last_day(other["published"]):  # type: ignore[operator]
                return True
            if last_day(one["published"]) < first_day(other["published"]):  # type: ignore[operator]
                return False
        frameworks = self.framework(one), self.framework(other)
        if None in frameworks or frameworks[0]["valid_from"] == frameworks[1]["valid_from"]:  # type: ignore[index]
            return None
        return bool(frameworks[0]["valid_from"] > frameworks[1]["valid_from"])  # type: ignore[index]

    def shown(self, service_id: str, inspection_id: str) -> Shown:
        row = next(one for one in self.drawn.tables["inspections"] if one["inspection_id"] == inspection_id)
        assert row["service_id"] == service_id
        framework = self.framework(row)
        assert framework is not None
        return Shown(self, row, framework)

    @cached_property
    def complete(self) -> list[Shown]:
        """Every inspection with a complete list of ratings."""
        return [
            self.shown(row["service_id"], row["inspection_id"])
            for row in self.all_inspections
            if self.is_complete(row)
        ]


@dataclass(frozen=True)
class Flip:
    """One judgement the other way: the standard's rating, the total and the overall rating that it makes."""

    standard_id: str
    dimension: str
    better: bool
    rating: str
    total: int
    overall: str


@dataclass(frozen=True, eq=False)
class Shown:
    """One inspection, all facts by brute force."""

    world: World
    row: Row
    framework: dict[str, Any]

    @property
    def service_id(self) -> str:
        return str(self.row["service_id"])

    @property
    def name(self) -> str:
        return self.world.names[self.service_id]

    @property
    def framework_id(self) -> str:
        return str(self.framework["id"])

    @property
    def overall(self) -> str:
        """The published overall rating."""
        return str(self.row["overall_rating"])

    @property
    def published_score(self) -> int | None:
        return int(self.row["score"]) if self.row["score"] else None

    @cached_property
    def rating_rows(self) -> dict[str, Row]:
        return {row["standard_id"]: row for row in self.world.rows("ratings", self.row["inspection_id"])}

    @cached_property
    def ratings(self) -> dict[str, str]:
        return {standard: row["rating"] for standard, row in self.rating_rows.items()}

    @cached_property
    def percents(self) -> dict[tuple[str, str], int]:
        return {
            (row["standard_id"], row["dimension"]): int(row["percent"])
            for row in self.world.rows("key_questions", self.row["inspection_id"])
        }

    @cached_property
    def standards(self) -> dict[str, dict[str, Any]]:
        """Standards by id, each with its domain under “domain”."""
        return {s["id"]: {**s, "domain": d} for d in self.framework["domains"] for s in d["standards"]}

    @cached_property
    def scored(self) -> list[str]:
        return [s for s, standard in self.standards.items() if standard["domain"]["in_total"]]

    @cached_property
    def points(self) -> dict[str, int]:
        return {one["name"]: one["points"] for one in self.framework["ratings"]}

    @property
    def best(self) -> int:
        return max(self.points.values())

    @property
    def most(self) -> int:
        return self.best * len(self.scored)

    def questions(self, standard_id: str) -> list[str]:
        """Dimensions of a standard's key questions."""
        return [one["dimension"] for one in self.standards[standard_id].get("key_questions", ())]

    def label(self, standard_id: str, dimension: str) -> str:
        asked = self.standards[standard_id]["key_questions"]
        return str(next(one["label"] for one in asked if one["dimension"] == dimension))

    def title(self, standard_id: str) -> str:
        name = str(self.standards[standard_id]["name"])
        return f"{standard_id} {name}" if standard_id[0].isdigit() else name

    # Totals and bands

    @cached_property
    def total(self) -> int:
        return sum(self.points[self.ratings[one]] for one in self.scored)

    def band(self, bands: str, number: int) -> str:
        return next(str(b["rating"]) for b in self.framework[bands] if b["from"] <= number <= b["to"])

    def limited(self, rating: str, ratings: Mapping[str, str] | None = None) -> bool:
        """Whether the limiting judgement bars `rating`: it bars one overall rating and every better one."""
        limit = self.framework.get("limit")
        rated = self.ratings if ratings is None else ratings
        return (
            bool(limit)
            and RATINGS.index(rating) >= RATINGS.index(limit["bars"])
            and rated.get(limit["standard"]) == limit["rating"]
        )

    def overall_of(self, score: int, ratings: Mapping[str, str] | None = None) -> str:
        """Overall rating of a score, after the limiting judgement."""
        rating = self.band("overall_bands", score)
        if not self.limited(rating, ratings):
            return rating
        return RATINGS[RATINGS.index(self.framework["limit"]["bars"]) - 1]

    @cached_property
    def score(self) -> int:
        """The published score; where none is, the sum of the ratings."""
        return self.total if self.published_score is None else self.published_score

    @cached_property
    def agrees(self) -> bool:
        """Whether score, ratings and overall rating tell the same."""
        return self.score == self.total and self.overall_of(self.score) == self.overall

    @cached_property
    def next_band(self) -> tuple[str, int] | None:
        """The next better band of the total and the points to it."""
        for band in self.framework["overall_bands"]:
            if band["from"] > self.score:
                return str(band["rating"]), int(band["from"]) - self.score
        return None

    @cached_property
    def barred(self) -> bool:
        """Whether the limiting judgement bars the next band."""
        return self.next_band is not None and self.limited(self.next_band[0])

    # Percentages and counts

    def cases(self, standard_id: str) -> int | None:
        sample = self.standards[standard_id]["domain"].get("sample")
        cell = self.row[SAMPLE_COLUMNS[sample]] if sample else ""
        return int(cell) if cell else None

    def fitting(self, standard_id: str, dimension: str) -> tuple[int, ...] | None:
        """Counts that fit a printed percentage; None without percentage or sample."""
        percent, cases = self.percents.get((standard_id, dimension)), self.cases(standard_id)
        return None if percent is None or not cases else fitting(percent, cases)

    def count(self, standard_id: str, dimension: str) -> tuple[int, int] | None:
        """The one count that fits, and the cases."""
        found = self.fitting(standard_id, dimension)
        return (found[0], self.cases(standard_id) or 0) if found and len(found) == 1 else None

    def standard_percents(self, standard_id: str) -> dict[str, int]:
        return {d: p for (s, d), p in self.percents.items() if s == standard_id}

    def is_fully_printed(self, standard_id: str) -> bool:
        asked = self.questions(standard_id)
        return bool(asked) and all((standard_id, one) in self.percents for one in asked)

    def derived(self, standard_id: str, changed: Mapping[str, int] | None = None) -> str | None:
        """Rating of the lowest key question, where all are printed and the cuts are known."""
        if not self.framework.get("percent_bands") or not self.is_fully_printed(standard_id):
            return None
        percents = {**self.standard_percents(standard_id), **(changed or {})}
        return self.band("percent_bands", min(percents.values()))

    def discretion(self, standard_id: str) -> bool:
        row = self.rating_rows.get(standard_id)
        return row is not None and row["discretion"] == "true"

    def may_be_changed(self, standard_id: str) -> bool:
        """Whether it is not known that discretion changed a rating, nor that it did not."""
        row = self.rating_rows.get(standard_id)
        return row is not None and row["discretion"] == ""

    def follows(self, standard_id: str) -> bool:
        """Whether the published rating is what the percentages give, and discretion is known not to have changed it."""
        return (
            self.derived(standard_id) == self.ratings.get(standard_id)
            and not self.discretion(standard_id)
            and not self.may_be_changed(standard_id)
        )

    def lowest(self, standard_id: str) -> list[str]:
        """Dimensions with the lowest percentage, in the framework's order."""
        percents = self.standard_percents(standard_id)
        return [
            d for d in self.questions(standard_id) if percents.get(d) == min(percents.values(), default=None)
        ]

    @cached_property
    def by_questions(self) -> list[str]:
        """Standards with key questions, scored or not."""
        return [one for one, standard in self.standards.items() if standard["judged_on"] == "key_questions"]

    def is_counted(self, standard_id: str) -> bool:
        """Whether a rating follows from counts that are all known, so that one case could change it."""
        return self.follows(standard_id) and all(
            self.count(standard_id, one) is not None for one in self.questions(standard_id)
        )

    @cached_property
    def scored_by_questions(self) -> list[str]:
        return [one for one in self.scored if self.standards[one]["judged_on"] == "key_questions"]

    @cached_property
    def scored_by_evidence(self) -> list[str]:
        return [one for one in self.scored if self.standards[one]["judged_on"] != "key_questions"]

    @cached_property
    def all_counts_known(self) -> bool:
        """Whether every key question of every scored standard that has some is known as a count."""
        return all(
            self.count(standard, dimension) is not None
            for standard in self.scored_by_questions
            for dimension in self.questions(standard)
        )

    # Distance in judgements

    @cached_property
    def movable(self) -> list[str]:
        """Scored standards whose rating follows from counts that are known, so that cases could move it."""
        return [one for one in self.scored_by_questions if self.is_counted(one)]

    @cached_property
    def fixed_by_questions(self) -> list[str]:
        """Scored standards with key questions whose rating does not follow from them."""
        return [one for one in self.scored_by_questions if one not in self.movable]

    def price(self, standard_id: str, percent: int) -> int:
        """Judgements that lift every question of a standard to a percentage."""
        needed = 0
        for dimension in self.questions(standard_id):
            known = self.count(standard_id, dimension)
            assert known is not None
            count, cases = known
            while printed(count, cases) < percent:
                count += 1
                needed += 1
        return needed

    def options(self, standard_id: str) -> list[tuple[int, int]]:
        """(points gained, judgements) for each band that a standard can be lifted to; staying is one."""
        now = self.points[self.ratings[standard_id]]
        found = [(0, 0)]
        for band in self.framework["percent_bands"]:
            gain = self.points[band["rating"]] - now
            if gain > 0:
                found.append((gain, self.price(standard_id, band["from"])))
        return found

    def fewest_judgements(self, points: int) -> int | None:
        """Fewest judgements that gain `points`: every way tried, dearer ways to the same sum dropped."""
        ways = {0: 0}
        for standard in self.movable:
            tried: dict[int, int] = {}
            for (gained, paid), (gain, cost) in product(ways.items(), self.options(standard)):
                reached = gained + gain
                tried[reached] = min(tried.get(reached, paid + cost), paid + cost)
            ways = tried
        return min((paid for gained, paid in ways.items() if gained >= points), default=None)

    @cached_property
    def evidence_gain(self) -> int:
        """Points that the standards judged on evidence would add, were each given the best rating."""
        return sum(self.best - self.points[self.ratings[one]] for one in self.scored_by_evidence)

    # One judgement the other way

    @cached_property
    def flips(self) -> list[Flip]:
        """Every single judgement that changes the rating of its standard, where all its counts are known."""
        return [
            flip
            for standard in self.by_questions
            if self.is_counted(standard)
            for dimension in self.questions(standard)
            for flip in self._flips_of(standard, dimension)
        ]

    def _flips_of(self, standard: str, dimension: str) -> Iterator[Flip]:
        known = self.count(standard, dimension)
        if known is None:
            return
        count, cases = known
        for other in (count + 1, count - 1):
            if not 0 <= other <= cases:
                continue
            rating = self.derived(standard, {dimension: printed(other, cases)})
            assert rating is not None
            if rating != self.ratings[standard]:
                ratings = {**self.ratings, standard: rating}
                total = sum(self.points[ratings[one]] for one in self.scored)
                yield Flip(standard, dimension, other > count, rating, total, self.overall_of(total, ratings))

    # Other inspections of the service

    @cached_property
    def others(self) -> list[Row]:
        return [
            row
            for row in self.world.inspections(self.service_id)
            if row["inspection_id"] != self.row["inspection_id"]
        ]

    @cached_property
    def is_certainly_newest(self) -> bool:
        """Whether every other inspection of the service was certainly published before this one."""
        return all(self.world.is_later(self.row, other) is True for other in self.others)

    @cached_property
    def newest(self) -> Row | None:
        """Another inspection that is certainly newer than every other of the service; None where none is."""
        every = [*self.others, self.row]
        for row in self.others:
            rest = [one for one in every if one is not row]
            if all(self.world.is_later(row, one) is True for one in rest):
                return row
        return None


@dataclass(frozen=True)
class Difference:
    """Two services on one key question; p is adjusted over the questions of the standard for this pair."""

    dimension: str
    first: Shown
    second: Shown
    gap: Fraction
    worth: Fraction
    p: Fraction

    @property
    def distinct(self) -> bool:
        return self.p < Fraction(1, 20)

    @property
    def close(self) -> bool:
        """Whether one case of the smaller sample could close the gap."""
        return abs(self.gap) <= self.worth

    @property
    def leader(self) -> str:
        return self.first.name if self.gap > 0 else self.second.name

    @property
    def trailer(self) -> str:
        return self.second.name if self.gap > 0 else self.first.name


def differences(first: Shown, second: Shown, standard_id: str) -> list[Difference]:
    """Every key question of one standard that both have a count for; nothing across frameworks."""
    if first.framework_id != second.framework_id or standard_id not in first.standards:
        return []
    shared = [
        dimension
        for dimension in first.questions(standard_id)
        if first.count(standard_id, dimension) and second.count(standard_id, dimension)
    ]
    raw = []
    for dimension in shared:
        k1, n1 = first.count(standard_id, dimension) or (0, 1)
        k2, n2 = second.count(standard_id, dimension) or (0, 1)
        raw.append((Fraction(k1, n1) - Fraction(k2, n2), Fraction(1, min(n1, n2)), fisher(k1, n1, k2, n2)))
    adjusted = holm([p for _, _, p in raw])
    return [
        Difference(dimension, first, second, gap, worth, p)
        for dimension, (gap, worth, _), p in zip(shared, raw, adjusted, strict=True)
    ]


def wilson(count: int, cases: int, confidence: float) -> tuple[float, float]:
    """Wilson interval in per cent, by scipy."""
    found = scipy_stats.binomtest(count, cases).proportion_ci(confidence, method="wilson")
    return 100 * float(found.low), 100 * float(found.high)


def chance_of_another_band(shown: Shown, count: int, cases: int) -> float:
    """Chance that Beta(k + 1/2, n - k + 1/2) lies outside the band of the printed percentage."""
    bands = shown.framework["percent_bands"]
    percent = printed(count, cases)
    place = next(n for n, band in enumerate(bands) if band["from"] <= percent <= band["to"])
    low = bands[place]["from"] / 100
    high = bands[place + 1]["from"] / 100 if place + 1 < len(bands) else 1.0
    beta = scipy_stats.beta(count + 0.5, cases - count + 0.5)
    return 1 - float(beta.cdf(high) - beta.cdf(low))
