"""A file on its way into the store: read, previewed, then accepted or discarded; later withdrawn or restored.

    seen = preview([Path("report.pdf")], data=data, store=store)
    accept(seen, store=store)

`data` is the data set with all imports (`store.layers.layered_data_set`). A preview keeps nothing; discarding it is
to forget it.
"""

from __future__ import annotations

from yjs_dash.environment import READ_ONLY_VARIABLE, importing_allowed
from yjs_dash.intake.acceptance import accept, restore, withdraw
from yjs_dash.intake.batch import Hold, Outcome, failure_sentence, groups, import_files
from yjs_dash.intake.plausibility import DOUBT_KINDS, Doubt
from yjs_dash.intake.previews import (
    MATCH_KINDS,
    Preview,
    preview,
    preview_amended,
    preview_report,
)

__all__ = [
    "DOUBT_KINDS",
    "MATCH_KINDS",
    "READ_ONLY_VARIABLE",
    "Doubt",
    "Hold",
    "Outcome",
    "Preview",
    "accept",
    "failure_sentence",
    "groups",
    "import_files",
    "importing_allowed",
    "preview",
    "preview_amended",
    "preview_report",
    "restore",
    "withdraw",
]
