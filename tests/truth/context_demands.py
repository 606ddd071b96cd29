"""What has to be said: for each condition in the tables, the fact that a reader must have been told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.truth import context_children as children
from tests.truth import context_pages as pages
from tests.truth import context_series as series
from tests.truth.context_national import national_of, shown
from tests.truth.context_reading import Reader, Reading
from tests.truth.context_said import COMPOSITIONS, LATEST, TRENDS, Said

Facts = Mapping[tuple[str, str], set[tuple[object, ...]]]


def missing_facts(reader: Reader, facts: Facts) -> Iterator[str]:
    """What is not said although its condition holds, in words."""
    blocks = {block for block, _ in facts}
    if "latest" in blocks:
        for indicator_id in LATEST:
            yield from _latest(_reading(reader, "latest.x", indicator_id), facts["latest", indicator_id])
        for indicator_id in TRENDS:
            if ("trend", indicator_id) in facts:
                yield from _trend(_reading(reader, "trend.x", indicator_id), facts["trend", indicator_id])
        for indicator_id in COMPOSITIONS:
            yield from _shares(_reading(reader, "shares.x", indicator_id), facts["shares", indicator_id])
        for about in ("spend", "staff"):
            yield from _resources(_reading(reader, "resources.x", about), facts["resources", about])
        for indicator_id in (
            "caseload_disposal", "caseload_court_disposal", "caseload_out_of_court_disposal", "education_status",
        ):  # fmt: skip
            yield from _wholes(_reading(reader, "whole.x", indicator_id), facts["whole", indicator_id])
        yield from _index(_reading(reader, "index.x", ""), facts["index", ""])
    for block, about in facts:
        if block == "national":
            yield from _national(_reading(reader, "national.x", about), facts[block, about])


def _reading(reader: Reader, place: str, about: str) -> Reading:
    return Reading(reader.world, reader.chosen, Said(place, "", about), regions=reader.regions)


def _latest(reading: Reading, facts: set[tuple[object, ...]]) -> Iterator[str]:
    """Each service's figure or why there is none, each verdict or why there is none, periods, another inspection."""
    world, periods = reading.world, set()
    for one in reading.chosen:
        if ("told", one.name) not in facts:
            yield f"latest {reading.about}: nothing is said of {one.name}"
        row = world.printed(one, reading.about)
        if row is None or row["value"] is None:
            continue
        periods.add(row["period"])
        if pages.verdict_of(reading, one) and ("verdict", one.name) not in facts:
            yield f"latest {reading.about}: {one.name} has a verdict that is not concluded"
        if (
            row["inspection_id"]
            and row["inspection_id"] != one.inspection
            and ("elsewhere", one.name) not in facts
        ):
            yield f"latest {reading.about}: {one.name}'s figure is of another inspection, which is not said"
    if len(periods) > 1 and ("periods differ",) not in facts:
        yield f"latest {reading.about}: the periods {periods} differ, which is not said"


def _trend(reading: Reading, facts: set[tuple[object, ...]]) -> Iterator[str]:
    lines, drawn = series.lines_of(reading), series.drawn_lines(reading)
    if set(lines) - set(drawn) and ("absent",) not in facts:
        yield f"trend {reading.about}: lines without any figure are not named"
    single = len({p.end for points in drawn.values() for p in series.known(points)}) == 1
    gaps = any(p.value is None for points in drawn.values() for p in points)
    if not single and (gaps or series.missing_rows(reading)) and ("breaks",) not in facts:
        yield f"trend {reading.about}: a line breaks or ends early, which is not said"


def _shares(reading: Reading, facts: set[tuple[object, ...]]) -> Iterator[str]:
    """Shares that do not add to 100, or of which some have no figure."""
    for one in reading.chosen:
        rows = list(reading.world.shares(one, reading.about).values())
        values = [row["value"] for row in rows]
        known = [value for value in values if value is not None]
        if (
            known
            and (None in values or round(sum(known), 6) != 100)
            and ("sum", one.name, False) not in facts
        ):
            yield f"{reading.about}: {one.name}'s shares {values} need a word"


def _resources(reading: Reading, facts: set[tuple[object, ...]]) -> Iterator[str]:
    for one in reading.chosen:
        if ("told", one.name) not in facts:
            yield f"{reading.about}: nothing is said of {one.name}"
        worked = any(children.ratio_of(reading, one, i) is not None for i in children.AMOUNTS[reading.about])
        if worked and ("rough", one.name) not in facts:
            yield f"{reading.about}: what {one.name}'s amounts were divided by is not said"


def _wholes(reading: Reading, facts: set[tuple[object, ...]]) -> Iterator[str]:
    unplaced = False
    for one in reading.chosen:
        for group, rows in children.groups_of(reading, one).items():
            known = [row["value"] for row in rows if row["value"] is not None]
            wholes = {children.whole_of(reading, one, row) for row in rows}
            unplaced |= bool(known) and None in wholes
            whole = next(iter(wholes)) if len(wholes) == 1 else None
            lacking = len(known) < len(rows)
            if (
                known
                and whole is not None
                and (lacking or sum(known) != whole)
                and ("whole", one.name, group.lower()) not in facts
            ):
                yield f"{reading.about}: {one.name} {group}: {known} of {whole} needs a word"
    if unplaced and ("no bar",) not in facts:
        yield f"{reading.about}: numbers without a total have no bar, which is not said"


def _index(reading: Reading, facts: set[tuple[object, ...]]) -> Iterator[str]:
    for one in reading.chosen:
        told = {fact[2] for fact in facts if fact[:2] == ("told", one.name)}
        groups = set(reading.world.shares(one, "caseload_ethnicity")) - {"White", "Unknown"}
        if groups - told or not told:
            yield f"index: of {one.name} not said: {groups - told}"


def _national(reading: Reading, facts: set[tuple[object, ...]]) -> Iterator[str]:
    """Every chosen authority, figures that are not there, unreliable ones, later ones, the line."""
    found = national_of(reading)
    for one in reading.chosen:
        for name in one.authorities:
            if ("told", name) not in facts:
                yield f"national {reading.about}: nothing is said of {name}"
    areas = shown(reading).values()
    for status in {area.status for area in areas if area.value is None}:
        if ("without", status) not in facts:
            yield f"national {reading.about}: figures [{status}] are not mentioned"
    if any(area.value is not None and area.status == "u" for area in areas) and ("unreliable",) not in facts:
        yield f"national {reading.about}: unreliable figures are not mentioned"
    if found.later and ("later",) not in facts:
        yield f"national {reading.about}: later figures are not mentioned"
    if found.reference is not None and ("line",) not in facts:
        yield f"national {reading.about}: what the rates are compared with is not said"
