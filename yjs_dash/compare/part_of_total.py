"""Counts of children as parts of a published whole: the caseload by disposal, and education by age group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from yjs_dash import stats
from yjs_dash.compare.catalogue import Catalogue, Selection, Service
from yjs_dash.compare.children import one_source
from yjs_dash.compare.context import (
    FigureRow,
    decimals_of,
    figure_text,
    indicator,
    missing_figure,
    observations_for,
    to_figure,
)
from yjs_dash.compare.rows import extended
from yjs_dash.compare.sources import citation
from yjs_dash.schema import ObservationRow, ids_in

DISPOSALS: tuple[str, ...] = (
    "caseload_disposal",
    "caseload_court_disposal",
    "caseload_out_of_court_disposal",
)
EDUCATION = "education_status"
EDUCATION_SHARE = "education_status_share"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow(FigureRow):
    """A count of children with the whole that it is part of; `part` is empty where a service has no counts.

    `group` is the age group, if the whole is one. `whole` is a number of children, `share` the count in per cent of it,
    both None where the whole is not known. `corrected`: a declared correction reads the figure otherwise than the
    report labels it.
    """

    part: str = ""
    group: str = ""
    whole: float | None = None
    whole_label: str = ""
    share: float | None = None
    corrected: bool = False


@dataclass(frozen=True)
class Correction:
    """A declared correction of a printed figure, with the reason that the data set gives."""

    service: str
    part: str
    reason: str
    source: str


def parts_of_total(catalogue: Catalogue, selection: Selection, *, indicator_id: str) -> list[PartRow]:
    """Counts of children by breakdown with the whole they are parts of.

    The whole is the published number that the indicators table names, of the same source and period. Parts that lack
    are not worked out.
    """
    measure = indicator(catalogue, indicator_id)
    whole_id, _, inside = measure.whole.partition("[")
    found: list[PartRow] = []
    for entry in selection.services:
        own = one_source(
            entry, observations_for(catalogue, indicator_id, area_type="service", area=entry.name)
        )
        if not own:
            found.append(extended(PartRow, missing_figure(entry, indicator_id=indicator_id)))
        for row in sorted(own, key=lambda row: (-_number(row), row.breakdown)):
            whole = _whole(catalogue, entry, row, whole_id, inside.rstrip("]"))
            figure = to_figure(catalogue, entry, row, measure=measure)
            found.append(replace(_part(figure, row, whole, status=""), part=row.breakdown))
    return found


def education(catalogue: Catalogue, selection: Selection) -> list[PartRow]:
    """Children by education status, each age group a whole of its own.

    The size of an age group is worked out [e] from a count and the share printed for it, where one number alone
    fits.
    """
    measure = indicator(catalogue, EDUCATION)
    found: list[PartRow] = []
    for entry in selection.services:
        printed = observations_for(catalogue, EDUCATION_SHARE, area_type="service", area=entry.name)
        own = one_source(entry, observations_for(catalogue, EDUCATION, area_type="service", area=entry.name))
        sizes = _sizes(own, printed)
        corrected = {correction.part for correction in corrections(catalogue, [entry])}
        if not own:
            found.append(extended(PartRow, missing_figure(entry, indicator_id=EDUCATION)))
        # The age groups in the order of their names, which begin with the age; in each the largest number first.
        for row in sorted(own, key=lambda row: (_group(row), -_number(row))):
            group, _, part = row.breakdown.rpartition(": ")
            figure = to_figure(catalogue, entry, row, measure=measure)
            found.append(
                replace(
                    _part(figure, row, sizes.get(group), status="e"),
                    part=part[:1].upper() + part[1:],
                    group=group,
                    corrected=row.breakdown in corrected,
                )
            )
    return found


def corrections(catalogue: Catalogue, entries: Sequence[Service]) -> list[Correction]:
    """Declared corrections of the education figures of these services."""
    names = {entry.name for entry in entries}
    found = []
    for row in catalogue.data.rows.corrections:
        key = dict(pair.split("=", 1) for pair in ids_in(row.row_key) if "=" in pair)
        if row.table != "observations" or row.printed_value is None or key.get("area") not in names:
            continue
        if EDUCATION in (key.get("indicator_id"), row.corrected_value):
            source = str(citation(catalogue, row))
            found.append(Correction(key["area"], key.get("breakdown", ""), row.reason, source))
    return found


@dataclass(frozen=True)
class WholeSum:
    """Parts that do not make their whole: `total` of the known ones, the whole, and which, one of SUMS.

    `estimated`: the whole was worked out [e] and not printed.
    """

    service: str
    group: str
    total: float
    whole: float
    kind: str
    estimated: bool


SUMS: dict[str, str] = {
    "more": "the parts add to more than the whole",
    "gap": "a part has no figure",
    "less": "the parts add to less than the whole",
}


def whole_sums(rows: Sequence[PartRow]) -> list[WholeSum]:
    """Parts that do not make their whole."""
    groups: dict[tuple[str, str], list[PartRow]] = {}
    for row in rows:
        groups.setdefault((row.service, row.group), []).append(row)
    found: list[WholeSum] = []
    for (service, group), parts in groups.items():
        whole = parts[0].whole
        known = [part.value for part in parts if part.value is not None]
        if whole is None or not known or any(part.whole != whole for part in parts):
            continue
        total = sum(known)
        kind = "more" if total > whole else "gap" if len(known) < len(parts) else "less"
        if kind == "gap" or total != whole:
            estimated = "[e]" in parts[0].whole_label
            found.append(WholeSum(service, group, total, whole, kind, estimated))
    return found


def size_behind(*, count: float, share: float) -> int | None:
    """The one whole of which `count` is `share` per cent as printed, with its decimals; None where several fit."""
    if share <= 0 or count <= 0:
        return None
    decimals = decimals_of(share)
    half = 0.5 * 10.0**-decimals
    least, most = int(100 * count / (share + half)), int(100 * count / max(share - half, half)) + 1
    if most - least > 10_000:
        return None
    fits = [
        n
        for n in range(max(least, int(count), 1), most + 1)
        if float(stats.round_half_up(100 * count / n, decimals=decimals)) == share
    ]
    return fits[0] if len(fits) == 1 else None


def _sizes(counts: Sequence[ObservationRow], shares: Sequence[ObservationRow]) -> dict[str, float]:
    """Age group → its number of children, from each status that has both a count and a printed share."""
    printed = {row.breakdown: row.value for row in shares if row.value is not None}
    found: dict[str, set[int | None]] = {}
    for row in counts:
        share = printed.get(row.breakdown)
        if share is not None and row.value is not None:
            found.setdefault(_group(row), set()).add(size_behind(count=row.value, share=share))
    return {
        group: float(size)
        for group, sizes in found.items()
        for size in sizes
        if len(sizes) == 1 and size is not None and not stats.is_small_count(size)
    }


def _whole(
    catalogue: Catalogue, entry: Service, row: ObservationRow, whole_id: str, breakdown: str
) -> float | None:
    same = [
        other
        for other in observations_for(catalogue, whole_id, area_type="service", area=entry.name)
        if other.breakdown == breakdown and (other.source_id, other.period) == (row.source_id, row.period)
    ]
    return same[0].value if same else None


def _part(figure: FigureRow, row: ObservationRow, whole: float | None, *, status: str) -> PartRow:
    """A figure as a part of a whole of this status: its share, and a label that says both."""
    value, share = row.value, None
    label = figure_text(value, unit="", status=row.status)
    if value is not None and whole:
        share = 100 * value / whole
        size = figure_text(whole, unit="", status=status)
        label += f" of {size} ({stats.round_half_up(share)}%)"
    return replace(
        extended(PartRow, figure),
        whole=whole,
        whole_label="" if whole is None else figure_text(whole, unit="", status=status),
        share=share,
        label=label,
    )


def _group(row: ObservationRow) -> str:
    return row.breakdown.rpartition(": ")[0]


def _number(row: ObservationRow) -> float:
    return row.value or 0.0
