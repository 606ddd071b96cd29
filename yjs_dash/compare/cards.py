"""One record a service for the head of the comparison: result, distance to the next band, circumstances."""

from __future__ import annotations

from dataclasses import dataclass

from yjs_dash import scoring
from yjs_dash.compare.catalogue import Catalogue, Selection, ServiceInspection
from yjs_dash.compare.evidence import question_counts
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.sources import Citation, citation
from yjs_dash.framework import RATINGS, Framework
from yjs_dash.schema import KINDS, InspectionRow


@dataclass(frozen=True)
class DomainScore:
    """Points of one domain, out of `out_of`."""

    domain_id: str
    name: str
    points: int
    out_of: int


@dataclass(frozen=True)
class OtherInspection:
    """Another published inspection of the same service; `newer` than the one the card shows, None: cannot be told."""

    published: str
    overall_rating: str
    framework: str
    framework_id: str
    newer: bool | None


@dataclass(frozen=True)
class Card:
    """What a service's card says. Points of `score_max`; None where not known.

    `agrees`: score, ratings and overall rating follow from each other by the rules; `next_band`, `cases_to_next` and
    `one_case` are there only then. `total`: sum of the ratings. `score_rating`: overall rating of the score before the
    limiting judgement. `score_is_published` is False where the sum stands in for a score. `barred`: the limiting
    judgement rules out the next overall rating, or the one the score reaches. `has_counts`: a count behind a percentage
    is known. `is_newest`: no other inspection of the service may be newer; `newest`: the newer one, where one certainly
    is. `limiting`: rating of the limiting standard, where the framework of the inspection, `rules`, has one.
    """

    service_id: str
    name: str
    is_pinned: bool
    overall_rating: str
    score: int | None
    score_max: int | None
    score_is_published: bool
    total: int | None
    score_rating: str | None
    agrees: bool
    next_band: scoring.NextBand | None
    barred: bool
    cases_to_next: scoring.CasesToNextBand | None
    has_counts: bool
    one_case: tuple[scoring.OneCase, ...]
    domains: tuple[DomainScore, ...]
    limiting: str | None
    kind: str
    published: str
    fieldwork: str
    fieldwork_started: str
    framework: str
    rules: Framework
    court_cases: int | None
    out_of_court_cases: int | None
    resettlement_cases: int | None
    derived_ratings: int
    others: tuple[OtherInspection, ...]
    is_newest: bool
    newest: OtherInspection | None
    citation: Citation


def cards(catalogue: Catalogue, selection: Selection) -> list[Card]:
    """A card for each service of the selection, in its order."""
    return [
        card(catalogue, entry, is_pinned=entry.service_id == selection.pinned_service)
        for entry in selection.entries
    ]


@remembered(most=1024)
def card(catalogue: Catalogue, entry: ServiceInspection, *, is_pinned: bool = False) -> Card:
    """The card of one service. The published score stands; the sum of the ratings fills in where none was."""
    framework, inspection = entry.framework, entry.inspection
    overall = inspection.overall_rating
    published, total = inspection.score, scoring.total_score(framework, entry.ratings)
    score = total if published is None else published
    agrees = score is not None and scoring.agrees(framework, entry.ratings, score=score, overall=overall)
    counts = question_counts(catalogue, entry)
    changed = frozenset(standard for standard, row in entry.rows.items() if row.discretion is not False)
    steps = (framework, entry.ratings, counts)
    target = scoring.next_band(framework, score) if agrees and score is not None else None
    reached = target.rating if target else RATINGS[-1]
    others = _others(catalogue, entry)
    return Card(
        service_id=entry.service_id,
        name=entry.name,
        is_pinned=is_pinned,
        overall_rating=overall,
        score=score,
        score_max=framework.score_max,
        score_is_published=published is not None,
        total=total,
        score_rating=scoring.overall_rating(framework, score) if agrees and score is not None else None,
        agrees=agrees,
        next_band=target,
        barred=agrees
        and reached != overall
        and scoring.is_limited(framework, reached, ratings=entry.ratings),
        cases_to_next=scoring.cases_to_next_band(*steps, discretion=changed) if agrees else None,
        has_counts=bool(counts),
        one_case=tuple(scoring.one_case_changes(*steps, discretion=changed)) if agrees else (),
        domains=tuple(score for score in domain_scores(entry).values() if score is not None),
        limiting=entry.ratings.get(framework.limit.standard) if framework.limit else None,
        kind=KINDS[inspection.kind],
        published=inspection.published or "",
        fieldwork=inspection.fieldwork or "",
        fieldwork_started=inspection.fieldwork_started or "",
        framework=framework.short_name,
        rules=framework,
        court_cases=inspection.court_cases,
        out_of_court_cases=inspection.out_of_court_cases,
        resettlement_cases=inspection.resettlement_cases,
        derived_ratings=sum(row.basis == "derived" for row in entry.rows.values()),
        others=others,
        is_newest=all(other.newer is False for other in others),
        newest=_newest(catalogue, entry),
        citation=citation(catalogue, inspection),
    )


def domain_scores(entry: ServiceInspection) -> dict[str, DomainScore | None]:
    """Points of each domain of a service by domain id; None where it adds nothing to the total or lacks a rating."""
    framework = entry.framework
    scores, best = scoring.domain_scores(framework, entry.ratings), max(framework.points.values())
    return {
        domain.id: None
        if (points := scores.get(domain.id)) is None
        else DomainScore(domain.id, domain.short_name, points, best * len(domain.standards))
        for domain in framework.domains
    }


def _others(catalogue: Catalogue, entry: ServiceInspection) -> tuple[OtherInspection, ...]:
    """Inspections of the service beside the one shown, the newest first. The history is in order of publication."""
    return tuple(
        _other(catalogue, entry, row)
        for row in reversed(catalogue.history[entry.service_id])
        if row.inspection_id != entry.inspection_id
    )


def _other(catalogue: Catalogue, entry: ServiceInspection, row: InspectionRow) -> OtherInspection:
    framework = catalogue.data.frameworks.get(row.framework_id or "")
    return OtherInspection(
        published=row.published or "",
        overall_rating=row.overall_rating,
        framework=framework.short_name if framework else "",
        framework_id=framework.id if framework else "",
        newer=catalogue.inspected_later(row, entry.inspection),
    )


def _newest(catalogue: Catalogue, entry: ServiceInspection) -> OtherInspection | None:
    """The one inspection of the service that is certainly later than every other; None where it is the one shown."""
    history = catalogue.history[entry.service_id]
    for row in history:
        rest = [other for other in history if other.inspection_id != row.inspection_id]
        if row.inspection_id != entry.inspection_id and all(
            catalogue.inspected_later(row, other) for other in rest
        ):
            return _other(catalogue, entry, row)
    return None
