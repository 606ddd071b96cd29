"""Whether the percentages of the annexe's prompts are shares of the cases that were inspected, or of some of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from yjs_dash.extract.checking.missing_values import SAMPLE_NAMES
from yjs_dash.extract.model import WARNING, Check, Report
from yjs_dash.framework import Framework
from yjs_dash.stats.counts import possible_counts

_MOST_CASES = 100  # of so many cases or more, every whole percentage is a share


def prompts_against_samples(report: Report, framework: Framework) -> Iterator[Check]:
    """A prompt may apply to some of the cases only, so its base is anything up to the size of the sample."""
    unfit: dict[str, list[str]] = defaultdict(list)
    for prompt in report.case_questions:
        sample = framework.sample_of(prompt.standard) if prompt.standard in framework.standards else None
        count = report.cases.get(sample) if sample else None
        if sample and count and count < _MOST_CASES and not _is_share(prompt.percent, of=count):
            unfit[sample].append(f"{prompt.percent}% ({prompt.standard}, {prompt.letter})")
    for sample, figures in unfit.items():
        yield Check(
            "prompt_against_sample",
            WARNING,
            f"{', '.join(figures)}: {'this does' if len(figures) == 1 else 'these do'} not match any number of the "
            f"{report.cases[sample]} cases inspected, or of fewer ({SAMPLE_NAMES[sample]}).",
        )


def _is_share(percent: int, *, of: int) -> bool:
    return any(possible_counts(percent=percent, n=base) for base in range(1, of + 1))
