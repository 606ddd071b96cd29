"""Lines of a document as rows: clean text, without running headers and footers, with the page as printed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from yjs_dash.extract.layout.characters import clean, letters, normalise, rating_of, without_marks
from yjs_dash.extract.layout.page_breaks import mend
from yjs_dash.extract.reading.documents import Document, Line

_EDGE = 3
_COVER = 14  # the title on the cover may be the running header of the pages
_LONGEST_RUNNING = 140
_MOST_RUNNING_WORDS = 9
_LEAST_CHAIN = 6
_LEAST_RUNNING = 3
_RULE = re.compile(r"^[\s|_=\-–—.·*]+$")
_LONE_NUMBER = re.compile(
    r"^\s*(?:page\s+)?[-–|]?\s*(\d{1,3})\s*[-–|]?\s*(?:of\s+\d{1,3})?\s*$", re.IGNORECASE
)
_LAST_NUMBER = re.compile(r"(?:^|\s)(\d{1,3})$")
_FIRST_NUMBER = re.compile(r"^(\d{1,3})\s")
_FOOTNOTE = re.compile(r"^\s*\d{1,2}\s+[A-Z].{30,}\.$")
_NUMBERED = re.compile(r"^\s*\d\s*\.\s*\d")


class Row:
    """A line as the parsers read it: `text` clean, `bare` also without footnote marks. `page`: as printed.

    `in_table`: a row of a table whose cells are known, from their places on the page or from the word processor.
    `sheet`: the number of its page in the file.

    `letters` and `normalised` are made when first asked for: most rows are never asked.
    """

    __slots__ = (
        "_letters",
        "_normalised",
        "bare",
        "blank",
        "in_table",
        "left",
        "number",
        "page",
        "right",
        "sheet",
        "text",
    )

    def __init__(
        self,
        *,
        page: int | None,
        number: int,
        text: str,
        left: float | None = None,
        right: float | None = None,
        in_table: bool = False,
        sheet: int | None = None,
    ) -> None:
        self.page = page
        self.sheet = sheet
        self.number = number
        self.text = text
        self.bare = without_marks(text)
        self.blank = not self.bare and not text.strip()
        self.left = left
        self.right = right
        self.in_table = in_table
        self._letters: str | None = None
        self._normalised: str | None = None

    @property
    def letters(self) -> str:
        if self._letters is None:
            self._letters = letters(self.bare)
        return self._letters

    @property
    def normalised(self) -> str:
        if self._normalised is None:
            self._normalised = normalise(self.bare)
        return self._normalised


def rows_of(document: Document) -> tuple[Row, ...]:
    """All rows in order. Blank rows stay: in a text they part paragraphs."""
    texts = [clean(line.text) for line in document.lines]
    if document.page_count is None:
        furniture, offset = _repeated_lines(texts), 0
    else:
        furniture, offset = _page_edges(document.lines, texts)
    kept = [i for i, text in enumerate(texts) if i not in furniture or (i < _COVER and letters(text))]
    lines = [document.lines[i] for i in kept]
    printed = ["" if _is_rule(texts[i]) else texts[i] for i in kept]
    mend([line.page for line in lines], printed)
    return tuple(
        Row(
            page=None if line.page is None else line.page - offset,
            number=line.number,
            text=text,
            left=line.left,
            right=line.right,
            in_table="\t" in text and (line.left is not None or document.kind == "docx"),
            sheet=line.page,
        )
        for line, text in zip(lines, printed, strict=True)
    )


def _is_rule(text: str) -> bool:
    return bool(_RULE.match(text)) and bool(text.strip())


def _shape(text: str) -> str:
    """A line with its numbers taken out: what running headers have in common."""
    return re.sub(r"\d+", "#", " ".join(text.split()))


def _page_edges(lines: Sequence[Line], texts: Sequence[str]) -> tuple[set[int], int]:
    """Indices of running headers, footers and page numbers; and by how much sheets run ahead of printed pages."""
    pages: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if line.page is not None and texts[i].strip():
            pages[line.page].append(i)
    edges = {page: list(dict.fromkeys([*at[:_EDGE], *at[-_EDGE:]])) for page, at in pages.items()}
    shapes = Counter(shape for at in edges.values() for shape in {_shape(texts[i]) for i in at})
    least = max(3, round(0.3 * len(pages)))
    repeated = {
        i
        for at in edges.values()
        for i in at
        if shapes[_shape(texts[i])] >= least and letters(texts[i]) and not _is_content(texts[i])
    }
    offset = _offset(edges, texts, repeated)
    numbers = {
        i
        for page, at in edges.items()
        for i in at
        if (found := _LONE_NUMBER.match(texts[i])) and offset is not None and int(found[1]) == page - offset
    }
    return repeated | numbers, offset or 0


def _is_content(text: str) -> bool:
    """Rows that stand on many pages and are none the less part of the report."""
    key = letters(text)
    return bool(
        "%" in text
        or _FOOTNOTE.match(text)
        or key == "percent"
        or _NUMBERED.match(text)
        or rating_of(key)
        or key in {"strengths", "areasforimprovement", "yes", "but", "recommendations"}
    )


def _offset(edges: dict[int, list[int]], texts: Sequence[str], repeated: set[int]) -> int | None:
    votes: Counter[int] = Counter()
    for page, at in edges.items():
        seen: set[int] = set()
        for i in at:
            found = _LONE_NUMBER.match(texts[i])
            if not found and i in repeated:
                found = _LAST_NUMBER.search(texts[i]) or _FIRST_NUMBER.match(texts[i])
            if found:
                seen.add(page - int(found[1]))
        votes.update(seen)
    if not votes:
        return None
    offset, count = votes.most_common(1)[0]
    return offset if count >= max(3, 0.4 * len(edges)) else None


def _repeated_lines(texts: Sequence[str]) -> set[int]:
    """Running lines of a text without page breaks: the same words with a rising number, or the report's title."""
    at: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        if text and len(text) < _LONGEST_RUNNING and not text.endswith(".") and not _is_content(text):
            at[_shape(text)].append(i)
    furniture: set[int] = set()
    lone: list[int] = []
    for shape, places in at.items():
        if shape == "#":
            lone = [i for i in places if _LONE_NUMBER.match(texts[i])]
        elif (
            len(places) >= 4
            and "#" in shape
            and _is_running(shape)
            and _rises([_numbers(texts[i]) for i in places])
        ) or (len(places) >= 5 and "inspection" in letters(shape)):
            furniture.update(places)
    running = sorted(furniture)
    furniture |= _beside_running(lone, texts, running)
    furniture.update(_page_numbers(lone, texts))
    return furniture


def _is_running(shape: str) -> bool:
    """Whether a repeated line may head or foot a page: a title, not a footnote that many pages repeat."""
    return "inspection" in letters(shape) or len(shape.split()) <= _MOST_RUNNING_WORDS


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d{1,6}", text))


def _rises(rows: Sequence[tuple[int, ...]]) -> bool:
    """Whether one number of the lines rises by one or two from each to the next, all others staying."""
    steps = [tuple(b - a for a, b in zip(one, two, strict=False)) for one, two in pairwise(rows)]
    return any(
        all(len(step) > place and 1 <= step[place] <= 2 for step in steps) for place in range(len(rows[0]))
    )


def _beside_running(lone: Sequence[int], texts: Sequence[str], running: Sequence[int]) -> set[int]:
    """Lone numbers that stand at the same distance from each running line and rise from one to the next."""
    numbers = set(lone)
    found: set[int] = set()
    for step in (-2, -1, 1, 2):
        places = [place for i in running if (place := _filled(texts, i, step)) in numbers]
        values = [int(texts[i]) for i in places]
        rising = sum(1 <= b - a <= 2 for a, b in pairwise(values))
        if len(values) >= _LEAST_RUNNING and rising >= 0.8 * (len(values) - 1):
            found.update(places)
    return found


def _filled(texts: Sequence[str], index: int, step: int) -> int:
    """Index of the line `step` filled lines away; -1 where there is none near."""
    direction = 1 if step > 0 else -1
    left = abs(step)
    for i in range(index + direction, index + 8 * direction, direction):
        if not 0 <= i < len(texts):
            break
        left -= bool(texts[i].strip())
        if left == 0:
            return i
    return -1


def _page_numbers(lone: Sequence[int], texts: Sequence[str]) -> Iterator[int]:
    """Lone numbers that count pages: a long chain that counts up by one."""
    chain = _longest_count([(int(texts[i]), i) for i in lone])
    if len(chain) < _LEAST_CHAIN:
        return
    places: dict[int, list[int]] = defaultdict(list)
    for i in lone:
        places[int(texts[i])].append(i)
    for n, i in enumerate(chain):
        first = chain[n - 1] if n else 0
        last = chain[n + 1] if n + 1 < len(chain) else len(texts)
        same = places[int(texts[i])]
        # A figure of a table may be the number of its page: where two stand, neither is taken away.
        if bisect_left(same, last) - bisect_right(same, first) == 1:
            yield i


def _longest_count(numbers: Sequence[tuple[int, int]]) -> list[int]:
    """Indices of the longest run n, n + 1, n + 2 … that stands in this order, whatever stands between."""
    ending_in: dict[int, list[int]] = {}
    longest: list[int] = []
    for value, index in numbers:
        before = ending_in.get(value - 1, [])
        if len(before) + 1 > len(ending_in.get(value, [])):
            ending_in[value] = [*before, index]
            longest = max(longest, ending_in[value], key=len)
    return longest
