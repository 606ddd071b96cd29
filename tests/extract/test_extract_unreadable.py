"""Files that cannot be read, and the bounds within which reading stays."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from yjs_dash.errors import (
    EncryptedPdfError,
    ReportFileNotFoundError,
    ReportFileTooLargeError,
    UnreadableFileError,
    UnsupportedReportFileError,
)
from yjs_dash.extract import cli_extract, document_from_text, extract_document, extract_file
from yjs_dash.framework import load_frameworks

ROOT = Path(__file__).resolve().parents[2]
FRAMEWORKS = load_frameworks(ROOT / "data" / "frameworks")
COVER = (
    "An inspection of youth offending services in\nNorthmere\n\nHM Inspectorate of Probation, May 2023\n\n"
    "Ratings\n\nFieldwork started November 2022\n\nScore 23/36\n\nOverall rating\n\nGood\n\n"
)


def encrypted_pdf() -> bytes:
    """A PDF with an encryption dictionary that no empty password opens."""
    nothing = b"00" * 32
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [] /Count 0 >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -1 /O <" + nothing + b"> /U <" + nothing + b"> >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size 4 /Root 1 0 R /Encrypt 3 0 R /ID [<00> <00>] >>\n"
    return (
        out + b"xref\n0 4\n0000000000 65535 f \n" + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(out)
    )


def test_an_encrypted_pdf_says_that_it_needs_a_password(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(encrypted_pdf())
    with pytest.raises(EncryptedPdfError, match=r"“locked\.pdf” is encrypted"):
        extract_file(path, FRAMEWORKS)


@pytest.mark.parametrize(
    ("head", "kind"),
    [(b"PK\x03\x04", "an Excel or zip"), (b"{\\rtf1", "rich text")],
)
def test_other_kinds_of_file_are_named(head: bytes, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(head + b" something " * 20)
    with pytest.raises(UnsupportedReportFileError, match=kind):
        extract_file(path, FRAMEWORKS)


def test_a_directory_a_pipe_and_nothing_at_all_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ReportFileNotFoundError, match="is a directory"):
        extract_file(tmp_path, FRAMEWORKS)
    with pytest.raises(ReportFileNotFoundError, match="does not exist"):
        extract_file(tmp_path / "nothing.pdf", FRAMEWORKS)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(ReportFileNotFoundError, match="a device or a pipe"):
            extract_file(tmp_path / "pipe", FRAMEWORKS)


def test_a_line_of_a_hundred_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"a" * (100 << 20))
    started = time.monotonic()
    with pytest.raises(ReportFileTooLargeError):
        extract_file(path, FRAMEWORKS)
    assert time.monotonic() - started < 5


def test_a_million_lines_are_refused() -> None:
    with pytest.raises(ReportFileTooLargeError):
        document_from_text("x\n" * 1_000_000)


def test_a_line_longer_than_any_of_a_report_is_cut_and_that_is_said() -> None:
    report = extract_document(document_from_text(COVER + "x" * 50_000), FRAMEWORKS)
    assert [m.message for m in report.missing if m.what == "lines"] == [
        "1 line was longer than any line of a report and read only in part."
    ]


HOSTILE = {
    "headings": "1.1. Governance and leadership\nGood\n",
    "questions": "2.1. Assessment\nkey questions:\nDoes assessment keep the child safe? 5%\n",
    "facts": "Contextual facts\n133 First-time entrant rate per 100,000 in X\nAge\n10–14 years\n15–17 years\n",
    "shares": "Of children aged 10 to 14 one two per cent of children are girls and white. ",
    "samples": "We looked at one further two cases of three court disposals and four ",
    "discretion": "Professional discretion was used to change from 'Good' to ",
    "findings": "Strengths:\n- one thing\nAreas for improvement:\n- another\n",
    "notes": "¹ A note.\n1 Another note of some length\n63%²⁹ 4412\n",
    "brackets": "((((a) b) c)%%%%§§~~",
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_with_the_length_of_a_text_and_no_faster(kind: str) -> None:
    def seconds(rows: int) -> float:
        piece = HOSTILE[kind]
        body = piece * (rows // max(1, piece.count("\n")))
        if "\n" not in piece:
            body = "\n".join(body[i : i + 80] for i in range(0, 80 * rows, 80))
        document = document_from_text(f"{COVER}Background\n\n{body}")
        started = time.process_time()
        with contextlib.suppress(UnreadableFileError):
            extract_document(document, FRAMEWORKS)
        return time.process_time() - started

    # The shortest of three: in a large process one of them may fall together with a collection of all its garbage.
    assert min(seconds(8_000) for _ in range(3)) < 12 * max(seconds(1_000) for _ in range(3)) + 0.1


def test_the_exit_status_says_whether_there_is_a_report_and_whether_it_fits_itself(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(COVER, encoding="utf-8")
    status, out, err = cli_extract(path, lambda: FRAMEWORKS)
    assert (status, err) == (0, "")
    assert json.loads(out)["overall_rating"] == "Good"
    path.write_text(
        COVER.replace("Good", "Outstanding") + "3.4 Out-of-court disposal policy and provision\n\nGood\n",
        encoding="utf-8",
    )
    assert cli_extract(path, lambda: FRAMEWORKS)[0] == 1
    path.write_text("Milk, bread, eggs\n", encoding="utf-8")
    status, out, err = cli_extract(path, lambda: FRAMEWORKS)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1


def test_keys_of_the_output_stand_in_the_documented_order(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(COVER, encoding="utf-8")
    found = json.loads(cli_extract(path, lambda: FRAMEWORKS)[1])
    assert list(found) == [
        "service", "framework", "published", "fieldwork_started", "score", "score_max", "overall_rating", "cases",
        "ratings", "key_questions", "case_questions", "context", "recommendations", "findings", "checks", "kind",
        "missing", "extractor_version", "page_numbers", "score_page", "court_sample",
    ]  # fmt: skip


def test_reading_starts_without_the_libraries_of_the_app() -> None:
    code = (
        "import sys; import yjs_dash.extract; "
        "print([name for name in ('pandas', 'streamlit', 'plotly', 'scipy', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
