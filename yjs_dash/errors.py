"""Every exception of this project. Each builds its own message: what is wrong and what to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class YjsDashError(Exception):
    """Base of all errors whose message may be shown to a reader as it is."""


class FrameworkError(YjsDashError):
    """A framework file is missing a key, has one too many, or contradicts itself."""

    def __init__(self, *, file: str, key: str, problem: str) -> None:
        super().__init__(f"{file}: {key}: {problem}. Correct the file under data/frameworks.")


class UnknownFrameworkError(YjsDashError):
    """A framework id that no file defines."""

    def __init__(self, *, framework_id: str, known: Sequence[str]) -> None:
        super().__init__(
            f"There is no inspection framework “{framework_id}”. Use one of these: {', '.join(known)}."
        )


class UnknownStandardError(YjsDashError):
    """A standard id that the framework does not rate."""

    def __init__(self, *, standard_id: str, framework_id: str) -> None:
        super().__init__(
            f"The framework {framework_id} has no standard “{standard_id}”. Use one that it rates."
        )


class ScoringError(YjsDashError):
    """A rule was asked for something it cannot answer."""

    def __init__(self, *, problem: str) -> None:
        super().__init__(problem)


class StatisticsError(YjsDashError):
    """Numbers that no statistical rule can take."""

    def __init__(self, *, problem: str) -> None:
        super().__init__(problem)


@dataclass(frozen=True, slots=True)
class ValidationIssue:
    """One wrong value in a table: where it stands and what was expected."""

    table: str
    row: int | None
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        where = f"{self.table}, {f'line {self.row}' if self.row is not None else 'whole table'}"
        column = f", column {self.column}" if self.column else ""
        value = f"“{self.value}” found, " if self.value else ""
        return f"{where}{column}: {value}expected {self.expected}"


class DataSetError(YjsDashError):
    """A data set that breaks its schemas; carries every fault, not only the first."""

    def __init__(self, *, directory: Path, faults: Sequence[ValidationIssue]) -> None:
        self.faults = tuple(faults)
        shown = "; ".join(str(fault) for fault in self.faults[:3])
        more = f"; and {len(self.faults) - 3} more" if len(self.faults) > 3 else ""
        noun = "fault" if len(self.faults) == 1 else "faults"
        super().__init__(
            f"The data set in “{directory.name}” has {len(self.faults)} {noun}: {shown}{more}. "
            "Correct the tables; “python -m yjs_dash check” lists every fault."
        )


def shown_cell(text: str, *, limit: int = 80) -> str:
    """A cell as a sentence may show it: no control characters, not too long."""
    printable = re.sub(r"[\x00-\x1f]", "�", text)
    return printable if len(printable) <= limit else printable[: limit - 1] + "…"


def shown_file_name(name: str, *, limit: int = 80) -> str:
    """A file's name as a sentence may show it: last part only, no control or direction characters, not too long."""
    last = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    shown = "".join(
        c for c in last if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    )
    return (shown if len(shown) <= limit else f"{shown[: limit - 1]}…") or "this file"


class UnreadableFileError(YjsDashError):
    """Base of all reasons why nothing could be read from a file: what is wrong with it and what to do."""

    def __init__(self, *, file: str, problem: str, advice: str) -> None:
        super().__init__(f"“{shown_file_name(file)}” {problem}. {advice}.")


def unreadable(name: str, *, message: str) -> UnreadableFileError:
    """An error of this kind again, as another process has told it: the name of its class, and its message."""
    kinds = [UnreadableFileError]
    for kind in kinds:
        kinds += kind.__subclasses__()
    wanted = next((kind for kind in kinds if kind.__name__ == name), UnreadableFileError)
    error = wanted.__new__(wanted)
    Exception.__init__(error, message)
    return error


class ReadingTimeError(UnreadableFileError):
    """Reading was stopped because it took too long."""

    def __init__(self, *, file: str, seconds: float) -> None:
        super().__init__(
            file=file,
            problem=f"could not be read within {seconds:g} seconds",
            advice="Use the file as it was published",
        )


class ReadingMemoryError(UnreadableFileError):
    """Reading was stopped because it needed too much memory."""

    def __init__(self, *, file: str, mebibytes: int) -> None:
        super().__init__(
            file=file,
            problem=f"needs more than {mebibytes:,} MiB of memory to read",
            advice="Use the file as it was published",
        )


class TooMuchReadError(UnreadableFileError):
    """What was read is more than any report or publication has."""

    def __init__(self, *, file: str) -> None:
        super().__init__(
            file=file,
            problem="holds far more than any file that we read",
            advice="Use the file as it was published",
        )


class ReadingStoppedError(UnreadableFileError):
    """The process that read the file has crashed, or cannot be run."""

    def __init__(self, *, file: str) -> None:
        super().__init__(
            file=file,
            problem="could not be read, because the program that opens it stopped",
            advice="Download the file again and use that copy",
        )


class ReadingFaultError(UnreadableFileError):
    """Reading failed with an error that nobody foresaw; `fault` is its name."""

    def __init__(self, *, file: str, fault: str) -> None:
        super().__init__(
            file=file,
            problem=f"could not be read because of something in it that we did not expect ({fault})",
            advice="Download the file again and use that copy",
        )


class UnreadableReportError(UnreadableFileError):
    """Base of all reasons why no report could be read from a file."""


class ReportFileNotFoundError(UnreadableReportError):
    """There is no such file, or it may not be opened."""

    def __init__(self, *, file: str, problem: str = "does not exist") -> None:
        super().__init__(file=file, problem=problem, advice="Choose a report as PDF or plain text")


class EmptyReportFileError(UnreadableReportError):
    """The file holds nothing, or nothing but blank space."""

    def __init__(self, *, file: str) -> None:
        super().__init__(file=file, problem="is empty", advice="Download the report again and use that copy")


class ReportFileTooLargeError(UnreadableReportError):
    """More bytes, or more text, than any report has."""

    def __init__(self, *, file: str, problem: str) -> None:
        super().__init__(
            file=file, problem=problem, advice="Choose a single report, as the inspectorate published it"
        )


class UnsupportedReportFileError(UnreadableReportError):
    """Neither a PDF, a Word document nor text. `found`: what it is, where that is known."""

    def __init__(self, *, file: str, found: str | None = None) -> None:
        super().__init__(
            file=file,
            problem=f"is not a PDF, a Word document, a web page or text{f': it is {found}' if found else ''}",
            advice="Save it as a PDF, or use the PDF that the inspectorate published",
        )


class DamagedPdfError(UnreadableReportError):
    """A PDF that stops before its end or breaks the format."""

    def __init__(self, *, file: str, truncated: bool) -> None:
        problem = "stops before its end" if truncated else "is damaged and cannot be opened as a PDF"
        super().__init__(file=file, problem=problem, advice="Download the report again and use that copy")


class DamagedWordFileError(UnreadableReportError):
    """A word processor's file that breaks the format."""

    def __init__(self, *, file: str) -> None:
        super().__init__(
            file=file,
            problem="is damaged and cannot be opened as a Word document",
            advice="Open it in Word, save it again and use that copy",
        )


class DamagedWebPageError(UnreadableReportError):
    """A saved web page without text, or nested beyond reason."""

    def __init__(self, *, file: str) -> None:
        super().__init__(
            file=file,
            problem="is a web page in which no text was found",
            advice="Open the report in a browser, save the page again, and use that copy",
        )


class EncryptedPdfError(UnreadableReportError):
    """A PDF that opens only with a password."""

    def __init__(self, *, file: str) -> None:
        super().__init__(
            file=file,
            problem="is encrypted and opens only with a password",
            advice="Save a copy without a password and use that",
        )


class NoTextLayerError(UnreadableReportError):
    """A PDF of images only."""

    def __init__(self, *, file: str) -> None:
        super().__init__(
            file=file,
            problem="has no text that we can read, because its pages are images",
            advice="Use the PDF that the inspectorate published, or run text recognition (OCR) on this one first",
        )


class TooManyPagesError(UnreadableReportError):
    """More pages than any single report has."""

    def __init__(self, *, file: str, pages: int, limit: int) -> None:
        super().__init__(
            file=file,
            problem=f"has {pages:,} pages, and we read at most {limit}",
            advice="Choose a single report, as the inspectorate published it",
        )


class PdfReaderFailedError(UnreadableReportError):
    """The PDF library gave up on the file without saying why, or cannot be run."""

    def __init__(self, *, file: str) -> None:
        super().__init__(
            file=file,
            problem="could not be read, because the PDF reader stopped",
            advice="Print it to a new PDF and use that",
        )


class OtherReportError(UnreadableReportError):
    """A report, but not on a youth justice service by HM Inspectorate of Probation. `about` says what it is."""

    def __init__(self, *, file: str, about: str) -> None:
        super().__init__(
            file=file,
            problem=f"is {about}, not an inspection of a youth justice service",
            advice="Choose a report by HM Inspectorate of Probation on one youth justice service",
        )


class NotAnInspectionReportError(UnreadableReportError):
    """A readable file without the marks of an inspection report."""

    def __init__(self, *, file: str) -> None:
        super().__init__(
            file=file,
            problem="is not an inspection report: it does not have the title or the ratings of one",
            advice="Choose a report by HM Inspectorate of Probation on one youth justice service",
        )


class StoreError(YjsDashError):
    """Base of all reasons why the store of imports cannot be used; the bundled data can be, all the same."""


class StoreUnavailableError(StoreError):
    """The database cannot be opened or reached. Says nothing of its place, because visitors may read it."""

    def __init__(self, *, problem: str, setting: str) -> None:
        super().__init__(f"The database of added files {problem}. Check {setting}.")


class StoreReadOnlyError(StoreError):
    """The database may be read, and not written."""

    def __init__(self, *, setting: str) -> None:
        super().__init__(
            f"The database of added files cannot be written to, so nothing was changed. Check {setting} and its "
            "permissions."
        )


class StoreTooNewError(StoreError):
    """A later version of this app has written the database."""

    def __init__(self, *, version: int, known: int) -> None:
        super().__init__(
            f"The database of added files has version {version}, but this app reads versions up to {known}. "
            "Update the app."
        )


class UnknownImportError(StoreError):
    """No import has this number."""

    def __init__(self, *, import_id: int) -> None:
        super().__init__(f"No added file has the number {import_id}. Choose one from the list.")


class ImportPayloadError(YjsDashError):
    """What was kept of an import does not have the form of an extraction result."""

    def __init__(self, *, problem: str) -> None:
        super().__init__(
            f"The figures of this file cannot be read: {problem}. Withdraw the file if it was accepted."
        )


class UnnamedServiceError(ImportPayloadError):
    """A report that was read names no service."""

    def __init__(self, *, file: str) -> None:
        super(ImportPayloadError, self).__init__(
            f"“{file}” does not say which service it is about. Choose the whole report, as the inspectorate "
            "published it."
        )


class ImportRefusedError(YjsDashError):
    """A file was read, but its figures cannot join the data set."""

    def __init__(self, *, file: str, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        shown = "; ".join(self.reasons[:3])
        more = f"; and {len(self.reasons) - 3} more" if len(self.reasons) > 3 else ""
        super().__init__(f"“{shown_file_name(file)}” cannot be added: {shown}{more}.")


class DoubtfulFileError(YjsDashError):
    """A file that may be no whole report, and that nobody has decided to add all the same."""

    def __init__(self, *, file: str) -> None:
        super().__init__(
            f"“{shown_file_name(file)}” may not be a whole inspection report. Check what was read from it first."
        )


class AmendmentError(YjsDashError):
    """A figure cannot be put right so: something is wrong with what was typed, or not there."""


class AmendmentIncompleteError(AmendmentError):
    """A field was left empty."""

    def __init__(self, *, field: str) -> None:
        super().__init__(f"Enter {field}.")


class AmendmentValueError(AmendmentError):
    """Such a figure cannot have this value."""

    def __init__(self, *, value: str, expected: str) -> None:
        super().__init__(f"“{shown_cell(value)}” cannot be the value. Enter {expected}.")


class AmendmentUnchangedError(AmendmentError):
    """The value is the one that was read."""

    def __init__(self, *, value: str) -> None:
        super().__init__(f"“{shown_cell(value)}” is what we read. Enter another value.")


class AmendmentPeriodError(AmendmentError):
    """What was typed as the period names none."""

    def __init__(self, *, period: str) -> None:
        super().__init__(
            f"“{shown_cell(period)}” cannot be the period. Enter it as the report prints it, or “not stated”."
        )


class AmendmentPageError(AmendmentError):
    """No report that is read has a page of this number."""

    def __init__(self, *, page: int, last: int) -> None:
        super().__init__(f"“{page}” cannot be the page. Enter a whole number from 1 to {last}.")


class AmendmentKnownError(AmendmentError):
    """A figure that is to be added is there already."""

    def __init__(self) -> None:
        super().__init__("We already have this figure, so correct it instead of adding it.")


class ImportingDisabledError(YjsDashError):
    """Importing is switched off here."""

    def __init__(self) -> None:
        super().__init__("You cannot add or withdraw files here, because YJS_DASH_READ_ONLY is set.")


class UnreadableStatisticsError(UnreadableFileError):
    """Base of all reasons why no statistics could be read from a file."""


class StatisticsFileNotFoundError(UnreadableStatisticsError):
    """There is no such file, or it may not be opened."""

    def __init__(self, *, file: str, problem: str = "does not exist") -> None:
        super().__init__(file=file, problem=problem, advice="Choose a file of statistics")


class EmptyStatisticsFileError(UnreadableStatisticsError):
    """The file holds nothing."""

    def __init__(self, *, file: str) -> None:
        super().__init__(file=file, problem="is empty", advice="Download the file again and use that copy")


class StatisticsFileTooLargeError(UnreadableStatisticsError):
    """More bytes, unpacked bytes or rows than any such publication has."""

    def __init__(self, *, file: str, problem: str) -> None:
        super().__init__(file=file, problem=problem, advice="Use the file as it was published")


class DamagedStatisticsFileError(UnreadableStatisticsError):
    """A file that stops before its end or breaks its format. `kind` says what it was taken for."""

    def __init__(self, *, file: str, kind: str) -> None:
        super().__init__(
            file=file,
            problem=f"is damaged and cannot be read as {kind}",
            advice="Download the file again and use that copy",
        )


class UnknownStatisticsFileError(UnreadableStatisticsError):
    """A file whose columns are none that we know."""

    def __init__(self, *, file: str) -> None:
        super().__init__(
            file=file,
            problem="has none of the columns that we look for in statistics",
            advice="Use data from the Local Authority Interactive Tool with its dictionary, its workbook of "
            "statistical neighbours, a local level table of Youth Justice Statistics, or our template, filled in",
        )


class PackedTablesError(UnreadableStatisticsError):
    """An archive that holds more than the workbooks that a publisher offers for download."""

    def __init__(self, *, file: str) -> None:
        super().__init__(
            file=file,
            problem="is a zip file with more in it than the local level tables of Youth Justice Statistics",
            advice="Unpack it, and add the tables of children, of outcomes and of offences (.ods)",
        )


class StatisticsColumnError(UnreadableStatisticsError):
    """A known kind of file without a column that is needed, or with one that holds something else."""

    def __init__(self, *, file: str, problem: str) -> None:
        super().__init__(file=file, problem=problem, advice="Use the file as it was published")


class StatisticsEncodingError(UnreadableStatisticsError):
    """Text that is not in UTF-8."""

    def __init__(self, *, file: str) -> None:
        super().__init__(
            file=file, problem="is not text in UTF-8", advice="Save it as “CSV UTF-8” and use that copy"
        )


class RepeatedStatisticsFileError(UnreadableStatisticsError):
    """Two files of a kind of which one import can take one."""

    def __init__(self, *, file: str, other: str, kind: str) -> None:
        super().__init__(
            file=file,
            problem=f"holds {kind}, and so does “{shown_file_name(other)}”",
            advice="Add one of them at a time",
        )


class MissingDictionaryError(UnreadableStatisticsError):
    """Data of the Local Authority Interactive Tool without the dictionary that says what they are."""

    def __init__(self, *, file: str) -> None:
        super().__init__(
            file=file,
            problem="can only be read together with its data dictionary, which explains each measure",
            advice="Add the dictionary (CSV) together with it",
        )


class NoFiguresError(UnreadableStatisticsError):
    """A file that only explains others."""

    def __init__(self, *, file: str) -> None:
        super().__init__(
            file=file,
            problem="explains the data of the Local Authority Interactive Tool but has no figures of its own",
            advice="Add it together with the data",
        )


def shown_address(address: str, *, limit: int = 160) -> str:
    """A web address as a sentence may show it: no control or direction characters, not too long."""
    shown = "".join(
        c for c in address if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    ).strip()
    return (shown if len(shown) <= limit else f"{shown[: limit - 1]}…") or "this address"


class CollectError(YjsDashError):
    """Base of all reasons why nothing came from a web address."""


class CollectHostSettingError(CollectError):
    """An entry of the setting that names further hosts is none."""

    def __init__(self, *, entry: str, setting: str) -> None:
        super().__init__(
            f"{setting} names “{shown_address(entry)}”, which is not a host. Name hosts as “reports.example.org”, "
            "or as “reports.example.org:8080” for one inside your own network."
        )


class CollectFolderError(CollectError):
    """The folder of collected files cannot be written or read."""

    def __init__(self, *, setting: str) -> None:
        super().__init__(
            f"The folder of collected reports cannot be used. Check {setting} and its permissions."
        )


class CollectListFileError(CollectError):
    """The file of addresses cannot be read."""

    def __init__(self, *, file: str, problem: str) -> None:
        super().__init__(
            f"“{shown_file_name(file)}” {problem}. Choose a text file with one web address on each line."
        )


class AddressError(CollectError):
    """Base of what can be wrong with one web address: what it is, and what to do."""

    def __init__(self, *, address: str, problem: str, advice: str) -> None:
        super().__init__(f"“{shown_address(address)}” {problem}. {advice}.")


class AddressRefusedError(AddressError):
    """An address that we do not ask: another host, another port, a private network, or no web address at all."""

    def __init__(
        self, *, address: str, problem: str, advice: str = "Use an address of the inspectorate’s website"
    ) -> None:
        super().__init__(address=address, problem=problem, advice=advice)


class RobotsRefusedError(AddressError):
    """The robots.txt of a site keeps programs from an address, or cannot be read."""

    def __init__(self, *, address: str, problem: str) -> None:
        super().__init__(
            address=address,
            problem=problem,
            advice="Download the report in your browser and add the file instead",
        )


class AddressUnreachableError(AddressError):
    """Nothing usable came: no connection, an error of the server, too slow, too large, a circle of redirects."""

    def __init__(
        self,
        *,
        address: str,
        problem: str,
        advice: str = "Try again later, or download the report in your browser and add the file",
    ) -> None:
        super().__init__(address=address, problem=problem, advice=advice)


class NoReportAtAddressError(AddressError):
    """Something came, but it holds no report and leads to none."""

    def __init__(self, *, address: str, problem: str) -> None:
        super().__init__(
            address=address,
            problem=problem,
            advice="Use the address of a report, or download it and add the file",
        )


class IncompleteReportError(AddressError):
    """A report of several web pages that did not come as a whole; nothing of it is taken."""

    def __init__(self, *, address: str, problem: str) -> None:
        super().__init__(
            address=address,
            problem=f"is a report of several web pages, and {problem}",
            advice="None of it was added. Try again later, or download all its pages and add them as one folder",
        )


class SiteChangedError(AddressError):
    """The list of reports no longer has a form that we know. `setting`: what names another list, if anything does."""

    def __init__(self, *, address: str, setting: str = "") -> None:
        named = f", or set {setting} to the address of the list" if setting else ""
        super().__init__(
            address=address,
            problem="lists no inspection that we recognise, so the website has probably changed",
            advice=f"Give a file with the addresses of reports (--from FILE){named}",
        )


class CollectBusyError(CollectError):
    """Another run is collecting into the same home directory."""

    def __init__(self) -> None:
        super().__init__(
            "Another run is collecting reports at the moment. Wait until it has finished, then start this one again."
        )


class TemplateError(UnreadableFileError):
    """A file given as a template for slides that slides cannot stand on."""

    def __init__(self, *, file: str, problem: str) -> None:
        super().__init__(
            file=file,
            problem=problem,
            advice="Choose a PowerPoint presentation (.pptx), or leave the template out",
        )


class ExportError(YjsDashError):
    """A board pack that cannot be made: what is wrong with the wish, and what to do."""

    def __init__(self, *, problem: str, advice: str) -> None:
        super().__init__(f"{problem}. {advice}.")
