"""Plain words for what is common among the inspections whose standards are held."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from yjs_dash import stats
from yjs_dash.compare.national_common import (
    Common,
    Extreme,
    HeldInspection,
    PairedCount,
    Pairing,
    StandardCount,
)
from yjs_dash.framework import RATINGS
from yjs_dash.narrate.numbers import joined, month_words
from yjs_dash.narrate.template import template
from yjs_dash.stats import round_half_up

MOST_NAMED = 3

NONE = template(
    "common.none", "We hold no ratings of standards under the {framework}", framework="2025 framework"
)
CHOSEN = template(
    "common.chosen", "Rated Inadequate: {services}",
    services="Suffolk for 4 of 13 standards and Sutton for none of 13",
)  # fmt: skip
OF_ONE = template(
    "common.of_one",
    "{service} for {number} of {standards}",
    service="Suffolk",
    number="4",
    standards="13 standards",
)
MOST = template(
    "common.most", "{standards} {were} most often {rating}: {number} of {inspections}{each}",
    standards="2.2 Planning", were="was", rating="Inadequate", number=3, inspections="7 inspections", each="",
)  # fmt: skip
MANY = template(
    "common.many",
    "{number} standards were most often {rating}, each in {percent} of the inspections that rate it",
    number=5, rating="Inadequate", percent="14%",
)  # fmt: skip
NEVER = template(
    "common.never", "No standard was rated {rating} in {inspections}",
    rating="Inadequate", inspections="these 7 inspections",
)  # fmt: skip
CHANCE = template(
    "common.chance",
    "With so few inspections, chance alone could produce the differences between standards (95% interval of "
    "this share: {interval}).",
    interval="16% to 75%",
)  # fmt: skip
BEYOND = template(
    "common.beyond",
    "That is more often than {standard} by more than chance would produce (95% interval of this share: {interval}).",
    standard="1.2 Staff", interval="40% to 75%",
)  # fmt: skip
PAIRED = template(
    "common.paired",
    "{First} were rated higher than {second} in {higher} of {inspections}, lower in {lower} and the same in {same}. "
    "{verdict}",
    First="The standards on court disposals", second="those on out-of-court disposals", higher=4,
    inspections="7 inspections", lower=2, same=1,
    verdict="Chance alone could produce this (95% interval 30% to 90% of the 6 that differ).",
)  # fmt: skip
PAIR_CHANCE = template(
    "common.pair_chance", "Chance alone could produce this (95% interval {interval} of the {differ} that differ).",
    interval="30% to 90%", differ=6,
)  # fmt: skip
PAIR_BEYOND = template(
    "common.pair_beyond",
    "That is more than chance would produce (95% interval {interval} of the {differ} that differ).",
    interval="70% to 100%", differ=10,
)  # fmt: skip
PAIR_SAME = template("common.pair_same", "They did not differ in any inspection.")
PAIRS: dict[Pairing, tuple[str, str]] = {
    "court_out_of_court": ("The standards on court disposals", "those on out-of-court disposals"),
    "leadership_casework": ("The standards on leadership and organisation", "those on casework"),
}
BASE = template(
    "common.base",
    "This counts the {inspections} under the {framework} whose ratings of standards we hold: {services}. They are not "
    "a sample of all inspections, so they do not show what is common in the country.",
    inspections="7 inspections", framework="2021 framework", services="Suffolk (January 2023), Sutton (August 2022)",
)  # fmt: skip
BASE_MANY = template(
    "common.base_many",
    "This counts the {inspections} under the {framework} whose ratings of standards we hold. They are not "
    "a sample of all inspections, so they do not show what is common in the country.",
    inspections="40 inspections", framework="2021 framework",
)  # fmt: skip
OUTSIDE = template(
    "common.outside", "We hold no ratings of standards of {services} under the {framework}.",
    services="Cardiff", framework="2021 framework",
)  # fmt: skip
SUBTITLE = template(
    "common.subtitle", "Inspections by rating, standard by standard; {inspections}, {framework}",
    inspections="7 inspections", framework="2021 framework",
)  # fmt: skip
ALT = template(
    "common.alt", "Stacked bars of ratings by standard, {framework}. {standards}",
    framework="2021 framework", standards="1.1 Governance and leadership: 3 Good, 4 Requires improvement.",
)  # fmt: skip
ROW = template(
    "common.row", "{standard}: {ratings}.", standard="1.2 Staff", ratings="3 Good, 4 Requires improvement"
)
MEANS = template(
    "common.means",
    "The points of the ratings are averaged over the standards of each group, inspection by inspection. An interval "
    "says which shares would fit so few inspections, if they stood for others like them.",
)
SOURCE = template("common.source", "the inspections in the table, each with its own source")
MOST_LISTED = 12
"""Inspections are named up to so many."""


def headline(found: Common, chosen: Sequence[str]) -> str:
    """How often the chosen services were rated Inadequate, or which standards most often were."""
    if not found.inspections:
        return NONE(framework=found.framework.short_name)
    own = [row for service_id in chosen for row in _latest(found, service_id)]
    if own and len(own) <= MOST_NAMED:
        return CHOSEN(services=joined(map(_of_one, own)))
    return extreme_headline(found.extremes[0], found)


def chosen_sentences(found: Common, chosen: Sequence[str]) -> list[str]:
    """How often chosen services were rated Inadequate, where they are too many for the headline."""
    own = [row for service_id in chosen for row in _latest(found, service_id)]
    return [f"{CHOSEN(services=joined(map(_of_one, own)))}."] if len(own) > MOST_NAMED else []


def _of_one(row: HeldInspection) -> str:
    number = sum(rating == RATINGS[0] for rating in row.ratings.values())
    standards = f"{len(row.ratings)} standard{'' if len(row.ratings) == 1 else 's'}"
    return OF_ONE(service=row.service, number=number or "none", standards=standards)


def _latest(found: Common, service_id: str) -> list[HeldInspection]:
    return [row for row in found.inspections if row.service_id == service_id][-1:]


def outside_sentences(found: Common, names: dict[str, str]) -> list[str]:
    """Chosen services whose standards are not held. `names`: service id → name."""
    held = {row.service_id for row in found.inspections}
    missing = [name for service_id, name in names.items() if service_id not in held]
    if not missing or not held:
        return []
    return [OUTSIDE(services=joined(missing), framework=found.framework.short_name)]


def extreme_headline(one: Extreme, found: Common) -> str:
    """Which standards were most often given a rating."""
    if not one.rows:
        return NEVER(rating=one.rating, inspections=f"these {_inspections(len(found.inspections))}")
    first = one.rows[0]
    number, inspections = first.counts[one.rating], _inspections(first.inspections)
    if len(one.rows) > MOST_NAMED or len({row.inspections for row in one.rows}) > 1:
        percent = round_half_up(100 * number / first.inspections, decimals=0)
        return MANY(number=len(one.rows), rating=one.rating, percent=f"{percent:.0f}%")
    several = len(one.rows) > 1
    return MOST(
        standards=joined(row.standard.title for row in one.rows),
        were="were" if several else "was",
        rating=one.rating,
        number=number,
        inspections=inspections,
        each=" each" if several else "",
    )


def extreme_sentence(one: Extreme, found: Common) -> str:
    """The same, and whether chance could have produced it."""
    told = f"{extreme_headline(one, found)}."
    if not one.rows or one.least is None:
        return told
    interval = _interval(one.rows[0].interval(one.rating))
    if one.beyond_chance:
        return f"{told} {BEYOND(standard=one.least.standard.title, interval=interval)}"
    return f"{told} {CHANCE(interval=interval)}"


def paired_sentence(one: PairedCount) -> str:
    """In how many inspections one group of standards was rated higher than another."""
    first, second = PAIRS[one.pairing]
    differ, interval = one.higher + one.lower, one.interval
    if interval is None:
        verdict = PAIR_SAME()
    else:
        words = PAIR_BEYOND if one.beyond_chance else PAIR_CHANCE
        verdict = words(interval=_interval(interval), differ=differ)
    return PAIRED(
        First=first,
        second=second,
        higher=one.higher,
        inspections=_inspections(one.inspections),
        lower=one.lower,
        same=one.same,
        verdict=verdict,
    )


def base_sentence(found: Common) -> str:
    """Which inspections are counted, and that they do not stand for the country."""
    inspections, framework = _inspections(len(found.inspections)), found.framework.short_name
    if len(found.inspections) > MOST_LISTED:
        return BASE_MANY(inspections=inspections, framework=framework)
    named = [
        f"{r.service} ({month_words(r.published)})" if r.published else r.service for r in found.inspections
    ]
    return BASE(inspections=inspections, framework=framework, services=joined(named))


def subtitle(found: Common) -> str:
    return SUBTITLE(inspections=_inspections(len(found.inspections)), framework=found.framework.short_name)


def alternative(found: Common) -> str:
    """Alternative text of the bars: every count, standard by standard."""
    rows = [ROW(standard=row.standard.title, ratings=_counts(row)) for row in found.standards]
    return ALT(framework=found.framework.short_name, standards=" ".join(rows))


def table(found: Common) -> pd.DataFrame:
    """Counts by standard, with the intervals of the shares of the two ends of the scale."""
    rows = found.standards
    ends = (RATINGS[0], RATINGS[-1])
    return pd.DataFrame(
        {
            "Standard": [row.standard.title for row in rows],
            **{rating: [row.counts[rating] for row in rows] for rating in RATINGS},
            "Inspections": [row.inspections for row in rows],
            **{f"95% interval, share {end}": [_interval(row.interval(end)) for row in rows] for end in ends},
        }
    )


def _counts(row: StandardCount) -> str:
    return ", ".join(f"{row.counts[rating]} {rating}" for rating in RATINGS if row.counts[rating])


def _interval(interval: stats.Interval) -> str:
    low, high = (round_half_up(100 * end, decimals=0) for end in (interval.low, interval.high))
    return f"{low:.0f}% to {high:.0f}%"


def _inspections(number: int) -> str:
    return f"{number} inspection{'' if number == 1 else 's'}"
