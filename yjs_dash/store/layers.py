"""One data set from the bundled tables and the accepted imports laid over them.

How an import supersedes what is there, as long as it is accepted:

- A report of an inspection that the bundled tables have (same service; fieldwork or publication of the same time,
  see `service_matcher`) takes its place: what the report says of the inspection replaces what the table says, cell by
  cell; a rating, a percentage or a recommendation replaces the row with the same key; counts of findings are
  replaced as a whole; contextual figures are replaced by indicator and area. What the report does not give, or what
  could not be read in it, stays as it was, each row with its own source. Cases that a prompt applied to stay where the
  import has the same percentage for the prompt, and go where it has another one. Corrections that were declared for the
  bundled figures of this inspection hold for the imported ones too. What somebody put right before the report was
  accepted is a row of the corrections, as long as the import is accepted.
- Of two accepted reports of one inspection, the one accepted or restored last stands, alone.
- A report of another inspection joins the history of its service; pages pick the latest complete one themselves.
- A figure of a statistics file replaces the one with the same key; later imports replace earlier ones. Indicators
  and sources that are there already keep their rows.

What breaks a schema is set aside as a whole, with a remark; everything else is shown.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass

from yjs_dash.errors import ImportPayloadError, StoreError, ValidationIssue
from yjs_dash.extract.model import Report, report_of
from yjs_dash.schema import TABLES, Row, Rows, ids_in, reference_faults
from yjs_dash.store.bundled import DataSet, Remark
from yjs_dash.store.imports import ImportRecord, ImportStore, read_payload
from yjs_dash.store.reports import IMPORTED, report_rows
from yjs_dash.store.same_key import laid_over, neighbours_and_areas
from yjs_dash.store.service_matcher import ServiceMatcher
from yjs_dash.store.statistics import statistics_tables
from yjs_dash.store.supersede import (
    ImportLayer,
    beside_their_figures,
    corrected_like,
    layer_of,
    with_themes,
    without_superseded,
)

_REFERRED_TO: tuple[str, ...] = ("services", "inspections", "indicators", "sources")


@dataclass(frozen=True)
class MergedTables:
    """All rows with the layers that keep every schema laid over them, and the other layers with their faults."""

    rows: Rows
    layers: tuple[ImportLayer, ...]
    faulty: tuple[tuple[ImportLayer, tuple[ValidationIssue, ...]], ...]


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
    return dataclasses.replace(
        bundled, rows=laid.rows, revision=accepted.revision, remarks=(*bundled.remarks, *remarks)
    )


def report_layer(
    report: Report,
    *,
    record: ImportRecord | None,
    bundled: DataSet,
    matcher: ServiceMatcher,
    indicators: set[str],
) -> ImportLayer:
    """A report as a layer over a data set. Raises ImportPayloadError."""
    rows = report_rows(
        report,
        matcher=matcher,
        frameworks=bundled.frameworks,
        indicators=indicators,
        inspection_id=record.inspection_id if record else None,
        file_name=record.file_name if record else "",
    )
    cells = dict(rows.tables)
    if rows.replaces is not None:
        replaced = rows.replaces
        # What was put right in an earlier reading is no declared correction: it goes with that reading.
        sources = {one for one in ids_in(replaced.source_id) if not one.startswith(IMPORTED)}
        cells = corrected_like(cells, bundled.rows.corrections, sources=sources)
        before = [row for row in bundled.rows.recommendations if row.inspection_id == replaced.inspection_id]
        cells["recommendations"] = with_themes(cells["recommendations"], before)
    return layer_of(
        cells,
        record=record,
        remarks=rows.remarks,
        inspection_id=rows.inspection_id,
        replaces=rows.replaces.inspection_id if rows.replaces else None,
    )


def merge_imports(bundled: DataSet, layers: list[ImportLayer], *, today: dt.date) -> MergedTables:
    """Rows with the layers laid over them, and the layers that break a schema, which are left out.

    A layer that is left out takes with it what others refer to: so it is looked again until none is left out.
    """
    faulty: list[tuple[ImportLayer, tuple[ValidationIssue, ...]]] = []
    while True:
        referred = _referred_to(bundled, layers)
        found = [(layer, _faults(bundled, layer, referred, today=today)) for layer in layers]
        layers = [layer for layer, faults in found if not faults]
        faulty += [(layer, faults) for layer, faults in found if faults]
        if len(layers) == len(found):
            return MergedTables(_merged(bundled, layers), tuple(layers), tuple(faulty))


def faults_of(data: DataSet, layer: ImportLayer, *, today: dt.date) -> tuple[ValidationIssue, ...]:
    """What keeps a layer from being laid over a data set."""
    return _faults(data, layer, _referred_to(data, [layer]), today=today)


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
                statistics.append(layer_of(statistics_tables(read_payload(text)), record=record))
            except ImportPayloadError as error:
                remarks.append(_set_aside(record, str(error)))
    indicators = {
        row.indicator_id
        for rows in (bundled.rows, *(layer.rows for layer in statistics))
        for row in rows.indicators
    }
    for record, text in accepted:
        if record.kind == "report":
            try:
                layer = report_layer(
                    report_of(read_payload(text)),
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
    bundled: DataSet, layer: ImportLayer, referred: Rows, *, today: dt.date
) -> tuple[ValidationIssue, ...]:
    """Faults of a layer's rows, and of what they refer to."""
    if layer.faults:
        return layer.faults
    known = dataclasses.replace(referred, case_questions=layer.rows.case_questions)
    return tuple(reference_faults(layer.rows, among=known, frameworks=bundled.frameworks, today=today))


def _referred_to(bundled: DataSet, layers: list[ImportLayer]) -> Rows:
    """The rows that others refer to, with the layers laid over them."""
    return Rows.of({name: _laid_over(bundled, name, layers) for name in _REFERRED_TO})


def _merged(bundled: DataSet, layers: list[ImportLayer]) -> Rows:
    merged = {name: _laid_over(bundled, name, layers) for name in TABLES}
    laid = merged | neighbours_and_areas(bundled.rows, [layer.rows for layer in layers])
    return dataclasses.replace(Rows.of(laid), tiles=bundled.rows.tiles)


def _laid_over(bundled: DataSet, name: str, layers: list[ImportLayer]) -> tuple[Row, ...]:
    """The bundled rows of a table that stay, then the new ones."""
    before = bundled.rows.of_table(name)
    if name == "prompt_cases":
        before = beside_their_figures(bundled.rows.prompt_cases, bundled.rows.case_questions, layers)
    return laid_over(without_superseded(before, name, layers), name, [layer.rows for layer in layers])


def _set_aside(record: ImportRecord | None, reason: str) -> Remark:
    subject = record.file_name if record else "Import"
    return Remark(
        "error", "import_set_aside", "imports", subject, f"We cannot use this file. {reason.rstrip('.')}."
    )
