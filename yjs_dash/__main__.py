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
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from yjs_dash.errors import DataSetError, YjsDashError, shown_file_name

if TYPE_CHECKING:
    from yjs_dash.framework import Framework

FRAMEWORKS = Path(__file__).resolve().parents[1] / "data" / "frameworks"

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
    extract = commands.add_parser(
        "extract",
        help="read one report and print its figures as JSON",
        description="Prints one JSON object. Exit status: 0 extracted and reconciled; 1 extracted, with at least one "
        "check of level error; 2 no report could be read from the file.",
    )
    extract.add_argument(
        "file", type=Path, metavar="FILE", help="the report, as PDF, Word document (.docx) or plain text"
    )
    extract.set_defaults(command=_extract)
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
    add = commands.add_parser(
        "import",
        help="add reports or statistics to the store",
        description="Reads each file and adds it to the store. Exit status: 0 all are in the store; 1 some are not.",
    )
    add.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="reports, or files of official statistics"
    )
    add.add_argument("--restore", action="store_true", help="bring back files that were withdrawn")
    add.set_defaults(command=_import)
    return parser


def _extract(chosen: argparse.Namespace) -> int:
    from yjs_dash.extract import cli_extract

    file: Path = chosen.file
    try:
        status, output, complaint = cli_extract(file, _frameworks)
    except YjsDashError as error:
        status, output, complaint = 2, "", str(error)
    except Exception as error:  # whatever a file brings about, the contract is one line
        fault = f"a fault in this program ({type(error).__name__})"
        complaint = f"“{shown_file_name(file.name)}” could not be read because of {fault}."
        status, output = 2, ""
    sys.stdout.write(output)
    if complaint:
        print(_one_line(complaint).strip(), file=sys.stderr)
    return status


@cache
def _frameworks() -> dict[str, Framework]:
    from yjs_dash.framework import load_frameworks

    return load_frameworks(FRAMEWORKS)


def _check(chosen: argparse.Namespace) -> int:
    from yjs_dash import checks
    from yjs_dash.store import data_directory, read_data_set

    try:
        data = read_data_set(chosen.directory or data_directory())
    except DataSetError as error:
        for fault in error.faults:
            print(_one_line(f"error: invalid: {fault}"))
        return 1
    findings = checks.reconcile(data)
    for finding in findings.itertuples(index=False):
        print(_one_line(f"{finding.level}: {finding.code}: {finding.subject}: {finding.message}"))
    return 1 if (findings["level"] == "error").any() else 0


def _import(chosen: argparse.Namespace) -> int:
    from yjs_dash.intake import import_files
    from yjs_dash.store import data_directory, read_data_set
    from yjs_dash.store.imports import open_store
    from yjs_dash.store.layers import layered_data_set

    counts: Counter[str] = Counter()
    good = True
    try:
        store = open_store()
        store.revision()
        data = layered_data_set(read_data_set(data_directory()), store)
        for number, total, outcome in import_files(
            chosen.files, data=data, store=store, restoring=chosen.restore
        ):
            counts[outcome.status] += 1
            good &= outcome.is_good
            text = f"{outcome.status}: {outcome.name}: {outcome.message}"
            print(_one_line(f"[{number}/{total}] {text}"), file=sys.stderr, flush=True)
    except YjsDashError as error:
        print(_one_line(str(error)), file=sys.stderr)
        good = False
    if counts:
        print(", ".join(f"{count} {status}" for status, count in counts.items()), file=sys.stderr)
    if counts["withdrawn"]:
        print("Add --restore to bring back what was withdrawn.", file=sys.stderr)
    return 0 if good else 1


def _one_line(text: str) -> str:
    """Text of a file as a terminal may show it: nothing in it breaks the line or commands the terminal."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else c for c in text)


if __name__ == "__main__":
    sys.exit(main())
