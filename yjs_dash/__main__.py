"""The command line: `python -m yjs_dash extract FILE`, `check [DIR]`, `import FILE...`.

Slow libraries are loaded by the commands that need them, so that `extract` starts without pandas.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from yjs_dash.errors import DataSetError

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    chosen = _parser().parse_args(arguments)
    command: Command = chosen.command
    try:
        status = command(chosen)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of a pipe has gone (`check | head`); Python would complain about it once more on closing.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m yjs_dash",
        description="Youth justice services compared: the work behind the dashboard.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser(
        "check",
        help="validate and reconcile a data set",
        description="Prints one line a finding. Exit status: 0, or 1 where the data set is "
        "invalid or a finding has the level error.",
    )
    check.add_argument(
        "directory", nargs="?", type=Path, metavar="DIR", help="the data set; default: the bundled one"
    )
    check.set_defaults(command=_check)
    return parser


def _check(chosen: argparse.Namespace) -> int:
    from yjs_dash import checks
    from yjs_dash.store import BUNDLED, read_data_set

    try:
        data = read_data_set(chosen.directory or BUNDLED)
    except DataSetError as error:
        for fault in error.faults:
            print(_one_line(f"error: invalid: {fault}"))
        return 1
    findings = checks.reconcile(data)
    for finding in findings.itertuples(index=False):
        print(_one_line(f"{finding.level}: {finding.code}: {finding.subject}: {finding.message}"))
    return 1 if (findings["level"] == "error").any() else 0


def _one_line(text: str) -> str:
    """Text of a file as a terminal may show it: nothing in it breaks the line or commands the terminal."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else c for c in text)


if __name__ == "__main__":
    sys.exit(main())
