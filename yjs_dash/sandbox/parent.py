"""Starting a bounded child, watching it, and saying in one error what went wrong with the file it was given."""

from __future__ import annotations

import json
import os
import pickle
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from yjs_dash.errors import (
    ReadingFaultError,
    ReadingMemoryError,
    ReadingStoppedError,
    ReadingTimeError,
    TooMuchReadError,
    unreadable,
)
from yjs_dash.sandbox import child
from yjs_dash.sandbox.bounds import (
    CPU_SECONDS,
    MAX_OUTPUT_BYTES,
    MEMORY_BYTES,
    WALL_SECONDS,
    memory_pages,
)

Task = partial[bytes]
"""A function of a module with its arguments: it can be handed to a process that has not been forked from this one."""

ROOT = Path(__file__).resolve().parents[2]
_CHUNK = 1 << 16
_WATCH_SECONDS = 0.02
"""How often the memory of a child is looked at."""
_EXIT_SECONDS = 0.0005
_SIGXCPU = 24
_TIMED_OUT, _OUT_OF_MEMORY, _STOPPED, _OVERFLOWED = b"t", b"m", b"s", b"o"
"""Frames that the parent makes itself, for a child that has not answered."""


class Ended(NamedTuple):
    """What a child wrote, and the reason for which the parent stopped it, if it did."""

    frame: bytes
    reason: bytes


def read_bounded(task: Task, *, file: str, wall_seconds: float = WALL_SECONDS) -> bytes:
    """What a task gives, in a bounded child. `file`: the name to complain by.

    Raises:
        UnreadableFileError: that which the task raised, or what became of the child.
    """
    if not can_fork():
        frame = _spawned(task, wall_seconds=wall_seconds)
    elif has_one_thread():
        frame = forked(task, wall_seconds=wall_seconds)
    else:
        from yjs_dash.sandbox import helper

        frame = helper.asked(task, wall_seconds=wall_seconds)
    return _answer(frame or _STOPPED, file=file, seconds=wall_seconds)


def read_object(task: Task, *, file: str, wall_seconds: float = WALL_SECONDS) -> dict[str, Any]:
    """The JSON object that a task gives. Raises as `read_bounded` does."""
    answer = read_bounded(task, file=file, wall_seconds=wall_seconds)
    try:
        found = json.loads(answer)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ReadingStoppedError(file=file)
    return found


def can_fork() -> bool:
    """On macOS a forked process may fail in the system's own libraries, so there each child starts anew."""
    return hasattr(os, "fork") and sys.platform != "darwin"


def has_one_thread() -> bool:
    """Whether this process can be forked: the locks of other threads would stay locked in the child for ever."""
    return threading.active_count() == 1


def warm(module: str) -> None:
    """Load the module of a task ahead of its first use, where that is of use. Returns at once."""
    if can_fork():
        from yjs_dash.sandbox import helper

        helper.load(module)


def forked(task: Callable[[], bytes], *, wall_seconds: float) -> bytes:
    """The frame of a child that is a fork of this process, which must have one thread only."""
    deadline = time.monotonic() + wall_seconds
    ours, theirs = os.pipe()
    process = os.fork()
    if process == 0:
        child.run_in_fork(task, output=theirs)
    os.close(theirs)
    try:
        ended = _watched(process, ours, deadline=deadline)
        code = None if ended.reason else _exit_code(process, deadline=deadline)
    except BaseException:
        _kill(process)
        raise
    finally:
        os.close(ours)
    if code is None:
        _kill(process)
        return ended.reason or _TIMED_OUT
    if code == -_SIGXCPU:
        return _TIMED_OUT
    return ended.frame if code == 0 else _STOPPED


def _exit_code(process: int, *, deadline: float) -> int | None:
    """How a child ended that has closed its output; None where it goes on all the same."""
    while time.monotonic() < deadline:
        gone, status = os.waitpid(process, os.WNOHANG)
        if gone:
            return os.waitstatus_to_exitcode(status)
        time.sleep(_EXIT_SECONDS)
    return None


def _kill(process: int) -> None:
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


def _watched(process: int, output: int, *, deadline: float) -> Ended:
    """Everything a child writes until it closes its output, or until it has used more than it may."""
    received = bytearray()
    start = memory_pages(process=process)
    with selectors.DefaultSelector() as selector:
        selector.register(output, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                return Ended(b"", _TIMED_OUT)
            if selector.select(timeout=min(left, _WATCH_SECONDS) if start else left):
                chunk = os.read(output, _CHUNK)
                if not chunk:
                    return Ended(bytes(received), b"")
                received += chunk
                if len(received) > MAX_OUTPUT_BYTES + 1:
                    return Ended(b"", _OVERFLOWED)
            elif start:
                now = memory_pages(process=process)
                if now is not None and now.used - start.used > MEMORY_BYTES:
                    return Ended(b"", _OUT_OF_MEMORY)


def _spawned(task: Task, *, wall_seconds: float) -> bytes:
    """The frame of a child that is a new process: slower by the time that loading takes."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", child.__name__],
            input=pickle.dumps(task),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=wall_seconds,
            env=child_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _TIMED_OUT
    if done.returncode == -_SIGXCPU:
        return _TIMED_OUT
    return done.stdout if done.returncode == 0 else _STOPPED


def child_environment() -> dict[str, str]:
    """The environment of a new process that is to find this package, whatever directory the program runs in."""
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path}


def _answer(frame: bytes, *, file: str, seconds: float) -> bytes:
    kind, body = frame[:1], frame[1:]
    if kind == child.ANSWER:
        return body
    if kind == child.REFUSED:
        raise _refused(body, file=file)
    if kind == child.FAULT:
        raise ReadingFaultError(file=file, fault=body.decode("utf-8", "replace"))
    if kind in {child.NO_MEMORY, _OUT_OF_MEMORY}:
        raise ReadingMemoryError(file=file, mebibytes=MEMORY_BYTES >> 20)
    if kind == _TIMED_OUT:
        raise ReadingTimeError(file=file, seconds=min(seconds, CPU_SECONDS))
    if kind in {child.TOO_LONG, _OVERFLOWED}:
        raise TooMuchReadError(file=file)
    raise ReadingStoppedError(file=file)


def _refused(body: bytes, *, file: str) -> Exception:
    try:
        name, message = json.loads(body)
        return unreadable(str(name), message=str(message))
    except (ValueError, TypeError):
        return ReadingStoppedError(file=file)
