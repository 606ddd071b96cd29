"""Figures as tables with heads for readers."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from yjs_dash.compare.children import ShareRow
from yjs_dash.compare.context import FigureRow
from yjs_dash.compare.verdicts import VerdictRow
from yjs_dash.narrate import context_sentences as say
from yjs_dash.schema import STATUSES

ROLES: dict[str, str] = {
    "service": "the service", "local_authority": "authority of the service", "region": "region", "nation": "nation",
    "neighbours": "statistical neighbours",
}  # fmt: skip
LIVING = "children who live there"
ALWAYS: frozenset[str] = frozenset({"Service", "Area", "Area is", "Period", "Value", "Unit", "Source"})
"""Columns that stand in every table of figures; the others only where a cell has something in it."""


def figure_table(rows: Sequence[FigureRow], *, unit: str, tested: Sequence[VerdictRow] = ()) -> pd.DataFrame:
    """Figures with area, period, source and shorthand in words; values as numbers in `unit`. No empty columns.

    With verdicts, also the interval and the verdict of each service's own figure.
    """
    found = {row.service_id: row for row in tested if row.low_95 is not None}
    tests = [None if r.comparator or r.breakdown else found.get(r.service_id) for r in rows]
    cells: dict[str, list[object]] = {
        "Service": [row.service for row in rows],
        "Area": [row.area for row in rows],
        "Area is": [LIVING if _is_of_residents(row) else ROLES[row.area_type] for row in rows],
        "Group": [_group(row) for row in rows],
        "Period": [row.period for row in rows],
        "Value": [row.value for row in rows],
        "Unit": [unit] * len(rows),
        "Shorthand": [f"[{r.status}] {STATUSES[r.status]}" if r.status else "" for r in rows],
        "95% interval from [e]": [_rounded(test.low_95) if test else None for test in tests],
        "95% interval to [e]": [_rounded(test.high_95) if test else None for test in tests],
        "By the 95% test": [say.verdict_words(test) if test and test.verdict else "" for test in tests],
        "Source": [row.source for row in rows],
        "Note": [say.note_of(row) for row in rows],
    }
    return pd.DataFrame({name: column for name, column in cells.items() if name in ALWAYS or any(column)})


def _group(row: FigureRow) -> str:
    return (row.part if isinstance(row, ShareRow) else "") or row.breakdown


def _is_of_residents(row: FigureRow) -> bool:
    return isinstance(row, ShareRow) and row.population


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def texts_of(frame: pd.DataFrame) -> list[list[str]]:
    """The cells of a frame as readers see them, row by row; what is missing is empty."""
    return [
        ["" if missing else _words(value) for value, missing in zip(values, gaps, strict=True)]
        for values, gaps in zip(frame.to_numpy(dtype=object).tolist(), frame.isna().to_numpy(), strict=True)
    ]


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.10g}"
    return str(value)
