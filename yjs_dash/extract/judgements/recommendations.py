"""Recommendations: number, whom they address, and their text in the report's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yjs_dash.extract.layout.geometry import Geometry, ends_sentence
from yjs_dash.extract.layout.numbers import NUMBER, in_figures, whole_number
from yjs_dash.extract.layout.rows import Row
from yjs_dash.extract.model import Missing, Place, Recommendation
from yjs_dash.extract.structure.sections import RECOMMENDATIONS, Sections

_NUMBERED = re.compile(r"^\W{0,3}(\d{1,2})\s?[.)]\s+(\S.*)$")
_ADDRESSEE_END = re.compile(r"(?::|\bshould(?:\s+(?:ensure|make\s+sure)(?:\s+that)?)?)\W*$", re.IGNORECASE)
_SHOULD = re.compile(r"\s*,?\s*\b(?:should|must|needs?\s+to|are\s+to|is\s+to)\b.*$", re.IGNORECASE)
_COUNT = re.compile(rf"\b(?:made|make)\s+({NUMBER})\s+recommendations?\b", re.IGNORECASE)
_LONGEST_TEXT = 1_500
_TAIL = re.compile(r"^(?:should\s+|must\s+)?(?:ensure\s+|make\s+sure\s+)?(?:that)?\s*:?\s*$", re.IGNORECASE)
_OPENINGS = ("The ", "All ")


def read_recommendations(
    sections: Sections, geometry: Geometry
) -> tuple[list[Recommendation], list[Missing]]:
    spans = sections.spans(RECOMMENDATIONS)
    if not spans:
        return [], [Missing(what="recommendations", message="We found no part headed “Recommendations”.")]
    best: list[Recommendation] = []
    announced: int | None = None
    for span in spans:
        at = [i for i in span if not sections.rows[i].blank][1:]
        announced = announced or _announced(sections, at)
        read = _read(sections, geometry, at)
        best = read if len(read) > len(best) else best
    missing: list[Missing] = []
    if announced is not None and announced != len(best):
        missing.append(
            Missing(
                what="recommendations",
                message=f"The report announces {announced} recommendations, but we found {len(best)}.",
            )
        )
    elif not best:
        missing.append(Missing(what="recommendations", message="We found no numbered recommendation."))
    return best, missing


def _announced(sections: Sections, at: Sequence[int]) -> int | None:
    found = _COUNT.search(in_figures(" ".join(sections.rows[i].bare for i in at[:12])))
    return whole_number(found[1]) if found else None


def _read(sections: Sections, geometry: Geometry, at: Sequence[int]) -> list[Recommendation]:
    rows = sections.rows
    found: list[tuple[int, str, list[str], int]] = []
    addressee = ""
    pending: list[str] = []
    open_item = False
    last: Row | None = None
    for n, i in enumerate(at):
        row = rows[i]
        numbered = _NUMBERED.match(row.bare)
        if numbered and _is_next(int(numbered[1]), found):
            found.append((int(numbered[1]), addressee, [numbered[2]], i))
            open_item, pending = True, []
        elif _ADDRESSEE_END.search(row.bare) and not (open_item and _runs_on(rows, geometry, at, n)):
            if pending and (ends_sentence(pending[-1]) or row.bare.startswith(_OPENINGS)):
                pending = []
            if pending or not _TAIL.match(
                row.bare
            ):  # “… should ensure” may go on with “that:” on the next row
                addressee = _body(" ".join([*pending, row.bare]))
            open_item, pending = False, []
        elif open_item and last is not None and not _begins_addressee(rows, at, n, last, geometry):
            found[-1][2].append(row.bare)
        else:
            if last is not None and pending and (ends_sentence(pending[-1]) or geometry.parted(last, row)):
                pending = []
            pending.append(row.bare)
            open_item = False
        last = row
    return [
        Recommendation(
            number=number,
            addressed_to=to,
            text=" ".join(" ".join(parts).split())[:_LONGEST_TEXT],
            place=Place(page=sections.page_at(i), line=rows[i].number),
        )
        for number, to, parts, i in found
    ]


def _is_next(number: int, found: Sequence[tuple[int, str, list[str], int]]) -> bool:
    """Numbers count up by one, or begin again for another addressee."""
    return number == (found[-1][0] + 1 if found else 1) or (number == 1 and bool(found))


def _runs_on(rows: Sequence[Row], geometry: Geometry, at: Sequence[int], n: int) -> bool:
    """Whether a row that ends in a colon belongs to the item above it rather than naming an addressee."""
    return (
        rows[at[n]].bare[:1].islower()
        and not ends_sentence(rows[at[n - 1]].bare)
        and n + 1 < len(at)
        and not (_NUMBERED.match(rows[at[n + 1]].bare))
    )


def _begins_addressee(rows: Sequence[Row], at: Sequence[int], n: int, last: Row, geometry: Geometry) -> bool:
    """Whether a row after an item opens the next addressee, which a colon or “should” closes before the next item."""
    row = rows[at[n]]
    if not row.bare[:1].isupper():
        return False
    if last.left is not None and not (ends_sentence(last.text) or geometry.parted(last, row)):
        return False
    for following in at[n : n + 4]:
        text = rows[following].bare
        if _NUMBERED.match(text):
            return False
        if _ADDRESSEE_END.search(text):
            return True
    return last.left is None and ends_sentence(last.text)


def _body(text: str) -> str:
    """The addressed body from “The … should ensure that:”."""
    name = _SHOULD.sub("", text.strip().rstrip(":").strip())
    name = re.sub(r"^(?:the|all)\s+(?=\S)", "", " ".join(name.split()), flags=re.IGNORECASE)
    return name.strip(" :,-–")[:200]
