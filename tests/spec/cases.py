"""What a case is, and how cases become a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Row = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """What is known: names of columns and rows of cells, as text."""

    head: Row
    rows: tuple[Row, ...]

    def pairs(self) -> dict[str, str]:
        """A table of two columns as first cell → second cell."""
        return dict(self.rows)


@dataclass(frozen=True)
class Case:
    """One thing that the app does. `title`: a sentence; `ask` works the answer out, from the table alone."""

    title: str
    table: Table
    question: str
    answer: tuple[str, ...]
    ask: Callable[[Table], Sequence[str]]


@dataclass(frozen=True)
class Topic:
    """Cases of one kind, with a few words before them."""

    name: str
    about: str
    cases: tuple[Case, ...]


def case(
    title: str,
    *,
    head: Row,
    rows: Sequence[Row],
    question: str,
    answer: str | Sequence[str],
    ask: Callable[[Table], str | Sequence[str]],
) -> Case:
    """A case whose answer is one sentence or several lines."""
    wanted = (answer,) if isinstance(answer, str) else tuple(answer)

    def lines(table: Table) -> Sequence[str]:
        found = ask(table)
        return (found,) if isinstance(found, str) else found

    return Case(title, Table(head, tuple(rows)), question, wanted, lines)


HEAD = """# What the app works out, case by case

Made by `python -m tests.spec` from the cases in `tests/spec/`; do not edit it here. Every answer is asked of the code
by the tests, so that this page is true of the version it stands beside.

Each case is a table, a question, and the answer in the words that the app uses. Newtown, Oldtown and the other places
do not exist, and their figures are made up. Where a case does not say otherwise, the inspection is one by the 2021
framework, and each sample has as many cases as the table says.
"""


def page(topics: Sequence[Topic]) -> str:
    """The page in Markdown: contents, then each topic with its cases, numbered throughout."""
    lines = [HEAD, *(f"- [{topic.name}](#{_anchor(topic.name)})" for topic in topics), ""]
    number = 0
    for topic in topics:
        lines += [f"## {topic.name}", "", topic.about, ""]
        for one in topic.cases:
            number += 1
            lines += _case(one, number)
    return "\n".join(lines).rstrip() + "\n"


def _case(one: Case, number: int) -> Iterator[str]:
    yield from (f"### {number}. {one.title}", "")
    yield f"| {' | '.join(one.table.head)} |"
    yield "|" + " --- |" * len(one.table.head)
    for row in one.table.rows:
        yield f"| {' | '.join(row)} |"
    yield from ("", f"**{one.question}**", "")
    if len(one.answer) == 1:
        yield f"> {one.answer[0]}"
    else:
        yield from (f"> - {line}" for line in one.answer)
    yield ""


def _anchor(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    kept = "".join(sign for sign in heading.lower() if sign.isalnum() or sign in " -")
    return kept.replace(" ", "-")
