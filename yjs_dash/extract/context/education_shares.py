"""Education figures: counts, two of them labelled percentages, with their shares in footnotes."""

from __future__ import annotations

from collections.abc import Sequence

from yjs_dash.extract.context.context_page import ContextPage, whole
from yjs_dash.extract.context.fact_labels import AGED_16
from yjs_dash.extract.layout.footnote_marks import ends_in_mark, gives_share, share_of
from yjs_dash.extract.layout.footnotes import Footnote
from yjs_dash.extract.model import ContextFigure, Missing
from yjs_dash.extract.structure.sections import FACTS

EDUCATION = frozenset({"education_status", "education_share"})
_ROUNDING = 0.06
_ALL = 3


def share_figure(context_page: ContextPage, figure: ContextFigure, note: Footnote) -> ContextFigure:
    """The share of its age group that a footnote gives for a figure."""
    place = context_page.place(note.at)
    return figure._replace(indicator="education_status_share", value=share_of(note), place=place)


def place_shares(
    context_page: ContextPage, figures: Sequence[ContextFigure]
) -> tuple[list[ContextFigure], list[Missing]]:
    """Footnotes with a share whose mark is plain digits at the end of a figure: which figure, where that is clear.

    A figure that may carry such a mark, or may not, is left out.
    """
    kept = list(figures)
    missing: list[Missing] = []
    for note in context_page.footnote_marks.unplaced:
        if not gives_share(note) or context_page.sections.key_at(note.at) != FACTS:
            continue
        figures_here = [f for f in kept if f.indicator in EDUCATION]
        candidates = [f for f in figures_here if ends_in_mark(f"{f.value:g}", note.number)]
        chosen = [c for c in candidates if _fits(c, note, kept)]
        others = [c for c in candidates if not c.breakdown.startswith(AGED_16)]
        if not chosen and len(others) == 1 and len(figures_here) == _ALL:
            chosen = others
        if len(chosen) == 1:
            figure = chosen[0]._replace(value=_without(chosen[0], note))
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
        missing.append(
            Missing(
                what="context.education_status_share",
                message=f"We could not tell which figure footnote {note.number} belongs to.",
            )
        )
    return kept, missing


def _without(figure: ContextFigure, note: Footnote) -> float:
    return whole(float(f"{figure.value:g}".removesuffix(str(note.number))))


def _fits(figure: ContextFigure, note: Footnote, figures: Sequence[ContextFigure]) -> bool:
    """Whether the figure without the mark is the share that the footnote says, of its age group."""
    if not figure.breakdown.startswith(AGED_16):
        return False
    value = _without(figure, note)
    others = [
        f.value
        for f in figures
        if f is not figure and f.indicator in EDUCATION and f.breakdown.startswith(AGED_16)
    ]
    group = value + sum(others)
    return bool(others) and group > 0 and abs(100 * value / group - share_of(note)) < _ROUNDING
