"""Choosers and blocks of the national picture."""

from __future__ import annotations

import streamlit as st

from yjs_dash.compare import national
from yjs_dash.compare.memo import remembered
from yjs_dash.export import national_exhibits
from yjs_dash.export.view import View
from yjs_dash.framework import Framework
from yjs_dash.narrate import national_sentences as say
from yjs_dash.ui import text
from yjs_dash.ui.figures import CACHE_SIZE, ChartCard, chart_card, render_chart_card
from yjs_dash.ui.glance_blocks import choose_order
from yjs_dash.ui.map_blocks import choose_colour, choose_framework
from yjs_dash.ui.rate_blocks import RATE_KEY, choose_rate
from yjs_dash.ui.session import catalogue
from yjs_dash.ui.topics import choose_topic, chosen_topics

FILTERS: dict[str, tuple[str, str]] = {
    "country": ("country", "Country"),
    "region": ("region", "Region"),
    "kind": ("kind", "Kind of inspection"),
    "year": ("year", "Year of publication"),
}
BY_FRAMEWORK = ("Map", "At a glance", "What is common")
"""Topics that show one framework at a time."""
COLUMNS = (10, 6, 5)


def _topic_of_address() -> str | None:
    """What an address without a topic means: a link that asks for a rate, or filters, leads to what that changes."""
    if RATE_KEY in st.query_params:
        return "Local rates"
    return "Ratings over the years" if any(key in st.query_params for key in FILTERS) else None


def draw_choosers() -> None:
    """The topic, and what the open one lets a reader choose, in the address."""
    left, middle, right = st.columns(COLUMNS, vertical_alignment="bottom")
    with left:
        choose_topic("national", meant=_topic_of_address())
    (topic,) = chosen_topics("national")
    if topic in BY_FRAMEWORK:
        with middle:
            choose_framework()
    with right:
        if topic == "Map":
            choose_colour()
        elif topic == "At a glance":
            choose_order()
        elif topic == "Local rates":
            choose_rate()
    if topic == "Local rates":
        _draw_filters("country", "region")
    elif topic not in BY_FRAMEWORK:
        _draw_filters(*FILTERS)


def _draw_filters(*keys: str) -> None:
    frame = national.inspections(catalogue())
    for place, key in zip(st.columns(len(keys)), keys, strict=True):
        column, label = FILTERS[key]
        options = sorted(frame[column].unique(), key=national.year_order if key == "year" else None)
        with place:
            st.multiselect(label, options, key=key, placeholder="All", bind="query-params")


def chosen_filter() -> national.Filter:
    """The filter as it is drawn."""
    country, region, kind, year = (tuple(st.session_state.get(key) or ()) for key in FILTERS)
    return national.Filter(countries=country, regions=region, kinds=kind, years=year)


def history_block(view: View) -> None:
    """What the chosen services were rated, inspection by inspection."""
    known, frameworks = view.catalogue.history, view.catalogue.data.frameworks
    text.sentences(
        [
            say.history_sentence(one.name, known.get(one.service_id, []), frameworks)
            for one in view.selection.services
        ]
    )


def ratings_block(view: View, framework: Framework, filters: national.Filter) -> None:
    """Ratings by year under one framework."""
    found = national.framework_summary(view.catalogue, filters, framework_id=framework.id)
    if found.inspections.empty:
        text.text_block(say.none_here_sentence(narrowed=filters.is_narrowed), heading=framework.name, level=2)
        return
    render_chart_card(_ratings(view, found, framework.id), level=2)


def scores_block(view: View, framework: Framework, filters: national.Filter) -> None:
    """The distribution of scores under one framework, where there are any."""
    found = national.framework_summary(view.catalogue, filters, framework_id=framework.id)
    if found.inspections.empty:
        text.text_block(say.none_here_sentence(narrowed=filters.is_narrowed), heading=framework.name, level=2)
    elif not framework.scored:
        text.text_block(say.NO_TOTAL(), heading=framework.name, level=2)
    elif found.scores.empty:
        text.text_block(say.NONE_SCORED(), heading=framework.name, level=2)
    else:
        render_chart_card(card := _scores(view, found, framework.id, narrowed=filters.is_narrowed), level=2)
        text.text_block(list(card.notes), say.NOT_RANKED())


@remembered(most=CACHE_SIZE)
def _ratings(view: View, found: national.FrameworkSummary, framework_id: str) -> ChartCard:
    return chart_card(national_exhibits.ratings_by_year(view, found, framework_id))


@remembered(most=CACHE_SIZE)
def _scores(view: View, found: national.FrameworkSummary, framework_id: str, *, narrowed: bool) -> ChartCard:
    return chart_card(national_exhibits.scores(view, found, framework_id, narrowed=narrowed))
