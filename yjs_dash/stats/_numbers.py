"""What every rule asks of the numbers it is given: whole, finite, inside their limits."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from numbers import Real
from typing import Any

from yjs_dash.errors import StatisticsError


def real(value: object, *, name: str, least: float = -math.inf, most: float = math.inf) -> float:
    """`value` as a finite number from `least` to `most`, both included."""
    # A truth value counts as a number in Python, and never is one in a table.
    if isinstance(value, bool) or not isinstance(value, Real | Decimal):
        raise StatisticsError(problem=f"{name} must be a number, found {value}.")
    try:
        number = float(value)
    except (OverflowError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        raise StatisticsError(problem=f"{name} must be a finite number, found {value}.")
    if not least <= number <= most:
        raise StatisticsError(problem=f"{name} must be {_span(least, most)}, found {value}.")
    return number


def above_zero(value: object, *, name: str) -> float:
    """`value` as a finite number greater than 0."""
    number = real(value, name=name)
    if number <= 0:
        raise StatisticsError(problem=f"{name} must be greater than 0, found {value}.")
    return number


def whole(value: Any, *, name: str, least: int = 0) -> int:
    """`value` as a whole number of at least `least`; 8.0 is whole, because tables with gaps hold floats."""
    number = real(value, name=name)
    if not number.is_integer() or number < least:
        raise StatisticsError(problem=f"{name} must be a whole number of {least} or more, found {value}.")
    return int(value)


def part_of(*, k: object, n: object) -> tuple[int, int]:
    """`k` of `n` cases as whole numbers, with n at least 1 and k no larger than n."""
    base = whole(n, name="The number of cases", least=1)
    count = whole(k, name="The count")
    if count > base:
        raise StatisticsError(problem=f"The count {count} is larger than the {base} cases it is a part of.")
    return count, base


def share(value: object, *, name: str) -> float:
    """`value` as a share strictly between 0 and 1."""
    number = real(value, name=name)
    if not 0 < number < 1:
        raise StatisticsError(problem=f"{name} must lie between 0 and 1, found {value}.")
    return number


def printed_units(value: object, *, name: str, decimals: int) -> int:
    """A printed number in units of its last printed digit: 40.6 with one decimal is 406."""
    real(value, name=name, least=0)
    # Through its text, because the float 40.6 is not quite 40.6.
    scaled = Fraction(str(value)) * 10 ** whole(decimals, name="The number of decimals")
    if scaled.denominator != 1:
        raise StatisticsError(
            problem=f"{name} {value} has more than the {decimals} decimals it was printed with."
        )
    return int(scaled)


def z_of(confidence: float) -> float:
    """Standard deviations to either side of a normal mean that hold `confidence`: 0.95 gives 1.96."""
    return -_normal_quantile((1 - share(confidence, name="The confidence")) / 2)


@lru_cache(maxsize=64)
def _normal_quantile(probability: float) -> float:
    from statistics import NormalDist  # it loads much that reading a report has no need of

    return NormalDist().inv_cdf(probability)


def tail_of(z: float) -> float:
    """Probability beyond `z` on one side; stays exact where 1 minus the distribution would be 0."""
    return math.erfc(z / math.sqrt(2)) / 2


def _span(least: float, most: float) -> str:
    if math.isinf(most):
        return f"{least:g} or more"
    return f"{least:g} to {most:g}"
