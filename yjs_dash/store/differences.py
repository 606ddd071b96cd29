"""What an import would change, figure by figure, for a preview."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd

from yjs_dash.schema import KINDS, OBSERVATIONS, TABLES
from yjs_dash.store.bundled import DataSet
from yjs_dash.store.service_matcher import TextRow, text_cells
from yjs_dash.store.supersede import ImportLayer

COLUMNS: list[str] = ["table", "what", "before", "after", "change"]
CHANGES: dict[str, str] = {
    "changed": "another value",
    "new": "not there before",
    "absent": "there before, not in this file",
    "same": "the same value",
}
_FACTS: tuple[str, ...] = (
    "framework_id", "kind", "published", "fieldwork_started", "score", "score_max", "overall_rating",
    "court_cases", "out_of_court_cases", "resettlement_cases",
)  # fmt: skip
_OF_EVERY_INSPECTION: tuple[str, ...] = ("ratings", "key_questions")
_OF_THE_SAME: tuple[str, ...] = ("case_questions", "finding_counts", "observations", "recommendations")
_VALUES: dict[str, str] = {
    "ratings": "rating",
    "key_questions": "percent",
    "case_questions": "percent",
    "finding_counts": "count",
    "recommendations": "addressed_to",
    "observations": "value",
}

Name = Callable[[TextRow], str]


def differences(data: DataSet, layer: ImportLayer, *, compared_with: str | None) -> pd.DataFrame:
    """Figures of a report beside those of an inspection of the data set. Columns: COLUMNS, text as printed.

    `compared_with` is the same inspection, or an earlier one of the same service: then ratings and key questions
    are compared, and not what belongs to its own year. Changes come first, then what is new.
    """
    tables = list(_OF_EVERY_INSPECTION)
    if compared_with in (None, layer.replaces):
        tables += _OF_THE_SAME
    rows = list(_facts(data, layer, compared_with))
    for table in tables:
        name = _name_of(table, data, layer)
        before = {name(row): row[_VALUES[table]] for row in _rows_of(data, table, compared_with)}
        after = {name(row): row[_VALUES[table]] for row in layer.cells.get(table, ())}
        rows += [_compared(table, what, before.get(what), after.get(what)) for what in {**after, **before}]
    found = pd.DataFrame(rows, columns=COLUMNS, dtype="str")
    order = found["change"].map({change: place for place, change in enumerate(CHANGES)})
    return found.iloc[order.argsort(kind="stable")].reset_index(drop=True)


def figure_changes(data: DataSet, layer: ImportLayer) -> dict[str, int]:
    """How many figures of a statistics import are new, changed or the same (keys as in CHANGES)."""
    before = {OBSERVATIONS.key_of(row): row.value for row in data.rows.observations}
    counts = {"new": 0, "changed": 0, "same": 0}
    for row in layer.rows.observations:
        key = OBSERVATIONS.key_of(row)
        if key not in before:
            counts["new"] += 1
        else:
            counts["same" if before[key] == row.value else "changed"] += 1
    return counts


def _facts(data: DataSet, layer: ImportLayer, compared_with: str | None) -> Iterator[tuple[str, ...]]:
    before = next(iter(_rows_of(data, "inspections", compared_with)), {})
    after = next(iter(layer.cells.get("inspections", ())), {})
    for column in _FACTS:
        what = TABLES["inspections"].column(column).description
        values = [row.get(column) or None for row in (before, after)]
        if column == "kind":
            values = [KINDS.get(value, value) if value else None for value in values]
        if any(values):
            yield _compared("inspections", what, *values)


def _compared(table: str, what: str, before: str | None, after: str | None) -> tuple[str, ...]:
    if before is None:
        change = "new"
    elif after is None:
        change = "absent"
    else:
        change = "same" if before == after else "changed"
    return table, what, before or "", after or "", change


def _rows_of(data: DataSet, table: str, inspection_id: str | None) -> list[TextRow]:
    if inspection_id is None:
        return []
    rows = data.rows.of_table(table)
    return [text_cells(row) for row in rows if getattr(row, "inspection_id", None) == inspection_id]


def _name_of(table: str, data: DataSet, layer: ImportLayer) -> Name:
    """How a row is called in a preview; two rows of the same name are the same figure."""
    (inspection,) = layer.cells["inspections"]
    framework = data.frameworks.get(inspection["framework_id"])
    titles = {s.id: s.title for s in framework.standards.values()} if framework else {}
    labels = {
        "desistance": "desistance",
        "child_safety": "safety of the child",
        "others_safety": "safety of others",
    }
    indicators = {row.indicator_id: row.name for row in data.rows.indicators}

    def standard(row: TextRow) -> str:
        return titles.get(row["standard_id"], row["standard_id"])

    def question(row: TextRow) -> str:
        return f"{standard(row)}: {labels.get(row['dimension'], row['dimension'])}"

    def figure(row: TextRow) -> str:
        parts = (
            indicators.get(row["indicator_id"], row["indicator_id"]),
            row["breakdown"],
            row["area"],
            row["period"],
        )
        return ", ".join(part for part in parts if part)

    names: dict[str, Name] = {
        "ratings": standard,
        "key_questions": question,
        "case_questions": lambda row: f"{question(row)}, prompt {row['position']} ({row['letter']})",
        "finding_counts": lambda row: f"{standard(row)}: {row['kind'].replace('_', ' ')}",
        "recommendations": lambda row: f"Recommendation {row['number']}",
        "observations": figure,
    }
    return names[table]
