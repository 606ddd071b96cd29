"""Contextual facts in tables with several columns: age, ethnicity, gender; and the list of offence types."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
from yjs_dash.extract.marks import Marks
from yjs_dash.extract.model import ContextFigure, Missing, Place
from yjs_dash.extract.periods import CASES, NOT_STATED, period_of
from yjs_dash.extract.rows import Row
from yjs_dash.extract.sections import FACTS, Sections
from yjs_dash.extract.text import letters

_SHARE = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:\.\d+)?)\s?(?:%|per\s?cent\b)(?:\s?\d{1,2}(?![\d%.]))?", re.IGNORECASE
)
_MOST_ROWS = 9
_LONGEST_OFFENCE = 80
_TAIL = 30
_TABLES = ("age", "race", "ethnicity", "gender", "sex")
_HEADS = ("age", "race", "ethnicity", "gender", "additional", "caseload", "national")


def read_share_tables(
    sections: Sections, marks: Marks, *, without: frozenset[int], fieldwork: str | None
) -> tuple[list[ContextFigure], list[Missing]]:
    found: list[ContextFigure] = []
    missing: list[Missing] = []
    for span in sections.spans(FACTS):
        at = [i for i in span if i not in without and not sections.rows[i].blank]
        for n, index in enumerate(at):
            head = _columns(sections.rows, at, n)
            if head:
                indicator, columns, rows = head
                figures = _table(
                    sections, marks, at[n + rows :], indicator, columns, fieldwork=fieldwork, head=index
                )
                found += figures
                if not figures:
                    missing.append(
                        Missing(
                            what=f"context.{indicator}",
                            message=f"The rows of the table {indicator} were not read.",
                        )
                    )
            elif sections.rows[index].letters in {"offencetypes", "offencetype", "offences"}:
                found += _offences(sections, marks, at[n:], fieldwork=fieldwork)
    return found, missing


def _columns(rows: Sequence[Row], at: Sequence[int], n: int) -> tuple[str, list[str], int] | None:
    """Indicator, columns in printed order, and how many rows the head takes."""
    if not rows[at[n]].letters.startswith(_TABLES):
        return None
    for taken in (5, 4, 3, 2, 1):
        if n + taken > len(at) or any(_SHARE.search(rows[i].bare) for i in at[n : n + taken]):
            continue
        key = re.sub(r"[^a-z0-9]", "", "".join(rows[i].squashed for i in at[n : n + taken]))
        if key.startswith("age"):
            spans = [f"{a}–{b}" for a, b in AGE_COLUMN.findall(key)]
            if len(spans) >= 2 and not AGE_COLUMN.sub("", key[len("age") :]):
                return "caseload_age", spans, taken
        for indicator, starts, names in (
            ("caseload_ethnicity", ("raceethnicity", "ethnicity", "race"), ETHNICITY_COLUMNS),
            ("caseload_gender", ("gender", "sex"), GENDER_COLUMNS),
        ):
            start = next((s for s in starts if key.startswith(s)), None)
            if (
                start is not None
                and (columns := _named_columns(key[len(start) :], names))
                and len(columns) >= 2
            ):
                return indicator, columns, taken
    return None


def _named_columns(key: str, names: dict[str, str]) -> list[str] | None:
    """Breakdowns of the columns if the whole of `key` is made of column names."""
    columns: list[str] = []
    while key:
        name = next((n for n in sorted(names, key=len, reverse=True) if key.startswith(n)), None)
        if name is None:
            return None
        columns.append(names[name])
        key = key[len(name) :]
    return columns


def _table(
    sections: Sections, marks: Marks, at: Sequence[int], indicator: str, columns: Sequence[str], *,
    fieldwork: str | None, head: int,
) -> list[ContextFigure]:  # fmt: skip
    found: list[ContextFigure] = []
    label = ""
    shares: list[tuple[float, int]] = []
    marked: list[int] = []
    for n, index in enumerate(at[:_MOST_ROWS]):
        row = sections.rows[index]
        if _columns(sections.rows, at, n) or LABEL.search(row.squashed) and not _SHARE.search(row.bare):
            break
        label += _letters_outside(row)
        marked.append(index)
        shares += [(float(m[1]), index) for m in _SHARE.finditer(row.bare)]
        if len(shares) < len(columns):
            continue
        if n + 1 < len(at) and _is_tail(sections.rows[at[n + 1]]):
            marked.append(at[n + 1])
        if len(shares) == len(columns):
            found += _row(
                sections, marks, indicator, columns, label, shares, marked, fieldwork=fieldwork, head=head
            )
        label, shares, marked = "", [], []
    return found


def _is_tail(row: Row) -> bool:
    """Whether a row may be the end of the label above: a few words of a place, perhaps with a footnote mark."""
    return (
        0 < len(row.letters) <= _TAIL and not _SHARE.search(row.bare) and not row.letters.startswith(_HEADS)
    )


def _letters_outside(row: Row) -> str:
    return re.sub(r"[^a-z]", "", _SHARE.sub("", row.bare).lower())


def _row(
    sections: Sections, marks: Marks, indicator: str, columns: Sequence[str], label: str,
    shares: Sequence[tuple[float, int]], marked: Sequence[int], *, fieldwork: str | None, head: int,
) -> list[ContextFigure]:  # fmt: skip
    if "population" in label:
        indicator, area = indicator.replace("caseload", "population_10_17"), SERVICE
        if "national" in label or "england" in label:
            area = NATION
    else:
        area = area_of(label)
    period = next(
        (p for i in marked for note in marks.on(i) if (p := period_of(note.text, fieldwork=fieldwork))),
        None,
    )
    if period is None and not indicator.startswith("population"):
        period = _period_above(sections, marks, head, fieldwork=fieldwork)
    return [
        ContextFigure(
            indicator=indicator,
            area=area,
            breakdown=column,
            period=period or NOT_STATED,
            value=int(share) if share == int(share) else share,
            place=Place(page=sections.page_at(index), line=sections.rows[index].number),
        )
        for column, (share, index) in zip(columns, shares, strict=True)
    ]


def _period_above(sections: Sections, marks: Marks, index: int, *, fieldwork: str | None) -> str | None:
    """Period of the nearest heading above that carries a footnote mark."""
    for i in range(index, max(-1, index - 40), -1):
        row = sections.rows[i]
        if row.letters.startswith("caseload") and len(row.bare) < 60:
            return next((p for note in marks.on(i) if (p := period_of(note.text, fieldwork=fieldwork))), None)
    return None


def _offences(
    sections: Sections, marks: Marks, at: Sequence[int], *, fieldwork: str | None
) -> list[ContextFigure]:
    """Offence types and their shares: a name and a percentage each, in either order."""
    period = next((p for note in marks.on(at[0]) if (p := period_of(note.text, fieldwork=fieldwork))), CASES)
    found: list[ContextFigure] = []
    name, share = "", None
    for index in at[1:16]:
        row = sections.rows[index]
        shares = _SHARE.findall(row.bare)
        text = _SHARE.sub("", row.bare).strip(" \t|:%")
        if letters(text).startswith("offencetype"):
            continue
        if len(shares) > 1 or LABEL.search(row.squashed) or len(text) > _LONGEST_OFFENCE:
            break
        if not shares and not text:
            continue
        if shares:
            share = float(shares[0])
        name = text or name
        if share is None or not name:
            continue
        found.append(
            ContextFigure(
                indicator="offence_types",
                area=SERVICE,
                breakdown=OFFENCES.get(letters(name), " ".join(name.split())),
                period=period,
                value=int(share) if share == int(share) else share,
                place=Place(page=sections.page_at(index), line=row.number),
            )
        )
        name, share = "", None
    return found
