"""Where a service stands among services like it: its official rates beside theirs, each of the same period.

Figures are compared as they are printed. What is known of a service as a range of its authorities' rates counts as
higher or lower only where the whole range is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yjs_dash.compare.areas import ServiceFigure, figures_by_area
from yjs_dash.compare.catalogue import Catalogue, Service
from yjs_dash.compare.context import Indicator, figure_text, indicator, shown_value
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.national_rates import FIRST
from yjs_dash.compare.overview import nations_beside
from yjs_dash.compare.peers import PeerGroup
from yjs_dash.compare.rate_figures import UNRELIABLE
from yjs_dash.compare.rows import DerivedRow
from yjs_dash.compare.series import parts_of
from yjs_dash.compare.sources import cite

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
    `place` is one of PLACES. `source` cites the document.
    """

    service_id: str
    service: str
    low: float | None = None
    high: float | None = None
    label: str
    place: str
    source: str = ""


@dataclass(frozen=True, eq=False)
class Standing:
    """One indicator in one period: our service and the services of a group, in the group's order.

    `nation_value` is the rate of `nation` in the period, None where there is none.
    """

    measure: Indicator
    period: str
    ours: PeerRate
    peers: tuple[PeerRate, ...]
    nation: str
    nation_value: float | None
    nation_label: str

    def those(self, place: str) -> tuple[PeerRate, ...]:
        """The services of the group that stand at one of PLACES."""
        return tuple(row for row in self.peers if row.place == place)

    @property
    def compared(self) -> int:
        """Number of services of the group with a figure that ours is compared with."""
        return sum(row.place in ("higher", "lower", "same", "overlaps") for row in self.peers)

    @property
    def source(self) -> str:
        """Every document that the figures were read in."""
        return "; ".join(dict.fromkeys(row.source for row in (self.ours, *self.peers) if row.source))


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
    figures = figures_by_area(catalogue, indicator_id=indicator_id)
    nations = (figures.of("nation", nation, key[1]) for nation in nations_beside(group.service))
    nation = next((figure for figure in nations if figure.value is not None), None)
    return Standing(
        measure=measure,
        period=key[1],
        ours=ours,
        peers=tuple(
            _rate(catalogue, one, rows.get(key), measure, beside=ours) for one, rows in others.items()
        ),
        nation=nation.area if nation else "",
        nation_value=nation.value if nation else None,
        nation_label=figure_text(nation.value, unit=measure.unit, status=nation.status) if nation else "",
    )


def _by_period(
    catalogue: Catalogue, service: Service, indicator_id: str
) -> dict[tuple[str, str], ServiceFigure]:
    """(last day of the period, period) → figure, of periods that are dated."""
    rows = parts_of(catalogue, service, indicator_id)
    return {(row.period_end, row.period): row for row in rows if row.period_end}


def _is_usable(row: ServiceFigure) -> bool:
    """Whether there is a figure, or a range of all its authorities, that is not unreliable."""
    return bool(_ends(row)) and row.status != UNRELIABLE


def _ends(row: ServiceFigure) -> tuple[float, float] | None:
    if row.value is not None:
        return shown_value(row.value), shown_value(row.value)
    if row.basis == "range" and not row.missing and row.low is not None and row.high is not None:
        return shown_value(row.low), shown_value(row.high)
    return None


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
