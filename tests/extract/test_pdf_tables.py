"""Rows of tables from the places of their pieces: made-up pieces, one difficulty of typesetting in each."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from yjs_dash.extract.context.period_names import period_of
from yjs_dash.extract.layout.page_breaks import mend
from yjs_dash.extract.layout.pairing import Token, in_rows
from yjs_dash.extract.layout.rows import Row
from yjs_dash.extract.reading.pdf.columns import unruled_rows
from yjs_dash.extract.reading.pdf.pieces import Piece, attach_marks
from yjs_dash.extract.reading.pdf.rows_of_pdf import rows_of_pdf
from yjs_dash.extract.reading.pdf.rules import Rules
from yjs_dash.extract.reading.pdf.tables import TableRow, cell_text, ruled_rows
from yjs_dash.extract.reading.pdf.values import is_value

SIZE = 10.0


def piece(text: str, left: float, low: float, *, size: float = SIZE) -> Piece:
    return Piece(text=text, left=left, right=left + 0.5 * size * len(text), low=low, high=low + size)


def texts(rows: list[TableRow]) -> list[list[str]]:
    return [[cell_text(cell) for cell in row.cells] for row in rows]


def grid(*heights: float) -> Rules:
    """Lines across at these heights, with a column of words and one of figures."""
    upright = [(x, min(heights), max(heights)) for x in (50.0, 400.0, 450.0)]
    return Rules([(height, 50.0, 450.0) for height in heights], upright)


def test_a_figure_on_two_lines_of_a_narrow_cell_is_one() -> None:
    pieces = [piece("a) Is it seen?", 60, 85), piece("100", 405, 90), piece("%", 405, 78)]
    rows, alone, loose = ruled_rows(pieces, grid(70, 105))
    assert texts(rows) == [["a) Is it seen?", "100%"]]
    assert alone == loose == []


def test_digits_that_a_narrow_cell_has_parted_are_one_figure_and_not_the_last_of_them() -> None:
    pieces = [piece("a) Is it seen?", 60, 85), piece("10", 405, 90), piece("0%", 405, 78)]
    rows, _, _ = ruled_rows(pieces, grid(70, 105))
    assert texts(rows) == [["a) Is it seen?", "100%"]]


def test_a_sign_with_a_mark_behind_it_goes_to_the_digits_above() -> None:
    pieces = [piece("a) Is it seen?", 60, 85), piece("76", 405, 90), piece("%18", 405, 78)]
    rows, _, _ = ruled_rows(pieces, grid(70, 105))
    assert texts(rows) == [["a) Is it seen?", "76%18"]]


@pytest.mark.parametrize("low", [72.0, 84.0, 96.0], ids=["bottom", "middle", "top"])
def test_a_figure_belongs_to_the_cell_that_it_stands_in_wherever_it_stands(low: float) -> None:
    prompt = [piece("a) Is the work seen", 60, 92), piece("and described?", 60, 78)]
    following = [piece("b) Is it clear?", 60, 55), piece("40%", 405, 55)]
    rows, _, _ = ruled_rows([piece("61%", 405, low), *following, *prompt], grid(50, 70, 110))
    assert sorted(texts(rows)) == [
        ["a) Is the work seen and described?", "61%"],
        ["b) Is it clear?", "40%"],
    ]


def test_the_order_of_drawing_makes_no_difference() -> None:
    pieces = [
        piece(text, left, low)
        for text, left, low in (
            ("a) Is it seen?", 60, 100), ("61%", 405, 100), ("b) Is it clear?", 60, 80), ("40%", 405, 80),
        )
    ]  # fmt: skip
    expected = [["a) Is it seen?", "61%"], ["b) Is it clear?", "40%"]]
    for order in (pieces, pieces[::-1], [*pieces[1::2], *pieces[::2]]):
        rows, loose = unruled_rows(order)
        assert texts(rows) == expected
        assert loose == []


def test_without_lines_a_figure_between_two_lines_of_its_prompt_is_that_prompts() -> None:
    pieces = [
        piece("a) Is the work that was done in this case seen", 60, 100),
        piece("and described?", 60, 88),
        piece("61%", 405, 94),
        piece("b) Is it clear?", 60, 76),
        piece("40%", 405, 76),
    ]
    rows, _ = unruled_rows(pieces)
    assert texts(rows) == [["a) Is the work that was done in this case seen and described?", "61%"],
                           ["b) Is it clear?", "40%"]]  # fmt: skip


def test_two_figures_for_one_row_are_left_to_themselves() -> None:
    pieces = [piece("a) Is it seen?", 60, 100), piece("61%", 405, 103), piece("40%", 405, 97)]
    rows, loose = unruled_rows(pieces)
    assert rows == []
    assert {p.text for p in loose} == {p.text for p in pieces}


def test_rows_that_stand_close_are_told_apart_by_their_figures() -> None:
    words = (
        "Children in a unit for pupils who are out of",
        "School for some time",
        "Children who are out of any kind of school",
    )
    pieces = [piece(text, 100, 100 - 12 * n) for n, text in enumerate(words)]
    pieces += [piece("41", 60, 94), piece("36", 60, 76)]
    rows, _ = unruled_rows(pieces)
    assert [row[0] for row in texts(rows)] == ["41", "36"]
    assert texts(rows)[0][1].endswith("School for some time")


def test_cells_that_start_at_different_heights_in_each_column_are_one_row() -> None:
    pieces = [
        piece("Young people in", 60, 100),
        piece("Northmere", 60, 88),
        piece("82%", 250, 100),
        piece("14%", 320, 94),
        piece("4%", 390, 88),
        piece("National average", 60, 70),
        piece("80%", 250, 70),
        piece("15%", 320, 70),
        piece("5%", 390, 70),
    ]
    rows, _ = unruled_rows(pieces)
    assert texts(rows) == [
        ["Young people in Northmere", "82%", "14%", "4%"],
        ["National average", "80%", "15%", "5%"],
    ]


def test_a_small_raised_number_is_a_mark_and_no_figure() -> None:
    pieces = attach_marks([piece("63%", 400, 100), piece("29", 416, 104, size=6)])
    assert [p.text for p in pieces] == ["63%²⁹"]
    assert is_value("63%²⁹")


def test_a_mark_of_which_one_digit_is_known_to_be_raised_is_attached_as_a_whole() -> None:
    pieces = attach_marks([piece("Our rating", 60, 100), piece("¹5", 116, 104, size=6)])
    assert [p.text for p in pieces] == ["Our rating¹⁵"]


def row(page: int, text: str) -> Row:
    return Row(page=page, number=1, text=text, left=60.0, right=500.0, in_table="\t" in text)


def token(*, label: bool, value: object, row: int, at: int) -> Token:
    return Token(label=label, value=value, row=row, end_row=row, start=at, end=at + 1)


def test_a_label_with_two_figures_has_none() -> None:
    rows = [row(1, "a) One?\t61%\t40%"), row(1, "b) Two?\t70%")]
    tokens = [
        token(label=True, value="a", row=0, at=0),
        token(label=False, value=61, row=0, at=5),
        token(label=False, value=40, row=0, at=8),
        token(label=True, value="b", row=1, at=12),
        token(label=False, value=70, row=1, at=15),
    ]
    found = in_rows(tokens, rows)
    assert found is not None
    assert [(a.value, b.value) for a, b in found.pairs] == [("b", 70)]
    assert [t.value for t in found.alone] == ["a"]


def test_a_figure_at_the_foot_of_a_page_is_that_of_the_label_at_the_head_of_the_next() -> None:
    rows = [row(1, "a) One?\t61%"), row(1, "40%"), row(2, "b) Two?"), row(2, "c) Three?\t70%")]
    tokens = [
        token(label=True, value="a", row=0, at=0),
        token(label=False, value=61, row=0, at=5),
        token(label=False, value=40, row=1, at=8),
        token(label=True, value="b", row=2, at=12),
        token(label=True, value="c", row=3, at=15),
        token(label=False, value=70, row=3, at=18),
    ]
    found = in_rows(tokens, rows)
    assert found is not None
    assert {a.value: b.value for a, b in found.pairs} == {"a": 61, "b": 40, "c": 70}


def test_a_figure_without_its_label_is_not_the_neighbours() -> None:
    rows = [row(1, "40%"), row(1, "b) Two?"), row(1, "c) Three?\t70%")]
    tokens = [
        token(label=False, value=40, row=0, at=0),
        token(label=True, value="b", row=1, at=5),
        token(label=True, value="c", row=2, at=8),
        token(label=False, value=70, row=2, at=12),
    ]
    found = in_rows(tokens, rows)
    assert found is not None
    assert [(a.value, b.value) for a, b in found.pairs] == [("c", 70)]


def test_a_sign_that_a_page_break_has_parted_from_its_digits_goes_back_to_them() -> None:
    printed = ["c) Are they drawn on, including\t41", "21 A footnote of the page.", "health services?\t%"]
    mend([1, 1, 2], printed)
    assert printed == [
        "c) Are they drawn on, including\t41%",
        "21 A footnote of the page.",
        "health services?\t",
    ]


def test_a_hyphen_that_ends_what_was_drawn_but_not_the_line_is_a_hyphen() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(60, 700, "Estimates of the population, mid-")
    canvas.drawString(60, 660, "What else was drawn before the end of that line came, on a line of its own.")
    canvas.drawString(60 + canvas.stringWidth("Estimates of the population, mid-"), 700, "2021.")
    canvas.save()
    found = rows_of_pdf(out.getvalue()).decode().splitlines()
    assert [line.partition("\x1f")[2] for line in found if "Estimates" in line] == [
        "Estimates of the population, mid-2021."
    ]


def test_a_year_on_the_line_below_its_hyphen_is_read() -> None:
    assert period_of("UK population estimates, mid- 2021.") == "mid-2021"


@pytest.mark.parametrize("rest", ["%18", "%¹⁸"])
def test_a_sign_alone_on_the_next_page_keeps_the_mark_behind_it(rest: str) -> None:
    printed = ["Is it safe?\t76", rest, "What we saw there."]
    mend([1, 2, 2], printed)
    assert printed == [f"Is it safe?\t76{rest}", "", "What we saw there."]


def test_digits_that_make_no_percentage_stay_apart() -> None:
    printed = ["Children in the unit\t41", "Children out of school\t60%"]
    mend([1, 2], printed)
    assert printed == ["Children in the unit\t41", "Children out of school\t60%"]
