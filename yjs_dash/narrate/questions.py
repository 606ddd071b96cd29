"""What the key questions of one standard say across services: headline, what can be told apart, alternative text.

Takes rows of `compare.key_questions` and `compare.differences`. A service is said to be higher without reserve only
where the adjusted test of the pair allows it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from yjs_dash.compare.evidence_rows import PairDifference, QuestionFigure
from yjs_dash.framework import Standard
from yjs_dash.narrate.cards import DIMENSIONS
from yjs_dash.narrate.numbers import (
    joined,
    number_word,
    one_decimal,
    percent_of,
    sentence_case,
    times,
    word_count,
)
from yjs_dash.narrate.template import template

HEADLINE_WORDS = 10
MOST_NAMED = 3

QUALITATIVE = template("questions.qualitative", "Judged on evidence, not on percentages")
NO_PERCENTAGES = template(
    "questions.no_percentages", "We have no percentages for {standard}", standard="assessment"
)
ALL_LEVEL = template(
    "questions.all_level", "All {questions} were at {percent}%", questions="three questions", percent=63
)
DISCRETION_CHANGED = template(
    "questions.discretion_changed", "Professional discretion changed {service}'s rating", service="Sutton"
)
LEVEL_OF_KNOWN = template(
    "questions.level_of_known",
    "The {questions} we have were at {percent}%",
    questions="two questions",
    percent=63,
)
LOWEST_OF_KNOWN = template(
    "questions.lowest_of_known", "Of the percentages we have, {question} was lowest", question="desistance"
)
DECIDED = template(
    "questions.decided",
    "{question} decided {service}'s rating",
    question="The child's safety",
    service="Sutton",
)
DECIDED_UNNAMED = template(
    "questions.decided_unnamed", "{questions} decided the rating", questions="Two questions"
)
LOWEST = template("questions.lowest", "{question} had the lowest percentage", question="The child's safety")
LOWEST_UNNAMED = template(
    "questions.lowest_unnamed", "{questions} had the lowest percentage", questions="Two questions"
)
NO_SHARED = template("questions.no_shared", "No question has comparable counts for two services")
NO_COUNTS = template("questions.no_counts", "Without counts, the services cannot be compared")
HIGHER = template(
    "questions.higher",
    "{service} was higher on {questions}",
    service="Sutton",
    questions="other people's safety",
)
DIFFER = template(
    "questions.differ",
    "{services} differed on {questions}",
    services="The services",
    questions="two of three questions",
)
TOO_FEW_PAIR = template("questions.too_few_pair", "Too few cases to tell the two services apart")
TOO_FEW = template("questions.too_few", "Too few cases to tell these services apart")
HIGHER_TOO_FEW = template(
    "questions.higher_too_few", "{service} was higher on {questions}, but perhaps by chance",
    service="Sutton", questions="two questions",
)  # fmt: skip
EACH_TOO_FEW = template("questions.each_too_few", "Each was higher somewhere, but perhaps by chance")

ONLY_ONE = template(
    "questions.only_one",
    "Only {service} has percentages here, so there is nothing to compare it with.",
    service="Sutton",
)
NO_PAIR = template("questions.no_pair", "No two of these services have counts that can be compared here.")
DISTINCT = template(
    "questions.distinct", "{differences}, by more than chance would explain.",
    differences="Sutton was higher than Suffolk on other people's safety",
)  # fmt: skip
DISTINCT_PAIR = template(
    "questions.distinct_pair", "{higher} was higher than {lower} on {question}",
    higher="Sutton", lower="Suffolk", question="other people's safety",
)  # fmt: skip
MORE_DISTINCT = template("questions.more_distinct", "{pairs} differed too", pairs="two more pairs")
IN_THIS_SAMPLE = template(
    "questions.in_this_sample", "{higher}, but on too few cases to tell the services apart.",
    higher="Sutton was higher on the child's safety and other people's safety",
)  # fmt: skip
HIGHER_HERE = template(
    "questions.higher_here",
    "{service} was higher on {questions}",
    service="Sutton",
    questions="the child's safety",
)
WITHIN_ONE_CASE = template(
    "questions.within_one_case",
    "On {questions} the services cannot be told apart: one case at {service} is worth {points} points, and the gap is "
    "no larger.",
    questions="desistance", service="Sutton", points="12.5",
)  # fmt: skip
OTHER_PAIRS = template(
    "questions.other_pairs", "For all other pairs there are too few cases to tell them apart."
)
ANY_PAIR = template("questions.any_pair", "There are too few cases to tell any two of these services apart.")
ALT = template(
    "questions.alt", "Key questions of {standard} with their intervals. {headline}.",
    standard="2.2 Planning", headline="Too few cases to tell the two services apart",
)  # fmt: skip
ALT_QUESTION = template(
    "questions.alt_question", "{question}: {figures}.",
    question="Plans to keep the child safe", figures="Sutton 50% (4 of 8), 95% interval 22 to 78, decided the rating",
)  # fmt: skip
INTERVAL = template("questions.interval", "95% interval {low} to {high}", low=22, high=78)
NO_COUNT_FITS = template("questions.no_count_fits", "no count fits")
SEVERAL_COUNTS_FIT = template("questions.several_counts_fit", "more than one count fits")
CASES_NOT_KNOWN = template("questions.cases_not_known", "cases not known")
DECIDED_MARK = template("questions.decided_mark", "decided the rating")
LOWEST_MARK = template("questions.lowest_mark", "lowest question")
LOWEST_KNOWN_MARK = template("questions.lowest_known_mark", "lowest of those we have")
DISCRETION_MARK = template("questions.discretion_mark", "lowest; discretion changed the rating")
SUBTITLE = template(
    "questions.subtitle",
    "{standard}: share of inspected cases judged sufficient, as printed",
    standard="2.2 Planning",
)


def question_headline(
    rows: Sequence[QuestionFigure],
    differences: Sequence[PairDifference],
    standard: Standard,
    *,
    discretion: Collection[str] = (),
) -> str:
    """The finding in at most ten words. `discretion`: ids of services whose rating the inspectors changed."""
    if standard.judged_on == "qualitative":
        return QUALITATIVE()
    services = list(dict.fromkeys(row.service for row in rows))
    if not services:
        options = [NO_PERCENTAGES(standard=standard.name.lower())]
    elif len(services) == 1:
        options = _of_one(rows, services[0], discretion)
    else:
        options = _of_several(rows, _pairs(differences, standard.id), services)
    return next((o for o in options if word_count(o) <= HEADLINE_WORDS), options[-1])


def can_be_told_apart(
    differences: Sequence[PairDifference], standard_id: str, *, rows: Sequence[QuestionFigure]
) -> str:
    """Whether the services can be told apart on a standard; empty where `rows` show that none has percentages."""
    pairs = _pairs(differences, standard_id)
    if not pairs:
        alone = list(dict.fromkeys(row.service for row in rows))
        if len(alone) < 2:
            return ONLY_ONE(service=alone[0]) if alone else ""
        return NO_PAIR()
    names = list(dict.fromkeys(name for pair in pairs for name in (pair.first, pair.second)))
    distinct = [pair for pair in pairs if pair.distinct]
    told = [
        DISTINCT_PAIR(higher=_leader(p), lower=_trailer(p), question=_short(p)) for p in distinct[:MOST_NAMED]
    ]
    if len(distinct) > MOST_NAMED:
        told.append(MORE_DISTINCT(pairs=times(len(distinct) - MOST_NAMED, "more pair")))
    rest = [pair for pair in pairs if not pair.distinct]
    sentences = [DISTINCT(differences=joined(told))] if told else []
    if rest and len(names) == 2:
        sentences += _in_this_sample(rest)
    elif rest:
        sentences.append(OTHER_PAIRS() if distinct else ANY_PAIR())
    return " ".join(sentences)


def question_alt(
    rows: Sequence[QuestionFigure],
    differences: Sequence[PairDifference],
    standard: Standard,
    *,
    discretion: Collection[str] = (),
) -> str:
    """Alternative text of the interval plot: the finding, then every figure with its interval, question by question."""
    head = question_headline(rows, differences, standard, discretion=discretion)
    parts = [ALT(standard=standard.title, headline=head)]
    groups: dict[str, list[QuestionFigure]] = {}
    for row in rows:
        groups.setdefault(row.dimension, []).append(row)
    for group in groups.values():
        figures = "; ".join(_figure(row, discretion) for row in group)
        parts.append(ALT_QUESTION(question=group[0].question, figures=figures))
    return " ".join(parts)


def question_notes(
    rows: Sequence[QuestionFigure], discretion: Collection[str]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """(service id, dimension) → what stands at a row of the interval plot, line by line."""
    return {
        (row.service_id, row.dimension): tuple(
            words
            for words in (_place(row, discretion), "" if row.sufficient is not None else _no_count(row))
            if words
        )
        for row in rows
    }


def _figure(row: QuestionFigure, discretion: Collection[str]) -> str:
    words = f"{row.service} {percent_of(row.percent, row.sufficient, row.cases)}"
    if row.low_95 is not None and row.high_95 is not None:
        low, high = (f"{end:.0f}" for end in (row.low_95, row.high_95))
        words += f", {INTERVAL(low=low, high=high)}"
    else:
        words += f", {_no_count(row)}"
    place = _place(row, discretion)
    return f"{words}, {place}" if place else words


def _place(row: QuestionFigure, discretion: Collection[str]) -> str:
    if row.decided:
        return DECIDED_MARK()
    if not row.lowest:
        return ""
    if not row.complete:
        return LOWEST_KNOWN_MARK()
    return DISCRETION_MARK() if row.service_id in discretion else LOWEST_MARK()


def _no_count(row: QuestionFigure) -> str:
    if row.fitting is None:
        return CASES_NOT_KNOWN()
    return SEVERAL_COUNTS_FIT() if row.fitting else NO_COUNT_FITS()


def _of_one(rows: Sequence[QuestionFigure], name: str, discretion: Collection[str]) -> list[str]:
    lowest = [row for row in rows if row.lowest]
    what = sentence_case(joined(_short(row) for row in lowest))
    unnamed = sentence_case(times(len(lowest), "question"))
    if lowest[0].service_id in discretion:
        return [DISCRETION_CHANGED(service=name), DISCRETION_CHANGED(service="this service")]
    if not lowest[0].complete:
        if len(lowest) == len(rows) > 1:
            level = {"questions": times(len(rows), "question"), "percent": rows[0].percent}
            return [LEVEL_OF_KNOWN(**level)]
        known_lowest = joined(_short(row) for row in lowest)
        return [LOWEST_OF_KNOWN(question=known_lowest)]
    if len(lowest) == len(rows) > 1:
        return [ALL_LEVEL(questions=times(len(rows), "question"), percent=rows[0].percent)]
    if not lowest[0].decided:
        return [LOWEST(question=what), LOWEST_UNNAMED(questions=unnamed)]
    return [DECIDED(question=what, service=name), DECIDED_UNNAMED(questions=unnamed)]


def _of_several(
    rows: Sequence[QuestionFigure], pairs: Sequence[PairDifference], services: Sequence[str]
) -> list[str]:
    if not pairs:
        counted = len({row.service_id for row in rows if row.sufficient is not None})
        return [NO_SHARED() if counted > 1 else NO_COUNTS()]
    distinct = [pair for pair in pairs if pair.distinct]
    questions = number_word(len({pair.dimension for pair in pairs}))
    both = len(services) == 2
    if distinct:
        places = list(dict.fromkeys(_short(pair) for pair in distinct))
        where = places[0] if len(places) == 1 else f"{number_word(len(places))} of {questions} questions"
        leaders = {_leader(pair) for pair in distinct}
        differ = DIFFER(services="The services" if both else "Some services", questions=where)
        if both and len(leaders) == 1:
            return [HIGHER(service=leaders.pop(), questions=where), differ]
        return [differ]
    if not both:
        return [TOO_FEW()]
    leads = [_leader(pair) for pair in pairs if pair.points]
    if not leads or all(pair.close for pair in pairs):
        return [TOO_FEW_PAIR()]
    if len(set(leads)) > 1:
        return [EACH_TOO_FEW()]
    return [HIGHER_TOO_FEW(service=leads[0], questions=times(len(leads), "question")), TOO_FEW_PAIR()]


def _in_this_sample(pairs: Sequence[PairDifference]) -> list[str]:
    """Two services: who was higher on what, and that it does not tell them apart."""
    by_leader: dict[str, list[str]] = {}
    for pair in pairs:
        if not pair.close:
            by_leader.setdefault(_leader(pair), []).append(_short(pair))
    clauses = [HIGHER_HERE(service=leader, questions=joined(on)) for leader, on in by_leader.items()]
    sentences = [IN_THIS_SAMPLE(higher=joined(clauses))] if clauses else []
    close: dict[tuple[str, int], list[str]] = {}
    for pair in pairs:
        if pair.close:
            first, second = pair.first_cases, pair.second_cases
            fewer = (pair.first, first) if first <= second else (pair.second, second)
            close.setdefault(fewer, []).append(_short(pair))
    for (service, cases), on in close.items():
        points = one_decimal(100 / cases)
        sentences.append(WITHIN_ONE_CASE(questions=joined(on), service=service, points=points))
    return sentences


def _pairs(differences: Sequence[PairDifference], standard_id: str) -> list[PairDifference]:
    rows = [row for row in differences if row.standard_id == standard_id]
    order = list(DIMENSIONS)
    return sorted(rows, key=lambda row: order.index(row.dimension) if row.dimension in order else len(order))


def _leader(pair: PairDifference) -> str:
    return pair.first if pair.points > 0 else pair.second


def _trailer(pair: PairDifference) -> str:
    return pair.second if pair.points > 0 else pair.first


def _short(row: QuestionFigure | PairDifference) -> str:
    return DIMENSIONS.get(row.dimension, row.question)
