"""Characters, words and numbers as print leaves them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yjs_dash.extract.layout.characters import (
    clean,
    letters,
    marks_in,
    normalise,
    rating_of,
    rejoin_words,
    without_marks,
)
from yjs_dash.extract.layout.numbers import NUMBER_WORDS, number, whole_number


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("out\u2011of\u2011court\u00a0disposal", "out-of-court disposal"),
        ("off\u00adence", "offence"),
        ("o\ufb00ence, signi\ufb01cant", "offence, significant"),
        ("Score **18/36**", "Score 18/36"),
        ("a\x00b\u202egood", "a bgood"),
        ("cell\tcell", "cell\tcell"),
        ("over\ufffereaction", "over-reaction"),
        ("We con\ufffeducted 29 interviews", "We conducted 29 interviews"),
    ],
)
def test_odd_characters_become_plain_ones(printed: str, expected: str) -> None:
    assert clean(printed) == expected


def test_footnote_marks_are_apart_from_the_figure_they_stand_beside() -> None:
    assert without_marks("44¹²") == "44"
    assert marks_in("63% ²⁹ and 7³") == (29, 3)
    assert normalise("10–17 years) in Sutton ¹⁰ 59.4%") == "1017years)insutton59.4%"


def test_digits_that_stood_apart_stay_apart() -> None:
    assert normalise("page 34 2.1 Assessment") == "page34~2.1assessment"
    assert normalise("2. 4. Reviewing") == "2.4.reviewing"


def test_broken_words_have_the_letters_of_whole_ones() -> None:
    assert letters("Partners hips & Serv\u00adices ☆") == "partnershipsandservices"


@pytest.mark.parametrize(
    "printed",
    ["Requires improvement", "REQUIRES IMPROVEMENT", "Requires Improve ment", "**requires improvement** ●"],
)
def test_a_rating_is_known_in_any_case_and_spacing(printed: str) -> None:
    assert rating_of(letters(printed)) == "Requires improvement"


def test_a_word_that_is_no_rating_is_none() -> None:
    assert rating_of(letters("Satisfactory")) is None
    assert rating_of(letters("good practice")) is None


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("eight", 8), ("Twenty-two", 22), ("thirty five", 35), ("207,707", 207707), ("12.5", 12.5), ("5.0", 5.0),
        ("one hundred", 100), ("0", 0), ("some", None), ("", None),
    ],
)  # fmt: skip
def test_numbers_in_words_and_figures(printed: str, value: float | None) -> None:
    assert number(printed) == value


def test_every_number_below_a_hundred_has_its_word() -> None:
    assert sorted(set(NUMBER_WORDS.values())) == list(range(101))
    assert all(whole_number(word) == value for word, value in NUMBER_WORDS.items())


def test_only_words_that_matter_are_put_together() -> None:
    assert (
        rejoin_words("22 commu nity sen tences and a note book") == "22 community sentences and a note book"
    )


@given(st.text())
def test_cleaning_leaves_one_line_and_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not set(once) & {"\n", "\r", "\x00", "\u202e", "\u200b"}
