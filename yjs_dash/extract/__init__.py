"""A report in, its figures out, checked: PDF, Word or plain text, with the page and line of each value.

    report = extract_file(Path("report.pdf"), frameworks)
    report.to_json_dict()

Reading a file (`read_document`) is apart from parsing text (`parse_report`), which touches no file, and both are apart
from reconciling the figures with each other (`reconcile`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from yjs_dash.errors import UnreadableFileError
from yjs_dash.extract.checking.reconciling import reconcile
from yjs_dash.extract.context.field_table import FIELDS, FieldTable
from yjs_dash.extract.model import (
    ERROR,
    EXTRACTOR_VERSION,
    CaseQuestion,
    Check,
    ContextFigure,
    Finding,
    KeyQuestion,
    Missing,
    Place,
    Rating,
    Recommendation,
    Report,
)
from yjs_dash.extract.reading.documents import (
    Document,
    Line,
    combined_digest,
    document_from_text,
    pages_in,
    read_document,
)
from yjs_dash.extract.report import parse_report
from yjs_dash.framework import Framework
from yjs_dash.sandbox import read_object

__all__ = [
    "EXTRACTOR_VERSION",
    "CaseQuestion",
    "Check",
    "ContextFigure",
    "Document",
    "Finding",
    "KeyQuestion",
    "Line",
    "Missing",
    "Place",
    "Rating",
    "Recommendation",
    "Report",
    "cli_extract",
    "combined_digest",
    "document_from_text",
    "extract_document",
    "extract_file",
    "pages_in",
    "parse_report",
    "payload_of_file",
    "read_document",
    "reconcile",
]


def extract_document(
    document: Document, frameworks: Mapping[str, Framework], *, fields: FieldTable = FIELDS
) -> Report:
    """A report's figures with their checks. Raises UnreadableFileError where the document is no such report.

    `fields`: the contextual figures to look for.
    """
    report = parse_report(document, frameworks, fields=fields)
    framework = frameworks.get(report.framework) if report.framework else None
    return replace(report, checks=reconcile(report, framework))


def extract_file(path: Path, frameworks: Mapping[str, Framework]) -> Report:
    """Reads, parses and reconciles a file in this process, all but a PDF's own reader.

    For files of unknown origin, `payload_of_file` in a bounded child. Raises UnreadableFileError with one sentence on
    what is wrong.
    """
    return extract_document(read_document(path), frameworks)


def payload_of_file(path: Path, frameworks: Mapping[str, Framework]) -> bytes:
    """What `extract` prints of a file, as JSON. Raises as `extract_file` does."""
    found = extract_file(path, frameworks).to_json_dict()
    return json.dumps(found, ensure_ascii=True, allow_nan=False).encode("ascii")


def cli_extract(path: Path, load_frameworks: Callable[[], Mapping[str, Framework]]) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of `python -m yjs_dash extract FILE`.

    0: extracted and reconciled. 1: extracted, with at least one check of level error. 2: no report could be read.
    The file is read in a bounded child. `load_frameworks` may refuse with an error of its own, which is the caller's
    to tell.
    """
    task = partial(payload_of_file, path, load_frameworks())
    try:
        payload = read_object(task, file=path.name)
    except UnreadableFileError as error:
        return 2, "", f"{' '.join(str(error).split())}\n"
    # ASCII escapes: the output is the same whatever encoding the terminal or the pipe has.
    text = json.dumps(payload, indent=1, ensure_ascii=True, allow_nan=False)
    has_errors = any(check["level"] == ERROR for check in payload["checks"])
    return int(has_errors), f"{text}\n", ""
