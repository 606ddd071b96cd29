"""The paper for the agenda: headings, tables and language as a word processor understands them."""

from __future__ import annotations

import io
import re
from functools import cache
from itertools import pairwise
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from tests.export.published import ratings
from yjs_dash.export.board_packs import file_of
from yjs_dash.export.pack import BoardPack


@cache
def _opened(pack: BoardPack) -> Any:
    return docx.Document(io.BytesIO(file_of(pack, "docx")))


@pytest.fixture
def document(pack: BoardPack) -> Any:
    """The paper of a pack, opened again."""
    return _opened(pack)


def test_headings_follow_each_other_without_a_gap(document: Any) -> None:
    levels = [
        int(p.style.name.removeprefix("Heading "))
        for p in document.paragraphs
        if p.style.name.startswith("Heading ")
    ]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert {"What the inspectors judged", "How we compare", "Questions to ask"} <= set(headings)


def test_it_is_a4_in_british_english_with_a_title(document: Any, pack: BoardPack) -> None:
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert document.core_properties.title == pack.title
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_every_table_has_a_head_that_is_marked_and_a_caption(document: Any) -> None:
    assert document.tables
    for table in document.tables:
        first, *others = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in others)
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None


def test_the_ratings_are_those_of_the_data_set(document: Any, pack: BoardPack) -> None:
    found = {}
    for table in document.tables:
        head, *rows = ([cell.text for cell in row.cells] for row in table.rows)
        if head[0] == "Standard" and len(head) == 1 + len(pack.view.selection.entries):
            for number, *cells in rows:
                for service, cell in zip(head[1:], cells, strict=True):
                    if not cell.startswith("Not a standard"):
                        found[service, number.partition(" ")[0]] = cell.removesuffix(" [e]")
    known = ratings(pack)
    assert {key: found.get(key) for key in known} == known


def test_each_finding_is_followed_by_its_source(packs: dict[str, BoardPack]) -> None:
    document = docx.Document(io.BytesIO(file_of(packs["two"], "docx")))
    items = [p.text for p in document.paragraphs if p.text.startswith("The rate of first-time entrants")]
    assert items
    assert all(re.search(r"\. Source: Local Authority Interactive Tool, edition of ", item) for item in items)
