"""What extraction gives: a report's figures, each with the page and line it was read on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

EXTRACTOR_VERSION = "1.3"
NOTE, WARNING, ERROR = "note", "warning", "error"


class Place(NamedTuple):
    """Where a value stands: page (None where the file tells none; see Report.page_numbers), and line."""

    page: int | None
    line: int

    def to_json(self) -> dict[str, Any]:
        return {"page": self.page, "line": self.line}


class Rating(NamedTuple):
    """The published rating of one standard. `discretion`: raised or lowered by professional discretion.

    `discretion_from`: the rating before that, where the report says it.
    """

    standard: str
    rating: str
    discretion: bool
    place: Place
    discretion_from: str | None = None

    def to_json(self) -> dict[str, Any]:
        values = {
            "standard": self.standard,
            "rating": self.rating,
            "discretion": self.discretion,
            "discretion_from": self.discretion_from,
        }
        return {**values, **self.place.to_json()}


class KeyQuestion(NamedTuple):
    """One percentage that drives a rating."""

    standard: str
    dimension: str
    percent: int
    place: Place

    def to_json(self) -> dict[str, Any]:
        values = {"standard": self.standard, "dimension": self.dimension, "percent": self.percent}
        return {**values, **self.place.to_json()}


class CaseQuestion(NamedTuple):
    """One percentage of the annexe. `position` counts from 1; `letter` as printed."""

    standard: str
    dimension: str
    position: int
    letter: str
    percent: int
    place: Place

    def to_json(self) -> dict[str, Any]:
        return {
            "standard": self.standard,
            "dimension": self.dimension,
            "position": self.position,
            "letter": self.letter,
            "percent": self.percent,
            **self.place.to_json(),
        }


class ContextFigure(NamedTuple):
    """One contextual figure. `area`: service, or the comparator's name. `base`: what a count is out of."""

    indicator: str
    area: str
    breakdown: str
    period: str
    value: float
    place: Place
    base: int | None = None

    @property
    def key(self) -> tuple[str, str, str, str]:
        return (self.indicator, self.area, self.breakdown, self.period)

    def to_json(self) -> dict[str, Any]:
        values: dict[str, Any] = {
            "indicator": self.indicator,
            "area": self.area,
            "breakdown": self.breakdown,
            "period": self.period,
            "value": self.value,
        }
        if self.base is not None:
            values["base"] = self.base
        return {**values, **self.place.to_json()}


class Recommendation(NamedTuple):
    """One recommendation in the report's own words."""

    number: int
    addressed_to: str
    text: str
    place: Place

    def to_json(self) -> dict[str, Any]:
        values = {"number": self.number, "addressed_to": self.addressed_to, "text": self.text}
        return {**values, **self.place.to_json()}


class Finding(NamedTuple):
    """A strength or an area for improvement. `standard`: a standard, or a domain where the report lists them so."""

    standard: str
    kind: str
    text: str
    place: Place

    def to_json(self) -> dict[str, Any]:
        return {"standard": self.standard, "kind": self.kind, "text": self.text, **self.place.to_json()}


class Missing(NamedTuple):
    """A value that a report of this kind has and that could not be read."""

    what: str
    message: str

    def to_json(self) -> dict[str, Any]:
        return {"what": self.what, "message": self.message}


class Check(NamedTuple):
    """One finding of the reconciliation. `level`: note, warning or error."""

    code: str
    level: str
    message: str
    standard: str | None = None

    def to_json(self) -> dict[str, Any]:
        values: dict[str, Any] = {"code": self.code, "level": self.level, "message": self.message}
        return values if self.standard is None else {**values, "standard": self.standard}


class Stated(NamedTuple):
    """A rating or sample size said elsewhere than in its main place, to reconcile: `what` it is said of."""

    what: str
    value: str
    place: Place


class CourtSample(NamedTuple):
    """What the size of the sample of court disposals was set for: confidence level and margin of error, in per cent."""

    confidence: int
    margin: int
    place: Place

    def to_json(self) -> dict[str, Any]:
        return {"confidence": self.confidence, "margin": self.margin, **self.place.to_json()}


class Report(NamedTuple):
    """A report's figures. What could not be read is None or absent, and named in `missing`.

    `page_numbers`: what the pages of all places are, in the words of `schema.PAGE_NUMBERS`; None without pages.
    `score_page`: page of the score, or of the overall rating where there is no score.
    """

    service: str | None
    framework: str | None
    published: str | None
    fieldwork_started: str | None
    score: int | None
    score_max: int | None
    overall_rating: str | None
    cases: dict[str, int | None]
    ratings: tuple[Rating, ...] = ()
    key_questions: tuple[KeyQuestion, ...] = ()
    case_questions: tuple[CaseQuestion, ...] = ()
    context: tuple[ContextFigure, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    findings: tuple[Finding, ...] = ()
    checks: tuple[Check, ...] = ()
    kind: str | None = None
    missing: tuple[Missing, ...] = ()
    stated: tuple[Stated, ...] = ()
    sha256: str = ""
    file_name: str = ""
    extractor_version: str = EXTRACTOR_VERSION
    page_numbers: str | None = None
    score_page: int | None = None
    court_sample: CourtSample | None = None

    def to_json_dict(self) -> dict[str, Any]:
        """The object that `python -m yjs_dash extract` prints; keys in the documented order."""
        return {
            "service": self.service,
            "framework": self.framework,
            "published": self.published,
            "fieldwork_started": self.fieldwork_started,
            "score": self.score,
            "score_max": self.score_max,
            "overall_rating": self.overall_rating,
            "cases": dict(self.cases),
            "ratings": _json(self.ratings),
            "key_questions": _json(self.key_questions),
            "case_questions": _json(self.case_questions),
            "context": _json(self.context),
            "recommendations": _json(self.recommendations),
            "findings": _json(self.findings),
            "checks": _json(self.checks),
            "kind": self.kind,
            "missing": _json(self.missing),
            "extractor_version": self.extractor_version,
            "page_numbers": self.page_numbers,
            "score_page": self.score_page,
            "court_sample": self.court_sample.to_json() if self.court_sample else None,
        }

    @property
    def has_errors(self) -> bool:
        return any(check.level == ERROR for check in self.checks)

    def ratings_by_standard(self) -> dict[str, str]:
        return {rating.standard: rating.rating for rating in self.ratings}

    def percents_of(self, standard: str) -> dict[str, int]:
        """Dimension → percentage of a standard's key questions."""
        return {q.dimension: q.percent for q in self.key_questions if q.standard == standard}


def _json(items: Sequence[Any]) -> list[dict[str, Any]]:
    return [item.to_json() for item in items]
