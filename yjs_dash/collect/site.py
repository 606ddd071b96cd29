"""The inspectorate's website as far as its structure is known: all that depends on it stands in the tables here.

Two generations of it. The older one lists inspections by year and page, and its reports are PDFs. The newer one,
since March 2025, has one list of documents that leads from page to page, and its reports are web pages or PDFs.
What is not as it was leads to an error that says so, never to another document.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import httpx
from lxml import etree, html

from yjs_dash.environment import COLLECT_LIST_VARIABLE, collect_list

MAX_PAGE_BYTES = 8 << 20
FIRST_YEAR = 2018

_OLD_LIST = (
    "https://www.justiceinspectorates.gov.uk/hmiprobation/inspections"
    "?probation-inspection-type=inspection-of-youth-offending-services-2018-onwards&paged={page}&year={year}"
)
_NEW_LIST = (
    "https://hmiprobation.justiceinspectorates.gov.uk/?s=inspection+of+youth+justice&post_type=document"
)
_TITLE = re.compile(r"\binspection of (?:the )?youth (?:justice|offending|support)\b.*\bin\b", re.IGNORECASE)
_NAMES_INSPECTION = re.compile(r"\binspection\b", re.IGNORECASE)
_OTHER_DOCUMENT = re.compile(
    r"effective practice|\bannexe?\b|easy read|press release|action plan|\bguide\b", re.IGNORECASE
)
_CONTENTS = re.compile(r"(?:^|[\s_-])(?:contents|toc)(?:$|[\s_-])", re.IGNORECASE)
_CONTENTS_HEADING = re.compile(r"(?:table of )?contents|(?:pages )?in this report", re.IGNORECASE)
_NO_CHAPTER = re.compile(r"effective practice|easy read|press release|action plan|\bprint\b", re.IGNORECASE)
_NO_PAGE_NAMES = frozenset({"amp", "embed", "feed", "print", "share"})
_FILE_NAME = re.compile(r"\.(?!html?$|xhtml$|aspx?$|php$)[a-z0-9]{2,5}$", re.IGNORECASE)
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)? +([A-Z][a-z]+) +(\d{4})\b")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTHS = {
    name: number
    for number, name in enumerate(
        "January February March April May June July August September October November December".split(),
        start=1,
    )
}
_LEAST_HEADINGS = 3
"""A report that is a web page has more; a page about a report, and an error in its place, have fewer."""


@dataclass(frozen=True)
class Listing:
    """A list of reports.

    `address` has gaps for year and page where the list goes `by_year`; otherwise each page leads to the next.
    """

    address: str
    by_year: bool
    first_year: int
    last_year: int | None = None
    sure_until: int | None = None
    """The last year that has inspections for certain; none: the list as a whole has some."""
    setting: str = ""
    """The variable of the environment that names another address for it."""

    def must_have(self, years: list[int]) -> bool:
        """Whether the list would name at least one report of these years."""
        return self.sure_until is None or any(year <= self.sure_until for year in years)

    def covers(self, years: range) -> list[int]:
        """The years of a range that this list can have."""
        last = self.last_year or years.stop
        return [year for year in years if self.first_year <= year <= last]


LISTINGS: tuple[Listing, ...] = (
    Listing(_OLD_LIST, by_year=True, first_year=FIRST_YEAR, last_year=2025, sure_until=2024),
    Listing(_NEW_LIST, by_year=False, first_year=2025, setting=COLLECT_LIST_VARIABLE),
)


def listings(*, environment: Mapping[str, str] = os.environ) -> tuple[Listing, ...]:
    """The lists of the site; the newer one at the address that YJS_DASH_COLLECT_LIST names, where it names one."""
    named = collect_list(environment=environment)
    return tuple(replace(one, address=named) if named and one.setting else one for one in LISTINGS)


@dataclass(frozen=True)
class Result:
    """A report in a list: its page, its title, and when it was published, where the list says so."""

    address: str
    title: str
    published: dt.date | None = None


@dataclass(frozen=True)
class Page:
    """A web page, read once. `address`: where it came from in the end, from which its links count."""

    address: str
    root: html.HtmlElement


def _class(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


# Each result of a list: where it stands, and from there its link. All inspections of the older list are of youth
# justice services; those of the newer one are told by their titles.
_RESULTS: tuple[tuple[str, str, bool], ...] = (
    (f"//div[{_class('result')} and {_class('inspection')}]", ".//h4//a[@href]", False),
    (f"//div[{_class('list-item')}]", f".//*[{_class('list-item-title')}]//a[@href]", True),
    ("//*[self::h2 or self::h3]", "descendant-or-self::*/a[@href]", True),
)
_NEXT = (f"//*[{_class('archive-pagination-next-btn')}]//a[@href]", "//a[@rel='next' and @href]")
_DATED = (
    "//*[@id='inspection-meta']//dt[contains(., 'Date of publication')]/following-sibling::dd[1]",
    f"//*[{_class('flexible-post-type-published-date')}]",
)
_TIMES = f".//time[{_class('published-date')} or {_class('entry-date')}]"


def read_page(body: bytes, *, address: str) -> Page | None:
    """A web page from its bytes; None where they are none, or more than any page of the site."""
    if len(body) > MAX_PAGE_BYTES or b"<" not in body[:4096]:
        return None
    try:
        root = html.document_fromstring(body, parser=html.HTMLParser(encoding=_encoding(body)))
    except (etree.LxmlError, ValueError):
        return None
    return Page(address, root)


def _encoding(body: bytes) -> str | None:
    """UTF-8 where the bytes are that; otherwise what the page itself names."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def results(page: Page) -> list[Result]:
    """The reports that a list page names, each once; none where it is no list."""
    for place, link, by_title in _RESULTS:
        found = {
            result.address: result
            for item in page.root.xpath(place)
            for result in _results_in(page, item, link)
            if not by_title or _TITLE.search(result.title)
        }
        if found:
            return list(found.values())
    return []


def next_page(page: Page) -> str | None:
    """The address of the list's next page."""
    links = (link for path in _NEXT for link in page.root.xpath(path))
    return next(filter(None, (_target(page, link) for link in links)), None)


def title_of(page: Page) -> str:
    """What the page calls itself; where it has several headings, as with a notice on cookies, the one of a report."""
    titles = [
        text for path in ("//h1", "//title") for found in page.root.xpath(path) if (text := _text(found))
    ]
    return next(filter(_TITLE.search, titles), titles[0] if titles else "")


def published(page: Page) -> dt.date | None:
    """When the report of a page was published, by the page's own metadata."""
    for path in _DATED:
        for element in page.root.xpath(path):
            if day := _time_in(element) or _day(_text(element)):
                return day
    for content in page.root.xpath("//meta[@property='article:published_time']/@content"):
        if day := _iso_day(str(content)):
            return day
    return None


def report_pdf(page: Page) -> str | None:
    """The first PDF that the page links with words that name an inspection."""
    for link in page.root.xpath("//a[@href]"):
        target, words = _target(page, link), _text(link)
        if (
            target is not None
            and httpx.URL(target).path.lower().endswith(".pdf")
            and _NAMES_INSPECTION.search(words)
            and not _OTHER_DOCUMENT.search(words)
        ):
            return target
    return None


def is_of_report(page: Page) -> bool:
    """Whether the page is about one inspection of a youth justice service, by its title."""
    return _TITLE.search(title_of(page)) is not None


def is_report(page: Page) -> bool:
    """Whether the page itself is the report of such an inspection."""
    return is_of_report(page) and len(page.root.xpath("//h2 | //h3")) >= _LEAST_HEADINGS


def chapters(page: Page, *, report: str) -> list[str]:
    """Addresses of the further pages of the report at an address that a page of it links, each once.

    They are on the same host, and in a list of contents, whose order they keep, or below the report's address.
    """
    own = httpx.URL(report)
    listed = [link for place in _contents_lists(page) for link in place.iterdescendants("a")]
    addresses = [target for link in listed if (target := _chapter(page, link, own))]
    for link in page.root.iterdescendants("a"):
        target = _chapter(page, link, own)
        if target is not None and is_below(target, report=report):
            addresses.append(target)
    found: dict[str, str] = {}
    for address in addresses:
        found.setdefault(same_page(address), address)
    return list(found.values())


def same_page(address: str) -> str:
    """What two addresses of one page have in common."""
    url = httpx.URL(address).copy_with(fragment=None)
    return str(url.copy_with(scheme="https", path=url.path.rstrip("/") or "/", query=url.query or None))


def is_below(address: str, *, report: str) -> bool:
    """Whether an address goes on from that of a report."""
    path = httpx.URL(report).path.rstrip("/")
    return path != "" and httpx.URL(address).path.startswith(f"{path}/")


def is_on_same_host(address: str, other: str) -> bool:
    """Whether two addresses are of one host and port."""
    return _place(httpx.URL(address)) == _place(httpx.URL(other))


def is_of_another_report(page: Page, *, report: Page) -> bool:
    """Whether a page calls itself an inspection, and not the one of the report's first page."""
    own, other = title_of(page).casefold(), title_of(report).casefold()
    return is_of_report(page) and own not in other and other not in own


def _contents_lists(page: Page) -> Iterator[html.HtmlElement]:
    """Parts of a page that are called its contents, by their attributes or by the heading before them."""
    for element in page.root.iterdescendants("nav", "div", "ul", "ol", "section", "aside"):
        names = (element.get(name) or "" for name in ("class", "id", "aria-label"))
        is_whole_page = next(element.iterdescendants("h1", "main", "article"), None) is not None
        if not is_whole_page and any(map(_CONTENTS.search, names)):
            yield element
    for heading in page.root.iterdescendants("h2", "h3", "h4"):
        following = heading.getnext()
        if (
            following is not None
            and following.tag in {"ul", "ol", "nav", "div"}
            and _CONTENTS_HEADING.fullmatch(_text(heading))
        ):
            yield following


def _chapter(page: Page, link: html.HtmlElement, report: httpx.URL) -> str | None:
    """Where a link leads, if that may be another page of the report."""
    target = _target(page, link) if link.get("href") else None
    if target is None or _NO_CHAPTER.search(_text(link)):
        return None
    url = httpx.URL(target)
    last = url.path.rstrip("/").rpartition("/")[2]
    is_page = _place(url) == _place(report) and last not in _NO_PAGE_NAMES and not _FILE_NAME.search(last)
    return target if is_page and same_page(target) != same_page(str(report)) else None


def _place(url: httpx.URL) -> tuple[str, int | None]:
    return url.host, url.port


def _results_in(page: Page, item: html.HtmlElement, link: str) -> Iterator[Result]:
    for element in item.xpath(link):
        target, title = _target(page, element), _text(element)
        if target is not None and title:
            yield Result(target, title, _time_in(item))


def _target(page: Page, link: html.HtmlElement) -> str | None:
    try:
        url = httpx.URL(page.address).join(link.get("href", "").strip()).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError):
        return None
    return str(url) if url.scheme in {"http", "https"} else None


def _text(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def _time_in(element: html.HtmlElement) -> dt.date | None:
    for time in element.xpath(_TIMES):
        if day := _iso_day(time.get("datetime", "")) or _day(_text(time)):
            return day
    return None


def _iso_day(text: str) -> dt.date | None:
    found = _ISO_DAY.match(text)
    try:
        return dt.date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def _day(text: str) -> dt.date | None:
    found = _DAY.search(text)
    if found is None or found[2] not in _MONTHS:
        return None
    try:
        return dt.date(int(found[3]), _MONTHS[found[2]], int(found[1]))
    except ValueError:
        return None
