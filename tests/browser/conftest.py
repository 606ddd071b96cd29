"""One server and one browser for all tests of this folder; every visitor of a test is a new one."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from made_up.chromium import go_without, system_chromium
from tests.browser.visitor import ROOT, Serve, Visit, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

START_SECONDS = 90
# Far above what anything takes: a machine that does other things besides may be ten times slower.
LONGEST_WAIT = 60_000


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Serve:
    """Starts `streamlit run app.py` with settings of the environment, and gives its address."""

    @contextlib.contextmanager
    def served(**settings: str) -> Iterator[str]:
        home = tmp_path_factory.mktemp("home")
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("YJS_DASH_", "STREAMLIT_"))
        }
        port = _free_port()
        command = [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            "app.py",
            "--server.headless=true",
            f"--server.port={port}",
        ]
        log = home / "server.log"
        with log.open("wb") as output:
            server = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**kept, "YJS_DASH_HOME": str(home), **settings},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            try:
                _wait_until_healthy(server, port, log)
                yield f"http://127.0.0.1:{port}"
            finally:
                server.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    server.wait(timeout=10)
                server.kill()
                server.wait()

    return served


@pytest.fixture(scope="session")
def server(serve: Serve) -> Iterator[str]:
    """The app with the bundled data."""
    with serve() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="needs Playwright, see requirements-dev.txt"
    )
    with playwright.sync_playwright() as driver:
        try:
            launched = driver.chromium.launch(executable_path=system_chromium())
        except playwright.Error as error:
            go_without(f"needs Chromium, see README.md: {str(error).splitlines()[0]}")
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def common(browser: Browser) -> BrowserContext:
    """What visitors share where it makes no difference: the memory of the files that every page loads.

    What a browser keeps from one visit to the next is forgotten: each test begins as a first visit.
    """
    shared = browser.new_context(reduced_motion="reduce")
    shared.add_init_script("try { localStorage.clear() } catch { /* an empty page has none */ }")
    return shared


@pytest.fixture(scope="session")
def first_page(common: BrowserContext) -> Page:
    """The page of the first visitor of each test: a page that has shown the app before shows it in half the time."""
    return common.new_page()


@pytest.fixture
def visit(browser: Browser, common: BrowserContext, first_page: Page, server: str) -> Iterator[Visit]:
    """Lets a visitor come to an address. After the test none may have called another host or met an error.

    Every visitor is a session of its own; one that is `apart` has a browser of its own as well, without a past.
    """
    visitors: list[Visitor] = []

    def new_page(*, apart: bool) -> Page:
        if apart:
            return browser.new_context(reduced_motion="reduce").new_page()
        taken = any(visitor.page is first_page for visitor in visitors)
        return common.new_page() if taken else first_page

    def come(
        path: str = "/",
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        apart: bool = False,
        on: str = server,
        **address: Any,
    ) -> Visitor:
        page = new_page(apart=apart)
        page.set_default_timeout(LONGEST_WAIT)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if dark else "light")
        visitor = Visitor(page, on)
        visitors.append(visitor)
        return visitor.open(path, **address)

    yield come
    for visitor in visitors:
        visitor.leave()
        if visitor.page.context is not common:
            visitor.page.context.close()
        elif visitor.page is not first_page:
            visitor.page.close()
    assert [url for visitor in visitors for url in visitor.foreign] == []
    assert [error for visitor in visitors for error in visitor.errors] == []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2),
        ):
            return
        time.sleep(0.1)
    pytest.fail(f"The app did not start. {log.read_text(errors='replace')[-2000:]}")
