"""What was previewed joins the store, is withdrawn from it, or is brought back."""

from __future__ import annotations

import os
from collections.abc import Mapping

from yjs_dash.environment import importing_allowed
from yjs_dash.errors import DoubtfulFileError, ImportingDisabledError, ImportRefusedError
from yjs_dash.intake.previews import Preview
from yjs_dash.store.imports import Added, ImportRecord, ImportStore


def accept(
    seen: Preview,
    *,
    store: ImportStore,
    accept_doubtful: bool = False,
    environment: Mapping[str, str] = os.environ,
) -> Added:
    """Keeps what was previewed. A file that was withdrawn before is given back as it is, to be restored.

    `accept_doubtful`: somebody has looked at the doubts, and means to keep the file.

    Raises:
        ImportingDisabledError: importing is switched off here.
        ImportRefusedError: the figures break the tables.
        DoubtfulFileError: it may be no whole report, and nobody has said to keep it all the same.
        StoreError: the database fails; nothing was kept.
    """
    _check_allowed(environment)
    if seen.faults:
        raise ImportRefusedError(file=seen.file_name, reasons=[str(fault) for fault in seen.faults])
    if seen.is_held and not accept_doubtful:
        raise DoubtfulFileError(file=seen.file_name)
    return store.add(seen.new)


def withdraw(
    import_id: int, *, store: ImportStore, environment: Mapping[str, str] = os.environ
) -> ImportRecord:
    """Takes an import out of every page. Raises as `accept` does, and UnknownImportError."""
    _check_allowed(environment)
    return store.withdraw(import_id)


def restore(
    import_id: int, *, store: ImportStore, environment: Mapping[str, str] = os.environ
) -> ImportRecord:
    """Brings a withdrawn import back to every page. Raises as `withdraw` does."""
    _check_allowed(environment)
    return store.restore(import_id)


def _check_allowed(environment: Mapping[str, str]) -> None:
    if not importing_allowed(environment=environment):
        raise ImportingDisabledError
