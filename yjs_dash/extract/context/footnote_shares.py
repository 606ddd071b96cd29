"""Figures whose share of their group stands in a footnote: the education of the caseload, by age group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from yjs_dash.extract.context.context_page import ContextPage, whole
from yjs_dash.extract.layout.footnote_marks import ends_in_mark, gives_share, share_of
from yjs_dash.extract.layout.footnotes import Footnote
from yjs_dash.extract.model import ContextFigure, Missing
from yjs_dash.extract.structure.sections import FACTS

_ROUNDING = 0.06


def share_figure(context_page: ContextPage, figure: ContextFigure, note: Footnote) -> ContextFigure:
    """The share of its age group that a footnote gives for a figure."""
    place = context_page.place(note.at)
    indicator = context_page.fields.footnote_shares[figure.indicator, figure.breakdown]
    return replace(figure, indicator=indicator, value=share_of(note), place=place)


def place_shares(
    context_page: ContextPage, figures: Sequence[ContextFigure]
) -> tuple[list[ContextFigure], list[Missing]]:
    """Footnotes with a share whose mark is plain digits at the end of a figure: which figure, where that is clear.

    A figure that may carry such a mark, or may not, is left out.
    """
    kept = list(figures)
    fields = context_page.fields.footnote_shares
    whole_groups = {
        group for group, parts in Counter(_group(part) for _, part in fields).items() if parts > 1
    }
    missing: list[Missing] = []
    for note in context_page.footnote_marks.unplaced:
        if not gives_share(note) or context_page.sections.key_at(note.at) != FACTS:
            continue
        figures_here = [f for f in kept if (f.indicator, f.breakdown) in fields]
        candidates = [f for f in figures_here if ends_in_mark(f"{f.value:g}", note.number)]
        in_whole_groups = [f for f in figures_here if _group(f.breakdown) in whole_groups]
        chosen = [c for c in candidates if c in in_whole_groups and _fits(c, note, in_whole_groups)]
        others = [c for c in candidates if c not in in_whole_groups]
        if not chosen and len(others) == 1 and len(figures_here) == len(fields):
            chosen = others
        if len(chosen) == 1:
            figure = replace(chosen[0], value=_without(chosen[0], note))
            kept = [figure if f is chosen[0] else f for f in kept]
            kept.append(share_figure(context_page, figure, note))
            continue
        kept = [f for f in kept if f not in candidates]
        missing += [
            Missing(
                what=f"context.{f.indicator}",
                message=f"The figure for “{f.breakdown}” may end in a footnote mark, so we did not read it.",
            )
            for f in candidates
        ]
        message = f"We could not tell which figure footnote {note.number} belongs to."
        missing += [
            Missing(what=f"context.{share}", message=message) for share in dict.fromkeys(fields.values())
        ]
    return kept, missing


def _without(figure: ContextFigure, note: Footnote) -> float:
    return whole(float(f"{figure.value:g}".removesuffix(str(note.number))))


def _group(breakdown: str) -> str:
    """What a breakdown of two levels is part of: an age group, before the colon."""
    return breakdown.partition(":")[0]


def _fits(figure: ContextFigure, note: Footnote, figures: Sequence[ContextFigure]) -> bool:
    """Whether the figure without the mark is the share that the footnote says, of its group, which is printed whole."""
    value = _without(figure, note)
    others = [f.value for f in figures if f is not figure and _group(f.breakdown) == _group(figure.breakdown)]
    group = value + sum(others)
    return bool(others) and group > 0 and abs(100 * value / group - share_of(note)) < _ROUNDING
