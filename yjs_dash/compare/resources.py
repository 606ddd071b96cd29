"""Spend and staff of the chosen services, as printed and for each child in the caseload."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yjs_dash import stats
from yjs_dash.compare.catalogue import Catalogue, Selection
from yjs_dash.compare.context import Row, figure_text, indicator, latest, missing_figure

CASELOAD = "caseload_total"
RESOURCE_COLUMNS: list[str] = [
    "service_id", "service", "indicator_id", "what", "period", "value", "label", "status", "caseload",
    "caseload_period", "ratio", "ratio_kind", "source", "note",
]  # fmt: skip


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


def resources(catalogue: Catalogue, selection: Selection, *, wanted: Sequence[Resource]) -> list[Row]:
    """Rows with the keys RESOURCE_COLUMNS: value in the indicator's unit, ratio in £ or children, worked out [e].

    The ratio is not yet rounded to what is told of it. `ratio_kind` is POUNDS_A_CHILD, CHILDREN_A_POST or empty.
    There is a ratio where the service's report prints the amount and the children in the caseload. A service without
    any of the amounts keeps one row with status x.
    """
    children = {
        row["service_id"]: row
        for row in latest(catalogue, selection, indicator_id=CASELOAD)
        if not row["comparator"] and row["breakdown"] == "" and row["value"]
    }
    printed = {
        one.indicator_id: latest(catalogue, selection, indicator_id=one.indicator_id) for one in wanted
    }
    found: list[Row] = []
    for entry in selection.entries:
        own: list[Row] = []
        for one in wanted:
            measure = indicator(catalogue, one.indicator_id)
            own += [
                _row(row, measure.name, measure.unit, one, children.get(entry.service_id))
                for row in printed[one.indicator_id]
                if row["service_id"] == entry.service_id
                and not row["comparator"]
                and row["value"] is not None
            ]
        if not own:
            rows = [r for each in printed.values() for r in each if r["service_id"] == entry.service_id]
            statuses = {row["status"] for row in rows if not row["comparator"]}
            status = statuses.pop() if len(statuses) == 1 else "x"
            blank = missing_figure(entry, indicator_id=wanted[0].indicator_id) | {
                "status": status,
                "label": figure_text(None, unit="", status=status),
            }
            own.append({name: blank.get(name) for name in RESOURCE_COLUMNS} | {"what": "", "ratio_kind": ""})
        found += own
    return found


def _row(row: Row, name: str, unit: str, resource: Resource, children: Row | None) -> Row:
    value, caseload = float(row["value"]), children["value"] if children else None
    ratio: float | None = None
    if resource.ratio == POUNDS_A_CHILD and caseload:
        ratio = float(stats.round_half_up(value / caseload, decimals=2))
    elif resource.ratio == CHILDREN_A_POST and caseload and value > 0:
        ratio = float(stats.round_half_up(caseload / value, decimals=3))
    return {
        "service_id": row["service_id"],
        "service": row["service"],
        "indicator_id": row["indicator_id"],
        "what": name,
        "period": row["period"],
        "value": value,
        "label": figure_text(value, unit=unit, status=row["status"])
        + (f" {unit}" if unit == FULL_TIME else ""),
        "status": row["status"],
        "caseload": caseload,
        "caseload_period": children["period"] if children else "",
        "ratio": ratio,
        "ratio_kind": resource.ratio if ratio is not None else "",
        "source": row["source"],
        "note": row["note"],
    }
