"""Headlines of Compare, and the sentences under it on inspections that are newer than those shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tests.truth.ratings_checkers import Reading, Said, understands
from tests.truth.ratings_drawn import RATINGS
from tests.truth.ratings_facts import Shown
from tests.truth.ratings_words import date_words, names, number

PLACE = "headline"
MOST_WORDS = 12
CLOSE = 3


@dataclass(frozen=True)
class Now:
    """The newest result of a service, where it is certain which inspection is the newest."""

    rating: str
    framework: str | None
    is_shown: bool


def now(shown: Shown) -> Now | None:
    """What a service is rated today; None where that cannot be told."""
    if shown.is_certainly_newest:
        return Now(shown.overall, shown.framework_id, True)
    if shown.newest is None:
        return None
    return Now(str(shown.newest["overall_rating"]), shown.newest["framework_id"] or None, False)


def month(published: str) -> str:
    """A published date without its day."""
    return date_words(published[:7])


def rating_of(verb: str) -> tuple[str, bool, bool]:
    """“is Good”, “require improvement”, “were rated Good” → rating, present tense, of many."""
    if verb in ("requires improvement", "require improvement"):
        return "Requires improvement", True, verb.startswith("require ")
    head, _, rest = verb.partition(" ")
    rating = rest.removeprefix("rated ")
    assert rating in RATINGS, verb
    return rating, head in ("is", "are"), head in ("are", "were")


IS = r"(?:requires improvement|is (?:Inadequate|Good|Outstanding))"
ARE = r"(?:require improvement|are (?:Inadequate|Good|Outstanding))"
WAS = r"(?:was rated (?:Inadequate|Requires improvement|Good|Outstanding))"
WERE = WAS.replace("was", "were")


def _is(reading: Reading, shown: Shown, verb: str, *, past: bool = False) -> None:
    """“Sutton is Good” in the present: certainly its newest result. In the past: the result of the one shown."""
    rating, present, _ = rating_of(verb)
    reading.so(present is not past, f"{verb}: the tense")
    current = now(shown)
    if past:
        reading.same(rating, shown.overall, f"rating of {shown.name} at the inspection shown")
        return
    reading.so(current is not None, f"{shown.name} {verb}: its newest inspection is not certain")
    assert current is not None
    reading.same(rating, current.rating, f"newest rating of {shown.name}")


def _shown_now(reading: Reading, shown: Shown) -> None:
    current = now(shown)
    reading.so(current is not None and current.is_shown, f"{shown.name}: a newer inspection than the shown")


def _short(reading: Reading, shown: Shown, words: str, rating: str) -> None:
    """“two points short of Good”."""
    _shown_now(reading, shown)
    reading.so(shown.agrees, f"{shown.name}: score, ratings and rating do not agree, so no distance")
    reading.so(not shown.barred, f"{shown.name}: {rating} is ruled out, and a distance is given")
    reading.same((rating, number(words.split(maxsplit=1)[0])), shown.next_band, f"distance of {shown.name}")


def _few_words(reading: Reading, said: Said) -> None:
    reading.so(len(said.words.split()) <= MOST_WORDS, f"{len(said.words.split())} words")


@understands("headline.no_service", PLACE, r"Choose a service to compare")
def _no_service(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.so(not said.about, "there are services")


@understands("headline.one", PLACE, rf"{{service:NAME}} (?P<verb>{IS})")
def _one(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(found["service"], said.one.name, "service")
    _is(reading, said.one, found["verb"])


@understands("headline.this_service", PLACE, rf"This service (?P<verb>{IS})")
def _any_one(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _is(reading, said.one, found["verb"])


@understands(
    "headline.one_short",
    PLACE,
    rf"{{service:NAME}} (?P<verb>{IS}), {{points:NUMBER}} points? short of {{rating:RATING}}",
)
def _one_short(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _few_words(reading, said)
    _is(reading, said.named(found["service"]), found["verb"])
    _short(reading, said.one, found["points"], found["rating"])


def limiting(reading: Reading, shown: Shown, rating: str, subject: str) -> None:
    """“Inadequate for resettlement”: the rating of the limiting standard, and that it limits."""
    limit = shown.framework.get("limit")
    reading.so(bool(limit), "the framework has no limiting judgement")
    assert limit
    standard = shown.standards[limit["standard"]]
    called = [standard["name"], standard["domain"]["name"]]
    reading.so(subject in [one[:1].lower() + one[1:] for one in called], f"{subject} is not {called}")
    reading.same(rating, limit["rating"], "the limiting rating")
    reading.same(rating, shown.ratings.get(limit["standard"]), "the rating of the limiting standard")


@understands(
    "headline.one_barred", PLACE,
    rf"{{service:NAME}} (?P<verb>{IS}); {{limit:RATING}} for (?P<subject>[a-z ]+) rules out {{rating:RATING}}",
)  # fmt: skip
def _one_barred(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _few_words(reading, said)
    _is(reading, said.named(found["service"]), found["verb"])
    _shown_now(reading, said.one)
    limiting(reading, said.one, found["limit"], found["subject"])
    reading.so(said.one.limited(found["rating"]), f"{found['rating']} is not ruled out")


@understands(
    "headline.one_score",
    PLACE,
    rf"{{service:NAME}} (?P<verb>{IS}), with {{score:INT}} of {{most:INT}} points",
)
def _one_score(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _few_words(reading, said)
    _is(reading, said.named(found["service"]), found["verb"])
    _shown_now(reading, said.one)
    reading.same((int(found["score"]), int(found["most"])), (said.one.score, said.one.most), "score")


@understands(
    "headline.one_disagrees", PLACE, rf"{{service:NAME}} (?P<verb>{IS}); its score and rating do not agree"
)
def _one_disagrees(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _is(reading, said.named(found["service"]), found["verb"])
    _shown_now(reading, said.one)
    reading.so(not said.one.agrees, "they do agree")
    reading.so(
        said.one.published_score is not None, "no score is published: it is the standards that do not fit"
    )
    # What disagrees has to be named: the ratings of the standards may be what does not fit.
    reading.so(
        said.one.overall_of(min(said.one.score, said.one.most)) != said.one.overall,
        f"the score {said.one.score} does lead to {said.one.overall}; it is the sum {said.one.total} that differs",
    )


@understands(
    "headline.one_standards_disagree", PLACE,
    rf"{{service:NAME}} (?P<verb>{IS}); its standards and rating do not agree",
)  # fmt: skip
def _one_standards_disagree(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _is(reading, said.named(found["service"]), found["verb"])
    _shown_now(reading, said.one)
    reading.same(said.one.published_score, None, "published score")
    reading.so(said.one.overall_of(said.one.total) != said.one.overall, "they do agree")


@understands(
    "headline.one_sum_disagrees",
    PLACE,
    rf"{{service:NAME}} (?P<verb>{IS}); its score and standards do not agree",
)
def _one_sum_disagrees(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _is(reading, said.named(found["service"]), found["verb"])
    _shown_now(reading, said.one)
    reading.so(said.one.published_score not in (None, said.one.total), "the standards add up to the score")


@understands(
    "headline.framework_unknown", PLACE, r"Do not compare these ratings: we do not know every framework"
)
def _framework_unknown(reading: Reading, said: Said, found: re.Match[str]) -> None:
    frameworks = [current.framework for s in said.about if (current := now(s))]
    reading.so(None in frameworks, "every framework is known")


@understands(
    "headline.one_inspected_again", PLACE,
    rf"{{service:NAME}} (?P<verb>{IS}) \({{newest:DATE}}\); in {{date:DATE}} it was {{rating:RATING}}",
)  # fmt: skip
def _one_again(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _few_words(reading, said)
    shown = said.named(found["service"])
    _is(reading, shown, found["verb"])
    reading.so(shown.newest is not None, "there is no newer inspection")
    assert shown.newest is not None
    reading.same(found["newest"], month(shown.newest["published"]), "date of the newest")
    reading.same(
        (found["date"], found["rating"]), (month(shown.row["published"]), shown.overall), "the one shown"
    )


@understands("headline.one_past", PLACE, rf"{{service:NAME}} (?P<verb>{WAS}) in {{date:DATE}}")
def _one_past(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _few_words(reading, said)
    shown = said.named(found["service"])
    _is(reading, shown, found["verb"], past=True)
    reading.same(found["date"], month(shown.row["published"]), "date")


@understands("headline.one_undated", PLACE, rf"{{service:NAME}} (?P<verb>{WAS}) at an undated inspection")
def _one_undated(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = said.named(found["service"])
    _is(reading, shown, found["verb"], past=True)
    reading.so(not shown.row["published"], "the inspection has a date")


@understands("headline.pair", PLACE, rf"{{first:NAME}} (?P<verb>{IS}) and {{second:NAME}} (?P<other>{IS})")
def _pair(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _few_words(reading, said)
    reading.same([found["first"], found["second"]], [s.name for s in said.about], "services")
    _is(reading, said.about[0], found["verb"])
    _is(reading, said.about[1], found["other"])
    _one_framework(reading, said)


@understands("headline.pair_unnamed", PLACE, rf"One (?P<verb>{IS}), the other (?P<other>{IS})")
def _pair_unnamed(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(len(said.about), 2, "services")
    _is(reading, said.about[0], found["verb"])
    _is(reading, said.about[1], found["other"])
    _one_framework(reading, said)


@understands(
    "headline.pair_of_frameworks", PLACE,
    rf"{{first:NAME}} (?P<verb>{IS}) and {{second:NAME}} (?P<other>{IS}), under different frameworks",
)  # fmt: skip
def _pair_of_frameworks(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same([found["first"], found["second"]], [s.name for s in said.about], "services")
    _is(reading, said.about[0], found["verb"])
    _is(reading, said.about[1], found["other"])
    _several_frameworks(reading, said)


def _one_framework(reading: Reading, said: Said) -> None:
    """Results stand side by side without reserve only under one framework."""
    frameworks = {current.framework if (current := now(s)) else None for s in said.about}
    reading.so(len(frameworks) == 1 and None not in frameworks, f"not one framework: {frameworks}")


def _several_frameworks(reading: Reading, said: Said) -> None:
    """“Under different frameworks”: known to be different."""
    if any(now(s) is None for s in said.about):
        frameworks = {s.framework_id for s in said.about}
    else:
        frameworks = {str(current.framework) for s in said.about if (current := now(s)) and current.framework}
    reading.so(len(frameworks) > 1, f"it is not known that the frameworks differ: {frameworks}")


@understands(
    "headline.frameworks", PLACE, r"Rated under different frameworks: compare scores only within each"
)
def _frameworks(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _several_frameworks(reading, said)


EVERY = r"(?P<every>Both|All (?:three|four|five|six))"


def _every(reading: Reading, said: Said, words: str) -> None:
    counted = 2 if words == "Both" else number(words.split()[1])
    reading.same(counted, len(said.about), "number of services")


def _all_are(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _few_words(reading, said)
    _every(reading, said, found["every"])
    _one_framework(reading, said)
    for shown in said.about:
        rating, present, many = rating_of(found["verb"])
        reading.so(present and many, "the tense")
        current = now(shown)
        reading.same(rating, current.rating if current else None, f"newest rating of {shown.name}")


@understands("headline.same", PLACE, rf"{EVERY} (?P<verb>{ARE})")
def _same(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _all_are(reading, said, found)


@understands(
    "headline.same_close", PLACE,
    rf"{EVERY} (?P<verb>{ARE}); {{services:NAMES}} (?P<be>is|are) {{points:NUMBER}} points? short of {{rating:RATING}}",
)  # fmt: skip
def _same_close(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _all_are(reading, said, found)
    near = [said.named(name) for name in names(found["services"])]
    reading.same(found["be"], "is" if len(near) == 1 else "are", "verb")
    for shown in near:
        _short(reading, shown, found["points"], found["rating"])
    gaps = {
        shown: shown.next_band[1]
        for shown in said.about
        if (current := now(shown))
        and current.is_shown
        and shown.agrees
        and shown.next_band
        and not shown.barred
    }
    reading.same(set(near), {shown for shown, gap in gaps.items() if gap == min(gaps.values())}, "nearest")
    reading.so(number(found["points"]) <= CLOSE, "not close")


def _scores(reading: Reading, said: Said, low: str, high: str, most: str) -> None:
    for shown in said.about:
        _shown_now(reading, shown)
        reading.same(int(most), shown.most, f"highest score of {shown.name}")
    scores = [shown.score for shown in said.about]
    reading.same((int(low), int(high)), (min(scores), max(scores)), "scores")


@understands(
    "headline.same_scores", PLACE,
    rf"{EVERY} (?P<verb>{ARE}), with {{low:INT}} (?P<to>and|to) {{high:INT}} of {{most:INT}} points",
)  # fmt: skip
def _same_scores(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _all_are(reading, said, found)
    _scores(reading, said, found["low"], found["high"], found["most"])
    reading.same(found["to"], "and" if len(said.about) == 2 else "to", "words between")


@understands(
    "headline.same_score", PLACE, rf"{EVERY} (?P<verb>{ARE}), with {{score:INT}} of {{most:INT}} points each"
)
def _same_score(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _all_are(reading, said, found)
    _scores(reading, said, found["score"], found["score"], found["most"])


COUNTED = rf"{{0}} (?:{IS}|{ARE}|{WAS}|{WERE})".replace(
    "{0}", "(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix)"
)
TALLY = rf"{COUNTED}(?:, {COUNTED})*"


def _tally(reading: Reading, words: str, of: Sequence[Shown], *, past: bool = False) -> None:
    counted = {}
    for part in words.split(", "):
        count, _, verb = part.partition(" ")
        rating, present, many = rating_of(verb)
        reading.so(present is not past and many == (number(count) > 1), f"{part}: tense and number")
        counted[rating] = number(count)
    true: dict[str, int] = {}
    for shown in of:
        current = now(shown)
        rating = shown.overall if past else current.rating if current else "not certain"
        true[rating] = true.get(rating, 0) + 1
    reading.same(counted, true, "how many have each rating")


@understands(
    "headline.of_the_others", PLACE, rf"{{ours:NAME}} (?P<verb>{IS}); of the others, (?P<tally>{TALLY})"
)
def _of_the_others(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _few_words(reading, said)
    ours = said.named(found["ours"])
    reading.same(ours.service_id, said.ours, "our service")
    _is(reading, ours, found["verb"])
    _tally(reading, found["tally"], [shown for shown in said.about if shown is not ours])
    _one_framework(reading, said)


@understands("headline.tally", PLACE, rf"(?P<tally>{TALLY})")
def _tally_of_all(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _few_words(reading, said)
    _tally(reading, found["tally"], said.about)
    _one_framework(reading, said)


@understands(
    "headline.as_shown",
    PLACE,
    rf"(?P<every>This service|Both|All \w+) (?P<verb>{WAS}|{WERE}) at the inspections? shown",
)
def _as_shown(reading: Reading, said: Said, found: re.Match[str]) -> None:
    if found["every"] == "This service":
        reading.same(len(said.about), 1, "number of services")
    else:
        _every(reading, said, found["every"])
    for shown in said.about:
        _is(reading, shown, found["verb"], past=True)


@understands("headline.tally_as_shown", PLACE, rf"At the inspections shown, (?P<tally>{TALLY})")
def _tally_as_shown(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _few_words(reading, said)
    _tally(reading, found["tally"], said.about, past=True)


@understands(
    "headline.different_as_shown", PLACE,
    r"At the inspections shown, the {services:NUMBER} services were rated differently",
)  # fmt: skip
def _different_as_shown(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(number(found["services"]), len(said.about), "number of services")
    reading.so(len({shown.overall for shown in said.about}) > 1, "they were rated the same")


OLDER = "headline.older"


@understands(
    "headline.shown_is_older", OLDER,
    r"{service:NAME} was inspected again(?: in {newest:DATE}| later)\. What follows is from the earlier inspection"
    r"(?: of {date:DATE})?, the latest that we can show in full\.",
)  # fmt: skip
def _shown_is_older(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = said.named(found["service"])
    reading.so(shown.newest is not None, "there is no inspection that is certainly the newest")
    assert shown.newest is not None
    reading.same(found["newest"] or "", month(shown.newest["published"]), "date of the newest")
    reading.same(found["date"] or "", month(shown.row["published"]), "date of the one shown")
    in_full = [row for row in shown.others if shown.world.is_complete(row)]
    for row in in_full:
        reading.so(
            shown.world.is_later(row, shown.row) is not True, f"{row['inspection_id']} is later and complete"
        )


@understands(
    "headline.shown_may_be_older", OLDER,
    r"We know of another inspection of {service:NAME} that may be newer than the one shown here\.",
)  # fmt: skip
def _shown_may_be_older(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = said.named(found["service"])
    reading.so(not shown.is_certainly_newest, "the one shown is certainly the newest")
    reading.so(shown.newest is None, "it is certain which one is the newest")


def demands(reading: Reading, said: Said, kinds: list[str]) -> None:
    """What a headline has to say."""
    if len(said.about) == 1:
        shown, current = said.one, now(said.one)
        limit = shown.framework.get("limit")
        shows = current is not None and current.is_shown
        reached = bool(limit) and shown.agrees and shown.band("overall_bands", shown.score) != shown.overall
        for when in (shows and shown.agrees and shown.barred, shows and reached):
            fits = len(f"{shown.name} x x; {limit['rating'] if limit else ''} for x x x rules out x".split())
            reading.demand(said, kinds, "headline.one_barred", when=when and fits <= MOST_WORDS)


def older_demands(reading: Reading, said: Said, words: list[str]) -> None:
    """A service whose shown inspection is not certainly its newest is named under the headline."""
    for shown in said.about:
        named = any(
            one.startswith(f"{shown.name} was inspected") or f" of {shown.name} that may" in one
            for one in words
        )
        reading.so(
            named is not shown.is_certainly_newest, f"{shown.name} is named as inspected again: {named}"
        )
