"""What rows say of each other: ids that stand nowhere, standards that no framework rates, counts that contradict.

All faults at once, each with table, line, column and expectation.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from operator import attrgetter

from yjs_dash.errors import ValidationIssue, shown_cell
from yjs_dash.framework import Framework
from yjs_dash.schema.data import Rows
from yjs_dash.schema.dates import earliest_day
from yjs_dash.schema.fields import SEPARATOR, STATUSES_WITHOUT_VALUE
from yjs_dash.schema.rows import (
    CaseQuestionRow,
    FindingCountRow,
    InspectionRow,
    KeyQuestionRow,
    PromptCasesRow,
    RatingRow,
    Row,
    TileRow,
)
from yjs_dash.schema.tables import CASE_QUESTIONS, OPTIONAL_TABLES, PROMPT_CASES, TABLES, AnyTable
from yjs_dash.stats.counts import possible_counts

StandardRow = RatingRow | KeyQuestionRow | CaseQuestionRow | PromptCasesRow | FindingCountRow


def reference_faults(
    rows: Rows, *, among: Rows | None = None, frameworks: Mapping[str, Framework], today: dt.date
) -> list[ValidationIssue]:
    """Faults between tables: dangling ids, standards a framework does not rate, dates in the future.

    `among`: all rows that these may refer to, themselves included; the rows alone where nothing is given.
    """
    known = among or rows
    inspections = {row.inspection_id: row for row in known.inspections}
    faults: list[ValidationIssue] = []
    for table in (*TABLES.values(), *OPTIONAL_TABLES.values()):
        faults += _dangling(table, rows.of_table(table.name), known)
        faults += _in_the_future(table, rows.of_table(table.name), today)
    faults += _unknown_frameworks(rows.inspections, frameworks)
    faults += _scores_beyond(rows.inspections, frameworks)
    for standard_rows in (
        rows.ratings, rows.key_questions, rows.case_questions, rows.prompt_cases, rows.finding_counts,
    ):  # fmt: skip
        faults += _unknown_standards(standard_rows, inspections, frameworks)
    faults += _discretion_from(rows.ratings)
    faults += _prompt_cases(rows, known, inspections, frameworks)
    faults += _valueless(rows)
    faults += _shared_tiles(rows.tiles)
    return faults


def ids_in(text: str | None) -> list[str]:
    """The ids of a cell that may hold several."""
    return [part for part in map(str.strip, (text or "").split(SEPARATOR.strip())) if part]


def _fault(row: Row, index: int, column: str, value: object, expected: str) -> ValidationIssue:
    return ValidationIssue(row.table_name, index + 2, column, shown_cell(str(value)), expected)


def _dangling(table: AnyTable, rows: tuple[Row, ...], known: Rows) -> Iterator[ValidationIssue]:
    for column in table.columns:
        if not column.references:
            continue
        other, _, key = column.references.partition(".")
        ids = {getattr(row, key) for row in known.of_table(other)}
        cell_of = attrgetter(column.name)
        # A long table names the same few rows again and again.
        dangling = {cell for cell in set(map(cell_of, rows)) if not ids.issuperset(ids_in(cell))}
        for index, row in enumerate(rows) if dangling else ():
            for named in ids_in(cell_of(row)):
                if named not in ids:
                    yield _fault(row, index, column.name, named, f"an id that stands in {other}")


def _in_the_future(table: AnyTable, rows: tuple[Row, ...], today: dt.date) -> Iterator[ValidationIssue]:
    for column in table.columns:
        if not column.is_date:
            continue
        date_of = attrgetter(column.name)
        later = {date for date in set(map(date_of, rows)) if date and earliest_day(date) > today}
        for index, row in enumerate(rows) if later else ():
            if (date := date_of(row)) in later:
                yield _fault(row, index, column.name, date, "a date that is not in the future")


def _shared_tiles(rows: tuple[TileRow, ...]) -> Iterator[ValidationIssue]:
    """Tiles that stand where another one stands."""
    taken: set[tuple[int, int]] = set()
    for index, row in enumerate(rows):
        if (row.q, row.r) in taken:
            yield _fault(row, index, "q + r", f"{row.q}, {row.r}", "a place that no other tile has")
        taken.add((row.q, row.r))


def _unknown_frameworks(
    inspections: tuple[InspectionRow, ...], frameworks: Mapping[str, Framework]
) -> Iterator[ValidationIssue]:
    for index, row in enumerate(inspections):
        framework = frameworks.get(row.framework_id or "")
        if row.framework_id and framework is None:
            yield _fault(row, index, "framework_id", row.framework_id, f"one of {', '.join(frameworks)}")
        elif framework is not None and row.kind not in framework.kinds:
            yield _fault(
                row, index, "kind", row.kind, f"a kind of {framework.id}: {', '.join(framework.kinds)}"
            )


def _scores_beyond(
    inspections: tuple[InspectionRow, ...], frameworks: Mapping[str, Framework]
) -> Iterator[ValidationIssue]:
    for index, row in enumerate(inspections):
        framework = frameworks.get(row.framework_id or "")
        most = framework.score_max if framework is not None else None
        if most is not None and row.score is not None and row.score > most:
            yield _fault(row, index, "score", row.score, f"a whole number from 0 to {most}, or nothing")


def _unknown_standards(
    rows: tuple[StandardRow, ...],
    inspections: Mapping[str, InspectionRow],
    frameworks: Mapping[str, Framework],
) -> Iterator[ValidationIssue]:
    for index, row in enumerate(rows):
        inspection = inspections.get(row.inspection_id)
        framework = frameworks.get(inspection.framework_id or "") if inspection else None
        if framework is None or row.standard_id in framework.standards:
            continue
        # Strengths and areas for improvement may be listed by domain.
        if isinstance(row, FindingCountRow) and row.standard_id in {
            domain.id for domain in framework.domains
        }:
            continue
        yield _fault(row, index, "standard_id", row.standard_id, f"a standard of {framework.id}")


def _discretion_from(ratings: tuple[RatingRow, ...]) -> Iterator[ValidationIssue]:
    for index, row in enumerate(ratings):
        if row.discretion_from is None:
            continue
        if not row.discretion:
            expected = "nothing where discretion did not change the rating"
        elif row.discretion_from == row.rating:
            expected = "another rating than the published one"
        else:
            continue
        yield _fault(row, index, "discretion_from", row.discretion_from, expected)


def _prompt_cases(
    rows: Rows, known: Rows, inspections: Mapping[str, InspectionRow], frameworks: Mapping[str, Framework]
) -> Iterator[ValidationIssue]:
    """Counts that contradict themselves, the annexe's percentage or the sample."""
    if not rows.prompt_cases:
        return
    percents = {CASE_QUESTIONS.key_of(asked): asked.percent for asked in known.case_questions}
    for index, row in enumerate(rows.prompt_cases):
        percent = percents.get(PROMPT_CASES.key_of(row))
        if row.sufficient > row.cases:
            yield _fault(row, index, "sufficient", row.sufficient, f"at most the {row.cases} cases")
        if percent is None:
            yield _fault(row, index, "position", row.position, "a prompt that stands in case_questions")
            continue
        whole = _sample(row, inspections.get(row.inspection_id), frameworks)
        if whole is None:
            continue
        if row.cases > whole:
            yield _fault(row, index, "cases", row.cases, f"at most the {whole} cases inspected")
        fitting = possible_counts(percent=percent, n=whole) if whole else []
        if fitting and row.sufficient not in fitting:
            expected = f"a count that gives the annexe's {percent} per cent of {whole} cases"
            yield _fault(row, index, "sufficient", row.sufficient, expected)


def _sample(
    row: PromptCasesRow, inspection: InspectionRow | None, frameworks: Mapping[str, Framework]
) -> int | None:
    framework = frameworks.get(inspection.framework_id or "") if inspection else None
    if inspection is None or framework is None or row.standard_id not in framework.standards:
        return None
    sample = framework.sample_of(row.standard_id)
    return inspection.cases_of(sample) if sample else None


def _valueless(rows: Rows) -> Iterator[ValidationIssue]:
    for index, row in enumerate(rows.observations):
        needs = row.status in STATUSES_WITHOUT_VALUE
        if row.value is None and not needs:
            yield _fault(row, index, "value", "", "a number, or a status of c, x or z")
        elif row.value is not None and needs:
            yield _fault(row, index, "status", row.status, "no such status beside a value")
