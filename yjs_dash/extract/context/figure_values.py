"""Numbers on a row of facts: which of them are figures, what they are worth, and what a figure may be worth at all."""

from __future__ import annotations

import re

# Numbers that say what a figure is of, and are none themselves: ages, years, bases of rates, lengths of time.
_OF_LABELS = re.compile(
    r"\bper\s+1(?:00)?,?000\b|covid-?\s?19|\bpage\s+\d+|\bday\s+\d+|\b(?:domain|standard|annexe|table|figure)\s+\d+|"
    r"\baged?\s+(?:1\d\s?(?:[–-]|to|and)\s?)?1\d(?:\+|\s+(?:and|or)\s+(?:under|over|above|below))?|\b1[0-7]\s?(?:[–-]|to|and)\s?1\d\b(?!\s?%)|\b1\d\+|"
    r"\b1\d\s+(?:and|or)\s+(?:under|over|above|below)|\b\d+[-\s](?:months?|years?|weeks?|days?)\b|"
    r"\bquarter\s+\d|\bmid[-\s]?(?:19|20)\d\d|\((?:19|20)\d\d(?:\s?(?:/|[–-]|to)\s?(?:\d\d){1,2})?\)|"
    r"(?<=[A-Za-z,])\s(?:19|20)\d\d(?:\s?(?:/|[–-]|to)\s?(?:\d\d){1,2})?(?=[\s,;.)]|$)(?!\s?%)",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"(?<![\d.,/])£?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?![\d/])")
# Numbers that say no exact value: below five, about ten, five to ten, minus two.
_INEXACT = re.compile(
    r"(?:[<>≤≥~±]|\b(?:about|around|approximately|fewer than|less than|more than|up to)\b|(?:^|\s)[-–−](?=£?\d))"
    r"\s?£?(\d[\d,.]*)|(\d[\d,.]*)\s?%?\s?[–-]\s?£?(\d[\d,.]*)",
    re.IGNORECASE,
)
_SCALES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "mn": 1_000_000, "million": 1_000_000}
_SCALED = re.compile(r"£\s?(\d[\d,]*(?:\.\d+)?)\s?(k|thousand|mn?|million)\b", re.IGNORECASE)
# Figures that are shares, and figures that never are: a value of the other kind belongs elsewhere.
_SHARES = frozenset(
    {
        "reoffending_rate", "vacancy_rate", "case_manager_vacancy_rate", "staff_attrition", "mental_health",
        "substance_misuse", "learning_needs",
    }
)  # fmt: skip
_NO_SHARES = frozenset(
    {
        "first_time_entrant_rate", "population_total", "population_10_17", "caseload_total", "caseload_disposal",
        "caseload_court_disposal", "caseload_out_of_court_disposal", "spend_previous_year", "budget_current_year",
        "staff_fte", "case_managers_fte", "caseload_per_case_manager", "sickness_days",
    }
)  # fmt: skip
_MOST_PER_CENT = 100


def without_label_numbers(text: str) -> str:
    """A row's text without ages, years and the like."""
    return _OF_LABELS.sub(" ", text)


def figures_on(text: str) -> list[str]:
    """The numbers of a row that are figures, as digits."""
    bare = without_label_numbers(text)
    return [f"{found[1].replace(',', '')}{found[2] or ''}" for found in _FIGURE.finditer(bare)]


def exact(value: float | None, digits: str, text: str) -> float | None:
    """The value of a number as its row gives it: in thousands or millions, or None where it is not exact."""
    if value is None:
        return None
    plain = without_label_numbers(text)
    for found in _INEXACT.finditer(plain):
        parts = [part.strip(".,") for part in found.groups() if part]
        if digits in {*parts, "".join(parts)}:
            return None
    scales = [found[2] for found in _SCALED.finditer(text) if found[1].replace(",", "") == digits]
    if not scales:
        return value
    scaled = round(value * _SCALES[scales[0].lower()], 2)
    return int(scaled) if scaled == int(scaled) else scaled


def may_be(indicator: str, value: float, printed: str) -> bool:
    """Whether an indicator can have a value, from how it is printed: a share is no more than 100, a count has no %."""
    if indicator in _SHARES:
        return value <= _MOST_PER_CENT and "£" not in printed
    return not (indicator in _NO_SHARES and ("%" in printed or "percent" in printed))
