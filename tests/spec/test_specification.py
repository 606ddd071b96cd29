"""Every case of the specification is asked of the code; the page is the one that the cases give now."""

from __future__ import annotations

import pytest

from tests.spec.cases import Case, page
from tests.spec.topics import FILE, TOPICS

CASES = [one for topic in TOPICS for one in topic.cases]


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.title)
def test_the_code_gives_the_answer_of_the_case(one: Case) -> None:
    assert list(one.ask(one.table)) == list(one.answer)


def test_the_page_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == page(TOPICS), "run: python -m tests.spec"


def test_a_title_stands_once() -> None:
    titles = [one.title for one in CASES]
    assert len(titles) == len(set(titles)) >= 25
