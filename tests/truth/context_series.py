"""Checkers of what is said of official series: courses over time, statistical neighbours, services of several parts."""
# ruff: noqa: E501, PLR0917, A002  A pattern stands in one line, as its sentence; its gaps are named as parameters.

from __future__ import annotations

import re
import statistics
from dataclasses import dataclass
from itertools import pairwise

from tests.truth.context_pages import NO_FIGURE, check_absent, check_measure, check_when
from tests.truth.context_reading import (
    FIGURE,
    NAME,
    Reading,
    check_subject,
    claim,
    dated,
    figure_words,
    filled,
    need,
    number_of,
    same,
    stamps,
)
from tests.truth.context_world import ADD_UP, Point, Row, Service, decimals_of, half_up

LINE = r"(?:{name} \(part of {name}\)|{name})"
LINES = rf"{LINE}(?:, {LINE})*(?: and {LINE})?"
Line = tuple[Service, str]
"""A service with the authority whose line it is, or "" where the line is of the whole service."""


def lines_of(reading: Reading) -> dict[Line, list[Point]]:
    """The lines that the chosen services have, with every dated figure, also those without a value."""
    world, found = reading.world, {}
    for one in reading.chosen:
        if len(one.authorities) > 1:
            ends = world.ends(reading.about, "local_authority", one.authorities)
            told = [
                end for end in ends
                if any((row := world.figure(reading.about, "local_authority", name, end)) and row["value"] is not None
                       for name in one.authorities)
            ]  # fmt: skip
            whole = [world.whole_point(one, reading.about, end)[0] for end in told]
            if whole and all(point.value is not None for point in whole):
                found[one, ""] = whole
                continue
        for name in one.authorities:
            found[one, name] = world.series(reading.about, name)
    return found


def known(points: list[Point]) -> list[Point]:
    return [point for point in points if point.value is not None]


def line_of(reading: Reading, words: str) -> Line:
    """The line behind “A (part of B)” or “B”."""
    marks = reading.listed(words)
    service = reading.world.by_name.get(marks[-1])
    need(service is not None and service in reading.chosen, f"“{marks[-1]}” is no chosen service")
    assert service is not None
    lines = lines_of(reading)
    if len(marks) == 2:
        need((service, marks[0]) in lines, f"{marks[0]} has no line of its own")
        return service, marks[0]
    for line in ((service, ""), (service, service.authorities[0])):
        if line in lines and (line[1] == "" or len(service.authorities) == 1):
            return line
    need(False, f"{service.name} has no line of its own")
    raise AssertionError


def point_words(reading: Reading, point: Point) -> str:
    return figure_words(point.value, unit=reading.unit, status=point.status)


def drawn_lines(reading: Reading) -> dict[Line, list[Point]]:
    return {line: points for line, points in lines_of(reading).items() if known(points)}


# Headlines: how the series went


@dataclass(frozen=True)
class Way:
    """The way of a line between its first and its last figure, as charts print its figures."""

    first: Point
    last: Point
    path: str
    gapped: bool


def way_of(reading: Reading, points: list[Point]) -> Way:
    figures = known(points)
    values = [shown(point) for point in figures]
    steps = [b - a for a, b in pairwise(values)]
    ups, downs = any(step > 0 for step in steps), any(step < 0 for step in steps)
    if not steps:
        path = "once"
    elif not (ups and downs):
        path = "rose" if ups else "fell" if downs else "level"
    else:
        path = "higher" if values[-1] > values[0] else "lower" if values[-1] < values[0] else "returned"
    # A year of which the data set has no row at all is a gap as well.
    years = {int(point.end[:4]) for point in figures}
    gapped = years != set(range(min(years), max(years) + 1))
    return Way(figures[0], figures[-1], path, gapped)


def shown(point: Point) -> float:
    assert point.value is not None
    return half_up(point.value, min(decimals_of(point.value), 1))


COURSES = {
    r"rose from (?P<first>{date}) to (?P<last>{date}) in (?P<areas>{areas})": ("rose", False),
    r"fell from (?P<first>{date}) to (?P<last>{date}) in (?P<areas>{areas})": ("fell", False),
    r"was the same in every year from (?P<first>{date}) to (?P<last>{date}) in (?P<areas>{areas})": (
        "level",
        False,
    ),
    r"was higher in (?P<last>{date}) than in (?P<first>{date}) in (?P<areas>{areas}), with ups and downs in between": (
        "higher",
        None,
    ),
    r"was lower in (?P<last>{date}) than in (?P<first>{date}) in (?P<areas>{areas}), with ups and downs in between": (
        "lower",
        None,
    ),
    r"was the same in (?P<last>{date}) as in (?P<first>{date}) in (?P<areas>{areas}), but not in between": (
        "returned",
        None,
    ),
    r"was higher in (?P<last>{date}) than in (?P<first>{date}) in (?P<areas>{areas}), with no figure for some years in between": (
        "rose",
        True,
    ),
    r"was lower in (?P<last>{date}) than in (?P<first>{date}) in (?P<areas>{areas}), with no figure for some years in between": (
        "fell",
        True,
    ),
    r"was the same in (?P<last>{date}) as in (?P<first>{date}) in (?P<areas>{areas}), with no figure for some years in between": (
        "level",
        True,
    ),
}
DATE = r"(?:year to \w+ )?\d{4}(?:/\d{2})?"
AREAS = rf"(?:{LINES}|\d+ areas)"
ONCE = rf"was (?P<once>{{figure}} in {LINE} \({DATE}\).*)"


def with_gaps(pattern: str) -> str:
    return filled(pattern.replace("{date}", DATE).replace("{areas}", AREAS))


@claim(
    "trend.headline.courses",
    r"trend\.headline",
    rf"(?P<subject>The [^⟦]*?) (?!was lower in \S* ?\S* ?\S* than in .* in \d+ of \d+ areas)(?!was {{figure}} in (?:both|all))(?P<courses>(?:rose|fell|was) .*?){NO_FIGURE}",
)
def courses(reading: Reading, subject: str, courses: str, absent: str) -> None:
    check_subject(reading, subject)
    ways = {line: way_of(reading, points) for line, points in drawn_lines(reading).items()}
    told: set[Line] = set()
    number = 0
    for course in courses.split("; it "):
        once = re.fullmatch(filled(ONCE), course)
        if once:
            for (figure, line), when in dated(once["once"], rf"({FIGURE}) in ({LINE})"):
                own = ways[line_of(reading, line)]
                need(own.path == "once", f"{line} has more figures")
                same(figure, point_words(reading, own.last), "figure")
                need(when in stamps(own.last.period), f"dated {when}, true {own.last.period}")
                told.add(line_of(reading, line))
            continue
        hit = next(
            (
                (found, path)
                for pattern, path in COURSES.items()
                if (found := re.fullmatch(with_gaps(pattern), course))
            ),
            None,
        )
        need(hit, f"“{course}” is not understood")
        assert hit is not None
        found, (path, gapped) = hit
        alike = {
            line for line, way in ways.items()
            if way.path == path and gapped in (None, way.gapped)
            and found["first"] in stamps(way.first.period) and found["last"] in stamps(way.last.period)
        }  # fmt: skip
        if found["areas"].endswith(" areas"):
            same(int(found["areas"].split()[0]), len(alike), f"areas where it {course}")
            number += len(alike)
        else:
            lines = {
                line_of(reading, words)
                for words in re.findall(rf"{NAME} \(part of {NAME}\)|{NAME}", found["areas"])
            }
            for line in lines:
                need(line in alike, f"{line[0].name} {line[1]}: {ways.get(line)}")
            told |= lines
    same(len(told) + number, len(ways), "lines told")
    check_absent(reading, absent, rows_of(reading))


def rows_of(reading: Reading) -> dict[str, list[Row | None]]:
    """The figures of each service as rows with value and status, for those who ask who has none."""
    found: dict[str, list[Row | None]] = {one.name: [] for one in reading.chosen}
    for (one, _), points in lines_of(reading).items():
        found[one.name] += [{"value": point.value, "status": point.status} for point in points] or [None]
    return found


@claim(
    "trend.headline.turn",
    r"trend\.headline",
    rf"(?P<subject>The [^⟦]*?) in (?P<line>{LINE}) was (?P<last>{{figure}}) in (?P<last_year>{DATE}), after (?P<first>{{figure}}) in (?P<first_year>{DATE}) and (?P<turns>a (?:high|low) of .*)",
)
def turn(
    reading: Reading,
    subject: str,
    line: str,
    last: str,
    last_year: str,
    first: str,
    first_year: str,
    turns: str,
) -> None:
    check_subject(reading, subject)
    same(len(drawn_lines(reading)), 1, "lines")
    points = known(drawn_lines(reading)[line_of(reading, line)])
    for figure, year, point in ((first, first_year, points[0]), (last, last_year, points[-1])):
        same(figure, point_words(reading, point), "figure")
        need(year in stamps(point.period), f"dated {year}, true {point.period}")
    for kind, figure, year in re.findall(rf"a (high|low) of ({FIGURE}) in ({DATE})", turns):
        value = (max if kind == "high" else min)(map(shown, points))
        hits = [point for point in points if shown(point) == value]
        same(len(hits), 1, f"periods with the {kind}")
        same(figure, point_words(reading, hits[0]), kind)
        need(year in stamps(hits[0].period), f"dated {year}, true {hits[0].period}")
    between = {shown(point) for point in points[1:-1]}
    for kind, end in (("high", max), ("low", min)):
        beyond = between and end(end(between), shown(points[0]), shown(points[-1])) not in (
            shown(points[0]),
            shown(points[-1]),
        )
        need(
            not beyond or f"a {kind} of" in turns or sum(shown(p) == end(between) for p in points) > 1,
            f"a {kind} between is hidden",
        )


SPAN = rf"{DATE} to {DATE}"
UNEVEN = ("higher", "lower", "returned")


@claim(
    "trend.headline.up_and_down",
    r"trend\.headline",
    rf"(?P<subject>The [^⟦]*?) went up and down in (?P<areas>{LINE}.*?){NO_FIGURE}",
)
def up_and_down(reading: Reading, subject: str, areas: str, absent: str) -> None:
    check_subject(reading, subject)
    lines = drawn_lines(reading)
    told = set()
    for (words,), when in dated(areas, rf"({LINE})"):
        line = line_of(reading, words)
        way = way_of(reading, lines[line])
        need(way.path in UNEVEN, f"{words}: {way.path}")
        first, _, last = when.partition(" to ")
        check_span(first, last, way)
        told.add(line)
    same(told, set(lines), "lines told")
    check_absent(reading, absent, rows_of(reading))


def check_span(first: str, last: str, way: Way) -> None:
    need(first in stamps(way.first.period), f"from {first}, true {way.first.period}")
    need(last in stamps(way.last.period), f"to {last}, true {way.last.period}")


@claim(
    "trend.headline.all_up_and_down",
    r"trend\.headline",
    rf"(?P<subject>The [^⟦]*?) went up and down in all (?P<number>\d+) areas between (?P<first>{DATE}) and (?P<last>{DATE}){NO_FIGURE}",
)
def all_up_and_down(reading: Reading, subject: str, number: str, first: str, last: str, absent: str) -> None:
    check_subject(reading, subject)
    ways = [way_of(reading, points) for points in drawn_lines(reading).values()]
    same(int(number), len(ways), "areas")
    need(all(way.path in UNEVEN for way in ways), "one went one way only")
    check_ends(first, last, ways)
    check_absent(reading, absent, rows_of(reading))


def check_ends(first: str, last: str, ways: list[Way]) -> None:
    need(first in stamps(min((way.first for way in ways), key=lambda p: p.end).period), f"first {first}")
    need(last in stamps(max((way.last for way in ways), key=lambda p: p.end).period), f"last {last}")


COURSE = {
    "with ups and downs in between": "all", "in some of them with ups and downs in between": "some",
    "without a rise in between": "none",
}  # fmt: skip


@claim(
    "trend.headline.some_lower",
    r"trend\.headline",
    rf"(?P<subject>The [^⟦]*?) was lower in (?P<last>{DATE}) than in (?P<first>{DATE}) in (?P<number>\d+) of (?P<all>\d+) areas, (?P<course>{'|'.join(COURSE)}){NO_FIGURE}",
)
def some_lower(
    reading: Reading, subject: str, last: str, first: str, number: str, all: str, course: str, absent: str
) -> None:
    check_subject(reading, subject)
    ways = [way_of(reading, points) for points in drawn_lines(reading).values()]
    for way in ways:
        check_span(first, last, way)
    lower = [way for way in ways if shown(way.last) < shown(way.first)]
    same((int(number), int(all)), (len(lower), len(ways)), "areas where it is lower")
    uneven = sum(way.path == "lower" for way in lower)
    true = "all" if uneven == len(lower) else "some" if uneven else "none"
    same(COURSE[course], true, "ups and downs")
    if true == "none":
        need(not any(way.gapped for way in lower), "a rise between may be hidden by a gap")
    check_absent(reading, absent, rows_of(reading))


@claim(
    "trend.headline.none",
    r"trend\.headline",
    r"We have no official figures on (?P<subject>[^⟦]*?) in (?P<who>{names}|\d+ areas)",
)
def no_headline(reading: Reading, subject: str, who: str) -> None:
    check_subject(reading, subject)
    need(not drawn_lines(reading), "there is a line")
    if who.startswith("⟦"):
        same(set(reading.listed(who)), {one.name for one in reading.chosen}, "services")
    else:
        same(int(number_of(who)), len(reading.chosen), "services")


@claim(
    "trend.headline.summary",
    r"trend\.headline",
    rf"(?P<subject>The [^⟦]*?), (?P<first>{DATE}) to (?P<last>{DATE}): (?P<number>\d+) areas, each with its own line",
)
def summary(reading: Reading, subject: str, first: str, last: str, number: str) -> None:
    check_subject(reading, subject)
    lines = [known(points) for points in drawn_lines(reading).values()]
    same(int(number), len(lines), "areas")
    need(first in stamps(min((points[0] for points in lines), key=lambda p: p.end).period), "first period")
    need(last in stamps(max((points[-1] for points in lines), key=lambda p: p.end).period), "last period")


@claim(
    "trend.headline.one_period", r"trend\.headline",
    rf"As published, (?P<subject>the [^⟦]*?) was higher in (?P<higher>{LINE}) than in (?P<lower>{LINE}) \((?P<year>[^()]*)\){NO_FIGURE}",
    rf"(?P<subject>The [^⟦]*?) was (?P<label>{{figure}}) in both (?P<higher>{LINE}) and (?P<lower>{LINE}) \((?P<year>[^()]*)\){NO_FIGURE}",
    rf"(?P<subject>The [^⟦]*?) ran from (?P<low>{{figure}}) to (?P<high>{{figure}}) in (?P<number>\d+) areas \((?P<year>[^()]*)\){NO_FIGURE}",
    rf"(?P<subject>The [^⟦]*?) was (?P<low>{{figure}}) in all (?P<number>\d+) areas \((?P<year>[^()]*)\){NO_FIGURE}",
)  # fmt: skip
def one_period(
    reading: Reading, subject: str, year: str, absent: str, higher: str | None = None, lower: str | None = None,
    label: str | None = None, low: str | None = None, high: str | None = None, number: str | None = None,
) -> None:  # fmt: skip
    check_subject(reading, subject)
    lines = {line: known(points) for line, points in drawn_lines(reading).items()}
    same({len(points) for points in lines.values()}, {1}, "figures of each line")
    for points in lines.values():
        need(year in stamps(points[0].period), f"dated {year}, true {points[0].period}")
    if higher and lower:
        same(len(lines), 2, "lines")
        up, down = lines[line_of(reading, higher)][0], lines[line_of(reading, lower)][0]
        if label:
            same({label}, {point_words(reading, up), point_words(reading, down)}, "figure of both")
        else:
            need(shown(up) > shown(down), "it is not higher")
    if number:
        same(int(number), len(lines), "areas")
        ordered = sorted((points[0] for points in lines.values()), key=shown)
        for words, point in ((low, ordered[0]), (high or low, ordered[-1])):
            same(number_of(words or ""), shown(point), "end of the range")
    check_absent(reading, absent, rows_of(reading))


@claim(
    "trend.subtitle",
    r"trend\.subtitle",
    r"(?P<words>[^⟦]*is better)\. (?P<span>[^.]*)(?P<banded>\. Dotted: median of the statistical neighbours; band: their range)?",
)
def trend_subtitle(reading: Reading, words: str, span: str, banded: str | None) -> None:
    check_measure(reading, words)
    if span == "No figure":
        need(
            not drawn_lines(reading) and not any(known(points) for points in comparators(reading).values()),
            "there are some",
        )
        return
    years = sorted(
        {point.end[:4] for points in lines_of(reading).values() for point in known(points)}
        | {point.end[:4] for area in comparators(reading).values() for point in known(area)}
    )
    said = re.findall(r"\d{4}", span)
    same(said, [years[0], years[-1]] if len(years) > 1 else years, "years")
    if banded:
        need(
            any(reading.world.neighbours.get(name) for one in reading.chosen for name in one.authorities),
            "no neighbours",
        )


def comparators(reading: Reading) -> dict[str, list[Point]]:
    """Nations of the publications that the local series come from, and the regions of one or two services."""
    world = reading.world
    if reading.unit in ADD_UP:
        return {}
    found: dict[str, list[Point]] = {}
    regions = {one.region for one in reading.chosen} if len(reading.chosen) <= 2 else set()
    sources = {
        row["source_id"] for one in reading.chosen for name in one.authorities
        for end in world.ends(reading.about, "local_authority", [name])
        if (row := world.figure(reading.about, "local_authority", name, end))
    }  # fmt: skip
    for row in world.rows:
        if row["indicator_id"] == reading.about and row["period_end"] and not row["breakdown"] and sources:
            kind, area = row["area_type"], row["area"]
            if kind == "nation":
                found[area] = world.series(reading.about, area, kind, sources)
            elif kind == "region" and area in regions:
                found[area] = world.series(reading.about, area, kind)
    return {area: points for area, points in found.items() if points}


@claim(
    "trend.alternative.line",
    r"trend\.alternative",
    rf"(?P<line>{LINE}): (?:(?P<first>{{figure}}) in the (?P<start>[^,.]*), (?P<last>{{figure}}) in the (?P<end>[^,.]*?)|(?P<only>{{figure}}), (?P<when>[^,.]*?))(?:, (?P<gaps>\d+) of (?P<all>\d+) periods without a figure)?\.",
)
def alternative(
    reading: Reading, line: str, first: str | None, start: str | None, last: str | None, end: str | None, only: str | None,
    when: str | None, gaps: str | None, all: str | None,
) -> None:  # fmt: skip
    marks = reading.listed(line)
    if len(marks) == 1 and marks[0] in comparators(reading) and marks[0] not in reading.world.by_name:
        points = comparators(reading)[marks[0]]
    else:
        points = lines_of(reading)[line_of(reading, line)]
    figures = known(points)
    if only:
        same(len(figures), 1, "figures")
    same(
        (first or only, start or when), (point_words(reading, figures[0]), figures[0].period), "first figure"
    )
    same((last or only, end or when), (point_words(reading, figures[-1]), figures[-1].period), "last figure")
    same((int(gaps or 0)), len(points) - len(figures), "periods without a figure")
    if all:
        same(int(all), len(points), "periods")
    reading.note("line", line)


@claim(
    "trend.absent",
    r"trend\.(alternative|conclusion)",
    rf"We have no official figures for (?P<lines>{LINES})\.",
)
def absent(reading: Reading, lines: str) -> None:
    told = {line_of(reading, words) for words in re.findall(rf"{NAME} \(part of {NAME}\)|{NAME}", lines)}
    same(told, set(lines_of(reading)) - set(drawn_lines(reading)), "lines without a figure")
    reading.note("absent")


@claim(
    "trend.breaks",
    r"trend\.conclusion",
    r"Where a line breaks, starts late or ends early, the figure is (?P<why>.*)\.",
)
def breaks(reading: Reading, why: str) -> None:
    lines = drawn_lines(reading)
    gaps = [
        p
        for found in (*lines.values(), *comparators(reading).values())
        if known(found)
        for p in found
        if p.value is None
    ]
    statuses = {p.status for p in gaps} | ({"x"} if missing_rows(reading) else set())
    need(statuses, "no line breaks")
    told = {
        code
        for code, words in (("c", "suppressed [c]"), ("x", "not published [x]"), ("z", "not applicable [z]"))
        if words in why
    }
    need(statuses <= told, f"there are others: {statuses}")
    reading.note("breaks")


def missing_rows(reading: Reading) -> bool:
    """Whether a line lacks a period that another line has, without a row that says why."""
    lines = drawn_lines(reading)
    ends = {point.end for points in lines.values() for point in known(points)}
    return any(ends - {point.end for point in points} for points in lines.values())


@claim(
    "trend.no_series",
    r"trend\.conclusion",
    r"We have no official figures for these services, so we cannot show a trend\.",
)
def no_series(reading: Reading) -> None:
    need(not drawn_lines(reading), "there is one")
    reading.note("absent")


@claim(
    "trend.parts",
    r"trend\.conclusion",
    r"(?P<marks>{names}): each authority with figures is shown separately, because (?P<why>rates cannot be added up|a total needs a figure from all of them)\.",
)
def parts(reading: Reading, marks: str, why: str) -> None:
    lines = drawn_lines(reading)
    true = {one.name for one, name in lines if name and len(one.authorities) > 1}
    same(set(reading.listed(marks)), true, "services with a line for each authority")
    same(why.startswith("a total"), reading.unit in ADD_UP, "whether the unit adds up")


@claim(
    "trend.totals",
    r"trend\.conclusion",
    r"These are totals, and a larger area usually has larger ones, so no region, nation or neighbours are shown beside them\.",
)
def totals(reading: Reading) -> None:
    need(reading.unit in ADD_UP, "they are no totals")


@claim(
    "trend.remark",
    r"trend\.conclusion",
    r"(?P<mark>{name}), (?P<period>[^:,]*)(?:, (?P<figure>{figure}))?: (?P<sentence>.*)",
)
def remark(reading: Reading, mark: str, period: str, figure: str | None, sentence: str) -> None:
    one = reading.service(mark)
    point = last_told(reading, one)
    same(period, point.period, "the last period with a figure of a part")
    true, basis = reading.world.whole_point(one, reading.about, point.end)
    same(
        number_of(figure) if figure else None,
        None if true.value is None else shown(true),
        f"figure of {one.name}",
    )
    said = next((code for code, words in BASES.items() if re.fullmatch(filled(words), sentence)), None)
    need(said, "what it rests on is not understood")
    same("range" if said == "same" else said, basis, "what it rests on")
    check_basis(reading, one, point.end, sentence)


BASES = {
    "published": r"Published for the service as a whole\.",
    "sum": r"This is the total of {names}\.",
    "no sum": r"We cannot give a total, because we have no figure for {names}\. The others are .*",
    "counts": r"We worked this out from the numbers of children and the populations of {names} \[e\]\.",
    "alike": r"The same figure is published for {names}\.",
    "part": r"We have a figure for {name} only, {figure}, and none for {names}\. It does not stand for the whole service\.",
    "range": r"Rates of authorities cannot be added up\. They run from {figure} in {name} to {figure} in {name}\.(?: We have no figure for {names}\.)?",
    "same": r"The figure is {figure} for {names}\.(?: We have no figure for {names}\.)?",
    "former": r"Published for {name}, which {names} replaced\.",
    "small sum": r"The total of {names} is too small to show \[c\]\.",
    "authority": r"Published for {name}\.",
    "missing": r"We have no figure for {names}\.(?: There are figures for the former authorit(?:y|ies) {names}\.)?",
}


def last_told(reading: Reading, one: Service) -> Point:
    """The last period in which a part of a service has a figure."""
    world = reading.world
    found = [
        point for name in one.authorities for point in known(world.series(reading.about, name))
    ]  # fmt: skip
    need(found, f"no part of {one.name} has a figure")
    return max(found, key=lambda point: point.end)


def check_basis(reading: Reading, one: Service, end: str, sentence: str) -> None:
    """Who has a figure and who has none, and the lowest and the highest, as the sentence names them."""
    world = reading.world
    values = {name: world.figure(reading.about, "local_authority", name, end) for name in one.authorities}
    figures = {name: row["value"] for name, row in values.items() if row and row["value"] is not None}
    missing = {name for name in one.authorities if name not in figures}
    lacking = re.search(filled(r"(?:no figure|none) for ({names})"), sentence)
    if lacking:
        same(set(reading.listed(lacking[1])), missing, "parts without a figure")
    elif not sentence.startswith("Published"):
        need(not missing, f"not said that {missing} have no figure")
    spread = re.search(filled(r"run from ({figure}) in ({name}) to ({figure}) in ({name})"), sentence)
    for words, mark, pick in ((spread[1], spread[2], min), (spread[3], spread[4], max)) if spread else ():
        same(words, figure_words(pick(figures.values()), unit=reading.unit), "end of the range")
        same(figures.get(reading.name(mark)), pick(figures.values()), "whose it is")
    only = re.search(filled(r"a figure for ({name}) only, ({figure})"), sentence)
    if only:
        same({reading.name(only[1])}, set(figures), "the only part with a figure")
        same(only[2], figure_words(next(iter(figures.values())), unit=reading.unit), "figure")
    alike = re.search(filled(r"The figure is ({figure}) for ({names})"), sentence)
    if alike:
        same(set(reading.listed(alike[2])), set(figures), "parts with a figure")
        same({alike[1]}, {figure_words(value, unit=reading.unit) for value in figures.values()}, "figures")
    for figure, mark in re.findall(
        filled(r"({figure}) in ({name})"), sentence.partition("The others are")[2]
    ):
        same(figure, figure_words(figures[reading.name(mark)], unit=reading.unit), "figure of a part")


# Statistical neighbours


BESIDE = r"(?P<period>[^:⟦.]*): (?P<authority>{name}) (?P<figure>{figure}|(?:suppressed|not published|not applicable) \[[cxz]\])"
RUN = r"; they run from (?P<low>{figure}) in (?P<low_area>{name}) to (?P<high>{figure}) in (?P<high_area>{name})\."
MEDIAN = rf"The median of the (?P<all>\d+) statistical neighbours of (?P<whose>{{name}}) is (?P<middle>{{figure}}){RUN}"
OF_SOME = rf"(?P<some>\d+) of the (?P<all>\d+) statistical neighbours of (?P<whose>{{name}}) have a figure\. Their median is (?P<middle>{{figure}}){RUN}"
ONLY = r"(?P<low_area>{name}) is the only statistical neighbour of (?P<whose>{name}) with a figure: (?P<low>{figure})\."
ALIKE = r"(?P<some>\d+) of the (?P<all>\d+) statistical neighbours of (?P<whose>{name}) have a figure, and it is (?P<low>{figure}) for each of them\."


@claim(
    "near.median",
    r"(trend|near)\.(alternative|conclusion)",
    *[rf"(?:Band and dotted line: )?{BESIDE}\. {words}" for words in (MEDIAN, OF_SOME, ONLY, ALIKE)],
)
def median(
    reading: Reading, period: str, authority: str, figure: str, whose: str, low: str, some: str | None = None,
    all: str | None = None, middle: str | None = None, low_area: str | None = None, high: str | None = None,
    high_area: str | None = None,
) -> None:  # fmt: skip
    world, name = reading.world, of_service(reading, authority)
    need(
        any(name in one.authorities for one in reading.chosen), f"{name} is no authority of a chosen service"
    )
    same(of_service(reading, whose), name, "whose neighbours")
    names = world.neighbours.get(name, [])
    end = beside_end(reading, name)
    own = world.figure(reading.about, "local_authority", name, end)
    periods = {
        r["period"] for r in world.rows if r["indicator_id"] == reading.about and r["period_end"] == end
    }
    need(period.lower() in {p.lower() for p in periods}, f"“{period}” is not the period of {end}")
    same(
        figure,
        figure_words(own["value"] if own else None, unit=reading.unit, status=own["status"] if own else "x"),
        f"figure of {name}",
    )
    values = {near: value for near, value in world.near(name, reading.about, end) if value is not None}
    same(int(some or all or 1), len(values), "neighbours with a figure")
    if all:
        same(int(all), len(names), "neighbours")
    if middle:
        check_middle(reading, middle, list(values.values()))
    for words, mark, pick in ((low, low_area, min), (high, high_area, max)):
        if words:
            same(words, figure_words(pick(values.values()), unit=reading.unit), "end of the range")
        if words and mark:
            same(values.get(reading.name(mark)), pick(values.values()), "whose it is")
    if high is None:
        same({low}, {figure_words(value, unit=reading.unit) for value in values.values()}, "figures")
    reading.note("median", name)


def of_service(reading: Reading, mark: str) -> str:
    """The authority that a name stands for: that of a service with one alone, which is called as the service is."""
    name = reading.name(mark)
    one = reading.world.by_name.get(name)
    if one is not None and len(one.authorities) == 1:
        return one.authorities[0]
    alone = [one.name for one in reading.chosen if one.authorities == (name,)]
    need(not alone, f"{name} is all that {alone} covers, and is called otherwise")
    return name


def check_middle(reading: Reading, words: str, values: list[float]) -> None:
    """The median as printed: of its exact value, rounded once."""
    exact = statistics.median([round(value * 10**6) for value in values]) / 10**6
    decimals = max(decimals_of(value) for value in values) + (reading.unit != "£")
    allowed = {figure_words(half_up(exact, d), unit=reading.unit) for d in (min(decimals, 1), decimals)}
    need(words in allowed, f"median: said {words}, true {exact}")


def beside_end(reading: Reading, name: str) -> str:
    """The last period in which an authority and a neighbour have a figure, or else a neighbour has one."""
    world = reading.world
    ends = world.ends(reading.about, "local_authority", [name, *world.neighbours.get(name, [])])
    with_near = [end for end in ends if any(v is not None for _, v in world.near(name, reading.about, end))]
    both = [
        end for end in with_near
        if (row := world.figure(reading.about, "local_authority", name, end)) and row["value"] is not None
    ]  # fmt: skip
    need(with_near, f"no neighbour of {name} has a figure")
    return (both or with_near)[-1]


@claim(
    "near.headline",
    r"near\.headline",
    r"(?P<subject>The [^⟦]*?), beside the median of statistical neighbours: (?P<relations>(?:lower|higher|the same) in .*)",
    r"(?P<subject>The [^⟦]*?): (?P<number>\d+) authorities beside their statistical neighbours",
)
def near_headline(reading: Reading, subject: str, relations: str = "", number: str | None = None) -> None:
    check_subject(reading, subject)
    told = set()
    for clause in re.split(r", (?=(?:lower|higher|the same) in)", relations) if relations else ():
        relation, _, rest = clause.partition(" in ")
        for (mark,), when in dated(rest, "({name})"):
            name = of_service(reading, mark)
            end = beside_end(reading, name)
            own = reading.world.figure(reading.about, "local_authority", name, end)
            values = [v for _, v in reading.world.near(name, reading.about, end) if v is not None]
            middle = statistics.median([round(value * 10**6) for value in values]) / 10**6
            need(own and own["value"] is not None, f"{name} has no figure")
            assert own is not None
            need(when in stamps(own["period"]), f"dated {when}, true {own['period']}")
            true = "lower" if own["value"] < middle else "higher" if own["value"] > middle else "the same"
            need(
                relation == true
                or (relation == "the same" and half_up(own["value"], 1) == half_up(middle, 1)),
                f"{name}: {own['value']}, median {middle}",
            )
            told.add(name)
    having = near_authorities(reading)
    same(int(number) if number else len(told), len(having), "authorities beside neighbours")


def near_authorities(reading: Reading) -> list[str]:
    world = reading.world
    return [
        name for one in reading.chosen if one.country != "Wales" for name in one.authorities
        if any(
            v is not None for end in world.ends(reading.about, "local_authority", [name, *world.neighbours.get(name, [])])
            for _, v in world.near(name, reading.about, end)
        )
    ]  # fmt: skip


@claim(
    "near.subtitle",
    r"near\.subtitle",
    r"(?P<words>[^⟦]*is better)\. Grey: range of the statistical neighbours; mark: their median\. (?P<when>.*)",
)
def near_subtitle(reading: Reading, words: str, when: str) -> None:
    check_measure(reading, words)
    ends = {beside_end(reading, name) for name in near_authorities(reading)}
    rows = [r for r in reading.world.rows if r["indicator_id"] == reading.about and r["period_end"] in ends]
    check_when(when, [row | {"value": 0.0} for row in rows])


# What holds for every series


@claim(
    "series.no_verdict",
    r"series\.notes",
    r"These charts do not use the numbers of children behind the rates, so they cannot show whether a change or a gap is more than chance\.",
)
def no_verdict(reading: Reading) -> None:
    """What the charts are made of; that no verdict stands in them is seen by the patterns of all that they say."""


@claim(
    "series.welsh",
    r"series\.notes",
    r"(?P<marks>{names}): statistical neighbours are published for authorities in {name} only\.",
)
def welsh(reading: Reading, marks: str) -> None:
    same(
        set(reading.listed(marks)),
        {one.name for one in reading.chosen if one.country == "Wales"},
        "Welsh services",
    )


@claim(
    "series.no_neighbours",
    r"series\.notes",
    r"We do not have the statistical neighbours of authorities, so none are shown\.",
)
def no_neighbours(reading: Reading) -> None:
    need(not reading.world.neighbours, "it holds some")


@claim("series.without", r"series\.notes", r"We have no statistical neighbours for (?P<marks>{names})\.")
def without(reading: Reading, marks: str) -> None:
    true = {
        name for one in reading.chosen if one.country != "Wales" for name in one.authorities
        if name not in reading.world.neighbours
    }  # fmt: skip
    same(set(reading.listed(marks)), true, "authorities without neighbours")


# The table


@claim("trend.note", r"trend\.note", r"(?P<sentence>.*)")
def note(reading: Reading, sentence: str) -> None:
    name, end = reading.said.subject.split("|")
    one = reading.world.by_name[name]
    _, basis = reading.world.whole_point(one, reading.about, end)
    said = next((code for code, words in BASES.items() if re.fullmatch(filled(words), sentence)), None)
    need(said, "what it rests on is not understood")
    same("range" if said == "same" else said, basis, "what it rests on")
    check_basis(reading, one, end, sentence)


@claim(
    "near.row",
    r"near\.row",
    r"(?P<what>Median|Lowest|Highest) of the statistical neighbours of (?P<mark>{name})(?:: (?P<whose>{name}))?: (?P<figure>{figure}|not published \[x\])\. (?P<some>\d+) of (?P<all>\d+) (?:has|have) a figure\.",
)
def row(reading: Reading, what: str, mark: str, whose: str | None, figure: str, some: str, all: str) -> None:
    name, end, world = of_service(reading, mark), reading.said.subject, reading.world
    near = world.near(name, reading.about, end)
    values = {area: value for area, value in near if value is not None}
    same((int(some), int(all)), (len(values), len(near)), "neighbours")
    if not values:
        same(figure, "not published [x]", what)
    elif what == "Median":
        check_middle(reading, figure, list(values.values()))
    else:
        true = (min if what == "Lowest" else max)(values.values())
        same(figure, figure_words(true, unit=reading.unit), what)
        if whose:
            same(values.get(reading.name(whose)), true, "whose it is")


@claim("areas.sentence", r"areas\.sentence", r"(?P<sentence>.*)")
def sentence_on_parts(reading: Reading, sentence: str) -> None:
    """What a figure of a service rests on, whatever page says it."""
    world = reading.world
    name, end = reading.said.subject.split("|")
    one = world.by_name[name]
    said = next((code for code, words in BASES.items() if re.fullmatch(filled(words), sentence)), None)
    need(said, "what it rests on is not understood")
    if len(one.authorities) == 1:
        row = world.figure(reading.about, "local_authority", one.authorities[0], end)
        whole = world.figure(reading.about, "service", one.name, end)
        own = row is not None and row["value"] is not None
        basis = (
            "published"
            if whole is not None and whole["value"] is not None
            else "authority"
            if own
            else "missing"
        )
    else:
        basis = world.whole_point(one, reading.about, end)[1]
    same("range" if said == "same" else said, basis, "what it rests on")
    check_basis(reading, one, end, sentence)
    former = re.search(filled(r"former authorit(?:y|ies) ({names})"), sentence) or re.search(
        filled(r"Published for ({name}), which"), sentence
    )
    having = {
        f
        for f in one.former()
        if (r := world.figure(reading.about, "local_authority", f, end)) and r["value"] is not None
    }
    if said in ("missing", "former"):
        same(set(reading.listed(former[1])) if former else set(), having, "former authorities with a figure")


@claim(
    "near.sentence",
    r"near\.sentence",
    r"We have no figure for any statistical neighbour of (?P<mark>{name})\.",
)
def no_near_figures(reading: Reading, mark: str) -> None:
    end = reading.said.subject
    need(
        not any(v is not None for _, v in reading.world.near(of_service(reading, mark), reading.about, end)),
        "there is one",
    )
