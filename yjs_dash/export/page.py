"""A board pack as one page: a file that opens without a network, with charts that answer to the pointer.

Everything that it shows is in it, its policy forbids it to ask for anything else, and only its own scripts run.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

import pandas as pd

from yjs_dash.charts.theme import RATING_FILL, RATING_TEXT
from yjs_dash.export.exhibit import Cell, Exhibit, Grid
from yjs_dash.export.figure_tables import texts_of
from yjs_dash.export.pack import BoardPack, Chapter, Part, series_notes, shares_note
from yjs_dash.narrate import pack as say
from yjs_dash.narrate.numbers import date_words
from yjs_dash.narrate.pages import PAGE_SAME_IN_EVERY_ROW, PAGE_SOURCE

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class _Table:
    """Heads and rows of a table, and what stands under it."""

    head: str
    rows: str
    below: str


@dataclass(frozen=True)
class _Drawn:
    """What the page has so far: data of its charts, and its tables."""

    figures: list[str]
    tables: set[_Table]


def page(pack: BoardPack) -> bytes:
    """The pack as a page of HTML in UTF-8, some five megabytes of which draw the charts."""
    drawn = _Drawn([], set())
    body = "\n".join(_body(pack, drawn))
    library, script = _library(), _asset("page.js")
    policy = (
        f"default-src 'none'; script-src {_fingerprint(library)} {_fingerprint(script)}; "
        "style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    text = f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(f"{pack.subject}: {pack.title}")}</title>
<style>{_asset("page.css")}</style>
</head>
<body>
{body}
{"".join(drawn.figures)}
<script>{library}</script>
<script>{script}</script>
</body>
</html>
"""
    return text.encode("utf-8")


@cache
def _asset(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


@cache
def _library() -> str:
    from plotly.offline import get_plotlyjs

    # What stands within the page must not end the element that it stands in.
    return str(get_plotlyjs()).replace("</script", "<\\/script")


@cache
def _fingerprint(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _body(pack: BoardPack, drawn: _Drawn) -> Iterator[str]:
    yield f"<header><h1>{escape(pack.title)}</h1><p><strong>{escape(pack.subject)}</strong></p>"
    yield f'<p class="muted">{escape(pack.made)}. {_linked(pack.address)}</p>'
    yield f"<noscript><p>{escape(say.NO_SCRIPT())}</p></noscript>"
    yield f'<nav aria-label="{escape(say.CONTENTS())}"><ul>'
    headings = [*(chapter.heading for chapter in pack.chapters), say.SOURCES()]
    for number, heading in enumerate(headings):
        yield f'<li><a href="#part-{number}">{escape(heading)}</a></li>'
    yield "</ul></nav></header><main>"
    for number, chapter in enumerate(pack.chapters):
        yield f'<section aria-labelledby="part-{number}">'
        yield f'<h2 id="part-{number}">{escape(chapter.heading)}</h2>'
        for part in chapter.parts:
            yield from _part(part, chapter, drawn)
        if chapter is pack.local:
            yield from _paragraphs(series_notes(pack.view))
        elif chapter is pack.children:
            yield from _paragraphs([shares_note()])
        yield "</section>"
    if pack.not_known:
        yield f"<section><h2>{escape(say.NOT_KNOWN())}</h2>{_listed(pack.not_known)}</section>"
    yield f'<section aria-labelledby="part-{len(pack.chapters)}">'
    yield f'<h2 id="part-{len(pack.chapters)}">{escape(say.SOURCES())}</h2>'
    yield _listed(
        [
            ", ".join(
                filter(
                    None, (row.title, row.publisher, date_words(row.published or ""), row.licence, row.url)
                )
            )
            for row in pack.sources
        ]
    )
    yield from _paragraphs([say.LICENCE()])
    yield "</section></main>"


def _linked(address: str) -> str:
    words = escape(say.link(address))
    if address.startswith(("https://", "http://")):
        shown = escape(address)
        return words.replace(shown, f'<a href="{shown}">{shown}</a>')
    return words


def _part(part: Part, chapter: Chapter, drawn: _Drawn) -> Iterator[str]:
    # On paper a chart stands under its finding, never on the next page.
    yield '<div class="finding">'
    if part.title != chapter.heading:
        yield f"<h3>{escape(part.title)}</h3>"
    if part.subtitle:
        yield f'<p class="muted">{escape(part.subtitle)}</p>'
    if part.grid is not None:
        yield _grid(part.grid)
    if part.exhibit is not None:
        yield from _figure(part.exhibit, drawn)
    yield "</div>"
    if part.source:
        yield f'<p class="source">{escape(PAGE_SOURCE(source=part.source))}</p>'
    if part.exhibit is not None:
        table = _table(part.exhibit)
        # Two charts of the same figures have one table, under the first of them.
        if table not in drawn.tables:
            drawn.tables.add(table)
            framed = _framed(part.exhibit.name, table.head, table.rows)
            yield f"<details><summary>{escape(say.AS_TABLE())}</summary>{framed}{table.below}</details>"
    yield from _paragraphs(part.said)
    # What the cards say in full stands in their table already.
    if part.exhibit is not None or part.grid is None:
        yield from _paragraphs([words for words in part.notes if words not in part.said])
    for one in part.questions:
        if one.heading:
            yield f"<h3>{escape(one.heading)}</h3>"
        yield _listed(one.questions)


def _paragraphs(sentences: Sequence[str]) -> Iterator[str]:
    yield from (f"<p>{escape(words)}</p>" for words in sentences)


def _listed(sentences: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(words)}</li>' for words in sentences)}</ul>"


def _figure(exhibit: Exhibit, drawn: _Drawn) -> Iterator[str]:
    """The place of a chart; what is drawn there goes to the end of the page as data."""
    name = f"figure-{len(drawn.figures)}"
    data = json.dumps(json.loads(exhibit.draw().to_json(validate=False)), separators=(",", ":"))
    # In a script element only this could end it, or begin a comment.
    data = data.replace("<", "\\u003c")
    drawn.figures.append(f'<script type="application/json" id="{name}">{data}</script>\n')
    described = f'role="img" aria-label="{escape(exhibit.alt)}"'
    yield f'<figure><div class="chart" {described} data-figure="{name}"></div></figure>'


def _grid(grid: Grid) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in grid.heads)
    rows = "".join(f"<tr>{_row(cells)}</tr>" for cells in grid.rows)
    return _framed(grid.caption, head, rows)


def _row(cells: Sequence[Cell]) -> str:
    first, *rest = cells
    return f'<th scope="row">{escape(first.text)}</th>' + "".join(map(_cell, rest))


def _cell(cell: Cell) -> str:
    if not cell.rating:
        return f"<td>{escape(cell.text)}</td>"
    colours = f"background:{RATING_FILL[cell.rating]};color:{RATING_TEXT[cell.rating]}"
    return f'<td style="{colours}">{escape(cell.text)}</td>'


def _table(exhibit: Exhibit) -> _Table:
    """The table of an exhibit; what is the same in every row is said once, under it."""
    frame = exhibit.table()
    if exhibit.digits is not None:
        frame = frame.round(exhibit.digits)
    texts = texts_of(frame)
    shared = [
        n > 0 and len(texts) > 2 and len({row[n] for row in texts}) == 1 for n in range(len(frame.columns))
    ]
    kept = [n for n, same in enumerate(shared) if not same]
    numeric = [pd.api.types.is_numeric_dtype(frame[name].dtype) for name in frame.columns]
    number = ' class="number"'
    head = "".join(f'<th scope="col">{escape(str(frame.columns[n]))}</th>' for n in kept)
    rows = "".join(
        "<tr>" + "".join(f"<td{number if numeric[n] else ''}>{escape(row[n])}</td>" for n in kept) + "</tr>"
        for row in texts
    )
    same = [f"{frame.columns[n]}: {texts[0][n]}" for n, one in enumerate(shared) if one and texts[0][n]]
    below = f"{PAGE_SAME_IN_EVERY_ROW()}: {'; '.join(same)}"
    return _Table(head, rows, f'<p class="source">{escape(below)}</p>' if same else "")


def _framed(caption: str, head: str, rows: str) -> str:
    return (
        f'<div class="scroller" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
