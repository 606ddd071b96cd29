"""What is on the screen as a file to take away: slides, paper, workbook or page, made when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import streamlit as st

from yjs_dash.errors import YjsDashError
from yjs_dash.export.view import View
from yjs_dash.narrate import pack as say
from yjs_dash.ui.session import current_view
from yjs_dash.ui.text import caption, problem

MADE_KEY = "pack_made"


@dataclass(frozen=True)
class _Made:
    """A file that was made in this session, for which services and in which format."""

    services: tuple[str, ...]
    pinned: str | None
    file_format: str
    name: str
    content: bytes


def take_away() -> None:
    """The menu with a file for each format. Must be drawn after the choosers; nothing where no service is chosen."""
    view = current_view()
    if not view.selection.services:
        return
    place = st.popover(say.TAKE_AWAY(), width="stretch", key="take-away", on_change="rerun")
    if place.open:
        with place:
            _formats(view)


@st.fragment
def _formats(view: View) -> None:
    caption(say.TAKE_AWAY_HOW())
    for file_format, label in say.FORMATS.items():
        if st.button(label(), key=f"make-{file_format}", width="stretch"):
            with st.spinner(say.PROGRESS()):
                _make(view, file_format)
    made = st.session_state.get(MADE_KEY)
    if isinstance(made, _Made) and (made.services, made.pinned) == _chosen(view):
        from yjs_dash.export.board_packs import FORMATS

        # A file that Streamlit makes when it is asked for is thrown away while others press something.
        st.download_button(
            say.ready(made.file_format, size=len(made.content)),
            data=made.content,
            file_name=made.name,
            mime=FORMATS[made.file_format],
            key="pack-file",
            on_click="ignore",
            type="primary",
            width="stretch",
        )


def _make(view: View, file_format: str) -> None:
    from yjs_dash.export import board_packs

    services, pinned = _chosen(view)
    try:
        pack = board_packs.pack_for(view.catalogue, services, ours=pinned, root=_root())
        content = board_packs.file_of(pack, file_format)
    except YjsDashError as error:
        problem(str(error))
        return
    name = board_packs.file_name(view, file_format)
    st.session_state[MADE_KEY] = _Made(services, pinned, file_format, name, content)


def _chosen(view: View) -> tuple[tuple[str, ...], str | None]:
    return view.selection.ids, view.selection.pinned_service


def _root() -> str:
    """The address that the visitor reaches the app by, without the page."""
    asked = urlsplit(st.context.url or "")
    if not asked.netloc:
        return ""
    return f"{asked.scheme}://{asked.netloc}{asked.path.rstrip('/').rpartition('/')[0] if asked.path != '/' else ''}"
