"""A report as a file of a word processor: real footnotes, automatic list numbers and letters, tables of any width."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from random import Random

from made_up.reports.blocks import Block, Bullets, PageBreak, Paragraph, RatedLine, Table, Title
from made_up.reports.noise import Noise, cased, spell
from made_up.reports.setting import Setting

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TWIPS = 9600
_NARROW, _WIDE = 640, 1500
_BULLET, _NUMBERED, _LETTERED = 1, 2, 3
_NOT_IN_THE_FONTS = (("ﬀ", "ff"), ("ﬃ", "ffi"), ("ﬄ", "ffl"))
_SIZES = {0: 40, 1: 34, 2: 28, 3: 24}


def write_docx(
    blocks: Sequence[Block],
    *,
    path: Path,
    noise: Noise,
    seed: int,
    kept: frozenset[str],
    swapped: bool,
    setting: Setting,
) -> None:
    """Writes the file. Footnotes are the word processor's own where marks are raised, else paragraphs."""
    book = _Book(noise=noise, rng=Random(seed), kept=kept, swapped=swapped, setting=setting)
    body = "".join(book.block(block) for block in blocks) + book.flush()
    margins = " ".join(f'w:{side}="1134"' for side in ("top", "bottom", "left", "right"))
    page = f'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar {margins}/></w:sectPr>'
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relationships(
            [("styles", "styles.xml"), ("numbering", "numbering.xml"), ("footnotes", "footnotes.xml")]
        ),
        "word/document.xml": f"<w:document {_W}><w:body>{body}{page}</w:body></w:document>",
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(book.lists),
        "word/footnotes.xml": f"<w:footnotes {_W}>{''.join(book.footnotes)}</w:footnotes>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            member = zipfile.ZipInfo(name, date_time=(2022, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(member, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{text}')


class _Book:
    def __init__(
        self, *, noise: Noise, rng: Random, kept: frozenset[str], swapped: bool, setting: Setting
    ) -> None:
        self.noise = noise
        self.rng = rng
        self.kept = kept
        self.swapped = swapped
        self.setting = setting
        self.footnotes: list[str] = []
        self.lists: list[tuple[int, int]] = []
        self.notes: list[tuple[int, str]] = []
        self.own_notes = noise.marks == "superscript"
        self.note_texts: dict[int, str] = {}

    def block(self, block: Block) -> str:
        before = ""
        if isinstance(block, PageBreak) or (isinstance(block, Title) and block.level < 3):
            before = self.flush()
        self.note_texts.update(block.notes)
        if not self.own_notes:
            self.notes.extend(block.notes)
        return before + self._set(block)

    def _set(self, block: Block) -> str:
        if isinstance(block, PageBreak):
            return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        if isinstance(block, Title):
            half_points = _SIZES.get(block.level, 22)
            rating = f" {block.rating}" if block.rating and self.noise.heading_rating == "cell" else ""
            runs = self.runs(block.text + rating, more=f'<w:b/><w:sz w:val="{half_points}"/>')
            return _paragraph(runs, more="<w:keepNext/>")
        if isinstance(block, Paragraph):
            return _paragraph(self.runs(block.text))
        if isinstance(block, Bullets):
            kind = _BULLET if block.first_number is None else _NUMBERED
            number = self.listed(kind, start=block.first_number or 1)
            return "".join(_paragraph(self.runs(item), number=number) for item in block.items)
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, RatedLine):
            return self.rated(block)
        return ""  # a contents list would need the pages, which only the word processor knows

    def listed(self, kind: int, *, start: int) -> int:
        """The number of a new list of this kind."""
        self.lists.append((kind, start))
        return len(self.lists)

    def flush(self) -> str:
        out = "".join(
            _paragraph(self.runs(f"{number} {note}", more='<w:sz w:val="17"/>'))
            for number, note in self.notes
        )
        self.notes.clear()
        return out

    def runs(self, raw: str, *, more: str = "") -> str:
        spelled = spell(
            raw, noise=self.noise, rng=self.rng, kept=self.kept, marks=lambda n: f"\ue002{n}\ue003"
        )
        for missing, instead in _NOT_IN_THE_FONTS:
            spelled = spelled.replace(missing, instead)
        out = []
        for i, piece in enumerate(spelled.replace("\ue003", "\ue002").split("\ue002")):
            if i % 2 and self.own_notes:
                out.append(self.footnote(int(piece)))
            elif piece:
                out.append(_run(piece, more=more))
        return "".join(out)

    def footnote(self, number: int) -> str:
        reference = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        text = _run(f" {self.note_texts[number]}", more='<w:sz w:val="17"/>')
        self.footnotes.append(
            f'<w:footnote w:id="{number + 1}"><w:p><w:r>{reference}<w:footnoteRef/></w:r>{text}</w:p></w:footnote>'
        )
        return f'<w:r>{reference}<w:footnoteReference w:id="{number + 1}"/></w:r>'

    def table(self, table: Table) -> str:
        rows = [table.head, *table.rows] if any(table.head) else list(table.rows)
        columns = len(rows[0])
        if table.kind == "shares":
            first = 3600
            widths = [first, *([(_TWIPS - first) // (columns - 1)] * (columns - 1))]
        elif table.kind == "bands":
            widths = [5600, 4000]
        else:
            figures = _NARROW if self.setting.narrow and table.kind == "questions" else _WIDE
            widths = [_TWIPS - figures, figures]
            if max(len(r[0]) for r in rows) < max(len(r[-1]) for r in rows):
                widths.reverse()
        return self.grid(rows, widths)

    def grid(self, rows: Iterable[Sequence[str]], widths: Sequence[int]) -> str:
        edge = 'w:val="single" w:sz="4" w:color="888888"' if self.setting.ruled else 'w:val="none"'
        edges = "".join(
            f"<w:{side} {edge}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        room = 80 if self.setting.padded else 0
        rooms = "".join(f'<w:{side} w:w="{room}" w:type="dxa"/>' for side in ("top", "bottom"))
        margins = f"<w:tblCellMar>{rooms}</w:tblCellMar>"
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        letters = 0
        out = []
        for row in rows:
            cells = []
            for cell, width in zip(row, widths, strict=True):
                figure = cell[:1].isdigit() or not cell
                if _is_lettered(cell, after=letters):
                    letters += 1
                    number = self.listed(_LETTERED, start=1) if letters == 1 else len(self.lists)
                    content = _paragraph(self.runs(cell[3:]), number=number, close=True)
                else:
                    font = (
                        '<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif"/><w:sz w:val="25"/>'
                    )
                    more = font if figure and self.setting.two_fonts else ""
                    content = _paragraph(self.runs(cell, more=more), close=True)
                across = {"middle": "center"}.get(self.setting.across, self.setting.across)
                align = across if figure or self.setting.across == "middle" else "top"
                cells.append(
                    f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="{align}"/></w:tcPr>'
                    f"{content}</w:tc>"
                )
            out.append(f"<w:tr>{''.join(cells)}</w:tr>")
        head = (
            f'<w:tblPr><w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>{margins}</w:tblPr>'
        )
        return (
            f"<w:tbl>{head}<w:tblGrid>{columns}</w:tblGrid>{''.join(out)}</w:tbl>{_paragraph('', close=True)}"
        )

    def rated(self, line: RatedLine) -> str:
        rating = cased(line.rating, noise=self.noise, rng=self.rng)
        bold = _run(rating, more="<w:b/>")
        name = self.runs(line.name)
        if line.statement:
            return _paragraph(name) + _paragraph(bold)
        if self.swapped and line.name != "Overall rating":
            return self.grid([(rating, line.name)], [1500, 6000])
        if self.noise.rating_place == "own_line":
            return _paragraph(name) + _paragraph(bold)
        if self.noise.rating_place == "glued":
            return _paragraph(name + bold)
        return self.grid([(line.name, rating)], [6000, 1500])


def _is_lettered(cell: str, *, after: int) -> bool:
    """Whether a cell is the next prompt: its letter is the one that an automatic list would give."""
    return cell[1:3] == ") " and cell[0] == "abcdefghijklmnop"[after]


def _run(text: str, *, more: str = "") -> str:
    return f'<w:r><w:rPr>{more}</w:rPr><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def _paragraph(runs: str, *, number: int | None = None, more: str = "", close: bool = False) -> str:
    listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    room = '<w:spacing w:after="0"/>' if close else ""
    return f"<w:p><w:pPr>{more}{listed}{room}</w:pPr>{runs}</w:p>"


def _content_types() -> str:
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in (
            ("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"), ("footnotes", "footnotes"),
        )
    )  # fmt: skip
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{parts}</Types>"
    )


def _relationships(targets: Sequence[tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="r{n}" Type="{_R}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'


def _styles() -> str:
    fonts = '<w:rFonts w:ascii="Liberation Sans" w:hAnsi="Liberation Sans"/><w:sz w:val="21"/>'
    return (
        f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}</w:rPr></w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults></w:styles>'
    )


def _numbering(lists: Sequence[tuple[int, int]]) -> str:
    shapes = "".join(
        f'<w:abstractNum w:abstractNumId="{kind}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="400" w:hanging="400"/></w:pPr></w:lvl></w:abstractNum>'
        for kind, form, text in (
            (_BULLET, "bullet", "•"), (_NUMBERED, "decimal", "%1."), (_LETTERED, "lowerLetter", "%1)"),
        )
    )  # fmt: skip
    items = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{kind}"/><w:lvlOverride w:ilvl="0">'
        f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for n, (kind, start) in enumerate(lists, start=1)
    )
    return f"<w:numbering {_W}>{shapes}{items}</w:numbering>"
