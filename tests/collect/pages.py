"""Pages as both generations of the site build them, and reports as PDFs; every place and figure is made up."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from functools import cache
from html import escape

from made_up.reports import QUIET, draw_report
from tests.collect.conftest import Site

OLD_LIST = (
    "/hmiprobation/inspections?probation-inspection-type=inspection-of-youth-offending-services-2018-onwards"
)
COOKIES = "<div class='cookie-banner'><h1>Are you OK with cookies?</h1><p>We use small files.</p></div>"


@cache
def report_text(seed: int) -> str:
    """A short report; the same seed is the same report."""
    return draw_report(seed, layout="short_joint_2021", noise=QUIET).text


@cache
def place_of(seed: int) -> str:
    return str(draw_report(seed, layout="short_joint_2021", noise=QUIET).truth["service"])


@cache
def pdf_of(text: str) -> bytes:
    """A text as a PDF, line by line; the same text gives the same bytes."""
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(700, 842), invariant=True)
    for sheet in text.split("\f"):
        lines = sheet.split("\n")
        for start in range(0, max(len(lines), 1), 60):
            canvas.setFont("Helvetica", 9)
            for number, line in enumerate(lines[start : start + 60]):
                canvas.drawString(40, 810 - 13 * number, line.expandtabs(4))
            canvas.showPage()
    canvas.save()
    return made.getvalue()


def links(*targets: tuple[str, str]) -> str:
    return "".join(f"<p><a href='{escape(address)}'>{escape(words)}</a></p>" for address, words in targets)


def old_list(results: Sequence[tuple[str, str]]) -> str:
    """A page of the older list: addresses and titles."""
    return "<html><body><h1>Inspections</h1><form></form>" + "".join(
        f"<div class='result inspection'><h4><a href='{address}'>{escape(title)}</a></h4><p>Read on</p></div>"
        for address, title in results
    )


def old_report(title: str, *, day: str = "3 December 2024", files: Sequence[tuple[str, str]]) -> str:
    """The page of a report on the older site."""
    return (
        f"<html><body><h1>{escape(title)}</h1><div id='inspection-meta'><dl><dt>Inspection type</dt><dd>Youth</dd>"
        f"<dt>Date of publication</dt><dd>{day}</dd></dl></div>{links(*files)}</body></html>"
    )


def new_list(results: Sequence[tuple[str, str, str]], *, following: str = "") -> str:
    """A page of the newer list: addresses, titles and days. `following`: the address of the next one."""
    items = "".join(
        f"<div class='list-item'><h2 class='list-item-title govuk-heading-m'><a href='{address}'>{escape(title)}</a>"
        f"</h2><div class='list-item-detail'><time class='entry-date published-date' datetime='{day}T09:00:00+00:00'>"
        "a day</time></div></div>"
        for address, title, day in results
    )
    button = (
        f"<li class='archive-pagination-next-btn'><a href='{following}'>Next ></a></li>" if following else ""
    )
    return f"<html><body>{COOKIES}<h1>Reports</h1>{items}<nav><ul>{button}</ul></nav></body></html>"


def new_report(title: str, *, day: str = "2025-09-09", body: str = "", report: str = "") -> str:
    """A report that is a web page. `report`: its text as HTML, after its first sections."""
    sections = "".join(
        f"<h2>{name} <a href='#top'>(Back to top)</a></h2><p>Made-up words.</p>"
        for name in ("Foreword", "Ratings", "Recommendations", "Background")
    )
    return (
        f"<html><head><title>{escape(title)} – HM Inspectorate of Probation</title></head><body>{COOKIES}"
        "<a href='#content'>Skip to content</a><p>All content is available under the Open Government Licence v3.0</p>"
        f"<h1 class='flexible-post-type-title'>{escape(title)}</h1><div class='flexible-post-type-published-date'>"
        f"<div>Published: </div><time class='entry-date' datetime='{day}T09:00:00+00:00'>{_in_words(day)}</time></div>"
        f"{body}<div class='flexible-post-type-content'>{sections}{report}</div></body></html>"
    )


def _in_words(day: str) -> str:
    try:
        date = dt.date.fromisoformat(day)
    except ValueError:
        return "a day"
    return f"{date.day} {date:%B %Y}"


def report_html(seed: int) -> str:
    """The report of that seed as HTML, without the head of a page."""
    return draw_report(seed, layout="short_joint_2021", noise=QUIET).html.partition("</style>")[2]


def put_old_report(site: Site, seed: int, *, year: int = 2024, text: str | None = None) -> str:
    """A report on the older site, page and PDF; the address of its page."""
    place = place_of(seed)
    site.file(
        f"/uploads/{year}/report-{seed}.pdf", pdf_of(text or report_text(seed)), headers={"ETag": f'"{seed}"'}
    )
    return site.page(
        f"/hmiprobation/inspections/{seed}yjs{year}/",
        old_report(
            f"An inspection of youth justice services in {place}",
            day=f"3 December {year}",
            files=[
                ("/uploads/guide.pdf", "Effective practice guide: inspection of courts (PDF)"),
                ("/uploads/notes.docx", "An inspection of nothing"),
                (
                    f"/uploads/{year}/report-{seed}.pdf",
                    f"An inspection of youth justice services in {place} (PDF)",
                ),
                ("/uploads/later.pdf", "Inspection data annexe"),
            ],
        ),
    )


def put_old_list(site: Site, year: int, pages: Sequence[Sequence[str]]) -> None:
    """The older list of a year: addresses by page, and an empty page after them."""
    for number, addresses in enumerate([*pages, []]):
        found = [
            (address, f"An inspection of youth justice services in {address[-12:-1]}")
            for address in addresses
        ]
        site.page(f"{OLD_LIST}&paged={number}&year={year}", old_list(found))
