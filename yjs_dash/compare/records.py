"""Frames of rows: what `compare` hands on has a type, and becomes a frame where columns count.

A row type is a frozen dataclass; the columns of its frame are its fields.
"""

from __future__ import annotations

import types
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, TypeVar, Union, get_args, get_origin, get_type_hints

import pandas as pd

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")
_DTYPES: dict[type, str] = {int: "Int64", float: "float64", bool: "bool"}


def columns_of(row_type: type[DataclassInstance]) -> list[str]:
    """The columns of a frame of these rows."""
    return [field.name for field in fields(row_type)]


def frame_of(row_type: type[T], rows: Iterable[T]) -> pd.DataFrame:
    """Rows as a frame: whole numbers Int64, numbers float64, booleans bool, everything else as it is."""
    kept = list(rows)
    return pd.DataFrame(
        {
            name: pd.Series([getattr(row, name) for row in kept], dtype=_DTYPES.get(kind, "object"))
            for name, kind in _kinds(row_type).items()
        },
        columns=columns_of(row_type),
    )


@cache
def _kinds(row_type: type[DataclassInstance]) -> dict[str, type]:
    """Field → its type, without the None of what may be missing."""
    hints = get_type_hints(row_type)
    return {name: _present(hints[name]) for name in columns_of(row_type)}


def _present(hint: object) -> type:
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (part for part in get_args(hint) if part is not type(None))
    return hint if isinstance(hint, type) else object
