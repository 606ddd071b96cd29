"""Relative rate index: the caseload of a group for its population, against the same of a baseline.

The baseline in England and Wales is White children. An index of 1 means the same rate as the baseline.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from yjs_dash.errors import StatisticsError
from yjs_dash.stats._numbers import above_zero, printed_units, real, whole, z_of

Basis = Literal["percentages", "counts"]


@dataclass(frozen=True, slots=True)
class RelativeRateIndex:
    """An index with its bounds, and what it would be were every child of Unknown ethnicity in one group.

    From percentages the bounds hold every index that the rounding of the printed figures allows; from counts
    they are a confidence interval, missing where the group has no case. Only counts support a verdict.
    """

    value: float
    low: float | None
    high: float | None
    unknown_to_baseline: float
    unknown_to_group: float
    basis: Basis


def relative_rate_index(
    *, group: float, group_population: float, baseline: float, baseline_population: float
) -> float:
    """(group / group_population) / (baseline / baseline_population), each pair in the same unit.

    Raises:
        StatisticsError: a negative or non-finite number, no one in a population, no case in the baseline.
    """
    ours = real(group, name="The group's caseload", least=0)
    rate = ours / above_zero(group_population, name="The group's population")
    baseline_rate = above_zero(baseline, name="The baseline's caseload")
    return rate / (baseline_rate / above_zero(baseline_population, name="The baseline's population"))


def index_from_percentages(
    *,
    group: float,
    group_population: float,
    baseline: float,
    baseline_population: float,
    unknown: float = 0,
    caseload_decimals: int = 0,
    population_decimals: int = 1,
) -> RelativeRateIndex:
    """Index from printed percentages of the caseload and of the population, with bounds from their rounding.

    Raises:
        StatisticsError: as `relative_rate_index`, a percentage above 100 or with more decimals than printed.
    """
    for percent, decimals in (
        (group, caseload_decimals),
        (baseline, caseload_decimals),
        (unknown, caseload_decimals),
        (group_population, population_decimals),
        (baseline_population, population_decimals),
    ):
        real(percent, name="A percentage", least=0, most=100)
        printed_units(percent, name="The percentage", decimals=decimals)
    case_half, population_half = 0.5 / 10**caseload_decimals, 0.5 / 10**population_decimals
    index = relative_rate_index(
        group=group,
        group_population=group_population,
        baseline=baseline,
        baseline_population=baseline_population,
    )
    low = relative_rate_index(
        group=max(group - case_half, 0),
        group_population=min(group_population + population_half, 100),
        baseline=min(baseline + case_half, 100),
        baseline_population=baseline_population - population_half,
    )
    high = relative_rate_index(
        group=min(group + case_half, 100),
        group_population=group_population - population_half,
        baseline=baseline - case_half,
        baseline_population=min(baseline_population + population_half, 100),
    )
    return RelativeRateIndex(
        value=index,
        low=low,
        high=high,
        unknown_to_baseline=index * baseline / (baseline + unknown),
        unknown_to_group=index
        + relative_rate_index(
            group=unknown,
            group_population=group_population,
            baseline=baseline,
            baseline_population=baseline_population,
        ),
        basis="percentages",
    )


def index_from_counts(
    *,
    group: int,
    group_population: int,
    baseline: int,
    baseline_population: int,
    unknown: int = 0,
    confidence: float = 0.95,
) -> RelativeRateIndex:
    """Index from counts of children in the caseload and in the population, with its confidence interval.

    Raises:
        StatisticsError: as `relative_rate_index`, not whole numbers, or more children than their population.

    References:
        Katz, D., Baptista, J., Azen, S. P. and Pike, M. C. (1978). Obtaining confidence intervals for the risk ratio in
        cohort studies. Biometrics 34, 469–474.
    """
    z = z_of(confidence)
    g = whole(group, name="The group's caseload")
    w = whole(baseline, name="The baseline's caseload", least=1)
    not_known = whole(unknown, name="The unknown caseload")
    all_g = whole(group_population, name="The group's population", least=1)
    all_w = whole(baseline_population, name="The baseline's population", least=1)
    if g > all_g or w > all_w:
        raise StatisticsError(problem="A caseload is larger than the population it comes from.")
    index = (g / all_g) / (w / all_w)
    low = high = None
    if g > 0:
        # A caseload is part of its population, hence the last two terms; rounding may leave a hair below 0.
        error = math.sqrt(max(1 / g + 1 / w - 1 / all_g - 1 / all_w, 0.0))
        low, high = index * math.exp(-z * error), index * math.exp(z * error)
    return RelativeRateIndex(
        value=index,
        low=low,
        high=high,
        unknown_to_baseline=(g / all_g) / ((w + not_known) / all_w),
        unknown_to_group=((g + not_known) / all_g) / (w / all_w),
        basis="counts",
    )
