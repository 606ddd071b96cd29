"""Plain words for the rates of all local authorities: headline, what the limits say, what is missing, the table.

Takes a `compare.national_rates.Picture`. Only authorities of the chosen services are named and judged, and nothing is
called good or bad: a word about limits is one about size. Headlines have ten words or fewer.
"""

from __future__ import annotations

from collections import Counter

import pandas as pd

from yjs_dash.compare.context import POPULATION, Indicator, figure_text
from yjs_dash.compare.national_rates import FUNNEL_FROM, Picture
from yjs_dash.narrate.numbers import joined, one_decimal, sentence_case, word_count
from yjs_dash.narrate.rate_words import (
    cells,
    interval_text,
    judged,
    label,
    limits_text,
    median_text,
    number,
)

HEADLINE_WORDS = 10
_KINDS = {"funnel": "Funnel plot", "intervals": "Interval plot", "strip": "Dot plot"}
UNDECIDED = "no verdict: the counts that fit the rate disagree"
_HOW_TO_ADD = (
    "To add populations, fill in the table under “Figures of your own” on the page “Add a report”: indicator_id "
    f"{POPULATION}, area_type local_authority, a row for each authority, with the last day of its period in period_end."
)


def headline(picture: Picture) -> str:
    """What the picture says of the chosen authorities, or of all where none is chosen."""
    topic = _topic(picture.rates.measure)
    if not picture.counted:
        return f"{topic}: no figure is published here"
    names = {row["area"]: row["name"] for row in picture.chosen}
    verdicts = judged(picture)
    if verdicts and all(verdicts.values()):
        groups: dict[str, list[str]] = {}
        for area, words in verdicts.items():
            groups.setdefault(words, []).append(names[area])
        told = "; ".join(f"{joined(found)} {words}" for words, found in groups.items())
        counted = ", ".join(f"{len(found)} {words}" for words, found in groups.items())
        several = f"{topic}: all {counted}" if len(groups) == 1 else f"Chosen authorities: {counted}"
        return _shortest([f"{topic}: {told}", told, several, counted], picture)
    middle = f"median {median_text(picture)}"
    figures = ", ".join(f"{row['name']} {label(row, picture)}" for row in picture.chosen)
    tellings = [f"{topic}: {figures}; {middle}", f"{figures}; {middle}"]
    if len(names) > 1:
        ends = _span([row["value"] for row in picture.chosen], picture)
        tellings.append(f"{topic}: chosen {ends}; {middle}")
    return _shortest(tellings if names else [], picture)


def subtitle(picture: Picture) -> str:
    """Measure, unit, direction of good, period, and what a dot is."""
    measure = picture.rates.measure
    unit = "per cent" if measure.unit == "%" else measure.unit
    direction = f"; {measure.direction}" if measure.direction else ""
    period = sentence_case(picture.rates.period)
    return f"{measure.name}, {unit}{direction}. {period}. Each dot is a local authority"


def alternative(picture: Picture) -> str:
    """Alternative text: kind of picture, its extent, the line, and every chosen authority."""
    words = [f"{_KINDS[picture.rates.form]}. {subtitle(picture)}.", extent_sentence(picture)]
    words += [*verdict_sentences(picture), *missing_sentences(picture)]
    return " ".join(word for word in words if word)


def verdict_sentences(picture: Picture) -> list[str]:
    """What can be told of each chosen authority."""
    sentences = []
    verdicts = judged(picture)
    for row in picture.chosen:
        words = f"{row['name']}: {label(row, picture)}"
        if verdicts[row["area"]]:
            words += f", {verdicts[row['area']]}"
        elif picture.rates.reference and not row["counted"]:
            words += ", not compared because the figure is unreliable"
        elif picture.rates.reference and row["population"] is not None:
            words += f", {UNDECIDED}"
        elif picture.rates.reference:
            words += ", not compared because its population is not in the data set"
        if picture.rates.form == "funnel" and row["low_95"] is not None:
            words += f" ({limits_text(row)})"
        elif row["low"] is not None:
            words += f" (95% interval {interval_text(row)}, from a count worked out [e])"
        sentences.append(f"{words}.")
    return sentences


def missing_sentences(picture: Picture) -> list[str]:
    """Chosen authorities without a figure, and those that a filter leaves out."""
    sentences = []
    for entry, authority, status in picture.absent:
        part = f" (part of {entry.name})" if len(entry.local_authorities) > 1 else ""
        name = authority if part else entry.name
        sentences.append(f"{name}{part}: {figure_text(None, unit='', status=status)} for this period.")
    if picture.outside:
        verb = "is" if len(picture.outside) == 1 else "are"
        sentences.append(f"{joined(picture.outside)} {verb} left out by the filter.")
    return sentences


def extent_sentence(picture: Picture) -> str:
    """Median and range of the authorities shown."""
    if not picture.counted:
        return ""
    several = f" range from {_span(picture.counted, picture)}, with a median of {median_text(picture)}"
    return f"{_authorities(len(picture.counted))}{several if len(picture.counted) > 1 else ' with a figure'}."


def method_sentences(picture: Picture) -> list[str]:
    """The line, the limits and over-dispersion; or why there are none and what would bring them."""
    rates = picture.rates
    if rates.no_limits:
        return [f"No limits are drawn. {rates.no_limits}"]
    with_people = sum(row["population"] is not None for row in rates.areas)
    counted = sum(row["counted"] for row in rates.areas)
    if rates.form == "strip":
        if with_people >= FUNNEL_FROM:
            return ["No limits are drawn: no national rate is published, and no child is behind these rates."]
        some = f"of only {with_people} of" if with_people else "of none of"
        return [
            "No limits can be drawn and no verdict can be given: the data set has the population aged 10 to 17 "
            f"{some} the {counted} authorities with a figure. {_HOW_TO_ADD}"
        ]
    sentences = [_line(picture)]
    if rates.spread is not None:
        factor = one_decimal(rates.spread.phi)
        sentences.append(
            f"Authorities differ more than chance alone allows (over-dispersion factor {factor}, from winsorised "
            f"scores), so the limits are {one_decimal(rates.spread.factor**0.5)} times as wide as by chance alone."
            if rates.spread.applies
            else f"Authorities do not differ more than chance allows (over-dispersion factor {factor}, from winsorised "
            "scores), so the limits are not widened."
        )
    if with_people < counted:
        sentences.append(
            f"Of {counted} authorities with a figure, {counted - with_people} are not drawn, because the data set "
            f"lacks their population. {_HOW_TO_ADD}"
        )
    return sentences


def remarks(picture: Picture) -> list[str]:
    """What is not in the picture, and how the counts behind it came about."""
    rates, found = picture.rates, []
    for status, many in Counter(row["status"] for row in picture.rows if row["value"] is None).items():
        found.append(f"{_authorities(many)} {figure_text(None, unit='', status=status)}.")
    doubtful = [row["area"] for row in picture.rows if row["value"] is not None and not row["counted"]]
    if doubtful:
        drawn = "not drawn" if rates.form == "funnel" else "drawn hollow"
        found.append(f"Unreliable [u], {drawn} and in no statistic: {joined(doubtful)}.")
    if picture.unplaced:
        found.append(
            f"The filter leaves out {_authorities(picture.unplaced)} of which the region is not known here."
        )
    people = [row for row in picture.rows if row["population"] is not None]
    if people:
        periods = ", ".join(dict.fromkeys(row["population_period"] for row in people))
        found.append(
            f"Counts are worked out from rate and population ({periods}) [e]; those of 1 to 5 are not shown [c]."
        )
        inexact = sum(not row["count_exact"] for row in people)
        if inexact:
            found.append(
                f"For {inexact} of {len(people)} no whole number of children gives the printed rate, so it was worked "
                "out on another population."
            )
    if rates.later:
        found.append(
            f"Figures of a later period, {rates.later} so far, wait until most authorities have one."
        )
    return found


def table(picture: Picture) -> pd.DataFrame:
    """Every authority, the chosen ones first, the others in alphabetical order. Only chosen ones have a verdict.

    Columns: Area, Region, Period, Figure in its unit, Source; and Count [e], 95% interval, Compared with, Limits and
    Verdict where any authority has one.
    """
    told, verdicts = cells(picture.rates), judged(picture)
    frame = pd.DataFrame.from_records([told[row["area"]] for row in picture.rows]).drop(columns="label")
    found = [verdicts.get(row["area"], "") for row in picture.rows]
    frame.insert(frame.columns.get_loc("Source"), "Verdict", found)
    return frame.loc[:, (frame != "").any()]


def _line(picture: Picture) -> str:
    rates = picture.rates
    if rates.reference is None:
        return (
            "There is no verdict: no national rate is published for this period, and fewer than "
            f"{FUNNEL_FROM} authorities are too few to stand for the nation."
        )
    value = number(rates.reference.value, rates)
    if rates.reference.pooled:
        return (
            f"No national rate of this period is in the data set: the line is the rate of {rates.reference.area}, "
            f"{value} [e]."
        )
    return f"The line is the rate published for {rates.reference.area}, {value}."


def _shortest(candidates: list[str], picture: Picture) -> str:
    """The first telling of ten words or fewer; the last resort is about all authorities."""
    topic, span = _topic(picture.rates.measure), f"from {_span(picture.counted, picture)}"
    tellings = [*candidates, f"{topic}: median {median_text(picture)}, {span}"]
    return next(
        (telling for telling in tellings if word_count(telling) <= HEADLINE_WORDS), f"{topic}: {span}"
    )


def _span(values: list[float], picture: Picture) -> str:
    return " to ".join(number(end, picture.rates) for end in (min(values), max(values)))


def _topic(measure: Indicator) -> str:
    return measure.name.removesuffix(", rate").replace(" rate", "").replace(", aged", " at")


def _authorities(number: int) -> str:
    return f"{number} {'authority' if number == 1 else 'authorities'}"
