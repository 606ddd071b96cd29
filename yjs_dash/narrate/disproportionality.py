"""Plain words for the relative rate index. Takes rows of `compare.disproportionality`; no verdict without counts."""

from __future__ import annotations

from collections.abc import Sequence

from yjs_dash.compare.disproportionality import RelativeRate
from yjs_dash.narrate.context_sentences import DATES_DIFFER, period_words, shortest
from yjs_dash.narrate.numbers import joined
from yjs_dash.narrate.template import Template, template

NONE_KNOWN = template(
    "disproportionality.headline_none",
    "We cannot work out a relative rate index for {services}",
    services="Suffolk",
)
HEADLINE: dict[str, Template] = {
    "below": template(
        "disproportionality.headline_below",
        "In {areas}, {group} children made up less of the caseload than of the children who live there",
        areas="Sutton (2020/21)", group="Black and minority ethnic",
    ),
    "above": template(
        "disproportionality.headline_above",
        "In {areas}, {group} children made up more of the caseload than of the children who live there",
        areas="Sutton (2020/21)", group="Black and minority ethnic",
    ),
    "open": template(
        "disproportionality.headline_open",
        "In {areas}, unknown ethnicity and rounding leave open whether {group} children are in the caseload more or "
        "less than White children",
        areas="Sutton (2020/21)", group="Black and minority ethnic",
    ),
}  # fmt: skip
CAUTION = template(
    "disproportionality.headline_caution", "{told}; read the caution below",
    told="In Sutton (2020/21), Black and minority ethnic children made up less of the caseload than of the children "
    "who live there",
)  # fmt: skip
COUNTED = template(
    "disproportionality.headline_counted",
    "We have a relative rate index for {known} of {services} services",
    known=1, services=2,
)  # fmt: skip
SUBTITLE = template(
    "disproportionality.subtitle",
    "Share of the caseload (filled) and of children aged 10–17 (hollow), per cent; an index of 1 is the rate of White "
    "children, and neither direction is better. {dates}",
    dates="Caseload 2020/21, population as supplied at fieldwork, April 2022",
)
DATES = template(
    "disproportionality.dates", "Caseload {caseload}, population {population}",
    caseload="2020/21", population="as supplied at fieldwork, April 2022",
)  # fmt: skip
INDEX = template(
    "disproportionality.index",
    "{service}, {group}: {caseload}% of the caseload and {population}% of children aged 10–17. That is a relative rate "
    "index of {index} compared with {baseline} children; because the percentages were rounded, it could be {low} to "
    "{high}.",
    service="Sutton", group="Black and minority ethnic", caseload="29", population="40.6", index="0.67",
    baseline="White", low="0.66", high="0.69",
)  # fmt: skip
UNKNOWN = template(
    "disproportionality.unknown",
    "If all the children of unknown ethnicity were {baseline}, it would be {to_baseline}; if all were {group}, "
    "{to_group}.",
    baseline="White", to_baseline="0.61", group="Black and minority ethnic", to_group="0.84",
)  # fmt: skip
NOTE = template(
    "disproportionality.note",
    "Caution: {note}",
    note="The report says that the lower share hides over-representation in some groups of children.",
)
REASONS: dict[str, Template] = {
    "caseload": template(
        "disproportionality.no_caseload",
        "{service}, {group}: we do not have all the percentages of the caseload by ethnicity, so there is no index.",
        service="Cardiff", group="Black and minority ethnic",
    ),
    "population": template(
        "disproportionality.no_population",
        "{service}, {group}: we do not have the percentages of the local population, so there is no index.",
        service="Suffolk", group="Black and minority ethnic",
    ),
    "unknown": template(
        "disproportionality.no_unknown",
        "{service}, {group}: we do not know what percentage is of unknown ethnicity, so there is no index.",
        service="Brighton and Hove", group="Black and minority ethnic",
    ),
    "zero": template(
        "disproportionality.zero",
        "{service}, {group}: with these percentages, one of them zero or close to it, there is no index.",
        service="Sutton", group="Black and minority ethnic",
    ),
}  # fmt: skip
SHORT_REASONS: dict[str, Template] = {
    "caseload": template(
        "disproportionality.short_caseload", "No index: caseload by ethnicity not fully known"
    ),
    "population": template(
        "disproportionality.short_population", "No index: no percentages of the local population"
    ),
    "unknown": template("disproportionality.short_unknown", "No index: unknown ethnicity not published"),
    "zero": template("disproportionality.short_zero", "No index: a percentage is zero or close to it"),
}
NOTHING = template(
    "disproportionality.nothing",
    "Without the percentages of the caseload and of the population there is no index, and nothing can be concluded.",
)
MEANING = template(
    "disproportionality.meaning",
    "An index below 1 means that, for its share of the local population, the group is in the caseload less often than "
    "White children; above 1, more often. It is worked out from published percentages, so we cannot say whether it "
    "differs from 1 by more than chance. It does not show differences within the group, nor what happens to children "
    "before they reach the service.",
)
ALTERNATIVE = template(
    "disproportionality.alternative",
    "Paired dots: share of the caseload and of the population. {sentences}",
    sentences="Suffolk, Black and minority ethnic: we do not have the percentages of the local population, so there is "
    "no index.",
)


def relative_rate_headline(rows: Sequence[RelativeRate]) -> str:
    """What the index of each service means, where rounding and unknown ethnicity cannot turn it round."""
    known = [row for row in rows if row.index is not None]
    services = list(dict.fromkeys(row.service for row in rows))
    indexed = list(dict.fromkeys(row.service for row in known))
    counted = COUNTED(known=len(indexed), services=len(services))
    if not known:
        return NONE_KNOWN(services=joined(services) if len(services) <= 3 else "these services")
    groups = {(_side(row), row.group) for row in known}
    if len(groups) > 1 or len(indexed) < len(known) or not next(iter(groups))[0]:
        return counted
    side, group = groups.pop()
    areas = joined(f"{row.service} ({period_words(row.period)})" for row in known)
    told = HEADLINE[side](areas=areas, group=group)
    if side != "open" and any(row.note for row in known):
        told = CAUTION(told=told)
    return shortest([told], otherwise=counted)


def relative_rate_subtitle(rows: Sequence[RelativeRate]) -> str:
    """What the dots and the index are, and their dates."""
    periods = list(
        dict.fromkeys((row.period, row.population_period) for row in rows if row.index is not None)
    )
    when = DATES_DIFFER() if periods else ""
    if len(periods) == 1:
        when = DATES(caseload=period_words(periods[0][0]), population=period_words(periods[0][1]))
    return SUBTITLE(dates=when).removesuffix(" ")


def relative_rate_sentence(row: RelativeRate) -> str:
    """What one row says, with its bounds, the part of Unknown and the caution of the data set; no verdict."""
    if row.index is None:
        return REASONS[row.reason](service=row.service, group=row.group)
    words = INDEX(
        service=row.service,
        group=row.group,
        baseline=row.baseline,
        caseload=f"{row.caseload_share:g}",
        population=f"{row.population_share:g}",
        index=f"{row.index.value:.2f}",
        low=f"{row.index.low:.2f}",
        high=f"{row.index.high:.2f}",
    )
    if row.unknown_share:
        unknown = UNKNOWN(
            baseline=row.baseline,
            group=row.group,
            to_baseline=f"{row.index.unknown_to_baseline:.2f}",
            to_group=f"{row.index.unknown_to_group:.2f}",
        )
        words = f"{words} {unknown}"
    return f"{words} {NOTE(note=row.note)}" if row.note else words


def chart_note(row: RelativeRate) -> str:
    """What stands in a chart in place of an index, or beside it; empty where there is nothing to say."""
    if row.index is None:
        return SHORT_REASONS[row.reason]()
    return NOTE(note=row.note) if row.note else ""


def relative_rate_alternative(rows: Sequence[RelativeRate]) -> str:
    """Alternative text of the paired dots."""
    return ALTERNATIVE(sentences=" ".join(relative_rate_sentence(row) for row in rows))


def relative_rate_conclusion(rows: Sequence[RelativeRate]) -> str:
    """What can and cannot be concluded from the index."""
    return NOTHING() if all(row.index is None for row in rows) else MEANING()


def _side(row: RelativeRate) -> str:
    """Where an index lies, however rounding and unknown ethnicity may turn it; empty where the shares do not say so."""
    share, population, unknown = row.caseload_share, row.population_share, row.unknown_share
    if row.index is None or share is None or population is None or unknown is None:
        return ""
    index = row.index
    ends = (index.low, index.high, index.unknown_to_baseline, index.unknown_to_group)
    found = [end for end in ends if end is not None]
    # A point is more than rounding can take from or add to the two printed shares.
    if max(found) < 1:
        return "below" if share + unknown + 1 < population else ""
    if min(found) > 1:
        return "above" if share - 1 > population else ""
    return "open"
