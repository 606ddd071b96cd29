"""Contextual facts in tables: figures beside labels, and the key data of the first standards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from yjs_dash.extract.context_labels import FACT_LABELS, LABEL, SERVICE, Label, area_of
from yjs_dash.extract.footnotes import Footnote
from yjs_dash.extract.model import ContextFigure, Missing, Place
from yjs_dash.extract.pairing import Token, pair
from yjs_dash.extract.periods import ANNOUNCEMENT, AT_INSPECTION, NOT_STATED, period_of, years_in
from yjs_dash.extract.rows import Row
from yjs_dash.extract.sections import FACTS, Sections
from yjs_dash.extract.stream import Stream
from yjs_dash.extract.text import letters, marks_in, number

_VALUE = re.compile(
    r"(?<![\d.,/])(£?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(%|percent)?(?!\d|month|year|yr|/|\.\d)(?:(?<=%)(?:~?\d{1,2})(?![\d%.]))?"
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
_MONEY = {"spend_previous_year", "budget_current_year"}
_NEEDS = {"mental_health", "substance_misuse", "learning_needs"}
_FOOTNOTE_REACH = 110
_NOTED_SHARE = re.compile(r"^\W*(\d{1,2}(?:\.\d+)?)\s?(?:%|per\s?cent)")
_EDUCATION = {"education_status", "education_share"}


@dataclass(frozen=True)
class Notes:
    """Footnotes, and which of them a row's marks may mean: those printed after it, on its page or just behind."""

    footnotes: Mapping[int, Footnote]
    plain: bool

    def near(self, index: int) -> dict[int, Footnote]:
        return {n: f for n, f in self.footnotes.items() if index < f.index <= index + _FOOTNOTE_REACH}

    def on(self, row: Row, index: int) -> list[Footnote]:
        """Footnotes that a row's marks name, superscript or glued to its end."""
        near = self.near(index)
        numbers = list(marks_in(row.text))
        if self.plain:
            numbers += [int(m) for m in re.findall(r"(?<=[A-Za-z)%])\s?(\d{1,2})(?=\s|$)", row.text)]
        return [near[n] for n in numbers if n in near]


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
    sections: Sections, notes: Notes, *, without: frozenset[int], fieldwork: str | None
) -> tuple[list[ContextFigure], list[Missing]]:
    """Figures beside labels. `without`: rows of footnotes."""
    found: list[ContextFigure] = []
    missing: list[Missing] = []
    for section, at in table_rows(sections, without=without):
        rows = [i for i in at if not sections.rows[i].letters.startswith("ofthe")]
        read, lost = _labelled(sections, notes, rows, fieldwork=fieldwork)
        found += read
        if section == FACTS:
            missing += lost
    return found, missing


def _labelled(
    sections: Sections, notes: Notes, at: Sequence[int], *, fieldwork: str | None
) -> tuple[list[ContextFigure], list[Missing]]:
    stream = Stream([sections.rows[i] for i in at])
    labels = [t for t in _labels(stream)]
    if not labels:
        return [], []
    spans = [(t.start, t.end) for t in labels]
    values = [t for t in _values(stream, at, notes) if not any(a <= t.start < b for a, b in spans)]
    near = _rows_of(labels)
    tokens = sorted([*labels, *(v for v in values if v.row in near)], key=lambda t: t.start)
    paired = pair(tokens)
    found: list[ContextFigure] = []
    for label_token, value_token in paired.pairs:
        label, value = label_token.value, value_token.value
        if not isinstance(label, Label) or not isinstance(value, _Figure):
            continue
        index = at[label_token.row]
        figure = ContextFigure(
            indicator=label.indicator,
            area=area_of(_place_after(stream, label_token, tokens)),
            breakdown=label.breakdown,
            period="",
            value=value.value,
            place=Place(page=sections.page_at(index), line=sections.rows[at[value_token.row]].number),
        )
        noted = notes.on(sections.rows[index], index) + notes.on(sections.rows[at[value_token.row]], index)
        if value.mark in (near_notes := notes.near(index)):
            noted.append(near_notes[value.mark])
        period = _period(sections, notes, figure, noted, index, fieldwork=fieldwork)
        found.append(replace(figure, period=period))
        found += _noted_share(sections, found[-1], noted)
    missing = [
        Missing(
            what=f"context.{token.value.indicator}",
            message=f"The figure beside “{_shown(sections.rows[at[token.row]])}” was not found.",
        )
        for token in paired.alone
        if isinstance(token.value, Label)
    ]
    return _once(found), missing


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


@dataclass(frozen=True)
class _Figure:
    value: float
    mark: int = 0


def _values(stream: Stream, at: Sequence[int], notes: Notes) -> Iterator[Token]:
    for match in _VALUE.finditer(stream.text):
        row = stream.row_at(match.start())
        near = notes.near(at[row])
        digits = f"{match[2]}{match[3] or ''}"
        bare = not match[1] and not match[4]
        glued_before = stream.text[match.start() - 1 : match.start()]
        if (
            bare
            and not match[3]
            and digits.isdigit()
            and int(digits) in near
            and glued_before
            and (glued_before.isalpha() or glued_before == ")")
        ):
            if _is_mark(stream, match, row):
                continue
        figure = _figure(digits, near, plain=notes.plain and bare)
        if figure is not None:
            yield Token(label=False, value=figure, row=row, end_row=row, start=match.start(), end=match.end())


def _is_mark(stream: Stream, match: re.Match[str], row: int) -> bool:
    """Whether a small number behind a word is a footnote mark: its row has another figure, or is a heading."""
    others = [m for m in _VALUE.finditer(stream.rows[row].squashed) if m[0] != match[0]]
    return bool(others) or stream.is_row_end(match.end())


def _figure(digits: str, near: Mapping[int, Footnote], *, plain: bool) -> _Figure | None:
    """The figure, and the footnote mark that is glued to it where marks are printed as plain digits."""
    if plain:
        for mark in sorted(near, reverse=True):
            text = str(mark)
            if digits.endswith(text) and len(digits) > len(text) and not digits.endswith(f".{text}"):
                value = number(digits[: -len(text)].rstrip("."))
                return _Figure(value, mark) if value is not None else None
    value = number(digits)
    return _Figure(value) if value is not None else None


def _rows_of(labels: Iterable[Token]) -> set[int]:
    """Rows where figures of labels may stand: the labels' own and those right beside."""
    return {row for t in labels for row in range(t.row - 2, t.end_row + 4)}


def _place_after(stream: Stream, token: Token, tokens: Sequence[Token]) -> str:
    """Letters between a label and whatever follows it."""
    following = min((t.start for t in tokens if t.start >= token.end), default=len(stream.text))
    return letters(stream.text[token.end : min(following, token.end + 60)])


def _period(
    sections: Sections,
    notes: Notes,
    figure: ContextFigure,
    noted: Sequence[Footnote],
    index: int,
    *,
    fieldwork: str | None,
) -> str:
    if figure.indicator in _MONEY:
        return _financial_year(sections, notes, figure.indicator, index)
    if figure.indicator in _NEEDS:
        return AT_INSPECTION
    for note in noted:
        if period := period_of(note.text, fieldwork=fieldwork):
            return period
    if figure.area != SERVICE and (period := _period_of_twin(sections, notes, figure, index, fieldwork)):
        return period
    for key, indicators in _PERIOD_TOPICS.items():
        if figure.indicator in indicators:
            head = _head_above(sections, index, key)
            if head is not None:
                for note in notes.on(sections.rows[head], head):
                    if period := period_of(note.text, fieldwork=fieldwork):
                        return period
            return ANNOUNCEMENT if key == "keystaffing" and head is not None else NOT_STATED
    return NOT_STATED


def _period_of_twin(
    sections: Sections, notes: Notes, figure: ContextFigure, index: int, fieldwork: str | None
) -> str | None:
    """A comparator's period is that of the figure it is compared with, a row or two above."""
    wanted = next(label.pattern for label in FACT_LABELS if label.indicator == figure.indicator)
    for i in range(index - 1, max(-1, index - 6), -1):
        row = sections.rows[i]
        if re.search(wanted, row.squashed):
            for note in notes.on(row, i):
                if period := period_of(note.text, fieldwork=fieldwork):
                    return period
    return None


def _head_above(sections: Sections, index: int, key: str) -> int | None:
    for i in range(index, max(-1, index - 90), -1):
        if sections.rows[i].letters.startswith(key) and len(sections.rows[i].bare) < 60:
            return i
    return None


def _financial_year(sections: Sections, notes: Notes, indicator: str, index: int) -> str:
    """The year that a footnote gives to the previous or the current financial year."""
    word = "previous" if indicator == "spend_previous_year" else "current"
    for i in range(index - 2, index + 3):
        if not 0 <= i < len(sections.rows):
            continue
        for note in notes.on(sections.rows[i], i):
            for clause in re.split(r"\band\b|,|;", note.text):
                if word in clause.lower() and (years := years_in(clause)):
                    return years[-1]
    return f"{word} financial year"


def _noted_share(sections: Sections, figure: ContextFigure, noted: Sequence[Footnote]) -> list[ContextFigure]:
    """The share of an age group that the footnote of an education figure gives."""
    if figure.indicator not in _EDUCATION:
        return []
    for note in noted:
        if found := _NOTED_SHARE.match(note.text):
            place = Place(page=sections.page_at(note.index), line=sections.rows[note.index].number)
            return [replace(figure, indicator="education_status_share", value=float(found[1]), place=place)]
    return []


def _once(figures: Iterable[ContextFigure]) -> list[ContextFigure]:
    kept: dict[tuple[str, str, str, str], ContextFigure] = {}
    for figure in figures:
        kept.setdefault(figure.key, figure)
    return list(kept.values())


def _shown(row: Row) -> str:
    return row.bare if len(row.bare) <= 80 else f"{row.bare[:79]}…"
