"""What is read in the pages of both generations of the site, and in pages that are neither."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.collect.pages import COOKIES, new_list, new_report, old_list, old_report
from yjs_dash.collect import site

HERE = "https://www.justiceinspectorates.gov.uk/hmiprobation/inspections/"


def page(text: str) -> site.Page:
    read = site.read_page(text.encode(), address=HERE)
    assert read is not None
    return read


def test_the_older_list_names_its_reports_once_with_whole_addresses() -> None:
    found = site.results(
        page(
            old_list([("/a/", "An inspection of X"), ("b", "A joint inspection of Y"), ("/a/#top", "Again")])
        )
    )
    assert [(result.address, result.published) for result in found] == [
        ("https://www.justiceinspectorates.gov.uk/a/", None),
        (f"{HERE}b", None),
    ]


def test_the_newer_list_names_reports_of_youth_justice_services_with_their_days() -> None:
    read = page(
        new_list(
            [
                (
                    "/document/x",
                    "An inspection of youth justice work with children and victims in Newtown",
                    "2025-09-09",
                ),
                ("/document/y", "An inspection of youth justice services in Oldtown", "2025-10-01"),
                ("/document/z", "An inspection of probation services in Newtown", "2025-10-02"),
                ("/document/w", "Youth annual report", "2025-10-03"),
            ],
            following="/reports/page/2/",
        )
    )
    assert [(result.address.rpartition("/")[2], result.published) for result in site.results(read)] == [
        ("x", dt.date(2025, 9, 9)),
        ("y", dt.date(2025, 10, 1)),
    ]
    assert site.next_page(read) == "https://www.justiceinspectorates.gov.uk/reports/page/2/"
    assert site.next_page(page(new_list([]))) is None


def test_headings_that_link_to_reports_are_a_list_too() -> None:
    text = "<h1>Search results</h1><h2><a href='/d/x'>An inspection of youth justice services in X</a></h2>"
    assert [result.address for result in site.results(page(text))] == [
        "https://www.justiceinspectorates.gov.uk/d/x"
    ]


@pytest.mark.parametrize(
    "link",
    ["", "javascript:alert(1)", "mailto:someone@example.org", "http://[::1", "data:text/html,x"],
)
def test_a_result_without_a_usable_link_is_passed_over(link: str) -> None:
    expected = [] if link else [HERE]  # an empty link leads to the page itself
    assert [result.address for result in site.results(page(old_list([(link, "An inspection")])))] == expected


def test_the_report_is_the_first_pdf_whose_words_name_an_inspection() -> None:
    files = [
        ("/guide.pdf", "Effective practice guide to our inspection"),
        ("/annexe.pdf", "Inspection data annexe"),
        ("/other.pdf", "The action we took"),
        ("/inspection.docx", "An inspection of X"),
        ("/first.PDF?download=1", "An inspection of youth justice services in X (PDF, 500 kB)"),
        ("/second.pdf", "An inspection of youth justice services in X, in Welsh"),
    ]
    read = page(old_report("An inspection of youth justice services in X", files=files))
    assert site.report_pdf(read) == "https://www.justiceinspectorates.gov.uk/first.PDF?download=1"
    assert site.report_pdf(page(old_report("X", files=files[:4]))) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (old_report("X", day="3 December 2024", files=[]), dt.date(2024, 12, 3)),
        (old_report("X", day="3rd of no month", files=[]), None),
        (old_report("X", day="31 February 2024", files=[]), None),
        (new_report("X", day="2025-09-09"), dt.date(2025, 9, 9)),
        (new_report("X", day="2025-99-99"), None),
        ("<div class='flexible-post-type-published-date'>Published: 9 May 2025</div>", dt.date(2025, 5, 9)),
        (
            "<meta property='article:published_time' content='2025-03-04T10:00:00+00:00'><p>x",
            dt.date(2025, 3, 4),
        ),
        ("<p>3 December 2024</p>", None),
    ],
)
def test_the_day_of_a_report_is_that_of_the_pages_metadata(text: str, day: dt.date | None) -> None:
    assert site.published(page(text)) == day


def test_a_report_that_is_a_web_page_is_told_by_its_title_and_sections() -> None:
    title = "An inspection of youth justice work with children and victims in Newtown"
    assert site.is_report(page(new_report(title)))
    assert site.title_of(page(new_report(title))) == title
    assert not site.is_report(page(new_report("An inspection of probation services in Newtown")))
    assert not site.is_report(page(f"<h1>{title}</h1><p>This report will be published soon.</p>"))


def test_a_page_in_the_place_of_another_says_what_it_is() -> None:
    assert site.title_of(page(COOKIES)) == "Are you OK with cookies?"
    assert site.title_of(page("<title>Service unavailable</title><p>x")) == "Service unavailable"
    assert site.title_of(page("<p>nothing")) == ""


@pytest.mark.parametrize("body", [b"", b"plain words", b"\x00\x01\x02", b"<" * 10_000_000, b"<!-- -->"])
def test_what_is_no_web_page_is_none(body: bytes) -> None:
    read = site.read_page(body, address=HERE)
    assert read is None or site.results(read) == []


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 50_000,
        b"<h4><a href='x'>" * 2_000,
        b"<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><p>&b;",
        b"<!DOCTYPE html SYSTEM 'http://127.0.0.1:1/x'><p>x",
        "<h1>Café</h1>".encode("latin-1"),
        "\ufeff<h1>Café</h1>".encode("utf-16"),
    ],
)
def test_an_odd_page_is_read_or_none_and_never_an_error(body: bytes) -> None:
    read = site.read_page(body, address=HERE)
    if read is not None:
        assert (site.results(read), site.report_pdf(read), site.is_report(read)) == ([], None, False)


def test_each_list_knows_the_years_that_it_can_have() -> None:
    old, new = site.LISTINGS
    years = range(2018, 2027)
    assert old.covers(years) == list(range(2018, 2026))
    assert new.covers(years) == [2025, 2026]
    assert old.must_have([2024, 2025])
    assert not old.must_have([2025])
    assert old.address.format(page=0, year=2024).endswith("&paged=0&year=2024")
