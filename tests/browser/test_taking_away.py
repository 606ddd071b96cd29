"""The pack from the menu, a chart as a picture, and the page that works without a network."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from pptx import Presentation

from tests.browser.visitor import TWO, Visit
from yjs_dash.compare import Catalogue
from yjs_dash.export.board_packs import file_of, pack_for
from yjs_dash.store import data_directory, read_data_set

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MENU, SLIDES, READY = re.compile("Take away"), re.compile("Slides"), re.compile("^Download: Slides")
PICTURE, TABLE_BELOW = re.compile("Download as picture"), re.compile("as a table", re.IGNORECASE)


def test_the_menu_makes_slides_of_the_chosen_services(visit: Visit) -> None:
    visitor = visit(services=TWO)
    page = visitor.page
    page.get_by_role("button", name=MENU).click()
    page.get_by_role("button", name=SLIDES).first.click()
    ready = page.get_by_role("button", name=READY)
    ready.wait_for()
    visitor.settled()
    with page.expect_download() as waiting:
        ready.click()
    assert waiting.value.suggested_filename == "board-pack-suffolk-sutton.pptx"
    deck = Presentation(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    cover = " ".join(shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame)
    assert "Suffolk and Sutton" in cover
    root = page.evaluate("location.origin")
    assert f"{root}/?services=Suffolk&services=Sutton" in cover
    # The square code of the address, with the address as its alternative text.
    assert sum(shape.shape_type == 13 for shape in deck.slides[0].shapes) == 1


def test_a_chart_is_a_picture_with_its_finding_and_source(visit: Visit) -> None:
    visitor = visit("/domains", services=TWO, standard="2.3")
    page = visitor.page
    page.get_by_text(TABLE_BELOW).first.click()
    button = page.get_by_role("button", name=PICTURE)
    button.wait_for()
    visitor.settled()
    drawn = page.locator(".js-plotly-plot .main-svg").first.bounding_box()
    assert drawn is not None
    with page.expect_download() as waiting:
        button.click()
    assert waiting.value.suggested_filename.endswith(".png")
    picture = Image.open(Path(waiting.value.path()))
    # Twice the size of the drawing, and higher: words stand above and below it.
    assert picture.width == pytest.approx(2 * (drawn["width"] + 40), abs=4)
    assert picture.height > 2 * drawn["height"] + 150
    top = picture.convert("L").crop((0, 0, picture.width, 120))
    darkest, lightest = top.getextrema()
    assert darkest < 60
    assert lightest > 200


@pytest.fixture
def offline_page(browser: Browser, tmp_path: Path) -> Iterator[tuple[Page, list[str], list[str]]]:
    """The page of two services in a browser without a network; what it asked for; what the browser complained of."""
    path = tmp_path / "pack.html"
    pack = pack_for(Catalogue(read_data_set(data_directory())), ["suffolk", "sutton"])
    path.write_bytes(file_of(pack, "html"))
    context = browser.new_context(offline=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path.as_uri())
    page.locator(".chart .main-svg").last.wait_for()
    yield page, asked, complaints
    context.close()


def test_the_page_draws_every_chart_without_a_network(
    offline_page: tuple[Page, list[str], list[str]],
) -> None:
    page, asked, complaints = offline_page
    assert asked == [page.url]
    assert complaints == []
    places = page.locator(".chart")
    assert places.count() > 15
    assert page.locator(".chart:not(:has(.main-svg))").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_page_runs_no_other_script(offline_page: tuple[Page, list[str], list[str]]) -> None:
    page, _, complaints = offline_page
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = true';"
        " document.body.append(s); }"
    )
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in text for text in complaints)
