"""Figures that somebody puts right, or adds, before a report is accepted.

What was read stays with each amendment, so that it can be undone: `amended` takes the report as it was read and gives
it with all amendments, its checks made anew.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from yjs_dash.errors import AmendmentIncompleteError, AmendmentUnchangedError, AmendmentValueError
from yjs_dash.extract import reconcile
from yjs_dash.extract.context.field_types import PERCENT
from yjs_dash.extract.model import Amendment, CaseQuestion, ContextFigure, KeyQuestion, Place, Rating, Report
from yjs_dash.framework import RATINGS, Framework
from yjs_dash.intake.figures import FigureKey, figures_of, letter_of
from yjs_dash.schema import ALL_TABLES
from yjs_dash.schema.fields import DIMENSIONS, Cases, Number, PartialDay, Percent, RatingName
from yjs_dash.store.amended import column_of
from yjs_dash.store.service_matcher import cell, clean_line

NAME_LIMIT = 80
REASON_LIMIT = 300
VALUE_LIMIT = 120
SAMPLES: tuple[str, ...] = ("court", "out_of_court", "resettlement")
_SINGLE = frozenset({"service", "published", "fieldwork_started", "score", "overall_rating"})
_TYPES: dict[str, TypeAdapter[Any]] = {
    "service": TypeAdapter(str),
    "published": TypeAdapter(PartialDay),
    "fieldwork_started": TypeAdapter(PartialDay),
    "score": TypeAdapter(Cases),
    "overall_rating": TypeAdapter(RatingName),
    "cases": TypeAdapter(Cases),
    "ratings": TypeAdapter(RatingName),
    "key_questions": TypeAdapter(Percent),
    "case_questions": TypeAdapter(Percent),
    "context": TypeAdapter(Number),
}
"""Kind of value → what it can be: the types of the columns that they go to."""
_COUNTED = frozenset({"children", "people", "responses", "interviews", "meetings"})
"""Units that come in whole numbers only."""
_PERCENT = re.compile(r"\s*(?:%|per\s?cent)$", re.IGNORECASE)
_PRINTED_DATES = ("%B %Y", "%d %B %Y", "%b %Y", "%d %b %Y")

Item = TypeVar("Item", Rating, KeyQuestion, CaseQuestion, ContextFigure)


def amendment(
    report: Report,
    figure: FigureKey,
    *,
    value: str,
    name: str,
    reason: str,
    at: dt.datetime,
    page: int | None = None,
    unit: str = "",
) -> Amendment:
    """What somebody typed as an amendment of a report as it was read. `page`: that of a value that was not read.

    `unit`: that of the indicator of a contextual figure, which bounds its values.

    Raises:
        AmendmentError: a field is empty, or such a figure cannot have this value, or has it already.
    """
    fields = {
        "the value as the report prints it": clean_line(value)[:VALUE_LIMIT],
        "your name": clean_line(name)[:NAME_LIMIT],
        "a reason": clean_line(reason)[:REASON_LIMIT],
    }
    check_filled(fields)
    typed, who, why = fields.values()
    kept = cell(
        _value(figure[0], _as_kept(figure[0], typed), shown=typed, expected=expected(figure, unit=unit))
    )
    if not _may_be(kept, unit=unit):
        raise AmendmentValueError(value=typed, expected=expected(figure, unit=unit))
    printed = printed_value(report, figure)
    if kept == printed:
        raise AmendmentUnchangedError(value=typed)
    place = Place(page=page, line=0)
    if printed is not None:
        place = next((one.place for one in figures_of(report) if one.key == figure and one.place), place)
    return Amendment(
        figure, printed, kept, who, f"{at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S+00:00}", why, place
    )


def check_filled(fields: Mapping[str, str]) -> None:
    """Raises AmendmentIncompleteError for the first field that is empty. `fields`: what to enter → what was typed."""
    for field, typed in fields.items():
        if not typed:
            raise AmendmentIncompleteError(field=field)


def with_amendment(amendments: Sequence[Amendment], new: Amendment) -> tuple[Amendment, ...]:
    """Amendments with another one, which takes the place of an earlier one of the same figure."""
    return (*without_amendment(amendments, new.figure), new)


def without_amendment(amendments: Sequence[Amendment], figure: FigureKey) -> tuple[Amendment, ...]:
    return tuple(one for one in amendments if one.figure != figure)


def amended(report: Report, amendments: Sequence[Amendment], *, framework: Framework | None) -> Report:
    """A report as it was read, with these amendments, and with what it then lacks and what does not fit."""
    if not amendments:
        return report
    for one in amendments:
        report = _with_value(report, one, framework)
    added = {one.figure for one in amendments if one.printed is None}
    if added:
        report = _in_order(report, framework)
    named = Counter(one.what for one in report.missing)
    # A part of an indicator says nothing of its other parts, and two lines may be of two figures of one indicator.
    whole = {f"context.{figure[1]}" for figure in added if figure[0] == "context" and not figure[3]}
    left = tuple(
        one
        for one in report.missing
        if not _is_given(one.what, added, framework, report)
        and not (one.what in whole and named[one.what] == 1)
    )
    report = replace(report, missing=left, amendments=tuple(amendments))
    return replace(report, checks=reconcile(report, framework))


def missing_figures(report: Report, framework: Framework | None) -> list[FigureKey]:
    """Values that the report lacks, by name, and that somebody can add, in the order in which they are named."""
    present = {one.key for one in figures_of(report)}
    named = (key for one in report.missing for key in _keys_of(one.what, framework))
    return [key for key in dict.fromkeys(named) if key not in present]


def printed_value(report: Report, figure: FigureKey) -> str | None:
    """A value of a report as a cell of a table; None where it was not read."""
    kind, *parts = figure
    value: object = None
    if kind in _SINGLE:
        value = getattr(report, kind)
    elif kind == "cases":
        value = report.cases.get(parts[0])
    elif kind == "ratings":
        value = next((one.rating for one in report.ratings if one.standard == parts[0]), None)
    elif kind == "key_questions":
        value = next((o.percent for o in report.key_questions if [o.standard, o.dimension] == parts), None)
    elif kind == "case_questions":
        prompts = report.case_questions
        value = next(
            (o.percent for o in prompts if [o.standard, o.dimension, str(o.position)] == parts), None
        )
    elif kind == "context":
        value = next((one.value for one in report.context if list(one.key) == parts), None)
    return None if value is None else cell(value)


def expected(figure: FigureKey, *, unit: str = "") -> str:
    """What a value has to be, in words. `unit`: that of the indicator of a contextual figure."""
    if unit == PERCENT:
        return "a number from 0 to 100"
    if unit in _COUNTED:
        return "a whole number, 0 or more"
    if unit:
        return "a number, 0 or more"
    where = column_of(figure)
    words = ALL_TABLES[where[0]].column(where[1]).expected if where else "text"
    return words.removesuffix(", or nothing").replace("one of “", "one of these: “")


def _may_be(value: str, *, unit: str) -> bool:
    """Whether a number in this unit can be so; True without a unit."""
    if not unit:
        return True
    number = float(value)
    if unit in _COUNTED and not number.is_integer():
        return False
    return 0 <= number <= (100 if unit == PERCENT else math.inf)


def _as_kept(kind: str, typed: str) -> str:
    """What a report prints as its table has it: no sign of per cent, no separator, the rating's letters, a date."""
    if kind in {"key_questions", "case_questions", "context"}:
        typed = _PERCENT.sub("", typed)
    if kind in {"context", "score", "cases"}:
        return typed.removeprefix("£").replace(",", "").strip()
    if kind in {"ratings", "overall_rating"}:
        return next((one for one in RATINGS if one.casefold() == typed.casefold()), typed)
    if kind in {"published", "fieldwork_started"}:
        for form in _PRINTED_DATES:
            try:
                day = dt.datetime.strptime(typed, form).replace(tzinfo=dt.UTC)
            except ValueError:
                continue
            return f"{day:%Y-%m-%d}" if "%d" in form else f"{day:%Y-%m}"
    return typed


def _value(kind: str, text: str, *, shown: str, expected: str) -> object:
    try:
        return _TYPES[kind].validate_python(text)
    except ValidationError:
        raise AmendmentValueError(value=shown, expected=expected) from None


def _typed(one: Amendment) -> Any:
    return _TYPES[one.figure[0]].validate_python(one.value)


def _with_value(report: Report, one: Amendment, framework: Framework | None) -> Report:
    kind, *parts = one.figure
    value = _typed(one)
    if kind in _SINGLE:
        changed: dict[str, Any] = {kind: value}
        if kind == "score" and report.score_max is None and framework is not None:
            changed["score_max"] = framework.score_max
        if kind == "score" and report.score_page is None:
            changed["score_page"] = one.place.page
        return replace(report, **changed)
    if kind == "cases":
        cases = {**report.cases, parts[0]: value}
        return replace(report, cases={sample: cases[sample] for sample in SAMPLES if sample in cases})
    if kind == "ratings":
        rating = Rating(parts[0], value, False, one.place)
        return replace(
            report,
            ratings=_put(
                report.ratings, lambda o: [o.standard] == parts, lambda o: replace(o, rating=value), rating
            ),
        )
    if kind == "key_questions":
        question = KeyQuestion(parts[0], parts[1], value, one.place)
        questions = _put(
            report.key_questions,
            lambda o: [o.standard, o.dimension] == parts,
            lambda o: replace(o, percent=value),
            question,
        )
        return replace(report, key_questions=questions)
    if kind == "case_questions":
        position = int(parts[2])
        prompt = CaseQuestion(parts[0], parts[1], position, letter_of(position), value, one.place)
        prompts = _put(
            report.case_questions,
            lambda o: [o.standard, o.dimension, str(o.position)] == parts,
            lambda o: replace(o, percent=value),
            prompt,
        )
        return replace(report, case_questions=prompts)
    figure = ContextFigure(parts[0], parts[1], parts[2], parts[3], value, one.place)
    context = _put(report.context, lambda o: list(o.key) == parts, lambda o: replace(o, value=value), figure)
    return replace(report, context=context)


def _put(
    items: Sequence[Item], is_it: Callable[[Item], bool], change: Callable[[Item], Item], new: Item
) -> tuple[Item, ...]:
    """Items with the one changed that it is, or with a new one where it is none of them."""
    if not any(map(is_it, items)):
        return tuple(chain(items, [new]))
    return tuple(change(item) if is_it(item) else item for item in items)


def _in_order(report: Report, framework: Framework | None) -> Report:
    """A report whose ratings and percentages stand as the framework has them, also those that were added last."""
    standards = list(framework.standards) if framework else []
    places = {standard: place for place, standard in enumerate(standards)}

    def rank(standard: str, dimension: str = "", position: int = 0) -> tuple[int, str, int, int]:
        known = DIMENSIONS.index(dimension) if dimension in DIMENSIONS else len(DIMENSIONS)
        return places.get(standard, len(places)), standard, known, position

    return replace(
        report,
        ratings=tuple(sorted(report.ratings, key=lambda o: rank(o.standard))),
        key_questions=tuple(sorted(report.key_questions, key=lambda o: rank(o.standard, o.dimension))),
        case_questions=tuple(
            sorted(report.case_questions, key=lambda o: rank(o.standard, o.dimension, o.position))
        ),
    )


def _is_given(what: str, added: set[FigureKey], framework: Framework | None, report: Report) -> bool:
    """Whether all that a missing value names was added."""
    keys = list(_keys_of(what, framework))
    return any(key in added for key in keys) and all(printed_value(report, key) is not None for key in keys)


def _keys_of(what: str, framework: Framework | None) -> Iterator[FigureKey]:
    """The values that a name in `Report.missing` stands for, as far as one can be added."""
    kind, _, rest = what.partition(".")
    parts = rest.split(".")
    standards: Mapping[str, Any] = framework.standards if framework else {}
    if what in _SINGLE:
        yield (what,)
    elif kind == "cases" and rest in SAMPLES:
        yield "cases", rest
    elif kind == "ratings" and rest in standards:
        yield "ratings", rest
    elif kind == "key_questions" and parts[-1] in DIMENSIONS and (of := ".".join(parts[:-1])) in standards:
        yield "key_questions", of, parts[-1]
    elif kind == "case_questions" and parts[-1].isdigit() and len(parts) > 2 and parts[-2] in DIMENSIONS:
        yield "case_questions", ".".join(parts[:-2]), parts[-2], parts[-1]
    elif kind == "case_questions" and parts[-1] in DIMENSIONS and (of := ".".join(parts[:-1])) in standards:
        question = standards[of].key_question(dimension=parts[-1])
        for position in range(1, len(question.prompts) + 1 if question else 1):
            yield "case_questions", of, parts[-1], str(position)
