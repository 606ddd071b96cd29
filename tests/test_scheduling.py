"""How tests are handed out to the workers: by paths that there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scheduling import LONGEST_FIRST, ONE_BY_ONE, rank, unit_of

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("path", [*LONGEST_FIRST, *ONE_BY_ONE])
def test_a_path_that_is_named_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_a_module_stays_together_unless_it_is_handed_out_test_by_test() -> None:
    first, second = (f"tests/app/test_choice.py::test_{n}[a::b]" for n in (1, 2))
    assert unit_of(first) == unit_of(second) == "tests/app/test_choice.py"
    alone = f"{ONE_BY_ONE[0]}::test_1[a]"
    assert unit_of(alone) == alone


def test_the_longest_begin_first_and_the_others_last() -> None:
    ranks = [
        rank(f"{path}::test_1")
        for path in ("tests/truth/test_ratings.py", "tests/app/x.py", "tests/test_stats.py")
    ]
    assert ranks == sorted(set(ranks))
    assert ranks[-1] == len(LONGEST_FIRST)
