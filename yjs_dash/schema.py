"""One schema per table. Columns are documented here once; the data dictionary is generated from them.

A table arrives as text, so that a wrong value can be named as it was written; pandera checks every column of
every table and reports all failures at once. `coerce_types` then turns text into numbers, booleans and missing values.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd
import pandera.pandas as pa

from yjs_dash.errors import ValidationIssue
from yjs_dash.framework import RATINGS, Framework
from yjs_dash.stats.counts import possible_counts

SEPARATOR = "; "
STATUSES: dict[str, str] = {
    "": "published",
    "c": "suppressed, to protect small numbers",
    "e": "estimated",
    "u": "unreliable",
    "x": "not published or not available",
    "z": "not applicable",
}
STATUSES_WITHOUT_VALUE: frozenset[str] = frozenset({"c", "x", "z"})
POLARITIES: tuple[str, ...] = ("higher_is_better", "lower_is_better", "neutral")
AREA_TYPES: tuple[str, ...] = ("service", "local_authority", "region", "nation")
KINDS: dict[str, str] = {
    "single": "single inspection",
    "joint": "joint inspection",
    "full": "full inspection",
    "children_and_victims": "work with children and victims",
}
PAGE_NUMBERS: dict[str, str] = {
    "page": "the page on which the figure stands, as printed; in a file that prints no page numbers, counted from its "
    "first page",
    "section_start": "the page on which the section with the figure starts, as the contents list gives it: the "
    "document was read in a form without pages, and the figure stands on that page or on a later one",
}
"""What the page of a row says of where its figure stands, by the form in which the document was read."""

PARTIAL_DATE = r"\d{4}(/\d{2}|-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"

Expectation = Callable[[pd.Series], pd.Series]


@dataclass(frozen=True)
class Column:
    """One column: what it holds, its unit, and what a cell may say."""

    name: str
    description: str
    kind: str = "text"
    required: bool = True
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    pattern: str | None = None
    unit: str = ""
    references: str = ""

    @property
    def expected(self) -> str:
        """What a cell must be, in words."""
        words = {
            "text": "text",
            "integer": "a whole number",
            "number": "a number",
            "boolean": "true or false",
            "date": "a date as YYYY-MM-DD",
            "partial_date": "a date as YYYY, YYYY-MM, YYYY-MM-DD or YYYY/YY",
        }[self.kind]
        if self.choices:
            words = "one of " + ", ".join(f"“{c}”" if c else "nothing" for c in self.choices)
        elif self.pattern:
            words = f"text of the form {self.pattern}"
        if self.low is not None and self.high is not None:
            words += f" from {self.low:g} to {self.high:g}"
        elif self.low is not None:
            words += f" of {self.low:g} or more"
        return words if self.required else f"{words}, or nothing"

    def accepts(self, cells: pd.Series) -> pd.Series:
        """Which cells (text) are as expected; same index, booleans."""
        # Most columns hold the same few texts again and again: each is looked at once.
        places, texts = pd.factorize(cells)
        return pd.Series(self._accepts(pd.Series(texts)).to_numpy(dtype=bool)[places], index=cells.index)

    def _accepts(self, cells: pd.Series) -> pd.Series:
        empty = cells == ""
        good = _KIND_TESTS[self.kind](cells)
        if self.choices:
            return cells.isin(self.choices) | (empty & (not self.required))
        if self.pattern:
            good &= cells.str.fullmatch(self.pattern)
        if self.low is not None or self.high is not None:
            numbers = pd.to_numeric(cells.where(good & ~empty), errors="coerce")
            good &= numbers.between(
                self.low if self.low is not None else float("-inf"),
                self.high if self.high is not None else float("inf"),
            )
        return good.where(~empty, not self.required)


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its key, its columns."""

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> list[str]:
        return [c.name for c in self.columns]

    def column(self, name: str) -> Column:
        return next(c for c in self.columns if c.name == name)


def _is_real_date(cells: pd.Series) -> pd.Series:
    shaped = cells.str.fullmatch(r"\d{4}-\d{2}-\d{2}")
    return shaped & pd.to_datetime(cells.where(shaped), format="%Y-%m-%d", errors="coerce").notna()


def _is_partial_date(cells: pd.Series) -> pd.Series:
    whole_day = cells.str.len() == 10
    return cells.str.fullmatch(PARTIAL_DATE) & (~whole_day | _is_real_date(cells))


_NUMBER = r"-?\d{1,15}(\.\d{1,9})?"
_KIND_TESTS: dict[str, Expectation] = {
    "text": lambda cells: (
        ~cells.str.contains(r"[\x00-\x08\x0b-\x1f]", regex=True) & (cells == cells.str.strip())
    ),
    "integer": lambda cells: cells.str.fullmatch(r"-?\d{1,15}"),
    "number": lambda cells: cells.str.fullmatch(_NUMBER),
    "boolean": lambda cells: cells.isin(["true", "false"]),
    "date": _is_real_date,
    "partial_date": _is_partial_date,
}


def _source(*, required: bool = True) -> Column:
    return Column(
        "source_id",
        "Where the row was published: ids of sources, the most direct first, separated by a semicolon",
        required=required,
        references="sources.source_id",
    )


_PAGE = Column(
    "page",
    "Page of the row's first source. The source's `page_numbers` says whether the figure stands on it, or only in the "
    "section that starts on it",
    "integer",
    required=False,
    low=1,
    high=999,
)
_INSPECTION = Column("inspection_id", "The inspection", references="inspections.inspection_id")
_STANDARD = Column("standard_id", "The standard, as the framework numbers it")
_DIMENSION = Column(
    "dimension",
    "What the question asks about: desistance, safety of the child, safety of other people",
    choices=("desistance", "child_safety", "others_safety"),
)
_PERCENT = Column(
    "percent", "Share of inspected cases judged sufficient, as printed", "integer", low=0, high=100, unit="%"
)
_CONFIDENCE = Column(
    "confidence",
    "How sure the figure is: high, medium (one secondary source) or low; a remark may follow",
    pattern=r"(high|medium|low|derived)\b.*",
)
_NOTE = Column("note", "What a reader has to know about the row", required=False)
_SLUG = r"[a-z0-9]+([-_][a-z0-9]+)*"


def _cases(name: str, what: str) -> Column:
    return Column(
        name, f"{what} that were inspected", "integer", required=False, low=0, high=999, unit="cases"
    )


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "services",
            "a youth justice service",
            ("service_id",),
            (
                Column("service_id", "Short name of the service in addresses and tables", pattern=_SLUG),
                Column("name", "Name of the service"),
                Column("country", "Country", choices=("England", "Wales", "Not known")),
                Column("region", "Region of England, or Wales"),
                Column("local_authorities", "Local authorities it covers, separated by a semicolon"),
                Column("aliases", "Other names, separated by a semicolon", required=False),
            ),
        ),
        Table(
            "inspections",
            "one published inspection",
            ("inspection_id",),
            (
                Column(
                    "inspection_id", "The service and when the report was published", pattern=_SLUG.replace("-_", "-_/")
                ),
                Column("service_id", "The service", references="services.service_id"),
                Column("framework_id", "The framework it was rated under", required=False),
                Column("kind", "Kind of inspection", choices=tuple(KINDS)),
                Column("published", "When the report was published, as far as known", "partial_date", required=False),
                Column(
                    "published_online",
                    "Date of the inspectorate's web page, where it differs from the report's own month",
                    "date",
                    required=False,
                ),
                Column("fieldwork", "Fieldwork as the source tells it", required=False),
                Column("fieldwork_started", "When fieldwork started", "partial_date", required=False),
                Column("score", "Published total score", "integer", required=False, low=0, high=999, unit="points"),
                Column("score_max", "Highest possible score", "integer", required=False, low=1, high=99, unit="points"),
                Column("overall_rating", "Published overall rating", choices=RATINGS),
                _cases("court_cases", "Court disposals"),
                _cases("out_of_court_cases", "Out-of-court disposals"),
                _cases("resettlement_cases", "Resettlement cases"),
                Column(
                    "court_sample_confidence",
                    "Confidence level, as printed, that the size of the report's sample of court disposals was set for",
                    "integer", required=False, low=1, high=99, unit="%",
                ),
                Column(
                    "court_sample_margin",
                    "Margin of error, as printed, that the size of the report's sample of court disposals was set for",
                    "integer", required=False, low=1, high=50,
                ),
                _source(),
                _PAGE,
                _CONFIDENCE,
                _NOTE,
            ),
        ),
        Table(
            "ratings",
            "one standard's published rating; a standard that is not rated has no row",
            ("inspection_id", "standard_id"),
            (
                _INSPECTION,
                _STANDARD,
                Column("rating", "The rating", choices=RATINGS),
                Column(
                    "basis",
                    "stated: read in a published source; derived: the only list that fits published counts and score",
                    choices=("stated", "derived"),
                ),
                Column("discretion", "Whether the report says that discretion changed the rating", "boolean"),
                Column(
                    "discretion_from",
                    "The rating before discretion changed it, where the report says it",
                    required=False,
                    choices=RATINGS,
                ),
                _source(),
                _PAGE,
            ),
        ),
        Table(
            "key_questions",
            "one percentage that drives the rating of a standard",
            ("inspection_id", "standard_id", "dimension"),
            (_INSPECTION, _STANDARD, _DIMENSION, _PERCENT, _source(), _PAGE),
        ),
        Table(
            "case_questions",
            "one percentage of the annexe, as far as the figures show a share of the whole sample: a case that the "
            "prompt did not apply to counts as not sufficient",
            ("inspection_id", "standard_id", "dimension", "position"),
            (
                _INSPECTION,
                _STANDARD,
                _DIMENSION,
                Column("position", "Place of the prompt in its list, from 1", "integer", low=1, high=99),
                Column("letter", "Letter as printed; one report prints a letter twice", pattern=r"[a-z]"),
                _PERCENT,
                _source(),
                _PAGE,
            ),
        ),
        Table(
            "prompt_cases",
            "what a report's text says of an annexe prompt that did not apply to every inspected case",
            ("inspection_id", "standard_id", "dimension", "position"),
            (
                _INSPECTION,
                _STANDARD,
                _DIMENSION,
                Column("position", "Place of the prompt in its list, from 1", "integer", low=1, high=99),
                Column(
                    "sufficient", "Cases judged sufficient, among those the prompt applied to", "integer",
                    low=0, high=999, unit="cases",
                ),
                Column("cases", "Cases that the prompt applied to", "integer", low=1, high=999, unit="cases"),
                _source(),
                _PAGE,
            ),
        ),
        Table(
            "recommendations",
            "one recommendation",
            ("inspection_id", "number"),
            (
                _INSPECTION,
                Column("number", "Number as printed", "integer", low=1, high=99),
                Column("addressed_to", "Who has to act"),
                Column("theme", "What it is about, in this project's words"),
                _source(),
                _PAGE,
            ),
        ),
        Table(
            "finding_counts",
            "how many strengths or areas for improvement a report lists under a standard or a domain",
            ("inspection_id", "standard_id", "kind"),
            (
                _INSPECTION,
                Column("standard_id", "The standard, or the domain where the report lists findings by domain"),
                Column("kind", "Strength or area for improvement", choices=("strength", "area_for_improvement")),
                Column("count", "How many the report lists", "integer", low=0, high=99, unit="findings"),
                _source(),
                _PAGE,
            ),
        ),
        Table(
            "observations",
            "one contextual figure, as printed",
            ("area", "area_type", "indicator_id", "breakdown", "period", "source_id"),
            (
                Column("area", "Area the figure is of"),
                Column("area_type", "What kind of area", choices=AREA_TYPES),
                Column("indicator_id", "What is measured", references="indicators.indicator_id"),
                Column("breakdown", "Part of the indicator, such as an age group", required=False),
                Column("period", "Period as published"),
                Column("period_end", "Last day of the period, where it is known", "date", required=False),
                Column("value", "The figure, in the unit of its indicator", "number", required=False),
                Column("base", "The number that a count is out of", "number", required=False, low=0),
                Column("status", "Shorthand: " + ", ".join(f"{k or 'empty'} {v}" for k, v in STATUSES.items()),
                       required=False, choices=tuple(STATUSES)),
                Column("inspection_id", "The inspection whose report printed it", required=False,
                       references="inspections.inspection_id"),
                _source(),
                _PAGE,
                Column("section", "Where in the document", required=False),
                _CONFIDENCE,
                _NOTE,
            ),
        ),
        Table(
            "indicators",
            "what an indicator measures",
            ("indicator_id",),
            (
                Column("indicator_id", "Short name of the indicator", pattern=_SLUG),
                Column("name", "Name as charts show it"),
                Column("unit", "Unit of its values"),
                Column("polarity", "Which direction is good; never guessed", choices=POLARITIES),
                Column("topic", "Subject it belongs to", pattern=_SLUG),
                Column(
                    "whole",
                    "What its breakdowns add up to: 100, or another indicator, or a breakdown of it in brackets",
                    required=False,
                ),
                Column("comparator_id", "Indicator that holds the population it is compared with", required=False,
                       references="indicators.indicator_id"),
                Column("definition", "What is counted, in this project's words"),
            ),
        ),
        Table(
            "sources",
            "one document",
            ("source_id",),
            (
                Column("source_id", "Short name of the document", pattern=_SLUG),
                Column("title", "Title"),
                Column("publisher", "Who published it"),
                Column("published", "When it was published, as exactly as known", "partial_date", required=False),
                Column("licence", "Licence of its text; figures and names are facts"),
                Column("url", "Address, where there is one", required=False, pattern=r"https?://\S+"),
                Column(
                    "page_numbers",
                    "What the page of a row that was read in it means: "
                    + "; ".join(f"{key}: {words}" for key, words in PAGE_NUMBERS.items())
                    + ". Nothing where no page is given or where it is not known which of the two it is",
                    required=False,
                    choices=tuple(PAGE_NUMBERS),
                ),
            ),
        ),
        Table(
            "corrections",
            "one declared correction of a published value; applied on load, refused once the value has changed",
            ("correction_id",),
            (
                Column("correction_id", "Short name of the correction", pattern=_SLUG),
                Column("table", "Table it corrects"),
                Column("row_key", "Which row, as column=value pairs separated by a semicolon"),
                Column("column", "Column it corrects"),
                Column("printed_value", "What was printed"),
                Column("corrected_value", "What it has to be"),
                Column("reason", "Why"),
                _source(),
                _PAGE,
            ),
        ),
    )
}  # fmt: skip


NEIGHBOURS = Table(
    "neighbours",
    "one statistical neighbour of an authority in England; there only once its publisher's file was imported",
    ("area", "rank"),
    (
        Column("area", "The authority"),
        Column("neighbour", "Its neighbour"),
        Column("rank", "1 is the nearest", "integer", low=1, high=10),
        Column("closeness", "How close it is, as published", required=False),
        _source(),
    ),
)
AREAS = Table(
    "areas",
    "a local authority and the region it lies in; there only once its publisher's file was imported",
    ("area",),
    (
        Column("area", "The authority"),
        Column("region", "Region of England"),
        Column("country", "Country", choices=("England",)),
        _source(),
    ),
)
IMPORTED_TABLES: dict[str, Table] = {table.name: table for table in (NEIGHBOURS, AREAS)}
"""Tables that stand beside `TABLES` once a file that has them was imported."""


@cache
def _pandera_schema(table_name: str) -> pa.DataFrameSchema:
    table = TABLES[table_name]
    return pa.DataFrameSchema(
        {
            # Neither a type nor missing values are looked for: every cell is text, as `column_faults` says.
            column.name: pa.Column(
                checks=pa.Check(column.accepts, error=column.expected, name=column.name), nullable=True
            )
            for column in table.columns
        },
        strict=True,
        ordered=True,
        name=table.name,
    )


def column_faults(table_name: str, cells: pd.DataFrame) -> list[ValidationIssue]:
    """Faults of single cells and of the key, all at once.

    `cells` holds text in every column (missing: empty text), one line of the file a row, index from 0.
    """
    table = TABLES[table_name]
    missing = [name for name in table.column_names if name not in cells.columns]
    extra = [name for name in cells.columns if name not in table.column_names]
    if missing or extra:
        absent = [
            ValidationIssue(table_name, None, name, "", "this column, which is missing") for name in missing
        ]
        surplus = [
            ValidationIssue(table_name, None, str(name), "", "no column of this name") for name in extra
        ]
        return absent + surplus
    faults: list[ValidationIssue] = []
    try:
        _pandera_schema(table_name).validate(cells[table.column_names], lazy=True)
    except pa.errors.SchemaErrors as errors:
        faults += [
            ValidationIssue(
                table=table_name,
                row=None if pd.isna(case["index"]) else int(case["index"]) + 2,
                column=str(case["column"]),
                value=_shortened(str(case["failure_case"])),
                expected=table.column(str(case["column"])).expected,
            )
            for case in errors.failure_cases.to_dict("records")
        ]
    repeated = cells.duplicated(list(table.key), keep="first")
    for index in cells.index[repeated]:
        key = ", ".join(str(cells.at[index, name]) for name in table.key)
        faults.append(
            ValidationIssue(
                table_name, int(index) + 2, " + ".join(table.key), _shortened(key), "a key that stands once"
            )
        )
    return faults


def reference_faults(
    tables: Mapping[str, pd.DataFrame], frameworks: Mapping[str, Framework], *, today: dt.date
) -> list[ValidationIssue]:
    """Faults between tables (text cells): dangling ids, standards a framework does not rate, dates in the future."""
    faults: list[ValidationIssue] = []
    for table in TABLES.values():
        cells = tables[table.name]
        for column in table.columns:
            if column.references:
                faults += _dangling(table.name, column, cells, tables)
            if column.kind in ("date", "partial_date"):
                faults += _in_the_future(table.name, column, cells, today)
    faults += _unknown_frameworks(tables["inspections"], frameworks)
    faults += _scores_beyond(tables["inspections"], frameworks)
    for name in ("ratings", "key_questions", "case_questions", "prompt_cases", "finding_counts"):
        faults += _unknown_standards(name, tables[name], tables["inspections"], frameworks)
    faults += _discretion_from(tables["ratings"])
    faults += _prompt_cases(tables, frameworks)
    faults += _valueless(tables["observations"])
    return faults


def coerce_types(table_name: str, cells: pd.DataFrame) -> pd.DataFrame:
    """Text cells as typed columns: integers Int64, numbers float64, booleans bool, text str with NaN for missing."""
    frame = {}
    for column in TABLES[table_name].columns:
        text = cells[column.name]
        if column.kind == "integer":
            frame[column.name] = pd.to_numeric(text.where(text != ""), errors="coerce").astype("Int64")
        elif column.kind == "number":
            frame[column.name] = pd.to_numeric(text.where(text != ""), errors="coerce").astype("float64")
        elif column.kind == "boolean":
            frame[column.name] = (text == "true").astype(bool)
        elif column.required or column.name in ("breakdown", "status"):
            frame[column.name] = text
        else:
            frame[column.name] = text.where(text != "")
    return pd.DataFrame(frame, index=cells.index)


def place_words(*, page: int | None, page_numbers: str) -> str:
    """Where in a document a figure stands, in words that follow its title; empty without a page.

    `page_numbers`: as in PAGE_NUMBERS, or nothing where it is not known what the page is. No other place words a
    page, so that none is called the page of a figure that may stand further on.
    """
    if page is None:
        return ""
    if page_numbers == "section_start":
        return f"in the section that starts on page {page}"
    return f"page {page}" if page_numbers == "page" else f"page {page} or after"


def earliest_day(partial: str) -> dt.date:
    """First day that a partial date (YYYY, YYYY-MM, YYYY-MM-DD, YYYY/YY) can mean."""
    year = int(partial[:4])
    if "/" in partial:
        return dt.date(year, 4, 1)
    parts = [int(p) for p in partial.split("-")]
    return dt.date(year, parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def latest_day(partial: str) -> dt.date:
    """Last day that a partial date (YYYY, YYYY-MM, YYYY-MM-DD, YYYY/YY) can mean."""
    first = earliest_day(partial)
    if "/" in partial:
        return dt.date(first.year + 1, 3, 31)
    if len(partial) == 4:
        return dt.date(first.year, 12, 31)
    return first if len(partial) == 10 else first.replace(day=monthrange(first.year, first.month)[1])


def _shortened(text: str, *, limit: int = 80) -> str:
    printable = re.sub(r"[\x00-\x1f]", "�", text)
    return printable if len(printable) <= limit else printable[: limit - 1] + "…"


def _dangling(
    table_name: str, column: Column, cells: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> list[ValidationIssue]:
    other, _, other_column = column.references.partition(".")
    known = set(tables[other][other_column])
    parts = {text: [part.strip() for part in text.split(";")] for text in cells[column.name].unique()}
    dangling = {text: [part for part in found if part and part not in known] for text, found in parts.items()}
    dangling = {text: found for text, found in dangling.items() if found}
    wrong = (
        cells[column.name][cells[column.name].isin(list(dangling))] if dangling else pd.Series(dtype="str")
    )
    return [
        ValidationIssue(
            table_name, int(str(index)) + 2, column.name, _shortened(value), f"an id that stands in {other}"
        )
        for index, text in wrong.items()
        for value in dangling[text]
    ]


def _in_the_future(
    table_name: str, column: Column, cells: pd.DataFrame, today: dt.date
) -> list[ValidationIssue]:
    dates = pd.Series(cells[column.name].unique(), dtype="str")
    dates = dates[(dates != "") & _KIND_TESTS[column.kind](dates)]
    late = [text for text in dates if earliest_day(text) > today]
    wrong = cells[column.name][cells[column.name].isin(late)]
    return [
        ValidationIssue(
            table_name, int(index) + 2, column.name, str(value), "a date that is not in the future"
        )
        for index, value in wrong.items()
    ]


def _unknown_frameworks(
    inspections: pd.DataFrame, frameworks: Mapping[str, Framework]
) -> list[ValidationIssue]:
    faults = []
    named = zip(inspections.index, inspections["framework_id"], inspections["kind"], strict=True)
    for index, framework_id, kind in named:
        framework = frameworks.get(framework_id)
        if framework_id and framework is None:
            expected = f"one of {', '.join(frameworks)}"
            faults.append(
                ValidationIssue(
                    "inspections",
                    int(str(index)) + 2,
                    "framework_id",
                    _shortened(framework_id),
                    expected,
                )
            )
        elif framework is not None and kind in KINDS and kind not in framework.kinds:
            expected = f"a kind of {framework.id}: {', '.join(framework.kinds)}"
            faults.append(ValidationIssue("inspections", int(str(index)) + 2, "kind", kind, expected))
    return faults


def _scores_beyond(inspections: pd.DataFrame, frameworks: Mapping[str, Framework]) -> list[ValidationIssue]:
    faults = []
    named = zip(inspections.index, inspections["framework_id"], inspections["score"], strict=True)
    for index, framework_id, score in named:
        framework = frameworks.get(framework_id)
        most = framework.score_max if framework is not None else None
        if most is not None and score.isdigit() and int(score) > most:
            expected = f"a whole number from 0 to {most}, or nothing"
            faults.append(ValidationIssue("inspections", int(str(index)) + 2, "score", score, expected))
    return faults


def _unknown_standards(
    table_name: str, cells: pd.DataFrame, inspections: pd.DataFrame, frameworks: Mapping[str, Framework]
) -> list[ValidationIssue]:
    framework_of = dict(zip(inspections["inspection_id"], inspections["framework_id"], strict=True))
    pairs = cells[["inspection_id", "standard_id"]].drop_duplicates()
    wrong: set[tuple[str, str]] = set()
    for inspection_id, standard_id in pairs.itertuples(index=False):
        framework = frameworks.get(framework_of.get(inspection_id, ""))
        if framework is None:
            continue
        known = set(framework.standards)
        if table_name == "finding_counts":
            known |= {domain.id for domain in framework.domains}
        if standard_id not in known:
            wrong.add((inspection_id, standard_id))
    if not wrong:
        return []
    keys = zip(cells.index, cells["inspection_id"], cells["standard_id"], strict=True)
    return [
        ValidationIssue(
            table_name, int(index) + 2, "standard_id", _shortened(s), f"a standard of {framework_of[i]}"
        )
        for index, i, s in keys
        if (i, s) in wrong
    ]


def _discretion_from(ratings: pd.DataFrame) -> list[ValidationIssue]:
    faults = []
    for index in ratings.index[ratings["discretion_from"] != ""]:
        before = str(ratings.at[index, "discretion_from"])
        if ratings.at[index, "discretion"] != "true":
            expected = "nothing where discretion did not change the rating"
        elif before == ratings.at[index, "rating"]:
            expected = "another rating than the published one"
        else:
            continue
        faults.append(
            ValidationIssue("ratings", int(index) + 2, "discretion_from", _shortened(before), expected)
        )
    return faults


def _prompt_cases(
    tables: Mapping[str, pd.DataFrame], frameworks: Mapping[str, Framework]
) -> Iterator[ValidationIssue]:
    """Counts that contradict themselves, the annexe's percentage or the sample."""
    rows = tables["prompt_cases"]
    if rows.empty:
        return
    key = list(TABLES["prompt_cases"].key)
    asked = tables["case_questions"]
    percents = dict(zip(asked[key].itertuples(index=False, name=None), asked["percent"], strict=True))
    inspections = {row["inspection_id"]: row for row in tables["inspections"].to_dict("records")}
    for index, row in zip(rows.index, rows.to_dict("records"), strict=True):
        line, sufficient, cases = int(str(index)) + 2, int(row["sufficient"]), int(row["cases"])
        percent = percents.get(tuple(row[column] for column in key))
        if sufficient > cases:
            yield ValidationIssue(
                "prompt_cases", line, "sufficient", row["sufficient"], f"at most the {cases} cases"
            )
        if percent is None:
            yield ValidationIssue(
                "prompt_cases", line, "position", row["position"], "a prompt that stands in case_questions"
            )
            continue
        inspection = inspections.get(row["inspection_id"], {})
        framework = frameworks.get(str(inspection.get("framework_id", "")))
        known = framework is not None and row["standard_id"] in framework.standards
        sample = framework.sample_of(row["standard_id"]) if framework is not None and known else None
        whole = str(inspection.get(f"{sample}_cases", ""))
        if not whole.isdigit():
            continue
        if cases > int(whole):
            yield ValidationIssue(
                "prompt_cases", line, "cases", row["cases"], f"at most the {whole} cases inspected"
            )
        fitting = possible_counts(percent=int(percent), n=int(whole)) if int(whole) else []
        if fitting and sufficient not in fitting:
            expected = f"a count that gives the annexe's {percent} per cent of {whole} cases"
            yield ValidationIssue("prompt_cases", line, "sufficient", row["sufficient"], expected)


def _valueless(observations: pd.DataFrame) -> list[ValidationIssue]:
    empty = observations["value"] == ""
    needs = observations["status"].isin(STATUSES_WITHOUT_VALUE)
    faults = []
    for index in observations.index[empty & ~needs]:
        faults.append(
            ValidationIssue("observations", int(index) + 2, "value", "", "a number, or a status of c, x or z")
        )
    for index in observations.index[~empty & needs]:
        status = str(observations.at[index, "status"])
        faults.append(
            ValidationIssue("observations", int(index) + 2, "status", status, "no such status beside a value")
        )
    return faults
