"""What a hostile file may do to the process that reads it, as tasks of a bounded child."""

from __future__ import annotations

import os
import signal
import socket
import time
from pathlib import Path

from yjs_dash.errors import DamagedStatisticsFileError
from yjs_dash.sandbox import MAX_OUTPUT_BYTES, is_bounded


def answer(text: str) -> bytes:
    return f"{text} {is_bounded()}".encode()


def refuse(file: str) -> bytes:
    raise DamagedStatisticsFileError(file=file, kind="a workbook")


def fail() -> bytes:
    raise NotImplementedError("zip file version 16.6")


def fail_beyond_exceptions() -> bytes:
    raise SystemExit(0)


def crash() -> bytes:
    os.kill(os.getpid(), signal.SIGSEGV)
    return b"not reached"


def leave_early() -> bytes:
    os._exit(0)


def sleep() -> bytes:
    time.sleep(600)
    return b"not reached"


def compute() -> bytes:
    while True:
        pass


def take_memory() -> bytes:
    held = []
    while True:
        held.append(b"x" * (8 << 20))


def recurse() -> bytes:
    return recurse() + b""


def answer_without_end() -> bytes:
    return b"x" * (MAX_OUTPUT_BYTES + 1)


def write_a_file(path: Path) -> bytes:
    path.write_bytes(b"x" * 5000)
    return b"written"


def open_descriptors() -> bytes:
    """Numbers of open files beside the standard ones, save the pipe to the parent and that of listing them."""
    return str(len([1 for there in Path("/proc/self/fd").iterdir() if int(there.name) > 2]) - 2).encode()


def read_many(path: Path) -> bytes:
    files = [path.open("rb") for _ in range(200)]
    return str(len(files)).encode()


def hold_a_socket() -> socket.socket:
    return socket.socket()
