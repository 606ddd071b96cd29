"""The command line: `python -m yjs_dash extract`, `check`, `import`, `bundle`, `collect`, `export`.

Slow libraries are loaded by the commands that need them, so that `extract` starts without pandas.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import io
import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from yjs_dash.errors import DataSetError, YjsDashError, shown_file_name

if TYPE_CHECKING:
    from yjs_dash.collect import Collected, Wanted
    from yjs_dash.framework import Framework
    from yjs_dash.intake import Outcome

FRAMEWORKS = Path(__file__).resolve().parents[1] / "data" / "frameworks"

_STATUS_WORDS = {"held": "held for review"}

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
        "file",
        type=Path,
        metavar="FILE",
        help="the report: a PDF, a Word document, a saved web page or a folder of them, or plain text",
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
        description="Reads each file and adds it to the store. What is not plausibly a whole report is held for "
        "review, with the reason. Exit status: 0 all are in the store; 1 some are not.",
    )
    add.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="reports, or files of official statistics"
    )
    add.add_argument("--restore", action="store_true", help="bring back files that were withdrawn")
    add.add_argument("--accept-doubtful", action="store_true", help="add also what would be held for review")
    add.set_defaults(command=_import)
    bundle = commands.add_parser(
        "bundle",
        help="make the tables of official statistics that come with a data set",
        description="Reads the publishers' files as an import would and writes the tables that the app lays over those "
        "kept by hand. The same files make the same bytes. Exit status: 0 written; 1 nothing could be written.",
    )
    bundle.add_argument("files", nargs="+", type=Path, metavar="FILE", help="files of official statistics")
    bundle.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder, as data/official")
    bundle.set_defaults(command=_bundle)
    _add_collect(commands)
    _add_export(commands)
    return parser


def _add_collect(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    collect = commands.add_parser(
        "collect",
        help="get published reports from the inspectorate's website and add them",
        description="Gets the reports that the inspectorate's website lists, or those at the given addresses, and "
        "adds them to the store. A newer edition of a report that is there already is held for review with its "
        "differences, and added only with --accept. A run that was broken off goes on where it stopped. Exit "
        "status: 0 all reports are in the store; 1 some are not, being unreadable or held for review; 2 nothing "
        "could be collected.",
    )
    collect.add_argument(
        "addresses",
        nargs="*",
        metavar="ADDRESS",
        help="of a report, of its PDF, or of a list of reports; default: the lists of the website",
    )
    collect.add_argument("--from", type=Path, dest="file", metavar="FILE", help="addresses, one on each line")
    collect.add_argument("--year", type=int, metavar="YEAR", help="only this year of the lists")
    collect.add_argument(
        "--since",
        type=dt.date.fromisoformat,
        metavar="DATE",
        help="only reports published since, as 2025-03-01",
    )
    collect.add_argument("--dry-run", action="store_true", help="say what would be added, and add nothing")
    collect.add_argument("--accept", action="store_true", help="add newer editions of known reports too")
    collect.set_defaults(command=_collect)


def _add_export(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    export = commands.add_parser(
        "export",
        help="write a board pack: slides, paper, workbook or page",
        description="Writes what the app shows of one to six services into one file, which is replaced if it is "
        "there. Exit status: 0 written; 2 nothing was written (one line on standard error says why).",
    )
    export.add_argument(
        "--services",
        required=True,
        metavar="NAMES",
        help="names or ids of services, with commas between them",
    )
    export.add_argument("--ours", metavar="NAME", help="which of them is ours: it stands first")
    export.add_argument(
        "--format", required=True, choices=("pptx", "xlsx", "docx", "html"), help="what to write"
    )
    export.add_argument("--out", required=True, type=Path, metavar="FILE", help="the file to write")
    export.add_argument("--template", type=Path, metavar="FILE", help="a presentation to make the slides on")
    export.add_argument(
        "--address", default="", metavar="URL", help="where the app is served, to be linked to in the pack"
    )
    export.set_defaults(command=_export)


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
            chosen.files,
            data=data,
            store=store,
            restoring=chosen.restore,
            accept_doubtful=chosen.accept_doubtful,
        ):
            counts[outcome.status] += 1
            good &= outcome.is_good
            print(_one_line(f"[{number}/{total}] {_told(outcome)}"), file=sys.stderr, flush=True)
    except YjsDashError as error:
        print(_one_line(str(error)), file=sys.stderr)
        good = False
    if counts:
        print(_summary(counts), file=sys.stderr)
    if counts["withdrawn"]:
        print("Add --restore to bring back what was withdrawn.", file=sys.stderr)
    if counts["held"]:
        print("Add --accept-doubtful to add what was held for review.", file=sys.stderr)
    return 0 if good else 1


def _export(chosen: argparse.Namespace) -> int:
    from yjs_dash.compare import Catalogue
    from yjs_dash.errors import ExportError
    from yjs_dash.export import board_packs
    from yjs_dash.narrate.pack import size_words
    from yjs_dash.store import data_directory, read_data_set
    from yjs_dash.store.imports import open_store
    from yjs_dash.store.layers import layered_data_set

    try:
        if chosen.template is not None and chosen.format != "pptx":
            raise ExportError(
                problem="A template is for slides only",
                advice="Leave it out, or write slides with --format pptx",
            )
        catalogue = Catalogue(layered_data_set(read_data_set(data_directory()), open_store()))
        services = board_packs.services_named(catalogue, chosen.services)
        ours = board_packs.services_named(catalogue, chosen.ours)[0] if chosen.ours else None
        pack = board_packs.pack_for(catalogue, services, ours=ours, root=chosen.address)
        content = board_packs.file_of(pack, chosen.format, template=chosen.template)
        board_packs.write_atomically(content, chosen.out)
    except YjsDashError as error:
        print(_one_line(str(error)), file=sys.stderr)
        return 2
    size = size_words(len(content))
    print(_one_line(f"written: {chosen.out.name}: {size}, {pack.subject}"), file=sys.stderr)
    return 0


def _bundle(chosen: argparse.Namespace) -> int:
    import pandas as pd

    from yjs_dash.sources import read_statistics
    from yjs_dash.store import BUNDLED, read_cells
    from yjs_dash.store.official import TABLE_NAMES, write_official

    out: Path = chosen.out
    try:
        # Only what is kept by hand: the folder must come out the same whatever is in it.
        known = {
            name: pd.DataFrame(read_cells(BUNDLED / f"{name}.csv", name)[0])
            for name in ("indicators", "sources", "services")
        }
        found = read_statistics(chosen.files, known=known)
        tables = {name: getattr(found, name) for name in TABLE_NAMES}
        write_official(tables, findings=found.findings, directory=out)
    except (YjsDashError, OSError) as error:
        print(_one_line(str(error)), file=sys.stderr)
        return 1
    for finding in found.findings.itertuples(index=False):
        print(
            _one_line(f"{finding.level}: {finding.code}: {finding.subject}: {finding.message}"),
            file=sys.stderr,
        )
    for name, table in tables.items():
        print(f"{name}: {len(table)}", file=sys.stderr)
    return 0


def _collect(chosen: argparse.Namespace) -> int:
    collected: list[Collected] = []
    unlisted: list[str] = []
    try:
        for line in _collecting(chosen, collected=collected, unlisted=unlisted):
            print(_one_line(line), file=sys.stderr, flush=True)
    except YjsDashError as error:
        print(_one_line(str(error)), file=sys.stderr)
        return 2
    if not collected:
        print("No report was found.", file=sys.stderr)
        return 2 if unlisted else 0
    for one in collected:
        if not one.is_good:
            print(_one_line(_told(one)), file=sys.stderr)
    counts = Counter(one.status for one in collected)
    print(_summary(counts), file=sys.stderr)
    return 1 if unlisted or not all(one.is_good for one in collected) else 0


def _collecting(
    chosen: argparse.Namespace, *, collected: list[Collected], unlisted: list[str]
) -> Iterator[str]:
    """A run, line by line; what became of each report, and what could not be listed, joins the two lists."""
    from yjs_dash.collect import open_collection

    with open_collection(_wanted(chosen)) as collection:
        for part in collection.gather():
            yield f"{part.label}: {part.problem or len(part.reports)}"
            unlisted += [part.problem] if part.problem else []
        for number, total, one in collection.each():
            collected.append(one)
            yield f"[{number}/{total}] {_told(one)}"
            yield from (f"    {difference}" for difference in one.differences)
        collection.finish()


def _told(one: Collected | Outcome) -> str:
    """What became of a file or a report, and what to know before its figures are relied on."""
    from yjs_dash.narrate.intake import ADD_NOT_CROSS_CHECKED, doubt_sentence

    message = " ".join(map(doubt_sentence, one.doubts)) or one.message
    told = f"{_STATUS_WORDS.get(one.status, one.status)}: {one.name}: {message}"
    return told if one.is_cross_checked else f"{told.rstrip('.')}. {ADD_NOT_CROSS_CHECKED()}"


def _wanted(chosen: argparse.Namespace) -> Wanted:
    from yjs_dash import collect

    today = dt.date.today()
    first = chosen.since.year if chosen.since else collect.FIRST_YEAR
    years = range(chosen.year, chosen.year + 1) if chosen.year else range(first, today.year + 1)
    listed = collect.addresses_in(chosen.file) if chosen.file else ()
    return collect.Wanted(
        years=years,
        addresses=tuple(dict.fromkeys((*chosen.addresses, *listed))),
        since=chosen.since,
        accepting=chosen.accept,
        trying=chosen.dry_run,
    )


def _summary(counts: Counter[str]) -> str:
    """How many there are of each status."""
    return ", ".join(f"{count} {_STATUS_WORDS.get(status, status)}" for status, count in counts.items())


def _one_line(text: str) -> str:
    """Text of a file as a terminal may show it: nothing in it breaks the line or commands the terminal."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else c for c in text)


if __name__ == "__main__":
    sys.exit(main())
