"""Small accessible elements in HTML, drawn in the browser from data; text is only ever set as text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from yjs_dash.charts.theme import RATING_FILL, RATING_TEXT
from yjs_dash.export.figure_tables import texts_of
from yjs_dash.narrate.pages import PAGE_SAME_IN_EVERY_ROW

_HERE = Path(__file__).parent


def _asset(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


_grid = st.components.v2.component(
    "yjs_dash_rating_grid",
    html='<p class="live" aria-live="polite"></p><div class="grid"></div>',
    css=_asset("rating_grid.css"),
    js=_asset("rating_grid.js"),
)
_cards = st.components.v2.component(
    "yjs_dash_service_cards",
    html='<p class="live" aria-live="polite"></p><div class="cards"></div>',
    css=_asset("service_cards.css"),
    js=_asset("service_cards.js"),
)
_map = st.components.v2.component(
    "yjs_dash_tile_map",
    html='<p class="live" aria-live="polite"></p><div class="map"></div>',
    css=_asset("tile_map.css"),
    js=_asset("tile_map.js"),
)
_glance = st.components.v2.component(
    "yjs_dash_glance_table",
    html='<p class="live" aria-live="polite"></p><div class="glance"></div>',
    css=_asset("glance_table.css"),
    js=_asset("glance_table.js"),
)
_table = st.components.v2.component(
    "yjs_dash_data_table",
    html='<div class="scroller"></div>',
    css=_asset("data_table.css"),
    js=_asset("data_table.js"),
)
_memory = st.components.v2.component("yjs_dash_memory", js=_asset("memory.js"))
_picture = st.components.v2.component(
    "yjs_dash_picture",
    html='<button type="button"></button>',
    css=_asset("picture.css"),
    js=_asset("picture.js"),
)


def rating_colours(rating: str) -> dict[str, str]:
    """Fill and text colour of a rating."""
    return {"fill": RATING_FILL[rating], "text": RATING_TEXT[rating]}


# The data of an element are given in a list: each value of a dictionary would be looked at, whether it is a frame.


def mount_grid(data: dict[str, Any], *, key: str) -> None:
    """The rating grid; each rating is a link to its evidence."""
    _grid(data=[data], key=key)


def mount_cards(data: dict[str, Any], *, key: str) -> None:
    _cards(data=[data], key=key)


def mount_map(data: dict[str, Any], *, key: str) -> None:
    """The map of tiles; each tile is a link that adds its service to the comparison or takes it out."""
    _map(data=[data], key=key)


def mount_glance(data: dict[str, Any], *, key: str) -> None:
    """All services by standards, filtered in place; each name is a link that adds its service or takes it out."""
    _glance(data=[data], key=key)


def mount_memory(data: dict[str, Any], *, key: str) -> None:
    """What the visitor's browser keeps of the last visit: `keep` is written, empty removes, None leaves it.

    With `ask`, the state `service` becomes what is kept, where something is.
    """
    _memory(data=[data], key=key, on_service_change=lambda: None)


def mount_picture(data: dict[str, Any], *, key: str) -> None:
    """A button that saves a chart of the page as a picture, under its finding and over its source."""
    _picture(data=[data], key=key)


def mount_table(frame: pd.DataFrame, *, caption: str, key: str) -> None:
    """A small table; the first column names the rows."""
    mount_data(table_data(frame, caption=caption), key=key)


def mount_data(data: dict[str, Any], *, key: str) -> None:
    """A small table from `table_data`."""
    _table(data=[data], key=key)


def table_data(frame: pd.DataFrame, *, caption: str) -> dict[str, Any]:
    """A frame as the small table shows it; a list `bars` gives a colour to columns of percentages."""
    return {
        "caption": caption,
        "same": PAGE_SAME_IN_EVERY_ROW(),
        "columns": [str(name) for name in frame.columns],
        "numeric": [pd.api.types.is_numeric_dtype(frame[name].dtype) for name in frame.columns],
        "bars": [None] * len(frame.columns),
        "rows": texts_of(frame),
    }
