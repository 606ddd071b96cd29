"""Checkers of what is said of the rates of all local authorities, on the National picture."""
# ruff: noqa: E501, PLR0917, A002  A pattern stands in one line, as its sentence; its gaps are named as parameters.

from __future__ import annotations

import datetime as dt
import re
import statistics

from tests.truth.context_reading import (
    FalseSentenceError,
    Reading,
    check_subject,
    claim,
    figure_words,
    filled,
    need,
    number_of,
    same,
    stamps,
)
from tests.truth.context_world import Z_95, Z_998, Area, National, half_up, high_of, limits, low_of

FARTHEST = 30
"""Standard deviations beyond which scipy's tails are zero, so that there is nothing to compare with."""
ANYWHERE = r"national\.(judged|alternative)"


def short(value: float) -> str:
    """A worked out rate: whole from 100 on, else one decimal where it is not zero."""
    if value >= 100:
        return f"{half_up(value, 0):,.0f}"
    rounded = half_up(value, 1)
    return f"{rounded:.0f}" if rounded == int(rounded) else f"{rounded:.1f}"


def about_equal(words: str, true: float, what: str) -> None:
    """A worked out number, as far as it is printed: the last digit may differ by rounding."""
    printed = words.replace(",", "")
    step = 10.0 ** -len(printed.partition(".")[2])
    need(abs(float(printed) - true) <= 0.5 * step * 1.02 + 1e-6, f"{what}: said {words}, true {true:.4f}")


def national_of(reading: Reading) -> National:
    found = reading.world.national(reading.about)
    need(found is not None, "no authority has a figure at all")
    assert found is not None
    return found


def per_of(reading: Reading) -> int:
    return reading.world.per(reading.about) or 1


def median_of(reading: Reading, areas: list[Area]) -> str:
    # In whole millionths, because the middle of two floats is not quite the middle of what they print.
    middle = (
        statistics.median([round(area.value * 10**6) for area in areas if area.value is not None]) / 10**6
    )
    return figure_words(half_up(middle, 1), unit=reading.unit)


def true_verdict(reading: Reading, area: Area) -> set[str]:
    """Where an authority's counts lie: “inside”, “above 95”, … in a funnel; higher, lower, similar, apart beside a line."""
    found = national_of(reading)
    if found.reference is None or not area.population:
        return set()
    if found.form == "funnel":
        return reading.world.limit_verdict(found, area, per_of(reading))
    per, people = per_of(reading), area.population
    verdicts = set()
    span = (high_of(max(area.counts), Z_95) - low_of(min(area.counts), Z_95)) * per / people
    narrow = span / 2 < found.reference / 10
    for k in {min(area.counts), max(area.counts)}:
        low, high = low_of(k, Z_95) * per / people, high_of(k, Z_95) * per / people
        verdicts.add(
            "higher"
            if low > found.reference
            else "lower"
            if high < found.reference
            else "similar"
            if narrow
            else "apart"
        )
    return verdicts


def check_limits(reading: Reading, area: Area, words: str) -> None:
    found = national_of(reading)
    assert found.reference is not None
    need(area.population, f"{area.name} has no population, so no limits")
    numbers = re.findall(r"[\d,]+(?:\.\d+)?", re.sub(r"9[59](\.8)?(%| per cent)", "", words))
    need(len(numbers) == 4, f"four limits expected in “{words}”")
    for pair, z in ((numbers[:2], Z_95), (numbers[2:], Z_998)):
        if z * found.widening > FARTHEST:
            continue
        ends = limits(
            population=area.population or 1, target=found.reference, per=per_of(reading), z=z * found.widening
        )
        for printed, true in zip(pair, ends, strict=True):
            if not crosses(reading, area, number_of(printed), z * found.widening):
                about_equal(printed, true, f"limit of {area.name}")


def crosses(reading: Reading, area: Area, limit: float, z: float) -> bool:
    """Whether the interval takes the target in at this limit: at ten events, from exact to Byar, it can do so twice."""
    scale = (area.population or 1) / per_of(reading)
    expected = (national_of(reading).reference or 0.0) * scale
    step = (0.5 if limit >= 100 else 0.05) * scale
    ends = (max(limit * scale - step, 0), limit * scale + step)
    return any(
        min(of(k, z) for k in ends) <= expected <= max(of(k, z) for k in ends) for of in (low_of, high_of)
    )


def check_interval(reading: Reading, area: Area, words: str) -> None:
    need(area.population and area.counts, f"{area.name} has no population, so no interval")
    low, high = words.split(" to ")
    scale = per_of(reading) / (area.population or 1)
    about_equal(low, low_of(min(area.counts), Z_95) * scale, f"interval of {area.name}")
    about_equal(high, high_of(max(area.counts), Z_95) * scale, f"interval of {area.name}")


# Authorities of the chosen services


def area_name(reading: Reading, mark: str) -> str:
    """The authority that a name in a sentence stands for."""
    name = reading.name(mark)
    for one in reading.chosen:
        if one.name == name and len(one.authorities) == 1:
            return one.authorities[0]
        if name in one.authorities:
            return name
    need(False, f"“{name}” is no authority of the chosen services")
    return ""


def area_of(reading: Reading, mark: str) -> Area:
    name = area_name(reading, mark)
    areas = national_of(reading).areas
    need(name in areas, f"{name} has no row in this period")
    return areas[name]


VERDICTS = {
    "within the range that chance would produce": "inside", "within the limits, which allow for more than chance": "inside",
    "above the 95% limit": "above 95", "above the 99.8% limit": "above 99.8",
    "below the 95% limit": "below 95", "below the 99.8% limit": "below 99.8",
}  # fmt: skip
WIDENED = "within the limits, which allow for more than chance"
BY_CHANCE = "within the range that chance would produce"
AGAINST = {
    "similar to": "similar",
    "higher than": "higher",
    "lower than": "lower",
    "cannot be told apart from": "apart",
}
_VERDICT = (
    "(?:"
    + "|".join(re.escape(words) for words in VERDICTS)
    + "|(?:"
    + "|".join(AGAINST)
    + ") (?:{name}|the \\d+ authorities together))"
)


def check_verdict(reading: Reading, area: Area, words: str) -> None:
    """A verdict in words against every count that fits the printed rate."""
    found, true = national_of(reading), true_verdict(reading, area)
    need(found.reference is not None, "there is nothing to compare with")
    if words == WIDENED:
        need(found.widening > 1, "the limits are not widened")
    if words in VERDICTS:
        need(found.form == "funnel", "limits are only drawn in a funnel")
        same({VERDICTS[words]}, true, f"verdict on {area.name}")
        if words == BY_CHANCE:
            expected = (found.reference or 0) * (area.population or 0) / per_of(reading)
            for k in (min(area.counts), max(area.counts)):
                need(
                    low_of(k, Z_95) <= expected <= high_of(k, Z_95),
                    f"chance alone would not: {area.name} {k}, {expected:.1f} expected",
                )
        return
    verb = next(verb for verb in AGAINST if words.startswith(verb))
    if "⟦" in words:
        same(reading.name(words.removeprefix(verb)), found.reference_area, "the nation compared with")
    else:
        need(f"the {found.pooled} authorities" in words, f"{found.pooled} authorities together")
    same({AGAINST[verb]}, true, f"verdict on {area.name}")


@claim(
    "national.judged",
    ANYWHERE,
    rf"(?P<mark>{{name}}): (?P<figure>{{figure}})(?:, (?P<verdict>{_VERDICT}))?(?:, not compared because (?P<why>[^(]*?))?"
    r"(?: \((?P<limits>95% limits [^()]*)\))?(?: \(95% interval (?P<interval>[^()]*?), from a number of children we worked out \[e\]\))?\.",
)
def judged(
    reading: Reading,
    mark: str,
    figure: str,
    verdict: str | None,
    why: str | None,
    limits: str | None,
    interval: str | None,
) -> None:
    area, found = area_of(reading, mark), national_of(reading)
    same(figure, figure_words(area.value, unit=reading.unit, status=area.status), f"figure of {area.name}")
    true = true_verdict(reading, area)
    if verdict:
        check_verdict(reading, area, verdict)
    elif found.reference is not None:
        need(len(true) != 1, f"a verdict is missing: {true}")
        need(why, "neither a verdict nor a reason")
    if why == "the figure is unreliable":
        same(area.status, "u", "status")
    elif why == "we do not have its population":
        need(area.population is None, "its population is there")
    elif why:
        same(why, "several numbers of children match the rate", "reason")
        need(len(true) > 1, f"the counts agree: {true}")
    if limits:
        check_limits(reading, area, limits)
    if interval:
        check_interval(reading, area, interval)
    reading.note("told", area.name)


@claim(
    "national.absent", r"national\.(missing|alternative)",
    r"(?P<x>We have no figure for )(?P<mark>{name})(?: \(part of (?P<whole>{name})\))? for this period\.",
    r"(?P<c>The figure for )(?P<mark>{name})(?: \(part of (?P<whole>{name})\))? is suppressed \[c\]\.",
    r"(?P<z>The figure does not apply to )(?P<mark>{name})(?: \(part of (?P<whole>{name})\))? \[z\]\.",
)  # fmt: skip
def absent(reading: Reading, mark: str, whole: str | None, x: str = "", c: str = "", z: str = "") -> None:
    name = area_name(reading, mark)
    if whole:
        need(name in reading.service(whole).authorities, f"{name} is no part of it")
        need(len(reading.service(whole).authorities) > 1, "it has one authority only")
    row = national_of(reading).areas.get(name)
    need(row is None or row.value is None, f"{name} has a figure")
    same("x" if x else "c" if c else "z", row.status if row else "x", f"why {name} has none")
    reading.note("told", name)


@claim("national.outside", r"national\.(missing|alternative)", r"The filter leaves out (?P<marks>{names})\.")
def outside(reading: Reading, marks: str) -> None:
    names = set(reading.listed(marks))
    chosen = {name for one in reading.chosen for name in one.authorities}
    same(
        names, chosen & (set(national_of(reading).areas) - set(shown(reading))), "chosen authorities left out"
    )
    for name in names:
        reading.note("told", name)


def shown(reading: Reading) -> dict[str, Area]:
    """Authorities that the filter leaves."""
    regions = reading.regions
    return {
        name: area for name, area in national_of(reading).areas.items()
        if not regions or reading.world.places.get(name, ("", ""))[0] in regions
    }  # fmt: skip


def counted(reading: Reading) -> list[Area]:
    return [area for area in shown(reading).values() if area.counted]


@claim(
    "national.extent",
    r"national\.(extent|alternative)",
    r"(?P<number>\d+) authorities run from (?P<low>{figure}) to (?P<high>{figure}), with a median of (?P<middle>{figure})\.",
    r"(?P<number>One) authority has a figure\.",
)
def extent(reading: Reading, number: str, low: str = "", high: str = "", middle: str = "") -> None:
    areas = counted(reading)
    same(1 if number == "One" else int(number), len(areas), "authorities with a figure")
    if low:
        values = [area.value or 0.0 for area in areas]
        same(low, figure_words(half_up(min(values), 1), unit=reading.unit), "lowest")
        same(high, figure_words(half_up(max(values), 1), unit=reading.unit), "highest")
        same(middle, median_of(reading, areas), "median")


@claim(
    "national.line",
    r"national\.method",
    r"The line is the rate published for (?P<mark>{name}), (?P<figure>{figure})\.",
    r"We have no national rate for this period\. The line is the rate of the (?P<pooled>\d+) authorities together, (?P<figure>[\d,.]+) \[e\]\.",
)
def line(reading: Reading, figure: str, mark: str | None = None, pooled: str | None = None) -> None:
    found = national_of(reading)
    need(found.reference is not None, "there is no rate to compare with")
    if mark:
        same(reading.name(mark), found.reference_area, "nation")
    if pooled:
        same(int(pooled), found.pooled, "authorities together")
    about_equal(figure, found.reference or 0.0, "the rate compared with")
    reading.note("line")


@claim(
    "national.no_line",
    r"national\.method",
    r"We do not compare these rates: we have no national rate for this period, and fewer than 10 authorities are too few to stand for the nation\.",
)
def no_line(reading: Reading) -> None:
    found = national_of(reading)
    need(
        found.reference is None and len([a for a in found.areas.values() if a.population]) < 10,
        "there is one",
    )
    reading.note("line")


@claim(
    "national.no_limits",
    r"national\.method",
    r"There are no control limits: the number(?: of children behind each percentage is|s behind the figures are) not published, so we cannot say which differences are more than chance\.",
)
def no_limits(reading: Reading) -> None:
    need(reading.world.per(reading.about) is None, "it is a rate of the population")


@claim(
    "national.too_few_people",
    r"national\.method",
    r"There are no control limits, because of the (?P<all>\d+) authorit(?:y|ies) with a figure we have the population aged 10 to 17 for (?:only (?P<some>\d+)|none)\. To add populations, .*",
)
def too_few_people(reading: Reading, some: str | None, all: str) -> None:
    found = national_of(reading)
    same(found.form, "strip", "form")
    same(int(some or 0), sum(bool(area.population) for area in found.areas.values()), "with a population")
    same(int(all), sum(area.counted for area in found.areas.values()), "with a figure")


@claim(
    "national.zero",
    r"national\.method",
    r"There are no control limits: every rate here (?P<zero>is zero)\.",
    r"There are no control limits: we have no national rate for this period, and the rates of the (?P<number>\d+) authorities whose population we have are zero or too low to match a single child\.",
)
def zero(reading: Reading, zero: str | None = None, number: str | None = None) -> None:
    found = national_of(reading)
    need(found.reference is None, "there is a rate to compare with")
    need(
        all(max(a.counts) == 0 for a in found.areas.values() if a.population),
        "there are children behind them",
    )
    if zero:
        need(not any(a.value for a in found.areas.values() if a.counted), "there are rates above zero")
    if number:
        same(int(number), sum(bool(a.population) for a in found.areas.values()), "with a population")


@claim(
    "national.spread",
    r"national\.method",
    r"The differences between authorities are (?P<words>larger than|no larger than) chance would produce, so the limits are (?:about (?P<wide>[\d.]+) times as wide as chance alone would make them|not widened) \(over-dispersion factor (?P<phi>[\d.]+), from winsorised scores\)\.",
)
def spread(reading: Reading, words: str, phi: str, wide: str | None) -> None:
    found = national_of(reading)
    same(words.startswith("larger"), found.phi > 1 and found.scored >= 10, "over-dispersion")
    about_equal(phi, found.phi, "factor")
    if wide:
        about_equal(wide, found.widening, "widening")


@claim(
    "national.not_drawn",
    r"national\.method",
    r"We do not have the population of (?P<left>\d+) of the (?P<all>\d+) authorities with a figure, so (?P<again>\d+) (?P<verb>is|are) not drawn\. To add populations, .*",
)
def not_drawn(reading: Reading, all: str, left: str, again: str, verb: str) -> None:
    found = national_of(reading)
    known = [area for area in found.areas.values() if area.counted]
    same(int(all), len(known), "with a figure")
    same(int(left), sum(not area.population for area in known), "without a population")
    same(again, left, "not drawn")
    same(verb, "is" if left == "1" else "are", "number")


WITHOUT = {
    r"For (?P<number>one|\d+) authorit(?:y|ies) no figure is published \[x\]\.": "x",
    r"The figures? for (?P<number>one|\d+) authorit(?:y is|ies are) suppressed \[c\]\.": "c",
    r"The figure does not apply to (?P<number>one|\d+) authorit(?:y|ies) \[z\]\.": "z",
}


@claim(
    "national.without",
    r"national\.remark",
    rf"(?P<words>{'|'.join(re.sub('[?]P<number>', '?:', words) for words in WITHOUT)})",
)
def without(reading: Reading, words: str) -> None:
    number, status = next(
        (found["number"], code)
        for pattern, code in WITHOUT.items()
        if (found := re.fullmatch(pattern, words))
    )
    none = [a for a in shown(reading).values() if a.value is None and a.status == status]
    same(
        1 if number == "one" else int(number),
        len(none),
        f"without a figure [{status}] (authorities that had ended do not count)",
    )
    same("authorities" in words, number != "one", "number")
    reading.note("without", status)


@claim(
    "national.unreliable",
    r"national\.remark",
    r"Unreliable \[u\], (?P<how>not drawn|drawn hollow) and left out of every calculation: (?P<marks>{names})\.",
)
def unreliable(reading: Reading, how: str, marks: str) -> None:
    true = {a.name for a in shown(reading).values() if a.value is not None and a.status == "u"}
    same(set(reading.listed(marks)), true, "unreliable authorities")
    same(how == "not drawn", national_of(reading).form == "funnel", "not drawn")
    reading.note("unreliable")


@claim(
    "national.unplaced",
    r"national\.remark",
    r"The filter also leaves out (?P<number>\d+) authorit(?:y|ies) whose region we do not know\.",
)
def unplaced(reading: Reading, number: str) -> None:
    true = [name for name in national_of(reading).areas if not reading.world.places.get(name, ("", ""))[0]]
    same(int(number), len(true), "authorities without a region")


@claim(
    "national.counts",
    r"national\.remark",
    r"We worked out the numbers of children from the rates and the populations \((?P<periods>.*)\) \[e\]\. Numbers from 1 to 5 are not shown \[c\]\.",
)
def counts(reading: Reading, periods: str) -> None:
    need(any(area.population for area in shown(reading).values()), "no population is there")


@claim(
    "national.population_of_another_year",
    r"national\.remark",
    r"For (?P<which>one authority|all \d+ authorities|\d+ of the \d+ authorities) the population is not of the year of the rate but the nearest that we have \((?P<periods>.*)\), so it is an estimate \[e\]\.",
)
def population_of_another_year(reading: Reading, which: str, periods: str) -> None:
    people = [area for area in shown(reading).values() if area.population]
    middle = dt.date.fromisoformat(national_of(reading).end) - dt.timedelta(days=182)
    other = [area for area in people if int(area.population_end[:4]) != middle.year]
    need(bool(other), "every population is of the year of its rate")
    numbers = [int(number) for number in re.findall(r"\d+", which)]
    if which.startswith(("one", "all")):
        same(numbers or [1], [len(people)], "with a population")
        same(len(other), len(people), "with a population of another year")
    else:
        same(numbers, [len(other), len(people)], "of another year, and all with a population")
        need(len(other) < len(people), "all of them are of another year")
    need(bool(periods), "no period is named")


@claim(
    "national.inexact",
    r"national\.remark",
    r"For (?P<number>\d+) of (?P<all>\d+) authorities the published rate does not match a whole number of children, so it was probably based on a different population\.",
)
def inexact(reading: Reading, number: str, all: str) -> None:
    people = [area for area in shown(reading).values() if area.population]
    same(int(all), len(people), "with a population")
    same(int(number), sum(not area.exact for area in people), "without a fitting count")


@claim(
    "national.later",
    r"national\.remark",
    r"(?P<number>\d+) (?P<noun>authority has|authorities have) newer figures\. We will show them once most authorities do\.",
)
def later(reading: Reading, number: str, noun: str) -> None:
    same(int(number), national_of(reading).later, "authorities with later figures")
    same(noun, "authority has" if number == "1" else "authorities have", "number")
    reading.note("later")


# The table


@claim("national.cell.region", r"national\.cell\.Region", r"(?P<words>.*)")
def region_cell(reading: Reading, words: str) -> None:
    true = reading.world.places.get(reading.said.subject, ("", ""))[0] or "not known"
    same(reading.name(words) if words.startswith("⟦") else words, true, "region")


@claim(
    "national.cell.count",
    r"national\.cell\.Count \[e\]",
    r"(?P<low>[\d,]+)(?: to (?P<high>[\d,]+))? \[e\]",
    r"\[c\]",
)
def count_cell(reading: Reading, low: str | None = None, high: str | None = None) -> None:
    found = national_of(reading).areas[reading.said.subject].counts
    small = any(1 <= k <= 5 for k in range(min(found), max(found) + 1))
    same(low is None, small, "suppressed")
    if low:
        same((number_of(low), number_of(high or low)), (min(found), max(found)), "counts")


@claim("national.cell.interval", r"national\.cell\.95% interval", r"(?P<words>.*)")
def interval_cell(reading: Reading, words: str) -> None:
    check_interval(reading, national_of(reading).areas[reading.said.subject], words)


@claim(
    "national.cell.compared",
    r"national\.(cell\.Compared with|line)",
    r"(?P<mark>{name}) (?P<figure>{figure})",
    r"The (?P<pooled>\d+) authorities together (?P<figure>[\d,.]+) \[e\]",
)
def compared_cell(reading: Reading, figure: str, mark: str | None = None, pooled: str | None = None) -> None:
    line(reading, figure, mark, pooled)


@claim("national.cell.limits", r"national\.cell\.Limits", r"(?P<words>.*)")
def limits_cell(reading: Reading, words: str) -> None:
    check_limits(reading, national_of(reading).areas[reading.said.subject], words)


@claim("national.cell.verdict", r"national\.cell\.Verdict", rf"(?P<words>{_VERDICT})")
def verdict_cell(reading: Reading, words: str) -> None:
    subject = reading.said.subject
    need(any(subject in one.authorities for one in reading.chosen), f"{subject} was not chosen")
    check_verdict(reading, national_of(reading).areas[subject], words)


# Headline, subtitle


def check_head(reading: Reading, subject: str, period: str) -> None:
    check_subject(reading, subject)
    found = national_of(reading)
    periods = {area.period for area in found.areas.values() if area.value is not None}
    need(any(period in stamps(words) for words in periods), f"dated {period}, true {periods}")


def chosen_areas(reading: Reading) -> list[Area]:
    """Chosen authorities with a figure that the filter leaves."""
    areas = shown(reading)
    return [
        areas[n]
        for one in reading.chosen
        for n in one.authorities
        if n in areas and areas[n].value is not None
    ]


HEAD = r"(?P<subject>The [^⟦(]*?) \((?P<period>[^()]*)\): "
WHO = rf"((?:(?:, | and )?{{names}})+|\d+) ({_VERDICT})"


@claim(
    "national.headline",
    r"national\.headline",
    rf"{HEAD}(?:of the (?P<all>\d+) chosen authorities, )?(?P<told>(?:{{names}}|\d+) {_VERDICT}.*)",
)
def headline_of_verdicts(reading: Reading, subject: str, period: str, told: str, all: str | None) -> None:
    check_head(reading, subject, period)
    chosen = chosen_areas(reading)
    number = 0
    clauses = re.findall(filled(rf"({{names}}|\d+) ({_VERDICT})"), told)
    rest = re.sub(filled(rf"(?:{{names}}|\d+) {_VERDICT}"), "", told)
    need(re.fullmatch(r"[;, ]*(?:and)?[;, ]*", rest), f"“{rest}” is not understood")
    for who, words in clauses:
        if who.isdigit():
            same(int(who), sum(is_true(reading, area, words) for area in chosen), f"authorities {words}")
            number += int(who)
        else:
            marks = re.findall(r"⟦\d+⟧", who)
            for mark in marks:
                check_verdict(reading, area_of(reading, mark), words)
            number += len(marks)
    same(number, len(chosen), "authorities told")
    if all:
        same(int(all), len(chosen), "chosen authorities")


def is_true(reading: Reading, area: Area, words: str) -> bool:
    try:
        check_verdict(reading, area, words)
    except FalseSentenceError:
        return False
    return True


@claim(
    "national.headline.median",
    r"national\.headline",
    r"(?P<subject>The [^⟦(]*?) \((?P<period>[^()]*)\), beside the median of the (?P<shown>\d+) authorities shown: (?P<told>(?:higher|lower|the same) in .*)",
)
def headline_beside_median(reading: Reading, subject: str, told: str, period: str, shown: str) -> None:
    check_head(reading, subject, period)
    same(int(shown), len(counted(reading)), "authorities shown")
    middle = statistics.median([area.value or 0.0 for area in counted(reading)])
    number = 0
    for side, who in re.findall(filled(r"(higher|lower|the same) in ({names})"), told):
        for mark in re.findall(r"⟦\d+⟧", who):
            area = area_of(reading, mark)
            value = area.value or 0.0
            alike = half_up(value, 1) == half_up(round(middle, 6), 1)
            true = {"lower" if value < middle else "higher" if value > middle else "the same"} | (
                {"the same"} if alike else set()
            )
            need(side in true, f"{area.name} {value}, median {middle}")
            number += 1
    same(number, len(chosen_areas(reading)), "authorities told")


@claim(
    "national.headline.extent",
    r"national\.headline",
    r"(?P<subject>The [^⟦(]*?) ran from (?P<low>{figure}) to (?P<high>{figure}) in (?P<number>\d+) authorities \((?P<period>[^()]*)\)",
    r"(?P<subject>The [^⟦(]*?) was (?P<low>{figure}) in (?P<mark>{name}) \((?P<period>[^()]*)\)",
)
def headline_of_extent(
    reading: Reading,
    subject: str,
    low: str,
    period: str,
    high: str | None = None,
    number: str = "1",
    mark: str | None = None,
) -> None:
    check_head(reading, subject, period)
    areas = counted(reading)
    values = [area.value or 0.0 for area in areas]
    same(int(number), len(areas), "authorities")
    same(low, figure_words(half_up(min(values), 1), unit=reading.unit), "lowest")
    same(high or low, figure_words(half_up(max(values), 1), unit=reading.unit), "highest")
    if mark:
        whose = {areas[0].name} | {one.name for one in reading.chosen if one.authorities == (areas[0].name,)}
        need(reading.name(mark) in whose, f"it is that of {whose}")


@claim(
    "national.subtitle",
    r"national\.(subtitle|alternative)",
    r"(?:(?:Funnel plot|Interval plot|Dot plot)\. )?(?P<words>.*)\. (?P<period>.*)\. Each dot is a local authority\.?",
)
def subtitle(reading: Reading, words: str, period: str) -> None:
    found = national_of(reading)
    periods = {area.period.lower() for area in found.areas.values() if area.value is not None}
    need(period.lower() in periods, f"“{period}” is not the period")
    direction(reading, words)


def direction(reading: Reading, words: str) -> None:
    """Measure, unit and which direction is good, as the indicators table has them."""
    row = reading.world.indicators[reading.about]
    need(words.startswith(str(row["name"])), "another measure")
    for polarity, said in (("lower_is_better", "lower is better"), ("higher_is_better", "higher is better")):
        same(said in words, row["polarity"] == polarity, f"whether {said}")
