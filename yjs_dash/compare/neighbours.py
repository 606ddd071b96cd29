"""Statistical neighbours of a service's authorities: their median and range, for authorities in England."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import pandas as pd

from yjs_dash.compare.areas import Figures, Row, bounds_of, figures_by_area
from yjs_dash.compare.catalogue import Catalogue, Entry
from yjs_dash.compare.context import decimals_of, figure_text

NEIGHBOUR_COLUMNS: list[str] = [
    "service_id", "service", "authority", "indicator_id", "breakdown", "period", "period_end", "value", "median", "low",
    "low_area", "high", "high_area", "neighbours", "published_neighbours", "missing", "sentence", "source_id",
]  # fmt: skip
NO_NEIGHBOURS_IN_WALES = (
    "Statistical neighbours are published for authorities in England only; this service has none."
)


def neighbour_figures(
    catalogue: Catalogue, entry: Entry, *, neighbours: pd.DataFrame, indicator_id: str, breakdown: str = ""
) -> pd.DataFrame:
    """Median and range of the statistical neighbours of each authority of a service, a row a period, oldest first.

    `neighbours` has the columns area and neighbour. Columns: NEIGHBOUR_COLUMNS; value (the authority's own), median,
    low and high in the indicator's unit. An authority without neighbours, as in Wales, has one row without period
    and numbers that says so.
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
            none = f"The data set has no statistical neighbours of {authority}."
            sentence = NO_NEIGHBOURS_IN_WALES if entry.country == "Wales" else none
            records.append(known | {"period": "", "period_end": "", "neighbours": 0, "sentence": sentence})
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
        "neighbours": len(names),
        "published_neighbours": len(known),
        "missing": "; ".join(missing),
        "source_id": "; ".join(dict.fromkeys(f.source_id for f in (own, *found) if f.source_id)),
    }
    if not known:
        return row | {
            "sentence": f"None of the {len(names)} statistical neighbours of {authority} has a figure."
        }
    values = [figure.value for figure in known if figure.value is not None]
    # The middle of two values needs one decimal more than they have, except of a pound.
    decimals = max(decimals_of(value) for value in values) + (figures.measure.unit != "£")
    middle = round(median(values), decimals)
    low, mid, high = (figure_text(v, unit=figures.measure.unit) for v in (row["low"], middle, row["high"]))
    counted = f"{len(known)} of " if missing else "the "
    sentence = (
        f"Median of {counted}{len(names)} statistical neighbours of {authority}: {mid}; "
        f"from {low} in {row['low_area']} to {high} in {row['high_area']}."
    )
    return row | {"median": middle, "sentence": sentence}
