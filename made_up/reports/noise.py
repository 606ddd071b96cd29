"""What print, PDF and copying do to a report: each kind of noise as one field, quiet by default."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, fields, replace
from random import Random
from typing import Any

from made_up.reports.blocks import MARK
from made_up.reports.names import MONTHS, NUMBER_WORDS, PLACES


@dataclass(frozen=True)
class Noise:
    """The first value of each field in `CHOICES` is the quiet one."""

    rating_place: str = "own_line"
    heading_rating: str = "own_line"
    broken_rating: bool = False
    rating_case: str = "as_is"
    icons: bool = False
    bold_signs: bool = False
    marks: str = "superscript"
    apostrophes: str = "straight"
    hard_spaces: bool = False
    hard_hyphens: bool = False
    kerning: bool = False
    ligatures: bool = False
    soft_hyphens: bool = False
    furniture: str = "none"
    breaks_inside: bool = False
    spaced_numbers: bool = False
    repeated_letters: bool = False
    sample_numbers: str = "house"
    sample_parts: int = 1
    percent: str = "sign"
    percent_place: str = "same_line"
    gap: str = "tab"
    cells: str = "in_rows"
    wrapped: bool = False
    line_ends: str = "unix"
    byte_order_mark: bool = False
    contents_dots: str = "mixed"
    heading_stop: bool = True
    bullet: str = "- "
    blank_lines: str = "one"
    bracketed_marks: bool = False
    minority_head: str = "Black and minority ethnic"
    nation_first: bool = False
    score_words: str = "slash"
    fieldwork_words: str = "started"
    unnamed_figures: bool = False


CHOICES: dict[str, tuple[Any, ...]] = {
    "rating_place": ("own_line", "cell", "glued", "columns"),
    "heading_rating": ("own_line", "end_of_statement", "glued", "cell"),
    "broken_rating": (False, True),
    "rating_case": ("as_is", "title", "lower", "upper"),
    "icons": (False, True),
    "bold_signs": (False, True),
    "marks": ("superscript", "plain"),
    "apostrophes": ("straight", "typographic", "mixed"),
    "hard_spaces": (False, True),
    "hard_hyphens": (False, True),
    "kerning": (False, True),
    "ligatures": (False, True),
    "soft_hyphens": (False, True),
    "furniture": (
        "none",
        "number",
        "title_and_number",
        "title_above_number",
        "form_feed",
        "form_feed_and_number",
    ),
    "breaks_inside": (False, True),
    "spaced_numbers": (False, True),
    "repeated_letters": (False, True),
    "sample_numbers": ("house", "words", "figures"),
    "sample_parts": (1, 2),
    "percent": ("sign", "spaced", "words"),
    "percent_place": ("same_line", "own_line", "first_line", "between_lines"),
    "gap": ("tab", "spaces", "space"),
    "cells": ("in_rows", "own_lines"),
    "wrapped": (False, True),
    "line_ends": ("unix", "windows"),
    "byte_order_mark": (False, True),
    "contents_dots": ("mixed", "dots", "tab", "space"),
    "heading_stop": (True, False),
    "bullet": ("- ", "• ", "\uf0b7 ", "o "),
    "blank_lines": ("one", "none", "many"),
    "bracketed_marks": (False, True),
    "minority_head": (
        "Black and minority ethnic",
        "Black, Asian and minority ethnic",
        "Minority ethnic",
        "Global majority",
    ),
    "nation_first": (False, True),
    "score_words": ("slash", "spaced", "out_of", "in_brackets"),
    "fieldwork_words": ("started", "took_place", "span"),
    "unnamed_figures": (False, True),
}

QUIET = Noise()
_KEPT_WHOLE = frozenset(
    {w for place in PLACES for w in re.findall(r"[\w]+", place)}
    | set(MONTHS)
    | {w.title() for w in NUMBER_WORDS}
) | frozenset(NUMBER_WORDS)


def draw_noise(rng: Random) -> Noise:
    """Noise of all kinds at once, each quiet in about half of the reports."""
    assert set(CHOICES) == {f.name for f in fields(Noise)}
    return Noise(
        **{
            name: choices[0] if rng.random() < 0.5 else rng.choice(choices)
            for name, choices in CHOICES.items()
        }
    )


def only(**kinds: object) -> Noise:
    """Quiet but for what is named."""
    return replace(QUIET, **kinds)  # type: ignore[arg-type]


def spell(
    text: str,
    *,
    noise: Noise,
    rng: Random,
    kept: Collection[str] = (),
    marks: Callable[[int], str] | None = None,
) -> str:
    """`text` as noise prints it. `kept` words are never broken; `marks` prints a footnote mark."""
    small = superscript if noise.marks == "superscript" else str
    print_mark = marks or (bracketed if noise.bracketed_marks else small)
    pieces = MARK.split(text)
    return "".join(
        print_mark(int(piece)) if i % 2 else _characters(piece, noise=noise, rng=rng, kept=kept)
        for i, piece in enumerate(pieces)
    )


def superscript(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def bracketed(number: int) -> str:
    return f"[{number}]"


def _characters(text: str, *, noise: Noise, rng: Random, kept: Collection[str]) -> str:
    if noise.kerning:
        text = re.sub(r"[A-Za-z]{8,}", lambda m: _broken(m[0], rng=rng, kept=kept), text)
    if noise.soft_hyphens:
        text = re.sub(r"[a-z]{9,}", lambda m: _with_soft_hyphen(m[0], rng=rng, kept=kept), text)
    if noise.ligatures:
        for plain, joined in (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ")):
            text = text.replace(plain, joined)
    if noise.apostrophes != "straight":
        text = _typographic(text, mixed=noise.apostrophes == "mixed", rng=rng)
    if noise.hard_hyphens:
        text = re.sub(r"(?<=[A-Za-z])-(?=[A-Za-z])", "\u2011", text)
    if noise.hard_spaces:
        text = re.sub(r"(?<=\S) (?=\S)", lambda _: rng.choice((" ", " ", "\u00a0", "\u202f")), text)
    return text


def _broken(word: str, *, rng: Random, kept: Collection[str]) -> str:
    if word in kept or word in _KEPT_WHOLE or rng.random() > 0.12:
        return word
    at = rng.randint(3, len(word) - 3)
    return f"{word[:at]} {word[at:]}"


def _with_soft_hyphen(word: str, *, rng: Random, kept: Collection[str]) -> str:
    if word in kept or rng.random() > 0.15:
        return word
    at = rng.randint(3, len(word) - 3)
    return f"{word[:at]}\u00ad{word[at:]}"


def _typographic(text: str, *, mixed: bool, rng: Random) -> str:
    def quote(match: re.Match[str]) -> str:
        if mixed and rng.random() < 0.5:
            return "'"
        before = match.string[match.start() - 1] if match.start() else " "
        return "’" if before.isalnum() or before in ".,!?%" else "‘"

    return re.sub("'", quote, text)


def cased(rating: str, *, noise: Noise, rng: Random) -> str:
    """A rating in the letter case that noise prints, now and then."""
    if noise.rating_case == "as_is" or rng.random() < 0.4:
        return rating
    return {"title": rating.title(), "lower": rating.lower(), "upper": rating.upper()}[noise.rating_case]


def percent_text(value: float | int, *, noise: Noise) -> str:
    return f"{value:g}" + {"sign": "%", "spaced": " %", "words": " per cent"}[noise.percent]
