"""Drawn reports through the extractor, and the outcomes of all their values; also set by typesetters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from made_up.reports.noise import Noise
from made_up.reports.report import LAYOUTS, MadeUpReport, draw_report
from made_up.reports.score import Outcome, score
from made_up.reports.setting import Setting
from made_up.reports.truth import FRAMEWORKS
from made_up.reports.typeset import typeset
from yjs_dash.extract import extract_file


def drawn(
    *, seeds: Iterable[int], layouts: Iterable[str] = LAYOUTS, noise: Noise | None = None
) -> Iterator[MadeUpReport]:
    """Every layout with every seed; noise drawn with the report unless it is given."""
    for layout in layouts:
        for seed in seeds:
            yield draw_report(seed, layout=layout, noise=noise)


def outcomes_of(report: MadeUpReport, *, directory: Path, as_pdf: bool = False) -> list[Outcome]:
    """Writes the report to `directory`, extracts it, and scores it; the file is removed again."""
    path = directory / f"{report.name}.{'pdf' if as_pdf else 'txt'}"
    (report.pdf if as_pdf else report.write_text)(path)
    try:
        extracted = extract_file(path, FRAMEWORKS)
    finally:
        path.unlink()
    return score(report.truth, extracted.to_json_dict())


def outcomes_typeset(
    typesetter: str, reports: Sequence[MadeUpReport], *, setting: Setting, directory: Path
) -> list[tuple[str, Outcome]]:
    """Each outcome with the name of its report: all of them set by a typesetter, extracted, and scored."""
    paths = typeset(typesetter, reports, setting=setting, directory=directory)
    return [
        (report.name, outcome)
        for report, path in zip(reports, paths, strict=True)
        for outcome in score(report.truth, extract_file(path, FRAMEWORKS).to_json_dict())
    ]
