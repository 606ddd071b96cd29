"""Plain words for services of several authorities and for statistical neighbours.

Takes rows of `compare.areas.service_figures` and `compare.neighbours.neighbour_figures`.
"""

from __future__ import annotations

from yjs_dash.compare.areas import ServiceFigure
from yjs_dash.compare.context import figure_text
from yjs_dash.compare.neighbours import NeighbourFigure
from yjs_dash.narrate.numbers import joined
from yjs_dash.narrate.template import template

PUBLISHED = template("areas.published", "Published for the service as a whole.")
AUTHORITY = template("areas.authority", "Published for {area}.", area="Sutton")
FORMER = template(
    "areas.former",
    "Published for {former}, which {areas} replaced.",
    former="Northamptonshire",
    areas="North Northamptonshire and West Northamptonshire",
)
MISSING = template("areas.missing", "We have no figure for {areas}.", areas="Cardiff")
ELSEWHERE = template(
    "areas.elsewhere",
    "There are figures for the former authorities {former}.",
    former="Poole (Pre LG) and Dorset (Pre LG)",
)
SUM = template(
    "areas.sum", "This is the total of {areas}.", areas="Dorset and Bournemouth, Christchurch and Poole"
)
SMALL_SUM = template(
    "areas.small_sum",
    "The total of {areas} is too small to show [c].",
    areas="Cumberland and Westmorland and Furness",
)
UNSUMMED = template(
    "areas.unsummed",
    "We cannot give a total, because we have no figure for {missing}. The others are {published}.",
    missing="Dorset",
    published="£100 in Bournemouth, Christchurch and Poole",
)
COUNTS = template(
    "areas.counts",
    "We worked this out from the numbers of children and the populations of {areas} [e].",
    areas="Cumberland and Westmorland and Furness",
)
ALIKE = template(
    "areas.alike", "The same figure is published for {areas}.", areas="Cumberland and Westmorland and Furness"
)
PART = template(
    "areas.part",
    "We have a figure for {area} only, {figure}, and none for {missing}. It does not stand for the whole service.",
    area="Bournemouth, Christchurch and Poole",
    figure="135",
    missing="Dorset",
)
RANGE = template(
    "areas.range",
    "Rates of authorities cannot be added up. They run from {low} in {low_area} to {high} in {high_area}.",
    low="20%", low_area="Cumberland", high="30%", high_area="Westmorland and Furness",
)  # fmt: skip
SAME_PARTS = template(
    "areas.same_parts",
    "The figure is {low} for {areas}.",
    low="20%",
    areas="Cumberland and Westmorland and Furness",
)
RANGE_MISSING = template("areas.range_missing", "We have no figure for {missing}.", missing="Dorset")
MEDIAN = template(
    "neighbours.median",
    "The median of the {number} statistical neighbours of {authority} is {median}; they run from {low} in {low_area} "
    "to {high} in {high_area}.",
    number=10, authority="Sutton", median="109.5", low="62", low_area="Bromley", high="171", high_area="Bedford",
)  # fmt: skip
MEDIAN_OF_SOME = template(
    "neighbours.median_of_some",
    "{known} of the {number} statistical neighbours of {authority} have a figure. Their median is {median}; they run "
    "from {low} in {low_area} to {high} in {high_area}.",
    known=8, number=10, authority="Sutton", median="109.5", low="62", low_area="Bromley", high="171",
    high_area="Bedford",
)  # fmt: skip
ONE_NEIGHBOUR = template(
    "neighbours.one",
    "{low_area} is the only statistical neighbour of {authority} with a figure: {low}.",
    low_area="Bromley", authority="Sutton", low="62",
)  # fmt: skip
SAME_NEIGHBOURS = template(
    "neighbours.same",
    "{known} of the {number} statistical neighbours of {authority} have a figure, and it is {low} for each of them.",
    known=2, number=10, authority="Sutton", low="0%",
)  # fmt: skip
NO_FIGURES = template(
    "neighbours.no_figures",
    "We have no figure for any statistical neighbour of {authority}.",
    authority="Sutton",
)
NO_NEIGHBOURS = template(
    "neighbours.none", "We have no statistical neighbours for {authorities}.", authorities="Sutton"
)
WALES = template(
    "neighbours.wales",
    "{names}: statistical neighbours are published for authorities in England only.",
    names="Cardiff",
)


def parts_sentence(row: ServiceFigure, *, unit: str) -> str:
    """Where the figure of a service comes from, or why there is none; `unit` is that of the indicator."""
    areas, missing, former = joined(row.areas), joined(row.missing), joined(row.former)
    published = joined(area for area, _ in row.published)
    low, high = (figure_text(end, unit=unit) for end in (row.low, row.high))
    match row.basis:
        case "published":
            return PUBLISHED()
        case "authority":
            return AUTHORITY(area=areas)
        case "former":
            return FORMER(former=former, areas=areas)
        case "alike":
            return ALIKE(areas=areas)
        case "sum":
            return (SMALL_SUM if row.status == "c" else SUM)(areas=areas)
        case "counts":
            return COUNTS(areas=areas)
        case "unsummed":
            others = (f"{figure_text(value, unit=unit)} in {area}" for area, value in row.published)
            return UNSUMMED(missing=missing, published=joined(others))
        case "part":
            return PART(area=published, figure=low, missing=missing)
        case "range":
            words = (
                SAME_PARTS(low=low, areas=published)
                if low == high
                else RANGE(low=low, low_area=row.low_area, high=high, high_area=row.high_area)
            )
            return f"{words} {RANGE_MISSING(missing=missing)}" if missing else words
    return f"{MISSING(areas=areas)} {ELSEWHERE(former=former)}" if former else MISSING(areas=areas)


def neighbours_sentence(row: NeighbourFigure) -> str:
    """Median and range of the statistical neighbours of an authority, or why there are none."""
    authority = row.area_name
    if row.absent == "wales":
        return WALES(names=authority)
    if row.absent == "unknown":
        return NO_NEIGHBOURS(authorities=authority)
    if row.median is None:
        return NO_FIGURES(authority=authority)
    labels = {"median": row.median_label, "low": row.low_label, "high": row.high_label}
    known, number = row.published_neighbours, row.neighbours
    if known == 1:
        return ONE_NEIGHBOUR(low_area=row.low_area, authority=authority, low=labels["low"])
    if labels["low"] == labels["high"]:
        return SAME_NEIGHBOURS(known=known, number=number, authority=authority, low=labels["low"])
    names = {"authority": authority, "low_area": row.low_area, "high_area": row.high_area}
    if known < number:
        return MEDIAN_OF_SOME(known=known, number=number, **names, **labels)
    return MEDIAN(number=number, **names, **labels)
