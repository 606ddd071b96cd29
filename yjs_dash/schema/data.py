"""All rows of a data set, by table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import TypeVar, cast

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

InspectionPart = TypeVar(
    "InspectionPart",
    KeyQuestionRow,
    CaseQuestionRow,
    PromptCasesRow,
    FindingCountRow,
    RecommendationRow,
    RatingRow,
)


def by_inspection(rows: Iterable[InspectionPart]) -> dict[str, list[InspectionPart]]:
    """Inspection → its rows, in the order of the table."""
    found: dict[str, list[InspectionPart]] = {}
    for row in rows:
        found.setdefault(row.inspection_id, []).append(row)
    return found


@dataclass(frozen=True, kw_only=True)
class Rows:
    """The rows of each table, in the order of its file.

    Neighbours and areas come from official files; tiles are there only where the data set has a map.
    """

    services: tuple[ServiceRow, ...] = ()
    inspections: tuple[InspectionRow, ...] = ()
    ratings: tuple[RatingRow, ...] = ()
    key_questions: tuple[KeyQuestionRow, ...] = ()
    case_questions: tuple[CaseQuestionRow, ...] = ()
    prompt_cases: tuple[PromptCasesRow, ...] = ()
    recommendations: tuple[RecommendationRow, ...] = ()
    finding_counts: tuple[FindingCountRow, ...] = ()
    observations: tuple[ObservationRow, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    sources: tuple[SourceRow, ...] = ()
    corrections: tuple[CorrectionRow, ...] = ()
    neighbours: tuple[NeighbourRow, ...] = ()
    areas: tuple[AreaRow, ...] = ()
    tiles: tuple[TileRow, ...] = ()

    @classmethod
    def of(cls, tables: Mapping[str, tuple[Row, ...]]) -> Rows:
        """Rows of several tables by name."""
        return cls(**cast("dict[str, tuple[Row, ...]]", dict(tables)))  # type: ignore[arg-type]

    def of_table(self, name: str) -> tuple[Row, ...]:
        """The rows of the table of this name."""
        return cast("tuple[Row, ...]", getattr(self, name))

    def by_table(self) -> dict[str, tuple[Row, ...]]:
        """Table → rows."""
        return {field.name: self.of_table(field.name) for field in fields(self)}
