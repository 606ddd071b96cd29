"""Who the children in the caseload are, beside the national caseload or the children who live in the area."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from yjs_dash.compare.catalogue import Catalogue, Selection, Service
from yjs_dash.compare.context import (
    FigureRow,
    Indicator,
    comparators,
    decimals_of,
    indicator,
    latest,
    missing_figure,
    observations_for,
    source_priority,
    to_figure,
)
from yjs_dash.compare.rows import extended
from yjs_dash.schema import ObservationRow

CASELOAD_AGE = "caseload_age"
CASELOAD_ETHNICITY = "caseload_ethnicity"
CASELOAD_GENDER = "caseload_gender"
OFFENCE_TYPES = "offence_types"
NEEDS: tuple[str, ...] = ("mental_health", "substance_misuse", "learning_needs")
BASELINE = "White"
UNKNOWN = "Unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRow(FigureRow):
    """A share in per cent. `part` names the breakdown, or the need, for readers.

    `population`: the comparator is the children who live in the area.
    """

    part: str = ""
    population: bool = False


def composition(catalogue: Catalogue, selection: Selection, *, indicator_id: str) -> list[ShareRow]:
    """Shares of each service's caseload and of what it is compared with, by breakdown, as printed.

    All shares of a service come from one source. Shares are never rescaled and a complement is never derived: a part
    without a figure has status x.
    """
    measure = indicator(catalogue, indicator_id)
    found: dict[str, list[FigureRow]] = {}
    for entry in selection.services:
        own = one_source(
            entry, observations_for(catalogue, indicator_id, area_type="service", area=entry.name)
        )
        rows = [to_figure(catalogue, entry, row, measure=measure) for row in own]
        for row in own:
            rows += [
                to_figure(catalogue, entry, other, measure=measure, comparator=True)
                for other in comparators(catalogue, entry, row)
            ]
        found[entry.service_id] = rows + _residents(catalogue, entry, measure)
    parts = _parts(indicator_id, [row for rows in found.values() for row in rows])
    placed: list[FigureRow] = []
    for entry in selection.services:
        for part in parts:
            mine = [row for row in found[entry.service_id] if row.breakdown == part]
            if all(row.comparator for row in mine):
                placed.append(missing_figure(entry, indicator_id=indicator_id, breakdown=part))
            placed += mine
    if not parts:
        placed = [missing_figure(entry, indicator_id=indicator_id) for entry in selection.services]
    return [
        replace(
            extended(ShareRow, row),
            part=part_name(indicator_id, row.breakdown),
            population=row.indicator_id != indicator_id,
        )
        for row in placed
    ]


def needs(catalogue: Catalogue, selection: Selection) -> list[ShareRow]:
    """Shares of the caseload with a need, a part a need.

    The needs are no parts of a whole: a child may have several, or none.
    """
    found: list[ShareRow] = []
    for indicator_id in NEEDS:
        name = indicator(catalogue, indicator_id).name
        found += [
            replace(extended(ShareRow, row), part=name)
            for row in latest(catalogue, selection, indicator_id=indicator_id)
            if row.breakdown == ""
        ]
    return found


@dataclass(frozen=True)
class ShareSum:
    """Printed shares of an area that do not add to 100: their number and sum in per cent, and why, one of SUMS."""

    area: str
    population: bool
    shares: int
    total: float
    kind: str


SUMS: dict[str, str] = {
    "rounding": "rounding explains the sum",
    "part": "shares are missing, whatever the others add to",
    "less": "every part has its share, and the sum is less than rounding explains",
    "more": "the sum is more than rounding explains",
}


def share_sums(rows: Sequence[ShareRow]) -> list[ShareSum]:
    """Sums of the printed shares of a composition beside 100 per cent.

    Of comparators only those that rounding explains, which readers could stumble over.
    """
    groups: dict[tuple[str, str, str, bool], dict[str, float | None]] = {}
    own: set[tuple[str, str, str, bool]] = set()
    for row in rows:
        if row.value is None and not row.source:
            # A part that other services have, and this one's source does not use.
            continue
        key = (row.area, row.period, row.source, row.population)
        groups.setdefault(key, {}).setdefault(row.breakdown, row.value)
        if not row.comparator:
            own.add(key)
    found: list[ShareSum] = []
    for key, shares in groups.items():
        printed = [share for share in shares.values() if share is not None]
        total = round(sum(printed), 6)
        complete = len(printed) == len(shares) and len(printed) > 1
        if not printed or (total == 100 and len(printed) == len(shares)):
            continue
        rounded = _by_rounding(printed)
        kind = "more" if total > 100 and not rounded else "rounding" if rounded else "less"
        if not complete and kind != "more":
            kind = "part"
        if kind == "rounding" or key in own:
            found.append(ShareSum(key[0], key[3], len(printed), total, kind))
    return found


def _by_rounding(shares: Sequence[float]) -> bool:
    """Whether shares that make exactly 100 can have been rounded, halves up, to these."""
    half = 0.5 * 10.0 ** -max(decimals_of(share) for share in shares)
    least = sum(max(share - half, 0.0) for share in shares)
    return round(least, 6) <= 100 < round(sum(share + half for share in shares), 6)


def part_name(indicator_id: str, breakdown: str) -> str:
    """A breakdown as a heading."""
    if indicator_id == CASELOAD_AGE and breakdown[:1].isdigit():
        return f"Aged {breakdown}"
    return {UNKNOWN: "Unknown ethnicity", "Female": "Girls", "Male": "Boys"}.get(breakdown, breakdown)


def one_source(entry: Service, rows: Iterable[ObservationRow]) -> list[ObservationRow]:
    """Rows of the one source and period that stands for the service: shares of two sources make no whole."""
    sets: dict[tuple[str, str], list[ObservationRow]] = {}
    for row in rows:
        sets.setdefault((row.source_id, row.period), []).append(row)
    if not sets:
        return []
    return min(
        sets.values(),
        key=lambda group: (
            source_priority(entry, group[0])[0],
            -len(group),
            source_priority(entry, group[0]),
        ),
    )


def _residents(catalogue: Catalogue, entry: Service, measure: Indicator) -> list[FigureRow]:
    """The children who live in the area, where the indicator is compared with them."""
    if not measure.comparator_id:
        return []
    own = observations_for(catalogue, measure.comparator_id, area_type="service", area=entry.name)
    if not own and len(entry.local_authorities) == 1:
        # Shares of several authorities make no share of the whole without their numbers of children.
        only = entry.local_authorities[0]
        own = observations_for(catalogue, measure.comparator_id, area_type="local_authority", area=only)
    living = indicator(catalogue, measure.comparator_id)
    return [
        to_figure(catalogue, entry, row, measure=living, comparator=True) for row in one_source(entry, own)
    ]


def _parts(indicator_id: str, rows: Sequence[FigureRow]) -> list[str]:
    """Breakdowns in the order to show: the baseline first, Unknown last and never left out of ethnicity.

    Offences stand by size, because their names have no order of their own.
    """
    found = dict.fromkeys(row.breakdown for row in rows)
    if found and indicator_id == CASELOAD_ETHNICITY:
        found[UNKNOWN] = None
    largest = {
        part: max((row.value or 0.0 for row in rows if row.breakdown == part), default=0.0)
        for part in (found if indicator_id == OFFENCE_TYPES else ())
    }
    return sorted(found, key=lambda part: (part == UNKNOWN, part != BASELINE, -largest.get(part, 0.0), part))
