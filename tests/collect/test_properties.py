"""Whatever is pasted, and whatever a site answers: refused or read, never an error of ours."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from yjs_dash.collect import hosts_of, site
from yjs_dash.collect.cache import file_name
from yjs_dash.collect.hosts import INSPECTORATE
from yjs_dash.errors import AddressRefusedError

HOST = INSPECTORATE[1]
PARTS = st.sampled_from(
    ["http", "https", "://", ":", "//", "/", "\\", "@", "#", "?", "%00", "%2f", "..", "[", "]", ":443", ":80", ":99999",
     " ", "\t", "\n", "\u202e", "\u3002", "\uff0f", "\ud800", HOST, "example.org", "127.0.0.1", "::1", "a" * 70]
)  # fmt: skip
TAGS = st.sampled_from(
    ["<h1>", "</h1>", "<h2>", "<h4>", "<a href='x'>", "<a href='http://[::1'>", "</a>",
     "<div class='result inspection'>", "<div class='list-item'>",
     "<time datetime='2025-13-45' class='entry-date'>", "<dl id='inspection-meta'>", "<dt>",
     "Date of publication", "<dd>", "31 February 2024", "99999999 May 20242024", "inspection", "x.pdf", "<!--", "&#0;",
     "\x00", "<svg>", "<base href='//example.org'>", "An inspection of youth justice services in X"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PARTS, max_size=12).map("".join)))
@example(f"https://{HOST}\\@example.org/")
@example(f"https://example.org#@{HOST}/")
@example(f"https://{HOST}%00.example.org/")
def test_an_address_is_refused_or_one_of_ours_by_https(text: str) -> None:
    try:
        url = hosts_of(environment={}).checked(text)
    except AddressRefusedError:
        return
    assert (url.scheme, url.port, url.userinfo, url.fragment) == ("https", None, b"", "")
    assert url.host in INSPECTORATE
    name = file_name(url, suffix=".pdf")
    assert name.endswith(".pdf")
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")


@given(
    st.one_of(st.binary(max_size=500), st.lists(TAGS, max_size=30).map(lambda tags: "".join(tags).encode()))
)
def test_any_answer_is_a_page_or_none(body: bytes) -> None:
    page = site.read_page(body, address=f"https://{HOST}/x/")
    if page is not None:
        site.results(page), site.next_page(page), site.title_of(page), site.published(page)
        site.report_pdf(page), site.is_report(page)
