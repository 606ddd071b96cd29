"""Ratings: the ratings page, the ratings under the headings, and the overall rating and score."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from yjs_dash.extract.layout.characters import RATING, letters, rating_of
from yjs_dash.extract.layout.joined_rows import JoinedRows
from yjs_dash.extract.layout.pairing import Token, beside, in_rows, pair, two_beside
from yjs_dash.extract.layout.rows import Row
from yjs_dash.extract.model import Place, Stated
from yjs_dash.extract.structure.framework_match import PrintedStandard
from yjs_dash.extract.structure.sections import RATINGS, SUMMARY, Sections

OVERALL = "overall"
_NUMBER = re.compile(r"(?<!\d)(?<!\d\.)([1-9])\.([1-9])(?!\d)[.:)]?(?=[a-z])")
_NAME = 60
_SCORE = re.compile(
    r"(?:total)?score:?(?P<score>\d{1,2})(?:points?)?\(?(?:/|outof|of)(?P<most>\d{1,2})(?!\d)"
)
_SCORE_BEHIND = re.compile(r"score\((?:outof|of)(?P<most>\d{1,2})\)(?P<score>\d{1,2})(?![\d/%])")
_SCORE_AFTER = re.compile(r"(?<!\d)(?P<score>\d{1,2})(?:/|outof)(?P<most>\d{1,2})(?:total)?score")
_BARE_SCORE = re.compile(r"(?<![\d/])(?P<score>\d{1,2})/(?P<most>36)(?![\d/])")
_NOT_RATED = r"(?:notrated|norating|notapplicable|n/a)"
_VALUE = re.compile(rf"{RATING}|{_NOT_RATED}")
# A rating that breaks over two lines of its cell, with the name of the standard read in between.
_FIRST_HALF = "requires"
_PARTED = re.compile(
    r"requires(?!improvement)(?:(?!requires|inadequate|outstanding|good).){1,90}?improvement"
)
_PROSE_WORDS = 14
_MOST_ROWS = 200
_UNDER_HEADING = 14
_STOPS = (
    "strengths", "areasforimprovement", "ourrating", "inmakingajudgement", "keydata", "keystaffing", "caseload",
    "weinspected", "wealsoinspected", "keyfindings", "does",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RatingsPage:
    """What the ratings page says. A rating of None: printed as not rated."""

    standards: tuple[tuple[PrintedStandard, str | None, Place], ...]
    unread: tuple[PrintedStandard, ...]
    overall: tuple[str, Place] | None
    score: tuple[int, int, Place] | None


def ratings_span(sections: Sections) -> range:
    """Rows of the ratings page; without a heading, the rows about the overall rating."""
    spans = sections.spans(RATINGS)
    if spans:
        return max(spans, key=lambda span: _standards_in(sections, span))
    rows = sections.rows
    for i in range(sections.contents_end, len(rows)):
        key = rows[i].normalised
        if _SCORE.search(key) or _BARE_SCORE.search(key) or key.startswith("overallrating"):
            start = max(sections.contents_end, i - 8)
            stop = next((h.at for h in sections.headings if h.at > i and not h.key[0].isdigit()), len(rows))
            return range(start, min(stop, i + 160))
    return range(0)


def _standards_in(sections: Sections, span: range) -> int:
    return len(_NUMBER.findall("".join(sections.rows[i].normalised for i in span[:160])))


def read_ratings_page(sections: Sections, *, names: Sequence[tuple[str, str]]) -> RatingsPage:
    """`names`: (standard id, letters of its name) of standards that are printed without a number."""
    span = ratings_span(sections)
    at = [i for i in span if not sections.rows[i].blank and not _is_prose(sections.rows[i])][:_MOST_ROWS]
    joined_rows = JoinedRows([sections.rows[i] for i in at])

    def place(token: Token) -> Place:
        index = at[token.row]
        return Place(page=sections.page_at(index), line=sections.rows[index].number)

    tokens = _tokens(joined_rows, names)
    overall, tokens = _overall(tokens, place)
    together: Sequence[tuple[Token, Token]] = ()
    crowded: Sequence[Token] = ()
    paired = in_rows(tokens, joined_rows.rows) if _one_a_row(tokens) else None
    if paired is None:
        together, crowded = beside(tokens), two_beside(tokens)
        taken = {id(token) for group in (*together, crowded) for token in group}
        paired = pair([t for t in tokens if id(t) not in taken])
    standards: list[tuple[PrintedStandard, str | None, Place]] = []
    unread = [t.value for t in (*paired.alone, *crowded) if isinstance(t.value, PrintedStandard)]
    for label, value in (*together, *paired.pairs):
        rating = rating_of(str(value.value))
        if label.value == OVERALL:
            overall = (rating, place(label)) if rating else None
        elif isinstance(label.value, PrintedStandard):
            standards.append((label.value, rating, place(label)))
    twice = {
        p.number for p, _, _ in standards if len({r for q, r, _ in standards if q.number == p.number}) > 1
    }
    unread += [p for p, _, _ in standards if p.number in twice]
    kept = {p.number: (p, r, where) for p, r, where in reversed(standards) if p.number not in twice}
    return RatingsPage(
        standards=tuple(sorted(kept.values(), key=lambda item: item[0].number)),
        unread=tuple(dict.fromkeys(p for p in unread if p.number not in kept)),
        overall=overall,
        score=_score(joined_rows, sections, at),
    )


def _one_a_row(tokens: Sequence[Token]) -> bool:
    """Whether no row has two standards beside each other."""
    rows = [token.row for token in tokens if token.label]
    return len(set(rows)) == len(rows)


def _overall(
    tokens: list[Token], place: Callable[[Token], Place]
) -> tuple[tuple[str, Place] | None, list[Token]]:
    """The rating right beside the words “overall rating”, and the tokens without both."""
    label = next((t for t in tokens if t.label and t.value == OVERALL), None)
    if label is None:
        return None, tokens
    values = [t for t in tokens if not t.label]
    beside = next((v for v in values if v.start == label.end), None) or next(
        (v for v in values if v.end == label.start), None
    )
    rating = rating_of(str(beside.value)) if beside else None
    if beside is None or rating is None:
        return None, tokens
    return (rating, place(label)), [t for t in tokens if t is not label and t is not beside]


def _is_prose(row: Row) -> bool:
    return len(row.bare.split()) >= _PROSE_WORDS and not _NUMBER.search(row.normalised)


def _tokens(joined_rows: JoinedRows, names: Sequence[tuple[str, str]]) -> list[Token]:
    labels: list[tuple[int, int, object]] = []
    values: list[tuple[int, int, object]] = [
        (m.start(), m.end(), m[0]) for m in _VALUE.finditer(joined_rows.text)
    ]
    values += [
        (m.start(), m.start() + len(_FIRST_HALF), "requiresimprovement")
        for m in _PARTED.finditer(joined_rows.text)
    ]
    values.sort()
    numbers = list(_NUMBER.finditer(joined_rows.text))
    for n, found in enumerate(numbers):
        limit = min(
            found.end() + _NAME, numbers[n + 1].start() if n + 1 < len(numbers) else len(joined_rows.text)
        )
        limit = min([limit, *(start for start, _, _ in values if start >= found.end())])
        labels.append(
            (
                found.start(),
                limit,
                PrintedStandard(f"{found[1]}.{found[2]}", letters(joined_rows.text[found.end() : limit])),
            )
        )
    if not numbers:
        labels += _named(joined_rows, names)
    labels += [
        (m.start(), m.end(), OVERALL) for m in re.finditer(r"overall(?:rating|judgement)", joined_rows.text)
    ][:1]
    return sorted(
        (_token(joined_rows, start, end, value, label=is_label) for is_label, found in ((True, labels), (False, values))
         for start, end, value in found),
        key=lambda token: (token.start, not token.label),
    )  # fmt: skip


def _named(joined_rows: JoinedRows, names: Sequence[tuple[str, str]]) -> list[tuple[int, int, object]]:
    """Standards printed by name alone, each on a row of its own."""
    found: list[tuple[int, int, object]] = []
    for standard_id, name in names:
        for match in re.finditer(re.escape(name), joined_rows.text):
            if joined_rows.is_row_start(match.start()) or rating_of(_word_before(joined_rows, match.start())):
                found.append((match.start(), match.end(), PrintedStandard(standard_id, name)))
                break
    return found


def _word_before(joined_rows: JoinedRows, position: int) -> str:
    before = re.search(rf"({RATING})$", joined_rows.text[max(0, position - 24) : position])
    return before[1] if before else ""


def _token(joined_rows: JoinedRows, start: int, end: int, value: object, *, label: bool) -> Token:
    return Token(
        label=label, value=value, row=joined_rows.row_at(start), end_row=joined_rows.row_at(max(start, end - 1)),
        start=start, end=end,
    )  # fmt: skip


def _score(joined_rows: JoinedRows, sections: Sections, at: Sequence[int]) -> tuple[int, int, Place] | None:
    """The score of the whole: out of more points than those of its domains; None where two are printed."""
    found: list[tuple[int, int, int]] = []
    for pattern in (_SCORE, _SCORE_AFTER, _BARE_SCORE, _SCORE_BEHIND):
        found += [
            (int(m["score"]), int(m["most"]), m.start("score")) for m in pattern.finditer(joined_rows.text)
        ]
    most = max((of for _, of, _ in found), default=0)
    scores = {score for score, of, _ in found if of == most}
    if len(scores) != 1 or not 0 <= min(scores) <= most:
        return None
    score, _, position = next(f for f in found if f[1] == most)
    index = at[joined_rows.row_at(position)]
    return score, most, Place(page=sections.page_at(index), line=sections.rows[index].number)


def ratings_under_headings(sections: Sections) -> list[Stated]:
    """The rating printed under each standard's heading in the body of the report."""
    stated: list[Stated] = []
    for n, heading in enumerate(sections.headings):
        if "." not in heading.key:
            continue
        stop = sections.headings[n + 1].at if n + 1 < len(sections.headings) else len(sections.rows)
        found = _under(sections.rows, heading.at, min(stop, heading.at + _UNDER_HEADING), heading.rest)
        if found:
            rating, index = found
            row = sections.rows[index]
            page = row.page if row.page is not None else sections.page_at(heading.at)
            place = Place(page=page, line=row.number)
            stated.append(Stated(what=heading.key, value=rating, place=place))
    return stated


def ratings_under_names(
    sections: Sections, *, names: Sequence[tuple[str, str]]
) -> list[tuple[PrintedStandard, str | None, Place]]:
    """Ratings under headings that name a standard without a number; `names`: (standard id, letters of its name).

    A standard of which two ratings are said is left out.
    """
    of_name = {name: standard for standard, name in names}
    opened = [
        (i, row, of_name[row.letters])
        for i, row in enumerate(sections.rows)
        if i >= sections.contents_end and row.letters in of_name
    ]
    found: dict[str, list[tuple[PrintedStandard, str | None, Place]]] = {}
    for n, (at, row, standard) in enumerate(opened):
        stop = min(opened[n + 1][0] if n + 1 < len(opened) else len(sections.rows), at + _UNDER_HEADING)
        hit = _under(sections.rows, at, stop, "")
        if hit is None or hit[1] < at:  # a rating above a heading is that of what stands before
            hit = _said_of(sections.rows, row.letters, range(at + 1, stop))
        if hit:
            place = Place(page=sections.page_at(at), line=sections.rows[hit[1]].number)
            found.setdefault(standard, []).append((PrintedStandard(standard, row.letters), hit[0], place))
    return [said[0] for said in found.values() if len({rating for _, rating, _ in said}) == 1]


def _said_of(rows: Sequence[Row], name: str, span: range) -> tuple[str, int] | None:
    """The rating that a sentence gives to what is named, or to “this”."""
    said = re.compile(
        rf"(?:{re.escape(name)}|ratingforthis|ratedthis|ourrating)[a-z,()]{{0,60}}?(?:is|was|as|:)({RATING})"
    )
    for i in span:
        if (hit := said.search(rows[i].normalised)) and (rating := rating_of(hit[1])):
            return rating, i
    return None


def _under(rows: Sequence[Row], start: int, stop: int, rest: str) -> tuple[str, int] | None:
    if rating := rating_of(rest):
        return rating, start
    previous = ""
    for i in range(start + 1, stop):
        row = rows[i]
        if row.blank:
            continue
        if row.letters.startswith(_STOPS):
            break
        tail = re.split(r"[.:!?]", row.bare.rstrip(" .*_|"))[-1]
        for candidate in (
            row.letters,
            letters(tail),
            previous + row.letters,
            letters(re.split(r"[.:]", previous)[-1]),
        ):
            if rating := rating_of(candidate):
                return rating, i
        previous = letters(tail)
    before = next((i for i in range(start - 1, max(-1, start - 3), -1) if not rows[i].blank), None)
    if before is not None and (rating := rating_of(rows[before].letters)):
        return rating, before
    return None


_OVERALL_SENTENCE = re.compile(
    rf"overall,?[a-z0-9,()/]{{2,90}}?(?:is|was|are|were|been)rated(?:it|this)?(?:as)?:?({RATING})"
)
_SCORED_SENTENCE = re.compile(rf"(?:overallratingof|overallratingis|overallrating:)({RATING})")
_RESETTLEMENT_SENTENCE = re.compile(
    rf"resettlement[a-z,()]{{0,60}}?(?:separatelyrated|ratedthiswork|wasrated|israted)(?:as)?:?({RATING})"
)


def ratings_in_sentences(sections: Sections) -> list[Stated]:
    """The overall and the resettlement rating as the foreword and the executive summary say them."""
    at = [
        i
        for i, row in enumerate(sections.rows)
        if not row.blank and sections.key_at(i) in {"foreword", SUMMARY} and i >= sections.contents_end
    ]
    joined_rows = JoinedRows([sections.rows[i] for i in at])
    stated: list[Stated] = []
    for what, patterns in (
        (OVERALL, (_OVERALL_SENTENCE, _SCORED_SENTENCE)),
        ("4.1", (_RESETTLEMENT_SENTENCE,)),
    ):
        for pattern in patterns:
            for found in pattern.finditer(joined_rows.text):
                rating = rating_of(found[1])
                index = at[joined_rows.row_at(found.start(1))]
                place = Place(page=sections.page_at(index), line=sections.rows[index].number)
                if rating:
                    stated.append(Stated(what=what, value=rating, place=place))
    return stated
