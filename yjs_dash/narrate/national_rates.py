"""Plain words for the rates of all local authorities: headline, what the limits say, what is missing, the table.

Takes `compare.national_rates.FilteredRates`. Only authorities of the chosen services are named and judged, and
nothing is called good or bad: a word about limits is one about size.
"""

from __future__ import annotations

from collections import Counter

import pandas as pd

from yjs_dash.compare.context import LABELS
from yjs_dash.compare.national_rates import FUNNEL_FROM, FilteredRates
from yjs_dash.narrate.context_sentences import MOST_NAMED, shortest, stamp, subject_of
from yjs_dash.narrate.numbers import joined, one_decimal, sentence_case
from yjs_dash.narrate.rate_words import (
    cells,
    interval_text,
    judged,
    limits_text,
    median_text,
    number,
    reference_name,
)
from yjs_dash.narrate.template import Template, template

NONE_KNOWN = template(
    "rates.headline_none", "We have no figure here for {subject}", subject="the rate of first-time entrants"
)
JUDGED = template(
    "rates.headline_judged",
    "{Subject} ({period}): {told}",
    Subject="The rate of first-time entrants", period="2024",
    told="Sutton within the range that chance would produce",
)  # fmt: skip
JUDGED_MANY = template(
    "rates.headline_counted",
    "{Subject} ({period}): of the {number} chosen authorities, {told}",
    Subject="The rate of first-time entrants", period="2024", number=5,
    told="4 within the range that chance would produce and 1 above the 95% limit",
)  # fmt: skip
BESIDE_MEDIAN = template(
    "rates.headline_median",
    "{Subject} ({period}), beside the median of the {number} authorities shown: {told}",
    Subject="The rate of first-time entrants", told="higher in Suffolk, lower in Sutton", period="2024", number=150,
)  # fmt: skip
SIDES: dict[str, Template] = {
    "below": template("rates.below_median", "lower in {areas}", areas="Sutton"),
    "above": template("rates.above_median", "higher in {areas}", areas="Suffolk"),
    "at": template("rates.at_median", "the same in {areas}", areas="Islington"),
}
EXTENT = template(
    "rates.headline_extent",
    "{Subject} ran from {low} to {high} in {number} authorities ({period})",
    Subject="The rate of first-time entrants", low="28", high="492", number=150, period="2024",
)  # fmt: skip
ONE = template(
    "rates.headline_one",
    "{Subject} was {figure} in {area} ({period})",
    Subject="The rate of first-time entrants", figure="89", area="Sutton", period="2024",
)  # fmt: skip
SUBTITLE = template(
    "rates.subtitle",
    "{name}, {unit}{direction}. {Period}. Each dot is a local authority",
    name="First-time entrants, rate", unit="per 100,000 aged 10–17", direction="; lower is better",
    Period="Year ending December 2024",
)  # fmt: skip
ALTERNATIVE = template(
    "rates.alternative",
    "{kind}. {subtitle}. {sentences}",
    kind="Funnel plot", sentences="Sutton: 89, within the range that chance would produce.",
    subtitle="First-time entrants, rate, per 100,000 aged 10–17; lower is better. Year ending December 2024. Each dot "
    "is a local authority",
)  # fmt: skip
KINDS = {"funnel": "Funnel plot", "intervals": "Interval plot", "strip": "Dot plot"}
VERDICT = template(
    "rates.verdict", "{name}: {label}{verdict}{limits}.",
    name="Sutton", label="89", verdict=", within the range that chance would produce",
    limits=" (95% limits 66 to 182; 99.8% limits 41 to 223)",
)  # fmt: skip
UNRELIABLE = template("rates.unreliable", ", not compared because the figure is unreliable")
UNDECIDED = template("rates.undecided", ", not compared because several numbers of children match the rate")
NO_POPULATION = template("rates.no_population", ", not compared because we do not have its population")
INTERVAL = template(
    "rates.interval_of",
    " (95% interval {interval}, from a number of children we worked out [e])",
    interval="54 to 139",
)
LIMITS_OF = template("rates.limits_of", " ({limits})", limits="95% limits 66 to 182; 99.8% limits 41 to 223")
ABSENT: dict[str, Template] = {
    "x": template("rates.absent", "We have no figure for {name} for this period.", name="Cardiff"),
    "c": template("rates.absent_suppressed", "The figure for {name} is suppressed [c].", name="Rutland"),
    "z": template("rates.absent_not_applicable", "The figure does not apply to {name} [z].", name="Cardiff"),
}
PART_OF = template("rates.part_of", "{area} (part of {service})", area="Dorset", service="Dorset Combined")
OUTSIDE = template("rates.outside", "The filter leaves out {names}.", names="Suffolk")
RANGE = template(
    "rates.range", "{number} authorities run from {low} to {high}, with a median of {median}.",
    number=150, low="28", high="492", median="122",
)  # fmt: skip
ONE_FIGURE = template("rates.one_figure", "One authority has a figure.")
NO_LIMITS: dict[str, Template] = {
    "no_cohort": template(
        "rates.no_cohort",
        "There are no control limits: the number of children behind each percentage is not published, so we cannot say "
        "which differences are more than chance.",
    ),
    "no_base": template(
        "rates.no_base",
        "There are no control limits: the numbers behind the figures are not published, so we cannot say which "
        "differences are more than chance.",
    ),
}
ALL_ZERO = template("rates.all_zero", "There are no control limits: every rate here is zero.")
NO_CHILDREN = template(
    "rates.no_children",
    "There are no control limits: we have no national rate for this period, and the rates of the {number} authorities "
    "whose population we have are zero or too low to match a single child.",
    number=12,
)
FEW_POPULATIONS = template(
    "rates.few_populations",
    "There are no control limits, because of the {number} authorities with a figure we have the population aged 10 to "
    "17 for {known}. {how}",
    known="none", number=150,
    how="To add populations, use “Figures of your own” on the page “Add a report”.",
)  # fmt: skip
HOW_TO_ADD = template(
    "rates.how_to_add", "To add populations, use “Figures of your own” on the page “Add a report”."
)
WIDENED = template(
    "rates.widened",
    "The differences between authorities are larger than chance would produce, so the limits are about {times} times "
    "as wide as chance alone would make them (over-dispersion factor {factor}, from winsorised scores).",
    times="2.0", factor="4.0",
)  # fmt: skip
NOT_WIDENED = template(
    "rates.not_widened",
    "The differences between authorities are no larger than chance would produce, so the limits are not widened "
    "(over-dispersion factor {factor}, from winsorised scores).",
    factor="1.0",
)
NOT_DRAWN = template(
    "rates.not_drawn",
    "We do not have the population of {missing} of the {number} authorities with a figure, so {missing} {are} not "
    "drawn. {how}",
    missing=3, number=150, are="are", how="To add populations, use “Figures of your own” on the page “Add a report”.",
)  # fmt: skip
NO_FIGURE: dict[str, tuple[Template, Template]] = {
    "x": (
        template("rates.one_not_published", "For one authority no figure is published [x]."),
        template("rates.not_published", "For {number} authorities no figure is published [x].", number=9),
    ),
    "c": (
        template("rates.one_suppressed", "The figure for one authority is suppressed [c]."),
        template("rates.suppressed", "The figures for {number} authorities are suppressed [c].", number=3),
    ),
    "z": (
        template("rates.one_not_applicable", "The figure does not apply to one authority [z]."),
        template("rates.not_applicable", "The figure does not apply to {number} authorities [z].", number=2),
    ),
}
DOUBTFUL = template(
    "rates.doubtful", "Unreliable [u], {drawn} and left out of every calculation: {names}.",
    drawn="drawn hollow", names="City of London",
)  # fmt: skip
UNPLACED = template(
    "rates.unplaced",
    "The filter also leaves out {authorities} whose region we do not know.",
    authorities="12 authorities",
)
COUNTS = template(
    "rates.count_basis",
    "We worked out the numbers of children from the rates and the populations ({periods}) [e]. Numbers from 1 to 5 are "
    "not shown [c].",
    periods="mid-2024",
)
OTHER_YEAR = template(
    "rates.population_of_another_year",
    "For {which} the population is not of the year of the rate but the nearest that we have ({periods}), so it is an "
    "estimate [e].",
    which="all 150 authorities", periods="mid-2023",
)  # fmt: skip
INEXACT = template(
    "rates.inexact",
    "For {some} of {number} authorities the published rate does not match a whole number of children, so it was "
    "probably based on a different population.",
    some=12, number=150,
)  # fmt: skip
LATER = template(
    "rates.later", "{authorities} {have} newer figures. We will show them once most authorities do.",
    authorities="3 authorities", have="have",
)  # fmt: skip
NO_LINE = template(
    "rates.no_line",
    "We do not compare these rates: we have no national rate for this period, and fewer than {number} authorities "
    "are too few to stand for the nation.",
    number=10,
)
POOLED_LINE = template(
    "rates.pooled_line",
    "We have no national rate for this period. The line is the rate of {area}, {value} [e].",
    area="the 151 authorities together", value="128.4",
)  # fmt: skip
LINE = template(
    "rates.line", "The line is the rate published for {area}, {value}.", area="England", value="131"
)


def headline(filtered: FilteredRates) -> str:
    """What the picture says of the chosen authorities, or of all where none is chosen."""
    subject = subject_of(filtered.rates.measure)
    if not filtered.counted:
        return NONE_KNOWN(subject=subject)
    named = {"Subject": sentence_case(subject), "period": stamp(filtered.rates.period)}
    names = {row.area: row.name for row in filtered.chosen}
    low, high = (number(end, filtered.rates) for end in (min(filtered.counted), max(filtered.counted)))
    shown = [row for row in filtered.rows if row.counted]
    extent = EXTENT(**named, low=low, high=high, number=len(filtered.counted))
    if len(shown) == 1:
        extent = ONE(**named, figure=low, area=shown[0].name or shown[0].area)
    verdicts = judged(filtered)
    if verdicts and all(verdicts.values()):
        groups: dict[str, list[str]] = {}
        for area, words in verdicts.items():
            groups.setdefault(words, []).append(names[area])
        told = "; ".join(f"{joined(found)} {words}" for words, found in groups.items())
        counts = joined(f"{len(found)} {words}" for words, found in groups.items())
        return shortest(
            [JUDGED(**named, told=told), JUDGED_MANY(**named, number=len(verdicts), told=counts)],
            otherwise=extent,
        )
    sides: dict[str, list[str]] = {}
    for row in filtered.chosen:
        if row.value is not None:
            value, middle = (number(figure, filtered.rates) for figure in (row.value, filtered.median))
            # Two that look alike are not told apart.
            side = "at" if value == middle else "below" if row.value < filtered.median else "above"
            sides.setdefault(side, []).append(row.name)
    doubtful = any(not row.counted for row in filtered.chosen)
    if not sides or doubtful or len(shown) <= len(names) or len(names) > MOST_NAMED:
        return extent
    told = ", ".join(SIDES[side](areas=joined(areas)) for side, areas in sides.items())
    return shortest([BESIDE_MEDIAN(**named, told=told, number=len(shown))], otherwise=extent)


def subtitle(filtered: FilteredRates) -> str:
    """Measure, unit, direction of good, period, and what a dot is."""
    measure = filtered.rates.measure
    return SUBTITLE(
        name=measure.name,
        unit="per cent" if measure.unit == "%" else measure.unit,
        direction=f"; {measure.direction}" if measure.direction else "",
        Period=sentence_case(filtered.rates.period),
    )


def alternative(filtered: FilteredRates) -> str:
    """Alternative text: kind of picture, its extent, the line, and every chosen authority."""
    words = [extent_sentence(filtered), *verdict_sentences(filtered), *missing_sentences(filtered)]
    return ALTERNATIVE(
        kind=KINDS[filtered.rates.chart_type],
        subtitle=subtitle(filtered),
        sentences=" ".join(word for word in words if word),
    )


def verdict_sentences(filtered: FilteredRates) -> list[str]:
    """What can be told of each chosen authority."""
    sentences = []
    verdicts = judged(filtered)
    for row in filtered.chosen:
        verdict, limits = "", ""
        if verdicts[row.area]:
            verdict = f", {verdicts[row.area]}"
        elif filtered.rates.reference:
            not_counted, people = not row.counted, row.counts is not None
            verdict = (UNRELIABLE if not_counted else UNDECIDED if people else NO_POPULATION)()
        if filtered.rates.chart_type == "funnel" and row.limits is not None:
            limits = LIMITS_OF(limits=limits_text(row))
        elif row.counts is not None:
            limits = INTERVAL(interval=interval_text(row))
        sentences.append(VERDICT(name=row.name, label=row.label, verdict=verdict, limits=limits))
    return sentences


def missing_sentences(filtered: FilteredRates) -> list[str]:
    """Chosen authorities without a figure, and those that a filter leaves out."""
    sentences = []
    for entry, authority, status in filtered.absent:
        several = len(entry.local_authorities) > 1
        name = PART_OF(area=authority, service=entry.name) if several else entry.name
        sentences.append(ABSENT[status if status in LABELS else "x"](name=name))
    if filtered.outside:
        sentences.append(OUTSIDE(names=joined(filtered.outside)))
    return sentences


def extent_sentence(filtered: FilteredRates) -> str:
    """Median and range of the authorities shown."""
    if len(filtered.counted) < 2:
        return ONE_FIGURE() if filtered.counted else ""
    low, high = (number(end, filtered.rates) for end in (min(filtered.counted), max(filtered.counted)))
    return RANGE(number=len(filtered.counted), low=low, high=high, median=median_text(filtered))


def method_sentences(filtered: FilteredRates) -> list[str]:
    """The line, the limits and over-dispersion; or why there are none and what would bring them."""
    rates = filtered.rates
    if rates.no_limits:
        return [NO_LIMITS[rates.no_limits]()]
    with_people = sum(row.counts is not None for row in rates.areas)
    counted = sum(row.counted for row in rates.areas)
    if rates.chart_type == "strip":
        if with_people >= FUNNEL_FROM and not any(row.value for row in rates.areas):
            return [ALL_ZERO()]
        if with_people >= FUNNEL_FROM:
            return [NO_CHILDREN(number=with_people)]
        known = f"only {with_people}" if with_people else "none"
        return [FEW_POPULATIONS(known=known, number=counted, how=HOW_TO_ADD())]
    sentences = [_line(filtered)]
    if rates.overdispersion is not None:
        factor = one_decimal(rates.overdispersion.phi)
        times = f"{rates.overdispersion.factor**0.5:.1f}"
        sentences.append(
            WIDENED(times=times, factor=factor)
            if rates.overdispersion.applies
            else NOT_WIDENED(factor=factor)
        )
    missing = counted - with_people
    if missing:
        are = "is" if missing == 1 else "are"
        sentences.append(NOT_DRAWN(missing=missing, number=counted, are=are, how=HOW_TO_ADD()))
    return sentences


def remarks(filtered: FilteredRates) -> list[str]:
    """What is not in the picture, and how the counts behind it came about."""
    rates, found = filtered.rates, []
    for status, many in Counter(row.status for row in filtered.rows if row.value is None).items():
        one, several = NO_FIGURE.get(status, NO_FIGURE["x"])
        found.append(one() if many == 1 else several(number=many))
    doubtful = [row.area for row in filtered.rows if row.value is not None and not row.counted]
    if doubtful:
        drawn = "not drawn" if rates.chart_type == "funnel" else "drawn hollow"
        found.append(DOUBTFUL(drawn=drawn, names=joined(doubtful)))
    if filtered.unplaced:
        found.append(UNPLACED(authorities=_authorities(filtered.unplaced)))
    counts = [row.counts for row in filtered.rows if row.counts is not None]
    if counts:
        periods = joined(dict.fromkeys(row.population_period for row in filtered.rows if row.counts))
        found.append(COUNTS(periods=periods))
        others = [row.population_period for row in filtered.rows if row.counts and row.population_estimated]
        if others:
            which = f"{len(others)} of the {len(counts)} authorities"
            if len(others) == len(counts):
                which = "one authority" if len(counts) == 1 else f"all {len(counts)} authorities"
            found.append(OTHER_YEAR(which=which, periods=joined(dict.fromkeys(others))))
        inexact = sum(not one.exact for one in counts)
        if inexact:
            found.append(INEXACT(some=inexact, number=len(counts)))
    if rates.later:
        found.append(LATER(authorities=_authorities(rates.later), have="has" if rates.later == 1 else "have"))
    return found


def table(filtered: FilteredRates) -> pd.DataFrame:
    """Every authority, the chosen ones first, the others in alphabetical order. Only chosen ones have a verdict.

    Columns: Area, Region, Period, Figure in its unit, Source; and Count [e], 95% interval, Compared with, Limits and
    Verdict where any authority has one.
    """
    told, verdicts = cells(filtered.rates), judged(filtered)
    frame = pd.DataFrame.from_records([told[row.area] for row in filtered.rows])
    found = [verdicts.get(row.area, "") for row in filtered.rows]
    frame.insert(frame.columns.get_loc("Source"), "Verdict", found)
    return frame.loc[:, (frame != "").any()]


def _line(filtered: FilteredRates) -> str:
    rates = filtered.rates
    if rates.reference is None:
        return NO_LINE(number=FUNNEL_FROM)
    value = number(rates.reference.value, rates)
    return (POOLED_LINE if rates.reference.pooled else LINE)(area=reference_name(rates), value=value)


def _authorities(number: int) -> str:
    return f"{number} {'authority' if number == 1 else 'authorities'}"
