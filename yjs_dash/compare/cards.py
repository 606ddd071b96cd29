"""One record a service for the head of the comparison: result, distance to the next band, circumstances."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from yjs_dash import scoring
from yjs_dash.compare.catalogue import Catalogue, Entry, Selection
from yjs_dash.compare.evidence import question_counts
from yjs_dash.compare.sources import Citation, citation
from yjs_dash.schema import KINDS


@dataclass(frozen=True)
class DomainScore:
    """Points of one domain, out of `out_of`."""

    domain_id: str
    name: str
    points: int
    out_of: int


@dataclass(frozen=True)
class OtherInspection:
    """Another published inspection of the same service; `newer` than the one the card shows."""

    published: str
    overall_rating: str
    framework: str
    newer: bool


@dataclass(frozen=True)
class Card:
    """What a service's card says. Points of 36; `cases_to_next` single judgements; None where not known."""

    service_id: str
    name: str
    ours: bool
    overall_rating: str
    score: int | None
    score_max: int | None
    next_band: scoring.NextBand | None
    cases_to_next: int | None
    one_case: tuple[scoring.OneCase, ...]
    domains: tuple[DomainScore, ...]
    resettlement: str | None
    resettlement_rated: bool
    kind: str
    published: str
    fieldwork: str
    framework: str
    court_cases: int | None
    out_of_court_cases: int | None
    resettlement_cases: int | None
    derived_ratings: int
    others: tuple[OtherInspection, ...]
    citation: Citation


def cards(catalogue: Catalogue, selection: Selection) -> list[Card]:
    """A card for each service of the selection, in its order."""
    return [card(catalogue, entry, ours=entry.service_id == selection.ours) for entry in selection.entries]


@lru_cache(maxsize=1024)
def card(catalogue: Catalogue, entry: Entry, *, ours: bool = False) -> Card:
    """The card of one service. The published score stands; the sum of the ratings fills in where none was."""
    framework, inspection = entry.framework, entry.inspection
    score = _number(inspection["score"])
    if score is None:
        score = scoring.total_score(framework, entry.ratings)
    counts = question_counts(catalogue, entry)
    scores = scoring.domain_scores(framework, entry.ratings)
    best = max(framework.points.values())
    resettlement = framework.limit.standard if framework.limit else None
    return Card(
        service_id=entry.service_id,
        name=entry.name,
        ours=ours,
        overall_rating=str(inspection["overall_rating"]),
        score=score,
        score_max=framework.score_max,
        next_band=scoring.next_band(framework, score) if score is not None else None,
        cases_to_next=scoring.cases_to_next_band(framework, entry.ratings, counts) if counts else None,
        one_case=tuple(scoring.one_case_changes(framework, entry.ratings, counts)),
        domains=tuple(
            DomainScore(domain.id, domain.short_name, points, best * len(domain.standards))
            for domain in framework.domains
            if (points := scores.get(domain.id)) is not None
        ),
        resettlement=entry.ratings.get(resettlement) if resettlement else None,
        resettlement_rated=resettlement is not None,
        kind=KINDS[str(inspection["kind"])],
        published=_words(inspection["published"]),
        fieldwork=_words(inspection["fieldwork"]) or _words(inspection["fieldwork_started"]),
        framework=framework.short_name,
        court_cases=_number(inspection["court_cases"]),
        out_of_court_cases=_number(inspection["out_of_court_cases"]),
        resettlement_cases=_number(inspection["resettlement_cases"]),
        derived_ratings=sum(row["basis"] == "derived" for row in entry.rows.values()),
        others=_others(catalogue, entry),
        citation=citation(catalogue, inspection),
    )


def _others(catalogue: Catalogue, entry: Entry) -> tuple[OtherInspection, ...]:
    """Inspections of the service beside the one shown, the newest first. The history is in order of publication."""
    history = catalogue.history[entry.service_id]
    place = next(n for n, row in enumerate(history) if row["inspection_id"] == entry.inspection_id)
    others = []
    for number, row in enumerate(history):
        if number != place:
            framework = catalogue.data.frameworks.get(str(row["framework_id"]))
            others.append(
                OtherInspection(
                    published=_words(row["published"]),
                    overall_rating=str(row["overall_rating"]),
                    framework=framework.short_name if framework else "framework not known",
                    newer=number > place,
                )
            )
    return tuple(reversed(others))


def _number(value: object) -> int | None:
    return None if value is None or pd.isna(value) else int(str(value))


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""
