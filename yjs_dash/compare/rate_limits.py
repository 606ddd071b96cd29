"""From printed rates and populations to counts, intervals and limits: what can be told of an authority.

Counts of children are worked out from rates [e]. Rows hold population, count_low and count_high.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yjs_dash import stats

POOLED_FROM = 10
"""Authorities from which on their rate together may stand for the nation's."""
CURVE_POINTS = 48
LIMIT_COLUMNS: list[str] = ["low_998", "low_95", "high_95", "high_998"]

Row = dict[str, Any]


@dataclass(frozen=True)
class Reference:
    """The rate that authorities are compared with: a published one, or (without `area`) of `pooled` ones together."""

    area: str
    value: float
    pooled: int = 0


def implied_counts(*, rate: float, population: int, per: int, decimals: int) -> Row:
    """Counts of children that fit a rate printed with `decimals`, and the 95 per cent interval that spans them.

    Keys: population, count_low, count_high, count_exact (whether a whole number gives the rate), low, high.
    """
    found = stats.reconstructed_count(
        rate=round(rate, decimals), population=population, per=per, decimals=decimals
    )
    first, last = min(found.counts), max(found.counts)
    return {
        "population": population,
        "count_low": first,
        "count_high": last,
        "count_exact": found.exact,
        "low": stats.rate_interval(events=first, population=population, per=per).low,
        "high": stats.rate_interval(events=last, population=population, per=per).high,
    }


def pooled(rows: Sequence[Mapping[str, Any]], *, per: int) -> Reference | None:
    """The rate of enough authorities together; None where there are too few or no child at all."""
    children = sum(row["count_low"] + row["count_high"] for row in rows) / 2
    if len(rows) < POOLED_FROM or not children:
        return None
    people = sum(row["population"] for row in rows)
    return Reference(area="", value=per * children / people, pooled=len(rows))


def is_narrow(*, low: float, high: float, beside: float) -> bool:
    """Whether an interval is narrow enough to call a rate similar: half its width is under a tenth of `beside`."""
    return (high - low) / 2 < beside / 10


def overdispersion_of(
    rows: Sequence[Mapping[str, Any]], *, reference: float, per: int
) -> stats.Overdispersion:
    """How much more the authorities differ than chance allows."""
    return stats.overdispersion(
        stats.z_of_rate(
            events=(row["count_low"] + row["count_high"]) // 2,
            population=row["population"],
            target=reference,
            per=per,
        )
        for row in rows
    )


def control_limits(row: Mapping[str, Any], *, reference: float, per: int, phi: float) -> Row:
    """Limits for an authority's population, and where its rate lies.

    Keys: LIMIT_COLUMNS; at_95 and at_998 (similar, higher or lower), empty where the counts that fit disagree.
    """
    population = row["population"]
    limits = stats.funnel_rate(population=population, target=reference, per=per, phi=phi)
    first, last = (limits.verdicts(row[count] * per / population) for count in ("count_low", "count_high"))
    agreed = first == last
    return _ends(limits) | {
        "at_95": first.at_95 if agreed else "",
        "at_998": first.at_998 if agreed else "",
    }


def curve(populations: Sequence[int], *, reference: float, per: int, phi: float) -> list[Row]:
    """Limits from the smallest to the largest population, closer together where they bend.

    Keys: population and LIMIT_COLUMNS.
    """
    low, high = min(populations), max(populations)
    step = (high / low) ** (1 / (CURVE_POINTS - 1))
    return [
        {"population": n} | _ends(stats.funnel_rate(population=n, target=reference, per=per, phi=phi))
        for n in sorted({round(low * step**number) for number in range(CURVE_POINTS)})
    ]


def _ends(limits: stats.FunnelLimits) -> Row:
    return {
        "low_998": limits.at_998.low,
        "low_95": limits.at_95.low,
        "high_95": limits.at_95.high,
        "high_998": limits.at_998.high,
    }
