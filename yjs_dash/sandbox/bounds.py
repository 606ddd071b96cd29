"""What a child may use, and how it bounds itself as far as the system lets it."""

from __future__ import annotations

from pathlib import Path

WALL_SECONDS = 30.0
CPU_SECONDS = 25
MEMORY_BYTES = 512 << 20
"""What a child may hold beyond what it started with."""
MAX_OUTPUT_BYTES = 24 << 20
MAX_OPEN_FILES = 64
_STATM = "/proc/{}/statm"


class _State:
    bounded = False


def is_bounded() -> bool:
    """Whether this process is such a child, in which a file may be opened without another one."""
    return _State.bounded


def bound_this_process() -> None:
    """Memory, processor time, files written: nothing of it can be taken back."""
    _State.bounded = True
    try:
        import resource
    except ImportError:  # not on Windows: the parent's clock remains
        return
    held = memory_pages(process="self")
    wanted = {
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: MAX_OPEN_FILES,
    }
    if held is not None:
        wanted[resource.RLIMIT_AS] = held.reserved + MEMORY_BYTES
    for limit, value in wanted.items():
        try:
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):  # macOS refuses some of them
            continue


class Held:
    """Memory of a process in bytes: address space that it reserved, and what of it is in use."""

    __slots__ = ("reserved", "used")

    def __init__(self, *, reserved: int, used: int) -> None:
        self.reserved, self.used = reserved, used


def memory_pages(*, process: int | str) -> Held | None:
    """Memory of a process; None where the system does not tell, or the process has ended."""
    try:
        import resource

        pages = Path(_STATM.format(process)).read_text(encoding="ascii").split()
        size = resource.getpagesize()
        return Held(reserved=int(pages[0]) * size, used=int(pages[1]) * size)
    except (ImportError, OSError, ValueError, IndexError):
        return None
