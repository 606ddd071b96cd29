"""A report as a web page, from which a browser prints a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from random import Random

from made_up.reports.blocks import Block, Bullets, PageBreak, Paragraph, RatedLine, Table, Title
from made_up.reports.noise import Noise, cased, spell

_STYLE = """
@page { size: A4; margin: 20mm }
body { font: 11pt/1.35 sans-serif } h1 { break-before: page } table { border-collapse: collapse; width: 100% }
td, th { border: 1px solid #999; padding: 3pt; vertical-align: middle; text-align: left }
td:last-child { white-space: nowrap } .swapped td:first-child { white-space: nowrap }
.note { font-size: 8.5pt } .rating { font-weight: bold } sup { font-size: 65%; line-height: 0 }
"""


def as_html(blocks: Sequence[Block], *, noise: Noise, seed: int, kept: frozenset[str], swapped: bool) -> str:
    """The whole page. Footnotes stand at the end of each section; `swapped`: ratings before names."""
    rng = Random(seed)

    def text(raw: str) -> str:
        mark = (lambda n: f"<sup>{n}</sup>") if noise.marks == "superscript" else str
        # Marks are put in after escaping: a private pair of characters holds their place.
        spelled = spell(raw, noise=noise, rng=rng, kept=kept, marks=lambda n: f"\ue002{n}\ue003")
        pieces = escape(spelled, quote=False).split("\ue002")
        out = [pieces[0]]
        for piece in pieces[1:]:
            number, _, rest = piece.partition("\ue003")
            out.append(mark(int(number)) + rest)
        return "".join(out)

    def rating(raw: str) -> str:
        return f'<span class="rating">{escape(cased(raw, noise=noise, rng=rng))}</span>'

    body: list[str] = []
    notes: list[tuple[int, str]] = []

    def flush() -> None:
        body.extend(f'<p class="note"><sup>{n}</sup> {text(note)}</p>' for n, note in notes)
        notes.clear()

    for block in blocks:
        if isinstance(block, PageBreak) or (isinstance(block, Title) and block.level < 3):
            flush()
        notes.extend(block.notes)
        if isinstance(block, Title):
            level = {1: 1, 2: 3, 3: 4}.get(block.level, 2)
            body.append(f"<h{level}>{text(block.text)}</h{level}>")
        elif isinstance(block, Paragraph):
            body.append(f"<p>{text(block.text)}</p>")
        elif isinstance(block, Bullets):
            tag, start = (
                ("ul", "") if block.first_number is None else ("ol", f' start="{block.first_number}"')
            )
            items = "".join(f"<li>{text(item)}</li>" for item in block.items)
            body.append(f"<{tag}{start}>{items}</{tag}>")
        elif isinstance(block, Table):
            rows = [block.head, *block.rows] if any(block.head) else list(block.rows)
            cells = "".join("<tr>" + "".join(f"<td>{text(c)}</td>" for c in row) + "</tr>" for row in rows)
            body.append(f'<table class="{"swapped" if swapped else ""}">{cells}</table>')
        elif isinstance(block, RatedLine):
            body.append(_rated(block, text(block.name), rating(block.rating), noise=noise, swapped=swapped))
    flush()
    return f'<!doctype html><meta charset="utf-8"><title></title><style>{_STYLE}</style>{"".join(body)}'


def _rated(line: RatedLine, name: str, rating: str, *, noise: Noise, swapped: bool) -> str:
    if line.statement:
        return f"<p>{name}</p><p>{rating}</p>"
    if swapped and line.name != "Overall rating":
        return f"<table><tr><td>{rating}</td><td>{name}</td></tr></table>"
    if noise.rating_place == "own_line":
        return f"<p>{name}</p><p>{rating}</p>"
    if noise.rating_place == "glued":
        return f"<p>{name}{rating}</p>"
    width = ' style="width:55pt;white-space:normal"' if noise.broken_rating else ""
    return f"<table><tr><td>{name}</td><td{width}>{rating}</td></tr></table>"
