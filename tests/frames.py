"""Data sets of other tables than the bundled ones, from frames."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import pandas as pd

from yjs_dash.errors import ValidationIssue
from yjs_dash.schema import ALL_TABLES, Row, Rows, rows_of
from yjs_dash.store import DataSet


def with_frames(data: DataSet, **frames: pd.DataFrame) -> DataSet:
    """The data set with other rows in the tables named, which keep their schemas."""
    return dataclasses.replace(data, rows=dataclasses.replace(data.rows, **_rows(frames)))


def data_set_of(**frames: pd.DataFrame) -> DataSet:
    """A data set of these tables alone, without frameworks."""
    return DataSet(frameworks={}, rows=Rows.of(_rows(frames)))


def faults_in(table: str, cells: pd.DataFrame) -> tuple[ValidationIssue, ...]:
    """Every fault of a frame of text cells, columns included."""
    found = ALL_TABLES[table]
    return (*found.head_faults(list(cells.columns)), *rows_of(found, cells).faults)


def _rows(frames: Mapping[str, pd.DataFrame]) -> dict[str, tuple[Row, ...]]:
    parsed = {name: rows_of(ALL_TABLES[name], frame) for name, frame in frames.items()}
    faults = [fault for found in parsed.values() for fault in found.faults]
    assert not faults, [str(fault) for fault in faults[:3]]
    return {name: found.rows for name, found in parsed.items()}
