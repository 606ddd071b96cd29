"""What reading a report costs beside what the PDF library needs to give its text: processor time and memory.

`python benchmarks/reading.py [FILE.pdf]`: without a file, the made-up report with the most pages is drawn.

Both sides are whole processes, start and imports included; ours with the child process that it starts.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from pypdfium2 import PdfDocument

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

RUNS = 7
# Where byte code may not be written, one side alone would be compiled in each run: the library has been installed.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
LIBRARY = """
import sys, pypdfium2
document = pypdfium2.PdfDocument(sys.argv[1])
for page in document:
    page.get_textpage().get_text_bounded()
"""
OURS = """
import sys
from pathlib import Path
from yjs_dash.extract import extract_file
from yjs_dash.framework import load_frameworks
extract_file(Path(sys.argv[1]), load_frameworks(Path("data/frameworks")))
"""


def cost(script: str, path: Path) -> tuple[float, float]:
    """Processor seconds of a run with all its children, and the largest memory of one process in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    largest = (
        "max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))"
    )
    meter = f"import resource\n{script}\nprint({largest})"
    done = subprocess.run(
        [sys.executable, "-c", meter, str(path)],
        cwd=ROOT, env=ENVIRONMENT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, int(done.stdout) / 1024


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        if len(sys.argv) > 1:
            path = Path(sys.argv[1])
        else:
            from tests.made_up.report import draw_report

            path = draw_report(35, layout="long_2021").pdf(Path(folder) / "report.pdf")
        pages = len(PdfDocument(path))
        cost(OURS, path)  # once for the byte code
        pairs = [(cost(OURS, path), cost(LIBRARY, path)) for _ in range(RUNS)]
    ours, library = ([pair[side] for pair in pairs] for side in (0, 1))
    ratio = median(a[0] / b[0] for a, b in pairs)
    print(f"{pages} pages")
    print(
        f"whole reading: {median(s for s, _ in ours):.2f} s of processor time, {max(m for _, m in ours):.0f} MB"
    )
    print(f"library alone: {median(s for s, _ in library):.2f} s, {max(m for _, m in library):.0f} MB")
    print(f"ratio, median of {RUNS} pairs: {ratio:.2f}")


if __name__ == "__main__":
    main()
