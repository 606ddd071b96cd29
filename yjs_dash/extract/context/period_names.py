"""What period a figure is of, from the footnote or the sentence that says so."""

from __future__ import annotations

import re

from yjs_dash.extract.layout.numbers import MONTH

NOT_STATED = "not stated"
ANNOUNCEMENT = "at the announcement of the inspection"
AT_INSPECTION = "at inspection"
FIELDWORK = "fieldwork"
CASES = "cases of this inspection"

_YEARS = re.compile(r"\b(20\d\d)\s*(?:to|[-–/])\s*(?:20)?(\d\d)\b")
_MID = re.compile(r"\bmid[-\s]{0,2}(20\d\d)\b", re.IGNORECASE)
_MONTHS = re.compile(rf"\b({MONTH})\s+(20\d\d\s+)?(?:to|[-–])\s+({MONTH})\s+(20\d\d)\b", re.IGNORECASE)
_ENDING = re.compile(rf"\byear\s+ending\s+({MONTH})\s+(20\d\d)\b", re.IGNORECASE)
_OF_CASES = re.compile(r"\bcases\b[^.]{0,60}\b(?:this\s+inspection|assessed|inspected|read)", re.IGNORECASE)
_SUPPLIED = re.compile(r"\bfieldwork\b", re.IGNORECASE)
_MONTH_NAMES = "January February March April May June July August September October November December".split()


def period_of(text: str, *, fieldwork: str | None = None) -> str | None:
    """The period that a text names, in the words of the data set; None where it names none.

    `fieldwork`: YYYY-MM, for figures said to be supplied then.
    """
    lowered = text.lower()
    dated = "20" in text
    if dated and (months := _MONTHS.search(text)):
        return _span(months[1], months[2], months[3], int(months[4]))
    if "ending" in lowered and (ending := _ENDING.search(text)):
        return f"year ending {ending[1].title()} {ending[2]}"
    if "mid" in lowered and (middle := _MID.search(text)):
        return f"mid-{middle[1]}"
    if "announce" in lowered:
        return ANNOUNCEMENT
    if dated and (years := _YEARS.search(text)):
        return financial_year(int(years[1]))
    if "cases" in lowered and _OF_CASES.search(text):
        return CASES
    if "fieldwork" in lowered and _SUPPLIED.search(text):
        return f"as supplied at fieldwork{_in_words(fieldwork)}"
    return None


def _span(first: str, first_year: str | None, last: str, year: int) -> str:
    """“October to September 2021” runs from October 2020: twelve months that end in the year named."""
    names = [name.lower() for name in _MONTH_NAMES]
    begins, ends = names.index(first.lower()), names.index(last.lower())
    start = int(first_year) if first_year else year - (begins > ends)
    return f"{first.title()} {start} to {last.title()} {year}"


def financial_year(first: int) -> str:
    """2020 → 2020/21."""
    return f"{first}/{(first + 1) % 100:02d}"


def years_in(text: str) -> list[str]:
    """All financial years that a text names, as YYYY/YY."""
    return [financial_year(int(years[1])) for years in _YEARS.finditer(text)]


def _in_words(month: str | None) -> str:
    if month is None:
        return ""
    year, number = month.split("-")[:2]
    return f", {_MONTH_NAMES[int(number) - 1]} {year}"
