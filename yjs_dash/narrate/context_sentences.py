"""Plain words for the published figures: headline, subtitle, alternative text, what may be concluded.

Takes rows of `compare.context` and `compare.verdicts`. “Similar”, “higher” and “lower” appear only where a verdict
allows them; otherwise figures are told as published, each with its date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from yjs_dash.compare.context import LABELS, FigureRow, Indicator
from yjs_dash.compare.verdicts import VerdictRow
from yjs_dash.narrate.numbers import joined, sentence_case
from yjs_dash.narrate.template import Template, template

HEADLINE_WORDS = 30
MOST_NAMED = 3
"""With more services than this, a headline gives their number instead of their names."""
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
UNDATED = "date not given"


class OfService(Protocol):
    """A figure of a service, or that there is none and why: a row of figures or of resources."""

    @property
    def service(self) -> str: ...

    @property
    def value(self) -> float | None: ...

    @property
    def status(self) -> str: ...


NOTHING = template(
    "context.nothing",
    "We have no such figures from the inspections of these services, so nothing can be concluded.",
)
NONE_KNOWN = template(
    "context.headline_none",
    "We have no figure from the inspection for {subject} in {services}",
    subject="the vacancy rate",
    services="Cardiff",
)
FIGURES = template(
    "context.headline_figures",
    "{Subject} was {figures}{absent}",
    Subject="The reoffending rate",
    figures="43.1% in Sutton and 34.2% in England and Wales (2019/20)",
    absent="; we have no figure from the inspection for Suffolk",
)
VERDICTS = template(
    "context.headline_verdicts",
    "{Subject} {verdicts}{absent}",
    Subject="The rate of first-time entrants",
    verdicts="could not be told apart from the national rate in Sutton (year to September 2021)",
    absent="; we have no figure from the inspection for Suffolk",
)
COUNTED = template(
    "context.headline_counted",
    "{Subject}: we have a figure from the inspection for {known} of {services} services",
    Subject="The vacancy rate",
    known=2,
    services=6,
)
ABSENT: dict[str, Template] = {
    "x": template("context.absent", "we have no figure from the inspection for {names}", names="Suffolk"),
    "c": template("context.absent_suppressed", "the figure for {names} is suppressed", names="Suffolk"),
    "z": template("context.absent_not_applicable", "the figure does not apply to {names}", names="Suffolk"),
}
ABSENT_OFFICIAL: dict[str, Template] = ABSENT | {
    "x": template("context.absent_official", "we have no official figure for {names}", names="Cardiff"),
}
ALL_SERVICES = template("context.all_services", "these {number} services", number=6)
OTHER_SERVICES = template("context.other_services", "{number} other services", number=5)
AGAINST: dict[str, Template] = {
    "higher": template(
        "context.higher", "was higher than the national rate in {names}", names="Sutton (2020/21)"
    ),
    "lower": template(
        "context.lower", "was lower than the national rate in {names}", names="Sutton (2020/21)"
    ),
    "similar": template(
        "context.similar", "was similar to the national rate in {names}", names="Sutton (2020/21)"
    ),
    "unclear": template(
        "context.unclear",
        "could not be told apart from the national rate in {names}",
        names="Sutton (2020/21)",
    ),
}
SHORT_VERDICTS: dict[str, str] = {
    "higher": "higher than",
    "lower": "lower than",
    "similar": "similar to",
    "unclear": "cannot be told apart from",
}
SUBTITLE = template(
    "context.subtitle",
    "{measured}; as published for the inspection. {dates}",
    measured="Vacancy rate, per cent; lower is better",
    dates="At inspection",
)
DATES_DIFFER = template("context.dates_differ", "See each figure for its date")
NO_DATES = template("context.no_dates", "No figure")
CONCLUDED: dict[str, Template] = {
    "higher": template(
        "context.concluded_higher",
        "In {service} the rate of {label} was higher than the {reference} for {nation}, by more than chance would "
        "explain: the 95% interval, {low} to {high} [e], lies above it. {basis}",
        service="Sutton", label="250", reference="154", nation="England and Wales", low="188", high="326",
        basis="We worked out the number of children from the rate and the population [e].",
    ),
    "lower": template(
        "context.concluded_lower",
        "In {service} the rate of {label} was lower than the {reference} for {nation}, by more than chance would "
        "explain: the 95% interval, {low} to {high} [e], lies below it. {basis}",
        service="Sutton", label="80", reference="154", nation="England and Wales", low="47", high="128",
        basis="We worked out the number of children from the rate and the population [e].",
    ),
    "similar": template(
        "context.concluded_similar",
        "In {service} the rate of {label} was similar to the {reference} for {nation}: the 95% interval, {low} to "
        "{high} [e], is narrow and includes it. {basis}",
        service="Suffolk", label="152", reference="154", nation="England and Wales", low="141", high="163",
        basis="We worked out the number of children from the rate and the population [e].",
    ),
    "unclear": template(
        "context.concluded_unclear",
        "In {service} the rate of {label} cannot be told apart from the {reference} for {nation}: the 95% interval, "
        "{low} to {high} [e], includes it, and is wide. {basis}",
        service="Sutton", label="133", reference="154", nation="England and Wales", low="87", high="190",
        basis="The published rate does not match a whole number of children, so it was probably based on a different "
        "population [e].",
    ),
}  # fmt: skip
BASIS: dict[str, Template] = {
    "exact": template(
        "context.count_exact", "We worked out the number of children from the rate and the population [e]."
    ),
    "inexact": template(
        "context.count_inexact",
        "The published rate does not match a whole number of children, so it was probably based on a different "
        "population [e].",
    ),
}
NO_VERDICT: dict[str, Template] = {
    "no_cohort": template(
        "context.no_cohort",
        "{names}: the number of children behind the percentage is not published, so we cannot say how much of it is "
        "chance.",
        names="Sutton",
    ),
    "no_base": template(
        "context.no_base",
        "{names}: the numbers behind the figure are not published, so we cannot say how much of it is chance.",
        names="Sutton",
    ),
    "no_population": template(
        "context.no_population",
        "{names}: we do not have the population behind the rate, so we cannot compare it with the national rate.",
        names="East Sussex",
    ),
    "no_reference": template(
        "context.no_reference",
        "{names}: we have no national rate for the same period, so there is nothing to compare the rate with.",
        names="East Sussex",
    ),
    "counts_disagree": template(
        "context.counts_disagree",
        "{names}: several numbers of children match the rate, and they lead to different conclusions, so we give none.",
        names="East Sussex",
    ),
}  # fmt: skip
NOT_SERVICES = template(
    "context.services_not_compared",
    "The figures may be from different dates, so do not compare the services with each other.",
)
ELSEWHERE = template(
    "context.elsewhere",
    "{service}: the figure was published for a different inspection from the one shown.",
    service="Sutton",
)
ALTERNATIVE = template(
    "context.alternative",
    "Bar chart from zero. {measured}. {figures}",
    measured="Vacancy rate, per cent; lower is better",
    figures="Suffolk: 9%, at inspection.",
)


def latest_headline(rows: Sequence[FigureRow], verdicts: Sequence[VerdictRow], *, measure: Indicator) -> str:
    """Finding of rows of `latest` with their `verdicts`: what they allow to be said, otherwise each figure."""
    own = [row for row in rows if not row.comparator]
    known = [row for row in own if row.value is not None]
    subject, services = subject_of(measure), dict.fromkeys(row.service for row in own)
    if not known:
        return NONE_KNOWN(subject=subject, services=_services(services, many=ALL_SERVICES))
    absent = absent_clause(own)
    found: list[str] = []
    tested = [row for row in verdicts if row.verdict]
    # Every service with a figure needs its verdict, or the headline would leave the others to be guessed.
    if len(tested) == len(known) and all(not row.breakdown for row in known):
        groups: dict[str, list[VerdictRow]] = {}
        for row in tested:
            groups.setdefault(row.verdict, []).append(row)
        told = [
            AGAINST[verdict](names=dated_list([(r.service, stamp(r.period)) for r in g]))
            for verdict, g in groups.items()
        ]
        found.append(VERDICTS(Subject=sentence_case(subject), verdicts="; ".join(told), absent=absent))
    nations = [row for row in rows if row.area_type == "nation" and row.value is not None]
    beside = {(row.label, row.area, stamp(row.period)) for row in nations}
    figures = [(f"{row.label} in {row.service}", stamp(row.period)) for row in known]
    if len(beside) == 1:
        label, area, when = next(iter(beside))
        figures.append((f"{label} in {area}", when))
    if all(not row.breakdown for row in known):
        found.append(FIGURES(Subject=sentence_case(subject), figures=dated_list(figures), absent=absent))
    counted = COUNTED(
        Subject=sentence_case(subject), known=len({r.service for r in known}), services=len(services)
    )
    return shortest(found, otherwise=counted)


def subtitle(rows: Sequence[FigureRow], *, measure: Indicator) -> str:
    """Measure, unit, direction of good, and the date or that dates differ."""
    return SUBTITLE(measured=measured(measure), dates=dates(rows))


def measured(measure: Indicator) -> str:
    """Measure, unit and direction of good."""
    unit = {"%": "per cent", "£": "pounds"}.get(measure.unit, measure.unit)
    words = f"{measure.name}, {unit}" if unit else measure.name
    return f"{words}; {measure.direction or 'neither direction is better'}"


def latest_alternative(
    rows: Sequence[FigureRow], verdicts: Sequence[VerdictRow], *, measure: Indicator
) -> str:
    """Alternative text of the bars: every figure with its comparator, date and verdict."""
    tested = {row.service_id: row for row in verdicts}
    sentences = []
    for row in rows:
        if row.comparator:
            continue
        named = f"{row.service}, {row.breakdown}" if row.breakdown else row.service
        words = f"{named}: {row.label}"
        if row.value is not None:
            words += f", {period_words(row.period)}"
            words += "".join(f"; {other.area} {other.label}" for other in _comparators(rows, row))
            test = tested.get(row.service_id)
            if test is not None and test.verdict and not row.breakdown:
                words += f"; {verdict_words(test)} [e]"
        sentences.append(f"{words}.")
    return ALTERNATIVE(measured=measured(measure), figures=" ".join(sentences))


def latest_conclusion(
    rows: Sequence[FigureRow], verdicts: Sequence[VerdictRow], *, measure: Indicator
) -> list[str]:
    """What can and what cannot be concluded from the published figures, sentence by sentence."""
    known = [row for row in verdicts if row.value is not None]
    if not known:
        return [NOTHING()]
    sentences = [words for row in known if (words := _concluded(row))]
    others = [row for row in known if not row.verdict]
    for reason in dict.fromkeys(row.reason for row in others):
        names = joined(row.service for row in others if row.reason == reason)
        sentences.append(NO_VERDICT[reason](names=names))
    if len(known) > 1 and not same_time(r for r in rows if not r.comparator):
        sentences.append(NOT_SERVICES())
    sentences += [ELSEWHERE(service=r.service) for r in rows if not r.comparator and r.elsewhere]
    return sentences


def note_of(row: FigureRow) -> str:
    """What the data set says of a figure, and whether it is of another inspection, for a table."""
    elsewhere = ELSEWHERE(service=row.service) if row.elsewhere else ""
    return " ".join(words for words in (row.note, elsewhere) if words)


def verdict_words(row: VerdictRow) -> str:
    """A verdict as charts and tables print it: “cannot be told apart from England and Wales”."""
    return f"{SHORT_VERDICTS[row.verdict]} {row.reference_area}"


def absent_clause(rows: Iterable[OfService], *, words: Mapping[str, Template] = ABSENT) -> str:
    """The end of a headline that tells which services have no figure at all, and why; empty where all have one."""
    every = list(rows)
    known = {row.service for row in every if row.value is not None}
    found: dict[str, set[str]] = {}
    for row in every:
        if row.service not in known:
            found.setdefault(row.service, set()).add(row.status if row.status in LABELS else "x")
    groups: dict[str, list[str]] = {}
    for name, statuses in found.items():
        # Of a service whose figures are missing for several reasons, only that they are missing is true of all.
        groups.setdefault(statuses.pop() if len(statuses) == 1 else "x", []).append(name)
    return "".join(
        f"; {words[status](names=_services(names, many=OTHER_SERVICES))}" for status, names in groups.items()
    )


def dated_list(items: Sequence[tuple[object, str]]) -> str:
    """Things in a list, the date behind each, or once behind the last where all have the same."""
    if len({when for _, when in items}) == 1 and (len(items) == 1 or items[0][1] not in _RELATIVE):
        return f"{joined(what for what, _ in items)} ({items[0][1]})"
    return joined(f"{what} ({when})" for what, when in items)


_RELATIVE = frozenset({UNDATED})


def stamp(period: str) -> str:
    """A period, short enough to stand in brackets: “2024/25”, “year to September 2021”."""
    if not period or "not stated" in period:
        return UNDATED
    words = re.sub(r" \(outturn\)$|, average$", "", re.sub(r"^cohort of the ", "", period))
    found = re.fullmatch(rf"year ending ({_MONTHS}) (\d{{4}})", words)
    if found:
        return _year(found[1], int(found[2]))
    found = re.fullmatch(rf"({_MONTHS}) (\d{{4}}) to ({_MONTHS}) (\d{{4}})", words)
    if found and int(found[4]) == int(found[2]) + 1 and _follows(found[3], found[1]):
        return _year(found[3], int(found[4]))
    if found and (found[1], found[3]) == ("December", "February"):
        return f"winter {found[2]}/{int(found[4]) % 100:02}"
    return words


def _year(month: str, year: int) -> str:
    if month == "December":
        return str(year)
    return f"{year - 1}/{year % 100:02}" if month == "March" else f"year to {month} {year}"


def _follows(last: str, first: str) -> bool:
    """Whether a year that began with one month ends with the other."""
    months = _MONTHS.split("|")
    return (months.index(last) + 1) % 12 == months.index(first)


def same_time(rows: Iterable[FigureRow]) -> bool:
    """Whether all figures that are known are of one time.

    “At inspection” is another day for each service, and a figure without a date may be of any.
    """
    known = [row for row in rows if row.value is not None]
    return len({row.period_end or (row.period, row.service_id) for row in known}) <= 1


def dates(rows: Sequence[FigureRow]) -> str:
    """The period of the figures in a subtitle, or that periods differ."""
    known = [row for row in rows if row.value is not None]
    if not known:
        return NO_DATES()
    periods = list(dict.fromkeys(period_words(row.period) for row in known))
    # A reader of two figures “at inspection” sees that each is of its own.
    return sentence_case(periods[0]) if len(periods) == 1 else DATES_DIFFER()


def fits(headline: str) -> bool:
    """Whether a headline is short enough to stand above a chart."""
    return len(headline.split()) <= HEADLINE_WORDS


def shortest(candidates: Iterable[str], *, otherwise: str) -> str:
    """The first of the candidates that fits as a headline."""
    return next((words for words in candidates if words and fits(words)), otherwise)


def subject_of(measure: Indicator) -> str:
    """What a headline is about: “the rate of first-time entrants”, “the reoffending rate at ages 10–14”."""
    name = measure.name.replace(", aged", " at ages")
    if name.isupper() or name[1:2].isupper() or "_" in name:
        return f"the figure for {name}"
    name = name[:1].lower() + name[1:]
    if name.endswith(", rate"):
        return f"the rate of {name.removesuffix(', rate')}"
    if measure.unit == "%" and "rate" not in name.split():
        return f"the percentage {name}" if name.startswith("not ") else f"the percentage of {name}"
    return f"the {name}" if re.search(r"\b(rate|spend)\b", name) else f"the figure for {name}"


def period_words(period: str) -> str:
    """A period within a sentence."""
    return UNDATED if period in ("", "not stated") else period


def _services(names: Iterable[str], *, many: Template) -> str:
    found = list(dict.fromkeys(names))
    return joined(found) if len(found) <= MOST_NAMED else many(number=len(found))


def _comparators(rows: Sequence[FigureRow], own: FigureRow) -> list[FigureRow]:
    return [
        row
        for row in rows
        if row.comparator
        and row.service_id == own.service_id
        and row.breakdown == own.breakdown
        and row.value is not None
    ]


def _concluded(row: VerdictRow) -> str:
    """What a verdict says; empty without one."""
    if not row.verdict or row.reference is None or row.low_95 is None or row.high_95 is None:
        return ""
    low, high = _ends((row.low_95, row.high_95), row.reference)
    return CONCLUDED[row.verdict](
        service=row.service,
        label=row.label,
        reference=f"{row.reference:,g}",
        nation=row.reference_area,
        low=low,
        high=high,
        basis=BASIS[row.reason](),
    )


def _ends(ends: tuple[float, float], reference: float) -> tuple[str, str]:
    """The ends of an interval, with a decimal where rounding would carry one of them onto the other rate."""
    whole = min(ends[1], reference) >= 30 and all(round(end) != round(reference) for end in ends)
    low, high = (f"{end:,.0f}" if whole else f"{end:,.1f}" for end in ends)
    return low, high
