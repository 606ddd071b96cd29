"""From printed rates and populations to counts, intervals and limits: what can be told of an authority.

Counts of children are worked out from rates [e].
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yjs_dash import stats

POOLED_FROM = 10
"""Authorities from which on their rate together may stand for the nation's."""
CURVE_POINTS = 48


@dataclass(frozen=True)
class Reference:
    """The rate that authorities are compared with: a published one, or (without `area`) of `pooled` ones together."""

    area: str
    value: float
    pooled: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpliedCounts:
    """Counts of children that fit a printed rate, from `first` to `last`, of a population.

    `exact`: a whole number gives the rate. low and high: the 95 per cent interval that spans the counts, in the unit
    of the rate.
    """

    population: int
    first: int
    last: int
    exact: bool
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Ends of the limits of 95 and of 99.8 per cent, in the unit of the rate."""

    low_998: float
    low_95: float
    high_95: float
    high_998: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlLimits(Limits):
    """Limits for an authority and where its rate lies: similar, higher or lower; empty where its counts disagree."""

    at_95: str
    at_998: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint(Limits):
    """The limits for a population."""

    population: int


def implied_counts(*, rate: float, population: int, per: int, decimals: int) -> ImpliedCounts:
    """Counts of children that fit a rate printed with `decimals`."""
    found = stats.reconstructed_count(
        rate=round(rate, decimals), population=population, per=per, decimals=decimals
    )
    first, last = min(found.counts), max(found.counts)
    return ImpliedCounts(
        population=population,
        first=first,
        last=last,
        exact=found.exact,
        low=stats.rate_interval(events=first, population=population, per=per).low,
        high=stats.rate_interval(events=last, population=population, per=per).high,
    )


def pooled(counts: Sequence[ImpliedCounts], *, per: int) -> Reference | None:
    """The rate of enough authorities together; None where there are too few or no child at all."""
    children = sum(one.first + one.last for one in counts) / 2
    if len(counts) < POOLED_FROM or not children:
        return None
    people = sum(one.population for one in counts)
    return Reference(area="", value=per * children / people, pooled=len(counts))


def is_narrow(*, low: float, high: float, beside: float) -> bool:
    """Whether an interval is narrow enough to call a rate similar: half its width is under a tenth of `beside`."""
    return (high - low) / 2 < beside / 10


def overdispersion_of(counts: Sequence[ImpliedCounts], *, reference: float, per: int) -> stats.Overdispersion:
    """How much more the authorities differ than chance allows."""
    return stats.overdispersion(
        stats.z_of_rate(
            events=(one.first + one.last) // 2, population=one.population, target=reference, per=per
        )
        for one in counts
    )


def control_limits(counts: ImpliedCounts, *, reference: float, per: int, phi: float) -> ControlLimits:
    """Limits for an authority's population, and where its rate lies."""
    limits = stats.funnel_rate(population=counts.population, target=reference, per=per, phi=phi)
    first, last = (limits.verdicts(count * per / counts.population) for count in (counts.first, counts.last))
    agreed = first == last
    return ControlLimits(
        low_998=limits.at_998.low,
        low_95=limits.at_95.low,
        high_95=limits.at_95.high,
        high_998=limits.at_998.high,
        at_95=first.at_95 if agreed else "",
        at_998=first.at_998 if agreed else "",
    )


def curve(populations: Sequence[int], *, reference: float, per: int, phi: float) -> list[CurvePoint]:
    """Limits from the smallest to the largest population, closer together where they bend."""
    low, high = min(populations), max(populations)
    step = (high / low) ** (1 / (CURVE_POINTS - 1))
    found = []
    for population in sorted({round(low * step**number) for number in range(CURVE_POINTS)}):
        limits = stats.funnel_rate(population=population, target=reference, per=per, phi=phi)
        found.append(
            CurvePoint(
                population=population,
                low_998=limits.at_998.low,
                low_95=limits.at_95.low,
                high_95=limits.at_95.high,
                high_998=limits.at_998.high,
            )
        )
    return found
