"""The frame around every page: navigation, choosers, and the sentence for a data set that cannot be read."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from yjs_dash.environment import importing_allowed
from yjs_dash.errors import DataSetError
from yjs_dash.narrate.pages import PAGE_NOTHING_TO_COMPARE
from yjs_dash.ui.chooser import choose_services
from yjs_dash.ui.data_page import draw_data_choosers
from yjs_dash.ui.national_blocks import draw_choosers
from yjs_dash.ui.peer_blocks import choose_group
from yjs_dash.ui.session import catalogue
from yjs_dash.ui.standard_picker import choose_standard
from yjs_dash.ui.text import problem
from yjs_dash.ui.topics import TOPICS, choose_topic

PAGES: dict[str, tuple[str, str]] = {
    "compare": ("yjs_dash/pages/compare.py", "Compare"),
    "peers": ("yjs_dash/pages/peers.py", "Services like ours"),
    "domains": ("yjs_dash/pages/domains.py", "Domains"),
    "context": ("yjs_dash/pages/context.py", "Context"),
    "children": ("yjs_dash/pages/children.py", "Children"),
    "national": ("yjs_dash/pages/national.py", "National picture"),
    "data": ("yjs_dash/pages/data.py", "Data and sources"),
    "add": ("yjs_dash/pages/add.py", "Add a report"),
}
DEFAULT_PAGE = "compare"
LOGO = str(Path(__file__).with_name("logo.svg"))


def show() -> None:
    """Draw the shell and run the page of the address."""
    st.set_page_config(page_title="YJS Dash", layout="wide", menu_items={"about": None})
    pages = {
        key: st.Page(file, title=title, url_path=key, default=key == DEFAULT_PAGE)
        for key, (file, title) in PAGES.items()
        if key != "add" or importing_allowed()
    }
    page = st.navigation(list(pages.values()), position="top")
    st.logo(LOGO, size="large")
    try:
        known = catalogue()
    except DataSetError as error:
        problem(str(error))
        return
    if page.url_path == "add" and not known.services:
        page.run()
        return
    if not known.services:
        problem(PAGE_NOTHING_TO_COMPARE())
        return
    choose_services(known)
    if page.url_path == "domains":
        choose_standard()
    elif page.url_path == "peers":
        choose_group()
    elif page.url_path == "national":
        draw_choosers()
    elif page.url_path in TOPICS:
        choose_topic(page.url_path)
    elif page.url_path == "data":
        draw_data_choosers(known)
    page.run()
