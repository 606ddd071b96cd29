"""A true sentence with one word of it changed: what the checkers have to find out."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

from tests.truth.ratings_checkers import Reading, Said
from tests.truth.ratings_drawn import RATINGS
from tests.truth.ratings_words import NUMBER_WORDS

OPPOSITES = (
    ("higher", "lower"), ("highest", "lowest"), ("more", "fewer"), ("raised", "lowered"), ("raise", "lower"),
    ("desistance", "the child's safety"), ("the child's safety", "other people's safety"),
    ("keep the child safe", "keep other people safe"), ("2021 framework", "2018 framework"),
    ("made-up framework", "2021 framework"),
)  # fmt: skip


def changed(words: str) -> Iterator[str]:
    """Each number one more, each rating another one, each word of direction turned round; one change at a time."""
    for found in re.finditer(r"\d+", words):
        yield f"{words[: found.start()]}{int(found[0]) + 1}{words[found.end() :]}"
    for found in re.finditer(rf"\b({'|'.join(NUMBER_WORDS[1:])})\b", words, re.IGNORECASE):
        place = NUMBER_WORDS.index(found[0].lower())
        other = NUMBER_WORDS[place + 1] if place + 1 < len(NUMBER_WORDS) else "nine"
        other = other.capitalize() if found[0][0].isupper() else other
        yield f"{words[: found.start()]}{other}{words[found.end() :]}"
    for found in re.finditer("|".join(RATINGS), words):
        for rating in RATINGS:
            if rating != found[0]:
                yield f"{words[: found.start()]}{rating}{words[found.end() :]}"
    for pair in OPPOSITES:
        for one, other in (pair, pair[::-1]):
            for found in re.finditer(rf"\b{re.escape(one)}\b", words):
                yield f"{words[: found.start()]}{other}{words[found.end() :]}"


def passes(said: Said, words: str) -> bool:
    """Whether other words in the place of a string would be taken for true."""
    # A copy keeps what a kind of string carries beside its words.
    other = copy.copy(said)
    object.__setattr__(other, "words", words)
    reading = Reading()
    try:
        reading.read(other)
    except (KeyError, ValueError, StopIteration):
        return False
    return not reading.wrong
