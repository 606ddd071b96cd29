"""What a site's robots.txt allows us, read once a run for each site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import httpx
from protego import Protego

from yjs_dash.errors import AddressUnreachableError, RobotsRefusedError

PRODUCT = "yjs-dash"
MAX_ROBOTS_BYTES = 512 << 10
MAX_CRAWL_DELAY = 60.0
_REFUSED = frozenset({401, 403})

Read = Callable[[httpx.URL], tuple[int, bytes]]
"""Address of a robots.txt → status and text. Raises AddressUnreachableError."""


@dataclass(frozen=True)
class _Rules:
    parser: Protego | None
    delay: float
    problem: str = ""
    failure: AddressUnreachableError | None = None


class Robots:
    """The rules of every site that was asked. `read` gets a robots.txt without asking for permission."""

    def __init__(self, *, read: Read) -> None:
        self._read = read
        self._rules: dict[str, _Rules] = {}

    def delay(self, url: httpx.URL) -> float:
        """Seconds that the site wants between two requests; 0 where it does not say. Raises as `check` does."""
        return self.check(url).delay

    def check(self, url: httpx.URL) -> _Rules:
        """The rules that allow an address.

        Raises:
            RobotsRefusedError: they do not allow it, or ask for a longer pause than we wait.
            AddressUnreachableError: they cannot be read, as nothing of the site can then.
        """
        place = str(url.copy_with(raw_path=b"/robots.txt"))
        rules = self._rules.get(place) or self._rules.setdefault(place, self._of(httpx.URL(place)))
        if rules.failure is not None:
            raise rules.failure
        if rules.problem:
            raise RobotsRefusedError(address=str(url), problem=rules.problem)
        if rules.parser is not None and not rules.parser.can_fetch(str(url), PRODUCT):
            raise RobotsRefusedError(
                address=str(url), problem="may not be read by programs, its robots.txt says"
            )
        if rules.delay > MAX_CRAWL_DELAY:
            problem = f"wants {rules.delay:g} seconds between two requests, its robots.txt says"
            raise RobotsRefusedError(address=str(url), problem=problem)
        return rules

    def _of(self, place: httpx.URL) -> _Rules:
        try:
            status, text = self._read(place)
        except AddressUnreachableError as error:
            return _Rules(None, 0.0, failure=error)
        if status in _REFUSED:
            return _Rules(None, 0.0, "is on a site that keeps programs out")
        if 400 <= status < 500:
            return _Rules(None, 0.0)  # there are no rules
        if status != httpx.codes.OK:
            return _Rules(None, 0.0, "is on a site whose robots.txt we could not read")
        parser = Protego.parse(text.decode("utf-8", "replace").removeprefix("\ufeff"))
        return _Rules(parser, float(parser.crawl_delay(PRODUCT) or 0))
