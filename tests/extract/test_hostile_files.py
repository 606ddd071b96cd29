"""Wrong, broken and hostile files: one clear sentence each, in bounded time, and never a figure."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from made_up.reports.noise import Noise
from made_up.reports.report import draw_report
from yjs_dash.errors import UnreadableFileError
from yjs_dash.extract import document_from_text, extract_document, extract_file
from yjs_dash.framework import load_frameworks
from yjs_dash.store import BUNDLED

FRAMEWORKS = load_frameworks(BUNDLED / "frameworks")
ROOT = Path(__file__).resolve().parents[2]


def _pdf(*, pages: int = 1, stream: bytes = b"", compressed: bytes | None = None) -> bytes:
    """A small PDF by hand: `stream` as the content of every page, or the compressed bytes as they stand."""
    body = compressed if compressed is not None else stream
    extra = b"/Filter /FlateDecode " if compressed is not None else b""
    kids = b" ".join(b"%d 0 R" % (4 + n) for n in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % pages,
        b"<< " + extra + b"/Length %d >>\nstream\n" % len(body) + body + b"\nendstream",
        *(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R "
            b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
            for _ in range(pages)
        ),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + text + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + head + table + end


LINE = b"(A letter about something else entirely, with nothing of an inspection in it) Tj 0 -16 Td "
WORDS = b"BT /F1 12 Tf 50 700 Td " + LINE * 30 + b"ET"
NO_REPORT = "is not a PDF, a Word document, a web page or text"
CASES: dict[str, tuple[bytes, str]] = {
    "empty.pdf": (b"", "is empty"),
    "noise.pdf": (random.Random(1).randbytes(5000), NO_REPORT),
    "short.pdf": (random.Random(2).randbytes(16), NO_REPORT),
    "headless.pdf": (
        _pdf(stream=WORDS, compressed=zlib.compress(WORDS))[9:],
        NO_REPORT,
    ),
    "noise.txt": (random.Random(3).randbytes(100), NO_REPORT),
    "truncated.pdf": (_pdf(stream=WORDS)[:200], "stops before its end"),
    "letter.pdf": (_pdf(stream=WORDS), "is not an inspection report"),
    "scan.pdf": (_pdf(stream=b"0 0 m 100 100 l S"), "no text"),
    "long.pdf": (_pdf(pages=2000, stream=WORDS), "pages"),
    "shopping.txt": (b"Milk\nBread\nEggs\n", "is not an inspection report"),
    "zeros.txt": (b"\x00" * 100_000, "is empty"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_wrong_file_is_one_sentence_that_names_it_and_says_what_is_wrong(name: str, tmp_path: Path) -> None:
    content, expected = CASES[name]
    path = tmp_path / name
    path.write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-m", "yjs_dash", "extract", str(path)],
        capture_output=True, text=True, cwd=ROOT, timeout=90, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert name in done.stderr
    assert expected in done.stderr
    assert str(tmp_path) not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_stream_that_inflates_to_gigabytes_is_stopped(tmp_path: Path) -> None:
    squeeze = zlib.compressobj(9)
    head = squeeze.compress(b"") + squeeze.flush(zlib.Z_FULL_FLUSH)
    # After a full flush a block stands for itself: squeezed once, it can be said two thousand times.
    block = squeeze.compress(b"BT /F1 12 Tf 50 700 Td (bomb) Tj ET " * 30_000) + squeeze.flush(
        zlib.Z_FULL_FLUSH
    )
    compressed = head + 2000 * block + squeeze.flush()
    path = tmp_path / "bomb.pdf"
    path.write_bytes(_pdf(compressed=compressed))
    started = time.monotonic()
    with pytest.raises(UnreadableFileError) as caught:
        extract_file(path, FRAMEWORKS)
    assert time.monotonic() - started < 75
    assert "bomb.pdf" in str(caught.value)


def test_a_report_of_another_inspectorate_or_of_adult_probation_is_told_apart(tmp_path: Path) -> None:
    others = {
        "prison.txt": "Report on an unannounced inspection of HMP Made-up by HM Chief Inspector of Prisons\n",
        "adult.txt": "An inspection of probation services in Made-up PDU\nHM Inspectorate of Probation, May 2023\n",
    }
    for name, text in others.items():
        (tmp_path / name).write_text(text * 5, encoding="utf-8")
        with pytest.raises(UnreadableFileError):
            extract_file(tmp_path / name, FRAMEWORKS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_report_in_another_encoding_gives_the_same_figures(encoding: str, tmp_path: Path) -> None:
    report = draw_report(7, layout="long_2021", noise=Noise())
    text = report.text.encode(encoding, errors="replace").decode(encoding)
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode(encoding))
    found = extract_file(path, FRAMEWORKS).to_json_dict()
    assert {r["standard"]: r["rating"] for r in found["ratings"]} == {
        r["standard"]: r["rating"] for r in report.truth["ratings"]
    }


@pytest.mark.parametrize("name", ["<b>bold.txt", "=1+1.txt", "..%2f..%2fpasswd.txt", "a\nb.txt"])
def test_a_name_with_markup_formula_or_path_comes_back_as_a_plain_name(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text("not a report", encoding="utf-8")
    with pytest.raises(UnreadableFileError) as caught:
        extract_file(path, FRAMEWORKS)
    assert "\n" not in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


FUZZ_EXAMPLES = int(os.environ.get("YJS_DASH_FUZZ_EXAMPLES", "60"))
bounded = settings(
    max_examples=FUZZ_EXAMPLES,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
BASE = draw_report(11, layout="long_2021", noise=Noise()).text


@bounded
@given(text=st.text(max_size=2000))
def test_any_text_is_a_report_or_a_reason(text: str) -> None:
    _read(text)


@bounded
@given(
    cuts=st.lists(
        st.tuples(st.integers(0, len(BASE)), st.integers(0, 400), st.text(max_size=30)), max_size=12
    )
)
def test_a_spoilt_report_is_still_read_or_refused_and_never_out_of_range(
    cuts: list[tuple[int, int, str]],
) -> None:
    text = BASE
    for start, length, instead in cuts:
        text = text[:start] + instead + text[start + length :]
    _read(text)


def _read(text: str) -> None:
    try:
        found = extract_document(document_from_text(text), FRAMEWORKS).to_json_dict()
    except UnreadableFileError:
        return
    assert all(0 <= q["percent"] <= 100 for q in found["key_questions"] + found["case_questions"])
    assert found["score"] is None or 0 <= found["score"] <= 99
    assert len({r["standard"] for r in found["ratings"]}) == len(found["ratings"])
