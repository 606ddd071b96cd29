"""A data set and a selection of services → exactly the frames and records that pages and exports show."""

from yjs_dash.compare.cards import Card, DomainScore, card, cards
from yjs_dash.compare.catalogue import Catalogue, Entry, Selection
from yjs_dash.compare.evidence import (
    case_questions,
    differences,
    finding_counts,
    key_questions,
    question_counts,
    recommendations,
)
from yjs_dash.compare.grid import Cell, GridRow, rating_grid, rating_table
from yjs_dash.compare.sources import Citation, citation, table_with_sources

__all__ = [
    "Card",
    "Catalogue",
    "Cell",
    "Citation",
    "DomainScore",
    "Entry",
    "GridRow",
    "Selection",
    "card",
    "cards",
    "case_questions",
    "citation",
    "differences",
    "finding_counts",
    "key_questions",
    "question_counts",
    "rating_grid",
    "rating_table",
    "recommendations",
    "table_with_sources",
]
