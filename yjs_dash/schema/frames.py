"""Rows as frames, for what is computed on columns, and frames as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from yjs_dash.schema.rows import Row
from yjs_dash.schema.tables import AnyTable, Cells, Parsed, R, Table

_DTYPES: Mapping[str, str] = {"integer": "Int64", "number": "float64", "boolean": "boolean"}


def frame_of(table: AnyTable, rows: Sequence[Row]) -> pd.DataFrame:
    """Rows as a frame with the columns of their table: whole numbers Int64, numbers float64, truths boolean, text str.

    What is not known is missing (NA or NaN), a truth too; `breakdown` and `status` are empty text.
    """
    return pd.DataFrame(
        {
            column.name: pd.Series(
                [getattr(row, column.name) for row in rows], dtype=_DTYPES.get(column.kind, "str")
            )
            for column in table.columns
        },
        columns=table.column_names,
    )


def rows_of(table: Table[R], frame: pd.DataFrame) -> Parsed[R]:
    """The rows of a frame, typed or of text cells, with the columns of the table or fewer; or their faults."""
    return table.parse(cells_of(frame))


def cells_of(frame: pd.DataFrame) -> list[Cells]:
    """The rows of a frame, column → value; what is missing is None."""
    columns = [str(name) for name in frame.columns]
    objects = frame.astype("object").where(frame.notna(), None)
    return [dict(zip(columns, values, strict=True)) for values in objects.to_numpy().tolist()]
