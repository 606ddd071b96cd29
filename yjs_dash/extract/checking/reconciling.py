"""Whether a report fits itself: ratings, percentages, sums, bands, samples, parts and wholes.

Nothing is corrected. What does not fit is a check: a note where the framework's rules allow it, a warning where print
may be to blame, an error where one of the figures must be wrong or was read wrongly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from yjs_dash.extract.checking.missing_values import SAMPLE_NAMES
from yjs_dash.extract.checking.prompt_shares import prompts_against_samples
from yjs_dash.extract.judgements.ratings import OVERALL
from yjs_dash.extract.model import ERROR, NOTE, WARNING, Check, ContextFigure, Place, Report
from yjs_dash.extract.structure.framework_match import covers
from yjs_dash.framework import Framework
from yjs_dash.scoring import derive_rating, is_limited, overall_rating, total_score
from yjs_dash.stats.counts import count_behind, possible_counts

_SHARES_OF_ONE = (
    "caseload_age", "caseload_ethnicity", "caseload_gender", "population_10_17_ethnicity", "offence_types",
)  # fmt: skip
_WHOLES = {
    "caseload_disposal": ("caseload_total", ""),
    "caseload_court_disposal": ("caseload_disposal", "Court disposals"),
    "caseload_out_of_court_disposal": ("caseload_disposal", "Out-of-court disposals"),
    "cases_inspected_out_of_court": ("cases_inspected", "Out-of-court disposals"),
    "cases_inspected_court": ("cases_inspected", "Court disposals"),
}
DISCRETION = "discretion."


def reconcile(report: Report, framework: Framework | None) -> tuple[Check, ...]:
    """All checks of a report, in the order of its parts. `framework` None: unknown, and nothing is computed."""
    checks: list[Check] = []
    if framework is None:
        checks.append(
            Check(
                "unknown_framework",
                WARNING,
                "The report fits no inspection framework that we know. We read what has a name, and nothing is "
                "computed from it.",
            )
        )
    else:
        if not framework.scored:
            checks.append(
                Check(
                    "nothing_computed",
                    NOTE,
                    f"We do not know how ratings make a score under the {framework.short_name}. The ratings are as "
                    "published, and nothing is computed from them.",
                )
            )
        checks += _dates(report, framework)
        checks += _ratings_and_questions(report, framework)
        checks += _score(report, framework)
        checks += _samples(report, framework)
        checks += prompts_against_samples(report, framework)
    checks += _discretion_told(report, framework)
    checks += _said_elsewhere(report)
    checks += _sample_statements(report)
    checks += _parts(report.context)
    checks += _education(report.context)
    return tuple(checks)


def _dates(report: Report, framework: Framework) -> Iterator[Check]:
    started, published = report.fieldwork_started, report.published
    if started and not covers(framework, started):
        life = f"{framework.valid_from:%Y-%m} to " + (
            f"{framework.valid_to:%Y-%m}" if framework.valid_to else "now"
        )
        yield Check(
            "framework_dates",
            WARNING,
            f"The fieldwork started in {started}, when {framework.name} was not in use ({life}).",
        )
    if started and published and published[:7] < started[:7]:
        yield Check(
            "dates", ERROR, f"The report is dated {published}, before its fieldwork started in {started}."
        )


def _ratings_and_questions(report: Report, framework: Framework) -> Iterator[Check]:
    for rating in report.ratings:
        if rating.standard not in framework.standards:
            continue
        percents = report.percents_of(rating.standard)
        derived = derive_rating(framework, rating.standard, percents)
        if derived is None:
            continue
        lowest = min(percents.values())
        told = f"the lowest key question is {lowest}%, which gives {derived}. The published rating is {rating.rating}"
        if derived != rating.rating and rating.discretion:
            yield Check(
                "discretion",
                NOTE,
                f"Standard {rating.standard}: {told}, because the inspectors used their professional discretion.",
                rating.standard,
            )
        elif derived != rating.rating and rating.discretion is None:
            yield Check(
                "discretion_not_placed",
                WARNING,
                f"Standard {rating.standard}: {told}. The report mentions professional discretion, but we could not "
                "tell whether it changed this rating.",
                rating.standard,
            )
        elif derived != rating.rating:
            yield Check(
                "rating_against_questions",
                ERROR,
                f"Standard {rating.standard}: {told}, and we found no mention of professional discretion.",
                rating.standard,
            )
        elif rating.discretion:
            yield Check(
                "discretion_without_effect",
                WARNING,
                f"Standard {rating.standard}: the report mentions professional discretion, but the published rating is "
                "the one that the percentages give.",
                rating.standard,
            )


def _discretion_told(report: Report, framework: Framework | None) -> Iterator[Check]:
    """What the report says of a change by discretion, against its ratings and percentages."""
    published = report.ratings_by_standard()
    for stated in report.stated:
        standard = stated.what.removeprefix(DISCRETION)
        if not stated.what.startswith(DISCRETION) or published.get(standard) in (None, stated.value):
            continue
        yield Check(
            "discretion_against_rating",
            ERROR,
            f"Standard {standard}: discretion is said to have changed the rating to {stated.value}; the ratings page "
            f"has {published[standard]}.",
            standard,
        )
    for rating in report.ratings:
        before = rating.discretion_from
        if before is None:
            continue
        if before == rating.rating:
            yield Check(
                "discretion_against_rating",
                ERROR,
                f"Standard {rating.standard}: discretion is said to have changed the rating from {before}, which is "
                "the published one.",
                rating.standard,
            )
        if framework is None or rating.standard not in framework.standards:
            continue
        derived = derive_rating(framework, rating.standard, report.percents_of(rating.standard))
        if derived is not None and derived != before:
            yield Check(
                "discretion_against_questions",
                WARNING,
                f"Standard {rating.standard}: discretion is said to have changed the rating from {before}; the lowest "
                f"key question gives {derived}.",
                rating.standard,
            )


def _score(report: Report, framework: Framework) -> Iterator[Check]:
    if not framework.scored:
        return
    if report.score_max is not None and report.score_max != framework.score_max:
        yield Check(
            "score_max",
            ERROR,
            f"The score is out of {report.score_max}, but the highest score under {framework.name} is "
            f"{framework.score_max}.",
        )
        return
    ratings = report.ratings_by_standard()
    total = total_score(framework, ratings)
    if total is not None and report.score is not None and total != report.score:
        yield Check(
            "sum_against_score",
            ERROR,
            f"The ratings add up to {total}, but the published score is {report.score}.",
        )
    if report.score is None or report.overall_rating is None:
        return
    band = overall_rating(framework, report.score)
    limited = overall_rating(framework, report.score, ratings=ratings)
    if band != limited and report.overall_rating == limited:
        yield Check(
            "limiting_judgement",
            NOTE,
            f"A score of {report.score} would give {band}, but the rating of standard "
            f"{framework.limit.standard if framework.limit else ''} rules that out. The overall rating is {limited}.",
        )
    elif report.overall_rating != limited:
        barred = is_limited(framework, report.overall_rating, ratings=ratings)
        yield Check(
            "limiting_judgement" if barred else "score_against_band",
            ERROR,
            f"The published overall rating is {report.overall_rating}, which the rating of standard "
            f"{framework.limit.standard if framework.limit else ''} rules out."
            if barred
            else f"A score of {report.score} gives {limited}, but the published overall rating is "
            f"{report.overall_rating}.",
        )


def _samples(report: Report, framework: Framework) -> Iterator[Check]:
    """Whether each key question's percentage is a share of its sample."""
    unfit: dict[str, list[str]] = defaultdict(list)
    fit: dict[str, int] = defaultdict(int)
    for question in report.key_questions:
        sample = framework.sample_of(question.standard) if question.standard in framework.standards else None
        count = report.cases.get(sample) if sample else None
        if not sample or not count:
            continue
        if possible_counts(percent=question.percent, n=count):
            fit[sample] += 1
        else:
            unfit[sample].append(f"{question.percent}% ({question.standard})")
    for sample, figures in unfit.items():
        several = len(figures) > 1 and len(figures) >= fit[sample]
        yield Check(
            "percent_against_sample",
            ERROR if several else WARNING,
            f"{', '.join(figures)}: {'this does' if len(figures) == 1 else 'these do'} not match any whole number out "
            f"of the {report.cases[sample]} cases inspected ({SAMPLE_NAMES[sample]}).",
        )


def sufficient(report: Report, framework: Framework, standard: str, dimension: str) -> tuple[int, int] | None:
    """Cases judged sufficient, of cases inspected, behind a key question; None where no single count fits."""
    sample = framework.sample_of(standard)
    n = report.cases.get(sample) if sample else None
    percent = report.percents_of(standard).get(dimension)
    if not n or percent is None:
        return None
    k = count_behind(percent=percent, n=n)
    return None if k is None else (k, n)


def _said_elsewhere(report: Report) -> Iterator[Check]:
    """Ratings under the headings and in sentences against the ratings page."""
    published = report.ratings_by_standard()
    if report.overall_rating:
        published[OVERALL] = report.overall_rating
    seen: set[tuple[str, str]] = set()
    for stated in report.stated:
        if stated.what.startswith(("cases.", DISCRETION)) or (stated.what, stated.value) in seen:
            continue
        seen.add((stated.what, stated.value))
        expected = published.get(stated.what)
        if expected is None or expected == stated.value:
            continue
        where = _where(report, stated.place)
        if stated.what == OVERALL:
            yield Check(
                "overall_said_twice",
                ERROR,
                f"The overall rating is {expected} on the ratings page, but {stated.value} {where}.",
            )
        else:
            yield Check(
                "rating_said_twice",
                ERROR,
                f"Standard {stated.what} is {expected} on the ratings page, but {stated.value} {where}.",
                stated.what,
            )


def _where(report: Report, place: Place) -> str:
    if place.page is None:
        return f"on line {place.line}"
    if report.page_numbers == "section_start":
        return f"in the section that starts on page {place.page}"
    return f"on page {place.page}"


def _sample_statements(report: Report) -> Iterator[Check]:
    said: dict[str, list[str]] = defaultdict(list)
    for stated in report.stated:
        if stated.what.startswith("cases.") and stated.value not in said[stated.what]:
            said[stated.what].append(stated.value)
    for what, values in said.items():
        name = SAMPLE_NAMES[what.partition(".")[2]]
        yield Check(
            "samples_disagree",
            ERROR,
            f"The report gives different numbers of inspected cases ({name}): {' and '.join(values)}.",
        )


def _parts(figures: Sequence[ContextFigure]) -> Iterator[Check]:
    """Shares that should make 100, and counts that should make their whole."""
    groups: dict[tuple[str, str, str], list[ContextFigure]] = defaultdict(list)
    by_name: dict[tuple[str, str], float] = {}
    for figure in figures:
        groups[(figure.indicator, figure.area, figure.period)].append(figure)
        if figure.area == "service":
            by_name.setdefault((figure.indicator, figure.breakdown), figure.value)
    for (indicator, area, _), parts in groups.items():
        total = round(sum(p.value for p in parts), 2)
        of = "" if area == "service" else f" ({area})"
        if indicator in _SHARES_OF_ONE and len(parts) > 1 and _is_whole(indicator, parts) and total != 100:
            rounding = 99 <= total <= 101
            yield Check(
                "shares_against_100",
                NOTE if rounding else ERROR,
                f"The percentages for {_named(indicator)}{of} add up to {total:g}"
                f"{', which rounding can explain' if rounding else ''}.",
            )
        whole = by_name.get(_WHOLES.get(indicator, ("", "")))
        if whole is not None and whole != total:
            yield Check(
                "parts_against_whole",
                ERROR,
                f"The parts of {_named(indicator)} add up to {total:g}, but the published total is {whole:g}.",
            )


def _named(indicator: str) -> str:
    return indicator.replace("_", " ")


def _is_whole(indicator: str, parts: Sequence[ContextFigure]) -> bool:
    """Whether the parts read are all parts: a sentence may give one share, or two, of several."""
    names = {p.breakdown for p in parts}
    if indicator.endswith("ethnicity"):
        return "White" in names and len(names) >= 3
    if indicator == "caseload_gender":
        return {"Male", "Female"} <= names
    return len(parts) >= 2 and len({p.place.line for p in parts}) >= 1


def _education(figures: Sequence[ContextFigure]) -> Iterator[Check]:
    """Education figures that are labelled percentages and fit as counts with the share in their footnote."""
    shares = {f.breakdown: f.value for f in figures if f.indicator == "education_status_share"}
    count = next((f for f in figures if f.indicator == "education_status" and f.breakdown in shares), None)
    labelled = [f for f in figures if f.indicator == "education_share"]
    for figure in labelled:
        share = shares.get(figure.breakdown)
        if share is not None and abs(share - figure.value) > 0.5:
            yield Check(
                "education_counts",
                WARNING,
                f"“{figure.breakdown}” is labelled a percentage, but its footnote gives {share:g}%, so "
                f"{figure.value:g} is a count.",
            )
        elif count is not None and figure.breakdown.split(":")[0] == count.breakdown.split(":")[0]:
            whole = count.value * 100 / shares[count.breakdown] if shares[count.breakdown] else 0
            if abs(round(whole) - count.value - figure.value) < 1:
                yield Check(
                    "education_counts",
                    WARNING,
                    f"“{figure.breakdown}” is labelled a percentage, but {count.value:g} children are "
                    f"{shares[count.breakdown]:g}% of {round(whole)}, so {figure.value:g} is a count.",
                )
