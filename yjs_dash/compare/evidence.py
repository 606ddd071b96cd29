"""The evidence under a standard: key questions with intervals, differences between services, annexe prompts.

What is given is kept for the next reader who asks the same: it is not to be changed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations, groupby

import pandas as pd

from yjs_dash import scoring, stats
from yjs_dash.compare.catalogue import Catalogue, Selection, ServiceInspection
from yjs_dash.compare.evidence_rows import (
    FindingsListed,
    PairDifference,
    PromptFigure,
    QuestionFigure,
    RecommendationGiven,
)
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.sources import citation
from yjs_dash.framework import Band

SIGNIFICANCE = 0.05


@remembered(most=512)
def question_counts(catalogue: Catalogue, entry: ServiceInspection) -> dict[tuple[str, str], tuple[int, int]]:
    """(standard, dimension) → (cases judged sufficient, cases inspected), for every key question of a service.

    A percentage that fits no single count, or whose sample is not known, is left out: never guessed.
    """
    counts = {}
    printed = catalogue.parts.key_questions.get(entry.inspection_id, ())
    for row in sorted(printed, key=lambda row: row.standard_id):
        cases = entry.sample(row.standard_id)
        if cases:
            sufficient = stats.count_behind(percent=row.percent, n=cases)
            if sufficient is not None:
                counts[row.standard_id, row.dimension] = (sufficient, cases)
    return counts


@remembered(most=256)
def key_questions(
    catalogue: Catalogue, selection: Selection, *, standard_id: str
) -> tuple[QuestionFigure, ...]:
    """One row a service and key question that a report printed.

    A service whose framework has another standard under this number takes no part.
    """
    records = []
    asked = selection.standard(standard_id)
    for entry in selection.entries:
        framework = entry.framework
        if not entry.rates(asked):
            continue
        standard = framework.standard(standard_id)
        printed = catalogue.parts.key_questions.get(entry.inspection_id, ())
        by_dimension = {row.dimension: row for row in printed if row.standard_id == standard_id}
        percents = {dimension: row.percent for dimension, row in by_dimension.items()}
        lowest = scoring.deciding_questions(percents)
        cases = entry.sample(standard_id)
        complete = all(question.dimension in percents for question in standard.key_questions)
        derived = scoring.derive_rating(framework, standard_id, percents)
        followed = derived is not None and derived == entry.ratings.get(standard_id)
        followed = followed and entry.rows[standard_id].discretion is False
        for question in standard.key_questions:
            row = by_dimension.get(question.dimension)
            if row is None:
                continue
            percent = percents[question.dimension]
            sufficient = stats.count_behind(percent=percent, n=cases) if cases else None
            wide, narrow = _intervals(sufficient, cases)
            records.append(
                QuestionFigure(
                    service_id=entry.service_id,
                    service=entry.name,
                    standard_id=standard_id,
                    dimension=question.dimension,
                    question=question.label,
                    percent=percent,
                    rating=scoring.rating_of_percent(framework, percent) if framework.percent_bands else None,
                    sufficient=sufficient,
                    cases=cases,
                    fitting=len(stats.possible_counts(percent=percent, n=cases)) if cases else None,
                    one_case=stats.one_case_worth(cases) if cases else None,
                    low_95=wide.low,
                    high_95=wide.high,
                    low_80=narrow.low,
                    high_80=narrow.high,
                    lowest=question.dimension in lowest,
                    complete=complete,
                    decided=followed and question.dimension in lowest,
                    other_band_probability=_other_band(framework.percent_bands, sufficient, cases),
                    source=str(citation(catalogue, row)),
                    place=citation(catalogue, row).place,
                )
            )
    return tuple(records)


@remembered(most=256)
def differences(catalogue: Catalogue, selection: Selection) -> tuple[PairDifference, ...]:
    """Every pair of services on every key question both printed.

    Only services of one framework are paired.
    """
    records: list[PairDifference] = []
    for first, second in combinations(selection.entries, 2):
        if first.framework.id == second.framework.id:
            records += _pair(catalogue, first, second)
    return tuple(records)


def _pair(catalogue: Catalogue, first: ServiceInspection, second: ServiceInspection) -> list[PairDifference]:
    counts, others = question_counts(catalogue, first), question_counts(catalogue, second)
    records: list[PairDifference] = []
    for standard_id, group in groupby((key for key in counts if key in others), key=lambda key: key[0]):
        questions = list(group)
        p_values = [
            stats.fisher_p(k1=counts[key][0], n1=counts[key][1], k2=others[key][0], n2=others[key][1])
            for key in questions
        ]
        for key, p, adjusted in zip(questions, p_values, stats.holm(p_values), strict=True):
            (k1, n1), (k2, n2) = counts[key], others[key]
            gap = stats.newcombe(k1=k1, n1=n1, k2=k2, n2=n2)
            question = first.framework.standard(standard_id).key_question(dimension=key[1])
            records.append(
                PairDifference(
                    standard_id=standard_id,
                    dimension=key[1],
                    question=question.label if question else "",
                    first=first.name,
                    second=second.name,
                    first_sufficient=k1,
                    first_cases=n1,
                    second_sufficient=k2,
                    second_cases=n2,
                    points=gap.points if k1 * n2 != k2 * n1 else 0.0,
                    low=gap.low,
                    high=gap.high,
                    p=p,
                    p_adjusted=adjusted,
                    distinct=adjusted < SIGNIFICANCE,
                    close=abs(k1 * n2 - k2 * n1) <= max(n1, n2),
                )
            )
    return records


@remembered(most=512)
def case_questions(
    catalogue: Catalogue, selection: Selection, *, standard_id: str, dimension: str
) -> pd.DataFrame:
    """Annexe prompts of one key question, a row a prompt: position, prompt, then a column a service (per cent).

    A service whose report printed none has only missing values. `printed_prompts` has the counts; an interval has none,
    since a case that the prompt did not apply to counts as not sufficient.
    """
    printed = printed_prompts(catalogue, selection, standard_id=standard_id)
    asked = [row for row in printed if row.dimension == dimension]
    labels = {row.position: row.prompt for row in asked}
    percents = {(row.service_id, row.position): row.percent for row in asked}
    positions = sorted(labels)
    return pd.DataFrame(
        {
            "position": positions,
            "prompt": [labels[p] for p in positions],
            **{
                entry.name: pd.array([percents.get((entry.service_id, p)) for p in positions], dtype="Int64")
                for entry in selection.entries
            },
        }
    )


@remembered(most=256)
def printed_prompts(
    catalogue: Catalogue, selection: Selection, *, standard_id: str
) -> tuple[PromptFigure, ...]:
    """Annexe prompts of a standard as the reports printed them, a row a service and prompt."""
    records = []
    asked = selection.standard(standard_id)
    for entry in selection.entries:
        if not entry.rates(asked):
            continue
        standard = entry.framework.standards.get(standard_id)
        cases = entry.sample(standard_id) or None
        applied = {
            (row.dimension, row.position): row
            for row in catalogue.parts.prompt_cases.get(entry.inspection_id, ())
            if row.standard_id == standard_id
        }
        rows = [
            row
            for row in catalogue.parts.case_questions.get(entry.inspection_id, ())
            if row.standard_id == standard_id
        ]
        printed = Counter(row.dimension for row in rows)
        for row in rows:
            dimension, position = row.dimension, row.position
            question = standard.key_question(dimension=dimension) if standard else None
            prompts = question.prompts if question else ()
            sufficient = stats.count_behind(percent=row.percent, n=cases) if cases else None
            told = applied.get((dimension, position))
            if told is not None and sufficient is not None and told.sufficient != sufficient:
                told = None  # read beside another sample than the one that stands now
            records.append(
                PromptFigure(
                    service_id=entry.service_id,
                    service=entry.name,
                    dimension=dimension,
                    question=question.label if question else dimension,
                    position=position,
                    letter=row.letter,
                    prompt=prompts[position - 1]
                    if len(prompts) == printed[dimension]
                    else f"Prompt {row.letter}",
                    percent=row.percent,
                    sufficient=sufficient,
                    cases=cases,
                    applied_sufficient=told.sufficient if told is not None else None,
                    applied_cases=told.cases if told is not None else None,
                    source=str(citation(catalogue, row)),
                )
            )
    return tuple(records)


@remembered(most=256)
def finding_counts(
    catalogue: Catalogue, selection: Selection, *, standard_id: str
) -> tuple[FindingsListed, ...]:
    """Strengths and areas for improvement that the reports list, a row a service."""
    records = []
    for entry in selection.entries:
        found = catalogue.parts.finding_counts.get(entry.inspection_id, ())
        if standard_id not in entry.framework.standards:
            continue
        standard = entry.framework.standard(standard_id)
        domain = entry.framework.domain(standard.domain_id)
        for scope, title in ((standard.id, standard.title), (domain.id, f"{domain.title}, the whole domain")):
            rows = [row for row in found if row.standard_id == scope]
            if rows:
                by_kind = {row.kind: row.count for row in rows}
                records.append(
                    FindingsListed(
                        service=entry.name,
                        listed_under=title,
                        strengths=by_kind.get("strength", 0),
                        areas_for_improvement=by_kind.get("area_for_improvement", 0),
                        source=str(citation(catalogue, rows[0])),
                    )
                )
                break
    return tuple(records)


@remembered(most=512)
def recommendations(catalogue: Catalogue, entry: ServiceInspection) -> tuple[RecommendationGiven, ...]:
    """Recommendations to one service in printed order."""
    rows = catalogue.parts.recommendations.get(entry.inspection_id, ())
    return tuple(
        RecommendationGiven(row.number, row.addressed_to, row.theme, citation(catalogue, row).place)
        for row in rows
    )


@dataclass(frozen=True)
class _Bounds:
    """An interval in per cent; None, None where there is none."""

    low: float | None = None
    high: float | None = None


def _intervals(sufficient: int | None, cases: int | None) -> tuple[_Bounds, _Bounds]:
    """The 95 per cent interval of a share and the 80 per cent one."""
    if sufficient is None or cases is None:
        return _Bounds(), _Bounds()
    wide, narrow = (stats.wilson(k=sufficient, n=cases, confidence=sure) for sure in (0.95, 0.80))
    return _Bounds(100 * wide.low, 100 * wide.high), _Bounds(100 * narrow.low, 100 * narrow.high)


def _other_band(bands: tuple[Band, ...], sufficient: int | None, cases: int | None) -> float | None:
    if sufficient is None or cases is None or not bands:
        return None
    cuts = [band.low / 100 for band in bands[1:]]
    if cuts[-1:] >= [1.0]:
        return None  # no share of a sample can tell of a band that holds 100 per cent alone
    return stats.probability_not_band(k=sufficient, n=cases, cuts=cuts)
