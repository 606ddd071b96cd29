"""Fetching one address: politely, within bounds, and only where it is allowed.

The body of an address is kept in the cache; the next request says what we have, so that the site can answer “the
same”. Redirects are followed here, one by one, because each of them is an address to be checked like the first.
"""

from __future__ import annotations

import datetime as dt
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import httpcore
import httpx

from yjs_dash import __version__
from yjs_dash.collect.bodies import is_pdf, read_body
from yjs_dash.collect.cache import Cache, Entry
from yjs_dash.collect.hosts import Hosts
from yjs_dash.collect.pace import PACE, Pace
from yjs_dash.collect.robots import MAX_ROBOTS_BYTES, PRODUCT, Robots
from yjs_dash.collect.transport import (
    CheckedBackend,
    CheckedTransport,
    Clock,
    Deadline,
    Resolve,
    system_addresses,
)
from yjs_dash.environment import HOME_VARIABLE
from yjs_dash.errors import AddressRefusedError, AddressUnreachableError, CollectFolderError, shown_address

MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REASONS = {404: "is not there any more", 410: "is not there any more", 429: "asks us to come back later"}


@dataclass(frozen=True)
class Bounds:
    """How long and how large an answer may be. `seconds`: for a whole request, from resolving its name to its end."""

    seconds: float = 120.0
    quiet_seconds: float = 20.0
    """How long a site may say nothing."""
    bytes: int = 64 << 20
    """Of the body as sent, and as unpacked: as large as the largest report that is read."""


@dataclass(frozen=True)
class Fetched:
    """What an address has. `is_same`: whether the cache had it already, byte by byte."""

    entry: Entry
    path: Path
    body: bytes
    is_same: bool


@dataclass(frozen=True)
class _Answer:
    status: int
    headers: httpx.Headers
    body: bytes


class Fetcher:
    """Fetches addresses into a cache.

    `since`: what was checked at or after that time is
    not asked for again; without it, what was checked by this fetcher.
    """

    def __init__(
        self,
        *,
        hosts: Hosts,
        cache: Cache,
        bounds: Bounds | None = None,
        pace: Pace | None = None,
        since: dt.datetime | None = None,
        resolve: Resolve = system_addresses,
        backend: httpcore.NetworkBackend | None = None,
        clock: Clock = time.monotonic,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self.hosts = hosts
        self._cache = cache
        self._bounds = bounds or Bounds()
        self._pace = pace or PACE
        self._resolve = resolve
        self._backend = backend or httpcore.SyncBackend()
        self._clock = clock
        self._now = now
        self._since = since or now()
        self._robots = Robots(read=self._robots_of)

    def get(self, address: str) -> Fetched:
        """What an address has now.

        Raises:
            AddressRefusedError, RobotsRefusedError: it, or an address that it leads to, is not asked.
            AddressUnreachableError: nothing usable came.
            CollectFolderError: the cache cannot be used.
        """
        url = self.hosts.checked(address)
        key = str(url)
        known = self._cache.find(key)
        if known is not None and known.checked_at >= self._since:
            return self._of(known, is_same=True)
        final, answer = self._follow(url, known=known, asking=self._robots.delay)
        if answer.status == httpx.codes.NOT_MODIFIED and known is not None:
            return self._of(self._cache.seen(known, now=self._now()), is_same=True)
        if answer.status != httpx.codes.OK:
            reason = _REASONS.get(answer.status, f"gave an error ({answer.status})")
            raise AddressUnreachableError(address=address, problem=reason)
        entry = self._cache.keep(
            answer.body,
            address=key,
            final=final,
            headers=answer.headers,
            suffix=".pdf" if is_pdf(answer.body) else ".html",
            now=self._now(),
        )
        return self._of(entry, is_same=known is not None and known.sha256 == entry.sha256)

    def together(self, pages: Sequence[Fetched]) -> Path:
        """A folder with the pages of one report, in their order. Raises CollectFolderError."""
        return self._cache.keep_together([page.entry for page in pages])

    @property
    def most_bytes(self) -> int:
        """How large one answer may be, and all pages of a report together."""
        return self._bounds.bytes

    def _of(self, entry: Entry, *, is_same: bool) -> Fetched:
        path = self._cache.path(entry)
        try:
            return Fetched(entry, path, path.read_bytes(), is_same)
        except OSError:
            raise CollectFolderError(setting=HOME_VARIABLE) from None

    def _robots_of(self, place: httpx.URL) -> tuple[int, bytes]:
        _, answer = self._follow(place, known=None, asking=lambda _: 0.0, limit=MAX_ROBOTS_BYTES)
        return answer.status, answer.body

    def _follow(
        self,
        url: httpx.URL,
        *,
        known: Entry | None,
        asking: Callable[[httpx.URL], float],
        limit: int | None = None,
    ) -> tuple[httpx.URL, _Answer]:
        """The last address and its answer. `asking`: seconds to leave after a request, or an error that forbids it."""
        first, seen = str(url), {str(url)}
        for _ in range(MAX_REDIRECTS + 1):
            self._pace.wait(at_least=asking(url))
            answer = self._ask(url, known=known, limit=limit or self._bounds.bytes)
            if answer.status not in _REDIRECTS:
                return url, answer
            url = self._next(url, answer)
            if str(url) in seen:
                raise AddressUnreachableError(address=first, problem="sends us round in a circle")
            seen.add(str(url))
        raise AddressUnreachableError(address=first, problem="sends us on from place to place")

    def _next(self, url: httpx.URL, answer: _Answer) -> httpx.URL:
        try:
            target = url.join(answer.headers.get("location", ""))
        except (httpx.InvalidURL, ValueError):
            raise AddressUnreachableError(
                address=str(url), problem="sends us on to something that is no address"
            ) from None
        try:
            return self.hosts.checked(str(target))
        except AddressRefusedError:
            raise AddressRefusedError(
                address=str(url), problem=f"sends us on to {shown_address(str(target))}, which we do not ask"
            ) from None

    def _ask(self, url: httpx.URL, *, known: Entry | None, limit: int) -> _Answer:
        deadline = Deadline(seconds=self._bounds.seconds, clock=self._clock)
        backend = CheckedBackend(
            hosts=self.hosts, resolve=self._resolve, deadline=deadline, inner=self._backend
        )
        headers = {"User-Agent": f"{PRODUCT}/{__version__}", "Accept-Encoding": "identity"}
        if known is not None and known.final_address == str(url):
            headers |= {"If-None-Match": known.etag} if known.etag else {}
            headers |= {"If-Modified-Since": known.last_modified} if known.last_modified else {}
        try:
            with (
                httpx.Client(
                    transport=CheckedTransport(backend=backend, ssl_context=_ssl_context()),
                    timeout=self._bounds.quiet_seconds,
                    trust_env=False,
                ) as client,
                client.stream("GET", url, headers=headers) as response,
            ):
                body = (
                    read_body(response, limit=limit, address=str(url))
                    if response.status_code == httpx.codes.OK
                    else b""
                )
                return _Answer(response.status_code, response.headers, body)
        except (httpcore.TimeoutException, httpx.TimeoutException):
            raise AddressUnreachableError(address=str(url), problem="took too long to answer") from None
        except httpcore.ConnectError:
            raise AddressUnreachableError(
                address=str(url), problem="could not be reached: there was no secure connection to its site"
            ) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, OSError):
            raise AddressUnreachableError(address=str(url), problem="broke off before its end") from None


@cache
def _ssl_context() -> ssl.SSLContext:
    """Certificates are checked, by the list of authorities that comes with the library."""
    return httpx.create_ssl_context(trust_env=False)
