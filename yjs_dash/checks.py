"""Published figures against the inspectorate's rules and against each other. Returns findings, never prints.

`reconcile` gives one row a finding: level (error, warning, note), code, table, subject, message.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import pandas as pd

from yjs_dash import scoring, stats
from yjs_dash.framework import Framework
from yjs_dash.schema import (
    OBSERVATIONS,
    InspectionRow,
    KeyQuestionRow,
    ObservationRow,
    RatingRow,
    by_inspection,
    earliest_day,
    frame_of,
    ids_in,
    latest_day,
)
from yjs_dash.schema.tables import AnyTable
from yjs_dash.sources.aggregate_checks import reject_inconsistent_aggregates
from yjs_dash.sources.areas import FORMER_AUTHORITIES, parents_of
from yjs_dash.store import DataSet
from yjs_dash.store.service_matcher import NOT_KNOWN
from yjs_dash.template import template

LEVELS: tuple[str, ...] = ("error", "warning", "note")
COLUMNS: list[str] = ["level", "code", "table", "subject", "message"]
ROUNDING_SLACK = 1.0
"""Percentages rounded to whole numbers may add to 99 or 101."""

FRAMEWORK_UNKNOWN = template(
    "findings.framework_unknown",
    "We do not know the framework of this inspection, so we work nothing out from its ratings.",
)
FRAMEWORK_DATES = template(
    "findings.framework_dates",
    "The fieldwork started in {started}, when the {framework} was not in use.",
    started="November 2017",
    framework="2021 framework",
)
SCORE_UNUSED = template(
    "findings.score_unused",
    "The published score is {score}. We do not know how scores work under the {framework}, so we work nothing out "
    "from it.",
    score=12,
    framework="2025 framework",
)
SCORE_SUM = template(
    "findings.score_sum",
    "The ratings add up to {total}, but the published score is {score}.",
    total=18,
    score=17,
)
SCORE_BAND = template(
    "findings.score_band",
    "By the inspectorate’s rules, a score of {score} with these ratings gives {derived}, but the published overall "
    "rating is {published}.",
    score=18,
    derived="Requires improvement",
    published="Good",
)
RATING_MISSING = template(
    "findings.rating_missing",
    "We have percentages for {standard}, but no published rating.",
    standard="2.3 Implementation and delivery",
)
DISCRETION = template(
    "findings.discretion",
    "{standard}: the lowest key question is {lowest}%, which gives {derived}. The published rating is {published}, "
    "because the inspectors used their professional discretion.",
    standard="2.3 Implementation and delivery",
    lowest=63,
    derived="Requires improvement",
    published="Good",
)
NOT_DERIVED = template(
    "findings.not_derived",
    "{standard}: the lowest key question is {lowest}%, which gives {derived}. The rating here is {published}, "
    "and we know of no professional discretion that explains it.",
    standard="2.3 Implementation and delivery",
    lowest=63,
    derived="Requires improvement",
    published="Good",
)
MAY_BE_DISCRETION = template(
    "findings.may_be_discretion",
    "{standard}: the lowest key question is {lowest}%, which gives {derived}. The rating here is {published}, "
    "and we do not know whether the inspectors used professional discretion.",
    standard="2.3 Implementation and delivery",
    lowest=63,
    derived="Requires improvement",
    published="Good",
)
NO_COUNT_FITS = template(
    "findings.no_count_fits",
    "{standard}, {question}: {percent}% does not match any whole number out of {cases} cases, so we show it without "
    "a count and without an interval.",
    standard="2.1 Assessment",
    question="safety of other people",
    percent=82,
    cases=12,
)
PARTS_MORE = template(
    "findings.parts_more",
    "{indicator}: the parts add up to {parts}, more than the published total of {whole}.",
    indicator="Court disposals",
    parts=60,
    whole=58,
)
PARTS_LESS = template(
    "findings.parts_less",
    "{indicator}: the parts add up to {parts}, less than the published total of {whole}.",
    indicator="Court disposals",
    parts=57,
    whole=58,
)
SUM_ROUNDING = template(
    "findings.sum_rounding",
    "{indicator}: the published percentages add up to {total}, which rounding can explain. We show them as published.",
    indicator="Caseload by gender",
    total=99,
)
SUM_MORE = template(
    "findings.sum_more",
    "{indicator}: the published percentages add up to {total}, more than 100.",
    indicator="Caseload by age",
    total=104,
)
SUM_LESS = template(
    "findings.sum_less",
    "{indicator}: the percentages that we have add up to only {total}. Some may be missing.",
    indicator="Caseload by age",
    total=82,
)
NO_AUTHORITY = template(
    "findings.service_without_authority",
    "We do not know which local authorities this service covers, so it has no official figures.",
)
NO_SERVICE = template(
    "findings.authority_without_service",
    "This local authority belongs to no youth justice service that we know, so its figures stand for none.",
)
SEVERAL_SERVICES = template(
    "findings.authority_of_several_services",
    "This local authority belongs to {services}, but can belong to one service only.",
    services="Suffolk and Norfolk",
)
AREA_ENDED = template(
    "findings.area_ended",
    "This authority ended on {day}. Its work went to {successors}, and its earlier figures stay its own.",
    day="1 April 2023",
    successors="Cumberland and Westmorland and Furness",
)
SERVICE_ENDED = template(
    "findings.service_ended",
    "This service has ended. Its work went to {successors}.",
    successors="Bridgend, Neath Port Talbot and Swansea",
)
CORRECTED = template(
    "findings.corrected",
    "We have corrected this figure. {reason}",
    reason="Labelled a percentage, but a count of children.",
)
ADDED = template("findings.added", "Somebody added this figure. {reason}", reason="Page 12 prints it.")


@dataclass(frozen=True)
class Finding:
    """One thing that does not fit, or fits only by a stated exception."""

    level: str
    code: str
    table: str
    subject: str
    message: str


def reconcile(data: DataSet) -> pd.DataFrame:
    """All findings of a data set, errors first. Columns: level, code, table, subject, message."""
    names = {row.service_id: row.name for row in data.rows.services}
    ratings, questions = by_inspection(data.rows.ratings), by_inspection(data.rows.key_questions)
    found: list[Finding] = []
    for row in data.rows.inspections:
        framework = data.frameworks.get(row.framework_id or "")
        subject = f"{names[row.service_id]}, {row.published or 'undated'}"
        if framework is None:
            found.append(Finding("note", "framework_unknown", "inspections", subject, FRAMEWORK_UNKNOWN()))
            continue
        found += _framework_dates(framework, row, subject)
        rated = ratings.get(row.inspection_id, [])
        found += _score_and_band(framework, row, rated, subject)
        asked = questions.get(row.inspection_id, [])
        if rated:
            found += _derived_against_published(framework, rated, asked, subject)
        found += _counts_behind(framework, row, asked, subject)
    found += _parts_against_wholes(data)
    found += _authorities_of_services(data)
    found += _aggregates(data)
    found += [
        Finding(
            "note",
            "corrected",
            row.table,
            _row_named(row.row_key),
            (ADDED if row.printed_value is None else CORRECTED)(reason=row.reason),
        )
        for row in data.rows.corrections
    ]
    remarks = (*data.official_findings, *data.remarks)
    found += [Finding(r.level, r.code, r.table, r.subject, r.message) for r in remarks]
    found.sort(key=lambda f: LEVELS.index(f.level))
    return pd.DataFrame([vars(f) for f in found], columns=COLUMNS)


def _framework_dates(framework: Framework, row: InspectionRow, subject: str) -> Iterator[Finding]:
    started = row.fieldwork_started
    if not started:
        return
    early = latest_day(started) < framework.valid_from
    if early or (framework.valid_to is not None and earliest_day(started) > framework.valid_to):
        when = f"{earliest_day(started):%B %Y}" if "-" in started else started
        message = FRAMEWORK_DATES(started=when, framework=framework.short_name)
        yield Finding("warning", "framework_date", "inspections", subject, message)


def _score_and_band(
    framework: Framework, row: InspectionRow, rated: Sequence[RatingRow], subject: str
) -> Iterator[Finding]:
    ratings = {one.standard_id: one.rating for one in rated}
    published, score = row.overall_rating, row.score
    if not framework.scored:
        if score is not None:
            message = SCORE_UNUSED(score=score, framework=framework.short_name)
            yield Finding("warning", "score_unknown_framework", "inspections", subject, message)
        return
    total = scoring.total_score(framework, ratings)
    if total is not None and score is not None and total != score:
        message = SCORE_SUM(total=total, score=score)
        yield Finding("error", "score_sum", "ratings", subject, message)
    reached = score if score is not None else total
    if reached is None:
        return
    derived = scoring.overall_rating(framework, reached, ratings=ratings)
    if derived != published:
        message = SCORE_BAND(score=reached, derived=derived, published=published)
        yield Finding("error", "score_band", "inspections", subject, message)


def _derived_against_published(
    framework: Framework, rated: Sequence[RatingRow], asked: Sequence[KeyQuestionRow], subject: str
) -> Iterator[Finding]:
    published = {row.standard_id: row for row in rated}
    percents_of: dict[str, dict[str, int]] = {}
    for question in asked:
        percents_of.setdefault(question.standard_id, {})[question.dimension] = question.percent
    for standard_id, percents in percents_of.items():
        stated = published.get(standard_id)
        if stated is None:
            message = RATING_MISSING(standard=_titled(framework, standard_id))
            yield Finding("error", "rating_missing", "key_questions", subject, message)
            continue
        derived = scoring.derive_rating(framework, standard_id, percents)
        if derived is None or derived == stated.rating:
            continue
        words = {True: DISCRETION, False: NOT_DERIVED, None: MAY_BE_DISCRETION}[stated.discretion]
        message = words(
            standard=_titled(framework, standard_id),
            lowest=min(percents.values()),
            derived=derived,
            published=stated.rating,
        )
        if stated.discretion:
            yield Finding("note", "discretion", "ratings", subject, message)
        elif stated.discretion is None:
            yield Finding("warning", "discretion_not_known", "ratings", subject, message)
        else:
            yield Finding("error", "rating_not_derived", "ratings", subject, message)


def _counts_behind(
    framework: Framework, row: InspectionRow, asked: Sequence[KeyQuestionRow], subject: str
) -> Iterator[Finding]:
    for question in asked:
        sample = framework.sample_of(question.standard_id)
        cases = row.cases_of(sample) if sample else None
        if cases and not stats.possible_counts(percent=question.percent, n=cases):
            label = framework.dimensions.get(question.dimension, question.dimension)
            message = NO_COUNT_FITS(
                standard=_titled(framework, question.standard_id),
                question=f"{label[:1].lower()}{label[1:]}",
                percent=question.percent,
                cases=cases,
            )
            yield Finding("warning", "percent_fits_no_count", "key_questions", subject, message)


def _parts_against_wholes(data: DataSet) -> Iterator[Finding]:
    indicators = {row.indicator_id: row for row in data.rows.indicators}
    groups: dict[tuple[str, ...], list[ObservationRow]] = {}
    for row in data.rows.observations:
        if row.breakdown and row.value is not None:
            key = (row.area, row.area_type, row.indicator_id, row.period, row.source_id)
            groups.setdefault(key, []).append(row)
    for parts in groups.values():
        first, measure = parts[0], indicators[parts[0].indicator_id]
        if not measure.whole or len(parts) < 2:
            continue
        total = sum(row.value or 0.0 for row in parts)
        name, subject = measure.name, f"{first.area}, {first.period}"
        if measure.whole == "100":
            yield from _hundred(total, name=name, subject=subject)
            continue
        expected = _whole_value(data.rows.observations, measure.whole, part=first)
        if expected is not None and expected != total:
            message = (PARTS_MORE if total > expected else PARTS_LESS)(
                indicator=name, parts=f"{total:g}", whole=f"{expected:g}"
            )
            yield Finding("error", "parts_whole", "observations", subject, message)


def _authorities_of_services(data: DataSet) -> Iterator[Finding]:
    """Services and the authorities of the official files: each authority of today belongs to one service of today."""
    names = {row.service_id: row.name for row in data.rows.services}
    services: dict[str, list[str]] = {}
    for row in data.rows.services:
        successors = [names.get(one, one) for one in ids_in(row.replaced_by)]
        if successors:
            yield Finding(
                "note", "service_ended", "services", row.name, SERVICE_ENDED(successors=_joined(successors))
            )
            continue
        if row.local_authorities == NOT_KNOWN:
            yield Finding("note", "service_without_authority", "services", row.name, NO_AUTHORITY())
        for authority in ids_in(row.local_authorities):
            services.setdefault(authority, []).append(row.name)
    for area in sorted({row.area for row in data.rows.areas}):
        former = FORMER_AUTHORITIES.get(area)
        if former is not None:
            day = f"{former.replaced.day} {former.replaced:%B %Y}"
            message = AREA_ENDED(day=day, successors=_joined(former.successors))
            yield Finding("note", "area_ended", "areas", area, message)
        elif area not in services:
            yield Finding("warning", "authority_without_service", "areas", area, NO_SERVICE())
    for authority, several in sorted(services.items()):
        if len(several) > 1 and authority != NOT_KNOWN:
            message = SEVERAL_SERVICES(services=_joined(several))
            yield Finding("warning", "authority_of_several_services", "services", authority, message)


def _aggregates(data: DataSet) -> Iterator[Finding]:
    """Official aggregates that their parts contradict, except those found when the files were read."""
    if not data.rows.areas:
        return
    rows = [row for row in data.rows.observations if row.inspection_id is None and row.area_type != "service"]
    frame = frame_of(cast("AnyTable", OBSERVATIONS), rows)
    parents = parents_of({row.area: row.region for row in data.rows.areas})
    _, found = reject_inconsistent_aggregates(frame, parents=parents, indicators=data["indicators"])
    known = {(remark.code, remark.subject) for remark in data.official_findings}
    for one in found:
        if (one.code, one.subject) not in known:
            yield Finding(one.level, one.code, one.table, one.subject, one.message)


def _joined(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _hundred(total: float, *, name: str, subject: str) -> Iterator[Finding]:
    if total == 100:
        return
    if abs(total - 100) <= ROUNDING_SLACK:
        message = SUM_ROUNDING(indicator=name, total=f"{total:g}")
        yield Finding("note", "sum_rounding", "observations", subject, message)
    else:
        message = (SUM_MORE if total > 100 else SUM_LESS)(indicator=name, total=f"{total:g}")
        yield Finding("warning", "sum_not_100", "observations", subject, message)


def _whole_value(rows: Sequence[ObservationRow], whole: str, *, part: ObservationRow) -> float | None:
    """The published whole of the same area and period, None where there is none."""
    indicator_id, _, breakdown = whole.rstrip("]").partition("[")
    wanted = (indicator_id, breakdown, part.area, part.area_type, part.period)
    hits = (
        row
        for row in rows
        if (row.indicator_id, row.breakdown, row.area, row.area_type, row.period) == wanted
    )
    hit = next(hits, None)
    return hit.value if hit else None


def _titled(framework: Framework, standard_id: str) -> str:
    """Number and name of a standard; the number alone where the framework has none of it."""
    standard = framework.standards.get(standard_id)
    return standard.title if standard else standard_id


def _row_named(row_key: str) -> str:
    """A row's key in words: its values without the names of columns and the ids."""
    pairs = (pair.strip().partition("=") for pair in row_key.split(";"))
    return ", ".join(value for column, _, value in pairs if not column.endswith(("_id", "_type")))
