"""A chart with everything that belongs to it: alternative text, the same figures as a table, source, download."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from yjs_dash.export import csv_bytes, safe_file_name
from yjs_dash.export.exhibit import Exhibit
from yjs_dash.narrate import pack
from yjs_dash.narrate.numbers import date_words
from yjs_dash.narrate.pages import PAGE_AS_TABLE, PAGE_SOURCE
from yjs_dash.ui.components import mount_data, mount_picture, table_data
from yjs_dash.ui.session import current_view
from yjs_dash.ui.text import caption, sentences, text_block

_NOT_IN_CLASS = re.compile(r"[^a-zA-Z0-9_-]")
"""What Streamlit replaces where it makes a class of a key."""
CACHE_SIZE = 128
"""How many charts of a block are kept for the next visitor who chooses the same."""
PLOTLY_CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "displayModeBar": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
    "showSendToCloud": False,
}


class Cells(Protocol):
    """A grid of the page, as st.grid gives it: each cell is entered with `with`."""

    def cell(self) -> AbstractContextManager[object]: ...


class _Finished(go.Figure):  # type: ignore[misc]
    """A figure that nothing changes any more: whoever asks for its dictionary gets the one that was made first."""

    @cached_property
    def _dictionary(self) -> dict[str, Any]:
        made: dict[str, Any] = super().to_dict()
        return made

    def to_dict(self) -> dict[str, Any]:
        return self._dictionary


@dataclass(frozen=True, eq=False)
class Table:
    """Figures as a table to look at and as a file to take away, each made when it is first asked for.

    `key` is unique on the page; without one, the name is. `digits`: how many after the point are shown; the file
    has them all.
    """

    make: Callable[[], pd.DataFrame]
    name: str
    key: str = ""
    digits: int | None = None

    @property
    def widget_key(self) -> str:
        """What tells this table from the others on the page."""
        return self.key or self.name

    @cached_property
    def data(self) -> dict[str, Any]:
        figures = self.figures if self.digits is None else self.figures.round(self.digits)
        return table_data(figures, caption=self.name)

    @cached_property
    def file(self) -> bytes:
        return csv_bytes(self.figures)

    @cached_property
    def figures(self) -> pd.DataFrame:
        """The figures; not to be changed."""
        return self.make()


@dataclass(frozen=True, eq=False)
class ChartCard:
    """A chart with everything that belongs to it, ready to be drawn for every visitor who chose the same.

    Title and subtitle stand above the figure as a heading, wrap on a narrow screen and are read in order. `said`:
    sentences under the figure.
    """

    figure: go.Figure
    title: str
    subtitle: str
    alt: str
    table: Table
    source: str
    notes: tuple[str, ...]


def chart_card(exhibit: Exhibit) -> ChartCard:
    """An exhibit as it is drawn on a page."""
    return build_chart_card(
        exhibit.draw(),
        alt=exhibit.alt,
        table=exhibit.table,
        source=exhibit.source,
        name=exhibit.name,
        notes=exhibit.notes,
        digits=exhibit.digits,
    )


def build_chart_card(
    figure: go.Figure,
    *,
    alt: str,
    table: Callable[[], pd.DataFrame],
    source: str,
    name: str,
    notes: Sequence[str] = (),
    digits: int | None = None,
) -> ChartCard:
    """A figure with what belongs to it; `name` is unique on the page.

    Nothing may change the figure after.
    """
    title, subtitle = figure.layout.meta
    finished = _Finished(figure, _validate=False)
    return ChartCard(finished, title, subtitle, alt, Table(table, name, digits=digits), source, tuple(notes))


def render_chart_card(card: ChartCard, *, level: int = 3) -> None:
    """A figure under its title, its source, and one click away its table and downloads. `level`: of the title."""
    name = card.table.name
    render_chart(card, level=level)
    expander = _source_and_expander(card.table, source=card.source, label=PAGE_AS_TABLE())
    if expander.open:
        with expander:
            mount_data(card.table.data, key=f"figures-{name}")
            with st.container(horizontal=True):
                download(stamped(card, day=dt.date.today()), name=name)
                mount_picture(_picture_of(card), key=f"picture-{name}")


def render_chart(card: ChartCard, *, level: int = 3) -> None:
    """A figure under its title, a heading of the level, alone: where several share a source and a table."""
    name = card.table.name
    text_block(card.subtitle, heading=card.title, level=level)
    st.plotly_chart(card.figure, theme=None, key=f"chart-{name}", alt=card.alt, config=PLOTLY_CONFIG)


def stamped(card: ChartCard, *, day: dt.date) -> bytes:
    """The figures of a chart as CSV; each row says what was found, of what and when, and from which source."""
    figures = card.table.figures
    stamps = {pack.FINDING_HEAD: card.title, pack.MEASURE_HEAD: card.subtitle, "Source": card.source}
    stamps[pack.DATE_HEAD] = date_words(day.isoformat())
    return csv_bytes(figures.assign(**{k: v for k, v in stamps.items() if k not in figures.columns}))


def _picture_of(card: ChartCard) -> dict[str, Any]:
    """What the picture of a chart is given beside the drawing itself."""
    view = current_view()
    services = [service.name for service in view.selection.services]
    return {
        "label": pack.PICTURE(),
        "chart": f"st-key-{_NOT_IN_CLASS.sub('-', f'chart-{card.table.name}')}",
        "file": f"{safe_file_name('yjs-dash', card.table.name)}.png",
        "title": card.title,
        "subtitle": card.subtitle,
        "foot": [PAGE_SOURCE(source=card.source), pack.downloaded(services, day=dt.date.today())],
        "text": view.theme.text,
        "muted": view.theme.muted,
    }


def render_chart_card_with_notes(card: ChartCard) -> None:
    """A chart and, under it, what is said of it."""
    render_chart_card(card)
    sentences(list(card.notes))


def render_source_and_table(table: Table, *, source: str, label: str = PAGE_AS_TABLE()) -> None:
    """Source line, and an expander with the figures as a real table and as CSV, made when it is opened."""
    expander = _source_and_expander(table, source=source, label=label)
    if expander.open:
        with expander:
            mount_data(table.data, key=f"figures-{table.widget_key}")
            download(table.file, name=table.name, key=table.widget_key)


def _source_and_expander(table: Table, *, source: str, label: str) -> Any:
    if source:
        caption(PAGE_SOURCE(source=source))
    return st.expander(label, key=f"table-{table.widget_key}", on_change="rerun")


def download(file: bytes, *, name: str, key: str = "") -> None:
    """A button for a CSV that is already made; `key` is unique on the page, without one the name is.

    Streamlit would also make it when it is asked for, but throws such a file away as soon as two other visitors have
    pressed anything: in a full room the browser came too late for it.
    """
    st.download_button(
        "Download as CSV",
        data=file,
        file_name=f"{safe_file_name('yjs-dash', name)}.csv",
        mime="text/csv",
        key=f"csv-{key or name}",
        on_click="ignore",
    )
