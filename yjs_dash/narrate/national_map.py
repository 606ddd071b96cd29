"""Plain words for the map of tiles: its finding, its legend, what each tile says, and on how much it stands."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from yjs_dash.compare.national_map import Tile, TileClass, TileMap
from yjs_dash.framework import RATINGS
from yjs_dash.narrate.numbers import date_words, joined, points, sentence_case, was_rated
from yjs_dash.narrate.template import template

MOST_NAMED = 3

RATED = template(
    "map.rated",
    "{standard}{services} under the {framework}",
    standard="2.1 Assessment: ",
    services="Suffolk was rated Inadequate and Sutton was rated Requires improvement",
    framework="2021 framework",
)
CHOSEN_COUNTS = template(
    "map.chosen_counts",
    "{standard}Of the chosen services, {counts} under the {framework}",
    standard="", counts="4 were rated Good and 1 was rated Inadequate", framework="2021 framework",
)  # fmt: skip
MOST_COMMON = template(
    "map.most_common",
    "{standard}{ratings} most common under the {framework}: {number} of {services}",
    standard="", ratings="Good was", framework="2021 framework", number=40, services="77 services",
)  # fmt: skip
NOTHING = template("map.nothing", "We have no such rating under the {framework}", framework="2025 framework")
SCORED = template(
    "map.scored", "{services} under the {framework}",
    services="Suffolk scored 9 and Sutton scored 18", framework="2021 framework",
)  # fmt: skip
CHOSEN_SCORES = template(
    "map.chosen_scores", "The chosen services scored from {low} to {high} under the {framework}",
    low=9, high=34, framework="2021 framework",
)  # fmt: skip
SCORES = template(
    "map.scores", "Scores run from {low} to {high} under the {framework}",
    low=0, high=36, framework="2021 framework",
)  # fmt: skip
CLASSED = template(
    "map.classed", "{measure} ({period}): {services}, of {classes} classes from low to high",
    measure="First-time entrants, rate", period="year ending December 2024",
    services="Suffolk is in class 2 and Sutton in class 1", classes=4,
)  # fmt: skip
RATES = template(
    "map.rates", "{measure} ({period}): from {low} to {high} in {services}",
    measure="First-time entrants, rate", period="year ending December 2024", low="28", high="492",
    services="120 services",
)  # fmt: skip
NO_RATES = template(
    "map.no_rates", "{measure}: we have no figure for any service", measure="First-time entrants, rate"
)
BASE = template(
    "map.base",
    "We have this {what} for {known} of the {all} services on the map.{lacking}{absent} We show one framework at a "
    "time.",
    what="rating", known=7, all=155,
    lacking=" 70 more were inspected under the 2021 framework, but we do not have this rating.",
    absent=" We have no inspection under it for 78.",
)  # fmt: skip
LACKING = template(
    "map.lacking", " {number} more {were} inspected under the {framework}, but we do not have this {what}.",
    number=70, were="were", framework="2021 framework", what="rating",
)  # fmt: skip
ABSENT = template(
    "map.absent", " We have no inspection under the {framework} for {number}.",
    framework="2021 framework", number=78,
)  # fmt: skip
RATE_BASE = template(
    "map.rate_base",
    "We have a figure for {known} of the {all} services on the map. The figures are those of local authorities: a "
    "service of several authorities has none of its own. Each class has about as many services{direction}. Services "
    "in different classes may differ by chance alone: “Local rates” shows which authorities differ by more than "
    "that. A rate does not depend on the inspection framework.",
    known=120, all=155, direction="; lower is better",
)  # fmt: skip
NOT_INSPECTED = template(
    "map.not_inspected", "no inspection under the {framework} in our data", framework="2021 framework"
)
NOT_HELD = template(
    "map.not_held", "inspected under the {framework}, but we do not have this {what}",
    framework="2021 framework", what="rating",
)  # fmt: skip
NO_FIGURE = template("map.no_figure", "no figure ({period})", period="year ending December 2024")
NO_WHOLE = template(
    "map.no_whole", "no figure for the service as a whole; {parts}", parts="Dorset 142, Bournemouth 160"
)
OF_TILE = template("map.of_tile", "{value}{date}", value="Good", date=", 9 August 2022")
OF_SCORE = template(
    "map.of_score", "{points}, in the band for {rating}{date}",
    points="18 points", rating="Requires improvement", date=", 9 August 2022",
)  # fmt: skip
OF_RATE = template(
    "map.of_rate", "{value}, class {number} of {classes}, {period}",
    value="89", number=1, classes=4, period="year ending December 2024",
)  # fmt: skip
KEY_RATING = template("map.key_rating", "{rating}: {services}", rating="Good", services="40 services")
KEY_SCORE = template(
    "map.key_score", "{low} to {high} points, {rating}: {services}",
    low=19, high=30, rating="Good", services="40 services",
)  # fmt: skip
KEY_RATE = template(
    "map.key_rate", "{low} to {high}: {services}", low="28", high="95", services="30 services"
)
KEY_RATE_ONE = template("map.key_rate_one", "{value}: {services}", value="95", services="1 service")
KEY_LACKING = template(
    "map.key_lacking", "Inspected, but we do not have this {what}: {services}", what="rating", services="70 services"
)  # fmt: skip
KEY_ABSENT = template(
    "map.key_absent", "No inspection under this framework in our data: {services}", services="78 services"
)
KEY_NO_FIGURE = template("map.key_no_figure", "No figure for the service: {services}", services="35 services")
KEY_TITLE = template("map.key_title", "{measure}, {of}", measure="Overall rating", of="2021 framework")
ALT = template(
    "map.alt", "Map of tiles, one hexagon a service, placed about where it lies. {headline}. {key}.",
    headline="Good was most common under the 2021 framework: 40 of 77 services", key="Good: 40 services",
)  # fmt: skip
HOW_TO = template(
    "map.how_to",
    "Select a tile to add the service to the comparison or to take it out. With the keyboard, move between tiles with "
    "the arrow keys, or type the first letter of a name.",
)
ADD = template("map.add", "Select to add it to the comparison")
ADD_TOUCH = template("map.add_touch", "Tap again to add it to the comparison")
REMOVE = template("map.remove", "Select to take it out of the comparison")
REMOVE_TOUCH = template("map.remove_touch", "Tap again to take it out of the comparison")
FULL = template(
    "map.full", "You compare {most} services already: take one out before you add {another}.",
    most="six", another="another",
)  # fmt: skip
CHOSEN = template("map.chosen", "Chosen services")
SOURCE = template(
    "map.source", "the inspections or figures in the table, each with its own source; places of tiles: {tiles}",
    tiles="Hex maps of local authorities, Open Innovations",
)  # fmt: skip
NO_MAP = template("map.none", "These data have no map of the services")
SIGNS: dict[str, str] = {rating: rating[0] for rating in RATINGS}
"""The letter of a rating in a tile."""


def headline(found: TileMap, chosen: Sequence[str]) -> str:
    """Where the chosen services stand, or where none has a value what holds for all. `chosen`: ids of services."""
    known = [tile for tile in _in_order(found, chosen) if tile.held == "known"]
    if found.framework is None:
        return _rate_headline(found, known)
    framework = found.framework.short_name
    if found.measure.colouring == "score":
        own = [int(tile.value) for tile in known]
        if len(known) > MOST_NAMED:
            return CHOSEN_SCORES(low=min(own), high=max(own), framework=framework)
        if known:
            told = joined(f"{tile.name} scored {tile.value}" for tile in known)
            return SCORED(services=told, framework=framework)
        scores = [int(tile.value) for tile in found.tiles if tile.held == "known"]
        if not scores:
            return NOTHING(framework=framework)
        return SCORES(low=min(scores), high=max(scores), framework=framework)
    standard = f"{found.measure.title}: " if found.measure.standard_id else ""
    if len(known) > MOST_NAMED:
        counts = _counts([tile.value for tile in known])
        return CHOSEN_COUNTS(standard=standard, counts=counts, framework=framework)
    if known:
        named = {rating: [t.name for t in known if t.value == rating] for rating in RATINGS[::-1]}
        told = joined(f"{joined(of)} {was_rated(r, many=len(of) > 1)}" for r, of in named.items() if of)
        return RATED(standard=standard, services=told, framework=framework)
    most = max(one.services for one in found.classes)
    if not most:
        return NOTHING(framework=framework)
    ratings = [one.rating for one in found.classes if one.services == most]
    return MOST_COMMON(
        standard=standard,
        ratings=f"{joined(ratings)} {'were each' if len(ratings) > 1 else 'was'}",
        framework=framework,
        number=most,
        services=_services(found.number("known")),
    )


def _rate_headline(found: TileMap, known: Sequence[Tile]) -> str:
    measure = found.measure.title
    if not found.classes:
        return NO_RATES(measure=measure)
    if known and len(known) <= MOST_NAMED and len(found.classes) > 1:
        verbs = ["is in", *["in"] * (len(known) - 1)]
        told = joined(
            f"{tile.name} {verb} class {(tile.group or 0) + 1}"
            for tile, verb in zip(known, verbs, strict=True)
        )
        return CLASSED(measure=measure, period=found.period, services=told, classes=len(found.classes))
    return RATES(
        measure=measure,
        period=found.period,
        low=found.classes[0].low,
        high=found.classes[-1].high,
        services=_services(found.number("known")),
    )


def base_sentence(found: TileMap) -> str:
    """How many services have a value, and why the others have none."""
    known, everything = found.number("known"), len(found.tiles)
    indicator = found.measure.indicator
    if found.framework is None:
        direction = f"; {indicator.direction}" if indicator is not None and indicator.direction else ""
        return RATE_BASE(known=known, all=everything, direction=direction)
    framework, what = found.framework.short_name, _what(found)
    lacking, absent = found.number("lacking"), found.number("not_inspected")
    were = "was" if lacking == 1 else "were"
    return BASE(
        what=what,
        known=known,
        all=everything,
        lacking=LACKING(number=lacking, were=were, framework=framework, what=what) if lacking else "",
        absent=ABSENT(number=absent, framework=framework) if absent else "",
    )


def tile_text(tile: Tile, found: TileMap) -> str:
    """What a tile says of its service: the value and its date, or why there is none."""
    if tile.held != "known":
        return _reason(tile, found)
    date = f", {date_words(tile.published)}" if tile.published else ""
    if found.framework is None:
        number = (tile.group or 0) + 1
        return OF_RATE(value=tile.value, number=number, classes=len(found.classes), period=tile.published)
    if found.measure.colouring == "score":
        rating = found.classes[tile.group or 0].rating
        return OF_SCORE(points=points(int(tile.value)), rating=rating, date=date)
    return OF_TILE(value=tile.value, date=date)


def tile_sign(tile: Tile, found: TileMap) -> str:
    """What stands in a tile: the letter of a rating, a score, the number of a class; nothing without a value."""
    if tile.held != "known":
        return "?" if tile.held == "lacking" else ""
    if found.framework is None:
        return str((tile.group or 0) + 1)
    return tile.value if found.measure.colouring == "score" else SIGNS[tile.value]


def class_sign(one: TileClass, number: int) -> str:
    """What stands in the legend's hexagon of a class, counted from 0."""
    return SIGNS[one.rating] if one.rating else str(number + 1)


def class_text(one: TileClass) -> str:
    """What a class holds, in words, and how many services are in it."""
    services = _services(one.services)
    if not one.rating and one.low == one.high:
        return KEY_RATE_ONE(value=one.low, services=services)
    if not one.rating:
        return KEY_RATE(low=one.low, high=one.high, services=services)
    if one.low:
        return KEY_SCORE(low=one.low, high=one.high, rating=one.rating, services=services)
    return KEY_RATING(rating=one.rating, services=services)


def lacking_text(found: TileMap) -> str:
    """The legend of tiles that lack a value; empty where there is none."""
    number = found.number("lacking")
    if not number:
        return ""
    if found.framework is None:
        return KEY_NO_FIGURE(services=_services(number))
    return KEY_LACKING(what=_what(found), services=_services(number))


def absent_text(found: TileMap) -> str:
    """The legend of tiles of services that were not inspected; empty where there is none."""
    number = found.number("not_inspected")
    return KEY_ABSENT(services=_services(number)) if number else ""


def key_title(found: TileMap) -> str:
    indicator = found.measure.indicator
    of = found.framework.short_name if found.framework else (indicator.unit if indicator else "")
    return KEY_TITLE(measure=found.measure.title, of=of)


def alternative(found: TileMap, chosen: Sequence[str]) -> str:
    """The map in words: its finding and its legend."""
    keys = [*map(class_text, found.classes), lacking_text(found), absent_text(found)]
    return ALT(headline=headline(found, chosen), key="; ".join(key for key in keys if key))


def table(found: TileMap) -> pd.DataFrame:
    """The map as a table: a row a service."""
    value = "Figure" if found.framework is None else sentence_case(_what(found))
    groups = {n: class_text(one).rpartition(":")[0] for n, one in enumerate(found.classes)}
    return pd.DataFrame(
        {
            "Service": [tile.name for tile in found.tiles],
            value: [tile.value for tile in found.tiles],
            **(
                {
                    "Class": [
                        groups.get(tile.group, "") if tile.group is not None else "" for tile in found.tiles
                    ]
                }
                if found.measure.colouring in ("score", "rate")
                else {}
            ),
            "Period" if found.framework is None else "Published": [tile.published for tile in found.tiles],
            "Note": [
                "" if tile.held == "known" else sentence_case(_reason(tile, found)) for tile in found.tiles
            ],
            "Source": [tile.source for tile in found.tiles],
        }
    )


def _reason(tile: Tile, found: TileMap) -> str:
    if found.framework is None:
        if tile.parts:
            return NO_WHOLE(parts=joined(f"{area} {label}" for area, label in tile.parts))
        return NO_FIGURE(period=tile.published)
    if tile.held == "not_inspected":
        return NOT_INSPECTED(framework=found.framework.short_name)
    return NOT_HELD(framework=found.framework.short_name, what=_what(found))


def _what(found: TileMap) -> str:
    return "score" if found.measure.colouring == "score" else "rating"


def _in_order(found: TileMap, chosen: Sequence[str]) -> list[Tile]:
    tiles = {tile.service_id: tile for tile in found.tiles}
    return [tiles[service_id] for service_id in chosen if service_id in tiles]


def _counts(ratings: Sequence[str]) -> str:
    """“4 were rated Good and 1 was rated Inadequate”, the best first."""
    numbers = {rating: ratings.count(rating) for rating in RATINGS[::-1]}
    return joined(f"{n} {was_rated(rating, many=n > 1)}" for rating, n in numbers.items() if n)


def _services(number: int) -> str:
    return f"{number} service{'' if number == 1 else 's'}"
