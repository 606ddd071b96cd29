"""Rates of all local authorities on the national picture: chooser, figure, what it says, table."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st

from yjs_dash.charts.dots import ChartOptions
from yjs_dash.charts.funnel import Line, funnel_figure, interval_figure, strip_figure
from yjs_dash.compare import national_rates as of
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.national import Filter
from yjs_dash.export.view import View
from yjs_dash.narrate import national_rates as say
from yjs_dash.narrate import pages
from yjs_dash.narrate import rate_words as words
from yjs_dash.ui import text
from yjs_dash.ui.address import sync_query_param
from yjs_dash.ui.figures import CACHE_SIZE, ChartCard, build_chart_card, render_chart_card
from yjs_dash.ui.session import catalogue

RATE_KEY = "rate"


def choose_rate() -> None:
    """Which rate to show, in the address. Nothing where the data set has none for local authorities."""
    names = {measure.name: measure.indicator_id for measure in of.available(catalogue())}
    if not names:
        return
    by_id = {indicator_id: name for name, indicator_id in names.items()}
    options = list(names)
    sync_query_param(RATE_KEY, options=options, translate=lambda asked: by_id.get(asked.strip()))
    st.selectbox("Rate of local authorities", options, key=RATE_KEY, bind="query-params")


def rates_block(view: View, filters: Filter) -> None:
    """The chosen rate of all local authorities that the filter leaves, those of the chosen services marked."""
    text.headline("Rates of local authorities")
    measures = {measure.name: measure for measure in of.available(view.catalogue)}
    if not measures:
        text.sentence(pages.NO_RATES())
        return
    measure = measures.get(str(st.session_state.get(RATE_KEY)), next(iter(measures.values())))
    shown = _rates(view, measure.indicator_id, Filter(countries=filters.countries, regions=filters.regions))
    if shown.chart is not None:
        render_chart_card(shown.chart, level=2)
    else:
        text.sentence(pages.NO_RATE_HERE(measure=measure.name))
    text.text_block(shown.judged, shown.method)
    remarks = list(shown.remarks)
    if filters.kinds or filters.years:
        remarks.append(pages.RATES_NOT_NARROWED())
    if remarks:
        text.caption(" ".join(remarks))


@dataclass(frozen=True, eq=False)
class _Rates:
    """A chart where any authority has a figure, and what is said under it."""

    chart: ChartCard | None
    judged: list[str]
    method: list[str]
    remarks: list[str]


@remembered(most=CACHE_SIZE)
def _rates(view: View, indicator_id: str, filters: Filter) -> _Rates:
    filtered = of.filtered_rates(of.rates(view.catalogue, indicator_id=indicator_id), view.selection, filters)
    shown = None
    if filtered.counted:
        shown = build_chart_card(
            _figure(view, filtered),
            alt=say.alternative(filtered),
            table=lambda: say.table(filtered),
            source=words.source_line(filtered),
            name=f"{filtered.rates.measure.name}, local authorities",
        )
    return _Rates(
        chart=shown,
        judged=[*say.verdict_sentences(filtered), *say.missing_sentences(filtered)],
        method=[say.extent_sentence(filtered), *say.method_sentences(filtered)],
        remarks=say.remarks(filtered),
    )


def _figure(view: View, filtered: of.FilteredRates) -> go.Figure:
    rates = filtered.rates
    options = ChartOptions(
        theme=view.theme,
        slots=view.slots,
        title=say.headline(filtered),
        subtitle=say.subtitle(filtered),
        unit=rates.measure.unit,
    )
    line = Line(words.line_name(rates), rates.reference.value) if rates.reference else None
    if rates.chart_type == "intervals":
        return interval_figure(filtered.rows, line=line, options=options)
    if rates.chart_type == "funnel" and line:
        return funnel_figure(filtered.rows, rates.curve, line=line, options=options)
    return strip_figure(
        filtered.rows,
        middle=Line(f"Median {words.median_text(filtered)}", filtered.median),
        options=options,
    )
