"""All services at a glance on the national picture: services by standards, under one framework."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import streamlit as st

from yjs_dash.charts.theme import RATING_FILL, RATING_TEXT
from yjs_dash.compare import national_glance as of
from yjs_dash.compare.catalogue import MAX_SERVICES
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.national_map import ServiceResult
from yjs_dash.export.view import View
from yjs_dash.framework import RATINGS
from yjs_dash.narrate import national_glance as say
from yjs_dash.narrate.national_map import FULL, SIGNS
from yjs_dash.narrate.numbers import month_words, number_word
from yjs_dash.ui import text
from yjs_dash.ui.address import sync_query_param
from yjs_dash.ui.components import mount_glance
from yjs_dash.ui.figures import CACHE_SIZE, Table, render_source_and_table
from yjs_dash.ui.map_blocks import chosen_framework

ORDER_KEY = "order"
ORDERS: dict[str, of.Order] = {
    "Name": "name",
    "Region": "region",
    "Our statistical neighbours first": "neighbours",
}
FIXED: tuple[tuple[str, str], ...] = (
    ("Service", ""),
    ("Published", "date"),
    ("Overall rating", "wide"),
)
"""Columns before the score and the standards, each with what it looks like."""


def choose_order() -> None:
    """In which order the services stand, in the address; the chosen ones always come first."""
    spoken = {name.casefold(): name for name in ORDERS} | {key: name for name, key in ORDERS.items()}
    sync_query_param(
        ORDER_KEY, options=list(ORDERS), translate=lambda asked: spoken.get(asked.casefold().strip())
    )
    st.selectbox("Order", list(ORDERS), key=ORDER_KEY, bind="query-params")


def glance_block(view: View) -> None:
    """The finding, the table of all services, and the same to take away."""
    framework = chosen_framework(view.catalogue)
    order = ORDERS.get(str(st.session_state.get(ORDER_KEY)), "name")
    shown = _glance(view, framework.id, order)
    text.headline(shown.headline)
    text.sentence(" ".join(shown.notes))
    mount_glance(shown.data, key="glance")
    render_source_and_table(shown.table, source=say.SOURCE())


@dataclass(frozen=True, eq=False)
class _Glance:
    headline: str
    notes: list[str]
    data: dict[str, Any]
    table: Table


@remembered(most=CACHE_SIZE)
def _glance(view: View, framework_id: str, order: of.Order) -> _Glance:
    found = of.glance(view.catalogue, view.selection, framework_id=framework_id, order=order)
    ours = of.our_service(view.selection)
    scored = any(row.score is not None for row in found.rows)
    columns = [*FIXED, *([("Score", "number")] if scored else [])]
    columns += [(standard.title, "standard") for standard in found.standards]
    caption = say.CAPTION(framework=found.framework.short_name)
    data = {
        "caption": caption,
        "columns": [name for name, _ in columns],
        "kinds": [kind for _, kind in columns],
        "scored": scored,
        "ratings": [[name, SIGNS[name], RATING_FILL[name], RATING_TEXT[name]] for name in RATINGS],
        "groups": [
            {"title": say.group_title(group), "rows": [_row(view, row, found) for row in group.rows]}
            for group in found.groups
        ],
        "chosen": [service.name for service in view.selection.services],
        "most": MAX_SERVICES,
        "words": {
            "filter": say.FILTER(),
            "shown": say.SHOWN(shown=cast("Any", "{shown}"), all=cast("Any", "{all}")),
            "full": FULL(most=number_word(MAX_SERVICES), another="another"),
        },
    }
    notes = say.base_sentences(found, wants_neighbours=order == "neighbours", ours=ours.name if ours else "")
    return _Glance(
        headline=say.headline(found),
        notes=[*notes, say.TOGGLE()],
        data=data,
        table=Table(lambda: say.table(found), caption),
    )


def _row(view: View, row: ServiceResult, found: of.Glance) -> dict[str, Any]:
    return {
        "name": row.name,
        "published": month_words(row.published),
        "overall": RATINGS.index(row.overall_rating) if row.overall_rating else -1,
        "score": "" if row.score is None else str(row.score),
        "ratings": [
            RATINGS.index(row.ratings[one.id]) if one.id in row.ratings else -1 for one in found.standards
        ],
        "chosen": view.colour(row.service_id) if row.service_id in view.slots else "",
        "search": f"{row.name} {row.region}".casefold(),
    }
