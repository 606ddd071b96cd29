"""What the preview of a report says where a reader checks a figure, puts it right, or adds one."""

from __future__ import annotations

import datetime as dt

from yjs_dash.narrate.intake import day_words
from yjs_dash.narrate.template import template

CHECK = template("add.check", "Check a figure, or correct it")
CHECK_CHOOSE = template("add.check_choose", "Check a figure")
CHECK_FIGURE = template(
    "add.check_figure", "{kind}, {what}: {value}", kind="Key question", what="2.2, desistance", value="40%"
)
CHECK_VALUE = template("add.check_value", "We read: {value}", value="40%")
CHECK_PLACE = template("add.check_place", "Where we read it: {place}", place="page 16, line 41")
CHECK_LINE = template("add.check_line", "line {line}", line=41)
CHECK_READ_FROM = template("add.check_read_from", "The line as we read it: {line}", line="Planning: 40%")
CHECK_NO_PLACE = template(
    "add.check_no_place", "We did not keep where we read this, because the report says it in several places."
)
CHECK_NO_SUCH_PAGE = template("add.check_no_such_page", "This file has no page {page}.", page=90)
CHECK_CORRECTED = template("add.check_corrected", "Corrected to: {value}", value="38%")
CHECK_ADDED = template("add.check_added", "We did not read this. It was added as: {value}", value="38%")
CHECK_WHOLE = template("add.check_whole", "Show the whole page")
CHECK_PAGE = template("add.check_page", "Page of the file to show")
CHECK_PICTURE = template("add.check_picture", "Picture of page {page} of {file}", page=16, file="report.pdf")
CHECK_PICTURE_MARKED = template(
    "add.check_picture_marked",
    "Picture of page {page} of {file}. The line that we read, or the first words of it, is marked in yellow: {line}",
    page=16,
    file="report.pdf",
    line="Planning: 40%",
)
CHECK_AROUND = template("add.check_around", "The lines around it in {file}", file="report.txt")
CHECK_THIS_LINE = template("add.check_this_line", "{line} (we read it here)", line="41: Planning: 40%")
CORRECT = template("add.correct", "Correct this figure")
CORRECT_VALUE = template("add.correct_value", "The value as the report prints it")
CORRECT_NAME = template("add.correct_name", "Your name")
CORRECT_NAME_HELP = template(
    "add.correct_name_help",
    "We keep your name, the time and your reason with the figure. Everyone who uses this app can see them.",
)
CORRECT_REASON = template("add.correct_reason", "Why you are changing it")
CORRECT_NOT = template("add.correct_not", "You can check this here, but you cannot change it.")
MISSING_CHOOSE = template("add.missing_choose", "Add a figure that is missing")
MISSING_PAGE = template("add.missing_page", "The page of the report that prints it")
MISSING_REASON = template("add.missing_reason", "How you know that this is right")
MISSING_ADD = template("add.missing_add", "Add this figure")
CONTEXT_CHOOSE = template("add.context_choose", "Add a missing figure on local context")
CONTEXT_NAMED = template("add.context_named", "{indicator} (we could not read it)", indicator="Vacancy rate")
CONTEXT_NAMED_PARTLY = template(
    "add.context_named_partly", "{indicator} (we could not read all of it)", indicator="Caseload by age"
)
CONTEXT_PART = template("add.context_part", "Which part of it")
CONTEXT_WHOLE = template("add.context_whole", "All together")
CONTEXT_OF = template(
    "add.context_of", "Add only a figure for the service itself, not one for its region or country."
)
CONTEXT_VALUE = template("add.context_value", "The value as the report prints it ({unit})", unit="children")
CONTEXT_PERIOD = template("add.context_period", "The period as the report prints it")
CONTEXT_PERIOD_HELP = template(
    "add.context_period_help",
    "For example 2021/22, or October 2020 to September 2021. If the report gives none, enter “not stated”.",
)
CONTEXT_HEADING = template("add.context_heading", "The heading that it comes under in the report")
CONTEXT_KNOWN = template(
    "add.context_known",
    "We already have this figure: {value} ({period}). To correct it, choose it under “{chooser}”.",
    value="9%",
    period="2021/22",
    chooser="Check a figure",
)
MISSING_FIGURE = template("add.missing_figure", "{kind}, {what}", kind="Rating", what="2.1")
AMENDED = template("add.amended", "What you changed: {number}", number=2)
AMENDED_CORRECTED = template(
    "add.amended_corrected",
    "{figure}: read as {printed}, corrected to {value} by {name} on {day}. Reason: {reason}",
    figure="Key question, 2.2, desistance",
    printed="40%",
    value="38%",
    name="Sam Example",
    day="3 May 2025",
    reason="The page prints 38%.",
)
AMENDED_ADDED = template(
    "add.amended_added",
    "{figure}: not read, added as {value} by {name} on {day}. Reason: {reason}",
    figure="Rating, 2.1",
    value="Good",
    name="Sam Example",
    day="3 May 2025",
    reason="Page 9 prints it.",
)
AMENDED_UNDO = template("add.amended_undo", "Undo the change to: {figure}", figure="Rating, 2.1")


def context_label(name: str, *, is_missing: bool, is_partly_read: bool) -> str:
    """An indicator in the list of those that can be added. `is_missing`: the report has one that could not be read."""
    if not is_missing:
        return name
    return CONTEXT_NAMED_PARTLY(indicator=name) if is_partly_read else CONTEXT_NAMED(indicator=name)


def where_words(place: str, *, line: int) -> str:
    """Where a value was read. `place`: its page or heading in words; `line`: 0 where it is not known."""
    parts = [place, CHECK_LINE(line=line) if line else ""]
    known = ", ".join(part for part in parts if part)
    return CHECK_PLACE(place=known) if known else CHECK_NO_PLACE()


def amended_sentence(figure: str, *, printed: str | None, value: str, name: str, at: str, reason: str) -> str:
    """What somebody changed. `printed` is None where nothing was read; `at`: a time in ISO 8601."""
    day = day_words(dt.datetime.fromisoformat(at))
    if printed is None:
        return AMENDED_ADDED(figure=figure, value=value, name=name, day=day, reason=reason)
    return AMENDED_CORRECTED(figure=figure, printed=printed, value=value, name=name, day=day, reason=reason)
