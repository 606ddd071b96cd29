"""Where the mark of a footnote stands when it lost its small print: rows in, the marked row out."""

from __future__ import annotations

import re

import pytest

from yjs_dash.extract.layout.footnote_marks import FootnoteMarks, marks_of
from yjs_dash.extract.layout.footnotes import Footnote
from yjs_dash.extract.layout.rows import Row

NOTHING = re.compile("(?!)")
NOTE = "The rating was changed."


def marks(*lines: tuple[int, str], number: int = 4) -> FootnoteMarks:
    """Page and text of each row; the last row is the footnote."""
    rows = [
        Row(page=page, number=n, text=text, in_table="\t" in text) for n, (page, text) in enumerate(lines, 1)
    ]
    last = len(rows) - 1
    note = Footnote(number=number, text=NOTE, at=last)
    return marks_of(rows, {number: note}, footnote_rows=frozenset({last}), labels=NOTHING)


def test_a_mark_that_a_narrow_cell_has_broken_off_its_percentage_is_that_rows() -> None:
    found = marks((9, "Is it safe?\t60%"), (9, "4"), (9, "Is it kept?\t70%"), (9, f"⁴ {NOTE}"))
    assert found.rows == {0: (4,)}
    assert found.loose == {1: (4,)}
    assert found.unplaced == ()


@pytest.mark.parametrize(
    "lines",
    [
        [(9, "Is it safe?\t60%"), (9, "5"), (9, f"⁴ {NOTE}")],
        [(8, "Is it safe?\t60%"), (9, "4"), (9, f"⁴ {NOTE}")],
        [(8, "Is it safe?\t60%"), (8, "4"), (9, f"⁴ {NOTE}")],
        [(9, "It is safe in 60%"), (9, "4"), (9, f"⁴ {NOTE}")],
        [(9, "Is it safe?\t60"), (9, "4"), (9, f"⁴ {NOTE}")],
        [(9, "Is it safe?\t60%"), (9, "4"), (9, "Is it kept?\t70%"), (9, "4"), (9, f"⁴ {NOTE}")],
    ],
    ids=["another number", "across pages", "another page", "no table", "no percentage", "two of them"],
)
def test_a_number_on_a_row_of_its_own_is_no_mark_where_anything_speaks_against_it(
    lines: list[tuple[int, str]],
) -> None:
    assert [note.number for note in marks(*lines).unplaced] == [4]
