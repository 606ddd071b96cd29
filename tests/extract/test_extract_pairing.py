"""Labels and values of a table, in whatever order print gives them; never a guess."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yjs_dash.extract.layout.pairing import Pairing, Token, across_page_break, pair
from yjs_dash.extract.layout.rows import Row, rows_of
from yjs_dash.extract.reading.documents import document_from_text


def tokens(pattern: str) -> list[Token]:
    """A token a character: upper case a label, lower case a value; a full stop begins a new row."""
    found: list[Token] = []
    row = 0
    for position, character in enumerate(pattern):
        if character == ".":
            row += 1
            continue
        label = character.isupper()
        found.append(
            Token(
                label=label, value=character, row=row, end_row=row, start=2 * position, end=2 * position + 1
            )
        )
    return found


def pairs(pattern: str) -> dict[str, str]:
    return {str(a.value): str(b.value) for a, b in pair(tokens(pattern)).pairs}


def test_label_then_value() -> None:
    assert pairs("Ax.By.Cz") == {"A": "x", "B": "y", "C": "z"}


def test_value_then_label() -> None:
    assert pairs("xA.yB.zC") == {"A": "x", "B": "y", "C": "z"}


def test_all_labels_of_a_block_before_all_its_values() -> None:
    assert pairs("ABC.xyz") == {"A": "x", "B": "y", "C": "z"}
    assert pairs("AB.xy.CD.zw") == {"A": "x", "B": "y", "C": "z", "D": "w"}


def test_a_label_whose_value_is_lost_stays_alone() -> None:
    found = pair(tokens("Ax.B.Cz.Dw"))
    assert {str(a.value) for a, _ in found.pairs} == {"A", "C", "D"}
    assert [t.value for t in found.alone] == ["B"]


def test_two_values_beside_one_label_are_neither() -> None:
    found = pair(tokens("Ax.Byz.Cw"))
    assert {str(a.value) for a, _ in found.pairs} == {"A", "C"}
    assert [t.value for t in found.spare] == ["y", "z"]


def test_a_value_far_below_is_not_taken() -> None:
    assert pairs("A" + "." * 20 + "x") == {}


def test_columns_of_unequal_length_are_not_paired() -> None:
    assert pairs("ABC.xy") == {}


@given(st.text(alphabet="ABCxyz.", max_size=40))
def test_no_token_is_used_twice_or_lost(pattern: str) -> None:
    given_tokens = tokens(pattern)
    found: Pairing = pair(given_tokens)
    used = [id(t) for both in found.pairs for t in both] + [id(t) for t in (*found.alone, *found.spare)]
    assert sorted(used) == sorted(id(t) for t in given_tokens)
    assert all(a.label and not b.label for a, b in found.pairs)


def parted(above: str, foot: str, opening: str, *, value: int) -> tuple[list[tuple[object, object]], int]:
    """Pairs and labels alone, where a figure ends one page and a label opens the next."""
    text = f"A first line of the page\n{above}\n{foot}\f{opening}\nA last line of the page\n"
    rows: list[Row] = [row for row in rows_of(document_from_text(text, name="made-up.txt")) if not row.blank]
    at = next(n for n, row in enumerate(rows) if row.bare == foot)
    figure = Token(label=False, value=value, row=at, end_row=at)
    label = Token(label=True, value="label", row=at + 1, end_row=at + 1)
    found = across_page_break(Pairing(pairs=(), alone=(label,), spare=(figure,)), rows)
    return [(a.value, b.value) for a, b in found.pairs], len(found.alone)


def test_a_figure_at_the_foot_of_a_page_belongs_to_the_label_that_opens_the_next() -> None:
    assert parted("30 Some other label", "46", "Children in school", value=46) == ([("label", 46)], 0)


def test_a_figure_under_another_or_with_words_of_its_own_belongs_to_no_label_of_the_next_page() -> None:
    assert parted("30", "46", "Children in school", value=46) == ([], 1)
    assert parted("30 Some other label", "46 Another", "Children in school", value=46) == ([], 1)
