"""How often an ethnic group is in the caseload for its share of the children who live in the area."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yjs_dash import stats
from yjs_dash.compare.catalogue import Catalogue, Selection, ServiceInspection
from yjs_dash.compare.children import BASELINE, CASELOAD_ETHNICITY, UNKNOWN, composition
from yjs_dash.compare.context import Row, decimals_of, figure_text, text
from yjs_dash.errors import StatisticsError

RATE_COLUMNS: list[str] = [
    "service_id", "service", "group", "baseline", "caseload_share", "population_share", "baseline_caseload_share",
    "baseline_population_share", "unknown_share", "index", "low", "high", "unknown_to_baseline", "unknown_to_group",
    "caseload_label", "population_label", "baseline_caseload_label", "baseline_population_label", "period",
    "population_period", "source", "status", "reason", "note",
]  # fmt: skip
REASONS: dict[str, str] = {
    "": "there is an index",
    "caseload": "the shares of the caseload are not all known",
    "population": "no shares of the local population",
    "unknown": "the share of unknown ethnicity is not known",
    "zero": "a share that the index divides by is zero",
}
Shares = Mapping[str, Mapping[str, Any]]


def relative_rates(catalogue: Catalogue, selection: Selection) -> list[Row]:
    """How often each ethnic group is in the caseload for its share of the population, against White children.

    Keys: RATE_COLUMNS; shares in per cent, with labels; indexes without a unit (1: the same rate as White children).
    low and high hold every index that the rounding of the printed shares allows; unknown_to_* is the index were every
    child of unknown ethnicity in the one group or in the other. Without a population share there is no index:
    status x, and `reason` is one of REASONS. `note` is what the data set says of the group’s share. Percentages carry
    no verdict.
    """
    rows = composition(catalogue, selection, indicator_id=CASELOAD_ETHNICITY)
    shares = [row for row in rows if not row["comparator"]]
    found = []
    for entry in selection.entries:
        own = {str(r["breakdown"]): r for r in shares if r["service_id"] == entry.service_id}
        residents = {
            str(r["breakdown"]): r for r in rows if r["population"] and r["service_id"] == entry.service_id
        }
        # The groups that its own report uses: those of other services say nothing of this one.
        groups = [part for part, r in own.items() if r["source"] and part not in (BASELINE, UNKNOWN, "")]
        for group in groups or ["Black and minority ethnic"]:
            found.append(_relative_rate(entry, own, residents, group=group))
    return found


def _relative_rate(entry: ServiceInspection, shares: Shares, residents: Shares, *, group: str) -> Row:
    caseload, population = _value(shares, group), _value(residents, group)
    baseline, baseline_population = _value(shares, BASELINE), _value(residents, BASELINE)
    unknown = _value(shares, UNKNOWN)
    sources = [_cell(shares, group, "source"), _cell(residents, group, "source")]
    found: Row = {
        **dict.fromkeys(RATE_COLUMNS),
        "service_id": entry.service_id,
        "service": entry.name,
        "group": group,
        "baseline": BASELINE,
        "caseload_share": caseload,
        "population_share": population,
        "baseline_caseload_share": baseline,
        "baseline_population_share": baseline_population,
        "unknown_share": unknown,
        "caseload_label": _label(shares, group),
        "population_label": _label(residents, group),
        "baseline_caseload_label": _label(shares, BASELINE),
        "baseline_population_label": _label(residents, BASELINE),
        "period": _cell(shares, group, "period"),
        "population_period": _cell(residents, group, "period"),
        "source": "; ".join(dict.fromkeys(source for source in sources if source)),
        "status": "x",
        "note": _cell(shares, group, "note"),
    }
    if caseload is None or baseline is None:
        return {**found, "reason": "caseload"}
    if population is None or baseline_population is None:
        return {**found, "reason": "population"}
    if unknown is None:
        return {**found, "reason": "unknown"}
    try:
        index = stats.index_from_percentages(
            group=caseload,
            group_population=population,
            baseline=baseline,
            baseline_population=baseline_population,
            unknown=unknown,
            caseload_decimals=max(decimals_of(v) for v in (caseload, baseline, unknown)),
            population_decimals=max(decimals_of(v) for v in (population, baseline_population)),
        )
    except StatisticsError:
        return {**found, "reason": "zero"}
    return found | {
        "index": index.value,
        "low": index.low,
        "high": index.high,
        "unknown_to_baseline": index.unknown_to_baseline,
        "unknown_to_group": index.unknown_to_group,
        "status": "",
        "reason": "",
    }


def _value(shares: Shares, part: str) -> float | None:
    value = shares.get(part, {}).get("value")
    return None if value is None else float(value)


def _label(shares: Shares, part: str) -> str:
    return str(shares[part]["label"]) if part in shares else figure_text(None, unit="%", status="x")


def _cell(shares: Shares, part: str, column: str) -> str:
    return text(shares.get(part, {}).get(column))
