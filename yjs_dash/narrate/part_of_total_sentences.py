"""Plain words for counts as parts of a whole, and for education with its corrections.

Takes rows of `compare.part_of_total`.
"""

from __future__ import annotations

from collections.abc import Sequence

from yjs_dash.compare.context import Indicator
from yjs_dash.compare.part_of_total import Correction, PartRow, whole_sums
from yjs_dash.narrate.context_sentences import (
    DATES_DIFFER,
    NOTHING,
    absent_clause,
    period_words,
    shortest,
    stamp,
)
from yjs_dash.narrate.numbers import joined, sentence_case
from yjs_dash.narrate.template import Template, template

NONE_KNOWN = template(
    "disposals.headline_none", "{name}: we have no figures for these services", name="Court disposals by kind"
)
LARGEST = template(
    "disposals.headline_largest",
    "{told}{absent}",
    told="In Sutton 100 of 135 children were in the group “out-of-court disposals” (at the announcement of the "
    "inspection)",
    absent="; we have no figure from the inspection for Suffolk",
)
LARGEST_OF = template(
    "disposals.largest",
    "In {service} {value} of {whole} children were in the group “{part}” ({date})",
    service="Sutton", value=100, whole=135, part="out-of-court disposals", date="at the announcement of the inspection",
)  # fmt: skip
FIGURES_FOR = template(
    "disposals.headline_figures",
    "{name}: we have figures for {names}{absent}",
    name="Education status", names="Sutton", absent="; we have no figure from the inspection for Suffolk",
)  # fmt: skip
COUNTED = template(
    "disposals.headline_counted",
    "{name}: we have figures for {known} of {services} services",
    name="Court disposals by kind", known=2, services=6,
)  # fmt: skip
SUBTITLE = template(
    "disposals.subtitle",
    "{name}: children as published, with percentages that we worked out; neither direction is better. {dates}",
    name="Court disposals by kind", dates="At the announcement of the inspection",
)  # fmt: skip
ALTERNATIVE = template(
    "disposals.alternative",
    "Bar chart from zero to the whole. {name}. {parts}",
    name="Court disposals by kind", parts="Sutton, community sentences: 31 of 35 (89%).",
)  # fmt: skip
SUMS: dict[str, Template] = {
    "more": template(
        "disposals.sum_more",
        "{name}: these add up to {total}, more than the {kind} total of {whole}.",
        name="Sutton", total="60", kind="published", whole="58",
    ),
    "gap": template(
        "disposals.sum_gap",
        "{name}: we have no figure for at least one group, and we do not work it out from the others.",
        name="Sutton",
    ),
    "less": template(
        "disposals.sum_less",
        "{name}: these add up to {total} of the {whole} children. We have no figure for the others.",
        name="Sutton", total="30", whole="35",
    ),
}  # fmt: skip
NO_BAR = template("disposals.no_bar", "A number has no bar where we do not have the total it is part of.")
CORRECTED = template(
    "disposals.corrected",
    "Corrected, {service}, {part}: {reason}",
    service="Sutton", part="aged 16 and under: in a pupil referral unit",
    reason="the report calls this number a percentage, but it is a number of children.",
)  # fmt: skip
AGE_GROUPS = template(
    "disposals.age_groups",
    "The age groups are separate. Where a total is marked [e], we worked it out from a number of children and the "
    "percentage the report gives for it; no other total matches.",
)


def whole_headline(rows: Sequence[PartRow], *, name: str) -> str:
    """The largest part of each service’s whole, where it is the largest for certain."""
    known = [row for row in rows if row.value is not None]
    services = list(dict.fromkeys(row.service for row in rows))
    published = list(dict.fromkeys(row.service for row in known))
    if not known:
        return NONE_KNOWN(name=name)
    absent = absent_clause(rows)
    largest = [_largest([row for row in rows if row.service == service]) for service in published]
    told = [
        LARGEST_OF(
            service=row.service,
            value=f"{row.value:,g}",
            whole=row.whole_label,
            part=row.part[:1].lower() + row.part[1:],
            date=stamp(row.period),
        )
        for row in largest
        if row is not None
    ]
    candidates = [LARGEST(told="; ".join(told), absent=absent)] if len(told) == len(published) else []
    if len(published) <= 3:
        candidates.append(FIGURES_FOR(name=name, names=joined(published), absent=absent))
    return shortest(candidates, otherwise=COUNTED(name=name, known=len(published), services=len(services)))


def whole_subtitle(rows: Sequence[PartRow], *, measure: Indicator) -> str:
    """What is counted, what the bars are, and the date or that dates differ."""
    periods = list(dict.fromkeys(period_words(row.period) for row in rows if row.value is not None))
    when = sentence_case(periods[0]) if len(periods) == 1 else DATES_DIFFER() if periods else ""
    return SUBTITLE(name=measure.name, dates=when).removesuffix(" ")


def whole_alternative(rows: Sequence[PartRow], *, name: str) -> str:
    """Alternative text: every count with its whole, service by service."""
    words = []
    for row in rows:
        group = f", {row.group[:1].lower()}{row.group[1:]}" if row.group else ""
        part = f", {row.part[:1].lower()}{row.part[1:]}" if row.part else ""
        corrected = ", corrected" if row.corrected else ""
        words.append(f"{row.service}{group}{part}: {row.label}{corrected}.")
    return ALTERNATIVE(name=name, parts=" ".join(words))


def whole_conclusion(rows: Sequence[PartRow]) -> list[str]:
    """What the parts cover, and what they cannot tell."""
    if all(row.value is None for row in rows):
        return [NOTHING()]
    if any(row.value is not None and row.whole is None for row in rows):
        return [*_sums(rows), NO_BAR()]
    return _sums(rows)


def education_conclusion(rows: Sequence[PartRow], corrections: Sequence[Correction]) -> list[str]:
    """Why figures are read otherwise than the report labels them, and what the age groups cover."""
    if all(row.value is None for row in rows):
        return [NOTHING()]
    sentences = [
        CORRECTED(
            service=one.service,
            part=one.part[:1].lower() + one.part[1:],
            reason=one.reason[:1].lower() + one.reason[1:],
        )
        for one in corrections
    ]
    if any(row.whole is not None for row in rows):
        sentences.append(AGE_GROUPS())
    if any(row.value is not None and row.whole is None for row in rows):
        return [*sentences, *_sums(rows), NO_BAR()]
    return [*sentences, *_sums(rows)]


def _largest(rows: Sequence[PartRow]) -> PartRow | None:
    """The largest part of the one whole of a service; None for several wholes, ties, or parts that may be larger."""
    known = [row for row in rows if row.value is not None]
    if len({row.group for row in rows}) > 1 or any(not row.whole for row in known):
        return None
    values = [row.value for row in known if row.value is not None]
    most = max(values)
    largest = [row for row in known if row.value == most]
    left = (known[0].whole or 0.0) - sum(values)
    complete = len(known) == len(rows) or most > left
    return largest[0] if len(largest) == 1 and complete and left >= 0 else None


def _sums(rows: Sequence[PartRow]) -> list[str]:
    sentences = []
    for one in whole_sums(rows):
        name = f"{one.service}, {one.group[:1].lower()}{one.group[1:]}" if one.group else one.service
        sentences.append(
            SUMS[one.kind](
                name=name,
                total=f"{one.total:,g}",
                whole=f"{one.whole:,g}",
                kind="estimated" if one.estimated else "published",
            )
        )
    return sentences
