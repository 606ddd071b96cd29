"""Inspection frameworks as data: domains, standards, key questions, scale, bands and rules.

A framework is read from `data/frameworks/*.toml` by a strict loader: an unknown, missing or duplicate key
raises `FrameworkError` with the file and the key. Values are frozen.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from yjs_dash.errors import FrameworkError, UnknownFrameworkError, UnknownStandardError

RATINGS: tuple[str, ...] = ("Inadequate", "Requires improvement", "Good", "Outstanding")
BASES: frozenset[str] = frozenset({"published", "inferred"})
PAGE_KINDS: frozenset[str] = frozenset({"page", "section_start"})
REPORT_PARTS: frozenset[str] = frozenset(
    {
        "contents", "foreword", "ratings", "summary", "recommendations", "background", "facts", "diversity", "front",
        "end",
    }
)  # fmt: skip
ANNEXES: frozenset[str] = frozenset({"methodology", "data_annexe"})
JUDGED_ON: frozenset[str] = frozenset({"key_questions", "qualitative", "not_known"})


class Band(NamedTuple):
    """Whole numbers from `low` to `high`, both included, that give `rating`."""

    rating: str
    low: int
    high: int

    def holds(self, number: int) -> bool:
        return self.low <= number <= self.high


class KeyQuestion(NamedTuple):
    """One of the questions that inspectors answer for each case; `label` is in this project's words."""

    dimension: str
    label: str
    prompts: tuple[str, ...]


class Standard(NamedTuple):
    """One rated standard. `judged_on`: key_questions, qualitative or not_known."""

    id: str
    name: str
    judged_on: str
    domain_id: str
    key_questions: tuple[KeyQuestion, ...]

    def key_question(self, *, dimension: str) -> KeyQuestion | None:
        return next((q for q in self.key_questions if q.dimension == dimension), None)

    @property
    def title(self) -> str:
        """Number and name as the reports print them; a standard without a number has its name only."""
        return f"{self.id} {self.name}" if self.id[0].isdigit() else self.name


class Domain(NamedTuple):
    """A group of standards. `sample` names the case sample it was judged on: court, out_of_court, resettlement."""

    id: str
    name: str
    short_name: str
    in_total: bool
    sample: str | None
    standards: tuple[Standard, ...]

    @property
    def title(self) -> str:
        return f"{self.id} {self.name}" if self.id[0].isdigit() else self.name


class Rule(NamedTuple):
    """A rule of the framework in this project's words.

    `basis`: published, then `source` is the document that says it, or inferred, then `source` is what this project
    infers it from, and there is no page. `page_numbers` says what `page` means, as in `schema.PAGE_NUMBERS`.
    """

    id: str
    statement: str
    source: str
    basis: str
    page: int | None
    page_numbers: str


class Limit(NamedTuple):
    """A limiting judgement: `rating` for `standard` bars `bars` as overall rating."""

    standard: str
    rating: str
    bars: str


class _Values(NamedTuple):
    """What a framework file states.

    `headings`: part of a report → how reports under this framework head it; `annexes`: how those of annexes end.
    """

    id: str
    name: str
    short_name: str
    valid_from: dt.date
    valid_to: dt.date | None
    validity_note: str
    kinds: tuple[str, ...]
    scored: bool
    unknowns: tuple[str, ...]
    points: Mapping[str, int]
    percent_bands: tuple[Band, ...]
    overall_bands: tuple[Band, ...]
    dimensions: Mapping[str, str]
    rules: tuple[Rule, ...]
    limit: Limit | None
    domains: tuple[Domain, ...] = ()
    headings: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    annexes: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Framework(_Values):
    """One inspection framework. `scored` is False where a total is not known: nothing is computed then."""

    @cached_property
    def standards(self) -> dict[str, Standard]:
        """Standards by id, in printed order."""
        return {s.id: s for d in self.domains for s in d.standards}

    @cached_property
    def scored_standards(self) -> tuple[str, ...]:
        """Ids of the standards that add to the total, in printed order; none where nothing is scored."""
        if not self.scored:
            return ()
        return tuple(s.id for d in self.domains if d.in_total for s in d.standards)

    @property
    def score_max(self) -> int | None:
        return len(self.scored_standards) * max(self.points.values()) if self.scored else None

    def standard(self, standard_id: str) -> Standard:
        try:
            return self.standards[standard_id]
        except KeyError:
            raise UnknownStandardError(standard_id=standard_id, framework_id=self.id) from None

    def domain(self, domain_id: str) -> Domain:
        for domain in self.domains:
            if domain.id == domain_id:
                return domain
        raise UnknownStandardError(standard_id=domain_id, framework_id=self.id)

    def sample_of(self, standard_id: str) -> str | None:
        """Case sample behind a standard: court, out_of_court, resettlement, or None."""
        return self.domain(self.standard(standard_id).domain_id).sample


def load_frameworks(directory: Path) -> dict[str, Framework]:
    """All frameworks of a directory by id, oldest first.

    Raises:
        FrameworkError: a file that is not TOML, or with a wrong, missing or duplicate key.
    """
    frameworks: dict[str, Framework] = {}
    for path in sorted(directory.glob("*.toml")):
        framework = load_framework(path)
        if framework.id in frameworks:
            raise FrameworkError(file=path.name, key="id", problem=f"{framework.id} is defined twice")
        frameworks[framework.id] = framework
    return dict(sorted(frameworks.items(), key=lambda item: item[1].valid_from))


def get_framework(frameworks: Mapping[str, Framework], framework_id: str) -> Framework:
    try:
        return frameworks[framework_id]
    except KeyError:
        raise UnknownFrameworkError(framework_id=framework_id, known=list(frameworks)) from None


def load_framework(path: Path) -> Framework:
    """One framework file. Raises FrameworkError as `load_frameworks` does."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FrameworkError(file=path.name, key="file", problem=f"is not TOML ({error})") from None
    return _Reader(path.name).framework(raw)


class _Reader:
    """Reads the plain values of one file and refuses whatever the schema does not name."""

    def __init__(self, file: str) -> None:
        self.file = file

    def fail(self, key: str, problem: str) -> FrameworkError:
        return FrameworkError(file=self.file, key=key, problem=problem)

    def take(
        self, raw: Mapping[str, Any], where: str, required: Mapping[str, type], optional: Mapping[str, type]
    ) -> dict[str, Any]:
        for key in raw:
            if key not in required and key not in optional:
                raise self.fail(f"{where}{key}", "is not a key of this format")
        for key in required:
            if key not in raw:
                raise self.fail(f"{where}{key}", "is missing")
        kinds = {**required, **optional}
        for key, value in raw.items():
            wrong_type = not isinstance(value, kinds[key])
            if wrong_type or (kinds[key] is int and isinstance(value, bool)):
                raise self.fail(f"{where}{key}", f"must be {kinds[key].__name__}, found {value!r}")
        return {**dict.fromkeys(optional), **raw}

    def framework(self, raw: Mapping[str, Any]) -> Framework:
        required = {
            "id": str, "name": str, "short_name": str, "valid_from": dt.date, "validity_note": str,
            "kinds": list, "scored": bool, "unknowns": list, "ratings": list, "rules": list, "domains": list,
        }  # fmt: skip
        optional = {
            "valid_to": dt.date, "percent_bands": list, "overall_bands": list, "dimensions": list, "limit": dict,
            "headings": dict, "annexes": dict,
        }  # fmt: skip
        top = self.take(raw, "", required, optional)
        points = self.points(top["ratings"])
        dimensions = {
            d["id"]: d["label"]
            for d in self.rows(top["dimensions"], "dimensions", {"id": str, "label": str}, {}, unique="id")
        }
        framework = Framework(
            id=top["id"],
            name=top["name"],
            short_name=top["short_name"],
            valid_from=top["valid_from"],
            valid_to=top["valid_to"],
            validity_note=top["validity_note"],
            kinds=tuple(top["kinds"]),
            scored=top["scored"],
            unknowns=tuple(top["unknowns"]),
            points=points,
            percent_bands=self.bands(top["percent_bands"], "percent_bands", top=100),
            overall_bands=self.bands(top["overall_bands"], "overall_bands", top=None),
            dimensions=dimensions,
            rules=self.rules(top["rules"]),
            limit=self.limit(top["limit"]),
            domains=self.domains(top["domains"], dimensions),
            headings=self.names(top["headings"], "headings.", REPORT_PARTS),
            annexes=self.names(top["annexes"], "annexes.", ANNEXES),
        )
        self.check_whole(framework)
        return framework

    def rows(
        self,
        raw: list[Any] | None,
        where: str,
        required: Mapping[str, type],
        optional: Mapping[str, type],
        *,
        unique: str,
    ) -> Iterator[dict[str, Any]]:
        seen: set[Any] = set()
        for number, row in enumerate(raw or [], start=1):
            if not isinstance(row, dict):
                raise self.fail(where, f"entry {number} must be a table")
            taken = self.take(row, f"{where}[{number}].", required, optional)
            if taken[unique] in seen:
                raise self.fail(f"{where}[{number}].{unique}", f"{taken[unique]} stands twice")
            seen.add(taken[unique])
            yield taken

    def names(
        self, raw: Mapping[str, Any] | None, where: str, parts: frozenset[str]
    ) -> dict[str, tuple[str, ...]]:
        """Part → its names; no name stands for two parts."""
        taken = self.take(raw or {}, where, {}, dict.fromkeys(sorted(parts), list))
        names: dict[str, tuple[str, ...]] = {}
        known: set[str] = set()
        for part, listed in taken.items():
            for name in listed or ():
                if not isinstance(name, str) or not name.strip():
                    raise self.fail(f"{where}{part}", f"{name!r} is no name")
                if name.lower() in known:
                    raise self.fail(f"{where}{part}", f"{name} stands twice")
                known.add(name.lower())
            if listed:
                names[part] = tuple(listed)
        return names

    def rules(self, raw: list[Any]) -> tuple[Rule, ...]:
        required = {"id": str, "statement": str, "source": str, "basis": str}
        optional = {"page": int, "page_numbers": str}
        rules = []
        for number, row in enumerate(self.rows(raw, "rules", required, optional, unique="id"), start=1):
            where = f"rules[{number}]."
            page, page_numbers = row["page"], row["page_numbers"]
            if row["basis"] not in BASES:
                raise self.fail(f"{where}basis", f"must be one of {sorted(BASES)}")
            if row["basis"] == "inferred" and page is not None:
                raise self.fail(f"{where}page", "is no place of a rule that no document says")
            if (page is None) != (page_numbers is None):
                raise self.fail(f"{where}page_numbers", "must stand with a page, and only there")
            if page_numbers is not None and page_numbers not in PAGE_KINDS:
                raise self.fail(f"{where}page_numbers", f"must be one of {sorted(PAGE_KINDS)}")
            rules.append(
                Rule(
                    id=row["id"],
                    statement=row["statement"],
                    source=row["source"],
                    basis=row["basis"],
                    page=page,
                    page_numbers=page_numbers or "",
                )
            )
        return tuple(rules)

    def points(self, raw: list[Any]) -> dict[str, int]:
        rows = self.rows(raw, "ratings", {"name": str, "points": int}, {}, unique="name")
        points = {row["name"]: row["points"] for row in rows}
        if tuple(points) != RATINGS:
            raise self.fail("ratings", f"must be {', '.join(RATINGS)}, in this order")
        return points

    def bands(self, raw: list[Any] | None, where: str, *, top: int | None) -> tuple[Band, ...]:
        required = {"rating": str, "from": int, "to": int}
        bands = tuple(
            Band(rating=row["rating"], low=row["from"], high=row["to"])
            for row in self.rows(raw, where, required, {}, unique="rating")
        )
        expected = 0
        for band in bands:
            if band.rating not in RATINGS:
                raise self.fail(where, f"{band.rating} is not a rating")
            if band.low != expected or band.high < band.low:
                raise self.fail(where, f"must cover the whole numbers from 0 without gap; {band} does not")
            expected = band.high + 1
        if bands and top is not None and expected != top + 1:
            raise self.fail(where, f"must end at {top}")
        return bands

    def limit(self, raw: Mapping[str, Any] | None) -> Limit | None:
        if raw is None:
            return None
        row = self.take(raw, "limit.", {"standard": str, "rating": str, "bars": str}, {})
        return Limit(standard=row["standard"], rating=row["rating"], bars=row["bars"])

    def domains(self, raw: list[Any], dimensions: Mapping[str, str]) -> tuple[Domain, ...]:
        required = {"id": str, "name": str, "short_name": str, "in_total": bool, "standards": list}
        return tuple(
            Domain(
                id=row["id"],
                name=row["name"],
                short_name=row["short_name"],
                in_total=row["in_total"],
                sample=row["sample"],
                standards=self.standards(row["standards"], row["id"], dimensions),
            )
            for row in self.rows(raw, "domains", required, {"sample": str}, unique="id")
        )

    def standards(
        self, raw: list[Any], domain_id: str, dimensions: Mapping[str, str]
    ) -> tuple[Standard, ...]:
        where = f"domains {domain_id}.standards"
        standards = []
        for row in self.rows(
            raw, where, {"id": str, "name": str, "judged_on": str}, {"key_questions": list}, unique="id"
        ):
            questions = tuple(
                KeyQuestion(dimension=q["dimension"], label=q["label"], prompts=tuple(q["prompts"] or ()))
                for q in self.rows(
                    row["key_questions"],
                    f"standard {row['id']}.key_questions",
                    {"dimension": str, "label": str},
                    {"prompts": list},
                    unique="dimension",
                )
            )
            if row["judged_on"] not in JUDGED_ON:
                raise self.fail(f"standard {row['id']}.judged_on", f"must be one of {sorted(JUDGED_ON)}")
            for question in questions:
                if question.dimension not in dimensions:
                    raise self.fail(f"standard {row['id']}", f"{question.dimension} is not a dimension")
            standards.append(
                Standard(
                    id=row["id"],
                    name=row["name"],
                    judged_on=row["judged_on"],
                    domain_id=domain_id,
                    key_questions=questions,
                )
            )
        return tuple(standards)

    def check_whole(self, framework: Framework) -> None:
        ids = [s.id for d in framework.domains for s in d.standards]
        if len(ids) != len(set(ids)):
            raise self.fail("domains", "a standard stands in two domains")
        if framework.scored and not framework.overall_bands:
            raise self.fail("overall_bands", "is missing though the framework is scored")
        if framework.scored and framework.overall_bands[-1].high != framework.score_max:
            raise self.fail("overall_bands", f"must end at {framework.score_max}")
        if framework.valid_to is not None and framework.valid_to < framework.valid_from:
            raise self.fail("valid_to", "lies before valid_from")
        limit = framework.limit
        if limit is not None and (
            limit.standard not in framework.standards or {limit.rating, limit.bars} - set(RATINGS)
        ):
            raise self.fail("limit", "names an unknown standard or rating")
