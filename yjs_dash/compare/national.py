"""All inspections of the data set: ratings by year and framework, scores, and where the chosen services stand.

Frameworks are never added up, averaged or compared with each other: every function works within one.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from yjs_dash.compare.catalogue import Catalogue, Selection
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.sources import citation
from yjs_dash.framework import RATINGS, Framework
from yjs_dash.schema import KINDS

INSPECTION_COLUMNS: list[str] = [
    "inspection_id", "service_id", "service", "country", "region", "kind", "framework_id", "published", "year",
    "overall_rating", "score", "confidence", "source",
]  # fmt: skip
NO_YEAR = "not known"


@dataclass(frozen=True)
class Filter:
    """Which inspections to take in; an empty collection takes all."""

    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    years: tuple[str, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        return any((self.countries, self.regions, self.kinds, self.years))


@dataclass(frozen=True)
class Standing:
    """A chosen service among the services with a published score under the same framework.

    `as_high_or_higher` of `others` other services did not score higher; `score` is None where none is published.
    """

    service_id: str
    service: str
    framework: str
    score: int | None
    as_high_or_higher: int
    others: int


@dataclass(frozen=True, eq=False)
class FrameworkSummary:
    """The inspections under one framework that a filter takes in, what was counted of them, and the latest scores.

    `inspections` and `scores` have the columns INSPECTION_COLUMNS, `ratings` those of `ratings_by_year` and
    `distribution` those of `score_counts`.
    """

    inspections: pd.DataFrame
    ratings: pd.DataFrame
    scores: pd.DataFrame
    distribution: pd.DataFrame


@remembered(most=128)
def framework_summary(catalogue: Catalogue, filters: Filter, *, framework_id: str) -> FrameworkSummary:
    """What the national picture says of one framework; kept for the next reader, and not to be changed."""
    frame = apply_filter(inspections(catalogue), filters)
    own = frame[frame["framework_id"] == framework_id]
    scores = latest_scores(own, framework_id=framework_id)
    return FrameworkSummary(
        inspections=own,
        ratings=ratings_by_year(own, framework_id=framework_id),
        scores=scores,
        distribution=score_counts(scores, catalogue.data.frameworks[framework_id]),
    )


@remembered(most=4)
def inspections(catalogue: Catalogue) -> pd.DataFrame:
    """Every inspection with its service. Columns: INSPECTION_COLUMNS; score in points; year as published."""
    services = {row.service_id: row for row in catalogue.data.rows.services}
    records = []
    for row in catalogue.data.rows.inspections:
        service = services[row.service_id]
        published = row.published or ""
        records.append(
            {
                "inspection_id": row.inspection_id,
                "service_id": row.service_id,
                "service": service.name,
                "country": service.country,
                "region": service.region,
                "kind": KINDS[row.kind],
                "framework_id": row.framework_id or "",
                "published": published,
                "year": year_of(published),
                "overall_rating": row.overall_rating,
                "score": row.score,
                "confidence": row.confidence,
                "source": str(citation(catalogue, row)),
            }
        )
    return pd.DataFrame.from_records(records, columns=INSPECTION_COLUMNS).astype({"score": "Int64"})


def year_of(published: str) -> str:
    """“2022” of 2022-08-09, “2018/19” of a financial year, NO_YEAR where no date is known."""
    if not published:
        return NO_YEAR
    return published if "/" in published else published[:4]


def year_order(year: str) -> tuple[int, str]:
    """Calendar years first, then financial years, last what is not known."""
    return (2 if year == NO_YEAR else 1 if "/" in year else 0, year)


def apply_filter(frame: pd.DataFrame, filters: Filter) -> pd.DataFrame:
    """The inspections that a filter takes in; same columns."""
    for column, values in (
        ("country", filters.countries),
        ("region", filters.regions),
        ("kind", filters.kinds),
        ("year", filters.years),
    ):
        if values:
            frame = frame[frame[column].isin(list(values))]
    return frame


def ratings_by_year(frame: pd.DataFrame, *, framework_id: str) -> pd.DataFrame:
    """Number of inspections by year and overall rating under one framework: year, rating, inspections.

    Every rating has a row in every year, also where none was given. Calendar years in order, then
    financial years, the unknown one last.
    """
    own = frame[frame["framework_id"] == framework_id]
    counts = own.groupby(["year", "overall_rating"]).size()
    years = sorted(own["year"].unique(), key=year_order)
    rows = [
        {"year": year, "rating": rating, "inspections": int(counts.get((year, rating), 0))}
        for year in years
        for rating in RATINGS
    ]
    return pd.DataFrame.from_records(rows, columns=["year", "rating", "inspections"])


def latest_scores(frame: pd.DataFrame, *, framework_id: str) -> pd.DataFrame:
    """The latest published score of each service under one framework. Columns: INSPECTION_COLUMNS."""
    own = frame[(frame["framework_id"] == framework_id) & frame["score"].notna()]
    own = own.sort_values("published", kind="stable").drop_duplicates("service_id", keep="last")
    return own.sort_values("service", key=lambda names: names.str.casefold()).reset_index(drop=True)


def score_counts(scores: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Number of services at each score from 0 to the highest: score, services, rating (the band of the score)."""
    counts = scores["score"].value_counts()
    rows = [
        {"score": score, "services": int(counts.get(score, 0)), "rating": band.rating}
        for band in framework.overall_bands
        for score in range(band.low, band.high + 1)
    ]
    return pd.DataFrame.from_records(rows, columns=["score", "services", "rating"])


def standings(frame: pd.DataFrame, selection: Selection, *, everything: pd.DataFrame) -> list[Standing]:
    """How many other services under its framework each chosen service scored as high as, or higher than.

    `frame`: the inspections that a filter leaves of `everything`. A service stands with its latest published score
    under the framework, whatever inspection its card shows.
    """
    found = []
    frameworks = {entry.framework.id for entry in selection.entries}
    latest, known = (
        {framework_id: latest_scores(one, framework_id=framework_id) for framework_id in frameworks}
        for one in (frame, everything)
    )
    for entry in selection.entries:
        scores = latest[entry.framework.id]
        mine = known[entry.framework.id]
        own = next(iter(mine[mine["service_id"] == entry.service_id]["score"]), pd.NA)
        others = scores[scores["service_id"] != entry.service_id]["score"]
        found.append(
            Standing(
                service_id=entry.service_id,
                service=entry.name,
                framework=entry.framework.short_name,
                score=None if pd.isna(own) else int(own),
                as_high_or_higher=0 if pd.isna(own) else int((others <= own).sum()),
                others=len(others),
            )
        )
    return found
