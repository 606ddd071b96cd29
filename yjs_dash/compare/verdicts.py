"""Whether a printed rate is similar to, higher or lower than the national rate beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yjs_dash import stats
from yjs_dash.compare.catalogue import Catalogue, Selection
from yjs_dash.compare.context import (
    NO_COHORT,
    POPULATION,
    Indicator,
    Row,
    decimals_of,
    indicator,
    is_missing,
    latest,
    unpublished,
)

VERDICT_COLUMNS: list[str] = [
    "service_id", "service", "period", "value", "reference_area", "reference", "population", "count", "count_status",
    "exact", "low_95", "high_95", "verdict", "reason",
]  # fmt: skip
NO_BASE = "The base is not printed, so there is no verdict."
NO_POPULATION = "The population behind the rate is not published here, so there is no verdict."
NO_REFERENCE = "No national rate of the same period is published here, so there is no verdict."


def verdicts(catalogue: Catalogue, selection: Selection, *, indicator_id: str) -> list[Row]:
    """A row a service, with the keys VERDICT_COLUMNS; `verdict` is similar, higher, lower or empty.

    The count behind a rate is reconstructed (count_status e, or c where it is too small to be shown); low_95 and
    high_95 bound the rate in its unit. Where the rules allow no verdict, `reason` says why.
    """
    measure = indicator(catalogue, indicator_id)
    printed = latest(catalogue, selection, indicator_id=indicator_id)
    people = latest(catalogue, selection, indicator_id=POPULATION)
    found = []
    for entry in selection.entries:
        mine = [r for r in printed if r["service_id"] == entry.service_id and r["breakdown"] == ""]
        own = next((r for r in mine if not r["comparator"]), None)
        nation = next((r for r in mine if r["area_type"] == "nation"), None)
        living = [
            int(r["value"])
            for r in people
            if r["service_id"] == entry.service_id and not r["comparator"] and r["value"]
        ]
        row = own or unpublished(entry, indicator_id=indicator_id)
        found.append(_verdict(measure, row, nation, living[0] if living else None))
    return found


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
    if is_missing(value):
        return {**found, "reason": f"The figure is {own['label']}."}
    if measure.per is None:
        return {**found, "reason": NO_COHORT if measure.topic == "reoffending" else NO_BASE}
    if population is None:
        return {**found, "reason": NO_POPULATION}
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
    if reference is None or is_missing(reference["value"]):
        return {**found, "reason": NO_REFERENCE}
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
