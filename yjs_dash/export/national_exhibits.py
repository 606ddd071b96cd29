"""Exhibits of the national picture: ratings by year, scores, and where the chosen services stand."""

from __future__ import annotations

from yjs_dash.charts.national_charts import Marked, ratings_by_year_figure, score_figure
from yjs_dash.compare import Selection, national
from yjs_dash.export.exhibit import Exhibit
from yjs_dash.export.native_chart import rating_counts_chart
from yjs_dash.export.view import View
from yjs_dash.narrate import national_sentences as say

TABLE: dict[str, str] = {
    "service": "Service", "published": "Published", "kind": "Kind", "overall_rating": "Overall rating",
    "score": "Score", "region": "Region", "confidence": "Confidence", "source": "Source",
}  # fmt: skip


def ratings_by_year(view: View, found: national.FrameworkSummary, framework_id: str) -> Exhibit:
    """Overall ratings of all inspections under a framework, by year."""
    framework = view.catalogue.data.frameworks[framework_id]
    counts = found.ratings
    title, subtitle = say.ratings_headline(counts, framework), say.ratings_subtitle(framework)
    return Exhibit(
        name=f"Inspections, {framework.short_name}",
        title=title,
        subtitle=subtitle,
        alt=say.ratings_alt(counts, framework),
        source=say.TABLE_SOURCE(),
        draw=lambda: ratings_by_year_figure(
            counts,
            apart=[year for year in dict.fromkeys(counts["year"]) if national.year_order(year)[0]],
            theme=view.theme,
            title=title,
            subtitle=subtitle,
        ),
        table=lambda: found.inspections[list(TABLE)].rename(columns=TABLE),
        chart=lambda: rating_counts_chart(counts, by="year", number="inspections"),
    )


def scores(view: View, found: national.FrameworkSummary, framework_id: str, *, narrowed: bool) -> Exhibit:
    """The latest scores under a framework, the chosen services marked; the notes say where they stand."""
    framework = view.catalogue.data.frameworks[framework_id]
    latest, counts = found.scores, found.distribution
    own = tuple(entry for entry in view.selection.entries if entry.framework.id == framework.id)
    everything = national.inspections(view.catalogue)
    mine = national.standings(
        found.inspections, Selection(services=own, pinned_service=None), everything=everything
    )
    marked = [Marked(s.service_id, s.service, s.score) for s in mine if s.score is not None]
    title, subtitle = say.scores_headline(mine, latest), say.scores_subtitle(framework, latest)
    return Exhibit(
        name=f"Scores, {framework.short_name}",
        title=title,
        subtitle=subtitle,
        alt=say.scores_alt(counts, mine, framework, narrowed=narrowed),
        source=say.TABLE_SOURCE(),
        draw=lambda: score_figure(
            counts, marked=marked, theme=view.theme, slots=view.slots, title=title, subtitle=subtitle
        ),
        table=lambda: latest[list(TABLE)].rename(columns=TABLE),
        chart=lambda: rating_counts_chart(counts, by="score", number="services"),
        notes=tuple(say.standing_sentence(s, narrowed=narrowed) for s in mine),
    )
