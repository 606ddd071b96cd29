"""How much of a report extraction reads: values present, read, wrong and missing over drawn reports, as a table.

python -m made_up.extraction_score              # prints the tables, about two minutes
python -m made_up.extraction_score --write      # and puts them into docs/extraction.md
python -m made_up.extraction_score --faults     # and every value that was not read
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from made_up.reports import LAYOUTS, MadeUpReport  # noqa: E402
from made_up.reports.run import drawn, outcomes_of  # noqa: E402
from made_up.reports.score import READ, Outcome, table, tally  # noqa: E402

PAGE = ROOT / "docs" / "extraction.md"
TEXT_SEEDS = range(24)
PDF_SEEDS = range(100, 105)
SMALL_SEEDS = range(2)


def score_of(reports: Iterable[MadeUpReport], *, as_pdf: bool = False) -> list[Outcome]:
    """Outcomes of all values of the reports."""
    with tempfile.TemporaryDirectory() as directory:
        return [o for r in reports for o in outcomes_of(r, directory=Path(directory), as_pdf=as_pdf)]


def small_table() -> str:
    """The table of the small sample, which a test compares with the page."""
    return table(tally(score_of(drawn(seeds=SMALL_SEEDS))))


def filled(page: str, tables: dict[str, str]) -> str:
    """`page` with each table between its two marks."""
    for name, text in tables.items():
        marks = re.compile(rf"(<!-- {name} -->\n)(.*?)(<!-- end of {name} -->)", re.DOTALL)
        page = marks.sub(lambda m, text=text: f"{m[1]}{text}\n{m[3]}", page)
    return page


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="put the tables into docs/extraction.md")
    parser.add_argument("--faults", action="store_true", help="print every value that was not read")
    parser.add_argument("--first", type=int, default=0, help="first seed; the tables in the docs begin at 0")
    options = parser.parse_args()
    if options.write and options.first:
        parser.error("the docs hold the tables of the seeds that the tests use: --write goes without --first")
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
