"""Blocks of the context page: each a chart with its conclusion, table, source and download."""

from __future__ import annotations

import pandas as pd

from yjs_dash.charts.children import composition_bars, relative_rate_dots
from yjs_dash.charts.context import latest_bars, trend_lines
from yjs_dash.compare import children as shares
from yjs_dash.compare import context as local
from yjs_dash.narrate import children as say_shares
from yjs_dash.narrate import context as say
from yjs_dash.ui import text
from yjs_dash.ui.figures import chart
from yjs_dash.ui.session import View

FIGURE_TABLE: dict[str, str] = {
    "service": "Service", "area": "Area", "breakdown": "Group", "period": "Period", "label": "Figure",
    "source": "Source", "note": "Note",
}  # fmt: skip
RATE_TABLE: dict[str, str] = {
    "service": "Service", "group": "Group", "index": "Relative rate index", "low": "From rounding, low",
    "high": "From rounding, high", "note": "Note",
}  # fmt: skip


def latest_block(view: View, indicator_id: str) -> None:
    """The printed figure of each service with its comparators, and what can be concluded from it."""
    measure = local.indicator(view.catalogue, indicator_id)
    frame = local.latest(view.catalogue, view.selection, indicator_id=indicator_id)
    verdicts = local.verdicts(view.catalogue, view.selection, indicator_id=indicator_id)
    chart(
        latest_bars(
            frame,
            theme=view.theme,
            title=say.latest_headline(frame, verdicts, measure=measure),
            subtitle=say.subtitle(frame, measure=measure),
            unit=measure.unit,
            verdicts=verdicts,
            slots=view.slots,
        ),
        alt=say.latest_alternative(frame, verdicts, measure=measure),
        table=_table(frame),
        source=_sources(frame),
        name=measure.name,
    )
    text.sentence(say.latest_conclusion(verdicts, measure=measure))


def trend_block(view: View, indicator_id: str) -> None:
    """The official series of each service's local authorities with their regions."""
    measure = local.indicator(view.catalogue, indicator_id)
    frame = local.trend(view.catalogue, view.selection, indicator_id=indicator_id)
    ranges = local.parts_range(frame)
    chart(
        trend_lines(
            frame,
            theme=view.theme,
            title=say.trend_headline(frame, measure=measure),
            subtitle=say.subtitle(frame, measure=measure),
            unit=measure.unit,
            slots=view.slots,
        ),
        alt=say.trend_alternative(frame, measure=measure),
        table=_table(frame),
        source=_sources(frame),
        name=f"{measure.name}, official series",
    )
    text.sentence(say.trend_conclusion(frame, ranges, measure=measure))


def composition_block(view: View, indicator_id: str) -> None:
    """Shares of the caseload beside what they are compared with."""
    measure = local.indicator(view.catalogue, indicator_id)
    frame = shares.composition(view.catalogue, view.selection, indicator_id=indicator_id)
    chart(
        composition_bars(
            frame,
            theme=view.theme,
            title=say_shares.composition_headline(frame, measure=measure),
            subtitle=say_shares.composition_subtitle(frame, measure=measure),
            slots=view.slots,
        ),
        alt=say_shares.composition_alternative(frame, measure=measure),
        table=_table(frame),
        source=_sources(frame),
        name=measure.name,
    )
    text.sentence(say_shares.composition_conclusion(frame, measure=measure))


def relative_rate_block(view: View) -> None:
    """Disproportionality: shares of caseload and population as paired dots, with the index and its bounds."""
    frame = shares.relative_rates(view.catalogue, view.selection)
    chart(
        relative_rate_dots(
            frame,
            theme=view.theme,
            title=say_shares.relative_rate_headline(frame),
            subtitle=say_shares.relative_rate_subtitle(frame),
            slots=view.slots,
        ),
        alt=" ".join(say_shares.relative_rate_sentence(row) for _, row in frame.iterrows()),
        table=frame[list(RATE_TABLE)].rename(columns=RATE_TABLE),
        source=_sources(frame),
        name="Relative rate index",
    )
    text.sentences([say_shares.relative_rate_sentence(row) for _, row in frame.iterrows()])


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[list(FIGURE_TABLE)].rename(columns=FIGURE_TABLE)


def _sources(frame: pd.DataFrame) -> str:
    named = [str(source) for source in frame["source"] if isinstance(source, str) and source]
    return "; ".join(dict.fromkeys(named))
