"""Plain words for the official series: headline, subtitle, alternative text, table, what may be concluded.

Takes a `compare.trends.Trend`. No verdicts: the counts behind the series are not published.
"""

from __future__ import annotations

from collections.abc import Sequence

from yjs_dash.compare.areas import ServiceFigure
from yjs_dash.compare.context import LABELS, FigureRow, Indicator, figure_text, shown_value
from yjs_dash.compare.neighbours import NeighbourFigure
from yjs_dash.compare.series import WholeFigure
from yjs_dash.compare.trends import Course, Trend, WithoutNeighbours, courses, latest_beside_neighbours
from yjs_dash.narrate.areas import NO_NEIGHBOURS, WALES, neighbours_sentence, parts_sentence
from yjs_dash.narrate.context_sentences import (
    ABSENT_OFFICIAL,
    DATES_DIFFER,
    MOST_NAMED,
    NO_DATES,
    absent_clause,
    dated_list,
    measured,
    shortest,
    stamp,
    subject_of,
)
from yjs_dash.narrate.numbers import joined, sentence_case
from yjs_dash.narrate.template import Template, template

NO_NEIGHBOURS_AT_ALL = template(
    "trend.no_neighbours", "We do not have the statistical neighbours of authorities, so none are shown."
)
NO_SERIES = template(
    "trend.no_series", "We have no official figures for these services, so we cannot show a trend."
)
NO_VERDICT = template(
    "trend.no_verdict",
    "These charts do not use the numbers of children behind the rates, so they cannot show whether a change or a gap "
    "is more than chance.",
)
NOT_COMPARED = template(
    "trend.not_compared",
    "These are totals, and a larger area usually has larger ones, so no region, nation or neighbours are shown beside "
    "them.",
)
NONE_KNOWN = template(
    "trend.headline_none",
    "We have no official figures on {subject} in {areas}",
    subject="the rate of first-time entrants",
    areas="Cardiff",
)
COURSES = template(
    "trend.headline_courses",
    "{Subject} {courses}{absent}",
    Subject="The rate of first-time entrants",
    courses="was lower in 2024 than in 2016 in Suffolk and Sutton, with ups and downs in between",
    absent="; we have no official figure for Cardiff",
)
TURN = template(
    "trend.headline_turn",
    "{Subject} in {area} was {last} in {last_year}, after {first} in {first_year} and {turn}",
    Subject="The reoffending rate at ages 15–17", area="Sutton", last="34.2%", last_year="2023/24", first="52%",
    first_year="2015/16", turn="a low of 16.7% in 2022/23",
)  # fmt: skip
LOW = template("trend.low", "a low of {label} in {year}", label="16.7%", year="2022/23")
HIGH = template("trend.high", "a high of {label} in {year}", label="263", year="2017")
UP_AND_DOWN = template(
    "trend.headline_up_and_down",
    "{Subject} went up and down in {areas}{absent}",
    Subject="The reoffending rate at ages 10–14",
    areas="Suffolk (2015/16 to 2023/24) and Sutton (2015/16 to 2019/20)",
    absent="",
)
ALL_UP_AND_DOWN = template(
    "trend.headline_all_up_and_down",
    "{Subject} went up and down in all {areas} areas between {first} and {last}{absent}",
    Subject="The rate of first-time entrants", areas=5, first="2016", last="2024",
    absent="; we have no official figure for Cardiff",
)  # fmt: skip
SOME_LOWER = template(
    "trend.headline_some_lower",
    "{Subject} was lower in {last} than in {first} in {lower} of {areas} areas, {course}{absent}",
    Subject="The rate of first-time entrants", last="2024", first="2016", lower=4, areas=5,
    course="with ups and downs in between", absent="; we have no official figure for Cardiff",
)  # fmt: skip
COURSE: dict[str, Template] = {
    "all": template("trend.course_all", "with ups and downs in between"),
    "some": template("trend.course_some", "in some of them with ups and downs in between"),
    "none": template("trend.course_none", "without a rise in between"),
}
SPAN = template("trend.span", "{first} to {last}", first="2015/16", last="2023/24")
SUMMARY = template(
    "trend.headline_summary",
    "{Subject}, {first} to {last}: {areas} areas, each with its own line",
    Subject="The rate of first-time entrants", first="2016", last="2024", areas=6,
)  # fmt: skip
PATHS: dict[str, Template] = {
    "rose": template(
        "trend.rose", "rose from {first} to {last} in {areas}", first="2022", last="2024", areas="Suffolk"
    ),
    "fell": template(
        "trend.fell", "fell from {first} to {last} in {areas}", first="2022", last="2024", areas="Suffolk"
    ),
    "level": template(
        "trend.level",
        "was the same in every year from {first} to {last} in {areas}",
        first="2022", last="2024", areas="Suffolk",
    ),
    "higher": template(
        "trend.higher",
        "was higher in {last} than in {first} in {areas}, with ups and downs in between",
        first="2016", last="2024", areas="Suffolk",
    ),
    "lower": template(
        "trend.lower",
        "was lower in {last} than in {first} in {areas}, with ups and downs in between",
        first="2016", last="2024", areas="Suffolk and Sutton",
    ),
    "returned": template(
        "trend.returned",
        "was the same in {last} as in {first} in {areas}, but not in between",
        first="2016", last="2024", areas="Suffolk",
    ),
}  # fmt: skip
GAPPED: dict[str, Template] = {
    "rose": template(
        "trend.rose_gaps",
        "was higher in {last} than in {first} in {areas}, with no figure for some years in between",
        first="2016", last="2020", areas="Sutton",
    ),
    "fell": template(
        "trend.fell_gaps",
        "was lower in {last} than in {first} in {areas}, with no figure for some years in between",
        first="2016", last="2020", areas="Sutton",
    ),
    "level": template(
        "trend.level_gaps",
        "was the same in {last} as in {first} in {areas}, with no figure for some years in between",
        first="2016", last="2020", areas="Sutton",
    ),
}  # fmt: skip
ONCE = template("trend.once", "was {figures}", figures="21.4 in Suffolk (2024/25)")
ONE_HIGHER = template(
    "trend.headline_one_period",
    "As published, {subject} was higher in {higher} than in {lower} ({year}){absent}",
    subject="the rate of children cautioned or sentenced", higher="Suffolk", lower="Sutton", year="2024/25", absent="",
)  # fmt: skip
ONE_SAME = template(
    "trend.headline_one_period_same",
    "{Subject} was {label} in both {one} and {other} ({year}){absent}",
    Subject="The rate of children cautioned or sentenced", label="12.7", one="Suffolk", other="Sutton", year="2024/25",
    absent="",
)  # fmt: skip
ONE_ALL_SAME = template(
    "trend.headline_one_period_all_same",
    "{Subject} was {label} in all {areas} areas ({year}){absent}",
    Subject="The rate of children cautioned or sentenced", label="12.7", areas=3, year="2024/25", absent="",
)  # fmt: skip
ONE_RANGE = template(
    "trend.headline_one_period_range",
    "{Subject} ran from {low} to {high} in {areas} areas ({year}){absent}",
    Subject="The rate of children cautioned or sentenced", low="11.6", high="21.4", areas=5, year="2024/25", absent="",
)  # fmt: skip
SUBTITLE = template(
    "trend.subtitle",
    "{measured}. {span}{key}",
    measured="First-time entrants, rate, per 100,000 aged 10–17; lower is better",
    span="Year ending December 2016 to 2024",
    key=". Dotted: median of the statistical neighbours; band: their range",
)
KEY = template("trend.key", ". Dotted: median of the statistical neighbours; band: their range")
ALTERNATIVE = template(
    "trend.alternative",
    "{Kind} chart from zero. {measured}. {series}",
    Kind="Line",
    measured="First-time entrants, rate, per 100,000 aged 10–17; lower is better",
    series="Sutton: 238 in the year ending December 2016, 89 in the year ending December 2024.",
)
SERIES = template(
    "trend.alternative_series",
    "{name}: {first} in the {first_period}, {last} in the {last_period}{gaps}.",
    name="Sutton", first="238", first_period="year ending December 2016", last="89",
    last_period="year ending December 2024", gaps="",
)  # fmt: skip
SERIES_ONCE = template(
    "trend.alternative_once",
    "{name}: {label}, {period}{gaps}.",
    name="Sutton", label="12.7", period="year ending March 2025", gaps="",
)  # fmt: skip
GAPS = template("trend.alternative_gaps", ", {gaps} of {periods} periods without a figure", gaps=2, periods=9)
BAND = template(
    "trend.alternative_band",
    "Band and dotted line: {sentence}",
    sentence="Year ending December 2024: Sutton 89. The median of the 10 statistical neighbours of Sutton is 109.5.",
)
ABSENT = template("trend.absent", "We have no official figures for {names}.", names="Cardiff")
BREAKS = template(
    "trend.breaks",
    "Where a line breaks, starts late or ends early, the figure is {why}.",
    why="suppressed [c] or not published [x]",
)
OWN_LINES = template(
    "trend.own_lines",
    "{names}: each authority with figures is shown separately, because rates cannot be added up.",
    names="Dorset Combined",
)
OWN_LINES_OF_TOTALS = template(
    "trend.own_lines_of_totals",
    "{names}: each authority with figures is shown separately, because a total needs a figure from all of them.",
    names="Dorset Combined",
)
PARTS = template(
    "trend.parts",
    "{service}, {period}{figure}: {sentence}",
    service="Dorset Combined", period="year ending December 2024", figure="",
    sentence="we have a figure for Bournemouth, Christchurch and Poole only, 135, and none for Dorset.",
)  # fmt: skip
BESIDE = template(
    "neighbours.beside",
    "{Period}: {authority} {label}. {sentence}",
    Period="Year ending December 2024", authority="Sutton", label="89",
    sentence="The median of the 10 statistical neighbours of Sutton is 109.5; they run from 62 in Bromley to 171 in "
    "Bedford.",
)  # fmt: skip
PART_OF = template("trend.part_of", "{area} (part of {service})", area="Dorset", service="Dorset Combined")
NEIGHBOURS = template(
    "neighbours.headline",
    "{Subject}, beside the median of statistical neighbours: {relations}",
    Subject="The rate of first-time entrants",
    relations="lower in Sutton (2024), higher in Suffolk (2024)",
)
RELATIONS: dict[str, Template] = {
    "below": template("neighbours.below", "lower in {areas}", areas="Sutton (2024)"),
    "above": template("neighbours.above", "higher in {areas}", areas="Suffolk (2024)"),
    "at": template("neighbours.at", "the same in {areas}", areas="Islington (2024)"),
}
NEIGHBOURS_COUNTED = template(
    "neighbours.headline_counted",
    "{Subject}: {authorities} authorities beside their statistical neighbours",
    Subject="The rate of first-time entrants",
    authorities=4,
)
NEIGHBOURS_SUBTITLE = template(
    "neighbours.subtitle",
    "{measured}. Grey: range of the statistical neighbours; mark: their median. {dates}",
    measured="First-time entrants, rate, per 100,000 aged 10–17; lower is better",
    dates="Year ending December 2024",
)
NEIGHBOURS_ALTERNATIVE = template(
    "neighbours.alternative",
    "Ranges on an axis from zero. {measured}. {sentences}",
    measured="First-time entrants, rate, per 100,000 aged 10–17; lower is better",
    sentences="Sutton 89, year ending December 2024.",
)
TABLE: dict[str, Template] = {
    "median": template(
        "neighbours.table_median", "Median of the statistical neighbours of {authority}", authority="Sutton"
    ),
    "low": template(
        "neighbours.table_low", "Lowest of the statistical neighbours of {authority}", authority="Sutton"
    ),
    "high": template(
        "neighbours.table_high", "Highest of the statistical neighbours of {authority}", authority="Sutton"
    ),
}
TABLE_NOTE = template(
    "neighbours.table_note", "{known} of {number} {have} a figure.", known=8, number=10, have="have"
)


def trend_headline(found: Trend, *, measure: Indicator) -> str:
    """How the series of the services went, without hiding what lies between their first and last figures."""
    series, subject, absent = (
        courses(found.own),
        subject_of(measure),
        absent_clause(found.own, words=ABSENT_OFFICIAL),
    )
    topic = sentence_case(subject)
    if not series:
        return NONE_KNOWN(subject=subject, areas=_areas({row.service for row in found.own}))
    if found.single:
        return _one_period(series, subject=subject, absent=absent)
    firsts, lasts = (
        [stamp(row.period) for row in rows]
        for rows in zip(*((one.first, one.last) for one in series), strict=True)
    )
    first = min(zip((one.first.period_end for one in series), firsts, strict=True))[1]
    last = max(zip((one.last.period_end for one in series), lasts, strict=True))[1]
    summary = SUMMARY(Subject=topic, first=first, last=last, areas=len(series))
    turned = [_turn(series[0], topic=topic)] if len(series) == 1 and not absent else []
    groups: dict[tuple[str, str, str, bool], list[Course]] = {}
    for one, start, end in zip(series, firsts, lasts, strict=True):
        # Ups and downs are seen whether or not years are missing between them.
        gapped = one.gaps > 0 and one.path in GAPPED
        groups.setdefault((one.path, start, end, gapped), []).append(one)
    told = [
        ONCE(figures=joined(f"{one.last.label} in {_name(one)} ({end})" for one in group))
        if path == "once"
        else (GAPPED if gapped else PATHS)[path](
            first=start, last=end, areas=_areas([_name(one) for one in group])
        )
        for (path, start, end, gapped), group in groups.items()
    ]
    candidates = [*turned, COURSES(Subject=topic, courses="; it ".join(told), absent=absent)]
    uneven = [one.path in ("higher", "lower", "returned") for one in series]
    if all(uneven):
        spans = [(_name(one), SPAN(first=a, last=b)) for one, a, b in zip(series, firsts, lasts, strict=True)]
        if len(series) <= MOST_NAMED:
            candidates.append(UP_AND_DOWN(Subject=topic, areas=dated_list(spans), absent=absent))
        candidates.append(
            ALL_UP_AND_DOWN(Subject=topic, areas=len(series), first=first, last=last, absent=absent)
        )
    lower = [one for one in series if one.path in ("fell", "lower")]
    if len(series) > 1 and lower and len({*zip(firsts, lasts, strict=True)}) == 1:
        steady = sum(one.path == "fell" and not one.gaps for one in lower)
        course = (
            "all" if all(one.path == "lower" for one in lower) else "none" if steady == len(lower) else "some"
        )
        if course != "some" or any(one.path == "lower" for one in lower):
            some = {"lower": len(lower), "areas": len(series), "course": COURSE[course]()}
            candidates.insert(
                len(turned) + 1, SOME_LOWER(Subject=topic, first=first, last=last, **some, absent=absent)
            )
    return shortest(candidates, otherwise=summary)


def trend_subtitle(found: Trend, *, measure: Indicator) -> str:
    """Measure, unit, direction of good, and the first and the last period."""
    known = sorted((row for row in found.rows if row.value is not None), key=lambda row: row.period_end)
    span = NO_DATES()
    if known:
        first, last = known[0].period, known[-1].period
        span = first if first == last else f"{first} to {last[-4:] if first[:-4] == last[:-4] else last}"
    return SUBTITLE(measured=measured(measure), span=sentence_case(span), key=KEY() if found.banded else "")


def trend_alternative(found: Trend, *, measure: Indicator) -> str:
    """Alternative text of the chart: first and last figure of each series, gaps, neighbours, and what is missing."""
    sentences = []
    for one in courses(found.rows):
        group = [r for r in found.rows if (r.service, r.area) == (one.service, one.area)]
        missing = sum(row.value is None for row in group)
        gaps = GAPS(gaps=missing, periods=len(group)) if missing else ""
        if one.path == "once":
            words = SERIES_ONCE(name=_name(one), label=one.last.label, period=one.last.period, gaps=gaps)
        else:
            words = SERIES(
                name=_name(one),
                first=one.first.label,
                first_period=one.first.period,
                last=one.last.label,
                last_period=one.last.period,
                gaps=gaps,
            )
        sentences.append(words)
    if found.banded:
        sentences += [BAND(sentence=words) for words in _beside(found)]
    absent = _absent(found)
    if absent:
        sentences.append(ABSENT(names=joined(absent)))
    kind = "Bar" if found.single else "Line"
    return ALTERNATIVE(Kind=kind, measured=measured(measure), series=" ".join(sentences))


def trend_conclusion(found: Trend, *, measure: Indicator) -> list[str]:
    """What the chart leaves out and what stands beside it, sentence by sentence."""
    sentences = []
    own = courses(found.own)
    absent = _absent(found)
    if not own:
        sentences.append(NO_SERIES())
    elif absent:
        sentences.append(ABSENT(names=joined(absent)))
    if own and not found.single and (why := _breaks(found)):
        sentences.append(BREAKS(why=joined(why, last="or")))
    parts = dict.fromkeys(one.service for one in own if one.part)
    if parts:
        sentences.append((OWN_LINES_OF_TOTALS if found.totals else OWN_LINES)(names=joined(parts)))
    if found.totals and own:
        sentences.append(NOT_COMPARED())
    sentences += [_of_parts(row, measure) for row in found.parts]
    return [*sentences, *(_beside(found) if found.banded else [])]


def series_notes(lacking: Sequence[WithoutNeighbours], *, known_neighbours: bool) -> list[str]:
    """What holds for every official series: no verdicts, and who has no neighbours."""
    welsh = dict.fromkeys(row.service for row in lacking if row.country == "Wales")
    others = [row.authority for row in lacking if row.country != "Wales"]
    notes = [NO_VERDICT()]
    if welsh:
        notes.append(WALES(names=joined(welsh)))
    if not known_neighbours and others:
        notes.append(NO_NEIGHBOURS_AT_ALL())
    elif others:
        notes.append(NO_NEIGHBOURS(authorities=joined(others)))
    return notes


def note_of_series(row: FigureRow, *, measure: Indicator) -> str:
    """Where a figure of a service of several authorities comes from, for the table; empty for others."""
    if isinstance(row, WholeFigure) and row.parts is not None:
        return parts_sentence(row.parts, unit=measure.unit)
    return row.note


def neighbours_headline(rows: Sequence[NeighbourFigure], *, measure: Indicator) -> str:
    """Where authorities lie beside the median of their neighbours. Takes rows of `latest_beside_neighbours`."""
    subject = sentence_case(subject_of(measure))
    groups: dict[str, list[tuple[object, str]]] = {}
    for row in rows:
        if row.value is not None and row.median is not None:
            own, middle = shown_value(row.value), shown_value(row.median)
            relation = "below" if own < middle else "above" if own > middle else "at"
            groups.setdefault(relation, []).append((row.area_name, stamp(row.period)))
    told = [RELATIONS[relation](areas=dated_list(areas)) for relation, areas in groups.items()]
    everyone = sum(map(len, groups.values())) == len(rows)
    counted = NEIGHBOURS_COUNTED(Subject=subject, authorities=len(rows))
    return shortest(
        [NEIGHBOURS(Subject=subject, relations=", ".join(told))] if everyone else [], otherwise=counted
    )


def neighbours_subtitle(rows: Sequence[NeighbourFigure], *, measure: Indicator) -> str:
    """What dot, stroke and mark are, and the period or that periods differ."""
    periods = list(dict.fromkeys(row.period for row in rows))
    when = sentence_case(periods[0]) if len(periods) == 1 else DATES_DIFFER()
    return NEIGHBOURS_SUBTITLE(measured=measured(measure), dates=when)


def neighbours_alternative(rows: Sequence[NeighbourFigure], *, measure: Indicator) -> str:
    """Alternative text of the ranges."""
    words = [_beside_sentence(row) for row in rows]
    return NEIGHBOURS_ALTERNATIVE(measured=measured(measure), sentences=" ".join(words))


def trend_table(found: Trend) -> list[FigureRow]:
    """Everything that belongs to a trend as figures: neighbours as comparators."""
    rows: list[FigureRow] = list(found.rows)
    for row in found.neighbours:
        for what, value, label, whose in (
            ("median", row.median, row.median_label, ""),
            ("low", row.low, row.low_label, row.low_area),
            ("high", row.high, row.high_label, row.high_area),
        ):
            area = TABLE[what](authority=row.area_name)
            rows.append(
                FigureRow(
                    service_id=row.service_id,
                    service=row.service,
                    area=f"{area}: {whose}" if whose else area,
                    area_type="neighbours",
                    indicator_id=row.indicator_id,
                    breakdown=row.breakdown,
                    period=row.period,
                    period_end=row.period_end,
                    value=value,
                    label=label,
                    status="x" if value is None else "",
                    comparator=True,
                    source="; ".join(words for words in (row.source, row.origin) if words),
                    note=_note_of_neighbours(row),
                )
            )
    return rows


def _one_period(series: Sequence[Course], *, subject: str, absent: str) -> str:
    """A headline of figures of one period."""
    year, areas = stamp(series[0].last.period), [_name(one) for one in series]
    values = [shown_value(one.last.value) for one in series if one.last.value is not None]
    if len(series) == 1:
        figures = ONCE(figures=f"{series[0].last.label} in {areas[0]} ({year})")
        return COURSES(Subject=sentence_case(subject), courses=figures, absent=absent)
    low, high = (values.index(end) for end in (min(values), max(values)))
    labels = {one.last.label for one in series}
    if len(series) > 2 and len(labels) == 1:
        label = series[0].last.label
        return ONE_ALL_SAME(
            Subject=sentence_case(subject), label=label, areas=len(series), year=year, absent=absent
        )
    if len(series) > 2:
        ends = {"low": series[low].last.label, "high": series[high].last.label}
        return ONE_RANGE(Subject=sentence_case(subject), **ends, areas=len(series), year=year, absent=absent)
    if low == high and len(labels) > 1:
        # Alike but for what is said of one of them, as that it is an estimate.
        figures = ONCE(figures=joined(f"{one.last.label} in {_name(one)} ({year})" for one in series))
        return COURSES(Subject=sentence_case(subject), courses=figures, absent=absent)
    if low == high:
        label = series[0].last.label
        return ONE_SAME(
            Subject=sentence_case(subject),
            label=label,
            one=areas[0],
            other=areas[1],
            year=year,
            absent=absent,
        )
    return ONE_HIGHER(subject=subject, higher=areas[high], lower=areas[low], year=year, absent=absent)


def _turn(one: Course, *, topic: str) -> str:
    """First and last figure of a series and its extremes between them; empty where those are not one year each."""
    ends = {one.first.period_end, one.last.period_end}
    turns = [
        words(label=row.label, year=stamp(row.period))
        for words, row in ((HIGH, one.highest), (LOW, one.lowest))
        if row is not None and row.period_end not in ends
    ]
    if not turns:
        return ""
    return TURN(
        Subject=topic,
        area=_name(one),
        last=one.last.label,
        last_year=stamp(one.last.period),
        first=one.first.label,
        first_year=stamp(one.first.period),
        turn=joined(turns),
    )


def _name(one: Course) -> str:
    return PART_OF(area=one.area, service=one.service) if one.part else one.service


def _areas(names: Sequence[str] | set[str]) -> str:
    found = sorted(names) if isinstance(names, set) else list(names)
    return joined(found) if len(found) <= MOST_NAMED else f"{len(found)} areas"


def _is_part(row: FigureRow, found: Trend) -> bool:
    return len({other.area for other in found.own if other.service == row.service}) > 1


def _absent(found: Trend) -> list[str]:
    known = {(row.service, row.area) for row in found.own if row.value is not None}
    names = {
        (row.service, row.area): PART_OF(area=row.area, service=row.service)
        if _is_part(row, found)
        else row.service
        for row in found.own
    }
    return [name for key, name in names.items() if key not in known]


def _breaks(found: Trend) -> list[str]:
    """Why lines lack a figure, as labels; a period that another line has and this one has no row for is one too."""
    known: dict[tuple[str, str], set[str]] = {}
    for row in found.rows:
        if row.value is not None:
            known.setdefault((row.service, row.area), set()).add(row.period_end)
    rows = [row for row in found.rows if (row.service, row.area) in known]
    statuses = {row.status for row in rows if row.value is None}
    ends = {row.period_end for row in found.own if row.value is not None}
    for key in {(row.service, row.area) for row in found.own} & set(known):
        told = {row.period_end for row in rows if (row.service, row.area) == key}
        statuses |= {"x"} if ends - told else set()
    return [f"{label} [{status}]" for status, label in LABELS.items() if status in statuses]


def _note_of_neighbours(row: NeighbourFigure) -> str:
    known = row.published_neighbours
    return TABLE_NOTE(known=known, number=row.neighbours, have="has" if known == 1 else "have")


def _of_parts(row: ServiceFigure, measure: Indicator) -> str:
    figure = "" if row.value is None else f", {figure_text(row.value, unit=measure.unit, status=row.status)}"
    sentence = parts_sentence(row, unit=measure.unit)
    return PARTS(service=row.service, period=row.period, figure=figure, sentence=sentence)


def _beside(found: Trend) -> list[str]:
    return [_beside_sentence(row) for row in latest_beside_neighbours(found)]


def _beside_sentence(row: NeighbourFigure) -> str:
    return BESIDE(
        Period=sentence_case(row.period),
        authority=row.area_name,
        label=row.value_label,
        sentence=neighbours_sentence(row),
    )
