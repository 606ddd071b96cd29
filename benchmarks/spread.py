"""Median, 95th percentile and largest of measured times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """In the unit of what was measured."""

    p50: float
    p95: float
    largest: float
    count: int

    def __str__(self) -> str:
        return f"{self.p50:,.0f} / {self.p95:,.0f}"


def spread(times: Sequence[float]) -> Spread:
    """Percentiles between neighbours by straight lines. Raises ValueError for nothing measured."""
    if not times:
        raise ValueError("Nothing was measured.")
    ordered = sorted(times)
    return Spread(_at(ordered, 0.5), _at(ordered, 0.95), ordered[-1], len(ordered))


def _at(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])
