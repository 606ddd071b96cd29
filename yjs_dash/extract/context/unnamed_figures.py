"""Figures of the facts page that no reader has a name for: none of them may be lost without a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from yjs_dash.extract.context.context_page import ContextPage
from yjs_dash.extract.context.figure_values import figures_on
from yjs_dash.extract.layout.rows import Row
from yjs_dash.extract.model import Missing

_PART_OF = "ofthe"
_MOST_QUOTED = 80


def unnamed_figures(
    context_page: ContextPage, *, read: Mapping[int, Counter[str]], named: Collection[int]
) -> list[Missing]:
    """Rows of the facts page with a figure that no reader took.

    `read`: row → its figures that were read; `named`: rows that a reader took whole, or has named as missing.
    """
    known = {figure for figures in read.values() for figure in figures}
    missing: list[Missing] = []
    for at in context_page.page_rows():
        for i in at:
            row = context_page.row(i)
            left = Counter(figures_on(row.bare)) - Counter(
                map(str, context_page.footnote_marks.loose.get(i, ()))
            )
            left -= read.get(i, Counter())
            # “Of the 35 court disposals:” repeats a figure of the table above.
            repeats = row.letters.startswith(_PART_OF) and left.keys() <= known
            if left and i not in named and not repeats:
                what = "context.unnamed_figure"
                message = f"We do not know what this figure on the facts page is: “{shown(row)}” (line {row.number})."
                missing.append(Missing(what=what, message=message))
    return missing


def shown(row: Row) -> str:
    """A row as a message may quote it."""
    return shortened(row.bare)


def shortened(text: str) -> str:
    """A text as a message may quote it."""
    return text if len(text) <= _MOST_QUOTED else f"{text[: _MOST_QUOTED - 1]}…"
