"""The data dictionary at the end of `data/README.md`, made from the schemas and the frameworks.

`python -m yjs_dash.dictionary` rewrites it; a test fails while it is not current.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from yjs_dash.framework import Band, Framework, Rule, load_frameworks
from yjs_dash.schema import KINDS, OPTIONAL_TABLES, TABLES, Column, place_words
from yjs_dash.schema.tables import AnyTable
from yjs_dash.store import BUNDLED

README = BUNDLED / "README.md"
MARK = "<!-- Everything below is made by: python -m yjs_dash.dictionary -->"
_JUDGED_ON = {
    "key_questions": "its lowest key question",
    "qualitative": "evidence as a whole",
    "not_known": "not known",
}


def dictionary(*, directory: Path = BUNDLED) -> str:
    """The dictionary in Markdown: each table with its columns, then each framework with its rules."""
    frameworks = load_frameworks(directory / "frameworks")
    lines = ["## Tables", ""]
    for table in (*TABLES.values(), *OPTIONAL_TABLES.values()):
        lines += _table(table)
    lines += ["## Frameworks", ""]
    for framework in frameworks.values():
        lines += _framework(framework)
    return "\n".join(lines).rstrip() + "\n"


def renewed(text: str, *, directory: Path = BUNDLED) -> str:
    """The text of a README with everything below the mark made anew."""
    return f"{text.partition(MARK)[0].rstrip()}\n\n{MARK}\n\n{dictionary(directory=directory)}"


def _table(table: AnyTable) -> Iterator[str]:
    yield from (
        f"### {table.name}.csv",
        "",
        f"One row is {table.grain}. Key: {', '.join(map(_code, table.key))}.",
        "",
    )
    yield from _rows(("column", "holds", "a cell is", "unit"), (_column(column) for column in table.columns))


def _column(column: Column) -> tuple[str, ...]:
    holds = column.description
    if column.references:
        holds += f" (refers to {_code(column.references)})"
    expected = column.expected
    if column.pattern:
        expected = expected.replace(column.pattern, _code(column.pattern))
    return _code(column.name), holds, expected, column.unit


def _framework(framework: Framework) -> Iterator[str]:
    until = f"{framework.valid_to:%-d %B %Y}" if framework.valid_to else "now"
    yield from (f"### {framework.name}", "")
    yield f"- id: {_code(framework.id)}"
    yield f"- valid: {framework.valid_from:%-d %B %Y} to {until}. {framework.validity_note}"
    yield f"- kinds of inspection: {', '.join(KINDS[kind] for kind in framework.kinds)}"
    if framework.scored:
        points = ", ".join(f"{rating} {point}" for rating, point in framework.points.items())
        yield f"- points: {points}; total from 0 to {framework.score_max}"
    if framework.percent_bands:
        yield f"- share of cases judged sufficient, in %: {_bands(framework.percent_bands)}"
    if framework.overall_bands:
        yield f"- total, in points: {_bands(framework.overall_bands)}"
    if framework.limit:
        limit = framework.limit
        yield f"- {limit.rating} for {framework.standard(limit.standard).title} bars an overall {limit.bars}"
    yield from (f"- {unknown}" for unknown in framework.unknowns)
    yield ""
    yield from _rows(
        ("domain", "standard", "judged on"),
        (
            (domain.title, standard.title, _JUDGED_ON[standard.judged_on])
            for domain in framework.domains
            for standard in domain.standards
        ),
    )
    yield from _rows(
        ("rule", "where it is from"),
        ((rule.statement, _origin(rule)) for rule in framework.rules),
    )


def _origin(rule: Rule) -> str:
    if rule.basis == "inferred":
        return f"Our inference, from {rule.source}"
    place = place_words(page=rule.page, page_numbers=rule.page_numbers)
    return f"{rule.source}, {place}" if place else rule.source


def _bands(bands: Iterable[Band]) -> str:
    return ", ".join(f"{band.rating} {band.low} to {band.high}" for band in bands)


def _code(text: str) -> str:
    return f"`{text}`"


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for cells in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
    yield ""


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
