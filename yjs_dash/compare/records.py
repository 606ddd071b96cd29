"""Frames of rows, and the rows of a frame: what `compare` hands on has a type, and a frame where columns count.

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


def rows_in(row_type: type[T], frame: pd.DataFrame) -> list[T]:
    """The rows of a frame that has these columns, and others perhaps; what is missing is None."""
    kinds = _kinds(row_type)
    cells = [frame[name].astype("object").where(frame[name].notna(), None).tolist() for name in kinds]
    return [
        row_type(*(_as(kind, value) for kind, value in zip(kinds.values(), values, strict=True)))
        for values in zip(*cells, strict=True)
    ]


def _as(kind: type, value: object) -> object:
    """A cell as its field has it: gaps in a column make floats of whole numbers."""
    return value if value is None or kind not in _DTYPES else kind(value)


@cache
def _kinds(row_type: type[DataclassInstance]) -> dict[str, type]:
    """Field → its type, without the None of what may be missing."""
    hints = get_type_hints(row_type)
    return {name: _present(hints[name]) for name in columns_of(row_type)}


def _present(hint: object) -> type:
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (part for part in get_args(hint) if part is not type(None))
    return hint if isinstance(hint, type) else object
