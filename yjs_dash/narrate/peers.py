"""Where a service stands among services like it: counts of those above and below, never a rank."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from yjs_dash.compare.overview import KnownResult, ServiceSummary
from yjs_dash.compare.peer_rates import Standing, Standings
from yjs_dash.compare.peers import PeerGroup
from yjs_dash.narrate.numbers import (
    date_words,
    joined,
    month_words,
    number_word,
    sentence_case,
    times,
    was_rated,
    word_count,
)
from yjs_dash.narrate.overview import NO_FRAMEWORK, tally_words
from yjs_dash.narrate.template import Template, template

RATE_NAMES: dict[str, tuple[str, str]] = {
    "first_time_entrant_rate": ("First-time entrants", "first-time entrant rate"),
    "cautioned_or_sentenced_rate": (
        "Cautioned or sentenced",
        "rate of children cautioned or sentenced",
    ),
    "reoffending_rate_10_14": ("Reoffending, 10–14", "reoffending rate (aged 10–14)"),
    "reoffending_rate_15_17": ("Reoffending, 15–17", "reoffending rate (aged 15–17)"),
}
"""Indicator → its name over a strip, and in a sentence."""
UNITS: dict[str, str] = {
    "reoffending_rate_10_14": "per cent, ages 10–14",
    "reoffending_rate_15_17": "per cent, ages 15–17",
}
"""Indicator → what its percentage is of."""

HIGHER = template(
    "peers.higher", "{service} had a higher {rate} than {which} {others}",
    service="Leeds", rate="first-time entrant rate", which="eight of ten", others="neighbours",
)  # fmt: skip
LOWER = template(
    "peers.lower", "{service} had a lower {rate} than {which} {others}",
    service="Leeds", rate="first-time entrant rate", which="all ten", others="neighbours",
)  # fmt: skip
SAME = template(
    "peers.same", "{service} had the same {rate} as {which} {others}",
    service="Leeds", rate="first-time entrant rate", which="two of three", others="neighbours",
)  # fmt: skip
MIDDLE = template(
    "peers.middle", "{service} had a {rate} in the middle of {number} {others}",
    service="Leeds", rate="first-time entrant rate", number="ten", others="neighbours",
)  # fmt: skip
PLAIN = template("peers.plain", "Services like {service}", service="Leeds")
STRIP = template(
    "peers.strip", "{measure}: {place}", measure="First-time entrants", place="higher than 8 of 10"
)
PLACE_HIGHER = template("peers.place_higher", "higher than {which}", which="8 of 10")
PLACE_LOWER = template("peers.place_lower", "lower than {which}", which="all 10")
PLACE_SAME = template("peers.place_same", "the same as {which}", which="2 of 3")
PLACE_MIDDLE = template("peers.place_middle", "in the middle of {number}", number="10")
PLACE_OPEN = template("peers.place_open", "not clearly higher or lower")
MEASURED = template(
    "peers.measured", "{unit}, {period}", unit="Per 100,000 aged 10–17", period="year ending December 2024"
)
COUNTS = template(
    "peers.counts", "{measure}, {period}: {service} had {label}{beside}. Of {number} {others}, {parts}.",
    measure="First-time entrants", period="year ending December 2024", service="Leeds", label="223",
    beside=" and England 140", number="ten", others="neighbours",
    parts="eight were lower, one was higher and one was the same",
)  # fmt: skip
COUNTS_OVERLAP = template(
    "peers.counts_overlap", "{number} cannot be placed because only a range is known", number="one"
)
APART = template(
    "peers.apart", "{service} was {parts} by more than chance would explain{rest}.",
    service="Leeds", parts="higher than Kirklees and lower than Sheffield and Croydon",
    rest="; the other six cannot be told apart from Leeds",
)  # fmt: skip
APART_REST = template(
    "peers.apart_rest",
    "; {others} cannot be told apart from {service}",
    others="the other six",
    service="Leeds",
)
NONE_APART = template(
    "peers.none_apart", "Chance would explain the gap to {which} that we could test.", which="all nine"
)
NOT_TESTED = template("peers.not_tested", "We cannot test these gaps.")
UNTESTED_OF = template(
    "peers.untested_of", "We could test the gap to {tested} of {number}.", tested="eight", number="nine"
)
NO_FIGURE = template("peers.no_figure", "We have no such figure for {names}.", names="Derby and Walsall")
UNRELIABLE = template(
    "peers.unreliable", "We leave out {names}: the figure is unreliable [u].", names="Isles of Scilly"
)
NOT_PLACED = template(
    "peers.not_placed",
    "We cannot set {service} beside these services by its {rates}: we have no figures of the same period.",
    service="Cardiff", rates="first-time entrant rate and reoffending rate (aged 15–17)",
)  # fmt: skip
CHANCE = template(
    "peers.chance",
    "To be above or below others is a count, not a test. Where few children are behind a rate, it goes up and down by "
    "chance: take a gap as a question to ask, not as proof of a difference.",
)
HOW_NEIGHBOURS = template(
    "peers.how_neighbours",
    "We show {services} covering the statistical neighbours of {service}; A is the nearest.",
    services="ten services", service="Leeds",
)  # fmt: skip
HOW_FAMILY = template(
    "peers.how_family",
    "We show the {services} nearest to {service} in population aged 10–17 ({size_period}) and in first-time entrant "
    "rate ({rate_period}); A is the nearest. They were chosen by that rate, so the strip for it says little else.",
    services="ten services", service="Leeds", size_period="mid-2023", rate_period="year ending December 2024",
)  # fmt: skip
HOW_REGION = template(
    "peers.how_region", "We show {services} in the same region ({region}), by name.",
    services="nine other services", region="North East",
)  # fmt: skip
HOW_WALES = template(
    "peers.how_wales",
    "We show {services} in Wales, by name. Statistical neighbours are published for authorities in England only.",
    services="16 other services",
)  # fmt: skip
NO_NEIGHBOURS = template(
    "peers.no_neighbours", "We do not have the statistical neighbours of {service}.", service="Leeds"
)
NO_GROUP = template(
    "peers.no_group", "We do not know which services are like {service}.", service="Western Bay"
)
RESULTS = template(
    "peers.results", "At their latest inspections that we know of under the {framework}, {tally}.",
    framework="2021 framework", tally="one was rated Good, two were rated Outstanding",
)  # fmt: skip
OUR_RESULT = template(
    "peers.our_result", "{service} itself {was_rated}{date} ({framework}).",
    service="Leeds", was_rated="was rated Good", date=" in May 2023", framework="2021 framework",
)  # fmt: skip
NO_FRAMEWORK_OF = template(
    "peers.no_framework", "We do not know the framework of the latest result for {names}.", names="Derby"
)
NO_RESULT_OF = template("peers.no_result", "We have no inspection result for {names}.", names="Derby")
COMPARE_WITH = template(
    "peers.compare_with", "Compare {service} with {names}",
    service="Leeds", names="Derby, Walsall and Bolton",
)  # fmt: skip
SIDE_BY_SIDE = template("peers.side_by_side", "See the ratings of the services you chose side by side")
ALIKE: dict[str, Template] = {
    "rank": template(
        "peers.alike_rank", "Nearest by the ranks of their authorities: {names}.",
        names="Derby, Walsall and Bolton",
    ),
    "size_and_rate": template(
        "peers.alike_size_and_rate", "Nearest in population aged 10–17 and first-time entrant rate: {names}.",
        names="Derby, Walsall and Bolton",
    ),
    "size": template(
        "peers.alike_size", "Nearest in population aged 10–17: {names}.", names="Cardiff, Swansea and Newport"
    ),
    "name": template("peers.alike_name", "First in the alphabet: {names}.", names="Cardiff, Swansea and Newport"),
}  # fmt: skip
ALTERNATIVE = template(
    "peers.alternative", "{title}. {subtitle}. {service} {label}{beside}. {figures}.",
    title="First-time entrants: higher than 8 of 10", subtitle="Per 100,000 aged 10–17, year ending December 2024",
    service="Leeds", label="223", beside="; England 140", figures="A Derby 200; B Walsall 180",
)  # fmt: skip
CHOOSE = template("peers.choose", "Compare with")
GROUP_NEIGHBOURS = template("peers.group_neighbours", "Statistical neighbours")
GROUP_FAMILY = template("peers.group_family", "Similar size and rate")
GROUP_REGION = template("peers.group_region", "Same region")
GROUP_WALES = template("peers.group_wales", "Services in Wales")
TABLE = template(
    "peers.table", "{service} and services like it: {group}", service="Leeds", group="Same region"
)
OURS = template("peers.ours", "Ours")
NOT_KNOWN = template("peers.not_known", "not known")
DATE_NOT_KNOWN = template("peers.date_not_known", "date not known")

_OTHERS: dict[str, tuple[str, str]] = {
    "neighbours": ("neighbour", "neighbours"),
    "family": ("service of similar size and rate", "services of similar size and rate"),
    "region": ("service in its region", "services in its region"),
    "wales": ("service in Wales", "services in Wales"),
}
WALES = "Wales"
MOST_WORDS = 16
"""Words of the headline: it names a rate, a number of services and what they are."""


def group_label(group: PeerGroup) -> str:
    """What the switch and the address call a group."""
    if group.kind == "region":
        return GROUP_WALES() if group.service.country == WALES else GROUP_REGION()
    return GROUP_FAMILY() if group.kind == "family" else GROUP_NEIGHBOURS()


def peers_headline(found: Standings) -> str:
    """The place of the service by the first rate that gives it one, in at most MOST_WORDS."""
    return next(words for words in _headlines(found) if word_count(words) <= MOST_WORDS)


def _headlines(found: Standings) -> Iterator[str]:
    name = found.group.service.name
    for standing in found.standings:
        if found.group.kind == "family" and standing.measure.indicator_id in found.group.periods:
            # They were chosen to have a similar one.
            continue
        rate = RATE_NAMES[standing.measure.indicator_id][1]
        kind, which = _place(standing)
        others = others_words(found.group, standing.compared)
        for service in (name, "This service"):
            if kind in ("higher", "lower", "same"):
                made = {"higher": HIGHER, "lower": LOWER, "same": SAME}[kind]
                yield made(service=service, rate=rate, which=which, others=others)
            elif kind == "middle":
                yield MIDDLE(service=service, rate=rate, number=which, others=others)
    yield PLAIN(service=name)
    yield PLAIN(service="this one")


def others_words(group: PeerGroup, number: int) -> str:
    """What the services of a group are called: “neighbours”, “services in its region”."""
    is_welsh = group.kind == "region" and group.service.country == WALES
    one, many = _OTHERS["wales" if is_welsh else group.kind]
    return one if number == 1 else many


def strip_name(standing: Standing) -> str:
    """What is measured, in a few words: “First-time entrants”."""
    return RATE_NAMES[standing.measure.indicator_id][0]


def strip_title(standing: Standing) -> str:
    """“First-time entrants: higher than 8 of 10”."""
    # Digits, so that a title keeps to two lines.
    kind, which = _place(standing, number_of=str)
    made = {"higher": PLACE_HIGHER, "lower": PLACE_LOWER, "same": PLACE_SAME}
    if kind in made:
        place = made[kind](which=which)
    else:
        place = PLACE_MIDDLE(number=which) if kind == "middle" else PLACE_OPEN()
    return STRIP(measure=strip_name(standing), place=place)


def strip_subtitle(standing: Standing) -> str:
    """Unit and period."""
    unit = UNITS.get(standing.measure.indicator_id, standing.measure.unit)
    return MEASURED(unit=sentence_case(unit), period=standing.period)


def strip_alternative(standing: Standing, letters: Mapping[str, str]) -> str:
    """The strip in words: every figure with the letter of its service."""
    figures = [f"{letters[row.service_id]} {row.service} {row.label}" for row in standing.peers]
    return ALTERNATIVE(
        title=strip_title(standing),
        subtitle=strip_subtitle(standing),
        service=standing.ours.service,
        label=standing.ours.label,
        beside=f"; {standing.beside} {standing.beside_label}" if standing.beside else "",
        figures="; ".join(figures),
    )


def standing_sentences(found: Standings) -> list[str]:
    """What each strip says in counts, and which services it lacks; then what no strip could be drawn of."""
    said = [_counts(found.group, standing) for standing in found.standings]
    if found.without:
        rates = joined(RATE_NAMES[measure.indicator_id][1] for measure in found.without)
        said.append(NOT_PLACED(service=found.group.service.name, rates=rates))
    return said


def _counts(group: PeerGroup, standing: Standing) -> str:
    parts = [
        f"{number_word(number)} {'was' if number == 1 else 'were'} {words}"
        for place, words in (("lower", "lower"), ("higher", "higher"), ("same", "the same"))
        if (number := len(standing.those(place)))
    ]
    if overlapping := len(standing.those("overlaps")):
        parts.append(COUNTS_OVERLAP(number=number_word(overlapping)))
    if len(parts) == 1 and standing.compared > 1:
        parts = [part.replace(number_word(standing.compared), "all", 1) for part in parts]
    said = COUNTS(
        measure=strip_name(standing),
        period=standing.period,
        service=standing.ours.service,
        label=standing.ours.label,
        beside=f" and {standing.beside} {standing.beside_label}" if standing.beside else "",
        number=number_word(standing.compared),
        others=others_words(group, standing.compared),
        parts=joined(parts),
    )
    said += " " + _tested(standing)
    for place, made in (("missing", NO_FIGURE), ("unreliable", UNRELIABLE)):
        if left_out := standing.those(place):
            said += " " + made(names=joined(row.service for row in left_out))
    return said


def _tested(standing: Standing) -> str:
    """Which gaps are larger than chance would make them, and which could not be tested."""
    tested = standing.tested
    if not tested:
        return NOT_TESTED()
    apart = [
        f"{words} {joined(row.service for row in rows)}"
        for place, words in (("lower", "higher than"), ("higher", "lower than"))
        if (rows := [row for row in tested if row.differs and row.place == place])
    ]
    if apart:
        said = APART(service=standing.ours.service, parts=joined(apart), rest=_rest(standing))
    else:
        said = NONE_APART(which=_which(len(tested), len(tested)))
    if len(tested) < standing.compared:
        said += " " + UNTESTED_OF(tested=number_word(len(tested)), number=number_word(standing.compared))
    return said


def _rest(standing: Standing) -> str:
    """What is said of those that were tested and cannot be told apart; empty without any."""
    rest = sum(not row.differs for row in standing.tested)
    if not rest:
        return ""
    every = len(standing.tested) == standing.compared
    others = f"the other {number_word(rest)}" if every else times(rest, "other")
    return APART_REST(others=others, service=standing.ours.service)


def _place(standing: Standing, *, number_of: Callable[[int], str] = number_word) -> tuple[str, str]:
    """Where ours stands among those it is compared with, and “eight of ten”; the larger side of the two is said."""
    number = standing.compared
    lower, higher, same = (len(standing.those(place)) for place in ("lower", "higher", "same"))
    if same and same > max(lower, higher):
        return "same", _which(same, number, number_of)
    if not lower and not higher:
        return "open", ""
    if lower == higher:
        return "middle", number_of(number)
    return (
        ("higher", _which(lower, number, number_of))
        if lower > higher
        else ("lower", _which(higher, number, number_of))
    )


def _which(some: int, number: int, number_of: Callable[[int], str] = number_word) -> str:
    if some < number:
        return f"{number_of(some)} of {number_of(number)}"
    return {1: "the one", 2: "both"}.get(number, f"all {number_of(number)}")


def group_sentences(group: PeerGroup, *, has_neighbours: bool) -> list[str]:
    """Who the services of a group are, and which of them are most alike."""
    name, number = group.service.name, len(group.services)
    is_welsh = group.service.country == WALES
    if group.kind == "neighbours":
        how = HOW_NEIGHBOURS(services=times(number, "service"), service=name)
    elif group.kind == "family":
        size_period, rate_period = group.periods.values()
        how = HOW_FAMILY(
            services=times(number, "service"),
            service=name,
            size_period=size_period,
            rate_period=rate_period,
        )
    elif is_welsh:
        how = HOW_WALES(services=times(number, "other service"))
    else:
        how = HOW_REGION(services=times(number, "other service"), region=group.service.region)
    alike = ALIKE[group.alike_by](names=joined(one.name for one in group.most_alike))
    lacking = [] if has_neighbours or is_welsh else [NO_NEIGHBOURS(service=name)]
    return [how, alike, *lacking]


def compare_with(group: PeerGroup) -> str:
    """The words of the button that chooses the service and those most like it."""
    return COMPARE_WITH(service=group.service.name, names=joined(one.name for one in group.most_alike))


def result_sentences(ours: ServiceSummary, peers: Sequence[ServiceSummary]) -> list[str]:
    """The latest results of a group, one framework a sentence; then ours, and those that are not known."""
    known = [(one.name, one.result) for one in peers if one.result is not None]
    by_framework: dict[str, list[str]] = {}
    for _, result in known:
        if result.framework:
            by_framework.setdefault(result.framework.short_name, []).append(result.overall_rating)
    said = [
        RESULTS(framework=framework, tally=tally_words(by_framework[framework]))
        for framework in sorted(by_framework, reverse=True)
    ]
    if unknown := [name for name, result in known if result.framework is None]:
        said.append(NO_FRAMEWORK_OF(names=joined(unknown)))
    if without := [one.name for one in (ours, *peers) if one.result is None]:
        said.append(NO_RESULT_OF(names=joined(without)))
    if ours.result is not None:
        said.append(_our_result(ours.name, ours.result))
    return said


def _our_result(name: str, result: KnownResult) -> str:
    return OUR_RESULT(
        service=name,
        was_rated=was_rated(result.overall_rating),
        date=f" in {month_words(result.published)}" if result.published else "",
        framework=result.framework.short_name if result.framework else NO_FRAMEWORK(),
    )


def short_result_cells(one: ServiceSummary) -> dict[str, str]:
    """The same in two cells, for a table beside which there is little room."""
    cells = result_cells(one)
    rating, score, published, framework = cells.values()
    return {
        "Latest result": f"{rating}, {score}" if score else rating,
        "Published": f"{published}, {framework}" if framework else published,
    }


def result_cells(one: ServiceSummary) -> dict[str, str]:
    """Rating, score, date and framework of a service as the whole table has them."""
    result = one.result
    if result is None:
        return {"Overall rating": NOT_KNOWN(), "Score": "", "Published": "", "Framework": ""}
    out_of = result.framework.score_max if result.framework else None
    scored = result.score is not None
    return {
        "Overall rating": result.overall_rating,
        "Score": f"{result.score} of {out_of}" if scored and out_of else str(result.score) if scored else "",
        "Published": date_words(result.published) if result.published else DATE_NOT_KNOWN(),
        "Framework": result.framework.short_name if result.framework else NO_FRAMEWORK(),
    }
