"""A board pack as a paper for the agenda: a few A4 pages with real headings and tables."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from yjs_dash.charts.theme import LIGHT, RATING_FILL, RATING_TEXT
from yjs_dash.export.exhibit import Cell, Grid
from yjs_dash.export.pack import BoardPack, Part
from yjs_dash.narrate import pack as say
from yjs_dash.narrate.numbers import date_words
from yjs_dash.narrate.pages import PAGE_SOURCE

FONT, LANGUAGE = "Arial", "en-GB"
TEXT_SIZE, SMALL_SIZE = 10.5, 8.5
"""Points."""
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 210.0, 297.0, 20.0
"""Millimetres: A4."""


def paper(pack: BoardPack) -> bytes:
    """The pack as a Word document."""
    import docx

    document = docx.Document()
    _prepare(document, pack)
    document.add_heading(pack.title, level=0)
    document.add_paragraph(pack.subject).runs[0].bold = True
    document.add_paragraph(f"{pack.made}. {say.link(pack.address)}")
    overview, *ratings = pack.judged.parts
    document.add_heading(pack.judged.heading, level=1)
    _add_finding(document, overview)
    document.add_heading(say.COMPARE(), level=1)
    for part in ratings:
        _add_finding(document, part)
    _add_standards(document, pack)
    for chapter in (pack.local, pack.children, pack.national):
        if chapter.parts:
            document.add_heading(chapter.heading, level=1 if chapter is pack.local else 2)
            _add_findings(document, chapter.parts)
    if pack.not_known:
        document.add_heading(say.NOT_KNOWN(), level=2)
        _add_list(document, pack.not_known)
    document.add_heading(pack.questions.heading, level=1)
    for one in (questions for part in pack.questions.parts for questions in part.questions):
        if one.heading:
            document.add_heading(one.heading, level=2)
        _add_list(document, one.questions)
    _add_sources(document, pack)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _prepare(document: Any, pack: BoardPack) -> None:
    """Size of the page, typefaces, language, and what stands at the foot of every page."""
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE_WIDTH), Mm(PAGE_HEIGHT)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    document.core_properties.title, document.core_properties.language = pack.title, LANGUAGE
    document.core_properties.subject, document.core_properties.author = pack.subject, ""
    sizes = {"Normal": TEXT_SIZE, "Title": 18, "Heading 1": 15, "Heading 2": 12, "List Bullet": TEXT_SIZE}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        if name != "Normal":
            style.font.color.rgb = _colour(LIGHT.text)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    document.styles["List Bullet"].paragraph_format.space_after = Pt(2)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    foot = section.footer.paragraphs[0]
    _add_small(foot, f"{pack.subject}. {pack.made}. ")
    _add_page_number(foot)


def _colour(colour: str) -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(colour.lstrip("#"))


def _add_page_number(paragraph: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _add_small(paragraph: Any, words: str) -> None:
    from docx.shared import Pt

    run = paragraph.add_run(words)
    run.font.size, run.font.color.rgb = Pt(SMALL_SIZE), _colour(LIGHT.muted)


def _add_finding(document: Any, part: Part) -> None:
    """A finding with its table, what belongs beside it, and its source."""
    lead = document.add_paragraph()
    lead.add_run(_sentence(part.title)).bold = True
    lead.paragraph_format.keep_with_next = True
    if part.grid is not None:
        _add_table(document, part.grid)
    if part.source:
        _add_small(document.add_paragraph(), PAGE_SOURCE(source=part.source))
    _add_list(document, part.said)


def _add_findings(document: Any, parts: Sequence[Part]) -> None:
    """Findings as a list, each with its source; one that is told in sentences is followed by them."""
    for part in parts:
        item = document.add_paragraph(style="List Bullet")
        item.add_run(_sentence(part.title))
        if part.source:
            _add_small(item, f" {PAGE_SOURCE(source=part.source)}")
        exhibit = part.exhibit
        told = exhibit is not None and exhibit.chart() is None and exhibit.small_table is None
        sentences = part.notes if told else part.said
        for words in sentences:
            document.add_paragraph(words)


def _add_list(document: Any, sentences: Sequence[str]) -> None:
    for words in sentences:
        document.add_paragraph(words, style="List Bullet")


def _add_standards(document: Any, pack: BoardPack) -> None:
    """What the percentages of each standard say, and where discretion was used."""
    rows = tuple(
        (Cell(part.standard), Cell(_sentence(part.title)))
        for part in pack.standards.parts
        if part.exhibit is not None
    )
    if rows:
        document.add_heading(say.PERCENTAGES(), level=2)
        _add_table(document, Grid(say.PERCENTAGES(), say.PERCENTAGE_HEADS, rows, (0.42, 0.58)))
        sources = dict.fromkeys(part.source for part in pack.standards.parts if part.exhibit is not None)
        documents = dict.fromkeys(_documents("; ".join(sources), pack))
        _add_small(document.add_paragraph(), PAGE_SOURCE(source="; ".join(documents)))
    _add_list(document, [words for part in pack.standards.parts for words in part.said])


def _documents(cited: str, pack: BoardPack) -> Iterator[str]:
    """Titles of the documents in a list of citations."""
    for one in cited.split("; "):
        yield next((row.title for row in pack.sources if one.startswith(row.title)), one)


def _add_table(document: Any, grid: Grid) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    table = document.add_table(rows=1 + len(grid.rows), cols=len(grid.heads), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for name, value in (("w:tblCaption", grid.caption), ("w:tblDescription", grid.caption)):
        described = OxmlElement(name)
        described.set(qn("w:val"), value)
        table._tbl.tblPr.append(described)
    width = PAGE_WIDTH - 2 * MARGIN
    rows = [tuple(Cell(text) for text in grid.heads), *grid.rows]
    for number, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        for place, words, share in zip(row.cells, cells, grid.shares, strict=True):
            place.width = Mm(width * share)
            _fill(place, words, is_head=number == 0)
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for column, share in zip(table.columns, grid.shares, strict=True):
        column.width = Mm(width * share)


def _fill(place: Any, words: Cell, *, is_head: bool) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    paragraph = place.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    run = paragraph.add_run(words.text)
    run.bold, run.font.size = is_head, Pt(SMALL_SIZE + 1)
    colour, fill = LIGHT.text, ""
    if is_head:
        colour, fill = LIGHT.background, LIGHT.series[0]
    elif words.rating:
        colour, fill = RATING_TEXT[words.rating], RATING_FILL[words.rating]
    run.font.color.rgb = _colour(colour)
    if fill:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), fill.lstrip("#"))
        place._tc.get_or_add_tcPr().append(shade)


def _add_sources(document: Any, pack: BoardPack) -> None:
    document.add_heading(say.SOURCES(), level=1)
    for row in pack.sources:
        item = document.add_paragraph(style="List Bullet")
        published = f"{date_words(row.published)}, " if row.published else ""
        _add_small(item, f"{row.title}, {row.publisher}, {published}{row.licence}")
        if row.url:
            _add_small(item, f", {row.url}")
    _add_small(document.add_paragraph(), say.LICENCE())


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?")) else f"{words}."
