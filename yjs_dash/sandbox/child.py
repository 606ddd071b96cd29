"""What runs in the child: a task is called, and what became of it is written as one framed answer."""

from __future__ import annotations

import gc
import json
import os
import pickle
import sys
from collections.abc import Callable

from yjs_dash.errors import UnreadableFileError
from yjs_dash.sandbox.bounds import MAX_OUTPUT_BYTES, bound_this_process

ANSWER, REFUSED, FAULT, NO_MEMORY, TOO_LONG = b"A", b"E", b"F", b"M", b"O"
"""First byte of a frame: the answer follows; the name and message of an error of our own, as JSON; the name of another
error; nothing; nothing."""
_MESSAGE_LIMIT = 2_000


def framed(task: Callable[[], bytes]) -> bytes:
    """What became of a task. Never raises for anything in a file."""
    try:
        answer = task()
    except UnreadableFileError as error:
        return REFUSED + json.dumps([type(error).__name__, str(error)[:_MESSAGE_LIMIT]]).encode()
    except MemoryError:
        return NO_MEMORY
    except Exception as error:  # a library raises on a file what it likes, and that belongs to the file
        return FAULT + type(error).__name__.encode("utf-8", "replace")[:_MESSAGE_LIMIT]
    return ANSWER + answer if len(answer) <= MAX_OUTPUT_BYTES else TOO_LONG


def run_in_fork(task: Callable[[], bytes], *, output: int) -> None:
    """In a process just forked: bounds it, writes the frame to a descriptor and ends without any clean-up."""
    status = 1
    try:
        _leave_files(output)
        gc.freeze()  # what the parent loaded is shared as long as nobody touches it
        bound_this_process()
        write_whole(output, framed(task))
        status = 0
    finally:
        os._exit(status)


def _leave_files(output: int) -> None:
    """Nothing of the parent stays open but the way back: no database, no terminal, no other child's pipe."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.closerange(3, output)
    os.closerange(output + 1, os.sysconf("SC_OPEN_MAX"))


def write_whole(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def main() -> None:
    """As a program of its own, where processes cannot be forked: the task comes as a stream, and so goes the frame."""
    answer = sys.stdout.buffer
    sys.stdout = sys.stderr
    task = pickle.load(sys.stdin.buffer)  # noqa: S301  from the parent
    bound_this_process()
    answer.write(framed(task))
    answer.flush()
    os._exit(0)  # a damaged file may make a library fail on closing


if __name__ == "__main__":
    main()
