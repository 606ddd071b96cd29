"""The columns of a table in words, made from the JSON schema of its row type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

_TYPE_WORDS: dict[str, str] = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}
_FORMAT_WORDS: dict[str, str] = {
    "date": "a date as YYYY-MM-DD",
    "partial_date": "a date as YYYY, YYYY-MM, YYYY-MM-DD or YYYY/YY",
}


@dataclass(frozen=True)
class Column:
    """One column: what it holds, its unit, what a cell must be, and the column whose values it names."""

    name: str
    description: str
    expected: str
    required: bool
    kind: str
    pattern: str = ""
    unit: str = ""
    references: str = ""

    @property
    def is_date(self) -> bool:
        return self.kind in _FORMAT_WORDS


def columns_of(schema: Mapping[str, Any]) -> tuple[Column, ...]:
    """The columns of a list of rows, of its JSON schema, in the order of the row type's fields."""
    (row,) = schema["$defs"].values()
    return tuple(_column(name, field) for name, field in row["properties"].items())


def _column(name: str, field: Mapping[str, JsonValue]) -> Column:
    variants = field.get("anyOf")
    optional = "default" in field
    cell = variants[0] if isinstance(variants, list) and isinstance(variants[0], dict) else field
    kind = str(cell.get("format") or cell.get("type"))
    pattern = str(cell.get("pattern", "")).removeprefix("^").removesuffix("$")
    return Column(
        name=name,
        description=str(cell.get("description", "")),
        expected=_expected(cell, kind=kind, pattern=pattern, optional=optional),
        required=not optional,
        kind=kind,
        pattern=pattern,
        unit=str(cell.get("unit", "")),
        references=str(cell.get("references", "")),
    )


def _expected(cell: Mapping[str, JsonValue], *, kind: str, pattern: str, optional: bool) -> str:
    words = _FORMAT_WORDS.get(kind) or _TYPE_WORDS[kind]
    choices = cell.get("enum", [cell["const"]] if "const" in cell else None)
    if isinstance(choices, list):
        words = "one of " + ", ".join(f"“{choice}”" if choice else "nothing" for choice in choices)
    elif pattern:
        words = f"text of the form {pattern}"
    low, high = cell.get("minimum", cell.get("ge")), cell.get("maximum", cell.get("le"))
    if isinstance(low, int | float):
        words += f" from {low:g} to {high:g}" if isinstance(high, int | float) else f" of {low:g} or more"
    return f"{words}, or nothing" if optional else words
