"""The table beside a chart, and its download."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.visitor import ROOT, TWO, Serve, Visit, Visitor

TABLE_BELOW = re.compile(r"as a table", re.IGNORECASE)
DOWNLOAD = re.compile(r"CSV")
LINES = """cells => cells.map(cell => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  return [cell.innerText, new Set([...range.getClientRects()].map(r => Math.round(r.bottom))).size];
})"""
"""Each cell's text, and over how many lines it runs."""
FORMULA = "=1+1"
MARKUP = "<b>Suffolk</b> ![x](https://example.org/x.png)"


def downloaded(visitor: Visitor) -> list[dict[str, str]]:
    """Rows of the first file that is offered, once all that are offered are there."""
    visitor.settled()
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_role("button", name=DOWNLOAD).first.click()
    assert waiting.value.suggested_filename.endswith(".csv")
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_table_beside_a_chart_opens_and_has_its_figures(visit: Visit) -> None:
    visitor = visit("/domains", services=TWO, standard="2.3")
    assert visitor.page.get_by_role("table", name=re.compile("Key questions")).count() == 0
    visitor.page.get_by_text(TABLE_BELOW).first.click()
    table = visitor.page.get_by_role("table", name=re.compile("Key questions"))
    table.wait_for()
    row = table.get_by_role("row", name=re.compile("Sutton")).filter(has_text="63").first.inner_text().split()
    assert {"63", "5", "8"} <= set(row)


def test_the_download_has_the_figures_of_the_chart(visit: Visit) -> None:
    visitor = visit("/domains", services=TWO, standard="2.3")
    visitor.page.get_by_text(TABLE_BELOW).first.click()
    visitor.page.get_by_role("table", name=re.compile("Key questions")).wait_for()
    rows = [list(row.values()) for row in downloaded(visitor)]
    assert len(rows) == 6
    assert any({"Sutton", "63", "5", "8"} <= set(row) for row in rows)
    assert all("HM Inspectorate of Probation" in " ".join(row) for row in rows)


def test_a_download_is_there_however_much_others_press_meanwhile(visit: Visit) -> None:
    """Streamlit throws files away that no visitor holds, each time the script of any visitor ends."""
    visitor = visit(services=TWO)
    visitor.page.get_by_text(TABLE_BELOW).first.click()
    visitor.page.get_by_role("button", name=DOWNLOAD).first.wait_for()
    visitor.settled()
    taken: list[str] = []
    visitor.page.on(
        "request", lambda request: taken.append(request.url) if "/media/" in request.url else None
    )
    with visitor.page.expect_download():
        visitor.page.get_by_role("button", name=DOWNLOAD).first.click()
    other = visit("/domains", services=["Suffolk"])
    for standard in ("1.1", "1.2", "2.1"):
        other.open("/domains", services=["Suffolk"], standard=standard)
    address = visitor.page.evaluate(
        "[...performance.getEntriesByType('resource')].map(r => r.name).filter(n => n.endsWith('.csv')).pop()"
    )
    assert (address or taken[-1]).endswith(".csv")
    assert visitor.page.request.get(address or taken[-1]).status == 200


def test_a_row_of_a_table_is_no_tower_of_single_words(visit: Visit) -> None:
    visitor = visit("/domains", services=TWO, standard="2.3")
    visitor.page.get_by_text(TABLE_BELOW).first.click()
    table = visitor.page.get_by_role("table", name=re.compile("Key questions"))
    table.wait_for()
    visitor.settled()
    cells = table.locator("tbody").locator("td, th").evaluate_all(LINES)
    assert len(cells) > 6
    assert any(len(text.split()) > 10 for text, _ in cells), "the source is a cell of many words"
    assert [text for text, lines in cells if lines > max(2, 2 * len(text.split()) / 3)] == []


def test_what_is_the_same_in_every_row_is_said_once(visit: Visit) -> None:
    visitor = visit("/context", services=["Suffolk"])
    visitor.page.get_by_text(TABLE_BELOW).first.click()
    said = visitor.page.get_by_text(re.compile("^In every row: "))
    said.wait_for()
    assert "Unit: per 100,000 aged 10–17" in said.inner_text()
    names = visitor.page.get_by_role("table").last.get_by_role("columnheader").all_inner_texts()
    assert {"Period", "Value"} <= set(names)
    assert "Unit" not in names


def test_the_ratings_can_be_taken_away_from_the_comparison(visit: Visit) -> None:
    visitor = visit(services=TWO)
    visitor.page.get_by_text(TABLE_BELOW).first.click()
    visitor.page.get_by_role("button", name=DOWNLOAD).first.wait_for()
    rows = downloaded(visitor)
    assert len(rows) == 26
    assert sum("Outstanding" in row.values() for row in rows) == 1


@pytest.fixture(scope="module")
def tampered(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A second server, with names in its data that a spreadsheet or a browser would take for commands."""
    data = tmp_path_factory.mktemp("tampered") / "data"
    shutil.copytree(ROOT / "data", data)
    services = data / "services.csv"
    lines = services.read_text(encoding="utf-8").splitlines()
    renamed = {"sutton": FORMULA, "suffolk": MARKUP}
    with services.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for row in csv.reader(lines):
            writer.writerow([row[0], renamed.get(row[0], row[1]), *row[2:]])
    with serve(YJS_DASH_DATA=str(data)) as address:
        yield address


def test_a_name_that_begins_like_a_formula_is_no_formula_in_the_download(visit: Visit, tampered: str) -> None:
    visitor = visit(on=tampered, services=[FORMULA])
    visitor.rating(FORMULA, "2.3").wait_for()
    visitor.page.get_by_text(TABLE_BELOW).first.click()
    visitor.page.get_by_role("button", name=DOWNLOAD).first.wait_for()
    cells = [cell for row in downloaded(visitor) for cell in row.values()]
    assert f"'{FORMULA}" in cells
    assert not any(cell.startswith(("=", "+", "@")) for cell in cells)


@pytest.mark.parametrize("path", ["/", "/domains", "/data"])
def test_markup_in_the_data_is_shown_as_it_is(path: str, visit: Visit, tampered: str) -> None:
    parameters = {"/domains": {"standard": "2.3"}, "/data": {"table": "Services", "search": "suffolk"}}.get(
        path, {}
    )
    visitor = visit(path, on=tampered, services=[MARKUP], **parameters)
    assert visitor.chosen == [MARKUP]
    assert visitor.page.locator("img[src*='example.org']").count() == 0
    if path != "/data":
        shown = visitor.page.get_by_role("main").inner_text().replace("\n", " ")
        assert "<b>Suffolk</b>" in shown
        assert visitor.page.get_by_role("main").locator("b").count() == 0
