"""Which inspection framework a report follows: by what it rates, and where that is not enough, by its dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from yjs_dash.extract.layout.characters import letters
from yjs_dash.extract.structure.sections import HeadingNames
from yjs_dash.framework import Framework, Standard

_LEAST_SHARE = 0.5
_LEAST_NAME = 6


class PrintedStandard(NamedTuple):
    """A numbered or named standard of the ratings page. `name`: letters that follow its number."""

    number: str
    name: str


def heading_names(frameworks: Mapping[str, Framework]) -> HeadingNames:
    """What headings are called in any of the frameworks."""
    return HeadingNames(
        numbered=_numbered_names(frameworks),
        samples=_samples(frameworks),
        parts=_keys(framework.headings for framework in frameworks.values()),
        annexes=_keys(framework.annexes for framework in frameworks.values()),
    )


def _samples(frameworks: Mapping[str, Framework]) -> dict[str, frozenset[str]]:
    """Number of a domain → the case samples that it is judged on."""
    samples: dict[str, set[str]] = {}
    for framework in frameworks.values():
        for domain in framework.domains:
            samples.setdefault(domain.id, set()).update([domain.sample] if domain.sample else [])
    return {number: frozenset(names) for number, names in samples.items()}


def _keys(named: Iterable[Mapping[str, Sequence[str]]]) -> dict[str, str]:
    """Letters of a name → what it names."""
    return {letters(name): key for names in named for key, listed in names.items() for name in listed}


def _numbered_names(frameworks: Mapping[str, Framework]) -> dict[str, frozenset[str]]:
    """Standard or domain number → letters of its names in all frameworks that number them."""
    names: dict[str, set[str]] = {}
    for framework in frameworks.values():
        for domain in framework.domains:
            named = [(domain.id, domain.name), *((s.id, s.name) for s in domain.standards)]
            for identifier, name in named:
                if identifier[0].isdigit():
                    names.setdefault(identifier, set()).add(letters(name))
    return {number: frozenset(known) for number, known in names.items()}


def unnumbered_names(frameworks: Mapping[str, Framework]) -> list[tuple[str, str]]:
    """(standard id, letters of its name) of standards without a number, longest name first."""
    names = [
        (s.id, letters(s.name))
        for framework in frameworks.values()
        for s in framework.standards.values()
        if not s.id[0].isdigit()
    ]
    return sorted(names, key=lambda item: -len(item[1]))


def standard_of(printed: PrintedStandard, framework: Framework) -> Standard | None:
    """The framework's standard that a printed number and name mean."""
    standard = framework.standards.get(printed.number)
    if standard is not None and (
        not printed.number[0].isdigit() or _same(printed.name, letters(standard.name))
    ):
        return standard
    return next((s for s in framework.standards.values() if letters(s.name) == printed.name), None)


def _same(printed: str, name: str) -> bool:
    """Whether a printed name is this one: it may be cut short by a column, or run on into something else."""
    common = 0
    for one, other in zip(printed, name, strict=False):
        if one != other:
            break
        common += 1
    return common == len(name) or common >= min(_LEAST_NAME, len(printed)) > 0


def framework_of(
    printed: Sequence[PrintedStandard],
    frameworks: Mapping[str, Framework],
    *,
    fieldwork: str | None,
    numbered: bool,
) -> Framework | None:
    """The framework; None where no known one fits. `numbered`: the body has numbered standards."""
    matched = {f.id: [p for p in printed if standard_of(p, f) is not None] for f in frameworks.values()}
    best = max((len(standards) for standards in matched.values()), default=0)
    if best and best >= _LEAST_SHARE * len(printed):
        fitting = [frameworks[i] for i, standards in matched.items() if len(standards) == best]
    elif printed or not numbered:
        return None
    else:
        fitting = [f for f in frameworks.values() if any(s[0].isdigit() for s in f.standards)]
    if len(fitting) > 1:
        fitting = _by_exact_name(printed, fitting)
    if len(fitting) > 1 and fieldwork:
        fitting = [f for f in fitting if covers(f, fieldwork)] or fitting
    return fitting[0] if len(fitting) == 1 else None


def _by_exact_name(printed: Sequence[PrintedStandard], fitting: Sequence[Framework]) -> list[Framework]:
    """Those whose names of the standards that differ are the printed ones in full."""
    counts = {
        f.id: sum(p.name == letters(s.name) for p in printed if (s := standard_of(p, f)) is not None)
        for f in fitting
    }
    most = max(counts.values())
    return [f for f in fitting if counts[f.id] == most]


def covers(framework: Framework, when: str) -> bool:
    """Whether a month or day (YYYY-MM or YYYY-MM-DD) lies in the framework's life."""
    first, last = bounds(when)
    return last >= framework.valid_from and (framework.valid_to is None or first <= framework.valid_to)


def bounds(when: str) -> tuple[dt.date, dt.date]:
    """First and last day of a month, or the day itself twice."""
    numbers = [int(n) for n in when.split("-")]
    if len(numbers) == 3:
        try:
            day = dt.date(*numbers)
        except ValueError:
            day = dt.date(numbers[0], numbers[1], 1)
        return day, day
    first = dt.date(numbers[0], numbers[1], 1)
    following = dt.date(numbers[0] + numbers[1] // 12, numbers[1] % 12 + 1, 1)
    return first, following - dt.timedelta(days=1)


def kind_of(title_kind: str | None, framework: Framework | None, standards: Collection[str]) -> str | None:
    """Kind of inspection: from the title, or, where the framework's kinds rate different areas, from those."""
    if framework is None or title_kind in framework.kinds:
        return title_kind
    if len(framework.kinds) == len(framework.domains):
        for kind, domain in zip(framework.kinds, framework.domains, strict=True):
            if any(s.id in standards for s in domain.standards):
                return kind
    return None
