"""What cards and headlines say of services without ratings of their standards is so: worked out again from the rows."""

from __future__ import annotations

import random
import re
import tempfile
from functools import cache
from pathlib import Path

import pytest

from tests.observations import with_neighbours
from tests.truth.datasets import bundled_rows, read
from tests.truth.ratings_drawn import NAMES, RATINGS, Drawn, draw
from tests.truth.ratings_facts import Row, World
from tests.truth.ratings_words import date_words, names, number
from yjs_dash import sentences
from yjs_dash.compare import Catalogue
from yjs_dash.compare.overview import ServiceSummary, overviews
from yjs_dash.narrate import overview as words

SETS = range(40)
SOURCE = {
    "source_id": "the-report",
    "title": "The report",
    "publisher": "The inspectorate",
    "licence": "Open",
}
INDICATOR = "first_time_entrant_rate"
NEVER_INSPECTED = ("Quarndon", "Rushmere and Salt", "Tollgate", "The Nine Parishes of the Moor and the Marsh")
ALL_NAMES = (*NAMES, *NEVER_INSPECTED)
PARTS = ("Rushmere", "Salt")
WIDER = {"England and Wales": "nation", "London": "region", "East of England": "region"}
WITHOUT_A_CLAIM = {
    "overview.like_label", "overview.covers", "overview.covers_label", "overview.source", "overview.add_report",
    "overview.our_service", "overview.spoken", "overview.no_framework",
}  # fmt: skip
"""Labels, links, and words that stand only within others, which are read with them."""


def _any(options: tuple[str, ...]) -> str:
    return "(?:" + "|".join(re.escape(one) for one in sorted(options, key=len, reverse=True)) + ")"


NAME, RATING = _any(ALL_NAMES), _any(RATINGS)
LIST = rf"{NAME}(?:, {NAME})*(?: and {NAME})?"
FRAMEWORK = r"(?:\d{4}|made-up) framework"
TALLY = rf"(?:[Nn]o|[A-Za-z]+) (?:was|were) rated {RATING}(?:, [a-z]+ (?:was|were) rated {RATING})*"


class OverviewWorld:
    """A drawn set with services that were never inspected, figures and neighbours; facts by brute force."""

    def __init__(self, seed: int) -> None:
        dice = random.Random(f"overview {seed}")
        drawn = draw(seed)
        tables = dict(drawn.tables)
        tables["services"] = [*tables["services"], *map(_never_inspected, NEVER_INSPECTED)]
        self.values = _values(dice)
        tables["observations"] = [_observation(area, value) for area, value in self.values.items()]
        tables["indicators"] = [row for row in bundled_rows("indicators") if row["indicator_id"] == INDICATOR]
        tables["sources"] = [SOURCE]
        self.world = World(Drawn(seed, tables, drawn.frameworks, drawn.texts))
        with tempfile.TemporaryDirectory() as directory:
            data = read(Path(directory) / "data", tables, frameworks=drawn.texts)
        self.catalogue, self.neighbours = Catalogue(data), {}
        if dice.random() < 0.5:
            self.neighbours = {"Quarndon": dice.sample([*NAMES, "Salt"], 4), "Salt": ["Tollgate", "Quarndon"]}
            self.catalogue = with_neighbours(self.catalogue, **self.neighbours)
        self.services = {row["name"]: row for row in tables["services"]}

    def latest(self, name: str) -> list[Row]:
        """The inspections of a service that no other of it is certainly later than."""
        rows = self.world.inspections(str(self.services[name]["service_id"]))
        return [
            row
            for row in rows
            if not any(self.world.is_later(other, row) for other in rows if other is not row)
        ]

    def certain(self, name: str) -> Row | None:
        """The inspection that is certainly later than every other of its service."""
        rows = self.world.inspections(str(self.services[name]["service_id"]))
        sure = [
            row for row in rows if all(self.world.is_later(row, other) for other in rows if other is not row)
        ]
        return sure[0] if sure else None

    def peers(self, name: str) -> tuple[list[str], bool]:
        """Names of the services most like one, and whether they are its neighbours."""
        by_rank: dict[str, int] = {}
        for authority in _authorities(self.services[name]):
            for rank, near in enumerate(self.neighbours.get(authority, ())):
                for other, row in self.services.items():
                    if near in _authorities(row) and other != name:
                        by_rank[other] = min(rank, by_rank.get(other, rank))
        if by_rank:
            return sorted(
                by_rank, key=lambda one: (by_rank[one], str(self.services[one]["service_id"]))
            ), True
        region = self.services[name]["region"]
        return sorted(
            one for one, row in self.services.items() if row["region"] == region and one != name
        ), False


def _never_inspected(name: str) -> Row:
    authorities = "; ".join(PARTS) if name == "Rushmere and Salt" else name
    return {
        "service_id": name.lower().replace(" ", "-"), "name": name, "country": "England", "region": "London",
        "local_authorities": authorities,
    }  # fmt: skip


def _authorities(service: Row) -> list[str]:
    return [one.strip() for one in str(service["local_authorities"]).split(";")]


def _values(dice: random.Random) -> dict[str, float]:
    areas = [area for area in (*NAMES[:4], *PARTS, "Quarndon") if dice.random() < 0.6]
    return {
        area: dice.randint(10, 400) for area in [*areas, *(area for area in WIDER if dice.random() < 0.5)]
    }


def _observation(area: str, value: float) -> Row:
    return {
        "area": area, "area_type": WIDER.get(area, "local_authority"),
        "indicator_id": INDICATOR, "period": "year ending December 2024", "period_end": "2024-12-31", "value": value,
        "source_id": "the-report", "confidence": "high",
    }  # fmt: skip


@cache
def _world(seed: int) -> OverviewWorld:
    return OverviewWorld(seed)


def _choices(world: OverviewWorld, seed: int) -> list[list[str]]:
    dice, known = random.Random(seed), sorted(world.services)
    return [dice.sample(known, size) for size in (1, 1, 2, 2, 3, min(6, len(known)))]


def _chosen(world: OverviewWorld, chosen: list[str]) -> list[ServiceSummary]:
    ids = [str(world.services[name]["service_id"]) for name in chosen]
    return overviews(world.catalogue, world.catalogue.select(ids))


def _check_headline(world: OverviewWorld, chosen: list[str], said: str) -> str:
    """Raises AssertionError for a headline that is not so; gives its kind."""
    latest = {name: world.latest(name) for name in chosen}
    inspected = [name for name in chosen if latest[name]]
    without = [name for name in chosen if not latest[name]]
    assert len(said.split()) <= 12
    if said in (
        "We have no inspection result for this service",
        "We have no inspection result for any of these services",
    ):
        assert not inspected
        assert (len(chosen) == 1) == said.endswith("this service")
        return "overview.one_none_unnamed" if len(chosen) == 1 else "overview.none_of_them"
    if found := re.fullmatch(rf"We have no inspection result for ({NAME})", said):
        assert chosen == [found[1]]
        assert not inspected
        return "overview.one_none"
    if found := re.fullmatch(rf"({NAME}|This service) was rated ({RATING})(?: in (.+))?", said):
        assert len(chosen) == 1
        assert found[1] in (chosen[0], "This service")
        assert any(
            row["overall_rating"] == found[2] and date_words(str(row["published"])[:7]) == (found[3] or "")
            for row in latest[chosen[0]]
        )
        return "overview.one_result"
    frameworks = [{str(row["framework_id"]) for row in latest[name]} for name in inspected]
    if said == "Do not compare these results: we do not know every framework":
        assert any("" in one for one in frameworks)
        return "overview.framework_unknown"
    if said == "Rated under different frameworks: compare scores only within each":
        assert len(set.union(*frameworks)) > 1
        return "headline.frameworks"
    # From here on all results are under one framework.
    assert set.intersection(*frameworks) - {""}
    if found := re.fullmatch(r"The (\w+) results that we know differ", said):
        assert number(found[1]) == len(inspected)
        assert len({row["overall_rating"] for name in inspected for row in latest[name]}) > 1
        return "overview.different"
    found = re.fullmatch(
        rf"(At the latest inspections we know of, )?({TALLY})(?:; for (.+) we have no result)?", said
    )
    assert found, said
    counts = {
        m[2]: number(m[1]) for m in re.finditer(rf"([A-Za-z]+) (?:was|were) rated ({RATING})", found[2])
    }
    assert sum(counts.values()) == len(inspected)
    for rating, count in counts.items():
        certain = sum({row["overall_rating"] for row in latest[name]} == {rating} for name in inspected)
        possible = sum(rating in {row["overall_rating"] for row in latest[name]} for name in inspected)
        assert certain <= count <= possible
        assert (f" were rated {rating}" in said) == (count > 1)
    if found[3] is None:
        assert not without
        return "overview.tally"
    others = re.fullmatch(r"(\w+) others", found[3])
    assert without
    assert found[3] == "the others" or (others and number(others[1]) == len(without)) or [found[3]] == without
    return "overview.tally_and_none"


def _check_line(world: OverviewWorld, one: ServiceSummary, label: str, said: str) -> set[str]:
    """Raises AssertionError for a line of a card that is not so; gives its kinds."""
    if label == "First-time entrants, rate:":
        return _check_local(world, one, said)
    return {_check_other_line(world, one, label, said)}


def _check_other_line(world: OverviewWorld, one: ServiceSummary, label: str, said: str) -> str:
    latest, certain = world.latest(one.name), world.certain(one.name)
    shown = [row for row in latest if one.result and row["overall_rating"] == one.result.overall_rating]
    if found := re.fullmatch(
        rf"(?:Published (.+)|Date not known), ({FRAMEWORK}|framework not known)\.", said
    ):
        assert any(
            date_words(str(row["published"])) == (found[1] or "") and _framework(world, row) == found[2]
            for row in shown
        )
        return "overview.result" if found[1] else "overview.result_undated"
    if said == words.MAY_BE_OLDER():
        assert latest
        assert certain is None
        return "overview.may_be_older"
    if found := re.fullmatch(rf"We know (\d+) services last inspected under the ({FRAMEWORK}); (.+)\.", said):
        assert certain is not None
        assert _framework(world, certain) == found[2]
        return _check_place(world, one, certain, int(found[1]), found[3])
    if label == "Services like it:":
        peers, by_neighbours = world.peers(one.name)
        listed, _, kind = said.rpartition(" (")
        assert kind == ("its nearest statistical neighbours)" if by_neighbours else "in the same region)")
        assert set(names(listed, ALL_NAMES)) == set(peers[:3])
        return "overview.like" if by_neighbours else "overview.same_region"
    if said == words.NOTHING_HERE():
        assert not latest
        return "overview.nothing_here"
    assert said == words.NOT_HERE(), said
    assert latest
    return "overview.not_here"


def _framework(world: OverviewWorld, row: Row) -> str:
    framework = world.world.framework(row)
    return str(framework["short_name"]) if framework else "framework not known"


def _check_place(world: OverviewWorld, one: ServiceSummary, certain: Row, services: int, rest: str) -> str:
    """Services whose latest inspection may be under the framework, or certainly is; likewise for the rating."""
    rows = [world.latest(name) for name in world.services]
    under = [[row["framework_id"] == certain["framework_id"] for row in latest] for latest in rows if latest]
    assert sum(map(all, under)) <= services <= sum(map(any, under))
    alike = [
        [
            (row["framework_id"], row["overall_rating"])
            == (certain["framework_id"], certain["overall_rating"])
            for row in latest
        ]
        for latest in rows
        if latest
    ]
    low, high = sum(map(all, alike)), sum(map(any, alike))
    if found := re.fullmatch(rf"(\d+) of them, ({NAME}) included, were rated ({RATING})", rest):
        assert low <= int(found[1]) <= high
        assert int(found[1]) > 1
        assert (found[2], found[3]) == (one.name, certain["overall_rating"])
        return "overview.place"
    found = re.fullmatch(rf"({NAME}) is the only one rated ({RATING})", rest)
    assert found
    assert (found[1], found[2]) == (one.name, certain["overall_rating"])
    assert low <= 1
    return "overview.place_alone"


def _check_local(world: OverviewWorld, one: ServiceSummary, said: str) -> set[str]:
    areas = _authorities(world.services[one.name])
    values = {area: world.values[area] for area in areas if area in world.values}
    found = re.fullmatch(
        r"(?:between (?P<low>\d+) and (?P<high>\d+)|(?P<figure>\d+)) per 100,000 aged 10–17"
        r"(?: in (?P<only>[^,]+)|(?P<across> across its authorities))?, year ending December 2024"
        r"(?:; (?P<beside>England and Wales|London|East of England) (?P<wider>\d+))?"
        r"(?:; no figure for (?P<missing>.+))?",
        said,
    )
    assert found, said
    assert values
    wider = ["England and Wales", str(world.services[one.name]["region"])]
    beside = next((area for area in wider if area in world.values), None)
    assert found["beside"] == beside
    assert beside is None or int(found["wider"]) == world.values[beside]
    heard = {"overview.local"}
    alike = len(set(values.values())) == 1 and len(values) == len(areas)
    if len(values) == 1 < len(areas):
        assert (found["only"], int(found["figure"])) == next(iter(values.items()))
        heard.add("overview.local_in")
    elif alike:
        assert {int(found["figure"])} == set(values.values())
        assert not found["only"]
        assert not found["across"]
    else:
        assert (int(found["low"]), int(found["high"])) == (min(values.values()), max(values.values()))
        assert found["across"]
        heard |= {"overview.local_range", "overview.local_across"}
    lacking = [area for area in areas if area not in values]
    assert (found["missing"] or "") == " and ".join(lacking)
    return heard | ({"overview.local_missing"} if lacking else set())


def _read(seed: int) -> set[str]:
    world, heard = _world(seed), set()
    for chosen in _choices(world, seed):
        known = _chosen(world, chosen)
        heard.add(_check_headline(world, chosen, words.overview_headline(known)))
        for one in known:
            lines = [*words.result_lines(one), *words.local_lines(one), *words.missing_lines(one)]
            heard = heard.union(*(_check_line(world, one, label, said) for label, said in lines))
            result = one.result.overall_rating if one.result else words.NO_RESULT()
            assert words.overview_text(one).startswith(f"{one.name}. {result}.")
            assert all(said.removesuffix(".") in words.overview_text(one) for _, said in lines)
    return heard


@pytest.mark.parametrize("seed", SETS)
def test_what_is_said_of_services_without_ratings_of_standards_is_so(seed: int) -> None:
    assert _read(seed)


def test_every_kind_is_read() -> None:
    heard = set().union(*map(_read, SETS)) | {"overview.no_result", "overview.not_shown", "overview.replaced"}
    heard |= {"overview.no_standards_yet"}
    known = {one.kind for one in sentences.all_templates() if one.kind.startswith("overview.")}
    assert known - heard - WITHOUT_A_CLAIM == set()
    assert known >= WITHOUT_A_CLAIM


def test_services_that_are_left_out_are_named() -> None:
    assert words.left_out([]) == ""
    assert "for Quarndon, so it is not" in words.left_out(["Quarndon"])
    assert "for Quarndon and Tollgate, so they are not" in words.left_out(["Quarndon", "Tollgate"])
