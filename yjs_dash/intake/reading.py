"""What a user's file holds, read in a bounded child: a report's figures, or the tables of a publisher's files."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd
from pydantic import JsonValue

from yjs_dash.errors import shown_file_name
from yjs_dash.extract import payload_of_file
from yjs_dash.framework import Framework
from yjs_dash.sandbox import read_bounded, read_object
from yjs_dash.schema import SERVICES, rows_of
from yjs_dash.sources import KINDS, Kind, file_start, read_statistics, recognise
from yjs_dash.store import DataSet
from yjs_dash.store.service_matcher import ServiceMatcher
from yjs_dash.store.statistics import TABLE_NAMES, statistics_payload

_KNOWN_TABLES = ("services", "indicators", "sources")
"""Tables of the data set that statistics are read beside."""
_UNPACKED = (b"PAR1", b"PK")
"""How files begin that a library has to open before anything is known of them."""


@dataclass(frozen=True)
class FileContents:
    """What was read of the files of one import. `kind`: report or statistics; `payload`: as the store keeps it."""

    kind: str
    payload: Mapping[str, JsonValue]


def read_contents(
    paths: Sequence[Path], *, data: DataSet, name: str | None = None, today: dt.date | None = None
) -> FileContents:
    """What a report, or the files of one publisher, hold. `name` is told in complaints on all of them.

    Raises:
        UnreadableFileError: nothing could be read from the files.
    """
    task = partial(
        contents_of,
        [path.absolute() for path in paths],
        data.frameworks,
        {table: data[table] for table in _KNOWN_TABLES},
        today or dt.date.today(),
    )
    found = read_object(task, file=name or names_of(paths))
    return FileContents("statistics" if "tables" in found else "report", found)


def names_of(paths: Sequence[Path]) -> str:
    return ", ".join(shown_file_name(path.name) for path in paths)


def kind_of(path: Path) -> Kind | None:
    """What kind of statistics a file holds; None where it is a report, or nothing that we know.

    Raises:
        UnreadableFileError: it is not there, or nothing could be read from it.
    """
    if not file_start(path).startswith(_UNPACKED):
        return recognise(path)  # by its first line
    answer = read_bounded(partial(kind_name, path.absolute()), file=path.name).decode("ascii", "replace")
    return next((kind for kind in KINDS if kind == answer), None)


def kind_name(path: Path) -> bytes:
    """In a child: the kind of a file, nothing where it has none."""
    return (recognise(path) or "").encode()


def contents_of(
    paths: Sequence[Path],
    frameworks: Mapping[str, Framework],
    known: Mapping[str, pd.DataFrame],
    today: dt.date,
) -> bytes:
    """In a child: the payload of a report or of statistics, as JSON."""
    if paths[0].is_dir() or recognise(paths[0]) is None:
        return payload_of_file(paths[0], frameworks)
    matcher = ServiceMatcher(services=rows_of(SERVICES, known["services"]).rows)

    def service_name(name: str) -> str | None:
        service = matcher.service(name)
        return service.name if service else None

    read = read_statistics(paths, known=known, today=today, service_name=service_name)
    payload = statistics_payload(
        {table: getattr(read, table) for table in TABLE_NAMES}, findings=read.findings
    )
    return json.dumps(payload, ensure_ascii=True, allow_nan=False).encode("ascii")
