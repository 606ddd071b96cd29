"""How sentences write numbers, lists, dates and ratings."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from yjs_dash.stats import round_half_up

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def known(value: object) -> bool:
    """Whether a cell of a frame holds a value."""
    return value is not None and not pd.isna(value)


def whole(value: object) -> int:
    """A cell that holds a whole number, also where gaps in its column have made it a float."""
    return int(float(str(value)))


def percent_of(percent: int, sufficient: int | None, cases: int | None) -> str:
    """“63% (5 of 8)”; the percentage alone where no count fits."""
    if not known(sufficient) or not known(cases):
        return f"{whole(percent)}%"
    return f"{whole(percent)}% ({whole(sufficient)} of {whole(cases)})"


def number_word(number: int) -> str:
    """Words up to ten, digits from eleven; zero is “no”."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else str(number)


def points(number: int) -> str:
    """“1 point”, “10 points”."""
    return f"{number} point{'' if number == 1 else 's'}"


def points_in_words(number: int) -> str:
    """“one point”, “ten points”, “11 points”."""
    return f"{number_word(number)} point{'' if number == 1 else 's'}"


def one_decimal(value: float) -> str:
    """One decimal, halves up, none where it is zero: 12.5, 4.3, 50."""
    rounded = round_half_up(float(value), decimals=1)
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)


def joined(items: Iterable[object], *, last: str = "and") -> str:
    """“Suffolk, Sutton and Dorset Combined”; empty without items."""
    *head, tail = [str(item) for item in items] or [""]
    return f"{', '.join(head)} {last} {tail}" if head else tail


def date_words(published: str) -> str:
    """“August 2022” of 2022-08, “19 July 2023” of 2023-07-19; a year or 2021/22 stays as it is."""
    parts = published.split("-")
    if len(parts) == 1:
        return published
    month = f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return f"{int(parts[2])} {month}" if len(parts) == 3 else month


def month_words(published: str) -> str:
    """“July 2020” of 2020-07-01 and of 2020-07; a year or 2021/22 stays as it is."""
    return date_words(published[:7])


def with_article(words: str) -> str:
    """“an Inadequate”, “a Good”."""
    return f"{'an' if words[:1] in 'AEIOU' else 'a'} {words}"


def times(number: int, one: str, many: str = "") -> str:
    """“one judgement”, “55 judgements”: a number with its noun."""
    return f"{number_word(number)} {one if number == 1 else many or f'{one}s'}"


def rated(rating: str, *, many: bool = False) -> str:
    """The verb of an overall rating: “requires improvement”, “is Good”; of several services “are Good”."""
    if rating == "Requires improvement":
        return "require improvement" if many else "requires improvement"
    return f"{'are' if many else 'is'} {rating}"


def was_rated(rating: str, *, many: bool = False) -> str:
    """The same of an inspection that may not be the newest: “was rated Good”."""
    return f"{'were' if many else 'was'} rated {rating}"


def word_count(sentence: str) -> int:
    return len(sentence.split())


def sentence_case(words: str) -> str:
    """The first letter as a capital, the others as they are."""
    return words[:1].upper() + words[1:]
