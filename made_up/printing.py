"""Web pages printed to PDF by the browser that is installed, as a process of its own."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from made_up.chromium import go_without, system_chromium

QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--no-pdf-header-footer",
)  # fmt: skip
LONGEST_SECONDS = 120


def print_pdf(page: str, path: Path) -> Path:
    """Prints the web page, given as HTML, to `path`. Skips the test where no browser is installed."""
    chromium = system_chromium()
    if chromium is None:
        go_without("needs a Chromium or Chrome that is installed")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, encoding="utf-8")
        command = [
            chromium,
            *QUIET,
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={path}",
            source.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=LONGEST_SECONDS)
    return path
