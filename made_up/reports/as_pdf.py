"""A report as PDF, written with reportlab: real pages, raised footnote marks, tables that break over pages."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from random import Random
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Spacer,
)
from reportlab.platypus import PageBreak as NextPage
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from made_up.reports.blocks import (
    Block,
    Bullets,
    Contents,
    PageBreak,
    Paragraph,
    RatedLine,
    Table,
    Title,
)
from made_up.reports.noise import Noise, cased, spell
from made_up.reports.setting import Setting

_FONTS = (("Vera", "VeraBd"), ("Helvetica", "Helvetica-Bold"))
_LINE = 0.5
_STAR = ' <font name="ZapfDingbats">I</font>'


def write_pdf(
    blocks: Sequence[Block],
    *,
    path: Path,
    noise: Noise,
    seed: int,
    running: str,
    kept: frozenset[str],
    swapped: bool,
    setting: Setting | None = None,
) -> dict[str, int]:
    """Writes the file; gives the page of each heading's key. Two rounds: the contents list needs the pages."""
    pages: dict[str, int] = {}
    for _ in range(2):
        book = _Book(
            noise=noise,
            rng=Random(seed),
            running=running,
            kept=kept,
            swapped=swapped,
            pages=pages,
            setting=setting,
        )
        pages = book.write(blocks, path=path)
    return pages


class _Marked(Text):
    """A paragraph that knows what it is the heading of."""

    keys: tuple[str, ...] = ()


class _Document(BaseDocTemplate):
    found: dict[str, int]

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 (reportlab's name)
        for key in getattr(flowable, "keys", ()):
            self.found[key] = self.page


class _Book:
    def __init__(
        self,
        *,
        noise: Noise,
        rng: Random,
        running: str,
        kept: frozenset[str],
        swapped: bool,
        pages: dict[str, int],
        setting: Setting | None = None,
    ) -> None:
        for name in ("Vera", "VeraBd"):
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
        self.noise = noise
        self.rng = rng
        self.running = running
        self.kept = kept
        self.swapped = swapped
        self.pages = pages
        self.plain, self.bold = _FONTS[0] if noise.ligatures else rng.choice(_FONTS)
        self.size = rng.choice((9.5, 10.5, 11.5))
        self.setting = setting
        self.across = "MIDDLE" if rng.random() < 0.6 else "TOP"
        if setting is not None:
            self.across = setting.across.upper()
        self.story: list[Any] = []
        self.notes: list[tuple[int, str]] = []

    # Styles and words

    def style(self, *, size: float = 1.0, bold: bool = False, **more: Any) -> ParagraphStyle:
        points = self.size * size
        font = self.bold if bold else self.plain
        return ParagraphStyle(
            "made up", fontName=font, fontSize=points, leading=points * 1.28, spaceAfter=4, **more
        )

    def text(self, raw: str) -> str:
        """Markup of `raw` with all its noise; what the fonts do not have is printed as its plain brother."""
        plain_marks = self.noise.marks != "superscript"
        spelled = spell(
            raw, noise=self.noise, rng=self.rng, kept=self.kept, marks=lambda n: f"\ue002{n}\ue003"
        )
        for missing, instead in (
            ("\u202f", "\u00a0"),
            ("\u2011", "-"),
            ("ﬀ", "ff"),
            ("ﬃ", "ffi"),
            ("ﬄ", "ffl"),
        ):
            spelled = spelled.replace(missing, instead)
        markup = escape(spelled, quote=False)
        if plain_marks:
            return markup.replace("\ue002", "").replace("\ue003", "")
        return markup.replace("\ue002", '<super size="6">').replace("\ue003", "</super>")

    def rating(self, rating: str) -> str:
        printed = cased(rating, noise=self.noise, rng=self.rng)
        icon = _STAR if self.noise.icons and self.rng.random() < 0.6 else ""
        return f'<font name="{self.bold}">{printed}</font>{icon}'

    # The document

    def write(self, blocks: Sequence[Block], *, path: Path) -> dict[str, int]:
        titles = [b for b in blocks if isinstance(b, Title) and b.listed]
        for block in blocks:
            if isinstance(block, PageBreak) or (isinstance(block, Title) and block.level < 3):
                self.flush()
            self.notes.extend(block.notes)
            if isinstance(block, PageBreak):
                self.story.append(NextPage())
            elif isinstance(block, Contents):
                self.contents(titles)
            else:
                self.block(block)
        self.flush()
        width, height = A4
        if self.noise.breaks_inside:
            height *= self.rng.uniform(0.55, 0.8)  # low pages: more tables break
        document = _Document(str(path), pagesize=(width, height), invariant=1, title=self.running)
        document.found = {}
        frame = Frame(57, 60, width - 114, height - 120, id="page", leftPadding=0, rightPadding=0)
        document.addPageTemplates([PageTemplate(id="page", frames=[frame], onPage=self.furniture(height))])
        document.build(self.story)
        return document.found

    def furniture(self, height: float) -> Any:
        kind = self.noise.furniture

        def draw(canvas: Any, document: Any) -> None:
            canvas.setFont(self.plain, 8)
            if kind in {"number", "title_above_number", "form_feed_and_number"}:
                canvas.drawCentredString(297, 30, str(document.page))
            if kind in {"title_above_number", "form_feed"}:
                canvas.drawString(57, height - 35, self.running)
            if kind == "title_and_number":
                canvas.drawString(57, 30, self.running)
                canvas.drawRightString(538, 30, str(document.page))

        return draw

    def flush(self) -> None:
        for number, note in self.notes:
            small = self.style(size=0.8)
            mark = f'<super size="5">{number}</super>' if self.noise.marks == "superscript" else str(number)
            self.story.append(Text(f"{mark} {self.text(note)}", small))
        self.notes.clear()

    def contents(self, titles: Sequence[Title]) -> None:
        self.story.append(Text("Contents", self.style(size=1.5, bold=True)))
        for title in titles:
            dots = "." * self.rng.choice((4, 30)) if self.noise.contents_dots != "space" else " "
            page = self.pages.get(title.key or title.text, 1)
            self.story.append(Text(f"{escape(title.text)}{dots}{page}", self.style()))
        self.story.append(NextPage())

    def block(self, block: Block) -> None:
        if isinstance(block, Title):
            self.title(block)
        elif isinstance(block, Paragraph):
            self.story.append(Text(self.text(block.text), self.style()))
        elif isinstance(block, Bullets):
            style = self.style(leftIndent=18)
            for n, item in enumerate(block.items):
                lead = "•" if block.first_number is None else f"{block.first_number + n}."
                self.story.append(Text(self.text(item), style, bulletText=lead))
        elif isinstance(block, Table):
            self.table(block)
        elif isinstance(block, RatedLine):
            self.rated(block)

    def title(self, title: Title) -> None:
        size = {0: 1.8, 1: 1.6, 2: 1.25}.get(title.level, 1.05)
        markup = self.text(title.text)
        if title.rating and self.noise.heading_rating == "glued":
            markup += self.rating(title.rating)
        if title.rating and self.noise.heading_rating == "cell":
            markup += "&nbsp;" * 4 + self.rating(title.rating)
        heading = _Marked(markup, self.style(size=size, bold=True, spaceBefore=6, keepWithNext=1))
        if title.listed:
            heading.keys = (title.text, title.key) if title.key else (title.text,)
        self.story.append(heading)

    def grid(self, rows: Sequence[Sequence[str]], *, widths: Sequence[float], head: int = 0) -> None:
        cells = [[self.cell(cell) for cell in row] for row in rows]
        style: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), self.across)]
        if self.setting is None or self.setting.ruled:
            style.append(("GRID", (0, 0), (-1, -1), _LINE, "#888888"))
        if self.setting is not None and not self.setting.padded:
            style += [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("TOP", "BOTTOM")]
        self.story.append(Grid(cells, colWidths=list(widths), repeatRows=head, style=style, hAlign="LEFT"))
        self.story.append(Spacer(1, 6))

    def cell(self, markup: str) -> Text:
        """A cell's text. In a narrow setting a figure may break before its per cent sign, as the cell makes it."""
        style = self.style(splitLongWords=1)
        if self.setting is not None and self.setting.two_fonts and markup[:1].isdigit():
            style = self.style(size=1.15)
            style.fontName = "Times-Roman"
        if self.setting is not None and not self.setting.padded:
            style.spaceAfter = 0
        return Text(markup, style)

    def table(self, table: Table) -> None:
        rows = [[self.text(cell) for cell in row] for row in table.rows]
        head = [[self.text(cell) for cell in table.head]] if any(table.head) else []
        columns = len(table.rows[0])
        if table.kind == "shares":
            widths = [180.0, *([300.0 / (columns - 1)] * (columns - 1))]
        else:
            first = max(len(row[0]) for row in table.rows)
            last = max(len(row[-1]) for row in table.rows)
            figures = 33.0 if self.setting and self.setting.narrow and table.kind == "questions" else 85.0
            widths = [figures, 480.0 - figures] if first < last else [480.0 - figures, figures]
            if table.kind == "bands":
                widths = [280.0, 200.0]
        self.grid([*head, *rows], widths=widths, head=len(head))

    def rated(self, line: RatedLine) -> None:
        rating, name, place = self.rating(line.rating), self.text(line.name), self.noise.rating_place
        narrow = 82.0 if self.noise.broken_rating else 160.0
        if line.statement:
            inline = self.noise.heading_rating == "end_of_statement"
            self.story.append(Text(f"{name} {rating}" if inline else name, self.style()))
            if self.noise.heading_rating == "own_line":
                self.story.append(Text(rating, self.style(bold=True)))
        elif self.swapped and line.name != "Overall rating":
            self.grid([[rating, name]], widths=[narrow, 300.0])
        elif place == "cell":
            self.grid([[name, rating]], widths=[300.0, narrow])
        elif place == "glued":
            self.story.append(Text(f"{name}{rating}", self.style()))
        else:
            self.story.append(Text(name, self.style()))
            self.story.append(Text(rating, self.style(bold=True)))
