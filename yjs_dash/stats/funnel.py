"""Control limits of a funnel plot, and the factor for areas that differ more than chance allows.

An area lies outside a limit exactly when its own interval of the same confidence leaves out the target: the
normal limits mirror Wilson intervals, the limits of rates mirror the exact Poisson and Byar intervals.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from yjs_dash.stats import _poisson
from yjs_dash.stats._numbers import above_zero, part_of, real, share, tail_of, whole, z_of
from yjs_dash.stats._special import beta_share, root
from yjs_dash.stats.proportions import Interval
from yjs_dash.stats.rates import PER, Verdict, Verdicts

EXACT_BELOW_CASES = 35
AREAS_FOR_OVERDISPERSION = 10
Z_95 = z_of(0.95)
Z_998 = z_of(0.998)


@dataclass(frozen=True, slots=True)
class FunnelLimits:
    """Limits at 95 and at 99.8 per cent (z 1.96 and 3.09), in the unit of the target."""

    at_95: Interval
    at_998: Interval

    def verdicts(self, value: float) -> Verdicts:
        """Whether a value lies within the limits (similar), above or below them."""
        number = real(value, name="The value")
        return Verdicts(at_95=_place(number, self.at_95), at_998=_place(number, self.at_998))


@dataclass(frozen=True, slots=True)
class Overdispersion:
    """How much more the areas differ than chance allows: `phi` is 1 where they differ as much as chance."""

    phi: float
    areas: int

    @property
    def applies(self) -> bool:
        """Only a phi above 1 widens limits, and only ten areas or more can tell it."""
        return self.phi > 1 and self.areas >= AREAS_FOR_OVERDISPERSION

    @property
    def factor(self) -> float:
        """What to hand to the limits as `phi`: 1 where over-dispersion does not apply."""
        return self.phi if self.applies else 1.0


def funnel_proportion(*, n: int, target: float, phi: float = 1.0) -> FunnelLimits:
    """Limits for a share of `n` cases around the `target` share: exact binomial below 35 cases, else normal.

    Raises:
        StatisticsError: n below 1, target not between 0 and 1, phi below 1.

    References:
        Spiegelhalter, D. J. (2005). Funnel plots for comparing institutional performance. Statistics in Medicine 24,
        1185–1202.
    """
    base = whole(n, name="The number of cases", least=1)
    p = share(target, name="The target share")
    wider = _widening(phi)
    limits = _exact_shares if base < EXACT_BELOW_CASES else _normal_shares
    return FunnelLimits(
        at_95=limits(base, p, Z_95 * wider),
        at_998=limits(base, p, Z_998 * wider),
    )


def funnel_rate(*, population: int, target: float, per: int = PER, phi: float = 1.0) -> FunnelLimits:
    """Limits for the rate of a `population` around the `target` rate, per 100,000 unless `per` differs.

    Raises:
        StatisticsError: population or per below 1, target not above 0, phi below 1.

    References:
        As `funnel_proportion`.
    """
    people = whole(population, name="The population", least=1)
    factor = whole(per, name="The base of the rate", least=1) / people
    expected = above_zero(target, name="The target rate") / factor
    wider = _widening(phi)
    inner, outer = _events(expected, Z_95 * wider), _events(expected, Z_998 * wider)
    return FunnelLimits(
        at_95=Interval(low=inner.low * factor, high=inner.high * factor),
        at_998=Interval(low=outer.low * factor, high=outer.high * factor),
    )


def z_of_proportion(*, k: int, n: int, target: float) -> float:
    """Standard deviations between `k` of `n` cases and the `target` share.

    Raises:
        StatisticsError: n below 1, k below 0 or above n, target not between 0 and 1.

    References:
        Spiegelhalter, D. J. (2005). Handling over-dispersion of performance indicators. Quality and Safety in Health
        Care 14, 347–351.
    """
    count, base = part_of(k=k, n=n)
    p = share(target, name="The target share")
    return (count / base - p) / math.sqrt(p * (1 - p) / base)


def z_of_rate(*, events: int, population: int, target: float, per: int = PER) -> float:
    """Standard deviations between the rate of `events` in `population` and the `target` rate.

    Raises:
        StatisticsError: events below 0, population or per below 1, target not above 0.

    References:
        As `z_of_proportion`.
    """
    seen = whole(events, name="The number of events")
    people = whole(population, name="The population", least=1)
    base = whole(per, name="The base of the rate", least=1)
    expected = above_zero(target, name="The target rate") * people / base
    return (seen - expected) / math.sqrt(expected)


def winsorised(z_scores: Iterable[float]) -> tuple[float, ...]:
    """Scores in the order given, the lowest and the highest 10 per cent drawn in to the nearest that remains.

    Raises:
        StatisticsError: a score that is not a finite number.

    References:
        As `z_of_proportion`.
    """
    scores = [real(z, name="A z-score") for z in z_scores]
    if not scores:
        return ()
    ordered = sorted(scores)
    drawn_in = len(scores) // 10
    low, high = ordered[drawn_in], ordered[-1 - drawn_in]
    return tuple(min(max(z, low), high) for z in scores)


def overdispersion(z_scores: Iterable[float]) -> Overdispersion:
    """Mean square of the winsorised z-scores of the areas (Spiegelhalter's multiplicative factor).

    Raises:
        StatisticsError: no score, or one that is not a finite number.

    References:
        As `z_of_proportion`.
    """
    scores = winsorised(z_scores)
    count = whole(len(scores), name="The number of areas", least=1)
    return Overdispersion(phi=math.fsum(z * z for z in scores) / count, areas=count)


def _widening(phi: float) -> float:
    return math.sqrt(real(phi, name="The over-dispersion factor", least=1))


def _normal_shares(n: int, p: float, z: float) -> Interval:
    reach = z * math.sqrt(p * (1 - p) / n)
    return Interval(low=max(p - reach, 0.0), high=min(p + reach, 1.0))


def _exact_shares(n: int, p: float, z: float) -> Interval:
    tail = tail_of(z)
    return Interval(low=1 - _exact_upper_share(n, 1 - p, tail), high=_exact_upper_share(n, p, tail))


def _exact_upper_share(n: int, p: float, tail: float) -> float:
    if p**n >= tail:
        return 1.0

    # The probability of `k` cases or more, carried on between whole numbers, falls to `tail` at the limit.
    def short_of(k: float) -> float:
        return tail - beta_share(a=k, b=n - k + 1, x=p)

    return root(short_of, low=0.0, high=float(n)) / n


def _events(expected: float, z: float) -> Interval:
    top = expected + 1
    while _poisson.low(events=top, z=z) < expected:
        top *= 2
    high = root(lambda events: _poisson.low(events=events, z=z) - expected, low=expected, high=top)
    if _poisson.high(events=0, z=z) >= expected:
        return Interval(low=0.0, high=high)
    low = root(lambda events: _poisson.high(events=events, z=z) - expected, low=0.0, high=expected)
    return Interval(low=low, high=high)


def _place(value: float, limits: Interval) -> Verdict:
    if value > limits.high:
        return "higher"
    return "lower" if value < limits.low else "similar"
