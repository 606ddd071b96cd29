"""Characters and words as reports print them: clean lines, footnote marks, ratings, numbers in words."""

from __future__ import annotations

import operator
import re
import unicodedata
from functools import cache

from yjs_dash.framework import RATINGS

MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_DIGITS = str.maketrans(MARKS, "0123456789")
_TO_MARKS = str.maketrans("0123456789", MARKS)
# A mark in square brackets, as copied text has it; not the text of a link.
_BRACKETED = re.compile(r"\[(\d{1,3})\](?!\()")
_MARK_RUN = re.compile(f"[{MARKS}]+")

# What print and PDF leave in a line: spaces that are not a space, hyphens that are not a hyphen, ligatures,
# soft hyphens, direction and control characters. A tab stays: it parts the cells of a table.
_REPLACED: dict[int, str] = {
    **dict.fromkeys(map(ord, "\u00a0\u1680\u2007\u202f\u205f\u3000\u2028\u2029"), " "),
    **dict.fromkeys(range(0x2000, 0x200B), " "),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2043\ufe63\uff0d\ufffe\uffff\x02"), "-"),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufffc"), ""),
    **dict.fromkeys(range(0x202A, 0x202F), ""),
    **dict.fromkeys(range(0x2066, 0x206A), ""),
    **{
        ord(k): v
        for k, v in {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}.items()
    },
    **{ord(wide): chr(ord(wide) - 0xFEE0) for wide in "０１２３４５６７８９％"},
}
for _code in (*range(0x20), *range(0x7F, 0xA0)):
    if _code != 9:
        _REPLACED.setdefault(_code, " ")

_ODD = frozenset(map(chr, _REPLACED))
_MARK_SET = frozenset(MARKS)

# Bytes are looked up in a table, several times faster than characters in a pattern.
_LOWER = bytes(range(256)).lower()
_NOT_LETTERS = bytes(c for c in range(256) if not chr(c).isascii() or not chr(c).isalpha())
_NOT_KEPT = bytes(c for c in _NOT_LETTERS if chr(c) not in "0123456789%?/.,()£~§")
WORDS = bytes(32 if c in _NOT_LETTERS else c for c in _LOWER)
_DIGIT_SPACE = re.compile(rb"\d\s")
_SPACED_DIGITS = re.compile(rb"(?<=\d)\s+(?=\d)")

_RATING_KEYS = {"".join(name.lower().split()): name for name in RATINGS}
RATING = r"(?:requires?improvement|inadequate|outstanding|good)"
"""Pattern of a rating in a normalised text."""


# What a PDF gives for a hyphen that ends a line: in a word that is written with one, or that the line broke.
_LINE_END_HYPHEN = "\ufffe"
_PARTED_WORD = re.compile(rf"(\w+){_LINE_END_HYPHEN}(\w+)")


def _joined(parts: re.Match[str]) -> str:
    word = f"{parts[1]}{parts[2]}"
    return word if word.lower() in _REJOINED else f"{parts[1]}-{parts[2]}"


def clean(text: str) -> str:
    """A line with plain spaces and hyphens and raised footnote marks; tabs and typographic quotes stay."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if _LINE_END_HYPHEN in text:
        text = _PARTED_WORD.sub(_joined, text)
    if not text.isprintable() or not (text.isascii() or _ODD.isdisjoint(text)):
        text = text.translate(_REPLACED)
    if "[" in text:
        text = _BRACKETED.sub(lambda found: found[1].translate(_TO_MARKS), text)
    return text.replace("**", "").rstrip()


def without_marks(text: str) -> str:
    """`text` without superscript footnote marks."""
    if text.isascii() or _MARK_SET.isdisjoint(text):
        return text.strip()
    return _MARK_RUN.sub(" ", text).strip()


def marks_in(text: str) -> tuple[int, ...]:
    """Numbers of the superscript footnote marks in `text`."""
    if text.isascii() or _MARK_SET.isdisjoint(text):
        return ()
    return tuple(int(run.translate(_TO_DIGITS)) for run in _MARK_RUN.findall(text))


def letters(text: str) -> str:
    """Only the letters a–z, in lower case: what survives broken words, other spaces, icons and marks."""
    return _plain(text).translate(_LOWER, _NOT_LETTERS).decode("ascii")


def normalise(text: str) -> str:
    """Letters, digits and the signs that carry meaning, without spaces; `~` parts digits that stood apart."""
    plain = _plain(text)
    if _DIGIT_SPACE.search(plain):
        plain = _SPACED_DIGITS.sub(b"~", plain)
    return plain.translate(_LOWER, _NOT_KEPT).decode("latin-1")


def _plain(text: str) -> bytes:
    """`text` without marks and accents, as Latin-1; what has no place there carries no meaning here."""
    if "&" in text:
        text = text.replace("&", " and ")
    if not text.isascii() and not unicodedata.is_normalized("NFKD", text):
        text = unicodedata.normalize("NFKD", without_marks(text.replace("…", "")))
    return text.encode("latin-1", "ignore")


_LIGATURE = re.compile("ff[il]?|f[il]")


@cache
def spelt(name: str) -> re.Pattern[str]:
    """A name's letters, or what is left of them where a file prints two or three as one sign that it does not spell."""
    return re.compile(_LIGATURE.sub(lambda sign: f"(?:{sign[0]}|{sign[0].lstrip('f')}|)", name))


def rating_of(normalised: str) -> str | None:
    """A rating's name from its letters, None for anything else."""
    return _RATING_KEYS.get(normalised.replace("requireimprovement", "requiresimprovement"))


_REJOINED = frozenset(
    (
        "community custodial sentence sentences sentenced disposal disposals conditional caution cautions cautioned "
        "resolution resolutions diversion examined examining inspected inspectors reviewed received resettlement "
        "interviews interviewed meetings conducted children consented replied completed fieldwork caseload managers "
        "identify minority ethnic unknown offences recorded national average population vacancy reduced statutory "
        "detailed assessed proportion overall question professional discretion recommendations managed released "
        "custody services started beginning announced announcement supplied entrants statistics annual proven "
        "reoffending estimates january february september october november december disposed compared nationally "
        "headcount education financial previous current illustrat illustration vacancies meeting interview"
    ).split()
)


def is_broken(text: str) -> bool:
    """Whether print has broken any of the words that matter here."""
    words = text.lower().split()
    return not _REJOINED.isdisjoint(map(operator.add, words, words[1:]))


def is_parted_word(text: str, following: str) -> bool:
    """Whether the hyphen at the end of a text parts a word that matters here and goes on in the following text."""
    first, rest = text.split()[-1:], following.split()[:1]
    whole = f"{first[0].removesuffix('-')}{rest[0]}" if text.endswith("-") and first and rest else ""
    return whole.lower().strip(".,;:()‘’'\"“”") in _REJOINED


def rejoin_words(text: str) -> str:
    """`text` with words that print has broken in two put together, where they are words that matter here.

    A hyphen at the end of the first part goes with it: “case man- agers”.
    """
    out: list[str] = []
    for word in text.split(" "):
        joined = out[-1].removesuffix("-") + word if out else ""
        if joined and joined.lower().strip(".,;:()‘’'\"“”") in _REJOINED:
            out[-1] = joined
        else:
            out.append(word)
    return " ".join(out)
