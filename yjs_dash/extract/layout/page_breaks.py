"""Cells of tables that a page break has parted: the figure on one page, its per cent sign on the next."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yjs_dash.extract.layout.characters import MARKS

_OPEN = re.compile(r"^\d{1,3}$")
# Behind the sign of a percentage: footnote marks, or one that lost its small print.
_MARK = rf"(?:[{MARKS}]*|\d{{1,2}})"
_REST = re.compile(rf"^(?:\d{{0,2}}\s?%|(?:\d{{0,2}}\s?per\s?)?cent){_MARK}$", re.IGNORECASE)
_WHOLE = re.compile(rf"^(\d{{1,3}})\s?(?:%|per\s?cent){_MARK}$", re.IGNORECASE)
_FIRST_ROWS = 3
_LAST_ROWS = 14


def mend(pages: Sequence[int | None], texts: list[str]) -> None:
    """Puts the rest of a broken figure back behind its beginning. Rows of tables have tabs; `texts` is changed."""
    for at in range(1, len(texts)):
        if pages[at] is not None and pages[at] != pages[at - 1]:
            below = _row_of_table(pages, texts, range(at, min(len(texts), at + _FIRST_ROWS)))
            above = _row_of_table(pages, texts, range(at - 1, max(-1, at - 1 - _LAST_ROWS), -1))
            if above is not None and _REST.match(texts[at].strip()):
                _join_alone(texts, above, at)
            elif below is not None and above is not None:
                _join(texts, above, below)


def _row_of_table(pages: Sequence[int | None], texts: Sequence[str], rows: range) -> int | None:
    """The nearest row of a table on one side of a page break."""
    return next((i for i in rows if "\t" in texts[i] and pages[i] == pages[rows[0]]), None)


def _join_alone(texts: list[str], above: int, below: int) -> None:
    """The rest of a figure that is all that its row has left for the next page."""
    cells = texts[above].split("\t")
    begun = [n for n, cell in enumerate(cells) if _OPEN.match(cell)]
    rest = texts[below].strip()
    whole = _WHOLE.match(f"{cells[begun[0]]}{rest}") if len(begun) == 1 else None
    if whole and int(whole[1]) <= 100:
        cells[begun[0]] += rest
        texts[above], texts[below] = "\t".join(cells), ""


def _join(texts: list[str], above: int, below: int) -> None:
    first, rest = texts[above].split("\t"), texts[below].split("\t")
    if len(first) != len(rest):
        return
    for n, (begun, ended) in enumerate(zip(first, rest, strict=True)):
        whole = _WHOLE.match(f"{begun}{ended}")
        if _OPEN.match(begun) and _REST.match(ended) and whole and int(whole[1]) <= 100:
            first[n], rest[n] = f"{begun}{ended}", ""
    texts[above], texts[below] = "\t".join(first), "\t".join(rest)
