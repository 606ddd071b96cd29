"""A report in, its figures out, checked: PDF, Word or plain text, with the page and line of each value.

    report = extract_file(Path("report.pdf"), frameworks)
    report.to_json_dict()

Reading a file (`read_document`) is apart from parsing text (`parse_report`), which touches no file, and both are apart
from reconciling the figures with each other (`reconcile`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from yjs_dash.errors import UnreadableReportError
from yjs_dash.extract.checking.reconciling import reconcile
from yjs_dash.extract.model import (
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
from yjs_dash.extract.reading.documents import Document, Line, document_from_text, read_document
from yjs_dash.extract.report import parse_report
from yjs_dash.framework import Framework

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
    "document_from_text",
    "extract_document",
    "extract_file",
    "parse_report",
    "read_document",
    "reconcile",
]


def extract_document(document: Document, frameworks: Mapping[str, Framework]) -> Report:
    """A report's figures with their checks. Raises UnreadableReportError where the document is no such report."""
    report = parse_report(document, frameworks)
    framework = frameworks.get(report.framework) if report.framework else None
    return report._replace(checks=reconcile(report, framework))


def extract_file(path: Path, frameworks: Mapping[str, Framework]) -> Report:
    """Reads, parses and reconciles a file. Raises UnreadableReportError with one sentence on what is wrong."""
    return extract_document(read_document(path), frameworks)


def cli_extract(path: Path, load_frameworks: Callable[[], Mapping[str, Framework]]) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of `python -m yjs_dash extract FILE`.

    0: extracted and reconciled. 1: extracted, with at least one check of level error. 2: no report could be read.
    `load_frameworks` may refuse with an error of its own, which is the caller's to tell.
    """
    try:
        report = extract_file(path, load_frameworks())
    except UnreadableReportError as error:
        return 2, "", f"{' '.join(str(error).split())}\n"
    # ASCII escapes: the output is the same whatever encoding the terminal or the pipe has.
    text = json.dumps(report.to_json_dict(), indent=1, ensure_ascii=True, allow_nan=False)
    return int(report.has_errors), f"{text}\n", ""
