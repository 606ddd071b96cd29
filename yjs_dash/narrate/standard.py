"""What one service's evidence on one standard says: what decided the rating, what a case is worth, what is missing.

Takes rows of `compare.key_questions`, of one standard.
"""

from __future__ import annotations

from collections.abc import Sequence

from yjs_dash.compare import Selection, ServiceInspection
from yjs_dash.compare.evidence_rows import PromptFigure, QuestionFigure
from yjs_dash.framework import RATINGS, Standard
from yjs_dash.narrate.numbers import (
    joined,
    one_decimal,
    percent_of,
    sentence_case,
)
from yjs_dash.narrate.template import template
from yjs_dash.schema import RatingRow

_DOING: dict[str, str] = {
    "Assessment": "assessing how to",
    "Planning": "planning to",
    "Implementation and delivery": "delivery to",
    "Reviewing": "reviewing how to",
}
_AIMS: dict[str, str] = {
    "desistance": "support desistance",
    "child_safety": "keep the child safe",
    "others_safety": "keep other people safe",
}

NO_PERCENTAGES = template("standard.no_percentages", "we have no percentages")
NO_STANDARD = template(
    "standard.no_standard", "{service}: {standard} is not a standard of the {framework}.",
    service="Cardiff", framework="2018 framework", standard="4.1 Resettlement policy and provision",
)  # fmt: skip
NOT_RATED = template("standard.not_rated", "{service}: not rated in this inspection.", service="Newtown")
ON_EVIDENCE = template(
    "standard.on_evidence", "{service}: judged on evidence, not on percentages, and rated {rating}.",
    service="Sutton", rating="Requires improvement",
)  # fmt: skip
BARE_RATING = template(
    "standard.bare_rating", "{service}: we have no percentages; the published rating is {rating}.",
    service="Islington", rating="Outstanding",
)  # fmt: skip
DECIDED = template(
    "standard.decided", "{service}: {questions} at {figure} decided the rating, {rating}.",
    service="Sutton", questions="planning to keep the child safe", figure="50% (4 of 8)", rating="Requires improvement",
)  # fmt: skip
WOULD_GIVE = template(
    "standard.would_give",
    "{service}: the lowest percentage, {figure} for {questions}, would give {derived}; the published rating is "
    "{rating}.",
    service="Sutton", figure="63% (5 of 8)", questions="delivery to support desistance", derived="Requires improvement",
    rating="Good",
)  # fmt: skip
INCOMPLETE = template(
    "standard.incomplete",
    "{service}: of the percentages we have, the lowest is {figure} for {questions}. We do not have all of them, so we "
    "cannot say what decided the rating, {rating}.",
    service="Newtown", figure="63% (5 of 8)", questions="delivery to support desistance", rating="Good",
)  # fmt: skip
LOWEST = template(
    "standard.lowest",
    "{service}: the lowest percentage is {figure} for {questions}. We do not know the percentage bands of this "
    "framework; the published rating is {rating}.",
    service="Newtown", figure="63% (5 of 8)", questions="delivery to support desistance", rating="Good",
)  # fmt: skip
BY_DISCRETION = template(
    "standard.by_discretion",
    "{service}: the inspectors used professional discretion to {change}{derived}{place}.",
    service="Sutton", change="raise the rating from Requires improvement to Good",
    derived="; the percentages alone give Requires improvement", place=" (page 34)",
)  # fmt: skip
NO_REASON = template(
    "standard.no_reason",
    "{service}: the percentages alone give {derived}, but the published rating is {rating}; we know of no reason.",
    service="Newtown", derived="Requires improvement", rating="Good",
)  # fmt: skip
MAY_BE_DISCRETION = template(
    "standard.may_be_discretion",
    "{service}: the percentages alone give {derived}, but the published rating is {rating}; we do not know whether the "
    "inspectors used professional discretion.",
    service="Newtown", derived="Requires improvement", rating="Good",
)  # fmt: skip
ONE_CASE_WORTH = template(
    "standard.one_case_worth", "One case is worth {worth}.",
    worth="12.5 points at Sutton (8 cases) and 4.3 points at Suffolk (23 cases)",
)  # fmt: skip
ONE_CASE_UNKNOWN = template(
    "standard.one_case_unknown",
    "We cannot say how much one case counts, because we do not have the number of cases inspected.",
)
OTHER_BAND = template(
    "standard.other_band",
    "{service}, {question}, {figure}: on these cases alone, there is {chance} chance that the same work on other cases "
    "would fall in a different band from {rating}.",
    service="Sutton", question="planning to keep the child safe", figure="50% (4 of 8)", chance="about a 49%",
    rating="Requires improvement",
)  # fmt: skip
NO_BAND_CHANCE = template(
    "standard.no_band_chance",
    "{service}, {question}: we cannot give a chance of another band without {lacking}.",
    service="Newtown", question="planning to keep the child safe", lacking="a count of cases",
)  # fmt: skip
NOT_IN_FRAMEWORK = template(
    "standard.not_in_framework", "not a standard of the {framework}", framework="2018 framework"
)
MISSING_EVIDENCE = template(
    "standard.missing_evidence", "{standard} is judged on evidence, so it has no percentages.",
    standard="3.4 Out-of-court disposal policy and provision",
)  # fmt: skip
MISSING = template(
    "standard.missing", "We have no percentages for {services}.", services="Islington and West Sussex"
)
PROMPTS_NOT_PUBLISHED = template(
    "standard.prompts_not_published",
    "{services}: not published in {reports}.",
    services="Suffolk",
    reports="this report",
)
PROMPTS_MISSING = template(
    "standard.prompts_missing", "We have no prompts for {services}.", services="Islington"
)
ASK_NO_PERCENTAGES = template(
    "standard.ask_no_percentages",
    "How does {service} know today whether {standard} has improved since the inspection?",
    service="Islington", standard="planning",
)  # fmt: skip
ASK = template(
    "standard.ask",
    "{activity} was sufficient in {share} at {service}. What has changed since then, and how do we know?",
    activity="Planning to keep the child safe", share="4 of 8 cases", service="Sutton",
)  # fmt: skip
ASK_BEST = template(
    "standard.ask_best",
    "{activity} was sufficient in {share} at {service}. What keeps it there, and how would we notice if it slipped?",
    activity="Planning to keep the child safe", share="8 of 8 cases", service="Sutton",
)  # fmt: skip


def deciding_sentence(rows: Sequence[QuestionFigure], entry: ServiceInspection, standard: Standard) -> str:
    """Which question decided one service's rating, with its figure; or why that cannot be said."""
    named: dict[str, object] = {"service": entry.name}
    if not entry.rates(standard):
        return NO_STANDARD(**named, framework=entry.framework.short_name, standard=standard.title)
    rating = entry.ratings.get(standard.id)
    if rating is None:
        return NOT_RATED(**named)
    named["rating"] = rating
    if standard.judged_on == "qualitative":
        return ON_EVIDENCE(**named)
    lowest = [row for row in _own(rows, entry) if row.lowest]
    if not lowest:
        return BARE_RATING(**named)
    named["figure"] = percent_of(lowest[0].percent, lowest[0].sufficient, lowest[0].cases)
    named["questions"] = joined(_activity(standard, row) for row in lowest)
    if len(lowest) > 1:
        named["figure"] = f"{named['figure']} each"
    if lowest[0].decided:
        return DECIDED(**named)
    if not lowest[0].complete:
        return INCOMPLETE(**named)
    if lowest[0].rating is None:
        return LOWEST(**named)
    return WOULD_GIVE(**named, derived=lowest[0].rating)


def discretion_sentence(rows: Sequence[QuestionFigure], entry: ServiceInspection, standard_id: str) -> str:
    """That and how the published rating departs from the percentages; empty where it does not.

    The place is the one at which the report prints the standard's percentages.
    """
    rating, stated = entry.ratings.get(standard_id), entry.rows.get(standard_id)
    if rating is None or stated is None:
        return ""
    lowest = next((row for row in _own(rows, entry) if row.lowest and row.complete), None)
    derived = lowest.rating if lowest is not None else None
    if stated.discretion:
        return BY_DISCRETION(
            service=entry.name,
            change=_change(stated, rating),
            derived=f"; the percentages alone give {derived}" if derived else "",
            place=_place(lowest),
        )
    if derived is not None and derived != rating:
        departs = MAY_BE_DISCRETION if stated.discretion is None else NO_REASON
        return departs(service=entry.name, derived=derived, rating=rating)
    return ""


def changed_by_discretion(selection: Selection, standard_id: str) -> frozenset[str]:
    """Ids of the services whose rating of a standard the inspectors changed by professional discretion."""
    return frozenset(
        entry.service_id
        for entry in selection.entries
        if (row := entry.rows.get(standard_id)) is not None and row.discretion
    )


def one_case_worth_sentence(rows: Sequence[QuestionFigure]) -> str:
    """What one case is worth at each service of which the number of cases is known. Empty without percentages."""
    if not rows:
        return ""
    first: dict[str, QuestionFigure] = {}
    for row in rows:
        first.setdefault(row.service_id, row)
    worth = [
        f"{one_decimal(row.one_case)} points at {row.service} ({_cases(row)})"
        for row in first.values()
        if row.cases is not None and row.one_case is not None
    ]
    return ONE_CASE_WORTH(worth=joined(worth)) if worth else ONE_CASE_UNKNOWN()


def band_probability_sentence(
    rows: Sequence[QuestionFigure], entry: ServiceInspection, standard_id: str, dimension: str
) -> str:
    """How likely another band is than the one that the percentage fell in. For the drill-down, never a headline."""
    row = next(row for row in _own(rows, entry) if row.dimension == dimension)
    named = {"service": entry.name, "question": _activity(entry.framework.standard(standard_id), row)}
    if row.other_band_probability is None:
        lacking = "the percentage bands of this framework" if row.rating is None else "a count of cases"
        return NO_BAND_CHANCE(**named, lacking=lacking)
    share = row.other_band_probability
    percent = f"{100 * share:.0f}"
    about = f"about {'an' if percent.startswith('8') or percent in ('11', '18') else 'a'} {percent}%"
    chance = "less than a 1%" if share < 0.01 else "more than a 99%" if share > 0.99 else about
    figure = percent_of(row.percent, row.sufficient, row.cases)
    return OTHER_BAND(**named, figure=figure, chance=chance, rating=row.rating)


def missing_sentence(rows: Sequence[QuestionFigure], selection: Selection, standard: Standard) -> str:
    """Which chosen services have no percentages for a standard, and why; empty where none is missing."""
    present = {row.service_id for row in rows}
    missing = [entry for entry in selection.entries if entry.service_id not in present]
    other = [entry for entry in missing if not entry.rates(standard)]
    rest = [entry for entry in missing if entry not in other]
    evidence = [e for e in rest if e.framework.standard(standard.id).judged_on == "qualitative"]
    unknown = [e for e in rest if e not in evidence]
    parts = [
        NO_STANDARD(service=entry.name, framework=entry.framework.short_name, standard=standard.title)
        for entry in other
    ]
    if evidence:
        parts.append(MISSING_EVIDENCE(standard=standard.title))
    if unknown:
        parts.append(MISSING(services=joined(entry.name for entry in unknown)))
    return " ".join(parts)


def absent_services(
    rows: Sequence[QuestionFigure], selection: Selection, standard: Standard
) -> dict[str, str]:
    """Name → reason, for the rows of chosen services that have no percentages to draw."""
    present = {row.service_id for row in rows}
    return {
        entry.name: NO_PERCENTAGES()
        if entry.rates(standard)
        else NOT_IN_FRAMEWORK(framework=entry.framework.short_name)
        for entry in selection.entries
        if entry.service_id not in present
    }


def prompts_missing_sentence(
    printed: Sequence[PromptFigure], rows: Sequence[QuestionFigure], selection: Selection
) -> str:
    """Services without annexe prompts of a standard; `printed` as `compare.printed_prompts`. Empty where none lacks."""
    there = {row.service_id for row in printed}
    empty = [entry.name for entry in selection.entries if entry.service_id not in there]
    names = {row.service for row in rows}
    read = [name for name in empty if name in names]
    unread = [name for name in empty if name not in read]
    parts = []
    if read:
        reports = "this report" if len(read) == 1 else "these reports"
        parts.append(PROMPTS_NOT_PUBLISHED(services=joined(read), reports=reports))
    if unread:
        parts.append(PROMPTS_MISSING(services=joined(unread)))
    return " ".join(parts)


def question_to_ask(rows: Sequence[QuestionFigure], entry: ServiceInspection, standard: Standard) -> str:
    """One question that the board of a service might ask next."""
    lowest = next((row for row in _own(rows, entry) if row.lowest), None)
    if lowest is None:
        return ASK_NO_PERCENTAGES(service=entry.name, standard=standard.name.lower())
    share = f"{lowest.percent}% of cases"
    if lowest.sufficient is not None and lowest.cases is not None:
        share = f"{lowest.sufficient} of {_cases(lowest)}"
    ask = ASK_BEST if lowest.rating == RATINGS[-1] else ASK
    return ask(activity=sentence_case(_activity(standard, lowest)), share=share, service=entry.name)


def _cases(row: QuestionFigure) -> str:
    return f"{row.cases} case{'' if row.cases == 1 else 's'}"


def _change(stated: RatingRow, rating: str) -> str:
    before = stated.discretion_from
    if before is None:
        return f"set the rating at {rating}"
    verb = "raise" if RATINGS.index(before) < RATINGS.index(rating) else "lower"
    return f"{verb} the rating from {before} to {rating}"


def _place(lowest: QuestionFigure | None) -> str:
    return f" ({lowest.place})" if lowest is not None and lowest.place else ""


def _own(rows: Sequence[QuestionFigure], entry: ServiceInspection) -> list[QuestionFigure]:
    return [row for row in rows if row.service_id == entry.service_id]


def _activity(standard: Standard, row: QuestionFigure) -> str:
    doing, aim = _DOING.get(standard.name), _AIMS.get(row.dimension)
    return f"{doing} {aim}" if doing and aim else f"“{row.question}”"
