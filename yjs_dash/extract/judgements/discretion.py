"""Ratings that a footnote or a sentence says were changed by professional discretion."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from yjs_dash.extract.layout.characters import letters, rating_of, rejoin_words
from yjs_dash.extract.layout.footnotes import LONGEST, Footnote
from yjs_dash.extract.layout.rows import Row
from yjs_dash.extract.model import KeyQuestion, Rating
from yjs_dash.framework import Framework
from yjs_dash.scoring import derive_rating

_MOST_MENTIONS = 40
_DISCRETION = re.compile(
    r"(?:professional|inspectors?)?\s?discretion[^.]{0,120}?"
    r"(?:raise|rais|increas|chang|lower|reduc|upgrad|downgrad|amend|alter|mov|overrid|overrode)",
    re.IGNORECASE,
)
_USED = re.compile(r"\b(?:used|applied|exercised|using|applying)\b")
_WORDS_OF_CHANGE = re.compile(
    r"\b(?:rais|increas|chang|lower|reduc|upgrad|downgrad|amend|alter|mov|adjust)\w*\b", re.IGNORECASE
)
# What inspectors may do, not what they did.
_IN_GENERAL = re.compile(r"\b(?:may|can|could|might|would)\b", re.IGNORECASE)
_QUOTED = r"[\s’'‘\"“”(]*"
_NAMED = rf"{_QUOTED}(requires\s+improvement|inadequate|good|outstanding)\b{_QUOTED}"
_FROM_TO_NAMED = re.compile(rf"\bfrom\b{_NAMED}\bto\b{_NAMED}", re.IGNORECASE)
_TO_FROM = re.compile(rf"\bto\b{_NAMED}\bfrom\b{_NAMED}", re.IGNORECASE)
_FROM_TO = re.compile(
    r"\bfrom\W+([\w\s-]{4,22}?)\W+to\W+([\w\s-]{4,22}?)(?:[’'\"”.,;)]|\s+(?:following|after|because|as|for|in|on)\b|$)"
)
_PAGE = 100
_TO = re.compile(r"\bto\W+(requires\s+improvement|inadequate|good|outstanding)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Discretion:
    """A rating changed by professional discretion. `standard` None: the report does not make clear which.

    `by_place`: the standard is only the one in whose part the words stand; neither a mark nor the words name it.
    """

    standard: str | None
    changed_from: str | None
    changed_to: str | None
    at: int
    by_place: bool = False


def discretion_in(
    rows: Sequence[Row],
    footnotes: Mapping[int, Footnote],
    *,
    marked_in: Mapping[int, str],
    standard_at: Sequence[str],
) -> list[Discretion]:
    """Changes of ratings that footnotes or sentences speak of.

    `marked_in`: footnote → standard on whose heading or table its mark stands; `standard_at`: key of each row's part.
    """
    found: list[Discretion] = []
    inside: set[int] = set()
    for note in footnotes.values():
        text = note.text
        if "scretion" in text and _tells_of_change(text):
            inside.update(range(note.at, note.at + LONGEST))
            marked = marked_in.get(note.number)
            standard = marked or _only_standard(rows, standard_at, note.at)
            found.append(replace(_discretion(text, standard, note.at), by_place=marked is None))
    spoken_of = [i for i, row in enumerate(rows) if "scretion" in row.bare and i not in inside]
    for i in spoken_of[:_MOST_MENTIONS]:
        sentence = rejoin_words(_sentence(rows, i))
        if _tells_of_change(sentence):
            found.append(_discretion(sentence, _named_standard(sentence) or _standard_of(standard_at, i), i))
    unique = {(d.standard, d.changed_to): d for d in reversed(found)}
    return list(unique.values())


def attributed(
    discretion: Sequence[Discretion],
    ratings: Sequence[Rating],
    questions: Sequence[KeyQuestion],
    framework: Framework | None,
) -> list[Discretion]:
    """The changes, each of no known standard attributed where only one rating can be the changed one.

    One that is known by its place alone is of no known standard where that one's rating cannot be the changed one.

    A rating can be it where its percentages give another one, which the words of the change do not contradict. One
    whose percentages were not all read can be it too: where there is such a one, nothing is attributed.
    """
    if framework is None:
        return list(discretion)
    published = {rated.standard: rated.rating for rated in ratings}
    asked = {question.standard for question in questions}
    possible: dict[str, tuple[str | None, str | None]] = {}
    for standard in framework.standards:
        rating, derived = published.get(standard), _derived(standard, questions, framework)
        if not _follows_questions(standard, framework) or not (rating or standard in asked):
            continue
        if rating is None or derived != rating:
            possible[standard] = (rating, derived)
    placed: list[Discretion] = []
    for told in discretion:
        fitting = [
            standard
            for standard, (rating, derived) in possible.items()
            if _agree(told.changed_to, rating) and _agree(told.changed_from, derived)
        ]
        attributed_to = None if told.by_place and told.standard not in fitting else told.standard
        if attributed_to is None and len(fitting) == 1 and None not in possible[fitting[0]]:
            attributed_to = fitting[0]
        placed.append(replace(told, standard=attributed_to))
    return placed


def _agree(said: str | None, read: str | None) -> bool:
    """Whether two ratings are the same, as far as both are known."""
    return None in {said, read} or said == read


def with_discretion(
    ratings: Sequence[Rating],
    discretion: Sequence[Discretion],
    questions: Sequence[KeyQuestion],
    framework: Framework | None,
) -> tuple[Rating, ...]:
    """The ratings, each with whether discretion changed it; None where a change of no known standard may be its own."""
    changed: dict[str, str | None] = {}
    for told in discretion:
        if told.standard:
            changed[told.standard] = changed.get(told.standard) or told.changed_from
    unplaced = [told for told in discretion if told.standard is None]
    found = []
    for rated in ratings:
        by_discretion: bool | None = rated.standard in changed
        if not by_discretion and _may_be_changed(rated, unplaced, questions, framework):
            by_discretion = None
        found.append(replace(rated, discretion=by_discretion, discretion_from=changed.get(rated.standard)))
    return tuple(found)


def _may_be_changed(
    rated: Rating,
    unplaced: Sequence[Discretion],
    questions: Sequence[KeyQuestion],
    framework: Framework | None,
) -> bool:
    """Whether one of the changes of no known standard may be that of a rating, which its percentages do not give."""
    if not unplaced:
        return False
    if framework is not None and _follows_questions(rated.standard, framework):
        derived = _derived(rated.standard, questions, framework)
        if derived is not None:
            return derived != rated.rating
    elif framework is not None and framework.scored:
        return False
    return any(_agree(told.changed_to, rated.rating) for told in unplaced)


def _follows_questions(standard: str, framework: Framework) -> bool:
    known = framework.standards.get(standard)
    return known is not None and known.judged_on == "key_questions"


def _derived(standard: str, questions: Sequence[KeyQuestion], framework: Framework) -> str | None:
    """The rating that a standard's percentages give; None where not all were read."""
    return derive_rating(
        framework, standard, {q.dimension: q.percent for q in questions if q.standard == standard}
    )


def _tells_of_change(text: str) -> bool:
    """Whether a text says that discretion changed a rating: that it was used, or from which rating to which."""
    if _DISCRETION.search(text) and _USED.search(text.lower()):
        return True
    return bool(
        "scretion" in text
        and _WORDS_OF_CHANGE.search(text)
        and None not in _from_and_to(text)
        and not _IN_GENERAL.search(text)
    )


def _from_and_to(text: str) -> tuple[str | None, str | None]:
    """The rating before and after a change, as far as a text says them."""
    for pair in _FROM_TO.finditer(text):
        before, after = rating_of(letters(pair[1])), rating_of(letters(pair[2]))
        if before and after:
            return before, after
    if straight := _FROM_TO_NAMED.search(text):
        return rating_of(letters(straight[1])), rating_of(letters(straight[2]))
    if turned := _TO_FROM.search(text):
        return rating_of(letters(turned[2])), rating_of(letters(turned[1]))
    to = _TO.search(text)
    return None, rating_of(letters(to[1])) if to else None


def _discretion(text: str, standard: str | None, index: int) -> Discretion:
    before, after = _from_and_to(text)
    return Discretion(standard=standard, changed_from=before, changed_to=after, at=index)


def _standard_of(standard_at: Sequence[str], index: int) -> str | None:
    key = standard_at[index]
    return key if "." in key else None


def _only_standard(rows: Sequence[Row], standard_at: Sequence[str], index: int) -> str | None:
    """The standard in which a footnote stands; None where its page tells of several, and any may hold its mark."""
    page = rows[index].page
    near = range(max(0, index - _PAGE), min(len(rows), index + _PAGE))
    others = {standard_at[i] for i in near if page is not None and rows[i].page == page}
    return _standard_of(standard_at, index) if len(others) <= 1 else None


def _named_standard(sentence: str) -> str | None:
    found = re.search(r"\b([1-4]\.[1-4])\b", sentence)
    return found[1] if found else None


def _sentence(rows: Sequence[Row], index: int) -> str:
    """The sentence that a word of a row belongs to, over the rows beside it."""
    text = " ".join(r.bare for r in rows[max(0, index - 2) : index + 3])
    return next((s for s in re.split(r"(?<=[.!?])\s+(?=[A-Z“‘])", text) if "scretion" in s), "")
