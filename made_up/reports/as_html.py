"""A report as a web page, from which a browser prints a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from random import Random

from made_up.reports.blocks import Block, Bullets, PageBreak, Paragraph, RatedLine, Table, Title
from made_up.reports.noise import Noise, cased, spell
from made_up.reports.setting import Setting

_STYLE = """
@page { size: A4; margin: 20mm }
body { font: 11pt/1.35 sans-serif } h1 { break-before: page } table { border-collapse: collapse; width: 100% }
td, th { border: 1px solid #999; padding: 3pt; vertical-align: middle; text-align: left }
td:last-child { white-space: nowrap } .swapped td:first-child { white-space: nowrap }
.note { font-size: 8.5pt } .rating { font-weight: bold } sup { font-size: 65%; line-height: 0 }
"""


def as_html(
    blocks: Sequence[Block],
    *,
    noise: Noise,
    seed: int,
    kept: frozenset[str],
    swapped: bool,
    setting: Setting | None = None,
) -> str:
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

    def table_class(table: Table) -> str:
        first = max(len(row[0]) for row in table.rows) < max(len(row[-1]) for row in table.rows)
        return f"{table.kind}{' swapped' if swapped else ''}{' first' if first else ''}"

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
                ("ul", "")
                if block.first_number is None
                else (
                    "ol",
                    f' start="{block.first_number}" style="counter-reset: list-item {block.first_number - 1}"',
                )
            )
            items = "".join(f"<li>{text(item)}</li>" for item in block.items)
            body.append(f"<{tag}{start}>{items}</{tag}>")
        elif isinstance(block, Table):
            rows = [block.head, *block.rows] if any(block.head) else list(block.rows)
            cells = "".join("<tr>" + "".join(f"<td>{text(c)}</td>" for c in row) + "</tr>" for row in rows)
            body.append(f'<table class="{table_class(block)}">{cells}</table>')
        elif isinstance(block, RatedLine):
            body.append(_rated(block, text(block.name), rating(block.rating), noise=noise, swapped=swapped))
    flush()
    style = _STYLE + (_style_of(setting) if setting else "")
    head = f'<html lang="en"><meta charset="utf-8"><title>Report</title><style>{style}</style>'
    return f"<!doctype html>{head}{''.join(body)}"


def _style_of(setting: Setting) -> str:
    figures = "tr > :last-child:not(:first-child), .first tr > :first-child"
    rules = [
        "table.questions { table-layout: fixed } td { vertical-align: top }",
        f"{figures} {{ vertical-align: {setting.across} }}",
        ".first tr > :last-child:not(:first-child) { vertical-align: top; white-space: normal }",
    ]
    if not setting.ruled:
        rules.append("td, th { border: none }")
    if not setting.padded:
        rules.append("td, th { padding: 0 4pt }")
    if setting.narrow:
        cells = "table.questions tr > :last-child, table.questions.first tr > :first-child"
        rules.append(f"{cells} {{ width: 24pt; white-space: normal; overflow-wrap: anywhere }}")
        rules.append("table.questions.first tr > :last-child { width: auto }")
    else:
        rules.append(
            "table.questions tr > :last-child, table.questions.first tr > :first-child { width: 70pt }"
        )
        rules.append("table.questions.first tr > :last-child { width: auto }")
    if setting.two_fonts:
        rules.append(f"{figures} {{ font-family: serif; font-size: 1.15em }}")
        rules.append(".first tr > :last-child:not(:first-child) { font-family: sans-serif; font-size: 1em }")
    return "\n".join(rules)


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
