"""Labels and values of a table, in whatever order print gives them; never a guess."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yjs_dash.extract.layout.pairing import Pairing, Token, pair


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
