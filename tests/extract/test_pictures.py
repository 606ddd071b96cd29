"""A figure in its file: the picture of the page that it was read from, or the lines around it."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from made_up.reports import draw_report
from made_up.reports.noise import Noise
from made_up.reports.setting import Setting
from yjs_dash.errors import UnreadableFileError
from yjs_dash.extract import Place, Report, extract_file
from yjs_dash.extract.reading.pdf import picture
from yjs_dash.extract.reading.pdf.picture import picture_of_page
from yjs_dash.extract.reading.surroundings import AROUND, lines_around
from yjs_dash.intake.page_views import is_pdf, lines_near, page_picture, sheet_of
from yjs_dash.store import read_data_set

YELLOW = (255, 235, 90)


def pages(*texts: str, size: tuple[float, float] = A4) -> bytes:
    """A PDF with one line on each of its sheets."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    for text in texts:
        canvas.drawString(100, 400, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def image(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def marked(png: bytes) -> int:
    """How many points of a picture have the colour of the mark."""
    return sum(n for n, colour in image(png).getcolors(1 << 24) or [] if colour == YELLOW)


def test_a_sheet_is_drawn_twelve_hundred_points_wide_with_its_line_marked() -> None:
    data = pages("Planning for desistance 40%", "Another page")
    drawn = image(picture_of_page(data, 1, "Planning for desistance 40%"))
    assert drawn.width == 1200
    assert drawn.height == pytest.approx(1200 * A4[1] / A4[0], abs=2)
    assert drawn.getpixel((round(100 * 1200 / A4[0]) - 2, round((A4[1] - 403) * 1200 / A4[0]))) == YELLOW
    assert marked(picture_of_page(data, 2, "Planning for desistance 40%")) == 0
    assert marked(picture_of_page(data, 1)) == 0


def test_a_line_that_was_mended_is_marked_as_far_as_it_stands_there() -> None:
    data = pages("Planning for desistance 40%")
    assert (
        0
        < marked(picture_of_page(data, 1, "Planning for desistance 38%"))
        < marked(picture_of_page(data, 1, "Planning for desistance 40%"))
    )
    assert marked(picture_of_page(data, 1, "Nothing of the kind")) == 0


def test_only_what_is_near_the_line_is_shown_unless_the_page_is_wanted_as_a_whole() -> None:
    data = pages("Planning for desistance 40%")
    whole = image(picture_of_page(data, 1, "Planning for desistance"))
    part = image(picture_of_page(data, 1, "Planning for desistance", whole=False))
    assert part.width == whole.width
    assert 2 * picture.BAND < part.height < 2 * picture.BAND + 60
    assert image(picture_of_page(data, 1, "Not there at all", whole=False)).height == whole.height


@pytest.mark.parametrize("sheet", [-1, 0, 3, 10_000])
def test_a_sheet_that_is_not_there_gives_nothing(sheet: int) -> None:
    data = pages("One", "Two")
    assert picture_of_page(data, sheet) == b""
    assert page_picture(data, sheet=sheet, line="", whole=True, file="two.pdf") is None


@pytest.mark.parametrize("size", [(20_000.0, 100.0), (100.0, 20_000.0), (3.0, 3.0)])
def test_a_page_of_any_form_is_drawn_within_the_bounds(size: tuple[float, float]) -> None:
    found = page_picture(pages("x", size=size), sheet=1, line="", whole=True, file="odd.pdf")
    assert found is not None
    drawn = image(found.png)
    assert 1 <= drawn.width <= picture.WIDTH + 1
    assert 1 <= drawn.height <= picture.MAX_HEIGHT + 1


def test_a_picture_of_too_many_bytes_is_drawn_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "MAX_BYTES", 1000)
    drawn = image(picture_of_page(pages("Planning for desistance 40%"), 1, "Planning"))
    assert drawn.width < 700


def test_what_is_no_pdf_costs_one_sentence() -> None:
    with pytest.raises(UnreadableFileError, match=r"“broken\.pdf” could not be read"):
        page_picture(b"%PDF-1.7 and nothing else", sheet=1, line="", whole=True, file="broken.pdf")
    assert is_pdf(b"\n%PDF-1.7")
    assert not is_pdf(b"Youth justice")


def test_the_figures_of_a_report_are_marked_on_the_sheets_that_they_were_read_from(tmp_path: Path) -> None:
    path = draw_report(7, layout="long_2021", noise=Noise()).pdf(tmp_path / "report.pdf")
    report = extract_file(path, read_data_set().frameworks)
    data = path.read_bytes()
    for one in (report.ratings[0], report.key_questions[4], report.case_questions[0], report.findings[0]):
        assert marked(picture_of_page(data, sheet_of(report, one.place), one.place.text)) > 100


def test_printed_page_numbers_that_run_behind_the_sheets_lead_to_the_right_sheet(tmp_path: Path) -> None:
    import pypdfium2

    path = draw_report(7, layout="long_2021", noise=Noise(furniture="title_and_number")).pdf(
        tmp_path / "report.pdf"
    )
    document = pypdfium2.PdfDocument(path)
    for at in (0, 0):
        document.new_page(*A4, index=at)
    document.save(tmp_path / "later.pdf")
    frameworks = read_data_set().frameworks
    report, later = (extract_file(one, frameworks) for one in (path, tmp_path / "later.pdf"))
    assert later.key_questions[4].place.page == report.key_questions[4].place.page
    assert (report.sheets_ahead, later.sheets_ahead) == (0, 2)
    assert (later.to_json_dict()["sheets_ahead"], "sheets_ahead" in report.to_json_dict()) == (2, False)
    place = later.key_questions[4].place
    assert (
        marked(picture_of_page((tmp_path / "later.pdf").read_bytes(), sheet_of(later, place), place.text))
        > 100
    )


def test_a_place_without_a_page_is_shown_by_the_first_sheet(report: Report) -> None:
    assert sheet_of(report, None) == 1
    assert sheet_of(report, Place(page=None, line=3)) == 1
    assert sheet_of(replace(report, sheets_ahead=3), Place(page=-5, line=3)) == 1


@pytest.fixture
def report() -> Report:
    return Report(None, None, None, None, None, None, None, {})


def test_the_lines_around_a_line_are_given_with_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("\n".join(f"Line {n}" if n % 2 else "" for n in range(1, 40)), encoding="utf-8")
    found = json.loads(lines_around(path, 21))["lines"]
    assert found == [[n, f"Line {n}"] for n in range(21 - 2 * AROUND, 21 + 2 * AROUND + 1, 2)]
    assert lines_near(path.read_bytes(), number=1, file="report.txt")[0] == (1, "Line 1")
    assert lines_near(path.read_bytes(), number=99, file="report.txt") == []


def test_a_web_page_has_lines_around_too(tmp_path: Path) -> None:
    drawn = draw_report(7, layout="long_2021", noise=Noise())
    path = tmp_path / "report.html"
    path.write_text(drawn.html, encoding="utf-8")
    report = extract_file(path, read_data_set().frameworks)
    place = report.key_questions[0].place
    found = dict(lines_near(path.read_bytes(), number=place.line, file="report.html"))
    assert found[place.line] == place.text


def test_a_word_document_has_the_lines_around_each_of_its_figures(tmp_path: Path) -> None:
    drawn = draw_report(7, layout="long_2021", noise=Noise())
    path = drawn.docx(tmp_path / "report.docx", setting=Setting())
    data = path.read_bytes()
    report = extract_file(path, read_data_set().frameworks)
    assert not is_pdf(data)
    figures = (*report.ratings[:2], *report.key_questions[:2], report.case_questions[0], report.context[0])
    for one in figures:
        lines = lines_near(data, number=one.place.line, file="report.docx")
        numbers = [number for number, _ in lines]
        assert numbers == sorted(set(numbers))
        assert len(numbers) <= 2 * AROUND + 1
        assert dict(lines)[one.place.line] == one.place.text
    (asked,) = [one for one in figures if one is report.key_questions[0]]
    assert (
        f"{asked.percent}"
        in dict(lines_near(data, number=asked.place.line, file="report.docx"))[asked.place.line]
    )


def test_a_picture_says_whether_its_line_was_found(tmp_path: Path) -> None:
    data = pages("Planning for desistance 40%")
    for line, is_marked in (
        ("Planning for desistance 40%", True),
        ("Nothing of the kind", False),
        ("", False),
    ):
        found = page_picture(data, sheet=1, line=line, whole=True, file="one.pdf")
        assert found is not None
        assert (found.is_marked, marked(found.png) > 0) == (is_marked, is_marked)
