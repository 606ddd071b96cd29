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
from yjs_dash.schema import earliest_day
from yjs_dash.store import DataSet

LEVELS: tuple[str, ...] = ("error", "warning", "note")
COLUMNS: list[str] = ["level", "code", "table", "subject", "message"]
ROUNDING_SLACK = 1.0
"""Percentages rounded to whole numbers may add to 99 or 101."""


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
            message = "The framework of this inspection is not known; nothing is computed for it."
            found.append(Finding("note", "framework_unknown", "inspections", subject, message))
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
            f"Corrected on load: {c['reason']}",
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
    day = earliest_day(started)
    month_end = day.replace(day=28) if len(started) < 10 else day
    if month_end < framework.valid_from or (framework.valid_to is not None and day > framework.valid_to):
        message = f"Fieldwork started {started}, outside the dates of the {framework.short_name}."
        yield Finding("warning", "framework_date", "inspections", subject, message)


def _score_and_band(
    framework: Framework, row: dict[str, Any], rated: pd.DataFrame | None, subject: str
) -> Iterator[Finding]:
    ratings = {} if rated is None else dict(zip(rated["standard_id"], rated["rating"], strict=True))
    published = row["overall_rating"]
    score = None if pd.isna(row["score"]) else int(row["score"])
    if not framework.scored:
        if score is not None:
            message = (
                f"Score {score} stands under a framework whose total is not known; it is shown, not used."
            )
            yield Finding("warning", "score_unknown_framework", "inspections", subject, message)
        return
    total = scoring.total_score(framework, ratings)
    if total is not None and score is not None and total != score:
        message = f"The ratings add to {total}, the published score is {score}."
        yield Finding("error", "score_sum", "ratings", subject, message)
    reached = score if score is not None else total
    if reached is None:
        return
    derived = scoring.overall_rating(framework, reached, ratings=ratings)
    if derived != published:
        message = f"A score of {reached} gives {derived}, the published overall rating is {published}."
        yield Finding("error", "score_band", "inspections", subject, message)


def _derived_against_published(
    framework: Framework, rated: pd.DataFrame, asked: pd.DataFrame, subject: str
) -> Iterator[Finding]:
    published = rated.set_index("standard_id")
    for standard_id, group in asked.groupby("standard_id", sort=False):
        name = str(standard_id)
        if name not in published.index:
            message = f"{name} has percentages but no published rating."
            yield Finding("error", "rating_missing", "key_questions", subject, message)
            continue
        percents = {str(d): int(p) for d, p in zip(group["dimension"], group["percent"], strict=True)}
        derived = scoring.derive_rating(framework, name, percents)
        stated = str(published.at[name, "rating"])
        if derived is None or derived == stated:
            continue
        lowest = min(percents.values())
        gap = f"{name}: the lowest key question, {lowest}%, gives {derived}; published {stated}"
        if bool(published.at[name, "discretion"]):
            message = f"{gap}, by professional discretion as the report says."
            yield Finding("note", "discretion", "ratings", subject, message)
        else:
            yield Finding(
                "error", "rating_not_derived", "ratings", subject, f"{gap}, and no discretion is stated."
            )


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
            message = (
                f"{question['standard_id']} {question['dimension']}: {percent}% is no share of {int(cases)} cases; "
                "shown without count and interval."
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
            message = f"{name}: the parts add to {total:g}, the whole is {expected:g}."
            yield Finding("error", "parts_whole", "observations", subject, message)


def _hundred(total: float, *, name: str, subject: str) -> Iterator[Finding]:
    if total == 100:
        return
    if abs(total - 100) <= ROUNDING_SLACK:
        message = f"{name}: the printed percentages add to {total:g}, from rounding; shown as printed."
        yield Finding("note", "sum_rounding", "observations", subject, message)
    else:
        message = f"{name}: the printed percentages add to {total:g}; parts may be missing."
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


def _row_named(row_key: str) -> str:
    """A row's key in words: its values without the names of columns and the ids."""
    pairs = (pair.strip().partition("=") for pair in row_key.split(";"))
    return ", ".join(value for column, _, value in pairs if not column.endswith(("_id", "_type")))


def _text(value: object) -> str:
    return "" if value is None or pd.isna(value) else str(value)
