"""Contextual figures of a report that were not read: which ones somebody can add, and one of them as an amendment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from yjs_dash.errors import AmendmentKnownError, AmendmentPageError, AmendmentPeriodError
from yjs_dash.extract.context.area_names import SERVICE
from yjs_dash.extract.context.field_specifications import named_breakdowns
from yjs_dash.extract.model import Amendment, ContextFigure, Place, Report
from yjs_dash.intake.amendments import REASON_LIMIT, VALUE_LIMIT, amendment, check_filled
from yjs_dash.intake.page_views import MAX_SHEETS
from yjs_dash.schema import IndicatorRow, Rows
from yjs_dash.store.service_matcher import clean_line

PERIOD_LIMIT = 80
HEADING_LIMIT = 200


@dataclass(frozen=True)
class ContextChoice:
    """An indicator that reports print of a service, by its name and unit.

    `breakdowns`: the parts that it is printed for, among them an empty text for the whole; at least one. `is_missing`:
    the report names it among what could not be read, and lacks one of them. `is_partly_read`: it has one of them.
    """

    indicator: str
    name: str
    unit: str
    breakdowns: tuple[str, ...]
    is_missing: bool
    is_partly_read: bool


def context_choices(report: Report, rows: Rows) -> list[ContextChoice]:
    """Indicators of a data set that a report may print of its service: those that it lacks first, then by name."""
    parts: dict[str, list[str]] = {indicator: list(of) for indicator, of in named_breakdowns().items()}
    for row in rows.observations:
        if row.area_type == "service":
            parts.setdefault(row.indicator_id, []).append(row.breakdown)
    for figure in report.context:
        parts.setdefault(figure.indicator, []).append(figure.breakdown)
    choices = [
        _choice(report, row, parts[row.indicator_id])
        for row in rows.indicators
        if parts.get(row.indicator_id)
    ]
    return sorted(choices, key=lambda one: (not one.is_missing, one.name.casefold()))


def known_context(report: Report, *, indicator: str, breakdown: str) -> ContextFigure | None:
    """A report's figure of its service, of whatever period: of two periods nobody could tell which is meant."""
    return next((one for one in _of_service(report, indicator) if one.breakdown == breakdown), None)


def likely_period(report: Report, *, indicator: str) -> str:
    """The period that other parts of an indicator were read for; nothing where there is none."""
    return next((one.period for one in _of_service(report, indicator)), "")


def added_context(
    report: Report,
    choice: ContextChoice,
    *,
    breakdown: str,
    value: str,
    period: str,
    name: str,
    reason: str,
    at: dt.datetime,
    page: int | None = None,
    heading: str = "",
) -> Amendment:
    """What somebody typed as a contextual figure of the service that was not read.

    `report`: with what was added to it before. `page` is asked of one whose pages are known, `heading` of any other.

    Raises:
        AmendmentError: the figure is there already, a field is empty, or it cannot have this value, period or page.
    """
    if known_context(report, indicator=choice.indicator, breakdown=breakdown) is not None:
        raise AmendmentKnownError
    # The parts of a row's key are told from each other by semicolons.
    kept = clean_line(period)[:PERIOD_LIMIT].replace(";", ",")
    where = clean_line(heading)[:HEADING_LIMIT]
    has_pages = report.page_numbers == "page"
    check_filled(
        {
            "the value as the report prints it": clean_line(value)[:VALUE_LIMIT],
            "the period as the report prints it": kept,
            "the page of the report that prints it": str(page or "") if has_pages else "-",
            "the heading that it comes under": "-" if has_pages else where,
            "your name": clean_line(name),
            "a reason": clean_line(reason)[:REASON_LIMIT],
        }
    )
    if not any(letter.isalnum() for letter in kept):
        raise AmendmentPeriodError(period=kept)
    if has_pages and page is not None and not 1 <= page <= MAX_SHEETS:
        raise AmendmentPageError(page=page, last=MAX_SHEETS)
    one = amendment(
        report,
        ("context", choice.indicator, SERVICE, breakdown, kept),
        value=value,
        name=name,
        reason=reason,
        at=at,
        unit=choice.unit,
    )
    return replace(one, place=Place(page=page, line=0) if has_pages else Place(None, 0, heading=where))


def _choice(report: Report, row: IndicatorRow, parts: Collection[str]) -> ContextChoice:
    known = {one.breakdown for one in _of_service(report, row.indicator_id)}
    return ContextChoice(
        indicator=row.indicator_id,
        name=row.name,
        unit=row.unit,
        breakdowns=tuple(sorted(set(parts))),
        is_missing=f"context.{row.indicator_id}" in {one.what for one in report.missing}
        and not known >= set(parts),
        is_partly_read=bool(known),
    )


def _of_service(report: Report, indicator: str) -> Iterator[ContextFigure]:
    of = {"", SERVICE, report.service}
    return (one for one in report.context if one.indicator == indicator and one.area in of)
