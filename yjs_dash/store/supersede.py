"""One import as a layer over the bundled tables: what it brings, and which bundled rows give way to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from yjs_dash.schema import SEPARATOR, TABLES
from yjs_dash.store.bundled import Remark
from yjs_dash.store.imports import ImportRecord
from yjs_dash.store.service_matcher import TextRow, cell

RowsByTable = Mapping[str, list[TextRow]]


@dataclass(frozen=True)
class ImportLayer:
    """New rows by table, as text cells. `replaces` names the bundled inspection that `inspection_id` stands for."""

    record: ImportRecord | None
    tables: RowsByTable
    remarks: tuple[Remark, ...] = ()
    inspection_id: str = ""
    replaces: str | None = None


def without_superseded(table: pd.DataFrame, name: str, layers: Sequence[ImportLayer]) -> pd.DataFrame:
    """A bundled table (typed) without the rows that layers supersede; rows that stay follow their inspection's id."""
    if name == "observations":
        table = _without_same_key(table, layers)
    if "inspection_id" not in table.columns:
        return table
    replacing = {layer.replaces: layer for layer in layers if layer.replaces is not None}
    hit = table["inspection_id"].isin(replacing)
    if not hit.any():
        return table
    identity = _identity(name)
    taken = {
        old: {tuple(row[column] for column in identity) for row in layer.tables.get(name, ())}
        for old, layer in replacing.items()
    }
    gone = [
        index
        for index, old, *cells in table.loc[hit, ["inspection_id", *identity]].itertuples(name=None)
        if tuple(map(cell, cells)) in taken[old]
    ]
    kept = table.drop(index=gone)
    new_ids = {old: layer.inspection_id for old, layer in replacing.items() if layer.inspection_id != old}
    return kept.assign(inspection_id=kept["inspection_id"].replace(new_ids)) if new_ids else kept


def beside_their_figures(
    prompt_cases: pd.DataFrame, printed: pd.DataFrame, layers: Sequence[ImportLayer]
) -> pd.DataFrame:
    """Bundled rows of prompt_cases (typed) whose prompt has the same percentage in the layer that replaces it.

    `printed`: the bundled case_questions. Cases that were read beside one figure say nothing of another.
    """
    key = list(TABLES["prompt_cases"].key)
    read = {
        (layer.replaces, *(row[column] for column in key[1:])): row["percent"]
        for layer in layers
        if layer.replaces is not None
        for row in layer.tables.get("case_questions", ())
    }
    if not read:
        return prompt_cases
    before = {
        tuple(map(cell, identity)): cell(percent)
        for *identity, percent in printed[[*key, "percent"]].itertuples(index=False, name=None)
    }
    prompts = [tuple(map(cell, row)) for row in prompt_cases[key].itertuples(index=False, name=None)]
    return prompt_cases[[read.get(prompt, before.get(prompt)) == before.get(prompt) for prompt in prompts]]


def corrected_like(
    tables: RowsByTable, corrections: Sequence[TextRow], *, sources: set[str]
) -> dict[str, list[TextRow]]:
    """An imported report's rows with the corrections that were declared for the same report, whatever its id.

    `sources`: ids of the bundled documents that are this report. Where a figure was read as another than the one
    that was corrected, the correction does not hold, and the figure stands as read.
    """
    changed = dict(tables)
    for correction in corrections:
        name, column = correction["table"], correction["column"]
        if name not in changed or not sources & set(_parts(correction["source_id"])):
            continue
        pairs = [pair.partition("=")[::2] for pair in _parts(correction["row_key"])]
        meant = {key: value for key, value in pairs if key != "source_id"}
        meant[column] = correction["printed_value"]
        changed[name] = [
            {**row, column: correction["corrected_value"]}
            if all(row.get(key) == value for key, value in meant.items())
            else row
            for row in changed[name]
        ]
    return changed


def with_themes(recommendations: Sequence[TextRow], known: pd.DataFrame) -> list[TextRow]:
    """Imported recommendations with the themes that `known` (typed) gives the same numbers."""
    themes = {cell(n): str(t) for n, t in zip(known["number"], known["theme"], strict=True)}
    return [{**row, "theme": themes.get(row["number"], row["theme"])} for row in recommendations]


def _identity(name: str) -> list[str]:
    """What two rows of one inspection have in common when one supersedes the other; nothing: each does."""
    if name in {"inspections", "finding_counts"}:
        return []
    if name == "observations":
        # Not by breakdown: parts of two readings must not be mixed into one whole.
        return ["area", "area_type", "indicator_id"]
    return [column for column in TABLES[name].key if column != "inspection_id"]


def _without_same_key(observations: pd.DataFrame, layers: Sequence[ImportLayer]) -> pd.DataFrame:
    key = list(TABLES["observations"].key)
    taken = {tuple(row[c] for c in key) for layer in layers for row in layer.tables.get("observations", ())}
    if not taken:
        return observations
    hit = [identity in taken for identity in observations[key].itertuples(index=False, name=None)]
    return observations[[not h for h in hit]] if any(hit) else observations


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(SEPARATOR.strip())]
