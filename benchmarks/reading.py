"""What reading a report costs beside what the PDF library needs to give its text: time, processor time and memory.

`python benchmarks/reading.py [FILE.pdf]`: without a file, the made-up report with the most pages is drawn.

Both sides are whole processes, start and imports included; ours is the command `extract`, with the child process that
it starts. They take turns, and the ratio of each pair counts, whatever else the machine is doing.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from pypdfium2 import PdfDocument

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

RUNS = 15
# Where byte code may not be written, one side alone would be compiled in each run: the library has been installed.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
LIBRARY = """
import sys, pypdfium2
document = pypdfium2.PdfDocument(sys.argv[-1])
for page in document:
    page.get_textpage().get_text_bounded()
"""
OURS = """
import sys
from yjs_dash.__main__ import main
main(sys.argv[1:])
"""
METER = """
import resource
held = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(max(held), file=sys.stderr)
"""


class Cost(NamedTuple):
    """Seconds of a run, processor seconds of all its processes, and the largest memory of one of them in MB."""

    seconds: float
    processor: float
    memory: float


def cost(script: str, path: Path) -> Cost:
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", script + METER, "extract", str(path)],
        cwd=ROOT, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds, processor, int(done.stderr.split()[-1]) / 1024)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        if len(sys.argv) > 1:
            path = Path(sys.argv[1])
        else:
            from made_up.reports.report import draw_report

            path = draw_report(35, layout="long_2021").pdf(Path(folder) / "report.pdf")
        pages = len(PdfDocument(path))
        cost(OURS, path)  # once for the byte code
        pairs = [(cost(OURS, path), cost(LIBRARY, path)) for _ in range(RUNS)]
    print(f"{pages} pages, medians of {RUNS} pairs")
    for name, unit, digits in (
        ("seconds", "s", 2),
        ("processor", "s of processor time", 2),
        ("memory", "MB", 0),
    ):
        ours, library = ([getattr(pair[side], name) for pair in pairs] for side in (0, 1))
        ratio = median(a / b for a, b in zip(ours, library, strict=True))
        print(
            f"{median(ours):.{digits}f} {unit}, the library alone {median(library):.{digits}f}: ratio {ratio:.2f}"
        )


if __name__ == "__main__":
    main()
