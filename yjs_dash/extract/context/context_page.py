"""What every reader of contextual facts needs: the rows, their footnotes, their places and periods."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from yjs_dash.extract.context.field_table import FieldTable
from yjs_dash.extract.context.period_names import period_of
from yjs_dash.extract.layout.characters import spelt
from yjs_dash.extract.layout.footnote_marks import FootnoteMarks
from yjs_dash.extract.layout.footnotes import Footnote
from yjs_dash.extract.layout.rows import Row
from yjs_dash.extract.model import Place
from yjs_dash.extract.structure.sections import FACTS, Sections

_MOST_ROWS = 400
_MOST_PARTS = 4
_KEY_DATA_ROWS = 60
_JUDGED = ("inmakingajudgement", "wejudge")
_HEAD_REACH = 90
_LONGEST_HEAD = 60


@dataclass(frozen=True, slots=True)
class ContextPage:
    """A report's contextual facts, and the `fields` that they are read by.

    `footnote_rows`: rows that footnotes take up; `fieldwork`: YYYY-MM, where known; `service`: its name, where known.
    """

    fields: FieldTable
    sections: Sections
    footnote_marks: FootnoteMarks
    footnote_rows: frozenset[int]
    fieldwork: str | None
    service: str | None = None

    def page_rows(self) -> list[list[int]]:
        """Rows of the facts page; a report may have it in several parts."""
        return [self._filled(span, most=_MOST_ROWS) for span in self.sections.spans(FACTS)[:_MOST_PARTS]]

    def key_data_rows(self) -> list[list[int]]:
        """Rows at the beginning of each standard that is judged on no cases, where key data stand."""
        stretches: list[list[int]] = []
        for key in self.sections.without_sample:
            for span in self.sections.spans(key)[:_MOST_PARTS]:
                at = self._filled(span, most=_KEY_DATA_ROWS)
                judged = (n for n, i in enumerate(at) if self.row(i).letters.startswith(_JUDGED))
                stretches.append(at[: next(judged, len(at))])
        return stretches

    def _filled(self, span: range, *, most: int) -> list[int]:
        return [i for i in span[: 4 * most] if i not in self.footnote_rows and not self.row(i).blank][:most]

    def row(self, index: int) -> Row:
        return self.sections.rows[index]

    def place(self, index: int) -> Place:
        return Place(page=self.sections.page_at(index), line=self.row(index).number)

    def period(self, notes: Iterable[Footnote]) -> str | None:
        """The first period that one of the footnotes names."""
        return next((p for note in notes if (p := period_of(note.text, fieldwork=self.fieldwork))), None)

    def period_marked_on(self, rows: Iterable[int]) -> str | None:
        return self.period(note for i in rows for note in self.footnote_marks.on(i))

    def head_above(self, index: int, key: str) -> int | None:
        """The nearest short row above whose letters begin with `key`."""
        for i in range(index, max(-1, index - _HEAD_REACH), -1):
            if len(self.row(i).bare) < _LONGEST_HEAD and spelt(key).match(self.row(i).letters):
                return i
        return None

    def period_under(self, index: int, key: str) -> str | None:
        """The period that the heading above says by its footnote."""
        head = self.head_above(index, key)
        return None if head is None else self.period_marked_on([head])


def whole(value: float) -> float:
    """A number without decimals as an integer, so that 63.0 prints as 63."""
    return int(value) if value == int(value) else value
