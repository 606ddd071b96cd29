"""Children cautioned or sentenced, outcomes and offences of every service by financial year.

From the local level tables of Youth Justice Statistics, once they were imported. Regions and England and Wales are
sums of the services. Numbers are of one publication in each year: the latest that has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from yjs_dash import stats
from yjs_dash.compare.catalogue import Catalogue, Selection, Service
from yjs_dash.compare.children import BASELINE, UNKNOWN, ShareRow
from yjs_dash.compare.context import (
    FigureRow,
    figure_text,
    indicator,
    missing_figure,
    observations_for,
    to_figure,
)
from yjs_dash.compare.rows import DerivedRow, extended
from yjs_dash.compare.sources import published_of
from yjs_dash.compare.trends import MOST_WITH_REGIONS
from yjs_dash.schema import ObservationRow
from yjs_dash.sources.areas import FORMER_AUTHORITIES
from yjs_dash.sources.youth_justice_tables import (
    AGE,
    CHILDREN,
    ENGLAND_AND_WALES,
    ETHNICITY,
    OFFENCES,
    SEX,
    TIER,
    TYPE,
)

OF_YEAR = CHILDREN
OF_CHILDREN: tuple[str, ...] = (AGE, SEX, ETHNICITY)
OF_OUTCOMES: tuple[str, ...] = (TIER, TYPE)
OF_OFFENCES: tuple[str, ...] = (OFFENCES,)
MOST_PARTS = 8
"""Groups that a chart shows, the largest of England and Wales; a table has them all."""
LEAST_COMPARED = 30
"""Children of a service with whom its percentages are compared with those elsewhere."""
_TIERS = ("Pre-court", "First-tier", "Community", "Custody")


@dataclass(frozen=True, slots=True, kw_only=True)
class YearShareRow(ShareRow):
    """A group of a year: `count` of `whole`, both None where suppressed; `value` is the share in per cent.

    `minor`: the group is not among the largest, and so in the table only.
    """

    count: int | None = None
    whole: int | None = None
    minor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupComparison(DerivedRow):
    """A group of children of a service beside the same group elsewhere in England and Wales, in one year.

    `p`: Fisher's, adjusted (Holm) for the groups of the service. `low` and `high`: the 95% interval of the difference
    in percentage points (Newcombe), not adjusted.
    """

    service: str
    part: str
    period: str
    count: int
    whole: int
    other_count: int
    other_whole: int
    p: float
    low: float
    high: float

    @property
    def verdict(self) -> str:
        """“larger” or “smaller” than chance would explain; empty where chance explains the difference."""
        if self.p >= 0.05 or self.low <= 0 <= self.high:
            return ""
        return "larger" if self.low > 0 else "smaller"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesBreak(DerivedRow):
    """What parts the series of a service from that of the others, one of BREAKS; `year` ends in March of it.

    `year` is the first or last year with figures, or that of the change of area.
    """

    service: str
    kind: str
    year: int


BREAKS: dict[str, str] = {
    "begins": "the figures begin later than those of England and Wales",
    "ends": "the figures end before those of England and Wales",
    "gap": "years between the first and the last have no figures",
    "area": "the authorities of the service were replaced, so that its area changed",
}


def has_yearly(catalogue: Catalogue, indicator_id: str) -> bool:
    """Whether any figure of an indicator is in the data set: they come with imports only."""
    return indicator_id in catalogue.observations


def without_yearly(catalogue: Catalogue, selection: Selection, *, indicator_id: str) -> list[Service]:
    """The chosen services without any figure of an indicator."""
    return [
        entry
        for entry in selection.services
        if not observations_for(catalogue, indicator_id, area_type="service", area=entry.name)
    ]


def year_shares(catalogue: Catalogue, selection: Selection, *, indicator_id: str) -> list[YearShareRow]:
    """Groups of each service's latest year as shares, each with its region and England and Wales of that year.

    A service without figures has one row of status x, without a part. A group that an area's table does not list is
    none of its children. With more services than MOST_WITH_REGIONS no regions stand beside them.
    """
    with_regions = len(selection.services) <= MOST_WITH_REGIONS
    found: list[YearShareRow] = []
    absent: list[YearShareRow] = []
    sizes: dict[str, int] = {}
    for entry in selection.services:
        years = _by_year(catalogue, indicator_id, "service", entry.name)
        if not years:
            absent.append(extended(YearShareRow, missing_figure(entry, indicator_id=indicator_id)))
            continue
        latest = max(years)
        areas = [("service", entry.name), ("nation", ENGLAND_AND_WALES)]
        areas[1:1] = [("region", entry.region)] if with_regions else []
        tables = {
            (kind, area): _by_year(catalogue, indicator_id, kind, area).get(latest, ())
            for kind, area in areas
        }
        parts = dict.fromkeys(row.breakdown for rows in tables.values() for row in rows)
        for row in tables["nation", ENGLAND_AND_WALES]:
            sizes[row.breakdown] = max(sizes.get(row.breakdown, 0), int(row.value or 0))
        for kind, area in areas:
            found += _shares_of(
                catalogue,
                entry,
                indicator_id=indicator_id,
                area_type=kind,
                rows=tables[kind, area],
                parts=list(parts),
            )
    order = _order(indicator_id, [row.breakdown for row in found], sizes)
    minor = set(sorted(order, key=lambda part: -sizes.get(part, 0))[MOST_PARTS:])
    found.sort(key=lambda row: order.index(row.breakdown))
    return [replace(row, minor=row.breakdown in minor) for row in found] + absent


def group_comparisons(rows: Sequence[YearShareRow]) -> list[GroupComparison]:
    """Known groups of each service of LEAST_COMPARED or more children beside those elsewhere.

    Takes rows of `year_shares` that are of children: a child may have several sentences and offences, which are not
    independent. Elsewhere is England and Wales without the service. Unknown is compared with nothing.
    """
    nation = {(r.service_id, r.breakdown): r for r in rows if r.comparator and r.area_type == "nation"}
    found: list[GroupComparison] = []
    for service_id in dict.fromkeys(row.service_id for row in rows if not row.comparator):
        pairs = [
            (row, nation[service_id, row.breakdown])
            for row in rows
            if row.service_id == service_id
            and not row.comparator
            and row.breakdown != UNKNOWN
            and (service_id, row.breakdown) in nation
        ]
        tested = [
            (row, own, whole, other, others)
            for row, beside in pairs
            for own, whole in [(row.count, row.whole)]
            for other, others in [(beside.count, beside.whole)]
            if own is not None and whole is not None and other is not None and others is not None
            if whole >= LEAST_COMPARED and others - whole >= LEAST_COMPARED
            # Of two publications the one may count what the other does not.
            if row.source == beside.source and 0 <= other - own <= others - whole
        ]
        # Two groups that make the whole differ alike: the first says it for both.
        if len(pairs) == 2 and len(tested) == 2:
            tested = tested[:1]
        p_values = stats.holm(
            stats.fisher_p(k1=own, n1=whole, k2=other - own, n2=others - whole)
            for _, own, whole, other, others in tested
        )
        for (row, own, whole, other, others), p in zip(tested, p_values, strict=True):
            gap = stats.newcombe(k1=own, n1=whole, k2=other - own, n2=others - whole)
            found.append(
                GroupComparison(
                    service=row.service,
                    part=row.part,
                    period=row.period,
                    count=own,
                    whole=whole,
                    other_count=other - own,
                    other_whole=others - whole,
                    p=p,
                    low=gap.low,
                    high=gap.high,
                )
            )
    return found


def year_series(catalogue: Catalogue, selection: Selection, *, indicator_id: str) -> list[FigureRow]:
    """The number of each year of each service, oldest first; a service without figures has one row of status x.

    Where the area of a service changed, the years before are of another `area`, so that no line joins them.
    """
    measure = indicator(catalogue, indicator_id)
    found: list[FigureRow] = []
    for entry in selection.services:
        years = _by_year(catalogue, indicator_id, "service", entry.name)
        if not years:
            found.append(missing_figure(entry, indicator_id=indicator_id))
        changed = _area_changed(entry)
        for year in sorted(years):
            for row in years[year]:
                figure = to_figure(catalogue, entry, row, measure=measure)
                if changed and year < changed:
                    figure = replace(figure, area=f"{entry.name} before {changed[:4]}")
                found.append(figure)
    return found


def series_breaks(catalogue: Catalogue, selection: Selection, *, indicator_id: str) -> list[SeriesBreak]:
    """What a reader of `year_series` has to know of each service: late beginnings, early ends, gaps, other areas."""
    every = sorted(_by_year(catalogue, indicator_id, "nation", ENGLAND_AND_WALES))
    found: list[SeriesBreak] = []
    for entry in selection.services:
        years = sorted(_by_year(catalogue, indicator_id, "service", entry.name))
        if not years or not every:
            continue
        changed = _area_changed(entry)
        between = [year for year in every if years[0] < year < years[-1]]
        kinds = {
            "begins": (years[0] > every[0], years[0]),
            "ends": (years[-1] < every[-1], years[-1]),
            "gap": (any(year not in years for year in between), years[0]),
            "area": (bool(changed) and years[0] < changed <= years[-1], changed),
        }
        found += [
            SeriesBreak(service=entry.name, kind=kind, year=int(day[:4]))
            for kind, (holds, day) in kinds.items()
            if holds
        ]
    return found


def _by_year(
    catalogue: Catalogue, indicator_id: str, area_type: str, area: str
) -> dict[str, list[ObservationRow]]:
    """Last day of a year → its rows, all of the latest publication that has the year."""
    found: dict[str, dict[str, list[ObservationRow]]] = {}
    for row in observations_for(catalogue, indicator_id, area_type=area_type, area=area):
        if row.period_end:
            found.setdefault(row.period_end, {}).setdefault(row.source_id, []).append(row)
    return {
        end: editions[max(editions, key=lambda source: (published_of(catalogue, source), source))]
        for end, editions in found.items()
    }


def _shares_of(
    catalogue: Catalogue,
    entry: Service,
    *,
    indicator_id: str,
    area_type: str,
    rows: Sequence[ObservationRow],
    parts: Sequence[str],
) -> list[YearShareRow]:
    """The groups of one area; nothing where it has no rows."""
    measure = indicator(catalogue, indicator_id)
    whole = next((int(row.base) for row in rows if row.base is not None), None)
    by_part = {row.breakdown: row for row in rows}
    found = []
    for part in parts if rows else ():
        row = by_part.get(part)
        figure = extended(
            YearShareRow,
            to_figure(catalogue, entry, row or rows[0], measure=measure, comparator=area_type != "service"),
        )
        count: int | None = 0
        status = ""
        if row is not None:
            count, status = (None if row.value is None else int(row.value)), row.status
        elif whole is None:
            count, status = None, "c"
        known = count is not None and whole is not None
        found.append(
            replace(
                figure,
                breakdown=part,
                part=_part_name(indicator_id, part),
                count=count if known else None,
                whole=whole,
                value=100 * count / whole if count is not None and whole else None,
                status="" if known else status or "c",
                label=_label(count, whole) if known else figure_text(None, unit="", status=status or "c"),
                note=(row.note or "") if row is not None else "",
            )
        )
    return found


def _label(count: int | None, whole: int | None) -> str:
    if count is None or not whole:
        return figure_text(None, unit="", status="c")
    return f"{count:,} of {whole:,} ({share_text(count, whole)})"


def share_text(count: int, whole: int) -> str:
    """A share as a whole per cent; what is not nothing is never 0%, nor what is not all 100%."""
    percent = stats.rounded_percent(k=count, n=whole)
    if percent == 0 < count:
        return "under 1%"
    return "over 99%" if percent == 100 and count < whole else f"{percent}%"


def _part_name(indicator_id: str, part: str) -> str:
    if indicator_id == AGE:
        return f"Aged {part}" if part[:1].isdigit() else "Unknown age"
    if indicator_id == ETHNICITY and part == UNKNOWN:
        return "Unknown ethnicity"
    if indicator_id == SEX:
        return {"Female": "Girls", "Male": "Boys"}.get(part, "Unknown sex")
    return part


def _order(indicator_id: str, parts: Sequence[str], sizes: dict[str, int]) -> list[str]:
    """Groups in the order to show: ages, tiers and sexes in theirs, White first, others by size; Unknown last."""
    found = list(dict.fromkeys(parts))
    if indicator_id == TIER:
        return sorted(found, key=lambda part: _TIERS.index(part) if part in _TIERS else len(_TIERS))
    if indicator_id in (AGE, SEX):
        return sorted(found, key=lambda part: (part == UNKNOWN, part))
    if indicator_id == ETHNICITY:
        return sorted(found, key=lambda part: (part == UNKNOWN, part != BASELINE, part))
    return sorted(found, key=lambda part: (part == UNKNOWN, -sizes.get(part, 0), part))


def _area_changed(entry: Service) -> str:
    """Last day of the first year in which a service has the area of today; empty where it had it always.

    A former authority whose successors all belong to the service is the same area under another name.
    """
    own = set(entry.local_authorities)
    days = [
        former.replaced
        for former in FORMER_AUTHORITIES.values()
        if own & set(former.successors) and not set(former.successors) <= own
    ]
    return f"{max(days).year + 1}-03-31" if days else ""
