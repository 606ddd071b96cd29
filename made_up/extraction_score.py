"""How much of a report extraction reads: values present, read, wrong and missing over drawn reports, as a table.

python -m made_up.extraction_score              # prints the tables, about two minutes
python -m made_up.extraction_score --write      # and puts them into docs/extraction.md
python -m made_up.extraction_score --faults     # and every value that was not read
python -m made_up.extraction_score --typeset    # the table of typesetters alone, about ten minutes
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from made_up.reports import LAYOUTS, MadeUpReport  # noqa: E402
from made_up.reports.run import drawn, outcomes_of, outcomes_typeset  # noqa: E402
from made_up.reports.score import READ, VERDICTS, Outcome, table, tally  # noqa: E402
from made_up.reports.setting import SETTINGS, TYPESETTERS, Setting  # noqa: E402
from made_up.reports.typeset import is_installed  # noqa: E402

PAGE = ROOT / "docs" / "extraction.md"
TEXT_SEEDS = range(24)
PDF_SEEDS = range(100, 105)
SMALL_SEEDS = range(2)
TYPESET_SEEDS = range(400, 402)
TYPESET_LAYOUTS = ("long_2021", "short_joint_2021", "long_2018", "reissued_long")


def score_of(reports: Iterable[MadeUpReport], *, as_pdf: bool = False) -> list[Outcome]:
    """Outcomes of all values of the reports."""
    with tempfile.TemporaryDirectory() as directory:
        return [o for r in reports for o in outcomes_of(r, directory=Path(directory), as_pdf=as_pdf)]


def small_table() -> str:
    """The table of the small sample, which a test compares with the page."""
    return table(tally(score_of(drawn(seeds=SMALL_SEEDS))))


def typeset_scores(first: int) -> Iterator[tuple[str, Setting, list[Outcome]]]:
    """Outcomes of the same reports by each typesetter that is installed, in each setting."""
    seeds = [first + seed for seed in TYPESET_SEEDS]
    reports = list(drawn(seeds=seeds, layouts=TYPESET_LAYOUTS))
    for typesetter in filter(is_installed, TYPESETTERS):
        for setting in SETTINGS:
            with tempfile.TemporaryDirectory() as directory:
                found = outcomes_typeset(typesetter, reports, setting=setting, directory=Path(directory))
            yield typesetter, setting, [outcome for _, outcome in found]


def typeset_table(scores: Iterable[tuple[str, Setting, list[Outcome]]]) -> str:
    """One row a typesetter and setting: values present, read, wrong and missing."""
    rows = [
        "| typesetter | setting | present | read | wrong | missing, said so | missing, not said |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for typesetter, setting, outcomes in scores:
        counts = Counter(outcome.verdict for outcome in outcomes)
        numbers = " | ".join(str(counts[verdict]) for verdict in VERDICTS)
        rows.append(f"| {typesetter} | {setting.name} | {counts.total()} | {numbers} |")
    return "\n".join(rows)


def filled(page: str, tables: dict[str, str]) -> str:
    """`page` with each table between its two marks."""
    for name, text in tables.items():
        marks = re.compile(rf"(<!-- {name} -->\n)(.*?)(<!-- end of {name} -->)", re.DOTALL)
        page = marks.sub(lambda m, text=text: f"{m[1]}{text}\n{m[3]}", page)
    return page


def _typeset(options: argparse.Namespace) -> None:
    scores = list(typeset_scores(options.first))
    text = typeset_table(scores)
    print(text)
    if options.faults:
        for typesetter, setting, outcomes in scores:
            lost = [str(outcome) for outcome in outcomes if outcome.verdict != READ]
            print("\n".join(f"{typesetter}, {setting.name}: {line}" for line in lost))
    if options.write:
        PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), {"typesetters": text}), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="put the tables into docs/extraction.md")
    parser.add_argument("--faults", action="store_true", help="print every value that was not read")
    parser.add_argument("--first", type=int, default=0, help="first seed; the tables in the docs begin at 0")
    parser.add_argument("--typeset", action="store_true", help="only the table of typesetters")
    options = parser.parse_args()
    if options.write and options.first:
        parser.error("the docs hold the tables of the seeds that the tests use: --write goes without --first")
    if options.typeset:
        _typeset(options)
        return
    texts = score_of(drawn(seeds=[options.first + seed for seed in TEXT_SEEDS]))
    pdfs = score_of(drawn(seeds=[options.first + seed for seed in PDF_SEEDS]), as_pdf=True)
    tables = {
        "texts": table(tally(texts)),
        "pdfs": table(tally(pdfs)),
        "small sample": small_table(),
    }
    print(f"{len(LAYOUTS) * len(TEXT_SEEDS)} reports as text\n\n{tables['texts']}\n")
    print(f"{len(LAYOUTS) * len(PDF_SEEDS)} reports as PDF\n\n{tables['pdfs']}\n")
    if options.faults:
        print("\n".join(str(outcome) for outcome in (*texts, *pdfs) if outcome.verdict != READ))
    if options.write:
        PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), tables), encoding="utf-8")


if __name__ == "__main__":
    main()
