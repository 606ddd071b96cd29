"""Proportions of few cases: intervals, differences, and how sure a rating band is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from yjs_dash.errors import StatisticsError
from yjs_dash.stats._numbers import part_of, real, share, whole, z_of
from yjs_dash.stats._special import beta_share
from yjs_dash.stats.counts import rounded_percent

EXACT_UP_TO = 1000
"""Cases up to which the tables of Fisher's test are counted in whole numbers; of more, that takes long."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, in the unit of the function that made it."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """First less second, with its interval, in percentage points."""

    points: float
    low: float
    high: float


def wilson(*, k: int, n: int, confidence: float = 0.95) -> Interval:
    """Wilson interval of `k` of `n` cases, as shares from 0 to 1.

    Raises:
        StatisticsError: n below 1, k below 0 or above n, confidence not between 0 and 1.

    References:
        Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the
        American Statistical Association 22, 209–212.
    """
    count, base = part_of(k=k, n=n)
    z = z_of(confidence)
    middle = 2 * count + z * z
    reach = z * math.sqrt(z * z + 4 * count * (base - count) / base)
    whole_range = 2 * (base + z * z)
    # The formula meets 0, 1 and k/n only up to the last digit of a float; readers compare with exactly these.
    low = 0.0 if count == 0 else min((middle - reach) / whole_range, count / base)
    high = 1.0 if count == base else max((middle + reach) / whole_range, count / base)
    return Interval(low=low, high=high)


def newcombe(*, k1: int, n1: int, k2: int, n2: int, confidence: float = 0.95) -> Difference:
    """Difference of two proportions, first less second, by Newcombe's method on Wilson intervals, in points.

    Raises:
        StatisticsError: as `wilson`, for either pair.

    References:
        Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions: comparison of
        eleven methods. Statistics in Medicine 17, 873–890; method 10.
    """
    k1, n1 = part_of(k=k1, n=n1)
    k2, n2 = part_of(k=k2, n=n2)
    first, second = wilson(k=k1, n=n1, confidence=confidence), wilson(k=k2, n=n2, confidence=confidence)
    p1, p2 = k1 / n1, k2 / n2
    down = math.hypot(p1 - first.low, second.high - p2)
    up = math.hypot(first.high - p1, p2 - second.low)
    gap = p1 - p2
    return Difference(points=100 * gap, low=100 * max(gap - down, -1.0), high=100 * min(gap + up, 1.0))


def sign_p(*, higher: int, lower: int) -> float:
    """Two-sided p of the exact sign test that pairs which differ do so one way as often as the other; 1 without any.

    Raises:
        StatisticsError: a negative number.
    """
    more, fewer = whole(higher, name="A number of pairs"), whole(lower, name="A number of pairs")
    pairs = more + fewer
    tail = sum(math.comb(pairs, k) for k in range(min(more, fewer) + 1))
    return min(1.0, float(Fraction(2 * tail, 2**pairs)))


def fisher_p(*, k1: int, n1: int, k2: int, n2: int) -> float:
    """Two-sided p of Fisher's exact test that two proportions are the same.

    Adds up every table with the same margins that is no more likely than the one seen. Counted in whole numbers, so
    that equally likely tables are equal; from bases of EXACT_UP_TO on in ratios to the table seen, where tables count
    as equally likely up to a millionth of a per cent.

    Raises:
        StatisticsError: n below 1, k below 0 or above n, for either pair.

    References:
        Fisher, R. A. (1935). The logic of inductive inference. Journal of the Royal Statistical Society 98, 39–82; two
        sides as in Agresti, A. (1992). A survey of exact inference for contingency tables. Statistical Science 7,
        131–153.
    """
    count, base = part_of(k=k1, n=n1)
    other_count, other_base = part_of(k=k2, n=n2)
    together = count + other_count
    first = max(0, together - other_base)
    if max(base, other_base) > EXACT_UP_TO:
        return _fisher_p_in_ratios(first, count, base=base, other_base=other_base, together=together)
    ways = [math.comb(base, first) * math.comb(other_base, together - first)]
    for x in range(first, min(base, together)):
        # The next number of ways from the last one; the division leaves no remainder.
        grow = (base - x) * (together - x)
        ways.append(ways[-1] * grow // ((x + 1) * (other_base - together + x + 1)))
    seen = ways[count - first]
    return sum(w for w in ways if w <= seen) / sum(ways)


def _fisher_p_in_ratios(first: int, count: int, *, base: int, other_base: int, together: int) -> float:
    """The same with the number of ways of each table as a multiple of that of the table seen."""
    up, down = [1.0], [1.0]
    for x in range(count, min(base, together)):
        up.append(up[-1] * (base - x) * (together - x) / ((x + 1) * (other_base - together + x + 1)))
    for x in range(count - 1, first - 1, -1):
        down.append(down[-1] * (x + 1) * (other_base - together + x + 1) / ((base - x) * (together - x)))
    ways = [*up, *down[1:]]
    return min(1.0, sum(w for w in ways if w <= 1 + 1e-8) / sum(ways))


def holm(p_values: Iterable[float]) -> tuple[float, ...]:
    """Holm-adjusted p values, in the order given.

    Raises:
        StatisticsError: a value that is not from 0 to 1.

    References:
        Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics 6,
        65–70.
    """
    raw = [real(p, name="A p value", least=0, most=1) for p in p_values]
    adjusted = [0.0] * len(raw)
    largest = 0.0
    for rank, position in enumerate(sorted(range(len(raw)), key=raw.__getitem__)):
        largest = max(largest, min(1.0, (len(raw) - rank) * raw[position]))
        adjusted[position] = largest
    return tuple(adjusted)


def band_probabilities(*, k: int, n: int, cuts: Sequence[float]) -> tuple[float, ...]:
    """Probability that the share behind `k` of `n` cases lies in each band, lowest band first; they add to 1.

    The share is taken as Beta(k + 1/2, n - k + 1/2) (Jeffreys). `cuts` are the shares at which the bands
    meet, ascending; three cuts make four bands.

    Raises:
        StatisticsError: n below 1, k below 0 or above n, no cut, cuts not ascending between 0 and 1.

    References:
        Brown, L. D., Cai, T. T. and DasGupta, A. (2001). Interval estimation for a binomial proportion. Statistical
        Science 16, 101–133; Jeffreys’ prior.
    """
    count, base = part_of(k=k, n=n)
    limits = [share(cut, name="A cut between bands") for cut in cuts]
    if not limits or any(right <= left for left, right in pairwise(limits)):
        raise StatisticsError(
            problem="The cuts between bands must be at least one, each above the one before."
        )
    below = [beta_share(a=count + 0.5, b=base - count + 0.5, x=limit) for limit in limits]
    return tuple(max(right - left, 0.0) for left, right in pairwise([0.0, *below, 1.0]))


def probability_not_band(*, k: int, n: int, cuts: Sequence[float], band: int | None = None) -> float:
    """Probability that the share behind `k` of `n` cases lies outside one band.

    `band` is its number, the lowest 0; without it, the band of the percentage as printed, rounded half up.

    Raises:
        StatisticsError: as `band_probabilities`, or a band that the cuts do not make.

    References:
        As `band_probabilities`.
    """
    probabilities = band_probabilities(k=k, n=n, cuts=cuts)
    if band is None:
        # Through its text, because 100 times the float 0.57 is less than 57.
        percent = rounded_percent(k=k, n=n)
        number = sum(percent >= 100 * Fraction(str(cut)) for cut in cuts)
    else:
        number = whole(band, name="The number of the band")
    if number >= len(probabilities):
        raise StatisticsError(
            problem=f"There is no band number {number}; the last is {len(probabilities) - 1}."
        )
    return sum(p for position, p in enumerate(probabilities) if position != number)
