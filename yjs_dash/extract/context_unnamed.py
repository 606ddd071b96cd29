"""Figures of the facts page that no reader has a name for: none of them may be lost without a word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping

from yjs_dash.extract.context_facts import Facts
from yjs_dash.extract.model import Missing
from yjs_dash.extract.rows import Row
from yjs_dash.extract.text import late

# Numbers that say what a figure is of, and are none themselves: ages, years, bases of rates, lengths of time.
_OF_LABELS = late(
    r"\bper\s+1(?:00)?,?000\b|covid-?\s?19|\bpage\s+\d+|\bday\s+\d+|\b(?:domain|standard|annexe|table|figure)\s+\d+|"
    r"\baged?\s+(?:1\d\s?(?:[–-]|to|and)\s?)?1\d(?:\+|\s+(?:and|or)\s+(?:under|over|above|below))?|\b1[0-7]\s?(?:[–-]|to|and)\s?1\d\b(?!\s?%)|\b1\d\+|"
    r"\b1\d\s+(?:and|or)\s+(?:under|over|above|below)|\b\d+[-\s](?:months?|years?|weeks?|days?)\b|"
    r"\bquarter\s+\d|\bmid[-\s]?(?:19|20)\d\d|\((?:19|20)\d\d(?:\s?(?:/|[–-]|to)\s?(?:\d\d){1,2})?\)|"
    r"(?<=[A-Za-z,])\s(?:19|20)\d\d(?:\s?(?:/|[–-]|to)\s?(?:\d\d){1,2})?(?=[\s,;.)]|$)(?!\s?%)",
    re.IGNORECASE,
)
_FIGURE = late(r"(?<![\d.,/])£?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?![\d/])")
_PART_OF = "ofthe"
# Numbers that say no exact value: below five, about ten, five to ten, minus two.
_INEXACT = late(
    r"(?:[<>≤≥~±]|\b(?:about|around|approximately|fewer than|less than|more than|up to)\b|(?:^|\s)[-–−](?=£?\d))"
    r"\s?£?(\d[\d,.]*)|(\d[\d,.]*)\s?%?\s?[–-]\s?£?(\d[\d,.]*)",
    re.IGNORECASE,
)
_SCALES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "mn": 1_000_000, "million": 1_000_000}
_SCALED = r"£\s?{digits}\s?(k|thousand|mn?|million)\b"


def without_label_numbers(text: str) -> str:
    """A row's text without ages, years and the like."""
    return _OF_LABELS.sub(" ", text)


def figures_on(text: str) -> list[str]:
    """The numbers of a row that are figures, as digits."""
    bare = without_label_numbers(text)
    return [f"{found[1].replace(',', '')}{found[2] or ''}" for found in _FIGURE.finditer(bare)]


def exact(value: float | None, digits: str, text: str) -> float | None:
    """The value of a number as its row gives it: in thousands or millions, or None where it is not exact."""
    if value is None:
        return None
    plain = without_label_numbers(text)
    for found in _INEXACT.finditer(plain):
        parts = [part.strip(".,") for part in found.groups() if part]
        if digits in {*parts, "".join(parts)}:
            return None
    scale = re.search(_SCALED.format(digits=re.escape(digits)), text, re.IGNORECASE)
    if scale is None:
        return value
    scaled = round(value * _SCALES[scale[1].lower()], 2)
    return int(scaled) if scaled == int(scaled) else scaled


def unnamed_figures(
    facts: Facts, *, read: Mapping[int, Counter[str]], named: Collection[int]
) -> list[Missing]:
    """Rows of the facts page with a figure that no reader took.

    `read`: row → its figures that were read; `named`: rows that a reader took whole, or has named as missing.
    """
    known = {figure for figures in read.values() for figure in figures}
    missing: list[Missing] = []
    for at in facts.page_rows():
        for i in at:
            row = facts.row(i)
            left = Counter(figures_on(row.bare)) - Counter(map(str, facts.marks.loose.get(i, ())))
            left -= read.get(i, Counter())
            # “Of the 35 court disposals:” repeats a figure of the table above.
            repeats = row.letters.startswith(_PART_OF) and left.keys() <= known
            if left and i not in named and not repeats:
                what = "context.unnamed_figure"
                message = f"A figure on the facts page has no name here: “{shown(row)}”."
                missing.append(Missing(what=what, message=message))
    return missing


def shown(row: Row) -> str:
    """A row as a message may quote it."""
    return row.bare if len(row.bare) <= 80 else f"{row.bare[:79]}…"
