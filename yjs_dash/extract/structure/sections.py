"""Where the parts of a report begin: headings, contents list, and the page of each value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from yjs_dash.extract.layout.characters import letters, rating_of, spelt
from yjs_dash.extract.layout.rows import Row

CONTENTS, RATINGS, SUMMARY, RECOMMENDATIONS = "contents", "ratings", "summary", "recommendations"
FOREWORD, BACKGROUND, FACTS, DIVERSITY = "foreword", "background", "facts", "diversity"
METHODOLOGY, DATA_ANNEXE, END = "methodology", "data_annexe", "end"

_ANNEXE = re.compile(r"^(?:annexe?|appendix)[a-z]{0,3}")
_DOMAIN_WORDS = {"one": "1", "two": "2", "three": "3", "four": "4"}
_STANDARD = re.compile(r"^\W*(?:standard\s+)?(\d)\s*\.\s*(\d)(?!\s*\d)\s*[.:)–—-]?\s*(.*)$", re.IGNORECASE)
_NUMBERED = re.compile(r"^\W*(?:\d|standard|domain)", re.IGNORECASE)
_DOMAIN = re.compile(r"^\W*(\d)\s*[.:)]?\s+(\D.*)$")
_NAMED_DOMAIN = re.compile(r"^\W*domain\s+(one|two|three|four|\d)\b\W*(.*)$", re.IGNORECASE)
_ENTRY = re.compile(r"^(.*?\S)[\s.…·_]*?[\s.…·_](\d{1,3})$")
_AFTER_NAME = 70
_LONGEST_NAME = 90
_MOST_HEADINGS = 400


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that opens a part. `at`: its index; `key`: a section's name, a domain's number, or a standard's number.

    `rest`: letters after a standard's name, such as its rating. `known`: the name is one of a known framework.
    """

    at: int
    key: str
    rest: str = ""
    known: bool = True


@dataclass(frozen=True, slots=True)
class HeadingNames:
    """The names of headings in all frameworks, by their letters.

    `numbered`: number of a standard or domain → its names; `samples`: number of a domain → the case samples it is
    judged on, empty for none; `parts`: name of a part → its key; `annexes`: how the name of an annexe ends → its key.
    """

    numbered: Mapping[str, frozenset[str]]
    samples: Mapping[str, frozenset[str]]
    parts: Mapping[str, str]
    annexes: Mapping[str, str]


class Sections:
    """Parts of a report in order, found by the names of their headings."""

    def __init__(self, rows: Sequence[Row], names: HeadingNames) -> None:
        self.rows = rows
        self._names = names
        contents = self._contents()
        self.contents_end = contents.stop
        self.pages = self._entries(contents)
        self.headings = self._headings(contents)
        self._of: list[Heading | None] = []
        current: Heading | None = None
        following = iter([*self.headings, Heading(at=len(rows), key=END)])
        upcoming = next(following)
        for i in range(len(rows)):
            if i == upcoming.at:
                current, upcoming = upcoming, next(following)
            self._of.append(current)

    def key_at(self, index: int) -> str:
        """Section key of a row; empty before the first heading."""
        heading = self._of[index]
        return heading.key if heading else ""

    def page_at(self, index: int) -> int | None:
        """Page as printed: of the row itself, or, in a text without pages, where the contents list puts its part."""
        page = self.rows[index].page
        return page if page is not None else self._pages[index]

    @cached_property
    def _pages(self) -> list[int | None]:
        """For each row, the page that the contents list gives for the part that it stands in."""
        pages: list[int | None] = []
        current: int | None = None
        starts = {h.at: h.key for h in self.headings}
        for i in range(len(self.rows)):
            if i in starts:
                current = self.pages.get(starts[i], current)
            pages.append(current)
        return pages

    def is_chapter_of(self, key: str, sample: str) -> bool:
        """Whether a section's key is that of a domain that is judged on a case sample, or of one of its standards."""
        return sample in self._names.samples.get(key.partition(".")[0], frozenset())

    @cached_property
    def without_sample(self) -> tuple[str, ...]:
        """Numbers of the standards whose domain is judged on no case sample, in order."""
        samples = self._names.samples
        return tuple(
            number
            for number in sorted(self._names.numbered)
            if "." in number and not samples.get(number.partition(".")[0])
        )

    @cached_property
    def heading_rows(self) -> frozenset[int]:
        return frozenset(h.at for h in self.headings)

    @cached_property
    def _spans(self) -> dict[str, list[range]]:
        spans: dict[str, list[range]] = {}
        starts = [h.at for h in self.headings] + [len(self.rows)]
        for n, heading in enumerate(self.headings):
            spans.setdefault(heading.key, []).append(range(heading.at, starts[n + 1]))
        return spans

    def spans(self, key: str) -> list[range]:
        """Row ranges of all parts with this key, heading row included."""
        return self._spans.get(key, [])

    def rows_in(self, span: Iterable[int]) -> list[Row]:
        return [self.rows[i] for i in span]

    def _contents(self) -> range:
        """The contents list: from its heading while rows are entries, headings or page numbers."""
        rows = self.rows
        start = next(
            (i for i, r in enumerate(rows[:400]) if self._names.parts.get(r.letters) == CONTENTS), None
        )
        if start is None:
            return range(0)
        seen: set[str] = set()
        last = start
        entries = 0
        for i in range(start + 1, min(len(rows), start + 160)):
            text = rows[i].bare
            if not text or text.isdigit():
                last = i if text else last
                continue
            listed = _ENTRY.match(text)
            key = self._key(listed[1] if listed else text)
            if listed and (key or len(text) < 110):
                entries += 1
            elif key is None and not (len(text) < 60 and i - last <= 1 and self._opens_entry(i)):
                break
            elif key is not None:
                if key.key in seen and not listed:
                    break
                if not listed and entries > 3:  # the list is over: a part begins
                    break
            if key is not None:
                seen.add(key.key)
            last = i
        return range(start, last + 1)

    def _opens_entry(self, index: int) -> bool:
        """Whether a short row is the first half of an entry whose number stands on the next row."""
        following = next((r for r in self.rows[index + 1 : index + 3] if not r.blank), None)
        return following is not None and (following.bare.isdigit() or bool(_ENTRY.match(following.bare)))

    def _entries(self, contents: range) -> dict[str, int]:
        pages: dict[str, int] = {}
        pending = ""
        titles: list[str] = []
        numbers: list[int] = []
        for row in self.rows_in(contents):
            text = row.bare
            listed = _ENTRY.match(text)
            if listed:
                for title in (listed[1], f"{pending} {listed[1]}"):
                    key = self._key(title)
                    if key is not None:
                        pages.setdefault(key.key, int(listed[2]))
                        break
                pending = ""
            elif text.isdigit() and len(text) <= 3:
                numbers.append(int(text))
                pending = ""
            elif text:
                titles.append(text)
                pending = text
        keyed = [self._key(title) for title in titles]
        if not pages and len(numbers) == len(
            [k for k in keyed if k]
        ):  # titles in one column, pages in another
            for key, page in zip([k for k in keyed if k], numbers, strict=True):
                pages.setdefault(key.key, page)
        return pages

    def _headings(self, contents: range) -> list[Heading]:
        headings: list[Heading] = []
        section = ""
        for i, row in enumerate(self.rows):
            if i in contents or row.blank or len(row.text) > 160 or row.text.rstrip().endswith((",", ";")):
                continue
            key = self._key(row.bare, at=i)
            if key is None or self._is_entry(row) or not (key.known or _follows(headings, key.key)):
                continue
            if key.key[0].isdigit():
                if section in {RATINGS, METHODOLOGY, END} and not self._leaves_ratings(i, key, section):
                    continue
                if section == DATA_ANNEXE:  # its numbered headings part prompts, not the report
                    continue
            elif (
                (key.key == DIVERSITY and section in {SUMMARY, METHODOLOGY, DATA_ANNEXE})
                or row.text.rstrip().endswith(".")
                or not row.text.lstrip(" \t#*>-–•")[:1].isupper()
            ):
                continue
            headings.append(Heading(at=i, key=key.key, rest=key.rest))
            if len(headings) >= _MOST_HEADINGS:
                break
            section = key.key
        return headings

    def _is_entry(self, row: Row) -> bool:
        """A line of a contents list that stands outside the recognised one."""
        listed = _ENTRY.match(row.bare)
        return (
            bool(listed) and bool(re.search(r"[.…]{3,}\s*\d+$|\s\d{1,3}$", row.bare)) and "%" not in row.bare
        )

    def _following(self, index: int) -> str:
        return next((r.bare for r in self.rows[index + 1 : index + 3] if not r.blank), "")

    def _leaves_ratings(self, index: int, heading: Heading, section: str) -> bool:
        """Whether a numbered heading within the ratings list is in fact the first of the report's body.

        Only where no other heading parted them: a body heading is followed by prose.
        """
        if section != RATINGS:
            return False
        prose = 0
        for row in self.rows[index + 1 : index + 12]:
            if rating_of(row.letters) or _STANDARD.match(row.bare):
                return prose > 1
            if row.letters in self._names.parts:  # that heading will end the ratings
                return False
            prose += len(row.bare) > 90
        return prose > 1

    def _key(self, text: str, *, at: int | None = None) -> Heading | None:
        """What a text opens; `at`: index of its row, where it is one, whose name may go on in the next row."""
        if _NUMBERED.match(text):
            standard = _STANDARD.match(text)
            if standard:
                following = "" if at is None else letters(self._following(at))
                return self._standard_key(f"{standard[1]}.{standard[2]}", standard[3], following)
            named = _NAMED_DOMAIN.match(text)
            if named:
                return Heading(at=-1, key=_DOMAIN_WORDS.get(named[1].lower(), named[1]))
            domain = _DOMAIN.match(text)
            if domain and len(text) < 60:
                name = letters(domain[2])
                if name in self._names.numbered.get(domain[1], frozenset()):
                    return Heading(at=-1, key=domain[1])
                return None
        if len(text) > _LONGEST_NAME:
            return None
        name = letters(text) if at is None else self.rows[at].letters
        if not name or len(name) > 45:
            return None
        if name in self._names.parts:
            return Heading(at=-1, key=self._names.parts[name])
        annexe = _ANNEXE.match(name)
        if annexe:
            part = next((key for part, key in self._names.annexes.items() if name.endswith(part)), None)
            return Heading(at=-1, key=part or END) if part or len(name) < 30 else None
        return None

    def _standard_key(self, number: str, printed: str, following: str) -> Heading | None:
        name = letters(printed)
        known = self._names.numbered.get(number, frozenset())
        for candidate in sorted(known, key=len, reverse=True):
            if name.startswith(candidate):
                rest = name[len(candidate) :]
                if not rest or rating_of(rest) or (rest.endswith("disposals") and len(rest) <= _AFTER_NAME):
                    return Heading(at=-1, key=number, rest=rest)
            elif name and (
                (candidate.startswith(name) and (name + following).startswith(candidate))
                or spelt(candidate).fullmatch(name)
            ):
                return Heading(at=-1, key=number)
        # A number that no known framework has, or another name: still a heading where it looks like one.
        if 3 < len(name) < 60 and printed[:1].isupper() and "%" not in printed:
            return Heading(at=-1, key=number, known=False)
        return None


def _follows(headings: Sequence[Heading], number: str) -> bool:
    """Whether a standard that no framework names would be the next one: a figure may look like a number."""
    last = next((h.key for h in reversed(headings) if "." in h.key), "0.9")
    before, after = [int(n) for n in last.split(".")], [int(n) for n in number.split(".")]
    return after == [before[0], before[1] + 1] or after == [before[0] + 1, 1]
