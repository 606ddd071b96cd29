"""When the fieldwork of an inspection began: on the ratings page, or in a sentence of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yjs_dash.extract.layout.characters import rejoin_words
from yjs_dash.extract.layout.numbers import MONTH, month_number
from yjs_dash.extract.layout.rows import Row

_DATE = re.compile(rf"(?:(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?)?({MONTH}),?(20\d\d)(?!\d)")
_SAID = re.compile(
    rf"fieldwork(?:started|began|commenced)?(?:in|on)?((?:\d{{1,2}}(?:st|nd|rd|th)?)?{MONTH}20\d\d)(?!\d)"
)
_SENTENCE = re.compile(
    rf"fieldwork[a-z0-9,()~]{{0,120}}?(?:beginning|began|started|commenc(?:ed|ing))(?:on|in)?((?:\d{{1,2}}(?:st|nd|rd|th)?)?{MONTH}20\d\d)"
)
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_UNTIL = r"\s*(?:and|to|until|[-–—])\s*"
_LEAD = (
    r"(?:\bfieldwork\b(?:(?!\bcases?\b)[^.;]){0,70}?|"
    r"\b(?:we|inspectors)\s+inspected\b(?:(?!\bcases?\b)[^.;]){0,70}?\b(?:from|between)\s+)"
)
# “6 to 10 December 2021”, “29 November to 3 December 2021”, “November 2021 to January 2022”.
_DAYS = re.compile(
    rf"{_LEAD}(?<!\d){_DAY}(?:\s+({MONTH}))?(?:,?\s+(20\d\d))?{_UNTIL}{_DAY}\s+({MONTH}),?\s+(20\d\d)",
    re.IGNORECASE,
)
_MONTHS = re.compile(rf"{_LEAD}\b({MONTH})(?:\s+(20\d\d))?{_UNTIL}({MONTH})\s+(20\d\d)", re.IGNORECASE)
_TOOK_PLACE = re.compile(
    rf"\bfieldwork\b(?:(?!\bcases?\b)[^.;]){{0,60}}?\b(?:took\s+place|was\s+(?:carried\s+out|conducted|undertaken|held))"
    rf"\b[^.;]{{0,40}}?\b(?:in|on|of|during)\s+(?:{_DAY}\s+)?({MONTH})\s+(20\d\d)",
    re.IGNORECASE,
)
# A sentence that tells when something else was: when the cases were chosen, what was done before the fieldwork.
_OF_OTHERS = re.compile(r"\b(?:cases?|before|prior|earlier|since|data)\b", re.IGNORECASE)


def fieldwork_start(rows: Sequence[Row], rating_rows: Sequence[Row]) -> str | None:
    """YYYY-MM or YYYY-MM-DD; None where it is not said, or said in different ways."""
    return _start(rating_rows) or _start(rows)


def _start(rows: Sequence[Row]) -> str | None:
    text = rejoin_words(" ".join(row.bare for row in rows))
    if spans := _spans(text):
        return spans.pop() if len(spans) == 1 else None
    normalised = "".join(row.normalised for row in rows)
    said = _SAID.search(normalised) or _SENTENCE.search(normalised)
    if said:
        found = _DATE.search(said[1])
        return iso(found[1], found[2], found[3]) if found else None
    took = {iso(m[1], m[2], m[3]) for m in _of_fieldwork(_TOOK_PLACE, text)}
    return took.pop() if len(took) == 1 else None


def _spans(text: str) -> set[str]:
    """Beginnings of the stretches of time that are said to be the fieldwork's."""
    found = {_begin(m[1], m[2], m[3], m[5], m[6]) for m in _of_fieldwork(_DAYS, text)}
    return found or {_begin(None, m[1], m[2], m[3], m[4]) for m in _of_fieldwork(_MONTHS, text)}


def _of_fieldwork(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Places where a pattern stands in a sentence on the fieldwork itself."""
    for found in pattern.finditer(text):
        start = max(text.rfind(stop, 0, found.start()) for stop in ".!?")
        if not _OF_OTHERS.search(text, start + 1, found.end()):
            yield found


def _begin(day: str | None, month: str | None, year: str | None, last_month: str, last_year: str) -> str:
    month = month or last_month
    over_new_year = year is None and month_number(month) > month_number(last_month)
    return iso(day, month, year or str(int(last_year) - over_new_year))


def iso(day: str | None, month: str, year: str) -> str:
    start = f"{year}-{month_number(month):02d}"
    return f"{start}-{int(day):02d}" if day and 1 <= int(day) <= 31 else start
