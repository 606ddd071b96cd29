"""The engine: each string that was collected must be understood by exactly one checker, and what it claims be so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tests.truth.ratings_facts import Shown, World
from tests.truth.ratings_words import compiled


@dataclass(frozen=True, eq=False)
class Said:
    """A string as a visitor sees it. `place`: where; `about`: the chosen services; `standard`: the open one."""

    place: str
    words: str
    world: World
    about: tuple[Shown, ...]
    standard: str | None = None
    ours: str | None = None

    @property
    def one(self) -> Shown:
        """The service, where there is one."""
        (only,) = self.about
        return only

    @property
    def title(self) -> str:
        """Number and name of the open standard: that of the first chosen service that has one of this number."""
        number = str(self.standard)
        return next((shown.title(number) for shown in self.about if number in shown.standards), "")

    def has_standard(self, shown: Shown) -> bool:
        """Whether the open standard, by its number and name, is one of a service's framework."""
        return str(self.standard) in shown.standards and shown.title(str(self.standard)) == self.title

    def named(self, name: str) -> Shown:
        return next(shown for shown in self.about if shown.name == name)

    def part(self, place: str, words: str, *about: Shown) -> Said:
        """A piece of this string, to be understood by itself."""
        return replace(self, place=place, words=words, about=about or self.about)


Check = Callable[["Reading", Said, re.Match[str]], None]


@dataclass(frozen=True)
class Checker:
    """Understands the strings of one kind. `kind`: the name of the template whose words these are."""

    kind: str
    place: str
    pattern: str
    check: Check


CHECKERS: dict[str, list[Checker]] = {}
"""Checkers by the place whose strings they understand."""


def understands(kind: str, place: str, pattern: str) -> Callable[[Check], Check]:
    """Register a checker: of a kind of sentence, at a place, for the words that a pattern matches as a whole."""

    def register(check: Check) -> Check:
        CHECKERS.setdefault(place, []).append(Checker(kind, place, pattern, check))
        return check

    return register


WITHIN: set[str] = set()
"""Kinds of words that stand only within another sentence, and are checked with it."""


def within(*kinds: str) -> None:
    """Register kinds that a checker of whole sentences checks and counts by itself."""
    WITHIN.update(kinds)


def all_kinds() -> set[str]:
    """Every kind that has a checker."""
    return {checker.kind for found in CHECKERS.values() for checker in found} | WITHIN


@dataclass
class Reading:
    """What was read so far: how often each kind was checked, and what was wrong."""

    checked: Counter[str] = field(default_factory=Counter)
    strings: int = 0
    claims: int = 0
    wrong: list[str] = field(default_factory=list)
    heard: dict[str, list[Said]] = field(default_factory=dict)
    """Strings that were found to be so, by their kind."""

    def read(self, said: Said) -> list[str]:
        """Understand one string and check it. The kinds that were found in it, parts included."""
        before = dict(self.checked)
        self.strings += 1
        try:
            self.heard.setdefault(self.understand(said), []).append(said)
        except AssertionError as error:
            self.fail(said, str(error))
        return [kind for kind, count in self.checked.items() if count > before.get(kind, 0)]

    def understand(self, said: Said) -> str:
        """The kind of a string, once what it claims has been found to be so."""
        fitting = [
            (checker, match)
            for checker in CHECKERS.get(said.place, [])
            if (match := compiled(checker.pattern).fullmatch(said.words))
        ]
        assert fitting, f"no checker understands “{said.words}” at {said.place}"
        kinds = [checker.kind for checker, _ in fitting]
        assert len(fitting) == 1, f"“{said.words}” is understood as {' and as '.join(kinds)}"
        ((checker, match),) = fitting
        self.checked[checker.kind] += 1
        checker.check(self, said, match)
        return checker.kind

    def count(self, kind: str, times: int = 1) -> None:
        """Words of a kind that were checked within another sentence."""
        assert kind in WITHIN, kind
        self.checked[kind] += times

    def so(self, claim: bool, why: str) -> None:
        """One claim that has to be so."""
        self.claims += 1
        assert claim, why

    def same(self, said: object, true: object, what: str) -> None:
        """A claim of a value."""
        self.so(said == true, f"{what}: said {said!r}, so is {true!r}")

    def attempt(self, said: Said, claim: Callable[[], None]) -> None:
        """A claim about several strings together."""
        try:
            claim()
        except AssertionError as error:
            self.fail(said, str(error))

    def fail(self, said: Said, why: str) -> None:
        where = f"set {said.world.drawn.number}, {said.place}, standard {said.standard}"
        who = ", ".join(f"{s.name} ({s.row['inspection_id']})" for s in said.about)
        self.wrong.append(f"{where}, {who}: “{said.words}”\n    {why}")

    def demand(self, said: Said, kinds: list[str], kind: str, *, when: bool) -> None:
        """A sentence that has to be there when its condition holds."""
        if not when:
            return
        self.claims += 1
        if kind not in kinds:
            self.fail(said, f"nothing of the kind {kind} is said, and it has to be; said is {kinds}")
