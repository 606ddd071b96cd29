"""What the checks found on ratings, scores and percentages: each finding is so, and none is missing."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import Any

from tests.truth.ratings_checkers import Reading, Said, understands
from tests.truth.ratings_facts import Shown, World, first_day, last_day
from tests.truth.ratings_words import MONTHS

PLACE = "findings"
CODES = (
    "framework_unknown", "framework_date", "score_unknown_framework", "score_sum", "score_band", "rating_missing",
    "discretion", "discretion_not_known", "rating_not_derived", "percent_fits_no_count",
)  # fmt: skip
DIMENSIONS = {
    "desistance": "desistance",
    "safety of the child": "child_safety",
    "safety of other people": "others_safety",
}


def read(reading: Reading, world: World, findings: list[dict[str, Any]]) -> None:
    """Every finding; `findings` are rows of code, subject, message."""
    for row in findings:
        reading.read(Said(PLACE, row["message"], world, (), row["subject"]))
    told = Counter(row["code"] for row in findings)
    for code, number in Counter(code for one in of_all(world) for code in expected(one)).items():
        said = Said(PLACE, code, world, ())
        reading.attempt(said, lambda t=told[code], n=number, c=code: reading.same(t, n, f"findings {c}"))
    for code in told:
        said = Said(PLACE, code, world, ())
        reading.attempt(said, lambda c=code: reading.so(c in CODES, f"{c} has no checker"))


def of_all(world: World) -> list[Shown]:
    """Every inspection, also one of no known framework."""
    return [Shown(world, row, world.framework(row) or {}) for row in world.all_inspections]


def of_subject(said: Said) -> list[Shown]:
    return [
        one
        for one in of_all(said.world)
        if said.standard == f"{one.name}, {one.row['published'] or 'undated'}"
    ]


def is_complete(one: Shown) -> bool:
    return one.world.is_complete(one.row)


def outside(one: Shown) -> bool:
    """Whether fieldwork started when the framework was certainly not in use."""
    started = str(one.row["fieldwork_started"])
    if not one.framework or not started:
        return False
    begins, ends = first_day(started), last_day(started)
    assert begins is not None
    assert ends is not None
    valid_to = one.framework.get("valid_to")
    return bool(ends < one.framework["valid_from"] or (valid_to is not None and begins > valid_to))


def rated_standards(one: Shown) -> dict[str, dict[str, int]]:
    """Percentages by standard, where any rating of the inspection is known."""
    return (
        {s: one.standard_percents(s) for s in dict.fromkeys(s for s, _ in one.percents)}
        if one.ratings
        else {}
    )


def unlike(one: Shown) -> list[str]:
    """Standards whose published rating is not what the percentages give."""
    return [
        s for s in rated_standards(one) if s in one.ratings and one.derived(s) not in (None, one.ratings[s])
    ]


def expected(one: Shown) -> list[str]:
    """Codes of the findings on one inspection."""
    if not one.framework:
        return ["framework_unknown"]
    found = ["framework_date"] * outside(one)
    score = one.published_score
    if not one.framework["scored"]:
        found += ["score_unknown_framework"] * (score is not None)
    else:
        total = one.total if is_complete(one) else None
        found += ["score_sum"] * (None not in (score, total) and score != total)
        reached = total if score is None else score
        found += ["score_band"] * (reached is not None and one.overall_of(reached) != one.overall)
    found += ["rating_missing"] * sum(s not in one.ratings for s in rated_standards(one))
    known = {"true": "discretion", "false": "rating_not_derived", "": "discretion_not_known"}
    found += [known[one.rating_rows[s]["discretion"]] for s in unlike(one)]
    found += ["percent_fits_no_count"] * sum(one.fitting(*key) == () for key in one.percents)
    return found


def _some(reading: Reading, said: Said, claims: list[bool]) -> None:
    reading.so(any(claims), f"it is so of no inspection of {said.standard}")


@understands(
    "findings.framework_unknown", PLACE,
    r"We do not know the framework of this inspection, so we work nothing out from its ratings\.",
)  # fmt: skip
def _framework_unknown(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _some(reading, said, [not one.framework for one in of_subject(said)])


@understands(
    "findings.framework_dates", PLACE,
    r"The fieldwork started in (?P<started>[A-Z][a-z]+ \d{4}|\d{4}|\d{4}/\d\d), when the "
    r"{framework:FRAMEWORK} was not in use\.",
)  # fmt: skip
def _framework_dates(reading: Reading, said: Said, found: re.Match[str]) -> None:
    def started(one: Shown) -> str:
        text = str(one.row["fieldwork_started"])
        day = first_day(text) or dt.date.min
        return text if len(text) == 4 or "/" in text else f"{MONTHS[day.month - 1]} {day.year}"

    _some(
        reading,
        said,
        [
            outside(one)
            and (started(one), one.framework["short_name"]) == (found["started"], found["framework"])
            for one in of_subject(said)
        ],
    )


@understands(
    "findings.score_unused", PLACE,
    r"The published score is {score:INT}\. We do not know how scores work under the {framework:FRAMEWORK}, so we work "
    r"nothing out from it\.",
)  # fmt: skip
def _score_unused(reading: Reading, said: Said, found: re.Match[str]) -> None:
    told = int(found["score"]), found["framework"]
    of = [one for one in of_subject(said) if one.framework and not one.framework["scored"]]
    _some(reading, said, [(one.published_score, one.framework["short_name"]) == told for one in of])


@understands(
    "findings.score_sum",
    PLACE,
    r"The ratings add up to {total:INT}, but the published score is {score:INT}\.",
)
def _score_sum(reading: Reading, said: Said, found: re.Match[str]) -> None:
    told = int(found["total"]), int(found["score"])
    _some(reading, said, [is_complete(o) and (o.total, o.published_score) == told for o in of_subject(said)])
    reading.so(told[0] != told[1], "they are the same")


@understands(
    "findings.score_band", PLACE,
    r"By the inspectorate’s rules, a score of {score:INT} with these ratings gives {derived:RATING}, but the published "
    r"overall rating is {published:RATING}\.",
)  # fmt: skip
def _score_band(reading: Reading, said: Said, found: re.Match[str]) -> None:
    told = int(found["score"]), found["derived"], found["published"]
    true = []
    for one in of_subject(said):
        if (
            one.framework
            and one.framework["scored"]
            and (one.published_score is not None or is_complete(one))
        ):
            true.append((one.score, one.overall_of(one.score), one.overall))
    _some(reading, said, [told == one for one in true])
    reading.so(found["derived"] != found["published"], "they are the same")


def _standard(one: Shown, title: str) -> str | None:
    return next((s for s in one.standards if one.title(s) == title), None) if one.framework else None


@understands(
    "findings.rating_missing", PLACE, r"We have percentages for (?P<standard>.+), but no published rating\."
)
def _rating_missing(reading: Reading, said: Said, found: re.Match[str]) -> None:
    named = [(one, _standard(one, found["standard"])) for one in of_subject(said)]
    _some(reading, said, [bool(s and one.standard_percents(s) and s not in one.ratings) for one, s in named])


LOWEST = r"(?P<standard>.+): the lowest key question is {lowest:INT}%, which gives {derived:RATING}\. "


def _unlike(reading: Reading, said: Said, found: re.Match[str], *, discretion: str) -> None:
    claims = []
    for one in of_subject(said):
        standard = _standard(one, found["standard"])
        if standard is None or standard not in unlike(one):
            continue
        told = int(found["lowest"]), found["derived"], found["published"], discretion
        lowest = min(one.standard_percents(standard).values())
        claims.append(
            told
            == (lowest, one.derived(standard), one.ratings[standard], one.rating_rows[standard]["discretion"])
        )
    _some(reading, said, claims)


@understands(
    "findings.discretion", PLACE,
    rf"{LOWEST}The published rating is {{published:RATING}}, because the inspectors used "
    rf"their professional discretion\.",
)  # fmt: skip
def _discretion(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _unlike(reading, said, found, discretion="true")


@understands(
    "findings.not_derived", PLACE,
    rf"{LOWEST}The rating here is {{published:RATING}}, and we know of no professional discretion that explains it\.",
)  # fmt: skip
def _not_derived(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _unlike(reading, said, found, discretion="false")


@understands(
    "findings.may_be_discretion", PLACE,
    rf"{LOWEST}The rating here is {{published:RATING}}, and we do not know whether the inspectors used professional "
    rf"discretion\.",
)  # fmt: skip
def _may_be_discretion(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _unlike(reading, said, found, discretion="")


@understands(
    "findings.no_count_fits", PLACE,
    r"(?P<standard>.+), (?P<question>[^,]+): {percent:INT}% does not match any whole "
    r"number out of {cases:INT} cases?, so we "
    r"show it without a count and without an interval\.",
)  # fmt: skip
def _no_count_fits(reading: Reading, said: Said, found: re.Match[str]) -> None:
    claims = []
    for one in of_subject(said):
        standard = _standard(one, found["standard"])
        if standard is None:
            continue
        labels = {d["label"][:1].lower() + d["label"][1:]: d["id"] for d in one.framework["dimensions"]}
        dimension = labels.get(found["question"]) or DIMENSIONS.get(found["question"], "")
        told = int(found["percent"]), int(found["cases"])
        claims.append(
            told == (one.percents.get((standard, dimension)), one.cases(standard))
            and one.fitting(standard, dimension) == ()
        )
    _some(reading, said, claims)
