"""One data set from the bundled tables and the accepted imports laid over them.

How an import supersedes what is there, as long as it is accepted:

- A report of an inspection that the bundled tables have (same service; fieldwork or publication of the same time,
  see `service_matcher`) takes its place: what the report says of the inspection replaces what the table says, cell by
  cell; a rating, a percentage or a recommendation replaces the row with the same key; counts of findings are
  replaced as a whole; contextual figures are replaced by indicator and area. What the report does not give, or what
  could not be read in it, stays as it was, each row with its own source. Cases that a prompt applied to stay where the
  import has the same percentage for the prompt, and go where it has another one. Corrections that were declared for the
  bundled figures of this inspection hold for the imported ones too.
- Of two accepted reports of one inspection, the one accepted or restored last stands, alone.
- A report of another inspection joins the history of its service; pages pick the latest complete one themselves.
- A figure of a statistics file replaces the one with the same key; later imports replace earlier ones. Indicators
  and sources that are there already keep their rows.

What breaks a schema is set aside as a whole, with a remark; everything else is shown.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from yjs_dash.errors import ImportPayloadError, StoreError, ValidationIssue
from yjs_dash.schema import (
    AREAS,
    NEIGHBOURS,
    SEPARATOR,
    TABLES,
    coerce_types,
    column_faults,
    reference_faults,
)
from yjs_dash.store.bundled import DataSet, Remark
from yjs_dash.store.imports import ImportRecord, ImportStore, read_payload
from yjs_dash.store.reports import report_rows
from yjs_dash.store.service_matcher import ServiceMatcher, TextRow, as_text_rows
from yjs_dash.store.statistics import statistics_tables
from yjs_dash.store.supersede import (
    ImportLayer,
    beside_their_figures,
    corrected_like,
    with_themes,
    without_superseded,
)

_REFERRED_TO: tuple[str, ...] = ("services", "inspections", "indicators", "sources")


@dataclass(frozen=True)
class MergedTables:
    """Typed tables with the layers that keep every schema, and the other layers with their faults."""

    tables: Mapping[str, pd.DataFrame]
    layers: tuple[ImportLayer, ...]
    faulty: tuple[tuple[ImportLayer, list[ValidationIssue]], ...]


@dataclass(frozen=True)
class _Joined:
    """New rows of one table, text cells, and the number of the layer that each is of."""

    cells: pd.DataFrame
    owners: list[int]


def layered_data_set(bundled: DataSet, store: ImportStore, *, today: dt.date | None = None) -> DataSet:
    """The bundled data set with every accepted import laid over it; the bundled one itself where there is none.

    Never fails: an import that cannot be used, and a store that cannot be read, are told of in `remarks`.
    """
    try:
        accepted = store.accepted()
    except StoreError as error:
        remark = Remark(
            "warning",
            "store_unavailable",
            "imports",
            "Imports",
            f"{error} We show only the figures that come with this app.",
        )
        return dataclasses.replace(bundled, remarks=(*bundled.remarks, remark))
    if not accepted.imports:
        return dataclasses.replace(bundled, revision=accepted.revision) if accepted.revision else bundled
    layers, remarks = _layers(bundled, accepted.imports)
    laid = merge_imports(bundled, layers, today=today or dt.date.today())
    remarks += [_set_aside(layer.record, "; ".join(map(str, faults[:3]))) for layer, faults in laid.faulty]
    for layer in laid.layers:
        remarks += layer.remarks
    return DataSet(
        frameworks=bundled.frameworks,
        tables=laid.tables,
        revision=accepted.revision,
        remarks=(*bundled.remarks, *remarks),
    )


def report_layer(
    payload: Mapping[str, object],
    *,
    record: ImportRecord | None,
    bundled: DataSet,
    matcher: ServiceMatcher,
    indicators: set[str],
) -> ImportLayer:
    """A report as a layer over a data set. Raises ImportPayloadError."""
    rows = report_rows(
        payload,
        matcher=matcher,
        frameworks=bundled.frameworks,
        indicators=indicators,
        inspection_id=record.inspection_id if record else None,
        file_name=record.file_name if record else "",
    )
    tables = dict(rows.tables)
    if rows.replaces is not None:
        sources = {part.strip() for part in rows.replaces["source_id"].split(SEPARATOR.strip())}
        tables = corrected_like(tables, as_text_rows(bundled["corrections"]), sources=sources)
        before = bundled["recommendations"]
        before = before[before["inspection_id"] == rows.replaces["inspection_id"]]
        tables["recommendations"] = with_themes(tables["recommendations"], before)
    return ImportLayer(
        record=record,
        tables=tables,
        remarks=rows.remarks,
        inspection_id=rows.inspection_id,
        replaces=rows.replaces["inspection_id"] if rows.replaces else None,
    )


def merge_imports(bundled: DataSet, layers: list[ImportLayer], *, today: dt.date) -> MergedTables:
    """Tables with the layers laid over them, and the layers that break a schema, which are left out.

    All layers are checked at once, which is enough on most days; only then the faulty ones are told apart.
    """
    faulty: list[tuple[ImportLayer, list[ValidationIssue]]] = []
    while True:
        joined = {name: _join(name, layers) for name in TABLES}
        by_layer = _faults(bundled, layers, joined, today=today)
        if not by_layer:
            return MergedTables(_merged(bundled, layers, joined), tuple(layers), tuple(faulty))
        faulty += [(layers[number], faults) for number, faults in sorted(by_layer.items())]
        layers = [layer for number, layer in enumerate(layers) if number not in by_layer]


def faults_of(data: DataSet, layer: ImportLayer, *, today: dt.date) -> list[ValidationIssue]:
    """What keeps a layer from being laid over a data set."""
    return _faults(data, [layer], {name: _join(name, [layer]) for name in TABLES}, today=today).get(0, [])


def _layers(
    bundled: DataSet, accepted: tuple[tuple[ImportRecord, str], ...]
) -> tuple[list[ImportLayer], list[Remark]]:
    """Layers in the order in which they are laid: statistics, then reports; of one inspection only the last."""
    remarks: list[Remark] = []
    statistics: list[ImportLayer] = []
    reports: dict[str, ImportLayer] = {}
    matcher = ServiceMatcher.of(bundled)
    for record, text in accepted:
        if record.kind == "statistics":
            try:
                statistics.append(ImportLayer(record=record, tables=statistics_tables(read_payload(text))))
            except ImportPayloadError as error:
                remarks.append(_set_aside(record, str(error)))
    indicators = set(bundled["indicators"]["indicator_id"]).union(
        row["indicator_id"] for layer in statistics for row in layer.tables.get("indicators", ())
    )
    for record, text in accepted:
        if record.kind == "report":
            try:
                layer = report_layer(
                    read_payload(text),
                    record=record,
                    bundled=bundled,
                    matcher=matcher,
                    indicators=indicators,
                )
            except ImportPayloadError as error:
                remarks.append(_set_aside(record, str(error)))
            else:
                reports.pop(layer.inspection_id, None)
                reports[layer.inspection_id] = layer
    return [*statistics, *reports.values()], remarks


def _faults(
    bundled: DataSet, layers: list[ImportLayer], joined: Mapping[str, _Joined], *, today: dt.date
) -> dict[int, list[ValidationIssue]]:
    """Faults by the number of the layer. Only the new rows are checked, and what they refer to."""
    found: dict[int, list[ValidationIssue]] = {}
    for name, new in joined.items():
        for fault in () if _is_sound(name, new.cells) else column_faults(name, new.cells):
            found.setdefault(new.owners[(fault.row or 2) - 2], []).append(fault)
    if found:
        return found
    cells = {name: new.cells for name, new in joined.items()}
    owners = {name: new.owners for name, new in joined.items()}
    for name in _REFERRED_TO:
        before = _frame(name, as_text_rows(without_superseded(bundled[name], name, layers)))
        cells[name] = pd.concat([before, cells[name]], ignore_index=True)
        owners[name] = [-1] * len(before) + owners[name]
    for fault in reference_faults(cells, bundled.frameworks, today=today):
        owner = owners[fault.table][(fault.row or 2) - 2]
        if owner >= 0:
            found.setdefault(owner, []).append(fault)
    return found


def _is_sound(name: str, cells: pd.DataFrame) -> bool:
    """Whether column_faults has nothing to find.

    The same expectations, asked without collecting failures: collecting takes longer than everything else here,
    and on most days there is nothing to collect.
    """
    if cells.empty:
        return True
    table = TABLES[name]
    if cells.duplicated(list(table.key)).any():
        return False
    return all(bool(column.accepts(cells[column.name]).all()) for column in table.columns)


def _join(name: str, layers: list[ImportLayer]) -> _Joined:
    """New rows of a table. Where two layers have the same key, the later one is meant, row by row."""
    rows: list[TextRow] = []
    owners: list[int] = []
    last: dict[tuple[str, ...], int] = {}
    key = TABLES[name].key
    for number, layer in enumerate(layers):
        for row in layer.tables.get(name, ()):
            rows.append(row)
            owners.append(number)
            last[tuple(row[column] for column in key)] = number
    # A key that stands twice in one layer stays, as a fault of that layer.
    kept = [n for n, row in enumerate(rows) if last[tuple(row[column] for column in key)] == owners[n]]
    return _Joined(cells=_frame(name, [rows[n] for n in kept]), owners=[owners[n] for n in kept])


def _merged(
    bundled: DataSet, layers: list[ImportLayer], joined: Mapping[str, _Joined]
) -> dict[str, pd.DataFrame]:
    tables = dict(bundled.tables)
    for name, found in joined.items():
        new = found.cells
        if name in ("services", "indicators", "sources"):
            key = TABLES[name].key[0]
            new = new[~new[key].isin(bundled[name][key])]
        before = bundled[name]
        if name == "prompt_cases":
            before = beside_their_figures(before, bundled["case_questions"], layers)
        kept = without_superseded(before, name, layers)
        if len(new) or kept is not bundled[name]:
            tables[name] = pd.concat([kept, coerce_types(name, new)], ignore_index=True)
    if neighbours := [rows for layer in layers if (rows := layer.tables.get(NEIGHBOURS.name))]:
        # One publication's neighbours belong together: the latest stands for all.
        tables[NEIGHBOURS.name] = pd.DataFrame(neighbours[-1], columns=NEIGHBOURS.column_names, dtype="str")
    if areas := {row["area"]: row for layer in layers for row in layer.tables.get(AREAS.name, ())}:
        tables[AREAS.name] = pd.DataFrame(list(areas.values()), columns=AREAS.column_names, dtype="str")
    return tables


def _frame(name: str, rows: list[TextRow]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=TABLES[name].column_names, dtype="str")


def _set_aside(record: ImportRecord | None, reason: str) -> Remark:
    subject = record.file_name if record else "Import"
    return Remark(
        "error", "import_set_aside", "imports", subject, f"We cannot use this file. {reason.rstrip('.')}."
    )
