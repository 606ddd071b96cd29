"""What is common among the inspections whose standards are held, on the national picture."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from yjs_dash.charts.national_charts import ratings_by_standard_figure
from yjs_dash.compare import national_common as of
from yjs_dash.compare.memo import remembered
from yjs_dash.export.view import View
from yjs_dash.framework import RATINGS
from yjs_dash.narrate import national_common as say
from yjs_dash.ui import text
from yjs_dash.ui.figures import CACHE_SIZE, ChartCard, build_chart_card, render_chart_card
from yjs_dash.ui.map_blocks import chosen_framework


@dataclass(frozen=True, eq=False)
class _Common:
    headline: str
    chart: ChartCard | None
    findings: list[str]
    base: list[str]


def common_block(view: View) -> None:
    """Ratings by standard, which of them were most often at an end of the scale, and groups of standards in pairs."""
    shown = _common(view, chosen_framework(view.catalogue).id)
    text.headline(shown.headline)
    if shown.chart is None:
        return
    left, right = st.columns([3, 2], gap="large")
    with right:
        text.text_block(shown.findings, *shown.base)
    with left:
        render_chart_card(shown.chart, level=2)


@remembered(most=CACHE_SIZE)
def _common(view: View, framework_id: str) -> _Common:
    found = of.common(view.catalogue, framework_id=framework_id)
    chosen = {service.service_id: service.name for service in view.selection.services}
    headline = say.headline(found, list(chosen))
    if not found.inspections:
        return _Common(headline, None, [], [])
    counts = pd.DataFrame(
        [
            {"standard": row.standard.title, "rating": rating, "inspections": row.counts[rating]}
            for row in found.standards
            for rating in RATINGS
        ]
    )
    ends = [say.extreme_headline(one, found) for one in found.extremes]
    chart = build_chart_card(
        ratings_by_standard_figure(
            counts,
            theme=view.theme,
            title=next(words for words in ends if words != headline),
            subtitle=say.subtitle(found),
        ),
        alt=say.alternative(found),
        table=lambda: say.table(found),
        source=say.SOURCE(),
        name=f"Ratings by standard, {found.framework.short_name}",
    )
    return _Common(
        headline=headline,
        chart=chart,
        findings=[
            *say.chosen_sentences(found, list(chosen)),
            *say.outside_sentences(found, chosen),
            *(say.extreme_sentence(one, found) for one in found.extremes),
            *map(say.paired_sentence, found.pairs),
        ],
        base=[say.base_sentence(found), say.MEANS()],
    )
