"""What the grid of standards says: where the services differ most, or where one stands highest and lowest."""

from __future__ import annotations

from collections.abc import Sequence

from yjs_dash.compare import Cell, GridRow, Selection
from yjs_dash.framework import RATINGS
from yjs_dash.narrate.numbers import joined, number_word

MOST_NAMED = 3
_SHORT_NAMES: dict[str, str] = {
    "Governance and leadership": "governance",
    "Partnerships and services": "partnerships",
    "Implementation and delivery": "delivery",
    "Out-of-court disposal policy and provision": "out-of-court policy",
    "Resettlement policy and provision": "resettlement policy",
}
_SAMPLES: dict[str, str] = {"court": "court", "out_of_court": "out-of-court"}


def grid_headline(rows: Sequence[GridRow], selection: Selection) -> str:
    """Where the chosen services differ most; for one service, its highest or lowest standards."""
    if not selection.entries:
        return "Choose a service to see its standards"
    if len(selection.entries) == 1:
        return _of_one(rows, selection)
    if len({entry.framework.id for entry in selection.entries}) > 1:
        return "Rated under different frameworks: read each column by itself"
    gaps = [row.apart for row in rows if row.apart is not None]
    most = max(gaps, default=0)
    if most == 0:
        return "They are rated the same in every standard"
    widest = [row for row in rows if row.apart == most]
    return f"They differ most in {_places(widest, selection)}: {_levels(most, selection)} apart"


def grid_alt(rows: Sequence[GridRow], selection: Selection) -> str:
    """Alternative text of the grid: the finding, each service's ratings counted, and the gaps of two levels."""
    parts = [f"Grid of {len(rows)} standards by {_services(selection)}. {grid_headline(rows, selection)}."]
    for position, entry in enumerate(selection.entries):
        ratings = [row.cells[position].rating for row in rows]
        counted = [f"{ratings.count(r)} {r}" for r in reversed(RATINGS) if r in ratings]
        parts.append(f"{entry.name}: {', '.join(counted) or 'not rated'}.")
    names = [entry.name for entry in selection.entries]
    for row in rows:
        if row.apart is not None and row.apart >= 2:
            cells = zip(names, row.cells, strict=True)
            parts.append(f"{row.title}: {', '.join(f'{n} {_said(cell)}' for n, cell in cells)}.")
    return " ".join(parts)


def standard_phrase(row: GridRow, selection: Selection) -> str:
    """A standard within a sentence, told from its namesake by the sample: “staff”, “court planning”."""
    name = _SHORT_NAMES.get(row.name, row.name[:1].lower() + row.name[1:])
    for entry in selection.entries:
        standard = entry.framework.standards.get(row.standard_id)
        if standard is not None and standard.judged_on == "key_questions":
            sample = _SAMPLES.get(entry.framework.sample_of(row.standard_id) or "")
            return f"{sample} {name}" if sample else name
    return name


def _of_one(rows: Sequence[GridRow], selection: Selection) -> str:
    name = selection.entries[0].name
    rated = {row: row.cells[0].rating for row in rows if row.cells[0].rating}
    levels = [RATINGS.index(rating) for rating in rated.values() if rating]
    if not levels:
        return f"{name} has no rated standards"
    low, high = RATINGS[min(levels)], RATINGS[max(levels)]
    if low == high:
        return f"Every rated standard of {name} is {low}"
    highest = [row for row, rating in rated.items() if rating == high]
    lowest = [row for row, rating in rated.items() if rating == low]
    side, chosen = ("highest", highest) if len(highest) <= len(lowest) else ("lowest", lowest)
    return f"{name} runs from {low} to {high}, {side} in {_places(chosen, selection)}"


def _places(rows: Sequence[GridRow], selection: Selection) -> str:
    if len(rows) > MOST_NAMED:
        return f"{number_word(len(rows))} standards"
    return joined(standard_phrase(row, selection) for row in rows)


def _levels(number: int, selection: Selection) -> str:
    words = f"{number_word(number)} level{'' if number == 1 else 's'}"
    return words if len(selection.entries) == 2 else f"up to {words}"


def _services(selection: Selection) -> str:
    number = len(selection.entries)
    return f"{number_word(number)} service{'' if number == 1 else 's'}"


def _said(cell: Cell) -> str:
    words = cell.rating or cell.reason
    return f"{words} (professional discretion)" if cell.discretion else words
