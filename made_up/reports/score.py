"""What extraction got right: every true value of a report against what was read.

A value is read (equal), wrong (another value was given, or one that the report does not hold), missing (absent, and
the extraction says so), or silent (absent, and nothing says so).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

READ, WRONG, MISSING, SILENT = "read", "wrong", "missing", "silent"
_FIELDS = {
    "sample sizes": ("cases",),
    "discretion": ("discretion", "ratings"),
    "rating before discretion": ("discretion", "ratings"),
    "annexe questions": ("case_questions",),
    "annexe letters": ("case_questions",),
    "contextual figures": ("context",),
    "their periods": ("context",),
    "recommendations: to whom": ("recommendations",),
    "recommendations: text": ("recommendations",),
    "strengths and areas for improvement": ("findings",),
}
VERDICTS = (READ, WRONG, MISSING, SILENT)
_SINGLE = (
    "service",
    "kind",
    "framework",
    "published",
    "fieldwork_started",
    "score",
    "score_max",
    "overall_rating",
)


@dataclass(frozen=True)
class Outcome:
    """One value. `kind` is a row of the score table; `key` says which value of that kind."""

    kind: str
    key: str
    expected: object
    found: object
    verdict: str

    def __str__(self) -> str:
        return f"{self.verdict}: {self.kind} {self.key}: expected {self.expected!r}, found {self.found!r}"


def plain(text: object) -> str:
    """Letters and digits alone: broken words, quotes and hyphens of print make no difference."""
    folded = unicodedata.normalize("NFKC", str(text)).casefold()
    return re.sub(r"[^0-9a-z]+", "", folded)


def score(truth: Mapping[str, Any], found: Mapping[str, Any]) -> list[Outcome]:
    """Outcomes of all values of `truth`, and of all values that `found` made up. Both in the contract's shape."""
    reported = _Reported(found.get("missing", ()), facts_page=_has_facts_page(truth))
    outcomes: list[Outcome] = []
    for kind, expected, got in _tables(truth, found):
        for key in expected:
            outcomes.append(_judge(kind, key, expected[key], got.get(key), reported))
        outcomes += [Outcome(kind, key, None, got[key], WRONG) for key in got if key not in expected]
    outcomes += _texts(truth, found, reported)
    return outcomes


def tally(outcomes: Iterable[Outcome]) -> dict[str, Counter[str]]:
    """Kind of value → how many were read, wrong, missing and silent."""
    counts: dict[str, Counter[str]] = {}
    for outcome in outcomes:
        counts.setdefault(outcome.kind, Counter())[outcome.verdict] += 1
    return counts


def table(counts: Mapping[str, Counter[str]]) -> str:
    """The score as a table in markdown, one row a kind of value and a last one for all."""
    rows = ["| kind of value | present | read | wrong | missing, said so | missing, not said |"]
    rows.append("| --- | ---: | ---: | ---: | ---: | ---: |")
    everything: Counter[str] = Counter()
    for kind, count in counts.items():
        everything += count
        rows.append(_row(kind, count))
    rows.append(_row("**all**", everything))
    return "\n".join(rows)


def _row(kind: str, count: Counter[str]) -> str:
    return f"| {kind} | {count.total()} | " + " | ".join(str(count[v]) for v in VERDICTS) + " |"


def _has_facts_page(truth: Mapping[str, Any]) -> bool:
    return any(row["indicator"] == "population_total" for row in truth["context"])


def _judge(kind: str, key: str, expected: object, found: object, reported: _Reported) -> Outcome:
    if found is None:
        verdict = READ if expected is None else (MISSING if reported.names(kind, key) else SILENT)
    else:
        verdict = READ if _same(expected, found) else WRONG
    return Outcome(kind, key, expected, found, verdict)


def _same(expected: object, found: object) -> bool:
    if isinstance(expected, str) and isinstance(found, str):
        return plain(expected) == plain(found)
    if isinstance(expected, int | float) and isinstance(found, int | float):
        return abs(expected - found) < 1e-9
    return expected == found


def _tables(
    truth: Mapping[str, Any], found: Mapping[str, Any]
) -> Iterable[tuple[str, dict[str, Any], dict[str, Any]]]:
    for kind in _SINGLE:
        yield kind.replace("_", " "), {"": truth[kind]}, {"": found.get(kind)}
    cases = {k: v for k, v in found["cases"].items() if v}
    yield "sample sizes", dict(truth["cases"]), cases
    for kind, field, names, value in (
        ("ratings", "ratings", ("standard",), "rating"),
        ("discretion", "ratings", ("standard",), "discretion"),
        ("rating before discretion", "ratings", ("standard",), "discretion_from"),
        ("key questions", "key_questions", ("standard", "dimension"), "percent"),
        ("annexe questions", "case_questions", ("standard", "dimension", "position"), "percent"),
        ("annexe letters", "case_questions", ("standard", "dimension", "position"), "letter"),
        ("contextual figures", "context", ("indicator", "area", "breakdown"), "value"),
        ("their periods", "context", ("indicator", "area", "breakdown"), "period"),
        ("recommendations: to whom", "recommendations", ("number",), "addressed_to"),
        ("recommendations: text", "recommendations", ("number",), "text"),
    ):
        yield kind, _keyed(truth[field], names, value), _keyed(found[field], names, value)


def _keyed(rows: Sequence[Mapping[str, Any]], names: Sequence[str], value: str) -> dict[str, Any]:
    return {
        " ".join((*(str(row[name]) for name in names if row[name] != ""), *_then(row))): row[value]
        for row in rows
    }


def _then(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Parts figures of two times from each other: what a rate was earlier, and what it is."""
    return ("earlier",) if str(row.get("period", "")).startswith("earlier") else ()


def _texts(truth: Mapping[str, Any], found: Mapping[str, Any], reported: _Reported) -> list[Outcome]:
    """Strengths and areas for improvement: the same texts in the same order under the same standard."""
    outcomes = []
    lists: list[dict[str, list[str]]] = [{}, {}]
    for rows, by_key in zip((truth["findings"], found["findings"]), lists, strict=True):
        for row in rows:
            by_key.setdefault(f"{row['standard']} {row['kind']}", []).append(row["text"])
    expected, got = lists
    kind = "strengths and areas for improvement"
    for key in {**expected, **got}:
        left = [plain(text) for text in got.get(key, [])]
        lost = []
        for text in expected.get(key, []):
            if plain(text) in left:
                left.remove(plain(text))
                outcomes.append(Outcome(kind, key, text, text, READ))
            else:
                lost.append(text)
        for text in lost:
            other = left.pop(0) if left else None
            verdict = WRONG if other else (MISSING if reported.names(kind, key) else SILENT)
            outcomes.append(Outcome(kind, key, text, other, verdict))
        outcomes += [Outcome(kind, key, None, other, WRONG) for other in left]
    return outcomes


class _Reported:
    """What the extraction says it could not read: dotted paths, each for all that lies below it."""

    def __init__(self, missing: Iterable[Mapping[str, Any]], *, facts_page: bool) -> None:
        paths = [str(row["what"]) for row in missing]
        # That there is no page of facts says nothing of figures in sentences, where the report has no such page.
        self.paths = [path for path in paths if path != "context" or facts_page]

    def names(self, kind: str, key: str) -> bool:
        """Whether the absence of a value is stated."""
        fields = _FIELDS.get(kind, (kind.replace(" ", "_"),))
        wanted = [".".join((field, *key.split(" "))).rstrip(".") + "." for field in fields]
        return any(path.startswith(f"{said}.") for path in wanted for said in self.paths)
