"""Published figures against the inspectorate's rules and against each other. Returns findings, never prints.

`reconcile` gives one row a finding: level (error, warning, note), code, table, subject, message.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from yjs_dash import scoring, stats
from yjs_dash.framework import Framework
from yjs_dash.schema import earliest_day, latest_day
from yjs_dash.store import DataSet
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
CORRECTED = template(
    "findings.corrected",
    "We have corrected this figure. {reason}",
    reason="Labelled a percentage, but a count of children.",
)


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
    names = dict(zip(data["services"]["service_id"], data["services"]["name"], strict=True))
    ratings = dict(list(data["ratings"].groupby("inspection_id", sort=False)))
    questions = dict(list(data["key_questions"].groupby("inspection_id", sort=False)))
    found: list[Finding] = []
    for row in data["inspections"].to_dict("records"):
        framework = data.frameworks.get(str(row["framework_id"]))
        subject = f"{names[row['service_id']]}, {_text(row['published']) or 'undated'}"
        if framework is None:
            found.append(Finding("note", "framework_unknown", "inspections", subject, FRAMEWORK_UNKNOWN()))
            continue
        found += _framework_dates(framework, row, subject)
        rated = ratings.get(row["inspection_id"])
        found += _score_and_band(framework, row, rated, subject)
        asked = questions.get(row["inspection_id"])
        if asked is not None and rated is not None:
            found += _derived_against_published(framework, rated, asked, subject)
        if asked is not None:
            found += _counts_behind(framework, row, asked, subject)
    found += _parts_against_wholes(data)
    found += [
        Finding(
            "note",
            "corrected",
            str(c["table"]),
            _row_named(str(c["row_key"])),
            CORRECTED(reason=c["reason"]),
        )
        for c in data["corrections"].to_dict("records")
    ]
    found += [Finding(r.level, r.code, r.table, r.subject, r.message) for r in data.remarks]
    found.sort(key=lambda f: LEVELS.index(f.level))
    return pd.DataFrame([vars(f) for f in found], columns=COLUMNS)


def _framework_dates(framework: Framework, row: dict[str, Any], subject: str) -> Iterator[Finding]:
    started = _text(row["fieldwork_started"])
    if not started:
        return
    early = latest_day(started) < framework.valid_from
    if early or (framework.valid_to is not None and earliest_day(started) > framework.valid_to):
        when = f"{earliest_day(started):%B %Y}" if "-" in started else started
        message = FRAMEWORK_DATES(started=when, framework=framework.short_name)
        yield Finding("warning", "framework_date", "inspections", subject, message)


def _score_and_band(
    framework: Framework, row: dict[str, Any], rated: pd.DataFrame | None, subject: str
) -> Iterator[Finding]:
    ratings = {} if rated is None else dict(zip(rated["standard_id"], rated["rating"], strict=True))
    published = row["overall_rating"]
    score = None if pd.isna(row["score"]) else int(row["score"])
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
    framework: Framework, rated: pd.DataFrame, asked: pd.DataFrame, subject: str
) -> Iterator[Finding]:
    published = rated.set_index("standard_id")
    for standard_id, group in asked.groupby("standard_id", sort=False):
        name = str(standard_id)
        if name not in published.index:
            message = RATING_MISSING(standard=_titled(framework, name))
            yield Finding("error", "rating_missing", "key_questions", subject, message)
            continue
        percents = {str(d): int(p) for d, p in zip(group["dimension"], group["percent"], strict=True)}
        derived = scoring.derive_rating(framework, name, percents)
        stated = str(published.at[name, "rating"])
        if derived is None or derived == stated:
            continue
        lowest = min(percents.values())
        is_discretion = bool(published.at[name, "discretion"])
        message = (DISCRETION if is_discretion else NOT_DERIVED)(
            standard=_titled(framework, name), lowest=lowest, derived=derived, published=stated
        )
        if is_discretion:
            yield Finding("note", "discretion", "ratings", subject, message)
        else:
            yield Finding("error", "rating_not_derived", "ratings", subject, message)


def _counts_behind(
    framework: Framework, row: dict[str, Any], asked: pd.DataFrame, subject: str
) -> Iterator[Finding]:
    for question in asked.to_dict("records"):
        sample = framework.sample_of(str(question["standard_id"]))
        cases = row.get(f"{sample}_cases") if sample else None
        if cases is None or pd.isna(cases) or int(cases) == 0:
            continue
        percent = int(question["percent"])
        if not stats.possible_counts(percent=percent, n=int(cases)):
            dimension = str(question["dimension"])
            label = framework.dimensions.get(dimension, dimension)
            message = NO_COUNT_FITS(
                standard=_titled(framework, str(question["standard_id"])),
                question=f"{label[:1].lower()}{label[1:]}",
                percent=percent,
                cases=int(cases),
            )
            yield Finding("warning", "percent_fits_no_count", "key_questions", subject, message)


def _parts_against_wholes(data: DataSet) -> Iterator[Finding]:
    indicators = data["indicators"].set_index("indicator_id")
    figures = data["observations"].dropna(subset=["value"])
    figures = figures[figures["breakdown"] != ""]
    keys = ["area", "area_type", "indicator_id", "period", "source_id"]
    for key, group in figures.groupby(keys, sort=False):
        area, area_type, indicator_id, period, _ = key
        whole = _text(indicators.at[indicator_id, "whole"])
        if not whole or len(group) < 2:
            continue
        total = float(group["value"].sum())
        name = indicators.at[indicator_id, "name"]
        subject = f"{area}, {period}"
        if whole == "100":
            yield from _hundred(total, name=name, subject=subject)
            continue
        expected = _whole_value(data, whole, area=str(area), area_type=str(area_type), period=str(period))
        if expected is not None and expected != total:
            message = (PARTS_MORE if total > expected else PARTS_LESS)(
                indicator=name, parts=f"{total:g}", whole=f"{expected:g}"
            )
            yield Finding("error", "parts_whole", "observations", subject, message)


def _hundred(total: float, *, name: str, subject: str) -> Iterator[Finding]:
    if total == 100:
        return
    if abs(total - 100) <= ROUNDING_SLACK:
        message = SUM_ROUNDING(indicator=name, total=f"{total:g}")
        yield Finding("note", "sum_rounding", "observations", subject, message)
    else:
        message = (SUM_MORE if total > 100 else SUM_LESS)(indicator=name, total=f"{total:g}")
        yield Finding("warning", "sum_not_100", "observations", subject, message)


def _whole_value(data: DataSet, whole: str, *, area: str, area_type: str, period: str) -> float | None:
    indicator_id, _, breakdown = whole.rstrip("]").partition("[")
    table = data["observations"]
    hit = table[
        (table["indicator_id"] == indicator_id)
        & (table["breakdown"] == breakdown)
        & (table["area"] == area)
        & (table["area_type"] == area_type)
        & (table["period"] == period)
    ]
    return float(hit["value"].iloc[0]) if len(hit) and pd.notna(hit["value"].iloc[0]) else None


def _titled(framework: Framework, standard_id: str) -> str:
    """Number and name of a standard; the number alone where the framework has none of it."""
    standard = framework.standards.get(standard_id)
    return standard.title if standard else standard_id


def _row_named(row_key: str) -> str:
    """A row's key in words: its values without the names of columns and the ids."""
    pairs = (pair.strip().partition("=") for pair in row_key.split(";"))
    return ", ".join(value for column, _, value in pairs if not column.endswith(("_id", "_type")))


def _text(value: object) -> str:
    return "" if value is None or pd.isna(value) else str(value)
