"""The heads of tables of shares: which table it is, and its columns as breakdowns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from yjs_dash.extract.context.field_table import FieldTable, ShareTableField

_AGES = re.compile(r"(?:aged?)?(1[0-7])(?:to|and)?(1[0-9])(?:years?(?:old)?|yearolds?)?")


class Columns(NamedTuple):
    """A table and the breakdowns of its columns in printed order."""

    field: ShareTableField
    breakdowns: tuple[str, ...]


def columns_of(fields: FieldTable, normalised: Sequence[str]) -> Columns | None:
    """The columns that the rows of a head name, if the whole of their text is made of two or more of them."""
    key = re.sub(r"[^a-z0-9/]", "", "".join(normalised))
    for field in fields.share_tables:
        start = next((head for head in field.heads if key.startswith(head)), None)
        if start is None:
            continue
        rest = key[len(start) :]
        breakdowns = _with_ages(rest, field) if field.table.age_groups else _named(rest, field.breakdowns)
        return Columns(field, breakdowns) if len(breakdowns) > 1 else None
    return None


def table_opened(fields: FieldTable, text: str) -> str | None:
    """The indicator of a table whose head begins with these words, though its columns may not be known."""
    opening = fields.table_opening.match(text)
    return None if opening is None else fields.share_tables[(opening.lastindex or 1) - 1].indicator


def _with_ages(key: str, field: ShareTableField) -> tuple[str, ...]:
    """Columns of ages, and of those whose age is not known."""
    heads = "|".join(sorted(map(re.escape, field.breakdowns), key=len, reverse=True))
    column = re.compile(f"{_AGES.pattern}|({heads or '(?!)'})")
    columns = tuple(field.breakdowns[m[3]] if m[3] else f"{m[1]}–{m[2]}" for m in column.finditer(key))
    return columns if not column.sub("", key) else ()


def _named(key: str, breakdowns: Mapping[str, str]) -> tuple[str, ...]:
    key = re.sub(r"\d", "", key)  # marks of footnotes
    columns: list[str] = []
    while key:
        head = next((n for n in sorted(breakdowns, key=len, reverse=True) if key.startswith(n)), None)
        if head is None:
            return ()
        columns.append(breakdowns[head])
        key = key[len(head) :]
    return tuple(columns) if len(set(columns)) == len(columns) else ()
