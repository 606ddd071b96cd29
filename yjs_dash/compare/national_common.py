"""What is common among the inspections whose standards are held: by standard, and groups of standards.

These inspections are not a sample of all: what is said holds for them, and a difference is only called one where
chance would hardly produce it among so few.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from yjs_dash import stats
from yjs_dash.compare.catalogue import Catalogue
from yjs_dash.compare.memo import remembered
from yjs_dash.compare.rows import DerivedRow
from yjs_dash.compare.sources import citation
from yjs_dash.framework import RATINGS, Framework, Standard
from yjs_dash.schema import InspectionRow

BEYOND_CHANCE = 0.05
Pairing = Literal["court_out_of_court", "leadership_casework"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldInspection(DerivedRow):
    """An inspection with ratings of standards. `ratings`: standard → rating."""

    service_id: str
    service: str
    inspection_id: str
    published: str
    ratings: Mapping[str, str]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardCount(DerivedRow):
    """How often a standard was given each rating, in `inspections` that rate it."""

    standard: Standard
    counts: Mapping[str, int]
    inspections: int

    def interval(self, rating: str) -> stats.Interval:
        """The 95 per cent interval of the share of a rating, from 0 to 1."""
        return stats.wilson(k=self.counts[rating], n=self.inspections)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extreme(DerivedRow):
    """The standards that were most often given a rating, and whether chance could have put them there.

    `rows` is empty where none was given the rating. `beyond_chance`: the first of `rows` has it more often than
    `least`, the standard that has it least often, by more than chance would produce among all pairs of standards.
    """

    rating: str
    rows: tuple[StandardCount, ...]
    least: StandardCount | None
    beyond_chance: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedCount(DerivedRow):
    """In how many inspections one group of standards had more points a standard than another, fewer, or as many."""

    pairing: Pairing
    higher: int
    lower: int
    same: int

    @property
    def inspections(self) -> int:
        return self.higher + self.lower + self.same

    @property
    def beyond_chance(self) -> bool:
        """Whether chance would hardly produce this: two-sided sign test at 5 per cent."""
        return stats.sign_p(higher=self.higher, lower=self.lower) < BEYOND_CHANCE

    @property
    def interval(self) -> stats.Interval | None:
        """The 95 per cent interval of the share of `higher` among those that differ; None where none does."""
        differ = self.higher + self.lower
        return stats.wilson(k=self.higher, n=differ) if differ else None


@dataclass(frozen=True, eq=False)
class Common:
    """What is common under one framework. `standards` are in printed order, those that no inspection rates left out."""

    framework: Framework
    inspections: tuple[HeldInspection, ...]
    standards: tuple[StandardCount, ...]
    extremes: tuple[Extreme, ...]
    pairs: tuple[PairedCount, ...]


@remembered(most=8)
def common(catalogue: Catalogue, *, framework_id: str) -> Common:
    """Counts of the inspections under a framework whose ratings of standards are held."""
    framework = catalogue.data.frameworks[framework_id]
    names = {service_id: service.name for service_id, service in catalogue.services.items()}
    held = [
        _held(catalogue, row, names[row.service_id])
        for row in catalogue.data.rows.inspections
        if row.framework_id == framework_id and catalogue.parts.ratings.get(row.inspection_id)
    ]
    held.sort(key=lambda row: (row.service.casefold(), row.published))
    counts = [_count(standard, held) for standard in framework.standards.values()]
    standards = tuple(count for count in counts if count.inspections)
    return Common(
        framework=framework,
        inspections=tuple(held),
        standards=standards,
        extremes=tuple(extreme(rating, standards, held) for rating in (RATINGS[0], RATINGS[-1])),
        pairs=tuple(_pairs(framework, held)),
    )


def _held(catalogue: Catalogue, row: InspectionRow, name: str) -> HeldInspection:
    rated = catalogue.parts.ratings[row.inspection_id]
    return HeldInspection(
        service_id=row.service_id,
        service=name,
        inspection_id=row.inspection_id,
        published=row.published or "",
        ratings={one.standard_id: one.rating for one in rated},
        source=str(citation(catalogue, row)),
    )


def _count(standard: Standard, held: Iterable[HeldInspection]) -> StandardCount:
    given = [row.ratings[standard.id] for row in held if standard.id in row.ratings]
    return StandardCount(
        standard=standard,
        counts={rating: given.count(rating) for rating in RATINGS},
        inspections=len(given),
    )


def extreme(rating: str, standards: tuple[StandardCount, ...], held: Iterable[HeldInspection]) -> Extreme:
    """The standards with the largest share of a rating; of several as large all, in printed order."""
    shares = {row.standard.id: Fraction(row.counts[rating], row.inspections) for row in standards}
    most, fewest = max(shares.values(), default=Fraction()), min(shares.values(), default=Fraction())
    if not most:
        return Extreme(rating=rating, rows=(), least=None, beyond_chance=False)
    rows = tuple(row for row in standards if shares[row.standard.id] == most)
    least = next(row for row in reversed(standards) if shares[row.standard.id] == fewest)
    first, last = rows[0].standard.id, least.standard.id
    both = [row.ratings for row in held if first in row.ratings and last in row.ratings]
    higher = sum(r[first] == rating != r[last] for r in both)
    lower = sum(r[last] == rating != r[first] for r in both)
    pairs = len(standards) * (len(standards) - 1) // 2
    return Extreme(
        rating=rating,
        rows=rows,
        least=least,
        beyond_chance=most > fewest and pairs * stats.sign_p(higher=higher, lower=lower) < BEYOND_CHANCE,
    )


def _pairs(framework: Framework, held: Iterable[HeldInspection]) -> Iterable[PairedCount]:
    """Court beside out-of-court disposals, leadership beside casework, where the framework has points."""
    counted = [domain for domain in framework.domains if domain.in_total] if framework.scored else []
    court = [s.id for d in counted if d.sample == "court" for s in d.standards]
    outside = [s.id for d in counted if d.sample == "out_of_court" for s in d.standards]
    leadership = [s.id for d in counted if d.sample is None for s in d.standards]
    groups: dict[Pairing, tuple[list[str], list[str]]] = {
        "court_out_of_court": (court, outside),
        "leadership_casework": (leadership, [*court, *outside]),
    }
    for pairing, (first, second) in groups.items():
        if not first or not second:
            continue
        both = [row.ratings for row in held if row.ratings.keys() >= {*first, *second}]
        if not both:
            continue
        gaps = [_mean(framework, first, r) - _mean(framework, second, r) for r in both]
        yield PairedCount(
            pairing=pairing,
            higher=sum(gap > 0 for gap in gaps),
            lower=sum(gap < 0 for gap in gaps),
            same=sum(gap == 0 for gap in gaps),
        )


def _mean(framework: Framework, standards: list[str], ratings: Mapping[str, str]) -> Fraction:
    return Fraction(sum(framework.points[ratings[one]] for one in standards), len(standards))
