"""Rates of events in a population: intervals, the count behind a printed rate, and verdicts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from yjs_dash.stats import _poisson
from yjs_dash.stats._numbers import printed_units, real, whole, z_of
from yjs_dash.stats.counts import counts_printed_as
from yjs_dash.stats.proportions import Interval

PER = 100_000

Verdict = Literal["similar", "higher", "lower"]


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate with its interval, all per the same number of people."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ReconstructedCount:
    """Counts behind a printed rate, to be marked [e].

    `exact` is True where each of `counts` gives the printed rate. Where no whole number does, `counts` holds
    the nearest, and the rate was worked out on another denominator.
    """

    counts: tuple[int, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class Verdicts:
    """A figure against its reference, at two levels of confidence."""

    at_95: Verdict
    at_998: Verdict


def byar(events: int, *, confidence: float = 0.95) -> Interval:
    """Byar's approximate interval of a number of events, in events; good from ten events on.

    Raises:
        StatisticsError: events not a whole number of 0 or more, confidence not between 0 and 1.

    References:
        Breslow, N. E. and Day, N. E. (1987). Statistical Methods in Cancer Research II. IARC, Lyon; Byar’s
        approximation.
    """
    seen, z = whole(events, name="The number of events"), z_of(confidence)
    return Interval(low=_poisson.byar_low(events=seen, z=z), high=_poisson.byar_high(events=seen, z=z))


def exact_poisson(events: int, *, confidence: float = 0.95) -> Interval:
    """Exact Poisson interval of a number of events, in events.

    Raises:
        StatisticsError: as `byar`.

    References:
        Garwood, F. (1936). Fiducial limits for the Poisson distribution. Biometrika 28, 437–442.
    """
    seen, z = whole(events, name="The number of events"), z_of(confidence)
    return Interval(low=_poisson.exact_low(events=seen, z=z), high=_poisson.exact_high(events=seen, z=z))


def event_interval(events: int, *, confidence: float = 0.95) -> Interval:
    """Interval of a number of events, in events: exact Poisson below 10, Byar from 10 on.

    Raises:
        StatisticsError: as `byar`.

    References:
        As `byar` and `exact_poisson`.
    """
    exact = whole(events, name="The number of events") < _poisson.EXACT_BELOW
    return (exact_poisson if exact else byar)(events, confidence=confidence)


def rate_interval(*, events: int, population: int, confidence: float = 0.95, per: int = PER) -> Rate:
    """Rate of `events` in `population` with its interval, per 100,000 people unless `per` says otherwise.

    Raises:
        StatisticsError: as `byar`, or population or per below 1.

    References:
        As `event_interval`.
    """
    ends = event_interval(events, confidence=confidence)
    factor = whole(per, name="The base of the rate", least=1) / whole(
        population, name="The population", least=1
    )
    return Rate(value=events * factor, low=ends.low * factor, high=ends.high * factor)


def reconstructed_count(
    *, rate: float, population: int, per: int = PER, decimals: int = 0
) -> ReconstructedCount:
    """Counts behind a rate that was printed with `decimals`, halves up; all of them, or else the nearest.

    Raises:
        StatisticsError: a negative rate or one with more decimals, population or per below 1.
    """
    people = whole(population, name="The population", least=1)
    printed = printed_units(rate, name="The rate", decimals=decimals)
    scale = whole(per, name="The base of the rate", least=1) * 10**decimals
    counts = tuple(counts_printed_as(printed=printed, base=people, scale=scale))
    if counts:
        return ReconstructedCount(counts=counts, exact=True)
    wanted = Fraction(printed * people, scale)
    candidates = (math.floor(wanted), math.ceil(wanted))
    nearest = min(abs(c - wanted) for c in candidates)
    return ReconstructedCount(counts=tuple(c for c in candidates if abs(c - wanted) == nearest), exact=False)


def rate_verdict(*, events: int, population: int, reference: float, per: int = PER) -> Verdicts:
    """Whether a rate is similar to, higher or lower than `reference`, a rate per the same number of people.

    Higher means that the whole interval lies above the reference. A word about size, not about good or bad.

    Raises:
        StatisticsError: as `rate_interval`, or a reference below 0.

    References:
        As `event_interval`.
    """
    wanted = real(reference, name="The reference rate", least=0)
    inner = rate_interval(events=events, population=population, confidence=0.95, per=per)
    outer = rate_interval(events=events, population=population, confidence=0.998, per=per)
    return Verdicts(at_95=_against(inner, wanted), at_998=_against(outer, wanted))


def _against(rate: Rate, reference: float) -> Verdict:
    if rate.low > reference:
        return "higher"
    return "lower" if rate.high < reference else "similar"
