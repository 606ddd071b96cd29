"""Rates of all local authorities on the national picture: chooser, figure, what it says, table."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st

from yjs_dash.charts.dots import Look
from yjs_dash.charts.funnel import Line, funnel_figure, interval_figure, strip_figure
from yjs_dash.compare import national_rates as of
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.national import Filter
from yjs_dash.narrate import national_rates as say
from yjs_dash.narrate import rate_words as words
from yjs_dash.ui import text
from yjs_dash.ui.address import seed_one
from yjs_dash.ui.figures import KEPT, Shown, chart, ready
from yjs_dash.ui.session import View, catalogue

RATE_KEY = "rate"


def choose_rate() -> None:
    """Which rate to show, in the address. Nothing where the data set has none for local authorities."""
    names = {measure.name: measure.indicator_id for measure in of.available(catalogue())}
    if not names:
        return
    by_id = {indicator_id: name for name, indicator_id in names.items()}
    options = list(names)
    seed_one(RATE_KEY, options=options, translate=lambda asked: by_id.get(asked.strip()))
    st.selectbox("Rate of local authorities", options, key=RATE_KEY, bind="query-params")


def rates_block(view: View, wanted: Filter) -> None:
    """The chosen rate of all local authorities that the filter leaves, those of the chosen services marked."""
    text.part("Rates of local authorities")
    measures = {measure.name: measure for measure in of.available(view.catalogue)}
    if not measures:
        text.sentence("The data set has no rates of local authorities.")
        return
    measure = measures.get(str(st.session_state.get(RATE_KEY)), next(iter(measures.values())))
    shown = _rates(view, measure.indicator_id, Filter(countries=wanted.countries, regions=wanted.regions))
    if shown.chart is not None:
        chart(shown.chart)
    else:
        text.sentence(f"{measure.name}: none of the authorities filtered here has a figure.")
    text.passage(shown.judged, shown.method)
    remarks = list(shown.remarks)
    if wanted.kinds or wanted.years:
        remarks.append("Kind and year of inspection do not narrow the rates of authorities.")
    if remarks:
        text.caption(" ".join(remarks))


@dataclass(frozen=True, eq=False)
class _Rates:
    """A chart where any authority has a figure, and what is said under it."""

    chart: Shown | None
    judged: list[str]
    method: list[str]
    remarks: list[str]


@remembered(most=KEPT)
def _rates(view: View, indicator_id: str, wanted: Filter) -> _Rates:
    picture = of.picture(of.rates(view.catalogue, indicator_id=indicator_id), view.selection, wanted)
    shown = None
    if picture.counted:
        shown = ready(
            _figure(view, picture),
            alt=say.alternative(picture),
            table=lambda: say.table(picture),
            source=words.source_line(picture),
            name=f"{picture.rates.measure.name}, local authorities",
        )
    return _Rates(
        chart=shown,
        judged=[*say.verdict_sentences(picture), *say.missing_sentences(picture)],
        method=[say.extent_sentence(picture), *say.method_sentences(picture)],
        remarks=say.remarks(picture),
    )


def _figure(view: View, picture: of.Picture) -> go.Figure:
    rates, told = picture.rates, words.cells(picture.rates)
    rows = [row | {"label": told[row["area"]]["label"]} for row in picture.rows]
    look = Look(
        theme=view.theme,
        slots=view.slots,
        title=say.headline(picture),
        subtitle=say.subtitle(picture),
        unit=rates.measure.unit,
    )
    line = Line(words.line_name(rates), rates.reference.value) if rates.reference else None
    if rates.form == "intervals":
        return interval_figure(rows, line=line, look=look)
    if rates.form == "funnel" and line:
        return funnel_figure(rows, rates.curve, line=line, look=look)
    return strip_figure(rows, middle=Line(f"Median {words.median_text(picture)}", picture.median), look=look)
