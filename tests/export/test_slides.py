"""Slides: what a presentation program finds in the file, and that it has nothing to repair."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Emu

from tests.export.published import percentages, ratings
from yjs_dash.errors import UnreadableFileError
from yjs_dash.export.board_packs import file_of
from yjs_dash.export.pack import BoardPack
from yjs_dash.export.slides import HEIGHT, TEXT_SIZE, TITLE_SIZE, WIDTH, presentation, slides_of
from yjs_dash.narrate import pack as say

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
SIXTEEN_BY_NINE = pytest.approx(16 / 9, abs=0.001)


@pytest.fixture(scope="module")
def files(packs: dict[str, BoardPack]) -> dict[str, bytes]:
    return {name: file_of(pack, "pptx") for name, pack in packs.items()}


@pytest.fixture(params=["two", "six", "bare"])
def case(
    request: pytest.FixtureRequest, packs: dict[str, BoardPack], files: dict[str, bytes]
) -> tuple[BoardPack, Any]:
    """A pack, and its presentation opened again."""
    return packs[request.param], Presentation(io.BytesIO(files[request.param]))


def tables(deck: Any) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in shape.table.rows]
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
    ]


def test_every_part_is_well_formed_and_every_shape_has_a_number_of_its_own(files: dict[str, bytes]) -> None:
    for content in files.values():
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            assert package.testzip() is None
            names = package.namelist()
            assert len(names) == len(set(names))
            for name in names:
                if name.endswith((".xml", ".rels")):
                    root = etree.fromstring(package.read(name))
                    if re.fullmatch(r"ppt/slides/slide\d+\.xml", name):
                        ids = [one.get("id") for one in root.iter(f"{{{NAMESPACES['p']}}}cNvPr")]
                        assert [one for one, times in Counter(ids).items() if times > 1] == []


def test_the_deck_is_wide_and_every_slide_has_a_title_and_no_empty_place(case: tuple[BoardPack, Any]) -> None:
    _, deck = case
    assert deck.slide_width / deck.slide_height == SIXTEEN_BY_NINE
    for slide in deck.slides:
        assert slide.shapes.title is not None
        assert slide.shapes.title.text_frame.text
        assert [one.placeholder_format.idx for one in slide.placeholders] == [0]


def test_nothing_stands_beyond_the_slide_or_on_something_else(case: tuple[BoardPack, Any]) -> None:
    _, deck = case
    for slide in deck.slides:
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height, s.name) for s in slide.shapes]
        for left, top, right, bottom, name in boxes:
            assert min(left, top) >= 0, name
            assert right <= Emu(deck.slide_width) + 9000, name
            assert bottom <= Emu(deck.slide_height) + 9000, name
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                apart = (
                    one[2] <= other[0] + 9000
                    or other[2] <= one[0] + 9000
                    or one[3] <= other[1] + 9000
                    or other[3] <= one[1] + 9000
                )
                assert apart, (slide.shapes.title.text_frame.text, one, other)


def test_titles_and_text_are_large_enough_to_be_read_in_a_room(case: tuple[BoardPack, Any]) -> None:
    _, deck = case
    for slide in deck.slides:
        sizes = {
            run.font.size.pt
            for shape in slide.shapes
            if shape.has_text_frame
            for paragraph in shape.text_frame.paragraphs
            for run in paragraph.runs
            if shape.top < Emu(int(deck.slide_height * 0.89))
        }
        assert sizes <= {TITLE_SIZE, TEXT_SIZE}
        title = slide.shapes.title.text_frame.paragraphs[0].runs[0]
        assert title.font.size.pt == TITLE_SIZE


def test_charts_and_tables_have_alternative_text_and_stay_editable(case: tuple[BoardPack, Any]) -> None:
    pack, deck = case
    graphics = [
        shape for slide in deck.slides for shape in slide.shapes if shape.has_chart or shape.has_table
    ]
    assert graphics
    for shape in graphics:
        assert len(shape._element.nvGraphicFramePr.cNvPr.get("descr", "")) > 20
        if shape.has_chart:
            assert shape.chart.part.chart_workbook.xlsx_part is not None
    assert [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == 13] == []
    assert sum(shape.has_chart for shape in graphics) >= (5 if pack.view.selection.entries else 0)


def test_the_grid_has_each_rating_of_the_data_set(case: tuple[BoardPack, Any]) -> None:
    pack, deck = case
    found = {}
    for rows in tables(deck):
        head, *body = rows
        if head[0] == "Standard":
            for number, *cells in body:
                for service, cell in zip(head[1:], cells, strict=True):
                    if not cell.startswith("Not a standard"):
                        found[service, number.partition(" ")[0]] = cell.removesuffix(" [e]")
    known = ratings(pack)
    assert {key: found.get(key) for key in known} == known


def test_each_chart_of_key_questions_has_the_percentages_of_the_data_set(case: tuple[BoardPack, Any]) -> None:
    pack, deck = case
    found = {}
    for slide in deck.slides:
        for shape in slide.shapes:
            standard = re.match(r"(\d\.\d) .*: share of inspected cases", _subtitle(slide))
            if shape.has_chart and standard:
                for series in shape.chart.plots[0].series:
                    values = sorted(int(value) for value in series.values if value is not None)
                    if values:
                        found[series.name, standard[1]] = values
    assert found == percentages(pack)


def test_intervals_reach_from_the_lower_to_the_upper_bound(packs: dict[str, BoardPack]) -> None:
    deck = Presentation(io.BytesIO(file_of(packs["two"], "pptx")))
    slide = next(one for one in deck.slides if _subtitle(one).startswith("2.3 Implementation and delivery: "))
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    bars = chart._chartSpace.findall(".//c:errBars", NAMESPACES)
    assert len(bars) == 2
    below, above = (
        [float(value.text) for value in bars[1].findall(f"c:{side}//c:v", NAMESPACES)]
        for side in ("minus", "plus")
    )
    # Sutton: 5, 6 and 7 of 8; the Wilson intervals are those of a published table.
    assert [round(63 - below[0]), round(63 + above[0])] == [31, 86]
    assert [round(88 - below[2]), round(88 + above[2])] == [53, 98]


def test_the_notes_say_what_a_finding_can_bear_and_the_foot_where_it_is_from(
    packs: dict[str, BoardPack],
) -> None:
    deck = Presentation(io.BytesIO(file_of(packs["two"], "pptx")))
    slide = next(one for one in deck.slides if _subtitle(one).startswith("2.1 Assessment: "))
    notes = slide.notes_slide.notes_text_frame.text
    assert "One case is worth 4.3 points at Suffolk (23 cases) and 12.5 points at Sutton (8 cases)." in notes
    foot = [
        s.text_frame.text
        for s in slide.shapes
        if s.has_text_frame and s.text_frame.text.startswith("Source:")
    ]
    assert len(foot) == 1
    assert "page" in foot[0]


def test_the_running_order_is_that_of_a_meeting(packs: dict[str, BoardPack]) -> None:
    titles = [slide.title for slide in slides_of(packs["two"])]
    order = [
        "Both require improvement; Sutton is one point short of Good",
        "They differed most in staff, court delivery and court reviewing: two levels apart",
        "Ratings in 1 Organisational delivery",
        "Ratings in 3 Out-of-court disposals",
        next(title for title in titles if title.startswith("The rate of first-time entrants")),
        next(title for title in titles if title.startswith("The reoffending rate at ages 15–17")),
        next(title for title in titles if title.startswith("Aged 10–14")),
        "Suffolk scored 9 and Sutton scored 18",
        say.ASK(),
        say.SOURCES(),
    ]
    places = [titles.index(title) for title in order]
    assert places == sorted(places)


def test_slides_stand_on_the_boards_own_template(packs: dict[str, BoardPack], tmp_path: Path) -> None:
    own = Presentation()
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text = "An old slide"
    path = tmp_path / "own.pptx"
    own.save(str(path))
    deck = Presentation(io.BytesIO(file_of(packs["two"], "pptx", template=path)))
    assert (deck.slide_width, deck.slide_height) == (own.slide_width, own.slide_height)
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles == [slide.title for slide in slides_of(packs["two"])]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"%PDF-1.7", b"\0" * 5000], ids=range(4))
def test_what_is_no_template_is_refused_in_one_sentence(
    content: bytes, packs: dict[str, BoardPack], tmp_path: Path
) -> None:
    path = tmp_path / "wrong.pptx"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=r"^“wrong\.pptx” is not a presentation that we can use\. "):
        file_of(packs["bare"], "pptx", template=path)


def test_a_template_that_unpacks_without_end_is_refused(packs: dict[str, BoardPack], tmp_path: Path) -> None:
    own = io.BytesIO()
    Presentation().save(own)
    path = tmp_path / "bomb.pptx"
    with zipfile.ZipFile(own) as package, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name in package.namelist():
            content = package.read(name)
            if name == "ppt/presentation.xml":
                content = content.replace(b"</p:presentation>", b" " * (900 << 20) + b"</p:presentation>")
            bomb.writestr(name, content)
    with pytest.raises(UnreadableFileError, match=r"^“bomb\.pptx” "):
        file_of(packs["bare"], "pptx", template=path)


def test_a_longest_title_leaves_room_for_what_it_stands_over(packs: dict[str, BoardPack]) -> None:
    slides = [s for s in slides_of(packs["six"]) if s.chart is not None]
    deck = Presentation(io.BytesIO(presentation(slides, title="t")))
    for slide in deck.slides:
        chart = next(shape for shape in slide.shapes if shape.has_chart)
        assert chart.height > Emu(int(deck.slide_height * 2.8 / HEIGHT))
        assert chart.width > Emu(int(deck.slide_width * 12 / WIDTH))


def _subtitle(slide: Any) -> str:
    """The line under the title."""
    texts = [s.text_frame.text for s in slide.shapes if s.has_text_frame and not s.is_placeholder]
    return texts[0] if texts else ""
