"""Checkers of what is said of shares, of the relative rate index, of parts of a whole, of spend and staff."""
# ruff: noqa: E501, PLR0917, A002  A pattern stands in one line, as its sentence; its gaps are named as parameters.

from __future__ import annotations

import math
import re
from itertools import product

from tests.truth.context_pages import NO_FIGURE, check_absent, check_when, period_of, words_of
from tests.truth.context_reading import (
    FIGURE,
    NAME,
    Reading,
    claim,
    dated,
    figure_words,
    filled,
    need,
    number_of,
    same,
    stamps,
)
from tests.truth.context_world import Row, Service, World, decimals_of, half_up, sizes_that_fit

NEEDS = ("mental_health", "substance_misuse", "learning_needs")
PARTS = {"Unknown ethnicity": "Unknown", "Girls": "Female", "Boys": "Male"}
ABSENT = r"(?:suppressed|not published|not applicable)"


def breakdown_of(reading: Reading, part: str) -> tuple[str, str]:
    """Indicator and breakdown behind the name of a part."""
    if reading.said.place.startswith("needs"):
        found = [i for i in NEEDS if reading.world.indicators[i]["name"] == part]
        need(found, f"“{part}” is no need")
        return found[0], ""
    return reading.about, part_of(reading, part)


def part_of(reading: Reading, part: str) -> str:
    """The breakdown that a part is a name of, however its first letter is written."""
    known = {row["breakdown"] for row in reading.world.rows if row["indicator_id"] == reading.about}
    named = (
        PARTS
        | {f"Aged {name}": name for name in known if reading.about == "caseload_age"}
        | {n: n for n in known}
    )
    hits = {name for words, name in named.items() if words.lower() == part.lower()}
    return hits.pop() if hits else part


def share_of(world: World, one: Service, indicator_id: str, breakdown: str) -> Row | None:
    if indicator_id in NEEDS:
        return world.printed(one, indicator_id)
    return world.shares(one, indicator_id).get(breakdown)


def own_shares(reading: Reading) -> list[tuple[Service, Row]]:
    found: list[tuple[Service, Row]] = []
    for one in reading.chosen:
        if reading.said.place.startswith("needs"):
            rows = [reading.world.printed(one, indicator_id) for indicator_id in NEEDS]
            found += [(one, row) for row in rows if row is not None]
        else:
            found += [(one, row) for row in reading.world.shares(one, reading.about).values()]
    return found


def share_rows(reading: Reading, indicator_id: str, breakdown: str) -> dict[str, list[Row | None]]:
    return {one.name: [share_of(reading.world, one, indicator_id, breakdown)] for one in reading.chosen}


def all_rows(reading: Reading) -> dict[str, list[Row | None]]:
    """Every share of each service, as those who ask who has none want them."""
    found: dict[str, list[Row | None]] = {one.name: [] for one in reading.chosen}
    for one, row in own_shares(reading):
        found[one.name].append(row)
    if reading.said.place.startswith("needs"):
        return {one.name: [reading.world.printed(one, i) for i in NEEDS] for one in reading.chosen}
    return {name: rows or [None] for name, rows in found.items()}


ITEM = r"({figure})(?: of the caseload)? in ({name})"


@claim(
    "shares.headline",
    r"(shares|needs)\.headline",
    rf"(?P<part>[^:⟦]*): (?P<figures>{{figure}}(?: of the caseload)? in {{name}}.*?){NO_FIGURE}",
)
def shares_headline(reading: Reading, part: str, figures: str, absent: str) -> None:
    indicator_id, breakdown = breakdown_of(reading, part)
    told = set()
    for (figure, mark), when in dated(figures, ITEM):
        name = reading.name(mark)
        one = reading.world.by_name.get(name)
        if one is not None and one in reading.chosen:
            row = share_of(reading.world, one, indicator_id, breakdown)
            need(row is not None, f"{name} has no such share")
            assert row is not None
            same(figure, words_of(row, "%"), f"share of {name}")
            need(when in stamps(row["period"]), f"dated {when}, true {row['period']}")
            told.add(name)
            continue
        others = [
            other for one in reading.chosen if (own := share_of(reading.world, one, indicator_id, breakdown))
            for other in reading.world.beside(one, own) if other["area"] == name
        ]  # fmt: skip
        need(
            any(words_of(o, "%") == figure and when in stamps(o["period"]) for o in others),
            f"{name}: {figure} ({when})",
        )
    rows = share_rows(reading, indicator_id, breakdown)
    same(
        told, {name for name, own in rows.items() if own[0] and own[0]["value"] is not None}, "services told"
    )
    check_absent(reading, absent, rows)


@claim(
    "shares.headline.largest",
    r"shares\.headline",
    rf"The largest published group was (?P<part>[^:⟦]*) in (?P<areas>{{name}} \(.*?\)){NO_FIGURE}",
    rf"(?P<part>[^:⟦]*) was the most common offence type in the cases inspected in (?P<areas>{{name}} \(.*?\)){NO_FIGURE}",
)
def shares_largest(reading: Reading, part: str, areas: str, absent: str) -> None:
    indicator_id, breakdown = breakdown_of(reading, part)
    told = set()
    for mark, figure, when in re.findall(rf"({NAME}) \(({FIGURE})(?:, ([^()]*))?\)", areas):
        one = reading.service(mark)
        shares = reading.world.shares(one, indicator_id)
        row = shares.get(breakdown)
        need(row is not None and row["value"] is not None, f"{one.name} has no {part}")
        assert row is not None
        same(figure, words_of(row, "%"), f"share of {one.name}")
        if when:
            need(when in stamps(row["period"]), f"dated {when}, true {row['period']}")
        values = {name: other["value"] for name, other in shares.items()}
        known = [value for name, value in values.items() if value is not None and name != breakdown]
        need(all(value < row["value"] for value in known), f"it is not the largest: {values}")
        if None in values.values():
            need(
                row["value"] > 100 - row["value"] - sum(known),
                f"a part without a figure may be larger: {values}",
            )
        told.add(one.name)
    same(
        told,
        {name for name, own in all_rows(reading).items() if any(r and r["value"] is not None for r in own)},
        "services told",
    )
    check_absent(reading, absent, all_rows(reading))


@claim(
    "shares.headline.names",
    r"(shares|needs)\.headline",
    rf"(?P<name>[^:⟦]*): we have figures for (?P<marks>{{names}}){NO_FIGURE}",
    r"(?P<name>[^:⟦]*): we have figures for (?P<number>\d+) of (?P<all>\d+) services",
    r"(?P<name>[^:⟦]*): we have no figures for these services",
)
def shares_number(
    reading: Reading,
    name: str,
    marks: str | None = None,
    absent: str = "",
    number: str = "0",
    all: str | None = None,
) -> None:
    if reading.said.place.startswith("shares"):
        same(name, reading.world.indicators[reading.about]["name"], "measure")
    having = {
        name for name, own in all_rows(reading).items() if any(r and r["value"] is not None for r in own)
    }
    if marks:
        same(set(reading.listed(marks)), having, "services with a share")
        check_absent(reading, absent, all_rows(reading))
        return
    same(int(number), len(having), "services with a share")
    if all:
        same(int(all), len(reading.chosen), "services")


@claim(
    "shares.subtitle",
    r"(shares|needs)\.subtitle",
    r"(?P<words>[^;]*), per cent as published; neither direction is better(?P<living>; hollow bars: children aged 10–17 who live there)?\.(?: (?P<when>.*))?",
)
def shares_subtitle(reading: Reading, words: str, living: str | None, when: str | None) -> None:
    world = reading.world
    lives = (
        [row for one in reading.chosen for row in world.residents(one, reading.about).values()]
        if reading.about
        else []
    )
    same(bool(living), any(row["value"] is not None for row in lives), "whether residents are drawn")
    rows = [row for _, row in own_shares(reading)]
    others = [o for one, row in own_shares(reading) for o in world.beside(one, row)]
    check_when(when or "", rows + others)


@claim(
    "shares.alternative",
    r"(shares|needs)\.alternative",
    r"(?P<part>[^:⟦]*): (?P<clauses>(?:children aged 10–17 in )?{name} [^:]*)\.",
)
def shares_alternative(reading: Reading, part: str, clauses: str) -> None:
    world = reading.world
    indicator_id, breakdown = breakdown_of(reading, part)
    told = set()
    for clause in re.split(r"; (?=⟦|children)", clauses):
        found = re.fullmatch(
            filled(rf"(children aged 10–17 in )?({{name}}) ({{figure}}|{ABSENT} \[[cxz]\])(?:, (.*))?"),
            clause,
        )
        need(found, f"“{clause}” is not understood")
        assert found is not None
        living, name, words, period = bool(found[1]), reading.name(found[2]), found[3], found[4]
        rows: list[Row | None] = []
        if living:
            rows = [world.residents(world.by_name[name], indicator_id).get(breakdown)]
        elif name in world.by_name and world.by_name[name] in reading.chosen:
            rows = [share_of(world, world.by_name[name], indicator_id, breakdown)]
            told.add(name)
        else:
            rows = [
                other for one in reading.chosen if (own_row := share_of(world, one, indicator_id, breakdown))
                for other in world.beside(one, own_row) if other["area"] == name
            ]  # fmt: skip
        true = {
            (words_of(row, "%"), period_of(row) if row["value"] is not None else None) for row in rows if row
        }
        need(
            (words, period) in (true or {("not published [x]", None)}),
            f"said {words}, {period}, true {true} of {name}",
        )
    having = {name for name, own_rows in share_rows(reading, indicator_id, breakdown).items() if own_rows[0]}
    need(having <= told, f"{having - told} are not told")
    for name in told:
        reading.note("told", name)


SUM = r"(?P<mark>{name})(?P<living>, children aged 10–17)?: the published percentages add up to (?P<total>[\d.]+)%"


@claim(
    "shares.sum",
    r"shares\.conclusion",
    rf"{SUM}, (?P<rounding>because they were rounded)\.",
    rf"{SUM}, (?P<more>more than rounding can explain)\. We show them as published\.",
    rf"{SUM}\. (?P<less>We do not have the rest)\.",
)
def sums(
    reading: Reading,
    mark: str,
    living: str | None,
    total: str,
    rounding: str | None = None,
    more: str | None = None,
    less: str | None = None,
) -> None:
    name = reading.name(mark)
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in shares_behind(reading, name, bool(living)):
        groups.setdefault((row["period"], row["source_id"]), []).append(row)
    hits = [
        rows for rows in groups.values()
        if half_up(sum(row["value"] for row in rows if row["value"] is not None), 6) == float(total)
    ]  # fmt: skip
    need(hits, f"no shares of {name} add to {total}: {list(groups.values())[:1]}")
    rows = hits[0]
    values = [row["value"] for row in rows if row["value"] is not None]
    lacking = len(values) < len(rows)
    half = 0.5 * 10.0 ** -max(decimals_of(value) for value in values)
    explained = (
        round(sum(max(v - half, 0) for v in values), 6) <= 100 < round(sum(v + half for v in values), 6)
    )
    if rounding:
        need(explained, f"{values} is not made by rounding")
        need(not lacking, "a part has no figure, so it may be that")
    if more:
        need(sum(values) > 100 and not explained, "rounding explains it")
    if less:
        need(sum(values) < 100 and not explained and not lacking, "there is another reason")
    reading.note("sum", name, bool(living))


def shares_behind(reading: Reading, name: str, living: bool) -> list[Row]:
    world = reading.world
    if name in world.by_name and world.by_name[name] in reading.chosen:
        one = world.by_name[name]
        return list(
            (world.residents(one, reading.about) if living else world.shares(one, reading.about)).values()
        )
    found = {}
    for one in reading.chosen:
        if living:
            found |= {
                id(row): row for row in world.residents(one, reading.about).values() if row["area"] == name
            }
        for own in world.shares(one, reading.about).values():
            found |= {id(row): row for row in world.beside(one, own) if row["area"] == name and not living}
    return list(found.values())


@claim(
    "shares.sum.partial",
    r"shares\.conclusion",
    r"(?P<marks>{name}.*?): we have only some of the percentages, and we do not work out the others\.",
)
def partial(reading: Reading, marks: str) -> None:
    for mark, living in re.findall(rf"({NAME})(, children aged 10–17)?", marks):
        name = reading.name(mark)
        rows = shares_behind(reading, name, bool(living))
        values = [row["value"] for row in rows]
        total = sum(value for value in values if value is not None)
        need(
            None in values or total < 99 or len(values) == 1,
            f"all of {name}'s are published: they add to {total:g}",
        )
        reading.note("sum", name, bool(living))


@claim(
    "shares.offences",
    r"shares\.conclusion",
    r"These percentages are of the inspected cases with a court disposal, including any resettlement cases\. They are not of the caseload: cases with an out-of-court disposal and cases that were not inspected are left out\.",
)
def offences(reading: Reading) -> None:
    same(reading.about, "offence_types", "measure")


@claim(
    "shares.unknown",
    r"shares\.conclusion",
    r"Children of unknown ethnicity may belong to any group, so we show them on their own\.",
)
def unknown(reading: Reading) -> None:
    same(reading.about, "caseload_ethnicity", "measure")


@claim(
    "shares.needs",
    r"needs\.conclusion",
    r"A child may have several of these needs, or none, so the percentages need not add up to 100%\.",
)
def several_needs(reading: Reading) -> None:
    need(any(row["value"] is not None for _, row in own_shares(reading)), "there are no shares")


@claim(
    "shares.nothing",
    r"(shares|needs)\.conclusion",
    r"We have no such figures from the inspections of these services, so nothing can be concluded\.",
)
def shares_nothing(reading: Reading) -> None:
    need(not any(row["value"] is not None for _, row in own_shares(reading)), "there are shares")


@claim("shares.data_note", r"shares\.conclusion", r"(?P<mark>{name}), (?P<parts>[^:⟦]*): (?P<note>.*\.)")
def data_note(reading: Reading, mark: str, parts: str, note: str) -> None:
    rows = reading.world.shares(reading.service(mark), reading.about).values()
    true = {
        row["breakdown"] for row in rows if row["note"].lower() == note.lower() and row["value"] is not None
    }
    rest = parts.lower()
    for name in sorted(true, key=len, reverse=True):
        said = next((words for words, other in PARTS.items() if other == name), name).lower()
        need(said in rest, f"{name} has this note too")
        rest = rest.replace(said, "", 1)
    need(true and not rest.replace(" and ", "").strip(", "), f"of {true} only, not “{rest}”")


@claim(
    "shares.note",
    r"shares\.note",
    r"Where a chart shows percentages only, the numbers of children behind them are not published, so we cannot say whether two of them differ by more than chance\.",
)
def shares_note(reading: Reading) -> None:
    """The tables hold no base of any share."""
    need(
        not any(r["base"] for r in reading.world.rows if r["indicator_id"].startswith("caseload_")),
        "a base is there",
    )


# The relative rate index

INDEX = (
    r"(?P<mark>{name}), (?P<group>[^:⟦]*): (?P<caseload>[\d.]+)% of the caseload and (?P<people>[\d.]+)% of children aged 10–17\. That is a "
    r"relative rate index of (?P<index>[\d.]+) compared with White children; because the percentages were rounded, it could be "
    r"(?P<low>[\d.]+) to (?P<high>[\d.]+)\."
    r"(?: If all the children of unknown ethnicity were White, it would be (?P<to_white>[\d.]+); if all were (?P<again>.*?), (?P<to_group>[\d.]+)\.)?"
    r"(?: Caution: (?P<note>.*))?"
)


@claim("index.sentence", r"index\.(sentence|alternative)", INDEX)
def index(
    reading: Reading, mark: str, group: str, caseload: str, people: str, index: str, low: str, high: str,
    to_white: str | None, again: str | None, to_group: str | None, note: str | None,
) -> None:  # fmt: skip
    one = reading.service(mark)
    parts = index_parts(reading.world, one, group)
    need(parts is not None, "a share is missing")
    assert parts is not None
    g, big_g, w, big_w, unknown = parts
    same((float(caseload), float(people)), (g, big_g), "shares")
    need(min(big_g, w, big_w) > 0, "division by nothing")
    near(index, (g / big_g) / (w / big_w), "index")
    lowest, highest = index_bounds(parts)
    near(low, lowest, "lowest")
    near(high, highest, "highest")
    same(bool(to_white), bool(unknown), "whether Unknown is told")
    if to_white and to_group:
        same(again, group, "group")
        near(to_white, (g / big_g) / ((w + unknown) / big_w), "all Unknown White")
        near(to_group, ((g + unknown) / big_g) / (w / big_w), "all Unknown in the group")
    true = reading.world.shares(one, "caseload_ethnicity")[group]["note"]
    same(bool(note), bool(true), "whether the data set has a note on the share")
    reading.note("told", one.name, group)


def index_bounds(parts: tuple[float, float, float, float, float]) -> tuple[float, float]:
    """The lowest and the highest index that rounding of the printed shares allows."""
    g, big_g, w, big_w, unknown = parts
    step, wide = (
        0.5 * 10.0 ** -max(map(decimals_of, (g, w, unknown))),
        0.5 * 10.0 ** -max(map(decimals_of, (big_g, big_w))),
    )
    ends = [
        (a / b) / (c / d)
        for a, b, c, d in product(
            (max(g - step, 0), min(g + step, 100)), (big_g - wide, min(big_g + wide, 100)),
            (w - step, min(w + step, 100)), (big_w - wide, min(big_w + wide, 100)),
        )
        if b > 0 and c > 0
    ]  # fmt: skip
    return min(ends), max(ends)


def near(words: str, true: float, what: str) -> None:
    need(abs(float(words) - true) <= 0.00501, f"{what}: said {words}, true {true:.4f}")


def index_parts(world: World, one: Service, group: str) -> tuple[float, float, float, float, float] | None:
    shares, living = world.shares(one, "caseload_ethnicity"), world.residents(one, "caseload_ethnicity")
    rows = [
        shares.get(group),
        living.get(group),
        shares.get("White"),
        living.get("White"),
        shares.get("Unknown"),
    ]
    values = [None if row is None else row["value"] for row in rows]
    return None if None in values else tuple(values)  # type: ignore[return-value]


NO_INDEX = {
    "we do not have all the percentages of the caseload by ethnicity": "caseload",
    "we do not have the percentages of the local population": "population",
    "we do not know what percentage is of unknown ethnicity": "unknown",
    "with these percentages, one of them zero or close to it": "zero",
}


@claim(
    "index.none",
    r"index\.(sentence|alternative)",
    rf"(?P<mark>{{name}}), (?P<group>[^:⟦]*): (?P<why>{'|'.join(NO_INDEX)}),(?: so)? there is no index\.",
)
def no_index(reading: Reading, mark: str, group: str, why: str) -> None:
    one, world = reading.service(mark), reading.world
    shares, living = world.shares(one, "caseload_ethnicity"), world.residents(one, "caseload_ethnicity")
    own = set(shares) - {"White", "Unknown"}
    need(group in own or not own, f"{one.name}'s report has no group {group}")

    def value(rows: dict[str, Row], part: str) -> float | None:
        return rows[part]["value"] if part in rows else None

    g, w, unknown = (value(shares, part) for part in (group, "White", "Unknown"))
    big_g, big_w = (value(living, part) for part in (group, "White"))
    if g is None or w is None:
        true = "caseload"
    elif big_g is None or big_w is None:
        true = "population"
    elif unknown is None:
        true = "unknown"
    else:
        true = "zero" if min(w, big_g, big_w) <= 0.5 else "an index"
    same(NO_INDEX[why], true, f"why {one.name} has no index")
    reading.note("told", one.name, group)


SHORT_REASONS = {
    "No index: caseload by ethnicity not fully known": "we do not have all the percentages of the caseload by ethnicity",
    "No index: no percentages of the local population": "we do not have the percentages of the local population",
    "No index: unknown ethnicity not published": "we do not know what percentage is of unknown ethnicity",
    "No index: a percentage is zero or close to it": "with these percentages, one of them zero or close to it",
}


@claim("index.note", r"index\.note", rf"(?P<why>{'|'.join(SHORT_REASONS)})", r"Caution: (?P<note>.*)")
def index_note(reading: Reading, why: str = "", note: str | None = None) -> None:
    name, group = reading.said.subject.split("|")
    if note:
        same(
            note,
            reading.world.shares(reading.world.by_name[name], "caseload_ethnicity")[group]["note"],
            "note",
        )
        return
    reading.names.append(name)
    no_index(reading, f"⟦{len(reading.names) - 1}⟧", group, SHORT_REASONS[why])


@claim(
    "index.headline", r"index\.headline",
    r"In (?P<areas>{name} \(.*\)), (?P<group>.*?) children made up (?P<side>more|less) of the caseload than of the children who live there(?P<caution>.*)",
    r"In (?P<areas>{name} \(.*\)), unknown ethnicity and rounding leave open whether (?P<group>.*?) children are in the caseload more or less than White children(?P<caution>.*)",
)  # fmt: skip
def index_headline(reading: Reading, areas: str, group: str, caution: str, side: str | None = None) -> None:
    world, told = reading.world, set()
    for (mark,), when in dated(areas, "({name})"):
        one = reading.service(mark)
        parts = index_parts(world, one, group)
        need(parts is not None, f"{one.name} has no index")
        assert parts is not None
        g, big_g, w, big_w, unknown = parts
        bounds = (
            *index_bounds(parts),
            (g / big_g) / ((w + unknown) / big_w),
            ((g + unknown) / big_g) / (w / big_w),
        )
        step, wide = (
            0.5 * 10.0 ** -max(map(decimals_of, (g, w, unknown))),
            0.5 * 10.0 ** -max(map(decimals_of, (big_g, big_w))),
        )
        if side == "less":
            need(g + unknown + step < big_g - wide and max(bounds) < 1, f"not certain: {parts}, {bounds}")
        elif side == "more":
            need(g - step > big_g + wide and min(bounds) > 1, f"not certain: {parts}, {bounds}")
        else:
            need(min(bounds) <= 1 <= max(bounds), f"it is not open: {bounds}")
        period = world.shares(one, "caseload_ethnicity")[group]["period"]
        need(when in stamps(period) | {period}, f"dated {when}, true {period}")
        told.add(one.name)
    same(told, {one.name for one in reading.chosen if indexes(world, one)}, "services told")


@claim(
    "index.headline.counted",
    r"index\.headline",
    r"We cannot work out a relative rate index for (?P<who>{names}|these services)",
    r"(?P<words>[^⟦]*relative rate index[^⟦]*?) (?P<number>\d+) of (?P<all>\d+) services",
)
def index_counted(
    reading: Reading, who: str | None = None, words: str = "", number: str = "0", all: str | None = None
) -> None:
    having = {one.name for one in reading.chosen if indexes(reading.world, one)}
    same(int(number), len(having), "services with an index")
    if who and who.startswith("⟦"):
        same(set(reading.listed(who)), {one.name for one in reading.chosen}, "services")
    if all:
        same(int(all), len(reading.chosen), "services")


def indexes(world: World, one: Service) -> dict[str, float]:
    found = {}
    for group in world.shares(one, "caseload_ethnicity"):
        parts = index_parts(world, one, group) if group not in ("White", "Unknown") else None
        if parts and parts[1] - 0.5 * 10.0 ** -decimals_of(parts[1]) > 0 and min(parts[2:4]) > 0:
            step = 0.5 * 10.0 ** -max(map(decimals_of, (parts[0], parts[2], parts[4])))
            wide = 0.5 * 10.0 ** -max(map(decimals_of, (parts[1], parts[3])))
            if parts[2] - step > 0 and min(parts[1], parts[3]) - wide > 0:
                found[group] = (parts[0] / parts[1]) / (parts[2] / parts[3])
    return found


@claim(
    "index.subtitle",
    r"index\.subtitle",
    r"Share of the caseload \(filled\) and of children aged 10–17 \(hollow\), per cent; an index of 1 is the rate of White children, and neither direction is better\.(?: (?P<differ>See each figure for its date)| Caseload(?::| of)? ?(?P<period>.*?)[,;] population(?::| of)? ?(?P<people>.*?))?\.?",
)
def index_subtitle(reading: Reading, differ: str | None, period: str | None, people: str | None) -> None:
    world = reading.world
    true = {
        (world.shares(one, "caseload_ethnicity")[g]["period"], world.residents(one, "caseload_ethnicity")[g]["period"])
        for one in reading.chosen for g in indexes(world, one)
    }  # fmt: skip
    if differ:
        need(len(true) > 1, "they do not differ")
    elif period:
        same({(period, people)}, true, "periods")
    else:
        need(not true, "there is an index")


@claim(
    "index.conclusion",
    r"index\.conclusion",
    r"Without the percentages of the caseload and of the population there is no index, and nothing can be concluded\.",
    r"(?P<some>An index below 1 means that, for its share of the local population, the group is in the caseload less often than White children; above 1, more often\. It is worked out from published percentages, so we cannot say whether it differs from 1 by more than chance\. It does not show differences within the group, nor what happens to children before they reach the service\.)",
)
def index_conclusion(reading: Reading, some: str | None = None) -> None:
    same(bool(some), any(indexes(reading.world, one) for one in reading.chosen), "whether there is an index")


# Parts of a whole


def parts_of(reading: Reading, one: Service) -> list[Row]:
    world = reading.world
    return world.one_source(one, world.of(reading.about, "service", one.name))


def whole_of(reading: Reading, one: Service, row: Row) -> float | None:
    """The published whole of a count: of the same source and period; of education the one size that fits."""
    world = reading.world
    if reading.about == "education_status":
        group = row["breakdown"].rpartition(": ")[0]
        printed = {
            r["breakdown"]: r["value"]
            for r in world.of("education_status_share", "service", one.name)
            if r["value"] is not None
        }
        sizes = [
            set(sizes_that_fit(r["value"], printed[r["breakdown"]]))
            for r in parts_of(reading, one)
            if r["breakdown"].rpartition(": ")[0] == group
            and r["value"] is not None
            and r["breakdown"] in printed
        ]
        found = {frozenset(fits) for fits in sizes}
        only = next(iter(found)) if len(found) == 1 else frozenset()
        return float(next(iter(only))) if len(only) == 1 and not 1 <= next(iter(only)) <= 5 else None
    whole, _, inside = str(world.indicators[reading.about]["whole"]).partition("[")
    same_print = [
        r for r in world.of(whole, "service", one.name)
        if r["breakdown"] == inside.rstrip("]") and (r["source_id"], r["period"]) == (row["source_id"], row["period"])
    ]  # fmt: skip
    return same_print[0]["value"] if same_print else None


def part_words(row: Row) -> str:
    return str(row["breakdown"]).rpartition(": ")[2]


def whole_words(reading: Reading, whole: float | None) -> str:
    return figure_words(whole, unit="", status="e" if reading.about == "education_status" else "")


LARGEST = r"In {name} [\d,]+ of [\d,]+(?: \[e\])? children were in the group “[^”]*” \([^()]*\)"


@claim("whole.headline", r"whole\.headline", rf"(?P<told>{LARGEST}(?:; {LARGEST})*){NO_FIGURE}")
def whole_headline(reading: Reading, told: str, absent: str) -> None:
    names = set()
    for mark, count, whole, part, when in re.findall(
        r"In (⟦\d+⟧) ([\d,]+) of ([\d,]+(?: \[e\])?) children were in the group “([^”]*)” \(([^()]*)\)", told
    ):
        one = reading.service(mark)
        rows = parts_of(reading, one)
        hits = [r for r in rows if part_words(r).lower() == part.lower() and r["value"] == number_of(count)]
        need(hits, f"{one.name} has no {count} of {part}")
        row = hits[0]
        true = whole_of(reading, one, row)
        same(whole, whole_words(reading, true) if true is not None else None, f"whole of {one.name}")
        need(when in stamps(row["period"]), f"dated {when}, true {row['period']}")
        names.add(one.name)
    same(names, having_parts(reading), "services told")
    check_absent(reading, absent, part_rows(reading))


def having_parts(reading: Reading) -> set[str]:
    return {one.name for one in reading.chosen if any(r["value"] is not None for r in parts_of(reading, one))}


def part_rows(reading: Reading) -> dict[str, list[Row | None]]:
    return {one.name: list(parts_of(reading, one)) or [None] for one in reading.chosen}


@claim(
    "whole.headline.names",
    r"whole\.headline",
    rf"(?P<name>[^:⟦]*): we have figures for (?P<marks>{{names}}){NO_FIGURE}",
    r"(?P<name>[^:⟦]*): we have figures for (?P<number>\d+) of (?P<all>\d+) services",
    r"(?P<name>[^:⟦]*): we have no figures for these services",
)
def whole_number(
    reading: Reading,
    name: str,
    marks: str | None = None,
    absent: str = "",
    number: str = "0",
    all: str | None = None,
) -> None:
    same(name, reading.world.indicators[reading.about]["name"], "measure")
    having = having_parts(reading)
    if marks:
        same(set(reading.listed(marks)), having, "services with a figure")
        check_absent(reading, absent, part_rows(reading))
        return
    same(int(number), len(having), "services with a figure")
    if all:
        same(int(all), len(reading.chosen), "services")


@claim(
    "whole.subtitle",
    r"whole\.subtitle",
    r"(?P<name>[^:⟦]*): children as published, with percentages that we worked out; neither direction is better\.(?: (?P<when>.*))?",
)
def whole_subtitle(reading: Reading, name: str, when: str | None) -> None:
    same(name, reading.world.indicators[reading.about]["name"], "measure")
    check_when(when or "", [r for one in reading.chosen for r in parts_of(reading, one)])


@claim(
    "whole.alternative",
    r"whole\.alternative",
    rf"(?P<mark>{{name}})(?P<part>[^:]*): (?:(?P<count>{{figure}})(?: of (?P<whole>[\d,]+(?: \[e\])?) \((?P<percent>\d+)%\))?|(?P<none>{ABSENT} \[[cxz]\]))(?P<corrected>, corrected)?\.",
)
def whole_alternative(
    reading: Reading,
    mark: str,
    part: str,
    count: str | None,
    whole: str | None,
    percent: str | None,
    none: str | None,
    corrected: str | None,
) -> None:
    one = reading.service(mark)
    rows = parts_of(reading, one)
    wanted = part.removeprefix(", ").lower()
    hit = [r for r in rows if str(r["breakdown"]).replace(": ", ", ").lower() == wanted]
    if not rows:
        same((none, part), ("not published [x]", ""), f"figures of {one.name}")
        return
    need(hit, f"{one.name} has no part “{wanted}”")
    row = hit[0]
    same(count or none, figure_words(row["value"], unit="", status=row["status"]), f"{wanted} of {one.name}")
    true = whole_of(reading, one, row) if row["value"] is not None else None
    same(whole, whole_words(reading, true) if true else None, f"whole of {wanted} of {one.name}")
    if percent and true:
        same(float(percent), half_up(100 * row["value"] / true, 0), "per cent")
    same(bool(corrected), bool(row.get("corrected")), "whether it is corrected")


def groups_of(reading: Reading, one: Service) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in parts_of(reading, one):
        found.setdefault(row["breakdown"].rpartition(": ")[0], []).append(row)
    return found


GROUP = r"(?P<mark>{name})(?:, (?P<group>[^:⟦]*))?: "


@claim(
    "whole.sum",
    r"whole\.conclusion",
    rf"{GROUP}these add up to (?P<total>[\d,]+), more than the (?P<kind>published|estimated) total of (?P<whole>[\d,]+)\.",
    rf"{GROUP}(?P<lack>we have no figure for at least one group, and we do not work it out from the others)\.",
    rf"{GROUP}these add up to (?P<total>[\d,]+) of the (?P<less>[\d,]+) children\. We have no figure for the others\.",
)
def whole_note(
    reading: Reading, mark: str, group: str | None, total: str | None = None, kind: str | None = None, whole: str | None = None,
    lack: str | None = None, less: str | None = None,
) -> None:  # fmt: skip
    one = reading.service(mark)
    rows = next(
        (r for name, r in groups_of(reading, one).items() if name.lower() == (group or "").lower()), []
    )
    need(rows, f"{one.name} has no group {group}")
    true, values = whole_of(reading, one, rows[0]), [r["value"] for r in rows]
    need(true is not None, "there is no whole")
    added = sum(v for v in values if v is not None)
    if total:
        same(number_of(total), added, "sum")
        same(number_of(whole or less or "0"), true, "whole")
        need(added > (true or 0) if kind else added < (true or 0) and None not in values, "they do not")
    if kind:
        same(kind == "estimated", reading.about == "education_status", "whether the total is estimated")
    if lack:
        need(None in values, "each part has a figure")
    reading.note("whole", one.name, (group or "").lower())


@claim(
    "whole.no_bar",
    r"whole\.conclusion",
    r"A number has no bar where we do not have the total it is part of\.",
)
def no_bar(reading: Reading) -> None:
    need(
        any(
            whole_of(reading, one, r) is None
            for one in reading.chosen
            for r in parts_of(reading, one)
            if r["value"] is not None
        ),
        "each has one",
    )
    reading.note("no bar")


@claim(
    "whole.nothing",
    r"whole\.conclusion",
    r"We have no such figures from the inspections of these services, so nothing can be concluded\.",
)
def whole_nothing(reading: Reading) -> None:
    same(having_parts(reading), set(), "services with a figure")


@claim(
    "whole.corrected",
    r"whole\.conclusion",
    r"Corrected, (?P<mark>{name}), (?P<part>.*?): labelled a percentage, but a count of children\.",
)
def corrected(reading: Reading, mark: str, part: str) -> None:
    one = reading.service(mark)
    need(
        any(
            r.get("corrected") and r["breakdown"].lower() == part.lower()
            for r in reading.world.of("education_status", "service", one.name)
        ),
        "it is not",
    )
    reading.note("corrected", one.name)


@claim(
    "whole.groups",
    r"whole\.conclusion",
    r"The age groups are separate\. Where a total is marked \[e\], we worked it out from a number of children and the percentage the report gives for it; no other total matches\.",
)
def age_groups(reading: Reading) -> None:
    need(
        any(whole_of(reading, one, r) for one in reading.chosen for r in parts_of(reading, one)),
        "no size is worked out",
    )


# Spend and staff

AMOUNTS = {
    "spend": ("spend_previous_year", "budget_current_year"),
    "staff": ("staff_fte", "case_managers_fte", "caseload_per_case_manager"),
}


def amounts_of(reading: Reading, one: Service) -> dict[str, Row]:
    rows = {i: reading.world.printed(one, i) for i in AMOUNTS[reading.about]}
    return {i: row for i, row in rows.items() if row is not None and row["value"] is not None}


def caseload_of(reading: Reading, one: Service) -> Row | None:
    row = reading.world.printed(one, "caseload_total")
    return row if row is not None and row["value"] else None


def ratio_of(reading: Reading, one: Service, indicator_id: str) -> float | None:
    """Pounds for each child, or children for each post; None where it cannot be worked out."""
    row, children = amounts_of(reading, one).get(indicator_id), caseload_of(reading, one)
    if row is None or children is None:
        return None
    if reading.about == "spend":
        return row["value"] / children["value"]
    return children["value"] / row["value"] if indicator_id == "staff_fte" and row["value"] > 0 else None


def check_rough(words: str, true: float, what: str) -> None:
    """A quotient told roughly: with two figures that count."""
    said = number_of(words)
    if true <= 0:
        same(said, 0.0, what)
        return
    unit = 10.0 ** (math.floor(math.log10(true)) - 1)
    need(abs(said - true) <= 0.5 * unit * 1.02 + 0.051, f"{what}: said {words}, true {true:.2f}")


TOLD = (
    rf"{NAME} (?:spent|budgeted) roughly £[\d,]+ for each child in its caseload \([^()]*\)"
    rf"|{NAME} had about [\d,.]+ (?:child|children)(?: in its caseload)? for each full-time equivalent member of staff \([^()]*\)"
)


@claim("resources.headline", r"resources\.headline", rf"(?P<told>(?:{TOLD})(?:; (?:{TOLD}))*){NO_FIGURE}")
def resources_headline(reading: Reading, told: str, absent: str) -> None:
    names = set()
    for clause in told.split("; "):
        found = re.fullmatch(rf"({NAME}) (spent|budgeted|had) (?:roughly|about) (\S+) .*\((.*)\)", clause)
        assert found is not None
        one, verb = reading.service(found[1]), found[2]
        indicator_id = {
            "spent": "spend_previous_year",
            "budgeted": "budget_current_year",
            "had": "staff_fte",
        }[verb]
        true = ratio_of(reading, one, indicator_id)
        need(true is not None, f"{one.name} has none")
        check_rough(found[3], true or 0.0, f"what {one.name} {verb}")
        need(found[4] in stamps(amounts_of(reading, one)[indicator_id]["period"]), f"dated {found[4]}")
        names.add(one.name)
    having = {one.name for one in reading.chosen if amounts_of(reading, one)}
    same(names, having, "services told")
    check_absent(reading, absent, amount_rows(reading))


def amount_rows(reading: Reading) -> dict[str, list[Row | None]]:
    return {
        one.name: [reading.world.printed(one, i) for i in AMOUNTS[reading.about]] for one in reading.chosen
    }


SUBJECT = r"(?P<subject>Spend for each child|Staff)"


@claim(
    "resources.headline.names",
    r"resources\.headline",
    rf"{SUBJECT}: we have figures for (?P<marks>{{names}}){NO_FIGURE}",
    rf"{SUBJECT}: we have figures for (?P<number>\d+) of (?P<all>\d+) services",
    rf"{SUBJECT}: we have no figures for these services",
)
def resources_number(
    reading: Reading,
    subject: str,
    marks: str | None = None,
    absent: str = "",
    number: str = "0",
    all: str | None = None,
) -> None:
    having = {one.name for one in reading.chosen if amounts_of(reading, one)}
    if marks:
        same(set(reading.listed(marks)), having, "services with an amount")
        check_absent(reading, absent, amount_rows(reading))
        return
    same(int(number), len(having), "services with an amount")
    if all:
        same(int(all), len(reading.chosen), "services")


@claim(
    "resources.subtitle",
    r"resources\.subtitle",
    r"As published, and worked out \[e\] for each child in the published caseload; neither direction is better\. (?P<when>.*)",
)
def resources_subtitle(reading: Reading, when: str) -> None:
    check_when(when, [row for one in reading.chosen for row in amounts_of(reading, one).values()])


@claim(
    "resources.alternative",
    r"resources\.alternative",
    r"(?P<mark>{name}), (?P<what>.*?): (?P<figure>{figure})(?: full-time equivalent)?, (?P<period>.*?)(?:, about (?P<ratio>\S+) (?P<of>for each child in the caseload|children for each full-time equivalent post) \[e\])?\.",
    rf"(?P<mark>{{name}}): (?P<none>{ABSENT} \[[cxz]\])\.",
)
def resources_alternative(
    reading: Reading, mark: str, what: str = "", figure: str = "", period: str = "", ratio: str | None = None,
    of: str | None = None, none: str | None = None,
) -> None:  # fmt: skip
    one, world = reading.service(mark), reading.world
    reading.note("told", one.name)
    if none:
        need(not amounts_of(reading, one), f"{one.name} has an amount")
        statuses = {
            words_of(row, "") if row else "not published [x]" for row in amount_rows(reading)[one.name]
        }
        need(none in statuses, f"true {statuses}")
        return
    found = [i for i in AMOUNTS[reading.about] if world.indicators[i]["name"] == what]
    need(found, f"“{what}” is no amount")
    row = amounts_of(reading, one).get(found[0])
    need(row is not None, f"{one.name} has no {what}")
    assert row is not None
    same(figure, words_of(row, world.unit(found[0])), f"{what} of {one.name}")
    same(period, period_of(row), "period")
    true = ratio_of(reading, one, found[0])
    same(ratio is not None, true is not None, "whether something is worked out")
    if ratio is not None and true is not None:
        same((of or "").startswith("for each child"), reading.about == "spend", "for what")
        check_rough(ratio, true, what)


@claim(
    "resources.conclusion",
    r"resources\.conclusion",
    r"(?P<mark>{name}): the caseload was (?P<count>[\d,]+) (?P<noun>child|children) \((?P<period>[^()]*)\)\.(?: (?P<others>.*) not given for the same date, so what we worked out for each child is only a rough guide\.)?",
)
def resources_conclusion(
    reading: Reading, mark: str, count: str, noun: str, period: str, others: str | None
) -> None:
    one, world = reading.service(mark), reading.world
    children = caseload_of(reading, one)
    need(children is not None, "no caseload is printed")
    assert children is not None
    same(noun, "child" if count == "1" else "children", "number")
    same((number_of(count), period), (children["value"], period_of(children)), "caseload")
    true = {
        f"{world.indicators[i]['name']} ({period_of(row)})" for i, row in amounts_of(reading, one).items()
        if ratio_of(reading, one, i) is not None and row["period"] != children["period"]
    }  # fmt: skip
    same(bool(others), bool(true), "whether the periods differ")
    for words in true:
        need(words in (others or ""), f"not said: {words}")
    reading.note("rough", one.name)


@claim(
    "resources.absent",
    r"resources\.conclusion",
    r"We have no such figures from the inspection for (?P<marks>{names})\.",
    r"We have no such figures from the inspections of these services, so nothing can be concluded\.",
)
def resources_absent(reading: Reading, marks: str | None = None) -> None:
    true = {one.name for one in reading.chosen if not amounts_of(reading, one)}
    same(
        set(reading.listed(marks)) if marks else {one.name for one in reading.chosen},
        true,
        "services without an amount",
    )
