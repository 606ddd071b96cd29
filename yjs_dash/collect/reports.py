"""From an address to the file of a report: the address is that of a PDF, of its page, or of a report as a web page."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from yjs_dash.collect import site
from yjs_dash.collect.bodies import is_pdf
from yjs_dash.collect.fetcher import Fetched, Fetcher
from yjs_dash.errors import (
    AddressError,
    IncompleteReportError,
    NoReportAtAddressError,
    SiteChangedError,
    shown_address,
)

MOST_PAGES = 60
"""Of one list, or of one year of it: more than any has, so that one that never ends is noticed."""
MOST_CHAPTERS = 40
"""Web pages of one report, the first among them."""


@dataclass(frozen=True)
class Named:
    """A report that is to be fetched: its address, and what a list says of it."""

    address: str
    title: str = ""
    published: dt.date | None = None


@dataclass(frozen=True)
class Part:
    """The reports of a part of a list, or why it could not be read."""

    label: str
    reports: tuple[Named, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class Found:
    """What an address leads to: a report that has come already, the first of its web pages, or its PDF's address."""

    published: dt.date | None
    file: Fetched | None = None
    pdf: str = ""
    first_page: site.Page | None = None
    """The first page of a report that has others, which `file` holds."""


def found_at(address: str, *, fetcher: Fetcher) -> Found:
    """The report at an address, or the one that the page there leads to.

    Raises:
        AddressError: one of its kinds, for whatever keeps a report from coming.
        CollectFolderError: the cache cannot be used.
    """
    fetched = fetcher.get(address)
    if is_pdf(fetched.body):
        return Found(None, file=fetched)
    page = _page_of(fetched, address=address)
    pdf = site.report_pdf(page)
    if pdf is not None:
        return Found(site.published(page), pdf=pdf)
    if site.is_of_report(page) and site.chapters(page, report=page.address):
        return Found(site.published(page), file=fetched, first_page=page)
    if site.is_report(page):
        return Found(site.published(page), file=fetched)
    raise NoReportAtAddressError(address=address, problem=f"leads to no report: {_what_came(fetched)}")


def file_of(found: Found, *, fetcher: Fetcher) -> Path:
    """The file of a report, or the folder of its web pages, fetched where they have not come yet.

    Raises as `found_at` does, and:
        IncompleteReportError: one of its web pages does not come, or they are too many.
    """
    if found.file is not None and found.first_page is not None:
        return _together(found.file, found.first_page, fetcher=fetcher)
    if found.file is not None:
        return found.file.path
    fetched = fetcher.get(found.pdf)
    if not is_pdf(fetched.body):
        raise NoReportAtAddressError(address=found.pdf, problem=f"is no PDF: {_what_came(fetched)}")
    return fetched.path


def reports_at(address: str, *, fetcher: Fetcher) -> list[Named]:
    """The reports of the list at an address, through all its pages; the address itself where it is no list.

    Raises as `found_at` does.
    """
    fetched = fetcher.get(address)
    if is_pdf(fetched.body):
        return [Named(address)]
    page = _page_of(fetched, address=address)
    if site.is_of_report(page) or not site.results(page):
        return [Named(address)]
    return _through(page, fetcher=fetcher)


def listed(listing: site.Listing, *, years: range, fetcher: Fetcher) -> Iterator[Part]:
    """The reports of a list of the site: a part for each year, or one for all of them.

    Raises:
        CollectFolderError: the cache cannot be used.
    """
    asked = listing.covers(years)
    if not asked:
        return
    parts = []
    for year in asked if listing.by_year else [None]:
        label = f"reports of {asked[0]} to {asked[-1]}" if year is None else f"reports of {year}"
        try:
            found = _of_year(listing, year, fetcher=fetcher) if year else _of_all(listing, fetcher=fetcher)
        except AddressError as error:
            parts.append(Part(label, problem=str(error)))
        else:
            parts.append(Part(label, tuple(n for n in found if not n.published or n.published.year in years)))
        yield parts[-1]
    if (
        listing.by_year
        and listing.must_have(asked)
        and not any(part.reports or part.problem for part in parts)
    ):
        yield Part("list of reports", problem=str(_changed(listing)))


def _of_all(listing: site.Listing, *, fetcher: Fetcher) -> list[Named]:
    """Raises SiteChangedError where the list names no report of any year."""
    found = _through(_list_page(listing.address, fetcher=fetcher), fetcher=fetcher)
    if not found:
        raise _changed(listing)
    return found


def _changed(listing: site.Listing) -> SiteChangedError:
    address = listing.address.partition("?")[0] if listing.by_year else listing.address
    return SiteChangedError(address=address, setting=listing.setting)


def _of_year(listing: site.Listing, year: int, *, fetcher: Fetcher) -> list[Named]:
    """Pages from 0 until one brings nothing that was not there before."""
    found: dict[str, Named] = {}
    for number in range(MOST_PAGES):
        page = _list_page(listing.address.format(page=number, year=year), fetcher=fetcher)
        fresh = [result for result in site.results(page) if result.address not in found]
        if not fresh:
            break
        found |= {result.address: _named(result) for result in fresh}
    return list(found.values())


def _through(page: site.Page, *, fetcher: Fetcher) -> list[Named]:
    """From page to page as each leads to the next, none of them twice."""
    found = {result.address: _named(result) for result in site.results(page)}
    seen = {page.address}
    for _ in range(MOST_PAGES):
        following = site.next_page(page)
        if following is None or following in seen:
            break
        seen.add(following)
        page = _list_page(following, fetcher=fetcher)
        for result in site.results(page):
            found.setdefault(result.address, _named(result))
    return list(found.values())


def _together(first: Fetched, first_page: site.Page, *, fetcher: Fetcher) -> Path:
    """The pages of a report in one folder: as its first page names them, and after them what these name besides."""
    report = first_page.address
    fetched, seen = [first], {site.same_page(report)}
    waiting = deque(site.chapters(first_page, report=report))
    while waiting:
        address = waiting.popleft()
        if site.same_page(address) in seen:
            continue
        seen.add(site.same_page(address))
        if len(seen) > MOST_CHAPTERS:
            raise IncompleteReportError(address=report, problem=f"has more than {MOST_CHAPTERS} of them")
        came, page = _chapter_at(address, report=report, fetcher=fetcher)
        seen_before = site.same_page(page.address) in seen and site.same_page(page.address) != site.same_page(
            address
        )
        seen.add(site.same_page(page.address))
        if seen_before or site.is_of_another_report(page, report=first_page):
            continue
        fetched.append(came)
        if sum(len(one.body) for one in fetched) > fetcher.most_bytes:
            size = f"{fetcher.most_bytes / (1 << 20):.3g} MiB"
            raise IncompleteReportError(address=report, problem=f"they are larger than {size} together")
        waiting.extend(site.chapters(page, report=report))
    return first.path if len(fetched) == 1 else fetcher.together(fetched)


def _chapter_at(address: str, *, report: str, fetcher: Fetcher) -> tuple[Fetched, site.Page]:
    """A further page of a report. Raises IncompleteReportError."""
    shown = f"“{shown_address(address)}”"
    try:
        came = fetcher.get(address)
    except AddressError as error:
        problem = f"one of its pages could not be read ({str(error).rstrip('.')})"
        raise IncompleteReportError(address=report, problem=problem) from None
    page = None if is_pdf(came.body) else site.read_page(came.body, address=came.entry.final_address)
    if page is None:
        raise IncompleteReportError(address=report, problem=f"{shown} is no web page that we can read")
    if not _stays(asked=address, came=page.address, report=report):
        raise IncompleteReportError(address=report, problem=f"{shown} now leads to another page")
    return came, page


def _stays(*, asked: str, came: str, report: str) -> bool:
    """Whether an address led to itself, or to a page of the report."""
    if site.same_page(came) in {site.same_page(asked), site.same_page(report)}:
        return True
    return site.is_on_same_host(came, report) and site.is_below(came, report=report)


def _list_page(address: str, *, fetcher: Fetcher) -> site.Page:
    return _page_of(fetcher.get(address), address=address)


def _named(result: site.Result) -> Named:
    return Named(result.address, result.title, result.published)


def _page_of(fetched: Fetched, *, address: str) -> site.Page:
    page = site.read_page(fetched.body, address=fetched.entry.final_address)
    if page is None:
        raise NoReportAtAddressError(
            address=address, problem="is neither a PDF nor a web page that we can read"
        )
    return page


def _what_came(fetched: Fetched) -> str:
    """A web page that came in the place of something else, by its own title: a notice, an error, a consent to give."""
    page = site.read_page(fetched.body, address=fetched.entry.final_address)
    title = "" if page is None else site.title_of(page)
    return f"its page is “{shown_address(title, limit=80)}”" if title else "what came has no title"


def name_of(named: Named) -> str:
    """What a report is called in a line: its title, or the last part of its address."""
    if named.title:
        return shown_address(named.title)
    last = named.address.partition("?")[0].rstrip("/").rpartition("/")[2]
    return shown_address(last or named.address)
