"""Whether a printed rate is higher or lower than the national rate beside it, similar, or cannot be told apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yjs_dash import stats
from yjs_dash.compare.catalogue import Catalogue, Selection
from yjs_dash.compare.context import (
    POPULATION,
    Indicator,
    Row,
    decimals_of,
    indicator,
    is_missing,
    latest,
    missing_figure,
)
from yjs_dash.compare.rate_limits import is_narrow

VERDICT_COLUMNS: list[str] = [
    "service_id", "service", "period", "value", "label", "status", "reference_area", "reference", "population", "count",
    "count_status", "exact", "low_95", "high_95", "verdict", "reason",
]  # fmt: skip
VERDICTS: dict[str, str] = {
    "": "no verdict",
    "higher": "the interval lies above the reference",
    "lower": "the interval lies below the reference",
    "similar": "the interval holds the reference and is narrow",
    "unclear": "the interval holds the reference, and many other rates: the two cannot be told apart",
}
REASONS: dict[str, str] = {
    "exact": "verdict on a count worked out from rate and population",
    "inexact": "verdict on a count worked out, although no whole number gives the printed rate",
    "missing": "no figure",
    "no_cohort": "the number of children in the cohort is not printed",
    "no_base": "the base is not printed",
    "no_population": "no population",
    "no_reference": "no national rate of the period",
    "counts_disagree": "the counts that fit the rate lead to different verdicts",
}


def verdicts(catalogue: Catalogue, selection: Selection, *, indicator_id: str) -> list[Row]:
    """A row a service, with the keys VERDICT_COLUMNS; `verdict` is one of VERDICTS, `reason` one of REASONS.

    The count behind a rate is reconstructed (count_status e, or c where it is too small to be shown); low_95 and
    high_95 bound the rate in its unit. `label` and `status` are those of the figure.
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
        row = own or missing_figure(entry, indicator_id=indicator_id)
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
        "label": own["label"],
        "status": own["status"],
        "reference_area": reference["area"] if reference else "",
        "reference": reference["value"] if reference else None,
        "count_status": "",
        "verdict": "",
    }
    if is_missing(value):
        return {**found, "reason": "missing"}
    if measure.per is None:
        return {**found, "reason": "no_cohort" if measure.topic == "reoffending" else "no_base"}
    if population is None:
        return {**found, "reason": "no_population"}
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
        return {**found, "reason": "no_reference"}
    told = {
        stats.rate_verdict(
            events=count, population=population, reference=float(reference["value"]), per=measure.per
        ).at_95
        for count in behind.counts
    }
    if len(told) > 1:
        return {**found, "reason": "counts_disagree"}
    verdict: str = told.pop()
    if verdict == "similar" and not is_narrow(
        low=lowest.low, high=highest.high, beside=float(reference["value"])
    ):
        verdict = "unclear"
    return {**found, "verdict": verdict, "reason": "exact" if behind.exact else "inexact"}
