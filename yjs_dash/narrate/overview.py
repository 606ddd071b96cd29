"""What a card says of any service, and the headline where one of the chosen services lacks its standards' ratings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yjs_dash.compare.overview import LocalFigure, ServiceSummary
from yjs_dash.framework import RATINGS
from yjs_dash.narrate.headline import FRAMEWORKS, HEADLINE_WORDS
from yjs_dash.narrate.numbers import (
    date_words,
    joined,
    month_words,
    number_word,
    sentence_case,
    was_rated,
    word_count,
)
from yjs_dash.narrate.template import template

ONE_RESULT = template(
    "overview.one_result", "{service} {was_rated}{date}",
    service="Leeds", was_rated="was rated Good", date=" in May 2023",
)  # fmt: skip
ONE_NONE = template("overview.one_none", "We have no inspection result for {service}", service="Rutland")
ONE_NONE_UNNAMED = template("overview.one_none_unnamed", "We have no inspection result for this service")
NONE_OF_THEM = template("overview.none_of_them", "We have no inspection result for any of these services")
TALLY = template(
    "overview.tally", "At the latest inspections we know of, {tally}",
    tally="one was rated Good, two were rated Outstanding",
)  # fmt: skip
TALLY_AND_NONE = template(
    "overview.tally_and_none", "{tally}; for {without} we have no result",
    tally="One was rated Good", without="two others",
)  # fmt: skip
DIFFERENT = template(
    "overview.different", "The {services} results that we know differ", services="five"
)  # fmt: skip
FRAMEWORK_UNKNOWN = template(
    "overview.framework_unknown", "Do not compare these results: we do not know every framework"
)
NO_RESULT = template("overview.no_result", "No inspection result that we know of")
NOT_SHOWN = template(
    "overview.not_shown",
    "We do not have the ratings of standards for {services}, so {they} not shown here.",
    services="Leeds", they="it is",
)  # fmt: skip
RESULT = template(
    "overview.result", "Published {date}, {framework}.", date="12 March 2024", framework="2021 framework"
)
RESULT_UNDATED = template(
    "overview.result_undated", "Date not known, {framework}.", framework="2021 framework"
)
NO_FRAMEWORK = template("overview.no_framework", "framework not known")
MAY_BE_OLDER = template(
    "overview.may_be_older", "We know of another inspection of this service that may be newer."
)
PLACE = template(
    "overview.place",
    "We know {services} services last inspected under the {framework}; {same} of them, {service} included, were rated "
    "{rating}.",
    services=91, framework="2021 framework", same=48, service="Leeds", rating="Good",
)  # fmt: skip
PLACE_ALONE = template(
    "overview.place_alone",
    "We know {services} services last inspected under the {framework}; {service} is the only one rated {rating}.",
    services=91, framework="2021 framework", service="Leeds", rating="Outstanding",
)  # fmt: skip
LOCAL = template(
    "overview.local", "{figure}{unit}{where}, {period}{beside}{missing}",
    figure="133", unit=" per 100,000 aged 10–17", where="", period="2024", beside="; England 140", missing="",
)  # fmt: skip
LOCAL_RANGE = template("overview.local_range", "between {low} and {high}", low="90", high="133")
LOCAL_ACROSS = template("overview.local_across", " across its authorities")
LOCAL_IN = template("overview.local_in", " in {area}", area="Leicestershire")
LOCAL_MISSING = template("overview.local_missing", "; no figure for {areas}", areas="Rutland")
LIKE = template(
    "overview.like", "{names} (its nearest statistical neighbours)", names="Derby, Walsall and Bolton"
)
SAME_REGION = template("overview.same_region", "{names} (in the same region)", names="Cardiff and Newport")
LIKE_LABEL = template("overview.like_label", "Services like it:")
COVERS = template("overview.covers", "Bedford Borough and Central Bedfordshire")
COVERS_LABEL = template("overview.covers_label", "It covers:")
REPLACED = template(
    "overview.replaced", "This service no longer exists. Its work is now done by {services}.",
    services="Swansea, Neath Port Talbot and Bridgend",
)  # fmt: skip
NOT_HERE = template(
    "overview.not_here",
    "We do not have the ratings of its standards, the percentages behind them or its recommendations.",
)
NO_STANDARDS_YET = template(
    "overview.no_standards_yet", "We do not have ratings of standards for the services you chose"
)
NOTHING_HERE = template("overview.nothing_here", "We do not have a report of an inspection of this service.")
ADD_REPORT = template("overview.add_report", "Add its report")
OUR_SERVICE = template("overview.our_service", "our service")
SOURCE = template("overview.source", "Source:")
SPOKEN = template("overview.spoken", "{service}{ours}. {lines}", service="Leeds", ours="", lines="Good.")


def overview_headline(overviews: Sequence[ServiceSummary]) -> str:
    """The one thing that the latest results of the chosen services say, in at most twelve words; always in the past."""
    return next(words for words in _sayings(overviews) if word_count(words) <= HEADLINE_WORDS)


def _sayings(overviews: Sequence[ServiceSummary]) -> Iterator[str]:
    results = [one.result for one in overviews if one.result is not None]
    without = [one.name for one in overviews if one.result is None]
    if len(overviews) == 1:
        yield from _of_one(overviews[0])
    elif not results:
        yield NONE_OF_THEM()
    elif not all(result.framework for result in results):
        yield FRAMEWORK_UNKNOWN()
    elif len({result.framework.id for result in results if result.framework}) > 1:
        yield FRAMEWORKS()
    else:
        tally = tally_words([result.overall_rating for result in results])
        if without:
            others = without[0] if len(without) == 1 else f"{number_word(len(without))} others"
            yield TALLY_AND_NONE(tally=sentence_case(tally), without=others)
            yield TALLY_AND_NONE(tally=sentence_case(tally), without="the others")
        else:
            yield TALLY(tally=tally)
            yield sentence_case(tally)
        yield DIFFERENT(services=number_word(len(results)))


def _of_one(one: ServiceSummary) -> Iterator[str]:
    if one.result is None:
        yield ONE_NONE(service=one.name)
        yield ONE_NONE_UNNAMED()
        return
    was = was_rated(one.result.overall_rating)
    date = f" in {month_words(one.result.published)}" if one.result.published else ""
    yield ONE_RESULT(service=one.name, was_rated=was, date=date)
    yield ONE_RESULT(service="This service", was_rated=was, date=date)


def tally_words(ratings: Sequence[str]) -> str:
    counts = [(rating, ratings.count(rating)) for rating in RATINGS if rating in ratings]
    return ", ".join(f"{number_word(n)} {was_rated(rating, many=n > 1)}" for rating, n in counts)


def left_out(services: Sequence[str]) -> str:
    """Which of the chosen services have no ratings of standards; empty where each has."""
    if not services:
        return ""
    return NOT_SHOWN(services=joined(services), they="it is" if len(services) == 1 else "they are")


def result_lines(overview: ServiceSummary) -> list[tuple[str, str]]:
    """Where its result stands, as (label, sentence)."""
    result = overview.result
    if result is None:
        return []
    framework = result.framework.short_name if result.framework else NO_FRAMEWORK()
    dated = RESULT(date=date_words(result.published), framework=framework) if result.published else ""
    lines = [("", dated or RESULT_UNDATED(framework=framework))]
    if not result.is_newest:
        lines.append(("", MAY_BE_OLDER()))
    return [*lines, *place_lines(overview)]


def place_lines(overview: ServiceSummary) -> list[tuple[str, str]]:
    """How many services of its kind have the same rating."""
    result = overview.result
    if result is None or result.framework is None or not result.is_newest or result.services < 2:
        return []
    about = {
        "services": result.services,
        "framework": result.framework.short_name,
        "service": overview.name,
        "rating": result.overall_rating,
    }
    if result.same == 1:
        return [("", PLACE_ALONE(**about))]
    return [("", PLACE(**about, same=result.same))]


def local_lines(overview: ServiceSummary) -> list[tuple[str, str]]:
    """Its latest official figures, then the services most like it, as (label, words)."""
    lines = [(f"{figure.indicator.name}:", local_words(figure)) for figure in overview.local]
    if overview.peers:
        like = LIKE if overview.by_neighbours else SAME_REGION
        lines.append((LIKE_LABEL(), like(names=joined(overview.peers))))
    return lines


def local_words(figure: LocalFigure) -> str:
    """A figure with its unit and period, and that of a wider area."""
    is_range = not figure.label
    where = LOCAL_IN(area=figure.only) if figure.only else LOCAL_ACROSS() if is_range else ""
    return LOCAL(
        figure=LOCAL_RANGE(low=figure.low_label, high=figure.high_label) if is_range else figure.label,
        unit="" if figure.indicator.unit == "%" else f" {figure.indicator.unit}",
        where=where,
        period=figure.period,
        beside=f"; {figure.beside} {figure.beside_label}" if figure.beside else "",
        missing=LOCAL_MISSING(areas=joined(figure.missing)) if figure.missing and where else "",
    )


def missing_lines(overview: ServiceSummary) -> list[tuple[str, str]]:
    """What is not here of a service without ratings of its standards, and what became of a former one."""
    lines = [("", NOTHING_HERE() if overview.result is None else NOT_HERE())]
    if overview.replaced_by:
        lines.insert(0, ("", REPLACED(services=joined(overview.replaced_by))))
    return lines


def overview_text(overview: ServiceSummary) -> str:
    """The whole card as text, for readers who hear it."""
    result = overview.result.overall_rating if overview.result else NO_RESULT()
    lines = [*result_lines(overview), *local_lines(overview), *missing_lines(overview)]
    spoken = [f"{result}.", *(f"{label} {words}".strip() for label, words in lines)]
    return SPOKEN(
        service=overview.name,
        ours=" (our service)" if overview.is_pinned else "",
        lines=" ".join(words if words.endswith(".") else f"{words}." for words in spoken),
    )
