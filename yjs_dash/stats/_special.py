"""The special functions that the exact rules need, loaded when first asked for: loading scipy takes long."""

from __future__ import annotations

from collections.abc import Callable


def beta_share(*, a: float, b: float, x: float) -> float:
    """Probability that a Beta(a, b) variable lies below `x`."""
    from scipy.special import betainc  # type: ignore[import-untyped, unused-ignore]

    return float(betainc(a, b, x))


def gamma_value(*, a: float, below: float) -> float:
    """The value below which a Gamma(a) variable lies with probability `below`."""
    from scipy.special import gammaincinv

    return float(gammaincinv(a, below))


def gamma_value_above(*, a: float, above: float) -> float:
    """The value above which a Gamma(a) variable lies with probability `above`."""
    from scipy.special import gammainccinv

    return float(gammainccinv(a, above))


def root(function: Callable[[float], float], *, low: float, high: float) -> float:
    """Where a rising function crosses 0 between `low` and `high`, by halving."""
    while high - low > 1e-11 * max(1.0, high):
        middle = (low + high) / 2
        if function(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2
