"""How often we ask: one request a second, all visitors of the app together."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from yjs_dash.collect.transport import Clock

SECONDS_BETWEEN_REQUESTS = 1.0


class Pace:
    """Keeps requests apart, whichever thread they come from."""

    def __init__(
        self,
        *,
        seconds: float = SECONDS_BETWEEN_REQUESTS,
        clock: Clock = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._seconds = seconds
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._next = clock()

    def wait(self, *, at_least: float = 0.0) -> None:
        """Returns when the next request may start. `at_least`: seconds that a site asks for between requests."""
        with self._lock:
            now = self._clock()
            start = max(now, self._next)
            self._next = start + max(self._seconds, at_least)
        if start > now:
            self._sleep(start - now)


PACE = Pace()
"""That of this process."""
