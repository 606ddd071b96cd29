"""Checkers of what the pages Context and Children say of figures that were printed for services."""
# ruff: noqa: E501, PLR0917, A002  A pattern stands in one line, as its sentence; its gaps are named as parameters.

from __future__ import annotations

import re

from tests.truth.context_national import about_equal
from tests.truth.context_reading import (
    FIGURE,
    NAME,
    Reading,
    check_subject,
    claim,
    dated,
    figure_words,
    need,
    number_of,
    same,
    stamps,
)
from tests.truth.context_world import (
    Row,
    Service,
    decimals_of,
    rate_test,
)

PERIOD = r"[^;.⟦]+?"
SHORT = {
    "similar to": "similar",
    "higher than": "higher",
    "lower than": "lower",
    "cannot be told apart from": "apart",
}
VERB = "(?P<verb>" + "|".join(SHORT) + ")"
ABSENT = r"(?:suppressed|not published|not applicable)"


def period_of(row: Row) -> str:
    return "date not given" if row["period"] in ("", "not stated") else str(row["period"])


def own_of(reading: Reading, mark: str, breakdown: str = "") -> Row:
    one = reading.service(mark)
    row = reading.world.printed(one, reading.about, breakdown)
    need(row is not None, f"nothing is printed for {one.name}")
    assert row is not None
    return row


def words_of(row: Row, unit: str) -> str:
    return figure_words(row["value"], unit=unit, status=row["status"])


def value_of(reading: Reading, one: Service) -> float | None:
    row = reading.world.printed(one, reading.about)
    return None if row is None else row["value"]


def test_of(reading: Reading, one: Service):
    """The verdict on a printed rate beside the nation's, with every count that fits it; None where there is none."""
    world = reading.world
    own = world.printed(one, reading.about)
    per = world.per(reading.about)
    people = world.printed(one, "population_10_17")
    if own is None or own["value"] is None or per is None or people is None or not people["value"]:
        return None
    nation = next((row for row in world.beside(one, own) if row["area_type"] == "nation"), None)
    return rate_test(
        rate=own["value"], decimals=decimals_of(own["value"]), population=int(people["value"]), per=per,
        reference=None if nation is None else nation["value"],
    )  # fmt: skip


def verdict_of(reading: Reading, one: Service) -> str:
    found = test_of(reading, one)
    return next(iter(found.verdicts)) if found and len(found.verdicts) == 1 else ""


def nation_of(reading: Reading, one: Service) -> Row | None:
    own = reading.world.printed(one, reading.about)
    return (
        None
        if own is None
        else next((r for r in reading.world.beside(one, own) if r["area_type"] == "nation"), None)
    )


def check_verdict(reading: Reading, one: Service, said: str, area: str | None = None) -> None:
    same(said, verdict_of(reading, one), f"verdict on {one.name}")
    nation = nation_of(reading, one)
    assert nation is not None
    if area is not None:
        same(area, nation["area"], "compared with")


def check_when_of(said: str, row: Row) -> None:
    need(said in stamps(row["period"]), f"dated {said}, true {row['period']}")


# The printed figures

STATUS = {
    "we have no figure from the inspection for": "x",
    "we have no official figure for": "x",
    "the figure for": "c",
    "the figure does not apply to": "z",
}
NO_FIGURE = (
    r"(?P<absent>(?:; (?:we have no (?:official figure|figure from the inspection) for (?:{names}|these \d+ services|\d+ (?:other )?services)|the figure for (?:{names}|these \d+ services|\d+ (?:other )?services) is suppressed"
    r"|the figure does not apply to (?:{names}|these \d+ services|\d+ (?:other )?services)))*)"
)


def check_absent(reading: Reading, absent: str, rows: dict[str, list[Row | None]]) -> None:
    """Who is told to have no figure, and why; and that no one is left out. `rows`: the figures of each service."""
    true: dict[str, set[str]] = {}
    for name, own in rows.items():
        if all(row is None or row["value"] is None for row in own):
            status = {row["status"] if row is not None else "x" for row in own}
            true.setdefault(next(iter(status)) if len(status) == 1 else "mixed", set()).add(name)
    told: dict[str, set[str] | int] = {}
    for clause in absent.split("; ")[1:]:
        status = next(code for words, code in STATUS.items() if clause.startswith(words))
        number = re.search(r"(\d+) (?:other )?services", re.sub(r"⟦\d+⟧", "", clause))
        told[status] = int(number[1]) if number else set(reading.listed(clause))
        reading.note("absent", status)
    mixed = true.pop("mixed", set())
    for status in set(told) | set(true):
        said = told.get(status, set())
        names = true.get(status, set())
        if isinstance(said, int):
            need(len(names) <= said <= len(names | mixed), f"said {said} without a figure, true {names}")
        else:
            need(names <= said <= names | mixed, f"said {said} without a figure [{status}], true {names}")


def printed_rows(reading: Reading) -> dict[str, list[Row | None]]:
    return {one.name: [reading.world.printed(one, reading.about)] for one in reading.chosen}


def known_services(reading: Reading) -> set[str]:
    return {one.name for one in reading.chosen if value_of(reading, one) is not None}


@claim(
    "latest.headline.figures",
    r"latest\.headline",
    rf"(?P<subject>The [^⟦]*?) was (?P<figures>{{figure}} in {{name}}.*?){NO_FIGURE}",
)
def latest_figures(reading: Reading, subject: str, figures: str, absent: str) -> None:
    check_subject(reading, subject)
    told = set()
    for (figure, mark), when in dated(figures, r"({figure}) in ({name})"):
        name = reading.name(mark)
        if name in reading.world.by_name:
            row = own_of(reading, mark)
            told.add(name)
            same(figure, words_of(row, reading.unit), f"figure of {name}")
            check_when_of(when, row)
        else:
            rows = [
                row
                for one in reading.chosen
                if (row := nation_of(reading, one)) is not None and row["area"] == name
            ]
            need(
                any(figure == words_of(row, reading.unit) and when in stamps(row["period"]) for row in rows),
                f"{name}: {figure} ({when})",
            )
    same(told, known_services(reading), "services told")
    check_absent(reading, absent, printed_rows(reading))


AGAINST = {
    "was higher than the national rate in": "higher", "was lower than the national rate in": "lower",
    "was similar to the national rate in": "similar", "could not be told apart from the national rate in": "apart",
}  # fmt: skip
_AGAINST = "|".join(AGAINST)


@claim(
    "latest.headline.verdicts",
    r"latest\.headline",
    rf"(?P<subject>The [^⟦]*?) (?P<verdicts>(?:{_AGAINST}) .*?){NO_FIGURE}",
)
def latest_verdicts(reading: Reading, subject: str, verdicts: str, absent: str) -> None:
    check_subject(reading, subject)
    told = set()
    for clause in verdicts.split("; "):
        words = next(words for words in AGAINST if clause.startswith(words))
        for (mark,), when in dated(clause.removeprefix(words).strip(), "({name})"):
            one = reading.service(mark)
            check_verdict(reading, one, AGAINST[words])
            check_when_of(when, own_of(reading, mark))
            told.add(one.name)
    same(told, known_services(reading), "services told")
    check_absent(reading, absent, printed_rows(reading))


@claim(
    "latest.headline.none",
    r"latest\.headline",
    r"We have no figure from the inspection for (?P<subject>[^⟦]*?) in (?P<who>{names}|these \d+ services|\d+ (?:other )?services)",
)
def latest_none(reading: Reading, subject: str, who: str) -> None:
    check_subject(reading, subject)
    same(known_services(reading), set(), "services with a figure")
    if who.startswith("⟦"):
        same(set(reading.listed(who)), {one.name for one in reading.chosen}, "services")
    else:
        same(int(number_of(who)), len(reading.chosen), "services")


@claim(
    "latest.headline.counted",
    r"latest\.headline",
    r"(?P<subject>The [^⟦]*?): we have a figure from the inspection for (?P<number>\d+) of (?P<all>\d+) services",
)
def latest_counted(reading: Reading, subject: str, number: str, all: str) -> None:
    check_subject(reading, subject)
    same(int(number), len(known_services(reading)), "services with a figure")
    same(int(all), len(reading.chosen), "services")


def check_measure(reading: Reading, words: str) -> None:
    row = reading.world.indicators[reading.about]
    need(words.startswith(str(row["name"])), "another measure")
    said = re.search(r"(lower|higher|neither direction) is better", words)
    true = {"lower_is_better": "lower", "higher_is_better": "higher", "neutral": "neither direction"}[
        row["polarity"]
    ]
    same(said and said[1], true, "which direction is better")


def check_when(said: str, rows: list[Row]) -> None:
    """“See each figure” where they differ, otherwise the one period, or that there is no figure."""
    periods = {period_of(row) for row in rows if row["value"] is not None}
    if said == "See each figure for its date":
        need(len(periods) > 1, f"one period only: {periods}")
    elif said in ("No figure", ""):
        need(not periods, f"there is {periods}")
    else:
        same({said.lower()}, {period.lower() for period in periods}, "period")


@claim(
    "latest.subtitle", r"latest\.subtitle", r"(?P<words>.*); as published for the inspection\. (?P<when>.*)"
)
def latest_subtitle(reading: Reading, words: str, when: str) -> None:
    check_measure(reading, words)
    rows = [row for one in reading.chosen if (row := reading.world.printed(one, reading.about)) is not None]
    others = [
        other for one in reading.chosen if (row := reading.world.printed(one, reading.about)) is not None
        for other in reading.world.beside(one, row)
    ]  # fmt: skip
    check_when(when, rows + others)


@claim(
    "chart.axis",
    r"(latest|trend|near|resources|shares|needs|whole|index)\.alternative",
    r"Bar chart from zero\.",
    r"Line chart from zero\.",
    r"Bar chart from zero to the whole\.",
    r"Ranges on an axis from zero\.",
    r"Paired dots: share of the caseload and of the population\.",
)
def axis(reading: Reading) -> None:
    """What kind of chart it is; charts are tested elsewhere."""


@claim("chart.measure", r"(latest|trend|near)\.alternative", r"(?P<words>[^⟦]*is better)\.")
def measured(reading: Reading, words: str) -> None:
    check_measure(reading, words)


@claim(
    "chart.name",
    r"(resources|shares|needs|whole)\.alternative",
    r"(?P<words>Spend for each child|Staff|[^⟦:.]*, published as per cent|(?:Caseload|Court|Out-of-court|Education) [^⟦:.]*)\.",
)
def named(reading: Reading, words: str) -> None:
    if reading.about in reading.world.indicators:
        same(
            words.removesuffix(", published as per cent"),
            reading.world.indicators[reading.about]["name"],
            "measure",
        )


@claim(
    "latest.alternative", r"latest\.alternative",
    rf"(?P<mark>{{name}}): (?:(?P<figure>{{figure}}), (?P<period>{PERIOD})(?P<beside>(?:; {{name}} {{figure}})*)"
    rf"(?:; {VERB} (?P<nation>{{name}}) \[e\])?|(?P<none>{ABSENT} \[[cxz]\]))\.",
)  # fmt: skip
def latest_alternative(
    reading: Reading, mark: str, figure: str | None, period: str | None, beside: str | None, verb: str | None,
    nation: str | None, none: str | None,
) -> None:  # fmt: skip
    one = reading.service(mark)
    row = reading.world.printed(one, reading.about)
    reading.note("told", one.name)
    if none:
        same(none, words_of(row, reading.unit) if row else "not published [x]", f"figure of {one.name}")
        return
    assert row is not None
    same(figure, words_of(row, reading.unit), f"figure of {one.name}")
    same(period, period_of(row), "period")
    true = [
        (o["area"], words_of(o, reading.unit))
        for o in reading.world.beside(one, row)
        if o["value"] is not None
    ]
    said = [(reading.name(m), f) for m, f in re.findall(rf"({NAME}) ({FIGURE})", beside or "")]
    same(said, true, f"beside {one.name}")
    same(bool(verb), bool(verdict_of(reading, one)), "whether there is a verdict")
    if verb:
        check_verdict(reading, one, SHORT[verb], reading.name(nation or ""))


CONCLUDED = {
    r"was higher than the {reference} for {nation}, by more than chance would explain: the 95% interval, {low} to {high} \[e\], lies above it": "higher",
    r"was lower than the {reference} for {nation}, by more than chance would explain: the 95% interval, {low} to {high} \[e\], lies below it": "lower",
    r"was similar to the {reference} for {nation}: the 95% interval, {low} to {high} \[e\], is narrow and includes it": "similar",
    r"cannot be told apart from the {reference} for {nation}: the 95% interval, {low} to {high} \[e\], includes it, and is wide": "apart",
}
BASIS = (
    r"(?:(?P<exact>We worked out the number of children from the rate and the population \[e\])|The published rate does not match a whole "
    r"number of children, so it was probably based on a different population \[e\])\."
)


def concluded(pattern: str) -> str:
    number = r"[\d,]+(?:\.\d+)?"
    for gap, words in (
        ("{reference}", number),
        ("{nation}", "⟦\\d+⟧"),
        ("{low}", number),
        ("{high}", number),
    ):
        pattern = pattern.replace(gap, f"(?P<{gap[1:-1]}>{words})".replace("\\\\", "\\"))
    return rf"In (?P<mark>{{name}}) the rate of (?P<label>{{figure}}) (?P<words>{pattern})\. {BASIS}"


@claim("latest.conclusion.verdict", r"latest\.conclusion", *[concluded(pattern) for pattern in CONCLUDED])
def latest_verdict(
    reading: Reading,
    mark: str,
    label: str,
    words: str,
    reference: str,
    nation: str,
    low: str,
    high: str,
    exact: str | None,
) -> None:
    one = reading.service(mark)
    start = words.split("⟦", maxsplit=1)[0][:12]
    said = next(verdict for pattern, verdict in CONCLUDED.items() if pattern.startswith(start))
    check_verdict(reading, one, said, reading.name(nation))
    row, found, beside = own_of(reading, mark), test_of(reading, one), nation_of(reading, one)
    assert beside is not None
    same(label, words_of(row, reading.unit), "figure")
    same(number_of(reference), beside["value"], "compared with")
    about_equal(low, found.low, "lower end")
    about_equal(high, found.high, "upper end")
    # As printed, the interval must show what is said of it.
    inside = number_of(low) <= number_of(reference) <= number_of(high)
    same(inside, said in ("similar", "apart"), "whether the printed interval includes it")
    same(bool(exact), found.exact, "whether a count fits")
    reading.note("verdict", one.name)


REASONS = {
    r"the figure is .*": "none",
    r"the number of children behind the percentage is not published, so we cannot say how much of it is chance": "cohort",
    r"the numbers behind the figure are not published, so we cannot say how much of it is chance": "base",
    r"we do not have the population behind the rate, so we cannot compare it with the national rate": "population",
    r"we have no national rate for the same period, so there is nothing to compare the rate with": "reference",
    r"several numbers of children match the rate, and they lead to different conclusions, so we give none": "disagree",
}


@claim(
    "latest.conclusion.reason",
    r"latest\.conclusion",
    rf"(?P<marks>{{names}}): (?P<why>{'|'.join(REASONS)})\.",
)
def latest_reason(reading: Reading, marks: str, why: str) -> None:
    code = next(code for reason, code in REASONS.items() if re.fullmatch(reason, why))
    world = reading.world
    for name in reading.listed(marks):
        one = world.by_name[name]
        need(one in reading.chosen, f"{name} was not chosen")
        own = world.printed(one, reading.about)
        per, people = world.per(reading.about), world.printed(one, "population_10_17")
        topic = world.indicators[reading.about]["topic"]
        nation = nation_of(reading, one)
        if own is None or own["value"] is None:
            true = "none"
        elif per is None:
            true = "cohort" if topic == "reoffending" else "base"
        elif people is None or not people["value"]:
            true = "population"
        elif nation is None or nation["value"] is None:
            true = "reference"
        else:
            true = "disagree" if not verdict_of(reading, one) else "verdict"
        same(code, true, f"why {name} has no verdict")
        reading.note("told", name)


@claim(
    "latest.conclusion.periods",
    r"latest\.conclusion",
    r"The figures may be from different dates, so do not compare the services with each other\.",
)
def latest_periods(reading: Reading) -> None:
    rows = [
        row
        for one in reading.chosen
        if (row := reading.world.printed(one, reading.about)) and row["value"] is not None
    ]
    need(len(rows) > 1, "one figure only")
    need(len({row["period"] for row in rows}) > 1 or not rows[0]["period_end"], "they are of one day")
    reading.note("periods differ")


@claim(
    "latest.conclusion.elsewhere",
    r"latest\.(conclusion|note)",
    r"(?P<mark>{name}): the figure was published for a different inspection from the one shown\.",
)
def latest_elsewhere(reading: Reading, mark: str) -> None:
    row = own_of(reading, mark)
    need(
        row["inspection_id"] and row["inspection_id"] != reading.service(mark).inspection,
        "it is of the one shown",
    )
    reading.note("elsewhere", reading.name(mark))


@claim(
    "latest.conclusion.nothing",
    r"latest\.conclusion",
    r"We have no such figures from the inspections of these services, so nothing can be concluded\.",
)
def latest_nothing(reading: Reading) -> None:
    same(known_services(reading), set(), "services with a figure")


@claim("latest.cell", r"latest\.cell", rf"{VERB} (?P<nation>{{name}})(?: \[e\])?")
def latest_cell(reading: Reading, verb: str, nation: str) -> None:
    one = reading.world.by_name[reading.said.subject]
    check_verdict(reading, one, SHORT[verb], reading.name(nation))


RARE: set[str] = set()
"""Kinds that a normal number of drawn data sets need not bring out."""
