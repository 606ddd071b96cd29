"""The headline of Compare: what the ratings of the chosen services say together.

The present tense is kept for a result that is certainly the newest of its service; every other result is dated or
said to be that of the inspection shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yjs_dash.compare import Card
from yjs_dash.framework import RATINGS
from yjs_dash.narrate.limits import limiting_rating
from yjs_dash.narrate.numbers import (
    joined,
    month_words,
    number_word,
    points_in_words,
    rated,
    sentence_case,
    was_rated,
    word_count,
)
from yjs_dash.narrate.template import template

HEADLINE_WORDS = 12
CLOSE = 3
"""Points to the next band from which on a service counts as close to it."""

NO_SERVICE = template("headline.no_service", "Choose a service to compare")
ONE = template("headline.one", "{service} {is_rated}", service="Islington", is_rated="is Outstanding")
ONE_SHORT = template(
    "headline.one_short", "{service} {is_rated}, {points} short of {rating}",
    service="Suffolk", is_rated="requires improvement", points="ten points", rating="Good",
)  # fmt: skip
ONE_BARRED = template(
    "headline.one_barred", "{service} {is_rated}; {limiting} rules out {rating}",
    service="Newtown", is_rated="is Good", limiting="Inadequate for resettlement", rating="Outstanding",
)  # fmt: skip
ONE_SCORE = template(
    "headline.one_score", "{service} {is_rated}, with {score} of {score_max} points",
    service="Islington", is_rated="is Outstanding", score=34, score_max=36,
)  # fmt: skip
ONE_DISAGREES = template(
    "headline.one_disagrees", "{service} {is_rated}; its score and rating do not agree",
    service="Newtown", is_rated="is Good",
)  # fmt: skip
ONE_SUM_DISAGREES = template(
    "headline.one_sum_disagrees", "{service} {is_rated}; its score and standards do not agree",
    service="Newtown", is_rated="is Good",
)  # fmt: skip
ONE_STANDARDS_DISAGREE = template(
    "headline.one_standards_disagree", "{service} {is_rated}; its standards and rating do not agree",
    service="Newtown", is_rated="is Good",
)  # fmt: skip
ONE_AGAIN = template(
    "headline.one_inspected_again", "{service} {is_rated} ({newest}); in {date} it was {rating}",
    service="Cardiff", is_rated="requires improvement", newest="August 2022", date="July 2020", rating="Inadequate",
)  # fmt: skip
ONE_PAST = template(
    "headline.one_past", "{service} {was_rated} in {date}",
    service="Newtown", was_rated="was rated Good", date="2021",
)  # fmt: skip
ONE_UNDATED = template(
    "headline.one_undated", "{service} {was_rated} at an undated inspection",
    service="Newtown", was_rated="was rated Good",
)  # fmt: skip
ANY_ONE = template("headline.this_service", "This service {is_rated}", is_rated="is Good")
PAIR = template(
    "headline.pair", "{first} {is_rated} and {second} {is_rated_too}",
    first="Suffolk", is_rated="requires improvement", second="Islington", is_rated_too="is Outstanding",
)  # fmt: skip
PAIR_UNNAMED = template(
    "headline.pair_unnamed", "One {is_rated}, the other {is_rated_too}",
    is_rated="requires improvement", is_rated_too="is Outstanding",
)  # fmt: skip
PAIR_OF_FRAMEWORKS = template(
    "headline.pair_of_frameworks", "{first} {is_rated} and {second} {is_rated_too}, under different frameworks",
    first="Sutton", is_rated="requires improvement", second="Camden", is_rated_too="is Outstanding",
)  # fmt: skip
FRAMEWORKS = template(
    "headline.frameworks", "Rated under different frameworks: compare scores only within each"
)
FRAMEWORK_UNKNOWN = template(
    "headline.framework_unknown", "Do not compare these ratings: we do not know every framework"
)
SAME = template("headline.same", "{every} {are_rated}", every="All three", are_rated="are Good")
SAME_CLOSE = template(
    "headline.same_close", "{every} {are_rated}; {services} {verb} {points} short of {rating}",
    every="Both", are_rated="require improvement", services="Sutton", verb="is", points="one point", rating="Good",
)  # fmt: skip
SAME_SCORES = template(
    "headline.same_scores", "{every} {are_rated}, with {low} {to} {high} of {score_max} points",
    every="Both", are_rated="are Good", low=24, to="and", high=25, score_max=36,
)  # fmt: skip
SAME_SCORE = template(
    "headline.same_score", "{every} {are_rated}, with {score} of {score_max} points each",
    every="Both", are_rated="are Good", score=24, score_max=36,
)  # fmt: skip
OF_THE_OTHERS = template(
    "headline.of_the_others", "{ours} {is_rated}; of the others, {tally}",
    ours="Islington", is_rated="is Outstanding", tally="two require improvement",
)  # fmt: skip
TALLY = template("headline.tally", "{tally}", tally="One requires improvement, two are Good")
AS_SHOWN = template(
    "headline.as_shown", "{services} {were_rated} at the inspections shown",
    services="Both", were_rated="were rated Good",
)  # fmt: skip
TALLY_AS_SHOWN = template(
    "headline.tally_as_shown", "At the inspections shown, {tally}",
    tally="one was rated Good, two were rated Outstanding",
)  # fmt: skip
DIFFERENT_AS_SHOWN = template(
    "headline.different_as_shown", "At the inspections shown, the {services} services were rated differently",
    services="six",
)  # fmt: skip
SHOWN_IS_OLDER = template(
    "headline.shown_is_older",
    "{service} was inspected again{newest}. What follows is from the earlier inspection{date}, the latest that we can "
    "show in full.",
    service="Cardiff", newest=" in August 2022", date=" of July 2020",
)  # fmt: skip
SHOWN_MAY_BE_OLDER = template(
    "headline.shown_may_be_older",
    "We know of another inspection of {service} that may be newer than the one shown here.",
    service="Cardiff",
)  # fmt: skip


@dataclass(frozen=True)
class _Result:
    """The overall rating that a card stands for in a headline; `is_shown`: its score and standards are on the card.

    `framework`: id of its framework, empty where that is not known.
    """

    card: Card
    rating: str
    framework: str
    is_shown: bool


def headline(cards: Sequence[Card]) -> str:
    """The one thing the comparison says, in at most twelve words; never a rank, least of all across frameworks."""
    if not cards:
        return NO_SERVICE()
    if any(not card.is_newest and card.newest is None for card in cards):
        sayings = _of_past(cards)
    else:
        sayings = _of_present([_newest(card) for card in cards])
    return next(words for words in sayings if word_count(words) <= HEADLINE_WORDS)


def older_inspections(cards: Sequence[Card]) -> list[str]:
    """Which services were inspected later than the inspection that their cards and standards show."""
    sentences = []
    for card in cards:
        if card.newest is not None:
            date = f" of {month_words(card.published)}" if card.published else ""
            newest = f" in {month_words(card.newest.published)}" if card.newest.published else " later"
            sentences.append(SHOWN_IS_OLDER(service=card.name, newest=newest, date=date))
        elif not card.is_newest:
            sentences.append(SHOWN_MAY_BE_OLDER(service=card.name))
    return sentences


def _newest(card: Card) -> _Result:
    if card.newest is None:
        return _Result(card, card.overall_rating, card.rules.id, is_shown=True)
    return _Result(card, card.newest.overall_rating, card.newest.framework_id, is_shown=False)


def _of_present(results: Sequence[_Result]) -> Iterator[str]:
    """From the most telling to one that always fits."""
    ratings = [result.rating for result in results]
    pair = {
        "first": results[0].card.name,
        "is_rated": rated(ratings[0]),
        "second": results[-1].card.name,
        "is_rated_too": rated(ratings[-1]),
    }
    if len(results) == 1:
        yield from _of_one(results[0])
    elif not all(result.framework for result in results):
        yield FRAMEWORK_UNKNOWN()
    elif len({result.framework for result in results}) > 1:
        if len(results) == 2:
            yield PAIR_OF_FRAMEWORKS(**pair)
        yield FRAMEWORKS()
    elif len(set(ratings)) == 1:
        yield from _of_same(results)
    else:
        if len(results) == 2:
            yield PAIR(**pair)
            yield PAIR_UNNAMED(is_rated=rated(ratings[0]), is_rated_too=rated(ratings[1]))
        elif results[0].card.is_pinned:
            yield OF_THE_OTHERS(
                ours=results[0].card.name, is_rated=rated(ratings[0]), tally=_tally(ratings[1:])
            )
        yield TALLY(tally=sentence_case(_tally(ratings)))


def _of_one(result: _Result) -> Iterator[str]:
    card = result.card
    named = {"service": card.name, "is_rated": rated(result.rating)}
    if not result.is_shown:
        if card.published and card.newest is not None and card.newest.published:
            yield ONE_AGAIN(
                **named,
                newest=month_words(card.newest.published),
                date=month_words(card.published),
                rating=card.overall_rating,
            )
    elif card.barred:
        bars = card.rules.limit.bars if card.rules.limit else RATINGS[-1]
        yield ONE_BARRED(**named, limiting=limiting_rating(card.rules), rating=bars)
    elif card.score is not None and not card.agrees:
        if not card.score_is_published:
            yield ONE_STANDARDS_DISAGREE(**named)
        else:
            yield (ONE_DISAGREES if card.total in (None, card.score) else ONE_SUM_DISAGREES)(**named)
    elif card.next_band is not None:
        yield ONE_SHORT(**named, points=points_in_words(card.next_band.points), rating=card.next_band.rating)
    elif card.score is not None:
        yield ONE_SCORE(**named, score=card.score, score_max=card.score_max)
    yield ONE(**named)
    yield ANY_ONE(is_rated=rated(result.rating))


def _of_same(results: Sequence[_Result]) -> Iterator[str]:
    """Services of one framework with one rating: who is close to the next, or the range of their scores."""
    every = {
        "every": "Both" if len(results) == 2 else f"All {number_word(len(results))}",
        "are_rated": rated(results[0].rating, many=True),
    }
    cards = [result.card for result in results if result.is_shown]
    near = [card for card in cards if card.next_band is not None and not card.barred]
    fewest = min((card.next_band.points for card in near if card.next_band), default=CLOSE + 1)
    nearest = [card for card in near if card.next_band and card.next_band.points == fewest]
    if fewest <= CLOSE and nearest[0].next_band is not None:
        yield SAME_CLOSE(
            **every,
            services=joined(card.name for card in nearest),
            verb="is" if len(nearest) == 1 else "are",
            points=points_in_words(fewest),
            rating=nearest[0].next_band.rating,
        )
    scores = sorted(card.score for card in cards if card.score is not None)
    if len(scores) == len(results) and scores[0] == scores[-1]:
        yield SAME_SCORE(**every, score=scores[0], score_max=cards[0].score_max)
    elif len(scores) == len(results):
        to = "and" if len(results) == 2 else "to"
        yield SAME_SCORES(**every, low=scores[0], to=to, high=scores[-1], score_max=cards[0].score_max)
    yield SAME(**every)


def _of_past(cards: Sequence[Card]) -> Iterator[str]:
    """Where it cannot be told which inspection of a service is the newest: the results of those that are shown."""
    ratings = [card.overall_rating for card in cards]
    if len(cards) == 1:
        named = {"service": cards[0].name, "was_rated": was_rated(ratings[0])}
        dated = ONE_PAST(**named, date=month_words(cards[0].published)) if cards[0].published else ""
        yield dated or ONE_UNDATED(**named)
        yield AS_SHOWN(services="This service", were_rated=was_rated(ratings[0]))
    elif len({card.rules.id for card in cards}) > 1:
        yield FRAMEWORKS()
    elif len(set(ratings)) == 1:
        every = "Both" if len(cards) == 2 else f"All {number_word(len(cards))}"
        yield AS_SHOWN(services=every, were_rated=was_rated(ratings[0], many=True))
    else:
        yield TALLY_AS_SHOWN(tally=_tally(ratings, past=True))
        yield DIFFERENT_AS_SHOWN(services=number_word(len(cards)))


def _tally(ratings: Sequence[str], *, past: bool = False) -> str:
    """“one requires improvement, two are Good”."""
    counts = [(rating, ratings.count(rating)) for rating in RATINGS if rating in ratings]
    verb = was_rated if past else rated
    return ", ".join(f"{number_word(n)} {verb(rating, many=n > 1)}" for rating, n in counts)
