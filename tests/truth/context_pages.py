"""Checkers of what the pages Context and Children say of figures that were printed for services."""

from __future__ import annotations

import re

from tests.truth.context_national import topic
from tests.truth.context_reading import (
    FIGURE,
    NAME,
    Reading,
    claim,
    figure_words,
    need,
    number_of,
    same,
)
from tests.truth.context_world import (
    Row,
    Service,
    decimals_of,
    half_up,
    rate_test,
    sizes_that_fit,
)

PERIOD = r"[^;.⟦]+?"
VERB = r"(?P<verb>similar to|higher than|lower than|cannot be told apart from)"
AGAINST = {"similar": "similar", "higher": "higher", "lower": "lower", "cannot be told apart": "apart"}


def period_of(row: Row) -> str:
    return "period not stated" if row["period"] in ("", "not stated") else str(row["period"])


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


def check_absent(reading: Reading, marks: str, word: str) -> None:
    """Services told to have no figure: none has one, and the word says why."""
    for name in reading.listed(marks):
        one = reading.world.by_name[name]
        row = reading.world.printed(one, reading.about)
        need(row is None or row["value"] is None, f"{name} has a figure")
        true = row["status"] if row else "x"
        same(word, figure_words(None, unit="", status=true).partition(" [")[0], f"why {name} has none")
        reading.note("absent", name)


def test_of(reading: Reading, one: Service):  # noqa: ANN201
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


def check_verdict(reading: Reading, one: Service, verb: str, area: str) -> None:
    said = next(word for words, word in AGAINST.items() if verb.startswith(words))
    same(said, verdict_of(reading, one), f"verdict on {one.name}")
    own = reading.world.printed(one, reading.about)
    assert own is not None
    nation = next(row for row in reading.world.beside(one, own) if row["area_type"] == "nation")
    same(area, nation["area"], "compared with")


# The printed figures


@claim(
    "latest.headline",
    r"latest\.headline",
    rf"(?P<topic>[^⟦]*?): (?P<clauses>(?:{{names}}[^;⟦]*(?:{{name}})?)(?:; {{names}}[^;⟦]*(?:{{name}})?)*)",
)
def latest_headline(reading: Reading, topic: str, clauses: str) -> None:
    globals()["topic"](reading, topic)
    told = set()
    for clause in clauses.split("; "):
        found = re.fullmatch(rf"({NAME}) (similar to|higher than|lower than|cannot be told apart from) ({NAME})", clause)
        missing = re.fullmatch(r"(.*⟦\d+⟧) (not published|suppressed|not applicable)", clause)
        if found:
            one = reading.service(found[1])
            check_verdict(reading, one, found[2], reading.name(found[3]))
            told.add(one.name)
        elif missing:
            check_absent(reading, missing[1], missing[2])
        else:
            plain = re.fullmatch(rf"({NAME}) ({FIGURE})", clause)
            need(plain, f"“{clause}” is not understood")
            assert plain is not None
            name = reading.name(plain[1])
            if name in reading.world.by_name:
                same(plain[2], words_of(own_of(reading, plain[1]), reading.unit), f"figure of {name}")
                told.add(name)
            else:
                check_shared(reading, name, plain[2])
    known = {one.name for one in reading.chosen if value_of(reading, one) is not None}
    same(told, known, "services told")


def check_shared(reading: Reading, area: str, figure: str) -> None:
    """A nation's figure told beside services: it stands beside each of them."""
    for one in reading.chosen:
        own = reading.world.printed(one, reading.about)
        if own is None or own["value"] is None:
            continue
        rows = [row for row in reading.world.beside(one, own) if row["area_type"] == "nation"]
        need(rows, f"no nation stands beside {one.name}")
        same((area, figure), (rows[0]["area"], words_of(rows[0], reading.unit)), f"nation beside {one.name}")


@claim("latest.headline.none", r"latest\.headline", r"(?P<topic>[^⟦]*?): no figure is published")
def latest_none(reading: Reading, topic: str) -> None:
    globals()["topic"](reading, topic)
    for one in reading.chosen:
        row = reading.world.printed(one, reading.about)
        need(row is None or row["value"] is None, f"{one.name} has one")
        need(row is None or row["status"] == "x", f"{one.name}'s is not unpublished but {row and row['status']}")


@claim("latest.headline.number", r"latest\.headline", r"(?P<topic>[^⟦]*?): figures published for (?P<number>\d+) of (?P<all>\d+) services")
def latest_number(reading: Reading, topic: str, number: str, all: str) -> None:  # noqa: A002
    globals()["topic"](reading, topic)
    same(int(number), sum(value_of(reading, one) is not None for one in reading.chosen), "services with a figure")
    same(int(all), len(reading.chosen), "services")


def check_measure(reading: Reading, words: str) -> None:
    row = reading.world.indicators[reading.about]
    need(words.startswith(str(row["name"])), "another measure")
    said = re.search(r"(lower|higher|neither direction) is better", words)
    true = {"lower_is_better": "lower", "higher_is_better": "higher", "neutral": "neither direction"}[row["polarity"]]
    same(said and said[1], true, "which direction is better")


def check_when(said: str, periods: set[str]) -> None:
    """“Periods differ” where they do, otherwise the one period, or that nothing is published."""
    if said.startswith("Periods differ"):
        need(len(periods) > 1, f"one period only: {periods}")
    elif said in ("Nothing published", ""):
        need(not periods, f"there is {periods}")
    else:
        same({said.lower()}, {period.lower() for period in periods}, "period")


@claim("latest.subtitle", r"latest\.subtitle", r"(?P<words>.*); as printed for the inspection\. (?P<when>.*)")
def latest_subtitle(reading: Reading, words: str, when: str) -> None:
    check_measure(reading, words)
    check_when(when, shown_periods(reading))


def shown_periods(reading: Reading) -> set[str]:
    found = set()
    for one in reading.chosen:
        row = reading.world.printed(one, reading.about)
        if row is not None and row["value"] is not None:
            found.add(period_of(row))
        if row is not None:
            found |= {period_of(other) for other in reading.world.beside(one, row) if other["value"] is not None}
    return found


@claim("chart.axis", r"(latest|trend|near|resources|shares|needs|whole|index)\.alternative", r"Bar chart from zero\.", r"Line chart from zero\.", r"Bar chart from zero to the whole\.", r"Ranges on an axis from zero\.", r"Paired dots, share of the caseload and of the population\.")
def axis(reading: Reading) -> None:
    """What kind of chart it is; charts are tested elsewhere."""


@claim("chart.measure", r"(latest|trend|near)\.alternative", r"(?P<words>[^⟦]*is better)\.")
def measured(reading: Reading, words: str) -> None:
    check_measure(reading, words)


@claim("chart.name", r"(resources|shares|needs|whole)\.alternative", r"(?P<words>Spend for each child|Staff|Needs of the caseload, printed as per cent|[^⟦:]*, printed as per cent|[^⟦:]*)\.")
def named(reading: Reading, words: str) -> None:
    if reading.about in reading.world.indicators:
        same(words.removesuffix(", printed as per cent"), reading.world.indicators[reading.about]["name"], "measure")


@claim(
    "latest.alternative", r"latest\.alternative",
    rf"(?P<mark>{{name}}): (?:printed as (?P<figure>{{figure}}), (?P<period>{PERIOD})(?P<beside>(?:; {{name}} {{figure}})*)"
    rf"(?:; {VERB} (?P<nation>{{name}}) by the 95 per cent test \[e\])?|(?P<none>(?:suppressed|not published|not applicable) \[[cxz]\]))\.",
)  # fmt: skip
def latest_alternative(
    reading: Reading, mark: str, figure: str | None, period: str | None, beside: str | None, verb: str | None,
    nation: str | None, none: str | None,
) -> None:  # fmt: skip
    one = reading.service(mark)
    row = reading.world.printed(one, reading.about)
    if none:
        same(none, words_of(row, reading.unit) if row else "not published [x]", f"figure of {one.name}")
        reading.note("absent", one.name)
        return
    assert row is not None
    same(figure, words_of(row, reading.unit), f"figure of {one.name}")
    same(period, period_of(row), "period")
    true = [(o["area"], words_of(o, reading.unit)) for o in reading.world.beside(one, row) if o["value"] is not None]
    said = [(reading.name(m), f) for m, f in re.findall(rf"({NAME}) ({FIGURE})", beside or "")]
    same(said, true, f"beside {one.name}")
    same(bool(verb), bool(verdict_of(reading, one)), "whether there is a verdict")
    if verb:
        check_verdict(reading, one, verb, reading.name(nation or ""))


@claim(
    "latest.conclusion.verdict", r"latest\.conclusion",
    rf"(?P<mark>{{name}})’s rate is {VERB} (?P<nation>{{name}})’s: its 95 per cent interval, (?P<low>[\d,]+) to (?P<high>[\d,]+), "
    r"(?P<lies>includes|lies above|lies below) (?P<reference>[\d.]+)\. The count of children is worked out (?:from the rate and the population \[e\]\.|\[e\]; (?P<inexact>no whole number .*))",
)  # fmt: skip
def latest_verdict(
    reading: Reading, mark: str, verb: str, nation: str, low: str, high: str, lies: str, reference: str, inexact: str | None
) -> None:
    one = reading.service(mark)
    check_verdict(reading, one, verb, reading.name(nation))
    found = test_of(reading, one)
    same(number_of(low), half_up(found.low, 0), "lower end")
    same(number_of(high), half_up(found.high, 0), "upper end")
    own = reading.world.printed(one, reading.about)
    true = next(row["value"] for row in reading.world.beside(one, own or {}) if row["area_type"] == "nation")
    same(float(reference), true, "compared with")
    where = "lies above" if found.low > true else "lies below" if found.high < true else "includes"
    same(lies, where, "where the interval lies")
    same(bool(inexact), not found.exact, "whether no count fits")
    reading.note("verdict", one.name)


REASONS = {
    r"the figure is (?P<figure>.*)\.": "none",
    r"the number of children in the cohort is not printed, so there is no interval and no verdict\.": "cohort",
    r"the base is not printed, so there is no verdict\.": "base",
    r"the population behind the rate is not published here, so there is no verdict\.": "population",
    r"no national rate of the same period is published here, so there is no verdict\.": "reference",
    r"the counts that fit the rate lead to different verdicts\.": "disagree",
}


@claim("latest.conclusion.reason", r"latest\.conclusion", rf"(?P<marks>{{names}}): (?P<why>{'|'.join(re.sub('[?]P<figure>', '?:', reason) for reason in REASONS)})")
def latest_reason(reading: Reading, marks: str, why: str) -> None:
    code = next(code for reason, code in REASONS.items() if re.fullmatch(reason, why))
    world = reading.world
    for name in reading.listed(marks):
        one = world.by_name[name]
        need(one in reading.chosen, f"{name} was not chosen")
        own = world.printed(one, reading.about)
        per, people = world.per(reading.about), world.printed(one, "population_10_17")
        topic = world.indicators[reading.about]["topic"]
        nation = next((r for r in world.beside(one, own or {}) if r["area_type"] == "nation"), None) if own else None
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
        reading.note("reason", name)


@claim("latest.conclusion.no_chance", r"latest\.conclusion", r"The figures stand as printed; whether they differ by more than chance cannot be concluded\.")
def latest_chance(reading: Reading) -> None:
    need(not any(verdict_of(reading, one) for one in reading.chosen), "there is a verdict")


@claim("latest.conclusion.periods", r"latest\.conclusion", r"The periods differ, so services are not compared with each other\.")
def latest_periods(reading: Reading) -> None:
    rows = [reading.world.printed(one, reading.about) for one in reading.chosen]
    need(len({row["period"] for row in rows if row and row["value"] is not None}) > 1, "one period only")
    reading.note("periods differ")


@claim("latest.conclusion.elsewhere", r"latest\.conclusion", r"(?P<mark>{name}): the figure was printed for another inspection than the one shown\.")
def latest_elsewhere(reading: Reading, mark: str) -> None:
    row = own_of(reading, mark)
    need(row["inspection_id"] and row["inspection_id"] != reading.service(mark).inspection, "it is of the one shown")
    reading.note("elsewhere", reading.name(mark))


@claim("latest.conclusion.nothing", r"latest\.conclusion", r"Nothing is published for these services, so nothing can be concluded\.")
def latest_nothing(reading: Reading) -> None:
    latest_none(reading, topic="")


@claim("latest.cell", r"latest\.cell", r"(?P<verb>similar|higher|lower|cannot be told apart), against (?P<nation>{name})")
def latest_cell(reading: Reading, verb: str, nation: str) -> None:
    one = reading.world.by_name[reading.said.subject]
    check_verdict(reading, one, verb, reading.name(nation))


__all__ = ["sizes_that_fit", "topic"]
