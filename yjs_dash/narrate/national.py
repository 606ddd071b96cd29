"""Sentences of the national picture: what was rated how often, and where the chosen services stand."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from yjs_dash.compare.national import Standing
from yjs_dash.framework import Framework
from yjs_dash.narrate.numbers import joined


def ratings_headline(counts: pd.DataFrame, framework: Framework) -> str:
    """The most frequent overall rating under a framework, in ten words or fewer."""
    by_rating = counts.groupby("rating", sort=False)["inspections"].sum()
    total = int(by_rating.sum())
    if total == 0:
        return f"{_sentence_start(framework.short_name)}: no inspections here"
    most = int(by_rating.max())
    named = [str(rating) for rating, number in by_rating.items() if number == most]
    return f"{joined(named)} most often: {most} of {total} inspections"


def ratings_alt(counts: pd.DataFrame, framework: Framework) -> str:
    """Alternative text of the bars: every count, year by year."""
    parts = []
    for year, group in counts.groupby("year", sort=False):
        given = [
            f"{row['inspections']} {row['rating']}" for row in group.to_dict("records") if row["inspections"]
        ]
        parts.append(f"{year}: {', '.join(given)}.")
    return (
        f"Stacked bars of overall ratings by year, {framework.short_name}. "
        f"{ratings_headline(counts, framework)}. {' '.join(parts)}"
    )


def ratings_subtitle(framework: Framework) -> str:
    return f"Inspections in this data set by year of publication and overall rating, {framework.short_name}"


def scores_headline(standing: Sequence[Standing], scores: pd.DataFrame) -> str:
    """Where the chosen services lie, or the range of scores, in ten words or so."""
    scored = [s for s in standing if s.score is not None]
    if scored:
        return joined(f"{s.service} scored {s.score}" for s in scored[:3])
    if scores.empty:
        return "No published scores under this framework"
    return f"Scores run from {int(scores['score'].min())} to {int(scores['score'].max())}"


def standing_sentence(standing: Standing, *, narrowed: bool) -> str:
    """How many other services under the same framework a service scored as high as or higher than."""
    if standing.score is None or standing.reason:
        return f"{standing.service}: {standing.reason}."
    among = " among the inspections filtered here" if narrowed else ""
    return (
        f"{standing.service} scored as high as or higher than {standing.as_high_or_higher} of the {standing.others} "
        f"other services with a published score under the same framework ({standing.framework}){among}."
    )


def scores_alt(
    counts: pd.DataFrame, standing: Sequence[Standing], framework: Framework, *, narrowed: bool
) -> str:
    """Alternative text of the distribution: each score that occurs, and the chosen services."""
    present = [f"{row['score']}: {row['services']}" for row in counts.to_dict("records") if row["services"]]
    told = " ".join(standing_sentence(s, narrowed=narrowed) for s in standing)
    return f"Number of services at each score, {framework.short_name}. {told} Score and services: {', '.join(present)}."


def scores_subtitle(framework: Framework, scores: pd.DataFrame) -> str:
    return (
        f"Latest published score of each of {len(scores)} services, {framework.short_name}, "
        f"0 to {framework.score_max} points; higher is better"
    )


def _sentence_start(words: str) -> str:
    return words[:1].upper() + words[1:]
