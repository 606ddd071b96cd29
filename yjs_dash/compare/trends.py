"""The official series of the chosen services over time, and what they are compared with.

A line stands for a local authority: rates of several authorities are never averaged. Beside the lines stand the
nation, the regions, or the statistical neighbours, fewer the more services are chosen, so that a figure stays
readable.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from yjs_dash.compare.catalogue import Catalogue, Entry, Selection
from yjs_dash.compare.context import (
    Row,
    figure_text,
    indicator,
    is_missing,
    record,
    text,
)
from yjs_dash.compare.neighbours import NEIGHBOUR_COLUMNS, neighbour_figures
from yjs_dash.compare.series import cited, dated, own_series, parts_remark
from yjs_dash.sources.wholes import ADDITIVE_UNITS

MOST_WITH_REGIONS = 2
"""With more services than this, no regions are drawn: each would have one of its own."""
MOST_WITH_BANDS = 2
"""With more lines than this, neighbours are drawn apart from them."""
NOT_COMPARED = "Totals grow with the size of an area, so no region, nation or neighbours stand beside them."


@dataclass(frozen=True)
class Trend:
    """The series of an indicator. `rows`: keys of context.FIGURE_COLUMNS, services first, then comparators.

    `neighbours`: keys of neighbours.NEIGHBOUR_COLUMNS, the figures as words, `source` and `origin` of the
    neighbours, a row a period and authority; `banded` tells that they stand beside the lines. `single`: there is one
    period only. `remarks`: what has to be said of totals, and of services of several authorities. `regions`:
    service_id → region.
    """

    rows: tuple[Row, ...]
    neighbours: tuple[Row, ...]
    banded: bool
    single: bool
    remarks: tuple[str, ...]
    regions: Mapping[str, str]

    @property
    def own(self) -> list[Row]:
        return [row for row in self.rows if not row["comparator"]]


def trend(catalogue: Catalogue, selection: Selection, *, indicator_id: str) -> Trend:
    """The official series of each service's local authorities and of their comparators, oldest first.

    A service that covers several authorities has a series a part, unless a figure of the whole service can be told
    in each period. An authority without a series keeps one row with status x and no period. Comparators have no
    service_id; they are of the publication of the local series.
    """
    measure = indicator(catalogue, indicator_id)
    # Totals of areas of different size are no comparison.
    compared = measure.unit not in ADDITIVE_UNITS
    rows: list[Row] = []
    sources: set[str] = set()
    lines = 0
    for entry in selection.entries:
        for own in own_series(catalogue, entry, indicator_id):
            rows += own
            lines += any(row["value"] is not None for row in own)
        for authority in entry.local_authorities:
            published = dated(catalogue, indicator_id, area_type="local_authority", area=authority)
            sources |= {str(row["source_id"]) for row in published}
    single = len({row["period_end"] for row in rows if row["value"] is not None}) == 1
    near = [
        row
        for entry in (selection.entries if compared else ())
        for row in _neighbours(catalogue, entry, indicator_id)
    ]
    known = [row for row in near if row["period"]]
    regions = {entry.region for entry in selection.entries} if sources else set()
    if len(selection.entries) > MOST_WITH_REGIONS:
        regions = set()
    for kind, area in sorted(catalogue.observations.get(indicator_id, {}) if compared else ()):
        if kind == "nation" or (kind == "region" and area in regions):
            rows += [
                record(catalogue, None, row, measure=measure, comparator=True)
                for row in dated(catalogue, indicator_id, area_type=kind, area=area)
                # A nation is drawn only from the publication that the local series come from: never a patchwork.
                if kind == "region" or row["source_id"] in sources
            ]
    remarks = [] if compared else [NOT_COMPARED]
    remarks += [parts_remark(catalogue, entry, indicator_id) for entry in selection.entries]
    kept = tuple(dict.fromkeys(remark for remark in remarks if remark))
    return Trend(
        rows=tuple(rows),
        neighbours=tuple(known),
        banded=0 < lines <= MOST_WITH_BANDS and bool(known) and not single,
        single=single,
        remarks=kept,
        regions={entry.service_id: entry.region for entry in selection.entries},
    )


def has_neighbours(catalogue: Catalogue) -> bool:
    """Whether the data set knows statistical neighbours at all."""
    return bool(_areas_with_neighbours(catalogue))


def without_neighbours(catalogue: Catalogue, selection: Selection) -> list[Row]:
    """Authorities of the chosen services without statistical neighbours: service, country, authority."""
    known = _areas_with_neighbours(catalogue)
    return [
        {"service": entry.name, "country": entry.country, "authority": authority}
        for entry in selection.entries
        for authority in entry.local_authorities
        if authority not in known
    ]


def rows_of_one_period(found: Trend) -> list[Row]:
    """Of a trend of one period: each authority with the region and the nation, as rows of `context.latest`."""
    others = [row for row in found.rows if row["comparator"] and row["value"] is not None]
    areas: dict[str, set[str]] = {}
    for row in found.own:
        areas.setdefault(row["service_id"], set()).add(row["area"])
    rows: list[Row] = []
    for row in found.own:
        part = str(row["area"]) if len(areas[row["service_id"]]) > 1 else ""
        rows.append(row | {"breakdown": part})
        rows += [
            other | {"service_id": row["service_id"], "breakdown": part}
            for other in others
            if other["area_type"] == "nation" or other["area"] == found.regions.get(row["service_id"])
        ]
    return rows


def latest_beside_neighbours(found: Trend) -> list[Row]:
    """Of each authority the last period in which it and a neighbour have a figure, or else a neighbour has one."""
    last: dict[tuple[str, str], Row] = {}
    for row in found.neighbours:
        key = (row["service_id"], row["authority"])
        kept = last.get(key)
        if is_missing(row["median"]) or (kept and is_missing(row["value"]) and not is_missing(kept["value"])):
            continue
        last[key] = row
    return list(last.values())


def trend_table(found: Trend) -> list[Row]:
    """Everything that belongs to a trend as rows with the keys of context.FIGURE_COLUMNS: neighbours as comparators."""
    rows = list(found.rows)
    for row in found.neighbours:
        known = {
            "service_id": row["service_id"],
            "service": row["service"],
            "area_type": "neighbours",
            "indicator_id": row["indicator_id"],
            "breakdown": row["breakdown"],
            "period": row["period"],
            "period_end": row["period_end"],
            "comparator": True,
            "source": "; ".join(words for words in (row["source"], row["origin"]) if words),
            "note": f"{row['published_neighbours']} of {row['neighbours']} have a figure.",
        }
        for what, name in (("median", "Median"), ("low", "Lowest"), ("high", "Highest")):
            value = None if is_missing(row[what]) else float(row[what])
            whose = row.get(f"{what}_area")
            area = f"{name} of the statistical neighbours of {row['authority']}"
            rows.append(
                known
                | {
                    "area": f"{area}: {whose}" if isinstance(whose, str) else area,
                    "value": value,
                    "status": "x" if value is None else "",
                    "label": row[f"{what}_label"],
                }
            )
    return rows


@lru_cache(maxsize=8)
def _areas_with_neighbours(catalogue: Catalogue) -> frozenset[str]:
    table = catalogue.data.tables.get("neighbours")
    return frozenset() if table is None else frozenset(table["area"].unique())


@lru_cache(maxsize=512)
def _neighbours_of(catalogue: Catalogue, service_id: str, indicator_id: str) -> tuple[Row, ...]:
    """Rows of neighbour_figures: they need every authority's figures, so they are kept."""
    table = catalogue.data.tables.get("neighbours")
    if table is None or table.empty:
        return ()
    frame = neighbour_figures(
        catalogue, catalogue.entries[service_id], neighbours=table, indicator_id=indicator_id
    )
    unit = indicator(catalogue, indicator_id).unit
    origin = cited(catalogue, str(table["source_id"].iloc[0])) if "source_id" in table.columns else ""
    found = []
    for values in frame.itertuples(index=False, name=None):
        row: Row = dict(zip(NEIGHBOUR_COLUMNS, values, strict=True))
        words = {
            f"{what}_label": figure_text(None if is_missing(row[what]) else row[what], unit=unit)
            for what in ("value", "median", "low", "high")
        }
        origins = {"source": cited(catalogue, text(row["source_id"])), "origin": origin}
        found.append(row | words | origins)
    return tuple(found)


def _neighbours(catalogue: Catalogue, entry: Entry, indicator_id: str) -> Sequence[Row]:
    return (
        _neighbours_of(catalogue, entry.service_id, indicator_id)
        if entry.service_id in catalogue.entries
        else ()
    )
