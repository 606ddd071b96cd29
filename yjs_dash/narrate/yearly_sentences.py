"""Plain words for the children, outcomes and offences of each year: headline, alternative text, what is concluded.

Takes rows of `compare.yearly`. Only what chance does not explain is called a difference, and only where a service has
enough children.
"""

from __future__ import annotations

from collections.abc import Sequence

from yjs_dash.compare.catalogue import Service
from yjs_dash.compare.context import FigureRow, Indicator
from yjs_dash.compare.yearly import (
    LEAST_COMPARED,
    MOST_PARTS,
    OF_CHILDREN,
    GroupComparison,
    SeriesBreak,
    YearShareRow,
    share_text,
)
from yjs_dash.narrate.context_sentences import stamp
from yjs_dash.narrate.numbers import date_words, joined
from yjs_dash.narrate.template import Template, template

MOST_IN_HEADLINE = 3
"""With more services than this a headline tells no figure of each."""
NOT_ADDED = template(
    "yearly.not_added",
    "We have no yearly figures on the children of each service. You can add the local level tables of Youth Justice "
    "Statistics on the page “Add a report”.",
)
NOT_ADDED_ASK = template(
    "yearly.not_added_ask",
    "We have no yearly figures on the children of each service. You can ask whoever manages this app to add the "
    "local level tables of Youth Justice Statistics.",
)
BELOW = template("yearly.below", "Below are the figures of the inspection reports, where they have any.")
ABSENT = template(
    "yearly.absent", "The yearly tables have no figures for {names}.", names="Sutton and Cardiff"
)
NONE_KNOWN = template(
    "yearly.headline_none", "{name}: no figures that we can show", name="Children by age group"
)
DIFFERENT = template(
    "yearly.headline_different",
    "A {verdict} share of children {were} in {names} than elsewhere in England and Wales",
    verdict="larger", were="were aged 10–14", names="Suffolk",
)  # fmt: skip
SHARES = template(
    "yearly.headline_shares",
    "{part}: {figures}",
    part="Aged 10–14",
    figures="24% in Suffolk and 19% in Sutton",
)
LARGEST = template(
    "yearly.headline_largest",
    "{part} is the largest group in {names}",
    part="Violence Against The Person", names="Suffolk and Sutton",
)  # fmt: skip
COUNTED = template(
    "yearly.headline_counted",
    "{name}: figures for {known} of {services} services",
    name="Children by ethnicity", known=5, services=6,
)  # fmt: skip
SUBTITLE = template(
    "yearly.subtitle",
    "Share of {noun} in {years}; neither direction is better. Grey: {beside}, which we added up",
    noun="the children cautioned or sentenced", years="2024/25", beside="East of England and England and Wales",
)  # fmt: skip
ALTERNATIVE = template(
    "yearly.alternative",
    "Bar chart from zero. {name}. {shares}",
    name="Children by sex", shares="Girls: Suffolk 9 of 62 (15%), 2024/25.",
)  # fmt: skip
COMPARED = template(
    "yearly.compared",
    "{service}: {count} of {whole} children {were} in {year} ({share}). Elsewhere in England and Wales it was {other}: "
    "the share is {verdict} by more than chance would explain.",
    service="Suffolk", count=24, whole=62, were="were aged 10–14", year="2024/25", share="39%", other="19%",
    verdict="larger",
)  # fmt: skip
NO_DIFFERENCE = template(
    "yearly.no_difference",
    "{service}: chance can explain every difference from elsewhere in England and Wales that we can show.",
    service="Suffolk",
)
TOO_FEW = template(
    "yearly.too_few",
    "{service}: with {whole} children in {year} there are too few to compare percentages.",
    service="Sutton", whole=12, year="2024/25",
)  # fmt: skip
SUPPRESSED = template(
    "yearly.suppressed",
    "Where a number is suppressed [c], we would have to work out a number from 1 to 5, or it would give such a number "
    "away.",
)
SEVERAL: dict[str, Template] = {
    "cautions and sentences": template(
        "yearly.several_outcomes",
        "A child may be given several cautions or sentences, so we do not say whether these percentages differ by more "
        "than chance.",
    ),
    "offences": template(
        "yearly.several_offences",
        "A child may have several offences, so we do not say whether these percentages differ by more than chance.",
    ),
}
MOST_SHOWN = template(
    "yearly.most_shown",
    "The chart shows the {shown} groups that are largest in England and Wales; the table has all {every}.",
    shown=8, every=19,
)  # fmt: skip
SERIES_OF = template(
    "yearly.series_of",
    "{service}: {last} children in {year}, {first} in {before}",
    service="Suffolk", last="62", year="2024/25", first="140", before="2013/14",
)  # fmt: skip
SERIES_ONCE = template(
    "yearly.series_once", "{service}: {last} children in {year}", service="Suffolk", last="62", year="2024/25"
)
SERIES_COUNTED = template(
    "yearly.series_counted",
    "Children cautioned or sentenced each year in {known} of {services} services",
    known=5, services=6,
)  # fmt: skip
SERIES_SUBTITLE = template(
    "yearly.series_subtitle",
    "Children cautioned or sentenced in each year that ends in March; lower is better. Services differ in size, so "
    "their numbers do not compare",
)
SERIES_ALTERNATIVE = template(
    "yearly.series_alternative",
    "Line chart from zero. Children cautioned or sentenced in each year. {series}",
    series="Suffolk: 140 in 2013/14, 62 in 2024/25.",
)
BREAKS: dict[str, Template] = {
    "begins": template(
        "yearly.begins", "{service}: the figures under this name begin in {year}.", service="Cumberland", year="2023/24"
    ),
    "ends": template(
        "yearly.ends", "{service}: the figures under this name end in {year}.", service="Cumbria", year="2022/23"
    ),
    "gap": template(
        "yearly.gap", "{service}: some years have no figures, and no line is drawn over them.", service="Cardiff"
    ),
    "area": template(
        "yearly.area",
        "{service}: councils were reorganised and its area changed. The years before {year} are drawn as a line of "
        "their own.",
        service="Dorset", year="2019/20",
    ),
}  # fmt: skip
STAY = template(
    "yearly.stay",
    "Where services merged or split, figures stay with the service that was named at the time.",
)
INSPECTED = template(
    "yearly.inspected",
    "These figures are as old as the inspection: {dates}.",
    dates="Suffolk, report of August 2022; Sutton, report of July 2023",
)
INSPECTED_AT = template(
    "yearly.inspected_at", "{service}, report of {date}", service="Suffolk", date="August 2022"
)
INSPECTED_UNDATED = template("yearly.inspected_undated", "{service}, date not known", service="Suffolk")

_NOUNS = {
    "children": "the children cautioned or sentenced", "cautions and sentences": "cautions and sentences",
    "offences": "proven offences",
}  # fmt: skip
_WERE = {
    "Girls": "were girls", "Boys": "were boys", "Mixed": "were of mixed ethnicity",
    "Other": "were of another ethnicity",
}  # fmt: skip


def shares_headline(
    rows: Sequence[YearShareRow], tested: Sequence[GroupComparison], *, measure: Indicator
) -> str:
    """The difference that chance explains least; otherwise figures of one group, or the largest group of all."""
    own = [row for row in rows if not row.comparator]
    known = list(dict.fromkeys(row.service for row in own if row.value is not None))
    services = list(dict.fromkeys(row.service for row in own))
    if not known:
        return NONE_KNOWN(name=measure.name)
    different = [row for row in tested if row.verdict]
    if different:
        first = min(different, key=lambda row: row.p)
        names = [row.service for row in different if (row.part, row.verdict) == (first.part, first.verdict)]
        return DIFFERENT(verdict=first.verdict, were=were(first.part), names=joined(names))
    if measure.indicator_id in OF_CHILDREN and len(services) <= MOST_IN_HEADLINE:
        for part in dict.fromkeys(row.part for row in own if row.part):
            figures = [row for row in own if row.part == part and row.value is not None]
            if len(figures) == len(services):
                told = [f"{share_text(row.count or 0, row.whole or 0)} in {row.service}" for row in figures]
                return SHARES(part=part, figures=joined(told))
    largest = {_largest([row for row in own if row.service == service]) for service in known}
    if len(largest) == 1 and (part := largest.pop()):
        return LARGEST(part=part, names=joined(known))
    return COUNTED(name=measure.name, known=len(known), services=len(services))


def shares_subtitle(rows: Sequence[YearShareRow], *, measure: Indicator) -> str:
    """What the shares are of, the years, and what stands beside them."""
    years = sorted({stamp(row.period) for row in rows if row.period})
    comparators = sorted((row for row in rows if row.comparator), key=lambda row: row.area_type == "nation")
    beside = list(dict.fromkeys(row.area for row in comparators))
    noun = _NOUNS.get(measure.unit, measure.unit)
    return SUBTITLE(noun=noun, years=joined(years), beside=joined(beside))


def shares_alternative(rows: Sequence[YearShareRow], *, measure: Indicator) -> str:
    """Alternative text: every group that the chart shows, with each area, and who has no figures."""
    sentences = []
    for part in dict.fromkeys(row.part for row in rows if row.part and not row.minor):
        told = [f"{row.area} {row.label}, {stamp(row.period)}" for row in rows if row.part == part]
        sentences.append(f"{part}: {'; '.join(dict.fromkeys(told))}.")
    absent = [row.service for row in rows if not row.part]
    sentences += [ABSENT(names=joined(absent))] if absent else []
    return ALTERNATIVE(name=measure.name, shares=" ".join(sentences))


def shares_conclusion(
    rows: Sequence[YearShareRow], tested: Sequence[GroupComparison], *, measure: Indicator
) -> list[str]:
    """What differs by more than chance, who has too few children, and what is not shown."""
    sentences = []
    if measure.indicator_id in OF_CHILDREN:
        for service in dict.fromkeys(row.service for row in rows if not row.comparator and row.part):
            sentences += _of_service(
                [row for row in rows if row.service == service and not row.comparator],
                [row for row in tested if row.service == service],
            )
    parts = {row.part for row in rows if row.part}
    if len(parts) > MOST_PARTS:
        sentences.append(MOST_SHOWN(shown=MOST_PARTS, every=len(parts)))
    sentences += [SUPPRESSED()] if any(row.status == "c" for row in rows) else []
    absent = [row.service for row in rows if not row.part]
    sentences += [ABSENT(names=joined(absent))] if absent else []
    if measure.unit in SEVERAL and parts:
        sentences.append(SEVERAL[measure.unit]())
    return sentences


def series_headline(rows: Sequence[FigureRow]) -> str:
    """The last and the first number of each of a few services."""
    services = list(dict.fromkeys(row.service for row in rows))
    series = _known_series(rows)
    if not series:
        return NONE_KNOWN(name="Children cautioned or sentenced each year")
    if len(services) > MOST_IN_HEADLINE or len(series) < len(services):
        return SERIES_COUNTED(known=len(series), services=len(services))
    told = []
    for service, own in series.items():
        first, last = own[0], own[-1]
        if first is last:
            told.append(SERIES_ONCE(service=service, last=last.label, year=stamp(last.period)))
        else:
            told.append(
                SERIES_OF(
                    service=service,
                    last=last.label,
                    year=stamp(last.period),
                    first=first.label,
                    before=stamp(first.period),
                )
            )
    return "; ".join(told)


def series_alternative(rows: Sequence[FigureRow]) -> str:
    """Alternative text: every number of every service."""
    told = []
    for service in dict.fromkeys(row.service for row in rows):
        own = [row for row in rows if row.service == service]
        numbers = [f"{row.label} in {stamp(row.period)}" if row.period else row.label for row in own]
        told.append(f"{service}: {', '.join(numbers)}.")
    return SERIES_ALTERNATIVE(series=" ".join(told))


def series_conclusion(rows: Sequence[FigureRow], breaks: Sequence[SeriesBreak]) -> list[str]:
    """Where series begin, end or change, and who has none."""
    sentences = [
        BREAKS[one.kind](service=one.service, year=f"{one.year - 1}/{one.year % 100:02}")
        if one.kind != "gap"
        else BREAKS[one.kind](service=one.service)
        for one in breaks
    ]
    if any(one.kind in ("begins", "ends") for one in breaks):
        sentences.append(STAY())
    sentences += [SUPPRESSED()] if any(row.status == "c" for row in rows) else []
    absent = list(dict.fromkeys(row.service for row in rows if not row.period))
    return [*sentences, ABSENT(names=joined(absent))] if absent else sentences


def not_here(services: Sequence[Service], *, any_added: bool, may_add: bool) -> str:
    """Why there is no yearly figure of any of these services, and what is there instead."""
    if any_added:
        words = ABSENT(names=joined(one.name for one in services))
    else:
        words = NOT_ADDED() if may_add else NOT_ADDED_ASK()
    return f"{words} {BELOW()}" if any(one.inspection for one in services) else words


def inspected(services: Sequence[Service]) -> str:
    """How old the figures of the inspection reports are; empty where no service was inspected."""
    dates = [
        INSPECTED_AT(service=one.name, date=date_words(one.inspection.published))
        if one.inspection.published
        else INSPECTED_UNDATED(service=one.name)
        for one in services
        if one.inspection is not None
    ]
    return INSPECTED(dates="; ".join(dates)) if dates else ""


def were(part: str) -> str:
    """A group within a sentence on children: “were aged 10–14”."""
    if part.startswith("Aged "):
        return f"were {part[:1].lower()}{part[1:]}"
    return _WERE.get(part, f"were {part}")


def _of_service(own: Sequence[YearShareRow], tested: Sequence[GroupComparison]) -> list[str]:
    whole = next((row.whole for row in own if row.whole is not None), None)
    if whole is not None and whole < LEAST_COMPARED:
        return [TOO_FEW(service=own[0].service, whole=whole, year=stamp(own[0].period))]
    different = [row for row in tested if row.verdict]
    if tested and not different:
        return [NO_DIFFERENCE(service=own[0].service)]
    return [
        COMPARED(
            service=row.service,
            count=f"{row.count:,}",
            whole=f"{row.whole:,}",
            were=were(row.part),
            year=stamp(row.period),
            share=share_text(row.count, row.whole),
            other=share_text(row.other_count, row.other_whole),
            verdict=row.verdict,
        )
        for row in different
    ]


def _largest(own: Sequence[YearShareRow]) -> str:
    """The one group that is the largest for certain, among enough to say so; empty without one."""
    known = {row.part: row.count for row in own if row.count is not None}
    whole = next((row.whole for row in own if row.whole is not None), 0)
    if not known or whole < LEAST_COMPARED:
        return ""
    part = max(known, key=lambda name: known[name])
    hidden = whole - sum(known.values())
    rivals = [count for name, count in known.items() if name != part]
    return part if known[part] > max([*rivals, hidden]) else ""


def _known_series(rows: Sequence[FigureRow]) -> dict[str, list[FigureRow]]:
    found: dict[str, list[FigureRow]] = {}
    for row in rows:
        if row.value is not None:
            found.setdefault(row.service, []).append(row)
    return found
