"""What a service's card says: its result, the distance to the next rating, what one case would have changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from yjs_dash.compare import Card
from yjs_dash.compare.cards import OtherInspection
from yjs_dash.narrate.headline import headline
from yjs_dash.narrate.limits import limiting_judgement, limiting_subject
from yjs_dash.narrate.numbers import date_words, joined, number_word, points, sentence_case, times
from yjs_dash.narrate.template import template
from yjs_dash.scoring import CasesToNextBand, OneCase

DIMENSIONS: dict[str, str] = {
    "desistance": "desistance",
    "child_safety": "the child's safety",
    "others_safety": "other people's safety",
}
"""What a key question asks about, within a sentence."""
SAMPLES: dict[str, str] = {"court": "court", "out_of_court": "out-of-court", "resettlement": "resettlement"}
"""Kinds of cases, within a sentence."""

NO_TOTAL = template(
    "card.no_total",
    "We do not know a total score for this inspection ({framework}).",
    framework="2025 framework",
)
DISAGREES = template(
    "card.disagrees",
    "The published score of {score} does not lead to the published rating of {rating}, so we do not work out how far "
    "the next rating is.",
    score=18, rating="Good",
)  # fmt: skip
SUM_IS_ELSEWHERE = template(
    "card.sum_disagrees_with_rating",
    "The published ratings of its standards add up to {score}, which does not lead to the published rating of "
    "{rating}, so we do not work out how far the next rating is.",
    score=18, rating="Good",
)  # fmt: skip
CASES_NOT_KNOWN = template("card.cases_not_known", "we do not have the numbers")
SUM_DISAGREES = template(
    "card.sum_disagrees",
    "The published ratings of its standards add up to {total}, but the published score is {score}, so we do not work "
    "out how far the next rating is.",
    total=17, score=18,
)  # fmt: skip
HIGHEST = template("card.highest", "This is the highest rating.")
HIGHEST_THEN = template("card.highest_then", "This was the highest rating.")
RULED_OUT = template(
    "card.ruled_out",
    "A score of {score} is in the range for {rating}, but {limiting} rules that out.",
    score=32, rating="Outstanding", limiting="an Inadequate rating for resettlement",
)  # fmt: skip
SHORT = template("card.short", "{points} short of {rating}.", points="10 points", rating="Good")
SHORT_THEN = template(
    "card.short_then",
    "It was then {points} short of {rating}.",
    points="7 points",
    rating="Requires improvement",
)
SHORT_BARRED = template(
    "card.short_barred",
    "{points} short of {rating}, but {limiting} rules that out.",
    points="7 points", rating="Outstanding", limiting="an Inadequate rating for resettlement",
)  # fmt: skip
ONE_ENOUGH = template(
    "card.one_enough",
    "One more case judged sufficient on one question would have been enough.",
)
BY_CASES = template(
    "card.by_cases",
    "By case work alone{unchanged}, at least {judgements} of “sufficient” would have been needed. A judgement is one "
    "case on one question; one child's case can count for several.",
    unchanged=", with the five standards judged on evidence unchanged", judgements="55 more judgements",
)  # fmt: skip
OUT_OF_REACH = template(
    "card.out_of_reach",
    "Case work alone could not have closed the gap{unchanged}.",
    unchanged=", with the five standards judged on evidence unchanged",
)
MIXED = template(
    "card.mixed",
    "If {evidence} had all been rated {best}, {judgements} would have been enough.",
    evidence="the five standards judged on evidence", best="Outstanding", judgements="two more judgements",
)  # fmt: skip
BY_EVIDENCE = template(
    "card.by_evidence",
    "Higher ratings for {evidence} could have closed the gap without any change in case work.",
    evidence="the standards judged on evidence",
)
NO_BANDS = template(
    "card.no_bands",
    "We cannot say how many cases that is, because we do not know the percentage bands of this framework.",
)
NOT_COUNTED = template(
    "card.not_counted",
    "We cannot say how many cases that is, because we do not have all the counts for {standards}.",
    standards="2.2 and 3.1",
)
ONE_CASE = template(
    "card.one_case",
    "If one {more} {sample}case had been sufficient for {where}, the score would have been {score} and the overall "
    "rating {still}{rating}.",
    sample="court ", more="more", where="desistance (2.1)", score=19, still="", rating="Good",
)  # fmt: skip
DOMAIN = template("card.domain", "{domain} {points} of {out_of}", domain="Court", points=7, out_of=12)
SEPARATE = template("card.separate", "{rating} (rated separately; not part of the score)", rating="Good")
SAMPLED = template("card.sampled", "{cases}", cases="8 court, 12 out-of-court and 2 resettlement")
ABOUT = template(
    "card.about", "{kind}, {dates}{framework}",
    kind="Single inspection", dates="fieldwork April 2022, published August 2022, ", framework="2021 framework",
)  # fmt: skip
WORKED_OUT = template(
    "card.worked_out",
    "We worked out {ratings} of these ratings from the published totals.",
    ratings="3",
)
SUMMED = template(
    "card.summed", "We do not have a published score: {score} is the sum of the published ratings.", score=18
)
AGAIN = template(
    "card.inspected_again", "{date}: {rating} ({framework}). The ratings below are from the earlier inspection{shown}.",
    date="August 2022", rating="Requires improvement", framework="2021 framework", shown=" of July 2020",
)  # fmt: skip
MAYBE_AGAIN = template(
    "card.maybe_inspected_again", "{date}: {rating} ({framework}). It may be newer than the one shown here.",
    date="date not known", rating="Good", framework="2021 framework",
)  # fmt: skip
BEFORE = template(
    "card.inspected_before", "{date}: {rating} ({framework})",
    date="December 2018", rating="Good", framework="2018 framework",
)  # fmt: skip
SPOKEN = template("card.spoken", "{service}{ours}.", service="Sutton", ours=" (our service)")
RESULT = template("card.result", "{rating}{score}.", rating="Requires improvement", score=", 18 of 36 points")
RESULT_THEN = template(
    "card.result_then", "The inspection shown here{date}: {rating}{score}.",
    date=", 1 July 2020", rating="Inadequate", score=", 0 of 36 points",
)  # fmt: skip
RULER = template(
    "card.ruler", "Scores on a scale with the four overall ratings. {headline}. {scores}.",
    headline="Both require improvement", scores="Suffolk 9 of 36 (Requires improvement, 2021 framework)",
)  # fmt: skip
RULER_SCORE = template(
    "card.ruler_score", "{service} {score} ({rating}, {framework})",
    service="Suffolk", score="9 of 36", rating="Requires improvement", framework="2021 framework",
)  # fmt: skip
NO_SCORE = template("card.no_score", "We have only the overall rating, not a score.")


def next_band_sentences(card: Card) -> list[str]:
    """How far the next overall rating is, in points and in judgements, and what that holds fixed.

    Nothing is worked out where score, ratings and overall rating contradict each other. A number of judgements is a
    floor, and is given only where every count is known.
    """
    if card.score is None:
        return [NO_TOTAL(framework=card.framework)]
    if not card.agrees:
        if card.total not in (None, card.score):
            return [SUM_DISAGREES(total=card.total, score=card.score)]
        disagrees = DISAGREES if card.score_is_published else SUM_IS_ELSEWHERE
        return [disagrees(score=card.score, rating=card.overall_rating)]
    if card.score_rating not in (None, card.overall_rating):
        limiting = limiting_judgement(card.rules)
        return [RULED_OUT(score=card.score, rating=card.score_rating, limiting=limiting)]
    if card.next_band is None:
        return [HIGHEST() if card.is_newest else HIGHEST_THEN()]
    distance = {"points": points(card.next_band.points), "rating": card.next_band.rating}
    if card.barred:
        return [SHORT_BARRED(**distance, limiting=limiting_judgement(card.rules))]
    sentences = [(SHORT if card.is_newest else SHORT_THEN)(**distance)]
    if card.cases_to_next is not None and card.has_counts:
        sentences += _in_cases(card, card.cases_to_next)
    return sentences


def _in_cases(card: Card, cases: CasesToNextBand) -> list[str]:
    if cases.by_cases == 1:
        return [ONE_ENOUGH()]
    if not card.rules.percent_bands:
        return [NO_BANDS()]
    if cases.uncounted:
        return [NOT_COUNTED(standards=joined(cases.uncounted))]
    unchanged = _unchanged(cases)
    if cases.by_cases is None:
        sentences = [OUT_OF_REACH(unchanged=unchanged)]
    else:
        sentences = [BY_CASES(unchanged=unchanged, judgements=times(cases.by_cases, "more judgement"))]
    if cases.evidence and cases.mixed == 0:
        sentences.append(BY_EVIDENCE(evidence=_those(cases)))
    elif cases.evidence and cases.mixed is not None and cases.mixed != cases.by_cases:
        best = max(card.rules.points, key=lambda rating: card.rules.points[rating])
        judgements = times(cases.mixed, "more judgement")
        sentences.append(MIXED(evidence=_those(cases), best=best, judgements=judgements))
    return sentences


def _unchanged(cases: CasesToNextBand) -> str:
    number = number_word(len(cases.evidence))
    kept = []
    if cases.evidence:
        kept.append(f"the {number} standard{'' if len(cases.evidence) == 1 else 's'} judged on evidence")
    if cases.held:
        verb = "was" if len(cases.held) == 1 else "were"
        kept.append(f"{joined(cases.held)}, which {verb} not decided by percentages alone,")
    return f", with {joined(kept)} unchanged" if kept else ""


def _those(cases: CasesToNextBand) -> str:
    if len(cases.evidence) == 1:
        return "the standard judged on evidence"
    return f"the {number_word(len(cases.evidence))} standards judged on evidence"


def one_case_sentences(card: Card) -> list[str]:
    """What one case judged the other way would have made of the result: what would lift it first, then the risk.

    Cases of one sample that lead to the same result share a sentence. Empty where no counts are known.
    """

    def result(change: OneCase) -> tuple[bool, int, str, str]:
        sample = SAMPLES.get(card.rules.sample_of(change.standard_id) or "", "")
        return not change.better, change.score, sample, change.overall_rating

    groups = [(key, list(group)) for key, group in groupby(sorted(card.one_case, key=result), key=result)]
    groups.sort(key=lambda group: (group[0][0], group[0][3] == card.overall_rating, -len(group[1])))
    return [_one_case(card, sample, changes) for (_, _, sample, _), changes in groups]


def decisive_case_sentences(card: Card) -> list[str]:
    """The same for the cases that would have changed the overall rating."""
    decisive = tuple(change for change in card.one_case if change.overall_rating != card.overall_rating)
    return one_case_sentences(replace(card, one_case=decisive))


def _one_case(card: Card, sample: str, changes: Sequence[OneCase]) -> str:
    first = changes[0]
    by_dimension: dict[str, list[str]] = {}
    for change in changes:
        by_dimension.setdefault(change.dimension, []).append(change.standard_id)
    if len(changes) == 1:
        where = f"{DIMENSIONS[first.dimension]} ({first.standard_id})"
    elif len(by_dimension) == 1:
        ((dimension, standards),) = by_dimension.items()
        where = f"{DIMENSIONS[dimension]} in any one of {joined(standards, last='or')}"
    else:
        ways = [f"{DIMENSIONS[d]} in {joined(s, last='or')}" for d, s in by_dimension.items()]
        where = joined(ways, last="or for")
    return ONE_CASE(
        sample=f"{sample} " if sample else "",
        more="more" if first.better else "fewer",
        where=where,
        score=first.score,
        still="still " if first.overall_rating == card.overall_rating else "",
        rating=first.overall_rating,
    )


def card_lines(card: Card) -> list[tuple[str, str]]:
    """What stands on the card under its result, as (label, sentence); the newest inspection first."""
    lines = [("", sentence) for sentence in decisive_case_sentences(card)]
    if card.domains:
        lines.append(("Points:", " · ".join(_domain_points(card))))
    if card.rules.limit is not None:
        subject = sentence_case(limiting_subject(card.rules))
        lines.append((f"{subject}:", _limiting(card)))
    lines.append(("Cases inspected:", _samples(card) or CASES_NOT_KNOWN()))
    lines.append(("", f"{_about(card)}."))
    if not card.score_is_published and card.score is not None:
        lines.append(("", SUMMED(score=card.score)))
    if card.derived_ratings:
        lines.append(("", WORKED_OUT(ratings=card.derived_ratings)))
    lines += [(_other_label(other), _other(other)) for other in card.others if other.newer is False]
    return lines


def newer_lines(card: Card) -> list[tuple[str, str]]:
    """Inspections that are newer than the one shown, or may be: (label, sentence), to stand first on the card."""
    shown = f" of {date_words(card.published)}" if card.published else ""
    return [
        (_other_label(other), _other(other, shown=shown)) for other in card.others if other.newer is not False
    ]


def card_text(card: Card) -> str:
    """The whole card as text, for readers who hear it."""
    result = {
        "rating": card.overall_rating,
        "score": f", {card.score} of {card.score_max} points" if card.score is not None else "",
    }
    newer = newer_lines(card)
    date = f", {date_words(card.published)}" if card.published else ""
    parts = [
        SPOKEN(service=card.name, ours=" (our service)" if card.is_pinned else ""),
        *(f"{label} {words}" for label, words in newer),
        RESULT_THEN(**result, date=date) if newer else RESULT(**result),
        *next_band_sentences(card),
        *(f"{label} {words}".strip() for label, words in card_lines(card)),
    ]
    return " ".join(map(_ended, parts))


def ruler_alt(cards: Sequence[Card]) -> str:
    """Alternative text of the ruler: the finding, then each score in the order shown."""
    scores = [
        RULER_SCORE(
            service=card.name,
            score=f"{card.score} of {card.score_max}" if card.score is not None else "no total known",
            rating=card.overall_rating,
            framework=card.framework,
        )
        for card in cards
    ]
    return RULER(headline=headline(cards), scores="; ".join(scores))


def _ended(words: str) -> str:
    return words if words.endswith((".", "?")) else f"{words}."


def _domain_points(card: Card) -> list[str]:
    return [DOMAIN(domain=d.name, points=d.points, out_of=d.out_of) for d in card.domains]


def _limiting(card: Card) -> str:
    rating = card.limiting or "not rated"
    standard = card.rules.limit.standard if card.rules.limit else ""
    return rating if standard in card.rules.scored_standards or not card.limiting else SEPARATE(rating=rating)


def _about(card: Card) -> str:
    dates = []
    if card.fieldwork:
        dates.append(f"fieldwork {card.fieldwork}")
    elif card.fieldwork_started:
        dates.append(f"fieldwork from {date_words(card.fieldwork_started)}")
    dates += [f"published {date_words(card.published)}"] if card.published else []
    return ABOUT(
        kind=sentence_case(card.kind), dates="".join(f"{date}, " for date in dates), framework=card.framework
    )


def _samples(card: Card) -> str:
    numbers = (
        (card.court_cases, "court"),
        (card.out_of_court_cases, "out_of_court"),
        (card.resettlement_cases, "resettlement"),
    )
    known = [f"{number} {SAMPLES[kind]}" for number, kind in numbers if number is not None]
    return SAMPLED(cases=joined(known)) if known else ""


def _other_label(other: OtherInspection) -> str:
    if other.newer is None:
        return "Another inspection,"
    return "Inspected again," if other.newer else "Inspected before,"


def _other(other: OtherInspection, *, shown: str = "") -> str:
    result = {
        "date": date_words(other.published) if other.published else "date not known",
        "rating": other.overall_rating,
        "framework": other.framework or "framework not known",
    }
    if other.newer is None:
        return MAYBE_AGAIN(**result)
    return AGAIN(**result, shown=shown) if other.newer else BEFORE(**result)
