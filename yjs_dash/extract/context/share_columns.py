"""The heads of tables of shares: the columns that they may have, as breakdowns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from yjs_dash.extract.context.fact_labels import MINORITY

UNKNOWN, OTHER_OR_UNKNOWN = "Unknown", "Other or unknown"
_NOT_KNOWN = {
    "unknown": UNKNOWN,
    "notknown": UNKNOWN,
    "notstated": UNKNOWN,
    "notrecorded": UNKNOWN,
    "other": "Other",
    "other/unknown": OTHER_OR_UNKNOWN,
    "otherorunknown": OTHER_OR_UNKNOWN,
}
# Letters of a column's head → breakdown. The combined group has had several names in these reports.
_ETHNICITY = {
    "white": "White",
    "blackandminorityethnic": MINORITY,
    "blackorminorityethnic": MINORITY,
    "blackasianandminorityethnic": MINORITY,
    "blackasianorminorityethnic": MINORITY,
    "minorityethnic": MINORITY,
    "minorityethnicgroups": MINORITY,
    "ethnicminority": MINORITY,
    "ethnicminorities": MINORITY,
    "globalmajority": MINORITY,
    "bame": MINORITY,
    "bme": MINORITY,
    "black": "Black",
    "asian": "Asian",
    "mixed": "Mixed",
    "otherethnicgroup": "Other",
    **_NOT_KNOWN,
}
_GENDER = {
    "male": "Male",
    "males": "Male",
    "boys": "Male",
    "female": "Female",
    "females": "Female",
    "girls": "Female",
    **_NOT_KNOWN,
}
_AGES = re.compile(r"(?:aged?)?(1[0-7])(?:to|and)?(1[0-9])(?:years?(?:old)?|yearolds?)?|(unknown|notknown)")
# What a table is headed with → its indicator, and the ways in which the head begins.
_TABLES: tuple[tuple[str, tuple[str, ...], Mapping[str, str]], ...] = (
    ("caseload_age", ("agegroup", "age"), {}),
    ("caseload_ethnicity", ("race/ethnicity", "raceandethnicity", "raceethnicity", "ethnicity", "race"), _ETHNICITY),
    ("caseload_gender", ("gender", "sex"), _GENDER),
)  # fmt: skip
_OPENING = re.compile(r"^\W*(?:(age)|(race|ethnicity)|(gender|sex))\b", re.IGNORECASE)


class Columns(NamedTuple):
    """A table's indicator and its columns in printed order."""

    indicator: str
    names: tuple[str, ...]


def columns_of(normalised: Sequence[str]) -> Columns | None:
    """The columns that the rows of a head name, if the whole of their text is made of two or more of them."""
    key = re.sub(r"[^a-z0-9/]", "", "".join(normalised))
    for indicator, starts, names in _TABLES:
        start = next((s for s in starts if key.startswith(s)), None)
        if start is None:
            continue
        rest = key[len(start) :]
        found = _named(re.sub(r"\d", "", rest), names) if names else _ages(rest)
        return Columns(indicator, found) if len(found) > 1 else None
    return None


def table_opened(text: str) -> str | None:
    """The indicator of a table whose head begins with these words, though its columns may not be known."""
    found = _OPENING.match(text)
    return None if found is None else _TABLES[(found.lastindex or 1) - 1][0]


def _ages(key: str) -> tuple[str, ...]:
    found = tuple(UNKNOWN if m[3] else f"{m[1]}–{m[2]}" for m in _AGES.finditer(key))
    return found if not _AGES.sub("", key) else ()


def _named(key: str, names: Mapping[str, str]) -> tuple[str, ...]:
    columns: list[str] = []
    while key:
        name = next((n for n in sorted(names, key=len, reverse=True) if key.startswith(n)), None)
        if name is None:
            return ()
        columns.append(names[name])
        key = key[len(name) :]
    return tuple(columns) if len(set(columns)) == len(columns) else ()
