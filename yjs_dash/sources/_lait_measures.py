"""Which measures are taken from the Local Authority Interactive Tool, and how its labels of years are read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

_BY_WINTER = re.compile(r"\bdec\w*\W+jan\w*\W+feb\w*", re.IGNORECASE)
_YEARS = re.compile(
    r"(?P<first>(?:19|20)\d\d)(?:[-/–](?P<second>\d\d|\d{4}))?(?:\s*\((?P<mark>[^()]{1,20})\))?"
)
_MARKS = {"OT": "outturn"}


@dataclass(frozen=True)
class Measure:
    """A measure: its row of the table of indicators, and what its dictionary entry says.

    `wanted` and `unwanted` are searched in the entry's name and title, `unit_wanted` in what it calls its axis.
    `cohort` marks measures whose year is that of a cohort that was followed up afterwards.
    """

    indicator_id: str
    name: str
    unit: str
    topic: str
    definition: str
    wanted: str
    unit_wanted: str
    unwanted: str = r"(?!)"
    cohort: bool = False

    def is_in(self, entry: Mapping[str, str]) -> bool:
        """Whether a dictionary entry (Measure, Chart_title, y_axis_name) is this measure, in this unit."""
        named = " ".join(f"{entry['Measure']} | {entry['Chart_title']}".split())
        return (
            re.search(self.wanted, named, re.IGNORECASE) is not None
            and re.search(self.unwanted, named, re.IGNORECASE) is None
            and re.search(self.unit_wanted, entry["y_axis_name"], re.IGNORECASE) is not None
        )


MEASURES: tuple[Measure, ...] = (
    Measure(
        indicator_id="first_time_entrant_rate",
        name="First-time entrants, rate",
        unit="per 100,000 aged 10–17",
        topic="first_time_entrants",
        definition="Children who received their first caution or conviction, per 100,000 children aged 10 to 17.",
        wanted=r"first[- ]time entrants?\b.*youth justice",
        unit_wanted=r"100,?000",
    ),
    Measure(
        indicator_id="reoffending_rate_10_14",
        name="Reoffending rate, aged 10–14",
        unit="%",
        topic="reoffending",
        definition="Share of the children aged 10 to 14 in a cohort who were proven to have reoffended.",
        wanted=r"re-?offend.*\b10\s?(?:-|–|to)\s?14\b",
        unit_wanted=r"%|per ?cent",
        cohort=True,
    ),
    Measure(
        indicator_id="reoffending_rate_15_17",
        name="Reoffending rate, aged 15–17",
        unit="%",
        topic="reoffending",
        definition="Share of the children aged 15 to 17 in a cohort who were proven to have reoffended.",
        wanted=r"re-?offend.*\b15\s?(?:-|–|to)\s?17\b",
        unit_wanted=r"%|per ?cent",
        cohort=True,
    ),
    Measure(
        indicator_id="cautioned_or_sentenced_rate",
        name="Children cautioned or sentenced, rate",
        unit="per 10,000 aged 10–17",
        topic="caseload",
        definition="Children cautioned or sentenced, per 10,000 children aged 10 to 17.",
        wanted=r"cautioned or sentenced",
        unit_wanted=r"\b10,?000",
    ),
    Measure(
        indicator_id="youth_justice_spend",
        name="Youth justice spend of the authority",
        unit="£",
        topic="spend",
        definition="Gross spend of a local authority on youth justice in a financial year, as it returned it after "
        "the year’s end: youth justice service, secure accommodation, remand, bail support, work in the community.",
        wanted=r"^youth justice\b.*\b(?:finance|spend|expenditure)",
        unit_wanted=r"spend|expenditure|£",
    ),
    Measure(
        indicator_id="neet_16_17",
        name="Not in education, employment or training, aged 16–17",
        unit="%",
        topic="education",
        definition="Estimated share of the young people aged 16 and 17 who are in no education, employment or "
        "training; depends on how well an authority keeps track of them.",
        wanted=r"\b16\s?(?:-|–|to)\s?17\b.*\b(?:NEET|not in education)",
        unwanted=r"not known|unknown|looked after|care leavers?",
        unit_wanted=r"%|per ?cent",
    ),
    Measure(
        indicator_id="looked_after_convicted",
        name="Looked-after children convicted or cautioned",
        unit="%",
        topic="needs",
        definition="Share of the children looked after for at least twelve months who were convicted, or given a "
        "youth caution or youth conditional caution, in the year; in whole per cent.",
        wanted=r"looked after\b.*\bconvicted",
        unit_wanted=r"%|per ?cent",
    ),
)


@dataclass(frozen=True)
class Period:
    """A period in words, its first day and its last; days are None where the label does not tell them."""

    text: str
    start: dt.date | None
    end: dt.date | None


def period_of(label: str, *, year_type: str, cohort: bool, description: str) -> Period:
    """What the file's label of a year means, by the dictionary's kind of year and its description.

    “2024” is the calendar year 2024 or the financial year that ends in March 2024; “2024-25 (OT)” is a financial
    year, outturn. Where the description says that December to February are averaged, the winter that ends in the
    labelled year. A label that is read in no such way stays as it is, without days.
    """
    found = _YEARS.fullmatch(label.strip())
    if found is None:
        return Period(label.strip(), None, None)
    first, second = int(found["first"]), found["second"]
    mark = f" ({_MARKS.get(found['mark'], found['mark'])})" if found["mark"] else ""
    if second is not None:
        if int(second[-2:]) != (first + 1) % 100:
            return Period(label.strip(), None, None)
        last = first + 1
    else:
        last = first
    if second is None and _BY_WINTER.search(description):
        return Period(
            f"December {last - 1} to February {last}, average{mark}",
            dt.date(last - 1, 12, 1),
            dt.date(last, 3, 1) - dt.timedelta(days=1),
        )
    of_cohort = "cohort of the " if cohort else ""
    if second is None and year_type.casefold() == "calendar year":
        days = dt.date(last, 1, 1), dt.date(last, 12, 31)
        return Period(f"{of_cohort}year ending December {last}{mark}", *days)
    if second is not None or year_type.casefold() == "financial year":
        days = dt.date(last - 1, 4, 1), dt.date(last, 3, 31)
        return Period(f"{of_cohort}year ending March {last}{mark}", *days)
    return Period(label.strip(), None, None)
