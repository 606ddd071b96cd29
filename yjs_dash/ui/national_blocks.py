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
from yjs_dash.ui.rate_blocks import choose_rate
from yjs_dash.ui.session import catalogue

FILTERS: dict[str, tuple[str, str]] = {
    "country": ("country", "Country"),
    "region": ("region", "Region"),
    "kind": ("kind", "Kind of inspection"),
    "year": ("year", "Year of publication"),
}


def draw_filters() -> None:
    """Filters of the national picture and the rate that it shows, in the address."""
    frame = national.inspections(catalogue())
    *columns, last = st.columns([2] * len(FILTERS) + [3])
    for place, (key, (column, label)) in zip(columns, FILTERS.items(), strict=True):
        with place:
            options = sorted(frame[column].unique())
            st.multiselect(label, options, key=key, placeholder="All", bind="query-params")
    with last:
        choose_rate()


def chosen_filter() -> national.Filter:
    """The filter as it is drawn."""
    country, region, kind, year = (tuple(st.session_state.get(key) or ()) for key in FILTERS)
    return national.Filter(countries=country, regions=region, kinds=kind, years=year)


def framework_block(view: View, framework: Framework, filters: national.Filter) -> None:
    """Ratings by year and, where scores exist, their distribution, for one framework."""
    found = national.framework_summary(view.catalogue, filters, framework_id=framework.id)
    text.section(framework.name)
    if found.inspections.empty:
        text.sentence(say.none_here_sentence(narrowed=filters.is_narrowed))
        return
    render_chart_card(_ratings(view, found, framework.id))
    if not framework.scored:
        text.sentence(say.NO_TOTAL())
    elif found.scores.empty:
        text.sentence(say.NONE_SCORED())
    else:
        render_chart_card(card := _scores(view, found, framework.id, narrowed=filters.is_narrowed))
        text.text_block(list(card.notes), say.NOT_RANKED())


@remembered(most=CACHE_SIZE)
def _ratings(view: View, found: national.FrameworkSummary, framework_id: str) -> ChartCard:
    return chart_card(national_exhibits.ratings_by_year(view, found, framework_id))


@remembered(most=CACHE_SIZE)
def _scores(view: View, found: national.FrameworkSummary, framework_id: str, *, narrowed: bool) -> ChartCard:
    return chart_card(national_exhibits.scores(view, found, framework_id, narrowed=narrowed))
