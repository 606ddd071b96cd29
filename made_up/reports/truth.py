"""What a made-up report says: values drawn at random that keep the inspectorate's rules.

A standard takes the band of its lowest key question unless discretion is drawn; the total is the sum of the
scored standards; Inadequate for resettlement bars an overall Outstanding. All values stand in `Truth.report`, in
the shape that `python -m yjs_dash extract` prints.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random
from typing import Any

from made_up.reports.names import ADDRESSEES, PLACES, SERVICE_WORDS, SHORT_SERVICE
from made_up.reports.words import IMPROVEMENTS, PROMPTS, RECOMMENDATIONS, STRENGTHS
from yjs_dash.framework import RATINGS, Framework, Standard, load_frameworks

FRAMEWORKS = load_frameworks(Path(__file__).resolve().parents[2] / "data" / "frameworks")
DIMENSIONS = ("desistance", "child_safety", "others_safety")
_BANDS = FRAMEWORKS["hmip-yjs-2021"].percent_bands
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass
class Truth:
    """`report`: the contract's values. The rest is what only the printed page needs."""

    report: dict[str, Any]
    place: str
    service_words: str
    joint: bool
    framework: Framework | None
    court_parts: tuple[int, int]
    out_of_court_parts: tuple[int, int, int]
    resettlement_stated: bool
    discretion_from: dict[str, str] = field(default_factory=dict)
    context: dict[str, Any] = field(default_factory=dict)
    questions: dict[str, Sequence[tuple[str, str, int]]] = field(default_factory=dict)
    areas: Sequence[tuple[str, str]] = ()

    @property
    def short(self) -> str:
        return SHORT_SERVICE[self.service_words]

    def rating(self, standard_id: str) -> str | None:
        return next((r["rating"] for r in self.report["ratings"] if r["standard"] == standard_id), None)

    def percents(self, standard_id: str) -> list[int]:
        rows = [q for q in self.report["key_questions"] if q["standard"] == standard_id]
        return [next(q["percent"] for q in rows if q["dimension"] == d) for d in DIMENSIONS] if rows else []

    def findings(self, standard_id: str, kind: str) -> list[str]:
        found = self.report["findings"]
        return [f["text"] for f in found if f["standard"] == standard_id and f["kind"] == kind]


def rounded_percent(count: int, base: int) -> int:
    """Whole per cent, half up: 5 of 8 is 63."""
    return int((Decimal(100) * count / base).quantize(Decimal(1), ROUND_HALF_UP))


def band_of(percent: int) -> str:
    return next(b.rating for b in _BANDS if b.holds(percent))


def draw_truth(
    rng: Random, *, framework: Framework | None, long: bool, joint: bool, resettlement: bool
) -> Truth:
    """Values of one report. `long`: with contextual facts and annexe, findings by domain."""
    place, service_words = rng.choice(PLACES), rng.choice(SERVICE_WORDS)
    published, fieldwork = _dates(rng, framework)
    court, out_of_court = rng.randint(4, 45), rng.randint(5, 60)
    in_custody = rng.choice((0, 0, 1, 2)) if court > 6 else 0
    cautions = rng.randint(0, out_of_court // 3)
    conditional = rng.randint(0, out_of_court // 3)
    truth = Truth(
        report={
            "service": place,
            "kind": "joint" if joint else "single",
            "framework": framework.id if framework else None,
            "published": published,
            "fieldwork_started": fieldwork,
            "score": None,
            "score_max": None,
            "overall_rating": None,
            "cases": {},
            "ratings": [],
            "key_questions": [],
            "case_questions": [],
            "context": [],
            "recommendations": [],
            "findings": [],
        },
        place=place,
        service_words=service_words,
        joint=joint,
        framework=framework,
        court_parts=(court - in_custody, in_custody),
        out_of_court_parts=(conditional, cautions, out_of_court - conditional - cautions),
        resettlement_stated=resettlement,
    )
    report = truth.report
    if framework is not None and framework.scored:
        report["cases"] = {"court": court, "out_of_court": out_of_court}
        if resettlement:
            report["cases"]["resettlement"] = rng.randint(1, 6)
        _judge(rng, truth, framework, resettlement=resettlement)
        if long:
            _prompts(rng, truth, framework)
        _findings(rng, truth, long=long, resettlement=resettlement)
    elif framework is not None:
        shorter = rng.random() < 0.35
        report["kind"] = "children_and_victims" if shorter else "full"
        domain = framework.domain("shorter" if shorter else "full")
        for standard in domain.standards:
            report["ratings"].append(_rating(standard.id, rng.choice(RATINGS)))
        # However ratings make the overall one, it is none beyond each of them.
        given = [RATINGS.index(one["rating"]) for one in report["ratings"]]
        drawn = RATINGS.index(rng.choice(RATINGS))
        report["overall_rating"] = RATINGS[min(max(drawn, min(given)), max(given))]
    else:
        report["overall_rating"] = rng.choice(RATINGS)
    _recommendations(rng, truth)
    return truth


def _dates(rng: Random, framework: Framework | None) -> tuple[str, str]:
    """Publication and start of fieldwork, some months apart, within the life of the framework."""
    first, last = {
        "hmip-yjs-2018": ((2018, 7), (2021, 4)),
        "hmip-yjs-2021": ((2021, 9), (2024, 10)),
    }.get(framework.id if framework else "", ((2025, 5), (2025, 12)))
    start = rng.randint(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1] - 1)
    end = start + rng.randint(3, 7)
    return _month(end), _month(start)


def _month(count: int) -> str:
    return f"{count // 12}-{count % 12 + 1:02d}"


def _rating(standard_id: str, rating: str, *, before: str | None = None) -> dict[str, Any]:
    """`before`: the rating that discretion changed."""
    return {
        "standard": standard_id,
        "rating": rating,
        "discretion": before is not None,
        "discretion_from": before,
    }


def _judge(rng: Random, truth: Truth, framework: Framework, *, resettlement: bool) -> None:
    report = truth.report
    level = rng.choice((0.35, 0.55, 0.7, 0.85, 0.95))
    moved = rng.random() < 0.35
    for standard in framework.standards.values():
        if framework.domain(standard.domain_id).sample == "resettlement" and not resettlement:
            continue
        if standard.judged_on == "key_questions":
            rating, discretion = _from_questions(rng, truth, standard, level=level, may_move=moved)
            moved = moved and not discretion
        else:
            spread = rng.choice((-1, 0, 0, 1))
            rating = RATINGS[min(3, max(0, round(level * 4 - 0.7) + spread))]
        report["ratings"].append(_rating(standard.id, rating, before=truth.discretion_from.get(standard.id)))
    points = framework.points
    scored = set(framework.scored_standards)
    report["score"] = sum(points[r["rating"]] for r in report["ratings"] if r["standard"] in scored)
    report["score_max"] = framework.score_max
    report["overall_rating"] = overall_of(framework, report["score"], report["ratings"])


def overall_of(framework: Framework, score: int, ratings: Sequence[Mapping[str, Any]]) -> str:
    """The band of the score, one lower where the limiting judgement bars it."""
    rating = next(b.rating for b in framework.overall_bands if b.holds(score))
    limit = framework.limit
    barred = limit is not None and any(
        r["standard"] == limit.standard and r["rating"] == limit.rating for r in ratings
    )
    if barred and limit is not None and rating == limit.bars:
        return RATINGS[RATINGS.index(rating) - 1]
    return rating


def _from_questions(
    rng: Random, truth: Truth, standard: Standard, *, level: float, may_move: bool
) -> tuple[str, bool]:
    sample = "court" if standard.domain_id == "2" else "out_of_court"
    base = truth.report["cases"][sample]
    percents = []
    for question in standard.key_questions:
        chance = min(0.99, max(0.02, level + rng.uniform(-0.18, 0.18)))
        count = sum(rng.random() < chance for _ in range(base))
        percent = rounded_percent(count, base)
        percents.append(percent)
        truth.report["key_questions"].append(
            {"standard": standard.id, "dimension": question.dimension, "percent": percent}
        )
    derived = band_of(min(percents))
    place = RATINGS.index(derived)
    if may_move and rng.random() < 0.4:
        other = [RATINGS[p] for p in (place - 1, place + 1) if 0 <= p < len(RATINGS)]
        truth.discretion_from[standard.id] = derived
        return rng.choice(other), True
    return derived, False


def _prompts(rng: Random, truth: Truth, framework: Framework) -> None:
    """Annexe questions: as many as the framework has, on bases of their own that are at most the sample."""
    for standard in framework.standards.values():
        sample = "court" if standard.domain_id == "2" else "out_of_court"
        base = truth.report["cases"].get(sample, 0)
        for question in standard.key_questions:
            pool = list(PROMPTS[question.dimension])
            number = len(question.prompts) or rng.randint(2, min(7, len(pool)))
            rows = []
            for position, text in enumerate(rng.sample(pool, number), start=1):
                applies = rng.randint(max(1, base // 2), base)
                percent = rounded_percent(rng.randint(0, applies), applies)
                rows.append((_LETTERS[position - 1], text, percent))
            truth.questions[f"{standard.id} {question.dimension}"] = rows


def repeat_a_letter(rng: Random, truth: Truth) -> None:
    """In some lists of prompts one letter is used twice, as print has it; the ones behind it move up."""
    for key, rows in truth.questions.items():
        if len(rows) > 2 and rng.random() < 0.4:
            twice = rng.randint(1, len(rows) - 2)
            truth.questions[key] = [
                (_LETTERS[i - (i > twice)], text, percent) for i, (_, text, percent) in enumerate(rows)
            ]


def set_case_questions(truth: Truth) -> None:
    """Carries the prompts, with the letters as printed, into the contract's list."""
    truth.report["case_questions"] = [
        {
            "standard": key.split()[0],
            "dimension": key.split()[1],
            "position": position,
            "letter": letter,
            "percent": percent,
        }
        for key, rows in truth.questions.items()
        for position, (letter, _, percent) in enumerate(rows, start=1)
    ]


def _findings(rng: Random, truth: Truth, *, long: bool, resettlement: bool) -> None:
    framework = truth.framework
    places = ["1", "2", "3"] if long else ["1.1", "1.2", "1.3", "1.4", "3.4"]
    if resettlement:
        places.append("4.1")
    if framework is not None and framework.id == "hmip-yjs-2018" and not long:
        places = ["1.1", "1.2", "1.3", "1.4", "3.4"]
    for place in places:
        for kind, pool in (("strength", STRENGTHS), ("area_for_improvement", IMPROVEMENTS)):
            for text in rng.sample(pool, rng.randint(1, 8)):
                truth.report["findings"].append({"standard": place, "kind": kind, "text": text})


def _recommendations(rng: Random, truth: Truth) -> None:
    texts = rng.sample(RECOMMENDATIONS, rng.randint(3, 9))
    bodies = rng.sample(ADDRESSEES, min(len(texts), rng.randint(1, 4)))
    starts = sorted(rng.sample(range(1, len(texts)), len(bodies) - 1)) if len(bodies) > 1 else []
    for number, text in enumerate(texts, start=1):
        body = bodies[sum(number - 1 >= s for s in starts)]
        truth.report["recommendations"].append(
            {
                "number": number,
                "addressed_to": body.format(
                    place=truth.place, service=truth.service_words, short=truth.short
                ),
                "text": text,
            }
        )
