"""A data set and a selection of services → exactly the frames and records that pages and exports show."""

from yjs_dash.compare.cards import Card, DomainScore, card, cards, domain_scores
from yjs_dash.compare.catalogue import Catalogue, Selection, Service, ServiceInspection
from yjs_dash.compare.evidence import (
    case_questions,
    differences,
    finding_counts,
    key_questions,
    printed_prompts,
    question_counts,
    recommendations,
)
from yjs_dash.compare.evidence_rows import (
    FindingsListed,
    PairDifference,
    PromptFigure,
    QuestionFigure,
    RecommendationGiven,
)
from yjs_dash.compare.grid import Cell, GridRow, rating_grid
from yjs_dash.compare.records import frame_of
from yjs_dash.compare.sources import Citation, citation
from yjs_dash.compare.tables import TABLE_TITLES, browsing_table, described_columns, searched, table_titles

__all__ = [
    "TABLE_TITLES",
    "Card",
    "Catalogue",
    "Cell",
    "Citation",
    "DomainScore",
    "FindingsListed",
    "GridRow",
    "PairDifference",
    "PromptFigure",
    "QuestionFigure",
    "RecommendationGiven",
    "Selection",
    "Service",
    "ServiceInspection",
    "browsing_table",
    "card",
    "cards",
    "case_questions",
    "citation",
    "described_columns",
    "differences",
    "domain_scores",
    "finding_counts",
    "frame_of",
    "key_questions",
    "printed_prompts",
    "question_counts",
    "rating_grid",
    "recommendations",
    "searched",
    "table_titles",
]
