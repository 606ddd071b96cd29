"""Files of a visitor that were read and wait for a decision."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from yjs_dash import intake
from yjs_dash.errors import YjsDashError
from yjs_dash.ui.session import import_store, loaded

READ_KEY = "read_files"


@dataclass(frozen=True)
class ReadFile:
    """A file after reading: what it would bring, or the sentence that says why nothing could be read.

    With neither, it was decided on, or read together with another file: it is not shown again. One that was not
    uploaded stays until it is decided on. `data`: the bytes of a report that is one file, to check its figures by.
    """

    name: str
    preview: intake.Preview | None = None
    problem: str = ""
    is_upload: bool = True
    data: bytes = b""


def read_files() -> dict[str, ReadFile]:
    """The files of this visitor that wait for a decision, by an id of each; what is put in is shown."""
    held: dict[str, ReadFile] = st.session_state.setdefault(READ_KEY, {})
    return held


def previewed(group: tuple[Path, ...], *, name: str, names: dict[Path, str]) -> ReadFile:
    """Files that make one import, read. `names`: as their owner knows them."""
    try:
        data = loaded().catalogue.data
        seen = intake.preview(group, data=data, store=import_store(), names=names, may_be_unnamed=True)
        content = group[0].read_bytes() if seen.report is not None and group[0].is_file() else b""
    except Exception as error:  # whatever it is, it costs this file and not the page
        if not isinstance(error, YjsDashError):
            logging.getLogger(__name__).error("A file could not be previewed", exc_info=error)
        return ReadFile(name, problem=intake.failure_sentence(name, error))
    return ReadFile(name, preview=seen, data=content)
