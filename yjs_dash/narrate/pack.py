"""What the board pack says of itself: titles of its parts, where its figures are from, when and for whom it was made.

Every finding in a pack is a sentence of the app; these are only the words of the frame around them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from yjs_dash.narrate.numbers import date_words, joined
from yjs_dash.narrate.template import Template, template

TITLE = template("pack.title", "Youth justice services: inspection results and local figures")
SUBJECT = template("pack.subject", "{services}", services="Suffolk and Sutton")
MADE = template("pack.made", "Made on {date} from published reports and statistics", date="26 November 2026")
LINK = template(
    "pack.link",
    "See the figures of this pack on screen: {address}",
    address="https://dash.example/?services=Suffolk",
)
PATH = template("pack.path", "In the app, these services are at {address}", address="/?services=Suffolk")
JUDGED = template("pack.judged", "What the inspectors judged")
COMPARE = template("pack.compare", "How we compare")
STANDARDS = template("pack.standards", "The standards, one by one")
PERCENTAGES = template("pack.percentages", "What the percentages say")
LOCAL = template("pack.local", "The local picture")
CHILDREN = template("pack.children", "The children in the caseload")
NATIONAL = template("pack.national", "The national picture")
ASK = template("pack.ask", "Questions to ask")
ASK_OF = template(
    "pack.ask_of", "On the standards that were rated lowest for {service}: {rating}",
    service="Suffolk", rating="Inadequate",
)  # fmt: skip
ASK_NONE = template(
    "pack.ask_none",
    "We do not have ratings of standards for {service}. How does its board know how well each part of the work goes?",
    service="Leeds",
)  # fmt: skip
NOT_KNOWN = template("pack.not_known", "What we have no figures on")
SOURCES = template("pack.sources", "Where the figures are from")
CONTINUED = template("pack.continued", "{title} (continued)", title="Questions to ask")
SOURCE_IN_NOTES = template(
    "pack.source_in_notes", "{source} … (all sources are in the notes)", source="HM Inspectorate of Probation"
)
WORKED_OUT = template(
    "pack.worked_out",
    "[e] means we worked it out: it is the only set of ratings that matches the published totals.",
)
OF_STANDARD = template(
    "pack.of_standard", "{standard}. {sentence}", standard="2.3 Implementation and delivery",
    sentence="Sutton: the inspectors used professional discretion to raise the rating to Good.",
)  # fmt: skip
QUESTION_AXIS = template("pack.question_axis", "Cases judged sufficient (%), with 95% intervals")
RESIDENTS = template("pack.residents", "Children aged 10–17 in {service}", service="Sutton")
POINTS = template("pack.points", "Points")
INSPECTIONS_SOURCE = template(
    "pack.inspections_source", "{inspections}, each with its own source on the page “National picture” of the app",
    inspections="88 published inspections",
)  # fmt: skip
NO_SCORE = template("pack.no_score", "no score")
LICENCE = template(
    "pack.licence",
    "Contains public sector information licensed under the Open Government Licence v3.0, where the list of sources "
    "says so. Figures and names from other sources are facts, cited with where they were published.",
)
PROGRESS = template("pack.progress", "Making the file …")

OVERVIEW_HEADS: tuple[str, ...] = ("Service", "Overall rating", "Score", "Published", "What it means")
PERCENTAGE_HEADS: tuple[str, ...] = ("Standard", "What the percentages say")
TAKE_AWAY = template("pack.take_away", "Take away")
TAKE_AWAY_HOW = template(
    "pack.take_away_how", "Choose a file. We make it from the services you chose, with every source."
)
FORMATS: dict[str, Template] = {
    "pptx": template("pack.format_slides", "Slides (PowerPoint)"),
    "docx": template("pack.format_paper", "Paper for the agenda (Word)"),
    "xlsx": template("pack.format_workbook", "Workbook with every figure (Excel)"),
    "html": template("pack.format_page", "Page that works without internet"),
}
READY = template("pack.ready", "Download: {format}, {size}", format="Slides (PowerPoint)", size="0.3 MB")
PICTURE = template("pack.picture", "Download as picture")
PICTURE_DATE = template(
    "pack.picture_date",
    "{services}. Downloaded on {date}.",
    services="Suffolk and Sutton",
    date="26 November 2026",
)
FINDING_HEAD, MEASURE_HEAD, DATE_HEAD = "Finding", "Measure and period", "Downloaded on"
"""Columns of a chart’s own file beside its figures."""
CONTENTS = template("pack.contents", "Contents")
AS_TABLE = template("pack.as_table", "These figures as a table")
NO_SCRIPT = template(
    "pack.no_script", "The charts need JavaScript. Every figure of a chart is in the table under it."
)
SHEETS: dict[str, str] = {
    "cover": "About", "overview": "Overview", "ratings": "Ratings", "key_questions": "Key questions",
    "prompts": "Annexe prompts", "series": "Official series", "printed": "Printed figures", "children": "Children",
    "disproportionality": "Disproportionality", "parts": "Parts of a total", "inspections": "Inspections",
    "questions": "Questions to ask", "sources": "Sources",
}  # fmt: skip
"""Names of the sheets of the workbook, in their order."""
PLACE_HEAD = "Where in the source"
ABOUT_SHEETS = template("pack.about_sheets", "What is on each sheet")
ABOUT_ROWS = template("pack.about_rows", "{rows} in “{sheet}”", rows="26 rows", sheet="Ratings")
NEIGHBOUR_HEADS: tuple[str, ...] = (
    "Authority",
    "Figure",
    "Neighbours’ median",
    "Lowest of them",
    "Highest of them",
)
SCORE_HEAD, OUT_OF_HEAD = "Score", "Out of"
QUESTION_HEADS: tuple[str, ...] = ("About", "Question")
SOURCE_HEADS: tuple[str, ...] = ("Title", "Publisher", "Published", "Licence", "Address")


def subject(services: Sequence[str]) -> str:
    """Whom the pack is about."""
    return SUBJECT(services=joined(services))


def made_on(day: dt.date) -> str:
    """When the pack was made."""
    return MADE(date=date_words(day.isoformat()))


def link(address: str) -> str:
    """Where the same services stand in the app: `address` is whole, or only its path."""
    return (PATH if address.startswith("/") else LINK)(address=address)


def inspections_source(number: int) -> str:
    """Where the figures of a picture of many inspections are from."""
    return INSPECTIONS_SOURCE(inspections=f"{number} published inspection{'' if number == 1 else 's'}")


def ready(file_format: str, *, size: int) -> str:
    """What is offered once a file is made; `size` in bytes."""
    return READY(format=FORMATS[file_format](), size=size_words(size))


def size_words(size: int) -> str:
    """“0.3 MB” of a number of bytes."""
    return f"{max(size, 50_000) / 1e6:.1f} MB"


def downloaded(services: Sequence[str], *, day: dt.date) -> str:
    """Of whom a chart is, and when it was taken away."""
    return PICTURE_DATE(services=joined(services), date=date_words(day.isoformat()))
