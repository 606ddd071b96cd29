"""The page: one file that asks for nothing, whatever is in the data."""

from __future__ import annotations

import dataclasses
import re
from itertools import pairwise
from typing import Any

import pytest
from lxml import html

from tests.export.published import percentages, ratings
from yjs_dash.export.board_packs import file_of
from yjs_dash.export.pack import BoardPack, Part

MOST_BYTES = 6_000_000
MARKUP = '</script><img src=x onerror="alert(1)"> & “x”'


@pytest.fixture(scope="module")
def texts(packs: dict[str, BoardPack]) -> dict[str, str]:
    return {name: file_of(pack, "html").decode("utf-8") for name, pack in packs.items()}


@pytest.fixture(params=["two", "six", "bare"])
def case(
    request: pytest.FixtureRequest, packs: dict[str, BoardPack], texts: dict[str, str]
) -> tuple[BoardPack, Any]:
    return packs[request.param], html.fromstring(texts[request.param])


def test_it_is_small_enough_to_be_sent(texts: dict[str, str]) -> None:
    assert {name for name, text in texts.items() if len(text.encode()) > MOST_BYTES} == set()


def test_it_asks_for_nothing_and_runs_its_own_scripts_only(case: tuple[BoardPack, Any]) -> None:
    _, root = case
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy.split("style-src")[0]
    assert root.xpath("//link | //iframe | //script[@src] | //img | //object | //@srcset") == []
    assert root.xpath("//*[@onclick or @onload or @onerror]") == []


def test_headings_language_and_tables_are_what_a_screen_reader_needs(case: tuple[BoardPack, Any]) -> None:
    _, root = case
    assert root.get("lang") == "en-GB"
    levels = [int(one.tag[1]) for one in root.xpath("//h1 | //h2 | //h3")]
    assert levels[:2] == [1, 2]
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    tables = root.xpath("//table")
    assert all(
        table.xpath("./caption/text()") and table.xpath("./thead//th[@scope='col']") for table in tables
    )
    charts = root.xpath("//div[@class='chart']")
    assert all(one.get("role") == "img" and len(one.get("aria-label")) > 20 for one in charts)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {one.get("data-figure") for one in charts} <= set(ids)


def test_each_chart_has_its_table_and_source(case: tuple[BoardPack, Any]) -> None:
    pack, root = case
    charts = len(root.xpath("//div[@class='chart']"))
    assert charts == sum(part.exhibit is not None for chapter in pack.chapters for part in chapter.parts)
    tables = root.xpath("//details//table")
    assert len({table.findtext("caption") for table in tables}) == len(tables)
    # Lines and the ranges of neighbours are of the same figures, and have one table.
    ranges = sum(
        part.exhibit is not None and part.exhibit.name.endswith("statistical neighbours")
        for part in pack.local.parts
    )
    assert charts - ranges <= len(tables) <= charts


def test_the_figures_are_those_of_the_data_set(case: tuple[BoardPack, Any]) -> None:
    pack, root = case
    found: dict[tuple[str, str], list[int]] = {}
    for table in root.xpath("//details//table[starts-with(caption, 'Key questions of ')]"):
        standard = table.findtext("caption").removeprefix("Key questions of ").partition(" ")[0]
        for row in table.xpath("./tbody/tr"):
            cells = [cell.text_content() for cell in row]
            found.setdefault((cells[0], standard), []).append(int(cells[2]))
    assert {key: sorted(values) for key, values in found.items()} == percentages(pack)
    text = root.text_content()
    assert all(rating in text for rating in set(ratings(pack).values()))


def test_markup_in_names_stays_text(packs: dict[str, BoardPack]) -> None:
    part = Part(title=MARKUP, subtitle=MARKUP, said=(MARKUP,), source=MARKUP)
    chapter = dataclasses.replace(packs["bare"].judged, heading=MARKUP, parts=(part,))
    text = file_of(dataclasses.replace(packs["bare"], subject=MARKUP, judged=chapter), "html").decode()
    root = html.fromstring(text)
    assert root.xpath("//img") == []
    assert root.xpath("//h2/text()")[0] == MARKUP
    assert re.search(r"<script>[^<]*alert", text) is None
