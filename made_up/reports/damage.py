"""Ways to damage the text of a report: each leaves something that is plainly no whole report any more."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Damage = Callable[[str, Random], str]

NAMES: tuple[str, ...] = (
    "í",
    "x",
    "3",
    "2.1",
    "<b>bold</b>",
    "=1+1",
    "the service",
    "page 4 of 50",
    "Children and young people in this area are supported by a team of practitioners, who work with partners. They",
    "This report is the property of somebody else and must not be copied without leave of its owner",
    "Is the leadership good enough?",
    "www.example.org",
    "--------",
    "�����",
    "Good",
    "Fieldwork started November 2022",
)
"""What no service is called."""
_RATINGS = ("Outstanding", "Good", "Requires improvement", "Inadequate")


def cut(text: str, draw: Random) -> str:
    """Only the beginning is there."""
    return text[: int(len(text) * draw.uniform(0.02, 0.5))]


def without_lines(text: str, draw: Random) -> str:
    """Every second line, more or less, is missing."""
    share = draw.uniform(0.3, 0.8)
    return "\n".join(line for line in text.split("\n") if draw.random() > share)


def without_middle(text: str, draw: Random) -> str:
    """A long piece is missing: the ratings and what follows."""
    start = int(len(text) * draw.uniform(0.01, 0.05))
    return text[:start] + text[start + int(len(text) * draw.uniform(0.4, 0.9)) :]


def noisy(text: str, draw: Random) -> str:
    """One character in fifty, or more, is another."""
    share = draw.uniform(0.02, 0.2)
    return "".join(chr(draw.randrange(33, 0x250)) if draw.random() < share and c != "\n" else c for c in text)


def shuffled(text: str, draw: Random) -> str:
    """The lines stand in another order."""
    lines = text.split("\n")
    draw.shuffle(lines)
    return "\n".join(lines)


def other_digits(text: str, draw: Random) -> str:
    """One digit in three, or more, is another."""
    share = draw.uniform(0.3, 0.9)
    return re.sub(r"\d", lambda digit: str(draw.randrange(10)) if draw.random() < share else digit[0], text)


def other_ratings(text: str, draw: Random) -> str:
    """Ratings are others, at random."""
    return re.sub(
        rf"(?m)^(\s*)({'|'.join(_RATINGS)})(\s*)$",
        lambda found: f"{found[1]}{draw.choice(_RATINGS)}{found[3]}",
        text,
    )


def without_ratings(text: str, draw: Random) -> str:
    """Most ratings are missing."""
    share = draw.uniform(0.6, 0.95)
    pattern = rf"(?m)^\s*(?:{'|'.join(_RATINGS)})\s*$"
    return re.sub(pattern, lambda found: "" if draw.random() < share else found[0], text)


KINDS: tuple[Damage, ...] = (
    cut, without_lines, without_middle, noisy, shuffled, other_digits, other_ratings, without_ratings,
)  # fmt: skip


def renamed(text: str, *, place: str, name: str) -> str:
    """The same report of a service that is called so."""
    return text.replace(place, name)
