"""Choosers and blocks of the national picture."""

from __future__ import annotations

import streamlit as st

from yjs_dash.charts.national_charts import Marked, ratings_by_year_figure, score_figure
from yjs_dash.compare import Selection, national
from yjs_dash.compare.memo import remembered
from yjs_dash.framework import Framework
from yjs_dash.narrate import national_sentences as say
from yjs_dash.ui import text
from yjs_dash.ui.figures import CACHE_SIZE, ChartCard, build_chart_card, render_chart_card
from yjs_dash.ui.rate_blocks import choose_rate
from yjs_dash.ui.session import View, catalogue

FILTERS: dict[str, tuple[str, str]] = {
    "country": ("country", "Country"),
    "region": ("region", "Region"),
    "kind": ("kind", "Kind of inspection"),
    "year": ("year", "Year of publication"),
}
TABLE: dict[str, str] = {
    "service": "Service", "published": "Published", "kind": "Kind", "overall_rating": "Overall rating",
    "score": "Score", "region": "Region", "confidence": "Confidence", "source": "Source",
}  # fmt: skip


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
    framework = view.catalogue.data.frameworks[framework_id]
    counts = found.ratings
    return build_chart_card(
        ratings_by_year_figure(
            counts,
            theme=view.theme,
            title=say.ratings_headline(counts, framework),
            subtitle=say.ratings_subtitle(framework),
        ),
        alt=say.ratings_alt(counts, framework),
        table=lambda: found.inspections[list(TABLE)].rename(columns=TABLE),
        source=say.TABLE_SOURCE(),
        name=f"Inspections, {framework.short_name}",
    )


@remembered(most=CACHE_SIZE)
def _scores(view: View, found: national.FrameworkSummary, framework_id: str, *, narrowed: bool) -> ChartCard:
    framework = view.catalogue.data.frameworks[framework_id]
    scores, counts = found.scores, found.distribution
    own = tuple(entry for entry in view.selection.entries if entry.framework.id == framework.id)
    everything = national.inspections(view.catalogue)
    mine = national.standings(
        found.inspections, Selection(services=own, pinned_service=None), everything=everything
    )
    marked = [Marked(s.service_id, s.service, s.score) for s in mine if s.score is not None]
    return build_chart_card(
        score_figure(
            counts,
            marked=marked,
            theme=view.theme,
            slots=view.slots,
            title=say.scores_headline(mine, scores),
            subtitle=say.scores_subtitle(framework, scores),
        ),
        alt=say.scores_alt(counts, mine, framework, narrowed=narrowed),
        table=lambda: scores[list(TABLE)].rename(columns=TABLE),
        source=say.TABLE_SOURCE(),
        name=f"Scores, {framework.short_name}",
        notes=[say.standing_sentence(s, narrowed=narrowed) for s in mine],
    )
