"""Checkers of what is said of the rates of all local authorities, on the National picture."""

from __future__ import annotations

import re
import statistics

from tests.truth.context_reading import (
    Reading,
    claim,
    figure_words,
    need,
    number_of,
    same,
)
from tests.truth.context_world import FORMER, Z_95, Z_998, Area, National, half_up, high_of, limits, low_of

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
    middle = statistics.median([area.value for area in areas if area.value is not None])
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
    for k in {min(area.counts), max(area.counts)}:
        low, high = low_of(k, Z_95) * per / people, high_of(k, Z_95) * per / people
        narrow = (high - low) / 2 < found.reference / 10
        verdicts.add(
            "higher" if low > found.reference else "lower" if high < found.reference else "similar" if narrow else "apart"
        )
    return verdicts


def abolished(name: str, end: str) -> bool:
    return name in FORMER and FORMER[name][0] <= end


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
            about_equal(printed, true, f"limit of {area.name}")


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
    "inside the limits": "inside", "above the 95% limit": "above 95", "above the 99.8% limit": "above 99.8",
    "below the 95% limit": "below 95", "below the 99.8% limit": "below 99.8",
}  # fmt: skip
AGAINST = {"similar to": "similar", "higher than": "higher", "lower than": "lower", "cannot be told apart from": "apart"}
_VERDICT = (
    "(?:" + "|".join(re.escape(words) for words in VERDICTS) + "|(?:" + "|".join(AGAINST) + ") {name})"
)


def check_verdict(reading: Reading, area: Area, words: str) -> None:
    """A verdict in words against every count that fits the printed rate."""
    found, true = national_of(reading), true_verdict(reading, area)
    need(found.reference is not None, "there is nothing to compare with")
    if words in VERDICTS:
        need(found.form == "funnel", "limits are only drawn in a funnel")
        same({VERDICTS[words]}, true, f"verdict on {area.name}")
        return
    verb, mark = re.fullmatch(r"(.*) (⟦\d+⟧)", words).groups()  # type: ignore[union-attr]
    same(reading.name(mark), found.reference_area, "the nation compared with")
    same({AGAINST[verb]}, true, f"verdict on {area.name}")


@claim(
    "national.judged",
    ANYWHERE,
    rf"(?P<mark>{{name}}): (?P<figure>{{figure}})(?:, (?P<verdict>{_VERDICT}))?(?:, (?P<why>not compared because .*?|no verdict: .*?))?"
    r"(?: \((?P<limits>95% limits [^()]*)\))?(?: \(95% interval (?P<interval>[^()]*?), from a count worked out \[e\]\))?\.",
)
def judged(
    reading: Reading, mark: str, figure: str, verdict: str | None, why: str | None, limits: str | None, interval: str | None
) -> None:
    area, found = area_of(reading, mark), national_of(reading)
    same(figure, figure_words(area.value, unit=reading.unit, status=area.status), f"figure of {area.name}")
    true = true_verdict(reading, area)
    if verdict:
        check_verdict(reading, area, verdict)
    elif found.reference is not None:
        need(len(true) != 1, f"a verdict is missing: {true}")
    if why == "not compared because the figure is unreliable":
        same(area.status, "u", "status")
    elif why == "not compared because its population is not in the data set":
        need(area.population is None, "its population is there")
    elif why:
        need(len(true) > 1, f"the counts agree: {true}")
    elif found.reference is not None:
        need(verdict, "neither a verdict nor a reason")
    if limits:
        check_limits(reading, area, limits)
    if interval:
        check_interval(reading, area, interval)
    reading.note("judged", area.name, verdict or "")


@claim("national.absent", r"national\.(missing|alternative)", r"(?P<mark>{name})(?: \(part of (?P<whole>{name})\))?: (?P<word>suppressed|not published|not applicable) \[(?P<status>[cxz])\] for this period\.")
def absent(reading: Reading, mark: str, whole: str | None, word: str, status: str) -> None:
    name = area_name(reading, mark)
    if whole:
        need(name in reading.service(whole).authorities, f"{name} is no part of it")
        need(len(reading.service(whole).authorities) > 1, "it has one authority only")
    row = national_of(reading).areas.get(name)
    need(row is None or row.value is None, f"{name} has a figure")
    true = row.status if row else "x"
    same(f"{word} [{status}]", figure_words(None, unit="", status=true), f"why {name} has none")
    reading.note("absent", name)


@claim("national.outside", r"national\.(missing|alternative)", r"(?P<marks>{names}) (?P<verb>is|are) left out by the filter\.")
def outside(reading: Reading, marks: str, verb: str) -> None:
    names = reading.listed(marks)
    same(verb, "is" if len(names) == 1 else "are", "number")
    for name in names:
        need(name not in shown(reading), f"{name} is shown")


def shown(reading: Reading) -> dict[str, Area]:
    """Authorities that the filter leaves."""
    regions = reading.regions
    return {
        name: area for name, area in national_of(reading).areas.items()
        if not regions or reading.world.places.get(name, ("", ""))[0] in regions
    }  # fmt: skip


def counted(reading: Reading) -> list[Area]:
    return [area for area in shown(reading).values() if area.counted]


@claim("national.extent", r"national\.(extent|alternative)", r"(?P<number>\d+) authorities range from (?P<low>{figure}) to (?P<high>{figure}), with a median of (?P<middle>{figure})\.", r"(?P<number>1) authority with a figure\.")
def extent(reading: Reading, number: str, low: str = "", high: str = "", middle: str = "") -> None:
    areas = counted(reading)
    same(int(number), len(areas), "authorities with a figure")
    if low:
        values = [area.value or 0.0 for area in areas]
        same(low, figure_words(half_up(min(values), 1), unit=reading.unit), "lowest")
        same(high, figure_words(half_up(max(values), 1), unit=reading.unit), "highest")
        same(middle, median_of(reading, areas), "median")


@claim("national.line", r"national\.method", r"The line is the rate published for (?P<mark>{name}), (?P<figure>{figure})\.", r"No national rate of this period is in the data set: the line is the rate of the (?P<pooled>\d+) authorities together, (?P<figure>[\d,.]+) \[e\]\.")
def line(reading: Reading, figure: str, mark: str | None = None, pooled: str | None = None) -> None:
    found = national_of(reading)
    need(found.reference is not None, "there is no rate to compare with")
    if mark:
        same(reading.name(mark), found.reference_area, "nation")
    if pooled:
        same(int(pooled), found.pooled, "authorities together")
    about_equal(figure, found.reference or 0.0, "the rate compared with")
    reading.note("line")


@claim("national.no_line", r"national\.method", r"There is no verdict: no national rate is published for this period, and fewer than 10 authorities are too few to stand for the nation\.")
def no_line(reading: Reading) -> None:
    found = national_of(reading)
    need(found.reference is None and len([a for a in found.areas.values() if a.population]) < 10, "there is one")
    reading.note("line")


@claim("national.no_limits", r"national\.method", r"No limits are drawn\. The (?:number of children in the cohort|base of the figures) is not printed, so there is no interval and no verdict\.")
def no_limits(reading: Reading) -> None:
    need(reading.world.per(reading.about) is None, "it is a rate of the population")


@claim("national.too_few_people", r"national\.method", r"No limits can be drawn and no verdict can be given: the data set has the population aged 10 to 17 of (?:only (?P<some>\d+)|none) of the (?P<all>\d+) authorities with a figure\. To add populations, .*")
def too_few_people(reading: Reading, some: str | None, all: str) -> None:  # noqa: A002
    found = national_of(reading)
    same(found.form, "strip", "form")
    same(int(some or 0), sum(bool(area.population) for area in found.areas.values()), "with a population")
    same(int(all), sum(area.counted for area in found.areas.values()), "with a figure")


@claim("national.zero", r"national\.method", r"No limits are drawn: no national rate is published, and no child is behind these rates\.")
def zero(reading: Reading) -> None:
    found = national_of(reading)
    need(all(max(a.counts) == 0 for a in found.areas.values() if a.population), "there are children behind them")


@claim("national.spread", r"national\.method", r"Authorities (?P<words>differ more than chance alone allows|do not differ more than chance allows) \(over-dispersion factor (?P<phi>[\d.]+), from winsorised scores\), so the limits are (?:(?P<wide>[\d.]+) times as wide as by chance alone|not widened)\.")
def spread(reading: Reading, words: str, phi: str, wide: str | None) -> None:
    found = national_of(reading)
    same(words.startswith("differ"), found.phi > 1 and found.scored >= 10, "over-dispersion")
    about_equal(phi, found.phi, "factor")
    if wide:
        about_equal(wide, found.widening, "widening")


@claim("national.not_drawn", r"national\.method", r"Of (?P<all>\d+) authorities with a figure, (?P<left>\d+) (?P<verb>is|are) not drawn, because the data set lacks (?:its|their) population\. To add populations, .*")
def not_drawn(reading: Reading, all: str, left: str, verb: str) -> None:  # noqa: A002
    found = national_of(reading)
    known = [area for area in found.areas.values() if area.counted]
    same(int(all), len(known), "with a figure")
    same(int(left), sum(not area.population for area in known), "without a population")
    same(verb, "is" if left == "1" else "are", "number")


@claim("national.without", r"national\.remark", r"(?P<number>\d+) (?P<noun>authority|authorities) (?P<word>suppressed|not published|not applicable) \[(?P<status>[cxz])\]\.")
def without(reading: Reading, number: str, noun: str, word: str, status: str) -> None:
    found = national_of(reading)
    none = [a for a in shown(reading).values() if a.value is None and a.status == status and not abolished(a.name, found.end)]
    same(int(number), len(none), f"{word} (authorities that had ended do not count)")
    same(noun, "authority" if number == "1" else "authorities", "number")
    same(f"{word} [{status}]", figure_words(None, unit="", status=status), "shorthand")
    reading.note("without", status)


@claim("national.unreliable", r"national\.remark", r"Unreliable \[u\], (?P<how>not drawn|drawn hollow) and in no statistic: (?P<marks>{names})\.")
def unreliable(reading: Reading, how: str, marks: str) -> None:
    true = {a.name for a in shown(reading).values() if a.value is not None and a.status == "u"}
    same(set(reading.listed(marks)), true, "unreliable authorities")
    same(how == "not drawn", national_of(reading).form == "funnel", "not drawn")
    reading.note("unreliable")


@claim("national.unplaced", r"national\.remark", r"The filter leaves out (?P<number>\d+) authorit(?:y|ies) of which the region is not known here\.")
def unplaced(reading: Reading, number: str) -> None:
    true = [name for name in national_of(reading).areas if not reading.world.places.get(name, ("", ""))[0]]
    same(int(number), len(true), "authorities without a region")


@claim("national.counts", r"national\.remark", r"Counts are worked out from rate and population \((?P<periods>.*)\) \[e\]; those of 1 to 5 are not shown \[c\]\.")
def counts(reading: Reading, periods: str) -> None:
    need(any(area.population for area in shown(reading).values()), "no population is there")


@claim("national.inexact", r"national\.remark", r"For (?P<number>\d+) of (?P<all>\d+) no whole number of children gives the printed rate, so .* another population\.")
def inexact(reading: Reading, number: str, all: str) -> None:  # noqa: A002
    people = [area for area in shown(reading).values() if area.population]
    same(int(all), len(people), "with a population")
    same(int(number), sum(not area.exact for area in people), "without a fitting count")


@claim("national.later", r"national\.remark", r"Figures of a later period, (?P<number>\d+) so far, wait until most authorities have one\.")
def later(reading: Reading, number: str) -> None:
    same(int(number), national_of(reading).later, "later figures")


# The table


@claim("national.cell.region", r"national\.cell\.Region", r"(?P<words>.*)")
def region_cell(reading: Reading, words: str) -> None:
    true = reading.world.places.get(reading.said.subject, ("", ""))[0] or "not known"
    same(reading.name(words) if words.startswith("⟦") else words, true, "region")


@claim("national.cell.count", r"national\.cell\.Count \[e\]", r"(?P<low>[\d,]+)(?: to (?P<high>[\d,]+))? \[e\]", r"\[c\]")
def count_cell(reading: Reading, low: str | None = None, high: str | None = None) -> None:
    found = national_of(reading).areas[reading.said.subject].counts
    small = any(1 <= k <= 5 for k in range(min(found), max(found) + 1))
    same(low is None, small, "suppressed")
    if low:
        same((number_of(low), number_of(high or low)), (min(found), max(found)), "counts")


@claim("national.cell.interval", r"national\.cell\.95% interval", r"(?P<words>.*)")
def interval_cell(reading: Reading, words: str) -> None:
    check_interval(reading, national_of(reading).areas[reading.said.subject], words)


@claim("national.cell.compared", r"national\.(cell\.Compared with|line)", r"(?P<mark>{name}) (?P<figure>{figure})", r"(?P<pooled>\d+) authorities together (?P<figure>[\d,.]+) \[e\]")
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


def topic(reading: Reading, words: str) -> None:
    """A subject in two words or so belongs to the measure's name."""
    name = str(reading.world.indicators[reading.about]["name"]).lower()
    for word in re.findall(r"\w+", words.lower()):
        need(word in name or word in ("at", "rate", "rates"), f"“{words}” is not the topic of {name}")


@claim(
    "national.headline",
    r"national\.headline",
    rf"(?:(?P<topic>[^⟦]*?): |Chosen authorities: )?(?P<verdicts>(?:all )?(?:{{names}}|\d+) {_VERDICT}(?:[;,] (?:{{names}}|\d+) {_VERDICT})*)",
)
def headline_of_verdicts(reading: Reading, topic: str | None, verdicts: str) -> None:
    if topic:
        globals()["topic"](reading, topic)
    chosen = [
        national_of(reading).areas[name] for one in reading.chosen for name in one.authorities
        if name in shown(reading) and shown(reading)[name].value is not None
    ]  # fmt: skip
    told = re.findall(filled_verdicts(), verdicts)
    for who, words in told:
        if who.isdigit():
            alike = [a for a in chosen if verdict_words(reading, a, words)]
            same(int(who), len(alike), f"authorities {words}")
        else:
            for mark in re.findall(r"⟦\d+⟧", who):
                check_verdict(reading, area_of(reading, mark), words)
    number = sum(int(who) if who.isdigit() else len(re.findall(r"⟦\d+⟧", who)) for who, _ in told)
    same(number, len(chosen), "authorities told")


def filled_verdicts() -> str:
    from tests.truth.context_reading import filled

    return filled(rf"({{names}}|\d+) ({_VERDICT})")


def verdict_words(reading: Reading, area: Area, words: str) -> bool:
    from tests.truth.context_reading import FalseSentenceError

    try:
        check_verdict(reading, area, words)
    except FalseSentenceError:
        return False
    return True


@claim(
    "national.headline.figures",
    r"national\.headline",
    r"(?:(?P<topic>[^⟦]*?): )?(?P<figures>{name} {figure}(?:, {name} {figure})*); median (?P<middle>{figure})",
    r"(?P<topic>[^⟦]*?): (?:chosen (?P<low>{figure}) to (?P<high>{figure}); )?median (?P<middle>{figure})(?:, from (?P<from_>{figure}) to (?P<to>{figure}))?",
    r"(?P<topic>[^⟦]*?): from (?P<from_>{figure}) to (?P<to>{figure})",
)
def headline_of_figures(
    reading: Reading, topic: str | None = None, figures: str = "", low: str | None = None, high: str | None = None,
    middle: str = "", from_: str | None = None, to: str | None = None,
) -> None:  # fmt: skip
    if topic:
        globals()["topic"](reading, topic)
    for mark, figure in re.findall(r"(⟦\d+⟧) ([^⟦]*?)(?=, ⟦|$)", figures):
        area = area_of(reading, mark)
        same(figure, figure_words(area.value, unit=reading.unit, status=area.status), f"figure of {area.name}")
    areas = counted(reading)
    if middle:
        same(middle, median_of(reading, areas), "median")
    values = [area.value or 0.0 for area in areas]
    chosen = [
        a.value for one in reading.chosen for name in one.authorities
        if (a := shown(reading).get(name)) and a.value is not None
    ]  # fmt: skip
    for said, true in ((from_, min(values)), (to, max(values)), (low, min(chosen, default=0)), (high, max(chosen, default=0))):
        if said:
            same(said, figure_words(half_up(true, 1), unit=reading.unit), "end of the range")


@claim("national.subtitle", r"national\.(subtitle|alternative)", r"(?:(?:Funnel plot|Interval plot|Dot plot)\. )?(?P<words>.*)\. (?P<period>.*)\. Each dot is a local authority\.?")
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
