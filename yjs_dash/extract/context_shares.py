"""Contextual facts in tables with several columns: age, ethnicity, gender; and the list of offence types."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from yjs_dash.extract.context_facts import Facts, whole
from yjs_dash.extract.context_labels import (
    AGE_COLUMN,
    ETHNICITY_COLUMNS,
    GENDER_COLUMNS,
    LABEL,
    NATION,
    OFFENCES,
    SERVICE,
    area_of,
)
from yjs_dash.extract.model import ContextFigure, Missing
from yjs_dash.extract.periods import CASES, NOT_STATED
from yjs_dash.extract.rows import Row
from yjs_dash.extract.text import late, letters

_SHARE = late(r"(?<![\d.,])(\d{1,3}(?:\.\d+)?)\s?(?:%|per\s?cent\b)(?:\s?\d{1,2}(?![\d%.]))?", re.IGNORECASE)
_MOST_ROWS = 12
_MOST_OFFENCES = 15
_LONGEST_OFFENCE = 80
_TAIL = 30
_TABLES = ("age", "race", "ethnicity", "gender", "sex")
_HEADS = ("age", "race", "ethnicity", "gender", "additional", "caseload", "national")
_OFFENCE_HEADS = frozenset({"offencetypes", "offencetype", "offences"})


class _Head(NamedTuple):
    """A table's head: its indicator, its columns in printed order, and how many rows it takes."""

    indicator: str
    columns: tuple[str, ...]
    rows: int


class _Line:
    """A line of a table while its cells are gathered: letters of the label, shares with their rows, rows it takes."""

    def __init__(self) -> None:
        self.label = ""
        self.shares: list[tuple[float, int]] = []
        self.rows: list[int] = []


def read_share_tables(facts: Facts) -> tuple[list[ContextFigure], list[Missing], frozenset[int]]:
    """Figures of the tables, what is missing, and the rows that were used."""
    found: list[ContextFigure] = []
    missing: list[Missing] = []
    used: set[int] = set()
    for at in facts.page_rows():
        for n, index in enumerate(at):
            if head := _head(facts, at, n):
                figures, lost, rows = _table(facts, at[n + head.rows :], head, index)
                missing += lost
                used |= rows | set(at[n : n + head.rows])
            elif facts.row(index).letters in _OFFENCE_HEADS:
                figures = list(_offences(facts, at[n : n + _MOST_OFFENCES]))
                used |= set(at[n : n + 2 * len(figures) + 2])
            else:
                continue
            found += figures
    return found, missing, frozenset(used)


def _head(facts: Facts, at: Sequence[int], n: int) -> _Head | None:
    if not facts.row(at[n]).letters.startswith(_TABLES):
        return None
    for taken in (5, 4, 3, 2, 1):
        rows = [facts.row(i) for i in at[n : n + taken]]
        if len(rows) < taken or any(_SHARE.search(row.bare) for row in rows):
            continue
        key = re.sub(r"[^a-z0-9]", "", "".join(row.squashed for row in rows))
        if columns := _age_columns(key):
            return _Head("caseload_age", columns, taken)
        for indicator, starts, names in (
            ("caseload_ethnicity", ("raceethnicity", "ethnicity", "race"), ETHNICITY_COLUMNS),
            ("caseload_gender", ("gender", "sex"), GENDER_COLUMNS),
        ):
            start = next((s for s in starts if key.startswith(s)), None)
            if start is not None and (columns := _named_columns(key[len(start) :], names)):
                return _Head(indicator, columns, taken)
    return None


def _age_columns(key: str) -> tuple[str, ...]:
    spans = tuple(f"{a}–{b}" for a, b in AGE_COLUMN.findall(key))
    whole_head = key.startswith("age") and not AGE_COLUMN.sub("", key[len("age") :])
    return spans if whole_head and len(spans) > 1 else ()


def _named_columns(key: str, names: dict[str, str]) -> tuple[str, ...]:
    """Breakdowns of the columns if the whole of `key` is made of two or more column names."""
    columns: list[str] = []
    while key:
        name = next((n for n in sorted(names, key=len, reverse=True) if key.startswith(n)), None)
        if name is None:
            return ()
        columns.append(names[name])
        key = key[len(name) :]
    return tuple(columns) if len(columns) > 1 else ()


def _table(
    facts: Facts, at: Sequence[int], head: _Head, index: int
) -> tuple[list[ContextFigure], list[Missing], set[int]]:
    """Lines of a table under its head, which stands at row `index`."""
    found: list[ContextFigure] = []
    used: set[int] = set()
    broken = 0
    line = _Line()
    for n, i in enumerate(at[:_MOST_ROWS]):
        row = facts.row(i)
        shares = [(float(m[1]), i) for m in _SHARE.finditer(row.bare)]
        if _head(facts, at, n) or (not shares and LABEL.search(row.squashed)):
            break
        name = re.sub(r"[^a-z]", "", _SHARE.sub("", row.bare).lower())
        if name and line.shares:  # the next line begins, and the one before has not all its cells
            broken += 1
            line = _Line()
        line.label += name
        line.rows.append(i)
        line.shares += shares
        if len(line.shares) < len(head.columns):
            continue
        used.update(line.rows)
        if n + 1 < len(at) and _is_tail(facts.row(at[n + 1])):
            line.rows.append(at[n + 1])
        if len(line.shares) == len(head.columns):
            found += _figures(facts, head, line, index)
        else:
            broken += 1
        line = _Line()
    if not broken and found:
        return found, [], used
    message = f"{broken or 'All'} line(s) of the table {head.indicator.replace('_', ' ')} could not be read."
    return found, [Missing(what=f"context.{head.indicator}", message=message)], used


def _is_tail(row: Row) -> bool:
    """Whether a row may be the end of the label above: a few words of a place, perhaps with a footnote mark."""
    short = 0 < len(row.letters) <= _TAIL
    return short and not _SHARE.search(row.bare) and not row.letters.startswith(_HEADS)


def _figures(facts: Facts, head: _Head, line: _Line, index: int) -> Iterator[ContextFigure]:
    indicator, area = head.indicator, area_of(line.label)
    if "population" in line.label:
        indicator = indicator.replace("caseload", "population_10_17")
        area = NATION if area == NATION else SERVICE
    period = facts.period_marked_on(line.rows)
    if period is None and indicator == head.indicator:
        period = facts.period_under(index, "caseload")
    for column, (share, i) in zip(head.columns, line.shares, strict=True):
        yield ContextFigure(
            indicator=indicator,
            area=area,
            breakdown=column,
            period=period or NOT_STATED,
            value=whole(share),
            place=facts.place(i),
        )


def _offences(facts: Facts, at: Sequence[int]) -> Iterator[ContextFigure]:
    """Offence types and their shares: a name and a percentage each, in either order. `at` begins with the head."""
    period = facts.period_marked_on(at[:1]) or CASES
    name, share = "", None
    for index in at[1:]:
        row = facts.row(index)
        shares = _SHARE.findall(row.bare)
        text = _SHARE.sub("", row.bare).strip(" \t|:%")
        if letters(text).startswith("offencetype") or (not shares and not text):
            continue
        if len(shares) > 1 or LABEL.search(row.squashed) or len(text) > _LONGEST_OFFENCE:
            return
        share = float(shares[0]) if shares else share
        name = text or name
        if share is None or not name:
            continue
        yield ContextFigure(
            indicator="offence_types",
            area=SERVICE,
            breakdown=OFFENCES.get(letters(name), " ".join(name.split())),
            period=period,
            value=whole(share),
            place=facts.place(index),
        )
        name, share = "", None
