"""Running the readers of PDF and Word files in a process of their own, with bounds on time, memory and output."""

from __future__ import annotations

import importlib.util
import os
import selectors
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import NamedTuple

# Started so, the modules come from their byte code, as those of a script would not; the path is added at the end, and
# only modules beside `pdf` can be found there.
START = "import sys; sys.path.append(sys.argv[1]); from pdf.child import main; main(sys.argv[2])"
# A word processor's file is opened with a library that is installed, which the isolated start of the other leaves out.
START_WORD = "import sys; sys.path.append(sys.argv[1]); from word.child import main; main()"
LIBRARY_NAMES = ("libpdfium.so", "libpdfium.dylib", "pdfium.dll")
WALL_SECONDS = 60.0
MAX_OUTPUT_BYTES = 24 << 20
_CHUNK = 1 << 16
_PIPE_BYTES = 1 << 20
_SIGXCPU, _SIGKILL = 24, 9


class Output(NamedTuple):
    """What the child wrote, and why it ended: `status` is an exit status of `pdf` or `word`, 0 for a whole document.

    `status` None: the child was killed or crashed. `peak_bytes`: the most memory it held, where known.
    """

    text: str
    status: int | None
    timed_out: bool
    overflowed: bool
    peak_bytes: int


def read_pdf(data: bytes, *, wall_seconds: float = WALL_SECONDS) -> Output:
    """Text of a PDF by the child process. Never raises for anything in `data`."""
    command = [sys.executable, "-I", "-S", "-c", START, str(Path(__file__).parent), _library()]
    return _read(command, data, wall_seconds=wall_seconds)


def read_word(data: bytes, *, wall_seconds: float = WALL_SECONDS) -> Output:
    """Text of a word processor's file by the child process. Never raises for anything in `data`."""
    command = [sys.executable, "-I", "-c", START_WORD, str(Path(__file__).parent)]
    return _read(command, data, wall_seconds=wall_seconds)


def _read(command: list[str], data: bytes, *, wall_seconds: float) -> Output:
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        close_fds=True,
    )
    _widen(process)
    deadline = time.monotonic() + wall_seconds
    feeder = threading.Thread(target=_feed, args=(process, data), daemon=True)
    feeder.start()
    try:
        received, timed_out, overflowed = _collect(process, deadline)
        if timed_out or overflowed:
            process.kill()
        status, peak = _wait(process, deadline)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()
        feeder.join(timeout=1)
    killed_by_clock = status in {-_SIGXCPU, -_SIGKILL} and not overflowed
    return Output(
        text=received.decode("utf-8", "replace"),
        status=status if status >= 0 else None,
        timed_out=timed_out or killed_by_clock,
        overflowed=overflowed,
        peak_bytes=peak,
    )


def _widen(process: subprocess.Popen[bytes]) -> None:
    """Larger pipes, where the system gives them (Linux): the child writes a whole report without waiting for us."""
    try:
        import fcntl

        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    except (ImportError, AttributeError, OSError):
        return


def _library() -> str:
    """Path of the PDF library, as its bindings carry it; empty where they are not installed."""
    spec = importlib.util.find_spec("pypdfium2_raw")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    return next((str(folder / name) for name in LIBRARY_NAMES if spec and (folder / name).is_file()), "")


def _feed(process: subprocess.Popen[bytes], data: bytes) -> None:
    """Hands over the file from a thread: the child may write before it has read everything, or die reading."""
    if process.stdin is None:
        return
    try:
        process.stdin.write(data)
        process.stdin.close()
    except OSError:
        pass


def _collect(process: subprocess.Popen[bytes], deadline: float) -> tuple[bytearray, bool, bool]:
    received = bytearray()
    if process.stdout is None:
        return received, False, False
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                return received, True, False
            if not selector.select(timeout=left):
                continue
            chunk = os.read(process.stdout.fileno(), _CHUNK)
            if not chunk:
                return received, False, False
            received += chunk
            if len(received) > MAX_OUTPUT_BYTES:
                return received, False, True


def _wait(process: subprocess.Popen[bytes], deadline: float) -> tuple[int, int]:
    """Exit status (negative: the signal) and peak memory of the child, which has closed its output."""
    if not hasattr(os, "wait4"):
        return process.wait(timeout=max(1.0, deadline - time.monotonic())), 0
    while True:
        pid, raw, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(raw)
            unit = 1 if sys.platform == "darwin" else 1024
            return process.returncode, usage.ru_maxrss * unit
        if time.monotonic() > deadline:
            process.kill()
        time.sleep(0.001)
