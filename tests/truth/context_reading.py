"""How a string is read: names hidden behind marks, split into sentences, and each handed to the checker that knows it.

A checker is a pattern over the words that a visitor sees and a function that works out from the raw tables whether
they are true. A sentence that no pattern knows is a fault, as a false one is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tests.truth.context_said import Said
from tests.truth.context_world import Row, Service, World, half_up

NAME = r"⟦\d+⟧"
NAMES = rf"{NAME}(?:, {NAME})*(?: and {NAME})?"
FIGURE = r"(?:£?-?\d+(?:,\d{3})*(?:\.\d+)?%?(?: \[[ceuxz]\])?)"
"""A figure with its shorthand, as “43.1%”, “£3,807”, “133 [e]”."""
_SPLIT = re.compile(r"(?<=[.!?])\s+(?=[A-Z“£⟦0-9])")
_ABSENT = {"c": "suppressed", "x": "not published", "z": "not applicable"}


class FalseSentenceError(AssertionError):
    """A sentence that is not true of the tables, or that nothing understands."""


@dataclass
class Reading:
    """One string being checked: the world it speaks of, the services chosen, and what was understood of it."""

    world: World
    chosen: list[Service]
    said: Said
    names: list[str] = field(default_factory=list)
    facts: list[tuple[object, ...]] = field(default_factory=list)
    regions: frozenset[str] = frozenset()

    @property
    def about(self) -> str:
        return self.said.about

    @property
    def unit(self) -> str:
        return self.world.unit(self.about)

    def name(self, mark: str) -> str:
        """The name behind a mark."""
        found = re.fullmatch(r"⟦(\d+)⟧", mark.strip())
        if not found:
            raise FalseSentenceError(f"“{mark}” is no name")
        return self.names[int(found[1])]

    def listed(self, marks: str) -> list[str]:
        return [self.names[int(number)] for number in re.findall(r"⟦(\d+)⟧", marks)]

    def service(self, mark: str) -> Service:
        name = self.name(mark)
        need(name in self.world.by_name, f"“{name}” is no service")
        found = self.world.by_name[name]
        need(found in self.chosen, f"“{name}” was not chosen")
        return found

    def note(self, *fact: object) -> None:
        """Keep what a sentence says, for those who ask whether anything is missing."""
        self.facts.append(fact)


Check = Callable[..., None]


@dataclass(frozen=True)
class Checker:
    kind: str
    places: re.Pattern[str]
    pattern: re.Pattern[str]
    check: Check


CHECKERS: list[Checker] = []
WHOLE = frozenset({"areas.sentence", "trend.note", "near.row", "near.sentence", "latest.note", "index.note"})
"""Places where a string is one claim, however many sentences it has."""
COUNTED: Counter[str] = Counter()
"""Claims checked, by kind."""


def claim(kind: str, places: str, *patterns: str) -> Callable[[Check], Check]:
    """Register a function as the checker of sentences of these patterns in these places.

    It takes the reading and the named groups of the pattern, and fails where the words are not true.
    """

    def register(check: Check) -> Check:
        for pattern in patterns:
            CHECKERS.append(Checker(kind, re.compile(places), re.compile(filled(pattern)), check))
        return check

    return register


def filled(pattern: str) -> str:
    """`{name}`, `{names}` and `{figure}` of a pattern as the expressions they stand for."""
    for word, expression in (("{names}", NAMES), ("{name}", NAME), ("{figure}", FIGURE)):
        pattern = pattern.replace(word, expression)
    return pattern


def need(condition: object, why: str) -> None:
    if not condition:
        raise FalseSentenceError(why)


def same(said: object, true: object, what: str) -> None:
    if said != true:
        raise FalseSentenceError(f"{what}: said “{said}”, true “{true}”")


class Reader:
    """Reads every string about a choice of services."""

    def __init__(self, world: World, chosen: Iterable[Service], regions: Iterable[str] = ()) -> None:
        self.world, self.chosen, self.regions = world, list(chosen), frozenset(regions)
        names = (
            {row["area"] for row in world.rows}
            | set(world.by_name)
            | {"England", "England and Wales", "Wales"}
        )
        names |= {
            name for one in world.services.values() for name in (*one.authorities, *one.former(), one.region)
        }
        names |= {region for region, _ in world.places.values() if region}
        names |= {name for found in world.neighbours.values() for name in found}
        ordered = sorted(names, key=lambda name: (-len(name), name))
        self._names = re.compile("(?<![A-Za-z])(?:" + "|".join(map(re.escape, ordered)) + ")(?![A-Za-z])")

    def hidden(self, text: str) -> tuple[str, list[str]]:
        """The text with a mark for each name, and the names."""
        names: list[str] = []

        def mark(found: re.Match[str]) -> str:
            names.append(found[0])
            return f"⟦{len(names) - 1}⟧"

        return self._names.sub(mark, text), names

    def read(self, said: Said) -> tuple[list[tuple[object, ...]], list[str]]:
        """What was understood of a string, and its faults."""
        text, names = self.hidden(said.text)
        reading = Reading(self.world, self.chosen, said, names, regions=self.regions)
        faults = []
        rest = text
        while rest:
            sentence, rest = self._next(reading, rest)
            try:
                self._check(reading, sentence)
            except FalseSentenceError as error:
                faults.append(f"[{said.place} {said.about}] {self._shown(sentence, names)} — {error}")
        return reading.facts, faults

    def _next(self, reading: Reading, text: str) -> tuple[str, str]:
        """The shortest beginning of a text, in whole sentences, that a checker knows; or else its first sentence."""
        ends = [found.start() for found in _SPLIT.finditer(text)][:5]
        place, stops = reading.said.place, [*ends, len(text)]
        if place in WHOLE:
            return text, ""
        for number, end in enumerate(stops):
            stop = end
            if self._checker(place, text[:stop].strip()):
                # Sentences that say nothing by themselves belong to the one before them.
                for longer in stops[number + 1 :]:
                    if self._checker(place, text[stop:longer].strip()):
                        break
                    if self._checker(place, text[:longer].strip()):
                        stop = longer
                return text[:stop].strip(), text[stop:].strip()
        end = ends[0] if ends else len(text)
        return text[:end].strip(), text[end:].strip()

    @staticmethod
    def _checker(place: str, sentence: str) -> tuple[Checker, re.Match[str]] | None:
        for one in CHECKERS:
            if one.places.fullmatch(place):
                found = one.pattern.fullmatch(sentence)
                if found:
                    return one, found
        return None

    def _check(self, reading: Reading, sentence: str) -> None:
        known = self._checker(reading.said.place, sentence)
        if known is None:
            raise FalseSentenceError("no checker understands this")
        one, found = known
        COUNTED[one.kind] += 1
        try:
            one.check(reading, **found.groupdict())
        except FalseSentenceError:
            raise
        except Exception as error:
            # What a checker cannot follow it does not understand.
            raise FalseSentenceError(f"not followed by the checker of {one.kind}: {error!r}") from error

    @staticmethod
    def _shown(sentence: str, names: list[str]) -> str:
        return re.sub(r"⟦(\d+)⟧", lambda found: names[int(found[1])], sentence)


# Figures in words


def figure_words(value: float | None, *, unit: str, status: str = "") -> str:
    """A figure as the app is to print it: at most one decimal, halves up, with its shorthand."""
    if value is None:
        return f"{_ABSENT.get(status, 'not published')} [{status or 'x'}]"
    decimals = 1 if half_up(value, 1) != half_up(value, 0) or _one_decimal(value) else 0
    number = f"{half_up(value, decimals):,.{decimals}f}"
    number = f"£{number}" if unit == "£" else f"{number}%" if unit == "%" else number
    return f"{number} [{status}]" if status else number


def _one_decimal(value: float) -> bool:
    return f"{value:.9f}".rstrip("0").partition(".")[2] != ""


def number_of(words: str) -> float:
    """The number in a figure's words."""
    found = re.search(r"-?[\d,]+(?:\.\d+)?", words)
    need(found, f"no number in “{words}”")
    assert found is not None
    return float(found[0].replace(",", ""))


def absent_word(row: Row | None) -> str:
    """“suppressed”, “not published” or “not applicable”, as it is to be said of a figure that is not there."""
    return _ABSENT.get(row["status"] if row else "x", "not published")


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


def stamps(period: str) -> set[str]:
    """How a period may be written behind a figure: “2024/25” of a year to March, “2024” of one to December."""
    if period in ("", "not stated"):
        return {"date not given"}
    words = period.removeprefix("cohort of the ")
    found = re.fullmatch(rf"year ending ({_MONTHS}) (\d{{4}})", words)
    if not found:
        return {period, words}
    month, year = found[1], int(found[2])
    short = {"March": f"{year - 1}/{year % 100:02}", "December": str(year)}.get(
        month, f"year to {month} {year}"
    )
    return {period, words, short}


def dated(text: str, item: str) -> list[tuple[tuple[str, ...], str]]:
    """Items of a list with the date behind each, or behind the last for all: (groups of the item, date)."""
    found: list[tuple[tuple[str, ...], str]] = []
    waiting: list[tuple[str, ...]] = []
    rest = text
    while rest:
        hit = re.match(rf"(?:, | and )?(?:{filled(item)})(?: \((?P<date>[^()]*)\))?", rest)
        if not hit:
            raise FalseSentenceError(f"“{rest}” is not understood")
        groups = tuple(words for words in hit.groups()[:-1] if words is not None)
        waiting.append(groups)
        if hit["date"] is not None:
            found += [(one, hit["date"]) for one in waiting]
            waiting = []
        rest = rest[hit.end() :]
    need(not waiting, f"no date for {waiting}")
    return found


_LITTLE = {
    "the",
    "of",
    "at",
    "ages",
    "rate",
    "figure",
    "figures",
    "for",
    "on",
    "in",
    "percentage",
    "number",
    "percent",
}


def check_subject(reading: Reading, words: str) -> None:
    """The subject of a headline says what is measured: each of its words belongs to the measure's name."""
    name = str(reading.world.indicators[reading.about]["name"]).lower()
    for word in re.findall(r"[\w–-]+", words.lower()):
        need(word in name or word in _LITTLE, f"“{words}” is not {name}")
    need(
        len(set(re.findall(r"\w{5,}", name)) & set(re.findall(r"\w{5,}", words.lower()))) > 0,
        f"“{words}” is not {name}",
    )


def topic_of(world: World, indicator_id: str) -> str:
    return str(world.indicators[indicator_id]["name"])


def by_place(said: Iterable[Said]) -> dict[tuple[str, str], list[Said]]:
    found: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for one in said:
        found[one.place, one.about].append(one)
    return found
