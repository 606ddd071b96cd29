"""Spend and staff of the chosen services, as printed and for each child in the caseload."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yjs_dash import stats
from yjs_dash.compare.catalogue import Catalogue, Selection
from yjs_dash.compare.context import FigureRow, Indicator, figure_text, indicator, latest
from yjs_dash.compare.rows import DerivedRow

CASELOAD = "caseload_total"


@dataclass(frozen=True)
class Resource:
    """A printed amount, and what is worked out of it: POUNDS_A_CHILD, CHILDREN_A_POST or nothing."""

    indicator_id: str
    ratio: str = ""


FULL_TIME = "full-time equivalent"
POUNDS_A_CHILD = "pounds_a_child"
CHILDREN_A_POST = "children_a_post"
SPEND: tuple[Resource, ...] = (
    Resource("spend_previous_year", POUNDS_A_CHILD),
    Resource("budget_current_year", POUNDS_A_CHILD),
)
STAFF: tuple[Resource, ...] = (
    Resource("staff_fte", CHILDREN_A_POST),
    Resource("case_managers_fte"),
    Resource("caseload_per_case_manager"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceRow(DerivedRow):
    """An amount that a service's report prints, named by `what`; empty where none is printed.

    `value` is in the indicator's unit, `caseload` a number of children. `ratio` is in £ or children, worked out [e] and
    not yet rounded to what is told of it; `ratio_kind` is POUNDS_A_CHILD, CHILDREN_A_POST or empty.
    """

    service_id: str
    service: str
    indicator_id: str
    what: str = ""
    period: str = ""
    value: float | None = None
    label: str
    status: str
    caseload: float | None = None
    caseload_period: str = ""
    ratio: float | None = None
    ratio_kind: str = ""
    source: str = ""
    note: str = ""


def resources(catalogue: Catalogue, selection: Selection, *, wanted: Sequence[Resource]) -> list[ResourceRow]:
    """The amounts of each service.

    There is a ratio where the service's report prints the amount and the children in the caseload. A service without
    any of the amounts keeps one row with status x.
    """
    children = {
        row.service_id: row
        for row in latest(catalogue, selection, indicator_id=CASELOAD)
        if not row.comparator and row.breakdown == "" and row.value
    }
    printed = {
        one.indicator_id: latest(catalogue, selection, indicator_id=one.indicator_id) for one in wanted
    }
    found: list[ResourceRow] = []
    for entry in selection.services:
        own: list[ResourceRow] = []
        for one in wanted:
            measure = indicator(catalogue, one.indicator_id)
            own += [
                _row(row, row.value, measure, one, children.get(entry.service_id))
                for row in printed[one.indicator_id]
                if row.service_id == entry.service_id and not row.comparator and row.value is not None
            ]
        if not own:
            rows = [r for each in printed.values() for r in each if r.service_id == entry.service_id]
            statuses = {row.status for row in rows if not row.comparator}
            status = statuses.pop() if len(statuses) == 1 else "x"
            own.append(
                ResourceRow(
                    service_id=entry.service_id,
                    service=entry.name,
                    indicator_id=wanted[0].indicator_id,
                    label=figure_text(None, unit="", status=status),
                    status=status,
                )
            )
        found += own
    return found


def _row(
    row: FigureRow, value: float, measure: Indicator, resource: Resource, children: FigureRow | None
) -> ResourceRow:
    caseload = children.value if children else None
    ratio: float | None = None
    if resource.ratio == POUNDS_A_CHILD and caseload:
        ratio = float(stats.round_half_up(value / caseload, decimals=2))
    elif resource.ratio == CHILDREN_A_POST and caseload and value > 0:
        ratio = float(stats.round_half_up(caseload / value, decimals=3))
    unit = f" {FULL_TIME}" if measure.unit == FULL_TIME else ""
    return ResourceRow(
        service_id=row.service_id,
        service=row.service,
        indicator_id=row.indicator_id,
        what=measure.name,
        period=row.period,
        value=value,
        label=figure_text(value, unit=measure.unit, status=row.status) + unit,
        status=row.status,
        caseload=caseload,
        caseload_period=children.period if children else "",
        ratio=ratio,
        ratio_kind=resource.ratio if ratio is not None else "",
        source=row.source,
        note=row.note,
    )
