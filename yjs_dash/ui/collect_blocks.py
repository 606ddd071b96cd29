"""Where a visitor pastes the address of a report: it is fetched when they press, and previewed as a file is."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import streamlit as st

from yjs_dash.collect import Bounds, Cache, Fetcher, fetch_report, hosts_of
from yjs_dash.errors import YjsDashError, shown_file_name
from yjs_dash.narrate import intake as words
from yjs_dash.ui import text
from yjs_dash.ui.read_files import ReadFile, previewed, read_files

ADDRESS_KEY = "report_address"
BOUNDS = Bounds(seconds=60.0)
"""A visitor waits for it."""


def address_block(*, address: str = "") -> None:
    """A field for an address, and its button; each press fetches once, while its progress shows.

    `address` stands in the field to begin with.
    """
    with st.form("collect"):
        address = st.text_input(words.ADD_ADDRESS(), value=address, key=f"{ADDRESS_KEY} {address}".strip())
        text.sentence(words.ADD_ADDRESS_HOW())
        pressed = st.form_submit_button(words.ADD_ADDRESS_GET())
    if pressed and address.strip():
        with st.status(words.ADD_ADDRESS_GETTING(), expanded=True) as status:
            read_files()[f"address {address.strip()}"] = _fetched(address)
            status.update(label=words.ADD_FINISHED(), state="complete", expanded=False)


def _fetched(address: str) -> ReadFile:
    """A report in a temporary folder, read there; nothing of it stays."""
    with tempfile.TemporaryDirectory(prefix="yjs-dash-") as folder:
        try:
            fetcher = Fetcher(hosts=hosts_of(), cache=Cache(Path(folder)), bounds=BOUNDS)
            path = fetch_report(address, fetcher=fetcher)
        except YjsDashError as error:
            return ReadFile(shown_file_name(address), problem=str(error), is_upload=False)
        return replace(previewed((path,), name=path.name, names={}), is_upload=False)
