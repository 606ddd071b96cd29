"""A report as LaTeX, for pdflatex: its own footnotes, hyphenation, justified lines and tables over pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from made_up.reports.blocks import Block, Bullets, PageBreak, Paragraph, RatedLine, Table, Title
from made_up.reports.noise import Noise, cased, spell
from made_up.reports.setting import Setting

_SPECIAL = re.compile(r"([&%$#_{}])")
_CHARACTERS = {
    "\u00ad": r"\-", "\u202f": "~", "\u00a0": "~", "\u2011": "-", "’": "'", "‘": "`", "–": "--", "£": r"\pounds{}",
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "©": r"\copyright{}", "~": r"\textasciitilde{}",
}  # fmt: skip
_LINES = 165.0


def as_latex(
    blocks: Sequence[Block],
    *,
    noise: Noise,
    seed: int,
    kept: frozenset[str],
    swapped: bool,
    setting: Setting,
) -> str:
    book = _Book(noise=noise, rng=Random(seed), kept=kept, swapped=swapped, setting=setting)
    body = "\n\n".join(filter(None, (book.block(block) for block in blocks)))
    family = "" if setting.two_fonts else r"\usepackage{helvet}\renewcommand{\familydefault}{\sfdefault}"
    stretch = 1.6 if setting.padded and setting.across == "top" else 1.0
    end = r"\\[5pt]" if setting.padded and not setting.ruled else r"\\"
    height = 2 if setting.padded else 0
    head = (
        r"\documentclass[11pt,a4paper]{article}",
        r"\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{textcomp}\usepackage{mathptmx}",
        family,
        r"\usepackage[margin=22mm]{geometry}\usepackage{array,longtable}",
        r"\setlength{\parindent}{0pt}\setlength{\parskip}{6pt}\setlength{\LTleft}{0pt}",
        rf"\setlength{{\extrarowheight}}{{{height}pt}}\renewcommand{{\arraystretch}}{{{stretch}}}",
        rf"\newcommand{{\rowend}}{{{end}}}",
        r"\begin{document}",
    )
    return "\n".join((*head, body, r"\end{document}", ""))


class _Book:
    def __init__(
        self, *, noise: Noise, rng: Random, kept: frozenset[str], swapped: bool, setting: Setting
    ) -> None:
        self.noise = noise
        self.rng = rng
        self.kept = kept
        self.swapped = swapped
        self.setting = setting
        self.notes: dict[int, str] = {}
        self.marked: list[int] = []

    def text(self, raw: str) -> str:
        spelled = spell(
            raw, noise=self.noise, rng=self.rng, kept=self.kept, marks=lambda n: f"\ue002{n}\ue003"
        )
        escaped = "".join(_CHARACTERS.get(c, c) for c in _SPECIAL.sub(r"\\\1", spelled))
        return re.sub("\ue002(\\d+)\ue003", self.mark, escaped)

    def mark(self, found: re.Match[str]) -> str:
        self.marked.append(int(found[1]))
        return rf"\footnotemark[{found[1]}]"

    def plain(self, raw: str) -> str:
        return "".join(_CHARACTERS.get(c, c) for c in _SPECIAL.sub(r"\\\1", raw))

    def block(self, block: Block) -> str:
        """The block and the texts of its footnotes, which a table cannot hold itself."""
        self.notes.update(block.notes)
        out = self.set(block)
        texts = "".join(rf"\footnotetext[{n}]{{{self.plain(self.notes[n])}}}" for n in self.marked)
        self.marked.clear()
        return out + texts

    def set(self, block: Block) -> str:
        if isinstance(block, PageBreak):
            return r"\clearpage"
        if isinstance(block, Title):
            size = {0: r"\huge", 1: r"\LARGE", 2: r"\large"}.get(block.level, r"\normalsize")
            rating = f" {block.rating}" if block.rating and self.noise.heading_rating == "cell" else ""
            return rf"{{{size}\bfseries\raggedright {self.text(block.text + rating)}\par}}\nopagebreak"
        if isinstance(block, Paragraph):
            return self.text(block.text)
        if isinstance(block, Bullets):
            kind = "itemize" if block.first_number is None else "enumerate"
            start = "" if block.first_number is None else rf"\setcounter{{enumi}}{{{block.first_number - 1}}}"
            items = "\n".join(rf"\item {self.text(item)}" for item in block.items)
            return rf"\begin{{{kind}}}{start}{items}\end{{{kind}}}"
        if isinstance(block, Table):
            return self.table(block)
        return self.rated(block) if isinstance(block, RatedLine) else ""

    def table(self, table: Table) -> str:
        rows = [table.head, *table.rows] if any(table.head) else list(table.rows)
        columns = len(rows[0])
        if table.kind == "shares":
            widths = [60.0, *([(_LINES - 80) / (columns - 1)] * (columns - 1))]
        elif table.kind == "bands":
            widths = [90.0, 60.0]
        else:
            figures = 7.2 if self.setting.narrow and table.kind == "questions" else 24.0
            widths = [_LINES - figures - 12, figures]
            if max(len(r[0]) for r in rows) < max(len(r[-1]) for r in rows):
                widths.reverse()
        return self.grid(rows, widths)

    def grid(self, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> str:
        column = {"top": "p", "middle": "m", "bottom": "b"}[self.setting.across]
        rule = "|" if self.setting.ruled else ""
        shape = (
            rule
            + rule.join(rf">{{\raggedright\arraybackslash}}{column}{{{width:g}mm}}" for width in widths)
            + rule
        )
        line = r"\hline " if self.setting.ruled else ""
        lines = "\n".join(" & ".join(self.cell(cell) for cell in row) + rf"\rowend {line}" for row in rows)
        return rf"\begin{{longtable}}{{{shape}}}{line}{lines}\end{{longtable}}"

    def cell(self, raw: str) -> str:
        """A figure before its per cent sign may break there, as in a cell that is too narrow for both."""
        text = self.text(raw)
        if self.setting.two_fonts and raw[:1].isdigit():
            text = rf"\textsf{{\large {text}}}"
        return text.replace(r"\%", r"\hspace{0pt}\%") if raw[:1].isdigit() and self.setting.narrow else text

    def rated(self, line: RatedLine) -> str:
        rating = rf"\textbf{{{cased(line.rating, noise=self.noise, rng=self.rng)}}}"
        name = self.text(line.name)
        if line.statement or (self.noise.rating_place == "own_line" and not self.swapped):
            return f"{name}\n\n{rating}"
        swapped = self.swapped and line.name != "Overall rating"
        if self.noise.rating_place == "glued" and not swapped:
            return f"{name}{rating}"
        column = {"top": "p", "middle": "m", "bottom": "b"}[self.setting.across]
        rule = "|" if self.setting.ruled else ""
        hline = r"\hline " if self.setting.ruled else ""
        cells, widths = ([rating, name], (26, 100)) if swapped else ([name, rating], (100, 26))
        shape = rule + rule.join(f"{column}{{{w}mm}}" for w in widths) + rule
        return rf"\begin{{tabular}}{{{shape}}}{hline}{' & '.join(cells)}\\{hline}\end{{tabular}}"
