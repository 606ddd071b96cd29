"""Contextual figures that stand only in sentences.

Each entry of the catalogue is a pattern with one group a figure, and what the figures are. A figure that a table of the
same report already gave is not read again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from yjs_dash.extract.context.context_page import ContextPage
from yjs_dash.extract.context.fact_labels import MINORITY, SERVICE
from yjs_dash.extract.context.mentions import REGIONS, mentions_of
from yjs_dash.extract.context.period_names import AT_INSPECTION, CASES, FIELDWORK, NOT_STATED, period_of
from yjs_dash.extract.layout.numbers import NUMBER, in_figures, number, whole_number
from yjs_dash.extract.model import ContextFigure, Place
from yjs_dash.extract.structure.paragraphs import Sentence
from yjs_dash.extract.structure.sections import SUMMARY, Sections

CHILDREN_SURVEY, STAFF_SURVEY = "text survey of this inspection", "staff survey of this inspection"
_N = rf"(?<![\w.,-])({NUMBER})"
_PC = r"\s?(?:%|per\s?cent)"
_DIGIT = re.compile(r"\d")
_AVERAGE = re.compile(rf"\b({REGIONS})\s+average")
_YEAR = re.compile(r"\b20\d\d")


class FieldSpec(NamedTuple):
    """What one group of a pattern is. `period`: empty for the period the sentence names. `base`: group of the whole."""

    indicator: str
    breakdown: str = ""
    area: str = SERVICE
    period: str = ""
    base: int | None = None


class ProsePattern(NamedTuple):
    """`words`: stand in every sentence that the pattern can match, and are looked for first, as that is quick.

    The pattern is compiled where it is first needed: most reports have few of these sentences.
    `sections`: keys of the parts where the sentence counts, by their beginning; empty for all.
    """

    words: tuple[str, ...]
    pattern: str
    fields: tuple[FieldSpec, ...]
    sections: tuple[str, ...] = ()


def _prose_pattern(
    words: str, pattern: str, *fields: FieldSpec, sections: tuple[str, ...] = ()
) -> ProsePattern:
    """`words`: parted by commas."""
    return ProsePattern(tuple(words.split(",")), pattern, fields, sections)


PROSE_PATTERNS: tuple[ProsePattern, ...] = (
    _prose_pattern(
        "average,children",
        rf"average\s+age\s+of\s+children\b[^.;]{{0,60}}?\s(?:was|is)\s+{_N}(?![\d%])",
        FieldSpec("caseload_average_age"),
    ),
    _prose_pattern(
        "overall,population",
        rf"{_N}{_PC}\s+of\s+the\s+overall\s+population\s+(?:who\s+)?(?:come|comes|are|is)\s+from\s+an?\s+"
        r"(?:black|minority)",
        FieldSpec("population_ethnicity", MINORITY),
    ),
    _prose_pattern(
        "born,exploitation",
        rf"{_N}{_PC}\s+of\s+children\s+open\s+to\s+the\b[^.;]{{0,60}}?exploitation\s+panel\b[^.;]{{0,50}}?born\s+outside",
        FieldSpec("exploitation_panel_born_outside"),
    ),
    # Staff and work
    _prose_pattern(
        "vacancy,from,to",
        rf"vacancy\s+rates?\s+(?:has\s+|have\s+)?(?:been\s+)?(?:reduced|fallen|decreased|dropped|risen|increased|gone\s+\w+)\s+"
        rf"from\s+{_N}{_PC}\s+to\s+{_N}{_PC}",
        FieldSpec("vacancy_rate", period="earlier, date not stated"),
        FieldSpec("vacancy_rate", period=AT_INSPECTION),
    ),
    _prose_pattern(
        "vacancy,rate",
        rf"vacancy\s+rate\s+(?:was|is|stood\s+at|stands\s+at)\s+{_N}{_PC}",
        FieldSpec("vacancy_rate", period=AT_INSPECTION),
    ),
    _prose_pattern(
        "harmful,coordinator,funded",
        rf"harmful\s+sexual\s+behaviour\s+coordinator,?\s+who\s+is\s+{_N}{_PC}\s+funded",
        FieldSpec("harmful_sexual_behaviour_coordinator_funding", period=AT_INSPECTION),
    ),
    _prose_pattern(
        "manager,project,time",
        rf"team\s+manager\b[^.;]{{0,60}}?\s{_N}{_PC}\s+of\s+(?:their\s+)?time\s+(?:devoted|given)\s+to\s+project",
        FieldSpec("team_manager_project_time", period=AT_INSPECTION),
    ),
    _prose_pattern(
        "sickness,covid-19",
        rf"sickness\s+excluding\s+covid-19\s+(?:sickness\s+)?(?:was|were)\s+{_N}",
        FieldSpec("sickness_days", "Without Covid-19"),
    ),
    _prose_pattern(
        "oversight,all",
        rf"management\s+oversight\s+was\b[^.;]{{0,80}}?\({_N}{_PC}\)\s+of\s+all\s+court\s+and\s+out",
        FieldSpec("management_oversight", period=CASES),
    ),
    _prose_pattern(
        "prevention,months",
        rf"prevention\s+staff\s+worked\s+with\s+{_N}\s+children\s+over\s+the\s+(?:previous|last|past)\s+12\s+months",
        FieldSpec("children_in_prevention", period="twelve months before the inspection"),
    ),
    _prose_pattern(
        "reoffended,after",
        rf"{_N}{_PC}\s+of\s+children\s+reoffended\s+after\s+(?:engaging|working)\s+with\s+the\s+(?:salt|speech)",
        FieldSpec("reoffending_after_speech_language"),
    ),
    # Surveys
    _prose_pattern(
        "consented,replied",
        rf"survey\b[^.;]{{0,40}}?\bto\s+the\s+{_N}\s+children\s+who\s+consented,?\s+and\s+{_N}\s+(?:children\s+)?replied",
        FieldSpec("children_survey_consented", period=CHILDREN_SURVEY),
        FieldSpec("children_survey_replied", period=CHILDREN_SURVEY, base=1),
    ),
    _prose_pattern(
        "rated,very,quite",
        rf"{_N}\s+rated\s+them\s+as\s+very\s+good\s+and\s+{_N}\s+(?:rated\s+them\s+)?as\s+quite\s+good",
        FieldSpec("children_survey_service", "Very good", period=CHILDREN_SURVEY),
        FieldSpec("children_survey_service", "Quite good", period=CHILDREN_SURVEY),
    ),
    _prose_pattern(
        "access,right,said",
        rf"access\s+the\s+right\s+services\b[^.;]{{0,50}}?,\s+{_N}\s+said\s+yes\s+and\s+{_N}\s+said\s+no",
        FieldSpec("children_survey_right_services", "Yes", period=CHILDREN_SURVEY),
        FieldSpec("children_survey_right_services", "No", period=CHILDREN_SURVEY),
    ),
    _prose_pattern(
        "materials,while",
        rf"{_N}\s+children\s+(?:indicated|said)\s+that\s+they\s+had\s+been\s+able\s+to\s+access\s+the\s+materials\b[^.;]{{0,50}}?"
        rf"while\s+{_N}\s+said\s+they\s+had\s+not",
        FieldSpec("children_survey_materials", "Yes", period=CHILDREN_SURVEY),
        FieldSpec("children_survey_materials", "No", period=CHILDREN_SURVEY),
    ),
    _prose_pattern(
        "videos,watching",
        rf"{_N}\s+children\s+said\s+that\s+watching\s+videos\s+was",
        FieldSpec("children_videos_useful", period=FIELDWORK),
    ),
    _prose_pattern(
        "vision,survey,staff",
        rf"{_N}\s+out\s+of\s+{_N}\s+staff\s+who\s+(?:completed|answered|responded\s+to)\s+the\s+survey\s+said\s+(?:that\s+)?they\s+"
        r"understood\s+the\s+vision",
        FieldSpec("staff_survey_vision", period=STAFF_SURVEY, base=2),
    ),
    _prose_pattern(
        "resettlement,survey,training",
        rf"{_N}\s+out\s+of\s+{_N}\s+staff\s+working\s+with\s+resettlement\s+cases\b[^.;]{{0,60}}?survey\s+said\s+(?:that\s+)?they\s+"
        r"have\s+(?:had|received)\s+relevant\s+training",
        FieldSpec("staff_survey_resettlement_training", period=STAFF_SURVEY, base=2),
    ),
    # The inspection itself
    _prose_pattern(
        "meetings",
        rf"(?:we|inspectors)\s[^.;]{{0,90}}?(?:conducted|held|carried\s+out)\s(?:[^.;]{{0,60}}?\s)??{_N}\s+meetings",
        FieldSpec("meetings", period=FIELDWORK),
    ),
    _prose_pattern(
        "interviews,with,managers",
        rf"(?:we|inspectors)\s[^.;]{{0,90}}?(?:conducted|held|carried\s+out)\s(?:[^.;]{{0,60}}?\s)??{_N}\s+interviews\s+with\s+case\s+managers",
        FieldSpec("case_manager_interviews", period=FIELDWORK),
    ),
    _prose_pattern(
        "interview,managers",
        rf"(?:interviews\s+with|interviewed)\s+the\s+(?:relevant\s+)?{_N}\s+(?:relevant\s+)?case\s+managers",
        FieldSpec("case_manager_interviews", "Court disposals", period=FIELDWORK),
        sections=("2",),
    ),
    _prose_pattern(
        "confidence,margin",
        rf"confidence\s+level\s+of\s+{_N}{_PC}\s+\(with\s+a\s+margin\s+of\s+error\s+of\s+{_N}\)",
        FieldSpec("sample_confidence_level", period=FIELDWORK),
        FieldSpec("sample_margin_of_error", period=FIELDWORK),
    ),
)  # fmt: skip

_SAMPLE_MONTHS = (
    rf"(?:{_N}{_PC}\s+of\s+(?:the\s+)?cases\s+selected\b[^.;]{{0,60}}?)?"
    rf"(court\s+disposals|out-of-court\s+disposals|custodial\s+sentences)\b[^.;]{{0,60}}?\s{_N}\s+to\s+{_N}\s+months\s+earlier"
)
_SAMPLES = {"court": "Court disposals", "out-of": "Out-of-court disposals", "custod": "Resettlement"}
_ALL_INTERVIEWED = re.compile(
    rf"interviewed\s+the\s+case\s+managers\s+in\s+(?:all\s+)?{_N}\s+cases?", re.IGNORECASE
)
_HALF_YEAR = re.compile(r"\b(first|last|second)\s+(?:6|six)\s+months\s+of\s+(20\d\d)\b", re.IGNORECASE)


def read_sentences(
    sections: Sections, sentences: Iterable[Sentence], *, out_of_court: int | None
) -> list[ContextFigure]:
    """Figures of the report's prose. `out_of_court`: size of that sample, the base of its interviews."""
    found: list[ContextFigure] = []
    regions: dict[str, str] = {}
    for sentence in sentences:
        text = sentence.text
        if sentence.section == SUMMARY or not _DIGIT.search(text):
            continue
        if "average" in text and (region := _AVERAGE.search(text)):
            regions[sentence.section] = region[1]
        period = _period(text)
        region_here = regions.get(sentence.section, "region")
        found += [
            figure._replace(area=region_here) if figure.area == "region" else figure
            for figure in _figures(sections, sentence, text, period or "", out_of_court)
        ]
    return _based_on_replies(found)


def read_notes(context_page: ContextPage, *, default: Mapping[str, str]) -> list[ContextFigure]:
    """Figures of footnotes. `default`: indicator → period of the figure that such a note belongs to."""
    found: list[ContextFigure] = []
    for note in context_page.footnote_marks.footnotes.values():
        sentence = Sentence(text=in_figures(note.text), section="", starts=(0,), rows=(note.at,))
        period = context_page.period([note]) or ""
        for figure in _figures(context_page.sections, sentence, sentence.text, period, None):
            known = default.get(figure.indicator)
            found.append(figure._replace(period=known) if figure.period == NOT_STATED and known else figure)
    return found


def _figures(
    sections: Sections, sentence: Sentence, text: str, period: str, out_of_court: int | None
) -> Iterator[ContextFigure]:
    def figure(field: FieldSpec, value: float, position: int, base: int | None = None) -> ContextFigure:
        index = sentence.row_at(min(position, len(sentence.text) - 1))
        return ContextFigure(
            indicator=field.indicator,
            area=field.area,
            breakdown=field.breakdown,
            period=field.period or period or NOT_STATED,
            value=value,
            place=Place(page=sections.page_at(index), line=sections.rows[index].number),
            base=base,
        )

    lowered = text.lower()
    for entry in PROSE_PATTERNS:
        if entry.words[0] not in lowered or not all(word in lowered for word in entry.words):
            continue
        if entry.sections and not sentence.section.startswith(entry.sections):
            continue
        found = re.search(entry.pattern, text, re.IGNORECASE)
        if not found:
            continue
        for group, field in enumerate(entry.fields, start=1):
            value = number(found[group])
            base = whole_number(found[field.base]) if field.base else None
            if value is not None:
                yield figure(field, value, found.start(group), base)
    yield from _special(figure, sentence, text, out_of_court)


def _special(
    figure: Callable[..., ContextFigure], sentence: Sentence, text: str, out_of_court: int | None
) -> Iterator[ContextFigure]:
    for mention in mentions_of(text):
        field = FieldSpec(mention.indicator, mention.breakdown, area=mention.area)
        yield figure(field, mention.value, mention.position)
    if sentence.section.startswith("3") and (found := _ALL_INTERVIEWED.search(text)):
        value = whole_number(found[1])
        if value is not None:
            field = FieldSpec("case_manager_interviews", "Out-of-court disposals", period=FIELDWORK)
            yield figure(field, value, found.start(1), out_of_court)
    for told in re.finditer(_SAMPLE_MONTHS, text, re.IGNORECASE) if "earlier" in text else ():
        sample = next(
            name for key, name in _SAMPLES.items() if told[2].lower().replace(" ", "-").startswith(key)
        )
        for breakdown, group, indicator in (
            (sample, 1, "sample_share"),
            (f"{sample}, shortest", 3, "sample_months"),
            (f"{sample}, longest", 4, "sample_months"),
        ):
            share = number(told[group]) if told[group] else None
            if share is not None:
                yield figure(FieldSpec(indicator, breakdown, period=FIELDWORK), share, told.start(group))


def _period(text: str) -> str | None:
    if not _YEAR.search(text):
        return None
    if found := _HALF_YEAR.search(text):
        months = "January to June" if found[1].lower() == "first" else "July to December"
        return f"{months} {found[2]}"
    named = period_of(text)
    return named if named and named[:1].isdigit() else None


def _based_on_replies(figures: list[ContextFigure]) -> list[ContextFigure]:
    """Answers of the children's survey are out of the children who replied."""
    replied = next((int(f.value) for f in figures if f.indicator == "children_survey_replied"), None)
    return [
        f._replace(base=replied)
        if replied
        and f.period == CHILDREN_SURVEY
        and f.base is None
        and f.indicator != "children_survey_consented"
        else f
        for f in figures
    ]
