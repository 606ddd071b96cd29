"""Shares of the caseload in sentences: how many are girls, white, or aged 10 to 14, and the figures beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from yjs_dash.extract.context.area_names import NATION, REGION, REGIONS, SERVICE
from yjs_dash.extract.context.field_table import NOT_KNOWN, FieldTable
from yjs_dash.extract.layout.numbers import NUMBER, number

_SHARE = rf"(?<![\w.,-])(?P<share>{NUMBER})\s?(?:%|per\s?cent)"
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
_MOST = 100


class GroupShare(NamedTuple):
    """One share. `area`: service, or what it is compared with; `region` where the sentence does not name it."""

    indicator: str
    breakdown: str
    area: str
    value: float
    position: int


class GroupPatterns:
    """Sentences that give the share of a group which one of the fields has words for."""

    def __init__(self, fields: FieldTable) -> None:
        self.keywords = fields.group_keywords
        self._fields = fields

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        phrases = enumerate(self._fields.group_phrases)
        group = "|".join(f"(?P<g{n}>{phrase.pattern})" for n, phrase in phrases) or "(?!)"
        return (
            re.compile(rf"{_SHARE}\s+{_OF_WHOM}{_VERB_BEFORE}(?:{group})", re.IGNORECASE),
            re.compile(rf"(?:{group}){_VERB_AFTER}{_SHARE}", re.IGNORECASE),
        )

    @cached_property
    def _not_known(self) -> re.Pattern[str]:
        topics = "|".join(field.table.topic for field in self._fields.share_tables) or "(?!)"
        return re.compile(
            rf"\b(?P<topic>{topics})\s+of\s+{_SHARE}\s+(?:of\s+\w+\s+)?(?:is|was|are|were)\s+"
            rf"(?P<group>{'|'.join(words.replace(' ', '[ ]+') for words in NOT_KNOWN)})",
            re.IGNORECASE,
        )

    def shares_in(self, text: str) -> dict[int, GroupShare]:
        """Position → share of the service's caseload."""
        shares: dict[int, GroupShare] = {}
        for pattern in self._patterns:
            for match in pattern.finditer(text):
                value, position = number(match["share"]), match.start("share")
                phrases = enumerate(self._fields.group_phrases)
                phrase = next(phrase for n, phrase in phrases if match[f"g{n}"] is not None)
                if value is not None and 0 <= value <= _MOST:
                    share = GroupShare(phrase.indicator, phrase.breakdown, SERVICE, value, position)
                    shares.setdefault(position, share)
        if (unknown := self._not_known.search(text)) and (value := number(unknown["share"])) is not None:
            topic, group = unknown["topic"].lower(), "".join(unknown["group"].lower().split())
            field = next(field for field in self._fields.share_tables if field.table.topic == topic)
            if breakdown := field.breakdowns.get(group):
                position = unknown.start("share")
                shares[position] = GroupShare(field.indicator, breakdown, SERVICE, value, position)
        return shares


def group_shares(patterns: GroupPatterns, text: str) -> Iterator[GroupShare]:
    """Shares of the caseload in one sentence, each followed by the comparators that stand behind it."""
    if "per" not in text and "%" not in text:
        return
    lowered = text.lower()
    if not any(word in lowered for word in patterns.keywords):
        return
    if not _OF_CHILDREN.search(text) or _OF_OTHERS.search(text):
        return
    by_position = patterns.shares_in(text)
    shares = [by_position[position] for position in sorted(by_position)]
    yield from shares
    if shares:
        yield from _comparators(text, shares[-1], taken=set(by_position))


def _comparators(text: str, share: GroupShare, *, taken: set[int]) -> Iterator[GroupShare]:
    """What the last share of a sentence is compared with."""
    for pattern in _NATIONAL:
        match = pattern.search(text, share.position)
        if match and match.start("share") not in taken and (value := number(match["share"])) is not None:
            yield share._replace(area=NATION, value=value, position=match.start("share"))
            break
    else:
        if _EQUAL.search(text, share.position):
            yield share._replace(area=NATION)
    match = _REGIONAL.search(text, share.position)
    if match and (value := number(match["share"])) is not None:
        area = REGION if match[1].lower() == "regional" else match[1]
        yield share._replace(area=area, value=value, position=match.start("share"))
