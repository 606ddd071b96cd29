"""Servers under measurement: this app on a data set, and the bare app that is the floor."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FLOOR = Path(__file__).resolve().parent / "floor" / "bare.py"
PATIENCE = 180.0
# What a default installation asks or sends is switched off; nothing here changes how a script runs.
QUIET = ("--server.headless=true", "--browser.gatherUsageStats=false", "--server.address=127.0.0.1")


@dataclass(frozen=True)
class Server:
    """A running server. `started`: seconds since the epoch when its process was started."""

    url: str
    started: float


@contextmanager
def app_server(data: Path) -> Iterator[Server]:
    """This app, as `streamlit run app.py` starts it, on a data set."""
    with _running(ROOT / "app.py", directory=ROOT, environment={"YJS_DASH_DATA": str(data)}) as server:
        yield server


@contextmanager
def floor_server(figures: Path) -> Iterator[Server]:
    """The bare app with Streamlit's default settings: it runs in an empty directory that is also its home."""
    with tempfile.TemporaryDirectory() as empty:
        environment = {"HOME": empty, "FLOOR_FIGURES": str(figures)}
        with _running(FLOOR, directory=Path(empty), environment=environment) as server:
            yield server


def wait_until_it_answers(server: Server) -> None:
    """Return as soon as the server accepts visitors. Raises TimeoutError where it never does."""
    while time.time() - server.started < PATIENCE:
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.01)
    raise TimeoutError(f"No answer from {server.url} in {PATIENCE:.0f} s.")


@contextmanager
def _running(script: Path, *, directory: Path, environment: Mapping[str, str]) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("STREAMLIT_")}
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}", *QUIET]
    started = time.time()
    process = subprocess.Popen(
        command,
        cwd=directory,
        env=inherited | dict(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Server(url=f"http://127.0.0.1:{port}", started=started)
    finally:
        process.terminate()
        process.wait(timeout=20)
