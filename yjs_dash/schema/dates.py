"""Dates that are known to the day, the month or the year: the days that they can mean."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

PARTIAL_DATE = r"\d{4}(/\d{2}|-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
"""YYYY, YYYY-MM, YYYY-MM-DD, or the financial year YYYY/YY."""
WHOLE_DATE = r"\d{4}-\d{2}-\d{2}"


def earliest_day(partial: str) -> dt.date:
    """First day that a partial date (YYYY, YYYY-MM, YYYY-MM-DD, YYYY/YY) can mean."""
    year = int(partial[:4])
    if "/" in partial:
        return dt.date(year, 4, 1)
    parts = [int(p) for p in partial.split("-")]
    return dt.date(year, parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def latest_day(partial: str) -> dt.date:
    """Last day that a partial date (YYYY, YYYY-MM, YYYY-MM-DD, YYYY/YY) can mean."""
    first = earliest_day(partial)
    if "/" in partial:
        return dt.date(first.year + 1, 3, 31)
    if len(partial) == 4:
        return dt.date(first.year, 12, 31)
    return first if len(partial) == 10 else first.replace(day=monthrange(first.year, first.month)[1])


def is_partial_date(text: str) -> bool:
    """Whether a text is a partial date, and one that the calendar has."""
    return re.fullmatch(PARTIAL_DATE, text) is not None and (len(text) != 10 or is_whole_date(text))


def is_whole_date(text: str) -> bool:
    """Whether a text is a date as YYYY-MM-DD that the calendar has."""
    if re.fullmatch(WHOLE_DATE, text) is None:
        return False
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
