"""The tables: each a row type with what follows from it, the words for its columns and the reader of its rows."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from functools import cached_property
from operator import attrgetter
from types import NoneType
from typing import Generic, TypeAlias, TypeVar, cast, get_type_hints

from pydantic import TypeAdapter, ValidationError

from yjs_dash.errors import ValidationIssue, shown_cell
from yjs_dash.schema.columns import Column, columns_of
from yjs_dash.schema.rows import (
    AreaRow,
    CaseQuestionRow,
    CorrectionRow,
    FindingCountRow,
    IndicatorRow,
    InspectionRow,
    KeyQuestionRow,
    NeighbourRow,
    ObservationRow,
    PromptCasesRow,
    RatingRow,
    RecommendationRow,
    Row,
    ServiceRow,
    SourceRow,
    TileRow,
)

MANY_ROWS = 1000
"""Rows from which on a table is read column by column."""

R = TypeVar("R", bound=Row)
AnyTable: TypeAlias = "Table[Row]"
Cells = Mapping[str, object]
"""A row as it arrives: column → text (or a typed value); nothing, None and empty text are one."""


@dataclass(frozen=True)
class Parsed(Generic[R]):
    """Rows that are as expected, and every fault of the others. `rows` is empty where there is any fault."""

    rows: tuple[R, ...]
    faults: tuple[ValidationIssue, ...]


@dataclass(frozen=True, eq=False)
class Table(Generic[R]):
    """One table: its row type, and what a row is, its key and its columns."""

    row_type: type[R]

    @property
    def name(self) -> str:
        return self.row_type.table_name

    @property
    def grain(self) -> str:
        return self.row_type.grain

    @property
    def key(self) -> tuple[str, ...]:
        return self.row_type.key

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns with their meaning, unit and what a cell may say, in the order of the file."""
        return columns_of(self._adapter.json_schema())

    @cached_property
    def column_names(self) -> list[str]:
        return [field.name for field in fields(self.row_type)]  # type: ignore[arg-type]

    def column(self, name: str) -> Column:
        return next(c for c in self.columns if c.name == name)

    @cached_property
    def _adapter(self) -> TypeAdapter[list[R]]:
        return TypeAdapter(list[self.row_type])  # type: ignore[name-defined]

    @cached_property
    def key_of(self) -> Callable[[R], object]:
        """Row → the values of the key's columns."""
        return attrgetter(*self.key)

    def head_faults(self, head: Collection[str]) -> list[ValidationIssue]:
        """Columns that are missing, and those that the table does not have; one that may be empty may be left out."""
        absent = [
            ValidationIssue(self.name, None, name, "", "this column, which is missing")
            for name in self.column_names
            if name not in head and self.column(name).required
        ]
        surplus = [
            ValidationIssue(self.name, None, str(name), "", "no column of this name")
            for name in head
            if name not in self.column_names
        ]
        return absent + surplus

    def parse(self, cells: Sequence[Cells]) -> Parsed[R]:
        """Typed rows, or every fault of single cells and of the key, each with its line (the first row is line 2)."""
        if len(cells) >= MANY_ROWS:
            columns = {name: [row.get(name) for row in cells] for name in self.column_names}
            if (read := self.rows_of_columns(columns)) is not None:
                return Parsed(rows=read, faults=())
        faults: list[ValidationIssue] = []
        rows: list[R] = []
        try:
            rows = self._adapter.validate_python([_filled(row) for row in cells])
        except ValidationError as error:
            for detail in error.errors(include_url=False, include_context=False):
                index, name = int(detail["loc"][0]), str(detail["loc"][1])
                faults.append(
                    ValidationIssue(
                        table=self.name,
                        row=index + 2,
                        column=name,
                        value=shown_cell(str(cells[index].get(name) or "")),
                        expected=self.column(name).expected,
                    )
                )
        faults = [*dict.fromkeys(faults), *self._repeated(cells)]
        return Parsed(rows=() if faults else tuple(rows), faults=tuple(faults))

    @cached_property
    def _cell_adapters(self) -> dict[str, TypeAdapter[list[object]]]:
        hints = get_type_hints(self.row_type, include_extras=True)
        return {name: TypeAdapter(list[hints[name]]) for name in self.column_names}  # type: ignore[valid-type]

    def rows_of_columns(self, columns: Mapping[str, Sequence[object]]) -> tuple[R, ...] | None:
        """The rows of columns of text cells, each text of a column read once; None where anything is not as expected.

        Columns that may be empty may be left out. A long table says the same few things in most cells, so that this
        takes a fraction of the time of `parse`, which says what is wrong.
        """
        length = max(map(len, columns.values()), default=0)
        rows: list[R] = [object.__new__(self.row_type) for _ in range(length)]
        for field in fields(self.row_type):  # type: ignore[arg-type]
            column = columns.get(field.name, [""] * length)
            if not set(map(type, column)) <= {str, NoneType}:
                return None
            texts = set(column)
            filled = list(texts - {"", None})
            try:
                read = self._cell_adapters[field.name].validate_python(filled)
            except ValidationError:
                return None
            values: dict[object, object] = dict(zip(filled, read, strict=True))
            if len(filled) < len(texts):
                if field.default is MISSING:
                    return None
                values |= {"": field.default, None: field.default}
            # Rows are frozen; nobody has seen these yet, and a slot is filled for all of them at once.
            fill = getattr(self.row_type, field.name).__set__
            deque(map(fill, rows, map(values.__getitem__, column)), maxlen=0)
        return tuple(rows) if len(set(map(self.key_of, rows))) == length else None

    def _repeated(self, cells: Sequence[Cells]) -> Iterator[ValidationIssue]:
        seen: set[tuple[str, ...]] = set()
        for index, row in enumerate(cells):
            key = tuple(str(row.get(name, "")) for name in self.key)
            if key in seen:
                yield ValidationIssue(
                    self.name,
                    index + 2,
                    " + ".join(self.key),
                    shown_cell(", ".join(key)),
                    "a key that stands once",
                )
            seen.add(key)


def _filled(row: Cells) -> dict[str, object]:
    return {name: value for name, value in row.items() if value is not None and value != ""}


SERVICES = Table(ServiceRow)
INSPECTIONS = Table(InspectionRow)
RATINGS = Table(RatingRow)
KEY_QUESTIONS = Table(KeyQuestionRow)
CASE_QUESTIONS = Table(CaseQuestionRow)
PROMPT_CASES = Table(PromptCasesRow)
RECOMMENDATIONS = Table(RecommendationRow)
FINDING_COUNTS = Table(FindingCountRow)
OBSERVATIONS = Table(ObservationRow)
INDICATORS = Table(IndicatorRow)
SOURCES = Table(SourceRow)
CORRECTIONS = Table(CorrectionRow)
NEIGHBOURS = Table(NeighbourRow)
AREAS = Table(AreaRow)
TILES = Table(TileRow)

TABLES: dict[str, AnyTable] = {
    table.name: table
    for table in cast(
        "tuple[AnyTable, ...]",
        (
            SERVICES, INSPECTIONS, RATINGS, KEY_QUESTIONS, CASE_QUESTIONS, PROMPT_CASES, RECOMMENDATIONS,
            FINDING_COUNTS, OBSERVATIONS, INDICATORS, SOURCES, CORRECTIONS,
        ),
    )
}  # fmt: skip
"""The tables of every data set, in the order of the data dictionary."""
IMPORTED_TABLES: dict[str, AnyTable] = {
    table.name: table for table in cast("tuple[AnyTable, ...]", (NEIGHBOURS, AREAS))
}
"""Tables that stand beside `TABLES` where official files, bundled or imported, have them."""
OPTIONAL_TABLES: dict[str, AnyTable] = {TILES.name: cast("AnyTable", TILES)}
"""Tables that a directory may have and may lack."""
ALL_TABLES: dict[str, AnyTable] = {**TABLES, **IMPORTED_TABLES, **OPTIONAL_TABLES}
