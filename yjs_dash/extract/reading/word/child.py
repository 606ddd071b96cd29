"""What the child process does: bytes on standard input, lines of text on standard output, and an exit status."""

from __future__ import annotations

import os
import sys

from . import CPU_SECONDS, DAMAGED, MEMORY_BYTES, NO_MEMORY, NO_WORD_FILE, TOO_MUCH


def bound_this_process() -> None:
    """Memory, processor time, files: as far as the system lets a process bound itself."""
    try:
        import resource
    except ImportError:  # not on Windows; the parent's clock remains
        return
    wanted = {
        resource.RLIMIT_AS: MEMORY_BYTES,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }
    for limit, value in wanted.items():
        try:
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):  # macOS refuses some of them
            continue


def run(data: bytes) -> int:
    from .lines_of_docx import NoWordFileError, TooMuchTextError, lines_of_docx

    try:
        text = lines_of_docx(data)
    except NoWordFileError:
        return NO_WORD_FILE
    except TooMuchTextError:
        return TOO_MUCH
    except MemoryError:
        return NO_MEMORY
    except Exception:
        return DAMAGED  # of a damaged file the library raises whatever it meets
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    return 0


def main() -> None:
    bound_this_process()
    status = run(sys.stdin.buffer.read())
    sys.stdout.flush()
    os._exit(status)
