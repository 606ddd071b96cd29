"""Local circumstances of the chosen services beside their comparators: one figure, or a series over time.

Frames have one row a figure and the columns FIGURE_COLUMNS. A service without a figure keeps a row with status x.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from yjs_dash import stats
from yjs_dash.compare.catalogue import Catalogue, Entry, Selection
from yjs_dash.compare.sources import citation
from yjs_dash.schema import STATUSES

FIRST_TIME_ENTRANTS = "first_time_entrant_rate"
REOFFENDING = "reoffending_rate"
REOFFENDING_10_14 = "reoffending_rate_10_14"
REOFFENDING_15_17 = "reoffending_rate_15_17"
POPULATION = "population_10_17"

FIGURE_COLUMNS: list[str] = [
    "service_id", "service", "area", "area_type", "indicator_id", "breakdown", "period", "period_end", "value",
    "label", "status", "comparator", "chosen", "source", "note",
]  # fmt: skip
RANGE_COLUMNS: list[str] = [
    "service_id", "service", "period", "period_end", "low", "high", "parts", "published_parts",
]  # fmt: skip
VERDICT_COLUMNS: list[str] = [
    "service_id", "service", "period", "value", "reference_area", "reference", "population", "count", "count_status",
    "exact", "low_95", "high_95", "verdict", "reason",
]  # fmt: skip
NO_COHORT = "The number of children in the cohort is not printed, so there is no interval and no verdict."

Row = dict[str, Any]


@dataclass(frozen=True)
class Indicator:
    """What an indicator measures. `polarity` is one of schema.POLARITIES."""

    indicator_id: str
    name: str
    unit: str
    polarity: str
    topic: str
    comparator_id: str
    definition: str

    @property
    def per(self) -> int | None:
        """Number of people a rate refers to; None where the unit is not a rate."""
        found = re.match(r"per ([\d,]+)", self.unit)
        return int(found[1].replace(",", "")) if found else None

    @property
    def direction(self) -> str:
        """Which direction is good, in words; empty where neither is."""
        return "" if self.polarity == "neutral" else self.polarity.replace("_", " ")


def indicator(catalogue: Catalogue, indicator_id: str) -> Indicator:
    """An indicator by id. One that the data set does not define is neutral and has no unit."""
    row = catalogue.indicators.get(indicator_id, {})
    return Indicator(
        indicator_id=indicator_id,
        name=text(row.get("name")) or indicator_id,
        unit=text(row.get("unit")),
        polarity=text(row.get("polarity")) or "neutral",
        topic=text(row.get("topic")),
        comparator_id=text(row.get("comparator_id")),
        definition=text(row.get("definition")),
    )


def figures(catalogue: Catalogue, selection: Selection, *, indicator_id: str) -> pd.DataFrame:
    """Every figure that was printed for the chosen services and for what they are compared with.

    Columns: FIGURE_COLUMNS. `chosen` marks the one that is shown, by service and breakdown: the report of the
    inspection that stands for the service first, then other sources of that inspection, then the latest period.
    A comparator row carries the service it is compared with; it is of the same inspection or of the same period.
    """
    return pd.DataFrame.from_records(
        _figure_records(catalogue, selection, indicator_id=indicator_id), columns=FIGURE_COLUMNS
    )


def latest(catalogue: Catalogue, selection: Selection, *, indicator_id: str) -> pd.DataFrame:
    """The printed figure that stands for each chosen service, each followed by its comparators.

    Columns: FIGURE_COLUMNS, values in the unit of the indicator. Periods are those of each report and may differ.
    """
    return pd.DataFrame.from_records(
        _latest_records(catalogue, selection, indicator_id=indicator_id), columns=FIGURE_COLUMNS
    )


def trend(catalogue: Catalogue, selection: Selection, *, indicator_id: str) -> pd.DataFrame:
    """The official series of each service's local authorities, then of their regions, oldest first.

    Columns: FIGURE_COLUMNS. A service that covers several authorities has a series a part: rates are never
    averaged. An authority without a series keeps one row with status x and no period. Regions have no service_id.
    """
    measure = indicator(catalogue, indicator_id)
    areas = catalogue.observations.get(indicator_id, {})
    records: list[Row] = []
    sources: set[str] = set()
    for entry in selection.entries:
        for authority in entry.local_authorities:
            own = _dated(catalogue, areas.get(("local_authority", authority), []))
            sources |= {str(row["source_id"]) for row in own}
            records += [record(catalogue, entry, row, measure=measure) for row in own]
            if not own:
                records.append(
                    unpublished(entry, indicator_id=indicator_id, area=authority, area_type="local_authority")
                )
    regions = {entry.region for entry in selection.entries} if sources else set()
    for area_type, area in sorted(key for key in areas if key[0] in ("nation", "region")):
        if area_type == "region" and area not in regions:
            continue
        for row in _dated(catalogue, areas[area_type, area]):
            # A nation is drawn only from the publication that the local series come from: never a patchwork.
            if area_type == "region" or row["source_id"] in sources:
                records.append(record(catalogue, None, row, measure=measure, comparator=True))
    return pd.DataFrame.from_records(records, columns=FIGURE_COLUMNS)


def parts_range(series: pd.DataFrame) -> pd.DataFrame:
    """Range of the parts of each service that covers several local authorities, a row a period.

    Takes a frame of `trend`. Columns: RANGE_COLUMNS; low and high in the unit of the indicator, missing where no
    part has a figure; published_parts of parts have one.
    """
    own = series[~series["comparator"].astype(bool)]
    records: list[Row] = []
    for service_id, group in own.groupby("service_id", sort=False):
        parts = group["area"].nunique()
        if parts < 2:
            continue
        for (period_end, period), rows in group[group["period"] != ""].groupby(["period_end", "period"]):
            values = rows["value"].dropna()
            records.append(
                {
                    "service_id": service_id,
                    "service": group["service"].iloc[0],
                    "period": period,
                    "period_end": period_end,
                    "low": values.min() if len(values) else None,
                    "high": values.max() if len(values) else None,
                    "parts": parts,
                    "published_parts": len(values),
                }
            )
    return pd.DataFrame.from_records(records, columns=RANGE_COLUMNS)


def verdicts(catalogue: Catalogue, selection: Selection, *, indicator_id: str) -> pd.DataFrame:
    """Whether each printed rate is similar to, higher or lower than the national rate printed beside it.

    Columns: VERDICT_COLUMNS. The count behind a rate is reconstructed (count_status e, or c where it is too small
    to be shown); low_95 and high_95 bound the rate in its unit. Where the rules allow no verdict, it is empty and
    `reason` says why.
    """
    measure = indicator(catalogue, indicator_id)
    figures_found = _latest_records(catalogue, selection, indicator_id=indicator_id)
    people = _latest_records(catalogue, selection, indicator_id=POPULATION)
    records = []
    for entry in selection.entries:
        mine = [r for r in figures_found if r["service_id"] == entry.service_id and r["breakdown"] == ""]
        own = next((r for r in mine if not r["comparator"]), unpublished(entry, indicator_id=indicator_id))
        nation = next((r for r in mine if r["area_type"] == "nation"), None)
        living = [
            r["value"]
            for r in people
            if r["service_id"] == entry.service_id and not r["comparator"] and pd.notna(r["value"])
        ]
        records.append(_verdict(measure, own, nation, int(living[0]) if living else None))
    return pd.DataFrame.from_records(records, columns=VERDICT_COLUMNS)


def comparators(entry: Entry, row: Mapping[str, Any], rows: Sequence[Row]) -> list[Row]:
    """Nation and own region for a figure: printed for the same inspection, or else of the same period."""
    found: list[Row] = []
    for area_type in ("nation", "region"):
        same = [
            other
            for other in rows
            if other["area_type"] == area_type
            and other["breakdown"] == row["breakdown"]
            and (area_type == "nation" or other["area"] == entry.region)
            and (_same(other, row, "inspection_id") or _same(other, row, "period_end"))
        ]
        same.sort(key=lambda other: not _same(other, row, "inspection_id"))
        found += same[:1]
    return found


def record(
    catalogue: Catalogue,
    entry: Entry | None,
    row: Mapping[str, Any],
    *,
    measure: Indicator,
    comparator: bool = False,
    chosen: bool = True,
) -> Row:
    """A row of the observations table as a row of FIGURE_COLUMNS."""
    value = row["value"]
    missing = bool(pd.isna(value))
    status = str(row["status"]) or ("x" if missing else "")
    notes = [text(row["note"])]
    stands_for = entry.inspection_id if entry and not comparator else ""
    printed_for = text(row["inspection_id"])
    if stands_for and printed_for and printed_for != stands_for:
        notes.append("Printed for another inspection than the one shown.")
    return {
        "service_id": entry.service_id if entry else "",
        "service": entry.name if entry else str(row["area"]),
        "area": row["area"],
        "area_type": row["area_type"],
        "indicator_id": measure.indicator_id,
        "breakdown": row["breakdown"],
        "period": row["period"],
        "period_end": row["period_end"],
        "value": value,
        "label": figure_text(None if missing else float(value), unit=measure.unit, status=status),
        "status": status,
        "comparator": comparator,
        "chosen": chosen,
        "source": str(citation(catalogue, row)),
        "note": " ".join(note for note in notes if note),
    }


def unpublished(
    entry: Entry, *, indicator_id: str, breakdown: str = "", area: str = "", area_type: str = "service"
) -> Row:
    """The row that keeps a service in a frame although nothing was published."""
    return {
        "service_id": entry.service_id,
        "service": entry.name,
        "area": area or entry.name,
        "area_type": area_type,
        "indicator_id": indicator_id,
        "breakdown": breakdown,
        "period": "",
        "period_end": None,
        "value": None,
        "label": figure_text(None, unit="", status="x"),
        "status": "x",
        "comparator": False,
        "chosen": True,
        "source": "",
        "note": "",
    }


def figure_rows(catalogue: Catalogue, indicator_id: str) -> list[Row]:
    """Rows of the observations table of one indicator. Shared by all visitors: not to be changed."""
    return [row for rows in catalogue.observations.get(indicator_id, {}).values() for row in rows]


def figure_rank(entry: Entry, row: Mapping[str, Any]) -> tuple[int, int, int, str]:
    """Order of figures for one thing: the standing inspection's report, its other sources, then the latest."""
    report = str(entry.inspection["source_id"]).split(";")[0].strip()
    standing = row["inspection_id"] == entry.inspection_id
    place = 0 if standing and report in str(row["source_id"]) else 1 if standing else 2
    day = text(row["period_end"]).replace("-", "")
    return place, int(bool(pd.isna(row["value"]))), -int(day or 0), str(row["source_id"])


def figure_text(value: float | None, *, unit: str, status: str = "") -> str:
    """A figure as charts and sentences print it, with its shorthand: “43.1%”, “133 [e]”, “not published [x]”.

    At most one decimal is shown: the second says nothing where a cohort has a few dozen children.
    """
    if value is None:
        words = {"c": "suppressed", "z": "not applicable"}.get(status, "not published")
        return f"{words} [{status or 'x'}]"
    rounded = stats.round_half_up(value, decimals=min(decimals_of(value), 1))
    number = f"{rounded:,f}"
    number = f"£{number}" if unit == "£" else f"{number}%" if unit == "%" else number
    return f"{number} [{status}]" if status in STATUSES and status else number


def decimals_of(value: float) -> int:
    """Decimals that a number was printed with, as far as the table tells: 40.6 has one, 29.0 none."""
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def text(cell: object) -> str:
    """A cell as text, empty where it is missing."""
    return cell if isinstance(cell, str) else ""


def _figure_records(catalogue: Catalogue, selection: Selection, *, indicator_id: str) -> list[Row]:
    measure = indicator(catalogue, indicator_id)
    areas = catalogue.observations.get(indicator_id, {})
    nations = [row for (area_type, _), rows in areas.items() if area_type == "nation" for row in rows]
    records: list[Row] = []
    for entry in selection.entries:
        own = sorted(areas.get(("service", entry.name), []), key=lambda row: figure_rank(entry, row))
        beside = nations + areas.get(("region", entry.region), [])
        if not own:
            records.append(unpublished(entry, indicator_id=indicator_id))
        seen: set[str] = set()
        for row in own:
            chosen = row["breakdown"] not in seen
            seen.add(row["breakdown"])
            records.append(record(catalogue, entry, row, measure=measure, chosen=chosen))
            if chosen:
                records += [
                    record(catalogue, entry, other, measure=measure, comparator=True)
                    for other in comparators(entry, row, beside)
                ]
    return records


def _latest_records(catalogue: Catalogue, selection: Selection, *, indicator_id: str) -> list[Row]:
    return [r for r in _figure_records(catalogue, selection, indicator_id=indicator_id) if r["chosen"]]


def _dated(catalogue: Catalogue, rows: Sequence[Row]) -> list[Row]:
    """An area's figures with a known period, oldest first; of two publications of a figure, the later one."""
    dated = [row for row in rows if text(row["period_end"]) and row["breakdown"] == ""]
    dated.sort(key=lambda row: (str(row["period_end"]), _published(catalogue, row)))
    return list({row["period_end"]: row for row in dated}.values())


def _published(catalogue: Catalogue, row: Mapping[str, Any]) -> str:
    first = str(row["source_id"]).split(";")[0].strip()
    return text(catalogue.sources[first]["published"])


def _same(one: Mapping[str, Any], other: Mapping[str, Any], column: str) -> bool:
    return bool(text(one[column])) and one[column] == other[column]


def _verdict(
    measure: Indicator, own: Mapping[str, Any], reference: Mapping[str, Any] | None, population: int | None
) -> Row:
    value = own["value"]
    found: Row = {
        **dict.fromkeys(VERDICT_COLUMNS),
        "service_id": own["service_id"],
        "service": own["service"],
        "period": own["period"],
        "value": value,
        "reference_area": reference["area"] if reference else "",
        "reference": reference["value"] if reference else None,
        "count_status": "",
        "verdict": "",
    }
    if value is None or pd.isna(value):
        return {**found, "reason": f"The figure is {own['label']}."}
    if measure.per is None:
        reason = (
            NO_COHORT
            if measure.topic == "reoffending"
            else "The base is not printed, so there is no verdict."
        )
        return {**found, "reason": reason}
    if population is None:
        return {
            **found,
            "reason": "The population behind the rate is not published here, so there is no verdict.",
        }
    behind = stats.reconstructed_count(
        rate=float(value), population=population, per=measure.per, decimals=decimals_of(float(value))
    )
    lowest, highest = (
        stats.rate_interval(events=count, population=population, per=measure.per)
        for count in (min(behind.counts), max(behind.counts))
    )
    small = any(stats.is_small_count(count) for count in behind.counts)
    single = len(behind.counts) == 1 and not small
    found |= {
        "population": population,
        "count": behind.counts[0] if single else None,
        "count_status": "c" if small else "e",
        "exact": behind.exact,
        "low_95": lowest.low,
        "high_95": highest.high,
    }
    if reference is None or pd.isna(reference["value"]):
        return {
            **found,
            "reason": "No national rate of the same period is published here, so there is no verdict.",
        }
    words = {
        stats.rate_verdict(
            events=count, population=population, reference=float(reference["value"]), per=measure.per
        ).at_95
        for count in behind.counts
    }
    if len(words) > 1:
        return {**found, "reason": "The counts that fit the rate lead to different verdicts."}
    basis = (
        "The count of children is worked out from the rate and the population [e]."
        if behind.exact
        else "The count of children is worked out [e]; no whole number gives the printed rate on the printed "
        "population, so the rate was worked out on another one."
    )
    return {**found, "verdict": words.pop(), "reason": basis}
