"""What Compare says: the headline over the cards, and the sentences on each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from yjs_dash.compare import Card
from yjs_dash.framework import RATINGS
from yjs_dash.narrate.numbers import (
    date_words,
    joined,
    number_word,
    points,
    points_in_words,
    rated,
    sentence_case,
    word_count,
)
from yjs_dash.narrate.template import template
from yjs_dash.scoring import OneCase

NO_SERVICE = template("headline.no_service", "Choose a service to compare")

HEADLINE_WORDS = 12
CLOSE = 3
"""Points to the next band from which on a service counts as close to it."""
FEW_CASES = 3
ON_DIMENSION: dict[str, str] = {
    "desistance": "desistance",
    "child_safety": "the safety of the child",
    "others_safety": "the safety of other people",
}


def headline(cards: Sequence[Card]) -> str:
    """The one thing the comparison says, in at most twelve words; never a rank, least of all across frameworks."""
    if not cards:
        return NO_SERVICE()
    return next(words for words in _headlines(cards) if word_count(words) <= HEADLINE_WORDS)


def _headlines(cards: Sequence[Card]) -> Iterator[str]:
    """From the most telling to one that always fits."""
    ratings = [card.overall_rating for card in cards]
    if len(cards) == 1:
        yield from _of_one(cards[0])
    elif len({card.framework for card in cards}) > 1:
        if len(cards) == 2:
            said = " and ".join(f"{card.name} {rated(card.overall_rating)}" for card in cards)
            yield f"{said}, under different frameworks"
        yield "Rated under different frameworks: scores compare only within each"
    elif len(set(ratings)) == 1:
        every = "Both" if len(cards) == 2 else f"All {number_word(len(cards))}"
        same = f"{every} {rated(ratings[0], many=True)}"
        yield f"{same}{_closest(cards) or _scores(cards)}"
        yield f"{same}{_scores(cards)}"
        yield same
    else:
        if len(cards) == 2:
            yield f"{cards[0].name} {rated(ratings[0])}, {cards[1].name} {rated(ratings[1])}"
            yield f"One {rated(ratings[0])}, the other {rated(ratings[1])}"
        if cards[0].ours:
            yield f"{cards[0].name} {rated(ratings[0])}; of the others, {_tally(ratings[1:])}"
        yield sentence_case(_tally(ratings))
        yield f"These {number_word(len(cards))} services have {number_word(len(set(ratings)))} different ratings"


def _of_one(card: Card) -> Iterator[str]:
    said = f"{card.name} {rated(card.overall_rating)}"
    if card.next_band is not None and card.next_band.rating != card.overall_rating:
        yield f"{said}, {points_in_words(card.next_band.points)} short of {card.next_band.rating}"
    elif card.score is not None:
        yield f"{said}, with {card.score} of {card.score_max} points"
    yield said
    yield f"This service {rated(card.overall_rating)}"


def _closest(cards: Sequence[Card]) -> str:
    """“; Sutton is one point short of Good”, where one or more are close to their next band."""
    near = [(card.next_band.points, card) for card in cards if card.next_band and not _barred(card)]
    fewest = min((gap for gap, _ in near), default=CLOSE + 1)
    if fewest > CLOSE:
        return ""
    nearest = [card for gap, card in near if gap == fewest]
    verb = "is" if len(nearest) == 1 else "are"
    rating = nearest[0].next_band.rating if nearest[0].next_band else ""
    return f"; {joined(card.name for card in nearest)} {verb} {points_in_words(fewest)} short of {rating}"


def _scores(cards: Sequence[Card]) -> str:
    """“, with 24 to 27 of 36 points”; nothing where a score is not known."""
    scores = sorted(card.score for card in cards if card.score is not None)
    if len(scores) < len(cards):
        return ""
    low, high = scores[0], scores[-1]
    if low == high:
        return f", with {low} of {cards[0].score_max} points each"
    return f", with {low} {'and' if len(cards) == 2 else 'to'} {high} of {cards[0].score_max} points"


def _tally(ratings: Sequence[str]) -> str:
    """“one requires improvement, two are Good”."""
    counts = [(rating, ratings.count(rating)) for rating in RATINGS if rating in ratings]
    return ", ".join(f"{number_word(n)} {rated(rating, many=n > 1)}" for rating, n in counts)


def next_band_sentence(card: Card) -> str:
    """Points to the next overall band, and the fewest cases that would bring them, where counts are known."""
    if card.score is None:
        return f"No total is known for this inspection ({card.framework})"
    if card.next_band is None:
        if card.overall_rating != RATINGS[-1]:
            return f"The score reaches {RATINGS[-1]}; the rating stays {card.overall_rating}{_because(card)}"
        return "Highest band"
    distance = f"{points(card.next_band.points)} to {card.next_band.rating}"
    if _barred(card):
        return f"{distance}, which Inadequate for resettlement bars"
    if card.cases_to_next is None:
        return distance
    if card.cases_to_next > FEW_CASES:
        return f"{distance}; at least {card.cases_to_next} single cases on key questions away"
    if card.cases_to_next == 1:
        return f"{distance}; one case on one key question would do it"
    return f"{distance}; {number_word(card.cases_to_next)} cases on key questions would do it"


def _barred(card: Card) -> bool:
    # The one limiting judgement of the frameworks: Inadequate for resettlement bars the best overall rating.
    target = card.next_band.rating if card.next_band else RATINGS[-1]
    return target == RATINGS[-1] and card.resettlement == RATINGS[0]


def _because(card: Card) -> str:
    return ", because resettlement is Inadequate" if card.resettlement == RATINGS[0] else ""


def one_case_sentences(card: Card) -> list[str]:
    """What one case judged the other way would have made of the result: what would lift it first, then the risk.

    Cases of one sample that lead to the same result share a sentence. Empty where no counts are known.
    """
    samples = {domain.domain_id: domain.name.lower().replace(" ", "-") for domain in card.domains}

    def result(change: OneCase) -> tuple[bool, int, str, str]:
        sample = samples.get(change.standard_id.partition(".")[0], "")
        return not change.better, change.score, sample, change.overall_rating

    groups = [(key, list(group)) for key, group in groupby(sorted(card.one_case, key=result), key=result)]
    groups.sort(key=lambda group: (group[0][0], group[0][3] == card.overall_rating, -len(group[1])))
    return [_one_case(card, sample, changes) for (_, _, sample, _), changes in groups]


def _one_case(card: Card, sample: str, changes: Sequence[OneCase]) -> str:
    first = changes[0]
    case = f"One {'more' if first.better else 'fewer'} sufficient {f'{sample} ' if sample else ''}case"
    same = first.overall_rating == card.overall_rating
    outcome = f"makes {first.score}: overall {'stays ' if same else ''}{first.overall_rating}"
    by_dimension: dict[str, list[str]] = {}
    for change in changes:
        by_dimension.setdefault(change.dimension, []).append(change.standard_id)
    if len(by_dimension) == 1:
        ((dimension, standards),) = by_dimension.items()
        where = f"in any one of {joined(standards)}" if len(standards) > 1 else f"in {standards[0]}"
        return f"{case} on {ON_DIMENSION[dimension]}, {where}, {outcome}"
    ways = [
        f"on {ON_DIMENSION[d]} in {joined(standards, last='or')}" for d, standards in by_dimension.items()
    ]
    return f"{case}, {joined(ways, last='or')}, {outcome}"


def card_text(card: Card) -> str:
    """The whole card as text, for readers who hear it."""
    score = f", {card.score} of {card.score_max} points" if card.score is not None else ""
    parts = [
        f"{card.name}{' (our service)' if card.ours else ''}: {card.overall_rating}{score}",
        next_band_sentence(card),
        ", ".join(f"{d.name} {d.points} of {d.out_of}" for d in card.domains),
        f"Resettlement, rated apart: {card.resettlement or 'not rated'}" if card.resettlement_rated else "",
        _circumstances(card),
        _samples(card),
        f"{sentence_case(number_word(card.derived_ratings))} of its ratings "
        f"{'is' if card.derived_ratings == 1 else 'are'} worked out, not read"
        if card.derived_ratings
        else "",
    ]
    return ". ".join(part for part in parts if part) + "."


def ruler_alt(cards: Sequence[Card]) -> str:
    """Alternative text of the ruler: the finding, then each score in the order shown."""
    scores = [
        f"{card.name} {f'{card.score} of {card.score_max}' if card.score is not None else 'no total known'}"
        f" ({card.overall_rating}, {card.framework})"
        for card in cards
    ]
    return f"Scores on a ruler with the four overall bands. {headline(cards)}. {'; '.join(scores)}."


def _circumstances(card: Card) -> str:
    dates = [f"fieldwork {card.fieldwork}"] if card.fieldwork else []
    dates += [f"published {date_words(card.published)}"] if card.published else []
    return sentence_case(", ".join([card.kind, *dates, card.framework]))


def _samples(card: Card) -> str:
    samples = [
        f"{number} {kind}"
        for number, kind in (
            (card.court_cases, "court"),
            (card.out_of_court_cases, "out-of-court"),
            (card.resettlement_cases, "resettlement"),
        )
        if number is not None
    ]
    return f"Cases inspected: {joined(samples)}" if samples else ""
