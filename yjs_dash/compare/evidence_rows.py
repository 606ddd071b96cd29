"""What the evidence under a standard is made of: one row type a kind of figure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QuestionFigure:
    """One percentage of a key question that a report printed.

    percent and one_case are percentage points as printed; `fitting` is the number of counts that fit the percentage,
    None without a sample; low_* and high_* are bounds of Wilson intervals in per cent, None unless one count fits;
    other_band_probability is the chance (0–1) that the band is another one. `lowest` marks the lowest questions of
    those printed; `complete` tells that none of the standard is missing, and `decided` that the published rating is the
    band of this lowest question, with no discretion used.
    """

    service_id: str
    service: str
    standard_id: str
    dimension: str
    question: str
    percent: int
    rating: str | None
    sufficient: int | None
    cases: int | None
    fitting: int | None
    one_case: float | None
    low_95: float | None
    high_95: float | None
    low_80: float | None
    high_80: float | None
    lowest: bool
    complete: bool
    decided: bool
    other_band_probability: float | None
    source: str
    place: str


@dataclass(frozen=True, slots=True)
class PairDifference:
    """Two services on one key question both printed.

    *_sufficient and *_cases are the counts compared; points, low and high are percentage points (first minus second)
    with Newcombe's interval; p is two-sided Fisher, p_adjusted by Holm over the questions of the standard, for each
    pair by itself, so that no other service changes it; distinct where p_adjusted is below 0.05. `close`: the gap is
    no more than one case of the smaller sample is worth.
    """

    standard_id: str
    dimension: str
    question: str
    first: str
    second: str
    first_sufficient: int
    first_cases: int
    second_sufficient: int
    second_cases: int
    points: float
    low: float
    high: float
    p: float
    p_adjusted: float
    distinct: bool
    close: bool


@dataclass(frozen=True, slots=True)
class PromptFigure:
    """One annexe prompt as a report printed it.

    `letter` is the report's own, `percent` the share of cases judged sufficient, `source` document and place. `cases`:
    the whole sample, None where it is not known; `sufficient`: the one count of it that gives `percent`, None where
    none or several do. `applied_cases`: cases that the prompt applied to, where the report's text says how many,
    `applied_sufficient` those among them that were judged sufficient.
    """

    service_id: str
    service: str
    dimension: str
    question: str
    position: int
    letter: str
    prompt: str
    percent: int
    sufficient: int | None
    cases: int | None
    applied_sufficient: int | None
    applied_cases: int | None
    source: str


@dataclass(frozen=True, slots=True)
class FindingsListed:
    """How many strengths and areas for improvement a report lists.

    `listed_under` is the title of the standard, or of the domain where the report lists them for the whole domain.
    """

    service: str
    listed_under: str
    strengths: int
    areas_for_improvement: int
    source: str


@dataclass(frozen=True, slots=True)
class RecommendationGiven:
    """One recommendation: its number, whom it is addressed to, its theme, and its place in words."""

    number: int
    addressed_to: str
    theme: str
    place: str
