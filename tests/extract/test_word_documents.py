"""Word documents: what the word processor prints and the file does not spell out; and files that are none."""

from __future__ import annotations

import io
import itertools
import zipfile
from pathlib import Path

import docx
import pytest

from made_up.reports import QUIET, draw_report
from made_up.reports.setting import Setting
from made_up.reports.truth import FRAMEWORKS
from yjs_dash.errors import DamagedWordFileError, ReportFileTooLargeError, UnsupportedReportFileError
from yjs_dash.extract import extract_file, read_document


def lines(path: Path) -> list[str]:
    return [line.text for line in read_document(path).lines if line.text.strip()]


def changed(path: Path, name: str, *, old: str, new: str) -> Path:
    """The document with a part's text changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    assert old.encode() in parts[name]
    parts[name] = parts[name].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return path


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return draw_report(320, layout="long_2021", noise=QUIET).docx(tmp_path / "draft.docx", setting=Setting())


def test_a_row_of_a_table_is_a_line_with_tabs_and_its_letter(document: Path) -> None:
    prompts = [line for line in lines(document) if line.startswith("a) ") and line.endswith("%")]
    report = extract_file(document, FRAMEWORKS)
    assert len(prompts) == len([q for q in report.case_questions if q.letter == "a"])
    assert all(line.count("\t") == 1 for line in prompts)


def test_numbers_of_lists_are_counted_as_they_are_printed(document: Path) -> None:
    numbered = [line.split(".", 1)[0] for line in lines(document) if line[:1].isdigit() and line[1:3] == ". "]
    report = extract_file(document, FRAMEWORKS)
    assert [str(r.number) for r in report.recommendations] == numbered[: len(report.recommendations)]


def test_a_footnote_stands_behind_what_it_marks(document: Path) -> None:
    printed = lines(document)
    marked = next(n for n, line in enumerate(printed) if line[:-1] == "Population information")
    mark = printed[marked][-1]
    assert any(line.startswith(f"{mark} ") for line in printed[marked + 1 : marked + 4])


def test_a_word_document_has_no_pages_of_its_own(document: Path) -> None:
    report = extract_file(document, FRAMEWORKS)
    assert report.page_numbers is None
    assert {q.place.page for q in report.case_questions} == {None}
    assert all(q.place.line > 0 for q in report.case_questions)


def test_text_that_is_struck_out_is_not_read_and_text_that_was_put_in_is(tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    made = docx.Document()
    made.add_paragraph("KEEP")
    made.save(str(path))
    run = "<w:r><w:t>KEEP</w:t></w:r>"
    gone = '<w:del w:id="1"><w:r><w:delText>61%</w:delText></w:r></w:del>'
    new = '<w:ins w:id="2"><w:r><w:t>63%</w:t></w:r></w:ins>'
    changed(path, "word/document.xml", old=run, new=gone + new)
    assert lines(path) == ["63%"]


def test_a_table_in_words_own_styles_is_read_row_by_row(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(rows=2, cols=2)
    for row, (prompt, figure) in zip(table.rows, (("One?", "61%"), ("Two?", "40%")), strict=True):
        row.cells[0].text, row.cells[1].text = prompt, figure
    made.add_paragraph("First", style="List Number")
    made.add_paragraph("Second", style="List Number")
    path = tmp_path / "draft.docx"
    made.save(str(path))
    assert lines(path) == ["One?\t61%", "Two?\t40%", "1. First", "2. Second"]


def test_a_zip_file_that_is_no_word_document_is_named(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(UnsupportedReportFileError, match="Excel or zip"):
        extract_file(path, FRAMEWORKS)


def test_a_damaged_word_document_says_so(document: Path) -> None:
    changed(document, "word/document.xml", old="</w:document>", new="</w:")
    with pytest.raises(DamagedWordFileError, match=r"“draft\.docx” is damaged"):
        extract_file(document, FRAMEWORKS)


def test_a_document_that_would_unpack_to_gigabytes_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:document/>")
        for n in range(5):
            archive.writestr(f"word/media/{n}.bin", bytes(60 << 20))
    with pytest.raises(ReportFileTooLargeError, match="far more text"):
        extract_file(path, FRAMEWORKS)


def test_entities_that_multiply_are_not_unfolded(document: Path) -> None:
    names = "abcdefghij"
    entities = '<!ENTITY a "lol">' + "".join(
        f'<!ENTITY {one} "{f"&{before};" * 10}">' for before, one in itertools.pairwise(names)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    changed(document, "word/document.xml", old=head, new=f"{head}<!DOCTYPE w:document [{entities}]>")
    changed(document, "word/document.xml", old="<w:t xml:space=\"preserve\">Contextual facts", new=
            "<w:t xml:space=\"preserve\">&j;Contextual facts")  # fmt: skip
    try:
        text = "\n".join(lines(document))
    except DamagedWordFileError:
        return
    assert text.count("lol") == 0


def test_an_open_document_of_another_kind_is_no_report(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    path = tmp_path / "report.odt"
    path.write_bytes(stream.getvalue())
    with pytest.raises(UnsupportedReportFileError):
        extract_file(path, FRAMEWORKS)
