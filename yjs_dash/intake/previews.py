"""What a file would bring to the data set, before anybody decides on it.

A preview keeps nothing. It says what was found and what is missing, what does not fit, and what would change for
the service; discarding it is to forget it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
from pydantic import JsonValue

from yjs_dash.errors import UnnamedServiceError, ValidationIssue, shown_file_name
from yjs_dash.extract import Report, combined_digest, pages_in
from yjs_dash.extract.model import Amendment, report_of
from yjs_dash.intake.amendments import amended
from yjs_dash.intake.plausibility import Doubt, doubts_of, is_cross_checked
from yjs_dash.intake.reading import FileContents, names_of, read_contents
from yjs_dash.schema import InspectionRow
from yjs_dash.store import DataSet
from yjs_dash.store.bundled import Remark
from yjs_dash.store.differences import COLUMNS, differences, figure_changes
from yjs_dash.store.imports import AMENDED_MARK, ImportRecord, ImportStore, NewImport
from yjs_dash.store.layers import faults_of, report_layer
from yjs_dash.store.service_matcher import ServiceMatcher, TextRow, clean_line
from yjs_dash.store.statistics import statistics_remarks, statistics_tables
from yjs_dash.store.supersede import ImportLayer, layer_of

STATISTICS_VERSION = "1.1"
MATCH_KINDS: tuple[str, ...] = (
    "new_service",
    "same_inspection",
    "re_inspection",
    "earlier_inspection",
    "statistics",
)
"""What a file can be beside what is here: the first inspection of a service, one that is here already (its figures
replace those), a newer or an earlier one (both stay), or statistics."""


@dataclass(frozen=True)
class Preview:
    """What a file would bring. `standing` is one of MATCH_KINDS; `known` is an import of the very same file.

    `differences`: columns store.differences.COLUMNS, against `compared_with`. `faults` keep it from being accepted;
    `doubts` ask for a look at it first, as it may be no whole report. `as_read`: the report before somebody put figures
    of it right; None where nobody did.
    """

    new: NewImport
    layer: ImportLayer
    standing: str
    known: ImportRecord | None
    compared_with: str | None
    differences: pd.DataFrame
    missing: tuple[str, ...]
    findings: tuple[Remark, ...]
    faults: tuple[ValidationIssue, ...]
    counts: Mapping[str, int]
    report: Report | None = None
    doubts: tuple[Doubt, ...] = ()
    as_read: Report | None = None
    is_cross_checked: bool = True
    """Whether the ratings could be checked against each other, by known rules of their framework."""

    @property
    def file_name(self) -> str:
        return self.new.file_name

    @property
    def is_acceptable(self) -> bool:
        return not self.faults

    @property
    def is_held(self) -> bool:
        """Whether somebody has to look at it before it is accepted; of a file that was accepted before, nobody."""
        return bool(self.doubts) and not self.is_known

    @property
    def is_known(self) -> bool:
        """Whether the same file was read by the same extractor before; withdrawn ones can be restored."""
        return self.known is not None and self.known.extractor_version == self.new.extractor_version


@dataclass(frozen=True)
class Checked:
    """What a report brings, and what keeps it from being accepted."""

    layer: ImportLayer
    faults: tuple[ValidationIssue, ...]


@dataclass(frozen=True)
class ReadFile:
    """What a file holds, and what it would bring to the data set that it was checked against."""

    contents: FileContents
    sha256: str
    checked: Checked


def preview(
    paths: Sequence[Path],
    *,
    data: DataSet,
    store: ImportStore,
    matcher: ServiceMatcher | None = None,
    names: Mapping[Path, str] | None = None,
    today: dt.date | None = None,
    may_be_unnamed: bool = False,
) -> Preview:
    """What a report, or the files of one publisher, would bring to a data set (imports included). Keeps nothing.

    `names`: file names as their owner knows them, where the paths are temporary ones. `matcher`: that of the data
    set, where many files are read one after the other. `may_be_unnamed`: somebody can add the name of the service.

    Raises:
        UnreadableFileError: nothing could be read from the files.
        ImportPayloadError: a report was read that names no service, and may not be unnamed.
        StoreError: the database fails.
    """
    name = ", ".join(shown_file_name((names or {}).get(path, path.name)) for path in paths)
    contents = read_contents(paths, data=data, today=today)
    return preview_contents(
        contents,
        sha256=file_hash(paths),
        name=name,
        data=data,
        store=store,
        matcher=matcher,
        today=today,
        may_be_unnamed=may_be_unnamed,
    )


def preview_contents(
    contents: FileContents,
    *,
    sha256: str,
    name: str,
    data: DataSet,
    store: ImportStore,
    matcher: ServiceMatcher | None = None,
    today: dt.date | None = None,
    checked: Checked | None = None,
    may_be_unnamed: bool = False,
) -> Preview:
    """What a file that was read would bring. Raises ImportPayloadError, StoreError. `checked`: as in preview_report."""
    if contents.kind == "statistics":
        return _preview_statistics(
            contents.payload, sha256=sha256, name=name, data=data, store=store, today=today, checked=checked
        )
    return preview_report(
        contents.payload,
        sha256=sha256,
        name=name,
        data=data,
        store=store,
        matcher=matcher,
        today=today,
        checked=checked,
        may_be_unnamed=may_be_unnamed,
    )


def preview_report(
    payload: Mapping[str, JsonValue],
    *,
    sha256: str,
    name: str,
    data: DataSet,
    store: ImportStore,
    matcher: ServiceMatcher | None = None,
    today: dt.date | None = None,
    checked: Checked | None = None,
    may_be_unnamed: bool = False,
) -> Preview:
    """What a report that was extracted would bring. Raises ImportPayloadError, StoreError.

    `checked`: faults that were found before, taken over where the register has made the same layer of the report.
    """
    matcher = matcher or ServiceMatcher.of(data)
    report = report_of(payload)
    if may_be_unnamed and not clean_line(report.service):
        unnamed = _preview_unnamed(report, payload, sha256=sha256, name=name, store=store)
        return replace(unnamed, is_cross_checked=is_cross_checked(report, data.frameworks))
    _check_named(report, file=name)
    known_services = matcher.service(clean_line(report.service))
    earlier = matcher.inspections(known_services.service_id) if known_services else []
    layer = _layer(report, data=data, matcher=matcher)
    if checked is None or checked.layer != layer:
        checked = _checked(layer, data=data, today=today)
    (inspection,) = layer.cells["inspections"]
    (service,) = layer.cells["services"]
    standing, compared_with = _standing(layer, inspection, earlier, is_new=known_services is None)
    new = NewImport(
        sha256=sha256,
        file_name=name,
        kind="report",
        extractor_version=_version(report),
        payload=payload,
        service=service["name"],
        inspection_id=layer.inspection_id,
    )
    return Preview(
        new=new,
        layer=layer,
        standing=standing,
        known=store.find(sha256),
        compared_with=compared_with,
        differences=differences(data, layer, compared_with=compared_with),
        missing=tuple(clean_line(one.message) for one in report.missing),
        findings=(*_checks(report, service["name"]), *layer.remarks),
        faults=checked.faults,
        counts={table: len(rows) for table, rows in layer.cells.items()},
        report=report,
        doubts=doubts_of(report, is_known=known_services is not None, frameworks=data.frameworks),
        is_cross_checked=is_cross_checked(report, data.frameworks),
    )


def preview_amended(
    seen: Preview,
    amendments: Sequence[Amendment],
    *,
    data: DataSet,
    store: ImportStore,
    today: dt.date | None = None,
) -> Preview:
    """A report's preview anew, with these amendments of what was read and no others. Raises as `preview_report`."""
    as_read = seen.as_read or seen.report
    if as_read is None:
        return seen
    framework = data.frameworks.get(as_read.framework or "")
    report = amended(as_read, amendments, framework=framework)
    found = preview_report(
        report.to_json_dict(),
        sha256=seen.new.sha256,
        name=seen.file_name,
        data=data,
        store=store,
        today=today,
        may_be_unnamed=True,
    )
    return replace(found, as_read=as_read) if amendments else found


def read_file(paths: Sequence[Path], *, data: DataSet) -> ReadFile:
    """Files read and checked against a data set, for `preview_contents`: nearly all that a preview costs.

    Raises:
        UnreadableFileError: nothing could be read from the files.
        ImportPayloadError: a report names no service.
    """
    contents = read_contents(paths, data=data)
    if contents.kind == "statistics":
        layer = layer_of(statistics_tables(contents.payload), record=None)
    else:
        report = report_of(contents.payload)
        _check_named(report, file=names_of(paths))
        layer = _layer(report, data=data, matcher=ServiceMatcher.of(data))
    return ReadFile(contents, file_hash(paths), _checked(layer, data=data, today=None))


def _check_named(report: Report, *, file: str) -> None:
    """Raises UnnamedServiceError where a report names no service."""
    if not clean_line(report.service):
        raise UnnamedServiceError(file=file)


def _layer(report: Report, *, data: DataSet, matcher: ServiceMatcher) -> ImportLayer:
    return report_layer(
        report,
        record=None,
        bundled=data,
        matcher=matcher,
        indicators={row.indicator_id for row in data.rows.indicators},
    )


def _checked(layer: ImportLayer, *, data: DataSet, today: dt.date | None) -> Checked:
    return Checked(layer, tuple(faults_of(data, layer, today=today or dt.date.today())))


def file_hash(paths: Sequence[Path]) -> str:
    """SHA-256 of a file; of several files that make one import, of their hashes. Raises OSError."""
    digests = []
    for file_path in (one for path in paths for one in (pages_in(path) if path.is_dir() else (path,))):
        with file_path.open("rb") as file:
            digests.append(hashlib.file_digest(file, "sha256").hexdigest())
    return combined_digest(digests)


def _preview_unnamed(
    report: Report, payload: Mapping[str, JsonValue], *, sha256: str, name: str, store: ImportStore
) -> Preview:
    """A report that cannot be accepted before somebody adds the name of its service."""
    fault = ValidationIssue("services", None, "name", "", "the name of the service, which you can add below")
    return Preview(
        new=NewImport(sha256, name, "report", _version(report), payload),
        layer=layer_of({}, record=None),
        standing="new_service",
        known=store.find(sha256),
        compared_with=None,
        differences=pd.DataFrame(columns=COLUMNS, dtype="str"),
        missing=tuple(clean_line(one.message) for one in report.missing),
        findings=tuple(_checks(report, "")),
        faults=(fault,),
        counts={
            "ratings": len(report.ratings),
            "key_questions": len(report.key_questions),
            "case_questions": len(report.case_questions),
            "observations": len(report.context),
            "recommendations": len(report.recommendations),
        },
        report=report,
    )


def _preview_statistics(
    payload: Mapping[str, JsonValue],
    *,
    sha256: str,
    name: str,
    data: DataSet,
    store: ImportStore,
    today: dt.date | None,
    checked: Checked | None,
) -> Preview:
    layer = layer_of(statistics_tables(payload), record=None)
    if checked is None or checked.layer != layer:
        checked = _checked(layer, data=data, today=today)
    return Preview(
        new=NewImport(sha256, name, "statistics", STATISTICS_VERSION, payload),
        layer=layer,
        standing="statistics",
        known=store.find(sha256),
        compared_with=None,
        differences=pd.DataFrame(columns=COLUMNS, dtype="str"),
        missing=(),
        findings=tuple(statistics_remarks(payload)),
        faults=checked.faults,
        counts={**{table: len(rows) for table, rows in layer.cells.items()}, **figure_changes(data, layer)},
    )


def _standing(
    layer: ImportLayer, inspection: TextRow, earlier: Sequence[InspectionRow], *, is_new: bool
) -> tuple[str, str | None]:
    """One of MATCH_KINDS, and the inspection to compare with. `earlier`: the service's inspections, latest last."""
    if layer.replaces is not None:
        return "same_inspection", layer.replaces
    if is_new or not earlier:
        return "new_service", None
    before = [row for row in earlier if (row.published or "") < inspection["published"]]
    if len(before) == len(earlier):
        return "re_inspection", before[-1].inspection_id
    return "earlier_inspection", before[-1].inspection_id if before else None


def _checks(report: Report, service: str) -> Iterator[Remark]:
    for check in report.checks:
        yield Remark(check.level, check.code, "report", service, clean_line(check.message))


def _version(report: Report) -> str:
    """The version of the extractor; with amendments also what tells these from others of the same file."""
    version = clean_line(report.extractor_version) or "unknown"
    if not report.amendments:
        return version
    digest = hashlib.sha256(repr(report.amendments).encode("utf-8", "replace")).hexdigest()
    return f"{version}{AMENDED_MARK}{digest[:8]}"
