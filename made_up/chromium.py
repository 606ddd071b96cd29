"""The browser of the browser tests: one that the machine has, else the one that Playwright downloads.

`python -m made_up.chromium` downloads it where there is none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

BROWSER_REQUIRED = bool(os.environ.get("YJS_DASH_REQUIRE_BROWSER"))
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS_APPS = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)


def system_chromium() -> str | None:
    """Path of a Chromium or Chrome that is installed here, or None: Playwright then takes its own."""
    commands = (shutil.which(command) for command in COMMANDS)
    apps = (str(app) for app in MACOS_APPS if app.is_file())
    return next((path for path in (*commands, *apps) if path), None)


def go_without(reason: str) -> NoReturn:
    """Skips the running test for want of a browser; fails it where browsers are required, as in CI."""
    import pytest

    if BROWSER_REQUIRED:
        pytest.fail(f"YJS_DASH_REQUIRE_BROWSER is set, and the test {reason}")
    pytest.skip(reason)


if __name__ == "__main__" and system_chromium() is None:
    sys.exit(subprocess.call([sys.executable, "-m", "playwright", "install", "chromium"]))
