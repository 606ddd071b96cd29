"""Contextual facts in tables: figures beside labels, and the key data of the first standards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from yjs_dash.extract.context_labels import FACT_LABELS, LABEL, SERVICE, Label, area_of
from yjs_dash.extract.footnotes import Footnote
from yjs_dash.extract.context_education import EDUCATION, place_shares, share_figure
from yjs_dash.extract.marks import Marks, gives_share
from yjs_dash.extract.model import ContextFigure, Missing, Place
from yjs_dash.extract.pairing import Token, pair
from yjs_dash.extract.periods import ANNOUNCEMENT, AT_INSPECTION, NOT_STATED, period_of, years_in
from yjs_dash.extract.rows import Row
from yjs_dash.extract.sections import FACTS, Sections
from yjs_dash.extract.stream import Stream
from yjs_dash.extract.text import letters, marks_in, number

_VALUE = re.compile(
    r"(?<![\d/])(?<!\d[.,])(£?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(%|percent(?!ageof))?(?!\d|month|year|yr|/|\.\d)(?:(?<=%)(?:~?\d{1,2})(?![\d%.]))?"
)
_PERIOD_TOPICS = {
    "population": ("population_total", "population_10_17"),
    "additionalcaseloaddata": (
        "caseload_total", "caseload_disposal", "caseload_court_disposal", "caseload_out_of_court_disposal",
        "education_status", "education_share",
    ),
    "keystaffing": (
        "staff_fte", "case_managers_fte", "vacancy_rate", "case_manager_vacancy_rate", "caseload_per_case_manager",
        "sickness_days", "staff_attrition",
    ),
}  # fmt: skip
_WRAPPED, _TAIL = 45, 30
_HEADS = (
    "population",
    "caseload",
    "additional",
    "education",
    "keydata",
    "keystaffing",
    "offence",
    "children",
    "for",
)
_MONEY = {"spend_previous_year", "budget_current_year"}
_NEEDS = {"mental_health", "substance_misuse", "learning_needs"}


def table_rows(sections: Sections, *, without: frozenset[int]) -> Iterator[tuple[str, list[int]]]:
    """Rows that may hold contextual facts, by section: the facts page, and the first rows of each standard."""
    for span in sections.spans(FACTS):
        yield FACTS, [i for i in span if i not in without and not sections.rows[i].blank]
    for heading in sections.headings:
        if heading.key in {"1.1", "1.2", "1.3", "1.4"}:
            for span in sections.spans(heading.key):
                if span.start != heading.index:
                    continue
                at = [i for i in span[:60] if i not in without and not sections.rows[i].blank]
                stop = next(
                    (
                        n
                        for n, i in enumerate(at)
                        if sections.rows[i].letters.startswith(("inmakingajudgement", "wejudge"))
                    ),
                    len(at),
                )
                yield heading.key, at[:stop]


def read_fact_tables(
    sections: Sections, marks: Marks, *, without: frozenset[int], fieldwork: str | None
) -> tuple[list[ContextFigure], list[Missing]]:
    """Figures beside labels. `without`: rows of footnotes."""
    found: list[ContextFigure] = []
    missing: list[Missing] = []
    for _, at in table_rows(sections, without=without):
        rows = [i for i in at if not sections.rows[i].letters.startswith("ofthe")]
        read, lost = _labelled(sections, marks, rows, fieldwork=fieldwork)
        found += read
        missing += lost
    return found, missing


def _labelled(
    sections: Sections, marks: Marks, at: Sequence[int], *, fieldwork: str | None
) -> tuple[list[ContextFigure], list[Missing]]:
    stream = Stream([sections.rows[i] for i in at])
    labels = [t for t in _labels(stream)]
    if not labels:
        return [], []
    spans = [(t.start, t.end) for t in labels]
    values = [t for t in _values(stream, at, marks) if not any(a <= t.start < b for a, b in spans)]
    near = _rows_of(labels)
    tokens = sorted([*labels, *(v for v in values if v.row in near)], key=lambda t: t.start)
    paired = pair(tokens, farthest=2)
    found: list[ContextFigure] = []
    missing: list[Missing] = []
    for label_token, value_token in paired.pairs:
        label, value = label_token.value, value_token.value
        if not isinstance(label, Label) or not isinstance(value, int | float):
            continue
        index = at[label_token.row]
        figure = ContextFigure(
            indicator=label.indicator,
            area=area_of(_place_after(stream, label_token, tokens)),
            breakdown=label.breakdown,
            period="",
            value=value,
            place=Place(page=sections.page_at(index), line=sections.rows[at[value_token.row]].number),
        )
        noted = _noted(sections, marks, at, tokens, label_token, value_token)
        period = _period(sections, marks, figure, noted, index, fieldwork=fieldwork)
        found.append(replace(figure, period=period))
        shares = [note for note in noted if gives_share(note) and label.indicator in EDUCATION]
        found += [share_figure(sections, found[-1], note) for note in shares]
    missing += [
        _not_found(sections.rows[at[token.row]], token.value)
        for token in paired.alone
        if isinstance(token.value, Label)
    ]
    found, lost = place_shares(sections, marks, found)
    return _once(_as_compared(found)), [*missing, *lost]


def _as_compared(figures: Sequence[ContextFigure]) -> list[ContextFigure]:
    """A comparator whose period is not said is of the period of the figure that it is compared with."""
    periods = {f.indicator: f.period for f in figures if f.area == SERVICE}
    return [
        replace(f, period=periods[f.indicator])
        if f.area != SERVICE and f.period == NOT_STATED and f.indicator in periods
        else f
        for f in figures
    ]


def _noted(
    sections: Sections, marks: Marks, at: Sequence[int], tokens: Sequence[Token], label: Token, value: Token
) -> list[Footnote]:
    """Footnotes of a figure: marked on its own row, its label's, or the end of the label on the row below."""
    rows = {*range(label.row, label.end_row + 1), value.row}
    below = label.end_row + 1
    if below < len(at) and len(sections.rows[at[label.end_row]].bare) >= _WRAPPED:
        tail = sections.rows[at[below]]
        alone = not any(t.row == below for t in tokens)
        if alone and len(tail.letters) <= _TAIL and not tail.letters.startswith(_HEADS):
            rows.add(below)
    return list(dict.fromkeys(note for row in sorted(rows) for note in marks.on(at[row])))


def _not_found(row: Row, label: Label) -> Missing:
    return Missing(
        what=f"context.{label.indicator}",
        message=f"The figure beside “{_shown(row)}” was not found for certain.",
    )


def _labels(stream: Stream) -> Iterator[Token]:
    for match in LABEL.finditer(stream.text):
        label = FACT_LABELS[int((match.lastgroup or "l0")[1:])]
        row = stream.row_at(match.start())
        if label.whole_row and stream.rows[row].letters != label.pattern:
            continue
        yield Token(
            label=True,
            value=label,
            row=row,
            end_row=stream.row_at(match.end() - 1),
            start=match.start(),
            end=match.end(),
        )


def _values(stream: Stream, at: Sequence[int], marks: Marks) -> Iterator[Token]:
    for match in _VALUE.finditer(stream.text):
        row = stream.row_at(match.start())
        index = at[row]
        digits = f"{match[2]}{match[3] or ''}"
        bare = not match[1] and not match[4]
        if bare and _is_mark(stream.rows[row].text, digits, marks.loose.get(index, ())):
            continue
        if bare and index in marks.doubtful:
            continue
        if bare and index in marks.glued:
            digits = digits.removesuffix(str(marks.glued[index])).rstrip(".")
        value = number(digits)
        if value is not None:
            yield Token(label=False, value=value, row=row, end_row=row, start=match.start(), end=match.end())


def _is_mark(text: str, digits: str, marks: Sequence[int]) -> bool:
    """Whether a small number on a row is a footnote mark of that row: it stands right behind a word."""
    if not digits.isdigit() or int(digits) not in marks:
        return False
    return bool(re.search(rf"[A-Za-z)]\s?{digits}(?!\d|\.\d|[,%])", text))


def _rows_of(labels: Iterable[Token]) -> set[int]:
    """Rows where figures of labels may stand: the labels' own and those right beside."""
    return {row for t in labels for row in range(t.row - 2, t.end_row + 4)}


def _place_after(stream: Stream, token: Token, tokens: Sequence[Token]) -> str:
    """Letters between a label and whatever follows it."""
    following = min((t.start for t in tokens if t.start >= token.end), default=len(stream.text))
    return letters(stream.text[token.end : min(following, token.end + 60)])


def _period(
    sections: Sections,
    marks: Marks,
    figure: ContextFigure,
    noted: Sequence[Footnote],
    index: int,
    *,
    fieldwork: str | None,
) -> str:
    if figure.indicator in _MONEY:
        return _financial_year(sections, marks, figure.indicator, index)
    if figure.indicator in _NEEDS:
        return AT_INSPECTION
    for note in noted:
        if period := period_of(note.text, fieldwork=fieldwork):
            return period
    for key, indicators in _PERIOD_TOPICS.items():
        if figure.indicator in indicators:
            head = _head_above(sections, index, key)
            if head is not None:
                for note in marks.on(head):
                    if period := period_of(note.text, fieldwork=fieldwork):
                        return period
            return ANNOUNCEMENT if key == "keystaffing" and head is not None else NOT_STATED
    return NOT_STATED


def _head_above(sections: Sections, index: int, key: str) -> int | None:
    for i in range(index, max(-1, index - 90), -1):
        if sections.rows[i].letters.startswith(key) and len(sections.rows[i].bare) < 60:
            return i
    return None


def _financial_year(sections: Sections, marks: Marks, indicator: str, index: int) -> str:
    """The year that a footnote gives to the previous or the current financial year."""
    word = "previous" if indicator == "spend_previous_year" else "current"
    for i in range(index - 2, index + 3):
        if not 0 <= i < len(sections.rows):
            continue
        for note in marks.on(i):
            for clause in re.split(r"\band\b|,|;", note.text):
                if word in clause.lower() and (years := years_in(clause)):
                    return years[-1]
    return f"{word} financial year"


def _once(figures: Iterable[ContextFigure]) -> list[ContextFigure]:
    kept: dict[tuple[str, str, str, str], ContextFigure] = {}
    for figure in figures:
        kept.setdefault(figure.key, figure)
    return list(kept.values())


def _shown(row: Row) -> str:
    return row.bare if len(row.bare) <= 80 else f"{row.bare[:79]}…"
