"""Hostile and damaged files, drawn: whole files of each format, ways to damage them, and files made to be expensive.

`FORMATS` is the registry: a format is the ending of its files, whole ones to damage, and what damages or attacks them
beside what damages any bytes.
"""

from __future__ import annotations

import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

from made_up import hostile_pages
from made_up import statistics_files as made_files
from made_up import youth_justice_tables as made_tables
from made_up.reports import LAYOUTS, draw_report
from made_up.reports.damage import KINDS, NAMES, renamed
from made_up.reports.setting import Setting
from yjs_dash.sources import observations_file

Damage = Callable[[bytes, Random], bytes]
Bomb = Callable[[], bytes]


@dataclass(frozen=True)
class Format:
    """`whole`: files to damage; `damages`: ways of this format, drawn as often as the common ones; `bombs` by name."""

    ending: str
    whole: Callable[[], Sequence[bytes]]
    damages: Sequence[Damage] = ()
    bombs: Sequence[Bomb] = ()


def flipped(data: bytes, draw: Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(draw.choice((1, 2, 8, 64, 512))):
        spoilt[draw.randrange(len(spoilt))] = draw.randrange(256)
    return bytes(spoilt)


def cut_short(data: bytes, draw: Random) -> bytes:
    return data[: draw.randrange(len(data))]


def headless(data: bytes, draw: Random) -> bytes:
    return data[draw.randrange(1, max(2, min(len(data), 4000))) :]


def without_piece(data: bytes, draw: Random) -> bytes:
    start = draw.randrange(len(data))
    return data[:start] + data[start + draw.randrange(1, 5000) :]


def with_noise(data: bytes, draw: Random) -> bytes:
    start = draw.randrange(len(data))
    return data[:start] + draw.randbytes(draw.randrange(1, 3000)) + data[start:]


def repeated(data: bytes, draw: Random) -> bytes:
    start = draw.randrange(len(data))
    piece = data[start : start + draw.randrange(1, 2000)]
    return data[:start] + piece * draw.randrange(2, 200) + data[start:]


def zeroed(data: bytes, draw: Random) -> bytes:
    start = draw.randrange(len(data))
    size = draw.randrange(1, 2000)
    return data[:start] + bytes(size) + data[start + size :]


def rearranged(data: bytes, draw: Random) -> bytes:
    cuts = sorted(draw.randrange(len(data)) for _ in range(4))
    pieces = [data[a:b] for a, b in zip([0, *cuts], [*cuts, len(data)], strict=True)]
    draw.shuffle(pieces)
    return b"".join(pieces)


def noise_only(_: bytes, draw: Random) -> bytes:
    return draw.randbytes(draw.randrange(1, 4000))


COMMON: tuple[Damage, ...] = (
    flipped, cut_short, headless, without_piece, with_noise, repeated, zeroed, rearranged, noise_only,
)  # fmt: skip


@cache
def report_texts() -> tuple[str, ...]:
    return tuple(draw_report(300 + n, layout=layout).text for n, layout in enumerate(LAYOUTS))


def texts() -> tuple[bytes, ...]:
    return tuple(text.encode() for text in report_texts())


def damaged_text(_: bytes, draw: Random) -> bytes:
    return draw.choice(KINDS)(draw.choice(report_texts()), draw).encode("utf-8", "replace")


def renamed_text(_: bytes, draw: Random) -> bytes:
    report = draw_report(300 + draw.randrange(40), layout=draw.choice(LAYOUTS))
    return renamed(report.text, place=report.drawn.place, name=draw.choice(NAMES)).encode()


def strange_numbers(data: bytes, draw: Random) -> bytes:
    """Numbers of four hundred digits and of five thousand, infinite ones and those of other scripts."""
    numbers = [
        b"9" * 400,
        b"1" * 5000,
        b"infinity",
        b"nan",
        b"1e999",
        "٣٤".encode(),
        "²³⁴".encode() * 200,
        b"-0",
        b"0" * 60,
    ]
    parts = data.split(b" ")
    for _ in range(draw.randrange(1, 200)):
        parts[draw.randrange(len(parts))] = draw.choice(numbers)
    return b" ".join(parts)


def other_encoding(data: bytes, draw: Random) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(
        draw.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1", "utf-7", "cp037")), "replace"
    )


@cache
def pdfs() -> tuple[bytes, ...]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        return tuple(
            draw_report(400 + n, layout=layout).pdf(path).read_bytes()
            for n, layout in enumerate(LAYOUTS[::2])
        )


def pdf_of(content: bytes, *, pages: int = 1, squeezed: bool = False) -> bytes:
    """A PDF by hand. `content`: the content of every page, compressed already where `squeezed`."""
    kids = b" ".join(b"%d 0 R" % (4 + n) for n in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % pages,
        b"<< " + (b"/Filter /FlateDecode " if squeezed else b"") + b"/Length %d >>\nstream\n" % len(content)
        + content + b"\nendstream",
        *(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R "
            b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
            for _ in range(pages)
        ),
    ]  # fmt: skip
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return out + head + table + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, len(out)
    )  # fmt: skip


def pdf_of_gigabytes() -> bytes:
    return pdf_of(squeezed(b"BT /F1 12 Tf 50 700 Td (bomb) Tj ET " * 30_000, times=2000), squeezed=True)


def pdf_of_many_pages() -> bytes:
    return pdf_of(b"BT /F1 12 Tf 50 700 Td (a page) Tj ET", pages=3000)


def squeezed(block: bytes, *, times: int) -> bytes:
    """A block many times over, compressed."""
    squeeze = zlib.compressobj(9)
    return b"".join(squeeze.compress(block) for _ in range(times)) + squeeze.flush()


def table_files() -> tuple[bytes, ...]:
    head = observations_file.COLUMNS
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, head, restval="")
    writer.writeheader()
    for year in range(2015, 2025):
        writer.writerow({
            "area": "Suffolk", "area_type": "local_authority", "indicator_id": "first_time_entrant_rate",
            "period": str(year), "period_end": f"{year}-12-31", "value": str(year - 1900), "source_id": "a-document",
            "confidence": "high",
        })  # fmt: skip
    with TemporaryDirectory() as folder:
        _, dictionary = made_files.write_lait(Path(folder), _lait_rows(), form="csv")
        return (out.getvalue().encode(), (Path(folder) / "figures.csv").read_bytes(), dictionary.read_bytes())


def _lait_rows() -> list[made_files.Row]:
    return [
        ("fte", str(year), area, "12.5", "East of England")
        for year in range(2015, 2024)
        for area in ("Suffolk", "Essex")
    ]


def strange_cells(data: bytes, draw: Random) -> bytes:
    cells = [
        b"9" * 400,
        b'"',
        b"=1+1",
        b"\x00",
        b"a" * 200_000,
        b"," * 3000,
        b"\n" * 300,
        "\u202e".encode(),
        b"1e400",
        b"nan",
    ]
    parts = data.split(b",")
    for _ in range(draw.randrange(1, 30)):
        parts[draw.randrange(len(parts))] = draw.choice(cells)
    return b",".join(parts)


def csv_of_commas() -> bytes:
    return ",".join(observations_file.COLUMNS).encode() + b"\n" + b"," * 40_000_000


def csv_of_rows() -> bytes:
    return ",".join(observations_file.COLUMNS).encode() + b"\n" + b"a,b\n" * 5_000_000


def text_of_lines() -> bytes:
    return b"Score 1/36\n" * 700_000


@cache
def workbooks() -> tuple[bytes, ...]:
    columns = list(observations_file.COLUMNS)
    row = [
        "Suffolk",
        "local_authority",
        "first_time_entrant_rate",
        "",
        "2020",
        "2020-12-31",
        120,
        "",
        "",
        "",
        "",
        "",
    ]
    neighbours = ["LA num", "LA name", *(cell for n in range(1, 11) for cell in (f"SN{n}", f"SNP{n}"))]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        return (
            made_files.write_workbook(path, {"Sheet": [columns, *([row] * 20)]}).read_bytes(),
            made_files.write_workbook(
                path, {"Sheet": [neighbours, [301, "Suffolk", *[302, "Close"] * 10]]}
            ).read_bytes(),
            made_files.write_workbook(
                path, {"Sheet": [["LA Number", "LA Name", "Region"], [301, "A", "London"]]}
            ).read_bytes(),
        )


def damaged_entry(data: bytes, draw: Random) -> bytes:
    """One file in the archive is damaged, and the archive around it is whole."""
    entries = _entries(data)
    name = draw.choice(sorted(entries))
    entries[name] = draw.choice(COMMON)(entries[name] or b"<a/>", draw)
    return zipped(entries)


def damaged_directory(data: bytes, draw: Random) -> bytes:
    """What the archive says of its files is another: the version that is needed, flags, method, sizes."""
    spoilt = bytearray(data)
    for signature, offsets in (
        (b"PK\x03\x04", range(4, 30)),
        (b"PK\x01\x02", range(4, 46)),
        (b"PK\x05\x06", range(4, 22)),
    ):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            if draw.random() < 0.3:
                spoilt[min(len(spoilt) - 1, at + draw.choice(offsets))] = draw.randrange(256)
    return bytes(spoilt)


def asks_for_version(data: bytes, draw: Random) -> bytes:
    return data.replace(
        b"PK\x01\x02\x14\x00\x14\x00", b"PK\x01\x02\x14\x00" + struct.pack("<H", draw.randrange(256))
    )


def _entries(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def _workbook_with(name: str, content: bytes) -> bytes:
    return zipped({**_entries(workbooks()[0]), name: content})


def workbook_of_strings() -> bytes:
    shared = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        + b"<si><t/></si>" * 2_600_000
    )
    return _workbook_with("xl/sharedStrings.xml", shared + b"</sst>")


_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def workbook_of_cells() -> bytes:
    return _workbook_with(
        "xl/worksheets/sheet1.xml",
        _SHEET + b"<row>" + b"<c><v>1</v></c>" * 3_000_000 + b"</row></sheetData></worksheet>",
    )


def workbook_of_empty_cells() -> bytes:
    return _workbook_with(
        "xl/worksheets/sheet1.xml",
        _SHEET + b"<row>" + b"<c/>" * 3_900_000 + b"</row></sheetData></worksheet>",
    )


def deep_workbook() -> bytes:
    return _workbook_with("xl/worksheets/sheet1.xml", _SHEET + b"<row>" * 2_000_000)


def deep_and_closed_workbook() -> bytes:
    return _workbook_with("xl/styles.xml", b"<a>" * 500_000 + b"</a>" * 500_000)


def workbook_of_entities() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">{levels}]><a>&l9;</a>'
    return _workbook_with("xl/workbook.xml", laughs.encode())


def workbook_of_gigabytes() -> bytes:
    """The directory says that an entry is small; what is packed is not."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _entries(workbooks()[0]).items():
            archive.writestr(name, content)
        with archive.open("xl/media/bomb.xml", "w", force_zip64=True) as entry:
            for _ in range(300):
                entry.write(bytes(1 << 20))
    return out.getvalue()


@cache
def documents() -> tuple[bytes, ...]:
    """Word documents."""
    with TemporaryDirectory() as folder:
        return tuple(
            draw_report(1, layout=layout).docx(Path(folder) / "a.docx", setting=Setting()).read_bytes()
            for layout in LAYOUTS[:4]
        )


def _document_with(body: bytes) -> bytes:
    head = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    return zipped({**_entries(documents()[0]), "word/document.xml": head + body + b"</w:body></w:document>"})


def document_of_paragraphs() -> bytes:
    return _document_with(b"<w:p><w:r><w:t>1</w:t></w:r></w:p>" * 1_500_000)


def document_of_cells() -> bytes:
    return _document_with(b"<w:tbl><w:tr>" + b"<w:tc><w:p/></w:tc>" * 2_000_000 + b"</w:tr></w:tbl>")


def deep_document() -> bytes:
    return _document_with(b"<w:tbl><w:tr><w:tc>" * 60_000 + b"</w:tc></w:tr></w:tbl>" * 60_000)


def document_of_entities() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">{levels}]><a>&l9;</a>'
    return zipped({**_entries(documents()[0]), "word/document.xml": laughs.encode()})


@cache
def parquets() -> tuple[bytes, ...]:
    with TemporaryDirectory() as folder:
        data, _ = made_files.write_lait(Path(folder), _lait_rows(), form="parquet")
        return (data.read_bytes(),)


@cache
def open_documents() -> tuple[bytes, ...]:
    """The three local level tables."""
    places = [made_tables.Place("Suffolk", "East of England"), made_tables.Place("Cardiff", "Wales")]
    years = range(2023, 2026)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.ods"
        return tuple(
            made_tables.write_table(path, head, rows).read_bytes()
            for head, rows in (
                (made_tables.CHILDREN_HEAD, made_tables.children_rows(places, years)),
                (made_tables.OUTCOME_HEAD, made_tables.outcome_rows(places, years)),
                (made_tables.OFFENCE_HEAD, made_tables.offence_rows(places, years)),
            )
        )


def strange_repeats(data: bytes, draw: Random) -> bytes:
    """Cells and rows that say that they stand other numbers of times than they do."""
    entries = _entries(data)
    numbers = [b"0", b"-1", b"2", b"500", b"16385", b"99999999", b"1" * 40, b"x"]
    parts = entries["content.xml"].split(b'repeated="')
    for _ in range(draw.randrange(1, 6)):
        at = draw.randrange(1, len(parts))
        parts[at] = draw.choice(numbers) + parts[at][parts[at].index(b'"') :]
    return zipped({**entries, "content.xml": b'repeated="'.join(parts)})


def _open_document_with(body: str) -> bytes:
    return zipped({**_entries(open_documents()[0]), "content.xml": made_tables.ods_content(body)})


_FILLED = '<table:table-cell office:value-type="string"{}><text:p>YJS</text:p></table:table-cell>'


def open_document_of_columns() -> bytes:
    repeated = _FILLED.format(' table:number-columns-repeated="1000000000"')
    return _open_document_with(f"<table:table-row>{repeated}</table:table-row>")


def open_document_of_rows() -> bytes:
    filled = _FILLED.format("")
    return _open_document_with(
        f'<table:table-row table:number-rows-repeated="1000000000">{filled}</table:table-row>'
    )


def open_document_of_width() -> bytes:
    """One cell far to the right, and one far down: few cells, and a sheet of billions."""
    far = '<table:table-cell table:number-columns-repeated="16000"/>'
    down = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
    row = f"<table:table-row>{far}{_FILLED.format('')}</table:table-row>"
    return _open_document_with(f"{row}{down}{row}")


def open_document_of_empty_rows() -> bytes:
    down = '<table:table-row table:number-rows-repeated="1000000000"><table:table-cell/></table:table-row>'
    row = f"<table:table-row>{_FILLED.format('')}</table:table-row>"
    return _open_document_with(f"{row}{down}{row}")


def open_document_of_gigabytes() -> bytes:
    """The directory tells the truth: a few hundred kilobytes that unpack to as many megabytes."""
    return _open_document_with(f"<table:table-row>{_FILLED.format('')}</table:table-row>" * 3_000_000)


def archive_of_open_documents() -> bytes:
    """Tables in an archive, as they are offered for download, one of which unpacks to hundreds of megabytes."""
    small = {f"Tables/{n}.ods": content for n, content in enumerate(open_documents()[:2])}
    return zipped({**small, "Tables/large.ods": open_document_of_gigabytes()})


def damaged_footer(data: bytes, draw: Random) -> bytes:
    (size,) = struct.unpack("<I", data[-8:-4])
    spoilt = bytearray(data)
    for _ in range(draw.choice((1, 1, 2, 5, 20))):
        spoilt[len(data) - 8 - draw.randrange(1, size)] = draw.randrange(256)
    if draw.random() < 0.1:
        spoilt[-8:-4] = struct.pack("<I", draw.randrange(1 << 32))
    return bytes(spoilt)


def _parquet_of(columns: dict[str, pa.Array]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, compression="zstd", row_group_size=1 << 24)
    return out.getvalue()


def _lait_columns(*, rows: int, text: str) -> dict[str, pa.Array]:
    indices = pa.array(bytes(4 * rows), pa.int32()) if rows < 0 else pa.nulls(rows, pa.int32()).fill_null(0)
    return {
        name: pa.DictionaryArray.from_arrays(indices, pa.array(["fte" if name == "Short Desc" else text]))
        for name in ("Short Desc", "Years", "LA and Regions", "Values", "Region")
    }


def parquet_of_long_cells() -> bytes:
    return _parquet_of(_lait_columns(rows=12_000, text="x" * 1_000_000))


def parquet_of_rows() -> bytes:
    return _parquet_of(_lait_columns(rows=20_000_000, text="x"))


def parquet_of_kept_rows() -> bytes:
    return _parquet_of(_lait_columns(rows=4_900_000, text="x" * 3_900))


FORMATS: tuple[Format, ...] = (
    Format("txt", texts, (damaged_text, damaged_text, renamed_text, strange_numbers, other_encoding), (text_of_lines,)),
    Format("pdf", pdfs, (), (pdf_of_gigabytes, pdf_of_many_pages)),
    Format("csv", table_files, (strange_cells, strange_cells, other_encoding), (csv_of_commas, csv_of_rows)),
    Format(
        "xlsx",
        workbooks,
        (damaged_entry, damaged_entry, damaged_entry, damaged_directory, asks_for_version),
        (
            workbook_of_strings,
            workbook_of_cells,
            workbook_of_empty_cells,
            deep_workbook,
            deep_and_closed_workbook,
            workbook_of_entities,
            workbook_of_gigabytes,
        ),
    ),
    Format(
        "docx",
        documents,
        (damaged_entry, damaged_entry, damaged_directory, asks_for_version),
        (document_of_paragraphs, document_of_cells, deep_document, document_of_entities),
    ),
    Format(
        "ods",
        open_documents,
        (damaged_entry, damaged_entry, damaged_directory, strange_repeats, strange_repeats),
        (
            open_document_of_columns,
            open_document_of_rows,
            open_document_of_width,
            open_document_of_empty_rows,
            open_document_of_gigabytes,
            archive_of_open_documents,
        ),
    ),
    Format(
        "parquet",
        parquets,
        (damaged_footer, damaged_footer),
        (parquet_of_long_cells, parquet_of_rows, parquet_of_kept_rows),
    ),
    Format(
        "html",
        hostile_pages.pages,
        (hostile_pages.strange_tags, hostile_pages.strange_tags, hostile_pages.strange_entities, other_encoding),
        (
            hostile_pages.page_nested,
            hostile_pages.page_of_tables,
            hostile_pages.page_of_cells,
            hostile_pages.page_of_attributes,
            hostile_pages.page_of_entities,
            hostile_pages.page_of_headings,
        ),
    ),
    Format("mht", hostile_pages.saved_pages, (hostile_pages.strange_tags,), (hostile_pages.saved_page_of_parts,)),
)  # fmt: skip


def draw_file(number: int, *, formats: Sequence[Format] = FORMATS) -> tuple[str, bytes]:
    """The file of that number: the same one whenever it is drawn. Its name says what was done to it."""
    draw = Random(f"hostile {number}")
    chosen = formats[number % len(formats)]
    damage = draw.choice((*COMMON, *chosen.damages))
    data = damage(draw.choice(chosen.whole()), draw)
    if draw.random() < 0.2 and data:
        data = draw.choice(COMMON)(data, draw)
    return f"{number:06}-{damage.__name__}.{chosen.ending}", data
