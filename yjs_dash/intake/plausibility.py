"""Whether a file that was read is plausibly a whole report: if not, it is held until somebody has looked at it.

A damaged report can be read, and what is left of it fits the tables. What gives it away, each a doubt with its reason:

- `name`: no service is known by this name, and no service could be called so. Names of services are a few words, each
  with a capital but for those between them (of, and, upon), without digits and without the marks of sentences.
- `undated`: the report says neither when it was published nor when its fieldwork started.
- `framework`: its date lies in the time of a framework that we know, but its ratings fit none.
- `ratings`: more than a quarter of the ratings that its framework has were not found.
- `percentages`: more than a quarter of the percentages behind the ratings were not found.
- `overall`: all ratings were read, and the overall one lies outside their range.
- `contradictions`: its figures contradict each other, by checks of level error.
- `recommendations`: it makes no recommendation, and has none of the figures that would be read beside them.

A doubt keeps nobody from accepting the file: some reports are printed with a contradiction.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from yjs_dash.extract.model import ERROR, Report
from yjs_dash.framework import RATINGS, Framework
from yjs_dash.store.service_matcher import clean_line

DOUBT_KINDS: tuple[str, ...] = (
    "name",
    "undated",
    "framework",
    "ratings",
    "percentages",
    "overall",
    "contradictions",
    "recommendations",
)
LONGEST_NAME = 60
MOST_WORDS = 9
MOST_MISSING = 0.25
_BETWEEN = frozenset("and of the upon on in with under by over le la y yr a'r at st near city".split())
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_COMMONLY_NO_NAME = frozenset(
    "good outstanding inadequate requires improvement ratings rating score overall contents foreword fieldwork page "
    "report inspection inspectorate probation annexe recommendations strengths children staff governance".split()
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to look at a file before it is accepted. `kind` is one of DOUBT_KINDS.

    `name`: as read. `found` of `expected`: how many of the figures were read; `found` alone counts contradictions.
    `message`: the first contradiction, in the words of its check. `lowest`, `highest`: the range of the ratings.
    """

    kind: str
    name: str = ""
    found: int = 0
    expected: int = 0
    message: str = ""
    lowest: str = ""
    highest: str = ""


def is_cross_checked(report: Report, frameworks: Mapping[str, Framework]) -> bool:
    """Whether the rules of its framework are known, by which the ratings of a report prove each other.

    True of one without ratings: there is nothing to check.
    """
    framework = frameworks.get(clean_line(report.framework))
    return not (report.ratings or report.overall_rating) or (framework is not None and framework.scored)


def doubts_of(report: Report, *, is_known: bool, frameworks: Mapping[str, Framework]) -> tuple[Doubt, ...]:
    """Why a report is held for review; nothing for a plausible one. `is_known`: there is a service of its name."""
    doubts = []
    service = clean_line(report.service)
    if not is_known and not could_be_a_service(service):
        doubts.append(Doubt("name", name=service))
    published, started = clean_line(report.published), clean_line(report.fieldwork_started)
    if not published and not started:
        doubts.append(Doubt("undated"))
    framework = frameworks.get(clean_line(report.framework))
    if framework is None:
        if _is_of_a_known_time(started or published, frameworks):
            doubts.append(Doubt("framework"))
    else:
        doubts += _few_figures(report, framework)
        doubts += _out_of_range(report, framework)
    errors = [check for check in report.checks if check.level == ERROR]
    if errors:
        message = clean_line(errors[0].message)
        doubts.append(Doubt("contradictions", found=len(errors), message=message))
    if not (report.recommendations or report.findings or report.context):
        doubts.append(Doubt("recommendations"))
    return tuple(doubts)


def could_be_a_service(name: str) -> bool:
    """Whether a youth justice service might be called so."""
    if not 3 <= len(name) <= LONGEST_NAME or name.rstrip(".") != name:
        return False
    words = re.split(r"[\s,&/]+|\s-\s", name)
    if not 1 <= len(words) <= MOST_WORDS:
        return False
    capital = 0
    for word in words:
        if not _WORD.fullmatch(word) or not _is_latin(word):
            return False
        if word.casefold() in _COMMONLY_NO_NAME:
            return False
        if word[0].isupper() and (len(word) > 1):
            capital += 1
        elif word.casefold() not in _BETWEEN:
            return False
    return capital > 0 and words[-1].casefold() not in _BETWEEN - {"city"}


def _is_latin(word: str) -> bool:
    """Letters of English and Welsh: Latin ones, with accents at most."""
    plain = unicodedata.normalize("NFD", word)
    return all(c.isascii() or unicodedata.combining(c) or c == "’" for c in plain)


def _few_figures(report: Report, framework: Framework) -> list[Doubt]:
    rated = {one.standard for one in report.ratings} & set(framework.standards)
    lost = [one.what for one in report.missing if one.what.startswith("ratings.")]
    doubts = []
    expected = len(rated) + len(lost)
    if not rated or len(lost) > MOST_MISSING * expected:
        doubts.append(Doubt("ratings", found=len(rated), expected=expected or len(framework.standards)))
    # Those of standards whose rating was lost belong to the whole report too.
    named = rated | {what.removeprefix("ratings.") for what in lost} & set(framework.standards)
    questions = sum(len(framework.standards[standard].key_questions) for standard in named)
    percentages = len(report.key_questions)
    if framework.scored and percentages < (1 - MOST_MISSING) * questions:
        doubts.append(Doubt("percentages", found=percentages, expected=questions))
    return doubts


def _out_of_range(report: Report, framework: Framework) -> list[Doubt]:
    """Whatever the rule of a framework: an overall rating is no better than the best and no worse than the worst."""
    rated = [
        one.rating for one in report.ratings if one.standard in framework.standards and one.rating in RATINGS
    ]
    lost = any(one.what.startswith("ratings.") for one in report.missing)
    if report.overall_rating not in RATINGS or not rated or lost:
        return []
    lowest, highest = min(rated, key=RATINGS.index), max(rated, key=RATINGS.index)
    if RATINGS.index(lowest) <= RATINGS.index(report.overall_rating) <= RATINGS.index(highest):
        return []
    return [Doubt("overall", name=report.overall_rating, lowest=lowest, highest=highest)]


def _is_of_a_known_time(date: str, frameworks: Mapping[str, Framework]) -> bool:
    """Whether a month lies before the last of the known frameworks came into use."""
    return bool(date) and date < max(f.valid_from.isoformat() for f in frameworks.values())[: len(date)]
