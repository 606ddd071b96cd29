"""What happens once when the server starts: slow imports and the data set, before the first visitor comes."""

from __future__ import annotations

import gc
import importlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

import streamlit as st

from yjs_dash import sandbox
from yjs_dash.environment import importing_allowed
from yjs_dash.errors import YjsDashError
from yjs_dash.narrate.pages import FAULT_PAGE

FIRST_NEEDED: tuple[str, ...] = ("yjs_dash.ui.shell", "yjs_dash.narrate")
LATER_NEEDED: tuple[str, ...] = (
    "yjs_dash.ui.evidence_blocks",
    "yjs_dash.ui.context_blocks",
    "yjs_dash.ui.national_blocks",
    "scipy.special",
    "yjs_dash.ui.collect_blocks",
)
READING = "yjs_dash.intake.reading"
"""What reads files, in a process of its own that is ready when the first file comes."""


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Load in the background, so that the server answers while it loads."""
    Thread(target=_preload, name="preload", daemon=True).start()
    yield


def _preload() -> None:
    """First what the first page needs, then the rest; what is loaded then is taken out of later collections."""
    log = logging.getLogger(__name__)
    # Nothing that is loaded here becomes garbage: to look for it again and again takes a quarter of a large loading.
    gc.disable()
    try:
        _load(log)
    finally:
        gc.enable()


def _load(log: logging.Logger) -> None:
    for name in FIRST_NEEDED:
        importlib.import_module(name)
    from yjs_dash.compare import national
    from yjs_dash.ui import session

    try:
        loaded = session.loaded()
    except YjsDashError as error:
        log.error("%s", error)
        return
    for name in LATER_NEEDED:
        importlib.import_module(name)
    if importing_allowed():
        sandbox.warm(READING)
    _ = loaded.findings, national.inspections(loaded.catalogue)
    gc.collect()
    gc.freeze()


def script_failed(error: Exception) -> bool:
    """Whatever goes wrong in a page: the log has the traceback, the visitor what to do."""
    logging.getLogger(__name__).error("A page failed", exc_info=error)
    st.error(FAULT_PAGE())
    return True
