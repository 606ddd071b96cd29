"""Statistics as the store keeps them: tables of text cells in a payload, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from yjs_dash.errors import ImportPayloadError
from yjs_dash.schema import ALL_TABLES, IMPORTED_TABLES
from yjs_dash.store.bundled import Remark
from yjs_dash.store.service_matcher import TextRow

TABLE_NAMES: tuple[str, ...] = ("observations", "indicators", "sources", *IMPORTED_TABLES)


def statistics_payload(
    tables: Mapping[str, pd.DataFrame], *, findings: pd.DataFrame | None = None
) -> dict[str, Any]:
    """Tables (text cells; names of TABLE_NAMES) and findings of a publisher's files as a payload."""
    kept = {name: tables[name] for name in TABLE_NAMES if name in tables and len(tables[name])}
    return {
        "tables": {name: _as_json(table[_columns(name)]) for name, table in kept.items()},
        "findings": _as_json(findings) if findings is not None else {"columns": [], "rows": []},
    }


def statistics_tables(payload: Mapping[str, Any]) -> dict[str, list[TextRow]]:
    """Rows of a payload by table, text cells with the columns of the schemas. Raises ImportPayloadError."""
    found = payload.get("tables")
    if not isinstance(found, dict):
        raise ImportPayloadError(problem="they have no tables")
    return {name: _from_json(name, found[name]) for name in TABLE_NAMES if name in found}


def statistics_remarks(payload: Mapping[str, Any]) -> list[Remark]:
    """What reading the files has found. Raises ImportPayloadError."""
    found = payload.get("findings")
    columns = found.get("columns") if isinstance(found, dict) else None
    rows = found.get("rows") if isinstance(found, dict) else None
    if not isinstance(columns, list) or not isinstance(rows, list):
        raise ImportPayloadError(problem="the findings have another form")
    remarks = []
    for row in rows:
        if not isinstance(row, list) or len(row) != len(columns) or not all(isinstance(c, str) for c in row):
            raise ImportPayloadError(problem="a finding has another form")
        cells = dict(zip(map(str, columns), row, strict=True))
        remarks.append(
            Remark(*(cells.get(field, "") for field in ("level", "code", "table", "subject", "message")))
        )
    return remarks


def _columns(name: str) -> list[str]:
    return ALL_TABLES[name].column_names


def _optional(name: str) -> set[str]:
    return {column.name for column in ALL_TABLES[name].columns if not column.required}


def _as_json(table: pd.DataFrame) -> dict[str, Any]:
    text = table.astype("str").where(table.notna(), "")
    return {"columns": [str(c) for c in table.columns], "rows": text.to_numpy().tolist()}


def _from_json(name: str, raw: object) -> list[TextRow]:
    columns = raw.get("columns") if isinstance(raw, dict) else None
    rows = raw.get("rows") if isinstance(raw, dict) else None
    if not isinstance(columns, list) or not isinstance(rows, list):
        raise ImportPayloadError(problem=f"the table {name} has another form")
    later = [column for column in _columns(name) if column not in columns]
    kept = [column for column in _columns(name) if column in columns]
    if columns != kept or not set(later) <= _optional(name):
        raise ImportPayloadError(problem=f"the table {name} has other columns")
    for row in rows:
        if not isinstance(row, list) or len(row) != len(columns) or not all(isinstance(c, str) for c in row):
            raise ImportPayloadError(problem=f"the table {name} has a row of another form")
    # A payload that was kept before a table got a column has nothing to say in it.
    blank = dict.fromkeys(later, "")
    # A table of many figures says few different things: each is held once.
    once: dict[str, str] = {}
    return [
        {**dict(zip(columns, [once.setdefault(cell, cell) for cell in row], strict=True)), **blank}
        for row in rows
    ]
