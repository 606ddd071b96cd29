"""Shares of the caseload in sentences: how many are girls, white, or aged 10 to 14, and the figures beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from yjs_dash.extract.context.fact_labels import MINORITY, NATION, SERVICE
from yjs_dash.extract.layout.numbers import NUMBER, number

REGIONS = (
    "London|North East|North West|Yorkshire and the Humber|East Midlands|West Midlands|East of England|South East|"
    "South West|Wales"
)
_SHARE = rf"(?<![\w.,-])(?P<share>{NUMBER})\s?(?:%|per\s?cent)"
# What stands in a sentence → indicator and breakdown; the first that fits.
_MEANINGS: tuple[tuple[str, str, str], ...] = (
    ("minority", "caseload_ethnicity", MINORITY),
    ("white", "caseload_ethnicity", "White"),
    ("unknown", "caseload_ethnicity", "Unknown"),
    ("girls", "caseload_gender", "Female"),
    ("female", "caseload_gender", "Female"),
    ("boys", "caseload_gender", "Male"),
    ("male", "caseload_gender", "Male"),
    ("10", "caseload_age", "10–14"),
    ("15", "caseload_age", "15–17"),
)
_GROUPS = ("minority", "white", "girls", "male", "boys", "aged", "unknown", "ethnicity")
_KNOWN_GROUP = (
    r"(?P<group>(?:black(?:,\s+asian,?)?\s+(?:and|or)\s+)?minority\s+ethnic|white|girls|female|boys|male|"
    r"aged\s+(?:between\s+)?(?:10\s?(?:to|and|-|–)\s?14|15\s?(?:to|and|-|–)\s?17))"
)
_ANY_GROUP = _KNOWN_GROUP[:-1] + r"|(?:of\s+)?unknown)"
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
_BEFORE = re.compile(rf"{_SHARE}\s+{_OF_WHOM}{_VERB_BEFORE}{_ANY_GROUP}\b", re.IGNORECASE)
_AFTER = re.compile(rf"\b{_KNOWN_GROUP}{_VERB_AFTER}{_SHARE}", re.IGNORECASE)
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


class Mention(NamedTuple):
    """One share. `area`: service, or what it is compared with; `region` where the sentence does not name it."""

    indicator: str
    breakdown: str
    area: str
    value: float
    position: int


def mentions_of(text: str) -> Iterator[Mention]:
    """Shares of the caseload in one sentence, each followed by the comparators that stand behind it."""
    if "per" not in text and "%" not in text:
        return
    lowered = text.lower()
    if not any(word in lowered for word in _GROUPS):
        return
    if not _OF_CHILDREN.search(text) or _OF_OTHERS.search(text):
        return
    found: dict[int, Mention] = {}
    for pattern in (_BEFORE, _AFTER):
        for match in pattern.finditer(text):
            value, position = number(match["share"]), match.start("share")
            if value is not None and 0 <= value <= 100:
                group = match["group"].lower()
                _, indicator, breakdown = next(m for m in _MEANINGS if m[0] in group)
                found.setdefault(position, Mention(indicator, breakdown, SERVICE, value, position))
    if "ethnicity" in lowered and (unknown := _ETHNICITY_OF.search(text)):
        value, position = number(unknown["share"]), unknown.start("share")
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
        if match and match.start("share") not in taken and (value := number(match["share"])) is not None:
            yield Mention(mention.indicator, mention.breakdown, NATION, value, match.start("share"))
            break
    else:
        if _EQUAL.search(text, mention.position):
            yield Mention(mention.indicator, mention.breakdown, NATION, mention.value, mention.position)
    match = _REGIONAL.search(text, mention.position)
    if match and (value := number(match["share"])) is not None:
        area = "region" if match[1].lower() == "regional" else match[1]
        yield Mention(mention.indicator, mention.breakdown, area, value, match.start("share"))
