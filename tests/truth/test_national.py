"""What the map, the table at a glance and the page on what is common say is so: worked out again from the rows."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise

import pytest
from scipy import stats as scipy_stats

from tests.truth.national_world import ALL_NAMES, PERIOD, RATE, NationalWorld
from tests.truth.ratings_drawn import RATINGS
from tests.truth.ratings_facts import Row, wilson
from tests.truth.ratings_words import date_words, names
from yjs_dash import sentences
from yjs_dash.compare import national_common, national_glance, national_map
from yjs_dash.narrate import national_common as common_words
from yjs_dash.narrate import national_glance as glance_words
from yjs_dash.narrate import national_map as map_words

SETS = range(24)
TOPICS = ("map.", "glance.", "common.")
WITHOUT_A_CLAIM = {
    "map.how_to", "map.add", "map.add_touch", "map.remove", "map.remove_touch", "map.chosen", "map.source", "map.none",
    "glance.caption", "glance.filter", "glance.key", "glance.toggle", "glance.source", "common.means", "common.source",
}  # fmt: skip
"""Labels, how to use the page, and how things are worked out."""
ELSEWHERE = {"map.full", "glance.shown", "glance.no_service"}
"""Said by the browser, or where nothing is chosen: tests of the page read them."""


def _any(options: Sequence[str]) -> str:
    return "(?:" + "|".join(re.escape(one) for one in sorted(options, key=len, reverse=True)) + ")"


NAME, RATING = _any(ALL_NAMES), _any(RATINGS)
UNDER = r"under the (?P<framework>(?:\d{4}|made-up) framework)"
INTERVAL = r"(\d+)% to (\d+)%"
Values = dict[str, tuple[str, str]]
"""Service → held and value, as its tile says them, once they were found to be so."""


@cache
def world_of(seed: int) -> NationalWorld:
    return NationalWorld(seed)


def same(said: object, true: object) -> None:
    assert said == true, f"said {said!r}, so is {true!r}"


def matched(pattern: str, said: str) -> re.Match[str]:
    found = re.fullmatch(pattern, said)
    assert found, f"not understood: {said}"
    return found


# Tiles: the value of each service, against its own rows.


def check_tile(
    world: NationalWorld, found: national_map.TileMap, tile: national_map.Tile
) -> tuple[str, str, str]:
    """Kind, held and value of what a tile says."""
    said = map_words.tile_text(tile, found)
    if found.framework is None:
        return _check_rate(world, found, tile, said)
    latest = world.latest(tile.name, found.framework.id)
    own = {"score": "score", "overall": "rating", "standard": "rating"}[found.measure.colouring]
    known = [(row, value) for row in latest if (value := _value(world, found, row))]
    if said == f"no inspection under the {found.framework.short_name} in our data":
        assert not latest
        return "map.not_inspected", "not_inspected", ""
    if said == f"inspected under the {found.framework.short_name}, but we do not have this {own}":
        assert len(known) < len(latest)
        return "map.not_held", "lacking", ""
    if own == "score":
        match = matched(rf"(\d+) points?, in the band for ({RATING})(?:, (.+))?", said)
        assert ("1 point," in said) == (match[1] == "1") or match[1].endswith("1")
        bands = world.world.drawn.frameworks[found.framework.id]["overall_bands"]
        (band,) = [one["rating"] for one in bands if one["from"] <= int(match[1]) <= one["to"]]
        same(match[2], band)
        value, date, kind = match[1], match[3], "map.of_score"
    else:
        match = matched(rf"({RATING})(?:, (.+))?", said)
        value, date, kind = match[1], match[2], "map.of_tile"
    assert any(value == true and date_words(row["published"]) == (date or "") for row, true in known), said
    return kind, "known", value


def _value(world: NationalWorld, found: national_map.TileMap, row: Row) -> str:
    if found.measure.colouring == "standard":
        return world.ratings(row).get(found.measure.standard_id, "")
    return str(row["score" if found.measure.colouring == "score" else "overall_rating"] or "")


def _check_rate(
    world: NationalWorld, found: national_map.TileMap, tile: national_map.Tile, said: str
) -> tuple[str, str, str]:
    value = world.rate(tile.name)
    if match := re.fullmatch(rf"(\d+), class (\d) of (\d), {PERIOD}", said):
        same(int(match[1]), value)
        same((int(match[2]), int(match[3])), ((tile.group or 0) + 1, len(found.classes)))
        return "map.of_rate", "known", match[1]
    assert value is None
    if said == f"no figure ({PERIOD if world.values else ''})":
        return "map.no_figure", "lacking", ""
    match = matched(r"no figure for the service as a whole; (.+)", said)
    areas = {area: world.values.get(area, (None, "")) for area in world.authorities(tile.name)}
    shown = [f"{a} {v}{f' [{s}]' if s else ''}" for a, (v, s) in areas.items() if v is not None]
    same(match[1], " and ".join(shown))
    assert len(areas) > 1
    return "map.no_whole", "lacking", ""


# The finding, the base and the legend: against the values of the tiles.


def check_headline(found: national_map.TileMap, values: Values, chosen: list[str], said: str) -> str:
    own = {name: values[name][1] for name in chosen if values[name][0] == "known"}
    if found.framework is None:
        return _check_rate_headline(found, values, own, said)
    everything = [value for held, value in values.values() if held == "known"]
    if said == f"We have no such rating under the {found.framework.short_name}":
        assert not everything
        return "map.nothing"
    assert said.endswith(f" under the {found.framework.short_name}") or ": " in said
    if match := re.fullmatch(rf"(.+ scored \d+) {UNDER}", said):
        told = dict(re.findall(rf"({NAME}) scored (\d+)", match[1]))
        same(told, own)
        return "map.scored"
    if match := re.fullmatch(rf"(Scores run|The chosen services scored) from (\d+) to (\d+) {UNDER}", said):
        scores = [int(one) for one in (own.values() if "chosen" in said else everything)]
        same((int(match[2]), int(match[3])), (min(scores), max(scores)))
        same("chosen" in said, len(own) > map_words.MOST_NAMED)
        return "map.chosen_scores" if "chosen" in said else "map.scores"
    standard = f"{found.measure.title}: " if found.measure.colouring == "standard" else ""
    assert said.startswith(standard)
    words = said.removeprefix(standard)
    if match := re.fullmatch(rf"Of the chosen services, (.+) {UNDER}", words):
        told = {r: int(n) for n, r in re.findall(rf"(\d+) (?:was|were) rated ({RATING})", match[1])}
        same(told, dict(Counter(own.values())))
        assert all(f"{n} {'was' if n == 1 else 'were'} rated {r}" in said for r, n in told.items())
        assert len(own) > map_words.MOST_NAMED
        return "map.chosen_counts"
    if match := re.fullmatch(rf"((?:{NAME}|, | and )+ (?:was|were) rated .+) {UNDER}", words):
        parts = re.findall(rf"((?:{NAME}|, | and )+?) (?:was|were) rated ({RATING})", match[1])
        told = {
            name: rating
            for listed, rating in parts
            for name in names(listed.removeprefix(" and ").removeprefix(", "), ALL_NAMES)
        }
        same(told, own)
        return "map.rated"
    match = matched(rf"(.+) (was|were each) most common {UNDER}: (\d+) of (\d+) services?", words)
    counts = Counter(everything)
    same(set(re.split(", | and ", match[1])), {r for r, n in counts.items() if n == max(counts.values())})
    same((int(match[4]), int(match[5])), (max(counts.values()), len(everything)))
    same(match[2] == "was", "," not in match[1] and " and " not in match[1])
    assert not own
    return "map.most_common"


def _check_rate_headline(found: national_map.TileMap, values: Values, own: dict[str, str], said: str) -> str:
    known = [int(value) for held, value in values.values() if held == "known"]
    title = found.measure.title
    if said == f"{title}: we have no figure for any service":
        assert not known
        return "map.no_rates"
    if match := re.fullmatch(rf"{title} \({PERIOD}\): from (\d+) to (\d+) in (\d+) services?", said):
        same(tuple(map(int, match.groups())), (min(known), max(known), len(known)))
        assert not own or len(own) > map_words.MOST_NAMED or len(found.classes) == 1
        return "map.rates"
    match = matched(rf"{title} \({PERIOD}\): (.+), of (\d) classes from low to high", said)
    told = dict(re.findall(rf"({NAME}) (?:is )?in class (\d)", match[1]))
    tiles = {tile.name: tile for tile in found.tiles}
    same(told, {name: str((tiles[name].group or 0) + 1) for name in own})
    same(int(match[2]), len(found.classes))
    return "map.classed"


def check_base(found: national_map.TileMap, values: Values, said: str) -> set[str]:
    held = Counter(one for one, _ in values.values())
    if found.framework is None:
        match = matched(
            r"We have a figure for (\d+) of the (\d+) services on the map\. .*; lower is better\. .*", said
        )
        same((int(match[1]), int(match[2])), (held["known"], len(values)))
        return {"map.rate_base"}
    what = "score" if found.measure.colouring == "score" else "rating"
    match = matched(
        rf"We have this {what} for (\d+) of the (\d+) services on the map\."
        rf"( (?P<lacking>\d+) more (?P<were>was|were) inspected {UNDER}, but we do not have this {what}\.)?"
        rf"( We have no inspection under the .+ framework for (?P<absent>\d+)\.)? We show one framework at a time\.",
        said,
    )
    same((int(match[1]), int(match[2])), (held["known"], len(values)))
    same((int(match["lacking"] or 0), int(match["absent"] or 0)), (held["lacking"], held["not_inspected"]))
    same(match["were"], {0: None, 1: "was"}.get(held["lacking"], "were"))
    told = {"map.lacking": match["lacking"], "map.absent": match["absent"]}
    return {"map.base", *(kind for kind, number in told.items() if number)}


def check_key(found: national_map.TileMap, values: Values) -> set[str]:
    """Classes and what lacks a value: every service is in exactly one, and the bounds are those of the values."""
    heard, told = set(), 0
    groups = {tile.name: tile.group for tile in found.tiles}
    ends: list[tuple[int, int]] = []
    for number, one in enumerate(found.classes):
        inside = [values[name][1] for name, group in groups.items() if group == number]
        said = map_words.class_text(one)
        match = matched(r"(.+): (\d+) services?", said)
        same(int(match[2]), len(inside))
        told += int(match[2])
        same("1 service" in said and not said.endswith("services"), len(inside) == 1)
        if found.framework is not None and found.measure.colouring != "score":
            same(set(inside) | {match[1]}, {match[1]})
            heard.add("map.key_rating")
        elif found.framework is not None:
            low, high, rating = matched(rf"(\d+) to (\d+) points, ({RATING})", match[1]).groups()
            assert all(int(low) <= int(value) <= int(high) for value in inside)
            same(one.rating, rating)
            heard.add("map.key_score")
        else:
            bounds = [int(end) for end in match[1].split(" to ")]
            same((bounds[0], bounds[-1]), (min(map(int, inside)), max(map(int, inside))))
            same(len(bounds) == 1, len(set(inside)) == 1)
            ends.append((bounds[0], bounds[-1]))
            heard.add("map.key_rate" if len(bounds) > 1 else "map.key_rate_one")
    assert all(before[1] < after[0] for before, after in pairwise(ends))
    held = Counter(one for one, _ in values.values())
    for kinds, said, true in (
        (("map.key_lacking", "map.key_no_figure"), map_words.lacking_text(found), held["lacking"]),
        (("map.key_absent",), map_words.absent_text(found), held["not_inspected"]),
    ):
        same(bool(said), bool(true))
        if said:
            same(int(matched(r".+: (\d+) services?", said)[1]), true)
            told += true
            heard.add(kinds[found.framework is None and len(kinds) > 1])
    same(told, len(values))
    return heard


def check_classes(found: national_map.TileMap, values: Values) -> None:
    """Classes of a rate hold about as many services each: as many but for one, where no two values are equal."""
    known = [value for held, value in values.values() if held == "known"]
    assert len(found.classes) <= min(4, max(1, len(known) // 5))
    if known and len(set(known)) == len(known):
        sizes = [one.services for one in found.classes]
        assert max(sizes) - min(sizes) <= 1


def read_map(seed: int) -> set[str]:
    world, dice, heard = world_of(seed), random.Random(seed), set()
    for framework in world.catalogue.data.frameworks.values():
        measures = national_map.measures(world.catalogue, framework_id=framework.id)
        for measure in (m for m in measures if m.colouring != "standard" or dice.random() < 0.4):
            found = national_map.tile_map(world.catalogue, framework_id=framework.id, measure=measure)
            assert found is not None
            same(sorted(tile.name for tile in found.tiles), sorted(world.names))
            values: Values = {}
            for tile in found.tiles:
                kind, held, value = check_tile(world, found, tile)
                same((held, value), (tile.held, tile.value.removesuffix(" [u]")))
                values[tile.name] = (held, value)
                heard.add(kind)
            heard |= check_base(found, values, map_words.base_sentence(found)) | check_key(found, values)
            if found.framework is None:
                check_classes(found, values)
            for size in (0, 1, 2, 3, 5, 6):
                chosen = dice.sample(world.names, min(size, len(world.names)))
                ids = [str(world.services[name]["service_id"]) for name in chosen]
                said = map_words.headline(found, ids)
                heard.add(check_headline(found, values, chosen, said))
                alt = map_words.alternative(found, ids)
                assert f". {said}. " in alt
                heard |= {"map.alt", "map.key_title"}
                assert map_words.key_title(found).startswith(f"{measure.title}, ")
            table = map_words.table(found)
            same(
                dict(zip(table["Service"], table.iloc[:, 1], strict=True)),
                {t.name: t.value for t in found.tiles},
            )
    return heard


# The table at a glance.


def read_glance(seed: int) -> set[str]:
    world, dice, heard = world_of(seed), random.Random(seed + 1), set()
    orders: tuple[national_glance.Order, ...] = ("name", "region", "neighbours")
    for framework in world.catalogue.data.frameworks.values():
        for order in orders:
            chosen = dice.sample(world.names, dice.choice([0, 1, 2, 4]))
            selection = world.catalogue.select(str(world.services[name]["service_id"]) for name in chosen)
            found = national_glance.glance(world.catalogue, selection, framework_id=framework.id, order=order)
            heard |= check_glance(world, found, chosen, order)
    return heard


def check_glance(
    world: NationalWorld, found: national_glance.Glance, chosen: list[str], order: national_glance.Order
) -> set[str]:
    framework_id, short = found.framework.id, found.framework.short_name
    same(sorted(row.name for row in found.rows), sorted(world.names))
    for row in found.rows:
        latest = world.latest(row.name, framework_id)
        possible = [(r["overall_rating"], str(r["score"] or ""), world.ratings(r)) for r in latest]
        stated = (row.overall_rating, "" if row.score is None else str(row.score), dict(row.ratings))
        assert stated in possible if latest else stated == ("", "", {})
    inspected = {row.name for row in found.rows if row.overall_rating}
    held = {row.name for row in found.rows if row.ratings}
    heard = _check_groups(world, found, chosen, order)
    said = glance_words.headline(found)
    if said == f"We have no inspection under the {short}":
        assert not inspected
        heard.add("glance.none")
    else:
        match = matched(rf"We have inspections of (.+) {UNDER}", said)
        own = [name for name in chosen if name in inspected]
        rest = len(inspected) - len(own)
        noun = f"{'other ' if own else ''}service{'' if rest == 1 else 's'}"
        true = [*own, *([f"{rest} {noun}"] if rest else [])]
        same(match[1], f"{', '.join(true[:-1])} and {true[-1]}" if len(true) > 1 else true[0])
        heard |= {"glance.headline", *({"glance.others"} if own and rest else set())}
    ours = chosen[0] if chosen else ""
    for words in glance_words.base_sentences(found, wants_neighbours=order == "neighbours", ours=ours):
        heard.add(_check_glance_base(world, found, words, inspected=inspected, held=held, ours=ours))
    return heard


def _check_glance_base(
    world: NationalWorld,
    found: national_glance.Glance,
    said: str,
    *,
    inspected: set[str],
    held: set[str],
    ours: str,
) -> str:
    if match := re.fullmatch(r"We hold ratings of standards for (\d+) of these (\d+) services?; .*", said):
        same((int(match[1]), int(match[2])), (len(held), len(inspected)))
        assert 0 < len(held) < len(inspected)
        return "glance.held"
    if match := re.fullmatch(r"We hold ratings of standards for all of these (\d+) services?\.", said):
        same((len(held), int(match[1])), (len(inspected), len(inspected)))
        return "glance.held_all"
    if said.startswith("We do not hold the ratings of standards"):
        assert not held
        assert inspected
        return "glance.held_none"
    if said == "Choose a service to see its statistical neighbours first.":
        assert not ours
        return "glance.no_service"
    if match := re.fullmatch(rf"We do not know statistical neighbours of ({NAME}), so .*", said):
        same(match[1], ours)
        same(_near(world, ours), [])
        return "glance.no_neighbours"
    match = matched(r"(\d+) more (service has|services have) no inspection .*", said)
    same(int(match[1]), len(world.names) - len(inspected))
    same(match[2] == "service has", match[1] == "1")
    return "glance.not_inspected"


def _near(world: NationalWorld, name: str) -> list[str]:
    """Services with an authority among the neighbours of one's authorities, by the best rank."""
    ranks: dict[str, int] = {}
    for area in world.authorities(name):
        for rank, near in enumerate(world.neighbours.get(area, [])):
            for other in world.names:
                if near in world.authorities(other) and other != name:
                    ranks[other] = min(rank, ranks.get(other, rank))
    return sorted(ranks, key=lambda one: (ranks[one], str(world.services[one]["service_id"])))


def _check_groups(
    world: NationalWorld, found: national_glance.Glance, chosen: list[str], order: national_glance.Order
) -> set[str]:
    heard = set()
    for group in found.groups:
        said, rows = glance_words.group_title(group), [row.name for row in group.rows]
        if said == "Chosen services":
            same(rows, chosen)
        elif said in ("Other services, by name", "All services, by name"):
            same(rows, sorted(rows, key=str.casefold))
            same(said.startswith("Other"), bool(chosen))
        elif match := re.fullmatch(rf"Statistical neighbours of ({NAME}), the nearest first", said):
            same(match[1], chosen[0])
            same(rows, [one for one in _near(world, match[1]) if one not in chosen])
        else:
            same(order, "region")
            same({str(world.services[name]["region"]) for name in rows}, {said})
        kinds = {"Chosen": "chosen", "Other": "rest", "All": "all", "Statistical": "neighbours"}
        heard.add(f"glance.{kinds.get(said.partition(' ')[0], 'region')}")
    return heard


# What is common.


def read_common(seed: int) -> set[str]:
    world, dice, heard = world_of(seed), random.Random(seed + 2), set()
    for framework in world.catalogue.data.frameworks.values():
        found = national_common.common(world.catalogue, framework_id=framework.id)
        held = world.held(framework.id)
        for size in (0, 1, 2, 3, 5):
            heard |= check_common_headline(
                world, found, held, dice.sample(world.names, min(size, len(world.names)))
            )
        if not held:
            continue
        for one in found.extremes:
            heard |= check_extreme(world, found, held, one)
        heard |= {kind for pair in found.pairs for kind in check_pair(world, found, held, pair)}
        heard.add(check_common_base(world, found, held))
        heard |= check_alternative(world, found, held)
        same(
            common_words.subtitle(found).rpartition("; ")[2],
            f"{_inspections(len(held))}, {framework.short_name}",
        )
        heard.add("common.subtitle")
    return heard


def _inspections(number: int) -> str:
    return f"{number} inspection{'' if number == 1 else 's'}"


def _titles(found: national_common.Common) -> dict[str, str]:
    return {one.title: one.id for one in found.framework.standards.values()}


def _share(world: NationalWorld, held: list[Row], standard: str, rating: str) -> tuple[int, int]:
    given = [world.ratings(row)[standard] for row in held if standard in world.ratings(row)]
    return given.count(rating), len(given)


def check_common_headline(
    world: NationalWorld, found: national_common.Common, held: list[Row], chosen: list[str]
) -> set[str]:
    short = found.framework.short_name
    ids = {str(world.services[name]["service_id"]): name for name in chosen}
    said = common_words.headline(found, list(ids))
    if not held:
        same(said, f"We hold no ratings of standards under the {short}")
        return {"common.none"}
    heard = set()
    with_ratings = {row["service_id"] for row in held}
    own = [name for service_id, name in ids.items() if service_id in with_ratings]
    named = said if own and len(own) <= common_words.MOST_NAMED else ""
    if len(own) > common_words.MOST_NAMED:
        (listed,) = common_words.chosen_sentences(found, list(ids))
        named = listed.removesuffix(".")
    else:
        same(common_words.chosen_sentences(found, list(ids)), [])
    if named:
        told = re.findall(
            rf"({NAME}) for (\d+|none) of (\d+) standards?", matched(r"Rated Inadequate: (.+)", named)[1]
        )
        same([name for name, _, _ in told], own)
        for name, number, standards in told:
            ratings = [world.ratings(row) for row in world.inspections(name) if row in held]
            true = [(list(r.values()).count("Inadequate"), len(r)) for r in ratings]
            assert (0 if number == "none" else int(number), int(standards)) in true
        heard |= {"common.chosen", "common.of_one"}
    else:
        same(said, common_words.extreme_headline(found.extremes[0], found))
    outside = common_words.outside_sentences(found, ids)
    missing = [name for name in chosen if name not in own]
    same(bool(outside), bool(missing))
    for words in outside:
        match = matched(rf"We hold no ratings of standards of (.+) {UNDER}\.", words)
        same(names(match[1], ALL_NAMES), missing)
        heard.add("common.outside")
    return heard


def check_extreme(
    world: NationalWorld, found: national_common.Common, held: list[Row], one: national_common.Extreme
) -> set[str]:
    said = common_words.extreme_sentence(one, found)
    shares = {
        standard: Fraction(*share)
        for standard in _titles(found).values()
        if (share := _share(world, held, standard, one.rating))[1]
    }
    most = [standard for standard, share in shares.items() if share == max(shares.values())]
    if match := re.fullmatch(rf"No standard was rated ({RATING}) in these (\d+) inspections?\.", said):
        same((match[1], int(match[2])), (one.rating, len(held)))
        same(max(shares.values()), 0)
        return {"common.never"}
    first, _, verdict = said.partition(". ") if not re.match(r"\d\.\d", said) else _parted(said)
    kind = "common.most"
    if match := re.fullmatch(rf"(\d+) standards were most often ({RATING}), each in (\d+)% of the .*", first):
        same((int(match[1]), match[2]), (len(most), one.rating))
        same(int(match[3]), _rounded(100 * shares[most[0]]))
        kind = "common.many"
    else:
        match = matched(rf"(.+) (was|were) most often ({RATING}): (\d+) of (\d+) inspections?( each)?", first)
        same([_titles(found)[title] for title in _listed(match[1], list(_titles(found)))], most)
        same((int(match[4]), int(match[5])), _share(world, held, most[0], one.rating))
        same((match[3], match[2] == "were", bool(match[6])), (one.rating, len(most) > 1, len(most) > 1))
    low, high = (_rounded(end) for end in wilson(*_share(world, held, most[0], one.rating), 0.95))
    same(re.search(INTERVAL, verdict).groups(), (str(low), str(high)))  # type: ignore[union-attr]
    # Whoever has it least often: the last of these in printed order.
    least = [standard for standard, share in shares.items() if share == min(shares.values())][-1]
    both = [world.ratings(row) for row in held if {most[0], least} <= world.ratings(row).keys()]
    higher = sum(r[most[0]] == one.rating and r[least] != one.rating for r in both)
    lower = sum(r[least] == one.rating and r[most[0]] != one.rating for r in both)
    p = scipy_stats.binomtest(higher, higher + lower).pvalue if higher + lower else 1.0
    beyond = most[0] != least and p * len(shares) * (len(shares) - 1) / 2 < 0.05
    if verdict.startswith("That is more often than"):
        assert beyond
        assert f"more often than {found.framework.standards[least].title} by" in verdict
        return {kind, "common.beyond"}
    assert verdict.startswith("With so few inspections, chance alone could produce")
    assert not beyond
    return {kind, "common.chance"}


def _parted(said: str) -> tuple[str, str, str]:
    """A sentence that begins with the number of a standard, and the next."""
    first, second = re.split(r"(?<=[a-z])\. ", said, maxsplit=1)
    return first, ". ", second


def _rounded(percent: Fraction | float) -> int:
    return int(Fraction(percent) + Fraction(1, 2))


def _listed(words: str, known: list[str]) -> list[str]:
    return names(words, tuple(known))


def check_pair(
    world: NationalWorld, found: national_common.Common, held: list[Row], pair: national_common.PairedCount
) -> set[str]:
    said = common_words.paired_sentence(pair)
    match = matched(
        r"The standards on (court disposals|leadership and organisation) were rated higher than those on "
        r"(out-of-court disposals|casework) in (\d+) of (\d+) "
        r"inspections?, lower in (\d+) and the same in (\d+)\. (.+)",
        said,
    )
    framework = world.world.drawn.frameworks[found.framework.id]
    points = {one["name"]: one["points"] for one in framework["ratings"]}
    of: dict[str, list[str | None]] = {
        "court disposals": ["court"],
        "leadership and organisation": [None],
        "out-of-court disposals": ["out_of_court"],
        "casework": ["court", "out_of_court"],
    }
    first, second = (
        [
            s["id"]
            for d in framework["domains"]
            if d["in_total"] and d.get("sample") in of[name]
            for s in d["standards"]
        ]
        for name in (match[1], match[2])
    )
    gaps = []
    for ratings in map(world.ratings, held):
        if {*first, *second} <= ratings.keys():
            totals = [sum(points[ratings[one]] for one in group) for group in (first, second)]
            gaps.append(totals[0] * len(second) - totals[1] * len(first))
    higher, lower, level = (sum(test(gap) for gap in gaps) for test in (_up, _down, _level))
    same(tuple(map(int, match.groups()[2:6])), (higher, len(gaps), lower, level))
    if match[7] == "They did not differ in any inspection.":
        same(higher + lower, 0)
        return {"common.paired", "common.pair_same"}
    beyond = scipy_stats.binomtest(higher, higher + lower).pvalue < 0.05
    verdict = "That is more than chance would produce" if beyond else "Chance alone could produce this"
    low, high = (_rounded(end) for end in wilson(higher, higher + lower, 0.95))
    same(match[7], f"{verdict} (95% interval {low}% to {high}% of the {higher + lower} that differ).")
    return {"common.paired", "common.pair_beyond" if beyond else "common.pair_chance"}


_up: Callable[[int], bool] = (0).__lt__
_down: Callable[[int], bool] = (0).__gt__
_level: Callable[[int], bool] = (0).__eq__


def check_common_base(world: NationalWorld, found: national_common.Common, held: list[Row]) -> str:
    said = common_words.base_sentence(found)
    match = matched(
        rf"This counts the (\d+) inspections? {UNDER} whose ratings of standards we hold(?:: (.+))?\. "
        r"They are not a .*",
        said,
    )
    same((int(match[1]), match["framework"]), (len(held), found.framework.short_name))
    if match[3] is None:
        assert len(held) > common_words.MOST_LISTED
        return "common.base_many"
    told = sorted(re.findall(rf"({NAME})(?: \(([^)]+)\))?", match[3]))
    true = sorted((world.world.names[row["service_id"]], date_words(row["published"][:7])) for row in held)
    same(told, true)
    return "common.base"


def check_alternative(world: NationalWorld, found: national_common.Common, held: list[Row]) -> set[str]:
    said = common_words.alternative(found)
    titles = _titles(found)
    parts = re.findall(rf"({_any(list(titles))}): ((?:\d+ {RATING}(?:, )?)+)\.", said)
    true = {t: _counted(world, held, s) for t, s in titles.items() if _counted(world, held, s)}
    same({title: {r: int(n) for n, r in re.findall(rf"(\d+) ({RATING})", c)} for title, c in parts}, true)
    table = common_words.table(found)
    for title, row in zip(table["Standard"], table.to_dict("records"), strict=True):
        same({r: row[r] for r in RATINGS if row[r]}, true[title])
        low, high = (_rounded(e) for e in wilson(row["Inadequate"], row["Inspections"], 0.95))
        same(row["95% interval, share Inadequate"], f"{low}% to {high}%")
    return {"common.alt", "common.row"}


def _counted(world: NationalWorld, held: list[Row], standard: str) -> dict[str, int]:
    return dict(Counter(r[standard] for r in map(world.ratings, held) if standard in r))


# All of it.


@pytest.mark.parametrize("seed", SETS)
@pytest.mark.parametrize("read", [read_map, read_glance, read_common], ids=lambda read: read.__name__)
def test_what_is_said_of_all_services_is_so(read: Callable[[int], set[str]], seed: int) -> None:
    assert read(seed)


def test_every_kind_is_read() -> None:
    heard = {kind for seed in SETS for read in (read_map, read_glance, read_common) for kind in read(seed)}
    known = {one.kind for one in sentences.all_templates() if one.kind.startswith(TOPICS)}
    same(sorted(known - heard - WITHOUT_A_CLAIM - ELSEWHERE), [])
    same(sorted((heard | WITHOUT_A_CLAIM | ELSEWHERE) - known), [])


def test_the_drawn_sets_have_the_rate_that_is_read() -> None:
    assert any(world_of(seed).values for seed in SETS)
    assert {row["indicator_id"] for row in world_of(1).world.drawn.tables["observations"]} == {RATE}
