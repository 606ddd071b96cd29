"""The table under each standard: three key questions and their percentages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yjs_dash.extract.judgements.question_tokens import inside, percent_tokens, question_tokens
from yjs_dash.extract.layout.joined_rows import JoinedRows
from yjs_dash.extract.layout.pairing import Token, in_rows, pair, two_beside
from yjs_dash.extract.model import KeyQuestion, Missing, Place
from yjs_dash.extract.structure.sections import Sections
from yjs_dash.framework import Framework

_MARKER = "keyquestions"
_TABLE_ROWS = 45
_OTHER_ROWS = 10
_PROMPT = re.compile(r"^\W*\(?[a-z]\s?\)", re.IGNORECASE)


def read_key_questions(
    sections: Sections, framework: Framework | None
) -> tuple[list[KeyQuestion], list[Missing], dict[str, list[int]]]:
    """Percentages, what is missing, and the rows of each standard's table (for footnote marks)."""
    found: list[KeyQuestion] = []
    missing: list[Missing] = []
    tables: dict[str, list[int]] = {}
    expected = {
        s.id: [q.dimension for q in s.key_questions]
        for s in (framework.standards.values() if framework else ())
        if s.key_questions
    }
    for standard in expected or dict.fromkeys(h.key for h in sections.headings if "." in h.key):
        read, rows = _of_standard(sections, standard)
        found += read
        tables[standard] = rows
        have = {q.dimension for q in read}
        for dimension in expected.get(standard, []):
            if dimension not in have:
                missing.append(
                    Missing(
                        what=f"key_questions.{standard}.{dimension}",
                        message=f"We did not find the percentage for {dimension.replace('_', ' ')} in standard "
                        f"{standard}.",
                    )
                )
    for standard_id in framework.standards if framework else ():
        if standard_id not in expected and (other := _other_shares(sections, standard_id)):
            missing.append(
                Missing(
                    what=f"key_questions.{standard_id}",
                    message=f"Standard {standard_id} has {_percentages(other)} for questions other than the three key "
                    "questions, which we did not read.",
                )
            )
    return found, missing, tables


def _percentages(number: int) -> str:
    return "1 percentage" if number == 1 else f"{number} percentages"


def _other_shares(sections: Sections, standard: str) -> int:
    """Percentages of a table of questions under a standard that has no key questions of the three dimensions."""
    for span in sections.spans(standard):
        at = [i for i in span if not sections.rows[i].blank]
        start = _table_start(sections, at)
        if start is not None:
            joined_rows = JoinedRows([sections.rows[i] for i in at[start : start + _OTHER_ROWS]])
            return sum(
                joined_rows.text[t.start - 1 : t.start] == "?"
                or (joined_rows.is_row_start(t.start) and joined_rows.is_row_end(t.end))
                for t in percent_tokens(joined_rows)
            )
    return 0


def _of_standard(sections: Sections, standard: str) -> tuple[list[KeyQuestion], list[int]]:
    best: tuple[list[KeyQuestion], list[int]] = ([], [])
    for span in sections.spans(standard):
        at = [i for i in span if not sections.rows[i].blank]
        start = _table_start(sections, at)
        if start is None:
            continue
        at = at[start : start + _TABLE_ROWS]
        joined_rows = JoinedRows([sections.rows[i] for i in at])
        pairs, last = _table(joined_rows)
        taken: dict[str, KeyQuestion | None] = {}
        for label, value in pairs:
            dimension, percent = str(label.value), value.value
            index = at[value.row]
            place = Place(page=sections.page_at(index), line=sections.rows[index].number)
            known = taken.get(dimension)
            if dimension in taken and (known is None or known.percent != percent):
                taken[dimension] = None
            elif isinstance(percent, int):
                taken[dimension] = KeyQuestion(
                    standard=standard, dimension=dimension, percent=percent, place=place
                )
        read = [q for q in taken.values() if q is not None]
        if len(read) > len(best[0]):
            best = read, at[: last + 2]
    return best


def _table_start(sections: Sections, at: Sequence[int]) -> int | None:
    """Position after the sentence that announces the table, or of the first row with a key question and a share."""
    for n, index in enumerate(at):
        before = sections.rows[at[n - 1]].letters if n else ""
        if (before + sections.rows[index].letters).endswith(_MARKER) and not sections.rows[
            index
        ].text.endswith("?"):
            return n + 1
    for n, index in enumerate(at):
        row = sections.rows[index]
        if (
            row.letters.startswith(("does", "is", "do", "are"))
            and "%" in row.text
            and not _PROMPT.match(row.text)
        ):
            return max(0, n - 2)
    return None


def _table(joined_rows: JoinedRows) -> tuple[tuple[tuple[Token, Token], ...], int]:
    """Questions with their percentages, and the last row of the table.

    The table ends where a key question comes round again as a heading, or prose begins.
    """
    percents = percent_tokens(joined_rows)
    questions = question_tokens(joined_rows, percents)
    seen: set[object] = set()
    stop = len(joined_rows.text)
    for token in questions:
        if token.value in seen:
            stop = token.start
            break
        seen.add(token.value)
    questions = [t for t in questions if t.start < stop]
    direct = inside(questions, percents)
    used = {id(token) for both in direct for token in both}
    left = [t for t in questions if id(t) not in used]
    starts, ends = {t.start for t in left}, {t.end for t in left}
    shares: list[Token] = []
    for token in percents:
        if token.start >= stop or id(token) in used:
            continue
        if questions and len(shares) >= len(left) and token.start > questions[-1].end:
            break
        beside = token.start in ends or token.end in starts or bool(shares and shares[-1].end == token.start)
        if beside or (joined_rows.is_row_start(token.start) and joined_rows.is_row_end(token.end)):
            shares.append(token)
    tokens = sorted([*left, *shares], key=lambda t: t.start)
    crowded = {id(token) for token in two_beside(tokens)}  # two years of a question, or two services
    certain = [t for t in tokens if id(t) not in crowded]
    paired = in_rows(certain, joined_rows.rows) or pair(certain)
    pairs = (*direct, *paired.pairs)
    return pairs, max((max(a.end_row, b.end_row) for a, b in pairs), default=-1)
