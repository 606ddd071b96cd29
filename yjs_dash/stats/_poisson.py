"""Interval ends of a number of events: exact Poisson below ten events, Byar's approximation from ten on.

Both are defined between the whole numbers too, which draws a smooth funnel.
"""

from __future__ import annotations

import math

from yjs_dash.stats._numbers import tail_of
from yjs_dash.stats._special import gamma_value, gamma_value_above

EXACT_BELOW = 10


def low(*, events: float, z: float) -> float:
    return (exact_low if events < EXACT_BELOW else byar_low)(events=events, z=z)


def high(*, events: float, z: float) -> float:
    return (exact_high if events < EXACT_BELOW else byar_high)(events=events, z=z)


def exact_low(*, events: float, z: float) -> float:
    return gamma_value(a=events, below=tail_of(z)) if events > 0 else 0.0


def exact_high(*, events: float, z: float) -> float:
    return gamma_value_above(a=events + 1, above=tail_of(z))


def byar_low(*, events: float, z: float) -> float:
    if events <= 0:
        return 0.0
    root = 1 - 1 / (9 * events) - z / (3 * math.sqrt(events))
    # With few events and a wide interval the bracket turns negative; a number of events cannot.
    return events * max(root, 0.0) ** 3


def byar_high(*, events: float, z: float) -> float:
    more = events + 1
    return float(more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3)
