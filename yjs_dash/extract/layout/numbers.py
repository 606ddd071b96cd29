"""Numbers and months as reports print them, in figures or in words."""

from __future__ import annotations

import math
import re

from yjs_dash.extract.layout.characters import WORDS

_DIGIT = re.compile(r"\d")
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS: dict[str, int] = {
    **{word: n for n, word in enumerate(_UNITS)},
    **{ten: 20 + 10 * i for i, ten in enumerate(_TENS)},
    **{
        f"{ten}-{unit}": 20 + 10 * i + n
        for i, ten in enumerate(_TENS)
        for n, unit in enumerate(_UNITS[1:10], 1)
    },
    **{
        f"{ten} {unit}": 20 + 10 * i + n
        for i, ten in enumerate(_TENS)
        for n, unit in enumerate(_UNITS[1:10], 1)
    },
    "a hundred": 100,
    "one hundred": 100,
}
NUMBER = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
"""Pattern of a number in a text that `in_figures` has been through; take its value with `number`."""

_WORD = re.compile(
    r"(?<![\w-])(?:(?:a|one)\s+hundred|(?:"
    + "|".join(_TENS)
    + r")(?:[-\s](?:"
    + "|".join(_UNITS[1:10])
    + r"))?|"
    r"(?:" + "|".join(sorted(_UNITS, key=len, reverse=True)) + r"))(?!\w)",
    re.IGNORECASE,
)

_NUMBER_WORDS = frozenset(word.encode() for word in (*_UNITS, *_TENS, "hundred"))


def number(text: str) -> float | None:
    """Value of a number in figures or words, None for anything else."""
    bare = " ".join(text.lower().replace(",", "").split())
    if bare in NUMBER_WORDS:
        return NUMBER_WORDS[bare]
    try:
        value = float(bare)
    except ValueError:
        return None
    if not math.isfinite(value):  # four hundred digits, or the word “infinity”
        return None
    return int(value) if value == int(value) and "." not in bare else value


def _has_number_word(text: str) -> bool:
    return not _NUMBER_WORDS.isdisjoint(text.encode("ascii", "replace").translate(WORDS).split())


def has_number(text: str) -> bool:
    """Whether there is a number in `text`, in figures or in words."""
    return _has_number_word(text) or bool(_DIGIT.search(text))


def in_figures(text: str) -> str:
    """`text` with number words as figures: twenty-two community sentences are 22."""
    if not _has_number_word(text):
        return text
    return _WORD.sub(lambda word: str(NUMBER_WORDS[" ".join(word[0].lower().split())]), text)


def whole_number(text: str) -> int | None:
    value = number(text)
    return int(value) if value is not None and value == int(value) else None


MONTHS = "january february march april may june july august september october november december".split()
MONTH = "(?:" + "|".join(MONTHS) + ")"
"""Pattern of a month's name in lower case."""


def month_number(name: str) -> int:
    return MONTHS.index(name.lower()) + 1
