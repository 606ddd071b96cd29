"""Contextual facts in tables with several columns: age, ethnicity, gender; and the list of offence types."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yjs_dash.extract.context.area_names import SERVICE, area_of
from yjs_dash.extract.context.context_page import ContextPage, whole
from yjs_dash.extract.context.field_table import ShareListField, ShareTableField
from yjs_dash.extract.context.figure_values import figures_on, without_label_numbers
from yjs_dash.extract.context.period_names import NOT_STATED
from yjs_dash.extract.context.share_columns import columns_of, table_opened
from yjs_dash.extract.context.unnamed_figures import shown
from yjs_dash.extract.layout.characters import letters
from yjs_dash.extract.model import ContextFigure, Missing

_SHARE = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:\.\d+)?)\s?(?:%|per\s?cent\b)(?:\s?\d{1,2}(?![\d%.]))?", re.IGNORECASE
)
# A cell that gives no exact share: n/a, a dash, a share that is only said to be small.
_EMPTY = r"(?:(?<=\s)|^)(?:n/?a|[-–—*]|[<>≤≥]\s?\d+(?:\.\d+)?\s?(?:%|per\s?cent)?)(?=\s|$)"
_CELL = re.compile(
    rf"{_EMPTY}|(?<![\d.,])(\d{{1,3}}(?:\.\d+)?)\s?(?:%|per\s?cent\b)(?:\s?\d{{1,2}}(?![\d%.]))?",
    re.IGNORECASE,
)
_MOST_ROWS = 12
_MOST_NAMES = 15
_LONGEST_NAME = 80
_MOST_TABLE_ROWS = 10
_TAIL = 30
_MOST_HEAD_ROWS = 9
# How rows of the facts page begin that are no end of a label, beside the heads of tables.
_NO_TAILS = ("additional", "caseload", "national", "england", "youth", "regional")
_POPULATION = re.compile(r"^(?:total)?youthpopulation(?:aged)?(?:years?)?")


@dataclass(frozen=True, slots=True)
class _Head:
    """A table's head: which table, its columns in printed order, and how many rows it takes."""

    field: ShareTableField
    columns: tuple[str, ...]
    rows: int


class _Line:
    """A line of a table while its cells are gathered: letters of the label, shares with their rows, rows it takes."""

    def __init__(self) -> None:
        self.label = ""
        self.shares: list[tuple[float | None, int]] = []
        self.rows: list[int] = []


def read_share_tables(context_page: ContextPage) -> tuple[list[ContextFigure], list[Missing], frozenset[int]]:
    """Figures of the tables, what is missing, and the rows that were used."""
    shares: list[ContextFigure] = []
    missing: list[Missing] = []
    used: set[int] = set()
    for at in context_page.page_rows():
        for n, index in enumerate(at):
            if head := _head(context_page, at, n):
                figures, lost, rows = _table(context_page, at[n + head.rows :], head, index)
                missing += lost
                used |= rows | set(at[n : n + head.rows])
            elif indicator := _opens(context_page, index):
                missing += [
                    Missing(
                        what=f"context.{name}",
                        message=f"We do not know the columns of the table “{shown(context_page.row(index))}”, "
                        "so we did not read it.",
                    )
                    for name in _indicators_below(context_page, at[n + 1 :], indicator)
                ]
                continue
            elif field := _listed(context_page, index):
                listed = dict(_list(context_page, at[n : n + _MOST_NAMES], field))
                figures = list(listed.values())
                used |= {index, *listed}
            else:
                continue
            shares += figures
    return shares, missing, frozenset(used)


def _indicators_below(context_page: ContextPage, at: Sequence[int], indicator: str) -> list[str]:
    """What the lines of a table tell of: a line on the population is another indicator than the caseload's."""
    rows = [context_page.row(i).letters for i in at[:_MOST_TABLE_ROWS]]
    stop = next((n for n, i in enumerate(at[: len(rows)]) if _opens(context_page, i)), len(rows))
    population = any(letters.startswith("youthpopulation") for letters in rows[:stop])
    tables = {field.indicator: field.table for field in context_page.fields.share_tables}
    return [indicator, tables[indicator].of_population] if population and indicator in tables else [indicator]


def _head(context_page: ContextPage, at: Sequence[int], n: int) -> _Head | None:
    if table_opened(context_page.fields, context_page.row(at[n]).bare) is None:
        return None
    for taken in range(_MOST_HEAD_ROWS, 0, -1):
        rows = [context_page.row(i) for i in at[n : n + taken]]
        if len(rows) < taken or any(_SHARE.search(row.bare) for row in rows):
            continue
        if columns := columns_of(context_page.fields, [row.normalised for row in rows]):
            return _Head(columns.field, columns.breakdowns, taken)
    return None


def _opens(context_page: ContextPage, index: int) -> str | None:
    """The indicator of the table whose head begins on a row."""
    row = context_page.row(index)
    return None if _SHARE.search(row.bare) else table_opened(context_page.fields, row.bare)


def _table(
    context_page: ContextPage, at: Sequence[int], head: _Head, index: int
) -> tuple[list[ContextFigure], list[Missing], set[int]]:
    """Lines of a table under its head, which stands at row `index`."""
    figures: list[ContextFigure] = []
    used: set[int] = set()
    broken = 0
    lost: set[str] = set()
    line = _Line()
    for n, i in enumerate(at[:_MOST_ROWS]):
        row = context_page.row(i)
        text = without_label_numbers(row.bare)
        cells = [(float(m[1]) if m[1] else None, i) for m in _CELL.finditer(text)]
        if _opens(context_page, i) or (not cells and context_page.fields.labels.search(row.normalised)):
            break
        rest = _CELL.sub(" ", text)
        name = re.sub(r"[^a-z]", "", rest.lower())
        loose = {str(mark) for mark in context_page.footnote_marks.loose.get(i, ())}
        if (
            set(figures_on(rest)) - loose
        ):  # a figure that is no share: neither a label nor a line of this table
            broken += bool(line.shares)
            line = _Line()
            continue
        if name and line.shares:  # the next line begins, and the one before has not all its cells
            broken += 1
            line = _Line()
        line.label += name
        line.rows.append(i)
        line.shares += cells
        if len(line.shares) < len(head.columns) and cells and row.in_table:
            # The page tells which cells stand in one row: those of two rows are not put together to one.
            broken += 1
            lost.add(_indicator(head, line.label))
            line = _Line()
            continue
        if len(line.shares) < len(head.columns):
            continue
        if n + 1 < len(at) and _is_tail(context_page, at[n + 1]):
            line.rows.append(at[n + 1])
        area = _area(context_page, line)
        if len(line.shares) == len(head.columns) and area is not None:
            used.update(line.rows)
            figures += _figures(context_page, head, line, index, area=area)
        else:
            broken += 1
        line = _Line()
    broken += bool(line.shares)
    if not broken and figures:
        return figures, [], used
    indicator = head.field.indicator
    lines = "any line" if not broken else "1 line" if broken == 1 else f"{broken} lines"
    message = f"We could not read {lines} of the table of {indicator.replace('_', ' ')}."
    names = sorted({indicator, *lost})
    return figures, [Missing(what=f"context.{name}", message=message) for name in names], used


def _indicator(head: _Head, label: str) -> str:
    """What a line of the table tells of: the children of the caseload, or those of the population."""
    return head.field.table.of_population if "population" in label else head.field.indicator


def _area(context_page: ContextPage, line: _Line) -> str | None:
    """The area that a line's label names; where the label is not enough, with the row that ends it."""
    label = _POPULATION.sub("", line.label)
    tail = context_page.row(line.rows[-1]).letters
    return area_of(label, service=context_page.service) or area_of(label + tail, service=context_page.service)


def _is_tail(context_page: ContextPage, index: int) -> bool:
    """Whether a row may be the end of the label above: a few words of a place, perhaps with a footnote mark."""
    row = context_page.row(index)
    short = 0 < len(row.letters) <= _TAIL
    others = (*_NO_TAILS, *context_page.fields.table_heads)
    return short and not _SHARE.search(row.bare) and not row.letters.startswith(others)


def _figures(
    context_page: ContextPage, head: _Head, line: _Line, index: int, *, area: str
) -> Iterator[ContextFigure]:
    of_population = "population" in line.label
    indicator = _indicator(head, line.label)
    period = context_page.period_marked_on(line.rows) or context_page.period_marked_on([index])
    if period is None and not of_population:
        period = context_page.period_under(index, letters(head.field.table.period_heading))
    for column, (share, i) in zip(head.columns, line.shares, strict=True):
        if share is None:
            continue
        yield ContextFigure(
            indicator=indicator,
            area=area,
            breakdown=column,
            period=period or NOT_STATED,
            value=whole(share),
            place=context_page.place(i),
        )


def _listed(context_page: ContextPage, index: int) -> ShareListField | None:
    """The list of shares whose head a row is."""
    row_letters = context_page.row(index).letters
    return next((field for field in context_page.fields.share_lists if row_letters in field.heads), None)


def _list(
    context_page: ContextPage, at: Sequence[int], field: ShareListField
) -> Iterator[tuple[int, ContextFigure]]:
    """Names and their shares: a name and a percentage each, in either order; with the rows of the shares.

    `at` begins with the head, which may go on in the next rows.
    """
    period = context_page.period_marked_on(at[:1]) or field.listing.period
    name, share, shared_at = "", None, -1
    for index in at[1:]:
        row = context_page.row(index)
        shares = _SHARE.findall(row.bare)
        text = _SHARE.sub("", row.bare).strip(" \t|:%")
        if letters(text).startswith(field.head) or (not shares and not text):
            continue
        if len(shares) > 1 or context_page.fields.labels.search(row.normalised) or len(text) > _LONGEST_NAME:
            return
        if shares:
            share, shared_at = float(shares[0]), index
        name = text or name
        if share is None or not name:
            continue
        figure = ContextFigure(
            indicator=field.indicator,
            area=SERVICE,
            breakdown=field.names.get(letters(name), " ".join(name.split())),
            period=period,
            value=whole(share),
            place=context_page.place(index),
        )
        yield shared_at, figure
        name, share = "", None
