"""What a contextual figure is called, where it is printed, and what it is of: the parts of a field specification.

Labels and phrases are written as reports print them. `[ ]` holds what may be missing, and `|` parts alternatives in it;
a phrase of a sentence may end a word in `*` for any ending.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from yjs_dash.extract.context.period_names import NOT_STATED
from yjs_dash.extract.layout.characters import normalise

PERCENT, POUNDS = "%", "£"
_SIGNS = {"[": "(?:", "]": ")?", "|": "|"}
_PART = re.compile(r"([\[\]|])")
_OPTIONAL = re.compile(r"\[[^\[\]]*\]")
_LETTERS = re.compile(r"[a-z]+")


class AreaRule(Enum):
    """What a figure beside a label is of: the service, unless the label names the nation; or the place it names."""

    SERVICE = "service"
    PLACE_NAMED = "place named"


class Span(Enum):
    """Which end of a span of months a figure is: 6 to 9 months."""

    SHORTEST = 1
    LONGEST = 2


class PeriodRule(NamedTuple):
    """What period a figure of the facts page is of.

    `fixed`: always this one. `financial_year`: the previous or current year, which a footnote may give. Otherwise a
    footnote of the figure says it, or one of the `heading` above; where that is silent, `under_heading`.
    `in_brackets`: a year in brackets behind the label says it too.
    """

    fixed: str = ""
    financial_year: str = ""
    heading: str = ""
    under_heading: str = NOT_STATED
    in_brackets: bool = False


class FactRow(NamedTuple):
    """A figure beside its label, on the facts page or among the key data of a standard.

    `label_ends`: other words behind the label make it another one. `row_goes_on`: all that may stand behind the label
    on its row, which then holds nothing else; None: anything. `share_in_footnote`: indicator of the share of its group,
    the part of the breakdown before the colon, that a footnote may give.
    """

    labels: tuple[str, ...]
    period: PeriodRule
    area: AreaRule = AreaRule.SERVICE
    label_ends: bool = False
    row_goes_on: tuple[str, ...] | None = None
    share_in_footnote: str = ""


class Column(NamedTuple):
    """A column of a table of shares. `heads`: its heads; `phrases`: its group in sentences."""

    breakdown: str
    heads: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


class ShareTable(NamedTuple):
    """Shares of a group's parts in columns, with a line for each area. `topic`: what the columns part it by.

    `heads`: how the head begins, the longest first. `age_groups`: any columns of ages, beside those listed.
    `of_population`: indicator of a line that is of the population.
    """

    topic: str
    heads: tuple[str, ...]
    columns: tuple[Column, ...]
    of_population: str
    age_groups: bool = False
    period_heading: str = "caseload"


class ShareList(NamedTuple):
    """Names with a share each, under one of the `heads`; a row that begins with the first is no name.

    `names`: those that print may break.
    """

    heads: tuple[str, ...]
    names: tuple[str, ...]
    period: str


class SentenceRule(NamedTuple):
    """A figure in a sentence that says all of `words`: each entry is alternatives, and the first is the label.

    The value is the only number of its kind with nothing but words between it and one of those, or the only such number
    behind the label; with `label_follows`, the one in front of the label. Its kind follows from the unit; `counted`: a
    number of these, which stand behind it; `with_base`: that number out of all; `span`: one end of a span of months;
    `unsigned`: a percentage without its sign; `led_by`: the word right before it. `without`: words that make it another
    figure. `chapter_of`: the case sample in whose chapter the sentence counts. `period`: empty for the one the
    sentence names. `base`: the indicator and breakdown whose value the number is out of.
    """

    words: tuple[str, ...]
    without: tuple[str, ...] = ()
    counted: str = ""
    with_base: bool = False
    span: Span | None = None
    unsigned: bool = False
    led_by: str = ""
    label_follows: bool = False
    chapter_of: str = ""
    period: str = ""
    base: tuple[str, str] | None = None


class SampleRule(NamedTuple):
    """A size of an inspected case sample, or of its `parts`, which the report names. `sample`: as in frameworks."""

    sample: str
    parts: bool = False


class FieldSpecification(NamedTuple):
    """One figure: its indicator and unit as in the table of indicators, and everywhere that reports print it.

    `breakdown`: the part that the figure is of; empty for the whole, and where table, list or sample name the parts.
    """

    indicator: str
    unit: str
    breakdown: str = ""
    fact: FactRow | None = None
    table: ShareTable | None = None
    listing: ShareList | None = None
    sentence: SentenceRule | None = None
    sample: SampleRule | None = None


def label_pattern(label: str) -> str:
    """A label as a pattern of normalised text."""
    return "".join(_SIGNS.get(part) or re.escape(normalise(part)) for part in _PART.split(label) if part)


def phrase_pattern(phrase: str) -> str:
    """A phrase, or several parted by `|`, as a pattern of a sentence: whole words, any space."""
    parts = (_SIGNS.get(part) or _words(part) for part in _PART.split(phrase) if part)
    return rf"(?<![\w-])(?:{''.join(parts)})(?!\w)"


def keywords_of(phrase: str) -> tuple[str, ...]:
    """One word for each alternative of a phrase: a sentence without any of them does not hold it."""
    whole = phrase
    while "[" in whole:
        whole = _OPTIONAL.sub("", whole)
    return tuple(dict.fromkeys(max(_LETTERS.findall(part.lower()), key=len) for part in whole.split("|")))


def _words(part: str) -> str:
    escaped = re.escape(part).replace(r"\ ", r"\s+").replace(r"\*", r"\w*")
    return escaped.replace(r"\-", r"[-\s]")
