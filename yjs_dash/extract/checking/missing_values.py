"""What a report should hold and does not: each missing value by name, never filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yjs_dash.extract.judgements.discretion import Discretion
from yjs_dash.extract.judgements.ratings import RatingsPage
from yjs_dash.extract.layout.rows import Row
from yjs_dash.extract.model import Missing, Rating
from yjs_dash.extract.reading.documents import Document
from yjs_dash.extract.structure.front_matter import FrontMatter
from yjs_dash.framework import Framework

SAMPLE_NAMES = {
    "court": "court disposals",
    "out_of_court": "out-of-court disposals",
    "resettlement": "resettlement",
}


def missing_front(front: FrontMatter, page: RatingsPage, framework: Framework | None) -> list[Missing]:
    scored = framework is not None and framework.scored
    found = {
        "service": (front.service, "We did not find the name of the service on the cover."),
        "published": (front.published, "We did not find the month of publication on the cover."),
        "fieldwork_started": (front.fieldwork_started, "We did not find when the fieldwork started."),
        "kind": (
            front.kind,
            "The title does not say whether one inspectorate carried out the inspection or several.",
        ),
        "score": (page.score or not scored or None, "We did not find the score on the ratings page."),
    }
    missing = [
        Missing(what=what, message=message) for what, (value, message) in found.items() if value is None
    ]
    if framework is None:
        missing.append(
            Missing(
                what="framework",
                message="The ratings and dates fit no inspection framework that we know, so nothing is computed "
                "from them.",
            )
        )
    return missing


def missing_cases(
    cases: Mapping[str, int | None],
    conflicts: set[str],
    framework: Framework | None,
    ratings: Sequence[Rating],
) -> list[Missing]:
    if framework is None or not framework.scored:
        return []
    rated = {r.standard for r in ratings}
    missing: list[Missing] = []
    for domain in framework.domains:
        sample = domain.sample
        if (
            sample is None
            or cases.get(sample) is not None
            or not any(s.id in rated for s in domain.standards)
        ):
            continue
        name = SAMPLE_NAMES[sample]
        message = f"We did not find the number of inspected cases ({name})."
        if sample in conflicts:
            message = f"The report gives different numbers of inspected cases ({name})."
        missing.append(
            Missing(
                what=f"cases.{sample}",
                message=message,
            )
        )
    return missing


def missing_discretion(
    discretion: Sequence[Discretion], ratings: Sequence[Rating], rows: Sequence[Row]
) -> list[Missing]:
    """Changes of no known standard: each rating that one of them may have changed, by name, or that there is one."""
    lines = [rows[d.at].number for d in discretion if d.standard is None]
    if not lines:
        return []
    where = f"line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines))}"
    told = f"The report says that professional discretion changed a rating ({where})."
    possible = [rated.standard for rated in ratings if rated.discretion is None]
    if not possible:
        return [Missing(what="discretion", message=f"{told} We could not tell which one.")]
    return [
        Missing(
            what=f"discretion.{standard}",
            message=f"{told} We could not tell whether it is that of {standard}.",
        )
        for standard in possible
    ]


def lines_cut(document: Document) -> list[Missing]:
    if not document.cut:
        return []
    lines = "1 line was" if document.cut == 1 else f"{document.cut} lines were"
    return [Missing(what="lines", message=f"{lines} longer than any line of a report and read only in part.")]
