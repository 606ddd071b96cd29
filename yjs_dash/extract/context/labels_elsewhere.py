"""Labels of facts with a figure on a row that belongs to no part where they are read: named as missing."""

from __future__ import annotations

import re
from collections.abc import Collection

from yjs_dash.extract.context.context_page import ContextPage
from yjs_dash.extract.context.unnamed_figures import shown
from yjs_dash.extract.layout.rows import Row
from yjs_dash.extract.model import Missing

_BRACKETS = re.compile(r"\([^)]*\)?")
_FIGURE_ALONE = re.compile(r"~?£?\d[\d,]*(?:\.\d+)?(?:%|percent)?")


def labels_elsewhere(
    context_page: ContextPage, *, read: Collection[int], indicators: Collection[str]
) -> list[Missing]:
    """One entry an indicator of which a row outside `read` has label and figure, and nothing was read.

    So it is where the heading over a table was not found. `indicators`: those with a figure, or named already.
    """
    missing: dict[str, Missing] = {}
    for i, row in enumerate(context_page.sections.rows):
        if i in read or i in context_page.footnote_rows or row.blank:
            continue
        indicator = _labelled(context_page, row)
        if indicator is None or indicator in indicators or indicator in missing:
            continue
        missing[indicator] = Missing(
            what=f"context.{indicator}",
            message=f"We did not find the heading over “{shown(row)}” (line {row.number}), so we did not read it.",
        )
    return list(missing.values())


def _labelled(context_page: ContextPage, row: Row) -> str | None:
    """The indicator of a row that holds nothing but a label and a figure."""
    found = context_page.fields.labels.search(row.normalised)
    if found is None:
        return None
    field = context_page.fields.labelled_by(found)
    if field.whole_row and not field.whole_row.fullmatch(row.letters):
        return None
    rest = _BRACKETS.sub("", f"{row.normalised[: found.start()]}{row.normalised[found.end() :]}")
    return field.indicator if _FIGURE_ALONE.fullmatch(rest) else None
