"""Work on a file that somebody else made, in a child process with bounds on time, memory, processor and output.

    answer = read_bounded(partial(read, paths=[path]), file="report.pdf")

A task is a function of a module with its arguments, and gives bytes. Whatever becomes of it — it fails, crashes, never
ends, takes all memory — is one `UnreadableFileError` about that file; an error of our own that it raises comes back as
the same error. The bytes are for the caller to check: nothing that comes out of a child is unpickled.

`bounds` says what a child may use and how it bounds itself, `child` is what runs in it, `parent` starts and watches
it, and `helper` is the process that forks children for a program that has threads, and so cannot do so itself.
"""

from __future__ import annotations

from yjs_dash.sandbox.bounds import MAX_OUTPUT_BYTES, MEMORY_BYTES, WALL_SECONDS, is_bounded
from yjs_dash.sandbox.parent import read_bounded, read_object, warm

__all__ = [
    "MAX_OUTPUT_BYTES",
    "MEMORY_BYTES",
    "WALL_SECONDS",
    "is_bounded",
    "read_bounded",
    "read_object",
    "warm",
]
