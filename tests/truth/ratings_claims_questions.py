"""Key questions of one standard across services: headline, differences that can be told, the chart in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

from tests.truth.ratings_checkers import Reading, Said, understands, within
from tests.truth.ratings_claims_cards import DIMENSIONS
from tests.truth.ratings_facts import Difference, Shown, differences, wilson
from tests.truth.ratings_words import compiled, names, number, sentences

PLACE, APART, ALT, SUBTITLE, NOTE = (
    "questions", "questions.apart", "questions.alt", "questions.subtitle", "questions.note",
)  # fmt: skip
MOST_WORDS = 10
MOST_NAMED = 3
within("questions.distinct_pair", "questions.more_distinct", "questions.higher_here", "questions.interval")
DIMENSION = "(?:" + "|".join(re.escape(one) for one in DIMENSIONS) + ")"
LIST = rf"{DIMENSION}(?:, {DIMENSION})*(?: and {DIMENSION})?"
CAPITALS = "(?:" + "|".join(re.escape(one[:1].upper() + one[1:]) for one in DIMENSIONS) + ")"
CAPITAL = rf"{CAPITALS}(?:, {DIMENSION})*(?: and {DIMENSION})?"


def read(reading: Reading, said: Said, told: Any) -> None:
    """Everything that is said of the key questions of a standard across the chosen services."""
    kinds = reading.read(said.part(PLACE, told.headline))
    _headline_demands(reading, said.part(PLACE, told.headline), kinds)
    reading.read(said.part(SUBTITLE, told.subtitle))
    _alternative(reading, said.part(ALT, told.alt), told.headline)
    for (service_id, dimension), notes in told.notes.items():
        shown = next(one for one in said.about if one.service_id == service_id)
        for words in notes:
            reading.read(Said(NOTE, words, said.world, (shown,), f"{said.standard}|{dimension}"))
        _note_demands(reading, said, shown, dimension, notes)
    apart = said.part(APART, told.apart)
    found = [(one, reading.read(said.part(APART, one))) for one in sentences(told.apart)]
    reading.attempt(
        apart, lambda: _apart_demands(reading, apart, [kind for _, kinds in found for kind in kinds])
    )


def standard_of(said: Said) -> str:
    return str(said.standard)


def with_percents(said: Said) -> list[Shown]:
    """The chosen services with a percentage of the open standard."""
    return [
        shown
        for shown in said.about
        if said.has_standard(shown) and shown.standard_percents(standard_of(said))
    ]


def pairs(said: Said) -> list[Difference]:
    """Every difference that can be tested between two of the chosen services on the open standard."""
    return [
        one
        for first, second in combinations(with_percents(said), 2)
        for one in differences(first, second, standard_of(said))
    ]


def _dimensions(words: str) -> list[str]:
    lower = words[:1].lower() + words[1:]
    return [DIMENSIONS[one] for one in names(lower, tuple(DIMENSIONS))]


def decided(shown: Shown, standard_id: str) -> bool:
    """Whether the lowest key question decided the published rating: all are there, and nobody changed it."""
    return shown.derived(standard_id) is not None and shown.follows(standard_id)


# Headline


@understands("questions.qualitative", PLACE, r"Judged on evidence, not on percentages")
def _qualitative(reading: Reading, said: Said, found: re.Match[str]) -> None:
    owners = [shown for shown in said.about if standard_of(said) in shown.standards]
    reading.same({owners[0].standards[standard_of(said)]["judged_on"]}, {"qualitative"}, "judged on")


@understands("questions.no_percentages", PLACE, r"We have no percentages for (?P<standard>.+)")
def _no_percentages(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(with_percents(said), [], "services with percentages")
    called = {
        shown.standards[standard_of(said)]["name"].lower()
        for shown in said.about
        if standard_of(said) in shown.standards
    }
    reading.so(found["standard"] in called, f"{found['standard']} is not {called}")


def _only(reading: Reading, said: Said) -> Shown:
    reading.same(len(with_percents(said)), 1, "services with percentages")
    return with_percents(said)[0]


@understands("questions.all_level", PLACE, r"All {questions:NUMBER} questions were at {percent:INT}%")
def _all_level(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = _only(reading, said)
    percents = shown.standard_percents(standard_of(said))
    reading.same({int(found["percent"])}, set(percents.values()), "percentages")
    reading.same(
        number(found["questions"]), len(shown.questions(standard_of(said))), "number of all questions"
    )


@understands(
    "questions.discretion_changed", PLACE,
    r"Professional discretion changed (?:{service:NAME}|this service)'s rating",
)  # fmt: skip
def _discretion_changed(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = _only(reading, said)
    reading.so(found["service"] in (None, shown.name), "service")
    reading.so(shown.discretion(standard_of(said)), "no discretion is recorded")


def _decided(reading: Reading, said: Said, told: list[str] | int) -> None:
    shown = _only(reading, said)
    lowest = shown.lowest(standard_of(said))
    reading.same(told, lowest if isinstance(told, list) else len(lowest), "lowest questions")
    reading.so(decided(shown, standard_of(said)), "the rating does not follow from the lowest question")


@understands("questions.decided", PLACE, rf"(?P<questions>{CAPITAL}) decided {{service:NAME}}'s rating")
def _one_decided(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _decided(reading, said, _dimensions(found["questions"]))
    reading.same(found["service"], _only(reading, said).name, "service")


@understands("questions.decided_unnamed", PLACE, r"{count:NUMBER} questions? decided the rating")
def _some_decided(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _decided(reading, said, number(found["count"]))


def _lowest(reading: Reading, said: Said, told: list[str] | int) -> None:
    shown = _only(reading, said)
    lowest = shown.lowest(standard_of(said))
    reading.same(told, lowest if isinstance(told, list) else len(lowest), "lowest questions")
    reading.so(
        shown.is_fully_printed(standard_of(said)),
        "a percentage of the standard is missing, so it is not known which is the lowest",
    )


@understands("questions.lowest", PLACE, rf"(?P<questions>{CAPITAL}) had the lowest percentage")
def _one_lowest(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _lowest(reading, said, _dimensions(found["questions"]))


@understands("questions.lowest_unnamed", PLACE, r"{count:NUMBER} questions? had the lowest percentage")
def _some_lowest(reading: Reading, said: Said, found: re.Match[str]) -> None:
    _lowest(reading, said, number(found["count"]))


def _lowest_known(reading: Reading, said: Said) -> Shown:
    shown = _only(reading, said)
    reading.so(not shown.is_fully_printed(standard_of(said)), "every percentage is known")
    return shown


@understands(
    "questions.level_of_known", PLACE, r"The {questions:NUMBER} questions we have were at {percent:INT}%"
)
def _level_of_known(reading: Reading, said: Said, found: re.Match[str]) -> None:
    percents = _lowest_known(reading, said).standard_percents(standard_of(said))
    reading.same({int(found["percent"])}, set(percents.values()), "percentages")
    reading.same(number(found["questions"]), len(percents), "number of questions")


@understands(
    "questions.lowest_of_known", PLACE, rf"Of the percentages we have, (?P<questions>{LIST}) was lowest"
)
def _lowest_of_known(reading: Reading, said: Said, found: re.Match[str]) -> None:
    lowest = _lowest_known(reading, said).lowest(standard_of(said))
    reading.same(_dimensions(found["questions"]), lowest, "lowest questions")
    reading.same(len(lowest), 1, "questions that “was” is said of")


@understands("questions.no_shared", PLACE, r"No question has comparable counts for two services")
def _no_shared(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(pairs(said), [], "pairs that can be compared")


@understands("questions.no_counts", PLACE, r"Without counts, the services cannot be compared")
def _no_counts(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(pairs(said), [], "pairs that can be compared")
    standard = standard_of(said)
    counted = [s for s in said.about if any(s.count(standard, d) for d in s.standard_percents(standard))]
    lacking = [s for s in with_percents(said) if s not in counted]
    reading.so(bool(lacking) or len(counted) < 2, "each of them has counts")


def _where(reading: Reading, said: Said, words: str, distinct: Sequence[Difference]) -> None:
    """“the child's safety” or “two of three questions”."""
    dimensions = {one.dimension for one in distinct}
    if counted := compiled(r"{some:NUMBER} of {all:NUMBER} questions").fullmatch(words):
        asked = {one.dimension for one in pairs(said)}
        reading.same(
            (number(counted["some"]), number(counted["all"])), (len(dimensions), len(asked)), "questions"
        )
    else:
        reading.same(set(_dimensions(words)), dimensions, "questions")


WHERE = rf"(?P<where>{LIST}|\w+ of \w+ questions)"


@understands("questions.higher", PLACE, rf"{{service:NAME}} was higher on {WHERE}")
def _higher(reading: Reading, said: Said, found: re.Match[str]) -> None:
    distinct = [one for one in pairs(said) if one.distinct]
    reading.same(len(with_percents(said)), 2, "services")
    reading.same({found["service"]}, {one.leader for one in distinct}, "higher")
    _where(reading, said, found["where"], distinct)


@understands("questions.differ", PLACE, rf"(?P<who>The|Some) services differed on {WHERE}")
def _differ(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(found["who"], "The" if len(with_percents(said)) == 2 else "Some", "services")
    distinct = [one for one in pairs(said) if one.distinct]
    reading.so(bool(distinct), "none can be told apart")
    _where(reading, said, found["where"], distinct)


@understands("questions.too_few_pair", PLACE, r"Too few cases to tell the two services apart")
def _too_few_pair(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(len(with_percents(said)), 2, "services")
    reading.so(bool(pairs(said)) and not any(one.distinct for one in pairs(said)), "they can be told apart")


@understands("questions.too_few", PLACE, r"Too few cases to tell these services apart")
def _too_few(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.so(bool(pairs(said)) and not any(one.distinct for one in pairs(said)), "they can be told apart")


@understands(
    "questions.higher_too_few", PLACE,
    r"{service:NAME} was higher on {questions:NUMBER} questions?, but samples are small",
)  # fmt: skip
def _higher_too_few(reading: Reading, said: Said, found: re.Match[str]) -> None:
    leads = [one for one in pairs(said) if one.gap != 0]
    reading.same({found["service"]}, {one.leader for one in leads}, "higher")
    reading.same(number(found["questions"]), len(leads), "questions")
    reading.so(not any(one.distinct for one in pairs(said)), "they can be told apart")


@understands("questions.each_too_few", PLACE, r"Each was higher somewhere, but the samples are small")
def _each(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(
        len({one.leader for one in pairs(said) if one.gap != 0}), 2, "services that were higher somewhere"
    )
    reading.so(not any(one.distinct for one in pairs(said)), "they can be told apart")


def _headline_demands(reading: Reading, said: Said, kinds: list[str]) -> None:
    distinct = [one for one in pairs(said) if one.distinct]
    if distinct:
        told = {"questions.higher", "questions.differ"} & set(kinds)
        reading.attempt(said, lambda: reading.so(bool(told), f"{distinct[0].dimension} tells them apart"))
    if len(with_percents(said)) == 1 and len(said.words.split()) <= MOST_WORDS:
        shown = with_percents(said)[0]
        reading.demand(said, kinds, "questions.discretion_changed", when=shown.discretion(standard_of(said)))


# What can be told apart


@understands(
    "questions.only_one",
    APART,
    r"Only {service:NAME} has percentages here, so there is nothing to compare it with\.",
)
def _only_one(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(
        [found["service"]], [shown.name for shown in with_percents(said)], "services with percentages"
    )


@understands("questions.no_pair", APART, r"No two of these services have counts that can be compared here\.")
def _no_pair(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(pairs(said), [], "pairs that can be compared")


DISTINCT_PAIR = rf"{{higher:NAME}} was higher than {{lower:NAME}} on (?P<question>{DIMENSION})"


def distinct_told(words: str) -> tuple[list[tuple[str, str, str]], int, str]:
    """(higher, lower, dimension) of each pair that is told, how many more are counted, words that are left."""
    told, more, left = [], 0, words
    pattern, counted = compiled(DISTINCT_PAIR), compiled(r"{more:NUMBER} more pairs? differed too")
    while left:
        left = re.sub(r"^(?:, | and )", "", left)
        if found := pattern.match(left):
            told.append((found["higher"], found["lower"], DIMENSIONS[found["question"]]))
        elif found := counted.match(left):
            more = number(found["more"])
        else:
            return told, more, left
        left = left[found.end() :]
    return told, more, ""


@understands("questions.distinct", APART, r"{differences:REST}, by more than chance would explain\.")
def _distinct(reading: Reading, said: Said, found: re.Match[str]) -> None:
    told, more, left = distinct_told(found["differences"])
    reading.same(left, "", "words that are not understood")
    reading.same(len(set(told)), len(told), "pairs, each told once")
    true = {(one.leader, one.trailer, one.dimension) for one in pairs(said) if one.distinct}
    for one in told:
        reading.so(one in true, f"{one} can not be told apart")
    reading.same(len(told) + more, len(true), "pairs that can be told apart")
    reading.count("questions.distinct_pair", len(told))
    reading.count("questions.more_distinct", bool(more))


HIGHER_HERE = rf"{{service:NAME}} was higher on (?P<on>{LIST})"


@understands(
    "questions.in_this_sample", APART,
    r"(?P<higher>.+ was higher on .+), but on too few cases to tell the services apart\.",
)  # fmt: skip
def _in_this_sample(reading: Reading, said: Said, found: re.Match[str]) -> None:
    left, told = found["higher"], set()
    while left:
        left = re.sub(r"^(?:, | and )", "", left)
        clause = compiled(HIGHER_HERE).match(left)
        reading.so(clause is not None, f"“{left}” is not understood")
        assert clause is not None
        told |= {(clause["service"], dimension) for dimension in _dimensions(clause["on"])}
        left = left[clause.end() :]
        reading.count("questions.higher_here")
    rest = [one for one in pairs(said) if not one.distinct]
    true = {(one.leader, one.dimension) for one in rest if not one.close}
    reading.same(told, true, "who was higher on what, though it cannot be told apart")


@understands(
    "questions.within_one_case", APART,
    rf"On (?P<questions>{LIST}) the services cannot be told apart: one case at {{service:NAME}} is worth "
    r"{points:DECIMAL} points?, and the gap is no larger\.",
)  # fmt: skip
def _within_one_case(reading: Reading, said: Said, found: re.Match[str]) -> None:
    shown = said.named(found["service"])
    reading.same(
        found["points"], one_decimal(Fraction(100, shown.cases(standard_of(said)) or 1)), "worth of a case"
    )
    close = [one for one in pairs(said) if one.close and not one.distinct]
    reading.same(
        sorted(_dimensions(found["questions"])), sorted(one.dimension for one in close), "close questions"
    )
    for one in close:
        reading.so(
            abs(one.gap) <= Fraction(1, shown.cases(standard_of(said)) or 1), f"the gap {one.gap} is larger"
        )


@understands(
    "questions.other_pairs", APART, r"For all other pairs there are too few cases to tell them apart\."
)
def _other_pairs(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.so(any(one.distinct for one in pairs(said)), "no pair can be told apart")
    reading.so(any(not one.distinct for one in pairs(said)), "there is no other pair")


@understands(
    "questions.any_pair", APART, r"There are too few cases to tell any two of these services apart\."
)
def _any_pair(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.so(bool(pairs(said)) and not any(one.distinct for one in pairs(said)), "a pair can be told apart")


def _apart_demands(reading: Reading, said: Said, kinds: list[str]) -> None:
    found = pairs(said)
    reading.so("similar" not in said.words, "“similar” of few cases")
    if len(with_percents(said)) > 1:
        reading.demand(said, kinds, "questions.distinct", when=any(one.distinct for one in found))
        reading.so(bool(said.words), "nothing is said on whether they can be told apart")
    if len({shown for one in found for shown in (one.first, one.second)}) == 2:
        rest = [one for one in found if not one.distinct]
        reading.demand(said, kinds, "questions.in_this_sample", when=any(not one.close for one in rest))
        reading.demand(said, kinds, "questions.within_one_case", when=any(one.close for one in rest))


def same_verdict(reading: Reading, said: Said, many: Any, two: Any, *, pair: tuple[str, str]) -> None:
    """What can be told of two services is not another thing because of others that are chosen too."""

    def told(words: str) -> tuple[set[tuple[str, str, str]], int]:
        for one in sentences(words):
            if (end := ", by more than chance would explain.") in one:
                pairs_told, more, _ = distinct_told(one.removesuffix(end))
                return {one_told for one_told in pairs_told if {*one_told[:2]} == set(pair)}, more
        return set(), 0

    (here, more), (alone, _) = told(many.apart), told(two.apart)
    of_two = Said(APART, f"{many.apart} | {two.apart}", said.world, said.about, said.standard)
    if two.apart:
        reading.attempt(of_two, lambda: reading.so(here <= alone, f"only beside others: {here - alone}"))
        reading.attempt(
            of_two, lambda: reading.so(bool(more) or here == alone, f"only alone: {alone - here}")
        )


# The chart in words


def one_decimal(value: Fraction) -> str:
    """One decimal, halves up, none where it is zero."""
    tenths = (20 * value.numerator + value.denominator) // (2 * value.denominator)
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"


@understands(
    "questions.subtitle",
    SUBTITLE,
    r"(?P<standard>.+): share of inspected cases judged sufficient, as printed",
)
def _subtitle(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(found["standard"], said.title, "standard")


def _alternative(reading: Reading, said: Said, headline: str) -> None:
    first, second, *rest = sentences(said.words)
    reading.read(said.part(ALT, first))
    reading.attempt(said, lambda: reading.same(second, f"{headline}.", "the finding"))
    figures = sum(len(re.findall(r"(?:^|; |: )(?:[A-Z][^;:]*?) \d+%", one)) for one in rest)
    questions = [one.partition(": ")[0] for one in rest]
    reading.attempt(
        said, lambda: reading.same(len(set(questions)), len(questions), "questions, each told once")
    )
    for one in rest:
        reading.read(said.part(ALT, one))
    true = sum(len(shown.standard_percents(standard_of(said))) for shown in with_percents(said))
    reading.attempt(said, lambda: reading.same(figures, true, "figures"))


@understands("questions.alt", ALT, r"Key questions of (?P<standard>[^:]+) with their intervals\.")
def _alt(reading: Reading, said: Said, found: re.Match[str]) -> None:
    reading.same(found["standard"], said.title, "standard")


FIGURE = (
    r"{service:NAME} {percent:INT}%(?: \({count:INT} of {cases:INT}\))?(?:, 95% interval {low:INT} to {high:INT})?"
    r"(?:, (?P<no_count>no count fits|more than one count fits|cases not known))?"
    r"(?:, (?P<place>decided the rating|lowest question|lowest of those we have|lowest; "
    r"discretion changed the rating))?"
)


@understands("questions.alt_question", ALT, r"(?P<question>[^:]+): (?P<figures>.+%.*)\.")
def _alt_question(reading: Reading, said: Said, found: re.Match[str]) -> None:
    standard = standard_of(said)
    told = []
    # The mark of a rating that discretion changed holds a semicolon of its own.
    for words in re.split(r"; (?!discretion)", found["figures"]):
        figure = compiled(FIGURE).fullmatch(words)
        reading.so(figure is not None, f"“{words}” is not understood")
        assert figure is not None
        shown = said.named(figure["service"])
        reading.so(said.has_standard(shown), f"{said.title} is not a standard of {shown.name}'s framework")
        told.append(shown)
        asked = {shown.label(standard, d): d for d in shown.questions(standard)}
        labels = {
            s.label(standard, d): d
            for s in said.about
            if standard in s.standards
            for d in s.questions(standard)
        }
        dimension = asked.get(found["question"]) or labels[found["question"]]
        reading.same(int(figure["percent"]), shown.percents.get((standard, dimension)), "percentage")
        known = shown.count(standard, dimension)
        count = (int(figure["count"]), int(figure["cases"])) if figure["count"] else None
        reading.same(count, known, f"count of {shown.name}")
        if known:
            low, high = wilson(*known, 0.95)
            reading.count("questions.interval")
            for bound, true in ((figure["low"], low), (figure["high"], high)):
                reading.so(
                    bound is not None and abs(int(bound) - true) <= 0.5 + 1e-9, f"bound {bound} of {true}"
                )
        else:
            reading.same(figure["low"], None, "an interval without a count")
            _no_count(reading, shown, standard, dimension, figure["no_count"])
        _place(reading, shown, standard, dimension, figure["place"] or "")
    reading.same(len(set(told)), len(told), "services")


def _no_count(reading: Reading, shown: Shown, standard: str, dimension: str, words: str | None) -> None:
    fitting = shown.fitting(standard, dimension)
    true = (
        "cases not known" if fitting is None else "more than one count fits" if fitting else "no count fits"
    )
    reading.same(words, true, f"why there is no count of {shown.name}")


def _place(reading: Reading, shown: Shown, standard: str, dimension: str, words: str) -> None:
    lowest = dimension in shown.lowest(standard)
    if words == "decided the rating":
        reading.so(lowest and decided(shown, standard), f"{dimension} did not decide {shown.name}'s rating")
    elif words == "lowest; discretion changed the rating":
        reading.so(lowest and shown.discretion(standard), "it is not so")
    elif words == "lowest question":
        reading.so(lowest, f"{dimension} is not the lowest of {shown.name}")
        reading.so(
            shown.is_fully_printed(standard),
            "a percentage of the standard is missing, so it is not known which is the lowest",
        )
        reading.so(not shown.discretion(standard), "discretion changed the rating, and that is not said")
    elif words == "lowest of those we have":
        reading.so(
            lowest and not shown.is_fully_printed(standard), f"every percentage of {shown.name} is known"
        )
    else:
        reading.so(
            not (lowest and decided(shown, standard)), f"{dimension} decided the rating, and that is not said"
        )


def _note(kind: str, words: str) -> None:
    @understands(kind, NOTE, words)
    def _check(reading: Reading, said: Said, found: re.Match[str]) -> None:
        standard, dimension = standard_of(said).split("|")
        if said.words in ("no count fits", "more than one count fits", "cases not known"):
            reading.so(said.one.count(standard, dimension) is None, "the count is known")
            _no_count(reading, said.one, standard, dimension, said.words)
        else:
            _place(reading, said.one, standard, dimension, said.words)


_note("questions.no_count_fits", r"no count fits")
_note("questions.several_counts_fit", r"more than one count fits")
_note("questions.cases_not_known", r"cases not known")
_note("questions.decided_mark", r"decided the rating")
_note("questions.lowest_mark", r"lowest question")
_note("questions.lowest_known_mark", r"lowest of those we have")
_note("questions.discretion_mark", r"lowest; discretion changed the rating")


def _note_demands(reading: Reading, said: Said, shown: Shown, dimension: str, notes: Sequence[str]) -> None:
    standard = standard_of(said)
    of_row = Said(NOTE, " / ".join(notes), said.world, (shown,), f"{standard}|{dimension}")
    uncounted = {"no count fits", "more than one count fits", "cases not known"} & set(notes)
    reading.attempt(
        of_row, lambda: reading.same(bool(uncounted), shown.count(standard, dimension) is None, "no count")
    )
    if dimension in shown.lowest(standard) and decided(shown, standard):
        reading.attempt(of_row, lambda: reading.so("decided the rating" in notes, "it decided the rating"))
