"""Sentences of the national picture: what was rated how often, and where the chosen services stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from yjs_dash.compare.national import Standing
from yjs_dash.framework import Framework
from yjs_dash.narrate.numbers import joined, month_words, sentence_case
from yjs_dash.narrate.template import template
from yjs_dash.schema import InspectionRow

MOST_NAMED = 3

PAGE = template(
    "national.page", "{inspections} in our data, one framework at a time", inspections="150 inspections"
)
PAGE_FILTERED = template(
    "national.page_filtered",
    "{number} of {inspections}, one framework at a time",
    number=12,
    inspections="150 inspections",
)
NO_INSPECTIONS = template(
    "national.no_inspections", "{framework}: no inspections here", framework="2025 framework"
)
NONE_HERE = template(
    "national.none_here", "No inspection under this framework is {among}.", among="in our data"
)
MOST_COMMON = template(
    "national.most_common", "{rating} was the most common rating: {number} of {total}",
    rating="Good", number=47, total="92 inspections",
)  # fmt: skip
EQUALLY_COMMON = template(
    "national.equally_common", "{ratings} were most common: {number} each of {total}",
    ratings="Good and Outstanding", number=2, total="5 inspections",
)  # fmt: skip
RATINGS_SUBTITLE = template(
    "national.ratings_subtitle",
    "Inspections in our data by year of publication and overall rating, {framework}",
    framework="2021 framework",
)
RATINGS_ALT = template(
    "national.ratings_alt", "Stacked bars of overall ratings by year, {framework}. {headline}. {years}",
    framework="2021 framework", headline="Good was the most common rating: 47 of 92 inspections",
    years="2022: 20 Good, 4 Outstanding.",
)  # fmt: skip
YEAR = template("national.year", "{year}: {ratings}.", year="2022", ratings="20 Good, 4 Outstanding")
SCORED = template("national.scored", "{services}", services="Suffolk scored 9 and Sutton scored 18")
CHOSEN_RANGE = template(
    "national.chosen_range", "The chosen services scored from {low} to {high}", low=9, high=34
)
RANGE = template("national.range", "Scores run from {low} to {high}", low=0, high=36)
NO_SCORES = template("national.no_scores", "We have no published scores under this framework")
NO_TOTAL = template(
    "national.no_total",
    "We do not know a total score under this framework, so there is no distribution of scores.",
)
NONE_SCORED = template("national.none_scored", "We have no published score for any of these inspections.")
NO_OWN_SCORE = template("national.no_own_score", "{service}: we have no published score.", service="Newtown")
NO_OTHERS = template(
    "national.no_others", "{service}: no other service with a score under this framework is among these inspections.",
    service="Newtown",
)  # fmt: skip
STANDING = template(
    "national.standing",
    "{service} scored {score}, as high as or higher than {number} of the {others} with a published score under the "
    "{framework}{among}.",
    service="Sutton", score=18, number=40, others="91 other services", framework="2021 framework", among="",
)  # fmt: skip
NOT_RANKED = template(
    "national.not_ranked",
    "Services are listed by name. A score says nothing about services inspected under another framework.",
)
SCORES_ALT = template(
    "national.scores_alt", "Number of services at each score, {framework}. {standing}Score and services: {scores}.",
    framework="2021 framework", standing="", scores="9: 1, 18: 4",
)  # fmt: skip
SCORES_SUBTITLE = template(
    "national.scores_subtitle",
    "Latest published score of {services} under the {framework}, 0 to {score_max} points; higher is better",
    services="each of 92 services", framework="2021 framework", score_max=36,
)  # fmt: skip
FRAMEWORK_UNKNOWN = template(
    "national.framework_unknown",
    "Not shown, because we do not know the framework: {services}.",
    services="Newtown",
)
HISTORY = template(
    "national.history", "{service}: {inspections}.",
    service="Sutton", inspections="Requires improvement in August 2022 (2021 framework)",
)  # fmt: skip
HISTORY_PART = template(
    "national.history_part", "{rating}{date} ({framework})",
    rating="Requires improvement", date=" in August 2022", framework="2021 framework",
)  # fmt: skip
NO_HISTORY = template("national.no_history", "{service}: no inspection in our data.", service="Newtown")
TABLE_SOURCE = template("national.table_source", "the inspections in the table, each with its own source")


def page_headline(shown: int, *, of: int) -> str:
    """How many inspections the page shows of those in the data set."""
    if shown == of:
        return PAGE(inspections=_inspections(of))
    return PAGE_FILTERED(number=shown, inspections=_inspections(of))


def history_sentence(name: str, rows: Sequence[InspectionRow], frameworks: Mapping[str, Framework]) -> str:
    """Every inspection of a service, oldest first, with its overall rating."""
    if not rows:
        return NO_HISTORY(service=name)
    told = [
        HISTORY_PART(
            rating=row.overall_rating,
            date=f" in {month_words(row.published)}" if row.published else ", date not known",
            framework=frameworks[row.framework_id].short_name if row.framework_id else "framework not known",
        )
        for row in rows
    ]
    return HISTORY(service=name, inspections=joined(told, last="then"))


def none_here_sentence(*, narrowed: bool) -> str:
    return NONE_HERE(among="among those filtered" if narrowed else "in our data")


def ratings_headline(counts: pd.DataFrame, framework: Framework) -> str:
    """The most frequent overall rating under a framework, in ten words or so."""
    by_rating = counts.groupby("rating", sort=False)["inspections"].sum()
    total = int(by_rating.sum())
    if total == 0:
        return NO_INSPECTIONS(framework=sentence_case(framework.short_name))
    most = int(by_rating.max())
    named = [str(rating) for rating, number in by_rating.items() if number == most]
    if len(named) == 1:
        return MOST_COMMON(rating=named[0], number=most, total=_inspections(total))
    return EQUALLY_COMMON(ratings=joined(named), number=most, total=_inspections(total))


def ratings_alt(counts: pd.DataFrame, framework: Framework) -> str:
    """Alternative text of the bars: every count, year by year."""
    parts = []
    for year, group in counts.groupby("year", sort=False):
        given = [
            f"{row['inspections']} {row['rating']}" for row in group.to_dict("records") if row["inspections"]
        ]
        parts.append(YEAR(year=sentence_case(str(year)), ratings=", ".join(given)))
    return RATINGS_ALT(
        framework=framework.short_name, headline=ratings_headline(counts, framework), years=" ".join(parts)
    )


def ratings_subtitle(framework: Framework) -> str:
    return RATINGS_SUBTITLE(framework=framework.short_name)


def scores_headline(standing: Sequence[Standing], scores: pd.DataFrame) -> str:
    """Where the chosen services lie, or the range of scores, in ten words or so."""
    scored = [s for s in standing if s.score is not None]
    if len(scored) > MOST_NAMED:
        own = [s.score for s in scored if s.score is not None]
        return CHOSEN_RANGE(low=min(own), high=max(own))
    if scored:
        return SCORED(services=joined(f"{s.service} scored {s.score}" for s in scored))
    if scores.empty:
        return NO_SCORES()
    return RANGE(low=int(scores["score"].min()), high=int(scores["score"].max()))


def standing_sentence(standing: Standing, *, narrowed: bool) -> str:
    """How many other services under the same framework a service scored as high as or higher than."""
    if standing.score is None:
        return NO_OWN_SCORE(service=standing.service)
    if not standing.others:
        return NO_OTHERS(service=standing.service)
    return STANDING(
        service=standing.service,
        score=standing.score,
        number=standing.as_high_or_higher,
        others=f"{standing.others} other service{'' if standing.others == 1 else 's'}",
        framework=standing.framework,
        among=", among the inspections filtered here" if narrowed else "",
    )


def scores_alt(
    counts: pd.DataFrame, standing: Sequence[Standing], framework: Framework, *, narrowed: bool
) -> str:
    """Alternative text of the distribution: each score that occurs, and the chosen services."""
    present = [f"{row['score']}: {row['services']}" for row in counts.to_dict("records") if row["services"]]
    sentences = "".join(f"{standing_sentence(s, narrowed=narrowed)} " for s in standing)
    return SCORES_ALT(framework=framework.short_name, standing=sentences, scores=", ".join(present))


def scores_subtitle(framework: Framework, scores: pd.DataFrame) -> str:
    services = "one service" if len(scores) == 1 else f"each of {len(scores)} services"
    return SCORES_SUBTITLE(services=services, framework=framework.short_name, score_max=framework.score_max)


def framework_unknown_sentence(services: Sequence[str]) -> str:
    return FRAMEWORK_UNKNOWN(services=joined(services))


def _inspections(number: int) -> str:
    return f"{number} inspection{'' if number == 1 else 's'}"
