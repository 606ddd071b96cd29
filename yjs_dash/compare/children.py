"""Who the children in the caseload are, beside the national caseload or the children who live in the area."""

from __future__ import annotations

from typing import Any

import pandas as pd

from yjs_dash import stats
from yjs_dash.compare.catalogue import Catalogue, Entry, Selection
from yjs_dash.compare.context import (
    FIGURE_COLUMNS,
    Indicator,
    Row,
    comparators,
    decimals_of,
    figure_rank,
    figure_rows,
    indicator,
    record,
    text,
    unpublished,
)
from yjs_dash.errors import StatisticsError

CASELOAD_AGE = "caseload_age"
CASELOAD_ETHNICITY = "caseload_ethnicity"
CASELOAD_GENDER = "caseload_gender"
BASELINE = "White"
UNKNOWN = "Unknown"

COMPOSITION_COLUMNS: list[str] = [*FIGURE_COLUMNS, "part", "population"]
RATE_COLUMNS: list[str] = [
    "service_id", "service", "group", "baseline", "caseload_share", "population_share", "baseline_caseload_share",
    "baseline_population_share", "unknown_share", "index", "low", "high", "unknown_to_baseline", "unknown_to_group",
    "period", "population_period", "source", "status", "note",
]  # fmt: skip


def composition(catalogue: Catalogue, selection: Selection, *, indicator_id: str) -> pd.DataFrame:
    """Shares of each service's caseload and of what it is compared with, by breakdown, as printed.

    Columns: COMPOSITION_COLUMNS, values in per cent. `part` names the breakdown for readers; `population` is True
    where the comparator is the children who live in the area. All shares of a service come from one source. Shares
    are never rescaled and a complement is never derived: a part without a figure has status x.
    """
    measure = indicator(catalogue, indicator_id)
    rows = figure_rows(catalogue, indicator_id)
    living = indicator(catalogue, measure.comparator_id) if measure.comparator_id else None
    residents = figure_rows(catalogue, measure.comparator_id) if living else []
    found: dict[str, list[Row]] = {}
    for entry in selection.entries:
        own = _one_source(entry, [r for r in rows if r["area_type"] == "service" and r["area"] == entry.name])
        records = [record(catalogue, entry, row, measure=measure) for row in own]
        for row in own:
            records += [
                record(catalogue, entry, other, measure=measure, comparator=True)
                for other in comparators(entry, row, rows)
            ]
        found[entry.service_id] = records + _residents(catalogue, entry, residents, living)
    parts = _parts(indicator_id, [record for records in found.values() for record in records])
    placed: list[Row] = []
    for entry in selection.entries:
        for part in parts:
            mine = [r for r in found[entry.service_id] if r["breakdown"] == part]
            if all(r["comparator"] for r in mine):
                placed.append(unpublished(entry, indicator_id=indicator_id, breakdown=part))
            placed += mine
    if not parts:
        placed = [unpublished(entry, indicator_id=indicator_id) for entry in selection.entries]
    frame = pd.DataFrame.from_records(placed, columns=FIGURE_COLUMNS)
    return frame.assign(
        part=[part_name(indicator_id, breakdown) for breakdown in frame["breakdown"]],
        population=frame["indicator_id"] != indicator_id,
    )[COMPOSITION_COLUMNS]


def sum_notes(frame: pd.DataFrame) -> list[str]:
    """What a reader has to know about the sums of printed shares, such as rounding.

    Takes a frame of `composition`. Shares of 99 or 101 per cent are rounding; anything else lacks parts.
    """
    sentences: list[str] = []
    partial: list[str] = []
    for (area, population), group in frame.groupby(["area", "population"], sort=False):
        printed = group.drop_duplicates("breakdown")["value"].dropna()
        total = float(printed.sum())
        if printed.empty or total == 100:
            continue
        name = f"{area}, children aged 10–17" if population else str(area)
        if len(printed) > 1 and abs(total - 100) <= 1:
            sentences.append(f"{name}: the printed shares add to {total:g} per cent, from rounding.")
        elif not group["comparator"].any():
            partial.append(name)
    if partial:
        sentences.append(f"{', '.join(partial)}: only some shares are published; the rest is not worked out.")
    return sentences


def relative_rates(catalogue: Catalogue, selection: Selection) -> pd.DataFrame:
    """How often each ethnic group is in the caseload for its share of the population, against White children.

    Columns: RATE_COLUMNS; shares in per cent, indexes without a unit (1: the same rate as White children). low and
    high hold every index that the rounding of the printed shares allows; unknown_to_* is the index were every
    child of unknown ethnicity in the one group or in the other. Without a population share there is no index:
    status x, and `note` says why. Percentages carry no verdict.
    """
    frame = composition(catalogue, selection, indicator_id=CASELOAD_ETHNICITY)
    shares = frame[~frame["comparator"].astype(bool)]
    residents = frame[frame["population"].astype(bool)]
    groups = [part for part in shares["breakdown"].unique() if part not in (BASELINE, UNKNOWN, "")]
    records = [
        _relative_rate(
            entry,
            shares[shares["service_id"] == entry.service_id].set_index("breakdown"),
            residents[residents["service_id"] == entry.service_id].set_index("breakdown"),
            group=group,
        )
        for entry in selection.entries
        for group in groups or ["Black and minority ethnic"]
    ]
    return pd.DataFrame.from_records(records, columns=RATE_COLUMNS)


def part_name(indicator_id: str, breakdown: str) -> str:
    """A breakdown as a heading."""
    if indicator_id == CASELOAD_AGE and breakdown[:1].isdigit():
        return f"Aged {breakdown}"
    return {UNKNOWN: "Unknown ethnicity", "Female": "Girls", "Male": "Boys"}.get(breakdown, breakdown)


def _relative_rate(entry: Entry, shares: pd.DataFrame, residents: pd.DataFrame, *, group: str) -> Row:
    caseload, population = _value(shares, group), _value(residents, group)
    baseline, baseline_population = _value(shares, BASELINE), _value(residents, BASELINE)
    unknown = _value(shares, UNKNOWN)
    found: Row = {
        **dict.fromkeys(RATE_COLUMNS),
        "service_id": entry.service_id,
        "service": entry.name,
        "group": group,
        "baseline": BASELINE,
        "caseload_share": caseload,
        "population_share": population,
        "baseline_caseload_share": baseline,
        "baseline_population_share": baseline_population,
        "unknown_share": unknown,
        "period": _cell(shares, group, "period"),
        "population_period": _cell(residents, group, "period"),
        "source": _cell(shares, group, "source"),
        "status": "x",
    }
    if caseload is None or baseline is None:
        return {
            **found,
            "note": "The caseload’s shares by ethnicity are not all published, so there is no index.",
        }
    if population is None or baseline_population is None:
        return {**found, "note": "No share of the local population is published, so there is no index."}
    if unknown is None:
        return {**found, "note": "The share of unknown ethnicity is not published, so there is no index."}
    try:
        index = stats.index_from_percentages(
            group=caseload,
            group_population=population,
            baseline=baseline,
            baseline_population=baseline_population,
            unknown=unknown,
            caseload_decimals=max(decimals_of(v) for v in (caseload, baseline, unknown)),
            population_decimals=max(decimals_of(v) for v in (population, baseline_population)),
        )
    except StatisticsError as error:
        return {**found, "note": f"There is no index. {error}"}
    return found | {
        "index": index.index,
        "low": index.low,
        "high": index.high,
        "unknown_to_baseline": index.unknown_to_baseline,
        "unknown_to_group": index.unknown_to_group,
        "status": "",
        "note": "From printed percentages: the bounds are those of rounding, and there is no verdict.",
    }


def _one_source(entry: Entry, rows: list[Row]) -> list[Row]:
    """Rows of the one source and period that stands for the service: shares of two sources make no whole."""
    if not rows:
        return []
    sets: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        sets.setdefault((str(row["source_id"]), str(row["period"])), []).append(row)
    return min(
        sets.values(),
        key=lambda group: (figure_rank(entry, group[0])[0], -len(group), figure_rank(entry, group[0])),
    )


def _residents(catalogue: Catalogue, entry: Entry, rows: list[Row], living: Indicator | None) -> list[Row]:
    own = [r for r in rows if r["area_type"] == "service" and r["area"] == entry.name]
    if not own and len(entry.local_authorities) == 1:
        # Shares of several authorities make no share of the whole without their numbers of children.
        own = [
            r for r in rows if r["area_type"] == "local_authority" and r["area"] == entry.local_authorities[0]
        ]
    if living is None:
        return []
    return [record(catalogue, entry, row, measure=living, comparator=True) for row in _one_source(entry, own)]


def _parts(indicator_id: str, records: list[Row]) -> list[str]:
    """Breakdowns in the order to show: the baseline first, Unknown last and never left out of ethnicity."""
    found = dict.fromkeys(str(record["breakdown"]) for record in records)
    if found and indicator_id == CASELOAD_ETHNICITY:
        found[UNKNOWN] = None
    return sorted(found, key=lambda part: (part == UNKNOWN, part != BASELINE, part))


def _value(frame: pd.DataFrame, part: str) -> float | None:
    value: Any = frame["value"].get(part)
    return None if value is None or pd.isna(value) else float(value)


def _cell(frame: pd.DataFrame, part: str, column: str) -> str:
    return text(frame[column].get(part))
