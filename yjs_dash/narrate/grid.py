"""What the grid of standards says: where the services differ most, or where one stands highest and lowest."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from yjs_dash.compare import Catalogue, Cell, GridRow, Selection, citation
from yjs_dash.framework import RATINGS
from yjs_dash.narrate.cards import SAMPLES
from yjs_dash.narrate.numbers import joined, month_words, times
from yjs_dash.narrate.template import template

MOST_NAMED = 3
_SHORT_NAMES: dict[str, str] = {
    "Governance and leadership": "governance",
    "Partnerships and services": "partnerships",
    "Implementation and delivery": "delivery",
    "Out-of-court disposal policy and provision": "out-of-court policy",
    "Resettlement policy and provision": "resettlement policy",
}

NO_SERVICE = template("grid.no_service", "Choose a service to see its standards")
FRAMEWORKS = template("grid.frameworks", "Rated under different frameworks: read each column by itself")
ALL_ONE = template(
    "grid.all_one", "Every standard rated for {service}{date} was {rating}",
    service="Cardiff", date=" in July 2020", rating="Inadequate",
)  # fmt: skip
RANGE = template(
    "grid.range", "The ratings of {service}{date} ran from {low} to {high}, {side} in {standards}",
    service="Sutton", date="", low="Requires improvement", high="Outstanding", side="highest", standards="staff",
)  # fmt: skip
SAME = template("grid.same", "They were rated the same in every standard")
SAME_WHERE_RATED = template(
    "grid.same_where_rated",
    "They were rated the same in every standard that was rated for {services}",
    services="both",
)
WIDEST = template(
    "grid.widest", "They differed most in {standards}: {levels} apart",
    standards="staff, court delivery and court reviewing", levels="two levels",
)  # fmt: skip
ALT = template(
    "grid.alt", "Grid of {standards} by {services}. {headline}.",
    standards="13 standards", services="two services", headline="They were rated the same in every standard",
)  # fmt: skip
COUNTED = template(
    "grid.counted",
    "{service}: {ratings}.",
    service="Suffolk",
    ratings="2 Good, 7 Requires improvement, 4 Inadequate",
)
APART_ROW = template(
    "grid.apart_row", "{standard}: {ratings}.",
    standard="1.2 Staff", ratings="Suffolk Requires improvement, Sutton Outstanding",
)  # fmt: skip
NOT_RATED = template("grid.not_rated", "Not rated")
NO_STANDARD = template("grid.no_standard", "Not a standard of the {framework}", framework="2021 framework")
RAISED = template(
    "grid.raised", "raised from {rating} by professional discretion", rating="Requires improvement"
)
LOWERED = template("grid.lowered", "lowered from {rating} by professional discretion", rating="Good")
CHANGED = template("grid.changed", "changed by professional discretion")
MAY_BE_CHANGED = template("grid.may_be_changed", "may have been changed by professional discretion")
WORKED_OUT = template("grid.worked_out", "[e]")
CELL = template(
    "grid.cell", "{service}, {standard}: {rating}{marks}. See the evidence.",
    service="Sutton", standard="1.2 Staff", rating="Outstanding", marks="",
)  # fmt: skip
LEVELS = template("grid.levels", "{levels} apart", levels="two levels")
SAME_LEVEL = template("grid.same_level", "same")
POINTS = template("grid.points", "{points} of {out_of} points", points=5, out_of=12)
HOW_TO_READ = template(
    "grid.how_to_read",
    "Select a rating to see the evidence behind it. [e] means we worked it out: it is the only set of ratings that "
    "matches the published totals.",
)
TABLE_NAME = template("grid.table_name", "Ratings by standard and service")
CAPTION = template("grid.caption", "Ratings of each standard by service")
DOMAIN_CAPTION = template("grid.domain_caption", "Ratings in {domain}", domain="2 Court disposals")
IS_OPEN = template("grid.is_open", "{standard} is open.", standard="2.2 Planning")


def grid_headline(rows: Sequence[GridRow], selection: Selection) -> str:
    """Where the chosen services differed most; for one service, its highest or lowest standards."""
    if not selection.entries:
        return NO_SERVICE()
    if len(selection.entries) == 1:
        return _of_one(rows, selection)
    if len({entry.framework.id for entry in selection.entries}) > 1:
        return FRAMEWORKS()
    most = max((row.rating_gap for row in rows if row.rating_gap is not None), default=0)
    if most == 0:
        if all(cell.rating for row in rows for cell in row.cells):
            return SAME()
        return SAME_WHERE_RATED(services="both" if len(selection.entries) == 2 else "two or more")
    widest = [row for row in rows if row.rating_gap == most]
    return WIDEST(standards=_places(widest, selection), levels=_levels(most, selection))


def grid_alt(rows: Sequence[GridRow], selection: Selection) -> str:
    """Alternative text of the grid: the finding, each service's ratings counted, and the gaps of two levels."""
    parts = [
        ALT(
            standards=f"{len(rows)} standard{'' if len(rows) == 1 else 's'}",
            services=times(len(selection.entries), "service"),
            headline=grid_headline(rows, selection),
        )
    ]
    for position, entry in enumerate(selection.entries):
        ratings = [row.cells[position].rating for row in rows]
        counted = [f"{ratings.count(r)} {r}" for r in reversed(RATINGS) if r in ratings]
        parts.append(COUNTED(service=entry.name, ratings=", ".join(counted) or "not rated"))
    for row in rows:
        if row.rating_gap is not None and row.rating_gap >= 2:
            parts.append(_ratings_of(row, selection))
    return " ".join(parts)


def domain_alt(rows: Sequence[GridRow], selection: Selection) -> str:
    """Alternative text of the grid of one domain: every rating of every standard."""
    return " ".join(_ratings_of(row, selection) for row in rows)


def _ratings_of(row: GridRow, selection: Selection) -> str:
    said = ", ".join(
        f"{entry.name} {_said(cell, entry.framework.short_name)}"
        for entry, cell in zip(selection.entries, row.cells, strict=True)
    )
    return APART_ROW(standard=row.title, ratings=said)


def rating_table(catalogue: Catalogue, selection: Selection, rows: Sequence[GridRow]) -> pd.DataFrame:
    """The grid as a table, a row a rating: domain, standard, service, rating, basis, discretion, framework, source."""
    records = []
    for row in rows:
        for entry, cell in zip(selection.entries, row.cells, strict=True):
            stated = entry.rows.get(row.standard_id) if cell.rating else None
            records.append(
                {
                    "domain": row.domain,
                    "standard": row.title,
                    "service": entry.name,
                    "rating": cell.rating or absence_words(cell, entry.framework.short_name),
                    "basis": {"derived": "worked out [e]", "stated": "published"}.get(cell.basis, ""),
                    "professional discretion": discretion_words(cell),
                    "framework": entry.framework.short_name,
                    "source": str(citation(catalogue, stated)) if stated is not None else "",
                }
            )
    return pd.DataFrame.from_records(records)


def absence_words(cell: Cell, framework: str) -> str:
    """Why a cell has no rating; `framework`: short name of the service's framework."""
    return NOT_RATED() if cell.absence == "not_rated" else NO_STANDARD(framework=framework)


def discretion_words(cell: Cell) -> str:
    """How professional discretion changed a rating, as far as the report says; empty where it did not."""
    if cell.discretion is False or cell.rating is None:
        return ""
    if cell.discretion is None:
        return MAY_BE_CHANGED()
    if not cell.discretion_from:
        return CHANGED()
    raised = RATINGS.index(cell.discretion_from) < RATINGS.index(cell.rating)
    return (RAISED if raised else LOWERED)(rating=cell.discretion_from)


def cell_marks(cell: Cell) -> str:
    """What stands under the rating in its cell."""
    return ", ".join(
        mark for mark in (discretion_words(cell), WORKED_OUT() if cell.basis == "derived" else "") if mark
    )


def cell_label(cell: Cell, *, standard: str, service: str) -> str:
    """A cell for readers who hear it."""
    marks = cell_marks(cell).replace(WORKED_OUT(), "worked out")
    return CELL(service=service, standard=standard, rating=cell.rating, marks=f" ({marks})" if marks else "")


def apart_words(levels: int | None) -> str:
    """“same”, “two levels apart”; empty where nothing is compared."""
    if levels is None:
        return ""
    return LEVELS(levels=times(levels, "level")) if levels else SAME_LEVEL()


def standard_phrase(row: GridRow, selection: Selection) -> str:
    """A standard within a sentence, told from its namesake by the sample: “staff”, “court planning”."""
    name = _SHORT_NAMES.get(row.name, row.name[:1].lower() + row.name[1:])
    for entry in selection.entries:
        standard = entry.framework.standards.get(row.standard_id)
        if standard is not None and standard.judged_on == "key_questions":
            sample = SAMPLES.get(entry.framework.sample_of(row.standard_id) or "")
            return f"{sample} {name}" if sample else name
    return name


def _of_one(rows: Sequence[GridRow], selection: Selection) -> str:
    entry = selection.entries[0]
    rated = [(row, row.cells[0].rating) for row in rows if row.cells[0].rating]
    levels = [RATINGS.index(rating) for _, rating in rated if rating]
    named = {"service": entry.name, "date": f" in {month_words(entry.published)}" if entry.published else ""}
    low, high = RATINGS[min(levels)], RATINGS[max(levels)]
    if low == high:
        return ALL_ONE(**named, rating=low)
    highest = [row for row, rating in rated if rating == high]
    lowest = [row for row, rating in rated if rating == low]
    side, chosen = ("highest", highest) if len(highest) <= len(lowest) else ("lowest", lowest)
    return RANGE(**named, low=low, high=high, side=side, standards=_places(chosen, selection))


def _places(rows: Sequence[GridRow], selection: Selection) -> str:
    if len(rows) > MOST_NAMED:
        return times(len(rows), "standard")
    return joined(standard_phrase(row, selection) for row in rows)


def _levels(number: int, selection: Selection) -> str:
    words = times(number, "level")
    return words if len(selection.entries) == 2 else f"up to {words}"


def _said(cell: Cell, framework: str) -> str:
    if cell.rating is None:
        return absence_words(cell, framework).lower()
    discretion = discretion_words(cell)
    return f"{cell.rating} ({discretion})" if discretion else cell.rating
