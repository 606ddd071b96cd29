"""Shares of the caseload in sentences: how many are girls, white, or aged 10 to 14, and the figures beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yjs_dash.extract.context_labels import MINORITY, NATION, SERVICE
from yjs_dash.extract.text import NUMBER, number

REGIONS = (
    "London|North East|North West|Yorkshire and the Humber|East Midlands|West Midlands|East of England|South East|"
    "South West|Wales"
)
_SHARE = rf"(?<![\w.,-])({NUMBER})\s?(?:%|per\s?cent)"
_GROUPS: tuple[tuple[str, str, str], ...] = (
    ("caseload_ethnicity", MINORITY, r"(?:black(?:,\s+asian,?)?\s+(?:and|or)\s+)?minority\s+ethnic"),
    ("caseload_ethnicity", "White", r"white"),
    ("caseload_ethnicity", "Unknown", r"(?:of\s+)?unknown(?:\s+ethnicity)?"),
    ("caseload_gender", "Female", r"(?:girls|female)"),
    ("caseload_gender", "Male", r"(?:boys|male)"),
    ("caseload_age", "10–14", r"aged\s+(?:between\s+)?10\s?(?:to|and|-|–)\s?14"),
    ("caseload_age", "15–17", r"aged\s+(?:between\s+)?15\s?(?:to|and|-|–)\s?17"),
)
_OF_WHOM = (
    r"(?:of\s+(?:them|(?:the\s+|these\s+|all\s+)?(?:overall\s+)?(?:\w+\s+)?"
    r"(?:children|caseload|cohort|throughput|offences|young\s+people)\b[^,.;%]{0,45}?)\s+)?"
)
_VERB_BEFORE = (
    r"(?:is|are|was|were|identify|identified)\s+(?:recorded\s+|described\s+)?(?:as\s+)?"
    r"(?:from\s+an?\s+)?(?:of\s+)?"
)
_VERB_AFTER = (
    r"(?:\s+children)?"
    r"(?:\s+(?:make|made)\s+up|\s+account(?:ed)?\s+for|\s+represent(?:ed)?|\s+on\b[^.;%]{0,70}?\()?\s*"
)
_BEFORE = [
    (indicator, breakdown, re.compile(rf"{_SHARE}\s+{_OF_WHOM}{_VERB_BEFORE}{group}\b", re.IGNORECASE))
    for indicator, breakdown, group in _GROUPS
]
_AFTER = [
    (indicator, breakdown, re.compile(rf"\b{group}{_VERB_AFTER}{_SHARE}", re.IGNORECASE))
    for indicator, breakdown, group in _GROUPS
    if breakdown != "Unknown"
]
_ETHNICITY_OF = re.compile(
    rf"ethnicity\s+of\s+{_SHARE}\s+(?:of\s+\w+\s+)?(?:is|was|are|were)\s+(?:unknown|not\s+(?:known|recorded))",
    re.IGNORECASE,
)
_NATIONAL = (
    re.compile(rf"\bnational\s+(?:figure|average|rate)\s+(?:is|was|of|at)\s+{_SHARE}", re.IGNORECASE),
    re.compile(
        rf"\b(?:compared|than)\s+(?:with|to\s+)?\s*{_SHARE}\s+(?:nationally|(?:in|across)\s+England)",
        re.IGNORECASE,
    ),
    re.compile(rf"\bnational\s+(?:average\s+)?\({_SHARE}\)", re.IGNORECASE),
)
_REGIONAL = re.compile(rf"\b({REGIONS}|regional)\s+(?:average\s+)?\({_SHARE}\)", re.IGNORECASE)
_EQUAL = re.compile(r"\bequal\s+to\s+the\s+national\s+average\b", re.IGNORECASE)
_OF_CHILDREN = re.compile(
    r"caseload|cautioned|sentenced|cohort|throughput|children|girls|boys", re.IGNORECASE
)
_OF_OTHERS = re.compile(
    r"\bstaff|workforce|volunteer|board\s+members|overall\s+population|living\s+in|respon|survey",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mention:
    """One share. `area`: service, or what it is compared with; `region` where the sentence does not name it."""

    indicator: str
    breakdown: str
    area: str
    value: float
    position: int


def mentions_of(text: str) -> Iterator[Mention]:
    """Shares of the caseload in one sentence, each followed by the comparators that stand behind it."""
    if ("per" not in text and "%" not in text) or not _OF_CHILDREN.search(text) or _OF_OTHERS.search(text):
        return
    found: dict[int, Mention] = {}
    for indicator, breakdown, pattern in (*_BEFORE, *_AFTER):
        for match in pattern.finditer(text):
            value = number(match[1])
            if value is not None and 0 <= value <= 100:
                found.setdefault(
                    match.start(1), Mention(indicator, breakdown, SERVICE, value, match.start(1))
                )
    if unknown := _ETHNICITY_OF.search(text):
        value, position = number(unknown[1]), unknown.start(1)
        if value is not None:
            found[position] = Mention("caseload_ethnicity", "Unknown", SERVICE, value, position)
    mentions = [found[position] for position in sorted(found)]
    yield from mentions
    if mentions:
        yield from _comparators(text, mentions[-1], taken=set(found))


def _comparators(text: str, mention: Mention, *, taken: set[int]) -> Iterator[Mention]:
    """What the last share of a sentence is compared with."""
    for pattern in _NATIONAL:
        match = pattern.search(text, mention.position)
        if match and match.start(1) not in taken and (value := number(match[1])) is not None:
            yield Mention(mention.indicator, mention.breakdown, NATION, value, match.start(1))
            break
    else:
        if _EQUAL.search(text, mention.position):
            yield Mention(mention.indicator, mention.breakdown, NATION, mention.value, mention.position)
    match = _REGIONAL.search(text, mention.position)
    if match and (value := number(match[2])) is not None:
        area = "region" if match[1].lower() == "regional" else match[1]
        yield Mention(mention.indicator, mention.breakdown, area, value, match.start(2))
