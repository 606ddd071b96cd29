"""A website on this computer that plays the inspectorate's, and a fetcher that may ask it and nothing else."""

from __future__ import annotations

import datetime as dt
import socket
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from yjs_dash.collect import Bounds, Cache, Endpoint, Fetcher, Hosts, Pace

Handler = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Reply:
    """What a path answers. With an etag or a last_modified it is asked for conditionally."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """A request that came."""

    path: str
    headers: Mapping[str, str]


class Site:
    """Paths (with their query) and what they answer; everything else is not there."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | Handler] = {}
        self.asked: list[Asked] = []
        site = self

        class Answering(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(Asked(self.path, {k.lower(): v for k, v in self.headers.items()}))
                reply = site.replies.get(self.path, Reply(b"<h1>Page not found</h1>", status=404))
                if callable(reply):
                    reply(self)
                else:
                    _send(self, reply)

            def log_message(self, *_: Any) -> None:
                """Nothing: the tests look at `asked`."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self._server.daemon_threads = True
        self._thread = Thread(target=lambda: self._server.serve_forever(poll_interval=0.01), daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def address(self, path: str = "") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, robots.txt aside."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def page(self, path: str, body: str, **changed: Any) -> str:
        """Puts a web page at a path; its address."""
        self.replies[path] = Reply(body.encode(), **changed)
        return self.address(path)

    def file(self, path: str, body: bytes, **changed: Any) -> str:
        """Puts a PDF at a path; its address."""
        self.replies[path] = Reply(body, kind="application/pdf", **changed)
        return self.address(path)

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        self.replies[path] = Reply(status=status, headers={"Location": to})
        return self.address(path)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=10)


def _send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    headers = {name.lower(): value for name, value in reply.headers.items()}
    unchanged = "etag" in headers and handler.headers.get("If-None-Match") == headers["etag"]
    unchanged |= (
        "last-modified" in headers and handler.headers.get("If-Modified-Since") == headers["last-modified"]
    )
    handler.send_response(304 if unchanged else reply.status)
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Type", reply.kind)
    handler.send_header("Content-Length", "0" if unchanged else str(len(reply.body)))
    handler.end_headers()
    if not unchanged:
        handler.wfile.write(reply.body)


class Clock:
    """Time that passes only when somebody sleeps, or lets it pass."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []
        self.day = dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def now(self) -> dt.datetime:
        self.day += dt.timedelta(seconds=1)
        return self.day


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "collected")


@pytest.fixture
def hosts(site: Site) -> Hosts:
    """The made-up site alone: a reach that no setting can give."""
    return Hosts((Endpoint("127.0.0.1", site.port, "loopback"),))


MakeFetcher = Callable[..., Fetcher]


@pytest.fixture
def fetcher_of(hosts: Hosts, cache: Cache, clock: Clock) -> MakeFetcher:
    """A fetcher as of a new run: on time that does not pass by itself, and with bounds for small answers."""

    def make(**changed: Any) -> Fetcher:
        values: dict[str, Any] = {
            "hosts": hosts,
            "cache": cache,
            "bounds": Bounds(seconds=60.0, quiet_seconds=10.0, bytes=1 << 20),
            "pace": Pace(clock=clock.monotonic, sleep=clock.sleep),
            "clock": clock.monotonic,
            "now": clock.now,
        }
        return Fetcher(**{**values, **changed})

    return make


@pytest.fixture
def fetcher(fetcher_of: MakeFetcher) -> Fetcher:
    return fetcher_of()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any attempt to open a connection, or to resolve a name, fails the test."""

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("the network was used")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
