"""The tables of a data set: one frozen row type each, from which all else follows.

`fields` says what a cell can be, `rows` what a row is, `columns` says both in words, `tables` reads rows from cells,
`references` checks what rows say of each other, `data` holds all rows, `frames` turns them into frames; `dates` and
`places` say what a partial date and a page mean.
"""

from __future__ import annotations

from yjs_dash.schema.columns import Column
from yjs_dash.schema.data import Rows, by_inspection
from yjs_dash.schema.dates import PARTIAL_DATE, earliest_day, latest_day
from yjs_dash.schema.fields import AREA_TYPES, KINDS, POLARITIES, SEPARATOR, STATUSES, STATUSES_WITHOUT_VALUE
from yjs_dash.schema.frames import cells_of, frame_of, rows_of
from yjs_dash.schema.places import PAGE_NUMBERS, place_words
from yjs_dash.schema.references import ids_in, reference_faults
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
from yjs_dash.schema.tables import (
    ALL_TABLES,
    AREAS,
    IMPORTED_TABLES,
    MANY_ROWS,
    NEIGHBOURS,
    OBSERVATIONS,
    OPTIONAL_TABLES,
    SERVICES,
    TABLES,
    TILES,
    Cells,
    Parsed,
    Table,
)

__all__ = [
    "ALL_TABLES", "AREAS", "AREA_TYPES", "IMPORTED_TABLES", "KINDS", "MANY_ROWS", "NEIGHBOURS", "OBSERVATIONS",
    "OPTIONAL_TABLES", "PAGE_NUMBERS", "PARTIAL_DATE",
    "POLARITIES", "SEPARATOR", "SERVICES", "STATUSES", "STATUSES_WITHOUT_VALUE", "TABLES", "TILES",
    "AreaRow", "CaseQuestionRow", "Cells", "Column", "CorrectionRow", "FindingCountRow", "IndicatorRow",
    "InspectionRow", "KeyQuestionRow", "NeighbourRow", "ObservationRow", "Parsed", "PromptCasesRow", "RatingRow",
    "RecommendationRow", "Row", "Rows", "ServiceRow", "SourceRow", "Table", "TileRow",
    "by_inspection", "cells_of", "earliest_day", "frame_of", "ids_in", "latest_day", "place_words",
    "reference_faults", "rows_of",
]  # fmt: skip
