"""Statistical rules, numbers in, numbers out: intervals, differences, rates, control limits, suppression.

Bad numbers raise `StatisticsError`. Shares run from 0 to 1, differences are in percentage points. A module is loaded
when the first of its names is asked for: reading a report needs the counts alone.
"""

from typing import TYPE_CHECKING

from yjs_dash.lazy import names_of

if TYPE_CHECKING:
    from yjs_dash.stats.counts import (
        SMALL_COUNTS,
        count_behind,
        is_small_count,
        one_case_worth,
        possible_counts,
        round_half_up,
        rounded_percent,
        shown_count,
    )
    from yjs_dash.stats.disproportionality import (
        RelativeRateIndex,
        index_from_counts,
        index_from_percentages,
        relative_rate_index,
    )
    from yjs_dash.stats.funnel import (
        FunnelLimits,
        Overdispersion,
        funnel_proportion,
        funnel_rate,
        overdispersion,
        winsorised,
        z_of_proportion,
        z_of_rate,
    )
    from yjs_dash.stats.proportions import (
        Difference,
        Interval,
        band_probabilities,
        fisher_p,
        holm,
        newcombe,
        probability_not_band,
        wilson,
    )
    from yjs_dash.stats.rates import (
        Rate,
        ReconstructedCount,
        Verdict,
        Verdicts,
        byar,
        event_interval,
        exact_poisson,
        rate_interval,
        rate_verdict,
        reconstructed_count,
    )

__all__ = [
    "SMALL_COUNTS",
    "Difference",
    "FunnelLimits",
    "Interval",
    "Overdispersion",
    "Rate",
    "ReconstructedCount",
    "RelativeRateIndex",
    "Verdict",
    "Verdicts",
    "band_probabilities",
    "byar",
    "count_behind",
    "event_interval",
    "exact_poisson",
    "fisher_p",
    "funnel_proportion",
    "funnel_rate",
    "holm",
    "index_from_counts",
    "index_from_percentages",
    "is_small_count",
    "newcombe",
    "one_case_worth",
    "overdispersion",
    "possible_counts",
    "probability_not_band",
    "rate_interval",
    "rate_verdict",
    "reconstructed_count",
    "relative_rate_index",
    "round_half_up",
    "rounded_percent",
    "shown_count",
    "wilson",
    "winsorised",
    "z_of_proportion",
    "z_of_rate",
]

__getattr__ = names_of(
    __name__, "counts", "disproportionality", "proportions", "rates", "funnel", public=__all__
)
