"""The national picture: how often each rating was given, the scores, and where the chosen services stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import product
from typing import Any

from tests.truth.ratings_checkers import Reading, Said, understands, within
from tests.truth.ratings_drawn import RATINGS
from tests.truth.ratings_facts import Row, Shown, World, first_day
from tests.truth.ratings_words import date_words, names, sentences
from yjs_dash.compare import Catalogue, Selection, national

NEVER_INSPECTED = "Atlantis"
"""A service of which the tables know nothing."""
HISTORY = "national.history"
RATINGS_PLACE, RATINGS_ALT, SCORES, STANDING, SCORES_ALT, SUBTITLE, PAGE = (
    "national.ratings", "national.ratings_alt", "national.scores", "national.standing", "national.scores_alt",
    "national.subtitle", "national.page",
)  # fmt: skip


class National(Said):
    """What is said of the inspections that a filter takes in, under one framework."""

    inspections: list[Row]
    taken_in: list[Row]
    framework_id: str
    narrowed: bool


def _said(place: str, words: str, of: _Here, about: tuple[Shown, ...]) -> National:
    said = National(place, words, of.world, about, of.framework_id)
    # The facts travel with the words; dataclasses are frozen.
    object.__setattr__(said, "inspections", of.inspections)
    object.__setattr__(said, "taken_in", of.all)
    object.__setattr__(said, "framework_id", of.framework_id)
    object.__setattr__(said, "narrowed", of.narrowed)
    return said


class _Here:
    """The inspections under one framework that a filter takes in."""

    def __init__(self, world: World, framework_id: str, regions: tuple[str, ...]) -> None:
        self.world, self.framework_id, self.narrowed = world, framework_id, bool(regions)
        region = {row["service_id"]: row["region"] for row in world.drawn.tables["services"]}
        self.all = [
            row for row in world.all_inspections if not regions or region[row["service_id"]] in regions
        ]
        self.inspections = [row for row in self.all if row["framework_id"] == framework_id]


def read(
    reading: Reading,
    catalogue: Catalogue,
    world: World,
    chosen: Selection,
    *,
    wanted: national.Filter,
    frameworks: Sequence[str],
    words: Any,
) -> None:
    """Every sentence of the page, framework by framework."""
    frame = national.apply_filter(national.inspections(catalogue), wanted)
    for framework_id in frameworks:
        framework = catalogue.data.frameworks[framework_id]
        here = _Here(world, framework_id, wanted.regions)
        own = tuple(entry for entry in chosen.entries if entry.framework.id == framework_id)
        about = tuple(world.shown(entry.service_id, entry.inspection_id) for entry in own)
        found = national.framework_summary(catalogue, wanted, framework_id=framework_id)

        def say(place: str, said: str, here: _Here = here, about: tuple[Shown, ...] = about) -> National:
            return _said(place, said, here, about)

        reading.read(say(RATINGS_PLACE, words.ratings_headline(found.ratings, framework)))
        reading.read(say(SUBTITLE, words.ratings_subtitle(framework)))
        if found.inspections.empty:
            reading.read(say(PAGE, words.none_here_sentence(narrowed=wanted.is_narrowed)))
            continue
        _alternative(reading, say(RATINGS_ALT, words.ratings_alt(found.ratings, framework)), here, about)
        if not framework.scored:
            reading.read(say(PAGE, words.NO_TOTAL()))
            continue
        if found.scores.empty:
            reading.read(say(PAGE, words.NONE_SCORED()))
            continue
        everything = national.inspections(catalogue)
        standing = national.standings(
            found.inspections, Selection(services=own, pinned_service=None), everything=everything
        )
        reading.read(say(SCORES, words.scores_headline(standing, found.scores)))
        reading.read(say(SUBTITLE, words.scores_subtitle(framework, found.scores)))
        for one in standing:
            reading.read(say(STANDING, words.standing_sentence(one, narrowed=wanted.is_narrowed)))
        alt = words.scores_alt(found.distribution, standing, framework, narrowed=wanted.is_narrowed)
        _scores_alternative(reading, say(SCORES_ALT, alt), here, about)
    here = _Here(world, "", wanted.regions)
    frameworks_by_id = catalogue.data.frameworks
    for one in chosen.services:
        history = catalogue.history.get(one.service_id, [])
        told = words.history_sentence(one.name, history, frameworks_by_id)
        about = tuple(world.shown(one.service_id, one.inspection_id) for _ in range(bool(one.inspection)))
        reading.read(_said(HISTORY, told, here, about))
        nothing = words.history_sentence(NEVER_INSPECTED, [], frameworks_by_id)
        reading.read(_said(HISTORY, nothing, here, about))
    total = len(national.inspections(catalogue))
    reading.read(_said(PAGE, words.page_headline(len(frame), of=total), here, ()))
    unknown = frame[frame["framework_id"] == ""]
    if len(unknown):
        reading.read(_said(PAGE, words.framework_unknown_sentence(list(unknown["service"])), here, ()))
    missing = [row for row in here.all if not row["framework_id"]]
    reading.attempt(
        _said(PAGE, "", here, ()), lambda: reading.same(len(unknown), len(missing), "without framework")
    )


within("national.history_part")
_RESULT = (
    rf"(?:{'|'.join(RATINGS)})(?: in [^(]+|, date not known)? "
    r"\((?:(?:\d{4}|[Mm]ade-up) framework|framework not known)\)"
)


@understands(
    "national.history", HISTORY, rf"{{service:NAME}}: (?P<told>{_RESULT}(?:(?:, | then ){_RESULT})*)\."
)
def _history(reading: Reading, said: Said, found: re.Match[str]) -> None:
    known = next(key for key, name in said.world.names.items() if name == found["service"])
    rows = said.world.inspections(known)
    told = re.findall(_RESULT, found["told"])
    true = [_result(said.world, row) for row in rows]
    reading.same(sorted(told), sorted(true), "inspections of the service")
    reading.count("national.history_part", len(told))
    firsts = [first_day(row["published"]) for row in rows if _result(said.world, row) == told[0]]
    dated = [day for row in rows if (day := first_day(row["published"]))]
    if len(dated) == len(rows):
        reading.so(min(dated) in firsts, f"the first of them is of {min(dated)}")


def _result(world: World, row: Row) -> str:
    framework = world.framework(row)
    name = framework["short_name"] if framework else "framework not known"
    date = f" in {date_words(row['published'][:7])}" if row["published"] else ", date not known"
    return f"{row['overall_rating']}{date} ({name})"


@understands("national.no_history", HISTORY, rf"{NEVER_INSPECTED}: no inspection in our data\.")
def _no_history(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.so(NEVER_INSPECTED not in said.world.names.values(), "it has inspections")


def scored(said: National) -> dict[str, list[int]]:
    """Scores of each service that may be its latest under the framework, by service id: one where dates tell."""
    with_score = [row for row in said.inspections if row["score"]]
    return {
        service: [
            int(row["score"])
            for row in with_score
            if row["service_id"] == service
            and not any(
                said.world.is_later(other, row) is True
                for other in with_score
                if other["service_id"] == service and other is not row
            )
        ]
        for service in {row["service_id"] for row in with_score}
    }


def latest(shown: Shown) -> list[int]:
    """Scores of a chosen service that may be its latest under the framework, whatever is filtered."""
    rows = [
        row
        for row in (shown.row, *shown.others)
        if row["framework_id"] == shown.framework_id and row["score"]
    ]
    return [
        int(row["score"])
        for row in rows
        if not any(shown.world.is_later(other, row) is True for other in rows if other is not row)
    ]


def _inspections(words: str) -> int:
    return int(words.split(maxsplit=1)[0])


INSPECTIONS = r"\d+ inspections?"


@understands(
    "national.most_common", RATINGS_PLACE,
    rf"{{rating:RATING}} was the most common rating: {{number:INT}} of (?P<total>{INSPECTIONS})",
)  # fmt: skip
def _most_common(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _common(reading, said, [found["rating"]], found)


@understands(
    "national.equally_common", RATINGS_PLACE,
    rf"{{ratings:RATINGS}} were most common: {{number:INT}} each of (?P<total>{INSPECTIONS})",
)  # fmt: skip
def _equally_common(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _common(reading, said, re.split(r", | and ", found["ratings"]), found)


def _common(reading: Reading, said: Said, told: list[str], found: re.Match[str]) -> None:
    assert isinstance(said, National)
    counted = Counter(row["overall_rating"] for row in said.inspections)
    most = max(counted.values())
    reading.same(sorted(told), sorted(r for r, n in counted.items() if n == most), "most common")
    reading.same(
        (int(found["number"]), _inspections(found["total"])), (most, len(said.inspections)), "numbers"
    )


@understands(
    "national.no_inspections",
    RATINGS_PLACE,
    r"(?P<framework>\d{4} framework|Made-up framework): no inspections here",
)
def _no_inspections(reading: Reading, said: Said, found: re.Match[str]) -> None:
    assert isinstance(said, National)
    name = said.world.drawn.frameworks[said.framework_id]["short_name"]
    reading.same(found["framework"].lower(), name.lower(), "framework")
    _none(reading, said)


def _none(reading: Reading, said: Said) -> None:
    assert isinstance(said, National)
    reading.same(said.inspections, [], "inspections")


@understands(
    "national.none_here",
    PAGE,
    r"No inspection under this framework is (?P<among>in our data|among those filtered)\.",
)
def _none_here(reading: Reading, said: Said, found: re.Match[str]) -> None:
    assert isinstance(said, National)
    _none(reading, said)
    reading.same(found["among"] != "in our data", said.narrowed, "filtered")


@understands("national.page", PAGE, rf"(?P<total>{INSPECTIONS}) in our data, one framework at a time")
def _page(reading: Reading, said: Said, found: re.Match[str]) -> None:
    assert isinstance(said, National)
    reading.same(_inspections(found["total"]), len(said.world.all_inspections), "inspections in our data")
    reading.same(len(said.taken_in), len(said.world.all_inspections), "inspections that are shown")


@understands(
    "national.page_filtered", PAGE, rf"{{number:INT}} of (?P<total>{INSPECTIONS}), one framework at a time"
)
def _page_filtered(reading: Reading, said: Said, found: re.Match[str]) -> None:
    assert isinstance(said, National)
    reading.so(said.narrowed, "nothing is filtered")
    reading.same(int(found["number"]), len(said.taken_in), "inspections that the filter takes in")
    reading.same(_inspections(found["total"]), len(said.world.all_inspections), "inspections in our data")


@understands(
    "national.framework_unknown", PAGE, r"Not shown, because we do not know the framework: {services:REST}\."
)
def _unknown(reading: Reading, said: Said, found: re.Match[str]) -> None:
    known = {row["service_id"] for row in said.world.all_inspections if not row["framework_id"]}
    told = names(found["services"])
    reading.so(set(told) <= {said.world.names[one] for one in known}, "framework of a service")


@understands(
    "national.no_total", PAGE,
    r"We do not know a total score under this framework, so there is no distribution of scores\.",
)  # fmt: skip
def _no_total(reading: Reading, said: Said, found: re.Match[str]) -> None:
    assert isinstance(said, National)
    reading.so(not said.world.drawn.frameworks[said.framework_id]["scored"], "it is known")


@understands("national.none_scored", PAGE, r"We have no published score for any of these inspections\.")
def _none_scored(reading: Reading, said: Said, found: re.Match[str]) -> None:
    assert isinstance(said, National)
    reading.same(scored(said), {}, "scores")


def _alternative(reading: Reading, said: National, here: _Here, about: tuple[Shown, ...]) -> None:
    first, headline, *rest = sentences(said.words)
    reading.read(_said(RATINGS_ALT, first, here, about))
    reading.read(_said(RATINGS_PLACE, headline.removesuffix("."), here, about))
    for words in rest:
        reading.read(_said(RATINGS_ALT, words, here, about))
    years = {_year(row) for row in here.inspections}
    reading.attempt(said, lambda: reading.same(len(rest), len(years), "years"))


def _year(row: Row) -> str:
    published = str(row["published"])
    return "Not known" if not published else published if "/" in published else published[:4]


@understands(
    "national.ratings_alt", RATINGS_ALT, r"Stacked bars of overall ratings by year, {framework:FRAMEWORK}\."
)
def _ratings_alt(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _framework(reading, said, found)


def _framework(reading: Reading, said: Said, found: re.Match[str]) -> None:
    assert isinstance(said, National)
    reading.same(
        found["framework"], said.world.drawn.frameworks[said.framework_id]["short_name"], "framework"
    )


COUNTED = r"\d+ (?:Outstanding|Good|Requires improvement|Inadequate)"


@understands(
    "national.year", RATINGS_ALT,
    rf"(?P<year>\d{{4}}(?:/\d\d)?|Not known|[Yy]ear not known): (?P<ratings>{COUNTED}(?:, {COUNTED})*)\.",
)  # fmt: skip
def _of_year(reading: Reading, said: Said, found: re.Match[str]) -> None:
    assert isinstance(said, National)
    told = {}
    for part in found["ratings"].split(", "):
        count, _, rating = part.partition(" ")
        told[rating] = int(count)
    year = "Not known" if "known" in found["year"] else found["year"]
    true = Counter(row["overall_rating"] for row in said.inspections if _year(row) == year)
    reading.same(told, dict(true), "ratings of the year")


@understands(
    "national.ratings_subtitle", SUBTITLE,
    r"Inspections in our data by year of publication and overall rating, {framework:FRAMEWORK}",
)  # fmt: skip
def _ratings_subtitle(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _framework(reading, said, found)


@understands(
    "national.scores_subtitle", SUBTITLE,
    r"Latest published score of (?:(?P<one>one service)|each of {services:INT} services) "
    r"under the {framework:FRAMEWORK}, "
    r"0 to {most:INT} points; higher is better",
)  # fmt: skip
def _scores_subtitle(reading: Reading, said: Said, found: re.Match[str]) -> None:
    assert isinstance(said, National)
    _framework(reading, said, found)
    reading.same(int(found["services"] or 1), len(scored(said)), "services with a score")
    bands = said.world.drawn.frameworks[said.framework_id]["overall_bands"]
    reading.same(int(found["most"]), bands[-1]["to"], "highest score")


@understands("national.scored", SCORES, r"(?P<services>{NAME} scored \d+(?:(?:, | and ){NAME} scored \d+)*)".replace(
    "{NAME}", "(?:[A-Z][A-Za-z, ]+?)"))  # fmt: skip
def _scored(reading: Reading, said: Said, found: re.Match[str]) -> None:
    left, told = found["services"], {}
    while left:
        left = re.sub(r"^(?:, | and )", "", left)
        shown = max(
            (s for s in said.about if left.startswith(f"{s.name} scored ")), key=lambda s: len(s.name)
        )
        part = re.match(r" scored (\d+)", left[len(shown.name) :])
        assert part is not None
        told[shown] = int(part[1])
        left = left[len(shown.name) + part.end() :]
    reading.same(set(told), {shown for shown in said.about if latest(shown)}, "chosen services with a score")
    for shown, score in told.items():
        reading.so(score in latest(shown), f"the latest score of {shown.name} is one of {latest(shown)}")


@understands("national.chosen_range", SCORES, r"The chosen services scored from {low:INT} to {high:INT}")
def _chosen_range(reading: Reading, said: Said, found: re.Match[str]) -> None:
    ways = [(min(own), max(own)) for own in product(*(latest(s) for s in said.about if latest(s)))]
    reading.so((int(found["low"]), int(found["high"])) in ways, f"scores: {ways}")


@understands("national.range", SCORES, r"Scores run from {low:INT} to {high:INT}")
def _range(reading: Reading, said: Said, found: re.Match[str]) -> None:
    assert isinstance(said, National)
    ways = [(min(scores), max(scores)) for scores in product(*scored(said).values())]
    reading.so((int(found["low"]), int(found["high"])) in ways, f"scores: {ways}")


@understands("national.no_scores", SCORES, r"We have no published scores under this framework")
def _no_scores(reading: Reading, said: Said, found: re.Match[str]) -> None:
    assert isinstance(said, National)
    reading.same(scored(said), {}, "scores")


@understands(
    "national.standing", STANDING,
    r"{service:NAME} scored {score:INT}, as high as or higher than {number:INT} of the "
    r"{others:INT} other services? with "
    r"a published score under the {framework:FRAMEWORK}(?P<among>, among the inspections filtered here)?\.",
)  # fmt: skip
def _standing(reading: Reading, said: Said, found: re.Match[str]) -> None:
    assert isinstance(said, National)
    shown = said.named(found["service"])
    _framework(reading, said, found)
    own = int(found["score"])
    reading.so(own in latest(shown), f"the latest score of {shown.name} is one of {latest(shown)}")
    others = [scores for service, scores in scored(said).items() if service != shown.service_id]
    reading.same(int(found["others"]), len(others), "other services")
    least, most = (sum(pick(scores) <= own for scores in others) for pick in (max, min))
    reading.so(
        least <= int(found["number"]) <= most, f"services that it scored as high as: {least} to {most}"
    )
    reading.same(bool(found["among"]), said.narrowed, "filtered")


@understands("national.no_own_score", STANDING, r"{service:NAME}: we have no published score\.")
def _no_own_score(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(latest(said.named(found["service"])), [], "scores")


@understands(
    "national.no_others", STANDING,
    r"{service:NAME}: no other service with a score under this framework is among these inspections\.",
)  # fmt: skip
def _no_others(reading: Reading, said: Said, found: re.Match[str]) -> None:
    assert isinstance(said, National)
    own = said.named(found["service"]).service_id
    reading.same([one for one in scored(said) if one != own], [], "other services")


def _scores_alternative(reading: Reading, said: National, here: _Here, about: tuple[Shown, ...]) -> None:
    first, *middle, last = sentences(said.words)
    reading.read(_said(SCORES_ALT, first, here, about))
    for words in middle:
        reading.read(_said(STANDING, words, here, about))
    reading.read(_said(SCORES_ALT, last, here, about))
    reading.attempt(said, lambda: reading.same(len(middle), len(about), "services that are told"))


@understands("national.scores_alt", SCORES_ALT, r"Number of services at each score, {framework:FRAMEWORK}\.")
def _scores_alt(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _framework(reading, said, found)


@understands("national.scores_alt", SCORES_ALT, r"Score and services: (?P<scores>\d+: \d+(?:, \d+: \d+)*)\.")
def _distribution(reading: Reading, said: Said, found: re.Match[str]) -> None:
    assert isinstance(said, National)
    told = {int(part.split(": ")[0]): int(part.split(": ")[1]) for part in found["scores"].split(", ")}
    ways = [dict(Counter(scores)) for scores in product(*scored(said).values())]
    reading.so(told in ways, f"services at each score: {ways}")
