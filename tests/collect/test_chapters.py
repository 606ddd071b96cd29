"""A report of several web pages: gathered in their order, read as one, and never half taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

import pytest

from tests.collect.conftest import MakeFetcher, Reply, Site
from tests.collect.pages import COOKIES, links, place_of, report_html
from tests.collect.test_run import Run, bundled, collection, run, store  # noqa: F401  its fixtures
from yjs_dash.collect import Fetcher, fetch_report, site
from yjs_dash.collect.reports import MOST_CHAPTERS
from yjs_dash.errors import IncompleteReportError
from yjs_dash.extract import pages_in
from yjs_dash.store.imports import ImportStore

REPORT = "/document/report"
TITLE = f"An inspection of youth justice services in {place_of(1)}"
PARTS = re.split(r"(?=<h1>)", report_html(1))
OUTSIDE = "https://example.org/document/report/more"


def web_page(body: str, *, title: str = TITLE) -> str:
    return (
        f"<html><head><title>{escape(title)} – HM Inspectorate of Probation</title></head><body>{COOKIES}{body}"
        "</body></html>"
    )


def contents(addresses: Sequence[str]) -> str:
    items = "".join(f"<li><a href='{address}'>Part {n}</a></li>" for n, address in enumerate(addresses))
    return f"<nav class='contents-list' aria-label='Contents'><ol>{items}</ol></nav>"


def put_report(at: Site, *, names: Sequence[str] | None = None, first: str = "") -> list[str]:
    """The made-up report: its head at REPORT with a list of contents, and a page for each part; their paths."""
    paths = [f"{REPORT}/{name}" for name in names or [f"part-{n}" for n in range(1, len(PARTS))]]
    at.page(REPORT, web_page(f"<h1>{TITLE}</h1>{first or contents([REPORT, *paths])}{PARTS[0]}"))
    for path, part in zip(paths, PARTS[1:], strict=True):
        # Each page has the same contents, and leads back to the first: all of these are loops.
        at.page(path, web_page(f"{contents([REPORT, *paths])}{part}{links((REPORT, 'Back'))}"))
    return paths


def part_names(fetcher: Fetcher, address: str) -> list[str]:
    """The headings of the pages that make the report, in their order."""
    folder = fetch_report(address, fetcher=fetcher)
    assert folder.is_dir()
    return [
        next(iter(re.findall(r"<h1>(?!Are you)(.*?)</h1>", page.read_text()))) for page in pages_in(folder)
    ]


def test_all_pages_of_a_report_are_read_as_one(site: Site, run: Run, store: ImportStore) -> None:  # noqa: F811
    paths = put_report(site)
    (found,) = run(site.address(REPORT))
    assert (found.status, found.message.split(",")[0]) == ("new", place_of(1))
    assert site.paths == [REPORT, *paths]  # each once
    (record,) = store.history()
    assert (record.service, record.file_name) == (place_of(1), "report")
    # As one page it has the same figures.
    together = site.page("/document/whole", web_page(f"<h1>{TITLE}</h1><h3>One</h3>{''.join(PARTS)}"))
    assert run(together)[0].status == "unchanged"
    assert run(site.address(REPORT))[0].status == "unchanged"


def test_a_page_that_changed_makes_another_edition(site: Site, run: Run) -> None:  # noqa: F811
    paths = put_report(site)
    run(site.address(REPORT))
    changed = next(path for path, part in zip(paths, PARTS[1:], strict=True) if "Fieldwork started" in part)
    body = site.replies[changed]
    assert isinstance(body, Reply)
    text = re.sub(r"Fieldwork started \w+ \d+", "Fieldwork started January 2019", body.body.decode())
    site.page(changed, text)
    (found,) = run(site.address(REPORT))
    assert found.status == "held"
    assert [line.rpartition(" → ")[2] for line in found.differences] == ["2019-01"]


def test_pages_stand_in_the_order_of_the_contents(site: Site, fetcher: Fetcher) -> None:
    names = [f"p{n}" for n in range(len(PARTS) - 1, 0, -1)]  # not the order of their names
    put_report(site, names=names)
    headings = [re.findall(r"<h1>(.*?)</h1>", part)[0] for part in PARTS[1:]]
    assert part_names(fetcher, site.address(REPORT)) == [TITLE, *headings]


@pytest.mark.parametrize(
    "first",
    [
        lambda paths: links(*((path, "Go on") for path in paths)),  # below its address, in no list
        lambda paths: f"<h2>Contents</h2><ul>{links(*((path, 'Part') for path in paths))}</ul>",
        lambda paths: links((paths[0], "Next")),  # and each of the pages has the contents
    ],
    ids=["links", "heading", "next"],
)
def test_pages_are_found_however_they_are_linked(site: Site, fetcher: Fetcher, first: object) -> None:
    assert callable(first)
    paths = [f"{REPORT}/part-{n}" for n in range(1, len(PARTS))]
    put_report(site, first=first(paths))
    assert len(part_names(fetcher, site.address(REPORT))) == len(PARTS)


def test_pages_beside_the_report_belong_to_it_where_its_contents_name_them(
    site: Site, fetcher: Fetcher
) -> None:
    site.page("/document/beside", web_page("<h1>Beside</h1>"))
    site.page("/document/other", web_page("<h1>Other</h1>"))
    body = contents(["/document/beside"]) + links(("/document/other", "Something else"))
    site.page(REPORT, web_page(f"<h1>{TITLE}</h1>{body}"))
    assert part_names(fetcher, site.address(REPORT)) == [TITLE, "Beside"]


def test_what_leads_out_is_not_asked_and_is_no_part_of_the_report(site: Site, fetcher: Fetcher) -> None:
    put = put_report(site)
    other = "An inspection of youth justice services in Elsewhere"
    site.page("/document/elsewhere", web_page(f"<h1>{other}</h1>", title=other))
    away = [OUTSIDE, f"{REPORT}/annexe.pdf", f"{REPORT}/data.csv", f"{REPORT}/feed/", f"{REPORT}#top"]
    body = contents([*put, *away, "/document/elsewhere"]) + links((f"{REPORT}/print-it", "Print this report"))
    site.page(REPORT, web_page(f"<h1>{TITLE}</h1>{body}{PARTS[0]}"))
    assert len(part_names(fetcher, site.address(REPORT))) == len(PARTS)
    assert site.paths == [REPORT, *put, "/document/elsewhere"]


BROKEN: list[tuple[str, Reply, str]] = [
    ("gone", Reply(status=404), "one of its pages could not be read (“{page}” is not there any more."),
    ("fault", Reply(status=503), "one of its pages could not be read (“{page}” gave an error (503)."),
    ("pdf", Reply(b"%PDF-1.7 x", kind="application/pdf"), "“{page}” is no web page that we can read."),
    ("no page", Reply(b"\x00\x01"), "“{page}” is no web page that we can read."),
    ("moved", Reply(status=302, headers={"Location": "/login"}), "“{page}” now leads to another page."),
    ("away", Reply(status=302, headers={"Location": OUTSIDE}), "which we do not ask"),
]


@pytest.mark.parametrize(("reply", "reason"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_a_report_with_a_broken_page_is_held_and_nothing_of_it_is_added(
    site: Site,
    run: Run,  # noqa: F811
    store: ImportStore,  # noqa: F811
    reply: Reply,
    reason: str,
) -> None:
    second = put_report(site)[1]
    whole = site.replies[second]
    site.page("/login", web_page("<h1>Sign in</h1>"))
    site.replies[second] = reply
    (found,) = run(site.address(REPORT))
    assert (found.status, found.is_good) == ("held", False)
    assert found.message.startswith(f"“{site.address(REPORT)}” is a report of several web pages, and ")
    assert reason.format(page=site.address(second)) in found.message
    assert "None of it was added." in found.message
    assert store.history() == []
    site.replies[second] = whole
    assert run(site.address(REPORT))[0].status == "new"


def test_a_page_that_leads_back_to_the_first_is_no_other_page(site: Site, fetcher: Fetcher) -> None:
    paths = put_report(site)
    site.redirect(f"{REPORT}/start", REPORT)
    site.page(REPORT, web_page(f"<h1>{TITLE}</h1>{contents([f'{REPORT}/start', *paths])}{PARTS[0]}"))
    assert len(part_names(fetcher, site.address(REPORT))) == len(PARTS)


def test_a_report_of_too_many_pages_is_held(site: Site, run: Run, store: ImportStore) -> None:  # noqa: F811
    for number in range(100):  # each leads to the next: nothing says at first how many there are
        site.page(f"{REPORT}/{number}", web_page(f"<h2>X</h2>{links((f'{REPORT}/{number + 1}', 'Next'))}"))
    site.page(REPORT, web_page(f"<h1>{TITLE}</h1>{links((f'{REPORT}/0', 'Next'))}"))
    (found,) = run(site.address(REPORT))
    assert found.status == "held"
    assert f"and has more than {MOST_CHAPTERS} of them." in found.message
    assert len(site.paths) == MOST_CHAPTERS
    assert store.history() == []


def test_pages_that_are_too_large_together_are_refused(site: Site, fetcher_of: MakeFetcher) -> None:
    for path in put_report(site)[:2]:
        site.page(path, web_page(f"<h1>Long</h1><p>{'x' * (700 << 10)}</p>"))
    with pytest.raises(IncompleteReportError, match="they are larger than 1 MiB together"):
        fetch_report(site.address(REPORT), fetcher=fetcher_of())


def test_a_part_of_a_page_that_holds_all_of_it_is_no_list_of_contents() -> None:
    text = f"<div class='page-contents'><h1>{TITLE}</h1><a href='/about'>About us</a></div>"
    page = site.read_page(text.encode(), address="https://reports.example.org/document/report")
    assert page is not None
    assert site.chapters(page, report=page.address) == []
