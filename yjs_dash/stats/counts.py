"""Counts behind printed percentages, rounding as reports round, and counts too small to show."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache

from yjs_dash.errors import StatisticsError
from yjs_dash.stats._numbers import part_of, printed_units, real, whole

SMALL_COUNTS = range(1, 6)

# Own context, so that no precision set elsewhere can move a half.
_DECIMAL = Context(prec=60)


def round_half_up(value: float | Decimal, *, decimals: int = 0) -> Decimal:
    """`value` rounded as reports print it, halves away from zero: 62.5 gives 63; Python's round gives 62.

    A float is taken as it is written (2.675, not the binary fraction just below it).

    Raises:
        StatisticsError: not a finite number, or one of more than 60 digits.
    """
    real(value, name="The number to round")
    unit = Decimal(1).scaleb(-whole(decimals, name="The number of decimals"))
    try:
        return Decimal(str(value)).quantize(unit, rounding=ROUND_HALF_UP, context=_DECIMAL)
    except InvalidOperation:
        raise StatisticsError(problem=f"The number to round has too many digits: {value}.") from None


# Typed, because a truth value equals 1 and must be refused.
@lru_cache(maxsize=4096, typed=True)
def rounded_percent(*, k: int, n: int) -> int:
    """Printed percentage of `k` of `n` cases: a whole number, halves up.

    Raises:
        StatisticsError: n below 1, k below 0 or above n.
    """
    count, base = part_of(k=k, n=n)
    return int(round_half_up(_DECIMAL.divide(Decimal(100 * count), Decimal(base))))


def possible_counts(*, percent: int, n: int) -> tuple[int, ...]:
    """Every count of `n` cases that is printed as `percent`, ascending; none means that the base is not n.

    Raises:
        StatisticsError: percent not a whole number from 0 to 100, or n below 1.
    """
    base = whole(n, name="The number of cases", least=1)
    real(percent, name="The percentage", least=0, most=100)
    printed = printed_units(percent, name="The percentage", decimals=0)
    return tuple(k for k in counts_printed_as(printed=printed, base=base, scale=100) if k <= base)


def count_behind(*, percent: int, n: int) -> int | None:
    """The one count of `n` cases behind a printed percentage, or None where there is none or more than one.

    Raises:
        StatisticsError: as `possible_counts`.
    """
    counts = possible_counts(percent=percent, n=n)
    return counts[0] if len(counts) == 1 else None


def one_case_worth(n: int) -> float:
    """Percentage points that one of `n` cases is worth.

    Raises:
        StatisticsError: n below 1.
    """
    return 100 / whole(n, name="The number of cases", least=1)


def is_small_count(count: int) -> bool:
    """Whether a count of children is 1 to 5, too few to be shown when it was worked out and not published.

    Raises:
        StatisticsError: not a whole number of 0 or more.
    """
    return whole(count, name="The count") in SMALL_COUNTS


def shown_count(count: int, *, derived: bool) -> int | None:
    """The count of children as it may be shown; None stands for [c], suppressed.

    A derived count of 1 to 5 is suppressed. What a publisher printed may be repeated.

    Raises:
        StatisticsError: not a whole number of 0 or more.
    """
    return None if derived and is_small_count(count) else whole(count, name="The count")


def counts_printed_as(*, printed: int, base: int, scale: int) -> range:
    """Whole numbers k for which scale * k / base rounds half up to `printed`; exact, in integers."""
    # printed - 1/2 <= scale * k / base < printed + 1/2, cleared of fractions.
    first = -(-(2 * printed - 1) * base // (2 * scale))
    end = -(-(2 * printed + 1) * base // (2 * scale))
    return range(max(first, 0), max(end, 0))
