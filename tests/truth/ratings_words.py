"""From words back to claims: a small language for patterns, and the numbers, names and lists that sentences write.

A pattern is a regular expression in which {points:NUMBER} stands for a group of that name and kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from tests.truth.ratings_drawn import NAMES, RATINGS

NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def _either(options: tuple[str, ...] | list[str]) -> str:
    return "(?:" + "|".join(re.escape(one) for one in sorted(options, key=len, reverse=True)) + ")"


def _listed(one: str, last: str = "and") -> str:
    return rf"{one}(?:, {one})*(?: {last} {one})?"


_RATING = _either(list(RATINGS))
_DATE = rf"(?:(?:\d{{1,2}} )?{_either(MONTHS)} \d{{4}}|\d{{4}}/\d{{2}}|\d{{4}})"
_STANDARD = r"(?:\d\.\d|voice)"
KINDS: dict[str, str] = {
    "RATING": _RATING,
    "RATINGS": _listed(_RATING),
    "NUMBER": _either([*NUMBER_WORDS, *(word.capitalize() for word in NUMBER_WORDS)]) + r"|\d+",
    "INT": r"\d+",
    "DECIMAL": r"\d+(?:\.\d)?",
    "DATE": _DATE,
    "FRAMEWORK": r"(?:2018|2021|2025|made-up) framework",
    "STANDARD": _STANDARD,
    "STANDARDS": _listed(_STANDARD),
    "STANDARDS_OR": _listed(_STANDARD, "or"),
    "WORDS": r".+?",
    "REST": r".+",
}
_GAP = re.compile(r"\{(\w+):([A-Z_]+)\}")


_KNOWN: list[tuple[str, ...]] = [NAMES]


@contextmanager
def speaking_of(services: tuple[str, ...]) -> Iterator[None]:
    """Sentences name these services, instead of those that are drawn."""
    _KNOWN.append(services)
    try:
        yield
    finally:
        _KNOWN.pop()


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as a regular expression, for the services that are spoken of."""
    return _compiled(pattern, _KNOWN[-1])


@cache
def _compiled(pattern: str, services: tuple[str, ...]) -> re.Pattern[str]:
    name = _either(services)
    kinds = {**KINDS, "NAME": name, "NAMES": _listed(name)}
    return re.compile(_GAP.sub(lambda gap: f"(?P<{gap[1]}>{kinds[gap[2]]})", pattern))


def number(words: str) -> int:
    """“ten”, “Ten”, “no” or “12” → the number."""
    return int(words) if words.isdigit() else NUMBER_WORDS.index(words.lower())


def names(words: str, known: tuple[str, ...] = (), last: str = "and") -> list[str]:
    """“A, B and C” → the items, all of them known; names that hold commas or “and” are told apart."""
    left, found = words, []
    known = known or _KNOWN[-1]
    while left:
        item = next((one for one in sorted(known, key=len, reverse=True) if left.startswith(one)), None)
        if item is None:
            raise AssertionError(f"“{left}” begins with nothing known, in “{words}”")
        found.append(item)
        left = left[len(item) :]
        for between in (", ", f" {last} "):
            if left.startswith(between):
                left = left[len(between) :]
                break
        else:
            if left:
                raise AssertionError(f"“{left}” is left of “{words}”")
    return found


def date_words(published: str) -> str:
    """How a published date is written: 19 July 2023, July 2023, 2023 or 2023/24."""
    parts = published.split("-")
    if len(parts) == 1:
        return published
    month = f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return month if len(parts) == 2 else f"{int(parts[2])} {month}"


def sentences(words: str) -> list[str]:
    """A passage, sentence by sentence; the full stops stay."""
    return [one for one in re.split(r"(?<=[.?!]) (?=[A-Z“\d])", words) if one]
