"""What becomes of a report that was fetched: accepted, or listed for review with what it would change.

A report of an inspection that is not here, or of which only some figures are, is accepted as an import accepts it.
A newer edition of a report that is here already is accepted only where that was asked for. What an import holds for
review, as it does with figures that contradict each other, is held in either case.
"""

from __future__ import annotations

import pandas as pd

from yjs_dash.intake import Preview
from yjs_dash.schema import TABLES
from yjs_dash.store.imports import ImportStore

MOST_DIFFERENCES = 20
_PUBLISHED = TABLES["inspections"].column("published").description
"""A web page and the report on it are often dated by different days: that alone is no newer edition."""


class Review:
    """Decides on one report, as `intake.import_files` asks it, and keeps what it saw of it.

    `verdict` is “new”, “changed”, “unchanged” (another file with the same figures) or “held”; empty where it was
    not asked. `is_holding`: whether it keeps the report from being accepted. `differences` are lines for a reader.
    """

    def __init__(self, *, store: ImportStore, accepting: bool, trying: bool) -> None:
        self._store = store
        self._accepting = accepting
        self._trying = trying
        self.verdict = ""
        self.is_holding = False
        self.differences: tuple[str, ...] = ()

    def __call__(self, seen: Preview, /) -> str | None:
        """Why the report is not accepted now; None where it is."""
        reason = self._reason(seen)
        self.is_holding = reason is not None
        return reason

    def _reason(self, seen: Preview) -> str | None:
        if seen.known is not None:
            return None  # the same file, read by an earlier version: the better reading takes its place
        changes = changed_figures(seen, is_held_as_import=self._holds_another(seen))
        if self._replaces(seen) and changes.empty:
            self.verdict = "unchanged"
            return "another file of a report that is here already, with the same figures"
        self.verdict = "new" if changes.empty else "changed"
        self.differences = _lines(changes)
        if self.verdict == "changed" and not self._accepting:
            self.verdict = "held"
            figures = "1 figure differs" if len(changes) == 1 else f"{len(changes)} figures differ"
            return f"{figures} from what is here: see “Add a report”, or collect again with --accept"
        # What is not acceptable, or doubtful, is told of by the import itself.
        is_sound = seen.is_acceptable and not seen.doubts
        return "not added, because this is a dry run" if self._trying and is_sound else None

    def _replaces(self, seen: Preview) -> bool:
        return seen.standing == "same_inspection" and self._holds_another(seen)

    def _holds_another(self, seen: Preview) -> bool:
        """Whether another file stands for the inspection, which this one would replace as a whole."""
        return any(
            record.is_accepted
            and record.inspection_id == seen.new.inspection_id
            and record.sha256 != seen.new.sha256
            for record in self._store.history()
        )


def changed_figures(seen: Preview, *, is_held_as_import: bool) -> pd.DataFrame:
    """Figures that the report has otherwise than what is here. Columns: store.differences.COLUMNS.

    Where another file stands for the inspection (`is_held_as_import`), those that are only in one of both, too:
    the new one would take its place as a whole. What is only added to known figures is no difference.
    """
    if seen.standing != "same_inspection":
        return seen.differences.iloc[:0]
    kinds = {"changed", "new", "absent"} if is_held_as_import else {"changed"}
    is_changed = seen.differences["change"].isin(kinds) & (seen.differences["what"] != _PUBLISHED)
    return seen.differences[is_changed]


def _lines(changes: pd.DataFrame) -> tuple[str, ...]:
    rows = list(changes[["what", "before", "after"]].itertuples(index=False, name=None))
    lines = [f"{what}: {before or 'nothing'} → {after or 'nothing'}" for what, before, after in rows]
    more = len(lines) - MOST_DIFFERENCES
    return (*lines[:MOST_DIFFERENCES], *([f"and {more} more"] if more > 0 else []))
