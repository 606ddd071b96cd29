"""An exhibit: a finding with the figure that shows it, its table, its source and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from yjs_dash.export.native_chart import NativeChart


@dataclass(frozen=True)
class Cell:
    """A cell of a small table; with a `rating` it is filled in the colour of it."""

    text: str
    rating: str = ""


@dataclass(frozen=True)
class Grid:
    """A small table: `shares` are the widths of its columns in parts of the whole, `caption` says what it is."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Exhibit:
    """A figure with everything that belongs to it. Each form of it is made when it is first asked for.

    `title` is the finding, `subtitle` measure, place and period, `name` unique among the exhibits of a page. `draw`
    gives the figure, `table` the same figures as a frame with heads for readers, `chart` the figure as an office
    program draws it, None where it has none. `digits`: how many after the point a table shows. `table` may be kept
    with the data set, and so must not keep it. `small_table` stands in for a figure that no office program draws;
    over what one draws stands `measure`, the subtitle without a key to marks that it has not, where they differ.
    """

    name: str
    title: str
    subtitle: str
    alt: str
    source: str
    draw: Callable[[], go.Figure]
    table: Callable[[], pd.DataFrame]
    chart: Callable[[], NativeChart | None]
    notes: tuple[str, ...] = ()
    digits: int | None = None
    small_table: Grid | None = None
    measure: str = ""


def rounded(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its numbers rounded to three digits after the point."""
    return frame.assign(
        **{name: frame[name].astype("Float64").round(3) for name in frame.select_dtypes("float")}
    )


def joined_sources(cited: Sequence[str]) -> str:
    """Every source once, in a line; empty ones are none."""
    return "; ".join(dict.fromkeys(source for source in cited if source))
