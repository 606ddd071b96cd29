"""Which pieces are figures or ratings by themselves: what a column of values is made of."""

from __future__ import annotations

from yjs_dash.extract.reading.pdf.pieces import LINE_END_HYPHEN, MARKS

_FIGURE = frozenset("0123456789.,%£~<>+ ")
_DIGITS = frozenset("0123456789")
_RATINGS = frozenset(
    (
        "good",
        "outstanding",
        "inadequate",
        "requires",
        "improvement",
        "requires improvement",
        "not rated",
        "not",
        "rated",
    )
)
_SIGNS = frozenset(("%", "per", "cent", "per cent", "percent"))
_LONG = "requires improvement"
_SHORTEST_PART = 4
_LONGEST = 32
_LONGEST_MARK = 2


def bare(text: str) -> str:
    """Lower case without footnote marks, stars and other signs at its end."""
    plain = "".join(c for c in text if (c not in MARKS and c.isascii()) or c == "£")
    return " ".join(plain.lower().replace("*", "").split())


def is_value(text: str) -> bool:
    """Whether a piece is a figure, a rating, or a part of one that a narrow cell has broken."""
    if len(text) > _LONGEST:
        return False
    plain = bare(text)
    if plain in _RATINGS or plain in _SIGNS or _is_part_of_rating(text, plain):
        return True
    for sign in ("per cent", "percent", "per"):
        if plain.endswith(sign):
            plain = plain[: -len(sign)].rstrip()
    return not _DIGITS.isdisjoint(plain) and _FIGURE.issuperset(plain) and not plain.endswith((".", ","))


def is_rating(text: str) -> bool:
    return bare(text) in _RATINGS


def _is_part_of_rating(text: str, plain: str) -> bool:
    """Whether a piece is a part of the one long rating, broken by a hyphen at the end of a line."""
    if text.endswith(LINE_END_HYPHEN):
        return _LONG.startswith(plain) or _LONG.removeprefix("requires ").startswith(plain)
    return len(plain) >= _SHORTEST_PART and _LONG.endswith(plain)


def goes_on_as_rating(before: str, text: str) -> bool:
    """Whether two lines of a cell are that rating, or its beginning."""
    return bare(before).startswith("requires") and _LONG.startswith(bare(joined([before, text])))


def is_sign(text: str) -> bool:
    """Whether a piece is the second part of a figure whose cell was too narrow for both; a mark may stand behind it."""
    plain = bare(text)
    mark = plain.removeprefix("%")
    return plain in _SIGNS or (mark != plain and mark.isdecimal() and len(mark) <= _LONGEST_MARK)


def is_whole(text: str) -> bool:
    """Whether a figure is complete: a percentage with its sign."""
    plain = bare(text)
    return plain.endswith(("%", "per cent", "percent")) and not _DIGITS.isdisjoint(plain)


def is_open(text: str) -> bool:
    """Whether a figure may go on in the next line of its cell: up to three digits, or words that need more."""
    plain = bare(text)
    return (len(plain) <= 3 and plain.isdecimal()) or plain.endswith("per")


def joined(parts: list[str]) -> str:
    """The parts of a value that stand under each other in a narrow cell; digits go together without a space."""
    text = parts[0].strip()
    for part in parts[1:]:
        more = part.strip()
        tight = (text[-1:] in _DIGITS and more[:1] in _FIGURE) or text.endswith(LINE_END_HYPHEN)
        text = f"{text}{'' if tight else ' '}{more}"
    return text
