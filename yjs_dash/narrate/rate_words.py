"""Figures of authorities in words: rates, counts behind them, intervals, limits and verdicts."""

from __future__ import annotations

from collections.abc import Iterable

from yjs_dash.compare.context import figure_text
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.national_rates import AreaRate, FilteredRates, Rates
from yjs_dash.narrate.numbers import one_decimal, sentence_case
from yjs_dash.narrate.template import Template, template
from yjs_dash.stats import is_small_count, round_half_up

WITHIN = template("rates.within", "within the range that chance would produce")
WITHIN_WIDENED = template("rates.within_widened", "within the limits, which allow for more than chance")
LIMITS: dict[tuple[str, str], Template] = {
    ("similar", "similar"): WITHIN,
    ("higher", "similar"): template("rates.above_95", "above the 95% limit"),
    ("higher", "higher"): template("rates.above_998", "above the 99.8% limit"),
    ("lower", "similar"): template("rates.below_95", "below the 95% limit"),
    ("lower", "lower"): template("rates.below_998", "below the 99.8% limit"),
}
AGAINST: dict[str, Template] = {
    "similar": template("rates.similar", "similar to {nation}", nation="England"),
    "unclear": template("rates.unclear", "cannot be told apart from {nation}", nation="England"),
    "higher": template("rates.higher", "higher than {nation}", nation="England"),
    "lower": template("rates.lower", "lower than {nation}", nation="England"),
}
TOGETHER = template("rates.together", "the {number} authorities together", number=151)
ENDS = template("rates.limits", "95% limits {low_95} to {high_95}; 99.8% limits {low_998} to {high_998}",
                low_95="98", high_95="190", low_998="70", high_998="226")  # fmt: skip
ENDS_WIDE = template("rates.interval", "{low} to {high}", low="53.7", high="139")
COUNTS = template("rates.counts", "{first} to {last} [e]", first="209", last="210")


@remembered(most=1)
def cells(rates: Rates) -> dict[str, dict[str, str]]:
    """Authority → what the table says of it, whoever is chosen."""
    beside = line_name(rates)
    return {
        row.area: {
            "Area": row.area,
            "Region": row.region or "not known",
            "Period": row.period,
            f"Figure, {rates.measure.unit}": _printed(row),
            "Count [e]": count_text(row),
            "95% interval": interval_text(row),
            "Compared with": beside if row.limits is not None else "",
            "Limits": limits_text(row) if rates.chart_type == "funnel" else "",
            "Source": _sources([row]),
        }
        for row in rates.areas
    }


def line_name(rates: Rates) -> str:
    """What authorities are compared with, in a few words: “England 131”; empty where with nothing."""
    reference = rates.reference
    if reference is None:
        return ""
    value = number(reference.value, rates)
    if reference.pooled:
        return f"{sentence_case(reference_name(rates))} {value} [e]"
    return f"{reference.area} {value}"


def reference_name(rates: Rates) -> str:
    """Whose rate authorities are compared with; empty where with nobody’s."""
    reference = rates.reference
    if reference is None:
        return ""
    return TOGETHER(number=reference.pooled) if reference.pooled else reference.area


def median_text(filtered: FilteredRates) -> str:
    return number(filtered.median, filtered.rates)


def number(value: float, rates: Rates) -> str:
    """A rate that was worked out, in the unit of the picture."""
    # Six decimals first: the middle of 25.7 and 26 is not quite 25.85 as a float.
    rounded = round_half_up(round(float(value), 6), decimals=1)
    return figure_text(float(rounded), unit=rates.measure.unit)


def count_text(row: AreaRate) -> str:
    """Children behind a rate, worked out: “28 [e]”, “209 to 210 [e]”, “[c]” where there may be 1 to 5."""
    if row.counts is None:
        return ""
    first, last = row.counts.first, row.counts.last
    if any(is_small_count(count) for count in range(first, last + 1)):
        return "[c]"
    return f"{first:,} [e]" if first == last else COUNTS(first=f"{first:,}", last=f"{last:,}")


def interval_text(row: AreaRate) -> str:
    """The 95 per cent interval; empty where there is none."""
    return ENDS_WIDE(low=_short(row.counts.low), high=_short(row.counts.high)) if row.counts else ""


def limits_text(row: AreaRate) -> str:
    """Both control limits; empty where there are none."""
    limits = row.limits
    if limits is None:
        return ""
    return ENDS(
        low_998=_short(limits.low_998),
        low_95=_short(limits.low_95),
        high_95=_short(limits.high_95),
        high_998=_short(limits.high_998),
    )


def judged(filtered: FilteredRates) -> dict[str, str]:
    """Chosen authority with a figure → verdict, empty where there is none."""
    return {row.area: verdict(row, filtered.rates) for row in filtered.chosen}


def verdict(row: AreaRate, rates: Rates) -> str:
    """Where a rate lies among the limits, or beside the nation's where intervals are drawn."""
    limits = row.limits
    if limits is None or not limits.at_95:
        return ""
    if rates.chart_type == "funnel":
        words = LIMITS[limits.at_95, limits.at_998]
        return (
            WITHIN_WIDENED
            if words is WITHIN and rates.overdispersion and rates.overdispersion.applies
            else words
        )()
    at = "unclear" if limits.at_95 == "similar" and not row.narrow else limits.at_95
    return AGAINST[at](nation=reference_name(rates))


def source_line(filtered: FilteredRates) -> str:
    """Every publication that the picture rests on."""
    return _sources(filtered.rows)


def _sources(rows: Iterable[AreaRate]) -> str:
    found = list(rows)
    rates = dict.fromkeys(row.source for row in found)
    people = dict.fromkeys(row.population_source for row in found if row.population_source)
    return "; ".join([*rates, *(f"population: {source}" for source in people)])


def _printed(row: AreaRate) -> str:
    """The figure with every digit that was published, and its shorthand."""
    if row.value is None:
        return row.label
    digits = f"{row.value:.10g}"
    return f"{digits} [{row.status}]" if row.status else digits


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else one_decimal(value)
