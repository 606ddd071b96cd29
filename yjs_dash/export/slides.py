"""A board pack as slides: charts and tables that the reader's program can edit.

`slides_of` says what stands on each slide, in plain data; `presentation` draws it, and `presentation_from` does so on
somebody else's template, in a bounded process.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from yjs_dash.charts.theme import LIGHT, RATING_FILL, RATING_TEXT
from yjs_dash.errors import TemplateError
from yjs_dash.export.exhibit import Cell, Grid
from yjs_dash.export.native_chart import NativeChart, NativeSeries
from yjs_dash.export.pack import BoardPack, Part, series_notes, shares_note
from yjs_dash.narrate import pack as say
from yjs_dash.narrate.pages import PAGE_SOURCE
from yjs_dash.sandbox import read_bounded

WIDTH, HEIGHT = 13.333, 7.5
"""Inches: 16 to 9."""
MARGIN = 0.5
TITLE_SIZE, TEXT_SIZE, SOURCE_SIZE = 28, 18, 12
"""Points."""
FONT = "Arial"
LANGUAGE = "en-GB"
MOST_TEMPLATE_BYTES = 20 << 20
_TITLE_TOP, _SOURCE_TOP, _SOURCE_HEIGHT = 0.35, 6.78, 0.5
_WIDTHS: dict[str, float] = {
    **dict.fromkeys("ijl'’|", 0.24), **dict.fromkeys("tf.,;:!()[]/ -", 0.3), "r": 0.34,
    **dict.fromkeys("ckszvxyJ“”", 0.5), **dict.fromkeys("mM", 0.84), **dict.fromkeys("wCDGHNOQRUw", 0.73),
    **dict.fromkeys("W%@—…", 1.0), **dict.fromkeys("ABEFIKLPSTVXYZ&", 0.67),
}  # fmt: skip
"""Widths of characters in parts of their size, in the common faces without serifs; of all others _WIDTH."""
_WIDTH = 0.556
_SPARE = 1.03
"""How much wider text is taken to be than it is in the typeface of the slides, so that it fits in others too."""
_BOLD = 1.08
"""How much wider bold text is."""
_MOST_STRETCH = 1.7
_LINE = 1.2
_GAP, _AFTER = 0.25, 0.1
_LEAST_CHART = 3.2
_CELL_SIDES, _CELL_ENDS = 0.08, 0.03


@dataclass(frozen=True)
class Slide:
    """What stands on one slide. `body`: sentences, those of `headings` in bold. `picture`: a PNG of the cover."""

    title: str
    subtitle: str = ""
    grid: Grid | None = None
    chart: NativeChart | None = None
    body: tuple[str, ...] = ()
    headings: frozenset[str] = frozenset()
    alt: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()
    is_cover: bool = False
    picture: bytes = b""


def slides_of(pack: BoardPack) -> tuple[Slide, ...]:
    """The slides in their running order; what does not fit on one goes on on the next."""
    cover = Slide(
        title=pack.title,
        body=(pack.subject, pack.made, say.link(pack.address)),
        is_cover=True,
        picture=code_of(pack.address),
    )
    return tuple(page for slide in (cover, *_slides(pack)) for page in _paginated(slide))


def presentation(slides: Sequence[Slide], *, title: str, template: bytes | None = None) -> bytes:
    """The slides as a file. On a `template`, its own size, layouts and typefaces."""
    from pptx import Presentation

    deck = Presentation(io.BytesIO(template) if template is not None else None)
    if template is None:
        _widen(deck)
    else:
        _empty(deck)
    layout = _title_layout(deck)
    for slide in slides:
        _draw(deck, layout, slide, own=template is None)
    deck.core_properties.title = title
    deck.core_properties.author = ""
    deck.core_properties.language = LANGUAGE
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def presentation_from(slides: Sequence[Slide], *, title: str, template: Path) -> bytes:
    """The slides on a template, which is opened in a bounded process only.

    Raises:
        UnreadableFileError: the file is no template that slides can stand on.
    """
    task = partial(_on_template, tuple(slides), title=title, template=str(template))
    return read_bounded(task, file=template.name)


def _on_template(slides: tuple[Slide, ...], *, title: str, template: str) -> bytes:
    path = Path(template)
    try:
        if path.stat().st_size > MOST_TEMPLATE_BYTES:
            raise TemplateError(file=path.name, problem="is larger than any template")
        content = path.read_bytes()
    except OSError:
        raise TemplateError(file=path.name, problem="does not exist, or may not be opened") from None
    try:
        return presentation(slides, title=title, template=content)
    except MemoryError:
        raise
    except Exception:  # a library raises on a file what it likes
        raise TemplateError(file=path.name, problem="is not a presentation that we can use") from None


def code_of(address: str) -> bytes:
    """The address as a square code, a PNG; nothing where only its path is known."""
    if address.startswith("/"):
        return b""
    import segno

    file = io.BytesIO()
    segno.make(address, error="m").save(file, kind="png", scale=6, border=2)
    return file.getvalue()


def _slides(pack: BoardPack) -> Iterator[Slide]:
    for chapter in pack.chapters:
        general: tuple[str, ...] = ()
        if chapter is pack.local:
            general = tuple(series_notes(pack.view))
        elif chapter is pack.children:
            general = (shares_note(),)
        for part in chapter.parts:
            yield _slide_of(part, general)
    if pack.not_known:
        yield Slide(title=say.NOT_KNOWN(), body=pack.not_known)
    yield Slide(
        title=say.SOURCES(),
        body=(
            *(", ".join(filter(None, (row.title, row.publisher, row.licence))) for row in pack.sources),
            say.LICENCE(),
        ),
    )


def _slide_of(part: Part, general: tuple[str, ...]) -> Slide:
    chart = part.exhibit.chart() if part.exhibit is not None else None
    small = part.exhibit.small_table if part.exhibit is not None else None
    body = list(part.said)
    headings = []
    if part.exhibit is not None and chart is None and small is None:
        body += part.notes
    for one in part.questions:
        if one.heading:
            body.append(one.heading)
            headings.append(one.heading)
        body += one.questions
    return Slide(
        title=part.title,
        subtitle=(part.exhibit.measure if part.exhibit is not None else "") or part.subtitle,
        grid=small or part.grid,
        chart=chart,
        body=tuple(body),
        headings=frozenset(headings),
        alt=part.alt,
        source=part.source,
        notes=(*part.notes, *general),
    )


def _paginated(slide: Slide) -> Iterator[Slide]:
    """The slide, or several where its rows or sentences need more room than one has."""
    room = _SOURCE_TOP - _body_top(replace(slide, title=say.CONTINUED(title=slide.title))) - 0.1
    pages: list[Slide] = []
    if slide.grid is not None:
        rows, left = slide.grid.rows, room
        head = _head_height(slide.grid)
        for group in _fitting([_row_height(row, slide.grid) for row in rows], room=room - head):
            grid = replace(slide.grid, rows=tuple(rows[n] for n in group))
            pages.append(replace(slide, grid=grid, body=()))
            left = room - _grid_height(grid) - _GAP
        if slide.body and sum(_body_heights(slide)) <= left:
            pages[-1] = replace(pages[-1], body=slide.body)
        elif slide.body:
            pages += _pages_of_text(replace(slide, grid=None), room=room)
    elif slide.chart is not None and slide.body and sum(_body_heights(slide)) > room - _LEAST_CHART:
        pages = [replace(slide, body=()), *_pages_of_text(replace(slide, chart=None), room=room)]
    elif slide.chart is None and slide.body and not slide.is_cover:
        pages = _pages_of_text(slide, room=room)
    for number, page in enumerate(pages or [slide]):
        yield replace(page, title=say.CONTINUED(title=slide.title)) if number else page


def _pages_of_text(slide: Slide, *, room: float) -> list[Slide]:
    groups = _fitting(_body_heights(slide), room=room, heads=[text in slide.headings for text in slide.body])
    return [replace(slide, body=tuple(slide.body[n] for n in group)) for group in groups]


def _body_heights(slide: Slide) -> list[float]:
    width = WIDTH - 2 * MARGIN
    return [_text_height(text, size=TEXT_SIZE, width=width) + _AFTER for text in slide.body]


def _grid_height(grid: Grid) -> float:
    return _head_height(grid) + sum(_row_height(row, grid) for row in grid.rows)


def _head_height(grid: Grid) -> float:
    return _row_height([Cell(text) for text in grid.heads], grid, size=TEXT_SIZE * _BOLD)


def _fitting(
    heights: Sequence[float], *, room: float, heads: Sequence[bool] | None = None
) -> list[list[int]]:
    """Numbers of what stands on each page; one of `heads` is never the last on its page."""
    groups: list[list[int]] = []
    left = 0.0
    for number, height in enumerate(heights):
        follows = heads is not None and heads[number] and number + 1 < len(heights)
        needed = height + heights[number + 1] if follows else height
        if not groups or needed > left:
            groups.append([])
            left = room
        groups[-1].append(number)
        left -= height
    return groups


def _row_height(row: Sequence[Cell], grid: Grid, *, size: float = TEXT_SIZE) -> float:
    width = WIDTH - 2 * MARGIN
    lines = max(
        _lines(cell.text, size=size, width=width * share - 2 * _CELL_SIDES)
        for cell, share in zip(row, grid.shares, strict=True)
    )
    return lines * TEXT_SIZE * _LINE / 72 + 2 * _CELL_ENDS


def _text_height(text: str, *, size: float, width: float) -> float:
    return _lines(text, size=size, width=width) * size * _LINE / 72


def _lines(text: str, *, size: float, width: float) -> int:
    """Lines that a text takes, word by word, in a box `width` inches wide."""
    most, space = width * 72 / size, _em(" ")
    lines, used = 1, 0.0
    for word in text.split():
        need = _em(word)
        if used and used + space + need > most:
            lines, used = lines + 1, 0.0
        used += need + (space if used else 0.0)
        while used > most:
            lines, used = lines + 1, used - most
    return lines


@lru_cache(maxsize=8192)
def _em(word: str) -> float:
    """Width of a word in parts of its size."""
    return _SPARE * sum(_WIDTHS.get(c, _WIDTH) for c in word)


def _title_height(slide: Slide) -> float:
    return _text_height(slide.title, size=TITLE_SIZE * _BOLD, width=WIDTH - 2 * MARGIN) + 0.1


def _subtitle_height(slide: Slide) -> float:
    return _text_height(slide.subtitle, size=TEXT_SIZE, width=WIDTH - 2 * MARGIN) if slide.subtitle else 0.0


def _body_top(slide: Slide) -> float:
    return _TITLE_TOP + _title_height(slide) + _subtitle_height(slide) + 0.15


# From here on: drawing with python-pptx, whose objects have no types.


def _widen(deck: Any) -> None:
    """The library's own template is 4 to 3: its size, and what stands on its layouts, becomes 16 to 9."""
    from pptx.util import Inches

    scale = Inches(WIDTH) / deck.slide_width
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    for holder in (deck.slide_master, *deck.slide_layouts):
        for shape in holder.placeholders:
            if shape.element.spPr.xfrm is not None:
                shape.left, shape.width = int(shape.left * scale), int(shape.width * scale)


def _empty(deck: Any) -> None:
    """A template's own slides go."""
    listed = deck.slides._sldIdLst
    for one in list(listed):
        deck.part.drop_rel(one.rId)
        listed.remove(one)


def _title_layout(deck: Any) -> Any:
    """The layout that has a title and the fewest other places to fill."""

    def others(layout: Any) -> int:
        return sum(shape.placeholder_format.type not in _kept_types() for shape in layout.placeholders)

    titled = [layout for layout in deck.slide_layouts if _title_of(layout) is not None]
    if not titled:
        raise TemplateError(file="", problem="has no layout with a title")
    return min(titled, key=others)


def _title_of(layout: Any) -> Any:
    return next((shape for shape in layout.placeholders if shape.placeholder_format.idx == 0), None)


def _kept_types() -> tuple[Any, ...]:
    from pptx.enum.shapes import PP_PLACEHOLDER

    return (
        PP_PLACEHOLDER.TITLE,
        PP_PLACEHOLDER.CENTER_TITLE,
        PP_PLACEHOLDER.DATE,
        PP_PLACEHOLDER.FOOTER,
        PP_PLACEHOLDER.SLIDE_NUMBER,
    )


class _Page:
    """One slide being drawn; places are inches on our own slide, scaled to the deck's."""

    def __init__(self, deck: Any, layout: Any, *, own: bool) -> None:
        self.slide, self.own = deck.slides.add_slide(layout), own
        self._across, self._down = deck.slide_width / WIDTH, deck.slide_height / HEIGHT
        for shape in list(self.slide.placeholders):
            if shape.placeholder_format.idx != 0:
                shape.element.getparent().remove(shape.element)

    def box(self, left: float, top: float, width: float, height: float) -> tuple[int, int, int, int]:
        across, down = self._across, self._down
        return int(left * across), int(top * down), int(width * across), int(height * down)

    def text(
        self,
        paragraphs: Sequence[tuple[str, bool]],
        place: tuple[float, float, float, float],
        *,
        size: float,
        colour: str,
        after: float = 0.0,
    ) -> Any:
        """A text box; each paragraph with whether it is bold."""
        frame = self.slide.shapes.add_textbox(*self.box(*place)).text_frame
        _fill_frame(frame, paragraphs, size=size, colour=colour if self.own else "", after=after)
        return frame


def _draw(deck: Any, layout: Any, slide: Slide, *, own: bool) -> None:
    page = _Page(deck, layout, own=own)
    title = page.slide.shapes.title
    across = WIDTH - 2 * MARGIN
    top = 2.2 if slide.is_cover else _TITLE_TOP
    title.left, title.top, title.width, title.height = page.box(MARGIN, top, across, _title_height(slide))
    _fill_frame(
        title.text_frame, [(slide.title, True)], size=TITLE_SIZE, colour=LIGHT.text if own else "", font=own
    )
    top += _title_height(slide)
    if slide.subtitle:
        place = (MARGIN, top, across, _subtitle_height(slide))
        page.text([(slide.subtitle, False)], place, size=TEXT_SIZE, colour=LIGHT.muted)
    body = (MARGIN, top + 0.3, across, 2.5) if slide.is_cover else _body_place(slide)
    _draw_body(page, slide, body)
    if slide.picture:
        _draw_picture(page, slide)
    if slide.source:
        _draw_source(page, slide.source)
    if not slide.is_cover:
        _draw_number(page)
    if slide.notes or slide.source:
        said = [*slide.notes, *([PAGE_SOURCE(source=slide.source)] if slide.source else [])]
        page.slide.notes_slide.notes_text_frame.text = "\n".join(said)


def _draw_body(page: _Page, slide: Slide, place: tuple[float, float, float, float]) -> None:
    left, top, width, room = place
    if slide.grid is not None:
        below = sum(_body_heights(slide)) + _GAP if slide.body else 0.0
        top += _draw_table(page, slide.grid, (left, top, width, room - below), alt=slide.alt) + _GAP
    elif slide.chart is not None:
        height = room - sum(_body_heights(slide))
        _draw_chart(page, slide.chart, (left, top, width, height), alt=slide.alt)
        top += height
    if slide.body:
        words = [(text, text in slide.headings) for text in slide.body]
        height = place[1] + room - top
        page.text(words, (left, top, width, height), size=TEXT_SIZE, colour=LIGHT.text, after=_AFTER)


def _draw_picture(page: _Page, slide: Slide) -> None:
    """The address as a square code, at the lower right of the cover."""
    left, top, side, _ = page.box(WIDTH - MARGIN - 2, HEIGHT - MARGIN - 2, 2, 2)
    shape = page.slide.shapes.add_picture(io.BytesIO(slide.picture), left, top, side, side)
    shape._element.nvPicPr.cNvPr.set("descr", slide.body[-1])


def _body_place(slide: Slide) -> tuple[float, float, float, float]:
    top = _body_top(slide)
    return MARGIN, top, WIDTH - 2 * MARGIN, _SOURCE_TOP - top - 0.1


def _fill_frame(
    frame: Any,
    paragraphs: Sequence[tuple[str, bool]],
    *,
    size: float,
    colour: str,
    after: float = 0.0,
    font: bool = True,
) -> None:
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
    from pptx.util import Inches, Pt

    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    for number, (text, bold) in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Inches(after)
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold = Pt(size), bold
        run.font._element.set("lang", LANGUAGE)
        if font:
            run.font.name = FONT
        if colour:
            run.font.color.rgb = _colour(colour)


def _colour(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour.lstrip("#"))


def _draw_source(page: _Page, source: str) -> None:
    words = PAGE_SOURCE(source=source)
    width = WIDTH - 2 * MARGIN - 0.8
    if _lines(words, size=SOURCE_SIZE, width=width) > 2:
        first = source.split("; ", maxsplit=1)[0]
        words = PAGE_SOURCE(source=say.SOURCE_IN_NOTES(source=first))
    place = (MARGIN, _SOURCE_TOP, width, _SOURCE_HEIGHT)
    page.text([(words, False)], place, size=SOURCE_SIZE, colour=LIGHT.muted)


def _draw_number(page: _Page) -> None:
    """A field, so that it stays right when slides are moved."""
    from lxml import etree
    from pptx.enum.text import PP_ALIGN
    from pptx.oxml.ns import qn

    frame = page.text(
        [("", False)], (WIDTH - MARGIN - 0.7, _SOURCE_TOP, 0.7, 0.25), size=SOURCE_SIZE, colour=""
    )
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    for run in paragraph._p.findall(qn("a:r")):
        paragraph._p.remove(run)
    field = etree.SubElement(
        paragraph._p, qn("a:fld"), {"id": "{6F0C1B5E-2B0B-4C57-9C0E-2C6B5D1C6A01}", "type": "slidenum"}
    )
    etree.SubElement(field, qn("a:rPr"), {"lang": LANGUAGE, "sz": str(SOURCE_SIZE * 100)})
    etree.SubElement(field, qn("a:t")).text = "#"


def _draw_table(page: _Page, grid: Grid, place: tuple[float, float, float, float], *, alt: str) -> float:
    """Draws the table, its rows wider apart where there is room, and returns its height."""
    from pptx.util import Pt

    left, top, width, room = place
    rows = [tuple(Cell(text) for text in grid.heads), *grid.rows]
    stretch = max(1.0, min(_MOST_STRETCH, room / _grid_height(grid)))
    heights = [
        height * stretch for height in (_head_height(grid), *(_row_height(row, grid) for row in grid.rows))
    ]
    frame = page.slide.shapes.add_table(len(rows), len(grid.heads), *page.box(left, top, width, sum(heights)))
    _describe(frame, alt or grid.caption, name=grid.caption)
    table = frame.table
    table.first_row, table.horz_banding = True, False
    for column, share in zip(table.columns, grid.shares, strict=True):
        column.width = page.box(0, 0, width * share, 0)[2]
    for number, (row, height) in enumerate(zip(rows, heights, strict=True)):
        table.rows[number].height = page.box(0, 0, 0, height)[3]
        for cell, words in zip(table.rows[number].cells, row, strict=True):
            _fill_cell(cell, words, is_head=number == 0)
            for paragraph in cell.text_frame.paragraphs:
                paragraph.line_spacing = Pt(TEXT_SIZE * _LINE)
    return sum(heights)


def _fill_cell(cell: Any, words: Cell, *, is_head: bool) -> None:
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Inches

    colour, fill = LIGHT.text, LIGHT.background
    if is_head:
        colour, fill = LIGHT.background, LIGHT.series[0]
    elif words.rating:
        colour, fill = RATING_TEXT[words.rating], RATING_FILL[words.rating]
    cell.fill.solid()
    cell.fill.fore_color.rgb = _colour(fill)
    _fill_frame(cell.text_frame, [(words.text, is_head)], size=TEXT_SIZE, colour=colour)
    cell.margin_left = cell.margin_right = Inches(_CELL_SIDES)
    cell.margin_top = cell.margin_bottom = Inches(_CELL_ENDS)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    _draw_edges(cell)


def _draw_edges(cell: Any) -> None:
    """A thin line under and over each cell: colour alone parts no rows."""
    from lxml import etree
    from pptx.oxml.ns import qn

    properties = cell._tc.get_or_add_tcPr()
    for number, edge in enumerate(("a:lnL", "a:lnR", "a:lnT", "a:lnB")):
        line = etree.Element(qn(edge), {"w": "9525"})
        solid = etree.SubElement(line, qn("a:solidFill"))
        etree.SubElement(solid, qn("a:srgbClr"), {"val": LIGHT.muted.lstrip("#")})
        properties.insert(number, line)


def _describe(frame: Any, alt: str, *, name: str) -> None:
    properties = frame._element.nvGraphicFramePr.cNvPr
    properties.set("descr", alt)
    properties.set("title", name)


def _draw_chart(
    page: _Page, chart: NativeChart, place: tuple[float, float, float, float], *, alt: str
) -> None:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
    from pptx.util import Pt

    data = CategoryChartData(number_format=chart.number_format)
    data.categories = list(chart.categories)
    for series in chart.series:
        data.add_series(series.legend or series.name, list(series.values))
    kind = {
        "bars": XL_CHART_TYPE.BAR_CLUSTERED,
        "stacked_columns": XL_CHART_TYPE.COLUMN_STACKED,
        "lines": XL_CHART_TYPE.LINE_MARKERS,
    }[chart.kind]
    frame = page.slide.shapes.add_chart(kind, *page.box(*place), data)
    _describe(frame, alt, name=page.slide.shapes.title.text_frame.text)
    drawn = frame.chart
    bars = len(chart.categories) * len(chart.series)
    size = 18 if bars <= 10 or chart.kind != "bars" else 16 if bars <= 14 else 14 if bars <= 24 else 12
    drawn.font.size, drawn.font.name = Pt(size), FONT
    drawn.has_title = False
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.BOTTOM
        drawn.legend.include_in_layout = False
    _draw_axes(drawn, chart)
    plot = drawn.plots[0]
    if chart.kind != "lines":
        plot.gap_width = 40
        plot.overlap = 100 if chart.kind == "stacked_columns" else -5
    for series, one in zip(plot.series, chart.series, strict=True):
        _draw_series(series, one, chart, size=size)


def _draw_axes(drawn: Any, chart: NativeChart) -> None:
    from pptx.enum.chart import XL_TICK_LABEL_POSITION
    from pptx.oxml.ns import qn

    values, categories = drawn.value_axis, drawn.category_axis
    values.minimum_scale = 0
    if chart.maximum is not None:
        values.maximum_scale = chart.maximum
    values.major_gridlines.format.line.color.rgb = _colour(LIGHT.grid)
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = chart.axis_format, False
    values.format.line.color.rgb = categories.format.line.color.rgb = _colour(LIGHT.muted)
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if chart.kind == "bars":
        categories.reverse_order = True
        # With the order of the categories, the axis of values would turn to the top.
        values._element.find(qn("c:crosses")).set("val", "max")
    if chart.axis:
        values.has_title = True
        values.axis_title.text_frame.text = chart.axis
        values.axis_title.text_frame.paragraphs[0].runs[0].font.bold = False


def _draw_series(series: Any, one: NativeSeries, chart: NativeChart, *, size: float) -> None:
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    if chart.kind == "lines":
        series.smooth = False
        series.format.line.color.rgb = _colour(one.colour)
        series.format.line.width = Pt(2 if one.quiet else 3)
        if one.quiet:
            series.format.line.dash_style = MSO_LINE.DASH
        series.marker.size = 5 if one.quiet else 9
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = _colour(one.colour)
        series.marker.format.line.color.rgb = _colour(one.colour)
        return
    series.invert_if_negative = False
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = _colour(LIGHT.background if one.hollow else one.colour)
    series.format.line.color.rgb = _colour(one.colour if one.hollow else LIGHT.text)
    series.format.line.width = Pt(2 if one.hollow else 0.75)
    for number, colour in enumerate(one.colours):
        series.points[number].format.fill.solid()
        series.points[number].format.fill.fore_color.rgb = _colour(colour)
    if chart.kind == "stacked_columns":
        return
    for number, (value, label) in enumerate(zip(one.values, one.labels, strict=True)):
        if value is not None:
            _label(series.points[number], label, size=size, inside=bool(one.below))
    if one.below:
        _draw_intervals(series, one)


def _label(point: Any, text: str, *, size: float, inside: bool) -> None:
    """A value as text; `inside`: at the foot of the bar, on a ground of its own, where intervals stand at its end."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls
    from pptx.util import Pt

    label = point.data_label
    label.text_frame.text = text
    label.text_frame.word_wrap = False
    run = label.text_frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold, run.font.name = Pt(size), True, FONT
    run.font.color.rgb = _colour(LIGHT.text)
    label.position = XL_LABEL_POSITION.INSIDE_BASE if inside else XL_LABEL_POSITION.OUTSIDE_END
    if inside:
        ground = parse_xml(
            f'<c:spPr {nsdecls("c", "a")}><a:solidFill><a:srgbClr val="{LIGHT.background.lstrip("#")}"/>'
            "</a:solidFill></c:spPr>"
        )
        label._dLbl.find(f"{{{label._dLbl.nsmap['c']}}}dLblPos").addprevious(ground)


def _draw_intervals(series: Any, one: NativeSeries) -> None:
    """Error bars as long as the intervals; python-pptx itself has none."""
    from lxml import etree
    from pptx.oxml.ns import qn

    bars = etree.Element(qn("c:errBars"))
    for name, value in (("c:errBarType", "both"), ("c:errValType", "cust"), ("c:noEndCap", "0")):
        etree.SubElement(bars, qn(name), {"val": value})
    for name, lengths in (("c:plus", one.above), ("c:minus", one.below)):
        numbers = etree.SubElement(etree.SubElement(bars, qn(name)), qn("c:numLit"))
        etree.SubElement(numbers, qn("c:formatCode")).text = "General"
        etree.SubElement(numbers, qn("c:ptCount"), {"val": str(len(lengths))})
        for number, length in enumerate(lengths):
            if length is not None:
                point = etree.SubElement(numbers, qn("c:pt"), {"idx": str(number)})
                etree.SubElement(point, qn("c:v")).text = f"{max(0.0, length):.4f}"
    line = etree.SubElement(
        etree.SubElement(bars, qn("c:spPr")), qn("a:ln"), {"w": str(math.ceil(1.5 * 12700))}
    )
    solid = etree.SubElement(line, qn("a:solidFill"))
    etree.SubElement(solid, qn("a:srgbClr"), {"val": LIGHT.text.lstrip("#")})
    series._element.find(qn("c:cat")).addprevious(bars)
