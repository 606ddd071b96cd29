"""One import as a layer over the bundled rows: what it brings, and which bundled rows give way to it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yjs_dash.errors import ValidationIssue
from yjs_dash.schema import (
    ALL_TABLES,
    CaseQuestionRow,
    CorrectionRow,
    InspectionRow,
    PromptCasesRow,
    RecommendationRow,
    Row,
    Rows,
    ids_in,
)
from yjs_dash.store.bundled import Remark
from yjs_dash.store.imports import ImportRecord
from yjs_dash.store.same_key import without_same_key
from yjs_dash.store.service_matcher import TextRow

CellsByTable = Mapping[str, list[TextRow]]


@dataclass(frozen=True)
class ImportLayer:
    """New rows by table. `replaces` names the bundled inspection that `inspection_id` stands for.

    `cells` are the rows as text, as they were read. `faults` are those of single cells and of keys: where there are
    any, `rows` is empty.
    """

    record: ImportRecord | None
    cells: CellsByTable
    rows: Rows
    faults: tuple[ValidationIssue, ...] = ()
    remarks: tuple[Remark, ...] = ()
    inspection_id: str = ""
    replaces: str | None = None


def layer_of(
    cells: CellsByTable,
    *,
    record: ImportRecord | None,
    remarks: tuple[Remark, ...] = (),
    inspection_id: str = "",
    replaces: str | None = None,
) -> ImportLayer:
    """A layer of text cells by table, each row read as its table says."""
    parsed = {name: ALL_TABLES[name].parse(rows) for name, rows in cells.items()}
    faults = tuple(fault for found in parsed.values() for fault in found.faults)
    rows = Rows() if faults else Rows.of({name: found.rows for name, found in parsed.items()})
    return ImportLayer(record, cells, rows, faults, remarks, inspection_id, replaces)


def without_superseded(rows: Sequence[Row], name: str, layers: Sequence[ImportLayer]) -> tuple[Row, ...]:
    """Bundled rows of a table without those that layers supersede; rows that stay follow their inspection's id."""
    if name == "observations":
        rows = without_same_key(rows, name, [layer.rows for layer in layers])
    replacing = {layer.replaces: layer for layer in layers if layer.replaces is not None}
    identity = _identity(name)
    if identity is None or not replacing:
        return tuple(rows)
    taken = {
        old: {_values(row, identity) for row in layer.rows.of_table(name)} for old, layer in replacing.items()
    }
    kept: list[Row] = []
    for row in rows:
        old = getattr(row, "inspection_id", None)
        if old not in replacing:
            kept.append(row)
        elif _values(row, identity) not in taken[old]:
            kept.append(_of_inspection(row, replacing[old].inspection_id))
    return tuple(kept)


def beside_their_figures(
    prompt_cases: Sequence[PromptCasesRow],
    printed: Sequence[CaseQuestionRow],
    layers: Sequence[ImportLayer],
) -> tuple[PromptCasesRow, ...]:
    """Bundled rows of prompt_cases whose prompt has the same percentage in the layer that replaces it.

    `printed`: the bundled case_questions. Cases that were read beside one figure say nothing of another.
    """
    read = {
        _prompt(row, layer.replaces): row.percent
        for layer in layers
        if layer.replaces is not None
        for row in layer.rows.case_questions
    }
    if not read:
        return tuple(prompt_cases)
    before = {_prompt(row, row.inspection_id): row.percent for row in printed}
    return tuple(
        row
        for row in prompt_cases
        if read.get(key := _prompt(row, row.inspection_id), before.get(key)) == before.get(key)
    )


def corrected_like(
    cells: CellsByTable, corrections: Sequence[CorrectionRow], *, sources: set[str]
) -> dict[str, list[TextRow]]:
    """An imported report's cells with the corrections that were declared for the same report, whatever its id.

    `sources`: ids of the bundled documents that are this report. Where a figure was read as another than the one
    that was corrected, the correction does not hold, and the figure stands as read.
    """
    changed = dict(cells)
    for correction in corrections:
        name, column = correction.table, correction.column
        if name not in changed or not sources & set(ids_in(correction.source_id)):
            continue
        pairs = [pair.partition("=")[::2] for pair in ids_in(correction.row_key)]
        meant = {key: value for key, value in pairs if key != "source_id"}
        meant[column] = correction.printed_value or ""
        changed[name] = [
            {**row, column: correction.corrected_value} if meant.items() <= row.items() else row
            for row in changed[name]
        ]
    return changed


def with_themes(recommendations: Sequence[TextRow], known: Sequence[RecommendationRow]) -> list[TextRow]:
    """Imported recommendations with the themes that `known` gives the same numbers."""
    themes = {str(row.number): row.theme for row in known}
    return [{**row, "theme": themes.get(row["number"], row["theme"])} for row in recommendations]


def _identity(name: str) -> tuple[str, ...] | None:
    """What two rows of one inspection have in common when one supersedes the other: nothing where each does.

    None for a table whose rows belong to no inspection.
    """
    table = ALL_TABLES[name]
    if "inspection_id" not in table.column_names:
        return None
    if name in {"inspections", "finding_counts"}:
        return ()
    if name == "observations":
        # Not by breakdown: parts of two readings must not be mixed into one whole.
        return ("area", "area_type", "indicator_id")
    return tuple(column for column in table.key if column != "inspection_id")


def _values(row: Row, columns: Sequence[str]) -> tuple[object, ...]:
    return tuple(getattr(row, column) for column in columns)


def _of_inspection(row: Row, inspection_id: str) -> Row:
    if isinstance(row, InspectionRow) or getattr(row, "inspection_id", None) == inspection_id:
        return row
    return dataclasses.replace(row, inspection_id=inspection_id)  # type: ignore[type-var]


def _prompt(row: CaseQuestionRow | PromptCasesRow, inspection_id: str | None) -> tuple[object, ...]:
    return inspection_id, row.standard_id, row.dimension, row.position
