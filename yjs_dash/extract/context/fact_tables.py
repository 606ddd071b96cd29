"""Contextual facts beside labels, and the key data of the first standards."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from yjs_dash.extract.context.area_names import NATION, SERVICE, area_of
from yjs_dash.extract.context.context_page import ContextPage
from yjs_dash.extract.context.field_table import LabelledField, may_be_percentage
from yjs_dash.extract.context.field_types import AreaRule
from yjs_dash.extract.context.figure_values import exact, figures_on, may_be
from yjs_dash.extract.context.footnote_shares import place_shares, share_figure
from yjs_dash.extract.context.period_names import NOT_STATED
from yjs_dash.extract.context.table_periods import dated, period_at
from yjs_dash.extract.context.unnamed_figures import shown
from yjs_dash.extract.layout.characters import letters
from yjs_dash.extract.layout.footnote_marks import gives_share
from yjs_dash.extract.layout.footnotes import Footnote
from yjs_dash.extract.layout.joined_rows import JoinedRows
from yjs_dash.extract.layout.numbers import number
from yjs_dash.extract.layout.pairing import Token, across_page_break, beside, pair
from yjs_dash.extract.model import ContextFigure, Missing

# Pound sign, number, decimals, per cent sign with a footnote mark; not the 12 of a 12-month period.
_VALUE = re.compile(
    r"(?<![\d/])(?<!\d[.,])(£?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(%|percent(?!ageof))?"
    r"(?!\d|month|year|yr|/|\.\d)(?:(?<=%)(?:~?\d{1,2})(?![\d%.]))?"
)
_NO_WORDS = re.compile(r"^[^A-Za-z]+")
_BRACKETS = re.compile(r"\([^)]*\)?")
_OF_SOME = re.compile(
    r"ethnic|minorit|girls|boys|female|lookedafter|(?<!\d)(?!10(?:to)?17)1\d(?:to|and)?1\d(?!\d)"
)
_FARTHEST = 2
_NATIONAL = ("inenglandandwales", "englandandwales", "nationalaverage", "nationally")
_WRAPPED, _TAIL = 45, 30
# Headings on the facts page that no field names.
_HEADINGS = ("caseload", "additional", "education", "keydata", "offence", "children", "for")
_PLACE = 60


@dataclass(frozen=True, slots=True)
class Read:
    """`figures`: row → the figures that were read on it; `named`: rows of labels whose figure is named as missing.

    `labels`: rows of all labels.
    """

    figures: dict[int, Counter[str]]
    named: set[int]
    labels: set[int]

    @property
    def rows(self) -> set[int]:
        """All rows of labels and their figures."""
        return self.labels | self.figures.keys()


def read_fact_tables(context_page: ContextPage) -> tuple[list[ContextFigure], list[Missing], Read]:
    """Figures beside labels, what is missing, and which figures of which rows that accounts for."""
    figures: list[ContextFigure] = []
    missing: list[Missing] = []
    read = Read(figures={}, named=set(), labels=set())
    for at in (*context_page.page_rows(), *context_page.key_data_rows()):
        table = _Table(context_page, [i for i in at if not context_page.row(i).letters.startswith("ofthe")])
        table_figures, lost = table.read(read)
        figures += table_figures
        missing += lost
    return figures, missing, read


@dataclass(frozen=True, slots=True)
class _Table:
    """A stretch of rows with labels and figures, in whatever order print has them."""

    context_page: ContextPage
    at: Sequence[int]

    def read(self, read: Read) -> tuple[list[ContextFigure], list[Missing]]:
        """Figures and what is missing; adds to `read`."""
        joined_rows = JoinedRows([self.context_page.row(i) for i in self.at])
        labels = list(self._labels(joined_rows))
        if not labels:
            return [], []
        read.labels.update(self.at[row] for t in labels for row in range(t.row, t.end_row + 1))
        near = {row for t in labels for row in range(t.row - 2, t.end_row + 4)}
        spans = [(t.start, t.end) for t in labels]
        values = [
            t
            for t in self._values(joined_rows)
            if t.row in near and not any(a <= t.start < b for a, b in spans)
        ]
        tokens = sorted([*labels, *values], key=lambda t: t.start)
        together = beside(tokens)
        taken = {id(token) for both in together for token in both}
        left = [t for t in tokens if id(t) not in taken and not self._elsewhere(t, labels)]
        paired = across_page_break(pair(left, farthest=_FARTHEST), joined_rows.rows)
        figures: list[ContextFigure] = []
        unfit: list[Token] = []
        for label, value in (*together, *paired.pairs):
            if not _fits(joined_rows, label, value):
                unfit.append(label)
                continue
            figures_here = list(self._figures(joined_rows, tokens, label, value))
            if not figures_here:
                continue
            figures += figures_here
            read.figures.setdefault(self.at[value.row], Counter()).update(
                figures_on(joined_rows.text[value.start : value.end])
            )
        lost: list[Missing] = []
        if any(isinstance(t.value, LabelledField) and t.value.fact.share_in_footnote for t in labels):
            figures, lost = place_shares(self.context_page, figures)
        alone = [*paired.alone, *unfit]
        missing = [lost for t in alone for lost in self._not_found(tokens, t)]
        read.named.update(self.at[row] for t in alone for row in range(t.row, t.end_row + 1))
        once, twice = _once(_as_compared(figures))
        return once, [*missing, *lost, *twice]

    def _labels(self, joined_rows: JoinedRows) -> Iterator[Token]:
        fields = self.context_page.fields
        for match in fields.labels.finditer(joined_rows.text):
            field = fields.labelled_by(match)
            row = joined_rows.row_at(match.start())
            if field.whole_row and not field.whole_row.fullmatch(joined_rows.rows[row].letters):
                continue
            last = joined_rows.row_at(match.end() - 1)
            yield Token(label=True, value=field, row=row, end_row=last, start=match.start(), end=match.end())

    def _elsewhere(self, token: Token, labels: Sequence[Token]) -> bool:
        """Whether a value stands beside words of its own that are no label, and no end of one."""
        if token.label or any(t.row <= token.row <= t.end_row for t in labels):
            return False
        words = _NO_WORDS.sub("", self.context_page.row(self.at[token.row]).bare)
        if not words[:1].isupper():
            return False
        place = letters(words)
        return (
            not place.startswith("per") and area_of(place, service=self.context_page.service or "-") is None
        )

    def _values(self, joined_rows: JoinedRows) -> Iterator[Token]:
        footnote_marks = self.context_page.footnote_marks
        for match in _VALUE.finditer(joined_rows.text):
            row = joined_rows.row_at(match.start())
            index = self.at[row]
            digits = f"{match[2]}{match[3] or ''}"
            if digits.replace(",", "") not in figures_on(joined_rows.rows[row].bare):
                continue
            if not match[1] and not match[4]:
                if index in footnote_marks.doubtful or _is_mark(
                    joined_rows.rows[row].text, digits, footnote_marks.loose.get(index, ())
                ):
                    continue
                if index in footnote_marks.glued:
                    digits = digits.removesuffix(str(footnote_marks.glued[index])).rstrip(".")
            value = exact(number(digits), digits, joined_rows.rows[row].text)
            if value is not None:
                yield Token(
                    label=False, value=value, row=row, end_row=row, start=match.start(), end=match.end()
                )

    def _figures(
        self, joined_rows: JoinedRows, tokens: Sequence[Token], label: Token, value: Token
    ) -> Iterator[ContextFigure]:
        field = label.value
        if not isinstance(field, LabelledField) or not isinstance(value.value, int | float):
            return
        index = self.at[label.row]
        area = self._area(field.fact.area, _place_after(joined_rows, label, tokens), index)
        if area is None:
            return
        figure = ContextFigure(
            indicator=field.indicator,
            area=area,
            breakdown=field.breakdown,
            period=NOT_STATED,
            value=value.value,
            place=replace(
                self.context_page.place(index), line=self.context_page.row(self.at[value.row]).number
            ),
        )
        notes = self._notes(tokens, label, value)
        figure = replace(figure, period=period_at(self.context_page, field.fact.period, notes, index))
        if field.fact.period.in_brackets:
            figure = replace(figure, period=dated(figure.period, _behind(joined_rows, label, value)))
        yield figure
        if field.fact.share_in_footnote:
            yield from (share_figure(self.context_page, figure, note) for note in notes if gives_share(note))

    def _area(self, rule: AreaRule, place: str, index: int) -> str | None:
        """What a label's figure is of: only some labels name a place, all others are of the service.

        None for another place, and for a figure of some of the children only.
        """
        if rule is AreaRule.PLACE_NAMED:
            if _OF_SOME.search(self.context_page.row(index).normalised):
                return None
            return area_of(place, service=self.context_page.service)
        return NATION if place.startswith(_NATIONAL) else SERVICE

    def _notes(self, tokens: Sequence[Token], label: Token, value: Token) -> list[Footnote]:
        """Footnotes of a figure: marked on its own row, its label's, or the end of the label on the row below."""
        rows = {*range(label.row, label.end_row + 1), value.row}
        below = label.end_row + 1
        if below < len(self.at) and len(self.context_page.row(self.at[label.end_row]).bare) >= _WRAPPED:
            tail = self.context_page.row(self.at[below])
            alone = not any(t.row == below for t in tokens)
            headings = (*_HEADINGS, *self.context_page.fields.block_headings)
            if alone and len(tail.letters) <= _TAIL and not tail.letters.startswith(headings):
                rows.add(below)
        return list(
            dict.fromkeys(
                note for row in sorted(rows) for note in self.context_page.footnote_marks.on(self.at[row])
            )
        )

    def _not_found(self, tokens: Sequence[Token], token: Token) -> Iterator[Missing]:
        field = token.value if isinstance(token.value, LabelledField) else None
        indicator = field.indicator if field else "figure"
        label = shown(self.context_page.row(self.at[token.row]))
        yield Missing(
            what=f"context.{indicator}",
            message=f"We could not tell which figure belongs to “{label}”.",
        )
        share = field.fact.share_in_footnote if field else ""
        if share and any(gives_share(note) for note in self._notes(tokens, token, token)):
            yield Missing(
                what=f"context.{share}",
                message=f"We did not read the share in a footnote to “{label}”, because we did not find its figure.",
            )


def _is_mark(text: str, digits: str, footnote_marks: Sequence[int]) -> bool:
    """Whether a small number on a row is a footnote mark of that row: it stands right behind a word."""
    if not digits.isdecimal() or int(digits) not in footnote_marks:
        return False
    return bool(re.search(rf"[A-Za-z)]\s?{digits}(?!\d|\.\d|[,%])", text))


def _place_after(joined_rows: JoinedRows, token: Token, tokens: Sequence[Token]) -> str:
    """Letters between a label and whatever follows it."""
    following = min((t.start for t in tokens if t.start >= token.end), default=len(joined_rows.text))
    return letters(_BRACKETS.sub(" ", joined_rows.text[token.end : min(following, token.end + _PLACE)]))


def _fits(joined_rows: JoinedRows, label: Token, value: Token) -> bool:
    field, worth = label.value, value.value
    printed = joined_rows.text[value.start : value.end]
    return (
        isinstance(field, LabelledField)
        and isinstance(worth, int | float)
        and may_be(worth, printed, percentage=may_be_percentage(field.specification))
    )


def _behind(joined_rows: JoinedRows, label: Token, value: Token) -> str:
    """What stands behind a label, up to its value where that follows."""
    return joined_rows.text[label.end : value.start if value.start > label.end else label.end + _PLACE]


def _as_compared(figures: Sequence[ContextFigure]) -> list[ContextFigure]:
    """A comparator whose period is not said is of the period of the figure that it is compared with."""
    periods = {f.indicator: f.period for f in figures if f.area == SERVICE}
    return [
        replace(f, period=periods.get(f.indicator, NOT_STATED))
        if f.area != SERVICE and f.period == NOT_STATED
        else f
        for f in figures
    ]


def _once(figures: Iterable[ContextFigure]) -> tuple[list[ContextFigure], list[Missing]]:
    """Each figure once; of one that is printed with two values neither is taken."""
    kept: dict[tuple[str, str, str, str], ContextFigure] = {}
    twice: set[tuple[str, str, str, str]] = set()
    for figure in figures:
        known = kept.setdefault(figure.key, figure)
        if known.value != figure.value:
            twice.add(figure.key)
    missing = [
        Missing(
            what=f"context.{indicator}",
            message=f"The report gives two values for {indicator.replace('_', ' ')} ({area}), so we read neither.",
        )
        for indicator, area, _, _ in sorted(twice)
    ]
    return [figure for key, figure in kept.items() if key not in twice], missing
