"""What must hold of the statistical rules for any numbers, and their agreement with scipy and statsmodels."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats as scipy_stats
from scipy.stats.mstats import winsorize
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from yjs_dash import stats

confidences = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.998])
shares = st.floats(0.02, 0.98)
scores = st.lists(st.floats(-20, 20), min_size=1, max_size=60)


@st.composite
def cases(draw: st.DrawFn, most: int = 300) -> tuple[int, int]:
    n = draw(st.integers(1, most))
    return draw(st.integers(0, n)), n


def test_every_count_of_up_to_100_cases_is_found_again_from_its_percentage() -> None:
    for n in range(1, 101):
        for k in range(n + 1):
            percent = stats.rounded_percent(k=k, n=n)
            assert stats.possible_counts(percent=percent, n=n) == (k,)
            assert stats.count_behind(percent=percent, n=n) == k


@given(percent=st.integers(0, 100), n=st.integers(1, 2_000))
def test_possible_counts_are_exactly_those_that_round_to_the_percentage(percent: int, n: int) -> None:
    expected = tuple(k for k in range(n + 1) if (200 * k + n) // (2 * n) == percent)
    assert stats.possible_counts(percent=percent, n=n) == expected


@given(cases(most=10**9))
def test_a_count_is_always_among_those_behind_its_own_percentage(part: tuple[int, int]) -> None:
    k, n = part
    assert stats.rounded_percent(k=k, n=n) == (200 * k + n) // (2 * n)


@given(cases(), confidences)
def test_wilson_stays_inside_0_and_1_and_holds_the_share(part: tuple[int, int], confidence: float) -> None:
    k, n = part
    interval = stats.wilson(k=k, n=n, confidence=confidence)
    assert 0 <= interval.low <= k / n <= interval.high <= 1


@given(cases(), confidences)
def test_wilson_is_mirrored_when_sufficient_and_insufficient_change_places(
    part: tuple[int, int], confidence: float
) -> None:
    k, n = part
    interval = stats.wilson(k=k, n=n, confidence=confidence)
    mirrored = stats.wilson(k=n - k, n=n, confidence=confidence)
    assert (interval.low, interval.high) == pytest.approx((1 - mirrored.high, 1 - mirrored.low), abs=1e-12)


@given(cases(), confidences)
def test_wilson_equals_statsmodels(part: tuple[int, int], confidence: float) -> None:
    k, n = part
    interval = stats.wilson(k=k, n=n, confidence=confidence)
    expected = proportion_confint(k, n, alpha=1 - confidence, method="wilson")
    assert (interval.low, interval.high) == pytest.approx(expected, abs=1e-12)


@given(cases(), cases(), confidences)
def test_newcombe_changes_its_sign_when_the_services_change_places(
    first: tuple[int, int], second: tuple[int, int], confidence: float
) -> None:
    (k1, n1), (k2, n2) = first, second
    gap = stats.newcombe(k1=k1, n1=n1, k2=k2, n2=n2, confidence=confidence)
    back = stats.newcombe(k1=k2, n1=n2, k2=k1, n2=n1, confidence=confidence)
    assert (gap.points, gap.low, gap.high) == pytest.approx((-back.points, -back.high, -back.low), abs=1e-9)
    assert -100 <= gap.low <= gap.points <= gap.high <= 100


@given(cases(most=60), cases(most=60))
def test_newcombe_equals_statsmodels(first: tuple[int, int], second: tuple[int, int]) -> None:
    (k1, n1), (k2, n2) = first, second
    gap = stats.newcombe(k1=k1, n1=n1, k2=k2, n2=n2)
    expected = confint_proportions_2indep(k1, n1, k2, n2, method="newcomb", compare="diff")
    assert (gap.low / 100, gap.high / 100) == pytest.approx(expected, abs=1e-9)


@given(cases(most=60), cases(most=60))
def test_fisher_equals_scipy_and_does_not_mind_the_order(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    (k1, n1), (k2, n2) = first, second
    p = stats.fisher_p(k1=k1, n1=n1, k2=k2, n2=n2)
    assert p == pytest.approx(scipy_stats.fisher_exact([[k1, n1 - k1], [k2, n2 - k2]])[1], rel=1e-9)
    assert p == pytest.approx(stats.fisher_p(k1=k2, n1=n2, k2=k1, n2=n1), rel=1e-12)
    assert 0 < p <= 1


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_holm_keeps_the_order_of_p_values_and_never_lowers_one(p_values: list[float]) -> None:
    adjusted = stats.holm(p_values)
    assert all(raw <= p <= 1 for raw, p in zip(p_values, adjusted, strict=True))
    pairs = sorted(zip(p_values, adjusted, strict=True))
    assert [p for _, p in pairs] == sorted(adjusted)
    # The definition: the smallest of m is multiplied by m, the next by m - 1, and none ends below one before it.
    multiplied = [min(1.0, (len(pairs) - place) * raw) for place, (raw, _) in enumerate(pairs)]
    assert [p for _, p in pairs] == pytest.approx(
        [max(multiplied[: n + 1]) for n in range(len(pairs))], abs=1e-12
    )


@pytest.mark.parametrize(
    "p_values",
    [
        [0.03],
        [0.01, 0.04, 0.03],
        [0.02, 0.02, 0.5, 0.0],
        [1.0, 0.9, 0.001, 0.6, 0.04],
        [n / 40 for n in range(40)],
    ],
)
def test_holm_equals_statsmodels(p_values: list[float]) -> None:
    expected = multipletests(p_values, method="holm")[1]
    assert stats.holm(p_values) == pytest.approx(tuple(expected), abs=1e-12)


@given(cases(), st.lists(st.floats(0.05, 0.95), min_size=1, max_size=5, unique=True))
def test_band_probabilities_are_shares_of_one_and_leave_the_rest(
    part: tuple[int, int], cuts: list[float]
) -> None:
    k, n = part
    bands = stats.band_probabilities(k=k, n=n, cuts=sorted(cuts))
    assert len(bands) == len(cuts) + 1
    assert all(0 <= p <= 1 for p in bands)
    assert math.fsum(bands) == pytest.approx(1)
    for number, p in enumerate(bands):
        outside = stats.probability_not_band(k=k, n=n, cuts=sorted(cuts), band=number)
        assert outside == pytest.approx(1 - p, abs=1e-9)


@given(st.integers(0, 5_000), confidences)
def test_event_intervals_hold_the_events_and_grow_with_them(events: int, confidence: float) -> None:
    interval = stats.event_interval(events, confidence=confidence)
    more = stats.event_interval(events + 1, confidence=confidence)
    assert 0 <= interval.low <= events <= interval.high
    assert interval.low <= more.low
    assert interval.high <= more.high


@given(st.integers(0, 500), confidences)
def test_the_exact_interval_is_the_one_of_the_chi_square_distribution(events: int, confidence: float) -> None:
    tail = (1 - confidence) / 2
    interval = stats.exact_poisson(events, confidence=confidence)
    low = scipy_stats.chi2.ppf(tail, 2 * events) / 2 if events else 0.0
    high = scipy_stats.chi2.ppf(1 - tail, 2 * events + 2) / 2
    assert (interval.low, interval.high) == pytest.approx((low, high), rel=1e-9)


@given(st.integers(10, 5_000), st.sampled_from([0.8, 0.95, 0.998]))
def test_byar_is_within_a_tenth_of_an_event_of_the_exact_interval(events: int, confidence: float) -> None:
    near, exact = (
        stats.byar(events, confidence=confidence),
        stats.exact_poisson(events, confidence=confidence),
    )
    assert (near.low, near.high) == pytest.approx((exact.low, exact.high), abs=0.1)


@given(st.integers(0, 2_000), st.integers(1, 1_000_000), st.integers(0, 2))
def test_a_printed_rate_gives_its_count_again(events: int, population: int, decimals: int) -> None:
    rate = stats.round_half_up(
        stats.rate_interval(events=events, population=population).value, decimals=decimals
    )
    # A rate that falls on a half exactly may land on either side of it in floats.
    assume(abs(100_000 * 10**decimals * events / population % 1 - 0.5) > 1e-6)
    found = stats.reconstructed_count(rate=float(rate), population=population, decimals=decimals)
    assert found.exact
    assert events in found.counts


@given(st.integers(0, 5_000), st.integers(1, 1_000_000))
def test_a_rate_without_an_exact_count_has_the_nearest(rate: int, population: int) -> None:
    found = stats.reconstructed_count(rate=rate, population=population)
    wanted = rate * population / 100_000
    assert found.counts
    if not found.exact:
        assert all(abs(count - wanted) <= 0.5 + 1e-9 for count in found.counts)


@given(st.integers(0, 100), st.integers(1, 100), st.integers(0, 100), st.integers(1, 999))
def test_the_index_lies_within_its_bounds_and_between_its_unknowns(
    group: int, baseline: int, unknown: int, tenths: int
) -> None:
    found = stats.index_from_percentages(
        group=group,
        group_population=tenths / 10,
        baseline=baseline,
        baseline_population=(1_000 - tenths) / 10,
        unknown=unknown,
    )
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= found.value <= found.high
    assert found.unknown_to_baseline <= found.value * (1 + 1e-12)
    assert found.value <= found.unknown_to_group * (1 + 1e-12)


@given(cases(most=34), shares)
def test_below_35_cases_chance_leaves_the_limits_no_more_often_than_they_say(
    part: tuple[int, int], target: float
) -> None:
    k, n = part
    limits = stats.funnel_proportion(n=n, target=target)
    binomial = scipy_stats.binom(n, target)
    for interval, tail in ((limits.at_95, 0.025), (limits.at_998, 0.001)):
        if k / n > interval.high + 1e-9:
            assert binomial.sf(k - 1) <= tail + 1e-9
        elif k / n < interval.low - 1e-9:
            assert binomial.cdf(k) <= tail + 1e-9
        elif interval.low + 1e-9 < k / n < interval.high - 1e-9:
            assert min(binomial.sf(k - 1), binomial.cdf(k)) >= tail - 1e-9


@given(st.integers(35, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), shares)
def test_from_35_cases_a_share_is_outside_exactly_when_its_wilson_interval_leaves_out_the_target(
    part: tuple[int, int], target: float
) -> None:
    k, n = part
    own = stats.wilson(k=k, n=n)
    assume(min(abs(own.low - target), abs(own.high - target)) > 1e-9)
    verdict = stats.funnel_proportion(n=n, target=target).verdicts(k / n).at_95
    assert verdict == ("higher" if own.low > target else "lower" if own.high < target else "similar")


@given(st.integers(0, 400), st.integers(500, 60_000), st.floats(20, 800))
def test_a_rate_is_outside_its_funnel_exactly_when_it_is_not_similar_to_the_target(
    events: int, population: int, target: float
) -> None:
    rate = stats.rate_interval(events=events, population=population)
    # The exact interval and Byar's do not meet without a step at ten events.
    assume(min(abs(rate.low - target), abs(rate.high - target)) > 0.005 * target)
    verdicts = stats.funnel_rate(population=population, target=target).verdicts(rate.value)
    assert verdicts.at_95 == stats.rate_verdict(events=events, population=population, reference=target).at_95


@given(st.integers(1, 100_000), st.floats(20, 800), st.floats(1, 50))
def test_limits_nest_around_the_target_and_only_widen_with_overdispersion(
    size: int, rate: float, phi: float
) -> None:
    for target, plain, wide in (
        (
            0.6,
            stats.funnel_proportion(n=size, target=0.6),
            stats.funnel_proportion(n=size, target=0.6, phi=phi),
        ),
        (
            rate,
            stats.funnel_rate(population=size, target=rate),
            stats.funnel_rate(population=size, target=rate, phi=phi),
        ),
    ):
        slack = 1e-6 * target
        assert plain.at_998.low <= plain.at_95.low <= target <= plain.at_95.high <= plain.at_998.high
        assert wide.at_95.low <= plain.at_95.low + slack
        assert wide.at_95.high >= plain.at_95.high - slack


@given(scores)
def test_winsorising_equals_scipy_and_overdispersion_never_narrows(z_scores: list[float]) -> None:
    assert stats.winsorised(z_scores) == tuple(
        float(z) for z in winsorize(np.array(z_scores), limits=(0.1, 0.1))
    )
    assert stats.overdispersion(z_scores).factor >= 1


@pytest.mark.parametrize(
    ("k1", "n1", "k2", "n2"),
    [
        (123, 80_000, 180, 60_000), (0, 5_000, 9, 90_000), (28, 21_278, 28, 21_278), (1, 1001, 0, 1001),
        (40, 9_000, 0, 8), (5_000, 9_000, 10, 140_000), (700, 1_500, 800, 1_400),
    ],
)  # fmt: skip
def test_fisher_of_whole_populations_equals_scipy(k1: int, n1: int, k2: int, n2: int) -> None:
    expected = scipy_stats.fisher_exact([[k1, n1 - k1], [k2, n2 - k2]])[1]
    assert stats.fisher_p(k1=k1, n1=n1, k2=k2, n2=n2) == pytest.approx(expected, rel=1e-7, abs=1e-300)
    assert stats.fisher_p(k1=k2, n1=n2, k2=k1, n2=n1) == pytest.approx(expected, rel=1e-7, abs=1e-300)
