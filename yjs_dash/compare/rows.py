"""Rows that `compare` works out and hands on, and how one becomes a row of a kind with more fields."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class DerivedRow:
    """A row that `compare` works out and hands on. Its kinds say what their fields are."""


Kind = TypeVar("Kind", bound=DerivedRow)


def extended(kind: type[Kind], row: DerivedRow) -> Kind:
    """A row as one of a kind that extends its own; the fields that only the new kind has are at their defaults."""
    return kind(**{field.name: getattr(row, field.name) for field in fields(row)})
