"""What a board pack holds, in its running order, whatever file it becomes.

Everything is taken from `compare` and `narrate` as pages show it; slides, paper, workbook and page lay it out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from starlette.datastructures import QueryParams

from yjs_dash import compare, narrate
from yjs_dash.charts.theme import LIGHT
from yjs_dash.compare import Card, Catalogue, GridRow, Selection, ServiceInspection, national
from yjs_dash.compare import context as local
from yjs_dash.compare.catalogue import Service
from yjs_dash.compare.children import CASELOAD_AGE, CASELOAD_ETHNICITY, CASELOAD_GENDER, OFFENCE_TYPES
from yjs_dash.compare.overview import ServiceSummary, overviews
from yjs_dash.compare.part_of_total import DISPOSALS
from yjs_dash.compare.trends import has_neighbours, without_neighbours
from yjs_dash.export import children_exhibits, context_exhibits, national_exhibits, rating_exhibits
from yjs_dash.export.exhibit import Cell, Exhibit, Grid, joined_sources
from yjs_dash.export.view import View
from yjs_dash.framework import RATINGS, Framework, Standard
from yjs_dash.narrate import children_sentences, grid, grid_headline, headline, next_band_sentences
from yjs_dash.narrate import national_sentences as say_national
from yjs_dash.narrate import pack as say
from yjs_dash.narrate import trend_sentences as say_trends
from yjs_dash.narrate.cards import card_text, decisive_case_sentences
from yjs_dash.narrate.headline import older_inspections
from yjs_dash.narrate.numbers import date_words
from yjs_dash.narrate.overview import (
    NO_RESULT,
    left_out,
    missing_lines,
    overview_headline,
    overview_text,
    place_lines,
)
from yjs_dash.narrate.standard_summary import OF_SERVICE, StandardSummary, standard_summary
from yjs_dash.schema import SourceRow


@dataclass(frozen=True)
class Questions:
    """Questions to ask under a line that says of whom; the line is empty where it is said already."""

    heading: str
    questions: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Part:
    """One finding with the small table, the exhibit or the questions that it stands over.

    `standard`: title of the standard that it is of. `said`: sentences that belong beside it; `notes`: what it can bear,
    and what else is said of it.
    """

    title: str
    subtitle: str = ""
    grid: Grid | None = None
    exhibit: Exhibit | None = None
    questions: tuple[Questions, ...] = ()
    standard: str = ""
    said: tuple[str, ...] = ()
    source: str = ""
    alt: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Chapter:
    """Parts under one heading."""

    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, eq=False)
class BoardPack:
    """A pack for one to six services, made on a day. `address`: where the app shows the same services."""

    title: str
    subject: str
    made: str
    address: str
    view: View
    judged: Chapter
    standards: Chapter
    local: Chapter
    children: Chapter
    national: Chapter
    questions: Chapter
    not_known: tuple[str, ...]
    sources: tuple[SourceRow, ...]

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters that hold anything, in their order."""
        every = (self.judged, self.standards, self.local, self.children, self.national, self.questions)
        return tuple(chapter for chapter in every if chapter.parts)


def view_of(catalogue: Catalogue, service_ids: Sequence[str], *, ours: str | None = None) -> View:
    """The view of a pack: the services in colours of their own, in light."""
    selection = catalogue.select(service_ids, pinned_service=ours)
    slots = tuple(sorted((service_id, n) for n, service_id in enumerate(selection.ids)))
    return View(catalogue=catalogue, selection=selection, colour_slots=slots, theme=LIGHT)


def path_of(selection: Selection) -> str:
    """The app's address of a selection, from its first page on."""
    words = [("services", service.name) for service in selection.services]
    words += [("ours", one.name) for one in selection.services if one.service_id == selection.pinned_service]
    return f"/?{QueryParams(words)}"


def board_pack(view: View, *, day: dt.date, root: str = "") -> BoardPack:
    """Everything that is known of the chosen services, in the order of a board's agenda.

    `root`: address under which the app is served, without the page; empty where it is not known.
    """
    selection = view.selection
    not_known: list[str] = []
    chapters = {
        "judged": Chapter(say.JUDGED(), (_overview(view), *_ratings(view))),
        "standards": Chapter(say.STANDARDS(), tuple(_standards(view))),
        "local": Chapter(say.LOCAL(), _known(_local(view), not_known)),
        "children": Chapter(say.CHILDREN(), _known(_children(view), not_known)),
        "national": Chapter(say.NATIONAL(), tuple(_national(view))),
        "questions": Chapter(say.ASK(), (_questions(view),)),
    }
    parts = [part for chapter in chapters.values() for part in chapter.parts]
    return BoardPack(
        title=say.TITLE(),
        subject=say.subject([service.name for service in selection.services]),
        made=say.made_on(day),
        address=f"{root.rstrip('/')}{path_of(selection)}",
        view=view,
        **chapters,
        not_known=tuple(not_known),
        sources=sources_cited(view.catalogue, (part.source for part in parts)),
    )


def _overview(view: View) -> Part:
    found, known = compare.cards(view.catalogue, view.selection), overviews(view.catalogue, view.selection)
    rated = {card.service_id: card for card in found}
    cited = [str(card.citation) for card in found]
    cited += [one.result.citation for one in known if one.result and one.service_id not in rated]
    return Part(
        title=overview_headline(known) if view.selection.unrated else headline(found),
        grid=Grid(
            caption=say.JUDGED(),
            heads=say.OVERVIEW_HEADS,
            rows=tuple(_result(one, rated.get(one.service_id)) for one in known),
            shares=(0.16, 0.22, 0.15, 0.16, 0.31),
        ),
        said=(
            *older_inspections(found),
            *_decisive(found),
            *_said(left_out([one.name for one in view.selection.unrated])),
        ),
        source=joined_sources(cited),
        alt=" ".join(_spoken(one, rated.get(one.service_id)) for one in known),
        notes=tuple(_spoken(one, rated.get(one.service_id)) for one in known),
    )


def _decisive(cards: Sequence[Card]) -> list[str]:
    """What one case judged the other way would have made of the overall ratings."""
    return [
        OF_SERVICE(service=card.name, sentence=words)
        for card in cards
        for words in decisive_case_sentences(card)
    ]


def _spoken(one: ServiceSummary, card: Card | None) -> str:
    return card_text(card) if card else overview_text(one)


def _result(one: ServiceSummary, card: Card | None) -> tuple[Cell, ...]:
    if card is not None:
        scored = card.score is not None
        score = grid.POINTS(points=card.score, out_of=card.score_max) if scored else say.NO_SCORE()
        return (
            Cell(one.name),
            Cell(card.overall_rating, rating=card.overall_rating),
            Cell(score),
            Cell(date_words(card.published) if card.published else ""),
            Cell(next_band_sentences(card)[0]),
        )
    result = one.result
    meaning = " ".join(words for _, words in place_lines(one) or missing_lines(one))
    if result is None:
        return Cell(one.name), Cell(NO_RESULT()), Cell(""), Cell(""), Cell(meaning)
    highest = result.framework.score_max if result.framework else None
    known = result.score is not None and highest is not None
    return (
        Cell(one.name),
        Cell(result.overall_rating, rating=result.overall_rating),
        Cell(grid.POINTS(points=result.score, out_of=highest) if known else say.NO_SCORE()),
        Cell(date_words(result.published) if result.published else ""),
        Cell(meaning),
    )


def _ratings(view: View) -> Iterator[Part]:
    selection = view.selection
    if not selection.entries:
        return
    rows = compare.rating_grid(selection)
    worked_out = any(cell.basis == "derived" for row in rows for cell in row.cells)
    cards = compare.cards(view.catalogue, selection)
    notes = [say.WORKED_OUT()] if worked_out else []
    yield Part(
        title=grid_headline(rows, selection),
        grid=_grid_of(rows, selection, caption=grid.CAPTION()),
        source=joined_sources([str(card.citation) for card in cards]),
        alt=narrate.grid_alt(rows, selection),
        notes=(*older_inspections(cards), *notes, *_said(left_out([one.name for one in selection.unrated]))),
    )


def _grid_of(rows: Sequence[GridRow], selection: Selection, *, caption: str) -> Grid:
    first = 0.44 if len(selection.entries) < 4 else 0.22
    rest = (1 - first) / len(selection.entries)
    return Grid(
        caption=caption,
        heads=("Standard", *(entry.name for entry in selection.entries)),
        rows=tuple(
            (
                Cell(row.title),
                *(
                    _rating_cell(cell, entry)
                    for cell, entry in zip(row.cells, selection.entries, strict=True)
                ),
            )
            for row in rows
        ),
        shares=(first, *([rest] * len(selection.entries))),
    )


def _with_points(ratings: Grid, domain_id: str, selection: Selection) -> Grid:
    """The grid of a domain with the points that it adds to each total, where it adds any."""
    scores = [compare.domain_scores(entry).get(domain_id) for entry in selection.entries]
    if not any(scores):
        return ratings
    points = (
        Cell("" if score is None else grid.POINTS(points=score.points, out_of=score.out_of))
        for score in scores
    )
    return replace(ratings, rows=(*ratings.rows, (Cell(say.POINTS()), *points)))


def _rating_cell(cell: compare.Cell, entry: ServiceInspection) -> Cell:
    if cell.rating is None:
        return Cell(grid.absence_words(cell, entry.framework.short_name))
    mark = f" {grid.WORKED_OUT()}" if cell.basis == "derived" else ""
    return Cell(f"{cell.rating}{mark}", rating=cell.rating)


def _standards(view: View) -> Iterator[Part]:
    """Domain by domain: its ratings, then each standard that has percentages."""
    selection = view.selection
    rows = compare.rating_grid(selection)
    cards = compare.cards(view.catalogue, selection)
    by_domain: dict[str, list[GridRow]] = {}
    for row in rows:
        by_domain.setdefault(row.domain, []).append(row)
    for domain, members in by_domain.items():
        caption = grid.DOMAIN_CAPTION(domain=domain)
        discretion = [
            say.OF_STANDARD(standard=standard.title, sentence=words)
            for row in members
            if (standard := selection.standard(row.standard_id)) is not None and standard.name == row.name
            for words in standard_summary(view.catalogue, selection, standard).discretion
        ]
        yield Part(
            title=caption,
            grid=_with_points(_grid_of(members, selection, caption=caption), members[0].domain_id, selection),
            said=tuple(discretion),
            source=joined_sources([str(card.citation) for card in cards]),
            alt=grid.domain_alt(members, selection),
        )
        for row in members:
            standard = selection.standard(row.standard_id)
            if standard is not None and standard.name == row.name and standard.key_questions:
                yield from _key_questions(view, standard)


def _key_questions(view: View, standard: Standard) -> Iterator[Part]:
    framework = next(e.framework for e in view.selection.entries if standard.id in e.framework.standards)
    if not compare.key_questions(view.catalogue, view.selection, standard_id=standard.id):
        return
    exhibit = rating_exhibits.key_questions(view, standard, framework.id)
    summary = standard_summary(view.catalogue, view.selection, standard)
    yield Part(
        title=exhibit.title,
        subtitle=exhibit.subtitle,
        exhibit=exhibit,
        source=exhibit.source,
        alt=exhibit.alt,
        notes=tuple(_caveats(summary)),
        standard=standard.title,
    )


def _caveats(summary: StandardSummary) -> list[str]:
    return [
        *summary.deciding,
        *summary.discretion,
        *_said(summary.apart),
        *_said(summary.one_case_worth),
        *summary.bands,
        *summary.one_case,
    ]


def _local(view: View) -> Iterator[Exhibit]:
    yield from context_exhibits.trends(view, local.FIRST_TIME_ENTRANTS)
    yield from context_exhibits.trends(view, local.CAUTIONED_OR_SENTENCED)
    yield from context_exhibits.trends(view, local.REOFFENDING_10_14)
    yield from context_exhibits.trends(view, local.REOFFENDING_15_17)
    yield context_exhibits.latest(view, local.REOFFENDING)


def _children(view: View) -> Iterator[Exhibit]:
    for indicator_id in (CASELOAD_AGE, CASELOAD_GENDER, CASELOAD_ETHNICITY):
        yield children_exhibits.composition(view, indicator_id)
    yield children_exhibits.relative_rates(view)
    yield children_exhibits.parts(view, DISPOSALS[0])
    yield children_exhibits.needs(view)
    yield children_exhibits.education(view)
    yield children_exhibits.composition(view, OFFENCE_TYPES)


def _known(exhibits: Iterator[Exhibit], not_known: list[str]) -> tuple[Part, ...]:
    """Parts of the exhibits that hold a figure; the findings of the others say that there is none."""
    parts = []
    for exhibit in exhibits:
        if exhibit.source:
            parts.append(_part_of(exhibit))
        else:
            not_known.append(exhibit.title)
    return tuple(parts)


def _part_of(exhibit: Exhibit) -> Part:
    return Part(
        title=exhibit.title,
        subtitle=exhibit.subtitle,
        exhibit=exhibit,
        source=exhibit.source,
        alt=exhibit.alt,
        notes=exhibit.notes,
    )


def _national(view: View) -> Iterator[Part]:
    """Every inspection under the frameworks that the chosen services were last inspected under."""
    frameworks = {entry.framework.id: entry.framework for entry in view.selection.entries}
    for one in overviews(view.catalogue, view.selection):
        if one.result is not None and one.result.framework is not None:
            frameworks.setdefault(one.result.framework.id, one.result.framework)
    for framework in frameworks.values():
        yield from _of_framework(view, framework)


def _of_framework(view: View, framework: Framework) -> Iterator[Part]:
    wanted = national.Filter()
    found = national.framework_summary(view.catalogue, wanted, framework_id=framework.id)
    if found.inspections.empty:
        return
    of_year = national_exhibits.ratings_by_year(view, found, framework.id)
    yield replace(_part_of(of_year), source=say.inspections_source(len(found.inspections)))
    if framework.scored and not found.scores.empty:
        exhibit = national_exhibits.scores(view, found, framework.id, narrowed=False)
        yield replace(
            _part_of(exhibit),
            said=exhibit.notes,
            notes=(say_national.NOT_RANKED(),),
            source=say.inspections_source(len(found.scores)),
        )


def _questions(view: View) -> Part:
    """Questions on the standards that each service was rated lowest for; ours alone where one is pinned."""
    selection = view.selection
    asking = [s for s in selection.services if selection.pinned_service in (None, s.service_id)]
    return Part(
        title=say.ASK(),
        questions=tuple(_questions_of(view, service) for service in asking),
    )


def _questions_of(view: View, service: Service) -> Questions:
    if not isinstance(service, ServiceInspection):
        return Questions("", (say.ASK_NONE(service=service.name),))
    lowest = min(service.ratings.values(), key=RATINGS.index)
    asked = []
    for standard in service.framework.standards.values():
        if service.ratings.get(standard.id) == lowest:
            own = Selection(services=(service,), pinned_service=None)
            rows = compare.key_questions(view.catalogue, own, standard_id=standard.id)
            asked.append(narrate.question_to_ask(rows, service, standard))
    return Questions(say.ASK_OF(service=service.name, rating=lowest), tuple(asked))


def series_notes(view: View) -> list[str]:
    """What holds for every official series."""
    lacking = without_neighbours(view.catalogue, view.selection)
    return say_trends.series_notes(lacking, known_neighbours=has_neighbours(view.catalogue))


def shares_note() -> str:
    """What holds for every printed share."""
    return children_sentences.NO_VERDICT()


def sources_cited(catalogue: Catalogue, cited: Iterable[str]) -> tuple[SourceRow, ...]:
    """The documents that citations name, in alphabetical order. A citation may name several, with “; ” between them."""
    named = {one for text in cited for one in text.split("; ") if one}
    found = [row for row in catalogue.data.rows.sources if any(one.startswith(row.title) for one in named)]
    return tuple(sorted(found, key=lambda row: row.title.casefold()))


def _said(words: str) -> tuple[str, ...]:
    return (words,) if words else ()
