"""What extraction gives: a report's figures, each with the place it was read.

A report and its parts are frozen dataclasses. As JSON a part stands with its place in one object, as `extract` prints
it; `report_of` reads that back.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import JsonValue, TypeAdapter, ValidationError

from yjs_dash.errors import ImportPayloadError

EXTRACTOR_VERSION = "1.6"
NOTE, WARNING, ERROR = "note", "warning", "error"
JsonObject = dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: page (None where the file tells none; see Report.page_numbers), and line.

    `heading` and `anchor` are those of the part of a web page; `text` is the line as it was read.
    """

    page: int | None
    line: int
    heading: str = ""
    anchor: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """The published rating of one standard. `discretion`: raised or lowered by professional discretion.

    `discretion` None: the report says that discretion changed a rating, which may be this one. `discretion_from`: the
    rating before that, where the report says it.
    """

    standard: str
    rating: str
    discretion: bool | None
    place: Place
    discretion_from: str | None = None


@dataclass(frozen=True, slots=True)
class KeyQuestion:
    """One percentage that drives a rating."""

    standard: str
    dimension: str
    percent: int
    place: Place


@dataclass(frozen=True, slots=True)
class CaseQuestion:
    """One percentage of the annexe. `position` counts from 1; `letter` as printed."""

    standard: str
    dimension: str
    position: int
    letter: str
    percent: int
    place: Place


@dataclass(frozen=True, slots=True)
class ContextFigure:
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


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation in the report's own words."""

    number: int
    addressed_to: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Finding:
    """A strength or an area for improvement. `standard`: a standard, or a domain where the report lists them so."""

    standard: str
    kind: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Missing:
    """A value that a report of this kind has and that could not be read."""

    what: str
    message: str


@dataclass(frozen=True, slots=True)
class Check:
    """One finding of the reconciliation. `level`: note, warning or error."""

    code: str
    level: str
    message: str
    standard: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """A rating or sample size said elsewhere than in its main place, to reconcile: `what` it is said of."""

    what: str
    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class CourtSample:
    """What the size of the sample of court disposals was set for: confidence level and margin of error, in per cent."""

    confidence: int
    margin: int
    place: Place


@dataclass(frozen=True, slots=True)
class Amendment:
    """A value that somebody put right, or added, before the report was accepted; the report has it as `value`.

    `figure` names the value, as `intake.figures` does: kind of value, then standard and so on. `printed`: what was
    read; None where nothing was. `name`, `at` (UTC, ISO 8601) and `reason`: who did it, when and why.
    """

    figure: tuple[str, ...]
    printed: str | None
    value: str
    name: str
    at: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Report:
    """A report's figures. What could not be read is None or absent, and named in `missing`.

    `page_numbers`: what the pages of all places are, in the words of `schema.PAGE_NUMBERS`; None without pages.
    `score_page` and `score_heading`: place of the score, or of the overall rating where there is no score.
    `sheets_ahead`: by how much the sheets of a PDF run ahead of its printed page numbers, which places are told by.
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
    score_heading: str | None = None
    court_sample: CourtSample | None = None
    sheets_ahead: int = 0
    amendments: tuple[Amendment, ...] = ()

    def to_json_dict(self) -> JsonObject:
        """The object that `python -m yjs_dash extract` prints; keys in the documented order."""
        found: JsonObject = {
            "service": self.service,
            "framework": self.framework,
            "published": self.published,
            "fieldwork_started": self.fieldwork_started,
            "score": self.score,
            "score_max": self.score_max,
            "overall_rating": self.overall_rating,
            "cases": dict(self.cases),
        }
        for name in _FIGURES:
            found[name] = [_as_json(item) for item in getattr(self, name)]
        found["kind"] = self.kind
        found["missing"] = [_as_json(item) for item in self.missing]
        found["extractor_version"] = self.extractor_version
        found["page_numbers"] = self.page_numbers
        found["score_page"] = self.score_page
        found["court_sample"] = _as_json(self.court_sample) if self.court_sample else None
        if self.score_heading:
            found["score_heading"] = self.score_heading
        if self.sheets_ahead:
            found["sheets_ahead"] = self.sheets_ahead
        for name in _LEFT_OUT_LISTS:
            if items := getattr(self, name):
                found[name] = [_as_json(item) for item in items]
        return found

    @property
    def has_errors(self) -> bool:
        return any(check.level == ERROR for check in self.checks)

    def ratings_by_standard(self) -> dict[str, str]:
        return {rating.standard: rating.rating for rating in self.ratings}

    def percents_of(self, standard: str) -> dict[str, int]:
        """Dimension → percentage of a standard's key questions."""
        return {q.dimension: q.percent for q in self.key_questions if q.standard == standard}


_FIGURES = (
    "ratings", "key_questions", "case_questions", "context", "recommendations", "findings", "checks",
)  # fmt: skip
_LEFT_OUT_LISTS = ("stated", "amendments")
"""Lists that stand in the JSON only where they hold something."""
_LISTS = (*_FIGURES, "missing", *_LEFT_OUT_LISTS)
_PLACE_KEYS: dict[str, str] = {
    "page": "page", "line": "line", "heading": "heading", "anchor": "anchor", "text": "read_from",
}  # fmt: skip
"""Field of a place → its key beside the value that it is the place of."""
_UNSAID: dict[str, dict[str, object]] = {
    "ratings": {"discretion": False},
    "case_questions": {"letter": ""},
    "context": {"area": "service", "breakdown": "", "period": ""},
    "recommendations": {"addressed_to": "", "text": ""},
    "findings": {"text": ""},
    "missing": {"what": ""},
}
"""What a part holds where what was kept of it does not say."""
_LEFT_OUT_EMPTY = frozenset({"base", "standard"})
"""Fields that stand in the JSON only where they hold something."""


def report_of(payload: Mapping[str, object]) -> Report:
    """A report from what `to_json_dict` gave of it, or what an earlier version did.

    Raises:
        ImportPayloadError: it has another form.
    """
    found: dict[str, object] = {key: value for key, value in payload.items() if value is not None}
    for name in _LISTS:
        items = found.get(name, [])
        if not isinstance(items, list):
            raise ImportPayloadError(problem=f"“{name}” is not a list")
        found[name] = [_with_place(name, item) for item in items]
    if (sample := found.get("court_sample")) is not None:
        found["court_sample"] = _with_place("court_sample", sample)
    blank = dict.fromkeys(field.name for field in dataclasses.fields(Report)[:7])
    try:
        return _adapter().validate_python({**blank, "cases": {}, **found})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = " ".join(str(part) for part in first["loc"] if part != "place")
        raise ImportPayloadError(problem=f"“{where}” has another form") from None


def _with_place(name: str, item: object) -> object:
    if not isinstance(item, dict):
        raise ImportPayloadError(problem=f"“{name}” has an entry that is no object")
    place = {field: item[key] for field, key in _PLACE_KEYS.items() if item.get(key) is not None}
    return {**_UNSAID.get(name, {}), **item, "place": {"page": None, "line": 0, **place}}


def _as_json(item: object) -> JsonObject:
    """A part of a report as one object: its values, then its place."""
    found: JsonObject = {}
    place: Place | None = None
    for one in dataclasses.fields(item):  # type: ignore[arg-type]
        value = getattr(item, one.name)
        if isinstance(value, Place):
            place = value
        elif value is not None or one.name not in _LEFT_OUT_EMPTY:
            found[one.name] = list(value) if isinstance(value, tuple) else value
    if place is not None:
        for name, key in _PLACE_KEYS.items():
            if (value := getattr(place, name)) or name in {"page", "line"}:
                found[key] = value
    return found


@cache
def _adapter() -> TypeAdapter[Report]:
    return TypeAdapter(Report)
