"""The annexe of inspection data: a percentage for each prompt of each key question."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from yjs_dash.extract.judgements.question_tokens import percent_tokens, question_tokens
from yjs_dash.extract.layout.joined_rows import JoinedRows
from yjs_dash.extract.layout.pairing import Token, in_rows, pair
from yjs_dash.extract.model import CaseQuestion, Missing, Place
from yjs_dash.extract.structure.sections import DATA_ANNEXE, Sections
from yjs_dash.framework import Framework

_STANDARD = re.compile(
    r"(?<!\d)(?<!\d\.)([1-9])\.([1-9])\.?(?=(?:assess|plann|implement|review|deliver|joint|outofcourt))"
)
_MOST_ROWS = 2_000
_LETTER = re.compile(r"§([a-z])")
_START = re.compile(r"datafrominspectedcases|dataonthecasesinspected")


def read_annexe(sections: Sections, framework: Framework | None) -> tuple[list[CaseQuestion], list[Missing]]:
    at = _rows(sections)
    if not at:
        return [], [
            Missing(
                what="case_questions",
                message="No annexe with the percentages of the prompts was found; reports of joint inspections and "
                "those since June 2022 print none.",
            )
        ]
    joined_rows = JoinedRows([sections.rows[i] for i in at], letter_marks=True)
    found: list[CaseQuestion] = []
    missing: list[Missing] = []
    for block in _blocks(joined_rows):
        standard, dimension, _ = block
        read, unread = _prompts(sections, joined_rows, at, block)
        prompts = _expected(framework, standard, dimension)
        if prompts and max((q.position for q in read), default=0) > prompts:
            missing.append(
                Missing(
                    what=f"case_questions.{standard}.{dimension}",
                    message=f"More than the {prompts} prompts of standard {standard}, "
                    f"{dimension.replace('_', ' ')}, were found in the annexe, so we read none of them.",
                )
            )
            continue
        found += read
        missing += unread
        if prompts and len(read) + len(unread) < prompts:
            missing.append(
                Missing(
                    what=f"case_questions.{standard}.{dimension}",
                    message=f"{len(read)} of {prompts} prompts of standard {standard}, "
                    f"{dimension.replace('_', ' ')}, were found in the annexe.",
                )
            )
    have = {(q.standard, q.dimension) for q in found}
    for standard_id, standard_of in (framework.standards if framework else {}).items():
        for question in standard_of.key_questions:
            if (standard_id, question.dimension) not in have:
                missing.append(
                    Missing(
                        what=f"case_questions.{standard_id}.{question.dimension}",
                        message=f"No prompt of standard {standard_id}, {question.dimension.replace('_', ' ')}, "
                        "was found in the annexe.",
                    )
                )
    return found, missing


def _expected(framework: Framework | None, standard: str, dimension: str) -> int:
    if framework is None or standard not in framework.standards:
        return 0
    question = framework.standards[standard].key_question(dimension=dimension)
    return len(question.prompts) if question else 0


def _rows(sections: Sections) -> list[int]:
    at = [i for span in sections.spans(DATA_ANNEXE) for i in span if not sections.rows[i].blank][:_MOST_ROWS]
    for n, index in enumerate(at):
        if _START.search(sections.rows[index].letters):
            return at[n:]
    return at if any(re.match(r"^\W*\(?[a-i]\s?\)", sections.rows[i].text) for i in at) else []


def _blocks(joined_rows: JoinedRows) -> list[tuple[str, str, list[Token]]]:
    """(standard, dimension, tokens) for each key question of the annexe, in order."""
    standard_marks = [(m.start(), m.end(), f"{m[1]}.{m[2]}") for m in _STANDARD.finditer(joined_rows.text)]
    percents = percent_tokens(joined_rows)
    questions = question_tokens(joined_rows, percents)
    prompts = [
        Token(label=True, value=m[1], row=joined_rows.row_at(m.start()), end_row=joined_rows.row_at(m.start()),
              start=m.start(), end=m.end())
        for m in _LETTER.finditer(joined_rows.text)
    ] + percents  # fmt: skip
    prompts.sort(key=lambda t: t.start)
    blocks: dict[tuple[str, str], list[Token]] = {}
    standard_starts = [start for start, _, _ in standard_marks]
    prompt_starts = [t.start for t in prompts]
    for n, question in enumerate(questions):
        following = bisect_right(standard_starts, question.start)
        if following == 0:
            continue
        standard = standard_marks[following - 1][2]
        stop = questions[n + 1].start if n + 1 < len(questions) else len(joined_rows.text)
        if following < len(standard_marks):
            stop = min(stop, standard_starts[following])
        own = prompts[bisect_left(prompt_starts, question.end) : bisect_left(prompt_starts, stop)]
        if any(t.label for t in own):
            blocks.setdefault((standard, str(question.value)), own)
    return [(standard, dimension, own) for (standard, dimension), own in blocks.items()]


def _prompts(
    sections: Sections, joined_rows: JoinedRows, at: list[int], block: tuple[str, str, list[Token]]
) -> tuple[list[CaseQuestion], list[Missing]]:
    standard, dimension, tokens = block
    direct = _inside(joined_rows, tokens)
    used = {id(token) for both in direct for token in both}
    left = [t for t in tokens if id(t) not in used]
    paired = in_rows(left, joined_rows.rows) or pair(left)
    percents = {id(label): value for label, value in (*direct, *paired.pairs)}
    read: list[CaseQuestion] = []
    missing: list[Missing] = []
    labels = [t for t in tokens if t.label]
    ordered = _in_order(labels)
    name = f"standard {standard}, {dimension.replace('_', ' ')}"
    for position in _passed_over([position for position, _ in ordered]):
        what = f"case_questions.{standard}.{dimension}.{position}"
        missing.append(Missing(what=what, message=f"Prompt {position} of {name}, was not found."))
    if len(ordered) < len(labels):
        missing.append(
            Missing(
                what=f"case_questions.{standard}.{dimension}",
                message=f"Behind the prompts of {name}, the letters begin again. We could not tell which question the "
                "other prompts belong to.",
            )
        )
    for position, label in ordered:
        value = percents.get(id(label))
        if value is None or not isinstance(value.value, int):
            missing.append(
                Missing(
                    what=f"case_questions.{standard}.{dimension}.{position}",
                    message=f"The percentage of prompt {label.value}) of {name}, was not found.",
                )
            )
            continue
        index = at[value.row]
        place = Place(page=sections.page_at(index), line=sections.rows[index].number)
        read.append(
            CaseQuestion(
                standard=standard, dimension=dimension, position=position, letter=str(label.value),
                percent=value.value, place=place,
            )
        )  # fmt: skip
    return read, missing


def _in_order(labels: Sequence[Token]) -> list[tuple[int, Token]]:
    """Prompts with their positions, by their letters: one that is passed over leaves its position free.

    A letter may be printed twice; where the letters begin again, another list has begun, whose question was not found.
    """
    found: list[tuple[int, Token]] = []
    position, last = 0, ord("a") - 1
    for label in labels:
        letter = ord(str(label.value).lower())
        if letter < last:
            break
        position += max(1, letter - last)
        found.append((position, label))
        last = letter
    return found


def _passed_over(positions: Sequence[int]) -> list[int]:
    """Positions before the last whose prompt was not found."""
    return sorted(set(range(1, max(positions, default=0))) - set(positions))


def _inside(joined_rows: JoinedRows, tokens: Sequence[Token]) -> list[tuple[Token, Token]]:
    """Percentages between the lines of a prompt: after its letter and before its question mark."""
    found: list[tuple[Token, Token]] = []
    labels = [t for t in tokens if t.label]
    for n, label in enumerate(labels):
        limit = labels[n + 1].start if n + 1 < len(labels) else len(joined_rows.text)
        end = joined_rows.text.find("?", label.end, limit)
        within = [t for t in tokens if not t.label and label.end < t.start and t.end <= end]
        if len(within) == 1:
            found.append((label, within[0]))
    return found
