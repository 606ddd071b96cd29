"""Figures of the children in the caseload: shares beside comparators, and disproportionality as paired dots.

Takes frames of `compare.children`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from yjs_dash.charts.context import Rows, bar, missing, period_text, slots_of
from yjs_dash.charts.theme import Theme, plain, series_colours

_BAR = 14


def composition_bars(
    frame: pd.DataFrame,
    *,
    theme: Theme,
    title: str,
    subtitle: str,
    slots: Mapping[str, int] | None = None,
) -> go.Figure:
    """Bars from 0 to 100 per cent, grouped by part; services filled, their local population hollow, others grey.

    Takes a frame of `compare.children.composition`. A comparator that several services share stands once a part.
    """
    slots = slots or slots_of(frame)
    figure, rows = go.Figure(), Rows(theme)
    periods = {str(p) for p in frame.loc[frame["value"].notna(), "period"]}
    for part in frame["part"].unique():
        group = frame[frame["part"] == part]
        if part:
            rows.line(figure, str(part), bold=True, size=17)
        own = group[~group["comparator"].astype(bool) | group["population"].astype(bool)]
        # A stated period first: two reports may print one national share, and only one of them its period.
        shared = group[group["comparator"].astype(bool) & ~group["population"].astype(bool)]
        shared = shared.sort_values("period_end", na_position="last", kind="stable")
        for row in [*own.to_dict("records"), *shared.drop_duplicates(["area", "value"]).to_dict("records")]:
            _share(figure, rows, row, theme=theme, slots=slots, with_period=len(periods) > 1)
        rows.space(12)
    shown = bool(frame["value"].notna().any())
    rows.finish(figure, title=title, subtitle=subtitle, axis=shown)
    figure.update_xaxes(
        range=[0, 100.5], tickvals=[0, 25, 50, 75, 100], ticktext=["0%", "25%", "50%", "75%", "100%"]
    )
    return figure


def relative_rate_dots(
    frame: pd.DataFrame,
    *,
    theme: Theme,
    title: str,
    subtitle: str,
    slots: Mapping[str, int] | None = None,
) -> go.Figure:
    """Each group's share of the caseload and of the local population as two joined dots, with the index in words.

    Takes a frame of `compare.children.relative_rates`; the axis is in per cent, the index has no unit.
    """
    slots = slots or slots_of(frame)
    figure, rows = go.Figure(), Rows(theme)
    highest = 0.0
    for row in frame.to_dict("records"):
        colour = series_colours(theme, [slots.get(str(row["service_id"]), 0)])[0]
        rows.line(figure, str(row["service"]), bold=True, size=17)
        for name, share, population in (
            (row["group"], row["caseload_share"], row["population_share"]),
            (row["baseline"], row["baseline_caseload_share"], row["baseline_population_share"]),
        ):
            if missing(share) and missing(population):
                rows.line(figure, f"{name}: not published [x]")
                continue
            rows.line(figure, str(name))
            rows.line(figure, f"Caseload: {_percent(share)}", glyph="●", colour=colour)
            rows.line(figure, f"Children aged 10–17: {_percent(population)}", glyph="○", colour=theme.text)
            highest = max([highest, *(float(v) for v in (share, population) if not missing(v))])
            whose = f"{row['service']}, {name}"
            _dots(figure, rows.space(24), share, population, colour=colour, theme=theme, name=whose)
        for words in _index_words(row):
            rows.line(figure, words, bold=words.startswith("Relative"))
        rows.space(16)
    rows.finish(figure, title=title, subtitle=subtitle, axis=highest > 0)
    end = min(100, 25 * (int(highest // 25) + 1))
    ticks = list(range(0, end + 1, 25))
    # A little room to the left keeps a dot at zero whole.
    figure.update_xaxes(range=[-1.5, end + 1.5], tickvals=ticks, ticktext=[f"{tick}%" for tick in ticks])
    return figure


def _share(
    figure: go.Figure,
    rows: Rows,
    row: Mapping[Any, Any],
    *,
    theme: Theme,
    slots: Mapping[str, int],
    with_period: bool,
) -> None:
    name = str(row["area"])
    if row["population"]:
        name = f"Children aged 10–17 in {row['service']}"
    elif not row["comparator"]:
        name = str(row["service"])
    words = f"{name}: {row['label']}"
    if with_period and not missing(row["value"]):
        period = period_text(str(row["period"]))
        words += f" ({period[0].lower()}{period[1:]})"
    rows.line(figure, words)
    if missing(row["value"]):
        rows.space(4)
        return
    colour = series_colours(theme, [slots.get(str(row["service_id"]), 0)])[0]
    y = rows.space(_BAR + 8) - 2
    value = float(row["value"])
    if row["population"]:
        bar(figure, y=y, value=value, name=words, colour=theme.background, width=_BAR - 2, outline=colour)
    else:
        bar(
            figure,
            y=y,
            value=value,
            name=words,
            colour=theme.comparator if row["comparator"] else colour,
            width=_BAR,
        )


def _dots(
    figure: go.Figure, y: float, share: Any, population: Any, *, colour: str, theme: Theme, name: str
) -> None:
    if not missing(share) and not missing(population):
        figure.add_trace(
            go.Scatter(
                x=[share, population], y=[y, y], mode="lines", line={"color": theme.comparator, "width": 3},
                hoverinfo="skip",
            )
        )  # fmt: skip
    for value, what, inside, outline in (
        (population, "children aged 10–17", theme.background, theme.text),
        (share, "the caseload", colour, colour),
    ):
        if not missing(value):
            figure.add_trace(
                go.Scatter(
                    x=[value], y=[y], mode="markers", name=plain(f"{name}: {_percent(value)} of {what}"),
                    marker={"symbol": "circle", "size": 15, "color": inside, "line": {"color": outline, "width": 2}},
                    hovertemplate="%{fullData.name}<extra></extra>",
                )
            )  # fmt: skip


def _index_words(row: Mapping[Any, Any]) -> list[str]:
    if missing(row["index"]):
        return [str(row["note"])]
    words = [f"Relative rate index {row['index']:.2f} ({row['low']:.2f}–{row['high']:.2f} from rounding)"]
    if row["unknown_share"]:
        words.append(
            f"{row['unknown_to_baseline']:.2f} if all Unknown were {row['baseline']}, "
            f"{row['unknown_to_group']:.2f} if all were {row['group']}"
        )
    return words


def _percent(value: Any) -> str:
    return "not published [x]" if missing(value) else f"{value:g}%"
