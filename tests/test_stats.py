"""Statistical rules against worked values, and against what may not be computed."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal

import pytest

from yjs_dash import stats
from yjs_dash.errors import StatisticsError

# Percentages as printed for desistance, child safety and others' safety, with the cases they are out of.
SUFFOLK = {
    23: [(78, 52, 57), (57, 39, 35), (74, 48, 39), (70, 43, 43)],
    35: [(57, 29, 43), (74, 60, 60), (77, 60, 69)],
}
SUTTON = {
    8: [(75, 88, 100), (63, 50, 75), (63, 75, 88), (88, 75, 88)],
    12: [(67, 67, 58), (83, 67, 58), (67, 67, 58)],
}
CUTS = (0.50, 0.65, 0.80)


def printed(report: dict[int, list[tuple[int, int, int]]]) -> list[tuple[int, int]]:
    return [(percent, n) for n, standards in report.items() for row in standards for percent in row]


def sutton_index(
    *, group: float = 29, group_population: float = 40.6, unknown: float = 7
) -> stats.RelativeRateIndex:
    return stats.index_from_percentages(
        group=group,
        group_population=group_population,
        baseline=63,
        baseline_population=59.4,
        unknown=unknown,
    )


def in_percent(interval: stats.Interval) -> tuple[float, float]:
    return round(100 * interval.low, 1), round(100 * interval.high, 1)


# Rounding, and counts behind percentages


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(62.5, 0, "63"), (62.4999, 0, "62"), (0.5, 0, "1"), (1.5, 0, "2"), (-2.5, 0, "-3"), (2.675, 2, "2.68")],
)
def test_halves_are_rounded_up_as_reports_print_them(value: float, decimals: int, expected: str) -> None:
    assert stats.round_half_up(value, decimals=decimals) == Decimal(expected)


@pytest.mark.parametrize(("k", "n", "percent"), [(5, 8, 63), (1, 8, 13), (1, 200, 1), (2, 3, 67), (0, 1, 0)])
def test_a_percentage_is_the_printed_whole_number(k: int, n: int, percent: int) -> None:
    assert stats.rounded_percent(k=k, n=n) == percent


@pytest.mark.parametrize(
    ("percent", "n", "count"), [(63, 8, 5), (62, 8, None), (52, 23, 12), (57, 35, 20), (82, 12, None)]
)
def test_a_count_is_found_only_where_the_percentage_fits_the_cases(
    percent: int, n: int, count: int | None
) -> None:
    assert stats.count_behind(percent=percent, n=n) == count


def test_every_key_question_of_the_two_full_reports_has_one_count_behind_it() -> None:
    questions = printed(SUFFOLK) + printed(SUTTON)
    assert len(questions) == 42
    assert all(stats.count_behind(percent=percent, n=n) is not None for percent, n in questions)


def test_a_large_sample_gives_every_count_and_so_no_single_one() -> None:
    assert stats.possible_counts(percent=50, n=300) == (149, 150, 151)
    assert stats.count_behind(percent=50, n=300) is None
    assert stats.possible_counts(percent=100, n=300) == (299, 300)


def test_a_percentage_read_from_a_table_with_gaps_may_be_a_whole_float() -> None:
    assert stats.count_behind(percent=63.0, n=8.0) == 5  # type: ignore[arg-type]


@pytest.mark.parametrize(("n", "points"), [(8, 12.5), (12, 8.3), (23, 4.3), (35, 2.9), (1, 100.0)])
def test_one_case_is_worth_100_points_divided_by_the_sample(n: int, points: float) -> None:
    assert round(stats.one_case_worth(n), 1) == points


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (5, None), (6, 6)])
def test_a_derived_count_of_one_to_five_is_suppressed(count: int, shown: int | None) -> None:
    assert stats.shown_count(count, derived=True) == shown
    assert stats.shown_count(count, derived=False) == count


# Proportions


@pytest.mark.parametrize(
    ("k", "n", "confidence", "expected"),
    [
        (5, 8, 0.95, (30.6, 86.3)),
        (5, 8, 0.80, (40.3, 80.5)),
        (12, 23, 0.95, (33.0, 70.8)),
        (20, 35, 0.95, (40.9, 72.0)),
    ],
)
def test_wilson_gives_the_worked_intervals(
    k: int, n: int, confidence: float, expected: tuple[float, float]
) -> None:
    assert in_percent(stats.wilson(k=k, n=n, confidence=confidence)) == expected


def test_wilson_ends_exactly_at_zero_and_at_one() -> None:
    assert stats.wilson(k=0, n=1).low == 0.0
    assert stats.wilson(k=1, n=1).high == 1.0
    assert stats.wilson(k=0, n=1).high == pytest.approx(0.7935, abs=1e-4)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [((13, 23), (8, 8), (-43.5, -63.2, -6.5)), ((18, 23), (6, 8), (3.3, -23.7, 39.4))],
)
def test_newcombe_gives_the_worked_differences(
    first: tuple[int, int], second: tuple[int, int], expected: tuple[float, float, float]
) -> None:
    gap = stats.newcombe(k1=first[0], n1=first[1], k2=second[0], n2=second[1])
    assert (round(gap.points, 1), round(gap.low, 1), round(gap.high, 1)) == expected


def test_fisher_gives_the_worked_p_value() -> None:
    assert round(stats.fisher_p(k1=13, n1=23, k2=8, n2=8), 3) == 0.032


def test_fisher_sees_no_difference_where_neither_service_has_a_sufficient_case() -> None:
    assert stats.fisher_p(k1=0, n1=1, k2=0, n2=9) == 1.0


def test_none_of_the_questions_of_the_two_full_reports_tells_the_services_apart() -> None:
    p_values = []
    for (percent, n), (other_percent, other_n) in zip(printed(SUFFOLK), printed(SUTTON), strict=True):
        count = stats.count_behind(percent=percent, n=n)
        other_count = stats.count_behind(percent=other_percent, n=other_n)
        assert count is not None
        assert other_count is not None
        p_values.append(stats.fisher_p(k1=count, n1=n, k2=other_count, n2=other_n))
    assert len(p_values) == 21
    assert round(min(stats.holm(p_values)), 2) == 0.67


def test_holm_keeps_the_order_and_never_lets_a_larger_p_fall_below_a_smaller() -> None:
    assert stats.holm([0.04, 0.01, 0.03]) == pytest.approx((0.06, 0.03, 0.06))
    assert stats.holm([]) == ()


@pytest.mark.parametrize(("k", "n", "expected"), [(5, 8, 0.668), (12, 23, 0.518)])
def test_the_probability_of_another_band_is_the_worked_one(k: int, n: int, expected: float) -> None:
    assert round(stats.probability_not_band(k=k, n=n, cuts=CUTS, band=1), 3) == expected
    found = stats.probability_not_band(k=k, n=n, cuts=CUTS)
    assert found == stats.probability_not_band(k=k, n=n, cuts=CUTS, band=1)


def test_the_band_left_out_is_read_from_the_rounded_percentage() -> None:
    # 129 of 200 is 64.5 per cent, printed as 65 and therefore Good, though the share lies below .65.
    found = stats.probability_not_band(k=129, n=200, cuts=CUTS)
    assert found == stats.probability_not_band(k=129, n=200, cuts=CUTS, band=2)


def test_a_cut_is_the_percentage_it_is_written_as() -> None:
    assert stats.probability_not_band(k=57, n=100, cuts=[0.57]) == stats.probability_not_band(
        k=57, n=100, cuts=[0.57], band=1
    )


def test_band_probabilities_run_from_the_lowest_band_to_the_highest() -> None:
    assert stats.band_probabilities(k=8, n=8, cuts=CUTS)[3] > 0.9
    assert stats.band_probabilities(k=0, n=8, cuts=CUTS)[0] > 0.9


# Rates


def test_byar_gives_the_worked_interval() -> None:
    interval = stats.byar(28)
    assert (round(interval.low, 3), round(interval.high, 3)) == (18.602, 40.469)


def test_no_event_still_has_an_upper_limit() -> None:
    interval = stats.event_interval(0)
    assert (interval.low, round(interval.high, 3)) == (0.0, 3.689)


def test_the_interval_changes_from_exact_to_byar_at_ten_events() -> None:
    assert stats.event_interval(9) == stats.exact_poisson(9)
    assert stats.event_interval(10) == stats.byar(10)


def test_a_rate_carries_the_interval_of_its_events() -> None:
    rate = stats.rate_interval(events=28, population=21_278)
    assert (round(rate.value, 1), round(rate.low, 1), round(rate.high, 1)) == (131.6, 87.4, 190.2)
    assert stats.rate_interval(events=28, population=21_278, per=10_000).value == pytest.approx(
        rate.value / 10
    )


def test_a_rate_that_no_count_gives_has_the_nearest_count_and_says_so() -> None:
    found = stats.reconstructed_count(rate=133, population=21_278)
    assert found == stats.ReconstructedCount(counts=(28,), exact=False)


def test_a_rate_that_a_count_gives_is_exact() -> None:
    found = stats.reconstructed_count(rate=132, population=21_278)
    assert found == stats.ReconstructedCount(counts=(28,), exact=True)


def test_a_large_population_has_several_counts_behind_one_printed_rate() -> None:
    found = stats.reconstructed_count(rate=10, population=250_000)
    assert found == stats.ReconstructedCount(counts=(24, 25, 26), exact=True)


def test_a_rate_halfway_between_two_counts_has_both_as_nearest() -> None:
    found = stats.reconstructed_count(rate=150, population=1_000)
    assert found == stats.ReconstructedCount(counts=(1, 2), exact=False)


def test_a_rate_printed_with_a_decimal_narrows_the_counts() -> None:
    assert stats.reconstructed_count(rate=131.6, population=21_278, decimals=1).exact
    assert not stats.reconstructed_count(rate=132.0, population=21_278, decimals=1).exact


@pytest.mark.parametrize(
    ("reference", "at_95", "at_998"),
    [
        (154, "similar", "similar"),
        (80, "higher", "similar"),
        (50, "higher", "higher"),
        (200, "lower", "similar"),
        (300, "lower", "lower"),
    ],
)
def test_a_rate_is_called_higher_or_lower_only_where_its_interval_leaves_out_the_reference(
    reference: float, at_95: stats.Verdict, at_998: stats.Verdict
) -> None:
    verdicts = stats.rate_verdict(events=28, population=21_278, reference=reference)
    assert verdicts == stats.Verdicts(at_95=at_95, at_998=at_998)


# Disproportionality


def test_the_relative_rate_index_from_percentages_is_the_worked_one() -> None:
    found = sutton_index()
    assert found.low is not None
    assert found.high is not None
    assert [round(x, 2) for x in (found.value, found.low, found.high)] == [0.67, 0.66, 0.69]
    assert round(found.unknown_to_baseline, 2) == 0.61
    assert round(found.unknown_to_group, 2) == 0.84
    assert found.basis == "percentages"


def test_the_bounds_from_rounding_hold_every_index_the_printed_figures_allow() -> None:
    found = sutton_index()
    lowest = (28.5 / 40.65) / (63.5 / 59.35)
    highest = (29.5 / 40.55) / (62.5 / 59.45)
    assert (found.low, found.high) == pytest.approx((lowest, highest))


def test_the_index_from_counts_has_the_interval_of_a_ratio_of_risks() -> None:
    found = stats.index_from_counts(group=20, group_population=4_000, baseline=40, baseline_population=6_000)
    error = math.sqrt(1 / 20 + 1 / 40 - 1 / 4_000 - 1 / 6_000)
    assert found.value == pytest.approx(0.75)
    assert found.low == pytest.approx(0.75 * math.exp(-1.959964 * error))
    assert found.high == pytest.approx(0.75 * math.exp(1.959964 * error))
    assert found.unknown_to_baseline == found.unknown_to_group == found.value


def test_a_group_without_a_case_has_an_index_of_zero_and_no_interval() -> None:
    found = stats.index_from_counts(
        group=0, group_population=4_000, baseline=40, baseline_population=6_000, unknown=4
    )
    assert (found.value, found.low, found.high) == (0.0, None, None)
    assert found.unknown_to_group == pytest.approx(0.15)


# Funnels


def test_funnel_limits_are_normal_from_35_cases_and_exact_below() -> None:
    reach = 1.959964 * math.sqrt(0.3 * 0.7 / 35)
    normal = stats.funnel_proportion(n=35, target=0.3).at_95
    assert (normal.low, normal.high) == pytest.approx((0.3 - reach, 0.3 + reach))
    exact = stats.funnel_proportion(n=34, target=0.3).at_95
    assert exact.high - 0.3 > 0.3 - exact.low


def test_a_single_case_can_lie_outside_no_limit() -> None:
    limits = stats.funnel_proportion(n=1, target=0.3)
    assert limits.at_95 == stats.Interval(low=0.0, high=1.0)
    assert limits.verdicts(1.0) == stats.Verdicts(at_95="similar", at_998="similar")


def test_a_rate_outside_the_inner_limit_only_is_said_so() -> None:
    limits = stats.funnel_rate(population=20_000, target=150)
    assert limits.verdicts(225) == stats.Verdicts(at_95="higher", at_998="similar")
    assert limits.verdicts(60) == stats.Verdicts(at_95="lower", at_998="lower")


def test_a_population_too_small_to_fall_below_the_target_has_a_lower_limit_of_zero() -> None:
    assert stats.funnel_rate(population=1_000, target=150).at_95.low == 0.0


def test_overdispersion_widens_limits_by_the_root_of_its_factor() -> None:
    plain = stats.funnel_proportion(n=400, target=0.5).at_95
    wide = stats.funnel_proportion(n=400, target=0.5, phi=4).at_95
    assert wide.high - 0.5 == pytest.approx(2 * (plain.high - 0.5))


def test_the_lowest_and_highest_tenth_of_scores_are_drawn_in() -> None:
    scores = [-9.0, -2.0, -1.0, -1.0, 0.0, 0.0, 1.0, 1.0, 2.0, 9.0]
    assert stats.winsorised(scores) == (-2.0, -2.0, -1.0, -1.0, 0.0, 0.0, 1.0, 1.0, 2.0, 2.0)
    found = stats.overdispersion(scores)
    assert (found.phi, found.areas, found.factor) == (2.0, 10, 2.0)


@pytest.mark.parametrize(("scores", "factor"), [([2.0] * 9, 1.0), ([0.5] * 20, 1.0), ([2.0] * 10, 4.0)])
def test_overdispersion_applies_above_one_and_from_ten_areas(scores: list[float], factor: float) -> None:
    assert stats.overdispersion(scores).factor == factor


def test_z_scores_measure_the_distance_to_the_target() -> None:
    assert stats.z_of_proportion(k=60, n=100, target=0.5) == pytest.approx(2.0)
    assert stats.z_of_rate(events=120, population=100_000, target=100) == pytest.approx(2.0)


# What may not be computed

REFUSED: list[Callable[[], object]] = [
    lambda: stats.round_half_up(math.nan),
    lambda: stats.round_half_up(1e80),
    lambda: stats.rounded_percent(k=9, n=8),
    lambda: stats.rounded_percent(k=-1, n=8),
    lambda: stats.possible_counts(percent=101, n=8),
    lambda: stats.possible_counts(percent=62.5, n=8),  # type: ignore[arg-type]
    lambda: stats.count_behind(percent=63, n=0),
    lambda: stats.count_behind(percent=math.nan, n=8),  # type: ignore[arg-type]
    lambda: stats.one_case_worth(0),
    lambda: stats.one_case_worth(math.inf),  # type: ignore[arg-type]
    lambda: stats.shown_count(-1, derived=True),
    lambda: stats.wilson(k=0, n=0),
    lambda: stats.wilson(k=2, n=1),
    lambda: stats.wilson(k=None, n=8),  # type: ignore[arg-type]
    lambda: stats.wilson(k="5", n=8),  # type: ignore[arg-type]
    lambda: stats.wilson(k=True, n=8),
    lambda: stats.wilson(k=10**400, n=8),
    lambda: stats.wilson(k=5, n=8, confidence=1.0),
    lambda: stats.wilson(k=5, n=8, confidence=math.nan),
    lambda: stats.newcombe(k1=1, n1=8, k2=1, n2=0),
    lambda: stats.fisher_p(k1=1, n1=8, k2=9, n2=8),
    lambda: stats.holm([0.5, 1.2]),
    lambda: stats.holm([math.nan]),
    lambda: stats.band_probabilities(k=5, n=8, cuts=[]),
    lambda: stats.band_probabilities(k=5, n=8, cuts=[0.65, 0.5]),
    lambda: stats.band_probabilities(k=5, n=8, cuts=[50, 65]),
    lambda: stats.probability_not_band(k=5, n=8, cuts=CUTS, band=4),
    lambda: stats.byar(-1),
    lambda: stats.exact_poisson(2.5),  # type: ignore[arg-type]
    lambda: stats.rate_interval(events=28, population=0),
    lambda: stats.reconstructed_count(rate=-1, population=1_000),
    lambda: stats.reconstructed_count(rate=133.4, population=1_000),
    lambda: stats.rate_verdict(events=28, population=1_000, reference=-1),
    lambda: stats.relative_rate_index(group=1, group_population=0, baseline=1, baseline_population=1),
    lambda: stats.relative_rate_index(group=1, group_population=1, baseline=0, baseline_population=1),
    lambda: sutton_index(group=101),
    lambda: sutton_index(group_population=40.65),
    lambda: stats.index_from_counts(group=9, group_population=8, baseline=1, baseline_population=8),
    lambda: stats.index_from_counts(group=1, group_population=8, baseline=0, baseline_population=8),
    lambda: stats.funnel_proportion(n=40, target=0.0),
    lambda: stats.funnel_proportion(n=40, target=0.5, phi=0.5),
    lambda: stats.funnel_rate(population=1_000, target=0),
    lambda: stats.funnel_rate(population=1_000, target=100).verdicts(math.nan),
    lambda: stats.z_of_rate(events=1, population=1_000, target=-5),
    lambda: stats.overdispersion([]),
    lambda: stats.winsorised([math.inf]),
]


@pytest.mark.parametrize("call", REFUSED, ids=range(len(REFUSED)))
def test_impossible_numbers_are_refused_in_one_sentence(call: Callable[[], object]) -> None:
    with pytest.raises(StatisticsError) as caught:
        call()
    message = str(caught.value)
    assert message.endswith(".")
    assert ". " not in message
    assert message[0].isupper()


def test_a_refusal_names_what_was_wrong_and_what_was_found() -> None:
    with pytest.raises(StatisticsError, match="The count 9 is larger than the 8 cases it is a part of"):
        stats.wilson(k=9, n=8)
    with pytest.raises(
        StatisticsError, match="The number of cases must be a whole number of 1 or more, found 0"
    ):
        stats.one_case_worth(0)


def test_importing_the_rules_loads_no_scientific_library() -> None:
    code = "import sys, yjs_dash.stats; print(sorted({'scipy', 'numpy', 'pandas'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
