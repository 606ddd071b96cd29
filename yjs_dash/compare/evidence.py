"""The evidence under a standard: key questions with intervals, differences between services, annexe prompts.

What is given is kept for the next reader who asks the same: it is not to be changed.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations, groupby
from typing import Any

import pandas as pd

from yjs_dash import scoring, stats
from yjs_dash.compare.catalogue import Catalogue, Selection, ServiceInspection
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.sources import citation
from yjs_dash.framework import Band

KEY_QUESTION_COLUMNS: list[str] = [
    "service_id", "service", "standard_id", "dimension", "question", "percent", "rating", "sufficient", "cases",
    "fitting", "one_case", "low_95", "high_95", "low_80", "high_80", "lowest", "complete", "decided",
    "other_band_probability", "source", "place",
]  # fmt: skip
DIFFERENCE_COLUMNS: list[str] = [
    "standard_id", "dimension", "question", "first", "second", "first_sufficient", "first_cases", "second_sufficient",
    "second_cases", "points", "low", "high", "p", "p_adjusted", "distinct", "close",
]  # fmt: skip
PROMPT_COLUMNS: list[str] = [
    "service_id", "service", "dimension", "question", "position", "letter", "prompt", "percent", "sufficient", "cases",
    "applied_sufficient", "applied_cases", "source",
]  # fmt: skip
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
def key_questions(catalogue: Catalogue, selection: Selection, *, standard_id: str) -> pd.DataFrame:
    """One row a service and key question that a report printed. Columns: KEY_QUESTION_COLUMNS.

    A service whose framework has another standard under this number takes no part.

    percent and one_case are percentage points as printed; `fitting` is the number of counts that fit the percentage,
    missing without a sample; low_* and high_* are bounds of Wilson intervals in per cent, missing unless one count
    fits; other_band_probability is the chance (0–1) that the band is another one. `lowest` marks the lowest questions
    of those printed; `complete` tells that none of the standard is missing, and `decided` that the published rating
    is the band of this lowest question, with no discretion used.
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
        followed = followed and not entry.rows[standard_id].discretion
        for question in standard.key_questions:
            row = by_dimension.get(question.dimension)
            if row is None:
                continue
            percent = percents[question.dimension]
            sufficient = stats.count_behind(percent=percent, n=cases) if cases else None
            records.append(
                {
                    "service_id": entry.service_id,
                    "service": entry.name,
                    "standard_id": standard_id,
                    "dimension": question.dimension,
                    "question": question.label,
                    "percent": percent,
                    "rating": scoring.rating_of_percent(framework, percent)
                    if framework.percent_bands
                    else None,
                    "sufficient": sufficient,
                    "cases": cases,
                    "fitting": len(stats.possible_counts(percent=percent, n=cases)) if cases else None,
                    "one_case": stats.one_case_worth(cases) if cases else None,
                    **_intervals(sufficient, cases),
                    "lowest": question.dimension in lowest,
                    "complete": complete,
                    "decided": followed and question.dimension in lowest,
                    "other_band_probability": _other_band(framework.percent_bands, sufficient, cases),
                    "source": str(citation(catalogue, row)),
                    "place": citation(catalogue, row).place,
                }
            )
    return pd.DataFrame.from_records(records, columns=KEY_QUESTION_COLUMNS)


@remembered(most=256)
def differences(catalogue: Catalogue, selection: Selection) -> pd.DataFrame:
    """Every pair of services on every key question both printed. Columns: DIFFERENCE_COLUMNS.

    *_sufficient and *_cases are the counts compared; points, low and high are percentage points (first minus second)
    with Newcombe's interval; p is two-sided Fisher, p_adjusted by Holm over the questions of the standard, for each
    pair by itself, so that no other service changes it; distinct where p_adjusted is below 0.05. `close`: the gap is
    no more than one case of the smaller sample is worth. Only services of one framework are paired.
    """
    records: list[dict[str, Any]] = []
    for first, second in combinations(selection.entries, 2):
        if first.framework.id == second.framework.id:
            records += _pair(catalogue, first, second)
    if not records:
        return pd.DataFrame(columns=DIFFERENCE_COLUMNS)
    return pd.DataFrame.from_records(records, columns=DIFFERENCE_COLUMNS)


def _pair(catalogue: Catalogue, first: ServiceInspection, second: ServiceInspection) -> list[dict[str, Any]]:
    counts, others = question_counts(catalogue, first), question_counts(catalogue, second)
    records: list[dict[str, Any]] = []
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
                {
                    "standard_id": standard_id,
                    "dimension": key[1],
                    "question": question.label if question else "",
                    "first": first.name,
                    "second": second.name,
                    "first_sufficient": k1,
                    "first_cases": n1,
                    "second_sufficient": k2,
                    "second_cases": n2,
                    "points": gap.points if k1 * n2 != k2 * n1 else 0.0,
                    "low": gap.low,
                    "high": gap.high,
                    "p": p,
                    "p_adjusted": adjusted,
                    "distinct": adjusted < SIGNIFICANCE,
                    "close": abs(k1 * n2 - k2 * n1) <= max(n1, n2),
                }
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
    printed = printed[printed["dimension"] == dimension]
    labels = dict(zip(printed["position"], printed["prompt"], strict=True))
    positions = sorted(labels)
    columns = {
        entry.name: dict(
            printed.loc[printed["service_id"] == entry.service_id, ["position", "percent"]].to_numpy()
        )
        for entry in selection.entries
    }
    return pd.DataFrame(
        {
            "position": positions,
            "prompt": [labels[p] for p in positions],
            **{
                name: pd.array([found.get(p) for p in positions], dtype="Int64")
                for name, found in columns.items()
            },
        }
    )


@remembered(most=256)
def printed_prompts(catalogue: Catalogue, selection: Selection, *, standard_id: str) -> pd.DataFrame:
    """Annexe prompts of a standard as the reports printed them, a row a service and prompt. Columns: PROMPT_COLUMNS.

    `letter` is the report's own, `percent` the share of cases judged sufficient, `source` document and place. `cases`:
    the whole sample, missing where it is not known; `sufficient`: the one count of it that gives `percent`, missing
    where none or several do. `applied_cases`: cases that the prompt applied to, where the report's text says how many,
    `applied_sufficient` those among them that were judged sufficient.
    """
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
                {
                    "service_id": entry.service_id,
                    "service": entry.name,
                    "dimension": dimension,
                    "question": question.label if question else dimension,
                    "position": position,
                    "letter": row.letter,
                    "prompt": prompts[position - 1]
                    if len(prompts) == printed[dimension]
                    else f"Prompt {row.letter}",
                    "percent": row.percent,
                    "sufficient": sufficient,
                    "cases": cases,
                    "applied_sufficient": told.sufficient if told is not None else None,
                    "applied_cases": told.cases if told is not None else None,
                    "source": str(citation(catalogue, row)),
                }
            )
    counts = ["sufficient", "cases", "applied_sufficient", "applied_cases"]
    return pd.DataFrame(records, columns=PROMPT_COLUMNS).astype(dict.fromkeys(counts, "Int64"))


@remembered(most=256)
def finding_counts(catalogue: Catalogue, selection: Selection, *, standard_id: str) -> pd.DataFrame:
    """Strengths and areas for improvement listed: service, listed_under, strengths, areas_for_improvement, source.

    `listed_under` is the title of the standard, or of the domain where the report lists them for the whole domain.
    """
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
                    {
                        "service": entry.name,
                        "listed_under": title,
                        "strengths": by_kind.get("strength", 0),
                        "areas_for_improvement": by_kind.get("area_for_improvement", 0),
                        "source": str(citation(catalogue, rows[0])),
                    }
                )
                break
    return pd.DataFrame.from_records(
        records, columns=["service", "listed_under", "strengths", "areas_for_improvement", "source"]
    )


@remembered(most=512)
def recommendations(catalogue: Catalogue, entry: ServiceInspection) -> pd.DataFrame:
    """Recommendations to one service in printed order: number, addressed_to, theme, place (in words)."""
    rows = catalogue.parts.recommendations.get(entry.inspection_id, ())
    records = [(row.number, row.addressed_to, row.theme, citation(catalogue, row).place) for row in rows]
    frame = pd.DataFrame(records, columns=["number", "addressed_to", "theme", "place"])
    return frame.astype({"number": "Int64", "addressed_to": "str", "theme": "str", "place": "str"})


def _intervals(sufficient: int | None, cases: int | None) -> dict[str, float | None]:
    if sufficient is None or cases is None:
        return dict.fromkeys(("low_95", "high_95", "low_80", "high_80"))
    wide = stats.wilson(k=sufficient, n=cases, confidence=0.95)
    narrow = stats.wilson(k=sufficient, n=cases, confidence=0.80)
    return {
        "low_95": 100 * wide.low,
        "high_95": 100 * wide.high,
        "low_80": 100 * narrow.low,
        "high_80": 100 * narrow.high,
    }


def _other_band(bands: tuple[Band, ...], sufficient: int | None, cases: int | None) -> float | None:
    if sufficient is None or cases is None or not bands:
        return None
    cuts = [band.low / 100 for band in bands[1:]]
    if cuts[-1:] >= [1.0]:
        return None  # no share of a sample can tell of a band that holds 100 per cent alone
    return stats.probability_not_band(k=sufficient, n=cases, cuts=cuts)
