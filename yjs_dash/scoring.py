"""The inspectorate's scoring rules: key questions → rating of a standard → total → overall rating.

Also how far a result is from the next band, in points and in single cases, and what one case judged the other
way would have changed. Ratings are names, percentages whole numbers, scores points.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from yjs_dash.errors import ScoringError
from yjs_dash.framework import RATINGS, Band, Framework
from yjs_dash.stats.counts import rounded_percent

Ratings = Mapping[str, str]
Counts = Mapping[tuple[str, str], tuple[int, int]]
"""(standard, dimension) → (cases judged sufficient, cases inspected)."""


@dataclass(frozen=True, slots=True)
class NextBand:
    """The next better overall rating, and the points still missing."""

    rating: str
    points: int


@dataclass(frozen=True, slots=True)
class CasesToNextBand:
    """How many single judgements (one case on one key question) the next overall band is away, and what is held fixed.

    `by_cases`: the fewest judgements by case work alone, a floor only where `uncounted` is empty; None where case work
    alone cannot reach the band. `mixed`: the fewest judgements were every standard of `evidence` given the best rating,
    0 where these standards alone can reach it; None where even that does not.

    `evidence`: standards judged on qualitative evidence. `held`: other standards that no count moves, because their
    published rating does not follow from their percentages. `uncounted`: standards of which a count is not known.
    """

    by_cases: int | None
    mixed: int | None
    evidence: tuple[str, ...]
    held: tuple[str, ...]
    uncounted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OneCase:
    """What one case of one key question, judged the other way, would have made of the result."""

    standard_id: str
    dimension: str
    better: bool
    rating: str
    score: int
    overall_rating: str


def rating_of_percent(framework: Framework, percent: int) -> str:
    """Band of a printed percentage. Raises ScoringError where the framework's bands are not known."""
    if not framework.percent_bands:
        raise ScoringError(
            problem=f"The percentage bands of {framework.id} are not known; nothing is derived."
        )
    return _band_of(framework.percent_bands, percent)


def derive_rating(framework: Framework, standard_id: str, percents: Mapping[str, int]) -> str | None:
    """Rating that follows from a standard's key questions: the band of the lowest one.

    `percents`: dimension → printed percentage. None where the standard follows no percentages, where a key question
    is missing, or where the framework's bands are not known.
    """
    standard = framework.standard(standard_id)
    if standard.judged_on != "key_questions" or not framework.percent_bands:
        return None
    needed = [question.dimension for question in standard.key_questions]
    if not needed or any(dimension not in percents for dimension in needed):
        return None
    return rating_of_percent(framework, min(percents[dimension] for dimension in needed))


def deciding_questions(percents: Mapping[str, int]) -> tuple[str, ...]:
    """Dimensions whose percentage is the lowest: they decided the rating."""
    lowest = min(percents.values(), default=None)
    return tuple(d for d, percent in percents.items() if percent == lowest)


def total_score(framework: Framework, ratings: Ratings) -> int | None:
    """Points of all scored standards; None where one is missing or the framework has no total."""
    if not framework.scored or any(s not in ratings for s in framework.scored_standards):
        return None
    return sum(framework.points[ratings[s]] for s in framework.scored_standards)


def domain_scores(framework: Framework, ratings: Ratings) -> dict[str, int | None]:
    """Points of each domain that counts towards the total, by domain id; None where a rating is missing."""
    scores: dict[str, int | None] = {}
    for domain in framework.domains:
        if domain.in_total and framework.scored:
            ids = [standard.id for standard in domain.standards]
            complete = all(s in ratings for s in ids)
            scores[domain.id] = sum(framework.points[ratings[s]] for s in ids) if complete else None
    return scores


def overall_rating(framework: Framework, score: int, *, ratings: Ratings | None = None) -> str:
    """Overall rating of a total, after the limiting judgement where `ratings` holds the limiting standard."""
    if not framework.scored:
        raise ScoringError(problem=f"{framework.id} has no known total; only the published rating is shown.")
    rating = _band_of(framework.overall_bands, score)
    if framework.limit is not None and is_limited(framework, rating, ratings=ratings or {}):
        return RATINGS[RATINGS.index(framework.limit.bars) - 1]
    return rating


def is_limited(framework: Framework, rating: str, *, ratings: Ratings) -> bool:
    """Whether the limiting judgement bars `rating`: it bars one overall rating and every better one."""
    limit = framework.limit
    return (
        limit is not None
        and RATINGS.index(rating) >= RATINGS.index(limit.bars)
        and ratings.get(limit.standard) == limit.rating
    )


def agrees(framework: Framework, ratings: Ratings, *, score: int, overall: str) -> bool:
    """Whether a published score and overall rating follow from each other, and the score from the ratings.

    Without all ratings the score is compared with the overall rating alone.
    """
    if not framework.scored or not 0 <= score <= framework.overall_bands[-1].high:
        return False
    total = total_score(framework, ratings)
    return total in (None, score) and overall_rating(framework, score, ratings=ratings) == overall


def next_band(framework: Framework, score: int) -> NextBand | None:
    """The next better overall band and the points to it; None in the best band or without a total."""
    if not framework.scored:
        return None
    better = (band for band in framework.overall_bands if band.low > score)
    band = next(better, None)
    return NextBand(rating=band.rating, points=band.low - score) if band else None


def cases_to_next_band(
    framework: Framework, ratings: Ratings, counts: Counts, *, discretion: Collection[str] = ()
) -> CasesToNextBand | None:
    """How far the next overall band is in single judgements. `counts`: judged sufficient and inspected, by question.

    `discretion`: standards whose rating the inspectors changed: what a case would have changed there is not known.
    None where there is no total, no next band, or where the limiting judgement bars it.
    """
    score = total_score(framework, ratings)
    target = next_band(framework, score) if score is not None else None
    if target is None or is_limited(framework, target.rating, ratings=ratings):
        return None
    scored = [framework.standard(standard_id) for standard_id in framework.scored_standards]
    evidence = tuple(s.id for s in scored if s.judged_on == "qualitative")
    uncounted = tuple(
        s.id
        for s in scored
        if s.judged_on == "key_questions"
        and (not framework.percent_bands or any((s.id, q.dimension) not in counts for q in s.key_questions))
    )
    moving = [
        s.id for s in scored if s.id not in discretion and _follows(framework, s.id, ratings[s.id], counts)
    ]
    best = max(framework.points.values())
    by_evidence = sum(best - framework.points[ratings[s]] for s in evidence)
    costs = _fewest_judgements(framework, ratings, counts, moving=moving, points=target.points)
    return CasesToNextBand(
        by_cases=costs.get(target.points),
        mixed=costs.get(max(target.points - by_evidence, 0)),
        evidence=evidence,
        held=tuple(s.id for s in scored if s.id not in (*evidence, *uncounted, *moving)),
        uncounted=uncounted,
    )


def one_case_changes(
    framework: Framework, ratings: Ratings, counts: Counts, *, discretion: Collection[str] = ()
) -> list[OneCase]:
    """Every single case on a key question that, judged the other way, changes its standard's rating.

    A standard whose published rating does not follow from its percentages, or was changed by `discretion`, is left out:
    what one case would have changed there was for the inspectors to say.
    """
    if total_score(framework, ratings) is None:
        return []
    changes = []
    for (standard_id, dimension), (sufficient, inspected) in counts.items():
        if standard_id in discretion or not _follows(
            framework, standard_id, ratings.get(standard_id), counts
        ):
            continue
        for step in (1, -1):
            if not 0 <= sufficient + step <= inspected:
                continue
            changed = {**counts, (standard_id, dimension): (sufficient + step, inspected)}
            rating = _derived_from_counts(framework, standard_id, changed)
            if rating is None or rating == ratings[standard_id]:
                continue
            moved = {**ratings, standard_id: rating}
            new_score = total_score(framework, moved)
            if new_score is None:
                continue
            changes.append(
                OneCase(
                    standard_id=standard_id,
                    dimension=dimension,
                    better=step > 0,
                    rating=rating,
                    score=new_score,
                    overall_rating=overall_rating(framework, new_score, ratings=moved),
                )
            )
    return changes


def _band_of(bands: Sequence[Band], number: int) -> str:
    for band in bands:
        if band.holds(number):
            return band.rating
    raise ScoringError(problem=f"{number} lies in no band from {bands[0].low} to {bands[-1].high}.")


def _percents(standard_id: str, counts: Counts) -> dict[str, int]:
    return {d: rounded_percent(k=k, n=n) for (s, d), (k, n) in counts.items() if s == standard_id}


def _derived_from_counts(framework: Framework, standard_id: str, counts: Counts) -> str | None:
    return derive_rating(framework, standard_id, _percents(standard_id, counts))


def _follows(framework: Framework, standard_id: str, published: str | None, counts: Counts) -> bool:
    return published is not None and _derived_from_counts(framework, standard_id, counts) == published


def _fewest_judgements(
    framework: Framework, ratings: Ratings, counts: Counts, *, moving: Sequence[str], points: int
) -> dict[int, int]:
    """Points gained, from 0 to `points` → fewest judgements that gain at least so many by the `moving` standards."""
    exactly: dict[int, int] = {0: 0}
    for standard_id in moving:
        steps = _cost_of_steps(framework, standard_id, ratings[standard_id], counts)
        combined = dict(exactly)
        for gained, cost in exactly.items():
            for gain, extra in steps.items():
                reached = min(gained + gain, points)
                combined[reached] = min(combined.get(reached, cost + extra), cost + extra)
        exactly = combined
    return {
        wanted: min(cost for gained, cost in exactly.items() if gained >= wanted)
        for wanted in range(max(exactly) + 1)
    }


def _cost_of_steps(framework: Framework, standard_id: str, rating: str, counts: Counts) -> dict[int, int]:
    """Points gained → judgements needed, for one standard whose rating follows from its counts."""
    costs = {}
    for band in framework.percent_bands:
        gain = framework.points[band.rating] - framework.points[rating]
        if gain > 0:
            costs[gain] = sum(
                _cases_to_reach(band.low, k, n) for (s, _), (k, n) in counts.items() if s == standard_id
            )
    return costs


def _cases_to_reach(percent: int, sufficient: int, inspected: int) -> int:
    return next(
        extra
        for extra in range(inspected - sufficient + 1)
        if rounded_percent(k=sufficient + extra, n=inspected) >= percent
    )
