"""Recognising key questions, prompts and percentages in a normalised stretch of rows.

A key question is known by its end: what it asks the work to support (desistance, the child's safety, other people's
safety), and a question mark. How it begins, and how it is broken over rows, differs between reports; its percentage may
even stand between its lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from yjs_dash.extract.layout.joined_rows import JoinedRows
from yjs_dash.extract.layout.pairing import Token

DESISTANCE, CHILD, OTHERS = "desistance", "child_safety", "others_safety"
_ENDS = {
    OTHERS: r"keep(?:ing)?otherpeoplesafe|safetyofotherpeople|otherpeoplessafety",
    CHILD: r"keep(?:ing)?(?:the|that)?(?:child|young|children)[a-z]{0,30}?safe|"
    r"safetyofthe(?:child(?:oryoungperson)?|children|young(?:person|people))|(?:child|children|person)s?safety",
    DESISTANCE: r"desistance",
}
_END = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _ENDS.items()))
_CLOSE = re.compile(r"\?|%")
_OPEN = re.compile(r"(?:does|do|is|are|has|have|how|did|was|were)(?=[a-z])")
_BOUNDARY = re.compile(r"[?§%]")
_LONGEST = 220
PERCENT = re.compile(r"(?<!\d)(?<!\d[.,])(\d{1,3})(?:%|percent(?!ageof))(?:~?\d{1,2}(?![\d%.]|percent))?")


def percent_tokens(joined_rows: JoinedRows) -> list[Token]:
    """Values from 0 to 100. A number over 100 before a per cent sign is no share."""
    return [
        Token(
            label=False, value=int(found[1]), row=joined_rows.row_at(found.start()),
            end_row=joined_rows.row_at(found.start()),
            start=found.start(), end=found.end(),
        )
        for found in PERCENT.finditer(joined_rows.text)
        if int(found[1]) <= 100
    ]  # fmt: skip


def question_tokens(joined_rows: JoinedRows, percents: Iterable[Token]) -> list[Token]:
    """Labels whose value is the dimension; prompts, which carry a letter, are left out."""
    bare = _Without(joined_rows.text, [(p.start, p.end) for p in percents])
    tokens: list[Token] = []
    after = 0
    for found in _END.finditer(bare.text):
        if found.start() < after:
            continue
        end = found.end()
        if bare.text[end : end + 1] == "?":
            end += 1
        elif not bare.cut_at(end):
            continue
        start = _start(bare, joined_rows, found.start(), after)
        if start is None:
            continue
        first, last = bare.origin(start), bare.origin(end - 1)
        tokens.append(
            Token(
                label=True, value=found.lastgroup, row=joined_rows.row_at(first), end_row=joined_rows.row_at(last),
                start=first, end=last + 1,
            )
        )  # fmt: skip
        after = end
    return tokens


def _start(bare: _Without, joined_rows: JoinedRows, end: int, after: int) -> int | None:
    """Where the question that ends at `end` begins: a word of asking at a row's start, with no letter before it."""
    least = max(after, end - _LONGEST)
    boundary = least
    for mark in _BOUNDARY.finditer(bare.text, least, end):
        boundary = mark.end()
        if mark[0] == "§":
            boundary = mark.end() + 1
            if not _BOUNDARY.search(bare.text, boundary, end):
                return None
    for found in _OPEN.finditer(bare.text, boundary, end):
        origin = bare.origin(found.start())
        if found.start() == boundary or joined_rows.is_row_start(origin) or bare.cut_at(found.start()):
            return found.start()
    return None


class _Without:
    """A text with stretches cut out, and the way back to positions of the whole."""

    def __init__(self, text: str, cuts: list[tuple[int, int]]) -> None:
        pieces: list[str] = []
        self._at: list[int] = [0]
        self._origins: list[int] = [0]
        self._cuts: set[int] = set()
        length = position = 0
        for start, end in cuts:
            pieces.append(text[position:start])
            length += start - position
            position = end
            self._at.append(length)
            self._origins.append(end)
            self._cuts.add(length)
        pieces.append(text[position:])
        self.text = "".join(pieces)

    def origin(self, position: int) -> int:
        piece = bisect_right(self._at, position) - 1
        return self._origins[piece] + position - self._at[piece]

    def cut_at(self, position: int) -> bool:
        """Whether something was cut out right before this position."""
        return position in self._cuts


def inside(questions: Iterable[Token], percents: Iterable[Token]) -> list[tuple[Token, Token]]:
    """Percentages that stand between the lines of a question, each with it, where it is the only one there."""
    found: list[tuple[Token, Token]] = []
    shares = list(percents)
    for question in questions:
        within = [p for p in shares if question.start < p.start and p.end <= question.end]
        if len(within) == 1:
            found.append((question, within[0]))
    return found
