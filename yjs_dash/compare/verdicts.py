"""Whether a printed rate is higher or lower than the national rate beside it, similar, or cannot be told apart."""

from __future__ import annotations

from dataclasses import dataclass, replace

from yjs_dash import stats
from yjs_dash.compare.catalogue import Catalogue, Selection
from yjs_dash.compare.context import (
    POPULATION,
    FigureRow,
    Indicator,
    decimals_of,
    indicator,
    latest,
    missing_figure,
)
from yjs_dash.compare.rate_limits import is_narrow
from yjs_dash.compare.rows import DerivedRow

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


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictRow(DerivedRow):
    """The figure of a service beside the national rate; `verdict` is one of VERDICTS, `reason` one of REASONS.

    period, value, label and status are those of the figure. The count of children behind a rate is reconstructed
    (count_status e, or c where it is too small to be shown), and `exact` tells that it gives the printed rate; low_95
    and high_95 bound the rate in its unit. What could not be worked out is None.
    """

    service_id: str
    service: str
    period: str
    value: float | None
    label: str
    status: str
    reference_area: str = ""
    reference: float | None = None
    population: int | None = None
    count: int | None = None
    count_status: str = ""
    exact: bool | None = None
    low_95: float | None = None
    high_95: float | None = None
    verdict: str = ""
    reason: str = "missing"


def verdicts(catalogue: Catalogue, selection: Selection, *, indicator_id: str) -> list[VerdictRow]:
    """What can be said of the printed figure of each service beside the national one."""
    measure = indicator(catalogue, indicator_id)
    printed = latest(catalogue, selection, indicator_id=indicator_id)
    people = latest(catalogue, selection, indicator_id=POPULATION)
    found = []
    for entry in selection.services:
        mine = [r for r in printed if r.service_id == entry.service_id and r.breakdown == ""]
        own = next((r for r in mine if not r.comparator), None)
        nation = next((r for r in mine if r.area_type == "nation"), None)
        living = [
            int(r.value) for r in people if r.service_id == entry.service_id and not r.comparator and r.value
        ]
        row = own or missing_figure(entry, indicator_id=indicator_id)
        found.append(_verdict(measure, row, nation, living[0] if living else None))
    return found


def _verdict(
    measure: Indicator, own: FigureRow, nation: FigureRow | None, population: int | None
) -> VerdictRow:
    value = own.value
    found = VerdictRow(
        service_id=own.service_id,
        service=own.service,
        period=own.period,
        value=value,
        label=own.label,
        status=own.status,
        reference_area=nation.area if nation else "",
        reference=nation.value if nation else None,
    )
    if value is None:
        return found
    if measure.per is None:
        return replace(found, reason="no_cohort" if measure.topic == "reoffending" else "no_base")
    if population is None:
        return replace(found, reason="no_population")
    behind = stats.reconstructed_count(
        rate=value, population=population, per=measure.per, decimals=decimals_of(value)
    )
    lowest, highest = (
        stats.rate_interval(events=count, population=population, per=measure.per)
        for count in (min(behind.counts), max(behind.counts))
    )
    small = any(stats.is_small_count(count) for count in behind.counts)
    single = len(behind.counts) == 1 and not small
    found = replace(
        found,
        population=population,
        count=behind.counts[0] if single else None,
        count_status="c" if small else "e",
        exact=behind.exact,
        low_95=lowest.low,
        high_95=highest.high,
    )
    reference = found.reference
    if reference is None:
        return replace(found, reason="no_reference")
    told = {
        stats.rate_verdict(events=count, population=population, reference=reference, per=measure.per).at_95
        for count in behind.counts
    }
    if len(told) > 1:
        return replace(found, reason="counts_disagree")
    verdict: str = told.pop()
    if verdict == "similar" and not is_narrow(low=lowest.low, high=highest.high, beside=reference):
        verdict = "unclear"
    return replace(found, verdict=verdict, reason="exact" if behind.exact else "inexact")
