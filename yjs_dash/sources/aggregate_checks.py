"""Aggregates that cannot be true: a region or nation outside the range of its own parts.

A rate or a share of a whole lies between the lowest and the highest of its parts; a count is at least its largest
part. Who published the figure makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from yjs_dash.schema import STATUSES_WITHOUT_VALUE
from yjs_dash.sources._files import number_text
from yjs_dash.sources._findings import Finding
from yjs_dash.sources.areas import NATION, region_name

ADDITIVE_UNITS: frozenset[str] = frozenset(
    {
        "children",
        "people",
        "£",
        "full-time equivalent",
        "cases",
        "offences",
        "searches",
        "responses",
        "interviews",
    }
)
"""Units whose values add up over areas."""
LEAST_KNOWN = 0.5
"""Share of the parts that must have a figure. With fewer, the parts without one can explain any aggregate."""


@dataclass(frozen=True)
class _Cell:
    index: int
    source_id: str
    value: float
    decimals: int


@dataclass(frozen=True)
class _Parts:
    """The parts of a whole at one level: how many there are, and the values that are known."""

    noun: str
    total: int
    cells: tuple[_Cell, ...]

    @property
    def decidable(self) -> bool:
        return len(self.cells) >= LEAST_KNOWN * self.total

    @property
    def low(self) -> float:
        return min(cell.value for cell in self.cells)

    @property
    def high(self) -> float:
        return max(cell.value for cell in self.cells)

    @property
    def decimals(self) -> int:
        return max(cell.decimals for cell in self.cells)

    def __str__(self) -> str:
        known = f"its {self.total} {self.noun}"
        if len(self.cells) < self.total:
            known = f"the {len(self.cells)} of its {self.total} {self.noun} that have a figure"
        return f"{known} ({number_text(self.low)} to {number_text(self.high)})"


def reject_inconsistent_aggregates(
    observations: pd.DataFrame, *, parents: Mapping[str, str], indicators: pd.DataFrame
) -> tuple[pd.DataFrame, list[Finding]]:
    """Observations without the aggregates that cannot be true, and a finding for each of those.

    Takes a table `observations` (text or typed), `parents` (area → area it is part of) and a table `indicators`
    (columns indicator_id, name, unit). Returns the same columns. A refused value stays in its finding. Where fewer
    than half of the parts have a figure nothing is refused, and a note says that the aggregate lies outside.
    """
    units = dict(zip(indicators["indicator_id"], indicators["unit"], strict=True))
    names = dict(zip(indicators["indicator_id"], indicators["name"], strict=True))
    rows = observations[
        observations["indicator_id"].isin(list(units)) & ~observations["status"].isin(STATUSES_WITHOUT_VALUE)
    ]
    rows = rows.assign(number=pd.to_numeric(rows["value"], errors="coerce")).dropna(subset=["number"])
    levels = _levels(parents)
    findings: list[Finding] = []
    refused: set[int] = set()
    for (indicator_id, _, period), group in rows.groupby(["indicator_id", "breakdown", "period"], sort=False):
        cells: dict[str, list[_Cell]] = {}
        for index, area, source_id, value in group[["area", "source_id", "number"]].itertuples():
            cells.setdefault(area, []).append(_Cell(index, source_id, value, _decimals(value)))
        for whole, parts_of_whole in levels:
            for cell in cells.get(whole, ()):
                parts = [_known(areas, noun, cells, refused, cell) for noun, areas in parts_of_whole]
                problem, impossible = _problem(cell, parts, additive=units[indicator_id] in ADDITIVE_UNITS)
                if not problem:
                    continue
                refused |= {cell.index} if impossible else set()
                findings.append(
                    Finding(
                        level="warning" if impossible else "note",
                        code="impossible_whole" if impossible else "doubtful_whole",
                        subject=f"{whole}, {names[indicator_id]}, {period}",
                        message=problem,
                        value=number_text(cell.value),
                        source_id=cell.source_id,
                    )
                )
    return observations[~observations.index.isin(refused)].reset_index(drop=True), findings


def _levels(parents: Mapping[str, str]) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Wholes, the smallest first, each with its parts: those directly below it, and the authorities."""
    children: dict[str, list[str]] = {}
    for area, parent in parents.items():
        children.setdefault(parent, []).append(area)

    def authorities(area: str, seen: frozenset[str] = frozenset()) -> list[str]:
        below = children.get(area, []) if area not in seen else []
        return [leaf for part in below for leaf in authorities(part, seen | {area})] if below else [area]

    found = []
    for whole, below in children.items():
        regions = [area for area in below if region_name(area)]
        leaves = [area for area in authorities(whole) if not region_name(area)]
        levels = [("regions" if whole == NATION else "halves", regions), ("authorities", leaves)]
        found.append((whole, [level for level in levels if level[1]]))
    return sorted(found, key=lambda entry: max(len(areas) for _, areas in entry[1]))


def _known(
    areas: Iterable[str], noun: str, cells: Mapping[str, list[_Cell]], refused: set[int], whole: _Cell
) -> _Parts:
    """Values of the parts, from the publication of the whole where it has them."""
    areas = list(areas)
    found = []
    for area in areas:
        own = [cell for cell in cells.get(area, ()) if cell.index not in refused]
        own.sort(key=lambda cell: cell.source_id != whole.source_id)
        found += own[:1]
    return _Parts(noun, len(areas), tuple(found))


def _problem(whole: _Cell, levels: Iterable[_Parts], *, additive: bool) -> tuple[str, bool]:
    """What is wrong with a whole, and whether it is impossible; empty where nothing is."""
    doubt = ""
    for parts in levels:
        if not parts.cells:
            continue
        slack = _slack(whole, parts)
        if additive:
            outside = whole.value < parts.high - slack and parts.low >= 0
            problem = f"{number_text(whole.value)} is less than the largest of {parts}"
        else:
            outside = not parts.low - slack <= whole.value <= parts.high + slack
            problem = f"{number_text(whole.value)} lies outside the range of {parts}"
        if outside and (additive or parts.decidable):
            return (
                f"{problem}. It cannot be true, so we do not use it.{_explained(whole, parts, additive=additive)}",
                True,
            )
        if outside:
            doubt = f"{problem}. It may still be true, because some parts have no figure, so we use it."
        elif (
            additive
            and parts.low >= 0
            and sum(c.value for c in parts.cells) > whole.value + _slack_of_sum(parts)
        ):
            total = number_text(sum(cell.value for cell in parts.cells))
            doubt = f"{number_text(whole.value)} is less than the sum of {parts}, {total}. We use it as published."
    return doubt, False


def _explained(whole: _Cell, parts: _Parts, *, additive: bool) -> str:
    total = sum(cell.value for cell in parts.cells)
    if additive or len(parts.cells) < parts.total or abs(whole.value - total) > _slack_of_sum(parts):
        return ""
    return " It is the sum of its parts, and rates do not add up."


def _slack(whole: _Cell, parts: _Parts) -> float:
    """Half a step of the coarser rounding; rounding alike keeps the order, so then there is none."""
    same = whole.decimals == parts.decimals
    return 0.0 if same else 0.5 * 10.0 ** -min(whole.decimals, parts.decimals) + 1e-9


def _slack_of_sum(parts: _Parts) -> float:
    return 0.5 * 10.0**-parts.decimals * (len(parts.cells) + 1)


def _decimals(value: float) -> int:
    _, _, fraction = number_text(value).partition(".")
    return len(fraction)
