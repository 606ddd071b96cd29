"""What is said of a service among services like it is so: read back out of the words, and counted again."""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest

from tests.observations import with_neighbours
from tests.truth.datasets import bundled_rows, read
from tests.truth.ratings_drawn import NAMES, RATINGS, Drawn, draw
from tests.truth.ratings_facts import Row, World, fisher, holm
from tests.truth.ratings_words import date_words, names, number
from yjs_dash import sentences
from yjs_dash.compare import Catalogue
from yjs_dash.compare.overview import overview
from yjs_dash.compare.peer_rates import Standing, standings
from yjs_dash.compare.peers import PeerGroup, peer_groups
from yjs_dash.narrate import peers as words

SETS = range(48)
SOURCE = {
    "source_id": "the-report",
    "title": "The report",
    "publisher": "The inspectorate",
    "licence": "Open",
}
FTE, CAUTIONED, OLDER, PEOPLE = (
    "first_time_entrant_rate", "cautioned_or_sentenced_rate", "reoffending_rate_15_17", "population_10_17",
)  # fmt: skip
PER = {FTE: 100_000, CAUTIONED: 10_000}
TITLES = {FTE: "First-time entrants", CAUTIONED: "Cautioned or sentenced", OLDER: "Reoffending, 15–17"}
IN_SENTENCES = {
    FTE: "first-time entrant rate", CAUTIONED: "rate of children cautioned or sentenced",
    OLDER: "reoffending rate (aged 15–17)",
}  # fmt: skip
UNITS = {FTE: "Per 100,000 aged 10–17", CAUTIONED: "Per 10,000 aged 10–17", OLDER: "Per cent, ages 15–17"}
PERIODS = {"year ending December 2023": "2023-12-31", "year ending December 2024": "2024-12-31"}
MORE = (
    "Quarndon",
    "Tollgate",
    "Upper Wick",
    "Vale End",
    "Wath",
    "Yarrow",
    "Zeal and Ash",
    "Rushmere and Salt",
)
PARTS = {"Rushmere and Salt": ("Rushmere", "Salt"), "Zeal and Ash": ("Zeal", "Ash")}
ALL_NAMES = (*NAMES, *MORE)
OTHERS = {
    "neighbours": r"neighbours?", "family": r"services? of similar size and rate",
    "region": r"services? in its region", "wales": r"services? in Wales",
}  # fmt: skip
WITHOUT_A_CLAIM = {
    "peers.chance", "peers.choose", "peers.group_neighbours", "peers.group_family", "peers.group_region",
    "peers.group_wales", "peers.table", "peers.ours", "peers.not_known", "peers.date_not_known", "peers.side_by_side",
}  # fmt: skip
"""Labels, and what holds for every data set."""
NUMBER = r"(?:no|one|two|three|four|five|six|seven|eight|nine|ten|\d+)"


class Figure:
    """What is known of a service in a period: ends, and whether it is unreliable."""

    def __init__(self, low: float, high: float, *, unreliable: bool = False) -> None:
        self.low, self.high, self.unreliable = low, high, unreliable


class PeerWorld:
    """A drawn set with figures, populations and neighbours; the facts by brute force."""

    def __init__(self, seed: int) -> None:
        dice = random.Random(f"peers {seed}")
        drawn = draw(seed)
        tables: dict[str, Any] = dict(drawn.tables)
        regions = [("London", "England"), ("North East", "England"), ("Wales", "Wales")]
        rows = [*tables["services"], *map(_service, MORE)]
        weights = dice.choice([(3, 2, 1), (1, 1, 4), (8, 1, 1)])
        placed = dice.choices(regions, weights, k=len(rows))
        rows = [dict(row) | {"region": r, "country": c} for row, (r, c) in zip(rows, placed, strict=True)]
        tables["services"] = rows
        self.services: dict[str, Row] = {str(row["name"]): row for row in rows}
        self.values = _values(dice, [area for row in rows for area in _authorities(row)])
        tables["observations"] = [_observation(*key, *value) for key, value in self.values.items()]
        wanted = {FTE, CAUTIONED, OLDER, PEOPLE}
        tables["indicators"] = [row for row in bundled_rows("indicators") if row["indicator_id"] in wanted]
        tables["sources"] = [SOURCE]
        self.world = World(Drawn(seed, tables, drawn.frameworks, drawn.texts))
        with tempfile.TemporaryDirectory() as directory:
            data = read(Path(directory) / "data", tables, frameworks=drawn.texts)
        self.catalogue, self.neighbours = Catalogue(data), dict[str, list[str]]()
        english = [a for row in rows if row["country"] == "England" for a in _authorities(row)]
        if dice.random() < 0.7 and len(english) > 3:
            for area in english:
                if dice.random() < 0.8:
                    others = [one for one in english if one != area]
                    self.neighbours[area] = dice.sample(others, min(len(others), dice.randint(1, 10)))
            self.catalogue = with_neighbours(self.catalogue, **self.neighbours)

    def value(self, area: str, indicator: str, period: str) -> tuple[float, str] | None:
        return self.values.get((area, indicator, period))

    def figure(self, name: str, indicator: str, period: str) -> Figure | None:
        """What is known of a service as a whole."""
        whole = self.value(f"service {name}", indicator, period)
        if whole:
            return Figure(whole[0], whole[0], unreliable=whole[1] == "u")
        found = [self.value(area, indicator, period) for area in _authorities(self.services[name])]
        known = [one for one in found if one is not None]
        if not known or len(known) < len(found):
            return None
        values = [one[0] for one in known]
        return Figure(min(values), max(values), unreliable="u" in {one[1] for one in known})

    def people(self, name: str) -> int | None:
        found = [self.value(area, PEOPLE, "mid-2023") for area in _authorities(self.services[name])]
        return sum(int(one[0]) for one in found if one) if all(found) else None

    def place(self, ours: str, other: str, indicator: str, period: str) -> str:
        """Where another service stands beside ours, which has a figure."""
        own, theirs = (self.figure(name, indicator, period) for name in (ours, other))
        assert own is not None
        if theirs is None:
            return "missing"
        if theirs.unreliable:
            return "unreliable"
        if theirs.low > own.high or theirs.high < own.low:
            return "higher" if theirs.low > own.high else "lower"
        return "same" if {theirs.low, theirs.high} == {own.low, own.high} == {own.low} else "overlaps"

    def places(self, ours: str, others: Sequence[str], indicator: str, period: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for other in others:
            found.setdefault(self.place(ours, other, indicator, period), []).append(other)
        return found

    def period(self, ours: str, others: Sequence[str], indicator: str) -> str | None:
        """The latest period with ours in which at least half as many others have a figure as in any other."""
        counted = {}
        for period in PERIODS:
            own = self.figure(ours, indicator, period)
            if own is not None and not own.unreliable:
                theirs = [self.figure(other, indicator, period) for other in others]
                counted[period] = sum(one is not None and not one.unreliable for one in theirs)
        good = [one for one, count in counted.items() if count and 2 * count >= max(counted.values())]
        return max(good, key=PERIODS.__getitem__, default=None)

    def apart(self, ours: str, others: Sequence[str], indicator: str, period: str) -> dict[str, bool]:
        """Those for which the test can be made → whether it shows a difference."""
        figures = {name: self.figure(name, indicator, period) for name in (ours, *others)}
        printed = [end for one in figures.values() if one for end in (one.low, one.high)]
        decimals = int(any(end != int(end) for end in printed))
        fits = {
            name: self._fits(one.low, people, PER[indicator], decimals)
            for name, one in figures.items()
            if indicator in PER and one and one.low == one.high and not one.unreliable
            and (people := self.people(name))
        }  # fmt: skip
        if ours not in fits:
            return {}
        chances = {
            name: max(fisher(k1, n1, k2, n2) for k1, n1 in fits[ours] for k2, n2 in own)
            for name, own in fits.items()
            if name != ours
        }
        adjusted = holm(list(chances.values()))
        return {name: p < Fraction(1, 20) for name, p in zip(chances, adjusted, strict=True)}

    @staticmethod
    def _fits(rate: float, people: int, per: int, decimals: int) -> list[tuple[int, int]]:
        """Every count that is printed as the rate, or else the nearest, each with its population."""
        wanted = Fraction(str(rate)) * people / per
        near = [k for k in range(max(0, int(wanted) - 60), int(wanted) + 62) if k <= people]
        step = Fraction(1, 10**decimals)
        fitting = [
            k
            for k in near
            if int(Fraction(k * per, people) / step + Fraction(1, 2)) * step == Fraction(str(rate))
        ]
        best = min(abs(k - wanted) for k in near)
        return [(k, people) for k in fitting or [k for k in near if abs(k - wanted) == best]]

    def ratio(self, ours: str, other: str, *, with_rates: bool) -> float | None:
        """How unlike two services are; None where a figure is missing."""
        pairs = [(self.people(ours), self.people(other))]
        if with_rates:
            rates = [self.latest_rates.get(name) for name in (ours, other)]
            pairs.append((rates[0], rates[1]))  # type: ignore[arg-type]
        if not all(one and two for one, two in pairs):
            return None
        return max(max(one / two, two / one) for one, two in pairs if one and two)

    @cached_property
    def latest_rates(self) -> dict[str, float]:
        by_period = {
            period: {
                name: one.low
                for name in self.services
                if (one := self.figure(name, FTE, period)) and one.low == one.high and not one.unreliable
            }
            for period in PERIODS
        }
        most = max(map(len, by_period.values()))
        good = [period for period, found in by_period.items() if 2 * len(found) >= most]
        return by_period[max(good, key=PERIODS.__getitem__)]

    def latest(self, name: str) -> list[Row]:
        """The inspections of a service that no other of it is certainly later than."""
        rows = self.world.inspections(str(self.services[name]["service_id"]))
        return [
            row
            for row in rows
            if not any(self.world.is_later(other, row) for other in rows if other is not row)
        ]

    def framework(self, row: Row) -> str:
        framework = self.world.framework(row)
        return str(framework["short_name"]) if framework else "framework not known"


def _service(name: str) -> Row:
    return {
        "service_id": name.lower().replace(" ", "-"), "name": name,
        "local_authorities": "; ".join(PARTS.get(name, (name,))),
    }  # fmt: skip


def _authorities(service: Row) -> list[str]:
    return [one.strip() for one in str(service["local_authorities"]).split(";")]


def _values(dice: random.Random, areas: Sequence[str]) -> dict[tuple[str, str, str], tuple[float, str]]:
    """(area, indicator, period) → value and status."""
    found: dict[tuple[str, str, str], tuple[float, str]] = {}
    for indicator, high in ((FTE, 400), (CAUTIONED, 60), (OLDER, 50)):
        some, few = dice.choice([0.95, 0.8, 0.3, 0.0]), dice.choice([1, 8, 50])
        for period in PERIODS:
            if dice.random() < 0.2:
                continue
            pool = [
                dice.randint(0, 10 * high) / 10 if indicator != FTE else dice.randint(0, high)
                for _ in range(few + 2)
            ]
            for area in [
                *areas,
                *(one for one in ("England", "London") if dice.random() < 0.5),
                *(["service Rushmere and Salt"] if dice.random() < 0.2 else []),
            ]:
                if dice.random() < some:
                    status = "u" if dice.random() < 0.07 else ""
                    found[area, indicator, period] = (float(dice.choice(pool)), status)
    some, size = dice.choice([1.0, 0.9, 0.0]), dice.choice([2_000, 20_000, 60_000])
    for area in areas:
        if dice.random() < some:
            found[area, PEOPLE, "mid-2023"] = (float(dice.randint(size // 2, size)), "")
    return found


def _observation(area: str, indicator: str, period: str, value: float, status: str) -> Row:
    kind = {"England": "nation", "London": "region"}.get(area, "local_authority")
    kind = "service" if area.startswith("service ") else kind
    return {
        "area": area.removeprefix("service "), "area_type": kind, "indicator_id": indicator, "period": period,
        "period_end": PERIODS.get(period, "2023-06-30"), "value": value, "status": status,
        "source_id": "the-report", "confidence": "high",
    }  # fmt: skip


@cache
def _world(seed: int) -> PeerWorld:
    return PeerWorld(seed)


def _printed(value: float, indicator: str) -> str:
    text = f"{value:g}"
    return f"{text}%" if indicator == OLDER else text


class Reading:
    """Reads what is said of one group."""

    def __init__(self, world: PeerWorld, group: PeerGroup) -> None:
        self.world, self.group = world, group
        self.ours = group.service.name
        self.others = [one.name for one in group.services]
        self.heard: set[str] = set()
        is_welsh = group.kind == "region" and world.services[self.ours]["country"] == "Wales"
        self.noun = OTHERS["wales" if is_welsh else group.kind]

    def hears(self, *kinds: str) -> None:
        self.heard |= {f"peers.{kind}" for kind in kinds}

    def all(self) -> set[str]:
        found = standings(self.world.catalogue, self.group)
        self.members()
        self.headline(words.peers_headline(found))
        letters = {one.service_id: f"L{n}" for n, one in enumerate(self.group.services)}
        said = list(words.standing_sentences(found))
        for standing in found.standings:
            indicator = standing.measure.indicator_id
            assert standing.period == self.world.period(self.ours, self.others, indicator)
            self.title(words.strip_title(standing), indicator)
            assert words.strip_subtitle(standing) == f"{UNITS[indicator]}, {standing.period}"
            self.hears("measured")
            self.alternative(words.strip_alternative(standing, letters), standing, letters)
            self.counts(said.pop(0), indicator)
        without = [
            one
            for one in TITLES
            if one in self.world.catalogue.observations
            and self.world.period(self.ours, self.others, one) is None
        ]
        assert len(said) == bool(without)
        if said:
            match = re.fullmatch(
                r"We cannot set (.+) beside these services by its (.+): we have no figures of the same period\.",
                said[0],
            )
            assert match
            assert match[1] == self.ours
            assert names(match[2], tuple(IN_SENTENCES.values())) == [IN_SENTENCES[one] for one in without]
            self.hears("not_placed")
        self.who()
        self.results()
        return self.heard

    def members(self) -> None:
        """The group itself."""
        world, row = self.world, self.world.services[self.ours]
        if self.group.kind == "region":
            assert self.others == sorted(
                (n for n, one in world.services.items() if one["region"] == row["region"] and n != self.ours),
                key=str.casefold,
            )
        elif self.group.kind == "neighbours":
            ranks: dict[str, int] = {}
            for authority in _authorities(row):
                for rank, near in enumerate(world.neighbours.get(authority, ())):
                    for name, other in world.services.items():
                        if near in _authorities(other) and name != self.ours:
                            ranks[name] = min(rank, ranks.get(name, rank))
            assert [ranks[name] for name in self.others] == sorted(ranks.values())
            assert set(self.others) == set(ranks)
        else:
            unlike = {n: world.ratio(self.ours, n, with_rates=True) for n in world.services if n != self.ours}
            known = sorted(one for one in unlike.values() if one is not None)
            assert [unlike[name] for name in self.others] == known[:10]

    def place(self, indicator: str) -> tuple[int, int, int, int]:
        """Number compared, lower, higher, same."""
        period = self.world.period(self.ours, self.others, indicator)
        assert period is not None
        places = self.world.places(self.ours, self.others, indicator, period)
        lower, higher, same, open_ = (
            len(places.get(one, ())) for one in ("lower", "higher", "same", "overlaps")
        )
        return lower + higher + same + open_, lower, higher, same

    def which(self, said: str, expected: int, of: int) -> None:
        """“eight of ten”, “all ten”, “both” or “the one”."""
        whole = re.fullmatch(rf"all ({NUMBER})|both|the one", said)
        if whole:
            assert expected == of == (number(whole[1]) if whole[1] else {"both": 2, "the one": 1}[said])
        else:
            some = re.fullmatch(rf"({NUMBER}) of ({NUMBER})", said)
            assert some, said
            assert (number(some[1]), number(some[2])) == (expected, of)
            assert expected < of

    def headline(self, said: str) -> None:
        assert len(said.split()) <= 16
        if said in (f"Services like {self.ours}", "Services like this one"):
            self.hears("plain")
            return
        match = re.fullmatch(
            rf"(.+?) had (?:(a higher|a lower|the same) (.+?) (?:than|as) (.+?) ({self.noun})|"
            rf"a (.+) in the middle of ({NUMBER}) ({self.noun}))",
            said,
        )
        assert match, said
        assert match[1] in (self.ours, "This service")
        (indicator,) = (one for one, rate in IN_SENTENCES.items() if rate in (match[3], match[6]))
        assert self.group.kind != "family" or indicator != FTE
        of, lower, higher, same = self.place(indicator)
        noun = match[5] or match[8]
        assert noun.startswith(("services", "neighbours")) == (of > 1)
        if match[6]:
            assert lower == higher > 0
            assert number(match[7]) == of
            self.hears("middle")
        else:
            expected = {"a higher": lower, "a lower": higher, "the same": same}[match[2]]
            assert expected >= max(lower, higher)
            self.which(match[4], expected, of)
            self.hears(match[2].split()[1])

    def title(self, said: str, indicator: str) -> None:
        measure, _, place = said.partition(": ")
        assert measure == TITLES[indicator]
        of, lower, higher, same = self.place(indicator)
        self.hears("strip")
        if match := re.fullmatch(rf"in the middle of ({NUMBER})", place):
            assert lower == higher > 0
            assert number(match[1]) == of
            self.hears("place_middle")
        elif place == "not clearly higher or lower":
            assert lower == higher == same == 0
            self.hears("place_open")
        else:
            match = re.fullmatch(r"(higher than|lower than|the same as) (.+)", place)
            assert match, place
            expected = {"higher than": lower, "lower than": higher, "the same as": same}[match[1]]
            assert expected >= max(lower, higher)
            self.which(match[2], expected, of)
            self.hears(f"place_{match[1].split()[0 if match[1][0] != 't' else 1]}")

    def label(self, name: str, indicator: str, period: str) -> str:
        figure = self.world.figure(name, indicator, period)
        if figure is None:
            return "not published [x]"
        mark = " [u]" if figure.unreliable else ""
        return " to ".join(
            dict.fromkeys(_printed(end, indicator) + mark for end in (figure.low, figure.high))
        )

    def beside(self, indicator: str, period: str) -> str:
        """The nation, or else the region, with its figure; empty without one."""
        service = self.world.services[self.ours]
        for area in (*(["England"] if service["country"] == "England" else []), str(service["region"])):
            if found := self.world.value(area, indicator, period):
                return f"{area} {_printed(found[0], indicator)}{' [u]' if found[1] else ''}"
        return ""

    def alternative(self, said: str, standing: Standing, letters: Mapping[str, str]) -> None:
        indicator, period = standing.measure.indicator_id, standing.period
        beside = self.beside(indicator, period)
        printed = f"; {beside}" if beside else ""
        figures = "; ".join(
            f"{letters[str(self.world.services[name]['service_id'])]} {name} {self.label(name, indicator, period)}"
            for name in self.others
        )
        beginning = f"{words.strip_title(standing)}. {words.strip_subtitle(standing)}. "
        assert (
            said == f"{beginning}{self.ours} {self.label(self.ours, indicator, period)}{printed}. {figures}."
        )
        self.hears("alternative")

    def counts(self, said: str, indicator: str) -> None:
        period = self.world.period(self.ours, self.others, indicator)
        assert period is not None
        places = self.world.places(self.ours, self.others, indicator, period)
        of, lower, higher, same = self.place(indicator)
        beside = self.beside(indicator, period)
        had = self.label(self.ours, indicator, period) + (f" and {beside}" if beside else "")
        beginning = f"{TITLES[indicator]}, {period}: {self.ours} had {had}. "
        assert said.startswith(beginning), said
        match = re.match(rf"Of ({NUMBER}) ({self.noun}), (.+?)\.(?: |$)", said.removeprefix(beginning))
        assert match, said
        assert number(match[1]) == of
        counted = {"lower": 0, "higher": 0, "the same": 0, "range": 0}
        open_ = re.search(r"(?:and )?(\w+) cannot be placed because only a range is known", match[3])
        if open_:
            counted["range"] = of if open_[1] == "all" else number(open_[1])
        rest = match[3][: open_.start()] if open_ else match[3]
        for found in re.finditer(r"(\w+) (was|were) (lower|higher|the same)", rest):
            counted[found[3]] = of if found[1] == "all" else number(found[1])
            assert (found[2] == "was") == (counted[found[3]] == 1)
            assert counted[found[3]] > 0
        overlaps = len(places.get("overlaps", ()))
        assert counted == {"lower": lower, "higher": higher, "the same": same, "range": overlaps}
        self.hears("counts", *(["counts_overlap"] if overlaps else []))
        self.tested(said.removeprefix(beginning)[match.end() :], indicator, period, places, of)

    def tested(
        self, said: str, indicator: str, period: str, places: Mapping[str, Sequence[str]], of: int
    ) -> None:
        apart = self.world.apart(self.ours, self.others, indicator, period)
        for place, kind, pattern in (
            ("unreliable", "unreliable", r" ?We leave out (.+): the figure is unreliable \[u\]\.$"),
            ("missing", "no_figure", r" ?We have no such figure for (.+)\.$"),
        ):
            match = re.search(pattern, said)
            assert bool(match) == bool(places.get(place)), said
            if match:
                assert names(match[1], ALL_NAMES) == places[place]
                said = said[: match.start()]
                self.hears(kind)
        match = re.search(rf" ?We could test the gap to ({NUMBER}) of ({NUMBER})\.$", said)
        assert bool(match) == (0 < len(apart) < of), said
        if match:
            assert (number(match[1]), number(match[2])) == (len(apart), of)
            said = said[: match.start()]
            self.hears("untested_of")
        if not apart:
            assert said == "We cannot test these gaps."
            self.hears("not_tested")
        elif match := re.fullmatch(r"Chance would explain the gap to (.+) that we could test\.", said):
            assert not any(apart.values())
            self.which(match[1], len(apart), len(apart))
            self.hears("none_apart")
        else:
            self.apart(said, apart, places, of)

    def apart(
        self, said: str, apart: Mapping[str, bool], places: Mapping[str, Sequence[str]], of: int
    ) -> None:
        match = re.fullmatch(
            rf"(.+?) was (.+) by more than chance would explain(?:; (?:the other ({NUMBER})|({NUMBER}) others?) "
            r"cannot be told apart from (.+))?\.",
            said,
        )
        assert match, said
        assert match[1] == self.ours
        parts = re.fullmatch(r"(?:higher than (.+?))?(?: and (?=lower than))?(?:lower than (.+))?", match[2])
        assert parts, match[2]
        for some, place in ((parts[1], "lower"), (parts[2], "higher")):
            expected = [name for name in places.get(place, ()) if apart.get(name)]
            assert (names(some, ALL_NAMES) if some else []) == expected
        rest = sum(not one for one in apart.values())
        assert number(match[3] or match[4] or "no") == rest
        assert bool(match[3]) == (rest > 0 and len(apart) == of)
        assert match[5] == (self.ours if rest else None)
        self.hears("apart", *(["apart_rest"] if rest else []))

    def who(self) -> None:
        world, row = self.world, self.world.services[self.ours]
        has = any(world.neighbours.get(area) for area in _authorities(row))
        how, alike, *lacking = words.group_sentences(self.group, has_neighbours=has)
        shown = re.match(rf"We show (?:the )?({NUMBER}) (?:other )?services? ", how)
        assert shown, how
        assert number(shown[1]) == len(self.others)
        if self.group.kind == "neighbours":
            assert how.endswith(f"covering the statistical neighbours of {self.ours}; A is the nearest.")
            self.hears("how_neighbours")
        elif self.group.kind == "family":
            assert f"nearest to {self.ours} in population aged 10–17 (mid-2023)" in how
            (period,) = re.findall(r"first-time entrant rate \((.+?)\)", how)
            rates = {name: world.figure(name, FTE, period) for name in (self.ours, *self.others)}
            assert {name: one.low for name, one in rates.items() if one} == {
                name: world.latest_rates[name] for name in rates
            }
            self.hears("how_family")
        elif row["country"] == "Wales":
            assert (
                " in Wales, by name. Statistical neighbours are published for authorities in England only."
                in how
            )
            self.hears("how_wales")
        else:
            assert how.endswith(f"in the same region ({row['region']}), by name.")
            self.hears("how_region")
        self.alike(alike)
        assert bool(lacking) == (not has and row["country"] != "Wales")
        if lacking:
            assert lacking == [f"We do not have the statistical neighbours of {self.ours}."]
            self.hears("no_neighbours")

    def alike(self, said: str) -> None:
        listed = names(said.rpartition(": ")[2].removesuffix("."), ALL_NAMES)
        assert words.compare_with(self.group) == (
            f"Compare {self.ours} with {said.rpartition(': ')[2].removesuffix('.')}"
        )
        assert len(listed) == min(3, len(listed) if self.group.kind == "region" else len(self.others))
        self.hears("compare_with")
        unlike = [
            {n: self.world.ratio(self.ours, n, with_rates=with_rates) for n in self.others}
            for with_rates in (True, False)
        ]
        known = [sorted(one for one in found.values() if one is not None) for found in unlike]
        if said.startswith("Nearest by the ranks of their authorities: "):
            assert self.group.kind == "neighbours"
            assert listed == self.others[:3]
            self.hears("alike_rank")
        elif said.startswith("Nearest in population aged 10–17 and first-time entrant rate: "):
            assert [unlike[0][name] for name in listed] == known[0][:3]
            assert len(known[0]) >= 3
            self.hears("alike_size_and_rate")
        elif said.startswith("Nearest in population aged 10–17: "):
            assert [unlike[1][name] for name in listed] == known[1][:3]
            assert len(known[0]) < 3 <= len(known[1])
            self.hears("alike_size")
        else:
            assert said.startswith("First in the alphabet: ")
            assert listed == sorted(self.others, key=str.casefold)[:3]
            assert len(known[1]) < 3
            self.hears("alike_name")

    def results(self) -> None:
        world = self.world
        ours = overview(world.catalogue, self.group.service)
        others = [overview(world.catalogue, one) for one in self.group.services]
        inspected = [name for name in self.others if world.latest(name)]
        told = 0
        heard_frameworks = []
        for said in words.result_sentences(ours, others):
            if match := re.fullmatch(
                r"At their latest inspections that we know of under the (.+ framework), (.+)\.", said
            ):
                heard_frameworks.append(match[1])
                told += self.tally(match[2], match[1])
                self.hears("results")
            elif match := re.fullmatch(r"We do not know the framework of the latest result for (.+)\.", said):
                listed = names(match[1], ALL_NAMES)
                assert all(
                    "framework not known" in {world.framework(row) for row in world.latest(name)}
                    for name in listed
                )
                told += len(listed)
                self.hears("no_framework")
            elif match := re.fullmatch(r"We have no inspection result for (.+)\.", said):
                assert names(match[1], ALL_NAMES) == [
                    name for name in (self.ours, *self.others) if not world.latest(name)
                ]
                self.hears("no_result")
            else:
                match = re.fullmatch(r"(.+) itself was rated (.+?)(?: in (.+?))? \((.+)\)\.", said)
                assert match, said
                assert match[1] == self.ours
                assert any(
                    row["overall_rating"] == match[2]
                    and date_words(str(row["published"] or "")[:7]) == (match[3] or "")
                    and world.framework(row) == match[4]
                    for row in world.latest(self.ours)
                )
                self.hears("our_result")
        assert len(heard_frameworks) == len(set(heard_frameworks))
        assert told == len(inspected)

    def tally(self, said: str, framework: str) -> int:
        """Ratings under one framework; an inspection that may or may not be the latest is counted either way."""
        counts = {
            match[2]: number(match[1])
            for match in re.finditer(rf"({NUMBER}) (?:was|were) rated ({'|'.join(RATINGS)})", said)
        }
        for rating, count in counts.items():
            each = [
                [
                    (self.world.framework(row), row["overall_rating"]) == (framework, rating)
                    for row in self.world.latest(name)
                ]
                for name in self.others
            ]
            assert sum(bool(one) and all(one) for one in each) <= count <= sum(map(any, each))
        return sum(counts.values())


@cache
def _read(seed: int) -> set[str]:
    world = _world(seed)
    heard: set[str] = set()
    for service in world.catalogue.services.values():
        groups = peer_groups(world.catalogue, service)
        assert len({group.kind for group in groups}) == len(groups)
        for group in groups:
            heard |= Reading(world, group).all()
        if not groups:
            alone = world.services[service.name]["region"]
            assert [row["region"] for row in world.services.values()].count(alone) == 1
            assert service.name in words.NO_GROUP(service=service.name)
            heard.add("peers.no_group")
    return heard


@pytest.mark.parametrize("seed", SETS)
def test_what_is_said_of_a_service_among_services_like_it_is_so(seed: int) -> None:
    assert _read(seed)


def test_every_kind_is_read() -> None:
    heard = set().union(*map(_read, SETS))
    known = {one.kind for one in sentences.all_templates() if one.kind.startswith("peers.")}
    assert known - heard - WITHOUT_A_CLAIM == set()
    assert known >= WITHOUT_A_CLAIM
