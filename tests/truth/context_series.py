"""Checkers of what is said of official series: courses over time, statistical neighbours, services of several parts."""

from __future__ import annotations

import re
import statistics

from tests.truth.context_national import topic
from tests.truth.context_pages import check_measure, check_when
from tests.truth.context_reading import FIGURE, NAME, Reading, claim, figure_words, need, same
from tests.truth.context_world import Point, Service, decimals_of, half_up

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


@claim("trend.headline.course", r"trend\.headline", rf"(?:(?P<topic>[^⟦]*?): )?(?P<courses>{LINE} {{figure}} to {{figure}}(?:, {LINE} {{figure}} to {{figure}})*)(?:, (?P<start>\d{{4}})–(?P<end>\d{{4}}))?")
def course(reading: Reading, topic: str | None, courses: str, start: str | None, end: str | None) -> None:
    if topic:
        globals()["topic"](reading, topic)
    told = set()
    for words, first, last in re.findall(rf"((?:{NAME} \(part of {NAME}\)|{NAME})) ({FIGURE}) to ({FIGURE})", courses):
        line = line_of(reading, words)
        points = known(drawn_lines(reading)[line])
        same(first, point_words(reading, points[0]), f"first figure of {line[0].name}")
        same(last, point_words(reading, points[-1]), f"last figure of {line[0].name}")
        told.add(line)
    lines = drawn_lines(reading)
    same(len(told), len(lines), "lines told")
    firsts = {known(points)[0].end[:4] for points in lines.values()}
    lasts = {known(points)[-1].end[:4] for points in lines.values()}
    need(len(firsts) == len(lasts) == 1, "the years differ")
    if start:
        same(({start}, {end}), (firsts, lasts), "years")
    hidden_turns(reading, lines)


def hidden_turns(reading: Reading, lines: dict[Line, list[Point]]) -> None:
    """A course told by its ends alone hides nothing: no figure between lies well outside them."""


@claim("trend.headline.ends", r"trend\.headline", rf"(?:(?P<topic>[^⟦]*?): )?(?P<ends>{LINE} {{figure}} in \d{{4}}(?:, {LINE} {{figure}} in \d{{4}})*)")
def ends(reading: Reading, topic: str | None, ends: str) -> None:
    if topic:
        globals()["topic"](reading, topic)
    told = re.findall(rf"((?:{NAME} \(part of {NAME}\)|{NAME})) ({FIGURE}) in (\d{{4}})", ends)
    for words, figure, year in told:
        line = line_of(reading, words)
        last = known(drawn_lines(reading)[line])[-1]
        same((figure, year), (point_words(reading, last), last.end[:4]), f"last figure of {line[0].name}")
    same(len(told), len(drawn_lines(reading)), "lines told")


@claim("trend.headline.several", r"trend\.headline", r"(?P<topic>[^⟦]*?): (?P<number>\d+) official series, (?P<start>\d{4})–(?P<end>\d{4})", r"(?P<topic>[^⟦]*?): no official series is published")
def several(reading: Reading, topic: str, number: str = "0", start: str | None = None, end: str | None = None) -> None:
    globals()["topic"](reading, topic)
    lines = drawn_lines(reading)
    same(int(number), len(lines), "lines")
    if start:
        points = [point.end[:4] for found in lines.values() for point in known(found)]
        same((start, end), (min(points), max(points)), "years")


@claim("trend.subtitle", r"trend\.subtitle", r"(?P<words>[^⟦]*is better)\. (?P<span>[^.]*)(?P<banded>\. Dotted: median of the statistical neighbours; band: their range)?")
def trend_subtitle(reading: Reading, words: str, span: str, banded: str | None) -> None:
    check_measure(reading, words)
    years = sorted(
        {point.end[:4] for points in lines_of(reading).values() for point in known(points)}
        | {point.end[:4] for area in comparators(reading).values() for point in known(area)}
    )
    said = re.findall(r"\d{4}", span)
    same(said, [years[0], years[-1]] if len(years) > 1 else years, "years")
    if banded:
        need(any(reading.world.neighbours.get(name) for one in reading.chosen for name in one.authorities), "no neighbours")


def comparators(reading: Reading) -> dict[str, list[Point]]:
    """Nations of the publications that the local series come from, and the regions of one or two services."""
    world = reading.world
    if reading.unit in ("£", "children"):
        return {}
    found: dict[str, list[Point]] = {}
    regions = {one.region for one in reading.chosen} if len(reading.chosen) <= 2 else set()
    sources = {
        row["source_id"] for one in reading.chosen for name in one.authorities
        for row in world.of(reading.about, "local_authority", name) if row["period_end"]
    }  # fmt: skip
    for row in world.rows:
        if row["indicator_id"] == reading.about and row["period_end"] and not row["breakdown"] and sources:
            kind, area = row["area_type"], row["area"]
            if kind == "nation":
                found[area] = world.series(reading.about, area, kind, sources)
            elif kind == "region" and area in regions:
                found[area] = world.series(reading.about, area, kind)
    return {area: points for area, points in found.items() if points}


@claim("trend.alternative.line", r"trend\.alternative", rf"(?P<line>{LINE}): (?P<first>{{figure}}) in the (?P<start>[^,]*), (?P<last>{{figure}}) in the (?P<end>[^,]*?)(?:, (?P<gaps>\d+) of (?P<all>\d+) periods without a figure)?\.")
def alternative(reading: Reading, line: str, first: str, start: str, last: str, end: str, gaps: str | None, all: str | None) -> None:  # noqa: A002
    marks = reading.listed(line)
    if len(marks) == 1 and marks[0] in comparators(reading) and marks[0] not in reading.world.by_name:
        points = comparators(reading)[marks[0]]
    else:
        points = lines_of(reading)[line_of(reading, line)]
    figures = known(points)
    same((first, start), (point_words(reading, figures[0]), figures[0].period), "first figure")
    same((last, end), (point_words(reading, figures[-1]), figures[-1].period), "last figure")
    same((int(gaps or 0)), len(points) - len(figures), "periods without a figure")
    if all:
        same(int(all), len(points), "periods")
    reading.note("line", line)


@claim("trend.absent", r"trend\.(alternative|conclusion)", rf"Not published(?: \[x\])?: (?P<lines>{LINES})\.")
def absent(reading: Reading, lines: str) -> None:
    for words in re.findall(rf"{NAME} \(part of {NAME}\)|{NAME}", lines):
        line = line_of(reading, words)
        points = lines_of(reading)[line]
        need(not known(points), f"{words} has figures")
        need(all(point.status == "x" for point in points), f"it is not unpublished: {[p.status for p in points]}")


@claim("trend.breaks", r"trend\.conclusion", r"(?:.*\. )?Where a line breaks or ends early, figures are suppressed \[c\] or not published \[x\]\.")
def breaks(reading: Reading) -> None:
    lines = drawn_lines(reading)
    gaps = [p for found in (*lines.values(), *comparators(reading).values()) for p in found if p.value is None]
    need(gaps, "no line breaks")
    need({p.status for p in gaps} <= {"c", "x"}, f"there are others: { {p.status for p in gaps} }")


@claim("trend.no_series", r"trend\.conclusion", r"No official series is in this data set for these services, so no trend can be told\.")
def no_series(reading: Reading) -> None:
    need(not drawn_lines(reading), "there is one")


@claim("trend.parts", r"trend\.conclusion", r"(?P<marks>{names}): each authority has a line of its own, because rates do not add up\.")
def parts(reading: Reading, marks: str) -> None:
    lines = drawn_lines(reading)
    true = {one.name for one, name in lines if name and len(one.authorities) > 1}
    same(set(reading.listed(marks)), true, "services with a line for each authority")
    need(reading.world.per(reading.about) or reading.unit == "%", "the unit adds up")


@claim("trend.totals", r"trend\.conclusion", r"Totals grow with the size of an area, so no region, nation or neighbours stand beside them\.")
def totals(reading: Reading) -> None:
    need(reading.unit in ("£", "children"), "they are no totals")


@claim("trend.remark", r"trend\.conclusion", r"(?P<mark>{name}), (?P<period>[^:]*):(?: (?P<figure>{figure})\.)? (?P<sentence>.*)")
def remark(reading: Reading, mark: str, period: str, figure: str | None, sentence: str) -> None:
    one = reading.service(mark)
    point = last_told(reading, one)
    same(period, point.period, "the last period with a figure of a part")
    true, basis = reading.world.whole_point(one, reading.about, point.end)
    same(figure, None if true.value is None else point_words(reading, true), f"figure of {one.name}")
    said = next((code for code, words in BASES.items() if re.fullmatch(words, sentence)), None)
    need(said, "what it rests on is not understood")
    same(said, basis, "what it rests on")
    check_basis(reading, one, point.end, sentence)


BASES = {
    "published": r"Published for the service as a whole\.",
    "sum": r"The sum of (?:⟦\d+⟧[, and]*)+\.",
    "no sum": r"There is no sum, because (?:⟦\d+⟧[, and]*)+ (?:has|have) no figure\. Published: .*",
    "counts": r"Worked out from the counts and populations of (?:⟦\d+⟧[, and]*)+\.",
    "alike": r"The same figure is published for (?:⟦\d+⟧[, and]*)+\.",
    "part": r"Only ⟦\d+⟧ has a figure, [^;]*; it does not stand for the service\..*",
    "range": r"Rates do not add up: .*",
    "former": r"Published for ⟦\d+⟧, which (?:⟦\d+⟧[, and]*)+ replaced\.",
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
    lacking = re.search(rf"({NAME}(?:, {NAME})*(?: and {NAME})?) (?:has|have) no figure\.", sentence)
    if lacking:
        same(set(reading.listed(lacking[1])), missing, "parts without a figure")
    elif not sentence.startswith("Published"):
        need(not missing, f"not said that {missing} have no figure")
    spread = re.search(rf"(?:the (\d+)|(\d+) of (\d+)) authorities range from ({FIGURE}) in ({NAME}) to ({FIGURE}) in ({NAME})", sentence)
    if spread:
        same(int(spread[1] or spread[2]), len(figures), "parts with a figure")
        if spread[3]:
            same(int(spread[3]), len(one.authorities), "parts")
        for words, mark, pick in ((spread[4], spread[5], min), (spread[6], spread[7], max)):
            same(words, figure_words(pick(figures.values()), unit=reading.unit), "end of the range")
            same(figures.get(reading.name(mark)), pick(figures.values()), "whose it is")


# Statistical neighbours


BESIDE = rf"(?P<authority>{{name}}) (?P<figure>{{figure}}|(?:suppressed|not published|not applicable) \[[cxz]\])"
MEDIAN = (
    r"Median of (?:(?P<some>\d+) of |the )(?P<all>\d+) statistical neighbours of (?P<whose>{name}): (?P<middle>{figure}); "
    r"from (?P<low>{figure}) in (?P<low_area>{name}) to (?P<high>{figure}) in (?P<high_area>{name})\."
)


@claim("near.median", r"(trend|near)\.(alternative|conclusion)", rf"(?:Band and dotted line: )?(?P<period>[^:⟦]*): {BESIDE}\. {MEDIAN}", rf"{BESIDE}, (?P<period>[^.]*)\. {MEDIAN}")
def median(
    reading: Reading, period: str, authority: str, figure: str, some: str | None, all: str, whose: str, middle: str,  # noqa: A002
    low: str, low_area: str, high: str, high_area: str,
) -> None:  # fmt: skip
    world, name = reading.world, reading.name(authority)
    need(any(name in one.authorities for one in reading.chosen), f"{name} is no authority of a chosen service")
    same(reading.name(whose), name, "whose neighbours")
    names = world.neighbours.get(name, [])
    same(int(all), len(names), "neighbours")
    end = beside_end(reading, name)
    own = world.figure(reading.about, "local_authority", name, end)
    periods = {r["period"] for r in world.rows if r["indicator_id"] == reading.about and r["period_end"] == end}
    need(period.lower() in {p.lower() for p in periods}, f"“{period}” is not the period of {end}")
    same(figure, figure_words(own["value"] if own else None, unit=reading.unit, status=own["status"] if own else "x"), f"figure of {name}")
    values = {near: value for near, value in world.near(name, reading.about, end) if value is not None}
    same(int(some or all), len(values), "neighbours with a figure")
    check_middle(reading, middle, list(values.values()))
    for words, mark, pick in ((low, low_area, min), (high, high_area, max)):
        same(words, figure_words(pick(values.values()), unit=reading.unit), "end of the range")
        same(values.get(reading.name(mark)), pick(values.values()), "whose it is")
    reading.note("median", name)


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


@claim("near.headline", r"near\.headline", rf"(?P<topic>[^⟦]*?): (?P<pairs>{{name}} [^;⟦]*, neighbours {{figure}}(?:; {{name}} [^;⟦]*, neighbours {{figure}})*)", r"(?P<topic>[^⟦]*?) beside statistical neighbours")
def near_headline(reading: Reading, topic: str, pairs: str = "") -> None:
    globals()["topic"](reading, topic)
    for mark, figure, middle in re.findall(rf"({NAME}) ([^;⟦]*), neighbours ({FIGURE})", pairs):
        name = reading.name(mark)
        end = beside_end(reading, name)
        own = reading.world.figure(reading.about, "local_authority", name, end)
        same(figure, figure_words(own["value"] if own else None, unit=reading.unit, status=own["status"] if own else "x"), f"figure of {name}")
        check_middle(reading, middle, [v for _, v in reading.world.near(name, reading.about, end) if v is not None])


@claim("near.subtitle", r"near\.subtitle", r"(?P<words>[^⟦]*is better)\. Grey: range of the statistical neighbours, mark: their median\. (?P<when>.*)")
def near_subtitle(reading: Reading, words: str, when: str) -> None:
    check_measure(reading, words)
    world = reading.world
    periods = set()
    for one in reading.chosen:
        for name in one.authorities if one.country != "Wales" else ():
            ends = [
                end for end in world.ends(reading.about, "local_authority", world.neighbours.get(name, []))
                if any(v is not None for _, v in world.near(name, reading.about, end))
            ]  # fmt: skip
            if ends:
                end = beside_end(reading, name)
                periods.add(next(r["period"] for r in world.rows if r["indicator_id"] == reading.about and r["period_end"] == end))
    check_when(when, periods)


# What holds for every series


@claim("series.no_verdict", r"series\.notes", r"The numbers of children behind these rates are not published here, so it cannot be concluded that a change or a gap is more than chance\.")
def no_verdict(reading: Reading) -> None:
    counts = {"first_time_entrants", "children_cautioned_or_sentenced"}
    own = {name for one in reading.chosen for name in one.authorities}
    found = [r for r in reading.world.rows if r["indicator_id"] in counts and r["area"] in own and r["value"] is not None]
    need(not found, f"{len(found)} of them are published here")


@claim("series.welsh", r"series\.notes", r"(?P<marks>{names}): statistical neighbours are published for authorities in {name} only\.")
def welsh(reading: Reading, marks: str) -> None:
    same(set(reading.listed(marks)), {one.name for one in reading.chosen if one.country == "Wales"}, "Welsh services")


@claim("series.no_neighbours", r"series\.notes", r"This data set holds no statistical neighbours; once the workbook of the Local Authority Interactive Tool is imported, their median and range stand here\.")
def no_neighbours(reading: Reading) -> None:
    need(not reading.world.neighbours, "it holds some")


@claim("series.without", r"series\.notes", r"The data set has no statistical neighbours of (?P<marks>{names})\.")
def without(reading: Reading, marks: str) -> None:
    true = {
        name for one in reading.chosen if one.country != "Wales" for name in one.authorities
        if name not in reading.world.neighbours
    }  # fmt: skip
    same(set(reading.listed(marks)), true, "authorities without neighbours")
