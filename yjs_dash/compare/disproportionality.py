"""How often an ethnic group is in the caseload for its share of the children who live in the area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from yjs_dash import stats
from yjs_dash.compare.catalogue import Catalogue, Selection, Service
from yjs_dash.compare.children import BASELINE, CASELOAD_ETHNICITY, UNKNOWN, ShareRow, composition
from yjs_dash.compare.context import decimals_of, figure_text
from yjs_dash.compare.rows import DerivedRow
from yjs_dash.errors import StatisticsError

REASONS: dict[str, str] = {
    "": "there is an index",
    "caseload": "the shares of the caseload are not all known",
    "population": "no shares of the local population",
    "unknown": "the share of unknown ethnicity is not known",
    "zero": "a share that the index divides by is zero",
}
Shares = Mapping[str, ShareRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeRate(DerivedRow):
    """An ethnic group of a service against its baseline. Shares are in per cent, with labels.

    `index` has no unit (1: the same rate as the baseline); without it, `reason` is one of REASONS. Its low and high
    hold every index that the rounding of the printed shares allows. `note` is what the data set says of the group's
    share. Percentages carry no verdict.
    """

    service_id: str
    service: str
    group: str
    baseline: str
    caseload_share: float | None
    population_share: float | None
    baseline_caseload_share: float | None
    baseline_population_share: float | None
    unknown_share: float | None
    caseload_label: str
    population_label: str
    baseline_caseload_label: str
    baseline_population_label: str
    period: str
    population_period: str
    source: str
    note: str
    index: stats.RelativeRateIndex | None = None
    reason: str = ""


def relative_rates(catalogue: Catalogue, selection: Selection) -> list[RelativeRate]:
    """How often each ethnic group is in the caseload for its share of the population, against White children.

    Without all shares of the caseload and of the population there is no index.
    """
    rows = composition(catalogue, selection, indicator_id=CASELOAD_ETHNICITY)
    shares = [row for row in rows if not row.comparator]
    found = []
    for entry in selection.services:
        own = {r.breakdown: r for r in shares if r.service_id == entry.service_id}
        residents = {r.breakdown: r for r in rows if r.population and r.service_id == entry.service_id}
        # The groups that its own report uses: those of other services say nothing of this one.
        groups = [part for part, r in own.items() if r.source and part not in (BASELINE, UNKNOWN, "")]
        for group in groups or ["Black and minority ethnic"]:
            found.append(_relative_rate(entry, own, residents, group=group))
    return found


def _relative_rate(entry: Service, shares: Shares, residents: Shares, *, group: str) -> RelativeRate:
    caseload, population = _value(shares, group), _value(residents, group)
    baseline, baseline_population = _value(shares, BASELINE), _value(residents, BASELINE)
    unknown = _value(shares, UNKNOWN)
    ours, theirs = shares.get(group), residents.get(group)
    sources = [row.source for row in (ours, theirs) if row is not None and row.source]
    found = RelativeRate(
        service_id=entry.service_id,
        service=entry.name,
        group=group,
        baseline=BASELINE,
        caseload_share=caseload,
        population_share=population,
        baseline_caseload_share=baseline,
        baseline_population_share=baseline_population,
        unknown_share=unknown,
        caseload_label=_label(shares, group),
        population_label=_label(residents, group),
        baseline_caseload_label=_label(shares, BASELINE),
        baseline_population_label=_label(residents, BASELINE),
        period=ours.period if ours else "",
        population_period=theirs.period if theirs else "",
        source="; ".join(dict.fromkeys(sources)),
        note=ours.note if ours else "",
    )
    if caseload is None or baseline is None:
        return replace(found, reason="caseload")
    if population is None or baseline_population is None:
        return replace(found, reason="population")
    if unknown is None:
        return replace(found, reason="unknown")
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
        return replace(found, reason="zero")
    return replace(found, index=index)


def _value(shares: Shares, part: str) -> float | None:
    return shares[part].value if part in shares else None


def _label(shares: Shares, part: str) -> str:
    return shares[part].label if part in shares else figure_text(None, unit="%", status="x")
