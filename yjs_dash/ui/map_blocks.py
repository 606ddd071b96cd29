"""The map of tiles on the national picture: what colours it, under which framework, and the map itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from yjs_dash.charts.theme import CLASS_FILL, CLASS_TEXT
from yjs_dash.compare import national_map as of
from yjs_dash.compare.catalogue import MAX_SERVICES, Catalogue
from yjs_dash.compare.memo import remembered
from yjs_dash.export.view import View
from yjs_dash.framework import Framework
from yjs_dash.narrate import national_map as say
from yjs_dash.narrate.numbers import number_word
from yjs_dash.ui import text
from yjs_dash.ui.address import sync_query_param
from yjs_dash.ui.components import mount_map, rating_colours
from yjs_dash.ui.figures import CACHE_SIZE, Table, render_source_and_table
from yjs_dash.ui.session import catalogue

FRAMEWORK_KEY = "framework"
COLOUR_KEY = "colour"


def choose_framework() -> None:
    """Which framework to show, in the address; the one of most inspections where nothing was chosen."""
    known = catalogue()
    names = [one.short_name for one in of.frameworks_used(known)]
    spoken = {name.casefold(): name for name in names} | {name.split()[0].casefold(): name for name in names}
    usual = of.usual_framework(known).short_name
    sync_query_param(
        FRAMEWORK_KEY, options=names, translate=lambda asked: spoken.get(asked.casefold().strip(), usual)
    )
    st.radio(
        "Inspection framework",
        names,
        # An address without a framework means this one, also when Back or a tile leads to it.
        index=names.index(usual),
        key=FRAMEWORK_KEY,
        horizontal=True,
        bind="query-params",
    )


def chosen_framework(known: Catalogue) -> Framework:
    """The framework that is open; the usual one where no chooser was drawn."""
    held = st.session_state.get(FRAMEWORK_KEY)
    return next(
        (one for one in of.frameworks_used(known) if one.short_name == held), of.usual_framework(known)
    )


def choose_colour() -> None:
    """What colours the map, in the address. A standard may be asked for by its number."""
    known = catalogue()
    names = [one.title for one in of.measures(known, framework_id=chosen_framework(known).id)]
    spoken = {name.casefold(): name for name in names} | {name.split()[0].casefold(): name for name in names}
    sync_query_param(
        COLOUR_KEY, options=names, translate=lambda asked: spoken.get(_number_or_name(asked), None)
    )
    st.selectbox("Colour the map by", names, key=COLOUR_KEY, bind="query-params")


def _number_or_name(asked: str) -> str:
    """“2.1” of a standard that another framework names in another way; else the words as they are."""
    first = asked.casefold().strip().partition(" ")[0]
    return first if first[:1].isdigit() else asked.casefold().strip()


@dataclass(frozen=True, eq=False)
class _Map:
    headline: str
    data: dict[str, Any]
    table: Table
    source: str


def map_block(view: View) -> None:
    """The finding, the map in the chosen colouring, and its table."""
    framework = chosen_framework(view.catalogue)
    measures = of.measures(view.catalogue, framework_id=framework.id)
    held = st.session_state.get(COLOUR_KEY)
    measure = next((one for one in measures if one.title == held), measures[0])
    found = of.tile_map(view.catalogue, framework_id=framework.id, measure=measure)
    if found is None:
        text.headline(say.NO_MAP())
        return
    shown = _map(view, found)
    text.headline(shown.headline)
    mount_map(shown.data, key="tiles")
    render_source_and_table(shown.table, source=shown.source)


@remembered(most=CACHE_SIZE)
def _map(view: View, found: of.TileMap) -> _Map:
    chosen = view.selection.ids
    key = [
        {
            "held": "known",
            "text": say.class_text(one),
            "sign": say.class_sign(one, number),
            **_colours(one, number),
        }
        for number, one in enumerate(found.classes)
    ]
    rest = {"lacking": (say.lacking_text(found), "?"), "not_inspected": (say.absent_text(found), "")}
    key += [{"held": held, "text": words, "sign": sign} for held, (words, sign) in rest.items() if words]
    data = {
        "label": say.alternative(found, chosen),
        "tiles": [_tile(view, tile, found) for tile in found.tiles],
        "chosen": [service.name for service in view.selection.services],
        "most": MAX_SERVICES,
        "key_title": say.key_title(found),
        "key": key,
        "notes": [say.base_sentence(found), say.HOW_TO()],
        "words": {
            "add": say.ADD(),
            "add_touch": say.ADD_TOUCH(),
            "remove": say.REMOVE(),
            "remove_touch": say.REMOVE_TOUCH(),
            "full": say.FULL(most=number_word(MAX_SERVICES), another="another"),
            "chosen": say.CHOSEN(),
        },
    }
    name = f"Map, {say.key_title(found)}"
    tiles = ", ".join(dict.fromkeys(str(one) for one in of.tile_sources(view.catalogue)))
    return _Map(
        headline=say.headline(found, chosen),
        data=data,
        table=Table(lambda: say.table(found), name),
        source=say.SOURCE(tiles=tiles),
    )


def _tile(view: View, tile: of.Tile, found: of.TileMap) -> dict[str, Any]:
    colours = {} if tile.group is None else _colours(found.classes[tile.group], tile.group)
    chosen = tile.service_id in view.slots
    return {
        "id": tile.service_id,
        "name": tile.name,
        "q": tile.position[0],
        "r": tile.position[1],
        "held": tile.held,
        "sign": say.tile_sign(tile, found),
        "text": say.tile_text(tile, found),
        "chosen": view.colour(tile.service_id) if chosen else "",
        **colours,
    }


def _colours(one: of.TileClass, number: int) -> dict[str, str]:
    if one.rating:
        colours = rating_colours(one.rating)
        return {"fill": colours["fill"], "ink": colours["text"]}
    return {"fill": CLASS_FILL[number], "ink": CLASS_TEXT[number]}
