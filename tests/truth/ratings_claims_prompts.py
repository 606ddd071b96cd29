"""The annexe prompts of a key question: each cell of their table, and how the percentages are to be read."""

from __future__ import annotations

import re

from tests.truth.ratings_checkers import Reading, Said, understands
from tests.truth.ratings_claims_questions import with_percents
from tests.truth.ratings_facts import Row, Shown, fitting
from tests.truth.ratings_words import names, sentences

CELL, CAPTION = "prompts.cell", "prompts.caption"


def cell(reading: Reading, said: Said, shown: Shown, key: tuple[str, str, int], words: str) -> None:
    """One cell of the table. `key`: standard, dimension, position."""
    reading.read(Said(CELL, words, said.world, (shown,), "|".join(map(str, key))))


def caption(reading: Reading, said: Said, words: str) -> None:
    """The words over the table, sentence by sentence, and that none is missing."""
    kinds = [kind for one in sentences(words) for kind in reading.read(said.part(CAPTION, one))]
    shown_rows = printed(said)
    reading.demand(said, kinds, "prompts.applied", when=any(_applied(*one) for one in shown_rows))
    none = any(_fitting(shown, row) == () for shown, row in shown_rows)
    reading.demand(said, kinds, "prompts.only_percentage", when=none)
    several = any(len(_fitting(shown, row) or ()) > 1 for shown, row in shown_rows)
    reading.demand(said, kinds, "prompts.several_counts", when=several)
    unknown = any(_fitting(shown, row) is None for shown, row in shown_rows)
    reading.demand(said, kinds, "prompts.no_sample", when=unknown)


def printed(said: Said) -> list[tuple[Shown, Row]]:
    """Every prompt of the open standard that a report of the chosen services printed."""
    return [
        (shown, row)
        for shown in said.about
        if said.has_standard(shown)
        for row in shown.world.rows("case_questions", shown.row["inspection_id"])
        if row["standard_id"] == said.standard
    ]


def _fitting(shown: Shown, row: Row) -> tuple[int, ...] | None:
    cases = shown.cases(row["standard_id"])
    return fitting(int(row["percent"]), cases) if cases else None


def _applied(shown: Shown, row: Row) -> tuple[int, int] | None:
    """Cases judged sufficient, and cases that the prompt applied to, where the text of the report says so."""
    key = ("standard_id", "dimension", "position")
    for one in shown.world.rows("prompt_cases", shown.row["inspection_id"]):
        if all(one[column] == row[column] for column in key):
            return int(one["sufficient"]), int(one["cases"])
    return None


def _row(said: Said) -> Row | None:
    standard, dimension, position = str(said.standard).split("|")
    for row in said.world.rows("case_questions", said.one.row["inspection_id"]):
        if (row["standard_id"], row["dimension"], row["position"]) == (standard, dimension, position):
            return row
    return None


@understands("prompts.not_published", CELL, r"not published in this report")
def _not_published(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(_row(said), None, "the printed prompt")
    standard = str(said.standard).split("|")[0]
    read = said.one.standard_percents(standard) or said.world.rows(
        "case_questions", said.one.row["inspection_id"]
    )
    reading.so(bool(read), "the report was not read: it is not known what it publishes")


@understands("prompts.no_prompts", CELL, r"we have no prompts")
def _not_here(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(_row(said), None, "the printed prompt")


SHARE = r"{percent:INT}%(?: \({count:INT} of {cases:INT}\))?"


def _share(reading: Reading, said: Said, found: re.Match[str]) -> Row:
    row = _row(said)
    reading.so(row is not None, "the report prints no such prompt")
    assert row is not None
    reading.same(found["percent"], row["percent"], "percentage")
    counts = _fitting(said.one, row)
    count = (counts[0], said.one.cases(row["standard_id"])) if counts and len(counts) == 1 else None
    told = (int(found["count"]), int(found["cases"])) if found["count"] else None
    reading.same(told, count, "count")
    return row


@understands("prompts.share", CELL, SHARE)
def _only_share(reading: Reading, said: Said, found: re.Match[str]) -> None:
    row = _share(reading, said, found)
    reading.same(_applied(said.one, row), None, "cases where it applied, which are not told")


@understands(
    "prompts.share_and_applied",
    CELL,
    rf"{SHARE}; {{sufficient:INT}} of the {{applied:INT}} cases where it applied",
)
def _share_and_applied(reading: Reading, said: Said, found: re.Match[str]) -> None:
    row = _share(reading, said, found)
    told = int(found["sufficient"]), int(found["applied"])
    reading.same(told, _applied(said.one, row), "cases where it applied")


@understands(
    "prompts.share_and_one_applied", CELL, rf"{SHARE}; {{sufficient:INT}} of the 1 case where it applied"
)
def _share_and_one(reading: Reading, said: Said, found: re.Match[str]) -> None:
    row = _share(reading, said, found)
    reading.same((int(found["sufficient"]), 1), _applied(said.one, row), "cases where it applied")


@understands(
    "prompts.as_printed", CAPTION,
    r"The share of cases judged sufficient for each prompt, as the annexe prints it\.|"
    r"Where we could check, the annexe counts a case that the prompt did not apply to as "
    r"not sufficient, so a low share "
    r"can also mean that the prompt seldom applied\.|That is why we draw no interval\.",
)  # fmt: skip
def _as_printed(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.so(bool(printed(said)), "nothing is printed")


@understands(
    "prompts.only_percentage", CAPTION,
    r"Where no (?:single )?whole number of the inspected cases gives the printed "
    r"percentage, we show the percentage alone\.",
)  # fmt: skip
def _only_percentage(reading: Reading, said: Said, found: re.Match[str]) -> None:
    counts = [_fitting(*one) for one in printed(said)]
    reading.so(() in counts, "each printed percentage fits a whole number, or more than one")


@understands(
    "prompts.several_counts", CAPTION,
    r"Where more than one whole number of the inspected cases gives the printed "
    r"percentage, we show the percentage alone\.",
)  # fmt: skip
def _several(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.so(any(len(_fitting(*one) or ()) > 1 for one in printed(said)), "there is none")


@understands(
    "prompts.applied", CAPTION,
    r"Where the text of the report says how many cases a prompt applied to, we show that as well\.",
)  # fmt: skip
def _where_applied(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.so(any(_applied(*one) for one in printed(said)), "no text says so")


@understands(
    "prompts.no_sample", CAPTION,
    r"We do not have the number of cases inspected for {services:NAMES}, so there is no count\.",
)  # fmt: skip
def _no_sample(reading: Reading, said: Said, found: re.Match[str]) -> None:
    true = {shown.name for shown, row in printed(said) if _fitting(shown, row) is None}
    reading.same(set(names(found["services"])), true, "services without the number of cases")


@understands(
    "prompts.nothing_published", CAPTION,
    r"The prompts under the key questions are not published in (?P<reports>this report|these reports)\.",
)  # fmt: skip
def _nothing_published(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(printed(said), [], "prompts")
    reading.same(found["reports"], "this report" if len(said.about) == 1 else "these reports", "number")
    reading.same(len(with_percents(said)), len(said.about), "reports that were read")


@understands("prompts.nothing_here", CAPTION, r"We have no prompts for these services\.")
def _nothing_here(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(printed(said), [], "prompts")
