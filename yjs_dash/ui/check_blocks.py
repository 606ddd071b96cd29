"""Where a visitor checks a figure against the file before accepting it: its place, corrected, or added."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from yjs_dash import intake
from yjs_dash.compare.context import figure_text
from yjs_dash.errors import YjsDashError
from yjs_dash.extract.context.period_names import NOT_STATED
from yjs_dash.extract.model import Amendment, Place, Report
from yjs_dash.intake import amendments, page_views
from yjs_dash.intake.context_figures import (
    HEADING_LIMIT,
    PERIOD_LIMIT,
    ContextChoice,
    added_context,
    context_choices,
    known_context,
    likely_period,
)
from yjs_dash.intake.figures import FigureKey, FigureRead, figures_of, name_of, place_in_words
from yjs_dash.narrate import figure_checks as words
from yjs_dash.ui import text
from yjs_dash.ui.read_files import ReadFile, read_files
from yjs_dash.ui.session import import_store, loaded

_PERCENTAGES = frozenset({"key_questions", "case_questions"})
_MOST_PICTURES = 32


def amendments_block(file_id: str) -> None:
    """What this visitor has changed of a report, each with a button that undoes it."""
    found = read_files()[file_id]
    report = found.preview.report if found.preview else None
    if report is None or not report.amendments:
        return
    text.subheadline(words.AMENDED(number=len(report.amendments)))
    for number, one in enumerate(report.amendments):
        figure = words.MISSING_FIGURE(**_named(one.figure))
        text.sentence(
            words.amended_sentence(
                figure,
                printed=None if one.printed is None else _shown(one.figure, one.printed),
                value=_shown(one.figure, one.value),
                name=one.name,
                at=one.at,
                reason=one.reason,
            )
        )
        st.button(
            text.literal(words.AMENDED_UNDO(figure=figure)),
            key=f"undo-{file_id}-{number}",
            on_click=_undo,
            args=(file_id, one.figure),
        )


@st.fragment
def check_block(file_id: str) -> None:
    """A figure to choose, with its place in the file and what may be done about it; then what is missing."""
    found = read_files().get(file_id)
    if found is None or found.preview is None or found.preview.report is None:
        return
    report = found.preview.report
    text.subheadline(words.CHECK())
    as_read = {one.key: one.value for one in figures_of(found.preview.as_read or report)}
    named = figures_of(report, indicators=indicator_names())
    figures = {_id_of(number, one): one for number, one in enumerate(named)}
    labels = {name: _label(one, as_read.get(one.key) if one.key else None) for name, one in figures.items()}
    chosen = st.selectbox(
        words.CHECK_CHOOSE(),
        list(figures),
        index=None,
        format_func=lambda one: labels.get(one, one),
        placeholder="Type a few letters to search",
        key=f"check-{file_id}",
    )
    if chosen in figures:
        figure = figures[chosen]
        _figure_block(file_id, found, report, figure, was=as_read.get(figure.key, figure.value))
    _lacking_block(file_id, found, report)
    _context_block(file_id, found, report)


def _lacking_block(file_id: str, found: ReadFile, report: Report) -> None:
    """A value to choose of those that the report names as missing, and what is asked of who adds it."""
    framework = loaded().catalogue.data.frameworks.get(report.framework or "")
    lacking = {"\x1f".join(key): key for key in amendments.missing_figures(report, framework)}
    if not lacking:
        return
    absent = st.selectbox(
        words.MISSING_CHOOSE(),
        list(lacking),
        index=None,
        format_func=lambda one: words.MISSING_FIGURE(**_named(lacking[one])) if one in lacking else one,
        placeholder="Type a few letters to search",
        key=f"missing-{file_id}",
    )
    if absent in lacking:
        _missing_block(file_id, found, report, lacking[absent])


def _figure_block(file_id: str, found: ReadFile, report: Report, figure: FigureRead, *, was: str) -> None:
    """`was`: the value as it was read."""
    place = figure.place
    added = any(one.figure == figure.key and one.printed is None for one in report.amendments)
    left, right = st.columns([2, 3])
    with left:
        line = place.line if place else 0
        text.text_block(
            words.CHECK_ADDED(value=figure.value) if added else words.CHECK_VALUE(value=was),
            "" if added or was == figure.value else words.CHECK_CORRECTED(value=figure.value),
            words.where_words(place_in_words(report, place), line=line),
            words.CHECK_READ_FROM(line=place.text) if place and place.text else "",
        )
        if figure.key is None:
            text.sentence(words.CORRECT_NOT())
        else:
            _form(file_id, figure.key, asks_page=False)
    with right:
        _view(found, report, place, key=f"{file_id}-{figure.kind}-{figure.what}")


def _missing_block(file_id: str, found: ReadFile, report: Report, figure: FigureKey) -> None:
    left, right = st.columns([2, 3])
    with left:
        _form(file_id, figure, asks_page=report.page_numbers == "page")
    with right:
        if page_views.is_pdf(found.data):
            _view(found, report, None, key=f"{file_id}-missing-{'-'.join(figure)}")


def _context_block(file_id: str, found: ReadFile, report: Report) -> None:
    """A contextual figure to choose by its indicator and part, and what is asked of who adds it."""
    choices = {one.indicator: one for one in context_choices(report, loaded().catalogue.data.rows)}
    labels = {
        indicator: words.context_label(one.name, is_missing=one.is_missing, is_partly_read=one.is_partly_read)
        for indicator, one in choices.items()
    }
    chosen = st.selectbox(
        words.CONTEXT_CHOOSE(),
        list(choices),
        index=None,
        format_func=lambda one: labels.get(one, one),
        placeholder="Type a few letters to search",
        key=f"context-{file_id}",
    )
    if chosen not in choices:
        return
    choice = choices[chosen]
    part: str | None = choice.breakdowns[0]
    if len(choice.breakdowns) > 1:
        part = st.selectbox(
            words.CONTEXT_PART(),
            choice.breakdowns,
            index=None,
            format_func=lambda one: one or words.CONTEXT_WHOLE(),
            placeholder="Type a few letters to search",
            key=f"part-{file_id}-{chosen}",
        )
    if part is None:
        return
    known = known_context(report, indicator=choice.indicator, breakdown=part)
    if known is not None:
        value = figure_text(known.value, unit=choice.unit)
        period = known.period or NOT_STATED
        text.notice(words.CONTEXT_KNOWN(value=value, period=period, chooser=words.CHECK_CHOOSE()))
        return
    left, right = st.columns([2, 3])
    with left:
        text.sentence(words.CONTEXT_OF())
        _context_form(file_id, report, choice, part=part)
    with right:
        if page_views.is_pdf(found.data):
            _view(found, report, None, key=f"{file_id}-context")


def _context_form(file_id: str, report: Report, choice: ContextChoice, *, part: str) -> None:
    name = f"{file_id}-{choice.indicator}-{part}"
    page, heading = None, ""
    with st.form(f"context-form-{name}"):
        value = _value_input(name, unit=choice.unit)
        period = st.text_input(
            words.CONTEXT_PERIOD(),
            value=likely_period(report, indicator=choice.indicator),
            max_chars=PERIOD_LIMIT,
            key=f"period-{name}",
        )
        text.caption(words.CONTEXT_PERIOD_HELP())
        if report.page_numbers == "page":
            page = _page_input(name)
        else:
            heading = st.text_input(words.CONTEXT_HEADING(), max_chars=HEADING_LIMIT, key=f"heading-{name}")
        who, why = _who_and_why(name, reason=words.MISSING_REASON())
        pressed = st.form_submit_button(words.MISSING_ADD())
    if not pressed:
        return
    try:
        one = added_context(
            report,
            choice,
            breakdown=part,
            value=value,
            period=period,
            name=who,
            reason=why,
            at=dt.datetime.now(dt.UTC),
            page=page,
            heading=heading,
        )
        _preview_with(file_id, amendments.with_amendment(report.amendments, one))
    except YjsDashError as error:
        text.problem(str(error))
    else:
        st.rerun()


def _value_input(name: str, *, unit: str) -> str:
    label = words.CONTEXT_VALUE(unit=unit) if unit else words.CORRECT_VALUE()
    return st.text_input(label, max_chars=amendments.VALUE_LIMIT, key=f"value-{name}")


def _page_input(name: str) -> int | None:
    page = st.number_input(
        words.MISSING_PAGE(),
        min_value=1,
        max_value=page_views.MAX_SHEETS,
        value=None,
        step=1,
        key=f"page-{name}",
    )
    return None if page is None else int(page)


def _who_and_why(name: str, *, reason: str) -> tuple[str, str]:
    who = st.text_input(words.CORRECT_NAME(), max_chars=amendments.NAME_LIMIT, key=f"name-{name}")
    text.caption(words.CORRECT_NAME_HELP())
    return who, st.text_input(reason, max_chars=amendments.REASON_LIMIT, key=f"reason-{name}")


def _form(file_id: str, figure: FigureKey, *, asks_page: bool) -> None:
    """What is asked of who changes a figure; a figure that was not read has a page to name."""
    is_missing = _as_read(file_id, figure) is None
    name = f"{file_id}-{'-'.join(figure)}"
    with st.form(f"amend-{name}"):
        value = _value_input(name, unit=_unit(figure))
        page = _page_input(name) if asks_page else None
        reason = words.MISSING_REASON() if is_missing else words.CORRECT_REASON()
        who, why = _who_and_why(name, reason=reason)
        pressed = st.form_submit_button(words.MISSING_ADD() if is_missing else words.CORRECT())
    if not pressed:
        return
    try:
        _amend(file_id, figure, value=value, name=who, reason=why, page=page)
    except YjsDashError as error:
        text.problem(str(error))
    else:
        st.rerun()


def _view(found: ReadFile, report: Report, place: Place | None, *, key: str) -> None:
    """The page's picture with its number to change, or the lines around."""
    try:
        if page_views.is_pdf(found.data):
            _picture_block(found, report, place, key=key)
        elif place is not None and place.line and found.data:
            _lines_block(found, place)
    except YjsDashError as error:
        text.problem(str(error))


def _picture_block(found: ReadFile, report: Report, place: Place | None, *, key: str) -> None:
    own = page_views.sheet_of(report, place)
    sheet = int(
        st.number_input(
            words.CHECK_PAGE(),
            min_value=1,
            max_value=page_views.MAX_SHEETS,
            value=own,
            step=1,
            key=f"sheet-{key}",
        )
    )
    line = place.text if place and sheet == own else ""
    whole = not line or st.checkbox(words.CHECK_WHOLE(), key=f"whole-{key}")
    digest = found.preview.new.sha256 if found.preview else ""
    picture = _picture(digest, sheet, line, found.name, whole=whole, _data=found.data)
    if picture is None:
        text.notice(words.CHECK_NO_SUCH_PAGE(page=sheet))
        return
    alt = words.CHECK_PICTURE_MARKED if picture.is_marked else words.CHECK_PICTURE
    told = {"page": sheet, "file": found.name} | ({"line": line} if picture.is_marked else {})
    st.image(picture.png, width="stretch", alt=alt(**told))


def _lines_block(found: ReadFile, place: Place) -> None:
    text.label(words.CHECK_AROUND(file=found.name))
    lines = page_views.lines_near(found.data, number=place.line, file=found.name)
    shown = [(number, f"{number}: {line}") for number, line in lines]
    st.markdown(
        "\n".join(
            f"- **{text.literal(words.CHECK_THIS_LINE(line=line))}**"
            if number == place.line
            else f"- {text.literal(line)}"
            for number, line in shown
        )
    )


@st.cache_data(max_entries=_MOST_PICTURES, show_spinner=False)
def _picture(
    digest: str, sheet: int, line: str, name: str, *, whole: bool, _data: bytes
) -> page_views.PagePicture | None:
    """A page's picture, or that of its part, None for no such page; the file is known by its fingerprint."""
    return page_views.page_picture(_data, sheet=sheet, line=line, whole=whole, file=name)


def _amend(file_id: str, figure: FigureKey, *, value: str, name: str, reason: str, page: int | None) -> None:
    """Raises AmendmentError, and as `intake.preview_amended` does."""
    found = read_files()[file_id]
    seen = found.preview
    if seen is None or seen.report is None:
        return
    one = amendments.amendment(
        seen.as_read or seen.report,
        figure,
        value=value,
        name=name,
        reason=reason,
        at=dt.datetime.now(dt.UTC),
        page=page,
        unit=_unit(figure),
    )
    before = next((o for o in seen.report.amendments if o.figure == figure and o.printed is None), None)
    if before is not None and page is None:
        one = replace(one, place=before.place)
    _preview_with(file_id, amendments.with_amendment(seen.report.amendments, one))


def _undo(file_id: str, figure: FigureKey) -> None:
    found = read_files()[file_id]
    if found.preview is None or found.preview.report is None:
        return
    try:
        _preview_with(file_id, amendments.without_amendment(found.preview.report.amendments, figure))
    except YjsDashError as error:
        read_files()[file_id] = replace(found, preview=None, problem=str(error))


def _preview_with(file_id: str, amended: Sequence[Amendment]) -> None:
    found = read_files()[file_id]
    if found.preview is None:
        return
    data = loaded().catalogue.data
    seen = intake.preview_amended(found.preview, amended, data=data, store=import_store())
    read_files()[file_id] = replace(found, preview=seen)


def _as_read(file_id: str, figure: FigureKey) -> str | None:
    seen = read_files()[file_id].preview
    report = (seen.as_read or seen.report) if seen else None
    return amendments.printed_value(report, figure) if report else None


def _id_of(number: int, figure: FigureRead) -> str:
    return "\x1f".join(figure.key) if figure.key else f"{number}"


def _label(figure: FigureRead, as_read: str | None) -> str:
    """A figure in the list, with the value that was read: so it stays chosen while it is corrected."""
    return words.CHECK_FIGURE(kind=figure.kind, what=figure.what, value=as_read or figure.value)


def indicator_names() -> dict[str, str]:
    """Indicator → its name in words."""
    return {row.indicator_id: row.name for row in loaded().catalogue.data.rows.indicators}


def _unit(figure: FigureKey) -> str:
    """The unit of a contextual figure; nothing for any other, and for one that no table names."""
    if figure[0] != "context":
        return ""
    rows = loaded().catalogue.data.rows.indicators
    return next((row.unit for row in rows if row.indicator_id == figure[1]), "")


def _named(figure: FigureKey) -> dict[str, str]:
    kind, what = name_of(figure, indicators=indicator_names())
    return {"kind": kind, "what": what}


def _shown(figure: FigureKey, value: str) -> str:
    if figure[0] == "context":
        return figure_text(float(value), unit=_unit(figure))
    return f"{value}%" if figure[0] in _PERCENTAGES else value
