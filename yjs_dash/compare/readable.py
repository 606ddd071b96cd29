"""A table of the data set in words: names in place of ids, “yes” in place of a ticked box, nothing where nothing is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from yjs_dash.compare.catalogue import Catalogue
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.tables import browsing_table, described_columns, matching_rows
from yjs_dash.framework import Framework
from yjs_dash.schema import KINDS, STATUSES

TITLES: Mapping[str, str] = {
    "service_id": "Service", "inspection_id": "Inspection", "framework_id": "Framework", "standard_id": "Standard",
    "indicator_id": "Indicator", "comparator_id": "Compared with", "percent": "Per cent", "url": "Address",
    "area_type": "Area is", "region": "Region or nation", "dimension": "Question is about",
    "aliases": "Also known as", "basis": "How we know it", "discretion": "Changed by discretion",
}  # fmt: skip
"""Titles of columns whose names do not make one."""
HIDDEN: frozenset[str] = frozenset({"source_id", "page", "section"})
"""Columns that `source` says in words."""
CODES: Mapping[str, Mapping[str, str]] = {
    "kind": {**KINDS, "strength": "strength", "improvement": "area for improvement"},
    "status": STATUSES,
    "area_type": {"local_authority": "local authority"},
    "dimension": {
        "desistance": "desistance", "child_safety": "the child’s safety", "others_safety": "other people’s safety",
    },
    "polarity": {
        "higher_is_better": "higher is better", "lower_is_better": "lower is better", "neutral": "neither is better",
    },
}  # fmt: skip


@remembered(most=32)
def readable_table(catalogue: Catalogue, table: str) -> pd.DataFrame:
    """The rows of `browsing_table` in their order, for people to read. It is read-only.

    Columns have titles in words; ids are names, codes are words, empty cells are empty but for
    those of yes and no, which are “not known”. Rows of an inspection begin
    with its service. The index is that of `browsing_table`.
    """
    frame = browsing_table(catalogue, table)
    shown: dict[str, pd.Series[str]] = {}
    if "inspection_id" in frame and "service_id" not in frame and table != "observations":
        services = {row.inspection_id: row.service_id for row in catalogue.data.rows.inspections}
        shown[TITLES["service_id"]] = _named(frame["inspection_id"].map(services), _service_names(catalogue))
    for name in frame.columns:
        if name in HIDDEN and table != "sources":
            continue
        shown[title_of(name)] = _in_words(catalogue, frame, name)
    return pd.DataFrame(shown)


def title_of(column: str) -> str:
    """The title in words of a column."""
    return TITLES.get(column, column.replace("_", " ").capitalize())


def column_meanings(table: str) -> pd.DataFrame:
    """What the columns of a table mean. Columns: Column, Meaning, Unit, Name in the download."""
    columns = described_columns(table)
    return pd.DataFrame(
        {
            "Column": columns["column"].map(title_of),
            "Meaning": columns["meaning"],
            "Unit": columns["unit"],
            "Name in the download": columns["column"],
        }
    )


def rows_about(catalogue: Catalogue, table: str, service_ids: tuple[str, ...]) -> list[int] | None:
    """Positions of the rows that say something of these services; None where the table is about no services.

    Context figures: those of the services and of the authorities they cover.
    """
    services = [catalogue.services[one] for one in service_ids]
    frame = browsing_table(catalogue, table)
    if table in ("observations", "neighbours", "areas"):
        wanted = {name for service in services for name in (service.name, *service.local_authorities)}
        return _positions(frame["area"], wanted)
    if "service_id" in frame:
        return _positions(frame["service_id"], set(service_ids))
    if "inspection_id" in frame:
        known = {row.inspection_id for one in service_ids for row in catalogue.history.get(one, ())}
        return _positions(frame["inspection_id"], known)
    return None


def readable_rows(
    catalogue: Catalogue, table: str, *, words: str = "", service_ids: tuple[str, ...] | None = None
) -> pd.DataFrame:
    """Rows of `readable_table` that hold every word, and of these services where the table is about some."""
    found = matching_rows(catalogue, table, words)
    about = rows_about(catalogue, table, service_ids) if service_ids is not None else None
    if about is not None:
        inside = set(about)
        found = [number for number in found if number in inside]
        order = {name: place for place, name in enumerate(_order(catalogue, table, service_ids or ()))}
        column = browsing_table(catalogue, table)[_names_column(table)].tolist()
        found.sort(key=lambda number: order.get(column[number], len(order)))
    return readable_table(catalogue, table).take(found)


def _names_column(table: str) -> str:
    if table in ("observations", "neighbours", "areas"):
        return "area"
    return "service_id" if table in ("services", "inspections") else "inspection_id"


def _order(catalogue: Catalogue, table: str, service_ids: tuple[str, ...]) -> list[str]:
    """What stands in `_names_column` in the order of the chosen services."""
    column = _names_column(table)
    if column == "service_id":
        return list(service_ids)
    if column == "area":
        services = (catalogue.services[one] for one in service_ids)
        return [name for service in services for name in (service.name, *service.local_authorities)]
    return [row.inspection_id for one in service_ids for row in reversed(catalogue.history.get(one, []))]


def _positions(column: pd.Series[str], wanted: set[str]) -> list[int]:
    return [number for number, value in enumerate(column.tolist()) if value in wanted]


def _in_words(catalogue: Catalogue, frame: pd.DataFrame, name: str) -> pd.Series[str]:
    column = frame[name]
    if name == "service_id":
        return _named(column, _service_names(catalogue))
    if name == "inspection_id":
        return _named(
            column, {row.inspection_id: row.published or "" for row in catalogue.data.rows.inspections}
        )
    if name == "framework_id":
        return _named(column, {key: one.short_name for key, one in catalogue.data.frameworks.items()})
    if name in ("indicator_id", "comparator_id", "whole"):
        return _named(column, {key: row.name for key, row in catalogue.indicators.items()})
    if name == "standard_id":
        return _standards(catalogue, frame)
    if name in CODES:
        return _named(column, CODES[name])
    if pd.api.types.is_bool_dtype(column.dtype):
        return _named(column, {True: "yes", False: "no"}).where(column.notna(), "not known")
    if pd.api.types.is_numeric_dtype(column.dtype):
        return column
    return column.astype("object").where(column.notna(), "").astype("str")


def _named(column: pd.Series[str], names: Mapping[Any, str]) -> pd.Series[str]:
    """Each value by its name; one without a name stays as it is, none is empty."""
    known = {value: names.get(value, value) for value in column.dropna().unique()}
    return column.map(known).astype("object").where(column.notna(), "").astype("str")


def _service_names(catalogue: Catalogue) -> dict[str, str]:
    return {key: one.name for key, one in catalogue.services.items()}


def _standards(catalogue: Catalogue, frame: pd.DataFrame) -> pd.Series[str]:
    """Number and name of a standard, as the framework of its inspection names it."""
    frameworks: dict[str, Framework | None] = {
        row.inspection_id: catalogue.data.frameworks.get(row.framework_id or "")
        for row in catalogue.data.rows.inspections
    }
    titles = []
    for inspection_id, standard_id in zip(frame["inspection_id"], frame["standard_id"], strict=True):
        framework = frameworks.get(inspection_id)
        standard = framework.standards.get(standard_id) if framework else None
        titles.append(standard.title if standard else str(standard_id))
    return pd.Series(titles, index=frame.index, dtype="str")
