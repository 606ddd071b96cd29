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
_MOST_PER_CENT = 100


def without_label_numbers(text: str, *, keep_places: bool = False) -> str:
    """A text without ages, years and the like; `keep_places`: with as many blanks as each had characters."""
    return _OF_LABELS.sub(lambda label: " " * (len(label[0]) if keep_places else 1), text)


def figures_on(text: str) -> list[str]:
    """The numbers of a row that are figures, as digits."""
    bare = without_label_numbers(text)
    return [f"{figure[1].replace(',', '')}{figure[2] or ''}" for figure in _FIGURE.finditer(bare)]


def exact(value: float | None, digits: str, text: str) -> float | None:
    """The value of a number as its row gives it: in thousands or millions, or None where it is not exact."""
    if value is None:
        return None
    plain = without_label_numbers(text)
    for inexact in _INEXACT.finditer(plain):
        parts = [part.strip(".,") for part in inexact.groups() if part]
        if digits in {*parts, "".join(parts)}:
            return None
    scales = [scaled[2] for scaled in _SCALED.finditer(text) if scaled[1].replace(",", "") == digits]
    if not scales:
        return value
    pounds = round(value * _SCALES[scales[0].lower()], 2)
    return int(pounds) if pounds == int(pounds) else pounds


def may_be(value: float, printed: str, *, percentage: bool | None) -> bool:
    """Whether a figure can have a value, from how it is printed: a share is no more than 100, a count has no %.

    `percentage`: whether the figure is one; None where reports print it in both ways.
    """
    if percentage:
        return value <= _MOST_PER_CENT and "£" not in printed
    return percentage is None or not ("%" in printed or "percent" in printed)
