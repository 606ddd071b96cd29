"""A report as plain text, the way text comes out of a PDF or off a web page, with all the noise of it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from random import Random

from made_up.reports.blocks import (
    MARK,
    Block,
    Bullets,
    Contents,
    PageBreak,
    Paragraph,
    RatedLine,
    Table,
    Title,
    mark,
)
from made_up.reports.noise import Noise, cased, spell

_WIDTH = 92
_NARROW = 52
_ICONS = ("☆", "●", "\uf0a1", "★")
Pages = dict[str, int]


def as_text(
    blocks: Sequence[Block], *, noise: Noise, seed: int, running: str, kept: frozenset[str], swapped: bool
) -> tuple[str, Pages]:
    """The text, and the page of each heading's key. `running`: the line that heads every page.

    `swapped`: ratings stand before the names.
    """
    pages: Pages = {}
    for _ in range(2):  # the contents list needs the pages of the first round
        printer = _Printer(
            noise=noise, rng=Random(seed), running=running, kept=kept, pages=pages, swapped=swapped
        )
        text = printer.run(blocks)
        pages = printer.found
    if noise.line_ends == "windows":
        text = text.replace("\n", "\r\n")
    return ("\ufeff" if noise.byte_order_mark else "") + text, pages


class _Printer:
    def __init__(
        self, *, noise: Noise, rng: Random, running: str, kept: frozenset[str], pages: Pages, swapped: bool
    ) -> None:
        self.noise = noise
        self.rng = rng
        self.running = running
        self.kept = kept
        self.pages = pages
        self.swapped = swapped
        self.found: Pages = {}
        self.lines: list[str] = []
        self.notes: list[tuple[int, str]] = []
        self.page = 1
        self.filled = 0
        self.length = rng.randint(32, 55)
        self.gap = {"tab": "\t", "spaces": "    ", "space": " "}[noise.gap]
        self.titles: list[Title] = []

    def run(self, blocks: Sequence[Block]) -> str:
        self.titles = [b for b in blocks if isinstance(b, Title) and b.listed]
        for block in self._with_columns(blocks):
            if not isinstance(block, Table):  # the notes of a table follow the rows that have their marks
                self.notes.extend(block.notes)
            if isinstance(block, PageBreak):
                self.turn()
                continue
            if isinstance(block, Title) and block.listed:
                self.found[block.text] = self.page
                if block.key:
                    self.found[block.key] = self.page
            self.block(block)
            self.blank()
            if self.filled > self.length:
                self.turn()
        self.turn(last=True)
        return "\n".join(self.lines) + "\n"

    def _with_columns(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """The pieces; where the ratings page is read column by column, names of a domain before their ratings."""
        if self.noise.rating_place != "columns" or self.swapped:
            yield from blocks
            return
        waiting: list[str] = []
        for block in blocks:
            if isinstance(block, RatedLine) and not block.statement:
                yield Paragraph(text=block.name, notes=block.notes)
                waiting.append(block.rating)
                if block.name != "Overall rating":
                    continue
            if waiting:
                yield from (RatedLine(rating=rating) for rating in waiting)
                waiting = []
            if not (isinstance(block, RatedLine) and not block.statement):
                yield block
        yield from (RatedLine(rating=rating) for rating in waiting)

    # Lines and pages

    def spell(self, text: str) -> str:
        return spell(text, noise=self.noise, rng=self.rng, kept=self.kept)

    def put(self, line: str, *, may_break: bool = True) -> None:
        self.lines.append(line)
        self.filled += 1
        if may_break and self.noise.breaks_inside and self.filled > self.length:
            self.turn()

    def blank(self) -> None:
        if self.noise.blank_lines != "none":
            self.lines.extend([""] * (1 if self.noise.blank_lines == "one" else self.rng.randint(1, 4)))

    def turn(self, *, last: bool = False) -> None:
        """Ends a page: its footnotes, then what stands between two pages."""
        self.blank()
        for number, text in self.notes:
            for line in self.wrap(f"\ue000{number}\ue001 {text}"):
                self.lines.append(line)
            self.blank()
        self.notes.clear()
        kind = self.noise.furniture
        if kind == "number":
            self.lines += ["", str(self.page), ""]
        elif kind == "title_and_number":
            self.lines += ["", f"{self.running}{self.gap}{self.page}", ""]
        elif kind == "title_above_number":
            self.lines += [str(self.page), "", self.running, ""]
        elif kind.startswith("form_feed") and not last:
            if kind == "form_feed_and_number":
                self.lines.append(str(self.page))
            self.lines.append("\f" + (self.running if kind == "form_feed_and_number" else ""))
        self.page += 1
        self.filled = 0

    def wrap(self, text: str, *, width: int = _WIDTH) -> list[str]:
        """Spelled lines of `text`: one, or as many as a narrow page needs."""
        if not self.noise.wrapped:
            return [self.spell(text)]
        return [self.spell(line) for line in self.cut(text, width=width)]

    @staticmethod
    def cut(text: str, *, width: int) -> list[str]:
        return textwrap.wrap(text, width=width, break_long_words=False, break_on_hyphens=False) or [""]

    # Pieces

    def block(self, block: Block) -> None:
        if isinstance(block, Title):
            self.title(block)
        elif isinstance(block, Paragraph):
            for line in self.wrap(block.text):
                self.put(line)
        elif isinstance(block, Bullets):
            self.bullets(block)
        elif isinstance(block, Table):
            self.table(block)
        elif isinstance(block, RatedLine):
            self.rated(block)
        elif isinstance(block, Contents):
            self.contents()

    def contents(self) -> None:
        self.lines += ["Contents", ""]
        for title in self.titles:
            style = self.noise.contents_dots
            if style == "mixed":
                style = self.rng.choice(("dots", "tab"))
            page = self.pages.get(title.key or title.text, 1)
            between = {"dots": "." * 5, "tab": "\t", "space": " "}[style]
            self.lines.append(f"{title.text}{between}{page}")

    def title(self, title: Title) -> None:
        text = self.spell(title.text)
        place = self.noise.heading_rating
        if title.rating and place == "glued":
            text += self.rating(title.rating)
        elif title.rating and place == "cell":
            text += self.gap + self.rating(title.rating)
        for line in text.split("\n"):
            self.put(line, may_break=False)

    def rating(self, rating: str) -> str:
        """A rating as printed; a line break in it where it is broken."""
        text = cased(rating, noise=self.noise, rng=self.rng)
        if self.noise.broken_rating and " " in text:
            text = text.replace(" ", "\n")
        elif self.noise.kerning or self.noise.ligatures:
            text = self.spell(text)
        if self.noise.bold_signs and self.rng.random() < 0.5 and "\n" not in text:
            text = f"**{text}**"
        if self.noise.icons and self.rng.random() < 0.6:
            text += " " + self.rng.choice(_ICONS)
        return text

    def rated(self, line: RatedLine) -> None:
        rating, name = self.rating(line.rating), line.name
        if not name:
            for text in rating.split("\n"):
                self.put(text, may_break=False)
            return
        if line.statement:
            self.statement(name, rating)
            return
        if self.swapped and line.name != "Overall rating":
            first, _, rest = rating.partition("\n")
            printed = [f"{first}{self.gap}{self.spell(name)}", *([rest] if rest else [])]
        elif self.noise.rating_place == "own_line":
            printed = [
                self.spell(name),
                *([""] if self.noise.blank_lines != "none" else []),
                *rating.split("\n"),
            ]
        else:
            gap = self.gap if self.noise.rating_place == "cell" else ""
            printed = f"{self.spell(name)}{gap}{rating}".split("\n")
        for text in printed:
            self.put(text, may_break=False)

    def statement(self, text: str, rating: str) -> None:
        lines = self.wrap(text)
        place = self.noise.heading_rating
        if place == "end_of_statement":
            lines[-1] += " " + rating
        elif place == "own_line":
            lines += [*([""] if self.noise.blank_lines != "none" else []), rating]
        for line in "\n".join(lines).split("\n"):
            self.put(line, may_break=False)

    def bullets(self, block: Bullets) -> None:
        for n, item in enumerate(block.items):
            number = None if block.first_number is None else block.first_number + n
            lead = self.noise.bullet if number is None else f"{number}. "
            lines = self.wrap(lead + item)
            if len(lines) == 1 and self.noise.breaks_inside and self.rng.random() < 0.12:
                lines = self._broken_item(lines[0])
            for at, line in enumerate(lines):
                self.put(line)
                if len(lines) == 2 and not self.noise.wrapped and at == 0:
                    self.turn()

    def _broken_item(self, line: str) -> list[str]:
        """An item that a page break parts: the rest goes on in lower case."""
        places = [i for i, c in enumerate(line) if c == " " and line[i + 1 : i + 2].islower() and i > 20]
        if not places:
            return [line]
        at = self.rng.choice(places)
        return [line[:at], line[at + 1 :]]

    def table(self, table: Table) -> None:
        notes = [
            note for note in table.notes if any(mark(note[0]) in cell for row in table.rows for cell in row)
        ]
        self.notes.extend(note for note in table.notes if note not in notes)
        if any(table.head):
            apart = self.noise.cells == "own_lines" and table.kind != "questions"
            for line in self.cells(table.head) if apart else (self.gap.join(map(self.spell, table.head)),):
                self.put(line, may_break=False)
        for n, row in enumerate(table.rows):
            lines = list(self.question(row) if table.kind == "questions" else self.cells(row))
            marked = {int(number) for cell in row for number in MARK.findall(cell)}
            self.notes.extend(note for note in notes if note[0] in marked)
            for at, line in enumerate(lines):
                self.put(line, may_break=at == len(lines) - 1 and n < len(table.rows) - 1)

    def cells(self, row: Sequence[str]) -> Iterator[str]:
        if self.noise.cells == "own_lines":
            yield from (self.spell(cell) for cell in row)
            return
        widest = max(row, key=len)
        if self.noise.wrapped and len(widest) > 60:
            first, *rest = self.cut(widest, width=60)
            yield self.gap.join(self.spell(first if cell is widest else cell) for cell in row)
            for line in rest:
                yield self.spell(line)
        else:
            yield self.gap.join(self.spell(cell) for cell in row)

    def question(self, row: Sequence[str]) -> Iterator[str]:
        """A question and its percentage, in either order, on the lines that noise asks for."""
        text, percent = (row[1], row[0]) if len(row[0]) < len(row[1]) else (row[0], row[1])
        swapped = text == row[1]
        place = self.noise.percent_place
        if not percent:
            yield from self.wrap(text)
            return
        value = self.spell(percent)
        if place == "same_line":
            if not self.noise.wrapped:
                question = self.spell(text)
                yield f"{value}{self.gap}{question}" if swapped else f"{question}{self.gap}{value}"
                return
            lines = [self.spell(line) for line in self.cut(text, width=_WIDTH - 10)]
            if swapped:
                lines[0] = f"{value}{self.gap}{lines[0]}"
            else:
                lines[-1] = f"{lines[-1]}{self.gap}{value}"
            yield from lines
            return
        lines = [self.spell(line) for line in self.cut(text, width=_NARROW)]
        if place == "own_line":
            yield from ([value, *lines] if swapped else [*lines, value])
        elif place == "first_line" or len(lines) == 1:
            yield f"{value}{self.gap}{lines[0]}" if swapped else f"{lines[0]}{self.gap}{value}"
            yield from lines[1:]
        else:
            half = (len(lines) + 1) // 2
            yield from [*lines[:half], value, *lines[half:]]
