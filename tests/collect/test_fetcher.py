"""Fetching one address: bounds, redirects, robots.txt, pace, conditional requests, checked connections."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import httpcore
import pytest

from tests.collect.conftest import Clock, MakeFetcher, Reply, Site
from yjs_dash.collect import Bounds, Cache, Endpoint, Fetcher, Hosts, Pace, hosts_of
from yjs_dash.errors import (
    AddressRefusedError,
    AddressUnreachableError,
    CollectFolderError,
    RobotsRefusedError,
)

PDF = b"%PDF-1.7\nmade up\n"
OWN = "https://www.justiceinspectorates.gov.uk/report.pdf"


def test_a_body_is_fetched_and_kept_under_a_name_of_its_own(site: Site, fetcher: Fetcher) -> None:
    fetched = fetcher.get(site.file("/uploads/An%20inspection%20of%20X.PDF", PDF))
    assert (fetched.body, fetched.path.read_bytes(), fetched.is_same) == (PDF, PDF, False)
    assert fetched.path.name == "An-inspection-of-X.pdf"


def test_we_say_who_we_are_and_send_nothing_of_the_user(site: Site, fetcher: Fetcher) -> None:
    fetcher.get(site.file("/report.pdf", PDF))
    headers = site.asked[-1].headers
    assert headers["user-agent"].startswith("yjs-dash/")
    assert set(headers) <= {"host", "accept", "accept-encoding", "connection", "user-agent"}


def test_the_next_run_asks_conditionally_and_takes_the_same_from_the_cache(
    site: Site, fetcher_of: MakeFetcher
) -> None:
    address = site.file(
        "/report.pdf", PDF, headers={"ETag": '"one"', "Last-Modified": "Mon, 05 Jan 2026 10:00:00 GMT"}
    )
    first = fetcher_of().get(address)
    second = fetcher_of().get(address)
    assert second.is_same
    assert (second.path, second.body) == (first.path, PDF)
    asked = [request.headers for request in site.asked if request.path == "/report.pdf"]
    assert "if-none-match" not in asked[0]
    assert (asked[1]["if-none-match"], asked[1]["if-modified-since"]) == (
        '"one"',
        "Mon, 05 Jan 2026 10:00:00 GMT",
    )


def test_a_changed_body_takes_the_place_of_the_old_one(site: Site, fetcher_of: MakeFetcher) -> None:
    address = site.file("/report.pdf", PDF, headers={"ETag": '"one"'})
    first = fetcher_of().get(address)
    site.file("/report.pdf", PDF + b"more", headers={"ETag": '"two"'})
    second = fetcher_of().get(address)
    assert (second.is_same, second.body) == (False, PDF + b"more")
    assert not first.path.exists()


def test_the_same_body_without_any_etag_is_the_same(site: Site, fetcher_of: MakeFetcher) -> None:
    address = site.file("/report.pdf", PDF)
    assert [fetcher_of().get(address).is_same for _ in range(2)] == [False, True]


def test_one_run_asks_for_an_address_once(site: Site, fetcher: Fetcher) -> None:
    address = site.file("/report.pdf", PDF)
    fetcher.get(address)
    fetcher.get(address)
    assert site.paths == ["/report.pdf"]


def test_a_body_that_was_damaged_in_the_cache_is_fetched_again(site: Site, fetcher_of: MakeFetcher) -> None:
    address = site.file("/report.pdf", PDF, headers={"ETag": '"one"'})
    fetcher_of().get(address).path.write_bytes(b"%PDF-1.7\nhalf")
    assert fetcher_of().get(address).body == PDF
    assert "if-none-match" not in site.asked[-1].headers


def test_requests_are_one_second_apart(site: Site, fetcher: Fetcher, clock: Clock) -> None:
    for number in range(3):
        fetcher.get(site.file(f"/{number}.pdf", PDF))
    assert site.paths == ["/0.pdf", "/1.pdf", "/2.pdf"]
    assert clock.slept == [1.0, 1.0, 1.0]  # after robots.txt, and between the files


def test_a_pace_leaves_out_what_has_passed_anyway(clock: Clock) -> None:
    pace = Pace(clock=clock.monotonic, sleep=clock.sleep)
    pace.wait()
    clock.seconds += 0.75
    pace.wait()
    clock.seconds += 5
    pace.wait()
    assert clock.slept == [0.25]


def test_a_site_may_ask_for_a_longer_pause(site: Site, fetcher: Fetcher, clock: Clock) -> None:
    site.replies["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 5\n", kind="text/plain")
    fetcher.get(site.file("/1.pdf", PDF))
    fetcher.get(site.file("/2.pdf", PDF))
    assert clock.slept == [1.0, 5.0]


ROBOTS: list[tuple[Reply, str]] = [
    (Reply(b"User-agent: *\nDisallow: /private/\n"), "may not be read by programs, its robots.txt says"),
    (Reply(b"\xef\xbb\xbfUser-agent: yjs-dash\nDisallow: /\n"), "may not be read by programs"),
    (Reply(b"User-agent: *\nCrawl-delay: 3600\n"), "wants 3600 seconds between two requests"),
    (Reply(status=403), "is on a site that keeps programs out"),
    (Reply(status=503), "is on a site whose robots.txt we could not read"),
]


def test_a_robots_txt_that_is_no_such_thing_keeps_us_from_the_site(site: Site, fetcher: Fetcher) -> None:
    site.replies["/robots.txt"] = Reply(b"#" * ((512 << 10) + 1))
    with pytest.raises(AddressUnreachableError, match=r"robots\.txt” is larger than 0\.5 MiB"):
        fetcher.get(site.file("/report.pdf", PDF))
    assert site.paths == []


@pytest.mark.parametrize(("reply", "reason"), ROBOTS)
def test_what_robots_txt_keeps_from_us_is_not_asked_for(
    site: Site, fetcher: Fetcher, reply: Reply, reason: str
) -> None:
    site.replies["/robots.txt"] = reply
    with pytest.raises(RobotsRefusedError, match=reason):
        fetcher.get(site.file("/private/report.pdf", PDF))
    assert site.paths == []


@pytest.mark.parametrize(
    "reply", [Reply(status=404), Reply(b"User-agent: *\nDisallow: /other/\n"), Reply(b"\xff\x00")]
)
def test_what_robots_txt_says_nothing_of_is_asked_for(site: Site, fetcher: Fetcher, reply: Reply) -> None:
    site.replies["/robots.txt"] = reply
    assert fetcher.get(site.file("/report.pdf", PDF)).body == PDF
    assert [request.path for request in site.asked].count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("rule", "refused", "allowed"),
    [
        ("Disallow: /*.pdf$", "/a/report.pdf", "/a/report.pdf.html"),
        ("Disallow: /*/drafts/", "/2025/drafts/report", "/2025/final/report"),
        ("Disallow: /*?s=", "/list?s=youth", "/list?t=youth"),
        ("Disallow: /report$", "/report", "/report/foreword"),
        ("Disallow: /a\nAllow: /a/*/open", "/a/x/shut", "/a/x/open"),
    ],
)
def test_wildcards_of_robots_txt_are_kept_to(
    site: Site, fetcher: Fetcher, rule: str, refused: str, allowed: str
) -> None:
    site.replies["/robots.txt"] = Reply(f"User-agent: *\n{rule}\n".encode(), kind="text/plain")
    assert fetcher.get(site.file(allowed, PDF)).body == PDF
    with pytest.raises(RobotsRefusedError, match=r"its robots\.txt says"):
        fetcher.get(site.file(refused, PDF))
    assert site.paths == [allowed]


def test_a_redirect_within_the_site_is_followed(site: Site, fetcher: Fetcher) -> None:
    site.file("/there.pdf", PDF)
    fetched = fetcher.get(site.redirect("/here", "/there.pdf", status=301))
    assert (fetched.body, fetched.entry.final_address) == (PDF, site.address("/there.pdf"))


def test_a_redirect_to_what_robots_txt_forbids_is_not_followed(site: Site, fetcher: Fetcher) -> None:
    site.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private/\n")
    site.file("/private/report.pdf", PDF)
    with pytest.raises(RobotsRefusedError):
        fetcher.get(site.redirect("/here", "/private/report.pdf"))
    assert site.paths == ["/here"]


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/report.pdf",
        "//example.org/report.pdf",
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:1/report.pdf",
        "file:///etc/passwd",
    ],
)
def test_a_redirect_to_elsewhere_is_refused(site: Site, fetcher: Fetcher, target: str) -> None:
    with pytest.raises(AddressRefusedError, match=r"sends us on to .*, which we do not ask"):
        fetcher.get(site.redirect("/here", target))
    assert site.paths == ["/here"]


def test_redirects_in_a_circle_end(site: Site, fetcher: Fetcher) -> None:
    site.redirect("/b", "/a")
    with pytest.raises(AddressUnreachableError, match="sends us round in a circle"):
        fetcher.get(site.redirect("/a", "/b"))
    assert site.paths == ["/a", "/b"]


def test_redirects_without_end_are_left(site: Site, fetcher: Fetcher) -> None:
    for number in range(30):
        site.redirect(f"/{number}", f"/{number + 1}")
    with pytest.raises(AddressUnreachableError, match="sends us on from place to place"):
        fetcher.get(site.address("/0"))
    assert len(site.paths) == 6


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (404, "is not there any more"),
        (410, "is not there any more"),
        (429, "come back later"),
        (500, r"error \(500\)"),
    ],
)
def test_an_error_of_the_server_is_told(site: Site, fetcher: Fetcher, status: int, reason: str) -> None:
    with pytest.raises(AddressUnreachableError, match=reason):
        fetcher.get(site.file("/report.pdf", PDF, status=status))


def _writes(
    *chunks: bytes, length: int | None = None, headers: Iterable[tuple[str, str]] = ()
) -> Callable[..., None]:
    def handle(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        for name, value in headers:
            request.send_header(name, value)
        if length is not None:
            request.send_header("Content-Length", str(length))
        request.end_headers()
        try:
            for chunk in chunks:
                request.wfile.write(chunk)
        except OSError:
            pass  # nobody reads on

    return handle


def test_a_body_that_says_it_is_too_large_is_not_read(site: Site, fetcher: Fetcher) -> None:
    site.replies["/huge.pdf"] = _writes(PDF, length=1 << 30)
    with pytest.raises(AddressUnreachableError, match="is larger than 1 MiB"):
        fetcher.get(site.address("/huge.pdf"))


def test_a_body_without_end_is_left_at_the_bound(site: Site, fetcher: Fetcher) -> None:
    site.replies["/endless.pdf"] = _writes(PDF, *[bytes(1 << 16)] * 64)
    with pytest.raises(AddressUnreachableError, match="is larger than 1 MiB"):
        fetcher.get(site.address("/endless.pdf"))


def test_a_body_that_unpacks_to_far_more_is_left_at_the_bound(site: Site, fetcher: Fetcher) -> None:
    bomb = zlib.compressobj(9, zlib.DEFLATED, 31)
    body = bomb.compress(bytes(64 << 20)) + bomb.flush()
    assert len(body) < 1 << 20
    site.replies["/bomb.pdf"] = Reply(body, headers={"Content-Encoding": "gzip"})
    tracemalloc.start()
    with pytest.raises(AddressUnreachableError, match="is larger than 1 MiB"):
        fetcher.get(site.address("/bomb.pdf"))
    _, most_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most_bytes < 16 << 20  # not even for a moment is the whole unpacked


def test_a_body_that_is_packed_without_being_asked_is_unpacked(site: Site, fetcher: Fetcher) -> None:
    site.replies["/packed.pdf"] = Reply(gzip.compress(PDF), headers={"Content-Encoding": "gzip"})
    assert fetcher.get(site.address("/packed.pdf")).body == PDF


@pytest.mark.parametrize(
    ("body", "encoding", "reason"),
    [
        (b"no gzip at all", "gzip", "came damaged"),
        (gzip.compress(PDF)[:-9], "gzip", "broke off before its end"),
        (PDF, "br", "came packed in a way that we cannot read"),
    ],
    ids=["damaged", "broken off", "unknown"],
)
def test_a_body_that_cannot_be_unpacked_is_told(
    site: Site, fetcher: Fetcher, body: bytes, encoding: str, reason: str
) -> None:
    site.replies["/packed.pdf"] = Reply(body, headers={"Content-Encoding": encoding})
    with pytest.raises(AddressUnreachableError, match=reason):
        fetcher.get(site.address("/packed.pdf"))


def test_a_body_that_breaks_off_is_no_body(site: Site, fetcher: Fetcher, cache: Cache) -> None:
    site.replies["/half.pdf"] = _writes(PDF, length=len(PDF) + 10)
    with pytest.raises(AddressUnreachableError, match="broke off before its end"):
        fetcher.get(site.address("/half.pdf"))
    assert cache.find(site.address("/half.pdf")) is None


def test_an_answer_that_is_no_http_is_told(site: Site, fetcher: Fetcher) -> None:
    site.replies["/odd"] = lambda request: request.wfile.write(b"220 ready\r\n\r\n")
    with pytest.raises(AddressUnreachableError, match="broke off before its end"):
        fetcher.get(site.address("/odd"))


def test_a_site_that_says_nothing_is_left(site: Site, fetcher_of: MakeFetcher) -> None:
    site.replies["/quiet.pdf"] = lambda request: request.rfile.read(1)
    with pytest.raises(AddressUnreachableError, match="took too long to answer"):
        fetcher_of(bounds=Bounds(seconds=60.0, quiet_seconds=0.05)).get(site.address("/quiet.pdf"))


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_site_that_answers_drop_by_drop_is_left_when_the_time_is_over(
    site: Site, fetcher_of: MakeFetcher, clock: Clock, part: str
) -> None:
    drops: list[bytes] = []

    def drip(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if part == "body" else b""))
        try:
            for _ in range(100_000):
                clock.seconds += 1
                request.wfile.write(b"X-Drop: 1\r\n" if part == "headers" else b"%")
                drops.append(b"drop")
        except OSError:
            pass  # nobody reads on

    site.replies["/drops.pdf"] = drip
    with pytest.raises(AddressUnreachableError, match="took too long to answer"):
        fetcher_of(bounds=Bounds(seconds=60.0, quiet_seconds=10.0)).get(site.address("/drops.pdf"))
    assert len(drops) < 100_000


class _Told(httpcore.NetworkBackend):
    """Connects to nothing, and keeps what it was to connect to."""

    def __init__(self) -> None:
        self.addresses: list[tuple[str, int]] = []

    def connect_tcp(self, host: str, port: int, *_: object, **__: object) -> httpcore.NetworkStream:
        self.addresses.append((host, port))
        raise httpcore.ConnectError("there is no network in tests")


def _own(clock: Clock, cache: Cache, answers: list[list[str]]) -> tuple[Fetcher, _Told]:
    """A fetcher of the inspectorate's own hosts, whose names resolve to one answer after the other."""
    told = _Told()
    turns = iter(answers)
    made = Fetcher(
        hosts=hosts_of(environment={}),
        cache=cache,
        pace=Pace(clock=clock.monotonic, sleep=clock.sleep),
        resolve=lambda _host, _port: next(turns),
        backend=told,
        clock=clock.monotonic,
    )
    return made, told


@pytest.mark.parametrize(
    "answer",
    [["127.0.0.1"], ["10.1.2.3"], ["169.254.169.254"], ["51.140.1.1", "10.0.0.1"], ["::ffff:7f00:1"]],
)
def test_a_name_that_leads_into_a_private_network_is_never_connected_to(
    clock: Clock, cache: Cache, answer: list[str]
) -> None:
    own, told = _own(clock, cache, [answer, answer])
    with pytest.raises(AddressRefusedError, match="leads to an address inside a private network"):
        own.get(OWN)
    assert told.addresses == []


def test_the_connection_goes_to_the_address_that_was_checked_and_to_no_later_answer(
    clock: Clock, cache: Cache
) -> None:
    own, told = _own(clock, cache, [["51.140.1.1", "51.140.1.2"], ["127.0.0.1"]])
    with pytest.raises(AddressUnreachableError):
        own.get(OWN)
    assert told.addresses == [("51.140.1.1", 443), ("51.140.1.2", 443)]
    # The name changed its mind: what it says now is checked like the first answer.
    site_again, told_again = _own(clock, cache, [["127.0.0.1"]])
    with pytest.raises(AddressRefusedError):
        site_again.get(OWN)
    assert told_again.addresses == []


def test_a_name_without_an_address_is_told(clock: Clock, cache: Cache) -> None:
    def nowhere(host: str, port: int, /) -> list[str]:
        raise OSError

    own = Fetcher(
        hosts=Hosts((Endpoint("nowhere.example.org"),)),
        cache=cache,
        pace=Pace(clock=clock.monotonic, sleep=clock.sleep),
        resolve=nowhere,
        clock=clock.monotonic,
    )
    with pytest.raises(
        AddressUnreachableError, match=r"nowhere\.example\.org/robots\.txt” could not be reached"
    ):
        own.get("https://nowhere.example.org/report.pdf")


def test_a_site_without_a_certificate_that_we_trust_is_not_read(
    site: Site, cache: Cache, clock: Clock
) -> None:
    own = Fetcher(
        hosts=Hosts((Endpoint("127.0.0.1", site.port, "loopback"),)),
        cache=cache,
        pace=Pace(clock=clock.monotonic, sleep=clock.sleep),
        clock=clock.monotonic,
    )
    with pytest.raises(AddressUnreachableError, match="could not be reached: there was no secure connection"):
        own.get(f"https://127.0.0.1:{site.port}/report.pdf")
    assert site.asked == []


def test_the_proxies_of_the_environment_are_not_asked(
    site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert fetcher.get(site.file("/report.pdf", PDF)).body == PDF


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(
    site: Site, fetcher_of: MakeFetcher, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CollectFolderError, match="Check YJS_DASH_HOME and its permissions"):
        fetcher_of(cache=Cache(tmp_path / "file")).get(site.file("/report.pdf", PDF))
