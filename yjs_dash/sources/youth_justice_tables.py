"""Youth Justice Board and Ministry of Justice: the local level open data tables of Youth Justice Statistics (.ods).

Three tables, published each January: the children who were cautioned or sentenced by age, sex and ethnicity at once;
the cautions and sentences they were given; their proven offences. Each row is of one service and financial year. A
table is known by its columns; what its cells may say is known here, and a file that says something else is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pandas as pd

from yjs_dash import stats
from yjs_dash.errors import StatisticsColumnError, shown_cell
from yjs_dash.schema import TABLES
from yjs_dash.sources import _files
from yjs_dash.sources._findings import Finding
from yjs_dash.sources.areas import region_name

ENGLAND_AND_WALES = "England and Wales"
WALES = "Wales"
UNKNOWN = "Unknown"
CHILDREN = "year_children"
AGE = "year_children_age"
SEX = "year_children_sex"
ETHNICITY = "year_children_ethnicity"
TIER = "year_outcomes_tier"
TYPE = "year_outcomes_type"
OFFENCES = "year_offences"
OUR_SUM = "We added this up from the figures of the services in the published table"
"""The note of a figure of a region or of England and Wales."""
ADDED_UP = "Several rows of the published table, added up"
"""The note of a figure of a service that stands in several rows of the table."""
SMALL = "A number from 1 to 5 that we would have to work out; or one that would give such a number away"

_NOTE = re.compile(r"\s*\[(?:note|notes)\s*[\d, ]+\]", re.IGNORECASE)
_YEAR = re.compile(r"(20\d\d)\s?[-/–]\s?(?:20)?(\d\d)")
_AGE = re.compile(r"(?:aged\s+)?(\d\d)(?:\s?(?:-|–|to)\s?(\d\d))?", re.IGNORECASE)
_COUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,9}")
_NOT_KNOWN = frozenset({"unknown", "not known", "not recorded", "not stated"})
_SEXES = {"female": "Female", "girls": "Female", "male": "Male", "boys": "Male"}
_ETHNICITIES = ("Asian", "Black", "Mixed", "Other", "White")
_TIERS = {
    "pre court": "Pre-court", "first tier": "First-tier", "community": "Community", "custody": "Custody",
}  # fmt: skip
_OTHER_NAMES = {"gwynedd mon": "Gwynedd & Ynys Mon"}
"""Spellings of one publication, where they differ by more than signs and case."""
_MOST_NAMED = 40


def _age(text: str) -> str | None:
    if text.casefold() in _NOT_KNOWN:
        return UNKNOWN
    found = _AGE.fullmatch(text)
    if found is None or not 10 <= int(found[1]) <= int(found[2] or found[1]) <= 18:
        return None
    return f"{found[1]}–{found[2]}" if found[2] else found[1]


def _sex(text: str) -> str | None:
    return UNKNOWN if text.casefold() in _NOT_KNOWN else _SEXES.get(text.casefold())


def _ethnicity(text: str) -> str | None:
    if text.casefold() in _NOT_KNOWN:
        return UNKNOWN
    return next((name for name in _ETHNICITIES if name.casefold() == text.casefold()), None)


def _tier(text: str) -> str | None:
    return _TIERS.get(text.casefold().replace("-", " "))


def _type(text: str) -> str | None:
    """A name of a type, whatever it is, save for totals: they would be counted twice."""
    name = " ".join(text.split())
    return None if not name or re.match(r"(?:all|total|sub-?total)\b", name, re.IGNORECASE) else name


def _offence(text: str) -> str | None:
    """The same of an offence group, which is published with a capital at each word."""
    name = _type(text)
    return name and name.capitalize()


@dataclass(frozen=True)
class _Column:
    """A column of categories: how its name is recognised, the indicator of its parts, and what its cells may say."""

    shown: str
    pattern: str
    indicator_id: str
    value: Callable[[str], str | None]


@dataclass(frozen=True)
class _Layout:
    """One of the three tables. `total`: the indicator of all its rows together, empty where there is none."""

    title: str
    columns: tuple[_Column, ...]
    number: str
    number_pattern: str
    total: str = ""


TableKind = Literal["children_table", "outcome_table", "offence_table"]
LAYOUTS: Mapping[TableKind, _Layout] = {
    "children_table": _Layout(
        "Children cautioned or sentenced",
        (
            _Column("Age_Group", r"age_group", AGE, _age),
            _Column("Sex", r"sex|gender", SEX, _sex),
            _Column("Ethnicity_Group", r"ethnicity(_group)?", ETHNICITY, _ethnicity),
        ),
        "Number_Children",
        r"number(_of)?_children",
        CHILDREN,
    ),
    "outcome_table": _Layout(
        "Cautions and sentences",
        (
            _Column("Caution_or_sentence_tier", r"caution_or_sentence_tier", TIER, _tier),
            _Column("Caution_or_sentence_type", r"caution_or_sentence_type", TYPE, _type),
        ),
        "Number_Cautioned_Sentenced",
        r"number(_of)?_cautioned(_or)?_sentenced",
    ),
    "offence_table": _Layout(
        "Proven offences",
        (_Column("Offence_Group", r"offence_group|yjb_offence_group|offence_type", OFFENCES, _offence),),
        "Number_Offences",
        r"number(_of)?(_proven)?_offences",
    ),
}
_REGION, _SERVICE, _YEARS = "Region", "YJS", "Financial_Year"
_NATION = "England_Wales"
_COMMON: Mapping[str, str] = {
    _NATION: r"england_wales|england_or_wales|england_and_wales",
    _REGION: r"region|wales_or_english_region|region_or_wales",
    _SERVICE: r"yjs|yot|youth_justice_service",
    _YEARS: r"financial_year",
}

_CHILDREN_WORDS = "Children aged 10 to 17 who were cautioned or sentenced in a financial year"
INDICATORS: tuple[dict[str, str], ...] = (
    {"indicator_id": CHILDREN, "name": "Children cautioned or sentenced in the year", "unit": "children",
     "definition": f"{_CHILDREN_WORDS}. A child is counted once a year."},
    {"indicator_id": AGE, "name": "Children by age group", "unit": "children",
     "definition": f"{_CHILDREN_WORDS}, by age group."},
    {"indicator_id": SEX, "name": "Children by sex", "unit": "children",
     "definition": f"{_CHILDREN_WORDS}, by sex."},
    {"indicator_id": ETHNICITY, "name": "Children by ethnicity", "unit": "children",
     "definition": f"{_CHILDREN_WORDS}, by ethnicity; unknown is a group of its own."},
    {"indicator_id": TIER, "name": "Cautions and sentences by tier", "unit": "cautions and sentences",
     "definition": "Cautions and sentences given to children in a financial year, by tier: pre-court, first-tier, "
     "community, custody. A child may be given several."},
    {"indicator_id": TYPE, "name": "Cautions and sentences by type", "unit": "cautions and sentences",
     "definition": "Cautions and sentences given to children in a financial year, by type. A child may be given "
     "several."},
    {"indicator_id": OFFENCES, "name": "Proven offences by group", "unit": "offences",
     "definition": "Proven offences of children that led to a caution or sentence in a financial year, by offence "
     "group. A child may have several."},
)  # fmt: skip
_TOPICS = {TIER: "disposals", TYPE: "disposals", OFFENCES: "offences"}


@dataclass(frozen=True)
class TablesImport:
    """Rows of our tables, text cells, and what was found besides."""

    observations: pd.DataFrame
    indicators: pd.DataFrame
    sources: pd.DataFrame
    findings: tuple[Finding, ...]


NameOfService = Callable[[str], str | None]
"""Our name of a service that a publisher names; None where we have none."""


def kind_of_sheets(sheets: _files.Sheets) -> TableKind | None:
    """Which of LAYOUTS the sheets of a workbook hold, by their first rows; None where none."""
    found = _place_of_head(sheets)
    return found[2] if found else None


def read_table(path: Path, *, service_name: NameOfService | None = None) -> TablesImport:
    """Figures of services, regions and England and Wales from one of the three tables.

    Observations: number of children (or cautions, or offences) in `value`, and in `base` all of that area and year.
    A number of children that is the sum of several published rows, and 1 to 5, is suppressed (status c), and so is the
    next smallest part where it alone would give that away. Figures stay under the service as named at the time:
    `service_name` gives the name that we know it by, whatever its spelling.

    Raises:
        UnreadableStatisticsError: the file is damaged, too large, lacks a column, or a cell says what is not known.
    """
    sheets = _files.open_document(path)
    found = _place_of_head(sheets)
    if found is None:
        raise StatisticsColumnError(file=path.name, problem=f"has no columns {_SERVICE} and {_YEARS}")
    sheet, start, kind = found
    layout = LAYOUTS[kind]
    cells = _cells(path, sheets[sheet], start, layout)
    names, findings = _names(cells, service_name or (lambda name: name))
    cells["area"] = cells[_SERVICE].map(names)
    findings += _strays(cells)
    findings.insert(0, _summary(cells, layout, names))
    source = _source(max(cells["year"]))
    rows = _rows(cells, layout)
    rows["source_id"], rows["section"] = source["source_id"], f"{layout.title}, sheet “{sheet}”"
    rows["confidence"] = "high"
    blank = {name: "" for name in TABLES["observations"].column_names if name not in rows}
    wanted = {layout.total, *(column.indicator_id for column in layout.columns)}
    indicators = [_indicator(entry) for entry in INDICATORS if entry["indicator_id"] in wanted]
    return TablesImport(
        observations=rows.assign(**blank)[TABLES["observations"].column_names].astype("str"),
        indicators=pd.DataFrame(indicators, columns=TABLES["indicators"].column_names, dtype="str"),
        sources=pd.DataFrame([source], columns=TABLES["sources"].column_names, dtype="str"),
        findings=tuple(findings),
    )


def _place_of_head(sheets: _files.Sheets) -> tuple[str, int, TableKind] | None:
    """Sheet, row and kind of the line of column names. A table that lacks a column is still one of the three."""
    for sheet, rows in sheets.items():
        for number, row in enumerate(rows[: _files.HEAD_ROWS]):
            names = [_plain(cell) for cell in row]
            if not _has(names, _COMMON[_SERVICE]):
                continue
            for kind, layout in LAYOUTS.items():
                patterns = [layout.number_pattern, *(column.pattern for column in layout.columns)]
                if any(_has(names, pattern) for pattern in patterns):
                    return sheet, number, kind
    return None


def _has(names: Sequence[str], pattern: str) -> bool:
    return any(re.fullmatch(pattern, name) for name in names)


def _plain(cell: str) -> str:
    """A column’s name without marks of notes, blanks and case."""
    return re.sub(r"[^a-z0-9]+", "_", _NOTE.sub("", cell).casefold()).strip("_")


def _cells(path: Path, rows: Sequence[Sequence[str]], start: int, layout: _Layout) -> pd.DataFrame:
    """The rows as columns: region, YJS, year (the one it ends in), number, and a column for each indicator."""
    head = [_plain(cell) for cell in rows[start]]
    patterns = {
        **_COMMON,
        **{column.shown: column.pattern for column in layout.columns},
        layout.number: layout.number_pattern,
    }
    at: dict[str, int] = {}
    for shown, pattern in patterns.items():
        places = [i for i, name in enumerate(head) if re.fullmatch(pattern, name)]
        if len(places) != 1:
            problem = f"has {'no column' if not places else 'several columns'} {shown}"
            raise StatisticsColumnError(file=path.name, problem=problem)
        at[shown] = places[0]
    body = [
        (number, row)
        for number, row in enumerate(rows[start + 1 :], start=start + 2)
        if row[at[_SERVICE]] or row[at[_YEARS]]
    ]
    if not body:
        raise StatisticsColumnError(file=path.name, problem="has no figures under its column names")
    raw = pd.DataFrame(
        {shown: [_NOTE.sub("", row[i]).strip() for _, row in body] for shown, i in at.items()},
        index=[number for number, _ in body],
        dtype="str",
    )
    readers: dict[str, tuple[str, Callable[[str], object]]] = {
        "region": (_REGION, lambda text: WALES if text.casefold() == "wales" else region_name(text)),
        "year": (_YEARS, _year),
        "number": (layout.number, _count),
        _SERVICE: (_SERVICE, lambda text: text or None),
        **{column.indicator_id: (column.shown, column.value) for column in layout.columns},
    }
    cells = pd.DataFrame({_NATION: raw[_NATION]})
    for name, (shown, reader) in readers.items():
        known = {text: reader(text) for text in raw[shown].unique()}
        wrong = next((text for text, value in known.items() if value is None), None)
        if wrong is not None:
            line = int(raw.index[raw[shown] == wrong][0])
            problem = f"has “{shown_cell(wrong, limit=40)}” in the column {shown} (row {line}), which we do not know"
            raise StatisticsColumnError(file=path.name, problem=problem)
        cells[name] = raw[shown].map(known)
    return cells.reset_index(drop=True)


def _year(text: str) -> int | None:
    """The year in which a financial year ends."""
    found = _YEAR.fullmatch(text)
    end = int(found[1]) + 1 if found else 0
    return end if found and int(found[2]) == end % 100 else None


def _count(text: str) -> int | None:
    return int(text.replace(",", "")) if _COUNT.fullmatch(text) else None


def _names(cells: pd.DataFrame, service_name: NameOfService) -> tuple[dict[str, str], list[Finding]]:
    """Published name → the name that we know the service by, or the published one; and who is not known."""
    published = sorted(cells[_SERVICE].unique())
    names: dict[str, str] = {}
    unknown = []
    for name in published:
        ours = service_name(name) or service_name(_OTHER_NAMES.get(_words(name), name))
        names[name] = ours or name
        if ours is None:
            unknown.append(name)
    findings = []
    if unknown:
        more = f" and {len(unknown) - _MOST_NAMED} more" if len(unknown) > _MOST_NAMED else ""
        message = (
            f"We do not have {'these services' if len(unknown) > 1 else 'this service'}: "
            f"{'; '.join(unknown[:_MOST_NAMED])}{more}. Their figures count towards their region and England and "
            "Wales, and are shown once there is a service of that name."
        )
        findings.append(Finding("warning", "unknown_service", f"{len(unknown)} names", message))
    for ours in sorted(set(names.values())):
        spellings = [name for name in published if names[name] == ours and _words(name) != _words(ours)]
        together = [name for name in published if names[name] == ours]
        if len(together) > 1:
            listed = " and ".join(f"“{name}”" for name in together)
            message = f"The table names {ours} in several ways: {listed}."
            findings.append(Finding("note", "several_names", ours, message))
        elif spellings:
            message = f"We take “{spellings[0]}” for {ours}."
            findings.append(Finding("note", "other_name", ours, message))
    return names, findings


def _words(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold().replace("&", " and ")))


def _strays(cells: pd.DataFrame) -> list[Finding]:
    """Rows whose nation is not that of their region: the region is believed."""
    nation = cells["region"].map(lambda region: WALES if region == WALES else "England")
    stray = cells[(cells[_NATION] != nation)]
    found = []
    for text, rows in stray.groupby(_NATION):
        shown = shown_cell(str(text), limit=40)
        message = (
            f"{len(rows):,} {'row has' if len(rows) == 1 else 'rows have'} “{shown}” in the column {_NATION} where the "
            f"region is {', '.join(sorted(rows['region'].unique()))}. We go by the region."
        )
        found.append(Finding("note", "stray_nation", f"{_NATION}: “{shown}”", message))
    return found


def _summary(cells: pd.DataFrame, layout: _Layout, names: Mapping[str, str]) -> Finding:
    first, last = (f"{year - 1}/{year % 100:02}" for year in (min(cells["year"]), max(cells["year"])))
    years = first if first == last else f"{first} to {last}"
    message = (
        f"{len(set(names.values())):,} services, {years}, from {len(cells):,} rows of the published table."
    )
    return Finding("note", "read", layout.title, message)


def _rows(cells: pd.DataFrame, layout: _Layout) -> pd.DataFrame:
    """Observations of every area, year and part. Columns: those of the table that are filled."""
    found = []
    for area_type, areas in (
        ("service", cells["area"]),
        ("region", cells["region"]),
        ("nation", pd.Series(ENGLAND_AND_WALES, index=cells.index)),
    ):
        placed = cells.assign(place=areas)
        totals = placed.groupby(["place", "year"])["number"].sum().rename("base")
        if layout.total:
            found.append(_part_rows(placed.assign(part=""), totals, layout.total, area_type))
        for column in layout.columns:
            parts = placed.assign(part=placed[column.indicator_id])
            found.append(_part_rows(parts, totals, column.indicator_id, area_type))
    return pd.concat(found, ignore_index=True)


def _part_rows(cells: pd.DataFrame, totals: pd.Series, indicator_id: str, area_type: str) -> pd.DataFrame:
    grouped = cells.groupby(["place", "year", "part"])["number"]
    table = grouped.agg(number="sum", rows="size").reset_index()
    table = table[table["number"] > 0].join(totals, on=["place", "year"])
    # A number that stands in one row is repeated as published; one of several rows is worked out.
    derived = (table["rows"] > 1) | (area_type != "service")
    # Sentences and offences are no children, and each type of them is published as it is.
    of_children = indicator_id in (CHILDREN, AGE, SEX, ETHNICITY)
    small = table["number"].map(stats.is_small_count) & derived & of_children
    small_base = table["base"].map(stats.is_small_count) & of_children
    hidden = small | _giving_away(table, small) | small_base
    ends = table["year"].map(str)
    return pd.DataFrame(
        {
            "area": table["place"],
            "area_type": area_type,
            "indicator_id": indicator_id,
            "breakdown": table["part"],
            "period": "year ending March " + ends,
            "period_end": ends + "-03-31",
            "value": table["number"].map(str).where(~hidden, ""),
            "base": table["base"].map(str).where(~small_base & (table["part"] != ""), ""),
            "status": hidden.map({True: "c", False: ""}),
            "note": _notes(hidden, derived, area_type),
        }
    )


def _notes(hidden: pd.Series, derived: pd.Series, area_type: str) -> list[str]:
    summed = OUR_SUM if area_type != "service" else ADDED_UP
    return [SMALL if h else summed if d else "" for h, d in zip(hidden, derived, strict=True)]


def _giving_away(table: pd.DataFrame, small: pd.Series) -> pd.Series:
    """The next smallest part wherever one suppressed part alone could be told from the others and the whole."""
    alone = small.groupby([table["place"], table["year"]]).transform("sum") == 1
    others = table[alone & ~small & ~table["number"].map(stats.is_small_count)]
    chosen = others.sort_values("number", kind="stable").drop_duplicates(["place", "year"]).index
    return pd.Series(table.index.isin(chosen), index=table.index)


def _indicator(entry: Mapping[str, str]) -> dict[str, str]:
    blank = dict.fromkeys(TABLES["indicators"].column_names, "")
    topic = _TOPICS.get(entry["indicator_id"], "caseload")
    polarity = "lower_is_better" if entry["indicator_id"] == CHILDREN else "neutral"
    return {**blank, "polarity": polarity, "topic": topic, **entry}


def _source(end: int) -> dict[str, str]:
    """The edition that these tables are of: that of the last year in them."""
    return {
        "source_id": f"youth-justice-statistics-{end - 1}-{end % 100:02}",
        "title": f"Youth Justice Statistics {end - 1} to {end}: local level open data tables",
        "publisher": "Youth Justice Board and Ministry of Justice",
        "published": str(end + 1),
        "licence": "Open Government Licence v3.0",
        "url": f"https://www.gov.uk/government/statistics/youth-justice-statistics-{end - 1}-to-{end}",
        "page_numbers": "",
    }
