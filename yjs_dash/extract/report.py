"""A document to a report: every part read, then put together. Pure: no file is touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from yjs_dash.errors import NotAnInspectionReportError, OtherReportError
from yjs_dash.extract.checking.missing_values import (
    lines_cut,
    missing_cases,
    missing_discretion,
    missing_front,
)
from yjs_dash.extract.context.context_page import ContextPage
from yjs_dash.extract.context.fact_tables import read_fact_tables
from yjs_dash.extract.context.field_table import FIELDS, FieldTable
from yjs_dash.extract.context.labels_elsewhere import labels_elsewhere
from yjs_dash.extract.context.sample_figures import read_sample_figures
from yjs_dash.extract.context.sentence_figures import read_notes, read_sentences, with_bases
from yjs_dash.extract.context.share_tables import read_share_tables
from yjs_dash.extract.context.unnamed_figures import unnamed_figures
from yjs_dash.extract.judgements.annexe import read_annexe
from yjs_dash.extract.judgements.discretion import attributed, discretion_in, with_discretion
from yjs_dash.extract.judgements.findings import read_findings
from yjs_dash.extract.judgements.key_questions import read_key_questions
from yjs_dash.extract.judgements.ratings import (
    OVERALL,
    RatingsPage,
    ratings_in_sentences,
    ratings_span,
    ratings_under_headings,
    ratings_under_names,
    read_ratings_page,
)
from yjs_dash.extract.judgements.recommendations import read_recommendations
from yjs_dash.extract.layout.footnote_marks import FootnoteMarks, marks_of
from yjs_dash.extract.layout.footnotes import footnotes_of, rows_of_footnotes
from yjs_dash.extract.layout.geometry import Geometry
from yjs_dash.extract.layout.rows import Row, rows_of
from yjs_dash.extract.model import ContextFigure, Missing, Place, Rating, Report, Stated
from yjs_dash.extract.reading.documents import Document
from yjs_dash.extract.structure.case_samples import SampleSize, chosen, court_sample_in, sizes_in
from yjs_dash.extract.structure.framework_match import (
    PrintedStandard,
    framework_of,
    heading_names,
    kind_of,
    standard_of,
    unnumbered_names,
)
from yjs_dash.extract.structure.front_matter import (
    FrontMatter,
    other_publication,
    read_front_matter,
    speaks_of_youth_justice,
)
from yjs_dash.extract.structure.paragraphs import Sentence, sentences_of
from yjs_dash.extract.structure.sections import FACTS, Sections
from yjs_dash.framework import Framework

MOST_SHOWN = 200
"""Characters of a line that are kept beside a value, for a reader to check it by."""


def parse_report(
    document: Document, frameworks: Mapping[str, Framework], *, fields: FieldTable = FIELDS
) -> Report:
    """All values of a report, without reconciling them. `fields`: the contextual figures to look for.

    Raises:
        OtherReportError: another publication than a report on a youth justice service.
        NotAnInspectionReportError: neither a title nor ratings.
    """
    rows = rows_of(document)
    if about := other_publication(rows):
        raise OtherReportError(file=document.file_name, about=about)
    sections = Sections(rows, heading_names(frameworks))
    geometry = Geometry(rows)
    page = read_ratings_page(sections, names=unnumbered_names(frameworks))
    under = ratings_under_headings(sections)
    if not page.standards and not under:
        named = ratings_under_names(sections, names=unnumbered_names(frameworks))
        page = replace(page, standards=tuple(named))
    front = read_front_matter(
        rows,
        [rows[i] for i in ratings_span(sections) if not rows[i].blank],
        cover_end=min((h.at for h in sections.headings), default=0),
    )
    _refuse_other(document, rows, front, page, under)
    footnotes = footnotes_of(rows, geometry, labels=fields.labels)
    footnote_rows = rows_of_footnotes(rows, footnotes)
    footnote_marks = marks_of(rows, footnotes, footnote_rows=footnote_rows, labels=fields.labels)
    framework = framework_of(
        [p for p, _, _ in page.standards] + list(page.unread),
        frameworks,
        fieldwork=front.fieldwork_started,
        numbered=bool(under) or any("." in h.key for h in sections.headings),
    )
    missing = missing_front(front, page, framework)
    questions, lost_questions, tables = read_key_questions(sections, framework)
    for heading in sections.headings:
        if "." in heading.key:
            tables.setdefault(heading.key, [])
            tables[heading.key] = [
                *tables[heading.key],
                *range(heading.at, min(len(rows), heading.at + 6)),
            ]
    discretion = discretion_in(
        rows,
        footnotes,
        marked_in=_marked_in(footnote_marks, tables),
        standard_at=[sections.key_at(i) for i in range(len(rows))],
    )
    ratings, lost_ratings = _ratings(page, under, framework)
    discretion = attributed(discretion, ratings, questions, framework)
    ratings = with_discretion(ratings, discretion, questions, framework)
    overall, stated = _overall(page, ratings_in_sentences(sections))
    sentences = [s for s in sentences_of(sections, geometry, without=footnote_rows) if s.section != FACTS]
    sizes = sizes_in(sentences)
    cases, conflicts = chosen(sizes)
    prompts, lost_prompts = read_annexe(sections, framework)
    recommendations, lost_recommendations = read_recommendations(sections, geometry)
    findings, lost_findings = read_findings(sections, geometry, without=footnote_rows)

    context_page = ContextPage(
        fields=fields,
        sections=sections,
        footnote_marks=footnote_marks,
        footnote_rows=footnote_rows,
        fieldwork=front.fieldwork_started,
        service=front.service,
    )
    context, lost_context = _context(context_page, sentences, sizes)
    rated = {r.standard for r in ratings}
    stated += [s for s in under if s.what in rated or (framework and s.what in framework.standards)]
    stated += [
        Stated(
            what=f"cases.{sample}",
            value=str(size.cases),
            place=Place(
                page=sections.page_at(size.sentence.rows[0]), line=rows[size.sentence.rows[0]].number
            ),
        )
        for sample, sizes_of_sample in conflicts.items()
        for size in sizes_of_sample
    ]
    stated += [
        Stated(
            what=f"discretion.{d.standard}",
            value=d.changed_to,
            place=Place(page=sections.page_at(d.at), line=rows[d.at].number),
        )
        for d in discretion
        if d.standard and d.changed_to
    ]
    scored = page.score[2] if page.score else page.overall[1] if page.overall else None
    report = Report(
        service=front.service,
        framework=framework.id if framework else None,
        published=front.published,
        fieldwork_started=front.fieldwork_started,
        score=page.score[0] if page.score else None,
        score_max=page.score[1] if page.score else None,
        overall_rating=overall,
        cases={name: count for name, count in cases.items() if count is not None},
        ratings=ratings,
        key_questions=tuple(questions),
        case_questions=tuple(prompts),
        context=tuple(context),
        recommendations=tuple(recommendations),
        findings=tuple(findings),
        kind=kind_of(front.kind, framework, rated),
        missing=(
            *missing,
            *(
                []
                if overall
                else [Missing(what="overall_rating", message="The overall rating was not found.")]
            ),
            *missing_cases(cases, set(conflicts), framework, ratings),
            *lost_ratings,
            *(lost_questions if framework else ()),
            *(
                lost_prompts
                if framework and any(s.key_questions for s in framework.standards.values())
                else ()
            ),
            *lost_context,
            *lost_recommendations,
            *lost_findings,
            *missing_discretion(discretion, ratings, rows),
            *lines_cut(document),
        ),
        stated=tuple(stated),
        sha256=document.sha256,
        file_name=document.file_name,
        page_numbers=_page_numbers(document, sections),
        score_page=scored.page if scored else None,
        court_sample=court_sample_in(sections, sentences),
        sheets_ahead=_sheets_ahead(document, rows),
    )
    return _with_lines(report, document, rows, scored=scored)


def _with_lines(report: Report, document: Document, rows: Sequence[Row], *, scored: Place | None) -> Report:
    """The report with the line that each value was read from and, in a web page, the heading and anchor over it."""
    paged = document.page_count is not None
    texts = {(row.page if paged else None, row.number): row.text for row in rows}
    headings = {line.number: (line.heading, line.anchor) for line in document.lines if line.heading}

    def located(place: Place) -> Place:
        text = texts.get((place.page if paged else None, place.line), "")
        heading, anchor = ("", "") if paged else headings.get(place.line, ("", ""))
        return replace(place, heading=heading, anchor=anchor, text=" ".join(text.split())[:MOST_SHOWN])

    sample = report.court_sample
    return replace(
        report,
        ratings=tuple(replace(one, place=located(one.place)) for one in report.ratings),
        key_questions=tuple(replace(one, place=located(one.place)) for one in report.key_questions),
        case_questions=tuple(replace(one, place=located(one.place)) for one in report.case_questions),
        context=tuple(replace(one, place=located(one.place)) for one in report.context),
        recommendations=tuple(replace(one, place=located(one.place)) for one in report.recommendations),
        findings=tuple(replace(one, place=located(one.place)) for one in report.findings),
        score_heading=(located(scored).heading or None) if scored else None,
        court_sample=replace(sample, place=located(sample.place)) if sample else None,
    )


def _sheets_ahead(document: Document, rows: Sequence[Row]) -> int:
    """By how much the sheets of a PDF run ahead of the pages that it prints."""
    if document.kind != "pdf":
        return 0
    return next((row.sheet - row.page for row in rows if row.sheet is not None and row.page is not None), 0)


def _page_numbers(document: Document, sections: Sections) -> str | None:
    """A PDF, or a text with page breaks, tells the page of each row; a text without them only those of its contents.

    A web page has headings in their place.
    """
    if document.kind == "web":
        return "heading"
    if document.page_count is not None:
        return "page"
    return "section_start" if sections.pages else None


def _marked_in(footnote_marks: FootnoteMarks, tables: Mapping[str, Sequence[int]]) -> dict[int, str]:
    """Footnote → the standard on whose heading, rating or key questions its mark stands."""
    return {
        n: standard for standard, at in tables.items() for i in at for n in footnote_marks.rows.get(i, ())
    }


def _refuse_other(
    document: Document, rows: Sequence[Row], front: FrontMatter, page: RatingsPage, under: Sequence[Stated]
) -> None:
    """A report has ratings or a score, and a title on youth justice or at least its words."""
    rated = len([r for _, r, _ in page.standards if r]) + len(under)
    judged = rated > 0 or page.score is not None or page.overall is not None
    if not judged or (front.kind is None and (rated < 4 or not speaks_of_youth_justice(rows))):
        raise NotAnInspectionReportError(file=document.file_name)


def _ratings(
    page: RatingsPage, under: Sequence[Stated], framework: Framework | None
) -> tuple[tuple[Rating, ...], list[Missing]]:
    """Ratings of the ratings page, and of the headings where the page gave none, all without discretion."""
    found: dict[str, Rating] = {}
    not_rated: set[str] = set()
    for printed, rating, place in page.standards:
        standard = _standard_id(printed, framework)
        if standard is None or standard in found:
            continue
        if rating is None:
            not_rated.add(standard)
        else:
            found[standard] = Rating(standard, rating, discretion=False, place=place)
    said: dict[str, set[str]] = {}
    for stated in under:
        said.setdefault(stated.what, set()).add(stated.value)
    for stated in under:
        known = framework is None or stated.what in framework.standards
        if (
            known
            and stated.what not in found
            and stated.what not in not_rated
            and len(said[stated.what]) == 1
        ):
            found[stated.what] = Rating(stated.what, stated.value, discretion=False, place=stated.place)
    missing: list[Missing] = []
    if framework is None:
        if not found:
            missing.append(
                Missing(what="ratings", message="No rating stands beside a name that a known framework has.")
            )
        return tuple(found[s] for s in sorted(found)), missing
    domains = [d for d in framework.domains if len(framework.kinds) != len(framework.domains)] or [
        d for d in framework.domains if any(s.id in found for s in d.standards)
    ]
    for domain in domains:
        for standard_of_domain in domain.standards:
            identifier = standard_of_domain.id
            optional = domain.sample == "resettlement" and not _is_printed(page, identifier)
            if identifier not in found and identifier not in not_rated and not optional:
                missing.append(
                    Missing(
                        what=f"ratings.{identifier}",
                        message=f"The rating of {standard_of_domain.title} was not found.",
                    )
                )
    return tuple(found[s] for s in framework.standards if s in found), missing


def _is_printed(page: RatingsPage, standard: str) -> bool:
    return any(p.number == standard for p, _, _ in page.standards) or any(
        p.number == standard for p in page.unread
    )


def _standard_id(printed: PrintedStandard, framework: Framework | None) -> str | None:
    if framework is None:
        return printed.number
    standard = standard_of(printed, framework)
    return standard.id if standard else None


def _overall(page: RatingsPage, sentences: Sequence[Stated]) -> tuple[str | None, list[Stated]]:
    """The overall rating of the ratings page; else the one that all sentences agree on."""
    if page.overall:
        return page.overall[0], list(sentences)
    said = {s.value for s in sentences if s.what == OVERALL}
    return (said.pop() if len(said) == 1 else None), list(sentences)


def _context(
    context_page: ContextPage, sentences: Sequence[Sentence], sizes: Sequence[SampleSize]
) -> tuple[list[ContextFigure], list[Missing]]:
    """Contextual figures of tables, footnotes and sentences, in this order of precedence."""
    tables, lost, read = read_fact_tables(context_page)
    shares, lost_shares, used = read_share_tables(context_page)
    default = {figure.indicator: figure.period for figure in tables}
    from_notes = read_notes(context_page, default=default)
    from_prose = read_sentences(context_page, sentences, table_rows=used | read.rows)
    samples = read_sample_figures(context_page.fields, context_page.sections, sentences, sizes)
    figures = _without_repeats([*tables, *shares, *from_notes.figures, *from_prose.figures, *samples])
    missing = [
        *lost,
        *lost_shares,
        *unnamed_figures(context_page, read=read.figures, named=read.named | used),
        *from_notes.missing(figures),
        *from_prose.missing(figures),
    ]
    named = {one.what.removeprefix("context.") for one in missing} | {figure.indicator for figure in figures}
    missing += labels_elsewhere(context_page, read=used | read.rows, indicators=named)
    if not tables and not shares:
        missing.append(
            Missing(
                what="context", message="The report has no page of contextual facts, or it was not found."
            )
        )
    return with_bases(context_page.fields, figures), missing


def _without_repeats(figures: Iterable[ContextFigure]) -> list[ContextFigure]:
    """The first of each figure: a table's before a sentence's. A sentence without a period repeats what has one."""
    kept: dict[tuple[str, str, str, str], ContextFigure] = {}
    subjects: set[tuple[str, str, str]] = set()
    for figure in figures:
        subject = (figure.indicator, figure.area, figure.breakdown)
        if figure.key in kept or (subject in subjects and figure.period == "not stated"):
            continue
        kept[figure.key] = figure
        subjects.add(subject)
    return list(kept.values())
