"""A visitor of the app: a page of the browser, and a record of what must not happen while it is open."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from yjs_dash.ui.shell import DEFAULT_PAGE, PAGES

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Locator, Page

ROOT = Path(__file__).resolve().parents[2]
PATHS = {page: "/" if page == DEFAULT_PAGE else f"/{page}" for page in PAGES}
"""Page → its address."""
SIX = ("Brighton and Hove", "Cardiff", "Carmarthenshire", "Dorset Combined", "Suffolk", "Sutton")
"""Two frameworks, two nations, long names, with and without percentages."""
TWO = ("Suffolk", "Sutton")
PHONES = (390, 320)
"""Widths of phones in pixels, the wider one first."""

LOOKS_FOR_ITS_SERVER = re.compile(r"/[^/]+/_stcore/(health|host-config)$")
"""Streamlit asks below the address of a page first where its server is; the answer 404 is part of that."""
NO_SUCH_PAGE = "The page that you have requested does not seem to exist. Running the app's main page."

# Streamlit marks the app while a script runs, elements that a run will replace, and places still to be filled. What it
# folds out grows for a while: what is pressed in it meanwhile may be elsewhere before the button is let go.
_SETTLED = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app !== null
    && app.dataset.testScriptState === 'notRunning'
    && app.dataset.testConnectionState === 'CONNECTED'
    && document.querySelector('h1, [role="alert"], [role="status"]') !== null
    && document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]') === null
    && [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].every(c => c.querySelector('svg.main-svg'))
    && document.getAnimations().every(a => a.playState !== 'running' || a.effect.getTiming().iterations === Infinity);
}"""
# A chart follows the width of its place some time after the window has changed.
_HAS_WIDTH = """width => innerWidth === width
  && [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].every(
    c => c.querySelector('svg.main-svg').getBoundingClientRect().width <= c.getBoundingClientRect().width + 1)"""
_FITS = """() => {
  const main = document.querySelector('main, [role="main"], [data-testid="stMain"]');
  return document.scrollingElement.scrollWidth <= innerWidth && main.scrollWidth <= main.clientWidth;
}"""
_FOCUSED = """() => {
  let at = document.activeElement;
  while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
  return { tag: at.tagName.toLowerCase(), name: at.getAttribute('aria-label') || at.textContent.trim() };
}"""


class Visitor:
    """Drives one page by roles and names. `foreign`: requests to other hosts; `errors`: faults the console tells of."""

    def __init__(self, page: Page, server: str) -> None:
        self.page, self.server = page, server
        self.foreign: list[str] = []
        self.errors: list[str] = []
        self.expected_errors: set[str] = set()
        self._listeners: dict[str, Callable[[Any], None]] = {
            "request": lambda request: self._note_host(request.url),
            "websocket": lambda socket: self._note_host(socket.url),
            "console": self._printed,
            "pageerror": lambda error: self.errors.append(str(error)),
        }
        for event, listener in self._listeners.items():
            page.on(event, listener)

    def open(self, path: str = "/", *, services: Sequence[str] = (), **parameters: str) -> Visitor:
        """Goes to an address of the app and waits until it stands still."""
        query = urlencode({**({"services": list(services)} if services else {}), **parameters}, doseq=True)
        self.page.goto(f"{self.server}{path}{f'?{query}' if query else ''}")
        return self.settled()

    def leave(self) -> None:
        """Goes away from the app, and listens no longer."""
        self.page.goto("about:blank")
        for event, listener in self._listeners.items():
            self.page.remove_listener(event, listener)

    def settled(self) -> Visitor:
        """Waits until no script runs, nothing is to be replaced or moves, and every chart is painted."""
        self.page.wait_for_function(_SETTLED)
        return self

    def shows(self, title: str | re.Pattern[str]) -> Visitor:
        """Waits for the page's own heading."""
        self.page.get_by_role("heading", level=1, name=title).wait_for()
        return self.settled()

    @property
    def title(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text()

    @property
    def at(self) -> str:
        """The page of the address, without parameters."""
        return urlsplit(self.page.url).path

    @property
    def asks(self) -> dict[str, list[str]]:
        """Parameters of the address."""
        return parse_qs(urlsplit(self.page.url).query)

    @property
    def chosen(self) -> list[str]:
        """Services in the chooser, in order."""
        removers = self.page.get_by_role("group", name="Selected values").get_by_role(
            "button", name=re.compile("^Remove ")
        )
        return [
            name.removeprefix("Remove ") for name in removers.evaluate_all("all => all.map(b => b.ariaLabel)")
        ]

    @property
    def notices(self) -> list[str]:
        """Sentences that tell the visitor of something: hints, warnings, faults, and Streamlit's own dialogues."""
        page = self.page
        places = page.get_by_role("alert").or_(page.get_by_role("status")).or_(page.get_by_role("dialog"))
        return [text.strip() for text in places.all_inner_texts() if text.strip()]

    def resized(self, width: int, *, height: int = 844) -> Visitor:
        """Changes the window and waits until the charts have followed."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.wait_for_function(_HAS_WIDTH, arg=width)
        return self.settled()

    def too_wide(self) -> dict[str, int]:
        """By how many pixels the page, and its main part, can be scrolled sideways.

        Charts and tables follow a changed window one after the other: what is too wide only until they have
        is waited for, what stays too wide is said.
        """
        with suppress(PlaywrightTimeoutError):
            self.page.wait_for_function(_FITS, timeout=5_000)
        beyond = self.page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
        main = self.page.get_by_role("main").evaluate("e => e.scrollWidth - e.clientWidth")
        return {place: pixels for place, pixels in {"page": beyond, "main part": main}.items() if pixels > 0}

    @property
    def focused(self) -> tuple[str, str]:
        """Tag and name of the element that has the keyboard."""
        found = self.page.evaluate(_FOCUSED)
        return found["tag"], found["name"]

    def rating(self, service: str, standard: str) -> Locator:
        """The rating of a service for a standard, in the grid."""
        return self.page.get_by_role("table").get_by_role(
            "link", name=re.compile(rf"{re.escape(service)}\b.*\b{re.escape(standard)}\b")
        )

    def tab_to(self, name: re.Pattern[str], *, at_most: int = 60) -> None:
        """Presses Tab until the element of that name has the keyboard."""
        for _ in range(at_most):
            self.page.keyboard.press("Tab")
            if name.search(self.focused[1]):
                return
        raise AssertionError(f"Tab does not reach {name.pattern!r}; it stands on {self.focused}")

    def _note_host(self, url: str) -> None:
        asked = urlsplit(url)
        if asked.scheme not in ("data", "blob") and asked.netloc != urlsplit(self.server).netloc:
            self.foreign.append(url)

    def _printed(self, message: ConsoleMessage) -> None:
        if message.type != "error" or message.text in self.expected_errors:
            return
        place = urlsplit(message.location["url"]).path
        if "404" in message.text and LOOKS_FOR_ITS_SERVER.search(place):
            return
        self.errors.append(f"{message.text} ({place})")


Visit = Callable[..., Visitor]
Serve = Callable[..., AbstractContextManager[str]]
