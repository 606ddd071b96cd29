"""Statistical neighbours of a service's authorities: their median and range, for authorities in England."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import pandas as pd

from yjs_dash.compare.areas import Figures, Row, bounds_of, figures_by_area
from yjs_dash.compare.catalogue import Catalogue, ServiceInspection
from yjs_dash.compare.context import decimals_of

NEIGHBOUR_COLUMNS: list[str] = [
    "service_id", "service", "authority", "indicator_id", "breakdown", "period", "period_end", "value", "status",
    "median", "low", "low_area", "high", "high_area", "neighbours", "published_neighbours", "missing", "absent",
    "source_id",
]  # fmt: skip
ABSENT: dict[str, str] = {
    "": "there is a median",
    "wales": "statistical neighbours are published for authorities in England only",
    "unknown": "the data set has no neighbours of the authority",
    "figures": "none of the neighbours has a figure of the period",
}
"""Why a row has no median."""


def neighbour_figures(
    catalogue: Catalogue,
    entry: ServiceInspection,
    *,
    neighbours: pd.DataFrame,
    indicator_id: str,
    breakdown: str = "",
) -> pd.DataFrame:
    """Median and range of the statistical neighbours of each authority of a service, a row a period, oldest first.

    `neighbours` has the columns area and neighbour. Columns: NEIGHBOUR_COLUMNS; value and status (the
    authority's own), median, low and high; numbers in the indicator's unit. An authority without neighbours, as in
    Wales, has one row without period and numbers; `absent` is one of ABSENT, `missing` a tuple of names.
    """
    figures = figures_by_area(catalogue, indicator_id=indicator_id, breakdown=breakdown)
    records: list[Row] = []
    for authority in entry.local_authorities:
        known: Row = {
            "service_id": entry.service_id,
            "service": entry.name,
            "authority": authority,
            "indicator_id": indicator_id,
            "breakdown": breakdown,
        }
        names = neighbours["neighbour"][neighbours["area"] == authority].to_list()
        if not names or entry.country == "Wales":
            absent = "wales" if entry.country == "Wales" else "unknown"
            records.append(known | {"period": "", "period_end": "", "neighbours": 0, "absent": absent})
            continue
        periods = figures.periods_of("local_authority", (authority, *names))
        for period in sorted(periods, key=lambda p: (figures.periods[p], p)):
            row = _neighbour_figure(authority, names, figures, period)
            records.append(known | row | {"period": period, "period_end": figures.periods[period]})
    frame = pd.DataFrame.from_records(records, columns=NEIGHBOUR_COLUMNS)
    return frame.astype(dict.fromkeys(("value", "median", "low", "high"), "float64"))


def _neighbour_figure(authority: str, names: Sequence[str], figures: Figures, period: str) -> Row:
    own = figures.of("local_authority", authority, period)
    found = [figures.of("local_authority", name, period) for name in names]
    known = [figure for figure in found if figure.value is not None]
    missing = [figure.area for figure in found if figure.value is None]
    row: Row = bounds_of(known) | {
        "value": own.value,
        "status": own.status,
        "neighbours": len(names),
        "published_neighbours": len(known),
        "missing": tuple(missing),
        "absent": "" if known else "figures",
        "source_id": "; ".join(dict.fromkeys(f.source_id for f in (own, *found) if f.source_id)),
    }
    if not known:
        return row
    values = [figure.value for figure in known if figure.value is not None]
    # The middle of two values needs one decimal more than they have, except of a pound.
    decimals = max(decimals_of(value) for value in values) + (figures.measure.unit != "£")
    return row | {"median": round(median(values), decimals)}
