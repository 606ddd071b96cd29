"""Where a service stands among services like it: its official rates beside theirs, each of the same period.

Figures are compared as they are printed. What is known of a service as a range of its authorities' rates counts as
higher or lower only where the whole range is. Where the children behind two rates can be worked out, Fisher's exact
test with Holm's adjustment over the group says whether they differ by more than chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from yjs_dash import stats
from yjs_dash.compare.areas import ServiceFigure, figures_by_area
from yjs_dash.compare.catalogue import Catalogue, Service
from yjs_dash.compare.context import Indicator, decimals_of, figure_text, indicator, shown_value
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.national_rates import FIRST
from yjs_dash.compare.overview import wider_figure
from yjs_dash.compare.peers import PeerGroup
from yjs_dash.compare.rate_figures import MOST_DECIMALS, UNRELIABLE, nearest_populations
from yjs_dash.compare.rate_limits import ImpliedCounts, implied_counts
from yjs_dash.compare.rows import DerivedRow
from yjs_dash.compare.series import parts_of
from yjs_dash.compare.sources import cite

TESTED_AT = 0.05
RATES = FIRST
"""Official rates by which services are set beside each other."""
PLACES: dict[str, str] = {
    "ours": "the service itself",
    "higher": "its figure, or its whole range, is higher than ours",
    "lower": "its figure, or its whole range, is lower than ours",
    "same": "it has the same figure",
    "overlaps": "its range holds our figure, or ours its",
    "unreliable": "its figure is unreliable, and is not compared",
    "missing": "it has no figure of the whole service of the period",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerRate(DerivedRow):
    """The rate of one service in the period of a standing.

    low and high are its ends as printed, alike for one figure, None where there is none; `label` is it as text.
    `place` is one of PLACES. `differs`: whether it differs from ours by more than chance would explain; None where that
    was not tested. `source` cites the document.
    """

    service_id: str
    service: str
    low: float | None = None
    high: float | None = None
    label: str
    place: str
    differs: bool | None = None
    source: str = ""


@dataclass(frozen=True, eq=False)
class Standing:
    """One indicator in one period: our service and the services of a group, in the group's order.

    `beside_value` is the rate of a nation or of the region, `beside`, in the period; None where there is none.
    """

    measure: Indicator
    period: str
    ours: PeerRate
    peers: tuple[PeerRate, ...]
    beside: str
    beside_value: float | None
    beside_label: str

    def those(self, place: str) -> tuple[PeerRate, ...]:
        """The services of the group that stand at one of PLACES."""
        return tuple(row for row in self.peers if row.place == place)

    @property
    def compared(self) -> int:
        """Number of services of the group with a figure that ours is compared with."""
        return sum(row.place in ("higher", "lower", "same", "overlaps") for row in self.peers)

    @property
    def tested(self) -> tuple[PeerRate, ...]:
        """The services of the group for which chance was looked at."""
        return tuple(row for row in self.peers if row.differs is not None)

    @property
    def sources(self) -> tuple[str, ...]:
        """Every document that the figures were read in."""
        return tuple(dict.fromkeys(row.source for row in (self.ours, *self.peers) if row.source))


@dataclass(frozen=True, eq=False)
class Standings:
    """The standings of a service in a group, and the measures by which it cannot be set beside any service of it."""

    group: PeerGroup
    standings: tuple[Standing, ...]
    without: tuple[Indicator, ...]


@remembered(most=256)
def standings(catalogue: Catalogue, group: PeerGroup) -> Standings:
    """Where the service of a group stands in it, by each of RATES that the data set has."""
    known = [one for one in RATES if one in catalogue.observations]
    found = {one: _standing(catalogue, group, one) for one in known}
    return Standings(
        group=group,
        standings=tuple(standing for standing in found.values() if standing is not None),
        without=tuple(indicator(catalogue, one) for one, standing in found.items() if standing is None),
    )


def _standing(catalogue: Catalogue, group: PeerGroup, indicator_id: str) -> Standing | None:
    """The latest period in which ours has a figure, and as good as most of the others that have one in any."""
    own = _by_period(catalogue, group.service, indicator_id)
    others = {one: _by_period(catalogue, one, indicator_id) for one in group.services}
    compared = {
        key: sum(_is_usable(rows[key]) for rows in others.values() if key in rows)
        for key, row in own.items()
        if _is_usable(row)
    }
    most = max(compared.values(), default=0)
    if not most:
        return None
    key = max(one for one, number in compared.items() if 2 * number >= most)
    measure = indicator(catalogue, indicator_id)
    ours = _rate(catalogue, group.service, own[key], measure)
    peers = [_rate(catalogue, one, rows.get(key), measure, beside=ours) for one, rows in others.items()]
    figures = figures_by_area(catalogue, indicator_id=indicator_id)
    beside = wider_figure(figures, group.service, key[1])
    return Standing(
        measure=measure,
        period=key[1],
        ours=ours,
        peers=tuple(_tested(catalogue, peers, ours, measure=measure, end=key[0])),
        beside=beside.area,
        beside_value=beside.value,
        beside_label=figure_text(beside.value, unit=measure.unit, status=beside.status)
        if beside.area
        else "",
    )


def _tested(
    catalogue: Catalogue, peers: Sequence[PeerRate], ours: PeerRate, *, measure: Indicator, end: str
) -> list[PeerRate]:
    """The rows with what the test says, where ours and theirs are rates of a known number of children."""
    decimals = min(
        max(decimals_of(end) for row in (ours, *peers) for end in (row.low, row.high) if end is not None),
        MOST_DECIMALS,
    )
    counts = {
        row.service_id: _counts(catalogue, row, measure=measure, end=end, decimals=decimals)
        for row in (ours, *peers)
        if row.place not in ("unreliable", "missing")
    }
    own = counts[ours.service_id]
    if own is None:
        return list(peers)
    chances = {key: _chance(own, other) for key, other in counts.items() if other and key != ours.service_id}
    adjusted = dict(zip(chances, stats.holm(chances.values()), strict=True))
    return [
        replace(row, differs=adjusted[row.service_id] < TESTED_AT) if row.service_id in adjusted else row
        for row in peers
    ]


def _counts(
    catalogue: Catalogue, row: PeerRate, *, measure: Indicator, end: str, decimals: int
) -> ImpliedCounts | None:
    """The children behind the rate of a service, where it is one figure and the population of the service is known."""
    if measure.per is None or row.low is None or row.low != row.high or row.low < 0:
        return None
    people = _populations(catalogue, end)
    living = [people.get(one) for one in catalogue.services[row.service_id].local_authorities]
    if not living or not all(living):
        return None
    population = sum(round(number) for number in living if number)
    return implied_counts(rate=row.low, population=population, per=measure.per, decimals=decimals)


def _chance(one: ImpliedCounts, other: ImpliedCounts) -> float:
    """The p value of the test; of several counts that fit the two rates, the largest."""
    return max(
        stats.fisher_p(
            k1=min(first, one.population),
            n1=one.population,
            k2=min(last, other.population),
            n2=other.population,
        )
        for first in range(one.first, one.last + 1)
        for last in range(other.first, other.last + 1)
    )


@remembered(most=16)
def _populations(catalogue: Catalogue, end: str) -> dict[str, float]:
    """Authority → children aged 10 to 17 who live there, at the time nearest to the end of a period."""
    return {area: row.value or 0.0 for area, row in nearest_populations(catalogue, end).items()}


def _by_period(
    catalogue: Catalogue, service: Service, indicator_id: str
) -> dict[tuple[str, str], ServiceFigure]:
    """(last day of the period, period) → figure, of periods that are dated."""
    rows = parts_of(catalogue, service, indicator_id)
    return {(row.period_end, row.period): row for row in rows if row.period_end}


def _is_usable(row: ServiceFigure) -> bool:
    """Whether there is a figure, or a range of all its authorities, that is not unreliable."""
    return _has_figure(row) and row.status != UNRELIABLE


def _has_figure(row: ServiceFigure) -> bool:
    return row.value is not None or (row.basis == "range" and not row.missing)


def _ends(row: ServiceFigure) -> tuple[float, float] | None:
    """The figure as printed, or the ends of the range; None where there is neither."""
    if not _has_figure(row):
        return None
    ends = (row.low, row.high) if row.value is None else (row.value, row.value)
    low, high = (shown_value(end or 0.0) for end in ends)
    return low, high


def _rate(
    catalogue: Catalogue,
    service: Service,
    row: ServiceFigure | None,
    measure: Indicator,
    *,
    beside: PeerRate | None = None,
) -> PeerRate:
    ends = _ends(row) if row is not None else None
    if row is None or ends is None:
        return PeerRate(
            service_id=service.service_id,
            service=service.name,
            label=figure_text(None, unit=measure.unit, status=_absence(row)),
            place="missing",
        )
    labels = [figure_text(end, unit=measure.unit, status=row.status) for end in dict.fromkeys(ends)]
    return PeerRate(
        service_id=service.service_id,
        service=service.name,
        low=ends[0],
        high=ends[1],
        label=" to ".join(labels),
        place=_place(ends, row, beside),
        source=cite(catalogue, row.source_id),
    )


def _absence(row: ServiceFigure | None) -> str:
    """The shorthand for why there is no figure: suppressed where its publisher says so."""
    return row.status if row is not None and not row.published_parts and row.status else "x"


def _place(ends: Sequence[float], row: ServiceFigure, beside: PeerRate | None) -> str:
    if beside is None or beside.low is None or beside.high is None:
        return "ours"
    if row.status == UNRELIABLE:
        return "unreliable"
    low, high = ends
    if low > beside.high:
        return "higher"
    if high < beside.low:
        return "lower"
    return "same" if low == high == beside.low == beside.high else "overlaps"
