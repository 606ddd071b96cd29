"""What happens once when the server starts: slow imports and the data set, before the first visitor comes."""

from __future__ import annotations

import gc
import importlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

import streamlit as st

from yjs_dash.errors import YjsDashError

SLOW_IMPORTS: tuple[str, ...] = ("pandas", "plotly.graph_objects", "scipy.special", "yjs_dash.ui.shell")


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Load in the background, so that the server answers while it loads."""
    Thread(target=_preload, name="preload", daemon=True).start()
    yield


def _preload() -> None:
    for name in SLOW_IMPORTS:
        importlib.import_module(name)
    from yjs_dash.ui import session

    try:
        _ = session.loaded().findings
    except YjsDashError as error:
        logging.getLogger(__name__).error("%s", error)
    # What is loaded now lives as long as the process: no collection needs to look at it again.
    gc.collect()
    gc.freeze()


def script_failed(error: Exception) -> bool:
    """Whatever goes wrong in a page: the log has the traceback, the visitor one sentence."""
    logging.getLogger(__name__).error("A page failed", exc_info=error)
    st.error(
        "This page could not be shown because of a fault in the app. Reload the page; if it stays, tell who runs it."
    )
    return True
