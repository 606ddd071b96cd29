"""Plain words for the shares of the caseload: headline, subtitle, alternative text, what may be concluded.

Takes rows of `compare.children`. Published percentages without a base carry no verdict: they are told as published.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yjs_dash.compare.children import CASELOAD_ETHNICITY, OFFENCE_TYPES, ShareRow, ShareSum, share_sums
from yjs_dash.compare.context import Indicator, shown_value
from yjs_dash.narrate.context_sentences import (
    DATES_DIFFER,
    NOTHING,
    absent_clause,
    dated_list,
    period_words,
    shortest,
    stamp,
)
from yjs_dash.narrate.numbers import joined, sentence_case
from yjs_dash.narrate.template import Template, template

_FOCUS: tuple[str, ...] = ("10–14", "Female")
"""The part that a headline tells, where there is one; otherwise the largest."""
NO_VERDICT = template(
    "children.no_verdict",
    "Where a chart shows percentages only, the numbers of children behind them are not published, so we cannot say "
    "whether two of them differ by more than chance.",
)
NONE_KNOWN = template(
    "children.headline_none", "{name}: we have no figures for these services", name="Caseload by age"
)
SHARE = template(
    "children.headline_share",
    "{part}: {figures}{absent}",
    part="Girls", figures="20% in Suffolk (date not given) and 12% in Sutton (2020/21)", absent="",
)  # fmt: skip
SHARE_OF = template(
    "children.share_of_caseload", "{label} of the caseload in {area}", label="65%", area="Sutton"
)
SHARE_IN = template("children.share_in", "{label} in {area}", label="12%", area="Sutton")
LARGEST = template(
    "children.headline_largest",
    "The largest published group was {part} in {areas}{absent}",
    part="White", areas="Suffolk (55%, date not given) and Sutton (63%, 2020/21)", absent="",
)  # fmt: skip
OFFENCE = template(
    "children.headline_offence",
    "{part} was the most common offence type in the cases inspected in {areas}{absent}",
    part="Violence against the person", areas="Sutton (56%)",
    absent="; we have no figure from the inspection for Suffolk",
)  # fmt: skip
COUNTED = template(
    "children.headline_counted",
    "{name}: we have figures for {known} of {services} services",
    name="Caseload by ethnicity", known=2, services=6,
)  # fmt: skip
FIGURES_FOR = template(
    "children.headline_figures",
    "{name}: we have figures for {names}{absent}",
    name="Caseload by ethnicity", names="Sutton", absent="; we have no figure from the inspection for Cardiff",
)  # fmt: skip
SUBTITLE = template(
    "children.subtitle",
    "{name}, per cent as published; neither direction is better{population}. {dates}",
    name="Caseload by ethnicity", population="; hollow bars: children aged 10–17 who live there", dates="2020/21",
)  # fmt: skip
POPULATION = template("children.population", "; hollow bars: children aged 10–17 who live there")
NEEDS_SUBTITLE = template(
    "children.needs_subtitle",
    "Share of the current caseload with a need, per cent as published; neither direction is better. {dates}",
    dates="At inspection",
)
ALTERNATIVE = template(
    "children.alternative",
    "Bar chart from zero. {name}, published as per cent. {shares}",
    name="Caseload by gender", shares="Girls: Suffolk 20%, date not given; Sutton 12%, 2020/21.",
)  # fmt: skip
RESIDENTS = template("children.residents", "children aged 10–17 in {service}", service="Sutton")
SUMS: dict[str, Template] = {
    "rounding": template(
        "children.sum_rounding",
        "{name}: the published percentages add up to {total}%, because they were rounded.",
        name="Sutton", total="99",
    ),
    "part": template(
        "children.sum_part",
        "{names}: we have only some of the percentages, and we do not work out the others.",
        names="Suffolk",
    ),
    "less": template(
        "children.sum_less",
        "{name}: the published percentages add up to {total}%. We do not have the rest.",
        name="Sutton", total="90",
    ),
    "more": template(
        "children.sum_more",
        "{name}: the published percentages add up to {total}%, more than rounding can explain. We show them as "
        "published.",
        name="Sutton", total="112",
    ),
}  # fmt: skip
RESIDENTS_OF = template("children.residents_of", "{area}, children aged 10–17", area="Sutton")
OFFENCES = template(
    "children.offences",
    "These percentages are of the inspected cases with a court disposal, including any resettlement cases. They are "
    "not of the caseload: cases with an out-of-court disposal and cases that were not inspected are left out.",
)
UNKNOWN_ETHNICITY = template(
    "children.unknown_ethnicity",
    "Children of unknown ethnicity may belong to any group, so we show them on their own.",
)
NEEDS = template(
    "children.needs",
    "A child may have several of these needs, or none, so the percentages need not add up to 100%.",
)
NOTE = template(
    "children.note",
    "{service}, {part}: {note}",
    service="Sutton", part="girls",
    note="the report says that just over a quarter were girls at the point of inspection.",
)  # fmt: skip


def composition_headline(rows: Sequence[ShareRow], *, measure: Indicator) -> str:
    """One part of the caseload of each service, or the largest part of each, with dates."""
    own = [row for row in rows if not row.comparator]
    known = [row for row in own if row.value is not None]
    if not known:
        return NONE_KNOWN(name=measure.name)
    part = next((focus for focus in _FOCUS if any(row.breakdown == focus for row in known)), None)
    if part is not None and _services(row for row in known if row.breakdown == part) == _services(known):
        return _share_headline([row for row in rows if row.breakdown == part], rows, name=measure.name)
    return _largest_headline(own, measure=measure)


def needs_headline(rows: Sequence[ShareRow]) -> str:
    """The need that most children of a service have, as published."""
    known = [row for row in rows if not row.comparator and row.value is not None]
    if not known:
        return NONE_KNOWN(name="Needs of the caseload")
    most = max(known, key=lambda row: row.value or 0.0).part
    return _share_headline(
        [row for row in rows if row.part == most], rows, name="Needs of the caseload", caseload=True
    )


def composition_subtitle(rows: Sequence[ShareRow], *, measure: Indicator) -> str:
    """Measure, unit, what stands beside it, and the date or that dates differ."""
    beside = any(row.population and row.value is not None for row in rows)
    words = SUBTITLE(name=measure.name, population=POPULATION() if beside else "", dates=_dates(rows))
    return words.removesuffix(" ")


def needs_subtitle(rows: Sequence[ShareRow]) -> str:
    """What the shares are of, and the date or that dates differ."""
    return NEEDS_SUBTITLE(dates=_dates(rows)).removesuffix(" ")


def composition_alternative(rows: Sequence[ShareRow], *, name: str) -> str:
    """Alternative text: every share as published, part by part."""
    sentences = []
    for part in dict.fromkeys(row.part for row in rows):
        words = [
            f"{_whose(row)} {row.label}" + (f", {period_words(row.period)}" if row.value is not None else "")
            for row in rows
            if row.part == part
        ]
        sentences.append(f"{part or name}: {'; '.join(dict.fromkeys(words))}.")
    return ALTERNATIVE(name=name, shares=" ".join(sentences))


def composition_conclusion(rows: Sequence[ShareRow], *, measure: Indicator) -> list[str]:
    """What can and cannot be concluded from published shares, with what the data set says of single ones."""
    if all(row.value is None for row in rows):
        return [NOTHING()]
    if measure.indicator_id == OFFENCE_TYPES:
        return [*_sums(share_sums(rows)), OFFENCES()]
    sentences = [*_notes(rows), *_sums(share_sums(rows))]
    if measure.indicator_id == CASELOAD_ETHNICITY:
        sentences.append(UNKNOWN_ETHNICITY())
    return sentences


def needs_conclusion(rows: Sequence[ShareRow]) -> list[str]:
    """What can and cannot be concluded from the shares of needs."""
    return [NOTHING()] if all(row.value is None for row in rows) else [NEEDS()]


def _share_headline(
    of_part: Sequence[ShareRow], rows: Sequence[ShareRow], *, name: str, caseload: bool = False
) -> str:
    """The share of one part in each service, with the nation’s where all have one and the same beside them.

    `caseload`: the shares are of the current caseload in every service, which compositions are not.
    """
    own = [row for row in of_part if not row.comparator]
    known = [row for row in own if row.value is not None]
    # A service with other parts but not this one has a figure; what it lacks is this share.
    absent = absent_clause(own)
    figures = [
        (
            (SHARE_OF if caseload and not place else SHARE_IN)(label=row.label, area=row.service),
            stamp(row.period),
        )
        for place, row in enumerate(known)
    ]
    nations = {(row.label, row.area, stamp(row.period)) for row in of_part if row.area_type == "nation"}
    tellings = [SHARE(part=own[0].part, figures=dated_list(figures), absent=absent)]
    if len(nations) == 1:
        label, area, when = next(iter(nations))
        both = [*figures, (SHARE_IN(label=label, area=area), when)]
        tellings.insert(0, SHARE(part=own[0].part, figures=dated_list(both), absent=absent))
    return shortest(tellings, otherwise=_counted(rows, name=name))


def _largest_headline(own: Sequence[ShareRow], *, measure: Indicator) -> str:
    """The largest part of each service that has one, if it is the same in all; ties and gaps have none."""
    largest: dict[str, ShareRow] = {}
    for service in dict.fromkeys(row.service for row in own):
        mine = [row for row in own if row.service == service and row.value is not None]
        if not mine:
            continue
        values = [shown_value(row.value) for row in mine if row.value is not None]
        first = [row for row, value in zip(mine, values, strict=True) if value == max(values)]
        if len(first) > 1 or not _is_largest(first[0], own):
            return _figures_for(own, name=measure.name)
        largest[service] = first[0]
    parts = {row.part for row in largest.values()}
    if len(parts) != 1:
        return _figures_for(own, name=measure.name)
    part, absent = parts.pop(), absent_clause(_of_its_source(own))
    if measure.indicator_id == OFFENCE_TYPES:
        areas = joined(f"{service} ({row.label})" for service, row in largest.items())
        told = OFFENCE(part=part, areas=areas, absent=absent)
    else:
        areas = joined(f"{service} ({row.label}, {stamp(row.period)})" for service, row in largest.items())
        told = LARGEST(part=_lower(part), areas=areas, absent=absent)
    return shortest([told], otherwise=_counted(own, name=measure.name))


def _is_largest(row: ShareRow, own: Sequence[ShareRow]) -> bool:
    """Whether no part that is not known can be larger: what is left of 100 per cent is less."""
    mine = [r.value for r in own if r.service == row.service and r.value is not None]
    return row.value is not None and row.value > 100 - sum(mine)


def _of_its_source(own: Sequence[ShareRow]) -> list[ShareRow]:
    """Without the rows of parts that a service's own source does not use, unless it has no other."""
    sourced = {row.service for row in own if row.source}
    return [row for row in own if row.source or row.service not in sourced]


def _figures_for(own: Sequence[ShareRow], *, name: str) -> str:
    names = list(dict.fromkeys(row.service for row in own if row.value is not None))
    told = FIGURES_FOR(name=name, names=joined(names), absent=absent_clause(_of_its_source(own)))
    return shortest([told] if len(names) <= 3 else [], otherwise=_counted(own, name=name))


def _counted(rows: Sequence[ShareRow], *, name: str) -> str:
    own = [row for row in rows if not row.comparator]
    known = _services(row for row in own if row.value is not None)
    return COUNTED(name=name, known=len(known), services=len(_services(own)))


def _services(rows: Iterable[ShareRow]) -> set[str]:
    return {row.service for row in rows}


def _notes(rows: Sequence[ShareRow]) -> list[str]:
    """What the data set says of shares of the services, once for the parts that share a note."""
    groups: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if not row.comparator and row.value is not None and row.note:
            groups.setdefault((row.service, row.note), []).append(_lower(row.part))
    return [
        NOTE(service=service, part=joined(dict.fromkeys(parts)), note=note[:1].lower() + note[1:])
        for (service, note), parts in groups.items()
    ]


def _lower(part: str) -> str:
    return (
        part[:1].lower() + part[1:]
        if part in ("Girls", "Boys", "Unknown ethnicity") or part.startswith("Aged ")
        else part
    )


def _sums(sums: Sequence[ShareSum]) -> list[str]:
    partial = [_area(one) for one in sums if one.kind == "part"]
    sentences = [
        SUMS[one.kind](name=_area(one), total=f"{one.total:g}") for one in sums if one.kind != "part"
    ]
    return [*sentences, SUMS["part"](names=joined(partial))] if partial else sentences


def _area(one: ShareSum) -> str:
    return RESIDENTS_OF(area=one.area) if one.population else one.area


def _whose(row: ShareRow) -> str:
    return RESIDENTS(service=row.service) if row.population else row.area


def _dates(rows: Sequence[ShareRow]) -> str:
    known = [row for row in rows if row.value is not None and not row.population]
    periods = list(dict.fromkeys(period_words(row.period) for row in known))
    if not periods:
        return ""
    return sentence_case(periods[0]) if len(periods) == 1 else DATES_DIFFER()
