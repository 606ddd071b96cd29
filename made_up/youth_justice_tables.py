"""Made-up tables in the form of the local level open data of Youth Justice Statistics, with their quirks.

A workbook (.ods) holds the figures in its third sheet, “Data”. Places and numbers are made up; the names of services
are given by the caller.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, product
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape, quoteattr

CHILDREN_HEAD = (
    "England_Wales", "Region", "PCC", "YJS", "Financial_Year", "Age_Group", "Sex", "Ethnicity_Group", "Number_Children",
)  # fmt: skip
OUTCOME_HEAD = (
    *CHILDREN_HEAD[:5], "Caution_or_sentence_type", "Caution_or_sentence_tier", "Number_Cautioned_Sentenced",
)  # fmt: skip
OFFENCE_HEAD = (*CHILDREN_HEAD[:5], "Offence_Group", "Number_Offences")
AGES = ("10-14", "15-17")
SEXES = ("Female", "Male")
ETHNICITIES = ("Asian", "Black", "Mixed", "Other", "Unknown", "White")
TIERS: Mapping[str, tuple[str, ...]] = {
    "Pre Court": ("Youth Caution", "Youth Conditional Caution"),
    "First Tier": (
        "Absolute Discharge", "Bind Over", "Compensation Order", "Conditional Discharge", "Fine", "Referral Order",
        "Reparation Order", "Sentence Deferred",
    ),
    "Community": ("Youth Rehabilitation Order",),
    "Custody": ("Detention and Training Order", "Section 226b", "Section 90-91 Detention"),
}  # fmt: skip
OFFENCES = (
    "Arson", "Breach Of Bail", "Breach Of Conditional Discharge", "Breach Of Statutory Order", "Criminal Damage",
    "Death Or Injury By Dangerous Driving", "Domestic Burglary", "Drugs", "Fraud And Forgery", "Motoring Offences",
    "Non Domestic Burglary", "Other", "Public Order", "Racially Aggravated", "Robbery", "Sexual Offences",
    "Theft And Handling Stolen Goods", "Vehicle Theft / Unauthorised Taking", "Violence Against The Person",
)  # fmt: skip
NOTES: tuple[tuple[str, ...], ...] = (
    ("Local level open data: a made-up table in their form",),
    ("Note number", "Note text"),
    ("[note 1]", "A made-up note"),
)
Cell = str | int | float
Sheets = Mapping[str, Sequence[Sequence[Cell]]]

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>"
)
_TAIL = "</office:spreadsheet></office:body></office:document-content>"
_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


@dataclass(frozen=True)
class Place:
    """A service as the publisher names it, with the first and the last financial year (by its end) that it has."""

    service: str
    region: str
    size: int = 60
    first: int = 0
    last: int = 9999
    nation: str = ""


def year_label(end: int) -> str:
    """“2024-25” of 2025."""
    return f"{end - 1}-{end % 100:02}"


def children_rows(places: Sequence[Place], years: Iterable[int], *, seed: int = 0) -> list[list[Cell]]:
    """Rows of the table of children: a row an age group, sex and ethnicity; groups without children have none."""
    rows: list[list[Cell]] = []
    for draw, head, size in _of_places(places, years, f"children {seed}"):
        for age, sex, ethnicity in product(AGES, SEXES, ETHNICITIES):
            share = (0.2, 0.8)[AGES.index(age)] * (0.15, 0.85)[SEXES.index(sex)]
            number = _drawn(
                draw, size * share * (0.05, 0.12, 0.08, 0.02, 0.03, 0.7)[ETHNICITIES.index(ethnicity)]
            )
            if number:
                rows.append([*head, age, sex, ethnicity, number])
    return rows


def outcome_rows(places: Sequence[Place], years: Iterable[int], *, seed: int = 0) -> list[list[Cell]]:
    """Rows of the table of outcomes: a row a type of caution or sentence."""
    rows: list[list[Cell]] = []
    for draw, head, size in _of_places(places, years, f"outcomes {seed}"):
        for tier, types in TIERS.items():
            share = {"Pre Court": 0.35, "First Tier": 0.45, "Community": 0.15, "Custody": 0.05}[tier]
            for kind in types:
                number = _drawn(draw, 1.3 * size * share / len(types))
                if number:
                    rows.append([*head, kind, tier, number])
    return rows


def offence_rows(places: Sequence[Place], years: Iterable[int], *, seed: int = 0) -> list[list[Cell]]:
    """Rows of the table of offences: a row an offence group."""
    rows: list[list[Cell]] = []
    for draw, head, size in _of_places(places, years, f"offences {seed}"):
        for group in OFFENCES:
            number = _drawn(
                draw, 2.2 * size * (0.3 if group.startswith("Violence") else 0.7 / (len(OFFENCES) - 1))
            )
            if number:
                rows.append([*head, group, number])
    return rows


def _of_places(
    places: Sequence[Place], years: Iterable[int], seed: str
) -> Iterable[tuple[Random, list[Cell], int]]:
    for year in years:
        for place in places:
            if place.first <= year <= place.last:
                nation = place.nation or ("Wales" if place.region == "Wales" else "England")
                head: list[Cell] = [
                    nation,
                    place.region,
                    f"{place.region} force",
                    place.service,
                    year_label(year),
                ]
                yield Random(f"{seed} {place.service} {year}"), head, place.size


def _drawn(draw: Random, mean: float) -> int:
    return max(0, round(draw.gauss(mean, max(mean, 0.3) ** 0.5)))


def write_ods(path: Path, sheets: Sheets, *, padded: bool = True) -> Path:
    """A workbook of text and numbers. `padded`: with the empty cells that spreadsheets write around the filled ones."""
    parts = [_HEAD]
    for name, rows in sheets.items():
        parts.append(f"<table:table table:name={quoteattr(name)}>")
        parts += [_row(row, padded=padded) for row in rows]
        if padded:
            parts.append(
                '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
                'table:number-columns-repeated="16384"/></table:table-row>'
            )
        parts.append("</table:table>")
    return write_ods_content(path, "".join([*parts, _TAIL]).encode())


def write_ods_content(path: Path, content: bytes) -> Path:
    """An .ods file of this content.xml."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), _MIME)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", content)
    return path


def ods_content(body: str) -> bytes:
    """content.xml with these elements in its only sheet."""
    return f'{_HEAD}<table:table table:name="Data">{body}</table:table>{_TAIL}'.encode()


def write_table(path: Path, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Path:
    """One of the tables: cover, notes, and the figures in the third sheet."""
    return write_ods(path, {"Cover": NOTES[:1], "Notes": NOTES[1:], "Data": [head, *rows]})


def _row(row: Sequence[Cell], *, padded: bool) -> str:
    # Spreadsheets write equal neighbours once, with their number.
    cells = [_cell(value, sum(1 for _ in same)) for value, same in groupby(row)]
    if padded:
        cells.append(f'<table:table-cell table:number-columns-repeated="{16384 - len(row)}"/>')
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(value: Cell, times: int) -> str:
    repeated = f' table:number-columns-repeated="{times}"' if times > 1 else ""
    if value == "":
        return f"<table:table-cell{repeated}/>"
    if isinstance(value, str):
        text = f"<text:p>{escape(value)}</text:p>"
        return f'<table:table-cell office:value-type="string"{repeated}>{text}</table:table-cell>'
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}"{repeated}>'
        f"<text:p>{value:,}</text:p></table:table-cell>"
    )
