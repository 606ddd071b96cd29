"""Local context of the chosen services beside their comparators: the figures that were printed for each.

A service without a figure keeps a row with status x.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from yjs_dash import stats
from yjs_dash.compare.catalogue import Catalogue, Selection, Service
from yjs_dash.compare.rows import DerivedRow
from yjs_dash.compare.sources import citation, first_source
from yjs_dash.schema import STATUSES, ObservationRow

FIRST_TIME_ENTRANTS = "first_time_entrant_rate"
CAUTIONED_OR_SENTENCED = "cautioned_or_sentenced_rate"
REOFFENDING = "reoffending_rate"
REOFFENDING_10_14 = "reoffending_rate_10_14"
REOFFENDING_15_17 = "reoffending_rate_15_17"
POPULATION = "population_10_17"
LABELS: dict[str, str] = {"c": "suppressed", "x": "not published", "z": "not applicable"}
"""What charts and tables print in place of a figure, by its status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow(DerivedRow):
    """One figure of an area, or that there is none.

    A comparator carries the service that it is compared with, or no service_id where it stands beside several.
    `value` is in the unit of the indicator, None where there is no figure; `label` is how charts print it, with the
    shorthand `status`. `period_end` is the last day of the period, empty where it is not known. `chosen` marks the
    figure that is shown of several. `source` cites the document; `elsewhere` tells that the figure was printed for
    another inspection than the one shown.
    """

    service_id: str
    service: str
    area: str
    area_type: str
    indicator_id: str
    breakdown: str = ""
    period: str = ""
    period_end: str = ""
    value: float | None = None
    label: str
    status: str = ""
    comparator: bool = False
    chosen: bool = True
    source: str = ""
    note: str = ""
    elsewhere: bool = False


@dataclass(frozen=True)
class Indicator:
    """What an indicator measures. `polarity` is one of schema.POLARITIES; `whole` is that of the indicators table."""

    indicator_id: str
    name: str
    unit: str
    polarity: str
    topic: str
    comparator_id: str
    definition: str
    whole: str = ""

    @property
    def per(self) -> int | None:
        """Number of people a rate refers to; None where the unit is not a rate."""
        found = re.match(r"per ([\d,]+)", self.unit)
        return int(found[1].replace(",", "")) if found else None

    @property
    def direction(self) -> str:
        """Which direction is good, in words; empty where neither is."""
        return "" if self.polarity == "neutral" else self.polarity.replace("_", " ")


def indicator(catalogue: Catalogue, indicator_id: str) -> Indicator:
    """An indicator by id. One that the data set does not define is neutral and has no unit."""
    row = catalogue.indicators.get(indicator_id)
    if row is None:
        return Indicator(indicator_id, indicator_id, "", "neutral", "", "", "")
    return Indicator(
        indicator_id=indicator_id,
        name=row.name,
        unit=row.unit,
        polarity=row.polarity,
        topic=row.topic,
        comparator_id=row.comparator_id or "",
        definition=row.definition,
        whole=row.whole or "",
    )


def figures(catalogue: Catalogue, selection: Selection, *, indicator_id: str) -> list[FigureRow]:
    """Every figure that was printed for the chosen services and for what they are compared with.

    `chosen` marks the one that is shown, by service and breakdown: the report of the inspection that stands for the
    service first, then other sources of that inspection, then the latest period. A comparator row carries the
    service it is compared with; it is of the same inspection or of the same period.
    """
    measure = indicator(catalogue, indicator_id)
    found: list[FigureRow] = []
    for entry in selection.services:
        own = observations_for(catalogue, indicator_id, area_type="service", area=entry.name)
        if not own:
            found.append(missing_figure(entry, indicator_id=indicator_id))
        seen: set[str] = set()
        for row in sorted(own, key=lambda row: source_priority(entry, row)):
            chosen = row.breakdown not in seen
            seen.add(row.breakdown)
            found.append(to_figure(catalogue, entry, row, measure=measure, chosen=chosen))
            if chosen:
                found += [
                    to_figure(catalogue, entry, other, measure=measure, comparator=True)
                    for other in comparators(catalogue, entry, row)
                ]
    return found


def latest(catalogue: Catalogue, selection: Selection, *, indicator_id: str) -> list[FigureRow]:
    """The printed figure that stands for each chosen service, each followed by its comparators.

    Values are in the unit of the indicator. Periods are those of each report and may differ.
    """
    return [row for row in figures(catalogue, selection, indicator_id=indicator_id) if row.chosen]


def observations_for(
    catalogue: Catalogue, indicator_id: str, *, area_type: str, area: str
) -> list[ObservationRow]:
    """Rows of the observations table of one indicator and one area."""
    return catalogue.observations.get(indicator_id, {}).get((area_type, area), [])


def any_figure(catalogue: Catalogue, selection: Selection, *, indicator_ids: Sequence[str]) -> bool:
    """Whether a chosen service has a figure of one of the indicators, or the reason why it is not shown."""
    return any(
        row.value is not None or row.status not in (None, "", "x")
        for entry in selection.services
        for indicator_id in indicator_ids
        for row in observations_for(catalogue, indicator_id, area_type="service", area=entry.name)
    )


def comparators(catalogue: Catalogue, entry: Service, row: ObservationRow) -> list[ObservationRow]:
    """Nation and own region for a figure: printed for the same inspection, or else of the same period."""
    areas = catalogue.observations.get(row.indicator_id, {})
    found: list[ObservationRow] = []
    for area_type in ("nation", "region"):
        same = [
            other
            for (kind, area), others in areas.items()
            if kind == area_type and (kind == "nation" or area == entry.region)
            for other in others
            if other.breakdown == row.breakdown
            and (_same(other.inspection_id, row.inspection_id) or _same(other.period_end, row.period_end))
        ]
        same.sort(key=lambda other: not _same(other.inspection_id, row.inspection_id))
        found += same[:1]
    return found


def to_figure(
    catalogue: Catalogue,
    entry: Service | None,
    row: ObservationRow,
    *,
    measure: Indicator,
    comparator: bool = False,
    chosen: bool = True,
) -> FigureRow:
    """A row of the observations table as a figure."""
    value = row.value
    status = row.status or ("x" if value is None else "")
    stands_for = entry.inspection_id if entry and not comparator else ""
    printed_for = row.inspection_id or ""
    return FigureRow(
        service_id=entry.service_id if entry else "",
        service=entry.name if entry else row.area,
        area=row.area,
        area_type=row.area_type,
        indicator_id=measure.indicator_id,
        breakdown=row.breakdown,
        period=row.period,
        period_end=row.period_end or "",
        value=value,
        label=figure_text(value, unit=measure.unit, status=status),
        status=status,
        comparator=comparator,
        chosen=chosen,
        source=str(citation(catalogue, row)),
        note=row.note or "",
        elsewhere=bool(stands_for and printed_for and printed_for != stands_for),
    )


def missing_figure(
    entry: Service,
    *,
    indicator_id: str,
    breakdown: str = "",
    area: str = "",
    area_type: str = "service",
) -> FigureRow:
    """The row that keeps a service although nothing was published."""
    return FigureRow(
        service_id=entry.service_id,
        service=entry.name,
        area=area or entry.name,
        area_type=area_type,
        indicator_id=indicator_id,
        breakdown=breakdown,
        label=figure_text(None, unit="", status="x"),
        status="x",
    )


def source_priority(entry: Service, row: ObservationRow) -> tuple[int, int, int, str]:
    """Order of figures for one thing: the standing inspection's report, its other sources, then the latest."""
    report = first_source(entry.inspection.source_id) if entry.inspection else ""
    standing = bool(entry.inspection_id) and row.inspection_id == entry.inspection_id
    place = 0 if standing and report in row.source_id else 1 if standing else 2
    day = (row.period_end or "").replace("-", "")
    return place, int(row.value is None), -int(day or 0), row.source_id


def figure_text(value: float | None, *, unit: str, status: str = "") -> str:
    """A figure as charts and sentences print it, with its shorthand: “43.1%”, “133 [e]”, “not published [x]”.

    At most one decimal is shown: the second says nothing where a cohort has a few dozen children.
    """
    if value is None:
        return f"{LABELS.get(status, LABELS['x'])} [{status or 'x'}]"
    rounded = stats.round_half_up(value, decimals=min(decimals_of(value), 1))
    number = f"{rounded:,f}"
    number = f"£{number}" if unit == "£" else f"{number}%" if unit == "%" else number
    return f"{number} [{status}]" if status in STATUSES and status else number


def shown_value(value: float) -> float:
    """A figure rounded as figure_text prints it."""
    return float(stats.round_half_up(value, decimals=min(decimals_of(value), 1)))


def decimals_of(value: float) -> int:
    """Decimals that a number was printed with, as far as the table tells: 40.6 has one, 29.0 none."""
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _same(one: str | None, other: str | None) -> bool:
    return bool(one) and one == other
