"""Plain words for spend and staff for each child in the caseload. Takes rows of `compare.resources`."""

from __future__ import annotations

import math
from collections.abc import Sequence

from yjs_dash.compare.resources import POUNDS_A_CHILD, ResourceRow
from yjs_dash.narrate.context_sentences import (
    DATES_DIFFER,
    MOST_NAMED,
    NO_DATES,
    NOTHING,
    absent_clause,
    period_words,
    shortest,
    stamp,
)
from yjs_dash.narrate.numbers import joined, sentence_case
from yjs_dash.narrate.template import template

NONE_KNOWN = template(
    "spend.headline_none", "{subject}: we have no figures for these services", subject="Spend for each child"
)
SPENT = template(
    "spend.headline_spent",
    "{service} spent roughly {ratio} for each child in its caseload ({year})",
    service="Sutton", ratio="£3,800", year="2020/21",
)  # fmt: skip
BUDGETED = template(
    "spend.headline_budget",
    "{service} budgeted roughly {ratio} for each child in its caseload ({year})",
    service="Sutton", ratio="£4,200", year="2021/22",
)  # fmt: skip
POSTS = template(
    "spend.headline_staff",
    "{service} had about {ratio} children for each full-time equivalent member of staff ({year})",
    service="Sutton", ratio="11", year="at the announcement of the inspection",
)  # fmt: skip
COUNTED = template(
    "spend.headline_counted",
    "{subject}: we have figures for {known} of {services} services",
    subject="Spend for each child", known=2, services=6,
)  # fmt: skip
FIGURES_FOR = template(
    "spend.headline_figures", "{subject}: we have figures for {names}{absent}",
    subject="Staff", names="Sutton", absent="; we have no figure from the inspection for Suffolk",
)  # fmt: skip
A_CHILD = template("spend.a_child", "about {ratio} for each child in the caseload [e]", ratio="£3,800")
A_POST = template("spend.a_post", "about {ratio} children for each full-time equivalent post [e]", ratio="11")
SUBTITLE = template(
    "spend.subtitle",
    "As published, and worked out [e] for each child in the published caseload; neither direction is better. {dates}",
    dates="At the announcement of the inspection",
)
ALTERNATIVE = template(
    "spend.alternative",
    "Bar chart from zero. {subject}. {amounts}",
    subject="Spend for each child",
    amounts="Sutton, Spend, previous financial year: £514,000, 2020/21, about £3,800 for each child in the caseload "
    "[e].",
)
AMOUNT = template(
    "spend.amount", "{service}, {what}: {label}, {period}{ratio}.",
    service="Sutton", what="Spend, previous financial year", label="£514,000", period="2020/21",
    ratio=", about £3,800 for each child in the caseload [e]",
)  # fmt: skip
NO_AMOUNT = template("spend.no_amount", "{service}: {label}.", service="Suffolk", label="not published [x]")
CASELOAD = template(
    "spend.caseload", "{service}: the caseload was {children} ({period}).",
    service="Sutton", children="135 children", period="at the announcement of the inspection",
)  # fmt: skip
OTHER_TIME = template(
    "spend.other_time",
    "{amounts} not given for the same date, so what we worked out for each child is only a rough guide.",
    amounts="Spend, previous financial year (2020/21) is",
)
ABSENT = template("spend.absent", "We have no such figures from the inspection for {names}.", names="Suffolk")


def resources_headline(rows: Sequence[ResourceRow], *, subject: str) -> str:
    """What is worked out for each service, roughly, because the caseload is of one day and often of another year."""
    services = list(dict.fromkeys(row.service for row in rows))
    printed = list(dict.fromkeys(row.service for row in rows if row.what))
    if not printed:
        return NONE_KNOWN(subject=subject)
    absent = absent_clause(rows)
    first: dict[str, str] = {}
    for row in rows:
        if row.ratio is not None:
            first.setdefault(row.service, _told(row, row.ratio))
    told = "; ".join(first.values()) + absent if len(first) == len(printed) else ""
    named = (
        FIGURES_FOR(subject=subject, names=joined(printed), absent=absent)
        if len(printed) <= MOST_NAMED
        else ""
    )
    counted = COUNTED(subject=subject, known=len(printed), services=len(services))
    return shortest([told, named], otherwise=counted)


def ratio_label(row: ResourceRow) -> str:
    """What is worked out of an amount, as charts and tables print it; empty without it."""
    if row.ratio is None:
        return ""
    return (A_CHILD if row.ratio_kind == POUNDS_A_CHILD else A_POST)(ratio=_rough(row.ratio, row.ratio_kind))


def resources_subtitle(rows: Sequence[ResourceRow]) -> str:
    """What is published and what is worked out, the direction of good, and the date or that dates differ."""
    periods = list(dict.fromkeys(period_words(row.period) for row in rows if row.what))
    when = sentence_case(periods[0]) if len(periods) == 1 else DATES_DIFFER() if periods else NO_DATES()
    return SUBTITLE(dates=when)


def resources_alternative(rows: Sequence[ResourceRow], *, subject: str) -> str:
    """Alternative text: every amount with its period, and what is worked out of it."""
    words = []
    for row in rows:
        if not row.what:
            words.append(NO_AMOUNT(service=row.service, label=row.label))
            continue
        ratio = f", {ratio_label(row)}" if row.ratio is not None else ""
        words.append(
            AMOUNT(
                service=row.service,
                what=row.what,
                label=row.label,
                period=period_words(row.period),
                ratio=ratio,
            )
        )
    return ALTERNATIVE(subject=subject, amounts=" ".join(words))


def resources_conclusion(rows: Sequence[ResourceRow]) -> list[str]:
    """What the amounts were divided by, and why the quotient is only a rough guide."""
    if not any(row.what for row in rows):
        return [NOTHING()]
    sentences = []
    for service in dict.fromkeys(row.service for row in rows if row.ratio is not None):
        own = [row for row in rows if row.service == service and row.ratio is not None]
        period = period_words(own[0].caseload_period)
        number = own[0].caseload
        children = f"{number:,.0f} {'child' if number == 1 else 'children'}"
        words = CASELOAD(service=service, children=children, period=period)
        others = [f"{r.what} ({period_words(r.period)})" for r in own if r.period != r.caseload_period]
        if others:
            verb = "is" if len(others) == 1 else "are"
            words = f"{words} {OTHER_TIME(amounts=f'{joined(others)} {verb}')}"
        sentences.append(words)
    absent = list(dict.fromkeys(row.service for row in rows if not row.what))
    return [*sentences, ABSENT(names=joined(absent))] if absent else sentences


def _told(row: ResourceRow, ratio: float) -> str:
    words = POSTS
    if row.ratio_kind == POUNDS_A_CHILD:
        words = SPENT if row.indicator_id.startswith("spend") else BUDGETED
    return words(service=row.service, ratio=_rough(ratio, row.ratio_kind), year=stamp(row.period))


def _rough(value: float, kind: str) -> str:
    """A quotient with two figures that count, halves up: £3,800 of 3,807; 11 of 10.7."""
    if value <= 0:
        number = "0"
    else:
        unit = 10.0 ** (math.floor(math.log10(value)) - 1)
        rounded = math.floor(value / unit + 0.5) * unit
        number = f"{rounded:,.0f}" if unit >= 1 else f"{round(rounded, 2):g}"
    return f"£{number}" if kind == POUNDS_A_CHILD else number
